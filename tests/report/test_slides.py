"""The slides: ten of the report's own exhibits, in one file that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from functools import cache
from pathlib import Path

import document_samples as sample
import nbformat
import pytest

from futuregazing.errors import BuildError
from futuregazing.report.blocks import Exhibit, Part, Prose, Section
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.slides import ReportSlidesExporter, assets, deck_of
from futuregazing.report.slides.deck import aspect

ROOT = Path(__file__).resolve().parents[2]
CLAIM = re.compile(r'<a class="claim[^"]*" href="report.html#([^"]+)" data-n="(\d+)">([^<]*)</a>')
FORMS = {
    "trust": (),
    "market_size": ("change", "compare"),
    "buyers_and_suppliers": ("ranking",),
    "regional_split": ("share",),
    "technology_trends": ("ranking", "change"),
    "blue_light_procurement": ("tally",),
    "opportunities": ("calendar",),
    "predictions_review": ("evidence_grid",),
    "how_sure": (),
    "method_and_quality": (),
}
"""Sections of the sample, and the forms of drawing in each."""
TEN = ("cover", "size", "answers", "buyers", "regions", "blue-light", "trends", "renewals",
       "predictions", "how-sure")  # fmt: skip


def cells(name: str, forms: tuple[str, ...], row: int) -> list[nbformat.NotebookNode]:
    answer = sample.say(sample.text("It is "), sample.number(f"£{row}1.{row}m", row), role="answer")
    advice = sample.say(sample.text("Ask who counted."), role="suppliers")
    shown = [sample.show(sample.chart(f"{name}.{form}", form=form)) for form in forms]
    return [
        sample.markdown(name, 0, f"# Sample {name}"),
        sample.code(name, 1, answer, *shown, advice),
    ]


@cache
def notebook() -> nbformat.NotebookNode:
    """Return a sample edition that knows something of everything."""
    point = sample.say(sample.text("Sampleland spent "), sample.number(), role="finding")
    made = [sample.markdown("key_points", 0, "# Key points"), sample.code("key_points", 1, point)]
    for number, (name, forms) in enumerate(FORMS.items()):
        made += cells(name, forms, number % 8 + 1)
    return sample.notebook(*made)


@cache
def document() -> Document:
    return document_from_notebook(notebook())


@cache
def page() -> str:
    text, _ = ReportSlidesExporter().from_notebook_node(notebook())
    return text


def test_an_edition_that_knows_enough_has_ten_slides_from_cover_to_how_sure() -> None:
    assert [slide.id for slide in deck_of(document())] == list(TEN)
    assert re.findall(r'<section id="([^"]+)"', page()) == list(TEN)


def test_every_number_on_a_slide_is_the_reports_to_the_digit_and_leads_to_it() -> None:
    evidence = {entry.anchor: entry for entry in document().evidence}
    found = CLAIM.findall(page())
    assert len(found) >= 11
    for anchor, n, text in found:
        assert html.unescape(text) == evidence[anchor].claim["text"]
        assert int(n) == evidence[anchor].n


def test_a_slide_shows_the_reports_own_drawing_with_its_description() -> None:
    exhibits = {exhibit.id: exhibit for exhibit in document().exhibits}
    drawn = [slide.exhibit for slide in deck_of(document()) if slide.exhibit]
    assert len({exhibit.id for exhibit in drawn}) == len(drawn) == 8, "none comes twice"
    for exhibit in drawn:
        assert exhibits[exhibit.id] == exhibit
        assert html.escape(exhibit.alt, quote=False) in page()
        assert f'href="report.html#{exhibit.slug}">{exhibit.label} in the report' in page()


def test_the_slides_ask_no_host_for_anything() -> None:
    text = re.sub(r"<script>.*?</script>", "", page(), flags=re.S)
    assert "<script" not in text
    assert not re.search(r"<(?:link|iframe|img|object|embed|base)\b", text)
    assert not re.search(r"@import|url\((?![\"']?(?:data:|#))", text)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
    assert policy is not None
    assert html.unescape(policy[1]).startswith("default-src 'none'; style-src 'sha256-")


def test_the_policy_allows_the_style_and_the_script_that_are_there_and_no_other() -> None:
    text = page()
    policy = html.unescape(re.search(r'Policy" content="([^"]+)"', text)[1])  # type: ignore[index]
    for tag in ("style", "script"):
        [inside] = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        checksum = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{checksum}'" in policy
    body = text.split("<body>")[1].split("<script>")[0]
    assert not re.search(r" style=| on[a-z]+=", body)


def test_headings_go_from_the_edition_to_its_slides() -> None:
    body = page().split("<body>")[1].split("<script>")[0]
    assert re.findall(r"<h(\d)", body) == ["1", *["2"] * 10]
    assert '<html lang="en-GB">' in page()
    assert f"<title>{document().meta.title}: slides</title>" in page()


def test_the_same_notebook_gives_the_same_bytes() -> None:
    again, _ = ReportSlidesExporter().from_notebook_node(notebook())
    assert again == page()


def test_a_name_from_a_notice_stays_words_on_a_slide() -> None:
    text, resources = ReportSlidesExporter().from_notebook_node(sample.whole())
    assert "<script>alert" not in text
    assert resources["output_extension"] == ".slides.html"


def test_a_thin_edition_has_fewer_slides_and_none_of_them_empty() -> None:
    number = Part("claim", "£111m", claim={}, mark="e1", n=1)
    words = Part("text", "Nothing more is known")
    whole = document()
    thin = Document(
        whole.meta,
        (
            Section("key_points", "key-points", None, "Key points", (Prose("finding", (words,)),)),
            Section("market_size", "market-size", 1, "Market size", (Prose("answer", (number,)),)),
            Section("regional_split", "regional-split", 2, "Regions", ()),
        ),
        whole.evidence, (), (), (),
    )  # fmt: skip
    assert [(s.id, s.kind) for s in deck_of(thin)] == [("cover", "cover"), ("size", "points")]
    assert deck_of(thin)[0].points == (), "a cover without a number says none"


def test_a_drawing_too_tall_for_a_room_is_not_chosen() -> None:
    svg = '<svg viewBox="0 0 480 {}"></svg>'
    tall = Exhibit("a.tall", "a-tall", "Figure 1", "chart", (), form="change", svg=svg.format(900))
    low = Exhibit("a.low", "a-low", "Figure 2", "chart", (), form="change", svg=svg.format(240))
    answer = Prose("answer", (Part("text", "An answer of "), Part("claim", "£1m")))
    whole = document()
    for blocks, chosen in (((answer, tall, low), low), ((answer, tall), None)):
        section = Section("market_size", "market-size", 1, "Market size", blocks)
        made = Document(whole.meta, (section,), (), (), (), ())
        assert deck_of(made)[1].exhibit is chosen
    assert aspect(low) == 0.5


def test_a_sentence_without_a_number_or_a_drawing_makes_no_slide() -> None:
    answer = Prose("answer", (Part("text", "Nothing was predicted for this year."),))
    section = Section("predictions_review", "predictions-review", 1, "Predictions", (answer,))
    made = Document(document().meta, (section,), (), (), (), ())
    assert [slide.id for slide in deck_of(made)] == ["cover"]


def test_another_reveal_js_than_the_vendored_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in assets.VENDORED:
        content = (assets.VENDOR / name).read_bytes()
        (tmp_path / name).write_bytes(content + b" " if name == "reveal.js" else content)
    monkeypatch.setattr(assets, "VENDOR", tmp_path)
    assert assets.vendored("LICENSE").startswith("Copyright")
    with pytest.raises(BuildError, match="checksum differs"):
        assets.vendored("reveal.js")


def test_nbconvert_is_told_of_the_exporter() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'futuregazing-slides = "futuregazing.report.slides:ReportSlidesExporter"' in text
