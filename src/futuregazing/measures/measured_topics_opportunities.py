"""What the section on opportunities shows of the measured market: ends, plans, seasons, delay.

All of it is about technology awards and plans of councils, combined authorities and
blue-light services. The horizon and the smallest value are the section's settings.
"""

from __future__ import annotations

import pandas as pd

from futuregazing.edition.periods import Period
from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_coming import ENGAGEMENT, OPEN, PIPELINE, PLANNED, coming
from futuregazing.measures.measured_contract_lists import COMING, RENEWALS
from futuregazing.measures.measured_contracts import local, with_parties, worth_listing
from futuregazing.measures.measured_names_opportunities import (
    AHEAD,
    AWARDS,
    BOTH_KNOWN,
    DELAY,
    EITHER,
    END_KNOWN,
    ENDS,
    EVERY_PLAN,
    KNOWN,
    LAPSED,
    LAST,
    NO_DAY,
    PASSED,
    PLANS,
    PRINTED,
    SEASONS,
    SECTION,
)
from futuregazing.measures.measured_numbers import Measured, number_of, numbers, told, total
from futuregazing.measures.measured_renewals import BLOCKS, end_states, renewals, renewals_counted
from futuregazing.measures.measured_timing import complete_years, seasonality, time_to_publication
from futuregazing.measures.measured_topics_coverage import (
    all_awards,
    number_of_awards,
    span_of,
    with_columns,
)
from futuregazing.measures.measured_view import Topic, View
from futuregazing.measures.opportunities import horizon

BLOCK_LABELS = {
    PRINTED: "Their printed end lies in the horizon",
    LAST: "Their last possible end lies in the horizon",
    LAPSED: "They ended in the year before it, with every extension",
}
PLAN_LABELS = {
    PIPELINE: "pipelines of planned contracts",
    ENGAGEMENT: "early engagement with suppliers",
    PLANNED: "planned tenders",
    OPEN: "tenders that are open",
}
DELAY_LABELS = {
    "lower_quarter": "A quarter of awards, within",
    "median": "Half of awards, within",
    "upper_quarter": "Three quarters of awards, within",
    "late_pct": "Published more than thirty days after the award",
}
EITHER_LABEL = "One or the other of these ends lies in the horizon"
EVERY_LABEL = "all of these"
FULL_STATES = (END_KNOWN, BOTH_KNOWN)


def awards(view: View) -> pd.DataFrame:
    """Return how many awards the section's measures rest on, and when they were made."""
    return all_awards(local(view))


def ends(view: View) -> pd.DataFrame:
    """Return the contracts that end in the horizon, by either end, and those that have lapsed.

    One line of each of `BLOCKS`, and EITHER, as `part` says: value is their number; `worth`
    (None where no value can be used) and `worth_coverage` are about their value.
    """
    market, ahead = _listed_from(view), horizon(view.edition)
    found = renewals_counted(market, ahead)
    found[EITHER] = _either(market, ahead)
    labels = {**BLOCK_LABELS, EITHER: EITHER_LABEL}
    order = [*(block for block in BLOCKS if block != LAPSED), EITHER, LAPSED]
    worth = [found[block][1] for block in order]
    return with_columns(
        numbers([(labels[block], found[block][0]) for block in order]),
        part=order,
        worth=[one if one.coverage.with_value else None for one in worth],
        worth_coverage=[one.coverage.text for one in worth],
    )


def _either(market: MeasuredMarket, ahead: Period) -> tuple[Measured, Measured]:
    """Return number and value of the contracts that end in the horizon by one end or another."""
    listed = renewals(market, ahead)
    keys = listed.loc[listed["ends"] | listed["last_ends"], "award_key"]
    own = market.awards[market.awards["award_key"].isin(keys)]
    name = f"renewals.{EITHER}:{ahead.start.isoformat()}/{ahead.end.isoformat()}"
    words = "contracts of which one end or the other lies in the horizon"
    return (
        number_of(market, own, f"{name}.number", words, "contracts", period=ahead),
        total(market, own, f"{name}.value", f"value of {words}", period=ahead),
    )


def known(view: View) -> pd.DataFrame:
    """Return of how many awards an end can be used, and why the others have none."""
    market = local(view)
    state = end_states(market.awards)
    counts = state.value_counts()
    order = sorted(counts.index, key=lambda one: (one not in FULL_STATES, -counts[one], one))
    return numbers(
        [
            (
                one,
                number_of_awards(
                    market, market.awards[state == one], f"ends.{one}", f"awards: {one}"
                ),
            )
            for one in order
        ]
    )


