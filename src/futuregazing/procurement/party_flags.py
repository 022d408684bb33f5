"""Flags of buyers, suppliers and suppliers of awards that all files together tell, as SQL.

The readers flag what one record shows. Here is added what the rules found about an award's
suppliers (each row gets what is true of that supplier), what the latest name and identifier
of a party show, and who is who.
"""

from __future__ import annotations

from futuregazing.procurement.flags import flagged
from futuregazing.procurement.rules import RULES
from futuregazing.procurement.rules.judged import KEPT_BACK, NOT_PUBLIC, PUBLIC, UNNAMED
from futuregazing.procurement.suppliers import PRINTED_NUMBER

SUPPLIER_RULES = (
    "several_suppliers",
    "supplier_is_title",
    "supplier_public",
    "supplier_unnamed",
)
"""Rules of awards that are about their suppliers."""

PERSON = r"\bindividual\b|\bsole trader\b"
TITLED = r"^(mr|mrs|ms|miss|dr|rev)\b"
FIRM = (
    r"\b(ltd|limited|plc|llp|cic|company|co|inc|associates|group|partners|partnership|services"
    r"|solutions|consulting|sons)\b"
)

ID_FORMS = {
    "GB-COH": PRINTED_NUMBER,
    "GB-GSS": "[A-Z][0-9]{8}",
    "GB-LAE": "[A-Z]{3}",
    "GB-LAS": "[A-Z]{3}",
    "GB-ONS": "[A-Z][0-9]{8}",
    "GB-PLA": "[A-Z]{3}",
    "GB-PPON": "[A-Z]{4}-[0-9]{4}-[A-Z]{4}",
    "GB-UKPRN": "[0-9]{8}",
}
"""Of registers that give one form of identifier, that form."""

_BIT = {rule.name: 1 << place for place, rule in enumerate(RULES)}
_OF_SUPPLIERS = sum(_BIT[name] for name in SUPPLIER_RULES)


def _found(rule: str) -> str:
    return f"f.bits & {_BIT[rule]} <> 0"


def _says(name: str, words: str) -> str:
    return f"regexp_matches(lower({name}), '{words}')"


def _unnamed(name: str) -> str:
    return f"({name} IS NULL OR trim({name}) = '' OR {_says(f'trim({name})', UNNAMED)})"


TITLED_AWARDS = f"""
CREATE OR REPLACE TEMP TABLE titled AS
SELECT rid, title FROM judged JOIN flag_bits AS f USING (rid)
WHERE {_found("supplier_is_title")}"""
"""The few awards with a supplier named as the title: to find which one it is."""

_OF_RULES = flagged(
    redacted=f"{_found('supplier_unnamed')} AND {_says('supplier_name', KEPT_BACK)}",
    several_suppliers=_found("several_suppliers"),
    supplier_is_title="len(supplier_name) > 20 AND hash(plain(supplier_name)) = titled.title",
    supplier_public=f"{_found('supplier_public')} AND {_says('supplier_name', PUBLIC)}"
    f" AND NOT {_says('supplier_name', NOT_PUBLIC)}",
    supplier_unnamed=f"{_found('supplier_unnamed')} AND {_unnamed('supplier_name')}",
)
OF_AWARD_SUPPLIER = f"""CASE WHEN f.bits & {_OF_SUPPLIERS} = 0 OR f.bits IS NULL THEN p.flags
    ELSE list_sort(list_concat(p.flags, {_OF_RULES})) END"""
"""Flags of a row of `part_award_supplier AS p`, with `flag_bits AS f` and `titled` of its award."""


def _of_reader(*flags: str) -> dict[str, str]:
    """Return of each flag that a reader gives whether any naming of the party has it."""
    return {flag: f"any_{flag}" for flag in flags}


READ = {"buyer": ("text_mended",), "supplier": ("number_malformed", "text_mended")}
"""Flags that the readers give; a party has them if any record that names it has."""

_NAMED = {
    "all_capitals": "contains(trim(name), ' ') AND name = upper(name) AND name <> lower(name)",
    "leading_mark": "regexp_matches(trim(name), '^[^\\pL\\pN(]')",
}
_WRONG_ID = " OR ".join(
    f"(scheme = '{scheme}' AND NOT regexp_full_match(upper(trim(id)), '{form}'))"
    for scheme, form in ID_FORMS.items()
)
OF_PARTY = {
    "buyer": flagged(
        **_NAMED,
        **_of_reader(*READ["buyer"]),
        id_malformed=_WRONG_ID,
        no_id="id IS NULL AND len(other_ids) = 0",
        several_ids="hash(plain(name)) IN (FROM several_ids)",
    ),
    "supplier": flagged(
        **_NAMED,
        **_of_reader("text_mended"),
        individual=f"{_says('name', PERSON)}"
        f" OR ({_says('trim(name)', TITLED)} AND NOT {_says('name', FIRM)})",
        no_company_number="company_number IS NULL",
        number_malformed="any_number_malformed",
        redacted=_says("name", KEPT_BACK),
        supplier_unnamed=_unnamed("name"),
    ),
}
"""By table, the flags of a party under its latest name and identifier."""

SEVERAL_IDS = """
CREATE OR REPLACE TEMP TABLE several_ids AS
SELECT hash(plain(name)) AS word FROM part_buyer WHERE plain(name) IS NOT NULL
GROUP BY 1 HAVING count(DISTINCT scheme || '-' || id) > 1"""
"""Names of buyers that stand under several identifiers."""

OF_RESOLVED = {
    "buyer": flagged(
        by_name_only="resolved_by IN ('alias', 'name')",
        id_doubted="resolved_by LIKE '%, doubted'",
        out_of_scope="resolved_by = 'out of scope'",
        several_bodies="contains(body_code, '; ')",
        succeeded="is_succeeded AND body_code IS NOT NULL",
        unresolved="resolved_by = 'unknown'",
    ),
    "supplier": flagged(
        by_name_only="grouped_by = 'name'",
        joined_by_name="grouped_by = 'name of a company'",
        reseller="is_reseller",
        several_numbers="is_under_several_numbers",
        supplier_public="is_public_body",
    ),
}
"""By table, the flags of a party as it was resolved."""
