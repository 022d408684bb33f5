"""The archive of editions: a full list without script, series that break where they must."""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
import zlib
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import document_samples as sample
import pytest
from html_tree import Element, parse
from jinja2 import UndefinedError

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit
from futuregazing.cli.report import archive
from futuregazing.edition.periods import financial_year
from futuregazing.errors import UserError
from futuregazing.report.archive.catalogue import catalogue_of, write_catalogue
from futuregazing.report.archive.headlines import _quantity, fact_of
from futuregazing.report.archive.page import packed_words, render_archive, write_archive
from futuregazing.report.archive.series import lines_of
from futuregazing.report.archive.shown_words import shown_in
from futuregazing.report.archive.strip import heights, strip_of, two_lines
from futuregazing.report.document import document_from_notebook
from futuregazing.report.html import render_html
from futuregazing.report.predictions import told_predictions
from futuregazing.report.wording import meaning

SPENT = Quantity(
    Decimal("2851363984.6"), Unit("GBP"), basis="published_invoice_spend", geography="UK",
    scope="local authorities", period=financial_year(2024), series="UK_FY", vintage="2025-12",
    refs=(Ref("figures", "SAMPLE1"),),
)  # fmt: skip
ABSENT_EVERYWHERE = "renewals.ics"
DRAWN = (
    '<svg xmlns="http://www.w3.org/2000/svg"><text> Ynys <tspan>Môn</tspan> </text>'
    "<g><text>£2.85bn &amp; more</text></g></svg>"
)


def with_prediction(name: str) -> Any:
    """Return a notebook whose scorecard tells one prediction."""
    columns = [
        {"key": key, "label": key, "unit": "", "align": "left", "kind": kind}
        for key, kind in (("prediction_id", "code"), ("prediction", "text"))
    ]
    score = sample.table("market_size.score", columns=columns, rows=[[name, "More of it."]])
    return sample.section(sample.code("market_size", 1, sample.show(score)))


def unpacked(packed: str) -> list[list[str]]:
    """Return what a browser reads of the packed words."""
    found: list[list[str]] = json.loads(zlib.decompress(base64.b64decode(packed), wbits=-15))
    return found


def record(number: Quantity, **fields: Any) -> dict[str, Any]:
    made = {
        "id": "market_size.size",
        "section": "market_size",
        "title": "Size of the market",
        "measure": "",
        "text": number.text,
        "meaning": "Published invoices.",
        "anchor": "e00000000",
        "number": _quantity(number),
        "metrics": ["spend"],
        "makers": ["Sample Press"],
    }
    return made | fields


def edition(year: int, *records: dict[str, Any], corrections: Any = ()) -> dict[str, Any]:
    """Return the catalogue of the sample report as the edition of a year."""
    headlines = {"numbers": list(records), "corrections": list(corrections)}
    made = catalogue_of(document_from_notebook(sample.whole()), headlines)
    as_of = dt.date(year - 1, 11, 22).isoformat()
    own = made["edition"] | {"year": year, "title": f"Sample {year}", "as_of": as_of}
    return made | {"edition": own, "files": ["report.html", "report.pdf"]}


def joins(*records: dict[str, Any]) -> list[str]:
    [line] = lines_of([edition(2020 + n, one) for n, one in enumerate(records)])
    return [point.join for point in line.points]


@pytest.fixture(scope="module")
def page() -> Element:
    later = replace(SPENT, value=Decimal(3_000_000_000), period=financial_year(2025))
    return parse(render_archive([edition(2026, record(SPENT)), edition(2027, record(later))]))


class TestANumberInTheCatalogue:
    def test_comes_back_as_it_was(self) -> None:
        read = json.loads(json.dumps(record(SPENT)))
        assert fact_of(read).number == SPENT
        assert fact_of(read).makers == {"Sample Press"}

    def test_comes_back_without_a_time_if_it_had_none(self) -> None:
        timeless = replace(SPENT, period=None)
        assert fact_of(json.loads(json.dumps(record(timeless)))).number == timeless


def test_a_share_is_of_an_amount_rounded_as_in_the_text() -> None:
    told = [meaning({"basis": "count", "denominator": whole})
            for whole in ("£2,851,363,984.60", "£500", "2,456 notices")]  # fmt: skip
    assert told == [f"Count, as a share of {w}." for w in ("£2.85bn", "£500", "2,456 notices")]


