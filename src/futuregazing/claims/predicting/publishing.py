"""`futuregazing data publish-predictions`: hashes enter the register, once and for all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from futuregazing.claims.predicting.appending import append_rows, require_sealed
from futuregazing.claims.predicting.hashes import changed, entries, unpublished
from futuregazing.errors import UserError
from futuregazing.tables import load_tables


def publish(data: Path, *, edition: int, as_of: dt.date, today: dt.date) -> list[dict[str, str]]:
    """Enter the hashes of the predictions that an edition publishes and that have none yet.

    What has a hash keeps it: a second run enters nothing.

    Args:
        data: the folder of the tables.
        edition, as_of: the edition about to be published.
        today: the day entered beside the hashes.

    Returns:
        The rows entered.

    Raises:
        UserError: a published prediction was edited, or a table has unsealed edits: nothing
            is entered before that is looked at.
    """
    for table in ("predictions", "prediction_hashes"):
        require_sealed(data, table)
    tables = load_tables(None, data=data)
    if edited := changed(tables):
        told = "\n".join(f"  {one}" for one in edited)
        raise UserError(f"no hash was entered: predictions are not as published.\n{told}")
    new = unpublished(tables, edition=edition, as_of=as_of)
    rows = entries(new, edition=edition, day=today)
    if rows:
        append_rows(data, "prediction_hashes", rows)
    return rows
