"""The known market as the services would publish it: releases, line by line, with their dirt.

For tests and benchmarks only (see `known_market`).
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from known_market import AWARDS_A_FRAMEWORK, Market, made_word

Release = dict[str, Any]

CEILING = 250_000_000
FRAMEWORK_VALUE = 40_000_000
PLACEHOLDERS = (0, 0, 0, 0.01, 1, 3_333_333, 1_234_567_890)
ENDLESS = "1e9999"
EUROS = 1.15
CORRECTED = 1.4
"""How far an award that was published again was from its value the first time."""
VAT = 1.2
UNNAMED = ("Withheld", "REDACTED", "See attached")
BROKEN = b'{"ocid": "ocds-b5fd17-broken", "tender": {"value": {"amount":  000,\n'

Misprint = Callable[[str], str]
ODD_BUYERS: tuple[Misprint, ...] = (
    lambda name: f".{name}",
    lambda name: f"The {name}",
    lambda name: f"{name} ",
    lambda name: name.replace(" and ", " & "),
)
ODD_SUPPLIERS: tuple[Misprint, ...] = (
    lambda name: name.replace("Ltd", "Limited"),
    lambda name: name.removesuffix(" Ltd"),
)


@dataclass(frozen=True)
class Bodies:
    """Who buys and sells, and the chance by which their names are misprinted."""

    buyers: list[str]
    suppliers: list[dict[str, Any]]
    rng: np.random.Generator

    def odd(self, name: str, misprints: tuple[Misprint, ...]) -> str:
        """Return a name as one of the misprints has it."""
        return misprints[int(self.rng.integers(len(misprints)))](name)


@dataclass(frozen=True)
class Award:
    """One award of the market with its place and its faults."""

    place: int
    row: dict[str, Any]
    faults: frozenset[str]

    def has(self, fault: str) -> bool:
        """Tell whether it has a fault."""
        return fault in self.faults


def releases(market: Market, *, seed: int = 1) -> Iterator[bytes]:
    """Yield the market's releases as JSON lines, those of one award after each other."""
    bodies = Bodies(
        market.buyers["name"].tolist(),
        market.suppliers.to_dict("records"),
        np.random.default_rng(seed),
    )
    yield from _frameworks(market, bodies)
    names = list(market.dirt.columns)
    faulty = market.dirt.to_numpy()
    for place, row in enumerate(market.awards.to_dict("records")):
        faults = frozenset(name for name, there in zip(names, faulty[place], strict=True) if there)
        yield from _lines(Award(place, row, faults), bodies)


def write(market: Market, file: Path, *, seed: int = 1) -> int:
    """Write the releases to a .jsonl or .jsonl.gz file; return how many lines there are."""
    number = 0
    with gzip.open(file, "wb", 1) if file.suffix == ".gz" else file.open("wb") as out:
        for line in releases(market, seed=seed):
            out.write(line)
            number += 1
    return number


def _lines(award: Award, bodies: Bodies) -> Iterator[bytes]:
    fts = bool(award.row["fts"])
    last = _release(award, bodies, fts=fts)
    made = [last]
    if award.has("hundredfold"):
        made = [_mistyped(last, award.place), last]
    if award.has("reissued"):
        made = [_first_state(last), last]
    if award.has("both_systems"):
        made.append(_release(award, bodies, fts=not fts))
    if award.has("details_follow") and fts and not award.has("repeated"):
        made.append(_details(last))
    if award.has("repeated"):
        made.append(last)
    for release in made:
        yield _printed(release, award)
    if award.has("unreadable"):
        yield BROKEN


def _printed(release: Release, award: Award) -> bytes:
    text = json.dumps(release, ensure_ascii=False)
    if award.has("endless"):
        text = text.replace(f'"{ENDLESS}"', ENDLESS)
    return text.encode("latin-1" if award.has("latin") else "utf-8") + b"\n"


def _ocid(award: Award, *, fts: bool) -> str:
    if award.has("call_off"):
        return _framework_ocid(award.row["buyer"], award.place)
    place = award.place - award.has("shared_process")
    return f"ocds-h6vhtk-{place:06x}" if fts else f"ocds-b5fd17-{place:08x}-0000-4000"


