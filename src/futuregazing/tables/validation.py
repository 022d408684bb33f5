"""Checking tables against their schemas: every fault of every table at once."""

from __future__ import annotations

import difflib

import pandas as pd
import pandera.errors

from futuregazing.tables.catalogue import CATALOGUE
from futuregazing.tables.faults import Fault
from futuregazing.tables.schemas import SCHEMAS


def validate_frame(name: str, frame: pd.DataFrame) -> list[Fault]:
    """Return what is wrong with one table, read as text and indexed by row id."""
    try:
        SCHEMAS[name].validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as err:
        _reraise_broken_checks(err)
        return [_fault(name, frame, case) for case in err.failure_cases.to_dict("records")]
    return []


def _fault(name: str, frame: pd.DataFrame, case: dict[str, object]) -> Fault:
    file = CATALOGUE[name].file
    found = str(case["failure_case"])
    if case["check"] == "column_in_dataframe":
        near = difflib.get_close_matches(found, list(frame.columns), n=1)
        hint = f" (nearest: {near[0]})" if near else ""
        return Fault(file, "", found, f"no such column{hint}", "the column")
    if case["check"] == "column_in_schema":
        near = difflib.get_close_matches(found, list(SCHEMAS[name].columns), n=1)
        hint = f", perhaps {near[0]}" if near else ""
        return Fault(file, "", found, "an unknown column", f"one the schema names{hint}")
    found = repr(found) if found else "nothing"
    return Fault(file, str(case["index"]), str(case["column"]), found, str(case["check"]))


def _reraise_broken_checks(err: pandera.errors.SchemaErrors) -> None:
    """Raise the error of a check that broke: that is our fault, not the table's."""
    for one in err.schema_errors:
        if one.reason_code is pandera.errors.SchemaErrorReason.CHECK_ERROR:
            raise one
