"""The measured cells of three sections on markets whose answers are worked out by hand."""

import json
import subprocess
import sys

import pytest
from editions import tables_of
from measured_cells import NOTEBOOKS, shown_on
from small_market import award, ceiling, party, small_market

from futuregazing.exhibits.cells import cell_text

FEW = "buyers_and_suppliers.minimum_n=2"
UNSAID = "unknown"
BORCHESTER = {
    "buyer_key": "b2",
    "buyer_name": "Borchester City Council",
    "body_code": "E08000099",
    "body_name": "Borchester",
    "body_region": "E12000002",
}
HOSTILE = '=HYPERLINK("x")<script>alert(1)</script>\u202e$a^b$ {0} \x07' + " very" * 60 + " long"


def market():
    """Return five awards: 600,000 and 300,000 in two regions, a call-off, a ceiling, a register."""
    return small_market(
        [
            award("a", 600_000, award_date="2024-05-01"),
            award("b", 300_000, route="direct", main_cpv="72000000", **BORCHESTER),
            award("c", 100_000, route="call-off", framework_ocid="ocds-d", main_cpv=None),
            ceiling("d", 9_000_000, is_framework=True, route="framework", title="Cloud for all"),
            award("e", 50_000, route="unknown", source="register", excluded_for="register"),
            award("f", 70_000, technology=False),
        ],
        [
            party("a", "smith", "sme"),
            party("b", "jones", "large"),
            party("c", "smith", "sme"),
            party("c", "jones", "large"),
            party("e", "jones", None),
        ],
    )


def out_of_scope():
    other = {"body_code": None, "body_kind": None, "body_name": None, "body_region": None}
    return small_market([award("a", 5, **other), award("b", 7, **other)])


def one_award():
    return small_market([award("a", 1_000)], [party("a", "smith", "sme")])


def one_without_value():
    return small_market([award("a", None)], [party("a", "smith", "sme")])


def hostile():
    return small_market(
        [
            award(key, 5_000 + i, buyer_name=HOSTILE, body_name=HOSTILE, title=HOSTILE)
            | {"route": "call-off", "framework_ocid": "ocds-f"}
            for i, key in enumerate("abc")
        ]
        + [ceiling("f", 9, ocid="ocds-f", is_framework=True, title=HOSTILE)],
        [party(key, f"{HOSTILE}{key}") | {"group_name": HOSTILE} for key in "abc"],
        classes=[("notice a", "CPV", "4800000", HOSTILE)],
    )


def lines(exhibit, *keys):
    """Return some columns of an exhibit's rows, as a reader sees them."""
    at = [[column["key"] for column in exhibit.columns].index(key) for key in keys]
    return [tuple(cell_text(row[i]) for i in at) for row in exhibit.rows]


def text(parts):
    return "".join(part["claim"]["text"] if "claim" in part else part["text"] for part in parts)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_without_a_snapshot_the_measured_cells_show_nothing(name):
    shown = shown_on(name, None)
    assert (shown.sentences, shown.exhibits) == ([], {})


def test_buyers_are_ranked_with_the_awards_behind_each_value():
    shown = shown_on("buyers_and_suppliers", market, FEW)
    chart = shown.exhibits["measured_buyers"]
    assert lines(chart, "label", "value", "n", "with_value", "missing") == [
        ("Ambridge", "700,000", "4", "2", "ceiling 1 (£9.00m), register 1 (£50,000)"),
        ("Borchester", "300,000", "1", "1", "none"),
    ]
    assert "Ambridge awarded most in the snapshot: £700,000" in text(chart.title)
    assert "£700,000 (2 of 4)" in chart.svg
    assert text(chart.covered).startswith("5 awards, 3 of them counted; left out: ceiling 1")


def test_the_answer_says_what_was_awarded_and_by_how_many_awards():
    (said,) = shown_on("buyers_and_suppliers", market, FEW).said("finding")
    assert said == (
        "Measured from notices, councils and combined authorities awarded £1.00m of technology "
        "in the snapshot's 3 awards that count; what went to one firm went to 2 firms."
    )


def test_joint_awards_stand_apart_from_firms():
    shown = shown_on("buyers_and_suppliers", market, FEW)
    assert lines(shown.exhibits["measured_suppliers"], "label", "value", "joint_awards") == [
        ("Smith", "600,000", "1"),
        ("Jones", "300,000", "1"),
    ]
    assert lines(shown.exhibits["measured_apart"], "label", "value", "n") == [
        ("Several suppliers together", "100,000", "1"),
        ("No supplier stated", "none counts", "1"),
    ]


