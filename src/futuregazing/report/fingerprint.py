"""Checksums of what a report is made from: files, code, tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from futuregazing import paths

PACKAGE = Path(__file__).resolve().parents[1]
LOCK = "requirements.lock"


def sha256_bytes(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def sha256_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    return sha256_bytes(path.read_bytes())


def sha256_json(value: Any) -> str:
    """Return the SHA-256 of a JSON-able value, whatever the order of its keys."""
    return sha256_bytes(json.dumps(value, sort_keys=True, ensure_ascii=False).encode())


def input_files() -> list[Path]:
    """List every file of the project that a build reads, in a fixed order.

    Snapshots are left out: what was downloaded for one edition changes no other.
    """
    root = paths.root()
    snapshots = paths.data() / "snapshots"
    found = [
        *(path for path in paths.data().rglob("*.csv") if snapshots not in path.parents),
        *(path for path in paths.data().rglob("*.yaml") if snapshots not in path.parents),
        *paths.params().glob("*.yaml"),
        *paths.notebooks().glob("*.ipynb"),
        *code_files(),
        *(root / name for name in (LOCK, "pyproject.toml") if (root / name).exists()),
    ]
    return sorted(found)


def code_files() -> list[Path]:
    """List the package's files that can change what a report says or looks like."""
    return sorted(
        path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )


def files_fingerprint(files: Iterable[Path]) -> dict[str, str]:
    """Map each file's place in the project to its checksum."""
    return {project_path(path): sha256_file(path) for path in files}


def project_path(path: Path) -> str:
    """Name a file by its place in the project, the same on every machine."""
    for base, prefix in ((paths.root(), ""), (PACKAGE.parent, "src/")):
        if path.is_relative_to(base):
            return prefix + path.relative_to(base).as_posix()
    return path.name


def notebook_fingerprint(notebook: Mapping[str, Any]) -> str:
    """Return the checksum of what a notebook does: its cells, not its metadata."""
    cells = [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]
    return sha256_json(cells)
