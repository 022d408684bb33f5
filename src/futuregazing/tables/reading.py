"""Reading tables and sidecars as they lie on disk, as text, with every fault told.

CSV files are UTF-8 (a byte order mark, as spreadsheets write it, does no harm), with a
header row and no line breaks inside a cell.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pandas as pd
from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from futuregazing.tables.catalogue import CATALOGUE, TableInfo
from futuregazing.tables.faults import Fault
from futuregazing.tables.frames import ROW
from futuregazing.tables.sidecars import Sidecar

SIDECAR_SUFFIX = ".meta.yaml"
_FOLDERS = ("", "ledger", "notices", "reference")


def read_table(data: Path, info: TableInfo) -> tuple[pd.DataFrame, list[Fault]]:
    """Return one table as text, indexed by row id, and what is wrong with its form."""
    path = data / info.file
    if not path.is_file():
        return pd.DataFrame(), [Fault(info.file, "", "", "no file", "the table")]
    try:
        lines = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as err:
        return pd.DataFrame(), [Fault(info.file, "", "", str(err), "UTF-8 text")]
    header, *records = csv.reader(lines.splitlines(), strict=True) or [[]]
    faults = [
        Fault(
            info.file, f"{record[0]} (line {number})", "", f"{len(record)} cells", f"{len(header)}"
        )
        for number, record in enumerate(records, start=2)
        if record and len(record) != len(header)
    ]
    whole = [record for record in records if len(record) == len(header)]
    frame = pd.DataFrame(whole, columns=header, dtype="str")
    missing = [part for key in info.key for part in key.split("|") if part not in header]
    if missing:
        found = f"columns {', '.join(header)}"
        return frame, [*faults, Fault(info.file, "", "", found, f"key column {missing[0]}")]
    frame.index = _row_ids(frame, info)
    return frame, faults + _repeated_ids(frame, info)


def read_sidecar(data: Path, info: TableInfo) -> tuple[Sidecar | None, list[Fault]]:
    """Return a table's sidecar and what is wrong with it."""
    file = sidecar_file(info)
    path = data / file
    if not path.is_file():
        return None, [Fault(file, "", "", "no file", f"the sidecar of {info.file}")]
    try:
        return _sidecar(path.read_text(encoding="utf-8")), []
    except YAMLError as err:
        return None, [Fault(file, "", "", " ".join(str(err).split()), "YAML")]
    except ValidationError as err:
        return None, [
            Fault(
                file,
                "",
                ".".join(map(str, e["loc"])),
                repr(e["input"])[:80],
                e["msg"].removeprefix("Input should be "),
            )
            for e in err.errors()
        ]


# To read all sidecars takes longer than to read all tables, and a check asks for them twice.
@lru_cache(maxsize=256)
def _sidecar(text: str) -> Sidecar:
    return Sidecar.model_validate(YAML(typ="safe").load(text))


def sidecar_file(info: TableInfo) -> str:
    """Return the sidecar's path inside the data folder."""
    return info.file.removesuffix(".csv") + SIDECAR_SUFFIX


def unknown_files(data: Path) -> list[Fault]:
    """Return a fault for each CSV that no schema describes: it would be read by nobody."""
    known = {info.file for info in CATALOGUE.values()}
    found = [p for folder in _FOLDERS for p in sorted((data / folder).glob("*.csv"))]
    files = [path.relative_to(data).as_posix() for path in found]
    expected = "a table of the catalogue (add it to the catalogue and give it a schema)"
    return [
        Fault(file, "", "", "an unknown table", expected) for file in files if file not in known
    ]


def _row_ids(frame: pd.DataFrame, info: TableInfo) -> pd.Index:
    """Join the key columns with ':'; `a|b` takes b where a is empty."""
    parts = []
    for key in info.key:
        first, *rest = key.split("|")
        part = frame[first]
        for other in rest:
            part = part.where(part != "", frame[other])
        parts.append(part)
    ids = parts[0]
    for part in parts[1:]:
        ids = ids.str.cat(part, sep=":")
    index: pd.Index = pd.Index(ids, dtype="str", name=ROW)
    return index


def _repeated_ids(frame: pd.DataFrame, info: TableInfo) -> list[Fault]:
    repeated = frame.index[frame.index.duplicated()]
    key = "+".join(info.key)
    empty = [Fault(info.file, "", key, "an empty id", "an id")] * int((frame.index == "").any())
    return empty + [Fault(info.file, row, key, "the id twice", "an id once") for row in repeated]
