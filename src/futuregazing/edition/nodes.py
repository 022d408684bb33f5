"""Values and the lines they stand on, and how a message names a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from futuregazing.edition.faults import shortened

Scalar: TypeAlias = str | int | float | bool | date | None


@dataclass(frozen=True)
class Node:
    """A value and the line it stands on; lists hold nodes, mappings hold nodes by key."""

    value: Scalar | tuple[Node, ...] | dict[str, Node]
    line: int

    def plain(self) -> object:
        """Return the value without its lines: lists as tuples, mappings as dicts."""
        if isinstance(self.value, tuple):
            return tuple(node.plain() for node in self.value)
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        return self.value


def node_of(value: object) -> Node:
    """Return a value from Python as a node without a line; lists become tuples."""
    if isinstance(value, list | tuple):
        return Node(tuple(node_of(entry) for entry in value), 0)
    if isinstance(value, dict):
        return Node({str(key): node_of(entry) for key, entry in value.items()}, 0)
    # Anything else is passed on as it is: the type check names what it cannot take.
    return Node(value, 0)  # type: ignore[arg-type]


def shown(value: object) -> str:
    """Return `value` as a message names it, with its kind: `text '24'`, `whole number 24`."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"{str(value).lower()} (true or false)"
    if isinstance(value, tuple | list):
        return f"a list of {len(value)}" if value else "an empty list"
    if isinstance(value, dict):
        return "a group of settings"
    if isinstance(value, date):
        return f"date {value.isoformat()}"
    kind = {int: "whole number", float: "number with decimals"}.get(type(value), "text")
    text = repr(value)
    return f"{kind} {shortened(text)}"
