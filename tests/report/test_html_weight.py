"""What keeps the page light: files packed together, tags left out, shapes drawn once."""

from __future__ import annotations

import base64
import io
import json
import re
import zipfile
from xml.etree import ElementTree as ET

import document_samples as sample
import pytest
from html_tree import file_behind, files_in, parse

from futuregazing.report.backing import Record
from futuregazing.report.document import document_from_notebook
from futuregazing.report.html import render_html, writer
from futuregazing.report.html.compact import drop_unseen, shorten, unwrap
from futuregazing.report.html.dataset import dataset, dataset_json
from futuregazing.report.html.downloads import Archive, archive, like_after_like
from futuregazing.report.html.hatches import smallest_tiles
from futuregazing.report.html.outlines import (
    letters_together,
    look_once,
    outline_once,
    round_marks,
    unsay_overruled,
)
from futuregazing.report.html.shorter import shorter
from futuregazing.report.html.stamps import stamp_alike
from futuregazing.report.wording import facts
from futuregazing.report.zipped import zip_of

HEXAGON = [(0, 0), (6.2, 3.6), (6.2, 10.8), (0, 14.4), (-6.2, 10.8), (-6.2, 3.6)]


def drawing(body: str) -> ET.Element:
    return ET.fromstring(f"<svg>{body}</svg>")


def files_of(packed: Archive) -> dict[str, bytes]:
    content = base64.b64decode(packed.href.partition(",")[2])
    with zipfile.ZipFile(io.BytesIO(content)) as read:
        return {name: read.read(name) for name in read.namelist()}


def hexagons(places: list[tuple[float, float]]) -> str:
    shapes = [
        "M " + " L ".join(f"{left + x:.2f} {top + y:.2f}" for x, y in HEXAGON) + " z"
        for left, top in places
    ]
    return " ".join(shapes)


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_gives_its_files_back_and_is_dated_the_first_day_that_zip_knows(packed):
    files = {"a.csv": b"who,what\n1,2\n" * 99, "b.csv": "Ynys Môn\n".encode()}
    with zipfile.ZipFile(io.BytesIO(zip_of(files, packed=packed))) as read:
        assert read.testzip() is None
        assert {name: read.read(name) for name in read.namelist()} == files
        assert {info.date_time[:3] for info in read.infolist()} == {(1980, 1, 1)}


def test_files_of_like_columns_are_packed_as_one():
    alike = {f"{n}.csv": "council,spend,year\nLeeds,12,2024\n" for n in range(50)}
    each = [len(zip_of({name: text.encode()}, packed=True)) for name, text in alike.items()]
    assert archive(alike, "all.zip").size < sum(each) / 3


def test_a_file_follows_the_one_it_shares_most_fields_with_and_the_largest_comes_first():
    files = {
        "spend.csv": "council,spend\nLeeds,12\nYork,345\n",
        "rules.csv": "rule,says\nlint,nothing\n",
        "councils.csv": "council,region,tier\nLeeds,Yorkshire,single\nYork,Yorkshire,single\n",
        "checks.csv": "rule,found\nlint,nought\n",
    }
    ordered = ["councils.csv", "spend.csv", "rules.csv", "checks.csv"]
    assert list(like_after_like(files)) == ordered
    [inner] = files_of(archive(files, "all.zip")).values()
    with zipfile.ZipFile(io.BytesIO(inner)) as read:
        assert read.namelist() == ordered


def test_files_that_repeat_each_other_far_apart_pack_tighter_as_neighbours():
    one, other = (
        "".join(f"{n * k % 9973},word{n * k % 7919}\n" for n in range(2000)) for k in (3, 5)
    )
    files = {"a.csv": one, "b.csv": other, "c.csv": one[:20_000], "d.csv": other[:20_000]}
    ordered = {name: files[name].encode() for name in like_after_like(files)}
    given = {name: text.encode() for name, text in files.items()}
    loose, tight = (zip_of({"in": zip_of(f, packed=False)}, packed=True) for f in (given, ordered))
    assert len(tight) < 0.8 * len(loose)


def test_every_file_link_stands_at_its_file_and_every_file_has_its_link():
    page = parse(render_html(document_from_notebook(sample.whole())))
    links = [*page.all("a", "csv"), *page.all("a", "rows-csv")]
    assert {link.attrs["href"] for link in links} == {"#files"}
    assert sorted(map(file_behind, links)) == sorted(files_in(page))


