"""What the measured parts of several sections have in common: names, coverage, what is held.

A name from a notice may be of any length and hold anything. Here it becomes one line of
printable characters, shortened for charts and titles; the data files keep the whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import MEASURES, Named, Ref
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.claims.wording import singular
from futuregazing.measures.measured_labels import BODIES, HELD, IN_SCOPE, held_topic
from futuregazing.measures.measured_lines import FRAMES, left_out, line_of, lines
from futuregazing.measures.plain_words import ELLIPSIS, plain_words, shortened

LONGEST_NAME = 90
"""Characters of a name in a chart or table; a bar's name wraps to three lines at most."""
LONGEST_IN_TITLE = 40
WORDS_IN_TITLE = 5
NO_NAME = "name not given"
PENNY = Decimal("0.01")

REASONS: Mapping[str, str] = {
    "register": "entries of contract registers (each register defines values in its own way)",
    "ceiling": "ceilings (what may be bought at most)",
    "placeholder": "placeholders (such as a pound)",
    "tiny": "values under a hundred pounds",
    "no value stated": "awards without a value",
    "implausible": "values that are likely typing errors",
    "foreign_currency": "values in other currencies",
}
"""Why values are left out, as readers are told; keys as in coverage."""


def name(label: object, measure_id: str, longest: int = LONGEST_NAME) -> Named:
    """Return a label as charts and tables print it; the data files keep all of it."""
    text = plain_words(label) or NO_NAME
    short = shortened(text, longest)
    return Named(short, (Ref(MEASURES, measure_id),), text if short != text else "")


def title_name(row: pd.Series) -> Named:
    """Return the label of a line, short enough for a title of fifteen words."""
    text = row["label"].full or row["label"].text
    words = text.split()
    few = " ".join(words[:WORDS_IN_TITLE])
    cut = few + ELLIPSIS if len(words) > WORDS_IN_TITLE else few
    return Named(shortened(cut, LONGEST_IN_TITLE), row["label"].refs)


def printed(tables: FRAMES, topic: str) -> pd.DataFrame:
    """Return a topic's lines for an exhibit.

    Columns: label (Named), value, n, with_value, text (direct label: the value and, in
    brackets, how many awards it rests on of how many), missing (what is left out, in words),
    measure_id, and the topic's own.
    """
    frame = lines(tables, topic)
    frame["label"] = pd.Series(
        [name(*one) for one in zip(frame["label"], frame["measure_id"], strict=True)],
        dtype="object",
    )
    told = [left_out(one) for one in frame.to_dict("records")]
    frame["missing"] = pd.Series(told, dtype="object")
    frame["text"] = [
        direct(value, int(counted_of), int(n))
        for value, counted_of, n in zip(
            frame["value"], frame["with_value"], frame["n"], strict=True
        )
    ]
    return frame


def direct(value: Quantity | None, with_value: int, n: int) -> str:
    """Return the direct label of a bar: the value and what it rests on."""
    if value is not None:
        told = value.bare
        if value.unit.is_money and 0 < value.value < PENNY / 2:
            told = "less than a penny"
        return f"{told} ({with_value:,} of {n:,})"
    return f"no value (none of {n:,})" if n else "no award held"


def how_many(row: pd.Series, noun: str = "awards") -> Named:
    """Return how many records a line is about; the number alone where `noun` is empty.

    A name and not a quantity: the row it stands in holds another number, the line's value.
    """
    return number_in(row["n"], noun, (Ref(MEASURES, str(row["measure_id"])),))


def how_many_count(row: pd.Series, noun: str = "awards") -> Named:
    """Return how many records the value of a line rests on, as `how_many`."""
    return number_in(row["with_value"], noun, (Ref(MEASURES, str(row["measure_id"])),))


def number_in(number: int, noun: str, refs: tuple[Ref, ...]) -> Named:
    """Return a number of things that some measures tell, with the noun for one or for many."""
    words = singular(noun) if number == 1 else noun
    return Named(f"{number:,} {words}".strip(), refs)


