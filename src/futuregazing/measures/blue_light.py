"""What is known about blue-light technology: dated facts, each once, and the section's answer.

A fact that also stands in the ledger of figures takes its number from there, with its
qualifier. Facts of grade C come from copies that were not traced to their producer: they
are marked wherever they are shown, and never carry the answer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.house_words import house_words
from futuregazing.claims.quantity import Quantity, counted, quantity, source_figures
from futuregazing.claims.refs import Named, Ref
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.units import Unit, parse_unit
from futuregazing.claims.wording import QUALIFIER_WORDS
from futuregazing.edition.periods import Period, PeriodError, calendar_year, instant, parse_moment
from futuregazing.edition.printed_periods import AS_PRINTED, parse_printed
from futuregazing.edition.sections import BlueLightProcurement
from futuregazing.measures import choose
from futuregazing.measures.labels import in_place
from futuregazing.measures.moments import moments_in
from futuregazing.tables.frames import Tables

TABLE = "bluelight"
SAME = "same_as"
SPEND = "police_ict_spend"
GOODS_AND_SERVICES = "goods and services"
"""Stands in the definition of estimates that count only what is bought."""
ESTIMATE = "official_or_press_estimate"
USUAL_PLACE = "England and Wales"
SAID_BY_SOURCE = frozenset({"approx", "nearly", "at_least", "at_most"})
UNTRACED = "C"
UNTRACED_MARK = "copy, not traced"
GRADES_NOTE = (
    "The letter after a source is its grade: A a producer or an official record, B the press, the "
    "sector or a supplier. A copy was not traced to its producer."
)
THIN_BELOW = 3
"""A theme with fewer facts of grade A or B than this is called thin."""
FACT_COLUMNS = [
    "date",
    "when",
    "fact",
    "value",
    "where",
    "publisher",
    "url",
    "grade",
    "topic",
    "source",
]

_MONEY_UNIT = re.compile(r"GBP (m|bn)\b.*")
_TARGET = re.compile(r"(?<=\btarget )\d+(?:\.\d+)?(?![\w.,%-])")
_WHAT_IT_IS_FOR = re.compile(r"(per year) .*|^th .*")


def headline(tables: Tables, settings: BlueLightProcurement) -> Statement:  # noqa: ARG001
    """Return the section's answer: what police technology costs, by the latest estimate."""
    size = latest_spend(tables)
    if size is None or size.period is None:
        return statement(
            "No figure for what police, fire or ambulance services spend on technology was known."
        )
    bought = GOODS_AND_SERVICES in choose.record_of(tables["figures"], size)["definition_note"]
    told = statement(
        "Police forces{place} spent {size} on {what} in {period}, by the latest estimate",
        place=in_place(size.geography),
        what="technology goods and services" if bought else "technology",
        size=replace(size, unit=Unit(size.unit.base)),
        period=size.period,
    )
    if _others_known(tables):
        return statement("{told}.", told=told)
    return statement("{told}; no figure was known for fire or ambulance services.", told=told)


def latest_spend(tables: Tables) -> Quantity | None:
    """Return the latest estimate of a year's police technology spending; never a forecast."""
    frame = choose.where(choose.figures(tables, [SPEND]), basis=[ESTIMATE], scope=["police"])
    frame = frame[(frame["qualifier"] != "forecast") & (frame["source_grade"] != UNTRACED)]
    return choose.best(frame)


def _others_known(tables: Tables) -> bool:
    """Tell whether a figure for fire or ambulance technology is known."""
    figures = tables["figures"]
    scope = figures["buyer_scope"].str.contains("fire|ambulance")
    return bool((scope & figures["metric"].str.contains("tech|ict_spend")).any())


def facts(tables: Tables, *topics: str) -> pd.DataFrame:
    """Return the facts of some topics (of all, if none is named), oldest first.

    Returns:
        One row a fact, index fact_id: date (a period, for the order), when (as printed),
        fact (named, with its row), value (a quantity or None), where, publisher, url,
        grade ("A", "B", or "copy, not traced"), topic, source (publisher and grade), refs.
    """
    frame, links = tables[TABLE], tables["links"]
    repeats = links[(links["relation"] == choose.REPEAT) & links["to_row"].isin(frame.index)]
    frame = frame[~frame.index.isin(repeats["row_id"])]
    if topics:
        frame = frame[frame["topic"].isin(topics)]
    rows = [_fact(row, tables) for row in choose.records(frame)]
    made = pd.DataFrame(rows, columns=[*FACT_COLUMNS, "refs"], index=frame.index, dtype=object)
    order = sorted(range(len(made)), key=lambda i: (rows[i][0].start, made.index[i]))
    return made.iloc[order]


def spelled(frame: pd.DataFrame, spell: Callable[[str], str], *columns: str) -> pd.DataFrame:
    """Return a frame with acronyms spelled out where the reader meets them first.

    Args:
        frame: lines in reading order.
        spell: what spells them out; it remembers what it has spelled.
        columns: names of columns with words or named words, in reading order.
    """
    lines = [[_spell(cell, spell) for cell in row] for row in frame[list(columns)].to_numpy()]
    made = {
        name: pd.Series([line[place] for line in lines], index=frame.index, dtype=object)
        for place, name in enumerate(columns)
    }
    return frame.assign(**made)


