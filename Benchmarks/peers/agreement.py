#!/usr/bin/env python3
"""Coefficients of agreement of a complete table by krippendorff and pingouin."""

import time

started = time.perf_counter()

import argparse

from answer import Stopwatch, tell

parser = argparse.ArgumentParser()
parser.add_argument("table")
options = parser.parse_args()

import krippendorff
import pandas
import pingouin

watch = Stopwatch(started)
watch.lap("import")
scores = pandas.read_csv(options.table)
matrix = scores.pivot(index="expert", columns="dossier", values="score").to_numpy(float)
watch.lap("read")
agreement = {
    f"krippendorff{metric.capitalize()}": float(krippendorff.alpha(reliability_data=matrix, level_of_measurement=metric))
    for metric in ("nominal", "ordinal", "interval", "ratio")
}
correlations = pingouin.intraclass_corr(data=scores, targets="dossier", raters="expert", ratings="score")
for key, name in zip(("1,1", "2,1", "3,1", "1,k", "2,k", "3,k"), correlations["ICC"]):
    agreement[f"icc {key}"] = float(name)
watch.lap("run")
tell({"agreement": agreement, "seconds": watch.seconds})
