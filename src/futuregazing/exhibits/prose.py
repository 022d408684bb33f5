"""Sentences as a notebook shows them: a statement with its role in the section."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import Any

from futuregazing.claims.statement import (
    Part,
    Statement,
    UnboundNumber,
    as_statement,
    listing,
    part_text,
    see,
    statement,
)
from futuregazing.errors import UserError

__all__ = [
    "PROSE_MEDIA_TYPE",
    "ROLES",
    "Part",
    "Prose",
    "Statement",
    "UnboundNumber",
    "as_statement",
    "listing",
    "part_text",
    "see",
    "statement",
]

PROSE_MEDIA_TYPE = "application/vnd.futuregazing.prose.v1+json"
HEADING = "heading"
"""A heading whose place or presence the parameters decide; all others stand in Markdown."""
PART = "part"
"""The heading of a whole part of the section, likewise."""
ROLES = ("answer", "body", "finding", "suppliers", "councils", "caveat", "note", HEADING, PART)


@dataclass(frozen=True)
class Prose:
    """A statement with its role in the section, as a notebook shows it."""

    statement: Statement
    role: str = "body"
    id: str | None = None

    def __post_init__(self) -> None:
        """Refuse a role that the report has no place for."""
        if self.role not in ROLES:
            raise UserError(f"role {self.role!r} is none of {', '.join(ROLES)}")

    def bundle(self) -> dict[str, Any]:
        """Return the parts as the report reads them."""
        return {"role": self.role, "id": self.id, "parts": list(self.statement.parts)}

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Show the sentence in JupyterLab and carry its parts to the report."""
        text = self.statement.text
        tag = "strong" if self.role in {"answer", "finding", HEADING, PART} else "span"
        return {
            PROSE_MEDIA_TYPE: self.bundle(),
            "text/html": f"<p><{tag}>{html.escape(text)}</{tag}></p>",
            "text/plain": text,
        }
