"""The page store: every page as it came, compressed, with its request, time and checksum.

    <snapshot>/raw/<service>/<window>/0001.json.gz        the body, byte for byte
                                      0001.meta.json      request, status, headers, time, checksum
                                      whole.json          the window is listed to its end
                                      split.json          it was asked for in two halves instead

A page exists once its `.meta.json` does, for that is written last; a window is done once its
`whole.json` or `split.json` is there. These two list their pages with checksums and hold no
time, so that two downloads of the same pages give the same files. A kill at any byte leaves a
run of whole pages, from which the next download goes on.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from futuregazing.sources.client import PAGE_LIMIT, Answer
from futuregazing.sources.durable import read_json, sha256_file, write_json, write_whole
from futuregazing.sources.errors import SourceError
from futuregazing.sources.windows import Window

RAW = "raw"
BODY = ".json.gz"
META = ".meta.json"
WHOLE = "whole.json"
SPLIT = "split.json"

State = Literal["whole", "split", "begun"]


@dataclass(frozen=True)
class Page:
    """A page in the store; `sha256` and `bytes` are of the compressed file."""

    path: Path
    address: str
    next: str | None
    releases: int
    sha256: str
    bytes: int
    body_sha256: str

    def listed(self) -> dict[str, Any]:
        """Return what a window's list says of the page; no time is in it."""
        return {
            "name": self.path.name,
            "sha256": self.sha256,
            "bytes": self.bytes,
            "body_sha256": self.body_sha256,
            "releases": self.releases,
        }


class Store:
    """The pages of one snapshot."""

    def __init__(self, snapshot: Path) -> None:
        """Use the folder `snapshot`, which need not be there yet."""
        self.snapshot = snapshot

    def folder(self, service: str, window: Window) -> Path:
        """Return the folder of a window."""
        return self.snapshot / RAW / service / window.name

    def state(self, service: str, window: Window) -> State:
        """Tell how far a window is; a list whose pages are not as it says counts for nothing."""
        folder = self.folder(service, window)
        if _holds_what_it_lists(folder, WHOLE):
            return "whole"
        return "split" if _holds_what_it_lists(folder, SPLIT) else "begun"

    def listed(self, service: str, window: Window) -> list[dict[str, Any]]:
        """Return what the window's list says of its pages, in order; empty if there is none."""
        folder = self.folder(service, window)
        found = read_json(folder / WHOLE) or read_json(folder / SPLIT) or {"pages": []}
        return list(found["pages"])

    def begun(self, service: str, window: Window) -> list[Page]:
        """Return the whole pages from the first on, and clear away what is beyond them."""
        folder = self.folder(service, window)
        pages: list[Page] = []
        while (page := _page(folder, len(pages) + 1)) is not None:
            pages.append(page)
        self._clear(folder, {name for each in pages for name in _names(each.path)})
        return pages

    def add(
        self, service: str, window: Window, number: int, answer: Answer, found: dict[str, Any]
    ) -> Page:
        """Keep a page, the `number`th of its window; `found` is its `next` and `releases`."""
        path = self.folder(service, window) / f"{number:04d}{BODY}"
        packed = compressed(answer.body)
        write_whole(path, packed, settle=False)  # without its meta it counts for nothing
        meta = {
            "request": {"method": "GET", "url": answer.address},
            "status": answer.status,
            "headers": dict(answer.headers),
            "fetched_at": answer.fetched_at.isoformat(timespec="seconds"),
            "body_sha256": hashlib.sha256(answer.body).hexdigest(),
            "body_bytes": len(answer.body),
            "sha256": hashlib.sha256(packed).hexdigest(),
            "bytes": len(packed),
            **found,
        }
        write_json(_meta_path(path), meta)
        return _page_of(path, meta)

    def close(self, service: str, window: Window, pages: list[Page]) -> None:
        """Say that the window is listed to its end."""
        listed = {"pages": [page.listed() for page in pages]}
        write_json(self.folder(service, window) / WHOLE, listed)

    def split(self, service: str, window: Window, pages: list[Page], why: str) -> None:
        """Say that the window's halves are to be asked for; its own pages stay as evidence."""
        listed = {"why": why, "pages": [page.listed() for page in pages]}
        write_json(self.folder(service, window) / SPLIT, listed)

    def clear(self, service: str, window: Window) -> None:
        """Forget a window, last page first, so that what is left at any moment is sound."""
        self._clear(self.folder(service, window), set())

    def _clear(self, folder: Path, keep: set[str]) -> None:
        if folder.is_dir():
            doomed = [path for path in folder.iterdir() if path.name not in keep]
            # `whole` and `split` sort behind the numbers: the list goes before its pages.
            for path in sorted(doomed, reverse=True):
                path.unlink()

    def leftovers(self, service: str, windows: set[str]) -> list[Path]:
        """Return the folders of `service` that belong to none of the windows named."""
        folder = self.snapshot / RAW / service
        there = sorted(folder.iterdir()) if folder.is_dir() else []
        return [path for path in there if path.is_dir() and path.name not in windows]


def compressed(body: bytes) -> bytes:
    """Return a body as gzip; the same body gives the same bytes."""
    return gzip.compress(body, compresslevel=6, mtime=0)


def read_body(path: Path, limit: int = PAGE_LIMIT) -> bytes:
    """Return a stored page as it came; raises SourceError for a damaged or endless one."""
    try:
        with gzip.open(path) as file:
            body = file.read(limit + 1)
    except (OSError, EOFError, zlib.error) as err:
        raise SourceError(f"{path} is damaged: {err}") from err
    if len(body) > limit:
        raise SourceError(f"{path} unpacks to more than {limit:,} bytes")
    return body


def _holds_what_it_lists(folder: Path, name: str) -> bool:
    listed = read_json(folder / name)
    if not isinstance(listed, dict):
        return False
    return all(_is_as_listed(folder / page["name"], page["sha256"]) for page in listed["pages"])


def _is_as_listed(path: Path, sha256: str) -> bool:
    return path.is_file() and sha256_file(path) == sha256


def _page(folder: Path, number: int) -> Page | None:
    path = folder / f"{number:04d}{BODY}"
    meta = read_json(_meta_path(path))
    if not isinstance(meta, dict) or not _is_as_listed(path, meta["sha256"]):
        return None
    return _page_of(path, meta)


def _page_of(path: Path, meta: dict[str, Any]) -> Page:
    return Page(
        path=path,
        address=meta["request"]["url"],
        next=meta["next"],
        releases=meta["releases"],
        sha256=meta["sha256"],
        bytes=meta["bytes"],
        body_sha256=meta["body_sha256"],
    )


def _meta_path(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(BODY) + META)


def _names(path: Path) -> tuple[str, str]:
    return path.name, _meta_path(path).name
