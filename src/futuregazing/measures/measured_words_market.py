"""What the section on market size says of the market measured from a snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pandas as pd

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Dated, Named
from futuregazing.claims.statement import Statement, statement
from futuregazing.measures.measured_lines import covered, left_out, line_of, lines, with_value
from futuregazing.measures.measured_names_market import (
    ALL,
    AWARDED,
    BODIES,
    COVERS,
    IN_SCOPE,
    PAID,
    PAID_TO_FIRMS,
    PLAIN,
    RUNNING,
    SENSITIVITY,
    VALUE,
)
from futuregazing.measures.measured_payments import VAT_WORDS
from futuregazing.measures.measured_words_parts import limits, number_in
from futuregazing.measures.plain_words import mid_sentence
from futuregazing.tables.frames import Tables

NOT_OVER = "{}, not over"
FEW_PUBLISHERS = 10
"""Lists of fewer publishers than these are not to be read as a market."""


def covers(tables: Tables) -> Iterator[Statement]:
    """Yield what the snapshot holds, and that it is no market."""
    all_awards, awards, bodies = (line_of(tables, COVERS, one) for one in (ALL, IN_SCOPE, BODIES))
    yield statement(
        "This part is measured by us, from a snapshot of official notices, contract registers "
        "and lists of payments. Of its {everything}, {awards:bare} {are} for technology and by a "
        "council or combined authority that was recognised: {bodies} in all.",
        everything=all_awards["value"],
        awards=awards["value"],
        are="is" if awards["value"].value == 1 else "are",
        bodies=bodies["value"],
    )
    sample = statement(
        "What no publisher put into the snapshot counts for nothing here, be it a buyer, a "
        "supplier or a year: a sample is not the market, and its years show what was collected as "
        "much as what was bought."
    )
    if awards["first"] is None:
        yield sample
    else:
        published = statement(
            "Notices of them were published from {first} to {last}.",
            first=Dated(awards["first"], awards["refs"]),
            last=Dated(awards["last"], awards["refs"]),
        )
        yield published + sample
    if int(awards["n"]):
        yield limits(awards)
    yield statement(
        "A measured number is never joined to a published one above: notices count whole "
        "contract lives, each award once, at the value printed when it was awarded."
    )


def years(tables: Tables) -> pd.DataFrame:
    """Return value awarded by year: label, value, awards, counted, left, refs, complete."""
    frame = lines(tables, AWARDED)
    labels = [
        NOT_OVER.format(one.label) if one.period is not None and not one.complete else one.label
        for one in frame.itertuples()
    ]
    return pd.DataFrame(
        {
            "label": labels,
            "value": frame["value"],
            "awards": frame["n"],
            "counted": frame["with_value"],
            "left": [left_out(one) for one in frame.to_dict("records")],
            "refs": frame["refs"],
            "complete": frame["complete"],
        }
    )


def years_title(frame: pd.DataFrame) -> Statement:
    """Return in which year most was awarded, of those over."""
    over = with_value(frame[frame["complete"].astype(bool)])
    if over.empty:
        return statement("No year that is over has an award with a value")
    most: Quantity = max(over["value"], key=_size)
    return statement(
        "The snapshot holds most value for {year}: {value}", year=most.period, value=most
    )


def coverage(tables: Tables) -> Statement:
    """Return on how many of the awards in scope the values rest."""
    return statement("{covered}", covered=covered(line_of(tables, COVERS, IN_SCOPE)))


def running(tables: Tables) -> Statement | None:
    """Return what the contracts that run come to a year; None where none has a value."""
    found = lines(tables, RUNNING)
    if found.empty or found["value"].iloc[0] is None:
        return None
    line = found.iloc[0]
    return statement(
        "The contracts of the snapshot that ran on {day} come to {value} ({covered}). An award's "
        "value is spread over the contract's length; one shorter than a year counts whole.",
        day=line["value"].period,
        value=line["value"],
        covered=covered(line),
    )


def paid(tables: Tables) -> pd.DataFrame:
    """Return payments by financial year: label, value, to_firms, publishers, payments, left, refs.

    `to_firms` is what of it went to firms of technology.
    """
    frame = lines(tables, PAID)
    to_firms = lines(tables, PAID_TO_FIRMS).set_index("label")["value"]
    return pd.DataFrame(
        {
            "label": frame["label"],
            "value": frame["value"],
            "to_firms": frame["label"].map(to_firms).astype("object"),
            "publishers": frame.get("publishers", pd.Series(dtype="int64")),
            "payments": frame["n"],
            "counted": frame["with_value"],
            "left": [left_out(one) for one in frame.to_dict("records")],
            "refs": frame["refs"],
            **{basis: frame.get(basis, pd.Series(dtype="int64")) for basis in VAT_WORDS},
        }
    )


def paid_title(frame: pd.DataFrame) -> Statement:
    """Return how few publishers stand behind the year with most of them."""
    most = frame.sort_values("publishers", kind="stable").iloc[-1]
    return statement(
        "No year has the payments of more than {publishers}",
        publishers=number_in(int(most["publishers"]), "publishers", most["refs"]),
    )


def paid_sentence(frame: pd.DataFrame) -> Statement:
    """Return what lists of payments hold and do not hold."""
    few = frame["publishers"].max() < FEW_PUBLISHERS
    listed = statement(
        "Councils also publish what they pay. These lists hold all payments, for anything: care, "
        "roads and technology alike, less what was paid back."
    )
    if not few:
        return listed
    return listed + statement("So few lists are no market: a year moves with who is in it.")


def paid_to_firms(tables: Tables) -> Statement | None:
    """Return what of the latest year's payments went to firms of technology; None if nothing."""
    found = lines(tables, PAID_TO_FIRMS)
    found = found[found["value"].notna() & found["complete"].fillna(value=False)]
    if found.empty:
        return None
    line = found.iloc[-1]
    return statement(
        "A list says who was paid, and rarely for what. Of the payments of {year} {value} went to "
        "{firms} that, in the notices and registers of the snapshot, were awarded technology and "
        "nothing else ({covered}). That is a floor: whoever sells other things too, or is named "
        "in no notice, is not in it.",
        year=line["value"].period,
        value=line["value"],
        firms=number_in(int(line["firms"]), "firms", line["refs"]),
        covered=covered(line),
    )


