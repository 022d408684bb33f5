"""Sentences that hold numbers: a literal without a digit, and values that know their rows.

`say("Councils spent {size} in {year}.", size=..., year=...)` is the one way a number
reaches the report's prose. The literal may not hold a digit; every value brings its own
evidence. `{size}` prints the qualifier and the unit, `{size:amount}` leaves the qualifier
out, `{size:bare}` also the noun of a count, `{size:full}` prints all digits, `{size:brief}`
says of a tiny share no more than that it is one.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Dated, Named, Ref, unique_refs
from futuregazing.edition.dates import format_date
from futuregazing.edition.periods import Period
from futuregazing.errors import UserError

SPECS = {"": "text", "amount": "amount", "bare": "bare", "full": "full", "brief": "brief"}

Part = dict[str, Any]

NEEDS = "needs"
"""Names the exhibit that a part is printed with: a report without that leaves the part out."""
_EXHIBIT_ID = re.compile(r"[a-z_]+\.[a-z_]+")


class UnboundNumber(UserError):
    """Raised when a digit would reach the report's prose without a row behind it."""


@dataclass(frozen=True)
class Statement:
    """A sentence as parts: text, claims, names, periods and dates, in reading order.

    `values` keeps the objects behind the parts, so that a key point can be built from a
    section's answer and a test can ask what a sentence rests on.
    """

    parts: tuple[Part, ...]
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Return the sentence as plain text."""
        return "".join(part_text(part) for part in self.parts)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Return the rows behind the sentence's numbers and names."""
        found: list[Ref] = []
        for value in self.values.values():
            found.extend(getattr(value, "refs", ()))
        return unique_refs(found)

    def __add__(self, other: Statement) -> Statement:
        """Join two sentences with a space; the values of both are kept.

        The space goes where the second sentence goes, if that needs an exhibit.
        """
        needed = {name: part[name] for part in other.parts[:1] for name in part if name == NEEDS}
        gap: Part = {"kind": "text", "text": " ", **needed}
        return Statement((*self.parts, gap, *other.parts), {**self.values, **other.values})

    def __str__(self) -> str:
        """Return the sentence as plain text."""
        return self.text


@dataclass(frozen=True)
class Pointer:
    """Leads to an exhibit by its permanent id; only the whole report knows "Figure 12"."""

    to: str

    def __post_init__(self) -> None:
        """Refuse what can be no exhibit's id."""
        if not _EXHIBIT_ID.fullmatch(self.to):
            raise UserError(f"{self.to!r} is no exhibit's id, which reads section.slug")


def statement(template: str, /, **values: Any) -> Statement:
    """Bind `values` into `template`.

    Args:
        template: words with ``{name}`` or ``{name:spec}`` fields and no digit.
        values: a `Quantity`, `Period`, `Dated` or date, `Named`, `Pointer`, another
            `Statement`, or text without a digit, for each field.

    Raises:
        UnboundNumber: a digit stands in the literal, in a bare text or is a bare number.
        UserError: a field has no value, a value has no field, or the spec is unknown.
    """
    parts: list[Part] = []
    used: set[str] = set()
    for literal, name, spec, conversion in string.Formatter().parse(template):
        _refuse_digits(literal, template)
        if literal:
            parts.append({"kind": "text", "text": literal})
        if name is None:
            continue
        if name not in values or conversion:
            raise UserError(f"the sentence {template!r} has no value for {{{name}}}")
        used.add(name)
        parts.extend(_parts_of(values[name], spec or "", template))
    unused = sorted(set(values) - used)
    if unused:
        raise UserError(f"the sentence {template!r} does not use {', '.join(unused)}")
    return Statement(tuple(parts), values)


def see(to: str, words: str = " (see {label})") -> Statement:
    """Return words that lead to an exhibit, and go with it: "Growth slowed{see}.".

    Where the report has the exhibit, `{label}` prints "Figure 12" or "Table 3" and leads there.
    Where it does not, since a section was left out or the edition knows too little to show it,
    none of the words is printed: the sentence around them must read well without.

    Args:
        to: the exhibit's permanent id, as its notebook gives it: "market_size.series".
        words: the words, with ``{label}`` in them and no digit.

    Raises:
        UserError: the id is none, or `words` does not say where the label stands.
    """
    made = statement(words, label=Pointer(to))
    return Statement(tuple(part | {NEEDS: to} for part in made.parts), made.values)


def listing(items: Sequence[Any], *, last: str = " and ") -> Statement:
    """Join values into one list: "A, B and C". Each item is what `statement` takes."""
    values = {f"item{_letters(i)}": item for i, item in enumerate(items)}
    names = [f"{{{name}}}" for name in values]
    head, tail = ", ".join(names[:-1]), names[-1] if names else ""
    return statement(f"{head}{last}{tail}" if head else tail, **values)


def as_statement(text: Statement | str) -> Statement:
    """Return text without a digit as a statement; pass a statement through."""
    return (
        text
        if isinstance(text, Statement)
        else statement(text.replace("{", "{{").replace("}", "}}"))
    )


def part_text(part: Part) -> str:
    """Return the words a reader sees for one part; of a pointer, until it has a label, the id."""
    if part["kind"] == "claim":
        return str(part["claim"]["text"])
    return str(part.get("text") or part.get("to", ""))


def _parts_of(value: Any, spec: str, template: str) -> Iterable[Part]:
    """Return the parts that one value prints."""
    if spec not in SPECS:
        raise UserError(f"{template!r}: {spec!r} is none of {', '.join(s for s in SPECS if s)}")
    match value:
        case Statement():
            return value.parts
        case Quantity():
            claim = value.to_json() | {"text": getattr(value, SPECS[spec])}
            return [{"kind": "claim", "claim": claim}]
        case Named():
            refs = [ref.to_json() for ref in value.refs]
            return [{"kind": "name", "text": value.text, "refs": refs}]
        case Pointer():
            return [{"kind": "xref", "to": value.to, "text": ""}]
        case Period():
            return [{"kind": "period", "text": str(value)}]
        case Dated() | dt.date():
            day = value.day if isinstance(value, Dated) else value
            return [{"kind": "date", "text": format_date(day), "iso": day.isoformat()}]
        case str():
            _refuse_digits(value, template)
            return [{"kind": "text", "text": value}]
    raise UnboundNumber(
        f"{template!r}: {value!r} is a {type(value).__name__}, not a number with its rows. "
        "Pass a Quantity (from a record, or `counted`), a Period, a date or a Named."
    )


def _refuse_digits(text: str, template: str) -> None:
    if any(c.isdigit() for c in text):
        raise UnboundNumber(
            f"{template!r}: the digit in {text!r} comes from no row. Pass numbers as a Quantity, "
            "years as a Period or date, and names that hold digits as a Named with its rows."
        )


def _letters(index: int) -> str:
    """Return a, b, ... z, aa, ab ...: field names without digits."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = string.ascii_lowercase[rest] + name
    return name
