"""What is wrong with a table, said so that its editor finds the cell.

Faults are collected, never raised one by one: an editor who has pasted forty rows
wants to hear of all forty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from futuregazing.errors import UserError


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: where it stands, what was found there, and what was expected."""

    file: str
    row: str
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        """Return the fault as one line: file, row, column, found, expected."""
        place = self.file
        if self.row:
            place += f", row {self.row}"
        if self.column:
            place += f", column {self.column}"
        return f"{place}: found {self.found}; expected {self.expected}"


class TablesError(UserError):
    """Raised once per load, with every fault found in the tables, sidecars and corrections."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults, sorted and without repeats, beside their text."""
        self.faults = tuple(sorted(set(faults)))
        count = len(self.faults)
        noun = "fault" if count == 1 else "faults"
        lines = "\n".join(f"  {fault}" for fault in self.faults)
        super().__init__(f"{count} {noun} in the data tables:\n{lines}")

    def __reduce__(self) -> tuple[type[TablesError], tuple[tuple[Fault, ...]]]:
        """Pickle by the faults: errors cross process borders in a parallel build."""
        return (type(self), (self.faults,))


def raise_any(faults: Iterable[Fault]) -> None:
    """Raise one `TablesError` for all faults, if there are any."""
    found = list(faults)
    if found:
        raise TablesError(found)
