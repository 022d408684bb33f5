"""Parameter files as layers: the base, the year's file over it, overrides over both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from futuregazing.edition.faults import OVERRIDE, Fault, nearest_name, shortened
from futuregazing.edition.model import Frame, Layer, Origin
from futuregazing.edition.nodes import Node, node_of, shown
from futuregazing.edition.sections import SECTION_MODELS
from futuregazing.edition.strict_yaml import read_file, read_text

SUFFIX = ".yaml"
_FILE_STEM = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)
_YEAR_STEM = re.compile(r"20\d{2}", re.ASCII)

# What says which year it is: inherited from another year, it would be wrong without a word.
OWN_NAMES = ("edition", "as_of", "publication_date", "title")
# Top-level names in a file: `year` is called `edition` there, and what belongs to the edition
# before is found, not set.
_NOT_IN_FILES = ("year", "previous", "previous_as_of", "previous_but_one")
TOP_NAMES = ("edition", *(n for n in Frame.model_fields if n not in _NOT_IN_FILES))


@dataclass(frozen=True)
class Given:
    """A value given for a setting, and where."""

    setting: str
    node: Node
    layer: Layer
    where: str

    @property
    def group(self) -> str:
        """The section the setting belongs to, empty for the edition as a whole."""
        return self.setting.rpartition(".")[0]

    @property
    def key(self) -> str:
        """The name of the setting within its group."""
        return self.setting.rpartition(".")[2]

    def origin(self) -> Origin:
        """Return where the value came from, to keep with it."""
        return Origin(setting=self.setting, layer=self.layer, where=self.where, line=self.node.line)

    def fault(
        self, found: str, expected: str, nearest: str = "", entry: int | None = None
    ) -> Fault:
        """Return a fault of this value, or of one entry of its list, at its line."""
        line = self.node.line
        if entry is not None and isinstance(self.node.value, tuple):
            line = self.node.value[entry].line
        return Fault(self.where, line, self.setting, found, expected, nearest)


@dataclass(frozen=True)
class Layers:
    """Values read, the ones that win last, and the faults of reading them.

    `complete` is false where a file could not be read: then nothing can be said to be missing.
    """

    given: list[Given]
    faults: list[Fault]
    complete: bool = True


def label_of(path: Path) -> str:
    """Return how messages name a parameter file: its folder and name, never the whole path."""
    return f"{path.parent.name}/{path.name}"


def is_edition_file(path: Path) -> bool:
    """Tell whether a file is named as an edition's: a year of this century."""
    return path.suffix == SUFFIX and _YEAR_STEM.fullmatch(path.stem) is not None


def read_layers(path: Path) -> Layers:
    """Read a year's file and all that it extends; the base's values come first.

    Values under names that no setting has are faults and left out.
    """
    given: list[Given] = []
    faults: list[Fault] = []
    seen: list[str] = []
    complete = True
    current: Path | None = path
    while current is not None:
        seen.append(current.stem)
        node, found = read_file(current, label_of(current))
        faults += found
        top = node.value if node is not None and isinstance(node.value, dict) else {}
        parent, wrong = _parent(current, top, seen)
        complete = complete and node is not None and not wrong
        layer = list(_file_values(current, top, own=current is path))
        given = [*(item for item in layer if isinstance(item, Given)), *given]
        faults += [*wrong, *(item for item in layer if isinstance(item, Fault))]
        current = parent
    return Layers(given, faults, complete)


def read_overrides(overrides: Iterable[str]) -> Layers:
    """Read overrides such as `opportunities.horizon_months=12`; values follow the file's rules."""
    given: dict[str, Given] = {}
    faults: list[Fault] = []
    for text in overrides:
        where = OVERRIDE + shortened(text)
        name, equals, value = (part.strip() for part in text.partition("="))
        if not name or not value:
            found = "no value" if equals else "no '='"
            expected = "section.setting=value, such as opportunities.horizon_months=12"
            faults.append(Fault(where, 0, "", found, expected))
            continue
        node, wrong = read_text(value, where)
        found_wrong = [_override_name_fault(name, where, given), *wrong]
        faults += [
            replace(fault, line=0, setting=name) for fault in found_wrong if fault is not None
        ]
        if node is not None and not any(found_wrong):
            given[name] = Given(name, node_of(node.plain()), "override", where)
    return Layers(list(given.values()), faults)


