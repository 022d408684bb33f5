"""What the section on buyers and suppliers shows of the measured market."""

from __future__ import annotations

import pandas as pd

from futuregazing.measures.measured_labels import (
    BUYERS,
    BUYERS_SECTION,
    BY_NUMBER,
    BY_VALUE,
    CONCENTRATION,
    FRAMEWORKS,
    INDEX,
    NO_ONE_FIRM,
    ROUTES_TAKEN,
    SIZES,
    SME,
    SUPPLIERS,
    TEN_LARGEST,
)
from futuregazing.measures.measured_marks import marked_both_ways
from futuregazing.measures.measured_numbers import Measured, told
from futuregazing.measures.measured_parties import (
    concentration,
    sme_share,
    top_buyers,
    top_suppliers,
)
from futuregazing.measures.measured_routes import call_offs, routes
from futuregazing.measures.measured_topics_coverage import held_for
from futuregazing.measures.measured_view import Topic, View

LABELS = {"hhi": INDEX, "top_ten_pct": TEN_LARGEST, "unattributed_pct": NO_ONE_FIRM}


def buyers(view: View) -> pd.DataFrame:
    """Return the councils with the highest value awarded, as many as the settings rank."""
    return top_buyers(view.councils, view.edition.buyers_and_suppliers.rank_buyers)


def suppliers(view: View) -> pd.DataFrame:
    """Return the firms with the highest value won alone, then the lines that are no firm."""
    return top_suppliers(view.councils, view.edition.buyers_and_suppliers.rank_suppliers)


def sizes(view: View) -> pd.DataFrame:
    """Return the shares by size of supplier: `group` tells those by value from those by number.

    The share of smaller firms by value also has `small_firms` (a number), `both_ways` (how many
    of them are marked larger elsewhere) and `one_way` (their share without these).
    """
    shares = sme_share(view.councils)
    rows: list[tuple[str, Measured]] = []
    details: list[tuple[str, str]] = []
    ways = {BY_VALUE: "share_of_value", BY_NUMBER: "share_of_number"}
    for way, column in ways.items():
        for label, size, one in zip(shares["label"], shares["size"], shares[column], strict=True):
            if one is not None:
                rows.append((str(label), one))
                details.append((way, str(size)))
    told_apart = pd.DataFrame(details, columns=["group", "size"], dtype="str")
    both = marked_both_ways(view.councils)
    here = [detail == (BY_VALUE, SME) for detail in details]
    marks = {
        "small_firms": both.small_firms,
        "both_ways": both.firms,
        "one_way": both.share_of_value,
    }
    told_marks = pd.DataFrame(
        {name: [one if at else None for at in here] for name, one in marks.items()}, dtype="object"
    )
    return pd.concat([told(rows), told_apart, told_marks], axis=1)


def concentrated(view: View) -> pd.DataFrame:
    """Return index, share of the ten largest and what no one firm got; empty without a value."""
    found = concentration(view.councils)
    return told([(label, found[name]) for name, label in LABELS.items() if name in found])


def by_route(view: View) -> pd.DataFrame:
    """Return the value by route to market."""
    return routes(view.councils)


def by_framework(view: View) -> pd.DataFrame:
    """Return the value bought under each framework, and under those not named.

    Frameworks are mostly set up by others, so their names are looked up in the whole snapshot.
    """
    return call_offs(view.councils, named_in=view.market)


TOPICS = (
    held_for(BUYERS_SECTION),
    Topic(BUYERS, BUYERS_SECTION, buyers),
    Topic(SUPPLIERS, BUYERS_SECTION, suppliers),
    Topic(SIZES, BUYERS_SECTION, sizes),
    Topic(CONCENTRATION, BUYERS_SECTION, concentrated),
    Topic(ROUTES_TAKEN, BUYERS_SECTION, by_route),
    Topic(FRAMEWORKS, BUYERS_SECTION, by_framework),
)
