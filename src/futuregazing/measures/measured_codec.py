"""What stands in the lines of a measured topic, as JSON and back, with nothing lost.

A kernel reads the lines that the parent process made. Money must come back to the penny and
a period must be the same period, so values travel as the text of their decimals.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit
from futuregazing.edition.periods import Period

Plain = dict[str, Any]
KIND = "kind of value"


def written(value: Any) -> str:
    """Return a value as JSON: a text, number, truth, day, period, quantity, or nothing.

    Raises:
        TypeError: the value is of no such kind.
        ValueError: it would not come back as it is.
    """
    plain = _plain(value)
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    if _plain(read(text)) != plain:
        raise ValueError(f"{value!r} does not come back from JSON as it is")
    return text


def read(text: str) -> Any:
    """Return the value that `written` wrote."""
    return _value(json.loads(text))


def _plain(value: Any) -> Any:
    match value:
        case Quantity():
            told = {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
            return {KIND: "quantity"} | told
        case Period():
            ends = (value.start.isoformat(), value.end.isoformat())
            return {KIND: "period", "parts": [*ends, value.kind, value.label]}
        case Unit():
            return {KIND: "unit", "parts": [value.base, value.per, value.aside]}
        case Ref():
            return {KIND: "ref", "parts": value.to_json()}
        case Decimal():
            return {KIND: "decimal", "parts": [str(value)]}
        case tuple():
            return {KIND: "tuple", "parts": [_plain(one) for one in value]}
        case np.generic():
            return _plain(value.item())
    if _nothing(value):
        return None
    if isinstance(value, dt.date):
        return {KIND: "day", "parts": [_day(value).isoformat()]}
    if isinstance(value, str | int | float):
        return value
    raise TypeError(f"a line of a measured topic cannot hold {value!r}")


def _value(told: Any) -> Any:
    if not isinstance(told, dict):
        return told
    kind = told[KIND]
    if kind == "quantity":
        return Quantity(**{name: _value(one) for name, one in told.items() if name != KIND})
    parts = told["parts"]
    match kind:
        case "period":
            start, end = (dt.date.fromisoformat(one) for one in parts[:2])
            return Period(start, end, parts[2], parts[3])
        case "unit":
            return Unit(*parts)
        case "ref":
            return Ref(*parts)
        case "decimal":
            return Decimal(parts[0])
        case "tuple":
            return tuple(_value(one) for one in parts)
    return dt.date.fromisoformat(parts[0])


def _nothing(value: Any) -> bool:
    return value is None or bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
