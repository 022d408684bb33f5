"""What one technology contract is worth: the mean, the median, and what lies between them."""

from __future__ import annotations

import pandas as pd

from futuregazing.claims.likeness import ranked
from futuregazing.claims.quantity import Quantity, ratio
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.units import POUND
from futuregazing.measures import choose
from futuregazing.measures.choose import COUNCILS
from futuregazing.measures.worked_out import per_item
from futuregazing.tables.frames import Tables

MEAN, MEDIAN = "contract_value_mean", "contract_value_median"
AWARDED, AWARD_COUNT = "contract_awards_value", "contract_awards_count"
A_YEAR = "per year"


def contract_values(tables: Tables) -> pd.DataFrame:
    """Return what one technology contract is worth, as published or as totals and counts imply.

    Returns:
        One row a value, latest first: `what` (mean, median, implied mean), `value`,
        `contracts` (how many, where known), `place`, `period`, `publisher`.
    """
    frame = choose.where(choose.figures(tables), scope=COUNCILS)
    published = choose.best_first(choose.where(frame, MEAN, MEDIAN))
    published = published[published["unit"] == POUND]
    implied = _implied_means(frame)
    recomputed = {tuple(sorted(q.period.spelling())) for q, _ in implied if q.period}
    made = []
    for q, record in zip(choose.quantities(published), choose.records(published), strict=True):
        if q.period and tuple(sorted(q.period.spelling())) in recomputed:
            continue  # a printed mean that its own total and count do not give is not repeated
        what = "Median" if record["metric"] == MEDIAN else "Mean"
        made.append(_value_row(what, q, None, record["publisher"]))
    for q, record in implied:
        made.append(_value_row("Mean, worked out", q, q.inputs[1], record["publisher"]))
    columns = ["what", "value", "contracts", "place", "period", "publisher"]
    return pd.DataFrame(made, columns=columns)


def mean_and_median(tables: Tables) -> tuple[Quantity, Quantity] | None:
    """Return the mean and the median contract value of one source and period, the latest."""
    frame = choose.where(choose.figures(tables), MEAN, MEDIAN, scope=COUNCILS)
    for group in choose.told_together(frame[frame["unit"] == POUND]):
        mean, median = (choose.best(choose.where(group, metric)) for metric in (MEAN, MEDIAN))
        if mean is not None and median is not None:
            return mean, median
    return None


def gap_sentence(mean: Quantity, median: Quantity) -> Statement:
    """Return what the gap between mean and median says about contracts."""
    return statement(
        "Half of the contracts are worth less than {median}, but the mean is {mean}, {times} as "
        "much: a few large contracts pull it up. A supplier sizing a first bid should think of "
        "the median; the money as a whole sits in the large ones.",
        median=median,
        mean=mean,
        times=ratio(mean, median, reason="mean and median of the same contracts"),
    )


def gap(mean: Quantity, median: Quantity) -> pd.DataFrame:
    """Return mean and median side by side, for a chart: `label`, `median`, `mean`."""
    row = {"label": "Technology contracts", "median": median, "mean": mean}
    return pd.DataFrame([row], columns=["label", "median", "mean"])


def gap_title(mean: Quantity, median: Quantity) -> Statement:
    """Return how many times the mean is the median."""
    return statement(
        "The mean contract is {times} the median one",
        times=ratio(mean, median, reason="mean and median of the same contracts"),
    )


def gap_subtitle(mean: Quantity, median: Quantity) -> Statement:
    """Return measure, place, period and price basis of mean and median."""
    return statement(
        "Value of one council technology contract; {place}, {period}; money of the day",
        place=mean.geography,
        period=median.period,
    )


def contract_values_title(table: pd.DataFrame) -> Statement:
    """Return how far published and implied values of one contract lie apart."""
    ends = ranked(table["value"], reason="it depends on what is counted, and the title says so")
    return statement(
        "One contract is worth {least} or {most}, depending on what is counted",
        least=ends[0],
        most=ends[-1],
    )


def yearly_contract(tables: Tables) -> list[Statement]:
    """Return published yearly costs of one kind of system."""
    frame = choose.where(choose.figures(tables), MEAN)
    yearly = choose.best_first(frame[frame["unit"].str.endswith(A_YEAR)])
    return [
        statement(
            "For one kind of system a cost a year is published ({what}): {value} in {period}.",
            what=choose.named(record, str(record["definition_note"])),
            value=q,
            period=q.period,
        )
        for q, record in zip(choose.quantities(yearly), choose.records(yearly), strict=True)
    ]


def _implied_means(frame: pd.DataFrame) -> list[tuple[Quantity, dict[str, object]]]:
    """Return the mean that each pair of a total and a count on one page implies, latest first."""
    found = []
    for group in choose.told_together(choose.where(frame, AWARDED, AWARD_COUNT)):
        totals = choose.quantities(choose.where(group, AWARDED))
        counts = choose.quantities(choose.where(group, AWARD_COUNT))
        if totals and len(counts) == 1:
            total = ranked(totals)[-1]
            mean = per_item(total, counts[0], "total and count as the same page prints them")
            found.append((mean, choose.record_of(group, total)))
    return found


def _value_row(
    what: str, value: Quantity, contracts: Quantity | None, publisher: object
) -> dict[str, object]:
    return {
        "what": what,
        "value": value,
        "contracts": contracts,
        "place": value.geography,
        "period": value.period,
        "publisher": publisher,
    }
