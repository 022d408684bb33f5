"""Kinds of number in words a reader understands: what each counts, and what it leaves out.

A basis is what decides whether two published numbers may stand in one line. The words
here are the same in every section, so that a reader who has learnt them once knows them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from futuregazing.edition.periods import Period, parse_moment

BOUGHT_IN = "published_invoice_spend"
AWARDS = "contract_award_value"
WITH_STAFF = "survey_total_cost_incl_staff"
AS_GOVERNMENT_COUNTS = "government_total_incl_staff"
SUPPLIER_REVENUE = "market_estimate_supplier_revenue"
CEILING = "framework_ceiling"
FRAMEWORK_SALES = "supplier_reported_framework_sales"
GROWTH = "derived_growth"


@dataclass(frozen=True)
class BasisLabel:
    """One kind of number.

    Attributes:
        short: the name that stands beside a bar ("Bought in").
        counts: what it counts, as the middle of a sentence.
        leaves_out: what it leaves out or adds, as a reader must know it.
    """

    short: str
    counts: str
    leaves_out: str


LABELS: Mapping[str, BasisLabel] = MappingProxyType(
    {
        BOUGHT_IN: BasisLabel(
            "Bought in",
            "what buyers paid technology suppliers, added up from the invoices they publish",
            "leaves out buyers' own staff, and payments that were not published",
        ),
        AS_GOVERNMENT_COUNTS: BasisLabel(
            "As government states it",
            "a year's technology spending in all, as a government text states it",
            "probably includes in-house staff: our inference, the text seen does not say so",
        ),
        AWARDS: BasisLabel(
            "Contracts awarded",
            "the values printed on award notices, over several years",
            "not a year's spending: whole contract lives and framework ceilings are in it",
        ),
        WITH_STAFF: BasisLabel(
            "Whole cost, staff included",
            "what councils told a survey they spend: equipment, software, services and staff",
            "adds the councils' own staff to what they buy",
        ),
        SUPPLIER_REVENUE: BasisLabel(
            "Suppliers' revenue",
            "analysts' estimate of what suppliers of software and IT services earn",
            "software and IT services only; estimated from the sellers' side",
        ),
        "market_estimate_incl_in_house": BasisLabel(
            "Analysts' total, in-house included",
            "analysts' estimate of all information technology, in-house work included",
            "adds in-house work to what is bought",
        ),
        "unsourced_or_modelled_estimate": BasisLabel(
            "Estimate without a stated source",
            "a figure whose making the source does not show",
            "cannot be checked",
        ),
        "supplier_or_market_estimate": BasisLabel(
            "Market estimate",
            "what market analysts hold a supplier to have earned",
            "may include more than councils' payments",
        ),
        "survey_budget": BasisLabel(
            "Budgets, by survey",
            "what buyers that answered a survey or request budgeted",
            "only those that answered",
        ),
        FRAMEWORK_SALES: BasisLabel(
            "Framework sales",
            "what suppliers reported selling through a framework",
            "only sales through that framework",
        ),
        CEILING: BasisLabel(
            "Framework ceiling",
            "the most that may be bought through a framework over its life",
            "never spending: much of it may not be used",
        ),
        "contract_register": BasisLabel(
            "Contracts on a register",
            "the values of contracts that run",
            "only contracts that are registered",
        ),
        "official_or_press_estimate": BasisLabel(
            "Official or press estimate",
            "a total as an official body or the press states it",
            "its making is not shown",
        ),
        "reported_procurement_total": BasisLabel(
            "Reported procurement",
            "all procurement as buyers reported it",
            "depends on who reports",
        ),
        "grant_or_budget": BasisLabel(
            "Grant or budget", "money set aside", "may not have been spent"
        ),
        "reported_cost": BasisLabel(
            "Reported cost", "a cost as one body reported it", "one body only"
        ),
        "survey_or_audit_share": BasisLabel(
            "Survey or audit", "a share of those that were asked or looked at", "only those asked"
        ),
        GROWTH: BasisLabel(
            "Growth as published", "a rate that the source states itself", "levels may be missing"
        ),
        "count": BasisLabel("Count", "things counted", "nothing that the count does not name"),
    }
)


def basis_label(basis: str) -> BasisLabel:
    """Return the words for a basis; raise KeyError, naming it, for one without words."""
    if basis not in LABELS:
        raise KeyError(f"no words for the basis {basis!r}: add them to measures/labels.py")
    return LABELS[basis]


def day_published(text: str) -> dt.date | Period | None:
    """Return when something was published, for a table: a day, or the month or year known.

    A day stays a date, so that the data file keeps it as one; None where no day is shown.
    """
    moment = parse_moment(text)
    return moment.start if moment and moment.start == moment.end else moment


def definition(basis: str) -> str:
    """Return a basis as one sentence: its name, what it counts, what it leaves out."""
    label = basis_label(basis)
    return f"{label.short}: {label.counts}; {label.leaves_out}."


def in_place(geography: str) -> str:
    """Return where buyers are, with a space before it, or nothing if the source does not say.

    "England" gives " in England", "UK" gives " in the UK". "UK (not stated)" gives nothing:
    a sentence may not claim a place that the source leaves open.
    """
    if not geography or "not stated" in geography:
        return ""
    article = "the " if geography in {"UK", "West Midlands"} else ""
    return f" in {article}{geography}"


def place_words(geography: str) -> str:
    """Return where buyers are as a table says it, the open ones named as open."""
    return "not stated, read as UK" if "UK (not stated)" in geography else geography