class TestALineThroughTheEditions:
    later = replace(SPENT, value=Decimal(3_000_000_000), period=financial_year(2025))

    def test_joins_two_points_of_one_series(self) -> None:
        assert joins(record(SPENT), record(self.later)) == ["first", "joined"]

    def test_breaks_between_two_series(self) -> None:
        other = replace(self.later, series="ENGLAND_CY")
        assert joins(record(SPENT), record(other)) == ["first", "break"]

    def test_breaks_between_two_places(self) -> None:
        assert joins(record(SPENT), record(replace(self.later, geography="Wales")))[1] == "break"

    def test_breaks_where_no_series_is_stated(self) -> None:
        before, after = (replace(q, series="") for q in (SPENT, self.later))
        assert joins(record(before), record(after)) == ["first", "break"]

    def test_says_that_a_number_is_the_same_one_again(self) -> None:
        assert joins(record(SPENT), record(SPENT)) == ["first", "same"]

    def test_breaks_at_a_mended_error_and_says_which(self) -> None:
        mended = replace(SPENT, value=Decimal(2_900_000_000))
        slip = ["figures", "SAMPLE1", "2021-01-05", "a digit was lost", False]
        before, after = (
            edition(2021, record(SPENT)),
            edition(2022, record(mended), corrections=[slip]),
        )
        [line] = lines_of([before, after])
        assert line.points[1].join == "break"
        assert "a digit was lost" in line.points[1].told

    def test_needs_two_editions(self) -> None:
        assert lines_of([edition(2026, record(SPENT))]) == []
        assert lines_of([edition(2026), edition(2027, record(SPENT))]) == []

    def test_goes_on_over_an_edition_without_the_number(self) -> None:
        [line] = lines_of(
            [edition(2020, record(SPENT)), edition(2021), edition(2022, record(SPENT))]
        )
        assert [point.year for point in line.points] == [2020, 2022]

    def test_is_drawn_up_where_a_series_rises_and_level_where_it_breaks(self) -> None:
        other = replace(self.later, series="ENGLAND_CY")
        told = [record(SPENT), record(self.later), record(other)]
        [line] = lines_of([edition(2020 + n, one) for n, one in enumerate(told)])
        first, second, third = heights(line.points)
        assert second < third < first
        assert str(strip_of(line)).count('class="joined"') == 1
        assert str(strip_of(line)).count('class="gap"') == 1

    def test_prints_each_number_over_its_dot_in_one_line_or_two(self) -> None:
        told = [record(SPENT, text="about £2.85bn"), record(self.later, text="£3bn")]
        [line] = lines_of([edition(2020 + n, one) for n, one in enumerate(told)])
        drawn = parse(str(strip_of(line)))
        values = [e for e in drawn.all("text") if e.attrs.get("class") == "value"]
        dots = [e.attrs["cx"] for e in drawn.all("circle")]
        assert [e.text for e in values] == ["about", "£2.85bn", "£3bn"]
        assert [e.attrs["x"] for e in values] == [dots[0], dots[0], dots[1]]

    def test_has_room_for_its_longest_number(self) -> None:
        told = [record(SPENT, text="at least £2,851,363,984.60"), record(self.later, text="£3bn")]
        [line] = lines_of([edition(2020 + n, one) for n, one in enumerate(told)])
        first, second = (float(e.attrs["cx"]) for e in parse(str(strip_of(line))).all("circle"))
        assert first > len("£2,851,363,984.60") * 6 / 2
        assert second - first > len("£2,851,363,984.60") * 6

    @pytest.mark.parametrize(
        ("text", "lines"),
        [
            ("20%", ("", "20%")),
            ("", ("", "")),
            ("about 45%", ("about", "45%")),
            ("1 of 8 predictions", ("1 of 8", "predictions")),
        ],
    )
    def test_sets_a_number_as_evenly_as_its_words_allow(
        self, text: str, lines: tuple[str, str]
    ) -> None:
        assert two_lines(text) == lines


