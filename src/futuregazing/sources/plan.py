"""What a snapshot is to hold: an edition, its services with their period, and single files.

The plan is written into the snapshot before the first request, so that `status` and `freeze`
know what is missing, and is added to by later downloads. No window reaches beyond the as-of
date: nothing published later is asked for. The services of Scotland and Wales list whole
months only; what their last month holds beyond the as-of date is set aside on reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from shlex import quote

from futuregazing import paths
from futuregazing.durable import read_json, write_json
from futuregazing.edition.dates import add_months
from futuregazing.sources.errors import SourceError
from futuregazing.sources.pages import Store
from futuregazing.sources.services import Service, known_service
from futuregazing.sources.windows import Window, months_of, windows_of

NAME = "plan.json"
MONTHS_BACK = 24
"""A contract let two years ago is about to be renewed; older ones are in the bulk files."""


@dataclass(frozen=True)
class Listed:
    """A single file that is wanted: an address or a local path, what it is, its checksum."""

    address: str
    kind: str
    sha256: str = ""


@dataclass(frozen=True)
class Plan:
    """What a snapshot is to hold. `periods` gives each service's first and last day."""

    edition: int
    as_of: date
    periods: dict[str, tuple[date, date]] = field(default_factory=dict)
    files: tuple[Listed, ...] = ()

    def windows(self, service: Service) -> list[Window]:
        """Return the windows of a service, in order; none if it is not in the plan."""
        if service.name not in self.periods:
            return []
        first, last = self.periods[service.name]
        if service.window is None:
            return months_of(first, last, service.notice_types)
        return windows_of(first, last, service.window)

    @property
    def services(self) -> list[Service]:
        """The services in the plan."""
        return [known_service(name) for name in self.periods]

    def adding(self, services: list[str], first: date | None, files: tuple[Listed, ...]) -> Plan:
        """Return the plan with more services and files; raises SourceError for a wrong day."""
        start = first or add_months(self.as_of, -MONTHS_BACK)
        if start > self.as_of:
            raise SourceError(
                f"The period starts on {start.isoformat()}, after the as-of date of the "
                f"{self.edition} edition, {self.as_of.isoformat()}."
            )
        periods = dict(self.periods)
        for name in services:
            known_service(name)
            begun = periods.get(name, (start, self.as_of))[0]
            periods[name] = (min(begun, start) if first else begun, self.as_of)
        new = [each for each in files if each not in self.files]
        return replace(self, periods=dict(sorted(periods.items())), files=(*self.files, *new))

    def write(self, snapshot: Path) -> None:
        """Write the plan into a snapshot."""
        content = {
            "edition": self.edition,
            "as_of": self.as_of.isoformat(),
            "periods": {
                name: [first.isoformat(), last.isoformat()]
                for name, (first, last) in self.periods.items()
            },
            "files": [asdict(each) for each in self.files],
        }
        if read_json(snapshot / NAME) != content:
            write_json(snapshot / NAME, content)


def snapshot_folder(edition: int) -> Path:
    """Return where an edition's snapshot lies unless another folder is named."""
    return paths.data() / "snapshots" / str(edition)


def typed(command: str, edition: int, snapshot: Path) -> str:
    """Return what to type for a command about a snapshot: its folder too, if it is not usual."""
    folder = "" if snapshot == snapshot_folder(edition) else f" --snapshot {quote(str(snapshot))}"
    return f"futuregazing data {command} --edition {edition}{folder}"


def read_plan(snapshot: Path) -> Plan | None:
    """Return a snapshot's plan, or None where nothing was begun.

    Raises SourceError for a plan that is damaged: a new one would not know what was wanted.
    """
    try:
        found = json.loads((snapshot / NAME).read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as err:
        raise SourceError(
            f"{snapshot / NAME} is damaged ({err}); put back a sound one, or remove it: then "
            "services and files must be named again."
        ) from err
    try:
        return Plan(
            edition=int(found["edition"]),
            as_of=date.fromisoformat(found["as_of"]),
            periods={
                name: (date.fromisoformat(first), date.fromisoformat(last))
                for name, (first, last) in found["periods"].items()
            },
            files=tuple(Listed(**each) for each in found["files"]),
        )
    except (KeyError, TypeError, ValueError) as err:
        raise SourceError(f"{snapshot / NAME} is not a plan of a download: {err}") from err


def plan_for(snapshot: Path, edition: int, as_of: date) -> Plan:
    """Return the snapshot's plan, or a new one; raises SourceError if it is another edition's."""
    plan = read_plan(snapshot) or Plan(edition, as_of)
    if (plan.edition, plan.as_of) != (edition, as_of):
        raise SourceError(
            f"{snapshot} was begun for the {plan.edition} edition as of "
            f"{plan.as_of.isoformat()}, not for {edition} as of {as_of.isoformat()}. "
            "Name another folder with --snapshot."
        )
    return plan


def asked_windows(store: Store, service: Service, window: Window) -> Iterator[Window]:
    """Yield a window and, where it was split, its halves down to those that were not."""
    yield window
    if store.state(service.name, window) == "split":
        for half in window.halves() or ():
            yield from asked_windows(store, service, half)
