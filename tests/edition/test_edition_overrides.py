"""Overrides on the command line, and a notebook's own parameters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from futuregazing.edition import ParameterError, explain, load_edition, with_settings

Refused = Callable[..., list[str]]


def test_every_kind_of_value_can_be_overridden(folder: Path) -> None:
    edition = load_edition(
        2022,
        [
            "opportunities.horizon_months=12",
            "opportunities.themes=[ai, cyber]",
            "opportunities.include_lapsed = true",
            "market_size.price_basis=real",
            "predictions_review.programmes=['techUK Future Gazing']",
            "subtitle=What = what",
            "as_of=2021-06-30",
        ],
        params=folder,
    )
    assert edition.opportunities.horizon_months == 12
    assert edition.opportunities.themes == ("ai", "cyber")
    assert edition.opportunities.include_lapsed is True
    assert edition.market_size.price_basis == "real"
    assert edition.predictions_review.programmes == ("techUK Future Gazing",)
    assert edition.subtitle == "What = what"
    assert edition.as_of == date(2021, 6, 30)


@pytest.mark.parametrize(
    ("override", "message"),
    [
        ("opportunities.horizon_months", "found no '='; expected section.setting=value, such as"),
        ("opportunities.horizon_months=", "found no value; expected section.setting=value"),
        ("=12", "found no value; expected section.setting=value"),
        ("", "found no '='; expected section.setting=value"),
        ("horizon_months=12", "did you mean opportunities.horizon_months?"),
        ("opportunites.horizon_months=12", "found an unknown section 'opportunites'"),
        ("opportunites.horizon_months=12", "did you mean opportunities?"),
        ("opportunities.horizon_month=12", "did you mean opportunities.horizon_months?"),
        ("opportunities.horizon_months.x=12", "found an unknown section"),
        ("opportunities={horizon_months: 12}", "found a whole section; expected one of its"),
        ("edition=2021", "found another edition; expected the year as the command's argument"),
        ("previous=2020", "previous: found an unknown setting"),
        ("extends=base", "extends: found an unknown setting"),
        ("opportunities.horizon_months='12'", "found text '12'; expected a whole number"),
        ("opportunities.horizon_months=~", "found nothing; expected a whole number"),
        ("opportunities.themes=[ai, [cyber]]", "found a list of 1; expected one of ai"),
        ("opportunities.themes=[ai", "expected well-formed YAML"),
        ("opportunities.apart=[&a x, *a]", "found the anchor &a; expected a plain value"),
        ("opportunities.apart=!!python/name:os.system x", "found the tag"),
        ("opportunities.apart=[[[[[[[[]]]]]]]]", "found more than 6 levels"),
        ("opportunities.apart={a: 1, a: 2}", "found a second 'a'"),
    ],
)
def test_an_override_follows_the_rules_of_the_files(
    faults: Refused, override: str, message: str
) -> None:
    found = faults([override])
    assert any(message in fault for fault in found), found
    assert all(fault.startswith(f"--set {override}: ") for fault in found)


def test_an_override_given_twice_is_refused(faults: Refused) -> None:
    (fault,) = faults(["opportunities.list_limit=5", "opportunities.list_limit=6"])
    assert "opportunities.list_limit: found a second override; expected each setting once" in fault


def test_a_long_override_is_cut_short_in_the_message(faults: Refused) -> None:
    (fault,) = faults(["opportunities." + "x" * 5000 + "=1"])
    assert len(fault) < 600


def test_an_override_is_named_as_the_place_a_value_came_from(folder: Path) -> None:
    edition = load_edition(2022, ["opportunities.horizon_months=12"], params=folder)
    row = next(row for row in explain(edition) if row.name == "opportunities.horizon_months")
    assert (row.value, row.text, row.unit, row.layer) == (12, "12", "months", "override")
    assert row.place == "--set opportunities.horizon_months=12"


def test_a_notebooks_parameters_replace_its_own_sections_settings(folder: Path) -> None:
    edition = load_edition(2022, params=folder)
    changed = with_settings(
        edition, "opportunities", {"horizon_months": 12, "themes": ["ai"], "list_limit": None}
    )
    assert changed.opportunities.horizon_months == 12
    assert changed.opportunities.themes == ("ai",)
    assert changed.opportunities.list_limit == edition.opportunities.list_limit
    assert edition.opportunities.horizon_months == 24
    assert changed.market_size == edition.market_size


def test_a_notebook_without_parameters_of_its_own_changes_nothing(folder: Path) -> None:
    edition = load_edition(2022, params=folder)
    assert with_settings(edition, "opportunities", {"horizon_months": None}) == edition


def test_a_notebooks_parameters_are_checked_as_strictly_and_all_at_once(folder: Path) -> None:
    edition = load_edition(2022, params=folder)
    with pytest.raises(ParameterError) as caught:
        with_settings(edition, "key_points", {"how_many": "3", "candidates": ["market_size"]})
    (fault,) = caught.value.faults
    assert str(fault).startswith("notebook key_points: key_points.how_many: found text '3'; ")
    with pytest.raises(ParameterError) as caught:
        with_settings(
            edition, "opportunities", {"horizon": 3, "list_limit": 0, "apart": [object()]}
        )
    assert [fault.setting for fault in caught.value.faults] == [
        "opportunities.horizon",
        "opportunities.list_limit",
        "opportunities.apart",
    ]


def test_a_notebooks_parameters_are_named_as_the_place_a_value_came_from(folder: Path) -> None:
    edition = with_settings(
        load_edition(2022, params=folder), "opportunities", {"horizon_months": 12}
    )
    rows = {row.name: row for row in explain(edition)}
    assert rows["opportunities.horizon_months"].place == "notebook opportunities"
    assert rows["opportunities.list_limit"].layer == "base"


def test_parameters_for_a_section_that_is_none_are_refused(folder: Path) -> None:
    edition = load_edition(2022, params=folder)
    with pytest.raises(ParameterError, match=r"did you mean opportunities\?"):
        with_settings(edition, "oportunities", {"horizon_months": 12})
