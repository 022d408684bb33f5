"""What the strict reader takes from YAML, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from futuregazing.edition import ParameterError, load_edition
from futuregazing.edition.strict_yaml import MAX_BYTES, read_text

Refused = Callable[..., list[str]]
Add = Callable[[str], None]


def value(text: str) -> object:
    node, faults = read_text(text, "test")
    assert not faults
    assert node is not None
    return node.plain()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24", 24),
        ("-3", -3),
        ("'24'", "24"),
        ("2.5", 2.5),
        ("true", True),
        ("yes", "yes"),
        ("NO", "NO"),
        ("007", "007"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("1e9999", "1e9999"),
        (".inf", ".inf"),
        ("9" * 19, "9" * 19),
        ("2021-12-31", date(2021, 12, 31)),
        ("2021-02-30", "2021-02-30"),
        ("2021-12-31 10:00:00", "2021-12-31 10:00:00"),
        ("~", None),
        ("", None),
        ("[a, 1]", ("a", 1)),
        ("[]", ()),
        ("{a: {b: 1}}", {"a": {"b": 1}}),
        ("|\n  two\n  lines\n", "two\nlines\n"),
    ],
)
def test_a_value_is_read_as_yaml_1_2_reads_it(text: str, expected: object) -> None:
    found = value(text)
    assert found == expected
    assert type(found) is type(expected)


def test_a_list_knows_the_line_of_each_entry() -> None:
    node, _ = read_text("a:\n  - x\n\n  - y\n", "test")
    assert node is not None
    assert isinstance(node.value, dict)
    entries = node.value["a"].value
    assert isinstance(entries, tuple)
    assert [entry.line for entry in entries] == [2, 4]


def test_a_repeated_setting_is_refused_with_both_lines(add: Add, faults: Refused) -> None:
    add("opportunities:\n  list_limit: 5\n  list_limit: 6\n")
    assert faults() == [
        "params/2022.yaml, line 8: list_limit: found a second 'list_limit' (the first is at line "
        "7); expected each name once"
    ]


def test_a_repeated_section_is_refused(add: Add, faults: Refused) -> None:
    add("opportunities:\n  list_limit: 5\nopportunities:\n  horizon_months: 6\n")
    assert "line 8: opportunities: found a second 'opportunities'" in faults()[0]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("subtitle: !!python/object/apply:os.system [ls]\n", "line 6: found the tag tag:yaml.org"),
        ("subtitle: ! text\n", "line 6: found the tag !"),
        ("subtitle: &a text\n", "line 6: found the anchor &a"),
        ("subtitle: *a\n", "line 6: found the alias *a"),
        ("subtitle: &a [*a]\n", "line 6: found the anchor &a"),
        ("<<: *a\n", "line 6: found the alias *a"),
        ("---\nedition: 2023\n", "line 6: found a second document ('---')"),
        ("market_size:\n\tprice_basis: real\n", "line 7: found a tab as indentation"),
        ("subtitle: [[[[[[[[1]]]]]]]]\n", "line 6: found more than 6 levels"),
        ("subtitle: " + "[" * 5000 + "\n", "line 6: found more than 6 levels"),
        ("subtitle: " + "{a: " * 5000 + "\n", "line 6: found more than 6 levels"),
        ("subtitle: [open\n", "expected well-formed YAML"),
        ("subtitle: 'open\n", "expected well-formed YAML"),
        ("  badly: indented\n", "expected well-formed YAML"),
        ('subtitle: "\\U99999999"\n', "expected well-formed YAML"),
        ("subtitle: a\0b\n", "expected well-formed YAML"),
        ("2023: next\n", "line 6: found whole number 2023 as a name; expected a word"),
        ("[a, b]: c\n", "line 6: found"),
    ],
)
def test_hostile_or_broken_yaml_is_refused_at_its_line(
    add: Add, faults: Refused, lines: str, message: str
) -> None:
    add(lines)
    assert any(message in fault for fault in faults()), faults()


def test_a_yaml_directive_is_refused(folder: Path, faults: Refused) -> None:
    (folder / "2022.yaml").write_text("%YAML 1.1\n---\nedition: 2022\n", encoding="utf-8")
    assert "found a YAML directive" in faults()[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "found an empty file; expected settings"),
        (b"# only a comment\n", "found an empty file; expected settings"),
        (b"- edition\n- 2022\n", "line 1: found a list of 2; expected settings"),
        (b"2022\n", "line 1: found whole number 2022; expected settings"),
        (b"edition: 2022\ntitle: caf\xe9\n", "line 2: found byte 0xe9, which is not UTF-8"),
        ("edition: 2022".encode("utf-16"), "line 1: found byte 0xff, which is not UTF-8"),
        (b"# " + b"x" * MAX_BYTES, f"found {MAX_BYTES + 2} bytes; expected at most {MAX_BYTES}"),
    ],
)
def test_a_file_that_is_no_settings_is_refused(
    folder: Path, faults: Refused, content: bytes, message: str
) -> None:
    (folder / "2022.yaml").write_bytes(content)
    assert message in faults()[0]


def test_an_unreadable_year_file_does_not_make_every_setting_missing(
    folder: Path, faults: Refused
) -> None:
    (folder / "2022.yaml").write_bytes(b"")
    assert len(faults()) == 1


def test_a_folder_in_the_place_of_a_file_is_refused(folder: Path, faults: Refused) -> None:
    (folder / "base.yaml").unlink()
    (folder / "base.yaml").mkdir()
    assert "params/base.yaml: found no file; expected a file of settings" in faults()


def test_a_byte_order_mark_and_windows_line_ends_are_read_past(folder: Path) -> None:
    path = folder / "2022.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_edition(2022, params=folder).title == "Future Gazing 2022"


def test_control_characters_in_a_name_cannot_break_the_message(add: Add, folder: Path) -> None:
    add('"titel\\n  2. all is well\\u202e": 1\n')
    with pytest.raises(ParameterError) as caught:
        load_edition(2022, params=folder)
    assert "titel\\n  2. all is well\\u202e" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 2
