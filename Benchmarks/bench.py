#!/usr/bin/env python3
"""Benchmarks of Linxuan beside HiGHS, each run a whole process. Wrong answers fail it, times never do."""

import argparse
import importlib.metadata
import json
import math
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# No numpy and no highspy up here: a child counts the memory of the process that started it into its own peak.

REAL_INSTANCES = Path(__file__).resolve().parent.parent / "fixtures" / "instances"
# Name, proven total, runs of HiGHS.
REAL = [
    ("preflib1", 124.25, 3),
    ("preflib2", 141.50, 3),
    ("preflib3", 454.25, 3),
    ("aamas2016", 949.50, 3),
    ("aamas2015", 1406.25, 1),
    ("aamas2021-roles", 1992.25, 1),
]
START_TARGET = 0.050
TOLERANCE = 1e-6


class Wrong(Exception):
    """An answer that is not right."""


# The full model, for the peer and for the check of plans.


class Model:
    """A column for each pair that may be assigned, and every requirement as a row of (lower, upper, columns)."""

    def __init__(self, path):
        import numpy as np

        instance = json.loads(path.read_text(encoding="utf-8"))
        dossiers, experts = instance["dossiers"], instance["experts"]
        self.dossier = {dossier["id"]: index for index, dossier in enumerate(dossiers)}
        self.expert = {expert["id"]: index for index, expert in enumerate(experts)}

        affinity = instance["affinity"]
        if "npy" in affinity:
            values = np.load(path.parent / affinity["npy"]).astype(np.float64)
        else:
            values = np.array(affinity["values"], dtype=np.float64)  # null becomes NaN
        values = values.reshape(len(dossiers), len(experts))
        for dossier, expert in instance.get("conflicts", []):
            values[self.dossier[dossier], self.expert[expert]] = np.nan
        allowed = ~np.isnan(values)
        self.column = np.full(values.shape, -1, dtype=np.int32)
        self.column[allowed] = np.arange(np.count_nonzero(allowed), dtype=np.int32)
        self.cost = values[allowed]
        self.lower = np.zeros(len(self.cost))
        self.rows = []

        for index, dossier in enumerate(dossiers):
            self._add(dossier["demand"], dossier["demand"], self.column[index])
        for index, expert in enumerate(experts):
            self._add(expert.get("minimumLoad", 0), expert["maximumLoad"], self.column[:, index])
        for rule in instance.get("composition", []):
            self._compose(rule, experts)
        for first, second in instance.get("neverTogether", []):
            for row in self.column[:, [self.expert[first], self.expert[second]]]:
                if (row >= 0).all():
                    self._add(0, 1, row)
        for d1, e1, d2, e2 in instance.get("neverMutual", []):
            row = np.array([self._pair(d1, e1), self._pair(d2, e2)])
            if (row >= 0).all():
                self._add(0, 1, row)
        for dossier, expert in instance.get("pins", []):
            self.lower[self._pair(dossier, expert)] = 1

    def _pair(self, dossier, expert):
        return self.column[self.dossier[dossier], self.expert[expert]]

    def _add(self, lower, upper, columns):
        self.rows.append((lower, upper, columns[columns >= 0]))

    def _compose(self, rule, experts):
        holders = {}
        for index, expert in enumerate(experts):
            for value in set(expert.get("tags", {}).get(rule["tag"], [])):
                holders.setdefault(value, []).append(index)
        named = self.dossier if rule["dossiers"] == "all" else rule["dossiers"]
        for dossier in named:
            columns = self.column[self.dossier[dossier]]
            if "value" in rule:
                held = columns[holders.get(rule["value"], [])]
                self._add(rule.get("minimum", 0), rule.get("maximum", math.inf), held)
            if "maximumPerValue" in rule:
                most = rule["maximumPerValue"]
                for held in holders.values():
                    held = columns[held]
                    if (held >= 0).sum() > most:
                        self._add(0, most, held)

    def evaluate(self, assignments):
        """The total of a plan, recomputed; raises Wrong where a requirement does not hold."""
        import numpy as np

        chosen = [self._pair(dossier, expert) for dossier, expert in assignments]
        if min(chosen, default=0) < 0:
            raise Wrong("the plan has a pair that may not be assigned")
        taken = np.zeros(len(self.cost))
        np.add.at(taken, chosen, 1)
        if (taken > 1).any() or (taken < self.lower).any():
            raise Wrong("the plan has a pair twice, or not a pin")
        for lower, upper, columns in self.rows:
            if not lower <= taken[columns].sum() <= upper:
                raise Wrong("the plan breaks a requirement")
        return math.fsum(self.cost[chosen])


