"""A heading that only says what is not known stands in nobody's way: its sentence stands alone."""

from __future__ import annotations

from futuregazing.report.blocks import Block, Heading, Part, Prose, plain
from futuregazing.report.headed import without_bare_headings


def heading(words: str, level: int = 2) -> Heading:
    return Heading(level, (Part("text", words),), words)


def prose(words: str, role: str = "note") -> Prose:
    return Prose(role, (Part("text", words),))


def kept(*blocks: Block) -> list[str]:
    return [plain(b.parts) for b in without_bare_headings(blocks) if isinstance(b, Heading | Prose)]


def test_a_heading_over_notes_alone_is_left_out_and_the_notes_stay() -> None:
    made = kept(heading("By region"), prose("None known."), heading("Next"), prose("Told.", "body"))
    assert made == ["None known.", "Next", "Told."]


def test_a_heading_at_the_end_over_a_note_alone_is_left_out() -> None:
    assert kept(heading("By region"), prose("None known.")) == ["None known."]


def test_a_heading_over_a_note_and_more_stays() -> None:
    made = kept(heading("By region"), prose("Mind this."), prose("Told.", "body"))
    assert made == ["By region", "Mind this.", "Told."]


def test_a_heading_that_holds_smaller_ones_together_stays() -> None:
    made = kept(heading("Themes"), heading("Data", 3), prose("None."), heading("Cyber", 3),
                prose("Told.", "body"))  # fmt: skip
    assert made == ["Themes", "None.", "Cyber", "Told."]


def test_a_heading_goes_with_the_last_of_the_smaller_ones_under_it() -> None:
    assert kept(heading("Themes"), heading("Data", 3), prose("None known.")) == ["None known."]


def test_the_title_of_a_section_stays_whatever_it_holds() -> None:
    assert kept(heading("Market size", 1), prose("None known.")) == ["Market size", "None known."]
