"""The part of an OCDS release that is read, as a shape that DuckDB's `from_json` fills.

Every leaf is text: numbers such as 1e9999 and dates such as "n/a" must not abort a read,
and are judged cell by cell afterwards. What has another shape (a list where an object is
expected) becomes null.
"""

from __future__ import annotations

import json
from typing import Any

TEXT = "VARCHAR"

VALUE = {"amount": TEXT, "amountGross": TEXT, "currency": TEXT}
PERIOD = {"startDate": TEXT, "endDate": TEXT, "maxExtentDate": TEXT}
CODE = {"scheme": TEXT, "id": TEXT, "description": TEXT}
ITEM = {"relatedLot": TEXT, "classification": CODE, "additionalClassifications": [CODE]}
DOCUMENT = {"id": TEXT, "noticeType": TEXT, "documentType": TEXT}
TECHNIQUES = {"hasFrameworkAgreement": TEXT, "hasDynamicPurchasingSystem": TEXT}
IDENTIFIER = {"scheme": TEXT, "id": TEXT}

PARTY = {
    "id": TEXT,
    "name": TEXT,
    "identifier": IDENTIFIER,
    "additionalIdentifiers": [IDENTIFIER],
    "address": {"locality": TEXT, "postalCode": TEXT, "region": TEXT},
    "details": {"scale": TEXT, "vcse": TEXT},
    "roles": [TEXT],
}

TENDER = {
    "title": TEXT,
    "description": TEXT,
    "status": TEXT,
    "value": VALUE,
    "procurementMethod": TEXT,
    "procurementMethodDetails": TEXT,
    "classification": CODE,
    "additionalClassifications": [CODE],
    "items": [ITEM],
    "lots": [{"techniques": TECHNIQUES, "contractPeriod": PERIOD, "suitability": {"sme": TEXT}}],
    "contractPeriod": PERIOD,
    "tenderPeriod": {"endDate": TEXT},
    "techniques": TECHNIQUES,
    "communication": {"futureNoticeDate": TEXT},
    "suitability": {"sme": TEXT},
    "aboveThreshold": TEXT,
    "documents": [DOCUMENT],
}

AWARD = {
    "id": TEXT,
    "title": TEXT,
    "description": TEXT,
    "status": TEXT,
    "date": TEXT,
    "datePublished": TEXT,
    "value": VALUE,
    "suppliers": [{"id": TEXT, "name": TEXT}],
    "contractPeriod": PERIOD,
    "aboveThreshold": TEXT,
    "items": [ITEM],
    "documents": [DOCUMENT],
}

CONTRACT = {
    "id": TEXT,
    "awardID": TEXT,
    "title": TEXT,
    "status": TEXT,
    "dateSigned": TEXT,
    "value": VALUE,
    "period": PERIOD,
    "aboveThreshold": TEXT,
    "documents": [DOCUMENT],
}

RELEASE = {
    "ocid": TEXT,
    "id": TEXT,
    "date": TEXT,
    "tag": [TEXT],
    "title": TEXT,
    "description": TEXT,
    "buyer": {"id": TEXT, "name": TEXT},
    "parties": [PARTY],
    "planning": {
        "documents": [DOCUMENT],
        "budget": {"amount": VALUE},
        "project": {"title": TEXT},
    },
    "tender": TENDER,
    "awards": [AWARD],
    "contracts": [CONTRACT],
    "relatedProcesses": [{"relationship": [TEXT], "identifier": TEXT}],
}


def json_shape(shape: Any) -> str:
    """Return a shape as the text that `from_json` takes."""
    return json.dumps(shape)


def sql_shape(shape: Any) -> str:
    """Return a shape as a type of DuckDB."""
    if isinstance(shape, str):
        return shape
    if isinstance(shape, list):
        return f"{sql_shape(shape[0])}[]"
    fields = ", ".join(f'"{name}" {sql_shape(inner)}' for name, inner in shape.items())
    return f"STRUCT({fields})"
