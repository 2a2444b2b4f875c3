"""Whole processes, measured: wall clock, processor seconds, peak memory; and their medians."""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

# The system counts the memory of the process that starts another into the other's peak. So a small one of its own starts
# each command, which says what it took on a pipe; what it holds itself, some 9 MB, is below whatever is measured here.
LAUNCHER = """
import os, sys, time
tell, command = int(sys.argv[1]), sys.argv[2:]
os.set_inheritable(tell, False)
started = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ)
os.write(tell, b"%d\\n" % child)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - started
processor = usage.ru_utime + usage.ru_stime
os.write(tell, b"%d %d %f %f\\n" % (os.waitstatus_to_exitcode(status), usage.ru_maxrss, seconds, processor))
"""


class Wrong(Exception):
    """An answer that is not right, or a process that failed."""


class Run:
    """One whole process. Killed after `patience` seconds, where that is given; `killed` tells."""

    def __init__(self, command, expected=0, patience=None):
        command = [str(part) for part in command]
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            heard, tell = os.pipe()
            launcher = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", LAUNCHER, str(tell), *command], stdin=subprocess.DEVNULL, stdout=output,
                stderr=errors, pass_fds=[tell])
            os.close(tell)
            self.killed = False
            with open(heard) as said:
                started = said.readline()
                clock = threading.Timer(patience, self._kill, [int(started)]) if patience and started else None
                if clock:
                    clock.daemon = True
                    clock.start()
                ended = said.readline().split()
            if clock:
                clock.cancel()
            launcher.wait()
            if ended:
                code, memory, self.seconds, self.processor = int(ended[0]), int(ended[1]), float(ended[2]), float(ended[3])
                unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KiB elsewhere
                self.code, self.megabytes = code, memory * unit / 1e6
            else:
                self.code = None  # it could not be started; why is among the errors
            output.seek(0)
            self.output = output.read().decode("utf-8", "replace")
            errors.seek(0)
            self.errors = errors.read().decode("utf-8", "replace")
        if self.code != expected and not self.killed:
            said = (self.errors or self.output).strip()[-500:]
            name = " ".join(Path(part).name for part in command[:3])
            raise Wrong(f"{name} … ended with {self.code}, not {expected}: {said}")

    def _kill(self, process):
        self.killed = True
        os.kill(process, 9)


class Medians:
    """The medians of some runs of one command."""

    def __init__(self, runs):
        self.count = len(runs)
        self.stopped = any(run.killed for run in runs)
        self.seconds = statistics.median(run.seconds for run in runs)
        self.processor = statistics.median(run.processor for run in runs)
        self.megabytes = statistics.median(run.megabytes for run in runs)


class Part(Medians):
    """The medians of some runs, but with the seconds of one step as the program itself told them."""

    def __init__(self, runs, seconds):
        super().__init__(runs)
        self.seconds = statistics.median(seconds)


class Sum:
    """Seconds added up over several cases, and the highest of their peaks of memory."""

    def __init__(self, medians):
        self.count = min(median.count for median in medians)
        self.stopped = any(median.stopped for median in medians)
        self.seconds = sum(median.seconds for median in medians)
        self.processor = sum(median.processor for median in medians)
        self.megabytes = max(median.megabytes for median in medians)


def in_turn(sides, most, budget):
    """Runs each side up to `most` times, in turn, so that all meet the same machine; none anew after `budget` seconds.

    A side is a function without arguments that gives a Run. Returns a list of runs for each side.
    """
    done = [[] for _ in sides]
    for _ in range(most):
        for side, runs in zip(sides, done):
            spent = sum(run.seconds for run in runs)
            if not runs or (spent < budget and not runs[-1].killed):
                runs.append(side())
    return done
