"""A stated reason for mixing numbers stands on the page, under the sentence that mixes them."""

from __future__ import annotations

from futuregazing.report.blocks import Heading, Part, Prose
from futuregazing.report.reasons import with_reasons


def told(role: str, *notes: str) -> Prose:
    parts = tuple(Part("claim", "a number", claim={"note": note}) for note in notes)
    return Prose(role, (Part("text", "Here stands "), *parts))


def said(*blocks: Prose | Heading) -> list[str]:
    return [
        f"{block.role}: {block.parts[0].text}" if isinstance(block, Prose) else "heading"
        for block in with_reasons(blocks)
    ]


def test_a_reason_follows_its_sentence_as_a_note() -> None:
    assert said(told("body", "one source"), told("body", "")) == [
        "body: Here stands ",
        "note: Why unlike numbers meet: one source.",
        "body: Here stands ",
    ]


def test_each_reason_is_told_once_a_section() -> None:
    made = said(told("body", "a", "a"), told("body", "b."), told("caveat", "a"))
    assert [line for line in made if line.startswith("note")] == [
        "note: Why unlike numbers meet: a.",
        "note: Why unlike numbers meet: b.",
    ]


def test_a_note_does_not_part_sentences_that_are_set_together() -> None:
    made = said(told("suppliers", "a"), told("suppliers", ""), told("councils", "b"))
    assert [line.split(":")[0] for line in made] == [
        "suppliers",
        "suppliers",
        "note",
        "councils",
        "note",
    ]
    heading = Heading(2, (Part("text", "Next"),), "next")
    assert said(told("finding", "a"), heading)[1:] == [
        "note: Why unlike numbers meet: a.",
        "heading",
    ]


def test_sentences_without_a_reason_stay_as_they_are() -> None:
    blocks = (told("answer", ""), told("body"), told("note", ""))
    assert with_reasons(blocks) == blocks
