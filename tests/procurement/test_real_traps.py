"""The traps counted in the published files are caught in those files (see docs/traps.md)."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from real_files import (
    SHARED,
    Imported,
    imported,
    pounds,
    published,
    raw_records,
    raw_releases,
)

from futuregazing.procurement.columns import TidyTable
from futuregazing.procurement.schema import TABLES, faults
from futuregazing.tables import load_tables

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not here"),
]
EXPORT = "contracts_finder_awards_b.csv"
COUNTED = "kept AND value_basis LIKE 'award %'"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return imported(published(), tmp_path_factory.mktemp("real"))


def awards(real: Imported, flag: str, file: str = "%") -> int:
    """Return how many awards of a file have a flag."""
    return int(
        real.one(f"""SELECT count(*) FROM award JOIN file USING (raw_file)
            WHERE list_contains(flags, '{flag}') AND name LIKE '{file}'""")[0]
    )


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_of_the_published_files_is_as_described_to_its_flags(
    real: Imported, table: TidyTable
) -> None:
    file = real.snapshot.tables(real.book.tables) / f"{table.name}.parquet"
    assert faults(real.con, table, file) == []


@pytest.mark.parametrize(
    ("title", "printed", "basis", "flag"),
    [
        ("Electrical Remedial Works", 7_620_132_034, "none", "implausible"),
        ("Procurement for the Construction of Modular%", 1_234_567_890, "none", "placeholder"),
        ("Managed Service of Technology Assets National%", 5_000_000, "ceiling", "ceiling"),
        ("301_20 Liquid Fuels", 750_000_000, "ceiling", "ceiling"),
        ("PQQ Opportunity Joint Venture Partner%", 2_200_000_000, "ceiling", "ceiling"),
    ],
)
def test_a_value_that_is_none_stays_as_printed_and_out_of_totals(
    real: Imported, title: str, printed: int, basis: str, flag: str
) -> None:
    rows = real.rows(f"""SELECT round(stated_net), value_basis, list_contains(flags, '{flag}')
        FROM award WHERE title LIKE '{title}' AND stated_net > 1000000 AND kept""")
    assert (Decimal(printed), basis, True) in rows
    assert real.one(f"SELECT count(*) FROM award WHERE title LIKE '{title}' AND {COUNTED}") == (0,)


def test_nothing_a_penny_and_a_pound_are_no_values(real: Imported) -> None:
    rows = real.rows("""SELECT stated_net, value_basis, count(*) FROM award
        WHERE list_contains(flags, 'placeholder') AND stated_net <= 1 GROUP BY ALL ORDER BY 1""")
    assert rows == [
        (Decimal("0.00"), "none", 55),
        (Decimal("0.01"), "none", 1),
        (Decimal("1.00"), "none", 2),
    ]


def test_every_override_finds_its_award_and_says_what_the_record_prints(real: Imported) -> None:
    """The evidence told of the values: a hundredth of what is printed, or the printed estimate."""
    overrides = load_tables(None)["award_overrides"]
    assert real.book.rules["override"] == overrides["award_key"].nunique() == len(overrides)
    rows = real.rows("""SELECT award_key, stated_net, tender_gbp, value_gbp FROM award
        WHERE list_contains(flags, 'override') AND value_gbp <> stated_net""")
    given = overrides[overrides["field"] == "value_gbp"].set_index("award_key")["value"]
    assert {key: value for key, _, _, value in rows} == given.map(Decimal).to_dict()
    for key, printed, estimate, value in rows:
        assert estimate == value if "Amendment" in key else printed == 100 * value, key


def test_a_framework_that_only_the_text_tells_is_a_ceiling_by_override(real: Imported) -> None:
    rows = real.rows("""SELECT value_basis, count(*) FROM award
        WHERE list_contains(flags, 'override') AND source = 'cf' AND value_gbp = stated_net
        GROUP BY ALL""")
    assert rows == [("ceiling", 12)]


def test_a_contract_of_the_register_no_longer_ends_before_it_starts(real: Imported) -> None:
    assert real.rows("SELECT award_key FROM award WHERE kept AND end_date < start_date") == []


def test_the_same_contract_under_two_numbers_counts_once(real: Imported) -> None:
    pairs = real.rows("""SELECT twin.title, twin.value_gbp = first.value_gbp
        FROM award AS twin JOIN award AS first ON twin.duplicate_of = first.award_key
        WHERE list_contains(twin.flags, 'same_contract_elsewhere') AND first.kept""")
    assert ("Workday Subscription Agreement", True) in pairs
    buses = (
        "GB-Blackpool: TPPL Blackpool Council BNES Bus Lot 4 - Up to 15 x Low Floor Buses (4739)"
    )
    assert (buses, True) in pairs
    assert len(pairs) == 8
    assert all(alike for _, alike in pairs)


def test_of_two_overlapping_files_each_award_counts_once_and_two_under_one_number_both(
    real: Imported,
) -> None:
    """The files hold 1,001 numbers; under one of them stand two firms with two values."""
    told = real.one("""SELECT count(*), count(DISTINCT release_id) FROM award
        JOIN file USING (raw_file) WHERE name LIKE 'contracts_finder_awards%'
        AND NOT list_contains(flags, 'repeat')""")
    assert told == (1002, 1001)


def test_awards_to_several_unnamed_titled_and_public_suppliers_are_told(real: Imported) -> None:
    """Of those to several, 44 stand in the older search; two of them name public bodies."""
    flags = ("several_suppliers", "supplier_unnamed", "supplier_is_title", "supplier_public")
    assert [awards(real, flag) for flag in flags] == [247 + 44, 27, 5, 49 + 2]


def test_late_awards_and_contracts_of_a_day_are_those_counted(real: Imported) -> None:
    """643 of the export's awards came more than 30 days late; 78 start and end on one day."""
    assert awards(real, "late_publication", EXPORT) == 643
    assert awards(real, "one_day", EXPORT) == 78


