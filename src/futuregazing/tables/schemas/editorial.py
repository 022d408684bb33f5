"""What the project's own tables must look like: corrections, review, links."""

from __future__ import annotations

import pandera.pandas as pa

from futuregazing.tables.catalogue import CATALOGUE
from futuregazing.tables.corrections import KINDS
from futuregazing.tables.schemas.columns import coarse_date, day, matching, one_of, text, url

OUTCOMES = ("mended in the table", "correction", "new row", "link", "schema", "answered")
RELATIONS = ("same_as", "repeat_of")
LINKABLE = ("figures", "bluelight", "techuk_index_measures")

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
