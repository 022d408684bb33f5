"""The words that the tidy tables use: sources, stages, routes, bases of a value."""

from __future__ import annotations

from collections.abc import Mapping

SOURCES: Mapping[str, str] = {
    "cf": "Contracts Finder, whatever the format",
    "fts": "Find a Tender",
    "pcs": "Public Contracts Scotland",
    "s2w": "Sell2Wales",
    "register": "a buyer's own contracts register",
    "spend": "a body's own list of payments",
    "other": "another publisher of OCDS releases",
}

STAGES: Mapping[str, str] = {
    "planning": "planned procurement, pipeline, early engagement",
    "tender": "open, changed or cancelled tender",
    "award": "a decision to award",
    "contract": "details of a signed contract",
    "implementation": "performance, change and payments",
    "termination": "the end of a contract",
    "other": "anything else, or not stated",
}

ROUTES: Mapping[str, str] = {
    "open": "open competition",
    "restricted": "competition among those selected",
    "negotiated": "competition with negotiation or dialogue, or the competitive flexible procedure",
    "call-off": "bought under a framework or dynamic market",
    "direct": "awarded without competition",
    "quotes": "below-threshold quotations",
    "framework": "the framework or dynamic market itself, not a purchase under it",
    "other": "another procedure, as printed in `procedure`",
    "unknown": "not stated",
}

VALUE_BASES: Mapping[str, str] = {
    "award net": "the award's value without VAT",
    "contract net": "the contract's value without VAT, where the award states none",
    "award gross": "the award's value with VAT, where no value without is stated",
    "contract gross": "the contract's value with VAT, where nothing else is stated",
    "ceiling": "the most that may be bought: a framework's, or one that looks like it",
    "register": "the total value in a buyer's register, as it defines it",
    "none": "no usable value",
}
"""What kind of number `value_gbp` is, in the order of choice."""

COUNTED_BASES = ("award net", "contract net", "award gross", "contract gross")
"""Bases of value that may be added up, once per kept award. A ceiling never is."""

NOTICE_VALUE_BASES: Mapping[str, str] = {
    "estimate net": "the buyer's estimate without VAT",
    "estimate gross": "the buyer's estimate with VAT, where none without is stated",
    "estimate unstated": "the buyer's estimate; the source does not say whether VAT is in it",
    "none": "no value stated",
}

CLASSIFICATION_ROLES: Mapping[str, str] = {
    "main": "the main code",
    "additional": "a further code of the whole",
    "item": "a code of one item or lot",
}

OUTTURN_STATUSES: Mapping[str, str] = {
    "submitted": "an authority's own return",
    "not submitted": "an authority that sent no return",
    "total": "of England or of a class of authority, with what the publisher estimates for others",
}

PAYER_PLACES: Mapping[str, str] = {
    "column": "the list has a column that names who paid",
    "file name": "the file's name tells whose list it is",
}
