"""`environment.yml` says what `pyproject.toml` and the lock say, in conda's words."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


environment = tool("environment")


def lines() -> list[str]:
    parsed = YAML(typ="safe").load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    return [line for line in parsed["dependencies"] if isinstance(line, str)]


def test_it_is_what_the_project_file_and_the_lock_give() -> None:
    committed = (ROOT / "environment.yml").read_text(encoding="utf-8")
    assert committed == environment.current(), "run `make environment`"


def test_the_packages_of_the_design_are_all_in_it() -> None:
    names = {line.split("=")[0].split(">")[0] for line in lines()}
    assert {"jupyterlab", "papermill", "pandas", "seaborn-base", "nbconvert"} <= names


def test_conda_can_read_every_line() -> None:
    rattler = pytest.importorskip("rattler", reason="py-rattler has no build for this Python")
    for line in lines():
        rattler.MatchSpec(line)


def test_a_package_is_held_to_its_locked_minor_version() -> None:
    assert environment.conda_line("matplotlib", "3.11.2") == "matplotlib-base=3.11"
    assert environment.normalised("ruamel.yaml") == "ruamel-yaml"
    assert environment.locked_versions("a-b==1.2 \\\n    --hash\nc==3 ; python\n") == {
        "a-b": "1.2",
        "c": "3",
    }
