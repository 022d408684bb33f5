"""Why published answers to "how big is the market" differ: one answer a kind of number.

Each answer is right about what it counts. They are set side by side with what each counts
and leaves out, and are never added, averaged or joined.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from futuregazing.claims.likeness import ranked
from futuregazing.claims.quantity import Quantity, complement, ratio
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.sections import MarketSize
from futuregazing.measures import choose
from futuregazing.measures.choose import COUNCILS, PRINTED_SCOPE
from futuregazing.measures.labels import (
    AS_GOVERNMENT_COUNTS,
    AWARDS,
    BOUGHT_IN,
    WITH_STAFF,
    basis_label,
    place_words,
)
from futuregazing.measures.market import ANNUAL, AVERAGE, size
from futuregazing.measures.worked_out import portion
from futuregazing.tables.frames import Tables

AWARDED = "contract_awards_value"
STAFF_SHARE = "staff_share_of_it_spend"
PUBLIC_SECTOR, PUBLIC_AWARDS = "public_sector_it_spend", "public_sector_it_contracts"
WHOLE = ["whole public sector"]
DISPUTED = (
    "market size",
    "five-year window",
    "growth",
    "average vs cumulative",
    "government vs analyst",
    "share of spend",
    "share of what",
    "awards vs invoices",
    "third-party",
    "headline error",
    "public sector IT",
    "flat vs growing",
    "Kable",
)
"""Words in the topics of contradictions that are about the size of the market."""
SIDE_BY_SIDE = "each counts something else; they are set side by side, never added up"


def answers(tables: Tables, settings: MarketSize) -> pd.DataFrame:
    """Return the latest published answer of each kind of number, in the settings' order.

    Returns:
        One row an answer: `label`, `value`, `definition` (what it counts, where, when),
        `leaves_out`, `place`, `period`, `publisher`. For awards it is the total over the
        longest time. A forecast made before its year began is no answer.
    """
    made = []
    for basis in settings.bases:
        frame = choose.where(choose.figures(tables), scope=COUNCILS, basis=[basis])
        found = _awarded(frame) if basis == AWARDS else _yearly(frame)
        if found is None:
            continue
        label, record = basis_label(basis), choose.record_of(frame, found)
        place = place_words(found.geography)
        made.append(
            {
                "label": label.short,
                "value": found,
                "definition": f"{label.counts}{_averaged(record)} ({place}, {found.period})",
                "leaves_out": label.leaves_out,
                "place": place,
                "period": found.period,
                "publisher": record["publisher"],
            }
        )
    columns = ["label", "value", "definition", "leaves_out", "place", "period", "publisher"]
    return pd.DataFrame(made, columns=columns)


def answers_title(table: pd.DataFrame) -> Statement:
    """Return what the answers show: how far the largest lies from the smallest."""
    ends = ranked(table["value"], reason=SIDE_BY_SIDE)
    if len(ends) < 2:
        return statement("One kind of number is published for the council market")
    return statement(
        "Published answers run from {least} to {most}: each counts something else",
        least=ends[0],
        most=ends[-1],
    )


def staff_gap(tables: Tables, settings: MarketSize) -> list[Statement]:
    """Return how far councils' own staff explain the gap between totals and invoices."""
    frame = choose.where(choose.figures(tables), scope=COUNCILS)
    staff = choose.best(choose.where(frame, STAFF_SHARE))
    if staff is None:
        return []
    totals = choose.quantities(choose.where(frame, ANNUAL, basis=[WITH_STAFF]))
    told = [_survey_gap(total, staff) for total in totals if total.period == staff.period]
    stated = choose.best(choose.where(frame, ANNUAL, basis=[AS_GOVERNMENT_COUNTS]))
    bought = size(tables, settings)
    if stated is not None and bought is not None and bought.basis == BOUGHT_IN:
        told.append(_government_gap(stated, staff, bought))
    return told


