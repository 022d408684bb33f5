"""Acronyms that sources use, spelled out where a section first prints them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

SPELLED_OUT: Mapping[str, str] = MappingProxyType(
    {
        "AI": "artificial intelligence",
        "CAF": "Cyber Assessment Framework",
        "CCN": "County Councils Network",
        "CQC": "Care Quality Commission",
        "DHSC": "Department of Health and Social Care",
        "DLUHC": "Department for Levelling Up, Housing and Communities",
        "DSIT": "Department for Science, Innovation and Technology",
        "ERP": "enterprise resource planning",
        "FOI": "freedom of information",
        "GDS": "Government Digital Service",
        "LGA": "Local Government Association",
        "LPAs": "local planning authorities",
        "MHCLG": "Ministry of Housing, Communities and Local Government",
        "MJ": "Municipal Journal",
        "OSR": "Office for Statistics Regulation",
        "RBKC": "Kensington and Chelsea",
        "UPRN": "unique property reference number",
    }
)
BLUE_LIGHT: Mapping[str, str] = MappingProxyType(
    {
        **SPELLED_OUT,
        "APCC": "Association of Police and Crime Commissioners",
        "BLC": "BlueLight Commercial",
        "DDAT": "digital, data and technology",
        "DDaT": "digital, data and technology",
        "ESN": "Emergency Services Network",
        "FRA": "fire and rescue authority",
        "FRS": "fire and rescue service",
        "GMP": "Greater Manchester Police",
        "HMIC": "Her Majesty's Inspectorate of Constabulary",
        "LFR": "live facial recognition",
        "MOPAC": "Mayor's Office for Policing and Crime",
        "NAO": "National Audit Office",
        "NFCC": "National Fire Chiefs Council",
        "NPAS": "National Police Air Service",
        "NPCC": "National Police Chiefs' Council",
        "NPIA": "National Policing Improvement Agency",
        "NPS": "National Police Service",
        "NPoCC": "National Police Coordination Centre",
        "PAC": "Public Accounts Committee",
        "PCC": "police and crime commissioner",
        "PCCs": "police and crime commissioners",
        "PDS": "Police Digital Service",
        "PQ": "parliamentary question",
    }
)
"""For facts about police, fire and ambulance services, which have acronyms of their own."""


def in_full(text: str) -> str:
    """Return the text with every acronym replaced by its words, for labels that stand alone."""
    return _pattern(SPELLED_OUT).sub(
        lambda found: _owning(SPELLED_OUT[found["name"]], found["own"]), text
    )


def _pattern(words: Mapping[str, str]) -> re.Pattern[str]:
    """Return what finds an acronym, and whether it stands in the genitive ("IT's share")."""
    return re.compile(r"\b(?P<name>" + "|".join(words) + r")\b(?!-\d)(?P<own>['’]s\b)?")


def _owning(words: str, own: str | None) -> str:
    """Return words in the genitive where their acronym is: "the Association's"."""
    return f"{words}{own[:1] if words.endswith('s') else own}" if own else words


class SpellingOut:
    """Spells each acronym out once: "LGA" becomes "Local Government Association (LGA)".

    One object serves one section, in reading order.
    """

    def __init__(self, words: Mapping[str, str] = SPELLED_OUT) -> None:
        """Begin with nothing spelled out."""
        self._words = words
        self._acronym = _pattern(words)
        self._told: set[str] = set()

    def __call__(self, text: str) -> str:
        """Return the text with acronyms met for the first time spelled out."""
        self._told |= {name for name, words in self._words.items() if f"{words} ({name})" in text}
        return self._acronym.sub(self._first, text)

    def _first(self, found: re.Match[str]) -> str:
        name, own, text = found["name"], found["own"], found.string
        if name in self._told:
            return found[0]
        if text[: found.start()].endswith("(") and text[found.end() :].startswith(")"):
            return self._words[name]  # it stands in brackets of its own: no brackets within
        self._told.add(name)
        return f"{_owning(self._words[name], own)} ({found[0]})"
