"""The house has floors: a module imports from its own room or from those below, never upward."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "futuregazing"
FLOORS = (
    {"errors", "paths", "durable", "formulas", "mending", "uk_days"},
    {"edition"},
    {"tables"},
    {"sources", "procurement", "claims"},
    {"measures", "exhibits"},
    {"section", "report"},
    {"cli"},
)
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
MODULES = sorted(PACKAGE.rglob("*.py"))
WITHIN_A_FLOOR = {("paths", "errors"), ("report", "section")}
"""The only arrows between two rooms of one floor."""


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("futuregazing."):
            yield str(node.module).split(".")[1]
        elif isinstance(node, ast.ImportFrom) and node.module == "futuregazing":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (
                alias.name.split(".")[1]
                for alias in node.names
                if alias.name.startswith("futuregazing.")
            )


def upward(room: str, source: str) -> list[str]:
    return [
        other
        for other in imported_rooms(source)
        if other != room
        and FLOOR_OF[other] >= FLOOR_OF[room]
        and (room, other) not in WITHIN_A_FLOOR
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_below(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    assert upward(room, path.read_text(encoding="utf-8")) == []


def test_the_rule_sees_an_arrow_that_points_up() -> None:
    assert upward("tables", "from futuregazing.report import build") == ["report"]
    assert upward("measures", "from futuregazing.exhibits.prose import say") == ["exhibits"]
    assert upward("measures", "import futuregazing.claims.quantity") == []
    assert upward("report", "from futuregazing import section, cli") == ["cli"]
