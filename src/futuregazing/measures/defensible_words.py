"""What the section on how sure the headlines are says: ranges, and what would change them.

Each sentence is made from the alternatives that the ledger holds at the date. Where it
holds none that is said plainly, since it is a finding.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import unique_refs
from futuregazing.claims.statement import Statement, listing, statement
from futuregazing.edition.periods import Period, calendar_year, financial_year
from futuregazing.measures.defensible import (
    BASIS,
    CHANCE,
    DEFINITION,
    IN_WORDS,
    METHOD,
    OPEN_PLACE,
    PERIOD,
    PLACE,
    SCOPE,
    STAFF,
    VINTAGE,
    Alternative,
    Defended,
)
from futuregazing.measures.defensible_grounds import COPY, OTHER_TIME, SEEN_IN_COPY
from futuregazing.measures.headlines import Headline
from futuregazing.measures.labels import basis_label
from futuregazing.measures.titles import fitting
from futuregazing.measures.verdicts import rate
from futuregazing.measures.worked_out import part_of
from futuregazing.tables.frames import Tables

MOST_GROUNDS = 3
"""Grounds on which a headline is told to change; the table has all."""
STEPS: dict[str, str] = {
    STAFF: "With the buyers' own staff counted in, it would be {value} ({told}).",
    BASIS: "As another kind of number ({kind}), it would be {value} ({told}).",
    SCOPE: "For another group it would be {value} ({told}).",
    PLACE: "Read for another place, it would be {value} ({told}).",
    DEFINITION: "Measured in another way, it would be {value} ({told}).",
    PERIOD: "For another period it would be {value} ({told}).",
    VINTAGE: "Another publication puts it at {value} ({told}).",
    OPEN_PLACE: "A source that leaves the place open puts it at {value} ({told}).",
}


def answer(found: Sequence[Defended]) -> Statement:
    """Return the section's answer: how many headlines stand alone, and which moves farthest."""
    if not found:
        return statement("No headline of this edition has a number, so none has a range.")
    alone = _of_headlines([d for d in found if d.stands_alone], found)
    wide = farthest(found)
    if wide is None:
        return statement("{alone} stand alone: no second value for them is known.", alone=alone)
    low, high = wide.across
    return statement(
        "{alone} stand alone, with no second value known; of the others, “{title}” could move "
        "farthest, from {low} to {high}, by {ground}.",
        alone=alone,
        title=wide.headline.title,
        low=low,
        high=high,
        ground=IN_WORDS[wide.moved_most],
    )


def farthest(found: Sequence[Defended]) -> Defended | None:
    """Return the headline whose farthest defensible value is farthest off; None if none moves."""
    moving = [d for d in found if d.moved_most and not d.stands_alone and d.footing.value > 0]
    return max(moving, key=lambda d: d.times_off(d.defensible[0].value), default=None)


def chart_title(found: Sequence[Defended]) -> Statement:
    """Return the finding of a chart of ranges."""
    wide = farthest(found)
    if wide is None:
        alone = _of_headlines([d for d in found if d.stands_alone], found)
        return statement("{alone} stand alone", alone=alone)
    low, high = wide.across
    others = "; some count other things" if wide.crosses_kinds else ""
    kinds = " of several kinds" if wide.crosses_kinds else ""
    values = {"title": wide.headline.title, "low": low, "high": high}
    return fitting(
        statement(
            "“{title}”: known values run from {low} to {high}{others}", others=others, **values
        ),
        statement("{title}: values{kinds}, {low} to {high}", kinds=kinds, **values),
        statement("Values of one headline run from {low} to {high}", low=low, high=high),
    )


def reason(found: Sequence[Defended]) -> str:
    """Return why kinds of number stand together in a chart; empty where they do not."""
    if not any(d.crosses_kinds for d in found):
        return ""
    return "thin bars show how much the choice of a kind matters; nothing is ranked or added."


def range_of(defended: Defended) -> Statement:
    """Return a headline with its range, or that it stands alone."""
    parts = [defended.headline.sentence, *_footing(defended), *_range(defended)]
    if defended.footing.grade == COPY:
        parts.append(statement("It was itself seen only in a copy, not traced to its producer."))
    if defended.open_above:
        parts.append(statement("Its source states a floor, and no upper end."))
    return _joined(parts)


def changes(defended: Defended, tables: Tables) -> Statement:
    """Return what would change a headline, the gravest ground first."""
    day = tables.as_of or dt.date.max
    told = [*_steps(defended), *_beyond(defended), *_next(defended, day), *_clash(defended)]
    return statement("What would change this number? {told}", told=_joined(told))


def silent(without: Sequence[Headline]) -> Statement | None:
    """Return of which subjects no number is known; None if there is none such."""
    if not without:
        return None
    return statement(
        "No number, and so no range, is known for: {titles}.",
        titles="; ".join(headline.title for headline in without),
    )


def table_title(found: Sequence[Defended]) -> Statement:
    """Return how many other values there are for all headlines, and how many count."""
    kept = [a for d in found for a in d.defensible]
    every = [a for d in found for a in d.alternatives]
    refs = unique_refs(ref for one in every for ref in one.value.refs)
    return statement(
        "{kept} can be defended; the others say why not",
        kept=part_of(len(kept), len(every), "other values", refs, scope="alternatives"),
    )


