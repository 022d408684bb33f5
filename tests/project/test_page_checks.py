"""The checkers of the published pages: pinned by sum, from no named host, and all of them run."""

from __future__ import annotations

import json
import re
from pathlib import Path

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


def test_the_checks_run_in_every_change_whole() -> None:
    text = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "\nmake pages\n" in text
    assert "PAGE_CHECKS_ONLY" not in text + (ROOT / "Makefile").read_text(encoding="utf-8")
