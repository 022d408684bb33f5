"""What the tests of downloading share: a clock that does not wait, a download, a reading back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from service_server import Service

from futuregazing.sources.client import Client
from futuregazing.sources.fetch import Done, Fetch
from futuregazing.sources.pages import Store
from futuregazing.sources.plan import Plan
from futuregazing.sources.releases import Counts, Reader
from futuregazing.sources.services import SERVICES

LATER = datetime(2026, 12, 1, tzinfo=UTC)


@dataclass
class StillClock:
    """A clock that moves only when somebody waits."""

    moment: datetime = LATER
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moment

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment += timedelta(seconds=seconds)


class Quiet:
    """A progress that says nothing but remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def begin_service(self, service: object, left: int, whole: int) -> None:
        self.told.append(f"{left} left, {whole} whole")

    def window_done(self) -> None:
        self.told.append("done")

    def tell(self, text: str) -> None:
        self.told.append(text)


def plan_of(first: date, last: date, *services: str) -> Plan:
    return Plan(2027, last, dict.fromkeys(services, (first, last)))


def fetch(
    server: Service, snapshot: Path, plan: Plan, clock: StillClock | None = None, tries: int = 8
) -> Done:
    """Fetch what the plan wants, as the command does, without a pause."""
    clock = clock or StillClock()
    progress = Quiet()
    client = Client(clock, tell=progress.tell, tries=tries)
    fetching = Fetch(
        Store(snapshot),
        client,
        bases={name: server.base(name) for name in SERVICES},
        pauses=dict.fromkeys(SERVICES, 0.0),
        progress=progress,
    )
    try:
        for service in plan.services:
            fetching.service(service, plan.windows(service))
    finally:
        client.close()
    return fetching.done


def read_back(snapshot: Path, plan: Plan) -> tuple[dict[str, dict[tuple[str, str], str]], Counts]:
    """Return the titles read back by service, ocid and id; every release must come once."""
    reader = Reader(snapshot, plan)
    found: dict[str, dict[tuple[str, str], str]] = {name: {} for name in plan.periods}
    times: Counter[tuple[str, str, str]] = Counter()
    for service, release in reader.releases():
        key = (release["ocid"], release["id"])
        times[(service, *key)] += 1
        found[service][key] = release["tender"]["title"]
    assert not [key for key, number in times.items() if number > 1]
    counts = reader.counts
    assert counts.read == counts.kept + counts.repeated + counts.replaced + counts.set_aside
    return found, counts


__all__ = ["LATER", "Quiet", "StillClock", "fetch", "plan_of", "read_back"]
