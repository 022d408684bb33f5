"""What is said about contracts that end: titles and sentences that hold when settings change."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from futuregazing.claims.likeness import ranked
from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Named, unique_refs
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.claims.wording import uncapitalised
from futuregazing.edition.periods import Period, month
from futuregazing.measures.register import (
    BUYER_KIND_LABELS,
    NOTICE,
    SAID,
    THEME_LABELS,
    commonest,
    how_many,
    keep,
    purchases,
    records,
    refs_of_purchases,
    value_of,
)
from futuregazing.measures.renewal_lists import coverage
from futuregazing.tables.frames import Tables

OTHER = "other"
LEADS_FROM = 2
"""One contract does not make a theme lead."""
WORTH_DRAWING = 3
"""Fewer contracts than this are listed and not drawn."""


def about_the_register(tables: Tables) -> Statement:
    """Return how large the register is and of how much of it an end is known."""
    once = purchases(tables["register"])
    dated = once[(once["end_date"] != "") | (once["max_end_date"] != "")]
    notices = once[once["seen_as"] == NOTICE]
    return statement(
        "The names come from a register of {all:bare} purchases, of which {dated:bare} print an "
        "end date and {notices:bare} were seen in a public notice; the others stand in decisions, "
        "disclosures and press reports. It is a sample of what could be found, not the market.",
        all=how_many(once),
        dated=how_many(dated),
        notices=how_many(notices),
    )


def named_sentence(named: pd.DataFrame) -> Statement:
    """Return who the buyers of the named contracts are, and how many values are usable."""
    kinds = [
        statement(
            "{n:bare} of {who}", n=how_many(part), who=_in_sentence(BUYER_KIND_LABELS[str(kind)])
        )
        for kind, part in sorted(
            named.groupby("buyer_kind"), key=lambda pair: (-len(pair[1]), str(pair[0]))
        )
    ]
    fit = named[named["value_flag"] == SAID]
    suppliers = named[named["supplier_name"] != ""]
    notices = named[named["seen_as"] == NOTICE]
    return statement(
        "{all}: {kinds}. Seen in a public notice: {noticed:bare}; the others stand in a decision, "
        "a disclosure or the press. With a usable value: {valued:bare}; with the present supplier "
        "named: {supplied:bare}.",
        all=how_many(named),
        kinds=listing(kinds),
        valued=how_many(fit),
        supplied=how_many(suppliers),
        noticed=how_many(notices),
    )


def ends_title(named: pd.DataFrame) -> Statement:
    """Return in which month most contracts end."""
    months = Counter((end.end.year, end.end.month) for end in named["ends"])
    most = max(months.values())
    busiest = sorted(key for key, number in months.items() if number == most)
    inside = keep(named, ((e.end.year, e.end.month) == busiest[0] for e in named["ends"]))
    if most == 1 and len(busiest) > 1:
        return statement("No two contracts end in the same month")
    if len(busiest) > 1:
        return statement("No month has more than {most} that end", most=how_many(inside))
    when = month(*busiest[0])
    return statement(
        "{most} end in {when}, more than in any other month", most=how_many(inside), when=when
    )


def leading_themes(named: pd.DataFrame) -> Statement:
    """Return the theme with most contracts among those whose subject is shown."""
    shown = named[named["subject_shown"].astype(bool) & (named["theme"] != OTHER)]
    most, number = commonest(shown["theme"])
    if number < LEADS_FROM:
        return statement("No theme stands out.")
    return statement(
        "By theme, most concern {themes}: {number}{each}.",
        themes=listing([_in_sentence(THEME_LABELS[theme]) for theme in most]),
        number=how_many(shown[shown["theme"] == most[0]]),
        each=" each" if len(most) > 1 else "",
    )


def list_title(named: pd.DataFrame, ahead: Period) -> Statement:
    """Return how many contracts with a printed end lie in the horizon."""
    return statement(
        "{number} with a printed end up to {end}", number=how_many(named), end=ahead.end
    )


def others_title(others: pd.DataFrame) -> Statement:
    """Return how many contracts have an end that is an estimate or an extension."""
    return statement("{number} more, with an end that is not certain", number=how_many(others))


def apart_sentence(apart: pd.DataFrame) -> Statement:
    """Return why some contracts stand apart: each is larger than all others together."""
    subject = Named(str(apart["subject"].iloc[0]), refs_of_purchases(apart))
    return statement(
        "{number} stand apart, for their values would drown the rest: {subject}, ending on {end}. "
        "The largest is worth {largest}; all other values are shown without {them}.",
        number=how_many(apart),
        subject=subject,
        end=apart["ends"].iloc[0].end,
        largest=_largest(apart),
        them="them" if len(apart) > 1 else "it",
    )


def apart_title(apart: pd.DataFrame) -> Statement:
    """Return which contracts stand apart."""
    return statement("{number} too large to stand among the others", number=how_many(apart))


def coverage_title(named: pd.DataFrame) -> Statement:
    """Return of how many kinds the values are."""
    lines = coverage(named)
    valued = [total for total in lines["total"] if total is not None]
    refs = unique_refs(ref for total in valued for ref in total.refs)
    if len(valued) < LEADS_FROM:
        return statement("No values of different kinds are added up")
    kinds = counted(len(valued), "kinds", refs, told_by=True)
    return statement("Values are of {kinds}, and are added up within each only", kinds=kinds)


def coverage_sentence(times: Quantity | None, total: Quantity | None) -> Statement | None:
    """Return how little of a published total the list can name."""
    if times is None or total is None or total.period is None:
        return None
    return statement(
        "Beside the last published total for councils, {total} for {period}, the largest of these "
        "sums is small: councils' own part of it is {part}, and the total {times} as large. Most "
        "of what ends is not on any list we hold.",
        total=total,
        period=total.period,
        part=times.inputs[-1],
        times=times,
    )


def _in_sentence(label: str) -> str:
    """Return a label in the middle of a sentence; initials keep their capitals."""
    return label if label[:2].isupper() else uncapitalised(label)


def _largest(frame: pd.DataFrame) -> Quantity:
    values = [value for row in records(frame) if (value := value_of(row)) is not None]
    return ranked(values, by=("scope",))[-1]


FLAG_NOTE = (
    "A placeholder is a value that stands for none. A framework ceiling is the most that may be "
    "bought by all, and is in no sum."
)


def march_leads(named: pd.DataFrame) -> bool:
    """Tell whether more contracts end in March than in any other month of the year."""
    months, _ = commonest(end.end.month for end in named["ends"])
    return months == ["3"]


def coverage_words(part: pd.DataFrame, tables: Tables) -> Statement:
    """Return what a list rests on: how many of how many purchases in the register."""
    return statement(
        "{part:bare} of {all:bare} purchases in the register, each contract once; a sample.",
        part=how_many(part),
        all=how_many(purchases(tables["register"])),
    )


def lapsed_title(lapsed: pd.DataFrame) -> Statement:
    """Return how many contracts ended shortly before."""
    return statement("{number} that ended shortly before", number=how_many(lapsed))
