"""A document as Markdown: words, tables and, as footnotes, what each number rests on.

Drawings are left out; the data behind them is printed as a table. Text from outside never
becomes markup, a link or an address: everything that Markdown would read is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from futuregazing.report.backing import Evidence, Record
from futuregazing.report.blocks import (
    Block,
    Code,
    Exhibit,
    Heading,
    ListBlock,
    Paragraph,
    Parts,
    Prose,
    Quote,
    Row,
)
from futuregazing.report.document import CITED_SINGLY, Document
from futuregazing.report.rows import named_rows
from futuregazing.report.wording import formula_words

ROWS = "Rows"
FEW_ROWS = 6
"""More rows than this behind a line are told in the CSV alone."""
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&!$^@])")
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.I)
_LINE_START = re.compile(r"^(?:[-+=]|\d+[.)](?=\s|$))")


def render_markdown(document: Document) -> str:
    """Return the document as Markdown with footnotes."""
    meta = document.meta
    lines = [f"# {escaped(meta.title)}", f"{escaped(meta.subtitle)}."]
    lines += [f"- {escaped(name)}: {escaped(told)}" for name, told in meta.facts]
    for section in document.sections:
        lines += [f"## {escaped(section.title)}", *_blocks(section.blocks)]
    lines += ["## Evidence", *(_footnote(entry) for entry in document.evidence)]
    lines += [escaped(meta.independence), escaped(meta.licence_text), escaped(meta.licence_data)]
    return "\n\n".join(_with_lists_joined(lines)) + "\n"


def escaped(text: str) -> str:
    """Return words that Markdown prints as they are, on one line."""
    flat = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    safe = _ADDRESS.sub(lambda found: f"\\{found[0]}", flat)
    return _LINE_START.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", safe)


def _with_lists_joined(lines: Iterable[str]) -> Iterator[str]:
    """Yield paragraphs, the items of one list as one of them."""
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line)
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield line
    if items:
        yield "\n".join(items)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield f"{'#' * (block.level + 1)} {_parts(block.parts)}"
            case Paragraph():
                yield _parts(block.parts)
            case Prose():
                yield _told(block)
            case ListBlock():
                yield from (f"- {_parts(item)}" for item in block.items)
            case Quote():
                yield from (f"> {inner}" for inner in _blocks(block.blocks))
            case Code():
                yield "\n".join(f"    {line}" for line in block.text.splitlines())
            case Exhibit():
                yield from _exhibit(block)


def _told(prose: Prose) -> str:
    """Return a sentence with what it is for: an answer, a reader's part, a caveat, a note."""
    text = _parts(prose.parts)
    match prose.role:
        case "answer":
            return f"**{text}**"
        case "suppliers" | "councils":
            return f"**For {prose.role}:** {text}"
        case "caveat":
            return f"> **Caveat.** {text}"
    return text


def _parts(parts: Parts) -> str:
    """Return words; a number has a footnote with what it rests on."""
    return "".join(
        f"{escaped_inside(part.text)}[^{part.mark}]" if part.mark else escaped_inside(part.text)
        for part in parts
    )


def escaped_inside(text: str) -> str:
    """Return words in the middle of a line, the spaces at their ends kept."""
    inner = escaped(text)
    first, last = text[:1].isspace(), text[-1:].isspace()
    if not inner:
        return " " if first else ""
    return f"{' ' if first else ''}{inner}{' ' if last else ''}"


def _exhibit(exhibit: Exhibit) -> Iterator[str]:
    yield f"**{escaped(exhibit.label)}. {_parts(exhibit.title)}**"
    if exhibit.subtitle:
        yield _parts(exhibit.subtitle)
    if exhibit.rows:
        yield _table(exhibit)
    if exhibit.coverage:
        yield f"Coverage: {_parts(exhibit.coverage)}"
    yield from (f"- {_parts(note)}" for note in exhibit.notes)
    if exhibit.source_parts:
        yield f"Source: {_parts(exhibit.source_parts)}"


def _table(exhibit: Exhibit) -> str:
    columns = exhibit.columns
    bound = any(cell.refs for row in exhibit.rows for cell in row)
    heads = [escaped(column.heading) for column in columns] + ([ROWS] if bound else [])
    rules = ["---:" if column.align == "right" else "---" for column in columns]
    lines = [heads, rules + (["---"] if bound else [])]
    for row in exhibit.rows:
        cells = [
            f"{escaped(cell.text or 'not stated')}{f'[^{cell.mark}]' if cell.mark else ''}"
            for cell in row
        ]
        lines.append(cells + ([escaped(_rows_behind(row))] if bound else []))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _rows_behind(row: Row) -> str:
    """Return the names of the rows behind a line of a table, if they are few."""
    refs = tuple(dict.fromkeys(ref for cell in row for ref in cell.refs))
    if len(refs) > FEW_ROWS:
        return f"{len(refs)} rows"
    return "; ".join(named_rows(refs)) or "none"


def _footnote(entry: Evidence) -> str:
    """Return what a number rests on: its formula, and its records with their pages."""
    told = [f"[^{entry.mark}]: {escaped(str(entry.claim['text']))}"]
    if entry.claim.get("formula"):
        told.append(f"= {escaped(formula_words(str(entry.claim['formula'])))}")
    few = len(entry.records) <= CITED_SINGLY
    records = [_record(record) for record in entry.records] if few else []
    rows = [] if few else named_rows((record.table, record.row) for record in entry.records)
    return "; ".join([" ".join(told), *records, *map(escaped, rows)])


def _record(record: Record) -> str:
    """Return a record in a line, its address as words: nothing here leads anywhere unseen."""
    facts = (record.row, record.publisher, record.title, record.published, record.publisher_url)
    grade = f", grade {record.grade}" if record.grade else ""
    return escaped(", ".join(fact for fact in facts if fact) + grade)
