"""A build runs real notebooks, prints whole reports, and repeats itself to the byte."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from toy_project import OPEN, ROOT, make_project, write_section

from futuregazing.edition import load_edition
from futuregazing.errors import BuildError, UserError
from futuregazing.report.beside import FILES
from futuregazing.report.build import Built, build
from futuregazing.report.fingerprint import sha256_file
from futuregazing.report.run import Ran


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project whose 2022 edition has been built once."""
    root = make_project(tmp_path_factory.mktemp("project"))
    before = os.environ.get("FUTUREGAZING_ROOT")
    os.environ["FUTUREGAZING_ROOT"] = str(root)
    build(load_edition(2022), out=root / "reports" / "2022")
    yield root
    if before is None:
        del os.environ["FUTUREGAZING_ROOT"]
    else:
        os.environ["FUTUREGAZING_ROOT"] = before


def folder(root: Path) -> Path:
    return root / "reports" / "2022"


def files(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): sha256_file(path)
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def rebuild(**options: object) -> tuple[Built, list[Ran]]:
    told: list[Ran] = []
    return build(load_edition(2022), tell=told.append, **options), told  # type: ignore[arg-type]


def test_a_report_is_a_page_a_pdf_its_notebooks_and_a_manifest(built: Path) -> None:
    made = set(files(folder(built)))
    assert {
        "report.html",
        "report.pdf",
        "manifest.json",
        "notebooks/10_market_size.ipynb",
        "notebooks/35_opportunities.ipynb",
        "notebooks/report.ipynb",
    } <= made
    page = (folder(built) / "report.html").read_text(encoding="utf-8")
    assert "254 councils" in page
    named = [name for name in FILES if f"<a href={name}>" in page]
    assert len(named) == len(FILES) - 1, "all but the page itself"
    assert set(named) <= made
    assert (folder(built) / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_executed_notebooks_hold_no_path_of_this_machine(built: Path) -> None:
    for path in (folder(built) / "notebooks").iterdir():
        assert str(built) not in path.read_text(encoding="utf-8")


def test_the_manifest_lists_every_other_file_with_its_checksum(built: Path) -> None:
    manifest = json.loads((folder(built) / "manifest.json").read_text(encoding="utf-8"))
    made = files(folder(built))
    del made["manifest.json"]
    assert manifest["outputs"] == made
    assert "data/ledger/figures.csv" in manifest["inputs"]["files"]
    assert not any(name.startswith("/") for name in manifest["inputs"]["files"])


def test_with_nothing_changed_nothing_is_done(built: Path) -> None:
    again, told = rebuild()
    assert again.up_to_date
    assert told == []


def test_a_damaged_output_is_noticed_and_built_again_without_running_a_notebook(
    built: Path,
) -> None:
    page = folder(built) / "report.html"
    whole = page.read_bytes()
    page.write_bytes(whole[: len(whole) // 2])
    again, told = rebuild()
    assert not again.up_to_date
    assert [ran.from_cache for ran in told] == [True, True]
    assert page.read_bytes() == whole


@pytest.mark.slow
def test_a_build_without_the_cache_gives_the_same_bytes(built: Path) -> None:
    first = files(folder(built))
    for kept in (built / ".cache").rglob("*.ipynb"):
        kept.unlink()
    _, told = rebuild(force=True, jobs=1)
    assert [ran.from_cache for ran in told] == [False, False]
    assert files(folder(built)) == first


@pytest.mark.slow
def test_a_changed_notebook_alone_is_run_again(built: Path) -> None:
    path = built / "notebooks" / "35_opportunities.ipynb"
    kept = path.read_text(encoding="utf-8")
    path.write_text(kept.replace("Signed by", "In all, signed by"), encoding="utf-8")
    try:
        _, told = rebuild()
        ran_again = {ran.section for ran in told if not ran.from_cache}
        assert ran_again == {"opportunities"}
        page = (folder(built) / "report.html").read_text(encoding="utf-8")
        assert "In all, signed by" in page
    finally:
        path.write_text(kept, encoding="utf-8")


def test_a_changed_setting_runs_its_own_section_alone(built: Path) -> None:
    told: list[Ran] = []
    edition = load_edition(2022, ["opportunities.horizon_months=12"])
    build(edition, out=built / "reports" / "other", tell=told.append)
    assert {ran.section for ran in told if not ran.from_cache} == {"opportunities"}


@pytest.mark.slow
def test_a_failed_section_keeps_its_notebook_and_the_last_good_report(built: Path) -> None:
    good = files(folder(built))
    path = built / "notebooks" / "10_market_size.ipynb"
    kept = path.read_text(encoding="utf-8")
    write_section(built, "market_size", OPEN.format(name="market_size"), "signed.nonsense")
    try:
        with pytest.raises(BuildError) as failure:
            rebuild(force=True)
    finally:
        path.write_text(kept, encoding="utf-8")
    message = str(failure.value)
    assert "failed in cell 4 (id cell-b) of 10_market_size.ipynb: AttributeError" in message
    assert "'Quantity'" in message
    assert "Parameters: edition=2022, price_basis='nominal'" in message
    assert "make lab" in message
    failed = built / "reports" / "failed" / "10_market_size.ipynb"
    assert "nonsense" in failed.read_text(encoding="utf-8")
    assert files(folder(built)) == good


@pytest.mark.slow
def test_a_digit_that_a_value_turns_out_to_hold_fails_the_build(built: Path) -> None:
    path = built / "notebooks" / "10_market_size.ipynb"
    kept = path.read_text(encoding="utf-8")
    write_section(
        built,
        "market_size",
        OPEN.format(name="market_size"),
        'section.say("Signed by {who}.", who=str(signed.value))',
    )
    try:
        with pytest.raises(BuildError, match="UnboundNumber"):
            rebuild(force=True)
    finally:
        path.write_text(kept, encoding="utf-8")


def test_a_preview_of_one_section_leaves_the_report_alone(built: Path) -> None:
    good = files(folder(built))
    preview, told = rebuild(only=["market_size"])
    assert [ran.section for ran in told] == ["market_size"]
    assert preview.folder == built / "reports" / "preview" / "2022-market_size"
    assert "Opportunities</h2>" not in (preview.folder / "report.html").read_text("utf-8")
    assert files(folder(built)) == good


def test_an_unknown_section_is_refused_before_anything_runs(built: Path) -> None:
    with pytest.raises(UserError, match="has no section markets; its sections are market_size"):
        rebuild(only=["markets"])


def test_a_parameters_cell_that_does_not_fit_is_refused_before_anything_runs(built: Path) -> None:
    path = built / "notebooks" / "35_opportunities.ipynb"
    kept = path.read_text(encoding="utf-8")
    path.write_text(kept.replace("horizon_months = ", "horizon_month = "), encoding="utf-8")
    try:
        with pytest.raises(UserError, match="missing: horizon_months; unknown: horizon_month"):
            rebuild()
    finally:
        path.write_text(kept, encoding="utf-8")


@pytest.mark.slow
def test_plain_papermill_runs_a_section_by_hand(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.ipynb"
    source = built / "notebooks" / "10_market_size.ipynb"
    command = [sys.executable, "-m", "papermill", str(source), str(out), "-p", "edition", "2021"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "223 councils" in out.read_text(encoding="utf-8")


def test_nbconvert_finds_the_exporters_and_gives_the_same_page(built: Path) -> None:
    command = [sys.executable, "-m", "nbconvert", "--to", "futuregazing-html", "--stdout"]
    source = folder(built) / "notebooks" / "report.ipynb"
    done = subprocess.run([*command, str(source)], capture_output=True, check=True, cwd=ROOT)
    assert done.stdout.decode("utf-8").rstrip("\n") == (
        (folder(built) / "report.html").read_text(encoding="utf-8").rstrip("\n")
    )
