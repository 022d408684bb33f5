"""What an edition may see of a snapshot: point in time, what counts, why a value is left out."""

import datetime as dt
from dataclasses import replace

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_releases import JONES, SMITH, award, market, release

from futuregazing.measures.measured import (
    COUNCILS,
    NotNarrowable,
    OldTables,
    Scope,
    load,
    narrowed,
)
from futuregazing.measures.measured_timing import time_to_publication
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.snapshot import NoSnapshot
from futuregazing.procurement.technology_sql import TechnologyTables
from futuregazing.tables import load_tables

LATER = dt.date(2025, 12, 31)


def loaded(folder, *releases, as_of=LATER, **options):
    market(folder, *releases)
    return load(folder / "snapshot", as_of, **options)


def test_what_is_published_later_is_not_seen(tmp_path):
    early = release("1", award(), date="2025-01-13T09:00:00Z")
    late = release("2", award(), date="2025-03-01T00:00:00Z", title="Another payroll system")
    market(tmp_path, early, late)
    seen = [
        len(load(tmp_path / "snapshot", dt.date(2025, *day)).awards)
        for day in ((1, 12), (1, 13), (2, 28), (3, 1))
    ]
    assert seen == [0, 1, 1, 2]


def test_the_version_known_then_stands_in_for_one_that_came_later(tmp_path):
    first = release("1", award(amount=50_000), id="1-1", date="2025-01-13T09:00:00Z")
    again = release("1", award(amount=60_000), id="1-2", date="2025-06-01T09:00:00Z")
    market(tmp_path, first, again)
    then = load(tmp_path / "snapshot", dt.date(2025, 2, 1))
    now = load(tmp_path / "snapshot", LATER)
    assert list(then.awards["pence"]) == [5_000_000]
    assert list(now.awards["pence"]) == [6_000_000]
    assert now.dropped.to_dict() == {"reissued": 1}
    assert then.dropped.to_dict() == {}


def test_an_award_published_again_was_published_when_it_first_was(tmp_path):
    first = release("1", award(), id="1-1", date="2025-01-09T09:00:00Z")
    again = release("1", award(), id="1-2", date="2025-07-13T09:00:00Z")
    now = loaded(tmp_path, first, again)
    days = now.awards[["published_on", "first_published_on"]].iloc[0]
    assert [f"{day:%Y-%m-%d}" for day in days] == ["2025-07-13", "2025-01-09"]
    assert time_to_publication(now)["median"].quantity.value == 3


def test_an_announcement_before_the_award_is_not_its_publication(tmp_path):
    planned = release("1", award(), id="1-1", date="2025-01-02T09:00:00Z")
    made = release("1", award(), id="1-2", date="2025-01-16T09:00:00Z")
    assert time_to_publication(loaded(tmp_path, planned, made))["median"].quantity.value == 10


def test_an_award_cancelled_by_then_does_not_come_back(tmp_path):
    first = release("1", award(), id="1-1", date="2025-01-13T09:00:00Z")
    ended = release("1", award(status="cancelled"), id="1-2", date="2025-03-01T09:00:00Z")
    market(tmp_path, first, ended)
    assert len(load(tmp_path / "snapshot", dt.date(2025, 2, 1)).awards) == 1
    assert len(load(tmp_path / "snapshot", LATER).awards) == 0


def test_a_value_a_hundred_times_too_high_is_not_brought_back(tmp_path):
    typed = release("1", award("1", 5_000_000), date="2025-01-13T09:00:00Z")
    mended = release("1", award("2", 50_000), id="1-2", date="2025-01-20T09:00:00Z")
    market(tmp_path, typed, mended)
    assert len(load(tmp_path / "snapshot", dt.date(2025, 1, 14)).awards) == 0
    assert list(load(tmp_path / "snapshot", LATER).awards["pence"]) == [5_000_000]


def test_each_award_without_a_counted_value_says_why(tmp_path):
    seen = loaded(
        tmp_path,
        release("1", award()),
        release("2", award(amount=1)),
        release("3", award(amount=None)),
        release("4", award(value={"amount": 700, "currency": "EUR"})),
        release("5", award(amount=600_000_000)),
        release("6", award(amount=98)),
    ).awards.set_index("ocid")["excluded_for"]
    assert seen.to_dict() == {
        "ocds-b5fd17-1": "",
        "ocds-b5fd17-2": "placeholder",
        "ocds-b5fd17-3": "no value stated",
        "ocds-b5fd17-4": "foreign_currency",
        "ocds-b5fd17-5": "ceiling",
        "ocds-b5fd17-6": "tiny",
    }


def test_suppliers_belong_to_awards_that_count(tmp_path):
    seen = loaded(
        tmp_path,
        release("1", award(suppliers=[SMITH, JONES])),
        release("2", award(status="cancelled")),
    )
    assert list(seen.parties["supplier_name"]) == [SMITH["name"], JONES["name"]]
    assert set(seen.parties["award_key"]) == set(seen.awards["award_key"])


