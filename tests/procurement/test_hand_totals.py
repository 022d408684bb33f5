"""Ten totals of published files, worked out without the import and held against its tables.

Each docstring shows the sum. The test works it out again from the raw file with nothing but
the standard library (and openpyxl for workbooks), then asks the imported tables.
"""

from __future__ import annotations

from decimal import Decimal

import openpyxl
import pytest
from real_files import (
    SHARED,
    Imported,
    imported,
    pounds,
    published,
    raw_records,
    raw_releases,
    raw_rows,
    raw_search,
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not here"),
]

NETWORK_RAIL = "networkrail__clean__2021-04.csv"
HYNDBURN = "hyndburn__raw__April-2023.csv"
POLICE = "lancashire_pcc__pcc-2024-25.xlsx"
FIRE = "lancashire_fire__fire-2025-26-q3.xlsx"
PAYMENTS = (NETWORK_RAIL, HYNDBURN, POLICE, FIRE)
REGISTER = "registers/salford_contracts_register_2022-07.csv"
ENGLAND = "ocds/contracts_finder_england.ndjson"
EXPORTS = [f"contracts_finder_csv/contracts_finder_awards_{n}.csv" for n in "ab"]
WHOLE_VALUE = "Total Contract Value (including extensions)"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    files = [f for f in published() if f.parent.name != "spend" or f.name in PAYMENTS]
    return imported(files, tmp_path_factory.mktemp("real"))


def paid(real: Imported, name: str) -> tuple[int, Decimal]:
    """Return the payments kept of a file: how many, and their sum."""
    return real.one(f"""SELECT count(*), sum(amount_gbp) FROM spend JOIN file USING (raw_file)
        WHERE name = '{name}' AND kept""")


def test_network_rail_april_2021_is_its_own_grand_total(real: Imported) -> None:
    """1,462 lines of the column Spend, first 62,499.15 + 593,650.00 + ..., are 410,476,063.55.

    The file's last line but one prints the same: Grand Total 410476063.55.
    """
    lines = raw_rows(f"spend/{NETWORK_RAIL}")[1:]
    spent = [pounds(line[3]) for line in lines if line[0] and line[0] != "Grand Total"]
    (printed,) = [line[3] for line in lines if line[0] == "Grand Total"]
    assert (len(spent), sum(spent)) == (1462, Decimal(printed))
    assert paid(real, NETWORK_RAIL) == (1462, Decimal("410476063.55"))


def test_hyndburn_april_2023_is_502_payments(real: Imported) -> None:
    """502 lines of the column Net Amount, 492.00 first, sum to 1,216,217.07.

    Line 1 is blank but for commas, line 2 holds the headings.
    """
    net = [pounds(row[6]) for row in raw_rows(f"spend/{HYNDBURN}")[2:] if row[4]]
    assert (len(net), sum(net)) == (502, Decimal("1216217.07"))
    assert paid(real, HYNDBURN) == (502, Decimal("1216217.07"))


def test_a_force_counts_each_invoice_total_once(real: Imported) -> None:
    """Lancashire's police 2024-25: of 7,857 lines 843 repeat an invoice of their sheet.

    All lines 110,962,284.83 - repeats 32,455,856.95 = 78,506,427.88 on 7,014 lines. Repeats
    are lines alike in day, total and supplier within a month's sheet (the category differs):
    one invoice of 2,094,915.96 stands on nine lines, 8 x 2,094,915.96 = 16,759,327.68 of it.
    """
    book = openpyxl.load_workbook(SHARED / "spend" / POLICE, read_only=True, data_only=True)
    first, again = [], []
    for sheet in book.worksheets:
        seen = set()
        for _, when, total, supplier in (
            row[:4] for row in sheet.iter_rows(min_row=2, values_only=True)
        ):
            if isinstance(total, int | float) and supplier:
                amount = round(Decimal(str(total)), 2)
                (again if (when, amount, supplier) in seen else first).append(amount)
                seen.add((when, amount, supplier))
    assert again.count(Decimal("2094915.96")) == 8
    assert (len(again), sum(again)) == (843, Decimal("32455856.95"))
    assert sum(first) + sum(again) == Decimal("110962284.83")
    assert (len(first), sum(first)) == (7014, Decimal("78506427.88"))
    assert paid(real, POLICE) == (7014, Decimal("78506427.88"))


