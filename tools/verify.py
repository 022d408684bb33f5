"""Rebuild the committed editions and compare them with what is in the repository.

A reader who does not build trusts `reports/<year>/` (page, PDF, workbook, slides, feeds, data) and
the archive over them, `reports/index.html`; this proves that they are what the tables, parameters,
notebooks and code give, byte for byte: each file made is there, and no other. The archive is
compared as committed: on a machine where other editions were built too, the one in the folder
lists them as well.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from futuregazing import paths
from futuregazing.edition import load_edition
from futuregazing.report.archive import write_archive
from futuregazing.report.build import build

NOT_COMMITTED = ("manifest.json", "notebooks")
ARCHIVE = "reports/index.html"
KEPT = (2022, 2027)


def differences(year: int, folder: Path) -> list[str]:
    """Build an edition into `folder` and name the committed files that differ from it."""
    build(load_edition(year), out=folder, force=True)
    kept, made = (files(place) for place in (paths.reports() / str(year), folder))
    names = sorted({*kept, *made})
    return [f"reports/{year}/{name}" for name in names if kept.get(name) != made.get(name)]


def files(folder: Path) -> dict[str, bytes]:
    """Return what an edition's folder holds of what is committed, by path within it."""
    found = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {
        name.as_posix(): path.read_bytes()
        for name, path in found.items()
        if name.parts[0] not in NOT_COMMITTED
    }


def committed_archive() -> bytes:
    """Return the archive as committed; where there is no repository, as it lies there."""
    done = subprocess.run(
        ["git", "show", f"HEAD:{ARCHIVE}"], cwd=paths.root(), capture_output=True, check=False
    )
    kept = paths.root() / ARCHIVE
    return done.stdout if done.returncode == 0 else kept.read_bytes() if kept.exists() else b""


def main(years: list[int]) -> int:
    """Return 0 if every committed edition, and the archive over them, is what its inputs give."""
    with tempfile.TemporaryDirectory() as work:
        wrong = [name for year in years for name in differences(year, Path(work) / str(year))]
        index = write_archive(Path(work))
        if set(years) == set(KEPT) and (not index or index.read_bytes() != committed_archive()):
            wrong.append(ARCHIVE)
    for name in wrong:
        print(f"{name} is not what the inputs give; run `make report` and commit it")
    if not wrong:
        print(f"The committed reports of {', '.join(map(str, years))} are what the inputs give.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main([int(year) for year in sys.argv[1:]] or list(KEPT)))
