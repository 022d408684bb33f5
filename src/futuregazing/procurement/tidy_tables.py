"""All tidy tables of notices, contracts and payments, in their order."""

from __future__ import annotations

from futuregazing.procurement.columns import TidyTable
from futuregazing.procurement.tidy_notices import (
    AWARD,
    AWARD_SUPPLIER,
    CLASSIFICATION,
    CONTRACT,
    NOTICE,
)
from futuregazing.procurement.tidy_parties import BUYER, SUPPLIER
from futuregazing.procurement.tidy_payments import OUTTURN, REJECT, SPEND

TABLES: tuple[TidyTable, ...] = (
    NOTICE,
    AWARD,
    AWARD_SUPPLIER,
    CONTRACT,
    CLASSIFICATION,
    BUYER,
    SUPPLIER,
    SPEND,
    OUTTURN,
    REJECT,
)
