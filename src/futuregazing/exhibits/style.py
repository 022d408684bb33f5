"""The look of every chart: what a colour means, its markers and hatches, and its defaults.

Palette, type and width are those of the house (`house`).

Colours are the Analysis Function's. Turquoise, orange and light purple are too pale for
words, so words are always dark and stand beside the colour; and no colour stands alone:
each comes with a label, a marker or a hatching of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from futuregazing.exhibits import house

DARK_BLUE = house.DARK_BLUE
DARK_GREY = house.DARK_GREY
DARK_PINK = house.DARK_PINK
FRAME = house.FRAME
GRID = house.GRID
INK = house.INK
LEADER = house.LEADER
LIGHT_PURPLE = house.LIGHT_PURPLE
ORANGE = house.ORANGE
PALE_BLUE = house.PALE_BLUE
PAPER = house.PAPER
QUIET = house.QUIET
TURQUOISE = house.TURQUOISE
WHITE = house.WHITE

CATEGORY_COLOURS = (DARK_BLUE, TURQUOISE, DARK_PINK, ORANGE)
"""At most four categories are told apart by colour (house style, rule 8)."""
CATEGORY_HATCHES = ("", "////", "xxxx", "\\\\\\\\")
"""Never dots: matplotlib writes a tile of them as a hundred and seventy kilobytes of curves."""
CATEGORY_MARKERS = ("o", "s", "^", "D", "v", "P", "X", "p")
UNKNOWN_HATCH = "//////"

BASIS_COLOURS: Mapping[str, str] = MappingProxyType(
    {
        "published_invoice_spend": DARK_BLUE,
        "contract_award_value": TURQUOISE,
        "contract_register": TURQUOISE,
        "supplier_reported_framework_sales": TURQUOISE,
        "framework_ceiling": DARK_GREY,
        "official_or_press_estimate": DARK_GREY,
        "unsourced_or_modelled_estimate": DARK_GREY,
        "market_estimate_supplier_revenue": ORANGE,
        "market_estimate_incl_in_house": ORANGE,
        "supplier_or_market_estimate": ORANGE,
        "survey_total_cost_incl_staff": DARK_PINK,
        "government_total_incl_staff": DARK_PINK,
        "survey_budget": DARK_PINK,
        "survey_or_audit_share": LIGHT_PURPLE,
    }
)
"""One colour a kind of number through the whole report.

Dark blue are published invoices, turquoise contracts and what is sold under them, orange what
analysts or suppliers estimate of a market, dark pink totals with staff in them, light purple
shares that surveys and audits found, and dark grey what is stated without a count behind it.
"""

FAMILY_STACK = house.CHART_FAMILIES
DRAWING_FAMILY = "DejaVu Sans"
"""The family matplotlib is told: one it carries itself, so that it never goes looking.
It sets no letter; the SVG names `FAMILY_STACK` instead."""

LABEL_PT = house.LABEL_PT
HEAD_PT = house.HEAD_PT
BIG_PT = house.BIG_PT
LEADING = house.LEADING
WIDTH_MM = house.MEASURE_MM
"""Width of a chart, that of the words about it: on a phone, where it is as wide as the screen,
its letters are then ten pixels high and more."""
WIDE_MM = house.TEXT_WIDTH_MM
"""Width of what would be too tall or too close so: maps of all councils, long lists of words,
several panels of time, and swarms."""
POINTS_PER_MM = 72 / 25.4
HASH_SALT = "futuregazing"

SENTENCE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "published_invoice_spend": "published invoices",
        "contract_award_value": "contract awards",
        "contract_register": "contracts on a register",
        "supplier_reported_framework_sales": "framework sales reported by suppliers",
        "framework_ceiling": "framework ceiling",
        "official_or_press_estimate": "official or press estimate",
        "unsourced_or_modelled_estimate": "modelled estimate",
        "market_estimate_supplier_revenue": "estimate of suppliers' revenue",
        "market_estimate_incl_in_house": "market estimate, in-house work included",
        "supplier_or_market_estimate": "supplier or market estimate",
        "survey_total_cost_incl_staff": "survey, staff included",
        "government_total_incl_staff": "total stated by government, staff probably included",
        "survey_budget": "survey of budgets",
        "survey_or_audit_share": "survey or audit",
        "grant_or_budget": "grant or budget",
        "reported_cost": "reported cost",
        "reported_procurement_total": "reported procurement total",
        "derived_growth": "growth as published",
        "count": "count",
    }
)


def points(mm: float) -> float:
    """Convert millimetres to points."""
    return mm * POINTS_PER_MM


def basis_words(basis: str) -> str:
    """Return a kind of number as a reader would say it."""
    return SENTENCE_WORDS.get(basis, basis.replace("_", " "))


def rc() -> Any:
    """Return the matplotlib settings of the house, which seaborn takes as `rc` too.

    Text stays text in the SVG (searchable, in the page's font), ids come from a fixed
    salt, and a dollar sign in a supplier's name never starts a formula.
    """
    return {
        "font.family": [DRAWING_FAMILY],
        "font.size": LABEL_PT,
        "text.color": INK,
        "text.parse_math": False,
        "axes.titlesize": HEAD_PT,
        "axes.labelsize": LABEL_PT,
        "axes.edgecolor": FRAME,
        "axes.labelcolor": QUIET,
        "axes.linewidth": 0.8,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.left": False,
        "axes.axisbelow": True,
        "axes.grid": True,
        "axes.grid.axis": "y",
        "axes.facecolor": "none",
        "axes.unicode_minus": True,
        "figure.facecolor": "none",
        "savefig.facecolor": "none",
        "grid.color": GRID,
        "grid.linewidth": 0.8,
        "hatch.linewidth": 0.7,
        "lines.linewidth": 2.2,
        "lines.markersize": 7,
        "xtick.color": FRAME,
        "ytick.color": FRAME,
        "xtick.labelcolor": QUIET,
        "ytick.labelcolor": QUIET,
        "xtick.labelsize": LABEL_PT,
        "ytick.labelsize": LABEL_PT,
        "ytick.major.size": 0,
        "xtick.major.size": 4,
        "path.simplify": False,
        "svg.fonttype": "none",
        "svg.hashsalt": HASH_SALT,
    }
