import datetime as dt
from pathlib import Path

import pytest

from futuregazing.procurement.engine import engine
from futuregazing.procurement.resolving import Resolver, resolve
from futuregazing.procurement.schema import TABLE, create_sql, faults
from futuregazing.tables import load_tables

SEEN = dt.datetime(2025, 1, 1)
PLACE = {"flags": [], "raw_file": "f", "raw_line": 1, "raw_no": 0}


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
        **PLACE,
    } | more


def supplier(key: str, name: str, number: str | None = None) -> dict:
    return {"supplier_key": key, "name": name, "company_number": number, **PLACE}


def payment(line: int, publisher: str, payee: str) -> dict:
    return {
        "spend_key": f"f:1:{line}",
        "publisher": publisher,
        "supplier_name": payee,
        "amount_gbp": 10,
        **PLACE,
        "raw_line": line,
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
            buyer("b6", "Somerset County Council"),
            buyer("b7", "Kirklees Council", other_ids=["GB-LAE-CRY"]),
            buyer("b8", "Borchester", flags=["no_id"]),
        ])  # fmt: skip
        written(con, tmp_path, "supplier", [
            supplier("s1", "Softcat plc", "02174990"),
            supplier("s2", "SOFTCAT PLC"),
            supplier("s3", "Withheld"),
            supplier("s4", "Leeds City Council"),
            supplier("s5", "Initech"),
            supplier("s6", "Hooli Ltd", "01234567"),
            supplier("s7", "HOOLI LIMITED", "07654321"),
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
        ("b6", "E06000066", "council", "E12000009", "name"),
        ("b7", "E09000008", "council", "E12000007", "identifier, doubted"),
        ("b8", None, None, None, "unknown"),
    ]
    assert counts == {
        "identifier": 1,
        "identifier, doubted": 1,
        "name": 3,
        "out of scope": 2,
        "unknown": 1,
    }


def test_a_buyer_is_flagged_for_how_it_was_told_and_keeps_its_flags(resolved):
    _, rows, _ = resolved
    assert dict(rows("buyer", "buyer_key, flags")) == {
        "b1": ["by_name_only"],
        "b2": [],
        "b3": ["out_of_scope"],
        "b4": ["by_name_only", "several_bodies"],
        "b5": ["out_of_scope"],
        "b6": ["by_name_only", "succeeded"],
        "b7": ["id_doubted"],
        "b8": ["no_id", "unresolved"],
    }


def test_a_supplier_is_flagged_for_how_it_was_grouped(resolved):
    _, rows, _ = resolved
    assert dict(rows("supplier", "supplier_key, flags")) == {
        "s1": ["reseller"],
        "s2": ["joined_by_name", "reseller"],
        "s3": [],
        "s4": ["by_name_only", "supplier_public"],
        "s5": ["joined_by_name"],
        "s6": ["several_numbers"],
        "s7": ["several_numbers"],
    }


def test_suppliers_are_grouped_named_and_marked(resolved):
    _, rows, _ = resolved
    columns = "supplier_key, group_key, group_name, grouped_by, is_reseller, is_public_body"
    assert rows("supplier", columns) == [
        ("s1", "02174990", "Softcat plc", "company number", True, False),
        ("s2", "02174990", "Softcat plc", "name of a company", True, False),
        ("s3", None, None, "unnamed", False, False),
        ("s4", "leeds city council", "Leeds City Council", "name", False, True),
        ("s5", "00351400", "Initech", "name of a company", False, False),
        ("s6", "01234567", "Hooli Ltd", "company number", False, False),
        ("s7", "07654321", "HOOLI LIMITED", "company number", False, False),
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


def test_a_payer_is_told_by_the_column_else_by_whose_list_it_is(tmp_path, resolver):
    with engine(tmp_path / "scratch") as con:
        written(con, tmp_path, "buyer", [])
        written(con, tmp_path, "supplier", [])
        written(con, tmp_path, "spend", [
            payment(5, "LONDON RIVER SERVICES LTD", "Acme") | {"listed_by": "tfl"},
            payment(6, "CROWN COMMERCIAL SERVICE", "Acme") | {"listed_by": "cabinetoffice"},
            payment(7, "Kirklees Council", "Acme") | {"listed_by": "Spend over"},
            payment(8, "A housing trust", "Acme") | {"listed_by": "Spend over"},
            payment(9, "Spend over", "Acme") | {"listed_by": "Spend over"},
            payment(10, "networkrail", "Acme") | {"listed_by": "networkrail"},
        ])  # fmt: skip
        resolve(con, tmp_path, resolver)
        told = con.execute(
            f"""SELECT raw_line, body_name, body_kind, resolved_by, payer_in, flags
            FROM '{tmp_path}/spend.parquet' ORDER BY 1"""
        ).fetchall()
    assert told == [
        (
            *(5, "Greater London Authority", "combined_authority", "alias", "file name"),
            ["payer of the list"],
        ),
        (6, "Crown Commercial Service", "national", "alias", "column", []),
        (7, "Kirklees Council", "council", "name", "column", []),
        (8, None, None, "out of scope", "column", []),
        (9, None, None, "unknown", "file name", []),
        (10, "Network Rail", "national", "alias", "file name", []),
    ]
