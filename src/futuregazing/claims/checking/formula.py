"""Working out again what a claim's formula gives: a small parser, no `eval`.

    worked_out("£1,000 ÷ (1 + 25%)")           800
    worked_out("100% - 44%", in_percent=True)  56

Knows + - × ÷ ^, signs, groups, pounds, per cent, thousands separators and counted nouns.
3% is 0.03 wherever it is multiplied, divided or put beside a plain number; "× 100" turns a
ratio into per cent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

HUNDRED = Decimal(100)
_TOKEN = re.compile(
    r"\s*(?:(?P<name>\[\d+\])"
    r"|(?P<number>£?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?)"
    r"(?P<noun>\s+[A-Za-z](?:[A-Za-z \-]*[A-Za-z])?)?"
    r"|(?P<sign>[-+×÷^()]))"
)


@dataclass(frozen=True)
class Term:
    """A value in a formula; that of one in per cent is the number before the sign."""

    value: Decimal
    percent: bool = False

    @property
    def plain(self) -> Decimal:
        """Return the value as a number to multiply with: 3% is 0.03."""
        return self.value / HUNDRED if self.percent else self.value


class NotAFormula(ValueError):
    """Raised when a formula is words and cannot be worked out."""


def worked_out(
    formula: str, named: Mapping[str, Term] | None = None, *, in_percent: bool = False
) -> Decimal:
    """Return what a formula gives.

    Args:
        formula: such as "(£2,800 ÷ £2,500 - 1) × 100".
        named: values of the names "[0]", "[1]" ... in it.
        in_percent: whether the result is wanted in per cent.

    Raises:
        NotAFormula: it is words, divides by nothing, or has groups in groups without end.
    """
    try:
        found = _Parser(_tokens(formula), named or {}).result()
    except (ArithmeticError, RecursionError) as err:
        raise NotAFormula(formula) from err
    return found.plain * HUNDRED if in_percent else found.plain


def _tokens(formula: str) -> list[re.Match[str]]:
    tokens, at = [], 0
    text = formula.rstrip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise NotAFormula(formula)
        tokens.append(token)
        at = token.end()
    return tokens


class _Parser:
    """Reads sums of products of powers, each method one level of precedence."""

    def __init__(self, tokens: list[re.Match[str]], named: Mapping[str, Term]) -> None:
        self.tokens = tokens
        self.named = named
        self.at = 0

    def result(self) -> Term:
        found = self.sum()
        if self.at < len(self.tokens):
            raise NotAFormula("something is left over")
        return found

    def sum(self) -> Term:
        found = self.product()
        while sign := self.take("+", "-"):
            other = self.product()
            found = _added(found, other if sign == "+" else Term(-other.value, other.percent))
        return found

    def product(self) -> Term:
        found = self.signed()
        while sign := self.take("×", "÷"):
            into_percent = sign == "×" and self.is_hundred() and not found.percent
            other = self.signed()
            value = found.plain * other.plain if sign == "×" else found.plain / other.plain
            found = Term(value, percent=into_percent)
        return found

    def signed(self) -> Term:
        if self.take("-"):
            inner = self.signed()
            return Term(-inner.value, inner.percent)
        return self.power()

    def power(self) -> Term:
        base = self.atom()
        return Term(base.plain ** self.signed().plain) if self.take("^") else base

    def atom(self) -> Term:
        if self.take("("):
            found = self.sum()
            if not self.take(")"):
                raise NotAFormula("a group is left open")
            return found
        token = self.next()
        if token is None or token["sign"]:
            raise NotAFormula("a number is missing")
        self.at += 1
        if token["name"]:
            return self.named[token["name"]]
        number = token["number"].strip("£%").replace(",", "")
        return Term(Decimal(number), token["number"].endswith("%"))

    def next(self) -> re.Match[str] | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, *signs: str) -> str:
        """Return the sign that comes next if it is one of these, and go on; else the empty text."""
        token = self.next()
        if token is None or token["sign"] not in signs:
            return ""
        self.at += 1
        return str(token["sign"])

    def is_hundred(self) -> bool:
        """Tell whether a bare 100 comes next, not £100 or 100 things."""
        token = self.next()
        return token is not None and token["number"] == "100" and not token["noun"]


def _added(a: Term, b: Term) -> Term:
    """Add per cent to per cent as they stand; beside a plain number, 17% is 0.17."""
    if a.percent and b.percent:
        return Term(a.value + b.value, percent=True)
    return Term(a.plain + b.plain)
