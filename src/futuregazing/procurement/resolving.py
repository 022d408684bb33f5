"""Who is who, written into a snapshot's tables: bodies behind buyers, firms behind suppliers.

The tables come from the rules with these columns empty. Names repeat a great deal, so each
distinct one is resolved once, here, and joined back in the database.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow as pa

from futuregazing.procurement.bodies import Body, BodyNames, Resolution
from futuregazing.procurement.parts import sql_text
from futuregazing.procurement.party_flags import OF_RESOLVED
from futuregazing.procurement.schema import TABLE
from futuregazing.procurement.suppliers import (
    COMPANY_REGISTER,
    Grouped,
    Supplier,
    cleaned_name,
    group_suppliers,
)
from futuregazing.procurement.vocabulary import PAYER_PLACES

SEVERAL = "; "
PAYEE = ("payee", "number", "group_key")
PAYER = (
    *("publisher", "listed_by", "body_code", "body_kind", "body_name", "resolved_by"),
    *("payer_in", "is_of_list"),
)
COLUMN, FILE_NAME = PAYER_PLACES
OF_LIST = "payer of the list"
"""Flag of payments of which the payer printed is no body known."""
BOUGHT = (
    *("buyer_key", "body_code", "body_kind", "body_name", "body_region", "resolved_by"),
    "is_succeeded",
)
REGION_COLUMNS: Mapping[str, tuple[str, str]] = {
    "council": ("local_authorities", "region_code"),
    "police": ("police_forces", "region_code"),
    "fire": ("fire_services", "region_code"),
    "ambulance": ("ambulance_services", "main_region_code"),
}
"""For each kind of body with a region: its table and the column that holds it."""


RESTS_ON = (
    "local_authorities",
    "la_successors",
    "strategic_authorities",
    "police_forces",
    "fire_services",
    "ambulance_services",
    "national_bodies",
    "body_aliases",
    "resellers",
)
"""The reference tables that decide who is who."""


class Resolver:
    """Resolves buyers, payers and suppliers against the reference tables."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Learn the bodies and the resellers.

        Args:
            tables: those of `RESTS_ON`.
        """
        self.bodies = BodyNames(tables)
        self._regions = {
            (kind, str(code)): str(region)
            for kind, (table, column) in REGION_COLUMNS.items()
            for code, region in tables[table][column].dropna().items()
        }
        text = "".join(tables[name].to_csv() for name in RESTS_ON)
        self.fingerprint = hashlib.sha256(text.encode()).hexdigest()
        self._resellers = {cleaned_name(name) for name in tables["resellers"]["name"]}

    def buyer(self, name: str, identifiers: Sequence[str] = ()) -> tuple[str | None, ...]:
        """Return body_code, body_kind, body_name, body_region and resolved_by of a buyer.

        `identifiers` are written register-identifier, such as GB-LAE-CRY.
        """
        pairs = [
            ("-".join(one.split("-")[:2]), "-".join(one.split("-")[2:])) for one in identifiers
        ]
        return self._told(self.bodies.resolve(name, pairs))

    def region(self, bodies: Sequence[Body]) -> str | None:
        """Return the region that all of the bodies lie in; None if it is not one."""
        regions = {self._regions.get((body.kind, body.code)) for body in bodies}
        return regions.pop() if len(regions) == 1 else None

    def is_reseller(self, name: str) -> bool:
        """Return whether a supplier sells others' products, as the register shows."""
        return cleaned_name(name) in self._resellers

    def is_public_body(self, name: str) -> bool:
        """Return whether a supplier is itself one of the bodies that buy."""
        return bool(self.bodies.resolve(name).bodies)

    def _told(self, found: Resolution) -> tuple[str | None, ...]:
        if not found.bodies:
            return (None, None, None, None, found.how)
        how = f"{found.how}, doubted" if found.doubt else found.how
        codes = SEVERAL.join(body.code for body in found.bodies)
        names = SEVERAL.join(body.name for body in found.bodies)
        return (codes, found.kind, names, self.region(found.bodies), how)


