"""`futuregazing predict` enters a prediction that can be tested, and refuses the others."""

from __future__ import annotations

import csv
import datetime as dt
import shutil

import pytest
from typer.testing import CliRunner

from futuregazing import cli, paths
from futuregazing.claims.predicting.criteria import criteria_hash, short
from futuregazing.cli import options as cli_options
from futuregazing.errors import EXIT_USER
from futuregazing.tables import load_tables
from futuregazing.tables.seals import unsealed

TODAY = dt.date(2026, 11, 30)
GOOD = {
    "edition": "2028",
    "programme": "techUK Future Gazing",
    "theme": "AI",
    "stated-as": "listed",
    "prediction": "Sixty councils run one shared planning service.",
    "who": "event speakers",
    "url": "https://www.techuk.org/resource/future-gazing.html",
    "published-date": "2026-11-28",
    "indicator": "councils in the shared planning service",
    "test-data": "MHCLG list of members",
    "threshold": "at least 60 councils",
    "decided-by": "2028-12-31",
}


def copy_of_project(folder):
    for name in ("data", "params"):
        shutil.copytree(paths.root() / name, folder / name)
    return folder


def standing_in(monkeypatch, folder):
    """Work in a folder, on a day in November 2026."""
    monkeypatch.setenv("FUTUREGAZING_ROOT", str(folder))
    monkeypatch.setattr(cli_options, "today", lambda: TODAY)
    return folder


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A copy of the project's tables and parameters."""
    return standing_in(monkeypatch, copy_of_project(tmp_path))


@pytest.fixture
def table(project):
    return project / "data/ledger/predictions.csv"


@pytest.fixture(scope="module")
def one_copy(tmp_path_factory):
    return copy_of_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def untouched(one_copy, monkeypatch):
    """The table of a copy that all tests share in which nothing may be written."""
    path = standing_in(monkeypatch, one_copy) / "data/ledger/predictions.csv"
    before = path.read_bytes()
    yield path
    assert path.read_bytes() == before


def options(given):
    return [part for name, value in given.items() for part in (f"--{name}", value)]


def told(capsys, given, *flags):
    """Return the exit code, what was printed, and what was said of errors."""
    code = 0
    try:
        cli.main(["predict", *options(given), *flags])
    except SystemExit as ended:
        code = ended.code
    printed = capsys.readouterr()
    return code or 0, printed.out, printed.err


def refused(capsys, **changes):
    """Return why a good prediction with some fields changed is refused."""
    given = GOOD | {name.replace("_", "-"): value for name, value in changes.items()}
    code, _, error = told(capsys, given, "--no-ask")
    assert code == EXIT_USER
    return error


def test_a_good_prediction_becomes_one_row_and_nothing_else_changes(project, table, capsys):
    before = table.read_bytes()
    code, output, _ = told(capsys, GOOD)
    assert code == 0
    after = table.read_bytes()
    assert after.startswith(before)
    (added,) = csv.reader(after[len(before) :].decode("utf-8").splitlines())
    row = dict(zip(next(csv.reader(before.decode("utf-8").splitlines())), added, strict=True))
    assert row["prediction_id"] == "P2028-01"
    assert (row["known_by"], row["known_by_basis"]) == ("2026-11-28", "exact")
    assert row["verdict_to_date"] == "unclear"
    assert row["states_change"] == "true"
    assert criteria_hash(row) in output
    assert f"printed beside it as {short(criteria_hash(row))}" in output
    assert "futuregazing data publish-predictions 2028" in output
    assert unsealed(project / "data") == []
    assert load_tables(None)["predictions"].at["P2028-01", "threshold"] == "at least 60 councils"


@pytest.mark.slow
def test_a_second_one_gets_the_next_number(table, capsys):
    told(capsys, GOOD)
    other = GOOD | {
        "prediction": "No force keeps its own mobile network, says the minister.",
        "indicator": "forces on the new network",
        "threshold": "40 of 43 forces",
    }
    code, output, _ = told(capsys, other)
    assert code == 0
    assert "P2028-02 is entered" in output


@pytest.mark.slow
def test_commas_and_quotes_are_kept_blanks_folded_and_letters_composed(table, capsys):
    words = 'Sixty councils, "at last", run one shared planning service.'
    told(capsys, GOOD | {"prediction": words, "who": "  Zoe\u0308   of  techUK "})
    row = load_tables(None)["predictions"].loc["P2028-01"]
    assert row["prediction"] == words
    assert row["who"] == "Zo\u00eb of techUK"


