"""What a person has decided about an award, with reason and evidence: data, not code.

An override names the award by its key, a field, and the value that is used instead. It is
applied after all rules, so that it can also undo what a rule decided. The value as printed
stays in `stated_net` and `stated_gross`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import duckdb

from futuregazing.errors import UserError

if TYPE_CHECKING:
    import pandas as pd

FLAG = "override"

FIELDS: Mapping[str, str] = {
    "value_gbp": "DECIMAL(18,2)",
    "value_basis": "VARCHAR",
    "kept": "BOOLEAN",
    "award_date": "DATE",
    "start_date": "DATE",
    "end_date": "DATE",
    "max_end_date": "DATE",
}
"""Fields that may be overridden, with their types."""

COLUMNS = ("award_key", "field", "value")


class WrongOverride(UserError):
    """Raised when an override names a field there is none of, or a value that does not fit."""


def checked(overrides: pd.DataFrame | None) -> pd.DataFrame:
    """Return award_key, field and value of the overrides as text; none for None.

    Raise `WrongOverride` for a field that cannot be overridden.
    """
    import pandas as pd  # slow to load, and whoever reads files needs none of it

    if overrides is None:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS})
    chosen = overrides[list(COLUMNS)].astype("str").reset_index(drop=True)
    if unknown := sorted(set(chosen["field"]) - set(FIELDS)):
        raise WrongOverride(
            f"An override cannot change {', '.join(unknown)}; it can change {', '.join(FIELDS)}."
        )
    return chosen


def apply_overrides(con: duckdb.DuckDBPyConnection, overrides: pd.DataFrame, bit: int) -> int:
    """Change `judged` as the overrides say and flag their awards; return how many awards.

    An override of an award that the snapshot does not hold changes nothing.
    """
    if overrides.empty:
        return 0
    con.register("given", overrides)
    # Of copies of one release the latest bears the key, the others get numbers after it.
    con.execute("""CREATE OR REPLACE TEMP TABLE overridden AS
        SELECT rid, field, value FROM given JOIN (
            SELECT award_key, rid FROM part_award SEMI JOIN given USING (award_key)
            QUALIFY row_number() OVER (PARTITION BY award_key
                ORDER BY published_at DESC NULLS LAST, rid DESC) = 1) USING (award_key)""")
    con.unregister("given")
    for field, sql_type in FIELDS.items():
        try:
            con.execute(f"""UPDATE judged SET {field} = nullif(value, '')::{sql_type}
                FROM overridden AS o WHERE o.rid = judged.rid AND o.field = '{field}'""")
        except duckdb.ConversionException as err:
            raise WrongOverride(f"An override of {field} does not fit: {err}") from err
    con.execute("INSERT INTO flagged SELECT DISTINCT rid, ?::BIGINT FROM overridden", [bit])
    count = con.execute("SELECT count(DISTINCT rid) FROM overridden").fetchall()[0][0]
    return int(count)