def _release(award: Award, bodies: Bodies, *, fts: bool) -> Release:
    row, place = award.row, award.place
    ocid = _ocid(award, fts=fts)
    published = _moment(row["awarded"], 45 if award.has("late") else 5, place)
    sellers = _sellers(award, bodies, fts=fts)
    buyer = _buyer(award, bodies, fts=fts)
    # In a process with others each award has a number of its own.
    number = f"{place}" if award.has("call_off") else "2" if award.has("shared_process") else "1"
    made = {
        "id": number if fts else f"{ocid}-{number}",
        "status": "active",
        "date": _day(row["awarded"]),
        "datePublished": published,
        "value": _value(award),
        "suppliers": [{"id": one["id"], "name": one["name"]} for one in sellers],
        "contractPeriod": _period(award),
    }
    if award.has("repeated"):
        del made["id"]  # as some publishers do; then only the release's id tells copies
    return {
        "ocid": ocid,
        "id": f"{place:06d}-2025" if fts else f"{place:08x}-1111-4000-8000-{place}",
        "date": published,
        "tag": ["award"],
        "initiationType": "tender",
        "parties": [buyer, *sellers],
        "buyer": {"id": buyer["id"], "name": buyer["name"]},
        "tender": _tender(award, fts=fts),
        "awards": [made, *_cancelled(award, made)],
    } | ({"contracts": []} if fts else {})


def _tender(award: Award, *, fts: bool) -> Release:
    row = award.row
    code = {"scheme": "CPV", "id": row["cpv"]}
    codes = (
        {"items": [{"id": "1", "additionalClassifications": [code]}]}
        if fts
        else {"classification": code}
    )
    notice = {"id": "n", "noticeType": "UK6", "documentType": "awardNotice"}
    called_off = award.has("call_off")
    return {
        "title": row["title"],
        "description": f"{row['title']}: a purchase of the council, paid in £.",
        "status": "complete",
        "procurementMethod": "selective" if called_off else "open",
        "procurementMethodDetails": "Call-off from a framework agreement"
        if called_off
        else "Open procedure",
        **codes,
        **({"documents": [notice]} if fts else {}),
        **({"techniques": {"hasFrameworkAgreement": True}} if award.has("ceiling") else {}),
    }


def _value(award: Award) -> Release:
    if award.has("no_value"):
        return {}
    pounds = float(award.row["printed"])
    if award.has("gross_only"):
        return {"amountGross": round(pounds * VAT, 2), "currency": "GBP"}
    if award.has("foreign"):
        return {"amount": round(pounds * EUROS, 2), "currency": "EUR"}
    instead = {
        "ceiling": CEILING,
        "call_off": FRAMEWORK_VALUE,
        "placeholder": PLACEHOLDERS[award.place % len(PLACEHOLDERS)],
        "endless": ENDLESS,
    }
    amount = next((other for fault, other in instead.items() if award.has(fault)), pounds)
    return {"amount": amount, "currency": "GBP"}


def _period(award: Award) -> Release:
    row = award.row
    made = {"startDate": _day(row["start"]), "endDate": _day(row["end"])}
    stated = row["max_end"] > row["end"] or award.has("extension_inside")
    return made | ({"maxExtentDate": _day(row["max_end"])} if stated else {})


def _sellers(award: Award, bodies: Bodies, *, fts: bool) -> list[Release]:
    if award.has("unnamed_supplier"):
        name = UNNAMED[award.place % len(UNNAMED)]
        return [{"id": "1", "name": name, "roles": ["supplier"]}]
    return [_seller(one, award, bodies, fts=fts) for one in award.row["suppliers"]]


def _seller(one: int, award: Award, bodies: Bodies, *, fts: bool) -> Release:
    company = bodies.suppliers[one]
    name = str(company["name"])
    if award.has("odd_supplier"):
        name = bodies.odd(name, ODD_SUPPLIERS)
    if award.has("capital_supplier"):
        name = name.upper()
    numbered = not award.has("supplier_without_id")
    number = str(company["number"])
    identifier = {"scheme": "GB-COH", "id": number} if numbered else {"legalName": name}
    size = {"scale": "sme" if company["sme"] else "large"} if company["scale_known"] else {}
    return {
        "id": f"GB-COH-{number}"
        if numbered
        else f"{'GB-FTS' if fts else 'GB-CFS'}-{100_000 + one}",
        "name": name,
        "identifier": identifier,
        "details": size,
        "roles": ["supplier"],
    }


