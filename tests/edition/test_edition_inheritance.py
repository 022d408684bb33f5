"""The base, the year over it, overrides over both; and who may extend whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from futuregazing.edition import ParameterError, known_editions, load_edition

Refused = Callable[..., list[str]]
Add = Callable[[str], None]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_year_overrides_the_base_one_setting_at_a_time(folder: Path, add: Add) -> None:
    before = load_edition(2022, params=folder)
    add("opportunities:\n  horizon_months: 36\n")
    after = load_edition(2022, params=folder)
    assert (before.opportunities.horizon_months, after.opportunities.horizon_months) == (24, 36)
    assert after.opportunities.list_limit == before.opportunities.list_limit


def test_an_override_wins_over_both(folder: Path, add: Add) -> None:
    add("opportunities:\n  horizon_months: 36\n")
    edition = load_edition(2022, ["opportunities.horizon_months=12"], params=folder)
    assert edition.opportunities.horizon_months == 12


def test_a_list_is_replaced_whole(folder: Path, add: Add) -> None:
    add("regional_split:\n  inside_regions: [Wales]\n")
    assert load_edition(2022, params=folder).regional_split.inside_regions == ("Wales",)


def test_a_year_may_extend_another_year_but_never_its_dates_or_title(
    folder: Path, add: Add
) -> None:
    add("opportunities:\n  horizon_months: 36\n")
    (folder / "2023.yaml").write_text(
        "edition: 2023\nextends: 2022\ntitle: Future Gazing 2023\n"
        "as_of: 2022-12-31\npublication_date: 2022-12-31\n",
        encoding="utf-8",
    )
    edition = load_edition(2023, params=folder)
    assert edition.opportunities.horizon_months == 36
    assert edition.previous == 2022
    (folder / "2023.yaml").write_text("edition: 2023\nextends: 2022\n", encoding="utf-8")
    with pytest.raises(ParameterError) as caught:
        load_edition(2023, params=folder)
    assert {fault.setting for fault in caught.value.faults} == {
        "as_of",
        "publication_date",
        "title",
    }


@pytest.mark.parametrize(
    ("extends", "message"),
    [
        ("extends: bases", "line 2: extends: found text 'bases'; expected the name of another"),
        ("extends: base.yaml", "did you mean base?"),
        ("extends: ../base", "line 2: extends: found text '../base'; expected the name of"),
        ("extends: [base]", "line 2: extends: found a list of 1; expected the name of another"),
        ("extends: true", "line 2: extends: found true (true or false); expected the name of"),
        ("extends: 2022", "line 2: extends: found a circle: 2022 extends 2022; expected the name"),
        ("", "params/2022.yaml: extends: found no such line; expected 'extends: base'"),
    ],
)
def test_a_parent_that_cannot_be_is_refused_alone(
    folder: Path, faults: Refused, extends: str, message: str
) -> None:
    change(folder / "2022.yaml", "extends: base", extends)
    (fault,) = faults()
    assert message in fault


def test_a_circle_of_files_is_told_in_full(folder: Path, faults: Refused) -> None:
    path = folder / "base.yaml"
    path.write_text("extends: 2022\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    (fault,) = faults()
    assert "params/base.yaml, line 1: extends: found a circle: 2022 extends base extends 2022" in (
        fault
    )


@pytest.mark.parametrize("line", ["edition: 2022", "title: x", "as_of: 2021-12-31"])
def test_the_base_may_not_say_which_year_it_is(folder: Path, faults: Refused, line: str) -> None:
    path = folder / "base.yaml"
    path.write_text(f"{line}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    (fault,) = faults()
    assert "params/base.yaml, line 1: " in fault
    assert "expected it in each edition's own file, never inherited" in fault


def test_only_files_named_as_years_are_editions(folder: Path) -> None:
    for name in ("draft.yaml", "20222.yaml", "1999.yaml", "2024.yml", "2025.yaml.bak", "٢٠٢٦.yaml"):
        (folder / name).write_text("edition: 2022\n", encoding="utf-8")
    assert known_editions(folder) == [2022]


@pytest.mark.parametrize(
    ("year", "message"),
    [
        (20222, "found no parameter file params/20222.yaml; expected one of the editions"),
        (2023, "found no parameter file params/2023.yaml"),
        (-2022, "found whole number -2022"),
        ("latest", "found text 'latest'; expected one of the editions that exist: 2022"),
        ("", "found text ''; expected one of the editions that exist: 2022"),
        (True, "found true (true or false); expected one of the editions that exist: 2022"),
        ("../2022", "found text '../2022'; expected one of the editions that exist: 2022"),
    ],
)
def test_a_year_without_an_edition_lists_those_that_exist(
    faults: Refused, year: int | str, message: str
) -> None:
    (fault,) = faults(year=year)
    assert message in fault


def test_a_year_close_to_an_edition_is_suggested(faults: Refused) -> None:
    assert faults(year=20222)[0].endswith("; did you mean 2022?")


def test_a_wrong_file_ending_is_named(folder: Path, faults: Refused) -> None:
    (folder / "2023.yml").write_text("edition: 2023\n", encoding="utf-8")
    assert faults(year=2023)[0].startswith("edition: found params/2023.yml; expected a name that ")


def test_an_empty_folder_says_that_no_edition_exists(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="that exist: none does"):
        load_edition(2022, params=tmp_path)


def test_a_year_may_be_given_as_text(folder: Path) -> None:
    assert load_edition(" 2022 ", params=folder).year == 2022
