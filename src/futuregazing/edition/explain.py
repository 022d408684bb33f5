"""What the settings are, what they are set to, and where that was said.

The method section's table, `futuregazing params` and the help text are made from these lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from futuregazing.edition.expected import expected, unit_of
from futuregazing.edition.model import Edition, Frame
from futuregazing.edition.sections import SECTION_MODELS
from futuregazing.edition.settings import Settings

# Called so in the files; the edition before is found from the files that exist, not set.
_FILE_NAMES = {"year": "edition"}
_FOUND = ("previous", "previous_as_of", "previous_but_one")


@dataclass(frozen=True)
class Described:
    """A setting as documented: full name, section (empty: whole edition), meaning, unit, values."""

    name: str
    section: str
    description: str
    unit: str
    allowed: str


@dataclass(frozen=True)
class Explained(Described):
    """A setting with its value in an edition and the place that decided it.

    `text` is the value as a parameter file would have it; `layer` is `base`, `edition`,
    `override` or `notebook`; `place` names file and line, or the override as typed.
    """

    value: object
    text: str
    layer: str
    place: str


def describe_settings() -> list[Described]:
    """Return every setting in the order of the parameter files."""
    return [described for _, _, described in _all()]


def explain(edition: Edition) -> list[Explained]:
    """Return every setting of `edition` with its value and where that came from."""
    origins = {origin.setting: origin for origin in edition.origins}
    rows = []
    for section, key, described in _all():
        value = getattr(edition.settings(section) if section else edition, key)
        origin = origins.get(described.name)
        layer, place = (origin.layer, str(origin)) if origin else ("", "")
        fields = vars(described)
        rows.append(Explained(**fields, value=value, text=as_yaml(value), layer=layer, place=place))
    return rows


def as_yaml(value: object) -> str:
    """Return a setting's value as a parameter file would have it, on one line."""
    if isinstance(value, tuple):
        return f"[{', '.join(as_yaml(entry) for entry in value)}]"
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def _all() -> Iterator[tuple[str, str, Described]]:
    """Yield section, field and description of every setting."""
    groups: dict[str, type[Settings]] = {"": Frame, **SECTION_MODELS}
    for section, model in groups.items():
        for key, info in model.model_fields.items():
            if key not in _FOUND:
                name = f"{section}.{key}" if section else _FILE_NAMES.get(key, key)
                text = info.description or ""
                words = expected(model, key)
                yield section, key, Described(name, section, text, unit_of(model, key), words)
