"""A server that answers as the official services do, with their bad days, and a list to check by.

It reads dates without a zone as UK local time, in one of the three ways in which a server may:
by the name of the hour, or taking a doubled hour for the first or the second of the two.
"""

from __future__ import annotations

import base64
import gzip
import json
import random
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")
PARAMETERS = {"cf": ("publishedFrom", "publishedTo"), "fts": ("updatedFrom", "updatedTo")}
NOT_LATIN = "ş"


@dataclass(frozen=True)
class Notice:
    """A release at the service: its moment in UTC, and what it says."""

    ocid: str
    id: str
    moment: datetime
    title: str
    amount: float = 1000.0
    notice_type: int = 2

    @property
    def release(self) -> dict[str, Any]:
        return {
            "ocid": self.ocid,
            "id": self.id,
            "date": self.moment.astimezone(UK).isoformat(),
            "tender": {"title": self.title, "value": {"amount": self.amount, "currency": "GBP"}},
        }


def notices(first: date, last: date, number: int, seed: int = 1) -> list[Notice]:
    """Return notices at seeded moments of the UK days from `first` to `last`."""
    dice = random.Random(seed)
    start = datetime(first.year, first.month, first.day, tzinfo=UK).astimezone(UTC)
    end = datetime(last.year, last.month, last.day, tzinfo=UK) + timedelta(days=1)
    seconds = int((end.astimezone(UTC) - start).total_seconds())
    return [
        Notice(
            ocid=f"ocds-b5fd17-{dice.getrandbits(32):08x}",
            id=f"{index:06d}-{first.year}",
            moment=start + timedelta(seconds=dice.randrange(seconds)),
            title=f"Caffè £ {index}",
            amount=float(dice.randrange(1, 10**6)),
            notice_type=dice.choice((2, 3)),
        )
        for index in range(number)
    ]


@dataclass
class Reply:
    """What the server is about to send; a bad day changes it."""

    package: dict[str, Any]
    place: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    cut: int | None = None
    announced: bool = True
    delay: float = 0.0

    def content(self) -> bytes:
        if self.body is not None:
            return self.body
        return json.dumps(self.package, ensure_ascii=False).encode()


BadDay = Callable[[Reply], None]


def status(code: int, **headers: str) -> BadDay:
    def change(reply: Reply) -> None:
        reply.status, reply.body = code, b"busy"
        reply.headers |= {name.replace("_", "-"): value for name, value in headers.items()}

    return change


def cut(announced: bool = True) -> BadDay:
    """Close the connection in the middle of the body, with or without its length told."""

    def change(reply: Reply) -> None:
        reply.cut, reply.announced = len(reply.content()) // 2, announced

    return change


def error_page(reply: Reply) -> None:
    reply.headers["Content-Type"] = "text/html"
    reply.body = b"<!DOCTYPE html><html><body>We are sorry</body></html>"


def wrong_type(reply: Reply) -> None:
    reply.headers["Content-Type"] = "text/html; charset=utf-8"


def slow(reply: Reply) -> None:
    reply.delay = 0.02


def no_next(reply: Reply) -> None:
    reply.package.pop("links", None)


def next_is_itself(reply: Reply) -> None:
    reply.package["links"] = {"next": reply.place}


def next_elsewhere(reply: Reply) -> None:
    reply.package["links"] = {"next": "http://elsewhere.example/Search?cursor=x"}


def latin_1(reply: Reply) -> None:
    reply.body = json.dumps(reply.package, ensure_ascii=False).encode("iso-8859-1")


def half_latin_1(reply: Reply) -> None:
    """Send the first title in ISO-8859-1 and the rest in UTF-8."""
    text = json.dumps(reply.package, ensure_ascii=False)
    middle = text.find("£") + 1
    reply.body = text[:middle].encode("iso-8859-1") + text[middle:].encode()


def broken_number(written: str) -> BadDay:
    def change(reply: Reply) -> None:
        text = json.dumps(reply.package, ensure_ascii=False)
        reply.body = re.sub(r'"amount": [\d.]+', f'"amount": {written}', text, count=1).encode()

    return change


def repeated(reply: Reply) -> None:
    """List every release of the page twice."""
    reply.package["releases"] = reply.package["releases"] * 2


def packed_twice(reply: Reply) -> None:
    reply.headers["Content-Encoding"] = "gzip, gzip"
    reply.body = gzip.compress(gzip.compress(reply.content()))


def redirect(place: str) -> BadDay:
    def change(reply: Reply) -> None:
        reply.status, reply.body = 302, b""
        reply.headers["Location"] = place

    return change


