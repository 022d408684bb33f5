"""What a snapshot holds of what it is to hold, read from the disk alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from futuregazing.durable import read_json
from futuregazing.sources.files import Files, Kept
from futuregazing.sources.pages import Store
from futuregazing.sources.plan import Plan, asked_windows, typed
from futuregazing.sources.services import Service
from futuregazing.sources.windows import Window

MANIFEST = "manifest.json"

IMPORTS = "imports.json"
"""The book of imports, which `futuregazing data import` keeps in the same folder."""

NOT_OVER = "not over yet"
NOT_FETCHED = "not fetched"
NOT_WHOLE = "begun, not whole"


@dataclass(frozen=True)
class Gap:
    """Something the snapshot lacks: a window of a service, or a file, and why."""

    service: str
    window: str
    why: str


@dataclass(frozen=True)
class Part:
    """A window as it was asked for, with what its list says of its pages."""

    window: Window
    pages: list[dict[str, object]]


@dataclass(frozen=True)
class Holding:
    """What the snapshot holds of one service."""

    service: Service
    windows: int
    parts: list[Part]
    gaps: list[Gap]
    asked: set[str]
    """Names of all windows that the plan leads to, with the halves of those that were split."""

    @property
    def pages(self) -> int:
        """Pages in windows that are whole."""
        return sum(len(part.pages) for part in self.parts)

    def total(self, name: str) -> int:
        """Sum a number that is listed for every page: `releases`, `bytes`."""
        return sum(int(str(page[name])) for part in self.parts for page in part.pages)


def holding(store: Store, plan: Plan, service: Service, now: datetime) -> Holding:
    """Return what is there of a service; every window of the plan is whole or a gap."""
    windows = plan.windows(service)
    parts: list[Part] = []
    gaps: list[Gap] = []
    asked: set[str] = set()
    for window in windows:
        for part in asked_windows(store, service, window):
            asked.add(part.name)
            if store.state(service.name, part) == "begun":
                gaps.append(Gap(service.name, str(part), _why(store, service, part, now)))
            else:
                parts.append(Part(part, store.listed(service.name, part)))
    return Holding(service, len(windows), parts, gaps, asked)


def _why(store: Store, service: Service, window: Window, now: datetime) -> str:
    if not window.is_over(now):
        return NOT_OVER
    return NOT_WHOLE if store.folder(service.name, window).is_dir() else NOT_FETCHED


def kept_files(snapshot: Path, plan: Plan) -> tuple[list[Kept], list[Gap]]:
    """Return the single files that are there, and those that are not."""
    files = Files(snapshot)
    found, gaps = [], []
    for wanted in plan.files:
        kept = files.find(wanted)
        if kept is None:
            gaps.append(Gap("files", Path(wanted.address).name, NOT_FETCHED))
        else:
            found.append(kept)
    return found, gaps


def status_lines(snapshot: Path, plan: Plan, now: datetime) -> Iterator[str]:
    """Say for each service and the files what is there, what is missing, and how to go on."""
    store = Store(snapshot)
    as_of = plan.as_of.isoformat()
    yield f"Snapshot for the {plan.edition} edition, as of {as_of}: {snapshot}"
    gaps: list[Gap] = []
    for service in plan.services:
        held = holding(store, plan, service, now)
        gaps += held.gaps
        first, last = (day.isoformat() for day in plan.periods[service.name])
        yield (
            f"  {service.title}, {first} to {last}: {len(held.gaps):,} gaps in "
            f"{held.windows:,} windows; {held.pages:,} pages, {held.total('releases'):,} releases "
            f"with repeats, {held.total('bytes') / 1e6:,.1f} MB"
        )
    if plan.files:
        found, missing = kept_files(snapshot, plan)
        gaps += missing
        size = sum(each.bytes for each in found) / 1e6
        yield f"  Single files: {len(found)} of {len(plan.files)}, {size:,.1f} MB"
    yield from gap_lines(gaps)
    yield _next_step(snapshot, gaps, plan.edition)


def imported_lines(snapshot: Path) -> list[str]:
    """Say what was imported into a snapshot; nothing if nothing was."""
    book = read_json(snapshot / IMPORTS)
    files = book.get("files") if isinstance(book, dict) else None
    if not isinstance(files, list) or not files:
        return []
    rows = book.get("rows", {})
    told = ", ".join(f"{name} {number:,}" for name, number in rows.items() if number)
    lines = [f"  Imported: {len(files):,} files" + (f"; rows of {told}" if told else "")]
    if over := book.get("passed_over"):
        lines.append(f"  Passed over: {len(over):,} files of no known format")
    return lines


def gap_lines(gaps: list[Gap], shown: int = 5) -> Iterator[str]:
    """List gaps: those of one service and reason together, and how many more reasons there are."""
    alike: dict[tuple[str, str], list[Gap]] = {}
    for gap in gaps:
        alike.setdefault((gap.service, gap.why), []).append(gap)
    for service in dict.fromkeys(gap.service for gap in gaps):
        own = [key for key in alike if key[0] == service]
        for key in own[:shown]:
            first, *rest = alike[key]
            more = f" and {len(rest):,} more, to {rest[-1].window}" if rest else ""
            yield f"  missing: {service} {first.window}{more}: {first.why}"
        if len(own) > shown:
            number = sum(len(alike[key]) for key in own[shown:])
            yield f"  missing: {service}, {number:,} more for other reasons"


def _next_step(snapshot: Path, gaps: list[Gap], edition: int) -> str:
    if any(gap.why != NOT_OVER for gap in gaps):
        return f"Go on with: {typed('fetch', edition, snapshot)}"
    if gaps:
        return "The rest of the period is not over yet; fetch again when it is."
    if read_json(snapshot / MANIFEST) is None:
        return f"Whole. Freeze it with: {typed('freeze', edition, snapshot)}"
    return "Whole and frozen."
