"""Bytes become numbered lines, and what cannot is told, never dropped."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from futuregazing.procurement import raw_bytes
from futuregazing.procurement.line_chunks import Chunk
from futuregazing.procurement.lines import Splitter, chunks
from futuregazing.procurement.raw_bytes import CutShort, blocks, head


def split(pieces: list[bytes], longest: int = 1000) -> Chunk:
    splitter, chunk = Splitter(longest), Chunk()
    for piece in pieces:
        splitter.feed(chunk, piece)
    splitter.end(chunk)
    return chunk


def texts(chunk: Chunk) -> list[tuple[int, str]]:
    table = chunk.table()
    return list(zip(table["no"].to_pylist(), table["line"].to_pylist(), strict=True))


def test_lines_have_their_own_number_and_blank_ones_count() -> None:
    assert texts(split([b'{"a":1}\n\n  \r\n{"b":2}\r\n{"c":3}'])) == [
        (1, '{"a":1}'),
        (4, '{"b":2}\r'),
        (5, '{"c":3}'),
    ]


def test_byte_order_marks_at_the_beginning_are_dropped_however_many() -> None:
    assert texts(split([b"\xef\xbb\xbf\xef\xbb\xbf{}\n"])) == [(1, "{}")]


def test_bytes_that_are_not_utf8_are_read_as_windows_1252_and_marked() -> None:
    table = split([b'{"a":"\xa35"}\n', '{"a":"£5"}\n'.encode()]).table()
    assert table["line"].to_pylist() == ['{"a":"£5"}', '{"a":"£5"}']
    assert table["not_utf8"].to_pylist() == [True, False]


def test_one_byte_that_is_not_utf8_leaves_the_rest_of_its_line_as_it_is() -> None:
    table = split(['{"a":"Caffè £5 '.encode() + b'\x96 \xa35"}\n']).table()
    assert table["line"].to_pylist() == ['{"a":"Caffè £5 – £5"}']
    assert table["not_utf8"].to_pylist() == [True]


@given(
    st.lists(st.binary(max_size=12).map(lambda b: b.replace(b"\xef", b"")), max_size=8),
    st.integers(1, 9),
)
def test_where_the_blocks_are_cut_makes_no_difference(lines: list[bytes], size: int) -> None:
    whole = b"\n".join(lines)
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
    assert split(pieces) == split([whole])


@given(st.lists(st.integers(0, 30), min_size=1, max_size=8), st.integers(1, 7))
def test_a_line_that_is_too_long_is_told_once_and_the_others_are_read(
    lengths: list[int], size: int
) -> None:
    whole = b"\n".join(b"x" * length for length in lengths)
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
    chunk = split(pieces, longest=10)
    assert chunk.numbers == [n for n, length in enumerate(lengths, 1) if 0 < length <= 10]
    assert [one.line for one in chunk.unreadable] == [
        n for n, length in enumerate(lengths, 1) if length > 10
    ]


def test_a_file_in_small_chunks_gives_the_same_lines_as_in_one(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(b"".join(b'{"n":%d}\n' % n for n in range(300_000)))
    parts = [part.table() for part in chunks(file, size=1 << 20)]
    assert len(parts) > 1
    assert [n for part in parts for n in part["no"].to_pylist()] == list(range(1, 300_001))


ENDS = st.sampled_from([b"\n", b"\r\n", b"\n\n", b"\n \n"])
A_LINE = st.sampled_from(
    [b"{}", b" {}", b'{"a":1}', b"", b"x" * 30, "£".encode(), b"\xa3", b"\xef\xbb\xbf{}", b"\t"]
)


@settings(max_examples=300)
@given(
    st.lists(st.tuples(A_LINE, ENDS), max_size=12),
    A_LINE,
    st.integers(1, 9),
    st.integers(1, 40),
    st.booleans(),
)
def test_lines_left_in_place_in_the_file_are_those_that_are_split(
    ended: list[tuple[bytes, bytes]], last: bytes, block: int, size: int, cut_short: bool
) -> None:
    whole = b"".join(line + end for line, end in ended) + last

    def given_blocks(_: Path) -> Iterator[bytes]:
        yield from (whole[at : at + block] for at in range(0, len(whole), block))
        if cut_short:
            raise CutShort("cut")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("futuregazing.procurement.lines.blocks", given_blocks)
        found = list(chunks(Path("any"), size=size, longest=20))
    splitter, expected = Splitter(20), Chunk()
    splitter.feed(expected, whole)
    splitter.end(expected, "cut" if cut_short else "")
    lines = [(n, t.removesuffix("\n")) for chunk in found for n, t in texts(chunk)]
    assert lines == texts(expected)
    told = [(one.line, one.reason) for chunk in found for one in chunk.unreadable]
    assert told == [(one.line, one.reason) for one in expected.unreadable]
    for chunk in found:
        chunk.lift()
    assert [line for chunk in found for line in chunk.lines] == expected.lines


def test_plain_lines_are_not_copied_and_others_are_split(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    for text, is_plain in ((b"{}\n{}\n", True), (b"{}\n{}", True), (b"{}\n\n{}\n", False)):
        file.write_bytes(text)
        (chunk,) = chunks(file)
        assert (chunk.in_place is not None) == is_plain
        assert chunk.first_line() == b"{}"


def test_several_gzip_members_are_one_file(tmp_path: Path) -> None:
    file = tmp_path / "two.gz"
    file.write_bytes(gzip.compress(b"one\n") + gzip.compress(b"two\n"))
    assert b"".join(blocks(file)) == b"one\ntwo\n"


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0.05, 0.999))
def test_of_a_cut_gzip_all_whole_lines_before_the_cut_are_read(
    tmp_path_factory: pytest.TempPathFactory, share: float
) -> None:
    lines = [b'{"n":%d,"text":"%d"}' % (n, n * 7919) for n in range(500)]
    packed = gzip.compress(b"\n".join(lines) + b"\n")
    file = tmp_path_factory.mktemp("cut") / "cut.jsonl.gz"
    file.write_bytes(packed[: int(len(packed) * share)])
    (chunk,) = chunks(file)
    chunk.lift()
    assert chunk.lines == lines[: len(chunk.lines)]
    (lost,) = chunk.unreadable
    assert lost.reason == "the compressed file ends early; what followed is lost"
    assert lost.line == len(chunk.lines) + 1


def test_a_damaged_gzip_is_told_where_it_is_damaged(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(b"".join(b"%d\n" % (n * 7919) for n in range(5000))))
    packed[len(packed) // 2] ^= 0xFF
    file = tmp_path / "bad.gz"
    file.write_bytes(packed)
    with pytest.raises(CutShort):
        b"".join(blocks(file))


def test_the_head_of_a_file_is_its_first_bytes_unpacked_and_without_marks(tmp_path: Path) -> None:
    file = tmp_path / "marked.gz"
    file.write_bytes(gzip.compress(b"\xef\xbb\xbf" + b'{"ocid"' * 50_000))
    assert head(file, 10) == b'{"ocid"'
    (tmp_path / "empty").write_bytes(b"")
    assert head(tmp_path / "empty") == b""


def test_a_packed_nothing_is_told_and_what_came_before_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_bytes, "FREE_BYTES", 10_000)
    bomb, sound = tmp_path / "bomb.gz", tmp_path / "sound.gz"
    bomb.write_bytes(gzip.compress(b"one\n" + b"0" * 8_000_000))
    given = bytearray()
    with pytest.raises(CutShort, match="holds more than 500 times its size"):
        given.extend(block for part in blocks(bomb, 1_000) for block in part)
    assert len(given) <= 501 * bomb.stat().st_size
    text = b"".join(b"a line of number %d\n" % n for n in range(5_000))
    sound.write_bytes(gzip.compress(text))
    assert b"".join(blocks(sound)) == text
