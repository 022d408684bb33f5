"""Editions built once for all acceptance tests, also where several processes run them."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from futuregazing.edition import load_edition
from futuregazing.report.build import build


def shared_root(factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all processes of this run build into."""
    own = factory.getbasetemp()
    root = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "editions"
    root.mkdir(exist_ok=True)
    return root


def built(folders: dict[str, Path], year: int, *overrides: str) -> Path:
    """Return the folder of an edition, building it the first time it is asked for."""
    key = f"{year}{'-'.join(overrides)}"
    folder = folders["root"] / key
    if key not in folders:
        with (folders["root"] / f"{key}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (folder / "manifest.json").is_file():
                build(load_edition(year, overrides), out=folder)
        folders[key] = folder
    return folder
