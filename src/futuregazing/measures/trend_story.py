"""Each theme as paragraphs: figures, dated findings, what speakers said, how thin it all is."""

from __future__ import annotations

import string
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import counted
from futuregazing.claims.refs import Named, Ref
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.claims.wording import uncapitalised
from futuregazing.edition.periods import parse_moment
from futuregazing.edition.sections import TechnologyTrends
from futuregazing.edition.vocabulary import TrendTheme
from futuregazing.measures import choose
from futuregazing.measures.acronyms import SpellingOut
from futuregazing.measures.quoting import finding_words, publisher_words
from futuregazing.measures.themes import THEMES, findings, said
from futuregazing.measures.trends import as_of, other_population, sentence, theme_figures
from futuregazing.tables.frames import Tables

FIGURES_TOLD, FINDINGS_TOLD = 7, 3
THIN_BELOW, SOME_BELOW = 4, 8
COPY = "C"
"""Grade of a source that is a copy or aggregator, not traced to its producer."""
SUMS = "These sums may overlap and are not added up."
COSTS_FOLLOW = "What attacks have cost is told further below."


@dataclass(frozen=True)
class Chapter:
    """One theme as it is told: its heading, its paragraphs, the rows of its dated facts."""

    theme: TrendTheme
    heading: str
    paragraphs: tuple[Statement, ...]
    facts: tuple[Ref, ...]


def story(tables: Tables, settings: TechnologyTrends) -> list[Chapter]:
    """Return the themes on which anything dated is known, in the editor's order.

    Failed projects are left to their own part of the section.
    """
    spell, found, speakers = SpellingOut(), findings(tables), said(tables)
    told = []
    for theme in settings.themes:
        own, own_said = found[found["theme"] == theme], speakers[speakers["theme"] == theme]
        facts = facts_of(tables, theme, own, own_said)
        if theme == "failed_projects" or not facts:
            continue
        paragraphs = _figures(tables, theme, settings, spell)
        if len(chosen := _best(own, _addresses(tables, theme))):
            records = choose.records(chosen)
            paragraphs.append(in_a_row(_on_record(row, spell) for row in records))
        if len(own_said):
            paragraphs.append(in_a_row(_speaker(row, spell) for row in choose.records(own_said)))
        if strength(len(facts)) == "thin":
            paragraphs.append(_thin(facts))
        told.append(Chapter(theme, THEMES[theme].label, tuple(paragraphs), facts))
    return told


def unknown(tables: Tables, settings: TechnologyTrends) -> Statement | None:
    """Name the chosen themes on which nothing dated is known; None if there is none.

    A programme of which the edition knows nothing is not named either.
    """
    found, speakers = findings(tables), said(tables)
    silent = [
        THEMES[theme].middle
        for theme in settings.themes
        if not THEMES[theme].proper
        and not facts_of(
            tables, theme, found[found["theme"] == theme], speakers[speakers["theme"] == theme]
        )
    ]
    if not silent:
        return None
    return statement(
        "As of {day} the sources we hold say nothing dated on {themes}.",
        day=as_of(tables),
        themes=listing(silent, last=" or "),
    )


def facts_of(
    tables: Tables, theme: TrendTheme, found: pd.DataFrame, speakers: pd.DataFrame
) -> tuple[Ref, ...]:
    """Return the rows of every dated fact on a theme."""
    figures = choose.figures(tables)
    own = figures[figures["metric"].isin(THEMES[theme].metrics)]
    return (
        *(Ref("figures", str(row)) for row in own.index),
        *(Ref("evidence", str(row)) for row in found.index),
        *(Ref("statements", str(row)) for row in speakers.index),
    )


def strength(number: int) -> str:
    """Return how well a theme with so many dated facts is documented."""
    if number == 0:
        return "nothing found"
    if number < THIN_BELOW:
        return "thin"
    return "some" if number < SOME_BELOW else "documented"


def in_a_row(sentences: Iterable[Statement | Named | str]) -> Statement:
    """Return sentences as one paragraph, each still bound to its rows."""
    letters = string.ascii_lowercase
    names = [*letters, *(a + b for a in letters for b in letters)]
    named = dict(zip(names, sentences, strict=False))
    return statement(" ".join("{" + name + "}" for name in named), **named)


def _figures(
    tables: Tables, theme: TrendTheme, settings: TechnologyTrends, spell: SpellingOut
) -> list[Statement]:
    """Return the paragraph of a theme's figures; none if there are none."""
    figures = theme_figures(tables, theme)[:FIGURES_TOLD]
    told: list[Statement | str] = [sentence(figure, settings, spell) for figure in figures]
    if other := other_population(tables, theme):
        told.insert(1, other)
    if sum(figure.value.unit.is_money for figure in figures) > 1:
        told.append(SUMS)
    if theme == "cyber" and "failed_projects" in settings.themes and attack_costs(tables):
        told.append(COSTS_FOLLOW)
    return [in_a_row(told)] if told else []


def attack_costs(tables: Tables) -> bool:
    """Tell whether the cost of any attack is known."""
    return bool((tables["figures"]["metric"] == "cyber_incident_cost").any())


def _addresses(tables: Tables, theme: TrendTheme) -> set[str]:
    """Return the pages from which the theme's figures are told already."""
    return {str(figure.record["url"]) for figure in theme_figures(tables, theme)}


def _best(found: pd.DataFrame, told: Collection[str]) -> pd.DataFrame:
    """Return the few findings to tell, in order of time.

    Better sources come first, then newer ones; the newest of all is told even if only a
    copy reports it, so that an old report never stands as the last word.
    """
    fresh = found[~found["source_url"].isin(told)]
    newest_first = fresh.sort_values("known_by", ascending=False, kind="stable")
    better = newest_first[newest_first["source_grade"] != COPY]
    chosen = better.sort_values("source_grade", kind="stable").head(FINDINGS_TOLD)
    newest = newest_first.head(1)
    if not set(newest.index) <= set(chosen.index):
        chosen = pd.concat([chosen.head(FINDINGS_TOLD - 1), newest])
    return chosen.sort_values("known_by", kind="stable")


def _on_record(row: Mapping[str, Any], spell: SpellingOut) -> Named:
    """Return a finding with its date before it and its source behind it."""
    moment = parse_moment(str(row["date"]))
    source = publisher_words(str(row["publisher"]))
    copied = ", a copy" if row["source_grade"] == COPY else ""
    words = spell(f"{finding_words(row)} ({source}{copied}).")
    dated = f"{moment}: {words}" if moment else words
    return Named(dated, (Ref("evidence", str(row["evidence_id"])),))


def _speaker(row: Mapping[str, Any], spell: SpellingOut) -> Named:
    moment = parse_moment(str(row["published_date"]))
    text = str(row["statement"]).strip()
    words = spell(f"{row['who']} said in {moment} that {uncapitalised(text)}")
    return Named(words, (Ref("statements", str(row["statement_id"])),))


def _thin(facts: tuple[Ref, ...]) -> Statement:
    noun = "dated fact" if len(facts) == 1 else "dated facts"
    number = counted(len(facts), noun, facts)
    return statement("The evidence here is thin: {number} in all.", number=number)
