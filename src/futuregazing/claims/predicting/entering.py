"""Entering a prediction: complete the draft, refuse what cannot be tested, append the row.

`futuregazing predict` is this, with the terminal handed in: nothing here prints or reads.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from futuregazing.claims.predicting.already_met import baseline
from futuregazing.claims.predicting.appending import append_rows, require_sealed, row_faults
from futuregazing.claims.predicting.criteria import criteria_hash, short
from futuregazing.claims.predicting.draft import (
    BY_NAME,
    DEFAULTS,
    FIELDS,
    Draft,
    Field,
    Refusal,
    cleaned,
)
from futuregazing.claims.predicting.testable import Situation, refusals
from futuregazing.edition import known_editions, load_edition
from futuregazing.errors import UserError
from futuregazing.tables.catalogue import CATALOGUE
from futuregazing.tables.checked import read_checked
from futuregazing.tables.dates import known_by_dates

TABLE = "predictions"
REGISTER = "prediction_hashes"
MOST = 99
_YEAR = re.compile(r"20\d\d")
_BASES = {4: "year", 7: "month", 10: "exact"}
"""How exact a printed date is, by its length; 2027/28 is a financial year of seven too."""

Ask = Callable[[Field, str], str]
"""Asks for a field, with what stands there now, and returns the answer."""
Tell = Callable[[str], None]


class Untestable(UserError):
    """Raised when a prediction is refused; the message holds every reason."""

    def __init__(self, found: list[Refusal]) -> None:
        """Keep the refusals beside their text."""
        self.refusals = tuple(found)
        lines = "\n".join(f"  {one}" for one in found)
        super().__init__(f"the prediction is refused; nothing was written.\n{lines}")


@dataclass(frozen=True)
class Entry:
    """A prediction ready to be entered: its row, and the ledger's figure to measure from."""

    row: Mapping[str, str]
    baseline: str

    @property
    def number(self) -> str:
        """Return the prediction's id."""
        return self.row["prediction_id"]

    def lines(self) -> Iterator[str]:
        """Yield the row, its hash and its baseline as a person reads them."""
        yield from (f"  {name}: {value}" for name, value in self.row.items() if value)
        sha256 = criteria_hash(self.row)
        yield f"Hash of its criteria: {sha256}"
        yield f"  printed beside it as {short(sha256)}"
        if self.baseline:
            yield f"To measure from: {self.baseline}"


def prepared(
    data: Path, given: Draft, *, today: dt.date, metric: str = "", ask: Ask | None, tell: Tell
) -> Entry:
    """Return the entry that a draft makes, once nothing speaks against it.

    Args:
        data: the folder of the tables.
        given: what was said already, by field.
        today: the day of the entry.
        metric: the ledger's metric of the indicator, see `Situation`.
        ask: asks for what is missing or refused; None to refuse it all at once.
        tell: tells why an answer is refused.

    Raises:
        Untestable: something speaks against the prediction and nobody can be asked.
        UserError: the table has been edited and not sealed.
    """
    require_sealed(data, TABLE)
    tables = read_checked(data).frames
    situation = Situation(tables, today, None, metric)
    draft = dict(given)
    if ask:
        draft = _asked(draft, situation, ask, tell)
    draft = cleaned(DEFAULTS | {name: text for name, text in draft.items() if text})
    situation = _placed(situation, draft)
    found = refusals(draft, situation)
    if found:
        raise Untestable(found)
    row = _row(draft, tables)
    if misfits := _misfits(data, row):
        raise Untestable(misfits)
    figure = baseline(draft["indicator"], draft["threshold"], tables, metric)
    return Entry(row, figure.told if figure else "")


def incomplete(given: Draft) -> bool:
    """Tell whether something has to be asked for that no default gives."""
    needed = (field.name for field in FIELDS if field.required and field.name not in DEFAULTS)
    return not all(given.get(name) for name in needed)


def next_steps(entry: Entry) -> Iterator[str]:
    """Yield what to do once a prediction is entered."""
    year = entry.row["edition"]
    yield f"{entry.number} is entered in data/{CATALOGUE[TABLE].file}, and the table is sealed."
    yield f"Next: `futuregazing build {year}` prints it with its hash. Before the last build,"
    yield f"`futuregazing data publish-predictions {year}` registers the hash with its day; from"
    yield "then on a changed word of the criteria is reported."


def enter(data: Path, entry: Entry) -> None:
    """Append the entry to the table of predictions and seal it."""
    append_rows(data, TABLE, [entry.row])


def closing_day(edition: str) -> dt.date | None:
    """Return the as-of date of an edition, as its parameters say or else as is usual.

    An edition without a file of parameters is taken to close at the end of the year before.
    """
    if not _YEAR.fullmatch(edition):
        return None
    year = int(edition)
    return load_edition(year).as_of if year in known_editions() else dt.date(year - 1, 12, 31)


def next_number(edition: str, tables: Mapping[str, pd.DataFrame]) -> str:
    """Return the next free id of a year; one that was ever published stays taken."""
    stem = f"P{edition}-"
    ids = [str(row) for name in (TABLE, REGISTER) for row in tables[name].index]
    last = max((int(row.removeprefix(stem)) for row in ids if row.startswith(stem)), default=0)
    if last >= MOST:
        raise UserError(f"{edition} has {MOST} predictions already, and their numbers no room")
    return f"{stem}{last + 1:02d}"


def _asked(draft: dict[str, str], situation: Situation, ask: Ask, tell: Tell) -> dict[str, str]:
    """Ask for what is missing, then again for what is refused, until nothing is."""
    wanted = [field for field in FIELDS if not draft.get(field.name)]
    while wanted:
        for field in wanted:
            draft[field.name] = ask(field, draft.get(field.name) or DEFAULTS.get(field.name, ""))
            so_far = cleaned(draft)
            found = refusals(so_far, _placed(situation, so_far))
            while reasons := [one for one in found if one.field == field.name]:
                for reason in reasons:
                    tell(str(reason))
                draft[field.name] = ask(field, "")
                so_far = cleaned(draft)
                found = refusals(so_far, _placed(situation, so_far))
        whole = cleaned(draft)
        left = refusals(whole, _placed(situation, whole))
        for reason in left:
            tell(str(reason))
        wanted = [BY_NAME[name] for name in dict.fromkeys(one.field for one in left)]
    return draft


def _placed(situation: Situation, draft: Draft) -> Situation:
    """Return the situation with the closing day of the draft's edition."""
    return replace(situation, as_of=closing_day(draft["edition"]))


def _row(draft: Draft, tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Return the row of the table: what was entered, and what follows from it."""
    printed = draft["published_date"]
    basis = "financial year" if "/" in printed else _BASES[len(printed)]
    made = {
        **draft,
        "prediction_id": next_number(draft["edition"], tables),
        "known_by": min(known_by_dates(printed)).isoformat(),
        "known_by_basis": basis,
        "verdict_in_year": "unclear",
        "verdict_to_date": "unclear",
    }
    return {str(name): made.get(str(name), "") for name in tables[TABLE].columns}


def _misfits(data: Path, row: Mapping[str, str]) -> list[Refusal]:
    """Return what the tables' own checks say of the row."""
    file = CATALOGUE[TABLE].file
    return [
        Refusal(fault.column or "row", fault.found, fault.expected, _example(fault.column))
        for fault in row_faults(data, TABLE, [row])
        if fault.file == file
    ]


def _example(column: str) -> str:
    return BY_NAME[column].example if column in BY_NAME else ""
