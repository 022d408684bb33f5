"""Who buys: police forces, fire services, ambulance services and national bodies.

The tables hold the bodies of today; older editions show them as they are now, and say so.
A national body is shown in an older edition only if something known by then names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Named, Ref
from futuregazing.tables.frames import Tables

POLICE, FIRE, AMBULANCE, NATIONAL = "police", "fire", "ambulance", "national"
TABLES: Mapping[str, str] = MappingProxyType(
    {
        POLICE: "police_forces",
        FIRE: "fire_services",
        AMBULANCE: "ambulance_services",
        NATIONAL: "national_bodies",
    }
)
NOUNS: Mapping[str, str] = MappingProxyType(
    {
        POLICE: "police forces",
        FIRE: "fire and rescue services",
        AMBULANCE: "ambulance services",
        NATIONAL: "national bodies",
    }
)
REGION_COLUMN: Mapping[str, str] = MappingProxyType({AMBULANCE: "main_region"})
ALL_REGIONS = "More than one region"
SPEAK_ONLY = ("trade association", "sector body")
"""National bodies that speak for others and neither buy for blue light nor set its rules."""

GOVERNANCE: Mapping[str, str] = MappingProxyType(
    {
        "police and crime commissioner": "Police: police and crime commissioner",
        "police, fire and crime commissioner": "Police: police, fire and crime commissioner",
        "elected mayor": "Police: elected mayor",
        "City of London Corporation": "Police: City of London Corporation",
        "national board": "Police: national board",
        "authority": "Police: authority of a special force",
        "departmental": "Police: government department",
        "combined FRA": "Fire: combined authority of several councils",
        "combined FRA (Wales)": "Fire: combined authority of several councils",
        "council-run (county/unitary FRA)": "Fire: run by one council",
        "metropolitan joint FRA": "Fire: joint authority of metropolitan boroughs",
        "police, fire and crime commissioner FRA": "Fire: police, fire and crime commissioner",
        "mayoral": "Fire: elected mayor",
        "national body": "Fire: national body",
    }
)


def how_many(tables: Tables, kind: str) -> Quantity:
    """Return the number of bodies of a kind, as they are now."""
    frame = tables[TABLES[kind]]
    refs = tuple(Ref(TABLES[kind], str(row)) for row in frame.index)
    return counted(len(frame), NOUNS[kind], refs, geography="UK")


def by_governance(tables: Tables, kinds: Iterable[str]) -> pd.DataFrame:
    """Return who governs forces and fire services: label, value (a count), most first."""
    groups: dict[str, list[Ref]] = {}
    for kind in kinds:
        frame = tables[TABLES[kind]]
        if "governance_type" not in frame.columns:
            continue
        for row, governance in frame["governance_type"].items():
            groups.setdefault(GOVERNANCE[governance], []).append(Ref(TABLES[kind], str(row)))
    rows = [(label, counted(len(refs), "bodies", tuple(refs))) for label, refs in groups.items()]
    rows.sort(key=lambda row: (-row[1].value, row[0]))
    return pd.DataFrame(rows, columns=["label", "value"])


def by_region(tables: Tables, kinds: Iterable[str]) -> pd.DataFrame:
    """Return how many bodies of each kind lie in each region and nation.

    Columns: label (the region), then one column a kind with counts (0 where there is
    none), total, refs. Forces that serve several regions stand in a line of their own.
    """
    shown = [kind for kind in kinds if kind != NATIONAL]
    where = {kind: _regions(tables, kind) for kind in shown}
    labels = [*tables["regions"]["region"]]
    rows = []
    for label in [*labels, ALL_REGIONS]:
        refs = {kind: tuple(ref for ref, at in where[kind] if at == label) for kind in shown}
        counts = {kind: counted(len(refs[kind]), NOUNS[kind], refs[kind]) for kind in shown}
        every = tuple(ref for kind in shown for ref in refs[kind])
        if every:
            rows.append({"label": label, **counts, "total": counted(len(every), "bodies", every)})
    return pd.DataFrame(rows, columns=["label", *shown, "total"])


def bodies(tables: Tables, kinds: Iterable[str]) -> pd.DataFrame:
    """Return one line a body: group (its region or nation), category (its kind), refs."""
    order = [*tables["regions"]["region"], ALL_REGIONS]
    rows = [
        (region, NOUNS[kind], (ref,))
        for kind in kinds
        if kind != NATIONAL
        for ref, region in _regions(tables, kind)
    ]
    rows.sort(key=lambda row: order.index(row[0]))
    return pd.DataFrame(rows, columns=["group", "category", "refs"])


def national_bodies(tables: Tables) -> pd.DataFrame:
    """Return the national bodies an edition may name: name, kind, refs."""
    frame = tables["national_bodies"]
    frame = frame[~frame["kind"].isin(SPEAK_ONLY)]
    if not tables.current:
        known = " ".join(_texts(tables)).casefold()
        frame = frame[[str(name).casefold() in known for name in frame["name"]]]
    rows = [
        (Named(str(name), (Ref("national_bodies", str(row)),)), str(kind).replace("/", " and "))
        for row, name, kind in zip(frame.index, frame["name"], frame["kind"], strict=True)
    ]
    return pd.DataFrame(rows, columns=["name", "kind"])


def _regions(tables: Tables, kind: str) -> list[tuple[Ref, str]]:
    """Return each body of a kind with the region it lies in."""
    name = TABLES[kind]
    frame = tables[name]
    column = REGION_COLUMN.get(kind, "region")
    return [
        (Ref(name, str(row)), str(region) or ALL_REGIONS) for row, region in frame[column].items()
    ]


def _texts(tables: Tables) -> Iterable[str]:
    """Yield the words of facts and notices that the edition knows."""
    for table, columns in (
        ("bluelight", ["fact", "publisher", "geography"]),
        ("register", ["buyer_name"]),
        ("statements", ["who", "statement"]),
    ):
        for column in columns:
            yield from tables[table][column].astype(str)
