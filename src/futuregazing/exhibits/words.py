"""The words that every exhibit takes, all as keywords."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Required, TypedDict

from futuregazing.claims.refs import Ref
from futuregazing.exhibits.bundle import Text
from futuregazing.exhibits.cells import Column


class TableWords(TypedDict, total=False):
    """The words every exhibit takes, all as keywords.

    Attributes:
        id: permanent name, "section.slug".
        title: the finding, at most fifteen words: a statement, or text without digits.
        subtitle: measure, geography, period, price basis.
        alt: what the drawing shows; computed from the data if left out.
        notes: footnotes.
        sources: rows the exhibit rests on besides those of its values.
        measured: True if we computed the numbers; then `coverage` says n.
        coverage: what the data covers.
        by: what the labels tell apart, so that the numbers may differ in it: "geography"
            for a list of regions, "scope" for one of kinds of buyer.
        reason: why numbers of different kinds stand together; printed as a note.
        empty: what the exhibit says if the frame has no row.
    """

    id: Required[str]
    title: Required[Text]
    subtitle: Required[Text]
    alt: str
    notes: Sequence[Text]
    sources: Iterable[Ref]
    measured: bool
    coverage: Text
    by: Sequence[str]
    reason: str
    empty: Text


class Words(TableWords, total=False):
    """The words every chart takes.

    Attributes:
        columns: headers of the data table, by column of the frame: a text or a `Column`.
    """

    columns: Mapping[str, str | Column]