def test_a_dry_run_shows_the_row_and_writes_nothing(untouched, capsys):
    code, output, _ = told(capsys, GOOD, "--dry-run")
    assert code == 0
    assert "P2028-01 would be entered" in output


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"threshold": "many more councils"}, "'many' without a value"),
        ({"threshold": "significantly better services"}, "'significantly' without a value"),
        ({"threshold": "more than in 2027"}, "'more' without a value"),
        ({"threshold": "councils like it"}, "an event that can be observed"),
        ({"decided_by": ""}, "decided_by: found nothing"),
        ({"decided_by": "end of 2028"}, "a day such as 2028-12-31"),
        ({"decided_by": "2027-06-30"}, "a day after 2027-12-31"),
        ({"decided_by": "2099-12-31"}, "within 10 years"),
        ({"test_data": ""}, "what nobody publishes can never be judged"),
        ({"test_data": "tbc"}, "who publishes the indicator"),
        ({"indicator": GOOD["prediction"]}, "not the prediction again"),
        ({"probability": "1"}, "between 0 and 1, both left out"),
        ({"probability": "0"}, "between 0 and 1, both left out"),
        ({"probability": "70%"}, "between 0 and 1, both left out"),
        ({"edition": "2027"}, "criteria come before evidence"),
        ({"edition": "2019"}, "criteria come before evidence"),
        ({"edition": "soon"}, "a year of four digits"),
        ({"published_date": "2026-12-24"}, "no day after 2026-11-30"),
        ({"published_date": "last week"}, "as the page prints it"),
        ({"theme": "Robots"}, "one of AI"),
        ({"theme": "inovation"}, "expected 'innovation'"),
        ({"programme": "TechUK Future Gazin"}, "expected 'techUK Future Gazing'"),
        ({"stated_as": "heard"}, "stated_as: found 'heard'"),
        ({"url": "techuk.org"}, "a web address"),
        ({"states_change": "perhaps"}, "true or false"),
        ({"amends": "P2028-77"}, "the number of a prediction in the table"),
        ({"prediction": "=HYPERLINK(1)"}, "no spreadsheet takes for a formula"),
        ({"who": "@event"}, "no spreadsheet takes for a formula"),
        ({"prediction": "one\nP2028-02,2028"}, "the character U+000A"),
        ({"who": "techUK\u202egnihtemos"}, "the character U+202E"),
        ({"who": "x" * 401}, "401 characters"),
    ],
)
def test_the_untestable_is_refused_with_the_reason(untouched, capsys, changes, reason):
    assert reason in refused(capsys, **changes)


@pytest.mark.parametrize(
    "threshold",
    [
        "at least 60 councils",
        "majority of councils",
        "more than 26%",
        "+10% in the year",
        "the bill is introduced",
        "G-Cloud first in FY2027/28",
        "one named enforcement action",
    ],
)
def test_a_number_a_rank_or_an_event_can_be_tested(untouched, capsys, threshold):
    code, _, error = told(capsys, GOOD | {"threshold": threshold}, "--no-ask", "--dry-run")
    assert (code, error) == (0, "")


def test_all_reasons_are_told_together_with_examples(untouched, capsys):
    error = refused(capsys, threshold="more", decided_by="", probability="2", theme="")
    for field in ("threshold", "decided_by", "probability", "theme"):
        assert f"  {field}: found" in error
    assert "for example: at least 50% of English councils" in error


def test_a_threshold_that_the_ledger_meets_already_predicts_nothing(untouched, capsys):
    changes = {"indicator": "share of councils using AI", "threshold": "at least 75%"}
    error = refused(capsys, **changes)
    # FIG0145 and its like: the newest share of councils using AI is over four in five.
    assert "which the ledger's" in error
    assert "percent (FIG0" in error
    assert "a value beyond" in error


@pytest.mark.parametrize(
    "changes",
    [
        {"threshold": "at least 99%"},
        {"threshold": "at least 75%", "metric": "none"},
        {"threshold": "at least 75%", "states-change": "false"},
    ],
)
def test_a_value_beyond_the_ledgers_or_no_change_is_taken(untouched, capsys, changes):
    given = GOOD | {"indicator": "share of councils using AI"} | changes
    assert told(capsys, given, "--no-ask", "--dry-run")[0] == 0


def test_the_ledgers_figure_is_offered_to_measure_from(untouched, capsys):
    given = GOOD | {"indicator": "share of councils using AI", "threshold": "at least 99%"}
    assert "To measure from: the ledger's" in told(capsys, given, "--dry-run")[1]