def test_rows_too_many_to_name_are_marked_in_their_csv_with_the_number_that_counts_them():
    rows = {f"SAMPLE{n * 7}": sample.figure_row(n * 7) for n in range(1, 40)}
    refs = [["figures", row] for row in rows]
    said = sample.say(sample.number("39", refs=refs, formula="count of things"))
    notebook = sample.section(sample.code("market_size", 1, said))
    notebook.metadata["futuregazing"]["rows"]["figures"] = rows
    page = parse(render_html(document_from_notebook(notebook)))
    assert "39 rows of figures, named in its CSV (column counted_in: 1)" in " ".join(
        page.by_id("evidence").text.split()
    )
    header, *lines = files_in(page)["rows-of-figures.csv"].splitlines()
    assert header.endswith(",counted_in")
    assert [line.rpartition(",")[2] for line in lines] == ["1"] * 39


@pytest.mark.parametrize(
    ("markup", "shortened"),
    [
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul><li>a<li>b</ul>"),
        ("<div>\n<p>a</p>\n<p>b</p>\n</div>", "<div><p>a<p>b</div>"),
        ("<p>a</p>\n<span>b</span>", "<p>a</p><span>b</span>"),
        ('<a class="claim" href="#e1">5</a> <b>x</b>', "<a class=claim href=#e1>5</a> <b>x</b>"),
        ('<a href="https://x/y/">z</a>', '<a href="https://x/y/">z</a>'),
        ('<td class="a b">', '<td class="a b">'),
        ('<p title="">', '<p title="">'),
        ('<path fill="none" d="M0"/>', '<path fill=none d="M0"/>'),
        ('<pre class="a">b\n\n\nc</pre>', '<pre class="a">b\n\n\nc</pre>'),
        ('<style>a[b="c"]{}</style>', '<style>a[b="c"]{}</style>'),
        ("<td>1 &lt; 2 a=\"b\" c</td>", "<td>1 &lt; 2 a=\"b\" c</td>"),
        ("<p>A&#39;s &#34;b&#34; &amp; c</p>", "<p>A's \"b\" &amp; c</p>"),
        ('<p title="A&#39;s &#34;b&#34;">', '<p title="A\'s &#34;b&#34;">'),
        ("<p>grade&nbsp;A</p>", "<p>grade\u00a0A</p>"),
        ("<p>&#39;</p><script>'&#39;'</script>", "<p>'</p><script>'&#39;'</script>"),
    ],
)  # fmt: skip
def test_markup_leaves_out_only_what_html_implies(markup, shortened):
    assert shorter(markup) == shortened


def test_like_shapes_become_one_marker_set_at_their_places():
    places = [(n * 12.4, 20 + n * 3.0) for n in range(8)]
    made = drawing(f'<path d="{hexagons(places)}" fill="#12436d" stroke="#fff"/>')
    stamp_alike(made, "map")
    marker = made.find("defs/marker")
    path = made.find("path")
    assert marker.find("path").attrib == {
        "fill": "#12436d", "stroke": "#fff",
        "d": "M 0.00 0.00 L 6.20 3.60 L 6.20 10.80 L 0.00 14.40 L -6.20 10.80 L -6.20 3.60 z",
    }  # fmt: skip
    assert path.get("fill") == "none"
    assert {path.get(f"marker-{at}") for at in ("start", "mid", "end")} == {"url(#map.m0)"}
    assert path.get("d").count("L") == 7


@pytest.mark.parametrize(
    ("outline", "given"),
    [
        (hexagons([(n, n) for n in range(5)]), 'fill="#111111"'),
        (hexagons([(n, n) for n in range(9)]), 'fill="none"'),
        (hexagons([(n, n) for n in range(9)]), 'fill="#111111" transform="scale(2)"'),
        (hexagons([(n, n) for n in range(9)]) + " M 0 0 L 5 5 L 9 0 z", 'fill="#111111"'),
        (hexagons([(n, n) for n in range(9)]).replace(" z", "", 1), 'fill="#111111"'),
    ],
)
def test_few_unlike_open_or_unfilled_shapes_stay_as_drawn(outline, given):
    made = drawing(f'<path d="{outline}" {given}/>')
    stamp_alike(made, "map")
    assert made.find("path").get("d") == outline