def test_the_share_of_smaller_firms_states_what_is_not_known():
    shown = shown_on("buyers_and_suppliers", market, FEW)
    sizes = shown.exhibits["measured_sizes"]
    # By value 600, 300 and 100 of 1,000; by number 1, 1, 1 and 2 (ceiling, register) of 5.
    assert lines(sizes, "group", "label", "value") == [
        ("By value", "Small and medium firms", "60"),
        ("By value", "Larger firms and other bodies", "30"),
        ("By value", "Firms of both sizes", "10"),
        ("By value", "Size not known", "0"),
        ("By number", "Small and medium firms", "20"),
        ("By number", "Larger firms and other bodies", "20"),
        ("By number", "Firms of both sizes", "20"),
        ("By number", "Size not known", "40"),
    ]
    assert "For 40% of the awards, with 0% of the value, the size is not known" in shown.everything
    assert "counted as small or medium" not in shown.everything


def test_the_share_of_smaller_firms_is_told_without_those_marked_larger_elsewhere():
    def marked_both_ways():
        awards = [award("a", 600), award("b", 100), award("c", 300)]
        sold = [
            party("a", "smith", "sme"),
            party("b", "jones", "sme"),
            party("c", "smith", "large"),
        ]
        return small_market(awards, sold)

    shown = shown_on("buyers_and_suppliers", marked_both_ways, FEW)
    assert (
        "But 1 of the 2 firms counted as small or medium is marked as larger elsewhere in the "
        "snapshot; without it, smaller firms won 10% of the value." in shown.everything
    )


def test_a_share_of_next_to_nothing_is_less_than_a_tenth_of_a_per_cent():
    def nearly_all_large():
        awards = [award("a", 1_000_000), award("b", 1_000_000), award("c", 1)]
        return small_market(awards, [party("a", "smith", "large"), party("b", "jones", "large")])

    shown = shown_on("buyers_and_suppliers", nearly_all_large, FEW)
    # One pound of 2,000,001: 0.00005%, in its evidence with all digits.
    assert "with less than 0.1% of the value, the size is not known" in shown.everything
    sizes = shown.exhibits["measured_sizes"]
    assert ">less than 0.1%<" in sizes.svg
    value = next(i for i, column in enumerate(sizes.columns) if column["key"] == "value")
    unknown = sizes.rows[2][value]
    assert unknown["value"] == pytest.approx(100 / 2_000_001)


def test_what_is_held_is_one_sentence_with_its_counts_and_that_it_is_a_sample():
    (told,) = shown_on("buyers_and_suppliers", market, FEW).said("note")
    assert told == (
        "Of the snapshot's 6 awards, 5 are for technology and by a council or combined "
        "authority, 2 bodies in all; 3 have a value that counts, and those with a day are of "
        "2024. A sample is not the market."
    )


def test_shares_wait_for_as_many_awards_as_the_settings_ask():
    shown = shown_on("buyers_and_suppliers", market)
    assert not {"measured_sizes", "measured_concentration"} & set(shown.exhibits)
    assert "too little is held to say who buys or sells most" in shown.said("finding")[0]


def test_routes_and_frameworks_are_named_with_what_has_none():
    shown = shown_on("buyers_and_suppliers", market, FEW)
    assert lines(shown.exhibits["measured_routes"], "label", "value", "n") == [
        ("Open competition", "600,000", "1"),
        ("Direct award, without competition", "300,000", "1"),
        ("Under a framework or dynamic market", "100,000", "1"),
        ("Setting up a framework: a ceiling", "none counts", "1"),
        ("Route not stated", "none counts", "1"),
    ]
    assert lines(shown.exhibits["measured_frameworks"], "label", "value") == [
        ("Cloud for all", "100,000")
    ]
    assert "Of 5 awards, 1 do not state their route" in shown.everything


def test_no_route_leads_where_most_awards_state_none():
    def silent():
        return small_market([award("a", 9), award("b", 1, route=UNSAID), award("c", route=UNSAID)])

    chart = shown_on("buyers_and_suppliers", silent, FEW).exhibits["measured_routes"]
    assert text(chart.title) == "Most awards state no route: 2 of 3 awards"


def test_regions_without_an_award_are_not_nought():
    shown = shown_on("regional_split", market)
    tiles = dict(lines(shown.exhibits["measured_regions"], "region", "value"))
    assert tiles["West Midlands"] == "700,000"
    assert tiles["North West"] == "300,000"
    assert tiles["Wales"] == "none counts"
    assert (
        "buyers in the West Midlands made 4 of the snapshot's 5 technology awards and register "
        "entries" in shown.said("finding")[0]
    )
    assert "2 of 12 regions and nations have one at all" in shown.said("finding")[0]


