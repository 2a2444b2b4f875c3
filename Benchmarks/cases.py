"""The cases: what is run beside what, what it must reach, and what would be wrong."""

import json
import re
import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

import conflict_round
import deadline_evening
import faulty_workbook
import instances
import judge
from measure import Medians, Part, Run, Sum, Wrong, in_turn
from peers.answer import told
from report import Aim, Line, found, median_of, seconds_in

PEERS = Path(__file__).resolve().parent / "peers"
REAL_INSTANCES = Path(__file__).resolve().parent.parent / "fixtures" / "instances"
NAME_PAIRS = REAL_INSTANCES.parent / "organisation-names" / "pairs.csv"
# Name and proven total.
REAL = {
    "preflib1": 124.25,
    "preflib2": 141.50,
    "preflib3": 454.25,
    "aamas2016": 949.50,
    "aamas2015": 1406.25,
    "aamas2021-roles": 1992.25,
}
# HiGHS gets the best so many experts of each dossier where all pairs are too many for it.
CANDIDATES = 30
SMALL_GAP = 0.0001
# Seconds for either on a round without solution; HiGHS can only say that there is none.
HOPELESS_LIMIT = 60


class Unfinished(Exception):
    """Linxuan took too long: no answer, and so no wrong one."""


@dataclass
class Peer:
    """A program of peers/ with its options; how far its answer counts."""

    name: str
    command: list
    aim: Aim
    exact: bool = True
    all_pairs: bool = True
    patience: float = None


