"""What the section on blue light shows of the measured market: by kind, buyer and supplier.

The kinds of body are the section's setting; national bodies are no part of the scope.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from futuregazing.measures.measured import BLUE_LIGHT, MeasuredMarket, narrowed
from futuregazing.measures.measured_contract_lists import LARGEST
from futuregazing.measures.measured_contracts import largest
from futuregazing.measures.measured_names_blue_light import (
    AWARDS,
    BUYERS,
    KINDS,
    SECTION,
    SUPPLIERS,
)
from futuregazing.measures.measured_numbers import told
from futuregazing.measures.measured_parties import top_buyers, top_suppliers
from futuregazing.measures.measured_places import by_kind
from futuregazing.measures.measured_topics_coverage import all_awards
from futuregazing.measures.measured_view import Topic, View

SERVICES = {
    "police": "police forces",
    "fire": "fire and rescue services",
    "ambulance": "ambulance services",
}


def chosen(view: View) -> MeasuredMarket | None:
    """Return the market of the kinds of service that the settings name; None for none of them."""
    wanted = [
        kind for kind in BLUE_LIGHT.kinds if kind in view.edition.blue_light_procurement.kinds
    ]
    if not wanted:
        return None
    if len(wanted) == len(BLUE_LIGHT.kinds):
        return view.blue_light
    words = " and ".join(SERVICES[kind] for kind in wanted)
    scope = replace(
        BLUE_LIGHT,
        id=f"{BLUE_LIGHT.id}.{'.'.join(wanted)}",
        words=f"technology awards of {words}",
        kinds=tuple(wanted),
    )
    return narrowed(view.market, view.scope(scope))


def awards(view: View) -> pd.DataFrame:
    """Return how many awards there are, and when they were made; no line for no kind chosen."""
    market = chosen(view)
    return told([]) if market is None else all_awards(market)


def kinds(view: View) -> pd.DataFrame:
    """Return the value awarded by each kind of service, with `bodies`, the highest first."""
    market = chosen(view)
    return told([]) if market is None else by_kind(market)


def buyers(view: View) -> pd.DataFrame:
    """Return the services with the highest value awarded."""
    market = chosen(view)
    return told([]) if market is None else top_buyers(market)


def suppliers(view: View) -> pd.DataFrame:
    """Return the firms with the highest value awarded to them alone, then what is apart."""
    market = chosen(view)
    return told([]) if market is None else top_suppliers(market)


def largest_rows(view: View) -> pd.DataFrame:
    """Return the largest awards, as many as the section lists."""
    market = chosen(view)
    if market is None:
        return pd.DataFrame()
    return largest(market, view.edition.blue_light_procurement.rank_contracts)


TOPICS = (
    Topic(AWARDS, SECTION, awards),
    Topic(KINDS, SECTION, kinds),
    Topic(BUYERS, SECTION, buyers),
    Topic(SUPPLIERS, SECTION, suppliers),
)
LISTS = (Topic(LARGEST, SECTION, largest_rows),)