def test_a_plan_is_known_as_awarded_only_once_the_award_is_published(tmp_path):
    plan = release("1", id="1-0", date="2024-12-01T09:00:00Z", tag=["planning"])
    market(tmp_path, plan, release("1", award()))
    then = load(tmp_path / "snapshot", dt.date(2024, 12, 31))
    now = load(tmp_path / "snapshot", LATER)
    assert list(then.notices["awarded"]) == [False]
    assert list(now.notices["awarded"]) == [True]


def test_a_register_has_no_day_of_publication_and_its_values_never_add_up(tmp_path):
    sheet = tmp_path / "notices" / "contracts register.csv"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(
        "Contract Title,Supplier,Start Date,End Date,Contract Value,Council\n"
        "Payroll,Smith Software,01/02/2021,31/01/2027,90000,Ambridge\n",
        encoding="utf-8",
    )
    import_files([sheet], tmp_path / "snapshot")
    without = load(tmp_path / "snapshot", LATER)
    assert (len(without.awards), without.undated) == (0, 1)
    seen = load(tmp_path / "snapshot", LATER, undated=True)
    assert list(seen.awards["excluded_for"]) == ["register"]
    assert seen.undated == 0


def test_a_code_of_a_registers_scheme_is_a_code_among_the_evidence(tmp_path):
    sheet = tmp_path / "contracts register.csv"
    sheet.write_text(
        "Contract Title,Supplier,End Date,ProClass Classification\n"
        "Hub,Smith Software,31/01/2027,270000\n"
        "Payroll software,Smith Software,31/01/2027,270000\n"
        "Library software,Smith Software,31/01/2027,\n",
        encoding="utf-8",
    )
    technology = TechnologyTables.of(load_tables(None))
    import_files([sheet], tmp_path / "snapshot", technology=technology)
    seen = load(tmp_path / "snapshot", LATER, undated=True).awards
    assert dict(zip(seen["title"], seen["technology_by"], strict=True)) == {
        "Hub": "code",
        "Payroll software": "code and words",
        "Library software": "words",
    }


@pytest.mark.parametrize(("cell", "judged"), [("NULL", False), ("false", True)])
def test_a_snapshot_where_nobody_judged_what_is_technology_is_not_an_empty_market(
    tmp_path, cell, judged
):
    tables = market(tmp_path, release("1", award())).folder
    file, fresh = tables / "award.parquet", tables / "fresh.parquet"
    duckdb.sql(f"SELECT * REPLACE ({cell}::BOOLEAN AS technology) FROM '{file}'").write_parquet(
        str(fresh)
    )
    fresh.replace(file)
    seen = load(tmp_path / "snapshot", LATER)
    assert seen.judged is judged
    scope = Scope("t", "technology")
    if judged:
        assert len(narrowed(seen, scope).awards) == 0
    else:
        with pytest.raises(NotNarrowable, match="do not say which awards are technology"):
            narrowed(seen, scope)


def test_buyers_that_nobody_looked_up_are_not_an_empty_market(tmp_path):
    seen = replace(loaded(tmp_path, release("1", award())), judged=True, resolved=False)
    with pytest.raises(NotNarrowable, match="do not say which bodies the buyers are"):
        narrowed(seen, COUNCILS)


def test_a_folder_without_a_snapshot_is_refused(tmp_path):
    with pytest.raises(NoSnapshot):
        load(tmp_path, LATER)


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """A snapshot of a release every ninth day of 2025, some of them published twice."""
    folder = tmp_path_factory.mktemp("year")
    start = dt.date(2025, 1, 1)
    releases = []
    for n in range(40):
        day = start + dt.timedelta(days=9 * n)
        ocid = str(n - n % 2 if n % 5 == 0 else n)
        releases.append(
            release(
                ocid,
                award(),
                id=f"{ocid}-{n}",
                date=f"{day}T23:30:00Z",
                title=f"Supply of {ocid} things",
            )
        )
    market(folder, *releases)
    return folder / "snapshot"


@settings(deadline=None, max_examples=20)
@given(day=st.dates(dt.date(2024, 12, 1), dt.date(2026, 2, 1)))
def test_no_award_published_after_the_day_ever_counts(year, day):
    seen = load(year, day)
    assert (seen.awards["published_on"].dt.date <= day).all()
    assert (seen.notices["published_on"].dt.date <= day).all()
    assert seen.awards["award_key"].is_unique
    assert seen.awards["ocid"].is_unique


def test_tables_of_an_earlier_version_are_refused_with_what_to_do(tmp_path):
    market(tmp_path, release("1", award()))
    (spend,) = (tmp_path / "snapshot").rglob("spend.parquet")
    older = tmp_path / "older.parquet"
    duckdb.sql(f"COPY (SELECT * EXCLUDE (body_kind) FROM '{spend}') TO '{older}'")
    older.replace(spend)
    with pytest.raises(OldTables, match=r"spend .* no body_kind.*Import the snapshot's files"):
        load(tmp_path / "snapshot", LATER)
