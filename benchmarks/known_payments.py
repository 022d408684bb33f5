"""What the known market's buyers paid, as spend files of several layouts with their dirt.

For tests and benchmarks only (see `known_market`).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from known_dirt import STATED
from known_market import DAYS, FIRST_DAY, Market

MOST_LINES = 4
"""Lines of one invoice in files that repeat its total on each."""

Row = list[str]
Layout = Callable[[str, list[dict[str, Any]]], Iterator[Row]]


def payments(market: Market, number: int, *, seed: int = 1, least: float = 0.0) -> pd.DataFrame:
    """Draw payments, with the faults of real files at the rates stated, or `least` if higher.

    Returns:
        publisher (a buyer's name), payee (place in the market's suppliers), paid_on, amount
        (Decimal pounds), name_redacted, amount_redacted (never published), lines (of its
        invoice, where a file has one line for each), times (that it was paid, each time with
        the same words and number).
    """

    def faulty(kind: str) -> np.ndarray:
        return rng.random(number) < max(least, STATED[kind].rate)

    rng = np.random.default_rng(seed)
    days = rng.integers(0, DAYS, number)
    pence = (np.exp(rng.normal(8, 1.5, number)) * 100).round().astype(np.int64)
    publishers = rng.integers(0, len(LAYOUTS), number)
    names = market.buyers["name"].to_numpy()
    whole = names[publishers] == sorted(names[: len(LAYOUTS)])[list(LAYOUTS).index(_whole_invoices)]
    return pd.DataFrame(
        {
            "publisher": names[publishers],
            "payee": rng.integers(0, len(market.suppliers), number),
            "paid_on": [FIRST_DAY + dt.timedelta(days=int(day)) for day in days],
            "amount": [Decimal(int(amount)) / 100 for amount in pence],
            "name_redacted": faulty("name_redacted"),
            "amount_redacted": faulty("amount_redacted"),
            "lines": np.where(whole, rng.integers(1, MOST_LINES + 1, number), 1),
            "times": np.where(faulty("twice") & ~whole, 2, 1),
        }
    )


def write_payments(market: Market, paid: pd.DataFrame, folder: Path) -> None:
    """Write a file for each publisher, each in a layout and an encoding of its own."""
    names = market.suppliers["name"].tolist()
    for (publisher, rows), (layout, encoding) in zip(
        paid.groupby("publisher", sort=True), LAYOUTS.items(), strict=True
    ):
        told = rows.assign(name=[names[place] for place in rows["payee"]])
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(
            layout(str(publisher), told.to_dict("records"))
        )
        file = folder / f"{str(publisher).lower().replace(' ', '_')}__payments.csv"
        file.write_bytes(text.getvalue().encode(encoding))


def _plain(publisher: str, rows: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield one heading and one line a payment, and a total at the end."""
    yield ["Body Name", "Date Paid", "Transaction No", "Net Amount", "Supplier Name"]
    for number, row in enumerate(rows, 1):
        day = row["paid_on"].strftime("%d/%m/%Y")
        yield from [[publisher, day, str(number), _amount(row, "{:,.2f}"), _name(row)]] * row[
            "times"
        ]
    total = sum(row["amount"] * row["times"] for row in rows if not row["amount_redacted"])
    yield ["", "", "", f"{total:,.2f}", "Grand Total"]


def _under_a_preamble(publisher: str, rows: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield lines before the headings, pounds before the amounts, days in words."""
    yield [f"{publisher}: payments of more than £500"]
    yield []
    yield ["Supplier", "Amount (£)", "Payment Date", "Expense Type"]
    for row in rows:
        day = row["paid_on"].strftime("%d-%b-%y")
        yield from [[_name(row), _amount(row, "£{:,.2f}"), day, "Café and equipment"]] * row[
            "times"
        ]


def _whole_invoices(_publisher: str, rows: list[dict[str, Any]]) -> Iterator[Row]:
    """Yield a line for each item of an invoice, with the invoice's total on each of them."""
    yield ["Category", "Date", "Invoice No", "Total Invoice Amount", "Supplier"]
    for number, row in enumerate(rows, 1):
        for line in range(row["lines"]):
            day = row["paid_on"].isoformat()
            yield [f"Item {line + 1}", day, f"INV{number}", _amount(row, "{:.2f}"), _name(row)]


LAYOUTS: Mapping[Layout, str] = {
    _plain: "utf-8-sig",
    _under_a_preamble: "cp1252",
    _whole_invoices: "utf-16",
}
"""Each layout with the encoding of its file."""


def _amount(row: dict[str, Any], form: str) -> str:
    return "REDACTED" if row["amount_redacted"] else form.format(row["amount"])


def _name(row: dict[str, Any]) -> str:
    return "REDACTED PERSONAL DATA" if row["name_redacted"] else str(row["name"])
