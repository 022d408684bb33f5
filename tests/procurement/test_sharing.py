"""A file's lines are given out to the threads that read it: each once, none kept for later."""

from __future__ import annotations

import gzip
from pathlib import Path
from threading import Barrier

import pytest

from futuregazing.procurement import sharing
from futuregazing.procurement.line_chunks import texts_of
from futuregazing.procurement.sharing import Lines, Piece, read_all

BLOCK = 1 << 20
"""Bytes that are read at once: a chunk ends with the line that a block ends in."""


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a chunk be three blocks at most, and share a file of two blocks."""
    monkeypatch.setattr(sharing, "CHUNK_BYTES", 3 * BLOCK)
    monkeypatch.setattr(sharing, "LEAST_SHARE", BLOCK)


def a_file(folder: Path, blocks: int, *, packed: bool = False) -> tuple[Path, list[bytes]]:
    lines = [b"%07d " % number + b"x" * 1016 for number in range(blocks * 1024)]
    path = folder / ("lines.gz" if packed else "lines")
    data = b"\n".join(lines)
    path.write_bytes(gzip.compress(data, 1) if packed else data)
    return path, lines


def pieces(path: Path) -> list[tuple[int, list[bytes]]]:
    """Read a file in two threads; return number and lines of each piece, by number."""

    def read(piece: Piece) -> tuple[int, list[bytes]]:
        return piece.number, [bytes(t or b"").rstrip(b"\n") for t in texts_of(piece.lines())]

    return sorted(read_all(Lines(path, "a"), read))


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("packed", [False, True])
def test_every_line_is_read_once_and_pieces_are_numbered_in_order(
    tmp_path: Path, packed: bool
) -> None:
    path, lines = a_file(tmp_path, 8, packed=packed)
    found = pieces(path)
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    assert [line for _, part in found for line in part] == lines


@pytest.mark.usefixtures("small")
def test_a_file_is_cut_so_that_both_threads_have_the_same_to_do(tmp_path: Path) -> None:
    path, lines = a_file(tmp_path, 16)
    sizes = [len(part) for _, part in pieces(path)]
    assert len(sizes) == 6  # full chunks of three blocks would be five, and a little one
    assert max(sizes) <= len(lines) / 6 + 1024


@pytest.mark.usefixtures("small")
def test_a_small_file_is_one_piece_and_an_empty_one_none(tmp_path: Path) -> None:
    path, lines = a_file(tmp_path, 1)
    assert pieces(path) == [(1, lines)]
    path.write_bytes(b"")
    assert pieces(path) == []


@pytest.mark.usefixtures("small")
def test_both_threads_read_at_the_same_time(tmp_path: Path) -> None:
    path, _ = a_file(tmp_path, 2)
    both = Barrier(2, timeout=30)
    assert len(read_all(Lines(path, "a"), lambda _: both.wait())) == 2


@pytest.mark.usefixtures("small")
def test_what_one_thread_raises_reaches_the_caller_and_stops_the_other(tmp_path: Path) -> None:
    path, _ = a_file(tmp_path, 16)
    lines = Lines(path, "a")

    def read(piece: Piece) -> None:
        raise KeyError(piece.number)

    with pytest.raises(KeyError):
        read_all(lines, read)
    assert lines.take() is None


@pytest.mark.usefixtures("small")
def test_lines_are_given_up_once(tmp_path: Path) -> None:
    path, _ = a_file(tmp_path, 1)
    piece = Lines(path, "a").take()
    assert piece is not None
    assert piece.lines().num_rows == 1024
    with pytest.raises(IndexError):
        piece.lines()
