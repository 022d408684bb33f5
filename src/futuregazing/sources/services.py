"""The official services, as data: where they are, how they are asked, what they can bear.

All four are open for reading without a key, under the Open Government Licence v3.0. Dates
without a zone are UK local time, ends are taken as included, to the second.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from futuregazing.sources.errors import SourceError
from futuregazing.sources.windows import Window

LICENCE = "Open Government Licence v3.0"

OVERLAP = timedelta(seconds=1)
"""A window is asked for from so long before the end of the one before it.

Whether a service counts a release that falls on the very end of two windows to one, both or
neither is not stated. With an overlap it does not matter: repeats are recognised by their id.
"""

EU_FORMS = (1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 15, 20, 21, 22, 23, 24, 25)
"""Numbers of the standard forms, from prior information notice to concession award."""


@dataclass(frozen=True)
class Service:
    """How one service is asked. Times in seconds."""

    name: str
    title: str
    address: str
    pause: float
    """Shortest time between two requests."""
    too_many_wait: float
    """How long to wait when told of too many requests but not for how long."""
    window: timedelta | None = None
    """Longest time asked for at once; None: a calendar month and notice type at a time."""
    from_parameter: str = ""
    to_parameter: str = ""
    limit: int = 0
    """Releases on a full page; 0: a window is one page."""
    notice_types: tuple[int, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


FIND_A_TENDER = Service(
    name="fts",
    title="Find a Tender",
    address="https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages",
    # "12 request limit in 2 minute exceeded": one every ten seconds stays below.
    pause=10.5,
    too_many_wait=120.0,
    window=timedelta(hours=6),  # longer ones lose releases
    from_parameter="updatedFrom",
    to_parameter="updatedTo",
    limit=100,
)
CONTRACTS_FINDER = Service(
    name="cf",
    title="Contracts Finder",
    address="https://www.contractsfinder.service.gov.uk/Published/Notices/OCDS/Search",
    pause=3.0,
    too_many_wait=300.0,
    window=timedelta(days=15),
    from_parameter="publishedFrom",
    to_parameter="publishedTo",
    limit=100,
)
SCOTLAND = Service(
    name="pcs",
    title="Public Contracts Scotland",
    address="https://api.publiccontractsscotland.gov.uk/v1/Notices",
    pause=2.0,
    too_many_wait=120.0,
    notice_types=(*EU_FORMS, 101, 102, 103, 104),  # from 101: the site's own notices
    extra=(("outputType", "0"),),
)
WALES = Service(
    name="s2w",
    title="Sell2Wales",
    address="https://api.sell2wales.gov.wales/v1/Notices",
    pause=2.0,
    too_many_wait=120.0,
    notice_types=(*EU_FORMS, 51, 52, 53, 54, 55, 56),  # from 51: the site's own notices
    extra=(("outputType", "0"), ("locale", "2057")),  # English
)

SERVICES: Mapping[str, Service] = {
    service.name: service for service in (FIND_A_TENDER, CONTRACTS_FINDER, SCOTLAND, WALES)
}


def first_address(service: Service, base: str, window: Window) -> str:
    """Return the address of a window's first page at `base`."""
    if service.window is None:
        asked = [("dateFrom", f"{window.start:%m-%Y}"), ("noticeType", str(window.notice_type))]
        return f"{base}?{urlencode([*asked, *service.extra])}"
    last_second = window.end - timedelta(seconds=1)
    start = window.start - timedelta(seconds=1) - OVERLAP
    query = [
        (service.from_parameter, f"{start:%Y-%m-%dT%H:%M:%S}"),
        (service.to_parameter, f"{last_second:%Y-%m-%dT%H:%M:%S}"),
        ("limit", str(service.limit)),
        *service.extra,
    ]
    return f"{base}?{urlencode(query, safe=':')}"


def known_service(name: str) -> Service:
    """Return a service by its short name; raises SourceError with those there are."""
    if name not in SERVICES:
        there = ", ".join(f"{each.name} ({each.title})" for each in SERVICES.values())
        raise SourceError(f"{name!r} is not a service; there are {there}.")
    return SERVICES[name]


def addresses(given: Iterable[str]) -> dict[str, str]:
    """Return the address of every service; `given` replaces some: `cf=https://mirror/path`.

    Raises SourceError for another form, an unknown service or an address that is none.
    """
    found = {name: service.address for name, service in SERVICES.items()}
    for text in given:
        name, equals, address = text.partition("=")
        parts = urlsplit(address)
        if not equals or parts.scheme not in {"http", "https"} or not parts.hostname:
            raise SourceError(
                f"--service-address {text!r}: expected SERVICE=ADDRESS, "
                "such as cf=https://mirror.example/Search."
            )
        found[known_service(name).name] = address.rstrip("?&")
    return found