def test_a_fire_services_quarter_is_its_881_lines(real: Imported) -> None:
    """Lancashire's fire service, October to December 2025: 881 amounts sum to 5,702,960.85.

    895.77 + 2,289.12 + ...; the sheet has 882 rows, the first holds the headings.
    """
    book = openpyxl.load_workbook(SHARED / "spend" / FIRE, read_only=True, data_only=True)
    (sheet,) = book.worksheets
    amounts = [Decimal(str(row[5])) for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert (len(amounts), sum(amounts)) == (881, Decimal("5702960.85"))
    assert paid(real, FIRE) == (881, Decimal("5702960.85"))


def test_salfords_register_is_350_values_of_360_contracts(real: Imported) -> None:
    """Total Contract Value (including extensions) of 360 rows: 350 sum to 1,598,758,515.62.

    Nine rows print "-" (S1009, S1024 four times, S1144, S1236, S1181, S1484), one nothing
    (S1407): no value is not zero. Five framework agreements among them are ceilings.
    """
    printed = [row[WHOLE_VALUE] for row in raw_records(REGISTER)]
    values = [pounds(cell) for cell in printed if cell not in ("-", "")]
    assert (len(printed), len(values)) == (360, 350)
    assert sum(values) == Decimal("1598758515.62")
    assert real.one("""SELECT count(*), count(value_gbp), sum(value_gbp) FROM award
        WHERE source = 'register' AND kept""") == (
        360,
        350,
        Decimal("1598758515.62"),
    )


def test_salfords_contracts_that_end_in_the_year_after_its_register(real: Imported) -> None:
    """Ends from 1 August 2022 to 31 July 2023: 145 values sum to 161,738,441.31.

    By Current Expiry Date 142 values sum to 161,112,451.63:

    146 contracts, of which four print no value; one more, of 1,200,000, prints 2022-09-31,
    which is no day, and is not among them: 162,312,451.63 - 1,200,000 = 161,112,451.63. Three
    print an expiry before their start, which a person's overrides put right by the duration in
    the row: 67,000 + 6,720 + 552,269.68 = 625,989.68; together 161,738,441.31.
    """
    rows = [
        row
        for row in raw_records(REGISTER)
        if "2022-08-01" <= row["Current Expiry Date"] <= "2023-07-31"
    ]
    (impossible,) = [row for row in rows if row["Current Expiry Date"] == "2022-09-31"]
    assert pounds(impossible[WHOLE_VALUE]) == 1_200_000
    values = [pounds(row[WHOLE_VALUE]) for row in rows if row[WHOLE_VALUE] not in ("-", "")]
    assert sum(values) - 1_200_000 == Decimal("161112451.63")
    wrong = [
        pounds(row[WHOLE_VALUE])
        for row in raw_records(REGISTER)
        if row["Contract Reference"] in ("S1086", "S1486", "S1071-17")
        and row["Current Expiry Date"] < row["Start Date"]
    ]
    assert sorted(wrong) == [6_720, 67_000, Decimal("552269.68")]
    assert real.one("""SELECT count(*), sum(value_gbp) FROM award WHERE source = 'register'
        AND end_date BETWEEN '2022-08-01' AND '2023-07-31'""") == (
        len(rows) - 1 + 3,
        Decimal("161112451.63") + sum(wrong),
    )


def test_contracts_finder_england_counts_what_is_left_of_148_awards(real: Imported) -> None:
    """148 awards print 978,839,033.82; 373,728,821.86 of it counts.

    Six are corrected or repeated: 18,848,731 and 10,932,000 (typed a hundredfold; 188,487 and
    109,320 follow), 93,007 (the release stands twice), 3,036.96 + 34,737 + 98,700 (awarded
    again): 30,010,211.96 less. Three are frameworks' ceilings: 400,000,000 + 175,000,000 + 100,000
    (Stockton's cabling framework, which its title alone calls one). Eight print 0.
    978,839,033.82 - 30,010,211.96 - 575,100,000 = 373,728,821.86.
    """
    printed = [
        pounds(award.get("value", {}).get("amount"))
        for one in raw_releases(ENGLAND)
        for award in one.get("awards", [])
    ]
    corrected = [18848731, 10932000, 93007, Decimal("3036.96"), 34737, 98700]
    ceilings = [400_000_000, 175_000_000, 100_000]
    assert (len(printed), sum(printed)) == (148, Decimal("978839033.82"))
    assert set(corrected + ceilings) <= set(printed)
    left = sum(printed) - sum(corrected) - sum(ceilings)
    assert left == Decimal("373728821.86")
    assert real.one("""SELECT count(*), sum(value_gbp) FROM award JOIN file USING (raw_file)
        WHERE name LIKE '%england.ndjson' AND kept AND value_basis = 'award net'""") == (
        148 - 6 - 3 - 8,
        left,
    )


def test_the_older_searchs_802_awards_count_once_each(real: Imported) -> None:
    """awarded_value of the 802 results with status awarded: 1,739,421,195.10.

    By file: Blackburn 45,777,454.92 + Blackpool 191,422,317.29 + Burnley 48,510,939.80 +
    Chorley 56,965,559.33 + Fylde 22,130,321.74 + Hyndburn 820,940.73 + Lancashire
    477,787,310.56 + Lancaster 26,401,160.44 + Pendle 5,000,000 + Preston 11,874,038.02 +
    Ribble Valley 0 + Rossendale 429,756 + South Ribble 16,681,290.50 + West Lancashire
    71,753,724 + Wyre 763,866,381.77.

    One of them, Blackpool's 15 buses of lot 4, is also in an export: 1,168,920 counts there,
    and 1,738,252,275.10 is left on 801.
    """
    awards = [pounds(one["awarded_value"]) for one in raw_search() if one["status"] == "awarded"]
    assert (len(awards), sum(awards)) == (802, Decimal("1739421195.10"))
    assert real.one("""SELECT count(*), sum(stated_net) FROM award JOIN file USING (raw_file)
        WHERE name LIKE '%.json' AND kept""") == (801, Decimal("1738252275.10"))
    assert real.rows("""SELECT twin.stated_net, first.kept, first.award_key LIKE '%:BIP529824394:1'
        FROM award AS twin JOIN award AS first ON first.award_key = twin.duplicate_of
        JOIN file ON file.raw_file = twin.raw_file WHERE name LIKE '%.json'""") == [
        (Decimal("1168920.00"), True, True)
    ]


def test_council_technology_of_2022_is_three_awards(real: Imported) -> None:
    """Awarded in 2022: Chorley's Microsoft licences 1,066,968.22 + Blackpool's data centre
    equipment 162,993 + Preston's ledger software 183,054 = 1,413,015.22.

    West Lancashire's "Greener Tourism", 30,000, bears the main code 48000000, but is support
    for businesses: a person's override leaves it out, 1,443,015.22 - 30,000 = 1,413,015.22.
    """
    words = ("MICROSOFT", "Datacentre", "Greener Tourism", "Ledger")
    chosen = [
        pounds(one["awarded_value"])
        for one in raw_search()
        if str(one.get("awarded_date")).startswith("2022")
        and one["status"] == "awarded"
        and any(word in one["title"] for word in words)
    ]
    assert sorted(chosen) == [30_000, 162_993, 183_054, Decimal("1066968.22")]
    assert sum(chosen) - 30_000 == Decimal("1413015.22")
    assert real.one("""SELECT count(*), sum(value_gbp) FROM award JOIN buyer USING (buyer_key)
        WHERE kept AND technology AND body_kind = 'council' AND year(award_date) = 2022
        AND value_basis = 'award net'""") == (3, Decimal("1413015.22"))


def test_the_largest_firm_of_the_export_has_three_awards(real: Imported) -> None:
    """Unispace Global Health in two overlapping files: 239,600,000 + 113,950,000 +
    103,684,000 = 457,234,000. Another firm, Unispace Global Ltd, has 3,789,590 in both files.
    """
    rows = {
        row["Notice Identifier"]: row
        for name in EXPORTS
        for row in raw_records(name)
        if "UNISPACE GLOBAL HEALTH" in str(row)
    }
    values = sorted(pounds(row["Awarded Value"]) for row in rows.values())
    assert values == [103_684_000, 113_950_000, 239_600_000]
    assert sum(values) == 457_234_000
    assert real.rows("""SELECT supplier.name, count(*), sum(value_gbp) FROM award
        JOIN award_supplier USING (award_key) JOIN supplier USING (supplier_key)
        WHERE kept AND value_basis = 'award net' AND supplier_name ILIKE '%unispace%'
        GROUP BY ALL ORDER BY 3""") == [
        ("Unispace Global Ltd", 1, Decimal("3789590.00")),
        ("UNISPACE GLOBAL HEALTH", 3, Decimal("457234000.00")),
    ]
