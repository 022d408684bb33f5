"""What councils do with technology: the figures of each theme, as sentences bound to records.

Every figure says who was asked and when. A small or unknown base is said; a number that
only a copy reports is told where nothing better is known, and marked.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted, quantity
from futuregazing.claims.refs import Named, Ref
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.dates import add_months
from futuregazing.edition.sections import TechnologyTrends
from futuregazing.edition.vocabulary import TrendTheme
from futuregazing.measures import choose
from futuregazing.measures.acronyms import SpellingOut, in_full
from futuregazing.measures.choose import COUNCILS
from futuregazing.measures.regions import in_period
from futuregazing.measures.themes import THEMES
from futuregazing.measures.trend_lines import LINES, Line
from futuregazing.tables.dates import CLOSED
from futuregazing.tables.frames import Tables

FRESH_MONTHS = 24
"""A change leads the section only if its latest point is at most so old."""
RECORDS_TOLD = 3
COPIED = " (as a copy reports it; not traced to its producer)"
SMALL_BASE = "; with {asked:bare} asked, read it with caution"
NUMBER_ASKED = "number asked, as the source states it"
WITH_A_BASE = ("survey_or_audit_share", "survey_budget")
IN_WORDS = (
    ("an FOI", "a freedom of information request"),
    ("LGA survey", "a survey by the LGA"),
    ("CQC-registered care providers", "care providers registered with the CQC"),
)

_ASKED = re.compile(r"(?<![\d.])(\d[\d,]*)(?![\d%.])")


@dataclass(frozen=True)
class Told:
    """One figure as a theme tells it: its record, its number, an earlier point of its series."""

    record: Mapping[str, Any]
    value: Quantity
    first: Quantity | None

    @property
    def line(self) -> Line:
        """Return how the metric is told."""
        return LINES[str(self.record["metric"])]

    @property
    def is_adoption(self) -> bool:
        """Tell whether it says how many do something: a share, or a number of councils."""
        return self.value.unit.is_share or self.value.unit.base == "councils"

    @property
    def copied(self) -> bool:
        """Tell whether only a copy of the source was seen."""
        return bool(self.record["source_grade"] == "C")


def headline(tables: Tables, settings: TechnologyTrends) -> Statement:
    """Say the newest change in what councils do, of the first theme that has one.

    Themes are taken in the editor's order. Without a change that is fresh enough the
    newest single figure is told; without any, that none is known.
    """
    told = _foremost(tables, settings)
    if told is not None:
        return sentence(told, settings, SpellingOut())
    day = as_of(tables)
    return statement("As of {day} the sources we hold give no figure for any theme.", day=day)


def key_point(tables: Tables, settings: TechnologyTrends) -> Statement:
    """Return the headline with its latest number alone, as the opening page has one each."""
    told = _foremost(tables, settings)
    if told is None:
        return headline(tables, settings)
    return latest_sentence(told, settings, SpellingOut())


def latest_sentence(told: Told, settings: TechnologyTrends, spell: SpellingOut) -> Statement:
    """Return a figure as its metric is told, without the earlier point of its series."""
    return sentence(replace(told, first=None), settings, spell)


def _foremost(tables: Tables, settings: TechnologyTrends) -> Told | None:
    """Return the figure that the headline tells; see there."""
    known = [told for theme in settings.themes for told in theme_figures(tables, theme)]
    known = [told for told in known if told.is_adoption and not told.copied]
    oldest = add_months(as_of(tables), -FRESH_MONTHS)
    changed = [told for told in known if told.first and choose.ended(told.value) >= oldest]
    if changed or not known:
        return changed[0] if changed else None
    newest = max(choose.ended(told.value) for told in known)
    return next(told for told in known if choose.ended(told.value) == newest)


def theme_figures(tables: Tables, theme: TrendTheme) -> list[Told]:
    """Return the figures that tell a theme, in the order of its metrics.

    The latest of each metric, counts of councils before counts of others; every record of
    metrics that are told one by one. Copies only where nothing better is known.
    """
    figures = choose.figures(tables, THEMES[theme].metrics)
    made: list[Told] = []
    for metric in THEMES[theme].metrics:
        rows = choose.best_first(figures[figures["metric"] == metric])
        if rows.empty or metric not in LINES:
            continue
        for preferred in (rows["buyer_scope"].isin(COUNCILS), rows["source_grade"] != "C"):
            rows = rows[preferred.loc[rows.index]] if preferred.loc[rows.index].any() else rows
        rows = rows.head(RECORDS_TOLD if LINES[metric].each else 1)
        made += [Told(row, quantity(row), _first(row, figures)) for row in choose.records(rows)]
    return [told for told in made if not told.copied] or made


def sentence(told: Told, settings: TechnologyTrends, spell: SpellingOut) -> Statement:
    """Return a figure as its metric is told, with its earlier point, caution and grade."""
    values: dict[str, Any] = {
        "value": told.value,
        "when": when(told.value),
        "scope": _named(told.record, "buyer_scope", spell),
        "what": _named(told.record, "definition_note", spell),
        "place": _named(told.record, "geography", spell),
    }
    template = told.line.sentence
    if told.first:
        spec = ":bare" if told.value.unit.is_count else ""
        template += f", against {{first{spec}}} {{first_when}}"
        values |= {"first": told.first, "first_when": when(told.first)}
    asked = survey_base(told.record)
    if asked and asked.value < settings.minimum_survey_n:
        template += SMALL_BASE
        values["asked"] = asked
    template = spell(template) + (COPIED if told.copied else "") + "."
    fields = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    return statement(template, **{name: values[name] for name in fields})


def survey_base(record: Mapping[str, Any]) -> Quantity | None:
    """Return how many were asked or answered, as far as the source's own words say so."""
    found = _ASKED.search(str(record["buyer_scope"]))
    if found is None or record["measure_basis"] not in WITH_A_BASE:
        return None
    ref = Ref("figures", str(record["figure_id"]))
    number = int(found[1].replace(",", ""))
    return counted(number, "answers", (ref,), formula=NUMBER_ASKED)


