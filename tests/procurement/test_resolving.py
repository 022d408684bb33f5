import datetime as dt
from pathlib import Path

import pytest

from futuregazing.procurement.engine import engine
from futuregazing.procurement.resolving import Resolver, resolve
from futuregazing.procurement.schema import TABLE, create_sql, faults
from futuregazing.tables import load_tables

SEEN = dt.datetime(2025, 1, 1)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    loaded = load_tables(None)
    return Resolver({name: loaded[name] for name in loaded.names})


def written(con, folder: Path, name: str, rows: list[dict]) -> None:
    con.execute(f"CREATE OR REPLACE TEMP TABLE made ({create_sql(TABLE[name])})")
    for row in rows:
        marks = ", ".join("?" for _ in row)
        con.execute(f"INSERT INTO made ({', '.join(row)}) VALUES ({marks})", list(row.values()))
    con.execute(f"COPY made TO '{folder / name}.parquet' (FORMAT parquet)")


def buyer(key: str, name: str, **more: object) -> dict:
    return {
        "buyer_key": key,
        "name": name,
        "other_ids": [],
        "seen_at": SEEN,
        "raw_file": "f",
    } | more


def supplier(key: str, name: str, number: str | None = None) -> dict:
    return {"supplier_key": key, "name": name, "company_number": number, "raw_file": "f"}


def payment(line: int, publisher: str, payee: str) -> dict:
    return {
        "spend_key": f"f:1:{line}",
        "publisher": publisher,
        "supplier_name": payee,
        "amount_gbp": 10,
        "flags": [],
        "raw_file": "f",
        "raw_line": line,
        "raw_no": 0,
        "kept": True,
    }


@pytest.fixture
def resolved(tmp_path, resolver):
    with engine(tmp_path / "scratch") as con:
        written(con, tmp_path, "buyer", [
            buyer("b1", "Kirklees Council"),
            buyer("b2", "A team", other_ids=["GB-LAE-CRY"]),
            buyer("b3", "Croydon Ltd", scheme="GB-CFS", id="7"),
            buyer("b4", "Kent and Essex Police"),
            buyer("b5", "University of Leeds"),
        ])  # fmt: skip
        written(con, tmp_path, "supplier", [
            supplier("s1", "Softcat plc", "02174990"),
            supplier("s2", "SOFTCAT PLC"),
            supplier("s3", "Withheld"),
            supplier("s4", "Leeds City Council"),
            supplier("s5", "Initech"),
        ])  # fmt: skip
        written(con, tmp_path, "spend", [
            payment(1, "lancashire fire", "Acme Ltd"),
            payment(2, "nobody", "ACME LIMITED"),
            payment(3, "nobody", "Softcat"),
            payment(4, "nobody", "Initech plc") | {"company_number": "00351400"},
        ])  # fmt: skip
        counts = resolve(con, tmp_path, resolver)

        def rows(name: str, columns: str) -> list[tuple]:
            file = f"read_parquet('{tmp_path / name}.parquet')"
            return con.execute(f"SELECT {columns} FROM {file} ORDER BY 1").fetchall()

        yield counts, rows, {name: faults(con, TABLE[name], tmp_path / f"{name}.parquet")
                             for name in ("buyer", "supplier", "spend")}  # fmt: skip


def test_buyers_are_told_with_kind_and_region_and_what_decided(resolved):
    counts, rows, _ = resolved
    assert rows("buyer", "buyer_key, body_code, body_kind, body_region, resolved_by") == [
        ("b1", "E08000034", "council", "E12000003", "name"),
        ("b2", "E09000008", "council", "E12000007", "identifier"),
        ("b3", None, None, None, "out of scope"),
        ("b4", "kent; essex", "police", None, "name"),
        ("b5", None, None, None, "out of scope"),
    ]
    assert counts == {"identifier": 1, "name": 2, "out of scope": 2}


def test_suppliers_are_grouped_named_and_marked(resolved):
    _, rows, _ = resolved
    columns = "supplier_key, group_key, group_name, grouped_by, is_reseller, is_public_body"
    assert rows("supplier", columns) == [
        ("s1", "02174990", "Softcat plc", "company number", True, False),
        ("s2", "02174990", "Softcat plc", "name of a company", True, False),
        ("s3", None, None, "unnamed", False, False),
        ("s4", "leeds city council", "Leeds City Council", "name", False, True),
        ("s5", "00351400", "Initech", "name of a company", False, False),
    ]


def test_payments_know_who_paid_and_one_payee_under_two_spellings(resolved):
    _, rows, _ = resolved
    assert rows("spend", "raw_line, body_code, body_kind, group_key") == [
        (1, "E31000023", "fire", "acme"),
        (2, None, None, "acme"),
        (3, None, None, "02174990"),
        (4, None, None, "00351400"),
    ]


def test_the_tables_keep_their_columns_types_and_keys(resolved):
    _, _, found = resolved
    assert found == {"buyer": [], "supplier": [], "spend": []}
