"""A small, strict part of YAML, read with line numbers.

Understood: one document that is a mapping of plain keys to scalars, lists and mappings, in UTF-8.
Refused: repeated keys, anchors and aliases, tags, directives, several documents, tabs as
indentation, deep nesting, large files. Scalars follow YAML 1.2: `yes` is text, `007` is text.

The tree is built from parser events, one by one, so that a hostile file is refused at the event
that offends and nothing is ever constructed from it but str, int, float, bool, date and None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from futuregazing.edition.faults import Fault
from futuregazing.edition.nodes import Node, Scalar, shown

# A parameter file of this project takes about 8 KB and three levels.
MAX_BYTES = 65_536
MAX_DEPTH = 6

_NULL = re.compile(r"(~|null|Null|NULL)?")
_TRUE = re.compile(r"true|True|TRUE")
_FALSE = re.compile(r"false|False|FALSE")
# Eighteen digits fit any value here; longer ones would let a file slow the conversion down.
_INT = re.compile(r"[-+]?(0|[1-9]\d{0,17})", re.ASCII)
_FLOAT = re.compile(r"[-+]?(0|[1-9]\d{0,17})?\.\d{1,18}([eE][-+]?\d{1,2})?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)


class _RefusedError(Exception):
    """Raised inside this module where reading on would be pointless or dangerous."""

    def __init__(self, line: int, found: str, expected: str) -> None:
        super().__init__(found)
        self.line, self.found, self.expected = line, found, expected


def read_file(path: Path, where: str) -> tuple[Node | None, list[Fault]]:
    """Read the parameter file at `path`, called `where` in messages.

    Returns the mapping it holds (None where there is no telling) and the faults found.
    """
    try:
        text = _decoded(path)
    except _RefusedError as refused:
        return None, [Fault(where, refused.line, "", refused.found, refused.expected)]
    node, faults = read_text(text, where)
    if node is None or isinstance(node.value, dict):
        return node, faults
    found = shown(node.plain()) if node.value is not None else "an empty file"
    expected = "settings, one a line, such as 'edition: 2022'"
    return None, [*faults, Fault(where, node.line, "", found, expected)]


def read_text(text: str, where: str) -> tuple[Node | None, list[Fault]]:
    """Read one YAML value from `text`; returns it and the faults found."""
    reader = _Reader(where)
    try:
        return reader.document(text), reader.faults
    except _RefusedError as refused:
        fault = Fault(where, refused.line, "", refused.found, refused.expected)
        return None, [*reader.faults, fault]


def _decoded(path: Path) -> str:
    """Return the text of the file at `path`, or refuse it for its size or bytes."""
    if not path.is_file():
        raise _RefusedError(0, "no file", "a file of settings")
    if path.stat().st_size > MAX_BYTES:
        raise _RefusedError(0, f"{path.stat().st_size} bytes", f"at most {MAX_BYTES} bytes")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _RefusedError(
            0, f"a file that cannot be read ({error.strerror})", "a file"
        ) from error
    try:
        # Editors on Windows put a byte order mark first; it says nothing that matters here.
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        found = f"byte 0x{raw[error.start]:02x}, which is not UTF-8"
        raise _RefusedError(line, found, "a text file saved as UTF-8") from error


class _Reader:
    """Builds nodes from parser events, noting what is wrong but harmless to read past."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.faults: list[Fault] = []

    def document(self, text: str) -> Node:
        """Return the one value of `text`."""
        if len(text) > MAX_BYTES:
            raise _RefusedError(0, f"{len(text)} characters", f"at most {MAX_BYTES}")
        tab = _TAB_INDENT.search(text)
        if tab:
            line = text.count("\n", 0, tab.start()) + 1
            raise _RefusedError(line, "a tab as indentation", "spaces")
        events = _events(text)
        root: Node | None = None
        for event in events:
            line = event.start_mark.line + 1
            if isinstance(event, DocumentStartEvent):
                if event.version or event.tags:
                    raise _RefusedError(line, "a YAML directive", "settings only")
                if root is not None:
                    raise _RefusedError(line, "a second document ('---')", "one document a file")
                root = self.node(next(events), events, 1)
        return root or Node(None, 1)

    def node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        """Return the node that starts with `event`, `depth` levels down."""
        line = event.start_mark.line + 1
        for kind, mark in (("alias", "*"), ("anchor", "&"), ("tag", "")):
            # An alias carries the name of the anchor it stands for.
            name = getattr(event, "anchor" if mark else "tag", None)
            if name is not None and (kind == "alias") == isinstance(event, AliasEvent):
                raise _RefusedError(line, f"the {kind} {mark}{name}", "a plain value, written out")
        if isinstance(event, ScalarEvent):
            return Node(_scalar(event), line)
        if depth > MAX_DEPTH:
            raise _RefusedError(line, f"more than {MAX_DEPTH} levels", "sections and settings")
        if isinstance(event, SequenceStartEvent):
            return Node(tuple(self.entries(events, depth)), line)
        if isinstance(event, MappingStartEvent):
            return Node(self.mapping(events, depth), line)
        raise _RefusedError(line, type(event).__name__, "a value")

    def entries(self, events: Iterator[Event], depth: int) -> Iterator[Node]:
        """Yield the entries of a list."""
        for event in events:
            if isinstance(event, SequenceEndEvent):
                return
            yield self.node(event, events, depth + 1)

    def mapping(self, events: Iterator[Event], depth: int) -> dict[str, Node]:
        """Return the values of a mapping by key; a repeated key is a fault, the first one kept."""
        found: dict[str, Node] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            key = self.node(event, events, MAX_DEPTH + 1)
            value = self.node(next(events), events, depth + 1)
            name = key.plain()
            if not isinstance(name, str):
                fault = Fault(self.where, key.line, "", f"{shown(name)} as a name", "a word")
                self.faults.append(fault)
            elif name in found:
                first = found[name].line
                text = f"a second '{name}' (the first is at line {first})"
                self.faults.append(Fault(self.where, key.line, name, text, "each name once"))
            else:
                # A value may begin on the next line; the editor looks for its name.
                found[name] = replace(value, line=key.line)
        return found


def _events(text: str) -> Iterator[Event]:
    """Yield parser events, turning the parser's complaints into refusals."""
    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _RefusedError(
            mark.line + 1 if mark else 0, error.problem or "a syntax error", "well-formed YAML"
        ) from error
    except (YAMLError, ValueError, OverflowError) as error:
        # Reader errors name characters that YAML forbids; an escape beyond Unicode overflows.
        raise _RefusedError(0, str(error).splitlines()[0], "well-formed YAML") from error


def _scalar(event: ScalarEvent) -> Scalar:
    """Return the value of a scalar; quoted ones are always text."""
    text: str = event.value
    if event.style is not None:
        return text
    if _NULL.fullmatch(text):
        return None
    if _TRUE.fullmatch(text) or _FALSE.fullmatch(text):
        return bool(_TRUE.fullmatch(text))
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return _date(text)


def _date(text: str) -> str | date:
    """Return the day that `text` names, else the text: the type check then says what is wrong."""
    if not _DATE.fullmatch(text):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