@pytest.mark.slow
def test_what_is_predicted_already_is_refused_unless_it_is_stated_anew(table, capsys):
    told(capsys, GOOD)
    again = {"prediction": "Sixty councils are to run one shared planning service."}
    error = refused(capsys, **again)
    assert "what P2028-01 says" in error
    amended = GOOD | again | {"threshold": "at least 50 councils", "amends": "P2028-01"}
    code, output, _ = told(capsys, amended)
    assert code == 0
    assert "amends: P2028-01" in output


def test_unsealed_edits_are_not_passed_by_sealing_a_new_row(table, capsys):
    table.write_text(table.read_text("utf-8").replace("Trafford 2023", "Trafford"), "utf-8")
    assert "edited since it was sealed" in refused(capsys)


@pytest.mark.slow
def test_edits_of_other_tables_stay_unsealed(project, table, capsys):
    other = project / "data/ledger/statements.csv"
    other.write_text(other.read_text("utf-8").replace("\n", "\r\n"), "utf-8")
    told(capsys, GOOD)
    assert [fault.file for fault in unsealed(project / "data")] == ["ledger/statements.csv"]


def ask(answers, *arguments):
    return CliRunner().invoke(cli.app, ["predict", *arguments], input="\n".join(answers) + "\n")


def test_what_is_missing_is_asked_for_and_a_refused_answer_asked_again(untouched):
    given = {n: v for n, v in GOOD.items() if n not in {"threshold", "decided-by"}}
    answers = ["many more", "at least 60 councils", "2028-12-31", "", "", "", ""]
    done = ask(answers, *options(given), "--dry-run")
    assert done.exit_code == 0, done.output
    assert "From which value on has it come true?" in done.output
    assert "Why: the value is set before the evidence is known" in done.output
    assert "'many' without a value" in done.output
    assert "P2028-01 would be entered" in done.output


@pytest.mark.slow
def test_everything_can_be_asked_for(project, table):
    order = ["edition", "programme", "theme", "stated-as", "prediction", "who", "url"]
    order += ["published-date", "indicator", "test-data", "threshold", "decided-by"]
    answers = [GOOD[name] for name in order] + ["0.7", "yes", "", "", "y"]
    done = ask(answers)
    assert done.exit_code == 0, done.output
    row = load_tables(None)["predictions"].loc["P2028-01"]
    assert row["probability"] == 0.7
    assert bool(row["states_change"]) is True


@pytest.mark.parametrize("answers", [[], ["2028"], ["2028", "techUK Future Gazing", "AI"]])
def test_the_end_of_input_leaves_the_table_as_it_was(untouched, answers):
    assert ask(answers).exit_code == 1


def test_saying_no_at_the_end_writes_nothing(untouched):
    given = {n: v for n, v in GOOD.items() if n != "who"}
    assert ask(["event speakers", "", "", "", "", "n"], *options(given)).exit_code == 1


def publish(capsys, year):
    code = 0
    try:
        cli.main(["data", "publish-predictions", year])
    except SystemExit as ended:
        code = ended.code or 0
    return code, capsys.readouterr()


def params_of_2028(project):
    text = (project / "params/2027.yaml").read_text("utf-8").replace("2027", "2028")
    (project / "params/2028.yaml").write_text(text.replace("2026-", "2027-"), "utf-8")
    base = project / "params/base.yaml"
    closed = "tables_closed: 2026-11-22"
    assert closed in base.read_text("utf-8")
    text = base.read_text("utf-8").replace(closed, "tables_closed: 2027-11-22")
    base.write_text(text, "utf-8")


@pytest.mark.slow
def test_a_hash_enters_the_register_once_and_is_never_rewritten(project, table, capsys):
    told(capsys, GOOD)
    params_of_2028(project)
    register = project / "data/ledger/prediction_hashes.csv"
    before = register.read_bytes()
    code, printed = publish(capsys, "2028")
    assert code == 0, printed.err
    added = register.read_bytes()[len(before) :].decode("utf-8")
    sha256 = criteria_hash(load_tables(None)["predictions"].loc["P2028-01"])
    assert added == f"P2028-01,2028,2026-11-30,{sha256}\n"
    assert "0 hashes entered" in publish(capsys, "2028")[1].out
    once = register.read_bytes()
    table.write_text(table.read_text("utf-8").replace("least 60 c", "least 10 c"), "utf-8")
    assert publish(capsys, "2028")[0] == EXIT_USER
    CliRunner().invoke(cli.app, ["data", "seal"])
    code, printed = publish(capsys, "2028")
    assert code == EXIT_USER
    assert "P2028-01: its criteria changed after publication" in printed.err
    assert register.read_bytes() == once
