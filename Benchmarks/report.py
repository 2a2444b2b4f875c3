"""The tables: what it took, against which aim, and what was found."""

import statistics
from dataclasses import dataclass, field


@dataclass
class Aim:
    """What the issue asks for: so many times the peer, in seconds and in memory, and at most so many seconds."""

    times: float = None
    below: float = None
    memory: float = None
    megabytes: float = None  # at most so many, of ours alone
    solver: bool = False  # the peer's build and solve alone, not its whole process
    only_above: float = 0  # the ratio counts only where the peer takes longer than this
    strict: bool = False  # more than so many times

    def words(self):
        parts = []
        if self.times:
            parts.append(f"{'>' if self.strict else ''}{self.times:g}×")
        if self.memory:
            parts.append(f"{self.memory:g}× MB")
        if self.below:
            parts.append(f"<{self.below:g} s")
        if self.megabytes:
            parts.append(f"<{self.megabytes:g} MB")
        return ", ".join(parts)

    def met(self, line):
        """Whether it is met; none where that can't be told."""
        if line.ours.stopped:
            return False
        checks = []
        if self.below:
            checks.append(line.ours.seconds < self.below)
        if self.megabytes:
            checks.append(line.ours.megabytes < self.megabytes)
        if self.times:
            if line.theirs is None:
                return None
            seconds = line.solver if self.solver and line.solver else line.theirs.seconds
            if seconds >= self.only_above:
                enough = seconds / line.ours.seconds
                reached = enough > self.times if self.strict else enough >= self.times
                if not reached and line.least:
                    return None
                checks.append(reached)
        if self.memory:
            checks.append(line.beyond_theirs / line.beyond_ours >= self.memory)
        return all(checks)


@dataclass
class Line:
    """A case, beside one peer or none."""

    case: str
    ours: object
    peer: str = ""
    theirs: object = None
    solver: float = None
    matrix: float = None
    least: bool = False  # the peer was stopped: it takes at least as long
    aim: Aim = field(default_factory=Aim)

    @property
    def beyond_ours(self):
        return self.ours.megabytes - (self.matrix or 0)

    @property
    def beyond_theirs(self):
        return self.theirs.megabytes - (self.matrix or 0)

    def words(self):
        """The line in short, for those who wait."""
        ours = f"{'>' if self.ours.stopped else ''}{self.ours.seconds:.3f} s, {self.ours.megabytes:.0f} MB"
        if self.theirs is None:
            return ours
        mark = ">" if self.least else ""
        return f"{ours}; {self.peer} {mark}{self.theirs.seconds:.3f} s, {self.theirs.megabytes:.0f} MB"

    def cells(self):
        mark = ">" if self.least else ""
        cells = [self.case, str(self.ours.count)]
        stopped = ">" if self.ours.stopped else ""
        cells += [f"{stopped}{self.ours.seconds:.3f}", f"{self.ours.processor:.3f}", f"{self.ours.megabytes:.0f}"]
        cells.append(f"{self.beyond_ours:.0f}" if self.matrix else "")
        if self.theirs is None:
            cells += [""] * 10
        else:
            cells += [self.peer, str(self.theirs.count), f"{mark}{self.theirs.seconds:.3f}"]
            cells.append("" if self.solver is None else f"{self.solver:.3f}")
            cells += [f"{self.theirs.processor:.3f}", f"{self.theirs.megabytes:.0f}"]
            cells.append(f"{self.beyond_theirs:.0f}" if self.matrix else "")
            cells.append("" if stopped else f"{mark}{self.theirs.seconds / self.ours.seconds:.1f}")
            cells.append("" if stopped or self.solver is None else f"{mark}{self.solver / self.ours.seconds:.1f}")
            cells.append("" if stopped else f"{self.beyond_theirs / self.beyond_ours:.1f}")
        words = self.aim.words()
        met = self.aim.met(self) if words else None
        cells += [words, "" if not words else "open" if met is None else "met" if met else "missed"]
        return cells


TIMES_HEAD = ["case", "n", "s", "CPU s", "MB", "−matrix"]
TIMES_HEAD += ["peer", "n", "s", "solver s", "CPU s", "MB", "−matrix", "× s", "× solver", "× MB", "aim", ""]
FOUND_HEAD = ["case", "by", "floor", "total", "bound", "said", "size"]


def number(value):
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")


def found(case, by, answer, size=""):
    """A row of the second table, from a plan of Linxuan or the answer of a peer."""
    if answer is None:
        return [case, by, "", "", "", "stopped", ""]
    said = answer["status"].lower()
    if "size" in answer:
        size = "{} × {}".format(*answer["size"])
    cells = [number(answer["floor"]), number(answer["total"]), number(answer.get("bound"))]
    return [case, by, *cells, said, size]


def table(head, rows, left):
    lines = [head] + rows
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        cells = [
            cell.ljust(width) if column in left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths))
        ]
        print("  ".join(cells).rstrip())


def seconds_in(answer, *phases):
    """The seconds that a peer spent in some phases."""
    return sum(answer["seconds"].get(phase, 0) for phase in phases)


def median_of(answers, *phases):
    """The median of the seconds that a peer spent in some phases, none where it never told."""
    sums = [seconds_in(answer, *phases) for answer in answers if answer]
    return statistics.median(sums) if sums else None
