"""What is coming: plans, early engagement and open tenders that were known by a day.

Of a process only the latest notice counts, and none once an award of it was published. A
day in the past is kept and marked: plans slip, and a list without them would hide it. But
most plans are never seen to end, so notices of long ago are left out.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from futuregazing.edition.dates import add_months
from futuregazing.edition.periods import Period
from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_numbers import Measured, number_of

PIPELINE, ENGAGEMENT, PLANNED, OPEN = "pipeline", "early engagement", "planned", "open"
NOTICE_KINDS: Mapping[str, str] = {
    "UK1": PIPELINE,
    "UK2": ENGAGEMENT,
    "UK3": PLANNED,
    "UK4": OPEN,
    "Pipeline": PIPELINE,
    "PreProcurement": ENGAGEMENT,
    "marketEngagementNotice": ENGAGEMENT,
    "plannedProcurementNotice": PLANNED,
}
"""What types of notice are; others of planning are `planned`, others of a tender `open`."""

FRESH_MONTHS = 24
ENDED = ("withdrawn", "cancelled", "unsuccessful", "complete", "awarded")
"""States of a tender in which nothing more is to come."""

LISTED = (
    "notice_key",
    "kind",
    "title",
    "buyer",
    "body_code",
    "published_on",
    "expected",
    "expected_by",
    "past",
    "pence",
    "value_basis",
    "start_date",
    "url",
)
DAYS: Mapping[str, str] = {
    "expected_date": "tender expected",
    "deadline": "answers or tenders due",
    "start_date": "contract starts",
}
"""The days that a notice may print, in the order of choice, with what they are."""


def coming(
    market: MeasuredMarket, ahead: Period | None = None, *, fresh_months: int = FRESH_MONTHS
) -> pd.DataFrame:
    """Return the plans and tenders that are still to come, the earliest day first.

    Args:
        market: the notices.
        ahead: only those expected in this period; None for all, also those without a day.
        fresh_months: notices published longer ago than this are left out.

    Returns:
        `LISTED`: kind (pipeline, early engagement, planned, open), expected (the first known
        of `DAYS`), expected_by (which of them it is), past (whether it lay before the as-of
        date). An open tender whose deadline is past, or without one, is not to come. The
        value is the buyer's estimate, `pence` 0 where there is none.
    """
    notices = _living(market)
    kind = notices["notice_type"].map(NOTICE_KINDS)
    kind = kind.fillna(notices["stage"].map({"planning": PLANNED, "tender": OPEN}))
    expected = notices["expected_date"].fillna(notices["deadline"]).fillna(notices["start_date"])
    which = pd.Series("", notices.index, dtype="str")
    for column, words in reversed(list(DAYS.items())):
        which = which.mask(notices[column].notna(), words)
    made = notices.assign(
        kind=kind,
        expected=expected,
        expected_by=which,
        past=expected < pd.Timestamp(market.as_of),
        buyer=notices["body_name"].fillna(notices["buyer_name"]),
    )
    still_open = notices["deadline"] >= pd.Timestamp(market.as_of)
    fresh = made["published_on"] >= pd.Timestamp(add_months(market.as_of, -fresh_months))
    made = made[((kind != OPEN) | still_open) & fresh]
    if ahead is not None:
        made = made[made["expected"].between(pd.Timestamp(ahead.start), pd.Timestamp(ahead.end))]
    return made[list(LISTED)].sort_values(["expected", "notice_key"], ignore_index=True)


def coming_counted(market: MeasuredMarket, ahead: Period | None = None) -> dict[str, Measured]:
    """Return how many notices of each kind are to come."""
    found = coming(market, ahead)
    span = f":{ahead.start.isoformat()}/{ahead.end.isoformat()}" if ahead else ""
    return {
        kind: number_of(
            market,
            found[found["kind"] == kind],
            f"coming.{kind}{span}",
            f"notices still to come: {kind}",
            "notices",
            key="notice_key",
            period=ahead,
        )
        for kind in (PIPELINE, ENGAGEMENT, PLANNED, OPEN)
    }


def _living(market: MeasuredMarket) -> pd.DataFrame:
    """Return the latest notice of each process that has neither been awarded nor ended.

    A notice without an OCID is a process of its own.
    """
    notices = market.notices.sort_values(["published_on", "notice_key"])
    process = notices["source"] + ":" + notices["ocid"].fillna(notices["notice_key"])
    latest = notices[~process.duplicated(keep="last")]
    ended = latest["status"].str.lower().isin(ENDED)
    return latest[~latest["awarded"] & ~ended]
