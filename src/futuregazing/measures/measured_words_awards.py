"""What the sections on blue light and on opportunities say of the awards they rest on."""

from __future__ import annotations

from futuregazing.claims.quantity import Quantity
from futuregazing.claims.refs import Named
from futuregazing.claims.statement import Statement, statement
from futuregazing.measures.measured_labels import ALL, USABLE
from futuregazing.measures.measured_lines import FRAMES, covered, line_of

HEADING = "What notices in the snapshot say"


def awards_held(tables: FRAMES, topic: str) -> Statement:
    """Return how many awards a topic rests on, whose, when published, and how many have a value."""
    all_of_them, usable = (line_of(tables, topic, name) for name in (ALL, USABLE))
    counted: Quantity = all_of_them["value"]
    told = statement(
        "Measured from the snapshot's notices and registers, this part rests on {scope}: {all}, "
        "{usable} a value that can be used.",
        scope=Named(counted.scope, counted.refs),
        all=counted,
        usable=_of(usable["value"], counted),
    )
    first, last = all_of_them["first"], all_of_them["last"]
    if first is None:
        return told
    when = statement("on {first}", first=first.start)
    if first != last:
        when = statement("from {first} to {last}", first=first.start, last=last.start)
    return told + statement("Notices of them were published {when}.", when=when)


def awards_covered(tables: FRAMES, topic: str) -> Statement:
    """Return of how many awards an exhibit's lines are, with what their values leave out."""
    return statement("{covered}; a sample.", covered=covered(line_of(tables, topic, USABLE)))


def _of(part: Quantity, whole: Quantity) -> Statement | str:
    """Return how many of some things there are, in words where it is all of them or none."""
    if part.value and part.value < whole.value:
        return statement("{part:bare} of them with", part=part)
    if whole.value == 1:
        return "with" if part.value else "without"
    return "all of them with" if part.value else "none of them with"
