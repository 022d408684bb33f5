"""The columns of a measured value: itself, and beside it how many records it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from futuregazing.exhibits.cells import Column

AWARDED = Column("Awarded", unit="£", kind="money", absent="none counts")
"""Pounds awarded; a line without a value is no nought."""
COVERED: Mapping[str, Column] = MappingProxyType(
    {
        "n": Column("Awards", kind="number"),
        "with_value": Column("Counted", kind="number"),
        "missing": Column("Left out", absent="none"),
    }
)
"""For a frame with n (records asked about), with_value (those counted), missing (in words)."""
