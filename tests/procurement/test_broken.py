"""A package that is no JSON is cut between its releases wherever its brackets tell how."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from futuregazing.procurement.broken import _by_brackets

SMALL = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='a"\\[]{},:', max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "releases", "records"]), inner, max_size=3)
    ),
    max_leaves=6,
)
RELEASES = st.lists(SMALL, min_size=1, max_size=4)
INDENT = st.sampled_from([None, 0, 2])
AROUND = st.dictionaries(st.sampled_from(["uri", "links", "version"]), st.text(max_size=5))


@settings(deadline=None)
@given(RELEASES, INDENT)
def test_a_list_is_cut_into_its_elements(releases: list[object], indent: int | None) -> None:
    found = _by_brackets(json.dumps(releases, indent=indent))
    assert found is not None
    assert (found[0], [json.loads(piece) for piece in found[1]]) == ("", releases)


@settings(deadline=None)
@given(RELEASES, AROUND, st.sampled_from(["releases", "records"]), INDENT, st.booleans())
def test_a_package_is_cut_into_the_elements_of_its_list(
    releases: list[object], around: dict[str, str], name: str, indent: int | None, first: bool
) -> None:
    package = {name: releases} | around if first else around | {name: releases}
    found = _by_brackets(json.dumps(package, indent=indent))
    assert found is not None
    assert (found[0], [json.loads(piece) for piece in found[1]]) == (f'"{name}"', releases)


@settings(deadline=None)
@given(RELEASES, st.data())
def test_a_package_that_is_cut_short_or_goes_on_is_not_cut(
    releases: list[object], data: st.DataObject
) -> None:
    text = json.dumps({"releases": releases})
    assert _by_brackets(text[: data.draw(st.integers(0, len(text) - 1))]) is None
    assert _by_brackets(text + data.draw(st.sampled_from(["]", "x", ',"a"', "{}"]))) is None


@pytest.mark.parametrize(
    "text", ["", "{}", '{"a": [1]}', '{"a": {"releases": [1]}}', '{"releases": 1}', '[{"a": 1]}']
)
def test_a_text_without_a_list_of_releases_or_with_wrong_brackets_is_not_cut(text: str) -> None:
    assert _by_brackets(text) is None


def test_what_is_wrong_within_a_release_does_not_move_the_cuts() -> None:
    assert _by_brackets('{"releases": [{"a": 1 2}, {"b": tru}]}') == (
        '"releases"',
        ['{"a": 1 2}', ' {"b": tru}'],
    )
