"""What a snapshot holds for a section: the lines that its measured part opens with.

They are the same for each section that speaks of councils, but each has a topic of its own,
since nothing is measured for a section that the edition leaves out.
"""

from __future__ import annotations

import pandas as pd

from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_labels import BODIES, FIRMS, HELD, IN_SCOPE, SOLE, held_topic
from futuregazing.measures.measured_numbers import Measured, number_of, told, total
from futuregazing.measures.measured_parties import attribution
from futuregazing.measures.measured_places import bodies_that_awarded
from futuregazing.measures.measured_view import Topic, View


def held_for(section: str) -> Topic:
    """Return the topic that says what the snapshot holds for a section."""
    return Topic(held_topic(section), section, held)


def held(view: View) -> pd.DataFrame:
    """Return four lines: `IN_SCOPE`, `HELD`, `BODIES`, `FIRMS` of `measured_labels`.

    The first is the value of the technology awards of councils and combined authorities,
    with `years`: the years in which they were made, such as "2015 to 2026", empty where
    none has a date. Then the number of all awards of the snapshot, of the bodies that made
    those in scope, and of the firms that got one alone.
    """
    councils = view.councils
    rows = [
        (IN_SCOPE, total(councils, councils.awards, "all.value", "value of all awards")),
        (
            HELD,
            number_of(view.market, view.market.awards, "held", "awards of the snapshot, each once"),
        ),
        (BODIES, bodies_that_awarded(councils)),
        (FIRMS, firms(councils)),
    ]
    return told(rows).assign(years=[years(councils), "", "", ""])


def firms(market: MeasuredMarket) -> Measured:
    """Return how many different firms got an award alone whose value counts.

    A group of names is one firm. They are those of whom the ten largest are told.
    """
    counted = market.awards[market.awards["excluded_for"] == ""]
    whose = attribution(market, counted)
    alone = whose[whose["kind"] == SOLE].drop_duplicates("group_key")
    query = "different firms that got an award alone whose value counts"
    return number_of(market, counted.loc[alone.index], "firms", query, "firms")


def years(market: MeasuredMarket) -> str:
    """Return the first and the last year of the awards' days in words; empty without a day."""
    days = market.awards["award_date"].dropna()
    if days.empty:
        return ""
    first, last = int(days.min().year), int(days.max().year)
    return str(first) if first == last else f"{first} to {last}"
