"""A small assembled notebook with one of everything, all of it visibly made up."""

from __future__ import annotations

import copy
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

PROSE = "application/vnd.futuregazing.prose.v1+json"
EXHIBIT = "application/vnd.futuregazing.exhibit.v1+json"
HOSTILE = "<script>alert(\"x\")</script> & =cmd|' /C calc'!A0"

EDITION = {
    "year": 2027,
    "title": "Sample Report 2027",
    "subtitle": "made of sample values",
    "as_of": "2026-11-22",
    "publication_date": "2026-12-08",
    "next_edition_month": 12,
}


def figure_row(number: int, **fields: str) -> dict[str, str]:
    row = {
        "figure_id": f"SAMPLE{number}",
        "value": str(number),
        "title": f"Sample publication {number}",
        "publisher": "Sample Press",
        "url": f"https://example.org/sample/{number}",
        "published_date": "2025-12-31",
        "source_grade": "A",
        "definition_note": "what was counted",
        "ambiguity_note": "hindsight that is never printed",
    }
    return row | fields


ROWS: dict[str, dict[str, dict[str, str]]] = {
    "figures": {f"SAMPLE{n}": figure_row(n) for n in range(1, 9)},
    "register": {"SAMPLEREG1": {"register_id": "SAMPLEREG1", "subject": HOSTILE, "theme": "data"}},
}
SIDECARS: dict[str, Any] = {
    "figures": {
        "title": "Sample figures",
        "producer": "Sample compilers",
        "accessed": "2026-11-22",
        "licence": {"name": "Sample licence"},
        "sha256": "ab" * 32,
        "source": {"text": "made up", "urls": []},
    },
    "register": {"title": "Sample register", "producer": "Sample compilers", "sha256": "cd" * 32},
}


def claim(text: str = "£111m", row: int = 1, **fields: Any) -> dict[str, Any]:
    made = {
        "text": text,
        "full": "£111,000,000",
        "value": 111e6,
        "unit": "GBP",
        "qualifier": "exact",
        "basis": "published_invoice_spend",
        "geography": "Sampleland",
        "scope": "sample councils",
        "period": "FY2024/25",
        "price_basis": "nominal",
        "denominator": "",
        "series": "",
        "vintage": "2025-12-31",
        "grade": "A",
        "refs": [["figures", f"SAMPLE{row}"]],
        "formula": "",
        "inputs": [],
        "note": "",
    }
    return made | fields


def text(words: str) -> dict[str, str]:
    return {"kind": "text", "text": words}


def number(*args: Any, **fields: Any) -> dict[str, Any]:
    return {"kind": "claim", "claim": claim(*args, **fields)}


def hostile_name() -> dict[str, Any]:
    return {"kind": "name", "text": HOSTILE, "refs": [["register", "SAMPLEREG1"]]}


def derived(row: int = 2) -> dict[str, Any]:
    formula = "£111,000,000 ÷ £222,000,000 × 100"
    inputs = [claim(), claim("£222m", row, full="£222,000,000")]
    refs = [["figures", "SAMPLE1"], ["figures", f"SAMPLE{row}"]]
    return claim("50%", unit="percent", full="50%", formula=formula, inputs=inputs, refs=refs)


def svg(colour: str = "#12436D") -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 120">'
        f'<defs><clipPath id="p"><rect width="480" height="120"/></clipPath></defs>'
        f'<path d="M0 0H300V40H0z" fill="{colour}" clip-path="url(#p)"/>'
        '<text x="310" y="30" font-size="10">Sample label</text></svg>'
    )


def columns() -> list[dict[str, str]]:
    return [
        {"key": "who", "label": "Council", "unit": "", "align": "left", "kind": "text"},
        {
            "key": "value_gbp",
            "label": "Spend",
            "unit": "£m",
            "align": "right",
            "kind": "money",
            "absent": "not published",
        },
    ]


def rows() -> list[list[Any]]:
    refs = [["figures", "SAMPLE3"]]
    return [
        ["Sampleton", {"text": "1.5", "value": 1500000, "refs": refs}],
        ["Absentford", {"text": "not published", "value": None}],
        [HOSTILE, {"text": "0", "value": 0, "refs": [["register", "SAMPLEREG1"]]}],
    ]


