"""Firms that notices mark both ways: small or medium in one award, larger in another.

Buyers fill in the mark, and a firm may also grow or be bought between two awards: no notice
says which mark is right. So the share of smaller firms is told without these firms too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from futuregazing.claims.units import Unit
from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_labels import LARGE, SIZE_WORDS, SME
from futuregazing.measures.measured_numbers import Coverage, LeftOut, Measured, measured
from futuregazing.measures.measured_parties import part, placed, sizes

ONE_WAY = "marked small or medium alone"


@dataclass(frozen=True)
class MarkedBothWays:
    """How many firms counted as smaller are marked larger elsewhere, and the share without.

    Attributes:
        small_firms: different firms of the awards that went to smaller firms alone.
        firms: how many of these are marked larger in another award, of whatever buyer.
        share_of_value: of smaller firms with these counted as larger; None without a value.
    """

    small_firms: int
    firms: Measured
    share_of_value: Measured | None


def marked_both_ways(market: MeasuredMarket) -> MarkedBothWays:
    """Return what firms marked both ways do to the share of smaller firms."""
    own = market.awards[sizes(market, market.awards) == SME]
    small = _firms(placed(market, own)[1]).drop_duplicates().sort_values()
    both = small[small.isin(_both_ways(market.parties))]
    rest = len(small) - len(both)
    left = (LeftOut(ONE_WAY, rest, 0),) if rest else ()
    larger = as_larger(market)
    return MarkedBothWays(
        len(small),
        measured(
            market,
            "sme_share.marked_both_ways",
            "firms counted as small or medium that another award marks as larger",
            len(both),
            Unit("firms"),
            pd.DataFrame({"firm": both}),
            Coverage(len(small), len(both), left, "firms"),
            basis="measured count",
            key="firm",
        ),
        part(
            larger,
            sizes(larger, larger.awards) == SME,
            "sme_share.marked_one_way",
            f"{SIZE_WORDS[SME]} never marked larger",
        ),
    )


def as_larger(market: MeasuredMarket) -> MeasuredMarket:
    """Return the market with every firm that is marked both ways marked as larger alone."""
    parties = market.parties
    mended = (parties["scale"] == SME) & _firms(parties).isin(_both_ways(parties))
    return replace(market, parties=parties.assign(scale=parties["scale"].mask(mended, LARGE)))


def _both_ways(parties: pd.DataFrame) -> np.ndarray:
    """Return the firms that some award marks as smaller and another as larger."""
    firm = _firms(parties)
    small, large = (firm[parties["scale"] == size] for size in (SME, LARGE))
    return np.asarray(small[small.isin(large)].unique(), dtype=object)


def _firms(parties: pd.DataFrame) -> pd.Series:
    """Return the firm of each supplier: all names of one firm are one."""
    return parties["group_key"].fillna(parties["supplier_key"])
