#!/usr/bin/env python3
"""Solves an instance by FairFlow and tells what came of it as JSON.

FairFlow is the algorithm by which OpenReview matches papers with a regard for the worst-off: Ari Kobren, Barna Saha,
Andrew McCallum, “Paper Matching with Local Fairness Constraints”, KDD 2019. It is not on PyPI. This is a
program of our own after the published algorithm, on the min-cost flow of OR-Tools, with the settings of OpenReview's
(github.com/openreview/openreview-matcher, matcher/solvers/fairflow.py): ten steps of binary search, the same prices.
One thing is kinder: where not all that is asked can be routed, as much as possible is, instead of giving up.

FairFlow knows demands, loads and conflicts only. A requirement of exactly so many experts with a value (one senior) is
met as OpenReview does it: those with the value are matched first, the others apart from them.
"""

import time

STARTED = time.perf_counter()

import argparse
import math
from pathlib import Path

import numpy as np
from ortools.graph.python import min_cost_flow

from answer import Stopwatch, tell
from instance import Instance

STEPS = 10
PRICE = 10_000
HIGH_PRICE = PRICE**2
MOST_ROUNDS = 1000


class Impossible(Exception):
    """The places cannot all be filled."""


class FairFlow:
    """A plan that a floor is sought for: every dossier at no less than the floor less the largest affinity."""

    def __init__(self, affinity, demand, minimum, maximum):
        self.allowed = ~np.isnan(affinity)
        least = min(0.0, np.nanmin(affinity))
        self.affinity = np.where(self.allowed, affinity - least, 0.0)
        self.demand, self.minimum, self.maximum = demand, minimum, maximum
        self.largest = self.affinity.max()
        self.chosen = np.zeros(affinity.shape, dtype=bool)
        self.target = 0.0

    def solve(self):
        """Binary search for the target, then once more with the best."""
        low, high = 0.0, self.largest * self.demand.max()
        best, best_worst = 0.0, 0.0
        self.target = (high - low) / 2
        for _ in range(STEPS):
            poor = self._improve()
            before = None
            while poor > 0 and poor != before:
                before, poor = poor, self._improve()
            worst = self._sums().min()
            if poor == 0 and worst >= best_worst:
                best, best_worst, low = self.target, worst, self.target
                self.target += (high - self.target) / 2
            else:
                high = self.target
                self.target -= (self.target - low) / 2
        self.target = best
        before, poor = None, self._improve()
        for _ in range(MOST_ROUNDS):
            if poor == 0 or poor == before:
                break
            before, poor = poor, self._improve()
        return self.chosen

    def _sums(self):
        return (self.affinity * self.chosen).sum(axis=1)

    def _groups(self):
        """The dossiers at or above the target, those below by no more than the largest affinity, and the poor."""
        sums = self._sums()
        poor = sums < self.target - self.largest
        rich = sums >= self.target
        return np.flatnonzero(rich), np.flatnonzero(~rich & ~poor), np.flatnonzero(poor)

    def _improve(self):
        """Moves experts from the rich to the poor, then fills what is empty. Returns how many are poor."""
        if self.chosen.sum() != self.demand.sum():
            self._fill()
        rich, middle, poor = self._groups()
        if len(rich) > 0 and len(poor) > 0:
            giving = poor[self.demand[poor] > 0]
            worst = np.where(self.chosen, self.affinity, np.inf).argmin(axis=1)
            self.chosen[giving, worst[giving]] = False
            self._refine(rich, middle, giving)
            self._fill()
        return len(self._groups()[2])

    def _refine(self, rich, middle, poor):
        """Each rich dossier may give one expert, directly to a poor one or through one in the middle that stays there."""
        dossiers, experts = self.affinity.shape
        sums = self._sums()
        source, sink = dossiers + experts, dossiers + experts + 1
        entrance = sink + 1  # a node before each dossier in the middle, so that it takes one expert only
        free = self.allowed & ~self.chosen
        network = Network()
        network.arcs(np.full(len(rich), source), rich)
        network.arcs(poor, np.full(len(poor), sink))
        network.arcs(entrance + middle, middle)

        position, expert = np.nonzero(self.chosen[rich])
        taken = network.arcs(rich[position], dossiers + expert)
        changes = [(taken, rich[position], expert, False)]
        givers = np.unique(expert)

        position, column = np.nonzero(free[np.ix_(middle, givers)])
        into, incoming = middle[position], givers[column]
        added = network.arcs(dossiers + incoming, entrance + into)
        changes.append((added, into, incoming, True))
        smallest = np.full(dossiers, np.inf)
        np.minimum.at(smallest, into, self.affinity[into, incoming])

        position, expert = np.nonzero(self.chosen[middle])
        dossier = middle[position]
        after = sums[dossier] + smallest[dossier] - self.affinity[dossier, expert]
        stays = np.isfinite(smallest[dossier]) & (after >= self.target - self.largest)
        dossier, expert = dossier[stays], expert[stays]
        taken = network.arcs(dossier, dossiers + expert)
        changes.append((taken, dossier, expert, False))
        givers = np.union1d(givers, expert)

        position, column = np.nonzero(free[np.ix_(poor, givers)])
        into, incoming = poor[position], givers[column]
        gain = self.affinity[into, incoming]
        lifted = gain + sums[into] >= self.target - self.largest
        costs = -1 - np.where(lifted, HIGH_PRICE, PRICE) * gain
        added = network.arcs(dossiers + incoming, into, costs)
        changes.append((added, into, incoming, True))

        network.route(source, sink, min(len(rich), len(poor)), entrance + dossiers)
        for arcs, dossier, expert, value in changes:
            used = network.flows(arcs) > 0
            self.chosen[dossier[used], expert[used]] = value

    def _fill(self):
        """Fills empty places at the largest total, first by those below their smallest load; removes what is too many."""
        for dossier in np.flatnonzero(self.chosen.sum(axis=1) > self.demand):
            held = np.flatnonzero(self.chosen[dossier])
            worst = held[np.argsort(self.affinity[dossier, held], kind="stable")]
            self.chosen[dossier, worst[: len(held) - self.demand[dossier]]] = False
        owed = np.maximum(self.minimum - self.chosen.sum(axis=0), 0)
        if owed.sum() > 0:
            self._assign(owed, owed.sum())
        self._assign(self.maximum - self.chosen.sum(axis=0), (self.demand - self.chosen.sum(axis=1)).sum())

    def _assign(self, room, amount):
        dossiers, experts = self.affinity.shape
        empty = self.demand - self.chosen.sum(axis=1)
        free = self.allowed & ~self.chosen & (empty > 0)[:, None] & (room > 0)
        dossier, expert = np.nonzero(free)
        source, sink = dossiers + experts, dossiers + experts + 1
        network = Network()
        network.arcs(np.full(experts, source), dossiers + np.arange(experts), capacities=room)
        pairs = network.arcs(dossiers + expert, dossier, -1 - PRICE * self.affinity[dossier, expert])
        network.arcs(np.arange(dossiers), np.full(dossiers, sink), capacities=empty)
        if network.route(source, sink, amount, sink + 1) < amount:
            raise Impossible
        used = network.flows(pairs) > 0
        self.chosen[dossier[used], expert[used]] = True


