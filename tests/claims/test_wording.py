"""Words around numbers."""

from __future__ import annotations

import pytest

from futuregazing.claims.wording import capitalised, uncapitalised


@pytest.mark.parametrize(
    ("words", "large", "small"),
    [
        ("police forces", "Police forces", "police forces"),
        ("The NHS", "The NHS", "the NHS"),
        ("école", "École", "école"),
        ("3 councils", "3 councils", "3 councils"),
        ("", "", ""),
    ],
)
def test_only_the_first_letter_changes(words: str, large: str, small: str) -> None:
    assert capitalised(words) == large
    assert uncapitalised(words) == small
