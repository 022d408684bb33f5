"""What a notebook shows: a chart or table with everything the report needs to print it.

The bundle travels as one JSON output of the notebook; HTML, PDF, workbook and CSV are
all made from it, so they cannot disagree. It is checked when it is made, in the cell
that made it, and not when the report is printed.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from futuregazing.claims.refs import Ref, unique_refs
from futuregazing.claims.statement import Part, Statement, as_statement, part_text
from futuregazing.errors import UserError
from futuregazing.exhibits.cells import Cell, cell_text

EXHIBIT_MEDIA_TYPE = "application/vnd.futuregazing.exhibit.v1+json"
EXHIBIT_KINDS = ("chart", "table", "cartogram", "timeline", "scorecard")
DRAWN_KINDS = ("chart", "cartogram", "timeline")
LONGEST_TITLE = 15
PLAIN_ROWS = 6

Text = Statement | str | Sequence[Part]

_ID = re.compile(r"^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$")
_NUMBER = re.compile(r"£?\d+(?:[.,]\d+)*(?:bn|m\b|k\b|%)?")
_NOT_A_VALUE = re.compile(r"^(nan|NaN|NaT|None|inf|-inf|<NA>)$")


class ExhibitError(UserError):
    """Raised when a chart or table is made that the report could not print well."""


@dataclass(frozen=True)
class Exhibit:
    """One chart or table: words, drawing, data, and the rows it rests on.

    Attributes:
        kind: chart, table, cartogram, timeline or scorecard.
        form: which function made it ("ranking").
        id: permanent name, section and slug: "market_size.series".
        title: states the finding, in at most fifteen words.
        subtitle: measure, geography, period, price basis.
        alt: what the drawing shows, for those who do not see it.
        description: every mark in words.
        svg: the drawing; None for tables.
        width_mm: width in print.
        columns, rows: the data, as columns (see `cells.Column`) and rows of cells.
        rows_shown: how many rows a printed table shows; None shows all.
        notes: footnotes.
        sources: the rows of the data tables it rests on.
        measured: True if we computed the numbers from notices or registers.
        covered: how much of the matter the data covers, with n; `coverage` is its text.
        total_row: True if the last row is a total.
    """

    kind: str
    form: str
    id: str
    title: tuple[Part, ...]
    subtitle: tuple[Part, ...]
    alt: str
    description: str
    svg: str | None
    width_mm: float
    columns: tuple[Mapping[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]
    rows_shown: int | None = None
    notes: tuple[tuple[Part, ...], ...] = ()
    sources: tuple[Ref, ...] = ()
    measured: bool = False
    covered: tuple[Part, ...] = ()
    total_row: bool = False

    def __post_init__(self) -> None:
        """Refuse what the report could not print well, all faults at once."""
        faults = list(_faults(self))
        if faults:
            raise ExhibitError(f"exhibit {self.id!r}: " + "; ".join(faults))

    @property
    def title_text(self) -> str:
        """Return the title as plain text."""
        return _joined(self.title)

    @property
    def subtitle_text(self) -> str:
        """Return the subtitle as plain text."""
        return _joined(self.subtitle)

    @property
    def coverage(self) -> str:
        """Return what the data covers as plain text."""
        return _joined(self.covered)

    def to_json(self) -> dict[str, Any]:
        """Return the bundle as it travels through notebooks and reports."""
        made = asdict(self)
        made["sources"] = [ref.to_json() for ref in self.sources]
        for name in ("title", "subtitle", "columns"):
            made[name] = list(made[name])
        made["rows"] = [list(row) for row in self.rows]
        made["notes"] = [list(note) for note in self.notes]
        made["covered"] = list(self.covered)
        made["coverage"] = self.coverage
        return made

    @classmethod
    def from_json(cls, bundle: Mapping[str, Any]) -> Exhibit:
        """Return the exhibit of a bundle made by `to_json`."""
        fields = {name: value for name, value in bundle.items() if name != "coverage"}
        for name in ("title", "subtitle", "columns", "covered"):
            fields[name] = tuple(fields[name])
        fields["rows"] = tuple(tuple(row) for row in fields["rows"])
        fields["notes"] = tuple(tuple(note) for note in fields["notes"])
        fields["sources"] = tuple(Ref(*pair) for pair in fields["sources"])
        return cls(**fields)

    def show(self) -> None:
        """Show the exhibit as the output of the cell."""
        from IPython.display import display

        display(self)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        shown: dict[str, Any] = {
            EXHIBIT_MEDIA_TYPE: self.to_json(),
            "text/html": _as_html(self),
            "text/plain": _as_plain_text(self),
        }
        if self.svg:
            shown["image/svg+xml"] = self.svg
        return shown


def as_parts(text: Text) -> tuple[Part, ...]:
    """Return a title, subtitle or note as parts; a bare text may hold no digit."""
    if isinstance(text, Statement | str):
        return as_statement(text).parts
    return tuple(text)


def as_text(text: Text) -> str:
    """Return a title, subtitle or note as plain text."""
    return text if isinstance(text, str) else _joined(as_parts(text))


def alt_of(given: Text | None, computed: str, title: Text = ()) -> str:
    """Return the caller's alternative text, bound like a title, else the computed one.

    Whoever does not see the drawing is to learn its finding: where the text leaves out a
    number of the title, it begins with the title.
    """
    alt = as_text(as_parts(given)) if given else computed
    finding = as_text(as_parts(title))
    return f"{finding.rstrip('.')}. {alt}" if numbers_left_out(finding, alt) else alt


def numbers_left_out(title: str, alt: str) -> list[str]:
    """Return the numbers of a title that do not stand in an alternative text as a whole."""
    there = set(_NUMBER.findall(alt))
    return [number for number in _NUMBER.findall(title) if number not in there]


def gathered(refs: Iterable[Ref], rows: Iterable[Iterable[Cell]]) -> tuple[Ref, ...]:
    """Return the given rows' references and those in the cells, each once."""
    inside = (
        Ref(*pair)
        for row in rows
        for cell in row
        if isinstance(cell, dict)
        for pair in cell.get("refs", ())
    )
    return unique_refs((*refs, *inside))


