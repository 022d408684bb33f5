"""The working table of the rules: a narrow row for each award that any part holds.

`judged` has no text but short words: names and titles are compared by hashes of what is
left of them in lower case without marks, so that millions of awards fit in little memory.

rid            the award's place: file, line and place in the line, in one number
award          hash of its key; alike in copies of one release
notice_guid    hash of the id under which Contracts Finder knows the notice, in any format
has_ocid       whether it comes from a release, not from a row of an export, search or register
process, process_award   hash of source and OCID, or notice without one; with the award's id
buyer, title, suppliers  hashes of the normalised words; null where there are none: a hash of
               nothing would be equal to another
says_framework, says_extension, calls_off, is_competed, unnamed, public_supplier, named_as_title
kept, duplicate_of, value_net, value_gross, value_gbp, value_basis   what the rules decide
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

SHORTEST_TITLE = 8
GUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
SMALL_WORDS = "ltd|limited|plc|llp|inc|the|of|and|award|contract|notice"

KEPT_BACK = (
    r"withheld|redacted|not disclosed|undisclosed|^confidential$|commercial\w* (in )?confiden"
)
"""A firm may have "Confidential" in its name: they shred paper."""
UNNAMED = (
    f"{KEPT_BACK}|see attach|see below|see desc"
    "|as per|various|multiple supplier|to be confirmed|^tb[ac]$|^n[/.]?a$|^none$|^not applicable$"
    "|^unknown$|^supplier( name| [0-9a-z])?$|^individual"
)
PUBLIC = (
    r"\b(council|borough of|nhs|university|constabulary|police and crime|fire (and|&) rescue"
    r"|hospitals? (trust|foundation)|health board|ministry of|department (for|of)|academy trust)\b"
)
NOT_PUBLIC = (
    r"\b(ltd|limited|plc|llp|services to|voluntary|(british|population|saturday) council)\b"
)
SAYS_FRAMEWORK = r"\b(framework|dynamic purchasing|dynamic market|dps|approved list)\b"
SAYS_CALL_OFF = (
    r"call[- ]?off|\b(under|via|through|from|using) .*\b(framework|dps|dynamic)"
    r"|mini[- ]?competition|further competition|framework .*(lot|order)\b.*\bfor\b"
)
SAYS_EXTENSION = (
    r"\b(option|options|possib\w+|potential) (to|for|of|an|a)\b.{0,40}\bext(end|ension)"
    r"|\bextendable\b"
)

MACROS = rf"""
CREATE OR REPLACE TEMP MACRO plain(x) AS nullif(regexp_replace(regexp_replace(
    lower(strip_accents(x)), '\b({SMALL_WORDS})\b', '', 'g'), '[^a-z0-9]+', '', 'g'), '');
CREATE OR REPLACE TEMP MACRO worth(x) AS CASE WHEN x > 1 THEN x END;
"""

OF_AWARD = ("stated_net", "contract_net", "stated_gross", "contract_gross")
OF_CONTRACT = ("contract_net", "stated_net", "contract_gross", "stated_gross")


def _choice(values: Sequence[str]) -> str:
    """Return SQL for the first real value; a placeholder gives way to one in a later choice."""
    return f"coalesce({', '.join(f'worth({n})' for n in values)}, {', '.join(values)})"


# A notice of change repeats what was awarded; what the contract is worth now stands with it.
CHANGED = "notice_type IN ('UK10', 'contractAmendment')"
CHOICE = f"CASE WHEN {CHANGED} THEN {_choice(OF_CONTRACT)} ELSE {_choice(OF_AWARD)} END"

SUPPLIERS = f"""
CREATE OR REPLACE TEMP TABLE judged_suppliers AS
SELECT rid, CASE WHEN count(plain(supplier_name)) = count(*)
        THEN hash(sum(hash(plain(supplier_name))), count(*)) END AS suppliers,
    bool_or(supplier_name IS NULL OR regexp_matches(lower(trim(supplier_name)), '{UNNAMED}'))
        AS unnamed,
    bool_or(coalesce(regexp_matches(lower(supplier_name), '{PUBLIC}')
        AND NOT regexp_matches(lower(supplier_name), '{NOT_PUBLIC}'), false)) AS public_supplier,
    list(hash(plain(supplier_name)))
        FILTER (len(supplier_name) > 20 AND plain(supplier_name) IS NOT NULL) AS long_names
FROM part_award_supplier GROUP BY rid
"""

JUDGED = f"""
CREATE OR REPLACE TEMP TABLE judged AS
SELECT a.rid, hash(award_key) AS award, hash(a.source, coalesce(ocid, notice_key)) AS process,
    hash(a.source, coalesce(ocid, notice_key), award_id) AS process_award,
    CASE WHEN a.source = 'cf' AND regexp_matches(release_id, '{GUID}')
        THEN hash(regexp_extract(release_id, '{GUID}')) END AS notice_guid,
    ocid IS NOT NULL AS has_ocid,
    a.source, notice_type, lower(status) AS status, published_at, award_date,
    start_date, end_date, max_end_date, coalesce(currency, 'GBP') AS currency, tender_gbp,
    TRY_CAST(release_id AS BIGINT) AS notice_number,
    n_suppliers, coalesce(is_framework, false) AS is_framework,
    list_contains(flags, 'no_award_id') OR ocid IS NULL AS no_award_id,
    CASE WHEN plain(b.name) IS NOT NULL THEN hash(plain(b.name)) END AS buyer,
    CASE WHEN len(plain(title)) >= {SHORTEST_TITLE} THEN hash(plain(title)) END AS title,
    suppliers, coalesce(unnamed, false) AS unnamed,
    coalesce(public_supplier, false) AS public_supplier,
    coalesce(list_contains(long_names, hash(plain(title))), false) AS named_as_title,
    coalesce(regexp_matches(lower(title), '{SAYS_FRAMEWORK}'), false) AS says_framework,
    route IN ('open', 'restricted', 'negotiated') AS is_competed,
    route = 'call-off' OR coalesce(regexp_matches(lower(title), '{SAYS_CALL_OFF}'), false)
        AS calls_off,
    coalesce(regexp_matches(lower(description), '{SAYS_EXTENSION}'), false) AS says_extension,
    CASE WHEN {CHANGED} THEN coalesce(contract_net, stated_net)
        ELSE coalesce(stated_net, contract_net) END AS value_net,
    CASE WHEN {CHANGED} THEN coalesce(contract_gross, stated_gross)
        ELSE coalesce(stated_gross, contract_gross) END AS value_gross,
    {CHOICE} AS value_gbp,
    CASE WHEN value_gbp IS NULL THEN 'none' WHEN a.source = 'register' THEN 'register'
        WHEN value_gbp = stated_net THEN 'award net'
        WHEN value_gbp = contract_net THEN 'contract net'
        WHEN value_gbp = stated_gross THEN 'award gross' ELSE 'contract gross' END AS value_basis,
    true AS kept, NULL::BIGINT AS duplicate_of
FROM part_award AS a
LEFT JOIN judged_suppliers AS s USING (rid)
LEFT JOIN (SELECT buyer_key, min(name) AS name FROM part_buyer GROUP BY 1) AS b USING (buyer_key)
"""


def make_judged(con: duckdb.DuckDBPyConnection) -> None:
    """Make the table `judged` from the views `part_award`, `part_award_supplier`, `part_buyer`."""
    con.execute(MACROS)
    con.execute(SUPPLIERS)
    con.execute(JUDGED)
    con.execute("DROP TABLE judged_suppliers")
