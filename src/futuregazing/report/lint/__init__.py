"""What a notebook may not hold, seen without running it: digits in words, functions, outputs."""

from futuregazing.report.lint.command import lint, require_no_typed_digits
from futuregazing.report.lint.fault import Fault

__all__ = ["Fault", "lint", "require_no_typed_digits"]
