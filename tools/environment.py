"""Write `environment.yml` for conda and Binder from `pyproject.toml` and the lock.

The lock holds every package to one file by its hash; conda has files of its own, so here
the packages the project names itself are held to the lock's major and minor version.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "environment.yml"
CONDA_NAMES = {"matplotlib": "matplotlib-base", "seaborn": "seaborn-base"}
"""Names on conda-forge where they differ: the slim builds, without a window toolkit."""

ONLY_ON_PYPI = frozenset({"typst", "font-source-sans-pro"})

HEAD = """\
# Made from pyproject.toml and requirements-lab.lock by `make environment`; edit those instead.
# One environment that builds and tests the report and opens its notebooks in JupyterLab.
name: futuregazing
channels:
  - conda-forge
dependencies:
"""


def environment(project: Mapping[str, Any], versions: Mapping[str, str]) -> str:
    """Return the text of `environment.yml`.

    Args:
        project: a parsed `pyproject.toml`.
        versions: the locked version of each package.
    """
    table = project["project"]
    extras = table["optional-dependencies"]
    names = sorted(
        map(name_of, [*table["dependencies"], *extras["dev"], *extras["lab"], *extras["cluster"]])
    )
    locked = {name: versions[normalised(name)] for name in names}
    conda = [conda_line(name, locked[name]) for name in names if name not in ONLY_ON_PYPI]
    pypi = [f"{name}=={locked[name]}" for name in names if name in ONLY_ON_PYPI]
    lines = [f"python{table['requires-python']}", *conda, "pip"]
    text = HEAD + "".join(f"  - {line}\n" for line in lines)
    return text + "  - pip:\n" + "".join(f"      - {item}\n" for item in [*pypi, "-e ."])


def name_of(requirement: str) -> str:
    """Return the distribution's name in a requirement."""
    return re.split(r"[<>=!~ ]", requirement, maxsplit=1)[0]


def normalised(name: str) -> str:
    """Return a distribution's name as lock files spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def conda_line(name: str, version: str) -> str:
    """Return a package as conda spells it, held to the locked major and minor version."""
    return f"{CONDA_NAMES.get(name, name)}={'.'.join(version.split('.')[:2])}"


def locked_versions(lock: str) -> dict[str, str]:
    """Return the version of each package of a lock file; of several, the newest Python's."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", lock, flags=re.MULTILINE))


def current() -> str:
    """Return what `environment.yml` should hold now."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (ROOT / "requirements-lab.lock").read_text(encoding="utf-8")
    return environment(project, locked_versions(lock))


if __name__ == "__main__":
    TARGET.write_text(current(), encoding="utf-8")
