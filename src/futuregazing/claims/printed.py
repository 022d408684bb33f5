"""What a report prints, read back from its executed notebooks: claims, and what was measured.

Outputs carry their numbers as data, so that what is checked is what a reader sees and not
what a notebook meant to say.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

VENDOR_PREFIX = "application/vnd.futuregazing."
HEADLINE_ROLES = ("answer", "finding")
"""Sentences that a reader takes away: each section's answer, and the key points."""

Told = dict[str, Any]


@dataclass(frozen=True)
class Measured:
    """A chart or table of numbers that we counted ourselves."""

    exhibit: str
    coverage: str
    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Printed:
    """What some sections print.

    Attributes:
        sections: their names, in reading order.
        claims: every different claim, in reading order, as `Quantity.to_json` gives it.
        headlines: those of the claims that stand in an answer or a key point.
        measured: charts and tables of our own counting that show anything.
    """

    sections: tuple[str, ...]
    claims: tuple[Told, ...]
    headlines: tuple[Told, ...]
    measured: tuple[Measured, ...]


def printed_in(sections: Mapping[str, Mapping[str, Any]]) -> Printed:
    """Return what executed notebooks print, by section name in reading order."""
    bundles = [
        bundle
        for notebook in sections.values()
        for cell in notebook["cells"]
        for bundle in bundles_in(cell)
    ]
    heads = [one for one in bundles if one.get("role") in HEADLINE_ROLES]
    measured = [one for one in bundles if one.get("measured") and one.get("rows")]
    return Printed(
        tuple(sections),
        tuple(_distinct(bundles)),
        tuple(_distinct(heads)),
        tuple(_measured(one) for one in measured),
    )


def printed_in_report(path: Path, without: Collection[str] = ()) -> Printed | None:
    """Return what a built report prints, apart from some sections; None if there is none.

    Args:
        path: the assembled notebook of a built edition.
        without: names of sections to leave aside.
    """
    if not path.is_file():
        return None
    cells: dict[str, list[Any]] = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        name = str(cell["metadata"].get("futuregazing", {}).get("section", ""))
        if name not in without:
            cells.setdefault(name, []).append(cell)
    return printed_in({name: {"cells": found} for name, found in cells.items()})


def claims_in(notebook: Mapping[str, Any]) -> list[Told]:
    """Return every different claim of an executed or assembled notebook, in reading order."""
    return _distinct(bundle for cell in notebook["cells"] for bundle in bundles_in(cell))


def bundles_in(cell: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the payloads of our own media types in a cell's outputs."""
    for output in cell.get("outputs", []):
        for media_type, payload in output.get("data", {}).items():
            if media_type.startswith(VENDOR_PREFIX):
                yield payload


def _distinct(bundles: Iterable[Any]) -> list[Told]:
    found: dict[str, Told] = {}
    for bundle in bundles:
        for claim in _claims(bundle):
            found.setdefault(repr(sorted(claim.items())), claim)
    return list(found.values())


def _claims(value: Any) -> Iterator[Told]:
    """Yield what stands under a `claim` key, at any depth."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if key == "claim" and isinstance(inner, Mapping):
                yield dict(inner)
            else:
                yield from _claims(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _claims(inner)


def _measured(bundle: Mapping[str, Any]) -> Measured:
    rows = tuple((str(table), str(row)) for table, row in bundle.get("sources", ()))
    return Measured(str(bundle["id"]), str(bundle.get("coverage") or ""), rows)
