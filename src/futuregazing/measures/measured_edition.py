"""All the measured numbers that an edition shows, as tables beside its others.

    made = measured_tables(Path("data/snapshots/2027"), edition, load_tables(edition.as_of))
    made.tables["measures"]

The build calls this once, in the parent process; sections read the lines (`measured_lines`).
To add a topic, write a `Topic` (see `measured_view`) and name it in `TOPICS`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from futuregazing.claims.refs import MEASURES
from futuregazing.edition.model import Edition
from futuregazing.measures import (
    measured_topics_blue_light,
    measured_topics_buyers,
    measured_topics_market,
    measured_topics_method,
    measured_topics_opportunities,
    measured_topics_regions,
    measured_topics_trends,
)
from futuregazing.measures.measured import MeasuredMarket, load
from futuregazing.measures.measured_codec import written
from futuregazing.measures.measured_contracts import CONTRACTS, contracts_table
from futuregazing.measures.measured_files import FILES, files_frame
from futuregazing.measures.measured_lines import LINES
from futuregazing.measures.measured_numbers import Measured
from futuregazing.measures.measured_trace import measures_table
from futuregazing.measures.measured_view import Topic, View
from futuregazing.procurement.snapshot import Snapshot
from futuregazing.tables.frames import ROW, Tables
from futuregazing.tables.sidecars import ColumnNote, KnownBy, Licence, Sidecar, Source

TOPICS: tuple[Topic, ...] = (
    *measured_topics_market.TOPICS,
    *measured_topics_buyers.TOPICS,
    *measured_topics_regions.TOPICS,
    *measured_topics_trends.TOPICS,
    *measured_topics_blue_light.TOPICS,
    *measured_topics_opportunities.TOPICS,
    *measured_topics_method.TOPICS,
)
"""Every topic there is, in the order of the sections."""
LISTS: tuple[Topic, ...] = (
    *measured_topics_blue_light.LISTS,
    *measured_topics_opportunities.LISTS,
)
"""Every list of single contracts there is; its lines are rows of `measured_contracts`."""

KEPT = ("value", "n", "with_value", "left_out", "coverage", "complete", "measured", "label")
"""Columns of a topic's frame with a place of their own; all others are its details."""
LINE_COLUMNS = [
    *("line_id", "topic", "section", "position", "label", "measure_id", "quantity"),
    *("n", "with_value", "left_out", "coverage", "complete", "details"),
]
PRODUCER = "Official notices, contract registers and lists of payments"
LICENCE = "Open Government Licence v3.0"
TITLES = {
    MEASURES: "numbers measured from the snapshot",
    LINES: "lines of measured numbers, as the sections show them",
    CONTRACTS: "contracts and plans of the snapshot that the sections list",
    FILES: "files of the snapshot",
}


@dataclass(frozen=True)
class MeasuredEdition:
    """An edition's tables with its measured numbers, and these numbers with their rows."""

    tables: Tables
    numbers: tuple[Measured, ...]


def measured_tables(folder: Path, edition: Edition, tables: Tables) -> MeasuredEdition:
    """Measure what the edition shows from a snapshot.

    Only what was published by its as-of date is seen. Registers and payments, which carry no
    day of publication, are seen by the edition of the day on which the tables were closed.

    Raises:
        UserError: nothing has been imported into the folder, or its tables do not say what
            is technology or who buys.
    """
    market = load(folder, edition.as_of, undated=edition.current)
    return measured_from(View(market, edition, tables, Snapshot(folder).book()))


def measured_from(view: View, topics: Sequence[Topic] = TOPICS) -> MeasuredEdition:
    """Measure the topics of the edition's sections."""
    edition, market, tables = view.edition, view.market, view.tables
    wanted = [topic for topic in topics if topic.section in edition.sections]
    made = [(topic, topic.make(view)) for topic in wanted]
    lines = [line for topic, frame in made for line in _lines(topic, frame)]
    singly = {one.name: one.make(view) for one in LISTS if one.section in edition.sections}
    numbers = _each_once(one for _, frame in made for one in _measured_in(frame))
    frames = {
        MEASURES: _measures(numbers, market),
        LINES: _indexed(pd.DataFrame(lines, columns=LINE_COLUMNS), "line_id", edition.as_of),
        CONTRACTS: _indexed(contracts_table(singly), "contract_id", edition.as_of),
        FILES: _indexed(files_frame(view.book), "file_id", edition.as_of),
    }
    files = len(view.book.by_content)
    sidecars = {name: _sidecar(name, frame, market, files) for name, frame in frames.items()}
    beside = replace(
        tables, frames={**tables.frames, **frames}, sidecars={**tables.sidecars, **sidecars}
    )
    return MeasuredEdition(beside, numbers)