def plans(view: View) -> pd.DataFrame:
    """Return how many notices of each kind of plan, named by `part`, are still to come.

    The line of all kinds also has AHEAD, PASSED and NO_DAY: how many of them have their day
    ahead, how many a day that has passed, and how many none.
    """
    market, found = _listed_from(view), _plans(view)
    until = horizon(view.edition).end.isoformat()

    def counted(name: str, rows: pd.DataFrame) -> Measured:
        words = f"notices still to come: {name.replace('_', ' ')}"
        return number_of(market, rows, f"coming.{name}:{until}", words, "notices", key="notice_key")

    rows = [
        (label, counted(kind, found[found["kind"] == kind])) for kind, label in PLAN_LABELS.items()
    ]
    none, past = found["expected"].isna(), found["past"].astype("bool")
    days = {AHEAD: ~none & ~past, PASSED: past, NO_DAY: none}
    further = {name: [*[None] * len(rows), counted(name, found[at])] for name, at in days.items()}
    rows.append((EVERY_LABEL, counted(EVERY_PLAN, found)))
    return with_columns(numbers(rows), part=[*PLAN_LABELS, EVERY_PLAN], **further)


def seasons(view: View) -> pd.DataFrame:
    """Return the number of awards in each month of the year, over years covered whole.

    Columns as in `numbers`, and `years` (the first and last, in words), `worth` (Measured,
    their value; None where no value can be used). Empty if no year is
    covered from its first quarter to its last.
    """
    market = local(view)
    years = complete_years(market)
    if not years:
        return numbers([])
    days = market.awards["award_date"]
    inside = market.awards[days.dt.year.isin(years)]
    months = seasonality(market, years)
    span = span_of(years)
    rows = [
        (
            str(label),
            number_of_awards(
                market,
                inside[inside["award_date"].dt.month == month],
                f"month.number:{month}:{span}",
                f"awards made in {label}, {span}",
            ),
        )
        for month, label in zip(months["month"], months["label"], strict=True)
    ]
    worth = [one if one.coverage.with_value else None for one in months["measured"]]
    return with_columns(numbers(rows), worth=worth, years=[span] * len(rows))


def delay(view: View) -> pd.DataFrame:
    """Return how long after the award awards were published, by quarters, and how many late."""
    found = time_to_publication(local(view))
    frame = told([(DELAY_LABELS[name], one) for name, one in found.items()])
    return frame.assign(part=list(found))


def renewal_rows(view: View) -> pd.DataFrame:
    """Return the contracts that end in the horizon; lapsed ones too if the settings want them."""
    market = _listed_from(view)
    found = renewals(market, horizon(view.edition))
    wanted = found["ends"] | found["last_ends"]
    if view.edition.opportunities.include_lapsed:
        wanted |= found["lapsed"]
    chosen = found.loc[wanted, ["award_key", *BLOCKS]]
    every = with_parties(market, market.awards).set_index("award_key", drop=False)
    rows = every.loc[list(chosen["award_key"])].reset_index(drop=True)
    flags = chosen.reset_index(drop=True)[list(BLOCKS)]
    made = pd.concat([rows, flags], axis=1)
    last = made["max_end_date"].fillna(made["end_date"])
    when = made["end_date"].where(made["ends"], last)
    return made.assign(_when=when).sort_values(["_when", "award_key"], ignore_index=True)


def plan_rows(view: View) -> pd.DataFrame:
    """Return the plans and tenders still to come, the earliest day first."""
    return _plans(view)


def _plans(view: View) -> pd.DataFrame:
    """Return what is to come up to the end of the horizon, and what has no day."""
    market = _listed_from(view)
    found = coming(market)
    later = found["expected"] > pd.Timestamp(horizon(view.edition).end)
    service = market.notices.set_index("notice_key")["source"]
    return found[~later].assign(service=lambda rows: rows["notice_key"].map(service))


def _listed_from(view: View) -> MeasuredMarket:
    return worth_listing(local(view), view.edition.opportunities.minimum_value_gbp)


TOPICS = (
    Topic(AWARDS, SECTION, awards),
    Topic(ENDS, SECTION, ends),
    Topic(KNOWN, SECTION, known),
    Topic(PLANS, SECTION, plans),
    Topic(SEASONS, SECTION, seasons),
    Topic(DELAY, SECTION, delay),
)
LISTS = (Topic(RENEWALS, SECTION, renewal_rows), Topic(COMING, SECTION, plan_rows))
