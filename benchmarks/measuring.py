"""One process measured: seconds on the clock and of the processor, and the most memory it held."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LOOK_EVERY = 0.02
TAIL = 2000
# A new process begins with its parent's memory: only what is counted since then is its own.
_PEAK = re.compile(r"^VmHWM:\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True)
class Measured:
    """What a run took: `seconds` on the clock, `work` of the processor, `peak` bytes of memory.

    `stopped` says why it did not come to its end, if so; `told` is the JSON that it printed
    in its last line; `others` is the share of the processors that the rest of the machine
    used in the meantime, 0 to 1.
    """

    seconds: float
    work: float
    peak: int
    stopped: str = ""
    told: Mapping[str, float] = field(default_factory=dict)
    others: float = 0.0


def measure(command: Sequence[str | Path], *, longest: float, memory: int) -> Measured:
    """Run a command in a process of its own, for at most `longest` seconds and `memory` bytes."""
    peak, stopped = 0, ""
    with tempfile.TemporaryFile() as out:
        start, worked, busy = time.monotonic(), _worked(), _busy()
        process = subprocess.Popen(
            list(map(str, command)),
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )
        while process.poll() is None:
            peak = max(peak, _peak(process.pid))
            if peak > memory:
                stopped = f"out of memory at {memory / 1e9:.0f} GB"
            elif time.monotonic() - start > longest:
                stopped = f"stopped after {longest:.0f} s"
            if stopped:
                process.kill()
            time.sleep(LOOK_EVERY)
        seconds = time.monotonic() - start
        out.seek(0)
        text = out.read().decode(errors="replace")
    if process.returncode and not stopped:
        print(text[-TAIL:], file=sys.stderr)
        stopped = "failed"
    work = _worked() - worked
    others = max(0.0, _busy() - busy - work) / seconds / (os.cpu_count() or 1)
    told = {} if stopped else _last_line(text)
    return Measured(seconds, work, peak, stopped, told, round(others, 3))


def _worked() -> float:
    """Return the seconds of processor that processes started here, and ended, have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _busy() -> float:
    """Return the seconds of processor that the whole machine has worked since it started."""
    words = Path("/proc/stat").read_text(encoding="utf-8").split("\n", 1)[0].split()
    user, nice, system, _idle, _waiting, *interrupts = map(int, words[1:])
    return (user + nice + system + sum(interrupts[:2])) / os.sysconf("SC_CLK_TCK")


def _peak(process: int) -> int:
    """Return the most resident memory of a process so far, in bytes; 0 once it has ended."""
    try:
        found = _PEAK.search(Path(f"/proc/{process}/status").read_text(encoding="utf-8"))
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def _last_line(text: str) -> Mapping[str, float]:
    lines = text.strip().splitlines()
    return json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
