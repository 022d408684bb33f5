"""What predictions have to beat: somebody who always says that nothing changes.

"Nothing changes" says that a threshold which asks for a change is not reached, and that one
which describes what is so already (`states_change` false) is. It is right where a prediction
of change has not come to pass, and where one that nothing changes has; of one that came true
in part it is neither right nor wrong, as the prediction is not. Both are scored on the same
judged predictions, so that what can be compared is on how many only one of them was right.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.units import PERCENT, Unit
from futuregazing.edition.model import Edition
from futuregazing.measures import predictions
from futuregazing.measures.verdicts import HAPPENED, NOT_YET, rate, rate_ends, wilson
from futuregazing.measures.worked_out import part_of

NOTHING_CHANGES = "nothing changes"
EVEN = 50
AHEAD, BEHIND, NEITHER = "the predictions", "nothing changes", "too few to tell"
STANDING = {
    AHEAD: "The predictions beat it by more than chance would explain.",
    BEHIND: "It beats the predictions by more than chance would explain.",
    NEITHER: "With so few on which the two differ, neither can be said to beat the other.",
}
COLUMNS = [
    *("label", "judged", "happened", "baseline_right", "neither"),
    *("value", "range", "baseline", "baseline_range", "skill", "standing", "refs"),
]
METHOD = (
    "The baseline is whoever says each time that nothing changes. Both are judged on the same "
    "predictions; one that came true in part counts for neither. Skill is the share of the "
    "baseline's misses that the predictions save: all of them would be a hundred, below nought "
    "is worse than saying that nothing changes. Somebody is called ahead where chance alone would "
    "give such a lead less than one time in twenty; of many rows, one may stand out by chance."
)


def baseline_right(frame: pd.DataFrame, verdict: str = "verdict") -> pd.Series:
    """Return for each prediction whether "nothing changes" was right, by row id."""
    rows = zip(frame[verdict], frame["states_change"], strict=True)
    made = [given == (NOT_YET if change else HAPPENED) for given, change in rows]
    return pd.Series(made, index=frame.index, dtype="bool")


def standing(only_predictions: int, only_baseline: int) -> str:
    """Return who is ahead, from how many times only the one or only the other was right.

    Somebody is ahead when the interval around their share of these leaves out one half.
    """
    both = only_predictions + only_baseline
    if not both:
        return NEITHER
    low, high = wilson(only_predictions, both)
    return AHEAD if low > EVEN else BEHIND if high < EVEN else NEITHER


def compared(frame: pd.DataFrame, by: str, verdict: str = "verdict") -> pd.DataFrame:
    """Return predictions beside the baseline, one row a family or theme with a judged one.

    Args:
        frame: predictions as `predictions.history` gives them.
        by: the column that names the rows ("label", "group").
        verdict: the column that decides.

    Returns:
        label; judged, happened, baseline_right, neither (numbers of predictions); value and
        baseline (shares that were right), range and baseline_range (their intervals), skill
        (per cent; None where the baseline is never wrong), standing, refs. Those with most
        judged first.
    """
    tested = predictions.with_verdict(frame, verdict)
    made = [_row(str(name), group, verdict) for name, group in tested.groupby(by, sort=True)]
    made.sort(key=lambda row: (-row["judged"], row["label"]))
    return pd.DataFrame(made, columns=COLUMNS)


def baseline_sentences(frame: pd.DataFrame, edition: Edition) -> Iterator[Statement]:
    """Yield how the predictions did against the baseline, now and by the end of their year."""
    tested = predictions.with_verdict(frame)
    if tested.empty:
        yield statement("No earlier prediction could be judged yet, so there is none to compare.")
        return
    row = _row("", tested, "verdict")
    yield statement(
        "On {judged}, saying each time that nothing changes would have been right on "
        "{baseline:bare} by {day}; the predictions came true in full on {hits:bare}. {standing}",
        day=edition.as_of,
        standing=STANDING[row["standing"]],
        **_both(row, tested),
    )
    if in_year := _in_their_year(frame):
        yield in_year


def baseline_title(table: pd.DataFrame, what: str) -> Statement:
    """Return against whose or which predictions the baseline is ahead, if against any."""
    ahead = [str(label) for label in table.loc[table["standing"] == AHEAD, "label"]]
    behind = [str(label) for label in table.loc[table["standing"] == BEHIND, "label"]]
    if not ahead and not behind:
        return statement("No {what} is clearly better or worse than “nothing changes”", what=what)
    if not ahead:
        return statement("{labels}: “nothing changes” did better", labels="; ".join(behind))
    if not behind:
        return statement("{labels}: better than “nothing changes”", labels="; ".join(ahead))
    return statement(
        "{labels}: better than “nothing changes”; worse: {others}",
        labels="; ".join(ahead),
        others="; ".join(behind),
    )


def baseline_subtitle(edition: Edition) -> Statement:
    """Return what the comparison holds."""
    return statement(
        "Judged predictions by {day}, beside what “nothing changes” would have scored on them; "
        "ranges hold the true share nineteen times in twenty",
        day=edition.as_of,
    )


def _in_their_year(frame: pd.DataFrame) -> Statement | None:
    """Return the comparison at the end of each prediction's own year."""
    tested = predictions.with_verdict(frame, "in_year")
    if tested.empty:
        return None
    row = _row("", tested, "in_year")
    return statement(
        "Judged at the end of their own year already, which can be done for {judged}, nothing had "
        "changed on {baseline:bare}, and {hits:bare} had come true.",
        **_both(row, tested),
    )


def _row(label: str, tested: pd.DataFrame, verdict: str) -> dict[str, Any]:
    """Return one row of `compared`, of predictions that all have a verdict."""
    n, refs = len(tested), predictions.evidence_refs(tested)
    own, base = tested[verdict] == HAPPENED, baseline_right(tested, verdict)
    hits, right = int(own.sum()), int(base.sum())
    return {
        "label": label,
        "judged": n,
        "happened": hits,
        "baseline_right": right,
        "neither": int((~own & ~base).sum()),
        "value": rate(hits, n, refs),
        "range": _range(hits, n, refs),
        "baseline": rate(right, n, refs),
        "baseline_range": _range(right, n, refs),
        "skill": _skill(hits, right, n, refs),
        "standing": standing(int((own & ~base).sum()), int((base & ~own).sum())),
        "refs": refs,
    }


def _both(row: dict[str, Any], tested: pd.DataFrame) -> dict[str, Quantity]:
    """Return how many were judged, and on how many the baseline and the predictions were right."""
    n, refs, noun = row["judged"], row["refs"], "judged predictions"
    return {
        "judged": predictions.number_of(tested, noun),
        "baseline": part_of(row["baseline_right"], n, noun, refs),
        "hits": part_of(row["happened"], n, noun, refs),
    }


def _range(hits: int, n: int, refs: tuple[Ref, ...]) -> Statement:
    low, high = rate_ends(hits, n, refs)
    return statement("{low} to {high}", low=low, high=high)


def _skill(hits: int, right: int, n: int, refs: tuple[Ref, ...]) -> Quantity | None:
    """Return how much of the baseline's misses the predictions save, in per cent."""
    if right == n:
        return None
    return Quantity(
        100 * Decimal(hits - right) / (n - right),
        Unit(PERCENT),
        qualifier="derived",
        denominator=f"{n - right} predictions on which the baseline was not right",
        refs=refs,
        figures=2,
        formula=f"({hits} - {right}) ÷ ({n} - {right}) × 100",
    )
