"""What stands beside each table: where it comes from, when its rows were known, its seal.

`<table>.meta.yaml` holds one `Sidecar`. Its `known_by` rule is what makes an edition see
only what was published by its date:

    rule: column             a column `known_by` of the table says it, row by row
    rule: by value           the value of another column (a release) says it
    rule: date               all rows were published on one day
    rule: as they are now    names, codes and places, shown in every edition; single rows
                             and number columns may still have a day before which they
                             are left out

A row whose day is not shown counts as known when the tables were closed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KnownBy(_Strict):
    """The rule by which an edition may use a row.

    Attributes:
        rule: see the module.
        reason: why this rule, in a sentence.
        column: for "by value", the column whose values `dates` gives days for.
        dates: for "by value", the day of each value; None where no day is shown.
        date: for "date", the day.
        rows: days of single rows, over the rule.
        withheld: number columns left empty in editions before a day.
    """

    rule: Literal["column", "by value", "date", "as they are now"]
    reason: str
    column: str = ""
    dates: Mapping[str, dt.date | None] = Field(default_factory=dict)
    date: dt.date | None = None
    rows: Mapping[str, dt.date] = Field(default_factory=dict)
    withheld: Mapping[str, dt.date] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _complete(self) -> KnownBy:
        if (self.rule == "date") != (self.date is not None):
            raise ValueError("'date' belongs to the rule 'date', and that rule needs it")
        if (self.rule == "by value") != bool(self.column and self.dates):
            raise ValueError(
                "'column' and 'dates' belong to the rule 'by value', and it needs both"
            )
        return self


class Source(_Strict):
    """Where the rows were read."""

    text: str
    urls: tuple[str, ...] = ()


class Licence(_Strict):
    """Under which licence the table may be used, and what is known about its sources'."""

    name: str
    url: str = ""
    note: str = ""


class ColumnNote(_Strict):
    """What a column means and in which unit it is."""

    meaning: str
    unit: str = ""


class Sidecar(_Strict):
    """All that is said about one table; see the module for `known_by`.

    `rows` and `sha256` are the seal, which `futuregazing data seal` writes; a new sidecar
    leaves them empty.
    """

    title: str
    description: str
    producer: str
    source: Source
    published: str
    known_by: KnownBy
    accessed: dt.date
    licence: Licence
    key: tuple[str, ...]
    rows: int | None = None
    sha256: str | None = None
    columns: Mapping[str, ColumnNote]

    def to_json(self) -> dict[str, Any]:
        """Return the sidecar as plain JSON."""
        return self.model_dump(mode="json")
