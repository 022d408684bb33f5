"""The measured part of the section on buyers and suppliers, in sentences and titles."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.statement import Statement, statement
from futuregazing.claims.units import PERCENT, Unit
from futuregazing.edition.sections import BuyersAndSuppliers
from futuregazing.measures import measured_labels as of
from futuregazing.measures.measured_lines import FRAMES
from futuregazing.measures.measured_words_parts import (
    how_many,
    how_many_count,
    line,
    none_held,
    nothing_bought,
    number_in,
    printed,
    shown_of,
    title_name,
    what_is_held,
)

SECTION = of.BUYERS_SECTION


def answer(tables: FRAMES, settings: BuyersAndSuppliers) -> Statement:
    """Return in one sentence who got how much of what the snapshot holds."""
    if nothing_bought(tables, SECTION):
        return none_held(tables, SECTION)
    whole = line(tables, SECTION, of.IN_SCOPE)
    n = how_many_count(whole)
    if not enough(tables, settings):
        return statement(
            "Measured from notices, too little is held to say who buys or sells most: {n} of "
            "councils and combined authorities in the snapshot, {counted} with a value that "
            "counts.",
            n=how_many(whole, "technology awards"),
            counted=how_many_count(whole, ""),
        )
    return statement(
        "Measured from notices, councils and combined authorities awarded {total} of technology "
        "in the snapshot's {n} that count; {ten}.",
        total=whole["value"],
        n=n,
        ten=_ten(tables),
    )


def held(tables: FRAMES) -> list[Statement]:
    """Return what the measured part rests on; nothing more where nothing is held."""
    return [] if nothing_bought(tables, SECTION) else [what_is_held(tables, SECTION)]


def enough(tables: FRAMES, settings: BuyersAndSuppliers) -> bool:
    """Tell whether so many awards have a value as the settings ask for a share."""
    return int(line(tables, SECTION, of.IN_SCOPE)["with_value"]) >= settings.minimum_n


def buyers(tables: FRAMES) -> pd.DataFrame:
    """Return the buyers with the highest value awarded, for a ranking."""
    return printed(tables, of.BUYERS)


def buyers_title(frame: pd.DataFrame) -> Statement:
    """Return who awarded the most."""
    return _first(frame, "{name} awarded most in the snapshot: {value}")


def buyers_shown(tables: FRAMES, frame: pd.DataFrame) -> Statement:
    """Return how many of the buyers are ranked."""
    return shown_of(frame, line(tables, SECTION, of.BODIES), "buyers")


def suppliers_shown(tables: FRAMES, frame: pd.DataFrame) -> Statement:
    """Return how many of the firms are ranked."""
    return shown_of(frame, line(tables, SECTION, of.FIRMS), "firms")


def suppliers(tables: FRAMES) -> pd.DataFrame:
    """Return the firms with the highest value won alone, for a ranking."""
    frame = printed(tables, of.SUPPLIERS)
    return frame[~_apart(frame)].reset_index(drop=True)


def suppliers_title(frame: pd.DataFrame) -> Statement:
    """Return who won the most alone."""
    return _first(frame, "{name} won most alone in the snapshot: {value}")


def no_one_firm(tables: FRAMES) -> pd.DataFrame:
    """Return what is given to no one firm: joint awards, public bodies, suppliers not named."""
    frame = printed(tables, of.SUPPLIERS)
    return frame[_apart(frame)].reset_index(drop=True)


def sizes(tables: FRAMES, settings: BuyersAndSuppliers) -> pd.DataFrame:
    """Return the shares by size of supplier, for bars of a hundred per cent.

    Empty where too few awards have a value. Firms of both sizes together are left out of the
    bars where there is no such award.
    """
    frame = printed(tables, of.SIZES)
    if frame.empty or not enough(tables, settings):
        return frame.iloc[:0]
    mixed = frame["size"] == of.MIXED
    nowhere = all(one is None or not one.value for one in frame["value"][mixed])
    # The group of a bar says whether its shares are by value or by number.
    plain = [replace(one, unit=Unit(PERCENT)) for one in frame["value"]]
    alike = frame.assign(
        value=pd.Series(plain, frame.index, dtype="object"), text=[one.brief for one in plain]
    )
    return alike[~(mixed & nowhere)].reset_index(drop=True)


def sizes_title(frame: pd.DataFrame) -> Statement:
    """Return the share of smaller firms by number and by value."""
    return statement(
        "Smaller firms won {often:brief} of the awards and {sme:brief} of their value",
        often=_of_size(frame, of.SME, of.BY_NUMBER),
        sme=_of_size(frame, of.SME, of.BY_VALUE),
    )


def sizes_sentence(frame: pd.DataFrame) -> Statement:
    """Return what is known of the suppliers' sizes, and how much is not."""
    told = statement(
        "Many notices say whether a supplier is a small or medium-sized firm. For {rare:brief} of "
        "the awards, with {unknown:brief} of the value, the size is not known: that part may be "
        "either. Larger firms and other bodies won {large:brief} of the value. What subcontractors "
        "earn is not seen.",
        rare=_of_size(frame, of.UNKNOWN, of.BY_NUMBER),
        unknown=_of_size(frame, of.UNKNOWN, of.BY_VALUE),
        large=_of_size(frame, of.LARGE, of.BY_VALUE),
    )
    row = frame[(frame["size"] == of.SME) & (frame["group"] == of.BY_VALUE)].iloc[0]
    both = row["both_ways"]
    if both is None or not both.value:
        return told
    return told + statement(
        "But {both:bare} of the {firms} counted as small or medium {are} marked as larger "
        "elsewhere in the snapshot; without {them}, smaller firms won {share:brief} of the value.",
        both=both,
        firms=number_in(int(row["small_firms"]), "firms", both.refs),
        are="is" if both.value == 1 else "are",
        them="it" if both.value == 1 else "them",
        share=row["one_way"],
    )


