"""What authorities in England spent on services by year: the revenue outturn of a snapshot.

The publisher's own total holds estimates for authorities that sent no return; the sum of the
returns does not. Both stand beside the number of authorities they rest on.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd

from futuregazing.edition import financial_year
from futuregazing.errors import UserError
from futuregazing.procurement.outturn import NOT_SENT
from futuregazing.procurement.snapshot import tidy_tables

SERVICE_TOTAL = "RS_totsx_net_exp"
"""Total service expenditure: the item that is filled in every year."""
ENGLAND = "E92000001"


class SeveralReleases(UserError):
    """Raised when a snapshot holds one year's outturn from several files."""


def items(snapshot: Path, item: str = SERVICE_TOTAL) -> pd.DataFrame:
    """Return one item of all authorities and years.

    Columns: authority_code, year_end (date), amount_gbp (Decimal pounds; None where no return
    was sent), status, flags, kept, raw_file. Raise `NoSnapshot` if nothing was imported.
    """
    file = tidy_tables(snapshot) / "outturn.parquet"
    rows = duckdb.execute(
        """SELECT authority_code, year_end, amount_gbp, status, flags, kept, raw_file
        FROM read_parquet(?) WHERE item = ? ORDER BY year_end, raw_file, raw_line, raw_no""",
        [str(file), item],
    )
    names = [column[0] for column in rows.description or ()]
    return pd.DataFrame(rows.fetchall(), columns=names, dtype="object")


def service_expenditure(outturn: pd.DataFrame, *, nation: str = ENGLAND) -> pd.DataFrame:
    """Return by financial year the publisher's total, the sum of returns, and its coverage.

    Args:
        outturn: one item's rows, as from `items`.
        nation: code of the row that holds the publisher's total.

    Returns:
        index: financial year (FY2023/24). stated_total and sum_of_returns in pounds (None
        where not stated); n: authorities listed; with_value: those with an amount;
        not_submitted: those that sent no return.

    Raises:
        SeveralReleases: a year comes from more than one file, which may differ.
    """
    years = outturn["year_end"].map(lambda day: str(financial_year(day)))
    files = outturn.groupby(years)["raw_file"].nunique()
    if doubled := sorted(files[files > 1].index):
        raise SeveralReleases(
            f"The outturn of {', '.join(doubled)} is in several imported files; "
            "keep one release of it in the snapshot."
        )
    return pd.DataFrame.from_dict(
        {year: _year(rows, nation) for year, rows in outturn.groupby(years)}, orient="index"
    ).astype("object")


def _year(rows: pd.DataFrame, nation: str) -> dict[str, Decimal | int | None]:
    sent = rows[rows["kept"].astype(bool)]
    stated = rows.loc[rows["authority_code"] == nation, "amount_gbp"].tolist()
    amounts = sent["amount_gbp"].dropna()
    return {
        "stated_total": stated[0] if stated else None,
        "sum_of_returns": sum(amounts, Decimal(0)) if len(amounts) else None,
        "n": len(sent),
        "with_value": len(amounts),
        "not_submitted": int(sent["flags"].map(lambda flags: NOT_SENT in flags).sum()),
    }
