"""Where the buyers are and what kind of body they are; values per head of population.

A place is the buyer's, never the place of delivery, which lists every region or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, counted
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import POUND, Unit
from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_labels import REGION_NOT_KNOWN
from futuregazing.measures.measured_numbers import Measured, number_of, told, total
from futuregazing.measures.register import records

POPULATION = "population_region_2010_2024"
KINDS: Mapping[str, str] = {
    "council": "Councils",
    "combined_authority": "Combined authorities",
    "police": "Police forces",
    "fire": "Fire and rescue services",
    "ambulance": "Ambulance trusts",
    "consortium": "Joint buyers",
    "national": "National bodies",
    "several": "Bodies of several kinds together",
}
NO_KIND = "Other buyers, and those not recognised"


def by_region(market: MeasuredMarket, regions: pd.DataFrame) -> pd.DataFrame:
    """Return the value awarded by buyers of each region, in the order of the table.

    Args:
        market: the awards.
        regions: index region_code; region.

    Returns:
        Columns as in `told`, with `region` first, and `code`. A last row holds the
        awards of buyers whose region is not known, or who lie in several.
    """
    code = market.awards["body_region"]
    rows = [
        (
            name,
            _of(market, code == key, f"region:{key}", f"value: buyers in {name}", geography=name),
        )
        for key, name in zip(regions.index, regions["region"].astype("str"), strict=True)
    ]
    lost = ~code.isin(regions.index)
    query = "value of awards by buyers without one known region"
    frame = told([*rows, (REGION_NOT_KNOWN, _of(market, lost, "region:unknown", query))], "region")
    frame["code"] = [*map(str, regions.index), ""]
    return frame


def per_head(market: MeasuredMarket, regions: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """Return the value awarded per head in each region that has both.

    Args:
        market: the awards, as a rule of one year.
        regions: index region_code; region.
        people: index `region_code:year`; region_code, year, population; as the edition knows
            them. The latest year of a region is taken.

    Returns:
        Columns of `by_region` with `value` per head, `awarded`, `people` (Quantities), `year` (of
        the population) and, where the table has it, `known_by` (its day of publication).
    """
    latest = people.sort_values("year").drop_duplicates("region_code", keep="last")
    of_region = {str(row["region_code"]): (str(key), row) for key, row in latest.iterrows()}
    known = by_region(market, regions)
    lines: list[dict[str, Any]] = []
    for line in records(known):
        if line["value"] is None or line["code"] not in of_region:
            continue
        key, row = of_region[line["code"]]
        n = counted(
            int(row["population"]),
            "people",
            (Ref(POPULATION, key),),
            basis="population estimate for the middle of the year",
            formula="",
        )
        awarded = line["value"]
        extra = {"awarded": awarded, "people": n, "year": int(row["year"])}
        extra |= {"known_by": row["known_by"]} if "known_by" in row else {}
        lines.append({**line, "value": _each(awarded, n), **extra})
    columns = [*known.columns, "awarded", "people", "year"]
    return pd.DataFrame(lines, columns=[*columns, *(["known_by"] if "known_by" in people else [])])


def by_kind(market: MeasuredMarket) -> pd.DataFrame:
    """Return the value awarded by each kind of body that awarded anything; columns as in `told`.

    Columns `kind` (the vocabulary of `body_kind`; empty for those not recognised) and
    `bodies` (how many different ones) are added.
    """
    awards = market.awards
    kind = awards["body_kind"].fillna("")
    rows, kinds, bodies = [], [], []
    for key, label in {**KINDS, "": NO_KIND}.items():
        own = kind == key
        if own.any():
            rows.append((label, _of(market, own, f"kind:{key or 'none'}", f"value: {label}")))
            kinds.append(key)
            bodies.append(int(awards.loc[own, "body_code"].nunique()))
    return told(rows).assign(kind=pd.Series(kinds, dtype="str"), bodies=bodies)


def bodies_that_awarded(market: MeasuredMarket) -> Measured:
    """Return how many different bodies made the awards: what the market's map rests on."""
    found = market.awards[market.awards["body_code"].notna()].drop_duplicates("body_code")
    return number_of(market, found, "bodies", "different bodies that made awards", "bodies")


def _of(market: MeasuredMarket, rows: pd.Series, name: str, query: str, **meaning: Any) -> Measured:
    return total(market, market.awards[rows], name, query, **meaning)


def _each(awarded: Quantity, people: Quantity) -> Quantity:
    return Quantity(
        awarded.value / people.value,
        Unit(POUND, per="head"),
        qualifier="derived",
        basis=awarded.basis,
        geography=awarded.geography,
        scope=awarded.scope,
        period=awarded.period,
        vintage=awarded.vintage,
        refs=(*awarded.refs, *people.refs),
        formula=f"{awarded.full} ÷ {people.full}",
        inputs=(awarded, people),
        note=awarded.note,
    )
