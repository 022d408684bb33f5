"""The rows of buyers, suppliers and suppliers of awards, selected from the `release` table."""

from __future__ import annotations

from futuregazing.procurement.engine import garbled_sql
from futuregazing.procurement.flags import flagged
from futuregazing.procurement.ocds_awards import AWARD_ID, AWARD_KEY, RAW
from futuregazing.procurement.schema import TABLE, part_query
from futuregazing.procurement.suppliers import PRINTED_NUMBER

# Of each supplier of a list whether it stands there before.
_AGAIN = """CASE WHEN len(a.suppliers) > 1 THEN list_transform(a.suppliers,
    lambda x, i: list_position(a.suppliers, x) < i) ELSE [false] END"""
_COMPANY = """CASE WHEN p.identifier.scheme = 'GB-COH' THEN p.identifier.id
    WHEN len(p.additionalIdentifiers) > 0
    THEN list_filter(p.additionalIdentifiers, lambda i: i.scheme = 'GB-COH')[1].id END"""
SUPPLIED = f"""
CREATE OR REPLACE TEMP TABLE supplied AS
SELECT * EXCLUDE (p), p.details.scale AS scale, p.details.vcse AS vcse,
    p.address.locality AS locality, p.address.postalCode AS postcode, {_COMPANY} AS company FROM (
    SELECT raw_file, raw_line, award_no, supplier_no, published_at, {AWARD_KEY} AS award_key,
    party_key(s.id, s.name) AS supplier_key, s.name AS name, global_id(s.id) AS known_id,
    parties[list_position(party_ids, s.id)] AS p, again, not_utf8,
    coalesce(s.id = buyer.id OR upper(stripped(s.name)) = upper(stripped(buyer.name)), false)
        AS itself
FROM (
    SELECT raw_file, raw_line, notice_key, ocid, published_at, parties, party_ids, award_no,
        buyer, not_utf8, {AWARD_ID} AS award_id, unnest(a.suppliers) AS s,
        unnest({_AGAIN}) AS again, generate_subscripts(a.suppliers, 1) AS supplier_no
    FROM (SELECT raw_file, raw_line, notice_key, ocid, published_at, parties, buyer, not_utf8,
        list_transform(parties, lambda q: q.id) AS party_ids, unnest(awards) AS a,
        list_transform(awards, lambda o: o.id) AS ids,
        generate_subscripts(awards, 1) AS award_no FROM release WHERE len(awards) > 0)
    WHERE len(a.suppliers) > 0))"""
"""One row for each supplier of an award: what two tables need of it, from `release`."""

COMPANY_NUMBER = """CASE WHEN regexp_matches(upper(trim({x})), '^[0-9A-Z]{{1,8}}$')
    AND NOT regexp_matches(trim({x}), '^0*$') THEN lpad(upper(trim({x})), 8, '0') END"""
_PRINTED = "regexp_replace(upper(company), '\\s', '', 'g')"
MALFORMED = f"""regexp_matches(company, '[0-9A-Za-z]') AND NOT (
    regexp_full_match({_PRINTED}, '{PRINTED_NUMBER}') AND ltrim({_PRINTED}, '0') <> '')"""

AWARD_SUPPLIER = (
    "SELECT "
    + part_query(
        TABLE["award_supplier"],
        {
            "award_key": "award_key",
            "supplier_no": "supplier_no",
            "supplier_key": "supplier_key",
            "supplier_name": "mended(name)",
            "flags": flagged(
                buyer_itself="itself",
                named_twice="again",
                no_id="known_id IS NULL",
                not_utf8="not_utf8",
                number_malformed=MALFORMED,
                text_mended=garbled_sql("name"),
            ),
            **RAW,
            "raw_no": "award_no",
        },
    )
    + " FROM supplied"
)

SUPPLIER = (
    "SELECT "
    + part_query(
        TABLE["supplier"],
        {
            "supplier_key": "supplier_key",
            "name": "mended(name)",
            "scheme": "regexp_extract(known_id, '^[A-Z]{2}-[A-Z]+')",
            "id": "regexp_replace(known_id, '^[A-Z]{2}-[A-Z]+-', '')",
            "company_number": COMPANY_NUMBER.format(x="company"),
            "scale": "scale",
            "vcse": "CASE vcse WHEN 'true' THEN true WHEN 'false' THEN false END",
            "locality": "nullif(trim(locality), '')",
            "postcode": "nullif(trim(postcode), '')",
            "seen_at": "max(published_at)",
            "flags": flagged(number_malformed=MALFORMED, text_mended=garbled_sql("name")),
            "raw_file": "raw_file",
            "raw_line": "min(raw_line)",
            "raw_no": "0",
        },
    )
    + """ FROM (SELECT raw_file, supplier_key, name, known_id, company, scale, vcse, locality,
            postcode, max(published_at) AS published_at, min(raw_line) AS raw_line
        FROM supplied GROUP BY ALL) GROUP BY ALL ORDER BY ALL"""
)

BUYER = (
    "SELECT "
    + part_query(
        TABLE["buyer"],
        {
            "buyer_key": "buyer_key",
            "name": "mended(buyer.name)",
            "scheme": "regexp_extract(global_id(buyer.id), '^[A-Z]{2}-[A-Z]+')",
            "id": "regexp_replace(global_id(buyer.id), '^[A-Z]{2}-[A-Z]+-', '')",
            "other_ids": """coalesce(present(list_transform(
                list_prepend(buyer_party.identifier, buyer_party.additionalIdentifiers),
                lambda i: i.scheme || '-' || i.id)), [])""",
            "locality": "nullif(trim(buyer_party.address.locality), '')",
            "postcode": "nullif(trim(buyer_party.address.postalCode), '')",
            "region": "nullif(trim(buyer_party.address.region), '')",
            "seen_at": "max(published_at)",
            "flags": flagged(text_mended=garbled_sql("buyer.name")),
            "raw_file": "raw_file",
            "raw_line": "min(raw_line)",
            "raw_no": "0",
        },
    )
    + " FROM release WHERE buyer_key IS NOT NULL GROUP BY ALL ORDER BY ALL"
)