class TestThePage:
    def test_lists_editions_the_newest_first_with_what_they_found(self, page: Element) -> None:
        listed = [e for e in page.by_id("editions").all("li") if "data-year" in e.attrs]
        assert [e.attrs["data-year"] for e in listed] == ["2027", "2026"]
        assert "Sampleland spent £111m." in listed[0].text

    def test_offers_only_files_that_are_there(self, page: Element) -> None:
        ends = {a.attrs["href"] for a in page.all("a")}
        assert {"2026/report.html", "2026/report.pdf", "2027/report.pdf"} <= ends
        assert not any(ABSENT_EVERYWHERE in end for end in ends)

    def test_holds_every_figure_number_and_prediction_without_its_script(
        self, page: Element
    ) -> None:
        own = edition(2027)
        ends = {a.attrs["href"] for a in page.by_id("everything").all("a")}
        wanted = [*own["figures"], *own["numbers"], *own["predictions"]]
        assert len(wanted) > 8
        places = {one.get("place", one["anchor"]) for one in wanted}
        assert {f"2027/report.html#{place}" for place in places} <= ends

    def test_hides_the_search_until_the_script_runs(self, page: Element) -> None:
        [form] = page.all("form")
        assert "hidden" in form.attrs

    def test_shows_a_join_with_its_reason(self, page: Element) -> None:
        assert "One series: real change" in page.by_id("market-size-size").text

    def test_has_a_table_of_each_headline_with_a_line_an_edition(self, page: Element) -> None:
        table = page.by_id("market-size-size").one("table")
        told = [[cell.text for cell in row.walk() if cell.tag in {"th", "td"}][:2]
                for row in table.one("tbody").all("tr")]  # fmt: skip
        assert told == [["2026", "£2.85bn"], ["2027", "£3.00bn"]]
        assert all(cell.text.strip() for cell in table.walk() if cell.tag == "td")

    def test_tells_the_reason_of_a_break_in_the_cell_that_says_what_the_number_is(self) -> None:
        other = replace(SPENT, series="ENGLAND_CY", period=financial_year(2025))
        text = render_archive([edition(2026, record(SPENT)), edition(2027, record(other))])
        row = parse(text).by_id("market-size-size").one("tbody").all("tr")[-1]
        assert re.search(r"Published invoices\..*Break: ", row.all("td")[-1].text, re.S)

    def test_names_every_colour_it_uses(self) -> None:
        style = parse(render_archive([edition(2027)])).one("style").text
        used = set(re.findall(r"var\((--[a-z-]+)\)", style))
        assert used <= set(re.findall(r"(--[a-z-]+):", style))

    def test_tells_a_number_that_nobody_changed_once(self) -> None:
        text = render_archive([edition(2026, record(SPENT)), edition(2027, record(SPENT))])
        line = parse(text).by_id("market-size-size").text
        assert line.count("Published invoices.") == 1
        assert line.count("The same number") == 1

    def test_asks_no_host_and_runs_nothing_but_its_own_script(self) -> None:
        text = render_archive([edition(2027)])
        assert "default-src &#39;none&#39;" in text
        assert not re.search(r"(?:src|action)=\"|@import|url\((?!\"?data:)", text)
        assert not [a for a in parse(text).all("a") if "://" in a.attrs["href"]]

    def test_writes_names_of_strangers_as_words(self) -> None:
        own = edition(2027)
        own["figures"][0]["title"] = sample.HOSTILE
        assert "<script>alert" not in render_archive([own])

    def test_has_one_main_heading_and_skips_no_level(self, page: Element) -> None:
        levels = [int(e.tag[1]) for e in page.walk() if re.fullmatch(r"h[1-6]", e.tag)]
        assert levels.count(1) == 1
        assert all(b - a <= 1 for a, b in pairwise(levels))

    def test_has_every_id_once_and_every_link_inside_it_leads_there(self, page: Element) -> None:
        ids = [e.attrs["id"] for e in page.walk() if "id" in e.attrs]
        assert len(ids) == len(set(ids))
        inside = {a.attrs["href"][1:] for a in page.all("a") if a.attrs["href"].startswith("#")}
        assert inside <= set(ids)


