"""A report appears whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from futuregazing.report.publish import staged


def write(folder: Path, text: str) -> None:
    (folder / "report.html").write_text(text, encoding="utf-8")


def test_a_finished_report_replaces_the_old_one(tmp_path: Path) -> None:
    for text in ("old", "new"):
        with staged(tmp_path / "2022") as folder:
            write(folder, text)
    assert (tmp_path / "2022" / "report.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["2022"]


def test_a_failed_build_leaves_the_last_good_report_as_it_was(tmp_path: Path) -> None:
    with staged(tmp_path / "2022") as folder:
        write(folder, "good")
    with pytest.raises(FileNotFoundError), staged(tmp_path / "2022") as folder:
        write(folder / "nowhere", "half")
    assert (tmp_path / "2022" / "report.html").read_text() == "good"
    assert [path.name for path in tmp_path.iterdir()] == ["2022"]


def test_what_a_killed_build_left_is_cleared_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".2022-new-abc").mkdir()
    with staged(tmp_path / "2022") as folder:
        write(folder, "good")
    assert [path.name for path in tmp_path.iterdir()] == ["2022"]


def test_a_swap_cut_short_between_its_two_renames_is_put_right(tmp_path: Path) -> None:
    old = tmp_path / ".2022-old"
    old.mkdir()
    write(old, "good")
    with pytest.raises(FileNotFoundError), staged(tmp_path / "2022") as folder:
        write(folder / "nowhere", "half")
    assert (tmp_path / "2022" / "report.html").read_text() == "good"


def test_another_editions_half_written_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".2027-new-abc").mkdir()
    with staged(tmp_path / "2022") as folder:
        write(folder, "good")
    assert (tmp_path / ".2027-new-abc").exists()
