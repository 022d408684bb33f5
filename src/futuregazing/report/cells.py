"""What the cells of the assembled notebook hold, told apart: words, sentences, exhibits.

Nothing else may reach the page. A print, a warning or a bare data frame in a notebook's
output is a fault that names its cell, because in a published report it would either be
printed as rubbish or be lost without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from futuregazing.errors import BuildError
from futuregazing.exhibits.bundle import EXHIBIT_MEDIA_TYPE
from futuregazing.exhibits.prose import PROSE_MEDIA_TYPE

METADATA_KEY = "futuregazing"
VENDOR_PREFIX = "application/vnd.futuregazing."

KNOWN_MEDIA_TYPES = {PROSE_MEDIA_TYPE: "prose", EXHIBIT_MEDIA_TYPE: "exhibit"}

HARMLESS = ("Matplotlib is building the font cache",)
"""What libraries say on the first run of a fresh environment; it concerns no reader."""


@dataclass(frozen=True)
class Place:
    """Where something stands in the notebooks, for messages to the editor."""

    section: str
    cell: int
    line: str = ""
    cell_id: str = ""

    def fault(self, message: str) -> BuildError:
        """Return the error that says what is wrong here."""
        told = [f"id {self.cell_id}" if self.cell_id else "", repr(self.line) if self.line else ""]
        seen = ", ".join(filter(None, told))
        where = f"cell {self.cell} ({seen})" if seen else f"cell {self.cell}"
        return BuildError(f"Section {self.section}, {where}: {message}")


@dataclass(frozen=True)
class Item:
    """One thing a section shows: Markdown source, or the JSON of a sentence or exhibit."""

    kind: str
    content: Any
    place: Place


def items_by_section(notebook: Mapping[str, Any]) -> dict[str, list[Item]]:
    """Return what each section shows, sections and items in reading order.

    Raises:
        BuildError: the notebook is not an assembled one, a cell failed, or an output is none
            of ours.
    """
    found: dict[str, list[Item]] = {}
    for index, cell in enumerate(notebook["cells"]):
        own = cell.get("metadata", {}).get(METADATA_KEY, {})
        if "section" not in own:
            raise BuildError(
                f"Cell {index} belongs to no section: this is not an assembled notebook. "
                "`futuregazing build` makes one from the sections' notebooks."
            )
        number, cell_id = int(own.get("cell", index)), str(own.get("id", ""))
        place = Place(own["section"], number, _first_line(cell), cell_id)
        found.setdefault(place.section, []).extend(_items(cell, place))
    return found


def _items(cell: Mapping[str, Any], place: Place) -> Iterator[Item]:
    """Yield what one cell shows."""
    if cell["cell_type"] == "markdown":
        if source := _joined(cell["source"]).strip():
            yield Item("markdown", source, place)
    elif cell["cell_type"] == "code":
        for output in cell.get("outputs", []):
            yield from _output_items(output, place)


def _output_items(output: Mapping[str, Any], place: Place) -> Iterator[Item]:
    """Yield what one output shows; refuse errors, streams and foreign data."""
    match output["output_type"]:
        case "error":
            raise place.fault(f"stopped with {output['ename']}: {output['evalue']}")
        case "stream":
            _refuse_stream(_joined(output["text"]), str(output["name"]), place)
        case _:
            yield _own_item(output.get("data", {}), place)


def _refuse_stream(text: str, name: str, place: Place) -> None:
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith(HARMLESS)]
    if lines:
        verb = "warned or wrote to stderr" if name == "stderr" else "printed"
        raise place.fault(
            f"{verb} {lines[0]!r}, which has no place in a report. "
            "Show words with `section.say`, numbers with an exhibit; mend what a warning is about."
        )


def _own_item(data: Mapping[str, Any], place: Place) -> Item:
    """Return the one bundle of ours in an output's data."""
    ours = [name for name in data if name.startswith(VENDOR_PREFIX)]
    if not ours:
        shown = ", ".join(sorted(data)) or "nothing"
        raise place.fault(
            f"shows {shown}, which the report cannot print. Show tables and charts as exhibits "
            "of the section, or end the line with a semicolon to show nothing."
        )
    unknown = sorted(set(ours) - set(KNOWN_MEDIA_TYPES))
    if unknown:
        known = ", ".join(KNOWN_MEDIA_TYPES)
        raise place.fault(f"shows {', '.join(unknown)}; this version reads {known}")
    payload = data[ours[0]]
    if not isinstance(payload, Mapping):
        raise place.fault(f"{ours[0]} holds a {type(payload).__name__}, not an object")
    return Item(KNOWN_MEDIA_TYPES[ours[0]], dict(payload), place)


def _first_line(cell: Mapping[str, Any]) -> str:
    """Return the first line of code, cut to what helps to find the cell again."""
    lines = _joined(cell.get("source", "")).strip().splitlines()
    return lines[0][:60] if lines else ""


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