def misattributed(tables: Tables, settings: MarketSize) -> pd.DataFrame:
    """Return a total printed for councils beside what it fits, or an empty frame.

    Returns:
        One row a figure: `label`, `value`, `definition`, `publisher`. The first is the
        figure as printed, the last the council market; between them the whole public
        sector's figures, latest of each kind.
    """
    frame = choose.figures(tables)
    printed = _printed(frame)
    if printed is None:
        return pd.DataFrame(columns=["label", "value", "definition", "publisher"])
    spent = choose.best(choose.where(frame, PUBLIC_SECTOR, scope=WHOLE, basis=[BOUGHT_IN]))
    awarded = choose.best(choose.where(frame, PUBLIC_AWARDS, scope=WHOLE))
    council = size(tables, settings)
    told = [
        ("Printed as councils' spending", printed, "as one published list has it"),
        ("Whole public sector, bought in", spent, basis_label(BOUGHT_IN).counts),
        ("Whole public sector, contracts", awarded, "technology contracts of one year"),
        ("Councils, bought in", council, basis_label(BOUGHT_IN).counts),
    ]
    made = [
        {
            "label": label,
            "value": q,
            "definition": f"{words} ({place_words(q.geography)}, {q.period})",
            "publisher": choose.record_of(frame, q)["publisher"],
        }
        for label, q, words in told
        if q is not None
    ]
    return pd.DataFrame(made, columns=["label", "value", "definition", "publisher"])


def why_not_the_market(tables: Tables) -> list[Statement]:
    """Return why a total printed for councils cannot be theirs: the same page contradicts it."""
    frame = choose.figures(tables)
    printed = _printed(frame)
    if printed is None:
        return []
    page = frame[frame["url"] == choose.record_of(frame, printed)["url"]]
    council = choose.best(choose.where(page, ANNUAL, scope=COUNCILS, basis=[BOUGHT_IN]))
    told = []
    if council is not None:
        told.append(
            statement(
                "One list prints {printed} as technology spending across local government. "
                "The same list puts councils at {council} in {period}: the first is {times} "
                "the second.",
                printed=printed,
                council=council,
                period=council.period,
                times=ratio(printed, council, reason="two figures of one page, to test the first"),
            )
        )
    spent = choose.best(choose.where(frame, PUBLIC_SECTOR, scope=WHOLE, basis=[BOUGHT_IN]))
    if spent is not None:
        told.append(
            statement(
                "It is the size of what the whole public sector paid technology suppliers, "
                "{spent} in {period}. This report reads it so, and never as councils' spending.",
                spent=spent,
                period=spent.period,
            )
        )
    return told


def misattributed_title(table: pd.DataFrame) -> Statement:
    """Return the finding about a total printed for councils."""
    return statement(
        "The {printed} printed for councils fits the whole public sector",
        printed=table["value"].iloc[0],
    )


def _awarded(frame: pd.DataFrame) -> Quantity | None:
    """Return the award total that covers the longest time, the largest of those."""
    totals = choose.quantities(choose.where(frame, AWARDED))
    return max(totals, key=lambda q: (_days(q), q.value, q.refs), default=None)


def _yearly(frame: pd.DataFrame) -> Quantity | None:
    """Return the latest yearly figure, a forecast only if it was made within its year."""
    told = choose.where(frame, ANNUAL, AVERAGE)
    return choose.best(told.loc[[not _made_ahead(record) for record in choose.records(told)]])


def _averaged(record: Mapping[str, Any]) -> str:
    return ", a year on average" if record["metric"] == AVERAGE else ""


def _made_ahead(record: Mapping[str, Any]) -> bool:
    known = record["known_by"]
    return bool(known) and choose.as_day(known) < choose.period(record).start


def _days(q: Quantity) -> int:
    return q.period.days if q.period and q.period.bounded else 0


def _less(total: Quantity, staff: Quantity, reason: str) -> Quantity:
    """Return a total without its staff."""
    return portion(total, complement(staff), reason)


def _survey_gap(total: Quantity, staff: Quantity) -> Statement:
    return statement(
        "Staff are one reason. A survey for {period} put them at {staff} of {total}, which "
        "leaves {rest} for what councils bought.",
        period=staff.period,
        staff=staff,
        total=total,
        rest=_less(total, staff, "survey total and staff share of the same year"),
    )


def _government_gap(stated: Quantity, staff: Quantity, bought: Quantity) -> Statement:
    rest = _less(stated, staff, "a staff share of another year and source, to test the size")
    return statement(
        "Take the same share off the {stated:amount} that government stated for {when} and "
        "{rest} is left, beside {bought} of published invoices. That the government's total "
        "includes staff is our inference: the text seen does not say so.",
        stated=stated,
        when=stated.period,
        rest=rest,
        bought=bought,
    )


def _printed(frame: pd.DataFrame) -> Quantity | None:
    """Return the latest total that a source prints for councils and its own page contradicts."""
    printed = frame[frame["buyer_scope"].str.startswith(PRINTED_SCOPE)]
    return choose.best(choose.where(printed, PUBLIC_SECTOR))
