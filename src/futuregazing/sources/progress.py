"""What a download says while it works: how much is whole, and an honest guess at the rest."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

from futuregazing.sources.clock import Clock
from futuregazing.sources.services import Service

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

ENOUGH = 5
"""Windows after which their pace says something about the rest."""

EVERY = 30.0
"""Seconds between two lines where there is no terminal to draw on."""


def seconds_left(done: int, left: int, seconds: float) -> float | None:
    """Return the time that `left` windows take at the pace of those done; None: not known yet."""
    return left * seconds / done if done >= ENOUGH else None


def duration(seconds: float | None) -> str:
    """Return a time in words: `3 h 20 min`, `12 min`, `40 s`, `unknown`."""
    if seconds is None:
        return "unknown"
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"


class Progress:
    """Tells of windows done and waits: as a bar on a terminal, in plain lines elsewhere.

    The time left is for the service at work, at the pace of this download with its waits;
    services still to come are named, not guessed at.
    """

    def __init__(self, clock: Clock, out: TextIO | None = None) -> None:
        """Write to `out`, else to standard error, so that standard output stays free."""
        self.clock = clock
        self.out = out or sys.stderr
        self.left = self.whole = self.here = 0
        self.title = ""
        self.started = self.said = clock.now()
        self._bars: Bars | None = None
        self._task: TaskID | None = None
        if self.out.isatty():
            self._open_bars()

    def _open_bars(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Bars

        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[said]}"))
        self._bars = Bars(*columns, console=Console(file=self.out))
        self._bars.start()

    def begin_service(self, service: Service, left: int, whole: int) -> None:
        """Say which service comes, how many windows are there already and how many are left."""
        self.title, self.left, self.whole, self.here = service.title, left, whole, 0
        self.started = self.said = self.clock.now()
        if self._bars is not None:
            self._task = self._bars.add_task(self.title, total=left + whole, said="")
            self._draw()
        else:
            self._line(f"{self.title}: {left:,} windows to fetch, {whole:,} there already")

    def window_done(self) -> None:
        """Count a window, and say so if it is time."""
        self.left, self.whole, self.here = self.left - 1, self.whole + 1, self.here + 1
        if self._bars is not None:
            self._draw()
        elif self.left == 0 or self._seconds_since(self.said) >= EVERY:
            self.said = self.clock.now()
            self._line(f"{self.title}: {self.summary()}")

    def summary(self) -> str:
        """Return how far the service at work is and how long the rest may take."""
        total = self.whole + self.left
        text = f"{self.whole:,} of {total:,} windows"
        if not self.left:
            return text
        guess = seconds_left(self.here, self.left, self._seconds_since(self.started))
        return f"{text}; time left {duration(guess)}"

    def tell(self, text: str) -> None:
        """Say something by the way: a wait and its reason."""
        if self._bars is not None:
            self._bars.console.print(f"  {self.title}: {text}", markup=False, highlight=False)
        else:
            self._line(f"  {self.title}: {text}")

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._bars is not None:
            self._bars.stop()
            self._bars = None

    def _draw(self) -> None:
        if self._bars is not None and self._task is not None:
            self._bars.update(self._task, completed=self.whole, said=self.summary())

    def _seconds_since(self, moment: datetime) -> float:
        return (self.clock.now() - moment).total_seconds()

    def _line(self, text: str) -> None:
        print(text, file=self.out, flush=True)
