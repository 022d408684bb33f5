"""Small literal frames for every chart function, and readers of the SVG that they make."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pandas as pd

from futuregazing import exhibits
from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Ref
from futuregazing.claims.units import Unit
from futuregazing.edition.periods import Period, parse_period
from futuregazing.exhibits import Exhibit
from futuregazing.exhibits.lettering import text_width

WORDS: dict[str, Any] = {
    "id": "market_size.sample",
    "title": "Councils buy most of it from a few",
    "subtitle": "Spend by councils, UK, nominal",
    "sources": [Ref("figures", "FIGA")],
}
LONG_NAMES = (
    "Bournemouth, Christchurch and Poole",
    "King's Lynn and West Norfolk",
    "Armagh City, Banbridge and Craigavon",
    "Rhondda Cynon Taf",
    "Royal Borough of Windsor and Maidenhead Council Technology Services Directorate",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
)
HOSTILE = '<script>alert("£5")</script> $x^2$ & \x07\u202e 日本 🙂 =cmd'


def pounds(value: float | str, row: str = "FIGA", **meaning: Any) -> Quantity:
    """Return an amount of invoiced pounds."""
    given = {"basis": "published_invoice_spend", "geography": "UK", "scope": "councils"}
    return Quantity(
        Decimal(str(value)), Unit("GBP"), refs=(Ref("figures", row),), **(given | meaning)
    )


def percent(value: float, row: str = "FIGA", **meaning: Any) -> Quantity:
    """Return a share in per cent."""
    given = {"basis": "survey_or_audit_share", "geography": "England"}
    return Quantity(
        Decimal(str(value)), Unit("percent"), refs=(Ref("figures", row),), **(given | meaning)
    )


def year(text: str) -> Period:
    """Return the period that a table would spell so."""
    return parse_period(text, text)


def bars(names: tuple[str, ...] = LONG_NAMES) -> pd.DataFrame:
    values = [pounds(10**9 - i * 1.37 * 10**8, f"FIG{i}") for i in range(len(names))]
    return pd.DataFrame({"label": names, "value": values})


def points(names: tuple[str, ...] = LONG_NAMES[:3]) -> pd.DataFrame:
    rows = [
        {
            "label": name,
            "value": pounds(
                1e9 + i * 1e8 + k * 1.1e8,
                f"FIG{i}{k}",
                period=year(text),
                series=f"S{i}",
                qualifier="approx" if k == 1 else "exact",
            ),
        }
        for i, name in enumerate(names)
        for k, text in enumerate(("FY2019/20", "FY2020/21", "FY2021/22"))
    ]
    return pd.DataFrame(rows)


def definitions(names: tuple[str, ...] = LONG_NAMES) -> pd.DataFrame:
    bases = ["published_invoice_spend", "contract_award_value", "government_total_incl_staff"]
    made = bars(names)
    made["value"] = [
        pounds(q.value, f"FIG{i}", basis=bases[i % 3], period=year("2021"))
        for i, q in enumerate(made["value"])
    ]
    return made


def parts(names: tuple[str, ...] = LONG_NAMES) -> pd.DataFrame:
    return pd.DataFrame(
        {"label": names, "value": [percent(12 - i, f"FIG{i}") for i in range(len(names))]}
    )


def middles(names: tuple[str, ...] = LONG_NAMES) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "label": names,
            "definition": "IT contracts of councils, by the year of award, in all regions",
            "median": [pounds(70_000 + 900 * i, f"FIGM{i}") for i in range(len(names))],
            "mean": [pounds(71_000 + 90_000 * i, f"FIGN{i}") for i in range(len(names))],
        }
    )


def events(names: tuple[str, ...] = LONG_NAMES) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "date": [dt.date(2025 + i // 3, 1 + (i * 5) % 12, 3) for i in range(len(names))],
            "label": names,
            "kind": [("moved", "stayed", "new")[i % 3] for i in range(len(names))],
            "refs": [[Ref("bluelight", f"BL{i}")] for i in range(len(names))],
        }
    )


def regions(names: tuple[str, ...] = LONG_NAMES) -> pd.DataFrame:
    made = parts(names)
    made["region"] = made["label"]
    made["tile_row"] = [i // 3 for i in range(len(names))]
    made["tile_col"] = [i % 3 for i in range(len(names))]
    return made


def measures(names: tuple[str, ...] = LONG_NAMES) -> pd.DataFrame:
    made = definitions(names)
    made["panel"] = made["label"]
    made["label"] = [str(q.period) for q in made["value"]]
    return pd.concat([made, made.tail(1).assign(label="2022")], ignore_index=True)


def items(names: tuple[str, ...] = LONG_NAMES) -> pd.DataFrame:
    verdicts = ("happened", "partly", "not yet", "unclear")
    rows = [
        {"group": name, "category": verdicts[(i + k) % 4], "refs": [Ref("predictions", f"P{i}{k}")]}
        for i, name in enumerate(names)
        for k in range(1 + i * 9)
    ]
    return pd.DataFrame(rows)


def predictions(names: tuple[str, ...] = LONG_NAMES) -> pd.DataFrame:
    verdicts = ("happened", "partly", "not yet", "unclear")
    return pd.DataFrame(
        {
            "label": names,
            "supports": [i * 3 for i in range(len(names))],
            "against": [(i * 5) % 11 for i in range(len(names))],
            "verdict": [verdicts[i % 4] for i in range(len(names))],
        }
    )


def spans(names: tuple[str, ...] = LONG_NAMES) -> pd.DataFrame:
    rows = [
        {
            "label": name,
            "value": pounds(10**9, f"FIGV{i}"),
            "low": pounds(10**9 - i * 10**8, f"FIGL{i}"),
            "high": pounds(10**9 + i * 10**9, f"FIGH{i}"),
            "outer_low": pounds(10**7, f"FIGA{i}", basis="contract_award_value") if i % 2 else None,
            "outer_high": pounds(8 * 10**9, f"FIGB{i}") if i % 2 else None,
            "open_above": i % 3 == 2,
            "note": "" if i else "stands alone",
        }
        for i, name in enumerate(names)
    ]
    columns = ["label", "value", "low", "high", "outer_low", "outer_high", "open_above", "note"]
    return pd.DataFrame(rows, columns=columns)


def councils(names: tuple[str, ...] = LONG_NAMES) -> pd.DataFrame:
    count = len(names)
    return pd.DataFrame(
        {
            "gss_code": [f"E{i:08}" for i in range(count)],
            "name": names,
            "nation": "England",
            "region": [("North", "South")[i % 2] for i in range(count)],
            "centroid_lon": [-1.0 - 0.3 * (i % 3) for i in range(count)],
            "centroid_lat": [53.0 - 0.4 * (i // 3) for i in range(count)],
            "category": [("unitary", "district", None)[i % 3] for i in range(count)],
        }
    )


@dataclass(frozen=True)
class Sample:
    """How to call a chart function: a maker of its frame from names, and its own arguments."""

    frame: Callable[..., pd.DataFrame]
    extra: dict[str, Any]


SAMPLES = {
    "ranges": Sample(spans, {"reason": "kinds of number reach far"}),
    "ranking": Sample(bars, {}),
    "change": Sample(points, {}),
    "change_by_kind": Sample(points, {}),
    "compare": Sample(definitions, {"reason": "each counts something else"}),
    "share": Sample(parts, {}),
    "spread": Sample(middles, {"values": {"median": "median", "mean": "mean"}}),
    "distribution": Sample(bars, {}),
    "timeline": Sample(events, {"today": dt.date(2026, 1, 1)}),
    "calendar": Sample(events, {}),
    "tiles": Sample(regions, {}),
    "small_multiples": Sample(measures, {}),
    "tally": Sample(items, {}),
    "evidence_grid": Sample(predictions, {}),
    "cartogram": Sample(councils, {"named": ("Rhondda Cynon Taf",)}),
}


def make(form: str, frame: pd.DataFrame | None = None, **words: Any) -> Exhibit:
    """Return the sample exhibit of a chart function."""
    sample = SAMPLES[form]
    given = sample.frame() if frame is None else frame
    return getattr(exhibits, form)(given, **(WORDS | sample.extra | words))


@dataclass(frozen=True)
class Lettering:
    """One line of text in an SVG, with its box."""

    words: str
    size: float
    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Lettering) -> float:
        """Return how far two boxes reach into each other, the lesser of both directions."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return min(across, down)


def lettering(svg: str) -> list[Lettering]:
    """Return every line of text of an SVG with its measured box."""
    found = []
    for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        words = node.text or ""
        size = float(node.attrib["font-size"].removesuffix("px"))
        width = text_width(words, size, bold=node.get("font-weight") == "600")
        anchor = {"middle": 0.5, "end": 1.0}.get(node.get("text-anchor", ""), 0.0)
        left, base = float(node.attrib["x"]) - anchor * width, float(node.attrib["y"])
        found.append(
            Lettering(words, size, left, base - 0.7 * size, left + width, base + 0.2 * size)
        )
    return found


def outlines(svg: str, **look: str) -> list[list[tuple[float, float]]]:
    """Return the corners of every straight outline whose attributes are these."""
    found = []
    for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}path"):
        if all(node.get(name.replace("_", "-")) == value for name, value in look.items()):
            for piece in node.attrib["d"].split("M")[1:]:
                numbers = [float(number) for number in re.findall(r"-?[\d.]+", piece)]
                found.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return found


def sheet(svg: str) -> tuple[float, float]:
    """Return width and height of an SVG."""
    box = ElementTree.fromstring(svg).attrib["viewBox"].split()
    return float(box[2]), float(box[3])
