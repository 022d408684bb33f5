"""What can go wrong between us and a service, by what is to be done about it."""

from __future__ import annotations

from futuregazing.errors import EXIT_FAILED, FutureGazingError, UserError


class SourceError(UserError):
    """Raised when what was asked for cannot be: an unknown service, a bad list, a wrong date."""


class FetchStopped(FutureGazingError):
    """Raised at the end of a download that is not whole; everything got so far is kept.

    The message says what is missing and how to go on.
    """

    exit_code = EXIT_FAILED


class Trouble(Exception):
    """Raised when a request may do better later: a busy server, a cut connection, a bad page.

    `status` is the HTTP status (None: no answer came), `retry_after` the seconds that the
    service itself asked us to wait.
    """

    def __init__(
        self, reason: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        """Keep the reason in words."""
        super().__init__(reason)
        self.status = status
        self.retry_after = retry_after


class Unreached(Trouble):
    """Raised when no connection could be made at all: no network, or no such host."""


class WentRound(Trouble):
    """Raised when the link to the next page leads to one that was read before."""


class Refused(Exception):
    """Raised when asking again cannot help: not found, another host, a body without end."""

    def __init__(self, reason: str, *, status: int | None = None) -> None:
        """Keep the reason in words."""
        super().__init__(reason)
        self.status = status


class GivenUp(Exception):
    """Raised when a request failed as often as we are willing to try."""

    def __init__(self, trouble: Trouble, tries: int) -> None:
        """Keep the last trouble."""
        times = "once" if tries == 1 else f"{tries} times"
        asked = trouble.retry_after
        later = f", and asks us to wait {asked / 60:,.0f} minutes" if asked else ""
        super().__init__(f"{trouble} ({times}{later})")
        self.trouble = trouble
