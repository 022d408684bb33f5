"""Errors planted at random into copies of the tables: `check` notices nine kinds in ten."""

import random

import pytest
from planting import KINDS, Garden, rates

from futuregazing.tables import load_tables

KINDS_NOTICED = 9
MOST = 2 / 3
"""A kind counts as noticed when two plants of three are; where an error leaves a number inside
what rounding and its qualifier allow, nobody can tell."""


@pytest.fixture(scope="module")
def garden():
    return Garden(load_tables(None))


def _table(noticed, placements):
    return "\n".join(f"{name:32} {n:3} of {placements}" for name, n in noticed.items())


def _noticed(garden, seed, placements):
    noticed = rates(garden, random.Random(seed), placements)
    print(f"\n{_table(noticed, placements)}")
    return [name for name, n in noticed.items() if n >= MOST * placements]


def test_ten_kinds_of_error_are_planted():
    assert len(KINDS) == 10


@pytest.mark.slow
def test_planted_errors_of_nine_kinds_in_ten_are_noticed(garden):
    assert len(_noticed(garden, seed=20261122, placements=3)) >= KINDS_NOTICED


def test_a_table_without_an_error_gives_no_new_finding(garden):
    assert not garden.notices(garden.planted({"FIG0051": {"title": "another title"}}))


def test_an_error_in_a_figure_of_a_known_contradiction_is_new_again(garden):
    plant = garden.edited("FIG0197", value_text="34.1")
    assert garden.notices(plant)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_planted_errors_are_noticed_wherever_they_fall(garden, seed):
    assert len(_noticed(garden, seed, placements=25)) >= KINDS_NOTICED
