"""How fast releases become tables, and in how much memory, beside the tools in use today.

    python benchmarks/extraction.py --work FOLDER [--sizes 10000 100000] [--runs 3]

Files of the known market (tests' own, never shown in a report) are printed once for each
size; then our extraction, our whole import and each peer read the same file, one process
after the other. Each measurement is kept in FOLDER at once, so a run that was stopped goes on
from there (delete `measured.jsonl` there to begin anew), and the table of all of them is
written to `benchmarks/results.md`. Of several runs the quickest counts, and its own memory
with it: other work on the machine only makes slower. Where peers would take hours
(`--peers-up-to`), their times are extrapolated from the next smaller size, and marked.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import os
import platform
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from itertools import islice
from pathlib import Path

import duckdb
from known_dirt import Dirt
from known_market import truth
from known_releases import releases
from measuring import Measured, measure
from peers import PEERS, Environment, installed, write_schema
from steps import EXTRACTION, STEPS, WHOLE

from futuregazing.procurement.engine import MEMORY, THREADS
from futuregazing.procurement.finishing import MEMORY as LITTLE
from futuregazing.tables import load_tables

RESULTS = Path(__file__).with_name("results.md")
SIZES = (10_000, 100_000, 1_000_000)
LONGEST = 900
MOST_MEMORY = 16_000_000_000
# What no peer survives: bytes that are not UTF-8, numbers that are none, broken lines.
DIRT = Dirt().without("latin").without("endless").without("unreadable")

KEPT = "measured.jsonl"
Runs = Sequence[tuple[tuple[str, int], Measured]]
Results = Mapping[tuple[str, int], Measured]


def market_file(folder: Path, size: int) -> Path:
    """Return a file of so many releases, printed once; beside it the same as one package."""
    file = folder / f"{size}.jsonl"
    if not file.exists():
        fresh = file.with_suffix(".new")
        market = truth(size, load_tables(None)["local_authorities"], dirt=DIRT)
        with fresh.open("wb") as out, file.with_suffix(".json").open("wb") as package:
            for number, line in enumerate(islice(releases(market), size)):
                out.write(line)
                package.write((b"," if number else b'{"releases": [') + line)
            package.write(b"]}")
        fresh.rename(file)
    return file


def commands(
    folder: Path, file: Path, peers: Environment
) -> Iterator[tuple[str, Sequence[str | Path]]]:
    """Yield name and command of everything that is measured."""
    own = [sys.executable, Path(__file__).with_name("steps.py")]
    for name in STEPS:
        yield name, [*own, name, file, folder / "out"]
    schema = folder / "schema.json"
    write_schema(schema)
    for peer in PEERS:
        if peer.package in peers.versions:
            package = file.with_suffix(".json")
            command = peer.command(peers.programs, file, package, schema, folder / "out")
            yield peer.name, command


def measure_all(folder: Path, peers: Environment, given: argparse.Namespace) -> None:
    """Measure everything at every size until each has its runs; what was stopped has one."""
    for number, size in itertools.product(range(given.runs), given.sizes):
        file = market_file(folder, size)
        for name, command in commands(folder, file, peers):
            before = [one for key, one in kept(folder) if key == (name, size)]
            stopped = any(one.stopped for one in before)
            too_long = name not in STEPS and size > given.peers_up_to
            if stopped or too_long or len(before) > number:
                continue
            shutil.rmtree(folder / "out", ignore_errors=True)
            (folder / "out").mkdir()
            found = measure(command, longest=LONGEST, memory=MOST_MEMORY)
            with (folder / KEPT).open("a", encoding="utf-8") as out:
                out.write(json.dumps({"name": name, "size": size, **asdict(found)}) + "\n")
            given.out.write_text(report(kept(folder), given.sizes, peers), encoding="utf-8")


def kept(folder: Path) -> Runs:
    """Return all measurements so far, with the name and size of each."""
    file = folder / KEPT
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    told = [json.loads(line) for line in lines]
    return [((one.pop("name"), one.pop("size")), Measured(**one)) for one in told]


def best(runs: Runs) -> Results:
    """Return the quickest run of each; one that was stopped if there is one."""
    made: dict[tuple[str, int], Measured] = {}
    for key, one in runs:
        known = made.get(key)
        if known is None or one.stopped or (not known.stopped and one.seconds < known.seconds):
            made[key] = one
    return made


def _extrapolated(results: Results, sizes: Sequence[int]) -> Results:
    """Return the results with those that were not measured, in proportion to the releases."""
    made = dict(results)
    for name in _names(results):
        for smaller, size in itertools.pairwise(sizes):
            known = made.get((name, smaller))
            if (name, size) not in made and known and not known.stopped:
                more = size / smaller
                made[name, size] = replace(
                    known, seconds=known.seconds * more, work=known.work * more, peak=0, told={}
                )
    return made


def report(runs: Runs, asked: Sequence[int], peers: Environment) -> str:
    """Return the results as Markdown, ratios first, for the sizes that have been measured."""
    sizes = [size for size in asked if {(name, size) for name in STEPS} <= {k for k, _ in runs}]
    results = _extrapolated(best(runs), sizes)
    most = max(Counter(key for key, _ in runs).values())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    versions = {"duckdb": duckdb.__version__, **peers.versions}
    told = ", ".join(f"{name} {version}" for name, version in versions.items())
    others = [one.others for one in best(runs).values()]
    lines = [
        "# Releases into tables: speed and memory",
        "",
        "Written by `benchmarks/extraction.py`; no number in it is typed.",
        f"Run on {dt.date.today():%-d %B %Y} with {os.cpu_count()} cores and {memory:.0f} GB of"
        f" memory; Python {platform.python_version()}, {told}.",
        f"Of up to {most} runs the quickest counts. Times are of whole processes, from start to"
        " end; work is the processor's time in all threads. Beside the runs that count, other"
        f" processes used {sum(others) / len(others):.0%} of the processors on average, at most"
        f" {max(others):.0%}; where that is much, the ratio of work is the one to go by.",
        f"Our DuckDB may use {MEMORY} while it reads and {LITTLE} after it, and {THREADS}"
        " threads. A tool was stopped after"
        f" {LONGEST} seconds or at {MOST_MEMORY / 1e9:.0f} GB.",
        "",
        *ratios(results, sizes),
        *times(results, sizes),
        *goals(results, sizes),
        "What each does:",
        "",
        "- our extraction: all tidy columns, with flags, as Parquet parts;",
        "- our whole import: that, every rule, what is technology, who is who, and the tables;",
        *(f"- {peer.name}: {peer.what};" for peer in PEERS if peer.package in peers.versions),
        "",
        f"Not to be had for this run: {', '.join(peers.missing) or 'nothing'}.",
        "Files: the known market's releases with its dirt, but for broken lines, bytes that are"
        " not UTF-8 and numbers such as 1e9999, at which the peers stop.",
    ]
    return "\n".join(lines) + "\n"


def ratios(results: Results, sizes: Sequence[int]) -> Iterator[str]:
    """Yield the table of how many times as long each tool took as our extraction."""
    yield "## Times as long as our extraction, as much work, as much memory"
    yield ""
    yield from _head(sizes)
    for name in _names(results):
        cells = [_ratio(results.get((name, s)), results[EXTRACTION, s]) for s in sizes]
        if name not in STEPS:
            yield f"| {name} | {' | '.join(cells)} |"
    yield ""


def _ratio(found: Measured | None, own: Measured) -> str:
    if found is None or found.stopped == "failed":
        return "failed" if found else "not run"
    told = f"{found.seconds / own.seconds:.1f} × time, {found.work / own.work:.1f} × work"
    if found.stopped:
        return f"more than {told} ({found.stopped})"
    if not found.peak:
        return f"extrapolated: {told}"
    return f"{told}, {found.peak / own.peak:.1f} × memory"


def times(results: Results, sizes: Sequence[int]) -> Iterator[str]:
    """Yield the table of seconds, releases a second and peak memory."""
    yield "## Seconds, releases a second, peak memory"
    yield ""
    yield from _head(sizes)
    for name in _names(results):
        cells = [_time(results.get((name, size)), size) for size in sizes]
        yield f"| {name} | {' | '.join(cells)} |"
    own = [results[WHOLE, size] for size in sizes]
    rules = [f"{one.told['rules']:.1f} s" if one.told else one.stopped for one in own]
    yield f"| of it: all but the reading | {' | '.join(rules)} |"
    yield ""


def _time(found: Measured | None, size: int) -> str:
    if found is None:
        return "not run"
    peak = f"{found.peak / 1e6:,.0f} MB"
    if found.stopped:
        return f"{found.stopped} ({peak} by then)"
    if not found.peak:
        return f"extrapolated: {found.seconds:.0f} s"
    pace = f"{found.seconds:.1f} s, {size / found.seconds:,.0f} a second"
    return f"{pace}; work {found.work:.1f} s; {peak}"


def goals(results: Results, sizes: Sequence[int]) -> Iterator[str]:
    """Yield what was aimed at and whether it was reached."""
    python = [peer.name for peer in PEERS if peer.package != "ocdscardinal"]
    yield "## What was aimed at"
    yield ""
    for size in (size for size in sizes if size >= 100_000):
        own = results[EXTRACTION, size]
        ended = [
            (one.seconds, name)
            for name in python
            if (one := results.get((name, size))) and not one.stopped
        ]
        if ended:
            seconds, name = min(ended)
            peer = results[name, size]
            guess = "" if peer.peak else ", extrapolated"
            yield (
                f"- {size:,} releases: extraction {seconds / own.seconds:.1f} times as fast as the"
                f" fastest Python peer, {name} (aim: 10), with {peer.work / own.work:.1f} times"
                f" less work{guess}."
            )
        else:
            yield f"- {size:,} releases: no Python peer came to its end."
    if not sizes:
        return
    largest = max(sizes)
    whole = results[WHOLE, largest]
    yield (
        f"- The whole import of {largest:,} releases: {whole.seconds:.0f} s, with"
        f" {whole.work:.0f} s of work (aim: 180 s)."
    )
    told = " and ".join(f"{results[WHOLE, size].peak / 1e6:,.0f} MB at {size:,}" for size in sizes)
    yield f"- Peak memory of the whole import (aim: under 1,000 MB, and flat): {told}."
    yield ""


def _names(results: Results) -> list[str]:
    return list(dict.fromkeys(name for name, _ in results))


def _head(sizes: Sequence[int]) -> Iterator[str]:
    yield f"| | {' | '.join(f'{size:,} releases' for size in sizes)} |"
    yield f"|---|{'---|' * len(sizes)}"


def main() -> None:
    """Measure everything and write what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, help="folder for files and the peers")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers-up-to", type=int, default=SIZES[-1], metavar="RELEASES")
    parser.add_argument("--out", type=Path, default=RESULTS)
    given = parser.parse_args()
    if given.work is None:
        parser.error("--work FOLDER is needed")
    given.work.mkdir(parents=True, exist_ok=True)
    peers = installed(given.work / "peers")
    measure_all(given.work, peers, given)
    given.out.write_text(report(kept(given.work), given.sizes, peers), encoding="utf-8")


if __name__ == "__main__":
    main()
