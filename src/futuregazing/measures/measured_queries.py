"""The queries that narrow a snapshot's tidy tables to what is measured.

`KNOWN` makes the temporary table `known` of the awards published by the as-of date, each
with `counts`: true for those kept, and for the latest known award whose successor was
published later. The others ask it.
"""

from __future__ import annotations

from futuregazing.procurement.vocabulary import COUNTED_BASES

DROPPED_FOR = (
    "repeat",
    "printed_twice",
    "times_hundred",
    "reissued",
    "not_awarded",
    "several_notices",
    "same_notice_elsewhere",
    "same_contract_elsewhere",
    "override",
)
"""Flags of awards that do not count; the first one that an award has is told as the reason."""

NO_VALUE = ("foreign_currency", "placeholder", "implausible")
"""Flags that say why an award has no usable value."""
TOO_SMALL = "far_below_threshold"
TINY = "tiny"
"""Flag of values that are printed, and cannot be what is bought; and the reason in short."""

PLANNING_STAGES = ("planning", "tender")
_FLAG = "list_contains(flags, '{}')"
_COUNTED = ", ".join(f"'{basis}'" for basis in COUNTED_BASES)


def _first_flag(flags: tuple[str, ...], otherwise: str) -> str:
    cases = " ".join(f"WHEN {_FLAG.format(flag)} THEN '{flag}'" for flag in flags)
    return f"CASE {cases} ELSE {otherwise} END"


# A correction that came later cannot have been known, but a value known today to be a
# hundred times too high is not brought back.
KNOWN = f"""
CREATE TEMP TABLE known AS
WITH seen AS (
    FROM award WHERE published_at < $after OR ($undated AND published_at IS NULL)),
standing AS (
    SELECT award_key, {_FLAG.format("not_awarded")} AS ended FROM seen
    WHERE NOT kept AND duplicate_of IS NOT NULL AND NOT {_FLAG.format("times_hundred")}
        AND duplicate_of NOT IN (SELECT award_key FROM seen)
    QUALIFY row_number() OVER (
        PARTITION BY duplicate_of ORDER BY published_at DESC NULLS LAST, award_key) = 1)
SELECT seen.*, kept OR coalesce(NOT ended, false) AS counts
FROM seen LEFT JOIN standing USING (award_key)"""

# As `technology_why` words it: a person's override, codes ("main CPV 72000000: ...", of any
# scheme), words.
_WHY = "len(list_filter(technology_why, lambda why: {})) > 0"
_CODE = _WHY.format("contains(why, 'CPV ') OR contains(why, 'ProClass ')")
_WORDS = _WHY.format("starts_with(why, 'title') OR starts_with(why, 'description')")
_EVIDENCE = f"""CASE WHEN NOT coalesce(technology, false) THEN ''
        WHEN {_WHY.format("starts_with(why, 'override')")} THEN 'person'
        WHEN {_CODE} AND {_WORDS} THEN 'code and words'
        WHEN {_CODE} THEN 'code' WHEN {_WORDS} THEN 'words' ELSE '' END"""

DROPPED = f"""
SELECT {_first_flag(DROPPED_FOR, "'other'")} AS reason, count(*) AS awards
FROM known WHERE NOT counts GROUP BY 1 ORDER BY 1"""

UNDATED = "SELECT count(*) FROM award WHERE kept AND published_at IS NULL"

