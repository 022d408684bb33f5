"""Flat notices, as readers of exports, search results and registers make them, and as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import pyarrow as pa


@dataclass(frozen=True)
class FlatSupplier:
    """A supplier as a row prints it; `scale` is sme, large or empty, `vcse` yes, no or empty.

    `number_malformed` says that a company number is printed that can be none.
    """

    name: str
    company_number: str = ""
    scale: str = ""
    vcse: str = ""
    number_malformed: bool = False


@dataclass(frozen=True)
class FlatNotice:
    """One row: text as printed, days as ISO dates, money as plain numbers; empty where absent.

    `awarded` says that the row states an award; `numbered_by` is the buyer that gave the notice
    its id, which other buyers may use too, and empty where the source's ids are all different.
    """

    line: int
    source: str
    notice_id: str
    notice_type: str
    stage: str
    buyer: str
    title: str
    numbered_by: str = ""
    description: str = ""
    status: str = ""
    published: str = ""
    deadline: str = ""
    start: str = ""
    end: str = ""
    max_end: str = ""
    estimate: str = ""
    awarded: bool = False
    award_date: str = ""
    award_value: str = ""
    procedure: str = ""
    route: str = "unknown"
    sme_suitable: str = ""
    region: str = ""
    url: str = ""
    codes: tuple[tuple[str, str, str], ...] = ()
    """(scheme, code, name): the main one first."""
    suppliers: tuple[FlatSupplier, ...] = ()
    not_utf8: bool = False
    number_mended: bool = False
    odd: tuple[str, ...] = ()
    """Flags of all rows of the file."""


TEXTS = tuple(name for name, kind in FlatNotice.__annotations__.items() if kind == "str")


def notice_rows(notices: Sequence[FlatNotice]) -> pa.Table:
    """Return the notices as columns."""
    texts = {name: [getattr(one, name) for one in notices] for name in TEXTS}
    return pa.table(
        {
            **{name: pa.array(cells, pa.string()) for name, cells in texts.items()},
            "line": pa.array([one.line for one in notices], pa.int64()),
            **{
                name: pa.array([getattr(one, name) for one in notices], pa.bool_())
                for name in ("awarded", "not_utf8", "number_mended")
            },
            "odd": pa.array([list(one.odd) for one in notices], pa.list_(pa.string())),
            "n_suppliers": pa.array([len(one.suppliers) for one in notices], pa.int64()),
            "main_code": pa.array(
                [one.codes[0][1] if one.codes else None for one in notices], pa.string()
            ),
        }
    )


def supplier_rows(notices: Sequence[FlatNotice]) -> pa.Table:
    """Return the suppliers of notices as columns, with what is needed of their notice."""
    rows = [
        {
            **asdict(supplier),
            "company_id": f"GB-COH-{supplier.company_number}" if supplier.company_number else None,
            "supplier_no": number,
            "again": supplier in one.suppliers[: number - 1],
            "buyer": one.buyer,
            "not_utf8": one.not_utf8,
            **_of(one),
        }
        for one in notices
        for number, supplier in enumerate(one.suppliers, start=1)
    ]
    text = ("name", "company_number", "scale", "vcse", "company_id", "buyer", *_OF)
    return _table(rows, text, ("supplier_no", "line"), ("again", "not_utf8", "number_malformed"))


def code_rows(notices: Sequence[FlatNotice]) -> pa.Table:
    """Return the codes of notices as columns, with what is needed of their notice."""
    rows = [
        {"scheme": scheme, "code": code, "meaning": meaning, "place": place, **_of(one)}
        for one in notices
        for place, (scheme, code, meaning) in enumerate(dict.fromkeys(one.codes), start=1)
    ]
    return _table(rows, ("scheme", "code", "meaning", *_OF), ("place", "line"))


_OF = ("source", "notice_id", "numbered_by", "published")


def _of(one: FlatNotice) -> dict[str, object]:
    return {"line": one.line, **{name: getattr(one, name) for name in _OF}}


def _table(
    rows: Sequence[Mapping[str, object]],
    texts: Sequence[str],
    numbers: Sequence[str],
    truths: Sequence[str] = (),
) -> pa.Table:
    kinds = dict.fromkeys(texts, pa.string()) | dict.fromkeys(numbers, pa.int64())
    kinds |= dict.fromkeys(truths, pa.bool_())
    return pa.table(
        {name: pa.array([row[name] for row in rows], kind) for name, kind in kinds.items()}
    )