def with_place(frame: pd.DataFrame) -> pd.DataFrame:
    """Return facts with their place in brackets, where it is not the usual one."""
    words = [
        name if place == USUAL_PLACE else Named(f"{name.text} ({place})", name.refs)
        for name, place in zip(frame["fact"], frame["where"], strict=True)
    ]
    return frame.assign(fact=pd.Series(words, index=frame.index, dtype=object))


def _spell(cell: Any, spell: Callable[[str], str]) -> Any:
    if isinstance(cell, Named):
        return Named(spell(cell.text), cell.refs)
    return spell(cell) if isinstance(cell, str) else cell


def traced(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the facts whose producer or press source was seen."""
    return frame[frame["grade"] != UNTRACED_MARK]


def how_many_facts(frame: pd.DataFrame) -> Quantity:
    """Return the number of facts, as a count that knows its rows."""
    noun = "dated fact" if len(frame) == 1 else "dated facts"
    return counted(len(frame), noun, tuple(Ref(TABLE, str(row)) for row in frame.index))


def is_thin(frame: pd.DataFrame) -> bool:
    """Tell whether too few traced facts stand behind a theme to say much."""
    return len(traced(frame)) < THIN_BELOW


def _fact(row: Mapping[str, Any], tables: Tables) -> tuple[Any, ...]:
    ref = Ref(TABLE, str(row["fact_id"]))
    value = _value(row, tables)
    refs = (ref, *(value.refs if value else ()))
    date = _date(row)
    when = _when(row, value, date)
    grade = UNTRACED_MARK if row["source_grade"] == UNTRACED else row["source_grade"]
    words = Named(_with_unit(str(row["fact"]), str(row["unit"])), (ref,))
    who = str(row["publisher"])
    source = f"{who}: {UNTRACED_MARK}" if grade == UNTRACED_MARK else f"{who} ({grade})"
    told = (date, when, words, value, row["geography"], who, row["url"], grade, row["topic"])
    return (*told, source, refs)


def _when(row: Mapping[str, Any], value: Quantity | None, date: Period) -> Period | None:
    """Return a fact's time as it is printed; words that leave it open give way to its figure's."""
    if not row["period_or_date"]:
        return None if date == instant(dt.date.max) else date
    printed = parse_printed(str(row["period_or_date"]))
    if printed.kind != AS_PRINTED:
        return printed
    if value is not None and value.period is not None:
        return value.period
    return replace(printed, label=house_words(printed.label))


def _with_unit(words: str, unit: str) -> str:
    """Return words whose target, typed as a bare number, has the unit of the fact's own amount."""
    step = _MONEY_UNIT.fullmatch(unit)
    return _TARGET.sub(rf"\g<0>{step[1]}", words) if step else words


def _value(row: Mapping[str, Any], tables: Tables) -> Quantity | None:
    """Return a fact's number: that of the same figure in the ledger, if it has one."""
    links = tables["links"]
    same = links[(links["relation"] == SAME) & (links["row_id"] == row["fact_id"])]
    figures = tables["figures"]
    known = figures[figures.index.isin(same["to_row"])]
    if len(known):
        return quantity(choose.records(known)[0])
    if not row["value_text"]:
        return None
    printed = Decimal(str(row["value_text"]))
    try:
        unit, factor = parse_unit(_WHAT_IT_IS_FOR.sub(r"\1", str(row["unit"])))
    except ValueError:
        return None
    return Quantity(
        printed * factor,
        unit,
        qualifier=_said(row),
        basis="fact",
        geography=row["geography"],
        grade=row["source_grade"],
        refs=(Ref(TABLE, str(row["fact_id"])),),
        figures=source_figures(printed),
    )


def _said(row: Mapping[str, Any]) -> str:
    """Return the source's own word for how firm a fact's number is, unless its words say it.

    That a number is a plan, a target or a ceiling stands in the fact itself.
    """
    said = str(row["qualifier"])
    told = said == "at_most" and str(row["fact"]).endswith(QUALIFIER_WORDS[said].strip())
    return said if said in SAID_BY_SOURCE and not told else "exact"


def _date(row: Mapping[str, Any]) -> Period:
    """Return what a fact is sorted by: its own date, else its publication, else when known."""
    printed = parse_printed(row["period_or_date"])
    if printed.bounded:
        return printed
    if printed.kind == "from":
        return calendar_year(printed.start.year)
    first, _, more = str(row["period_or_date"]).partition(" ")
    found: Sequence[Period | None] = [
        _moment(first) if more else None,
        *moments_in(row["period_or_date"]),
        parse_moment(row["published_date"]),
    ]
    last = dt.date.fromisoformat(row["known_by"]) if row["known_by"] else dt.date.max
    return next((one for one in found if one is not None), instant(last))


def _moment(word: str) -> Period | None:
    """Return the moment one word spells; "2024-07" before other words is a month."""
    try:
        return parse_moment(word)
    except PeriodError:
        return None
