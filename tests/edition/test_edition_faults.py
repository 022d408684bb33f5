"""Every fault in the parameters is told: file, line, found, expected, nearest valid name."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from futuregazing.edition import ParameterError, load_edition
from futuregazing.errors import EXIT_USER, UserError

Refused = Callable[..., list[str]]
Add = Callable[[str], None]


def change(path: Path, old: str, new: str) -> int:
    """Replace text that stands once in a file; returns the line it starts on."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_misspelt_setting_is_told_with_the_nearest_name(add: Add, faults: Refused) -> None:
    add("opportunities:\n  horizon_monts: 12\n")
    (fault,) = faults()
    assert fault.startswith("params/2022.yaml, line 7: opportunities.horizon_monts: found an ")
    assert "expected one of horizon_months, count_from," in fault
    assert fault.endswith("; did you mean opportunities.horizon_months?")


def test_a_misspelt_section_is_told_with_the_nearest_name(add: Add, faults: Refused) -> None:
    add("oportunities:\n  horizon_months: 12\n")
    (fault,) = faults()
    assert fault.startswith("params/2022.yaml, line 6: oportunities: found an unknown setting")
    assert fault.endswith("; did you mean opportunities?")


def test_a_setting_under_the_wrong_section_is_sent_home(add: Add, faults: Refused) -> None:
    add("regional_split:\n  horizon_months: 12\nper_head: true\n")
    assert [fault.rpartition(" mean ")[2] for fault in faults()] == [
        "opportunities.horizon_months?",
        "regional_split.per_head?",
    ]


def test_a_name_like_no_other_gets_no_suggestion(add: Add, faults: Refused) -> None:
    add("opportunities:\n  zzz: 12\n")
    assert "did you mean" not in faults()[0]


@pytest.mark.parametrize(
    ("setting", "found", "expected"),
    [
        ('horizon_months: "24"', "text '24'", "a whole number from 1 to 120 (months)"),
        ("horizon_months: 24.0", "number with decimals 24.0", "a whole number from 1 to 120"),
        ("horizon_months: true", "true (true or false)", "a whole number from 1 to 120"),
        ("horizon_months: 0", "whole number 0", "a whole number from 1 to 120 (months)"),
        ("horizon_months: 1000", "whole number 1000", "a whole number from 1 to 120 (months)"),
        ("horizon_months:", "nothing", "a whole number from 1 to 120 (months)"),
        ("horizon_months: [24]", "a list of 1", "a whole number from 1 to 120 (months)"),
        ("horizon_months: {a: 1}", "a group of settings", "a whole number from 1 to 120"),
        ("horizon_months: 2026-01-01", "date 2026-01-01", "a whole number from 1 to 120"),
        ("include_lapsed: 1", "whole number 1", "true or false"),
        ("include_lapsed: yes", "text 'yes'", "true or false"),
        ("count_from: today", "text 'today'", "one of as_of, publication"),
        ("themes: ai", "text 'ai'", "a list, each one of ai, body_worn_video"),
        ("apart: ['']", "text ''", "one line of text"),
        ('apart: ["two\\nlines"]', "text 'two\\nlines'", "one line of text"),
        ("minimum_value_gbp: -1", "whole number -1", "a whole number from 0 to 100,000,000 (GBP)"),
    ],
)
def test_a_value_of_the_wrong_kind_is_never_bent_to_fit(
    add: Add, faults: Refused, setting: str, found: str, expected: str
) -> None:
    add(f"opportunities:\n  {setting}\n")
    (fault,) = faults()
    name = setting.partition(":")[0]
    assert fault.startswith(f"params/2022.yaml, line 7: opportunities.{name}: found {found}; ")
    assert f"; expected {expected}" in fault


