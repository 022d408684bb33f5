"""Small and medium-sized firms: their share of councils' technology spending and of all buying.

Two publications give a share of technology spending. They differ in level and place, so
each keeps its own line. The one publication that was read wrongly is put right beside them.
"""

from __future__ import annotations

import pandas as pd

from futuregazing.claims.quantity import Quantity, growth
from futuregazing.claims.refs import Named, Ref
from futuregazing.claims.statement import Statement, statement
from futuregazing.measures import choose
from futuregazing.measures.choose import COUNCILS
from futuregazing.measures.labels import in_place
from futuregazing.tables.frames import Tables

SHARE, SHARE_GROWTH = "sme_share", "sme_share_growth"
ALL_PROCUREMENT, MULTIPLE = "sme_share_all_procurement", "sme_multiple_vs_central"
DISPUTED = ("SME", "share over the whole")
"""Words in the topics of contradictions that are about smaller firms."""
LEVELS = {
    "local government": "Councils",
    "local authorities": "Councils",
    "central government": "Central government",
    "whole public sector": "Whole public sector",
}


def share_lines(tables: Tables) -> pd.DataFrame:
    """Return the series of smaller firms' share of technology spending: `label`, `value`.

    Each series is labelled by who published it and when, so that two are never read as one.
    """
    frame = choose.where(choose.figures(tables), SHARE, scope=COUNCILS)
    made = []
    for points in choose.series_of(frame):
        record = choose.record_of(frame, points[-1])
        label = f"{record['publisher']}, {str(record['published_date'])[:4]}"
        made += [{"label": label, "value": q} for q in points]
    return pd.DataFrame(made, columns=["label", "value"])


def share_title(tables: Tables) -> Statement:
    """Return how far the share went, or that two series of it must not be joined."""
    series = choose.series_of(choose.where(choose.figures(tables), SHARE, scope=COUNCILS))
    first, last = series[-1][0], series[-1][-1]
    if len(series) > 1:
        return statement(
            "Two series of smaller firms' share, ending at {earlier} and {later}, do not join",
            earlier=series[0][-1],
            later=last,
        )
    return statement(
        "Smaller firms' share went from {first} to {last} within one publication",
        first=first,
        last=last,
    )


def share_sentences(tables: Tables) -> list[Statement]:
    """Return each series in words, with its end points, and why two are not joined."""
    frame = choose.where(choose.figures(tables), SHARE, scope=COUNCILS)
    series = choose.series_of(frame)
    told = [
        statement(
            "{publisher} put it at {first} in {start} and {last} in {end}{place}.",
            publisher=str(choose.record_of(frame, points[-1])["publisher"]),
            first=points[0],
            start=points[0].period,
            last=points[-1],
            end=points[-1].period,
            place=in_place(points[-1].geography),
        )
        for points in series
    ]
    if len(series) > 1:
        told.append(
            statement(
                "The later series lies below the earlier one although its years are later: the "
                "two count differently, so nothing fell from {earlier} to {later}.",
                earlier=series[0][-1],
                later=series[-1][-1],
            )
        )
    return told


def slip(tables: Tables) -> list[Statement]:
    """Return the check of a share printed as risen *to* what it had risen *by*.

    It is found by rule: a lone share equal to a published relative rise over a period that
    a series ends in at another level.
    """
    frame = choose.where(choose.figures(tables), SHARE, SHARE_GROWTH, scope=COUNCILS)
    rises = choose.quantities(choose.where(frame, SHARE_GROWTH))
    shares = choose.where(frame, SHARE)
    told = []
    for rise in rises:
        for points in choose.series_of(shares):
            first, last = points[0], points[-1]
            wrong = [q for q in choose.quantities(shares) if _misread(q, rise, last)]
            if wrong and choose.ended(last) == choose.ended(rise):
                told.append(_put_right(frame, wrong[0], rise, first, last))
    return told


def beside_central(tables: Tables) -> pd.DataFrame:
    """Return smaller firms' share of all procurement by level, one source: `label`, `value`."""
    frame = choose.where(choose.figures(tables), ALL_PROCUREMENT, scope=LEVELS)
    for group in choose.told_together(frame):
        scopes = set(group["buyer_scope"])
        if scopes & set(COUNCILS) and "central government" in scopes:
            made = [{"label": LEVELS[q.scope], "value": q} for q in choose.quantities(group)]
            return pd.DataFrame(made)
    return pd.DataFrame(columns=["label", "value"])


def beside_central_title(table: pd.DataFrame) -> Statement:
    """Return councils' share beside central government's."""
    values = dict(zip(table["label"], table["value"], strict=True))
    return statement(
        "Smaller firms get {councils} of councils' buying, {central} of central government's",
        councils=values["Councils"],
        central=values["Central government"],
    )


def beside_central_subtitle(table: pd.DataFrame) -> Statement:
    """Return measure, place and period of smaller firms' share by level."""
    q = table["value"].iloc[0]
    return statement(
        "Smaller firms' share of direct procurement of all kinds, not technology alone, in per "
        "cent; {place}, {period}",
        place=q.geography,
        period=q.period,
    )


def beside_others(tables: Tables) -> list[Statement]:
    """Return smaller firms' share of all council buying, and beside central government's."""
    frame = choose.where(choose.figures(tables), ALL_PROCUREMENT, MULTIPLE, scope=COUNCILS)
    told = []
    share = choose.best(choose.where(frame, ALL_PROCUREMENT))
    if share is not None:
        told.append(
            statement(
                "Of everything councils buy, technology or not, smaller firms received {share} "
                "in {period}.",
                share=share,
                period=share.period,
            )
        )
    times = choose.best(choose.where(frame, MULTIPLE))
    if times is not None:
        told.append(
            statement(
                "In {period} councils spent {times} as much with smaller technology firms as "
                "central government did.",
                period=times.period,
                times=times,
            )
        )
    return told


def _misread(q: Quantity, rise: Quantity, level: Quantity) -> bool:
    """Tell whether a lone share repeats a rise as if it were the level."""
    return (
        not q.series
        and q.value == rise.value
        and q.value != level.value
        and choose.ended(q) == choose.ended(level)
    )


def _put_right(
    frame: pd.DataFrame, wrong: Quantity, rise: Quantity, first: Quantity, last: Quantity
) -> Statement:
    write_up, original = choose.record_of(frame, wrong), choose.record_of(frame, rise)
    grown = growth(first, last)
    return statement(
        "Check of a source: {write_up} prints the share as having grown to {wrong}. The "
        "analysts' own text ({original}) says it grew by {rise}, from {first} to {last}.",
        write_up=_publisher(write_up),
        wrong=wrong,
        original=_publisher(original),
        rise=rise,
        first=first,
        last=last,
    ) + statement(
        "The arithmetic bears out the second: {last} is {grown:amount} more than {first}. "
        "This report prints {last}.",
        last=last,
        grown=grown,
        first=first,
    )


def _publisher(record: dict[str, object]) -> Named:
    return Named(str(record["publisher"]), (Ref("figures", str(record["figure_id"])),))
