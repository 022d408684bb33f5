"""Which councils there were on an edition's day, and of which kind.

The map has one hexagon for each council of today below county level. Councils of an older
edition's day are put back from the table of successors: the hexagon of a council that
began later stands for those it replaced.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Ref, unique_refs
from futuregazing.tables.frames import Tables

SUCCESSORS = "la_successors"
ENDED_BY = ("merged into", "split")
UPPER = "county council"
ON_THE_MAP = ["gss_code", "name", "nation", "region", "centroid_lon", "centroid_lat"]
"""What the cartogram needs to know of a council."""

COUNTY, DISTRICT = "County council", "District under a county council"
UNITARY, BOROUGH = "English unitary council", "Metropolitan or London borough"
NATIONS = "Council in Wales, Scotland or Northern Ireland"
KINDS: Mapping[str, str] = MappingProxyType(
    {
        UPPER: COUNTY,
        "non-metropolitan district": DISTRICT,
        "unitary authority": UNITARY,
        "sui generis (Isles of Scilly)": UNITARY,
        "metropolitan district": BOROUGH,
        "London borough": BOROUGH,
        "City of London Corporation": BOROUGH,
        "Scottish unitary authority": NATIONS,
        "Welsh unitary authority": NATIONS,
        "Northern Ireland district": NATIONS,
    }
)
ALL_KINDS = (COUNTY, DISTRICT, UNITARY, BOROUGH, NATIONS)
PLURAL: Mapping[str, str] = MappingProxyType(
    {
        DISTRICT: "Districts under county councils",
        UNITARY: "English unitary councils",
        BOROUGH: "Metropolitan and London boroughs",
        NATIONS: "Councils in Wales, Scotland and Northern Ireland",
        COUNTY: "County councils",
    }
)
KIND_ORDER = tuple(PLURAL[kind] for kind in ALL_KINDS[1:])
TYPE_THEN: Mapping[str, str] = MappingProxyType(
    {
        "County": UPPER,
        "Unitary authority": "unitary authority",
        "Metropolitan district": "metropolitan district",
        "Non-metropolitan district": "non-metropolitan district",
        "Scottish unitary authority": "Scottish unitary authority",
    }
)
"""Types as the table of successors spells them, as the table of councils does."""


def councils_at(tables: Tables, day: dt.date) -> pd.DataFrame:
    """Return the councils there were on a day, counties too, by code.

    Columns: name; kind; region; hexagon (code of today's council whose hexagon it lies in,
    "" for counties); refs (the row that says so, for councils that are gone).
    """
    now = tables["local_authorities"]
    later = _ended_after(tables, day)
    began = set(later["current_gss"])
    rows = {
        str(code): {
            "name": row["name"],
            "kind": KINDS[row["type"]],
            "region": row["region"],
            "hexagon": "" if row["type"] == UPPER else code,
            "refs": (),
        }
        for code, row in now.iterrows()
        if code not in began
    }
    for ref, row in later.iterrows():
        kind = KINDS[TYPE_THEN[row["old_type"]]]
        rows[str(row["old_gss"])] = {
            "name": row["old_name"],
            "kind": kind,
            "region": now.at[row["current_gss"], "region"],
            "hexagon": "" if kind == COUNTY else row["current_gss"],
            "refs": (Ref(SUCCESSORS, str(ref)),),
        }
    columns = ["name", "kind", "region", "hexagon", "refs"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns)


def hexagons(tables: Tables) -> pd.DataFrame:
    """Return the councils of today that have a hexagon, by code, as the cartogram needs them."""
    now = tables["local_authorities"]
    below = now[now["type"] != UPPER]
    return below[[column for column in ON_THE_MAP if column in below]].assign(gss_code=below.index)


def kinds_map(tables: Tables, day: dt.date) -> pd.DataFrame:
    """Return the hexagons with category (kinds on the day), then, and refs.

    `then` names the councils of the day where the hexagon's council began later; the
    category is the kind of most of them.
    """
    standing = councils_at(tables, day)
    by_hexagon = dict(iter(standing[standing["hexagon"] != ""].groupby("hexagon")))
    lines = [_kind_line(str(code), by_hexagon[code]) for code in hexagons(tables).index]
    return hexagons(tables).assign(**_columns(lines))


def kinds_table(tables: Tables, day: dt.date) -> pd.DataFrame:
    """Return how many councils of each kind each region had on a day, with `all` of them."""
    standing = councils_at(tables, day)
    made = pd.crosstab(standing["region"], standing["kind"])
    made = made.reindex(index=tables["regions"]["region"], columns=ALL_KINDS)
    made = made.fillna(0).astype(int)
    made["all"] = made.sum(axis=1)
    behind = [(ref,) for ref in sources(tables)]
    made["refs"] = pd.Series(behind, made.index, dtype=object)
    return made.rename_axis(columns=None).rename_axis("region").reset_index()


def kinds_total(tables: Tables, day: dt.date) -> dict[str, object]:
    """Return the last line of `kinds_table`: the sums."""
    counts = kinds_table(tables, day)
    return {"region": "All"} | {column: int(counts[column].sum()) for column in (*ALL_KINDS, "all")}


def sources(tables: Tables) -> tuple[Ref, ...]:
    """Return the rows that counts over all councils rest on: one a region, with its numbers."""
    return tuple(Ref("regions", str(code)) for code in tables["regions"].index)


def council_count(tables: Tables, day: dt.date, kind: str = "") -> Quantity:
    """Return how many councils there were on a day, of one kind or of all."""
    standing = councils_at(tables, day)
    chosen = standing[standing["kind"] == kind] if kind else standing
    changed = (ref for refs in chosen["refs"] for ref in refs)
    return counted(
        len(chosen),
        "councils",
        unique_refs((*sources(tables), *changed)),
        geography="UK",
        told_by=True,
    )


def redrawn(tables: Tables, day: dt.date) -> tuple[Quantity, Quantity] | None:
    """Return how many hexagons stand for councils of the day that are gone, and for how many."""
    standing = councils_at(tables, day)
    gone = standing[(standing["hexagon"] != "") & (standing["hexagon"] != standing.index)]
    if gone.empty:
        return None
    refs = tuple(ref for refs in gone["refs"] for ref in refs)
    return (
        counted(gone["hexagon"].nunique(), "hexagons", refs, told_by=True),
        counted(len(gone), "councils", refs, told_by=True),
    )


def _kind_line(code: str, there: pd.DataFrame) -> dict[str, Any]:
    """Return what one hexagon shows of the councils that stood there."""
    same = list(there.index) == [code]
    return {
        "category": PLURAL[Counter(there["kind"]).most_common(1)[0][0]],
        "then": "" if same else ", ".join(sorted(there["name"])),
        "refs": tuple(ref for refs in there["refs"] for ref in refs),
    }


def _columns(lines: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """Return lines as columns, so that tuples stay cells."""
    return {key: [line[key] for line in lines] for key in (lines[0] if lines else ())}


def _ended_after(tables: Tables, day: dt.date) -> pd.DataFrame:
    """Return the succession rows of councils that stood on a day and are gone today."""
    rows = tables[SUCCESSORS]
    today = set(tables["local_authorities"].index)
    gone = rows["relation"].isin(ENDED_BY) & (rows["effective_date"] > day.isoformat())
    later = rows[gone & rows["current_gss"].isin(today) & ~rows["old_gss"].isin(today)]
    # A council that both began and ended after the day was not there on it.
    later = later[~later["old_gss"].isin(set(later["new_gss"]))]
    return later.drop_duplicates("old_gss")
