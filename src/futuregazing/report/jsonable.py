"""A document as JSON, for a writer in another language (Typst) and for tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from futuregazing.report.blocks import Cell, Part

DERIVED = ("kind", "is_figure", "heading", "anchor", "used_in")
"""Class constants and properties that a writer in another language needs spelled out."""


def to_json(value: Any) -> Any:
    """Return dataclasses, tuples and mappings as JSON; parts and cells without empty fields."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = [(f.name, getattr(value, f.name)) for f in fields(value)]
        if isinstance(value, Part | Cell):
            pairs = [pair for pair in pairs if _says_something(*pair)]
        names = [name for name in DERIVED if hasattr(type(value), name)]
        pairs += [(name, getattr(value, name)) for name in names]
        return {name: to_json(v) for name, v in pairs}
    if isinstance(value, Mapping):
        return {str(key): to_json(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(inner) for inner in value]
    return value


def _says_something(name: str, value: Any) -> bool:
    """Tell whether a field of a part or cell is worth writing; a zero value is."""
    return name in {"kind", "text"} or (name == "value" and value is not None) or bool(value)
