"""Which councils are about to be replaced, and when, as far as an edition could know.

The table names areas ("Essex, Southend-on-Sea and Thurrock"); a supplier needs councils. An
area holds the county and unitary councils it names, and the districts of those counties.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

import pandas as pd

from futuregazing.claims.house_words import house_words
from futuregazing.claims.refs import Ref
from futuregazing.tables.frames import Tables

TABLE = "la_reorganisation_2027_2028"
COLUMNS = ["name", "area", "new", "vesting", "planned", "status", "refs"]
NOT_DECIDED = "(decision not seen)"
NAMED_BY_TYPE = ("county council", "unitary authority")
DISTRICT = "non-metropolitan district"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def reorganised_councils(tables: Tables) -> pd.DataFrame:
    """Return the councils in areas whose reorganisation is known, by code.

    Columns: name; area; new (names of the councils to come, "" if not decided); vesting
    (the day they take over, a date); planned (True if that day is not yet fixed by law);
    status (as the source tells it); refs (the row behind it).
    """
    authorities = tables["local_authorities"]
    rows = {}
    for row in tables[TABLE].to_dict("records"):
        told = _told({str(key): str(value) for key, value in row.items()})
        for code in councils_of(str(row["area"]), tables):
            rows[code] = {"name": authorities.at[code, "name"], **told}
    return pd.DataFrame.from_dict(rows, orient="index", columns=COLUMNS).sort_index()


def councils_of(area: str, tables: Tables) -> list[str]:
    """Return the codes of the councils of one area of the table."""
    authorities = tables["local_authorities"]
    england = authorities[authorities["nation"] == "England"]
    whole = england[england["type"].isin(NAMED_BY_TYPE)]
    named = {str(code) for code, name in whole["name"].items() if _names(area, str(name))}
    named |= _members(area, tables)
    districts = england[england["county_gss"].isin(named) & (england["type"] == DISTRICT)]
    return sorted(named | {str(code) for code in districts.index})


def vesting_day(printed: str) -> tuple[dt.date, bool]:
    """Return the day of "2028-04-01 (planned)" and whether it is only planned."""
    found = _DAY.search(printed)
    if found is None:
        raise ValueError(f"no day in {printed!r}")
    return dt.date.fromisoformat(found[0]), "planned" in printed


def _told(row: Mapping[str, str]) -> dict[str, object]:
    day, planned = vesting_day(row["vesting"])
    new = "" if row["new"] == NOT_DECIDED else row["new"]
    ref = (Ref(TABLE, row["area"]),)
    return {
        "area": row["area"],
        "new": new,
        "vesting": day,
        "planned": planned,
        "status": house_words(row["status"]),
        "refs": ref,
    }


def _names(area: str, council: str) -> bool:
    """Tell whether the area names the council: "Derby" does not stand in "Derbyshire"."""
    return re.search(rf"(?<!\w){re.escape(council)}(?!\w)", area) is not None


def _members(area: str, tables: Tables) -> set[str]:
    """Return the members of the strategic authority that is named after the area.

    "Greater Lincolnshire" names one council and means three.
    """
    authorities, members = tables["strategic_authorities"], tables["strategic_authority_members"]
    same = [str(row) for row, name in authorities["name"].items() if str(name).startswith(area)]
    return set(members.loc[members["strategic_authority_id"].isin(same), "member_gss"])
