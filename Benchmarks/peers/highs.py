#!/usr/bin/env python3
"""Solves an instance by HiGHS (highs.dev), as the compact integer program, and tells what came of it as JSON."""

import time

STARTED = time.perf_counter()

import argparse
import math
from pathlib import Path

import highspy
import numpy as np

from answer import Stopwatch, tell
from instance import Instance
from model import Model

# A floor found is kept to within this: sums of binary fractions are exact, the solver's are not.
SLACK = 1e-6


def main():
    watch = Stopwatch(STARTED)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("instance", type=Path)
    parser.add_argument("--objective", choices=["total", "fair"], default="total")
    parser.add_argument("--candidates", type=int, help="only the best so many experts of each dossier")
    parser.add_argument("--gap", type=float, default=0.0)
    parser.add_argument("--time-limit", type=float, default=600, help="seconds for each integer program")
    options = parser.parse_args()
    watch.lap("import")
    instance = Instance(options.instance)
    watch.lap("read")
    model = Model(instance, options.candidates)
    answer = solve_fair(model, options, watch) if options.objective == "fair" else solve_total(model, options, watch)
    answer["size"] = [model.rows, model.columns]
    answer["seconds"] = watch.seconds
    tell(answer)


def solve_total(model, options, watch):
    program = Program(model)
    return program.solve(options, watch)


def solve_fair(model, options, watch):
    """First the highest floor: one more column, under the sum of each dossier. Then the total, with that floor kept."""
    first = Program(model, floor_column=True)
    found = first.solve(options, watch)
    if found["floor"] is None:
        return found
    second = Program(model, least=found["floor"] - SLACK)
    best = second.solve(options, watch)
    best["floorProven"] = found["proven"]
    best["floorBound"] = found["bound"]
    best["proven"] = best["proven"] and found["proven"]
    return best


class Program:
    """The model as HiGHS takes it."""

    def __init__(self, model, floor_column=False, least=None):
        self.model, self.floor_column = model, floor_column
        start, index = model.matrix()
        value = np.ones(len(index))
        cost, lower, upper = model.cost, model.lower, np.ones(model.columns)
        row_lower, row_upper = np.concatenate(model.row_lower), np.concatenate(model.row_upper)
        columns = model.columns
        if floor_column:
            cost = np.append(np.zeros(columns), 1.0)
            lower, upper = np.append(lower, -highspy.kHighsInf), np.append(upper, highspy.kHighsInf)
            columns += 1
        if floor_column or least is not None:
            wanting = model.instance.demand > 0
            count = np.count_nonzero(wanting)
            pairs = np.flatnonzero(wanting[model.dossier_of])  # dossier by dossier, as the columns are
            values = model.cost[pairs]
            ends = np.cumsum(np.bincount(model.dossier_of[pairs], minlength=len(wanting))[wanting])
            if floor_column:
                pairs, values = np.insert(pairs, ends, model.columns), np.insert(values, ends, -1.0)
                ends = ends + np.arange(1, count + 1)
            start = np.append(start, ends + len(index))
            index, value = np.append(index, pairs), np.append(value, values)
            row_lower = np.append(row_lower, np.full(count, 0.0 if floor_column else least))
            row_upper = np.append(row_upper, np.full(count, np.inf))

        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = columns, len(row_lower)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = cost, lower, upper
        lp.row_lower_, lp.row_upper_ = row_lower, row_upper
        kinds = [highspy.HighsVarType.kInteger] * model.columns
        lp.integrality_ = kinds + [highspy.HighsVarType.kContinuous] * (columns - model.columns)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_, lp.a_matrix_.index_ = start.astype(np.int32), index.astype(np.int32)
        lp.a_matrix_.value_ = value
        self.lp = lp

    def solve(self, options, watch):
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("time_limit", float(options.time_limit))
        highs.setOptionValue("mip_rel_gap", float(options.gap))
        if highs.passModel(self.lp) == highspy.HighsStatus.kError:
            raise SystemExit("HiGHS refused the model")
        watch.lap("build")
        highs.run()
        watch.lap("run")
        info = highs.getInfo()
        status = highs.modelStatusToString(highs.getModelStatus())
        bound = info.mip_dual_bound
        answer = {
            "status": status,
            "proven": status in ("Optimal", "Infeasible"),
            "bound": bound if math.isfinite(bound) else None,
            "floor": None,
            "total": None,
        }
        if info.primal_solution_status == 2:
            values = np.asarray(highs.getSolution().col_value)[: self.model.columns]
            chosen = np.flatnonzero(values > 0.5)
            answer["total"] = math.fsum(self.model.cost[chosen])
            answer["floor"] = self.model.floor(chosen)
        return answer


if __name__ == "__main__":
    main()
