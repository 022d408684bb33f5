"""Where a number of a built report comes from, told in a terminal.

The same evidence as in the page and the PDF's annex: both are printed from one document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from futuregazing import paths
from futuregazing.errors import UserError
from futuregazing.report.backing import Evidence, Record
from futuregazing.report.blocks import Json
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.notebooks import read_notebook

WEAK_GRADE = "C"
MEANING = ("basis", "geography", "scope", "period", "price_basis", "denominator", "vintage")


def built_document(year: int) -> Document:
    """Return the document of a built edition; raise `UserError` if it has not been built."""
    notebook = paths.built_notebook(year)
    if not notebook.is_file():
        raise UserError(
            f"Edition {year} has not been built here; `make report YEAR={year}` builds it, "
            "then its numbers can be traced."
        )
    return document_from_notebook(read_notebook(notebook))


def find(document: Document, wanted: str) -> list[Evidence]:
    """Return the evidence that a reader may mean by `wanted`.

    Args:
        document: a built edition.
        wanted: a mark ("e12" or "12"), an anchor, a number as printed ("£2.85bn"), or the id
            of a row ("FIG0058").

    Raises:
        UserError: no number of the report answers to that.
    """
    key = wanted.strip().lower()
    found = [entry for entry in document.evidence if key in names_of(entry)]
    if found:
        return found
    raise UserError(
        f"No number of this edition is called {wanted!r}. Give a mark (12), a number as it is "
        "printed (£2.85bn) or a row (FIG0058); without one, all numbers are listed."
    )


def names_of(entry: Evidence) -> set[str]:
    """Return everything a reader may call a number by, in lower case."""
    claim = entry.claim
    names = {entry.mark, str(entry.n), entry.anchor, str(claim["text"]), str(claim.get("full", ""))}
    return {name.lower() for name in names | {row for _, row in claim["refs"]}}


def weak(document: Document) -> list[Evidence]:
    """Return the numbers that rest on a source of grade C: a copy, not traced to its producer."""
    return [entry for entry in document.evidence if entry.claim.get("grade") == WEAK_GRADE]


def list_lines(entries: Iterable[Evidence]) -> Iterator[str]:
    """Yield a line a number: its mark, text, meaning, rows and grade."""
    for entry in entries:
        claim = entry.claim
        meaning = ", ".join(str(claim[key]) for key in ("basis", "period") if claim.get(key))
        rows = [row for _, row in claim["refs"]]
        more = f" and {len(rows) - 3} more" if len(rows) > 3 else ""
        grade = f"  grade {claim['grade']}" if claim.get("grade") else ""
        yield f"[{entry.n}] {claim['text']}  {meaning}  {' '.join(rows[:3])}{more}{grade}"


def detail_lines(entry: Evidence) -> Iterator[str]:
    """Yield all that is known of one number: meaning, formula, records, where it is used."""
    claim = entry.claim
    yield f"[{entry.n}] {claim['text']}  ({claim.get('full', claim['text'])})"
    yield from (f"  {key.replace('_', ' ')}: {claim[key]}" for key in MEANING if claim.get(key))
    yield from _formula_lines(claim)
    if claim.get("note"):
        yield f"  mixed with a reason: {claim['note']}"
    for record in entry.records:
        yield from _record_lines(record)
    yield f"  used in: {', '.join(dict.fromkeys(use.where or use.section for use in entry.uses))}"


def _formula_lines(claim: Json, indent: str = "  ") -> Iterator[str]:
    """Yield the formula with its inputs, and theirs."""
    if not claim.get("formula"):
        return
    yield f"{indent}made: {claim['formula']}"
    for part in claim.get("inputs", []):
        rows = " ".join(row for _, row in part["refs"][:3])
        yield f"{indent}  from {part['text']} ({rows})"
        yield from _formula_lines(part, indent + "    ")


def _record_lines(record: Record) -> Iterator[str]:
    """Yield one row: its address, publication and fields."""
    yield f"  {record.table} {record.row}  table sha256 {record.checksum[:16]}"
    told = ", ".join(text for text in (record.publisher, record.title, record.published) if text)
    yield f"    {told}{f'  grade {record.grade}' if record.grade else ''}"
    if record.publisher_url:
        yield f"    {record.publisher_url}"
    yield from (f"    {key}: {value}" for key, value in record.fields.items() if value)
