"""The PDF with its objects packed together: lighter, and the same to whoever reads it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

import pdf_samples as samples
import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject, StreamObject

from futuregazing.report.typst import packing, render_pdf, writer
from futuregazing.report.typst.packing import packed


def written(*bodies: bytes, entries: Iterable[bytes] | None = None) -> bytes:
    """Return a PDF as Typst writes it: objects as text, a table of their places, a trailer."""
    made, places = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = [b"0000000000 65535 f\r\n", *(b"%010d 00000 n\r\n" % place for place in places)]
    told = b"".join(table if entries is None else entries)
    trailer = b"trailer\n<</Size %d/Root 1 0 R/ID[(a)(b)]>>\nstartxref\n%d\n%%%%EOF"
    return made + b"xref\n0 %d\n" % len(table) + told + trailer % (len(table), len(made))


PAGES = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
    b"<</Length 13>>\nstream\n0 0 5 5 re f\n\nendstream",
    b"(words, one of them endstream)",
)


def contents(pdf: bytes, size: int) -> list[tuple[str, bytes]]:
    """Return what a reader finds under each number; of a stream, its bytes too."""
    reader = PdfReader(io.BytesIO(pdf))
    found = [IndirectObject(number, 0, reader).get_object() for number in range(1, size)]
    told = [re.sub(r"(?<=IndirectObject)\((\d+), 0, \d+\)", r"(\1)", repr(o)) for o in found]
    held = [o.get_data() if isinstance(o, StreamObject) else b"" for o in found]
    return list(zip(told, held, strict=True))


@pytest.fixture(scope="module")
def both() -> tuple[bytes, bytes]:
    """Return a report as Typst writes it and as it is published."""
    plain: list[bytes] = []

    def noted(pdf: bytes) -> bytes:
        plain.append(pdf)
        return packed(pdf)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "packed", noted)
        published = render_pdf(samples.report())
    return plain[0], published


@pytest.mark.parametrize("together", [1, 2, 200])
def test_every_object_is_found_under_its_number_as_it_was(together, monkeypatch):
    monkeypatch.setattr(packing, "TOGETHER", together)
    given = written(*PAGES)
    assert contents(packed(given), 6) == contents(given, 6)


def test_what_is_no_stream_stands_in_one_and_streams_stay_where_any_reader_finds_them():
    made = packed(written(*PAGES))
    assert b"/Type/Page" not in made
    assert b"4 0 obj\n" + PAGES[3] + b"\nendobj" in made
    assert made.startswith(b"%PDF-1.7\n%\x80\x80\x80\x80\n\n")
    assert made.count(b"/Type/ObjStm") == made.count(b"/Type/XRef") == 1


def test_title_root_and_identity_of_the_file_stay():
    trailer = PdfReader(io.BytesIO(packed(written(*PAGES)))).trailer
    assert trailer["/ID"] == ["a", "b"]
    assert trailer["/Root"]["/Pages"]["/Count"] == 1
    assert trailer["/Size"] == 8, "five objects, none, the packed ones and their places"


@pytest.mark.parametrize(
    "given",
    [
        packed(written(*PAGES)),
        b"%PDF-1.7 no table at all",
        written(*PAGES, entries=[b"0000000000 65535 f\r\n", b"0000000003 00000 n\r\n"]),
        written(*PAGES, entries=[b"0000000000 65535 f\r\n"]),
    ],
    ids=["packed already", "no table", "a wrong place", "no objects"],
)
def test_a_file_that_is_not_as_typst_writes_it_stays_as_it_is(given):
    assert packed(given) == given


@pytest.mark.slow
def test_an_edition_is_the_same_document_in_little_more_than_half_the_bytes(both):
    plain, published = both
    assert len(published) < 0.6 * len(plain)
    size = int(PdfReader(io.BytesIO(plain)).trailer["/Size"])
    assert contents(published, size) == contents(plain, size)
    assert samples.text_of(published) == samples.text_of(plain)
    assert samples.tags(published) == samples.tags(plain)


def test_packing_gives_the_same_bytes_each_time(both):
    assert packed(both[0]) == both[1]
