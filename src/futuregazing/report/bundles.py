"""The JSON of sentences and exhibits, as notebooks carry it, turned into blocks.

What is missing, doubled or unbound is refused here with the section and cell it stands in:
the page must never print half an exhibit or a number nobody can trace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from futuregazing.claims import wording
from futuregazing.claims.statement import NEEDS
from futuregazing.errors import BuildError
from futuregazing.exhibits.prose import ROLES
from futuregazing.report.blocks import (
    TABLE_KINDS,
    Cell,
    Column,
    Exhibit,
    Json,
    Part,
    Parts,
    Prose,
    Row,
    plain,
)
from futuregazing.report.cells import Place
from futuregazing.report.evidence import EvidenceBook
from futuregazing.report.line_rows import with_rows_behind
from futuregazing.report.markdown import xref

DRAWN_KINDS = frozenset({"chart", "cartogram", "timeline"})
PLAIN_NUMBERS = frozenset({"code", "date", "period"})
"""Columns whose whole numbers are labels (a year, an id): no thousands separators."""
NO_DESCRIPTION = "No description has been provided for this image"


@dataclass(frozen=True)
class Bundles:
    """Turns bundles into blocks.

    Attributes:
        book: numbers the claims as they are read.
        resolve: from an exhibit's id or anchor to (anchor, label).
        section_slug: the anchor of a section by its name.
    """

    book: EvidenceBook
    resolve: Callable[[str], tuple[str, str] | None]
    section_slug: Callable[[str], str]

    def prose(self, bundle: Json, place: Place) -> Prose | None:
        """Return a sentence; None if all of it led to an exhibit that the report does not have.

        Raises:
            BuildError: an unknown role, an unbound digit, a sentence without words.
        """
        role = str(bundle.get("role", "body"))
        if role not in ROLES:
            raise place.fault(f"role {role!r} is none of {', '.join(ROLES)}")
        told = bundle.get("parts", [])
        parts = self._parts(told, place, "")
        if not parts and told:
            return None
        if not plain(parts).strip():
            raise place.fault("says an empty sentence")
        return Prose(role, parts, str(bundle.get("id") or ""))

    def exhibit(self, bundle: Json, label: str, place: Place) -> Exhibit:
        """Return an exhibit under its label ("Figure 3"); refuse an incomplete one."""
        _require_complete(bundle, place)
        columns = tuple(_column(column) for column in bundle.get("columns", []))
        title = self._parts(bundle["title"], place, label)
        subtitle = self._parts(bundle.get("subtitle", []), place, label)
        read = tuple(self._row(row, columns, place, label) for row in bundle.get("rows", []))
        rows = with_rows_behind(read, columns, total_row=bool(bundle.get("total_row")))
        notes = [self._parts(note, place, label) for note in bundle.get("notes") or []]
        return Exhibit(
            id=str(bundle["id"]),
            slug=exhibit_slug(str(bundle["id"])),
            label=label,
            exhibit_kind=str(bundle["kind"]),
            form=str(bundle.get("form") or ""),
            title=title,
            subtitle=subtitle,
            alt=str(bundle.get("alt") or ""),
            description=str(bundle.get("description") or ""),
            svg=bundle.get("svg") or None,
            width_mm=float(bundle.get("width_mm") or 170),
            columns=columns,
            rows=rows,
            rows_shown=bundle.get("rows_shown"),
            notes=tuple(filter(None, notes)),
            sources=refs_of(bundle.get("sources", [])),
            measured=bool(bundle.get("measured")),
            coverage=self._covered(bundle, place, label),
            total_row=bool(bundle.get("total_row")),
        )

    def _covered(self, bundle: Json, place: Place, label: str) -> Parts:
        """Return what the data covers as parts; plain words alone may hold no digit."""
        plain_words = bundle.get("coverage") or ""
        told = bundle.get("covered") or [{"kind": "text", "text": plain_words}]
        return self._parts(told, place, label) if plain_words else ()

    def _parts(self, raw: Iterable[Json], place: Place, where: str) -> Parts:
        kept = [part for part in raw if not part.get(NEEDS) or self.resolve(part[NEEDS])]
        sentence = "".join(_words(part) for part in kept)
        return tuple(self._part(part, place, where, sentence) for part in kept)

    def _part(self, raw: Json, place: Place, where: str, sentence: str) -> Part:
        match raw.get("kind"):
            case "text" | "strong" | "emph" as kind:
                if any(c.isdigit() for c in raw["text"]):
                    raise place.fault(
                        f"the digit in {raw['text']!r} comes from no row, in the sentence "
                        f"{sentence!r}. Bind it as a number, period, date or name."
                    )
                return Part(kind, raw["text"])
            case "claim":
                return self._claim(raw["claim"], place, where)
            case "name" | "period" | "date" as kind:
                refs = refs_of(raw.get("refs", []))
                return Part(kind, raw["text"], iso=raw.get("iso", ""), refs=refs)
            case "xref":
                target = raw.get("to") or raw.get("slug") or ""
                return xref(target, raw.get("text", ""), self.resolve, place)
            case other:
                raise place.fault(f"a part of kind {other!r} in the sentence {sentence!r}")

    def _claim(self, claim: Json, place: Place, where: str) -> Part:
        # A count of nothing has no row to point to; its formula says what was counted.
        if not claim.get("refs") and not claim.get("formula"):
            raise place.fault(f"the number {claim.get('text')!r} rests on no row and no formula")
        cited = self.book.cite(claim, self.section_slug(place.section), where)
        text = str(claim["text"])
        return Part("claim", text, claim=claim, mark=cited.mark, n=cited.n, use=cited.use)

    def _row(self, raw: list[Any], columns: tuple[Column, ...], place: Place, label: str) -> Row:
        if len(raw) != len(columns):
            raise place.fault(f"{label}: a row of {len(raw)} cells under {len(columns)} columns")
        return tuple(
            self._cell(cell, column, place, label)
            for cell, column in zip(raw, columns, strict=True)
        )

    def _cell(self, raw: Any, column: Column, place: Place, label: str) -> Cell:
        """Return one cell; a number worked out from others gets an evidence entry of its own.

        A published number and a count need none: their rows go with the cell.
        """
        if not isinstance(raw, Mapping):
            return plain_cell(raw, column)
        claim = raw.get("claim")
        value = raw.get("value", claim["value"] if claim else None)
        text = raw.get("text") or (claim["text"] if claim else plain_cell(value, column).text)
        refs = refs_of(raw.get("refs") or (claim or {}).get("refs", []))
        exact = value if isinstance(value, str) and value else _number(value)
        cell = Cell(str(text), exact, str(raw.get("href") or ""), refs)
        if not claim or not claim.get("inputs"):
            return cell
        slug = self.section_slug(place.section)
        cited = self.book.cite(claim, slug, label, in_cell=True)
        return Cell(cell.text, cell.value, cell.href, refs, claim, cited.mark, cited.n, cited.use)


def exhibit_slug(identifier: str) -> str:
    """Return the permanent anchor of an exhibit: ``market_size.series`` as market-size-series."""
    return identifier.replace(".", "-").replace("_", "-")


def is_figure(bundle: Json) -> bool:
    """Tell whether an exhibit counts among the figures, not the tables."""
    return bundle.get("kind") not in TABLE_KINDS


def refs_of(raw: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    """Return [table, row] pairs as tuples, each once, in first-seen order."""
    return tuple(dict.fromkeys((str(table), str(row)) for table, row in raw))


def plain_cell(raw: Any, column: Column) -> Cell:
    """Return the cell of a bare value: None, words or a number."""
    number = _number(raw)
    if number is None:
        return Cell("" if raw is None else str(raw))
    if column.kind in PLAIN_NUMBERS:
        return Cell(str(number), number)
    return Cell(wording.plain(Decimal(repr(number)).normalize()), number)


def _number(value: Any) -> float | int | None:
    """Return a finite number, whole ones without a decimal point; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return None
    if value in (float("inf"), float("-inf")):
        return None
    return int(value) if value == int(value) and abs(value) < 1e15 else value


