"""Putting a finished report in place: all of it or none of it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """Give a temporary folder that becomes `target` when the block ends well.

    The folder lies beside the target, on the same file system, so that the move is a
    rename. If the block raises, or the process dies, `target` stays as it was; what an
    interrupted run left behind is cleared by the next one.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(target)
    work = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
    work.chmod(0o755)
    try:
        yield work
        _replace(work, target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def _prefix(target: Path) -> str:
    return f".{target.name}-new-"


def _clear_leftovers(target: Path) -> None:
    """Put back a report whose swap was cut short, and remove half-written ones."""
    old = target.with_name(f".{target.name}-old")
    if old.exists():
        if target.exists():
            shutil.rmtree(old)
        else:
            old.rename(target)
    for leftover in target.parent.glob(f"{_prefix(target)}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def _replace(work: Path, target: Path) -> None:
    """Swap the new folder in; a reader sees the old report or the new one."""
    old = target.with_name(f".{target.name}-old")
    if target.exists():
        target.replace(old)
    work.replace(target)
    shutil.rmtree(old, ignore_errors=True)