def test_one_wrong_entry_of_a_list_is_told_at_its_own_line(add: Add, faults: Refused) -> None:
    add("regional_split:\n  inside_regions:\n    - London\n    - South Easst\n")
    (fault,) = faults()
    assert "line 9: regional_split.inside_regions: found text 'South Easst'" in fault
    assert fault.endswith("; did you mean South East?")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "regional_split:\n  inside_regions: [London, London]\n",
            "line 7: regional_split.inside_regions: found London 2 times; expected each entry once",
        ),
        (
            "regional_split:\n  inside_regions: [North East, North West, Yorkshire and The Humber,"
            " East Midlands, West Midlands, East of England, London, South East, South West, Wales,"
            " Scotland, Northern Ireland]\n",
            "found every region; expected at least one region left outside",
        ),
        (
            "regional_split:\n  reference_places: [Milton Keynes]\n",
            "found text 'Milton Keynes'; expected a place code such as E09000033",
        ),
        (
            "sections: [market_size, opportunities, market_size]\n",
            "line 6: sections: found market_size 2 times; expected each entry once",
        ),
        (
            "sections: [market_size, market_siez]\n",
            "found text 'market_siez'; expected one of key_points, trust,",
        ),
        ("sections: []\n", "line 6: sections: found an empty list; expected a list of at least"),
        (
            "sections: [market_size, key_points]\n",
            "found key_points after another section; expected key_points first",
        ),
        (
            "sections: [method_and_quality, market_size]\n",
            "found method_and_quality before another section; expected method_and_quality last",
        ),
        (
            "key_points:\n  candidates: [market_size, opportunities]\n  how_many: 3\n",
            "line 8: key_points.how_many: found 3 key points from 2 candidates; expected at most",
        ),
        (
            "key_points:\n  how_many: 3\n  candidates:"
            " [market_size, opportunities, method_and_quality]\n",
            "found method_and_quality; expected a section with a finding of its own",
        ),
        (
            "predictions_review:\n  review_from: 2022\n",
            "found 2022; expected an edition before 2022, or previous",
        ),
        (
            "predictions_review:\n  review_from: first\n",
            "found text 'first'; expected one of previous or a whole number from 2000 to 2099",
        ),
        ("market_size: real\n", "line 6: market_size: found text 'real'; expected the section's"),
        ("market_size:\n", "line 6: market_size: found nothing; expected the section's settings"),
    ],
)
def test_impossible_settings_are_refused(
    add: Add, faults: Refused, text: str, message: str
) -> None:
    add(text)
    (fault,) = faults()
    assert message in fault


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "publication_date: 2021-12-31",
            "publication_date: 2021-12-30",
            "line 5: publication_date: found 30 December 2021, before the as-of date "
            "31 December 2021; expected the as-of date or a later day",
        ),
        (
            "publication_date: 2021-12-31",
            "publication_date: 2202-12-31",
            "line 5: publication_date: found 31 December 2202; expected a day up to the end",
        ),
        (
            "as_of: 2021-12-31",
            "as_of: 2021-02-30",
            "line 4: as_of: found text '2021-02-30'; expected a date, written YYYY-MM-DD",
        ),
        (
            "title: Future Gazing 2022",
            "title: Future Gazing 2021",
            "line 3: title: found 'Future Gazing 2021'; expected a title with the year 2022",
        ),
        (
            "edition: 2022",
            "edition: 2021",
            "line 1: edition: found whole number 2021; expected 2022, as the file is named",
        ),
        (
            "edition: 2022",
            'edition: "2022"',
            "line 1: edition: found text '2022'; expected 2022, as the file is named",
        ),
        ("edition: 2022\n", "", "params/2022.yaml: edition: found no value; expected 2022"),
        ("title: Future Gazing 2022\n", "", "params/2022.yaml: title: found no value; expected"),
    ],
)
def test_a_slip_in_the_year_file_is_told(
    folder: Path, faults: Refused, old: str, new: str, message: str
) -> None:
    change(folder / "2022.yaml", old, new)
    (fault,) = faults()
    assert message in fault


def test_an_edition_cannot_be_written_in_the_year_it_looks_at(
    folder: Path, faults: Refused
) -> None:
    change(folder / "2022.yaml", "as_of: 2021-12-31", "as_of: 2022-01-01")
    change(folder / "2022.yaml", "publication_date: 2021-12-31", "publication_date: 2022-01-01")
    (fault,) = faults()
    assert "line 4: as_of: found 1 January 2022; expected a day before 2022" in fault


