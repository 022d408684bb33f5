"""What the section on market size shows of the measured market.

Each topic's lines are `told` of one kind of number: value awarded by calendar year, value a
year of the contracts running, payments listed by financial year, and each headline under
the alternative definitions. They are never joined to one another.
"""

from __future__ import annotations

import pandas as pd

from futuregazing.edition.periods import Period
from futuregazing.measures.measured import COUNCILS, made_in
from futuregazing.measures.measured_names_market import (
    ALL,
    AWARDED,
    BODIES,
    COVERS,
    IN_SCOPE,
    PAID,
    PAID_TO_FIRMS,
    RUNNING,
    SECTION,
    SENSITIVITY,
)
from futuregazing.measures.measured_numbers import number_of, numbers, told
from futuregazing.measures.measured_payments import (
    spend_by_year,
    spend_with,
    technology_firms,
)
from futuregazing.measures.measured_places import bodies_that_awarded
from futuregazing.measures.measured_sensitivity import (
    ADJACENT,
    ENDS,
    LAST_ENDS,
    REGION,
    first_region,
    sensitivity,
)
from futuregazing.measures.measured_size import annual_value, market_size
from futuregazing.measures.measured_view import Topic, View
from futuregazing.measures.opportunities import horizon


def covers(view: View) -> pd.DataFrame:
    """Return how much of a market the snapshot holds, in counts, and the days it is from.

    Lines: all awards of the snapshot, those in scope, the bodies that made these. `first` and
    `last` are the days on which the earliest and the latest of them was published.
    """
    everything, councils = view.market, view.councils
    counts = [
        (ALL, number_of(everything, everything.awards, "awards", "number of awards")),
        (IN_SCOPE, number_of(councils, councils.awards, "awards", "number of awards")),
        (BODIES, bodies_that_awarded(councils)),
    ]
    days = [market.awards["published_on"] for market in (everything, councils, councils)]
    return numbers(counts).assign(
        first=[day.min() for day in days], last=[day.max() for day in days]
    )


def awarded(view: View) -> pd.DataFrame:
    """Return the value awarded in each calendar year; `label` is the year in words."""
    return _labelled(market_size(view.councils))


def running(view: View) -> pd.DataFrame:
    """Return the value a year of the contracts that run on the as-of date: one line."""
    return told([("Contracts running", annual_value(view.councils, view.edition.as_of))])


def paid(view: View) -> pd.DataFrame:
    """Return the payments listed in each financial year, with the number of publishers."""
    frame = _labelled(spend_by_year(view.councils))
    over = [p is not None and p.end <= view.edition.as_of for p in frame["period"]]
    return frame.assign(complete=over)


def paid_to_firms(view: View) -> pd.DataFrame:
    """Return of the payments listed in each financial year those to firms of technology."""
    firms = technology_firms(view.market, adjacent=view.edition.market_size.include_adjacent)
    frame = _labelled(spend_with(view.councils, firms))
    return frame.assign(complete=[p.end <= view.edition.as_of for p in frame["period"]])


def alternatives(view: View) -> pd.DataFrame:
    """Return each headline of the last whole year under each definition; none without one."""
    year = last_whole_year(market_size(view.councils))
    if year is None:
        return told([])
    ahead = horizon(view.edition)
    frame = sensitivity(view.market, view.scope(COUNCILS), year, ahead)
    if view.edition.market_size.include_adjacent:
        frame = frame[frame["variant"] != ADJACENT]  # they count in the headline already
    ending = frame["headline"].isin((ENDS, LAST_ENDS))
    of = pd.Series(str(year), frame.index).mask(ending, str(ahead))
    first = first_region(made_in(view.councils, year))
    names = {REGION: f"Share of value awarded by buyers in {_region(view, first)}"}
    named = frame.assign(headline=frame["headline"].replace(names))
    return named.assign(label=named["headline"] + ": " + named["variant"], period=of)


def _region(view: View, code: str) -> str:
    regions = view.tables["regions"].set_index("region_code")["region"]
    return str(regions.get(code, code))


def last_whole_year(years: pd.DataFrame) -> Period | None:
    """Return the latest year that was over by the as-of date and has a value; None if none."""
    whole = [p for p, v, c in zip(years["period"], years["value"], years["complete"], strict=True)
             if c and v is not None]  # fmt: skip
    return max(whole, default=None)


def _labelled(frame: pd.DataFrame) -> pd.DataFrame:
    """Return lines by period with their label; what no year can be given for says so."""
    dated = frame["period"].notna()
    why = [one.query.rpartition("value of awards ")[2] for one in frame["measured"]]
    label = [str(p) if at else w for p, at, w in zip(frame["period"], dated, why, strict=True)]
    return frame.assign(label=label)


TOPICS = (
    Topic(COVERS, SECTION, covers),
    Topic(AWARDED, SECTION, awarded),
    Topic(RUNNING, SECTION, running),
    Topic(PAID, SECTION, paid),
    Topic(PAID_TO_FIRMS, SECTION, paid_to_firms),
    Topic(SENSITIVITY, SECTION, alternatives),
)