def _lines(topic: Topic, frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield a topic's lines; the columns without a place of their own become its details."""
    label = "label" if "label" in frame else str(frame.columns[0])
    further = [name for name in frame.columns if name not in KEPT]
    for position, row in enumerate(frame.to_dict("records")):
        told = {key: value for key, value in row.items() if not _nothing(value)}
        one = told.get("measured")
        details = tuple((str(name), _quantity_of(row[name])) for name in further)
        n, with_value = int(told.get("n", 0)), int(told.get("with_value", 0))
        yield {
            "line_id": f"{topic.name}:{position}",
            "topic": topic.name,
            "section": topic.section,
            "position": position,
            "label": str(told.get(label, "")),
            "measure_id": one.id if isinstance(one, Measured) else "",
            "quantity": written(_quantity_of(row["value"]) if _known(one) else None),
            "n": n,
            "with_value": with_value,
            "left_out": int(told.get("left_out", n - with_value)),
            "coverage": str(told.get("coverage", "")),
            "complete": told.get("complete"),
            "details": written(details),
        }


def _nothing(value: Any) -> bool:
    return value is None or bool(pd.api.types.is_scalar(value) and pd.isna(value))


def _quantity_of(value: Any) -> Any:
    """Return the quantity of a measured number, None where it is not known; others as given."""
    if not isinstance(value, Measured):
        return value
    return value.quantity if _known(value) else None


def _known(one: Any) -> bool:
    """Tell whether records give a number: where none has a value it is absent, not nought."""
    if not isinstance(one, Measured):
        return True
    return bool(one.coverage.with_value) or one.quantity.unit.is_count


def _measured_in(frame: pd.DataFrame) -> Iterator[Measured]:
    for row in frame.to_dict("records"):
        yield from (value for value in row.values() if isinstance(value, Measured))


def _each_once(numbers: Iterator[Measured]) -> tuple[Measured, ...]:
    """Return the numbers, each once; raise ValueError if two different ones have one id."""
    found: dict[str, Measured] = {}
    for one in numbers:
        if found.setdefault(one.id, one) != one:
            raise ValueError(f"two different measures are called {one.id}")
    return tuple(found.values())


def _measures(numbers: Sequence[Measured], market: MeasuredMarket) -> pd.DataFrame:
    """Return the table `measures`; its values stand as decimals too, with all their digits.

    Where no record has a value there is none: absent is not nought.
    """
    frame = measures_table(numbers, market)
    frame["title"] = [f"{one.query}: {one.quantity.scope}" for one in numbers]
    known = [_known(one) for one in numbers]
    texts = [str(one.quantity.value) for one in numbers]
    frame["value_text"] = [text if at else "" for text, at in zip(texts, known, strict=True)]
    frame.loc[[not at for at in known], "value"] = float("nan")
    return _indexed(frame, "measure_id", market.as_of)


def _indexed(frame: pd.DataFrame, key: str, as_of: dt.date) -> pd.DataFrame:
    """Return a frame as the other tables are: index of row ids, and when it was known."""
    if "complete" in frame:
        frame["complete"] = frame["complete"].astype("boolean")
    return frame.assign(known_by=as_of.isoformat()).set_index(key, drop=False).rename_axis(ROW)


def _sidecar(name: str, frame: pd.DataFrame, market: MeasuredMarket, files: int) -> Sidecar:
    """Return what is said about a table made here; its seal is of the rows as CSV."""
    text = frame.to_csv(index=False, lineterminator="\n")
    return Sidecar(
        title=TITLES[name],
        description="Worked out from the snapshot each time the report is built; the file "
        "named in rows_file, in the report's data folder, lists the records of each number.",
        producer=PRODUCER,
        source=Source(
            text="Official notices, contract registers and lists of payments in the snapshot "
            f"with the tables {market.snapshot}: {files:,} files, each named with its checksum "
            "in the report's manifest.json."
        ),
        published="with the report",
        known_by=KnownBy(
            rule="date",
            date=market.as_of,
            reason="Only what was published by the edition's date is measured.",
        ),
        accessed=market.as_of,
        licence=Licence(name=LICENCE, note="Each publisher's own terms apply to its files."),
        key=(str(frame.columns[0]),),
        rows=len(frame),
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        columns={str(c): _note(str(c)) for c in frame.columns},
    )


def _note(column: str) -> ColumnNote:
    return ColumnNote(meaning=column.replace("_", " "))


__all__ = [
    "TOPICS",
    "MeasuredEdition",
    "Topic",
    "View",
    "measured_from",
    "measured_tables",
]
