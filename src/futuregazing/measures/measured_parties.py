"""Who buys and who sells: top buyers and suppliers, smaller firms, concentration.

The value of an award counts once, whatever the number of its suppliers. Where it has
several, no notice says who gets what: it is *joint*, belongs to no one of them, and stands
on a line of its own. So do awards whose supplier is not named, or is itself a public body.
"""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pandas as pd

from futuregazing.claims.units import PERCENT, Unit
from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_labels import (
    APART,
    JOINT,
    LARGE,
    MIXED,
    NONE,
    PUBLIC,
    SIZE_WORDS,
    SME,
    SOLE,
    TOP,
    UNKNOWN,
    UNNAMED,
)
from futuregazing.measures.measured_numbers import (
    ALL,
    Measured,
    cover,
    id_of,
    measured,
    number_of,
    told,
    total,
)

POINTS = "points"
NARROW = ["award_key", "pence", "excluded_for"]
"""The columns that a value needs: to choose rows of all columns of a million awards is slow."""


def attribution(market: MeasuredMarket, awards: pd.DataFrame) -> pd.DataFrame:
    """Return whom each award's value belongs to; index as `awards`.

    Columns: kind (sole, joint, public body, not named, none stated), group_key and group_name
    (of sole ones), suppliers (different firms named). Two names of one firm are one firm.
    """
    at, parties = placed(market, awards)
    keyed = parties["group_key"].notna().to_numpy()
    firm = pd.factorize(parties["group_key"].fillna(parties["supplier_key"]))[0]
    different = at[np.unique(at * (len(parties) + 1) + firm, return_index=True)[1]]
    suppliers = pd.Series(np.bincount(different, minlength=len(awards)), awards.index)
    # Rows are written from the last to the first, so that the first of an award stays.
    row = np.full(len(awards), -1)
    row[at[keyed][::-1]] = np.flatnonzero(keyed)[::-1]
    private = np.bincount(at[~parties["is_public_body"].to_numpy()], minlength=len(awards))
    nameless = awards["unnamed"] | (row < 0)
    kind = np.select(
        [suppliers == 0, suppliers > 1, nameless, private == 0],
        [NONE, JOINT, UNNAMED, PUBLIC],
        SOLE,
    )
    sole = np.where(kind == SOLE, row, -1)
    group = parties[["group_key", "group_name"]].reset_index(drop=True).reindex(sole)
    group.index = awards.index
    return group.assign(kind=pd.Series(kind, awards.index, dtype="str"), suppliers=suppliers)