def test_an_edition_cannot_look_beyond_the_day_the_tables_closed(add: Add, faults: Refused) -> None:
    add("tables_closed: 2021-06-30\n")
    (fault,) = faults()
    assert "line 4: as_of: found 31 December 2021; expected at most 30 June 2021" in fault


def test_a_missing_section_is_one_fault_not_one_a_setting(folder: Path, faults: Refused) -> None:
    text = (folder / "base.yaml").read_text(encoding="utf-8")
    start, end = text.index("market_size:\n  #"), text.index("buyers_and_suppliers:\n")
    (folder / "base.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    (fault,) = faults()
    assert "params/2022.yaml: market_size: found no such section; expected its settings" in fault


def test_a_missing_setting_is_told_unless_its_misspelling_is(folder: Path, faults: Refused) -> None:
    change(folder / "base.yaml", "  price_basis: nominal\n", "")
    (fault,) = faults()
    assert "market_size.price_basis: found no value; expected one of nominal, real" in fault
    change(folder / "base.yaml", "market_size:\n  #", "market_size:\n  price_bases: nominal\n  #")
    (fault,) = faults()
    assert fault.endswith("; did you mean market_size.price_basis?")


def test_faults_of_files_and_overrides_are_told_together_in_one_message(
    folder: Path, add: Add
) -> None:
    line = change(folder / "base.yaml", "  rank_buyers: 10", "  rank_buyers: ten")
    change(folder / "2022.yaml", "publication_date: 2021-12-31", "publication_date: 2020-12-31")
    add("opportunities:\n  horizon_monts: 12\n  list_limit: 0\n  list_limit: 5\n")
    with pytest.raises(ParameterError) as caught:
        load_edition(2022, ["market_size.price_basis=reel", "nonsense"], params=folder)
    lines = str(caught.value).splitlines()
    assert lines[0] == "The parameters of the 2022 edition cannot be used: 7 faults."
    places = [line.split("found")[0].strip() for line in lines[1:]]
    assert places == [
        "1. params/2022.yaml, line 5: publication_date:",
        "2. params/2022.yaml, line 7: opportunities.horizon_monts:",
        "3. params/2022.yaml, line 8: opportunities.list_limit:",
        "4. params/2022.yaml, line 9: list_limit:",
        f"5. params/base.yaml, line {line}: buyers_and_suppliers.rank_buyers:",
        "6. --set nonsense:",
        "7. --set market_size.price_basis=reel: market_size.price_basis:",
    ]


def test_a_fault_in_the_base_is_told_even_where_the_year_overrides_it(
    folder: Path, add: Add, faults: Refused
) -> None:
    line = change(folder / "base.yaml", "  price_basis: nominal", "  price_basis: 7")
    add("market_size:\n  price_basis: real\n")
    (fault,) = faults()
    assert f"base.yaml, line {line}: market_size.price_basis: found whole number 7" in fault


def test_the_error_is_the_users_with_its_own_exit_code(add: Add, folder: Path) -> None:
    add("titel: x\n")
    with pytest.raises(UserError) as caught:
        load_edition(2022, params=folder)
    assert caught.value.exit_code == EXIT_USER == 2


def test_the_error_crosses_processes_whole(add: Add, folder: Path) -> None:
    add("titel: x\n")
    with pytest.raises(ParameterError) as caught:
        load_edition(2022, params=folder)
    copy = pickle.loads(pickle.dumps(caught.value))
    assert str(copy) == str(caught.value)
    assert copy.faults == caught.value.faults


def test_no_message_holds_the_path_of_the_machine(add: Add, folder: Path) -> None:
    add("titel: x\nextends: elsewhere\n")
    with pytest.raises(ParameterError) as caught:
        load_edition(2022, params=folder)
    assert str(folder.parent) not in str(caught.value)
