"""Which council a buyer's name means.

Names are compared by what is left when the words for kinds of council are gone: "The Mayor
and Burgesses of the London Borough of Tower Hamlets" and "Tower Hamlets" have one key.
Nothing is guessed: a name that has no key of its own is not resolved. Joint purchases lead
to several councils, and a council that has ended leads to what stands in its place now.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import pandas as pd

_KIND_WORDS = """
and bc boro borough burgesses cc citizens city commonalty corporation council councils county
cyngor dc district lb lbs london mayor mbc metropolitan mdc of rb royal sir the ua
"""
KIND_WORDS = frozenset(_KIND_WORDS.split())
"""Words that say what kind of council it is, or join the rest."""
CITY_OF_LONDON = "city of london"
COMMON_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "hull": "kingston upon hull",
        "newcastle": "newcastle upon tyne",
        "richmond": "richmond upon thames",
        "bcp": "bournemouth christchurch poole",
        "anglesey": "isle anglesey",
        "orkney": "orkney islands",
        "shetland": "shetland islands",
        "western isles": "na h eileanan siar",
    }
)
"""Keys in daily use whose official name is longer."""

_ASIDE = re.compile(r"\([^)]*\)")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_JOINT = re.compile(r"\s*(?:,|/|&|\band\b)\s*", re.IGNORECASE)


def council_key(name: str) -> str:
    """Return what tells one council's name from another's; empty if nothing does."""
    plain = unicodedata.normalize("NFKD", _ASIDE.sub(" ", name)).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "")
    words = [word for word in _NOT_A_WORD.split(letters) if word]
    if CITY_OF_LONDON in " ".join(words) and set(words) - KIND_WORDS == set():
        return CITY_OF_LONDON
    key = " ".join(word for word in words if word not in KIND_WORDS)
    return COMMON_NAMES.get(key, key)


class CouncilNames:
    """The names of all councils, today's and former ones, and where they lead."""

    def __init__(self, authorities: pd.DataFrame, successors: pd.DataFrame) -> None:
        """Learn the names.

        Args:
            authorities: `local_authorities`, index gss_code, columns name, official_name,
                name_cy.
            successors: `la_successors`, columns old_name, current_gss.
        """
        former: dict[str, set[str]] = {}
        for name, code in zip(successors["old_name"], successors["current_gss"], strict=True):
            former.setdefault(council_key(name), set()).add(code)
        current: dict[str, set[str]] = {}
        for column in ("name", "official_name", "name_cy"):
            for code, name in authorities[column].items():
                current.setdefault(council_key(name), set()).add(str(code))
        self._codes = former | current
        self._codes.pop("", None)

    def resolve(self, name: str) -> tuple[str, ...]:
        """Return the codes of today's councils behind a buyer's name; empty if unknown.

        Several codes are a joint purchase, or a council that has split.
        """
        if found := self._find(name):
            return found
        pieces = [piece for piece in _JOINT.split(_ASIDE.sub(" ", name)) if council_key(piece)]
        behind = [self._find(piece) for piece in pieces]
        return _in_order(behind) if len(pieces) > 1 and all(behind) else ()

    def _find(self, name: str) -> tuple[str, ...]:
        return tuple(sorted(self._codes.get(council_key(name), ())))


def _in_order(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return all codes, each once, in first-seen order."""
    return tuple(dict.fromkeys(code for group in groups for code in group))
