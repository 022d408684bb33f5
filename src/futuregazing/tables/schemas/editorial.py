"""What the project's own tables must look like: corrections, review, links, and what the
claim checker goes by."""

from __future__ import annotations

import pandera.pandas as pa

from futuregazing.tables.catalogue import CATALOGUE
from futuregazing.tables.corrections import KINDS
from futuregazing.tables.schemas.columns import (
    boolean,
    coarse_date,
    day,
    matching,
    one_of,
    text,
    url,
)
from futuregazing.tables.schemas.ledger import MEASURE_BASES, PERIOD, PERIOD_WORDS

OUTCOMES = ("mended in the table", "correction", "new row", "link", "schema", "answered")
RELATIONS = ("same_as", "repeat_of")
LINKABLE = ("figures", "bluelight", "techuk_index_measures")
ANSWERS = ("harmless", "real")
RELATION_KINDS = (
    *("topic", "share", "share of", "exclusive", "complement", "growth", "mean", "floor"),
    *("below", "part", "amount", "named", "yearly", "ahead"),
)
_ROW = r"(FIG\d{4}|BL\d{3})"
_ROWS = rf"{_ROW}( {_ROW})*"
_METRIC = "a metric in lower case with underscores"

corrections = pa.DataFrameSchema(
    {
        "correction_id": matching(r"COR\d{3}", "an id such as COR001"),
        "table": one_of(CATALOGUE),
        "row_id": text(),
        "column": text(required=False),
        "printed": text(required=False),
        "corrected": text(required=False),
        "kind": one_of(KINDS),
        "reason": text(),
        "source_url": url(required=False),
        "publisher": text(),
        "source_date": coarse_date(required=False),
        "decided": day(),
        "known_by": day(required=False),
    },
    strict=True,
)

review = pa.DataFrameSchema(
    {
        "finding_id": matching(r"VF\d{3}", "an id such as VF001"),
        "table": text(),
        "rows": text(required=False),
        "found": text(),
        "outcome": one_of(OUTCOMES),
        "treatment": text(),
        "where": text(required=False),
    },
    strict=True,
)

links = pa.DataFrameSchema(
    {
        "link_id": matching(r"LN\d{3}", "an id such as LN001"),
        "table": one_of(LINKABLE),
        "row_id": text(),
        "relation": one_of(RELATIONS),
        "to_table": one_of(LINKABLE),
        "to_row": text(),
        "how": text(),
    },
    strict=True,
)

contradiction_figures = pa.DataFrameSchema(
    {
        "contradiction_id": matching(r"CX\d{3}", "an id such as CX001"),
        "side_a": matching(_ROWS, "row ids with a blank between them", required=False),
        "side_b": matching(_ROWS, "row ids with a blank between them", required=False),
        "also": matching(_ROWS, "row ids with a blank between them", required=False),
        "numeric": boolean(),
        "both_sides": boolean(),
        "seals": matching(
            rf"{_ROW}=[0-9a-f]{{8}}( {_ROW}=[0-9a-f]{{8}})*",
            "a checksum for each row, such as FIG0001=0a1b2c3d",
            required=False,
        ),
        "note": text(required=False),
    },
    strict=True,
)

answers = pa.DataFrameSchema(
    {
        "answer_id": matching(r"AN\d{3}", "an id such as AN001"),
        "rule": matching(r"[a-z_]+", "the name of a rule"),
        "row_ids": matching(_ROWS, "row ids with a blank between them"),
        "seals": matching(r"[0-9a-f]{8}( [0-9a-f]{8})*", "a checksum for each row"),
        "outcome": one_of(ANSWERS),
        "reason": text(),
        "decided": day(),
    },
    strict=True,
)

bluelight_readings = pa.DataFrameSchema(
    {
        "fact_id": matching(r"BL\d{3}", "an id such as BL001"),
        "metric": matching(r"[a-z][a-z0-9_]*", _METRIC),
        "measure_basis": one_of(MEASURE_BASES),
        "buyer_scope": text(),
        "period_start": matching(PERIOD, PERIOD_WORDS, required=False),
        "period_end": matching(PERIOD, PERIOD_WORDS),
        "series_id": matching(r"[A-Z0-9_]+", "a series in capitals", required=False),
        "why": text(),
    },
    strict=True,
)

metric_relations = pa.DataFrameSchema(
    {
        "relation_id": matching(r"MR\d{3}", "an id such as MR001"),
        "kind": one_of(RELATION_KINDS),
        "metric": matching(r"[a-z][a-z0-9_]*", _METRIC),
        "of": text(required=False),
        "gives": matching(r"[a-z][a-z0-9_]*", _METRIC, required=False),
        "detail": text(required=False),
    },
    strict=True,
)
