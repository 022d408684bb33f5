"""A number that knows what it is: unit, qualifier, basis, geography, scope, period, vintage, rows.

Arithmetic keeps that knowledge and refuses to mix what does not match: pounds invoiced
are not pounds awarded, England is not the United Kingdom, and a number published in
one vintage is not the start of another vintage's growth. An editor who has a reason to
mix all the same states it; the reason is printed as a note, and stays with whatever is
worked out from the result. What must agree for which operation: see `claims.likeness`.

A quotient has no sign of its own, because it would not say what is meant: `share` divides a
part by its whole, `growth` an end by its start, `ratio` two numbers for a stated reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from futuregazing.claims.arithmetic import add, complement, growth, ratio, share, subtract
from futuregazing.claims.known_number import Quantity
from futuregazing.claims.likeness import (
    Mismatch,
)
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit, parse_unit
from futuregazing.edition.periods import parse_period

__all__ = [
    "Mismatch",
    "Quantity",
    "add",
    "complement",
    "counted",
    "growth",
    "quantity",
    "ratio",
    "share",
    "source_figures",
    "subtract",
]


def quantity(row: Mapping[str, Any]) -> Quantity:
    """Make the quantity of one row of `figures`.

    Args:
        row: a row with figure_id, value_text (or value), unit, qualifier, period_start,
            period_end, geography, buyer_scope, measure_basis, series_id, published_date,
            source_grade.

    Raises:
        ValueError: value or unit cannot be read.
    """
    printed = str(row.get("value_text") or row["value"])
    try:
        number = Decimal(printed)
    except InvalidOperation as err:
        raise ValueError(f"{row['figure_id']}: not a number: {printed!r}") from err
    unit, factor = parse_unit(str(row["unit"]))
    return Quantity(
        value=number * factor,
        unit=unit,
        qualifier=str(row["qualifier"]),
        basis=str(row["measure_basis"]),
        geography=str(row["geography"]),
        scope=str(row["buyer_scope"]),
        period=parse_period(_text(row["period_start"]), _text(row["period_end"])),
        series=_text(row["series_id"]),
        vintage=_text(row["published_date"]) or _text(row.get("known_by")),
        grade=_text(row["source_grade"]),
        refs=(Ref("figures", str(row["figure_id"])),),
        figures=source_figures(number),
    )


def source_figures(number: Decimal) -> int:
    """Count the significant figures a source printed.

    "19.0" counts as two: the tables write whole numbers of a decimal column with a
    zero after the point, which no source printed. "500" counts as three.
    """
    whole = number == number.to_integral()
    trimmed = number.quantize(Decimal(1)) if whole else number.normalize()
    return len(trimmed.as_tuple().digits)


def counted(
    number: int, noun: str, refs: tuple[Ref, ...], *, told_by: bool = False, **meaning: Any
) -> Quantity:
    """Make the quantity of a count of table rows, or of what such rows tell of.

    The checker counts the rows again, so where they are not what is counted (eleven themes,
    told by forty findings) `told_by` says so. No row tells nothing: it is then left out.

    Args:
        number: how many.
        noun: what is counted, in the plural ("contracts"); empty where the sentence has named it.
        refs: the rows counted, or those that tell the number.
        told_by: whether the rows only tell the number.
        meaning: geography, scope, period, basis, formula ... as in `Quantity`.
    """
    rows_told = f", told by {len(refs)} row{'' if len(refs) == 1 else 's'}"
    meaning = {
        "basis": "count",
        "figures": None,
        "formula": f"count of {noun or 'records'}{rows_told if told_by and refs else ''}",
    } | meaning
    return Quantity(Decimal(number), Unit(noun), refs=refs, **meaning)


def _text(value: Any) -> str:
    """Return a cell as text, absent ones as the empty text."""
    return "" if value is None or value != value else str(value)
