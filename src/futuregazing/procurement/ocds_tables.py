"""From OCDS releases to the rows of the tidy tables, as SQL.

`make_release` reads the view `line` (file, no, line, not_utf8, number_mended: one release a row)
and works out once per release what several tables need; the other queries read its result, the
table `release`.
"""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from futuregazing.procurement.engine import garbled_sql, parsed
from futuregazing.procurement.ocds_odd_shapes import MENDED, ODD, UNREAD, fitted_lines
from futuregazing.procurement.ocds_shape import AWARD, RELEASE, json_shape, sql_shape

LONGEST_TEXT = 4000
LONGEST_TITLE = 1000

SOURCE_OF_OCID = {
    "ocds-b5fd17": "cf",
    "ocds-h6vhtk": "fts",
    "ocds-r6ebe6": "pcs",
    "ocds-kuma6s": "s2w",
}

STAGE_OF_NOTICE_TYPE = {
    "planning": ("UK1", "UK2", "UK3"),
    "tender": ("UK4", "UK12"),
    "award": ("UK5", "UK6"),
    "contract": ("UK7",),
    "implementation": ("UK9", "UK10", "UK17"),
    "termination": ("UK11",),
    "other": ("UK13", "UK14", "UK15", "UK16"),
}
STAGE_OF_TAG = {
    "termination": ("contractTermination",),
    "implementation": ("implementation", "implementationUpdate"),
    "award": ("award", "awardUpdate", "awardCancellation"),
    "contract": ("contract", "contractUpdate", "contractAmendment"),
    "tender": ("tender", "tenderUpdate", "tenderAmendment", "tenderCancellation"),
    "planning": ("planning", "planningUpdate"),
}
"""Of several tags the first of these decides."""

ROUTE_WORDS = (
    (
        "call-off",
        "call-? ?off|further competition|mini-? ?competition|(under|from) (a|the) framework",
    ),
    ("direct", "direct award|single tender|without (prior|competition|a call|call)|no competition"),
    ("restricted", "restricted"),
    ("negotiated", "negotiat|dialogue|innovation partnership|competitive flexible"),
    ("quotes", "quotation|limited competition"),
    ("open", "open"),
)
"""Words in the printed procedure that tell the route; the first that fits decides."""

NOT_STATED = ("", "other -", "other - other", "not specified", "not applicable", "none")


