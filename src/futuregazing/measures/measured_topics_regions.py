"""What the section on the regional split shows of the measured market: by the buyer's region."""

from __future__ import annotations

import pandas as pd

from futuregazing.measures.measured import made_in
from futuregazing.measures.measured_labels import PER_HEAD, REGIONS, REGIONS_SECTION
from futuregazing.measures.measured_numbers import told
from futuregazing.measures.measured_places import POPULATION, by_region, per_head
from futuregazing.measures.measured_size import market_size
from futuregazing.measures.measured_topics_coverage import held_for
from futuregazing.measures.measured_topics_market import last_whole_year
from futuregazing.measures.measured_view import Topic, View


def regions(view: View) -> pd.DataFrame:
    """Return the value awarded by buyers of each region; last those of no one known region."""
    return by_region(view.councils, view.tables["regions"])


def heads(view: View) -> pd.DataFrame:
    """Return the value per head of the last whole year that has a value.

    Empty where the settings do not ask for it, and where there is no such year.
    """
    year = last_whole_year(market_size(view.councils))
    if not view.edition.regional_split.per_head or year is None:
        return told([], "region")
    found = per_head(made_in(view.councils, year), view.tables["regions"], view.tables[POPULATION])
    return found.drop(columns=["known_by"], errors="ignore")


TOPICS = (
    held_for(REGIONS_SECTION),
    Topic(REGIONS, REGIONS_SECTION, regions),
    Topic(PER_HEAD, REGIONS_SECTION, heads),
)
