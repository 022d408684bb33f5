"""Where the parts of the project lie; never taken from the current directory."""

from __future__ import annotations

import os
from pathlib import Path


def root() -> Path:
    """Return the project's root: `FUTUREGAZING_ROOT`, else the checkout this file is in."""
    given = os.environ.get("FUTUREGAZING_ROOT")
    return Path(given).resolve() if given else Path(__file__).resolve().parents[2]


def data() -> Path:
    """Return the folder of the data tables."""
    return root() / "data"


def params() -> Path:
    """Return the folder of the parameter files, one an edition."""
    return root() / "params"


def notebooks() -> Path:
    """Return the folder of the section notebooks."""
    return root() / "notebooks"


def reports() -> Path:
    """Return the folder of the built reports, one folder an edition."""
    return root() / "reports"


def built_notebook(year: int) -> Path:
    """Return where the assembled notebook of a built edition lies, if it has been built."""
    return reports() / str(year) / "notebooks" / "report.ipynb"
