"""Executed sections kept by what they were made from; unchanged ones are not run again."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import nbformat

from futuregazing import paths
from futuregazing.edition.model import Edition
from futuregazing.edition.packages import package_versions
from futuregazing.report.fingerprint import (
    PACKAGE,
    code_files,
    files_fingerprint,
    notebook_fingerprint,
    sha256_file,
    sha256_json,
)
from futuregazing.report.notebooks import section_parameters

KEPT_PER_SECTION = 8
RENDERING = PACKAGE / "report"


def section_key(edition: Edition, name: str, notebook: Path, tables: Path) -> str:
    """Return the checksum of everything that a section's outputs depend on.

    The rendering code is left out: a changed page template runs no notebook again.
    """
    code = [path for path in code_files() if not path.is_relative_to(RENDERING)]
    return sha256_json(
        {
            "edition": edition.fingerprint(name),
            "origins": _origins(edition, name),
            "parameters": section_parameters(edition, name),
            "notebook": notebook_fingerprint(nbformat.read(notebook, as_version=4)),
            "code": files_fingerprint(code),
            "tables": {path.name: sha256_file(path) for path in sorted(tables.iterdir())},
            "packages": package_versions(),
        }
    )


def _origins(edition: Edition, name: str) -> list[str]:
    """Return where settings came from, for the one section that prints it."""
    return [str(origin) for origin in edition.origins] if name == "method_and_quality" else []


def cached(edition: Edition, name: str, key: str) -> Path:
    """Return where the executed section of this key is, or would be."""
    return _folder() / str(edition.year) / f"{name}-{key[:24]}.ipynb"


def keep(executed: Path, place: Path) -> None:
    """Put an executed section into the cache, whole or not at all; drop the oldest ones."""
    place.parent.mkdir(parents=True, exist_ok=True)
    partial = place.with_suffix(f".{os.getpid()}.partial")
    shutil.copyfile(executed, partial)
    partial.replace(place)
    section = place.name.rsplit("-", 1)[0]
    kept = sorted(place.parent.glob(f"{section}-*.ipynb"), key=lambda path: path.stat().st_mtime)
    for old in kept[:-KEPT_PER_SECTION]:
        old.unlink(missing_ok=True)


def _folder() -> Path:
    return paths.root() / ".cache" / "futuregazing"