def _faults(made: Exhibit) -> Iterable[str]:
    """Name all that is wrong with an exhibit."""
    if not _ID.match(made.id):
        yield "the id must read section.slug, in lower case, without digits"
    if made.kind not in EXHIBIT_KINDS:
        yield f"kind {made.kind!r} is none of {', '.join(EXHIBIT_KINDS)}"
    words = len(made.title_text.split())
    if not words:
        yield "it has no title"
    if words > LONGEST_TITLE:
        yield f"its title has {words} words, of at most {LONGEST_TITLE}: {made.title_text!r}"
    if not made.subtitle_text.strip():
        yield "it has no subtitle (measure, geography, period, price basis)"
    if not made.alt.strip():
        yield "it has no alt text"
    elif made.alt.strip().rstrip(".") == made.title_text.strip().rstrip("."):
        yield "its alt text repeats the title instead of saying what is shown"
    elif made.kind in DRAWN_KINDS and (gone := numbers_left_out(made.title_text, made.alt)):
        yield f"its alt text leaves out what its title states: {', '.join(gone)}"
    if made.kind in DRAWN_KINDS and not made.svg:
        yield f"a {made.kind} needs a drawing"
    if not made.sources and not made.coverage:
        yield "it names no source row and no coverage"
    if made.measured and not made.coverage:
        yield "its numbers are measured, so it must state their coverage with n"
    yield from _table_faults(made)


def _table_faults(made: Exhibit) -> Iterable[str]:
    keys = [column["key"] for column in made.columns]
    if not keys or len(set(keys)) != len(keys):
        yield f"its columns need keys, each once: {keys}"
    for number, row in enumerate(made.rows, start=1):
        if len(row) != len(keys):
            yield f"row {number} has {len(row)} cells for {len(keys)} columns"
        for cell in row:
            words = cell_text(cell).strip()
            if not words or _NOT_A_VALUE.match(words):
                yield f"row {number} has a cell that reads {words!r}: say what is absent"
    if made.rows_shown is not None and made.rows_shown < 1:
        yield "rows_shown must be at least one"


def _joined(parts: Iterable[Part]) -> str:
    return "".join(part_text(part) for part in parts)


def _as_html(made: Exhibit) -> str:
    """Return a plain, escaped figure for JupyterLab; the report has its own writers."""
    title, subtitle = html.escape(made.title_text), html.escape(made.subtitle_text)
    caption = f"<strong>{title}</strong><br>{subtitle}"
    if made.svg:
        image = base64.b64encode(made.svg.encode()).decode()
        alt = html.escape(made.alt, quote=True)
        picture = f'<img alt="{alt}" src="data:image/svg+xml;base64,{image}">'
        return f"<figure><figcaption>{caption}</figcaption>{picture}</figure>"
    head = "".join(f'<th scope="col">{html.escape(_header(c))}</th>' for c in made.columns)
    shown = made.rows[: made.rows_shown] if made.rows_shown else made.rows
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell_text(cell))}</td>" for cell in row) + "</tr>"
        for row in shown
    )
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>{body}</table>"


def _as_plain_text(made: Exhibit) -> str:
    lines = [made.title_text, made.subtitle_text, " | ".join(_header(c) for c in made.columns)]
    lines += [" | ".join(cell_text(cell) for cell in row) for row in made.rows[:PLAIN_ROWS]]
    more = len(made.rows) - PLAIN_ROWS
    return "\n".join(lines + ([f"... and {more} more rows"] if more > 0 else []))


def _header(column: Mapping[str, str]) -> str:
    return f"{column['label']} ({column['unit']})" if column["unit"] else column["label"]