def exported() -> Iterator[dict[str, str]]:
    """Yield the rows of the larger export; each is an award."""
    return iter(raw_records(f"contracts_finder_csv/{EXPORT}"))


def test_awards_to_several_are_those_whose_cell_lists_several(real: Imported) -> None:
    (column,) = {name for row in exported() for name in row if name.startswith("Supplier [")}
    several = sum("][" in row[column] for row in exported())
    assert awards(real, "several_suppliers", EXPORT) == several == 176


def test_awards_of_fifty_times_the_tender_are_flagged(real: Imported) -> None:
    far = set()
    for row in exported():
        tender = pounds(row["Value High"].strip() or row["Value Low"].strip())
        if tender >= 1000 and pounds(row["Awarded Value"]) >= 50 * tender:
            far.add((row["Title"], pounds(row["Awarded Value"])))
    rows = real.rows(f"""SELECT title, stated_net FROM award JOIN file USING (raw_file)
        WHERE list_contains(flags, 'far_above_tender') AND name = '{EXPORT}'""")
    assert {*rows} == far
    assert len(far) == 6


def test_contracts_whose_words_leave_an_extension_open_are_flagged(real: Imported) -> None:
    """The export has no column for the last day with extensions: only words tell of them."""
    words = (
        r"\b(options?|possib\w+|potential) (to|for|of|an|a)\b.{0,40}\bext(end|ension)"
        r"|\bextendable\b"
    )
    said = sum(
        bool(re.search(words, html.unescape(row["Description"]).lower())) for row in exported()
    )
    assert awards(real, "extension_unclear", EXPORT) == said == 67


def test_two_awards_under_one_process_are_not_taken_for_one(real: Imported) -> None:
    """Two lists of schools, of 13 and of 12 names, without a value."""
    process = "ocds-b5fd17-3acef0bd-20d7-4df8-bbd7-01a3540dc2d6"
    rows = real.rows(f"SELECT n_suppliers, kept FROM award WHERE ocid = '{process}' ORDER BY 1")
    assert rows == [(12, True), (13, True)]


