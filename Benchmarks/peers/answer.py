"""How a peer tells its answer: one line of JSON after a mark, since solvers print banners whatever they are told."""

import json
import time

MARK = "answer "


class Stopwatch:
    """Seconds by phase: import, read, build, run."""

    def __init__(self, started):
        self._last = started
        self.seconds = {}

    def lap(self, phase):
        now = time.perf_counter()
        self.seconds[phase] = self.seconds.get(phase, 0) + now - self._last
        self._last = now


def tell(answer):
    print(f"\n{MARK}{json.dumps(answer)}", flush=True)


def told(output):
    return next((json.loads(line[len(MARK):]) for line in output.splitlines() if line.startswith(MARK)), None)
