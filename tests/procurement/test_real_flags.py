"""Flags of the published files, against counts made of the raw records by other means.

Here nothing is asked of the package: the published JSON and CSV are read by the standard
library, and what a flag says is counted with sets and plain comparisons of letters.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from real_files import (
    SHARED,
    Imported,
    imported,
    published,
    raw_records,
    raw_releases,
    raw_search,
    text_of,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not here"),
]
LINES = ("contracts_finder_england", "public_contracts_scotland", "sell2wales")
EXPORTS = [f"contracts_finder_csv/contracts_finder_awards_{letter}.csv" for letter in "ab"]
SUPPLIERS = "Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]"
REGISTER = "registers/salford_contracts_register_2022-07.csv"
Release = Mapping[str, Any]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    files = [file for file in published() if file.parent.name != "spend"]
    return imported(files, tmp_path_factory.mktemp("real"))


def flagged(real: Imported, table: str, flag: str) -> int:
    return int(real.one(f"SELECT count(*) FROM {table} WHERE list_contains(flags, '{flag}')")[0])


def releases() -> Iterator[tuple[str, Release]]:
    """Yield every published OCDS release with a name of its own."""
    for name in LINES:
        for number, one in enumerate(raw_releases(f"ocds/{name}.ndjson")):
            yield f"{name} {number}", one
    for one in json.loads(text_of("ocds/find_a_tender_032703-2026.json"))["releases"]:
        yield "find a tender", one


def sellers() -> Iterator[list[tuple[tuple[str, ...], str]]]:
    """Yield of each award its suppliers: what tells them apart, and the number printed."""
    for _, one in releases():
        parties = {party["id"]: party for party in one["parties"]}
        for award in one.get("awards", ()):
            yield [
                ((seller.get("id", ""), seller.get("name") or ""), number_of(parties, seller))
                for seller in award.get("suppliers", ())
            ]
    for name in EXPORTS:
        for row in raw_records(name):
            cells = [
                cell.split("|")
                for cell in re.findall(r"\[([^\[\]]*)\]", html.unescape(row[SUPPLIERS]))
            ]
            yield [
                ((c[0], *c[-4:]), c[-3] if c[-4] == "COMPANIES_HOUSE" else "")
                for c in cells
                if c[0].strip()
            ]
    for one in raw_search():
        if one.get("status") == "awarded":
            # Names with a comma and no blank between them; one is printed again for each lot.
            cell = html.unescape(one.get("awarded_supplier") or "").replace(", ", "\0")
            names = {name.strip() for name in cell.split(",")} - {""}
            yield [((name,), "") for name in sorted(names)]
    for row in raw_records(REGISTER):
        yield [((row["Supplier Company Name"],), row["Company Number"])]


def number_of(parties: Mapping[str, Release], seller: Release) -> str:
    party = parties.get(seller.get("id", ""), {})
    listed = [party.get("identifier") or {}, *party.get("additionalIdentifiers", ())]
    return next((one["id"] for one in listed if one.get("scheme") == "GB-COH"), "")


def can_be_none(printed: str) -> bool:
    """Return whether a number is printed that is none, told by its letters one after another."""
    signs = "".join(printed.split()).upper()
    if not signs.strip("-"):
        return False
    if signs.isdecimal():
        return len(signs) > 8 or int(signs) == 0
    societies = signs[:2] in ("IP", "SP", "NP", "RS")
    companies = signs[:2].isalpha() and signs[2:].isdecimal()
    return len(signs) != 8 or not (societies or companies)


def test_suppliers_of_awards_are_flagged_as_the_raw_lists_have_them(real: Imported) -> None:
    lists = list(sellers())
    several = sum(len(one) for one in lists if len(one) > 1)
    twice = sum(len(one) - len({told for told, _ in one}) for one in lists)
    wrong = [number for one in lists for _, number in one if can_be_none(number)]
    assert (several, twice, len(wrong)) == (2658, 405, 48)
    for flag, n in (
        ("several_suppliers", several),
        ("named_twice", twice),
        ("number_malformed", len(wrong)),
    ):
        assert flagged(real, "award_supplier", flag) == n, flag
    assert {"0", "Various", "014997267", "CHA1049226"} <= set(wrong)


def codes() -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """Return (notice, lot, code) of the codes given as own, and of those given as additional."""
    own: set[tuple[str, ...]] = set()
    additional: set[tuple[str, ...]] = set()
    for name, one in releases():
        tender = one.get("tender", {})
        whole = [tender.get("classification"), *tender.get("additionalClassifications", ())]
        own |= {(name, "", code["id"][:8]) for code in whole if code}
        items = [(item.get("relatedLot", ""), item) for item in tender.get("items", ())]
        items += [(a["id"], item) for a in one.get("awards", ()) for item in a.get("items", ())]
        for lot, item in items:
            if code := item.get("classification"):
                own.add((name, lot, code["id"][:8]))
            more = item.get("additionalClassifications", ())
            additional |= {(name, lot, code["id"][:8]) for code in more}
    rows = [(one["id"], one.get("cpv_codes")) for one in raw_search()]
    rows += [(f"{f} {n}", r["Cpv Codes"]) for f in EXPORTS for n, r in enumerate(raw_records(f))]
    own |= {(name, "", code) for name, told in rows for code in re.findall(r"\d{8}", told or "")}
    return own, additional


def test_codes_are_flagged_as_the_raw_notices_have_them(real: Imported) -> None:
    own, additional = codes()
    listed = {line[:8] for line in (SHARED / "cpv" / "cpv_2008_en.csv").read_text().split("\n")}
    assert {code for _, _, code in own | additional} <= listed
    broad = sum(code.endswith("0" * 6) for _, _, code in own | additional)
    proclass = sum(bool(row["ProClass Classification"].strip()) for row in raw_records(REGISTER))
    assert (len(additional - own), broad, proclass) == (2165, 1021, 346)
    found = {
        "additional_of_item": len(additional - own),
        "broad": broad,
        "no_main_code": 2,  # the one notice of Find a Tender has two codes, both of its items
        "not_cpv": proclass,
        # Every code of these files stands in the list of 2008.
        "code_malformed": 0,
        "not_cpv_2008": 0,
        "placeholder": 0,
    }
    assert {flag: flagged(real, "classification", flag) for flag in found} == found


def buyers() -> set[tuple[str, str]]:
    """Return id, where it holds beyond its notice, and name in capitals of every buyer."""
    told = [(one["buyer"]["id"], one["buyer"]["name"]) for _, one in releases()]
    told += [("", row["Organisation Name"]) for name in EXPORTS for row in raw_records(name)]
    told += [("", one["organisation"]) for one in raw_search()]
    told += [("", row["Purchasing Body"]) for row in raw_records(REGISTER)]
    return {
        (number if number.startswith("GB-") else "", html.unescape(name).strip().upper())
        for number, name in told
    }


def test_buyers_are_flagged_as_their_raw_names_and_ids_have_them(real: Imported) -> None:
    ids: dict[str, set[str]] = {}
    for number, name in buyers():
        plain = "".join(filter(str.isalnum, re.sub(r"\bAND\b|\bTHE\b", "", name)))
        ids.setdefault(plain, set()).add(number)
    several = {name: found for name, found in ids.items() if len(found - {""}) > 1}
    without = sum(not number for number, _ in buyers())
    assert (len(several), sum(map(len, several.values())), without) == (13, 40, 504)
    assert len(several["MINISTRYOFDEFENCE"] - {""}) == 6
    assert flagged(real, "buyer", "several_ids") == 40
    assert flagged(real, "buyer", "no_id") == 504
    assert real.rows("""SELECT name FROM buyer WHERE list_contains(flags, 'succeeded')
        ORDER BY 1""") == [
        ("Buckinghamshire County Council",),
        ("CORBY BOROUGH COUNCIL",),
        ("Cumbria County Council",),
        ("Northamptonshire County Council",),
    ]


def test_no_force_and_no_fire_service_is_set_out_of_scope(real: Imported) -> None:
    said = re.compile(r"police|policing|constabulary|fire (and|&) rescue", re.IGNORECASE)
    names = {name for _, name in buyers() if said.search(name)}
    outside = {
        name.upper()
        for (name,) in real.rows("""SELECT name FROM buyer WHERE resolved_by = 'out of scope'
            AND name IS NOT NULL""")
    }
    assert len(names) > 10
    assert len(outside) > 300
    assert not names & outside
    assert not {name for name in outside if said.search(name)}


@pytest.mark.parametrize("table", ["buyer", "supplier"])
def test_each_buyer_and_supplier_leads_to_a_record_that_prints_its_name(
    real: Imported, table: str
) -> None:
    file = f"{LINES[0]}.ndjson"
    rows = real.rows(f"""SELECT t.name, raw_line FROM {table} AS t JOIN file USING (raw_file)
        WHERE file.name = '{file}' AND NOT list_contains(flags, 'text_mended')""")
    printed = [
        {(party.get("name") or "").upper() for party in (one["buyer"], *one["parties"])}
        for one in raw_releases(f"ocds/{file}")
    ]
    assert len(rows) > 90
    assert all((name or "").upper() in printed[line - 1] for name, line in rows)


def test_persons_are_told_from_firms_that_bear_a_title(real: Imported) -> None:
    told = {sign for one in sellers() for (signs, _) in one for sign in signs}
    told |= {one.get("awarded_supplier") or "" for one in raw_search()}
    titles = ("mr ", "mrs ", "ms ", "miss ", "dr ", "rev ")
    titled = {name.strip() for name in told if name.lower().strip().startswith(titles)}
    firms = {"Dr Reddy and Company", "MS Instruments Limited", "Mrs B's Catering Services Limited"}
    persons = {"Dr Shabana Rahman", "Mr R Ahmed T/A SAS Executive Travel"}
    assert titled == firms | persons
    found = real.rows("SELECT name FROM supplier WHERE list_contains(flags, 'individual')")
    withheld = "Name withheld (as individual and not a company)"
    assert {name for (name,) in found} == persons | {withheld}
