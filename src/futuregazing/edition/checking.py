"""Checking what was given, group by group, until nothing wrong is left untold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from futuregazing.edition.expected import choices, expected
from futuregazing.edition.faults import Fault, nearest_name
from futuregazing.edition.layers import Given
from futuregazing.edition.nodes import shown
from futuregazing.edition.settings import Problem, Settings


@dataclass(frozen=True)
class Group:
    """A model of settings and the values given for it, the base's first.

    `name` is the section's, empty for the edition as a whole; `found` holds values by field that
    no file gives, or that stood before; `where` is what a missing value is missing from.
    """

    name: str
    model: type[Settings]
    given: tuple[Given, ...]
    where: str
    found: Mapping[str, Any] = field(default_factory=dict)

    @property
    def values(self) -> dict[str, Any]:
        """The values by field, later ones winning."""
        return {**self.found, **{item.key: item.node.plain() for item in self.given}}

    def dotted(self, key: str) -> str:
        """Return the full name of the setting `key`."""
        return f"{self.name}.{key}" if self.name else key


def type_faults(group: Group) -> list[Fault]:
    """Return the faults of single values in every layer, those later overridden included."""
    faults = []
    layers = dict.fromkeys((item.layer, item.where) for item in group.given)
    for layer in layers:
        own = {item.key: item for item in group.given if (item.layer, item.where) == layer}
        values = {**group.values, **{key: item.node.plain() for key, item in own.items()}}
        places = dict.fromkeys(_places(group.model, values))
        faults += [_fault(group.model, own[key], entry) for key, entry in places if key in own]
    return faults


def missing_faults(group: Group, told: Iterable[Fault]) -> list[Fault]:
    """Return a fault for each setting without a value, unless a misspelling explains it."""
    explained = {fault.nearest for fault in told}
    required = [key for key, info in group.model.model_fields.items() if info.is_required()]
    absent = [key for key in required if key not in group.values]
    if group.name and len(absent) == len(required):
        if group.name in explained:
            return []
        text = "its settings: " + ", ".join(required)
        return [Fault(group.where, 0, group.name, "no such section", text)]
    return [
        Fault(group.where, 0, group.dotted(key), "no value", expected(group.model, key))
        for key in absent
        if not {key, group.dotted(key)} & explained
    ]


def valid_values(group: Group) -> dict[str, Any]:
    """Return the values that are of the right type and within their bounds, by field."""
    values = group.values
    wrong = {key for key, _ in _places(group.model, values)}
    return {key: value for key, value in values.items() if key not in wrong}


def combination_faults(
    given: Iterable[Given], where: str, problems: Iterable[Problem]
) -> Iterator[Fault]:
    """Yield a fault for each problem, at the line of the value that decides it.

    The settings of `problems` are full names; one that nothing was given for is put down to
    `where`.
    """
    deciding = {item.setting: item for item in given}
    for problem in problems:
        item = deciding.get(problem.setting)
        if item is None:
            yield Fault(where, 0, problem.setting, problem.found, problem.expected)
        else:
            yield item.fault(problem.found, problem.expected)


def section_problems(group: Group, valid: Mapping[str, Any]) -> list[Problem]:
    """Return the impossible combinations within a section, under their full names."""
    problems = group.model.problems(valid)
    return [replace(problem, setting=group.dotted(problem.setting)) for problem in problems]


def _places(model: type[Settings], values: Mapping[str, Any]) -> Iterator[tuple[str, int | None]]:
    """Yield field and place in its list (None: the whole value) of each value refused."""
    try:
        model.model_validate(dict(values))
    except ValidationError as error:
        for found in error.errors(include_url=False, include_context=False, include_input=False):
            # A missing value is told elsewhere; a combination has no field of its own.
            if found["type"] != "missing" and found["loc"]:
                key, *rest = found["loc"]
                value = values.get(str(key))
                entry = rest[0] if rest and isinstance(rest[0], int) else None
                yield str(key), entry if isinstance(value, tuple) else None


def _fault(model: type[Settings], given: Given, entry: int | None) -> Fault:
    """Return the fault of a value, or of one entry of it, with the nearest valid word."""
    value: Any = given.node.plain()
    wrong = value if entry is None else value[entry]
    near = nearest_name(wrong, choices(model, given.key)) if isinstance(wrong, str) else ""
    text = expected(model, given.key, entry=entry is not None)
    return given.fault(shown(wrong), text, near, entry)