def test_a_dot_of_eight_arcs_becomes_a_circle_and_other_curves_stay():
    dot = (
        "M 0 5.5 C 1.46 5.5 2.86 4.92 3.89 3.89 C 4.92 2.86 5.5 1.46 5.5 0 "
        "C 5.5 -1.46 4.92 -2.86 3.89 -3.89 C 2.86 -4.92 1.46 -5.5 0 -5.5 "
        "C -1.46 -5.5 -2.86 -4.92 -3.89 -3.89 C -4.92 -2.86 -5.5 -1.46 -5.5 0 "
        "C -5.5 1.46 -4.92 2.86 -3.89 3.89 C -2.86 4.92 -1.46 5.5 0 5.5 z"
    )
    made = drawing(f'<path id="a" d="{dot}"/><path d="{dot.replace("5.5 0 ", "9.5 0 ")}"/>')
    round_marks(made)
    assert made[0].tag == "circle"
    assert made[0].attrib == {"id": "a", "r": "5.5"}
    assert made[1].tag == "path"


def hatched(step: float, slant: int = -1, size: int = 72) -> str:
    """Return a hatching as matplotlib writes it: lines of one slant across a tile of an inch."""
    first = 0 if slant < 0 else -size
    places = [first + n * step for n in range(int(2 * size / step) + 1)]
    lines = "".join(f"M 0 {at:g} L {size} {at + slant * size:g} " for at in places)
    return (
        f'<pattern width="{size}" height="{size}"><rect width="{size + 1}" height="{size + 1}"/>'
        f'<path d="{lines}" fill="#fff"/></pattern>'
    )


