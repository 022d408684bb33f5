"""Which rows a line of an exhibit rests on, where only some of its cells name them.

A table counts notices in one column and decisions in the next; the purchases behind the line
are named once, and stand behind each of its numbers.
"""

from __future__ import annotations

from dataclasses import replace

from futuregazing.exhibits.cells import FIGURE_KINDS
from futuregazing.report.blocks import Cell, Column, Row


def with_rows_behind(
    rows: tuple[Row, ...], columns: tuple[Column, ...], *, total_row: bool
) -> tuple[Row, ...]:
    """Return lines whose plain numbers rest on the rows that the rest of the line names.

    The total rests on those of all lines.
    """
    own = [_named_in(row) for row in rows]
    if total_row and own and not own[-1]:
        own[-1] = tuple(dict.fromkeys(ref for refs in own for ref in refs))
    return tuple(
        tuple(
            replace(cell, refs=refs) if _unbound(cell, column) else cell
            for cell, column in zip(row, columns, strict=True)
        )
        for row, refs in zip(rows, own, strict=True)
    )


def _named_in(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys(ref for cell in row for ref in cell.refs))


def _unbound(cell: Cell, column: Column) -> bool:
    """Tell a number that names no row; a count of nothing has none."""
    number = isinstance(cell.value, int | float) and column.kind in FIGURE_KINDS
    return number and bool(cell.value) and not cell.refs and not cell.claim
