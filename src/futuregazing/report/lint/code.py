"""Faults in the code of a cell or a module: (line, message), in the order of the lines.

Only what can be told without running is looked for. What a value turns out to hold (a digit in
a bare text, a number without rows) is refused by `claims.statement` when the cell runs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

SENTENCES = frozenset({"say", "statement", "as_statement", "listing", "heading"})
"""Functions whose first argument is printed word for word."""
PRINTING = frozenset({"print", "display", "HTML", "Markdown", "Latex", "Pretty"})
LAYOUT = frozenset({"decimals", "rows_shown", "height", "width", "width_mm", "across"})
"""Arguments that say how large or how exact, and print nothing."""
DEFINED: dict[type[ast.AST], str] = {
    ast.FunctionDef: "a function",
    ast.AsyncFunctionDef: "a function",
    ast.ClassDef: "a class",
    ast.Lambda: "a lambda",
}

Found = Iterator[tuple[int, str]]


def cell_faults(source: str) -> list[tuple[int, str]]:
    """Return what a notebook's code cell may not hold."""
    try:
        tree = ast.parse(source)
    except SyntaxError as err:
        return [(err.lineno or 1, f"this is not Python ({err.msg}); cells hold plain Python only")]
    found = [*_definitions(tree), *_texts(tree), *_typed_values(tree), *_printing(tree)]
    return sorted(dict.fromkeys([*found, *_made_up(tree)]))


def typed_digits(source: str) -> list[tuple[int, str]]:
    """Return the digits typed in the texts of a code cell; nothing where it is not Python."""
    try:
        return sorted(set(_texts(ast.parse(source))))
    except SyntaxError:
        return []


def sentence_faults(source: str) -> list[tuple[int, str]]:
    """Return the digits typed in the sentences that a module of measures makes."""
    return sorted(set(_typed_in_sentences(ast.parse(source))))


def _definitions(tree: ast.AST) -> Found:
    for node in ast.walk(tree):
        if kind := DEFINED.get(type(node)):
            yield (
                getattr(node, "lineno", 1),
                f"{kind} is defined here; a notebook tells the story, functions live in the "
                "package with their tests",
            )


def _texts(tree: ast.AST) -> Found:
    """Yield every text with a digit: whatever it is handed to may print it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _digit(node.value):
            yield node.lineno, _typed(node.value)


def _typed_in_sentences(tree: ast.AST) -> Found:
    for call in _calls(tree, SENTENCES):
        if call.args:
            yield from _texts(call.args[0])


def _made_up(tree: ast.AST) -> Found:
    """Yield sentences put together before they reach the function that binds their values."""
    for call in _calls(tree, SENTENCES):
        if call.args and isinstance(call.args[0], ast.JoinedStr):
            yield (
                call.lineno,
                "a sentence is an f-string, whose values lose their rows; write "
                '"... {size} ..." and hand the value over as size=...',
            )


def _typed_values(tree: ast.AST) -> Found:
    """Yield numbers handed to a function that are not a matter of layout."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        named = [(k.arg or "", k.value) for k in node.keywords if k.arg not in LAYOUT]
        for name, value in [*(("", value) for value in node.args), *named]:
            if _is_number(value):
                yield (
                    value.lineno,
                    f"the number {ast.unparse(value)} is typed"
                    f"{f' as {name}' if name else ''}; take it from a record, a count or a "
                    "setting of the parameter file",
                )


def _printing(tree: ast.AST) -> Found:
    for call in _calls(tree, PRINTING):
        yield (
            call.lineno,
            f"{_name(call)}(...) has no place in a report; show words with section.say, "
            "numbers with an exhibit",
        )


def _calls(tree: ast.AST, names: frozenset[str]) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in names:
            yield node


def _name(call: ast.Call) -> str:
    """Return the name a function is called by, without the object it belongs to."""
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def _is_number(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp):
        node = node.operand
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
    )


def _digit(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _typed(text: str) -> str:
    return (
        f"a digit is typed in {text!r}; let the sentence name a value, such as {{size}}, and hand "
        "over the quantity, period, date or name that has it"
    )
