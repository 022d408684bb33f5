"""What moved between bodies, what law and reform change, and what it should save."""

from __future__ import annotations

import pandas as pd

from futuregazing.claims.quantity import counted
from futuregazing.claims.refs import Named, Ref, unique_refs
from futuregazing.claims.statement import Statement, statement
from futuregazing.edition.periods import Period, calendar_year
from futuregazing.measures import choose
from futuregazing.measures.blue_light import UNTRACED, UNTRACED_MARK, facts
from futuregazing.measures.blue_light_events import is_saving
from futuregazing.measures.blue_light_words import number_of, with_amount
from futuregazing.measures.coming_dates import GOVERNMENT
from futuregazing.measures.labels import in_place
from futuregazing.measures.register import keep
from futuregazing.tables.frames import Tables

REFORM = "police reform"
WORTH_DRAWING = 3
"""Fewer steps than this are told and not drawn."""


def timeline_title(events: pd.DataFrame) -> Statement:
    """Return from when to when the events lie."""
    first, last = events["date"].iloc[0], events["date"].iloc[-1]
    refs = unique_refs(ref for refs in events["refs"] for ref in refs)
    number = counted(len(events), "steps", refs)
    if _year(first) == _year(last):
        return statement("{number} in how blue light buys", number=number)
    return statement(
        "{number} in how blue light buys, {first} to {last}",
        number=number,
        first=_year(first),
        last=_year(last),
    )


def step_sentences(events: pd.DataFrame) -> list[Statement]:
    """Return the steps as sentences, where they are too few for a line."""
    return [
        statement(
            "{step} ({when}; {source}).",
            step=row["label"],
            when=row["date"],
            source=Named(str(row["detail"]), row["refs"][:1]),
        )
        for row in choose.records(events)
    ]


def framework_shares(tables: Tables) -> list[Statement]:
    """Return what part of police technology contracts went through frameworks."""
    found = choose.figures(tables, ["framework_share"])
    police = choose.quantities(found[found["buyer_scope"] == "police"])
    if len(police) != 2:
        return []
    by_value, by_number = sorted(police, key=lambda q: "volume" in str(q.unit))
    return [
        statement(
            "Of police technology contracts{place} {number} by number, but {value} by value, were "
            "called off frameworks over {period}: frameworks carry the many small ones.",
            value=by_value,
            number=by_number,
            place=in_place(by_value.geography),
            period=by_value.period,
        )
    ]


def frameworks_title(frameworks: pd.DataFrame) -> Statement:
    """Return how many of the frameworks and contracts the joint buyer lets."""
    joint = frameworks[frameworks["joint"].astype(bool)]
    if joint.empty:
        return statement(
            "{all} known, none let by a joint buyer",
            all=number_of(frameworks, "large contract or framework"),
        )
    return statement(
        "{joint:bare} of {all:bare} frameworks and large contracts are let by one joint buyer",
        joint=number_of(joint, "frameworks"),
        all=number_of(frameworks, "frameworks"),
    )


def savings(tables: Tables) -> pd.DataFrame:
    """Return the savings expected or reported, oldest first."""
    told = with_amount(facts(tables, "savings", "police_reform", "bluelight_commercial"))
    return keep(told, (is_saving(row) for row in choose.records(told)))


def savings_title(frame: pd.DataFrame) -> Statement:
    """Return how many statements of savings are known."""
    noun = "figure" if len(frame) == 1 else "figures"
    return statement("{number} of savings, expected or reported", number=number_of(frame, noun))


def not_in(frame: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Return the facts that the timeline does not show."""
    shown = {ref for refs in events["refs"] for ref in refs}
    return keep(frame, (refs[0] not in shown for refs in frame["refs"]))


def plans(tables: Tables) -> pd.DataFrame:
    """Return what government plans for police bodies, with the latest known of each.

    Columns: plan (named), who, since (a date), latest (named, or None), refs.
    """
    known, evidence = tables["predictions"], tables["evidence"]
    ours = known[known["programme"].str.startswith(GOVERNMENT) & (known["theme"] == REFORM)]
    rows = []
    for row in choose.records(ours):
        ref = (Ref("predictions", row["prediction_id"]),)
        found = evidence[evidence["prediction_id"] == row["prediction_id"]]
        newest = choose.records(found.sort_values(["known_by", "evidence_id"]).tail(1))
        latest = [
            Named(
                f"{one['finding']} ({one['publisher']}{_mark(one['source_grade'])})",
                (Ref("evidence", one["evidence_id"]),),
            )
            for one in newest
        ]
        told = Named(str(row["prediction"]), ref)
        since = choose.as_day(row["known_by"])
        refs = (*ref, *(ref for name in latest for ref in name.refs))
        rows.append((told, row["who"], since, latest[0] if latest else None, refs))
    return pd.DataFrame(rows, columns=["plan", "who", "since", "latest", "refs"], dtype=object)


def plans_title(frame: pd.DataFrame) -> Statement:
    """Return how many plans are known."""
    noun = "plan for police bodies" if len(frame) == 1 else "plans for police bodies"
    return statement("{number}, and what became known of each", number=number_of(frame, noun))


def _year(period: Period) -> Period:
    return calendar_year(period.start.year)


def _mark(grade: str) -> str:
    return f": {UNTRACED_MARK}" if grade == UNTRACED else ""
