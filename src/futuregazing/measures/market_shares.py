"""Technology as a share of what councils buy and of all they spend.

A share is never printed without the whole that it is a share of. Where a source prints the
spending too, the whole that the two imply stands beside it: sources that say
"expenditure" have often meant what councils buy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from futuregazing.claims.house_words import house_words
from futuregazing.claims.likeness import ranked
from futuregazing.claims.quantity import Quantity, share
from futuregazing.claims.statement import Statement, statement
from futuregazing.measures import choose
from futuregazing.measures.choose import COUNCILS
from futuregazing.measures.labels import BOUGHT_IN, in_place, place_words
from futuregazing.measures.market import ANNUAL, CUMULATIVE
from futuregazing.measures.worked_out import whole_behind
from futuregazing.tables.frames import Tables

OF_PROCUREMENT, OF_EVERYTHING = "tech_share_of_procurement", "tech_share_of_total_expenditure"
WHOLES = {OF_PROCUREMENT: "what councils buy", OF_EVERYTHING: "all council spending"}
PROCUREMENT = "total_procurement"
FRESH_YEARS = 10
"""A share older than this says nothing of today and stands in the table only."""


def shares(tables: Tables) -> pd.DataFrame:
    """Return technology's share of council spending, every published one with its whole.

    Returns:
        One row a share, latest first: `share`, `of` (the whole in words), `worded` (what
        the source says it is a share of), `place`, `period`, `spend` (printed on the same
        page for the same period), `implied` (the whole that the two imply), `publisher`.
    """
    frame = choose.figures(tables)
    told = choose.best_first(choose.where(frame, OF_PROCUREMENT, OF_EVERYTHING, scope=COUNCILS))
    made = []
    for q, record in zip(choose.quantities(told), choose.records(told), strict=True):
        spend = _spend_beside(tables["figures"], record)  # what the page prints, repeat or not
        reason = "share and spending as the same page prints them"
        made.append(
            {
                "share": q,
                "of": WHOLES[record["metric"]],
                "worded": house_words(record["definition_note"]),
                "place": place_words(q.geography),
                "period": q.period,
                "spend": spend,
                "implied": None if spend is None else whole_behind(spend, q, reason),
                "publisher": record["publisher"],
            }
        )
    columns = ["share", "of", "worded", "place", "period", "spend", "implied", "publisher"]
    return pd.DataFrame(made, columns=columns)


def share_sentences(tables: Tables, as_of: dt.date) -> list[Statement]:
    """Return the latest share of each whole; worked out from two sources if none is published."""
    table = shares(tables)
    fresh = table.loc[[choose.ended(q).year >= as_of.year - FRESH_YEARS for q in table["share"]]]
    told = [
        _share_sentence(fresh[fresh["of"] == whole].iloc[0].to_dict())
        for whole in WHOLES.values()
        if (fresh["of"] == whole).any()
    ]
    if WHOLES[OF_PROCUREMENT] not in set(fresh["of"]):
        told += _share_worked_out(tables)
    return told


def _share_sentence(row: Mapping[Hashable, Any]) -> Statement:
    """Return one share with its whole, and the size of that whole where the page implies it."""
    told = statement(
        "Technology's share of {whole}{place} was {share} in {period}.",
        share=row["share"],
        whole=row["of"],
        place=in_place(row["share"].geography),
        period=row["period"],
    )
    if row["implied"] is None:
        return told
    return told + statement(
        "The same page prints {spend} of spending, which makes the whole {implied}.",
        spend=row["spend"],
        implied=row["implied"],
    )


def only_share(table: pd.DataFrame) -> Statement:
    """Return the one share there is, with its whole and year, for editions that know no more."""
    row = table.iloc[0]
    return statement(
        "The only published share known at this date is {share} of {whole}{place}, in {period}.",
        share=row["share"],
        whole=row["of"],
        place=in_place(row["share"].geography),
        period=row["period"],
    )


def share_over_time(tables: Tables) -> list[Statement]:
    """Return how the share of what councils buy changed, within each series."""
    frame = choose.where(choose.figures(tables), OF_PROCUREMENT, scope=COUNCILS)
    return [
        statement(
            "Within one series the share of what councils buy went from {first} in {start} to "
            "{last} in {end}.",
            first=points[0],
            start=points[0].period,
            last=points[-1],
            end=points[-1].period,
        )
        for points in choose.series_of(frame)
    ]


def shares_title(table: pd.DataFrame) -> Statement:
    """Return how far the published shares lie apart."""
    if table.empty:
        return statement("No share of council money had been published")
    ends = ranked(table["share"], reason="their wholes differ, and the title says so")
    if len(ends) == 1:
        return statement("One share of council money is published: {only}", only=ends[0])
    return statement(
        "Published shares run from {least} to {most} because their wholes differ",
        least=ends[0],
        most=ends[-1],
    )


def _spend_beside(frame: pd.DataFrame, record: dict[str, Any]) -> Quantity | None:
    """Return the spending printed on a share's own page for the same period and place."""
    same = frame
    for column in ("url", "period_start", "period_end", "geography"):
        same = same[same[column] == record[column]]
    return choose.best(choose.where(same, ANNUAL, scope=COUNCILS))


def _share_worked_out(tables: Tables) -> list[Statement]:
    """Return a share of procurement from two publishers, where a year of both overlaps most."""
    frame = choose.figures(tables)
    spend = choose.where(frame, ANNUAL, CUMULATIVE, scope=COUNCILS, basis=[BOUGHT_IN])
    bought = choose.where(frame, PROCUREMENT, scope=COUNCILS, basis=[BOUGHT_IN])
    pairs = [
        (_overlap(a, b), a, b)
        for a in choose.quantities(spend)
        for b in choose.quantities(bought)
        if choose.is_one_year(a) and choose.is_one_year(b) and a.geography == b.geography
    ]
    days, part, whole = max(pairs, key=lambda p: (p[0], p[1].refs), default=(0, None, None))
    if not days or part is None or whole is None:
        return []
    reason = "two publishers, years that overlap but do not coincide"
    return [
        statement(
            "No source known by this date states technology's share of what councils buy. "
            "{part} in {when}, set beside {whole} of all third-party spending in {year}, makes "
            "{share}: our own working from two publishers whose years do not quite coincide.",
            part=part,
            when=part.period,
            whole=whole,
            year=whole.period,
            share=share(part, whole, reason=reason, denominator="third-party spending"),
        )
    ]


def _overlap(a: Quantity, b: Quantity) -> int:
    """Return how many days two figures' periods share."""
    if a.period is None or b.period is None or not a.period.overlaps(b.period):
        return 0
    start, end = max(a.period.start, b.period.start), min(a.period.end, b.period.end)
    return (end - start).days + 1
