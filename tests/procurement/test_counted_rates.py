"""The rates of the known market's dirt are those of the real files, or say why they are not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest
from counted_rates import COUNTED, Count
from known_dirt import STATED, Dirt
from real_files import SHARED

OF_PAYMENTS = {"name_redacted", "amount_redacted", "total_row", "whole_invoices", "twice"}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the published files are not here")
@pytest.mark.parametrize(
    "count",
    [
        pytest.param(one, marks=pytest.mark.slow if one.__name__ in OF_PAYMENTS else ())
        for one in COUNTED
    ],
    ids=lambda count: count.__name__,
)
def test_a_stated_rate_is_what_is_counted_in_the_real_files(count: Callable[[], Count]) -> None:
    stated = STATED[count.__name__]
    assert (stated.hits, stated.out_of, stated.files) == (found := count()).told
    assert 0 < found.hits < found.out_of


def test_each_kind_is_either_counted_or_says_why_it_cannot_be() -> None:
    assert {count.__name__ for count in COUNTED} == {k for k, one in STATED.items() if one.hits}
    assert len(COUNTED) > len(STATED) / 2
    for one in STATED.values():
        counted = one.hits is not None and one.out_of is not None and bool(one.files)
        assert counted != bool(one.why_not), one.kind
        assert one.what, one.kind
        assert 0 < one.rate < 1, one.kind


def test_the_rate_printed_is_the_fraction() -> None:
    for one in STATED.values():
        if one.hits is not None and one.out_of is not None:
            assert one.printed == f"{one.hits / one.out_of:.6f}", one.kind


def test_the_table_has_a_row_for_each_fault_and_no_other() -> None:
    assert set(STATED) == {field.name for field in fields(Dirt)} | OF_PAYMENTS
    assert {kind: getattr(Dirt(), kind) for kind in STATED.keys() - OF_PAYMENTS} == {
        kind: one.rate for kind, one in STATED.items() if kind not in OF_PAYMENTS
    }
