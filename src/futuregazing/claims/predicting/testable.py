"""Whether a prediction can be tested: a number or an event, a day, a source, before its evidence.

Each rule looks at one draft and yields its refusals; all of them are told together.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pandas as pd
from rapidfuzz import fuzz, process

from futuregazing.claims.predicting.already_met import TIMES, already_met
from futuregazing.claims.predicting.draft import BY_NAME, Draft, Refusal, missing, unclean
from futuregazing.tables.dates import first_day, known_by_dates, parse_day

HORIZON_YEARS = 10
"""A prediction further ahead than this outlives the report that could judge it."""

SAME = 88
"""Likeness (0 to 100) from which two predictions for one year say the same."""
SAME_CRITERIA = 95
NEAR = 80

NO_SOURCE = {"-", "?", "n/a", "na", "none", "unknown", "tbc", "tbd", "to be found", "various"}

VAGUE = re.compile(
    r"\b(more|fewer|less|many|few|several|some|better|worse|higher|lower|stronger|strong|major|"
    r"significant(ly)?|substantial(ly)?|considerabl[ey]|meaningful(ly)?|noticeabl[ey]|wide(ly|spread)|"
    r"increas\w*|decreas\w*|ris(e|es|ing)|fall(s|ing)?|grow(s|ing|th)?|declin\w*|improv\w*|norm)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\d|\b(half|third|quarter|majority|all|none|no|every|both|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|dozen|twenty|fifty|hundred|double[sd]?|twice|triple[sd]?|first|largest|last)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(abolished|adopted|appointed|approved|awarded|cancelled|closed?s?|commenced|completed|"
    r"created|ended|enacted|founded|granted|in force|introduced|issued|laid|launched|legislated|"
    r"live|merged|opened|passed|published|repealed|replaced|retired|signed|started|vested|"
    r"withdrawn)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Situation:
    """What a draft is held against.

    Attributes:
        tables: predictions, figures, metrics_vocabulary, as text.
        today: the day of the entry.
        as_of: the as-of date of the edition that would publish it; None without an edition.
        metric: the ledger's metric of the indicator, "none" if there is none, "" to find it.
    """

    tables: Mapping[str, pd.DataFrame]
    today: dt.date
    as_of: dt.date | None
    metric: str = ""


Rule = Callable[[Draft, Situation], Iterator[Refusal]]


def refusals(draft: Draft, situation: Situation) -> list[Refusal]:
    """Return why a cleaned draft is refused, in the order of the fields; nothing if it is not."""
    found = [*missing(draft), *unclean(draft)]
    for rule in RULES:
        found += rule(draft, situation)
    places = list(BY_NAME)
    return sorted(dict.fromkeys(found), key=lambda one: places.index(one.field))


def _published(draft: Draft, situation: Situation) -> Iterator[Refusal]:
    """Criteria come before evidence: not for an edition that is out."""
    edition = draft["edition"]
    if not edition:
        return
    if situation.as_of is None:
        yield _refused("edition", repr(edition), "a year of four digits")
    elif situation.today > situation.as_of:
        told = f"{edition}, whose edition was closed on {situation.as_of.isoformat()}"
        expected = "the year of an edition still to be published: criteria come before evidence"
        yield _refused("edition", told, expected)


def _threshold(draft: Draft, _: Situation) -> Iterator[Refusal]:
    """Refuse a threshold with neither a number nor an event that can be observed."""
    text = draft["threshold"]
    if not text:
        return
    amount = _AMOUNT.search(TIMES.sub(" ", text))
    vague = VAGUE.search(text)
    if vague and not amount:
        expected = "a value to compare with, not a direction alone"
        yield _refused("threshold", f"{vague[0]!r} without a value", expected)
    elif not amount and not _EVENT.search(text):
        expected = "a number, or an event that can be observed (published, in force, opened ...)"
        yield _refused("threshold", repr(text), expected)


def _day(draft: Draft, situation: Situation) -> Iterator[Refusal]:
    """Refuse a day that is none, has passed, comes before the edition, or is too far off."""
    text, as_of = draft["decided_by"], situation.as_of
    if not text:
        return
    try:
        day = parse_day(text)
    except ValueError:
        yield _refused("decided_by", repr(text), "a day such as 2028-12-31")
        return
    start = max(situation.today, as_of or situation.today)
    if day <= start:
        expected = f"a day after {start.isoformat()}, when the evidence is still to come"
        yield _refused("decided_by", text, expected)
    elif as_of and day.year > int(draft["edition"]) + HORIZON_YEARS:
        expected = f"a day within {HORIZON_YEARS} years of the edition's"
        yield _refused("decided_by", text, expected)


def _source(draft: Draft, _: Situation) -> Iterator[Refusal]:
    """Refuse an indicator that nobody publishes, or that says the prediction again."""
    if draft["test_data"].lower().strip(". ") in NO_SOURCE:
        yield _refused("test_data", repr(draft["test_data"]), "who publishes the indicator")
    if draft["indicator"] and fuzz.ratio(draft["indicator"], draft["prediction"]) >= SAME_CRITERIA:
        expected = "the thing that is counted or observed, not the prediction again"
        yield _refused("indicator", repr(draft["indicator"]), expected)


def _probability(draft: Draft, _: Situation) -> Iterator[Refusal]:
    text = draft["probability"]
    if not text:
        return
    expected = "a number between 0 and 1, both left out: what is certain is no forecast"
    try:
        if not 0 < Decimal(text) < 1:
            yield _refused("probability", text, expected)
    except InvalidOperation:
        yield _refused("probability", repr(text), expected)


def _known(draft: Draft, situation: Situation) -> Iterator[Refusal]:
    """Refuse a page that the edition could not have known."""
    text, as_of = draft["published_date"], situation.as_of
    if not text:
        return
    try:
        first, known = first_day(text), min(known_by_dates(text))
    except ValueError:
        yield _refused("published_date", repr(text), "a day or month, as the page prints it")
        return
    if first > situation.today:
        yield _refused("published_date", text, f"no day after {situation.today.isoformat()}")
    elif as_of and known > as_of:
        expected = f"known by the edition's date, {as_of.isoformat()}"
        yield _refused("published_date", f"{text}, known by {known.isoformat()}", expected)


def _words(draft: Draft, situation: Situation) -> Iterator[Refusal]:
    """Refuse a theme there is none of, and the misspelt name of a programme."""
    predictions = situation.tables["predictions"]
    for name in ("theme", "programme"):
        text, known = draft[name], sorted(set(predictions[name]))
        if not text or text in known:
            continue
        near = process.extractOne(text, known, scorer=fuzz.ratio, processor=str.lower)
        close = near is not None and near[1] >= NEAR
        hint = f"{near[0]!r}" if near and close else f"one of {', '.join(known)}"
        if name == "theme" or close:
            yield _refused(name, repr(text), hint)


def _repeated(draft: Draft, situation: Situation) -> Iterator[Refusal]:
    """Refuse what is predicted for that year already, and criteria that stand already."""
    if not draft["prediction"]:
        return
    criteria = ["indicator", "threshold", "decided_by"]
    own = " | ".join(draft[name] for name in criteria).lower()
    for row, there in situation.tables["predictions"].iterrows():
        if row == draft["amends"]:
            continue
        like = fuzz.token_sort_ratio(draft["prediction"].lower(), there["prediction"].lower())
        if there["edition"] == draft["edition"] and like >= SAME:
            expected = f"a new prediction; or state this one anew with --amends {row}"
            yield _refused("prediction", f"what {row} says: {there['prediction']!r}", expected)
        elif fuzz.ratio(own, " | ".join(there[n] for n in criteria).lower()) >= SAME_CRITERIA:
            yield _refused("indicator", f"the criteria of {row}", "criteria of its own")


def _amends(draft: Draft, situation: Situation) -> Iterator[Refusal]:
    text = draft["amends"]
    if text and text not in situation.tables["predictions"].index:
        yield _refused("amends", repr(text), "the number of a prediction in the table")


def _met(draft: Draft, situation: Situation) -> Iterator[Refusal]:
    """Refuse a threshold that a figure of the ledger meets today, unless nothing is to change."""
    met = already_met(draft["indicator"], draft["threshold"], situation.tables, situation.metric)
    if met and draft["states_change"] == "true":
        expected = (
            f"a value beyond {met.value}; if nothing is said to change, --states-change false; if "
            "the figure measures something else, --metric none"
        )
        yield _refused("threshold", f"{draft['threshold']!r}, which {met.told} meets", expected)


RULES: tuple[Rule, ...] = (
    _published,
    _threshold,
    _day,
    _source,
    _probability,
    _known,
    _words,
    _repeated,
    _amends,
    _met,
)


def _refused(field: str, found: str, expected: str) -> Refusal:
    return Refusal(field, found, expected, BY_NAME[field].example)
