"""Running one section's notebook through papermill, in a process of its own."""

from __future__ import annotations

import json
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from futuregazing.errors import BuildError
from futuregazing.section import EDITION_VARIABLE, TABLES_VARIABLE

KERNEL = "python3"
STARTUP_SECONDS = 120
CELL_SECONDS = 900
FIXED_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "JUPYTER_PREFER_ENV_PATH": "1",  # a kernel of the same name in the home folder must not win
    "MPLBACKEND": "agg",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "TZ": "UTC",
}


@dataclass(frozen=True)
class Job:
    """One section to run: everything a worker process needs, and nothing that does not pickle."""

    section: str
    notebook: Path
    parameters: dict[str, Any]
    edition_json: Path
    tables: Path
    output: Path


@dataclass(frozen=True)
class Ran:
    """How one section went."""

    section: str
    output: Path
    seconds: float
    from_cache: bool = False


class SectionFailed(BuildError):
    """Raised when a section's notebook stops with an error; its frames are in the notebook."""

    def __init__(self, job: Job, cell: int, cell_id: str, name: str, message: str) -> None:
        """Keep the parts, so that the error survives the way back from the worker process."""
        super().__init__(job, cell, cell_id, name, message)
        self.job, self.cell, self.cell_id = job, cell, cell_id
        self.name, self.message = name, message

    def __str__(self) -> str:
        """Say which section, cell and parameters, and why."""
        given = ", ".join(f"{key}={value!r}" for key, value in self.job.parameters.items())
        return (
            f"Section {self.job.section} failed in cell {self.cell} (id {self.cell_id}) of "
            f"{self.job.notebook.name}: {self.name}: {self.message}\n  Parameters: {given}"
        )


def run_section(job: Job) -> Ran:
    """Execute a section's notebook and write the result to `job.output`.

    Raises:
        SectionFailed: a cell raised; the notebook with its error cell stays at `job.output`.
    """
    os.environ.update(FIXED_ENVIRONMENT)
    os.environ[EDITION_VARIABLE] = str(job.edition_json)
    os.environ[TABLES_VARIABLE] = str(job.tables)
    import papermill
    from papermill.exceptions import PapermillExecutionError

    started = time.perf_counter()
    job.output.parent.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix="fg") as sockets:
            papermill.execute_notebook(
                job.notebook,
                job.output,
                parameters=job.parameters,
                kernel_name=KERNEL,
                progress_bar=False,
                request_save_on_cell_execute=False,
                autosave_cell_every=0,
                record_timing=False,
                start_timeout=STARTUP_SECONDS,
                execution_timeout=CELL_SECONDS,
                shutdown_kernel="immediate",
                **_transport(Path(sockets)),
            )
    except PapermillExecutionError as err:
        # Papermill counts from nought and its own injected cell too: one-based in our notebook.
        cell_id = _failed_cell(job.output)
        raise SectionFailed(job, err.cell_index, cell_id, err.ename, str(err.evalue)) from None
    return Ran(job.section, job.output, time.perf_counter() - started)


def _failed_cell(executed: Path) -> str:
    """Return the id of the cell that stopped; papermill has put cells of its own before it."""
    cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
    failed = (c for c in cells for o in c.get("outputs", []) if o["output_type"] == "error")
    return str(next(failed, {"id": ""})["id"])


def _transport(folder: Path) -> dict[str, Any]:
    """Talk to the kernel through sockets in `folder` where the system has them.

    Ports can be taken between choosing and binding when sections run in parallel;
    files in a folder of one's own cannot.
    """
    if os.name != "posix":
        return {}
    from traitlets.config import Config

    return {"config": Config({"KernelManager": {"transport": "ipc", "ip": str(folder / "k")}})}
