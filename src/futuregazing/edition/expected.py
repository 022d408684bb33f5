"""What a setting may be, in words, made from its model: for faults, help and documentation."""

from __future__ import annotations

import types
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

LONG_NUMBER = 10_000

_PLAIN = {
    bool: "true or false",
    str: "text",
    date: "a date, written YYYY-MM-DD",
    type(None): "nothing",
}
_PATTERNS = {r"^[EWSN]\d{8}$": "a place code such as E09000033"}


def field_of(model: type[BaseModel], name: str) -> FieldInfo:
    """Return the field `name` of `model`."""
    return model.model_fields[name]


def expected(model: type[BaseModel], name: str, *, entry: bool = False) -> str:
    """Return what the setting `name` may be; with `entry`, what one entry of its list may be."""
    field = field_of(model, name)
    annotation, metadata = field.annotation, list(field.metadata)
    if entry and get_origin(annotation) is tuple:
        return _words(get_args(annotation)[0], [])
    text = _words(annotation, metadata)
    unit = unit_of(model, name)
    return f"{text} ({unit})" if unit else text


def choices(model: type[BaseModel], name: str) -> tuple[str, ...]:
    """Return the words that `name`, or an entry of its list, may be; empty where any text may."""
    return tuple(_literals(field_of(model, name).annotation))


def unit_of(model: type[BaseModel], name: str) -> str:
    """Return the unit of the setting `name`, or an empty string."""
    extra = field_of(model, name).json_schema_extra
    return str(extra.get("unit", "")) if isinstance(extra, dict) else ""


def _literals(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return [str(choice) for choice in get_args(annotation)]
    return [word for part in get_args(annotation) for word in _literals(part)]


def _words(annotation: Any, metadata: list[Any]) -> str:
    """Return the words for a type and its bounds."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _words(inner, [*metadata, *more])
    if origin is Literal:
        return "one of " + ", ".join(str(choice) for choice in get_args(annotation))
    if origin in (Union, types.UnionType):
        return " or ".join(_words(part, []) for part in get_args(annotation))
    if origin is tuple:
        return _list_words(_words(get_args(annotation)[0], []), metadata)
    if annotation is int:
        return "a whole number" + _range_words(metadata)
    if annotation is str:
        return _text_words(metadata)
    return _PLAIN.get(annotation, "a group of settings")


def _bound(metadata: list[Any], name: str) -> Any:
    """Return the bound `name` (`ge`, `max_length` ...) from a field's metadata, or None."""
    flat = [part for item in metadata for part in (getattr(item, "metadata", None) or [item])]
    return next((v for item in flat if (v := getattr(item, name, None)) is not None), None)


def _range_words(metadata: list[Any]) -> str:
    low, high = _bound(metadata, "ge"), _bound(metadata, "le")
    if low is None or high is None:
        return "" if low is None else f" of at least {low}"
    # Thousands are parted only where they are many: a year is not 2,022.
    return f" from {low} to {high:,}" if high >= LONG_NUMBER else f" from {low} to {high}"


def _text_words(metadata: list[Any]) -> str:
    known = [
        _PATTERNS[str(item.pattern)]
        for item in metadata
        if isinstance(item, StringConstraints) and str(item.pattern) in _PATTERNS
    ]
    longest = _bound(metadata, "max_length")
    limit = f"one line of text, at most {longest} characters" if longest else "text"
    return known[0] if known else limit


def _list_words(entry: str, metadata: list[Any]) -> str:
    low, high = _bound(metadata, "min_length"), _bound(metadata, "max_length")
    size = ""
    if low and high:
        size = f" of {low} to {high} entries"
    elif low:
        size = " of at least one entry" if low == 1 else f" of at least {low} entries"
    elif high:
        size = f" of at most {high} entries"
    return f"a list{size}, each {entry}"
