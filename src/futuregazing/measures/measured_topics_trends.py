"""What the section on technology trends shows of the measured market: what was bought."""

from __future__ import annotations

import pandas as pd

from futuregazing.measures.measured_labels import (
    AREAS,
    CODES,
    CPV,
    NO_CODE,
    OTHER_CODES,
    TRENDS_SECTION,
)
from futuregazing.measures.measured_numbers import told
from futuregazing.measures.measured_routes import classes, service_areas
from futuregazing.measures.measured_topics_coverage import held_for
from futuregazing.measures.measured_view import Topic, View

PREFIXES = "cpv_technology"
MOST_CODES = 40
"""Codes that have a line of their own; a country's awards stand under thousands."""


def areas(view: View) -> pd.DataFrame:
    """Return the value by service area, as the first digits of the main code tell it."""
    return service_areas(view.councils, view.tables[PREFIXES])


def codes(view: View) -> pd.DataFrame:
    """Return the value by main code of the Common Procurement Vocabulary, highest first.

    Where no notice says what a code means, its first digits do: "48000000 (software)".
    """
    frame = classes(view.councils, CPV, MOST_CODES, with_code=True)
    prefixes = view.tables[PREFIXES].sort_values("prefix", key=lambda one: one.str.len())
    known = dict(zip(prefixes["prefix"], prefixes["meaning"], strict=True))
    return frame.assign(**{"class": [_in_words(str(one), known) for one in frame["class"]]})


def other_codes(view: View) -> pd.DataFrame:
    """Return the value by main code of each other scheme that a notice uses, such as ProClass.

    Column `scheme` names the scheme; awards without a code of it are left out.
    """
    market = view.councils
    used = market.classes[market.classes["notice_key"].isin(market.awards["notice_key"])]
    found = []
    for scheme in sorted(set(used["scheme"].dropna()) - {CPV}):
        frame = classes(market, str(scheme), MOST_CODES)
        found.append(frame[frame["class"] != NO_CODE].assign(scheme=str(scheme)))
    return pd.concat(found, ignore_index=True) if found else told([], "class").assign(scheme="")


def _in_words(label: str, known: dict[str, str]) -> str:
    """Return a bare code with what its longest known beginning means."""
    meanings = [meaning for prefix, meaning in known.items() if label.startswith(prefix)]
    return f"{label} ({meanings[-1]})" if label.isdigit() and meanings else label


TOPICS = (
    held_for(TRENDS_SECTION),
    Topic(AREAS, TRENDS_SECTION, areas),
    Topic(CODES, TRENDS_SECTION, codes),
    Topic(OTHER_CODES, TRENDS_SECTION, other_codes),
)
