"""One thing that the lint found, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """A fault: the file and cell it is in, the line there, what it is and what to do instead."""

    place: str
    line: int
    message: str

    def __str__(self) -> str:
        """Return the fault as an editor jumps to it."""
        return f"{self.place} line {self.line}: {self.message}"
