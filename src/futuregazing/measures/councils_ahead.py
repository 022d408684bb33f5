"""Which councils are to be replaced, and which strategic authorities they belong to.

Only what an edition could know: an area's reorganisation from the day its source tells of
it, an authority from the day it began. What the sources leave open stays open.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from futuregazing.claims.house_words import house_words
from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Ref, unique_refs
from futuregazing.edition.dates import format_date
from futuregazing.measures.councils import COUNTY, DISTRICT, KINDS, hexagons
from futuregazing.measures.reorganisation import TABLE, reorganised_councils
from futuregazing.tables.frames import Tables

FIXED, PLANNED = "Ends on a day that is fixed", "Due to end; the day is planned"
OPEN, STAYS = "Single-tier neighbour; outcome open", "No reorganisation in our sources"
AHEAD_ORDER = (FIXED, PLANNED, OPEN, STAYS)

LISTED = dt.date(2025, 5, 31)
"""Date of the list of combined authorities from which the rows without a first day come: what
existed before it, the list does not tell."""
NO_AUTHORITY = "None in our sources"
AUTHORITY_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "combined authority": "Combined authority",
        "combined county authority": "Combined county authority",
        "strategic regional authority": "Greater London Authority",
    }
)
AUTHORITY_ORDER = (*AUTHORITY_KINDS.values(), NO_AUTHORITY)


def reorganisation_map(tables: Tables) -> pd.DataFrame:
    """Return the hexagons with category, vesting (as printed), area and refs.

    Empty where the edition knows of no reorganisation.
    """
    ahead = reorganised_councils(tables)
    places = hexagons(tables)
    if ahead.empty:
        return places[:0].assign(category="", vesting="", area="")
    types = tables["local_authorities"]["type"]
    lines: list[dict[str, Any]] = []
    for code in places.index:
        if code not in ahead.index:
            lines.append({"category": STAYS, "vesting": "", "area": "", "refs": ()})
            continue
        row = ahead.loc[code]
        ends = PLANNED if row["planned"] else FIXED
        category = ends if KINDS[str(types[code])] == DISTRICT else OPEN
        told = {"category": category, "vesting": _day(row), "area": row["area"]}
        lines.append({**told, "refs": row["refs"]})
    return places.assign(**{key: [line[key] for line in lines] for key in lines[0]})


def areas_ahead(tables: Tables) -> pd.DataFrame:
    """Return one line a reorganised area, the earliest day first.

    Columns: area; counties, districts, single (how many councils of each); ending (the
    first two together); new (the councils to come, None if not known); vesting (a date);
    fixed; day (both, as printed); status (the source's first words); seen (day of the
    newest source); refs; councils (their rows).
    """
    ahead = reorganised_councils(tables)
    now = tables["local_authorities"]
    ahead = ahead.join(now["type"])
    seen = tables[TABLE]["known_by"]
    lines = [_area(str(area), group, str(seen[area])) for area, group in ahead.groupby("area")]
    made = pd.DataFrame(lines)
    return made.sort_values(["vesting", "area"], ignore_index=True) if len(made) else made


def ending(tables: Tables, *, fixed: bool | None = None) -> Quantity | None:
    """Return how many county and district councils are to end; None if none is known.

    Args:
        tables: the tables as of an edition.
        fixed: only those whose day is fixed (or only planned); None counts both.
    """
    areas = areas_ahead(tables)
    if len(areas) and fixed is not None:
        areas = areas[areas["fixed"] == fixed]
    return _count(areas, "ending")


def outcome_open(tables: Tables) -> Quantity | None:
    """Return how many single-tier councils lie in reorganised areas, or None."""
    areas = areas_ahead(tables)
    return _count(areas[areas["single"] > 0] if len(areas) else areas, "single")


def strategic_authorities(tables: Tables, day: dt.date) -> pd.DataFrame:
    """Return the strategic authorities known to exist on a day, by id; none before the list."""
    frame = tables["strategic_authorities"]
    started = (frame["effective_from"] == "") | (frame["effective_from"] <= day.isoformat())
    return frame[started] if day >= LISTED else frame[:0]


def authority_count(tables: Tables, day: dt.date) -> Quantity | None:
    """Return how many strategic authorities are known to exist on a day, or None."""
    known = strategic_authorities(tables, day)
    if known.empty:
        return None
    refs = tuple(Ref("strategic_authorities", str(row)) for row in known.index)
    return counted(len(known), "strategic authorities", refs)


def strategic_map(tables: Tables, day: dt.date) -> pd.DataFrame:
    """Return the hexagons with category (kind of authority), authority and refs."""
    known = strategic_authorities(tables, day)
    places = hexagons(tables)
    if known.empty:
        return places[:0].assign(category="", authority="")
    belongs = _memberships(tables, known)
    lines: list[dict[str, Any]] = []
    for code in places.index:
        authority = belongs.get(str(code), "")
        kind = AUTHORITY_KINDS[str(known.at[authority, "kind"])] if authority else NO_AUTHORITY
        name = known.at[authority, "name"] if authority else ""
        refs = (Ref("strategic_authorities", authority),) if authority else ()
        lines.append({"category": kind, "authority": name, "refs": refs})
    return places.assign(**{key: [line[key] for line in lines] for key in lines[0]})


def _memberships(tables: Tables, known: pd.DataFrame) -> dict[str, str]:
    """Return the authority of each council; districts follow their county."""
    members = tables["strategic_authority_members"]
    members = members[members["strategic_authority_id"].isin(known.index)]
    direct = {
        str(code): str(authority)
        for code, authority in zip(
            members["member_gss"], members["strategic_authority_id"], strict=True
        )
    }
    counties = tables["local_authorities"]["county_gss"]
    through = {str(code): direct[county] for code, county in counties.items() if county in direct}
    return through | direct


def _area(area: str, group: pd.DataFrame, seen: str) -> dict[str, Any]:
    kinds = Counter(KINDS[kind] for kind in group["type"])
    first = group.iloc[0]
    return {
        "area": area,
        "counties": kinds[COUNTY],
        "districts": kinds[DISTRICT],
        "ending": kinds[COUNTY] + kinds[DISTRICT],
        "single": kinds.total() - kinds[COUNTY] - kinds[DISTRICT],
        "new": first["new"] or None,
        "vesting": first["vesting"],
        "fixed": not first["planned"],
        "day": _day(first),
        "status": house_words(first["status"]).split(";")[0],
        "seen": dt.date.fromisoformat(seen),
        "refs": first["refs"],
        "councils": tuple(Ref("local_authorities", str(code)) for code in group.index),
    }


def _day(row: pd.Series) -> str:
    """Return the day that new councils take over, as printed."""
    return format_date(row["vesting"]) + (" (planned)" if row["planned"] else "")


def _count(areas: pd.DataFrame, column: str) -> Quantity | None:
    if areas.empty:
        return None
    number = int(areas[column].sum())
    return counted(number, "councils", rows_behind(areas), told_by=True, geography="England")


def rows_behind(areas: pd.DataFrame) -> tuple[Ref, ...]:
    """Return the rows that counts of councils in some areas rest on: the areas' and theirs."""
    cells = (*areas["refs"], *areas["councils"])
    return unique_refs(ref for refs in cells for ref in refs)
