"""What makes an answer wrong. A time never does."""

import subprocess
import sys
import zipfile
from pathlib import Path

from instances import read
from measure import Wrong

VERIFIER = Path(__file__).resolve().parent.parent / "tools" / "verify_plan.py"
# Totals are sums of values that binary fractions hold, or of four decimals.
TOLERANCE = 1e-6


def verified(instance, plan):
    """Re-checks a plan by the script that shares no code with the program: requirements, totals and the proof."""
    check = subprocess.run([sys.executable, VERIFIER, instance, plan], capture_output=True, text=True)
    if check.returncode != 0:
        said = (check.stdout + check.stderr).strip()[-500:]
        raise Wrong(f"tools/verify_plan.py does not confirm the plan: {said}")
    return read(plan)


def proven(plan, gap=0.0):
    if plan["status"] != "optimal" and not (gap > 0 and plan["gap"] is not None and plan["gap"] <= gap):
        raise Wrong(f"Linxuan ended {plan['status']}, total {plan['total']}, gap {plan['gap']}")


def known(plan, total):
    if abs(plan["total"] - total) > TOLERANCE:
        raise Wrong(f"Linxuan found {plan['total']}, the proven total is {total}")


def beside_exact(plan, answer, name, gap=0.0, all_pairs=True, fair=False):
    """Compares with a peer that says how far its answer is proven, on all pairs or on candidates only."""
    if answer is None:  # it was stopped
        return
    slack = TOLERANCE + gap * abs(plan["total"])
    floor, total = answer["floor"], answer["total"]
    if answer["status"] == "Infeasible":
        if all_pairs:
            raise Wrong(f"{name} says that there is no solution")
        return
    if not answer["proven"] and not answer["status"].startswith("Time limit"):
        raise Wrong(f"{name} ended “{answer['status']}”")
    if fair:
        beside_exact_floor(plan, answer, name)
        if floor is None or abs(floor - plan["floor"]) > TOLERANCE:
            return  # another floor: the totals tell nothing about each other
    if total is not None and total > plan["total"] + slack:
        raise Wrong(f"Linxuan found {plan['total']}, {name} {total}")
    if not all_pairs:
        return
    highest = total if answer["proven"] else answer["bound"]
    if highest is not None and plan["total"] > highest + slack:
        raise Wrong(f"Linxuan found {plan['total']}, {name} proves that none is above {highest}")


def beside_exact_floor(plan, answer, name):
    floor = answer["floor"]
    if floor is not None and floor > plan["floor"] + TOLERANCE:
        raise Wrong(f"Linxuan's floor is {plan['floor']}, that of {name} {floor}")
    highest = floor if answer.get("floorProven") else answer.get("floorBound")
    if highest is not None and plan["floor"] > highest + TOLERANCE:
        raise Wrong(f"Linxuan's floor is {plan['floor']}, {name} proves that none is above {highest}")


def never_below(plan, answer, name):
    """Compares with a heuristic: neither figure may be below its."""
    for figure in ("floor", "total"):
        if answer and answer[figure] is not None and answer[figure] > plan[figure] + TOLERANCE:
            raise Wrong(f"Linxuan's {figure} is {plan[figure]}, that of {name} {answer[figure]}")


def diagnosed(plan):
    if plan["status"] != "infeasible":
        raise Wrong(f"Linxuan ended {plan['status']} on a round without solution")
    if not plan["diagnosis"]:
        raise Wrong("the diagnosis is empty")
    for member in plan["diagnosis"]:
        if not (member["message"]["en"] and member["message"]["zh"]):
            raise Wrong("a diagnosis without words")
    if not any(member.get("remedies") for member in plan["diagnosis"]):
        raise Wrong("the diagnosis names no remedy")


def repaired(document):
    """One pair added, every place filled, proven."""
    if document["status"] != "optimal" or document["filled"] != document["places"]:
        raise Wrong(f"the repair ended {document['status']}, {document['filled']} of {document['places']} filled")
    if len(document["added"]) != 1:
        raise Wrong(f"the repair of one vacancy added {len(document['added'])} pairs")


def visits(plan):
    """No choice within the budgets gains more than this one."""
    if plan["gain"] != plan["bound"]:
        raise Wrong(f"the visits gain {plan['gain']}, and {plan['bound']} may be possible")
    for budget in ("visits", "teamDays", "trips"):
        limit = plan["budget"].get(budget)
        if limit is not None and plan["cost"][budget] > limit:
            raise Wrong(f"{plan['cost'][budget]} {budget} of a budget of {limit}")


def names(report):
    """What the comparison of names must reach on the labelled pairs."""
    if report["codes"][0] != report["codes"][1]:
        raise Wrong("a pair with an equal code is not certain")
    if report["wronglyCertain"]:
        raise Wrong(f"different ones are certain: {report['wronglyCertain'][:3]}")
    if report["recall"] < 95:
        raise Wrong(f"only {report['recall']:.1f} % of the same and related ones are found")


def faults(document, expected):
    """All that is wrong in a workbook, no more and no less, each in its cell."""
    parts = document["report"]["parts"]
    told = [fault["place"] for part in parts for fault in part["faults"]]
    if len(told) != expected:
        raise Wrong(f"{len(told)} faults are told, the workbook has {expected}")
    cells = {(place["row"], place["columnNumber"]) for place in told}
    if len(cells) != expected:
        raise Wrong(f"{expected} faults are told in {len(cells)} cells")


def marked(folder, expected):
    """A line for each fault on the second sheet of the copy, below its header."""
    (copy,) = folder.glob("*.xlsx")
    with zipfile.ZipFile(copy) as archive:
        rows = archive.read("xl/worksheets/sheet2.xml").count(b"<row ")
    if rows != expected + 1:
        raise Wrong(f"the marked copy lists {rows - 1} faults of {expected}")


def same_criterion(ours, theirs, name):
    """The restricted likelihood to 1e-5, as the issue asks."""
    if abs(ours - theirs) > 1e-5:
        raise Wrong(f"Linxuan's criterion is {ours}, that of {name} {theirs}")


def same_agreement(ours, theirs):
    """Coefficients of agreement; pingouin rounds nothing, krippendorff neither."""
    for key, value in theirs.items():
        found = ours["icc"][key[4:]] if key.startswith("icc ") else ours[key]
        if found is None or abs(found - value) > 1e-8:
            raise Wrong(f"Linxuan's {key} is {found}, that of the peer {value}")
