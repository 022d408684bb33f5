"""The frames behind the section's charts and tables: shares with who was asked, series, facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted, quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.statement import Statement, see
from futuregazing.edition.periods import parse_moment
from futuregazing.edition.sections import TechnologyTrends
from futuregazing.measures import choose
from futuregazing.measures.quoting import finding_words, publisher_words
from futuregazing.measures.register import purchases, refs_of_purchases
from futuregazing.measures.themes import THEMES, findings, said, theme_of_metric
from futuregazing.measures.trend_lines import LINES
from futuregazing.measures.trend_story import facts_of, strength
from futuregazing.measures.trends import asked_words, survey_base, theme_figures
from futuregazing.tables.frames import Tables

SURVEY = "survey_or_audit_share"
NEWEST_SHOWN = 9
MONTH, YEAR = len("2026-11"), len("2026")
TO_THE_MONTH = frozenset({"exact", "month"})
"""How well the day is known by which a row was public, where its month can be printed."""
SMALL, UNSTATED, SOUND = "small base", "number not stated", "none"
DIFFERENT_SURVEYS = (
    "each survey asked its own people in its own year; answers of two surveys are not set "
    "against each other."
)
DIFFERENT_LENGTHS = "some answers are of one month, some of several or of a year."
COUNCIL_BUYERS = ("council", "combined_authority")
SHARES = [
    "theme", "question", "value", "asked", "n", "period", "publisher", "published", "grade",
    "caution", "definition", "refs",
]  # fmt: skip

DRAWN = " {label} draws the whole series."
CHARTS: Mapping[str, Statement] = MappingProxyType(
    {
        "percent": see("technology_trends.shares_over_time", DRAWN),
        "councils": see("technology_trends.councils_over_time", DRAWN),
    }
)
"""Words that lead to the charts of the section's series, by their unit."""


def survey_shares(tables: Tables, settings: TechnologyTrends) -> pd.DataFrame:
    """Return every survey share on the chosen themes, theme by theme, the newest first.

    Columns: theme, question, value, asked (who, as the source says), n (how many; None
    if the source does not say), period, publisher, published, grade, caution ("small
    base" for one below the setting), definition (asked and period, for a chart), refs.
    """
    figures = choose.figures(tables)
    figures = choose.best_first(figures[figures["measure_basis"] == SURVEY])
    lines: list[dict[str, Any]] = []
    for theme in settings.themes:
        own = figures[figures["metric"].isin(THEMES[theme].metrics)]
        lines += [_share(row, settings) for row in choose.records(own)]
    return pd.DataFrame(lines, columns=SHARES)


def newest_shares(shares: pd.DataFrame, at_most: int) -> pd.DataFrame:
    """Return the newest share of each question, copies left out, the newest first."""
    once = shares[shares["grade"] != "C"].drop_duplicates("question")
    ends = [value.period.end for value in once["value"]]
    order = pd.Series(ends, index=once.index, dtype=object).sort_values(
        ascending=False, kind="stable"
    )
    return once.loc[order.index].head(at_most).rename(columns={"question": "label"})


def series(tables: Tables, settings: TechnologyTrends, unit: str) -> pd.DataFrame:
    """Return the points of series in one unit ("percent", "councils"): label, value.

    Only series with two points or more, and no point that only a copy reports.
    """
    metrics = [metric for theme in settings.themes for metric in THEMES[theme].metrics]
    figures = choose.figures(tables, metrics)
    figures = figures[(figures["source_grade"] != "C") & (figures["unit"] == unit)]
    by_metric = dict(zip(figures.index, figures["metric"], strict=True))
    lines = [
        {"label": LINES[by_metric[point.refs[0].row]].label, "value": point}
        for points in choose.series_of(figures)
        for point in points
    ]
    return pd.DataFrame(lines, columns=["label", "value"])


def where_drawn(tables: Tables, settings: TechnologyTrends, number: Quantity) -> Statement | None:
    """Return a sentence that leads to the chart of a number's series; None if none draws it."""
    for unit, told in CHARTS.items():
        if any(point.series == number.series for point in series(tables, settings, unit)["value"]):
            return told
    return None


def period_reason(points: pd.DataFrame) -> str:
    """Return why points of unlike periods share a line, or nothing where they are alike."""
    kinds = points.assign(kind=[q.period.kind for q in points["value"]]).groupby("label")["kind"]
    return DIFFERENT_LENGTHS if (kinds.nunique() > 1).any() else ""


