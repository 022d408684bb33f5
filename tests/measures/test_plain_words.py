"""Words from outside, made plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from futuregazing.measures.plain_words import (
    mid_sentence,
    plain_words,
    shortened,
    web_address,
)


@given(st.text())
def test_plain_words_print_in_one_line_and_stay_as_they_are(text):
    plain = plain_words(text)
    assert plain.isprintable()
    assert plain_words(plain) == plain


@given(st.text(min_size=1, max_size=300), st.integers(2, 60))
def test_shortened_words_fit_and_begin_as_the_whole_does(text, most):
    words = plain_words(text)
    short = shortened(words, most)
    assert len(short) <= most
    assert words.startswith(short.removesuffix("…"))
    assert short == words or short.endswith("…")


@pytest.mark.parametrize(
    ("most", "short"),
    [(30, "Planning system, hosted"), (16, "Planning system…"), (12, "Planning…"), (5, "Plan…")],
)
def test_words_are_cut_between_two_of_them_where_that_is_possible(most, short):
    assert shortened("Planning system, hosted", most) == short


def test_a_long_last_word_is_cut_itself_rather_than_leaving_next_to_nothing():
    assert shortened("A Planningapplicationsystem", 12) == "A Planninga…"


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u202e", "\x07"])
def test_a_character_that_prints_nothing_tears_no_word_apart(unseen):
    assert plain_words(f"soft{unseen}ware") == "software"


@pytest.mark.parametrize(
    ("label", "within"),
    [
        ("Police forces", "police forces"),
        ("IT services", "IT services"),
        ("G4S", "G4S"),
        ("A contract", "a contract"),
        ("X", "x"),
        ("", ""),
    ],
)
def test_within_a_sentence_only_an_acronym_keeps_its_capital(label, within):
    assert mid_sentence(label) == within


@pytest.mark.parametrize("text", ["javascript:x", "https://a b", 'https://a"b', "", None, "//a"])
def test_what_is_no_web_page_is_no_address(text):
    assert web_address(text) == ""


def test_a_web_page_is_an_address():
    assert web_address("https://example.org/n?a=1&b=2#c") == "https://example.org/n?a=1&b=2#c"
