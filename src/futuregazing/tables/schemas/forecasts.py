"""What the tables of predictions must look like: what was said, what was found, and the hashes
of the criteria as they were published."""

from __future__ import annotations

import pandera.pandas as pa

from futuregazing.tables.schemas.columns import (
    boolean,
    coarse_date,
    day,
    integer,
    matching,
    number,
    one_of,
    text,
    url,
)
from futuregazing.tables.schemas.ledger import GRADES, KNOWN_BY_BASES

VERDICTS = ("happened", "partly", "not yet", "unclear")
COVERS = ("claim", "part")
"""How much of a prediction a finding for it confirms."""

_PREDICTION = r"P\d{4}-\d{2}"
_PREDICTION_WORDS = "an id such as P2022-01"

predictions = pa.DataFrameSchema(
    {
        "prediction_id": matching(_PREDICTION, _PREDICTION_WORDS),
        "edition": integer(2010, 2100),
        "programme": text(),
        "theme": text(),
        "prediction": text(),
        "stated_as": one_of(("listed", "remark", "forecast")),
        "who": text(),
        "url": url(),
        "published_date": coarse_date(required=False),
        "known_by": day(),
        "known_by_basis": one_of(KNOWN_BY_BASES),
        "indicator": text(),
        "threshold": text(),
        "decided_by": day(required=False),
        "probability": matching(
            r"0\.(?!0+$)\d{1,4}", "a probability between 0 and 1, such as 0.7", required=False
        ),
        "states_change": boolean(),
        "test_data": text(required=False),
        "verdict_in_year": one_of(VERDICTS),
        "verdict_to_date": one_of(VERDICTS),
        "verdict_basis": text(required=False),
        "source_visibility": text(),
        "amends": matching(_PREDICTION, _PREDICTION_WORDS, required=False),
    },
    strict=True,
)
predictions.columns["probability"].metadata = {"kind": "number"}

prediction_hashes = pa.DataFrameSchema(
    {
        "prediction_id": matching(_PREDICTION, _PREDICTION_WORDS),
        "published_in": integer(2010, 2100),
        "hashed_on": day(),
        "sha256": matching(r"[0-9a-f]{64}", "64 hexadecimal digits"),
    },
    strict=True,
)

evidence = pa.DataFrameSchema(
    {
        "evidence_id": matching(r"EV\d{4}", "an id such as EV0001"),
        "prediction_id": matching(_PREDICTION, _PREDICTION_WORDS),
        "date": coarse_date(required=False),
        "known_by": day(required=False),
        "known_by_basis": one_of(KNOWN_BY_BASES),
        "finding": text(),
        "value": number(required=False),
        "unit": text(required=False),
        "source_url": url(),
        "publisher": text(),
        "supports": one_of(("1", "0", "-1")),
        "covers": one_of(COVERS, required=False),
        "page_pointer": text(required=False),
        "note": text(required=False),
        "source_grade": one_of(GRADES),
    },
    strict=True,
)
evidence.columns["supports"].metadata = {"kind": "integer"}
