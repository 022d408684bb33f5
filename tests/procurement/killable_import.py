"""Imports that can be killed at any moment, each in a process forked from one that is ready.

    python killable_import.py IN SNAPSHOT      # then a line of orders each on standard input

An order is `SNAPSHOT seconds N` (killed after so long), `SNAPSHOT step N` (killed at its Nth
change of the disk) or `SNAPSHOT never 0`. The answer is how the process ended, how long it
took and how many changes of the disk it made. Everything is loaded before, so that what is
killed is the import and not the start of Python; DuckDB is not touched before a fork.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate"}
WRITING = os.O_WRONLY | os.O_RDWR


class Ended(NamedTuple):
    """How an import ended: killed or not, seconds, changes of the disk seen by Python."""

    killed: bool
    seconds: float
    steps: int


class Killable:
    """A process that forks imports of one folder."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).resolve()), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def run(self, snapshot: Path, how: str = "never", at: float = 0) -> Ended:
        """Import into a snapshot, to the end or until it is killed."""
        assert self._process.stdin
        self._process.stdin.write(f"{snapshot}\t{how}\t{at}\n")
        self._process.stdin.flush()
        killed, seconds, steps = self._answer().split()
        return Ended(killed == "True", float(seconds), int(steps))

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate()

    def _answer(self) -> str:
        assert self._process.stdout
        line = self._process.stdout.readline()
        assert line, "the process of the imports has ended"
        return line.strip()


def serve(folder: Path) -> None:
    """Load all that an import needs, then fork one for each order."""
    from futuregazing.procurement.importing import import_files
    from futuregazing.procurement.resolving import Resolver
    from futuregazing.procurement.technology_sql import TechnologyTables
    from futuregazing.tables import load_tables

    tables = load_tables(None)
    technology, resolver = TechnologyTables.of(tables), Resolver(tables)
    overrides = tables["award_overrides"]
    print("ready", flush=True)
    for line in sys.stdin:
        snapshot, how, at = line.strip().split("\t")
        start = time.monotonic()
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            steps = _count_changes(int(float(at)) if how == "step" else 0)
            import_files(
                [folder],
                Path(snapshot),
                overrides=overrides,
                technology=technology,
                resolver=resolver,
            )
            os.write(writing, str(steps[0]).encode())
            os._exit(0)
        os.close(writing)
        if how == "seconds":
            time.sleep(float(at))
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        told = os.read(reading, 20).decode() or "0"
        os.close(reading)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        if not killed and os.waitstatus_to_exitcode(status):
            raise SystemExit("an import failed")
        print(killed, time.monotonic() - start, told, flush=True)


def _count_changes(fatal: int) -> list[int]:
    """Count changes of the disk from now on; before the fatal one the process is killed."""
    steps = [0]

    def seen(event: str, arguments: tuple[object, ...]) -> None:
        opens = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING
        if event in CHANGES or opens:
            steps[0] += 1
            if steps[0] == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(seen)
    return steps


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
