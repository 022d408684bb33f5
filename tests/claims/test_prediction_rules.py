"""How thresholds are read, and how a row is added to a file without touching the rest of it."""

from __future__ import annotations

import shutil
from decimal import Decimal

import pandas as pd
import pytest

from futuregazing import paths
from futuregazing.claims.predicting import appending
from futuregazing.claims.predicting.already_met import already_met, read_threshold
from futuregazing.errors import UserError
from futuregazing.tables.seals import unsealed


@pytest.mark.parametrize(
    ("text", "value", "unit", "at_most", "strict"),
    [
        ("at least 60 councils", 60, "", False, False),
        ("more than 26%", 26, "percent", False, True),
        ("no more than 5 forces", 5, "", True, False),
        ("not less than 5 per cent", 5, "percent", False, False),
        ("below 60% by end 2028", 60, "percent", True, True),
        ("£2.5bn in FY2027/28", 2_500_000_000, "GBP", False, False),
        ("over 1,200 sites by March 2029", 1200, "", False, True),
        ("majority of councils", 50, "percent", False, True),
        ("half of forces", 50, "percent", False, False),
    ],
)
def test_a_threshold_is_read_as_value_unit_and_side(text, value, unit, at_most, strict):
    made = read_threshold(text)
    assert made is not None
    assert (made.value, made.unit, made.at_most, made.strict) == (
        Decimal(value),
        unit,
        at_most,
        strict,
    )


@pytest.mark.parametrize(
    "text", ["+10% in the year", "+2 points", "within 10%", "1.7-1.9bn", "the bill is introduced"]
)
def test_changes_ranges_and_events_are_not_for_one_figure_to_meet(text):
    assert read_threshold(text) is None


@pytest.mark.parametrize(
    ("text", "value", "met"),
    [
        ("at least 50%", 50, True),
        ("above 50%", 50, False),
        ("at most 50%", 49, True),
        ("below 50%", 50, False),
    ],
)
def test_a_value_on_the_threshold_meets_it_unless_it_must_be_passed(text, value, met):
    made = read_threshold(text)
    assert made is not None
    assert made.met_by(Decimal(value)) is met


def ledger():
    columns = ["metric", "value", "unit", "period_end", "known_by", "publisher"]
    rows = [
        ("robot_councils", "12", "councils", "2024", "2025-01-31", "A"),
        ("robot_councils", "18", "councils", "2026", "2026-06-30", "B"),
        ("robot_councils", "40", "percent", "2026", "2026-06-30", "B"),
    ]
    figures = pd.DataFrame(rows, columns=columns, dtype="str")
    figures["figure_id"] = figures.index = pd.Index(["FIG1", "FIG2", "FIG3"])
    meanings = pd.DataFrame({"meaning": ["robot councils"]}, index=["robot_councils"])
    return {"figures": figures, "metrics_vocabulary": meanings}


def test_the_newest_figure_of_the_same_unit_decides():
    met = already_met("councils with a robot", "15 councils", ledger(), "robot_councils")
    assert met is not None
    assert (met.row, met.value) == ("FIG2", "18 councils")
    assert already_met("councils with a robot", "20 councils", ledger(), "robot_councils") is None
    assert already_met("robot councils", "15 councils", ledger(), "none") is None


def test_an_indicator_that_reads_like_a_metric_is_taken_for_it():
    assert already_met("robot councils", "15 councils", ledger()) is not None
    assert already_met("sunny days", "15 days", ledger()) is None


REGISTER = "ledger/prediction_hashes.csv"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return shutil.copytree(paths.data(), tmp_path_factory.mktemp("project") / "data")


def test_a_row_that_does_not_fit_is_refused_and_the_file_stays(data):
    before = (data / REGISTER).read_bytes()
    row = {"prediction_id": "P2098-01", "published_in": "2098", "hashed_on": "soon", "sha256": "1"}
    with pytest.raises(UserError, match="hashed_on"):
        appending.append_rows(data, "prediction_hashes", [row])
    with pytest.raises(UserError, match="the id twice"):
        appending.append_rows(data, "prediction_hashes", [row | {"prediction_id": "P2022-01"}])
    assert (data / REGISTER).read_bytes() == before
    assert unsealed(data, only="prediction_hashes") == []


def test_a_row_is_written_with_the_line_ends_of_its_table():
    assert appending.csv_line({"a": "1,2", "b": 'say "x"'}, ["a", "b", "c"], "\r\n") == (
        '"1,2","say ""x""",\r\n'
    )


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "table.csv"
    path.write_bytes(b"old\n")
    monkeypatch.setattr("pathlib.Path.replace", _full_disk)
    with pytest.raises(OSError, match="no space"):
        appending.replace_bytes(path, b"new\n")
    assert path.read_bytes() == b"old\n"
    assert [one.name for one in tmp_path.iterdir()] == ["table.csv"]


def _full_disk(*_):
    raise OSError("no space")
