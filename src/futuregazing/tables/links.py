"""Rows that say the same thing twice: each is shown and counted once."""

from __future__ import annotations

import pandas as pd

from futuregazing.tables.frames import Tables


def repeats(tables: Tables, name: str) -> dict[str, tuple[str, str]]:
    """Return the rows of a table that repeat another row these tables show.

    An edition that does not know the other row yet shows the repeat.

    Returns:
        For each repeating row id, table and row id of the row to show instead.
    """
    links = tables["links"]
    shown = {other: set(tables.frames[other].index) for other in set(links["to_table"])}
    found = {}
    for link in links[links["table"] == name].to_dict("records"):
        if link["to_row"] in shown[link["to_table"]]:
            found[str(link["row_id"])] = (str(link["to_table"]), str(link["to_row"]))
    return found


def without_repeats(tables: Tables, name: str) -> pd.DataFrame:
    """Return a table without the rows that repeat another row these tables show."""
    frame = tables[name]
    return frame[~frame.index.isin(repeats(tables, name))]