class TestWhatIsFound:
    def test_every_place_that_an_edition_names_is_in_its_page(self) -> None:
        document = document_from_notebook(with_prediction("P2026-09"))
        own, page = catalogue_of(document, {}), parse(render_html(document))
        ids = {e.attrs["id"] for e in page.walk() if "id" in e.attrs}
        listed = [*own["figures"], *own["numbers"], *own["predictions"]]
        places = {one[name] for one in listed for name in ("anchor", "place") if name in one}
        assert "prediction-P2026-09" in places
        assert places <= ids

    def test_a_prediction_has_the_same_anchor_in_every_edition_that_tells_it(self) -> None:
        told = [
            list(told_predictions(document_from_notebook(with_prediction(name))))
            for name in ("P2026-09", "P2026-09", "P 1<2")
        ]
        assert [one.anchor for [one] in told] == [
            "prediction-P2026-09", "prediction-P2026-09", "prediction-P-1-2",
        ]  # fmt: skip

    def test_its_line_links_to_itself_by_name(self) -> None:
        page = parse(render_html(document_from_notebook(with_prediction("P2026-09"))))
        line = page.by_id("prediction-P2026-09")
        assert line.tag == "tr"
        [link] = line.all("a", "self")
        assert link.attrs["href"] == "#prediction-P2026-09"
        assert link.attrs["aria-label"] == "Link to P2026-09"

    def test_a_figure_is_found_by_every_label_of_its_drawing_and_cell_of_its_data(self) -> None:
        [exhibit] = [e for e in document_from_notebook(sample.whole()).exhibits if e.svg][:1]
        shown = list(shown_in(replace(exhibit, svg=DRAWN)))
        assert shown[0] == exhibit.alt
        assert {"Ynys Môn", "£2.85bn & more"} <= set(shown)
        assert {"Absentford", "1.5", "not published", sample.HOSTILE} <= set(shown)
        assert "Sampleton" not in shown  # its title says that
        assert len(shown) == len(set(shown))

    def test_a_number_is_found_by_its_sentence(self) -> None:
        own = edition(2027)
        [spent] = [n for n in own["numbers"] if n["said"] == "Sampleland spent £111m."]
        assert spent["text"] == "£111m"

    def test_words_are_packed_in_the_order_of_the_list(self, page: Element) -> None:
        own = edition(2027)
        packed = unpacked(packed_words([own, edition(2026)]))
        figures, predictions = len(own["figures"]), len(own["predictions"])
        assert packed[0] == own["figures"][0]["shows"]
        assert packed[figures + predictions] == [own["numbers"][0]["said"]]
        assert len(packed) == sum(len(box.all("li")) for box in page.all("div", "holds"))

    def test_a_catalogue_that_an_earlier_version_left_is_listed_all_the_same(self) -> None:
        own = edition(2027)
        for one in own["figures"]:
            del one["shows"]
        for one in own["numbers"]:
            del one["said"], one["place"]
        assert unpacked(packed_words([own])) == [[]] * len(unpacked(packed_words([edition(2027)])))
        assert f"2027/report.html#{own['numbers'][0]['anchor']}" in render_archive([own])


class TestWriting:
    def test_makes_the_archive_of_what_is_in_a_folder(self, tmp_path: Path) -> None:
        document = document_from_notebook(sample.whole())
        for year in ("2027", "preview"):
            (tmp_path / year).mkdir()
            (tmp_path / year / "report.html").write_text("page", "utf-8")
            write_catalogue(document, {}, tmp_path / year)
        (tmp_path / "2026").mkdir()
        first = write_archive(tmp_path)
        assert first == tmp_path / "index.html"
        content = first.read_bytes()
        assert content.count(b"data-year=") == 1
        assert write_archive(tmp_path) == first
        assert first.read_bytes() == content
        assert sorted(p.name for p in tmp_path.iterdir()) == [
            "2026",
            "2027",
            "index.html",
            "preview",
        ]

    def test_leaves_the_last_one_and_nothing_beside_it_where_a_catalogue_does_not_fit(
        self, tmp_path: Path
    ) -> None:
        place = tmp_path / "2027" / "catalogue.json"
        place.parent.mkdir()
        place.write_text(json.dumps(edition(2027)), "utf-8")
        index = write_archive(tmp_path)
        assert index
        last = index.read_bytes()
        place.write_text(json.dumps(edition(2027) | {"files": ["unheard-of.bin"]}), "utf-8")
        with pytest.raises(UndefinedError):
            write_archive(tmp_path)
        assert sorted(p.name for p in tmp_path.iterdir()) == ["2027", "index.html"]
        assert index.read_bytes() == last

    def test_by_command_says_what_to_do_where_there_is_no_edition(self, tmp_path: Path) -> None:
        with pytest.raises(UserError, match="futuregazing build"):
            archive(tmp_path)

    def test_makes_none_where_there_is_no_edition(self, tmp_path: Path) -> None:
        assert write_archive(tmp_path) is None
        assert list(tmp_path.iterdir()) == []
