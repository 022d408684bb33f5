"""From checked text to typed columns."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

VALUE = "value"
VALUE_TEXT = "value_text"


def convert(frame: pd.DataFrame, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """Return a checked table with numbers as numbers; text and dates stay text.

    A column `value` keeps its digits as printed in `value_text`, placed after it: "1.0"
    and "1" are one number but were not printed alike.
    """
    typed = {name: _convert_column(frame[name], schema) for name in frame.columns}
    made = pd.DataFrame(typed, index=frame.index)
    if schema.columns.get(VALUE) is not None and _kind(schema, VALUE) == "number":
        made.insert(list(made.columns).index(VALUE) + 1, VALUE_TEXT, frame[VALUE])
    return made


def _kind(schema: pa.DataFrameSchema, column: str) -> str:
    return str((schema.columns[column].metadata or {}).get("kind", "text"))


def _convert_column(cells: pd.Series[str], schema: pa.DataFrameSchema) -> pd.Series:
    kind = _kind(schema, str(cells.name))
    if kind == "number":
        return pd.to_numeric(cells.where(cells != "")).astype("float64")
    if kind == "integer":
        return pd.to_numeric(cells.where(cells != "")).astype("Int64")
    if kind == "boolean":
        return cells.str.lower().map({"true": True, "false": False}).astype("boolean")
    return cells
