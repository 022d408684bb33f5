"""A published prediction that was edited is reported, by `data check` and by `check`."""

from __future__ import annotations

import shutil

import pytest
from typer.testing import CliRunner

from futuregazing import paths
from futuregazing.cli import app, main
from futuregazing.errors import EXIT_FOUND, EXIT_USER


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A copy of the project's tables and parameters, which a test may spoil."""
    for name in ("data", "params"):
        shutil.copytree(paths.root() / name, tmp_path / name)
    monkeypatch.setenv("FUTUREGAZING_ROOT", str(tmp_path))
    return tmp_path


def edit(project, before, after):
    file = project / "data/ledger/predictions.csv"
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), encoding="utf-8")


def told_by(capsys, *arguments):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code, capsys.readouterr().err


def test_tables_as_published_pass(project):
    assert CliRunner().invoke(app, ["data", "check"]).exit_code == 0


@pytest.mark.slow
def test_sealing_does_not_bring_an_edited_prediction_past_the_check(project, capsys):
    register = project / "data/ledger/prediction_hashes.csv"
    before = register.read_bytes()
    edit(project, "3 new council areas in 2022", "2 new council areas in 2022")
    assert CliRunner().invoke(app, ["data", "seal"]).exit_code == 0
    assert register.read_bytes() == before
    code, told = told_by(capsys, "data", "check")
    assert code == EXIT_USER
    assert "P2022-01: its criteria changed after publication" in told
    assert "The 2027 edition published the hash" in told
    assert "of 2026-11-22" in told
    assert "--amends" in told


def test_an_unsealed_edit_is_told_with_the_hash_it_breaks(project, capsys):
    edit(project, "3 new council areas in 2022", "2 new council areas in 2022")
    _, told = told_by(capsys, "data", "check")
    assert "sha256" in told
    assert "P2022-01" in told


@pytest.mark.slow
def test_an_edit_of_anything_but_the_criteria_is_no_matter(project):
    edit(project, "Trafford 2023, Wakefield and wider Leeds", "Trafford, Wakefield and Leeds")
    assert CliRunner().invoke(app, ["data", "seal"]).exit_code == 0
    assert CliRunner().invoke(app, ["data", "check"]).exit_code == 0


@pytest.mark.parametrize(
    "arguments", [["check"], pytest.param(["check", "2022"], marks=pytest.mark.slow)]
)
def test_the_checker_finds_it_new_and_high_in_every_edition_that_shows_it(project, arguments):
    edit(project, "3 new council areas in 2022", "2 new council areas in 2022")
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == EXIT_FOUND
    assert "HIGH, new: The criteria of P2022-01 changed after publication." in done.output
    assert "for answers.csv: criteria" not in done.output


def test_a_published_prediction_cannot_be_taken_out(project, capsys):
    file = project / "data/ledger/predictions.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(x for x in lines if not x.startswith("P2023-06,")), encoding="utf-8")
    code, told = told_by(capsys, "data", "seal")
    assert code == EXIT_USER
    assert "prediction_hashes.csv, row P2023-06" in told