def resolve(con: duckdb.DuckDBPyConnection, folder: Path, resolver: Resolver) -> dict[str, int]:
    """Fill the columns of who is who in the tables of a folder.

    Returns:
        how many buyers each way of resolving accounts for.
    """
    buyers, counts = _buyers(con, folder, resolver)
    con.register("who_buyer", buyers)
    suppliers, payees = _firms(con, folder, resolver)
    con.register("who_supplier", suppliers)
    _rewrite(con, folder, "buyer", "who_buyer")
    _rewrite(con, folder, "supplier", "who_supplier")
    con.register("who_payer", _payers(con, folder, resolver))
    con.register("who_payee", payees)
    _rewrite_spend(con, folder)
    return counts


def _buyers(
    con: duckdb.DuckDBPyConnection, folder: Path, resolver: Resolver
) -> tuple[pa.Table, dict[str, int]]:
    rows = con.execute(
        f"""SELECT buyer_key, coalesce(name, ''), list_concat(
            CASE WHEN id IS NULL THEN [] ELSE [scheme || '-' || id] END, other_ids)
        FROM {_file(folder, "buyer")} ORDER BY buyer_key"""
    ).fetchall()
    made = [
        (key, *resolver.buyer(name, [i for i in ids if i]), resolver.bodies.is_succeeded(name))
        for key, name, ids in rows
    ]
    return _table(BOUGHT, made), dict(sorted(Counter(str(row[-2]) for row in made).items()))


def _firms(
    con: duckdb.DuckDBPyConnection, folder: Path, resolver: Resolver
) -> tuple[pa.Table, pa.Table]:
    """Return the groups of suppliers and of payees, grouped together: a firm has one key.

    Payments rarely hold company numbers; a payee joins the company of its name.
    """
    suppliers = con.execute(
        f"""SELECT supplier_key, coalesce(name, ''), coalesce(company_number, '')
        FROM {_file(folder, "supplier")} ORDER BY supplier_key"""
    ).fetchall()
    payees = con.execute(
        f"""SELECT DISTINCT coalesce(supplier_name, ''), coalesce(company_number, '')
        FROM {_file(folder, "spend")} ORDER BY ALL"""
    ).fetchall()
    named = [*((name, number) for _, name, number in suppliers), *payees]
    grouped = group_suppliers([Supplier(name, COMPANY_REGISTER, number) for name, number in named])
    paid = zip(payees, grouped[len(suppliers) :], strict=True)
    return (
        _suppliers(suppliers, grouped[: len(suppliers)], resolver),
        _table(PAYEE, [(*payee, group.group or None) for payee, group in paid]),
    )


def _suppliers(
    rows: Sequence[tuple[str, str, str]], grouped: Sequence[Grouped], resolver: Resolver
) -> pa.Table:
    printed: dict[str, Counter[str]] = {}
    for (_, name, _), group in zip(rows, grouped, strict=True):
        printed.setdefault(group.group, Counter())[name] += 1
    names = {
        group: min(told, key=lambda name: (-told[name], name.isupper(), name))
        for group, told in printed.items()
    }
    made = [
        (
            key,
            group.group or None,
            names[group.group] if group.group else None,
            group.how,
            resolver.is_reseller(name),
            bool(group.group) and resolver.is_public_body(name),
            group.several_numbers,
        )
        for (key, name, _), group in zip(rows, grouped, strict=True)
    ]
    columns = (
        "supplier_key",
        "group_key",
        "group_name",
        "grouped_by",
        "is_reseller",
        "is_public_body",
        "is_under_several_numbers",
    )
    return _table(columns, made)


