"""Names of what is measured for the section on opportunities: topics, and lines of them.

Those who measure and those who print both use them; nothing here needs a snapshot.
"""

from __future__ import annotations

SECTION = "opportunities"
AWARDS = f"{SECTION}.awards"
ENDS = f"{SECTION}.renewals"
KNOWN = f"{SECTION}.ends_known"
PLANS = f"{SECTION}.coming"
SEASONS = f"{SECTION}.seasonality"
DELAY = f"{SECTION}.publication"

PRINTED, LAST, EITHER, LAPSED = "ends", "last_ends", "either", "lapsed"
"""Lines of `ENDS`: contracts by their printed end, by their last possible one, by one of the
two; and those that ended shortly before."""
EVERY_PLAN = "every"
"""Line of `PLANS` that counts all kinds; the others are named by their kind."""
AHEAD, PASSED, NO_DAY = "day_ahead", "day_passed", "no_day"
"""Details of that line: how many of them have their day ahead, behind them, or none."""
END_KNOWN, BOTH_KNOWN = "end known", "end and last possible end known"
NO_END, ONE_DAY, UNLIKELY = "no end stated", "starts and ends on one day", "unlikely period"
"""Lines of `KNOWN`: of how many awards an end can be used, and why of others it cannot."""