def concentrated(tables: FRAMES, settings: BuyersAndSuppliers) -> pd.DataFrame:
    """Return index, share of the ten largest and what no one firm got, with what each says.

    Empty where too few awards have a value, and where there are no more firms than ten.
    """
    frame = printed(tables, of.CONCENTRATION)
    if frame.empty or not enough(tables, settings):
        return frame.iloc[:0]
    if int(line(tables, SECTION, of.FIRMS)["n"]) <= of.TOP:
        return frame.iloc[:0]
    key = [one.text for one in frame["label"]]
    named = frame.assign(label=[_MEASURES[one][0] for one in key])
    values = pd.Series([statement("{value}", value=one) for one in named["value"]], dtype="object")
    return named.assign(says=[_MEASURES[one][1] for one in key], value=values)


def concentrated_title(frame: pd.DataFrame) -> Statement:
    """Return the share of the ten largest firms."""
    named = [label == _MEASURES[of.TEN_LARGEST][0] for label in frame["label"]]
    return statement(
        "The ten largest firms won {share:amount} of the value given to one firm",
        share=frame.loc[named, "value"].iloc[0],
    )


def concentrated_sentence(tables: FRAMES) -> Statement:
    """Return how far the concentration can be trusted."""
    return statement(
        "Shares are of the value that can be given to one firm, over {firms}. Firms are told "
        "apart by company number, else by name, so groups of companies may count as several; "
        "the fewer awards are held, the more concentrated any market looks.",
        firms=how_many(line(tables, SECTION, of.FIRMS), "firms"),
    )


def _ten(tables: FRAMES) -> Statement:
    shares = printed(tables, of.CONCENTRATION)
    all_firms = line(tables, SECTION, of.FIRMS)
    firms = how_many(all_firms, "firms")
    found = {
        label.text: value for label, value in zip(shares["label"], shares["value"], strict=True)
    }
    if of.TEN_LARGEST not in found:
        return statement("none of it can be given to one firm")
    if all_firms["n"] <= of.TOP:
        return statement("what went to one firm went to {firms}", firms=firms)
    return statement(
        "the ten largest of {firms} won {share} of what went to one firm",
        firms=firms,
        share=found[of.TEN_LARGEST],
    )


def _first(frame: pd.DataFrame, template: str) -> Statement:
    row = frame.iloc[0]
    return statement(template, name=title_name(row), value=row["value"])


def _apart(frame: pd.DataFrame) -> pd.Series:
    if "apart" not in frame:
        return pd.Series(False, frame.index)
    return frame["apart"].astype("bool")


def _of_size(frame: pd.DataFrame, size: str, group: str) -> Quantity:
    own = frame[(frame["size"] == size) & (frame["group"] == group)]
    found: Quantity = own["value"].iloc[0]
    return found


_MEASURES = {
    of.INDEX: (
        "Herfindahl-Hirschman index",
        "the squared shares of all firms, added up: near nought where all are small, ten "
        "thousand where one firm has everything",
    ),
    of.TEN_LARGEST: ("Share of the ten largest firms", "of the value given to one firm"),
    of.NO_ONE_FIRM: (
        "Given to no one firm",
        f"of all value: {', '.join(words.lower() for words in of.APART.values())}",
    ),
}
