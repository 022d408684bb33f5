"""Who a buyer in the register is, and what lies ahead of it.

Councils are named as they are now; every other body as its notice prints it, without the
capitals that portals force on names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from futuregazing.claims.refs import Ref, unique_refs
from futuregazing.edition.dates import format_date
from futuregazing.measures.register import TABLE, records
from futuregazing.measures.reorganisation import reorganised_councils
from futuregazing.procurement.councils import CouncilNames
from futuregazing.tables.frames import Tables

COUNCIL_KINDS = ("council", "combined_authority")
NOT_IDENTIFIED = "council not identified"
NO_CHANGE_KNOWN = "none known"
NOT_A_COUNCIL = "not a council"
SPELLED_OUT: Mapping[str, str] = MappingProxyType(
    {
        "BHCC": "Brighton and Hove City Council",
        "GMP": "Greater Manchester Police",
        "MOPAC": "Mayor's Office for Policing and Crime",
        "MPS": "Metropolitan Police Service",
        "NIFRS": "Northern Ireland Fire and Rescue Service",
        "NPCC": "National Police Chiefs' Council",
        "PSNI": "Police Service of Northern Ireland",
        "SFRS": "Scottish Fire and Rescue Service",
        "SWAST": "South Western Ambulance Service",
    }
)
"""Names by which bodies go in references and titles of notices."""
REFORM_TOPIC = "police_reform"
POLICE_REFORM = "police reform announced"

SHORT_INITIALS = 3
"""Initials of so many letters or fewer may stand inside another name."""

_INITIALS_AFTER = re.compile(r"\s*\([A-Z]{2,6}\)$")
_SMALL = frozenset({"and", "of", "the", "for", "in", "on"})
_INITIALS = frozenset(
    {
        "NHS",
        "PSNI",
        "PCC",
        "MPS",
        "MBC",
        "YPO",
        "WLGA",
        "NMD",
        "UK",
        "IT",
        "BT",
        "CGI",
        "DXC",
        "MHR",
        "NEC",
    }
)
_COMPANY_ENDS = frozenset({"LTD", "LIMITED", "PLC", "LLP"})


def identified(frame: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Return purchases with the buyer identified.

    Args:
        frame: purchases, with buyer_name, buyer_kind and refs.
        tables: the tables as of the edition.

    Returns:
        The frame with `buyer` (the name to print), `buyer_codes` (today's councils behind
        it), `reorganisation` (what is known to lie ahead) and `ahead_refs` (the rows that
        say so).
    """
    authorities = tables["local_authorities"]
    names = CouncilNames(authorities, tables["la_successors"])
    ahead = reorganised_councils(tables)
    reform, elsewhere = _reform_refs(tables), _beyond_england_and_wales(tables)
    made = []
    for row in records(frame):
        kind, printed = row["buyer_kind"], str(row["buyer_name"])
        codes = names.resolve(printed) if kind in COUNCIL_KINDS else ()
        reformed = () if any(name in printed.casefold() for name in elsewhere) else reform
        told, refs = _outlook(kind, codes, ahead, reformed)
        official = [str(authorities.at[code, "official_name"]) for code in codes]
        made.append((_printed(printed, official), codes, told, refs))
    columns = ["buyer", "buyer_codes", "reorganisation", "ahead_refs"]
    return frame.join(pd.DataFrame(made, columns=columns, index=frame.index, dtype=object))


def tidy_name(name: str) -> str:
    """Return a printed name without forced capitals, stray marks or double blanks.

    Initials that stand for the whole name are spelled out; initials after it are dropped.
    """
    plain = _INITIALS_AFTER.sub("", " ".join(name.strip(" .").split()))
    for initials, meaning in SPELLED_OUT.items():
        if meaning.casefold() in plain.casefold():
            plain = re.sub(rf"\b{initials}\b[\s\-]*", "", plain)
        plain = re.sub(rf"\b{initials}\b", meaning, plain)
    if not plain.isupper() or " " not in plain:
        return plain
    words = [_tidy_word(word, first=place == 0) for place, word in enumerate(plain.split())]
    return " ".join(words)


def _tidy_word(word: str, *, first: bool) -> str:
    if word.strip("(),-") in _INITIALS:
        return word
    if word in _COMPANY_ENDS:
        return {"PLC": "plc", "LLP": "LLP"}.get(word, word.capitalize())
    if word.lower() in _SMALL and not first:
        return word.lower()
    return "-".join(part.capitalize() for part in word.split("-"))


def _printed(name: str, official: Sequence[str]) -> str:
    """Return the official names of the councils behind a name, else the name tidied."""
    return " and ".join(official) if official else tidy_name(name)


def _outlook(
    kind: str, codes: Collection[str], ahead: pd.DataFrame, reform: tuple[Ref, ...]
) -> tuple[str, tuple[Ref, ...]]:
    """Return what is known to lie ahead of a buyer, and the rows that say so."""
    if kind == "police":
        return (POLICE_REFORM, reform) if reform else (NO_CHANGE_KNOWN, ())
    if kind != "council":
        return NOT_A_COUNCIL, ()
    if not codes:
        return NOT_IDENTIFIED, ()
    told = records(ahead[ahead.index.isin(codes)])
    if not told:
        return NO_CHANGE_KNOWN, ()
    day = min(row["vesting"] for row in told)
    planned = any(row["planned"] for row in told)
    words = f"{'planned to be ' if planned else ''}replaced on {format_date(day)}"
    return words, unique_refs(ref for row in told for ref in row["refs"])


def _reform_refs(tables: Tables) -> tuple[Ref, ...]:
    """Return the facts on police reform that the edition knows."""
    facts = tables["bluelight"]
    return tuple(Ref("bluelight", str(row)) for row in facts.index[facts["topic"] == REFORM_TOPIC])


def _beyond_england_and_wales(tables: Tables) -> set[str]:
    """Return names of forces and authorities that English and Welsh police reform leaves out."""
    forces = tables["police_forces"]
    others = forces[~forces["nation"].isin(("England", "Wales"))]
    names = [*others["name"], *others["governing_body"]]
    initials = ["".join(word[0] for word in name.split() if word[0].isupper()) for name in names]
    long_enough = [letters for letters in initials if len(letters) > SHORT_INITIALS]
    return {name.casefold() for name in (*names, *long_enough)}


__all__ = ["TABLE", "identified", "tidy_name"]