def test_what_no_release_at_hand_holds() -> None:
    """No award notice of the new Act, no lot that was cancelled, no award that is not active, no
    framework's number on a purchase under it: such traps have small cases only."""
    names = [f"ocds/{file.name}" for file in (SHARED / "ocds").glob("*.ndjson")]
    releases = [one for name in names for one in raw_releases(name)]
    assert len(releases) == 201 + 90 + 90
    text = "\n".join(map(str, releases))
    assert not re.search(r"'noticeType': 'UK[567]'", text)
    lots = [lot for one in releases for lot in one.get("tender", {}).get("lots", [])]
    assert {lot.get("status") for lot in lots} <= {None, "active", "complete", "planned"}
    assert {one["status"] for each in releases for one in each.get("awards", [])} == {"active"}
    related = [kind for one in releases for kind in one.get("relatedProcesses", [])]
    assert {word for kind in related for word in kind["relationship"]} == {"planning"}


def test_a_ministry_under_six_ids_is_no_council_under_any(real: Imported) -> None:
    rows = real.rows("SELECT id, resolved_by FROM buyer WHERE name = 'Ministry of Defence'")
    assert len({code for code, _ in rows}) == 6
    assert {told for _, told in rows} == {"out of scope"}


def test_councils_that_were_recoded_or_bear_a_countys_old_name_have_todays_code(
    real: Imported,
) -> None:
    codes = real.rows("""SELECT DISTINCT upper(name), body_code FROM buyer WHERE upper(name) IN (
        'BARNSLEY METROPOLITAN BOROUGH COUNCIL', 'SHEFFIELD CITY COUNCIL', 'SOMERSET COUNCIL',
        'NORTH YORKSHIRE COUNCIL') ORDER BY 1""")
    assert codes == [
        ("BARNSLEY METROPOLITAN BOROUGH COUNCIL", "E08000038"),
        ("NORTH YORKSHIRE COUNCIL", "E06000065"),
        ("SHEFFIELD CITY COUNCIL", "E08000039"),
        ("SOMERSET COUNCIL", "E06000066"),
    ]


def test_one_code_is_technology_or_not_by_what_is_bought(real: Imported) -> None:
    """98351110 is parking enforcement, and its software; 72224000 IT, and housing consultants."""
    rows = real.rows("""SELECT code, title, technology FROM notice
        JOIN classification USING (notice_key)
        WHERE code IN ('98351110', '72224000') AND (title LIKE '%Parking Enforcement%'
            OR title LIKE '%Housing Need%' OR title LIKE 'Azure%') ORDER BY code, technology""")
    assert [(code, is_technology) for code, _, is_technology in rows] == [
        ("72224000", False),
        ("72224000", True),
        ("98351110", False),
        ("98351110", False),
        ("98351110", True),
    ]
    assert [title for code, title, told in rows if told] == [
        "Azure Virtual Desktop - Phase 2",
        "Civil Parking Enforcement Back Office System",
    ]


def test_one_body_under_many_ids_and_names_is_one_body(real: Imported) -> None:
    codes = real.rows("""SELECT body_name, count(*), count(DISTINCT body_code) FROM buyer
        WHERE name ILIKE 'leicester city council' OR name ILIKE 'blackburn with darwen%'
        OR name ILIKE 'sheffield city council' GROUP BY ALL ORDER BY 1""")
    assert codes == [
        ("Blackburn with Darwen Borough Council", 2, 1),
        ("Leicester City Council", 4, 1),
        ("Sheffield City Council", 2, 1),
    ]


def test_defunct_councils_lead_to_those_that_came_after(real: Imported) -> None:
    after = dict(
        real.rows("""SELECT DISTINCT name, body_name FROM buyer
            WHERE name IN ('Cumbria County Council', 'Northamptonshire County Council')""")
    )
    assert after == {
        "Cumbria County Council": "Cumberland Council; Westmorland and Furness Council",
        "Northamptonshire County Council": (
            "North Northamptonshire Council; West Northamptonshire Council"
        ),
    }


def test_west_midlands_is_the_body_that_the_name_says(real: Imported) -> None:
    kinds = real.rows("""SELECT DISTINCT body_kind FROM buyer
        WHERE name ILIKE 'west midlands%' AND body_kind IS NOT NULL ORDER BY 1""")
    assert kinds == [("ambulance",), ("combined_authority",), ("fire",)]


