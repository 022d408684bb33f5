"""The rows of the codes that say what is bought, selected from the `release` table."""

from __future__ import annotations

from futuregazing.procurement.cpv import code_flags
from futuregazing.procurement.flags import flagged
from futuregazing.procurement.ocds_awards import RAW
from futuregazing.procurement.schema import TABLE, part_query

_OF_RELEASE = "raw_file, raw_line, notice_key, main_code.id IS NULL AS no_main"
_PLACE = "raw_file, raw_line, notice_key, no_main"
# Of an item's codes the first is its own, the others are additional.
_ITEM_CODES = f"""SELECT {_PLACE}, {{lot}} AS lot, 'item' AS role, unnest(listed) AS c,
        generate_subscripts(listed, 1) > 1 AS further
    FROM (SELECT *, list_prepend(i.classification, i.additionalClassifications) AS listed
        FROM ({{items}}))"""
_ITEMS = f"SELECT {_OF_RELEASE}, unnest(items) AS i FROM release"
_AWARDED_ITEMS = f"""SELECT {_PLACE}, a.id AS lot, unnest(a.items) AS i
    FROM (SELECT {_OF_RELEASE}, unnest(awards) AS a FROM release)"""
_CODES = f"""(
    SELECT {_OF_RELEASE}, '' AS lot, 'main' AS role, main_code AS c, false AS further FROM release
    UNION ALL SELECT {_OF_RELEASE}, '', 'additional', unnest(codes), false FROM release
    UNION ALL {_ITEM_CODES.format(lot="coalesce(i.relatedLot, '')", items=_ITEMS)}
    UNION ALL {_ITEM_CODES.format(lot="coalesce(lot, '')", items=_AWARDED_ITEMS)})"""
CLASSIFICATION = (
    "SELECT "
    + part_query(
        TABLE["classification"],
        {
            "notice_key": "any_value(notice_key)",
            "lot": "lot",
            "scheme": "scheme",
            "code": "code",
            "description": "min(name)",
            "role": "max(role)",
            "flags": flagged(
                additional_of_item="bool_and(further)",
                no_main_code="bool_and(no_main)",
                scheme_unstated="bool_or(unstated)",
                **code_flags("scheme", "code"),
            ),
            **RAW,
            "raw_no": "0",
        },
    )
    + f""" FROM (SELECT {_PLACE}, lot, role, further, c.scheme IS NULL AS unstated,
        coalesce(c.scheme, 'CPV') AS scheme, coalesce(cpv(c.id), c.id) AS code,
        c.description AS name FROM {_CODES})
    WHERE code IS NOT NULL
    GROUP BY raw_file, raw_line, lot, scheme, code
    ORDER BY raw_file, raw_line, lot, scheme, code"""
)
