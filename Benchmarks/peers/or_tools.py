#!/usr/bin/env python3
"""Solves an instance by the min-cost flow of OR-Tools, all pairs that may be assigned as arcs; tells the answer as JSON.

For instances with no requirement beyond demands and loads: those are a network.
"""

import time

STARTED = time.perf_counter()

import argparse
from pathlib import Path

import numpy as np
from ortools.graph.python import min_cost_flow

from answer import Stopwatch, tell
from instance import Instance

# The affinities of simulated instances are whole multiples of this, so that costs are exact.
UNIT = 2.0**-20
# Dossiers whose arcs are handed over at once, so that no array of all arcs stands beside the solver's own.
BLOCK = 250


def main():
    watch = Stopwatch(STARTED)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instance", type=Path)
    options = parser.parse_args()
    watch.lap("import")
    instance = Instance(options.instance)
    for rule in ("composition", "neverTogether", "neverMutual", "pins"):
        if instance.document.get(rule):
            raise SystemExit(f"the instance has {rule}, which is no network")
    watch.lap("read")

    dossiers, experts = instance.affinity.shape
    sink = dossiers + experts
    flow = min_cost_flow.SimpleMinCostFlow()
    for first in range(0, dossiers, BLOCK):
        block = instance.affinity[first : first + BLOCK]
        dossier, expert = np.nonzero(~np.isnan(block))
        costs = block[dossier, expert].astype(np.float64) / UNIT
        whole = np.rint(costs)
        if (whole != costs).any():
            raise SystemExit(f"an affinity is no whole multiple of {UNIT}")
        flow.add_arcs_with_capacity_and_unit_cost(
            (dossier + first).astype(np.int32),
            (expert + dossiers).astype(np.int32),
            np.ones(len(costs), dtype=np.int64),
            -whole.astype(np.int64),
        )
    pairs = flow.num_arcs()
    # An expert swallows the smallest load, and passes on what is above it.
    flow.add_arcs_with_capacity_and_unit_cost(
        np.arange(dossiers, sink, dtype=np.int32),
        np.full(experts, sink, dtype=np.int32),
        instance.maximum - instance.minimum,
        np.zeros(experts, dtype=np.int64),
    )
    supplies = np.concatenate([instance.demand, -instance.minimum, [instance.minimum.sum() - instance.demand.sum()]])
    flow.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supplies)
    watch.lap("build")
    status = flow.solve()
    watch.lap("run")
    optimal = status == flow.OPTIMAL
    total = -flow.optimal_cost() * UNIT if optimal else None
    tell({
        "status": status.name.lower(),
        "proven": optimal,
        "bound": total,
        "floor": None,
        "total": total,
        "size": [sink + 1, pairs],
        "seconds": watch.seconds,
    })


if __name__ == "__main__":
    main()
