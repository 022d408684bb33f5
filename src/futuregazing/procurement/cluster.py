"""Files read by the workers of a Dask cluster, where one machine is not enough.

Each file is read by one worker, whose parts are those that this machine would have written:
the tables do not depend on who read. Workers need this package, and must see the files and
the snapshot's folder under the same paths as the machine that imports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from futuregazing.errors import UserError
from futuregazing.procurement.reading import Reading, Unit, WrittenPart, read_unit
from futuregazing.procurement.snapshot import Snapshot

WAIT_SECONDS = 10


class NoCluster(UserError):
    """Raised when no scheduler can be reached, or the package for it is not installed."""


class NotShared(UserError):
    """Raised when a worker does not see the same files as the machine that imports."""


def read_on(address: str) -> Reading:
    """Return a way of reading that gives the units to the workers of the scheduler there."""

    def read(snapshot: Snapshot, units: Sequence[Unit]) -> Iterator[WrittenPart]:
        if not units:
            return
        shared = Snapshot(snapshot.folder.resolve())
        with _client(address) as client:
            # Pure tasks would be taken from the cluster's memory when an import is repeated.
            waiting = [client.submit(read_unit, shared, unit, pure=False) for unit in units]
            for unit, future in zip(units, waiting, strict=True):
                yield _fetched(shared, unit, future)

    return read


def _client(address: str) -> Any:
    """Connect to a scheduler; raise `NoCluster` if that is not possible."""
    try:
        import distributed
    except ModuleNotFoundError as err:
        raise NoCluster(
            "Reading on a cluster needs Dask: install futuregazing[cluster], or leave out"
            " --scheduler."
        ) from err
    client: Any = distributed.Client  # it is not typed
    try:
        return client(address, timeout=WAIT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as err:
        raise NoCluster(f"There is no Dask scheduler at {address}: {err}") from err


def _fetched(snapshot: Snapshot, unit: Unit, future: Any) -> WrittenPart:
    """Return what a worker has written; raise `NotShared` if it is not to be seen from here."""
    names = ", ".join(path.name for path, _ in unit.files[:3])
    try:
        part: WrittenPart = future.result()
    except FileNotFoundError as err:
        raise NotShared(f"A worker cannot see {names}: {err}") from err
    if not (snapshot.parts / part.folder).is_dir():
        raise NotShared(
            f"A worker has read {names}, but what it wrote is not in {snapshot.parts}: workers"
            " must share the snapshot's folder with this machine."
        )
    return part