def refs_of(frame: pd.DataFrame) -> tuple[Ref, ...]:
    """Return the measures behind some lines."""
    return tuple(Ref(MEASURES, str(one)) for one in frame["measure_id"])


def line(tables: FRAMES, section: str, what: str) -> pd.Series:
    """Return a line of what the snapshot holds for a section; see `measured_labels`."""
    return line_of(tables, held_topic(section), what)


def nothing_bought(tables: FRAMES, section: str) -> bool:
    """Tell whether the snapshot holds no award that the section could measure."""
    return int(line(tables, section, IN_SCOPE)["n"]) == 0


def none_held(tables: FRAMES, section: str) -> Statement:
    """Return that a snapshot holds nothing in scope: nothing is measured, not nought."""
    held = line(tables, section, HELD)
    if not int(held["n"]):
        return statement(
            "The snapshot holds no award that was published by this edition's date, so nothing "
            "is measured here."
        )
    return statement(
        "The snapshot holds {held}, none of them a technology award of a council or combined "
        "authority, so nothing is measured here. That says what was brought together, not what "
        "was bought.",
        held=how_many(held),
    )


def what_is_held(tables: FRAMES, section: str) -> Statement:
    """Return what the measured part rests on: awards, buyers, years, and how many have a value."""
    row = line(tables, section, IN_SCOPE)
    return statement(
        "Of the snapshot's {held}, {n} {are} for technology and by a council or combined "
        "authority, {buyers} in all; {counted} {have} a value that counts{made}. A sample is not "
        "the market.",
        held=how_many(line(tables, section, HELD)),
        n=how_many(row, ""),
        are="is" if row["n"] == 1 else "are",
        buyers=how_many(line(tables, section, BODIES), "bodies"),
        counted=how_many_count(row, ""),
        have="has" if row["with_value"] == 1 else "have",
        made=_made(row, ", and those with a day are of {years}"),
    )


def limits(row: pd.Series) -> Statement:
    """Return on how many awards values rest, and what they leave out; told once for all."""
    given = left_out(row)
    left = [words for reason, words in REASONS.items() if given and reason in given.text]
    n = how_many_count(row)
    if not left:
        return statement("Values rest on {n}.", n=n)
    return statement("Values rest on {n}. Left out are {left}.", n=n, left=listing(left))


def subtitle(tables: FRAMES, section: str, what: str, *, bracketed: bool = True) -> Statement:
    """Return the subtitle of a chart: what is measured, where, when, in which prices.

    `bracketed` tells that direct labels have the number of awards in brackets.
    """
    row = line(tables, section, IN_SCOPE)
    place = row["value"].geography if row["value"] is not None else ""
    return statement(
        "{what}{made}; money of the day{brackets}",
        what=f"{what}, {place}" if place else what,
        made=_made(row, ", awards of {years}"),
        brackets="; in brackets how many awards count, of how many" if bracketed else "",
    )


def shown_of(frame: pd.DataFrame, whole: pd.Series, noun: str) -> Statement:
    """Return how many are shown of how many, such as the ten buyers of the highest value."""
    return statement(
        "Shown: {shown} of {all}, those of the highest value.",
        shown=number_in(len(frame), "", refs_of(frame)),
        all=how_many(whole, noun),
    )


def coverage(tables: FRAMES, section: str) -> Statement:
    """Return the coverage of an exhibit: n, what counts, what is left out, and that it samples."""
    row = line(tables, section, IN_SCOPE)
    told = Named(str(row["coverage"]).replace("_", " "), (Ref(MEASURES, str(row["measure_id"])),))
    return statement("{told}. A sample of what could be found, not the market.", told=told)


def _made(row: pd.Series, template: str) -> Statement:
    """Return the years of the awards in a template; nothing where none has a day."""
    span = str(row.get("years") or "")
    if not span:
        return statement("")
    return statement(template, years=Named(span, (Ref(MEASURES, str(row["measure_id"])),)))
