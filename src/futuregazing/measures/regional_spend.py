"""What each region spent and who sells at home, as far as it was published; spend per head.

Most regions have no published amount. Those stay in every frame without a value, so that a
map shows them as not known and never as nought.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Any

import pandas as pd

from futuregazing.claims.quantity import Quantity, add, counted, quantity, subtract
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import POUND, Unit
from futuregazing.edition.periods import Period
from futuregazing.measures import choose
from futuregazing.measures.regions import ONE_PUBLICATION, SPEND, TOTALS, dated, regions_in
from futuregazing.tables.frames import Tables

AT_HOME = "intra_region_supplier_share"
POPULATION = "population_region_2010_2024"
INDEX = "techuk_index_it_spend_by_district"
OTHERS = "All other regions together"


def latest_publication(tables: Tables) -> pd.DataFrame:
    """Return the regional amounts of the publication with the latest period, best first."""
    rows = choose.best_first(choose.figures(tables, {SPEND}))
    if rows.empty:
        return rows
    same = rows[ONE_PUBLICATION].eq(rows[ONE_PUBLICATION].iloc[0]).all(axis=1)
    return rows[same]


def spend_by_region(tables: Tables) -> pd.DataFrame:
    """Return one tile a region: code, region, value (None if not published), text, place, refs.

    `text` is what the tile says where an amount was published for several regions together.
    """
    rows = choose.records(latest_publication(tables))
    alone = {str(row["geography"]): quantity(row) for row in rows}
    together = [
        (regions_in(str(row["geography"])), quantity(row))
        for row in rows
        if len(regions_in(str(row["geography"]))) > 1
    ]
    tiles = _tiles(tables)
    shared = [
        [amount for names, amount in together if region in names and region not in alone]
        for region in tiles["region"]
    ]
    return tiles.assign(
        value=pd.Series([alone.get(r) for r in tiles["region"]], tiles.index, dtype=object),
        text=[f"in {amounts[0].text}" if amounts else "" for amounts in shared],
        refs=pd.Series([a[0].refs if a else () for a in shared], tiles.index, dtype=object),
    )


def known_regions(frame: pd.DataFrame) -> Quantity:
    """Return how many regions of `spend_by_region` have an amount of their own."""
    known = [value for value in frame["value"] if isinstance(value, Quantity)]
    return counted(len(known), "regions", tuple(ref for value in known for ref in value.refs))


def rest_of_country(tables: Tables) -> Quantity | None:
    """Return what the regions without an amount of their own spent together, if it follows."""
    rows = choose.records(latest_publication(tables))
    whole = national_total(tables)
    alone = [quantity(row) for row in rows if len(regions_in(str(row["geography"]))) == 1]
    if whole is None or not alone or any(r["geography"] not in _names(tables) for r in rows):
        return None
    known = alone[0]
    for amount in alone[1:]:
        known = add(known, amount)
    return subtract(whole, known)


def national_total(tables: Tables) -> Quantity | None:
    """Return the total that belongs to the latest regional amounts."""
    regional = choose.records(latest_publication(tables))
    if not regional:
        return None
    figures = choose.figures(tables, TOTALS)
    fits = figures[ONE_PUBLICATION].eq([regional[0][key] for key in ONE_PUBLICATION]).all(axis=1)
    totals = choose.best_first(figures[fits])
    return quantity(choose.records(totals)[0]) if len(totals) else None


def spend_per_head(tables: Tables) -> pd.DataFrame:
    """Return label, value (pounds a head), spend and people for each known region and the rest.

    Empty where no population of the time was known by the edition's date, or no amount.
    """
    lines: list[dict[str, Any]] = []
    known: list[str] = []
    for row in spend_by_region(tables).to_dict("records"):
        spend = row["value"]
        people = population(tables, [str(row["code"])], spend.period) if spend else None
        if spend and people:
            known.append(str(row["code"]))
            lines.append(_line(str(row["region"]), spend, people))
    whole, rest = national_total(tables), rest_of_country(tables)
    codes = [str(code) for code in tables["regions"].index]
    for label, spend, chosen in (
        (OTHERS, rest, [code for code in codes if code not in known]),
        (whole.geography if whole else "", whole, codes),
    ):
        people = population(tables, chosen, spend.period) if spend and lines else None
        if spend and people:
            lines.append(_line(label, spend, people))
    return pd.DataFrame(lines, columns=["label", "value", "spend", "people"])


def population(tables: Tables, codes: Collection[str], period: Period | None) -> Quantity | None:
    """Return how many lived in some regions in the middle of a period's first year.

    None where the edition knows no estimate for one of them.
    """
    if period is None or not period.bounded:
        return None
    rows = [f"{code}:{period.start.year}" for code in codes]
    known = tables[POPULATION]
    if not rows or not set(rows) <= set(known.index):
        return None
    return counted(
        int(known.loc[rows, "population"].sum()),
        "people",
        tuple(Ref(POPULATION, row) for row in rows),
        basis="population estimate for the middle of the year",
        formula="" if len(rows) == 1 else f"sum of {len(rows)} regions",
    )


def at_home(tables: Tables) -> pd.DataFrame:
    """Return the shares of suppliers' income earned at home, the oldest publication first.

    Columns: region, value, period, publisher, published (Named), known_by.
    """
    rows = choose.figures(tables, {AT_HOME}).sort_values(["known_by", "value"])
    lines = [
        {
            "region": row["geography"],
            "value": quantity(row),
            "period": choose.period(row),
            "publisher": row["publisher"],
            "published": dated(row),
            "known_by": row["known_by"],
        }
        for row in choose.records(rows)
    ]
    columns = ["region", "value", "period", "publisher", "published", "known_by"]
    return pd.DataFrame(lines, columns=columns)


def at_home_by_region(tables: Tables) -> pd.DataFrame:
    """Return one tile a region with its share of the newest publication; None if it has none."""
    shares = at_home(tables)
    newest = shares[shares["known_by"] == shares["known_by"].max()] if len(shares) else shares
    latest = {row["region"]: row["value"] for row in newest.to_dict("records")}
    tiles = _tiles(tables)
    return tiles.assign(
        value=pd.Series([latest.get(r) for r in tiles["region"]], tiles.index, dtype=object)
    )


def said_of_regions(tables: Tables) -> pd.DataFrame:
    """Return dated findings that name two regions or more and give no figure for them."""
    evidence = tables["evidence"]
    names = _names(tables)
    several = [sum(name in found for name in names) > 1 for found in evidence["finding"]]
    wordless = evidence["value"].isna() & pd.Series(several, evidence.index, dtype=bool)
    return evidence[wordless].sort_values("known_by", kind="stable")


def index_places(tables: Tables) -> pd.DataFrame:
    """Return the places that the index lists: place, region, spend and spend per head."""
    frame = tables[INDEX]
    lines = [
        {
            "place": row["district"],
            "region": row["region"],
            "spend": _pounds(row["it_spend_gbp"], ref, str(row["district"])),
            "per_head": _pounds(row["spend_per_head_gbp"], ref, str(row["district"]), per="head"),
        }
        for ref, row in ((Ref(INDEX, str(code)), row) for code, row in frame.iterrows())
    ]
    return pd.DataFrame(lines, columns=["place", "region", "spend", "per_head"])


def index_total(tables: Tables, region: str = "") -> Quantity | None:
    """Return what the listed places spent together, of all or of one region."""
    places = index_places(tables)
    if region:
        places = places[places["region"] == region]
    whole = national_total(tables)
    if places.empty or whole is None:
        return None
    refs = tuple(ref for spend in places["spend"] for ref in spend.refs)
    return Quantity(
        sum((spend.value for spend in places["spend"]), Decimal(0)),
        Unit(POUND),
        qualifier="derived",
        basis=whole.basis,
        geography=region or "places listed",
        scope=whole.scope,
        period=whole.period,
        vintage=whole.vintage,
        grade=whole.grade,
        refs=refs,
        formula=f"sum of {len(places)} places",
    )


def _pounds(value: Any, ref: Ref, place: str, *, per: str = "") -> Quantity | None:
    if pd.isna(value):
        return None
    amount = Decimal(repr(float(value)))
    return Quantity(
        amount, Unit(POUND, per), geography=place, scope="local authorities", refs=(ref,)
    )


def _line(label: str, spend: Quantity, people: Quantity) -> dict[str, Any]:
    each = Quantity(
        spend.value / people.value,
        Unit(POUND, per="head"),
        qualifier="derived" if spend.qualifier in {"exact", "derived"} else "approx",
        basis=spend.basis,
        geography=spend.geography,
        scope=spend.scope,
        period=spend.period,
        vintage=spend.vintage,
        grade=spend.grade,
        refs=(*spend.refs, *people.refs),
        formula=f"{spend.expression} ÷ {people.full}",
        inputs=(spend, people),
    )
    return {"label": label, "value": each, "spend": spend, "people": people}


def _tiles(tables: Tables) -> pd.DataFrame:
    """Return the regions with their places in the grid of tiles."""
    frame = tables["regions"][["region", "tile_row", "tile_col"]]
    return frame.assign(code=frame.index).reset_index(drop=True)


def _names(tables: Tables) -> set[str]:
    return set(tables["regions"]["region"])
