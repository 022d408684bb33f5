"""Whatever stands in a parameter file or an override: an edition, or the user's error."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from futuregazing.edition import Edition, ParameterError, describe_settings, load_edition
from futuregazing.edition.strict_yaml import read_text

NAMES = [described.name for described in describe_settings()]
quick = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])

# Pieces that mean something to a YAML parser find more than random characters do.
marks = list("{}[]:,#&*!|>'\"%@`-?~ \n\t\\")
runs = ["  ", ": ", "- ", "\n  ", "<<: ", "*a", "&a ", "!!int ", "---\n", "...\n", '"\\U', "\ufeff"]
words = ["edition", "base", "2022", "sections", "opportunities", "horizon_months", "é", "\x85"]
pieces = st.lists(st.sampled_from([*marks, *runs, *words]), max_size=40).map("".join)


def load(folder: Path, overrides: list[str]) -> Edition | None:
    """Return the edition, or None where it is refused with at least one fault."""
    try:
        return load_edition(2022, overrides, params=folder)
    except ParameterError as error:
        refused = error
    assert refused.faults
    assert len(str(refused).splitlines()) == len(refused.faults) + 1
    return None


@quick
@given(st.binary(max_size=400))
@example(b"\xff\xfe")
@example(b"a: &a [*a, *a]")
def test_random_bytes_are_an_edition_or_a_fault(folder: Path, content: bytes) -> None:
    (folder / "2022.yaml").write_bytes(content)
    load(folder, [])


@quick
@given(pieces)
def test_random_yaml_is_an_edition_or_a_fault(folder: Path, text: str) -> None:
    path = folder / "2022.yaml"
    sound = path.read_bytes()
    path.write_bytes(sound + text.encode("utf-8"))
    load(folder, [])
    path.write_bytes(sound)


@pytest.mark.slow
@quick
@given(st.lists(st.tuples(st.sampled_from(NAMES), st.one_of(pieces, st.text(max_size=20)))))
def test_random_overrides_are_an_edition_or_a_fault(
    folder: Path, overrides: list[tuple[str, str]]
) -> None:
    load(folder, [f"{name}={value}" for name, value in overrides])


@pytest.mark.slow
@quick
@given(st.text(max_size=60))
def test_random_text_as_an_override_is_refused(folder: Path, text: str) -> None:
    with pytest.raises(ParameterError):
        load_edition(2022, [text], params=folder)


@given(st.integers(-(10**17), 10**17))
def test_whole_numbers_are_read_back(number: int) -> None:
    node, faults = read_text(str(number), "test")
    assert not faults
    assert node is not None
    assert node.value == number


@quick
@given(st.integers(-1000, 1000))
def test_a_horizon_is_taken_exactly_within_its_bounds(folder: Path, months: int) -> None:
    edition = load(folder, [f"opportunities.horizon_months={months}"])
    assert (edition is not None) == (1 <= months <= 120)
    assert edition is None or edition.opportunities.horizon_months == months
