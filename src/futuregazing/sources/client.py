"""Asking a service: one connection, one request at a time, with patience.

httpx speaks HTTP, tenacity tries again by the rules of `patience`. There is no cache between
them and the page store, on purpose: the store is the cache. Search answers carry no validators
and no lifetime, so that a cache that keeps to RFC 9111 asks again every time; one that does not
keeps an error page sent as 200 and gives it back for good, holds every body twice, and is free
to forget what must stay as evidence. What a snapshot holds whole is not asked for again.
"""

from __future__ import annotations

import random
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import TypeVar
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type

from futuregazing.sources.clock import Clock
from futuregazing.sources.errors import GivenUp, Refused, Trouble, Unreached
from futuregazing.sources.patience import (
    BUSY,
    LONGEST_WAIT,
    TRIES,
    TRIES_UNREACHED,
    retry_after,
    wait_after,
)

PAGE_LIMIT = 64 << 20
"""Largest page taken, in bytes after decompression; a hundred releases are under two million."""

REDIRECTS = 5
TIMEOUT = httpx.Timeout(90.0, connect=30.0)
SLOWEST = 900.0
"""Seconds after which an answer that still trickles in is cut off."""

KEPT_HEADERS = ("content-type", "date", "etag", "last-modified", "content-length")
PLAIN = {"", "identity", "gzip"}

T = TypeVar("T")


@dataclass(frozen=True)
class Answer:
    """What came back: the address asked, when the answer began, some headers, the body."""

    address: str
    status: int
    headers: Mapping[str, str]
    fetched_at: datetime
    body: bytes


@dataclass
class Pace:
    """How a service wants to be asked: seconds between requests and after too many."""

    pause: float
    too_many_wait: float
    last: datetime | None = None
    reached: bool = False
    """Whether the service has answered anything yet."""


