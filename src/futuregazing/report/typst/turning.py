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
    return small and plain and not total


def turned_columns(columns: list[Json], rows: list[list[Json]]) -> list[Json]:
    """Return the new columns: what was asked, then one for each former row."""
    first = {"label": columns[0]["heading"], "kind": "text", "align": "left"}
    return [first, *({"label": row[0]["t"], "kind": "text", "align": "left"} for row in rows)]


def turned_rows(columns: list[Json], rows: list[list[Json]]) -> list[list[Json]]:
    """Return the new rows: a former heading, then its cell of each former row."""
    return [
        [{"t": column["heading"]}, *(row[number] for row in rows)]
        for number, column in enumerate(columns)
        if number
    ]
