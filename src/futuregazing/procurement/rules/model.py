"""What a rule is: a query over the working table that finds rows, and what it changes there."""

from __future__ import annotations

from dataclasses import dataclass

DROPS = ("kept", "duplicate_of")


@dataclass(frozen=True)
class Rule:
    """A named treatment of one trap in the notices.

    `query` selects from `judged` the rows that the trap caught: `rid`, and a column for
    each name in `changes` with its new value. Every row found gets `flag`.

    Attributes:
        name: by which the rule is switched off.
        flag: put on each award found.
        what: what the rule does, in a sentence.
        why: the case in real notices that it is for.
        query: a SELECT; it changes nothing itself.
        changes: columns of `judged` that it decides.
    """

    name: str
    flag: str
    what: str
    why: str
    query: str
    changes: tuple[str, ...] = ()
