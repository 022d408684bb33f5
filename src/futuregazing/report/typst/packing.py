"""The PDF's objects packed together: the same pages, tags and links in far fewer bytes.

Typst writes every element of the structure tree (some twenty thousand in an edition) as plain
text of its own, and the place of each in a table of twenty bytes a line. PDF has known object
streams and cross-reference streams since 1.5, PDF/A-2 and PDF/UA-1 allow both: what is no
stream itself is packed, many objects in one, and nothing of it is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from futuregazing.report.deflate import zlib_stream

TOGETHER = 200
"""Objects in one stream: more hardly pack tighter, and a reader unpacks all of them for one."""
FREE, PLACED, PACKED = 0, 1, 2
WIDTHS = (1, 4, 2)
"""Bytes of an entry's kind, its place (or the stream it is in), and its number in there."""
NEVER_AGAIN = 0xFFFF
"""The generation of object 0, which is never used."""
UP = b"\x02"
"""The filter that keeps of each line what differs from the one above."""

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE = re.compile(rb"xref\s+0 (\d+)\s+((?:\d{10} \d{5} [nf][ \r\n]{2})+)trailer\s+<<(.*)>>", re.S)
_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")
_OBJECT = re.compile(rb"(\d+) 0 obj\s(.*)\sendobj\s*", re.S)
_SIZE = re.compile(rb"/Size \d+")


@dataclass(frozen=True)
class _File:
    """A PDF taken apart: what precedes its objects, their bodies by number, its trailer."""

    head: bytes
    bodies: Mapping[int, bytes]
    trailer: bytes


def packed(pdf: bytes) -> bytes:
    """Return a PDF with its objects packed together; one that isn't as Typst writes it, as it is.

    Same bytes in, same bytes out.
    """
    file = _taken_apart(pdf)
    return pdf if file is None else _put_together(file)


def _taken_apart(pdf: bytes) -> _File | None:
    start = _START.search(pdf)
    table = _TABLE.match(pdf, int(start[1])) if start else None
    if start is None or table is None:
        return None
    entries = _ENTRY.findall(table[2])
    places = {n: int(place) for n, (place, kind) in enumerate(entries) if kind == b"n"}
    if len(entries) != int(table[1]) or not places:
        return None
    ends = dict(pairwise([*sorted(places.values()), int(start[1])]))
    bodies = {}
    for number, place in places.items():
        found = _OBJECT.fullmatch(pdf, place, ends[place])
        if found is None or int(found[1]) != number:
            return None
        bodies[number] = found[2]
    return _File(pdf[: min(places.values())], bodies, table[3])


def _put_together(file: _File) -> bytes:
    """Return the streams as they were, then the other objects packed, then where all are."""
    entries = {0: (FREE, 0, NEVER_AGAIN)}
    loose = [number for number, body in file.bodies.items() if not _is_stream(body)]
    following = max(file.bodies) + 1
    written = bytearray(file.head)

    def place(number: int, body: bytes) -> None:
        entries[number] = (PLACED, len(written), 0)
        written.extend(b"%d 0 obj\n%b\nendobj\n" % (number, body))

    for number, body in file.bodies.items():
        if _is_stream(body):
            place(number, body)
    for group in _groups(loose):
        place(following, _object_stream([(number, file.bodies[number]) for number in group]))
        entries |= {number: (PACKED, following, at) for at, number in enumerate(group)}
        following += 1
    start = len(written)
    entries[following] = (PLACED, start, 0)
    place(following, _cross_references(entries, file.trailer))
    return bytes(written) + b"startxref\n%d\n%%%%EOF" % start


def _is_stream(body: bytes) -> bool:
    return body.endswith(b"endstream")


def _groups(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), TOGETHER):
        yield numbers[first : first + TOGETHER]


def _object_stream(objects: Sequence[tuple[int, bytes]]) -> bytes:
    """Return objects as the body of one stream: their numbers and places, then they themselves."""
    told, held = [], bytearray()
    for number, body in objects:
        told.append(b"%d %d" % (number, len(held)))
        held += body + b"\n"
    listed = b" ".join(told) + b"\n"
    facts = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(listed))
    return _stream(facts, listed + bytes(held))


def _cross_references(entries: Mapping[int, tuple[int, int, int]], trailer: bytes) -> bytes:
    """Return where each object is, as a stream that is the file's trailer too."""
    size = max(entries) + 1
    lines = [
        b"".join(field.to_bytes(width, "big") for field, width in zip(entry, WIDTHS, strict=True))
        for entry in (entries.get(number, (FREE, 0, NEVER_AGAIN)) for number in range(size))
    ]
    above = [bytes(sum(WIDTHS)), *lines]
    differing = (
        UP + bytes((here - there) % 256 for here, there in zip(line, over, strict=True))
        for over, line in pairwise(above)
    )
    widths = b" ".join(b"%d" % width for width in WIDTHS)
    facts = b"%b/Type/XRef/W[%b]/DecodeParms<</Predictor 12/Columns %d>>" % (
        _SIZE.sub(b"/Size %d" % size, trailer), widths, sum(WIDTHS),
    )  # fmt: skip
    return _stream(facts, b"".join(differing))


def _stream(facts: bytes, content: bytes) -> bytes:
    made = zlib_stream(content)
    head = b"<<%b/Filter/FlateDecode/Length %d>>" % (facts, len(made))
    return head + b"\nstream\n" + made + b"\nendstream"
