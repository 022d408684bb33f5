"""What a report is made of: sections of blocks, blocks of parts, and what they rest on.

Plain frozen dataclasses, the same for every writer (page, PDF, workbook); what the numbers
rest on is in `backing`, how a tree becomes JSON in `jsonable`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

Json = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """A run of words: kind is text, strong, emph, code, link, name, period, date, claim or xref.

    Attributes:
        href: where a link leads (http, https or mailto only).
        slug: the anchor in the report that an xref leads to.
        iso: the day behind a date.
        refs: the rows a name was read from.
        claim: the number behind a claim, as `Quantity.to_json` gives it.
        mark, n: the claim's evidence entry ("e12", 12).
        use: which mention of that evidence this is, counted from one.
    """

    kind: str
    text: str
    href: str = ""
    slug: str = ""
    iso: str = ""
    refs: tuple[tuple[str, str], ...] = ()
    claim: Json | None = None
    mark: str = ""
    n: int = 0
    use: int = 0


Parts = tuple[Part, ...]


def plain(parts: Parts) -> str:
    """Return the words of some parts without their markup."""
    return "".join(part.text for part in parts)


@dataclass(frozen=True)
class Heading:
    """A heading inside a section; `level` is 2 or 3, the section's own title being 1."""

    kind: ClassVar[str] = "heading"
    level: int
    parts: Parts
    slug: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of words that never change."""

    kind: ClassVar[str] = "paragraph"
    parts: Parts


@dataclass(frozen=True)
class ListBlock:
    """A bulleted or numbered list."""

    kind: ClassVar[str] = "list"
    ordered: bool
    items: tuple[Parts, ...]


@dataclass(frozen=True)
class Quote:
    """A quotation, made of other blocks."""

    kind: ClassVar[str] = "quote"
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Code:
    """Lines to be typed, such as the command that rebuilds the report."""

    kind: ClassVar[str] = "code"
    text: str


@dataclass(frozen=True)
class Prose:
    """A sentence with bound numbers and its role in the section (see `exhibits.prose.ROLES`)."""

    kind: ClassVar[str] = "prose"
    role: str
    parts: Parts
    id: str = ""


@dataclass(frozen=True)
class Column:
    """A column of an exhibit's data.

    Attributes:
        unit: printed in the header.
        align: left or right.
        kind: text, number, money, percent, date, period, code or link.
        absent: the words that stand where there is no value.
    """

    key: str
    label: str
    unit: str = ""
    align: str = "left"
    kind: str = "text"
    absent: str = ""

    @property
    def heading(self) -> str:
        """Return the header as printed: the label, and the unit where it isn't said already."""
        unit = UNIT_SIGNS.get(self.unit, self.unit)
        said = unit.casefold() in self.label.casefold()
        return self.label if said else f"{self.label} ({unit})"


UNIT_SIGNS = {"GBP": "£", "GBP bn": "£bn", "GBP m": "£m", "percent": "%"}


@dataclass(frozen=True)
class Cell:
    """One cell: `text` as printed, `value` as a machine reads it.

    A number has all its digits, a date is an ISO date; words and gaps have None.
    """

    text: str = ""
    value: float | int | str | None = None
    href: str = ""
    refs: tuple[tuple[str, str], ...] = ()
    claim: Json | None = None
    mark: str = ""
    n: int = 0
    use: int = 0

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to print; absent is not zero."""
        return not self.text and self.value is None


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Exhibit:
    """A chart or table with its data, words and sources.

    Attributes:
        exhibit_kind: what it is: chart, cartogram, timeline, table or scorecard.
        form: the chart's form ("ranking", "change"), by the question it answers.
        id: permanent, section and slug: "market_size.series".
        slug: the same as an anchor: "market-size-series".
        label: "Figure 3" or "Table 2", counted over the report.
        alt, description: what the drawing shows, short and long.
        svg: the drawing, None for tables.
        coverage: how much of the matter the data covers.
        rows_shown: how many rows the printed table shows; None for all.
        sources: the rows it rests on; `source_parts` says them in a line.
    """

    kind: ClassVar[str] = "exhibit"
    id: str
    slug: str
    label: str
    exhibit_kind: str
    title: Parts
    subtitle: Parts = ()
    form: str = ""
    alt: str = ""
    description: str = ""
    svg: str | None = None
    width_mm: float = 170.0
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    rows_shown: int | None = None
    notes: tuple[Parts, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    source_parts: Parts = ()
    measured: bool = False
    coverage: Parts = ()
    total_row: bool = False

    @property
    def is_figure(self) -> bool:
        """Tell figures (drawn) from tables."""
        return self.exhibit_kind not in TABLE_KINDS


TABLE_KINDS = frozenset({"table", "scorecard"})

Block = Heading | Paragraph | ListBlock | Quote | Code | Prose | Exhibit


@dataclass(frozen=True)
class Section:
    """A chapter; `number` is None for the key points, which come before the count."""

    name: str
    slug: str
    number: int | None
    title: str
    blocks: tuple[Block, ...]


def exhibits_in(blocks: tuple[Block, ...]) -> Iterator[Exhibit]:
    """Yield the exhibits among some blocks, in reading order."""
    for block in blocks:
        if isinstance(block, Exhibit):
            yield block
