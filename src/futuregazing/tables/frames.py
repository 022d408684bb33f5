"""The data tables as one edition sees them; written to Parquet and read back.

Nothing here imports the schemas: a section's kernel reads what the parent validated.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pandas as pd

from futuregazing.errors import UserError
from futuregazing.tables.dates import CLOSED
from futuregazing.tables.sidecars import Sidecar

ROW = "row"
"""Name of the index of every table: the row id, by which claims point at a row."""

_ABOUT = "tables.json"
_CORRECTIONS = "applied_corrections.parquet"


T = TypeVar("T")


class UnknownTable(UserError, KeyError):
    """Raised when a notebook asks for a table there is none of."""

    # A KeyError prints its message in quotes, as if it were a key.
    __str__ = Exception.__str__


@dataclass(frozen=True, eq=False)
class Tables(Mapping[str, pd.DataFrame]):
    """The tables as of a day, by name. Each access gives a fresh copy.

    Index: the row id, a text, named "row". Text and dates are text, "" where absent (days as
    ISO "2021-12-09"); numbers are float64, whole numbers Int64, truths boolean. A table with
    a column `value` has `value_text` too, with the digits as the source printed them. Every
    table has `known_by`, "" where it holds things shown as they are now.

    Attributes:
        frames: the tables by name; use `tables["figures"]` rather than this.
        as_of: the edition's as-of date; None for everything there is.
        sidecars: what is said about each table.
        corrections: the corrections applied, one row a correction, those that withhold a
            row from print among them.
    """

    frames: Mapping[str, pd.DataFrame]
    as_of: dt.date | None = None
    sidecars: Mapping[str, Sidecar] = field(default_factory=dict)
    corrections: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def current(self) -> bool:
        """Tell whether the as-of date is the day the tables were closed, or later."""
        return self.as_of is None or self.as_of >= CLOSED

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the tables, sorted."""
        return tuple(sorted(self.frames))

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a fresh copy of one table; raise `UnknownTable` if there is none."""
        return self._find(self.frames, name).copy()

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the tables, sorted."""
        return iter(self.names)

    def __len__(self) -> int:
        """Count the tables."""
        return len(self.frames)

    def sidecar(self, name: str) -> Sidecar:
        """Return what is said about one table; raise `UnknownTable` if there is none."""
        return self._find(self.sidecars, name)

    @staticmethod
    def _find(things: Mapping[str, T], name: str) -> T:
        if name in things:
            return things[name]
        near = difflib.get_close_matches(name, things, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(sorted(things))}"
        raise UnknownTable(f"there is no table {name!r}: {hint}")


def write_parquet(tables: Tables, folder: Path) -> None:
    """Write the tables into `folder`, one Parquet file each, for `read_parquet`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in tables.names:
        tables.frames[name].to_parquet(folder / f"{name}.parquet")
    tables.corrections.to_parquet(folder / _CORRECTIONS)
    about = {
        "as_of": tables.as_of.isoformat() if tables.as_of else None,
        "names": tables.names,
        "sidecars": {name: tables.sidecars[name].to_json() for name in sorted(tables.sidecars)},
    }
    text = json.dumps(about, indent=1, ensure_ascii=False)
    (folder / _ABOUT).write_text(text, encoding="utf-8")


def read_parquet(folder: Path) -> Tables:
    """Return the tables that `write_parquet` wrote; raise `UserError` if they are not there."""
    about_file = folder / _ABOUT
    if not about_file.is_file():
        raise UserError(f"no tables in {folder}: expected the file {_ABOUT} that a build writes")
    about = json.loads(about_file.read_text(encoding="utf-8"))
    return Tables(
        frames={name: pd.read_parquet(folder / f"{name}.parquet") for name in about["names"]},
        as_of=dt.date.fromisoformat(about["as_of"]) if about["as_of"] else None,
        sidecars={n: Sidecar.model_validate(s) for n, s in about["sidecars"].items()},
        corrections=pd.read_parquet(folder / _CORRECTIONS),
    )