class Service:
    """What is published, who asked for what, and which request has a bad day."""

    def __init__(self) -> None:
        self.market: dict[str, list[Notice]] = {"cf": [], "fts": [], "pcs": [], "s2w": []}
        self.asked: list[str] = []
        self.bad: dict[int, BadDay] = {}
        """By the number of the request, from 0."""
        self.rule: Callable[[str, int], BadDay | None] = lambda place, number: None
        """By the address asked."""
        self.after: dict[int, Callable[[], None]] = {}
        """What happens at the service after a request."""
        self.reading = "name"
        self.ends = (True, True)
        """Whether the first and the last second asked for are included."""
        self.limit = 100
        self.overlap = 0
        self.files: dict[str, bytes] = {}
        self.etags: dict[str, str] = {}
        self.ranges: list[str | None] = []
        self.address = ""
        self.busy = threading.Lock()

    def base(self, name: str) -> str:
        return f"{self.address}/{name}"

    def reply(self, place: str) -> Reply:
        parts = urlsplit(place)
        name = parts.path.strip("/")
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if name in PARAMETERS:
            return Reply(self._search(name, query), place)
        month = datetime.strptime(query["dateFrom"], "%m-%Y")
        found = [
            each.release
            for each in self.market[name]
            if each.notice_type == int(query["noticeType"])
            and (each.moment.astimezone(UK).year, each.moment.astimezone(UK).month)
            == (month.year, month.month)
        ]
        return Reply({"releases": found} if found else {"message": "none"}, place)

    def _search(self, name: str, query: dict[str, str]) -> dict[str, Any]:
        first, last = (query[each] for each in PARAMETERS[name])
        found = sorted(
            (each for each in self.market[name] if self._within(each, first, last)),
            key=lambda each: (each.moment, each.id),
        )
        start = 0
        if "cursor" in query:
            moment, number = base64.b64decode(query["cursor"]).decode().split("|")
            after = (datetime.fromisoformat(moment), number)
            start = sum((each.moment, each.id) <= after for each in found)
        limit = min(int(query["limit"]), self.limit)
        page = found[max(0, start - self.overlap) :][:limit]
        package: dict[str, Any] = {
            "uri": "https://example.org/package",
            "releases": [each.release for each in page],
        }
        if page and page[-1] is not found[-1]:
            mark = f"{page[-1].moment.isoformat()}|{page[-1].id}"
            cursor = base64.b64encode(mark.encode()).decode()
            from_, to = PARAMETERS[name]
            package["links"] = {
                "next": f"{self.base(name)}?{from_}={first}&{to}={last}"
                f"&limit={query['limit']}&cursor={cursor}"
            }
        return package

    def _within(self, notice: Notice, first: str, last: str) -> bool:
        low, high = datetime.fromisoformat(first), datetime.fromisoformat(last)
        assert low.tzinfo is None
        assert high.tzinfo is None
        if self.reading == "name":
            there = notice.moment.astimezone(UK).replace(tzinfo=None, microsecond=0)
            return (
                low <= there <= high
                and (self.ends[0] or there != low)
                and (self.ends[1] or there != high)
            )
        fold = 0 if self.reading == "first" else 1
        ends = [each.replace(tzinfo=UK, fold=fold).astimezone(UTC) for each in (low, high)]
        return ends[0] <= notice.moment <= ends[1]

    def own_list(self, name: str, first: date, last: date) -> dict[tuple[str, str], str]:
        """Return the titles of what is published on the UK days of a period, by ocid and id."""
        return {
            (each.ocid, each.id): each.title
            for each in self.market[name]
            if first <= each.moment.astimezone(UK).date() <= last
        }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    service: Service

    def do_GET(self) -> None:
        service = self.service
        if self.path.startswith("/files/"):
            self._file(service, self.path.removeprefix("/files/"))
            return
        with service.busy:
            number = len(service.asked)
            service.asked.append(self.path)
            reply = service.reply(self.path)
            for change in (service.bad.get(number), service.rule(self.path, number)):
                if change is not None:
                    change(reply)
            service.after.get(number, lambda: None)()
        self._send(reply)

    def _file(self, service: Service, name: str) -> None:
        number = len(service.asked)
        service.asked.append(self.path)
        service.ranges.append(self.headers.get("Range"))
        content = service.files[name]
        etag = service.etags.get(name, "")
        reply = Reply({}, self.path, body=content, headers={"Content-Type": "text/csv"})
        if etag:
            reply.headers["ETag"] = etag
        asked = self.headers.get("Range")
        if asked and etag and self.headers.get("If-Range") == etag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            reply.status, reply.body = 206, content[start:]
            reply.headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        if number in service.bad:
            service.bad[number](reply)
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        time.sleep(reply.delay)
        content = reply.content()
        self.send_response(reply.status)
        for name, value in {"Content-Type": "application/json", **reply.headers}.items():
            self.send_header(name, value)
        if reply.announced:
            self.send_header("Content-Length", str(len(content)))
        else:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content if reply.cut is None else content[: reply.cut])
        self.wfile.flush()
        if reply.cut is not None or not reply.announced:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@contextmanager
def running() -> Iterator[Service]:
    """Run a service on this machine."""
    service = Service()
    handler = type("Bound", (Handler,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    service.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