class Network:
    """A min-cost flow of OR-Tools."""

    def __init__(self):
        self.flow = min_cost_flow.SimpleMinCostFlow()

    def arcs(self, tails, heads, costs=None, capacities=None):
        count = len(tails)
        costs = np.zeros(count) if costs is None else costs
        capacities = np.ones(count) if capacities is None else capacities
        return self.flow.add_arcs_with_capacity_and_unit_cost(
            np.asarray(tails, dtype=np.int32),
            np.asarray(heads, dtype=np.int32),
            np.asarray(capacities, dtype=np.int64),
            np.trunc(costs).astype(np.int64),
        )

    def route(self, source, sink, amount, nodes):
        """As much of the amount as can be routed, at the least cost; returns how much."""
        supplies = np.zeros(nodes, dtype=np.int64)
        supplies[source], supplies[sink] = amount, -amount
        self.flow.set_nodes_supplies(np.arange(nodes, dtype=np.int32), supplies)
        if self.flow.solve_max_flow_with_min_cost() != self.flow.OPTIMAL:
            raise Impossible
        return self.flow.maximum_flow()

    def flows(self, arcs):
        return self.flow.flows(np.asarray(arcs, dtype=np.int32))


def groups(instance):
    """Experts and demands that are matched apart from the others."""
    for kind in ("neverTogether", "neverMutual", "pins"):
        if instance.document.get(kind):
            raise SystemExit(f"FairFlow knows no {kind}")
    rules = instance.document.get("composition", [])
    if not rules:
        return [(np.arange(len(instance.experts)), instance.demand)]
    if len(rules) > 1 or rules[0]["dossiers"] != "all" or rules[0].get("minimum") != rules[0].get("maximum", -1):
        raise SystemExit("FairFlow knows no such composition")
    having = instance.having(rules[0]["tag"], rules[0]["value"])
    count = np.full(len(instance.dossiers), rules[0]["minimum"])
    return [(np.flatnonzero(having), count), (np.flatnonzero(~having), instance.demand - count)]


def main():
    watch = Stopwatch(STARTED)
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("instance", type=Path)
    options = parser.parse_args()
    watch.lap("import")
    instance = Instance(options.instance)
    watch.lap("read")
    answer = {"status": "found", "proven": False, "bound": None, "floor": None, "total": None}
    chosen = np.zeros(instance.affinity.shape, dtype=bool)
    try:
        for experts, demand in groups(instance):
            part = FairFlow(instance.affinity[:, experts], demand, instance.minimum[experts], instance.maximum[experts])
            chosen[:, experts] = part.solve()
    except Impossible:
        answer["status"] = "places left empty"
    watch.lap("run")
    loads = chosen.sum(axis=0)
    filled = (chosen.sum(axis=1) == instance.demand).all()
    if filled and (loads <= instance.maximum).all() and (loads >= instance.minimum).all():
        answer["total"] = math.fsum(instance.affinity[chosen])
        sums = np.where(chosen, instance.affinity, 0.0).sum(axis=1)
        answer["floor"] = float(sums[instance.demand > 0].min())
    answer["size"] = list(instance.affinity.shape)
    answer["seconds"] = watch.seconds
    tell(answer)


if __name__ == "__main__":
    main()
