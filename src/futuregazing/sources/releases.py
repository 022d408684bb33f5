"""Reading a snapshot's releases back, each once, with every one accounted for.

A release is known by the process it belongs to (`ocid`) and its `id`; one without an id, as
some services give, by everything it says. Of several versions of one release the last by its
own `date` stays, of equal dates the one fetched last. Releases dated after the as-of date are
set aside. Counts in = kept + repeated + replaced + set aside.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeAlias

from futuregazing.sources.pages import Store, read_body
from futuregazing.sources.plan import Plan, asked_windows
from futuregazing.sources.reading import read_package
from futuregazing.uk_days import UK, end_of, moment_of

Release: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[str, str]
Place: TypeAlias = tuple[int, int]

UNDATED = datetime(1900, 1, 1, tzinfo=UTC)
"""Stands for the date of a release that states none: any dated version is later."""


@dataclass
class Counts:
    """What became of the releases on the pages, and how many bytes and numbers were mended."""

    read: int = 0
    kept: int = 0
    repeated: int = 0
    """The same release word for word, on another page."""
    replaced: int = 0
    """An older version of a release that changed."""
    set_aside: int = 0
    """Dated after the as-of date."""
    mended_bytes: int = 0
    mended_numbers: int = 0


@dataclass
class _Best:
    moment: datetime
    digest: bytes
    place: Place


@dataclass
class Reader:
    """The releases of a snapshot's search services; `counts` is whole after `releases()`."""

    snapshot: Path
    plan: Plan
    counts: Counts = field(default_factory=Counts)

    def releases(self) -> Iterator[tuple[str, Release]]:
        """Yield each release once, with its service, in the order of the pages.

        Reads the pages twice: which version is the last is known only at the end.
        """
        self.counts = Counts()
        best: dict[str, dict[Key, _Best]] = {}
        for service, place, release in self._all(self.counts):
            self._weigh(best.setdefault(service, {}), place, release)
        chosen = {name: {each.place for each in found.values()} for name, found in best.items()}
        self.counts.kept = sum(map(len, chosen.values()))
        for service, place, release in self._all(Counts()):
            if place in chosen.get(service, ()):
                yield service, release

    def _weigh(self, best: dict[Key, _Best], place: Place, release: Release) -> None:
        self.counts.read += 1
        moment = published(release)
        if moment >= end_of(self.plan.as_of):
            self.counts.set_aside += 1
            return
        digest = digest_of(release)
        key = key_of(release, digest)
        before = best.get(key)
        if before is None:
            best[key] = _Best(moment, digest, place)
        elif before.digest == digest:
            self.counts.repeated += 1
        else:
            self.counts.replaced += 1
            if moment >= before.moment:
                best[key] = _Best(moment, digest, place)

    def _all(self, counts: Counts) -> Iterator[tuple[str, Place, Release]]:
        for service, pages in pages_of(self.snapshot, self.plan):
            for number, path in enumerate(pages):
                package = read_package(read_body(path), may_lack_releases=True)
                counts.mended_bytes += package.mended.bytes
                counts.mended_numbers += package.mended.numbers
                for index, release in enumerate(package.releases):
                    yield service, (number, index), release


def pages_of(snapshot: Path, plan: Plan) -> Iterator[tuple[str, list[Path]]]:
    """Yield each service's stored pages, in the order in which they were asked for."""
    store = Store(snapshot)
    for service in plan.services:
        yield (
            service.name,
            [
                store.folder(service.name, part) / listed["name"]
                for window in plan.windows(service)
                for part in asked_windows(store, service, window)
                for listed in store.listed(service.name, part)
            ],
        )


def key_of(release: Release, digest: bytes) -> Key:
    """Return what makes two releases versions of one."""
    if "id" in release:
        return str(release.get("ocid", "")), str(release["id"])
    return "", digest.hex()


def digest_of(release: Release) -> bytes:
    """Return a checksum of all that a release says, whatever the order in which it says it."""
    return hashlib.sha256(json.dumps(release, sort_keys=True).encode()).digest()


def published(release: Release) -> datetime:
    """Return the moment a release was published, in UTC; `UNDATED` if not stated.

    A date without a zone is UK local time.
    """
    return moment_of(str(release.get("date", ""))) or UNDATED


def published_day(release: Release) -> date | None:
    """Return the UK day on which a release was published, or None if it does not say."""
    moment = published(release)
    return None if moment == UNDATED else moment.astimezone(UK).date()
