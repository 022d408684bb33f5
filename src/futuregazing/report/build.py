"""One edition, from parameters to a finished folder: validate, run, check, print, publish.

The section that tells how far to trust the numbers runs last, on what the checks found in
all the others; then the whole report is checked, that section with it.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat

from futuregazing import paths
from futuregazing.edition.model import Edition
from futuregazing.edition.packages import package_versions
from futuregazing.errors import UserError
from futuregazing.report import measuring
from futuregazing.report.fingerprint import sha256_file
from futuregazing.report.lint import require_known_pointers, require_no_typed_digits
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
from futuregazing.report.run import Ran
from futuregazing.report.running import Running, Tell
from futuregazing.section import TRUST, last_printed, with_checks

if TYPE_CHECKING:
    from futuregazing.claims.checking import OwnChecked
    from futuregazing.report.snapshot import UsedSnapshot
    from futuregazing.tables.frames import Tables

DEFAULT_JOBS = 2
ASSEMBLED = "report.ipynb"
CHECKED = "checked"
"""Name of the folder with the tables that hold the results of the checks too."""
Executed = dict[str, nbformat.NotebookNode]


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
    told: tuple[str, ...] = ()
    """What is odd, though not wrong, about the snapshot."""


def build(
    edition: Edition,
    *,
    only: Sequence[str] = (),
    jobs: int = DEFAULT_JOBS,
    out: Path | None = None,
    force: bool = False,
    snapshot: Path | None = None,
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
        snapshot: folder of the snapshot to measure; without it nothing is measured.
        tell: called as each section ends.

    Raises:
        UserError: a section or notebook is unknown, its parameters do not fit, or the
            snapshot cannot be used.
        SectionFailed: a notebook stopped; it is kept, the last good report stays.
    """
    started = time.perf_counter()
    notebooks = _chosen_notebooks(edition, only)
    target = out or _default_folder(edition, only)
    found = measuring.used(snapshot, edition)
    inputs = inputs_of(edition) | _last_report(edition, notebooks) | measuring.named(found)
    if not force and is_up_to_date(target, inputs):
        return Built(target, (), time.perf_counter() - started, up_to_date=True)
    order = _Order(edition, notebooks, target, inputs, found)
    built = _made(order, jobs, tell)
    if target.parent == paths.reports() and not only:
        _write_archive()
    return replace(built, seconds=time.perf_counter() - started)


@dataclass(frozen=True)
class _Order:
    """What to build: the edition's notebooks by section, where to, and from what."""

    edition: Edition
    notebooks: Mapping[str, Path]
    target: Path
    inputs: Mapping[str, Any]
    snapshot: UsedSnapshot | None


@dataclass(frozen=True)
class _Run:
    """Sections that have run, in the edition's order, and the tables as the last one saw them."""

    ran: tuple[Ran, ...]
    executed: Executed
    tables: Tables


def _made(order: _Order, jobs: int, tell: Tell) -> Built:
    """Run the sections, write the report and publish it whole."""
    from futuregazing.tables import load_tables
    from futuregazing.tables.seals import unsealed

    tables = load_tables(order.edition.as_of)
    tables, numbers = measuring.with_measures(tables, order.edition, order.snapshot)
    with _workshop() as work:
        run = _run(order, Running(order.edition, work, jobs, tell), tables)
        with staged(order.target) as folder:
            measuring.write_records(folder, numbers)
            own = _write_report(order, run, folder)
            write_manifest(folder, order.inputs)
    broken = tuple(sorted({fault.file for fault in unsealed()}))
    told = order.snapshot.told if order.snapshot else ()
    return Built(order.target, run.ran, seconds=0.0, unsealed=broken, own=own, told=told)


def _run(order: _Order, running: Running, tables: Tables) -> _Run:
    """Run the sections, then the one that tells what the checks found in all the others."""
    from futuregazing.tables import write_parquet

    edition, notebooks, work = order.edition, order.notebooks, running.work
    write_parquet(tables, work / "tables")
    (work / "edition.json").write_text(edition.model_dump_json(), encoding="utf-8")
    ran = running.sections({n: path for n, path in notebooks.items() if n != TRUST}, "tables")
    executed = _executed(ran)
    if TRUST in notebooks:
        tables = _with_results(edition, executed, tables)
        write_parquet(tables, work / CHECKED)
        ran += running.sections({TRUST: notebooks[TRUST]}, CHECKED)
        executed |= _executed(ran[-1:])
    return _Run(tuple(ran), {name: executed[name] for name in notebooks}, tables)


def _write_archive() -> None:
    """Bring the archive of editions up to date with what is among the reports now."""
    from futuregazing.report.archive import write_archive

    write_archive(paths.reports())


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
    notebooks: dict[str, Path] = {name: known[name] for name in chosen}
    require_no_typed_digits(notebooks.values())
    require_known_pointers(notebooks.values())
    return notebooks


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


def _last_report(edition: Edition, notebooks: Mapping[str, Path]) -> dict[str, str]:
    """Return what else a preview of the checks alone rests on: the report that was built last."""
    built = paths.built_notebook(edition.year)
    alone = set(notebooks) == {TRUST} and built.is_file()
    return {"last_report": sha256_file(built)} if alone else {}


def _executed(ran: Iterable[Ran]) -> Executed:
    return {one.section: clean_executed(read_notebook(one.output)) for one in ran}


def _with_results(edition: Edition, executed: Executed, tables: Tables) -> Tables:
    """Return the tables with what the checks find in the sections that have run.

    Raises:
        BuildError: a claim clashes in a way that is new and grave.
    """
    from futuregazing.claims.printed import printed_in
    from futuregazing.report.self_check import require_consistent

    if not executed:
        return with_checks(edition, tables, last_printed(edition))
    cells = [cell for notebook in executed.values() for cell in notebook.cells]
    require_consistent({"cells": cells}, tables)
    return with_checks(edition, tables, printed_in(executed))


def _write_report(order: _Order, run: _Run, folder: Path) -> OwnChecked:
    """Write everything of a report into `folder`, if its claims agree; say how many do."""
    from futuregazing.measures.renewal_feed import renewal_feed
    from futuregazing.report.archive.headlines import headline_records
    from futuregazing.report.assemble import assemble
    from futuregazing.report.feeds import SECTION
    from futuregazing.report.outputs import HEADLINES, write_outputs
    from futuregazing.report.self_check import require_consistent

    for name, notebook in run.executed.items():
        write_notebook(notebook, folder / "notebooks" / section_notebooks()[name].name)
    told = headline_records(run.tables, order.edition)
    extra: dict[str, Any] = {"packages": package_versions(), HEADLINES: told}
    extra |= {"snapshot": order.snapshot.about} if order.snapshot else {}
    assembled = assemble(order.edition, run.executed, run.tables, extra)
    own = require_consistent(assembled, run.tables)
    write_notebook(assembled, folder / "notebooks" / ASSEMBLED)
    feed = renewal_feed(run.tables, order.edition) if SECTION in run.executed else None
    write_outputs(assembled, folder, edition=order.edition, feed=feed)
    return own
