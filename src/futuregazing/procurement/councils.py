"""Which council a buyer's name means.

Names are compared by what is left when the words for kinds of council are gone: "The Mayor
and Burgesses of the London Borough of Tower Hamlets" and "Tower Hamlets" have one key.
A name without a key of its own may still be the only one that begins so ("Southend" for
Southend-on-Sea) or be one slip of the pen away from a single council; where two councils
are as near, nothing is guessed. Joint purchases lead to several councils, and a council that
has ended leads to what stands in its place now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import pandas as pd
from rapidfuzz import process
from rapidfuzz.distance import OSA

from futuregazing.procurement.areas import AreaNames
from futuregazing.procurement.names import plain_words, squeezed, without

_KIND_WORDS = """
and bc boro borough burgesses cbc cc citizens city commonalty corporation council councils county
cyngor dc district lb lbs london mayor mbc metropolitan mdc of rb royal sir the ua
"""
KIND_WORDS = frozenset(_KIND_WORDS.split())
"""Words that say what kind of council it is, or join the rest."""
OTHER_BODIES = frozenset({"town", "parish", "community", "ca", "combined", "region"})
"""Words of councils below districts and of combined authorities: bodies of their own, however
near their names come to a council's."""
CITY_OF_LONDON = "city of london"
COMMON_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "hull": "kingston upon hull",
        "newcastle": "newcastle upon tyne",
        "richmond": "richmond upon thames",
        "kingston": "kingston upon thames",
        "bcp": "bournemouth christchurch poole",
        "bhcc": "brighton hove",
        "anglesey": "isle anglesey",
        "orkney": "orkney islands",
        "shetland": "shetland islands",
        "western isles": "na h eileanan siar",
        "eilean siar": "na h eileanan siar",
        "medway towns": "medway",
        "shepway": "folkestone hythe",
        "highlands": "highland",
    }
)
"""Keys in daily use, and names a council bore before, whose official name is another."""
TOO_COMMON = frozenset(
    "central east forest high isle mid north south test three vale west".split()  # noqa: SIM905
)
"""First words that tell too little to stand for the one council whose name begins with them."""
SHORTEST_START = 5
"""Letters that the beginning of a name must have to stand for the whole."""
ONE_SLIP, TWO_SLIPS = 7, 14
"""From so many letters on, one or two wrong, missing or swapped ones are a slip of the pen."""
MOST_SLIPS = 2
CITY = "city"
OTHER_CITIES = frozenset(
    {"colchester", "milton keynes", "southend on sea", "stirling", "wakefield", "wrexham"}
)
"""Keys of councils that call themselves city councils though their official name here is another:
places that became cities in this century, and one that leaves the word out."""
ADDED = ("", "council", "city", "citycouncil")
"""What names written as one word end in, after what tells them apart."""

_PARTS = re.compile(r"\s+-\s+|[,:/]|\b(?:on behalf of|c/o)\b", re.IGNORECASE)
_UP_TO_COUNCIL = re.compile(r"^.*?\bcouncil\b", re.IGNORECASE)


def council_key(name: str) -> str:
    """Return what tells one council's name from another's; empty if nothing does."""
    words = plain_words(name)
    if CITY_OF_LONDON in " ".join(words) and set(words) - KIND_WORDS == set():
        return CITY_OF_LONDON
    key = without(words, KIND_WORDS)
    return COMMON_NAMES.get(key, key)


