"""What is true of a known market, and what an import found, as frames that can be compared."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
from known_dirt import Dirt
from known_market import Market, truth
from known_releases import VAT, write

from futuregazing.procurement.importing import import_files
from futuregazing.procurement.snapshot import tidy_tables
from futuregazing.procurement.suppliers import cleaned_name
from futuregazing.procurement.technology_sql import TechnologyTables
from futuregazing.procurement.vocabulary import COUNTED_BASES

HORIZON = (dt.date(2026, 1, 1), dt.date(2027, 12, 31))
A_FEW = 0.03
"""Rate of a fault of which even a small market has some."""
FRAMEWORKS_OWN = "call_off"
"""The fault told for what stands under no true award: the frameworks of the call-offs."""


@dataclass(frozen=True)
class Found:
    """The tables that an import made of a market's releases."""

    folder: Path

    def frame(self, query: str) -> pd.DataFrame:
        """Return the answer to a query in which `{award}` and the like stand for tables."""
        files = {file.stem: f"read_parquet('{file}')" for file in self.folder.glob("*.parquet")}
        return duckdb.sql(query.format(**files, counted=f"value_basis IN {COUNTED_BASES}")).df()

    def values(self) -> dict[str, Decimal]:
        """Return what counts, by title."""
        rows = self.frame(
            """SELECT title, sum(value_gbp)::VARCHAR AS pounds FROM {award}
            WHERE kept AND {counted} GROUP BY title"""
        )
        return {row.title: Decimal(row.pounds) for row in rows.itertuples()}

    def worth(self, which: str) -> Decimal:
        """Return the pounds that count of the awards of which a condition holds."""
        rows = self.frame(
            f"""SELECT coalesce(sum(value_gbp), 0)::VARCHAR AS pounds FROM {{award}}
            WHERE kept AND {{counted}} AND ({which})"""
        )
        return Decimal(rows["pounds"].iloc[0])

    def ends(self, column: str) -> dict[str, list[dt.date]]:
        """Return the last days of kept awards, by title; `column` is end_date or max_end_date."""
        rows = self.frame(
            f"""SELECT title, coalesce({column}, end_date)::VARCHAR AS day FROM {{award}}
            WHERE kept AND end_date IS NOT NULL ORDER BY ALL"""
        )
        made: dict[str, list[dt.date]] = {}
        for row in rows.itertuples():
            made.setdefault(str(row.title), []).append(dt.date.fromisoformat(row.day))
        return made

    def flagged(self, flag: str) -> set[str]:
        """Return the titles of kept awards with a flag."""
        rows = self.frame(
            f"SELECT title FROM {{award}} WHERE kept AND list_contains(flags, '{flag}')"
        )
        return set(rows["title"])


def imported(
    market: Market,
    folder: Path,
    without: Collection[str] = (),
    technology: TechnologyTables | None = None,
) -> Found:
    """Print a market's releases, import them, and return what was found."""
    folder.mkdir(parents=True, exist_ok=True)
    write(market, folder / "releases.jsonl")
    import_files(
        [folder / "releases.jsonl"], folder / "snapshot", without=without, technology=technology
    )
    return Found(tidy_tables(folder / "snapshot"))


def market_of(
    number: int,
    councils: pd.DataFrame,
    *,
    spared: Collection[str] = (),
    more: Collection[str] = (),
) -> Market:
    """Return a market with all dirt but that spared; `more` of some, so that a few awards do."""
    dirt = Dirt()
    for fault in spared:
        dirt = dirt.without(fault)
    for fault in more:
        dirt = dirt.with_more(fault, A_FEW)
    return truth(number, councils, dirt=dirt)


def true_values(market: Market) -> dict[str, Decimal]:
    """Return what each award with a published value counts, by title; gross where only that is."""
    return {row.title: row.worth for row in _published(market).itertuples()}


