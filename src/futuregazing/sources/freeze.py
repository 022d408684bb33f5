"""The manifest of a snapshot: every file with its checksum, what it holds, what is missing.

No time of a download is in it: two downloads of the same pages give the same manifest. When
each page was fetched stands in the note of its request.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from futuregazing.durable import write_json
from futuregazing.sources.client import PAGE_LIMIT
from futuregazing.sources.errors import FetchStopped, SourceError, Trouble
from futuregazing.sources.files import Kept
from futuregazing.sources.pages import Store, read_body
from futuregazing.sources.plan import Plan, typed
from futuregazing.sources.reading import Mended, decode, read_json_text, read_package
from futuregazing.sources.releases import Reader, Release, published_day
from futuregazing.sources.services import LICENCE
from futuregazing.sources.status import MANIFEST, Holding, gap_lines, holding, kept_files

FORMAT = 1


@dataclass(frozen=True)
class Frozen:
    """What was frozen."""

    path: Path
    manifest: dict[str, Any]
    outside: list[Path]
    """Folders of pages that the plan does not ask for; they are not in the manifest."""

    @property
    def summary(self) -> str:
        """What was frozen, in one line: releases read = kept and what became of the rest."""
        counts, gaps = self.manifest["releases"], self.manifest["gaps"]
        unreadable = sum(entry.get("unreadable", 0) for entry in self.manifest["files"])
        told = f"; {unreadable:,} lines of single files could not be read" if unreadable else ""
        return (
            f"{len(self.manifest['files']):,} files, {counts['read']:,} releases on the pages = "
            f"{counts['kept']:,} kept + {counts['repeated']:,} repeated + "
            f"{counts['replaced']:,} replaced + {counts['set_aside']:,} after the as-of date; "
            f"{len(gaps):,} gaps{told}"
        )


def freeze(snapshot: Path, plan: Plan, now: datetime, *, allow_gaps: bool = False) -> Frozen:
    """Write the manifest of a snapshot, reading every page again.

    Raises FetchStopped, writing nothing, if something is missing and `allow_gaps` is not set,
    and SourceError for a page that is not as it was fetched.
    """
    store = Store(snapshot)
    held = [holding(store, plan, service, now) for service in plan.services]
    found, missing = kept_files(snapshot, plan)
    gaps = [gap for each in held for gap in each.gaps] + missing
    if gaps and not allow_gaps:
        told = "\n".join(gap_lines(gaps))
        raise FetchStopped(
            f"The snapshot is not whole: {len(gaps):,} gaps.\n{told}\n"
            f"Fetch them with `{typed('fetch', plan.edition, snapshot)}`, or freeze it "
            "as it is with --allow-gaps, which the manifest will say."
        )
    reader = Reader(snapshot, plan)
    for _ in reader.releases():
        pass
    manifest = {
        "format": FORMAT,
        "edition": plan.edition,
        "as_of": plan.as_of.isoformat(),
        "services": {each.service.name: _about(each, plan) for each in held},
        "releases": asdict(reader.counts),
        "gaps_allowed": bool(gaps),
        "gaps": [asdict(gap) for gap in gaps],
        "files": [
            *(entry for each in held for entry in _pages(store, snapshot, each)),
            *(_file(snapshot, each) for each in found),
        ],
    }
    write_json(snapshot / MANIFEST, manifest)
    return Frozen(snapshot / MANIFEST, manifest, _outside(store, held))


def _about(held: Holding, plan: Plan) -> dict[str, Any]:
    first, last = plan.periods[held.service.name]
    return {
        "title": held.service.title,
        "licence": LICENCE,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "windows": held.windows,
        "pages": held.pages,
        "releases_with_repeats": held.total("releases"),
        "gaps": len(held.gaps),
    }


def _pages(store: Store, snapshot: Path, held: Holding) -> Iterator[dict[str, Any]]:
    for part in held.parts:
        folder = store.folder(held.service.name, part.window)
        for page in part.pages:
            path = folder / str(page["name"])
            body = read_body(path)
            if hashlib.sha256(body).hexdigest() != page["body_sha256"]:
                raise SourceError(f"{path} is not as it was fetched; remove its folder and fetch.")
            releases = read_package(body, may_lack_releases=True).releases
            yield {
                "path": path.relative_to(snapshot).as_posix(),
                "service": held.service.name,
                "window": str(part.window),
                **{name: page[name] for name in ("sha256", "bytes", "body_sha256")},
                **_extent(releases),
            }


def _file(snapshot: Path, kept: Kept) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "path": kept.path.relative_to(snapshot).as_posix(),
        "service": "files",
        "kind": kept.wanted.kind,
        "address": _public(kept.wanted.address),
        "sha256": kept.sha256,
        "bytes": kept.bytes,
    }
    if kept.wanted.kind == "releases" and kept.path.name.endswith((".jsonl.gz", ".jsonl")):
        bulk = _Bulk(kept.path)
        entry |= {**_extent(bulk.releases()), "unreadable": bulk.unreadable}
    return entry


def _public(address: str) -> str:
    """Return an address, of a local file its name alone."""
    return address if "://" in address else Path(address).name


@dataclass
class _Bulk:
    """A bulk file: its releases, and how many of its lines could not be read."""

    path: Path
    unreadable: int = 0

    def releases(self) -> Iterator[Release]:
        """Yield the releases of all lines that can be read, each a release or a package."""
        for line in self._lines():
            mended = Mended()
            try:
                value = read_json_text(decode(line, mended), mended)
            except Trouble:
                value = None
            found = value.get("releases", [value]) if isinstance(value, dict) else None
            if isinstance(found, list) and all(isinstance(each, dict) for each in found):
                yield from found
            else:
                self.unreadable += 1

    def _lines(self) -> Iterator[bytes]:
        """Yield lines that are not blank; one without end is cut, and then is no JSON."""
        with self.path.open("rb") as raw:
            packed = self.path.suffix == ".gz"
            file = gzip.GzipFile(fileobj=raw) if packed else raw
            try:
                while line := file.readline(PAGE_LIMIT):
                    if line.strip():
                        yield line
            except (EOFError, zlib.error, gzip.BadGzipFile):
                self.unreadable += 1  # the file is cut or damaged here; what followed is lost


def _extent(releases: Iterable[Release]) -> dict[str, Any]:
    """Return how many releases there are and the days between which they were published."""
    count, first, last = 0, None, None
    for release in releases:
        count += 1
        day = published_day(release)
        if day is not None:
            first = min(first or day, day)
            last = max(last or day, day)
    return {"releases": count, "first": _iso(first), "last": _iso(last)}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _outside(store: Store, held: list[Holding]) -> list[Path]:
    """Return folders of pages outside the plan, such as those of an earlier one."""
    return [folder for each in held for folder in store.leftovers(each.service.name, each.asked)]


def read_manifest(snapshot: Path) -> dict[str, Any]:
    """Return the manifest of a frozen snapshot; raises SourceError if there is none."""
    path = snapshot / MANIFEST
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as err:
        raise SourceError(
            f"{snapshot} is not a frozen snapshot ({err}); `futuregazing data freeze` makes one."
        ) from err
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise SourceError(f"{path} is not a manifest of format {FORMAT}.")
    return found
