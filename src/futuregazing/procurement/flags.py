"""Every quality flag of the tidy tables, by table, with what it means.

A flag never takes a row away: it says what to mind when the row is used. Those of awards
come from the rules (`futuregazing.procurement.rules`), the others from whoever fills the
table. `flagged` writes the SQL of a column of flags.
"""

from __future__ import annotations

from collections.abc import Mapping

from futuregazing.procurement.rules import RULES
from futuregazing.procurement.rules.overrides import FLAG as OVERRIDE
from futuregazing.procurement.rules.payments import listed_again

NOT_UTF8 = "the source has bytes that are no UTF-8; letters may be wrong"
TEXT_MENDED = "pounds, quotes or line ends were decoded wrongly and put right"
SHAPES = {
    "shape_mended": "a value or list is printed in another shape; it is read as it is meant",
    "shape_unread": "something is printed in a shape that cannot be read",
}
NUMBER_MENDED = "a number that JSON does not allow was left out"
DATE_UNREADABLE = "a day is printed that is none"
VALUE_UNREADABLE = "a value is printed that is no number"
FOREIGN = "the value is in another currency"
NUMBER_MALFORMED = "a company number is printed that has not the form of one"
ALL_CAPITALS = "the name, of several words, is printed in capitals throughout"
LEADING_MARK = "the name begins with a dot or another sign"
NO_ID = "no identifier that holds beyond the notice"
UNNAMED = "nobody is named: withheld, 'see attached', 'various' and the like"
OF_FILE = {
    "mark_misread": "the file begins with a byte order mark that was read as letters",
    "returns_alone": "the lines of the file end in carriage returns alone",
}
OF_REGISTER = {
    "foreign_currency": FOREIGN,
    "in_millions": "a heading says millions of pounds; the value is multiplied",
    "in_thousands": "a heading says thousands of pounds; the value is multiplied",
    "value_of_a_year": "the register gives the value of a year alone; it is not used",
}
REDACTED = "the publisher says that it keeps the name back"

