"""Whose number it is and where: areas and buyers that are the same, or contain each other."""

from __future__ import annotations

NOT_STATED = "(not stated)"

_INSIDE = {
    "England": "England and Wales",
    "England and Wales": "Great Britain",
    "Great Britain": "UK",
    "UK": "UK and Ireland",
}
NATIONAL = frozenset({*_INSIDE, "UK and Ireland"})
"""England holds 84% of the United Kingdom's people: national areas are near enough for a
screen that looks for factors, and for no other."""

ENGLISH_REGIONS = frozenset(
    {"London", "South East", "London and South East", "East of England", "North East"}
    | {"West Midlands", "East Midlands", "North West", "South West", "Yorkshire and The Humber"}
)

_BUYERS = {
    "local authorities": "local government",
    "councils": "local government",
    "all councils": "local government",
    "printed: local government": "local government",
    "central/UK government": "central government",
}
_SECTORS = frozenset({"local government", "central government", "NHS", "police"})
WHOLE_SECTOR = "whole public sector"


def area(printed: str) -> tuple[str, bool]:
    """Return the area without its remark, and whether the source states it."""
    return printed.split(" (")[0], NOT_STATED not in printed


def buyers(printed: str) -> str:
    """Return one name for the buyers that publishers call differently."""
    return _BUYERS.get(printed, printed)


def same_area(a: str, a_stated: bool, b: str, b_stated: bool) -> bool:
    """Tell whether two areas are one; an area not stated may be any national one."""
    if a_stated and b_stated:
        return a == b
    return a in NATIONAL and b in NATIONAL


def area_within(inner: str, outer: str) -> bool:
    """Tell whether one area lies in another, or is the same."""
    seen = inner
    while seen != outer:
        if seen in ENGLISH_REGIONS:
            seen = "England"
        elif seen in _INSIDE:
            seen = _INSIDE[seen]
        else:
            return False
    return True


def buyers_within(inner: str, outer: str) -> bool:
    """Tell whether one group of buyers is part of another and not the same."""
    return inner in _SECTORS and outer == WHOLE_SECTOR