def test_values_per_head_are_of_one_whole_year_and_the_latest_people():
    shown = shown_on("regional_split", market)
    heads = shown.exhibits["measured_per_head"]
    people = tables_of(2027)["population_region_2010_2024"]["population"]
    west, north = (int(people[f"{code}:2024"]) for code in ("E12000005", "E12000002"))
    assert lines(heads, "label", "people", "of_year") == [
        ("West Midlands", f"{west:,}", "2024"),
        ("North West", f"{north:,}", "2024"),
    ]
    value = next(i for i, column in enumerate(heads.columns) if column["key"] == "value")
    assert [row[value]["value"] for row in heads.rows] == pytest.approx(
        [700_000 / west, 300_000 / north]
    )


def test_values_per_head_can_be_switched_off():
    shown = shown_on("regional_split", market, "regional_split.per_head=false")
    assert "measured_per_head" not in shown.exhibits
    assert "No value per head" not in shown.everything


def test_service_areas_keep_awards_without_a_code_apart():
    shown = shown_on("technology_trends", market)
    assert lines(shown.exhibits["measured_areas"], "label", "value", "n") == [
        ("Software", "600,000", "3"),
        ("IT services", "300,000", "1"),
        ("No code stated", "100,000", "1"),
    ]
    assert shown.said("finding") == [
        "Measured from notices, councils and combined authorities in the snapshot awarded most "
        "for software: £600,000 of £1.00m."
    ]


def test_codes_are_told_in_words_and_by_scheme():
    def found():
        return small_market(
            [award("a", 5_000), award("b", 3_000)],
            classes=[
                ("notice a", "CPV", "48000000", "Software package"),
                ("notice b", "CPV", "48210000", None),
                ("notice b", "ProClass", "27", "Computers = cheap"),
            ],
        )

    codes = shown_on("technology_trends", found).exhibits["measured_codes"]
    assert lines(codes, "scheme", "label", "value") == [
        ("CPV", "48000000 (Software package)", "5,000"),
        ("CPV", "48210000 (software)", "3,000"),
        ("ProClass", "Computers = cheap", "3,000"),
    ]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_an_empty_snapshot_is_said_to_hold_nothing(name):
    shown = shown_on(name, small_market)
    assert shown.said("finding") == [
        "The snapshot holds no award that was published by this edition's date, so nothing is "
        "measured here."
    ]
    assert not shown.exhibits


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_snapshot_without_a_buyer_in_scope_says_so_and_draws_nothing(name):
    shown = shown_on(name, out_of_scope)
    (said,) = shown.said("finding")
    assert said.startswith("The snapshot holds 2 awards, none of them a technology award")
    assert not shown.exhibits


@pytest.mark.parametrize("name", NOTEBOOKS)
@pytest.mark.parametrize("pounds", [1_000, None])
@pytest.mark.slow
def test_a_single_award_is_told_with_or_without_a_value(name, pounds):
    shown = shown_on(name, one_award if pounds else one_without_value, FEW)
    assert len(shown.said("finding")) == 1
    assert "1 award, 1 of them counted" in shown.everything or pounds is None
    for exhibit in shown.exhibits.values():
        assert text(exhibit.covered).startswith("1 award")


@pytest.mark.parametrize("name", NOTEBOOKS)
@pytest.mark.slow
def test_hostile_names_are_words_and_nothing_else(name):
    shown = shown_on(name, hostile, FEW)
    for exhibit in shown.exhibits.values():
        assert "<script" not in (exhibit.svg or "")
        assert "\u202e" not in json.dumps(exhibit.to_json(), ensure_ascii=False).replace(
            json.dumps(HOSTILE, ensure_ascii=False)[1:-1], ""
        )
        assert len(text(exhibit.title).split()) <= 15
        labels = [cell_text(cell) for row in exhibit.rows for cell in row]
        assert max(map(len, labels)) <= 120


def test_names_that_differ_in_case_alone_are_two_measures():
    def two():
        awards = [award("a", 5_000), award("b", 3_000)]
        return small_market(awards, [party("a", "acme ltd"), party("b", "ACME LTD")])

    shown = shown_on("buyers_and_suppliers", two, FEW)
    assert len(shown.exhibits["measured_suppliers"].rows) == 2


def test_a_kernel_that_prints_measured_numbers_loads_no_database():
    words = ("buyers", "parts", "regions", "routes", "trends")
    imports = "".join(f"import futuregazing.measures.measured_words_{word}\n" for word in words)
    told = subprocess.run(
        [sys.executable, "-c", f"import sys\n{imports}print('duckdb' in sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "False"
