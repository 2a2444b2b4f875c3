#!/usr/bin/env python3
"""score = mean + dossier + expert + residual by mixedlm (REML) or gpboost (maximum likelihood)."""

import time

started = time.perf_counter()

import argparse
import json
import math

from answer import Stopwatch, tell

parser = argparse.ArgumentParser()
parser.add_argument("peer", choices=("mixedlm", "gpboost"))
parser.add_argument("table")
parser.add_argument("--at", help="an analysis: the restricted likelihood at its variances, nothing fitted (gpboost)")
options = parser.parse_args()

import numpy
import pandas

if options.peer == "mixedlm":
    import mixedlm
else:
    import gpboost

watch = Stopwatch(started)
watch.lap("import")
scores = pandas.read_csv(options.table)
watch.lap("read")
if options.peer == "mixedlm":
    fit = mixedlm.lmer("score ~ 1 + (1|dossier) + (1|expert)", scores, REML=True)
    criterion = float(fit.deviance() if callable(fit.deviance) else fit.deviance)
else:
    # By default it approximates log-determinants by chance, which is quick and good to a digit or two; the check wants all digits.
    method = "cholesky" if options.at else "default"
    groups = scores[["dossier", "expert"]].to_numpy()
    model = gpboost.GPModel(group_data=groups, likelihood="gaussian", matrix_inversion_method=method)
    values = scores["score"].to_numpy(float)
    if options.at:
        with open(options.at, encoding="utf-8") as file:
            analysis = json.load(file)
        variance = analysis["variance"]
        # −2 log of the restricted likelihood from that of the likelihood at the least squares estimate of the mean.
        likelihood = model.neg_log_likelihood(
            cov_pars=numpy.array([variance["residual"], variance["item"], variance["rater"]]), y=values - analysis["mean"])
        criterion = 2 * float(likelihood) - 2 * math.log(analysis["meanStandardError"]) - math.log(2 * math.pi)
    else:
        model.fit(y=values, X=numpy.ones((len(values), 1)))
        criterion = None
watch.lap("run")
tell({"criterion": criterion, "seconds": watch.seconds})
