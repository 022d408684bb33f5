"""The steps of ours that are measured, each in a process that loads what it needs and no more.

python benchmarks/steps.py "our extraction" FILE FOLDER
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Mapping
from pathlib import Path

EXTRACTION, WHOLE = "our extraction", "our whole import"


def extract(file: Path, out: Path) -> Mapping[str, float]:
    """Read a file into parts, as an import does, and nothing more."""
    from futuregazing.procurement.reading import Unit, read_unit
    from futuregazing.procurement.snapshot import Snapshot

    part = read_unit(Snapshot(out), Unit("ocds", ((file, "0"),)))
    return {"awards": part.counts["0"]["award"].read}


def import_whole(file: Path, out: Path) -> Mapping[str, float]:
    """Import a file as `futuregazing data import` does; tell how long all but the reading took."""
    from futuregazing.procurement.importing import import_files
    from futuregazing.procurement.resolving import Resolver
    from futuregazing.procurement.technology_sql import TechnologyTables
    from futuregazing.tables import load_tables

    tables = load_tables(None)
    reading_ended: list[float] = []
    import_files(
        [file],
        out / "snapshot",
        overrides=tables["award_overrides"],
        technology=TechnologyTables.of(tables),
        resolver=Resolver(tables),
        tell=lambda _: reading_ended.append(time.monotonic()),
    )
    return {"rules": time.monotonic() - reading_ended[0]}


STEPS = {EXTRACTION: extract, WHOLE: import_whole}


def main() -> None:
    """Do one step, and print what it tells."""
    name, file, out = sys.argv[1:]
    print(json.dumps(STEPS[name](Path(file), Path(out))))


if __name__ == "__main__":
    main()
