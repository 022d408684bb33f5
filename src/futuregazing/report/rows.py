"""Names of table rows, shortened where they run: "register: REG 0001-0007, 0011"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

_NUMBERED = re.compile(r"^(?P<prefix>\D*)(?P<number>\d{2,})$")


def named_rows(refs: Iterable[tuple[str, str]]) -> list[str]:
    """Return one text a table with the names of its rows, runs of numbers by their ends."""
    tables: dict[str, list[str]] = {}
    for table, row in refs:
        tables.setdefault(table, []).append(row)
    return [f"{name.replace('_', ' ')}: {_runs(sorted(rows))}" for name, rows in tables.items()]


def _runs(rows: list[str]) -> str:
    """Return sorted row names, numbered ones of one prefix as runs."""
    parts = []
    for prefix, group in groupby(rows, key=_prefix):
        names = list(group)
        if prefix is None:
            parts += names
        else:
            parts.append(f"{prefix} {', '.join(_shortened(names, len(prefix)))}".strip())
    return ", ".join(parts)


def _shortened(names: list[str], start: int) -> Iterator[str]:
    run: list[str] = []
    for digits in [name[start:] for name in names]:
        if run and int(digits) != int(run[-1]) + 1:
            yield _span(run)
            run = []
        run.append(digits)
    yield _span(run)


def _span(run: list[str]) -> str:
    return run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}"


def _prefix(row: str) -> str | None:
    found = _NUMBERED.match(row)
    return found["prefix"] if found else None
