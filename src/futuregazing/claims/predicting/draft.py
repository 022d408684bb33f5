"""What is asked for when a prediction is entered: the fields, in order, and why each is asked."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Draft = Mapping[str, str]
"""What was entered so far, by field; an optional field left out is "" or missing."""

LONGEST = 400


@dataclass(frozen=True)
class Field:
    """One thing that is asked for.

    Attributes:
        name: the column, and with hyphens the option.
        question: what is asked.
        why: why it is asked.
        example: a good answer.
        required: whether an entry without it is refused.
    """

    name: str
    question: str
    why: str
    example: str
    required: bool = True

    @property
    def option(self) -> str:
        """Return the command's option for it."""
        return f"--{self.name.replace('_', '-')}"


@dataclass(frozen=True, order=True)
class Refusal:
    """Why an entry is refused: where, what was found, what is expected, and an example."""

    field: str
    found: str
    expected: str
    example: str = ""

    def __str__(self) -> str:
        """Return the refusal as one line."""
        example = f" (for example: {self.example})" if self.example else ""
        return f"{self.field}: found {self.found}; expected {self.expected}{example}"


FIELDS = (
    Field(
        "edition",
        "For which year?",
        "an edition prints the predictions for its own year, and the next one reviews them",
        "2028",
    ),
    Field(
        "programme",
        "Whose prediction is it?",
        "scores are kept per programme, so that nobody answers for others",
        "techUK Future Gazing",
    ),
    Field("theme", "Which theme?", "predictions are also scored by theme", "AI"),
    Field(
        "stated_as",
        "How was it stated: listed, remark or forecast?",
        "only the organisers' own list counts in the association's score",
        "listed",
    ),
    Field(
        "prediction",
        "What is predicted? One sentence, in our words.",
        "it is printed as it stands, and its hash with it",
        "Half of English councils run an AI assistant for residents.",
    ),
    Field("who", "Who says so?", "a prediction has an author", "event speakers"),
    Field(
        "url",
        "On which page?",
        "a reader must be able to look it up",
        "https://www.techuk.org/resource/future-gazing.html",
    ),
    Field(
        "published_date",
        "When was it published?",
        "an edition prints only what was known by its date",
        "2027-12-09",
    ),
    Field(
        "indicator",
        "What would show it? Name the thing that is counted or observed.",
        "without an indicator everybody is right afterwards",
        "share of English councils with an AI assistant for residents",
    ),
    Field(
        "test_data",
        "Who publishes the indicator?",
        "what nobody publishes can never be judged",
        "LGA survey on artificial intelligence",
    ),
    Field(
        "threshold",
        "From which value on has it come true?",
        "the value is set before the evidence is known",
        "at least 50% of English councils",
    ),
    Field(
        "decided_by",
        "By which day is it decided?",
        "until that day it is neither right nor wrong",
        "2028-12-31",
    ),
    Field(
        "probability",
        "How probable does the source say it is? Leave empty if it does not say.",
        "stated probabilities are scored by how well they fit what happened",
        "0.7",
        required=False,
    ),
    Field(
        "states_change",
        "Does it say that something will change: true or false?",
        "it is set beside whoever says that nothing changes",
        "true",
    ),
    Field(
        "source_visibility",
        "Was the whole page read? Say “full text”, or what was seen of it.",
        "a condition may stand further down than was read",
        "full text",
    ),
    Field(
        "amends",
        "Does it state a published prediction anew? Its number, else leave empty.",
        "a published prediction is never rewritten; both are judged",
        "P2028-01",
        required=False,
    ),
)
BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}

DEFAULTS = {"states_change": "true", "source_visibility": "full text"}
"""What is taken where nothing is said; shown when asking."""

TRUTHS = ("states_change",)
_TRUTH = {"yes": "true", "y": "true", "no": "false", "n": "false"}
_TRUTH |= {"true": "true", "false": "false"}

_FORMULA = re.compile(r"[=@\uff1d\uff20]|[+\-\uff0b\uff0d](?!\s?[\d£])")
_INVISIBLE = {"Cc", "Cf", "Zl", "Zp", "Co", "Cn"}


def cleaned(given: Draft) -> dict[str, str]:
    """Return all fields with letters composed and blanks folded, "yes" and "no" as truths.

    A text with a control character in it is left as it is, to be refused.
    """
    made = {name: _folded(given.get(name) or "") for name in BY_NAME}
    for name in TRUTHS:
        made[name] = _TRUTH.get(made[name].lower(), made[name])
    return made


def unclean(draft: Draft) -> Iterator[Refusal]:
    """Yield fields with what could break a line, hide in it, or run in a spreadsheet."""
    for name, text in draft.items():
        example = BY_NAME[name].example
        if hidden := next(filter(_invisible, text), ""):
            found = f"the character U+{ord(hidden):04X}"
            yield Refusal(name, found, "text on one line, without control characters", example)
        if _FORMULA.match(text):
            expected = "text that no spreadsheet takes for a formula"
            yield Refusal(name, f"{text[:20]!r}", expected, example)
        if len(text) > LONGEST:
            yield Refusal(name, f"{len(text)} characters", f"{LONGEST} at most", example)


def missing(draft: Draft) -> Iterator[Refusal]:
    """Yield required fields that are empty."""
    for field in FIELDS:
        if field.required and not draft.get(field.name):
            why = f"{field.option}: {field.why}"
            yield Refusal(field.name, "nothing", why, field.example)


def _invisible(character: str) -> bool:
    """Tell whether a character breaks lines or cannot be seen; a plain blank can."""
    return unicodedata.category(character) in _INVISIBLE


def _folded(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).strip()
    return composed if any(map(_invisible, composed)) else " ".join(composed.split())
