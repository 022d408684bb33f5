"""What the section on method shows of the snapshot: sources, buyers, evidence, what fell out.

All topics are of everything that the edition may see of the snapshot, whoever bought it and
whatever it was.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_names_method import (
    BUYERS,
    DROPPED,
    EVIDENCE,
    SECTION,
    SOURCES,
)
from futuregazing.measures.measured_numbers import Measured, number_of, numbers
from futuregazing.measures.measured_places import KINDS, NO_KIND
from futuregazing.measures.measured_view import Topic, View
from futuregazing.sources.services import SERVICES

REGISTER = "register"
REGISTERS = "Contract registers"
WHY: Mapping[str, str] = {
    "code and words": "A code and words",
    "code": "A code alone",
    "words": "Words alone",
    "person": "Decided by a person",
}
DROPPED_WORDS: Mapping[str, str] = {
    "repeat": "The same release once more",
    "printed_twice": "The same award once more in its release",
    "times_hundred": "The same award at a hundred times the value",
    "reissued": "Published again later",
    "not_awarded": "Not awarded, or cancelled",
    "several_notices": "Told by another notice of the same award",
    "same_notice_elsewhere": "The same notice in another format",
    "same_contract_elsewhere": "The same contract under another number",
    "override": "Taken out by a person, with the reason",
}


def sources(view: View) -> pd.DataFrame:
    """Return the awards of each source, with its planned notices and days of publication."""
    market = view.market
    names = sorted({*market.awards["source"], *market.notices["source"]}, key=_place)
    awards = {name: market.awards[market.awards["source"] == name] for name in names}
    notices = {name: market.notices[market.notices["source"] == name] for name in names}
    counts = [
        (_title(name), _number(market, own, f"source:{name}", f"awards of {_title(name)}"))
        for name, own in awards.items()
    ]
    planned = [_notices(market, own, name) for name, own in notices.items()]
    days = [pd.concat([awards[n]["published_on"], notices[n]["published_on"]]) for n in names]
    frame = numbers(counts).assign(first=[d.min() for d in days], last=[d.max() for d in days])
    return frame.assign(notices=pd.Series(planned, dtype="object"))


def _notices(market: MeasuredMarket, own: pd.DataFrame, name: str) -> Measured:
    query = f"planned, pre-market and tender notices of {_title(name)}"
    return _number(market, own, f"notices:{name}", query, "notices", key="notice_key")


def buyers(view: View) -> pd.DataFrame:
    """Return the awards of each kind of buyer, with the number of different bodies, if known."""
    market = view.market
    kind = market.awards["body_kind"].fillna("")
    held = [(key, words) for key, words in {**KINDS, "": NO_KIND}.items() if (kind == key).any()]
    counts = [
        (words, _number(market, market.awards[kind == key], f"buyer:{key or 'none'}", words))
        for key, words in held
    ]
    bodies = [market.awards.loc[kind == key, "body_code"].nunique() or None for key, _ in held]
    return numbers(counts).assign(bodies=pd.Series(bodies, dtype="object"))


def evidence(view: View) -> pd.DataFrame:
    """Return the technology awards by what tells that they are."""
    market = view.market
    found = market.awards["technology_by"]
    return numbers(
        [
            (words, _number(market, market.awards[found == key], f"technology:{key}", words))
            for key, words in WHY.items()
            if (found == key).any()
        ]
    )


def dropped(view: View) -> pd.DataFrame:
    """Return the awards that do not count, by reason: a plain number each."""
    held = view.market.dropped
    lines = [
        {"label": DROPPED_WORDS.get(str(why), "For another reason"), "value": None, "n": int(n)}
        for why, n in held.items()
    ]
    return pd.DataFrame(lines, columns=["label", "value", "n"])


def _number(
    market: MeasuredMarket,
    rows: pd.DataFrame,
    name: str,
    query: str,
    noun: str = "awards",
    **meaning: str,
) -> Measured:
    """Return a count of no one place: notices of all nations, and buyers not recognised."""
    return number_of(market, rows, name, query, noun, geography="", **meaning)


def _title(source: str) -> str:
    if source == REGISTER:
        return REGISTERS
    return SERVICES[source].title if source in SERVICES else source


def _place(source: str) -> tuple[bool, str]:
    return source == REGISTER, _title(source)


TOPICS = (
    Topic(SOURCES, SECTION, sources),
    Topic(BUYERS, SECTION, buyers),
    Topic(EVIDENCE, SECTION, evidence),
    Topic(DROPPED, SECTION, dropped),
)
