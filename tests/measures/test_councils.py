"""Which councils there were, which are to end, and what an older edition may know of it."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pandas as pd
import pytest

from futuregazing.claims.refs import Ref
from futuregazing.edition import load_edition
from futuregazing.measures import council_words, councils, councils_ahead, places
from futuregazing.tables import load_tables
from futuregazing.tables.frames import Tables

NOW = {
    "E06000001": ("Newtown", "unitary authority", ""),
    "E07000002": ("Oldham Vale", "non-metropolitan district", "E10000009"),
    "E10000009": ("Shire", "county council", ""),
}
GONE = [
    ("E07000003", "Westfield", "Non-metropolitan district", "2023-04-01", "merged into"),
    ("E07000004", "Eastfield", "Non-metropolitan district", "2023-04-01", "merged into"),
    ("E10000008", "Old Shire", "County", "2023-04-01", "merged into"),
]


@pytest.fixture
def tables() -> Tables:
    now = pd.DataFrame(
        [
            {
                "gss_code": code,
                "name": name,
                "type": kind,
                "county_gss": county,
                "nation": "England",
                "region": "North East",
                "centroid_lon": -1.0,
                "centroid_lat": 54.0,
            }
            for code, (name, kind, county) in NOW.items()
        ]
    ).set_index("gss_code", drop=False)
    gone = pd.DataFrame(
        [
            {
                "old_gss": code,
                "old_name": name,
                "old_type": kind,
                "effective_date": day,
                "relation": relation,
                "new_gss": "E06000001",
                "current_gss": "E06000001",
            }
            for code, name, kind, day, relation in GONE
        ],
        index=[f"{row[0]}:E06000001" for row in GONE],
    )
    regions = pd.DataFrame({"region": ["North East"]}, index=["E12000001"])
    return Tables({"local_authorities": now, "la_successors": gone, "regions": regions})


@cache
def at(year: int) -> Tables:
    return load_tables(load_edition(year).as_of)


BEFORE, AFTER = dt.date(2022, 12, 31), dt.date(2023, 4, 1)


def test_before_a_merger_its_councils_stand_in_place_of_the_new_one(tables: Tables) -> None:
    then, now = (set(councils.councils_at(tables, day)["name"]) for day in (BEFORE, AFTER))
    assert then == {"Eastfield", "Old Shire", "Oldham Vale", "Shire", "Westfield"}
    assert now == {"Newtown", "Oldham Vale", "Shire"}


def test_a_hexagon_shows_the_kind_its_councils_had_and_names_them(tables: Tables) -> None:
    shown = councils.kinds_map(tables, BEFORE).set_index("gss_code")
    assert shown.at["E06000001", "category"] == "Districts under county councils"
    assert shown.at["E06000001", "then"] == "Eastfield, Westfield"
    assert shown.at["E07000002", "then"] == ""
    today = councils.kinds_map(tables, AFTER).set_index("gss_code")
    assert today.at["E06000001", "category"] == "English unitary councils"


def test_counties_are_counted_and_have_no_hexagon(tables: Tables) -> None:
    assert councils.council_count(tables, AFTER).value == 3
    assert councils.council_count(tables, AFTER, councils.COUNTY).value == 1
    assert len(councils.kinds_map(tables, AFTER)) == 2
    assert councils.kinds_total(tables, BEFORE)["all"] == 5


def test_hexagons_that_stand_for_councils_since_gone_are_counted(tables: Tables) -> None:
    told = councils.redrawn(tables, BEFORE)
    assert told is not None
    assert [q.text for q in told] == ["1 hexagon", "2 councils"]
    assert councils.redrawn(tables, AFTER) is None


def test_a_council_that_began_and_ended_later_was_not_there(tables: Tables) -> None:
    frames = {name: tables[name] for name in tables}
    between = (
        frames["la_successors"]
        .iloc[[0]]
        .assign(
            old_gss="E07000005", old_name="Brief", new_gss="E07000003", effective_date="2024-04-01"
        )
    )
    first = frames["la_successors"].iloc[[1]].assign(new_gss="E07000005")
    frames["la_successors"] = pd.concat([between, first])
    assert "Brief" not in set(councils.councils_at(Tables(frames), BEFORE)["name"])


@pytest.mark.parametrize(
    ("year", "england", "counties"), [(2018, 353, 27), (2022, 333, 24), (2024, 317, 21)]
)
def test_england_had_as_many_councils_as_the_record_says(
    year: int, england: int, counties: int
) -> None:
    edition = load_edition(year)
    standing = councils.councils_at(at(year), edition.as_of)
    kinds = standing["kind"].value_counts()
    assert kinds.sum() - kinds[councils.NATIONS] == england
    assert kinds[councils.COUNTY] == counties


def test_the_current_edition_knows_which_councils_end_and_which_may() -> None:
    tables = at(2027)
    ending = councils_ahead.ending(tables)
    assert ending is not None
    assert ending.value == 164 + 21
    shown = councils_ahead.reorganisation_map(tables)["category"].value_counts()
    assert len(councils_ahead.reorganisation_map(tables)) == 361
    assert shown[councils_ahead.FIXED] == 11  # the districts of Surrey
    assert shown[councils_ahead.FIXED] + shown[councils_ahead.PLANNED] == 164
    (note,) = council_words.ahead_notes(tables, councils_ahead.reorganisation_map(tables))
    assert note.text == (
        "The hexagons show 164 districts that end; the other 21 county councils lie above them "
        "and have none."
    )
    told = " ".join(said.text for said in council_words.about_ahead(tables))
    assert "Surrey" in told
    assert "1 April 2027" in told


@pytest.mark.parametrize("year", [2018, 2021, 2022, 2023, 2024, 2025])
def test_an_older_edition_maps_nothing_it_could_not_know(year: int) -> None:
    edition = load_edition(year)
    tables = at(year)
    assert councils_ahead.reorganisation_map(tables).empty
    assert councils_ahead.strategic_map(tables, edition.as_of).empty
    assert councils_ahead.ending(tables) is None
    assert council_words.for_suppliers(tables) == []
    found = places.reference_places(tables, edition.regional_split, edition.as_of)
    assert not places.worth_a_table(found)


def test_strategic_authorities_of_a_later_day_are_not_counted() -> None:
    tables = at(2026)
    then = councils_ahead.strategic_authorities(tables, dt.date(2025, 12, 31))
    now = councils_ahead.strategic_authorities(tables, dt.date(2026, 11, 22))
    later = set(now.index) - set(then.index)
    assert len(later) == 4
    assert (tables["strategic_authorities"].loc[list(later), "effective_from"] > "2025-12-31").all()


def test_districts_belong_to_the_strategic_authority_of_their_county() -> None:
    tables = at(2027)
    shown = councils_ahead.strategic_map(tables, dt.date(2026, 11, 22)).set_index("name")
    assert shown.at["Lincoln", "authority"] == "Greater Lincolnshire Combined County Authority"
    assert shown.at["Milton Keynes", "category"] == councils_ahead.NO_AUTHORITY
    assert Ref("strategic_authorities", "E61000001") in shown.at["Camden", "refs"]