def _footing(defended: Defended) -> Iterator[Statement]:
    number, base = defended.headline.number, defended.footing
    if number is None or number.value == base.value:
        return
    if base.unit.is_money:
        yield statement(
            "{number} over {period} is {base}; the others are amounts a year too.",
            number=number,
            period=number.period,
            base=base,
        )
    else:
        yield statement("{number} is {base}.", number=number, base=base)


def _range(defended: Defended) -> Iterator[Statement]:
    low, high = defended.within
    if defended.stands_alone:
        yield statement("No second source: this number stands alone.")
        if low.value < high.value:
            yield statement(
                "Its own qualifier leaves room for {low} to {high}, as we read it.",
                low=low,
                high=high,
            )
        return
    if low.value < high.value and METHOD in defended.counts():
        yield statement(
            "Under other rules it could be defended anywhere from {low} to {high}.",
            low=low,
            high=high,
        )
    elif low.value < high.value:
        yield statement(
            "Numbers of its own kind, the neighbouring years among them, run from {low} to {high}.",
            low=low,
            high=high,
        )
    else:
        yield statement("All defensible numbers of its own kind agree with it.")
    if defended.crosses_kinds:
        a, b = defended.across
        yield statement(
            "Other kinds of number reach from {low} to {high}; they count other things, so the "
            "two ranges stay apart.",
            low=a,
            high=b,
        )


def _steps(defended: Defended) -> Iterator[Statement]:
    """Yield what the farthest defensible value on each ground would make of the headline."""
    moving = [a for a in defended.defensible if a.value.value != defended.footing.value]
    seen: set[str] = set()
    for one in moving:
        name = one.dimension
        if name in STEPS and name not in seen and len(seen) < MOST_GROUNDS:
            seen.add(name)
            values: dict[str, object] = {"value": one.value, "told": one.told}
            if name == BASIS:
                values["kind"] = basis_label(one.value.basis).short.lower()
            yield statement(STEPS[name], **values)
    if rules := [a for a in moving if a.dimension == METHOD][:MOST_GROUNDS]:
        told = [statement("{value} {told}", value=one.value, told=one.told) for one in rules]
        yield statement("Other rules of counting would make it {told}.", told=listing(told))
    if chance := sorted(
        (a.value for a in defended.defensible if a.dimension == CHANCE), key=lambda q: q.value
    ):
        yield statement(
            "With so few judged, chance alone allows anything from {low} to {high}.",
            low=chance[0],
            high=chance[-1],
        )


def _beyond(defended: Defended) -> Iterator[Statement]:
    """Yield what is in print and would move the headline, if it could be defended."""
    near = [a for a in defended.left_out if a.left_out and a.left_out.text != OTHER_TIME.text]
    doubted = [a for a in near if VINTAGE in a.differs and _in_doubt(a)]
    told = [a for a in near if STAFF in a.differs] or doubted
    for one in told[:1]:
        yield statement(
            "In print as well, but left out: {value}{staff} ({told}), {why}.",
            value=one.value,
            staff=" with staff counted in" if STAFF in one.differs else "",
            told=one.told,
            why=one.left_out,
        )


def _in_doubt(one: Alternative) -> bool:
    """Tell whether a print is left out for what it is, and not for what it is about."""
    why = one.left_out
    return why is not None and ("arithmetic" in why.values or why.text == SEEN_IN_COPY.text)


def _next(defended: Defended, day: dt.date) -> Iterator[Statement]:
    """Yield which number, once known, would replace the headline."""
    number = defended.headline.number
    if number is None:
        return
    sources = {ref.table for ref in number.refs}
    if "register" in sources:
        yield statement("Each contract found, extended or let anew moves it by one.")
    elif defended.footing is not number and defended.footing.unit.is_share:
        yield from _one_more(number)
    elif number.period is not None and number.period.bounded:
        following = _following(number.period)
        if following is None:
            yield statement(
                "A figure for a later time than {period} would replace it; none was known by "
                "{day}.",
                period=number.period,
                day=day,
            )
        else:
            yield statement(
                "A figure for {following} would replace it; none was known by {day}.",
                following=following,
                day=day,
            )
    else:
        yield statement("A figure for a stated period would replace it.")


def _one_more(number: Quantity) -> Iterator[Statement]:
    hits, judged = int(number.value), len(number.refs)
    if hits < judged:
        yield statement(
            "One more that came true would make it {rate}.",
            rate=rate(hits + 1, judged, number.refs),
        )


def _following(period: Period) -> Period | None:
    """Return the year after a year; None for any other period."""
    after = period.end + dt.timedelta(days=1)
    if period.kind == "financial year":
        return financial_year(after)
    return calendar_year(after.year) if period.kind == "calendar year" else None


def _clash(defended: Defended) -> Iterator[Statement]:
    for clash in defended.clashes[:1]:
        yield statement("A known contradiction bears on it: {clash}.", clash=clash)


def _of_headlines(some: Sequence[Defended], every: Sequence[Defended]) -> Quantity:
    refs = unique_refs(ref for d in every for ref in d.footing.refs)
    return part_of(len(some), len(every), "headline numbers", refs, scope="headlines")


def _joined(told: Sequence[Statement]) -> Statement:
    """Return sentences as one paragraph."""
    return listing(told, last=" ") if len(told) < 3 else _chain(told)


def _chain(told: Sequence[Statement]) -> Statement:
    head = told[0]
    for following in told[1:]:
        head = statement("{head} {following}", head=head, following=following)
    return head
