"""What a notebook may not hold, seen without running it: digits in words, functions, outputs.

Nor words that lead to an exhibit which no notebook has.
"""

from futuregazing.report.lint.command import lint, require_known_pointers, require_no_typed_digits
from futuregazing.report.lint.fault import Fault

__all__ = ["Fault", "lint", "require_known_pointers", "require_no_typed_digits"]
