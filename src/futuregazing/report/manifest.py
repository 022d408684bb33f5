"""`manifest.json`: what a report was made from and what was made, all with checksums."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from futuregazing.edition.model import Edition
from futuregazing.edition.packages import package_versions
from futuregazing.report.fingerprint import (
    files_fingerprint,
    input_files,
    sha256_file,
    sha256_json,
)

NAME = "manifest.json"


def inputs_of(edition: Edition) -> dict[str, Any]:
    """Return what the edition's report depends on."""
    return {
        "parameters": edition.model_dump(mode="json"),
        "packages": package_versions(),
        "files": files_fingerprint(input_files()),
    }


def write_manifest(folder: Path, inputs: Mapping[str, Any]) -> None:
    """Write the manifest of a finished report into its folder."""
    outputs = {
        path.relative_to(folder).as_posix(): sha256_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != NAME
    }
    content = {"inputs_sha256": sha256_json(inputs), "inputs": inputs, "outputs": outputs}
    (folder / NAME).write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", "utf-8")


def is_up_to_date(folder: Path, inputs: Mapping[str, Any]) -> bool:
    """Tell whether `folder` holds, whole and unaltered, what these inputs give."""
    try:
        manifest = json.loads((folder / NAME).read_text("utf-8"))
        return manifest["inputs_sha256"] == sha256_json(inputs) and all(
            sha256_file(folder / name) == checksum for name, checksum in manifest["outputs"].items()
        )
    except (OSError, ValueError, KeyError):
        return False