def placed(market: MeasuredMarket, awards: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """Return the suppliers of some awards, and for each the place of its award among them."""
    at = pd.Index(awards["award_key"]).get_indexer(pd.Index(market.parties["award_key"]))
    return at[at >= 0], market.parties[at >= 0]


def top_buyers(market: MeasuredMarket, limit: int = TOP) -> pd.DataFrame:
    """Return the buyers with the highest value awarded, highest first; columns as in `told`.

    A body counts once under all its names; a buyer who was not recognised under the name
    printed. `code` is the body's, empty where not recognised.
    """
    awards = market.awards
    who = awards["body_code"].fillna(awards["buyer_name"])
    rows, codes = [], []
    for key in _highest(awards, who, limit):
        own = awards[who == key]
        first = own.iloc[0]
        known = isinstance(first["body_code"], str)
        label = str(first["body_name"] if known else first["buyer_name"])
        codes.append(str(key) if known else "")
        name = f"buyer:{key if known else id_of(key)}"
        rows.append((label, total(market, own, name, f"value of awards by {label}")))
    return told(rows, "buyer").assign(code=pd.Series(codes, dtype="str"))


def top_suppliers(market: MeasuredMarket, limit: int = TOP) -> pd.DataFrame:
    """Return the firms with the highest value awarded to them alone, then what is apart.

    Columns as in `told`, and `apart` (a line that is no firm), `joint_awards` and `joint_gbp`:
    awards to several firms of which this is one, and their whole value, which is no part
    of `value` and must not be added up.
    """
    whose = attribution(market, market.awards)
    awards = market.awards[NARROW]
    rows = []
    keys = _highest(awards, whose["group_key"], limit)
    for key in keys:
        mine = whose["group_key"] == key
        label = str(whose.loc[mine, "group_name"].iloc[0])
        query = f"value of awards to {label} alone"
        rows.append((label, total(market, awards[mine], f"supplier:{id_of(key)}", query)))
    for kind, label in APART.items():
        if (whose["kind"] == kind).any():
            query = f"value of awards with attribution: {kind}"
            rows.append((label, total(market, awards[whose["kind"] == kind], f"to:{kind}", query)))
    frame = told(rows, "supplier")
    shared = _shared(market, awards[whose["kind"] == JOINT]).reindex(keys, fill_value=0)
    more = len(frame) - len(keys)
    return frame.assign(
        apart=[False] * len(keys) + [True] * more,
        joint_awards=[*shared["awards"], *[0] * more],
        joint_gbp=[*(shared["pence"] / 100), *[0.0] * more],
    )


def _shared(market: MeasuredMarket, joint: pd.DataFrame) -> pd.DataFrame:
    """Return number and pence of the joint awards that each group has part in."""
    at, parties = placed(market, joint)
    worth = joint["pence"].where(joint["excluded_for"] == "", 0).to_numpy()
    each = pd.DataFrame(
        {"at": at, "group_key": parties["group_key"].to_numpy(), "pence": worth[at]}
    )
    once = each.drop_duplicates(["at", "group_key"])
    return once.groupby("group_key").agg(awards=("at", "size"), pence=("pence", "sum"))


def _highest(awards: pd.DataFrame, who: pd.Series, limit: int) -> list[str]:
    """Return the groups with the highest counted value; equal ones in the order of their keys."""
    worth = awards["pence"].where(awards["excluded_for"] == "", 0).groupby(who).sum()
    order = worth.reset_index(name="pence").set_axis(["key", "pence"], axis=1)
    order = order[order["pence"] > 0].sort_values(["pence", "key"], ascending=[False, True])
    return [str(key) for key in order["key"].head(limit)]


def sizes(market: MeasuredMarket, awards: pd.DataFrame) -> pd.Series:
    """Return each award's size of supplier: sme, large, mixed, unknown; index as `awards`.

    An award to several is of one size only if all are; unknown if the size of one is.
    """
    at, parties = placed(market, awards)
    small, large = (
        np.bincount(at[(parties["scale"] == size).to_numpy()], minlength=len(awards))
        for size in (SME, LARGE)
    )
    named = np.bincount(at, minlength=len(awards))
    known = (named > 0) & (small + large == named)
    size = np.select([~known, large == 0, small == 0], [UNKNOWN, SME, LARGE], default=MIXED)
    return pd.Series(size, awards.index, dtype="str")


def sme_share(market: MeasuredMarket) -> pd.DataFrame:
    """Return the shares of awards by size of supplier: they and the unknown make a whole.

    Columns: label, size, share_of_number and share_of_value (Measured, in per cent; None
    where there is no award, or none with a value), awards, with_value.
    """
    awards = market.awards
    size = sizes(market, awards)
    counted = awards["excluded_for"] == ""
    rows = [
        {
            "label": label,
            "size": kind,
            "awards": int((size == kind).sum()),
            "with_value": int(((size == kind) & counted).sum()),
            "share_of_number": part(market, size == kind, f"{kind}_share", label, by_value=False),
            "share_of_value": part(market, size == kind, f"{kind}_share", label),
        }
        for kind, label in SIZE_WORDS.items()
    ]
    return pd.DataFrame(rows)


def part(
    market: MeasuredMarket, rows: pd.Series, name: str, label: str, *, by_value: bool = True
) -> Measured | None:
    """Return in per cent what some awards are of all, by value or by number; None of nothing."""
    awards = market.awards[NARROW]
    if by_value:
        one = total(market, awards[rows], f"{name}.value", f"value: {label}")
        whole = total(market, awards, "all.value", "value of all awards")
    else:
        one = number_of(market, awards[rows], f"{name}.number", f"number: {label}")
        whole = number_of(market, awards, "all.number", "number of all awards")
    if not whole.quantity.value:
        return None
    way = "value" if by_value else "volume"
    return measured(
        market,
        f"{name}.by_{way}",
        f"{label}: share by {'value' if by_value else 'number'}",
        one.quantity.value / whole.quantity.value * ALL,
        Unit(PERCENT, aside=f"(by {way})"),
        awards[awards["excluded_for"] == ""] if by_value else awards,
        whole.coverage if by_value else cover(awards, pd.Series("", awards.index)),
        basis="" if by_value else one.quantity.basis,
        formula=f"{one.quantity.full} ÷ {whole.quantity.full} × {ALL}",
    )


def concentration(market: MeasuredMarket, *, split: bool = False) -> dict[str, Measured]:
    """Return `hhi`, `top_ten_pct` and `unattributed_pct`; empty where no value has one firm.

    The Herfindahl-Hirschman index and the share of the ten largest are of the value that can
    be given to one firm; what cannot is `unattributed_pct` of all. The index runs from
    10,000 by the number of firms (all alike) to 10,000 (one firm).

    Args:
        market: the awards.
        split: give joint awards to their firms in equal parts, which no notice says.
    """
    worth, records, reasons = firm_values(market, split=split)
    whole = int(market.awards["pence"][market.awards["excluded_for"] == ""].sum())
    if not worth.sum():
        return {}
    shares = worth / worth.sum()
    top = shares.nlargest(TOP).sum()
    firms = f"{len(worth):,} firms"
    how = ", joint awards split equally" if split else ""
    coverage = cover(market.awards, reasons)
    tail = ".split" if split else ""

    def made(name: str, query: str, value: float, unit: Unit) -> Measured:
        return measured(
            market, f"{name}{tail}", query + how, _decimal(value), unit, records, coverage
        )

    share = Unit(PERCENT, aside="(by value)")
    return {
        "hhi": made(
            "hhi",
            f"sum of squared shares in per cent of {firms}",
            float((shares**2).sum()) * ALL * ALL,
            Unit(POINTS),
        ),
        "top_ten_pct": made(
            "top_ten", f"value of the {TOP} largest of {firms} by that of all", top * ALL, share
        ),
        "unattributed_pct": made(
            "unattributed",
            "value with no one firm by all value",
            ALL - worth.sum() / whole * ALL,
            share,
        ),
    }


def firm_values(
    market: MeasuredMarket, *, split: bool = False
) -> tuple[pd.Series, pd.DataFrame, pd.Series]:
    """Return pence by firm (group_key), the awards these rest on, and why the others are out."""
    awards = market.awards
    whose = attribution(market, awards)
    given = whose["kind"].isin((SOLE, JOINT) if split else (SOLE,))
    reasons = awards["excluded_for"].mask(
        (awards["excluded_for"] == "") & ~given, "value of " + whose["kind"]
    )
    counted = awards[reasons == ""]
    if not split:
        return counted["pence"].groupby(whose["group_key"]).sum(), counted, reasons
    at, parties = placed(market, counted)
    firm = parties["group_key"].fillna(parties["supplier_key"]).reset_index(drop=True)
    once = ~pd.DataFrame({"at": at, "firm": firm}).duplicated().to_numpy()
    n = np.bincount(at[once], minlength=len(counted))
    each = pd.Series(counted["pence"].to_numpy()[at] / n[at])
    return each[once].groupby(firm[once]).sum(), counted, reasons


def _decimal(value: float) -> Decimal:
    """Return a share as a decimal, without the noise of its last digits."""
    return Decimal(repr(round(float(value), 10)))
