"""Run the measured cells of a notebook on a small market, as a build's kernel runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import IPython.display
import pytest
from editions import tables_of

from futuregazing import paths
from futuregazing.edition import load_edition
from futuregazing.exhibits.bundle import Exhibit
from futuregazing.exhibits.prose import Prose
from futuregazing.measures.measured import MeasuredMarket
from futuregazing.measures.measured_edition import TOPICS, measured_from
from futuregazing.measures.measured_view import View
from futuregazing.section import Section

NOTEBOOKS = {
    "buyers_and_suppliers": "15_buyers_and_suppliers.ipynb",
    "regional_split": "20_regional_split.ipynb",
    "technology_trends": "25_technology_trends.ipynb",
}


@dataclass(frozen=True)
class Shown:
    """What cells showed: sentences with their role, and exhibits by the end of their id."""

    sentences: list[tuple[str, str]]
    exhibits: dict[str, Exhibit]

    def said(self, role: str) -> list[str]:
        """Return the sentences of a role."""
        return [text for own, text in self.sentences if own == role]

    @property
    def everything(self) -> str:
        """Return all that a reader sees, as the bundles carry it."""
        words = [text for _, text in self.sentences]
        return "\n".join([*words, *(json.dumps(e.to_json()) for e in self.exhibits.values())])


@cache
def shown_on(name: str, market: Callable[[], MeasuredMarket] | None, *overrides: str) -> Shown:
    """Run a section's measured cells on a market, or on no snapshot; return what they show."""
    edition = load_edition(2027, overrides)
    tables = tables_of(2027)
    if market is not None:
        shown_there = [topic for topic in TOPICS if topic.section == name]
        tables = measured_from(View(market(), edition, tables), shown_there).tables
    opened = Section(name, edition, tables)
    shown = Shown([], {})
    book = json.loads((paths.notebooks() / NOTEBOOKS[name]).read_text(encoding="utf-8"))
    place: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("futuregazing.section.open_section", lambda *_, **__: opened)
        patch.setattr(IPython.display, "display", lambda one: _keep(shown, one))
        for cell in book["cells"]:
            if cell["id"] in ("parameters", "open") or cell["id"].startswith("measured-"):
                exec("".join(cell["source"]), place)
    return shown


def _keep(shown: Shown, one: Any) -> None:
    if isinstance(one, Prose):
        shown.sentences.append((one.role, one.statement.text))
    else:
        shown.exhibits[one.id.partition(".")[2]] = one
