"""Tables worth printing: figures right, units in the header, nothing blank, dates in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

import pandas as pd

from futuregazing.claims.likeness import SAME_FOR_SUM, Mismatch, differences, refusal
from futuregazing.claims.likeness import rows as rows_of
from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit
from futuregazing.errors import UserError
from futuregazing.exhibits.assembly import (
    NOTHING_KNOWN,
    TableWords,
    notes_of,
    one_unit_each,
    refuse_typed,
    table_rows,
)
from futuregazing.exhibits.bundle import Exhibit, alt_of, as_parts, as_text, gathered
from futuregazing.exhibits.cells import MONEY_STEPS, Column, Link, is_absent, refs_in
from futuregazing.exhibits.marks import require_columns
from futuregazing.exhibits.style import WIDTH_MM


def table(
    frame: pd.DataFrame,
    columns: Mapping[str, str | Column],
    *,
    rows_shown: int | None = None,
    total: Mapping[str, Any] | None = None,
    **words: Unpack[TableWords],
) -> Exhibit:
    """Make a table of some of the frame's columns.

    Args:
        frame: one row a line. Cells may be quantities, numbers, periods, dates, names,
            links, sentences or text; a column `refs` holds the rows behind each line.
        columns: key of the frame to header; a `Column` sets unit, kind, decimals and
            the word for absent values. A bare header takes the kind from the values.
        rows_shown: how many rows are printed; the CSV always has all.
        total: the last row, by column; columns it leaves out read "–".
        words: id, title, subtitle and the rest, see `TableWords`.

    Raises:
        UserError: a column is not in the frame.
        Mismatch: a header's unit is not that of a number under it; a total stands under
            numbers that may not be added, and no `reason` is given.
    """
    return _made("table", frame, columns, words, rows_shown, total)


def scorecard(
    frame: pd.DataFrame,
    columns: Mapping[str, str | Column],
    *,
    verdict: str = "verdict",
    rows_shown: int | None = None,
    **words: Unpack[TableWords],
) -> Exhibit:
    """Make the table of predictions: words, indicator, threshold, evidence, verdicts.

    Args:
        frame, columns, rows_shown, words: as in `table`.
        verdict: the column with verdicts; its counts begin the alt text, and an absent
            one reads "unclear".

    Raises:
        UserError: a column is not in the frame.
    """
    require_columns(frame, (verdict,))
    chosen = dict(columns)
    given = chosen.get(verdict)
    if isinstance(given, str):
        chosen[verdict] = Column(given, absent="unclear")
    alt = _scores(frame[verdict], as_text(words["subtitle"])) if len(frame) else ""
    return _made("scorecard", frame, chosen, words, rows_shown, None, alt)


def _made(
    kind: str,
    frame: pd.DataFrame,
    columns: Mapping[str, str | Column],
    words: TableWords,
    rows_shown: int | None,
    total: Mapping[str, Any] | None,
    alt: str = "",
) -> Exhibit:
    """Return the exhibit of a table; `alt` is the computed one where the size says too little."""
    require_columns(frame, columns)
    refuse_typed(columns)
    chosen = {key: _column(frame, key, given) for key, given in columns.items()}
    _require_units(frame, chosen)
    _require_addable(frame, total or {}, words)
    data = frame if total is None else _with_total(frame, total, chosen)
    chosen = one_unit_each(chosen, data)
    rows = table_rows(data, chosen) if len(data) else ()
    coverage = words.get("coverage") or ("" if rows else words.get("empty", NOTHING_KNOWN))
    return Exhibit(
        kind=kind,
        form=kind,
        id=words["id"],
        title=as_parts(words["title"]),
        subtitle=as_parts(words["subtitle"]),
        alt=alt_of(words.get("alt"), alt or _alt(chosen, len(frame), as_text(words["subtitle"]))),
        description="",
        svg=None,
        width_mm=WIDTH_MM,
        columns=tuple(column.to_json(key) for key, column in chosen.items()),
        rows=rows,
        rows_shown=rows_shown if rows_shown and rows_shown < len(rows) else None,
        notes=notes_of(words, rows),
        sources=gathered((*words.get("sources", ()), *_refs(frame)), rows),
        measured=words.get("measured", False),
        covered=as_parts(coverage),
        total_row=total is not None,
    )


def _scores(verdicts: pd.Series[str], subtitle: str) -> str:
    """Return how many predictions have which verdict."""
    said = pd.Series(["unclear" if is_absent(v) else str(v) for v in verdicts], dtype=object)
    told = ", ".join(f"{verdict} {number}" for verdict, number in said.value_counts().items())
    return f"Table of {len(said)} predictions with their verdicts: {told}. {subtitle}"


def links(texts: Sequence[Any], addresses: Sequence[Any]) -> list[Link | str | None]:
    """Return a column of links: the text, leading to the address where there is one."""
    return [
        None if is_absent(text) else text if is_absent(address) else Link(str(text), str(address))
        for text, address in zip(texts, addresses, strict=True)
    ]


def _column(frame: pd.DataFrame, key: str, given: str | Column) -> Column:
    """Return the column as given; for a bare header, of the kind that its values are."""
    if isinstance(given, Column):
        return given
    values = [value for value in frame[key] if not is_absent(value)]
    if values and all(isinstance(value, Link) for value in values):
        return Column(given, kind="link")
    if pd.api.types.is_bool_dtype(frame[key]):
        return Column(given)
    if values and pd.api.types.is_numeric_dtype(frame[key]):
        return Column(given, kind="number")
    if pd.api.types.is_datetime64_any_dtype(frame[key]):
        return Column(given, kind="date")
    return Column(given, kind="number") if _all_quantities(values) else Column(given)


def _all_quantities(values: Sequence[Any]) -> bool:
    return bool(values) and all(isinstance(value, Quantity) for value in values)


def _with_total(
    frame: pd.DataFrame, total: Mapping[str, Any], columns: Mapping[str, Column]
) -> pd.DataFrame:
    """Return the frame with the total as its last row; what it leaves out reads "–"."""
    unknown = sorted(set(total) - set(columns))
    if unknown:
        raise UserError(f"the total has values for {unknown}, which are not columns of the table")
    last = {key: total.get(key, "–") for key in columns}
    if "refs" in frame.columns:
        last["refs"] = None
    return pd.concat([frame.astype(object), pd.DataFrame([last], dtype=object)], ignore_index=True)


def _require_units(frame: pd.DataFrame, columns: Mapping[str, Column]) -> None:
    """Raise `Mismatch` where a header's unit is not that of a number under it."""
    for key, column in columns.items():
        for found in frame[key]:
            if isinstance(found, Quantity) and not _fits(found.unit, column.unit):
                raise Mismatch(
                    f"the column {column.label!r} is in {column.unit}, but {found.full} "
                    f"({rows_of(found)}) is in {found.unit}"
                )


def _fits(unit: Unit, header: str) -> bool:
    if not header:
        return True
    if header == "%":
        return unit.is_share
    return unit.is_money == (header in MONEY_STEPS) and not unit.is_share


def _require_addable(frame: pd.DataFrame, total: Mapping[str, Any], words: TableWords) -> None:
    """Raise `Mismatch` where a total stands under numbers that may not be added."""
    if words.get("reason", "").strip():
        return
    fields = [name for name in SAME_FOR_SUM if name not in words.get("by", ())]
    for key in total:
        parts = [found for found in frame.get(key, ()) if isinstance(found, Quantity)]
        for other in parts[1:]:
            if different := differences(parts[0], other, fields):
                raise refusal(parts[0], other, "added", different)


def _refs(frame: pd.DataFrame) -> tuple[Ref, ...]:
    return refs_in(list(frame["refs"])) if "refs" in frame.columns else ()


def _alt(columns: Mapping[str, Column], rows: int, subtitle: str) -> str:
    headers = ", ".join(column.label for column in columns.values())
    size = f"{rows} {'row' if rows == 1 else 'rows'}"
    return f"Table of {size} with the columns {headers}. {subtitle}"
