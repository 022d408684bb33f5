"""The measured part of the section on technology trends, in sentences and titles."""

from __future__ import annotations

import pandas as pd

from futuregazing.claims.refs import Named
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.wording import capitalised
from futuregazing.measures import measured_labels as of
from futuregazing.measures.measured_lines import FRAMES
from futuregazing.measures.measured_words_parts import (
    how_many,
    line,
    none_held,
    nothing_bought,
    number_in,
    printed,
    refs_of,
    title_name,
    what_is_held,
)
from futuregazing.measures.plain_words import mid_sentence

SECTION = of.TRENDS_SECTION
LAST = (of.OTHER_CODE, of.NO_CODE)


def answer(tables: FRAMES) -> Statement:
    """Return in one sentence what was bought most, of what the snapshot holds."""
    if nothing_bought(tables, SECTION):
        return none_held(tables, SECTION)
    leading = _leading(areas(tables))
    if leading is None:
        return statement(
            "Measured from notices, no technology award of the snapshot has both a value that "
            "counts and a code that says what was bought."
        )
    return statement(
        "Measured from notices, councils and combined authorities in the snapshot awarded most "
        "for {name}: {value} of {total}.",
        name=_mid(leading["label"]),
        value=leading["value"],
        total=line(tables, SECTION, of.IN_SCOPE)["value"],
    )


def held(tables: FRAMES) -> list[Statement]:
    """Return what the measured part rests on; nothing more where nothing is held."""
    return [] if nothing_bought(tables, SECTION) else [what_is_held(tables, SECTION)]


def areas(tables: FRAMES) -> pd.DataFrame:
    """Return the value by service area, for a ranking; other codes and no code stay last."""
    frame = printed(tables, of.AREAS)
    labels = [_capital(one) for one in frame["label"]]
    return frame.assign(label=pd.Series(labels, dtype="object"))


def areas_title(frame: pd.DataFrame) -> Statement:
    """Return the area with the highest value."""
    row = _leading(frame)
    if row is None:
        return statement("No service area has an award with a value that counts")
    return statement(
        "{name} leads by value in the snapshot: {value}", name=title_name(row), value=row["value"]
    )


def areas_sentence(tables: FRAMES, frame: pd.DataFrame) -> Statement:
    """Return how areas are told, and how many awards have no code."""
    how = statement(
        "Areas are told by the first digits of each award's main code in the Common Procurement "
        "Vocabulary (CPV). What is technology is told by codes and words together, so that systems "
        "filed under another code are here too, by that code."
    )
    bare = frame[[label.text == of.NO_CODE for label in frame["label"]]]
    if bare.empty:
        return how
    return how + statement(
        "Of {n}, {bare} have no code.",
        n=how_many(line(tables, SECTION, of.IN_SCOPE)),
        bare=how_many(bare.iloc[0], ""),
    )


def codes(tables: FRAMES) -> pd.DataFrame:
    """Return the value by main CPV code, for a table; `scheme` names the vocabulary.

    Codes of other schemes follow, since one award may have a code in each.
    """
    main = printed(tables, of.CODES).assign(scheme=of.CPV)
    main = main[[label.text != of.NO_CODE for label in main["label"]]]
    other = printed(tables, of.OTHER_CODES)
    return pd.concat([one for one in (main, other) if len(one)] or [main], ignore_index=True)


def codes_title(frame: pd.DataFrame) -> Statement:
    """Return how many different codes the awards have."""
    return statement(
        "Technology awards of the snapshot stand under {n}",
        n=number_in(len(frame), "codes", refs_of(frame)),
    )


def _leading(frame: pd.DataFrame) -> pd.Series | None:
    """Return the area with the highest value, None if none has one."""
    named = [
        label.text not in LAST and value is not None
        for label, value in zip(frame["label"], frame["value"], strict=True)
    ]
    return frame[named].iloc[0] if any(named) else None


def _capital(label: Named) -> Named:
    text = label.text
    return Named(capitalised(text), label.refs, label.full)


def _mid(label: Named) -> Named:
    """Return an area in the middle of a sentence."""
    return Named(mid_sentence(label.text), label.refs, label.full)
