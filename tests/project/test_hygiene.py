"""The project speaks of itself alone: no machine, no registry, no person, no leftovers."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".md", ".yaml", ".yml", ".toml", ".ipynb", ".csv", ".lock", ".typ", ".css", ".js"}
TEXT |= {".html", ".j2", ".json", ".java", ""}
BUILT = "reports/"


def tracked() -> list[Path]:
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    )
    if done.returncode:
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    return [ROOT / name for name in done.stdout.split("\0") if name]


FILES = [path for path in tracked() if path.suffix in TEXT and path.is_file()]
MACHINE_PATH = re.compile(r"(?<![\w./])/(?:home|root|Users|work|tmp|private)/[\w.-]+/")
DOWNLOAD = re.compile(r"https?://[^ ]+\.(?:whl|tar\.gz)")
TELEPHONE = re.compile(r"(?<!\d)(?:\+44 ?\d{4}|0\d{4}) ?\d{3} ?\d{3}(?!\d)")
MAIL = re.compile(r"[\w.+-]+@(?!example\.)[\w-]+\.(?:com|org|net|(?:gov|police|co|nhs)\.uk)")


def offending(pattern: re.Pattern[str], *, skip: tuple[str, ...] = ()) -> list[str]:
    found = []
    for path in FILES:
        name = path.relative_to(ROOT).as_posix()
        if name.startswith((BUILT, *skip)):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if match := pattern.search(line):
                found.append(f"{name}:{number}: {match[0]}")
    return found


def test_there_is_something_to_look_at() -> None:
    assert len(FILES) > 50


def test_no_path_of_a_machine_is_committed() -> None:
    assert offending(MACHINE_PATH) == []


def test_no_download_address_is_committed() -> None:
    assert offending(DOWNLOAD) == []


def test_no_telephone_number_or_mail_address_is_committed() -> None:
    assert offending(MAIL) == []
    assert offending(TELEPHONE, skip=("data/", "requirements")) == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-lab.lock"])
def test_every_locked_package_is_pinned_by_hash(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert len(packages) > 50
    for package in packages:
        assert re.match(r"[\w.-]+==", package), package
        assert "--hash=sha256:" in package, package


def test_both_environments_come_from_one_resolution() -> None:
    line = re.compile(r"^[\w.-]+==[^ ;\\]+", re.MULTILINE)
    small = set(line.findall((ROOT / "requirements.lock").read_text(encoding="utf-8")))
    whole = set(line.findall((ROOT / "requirements-lab.lock").read_text(encoding="utf-8")))
    assert small <= whole
