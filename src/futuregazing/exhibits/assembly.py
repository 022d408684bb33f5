"""The last step of every chart: drawing, words and data put together as an exhibit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Unpack, cast

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.statement import Part, as_statement
from futuregazing.claims.units import Unit
from futuregazing.claims.wording import uncapitalised
from futuregazing.exhibits import style
from futuregazing.exhibits.bundle import Exhibit, Text, alt_of, as_parts, as_text, gathered
from futuregazing.exhibits.cell_figures import in_one_unit
from futuregazing.exhibits.cells import Cell, Column, cells, refs_in
from futuregazing.exhibits.lettering import wrap
from futuregazing.exhibits.marks import Mark
from futuregazing.exhibits.paper import Paper
from futuregazing.exhibits.words import TableWords as TableWords
from futuregazing.exhibits.words import Words as Words

NOTHING_KNOWN = "No figure had been published by the edition's date."
WHY_UNLIKE = "Why unlike numbers meet: {}."
UNITS = {"GBP": ("£", "money"), "percent": ("%", "percent")}


def exhibit(
    form: str,
    paper: Paper,
    data: pd.DataFrame,
    columns: Mapping[str, Column],
    words: Words,
    *,
    alt: str,
    description: str,
    kind: str = "chart",
    refs: Iterable[Ref] = (),
) -> Exhibit:
    """Return the exhibit of a finished drawing.

    Args:
        form: name of the chart function.
        paper: the drawing.
        data: the frame behind it.
        columns: its columns as the chart would head them; `words["columns"]` overrides.
        words: the caller's words.
        alt: alt text if the caller gives none; it begins with the title where it lacks a
            number of the title.
        description: every mark in words.
        kind: chart, cartogram or timeline.
        refs: rows behind the marks.
    """
    chosen = one_unit_each(headed(columns, words.get("columns", {})), data)
    rows = table_rows(data, chosen)
    return Exhibit(
        kind=kind,
        form=form,
        id=words["id"],
        title=as_parts(words["title"]),
        subtitle=as_parts(words["subtitle"]),
        alt=alt_of(words.get("alt"), alt, words["title"]),
        description=description,
        svg=paper.svg(),
        width_mm=paper.width_mm,
        columns=tuple(column.to_json(key) for key, column in chosen.items()),
        rows=rows,
        notes=notes_of(words, rows),
        sources=gathered((*words.get("sources", ()), *refs), rows),
        measured=words.get("measured", False),
        covered=as_parts(words.get("coverage") or ()),
    )


def drawn(
    paper: Paper,
    frame: pd.DataFrame,
    columns: Mapping[str, str | Column],
    *,
    description: str = "",
    **words: Unpack[TableWords],
) -> Exhibit:
    """Return the exhibit of a drawing of one's own, for a question no function here answers.

    Args:
        paper: the drawing; `paper.axes(...)` gives axes for matplotlib or seaborn.
        frame: the data behind it, one row a mark; a column `refs` holds its rows.
        columns: key of the frame to header, as in `table`.
        description: every mark in words.
        words: id, title, subtitle and the rest, see `TableWords`; `alt` must be among
            them, for nothing can be computed from a drawing.
    """
    return exhibit(
        "drawn",
        paper,
        frame,
        headed({}, columns),
        cast("Words", words),
        alt="",
        description=description,
        refs=refs_in(list(frame["refs"])) if "refs" in frame.columns else (),
    )


def table_rows(data: pd.DataFrame, columns: Mapping[str, Column]) -> tuple[tuple[Cell, ...], ...]:
    """Return the frame's rows as cells, with the rows' references behind the figures."""
    refs = [refs_in(row) for row in data["refs"]] if "refs" in data.columns else None
    made = [cells(list(data[key]), column, refs) for key, column in columns.items()]
    return tuple(zip(*made, strict=True))


def one_unit_each(columns: Mapping[str, Column], data: pd.DataFrame) -> dict[str, Column]:
    """Return the columns, those whose amounts print in two forms with one unit in the header."""
    return {key: in_one_unit(column, list(data[key])) for key, column in columns.items()}


def headed(columns: Mapping[str, Column], given: Mapping[str, str | Column]) -> dict[str, Column]:
    """Return the columns under the caller's headers; columns only the caller names follow."""
    refuse_typed(given)
    made = dict(columns)
    for key, header in given.items():
        if isinstance(header, Column):
            made[key] = header
        elif key in made:
            old = made[key]
            made[key] = Column(header, old.unit, old.kind, old.absent, old.decimals, old.align)
        else:
            made[key] = Column(header)
    return made


