"""The page of totals that were worked out by hand, made of the tests that hold them.

python tests/procurement/hand_totals_page.py     # writes docs/hand_totals.md anew
"""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

TESTS = Path(__file__).with_name("test_hand_totals.py")
PAGE = Path(__file__).parents[2] / "docs" / "hand_totals.md"
HEAD = """\
# Totals worked out without the import

Published files are summed here with nothing but the standard library (and openpyxl for
workbooks), and the sums held against the tables that the import makes of the same files. The
sums are shown, so that anyone with the files can do them again. The files themselves are not
part of the project. Each total is a test in `tests/procurement/test_hand_totals.py`, run by
`make slow` where the files are beside the checkout; this page is made of those tests.
"""


def page() -> str:
    """Return the page: of each test its name as a heading and what it says of the sum."""
    module = ast.parse(TESTS.read_text(encoding="utf-8"))
    tests = [
        one
        for one in module.body
        if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")
    ]
    parts = [HEAD]
    for number, test in enumerate(tests, 1):
        title = test.name.removeprefix("test_").replace("_", " ")
        said = inspect.cleandoc(ast.get_docstring(test) or "")
        parts.append(f"\n## {number}. {title[0].upper()}{title[1:]}\n\n{said}\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