def overview(tables: Tables, settings: TechnologyTrends) -> pd.DataFrame:
    """Return one line a theme: what is known of it and how well.

    Columns: theme, figure (the first number told of it), says (what it measures), period,
    facts (how many dated ones), newest (when), evidence ("thin" ...), purchases (how many
    of councils' purchases in the register).
    """
    found, speakers, bought = findings(tables), said(tables), council_purchases(tables)
    lines = []
    for theme in settings.themes:
        figures = theme_figures(tables, theme)
        own = found[found["theme"] == theme]
        own_said = speakers[speakers["theme"] == theme]
        first = next((told for told in figures if told.is_adoption), None)
        rows = facts_of(tables, theme, own, own_said)
        if THEMES[theme].proper and not rows:
            continue
        mine = bought[bought["theme"].isin(THEMES[theme].purchases)]
        lines.append(
            {
                "theme": THEMES[theme].label,
                "figure": first.value if first else None,
                "says": first.line.label if first else None,
                "period": first.value.period if first else None,
                "facts": len(rows),
                "newest": _newest(tables, rows),
                "evidence": strength(len(rows)),
                "purchases": counted(len(mine), "purchases", refs_of_purchases(mine)),
                "refs": rows,
            }
        )
    return pd.DataFrame(lines)


def council_purchases(tables: Tables) -> pd.DataFrame:
    """Return councils' purchases of the register whose subject was shown, each once."""
    once = purchases(tables["register"])
    kept = once["buyer_kind"].isin(COUNCIL_BUYERS) & once["subject_shown"].astype(bool)
    return once[kept]


def facts(tables: Tables, settings: TechnologyTrends) -> pd.DataFrame:
    """Return the dated findings on the chosen themes, the newest first.

    Columns: date (as the source gives it), theme, fact, publisher, grade, url, refs.
    """
    found = findings(tables)
    found = found[found["theme"].isin(settings.themes)]
    moments = [parse_moment(str(day)) for day in found["date"]]
    ends = [moment.end.isoformat() if moment else "" for moment in moments]
    found = found.assign(end=ends).sort_values("end", ascending=False, kind="stable")
    lines = [
        {
            "date": str(parse_moment(str(row["date"])) or "not stated"),
            "theme": THEMES[row["theme"]].label,
            "fact": finding_words(row),
            "publisher": publisher_words(str(row["publisher"])),
            "grade": row["source_grade"],
            "url": row["source_url"],
            "refs": (Ref("evidence", str(row["evidence_id"])),),
        }
        for row in choose.records(found)
    ]
    columns = ["date", "theme", "fact", "publisher", "grade", "url", "refs"]
    return pd.DataFrame(lines, columns=columns)


def _share(row: dict[str, Any], settings: TechnologyTrends) -> dict[str, Any]:
    value, asked = quantity(row), survey_base(row)
    theme = theme_of_metric(str(row["metric"]))
    line = LINES.get(str(row["metric"]))
    small = asked is not None and asked.value < settings.minimum_survey_n
    return {
        "theme": THEMES[theme].label if theme else "",
        "question": line.label if line else str(row["metric"]).replace("_", " "),
        "value": value,
        "asked": asked_words(row),
        "n": asked,
        "period": value.period,
        "publisher": row["publisher"],
        "published": str(parse_moment(str(row["published_date"])) or "not stated"),
        "grade": row["source_grade"],
        "caution": SMALL if small else SOUND if asked else UNSTATED,
        "definition": f"{asked_words(row)}, {value.period}",
        "refs": value.refs,
    }


def _newest(tables: Tables, rows: Sequence[Ref]) -> str | None:
    """Return when the newest fact of a theme became known, no nearer than its source shows it.

    That is the last month, or a year that is later than all months known.
    """
    frames = {name: tables[name] for name in {ref.table for ref in rows}}
    behind = [frames[ref.table].loc[ref.row] for ref in rows]
    known = [
        str(row["known_by"])[
            : MONTH if row.get("known_by_basis", "month") in TO_THE_MONTH else YEAR
        ]
        for row in behind
        if row["known_by"]
    ]
    # "2025-12" comes after "2025": a month of the same year tells more than the year.
    return str(parse_moment(max(known))) if known else None
