"""Which suppliers are one company.

A company number decides. A name without one joins the company whose name it shares, cleaned
of legal forms and spelling, if there is only one such company; two companies of one name
keep names without a number apart from both. Cleaned names must be equal: "Northgate Vehicle
Hire" begins as "Northgate Public Services" does, and is another firm.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from futuregazing.procurement.names import plain_words

if TYPE_CHECKING:
    from futuregazing.procurement.bodies import BodyNames

COMPANY_REGISTER = "GB-COH"
_LEGAL_FORMS = """
ag bv cic co company corp corporation cyf cyfyngedig gmbh inc limited llp lp ltd plc sa
"""
LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())
JOINING = frozenset({"the", "and"})
UNNAMED = frozenset(
    {"", "redacted", "withheld", "various", "na", "none", "not applicable", "tbc", "unknown"}
)
"""Cleaned names that name nobody."""

_HIDDEN = re.compile(r"^(?:redacted|withheld)\b")
"""Publishers go on: redacted personal data, withheld commercial confidentiality ..."""

_COMPANY_NUMBER = re.compile(r"^(?:[A-Z]{2}\d{6}|\d{8})$")
PRINTED_NUMBER = "[0-9]{1,8}|[A-Z]{2}[0-9]{6}|R[0-9]{7}|(IP|SP|NP|RS)[0-9]{4}[0-9A-Z]{2}"
"""The forms of a number as people print it, noughts in front left out: of companies, of
partnerships, of those of Northern Ireland before 2009, and of registered societies."""
_TRADING_AS = re.compile(r"\b(?:t/a|t\.a\.|trading as)\b.*$", re.IGNORECASE)


@dataclass(frozen=True)
class Supplier:
    """One supplier as a notice prints it."""

    name: str
    register: str = ""
    identifier: str = ""


@dataclass(frozen=True)
class Grouped:
    """Which group a supplier belongs to.

    Attributes:
        group: the company number, else the cleaned name; empty if nobody is named.
        how: company number, name of a company, name, or unnamed.
        public_body: the supplier is itself a public body that buys.
        several_numbers: companies of several numbers bear the cleaned name.
    """

    group: str
    how: str
    public_body: bool = False
    several_numbers: bool = False


def company_number(register: str, identifier: str) -> str:
    """Return a company number in its full form of eight signs; empty if it is none."""
    told = re.sub(r"\s", "", identifier).upper()
    if register.upper() != COMPANY_REGISTER or not told:
        return ""
    full = told.zfill(8) if told.isdecimal() else told
    return full if _COMPANY_NUMBER.match(full) and set(full) != {"0"} else ""


def is_malformed(printed: str) -> bool:
    """Return whether a company number is printed that can be none: "0", "VARIOUS", ten digits.

    A dash alone is no number that is printed.
    """
    told = re.sub(r"\s", "", printed).upper()
    return any(sign.isalnum() for sign in told) and (
        not told.strip("0") or not re.fullmatch(PRINTED_NUMBER, told)
    )


def cleaned_name(name: str) -> str:
    """Return what of a company's name tells it from others: no legal form, no trading name."""
    words = plain_words(_TRADING_AS.sub("", name))
    end = len(words)
    while end and words[end - 1] in LEGAL_FORMS:
        end -= 1
    return " ".join(word for word in words[:end] if word not in JOINING)


def group_suppliers(
    suppliers: Sequence[Supplier], bodies: BodyNames | None = None, *, titles: Collection[str] = ()
) -> list[Grouped]:
    """Return the group of each supplier, in the order given.

    Args:
        suppliers: as printed, repeated ones too.
        bodies: the public bodies, to mark suppliers that are one.
        titles: titles of the notices, because some print the title where the supplier belongs.
    """
    not_names = UNNAMED | {cleaned_name(title) for title in titles}
    cleaned: dict[str, str] = {}
    public: dict[str, bool] = {}
    told = [company_number(one.register, one.identifier) for one in suppliers]
    numbers: dict[str, set[str]] = {}
    for supplier, number in zip(suppliers, told, strict=True):
        name = supplier.name
        if name not in cleaned:
            # Both ask for the words of the name, and get them once if asked one after the other.
            cleaned[name] = cleaned_name(name)
            public[name] = bodies is not None and bool(bodies.resolve(name).bodies)
        if number:
            numbers.setdefault(cleaned[name], set()).add(number)
    return [
        _grouped(cleaned[one.name], number, numbers, not_names, public[one.name])
        for one, number in zip(suppliers, told, strict=True)
    ]


def marked(name: str, marks: Iterable[str]) -> bool:
    """Return whether a supplier is one of those named, such as the resellers of a table."""
    return cleaned_name(name) in {cleaned_name(mark) for mark in marks}


def _grouped(
    name: str,
    number: str,
    numbers: Mapping[str, set[str]],
    not_names: Collection[str],
    public: bool,
) -> Grouped:
    """Return the group of a supplier of this cleaned name and company number."""
    several = len(numbers.get(name, ())) > 1 and name not in not_names
    if number:
        return Grouped(number, "company number", public, several)
    if name in not_names or _HIDDEN.match(name):
        return Grouped("", "unnamed")
    shared = numbers.get(name, set())
    if len(shared) == 1:
        return Grouped(next(iter(shared)), "name of a company", public)
    return Grouped(name, "name", public, several)
