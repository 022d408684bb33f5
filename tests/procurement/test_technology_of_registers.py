"""Registers of contracts state ProClass codes, which tell technology as CPV codes do."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from real_files import SHARED, imported, raw_records

from futuregazing import paths
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.snapshot import tidy_tables
from futuregazing.procurement.technology import (
    ADJACENT,
    OTHER,
    PROCLASS,
    PROCLASS_CODE,
    TECHNOLOGY,
    Codes,
    Judgement,
    TechnologyRule,
)
from futuregazing.procurement.technology_sql import OVERRIDE_COLUMNS, TechnologyTables

REFERENCE = paths.data() / "reference"
CPV = pd.read_csv(REFERENCE / "cpv_technology.csv", dtype="str")
PROCLASS_TABLE = pd.read_csv(REFERENCE / "proclass_technology.csv", dtype="str")
RULE = TechnologyRule(CPV, proclass=PROCLASS_TABLE)
TABLES = TechnologyTables(CPV, pd.DataFrame(columns=list(OVERRIDE_COLUMNS)), PROCLASS_TABLE)

ICT, COPIERS, CAMERAS, CARE = "270000", "271400", "350100", "321000"
REGISTER = "registers/salford_contracts_register_2022-07.csv"

CONTRACTS = [
    ("EHC Hub", ICT, TECHNOLOGY),
    ("Renewal of support", "271440", TECHNOLOGY),
    ("Advice on networks", "261517", TECHNOLOGY),
    ("Copiers for the town hall", COPIERS, OTHER),
    ("Print software for copiers", COPIERS, TECHNOLOGY),
    ("Maintenance in the square", CAMERAS, ADJACENT),
    ("CCTV Maintenance", ICT, ADJACENT),
    ("Furniture for the office", ICT, OTHER),
    ("Care at home", CARE, OTHER),
    ("Care software", CARE, TECHNOLOGY),
    ("Foster care", "2723-03-31", OTHER),
    ("Foster care", "2700001", OTHER),
    ("Renewal of support", "", OTHER),
]
"""Title, code of ProClass as the register prints it, and the answer."""


@pytest.mark.parametrize(("title", "code", "verdict"), CONTRACTS)
def test_a_registers_code_is_a_main_code(title: str, code: str, verdict: str) -> None:
    assert RULE.judge(title, proclass=code).verdict == verdict


def test_the_evidence_names_the_scheme_the_code_and_its_heading() -> None:
    assert RULE.judge("EHC Hub", proclass=ICT) == Judgement(
        TECHNOLOGY, ("main ProClass 270000: Information Communication Technology",)
    )


def test_a_cpv_code_goes_before_one_of_proclass() -> None:
    assert RULE.judge("Renewal of support", main="45000000", proclass=ICT).verdict == OTHER
    assert RULE.judge("Renewal of support", main="48000000", proclass=CARE).why == (
        "main CPV 48000000: software",
    )


def test_without_the_schemes_table_its_codes_tell_nothing() -> None:
    assert TechnologyRule(CPV).judge("EHC Hub", proclass=ICT).verdict == OTHER


def test_a_code_that_stands_apart_has_a_row_of_its_own() -> None:
    codes = Codes.of(PROCLASS_TABLE, PROCLASS, PROCLASS_CODE)
    assert {code: codes.kind(code) for code in ("151812", "151813", "271400", "271420")} == {
        "151812": "core",
        "151813": "",
        "271400": "loose",
        "271420": "core",
    }


def register(folder: Path) -> Path:
    """Write the contracts as a council's register, each under the number of its row."""
    lines = [
        "Contract Reference,Contract Title,Supplier Name,End Date,"
        "ProClass Classification,ProClass Description"
    ]
    lines += [
        f"{n},{title},Acme,2025-01-01,{code},x" for n, (title, code, _) in enumerate(CONTRACTS)
    ]
    file = folder / "register.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def told(snapshot: Path, table: str) -> list[Judgement]:
    """Return the judgements of a register's contracts in the order of their rows."""
    file = tidy_tables(snapshot) / f"{table}.parquet"
    rows = duckdb.sql(
        f"SELECT technology, adjacent, technology_why FROM '{file}' ORDER BY raw_line"
    ).fetchall()
    return [
        Judgement(TECHNOLOGY if yes else ADJACENT if beside else OTHER, tuple(why))
        for yes, beside, why in rows
    ]


def test_an_import_judges_a_registers_contracts_as_the_rule_does(tmp_path: Path) -> None:
    import_files([register(tmp_path)], tmp_path / "snapshot", technology=TABLES)
    expected = [RULE.judge(title, proclass=code) for title, code, _ in CONTRACTS]
    for table in ("notice", "award"):
        assert told(tmp_path / "snapshot", table) == expected


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not here")
def test_salfords_59_contracts_under_ict_are_found_by_its_own_codes(tmp_path: Path) -> None:
    """52 rows print 270000 Information Communication Technology, 4 print 271440 Software and 3
    271501 Services: 59. Of two the title says that they lie beside technology (CCTV; the chat
    of a call centre): 57 are technology, each with its code as evidence.
    """
    printed = Counter(
        row["ProClass Classification"]
        for row in raw_records(REGISTER)
        if row["ProClass Classification"].startswith("27")
    )
    assert printed == {"270000": 52, "271440": 4, "271501": 3}
    real = imported([SHARED / REGISTER], tmp_path)
    coded = "technology_why[1] LIKE 'main ProClass 27%: Information Communication Technology'"
    of_ict = "award JOIN classification USING (notice_key) WHERE code LIKE '27____' AND kept"
    assert real.one(f"""SELECT count(*), count(*) FILTER (technology),
        count(*) FILTER (technology AND {coded}) FROM {of_ict}""") == (59, 57, 57)
    assert real.rows(f"SELECT title FROM {of_ict} AND adjacent ORDER BY 1") == [
        ("CCTV Maintenance and Repair Services",),
        ("Click4Assistance (Call Centre web chat)",),
    ]
