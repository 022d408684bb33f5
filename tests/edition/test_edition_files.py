"""The parameter files of the project itself, each and every one."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from futuregazing import paths
from futuregazing.edition import (
    Described,
    Edition,
    ParameterError,
    describe_settings,
    explain,
    known_editions,
    load_edition,
)
from futuregazing.edition.expected import choices
from futuregazing.edition.sections import SECTION_MODELS
from futuregazing.edition.strict_yaml import read_file
from futuregazing.edition.vocabulary import SECTION_NAMES

YEARS = known_editions()

# From so many words on, a comment names the table column they come from instead.
LONG_VOCABULARY = 8


@pytest.fixture(params=YEARS)
def edition(request: pytest.FixtureRequest) -> Edition:
    return load_edition(request.param)


def test_the_eight_editions_of_the_start_are_kept() -> None:
    assert {2018, 2021, 2022, 2023, 2024, 2025, 2026, 2027} <= set(YEARS)


def test_every_file_extends_the_base_directly() -> None:
    for year in YEARS:
        node, faults = read_file(paths.params() / f"{year}.yaml", str(year))
        assert not faults
        assert node is not None
        assert node.plain()["extends"] == "base"


def test_the_base_alone_gives_every_setting_of_every_section() -> None:
    node, faults = read_file(paths.params() / "base.yaml", "base")
    assert not faults
    assert node is not None
    base = node.plain()
    for name, model in SECTION_MODELS.items():
        assert set(base[name]) == set(model.model_fields), name


def comments_above_settings() -> dict[str, str]:
    """Return, for each setting of a section in the base, the comment it stands under."""
    found: dict[str, str] = {}
    section, comment, open_comment = "", "", False
    for line in (paths.params() / "base.yaml").read_text(encoding="utf-8").splitlines():
        if name := re.match(r"(\w+):$", line):
            section, comment = name[1], ""
        elif line.startswith("  #"):
            comment = f"{comment} {line[4:]}" if open_comment else line[4:]
        elif name := re.match(r"  (\w+):", line):
            found[f"{section}.{name[1]}"] = comment
        open_comment = line.startswith("  #")
    return found


@pytest.mark.parametrize("described", [d for d in describe_settings() if d.section], ids=str)
def test_the_comment_above_a_setting_says_what_it_may_be(described: Described) -> None:
    comment = comments_above_settings()[described.name]
    assert comment
    bounds = re.search(r"(\d+) to ([\d,]+)", described.allowed)
    if bounds and "previous" not in described.allowed:
        assert f"{bounds[1]} to {bounds[2]}" in comment
    key = described.name.partition(".")[2]
    words = choices(SECTION_MODELS[described.section], key)
    assert len(words) >= LONG_VOCABULARY or all(word in comment for word in words)


def test_as_of_is_the_last_day_of_the_year_before_or_the_day_the_tables_closed(
    edition: Edition,
) -> None:
    last_day = date(edition.year - 1, 12, 31)
    closed = {2027: date(2026, 11, 22), YEARS[-1]: edition.tables_closed}
    assert edition.as_of in (closed.get(edition.year, last_day), last_day)


def test_only_the_newest_edition_is_current(edition: Edition) -> None:
    assert edition.current == (edition.year == YEARS[-1])


def test_an_edition_knows_the_one_before_it() -> None:
    assert [load_edition(year).previous for year in YEARS] == [None, *YEARS[:-1]]


def test_each_edition_knows_the_day_the_one_before_was_written() -> None:
    editions = [load_edition(year) for year in YEARS]
    days = [edition.as_of for edition in editions]
    assert [edition.previous_as_of for edition in editions] == [None, *days[:-1]]


def test_publication_does_not_precede_the_as_of_date(edition: Edition) -> None:
    assert edition.publication_date - edition.as_of >= timedelta(0)


def test_every_section_is_printed_in_the_order_of_the_house(edition: Edition) -> None:
    assert edition.sections == SECTION_NAMES


def test_the_title_names_the_year_and_no_two_titles_agree() -> None:
    titles = [load_edition(year).title for year in YEARS]
    assert titles == [f"Future Gazing {year}" for year in YEARS]


def test_settings_are_reached_by_attribute_and_by_name(edition: Edition) -> None:
    for name in edition.sections:
        assert edition.settings(name) is getattr(edition, name)
    with pytest.raises(ParameterError, match=r"found text 'market_siez'.*mean market_size\?"):
        edition.settings("market_siez")
    with pytest.raises(ParameterError, match="expected one of key_points"):
        edition.settings("title")


def test_the_next_edition_is_due_in_december_of_the_editions_year(edition: Edition) -> None:
    assert str(edition.next_edition) == f"December {edition.year}"


def test_every_value_says_where_it_came_from(edition: Edition) -> None:
    for row in explain(edition):
        assert row.place.startswith(("params/base.yaml, line", f"params/{edition.year}.yaml, line"))
