"""The rows of each tidy table, selected from the `release` table that `ocds_tables` makes."""

from __future__ import annotations

from futuregazing.procurement.ocds_awards import AWARD, CONTRACT, NOTICE
from futuregazing.procurement.ocds_codes import CLASSIFICATION
from futuregazing.procurement.ocds_parties import AWARD_SUPPLIER, BUYER, SUPPLIED, SUPPLIER

__all__ = ["QUERIES", "SUPPLIED"]

QUERIES = {
    "notice": NOTICE,
    "award": AWARD,
    "award_supplier": AWARD_SUPPLIER,
    "contract": CONTRACT,
    "classification": CLASSIFICATION,
    "buyer": BUYER,
    "supplier": SUPPLIER,
}
"""Of each tidy table, the query of its part."""
