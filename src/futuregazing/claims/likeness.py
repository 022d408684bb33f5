"""What must agree before numbers may meet, and the refusal where it does not.

Each list says which fields of a quantity an operation needs to be the same, and why those.
A field that neither number states agrees; one that only one of them states does not: what a
source leaves unsaid is not evidence of likeness.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from futuregazing.edition.periods import Period
from futuregazing.edition.spans import MONTHS_IN_QUARTER, MONTHS_IN_YEAR
from futuregazing.errors import UserError

if TYPE_CHECKING:
    from futuregazing.claims.quantity import Quantity

KIND = ("unit", "basis", "price_basis", "denominator", "period_kind")
"""Without these two numbers are not of one kind, whatever is done with them."""

SAME_FOR_SUM = (*KIND, "scope", "vintage")
"""To add or subtract. The scope, because buyers of two kinds overlap; the vintage, because
each publication counts anew. Place or time may differ, not both (`SUMMED_OVER`): regions make
a country and years a decade, but London this year and Wales the last make nothing."""

SUMMED_OVER = ("geography", "period")

SAME_TO_COMPARE = (*KIND, "scope", "vintage", "geography")
"""To say which is more. One may be later than the other, but not longer, nor of another place
or kind of buyer: a larger place has larger numbers. Where the places are what is ranked, the
caller says so (`ranked(..., by=("geography",))`)."""

SAME_FOR_SHARE = ("unit", "basis", "price_basis", "denominator", "period", "vintage")
"""To divide a part by its whole. The very same period, not only one of its kind: spending
of one year is no share of another's. Place and scope differ by nature: a part is narrower."""

SAME_FOR_GROWTH = (*KIND, "geography", "scope", "series")
"""To tell growth. One series, which a publisher counted alike from first to last; so the
vintage is left out (waves of one survey are published one by one). A year is not held
against a quarter, nor five years against six."""

WORDS = {
    "price_basis": "prices",
    "period_kind": "kind of period",
    "vintage": "vintage (date of publication)",
}
"""Names of fields as messages tell them, where they are not the field's own."""

_FEW_DAYS = 1


class Mismatch(UserError):
    """Raised when two numbers that do not measure the same thing are put together."""


def kind_of_period(period: Period | None) -> str:
    """Return what kind of time a number is about, with its length: ``6 calendar years``.

    By the days, not by the spelling: January to December of a year is a calendar year
    however a table writes it. "not stated" where the source says nothing of time.
    """
    if period is None or period.kind == "undated":
        return "not stated"
    if not period.bounded:
        return period.kind
    if period.days == _FEW_DAYS:
        return "a day"
    if not period.whole_months or period.start.day != 1:
        return f"{period.days} days"
    years, months = divmod(period.months, MONTHS_IN_YEAR)
    if months:
        return _part_of_a_year(period.start, period.months)
    name = {1: "calendar year", 4: "financial year"}.get(period.start.month)
    if name is None:
        return f"{period.months} months"
    return name if years == 1 else f"{years} {name}s"


def differences(
    a: Any, b: Any, fields: Iterable[str], get: Callable[[Any, str], Any] = getattr
) -> list[str]:
    """Return the fields in which two numbers differ, each with both values."""
    return [
        f"{WORDS.get(name, name)}: {_told(get(a, name))} and {_told(get(b, name))}"
        for name in fields
        if get(a, name) != get(b, name)
    ]


def require_same(
    a: Quantity, b: Quantity, fields: Sequence[str], verb: str, reason: str = ""
) -> None:
    """Raise `Mismatch` unless `a` and `b` agree in `fields` or a `reason` is given."""
    different = differences(a, b, fields)
    if different and not reason.strip():
        raise refusal(a, b, verb, different)


def require_summable(a: Quantity, b: Quantity, verb: str, reason: str = "") -> None:
    """Raise `Mismatch` unless two numbers agree as a sum needs, or a `reason` is given."""
    different = differences(a, b, SAME_FOR_SUM)
    over = differences(a, b, SUMMED_OVER)
    if len(over) > 1:
        different += over
    if different and not reason.strip():
        raise refusal(a, b, verb, different)


def refusal(a: Quantity, b: Quantity, verb: str, different: Sequence[str]) -> Mismatch:
    """Return the error that names two quantities and each difference with both its values."""
    return Mismatch(
        f"{a.full} ({rows(a)}) and {b.full} ({rows(b)}) cannot be {verb}: they differ in "
        f"{'; '.join(different)}. "
        "Choose numbers of one kind, or state a reason, which will be printed as a note."
    )


def ranked(
    quantities: Iterable[Quantity], *, by: Sequence[str] = (), reason: str = ""
) -> list[Quantity]:
    """Return quantities from the smallest to the largest, equal ones by their rows.

    Args:
        quantities: what to put in order; all of one kind.
        by: the fields that tell them apart, such as "geography" for a list of regions.
        reason: why unlike numbers are ranked all the same. The caller prints it.

    Raises:
        Mismatch: two are not of one kind and no reason is given.
    """
    given = list(quantities)
    fields = [name for name in SAME_TO_COMPARE if name not in by]
    for other in given[1:]:
        require_same(given[0], other, fields, "ranked", reason)
    return sorted(given, key=lambda one: (one.value, one.refs))


def joined_notes(*notes: str) -> str:
    """Return reasons as one note, each once; none is ever dropped."""
    kept: list[str] = []
    for note in notes:
        if note.strip() and not any(note in other for other in kept):
            kept = [other for other in kept if other not in note] + [note]
    return "; ".join(kept)


def stated(reason: str) -> str:
    """Return an editor's reason; raise `UserError` if it holds a digit, which no row backs."""
    if any(character.isdigit() for character in reason):
        raise UserError(
            f"the reason {reason!r} holds a digit that comes from no row; it is printed as a "
            "note, so say it in words."
        )
    return reason.strip()


def rows(q: Quantity) -> str:
    """Return the ids of the rows behind a quantity."""
    return ", ".join(ref.row for ref in q.refs) or "no row"


def _part_of_a_year(start: date, months: int) -> str:
    if months == 1:
        return "month"
    in_step = (start.month - 1) % MONTHS_IN_QUARTER == 0
    return "quarter" if months == MONTHS_IN_QUARTER and in_step else f"{months} months"


def _told(value: Any) -> str:
    return str(value) if value is not None and str(value) else "not stated"