def _buyer(award: Award, bodies: Bodies, *, fts: bool) -> Release:
    place = award.row["buyer"]
    name = bodies.buyers[place]
    if award.has("odd_buyer"):
        name = bodies.odd(name, ODD_BUYERS)
    if award.has("capital_buyer"):
        name = name.upper()
    scheme = "GB-PPON" if fts else "GB-CFS"
    return {"id": f"{scheme}-{place:05d}", "name": name, "roles": ["buyer"]}


def _mistyped(release: Release, place: int) -> Release:
    """Return the release as it was first typed, a hundred times too large, minutes before.

    Real ones were put right under another award id, and under the same.
    """
    award = release["awards"][0]
    value = {key: v * 100 if key.startswith("amount") else v for key, v in award["value"].items()}
    moment = _later(release["date"], minutes=-6)
    wrong = award | {"value": value, "datePublished": moment}
    if place % 2:
        wrong["id"] = f"{award['id']}-0"
    return release | {"id": f"{release['id']}-0", "date": moment, "awards": [wrong]}


def _first_state(release: Release) -> Release:
    """Return the release as it was two days before its award was published again, put right."""
    award = release["awards"][0]
    value = {key: v * CORRECTED if key == "amount" else v for key, v in award["value"].items()}
    moment = _later(release["date"], minutes=-2 * 24 * 60)
    earlier = award | {"value": value, "datePublished": moment}
    return release | {"id": f"{release['id']}-0", "date": moment, "awards": [earlier]}


def _details(release: Release) -> Release:
    """Return the notice of contract details that follows an award notice, without the value."""
    award = {k: v for k, v in release["awards"][0].items() if k not in {"value", "date"}}
    moment = _later(release["date"], minutes=20 * 24 * 60)
    award["datePublished"] = moment
    notice = {"id": "d", "noticeType": "UK7", "documentType": "contractNotice"}
    contract = {
        "id": "1",
        "awardID": award["id"],
        "status": "active",
        "period": award["contractPeriod"],
    }
    return release | {
        "id": f"9{release['id']}",
        "date": moment,
        "tag": ["contract"],
        "tender": release["tender"] | {"documents": [notice]},
        "awards": [award],
        "contracts": [contract],
    }


def _cancelled(award: Award, made: Release) -> list[Release]:
    """Return the lot that came to nothing: its estimate is printed all the same."""
    if not award.has("cancelled_lot") or award.has("repeated"):
        return []
    lost = {"id": f"{made['id']}-2", "status": "cancelled", "suppliers": []}
    return [lost | {"date": made["date"], "value": {"amount": 300_000, "currency": "GBP"}}]


def _framework_ocid(buyer: int, place: int) -> str:
    """Return the process under which some of a buyer's call-offs are published."""
    return f"ocds-h6vhtk-f{buyer:02x}{place % AWARDS_A_FRAMEWORK:03x}"


def _frameworks(market: Market, bodies: Bodies) -> Iterator[bytes]:
    """Yield the releases of the frameworks themselves, in which nothing is bought yet."""
    places = market.dirt.index[market.dirt["call_off"]]
    buyers = market.awards["buyer"]
    owners = {_framework_ocid(int(buyers[place]), int(place)): place for place in places}
    for number, (ocid, place) in enumerate(owners.items()):
        row = {**market.awards.loc[place].to_dict(), "title": f"Framework {made_word(number)}"}
        award = Award(int(place), row, frozenset())
        made = _release(award, bodies, fts=True)
        moment = _moment(row["awarded"], -200, 0)
        lots = [one | {"value": {"amount": FRAMEWORK_VALUE, "currency": "GBP"}}
                for one in made["awards"]]  # fmt: skip
        for lot in lots:
            del lot["contractPeriod"]
        lots[0] |= {"id": "framework", "datePublished": moment, "date": moment}
        tender = made["tender"] | {"techniques": {"hasFrameworkAgreement": True}}
        told = {"ocid": ocid, "id": f"f{number:05d}-2024", "date": moment, "awards": lots}
        yield _printed(made | told | {"tender": tender}, award)


def _later(moment: str, *, minutes: int) -> str:
    return (dt.datetime.fromisoformat(moment) + dt.timedelta(minutes=minutes)).isoformat()


def _day(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _moment(day: dt.date, later: int, place: int) -> str:
    told = dt.datetime.combine(day, dt.time(9), dt.UTC)
    return (told + dt.timedelta(days=later, seconds=place % 30000)).isoformat()
