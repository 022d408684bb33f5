"""The page that tells how far to trust the numbers: made last, from the checks that ran."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from toy_project import ROOT, make_project

from futuregazing import paths
from futuregazing.edition import load_edition
from futuregazing.errors import BuildError
from futuregazing.measures import trust
from futuregazing.report.build import build
from futuregazing.report.fingerprint import sha256_file
from futuregazing.report.run import Ran
from futuregazing.report.self_check import require_consistent
from futuregazing.report.trace import built_document
from futuregazing.section import open_section

SHARE = b"FIG0014,share_outside_london_se,64,percent"


def make_trusting(root: Path) -> Path:
    """Lay out a project of two sections, and before them the page on trust."""
    make_project(root)
    base = root / "params" / "base.yaml"
    text = base.read_text(encoding="utf-8")
    base.write_text(text.replace("sections:\n", "sections:\n  - trust\n", 1), encoding="utf-8")
    shutil.copyfile(ROOT / "notebooks/03_trust.ipynb", root / "notebooks/03_trust.ipynb")
    return root


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project whose 2022 edition has been built once."""
    root = make_trusting(tmp_path_factory.mktemp("trusting"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUTUREGAZING_ROOT", str(root))
        rebuild()
        yield root


@pytest.fixture
def new_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which nothing has been built yet."""
    root = make_trusting(tmp_path / "new")
    monkeypatch.setenv("FUTUREGAZING_ROOT", str(root))
    return root


def rebuild(**options: Any) -> list[Ran]:
    told: list[Ran] = []
    build(load_edition(2022), tell=told.append, **options)
    return told


def sentences(notebook: Path) -> list[str]:
    """Return what a notebook says in prose, as text."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    bundles = [
        payload
        for cell in cells
        for output in cell.get("outputs", [])
        for media_type, payload in output.get("data", {}).items()
        if media_type.endswith("prose.v1+json")
    ]
    return ["".join(map(part_text, bundle["parts"])) for bundle in bundles]


def part_text(part: dict[str, Any]) -> str:
    return str(part["claim"]["text"] if part["kind"] == "claim" else part["text"])


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_it_runs_last_is_printed_in_its_place_and_comes_from_the_cache_with_the_same_bytes(
    project: Path,
) -> None:
    first = files(project / "reports/2022")
    told = rebuild(force=True)
    assert [ran.section for ran in told] == ["market_size", "opportunities", "trust"]
    assert all(ran.from_cache for ran in told)
    assert files(project / "reports/2022") == first
    for kept in (project / ".cache").rglob("trust-*.ipynb"):
        kept.unlink()
    assert [ran.from_cache for ran in rebuild(force=True)] == [True, True, False]
    assert files(project / "reports/2022") == first
    assert built_document(2022).sections[0].name == "trust"


@pytest.mark.slow
def test_it_counts_what_the_other_sections_print_and_each_count_leads_to_its_check(
    project: Path,
) -> None:
    [answer, *_] = sentences(project / "reports/2022/notebooks/03_trust.ipynb")
    # Both sections of the project print one and the same number.
    assert ": all 1 number lead to the rows they rest on" in answer
    evidence = built_document(2022).evidence
    told = [(e.claim["text"], [(r.table, r.row) for r in e.records]) for e in evidence]
    assert ("1 number", [("checks", "evidence")]) in told


@pytest.mark.slow
def test_what_another_section_prints_runs_it_again_and_nothing_else(project: Path) -> None:
    path = project / "notebooks/35_opportunities.ipynb"
    kept = path.read_text(encoding="utf-8")
    path.write_text(kept.replace("signed=signed,", "signed=signed + signed,"), encoding="utf-8")
    try:
        ran = [ran.section for ran in rebuild(out=project / "other") if not ran.from_cache]
    finally:
        path.write_text(kept, encoding="utf-8")
    assert ran == ["opportunities", "trust"]


@pytest.mark.slow
def test_opened_by_hand_it_says_what_the_built_report_says(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.ipynb"
    source = project / "notebooks/03_trust.ipynb"
    command = [sys.executable, "-m", "papermill", str(source), str(out), "-p", "edition", "2022"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sentences(out) == sentences(project / "reports/2022/notebooks/03_trust.ipynb")


def test_opened_by_hand_before_anything_is_built_it_says_so(new_project: Path) -> None:
    tables = open_section("trust", edition=2022).tables
    assert trust.answer(tables).text.startswith("Not yet: only the tables are checked here")
    assert "evidence" not in tables["checks"].index
    assert tables["checks"].loc["ledger", "looked_at"] > 0


@pytest.mark.slow
def test_a_preview_of_it_alone_is_made_again_when_the_report_has_changed(project: Path) -> None:
    assert [ran.section for ran in rebuild(only=["trust"])] == ["trust"]
    assert rebuild(only=["trust"]) == []
    notebook = paths.built_notebook(2022)
    kept = notebook.read_text(encoding="utf-8")
    notebook.write_text(kept.replace("254 councils", "255 councils"), encoding="utf-8")
    try:
        assert [ran.section for ran in rebuild(only=["trust"])] == ["trust"]
    finally:
        notebook.write_text(kept, encoding="utf-8")


@pytest.mark.slow
def test_a_planted_contradiction_and_the_broken_seal_of_its_table_stand_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_trusting(tmp_path / "planted")
    monkeypatch.setenv("FUTUREGAZING_ROOT", str(root))
    ledger = root / "data/ledger/figures.csv"
    printed = ledger.read_bytes()
    assert printed.count(SHARE) == 1
    ledger.write_bytes(printed.replace(SHARE, SHARE.replace(b"64", b"94")))
    rebuild()
    tables = {e.id: e for e in built_document(2022).exhibits if e.id.startswith("trust.")}
    first = [cell.text for cell in tables["trust.findings"].rows[0]]
    assert first[0].startswith("High: ")
    assert "94% (Tussell, 2016 to 2021)" in first[1]
    seals = {row[0].text: [c.text for c in row] for row in tables["trust.checks"].rows}
    assert seals["Tables are valid, sealed and corrected"][4] == "1"


def test_a_number_that_a_check_did_not_find_fails_the_build(new_project: Path) -> None:
    section = open_section("trust", edition=2022)
    claim = trust.number(section.tables, "ledger", "looked_at").to_json()
    told = {"cells": [{"outputs": [{"data": {"application/vnd.futuregazing.x": {}}}]}]}
    told["cells"][0]["outputs"][0]["data"]["application/vnd.futuregazing.x"] = {"claim": claim}
    require_consistent(told, section.tables)
    claim["value"] += 1
    with pytest.raises(BuildError, match=r"tells of checks what they did not find: .*\(ledger\)"):
        require_consistent(told, section.tables)
