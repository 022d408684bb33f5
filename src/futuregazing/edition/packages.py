"""The packages that shape a report: the same versions, the same bytes.

No interpreter, platform or machine is named: they change nothing that is printed.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

PACKAGES = (
    "ipykernel",
    "jupyter-client",
    "matplotlib",
    "mistune",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "pandas",
    "papermill",
    "pyarrow",
    "pydantic",
    "ruamel.yaml",
    "scipy",
    "seaborn",
    "typst",
)
"""The packages that can change a report's bytes."""

NOT_INSTALLED = "not installed"


def package_versions() -> dict[str, str]:
    """Return the installed versions of the packages that shape a report, by name."""
    return {name: _version(name) for name in PACKAGES}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return NOT_INSTALLED
