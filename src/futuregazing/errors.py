"""Two families of error: the user's, told in one paragraph, and ours, with a traceback."""

from __future__ import annotations

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_USER = 2
EXIT_FOUND = 3


class FutureGazingError(Exception):
    """Base of every error that this package raises on purpose."""

    exit_code = EXIT_FAILED


class UserError(FutureGazingError):
    """Raised when the input, not the program, is at fault: parameters, tables, arguments.

    Shown without a traceback. The message says what was found, what was expected,
    where, and what to do next.
    """

    exit_code = EXIT_USER


class BuildError(FutureGazingError):
    """Raised when an edition could not be built although its input was in order.

    Shown without a traceback: the failed notebook, kept on disk, holds the frames
    that matter to the reader.
    """

    exit_code = EXIT_FAILED