def lines_of(made: ET.Element) -> set[tuple[float, float]]:
    """Return the lines drawn on a plane of tiles: by slant, where they cross the first column."""
    (pattern,) = made.iter("pattern")
    tile = int(pattern.get("width"))
    found = re.findall(
        r"M ?([-\d.]+) ([-\d.]+) ?L ?([-\d.]+) ([-\d.]+)", pattern.find("path").get("d")
    )
    lines = [tuple(map(float, one)) for one in found]
    slants = {((y1 - y0) / (x1 - x0), y0 - (y1 - y0) / (x1 - x0) * x0) for x0, y0, x1, y1 in lines}
    return {(slant, (at + tile * n) % 72) for slant, at in slants for n in range(72 // tile)}


@pytest.mark.parametrize(
    ("step", "slant", "tile"), [(6, -1, 12), (4, -1, 12), (6, 1, 12), (8, 1, 24)]
)
def test_a_hatching_is_written_as_its_smallest_tile_and_draws_the_same_lines(step, slant, tile):
    whole, small = drawing(hatched(step, slant)), drawing(hatched(step, slant))
    smallest_tiles(small)
    assert small.find("pattern").get("width") == small.find("pattern").get("height") == str(tile)
    assert small.find("pattern/rect").get("width") == str(tile + 1)
    assert lines_of(small) == lines_of(whole)
    outline = small.find("pattern/path").get("d")
    assert len(outline) < len(whole.find("pattern/path").get("d")) / 2


@pytest.mark.parametrize(
    "pattern",
    [
        hatched(5),
        hatched(7.2),
        hatched(6).replace("M 0 0 L 72 -72", "M 0 0 L 72 -71"),
        hatched(6).replace("M 0 6 L 72 -66 ", ""),
        hatched(6).replace("M 0 0 L 72 -72", "M 0 0 C 1 1 2 2 72 -72"),
        hatched(6).replace("<rect", "<circle"),
    ],
)
def test_a_pattern_of_anything_else_stays_as_drawn(pattern):
    made = drawing(pattern)
    before = ET.tostring(made)
    smallest_tiles(made)
    assert ET.tostring(made) == before


def test_colours_that_all_uses_of_a_mark_share_are_said_where_it_is_drawn():
    made = drawing(
        '<defs><circle id="a" r="5"/></defs>'
        '<use href="#a" fill="#111111" stroke="#222222"/>'
        '<use href="#a" fill="#111111" stroke="#333333"/>'
    )
    look_once(made)
    assert made.find("defs/circle").get("fill") == "#111111"
    assert [use.get("stroke") for use in made.iter("use")] == ["#222222", "#333333"]
    assert [use.get("fill") for use in made.iter("use")] == [None, None]


def test_a_use_says_nothing_that_its_mark_says_itself():
    made = drawing(
        '<defs><circle id="a" r="5" fill="#111111"/><path id="b" d="M 0" stroke="#222222"/></defs>'
        '<use href="#a" x="1" fill="#000000"/><use href="#b" fill="#000000" stroke="#333333"/>'
    )
    unsay_overruled(made)
    assert [use.attrib for use in made.iter("use")] == [
        {"href": "#a", "x": "1"},
        {"href": "#b", "fill": "#000000"},
    ]


def test_a_line_and_its_halo_are_drawn_from_one_outline():
    outline = "M 0 0 " + "L 1 1 " * 60
    made = drawing(f'<path d="{outline}" stroke="#fff"/><path d="{outline}" stroke="#000"/>')
    outline_once(made, "map")
    assert made.find("defs/path").attrib == {"id": "map.o0", "d": outline}
    assert [use.attrib for use in made.findall("use")] == [
        {"href": "#map.o0", "stroke": "#fff"},
        {"href": "#map.o0", "stroke": "#000"},
    ]


def test_neighbouring_words_of_one_style_state_it_once():
    made = drawing(
        '<text fill="#1" x="1">a</text><text fill="#1" x="2">b</text><text x="3">c</text>'
    )
    letters_together(made)
    assert [e.tag for e in made] == ["g", "text"]
    assert made[0].attrib == {"fill": "#1"}
    assert [t.attrib for t in made[0]] == [{"x": "1"}, {"x": "2"}]


def test_a_path_without_area_or_line_is_left_out_but_not_one_that_clips():
    made = drawing(
        '<defs><path d="M" fill="none"/></defs><path d="M" fill="none"/>'
        '<path d="M" fill="none" stroke="#1"/>'
    )
    drop_unseen(made)
    assert len(made.findall("defs/path")) == 1
    assert [p.get("stroke") for p in made.findall("path")] == ["#1"]


def test_a_group_that_says_nothing_gives_way_to_what_it_holds_in_its_place():
    made = drawing('<path d="a"/><g><g><path d="b"/></g><g fill="#1"><path d="c"/></g></g><use/>')
    unwrap(made)
    assert [child.tag for child in made] == ["path", "path", "g", "use"]
    assert [path.get("d") for path in made.iter("path")] == ["a", "b", "c"]


def test_places_are_written_to_a_tenth_of_a_point_and_a_colour_in_as_few_digits_as_say_it():
    made = drawing('<use x="12.34" y="5.00" fill="#ffffff"/><text x="1.25" fill="#fefefe"/>')
    made.set("viewBox", "0 0 481.889764 310.76")
    shorten(made)
    assert made.get("viewBox") == "0 0 481.9 310.8"
    assert made.find("use").attrib == {"x": "12.3", "y": "5", "fill": "#fff"}
    assert made.find("text").attrib == {"x": "1.2", "fill": "#fefefe"}


def test_of_a_measured_row_is_told_once_what_was_counted_and_where_the_counted_rows_are():
    fields = {
        "query": "number of awards", "scope": "councils", "period": "2025", "n": "12",
        "with_value": "11", "left_out": "no value 1", "rows": "11", "rows_file": "measured/ab.csv",
        "coverage": "12 awards, 11 of them counted; left out: no value 1", "rows_sha256": "ab" * 32,
    }  # fmt: skip
    told = facts(Record("measures", "awards:2025", "number of awards: councils", fields=fields), {})
    assert told == [
        ("coverage", fields["coverage"]), ("period", "2025"), ("rows", "11"),
        ("rows file", "measured/ab.csv"),
    ]  # fmt: skip
    others = facts(Record("figures", "FIG0001", fields={"n": "12", "scope": "councils"}), {})
    assert others == [("n", "12"), ("scope", "councils")]


def test_the_data_are_described_for_search_engines():
    told = dataset(document_from_notebook(sample.whole()))
    assert told["@type"] == "Dataset"
    assert told["name"] == "Sample Report 2027: the data behind the report"
    assert len(told["description"]) > 50
    assert told["license"].startswith("https://creativecommons.org/")
    assert (told["datePublished"], told["temporalCoverage"]) == ("2026-12-08", "../2026-11-22")
    assert told["creator"]["name"] == "Future Gazing contributors"
    assert [file["contentUrl"] for file in told["distribution"]] == [
        "report.xlsx", "datapackage.json", "report.html#files",
    ]  # fmt: skip


def test_no_name_can_end_the_block_that_describes_the_data():
    notebook = sample.whole()
    notebook.metadata["futuregazing"]["edition"]["subtitle"] = sample.HOSTILE + "</script>"
    document = document_from_notebook(notebook)
    told = dataset_json(document)
    assert "<" not in told
    assert sample.HOSTILE in json.loads(told)["description"]


def long_page(lines: int = 70) -> str:
    """Return the page of a table and a chart of so many claims each."""

    def rows(name: str) -> list[list[object]]:
        claims = [sample.derived() | {"text": f"{n}% {name}", "value": n} for n in range(lines)]
        return [[f"{name} {n}", {"claim": one}] for n, one in enumerate(claims)]

    shown = [
        sample.show(sample.table(rows=rows("listed"), columns=sample.columns()[:2])),
        sample.show(sample.chart(rows=rows("drawn"), columns=sample.columns()[:2])),
    ]
    return render_html(
        document_from_notebook(sample.section(sample.code("market_size", 1, *shown)))
    )


def data_lines(page: str, anchor: str) -> int:
    return len([row for body in parse(page).by_id(anchor).all("tbody") for row in body.all("tr")])


def test_a_light_page_prints_sixty_rows_of_a_table_and_twelve_behind_a_drawing():
    page = long_page()
    assert data_lines(page, "market-size-top") == 60
    assert data_lines(page, "market-size-series") == 12


@pytest.mark.parametrize(("most", "printed", "behind"), [(0, 6, 3), (10**9, 60, 12)])
def test_a_heavy_page_prints_fewer_rows_of_every_table_says_so_and_keeps_all_in_its_files(
    most, printed, behind, monkeypatch
):
    monkeypatch.setattr(writer, "MOST_BYTES", most)
    page = long_page()
    told = " ".join(parse(page).text.split())
    assert data_lines(page, "market-size-top") == printed
    assert data_lines(page, "market-size-series") == behind
    assert f"{printed} of 70 rows are printed here; the CSV holds all of them" in told
    assert f"The first {behind} of 70 rows; the CSV holds all of them" in told
    assert all(text.count("\n") == 71 for n, text in files_in(parse(page)).items() if "size" in n)
    ends = {a.attrs["href"][1:] for a in parse(page).all("a") if a.attrs["href"][0] == "#"}
    assert ends <= {e.attrs["id"] for e in parse(page).walk() if "id" in e.attrs}


def test_no_page_is_so_heavy_that_it_cuts_a_table_of_twenty_five_rows(monkeypatch):
    monkeypatch.setattr(writer, "MOST_BYTES", 0)
    page = long_page(25)
    assert data_lines(page, "market-size-top") == data_lines(page, "market-size-series") == 25
    assert "rows are printed here" not in page


def test_rows_are_cut_no_further_than_the_page_must(monkeypatch):
    whole = len(long_page().encode())
    monkeypatch.setattr(writer, "MOST_BYTES", whole)
    cut = long_page()
    assert len(cut.encode()) < whole
    assert data_lines(cut, "market-size-top") == 50


def test_parts_of_an_exhibit_are_named_shortly_and_the_exhibit_by_its_permanent_anchor():
    page = parse(render_html(document_from_notebook(sample.whole())))
    figure = next(e for e in page.all("figure") if e.all("svg"))
    assert figure.attrs["id"] == "market-size-series"
    drawing = figure.one("svg")
    parts = [
        drawing.attrs["aria-labelledby"],
        drawing.attrs["aria-describedby"],
        figure.attrs["aria-labelledby"],
    ]
    assert parts == ["f1.alt", "f1.words", "f1.title"]
    assert [page.by_id(part).tag for part in parts] == ["title", "p", "h5"]