def paid_coverage(frame: pd.DataFrame) -> Statement:
    """Return on how many payments the table rests, of how many publishers, and their VAT."""
    refs = tuple(ref for refs in frame["refs"] for ref in refs)
    return statement(
        "{counted} counted of the {payments} listed, from {publishers} at most in a year; of the "
        "amounts counted {vat}",
        counted=Named(f"{frame['counted'].sum():,}", refs),
        payments=Named(f"{frame['payments'].sum():,}", refs),
        publishers=number_in(int(frame["publishers"].max()), "publishers", refs),
        vat=Named(_by_vat(frame), refs),
    )


def _by_vat(frame: pd.DataFrame) -> str:
    """Return how many amounts are of which basis: `net of VAT 20, VAT not stated 3`."""
    sums = {words: int(frame[basis].sum()) for basis, words in VAT_WORDS.items()}
    return ", ".join(f"{words} {n:,}" for words, n in sums.items() if n) or "none"


def alternatives(tables: Tables) -> tuple[pd.DataFrame, int]:
    """Return each headline under each definition, and how many lines are to be printed.

    Columns: headline, variant, what, value, told (the value as prose prints it), change (per
    cent), covered, refs. Printed are the headlines and every line that moves one, or under which
    one that has a value has none; lines that change nothing stand last.
    """
    frame = lines(tables, SENSITIVITY)
    if frame.empty:
        return frame, 0
    change = pd.to_numeric(frame["change_pct"])
    still = (frame["variant"] != PLAIN) & ((change == 0) | _as_the_headline(frame))
    ordered = frame.assign(change=change, still=still).sort_values("still", kind="stable")
    rests = [covered(one) if one["refs"] else None for one in ordered.to_dict("records")]
    told = [None if one is None else statement("{one}", one=one) for one in ordered["value"]]
    words = {"covered": rests, "told": told}
    made = {name: pd.Series(cells, ordered.index, "object") for name, cells in words.items()}
    return ordered.assign(**made), int((~still).sum())


def _as_the_headline(frame: pd.DataFrame) -> pd.Series:
    """Tell of each line whether it has the value of its headline, or none as that has none."""
    told = [
        (line["headline"], None if line["value"] is None else line["value"].value)
        for line in frame.to_dict("records")
    ]
    plain = {one for one, name in zip(told, frame["variant"], strict=True) if name == PLAIN}
    return pd.Series([one in plain for one in told], frame.index)


def alternatives_title(frame: pd.DataFrame) -> Statement:
    """Return between which values the value awarded lies under all definitions."""
    least, most = _ends(frame)
    if least is most:
        return statement("No other definition moves the value awarded in {year}", year=least.period)
    return statement(
        "The value awarded in {year} is {least} or {most}, by what is counted",
        year=least.period,
        least=least,
        most=most,
    )


def alternatives_sentence(frame: pd.DataFrame) -> Statement:
    """Return which definition moves the value awarded most."""
    mine = frame[(frame["headline"] == VALUE) & frame["change"].notna()]
    if mine.empty or not mine["change"].abs().max():
        return statement(
            "Each headline of {year} was worked out again under other definitions; none of them "
            "moves the value awarded.",
            year=_ends(frame)[0].period,
        )
    line = mine.loc[mine["change"].abs().sort_values(kind="stable").index].iloc[-1]
    return statement(
        "Each headline of {year} was worked out again under other definitions. The value awarded "
        "moves most if this changes: {what}. It is then {value}, of {covered}.",
        year=line["value"].period,
        what=Named(mid_sentence(line["what"]), line["refs"]),
        value=line["value"],
        covered=covered(line),
    )


def how_sure(tables: Tables) -> Statement | None:
    """Return how far the value awarded moves when it is counted otherwise; None if not known."""
    frame, _ = alternatives(tables)
    plain = (
        frame[(frame["headline"] == VALUE) & (frame["variant"] == PLAIN)] if len(frame) else frame
    )
    if plain.empty or plain["value"].iloc[0] is None:
        return None
    line, (least, most) = plain.iloc[0], _ends(frame)
    return statement(
        "What was measured from the snapshot can move too: {value} was awarded for technology in "
        "{year} ({covered}). Counted by other definitions it lies between {least} and {most}.",
        value=line["value"],
        year=line["value"].period,
        covered=covered(line),
        least=least,
        most=most,
    )


def _ends(frame: pd.DataFrame) -> tuple[Quantity, Quantity]:
    """Return least and most value awarded under all definitions."""
    values = [value for value in frame[frame["headline"] == VALUE]["value"] if value is not None]
    return min(values, key=_size), max(values, key=_size)


def _size(number: Quantity) -> Decimal:
    return number.value