def _column(raw: Json) -> Column:
    return Column(
        key=str(raw["key"]),
        label=str(raw["label"]),
        unit=str(raw.get("unit") or ""),
        align=str(raw.get("align") or "left"),
        kind=str(raw.get("kind") or "text"),
        absent=str(raw.get("absent") or ""),
    )


def _words(part: Json) -> str:
    return str(part["claim"]["text"] if part.get("kind") == "claim" else part.get("text", ""))


def _require_complete(bundle: Json, place: Place) -> None:
    """Refuse an exhibit that lacks what the page, the PDF or a screen reader needs."""
    faults = list(_missing(bundle))
    if faults:
        name = bundle.get("id") or "an exhibit"
        raise place.fault(f"{name} is incomplete: {'; '.join(faults)}")


def _missing(bundle: Json) -> Iterable[str]:
    kind = bundle.get("kind")
    for key in ("id", "title"):
        if not bundle.get(key):
            yield f"no {key}"
    if kind not in DRAWN_KINDS | TABLE_KINDS:
        yield f"kind {kind!r} is none of {', '.join(sorted(DRAWN_KINDS | TABLE_KINDS))}"
    if not bundle.get("columns"):
        yield "no data columns"
    if kind in DRAWN_KINDS:
        if not bundle.get("svg"):
            yield "no drawing"
        alt = str(bundle.get("alt") or "")
        if not alt.strip() or NO_DESCRIPTION in alt:
            yield "no alternative text that says what the drawing shows"


def labels_of(exhibits: Iterable[tuple[Json, Place]]) -> dict[str, str]:
    """Number exhibits over the whole report: "Figure 1", "Table 1" ... by id.

    Raises:
        BuildError: two exhibits have one id; both places are named.
    """
    labels: dict[str, str] = {}
    seen: dict[str, Place] = {}
    counts = {"Figure": 0, "Table": 0}
    for bundle, place in exhibits:
        name = str(bundle.get("id") or "")
        slug = exhibit_slug(name)
        if slug in seen:
            first = seen[slug]
            raise BuildError(
                f"Two exhibits are called {name!r}: section {first.section}, cell {first.cell}, "
                f"and section {place.section}, cell {place.cell}. An id is a permanent address: "
                "give the second one another."
            )
        seen[slug] = place
        word = "Figure" if is_figure(bundle) else "Table"
        counts[word] += 1
        labels[name] = f"{word} {counts[word]}"
    return labels
