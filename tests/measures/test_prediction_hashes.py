"""What the report prints of hashes: twelve digits, what they prove, and which no longer fit."""

from dataclasses import replace

import pytest
from editions import each_edition

from futuregazing.edition import load_edition
from futuregazing.measures import prediction_hashes as hashes
from futuregazing.measures import predictions
from futuregazing.tables import load_tables


def opened(year):
    edition = load_edition(year)
    return edition, load_tables(edition.as_of), edition.predictions_review


def edited(tables, row, **changes):
    """Return tables in which an editor has changed a prediction."""
    frame = tables["predictions"]
    for name, value in changes.items():
        frame.loc[row, name] = value
    return replace(tables, frames={**tables.frames, "predictions": frame})


def unpublished(tables, row):
    """Return tables in which a prediction has no published hash."""
    register = tables["prediction_hashes"]
    frames = {**tables.frames, "prediction_hashes": register.drop(index=row)}
    return replace(tables, frames=frames)


def told(tables, settings, year):
    ahead = predictions.for_year(tables, year, settings)
    return [sentence.text for sentence in hashes.hash_sentences(ahead.iloc[:0], ahead, tables)]


@pytest.mark.parametrize("year", each_edition())
def test_every_prediction_printed_has_twelve_digits_and_all_of_them_in_the_data(year):
    _, tables, settings = opened(year)
    ahead = hashes.with_hashes(predictions.for_year(tables, year, settings), tables)
    for row, cell in ahead["hash"].items():
        assert cell.full == tables["prediction_hashes"].at[row, "sha256"]
        assert cell.text == cell.full[:12]


def test_a_hash_is_a_cell_whose_data_hold_every_digit():
    from futuregazing.exhibits.cells import Column, cells

    _, tables, settings = opened(2022)
    ahead = hashes.with_hashes(predictions.for_year(tables, 2022, settings), tables)
    (first, *_) = cells(list(ahead["hash"]), Column("Hash"))
    assert len(first["text"]) == 12
    assert len(first["value"]) == 64
    assert first["refs"] == [["prediction_hashes", "P2022-01"]]


def test_an_old_edition_says_that_a_hash_of_2026_proves_nothing_of_before():
    _, tables, settings = opened(2022)
    (sentence,) = told(tables, settings, 2022)
    assert "made on 22 November 2026" in sentence
    assert "It proves nothing about any day before" in sentence
    assert "the criteria were set in 2026, after the prediction was made" in sentence


def test_an_edited_prediction_is_printed_as_changed_with_the_hash_that_was_published():
    _, tables, settings = opened(2022)
    spoilt = edited(tables, "P2022-01", threshold="2 new council areas in 2022")
    ahead = hashes.with_hashes(predictions.for_year(spoilt, 2022, settings), spoilt)
    published = tables["prediction_hashes"].at["P2022-01", "sha256"]
    assert ahead.at["P2022-01", "hash"].text == f"{published[:12]}: {hashes.CHANGED}"
    assert hashes.CHANGED not in ahead.at["P2022-02", "hash"].text
    _, warning = told(spoilt, settings, 2022)
    assert warning.startswith(
        "The criteria of P2022-01 changed after publication: the 2027 edition"
    )
    assert published[:12] in warning


def test_a_hash_not_yet_registered_is_said_to_be_so():
    _, tables, settings = opened(2022)
    fewer = unpublished(tables, "P2022-01")
    ahead = hashes.with_hashes(predictions.for_year(fewer, 2022, settings), fewer)
    assert ahead.at["P2022-01", "hash"].full == tables["prediction_hashes"].at["P2022-01", "sha256"]
    assert (
        "The hash of 1 of 13 predictions is not in the register" in told(fewer, settings, 2022)[1]
    )


def test_without_predictions_there_is_nothing_to_say():
    _, tables, settings = opened(2027)
    assert told(tables, settings, 2027) == []