class Client:
    """Makes requests, waits as asked, and gives up in a way that leaves everything resumable."""

    def __init__(
        self,
        clock: Clock,
        *,
        tell: Callable[[str], None],
        tries: int = TRIES,
        timeout: httpx.Timeout = TIMEOUT,
    ) -> None:
        """Open no connection yet. `tell` hears of every wait, with its reason."""
        self.clock = clock
        self.tell = tell
        self.tries = tries
        self._jitter = random.Random()
        self._http = httpx.Client(
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=1),
            timeout=timeout,
            follow_redirects=False,
            headers={
                "User-Agent": f"futuregazing/{version('futuregazing')} (yearly market report)",
                "Accept-Encoding": "gzip",
            },
        )

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def page(self, address: str, pace: Pace, read: Callable[[Answer], T]) -> T:
        """Return what `read` makes of a page; both may raise `Trouble`, then it is asked again.

        Raises Refused when asking again cannot help and GivenUp when it did not.
        """

        def once() -> T:
            with self.stream(address, pace, {"Accept": "application/json"}) as response:
                moment = self.clock.now()
                body = b"".join(self.body(response, PAGE_LIMIT))
            return read(Answer(address, response.status_code, kept(response), moment, body))

        return self.patiently(once, pace)

    def patiently(self, attempt: Callable[[], T], pace: Pace) -> T:
        """Return what `attempt` returns, trying again after `Trouble` as `patience` says."""

        def wait(state: RetryCallState) -> float:
            return self._wait(_trouble(state), state.attempt_number, pace)

        def give_up(state: RetryCallState) -> T:
            raise GivenUp(_trouble(state), state.attempt_number) from _trouble(state)

        retrying = Retrying(
            retry=retry_if_exception_type(Trouble),
            stop=lambda state: state.attempt_number >= self._tries(_trouble(state), pace),
            wait=wait,
            sleep=self.clock.sleep,
            before_sleep=self._tell_wait,
            retry_error_callback=give_up,
        )
        return retrying(attempt)

    def _tries(self, trouble: Trouble, pace: Pace) -> int:
        hopeless = isinstance(trouble, Unreached) and not pace.reached
        return min(self.tries, TRIES_UNREACHED) if hopeless else self.tries

    def _wait(self, trouble: Trouble, tries: int, pace: Pace) -> float:
        seconds = wait_after(
            trouble, tries, too_many_wait=pace.too_many_wait, jitter=self._jitter.random()
        )
        if seconds > LONGEST_WAIT:
            raise GivenUp(trouble, tries)
        return seconds

    def _tell_wait(self, state: RetryCallState) -> None:
        seconds = state.next_action.sleep if state.next_action else 0.0
        self.tell(f"{_trouble(state)}: waiting {seconds:,.0f} s")

    @contextmanager
    def stream(
        self, address: str, pace: Pace, headers: Mapping[str, str]
    ) -> Iterator[httpx.Response]:
        """Open an answer with a good status, following redirects on the same host alone.

        Raises Trouble for a busy server or a broken connection, also while the body is read,
        and Refused for any other status or a redirect to another host.
        """
        place = address
        try:
            for _ in range(REDIRECTS + 1):
                self._keep_pace(pace)
                with self._http.stream("GET", place, headers=dict(headers)) as response:
                    pace.reached = True
                    if response.has_redirect_location:
                        place = same_host(place, response.headers["location"])
                        continue
                    self._require_good(response)
                    yield response
                    return
        except httpx.InvalidURL as err:
            raise Refused(f"{place!r} is not an address") from err
        except httpx.RequestError as err:
            raise _transport_trouble(err) from err
        finally:
            pace.last = self.clock.now()
        raise Refused(f"{address} leads round in redirects")

    def body(self, response: httpx.Response, limit: int) -> Iterator[bytes]:
        """Yield a body as it comes, no more than `limit` bytes and not for ever."""
        started, size = self.clock.now(), 0
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > limit:
                raise Refused(f"{response.url} sends more than {limit:,} bytes")
            if (self.clock.now() - started).total_seconds() > SLOWEST:
                raise Trouble(f"an answer took longer than {SLOWEST:,.0f} s")
            yield chunk

    def _keep_pace(self, pace: Pace) -> None:
        if pace.last is not None:
            gone = (self.clock.now() - pace.last).total_seconds()
            if 0 <= gone < pace.pause:
                self.clock.sleep(pace.pause - gone)

    def _require_good(self, response: httpx.Response) -> None:
        status = response.status_code
        if status in BUSY:
            asked = retry_after(response.headers.get("retry-after"), self.clock.now())
            reason = f"the service answered {status} {response.reason_phrase}".rstrip()
            raise Trouble(reason, status=status, retry_after=asked)
        if status not in {200, 206}:
            raise Refused(f"{response.url} answered {status}", status=status)
        if response.headers.get("content-encoding", "").strip().lower() not in PLAIN:
            # Encodings in layers are how a small body becomes an endless one.
            raise Refused(f"{response.url} sends an encoding that was not asked for")


def same_host(base: str, link: str) -> str:
    """Return `link`, seen from `base`, if it leads to the same host; raises Refused otherwise.

    A link to the same host without encryption, as services behind a proxy give, is taken as
    the encrypted one.
    """
    place = urlsplit(urljoin(base, link))
    here = urlsplit(base)
    if place.scheme == "http" and here.scheme == "https" and place.hostname == here.hostname:
        place = place._replace(scheme="https", netloc=here.netloc)
    if (place.scheme, place.netloc) != (here.scheme, here.netloc):
        raise Refused(
            f"{base} leads to another host, {place.scheme}://{place.netloc}: not followed"
        )
    return urlunsplit(place._replace(fragment=""))


def kept(response: httpx.Response) -> dict[str, str]:
    """Return the headers that are kept with a page."""
    return {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}


def _trouble(state: RetryCallState) -> Trouble:
    error = state.outcome.exception() if state.outcome else None
    return error if isinstance(error, Trouble) else Trouble(str(error))


def _transport_trouble(error: httpx.RequestError) -> Trouble | Refused:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Refused(
                f"the service's certificate could not be verified ({cause.verify_message}). "
                "If it leaves out an intermediate certificate, as the services of the nations "
                "have been seen to, name a bundle that holds it in SSL_CERT_FILE"
            )
        cause = cause.__cause__ or cause.__context__
    kind = Unreached if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout) else Trouble
    return kind(f"the connection failed ({type(error).__name__}: {error})".replace(": )", ")"))
