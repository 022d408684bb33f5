"""An edition as an object: frozen, written as JSON and read again, with a fingerprint."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from futuregazing.edition import (
    Edition,
    ParameterError,
    describe_settings,
    explain,
    known_editions,
    load_edition,
)
from futuregazing.edition.explain import as_yaml
from futuregazing.edition.sections import SECTION_MODELS, WITHOUT_FINDING
from futuregazing.edition.strict_yaml import read_text
from futuregazing.edition.vocabulary import SECTION_NAMES

Add = Callable[[str], None]


def run(code: str, **variables: str) -> str:
    """Return what `code` prints in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize("year", known_editions())
def test_an_edition_survives_json(year: int) -> None:
    edition = load_edition(year)
    again = Edition.from_json(edition.model_dump_json())
    assert again == edition
    assert again.fingerprint() == edition.fingerprint()
    assert explain(again) == explain(edition)


def test_an_edition_cannot_be_changed_in_place(folder: Path) -> None:
    edition = load_edition(2022, params=folder)
    with pytest.raises(ValidationError):
        edition.title = "Another 2022"
    with pytest.raises(ValidationError):
        edition.opportunities.horizon_months = 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda values: values.pop("as_of"),
        lambda values: values.update(year="2022"),
        lambda values: values.update(extra=1),
        lambda values: values["opportunities"].update(horizon_months=0),
        lambda values: values.update(publication_date="2020-01-01"),
    ],
)
def test_spoilt_json_is_refused_in_one_clear_message(
    folder: Path, spoil: Callable[[dict[str, object]], None]
) -> None:
    values = json.loads(load_edition(2022, params=folder).model_dump_json())
    spoil(values)
    with pytest.raises(ParameterError, match="The edition cannot be used: 1 fault"):
        Edition.from_json(json.dumps(values))


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ParameterError):
        Edition.from_json(b"\xff{")


def test_the_fingerprint_does_not_depend_on_order_comments_or_where_a_value_stands(
    folder: Path,
) -> None:
    before = load_edition(2022, params=folder).fingerprint()
    lines = (folder / "2022.yaml").read_text(encoding="utf-8").splitlines()
    text = "# turned round\n" + "\n\n".join(reversed(lines))
    (folder / "2022.yaml").write_text(
        text + "\nopportunities: {horizon_months: 24}\n", encoding="utf-8"
    )
    assert load_edition(2022, params=folder).fingerprint() == before
    overridden = load_edition(2022, ["opportunities.horizon_months=24"], params=folder)
    assert overridden.fingerprint() == before


def test_the_fingerprint_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "from futuregazing.edition import load_edition as f; print(f(2022).fingerprint(), end='')"
    )
    found = {run(code, PYTHONHASHSEED=seed) for seed in ("0", "1")}
    assert found == {load_edition(2022).fingerprint()}


@pytest.mark.parametrize(
    "override",
    ["opportunities.horizon_months=12", "subtitle=Other", "sections=[market_size]"],
)
def test_any_other_value_makes_another_fingerprint(folder: Path, override: str) -> None:
    plain = load_edition(2022, params=folder)
    assert load_edition(2022, [override], params=folder).fingerprint() != plain.fingerprint()


def test_a_sections_fingerprint_moves_with_its_own_settings_only(folder: Path) -> None:
    plain = load_edition(2022, params=folder)
    other = load_edition(2022, ["opportunities.horizon_months=12"], params=folder)
    moved = {name for name in SECTION_NAMES if plain.fingerprint(name) != other.fingerprint(name)}
    assert moved == {"opportunities", *WITHOUT_FINDING}


def test_every_section_has_a_model_and_an_attribute() -> None:
    assert tuple(SECTION_MODELS) == SECTION_NAMES
    for name, model in SECTION_MODELS.items():
        assert Edition.model_fields[name].annotation is model


def test_every_setting_is_described_as_a_sentence_and_has_no_default() -> None:
    for described in describe_settings():
        assert described.description.endswith("."), described.name
        assert described.allowed, described.name
    for model in SECTION_MODELS.values():
        assert all(field.is_required() for field in model.model_fields.values())


def test_numbers_with_a_unit_in_their_name_or_meaning_state_it() -> None:
    units = {described.name: described.unit for described in describe_settings()}
    for name, unit in units.items():
        if name.endswith("_months"):
            assert unit == "months", name
        if name.endswith("_gbp"):
            assert unit == "GBP", name


def test_an_explained_value_can_be_pasted_back_as_an_override(folder: Path) -> None:
    edition = load_edition(2022, params=folder)
    for row in explain(edition):
        node, faults = read_text(row.text, row.name)
        assert not faults
        assert node is not None
        assert node.plain() == row.value, row.name
    assert as_yaml(()) == "[]"


def test_loading_an_edition_imports_nothing_heavy() -> None:
    code = (
        "import sys; from futuregazing.edition import load_edition; load_edition(2027);"
        "print(*[m for m in ('pandas','numpy','pandera','nbconvert','papermill','typer','rich',"
        "'jinja2') if m in sys.modules])"
    )
    assert run(code).strip() == ""
