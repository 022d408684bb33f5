"""Read on a cluster, files become the tables that they become on one machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_releases import award, release, written

from futuregazing.procurement.cluster import NoCluster, NotShared, read_on
from futuregazing.procurement.importing import import_files
from futuregazing.procurement.reading import Unit, WrittenPart, read_here, read_unit
from futuregazing.procurement.snapshot import Snapshot

distributed = pytest.importorskip("distributed", reason="Dask is an extra that is not installed")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Run two worker processes of one thread each."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as local:
        yield local


def inputs(folder: Path) -> Path:
    """Write large files, small pages, a broken line, and payments."""
    for number in range(6):
        notices = [release(f"{number}-{n}", award("1", 5_000 + n)) for n in range(60)]
        file = written(folder / f"{number}.jsonl", *notices)
        file.write_bytes(file.read_bytes() + b"{broken\n")
    for number in range(4):
        package = {"releases": [release(f"p{number}", award("1", 9_000 + number))]}
        (folder / f"page{number}.json").write_text(json.dumps(package), encoding="utf-8")
    (folder / "anytown-2025-04.csv").write_text(
        "Supplier Name,Date Paid,Net Amount\nAcme Ltd,03/04/2025,1200.50\n", encoding="utf-8"
    )
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of all files in a folder, by place within it."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.mark.slow
def test_two_workers_make_the_same_tables_byte_for_byte(cluster: Any, tmp_path: Path) -> None:
    files = inputs(tmp_path / "in")
    import_files([files], tmp_path / "here")
    done = import_files([files], tmp_path / "there", reading=read_on(cluster.scheduler_address))
    assert len(done.read) == 11
    assert contents(tmp_path / "there") == contents(tmp_path / "here")


@pytest.mark.slow
def test_the_same_files_make_the_same_bytes(tmp_path: Path) -> None:
    files = inputs(tmp_path / "in")
    for name in ("one", "other"):
        import_files([files], tmp_path / name)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


@pytest.mark.slow
def test_the_work_is_shared_between_the_workers(cluster: Any, tmp_path: Path) -> None:
    def finished(dask_worker: Any) -> int:
        # Sent to the workers by value: they do not know this file.
        return sum(1 for told in dask_worker.state.log if told[1:3] == ("executing", "memory"))

    files = inputs(tmp_path / "in")
    address = cluster.scheduler_address
    with distributed.Client(address) as client:
        before = client.run(finished)
        import_files([files], tmp_path / "snapshot", reading=read_on(address))
        after = client.run(finished)
    assert len(before) == 2
    assert all(after[worker] > before[worker] for worker in before)


@pytest.mark.slow
def test_a_file_that_workers_cannot_see_is_told(cluster: Any, tmp_path: Path) -> None:
    snapshot = Snapshot(tmp_path)
    unit = Unit("ocds", ((tmp_path / "missing.jsonl", "a" * 12),))
    with pytest.raises(NotShared, match="cannot see missing"):
        list(read_on(cluster.scheduler_address)(snapshot, [unit]))


def test_a_part_that_is_not_in_the_shared_folder_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    class Elsewhere:
        """A client whose workers write into a folder of their own."""

        def __enter__(self) -> Elsewhere:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def submit(self, *_: object, **__: object) -> Elsewhere:
            return self

        def result(self) -> WrittenPart:
            return WrittenPart("elsewhere", {})

    monkeypatch.setattr("futuregazing.procurement.cluster._client", lambda _: Elsewhere())
    unit = Unit("ocds", ((tmp_path / "a.jsonl", "a" * 12),))
    with pytest.raises(NotShared, match="must share the snapshot's folder"):
        list(read_on("tcp://nowhere:1")(Snapshot(tmp_path), [unit]))


def test_without_a_scheduler_or_its_package_the_user_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = written(tmp_path / "a.jsonl", release("1", award()))
    monkeypatch.setattr("futuregazing.procurement.cluster.WAIT_SECONDS", 0.2)
    with pytest.raises(NoCluster, match="no Dask scheduler at tcp://127"):
        import_files([file], tmp_path / "snapshot", reading=read_on("tcp://127.0.0.1:9"))
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(NoCluster, match=r"install futuregazing\[cluster\]"):
        import_files([file], tmp_path / "snapshot", reading=read_on("tcp://127.0.0.1:9"))


def test_a_part_read_twice_has_two_places_and_one_content(tmp_path: Path) -> None:
    file = written(tmp_path / "a.jsonl", release("1", award()))
    unit = Unit("ocds", ((file, "a" * 12),))
    snapshot = Snapshot(tmp_path / "snapshot")
    once, again = read_unit(snapshot, unit), next(read_here(snapshot, [unit]))
    assert once.folder != again.folder
    assert contents(snapshot.parts / once.folder) == contents(snapshot.parts / again.folder)