def _literals(words: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{word}'" for word in words) + ")"


def _case(branches: Mapping[str, str], otherwise: str) -> str:
    whens = " ".join(f"WHEN {test} THEN {result}" for test, result in branches.items())
    return f"CASE {whens} ELSE {otherwise} END"


SOURCE = _case(
    {f"left(ocid, 11) = '{prefix}'": f"'{source}'" for prefix, source in SOURCE_OF_OCID.items()},
    "'other'",
)
STAGE = _case(
    {
        f"notice_type IN {_literals(types)}": f"'{stage}'"
        for stage, types in STAGE_OF_NOTICE_TYPE.items()
    }
    | {f"list_has_any(tag, {list(tags)})": f"'{stage}'" for stage, tags in STAGE_OF_TAG.items()},
    "CASE WHEN len(awards) > 0 THEN 'award' ELSE 'other' END",
)
ROUTE = _case(
    {"framework_ocid IS NOT NULL": "'call-off'"}
    | {f"regexp_matches(procedure_words, '{ROUTE_WORDS[0][1]}')": "'call-off'"}
    | {"is_framework": "'framework'", "notice_type = 'UK5'": "'direct'"}
    | {
        f"regexp_matches(procedure_words, '{words}')": f"'{route}'"
        for route, words in ROUTE_WORDS[1:]
    }
    | {
        "method = 'direct'": "'direct'",
        "method = 'open'": "'open'",
        "method = 'selective'": "'restricted'",
        f"trim(procedure_words) IN {_literals(NOT_STATED)} OR procedure_words IS NULL": "'unknown'",
    },
    "'other'",
)

# A contract under an award that its release does not repeat stands for that award.
AWARD_OF_CONTRACT = """{
    'id': coalesce(c.awardID, c.id), 'title': c.title, 'description': NULL, 'status': c.status,
    'date': NULL, 'datePublished': NULL, 'value': NULL, 'suppliers': [], 'contractPeriod': NULL,
    'aboveThreshold': c.aboveThreshold, 'items': [], 'documents': []}"""
_AWARD_IDS = "list_transform(awards, lambda a: a.id)"
# A list that is added to is copied whole: only where something is to be added.
_ALL_REPEATED = f"""coalesce(list_has_all({_AWARD_IDS}, list_transform(contracts,
    lambda c: coalesce(c.awardID, c.id, 'of no award'))), false)"""
AWARDS = f"""CASE WHEN len(contracts) > 0 AND NOT {_ALL_REPEATED}
    THEN list_concat(awards, list_transform(
        list_filter(contracts, lambda c: NOT coalesce(list_contains(
            {_AWARD_IDS}, coalesce(c.awardID, c.id)), false)),
        lambda c: {AWARD_OF_CONTRACT}::{sql_shape(AWARD)})) ELSE awards END"""

DOCUMENTS = """list_concat(list_concat(tender.documents, planning.documents), list_concat(
    flatten(list_transform(awards, lambda a: a.documents)),
    flatten(list_transform(contracts, lambda c: c.documents))))"""


def _lost(lists: str) -> str:
    """Return SQL that tells whether a list is there in another shape; null is no list."""
    return f"""CASE WHEN {lists} IS NULL AND contains(line, '"{lists}"')
        THEN coalesce(json_type(line, '$.{lists}'), 'NULL') <> 'NULL' ELSE false END"""


# Without an id a release is known by everything it says, as when a download is checked.
RELEASE_ID = """coalesce(nullif(id, ''),
        concat_ws('/', ocid, "date", left(md5(json(line)::VARCHAR), 12)))"""

RELEASES = f"""
WITH typed AS (
    SELECT file, no, not_utf8, number_mended, line, $shape AS shape, $odd AS odd_shape,
        unnest(r)
    -- Nothing is filtered here: DuckDB would read the JSON again for each filter.
    FROM (SELECT *, from_json(line, '{json_shape(RELEASE)}') AS r FROM $lines)
), sourced AS (
    SELECT *, {SOURCE} AS source, {RELEASE_ID} AS release_id FROM typed
), documented AS (
    SELECT *, CASE WHEN source <> 'cf' THEN {DOCUMENTS} END AS notices FROM sourced
), told AS (
    SELECT *,
        coalesce(
            list_filter(notices, lambda d: d.id = release_id)[1].noticeType,
            list_filter(notices, lambda d: d.noticeType IS NOT NULL)[1].noticeType,
            CASE WHEN tag[1] = 'planning' THEN list_filter(planning.documents,
                lambda d: d.documentType LIKE '%Notice')[1].documentType END,
            tag[1], 'unknown') AS notice_type,
        moment("date") AS published_at, "date" AS printed_date,
        tender.procurementMethod AS method,
        lower(tender.procurementMethodDetails) AS procedure_words,
        CASE WHEN tender.techniques IS NOT NULL OR len(tender.lots) > 0 THEN coalesce(
            tender.techniques.hasFrameworkAgreement = 'true', false)
            OR coalesce(tender.techniques.hasDynamicPurchasingSystem = 'true', false)
            OR len(list_filter(tender.lots, lambda l:
                l.techniques.hasFrameworkAgreement = 'true'
                OR l.techniques.hasDynamicPurchasingSystem = 'true')) > 0 END AS is_framework,
        CASE WHEN len(relatedProcesses) > 0 THEN list_filter(relatedProcesses,
            lambda p: list_contains(p.relationship, 'framework'))[1].identifier END
            AS framework_ocid,
        coalesce(tender.value.amount, planning.budget.amount.amount) AS amount,
        coalesce(tender.value.amountGross, planning.budget.amount.amountGross) AS amount_gross,
        currency_code(coalesce(tender.value.currency, planning.budget.amount.currency))
            AS currency,
        left(stripped(coalesce(tender.title, title, planning.project.title)), {LONGEST_TITLE})
            AS plain_title,
        left(coalesce(tender.description, description), {LONGEST_TEXT}) AS plain_description
    FROM documented
)
SELECT
    file AS raw_file, no AS raw_line, source, ocid, release_id, notice_type, published_at,
    printed_date, is_framework,
    source || ':' || ocid || ':' || replace(release_id, ocid || '-', '') AS notice_key,
    {STAGE} AS stage,
    {ROUTE} AS route,
    framework_ocid, nullif(tender.procurementMethodDetails, '') AS procedure,
    tender.status AS status,
    mended(plain_title) AS title, mended(plain_description) AS description,
    CASE WHEN buyer IS NOT NULL THEN party_key(buyer.id, buyer.name) END AS buyer_key,
    buyer, parties[list_position(list_transform(parties, lambda p: p.id), buyer.id)] AS buyer_party,
    -- Of lists of true and false, not of parties: what is filtered is copied.
    len(list_filter(list_transform(parties, lambda p: list_contains(p.roles, 'buyer')),
        lambda is_buyer: is_buyer)) AS n_buyers,
    CASE WHEN coalesce(currency, 'GBP') = 'GBP' THEN money(coalesce(amount, amount_gross)) END
        AS value_gbp,
    CASE WHEN amount IS NULL AND amount_gross IS NULL THEN 'none'
        WHEN amount IS NULL THEN 'estimate gross'
        WHEN source = 'cf' THEN 'estimate unstated' ELSE 'estimate net' END AS value_basis,
    amount IS NOT NULL AND money(amount) IS NULL AS value_unreadable,
    coalesce(currency, 'GBP') <> 'GBP' AS foreign_currency,
    coalesce(tender.contractPeriod, tender.lots[1].contractPeriod) AS period,
    tender.tenderPeriod.endDate AS deadline, tender.communication.futureNoticeDate AS expected,
    coalesce(tender.suitability.sme, tender.lots[1].suitability.sme) AS sme,
    tender.aboveThreshold AS above_threshold,
    not_utf8, number_mended, odd_shape,
    contains(shape, '{MENDED}') AS shape_mended, contains(shape, '{UNREAD}') AS shape_unread,
    {garbled_sql("plain_title")} OR {garbled_sql("plain_description")} AS garbled,
    tender.classification AS main_code, tender.additionalClassifications AS codes,
    tender.items AS items,
    coalesce(cpv(tender.classification.id), cpv(tender.items[1].classification.id),
        cpv(tender.items[1].additionalClassifications[1].id)) AS main_cpv,
    parties, contracts, {AWARDS} AS awards,
    coalesce(len(awards), 0) AS n_stated,
    {_lost("awards")} AS awards_lost,
    CASE WHEN source <> 'cf' THEN {_lost("contracts")} ELSE false END AS contracts_lost
FROM told
"""


def _releases(lines: str, shape: str, odd: str) -> str:
    return RELEASES.replace("$lines", lines).replace("$shape", shape).replace("$odd", odd)


MAKE_RELEASE = "CREATE OR REPLACE TEMP TABLE release AS " + _releases(
    "line", "''", f"regexp_matches(line, '{ODD}')"
)
ADD_IN_SHAPE = f"INSERT INTO release {_releases('odd_line', 'shape', 'false')}"
LEAVE_OUT_WITHOUT_OCID = "DELETE FROM release WHERE ocid IS NULL OR ocid = ''"


def make_release(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table `release` of the lines in `line`, those put into shape that need it."""
    con.execute(parsed(con, MAKE_RELEASE))
    con.execute(LEAVE_OUT_WITHOUT_OCID)
    in_shape = fitted_lines(con)
    if in_shape is not None:
        con.register("odd_line", in_shape)
        con.execute("DELETE FROM release WHERE odd_shape")
        con.execute(parsed(con, ADD_IN_SHAPE))
        con.execute(LEAVE_OUT_WITHOUT_OCID)
        con.unregister("odd_line")
