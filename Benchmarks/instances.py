"""The instances that the bench makes: simulated ones, and rounds that are impossible. All made up."""

import json
import random

from measure import Run


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def write(path, document):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def simulated(program, folder, dossiers, experts, *options, exact=False):
    """An instance of `linxuan simulate`; with `exact`, every expert must have exactly the largest load."""
    Run([program, "simulate", folder, "--dossiers", dossiers, "--experts", experts, *options])
    path = folder / "instance.json"
    if exact:
        document = read(path)
        for expert in document["experts"]:
            expert["minimumLoad"] = expert["maximumLoad"]
        write(path, document)
    return path


def matrix_megabytes(path):
    """The size of the file of affinities beside an instance, or none where they are inside it."""
    affinity = read(path)["affinity"]
    return (path.parent / affinity["npy"]).stat().st_size / 1e6 if "npy" in affinity else None


# Rounds with no solution: the demonstration's, tightened.


def too_few_of_a_specialty(document):
    """The experts of finance may have one dossier fewer in all than the dossiers need."""
    holders = [e for e in document["experts"] if "finance" in e["tags"].get("specialty", [])]
    rules = [r for r in document["composition"] if r.get("value") == "finance"]
    needed = sum(r["minimum"] * len(r["dossiers"]) for r in rules)
    spread(holders, needed - 1)


def loads_too_small(document):
    """All experts together may have one dossier fewer than there are places."""
    spread(document["experts"], sum(d["demand"] for d in document["dossiers"]) - 1)


def too_few_organisations(document):
    """Every expert is of one of six organisations, and some dossiers need seven experts of different ones."""
    for index, expert in enumerate(document["experts"]):
        expert["tags"]["organisation"] = [f"示例机构{index % 6 + 1}"]


def one_dossier_without_experts(document):
    """The dossier of the largest demand is in conflict with all experts but one fewer than it needs."""
    dossier = max(document["dossiers"], key=lambda d: d["demand"])
    barred = {expert for other, expert in document["conflicts"] if other == dossier["id"]}
    free = [expert["id"] for expert in document["experts"] if expert["id"] not in barred]
    document["conflicts"] += [[dossier["id"], expert] for expert in free[dossier["demand"] - 1 :]]


def spread(experts, places):
    """Largest loads as even as can be that add up to so many places."""
    for index, expert in enumerate(experts):
        expert["maximumLoad"] = (places + index) // len(experts)


IMPOSSIBLE = {
    "specialty": too_few_of_a_specialty,
    "loads": loads_too_small,
    "organisations": too_few_organisations,
    "conflicts": one_dossier_without_experts,
}


def impossible(instance, kind, folder):
    document = read(instance)
    IMPOSSIBLE[kind](document)
    document["name"] = f"示例 synthetic: {document['name']}, impossible: {kind}"
    unique = sorted({tuple(pair) for pair in document["conflicts"]})
    document["conflicts"] = [list(pair) for pair in unique]
    return write(folder / f"impossible-{kind}.json", document)


def complete_scores(path, dossiers, experts):
    """A made-up table in which every expert scored every dossier, in whole points so that there are ties."""
    chance = random.Random(5)
    leniency = [chance.gauss(0, 4) for _ in range(experts)]
    lines = ["dossier,expert,score"]
    for dossier in range(dossiers):
        quality = chance.gauss(70, 8)
        for expert in range(experts):
            lines.append(f"示例D{dossier:04d},示例E{expert:02d},{round(quality + leniency[expert] + chance.gauss(0, 5))}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
