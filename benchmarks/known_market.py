"""A market whose truth is known: awards that never were, bought by councils that are.

For tests and benchmarks only: nothing of it is ever shown in a report, and nothing in the
package imports it. `truth` draws the awards; `known_releases` prints them as OCDS releases
and `known_payments` as spend files, with the faults of real files at the rates counted there
(`Dirt`). What the import makes of the files can then be held against what is true. One seed,
one market.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from decimal import Decimal

import numpy as np
import pandas as pd
from known_dirt import Dirt

FIRST_DAY = dt.date(2025, 1, 1)
DAYS = 365
BUYERS = 60
AWARDS_A_SUPPLIER = 40
AWARDS_A_FRAMEWORK = 4
"""Call-offs that are published under the OCID of one framework."""
SME_SHARE = 0.4
TECHNOLOGY_SHARE = 0.25
SCALE_KNOWN = 0.7
"""Share of suppliers whose size is printed."""
EXTENDABLE = 0.4
EXTENSION_DAYS = 730

TECHNOLOGY = (
    ("Housing management software", "48000000"),
    ("Microsoft licence agreement", "48000000"),
    ("Network switches and wireless access points", "32420000"),
    ("Replacement laptops and monitors", "30213100"),
    ("ICT support services", "72000000"),
    ("Social care case management system", "85320000"),
)
"""Subjects and codes: the last stands under a code that is not one of technology."""
OTHER = (
    ("Highway resurfacing works", "45233220"),
    ("Home care for adults", "85312000"),
    ("Supply of refuse vehicles", "34144510"),
    ("School catering", "55524000"),
    ("Grounds maintenance", "77314000"),
    ("Consultants for housing needs", "72224000"),
)
"""The same of other purchases: the last stands under a code of IT services."""


VALUE_IS_LOST = ("placeholder", "no_value", "ceiling", "call_off", "endless", "foreign")
"""Faults after which the value was never published, whatever number is printed."""
ALONE = (*VALUE_IS_LOST, "hundredfold", "reissued", "repeated", "both_systems", "gross_only")
"""Faults of which an award has one at most: two would hide each other."""


@dataclass(frozen=True)
class Market:
    """The truth.

    Attributes:
        awards: a row an award: title (none twice), cpv, technology, buyer (place in
            `buyers`), suppliers (places in `suppliers`, the first one leads; none where they
            are withheld), value (Decimal pounds without VAT; None where it was never
            published), printed (the value that goes into the notice all the same), awarded,
            start, end, max_end (days; equal to end without an extension), fts (published in
            Find a Tender, else in Contracts Finder).
        buyers: name, code (of the Office for National Statistics).
        suppliers: name, number (of the company), sme, scale_known.
        dirt: the faults, one column of booleans each, rows as in `awards`.
    """

    awards: pd.DataFrame
    buyers: pd.DataFrame
    suppliers: pd.DataFrame
    dirt: pd.DataFrame


def truth(
    number: int, councils: pd.DataFrame, *, seed: int = 1, dirt: Dirt | None = None
) -> Market:
    """Draw a market of so many awards.

    Args:
        number: how many awards.
        councils: index gss_code, column official_name: who buys.
        seed: another seed, another market.
        dirt: how often each fault occurs; at the counted rates unless told.
    """
    rng = np.random.default_rng(seed)
    chosen = councils["official_name"].sample(min(BUYERS, len(councils)), random_state=seed)
    buyers = pd.DataFrame({"name": chosen.to_numpy(), "code": chosen.index.to_numpy()})
    suppliers = _suppliers(max(40, number // AWARDS_A_SUPPLIER), rng)
    faults = _faults(number, dirt or Dirt(), rng)
    awards = _subjects(number, rng)
    awards = awards.assign(
        buyer=_skewed(number, len(buyers), rng), **_sold(number, len(suppliers), faults, rng)
    )
    awards = awards.assign(**_days(number, faults, rng), fts=rng.random(number) < 0.5)
    # Frameworks and call-offs as they are here are published in Find a Tender alone.
    awards = awards.assign(fts=awards["fts"] | faults["call_off"])
    return Market(_beside(awards, faults["shared_process"]), buyers, suppliers, faults)


def _beside(awards: pd.DataFrame, shared: pd.Series) -> pd.DataFrame:
    """Return the awards with the buyer and system of the one before where they share its OCID."""
    columns = {name: awards[name].to_list() for name in ("buyer", "fts")}
    for place in shared.index[shared]:
        for cells in columns.values():
            cells[place] = cells[place - 1]
    return awards.assign(**columns)


def made_word(place: int) -> str:
    """Return a word of three syllables or more, another one for each place, that means nothing."""
    syllables = [c + v for c in "bdfghklmnprtvz" for v in "aeiou"]
    word = ""
    while place or len(word) < 6:
        place, rest = divmod(place, len(syllables))
        word = syllables[rest] + word
    return word.capitalize()


def _skewed(number: int, places: int, rng: np.random.Generator) -> np.ndarray:
    """Draw places of which the first are far more frequent than the last."""
    weights = 1 / np.arange(2, places + 2)
    return rng.choice(places, number, p=weights / weights.sum())


def _suppliers(number: int, rng: np.random.Generator) -> pd.DataFrame:
    """Draw companies; their names are made words, so no real one is meant."""
    return pd.DataFrame(
        {
            "name": [f"{made_word(place)} Example Ltd" for place in range(number)],
            "number": [f"{place + 1:08d}" for place in range(number)],
            "sme": rng.random(number) < SME_SHARE,
            "scale_known": rng.random(number) < SCALE_KNOWN,
        }
    )


def _faults(number: int, dirt: Dirt, rng: np.random.Generator) -> pd.DataFrame:
    """Draw which award has which fault."""
    made = {field.name: rng.random(number) < getattr(dirt, field.name) for field in fields(Dirt)}
    taken = np.zeros(number, dtype=bool)
    for name in ALONE:
        made[name] &= ~taken
        taken |= made[name]
    made["extension_inside"] &= ~made["one_day"]
    made["shared_process"] &= ~made["call_off"]
    made["shared_process"][:1] = False
    # A withheld supplier cannot be one of several, and what has no firm cannot be told alike.
    made["unnamed_supplier"] &= ~taken & ~made["several_suppliers"]
    return pd.DataFrame(made)


def _subjects(number: int, rng: np.random.Generator) -> pd.DataFrame:
    technology = rng.random(number) < TECHNOLOGY_SHARE
    drawn = [
        (TECHNOLOGY if is_technology else OTHER)[kind]
        for is_technology, kind in zip(technology, rng.integers(0, 6, number), strict=True)
    ]
    return pd.DataFrame(
        {
            "title": [f"{subject} {made_word(place)}" for place, (subject, _) in enumerate(drawn)],
            "cpv": [cpv for _, cpv in drawn],
            "technology": technology,
        }
    )


def _sold(
    number: int, suppliers: int, faults: pd.DataFrame, rng: np.random.Generator
) -> dict[str, object]:
    """Draw who sells, and for how much."""
    pence = (np.exp(rng.normal(11.5, 1.0, number)) * 100).round().astype(np.int64)
    printed = [Decimal(int(amount)) / 100 for amount in pence]
    hidden = faults[list(VALUE_IS_LOST)].any(axis=1)
    lead = _skewed(number, suppliers, rng)
    others = rng.integers(0, suppliers, (number, 2))
    sellers = [
        ()
        if unnamed
        else tuple(dict.fromkeys((int(first), *map(int, more))))
        if several
        else (int(first),)
        for first, more, several, unnamed in zip(
            lead, others, faults["several_suppliers"], faults["unnamed_supplier"], strict=True
        )
    ]
    value = [None if lost else pounds for pounds, lost in zip(printed, hidden, strict=True)]
    return {"suppliers": sellers, "printed": printed, "value": pd.Series(value, dtype=object)}


def _days(number: int, faults: pd.DataFrame, rng: np.random.Generator) -> dict[str, object]:
    awarded = rng.integers(0, DAYS, number)
    start = awarded + 14
    end = start + np.where(faults["one_day"], 0, rng.integers(180, 1800, number))
    extendable = (rng.random(number) < EXTENDABLE) & ~faults["extension_inside"].to_numpy()
    days = {
        "awarded": awarded,
        "start": start,
        "end": end,
        "max_end": end + EXTENSION_DAYS * extendable,
    }
    return {
        name: [FIRST_DAY + dt.timedelta(days=int(day)) for day in drawn]
        for name, drawn in days.items()
    }
