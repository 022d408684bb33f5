"""Running sections: from the cache what is unchanged, the others side by side."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from futuregazing import paths
from futuregazing.edition.model import Edition
from futuregazing.errors import BuildError
from futuregazing.report.cache import cached, keep, section_key
from futuregazing.report.notebooks import section_parameters
from futuregazing.report.run import Job, Ran, SectionFailed, run_section

Tell = Callable[[Ran], None]


@dataclass(frozen=True)
class Running:
    """Sections of one edition, run in one temporary folder.

    Attributes:
        edition: the validated edition.
        work: the folder; it holds `edition.json` and the tables.
        jobs: how many sections run at the same time.
        tell: called as each section ends.
    """

    edition: Edition
    work: Path
    jobs: int
    tell: Tell

    def sections(self, notebooks: Mapping[str, Path], tables: str) -> list[Ran]:
        """Run the sections that are not in the cache, several at a time; return all in order.

        Args:
            notebooks: by section name.
            tables: name of the folder of the tables that these sections see.

        Raises:
            BuildError: notebooks stopped; they are kept beside the reports.
        """
        places = {
            name: cached(
                self.edition, name, section_key(self.edition, name, path, self.work / tables)
            )
            for name, path in notebooks.items()
        }
        done = {name: Ran(name, path, 0.0, True) for name, path in places.items() if path.exists()}
        for ran in done.values():
            self.tell(ran)
        todo = [self._job(name, notebooks[name], tables) for name in notebooks if name not in done]
        for ran in _run_jobs(todo, self.jobs):
            keep(ran.output, places[ran.section])
            done[ran.section] = ran
            self.tell(ran)
        return [done[name] for name in notebooks]

    def _job(self, name: str, notebook: Path, tables: str) -> Job:
        return Job(
            section=name,
            notebook=notebook,
            parameters=section_parameters(self.edition, name),
            edition_json=self.work / "edition.json",
            tables=self.work / tables,
            output=self.work / "executed" / notebook.name,
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