def _published(market: Market) -> pd.DataFrame:
    """Return the awards with a published value, and as `worth` what it is: gross where only that.

    What VAT was in a value that is printed with it alone, no file tells.
    """
    rows = market.awards.assign(gross=market.dirt["gross_only"])
    rows = rows[rows["value"].notna()]
    worth = [
        Decimal(str(round(float(row.value) * VAT, 2))) if row.gross else row.value
        for row in rows.itertuples()
    ]
    return rows.assign(worth=pd.Series(worth, index=rows.index, dtype=object))


def true_ends(market: Market, column: str) -> dict[str, list[dt.date]]:
    """Return the last day of each award, by title; `column` is end or max_end."""
    return {
        str(title): [day] for title, day in market.awards[["title", column]].itertuples(index=False)
    }


def renewals(ends: Mapping[str, list[dt.date]]) -> list[str]:
    """Return the titles of what ends within the horizon, each as often as it does."""
    first, last = HORIZON
    return sorted(title for title, days in ends.items() for day in days if first <= day <= last)


def true_sme_share(market: Market) -> float:
    """Return the share of small firms among the leading suppliers of known size."""
    rows = market.awards[
        market.awards["value"].notna() & (market.awards["suppliers"].str.len() > 0)
    ]
    lead = market.suppliers.iloc[[sellers[0] for sellers in rows["suppliers"]]]
    return float(lead.loc[lead["scale_known"], "sme"].mean())


def found_sme_share(found: Found) -> float:
    """Return the same of the awards whose value counts."""
    rows = found.frame(
        """SELECT avg((scale = 'sme')::INT) AS share FROM {award}
        JOIN {award_supplier} USING (award_key) JOIN {supplier} USING (supplier_key)
        WHERE kept AND {counted} AND supplier_no = 1 AND scale IS NOT NULL"""
    )
    return float(rows["share"].iloc[0])


def true_top(market: Market, whose: str) -> list[str]:
    """Return the ten that bought (buyer) or alone sold (supplier) most, the largest first."""
    rows = _published(market).astype({"worth": float})
    if whose == "buyer":
        sums = rows.groupby("buyer")["worth"].sum().nlargest(10)
        return [str(market.buyers.at[place, "code"]) for place in sums.index]
    alone = rows[rows["suppliers"].str.len() == 1]
    sums = alone.groupby(alone["suppliers"].str[0])["worth"].sum().nlargest(10)
    return [cleaned_name(market.suppliers.at[place, "name"]) for place in sums.index]


def found_top(found: Found, whose: str) -> list[str]:
    """Return the same, as the resolver tells buyers and suppliers."""
    if whose == "buyer":
        query = """SELECT body_code AS who, sum(value_gbp) AS worth FROM {award}
            JOIN {buyer} USING (buyer_key) WHERE kept AND {counted} AND body_code IS NOT NULL
            GROUP BY 1 ORDER BY worth DESC LIMIT 10"""
        return found.frame(query)["who"].tolist()
    query = """SELECT any_value(group_name) AS who, sum(value_gbp) AS worth FROM {award}
        JOIN {award_supplier} USING (award_key) JOIN {supplier} USING (supplier_key)
        WHERE kept AND {counted} AND n_suppliers = 1 AND group_key IS NOT NULL
        GROUP BY group_key ORDER BY worth DESC LIMIT 10"""
    return [cleaned_name(name) for name in found.frame(query)["who"]]


def blamed(market: Market, wrong: Collection[str], faults: Collection[str]) -> list[str]:
    """Return which faults explain the awards that came out wrong, the one of most first.

    Args:
        market: the truth.
        wrong: titles.
        faults: those that may be to blame.
    """
    rows = market.dirt[list(faults)].set_index(market.awards["title"])
    left = {title: _faults_of(rows, title) for title in sorted(wrong)}
    told = []
    while left:
        count = Counter(fault for of_one in left.values() for fault in of_one or ("nothing",))
        fault = count.most_common(1)[0][0]
        told.append(fault)
        left = {t: of_one for t, of_one in left.items() if fault not in (of_one or ("nothing",))}
    return told


def _faults_of(rows: pd.DataFrame, title: str) -> tuple[str, ...]:
    if title not in rows.index:
        return (FRAMEWORKS_OWN,)
    return tuple(rows.columns[rows.loc[title].to_numpy()])
