"""The schemas of the data tables, by table name. Imports pandera: only the parent process does."""

from __future__ import annotations

from types import ModuleType

import pandera.pandas as pa

from futuregazing.tables.schemas import (
    denominators,
    editorial,
    forecasts,
    ledger,
    notices,
    reference,
)


def _schemas_of(module: ModuleType) -> dict[str, pa.DataFrameSchema]:
    return {
        name: thing for name, thing in vars(module).items() if isinstance(thing, pa.DataFrameSchema)
    }


SCHEMAS: dict[str, pa.DataFrameSchema] = {
    name: schema
    for module in (ledger, forecasts, notices, reference, denominators, editorial)
    for name, schema in _schemas_of(module).items()
}
