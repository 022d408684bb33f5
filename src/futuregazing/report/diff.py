"""Two editions side by side: the page, the Markdown and the data of what moved and why.

Everything is worked out from the tables, each edition with its own parameters and as of its
own day, by the measures of today. No notebook is run and no report need have been built: a
changed rule or a changed chapter is never told as a changed market.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from futuregazing import exhibits, paths
from futuregazing.claims.statement import statement
from futuregazing.edition import load_edition
from futuregazing.edition.dates import format_date
from futuregazing.edition.packages import package_versions
from futuregazing.errors import UserError
from futuregazing.exhibits import Column
from futuregazing.exhibits.prose import Prose
from futuregazing.measures import between_reasons as reasons
from futuregazing.measures import between_words as words
from futuregazing.measures.between import Moved, Side, in_order, moves
from futuregazing.measures.revisions import revised
from futuregazing.report.assemble import assemble
from futuregazing.report.diff_csv import changes_csv
from futuregazing.report.document import Document, document_from_notebook
from futuregazing.report.html import render_html
from futuregazing.report.markdown_page import render_markdown
from futuregazing.report.publish import staged
from futuregazing.tables import load_tables
from futuregazing.tables.frames import Tables

SECTION = "between_editions"
FOLDER = "diff"
NONE_KNOWN = "none known"


@dataclass(frozen=True)
class Difference:
    """Two editions and what moved between them.

    Attributes:
        then, now: the earlier and the later edition.
        moved: every headline that either has a number for.
        revised: the records restated or put right in between (see `measures.revisions`).
    """

    then: Side
    now: Side
    moved: tuple[Moved, ...]
    revised: pd.DataFrame


def difference(old: int, new: int) -> Difference:
    """Compare two editions.

    Raises:
        UserError: one of them is unknown, they are the same, or the later one comes first.
    """
    if old == new:
        raise UserError(
            f"{old} and {new} are one edition, which does not differ from itself. "
            "Name two, the earlier one first: `futuregazing diff OLD NEW`."
        )
    if old > new:
        raise UserError(
            f"The {old} edition is later than that of {new}, and what moved is told forward in "
            f"time. Type `futuregazing diff {new} {old}`."
        )
    then, now = _side(old), _side(new)
    changed = revised(now.tables, then.edition.as_of)
    return Difference(then, now, tuple(moves(then, now)), changed)


def write_difference(found: Difference, out: Path | None = None) -> Path:
    """Write `changes.html`, `changes.md` and `changes.csv`; return the folder.

    Args:
        found: two editions compared.
        out: the folder to write, else `reports/diff/OLD-NEW`.
    """
    years = f"{found.then.edition.year}-{found.now.edition.year}"
    target = out or paths.reports() / FOLDER / years
    document = difference_document(found)
    with staged(target) as folder:
        for name, text in (
            ("changes.html", render_html(document)),
            ("changes.md", render_markdown(document)),
            ("changes.csv", changes_csv(found.moved, found.revised)),
        ):
            (folder / name).write_text(text, encoding="utf-8", newline="")
    return target


def difference_document(found: Difference) -> Document:
    """Return the page as a document, its numbers bound to their records."""
    cells = [
        new_markdown_cell("# What moved"),
        _shown(*_opening(found)),
        new_markdown_cell("## Why a number moves"),
        _shown(Prose(reasons.reading()), _reasons_table(found)),
        new_markdown_cell("## Revised or put right"),
        _shown(Prose(words.revising()), *_revised(found)),
        _shown(*_asks(found)),
    ]
    edition = found.now.edition.model_copy(update=_titles(found))
    assembled = assemble(
        edition,
        {SECTION: new_notebook(cells=cells)},
        _both(found.then.tables, found.now.tables),
        {"packages": package_versions()},
    )
    document = document_from_notebook(assembled)
    meta = replace(document.meta, facts=_facts(found), cite=_cite(found))
    return replace(document, meta=meta)


def difference_lines(found: Difference) -> Iterator[str]:
    """Yield the difference in a few lines for a terminal: what moved, then what did not."""
    yield words.answer(found.moved, found.then.edition).text
    yield ""
    still = [one for one in found.moved if not one.change.moved]
    for one, row in zip(
        in_order(found.moved), words.changes_frame(found.moved).to_dict("records"), strict=True
    ):
        if one.change.moved:
            sides = (row["then"], row["now"])
            then, now = (str(side) if side is not None else NONE_KNOWN for side in sides)
            trend = f" {row['trend']}" if row["trend"] is not None else ""
            yield f"{row['topic']}: {then}, now {now}{trend}"
            yield f"    {row['why']}"
    yield f"Unchanged: {'; '.join(one.title for one in still) or 'none'}"
    kinds = found.revised["kind"].str.lower().value_counts(sort=False)
    told = ", ".join(f"{number} marked {kind}" for kind, number in kinds.items())
    yield f"In the tables as a whole: {told or 'nothing restated or corrected'}"


def _side(year: int) -> Side:
    edition = load_edition(year)
    return Side(edition, load_tables(edition.as_of))


def _both(then: Tables, now: Tables) -> Tables:
    """Return the later tables with the rows that only the earlier edition could see.

    A record withdrawn in between still stands behind the earlier number.
    """
    frames = {}
    for name in now.names:
        gone = then[name].drop(index=now[name].index, errors="ignore")
        frames[name] = pd.concat([now[name], gone]) if len(gone) else now[name]
    return replace(now, frames=frames)


def _opening(found: Difference) -> Iterator[Prose | exhibits.Exhibit]:
    then, now = found.then.edition, found.now.edition
    yield Prose(words.answer(found.moved, then), "answer", f"{SECTION}.answer")
    yield Prose(words.days(then, now))
    for sentence in words.trends(found.moved):
        yield Prose(sentence)
    yield exhibits.table(
        words.changes_frame(found.moved),
        {
            "topic": "What the number is about",
            "then": Column("The earlier edition", absent=NONE_KNOWN),
            "now": Column("The later edition", absent=NONE_KNOWN),
            "trend": Column("Trend", absent="no trend"),
            "why": "Why they differ",
        },
        id=f"{SECTION}.headlines",
        title=words.title(found.moved, then),
        subtitle=words.subtitle(then, now),
    )
    for name, points in words.lines(found.now.tables, found.moved):
        yield exhibits.change(
            points,
            id=f"{SECTION}.{name}",
            title=words.line_title(points),
            subtitle=words.LINE_SUBTITLE,
            height=words.LINE_HEIGHT,
        )


def _reasons_table(found: Difference) -> exhibits.Exhibit:
    return exhibits.table(
        reasons.reasons_frame(found.moved),
        {"reason": "Reason", "meaning": "What it means", "number": "How many"},
        id=f"{SECTION}.reasons",
        title=reasons.REASONS_TITLE,
        subtitle=reasons.REASONS_SUBTITLE,
    )


def _revised(found: Difference) -> Iterator[Prose | exhibits.Exhibit]:
    title = words.revised_title(found.revised, found.then.edition)
    if found.revised.empty:
        yield Prose(statement("{told}.", told=title))
        return
    yield exhibits.table(
        found.revised,
        {"what": "Record", "then": "Before", "now": "Now", "kind": "Kind", "why": "Why"},
        id=f"{SECTION}.revised",
        title=title,
        subtitle=words.subtitle(found.then.edition, found.now.edition),
        coverage=words.REVISED_COVERAGE,
    )


def _asks(found: Difference) -> Iterator[Prose]:
    yield Prose(words.for_suppliers(found.moved), "suppliers")
    yield Prose(words.for_councils(found.moved), "councils")
    yield Prose(words.caveat(found.then.edition, found.now.edition), "caveat")


def _shown(*things: Prose | exhibits.Exhibit) -> Any:
    """Return a cell that shows sentences and exhibits, as an executed notebook has them."""
    bundles = (thing._repr_mimebundle_() for thing in things)
    return new_code_cell("", outputs=[new_output("display_data", data=data) for data in bundles])


def _titles(found: Difference) -> dict[str, str]:
    then, now = found.then.edition.year, found.now.edition.year
    return {
        "title": f"What moved between the {then} and {now} editions",
        "subtitle": "Each headline number in both, and why it differs",
    }


def _facts(found: Difference) -> tuple[tuple[str, str], ...]:
    sides: Sequence[tuple[str, Side]] = (("Earlier", found.then), ("Later", found.now))
    return tuple(
        (f"{name} edition", f"{side.edition.year}, as of {format_date(side.edition.as_of)}")
        for name, side in sides
    )


def _cite(found: Difference) -> str:
    facts = "; ".join(f"{name.lower()}: {told}" for name, told in _facts(found))
    return f"Future Gazing contributors. {_titles(found)['title']} ({facts})."
