"""How good stated probabilities were: the Brier score, skill over a baseline, calibration.

Plain numbers in, plain numbers out. A probability is between 0 and 1, an outcome 1 for what
happened and 0 for what did not.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from futuregazing.measures.verdicts import wilson

BINS = 5
"""Groups of probabilities that calibration is looked at in, each a fifth wide."""

CALIBRATION_COLUMNS = ["low", "high", "n", "stated", "happened", "share", "share_low", "share_high"]


def brier(probabilities: Sequence[float], outcomes: Sequence[int]) -> float:
    """Return the Brier score, the mean of (probability - outcome) squared.

    0 is perfect, 1 certain and always wrong; whoever always says 0.5 gets 0.25.

    Raises:
        ValueError: there is no forecast, or a number is out of range.
    """
    _require(probabilities, outcomes)
    squares = [(p - o) ** 2 for p, o in zip(probabilities, outcomes, strict=True)]
    return sum(squares) / len(squares)


def skill(score: float, reference: float) -> float | None:
    """Return how much of a reference's Brier score is saved: 1 all of it, 0 none, below 0 worse.

    None where the reference is perfect: nothing can be saved then.
    """
    return 1 - score / reference if reference else None


def calibration(probabilities: Sequence[float], outcomes: Sequence[int]) -> pd.DataFrame:
    """Return, for probabilities of about the same size, how often the thing happened.

    Returns:
        One row a bin that holds a forecast: low, high (per cent, a probability on the border
        belongs to the upper bin), n, stated (mean probability), happened (number), share,
        share_low, share_high (per cent, Wilson interval).
    """
    _require(probabilities, outcomes)
    groups: dict[int, list[tuple[float, int]]] = {}
    for p, o in zip(probabilities, outcomes, strict=True):
        groups.setdefault(min(int(round(p * BINS, 9)), BINS - 1), []).append((p, o))
    rows = [_bin(number, pairs) for number, pairs in sorted(groups.items())]
    return pd.DataFrame(rows, columns=CALIBRATION_COLUMNS)


def _bin(number: int, pairs: Sequence[tuple[float, int]]) -> list[float]:
    n, happened = len(pairs), sum(o for _, o in pairs)
    low, high = wilson(happened, n)
    stated = 100 * sum(p for p, _ in pairs) / n
    width = 100 / BINS
    return [
        *(number * width, (number + 1) * width),
        *(n, stated, happened, 100 * happened / n, low, high),
    ]


def _require(probabilities: Sequence[float], outcomes: Sequence[int]) -> None:
    """Refuse forecasts that are none."""
    if not probabilities or len(probabilities) != len(outcomes):
        raise ValueError(f"{len(probabilities)} probabilities for {len(outcomes)} outcomes")
    if not all(0 <= p <= 1 for p in probabilities) or not set(outcomes) <= {0, 1}:
        raise ValueError("probabilities are from 0 to 1, outcomes 0 or 1")