def peer(path, time_limit):
    """Solves an instance by HiGHS to the very optimum and prints what came of it as JSON."""
    started = time.perf_counter()
    import highspy
    import numpy as np

    loaded = time.perf_counter()
    model = Model(path)
    columns, rows = len(model.cost), len(model.rows)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, rows
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = model.cost
    lp.col_lower_, lp.col_upper_ = model.lower, np.ones(columns)
    lp.row_lower_ = np.array([row[0] for row in model.rows], dtype=np.float64)
    lp.row_upper_ = np.array([row[1] for row in model.rows], dtype=np.float64)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
    index = np.concatenate([row[2] for row in model.rows])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0] + [len(row[2]) for row in model.rows]).astype(np.int32)
    lp.a_matrix_.index_ = index
    lp.a_matrix_.value_ = np.ones(len(index))

    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("time_limit", float(time_limit))
    highs.setOptionValue("mip_rel_gap", 0.0)
    if highs.passModel(lp) == highspy.HighsStatus.kError:
        raise Wrong("HiGHS refused the model")
    built = time.perf_counter()
    highs.run()
    solved = time.perf_counter()

    info = highs.getInfo()
    answer = {
        "status": highs.modelStatusToString(highs.getModelStatus()),
        "bound": info.mip_dual_bound,
        "total": None,
        "size": [rows, columns],
        "seconds": {"import": loaded - started, "build": built - loaded, "run": solved - built},
    }
    if info.primal_solution_status == 2:
        values = np.asarray(highs.getSolution().col_value)
        answer["total"] = math.fsum(model.cost[values > 0.5])
    report(answer)


def check(path, plan_path):
    """Recomputes a plan of Linxuan from its instance and prints what came of it as JSON."""
    plan = json.loads(plan_path.read_text(encoding="utf-8"))
    total = Model(path).evaluate(plan["assignments"])
    report({"status": plan["status"], "claimed": plan["total"], "total": total})


# HiGHS prints its banner on standard output whatever it is told, so the answer is the line that begins like this.
MARK = "answer "


def report(answer):
    print(f"\n{MARK}{json.dumps(answer)}", flush=True)


def reported(run):
    return next(json.loads(line[len(MARK):]) for line in run.output.splitlines() if line.startswith(MARK))


# Measuring.


class Run:
    """One whole process: its wall clock and processor seconds, peak memory in MB, exit code and standard output."""

    def __init__(self, command):
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            started = time.perf_counter()
            child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors)
            _, status, usage = os.wait4(child.pid, 0)
            self.seconds = time.perf_counter() - started
            self.code = child.returncode = os.waitstatus_to_exitcode(status)
            self.processor = usage.ru_utime + usage.ru_stime
            unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
            self.megabytes = usage.ru_maxrss * unit / 1e6
            output.seek(0)
            self.output = output.read().decode("utf-8", "replace")
            errors.seek(0)
            self.errors = errors.read().decode("utf-8", "replace")
        if self.code != 0:
            said = (self.errors or self.output).strip()[-500:]
            name = " ".join(Path(part).name for part in command[:3])
            raise Wrong(f"{name} … ended with {self.code}: {said}")


