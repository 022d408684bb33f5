"""Criteria changed after publication, as findings of the claim checker: new and high, always."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from futuregazing.claims.checking.finding import Finding, Source
from futuregazing.claims.predicting.criteria import short
from futuregazing.claims.predicting.hashes import REMEDY, Changed, changed

RULE = "criteria_as_published"


def criteria_findings(tables: Mapping[str, pd.DataFrame]) -> tuple[Finding, ...]:
    """Return one finding a prediction that is no longer what its published hash says.

    No answer or contradiction can treat it: there are the criteria as published, or another
    prediction.
    """
    rows = {str(row["prediction_id"]): row for _, row in tables["predictions"].iterrows()}
    return tuple(_finding(one, rows[one.prediction]) for one in changed(tables))


def _finding(one: Changed, row: pd.Series[Any]) -> Finding:
    says = f"{row['indicator']}: {row['threshold']}"
    source = Source(one.prediction, says, row["programme"], row["url"], row["known_by"], seal="")
    return Finding(
        rule=RULE,
        severity="high",
        rows=(one.prediction,),
        arithmetic=(
            f"SHA-256 of the criteria now {short(one.now)}, not {short(one.published)} as "
            f"published in the {one.published_in} edition on {one.hashed_on.isoformat()}"
        ),
        message=f"The criteria of {one.prediction} changed after publication. {REMEDY}",
        sources=(source,),
    )