def other_population(tables: Tables, theme: TrendTheme) -> Statement | None:
    """Return a newer count of a theme's first metric over another population, so marked.

    An older one is left out: nobody would take it for the continuation.
    """
    rows = choose.figures(tables)
    rows = rows[rows["metric"].isin(THEMES[theme].metrics[:1])]
    others = choose.best_first(rows[~rows["buyer_scope"].isin(COUNCILS)])
    if others.empty or len(others) == len(rows):
        return None
    row = choose.records(others)[0]
    value = quantity(row)
    ours = choose.best(rows[rows["buyer_scope"].isin(COUNCILS)])
    if ours is None or choose.ended(value) <= choose.ended(ours):
        return None
    return statement(
        "Counted over {scope}, the number was {value:bare} {when}: another population, which "
        "does not continue the count of councils.",
        scope=choose.named(row, str(row["buyer_scope"])),
        value=value,
        when=when(value),
    )


def when(value: Quantity) -> Statement | str:
    """Return when a figure is about, as the end of a sentence."""
    return in_period(value.period) if value.period else "at a time not stated"


def as_of(tables: Tables) -> dt.date:
    """Return the day the edition is written."""
    return tables.as_of or CLOSED


def _first(row: Mapping[str, Any], figures: pd.DataFrame) -> Quantity | None:
    """Return the earliest point of a figure's series, if it is not the figure itself."""
    if not row["series_id"]:
        return None
    same = figures[(figures["series_id"] == row["series_id"]) & (figures["source_grade"] != "C")]
    points = choose.quantities(same)
    earlier = [q for q in points if choose.ended(q) < choose.period(row).end]
    return min(earlier, key=choose.ended, default=None)


def asked_words(record: Mapping[str, Any]) -> str:
    """Return who was asked in words that stand alone, as a chart or table names them."""
    return in_full(_in_words(str(record["buyer_scope"])))


def _in_words(text: str) -> str:
    for short, long in IN_WORDS:
        text = text.replace(short, long)
    return text.strip()


def _named(record: Mapping[str, Any], column: str, spell: SpellingOut) -> Named | str:
    text = _in_words(str(record[column]))
    return choose.named(record, spell(text)) if text else "those asked"
