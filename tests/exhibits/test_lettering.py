from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from futuregazing.exhibits.lettering import drawable, shorten, spread, text_width, widest, wrap
from futuregazing.exhibits.placing import Box, around, first_free, keeps_order, nice_ticks

SIZES = st.lists(st.floats(1, 40), min_size=1, max_size=12)


def test_a_wider_text_measures_wider_and_semibold_wider_still() -> None:
    assert 0 < text_width("Kent") < text_width("Kent and Medway")
    assert text_width("Kent") < text_width("Kent", bold=True)
    assert text_width("Kent", 22) == pytest.approx(2 * text_width("Kent", 11), rel=0.02)


def test_letters_that_the_face_lacks_are_measured_in_the_spare_one() -> None:
    assert text_width("ab✗c") > text_width("abc") + 5


def test_a_name_is_broken_into_lines_of_even_length() -> None:
    lines = wrap("Bournemouth, Christchurch and Poole", text_width("Bournemouth, Christchurch"))
    assert lines == ["Bournemouth,", "Christchurch and Poole"] or len(lines) == 2
    assert min(map(len, lines)) > 10


def test_a_name_breaks_after_a_hyphen_but_not_in_a_short_prefix() -> None:
    assert wrap("Stratford-on-Avon", text_width("Stratford-on-")) == ["Stratford-", "on-Avon"]


def test_a_word_too_long_for_a_line_is_cut_and_shows_it() -> None:
    assert shorten("Llanfairpwllgwyngyll", 40).endswith("…")
    assert wrap("Llanfairpwllgwyngyll", 40)[0].endswith("…")


def test_what_cannot_be_drawn_becomes_a_question_mark() -> None:
    assert drawable("a\x07b 🙂\n c") == "a?b ? c"


def test_nothing_is_nought_wide() -> None:
    assert widest([]) == 0
    assert wrap("", 50) == []


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60))
def test_no_line_is_wider_than_its_room(text: str) -> None:
    assert all(text_width(line) <= 80 for line in wrap(text, 80))


@settings(max_examples=200, deadline=None)
@given(st.data(), SIZES)
def test_spread_boxes_never_overlap_and_keep_their_order(
    data: st.DataObject, sizes: list[float]
) -> None:
    wish = st.floats(0, 200)
    wanted = data.draw(st.lists(wish, min_size=len(sizes), max_size=len(sizes)))
    high = max(200.0, sum(sizes))
    centres = spread(wanted, sizes, 0, high)
    order = sorted(range(len(sizes)), key=lambda i: (wanted[i], i))
    for a, b in pairwise(order):
        assert centres[a] + sizes[a] / 2 <= centres[b] - sizes[b] / 2 + 1e-6
    assert all(c - s / 2 >= -1e-6 for c, s in zip(centres, sizes, strict=True))
    assert all(c + s / 2 <= high + 1e-6 for c, s in zip(centres, sizes, strict=True))


def test_boxes_with_room_stay_where_they_want_to_be() -> None:
    assert spread([10, 50, 90], [10, 10, 10], 0, 100) == [10, 50, 90]


def test_two_boxes_that_want_one_place_share_the_way() -> None:
    assert spread([50, 50], [10, 10], 0, 100) == [45, 55]


def test_a_label_takes_the_first_place_that_is_free() -> None:
    places = around(50, 50, 20, 10, 5)
    room = Box(0, 0, 100, 100)
    assert first_free(places, [], room) == (places[0], True)
    assert first_free(places, [places[0]], room)[0] == places[1]
    assert first_free(places, [room], room)[1] is False


def test_a_label_stays_inside_the_plot() -> None:
    place, free = first_free(around(50, 6, 20, 10, 5), [], Box(0, 0, 100, 100))
    assert free
    assert place.top >= 0


def test_ticks_are_round_and_enclose_the_values() -> None:
    ticks = nice_ticks(0, 2.85e9)
    assert ticks[0] == 0
    assert ticks[-1] >= 2.85e9
    assert all(tick % 5e8 == 0 for tick in ticks)
    assert len(nice_ticks(5, 5)) >= 2


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        (Box(0, 0, 20, 10), True),  # over the other's, as its mark is
        (Box(0, 40, 20, 10), False),  # under it
        (Box(-30, 22, 20, 10), True),  # left of it, as its mark is
        (Box(40, 22, 20, 10), False),
        (Box(5, 25, 20, 10), True),  # on it: told by the room, not by the order
    ],
)
def test_labels_stand_as_their_marks_do(label: Box, kept: bool) -> None:
    assert keeps_order((10, 18), label, (14, 21), Box(0, 20, 20, 10)) is kept
