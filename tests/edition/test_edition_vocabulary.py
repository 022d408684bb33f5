"""The words that settings choose from are the words of the tables."""

from __future__ import annotations

import csv

import pytest

from futuregazing import paths
from futuregazing.edition import load_edition
from futuregazing.edition.vocabulary import (
    BUYER_KINDS,
    MEASURE_BASES,
    PURCHASE_THEMES,
    REGIONS,
    STATED_AS,
    VALUE_BASES,
)


def words(table: str, column: str) -> set[str]:
    with (paths.data() / table).open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file)}


@pytest.mark.parametrize(
    ("table", "column", "vocabulary"),
    [
        ("ledger/figures.csv", "measure_basis", MEASURE_BASES),
        ("ledger/predictions.csv", "stated_as", STATED_AS),
        ("notices/register.csv", "theme", PURCHASE_THEMES),
        ("notices/register.csv", "value_basis", (*VALUE_BASES, "none")),
        ("notices/register.csv", "buyer_kind", BUYER_KINDS),
        ("reference/regions.csv", "region", REGIONS),
    ],
)
def test_settings_and_tables_use_the_same_words(
    table: str, column: str, vocabulary: tuple[str, ...]
) -> None:
    assert words(table, column) - {""} == set(vocabulary)


def test_the_associations_programme_is_one_of_the_predictions_table() -> None:
    programme = load_edition(2027).predictions_review.association_programme
    assert programme in words("ledger/predictions.csv", "programme")


def test_reference_places_are_councils() -> None:
    codes = words("reference/local_authorities.csv", "gss_code")
    assert set(load_edition(2027).regional_split.reference_places) <= codes
