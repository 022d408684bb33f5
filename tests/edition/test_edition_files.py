"""The parameter files of the project itself, each and every one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from futuregazing import paths
from futuregazing.edition import Edition, explain, known_editions, load_edition
from futuregazing.edition.sections import SECTION_MODELS
from futuregazing.edition.strict_yaml import read_file
from futuregazing.edition.vocabulary import SECTION_NAMES

YEARS = known_editions()


@pytest.fixture(params=YEARS)
def edition(request: pytest.FixtureRequest) -> Edition:
    return load_edition(request.param)


def test_the_eight_editions_exist() -> None:
    assert YEARS == [2018, 2021, 2022, 2023, 2024, 2025, 2026, 2027]


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


def test_every_setting_in_the_base_is_introduced_by_a_comment() -> None:
    lines = (paths.params() / "base.yaml").read_text(encoding="utf-8").splitlines()
    paragraphs = "\n".join(lines).split("\n\n")
    for paragraph in paragraphs[2:]:
        assert "#" in paragraph, paragraph


def test_as_of_is_the_last_day_of_the_year_before_or_the_day_the_tables_closed(
    edition: Edition,
) -> None:
    assert edition.as_of in (date(edition.year - 1, 12, 31), date(2026, 11, 22))
    assert edition.as_of == (date(2026, 11, 22) if edition.year == 2027 else edition.as_of)


def test_only_the_newest_edition_is_current(edition: Edition) -> None:
    assert edition.current == (edition.year == 2027)


def test_an_edition_knows_the_one_before_it() -> None:
    assert [load_edition(year).previous for year in YEARS] == [None, *YEARS[:-1]]


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
    with pytest.raises(KeyError):
        edition.settings("title")


def test_the_next_edition_is_due_in_december_of_the_editions_year(edition: Edition) -> None:
    assert str(edition.next_edition) == f"December {edition.year}"


def test_every_value_says_where_it_came_from(edition: Edition) -> None:
    for row in explain(edition):
        assert row.place.startswith(("params/base.yaml, line", f"params/{edition.year}.yaml, line"))