# A register defines its values itself (total or annual, with or without options): they are
# never added to those of notices, whatever their basis.
# Only contracts that may be listed one by one have the address of their page: it is long.
AWARDS = f"""
WITH page AS (
    SELECT notice_key AS notice, url FROM notice WHERE url IS NOT NULL AND notice_key IN (
        SELECT notice_key FROM known WHERE technology OR adjacent)),
issues AS (
    SELECT duplicate_of AS issued, list(uk_day(published_at)) AS days FROM known
    WHERE duplicate_of IS NOT NULL GROUP BY 1)
SELECT award_key, notice_key, ocid, source, title,
    uk_day(published_at) AS published_on, award_date, start_date, end_date, max_end_date,
    least(published_on, list_min(list_filter(days, lambda d: d >= award_date)))
        AS first_published_on,
    coalesce(value_gbp * 100, 0)::BIGINT AS pence, value_basis,
    CASE WHEN source = 'register' AND value_basis <> 'none' THEN 'register'
        WHEN {_FLAG.format(TOO_SMALL)} THEN '{TINY}'
        WHEN value_basis IN ({_COUNTED}) THEN '' WHEN value_basis <> 'none' THEN value_basis
        ELSE {_first_flag(NO_VALUE, "'no value stated'")} END AS excluded_for,
    route, coalesce(is_framework, false) AS is_framework, framework_ocid, main_cpv,
    {_FLAG.format("one_day")} AS one_day, {_FLAG.format("period_unlikely")} AS period_unlikely,
    {_FLAG.format("supplier_unnamed")} OR {_FLAG.format("supplier_is_title")} AS unnamed,
    buyer_key, b.name AS buyer_name, body_code, body_kind, body_name, body_region,
    coalesce(technology, false) AS technology, coalesce(adjacent, false) AS adjacent,
    {_EVIDENCE} AS technology_by, url
FROM known LEFT JOIN (SELECT * EXCLUDE (flags) FROM buyer) AS b USING (buyer_key)
LEFT JOIN page ON notice = notice_key
LEFT JOIN issues ON issued = coalesce(duplicate_of, award_key)
WHERE counts ORDER BY award_key"""

PARTIES = """
SELECT award_key, supplier_key, coalesce(p.supplier_name, s.name) AS supplier_name,
    group_key, group_name, scale, coalesce(is_public_body, false) AS is_public_body
FROM award_supplier AS p LEFT JOIN supplier AS s USING (supplier_key)
WHERE award_key IN (SELECT award_key FROM known WHERE counts) ORDER BY award_key, supplier_no"""

NOTICES = f"""
SELECT notice_key, ocid, source, notice_type, stage, status, uk_day(published_at) AS published_on,
    title, coalesce(value_gbp * 100, 0)::BIGINT AS pence, value_basis,
    start_date, end_date, deadline, expected_date, url,
    n.buyer_key, b.name AS buyer_name, body_code, body_kind, body_name, body_region,
    coalesce(technology, false) AS technology, coalesce(adjacent, false) AS adjacent,
    ocid IS NOT NULL AND (source, ocid) IN (
        SELECT (source, ocid) FROM notice WHERE kept AND published_at < $after
            AND stage NOT IN {PLANNING_STAGES} AND ocid IS NOT NULL) AS awarded
FROM notice AS n LEFT JOIN buyer AS b USING (buyer_key)
WHERE kept AND published_at < $after AND stage IN {PLANNING_STAGES} ORDER BY notice_key"""

CLASSES = """
SELECT notice_key, scheme, code, any_value(description) AS description FROM classification
WHERE role = 'main' AND notice_key IN (SELECT notice_key FROM known WHERE counts)
GROUP BY ALL ORDER BY ALL"""

# A list may name parts of a body as its payers: the body's name stands for them.
# Payments are many: a month of one payee in one list is all that is measured of them.
PAYMENTS = """
SELECT p.raw_file || ':' || p.publisher || ':' || coalesce(p.group_key, '') || ':'
        || coalesce(strftime(p.paid_on, '%Y-%m'), '') AS payment_key,
    coalesce(p.body_name, p.publisher) AS publisher, p.body_code, p.body_kind, p.group_key,
    p.body_code IS NOT NULL OR coalesce(p.resolved_by = 'out of scope', false) AS payer_known,
    date_trunc('month', p.paid_on)::DATE AS month, count(*) AS payments,
    count_if(p.amount_gbp IS NULL)::BIGINT AS without_amount,
    count_if(p.amount_gbp < 0)::BIGINT AS refunds,
    count_if(list_contains(p.flags, 'gross'))::BIGINT AS gross,
    count_if(list_contains(p.flags, 'VAT unstated'))::BIGINT AS vat_unstated,
    coalesce(sum(p.amount_gbp) * 100, 0)::BIGINT AS pence
FROM spend AS p
WHERE $undated AND p.kept AND (p.paid_on IS NULL OR p.paid_on <= $as_of)
GROUP BY ALL ORDER BY ALL"""
