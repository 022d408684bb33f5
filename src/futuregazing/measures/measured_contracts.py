"""Single contracts and plans of a snapshot that an edition lists, a row each, as a table.

The table `measured_contracts` stands beside `measures` and `measured_lines`. A reference to
one contract leads to its row, which names its notice and the page of that. Text is as the
notice prints it, without characters that print nothing; it may still be hostile.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pandas as pd

from futuregazing.measures.measured import BLUE_LIGHT, COUNCILS, MeasuredMarket, Scope, narrowed
from futuregazing.measures.measured_contract_lists import COMING, CONTRACTS, LARGEST, RENEWALS
from futuregazing.measures.measured_labels import APART
from futuregazing.measures.measured_parties import attribution
from futuregazing.measures.measured_view import View
from futuregazing.measures.plain_words import plain_words, web_address

LOCAL = Scope(
    "local",
    "technology awards of councils, combined authorities and blue-light services",
    (*COUNCILS.kinds, *BLUE_LIGHT.kinds),
)
DAYS = ("published_on", "award_date", "start_date", "end_date", "max_end_date", "expected")
WORDS = (
    *("key", "title", "buyer", "body_code", "body_kind", "supplier", "value_basis", "excluded_for"),
    *("kind", "expected_by", "service", "url"),
)
FLAGS = ("ends", "last_ends", "lapsed", "past")
COLUMNS = ("contract_id", "list", "position", *WORDS, *DAYS, "value_gbp", "value_text", *FLAGS)
PENCE = 100
ID_LETTERS = 16


def local(view: View) -> MeasuredMarket:
    """Return what councils, combined authorities and blue-light services bought and plan."""
    return narrowed(view.market, view.scope(LOCAL))


def worth_listing(market: MeasuredMarket, pounds: int) -> MeasuredMarket:
    """Return the market without contracts and plans below a value; those without one stay."""
    if not pounds:
        return market
    scope = market.scope
    words = f"{scope.words}, £{pounds:,} or more where a value is stated"
    return replace(
        market,
        awards=_from(market.awards, pounds),
        notices=_from(market.notices, pounds),
        scope=replace(scope, id=f"{scope.id}.from_{pounds}", words=words),
    )


def contracts_table(lists: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the contracts of some lists as one table, in the order of the lists.

    Args:
        lists: name (RENEWALS, COMING, LARGEST) to its rows, in order; with the columns of
            awards or notices, and those of `COLUMNS` that the list adds.

    Returns:
        `COLUMNS`: texts "" where absent, days as ISO text, value_gbp a number or NaN with its
        digits in value_text, flags true or false; contract_id is the list and an id made of the
        key, which publishers fill with any words.
    """
    parts = [_rows(name, frame) for name, frame in lists.items() if len(frame)]
    if not parts:
        empty = pd.DataFrame(columns=list(COLUMNS), dtype="str")
        kinds = {"position": "int64", "value_gbp": "float64"} | dict.fromkeys(FLAGS, "bool")
        return empty.astype(kinds)
    return pd.concat(parts, ignore_index=True)


def largest(market: MeasuredMarket, limit: int) -> pd.DataFrame:
    """Return the awards of highest usable value, the highest first, with buyer and supplier."""
    counted = market.awards[market.awards["excluded_for"] == ""]
    found = counted.sort_values(["pence", "award_key"], ascending=[False, True]).head(limit)
    return with_parties(market, found)


def with_parties(market: MeasuredMarket, awards: pd.DataFrame) -> pd.DataFrame:
    """Return awards with `buyer` and `supplier` in words."""
    whose = attribution(market, awards)
    return awards.assign(
        supplier=whose["group_name"].fillna(whose["kind"].map(APART)),
        buyer=awards["body_name"].fillna(awards["buyer_name"]),
    )


def short_id(key: str) -> str:
    """Return a key of any words as an id that may stand in an address or a file."""
    return hashlib.sha256(key.encode()).hexdigest()[:ID_LETTERS]


def _from(frame: pd.DataFrame, pounds: int) -> pd.DataFrame:
    return frame[(frame["value_basis"] == "none") | (frame["pence"] >= pounds * PENCE)]


def _rows(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of one list as the table holds them."""
    key = "notice_key" if name == COMING else "award_key"
    given = frame.reset_index(drop=True).rename(columns={key: "key", "source": "service"})
    known = given["value_basis"] != "none"
    pence = [int(one) for one in given["pence"]]
    ids = [f"{name}:{short_id(key)}" for key in given["key"]]
    made = pd.DataFrame({"contract_id": pd.Series(ids, dtype="str")})
    made["list"], made["position"] = name, range(len(given))
    for column in WORDS:
        cells = given[column] if column in given else pd.Series("", given.index)
        made[column] = [plain_words("" if pd.isna(cell) else cell) for cell in cells]
    made["url"] = [web_address(cell) for cell in made["url"]]
    for column in DAYS:
        days = given[column] if column in given else pd.Series(pd.NaT, given.index)
        made[column] = ["" if pd.isna(day) else day.date().isoformat() for day in days]
    made["value_gbp"] = pd.Series(pence, dtype="float64").div(PENCE).where(known)
    made["value_text"] = [
        f"{p // PENCE}.{p % PENCE:02}" if k else "" for p, k in zip(pence, known, strict=True)
    ]
    for column in FLAGS:
        made[column] = given[column].astype("bool") if column in given else False
    return made[list(COLUMNS)]


__all__ = [
    "COMING",
    "CONTRACTS",
    "LARGEST",
    "LOCAL",
    "RENEWALS",
    "contracts_table",
    "largest",
    "local",
    "with_parties",
    "worth_listing",
]
