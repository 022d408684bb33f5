"""Why unlike numbers meet, printed where they do: a note under the sentence.

An editor who mixes numbers of two kinds states a reason, and every number worked out from
them carries it. The evidence repeats it; here the reader meets it on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from futuregazing.exhibits.assembly import WHY_UNLIKE
from futuregazing.report.blocks import Block, Part, Parts, Prose

AFTER_ALL_OF_A_KIND = frozenset({"suppliers", "councils", "caveat", "finding"})
"""Sentences set together, as cards or a list: a note stands after the last of them."""


def with_reasons(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return a section's blocks with a note after the sentences that mix numbers for a reason.

    Each reason is told once a section, at its first use; tables and charts carry theirs.
    """
    return tuple(_with_reasons(blocks))


def reasons_in(parts: Parts) -> list[str]:
    """Return the reasons behind the numbers of a sentence, each once."""
    notes = [str(part.claim.get("note") or "") for part in parts if part.claim]
    return list(dict.fromkeys(note for note in notes if note))


def _with_reasons(blocks: Iterable[Block]) -> Iterator[Block]:
    told: set[str] = set()
    waiting: list[Prose] = []
    grouped = ""
    for block in blocks:
        role = block.role if isinstance(block, Prose) else ""
        if role not in AFTER_ALL_OF_A_KIND or role != grouped:
            yield from waiting
            waiting = []
        grouped = role
        yield block
        if isinstance(block, Prose):
            fresh = [reason for reason in reasons_in(block.parts) if reason not in told]
            told.update(fresh)
            waiting += [_note(reason) for reason in fresh]
    yield from waiting


def _note(reason: str) -> Prose:
    return Prose("note", (Part("text", WHY_UNLIKE.format(reason.rstrip("."))),))
