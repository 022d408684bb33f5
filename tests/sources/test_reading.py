"""Pages are read as they come: odd bytes and numbers mended and counted, wrong pages refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from futuregazing.sources.errors import Trouble
from futuregazing.sources.reading import Mended, decode, read_json_text, read_package

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def amount(text: str) -> tuple[object, int]:
    mended = Mended()
    value = read_json_text(f'{{"amount": {text}, "text": "000, 1e9999 \\" 007"}}', mended)
    assert value["text"] == '000, 1e9999 " 007'
    return value["amount"], mended.numbers


@pytest.mark.parametrize("text", ["1e9999", "-1e9999", " 000", "007", "1 000", "+5", "NaN", "1."])
def test_a_number_that_is_none_becomes_null_and_is_counted(text: str) -> None:
    assert amount(text) == (None, 1)


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("-0.5", -0.5), ("1e3", 1000), ("12", 12)])
def test_a_sound_number_beside_a_broken_one_stays(text: str, value: float) -> None:
    assert read_json_text(f"[{text}, 000]", Mended()) == [value, None]


@settings(deadline=None)
@given(JSON)
def test_what_is_sound_is_read_as_it_is(value: object) -> None:
    mended = Mended()
    assert read_json_text(json.dumps(value), mended) == value
    assert mended == Mended()


@settings(deadline=None)
@given(JSON)
def test_what_stands_beside_a_broken_number_is_read_as_it_is(value: object) -> None:
    assert read_json_text(f"[000, {json.dumps(value)}]", Mended()) == [None, value]


@pytest.mark.parametrize(
    ("body", "text", "bytes_"),
    [
        ("Café £5".encode(), "Café £5", 0),
        ("Café £5".encode("iso-8859-1"), "Café £5", 2),
        ("Café ".encode() + b"\xa35", "Café £5", 1),
        (b"\x93Smart\x94 \x85", "“Smart” …", 3),
        (b"\xef\xbb\xbf{}", "{}", 0),
        (b"\x81", "\x81", 1),
    ],
)
def test_bytes_that_are_no_utf_8_are_read_as_windows_1252(
    body: bytes, text: str, bytes_: int
) -> None:
    mended = Mended()
    assert decode(body, mended) == text
    assert mended.bytes == bytes_


@settings(deadline=None)
@given(st.text())
def test_utf_8_is_read_as_it_is(text: str) -> None:
    mended = Mended()
    assert decode(text.encode("utf-8", "replace"), mended).lstrip("\ufeff") == (
        text.encode("utf-8", "replace").decode().lstrip("\ufeff")
    )
    assert mended.bytes == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><body>Sorry</body></html>",
        b'{"releases": [{"id": "1"}',
        b"[]",
        b"null",
        b'{"releases": {}}',
        b'{"releases": [1]}',
        b'{"message": "An error has occurred."}',
        b'{"releases": [], "links": {"next": 5}}',
        b"[" * 100_000,
    ],
)
def test_anything_but_a_release_package_is_trouble(body: bytes) -> None:
    with pytest.raises(Trouble):
        read_package(body)


def test_a_package_without_a_list_may_mean_none() -> None:
    assert read_package(b'{"uri": "x"}', may_lack_releases=True).releases == ()


@pytest.mark.parametrize(
    ("links", "following"),
    [
        ('{"next": "/a?cursor=b"}', "/a?cursor=b"),
        ("{}", None),
        ("null", None),
        ('{"next": ""}', None),
    ],
)
def test_the_link_to_the_next_page_is_found(links: str, following: str | None) -> None:
    assert read_package(f'{{"releases": [], "links": {links}}}'.encode()).next == following