class CouncilNames:
    """The names of all councils, today's and former ones, and where they lead."""

    def __init__(self, authorities: pd.DataFrame, successors: pd.DataFrame) -> None:
        """Learn the names.

        Args:
            authorities: `local_authorities`, index gss_code, columns name, official_name,
                name_cy.
            successors: `la_successors`, columns old_name, effective_date, current_gss.
        """
        former: dict[str, set[str]] = {}
        for name, code in successors[["old_name", "current_gss"]].itertuples(index=False):
            former.setdefault(council_key(name), set()).add(code)
        current: dict[str, set[str]] = {}
        for column in ("name", "official_name", "name_cy"):
            for code, name in authorities[column].items():
                current.setdefault(council_key(name), set()).add(str(code))
        self._codes = {key: tuple(sorted(found)) for key, found in (former | current).items()}
        self._codes.pop("", None)
        today = {squeezed(name) for name in authorities["official_name"]} | current.keys()
        ended = successors.loc[successors["effective_date"].astype(bool), "old_name"]
        self._ended = {form(name) for name in ended for form in (council_key, squeezed)} - today
        bear = [
            *((str(code), name) for code, name in authorities["official_name"].items()),
            *successors[["current_gss", "old_name"]].itertuples(index=False, name=None),
        ]
        self._cities = {code for code, name in bear if CITY in plain_words(name)}
        self._cities.update(code for key in OTHER_CITIES for code in self._codes.get(key, ()))
        self._unordered = {" ".join(sorted(key.split())): key for key in self._codes}
        self._areas = AreaNames(((key, key) for key in self._codes), KIND_WORDS)
        self._begun_by = _by_beginning(self._codes)
        self._spelt = _spelt_alike({key.replace(" ", ""): key for key in self._codes})

    def resolve(self, name: str) -> tuple[str, ...]:
        """Return the codes of today's councils behind a buyer's name; empty if unknown.

        Several codes are a joint purchase, or a council that has split. A city council is
        nobody's where none of the places is a city: Boston's is in another country, and
        Hereford's is a parish's.
        """
        found = self._meant(name)
        if CITY in plain_words(name) and not self._cities & set(found):
            return ()
        return found

    def _meant(self, name: str) -> tuple[str, ...]:
        if found := self.exact(name):
            return found
        common = " ".join(COMMON_NAMES.get(word, word) for word in plain_words(name))
        joint = self._areas.resolve(common.split())
        return _in_order(self._codes[key] for key in joint) or self._part(name) or self.near(name)

    def is_succeeded(self, name: str) -> bool:
        """Return whether a name is that of a council that has ended and of none today.

        "Somerset County Council" is: that Somerset Council bears its key today says nothing.
        """
        return council_key(name) in self._ended or squeezed(name) in self._ended

    def _part(self, name: str) -> tuple[str, ...]:
        """Return the council that a department or an agent names: "X Council, Parking"."""
        words = plain_words(name)
        if OTHER_BODIES & set(words) or words.count("council") != 1:
            return ()
        parts = [found for part in _PARTS.split(name) for found in _UP_TO_COUNCIL.findall(part)]
        known = {codes for part in parts if (codes := self.exact(part))}
        return known.pop() if len(known) == 1 else ()

    def exact(self, name: str) -> tuple[str, ...]:
        """Return the codes of the one council (or split council) that bears this name."""
        key = council_key(name)
        same = self._unordered.get(" ".join(sorted(key.split())), key)
        return self._codes.get(key) or self._codes.get(same, ())

    def near(self, name: str) -> tuple[str, ...]:
        """Return the codes of the only council whose name this one begins or nearly spells."""
        key = council_key(name)
        if not key or OTHER_BODIES & set(plain_words(name)):
            return ()
        return self._codes.get(self._begun(key) or self._misspelt(key, name), ())

    def _begun(self, key: str) -> str:
        """Return the only key that begins with `key` as a word, or with it and "shire"."""
        if len(key) < SHORTEST_START or key in TOO_COMMON:
            return ""
        begun: set[str] = self._begun_by.get(key, set())
        return next(iter(begun)) if len(begun) == 1 else ""

    def _misspelt(self, key: str, name: str) -> str:
        """Return the only key within a slip of the pen, with or without the kind words."""
        forms = {key.replace(" ", ""), squeezed(name)}  # mostly one: few names hold kind words
        found = {self._one_slip_away(form) for form in forms}
        found.discard("")
        return found.pop() if len(found) == 1 else ""

    def _one_slip_away(self, letters: str) -> str:
        spelt, keys = self._spelt.get(len(letters), ([], []))
        slips = _slips(len(letters))
        near: dict[int, set[str]] = {}
        for _, distance, place in process.extract(
            letters, spelt, scorer=OSA.distance, score_cutoff=slips, limit=None
        ):
            if distance < MOST_SLIPS or _are_slips(letters, spelt[place], keys[place]):
                near.setdefault(int(distance), set()).add(keys[place])
        nearest = near[min(near)] if near else set()
        return nearest.pop() if len(nearest) == 1 else ""


def _by_beginning(keys: Iterable[str]) -> dict[str, set[str]]:
    """Return for each text that a key goes on from, with a blank or with "shire", those keys."""
    begun: dict[str, set[str]] = {}
    for key in keys:
        for place in range(len(key)):
            if key.startswith((" ", "shire"), place):
                begun.setdefault(key[:place], set()).add(key)
    return begun


def _spelt_alike(names: Mapping[str, str]) -> dict[int, tuple[list[str], list[str]]]:
    """Return for each length of a name the letters it may be meant to spell, and their keys.

    A slip of the pen changes the length by one at most, so most names need not be compared.

    Args:
        names: the key of each name, by its letters; the words that councils add are added here.
    """
    alike: dict[int, tuple[list[str], list[str]]] = {}
    for bare, key in names.items():
        for letters in (bare + added for added in ADDED):
            for length in range(len(letters) - MOST_SLIPS, len(letters) + MOST_SLIPS + 1):
                slips = _slips(length)
                if slips and abs(len(letters) - length) <= slips:
                    spelt, keys = alike.setdefault(length, ([], []))
                    spelt.append(letters)
                    keys.append(key)
    return alike


def _slips(length: int) -> int:
    """Return how many slips of the pen a name of so many letters may hold."""
    return (length >= ONE_SLIP) + (length >= TWO_SLIPS)


def _are_slips(letters: str, meant: str, key: str) -> bool:
    """Return whether two slips are forgiven: in a long place, or one of them behind the place.

    Two letters of seven make another place: Newport is not New York, nor Selby Ely.
    """
    place = key.replace(" ", "")
    if len(place) >= TWO_SLIPS:
        return True
    added = meant[len(place) :]
    return bool(added) and any(
        OSA.distance(letters[:cut], place) <= 1 and OSA.distance(letters[cut:], added) <= 1
        for cut in range(len(place) - 1, len(place) + 2)
    )


def _in_order(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return all codes, each once, in first-seen order."""
    return tuple(dict.fromkeys(code for group in groups for code in group))
