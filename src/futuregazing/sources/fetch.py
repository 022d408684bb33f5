"""From a plan to pages: each window listed to its end, halved where the service cannot.

What is done next follows from the pages in the store alone, never from memory, so that a
download that was killed goes on as if it had not been.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from futuregazing.sources.client import Answer, Client, Pace, same_host
from futuregazing.sources.errors import GivenUp, Refused, WentRound
from futuregazing.sources.pages import Page, Store
from futuregazing.sources.reading import read_package
from futuregazing.sources.services import Service, first_address
from futuregazing.sources.windows import Window

TOO_HEAVY = frozenset({413, 504})
"""Answers that may mean that the window is too long for the service."""

LIGHTEST = 8
"""A window that is too heavy is not cut below this part of the service's usual length."""

STALE = frozenset({400, 404, 410})
"""Answers to a link that was kept overnight and is no longer known."""

FAILURES_IN_A_ROW = 3
"""After so many windows given up, one behind the other, the service is left for another day."""


@dataclass(frozen=True)
class Missing:
    """A window that could not be had, and why."""

    service: str
    window: Window
    why: str


@dataclass
class Done:
    """What a download came to."""

    pages: int = 0
    releases: int = 0
    missing: list[Missing] = field(default_factory=list)
    waiting: dict[str, int] = field(default_factory=dict)
    """Windows a service that are not over yet."""


class Told(Protocol):
    """Hears how the download goes."""

    def begin_service(self, service: Service, left: int, whole: int) -> None:
        """Hear which service comes and how many windows are left and whole."""
        ...

    def window_done(self) -> None:
        """Hear that a window is whole, with its halves."""
        ...


class Fetch:
    """Fetches the windows of services into a store."""

    def __init__(
        self,
        store: Store,
        client: Client,
        *,
        bases: Mapping[str, str],
        pauses: Mapping[str, float],
        progress: Told,
    ) -> None:
        """Ask at `bases`, with at least `pauses` seconds between requests, by service."""
        self.store = store
        self.client = client
        self.bases = bases
        self.pauses = pauses
        self.progress = progress
        self.done = Done()

    def service(self, service: Service, windows: list[Window]) -> None:
        """Fetch what is not there yet of a service's windows that are over."""
        now = self.client.clock.now()
        over = [window for window in windows if window.is_over(now)]
        if len(over) < len(windows):
            self.done.waiting[service.name] = len(windows) - len(over)
        left = [window for window in over if not self._is_done(service, window)]
        self.progress.begin_service(service, len(left), len(over) - len(left))
        visit = _Visit(self, service, Pace(self.pauses[service.name], service.too_many_wait))
        failures = 0
        for number, window in enumerate(left):
            try:
                visit.window(window)
            except (GivenUp, Refused) as err:
                failures += 1
                self.done.missing.append(Missing(service.name, window, str(err)))
            else:
                failures = 0
                self.progress.window_done()
            # A window whose pages were all there already is closed without asking anybody.
            unreached = failures and not visit.pace.reached
            if failures == FAILURES_IN_A_ROW or unreached:
                self._leave(service, left[number + 1 :])
                return

    def _leave(self, service: Service, windows: list[Window]) -> None:
        why = "not tried, after what became of those before it"
        self.done.missing += [Missing(service.name, window, why) for window in windows]

    def _is_done(self, service: Service, window: Window) -> bool:
        state = self.store.state(service.name, window)
        if state == "split":
            return all(self._is_done(service, half) for half in window.halves() or ())
        return state == "whole"


@dataclass
class _Visit:
    """The windows of one service, asked for one after the other."""

    fetch: Fetch
    service: Service
    pace: Pace

    def window(self, window: Window) -> None:
        """Fetch a window, or its halves; raises GivenUp or Refused if it cannot be had whole."""
        store, name = self.fetch.store, self.service.name
        state = store.state(name, window)
        if state == "begun":
            self._list(window)
            state = store.state(name, window)
        if state == "split":
            for half in window.halves() or ():
                self.window(half)

    def _list(self, window: Window) -> None:
        store, name = self.fetch.store, self.service.name
        pages = store.begun(name, window)
        resumed = len(pages)
        try:
            while (address := self._next_address(window, pages)) is not None:
                try:
                    pages.append(self._page(window, pages, address))
                except Refused as err:
                    if not (err.status in STALE and 0 < resumed == len(pages)):
                        raise
                    store.clear(name, window)
                    pages, resumed = [], 0
        except (GivenUp, Refused) as err:
            if not self._may_split(window, err):
                raise
            store.split(name, window, pages, _why_split(err))
            return
        if self._is_cut_short(pages):
            self._split_full(window, pages)
        else:
            store.close(name, window, pages)

    def _next_address(self, window: Window, pages: list[Page]) -> str | None:
        """Return the address of the page to come, or None after the last one."""
        base = self.fetch.bases[self.service.name]
        if not pages:
            return first_address(self.service, base, window)
        link = pages[-1].next
        return same_host(base, link) if link is not None else None

    def _page(self, window: Window, pages: list[Page], address: str) -> Page:
        before = {page.address for page in pages} | {address}
        base = self.fetch.bases[self.service.name]

        def read(answer: Answer) -> tuple[Answer, int, str | None]:
            package = read_package(answer.body, may_lack_releases=not self.service.limit)
            if package.next is not None and same_host(base, package.next) in before:
                raise WentRound("the link to the next page leads back to one read before")
            return answer, len(package.releases), package.next

        answer, releases, following = self.fetch.client.page(address, self.pace, read)
        done = self.fetch.done
        done.pages, done.releases = done.pages + 1, done.releases + releases
        found = {"releases": releases, "next": following}
        return self.fetch.store.add(self.service.name, window, len(pages) + 1, answer, found)

    def _is_cut_short(self, pages: list[Page]) -> bool:
        """Tell whether the last page is full: then its missing link may be the service's slip."""
        return bool(self.service.limit) and pages[-1].releases >= self.service.limit

    def _split_full(self, window: Window, pages: list[Page]) -> None:
        why = "the last page is full and leads to no other"
        if window.halves() is None:
            raise Refused(f"{why}, and {window} cannot be asked for in smaller parts")
        self.fetch.store.split(self.service.name, window, pages, why)

    def _may_split(self, window: Window, error: GivenUp | Refused) -> bool:
        usual, halves = self.service.window, window.halves()
        if usual is None or halves is None:
            return False
        if isinstance(error, GivenUp) and isinstance(error.trouble, WentRound):
            return True
        status = error.trouble.status if isinstance(error, GivenUp) else error.status
        return status in TOO_HEAVY and _length(window) > usual / LIGHTEST


def _length(window: Window) -> timedelta:
    return window.end - window.start


def _why_split(error: GivenUp | Refused) -> str:
    """Return the reason without counts, which differ from one download to the next."""
    return str(error.trouble) if isinstance(error, GivenUp) else str(error.status)
