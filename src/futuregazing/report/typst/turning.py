"""A table of few rows and many columns, set the other way round: its columns become rows.

So it can be read on an upright page, among the words about it, without small type.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

MOST_ROWS = 5
FEWEST_COLUMNS = 6


def may_turn(columns: list[Json], rows: list[list[Json]], total: bool) -> bool:
    """Tell whether a table could be read the other way round."""
    small = 0 < len(rows) <= MOST_ROWS < FEWEST_COLUMNS <= len(columns)
    plain = not any("mark" in row[0] for row in rows)
    return small and plain and not total and bool(_heads(columns, rows))


def turned_columns(columns: list[Json], rows: list[list[Json]]) -> list[Json]:
    """Return the new columns: what was asked, then one for each former row."""
    first = {"label": columns[0]["heading"], "kind": "text", "align": "left"}
    heads = _heads(columns, rows)
    return [first, *({"label": head, "kind": "text", "align": "left"} for head in heads)]


def turned_rows(columns: list[Json], rows: list[list[Json]]) -> list[list[Json]]:
    """Return the new rows: a former heading, then its cell of each former row."""
    return [
        [{"t": column["heading"]}, *(row[number] for row in rows)]
        for number, column in enumerate(columns)
        if number
    ]


def _heads(columns: list[Json], rows: list[list[Json]]) -> list[str]:
    """Return what heads each former row: its first cell, with the first words that tell it apart.

    None where no column of words tells rows apart that begin alike.
    """
    heads = [row[0]["t"] for row in rows]
    if len(set(heads)) == len(heads):
        return heads
    for number, column in enumerate(columns):
        told = [f"{row[0]['t']}, {row[number]['t']}" for row in rows]
        if number and not column["right"] and len(set(told)) == len(told):
            return told
    return []
