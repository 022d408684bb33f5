"""Artificial intelligence, cyber security, data sharing, digital skills: what is known of each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.measures.asks import said
from futuregazing.measures.blue_light import (
    UNTRACED_MARK,
    facts,
    how_many_facts,
    is_thin,
    traced,
)
from futuregazing.measures.blue_light_words import lower, number_of
from futuregazing.tables.frames import Tables

THEMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Artificial intelligence": ("ai_in_policing",),
        "Cyber security": ("cyber",),
        "Data sharing": ("interoperability",),
        "Digital skills": ("digital_skills",),
    }
)
"""Themes of the section and the topics of facts that belong to each."""
STATEMENT_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "Artificial intelligence": "blue_light_ai",
        "Cyber security": "blue_light_cyber",
        "Data sharing": "blue_light_data",
        "Digital skills": "blue_light_skills",
    }
)


WORTH_DRAWING = 5
"""Fewer facts than this are told and not drawn."""
SOURCES: Mapping[str, str] = MappingProxyType(
    {"A": "producer or official", "B": "press, sector or supplier", UNTRACED_MARK: UNTRACED_MARK}
)
"""Who stands behind a fact, by its grade."""


def theme_facts(tables: Tables) -> pd.DataFrame:
    """Return the facts of the four themes, in their order: `theme` beside the facts' columns."""
    parts = [facts(tables, *topics).assign(theme=name) for name, topics in THEMES.items()]
    return pd.concat(parts)


def evidence_items(tables: Tables) -> pd.DataFrame:
    """Return one line a fact: group (its theme), category (who is its source), refs."""
    known = theme_facts(tables)
    return pd.DataFrame(
        {
            "group": known["theme"],
            "category": [SOURCES[grade] for grade in known["grade"]],
            "refs": known["refs"],
        }
    )


def evidence_title(tables: Tables) -> Statement:
    """Return which themes too little is known about."""
    thin = [name for name, topics in THEMES.items() if is_thin(facts(tables, *topics))]
    if not thin:
        return statement("Each of the four themes rests on at least a few traced facts")
    if len(thin) == len(THEMES):
        return statement("All four themes are thin: too little was known to say much")
    words = [lower(name) for name in thin]
    return statement("Thin evidence on {themes}", themes=listing(words))


def speakers(tables: Tables) -> list[Statement]:
    """Return what speakers said on the four themes, theme by theme."""
    return [
        statement("{theme}. {told}", theme=theme, told=told)
        for theme, kind in STATEMENT_KINDS.items()
        for told in said(tables, kind)
    ]


def speaks_of_data(tables: Tables) -> bool:
    """Tell whether a speaker spoke of sharing data."""
    return bool(said(tables, STATEMENT_KINDS["Data sharing"]))


def themes_title(known: pd.DataFrame) -> Statement:
    """Return how many facts on how many themes are known."""
    noun = "dated fact" if len(known) == 1 else "dated facts"
    themes = sorted(set(known["theme"]), key=list(THEMES).index)
    words = [lower(name) for name in themes]
    return statement("{number} on {themes}", number=number_of(known, noun), themes=listing(words))


def thin_themes(tables: Tables) -> list[Statement]:
    """Return a sentence for each theme too little is known about."""
    told = []
    for name, topics in THEMES.items():
        found = facts(tables, *topics)
        if not is_thin(found):
            continue
        known = traced(found)
        if known.empty:
            told.append(statement("{theme}: no traced fact was known.", theme=name))
        else:
            told.append(
                statement(
                    "Evidence on {theme} is thin: {number} traced to a source{others}, so no trend "
                    "can be read from it.",
                    theme=lower(name),
                    number=how_many_facts(known),
                    others=_untraced(found),
                )
            )
    return told


def _untraced(found: pd.DataFrame) -> Statement | str:
    """Return how many facts besides are known from a copy only; the chart has them too."""
    rest = found[found["grade"] == UNTRACED_MARK]
    if rest.empty:
        return ""
    return statement(" and {number:bare} known from a copy only", number=how_many_facts(rest))
