"""Contracts that end within a horizon: by their end, by their last possible end, and lapsed.

A contract that may be extended can end twice. Those whose printed end lies in the horizon,
and those whose last possible end does, are counted apart; one contract may be among both.
Lapsed ones ended, with every extension, in the year before the horizon begins.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from futuregazing.edition.dates import add_months
from futuregazing.edition.periods import Period
from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_labels import APART
from futuregazing.measures.measured_names_opportunities import (
    BOTH_KNOWN,
    END_KNOWN,
    NO_END,
    ONE_DAY,
    UNLIKELY,
)
from futuregazing.measures.measured_numbers import Measured, number_of, total
from futuregazing.measures.measured_parties import attribution

LAPSED_MONTHS = 12
BLOCKS = {
    "ends": "contracts whose printed end lies in the horizon",
    "last_ends": "contracts whose last possible end lies in the horizon",
    "lapsed": "contracts that ended in the year before it, with every extension",
}
LISTED = (
    "award_key",
    "title",
    "buyer",
    "body_code",
    "supplier",
    "pence",
    "value_basis",
    "end_date",
    "max_end_date",
    "is_framework",
    *BLOCKS,
)


def renewals(market: MeasuredMarket, ahead: Period) -> pd.DataFrame:
    """Return the contracts that end in a horizon or have lapsed, the earliest end first.

    Args:
        market: the awards.
        ahead: the horizon.

    Returns:
        `LISTED`: supplier is the firm, or "Several suppliers together" and the like; `ends`,
        `last_ends` and `lapsed` say what each is counted among. Contracts with an unlikely
        period, and those without an end, are not there: see `coverage_of_ends`.
    """
    awards = market.awards.assign(**_blocks(market.awards, ahead))
    found = awards[awards[list(BLOCKS)].any(axis=1)]
    whose = attribution(market, found)
    supplier = whose["group_name"].fillna(whose["kind"].map(APART))
    named = found["body_name"].fillna(found["buyer_name"])
    listed = found.assign(supplier=supplier, buyer=named)[list(LISTED)]
    return listed.sort_values(["end_date", "award_key"], ignore_index=True)


def renewals_counted(market: MeasuredMarket, ahead: Period) -> dict[str, tuple[Measured, Measured]]:
    """Return for each of `BLOCKS` the number of contracts and their value."""
    blocks = _blocks(market.awards, ahead)
    span = f"{ahead.start.isoformat()}/{ahead.end.isoformat()}"
    made = {}
    for block, words in BLOCKS.items():
        own = market.awards[blocks[block]]
        name = f"renewals.{block}:{span}"
        made[block] = (
            number_of(market, own, f"{name}.number", words, "contracts", period=ahead),
            total(market, own, f"{name}.value", f"value of {words}", period=ahead),
        )
    return made


def coverage_of_ends(awards: pd.DataFrame) -> pd.DataFrame:
    """Return how many awards have an end that can be used, and why the others have none.

    Columns: state, awards. The awards of all states are all awards.
    """
    counts = end_states(awards).value_counts()
    return counts.rename_axis("state").rename("awards").reset_index()


def end_states(awards: pd.DataFrame) -> pd.Series:
    """Return for each award whether its end can be used, or why it has none; index as awards."""
    state = pd.Series(END_KNOWN, awards.index, dtype="str")
    state = state.mask(awards["max_end_date"].notna(), BOTH_KNOWN)
    state = state.mask(awards["one_day"], ONE_DAY)
    state = state.mask(awards["end_date"].isna(), NO_END)
    return state.mask(awards["period_unlikely"], UNLIKELY)


def _blocks(awards: pd.DataFrame, ahead: Period) -> dict[str, pd.Series]:
    """Return for each block which awards belong to it.

    A contract that starts and ends on one day is not a contract that ends then: the form
    demanded an end.
    """
    usable = ~awards["period_unlikely"] & ~awards["one_day"]
    end = awards["end_date"].where(usable)
    last = awards["max_end_date"].where(usable).fillna(end)
    last = last.mask(last < end, end)
    first, until = pd.Timestamp(ahead.start), pd.Timestamp(ahead.end)
    before: dt.date = add_months(ahead.start, -LAPSED_MONTHS)
    return {
        "ends": end.between(first, until),
        "last_ends": last.between(first, until),
        "lapsed": last.between(pd.Timestamp(before), first, inclusive="left"),
    }
