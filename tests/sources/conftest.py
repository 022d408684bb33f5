"""Tests kill processes, not the machine: they need not wait for the disk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from service_server import Service, running


@pytest.fixture(autouse=True)
def disk_at_leisure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("futuregazing.durable.os.fsync", lambda handle: None)


@pytest.fixture
def server() -> Iterator[Service]:
    """A service with nothing published yet."""
    with running() as service:
        yield service