class Median:
    """The medians of some runs."""

    def __init__(self, runs):
        self.count = len(runs)
        self.seconds = statistics.median(run.seconds for run in runs)
        self.processor = statistics.median(run.processor for run in runs)
        self.megabytes = statistics.median(run.megabytes for run in runs)


def own(*arguments):
    """This file, run as a process of its own."""
    return [sys.executable, str(Path(__file__).resolve()), *map(str, arguments)]


def same(first, second):
    return abs(first - second) <= TOLERANCE


class Bench:
    """The rows of the table, the notes under it, and what was wrong."""

    def __init__(self, program, runs, time_limit):
        self.program, self.runs, self.time_limit = program, runs, time_limit
        self.rows, self.notes, self.wrong = [], [], []

    def row(self, name, ours, theirs=None, solver=None, total="", note="", unfinished=False):
        cells = [name, str(ours.count)]
        cells += [f"{ours.seconds:.3f}", f"{ours.processor:.3f}", f"{ours.megabytes:.0f}"]
        if theirs is None:
            cells += [""] * 7
        else:
            cells += [str(theirs.count), f"{theirs.seconds:.3f}", f"{solver:.3f}", f"{theirs.processor:.3f}"]
            least = ">" if unfinished else ""
            cells += [f"{theirs.megabytes:.0f}", f"{least}{theirs.seconds / ours.seconds:.1f}"]
            cells += [f"{least}{theirs.megabytes / ours.megabytes:.1f}"]
        self.rows.append(cells + [total, note])

    def attempt(self, name, measure, *arguments):
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            measure(name, *arguments)
        except Wrong as wrong:
            self.wrong.append(f"{name}: {wrong}")

    def plain(self, name, *arguments):
        self.row(name, Median([Run([self.program, *arguments]) for _ in range(self.runs)]))

    def start(self, name):
        ours = Median([Run([self.program, "--version"]) for _ in range(self.runs)])
        met = "met" if ours.seconds < START_TARGET else "missed"
        self.row(name, ours, note=f"target under {START_TARGET:.3f} s: {met}")

    def solve(self, name, instance, plan, peer_runs, proven=None):
        ours, theirs, answers = [], [], []
        for turn in range(max(self.runs, peer_runs)):  # in turn, so that both meet the same machine
            if turn < self.runs:
                ours.append(Run([self.program, "solve", instance, "--out", plan]))
            if turn < peer_runs:
                theirs.append(Run(own("--peer", instance, "--time-limit", self.time_limit)))
                answers.append(reported(theirs[-1]))
        found = reported(Run(own("--check", instance, plan)))
        unproven = [answer for answer in answers if answer["status"] != "Optimal"]
        note = ""
        if unproven:
            best, bound = unproven[-1]["total"], unproven[-1]["bound"]
            note = f"HiGHS: {unproven[-1]['status'].lower()}, "
            note += "no plan, " if best is None else f"best {best:.4f}, "
            note += f"bound {bound:.4f}" if math.isfinite(bound) else "no bound"
        solver = statistics.median(answer["seconds"]["run"] for answer in answers)
        self.row(name, Median(ours), Median(theirs), solver, f"{found['total']:.4f}", note, bool(unproven))

        if found["status"] != "optimal":
            raise Wrong(f"Linxuan ended {found['status']}, total {found['total']}")
        if not same(found["claimed"], found["total"]):
            raise Wrong(f"Linxuan says {found['claimed']}, its plan is worth {found['total']}")
        if proven is not None and not same(found["total"], proven):
            raise Wrong(f"Linxuan found {found['total']}, the proven total is {proven}")
        for answer in answers:
            if answer["status"] == "Optimal":
                if not same(answer["total"], found["total"]):
                    raise Wrong(f"Linxuan found {found['total']}, HiGHS {answer['total']}")
            elif answer["status"] != "Time limit reached":
                raise Wrong(f"HiGHS ended with “{answer['status']}”")
            elif not (answer["total"] or -math.inf) - TOLERANCE <= found["total"] <= answer["bound"] + TOLERANCE:
                raise Wrong(f"Linxuan found {found['total']}, HiGHS {answer['total']} with bound {answer['bound']}")

    def results(self, name, database):
        runs = []
        for _ in range(self.runs):
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / "round.db"
                shutil.copyfile(database, copy)
                runs.append(Run([self.program, "results", "compute", "--database", copy, "--as", "S-01"]))
        self.row(name, Median(runs))

    def table(self):
        head = ["case", "runs", "s", "CPU s", "MB"]
        head += ["runs", "HiGHS s", "its run() s", "CPU s", "MB", "× s", "× MB", "total", "note"]
        lines = [head] + self.rows
        widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
        for line in lines:
            cells = [line[0].ljust(widths[0])]
            cells += [cell.rjust(width) for cell, width in zip(line[1:-1], widths[1:-1])]
            print("  ".join(cells + [line[-1]]).rstrip())


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


