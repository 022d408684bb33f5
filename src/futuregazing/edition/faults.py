"""Faults in the parameters: gathered first, then told together in one message."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from futuregazing.errors import UserError

# Below this likeness a suggestion is noise: "colour" for "horizon_months" helps nobody.
NEAR_ENOUGH = 0.6
LONGEST_SHOWN = 80

# How messages name an override: as it was typed.
OVERRIDE = "--set "


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in the parameters.

    `where` names the file or the override, `line` is counted from 1 (0: no line to name),
    `setting` is the dotted name of the setting, `nearest` the valid name that comes closest.
    """

    where: str
    line: int
    setting: str
    found: str
    expected: str
    nearest: str = ""

    def __str__(self) -> str:
        """Return the fault as one line: place, setting, found, expected, nearest name."""
        place = f"{self.where}, line {self.line}" if self.line else self.where
        name = f"{shortened(self.setting)}: " if self.setting else ""
        hint = f"; did you mean {self.nearest}?" if self.nearest else ""
        return _printable(f"{place}: {name}found {self.found}; expected {self.expected}{hint}")


class ParameterError(UserError):
    """Raised when parameter files, overrides or notebook parameters are at fault.

    `faults` holds every fault found, files in the order read; the message lists them all.
    """

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        """Keep the faults beside the message, and let the error cross processes."""
        super().__init__(message)
        self.faults = tuple(faults)

    def __reduce__(self) -> tuple[type[ParameterError], tuple[str, tuple[Fault, ...]]]:
        """Pickle with the faults: a section may fail in a worker process."""
        return type(self), (str(self), self.faults)

    @classmethod
    def of(cls, subject: str, faults: Iterable[Fault]) -> ParameterError:
        """Return the error that lists `faults` about `subject`, each once, numbered."""
        found = _in_reading_order(dict.fromkeys(faults))
        count = "1 fault" if len(found) == 1 else f"{len(found)} faults"
        lines = [f"{subject} cannot be used: {count}."]
        lines += [f"  {number}. {fault}" for number, fault in enumerate(found, start=1)]
        return cls("\n".join(lines), found)


def shortened(text: str) -> str:
    """Return `text` short enough to stand in a message."""
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "..."


def nearest_name(name: str, valid: Iterable[str]) -> str:
    """Return the valid name closest to `name`, or an empty string where none is close."""
    by_lower = {choice.lower(): choice for choice in valid}
    close = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=NEAR_ENOUGH)
    return by_lower[close[0]] if close else ""


def _in_reading_order(faults: Iterable[Fault]) -> list[Fault]:
    """Return the faults file by file, each from top to bottom; overrides come last."""
    found = list(faults)
    places = list(dict.fromkeys(fault.where for fault in found))
    places.sort(key=lambda place: place.startswith(OVERRIDE))
    return sorted(found, key=lambda f: (places.index(f.where), f.line == 0, f.line))


def _printable(text: str) -> str:
    """Escape what would break or disguise a line: control and direction characters."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
