"""The checkers of the published pages: pinned by sum, from no named host, and all of them run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "page_checks"


def locked() -> dict[str, dict[str, str]]:
    lock = json.loads((TOOL / "package-lock.json").read_text(encoding="utf-8"))
    return {name: told for name, told in lock["packages"].items() if name}


def test_every_checker_is_pinned_by_its_sum_and_names_no_host() -> None:
    assert {name.rpartition("/")[2] for name in locked()} >= {"axe-core", "vnu-jar"}
    for name, told in locked().items():
        assert told["integrity"].startswith("sha512-"), name
        assert "resolved" not in told, name


def test_the_lock_holds_what_the_package_asks_for() -> None:
    asked = json.loads((TOOL / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for name, version in asked.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert locked()[f"node_modules/{name}"]["version"] == version


def test_every_module_of_the_checks_is_run() -> None:
    main = (TOOL / "check.mjs").read_text(encoding="utf-8")
    for path in TOOL.glob("*.mjs"):
        assert path.name == "check.mjs" or f'"./{path.name}"' in main, path.name


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The checks in a project of their own, among programs that only tell that they were called."""
    shutil.copytree(TOOL, tmp_path / "tools" / "page_checks")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("node", "java", "chromium"):
        (programs / name).write_text("#!/bin/sh\n", encoding="utf-8")
    for path in programs.iterdir():
        path.chmod(0o755)
    return tmp_path


def checked(project: Path, fetching: str) -> int:
    """Run the checks with an npm that does as told; return how it ended."""
    npm = project / "programs" / "npm"
    npm.write_text(f"#!/bin/sh\nmkdir -p node_modules/axe-core\n{fetching}\n", encoding="utf-8")
    npm.chmod(0o755)
    command = [str(project / "tools/page_checks/run"), "page.html"]
    path = f"{project / 'programs'}:{os.environ['PATH']}"
    # In a group of its own, which is what an interrupt ends.
    done = subprocess.run(
        command,
        env=os.environ | {"PATH": path},
        capture_output=True,
        check=False,
        start_new_session=True,
    )
    return done.returncode


def test_checkers_whose_fetching_was_interrupted_are_fetched_again_and_then_kept(
    bare: Path,
) -> None:
    assert checked(bare, "kill -9 0") != 0
    assert checked(bare, "exit 1") == 2
    assert checked(bare, "touch whole") == 0
    assert (bare / ".cache/page_checks/whole").exists()
    assert checked(bare, "exit 1") == 0


def test_the_checks_run_in_every_change_whole() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "\nmake pages\n" in text
    assert "PAGE_CHECKS_ONLY" not in text + (ROOT / "Makefile").read_text(encoding="utf-8")