def _override_name_fault(name: str, where: str, given: Mapping[str, Given]) -> Fault | None:
    """Return the fault of an override's name: unknown, given before, or the year itself."""
    if name in given:
        return Fault(where, 0, name, "a second override", "each setting once")
    if name == "edition":
        return Fault(where, 0, name, "another edition", "the year as the command's argument")
    return name_fault(name, where, 0)


def _parent(path: Path, top: dict[str, Node], seen: list[str]) -> tuple[Path | None, list[Fault]]:
    """Return the file that `path` extends, if it names one that can be read."""
    node, where = top.get("extends"), label_of(path)
    if node is None:
        if top and is_edition_file(path):
            return None, [Fault(where, 0, "extends", "no such line", "'extends: base'")]
        return None, []
    stem = node.value
    there = sorted(file.stem for file in path.parent.glob(f"*{SUFFIX}") if file.stem != path.stem)
    expected = "the name of another parameter file: " + (", ".join(there) or "none exists")
    if not isinstance(stem, str | int) or isinstance(stem, bool):
        return None, [Fault(where, node.line, "extends", shown(node.plain()), expected)]
    if str(stem) in seen:
        circle = " extends ".join([*seen[seen.index(str(stem)) :], str(stem)])
        return None, [Fault(where, node.line, "extends", f"a circle: {circle}", expected)]
    if not _FILE_STEM.fullmatch(str(stem)) or str(stem) not in there:
        near = nearest_name(str(stem).removesuffix(SUFFIX), there)
        return None, [Fault(where, node.line, "extends", shown(stem), expected, near)]
    return path.with_name(f"{stem}{SUFFIX}"), []


def _file_values(path: Path, top: dict[str, Node], *, own: bool) -> Iterator[Given | Fault]:
    """Yield the values of one file, and its faults; only `own` may say which year it is."""
    where = label_of(path)
    layer: Layer = "edition" if is_edition_file(path) else "base"
    for name, node in top.items():
        if name in SECTION_MODELS:
            yield from _section_values(name, node, layer, where)
        elif name in OWN_NAMES and layer == "base":
            expected = "it in each edition's own file, never inherited"
            yield Fault(where, node.line, name, f"{name} in {where}", expected)
        elif name != "extends" and (own or name not in OWN_NAMES):
            wrong = name_fault(name, where, node.line)
            yield wrong if wrong is not None else Given(name, node, layer, where)


def _section_values(section: str, node: Node, layer: Layer, where: str) -> Iterator[Given | Fault]:
    """Yield the settings given under a section's name."""
    if not isinstance(node.value, dict):
        expected = "the section's settings, one a line, indented"
        yield Fault(where, node.line, section, shown(node.plain()), expected)
        return
    for key, value in node.value.items():
        name = f"{section}.{key}"
        wrong = name_fault(name, where, value.line)
        yield wrong if wrong is not None else Given(name, value, layer, where)


def name_fault(name: str, where: str, line: int) -> Fault | None:
    """Return the fault of a name that no setting has, with the nearest that one has."""
    section, dot, key = name.rpartition(".")
    if not dot:
        return _top_name_fault(name, where, line)
    if section not in SECTION_MODELS:
        near = nearest_name(section, SECTION_MODELS)
        expected = "one of " + ", ".join(SECTION_MODELS)
        return Fault(where, line, name, f"an unknown section '{section}'", expected, near)
    fields = SECTION_MODELS[section].model_fields
    if key in fields:
        return None
    near = nearest_name(key, fields)
    suggestion = _home_of(key) or (f"{section}.{near}" if near else "")
    return Fault(where, line, name, "an unknown setting", f"one of {', '.join(fields)}", suggestion)


def _top_name_fault(name: str, where: str, line: int) -> Fault | None:
    """Return the fault of a name without a section, or of a section without a setting."""
    if name in TOP_NAMES:
        return None
    if name in SECTION_MODELS:
        expected = "one of its settings: " + ", ".join(SECTION_MODELS[name].model_fields)
        return Fault(where, line, name, "a whole section", expected)
    there = [*TOP_NAMES, *SECTION_MODELS]
    near = _home_of(name) or nearest_name(name, there)
    return Fault(where, line, name, "an unknown setting", f"one of {', '.join(there)}", near)


def _home_of(key: str) -> str:
    """Return the dotted name of a setting filed under another section, or an empty string."""
    homes = (f"{name}.{key}" for name, model in SECTION_MODELS.items() if key in model.model_fields)
    return next(homes, "")