def bench(options):
    program = str(options.program.resolve())
    demo = options.demo
    instance = demo / "instance.json"
    for needed in (options.program, instance):
        if not needed.is_file():
            print(f"bench: {needed} is missing; run make demo first", file=sys.stderr)
            return 1
    benches = Bench(program, options.runs, options.time_limit)
    version = Run([program, "--version"]).output.strip()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    peers = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("highspy", "numpy"))
    print(f"Linxuan {version}; {peers}")
    print(f"Python {platform.python_version()}, {system_name()}, {platform.machine()}")
    print(f"{processor_name()}, {os.cpu_count()} processors, {memory:.0f} GiB; load {os.getloadavg()[0]:.2f} at the start")
    floor = Median([Run(["true"]) for _ in range(options.runs)])
    print()

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        plan = folder / "demonstration.json"
        benches.attempt("start", benches.start)
        benches.attempt("solve demonstration", benches.solve, instance, plan, 1)
        for name, proven, peer_runs in REAL:
            path = REAL_INSTANCES / f"{name}.json"
            benches.attempt(f"solve {name}", benches.solve, path, folder / f"{name}.json", peer_runs, proven)
        if plan.is_file():
            benches.attempt("verify demonstration", benches.plain, "verify", instance, plan)
        database = demo / "before-results.db"
        if database.is_file():
            benches.attempt("results compute", benches.results, database)
        else:
            benches.notes.append("No before-results.db in the demonstration's folder: results compute was left out.")

    benches.table()
    print()
    print("Medians of whole processes. × is HiGHS over Linxuan: above 1, Linxuan needs less; > where HiGHS gave up.")
    print("HiGHS solves the full model with a gap of 0; its seconds hold Python, reading and building, “its run()” the")
    print("solver alone. Where it is slow it runs once only.")
    print(f"An empty process: {floor.seconds:.3f} s, {floor.megabytes:.0f} MB; no figure of memory can go below that.")
    for note in benches.notes:
        print(note)
    print(f"Load {os.getloadavg()[0]:.2f} at the end.")
    for wrong in benches.wrong:
        print(f"WRONG: {wrong}")
    return 1 if benches.wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=Path, default=Path(".build/release/linxuan"))
    parser.add_argument("--demo", type=Path, default=Path("out/demo"), help="the folder that make demo wrote")
    parser.add_argument("--runs", type=int, default=5, help="runs of Linxuan for each median")
    parser.add_argument("--time-limit", type=float, default=300, help="seconds that HiGHS may search")
    parser.add_argument("--peer", type=Path, metavar="INSTANCE", help="only solve this instance by HiGHS")
    parser.add_argument("--check", type=Path, nargs=2, metavar=("INSTANCE", "PLAN"), help="only recompute a plan")
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be at least 1")
    try:
        if options.peer:
            peer(options.peer, options.time_limit)
        elif options.check:
            check(*options.check)
        else:
            return bench(options)
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