def refuse_typed(columns: Mapping[str, str | Column]) -> None:
    """Refuse a digit typed in a header, a unit or the word for what is absent."""
    for column in columns.values():
        typed = [column] if isinstance(column, str) else [column.label, column.unit, column.absent]
        for words in typed:
            as_statement(words)


def value_column(label: str, unit: Unit) -> Column:
    """Return the column of a chart's values, with the unit in its header."""
    shown, kind = UNITS.get(unit.base, (unit.base if unit.is_count else "", "number"))
    return Column(label, shown, kind)


def meaning_columns(data: pd.DataFrame, value: str) -> tuple[pd.DataFrame, dict[str, Column]]:
    """Return the frame with each quantity's period and kind of number beside its value."""
    made = data.copy()
    columns: dict[str, Column] = {}
    sources = [source if isinstance(source, Quantity) else None for source in data[value]]
    if "period" in data.columns or any(q and q.period for q in sources):
        if "period" not in data.columns:
            periods = [q.period if q else None for q in sources]
            made["period"] = pd.Series(periods, data.index, dtype=object)
        columns["period"] = Column("Period", kind="period", absent="not stated")
    if "basis" in data.columns or any(q and q.basis for q in sources):
        given = (
            data["basis"] if "basis" in data.columns else [q.basis if q else "" for q in sources]
        )
        made["basis"] = [style.basis_words(str(basis)) for basis in given]
        columns["basis"] = Column("Kind of number", absent="not stated")
    return made, columns


def notes_of(words: TableWords, rows: Iterable[Sequence[Cell]]) -> tuple[tuple[Part, ...], ...]:
    """Return the caller's notes, then the stated reasons for mixing kinds of number.

    Last the caller's own reason; before it those behind numbers that were worked out from
    unlike ones, each once.
    """
    notes = [as_parts(note) for note in words.get("notes", ())]
    notes += [as_parts(WHY_UNLIKE.format(why.rstrip("."))) for why in _reasons(words, rows)]
    if (reason := words.get("reason", "")).strip():
        notes.append(as_parts(f"Different kinds of number stand together here: {reason}"))
    return tuple(notes)


def _reasons(words: TableWords, rows: Iterable[Sequence[Cell]]) -> list[str]:
    """Return the reasons behind the numbers of title, subtitle and cells, each once."""
    told = [part for text in (words["title"], words["subtitle"]) for part in as_parts(text)]
    cells = [cell for row in rows for cell in row if isinstance(cell, dict)]
    claims = [found["claim"] for found in (*told, *cells) if found.get("claim")]
    return list(dict.fromkeys(claim["note"] for claim in claims if claim["note"]))


def nothing_known(
    form: str, columns: Mapping[str, Column], words: Words, *, kind: str = "chart"
) -> Exhibit:
    """Return an exhibit that says, legibly, that there is nothing to draw."""
    said = as_text(words.get("empty", NOTHING_KNOWN))
    lines = wrap(said, style.points(style.WIDTH_MM) - 60)
    paper = Paper(34 + style.LABEL_PT * style.LEADING * len(lines))
    paper.bar(0.5, 0.5, paper.width - 1, paper.height - 1, colour=style.PAPER, edge=style.FRAME)
    paper.lines(paper.width / 2, paper.height / 2, lines, colour=style.QUIET, side="center")
    empty = pd.DataFrame({key: [] for key in columns})
    told: Words = {**words, "coverage": words.get("coverage", said)}
    alt = f"An empty panel that reads: {said}"
    return exhibit(form, paper, empty, columns, told, alt=alt, description=said, kind=kind)


def described(drawn: Sequence[Mark]) -> str:
    """Return every mark in words, for the long description."""
    return "; ".join(f"{mark.label}: {mark.text}" for mark in drawn) + "."


def named_in_title(labels: Sequence[str], words: Words) -> frozenset[str]:
    """Return the labels that the title names, to stand out; none if it names all of them."""
    title = as_text(words["title"]).casefold()
    named = frozenset(
        label for label in labels if re.search(rf"\b{re.escape(label.casefold())}\b", title)
    )
    return named if len(named) < len(set(labels)) else frozenset()


def sentence_of(text: Text) -> str:
    """Return a subtitle as the middle of a sentence: first letter small, no full stop."""
    words = as_text(text).strip().rstrip(".")
    starts_name = len(words) > 1 and words[:2].isupper()
    return words if starts_name else uncapitalised(words)
