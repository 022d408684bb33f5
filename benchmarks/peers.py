"""The tools that people use today to make tables of OCDS releases, put into a throw-away place.

They never enter the project's own environment: each is installed beside the others into a
temporary one, and one that cannot be had is told.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from futuregazing.procurement.ocds_shape import RELEASE

PACKAGES = ("pandas", "flattentool", "spoonbill", "ocdscardinal")
CRATE = "ocdscardinal"
LONGEST_INSTALL = 300

NORMALIZE = """
import json, sys
import pandas as pd
file, out = sys.argv[1:]
with open(file, encoding="utf-8") as lines:
    releases = [json.loads(line) for line in lines]
pd.json_normalize(releases).to_csv(f"{out}/releases.csv", index=False)
for name, path in {"awards": ["awards"], "suppliers": ["awards", "suppliers"],
                   "parties": ["parties"]}.items():
    table = pd.json_normalize(releases, path, ["ocid", "id"], record_prefix=f"{name}.")
    table.to_csv(f"{out}/{name}.csv", index=False)
"""
COVERAGE = "import ocdscardinal, sys; ocdscardinal.coverage(sys.argv[1])"


@dataclass(frozen=True)
class Peer:
    """A tool: its name, what it does here, its package, and its command.

    `command` gets the environment's folder of programs, the lines, the package (the same
    releases as one document), the schema and an empty folder to write into.
    """

    name: str
    what: str
    package: str
    command: Callable[[Path, Path, Path, Path, Path], Sequence[str | Path]]


PEERS = (
    Peer(
        "pandas json_normalize",
        "tables of releases (their lists as text), awards, suppliers and parties, as CSV; no types,"
        " no flags",
        "pandas",
        lambda bin_, lines, _package, _schema, out: [
            bin_ / "python",
            "-c",
            NORMALIZE,
            lines,
            out,
        ],
    ),
    Peer(
        "flatten-tool",
        "`flatten` to a CSV file for each list",
        "flattentool",
        lambda bin_, _lines, package, _schema, out: [
            *(bin_ / "flatten-tool", "flatten", "--root-list-path", "releases"),
            *("-m", "releases", "--root-id", "ocid", "-f", "csv", "-o", out, package),
        ],
    ),
    Peer(
        "spoonbill",
        "CSV tables of tender, awards, contracts and parties",
        "spoonbill",
        lambda bin_, lines, _package, schema, out: [
            *(bin_ / "spoonbill", "--schema", schema, "--csv", out, "--xlsx", "", lines),
        ],
    ),
    Peer(
        "ocdscardinal coverage",
        "reads and counts every field (Rust); writes no tables",
        "ocdscardinal",
        lambda bin_, lines, _package, _schema, _out: [bin_ / "python", "-c", COVERAGE, lines],
    ),
)


@dataclass(frozen=True)
class Environment:
    """The throw-away environment: its programs, the versions in it, and what was not to be had."""

    programs: Path
    versions: Mapping[str, str]
    missing: Sequence[str]


def installed(folder: Path) -> Environment:
    """Install the peers into an environment in a folder."""
    programs = folder / "bin"
    if not programs.is_dir():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    pip = [programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    missing = [name for name in PACKAGES if not _runs([*pip, name])]
    found = subprocess.run(
        [programs / "python", "-m", "pip", "list", "--format", "json"],
        check=True,
        capture_output=True,
        text=True,
    )
    versions = {one["name"].lower(): one["version"] for one in json.loads(found.stdout)}
    if not _runs(["cargo", "info", CRATE]):
        missing.append("ocdscardinal's prepare step (its crate could not be reached)")
    return Environment(programs, {n: versions[n] for n in PACKAGES if n in versions}, missing)


def _runs(command: Sequence[str | Path]) -> bool:
    if shutil.which(str(command[0])) is None:
        return False
    try:
        done = subprocess.run(list(map(str, command)), capture_output=True, timeout=LONGEST_INSTALL)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def write_schema(file: Path) -> None:
    """Write, for spoonbill, a JSON schema of the part of a release that our own reader takes."""
    made = _schema(RELEASE, "release")
    # Texts of a release beside its tender are an addition that spoonbill's schemas cannot have.
    for name in ("title", "description"):
        del made["properties"][name]
    file.write_text(json.dumps({**made, "title": "OCDS"}), encoding="utf-8")


def _schema(shape: Any, name: str) -> dict[str, Any]:
    if isinstance(shape, list):
        return {"type": "array", "title": name, "items": _schema(shape[0], name)}
    if isinstance(shape, dict):
        inner = {key: _schema(one, key) for key, one in shape.items()}
        return {"type": "object", "title": name, "properties": inner}
    number = name in {"amount", "amountGross"}
    return {"type": ["number" if number else "string", "null"], "title": name}
