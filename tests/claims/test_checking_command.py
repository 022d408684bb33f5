"""`futuregazing check`: what it prints and with which code it ends."""

import datetime as dt
import json
import shutil

import pytest
from typer.testing import CliRunner

from futuregazing import paths
from futuregazing.claims.quantity import quantity
from futuregazing.cli import app
from futuregazing.tables import load_tables

HINDSIGHT = ("ambiguity_note", "likely_explanation")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A copy of the project's tables and parameters, which a test may spoil."""
    for name in ("data", "params"):
        shutil.copytree(paths.root() / name, tmp_path / name)
    monkeypatch.setenv("FUTUREGAZING_ROOT", str(tmp_path))
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(app, ["check", *arguments])


def spoil(project, before, after):
    file = project / "data/ledger/figures.csv"
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_the_ledger_as_it_is_ends_well_and_tells_sums_and_sources():
    done = run()
    assert done.exit_code == 0
    assert "known as CX002" in done.output
    assert "64% (FIG0014, 2016 to 2021) of 10.5 GBP bn (FIG0006, 2016 to 2021)" in done.output
    assert "https://www.tussell.com/insights/tech-procurement-in-local-government" in done.output
    assert "0 of them new and high" in done.output


def test_a_planted_error_ends_with_its_own_code_although_a_seal_is_broken(project):
    # more for London than the 2,851m of all councils
    spoil(project, "region_spend,491.69,", "region_spend,4916.9,")
    done = run()
    assert done.exit_code == 3
    assert "ledger/figures.csv" in done.output
    assert "sha256" in done.output
    high = [line for line in done.output.splitlines() if line.startswith("HIGH, new")]
    assert high
    assert "FIG0061" in done.output


def test_a_broken_seal_alone_is_told_and_ends_well(project):
    file = project / "data/ledger/figures.csv"
    file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n") + b"\n")
    done = run()
    assert done.exit_code == 0
    assert "not as sealed" in done.output


def test_an_edition_is_checked_by_what_it_knew():
    told = json.loads(run("2022", "--json").output)
    assert told["edition"] == 2022
    days = {s["known_by"] for f in told["findings"] for s in f["sources"]}
    assert max(days) <= "2021-12-31"


def test_data_holds_state_sum_and_seals_of_each_finding_and_no_hindsight():
    done = run("--json")
    told = json.loads(done.output)
    assert told["unsealed"] == []
    assert {f["state"] for f in told["findings"]} == {"known", "new", "answered"}
    assert all(f["arithmetic"] and f["seals"] and f["rows"] for f in told["findings"])
    assert not any(name in done.output for name in HINDSIGHT)


def test_each_finding_names_its_figures_and_a_broken_table_is_told_as_data_too(project):
    spoil(project, "region_spend,491.69,", "region_spend,4916.9,")
    done = run("--json")
    told = json.loads(done.output)
    assert done.exit_code == 3
    assert any("ledger/figures.csv" in fault for fault in told["unsealed"])
    assert all(figure for finding in told["findings"] for figure in finding["rows"])
    # every rule that speaks of the ledger as it is speaks of the edited one too
    assert {f["rule"] for f in told["findings"]} >= {"share_of_whole", "same_claim", "vintages"}
    planted = [f for f in told["findings"] if f["state"] == "new" and f["severity"] == "high"]
    assert any("FIG0061" in finding["rows"] for finding in planted)


class TestTheClaimsOfAReport:
    """With a year, the report of that edition is checked as it was built."""

    def built(self, project, claim):
        """Put an assembled notebook with one sentence in the place of the 2022 report."""
        bundle = {"role": "answer", "parts": [{"kind": "claim", "claim": claim}]}
        output = {"data": {"application/vnd.futuregazing.prose.v1+json": bundle}}
        cell = {"metadata": {"futuregazing": {"section": "market_size"}}, "outputs": [output]}
        place = project / "reports/2022/notebooks/report.ipynb"
        place.parent.mkdir(parents=True)
        place.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")

    def claim(self):
        """Say what a figure of 2021 says."""
        figures = load_tables(dt.date(2021, 12, 31))["figures"]
        return quantity(figures.loc["FIG0006"].to_dict()).to_json()

    def test_are_held_against_their_records(self, project):
        self.built(project, self.claim())
        done = run("2022")
        assert done.exit_code == 0
        assert "The report of 2022 as built: 1 claims" in done.output

    @pytest.mark.slow
    def test_end_with_the_code_for_new_and_high_when_one_differs(self, project):
        self.built(project, self.claim() | {"value": 1.05e9})
        done = run("2022")
        assert done.exit_code == 3
        assert "value: 1050000000.0, not 10500000000.0" in done.output
        assert "make report YEAR=2022" in done.output
        assert run("2021").exit_code == 0

    @pytest.mark.slow
    def test_are_not_looked_at_before_a_build_and_that_is_told(self, project):
        done = run("2022")
        assert done.exit_code == 0
        assert "Not looked at: the claims of the 2022 report" in done.output
        assert json.loads(run("2022", "--json").output)["report"] is None

    def test_need_a_year_and_those_that_are_built_are_named(self, project):
        self.built(project, self.claim())
        assert "name an edition to check those. Built here: 2022." in run().output


def test_an_unknown_edition_is_refused_with_the_known_ones():
    done = run("1066")
    assert done.exit_code != 0
