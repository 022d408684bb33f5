"""Releases in every wrapping become the same rows; hostile and broken ones do no harm."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_releases import BUYER, Json, Market, award, each_alone, lines, market, release

from futuregazing.procurement.broken import sound
from futuregazing.procurement.engine import MACROS
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.readers import UnknownFormat
from futuregazing.procurement.snapshot import Snapshot


def two(mark: str = "") -> list[Json]:
    """Return two releases, of one award and of two, with a mark before their numbers."""
    return [
        release(f"{mark}1", award("1", 10_000)),
        release(f"{mark}2", award("1", 20_000), award("2", 1_234.56)),
    ]


TWO = two()

READING = duckdb.connect()
READING.execute("SET TimeZone = 'UTC'")
READING.execute(MACROS)


def imported(folder: Path, name: str, content: bytes) -> Market:
    file = folder / "files" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    import_files([file], folder / "snapshot")
    return Market(folder / "snapshot")


def rejects(found: Market) -> list[tuple[Any, ...]]:
    return found.rows("reject", "raw_line, of_table, reason")


def package(releases: list[Json]) -> Json:
    return {"version": "1.1", "releases": releases}


def records(one: Json, other: Json) -> Json:
    return {
        "records": [
            {"ocid": one["ocid"], "compiledRelease": one},
            {"ocid": other["ocid"], "releases": [other]},
        ]
    }


PACKAGE, RECORDS, LINES = package(TWO), records(*TWO), lines(TWO).encode()

WRAPPINGS: dict[str, Callable[[list[Json]], bytes]] = {
    "two.ndjson": lambda two: lines(two).encode(),
    "windows.jsonl": lambda two: b"\xef\xbb\xbf" + lines(two).encode().replace(b"\n", b"\r\n"),
    "packed.jsonl.gz": lambda two: gzip.compress(lines(two).encode()),
    "package.json": lambda two: json.dumps(package(two), indent=1).encode(),
    "one-line-package.json": lambda two: json.dumps(package(two)).encode(),
    "packages.jsonl": lambda two: "".join(
        json.dumps({"releases": [one]}) + "\n" for one in two
    ).encode(),
    "records.json": lambda two: json.dumps(records(*two), indent=2).encode(),
    "list.json": lambda two: json.dumps(two, indent=2).encode(),
    "no extension": lambda two: lines(two).encode(),
    "=HYPERLINK('x') \n\" %s; DROP TABLE.json": lambda two: lines(two).encode(),
}
MARKS = {name: f"{place}-" for place, name in enumerate(WRAPPINGS)}


@pytest.fixture(scope="module")
def unwrapped(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Market]:
    """Two releases of their own in each wrapping."""
    files = {name: wrapped(two(MARKS[name])) for name, wrapped in WRAPPINGS.items()}
    return each_alone(tmp_path_factory.mktemp("wrapped"), files)


@pytest.mark.parametrize("name", WRAPPINGS)
def test_every_wrapping_gives_the_same_awards(unwrapped: Mapping[str, Market], name: str) -> None:
    found, mark = unwrapped[name], MARKS[name]
    assert found.rows("award", "award_key, value_gbp, raw_line, raw_no") == [
        (f"cf:ocds-b5fd17-{mark}1:{mark}1-1:1", Decimal("10000.00"), 1, 1),
        (f"cf:ocds-b5fd17-{mark}2:{mark}2-1:1", Decimal("20000.00"), 2, 1),
        (f"cf:ocds-b5fd17-{mark}2:{mark}2-1:2", Decimal("1234.56"), 2, 2),
    ]
    assert rejects(found) == []
    assert found.file
    assert {name: one.read for name, one in found.file.counts.items()} == {
        "notice": 2,
        "award": 3,
        "award_supplier": 3,
        "contract": 0,
    }


def test_a_broken_line_is_rejected_with_its_reason_and_the_others_are_read(tmp_path: Path) -> None:
    bad = [
        b'{"ocid": "ocds-b5fd17-9", "id": "9", "tender": {"value": {"amount": 1 "x": 1}}}\n',
        b'{"ocid": "ocds-b5fd17-9", "id": "9"\n',
        b"[1, 2]\n",
        b'{"id": "no ocid"}\n',
        b'{"ocid": "ocds-b5fd17-9", "id": "\\ud800"}\n',
    ]
    found = imported(tmp_path, "mixed.jsonl", LINES + b"".join(bad) + LINES[:0])
    assert len(found.rows("award")) == 3
    assert rejects(found) == [
        (3, "notice", "not JSON: Expecting ',' delimiter"),
        (4, "notice", "not JSON: Expecting ',' delimiter"),
        (5, "notice", "no release: there is no ocid"),
        (6, "notice", "no release: there is no ocid"),
        (7, "notice", "not JSON: half a character (a lone surrogate) in a text"),
    ]


NUMBERS = [" 000", "1 000", "007", ".5", "1."]
WRAPPED = {"line": lines(TWO), "page": json.dumps(PACKAGE), "records": json.dumps(RECORDS)}


@pytest.fixture(scope="module")
def with_broken_numbers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Market]:
    """Two releases, of which the first states a broken number; by wrapping and number."""
    files = {
        f"{wrapped}{number}": text.replace("10000", number).encode()
        for wrapped, text in WRAPPED.items()
        for number in NUMBERS
    }
    return each_alone(tmp_path_factory.mktemp("numbers"), files)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("wrapped", WRAPPED)
def test_a_broken_number_becomes_nothing_and_costs_no_release(
    with_broken_numbers: Mapping[str, Market], number: str, wrapped: str
) -> None:
    found = with_broken_numbers[f"{wrapped}{number}"]
    assert rejects(found) == []
    assert found.rows("award", "award_id, stated_net, ocid", "ocid LIKE '%-1'") == [
        ("1", None, "ocds-b5fd17-1")
    ]
    flagged = "list_contains(flags, 'number_mended')"
    for table in ("notice", "award"):
        others = {mended for (mended,) in found.rows(table, flagged, "ocid LIKE '%-2'")}
        assert found.rows(table, flagged, "ocid LIKE '%-1'") == [(True,)]
        # A package is mended as one document, and so are all that it holds.
        assert others == {wrapped != "line"}


HALF = '"\\ud800"'
BROKEN = {
    "no comma": '"amount": 1 "x": 2',
    "no word": '"amount": tru',
    "half a character": f'"amount": {HALF}',
    "one bracket more": '"amount": 1}',
    "one bracket less": '"amount": {',
}
INDENTS = {"one line": None, "many lines": 1}


def with_one_broken(case: str, broken: str, indent: int | None) -> bytes:
    """Return a package of three releases numbered for its case, the second of them broken."""
    three = [release(f"{case}-{n}", award("1", 5_000 + n)) for n in (1, 2, 3)]
    told = {"uri": "x", "releases": three, "links": {"next": "y"}}
    return json.dumps(told, indent=indent).replace('"amount": 5002', broken).encode()


@pytest.fixture(scope="module")
def with_a_broken_release(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Market]:
    """Packages that cannot be mended, by what is broken and how they are laid out."""
    files = {
        (case := f"{what}, {layout}"): with_one_broken(case, broken, indent)
        for what, broken in BROKEN.items()
        for layout, indent in INDENTS.items()
    }
    return each_alone(tmp_path_factory.mktemp("broken"), files)


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("layout", INDENTS)
def test_of_a_package_that_cannot_be_mended_one_release_is_lost(
    with_a_broken_release: Mapping[str, Market], what: str, layout: str
) -> None:
    case = f"{what}, {layout}"
    found = with_a_broken_release[case]
    assert found.rows("notice", "ocid, raw_line, flags") == [
        (f"ocds-b5fd17-{case}-1", 1, []),
        (f"ocds-b5fd17-{case}-3", 3, []),
    ]
    ((line, table, reason),) = rejects(found)
    assert (line, table) == (2, "notice")
    assert reason.startswith("not JSON: ")


def test_of_records_that_cannot_be_mended_one_is_lost(tmp_path: Path) -> None:
    text = json.dumps(RECORDS).replace("10000", "tru")
    found = imported(tmp_path, "records.json", text.encode())
    assert found.rows("notice", "ocid, raw_line") == [("ocds-b5fd17-2", 2)]
    assert rejects(found) == [(1, "notice", "not JSON: Expecting value")]


AFTER = ["x", "{}", '{"releases": []}']


@pytest.fixture(scope="module")
def with_more_behind(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Market]:
    """A broken package, by what stands after it."""
    broken = json.dumps(PACKAGE).replace("10000", "tru")
    files = {after: (broken + after).encode() for after in AFTER}
    return each_alone(tmp_path_factory.mktemp("after"), files)


@pytest.mark.parametrize("after", AFTER)
def test_what_stands_after_a_broken_package_is_not_lost_in_silence(
    with_more_behind: Mapping[str, Market], after: str
) -> None:
    assert rejects(with_more_behind[after])


@settings(deadline=None)
@given(st.text(alphabet='"\\\\{}[],: 0e', max_size=40))
@example(",}")  # DuckDB reads a comma before the end, which Python refuses
def test_however_a_package_is_broken_it_is_read_or_rejected(text: str) -> None:
    page = json.dumps({"releases": [{"ocid": "ocds-b5fd17-1", "id": "1"}]})[:-1] + text
    cells = {"file": ["a"], "no": [1], "line": [page], "number_mended": [False]}
    found = sound(READING, pa.table(cells), packages=True)
    assert found.table.num_rows + len(found.rejected) == 1
    for line in found.table["line"].to_pylist():
        assert "ocds-b5fd17-1" in line
        (kind,) = READING.execute("SELECT json_type(?::JSON)", [line]).fetchall()
        assert kind[0] in ("OBJECT", "ARRAY")


def test_a_cut_gzip_keeps_the_whole_lines_and_says_what_is_lost(tmp_path: Path) -> None:
    many = lines([release(str(n), award("1", 5_000 + n)) for n in range(400)]).encode()
    packed = gzip.compress(many)
    found = imported(tmp_path, "cut.jsonl.gz", packed[: len(packed) // 2])
    ((line, table, reason),) = rejects(found)
    assert 100 < line == len(found.rows("notice")) + 1 < 400
    assert (table, reason) == ("notice", "the compressed file ends early; what followed is lost")


@pytest.mark.parametrize("listed", ["releases", "records"])
def test_of_a_cut_compressed_package_the_whole_releases_are_kept(
    tmp_path: Path, listed: str
) -> None:
    many = [release(str(n), award("1", 5_000 + n)) for n in range(100)]
    told = [{"compiledRelease": one} for one in many] if listed == "records" else many
    packed = gzip.compress(json.dumps({"uri": "x", listed: told}).encode())
    found = imported(tmp_path, "cut.json.gz", packed[: int(len(packed) * 0.9)])
    ((line, table, reason),) = rejects(found)
    kept = found.rows("award", "value_gbp::INT")
    assert kept == [(5_000 + n,) for n in range(len(kept))]
    assert 50 < len(kept) == line - 1 < 100
    assert (table, reason) == ("notice", "the compressed file ends early; what followed is lost")


def test_a_compressed_package_cut_within_its_first_release_is_rejected(tmp_path: Path) -> None:
    packed = gzip.compress(json.dumps(PACKAGE).encode())
    found = imported(tmp_path, "cut.json.gz", packed[:200])
    assert found.rows("notice") == []
    assert [line for line, *_ in rejects(found)] == [1]


def test_lists_that_are_null_are_no_rejects(tmp_path: Path) -> None:
    told = release("1") | {"ocid": "ocds-h6vhtk-1", "awards": None, "contracts": None}
    found = imported(tmp_path, "a.jsonl", lines([told]).encode())
    assert rejects(found) == []
    assert len(found.rows("notice")) == 1


def test_a_day_of_publication_and_a_longest_end_that_are_no_days_are_flagged(
    tmp_path: Path,
) -> None:
    period = {"startDate": "2026-04-01", "endDate": "2028-03-31", "maxExtentDate": "31/03/2030"}
    told = [
        release("1", award(), date="01/03/2026"),
        release("2", award(contractPeriod=period)),
        release("3", award(), tender={"contractPeriod": period}),
    ]
    found = imported(tmp_path, "a.jsonl", lines(told).encode())
    flag = "list_contains(flags, 'date_unreadable')"
    assert found.rows("notice", f"ocid[-1], {flag}") == [("1", True), ("2", False), ("3", True)]
    assert found.rows("award", f"ocid[-1], {flag}") == [("1", False), ("2", True), ("3", False)]


def test_a_package_cut_in_its_first_release_is_rejected_as_a_whole(tmp_path: Path) -> None:
    text = json.dumps(PACKAGE, indent=1).encode()
    found = imported(tmp_path, "cut.json", text[: len(text) // 4])
    assert found.rows("notice") == []
    ((line, table, reason),) = rejects(found)
    assert (line, table) == (1, "notice")
    assert reason.startswith("not JSON: ")


AMOUNTS = ["NaN", "Infinity", "1e9999", "-1e9999", "1e17", '"about £5,000"', '{"x": 1}']


@pytest.fixture(scope="module")
def with_odd_amounts(tmp_path_factory: pytest.TempPathFactory) -> Market:
    """Of each amount printed a release with one award, numbered for its place in the list."""
    told = "".join(
        lines([release(str(n), award("1", 777_777_777_777))]).replace("777777777777", amount)
        for n, amount in enumerate(AMOUNTS)
    )
    return imported(tmp_path_factory.mktemp("amounts"), "odd.jsonl", told.encode())


@pytest.mark.parametrize("amount", AMOUNTS)
def test_an_amount_that_is_no_number_is_flagged_and_not_used(
    with_odd_amounts: Market, amount: str
) -> None:
    number = str(AMOUNTS.index(amount))
    assert with_odd_amounts.award(number, "stated_net, value_basis") == (None, "none")
    flagged = "list_contains(flags, 'value_unreadable')"
    assert with_odd_amounts.award(number, flagged) == (True,)


def test_a_list_that_is_no_list_is_rejected_not_lost(tmp_path: Path) -> None:
    found = market(tmp_path, release("1") | {"awards": {"id": "1"}})
    assert len(found.rows("notice")) == 1
    assert rejects(found) == [(1, "award", "awards is not a list of objects")]


HOSTILE = [
    "=cmd|'/c calc'!A1",
    "<script>alert('x')</script>",
    'O"Brien, "quoted"\n\r\n\tand more',
    "'; DROP TABLE award; --",
    "$file {0} %s \\",
    "🏛 \u202e\u0000",
]


@pytest.fixture(scope="module")
def with_hostile_names(tmp_path_factory: pytest.TempPathFactory) -> Market:
    """Of each name a release, an award, a buyer and a supplier, on a line of its own."""
    told = []
    for number, name in enumerate(HOSTILE, 1):
        party = {"id": name, "name": name}
        sold = award("1", title=name, suppliers=[party])
        told.append(release(str(number), sold, title=name, buyer=party))
    return market(tmp_path_factory.mktemp("hostile"), *told)


@pytest.mark.parametrize(("number", "name"), list(enumerate(HOSTILE, 1)))
def test_a_name_from_outside_stays_a_name(
    with_hostile_names: Market, number: int, name: str
) -> None:
    found, here = with_hostile_names, f"raw_line = {number}"
    assert found.award(str(number), "title") == (name,)
    assert found.rows("award_supplier", "supplier_name", here) == [(name,)]
    assert found.rows("buyer", "name", here) == [(name,)]


def test_a_deep_nest_and_a_long_text_are_read(tmp_path: Path) -> None:
    deep = '{"x":' * 100_000 + "1" + "}" * 100_000
    text = json.dumps(release("1", award(), title="long " * 1_000_000))
    found = imported(tmp_path, "deep.jsonl", (text[:-1] + f', "extra": {deep}}}\n').encode())
    assert found.award("1", "length(title)") == (1_000,)


def test_latin_1_bytes_are_read_and_flagged(tmp_path: Path) -> None:
    text = lines([release("1", award(), title="Café for £5")])
    found = imported(tmp_path, "latin.jsonl", text.encode("latin-1"))
    assert found.award("1", "title, list_contains(flags, 'not_utf8')") == ("Café for £5", True)


def test_garbled_pounds_and_lost_line_ends_are_mended_and_flagged(tmp_path: Path) -> None:
    words = {"description": "Up to Â£5m.rnrnThe councilâ€™s plan."}
    found = market(tmp_path, release("1", award(), tender=words))
    assert found.award("1", "description, list_contains(flags, 'text_mended')") == (
        "Up to £5m.\n\nThe council’s plan.",
        True,
    )


def test_the_page_of_a_notice_is_made_of_an_id_of_the_services_own_form_alone(
    tmp_path: Path,
) -> None:
    found = market(
        tmp_path,
        release("1", id="2a1e3359-87a0-4fdd-ac61-20d5e6520a13-819950"),
        release("2", id="x/../../evil?"),
        release("3", id="032703-2026") | {"ocid": "ocds-h6vhtk-3"},
    )
    assert found.rows("notice", "ocid, url") == [
        (
            "ocds-b5fd17-1",
            "https://www.contractsfinder.service.gov.uk/Notice/2a1e3359-87a0-4fdd-ac61-20d5e6520a13",
        ),
        ("ocds-b5fd17-2", None),
        ("ocds-h6vhtk-3", "https://www.find-tender.service.gov.uk/Notice/032703-2026"),
    ]


def test_contracts_stand_for_those_awards_only_that_their_release_does_not_repeat(
    tmp_path: Path,
) -> None:
    of_first, of_other = {"id": "c", "awardID": "1"}, {"id": "d", "awardID": "7"}
    found = market(
        tmp_path,
        release("1", award("1"), contracts=[of_first]),
        release("2", award("1"), contracts=[of_first, of_other]),
        release("3", award("1"), contracts=[of_first, {"title": "Without any id"}]),
    )
    assert sorted(found.rows("award", "ocid, award_id")) == [
        ("ocds-b5fd17-1", "1"),
        ("ocds-b5fd17-2", "1"),
        ("ocds-b5fd17-2", "7"),
        ("ocds-b5fd17-3", "1"),
        ("ocds-b5fd17-3", "no-2"),
    ]


def test_an_award_known_from_its_contract_alone_is_an_award(tmp_path: Path) -> None:
    contract = {"id": "c", "awardID": "7", "value": {"amount": 4_000, "currency": "GBP"}}
    found = market(tmp_path, release("1", contracts=[contract]) | {"awards": None})
    assert found.award("1", "award_id, value_gbp, value_basis, flags") == (
        "7",
        Decimal("4000.00"),
        "contract net",
        ["from_contract", "no_supplier"],
    )
    ((key, of),) = found.rows("contract", "contract_key, award_key")
    assert (key, of) == ("cf:ocds-b5fd17-1:1-1:1:c", "cf:ocds-b5fd17-1:1-1:7")


def test_releases_without_an_id_are_copies_only_if_they_say_the_same(tmp_path: Path) -> None:
    one = {k: v for k, v in release("1", award("1", 10_000)).items() if k != "id"}
    other = {k: v for k, v in release("1", award("1", 20_000)).items() if k != "id"}
    empty = release("2", award("1", 30_000)) | {"id": ""}
    found = imported(tmp_path, "l.jsonl", lines([one, other, one, empty]).encode())
    assert found.rows("notice", "kept, ocid") == [
        (False, "ocds-b5fd17-1"),
        (True, "ocds-b5fd17-1"),
        (True, "ocds-b5fd17-1"),
        (True, "ocds-b5fd17-2"),
    ]
    page = json.dumps({"releases": [one, other]}, indent=3).encode()
    (tmp_path / "files" / "page.json").write_bytes(page)
    import_files([tmp_path / "files"], tmp_path / "snapshot")
    again = Market(tmp_path / "snapshot")
    assert len(again.rows("notice", "notice_key", "kept")) == 3


PRINTED: list[tuple[Json, list[str], list[str]]] = [
    ({}, [], []),
    ({"value": {"amount": "1e9999"}}, ["value_unreadable"], ["value_unreadable"]),
    ({"value": {"amountGross": "lots"}}, ["value_unreadable"], ["value_unreadable"]),
    ({"dateSigned": "soon"}, ["date_unreadable"], []),
    ({"period": {"endDate": "2027-13-45"}}, ["date_unreadable"], ["date_unreadable"]),
    ({"value": {"amount": 5, "currency": "EUR"}}, ["foreign_currency"], []),
    ({"title": "Up to \xc2£5m"}, ["text_mended"], []),
]
"""What a contract prints, its flags, and those of its award that it cannot be read."""


@pytest.fixture(scope="module")
def with_contracts(tmp_path_factory: pytest.TempPathFactory) -> Market:
    """Of each thing printed a release with one award and one contract."""
    contract = {"id": "1", "awardID": "1", "value": {"amount": 9_000}}
    told = [
        release(str(number), award("1", contractPeriod=None), contracts=[contract | changes])
        for number, (changes, *_) in enumerate(PRINTED)
    ]
    return market(tmp_path_factory.mktemp("contracts"), *told)


@pytest.mark.parametrize(
    ("number", "flags", "of_award"),
    [(str(number), *flags) for number, (_, *flags) in enumerate(PRINTED)],
)
def test_what_a_contract_prints_and_cannot_be_read_is_flagged(
    with_contracts: Market, number: str, flags: list[str], of_award: list[str]
) -> None:
    here = f"notice_key LIKE '%-{number}:%'"
    assert with_contracts.rows("contract", "flags", here) == [(flags,)]
    unreadable = "list_filter(flags, lambda f: f LIKE '%unreadable')"
    assert with_contracts.award(number, unreadable) == (of_award,)


def test_bytes_and_numbers_of_a_contract_that_were_mended_are_flagged(tmp_path: Path) -> None:
    contract = {"id": "1", "awardID": "1", "title": "Café", "value": {"amount": 777_777}}
    text = lines([release("1", award("1"), contracts=[contract])]).replace("777777", " 000")
    found = imported(tmp_path, "odd.jsonl", text.encode("latin-1"))
    assert found.rows("contract", "title, value_net, flags") == [
        ("Café", None, ["not_utf8", "number_mended"])
    ]


def test_one_id_on_two_awards_of_a_release_makes_two_keys(tmp_path: Path) -> None:
    found = market(tmp_path, release("1", award("1", 5_000), award("1", 6_000)))
    keys = found.rows("award", "award_key")
    assert keys == [("cf:ocds-b5fd17-1:1-1:1",), ("cf:ocds-b5fd17-1:1-1:1#2",)]
    assert found.rows("award_supplier", "award_key") == keys


def test_codes_come_from_the_whole_from_items_and_from_lots_once_each(tmp_path: Path) -> None:
    extra = {"scheme": "CPV", "id": "48450000-7", "description": "Again"}
    items = [
        {"relatedLot": "2", "additionalClassifications": [{"scheme": "CPV", "id": "72000000"}]}
    ]
    found = market(
        tmp_path,
        release("1", award(), tender={"additionalClassifications": [extra], "items": items}),
    )
    assert found.rows("classification", "lot, code, role") == [
        ("", "48450000", "main"),
        ("2", "72000000", "item"),
    ]
    assert found.award("1", "main_cpv") == ("48450000",)


def test_a_planned_notice_is_a_notice_with_its_dates_and_no_award(tmp_path: Path) -> None:
    early: Json = release("1", tag=["planning"]) | {
        "awards": None,
        "planning": {"documents": [{"id": "1", "documentType": "marketEngagementNotice"}]},
    }
    early["tender"]["communication"] = {"futureNoticeDate": "2026-04-01T23:59:59+01:00"}
    found = market(tmp_path, early)
    assert found.rows("notice", "stage, notice_type, expected_date") == [
        ("planning", "marketEngagementNotice", dt.date(2026, 4, 1))
    ]
    assert found.rows("award") == []


def test_ids_that_hold_beyond_a_notice_and_company_numbers_are_told_apart(tmp_path: Path) -> None:
    firm = {
        "id": "GB-CFS-9",
        "name": "Smith Ltd",
        "identifier": {"scheme": "GB-COH", "id": "1234567"},
        "details": {"scale": "sme", "vcse": False},
        "roles": ["supplier"],
    }
    local = {"id": "org-2", "name": "Jones Ltd", "roles": ["supplier"]}
    sold = award(suppliers=[{"id": one["id"], "name": one["name"]} for one in (firm, local)])
    found = market(
        tmp_path, release("1", sold, parties=[firm, local, {**BUYER, "roles": ["buyer"]}])
    )
    assert found.rows("supplier", "name, scheme, id, company_number, scale, vcse") == [
        ("Jones Ltd", None, None, None, None, None),
        ("Smith Ltd", "GB-CFS", "9", "01234567", "sme", False),
    ]


def test_an_unknown_file_is_refused_with_what_it_is_and_what_could_be_read(tmp_path: Path) -> None:
    for content, told in (
        (b"", "an empty file"),
        (b"<html>", "HTML or XML"),
        (b'{"meta": 1}', "JSON, but without OCDS"),
        (b"Dear reader\n", "text that begins 'Dear reader'"),
    ):
        with pytest.raises(UnknownFormat, match=f"(?s){told}.*ocds: OCDS releases"):
            imported(tmp_path, "file.txt", content)
    assert not (tmp_path / "snapshot" / "imports.json").exists()


@settings(deadline=None)
@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_money_is_read_to_the_penny(amount: Decimal) -> None:
    assert READING.execute("SELECT money(?)", [str(amount)]).fetchone() == (amount,)


@settings(deadline=None)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(["Z", "+01:00", ""]))
def test_a_day_is_the_day_printed_whatever_the_zone(day: dt.date, zone: str) -> None:
    printed = f"{day.isoformat()}T23:59:59{zone}"
    assert READING.execute("SELECT day(?)", [printed]).fetchone() == (day,)


@pytest.mark.parametrize(
    "printed", ["infinity", "epoch", "2025-02-30", "0001-01-01", "12/05/2025", "", "2925-01-01"]
)
def test_what_is_no_likely_day_is_no_day(printed: str) -> None:
    told = READING.execute("SELECT day(?), moment(?)", [printed, printed]).fetchone()
    assert told == (None, None)


def test_a_moment_is_turned_into_utc() -> None:
    told = READING.execute("SELECT moment('2025-06-23T00:30:00+01:00')").fetchone()
    assert told == (dt.datetime(2025, 6, 22, 23, 30),)


SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "ocds"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not beside the checkout")
def test_the_traps_of_the_real_contracts_finder_file_are_found(tmp_path: Path) -> None:
    import_files([SHARED], tmp_path / "snapshot")
    found = Market(tmp_path / "snapshot")
    book = Snapshot(tmp_path / "snapshot").book()
    counts = {file.name.split("/")[1]: file.counts for file in book.files.values()}
    england = counts["contracts_finder_england.ndjson"]
    assert (england["notice"].read, england["award"].read) == (201, 148)
    assert counts["public_contracts_scotland.ndjson"]["notice"].kept == 90
    assert counts["sell2wales.ndjson"]["notice"].kept == 90
    assert counts["find_a_tender_032703-2026.json"]["notice"].kept == 1
    wrong = found.rows("award", "stated_net, kept", "list_contains(flags, 'times_hundred')")
    assert wrong == [(Decimal("10932000.00"), False), (Decimal("18848731.00"), False)]
    right = found.rows("award", "kept, value_gbp", "stated_net IN (109320, 188487)")
    assert right == [(True, Decimal("109320.00")), (True, Decimal("188487.00"))]
    garbled = "contains(description, 'Â£') OR contains(description, 'rnrn')"
    assert found.rows("notice", "notice_key", garbled) == []
    repeats = found.rows("award", "title", "list_contains(flags, 'repeat')")
    assert repeats == [("Parking Pilot - CEO",)]


SHAPES: dict[str, tuple[Json, int, list[str]]] = {
    "a number": ({"value": 1250000}, 1_250_000, ["Smith Software Limited"]),
    "a number in quotes": ({"value": "1250000.00"}, 1_250_000, ["Smith Software Limited"]),
    "a list of values": ({"value": [{"amount": 7}]}, 7, ["Smith Software Limited"]),
    "one supplier": ({"suppliers": {"id": "x", "name": "Jones"}}, 50_000, ["Jones"]),
    "suppliers by number": (
        {"suppliers": {"0": {"name": "Jones"}, "1": {"name": "Hill"}}},
        50_000,
        ["Hill", "Jones"],
    ),
    "a name among suppliers": (
        {"suppliers": ["Jones", {"name": "Hill"}]},
        50_000,
        ["Hill", "Jones"],
    ),
    "a name": ({"suppliers": "Jones"}, 50_000, ["Jones"]),
    "nothing": ({"suppliers": {}}, 50_000, []),
}
"""What an award says in another shape, the value that is meant, and the suppliers."""


@pytest.fixture(scope="module")
def misshapen(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Market]:
    """An award in each shape, and beside it one as it should be."""
    files = {
        shape: lines([release("1", award() | odd), release("2", award("2", 8))]).encode()
        for shape, (odd, *_) in SHAPES.items()
    }
    return each_alone(tmp_path_factory.mktemp("shapes"), files)


@pytest.mark.parametrize("shape", SHAPES)
def test_what_stands_in_another_shape_is_read_as_it_is_meant(
    misshapen: Mapping[str, Market], shape: str
) -> None:
    found, (_, net, names) = misshapen[shape], SHAPES[shape]
    flags = "list_filter(flags, lambda f: starts_with(f, 'shape'))"
    assert found.award("1", f"stated_net, {flags}") == (net, ["shape_mended"])
    assert found.award("2", f"stated_net, {flags}") == (8, [])
    where = "contains(award_key, 'b5fd17-1:')"
    assert found.rows("award_supplier", "supplier_name", where) == [(name,) for name in names]


@pytest.mark.parametrize("odd", [{"value": True}, {"contractPeriod": "three years"}])
def test_what_stands_in_a_shape_that_says_nothing_is_flagged(
    tmp_path: Path, odd: dict[str, object]
) -> None:
    found = market(tmp_path, release("1", award() | odd, buyer="Ambridge", tag="award"))
    assert found.rows("buyer", "name") == [("Ambridge",)]
    assert found.rows("notice", "stage, list_sort(flags)") == [
        ("award", ["shape_mended", "shape_unread"])
    ]


def cut_short(listed: str, indent: int | None) -> bytes:
    """Return a package of three releases or records that ends within the third."""
    releases = [release(str(n), award()) for n in (1, 2, 3)]
    told = releases if listed == "releases" else [{"compiledRelease": one} for one in releases]
    return json.dumps({"uri": "x", listed: told}, indent=indent).encode()[:-200]


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Market]:
    """Packages cut short, by what they list and how they are laid out; plain and zipped."""
    files: dict[str, bytes] = {}
    for listed in ("releases", "records"):
        for layout, indent in INDENTS.items():
            text = cut_short(listed, indent)
            files[f"{listed}, {layout}.json"] = text
            files[f"{listed}, {layout}.json.gz"] = gzip.compress(text)[:-8]
    return each_alone(tmp_path_factory.mktemp("cut"), files)


@pytest.mark.parametrize("layout", INDENTS)
@pytest.mark.parametrize("listed", ["releases", "records"])
def test_a_package_cut_short_keeps_what_is_whole_compressed_or_not(
    cut: Mapping[str, Market], listed: str, layout: str
) -> None:
    plain, zipped = cut[f"{listed}, {layout}.json"], cut[f"{listed}, {layout}.json.gz"]
    kept = "ocid, raw_line"
    assert plain.rows("notice", kept) == [("ocds-b5fd17-1", 1), ("ocds-b5fd17-2", 2)]
    assert zipped.rows("notice", kept) == plain.rows("notice", kept)
    ((line, table, reason),) = rejects(plain)
    assert (line, table, reason.endswith("; what followed is lost")) == (3, "notice", True)
    assert [row[:2] for row in rejects(zipped)] == [(3, "notice")]