def _payers(con: duckdb.DuckDBPyConnection, folder: Path, resolver: Resolver) -> pa.Table:
    rows = con.execute(
        f"""SELECT DISTINCT publisher, coalesce(listed_by, '')
        FROM {_file(folder, "spend")} ORDER BY ALL"""
    )
    made = [
        (name, listed_by, *_payer(name, listed_by, resolver)) for name, listed_by in rows.fetchall()
    ]
    return _table(PAYER, made)


def _payer(printed: str, listed_by: str, resolver: Resolver) -> tuple[object, ...]:
    """Return body_code, body_kind, body_name, resolved_by, payer_in and is_of_list of a payer.

    A list may name parts of the body whose it is, and firms of its own: "Children's Services",
    "London Underground Ltd". What is no body known is paid by the one whose list it is.
    """
    code, kind, name, _, how = resolver.buyer(printed)
    in_column = bool(listed_by) and printed != listed_by
    if code or not in_column:
        return code, kind, name, how, COLUMN if in_column else FILE_NAME, False
    code, kind, name, _, how_listed = resolver.buyer(listed_by)
    if code:
        return code, kind, name, how_listed, FILE_NAME, True
    by_list = how == "unknown" and how_listed != "unknown"
    return None, None, None, how_listed if by_list else how, FILE_NAME if by_list else COLUMN, False


def _rewrite(con: duckdb.DuckDBPyConnection, folder: Path, table: str, who: str) -> None:
    key = TABLE[table].key[0]
    filled = [name for name in _columns(con, who) if name in TABLE[table].names and name != key]
    _replace(
        con,
        folder,
        table,
        f"""SELECT * REPLACE (list_sort(list_concat(flags, {OF_RESOLVED[table]})) AS flags)
        FROM (SELECT t.* EXCLUDE ({", ".join(filled)}), w.* EXCLUDE ({key})
        FROM {_file(folder, table)} AS t LEFT JOIN {who} AS w USING ({key})) ORDER BY {key}""",
    )


def _rewrite_spend(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    told = PAYER[2:-1]
    _replace(
        con,
        folder,
        "spend",
        f"""SELECT t.* EXCLUDE ({", ".join(told)}, group_key, flags),
            {", ".join(f"p.{name}" for name in told)}, s.group_key,
            CASE WHEN p.is_of_list THEN list_sort(list_append(flags, '{OF_LIST}')) ELSE flags END
                AS flags
        FROM {_file(folder, "spend")} AS t LEFT JOIN who_payer AS p
            ON p.publisher = t.publisher AND p.listed_by = coalesce(t.listed_by, '')
        LEFT JOIN who_payee AS s ON s.payee = coalesce(t.supplier_name, '')
            AND s.number = coalesce(t.company_number, '')
        ORDER BY raw_file, raw_no, raw_line""",
    )


def _replace(con: duckdb.DuckDBPyConnection, folder: Path, table: str, query: str) -> None:
    """Write a table anew with its columns in order and type, and put it in the old one's place."""
    columns = ", ".join(f"({c.name})::{c.sql_type} AS {c.name}" for c in TABLE[table].columns)
    fresh = folder / f".{table}.parquet"
    con.execute(
        f"""COPY (SELECT {columns} FROM ({query})) TO {sql_text(str(fresh))}
        (FORMAT parquet, COMPRESSION zstd)"""
    )
    fresh.replace(folder / f"{table}.parquet")


def _columns(con: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    return [str(row[0]) for row in con.execute(f"DESCRIBE {name}").fetchall()]


def _file(folder: Path, table: str) -> str:
    return f"read_parquet({sql_text(str(folder / f'{table}.parquet'))})"


def _table(names: Sequence[str], rows: Sequence[Sequence[object]]) -> pa.Table:
    kinds = [pa.bool_() if name.startswith("is_") else pa.string() for name in names]
    return pa.table(
        {
            name: pa.array([row[place] for row in rows], kind)
            for place, (name, kind) in enumerate(zip(names, kinds, strict=True))
        }
    )