def chart(name: str = "market_size.series", **fields: Any) -> dict[str, Any]:
    made = {
        "kind": "chart",
        "form": "ranking",
        "id": name,
        "title": [text("Sampleton spends most")],
        "subtitle": [text("Sample spend, nominal, "), {"kind": "period", "text": "FY2024/25"}],
        "alt": f"Bars of sample spend for {name}",
        "description": f"Every bar of {name} in words.",
        "svg": svg(),
        "width_mm": 170,
        "columns": columns(),
        "rows": rows(),
        "rows_shown": None,
        "notes": [[text("A sample note.")]],
        "sources": [["figures", "SAMPLE3"], ["register", "SAMPLEREG1"]],
        "measured": False,
        "coverage": "3 sample councils of 4",
        "covered": [{"kind": "name", "text": "3 sample councils of 4", "refs": []}],
        "total_row": False,
    }
    return made | fields


def table(name: str = "market_size.top", **fields: Any) -> dict[str, Any]:
    made = chart(name, kind="table", form="table", svg=None, alt="", description="")
    return made | fields


def markdown(section: str, cell: int, source: str) -> NotebookNode:
    return new_markdown_cell(source, metadata=_place(section, cell))


def code(section: str, cell: int, *outputs: NotebookNode, source: str = "show()") -> NotebookNode:
    return new_code_cell(source, outputs=list(outputs), metadata=_place(section, cell))


def output(media_type: str, payload: Any) -> NotebookNode:
    return new_output("display_data", data={media_type: payload, "text/plain": "sample"})


def say(*parts: dict[str, Any], role: str = "body") -> NotebookNode:
    return output(PROSE, {"role": role, "id": None, "parts": list(parts)})


def show(bundle: dict[str, Any]) -> NotebookNode:
    return output(EXHIBIT, bundle)


def notebook(*cells: NotebookNode) -> NotebookNode:
    metadata = {"edition": EDITION, "rows": ROWS, "sidecars": SIDECARS, "version": "0.0-sample"}
    return new_notebook(cells=list(cells), metadata={"futuregazing": copy.deepcopy(metadata)})


def section(*cells: NotebookNode, name: str = "market_size") -> NotebookNode:
    """Return a notebook of one section that holds just these cells under its title."""
    return notebook(markdown(name, 0, "# Sample section"), *cells)


def whole() -> NotebookNode:
    """Return a notebook with every kind of block, part and exhibit."""
    return notebook(
        markdown("key_points", 0, "# Key points"),
        code("key_points", 1, say(text("Sampleland spent "), number(), text("."), role="finding")),
        code("key_points", 2, say(text("Half is "), {"kind": "claim", "claim": derived()},
                                  text("."), role="finding")),
        markdown("key_points", 3, "## What is not known\n\nWords that *never* change."),
        markdown("market_size", 0, "# Market size"),
        code("market_size", 1, say(text("The answer is "), number(), text("."), role="answer")),
        markdown("market_size", 2, "## How it grew\n\nSee [](#market_size.series) and **this**, "
                 "`make report`, [a page](https://example.org/).\n\n- one\n- two\n\n"
                 "> Quoted words.\n\n```\nmake report\n```\n\n### Closer"),
        code("market_size", 3, show(chart())),
        code("market_size", 4, say(
            text("Named "), {"kind": "name", "text": "Frame-9", "refs": [["figures", "SAMPLE4"]]},
            text(" in "), {"kind": "period", "text": "FY2024/25"}, text(" on "),
            {"kind": "date", "text": "31 December 2025", "iso": "2025-12-31"},
            text(", see "), {"kind": "xref", "to": "market_size.top"}, text("."))),
        code("market_size", 5, show(table(rows_shown=2, rows=[*rows(), ["All", 2]], total_row=True,
                                          title=[text("The top is "), number("£333m", 5)]))),
        code("market_size", 6, say(text("Sell."), role="suppliers")),
        code("market_size", 7, say(text("Buy."), role="councils")),
        code("market_size", 8, say(text("Careful with "), number("£444m", 6), role="caveat")),
        code("market_size", 9, say(text("How it was made."), role="note")),
        markdown("regional_split", 0, "# Regional split"),
        code("regional_split", 1, say(hostile_name(), role="answer")),
        code("regional_split", 2, show(chart("regional_split.map", kind="cartogram"))),
        code("regional_split", 3, show(chart("regional_split.calendar", kind="timeline"))),
        code("regional_split", 4, show(table("regional_split.score", kind="scorecard"))),
    )  # fmt: skip


def _place(section: str, cell: int) -> dict[str, Any]:
    return {"futuregazing": {"section": section, "cell": cell}}
