"""The edition's reference places: a few named councils, with what is known of each."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pandas as pd

from futuregazing.claims.refs import Ref
from futuregazing.edition.sections import RegionalSplit
from futuregazing.measures.councils import KINDS
from futuregazing.measures.councils_ahead import STAYS, reorganisation_map, strategic_map
from futuregazing.measures.regional_spend import INDEX
from futuregazing.tables.frames import Tables

BEYOND_THE_NAME = ("people", "authority", "ahead", "spend")


def reference_places(tables: Tables, settings: RegionalSplit, day: dt.date) -> pd.DataFrame:
    """Return one line a reference place, in the editor's order.

    Columns: place, region, kind; people, authority, ahead (reorganisation) and spend, each
    None where the edition does not know it; refs. A code of no council is left out.
    """
    now, index = tables["local_authorities"], tables[INDEX]
    authority = strategic_map(tables, day)["authority"]
    ahead = reorganisation_map(tables)["category"]
    lines = []
    for code in settings.reference_places:
        if code not in now.index:
            continue
        row = now.loc[code]
        people = row["population_mid2024"]
        spend = index["it_spend_gbp"].get(code)
        lines.append(
            {
                "place": row["name"],
                "region": row["region"],
                "kind": KINDS[str(row["type"])],
                "people": None if pd.isna(people) else int(people),
                "authority": authority.get(code) or None,
                "ahead": ahead.get(code, STAYS) if len(ahead) else None,
                "spend": None if spend is None else Decimal(repr(float(spend))),
                "refs": (Ref("local_authorities", code),),
            }
        )
    columns = ["place", "region", "kind", *BEYOND_THE_NAME, "refs"]
    return pd.DataFrame(lines, columns=columns)


def worth_a_table(frame: pd.DataFrame) -> bool:
    """Tell whether more than names and kinds is known of the places."""
    return bool(frame[list(BEYOND_THE_NAME)].notna().any(axis=None))
