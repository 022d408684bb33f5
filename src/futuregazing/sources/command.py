"""What `futuregazing data fetch`, `status` and `freeze` do, apart from reading options."""

from __future__ import annotations

import contextlib
import fcntl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from futuregazing.edition import load_edition
from futuregazing.sources.client import Client
from futuregazing.sources.clock import Clock, WallClock
from futuregazing.sources.errors import FetchStopped, SourceError
from futuregazing.sources.fetch import Done, Fetch
from futuregazing.sources.files import PAUSE, Files, fetch_all
from futuregazing.sources.freeze import Frozen, freeze
from futuregazing.sources.lists import read_list
from futuregazing.sources.pages import Store
from futuregazing.sources.plan import Listed, Plan, plan_for, read_plan, snapshot_folder, typed
from futuregazing.sources.progress import Progress
from futuregazing.sources.services import SERVICES, addresses, known_service
from futuregazing.sources.status import Gap, gap_lines, imported_lines, status_lines

NONE = "none"
LOCK = ".lock"


@dataclass(frozen=True)
class Wanted:
    """What to fetch, as it was typed. Empty services: those begun, else all."""

    edition: int
    snapshot: Path | None = None
    services: Sequence[str] = ()
    first: str = ""
    lists: Sequence[Path] = ()
    service_addresses: Sequence[str] = ()
    pause: float | None = None

    @property
    def folder(self) -> Path:
        """Where the snapshot lies."""
        return self.snapshot or snapshot_folder(self.edition)


def run_fetch(wanted: Wanted, clock: Clock | None = None) -> str:
    """Fetch what the snapshot lacks and return what to say at the end.

    Raises SourceError for a request that cannot be, before anything is asked of a service, and
    FetchStopped when something could not be had or the user stopped it.
    """
    clock = clock or WallClock()
    bases = addresses(wanted.service_addresses)
    pauses = _pauses(wanted, bases)
    with _alone(wanted.folder):
        plan = _plan(wanted)
        plan.write(wanted.folder)
        progress = Progress(clock)
        client = Client(clock, tell=progress.tell)
        fetch = Fetch(Store(wanted.folder), client, bases=bases, pauses=pauses, progress=progress)
        try:
            for service in _chosen(wanted, plan):
                fetch.service(known_service(service), plan.windows(known_service(service)))
            progress.title = "Single files"
            pause = max(PAUSE, wanted.pause or 0.0)
            missing = fetch_all(Files(wanted.folder), plan.files, client, progress.tell, pause)
        except KeyboardInterrupt:
            raise FetchStopped(
                "stopped; every page so far is kept. Go on with the same command, or see "
                f"`{typed('status', wanted.edition, wanted.folder)}`."
            ) from None
        finally:
            progress.close()
            client.close()
    return _told(wanted, fetch.done, missing)


def _plan(wanted: Wanted) -> Plan:
    edition = load_edition(wanted.edition)
    plan = plan_for(wanted.folder, edition.year, edition.as_of)
    files = tuple(each for path in wanted.lists for each in read_list(path))
    first = _day(wanted.first) if wanted.first else None
    return plan.adding(_chosen(wanted, plan), first, files)


def _chosen(wanted: Wanted, plan: Plan) -> list[str]:
    if NONE in wanted.services:
        return []
    return list(wanted.services or plan.periods or SERVICES)


def day_to_import(snapshot: Path, given: str) -> date | None:
    """Return the day as of which to import: the one given, else that of the download there.

    Raises SourceError for a text that is no day.
    """
    if given:
        return _day(given, "--as-of")
    plan = read_plan(snapshot)
    return plan.as_of if plan else None


def _day(text: str, option: str = "--from") -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SourceError(f"{option} {text!r} is not a day; expected YYYY-MM-DD.") from None


def _pauses(wanted: Wanted, bases: dict[str, str]) -> dict[str, float]:
    """Return the shortest time between requests, by service; shorter only at a mirror."""
    pauses = {service.name: service.pause for service in SERVICES.values()}
    if wanted.pause is not None:
        for name, service in SERVICES.items():
            mirrored = bases[name] != service.address
            pauses[name] = wanted.pause if mirrored else max(wanted.pause, service.pause)
    return pauses


def _told(wanted: Wanted, done: Done, missing: list[tuple[Listed, str]]) -> str:
    """Return what was fetched; raises FetchStopped if something could not be had."""
    got = f"Fetched {done.pages:,} pages with {done.releases:,} releases into {wanted.folder}"
    gaps = [Gap(each.service, str(each.window), each.why) for each in done.missing]
    gaps += [Gap("files", listed.address, why) for listed, why in missing]
    if gaps:
        told = "\n".join(gap_lines(gaps))
        raise FetchStopped(
            f"{got}, but {len(gaps):,} could not be had:\n{told}\n"
            "Run the same command again later: it goes on from here."
        )
    later = ", ".join(f"{SERVICES[name].title} {count}" for name, count in done.waiting.items())
    if later:
        return f"{got}. Windows not over yet, to be fetched when they are: {later}."
    return f"{got}. Freeze it with: {typed('freeze', wanted.edition, wanted.folder)}"


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the snapshot for this process: two downloads would be two connections."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("w")
    except (FileExistsError, NotADirectoryError) as err:
        raise SourceError(f"{folder} is no folder, or lies in a file: name another.") from err
    except OSError as err:
        why = f"cannot be written into ({err.strerror}): name another folder."
        raise SourceError(f"{folder} {why}") from err
    with lock as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as err:
            raise SourceError(f"Another download into {folder} is at work.") from err
        yield  # the lock goes with the file, also when the process is killed


def run_status(edition: int, snapshot: Path | None, tell: Callable[[str], None]) -> None:
    """Say what the snapshot holds and lacks."""
    folder = snapshot or snapshot_folder(edition)
    imported = imported_lines(folder)
    if not imported or read_plan(folder) is not None:
        folder, plan = _begun(edition, snapshot)
        for line in status_lines(folder, plan, WallClock().now()):
            tell(line)
    else:
        tell(f"Snapshot {folder}: imported, not fetched")
    for line in imported:
        tell(line)


def run_freeze(edition: int, snapshot: Path | None, *, allow_gaps: bool) -> Frozen:
    """Write the snapshot's manifest; see `freeze`."""
    folder, plan = _begun(edition, snapshot)
    return freeze(folder, plan, WallClock().now(), allow_gaps=allow_gaps)


def _begun(edition: int, snapshot: Path | None) -> tuple[Path, Plan]:
    folder = snapshot or snapshot_folder(edition)
    plan = read_plan(folder)
    if plan is None:
        raise SourceError(
            f"Nothing was fetched into {folder} yet; `{typed('fetch', edition, folder)}` begins."
        )
    return folder, plan
