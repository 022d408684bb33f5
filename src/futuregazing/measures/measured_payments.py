"""How much was paid: all that buyers list, and of it what went to firms of technology.

A line of a payments file says who was paid, and rarely for what. Payments for technology can
therefore only be told by the firm: those of firms that were awarded technology, and nothing
else, in the notices and registers of the same snapshot. A firm that sells other things too
is left out, and so is one that no notice names: the number is a floor, not a market.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from futuregazing.claims.units import POUND, Unit
from futuregazing.edition.periods import Period
from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_numbers import (
    Coverage,
    LeftOut,
    Measured,
    measured,
    pounds,
    told,
)
from futuregazing.measures.measured_size import YearKind, years_of

NO_MONTH = "no day of payment"
NO_AMOUNT = "no amount"
NO_PAYER = "payer not recognised"
OTHER_PAYER = "payer known, not in scope"
OTHER_FIRM = "to payees not known to sell technology alone"
VAT_WORDS = {"net": "net of VAT", "gross": "with VAT", "vat_unstated": "VAT not stated"}
"""The bases of amounts, and their words."""
SPEND = "measured spend"
TO_FIRMS = "measured spend with technology firms"


def technology_firms(market: MeasuredMarket, *, adjacent: bool = False) -> frozenset[str]:
    """Return the firms (group keys) of which every award is of technology; no public bodies.

    Args:
        market: everything that the snapshot holds, not narrowed to technology.
        adjacent: adjacent codes count as technology too.
    """
    awards = market.awards.set_index("award_key")
    bought = awards["technology"] | (awards["adjacent"] & adjacent)
    parties = market.parties[market.parties["group_key"].notna()]
    of_firm = parties["award_key"].map(bought).astype("boolean").fillna(value=False)
    firms = parties.assign(technology=of_firm & ~parties["is_public_body"]).groupby("group_key")
    alone = firms["technology"].all()
    return frozenset(map(str, alone.index[alone]))


def spend_with(
    market: MeasuredMarket, firms: Collection[str], years: YearKind = "financial"
) -> pd.DataFrame:
    """Return what the bodies in scope list as paid to some firms in each year, less refunds.

    Columns as in `told`, with `period` first, and `firms`: how many of them were paid.
    Payments to all others are left out and counted.
    """
    payments = market.payments
    mine = payments["group_key"].isin(list(firms))
    rows, paid = [], []
    for period, at in years_of(payments["month"], market.as_of, years):
        rows.append((period, _paid_to(market, payments[at & mine], payments[at & ~mine], period)))
        paid.append(payments.loc[at & mine, "group_key"].nunique())
    return told(rows, "period").assign(firms=paid)


def _paid_to(
    market: MeasuredMarket, mine: pd.DataFrame, others: pd.DataFrame, period: Period
) -> Measured:
    listed, without = int(mine["payments"].sum()), int(mine["without_amount"].sum())
    left = (
        (NO_AMOUNT, without, 0),
        (OTHER_FIRM, int(others["payments"].sum()), int(others["pence"].sum())),
    )
    return measured(
        market,
        f"spend_with_technology_firms:{period.start.year}",
        f"payments listed for {period} to firms awarded technology alone, less refunds",
        pounds(mine["pence"].sum()),
        Unit(POUND),
        mine,
        Coverage(
            listed + int(others["payments"].sum()),
            listed - without,
            tuple(LeftOut(*one) for one in left if one[1]),
            "payments",
        ),
        basis=TO_FIRMS,
        period=period,
        formula=f"sum of {listed - without:,} payments",
        key="payment_key",
    )


def spend_by_year(market: MeasuredMarket, years: YearKind = "financial") -> pd.DataFrame:
    """Return what the bodies in scope list as paid in each year: all payments, for anything.

    Refunds are taken off. Payments of payers that were not recognised, and in those years of
    others, are left out and counted. Columns as in `told`, with `period` first, `publishers`:
    how many bodies' lists it rests on, and of the payments counted how many are `net` of VAT,
    `gross`, or do not say (`vat_unstated`). A year whose lists are few is no market.
    """
    payments = _with_unknown_payers(market)
    others = market.payments[:0] if market.other_payers is None else market.other_payers
    undated = payments["month"].isna()
    parts: list[tuple[Period | None, pd.Series]] = [
        *years_of(payments["month"], market.as_of, years),
        *([(None, undated)] if undated.any() else []),
    ]
    rows = [
        (
            period,
            _paid(
                market,
                payments[at],
                _within(others, period),
                f"spend.{years}_year:{_year(period)}",
                period,
            ),
        )
        for period, at in parts
    ]
    known = [payments[at & payments["known"]] for _, at in parts]
    publishers = [one["publisher"].nunique() for one in known]
    vat = pd.DataFrame([_by_vat(one) for one in known], columns=list(VAT_WORDS), dtype="int64")
    return told(rows, "period").assign(publishers=publishers, **vat)


def _with_unknown_payers(market: MeasuredMarket) -> pd.DataFrame:
    """Return the payments in scope (`known`), and those whose payer nobody recognised."""
    mine = market.payments.assign(known=True)
    unknown = market.unknown_payers
    if unknown is None or unknown.empty:
        return mine
    return pd.concat([mine, unknown.assign(known=False)], ignore_index=True)


def _within(payments: pd.DataFrame, period: Period | None) -> pd.DataFrame:
    """Return the payments of a period; those without a day if there is none."""
    if period is None:
        return payments[payments["month"].isna()]
    inside = payments["month"].between(pd.Timestamp(period.start), pd.Timestamp(period.end))
    return payments[inside]


def _by_vat(payments: pd.DataFrame) -> dict[str, int]:
    """Return how many payments are net of VAT, hold it, or do not say."""
    gross, unstated = int(payments["gross"].sum()), int(payments["vat_unstated"].sum())
    net = int(payments["payments"].sum()) - gross - unstated
    return {"net": net, "gross": gross, "vat_unstated": unstated}


def _year(period: Period | None) -> str:
    return str(period.start.year) if period else NO_MONTH


def _paid(
    market: MeasuredMarket,
    payments: pd.DataFrame,
    others: pd.DataFrame,
    name: str,
    period: Period | None,
) -> Measured:
    mine, unknown = payments[payments["known"]], payments[~payments["known"]]
    listed, without = int(mine["payments"].sum()), int(mine["without_amount"].sum())
    nobodys, pence = int(unknown["payments"].sum()), int(unknown["pence"].sum())
    left = (
        (NO_AMOUNT, without, 0),
        (NO_PAYER, nobodys, pence),
        (OTHER_PAYER, int(others["payments"].sum()), int(others["pence"].sum())),
    )
    vat = ", ".join(f"{VAT_WORDS[basis]} {n:,}" for basis, n in _by_vat(mine).items() if n)
    return measured(
        market,
        name,
        f"payments listed{f' for {period}' if period else ', without a day'}, less refunds",
        pounds(mine["pence"].sum()),
        Unit(POUND),
        mine,
        Coverage(
            listed + nobodys + int(others["payments"].sum()),
            listed - without,
            tuple(LeftOut(*one) for one in left if one[1]),
            "payments",
            vat,
        ),
        basis=SPEND,
        period=period,
        formula=f"sum of {listed - without:,} payments",
        key="payment_key",
    )
