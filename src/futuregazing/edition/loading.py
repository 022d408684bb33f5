"""Loading an edition: files and overrides in, one checked `Edition` or one list of faults out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from futuregazing import paths
from futuregazing.edition.checking import (
    Group,
    combination_faults,
    missing_faults,
    section_problems,
    type_faults,
    valid_values,
)
from futuregazing.edition.faults import Fault, ParameterError, nearest_name
from futuregazing.edition.layers import (
    SUFFIX,
    Given,
    Layers,
    is_edition_file,
    label_of,
    name_fault,
    read_layers,
    read_overrides,
)
from futuregazing.edition.model import Edition, Frame, Origin
from futuregazing.edition.nodes import node_of, shown
from futuregazing.edition.sections import SECTION_MODELS
from futuregazing.edition.settings import Problem, Settings


def known_editions(params: Path | None = None) -> list[int]:
    """Return the editions that have a parameter file, oldest first."""
    folder = params or paths.params()
    return sorted(int(path.stem) for path in folder.glob(f"*{SUFFIX}") if is_edition_file(path))


def load_edition(
    year: int | str, overrides: Sequence[str] = (), *, params: Path | None = None
) -> Edition:
    """Return the edition of `year`, read from its file, what that extends, and `overrides`.

    `overrides` are written `section.setting=value` and win over the files. Raises ParameterError,
    whose message lists every fault at once: file, line, found, expected, nearest valid name.
    """
    folder = params or paths.params()
    number = _known_year(year, folder)
    path = folder / f"{number}{SUFFIX}"
    where = label_of(path)
    files, overriding = read_layers(path), read_overrides(overrides)
    given = [*files.given, *overriding.given]
    told = [*files.faults, *overriding.faults, *_misnamed(files, number, where)]
    earlier = [known for known in known_editions(folder) if known < number]
    found = {"year": number, **_edition_before(folder, earlier)}
    groups = [_group("", Frame, given, where, found)]
    groups += [_group(name, model, given, where) for name, model in SECTION_MODELS.items()]
    faults = [*told, *_value_faults(groups)]
    if files.complete:
        faults += [fault for group in groups for fault in missing_faults(group, told)]
    stated = [item.origin() for item in given if item.setting == "edition"]
    return _edition(f"The parameters of the {number} edition", groups, faults, stated)


def _edition_before(folder: Path, earlier: Sequence[int]) -> dict[str, Any]:
    """Return the edition before this one and the day it was written, as its files have it.

    Its other settings are not looked at: a fault in them is told when that edition is built.
    """
    if not earlier:
        return {"previous": None, "previous_as_of": None, "previous_but_one": None}
    given = read_layers(folder / f"{earlier[-1]}{SUFFIX}").given
    days = [item.node.plain() for item in given if item.setting == "as_of"]
    day = days[-1] if days and type(days[-1]) is date else None
    return {
        "previous": earlier[-1],
        "previous_as_of": day,
        "previous_but_one": earlier[-2] if len(earlier) > 1 else None,
    }


def with_settings(edition: Edition, section: str, values: Mapping[str, object]) -> Edition:
    """Return the edition with settings of one section replaced by a notebook's parameters.

    A value of None keeps what stood before. Raises ParameterError as `load_edition` does.
    """
    where = f"notebook {section}"
    named = {f"{section}.{key}": value for key, value in values.items() if value is not None}
    wrong = {name: name_fault(name, where, 0) for name in named}
    given = [
        Given(name, node_of(value), "notebook", where)
        for name, value in named.items()
        if wrong[name] is None
    ]
    before = {name: getattr(edition, name) for name in Frame.model_fields}
    groups = [_group("", Frame, [], where, before)]
    groups += [
        _group(name, model, given, where, dict(edition.settings(name)))
        for name, model in SECTION_MODELS.items()
    ]
    faults = [*filter(None, wrong.values()), *_value_faults(groups)]
    return _edition(f"The parameters of {section}", groups, faults, edition.origins)


def _known_year(year: int | str, folder: Path) -> int:
    """Return the year as a number, or say which editions exist."""
    known = known_editions(folder)
    names = [str(number) for number in known]
    text = str(year).strip()
    if text in names and not isinstance(year, bool):
        return int(text)
    found = f"no parameter file {folder.name}/{text}{SUFFIX}" if text.isdigit() else shown(year)
    expected = "one of the editions that exist: " + (", ".join(names) or "none does")
    if text.isdigit() and (folder / f"{text}.yml").exists():
        found, expected = f"{folder.name}/{text}.yml", f"a name that ends in {SUFFIX}"
    fault = Fault("edition", 0, "", found, expected, nearest_name(text, names))
    raise ParameterError.of("The edition", [fault])


def _misnamed(files: Layers, number: int, where: str) -> list[Fault]:
    """Return the fault of a file whose name and `edition:` line disagree, or that has no such."""
    stated = [item for item in files.given if item.setting == "edition"]
    expected = f"{number}, as the file is named"
    if not stated and files.complete:
        return [Fault(where, 0, "edition", "no value", expected)]
    return [
        item.fault(shown(item.node.plain()), expected)
        for item in stated
        if type(item.node.value) is not int or item.node.value != number
    ]


def _group(
    name: str,
    model: type[Settings],
    given: Iterable[Given],
    where: str,
    found: Mapping[str, Any] | None = None,
) -> Group:
    """Return the group `name` with its own part of what was given."""
    own = tuple(item for item in given if item.group == name and item.setting != "edition")
    return Group(name, model, own, where, found or {})


def _value_faults(groups: Iterable[Group]) -> list[Fault]:
    """Return the faults of single values, then those of values beside each other."""
    single: list[Fault] = []
    problems: list[Problem] = []
    parts: dict[str, Any] = {}
    given: list[Given] = []
    where = ""
    for group in groups:
        single += type_faults(group)
        given += group.given
        where = group.where
        valid = valid_values(group)
        if group.name:
            own = section_problems(group, valid)
            problems += own
            if not own and valid.keys() == group.model.model_fields.keys():
                parts[group.name] = group.model(**valid)
        else:
            parts |= valid
    problems += Edition.problems(parts)
    return [*single, *combination_faults(given, where, problems)]


def _edition(
    subject: str, groups: Iterable[Group], faults: Sequence[Fault], before: Iterable[Origin] = ()
) -> Edition:
    """Return the edition that sound groups make, or raise the faults."""
    if faults:
        raise ParameterError.of(subject, faults)
    parts: dict[str, Any] = {}
    origins = {origin.setting: origin for origin in before}
    for group in groups:
        parts |= {group.name: group.model(**group.values)} if group.name else group.values
        for item in group.given:
            origins[item.setting] = item.origin()
    return Edition(**parts, origins=tuple(origins.values()))