class Bench:
    """Runs the cases and collects the rows of both tables, the notes under them, and what was wrong."""

    def __init__(self, program, demo, folder, options):
        self.program, self.demo, self.folder = program, demo, folder
        self.runs, self.budget, self.limit = options.runs, options.budget, options.time_limit
        self.patterns = [part for part in (options.only or "").split(",") if part]
        self.short = options.short
        self.lines, self.found, self.notes, self.wrong = [], [], [], []
        self.instance = demo / "instance.json"

    def all(self):
        self.attempt("start", self.start)
        for peer in ("python alone", "numpy", "HiGHS", "OR-Tools"):
            self.attempt(f"start of {peer}", self.start_of_peer, peer)
        self.attempt("demonstration", self.total, self.instance, Aim(times=10, below=0.5))
        for name, total in REAL.items():
            aim = Aim(times=20) if name == "aamas2021-roles" else Aim(times=1, strict=True, only_above=0.5)
            self.attempt(f"real {name}", self.total, REAL_INSTANCES / f"{name}.json", aim, total)
        for name in REAL:
            self.attempt(f"fair {name}", self.fair, REAL_INSTANCES / f"{name}.json")
        self.sum_of_fair()
        mixed = ("--requirements", "mix,organisation,region")
        large = (10_000, 5_000, "--demand", 5)
        self.attempt("mixed 2000x600", self.mixed, (2_000, 600, *mixed), Aim(times=5), 0.0)
        self.attempt("plain 10000x5000", self.plain, (*large, "--load", 12))
        self.attempt("plain, exact loads", self.plain, (*large, "--load", 10), True)
        self.attempt("plain, four values", self.plain, (*large, "--load", 12, "--levels", 4))
        if self.short:
            self.notes.append("--short: mixed 10000x5000 was left out.")
        else:
            aim = Aim(times=1, strict=True, below=40)
            self.attempt("mixed 10000x5000", self.mixed, (*large, *mixed), aim, SMALL_GAP)
        self.attempt("repair", self.repair)
        for kind in instances.IMPOSSIBLE:
            self.attempt(f"impossible {kind}", self.diagnosis, kind)
        self.attempt("verify", self.verify)
        self.attempt("results", self.results)
        self.attempt("visits", self.visits)
        self.attempt("all results and papers", self.papers)
        self.attempt("organisation names", self.names)
        # Dossiers, experts, scores a dossier; the last has the shape of InstEval (lme4): 2972 students, 1128 lecturers.
        self.attempt("scores 2000x600", self.scores, (2_000, 600, 6), {"mixedlm": Aim(times=10), "gpboost": Aim()})
        self.attempt("scores 5000x1500", self.scores, (5_000, 1_500, 6), {"gpboost": Aim(times=1)})
        self.attempt("scores 2972x1128", self.scores, (2_972, 1_128, 25), {"gpboost": Aim(times=1)})
        self.attempt("agreement 500x12", self.agreement)
        self.attempt("conflicts 10000x5000", self.conflicts)
        self.attempt("workbook of 10000 rows", self.workbook)
        self.attempt("deadline evening", self.evening)

    def attempt(self, name, measure, *arguments):
        if self.patterns and not any(pattern in name for pattern in self.patterns):
            return
        print(f"{name} …", file=sys.stderr, flush=True)
        try:
            measure(name, *arguments)
        except Unfinished as unfinished:
            self.notes.append(str(unfinished))
        except Wrong as wrong:
            self.wrong.append(f"{name}: {wrong}")
            print(f"  WRONG: {wrong}", file=sys.stderr, flush=True)
        for line in self.lines:
            if line.case == name:
                print("  " + line.words(), file=sys.stderr, flush=True)
        for scratch in self.folder.iterdir():
            shutil.rmtree(scratch) if scratch.is_dir() else scratch.unlink()

    # The cases.

    def start(self, name):
        self.alone(name, lambda: Run([self.program, "--version"]), Aim(below=0.05))

    def start_of_peer(self, name, peer):
        """What Python needs to begin with: the floor of every figure of that peer."""
        modules = {
            "python alone": "",
            "numpy": "import numpy",
            "HiGHS": "import numpy, highspy",
            "OR-Tools": "import numpy; from ortools.graph.python import min_cost_flow",
        }
        (runs,) = in_turn([lambda: Run([sys.executable, "-c", modules[peer]])], self.runs, self.budget)
        self.lines.append(Line(name, Medians(runs)))

    def total(self, name, instance, aim, total=None):
        plan = self.beside(name, instance, [self.highs(aim)])
        if total is not None:
            judge.known(plan, total)

    def fair(self, name, instance):
        fairflow = Peer("FairFlow", [PEERS / "fairflow.py"], Aim(), exact=False)
        self.beside(name, instance, [self.highs(Aim(), "--objective", "fair"), fairflow], fair=True)

    def sum_of_fair(self):
        """One more row a peer: seconds over all six."""
        for peer, aim in (("HiGHS", Aim(times=4)), ("FairFlow", Aim())):
            lines = [line for line in self.lines if line.case.startswith("fair ") and line.peer == peer]
            if len(lines) == len(REAL):
                ours, theirs = Sum([line.ours for line in lines]), Sum([line.theirs for line in lines])
                solver = None if any(line.solver is None for line in lines) else sum(line.solver for line in lines)
                least = any(line.least for line in lines)
                self.lines.append(Line("fair, all six", ours, peer, theirs, solver, None, least, aim))

    def mixed(self, name, simulation, aim, gap):
        instance = instances.simulated(self.program, self.folder / "simulated", *simulation)
        peer = self.highs(aim, "--candidates", CANDIDATES, *(("--gap", gap) if gap else ()))
        peer.name, peer.all_pairs = f"HiGHS, best {CANDIDATES}", False
        self.beside(name, instance, [peer], options=("--gap", gap) if gap else (), gap=gap)

    def plain(self, name, simulation, exact=False):
        instance = instances.simulated(self.program, self.folder / "simulated", *simulation, exact=exact)
        aim = Aim(times=20, memory=10, solver=True)
        peer = Peer("OR-Tools", [PEERS / "or_tools.py"], aim, patience=2 * self.limit)
        self.beside(name, instance, [peer])

    def repair(self, name):
        """One expert recuses from one dossier just after the plan was approved; a fresh copy for each run."""
        before = self.demo / "before-reviews.db"
        if not before.is_file():
            self.notes.append(f"{before.name} is not in the demonstration's folder (demo/national-round.sh out/selection selection): repair was left out.")
            return
        dossier, expert = instances.read(self.demo / "plan.json")["assignments"][0]
        recused, copy = self.folder / "recused.db", self.folder / "round.db"
        shutil.copyfile(before, recused)
        act = ["--database", recused, "--as", expert]
        Run([self.program, "review", "pledge", "--agree", *act])
        Run([self.program, "review", "recuse", dossier, "--reason", "示例 synthetic", *act])

        def replace():
            shutil.copyfile(recused, copy)
            return Run([self.program, "assignment", "replace", "--database", copy, "--as", "S-01", "--json"])

        runs = self.alone(name, replace, Aim(below=0.2))
        for run in runs:
            judge.repaired(json.loads(run.output))

    def diagnosis(self, name, kind):
        instance = instances.impossible(self.instance, kind, self.folder)
        peer = self.highs(Aim(below=2), limit=HOPELESS_LIMIT)
        plan = self.folder / "plan.json"
        answers = self.measure(name, instance, plan, [peer], expected=2, patience=HOPELESS_LIMIT)[peer.name]
        document = instances.read(plan)
        self.found.append(found(name, "Linxuan", document, f"{len(document['diagnosis'])} reasons"))
        self.tell_found(name, [peer], {peer.name: answers})
        judge.diagnosed(document)
        for answer in answers:
            if answer and answer["proven"] and answer["status"] != "Infeasible":
                raise Wrong(f"HiGHS finds a solution: {answer['total']}")

    def verify(self, name):
        plan = self.folder / "plan.json"
        Run([self.program, "solve", self.instance, "--out", plan])
        self.alone(name, lambda: Run([self.program, "verify", self.instance, plan]))

    def results(self, name):
        before, copy = self.demo / "before-results.db", self.folder / "round.db"
        if not before.is_file():
            self.notes.append(f"{before.name} is not in the demonstration's folder (demo/national-round.sh out/selection selection): results was left out.")
            return

        def compute():
            shutil.copyfile(before, copy)
            return Run([self.program, "results", "compute", "--database", copy, "--as", "S-01"])

        self.alone(name, compute)

    def visits(self, name):
        """A choice of visits within the budgets of the call, proven: belief in each score, choice, proof, record and log."""
        before, chosen, copy = self.demo / "before-results.db", self.folder / "with-results.db", self.folder / "round.db"
        if not before.is_file():
            self.notes.append(f"{before.name} is not in the demonstration's folder (demo/national-round.sh out/selection selection): visits was left out.")
            return
        shutil.copyfile(before, chosen)
        for words in (("results", "compute"), ("round", "advance")):
            Run([self.program, *words, "--database", chosen, "--as", "S-01"])

        def choose():
            shutil.copyfile(chosen, copy)
            return Run([self.program, "visits", "choose", "--database", copy, "--as", "S-01", "--json"])

        runs = self.alone(name, choose, Aim(below=2))
        plan = json.loads(runs[-1].output).get("plan")
        if plan is None:
            raise Wrong(f"the call of {before.name} chooses visits by triggers, and proves nothing: make the demonstration anew")
        judge.visits(plan)
        weighed = sum(gain["isCandidate"] for gain in plan["gains"])
        self.notes.append(
            f"{name}: {len(plan['dossiers'])} visits, {len(plan['fixed'])} of them in any case, the others out of {weighed}; "
            f"gain {plan['gain'] / 10_000:.4f} points, proven."
        )

    def papers(self, name):
        before, copy = self.demo / "before-results.db", self.folder / "papers.db"
        if not before.is_file():
            self.notes.append(f"{before.name} is not in the demonstration's folder (demo/national-round.sh out/selection selection): {name} was left out.")
            return
        work = ('"$0" results compute --database "$1" --as S-01 && "$0" results list --database "$1" --as S-01 && '
                '"$0" results analyze --database "$1" --as S-01 --json && "$0" round papers "$2" --database "$1" --as S-01')

        def compute():
            shutil.copyfile(before, copy)
            return Run(["sh", "-c", work, self.program, copy, self.folder / "papers"])

        self.alone(name, compute, Aim(below=5))

    def names(self, name):
        """The labelled pairs of names: how many are found, and how many of those found are right."""
        runs = self.alone(name, lambda: Run([self.program, "conflicts", "names", NAME_PAIRS, "--json"]))
        report = json.loads(runs[-1].output)
        judge.names(report)
        pairs = sum(sum(row.values()) for row in report["counts"].values())
        self.notes.append(
            f"{name}: {pairs} pairs; {report['codes'][1]} of {report['codes'][0]} with an equal code certain; of the other same "
            f"and related ones {report['recall']:.1f} % certain or suspected (recall); of all certain or suspected "
            f"{report['precision']:.1f} % same or related (precision); no different one certain."
        )

    def scores(self, name, size, aims):
        """A REML fit with ranks of all dossiers, beside programs that fit alone; by whole processes, and by the fit within them."""
        dossiers, experts, demand = size
        folder = self.folder / "simulated"
        Run([self.program, "simulate", folder, "--dossiers", dossiers, "--experts", experts, "--demand", demand])
        table = folder / "scores.csv"
        sides = [lambda: Run([self.program, "analyze", table, "--select", dossiers // 10, "--timings", "--lang", "en", "--json"])]
        script = PEERS / "mixed_model.py"
        for peer in aims:
            command = [sys.executable, script, peer, table]
            sides.append(lambda command=command: Run(command, patience=2 * self.limit))
        ours, *theirs = in_turn(sides, self.runs, self.budget)
        document = json.loads(ours[-1].output)
        for (peer, aim), runs in zip(aims.items(), theirs):
            answers = [None if run.killed else told(run.output) for run in runs]
            solver = median_of(answers, "build", "run")
            killed = any(run.killed for run in runs)
            self.lines.append(Line(name, Medians(ours), peer, Medians(runs), solver, None, killed, Aim()))
            fits = Part(runs, [2 * self.limit if answer is None else seconds_in(answer, "run") for answer in answers])
            self.lines.append(Line(f"fit of {name}", Part(ours, timings(ours, "fit")), peer, fits, None, None, killed, aim))
            if peer == "mixedlm" and answers[-1]:
                judge.same_criterion(document["criterion"], answers[-1]["criterion"], peer)
        self.lines.append(Line(f"ranks of {name}", Part(ours, timings(ours, "ranks")), aim=Aim(below=1)))
        # gpboost has no REML; what it says of the likelihood at our variances is as good a check.
        analysis = self.folder / "analysis.json"
        analysis.write_text(ours[-1].output)
        checked = told(Run([sys.executable, script, "gpboost", table, "--at", analysis]).output)
        judge.same_criterion(document["criterion"], checked["criterion"], "gpboost at these variances")
        self.notes.append(f"{name}: criterion {document['criterion']:.6f}, by gpboost at the same variances {checked['criterion']:.6f}.")

    def agreement(self, name):
        """Coefficients of a complete table, beside krippendorff and pingouin."""
        table = self.folder / "complete.csv"
        instances.complete_scores(table, 500, 12)
        ours, theirs = in_turn(
            [
                lambda: Run([self.program, "analyze", table, "--json"]),
                lambda: Run([sys.executable, PEERS / "agreement.py", table]),
            ], self.runs, self.budget)
        answer = told(theirs[-1].output)
        solver = median_of([answer], "build", "run")
        self.lines.append(Line(name, Medians(ours), "krippendorff, pingouin", Medians(theirs), solver, None, False, Aim()))
        judge.same_agreement(json.loads(ours[-1].output)["agreement"], answer["agreement"])

    def conflicts(self, name):
        """10 000 dossiers, 5 000 experts and 50 000 relations: detection as `replay` shows it, and as `detect` enters it."""
        tables, before, copy = self.folder / "tables", self.folder / "before.db", self.folder / "round.db"
        conflict_round.make(tables)

        def act(database, *command):
            return Run([self.program, *command, "--database", database, "--as", "S-01"])

        act(before, "round", "new", "--call", tables / "call.yaml", "--name", "示例")
        act(before, "intake", "dossiers", tables / "dossiers.csv")
        act(before, "intake", "experts", tables / "experts.csv", "--affiliations", tables / "affiliations.csv")
        act(before, "intake", "relations", tables / "relations.csv")
        act(before, "round", "advance")

        self.alone(name, lambda: act(before, "conflicts", "replay", "--json"), Aim(below=5))

        def detect():
            shutil.copyfile(before, copy)
            return act(copy, "conflicts", "detect", "--json")

        report = json.loads(self.alone(f"{name}, entered", detect)[-1].output)
        if report["added"] == 0:
            raise Wrong("no conflict was found in a round that is full of them")
        if json.loads(act(copy, "conflicts", "replay", "--json").output)["changes"]:
            raise Wrong("detection finds something new in the same data")
        self.notes.append(
            f"{name}: {report['added']} entries in the register, {report['pairs']} pairs in conflict, {report['suspicions']} suspicions."
        )

    def workbook(self, name):
        """A summary table of 10 000 rows with seven faults in most of them: told in short, in full as JSON, marked in a copy."""
        tables, database = self.folder / "tables", self.folder / "round.db"
        expected = faulty_workbook.make(tables)
        Run([self.program, "round", "new", "--call", tables / "call.yaml", "--name", "示例", "--database", database, "--as", "S-01"])
        intake = [self.program, "intake", "dossiers", tables / "summary.xlsx", "--database", database, "--as", "S-01"]
        aim = Aim(below=5, megabytes=300)
        self.alone(name, lambda: Run(intake, 65), aim)
        told = self.alone(f"{name}, --json", lambda: Run([*intake, "--json"], 65), aim)[-1]
        self.alone(f"{name}, --marked", lambda: Run([*intake, "--marked", self.folder / "marked"], 65), aim)
        judge.faults(json.loads(told.output), expected)
        judge.marked(self.folder / "marked", expected)
        self.notes.append(f"{name}: {expected} faults, all of them told and marked.")

    def evening(self, name):
        """5 000 experts through 64 connections, beside one transaction a submission in plain SQLite; each run an evening of its own."""
        try:
            evenings = [deadline_evening.evening(self.program, self.folder) for _ in range(self.runs)]
        except RuntimeError as error:
            raise Wrong(str(error)) from error

        def median(figure):
            return statistics.median(figure(one) for one in evenings)

        submissions = median(lambda one: one["submissionsPerSecond"])
        plain = median(lambda one: one["plainSQLiteSubmissionsPerSecond"])
        page = median(lambda one: max(look["median"] for look in one["pageMilliseconds"].values()))
        first = median(lambda one: max(look["first"] for look in one["pageMilliseconds"].values()))
        slowest = median(lambda one: one["milliseconds"]["submission"]["p99"])
        self.notes.append(
            f"{name}: {submissions:.0f} submissions/s (aim 500) with as many lists, dossiers and drafts, {submissions / plain:.2f}× plain "
            f"SQLite's {plain:.0f}/s; p99 of a submission {slowest:.0f} ms (aim 100); peak "
            f"{median(lambda one: one['peakMegabytes']):.0f} MB (aim 200); nothing lost. The slowest of the secretariat's pages "
            f"afterwards: {page:.0f} ms (aim 100), {first:.0f} ms at its first look.")

    # What they have in common.

    def highs(self, aim, *options, limit=None):
        """HiGHS looks at its clock seldom: it is stopped where it takes twice what it was allowed."""
        limit = min(limit or self.limit, self.limit)
        command = [PEERS / "highs.py", "--time-limit", limit, *options]
        programs = 2 if "fair" in options else 1
        return Peer("HiGHS", command, aim, patience=2 * programs * limit)

    def alone(self, name, side, aim=None):
        (runs,) = in_turn([side], self.runs, self.budget)
        self.lines.append(Line(name, Medians(runs), aim=aim or Aim()))
        return runs

    def beside(self, name, instance, peers, options=(), gap=0.0, fair=False):
        """Linxuan and its peers in turn, then what each found, judged. Gives Linxuan's plan."""
        plan = self.folder / "plan.json"
        if fair:
            options = ("--objective", "fair", *options)
        answers = self.measure(name, instance, plan, peers, options)
        document = instances.read(plan)
        self.found.append(found(name, "Linxuan", document))
        self.tell_found(name, peers, answers)
        judge.proven(judge.verified(instance, plan), gap)
        for peer in peers:
            for answer in answers[peer.name]:
                if peer.exact:
                    judge.beside_exact(document, answer, peer.name, gap, peer.all_pairs, fair)
                else:
                    judge.never_below(document, answer, peer.name)
        return document

    def measure(self, name, instance, plan, peers, options=(), expected=0, patience=None):
        """Adds a line for each peer; gives the answers of each, none for a run that was stopped."""
        patience = min(patience or self.limit, self.limit)
        solve = [self.program, "solve", instance, "--out", plan, *options]
        sides = [lambda: Run(solve, expected, patience=patience)]
        for peer in peers:
            script, *rest = peer.command
            command = [sys.executable, script, instance, *rest]
            sides.append(lambda command=command, peer=peer: Run(command, patience=peer.patience))
        ours, *theirs = in_turn(sides, self.runs, self.budget)
        matrix = instances.matrix_megabytes(instance)
        answers = {}
        for peer, runs in zip(peers, theirs):
            told_by = answers[peer.name] = [None if run.killed else told(run.output) for run in runs]
            unfinished = peer.exact and any(answer is None or not answer["proven"] for answer in told_by)
            solver = median_of(told_by, "build", "run")
            self.lines.append(Line(name, Medians(ours), peer.name, Medians(runs), solver, matrix, unfinished, peer.aim))
        if any(run.killed for run in ours):
            raise Unfinished(f"{name}: Linxuan was stopped after {patience:.0f} s; what it had is not judged.")
        return answers

    def tell_found(self, name, peers, answers):
        for peer in peers:
            self.found.append(found(name, peer.name, answers[peer.name][-1]))


def timings(runs, step):
    """What `analyze --timings` said a step took, in seconds, run by run."""
    return [float(re.search(rf"{step}: ([0-9.]+) s", run.errors)[1]) for run in runs]
