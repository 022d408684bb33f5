"""One edition, from parameters to a finished folder: validate, run, assemble, print, publish."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from futuregazing import paths
from futuregazing.edition.model import Edition
from futuregazing.edition.packages import package_versions
from futuregazing.errors import BuildError, UserError
from futuregazing.report.manifest import inputs_of, is_up_to_date, write_manifest
from futuregazing.report.notebooks import (
    clean_executed,
    read_notebook,
    require_parameters,
    section_notebooks,
    section_parameters,
    write_notebook,
)
from futuregazing.report.publish import staged
from futuregazing.report.run import Job, Ran, SectionFailed, run_section

if TYPE_CHECKING:
    from futuregazing.claims.checking import OwnChecked
    from futuregazing.tables.frames import Tables

DEFAULT_JOBS = 2
ASSEMBLED = "report.ipynb"
Tell = Callable[[Ran], None]


@dataclass(frozen=True)
class Built:
    """What a build made."""

    folder: Path
    ran: tuple[Ran, ...]
    seconds: float
    up_to_date: bool = False
    unsealed: tuple[str, ...] = ()
    """Tables that are not as their sidecars state: built all the same, but told."""
    own: OwnChecked | None = None
    """What the claim checker says of the report's own claims."""


def build(
    edition: Edition,
    *,
    only: Sequence[str] = (),
    jobs: int = DEFAULT_JOBS,
    out: Path | None = None,
    force: bool = False,
    tell: Tell = lambda _: None,
) -> Built:
    """Build an edition's report.

    Args:
        edition: the validated edition.
        only: names of sections; a preview of these alone is built, and the published
            report is left as it is.
        jobs: how many sections run at the same time.
        out: the folder to write, else `reports/<year>` (or `reports/preview/...`).
        force: build even if the folder already holds what the inputs give.
        tell: called as each section ends.

    Raises:
        UserError: a section or notebook is unknown, or its parameters do not fit.
        SectionFailed: a notebook stopped; it is kept, the last good report stays.
    """
    started = time.perf_counter()
    notebooks = _chosen_notebooks(edition, only)
    target = out or _default_folder(edition, only)
    inputs = inputs_of(edition)
    if not force and is_up_to_date(target, inputs):
        return Built(target, (), time.perf_counter() - started, up_to_date=True)
    from futuregazing.tables import load_tables, write_parquet
    from futuregazing.tables.seals import unsealed

    tables = load_tables(edition.as_of)
    with _workshop() as work:
        write_parquet(tables, work / "tables")
        (work / "edition.json").write_text(edition.model_dump_json(), encoding="utf-8")
        ran = _run_all(edition, notebooks, work, jobs, tell)
        with staged(target) as folder:
            own = _write_report(edition, ran, tables, folder)
            write_manifest(folder, inputs)
    broken = tuple(sorted({fault.file for fault in unsealed()}))
    return Built(target, tuple(ran), time.perf_counter() - started, unsealed=broken, own=own)


def _chosen_notebooks(edition: Edition, only: Sequence[str]) -> dict[str, Path]:
    """Return the notebooks to run, in the edition's order, their parameters checked."""
    known = section_notebooks()
    unknown = [name for name in only if name not in edition.sections]
    if unknown:
        raise UserError(
            f"Edition {edition.year} has no section {', '.join(unknown)}; "
            f"its sections are {', '.join(edition.sections)}"
        )
    chosen = [name for name in edition.sections if not only or name in only]
    missing = [name for name in chosen if name not in known]
    if missing:
        raise UserError(f"No notebook for section {', '.join(missing)} in {paths.notebooks()}")
    for name in chosen:
        require_parameters(known[name], set(section_parameters(edition, name)))
    return {name: known[name] for name in chosen}


def _default_folder(edition: Edition, only: Sequence[str]) -> Path:
    if not only:
        return paths.reports() / str(edition.year)
    return paths.reports() / "preview" / f"{edition.year}-{'-'.join(only)}"


@contextmanager
def _workshop() -> Iterator[Path]:
    """Give a temporary folder with a short path: socket paths are limited to 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="fg-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run_all(
    edition: Edition, notebooks: dict[str, Path], work: Path, jobs: int, tell: Tell
) -> list[Ran]:
    """Run the sections that are not in the cache, several at a time; return all in order."""
    from futuregazing.report.cache import cached, keep, section_key

    places = {
        name: cached(edition, name, section_key(edition, name, path, work / "tables"))
        for name, path in notebooks.items()
    }
    done = {name: Ran(name, path, 0.0, True) for name, path in places.items() if path.exists()}
    for ran in done.values():
        tell(ran)
    todo = [_job(edition, name, notebooks[name], work) for name in notebooks if name not in done]
    for ran in _run_jobs(todo, jobs):
        keep(ran.output, places[ran.section])
        done[ran.section] = ran
        tell(ran)
    return [done[name] for name in notebooks]


def _job(edition: Edition, name: str, notebook: Path, work: Path) -> Job:
    return Job(
        section=name,
        notebook=notebook,
        parameters=section_parameters(edition, name),
        edition_json=work / "edition.json",
        tables=work / "tables",
        output=work / "executed" / notebook.name,
    )


def _run_jobs(todo: list[Job], jobs: int) -> Iterator[Ran]:
    """Yield each section as it ends; after a failure the others finish, then it is raised."""
    if not todo:
        return
    workers = max(1, min(jobs, len(todo), os.cpu_count() or 1))
    failed: list[SectionFailed] = []
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for future in as_completed([pool.submit(run_section, job) for job in todo]):
            try:
                yield future.result()
            except SectionFailed as err:
                failed.append(err)
    if failed:
        raise _keep_failed(failed)


def _keep_failed(failed: list[SectionFailed]) -> BuildError:
    """Keep the failed notebooks beside the reports and say where they are and what to do."""
    lines = []
    for err in failed:
        kept = paths.reports() / "failed" / err.job.notebook.name
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(err.job.output, kept)
        lines.append(f"{err}\n  The notebook up to that cell: {kept}")
    lines.append(
        "The last good report is left as it was. Open the notebook in JupyterLab (`make lab`), "
        "mend the cell, the parameter or the table it names, and build again."
    )
    return BuildError("\n".join(lines))


def _write_report(edition: Edition, ran: list[Ran], tables: Tables, folder: Path) -> OwnChecked:
    """Write everything of a report into `folder`, if its claims agree; say how many do."""
    from futuregazing.report.assemble import assemble
    from futuregazing.report.outputs import write_outputs
    from futuregazing.report.self_check import require_consistent

    executed = {one.section: clean_executed(read_notebook(one.output)) for one in ran}
    for one in ran:
        name = section_notebooks()[one.section].name
        write_notebook(executed[one.section], folder / "notebooks" / name)
    assembled = assemble(edition, executed, tables, {"packages": package_versions()})
    own = require_consistent(assembled, tables)
    write_notebook(assembled, folder / "notebooks" / ASSEMBLED)
    write_outputs(assembled, folder)
    return own
