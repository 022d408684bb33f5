"""Who a buyer is: a council, a combined authority, a force, a fire or ambulance service.

Identifiers of official registers decide first, then other names that a body is known to go
by, then the words of the name: what kind of body it says it is, and whose area. Forces and
services buy together, so a name may mean several bodies; every word of it must then belong
to one of them. A name that fits nothing is "not in scope" when it says that it is something
else (a university, a trust, a company), else it stays unknown. Nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from futuregazing.procurement.areas import AreaNames
from futuregazing.procurement.body_words import (
    AMBULANCE,
    AUTHORITY,
    ELSEWHERE,
    FIRE,
    PARTS_OF_BODIES,
    POLICE,
    POLICE_SIGNS,
)
from futuregazing.procurement.councils import CouncilNames
from futuregazing.procurement.names import plain_words, squeezed

Kind = Literal[
    "council", "combined_authority", "police", "fire", "ambulance", "consortium", "national"
]
How = Literal["identifier", "alias", "name", "out of scope", "unknown"]

COUNCIL_REGISTERS = frozenset({"GB-LAE", "GB-LAS", "GB-PLA"})
"""Registers of local authorities (England, Scotland, Wales): three letters a council."""
PLACE_REGISTERS = frozenset({"GB-GSS", "GB-ONS"})
AMBULANCE_REGISTERS = frozenset({"GB-NHS", "GB-ODS"})


NAMED_IN: tuple[tuple[Kind, str, str], ...] = (
    ("council", "local_authorities", "official_name"),
    ("combined_authority", "strategic_authorities", "name"),
    ("police", "police_forces", "name"),
    ("fire", "fire_services", "service_name"),
    ("ambulance", "ambulance_services", "name"),
    ("national", "national_bodies", "name"),
)
"""Kind of body, the table of such bodies and its column of names."""


@dataclass(frozen=True, order=True)
class Body:
    """One public body: its kind, the row that names it, and its name."""

    kind: Kind
    code: str
    name: str


@dataclass(frozen=True)
class Resolution:
    """Whom a buyer's name means.

    Attributes:
        bodies: one, or several that buy together; none when out of scope or unknown.
        how: what decided.
        doubt: why it may be wrong: an identifier and a name that disagree.
    """

    bodies: tuple[Body, ...]
    how: How
    doubt: str = ""

    @property
    def kind(self) -> str:
        """Return the kind of the bodies; "several" where they differ, "" where there are none."""
        kinds = {body.kind for body in self.bodies}
        return kinds.pop() if len(kinds) == 1 else "several" if kinds else ""


UNKNOWN = Resolution((), "unknown")
OUT_OF_SCOPE = Resolution((), "out of scope")


class BodyNames:
    """All bodies by identifier and by name."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Learn identifiers, names and areas.

        Args:
            tables: local_authorities, la_successors, strategic_authorities, police_forces,
                fire_services, ambulance_services, national_bodies, body_aliases.
        """
        self._councils = CouncilNames(tables["local_authorities"], tables["la_successors"])
        self._bodies: dict[tuple[str, str], Body] = {
            (body.kind, body.code): body for body in _bodies(tables)
        }
        self._aliases = {
            squeezed(row["alias"]): self._aliased(row)
            for row in tables["body_aliases"].fillna("").to_dict("records")
        }
        self._identifiers = _identifiers(tables)
        self._areas = {
            "fire": AreaNames(_fire_names(tables["fire_services"]), FIRE),
            "ambulance": AreaNames(_names(tables["ambulance_services"], "name"), AMBULANCE),
            "police": AreaNames(_police_names(tables["police_forces"]), POLICE),
            "combined_authority": AreaNames(
                _names(tables["strategic_authorities"], "name"), AUTHORITY
            ),
        }

    def resolve(self, name: str, identifiers: Sequence[tuple[str, str]] = ()) -> Resolution:
        """Return whom a buyer means.

        Args:
            name: as the notice prints it.
            identifiers: (register, identifier) pairs such as ("GB-LAE", "CRY").
        """
        by_name = self._by_name(name)
        for register, identifier in identifiers:
            found = self._identifiers.get((register.upper(), identifier.strip().upper()))
            if found:
                body = self._bodies[found]
                told = ", ".join(other.name for other in by_name.bodies)
                doubt = f"the name says {told}" if told and body not in by_name.bodies else ""
                return Resolution((body,), "identifier", doubt)
        return by_name

    def is_succeeded(self, name: str) -> bool:
        """Return whether a name is that of a council that has ended, not of another body."""
        kind = said_kind(words) if (words := plain_words(name)) else ""
        return bool(words) and not kind and self._councils.is_succeeded(name)

    def _by_name(self, name: str) -> Resolution:
        alias = self._aliases.get(squeezed(name))
        if alias:
            return Resolution((alias,), "alias")
        words = plain_words(name)
        if not words:
            return UNKNOWN
        kind = said_kind(words)
        codes: Iterable[str] = (
            self._areas[kind].resolve(words) if kind else self._councils.resolve(name)
        )
        bodies = tuple(self._bodies[kind or "council", code] for code in codes)
        if bodies:
            return Resolution(bodies, "name")
        said = set(words) - PARTS_OF_BODIES if kind else set(words)
        return OUT_OF_SCOPE if said & ELSEWHERE else UNKNOWN

    def _aliased(self, row: Mapping[Hashable, Any]) -> Body:
        """Return the body an alias means: one of the tables, or one that has no table."""
        known = self._bodies.get((row["kind"], row["code"]))
        if known:
            return known
        national = self._bodies.get(("national", row["code"]))
        name = national.name if national else row["name"]
        return Body(row["kind"], str(row["code"] or name), str(name))


def said_kind(words: Sequence[str]) -> Kind | Literal[""]:
    """Return what kind of body a name says it is; empty for councils and for none."""
    said = set(words)
    if "ambulance" in said:
        return "ambulance"
    if {"fire", "rescue"} <= said or ("fire" in said and not said & {*POLICE_SIGNS, "crime"}):
        return "fire"
    if said & POLICE_SIGNS or {"crime", "commissioner"} <= said or {"chief", "constable"} <= said:
        return "police"
    if "combined" in said or words[-1] == "ca":
        return "combined_authority"
    return ""


def _bodies(tables: Mapping[str, pd.DataFrame]) -> Iterator[Body]:
    for kind, table, column in NAMED_IN:
        for code, name in tables[table][column].items():
            yield Body(kind, str(code), str(name))


def _identifiers(tables: Mapping[str, pd.DataFrame]) -> dict[tuple[str, str], tuple[Kind, str]]:
    """Return the body behind each identifier of an official register."""
    councils, made = tables["local_authorities"], {}
    for code, short in councils["short_code"].items():
        made.update(
            {(register, str(short)): ("council", str(code)) for register in COUNCIL_REGISTERS}
        )
        made.update({(register, str(code)): ("council", str(code)) for register in PLACE_REGISTERS})
    ambulances = tables["ambulance_services"]
    for row, code in ambulances["ods_code"].dropna().items():
        if code:
            made.update(
                {(register, str(code)): ("ambulance", str(row)) for register in AMBULANCE_REGISTERS}
            )
    return made  # type: ignore[return-value]


def _names(frame: pd.DataFrame, *columns: str) -> Iterator[tuple[str, str]]:
    """Yield (row id, name) for each name in the columns."""
    for column in columns:
        for row, name in frame[column].dropna().items():
            yield str(row), str(name)


def _police_names(frame: pd.DataFrame) -> Iterator[tuple[str, str]]:
    yield from _names(frame, "name", "pfa_name")


def _fire_names(frame: pd.DataFrame) -> Iterator[tuple[str, str]]:
    yield from _names(frame, "service_name", "ons_name")
