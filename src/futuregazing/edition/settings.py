"""What every group of settings shares: strict types, no stray keys, nothing changed in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

# One line of visible text: no control character, no space at either end.
Line = Annotated[
    str,
    StringConstraints(min_length=1, max_length=160, pattern=r"^\S([^\x00-\x1f\x7f]*\S)?$"),
]

Year = Annotated[int, Field(ge=2000, le=2099)]


@dataclass(frozen=True)
class Problem:
    """A value that its type allows, yet impossible beside the others."""

    setting: str
    found: str
    expected: str


Check = Callable[[Any], Iterator[Problem]]


def needs(*settings: str) -> Callable[[Check], Check]:
    """Mark a method of `Settings` as a check of combinations that reads `settings`.

    The loader runs a check as soon as the settings it needs are valid, so that one message
    tells of impossible combinations and of wrong types elsewhere together.
    """

    def mark(check: Check) -> Check:
        check.needs = frozenset(settings)  # type: ignore[attr-defined]
        return check

    return mark


class Settings(BaseModel):
    """A frozen, strict group of settings; a subclass checks what cannot stand together."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", hide_input_in_errors=True)

    @classmethod
    def problems(cls, values: Mapping[str, Any]) -> Iterator[Problem]:
        """Yield the impossible combinations among `values`, which are valid one by one.

        Checks that need a setting absent from `values` are left out.
        """
        group = cls.model_construct(None, **values)
        for name, value in values.items():
            yield from _repeats(name, value)
        for base in reversed(cls.__mro__):
            for check in vars(base).values():
                if getattr(check, "needs", None) is not None and check.needs <= values.keys():
                    yield from check(group)

    @model_validator(mode="after")
    def _refuse_impossible(self) -> Settings:
        found = list(self.problems(dict(self)))
        if found:
            text = "; ".join(f"{p.setting}: found {p.found}; expected {p.expected}" for p in found)
            raise PydanticCustomError("combination", "{text}", {"text": text})
        return self


def _repeats(name: str, value: object) -> Iterator[Problem]:
    """Yield each entry that a list holds more than once: it would be counted twice."""
    if isinstance(value, tuple):
        for entry, times in Counter(value).items():
            if times > 1:
                yield Problem(name, f"{entry} {times} times", "each entry once")


def setting(description: str, *, unit: str = "", **bounds: Any) -> Any:
    """Return a field without a default: every setting stands in a parameter file.

    `unit` is shown beside the value; `bounds` are pydantic's (`ge`, `le`, `min_length` ...).
    """
    return Field(description=description, json_schema_extra={"unit": unit}, **bounds)
