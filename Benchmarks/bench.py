#!/usr/bin/env python3
"""Benchmarks of Linxuan beside HiGHS, OR-Tools and FairFlow. Wrong answers fail it, times never do."""

import argparse
import importlib.metadata
import os
import platform
import sys
import tempfile
from pathlib import Path

from cases import Bench
from measure import Run
from report import FOUND_HEAD, TIMES_HEAD, table

LEGEND = """\
Medians of whole processes; n: how many. “−matrix”: peak memory less the file of affinities. “solver s”: the peer's own
build and solve, without Python, imports and reading. “×”: peer over Linxuan's whole process, above 1 Linxuan needs
less; “× MB” is beyond the matrix where there is one. “>”: the peer did not end or prove it within its time. The aim
counts the peer's whole process, for OR-Tools its build and solve; “open”: the peer was stopped too early to tell."""


def processor_name():
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def system_name():
    try:
        for line in Path("/etc/os-release").read_text().splitlines():
            if line.startswith("PRETTY_NAME="):
                return line.split("=", 1)[1].strip('"')
    except OSError:
        pass
    return platform.platform()


def tell_machine(program):
    version = Run([program, "--version"]).output.strip()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    names = ("highspy", "ortools", "numpy", "mixedlm", "gpboost", "krippendorff", "pingouin")
    installed = {distribution.name.lower(): distribution.version for distribution in importlib.metadata.distributions()}
    peers = ", ".join(f"{name} {installed[name]}" for name in names if name in installed)
    print(f"Linxuan {version}; {peers}")
    print(f"Python {platform.python_version()}, {system_name()}, {platform.machine()}")
    print(f"{processor_name()}, {os.cpu_count()} processors, {memory:.0f} GiB; load {os.getloadavg()[0]:.2f} at the start")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=Path, default=Path(".build/release/linxuan"))
    parser.add_argument("--demo", type=Path, default=Path("out/selection"),
                        help="the folder of demo/national-round.sh out/selection selection")
    parser.add_argument("--only", help="cases whose names contain one of these, separated by commas")
    parser.add_argument("--short", action="store_true", help="leave out the longest case")
    parser.add_argument("--runs", type=int, default=5, help="runs for each median, at most")
    parser.add_argument("--budget", type=float, default=60, help="seconds after which a side of a case begins no new run")
    parser.add_argument("--time-limit", type=float, default=600, help="seconds that HiGHS may search")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    return options


def main():
    options = arguments()
    for needed in (options.program, options.demo / "instance.json"):
        if not needed.is_file():
            print(f"bench: {needed} is missing; run demo/national-round.sh out/selection selection first", file=sys.stderr)
            return 1
    program = options.program.resolve()
    tell_machine(program)
    print(flush=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(program, options.demo, Path(folder), options)
        bench.all()
    if not bench.lines and not bench.wrong:
        print("bench: --only names no case", file=sys.stderr)
        return 1
    table(TIMES_HEAD, [line.cells() for line in bench.lines], left={0, 6, 16, 17})
    print()
    if bench.found:
        table(FOUND_HEAD, bench.found, left={0, 1, 5, 6})
        print()
    print(LEGEND)
    for note in bench.notes:
        print(note)
    print(f"Load {os.getloadavg()[0]:.2f} at the end.")
    for wrong in bench.wrong:
        print(f"WRONG: {wrong}")
    return 1 if bench.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