_MEANT: Mapping[str, Mapping[str, str]] = {
    "notice": {
        **OF_FILE,
        **OF_REGISTER,
        "date_unreadable": DATE_UNREADABLE,
        "not_utf8": NOT_UTF8,
        "number_mended": NUMBER_MENDED,
        **SHAPES,
        "repeat": "a copy of a release that was read already; it is not kept",
        "text_mended": TEXT_MENDED,
        "value_unreadable": VALUE_UNREADABLE,
    },
    "award": OF_REGISTER
    | {rule.flag: rule.what for rule in RULES}
    | {
        **OF_FILE,
        "date_unreadable": DATE_UNREADABLE,
        "from_contract": "known only from a contract made under it",
        "mixed_currency": "contracts under it are in several currencies; those in one are summed",
        "no_award_id": "the award has no id of its own",
        "not_utf8": NOT_UTF8,
        "number_mended": NUMBER_MENDED,
        **SHAPES,
        OVERRIDE: "decided by a person, with reason and evidence",
        "text_mended": TEXT_MENDED,
        "value_unreadable": VALUE_UNREADABLE,
    },
    "award_supplier": {
        "buyer_itself": "the supplier has the id or the name of the award's buyer",
        "named_twice": "the award lists this supplier before",
        "no_id": NO_ID,
        "not_utf8": NOT_UTF8,
        "number_malformed": NUMBER_MALFORMED,
        "redacted": REDACTED,
        "several_suppliers": "the award names several: its value is for no one of them",
        "supplier_is_title": "the name is the award's title",
        "supplier_public": "the name is that of a public body",
        "supplier_unnamed": UNNAMED,
        "text_mended": TEXT_MENDED,
    },
    "contract": {
        "date_unreadable": DATE_UNREADABLE,
        "foreign_currency": FOREIGN,
        "not_utf8": NOT_UTF8,
        "number_mended": NUMBER_MENDED,
        **SHAPES,
        "text_mended": TEXT_MENDED,
        "value_unreadable": VALUE_UNREADABLE,
    },
    "classification": {
        "additional_of_item": "the code is only an additional one of its item or lot",
        "broad": "a whole division of CPV: the code says little",
        "code_malformed": "said to be CPV, but does not begin with eight digits",
        "no_main_code": "the notice has codes, but no main one",
        "not_cpv": "a code of another scheme",
        "not_cpv_2008": "eight digits that begin with no division of CPV 2008",
        "placeholder": "one digit eight times: no code",
        "scheme_unstated": "no scheme is named; taken as CPV",
    },
    "buyer": {
        "all_capitals": ALL_CAPITALS,
        "by_name_only": "a body was found by the name, without an identifier",
        "id_doubted": "identifier and name lead to different bodies; the identifier decides",
        "id_malformed": "an identifier has not the form that its register gives",
        "leading_mark": LEADING_MARK,
        "no_id": NO_ID,
        "out_of_scope": "a body that the report is not about",
        "several_bodies": "the name leads to several bodies: a joint purchase, or successors",
        "several_ids": "the same name stands under several identifiers",
        "succeeded": "the council that is named has ended; those after it stand in its place",
        "text_mended": TEXT_MENDED,
        "unresolved": "nobody knows which body it is",
    },
    "supplier": {
        "all_capitals": ALL_CAPITALS,
        "by_name_only": "grouped by the cleaned name; no company number is known",
        "individual": "a person rather than a firm, by the name",
        "joined_by_name": "without a number; joined to the one company of its name",
        "leading_mark": LEADING_MARK,
        "no_company_number": "no company number of its own",
        "number_malformed": NUMBER_MALFORMED,
        "redacted": REDACTED,
        "reseller": "sells others' products",
        "several_numbers": "companies of several numbers bear the name",
        "supplier_public": "a public body itself",
        "supplier_unnamed": UNNAMED,
        "text_mended": TEXT_MENDED,
    },
    "spend": {
        **OF_FILE,
        "VAT unstated": "the file does not say whether VAT is in the amount",
        "another currency": "the list says that the amount is in no pounds; not kept",
        "day far from the others": "the day lies far from those of the file or its name",
        "gross": "the amount is with VAT",
        "in millions": "a heading says millions of pounds; the amount is multiplied",
        "in thousands": "a heading says thousands of pounds; the amount is multiplied",
        listed_again.flag: "another file lists the payment, and most others of this one; not kept",
        "no headings": "the file has no row of headings; columns are told by what they hold",
        "month alone": "only a month is printed; its last day stands for the day of payment",
        "no day": "no day of payment that can be one",
        "not_utf8": NOT_UTF8,
        "one of several amounts": "another column is headed as an amount just as well",
        "part of a penny": "the amount is printed with a fraction of a penny; it is rounded",
        "payer of the list": "the payer that is printed is no known body: the list's own counts",
        "redacted": REDACTED,
        "refund": "the amount is below nothing",
        "repeated total": "the total of an invoice again, on a further line; not kept",
    },
    "outturn": {
        "listed twice": "an authority that stands above already; not kept",
        "not submitted": "an authority that sent no return",
        "total": "a total of authorities; not kept",
    },
}


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:].rstrip(".") + "."


FLAGS: Mapping[str, Mapping[str, str]] = {
    table: {flag: _sentence(meant[flag]) for flag in sorted(meant)}
    for table, meant in _MEANT.items()
}
"""Of each table that has flags, each flag and what it means, in a sentence."""


def flagged(**tests: str) -> str:
    """Return SQL for the sorted list of those flags whose test holds."""
    cases = ", ".join(f"CASE WHEN {tests[flag]} THEN '{flag}' END" for flag in sorted(tests))
    # Each test stands here once: to plan a long query again takes longer than to make lists.
    return f"list_filter([{cases}], lambda flag: flag IS NOT NULL)"