def test_a_buyers_region_is_its_own_not_where_the_contract_is_delivered(real: Imported) -> None:
    rows = real.rows("""SELECT DISTINCT region, body_region FROM buyer
        WHERE name = 'Leicester City Council' AND body_region IS NOT NULL""")
    assert {region for _, region in rows} == {"E12000004"}
    vague = real.rows("""SELECT name, body_region FROM buyer WHERE body_kind = 'council'
        AND len(body_code) = 9 AND (contains(region, ',')
            OR region IN ('England', 'Any region', 'United Kingdom'))""")
    assert len(vague) > 20
    assert all(region for _, region in vague)


def test_invoice_totals_are_told_by_publisher(real: Imported) -> None:
    """The police list invoices by their totals; in other files equal lines are payments."""
    told = dict(
        real.rows("""SELECT name, count(*) FROM spend JOIN file USING (raw_file)
            WHERE NOT kept GROUP BY 1""")
    )
    assert told == {
        "lancashire_pcc__pcc-2018-19.xlsx": 517,
        "lancashire_pcc__pcc-2024-25.xlsx": 843,
    }
    (equal,) = real.one("""SELECT sum(n - 1) FROM (
        SELECT count(*) AS n FROM spend WHERE kept
        GROUP BY raw_file, supplier_name, paid_on, amount_gbp, reference, description, service)""")
    assert equal > 1000


def test_totals_and_copyright_lines_are_no_payments(real: Imported) -> None:
    rows = real.rows("""SELECT name, reason FROM reject JOIN file USING (raw_file)
        WHERE name LIKE 'networkrail%' ORDER BY ALL""")
    assert rows == [
        ("networkrail__clean__2017-01.csv", "a total, not a payment"),
        ("networkrail__clean__2017-01.csv", "the amount is not a number"),
        ("networkrail__clean__2021-04.csv", "a total, not a payment"),
        ("networkrail__clean__2021-04.csv", "no amount"),
    ]
    assert real.one("SELECT count(*) FROM spend WHERE supplier_name ILIKE '%grand total%'") == (0,)


def test_redacted_payees_are_flagged_and_are_no_firm(real: Imported) -> None:
    """18,964 payments; those left in a group print a firm beside the word."""
    flagged, grouped = real.one("""SELECT count(*), count(group_key) FROM spend
        WHERE list_contains(flags, 'redacted')""")
    assert flagged == 18_964
    assert grouped < 50
    assert real.one("SELECT count(*) FROM spend WHERE group_key LIKE 'redacted%'") == (0,)


def test_days_that_are_none_or_far_off_are_flagged(real: Imported) -> None:
    rows = real.rows("""SELECT name, flag, count(*) FROM (
            SELECT raw_file, unnest(flags) AS flag FROM spend) JOIN file USING (raw_file)
        WHERE flag IN ('no day', 'day far from the others') GROUP BY ALL ORDER BY ALL""")
    assert rows == [
        ("calderdale__clean__2021-11-card.csv", "day far from the others", 6),
        ("darlington__clean__2019-07.csv", "day far from the others", 5),
        ("darlington__clean__2021-08.csv", "day far from the others", 1),
        ("london__clean__2019-P06.csv", "no day", 12),
    ]


def test_the_vehicle_hirer_is_not_the_software_firm(real: Imported) -> None:
    hirer, software = (
        {
            key
            for (key,) in real.rows(f"""SELECT DISTINCT group_key FROM spend
            WHERE supplier_name ILIKE '{name}' AND group_key IS NOT NULL""")
        }
        for name in ("northgate vehicle%", "northgate public%")
    )
    assert hirer
    assert not hirer & software


def test_a_tourism_scheme_under_a_code_of_software_is_no_technology(real: Imported) -> None:
    (row,) = real.rows("""SELECT main_cpv, technology, adjacent, technology_why FROM award
        WHERE title = 'Greener Tourism' AND kept""")
    assert row[:3] == ("48000000", False, False)
    assert [why.partition(":")[0] for why in row[3]] == ["override TO002"]
