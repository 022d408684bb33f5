"""A published prediction has one text and one hash; whoever edits its criteria shows it."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from futuregazing.claims.predicting import hashes
from futuregazing.claims.predicting.criteria import (
    FIELDS,
    criteria_hash,
    criteria_hashes,
    criteria_text,
    short,
)
from futuregazing.tables import load_tables

ROW = {
    "prediction_id": "P2028-01",
    "edition": "2028",
    "programme": "Café of councils",
    "prediction": "Half of councils share an AI assistant.",
    "indicator": "share of councils that share one",
    "threshold": "50%",
    "decided_by": "2028-12-31",
    "probability": "0.70",
    "stated_as": "listed",
}
TEXT = """futuregazing prediction criteria, form 1
prediction_id: P2028-01
edition: 2028
programme: Café of councils
prediction: Half of councils share an AI assistant.
indicator: share of councils that share one
threshold: 50%
decided_by: 2028-12-31
probability: 0.7
stated_as: listed
"""


def test_the_canonical_text_is_one_field_a_line_in_fixed_order():
    assert criteria_text(ROW) == TEXT
    assert criteria_text(dict(reversed(ROW.items()))) == TEXT


def test_the_hash_is_what_sha256sum_gives_of_the_text():
    # printf of the text above | sha256sum
    assert criteria_hash(ROW) == (
        "a1502ee7ef06edf2936477c2fcae15e1e1f25fe4fbfa7ae03af41c87010a4336"
    )
    assert criteria_hash(ROW) == hashlib.sha256(TEXT.encode("utf-8")).hexdigest()


def test_absent_fields_keep_their_line():
    told = criteria_text({**ROW, "decided_by": "", "probability": float("nan")})
    assert "\ndecided_by: \nprobability: \n" in told


def test_text_and_typed_rows_have_one_hash():
    typed = {**ROW, "edition": 2028, "probability": 0.7}
    assert criteria_hash(typed) == criteria_hash(ROW)


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1)


@given(words=WORDS)
def test_neither_the_spelling_of_letters_nor_blanks_change_a_hash(words):
    spaced = "  ".join(words.split(" ")) + " "
    for other in (unicodedata.normalize("NFD", words), spaced):
        assert criteria_hash({**ROW, "prediction": other}) == criteria_hash(
            {**ROW, "prediction": words}
        )


@pytest.mark.parametrize("field", FIELDS)
def test_a_changed_field_changes_the_hash(field):
    other = "0.71" if field == "probability" else ROW[field] + "x"
    assert criteria_hash({**ROW, field: other}) != criteria_hash(ROW)


def test_nothing_else_in_the_row_changes_the_hash():
    assert criteria_hash({**ROW, "verdict_to_date": "happened", "url": "x"}) == criteria_hash(ROW)


def test_twelve_digits_are_printed():
    assert short("0123456789abcdef" * 4) == "0123456789ab"


def tables(*rows: dict[str, str], published: dict[str, str] | None = None) -> dict:
    predictions = pd.DataFrame(rows).set_index("prediction_id", drop=False)
    given_hashes = published or {}
    register = pd.DataFrame(
        {
            "published_in": [2028] * len(given_hashes),
            "hashed_on": ["2027-12-01"] * len(given_hashes),
            "sha256": list(given_hashes.values()),
        },
        index=list(given_hashes),
    )
    return {"predictions": predictions, "prediction_hashes": register}


def test_a_prediction_as_published_is_not_reported():
    assert hashes.changed(tables(ROW, published={"P2028-01": criteria_hash(ROW)})) == []


def test_an_edited_prediction_is_reported_with_its_hash_its_day_and_what_to_do():
    edited = {**ROW, "threshold": "40%"}
    (found,) = hashes.changed(tables(edited, published={"P2028-01": criteria_hash(ROW)}))
    assert found.prediction == "P2028-01"
    assert found.now == criteria_hash(edited)
    told = str(found)
    assert f"The 2028 edition published the hash {short(criteria_hash(ROW))} of 2027-12-01" in told
    assert "Restore the criteria" in told
    assert "--amends" in told


def test_a_hash_whose_prediction_an_edition_cannot_see_is_passed_over():
    other = {**ROW, "prediction_id": "P2028-02"}
    assert hashes.changed(tables(other, published={"P2028-01": "0" * 64})) == []


def test_an_edition_publishes_what_it_knows_and_what_has_no_hash_yet():
    known = {"known_by": "2027-12-01"}
    given_tables = tables(
        {**ROW, **known},
        {**ROW, **known, "prediction_id": "P2028-02"},
        {**ROW, "known_by": "2028-01-05", "prediction_id": "P2028-03"},
        {**ROW, **known, "prediction_id": "P2029-01", "edition": "2029"},
        published={"P2028-01": criteria_hash(ROW)},
    )
    new = hashes.unpublished(given_tables, edition=2028, as_of=dt.date(2027, 12, 31))
    assert list(new.index) == ["P2028-02"]
    (entry,) = hashes.entries(new, edition=2028, day=dt.date(2027, 12, 30))
    assert entry["hashed_on"] == "2027-12-30"
    assert entry["sha256"] == criteria_hash({**ROW, "prediction_id": "P2028-02"})


def test_every_prediction_of_the_project_stands_as_it_was_published():
    given_tables = load_tables(None)
    assert hashes.changed(given_tables) == []
    reviewed = given_tables["predictions"].query("edition <= 2026").index
    assert set(reviewed) <= set(given_tables["prediction_hashes"].index)


def test_an_older_edition_gives_the_same_hashes():
    now = criteria_hashes(load_tables(None)["predictions"])
    then = criteria_hashes(load_tables(dt.date(2021, 12, 31))["predictions"])
    assert len(then) > 0
    assert (now[then.index] == then).all()
