#!/usr/bin/env python3
"""Re-checks a plan of Linxuan against its instance, by whole numbers and fractions only.

Shares no code with the program and needs nothing but Python 3.9. What the files say, and the formula of the bound, is
in docs/formats/instance.md and docs/formats/plan.md. Ends with 0 where all holds, with 1 and each thing that does not,
with 65 where a file is malformed.
"""

import argparse
import array
import ast
import hashlib
import heapq
import json
import math
import os
import struct
import sys
import unicodedata
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

LOCALE = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
LANGUAGE = "zh" if LOCALE.startswith("zh") else "en"
NAN = float("nan")


def text(zh, en):
    return zh if LANGUAGE == "zh" else en


# Reading. Whatever is not as the formats say raises ValueError, TypeError or LookupError: the file is malformed.


def read_document(path, form):
    document = json.loads(path.read_text("utf-8-sig"), object_pairs_hook=unique, parse_constant=whole)
    if document["format"] != form:
        raise ValueError(f"the format is {document['format']!r}, not {form!r}")
    return document


def unique(members):
    if len(dict(members)) < len(members):
        raise ValueError(f"a member twice among {[key for key, _ in members]}")
    return dict(members)


def name(value):
    """A text in the one spelling of what looks the same."""
    return unicodedata.normalize("NFC", value)


def order(ids):
    """Where each id stands."""
    if len({name(id) for id in ids}) < len(ids):
        raise ValueError("an id twice")
    return {name(id): index for index, id in enumerate(ids)}


def number(value):
    """What a decimal of a document means: the double nearest to it."""
    if type(value) not in (int, float):
        raise TypeError(f"{value!r} is no number")
    return Fraction(float(value))


def whole(value, least=0, most=1_000_000):
    """A whole number; one of 2^53 or more stands as digits in a string."""
    found = Fraction(int(value)) if isinstance(value, str) else number(value)
    if found.denominator != 1 or not least <= found <= most:
        raise ValueError(f"{value!r} is no whole number from {least} to {most}")
    return int(found)


def digest(path):
    found = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            found.update(block)
    return found.hexdigest()


def spelled(value):
    """A document as bytes, the same however its file is laid out."""
    if isinstance(value, dict):
        members = sorted((name(key).encode(), spelled(key) + spelled(member)) for key, member in value.items())
        return b"{%b}" % b"".join(member for _, member in members)
    if isinstance(value, list):
        return b"[%b]" % b"".join(map(spelled, value))
    if isinstance(value, str):
        return b'"%d:%b' % (len(name(value).encode()), name(value).encode())
    if value is None or isinstance(value, bool):
        return {None: b"n", False: b"f", True: b"t"}[value]
    return b"#" + struct.pack(">d", value + 0.0)  # −0 is 0


def listed_matrix(rows, shape):
    """Reads a row of the matrix that stands in the document itself."""
    if len(rows) != shape[0] or any(len(row) != shape[1] for row in rows):
        raise ValueError(f"affinity.values is not {shape}")
    if any(type(value) not in (int, float, type(None)) for row in rows for value in row):
        raise TypeError("affinity.values has what is no number")
    rows = [array.array("d", [NAN if value is None else value for value in row]) for row in rows]
    return lambda index: rows[index].tolist()


def numpy_matrix(path, shape):
    """Reads a row of the matrix in a .npy file, from the disk, so that memory stays small."""
    file = open(path, "rb")
    magic, version, _ = struct.unpack("<6sBB", file.read(8))
    if magic != b"\x93NUMPY" or version not in (1, 2, 3):
        raise ValueError(f"{path.name} is not in the NumPy format 1 to 3")
    (length,) = struct.unpack("<H", file.read(2)) if version == 1 else struct.unpack("<I", file.read(4))
    header = ast.literal_eval(file.read(length).decode())
    start, kind = file.tell(), {"<f4": "f", "<f8": "d"}[header["descr"]]
    width = array.array(kind).itemsize * shape[1]
    if header["shape"] != shape or header["fortran_order"] or os.path.getsize(path) != start + width * shape[0]:
        raise ValueError(f"{path.name} has {header}, not {shape} in C order")

    def row(index):
        file.seek(start + index * width)
        values = array.array(kind, file.read(width))
        if sys.byteorder == "big":
            values.byteswap()
        return values.tolist()

    return row


class Instance:
    """An assignment problem as its file says it."""

    KNOWN = set("format name dossiers experts affinity conflicts pins composition neverTogether neverMutual".split())
    KNOWN |= set("id demand tags minimumLoad maximumLoad tag value minimum maximum maximumPerValue".split())

    def __init__(self, path):
        root = read_document(path, "linxuan-assignment/1")
        dossiers, experts, affinity = root["dossiers"], root["experts"], root["affinity"]
        rules = root.get("composition", [])
        self.unknown = sorted(set(root).union(*dossiers, *experts, *rules) - self.KNOWN)
        self.dossiers, self.experts = order([d["id"] for d in dossiers]), order([e["id"] for e in experts])
        self.demands = [whole(dossier["demand"]) for dossier in dossiers]
        least = [whole(expert.get("minimumLoad", 0)) for expert in experts]
        self.loads = [(low, whole(expert["maximumLoad"], low)) for low, expert in zip(least, experts)]
        self.digest, self.matrix_digest, shape = digest(path), None, (len(dossiers), len(experts))
        if ("npy" in affinity) == ("values" in affinity) or "/" in affinity.get("npy", ""):
            raise ValueError("affinity has neither values nor the name of a file beside the instance, or both")
        if "npy" in affinity:
            self.matrix_digest = digest(path.parent / affinity["npy"])
            self.matrix_row = numpy_matrix(path.parent / affinity["npy"], shape)
        else:
            self.matrix_row = listed_matrix(affinity["values"], shape)
        self.conflicts, self.pins = defaultdict(set), defaultdict(set)
        for pairs, ids in (self.conflicts, root.get("conflicts", [])), (self.pins, root.get("pins", [])):
            for dossier, expert in map(self.pair, ids):
                pairs[dossier].add(expert)
        if any(math.isnan(self.row(dossier)[expert]) for dossier in self.pins for expert in self.pins[dossier]):
            raise ValueError("a pin has no affinity or is in conflict")
        self.rules = [self.rule(rule, [expert.get("tags", {}) for expert in experts]) for rule in rules]
        self.apart = [{self.experts[name(id)] for id in ids} for ids in root.get("neverTogether", [])]
        self.mutual = [(self.pair(ids[:2]), self.pair(ids[2:])) for ids in root.get("neverMutual", [])]

    def pair(self, ids):
        dossier, expert = ids
        return self.dossiers[name(dossier)], self.experts[name(expert)]

    def rule(self, rule, tags):
        """The dossiers of a rule of composition, the experts with each value that matters, and the limits of each."""
        named = self.dossiers if rule["dossiers"] == "all" else map(name, rule["dossiers"])
        dossiers = {self.dossiers[id] for id in named}
        holders = defaultdict(set)
        for expert, values in enumerate(tags):
            for value in values.get(rule["tag"], []):
                holders[name(value)].add(expert)
        if "maximumPerValue" in rule:
            most = whole(rule["maximumPerValue"])
            holders = {value: experts for value, experts in holders.items() if len(experts) > most}
            return dossiers, holders, 0, most
        least, value = whole(rule.get("minimum", 0)), name(rule["value"])
        most = whole(rule["maximum"], least) if "maximum" in rule else max(least, len(self.experts))
        return dossiers, {value: holders[value]}, least, most

    def row(self, dossier):
        """The affinities of a dossier by expert, NaN where the pair may not be assigned."""
        values = self.matrix_row(dossier)
        if not all(-1e6 <= value <= 1e6 or value != value for value in values):
            raise ValueError("an affinity of magnitude above 1000000")
        for expert in self.conflicts.get(dossier, ()):
            values[expert] = NAN
        return values

    # A requirement limits the number of pairs in some blocks of dossiers × experts, None standing for all of them.
    # A new one needs its name here, its suspects below, and its keys among those that are known.

    def requirement(self, kind, *words):
        """The least, the most and the blocks of a requirement, by the words that name it in a certificate."""
        if kind == "demand":
            (dossier,) = (self.dossiers[word] for word in words)
            return self.demands[dossier], self.demands[dossier], [({dossier}, None)]
        if kind == "load":
            (expert,) = (self.experts[word] for word in words)
            return *self.loads[expert], [(None, {expert})]
        if kind == "composition":
            index, value, dossier = words
            dossiers, holders, least, most = self.rules[index]
            return least, most, [(dossiers & {self.dossiers[dossier]}, holders[value])]
        if kind == "neverTogether":
            index, dossier = words
            return 0, 1, [({self.dossiers[dossier]}, self.apart[index])]
        if kind == "neverMutual":
            (index,) = words
            return 0, 1, [({dossier}, {expert}) for dossier, expert in self.mutual[index]]
        raise LookupError(f"no requirement {kind!r}")

    def suspects(self, plan):
        """The names of all requirements that a plan might break; the others limit only from above what it has not."""
        ids = list(self.dossiers)
        yield from (("demand", id) for id in ids)
        yield from (("load", id) for id in self.experts)
        for index, (dossiers, holders, least, _) in enumerate(self.rules):
            for value, experts in holders.items():
                touched = set().union(*(plan.loads[expert] for expert in experts))
                yield from (("composition", index, value, ids[d]) for d in (dossiers if least else dossiers & touched))
        for index, experts in enumerate(self.apart):
            touched = set.intersection(*(plan.loads[expert] for expert in experts))
            yield from (("neverTogether", index, ids[dossier]) for dossier in touched)
        yield from (("neverMutual", index) for index in range(len(self.mutual)))


class Plan:
    """A plan as its file says it."""

    def __init__(self, path, instance):
        self.root = read_document(path, "linxuan-plan/1")
        self.status, self.objective = self.root["status"], self.root.get("objective", "total")
        if self.status not in ("optimal", "feasible", "infeasible") or self.objective not in ("total", "fair"):
            raise ValueError(f"the status {self.status!r} or the objective {self.objective!r}")
        keys = ("total", "floor", "bound", "gap", "floorBound")
        self.figures = {key: number(self.root[key]) for key in keys if self.root.get(key) is not None}
        self.pairs = [instance.pair(ids) for ids in self.root["assignments"]]
        self.panels, self.loads = defaultdict(set), defaultdict(set)
        for dossier, expert in self.pairs:
            self.panels[dossier].add(expert)
            self.loads[expert].add(dossier)

    def count(self, blocks):
        """How many pairs lie in some blocks."""
        count = 0
        for dossiers, experts in blocks:
            if dossiers is None or experts is not None and len(experts) < len(dossiers):
                count += sum(len(self.loads[e] if dossiers is None else self.loads[e] & dossiers) for e in experts)
            else:
                count += sum(len(self.panels[d] if experts is None else self.panels[d] & experts) for d in dossiers)
        return count


# Affinities as whole numbers of units.


class Units:
    """The unit of the affinities that `rows`, a function, goes through row by row."""

    def __init__(self, rows):
        self.scale, self.exact = 1_000_000, True
        if all(round(value * 1e6) / 1e6 == value for row in rows() for value in row if value == value):
            return
        largest = max(abs(value) for row in rows() for value in row if value == value)
        finest = max(value.as_integer_ratio()[1] for row in rows() for value in row if value == value)
        self.scale = max(finest, 1 << 10)
        self.exact = self.scale < 1 << 46 and largest * self.scale < 1 << 46
        if not self.exact:
            self.scale = next(1 << k for k in range(10, 47) if k == 46 or largest * (1 << k) >= 1 << 46)

    def weights(self, values):
        """Affinities in units, to the nearest, halves away from zero; None for NaN. A double times a power of two is
        exact, and a million times one that means whole millionths is next to their number."""
        scale = self.scale
        return [
            None if value != value else int(value * scale + 0.5) if value >= 0 else -int(0.5 - value * scale)
            for value in values
        ]

    def sum(self, values):
        return Fraction(sum(self.weights(values)), self.scale)


class Proof:
    """The bound that the multipliers of a certificate prove by weak duality, in units."""

    def __init__(self, instance, plan, certificate):
        self.instance, self.plan = instance, plan
        self.units = Units(lambda: map(instance.row, range(len(instance.demands))))
        self.resolution, self.parts = whole(certificate["resolution"], 1), 0
        self.floors, self.everywhere, self.own = {}, [0] * len(instance.experts), defaultdict(list)
        seen = set()
        for *words, dual in certificate["duals"]:
            words = tuple(name(word) if isinstance(word, str) else whole(word) for word in words)
            if words in seen:
                raise ValueError(f"{words} twice among the duals")
            seen.add(words)
            self.charge(*words, dual=whole(dual, -math.inf, math.inf))
        self.total, self.floor, self.alone, self.step, self.offset = 0, None, None, 0, None
        for dossier in range(len(instance.demands)):
            self.take(dossier, self.units.weights(instance.row(dossier)))
        self.parts += sum(self.floors.values()) * (self.floor or 0)
        self.bound = self.attainable(self.parts // self.resolution)
        stated = whole(certificate["scale"], 1, math.inf), whole(certificate["bound"], -math.inf, math.inf)
        self.holds = stated == (self.units.scale, self.bound)

    def charge(self, kind, *words, dual):
        """Adds a multiplier times the limit of its requirement, and charges it to the pairs that the limit counts."""
        if kind == "floor":
            dossier = self.instance.dossiers[words[0]]
            if self.plan.objective != "fair" or self.instance.demands[dossier] == 0 or dual > 0:
                raise ValueError(f"the multiplier {dual} of the floor of {words[0]}")
            self.floors[dossier] = dual
            return
        least, most, blocks = self.instance.requirement(kind, *words)
        self.parts += dual * (most if dual > 0 else least)
        for dossiers, experts in blocks:
            for expert in experts if dossiers is None else ():
                self.everywhere[expert] += dual
            for dossier in dossiers or ():
                self.own[dossier].append((experts, dual))

    def take(self, dossier, weights):
        """Goes through the pairs of a dossier: what each is worth beyond its charge."""
        charges = self.everywhere.copy()
        for experts, dual in self.own[dossier]:
            for expert in range(len(charges)) if experts is None else experts:
                charges[expert] += dual
        factor = self.resolution - self.floors.get(dossier, 0)
        margins = [0 if weight is None else factor * weight - charge for weight, charge in zip(weights, charges)]
        self.parts += sum(margin for margin in margins if margin > 0)
        self.parts += sum(min(margins[expert], 0) for expert in self.instance.pins.get(dossier, ()))

        allowed = [weight for weight in weights if weight is not None]
        if self.offset is None and allowed:
            self.offset = allowed[0]
        if self.step != 1:
            self.step = math.gcd(self.step, *(weight - self.offset for weight in allowed))
        panel, demand = sum(weights[expert] for expert in self.plan.panels[dossier]), self.instance.demands[dossier]
        self.total += panel
        if demand > 0 and self.plan.objective == "fair":
            alone = sum(heapq.nlargest(demand, allowed))
            self.floor = panel if self.floor is None else min(self.floor, panel)
            self.alone = alone if self.alone is None else min(self.alone, alone)

    def attainable(self, bound):
        """Every total is the number of places times one affinity plus a multiple of the step between affinities."""
        base = sum(self.instance.demands) * (self.offset or 0)
        return min(bound, base) if self.step == 0 else bound - (bound - base) % self.step


class Check:
    """What holds of a plan, and what does not."""

    def __init__(self, instance, plan):
        self.instance, self.plan, self.facts, self.faults = instance, plan, [], []
        self.check_origin()
        if self.check_pairs():
            self.check_requirements()
            self.check_figures()
            self.check_diagnosis() if plan.status == "infeasible" else self.check_bound()

    def tell(self, zh, en):
        self.facts.append(text(zh, en))

    def hold(self, condition, zh, en):
        if not condition:
            self.faults.append(text(zh, en))
        return condition

    def check_origin(self):
        instance, root = self.instance, self.plan.root
        self.hold(root["instance"]["sha256"] == instance.digest,
                  "方案所属实例的 SHA-256 与该实例文件不符", "the plan was made for another instance: its SHA-256 differs")
        stated = root["instance"].get("affinitySha256")
        self.hold(stated in (None, instance.matrix_digest),
                  "匹配度文件的 SHA-256 与方案所记不符", "the file of affinities is not the one of the plan: its SHA-256 differs")
        rest = {key: value for key, value in root.items() if key != "digest"}
        self.hold(root.get("digest") in (None, hashlib.sha256(spelled(rest)).hexdigest()),
                  "方案内容与其自身的 SHA-256 不符", "the plan does not fit its own SHA-256: it was altered")
        if stated is None and instance.matrix_digest:
            self.tell("方案未记匹配度文件的 SHA-256", "the plan does not name the SHA-256 of the file of affinities")
        if instance.unknown:
            unknown = ", ".join(instance.unknown)
            self.tell(f"未核对（本脚本不认识）：{unknown}", f"not checked, since this script does not know it: {unknown}")

    def check_pairs(self):
        dossiers, experts = list(self.instance.dossiers), list(self.instance.experts)
        self.values = {dossier: [] for dossier, demand in enumerate(self.instance.demands) if demand > 0}
        previous, sound = (-1, -1), True
        for dossier, expert in self.plan.pairs:
            pair = f"“{dossiers[dossier]}”–“{experts[expert]}”"
            if dossier != previous[0]:
                row = self.instance.row(dossier)
            self.values.setdefault(dossier, []).append(row[expert])
            ordered, allowed = previous < (dossier, expert), not math.isnan(row[expert])
            self.hold(ordered, f"{pair} 重复或未按顺序", f"{pair} is there twice or out of order")
            self.hold(allowed, f"{pair} 不得分配", f"{pair} may not be assigned")
            previous, sound = (dossier, expert), sound and ordered and allowed
        return sound

    def check_requirements(self):
        """A plan for a problem without solution must keep to what limits it, if not to what it can't reach."""
        plan, instance, solved = self.plan, self.instance, self.plan.status != "infeasible"
        for words in instance.suspects(plan):
            least, most, blocks = instance.requirement(*words)
            count, what = plan.count(blocks), " ".join(map(str, words))
            self.hold(least * solved <= count <= most, f"{what}：应为 {least} 至 {most}，方案中为 {count}",
                      f"{what}: expected {least} to {most}, but the plan has {count}")
        missing = sum(len(pins - plan.panels[dossier]) for dossier, pins in instance.pins.items())
        self.hold(not (missing and solved), f"缺少 {missing} 个指定的组合", f"{missing} pinned pairs are not in the plan")
        if solved:
            self.tell(f"{len(plan.pairs)} 个组合，满足全部要求", f"{len(plan.pairs)} pairs, every requirement holds")
        else:
            vacant = sum(instance.demands) - len(plan.pairs)
            self.tell(f"方案遵守各项上限；空缺 {vacant} 个名额", f"the plan keeps to every limit; {vacant} places are empty")

    def check_figures(self):
        def sum_of(values):
            return Units(lambda: [values]).sum(values)

        needy = [sum_of(self.values[d]) for d, demand in enumerate(self.instance.demands) if demand > 0]
        self.total = sum_of([value for values in self.values.values() for value in values])
        figures = ("total", "总匹配度", self.total), ("floor", "最低匹配度", min(needy, default=None))
        for key, zh, found in figures:
            given, shown = self.plan.figures.get(key), None if found is None else float(found)
            fits = given == found or None not in (given, found) and near(given, found)
            if self.hold(fits, f"{zh}应为 {shown}", f"the {key} should be {shown}") and found is not None:
                self.tell(f"{zh}为 {shown}", f"the {key} is {shown}")

    def check_bound(self):
        """What the plan says of the best there could be, and what its certificate proves of it."""
        figures, certificate = self.plan.figures, self.plan.root.get("certificate")
        total, bound, gap = (figures.get(key) for key in ("total", "bound", "gap"))
        if not self.hold(None not in (bound, gap, certificate), "方案没有上界、差距或证书",
                         "the plan lacks a bound, a gap or a certificate"):
            return
        optimal, fair = self.plan.status == "optimal", self.plan.objective == "fair"
        self.hold(bound >= self.total or near(bound, self.total), "上界低于总匹配度", "the bound is below the total")
        self.hold(bound <= total or not optimal, "称为最优，上界却更高", "called optimal, but its bound is higher")
        expected = max(bound - total, Fraction(0)) / max(abs(total), Fraction(1, 10**9))
        self.hold(abs(gap - expected) <= Fraction(1, 10**9), f"差距应为 {float(expected)}",
                  f"the gap should be {float(expected)}")
        floor, ceiling = figures.get("floor", 0), figures.get("floorBound", 0)
        self.hold(not fair or near(ceiling, floor) or ceiling > floor and not optimal,
                  "floorBound 与最低匹配度不符", "the floorBound does not fit the floor")
        proof = Proof(self.instance, self.plan, certificate)
        if not self.hold(proof.holds, "证书不成立：由它算不出其所称的上界",
                         "the certificate does not hold: it does not give the bound it states"):
            return
        # Where affinities were rounded to units, each place may add half a unit.
        halves = 2 * proof.bound + (0 if proof.units.exact else len(self.plan.pairs))
        proven = float(Fraction(halves, 2 * proof.units.scale))
        if proof.bound <= proof.total:
            self.tell("证书证明：没有总匹配度更高的方案", "the certificate proves that no plan has a larger total")
        else:
            self.tell(f"证书证明总匹配度至多 {proven}", f"the certificate proves a total of {proven} at most")
            if proven > bound:
                self.tell("其余由分支定界得出，证书未予证明", "the rest is by branch and bound, which it does not show")
        if fair and proof.floor is not None and proof.floor >= proof.alone:
            self.tell("最低匹配度已达某份材料单独所能达到的最高值", "the floor is the best that some dossier could have alone")
        elif fair and proof.floor is not None:
            self.tell("没有更高的最低匹配度系由搜索得出，证书未予证明",
                      "that no floor is higher is by search, which the certificate does not show")

    def check_diagnosis(self):
        """Counts again, where a diagnosis counts: places needed, and what those who may fill them can take."""
        instance = self.instance
        stated = self.plan.figures.keys() & {"bound", "gap", "floorBound"} or "certificate" in self.plan.root
        self.hold(not stated, "无解的方案不应有上界或证书", "a problem without solution has no bound and no certificate")
        places = [(dict(enumerate(instance.demands)), instance.experts.values())]
        for dossiers, holders, least, _ in instance.rules:
            places += [(dict.fromkeys(dossiers, least), experts) for experts in holders.values() if least]
        for obstacle in self.plan.root["diagnosis"]:
            if obstacle["kind"] not in ("fewExperts", "capacity"):
                self.tell("各项要求互相抵触系由搜索得出，未予证明", "that requirements clash is by search, which is not shown")
                continue
            need, have = obstacle["need"], obstacle["have"]
            dossiers = [instance.dossiers[name(id)] for id in obstacle["dossiers"]]
            rows = [instance.row(dossier) for dossier in dossiers]
            counts = [(sum(needed.get(dossier, 0) for dossier in dossiers),
                       sum(min(instance.loads[e][1], sum(row[e] == row[e] for row in rows)) for e in experts))
                      for needed, experts in places]
            if not dossiers:
                counts = [(sum(least for least, _ in instance.loads), sum(instance.demands))]
            if self.hold(need > have and (need, have) in counts, f"诊断中的 {need} 与 {have} 不符",
                         f"{need} and {have} in the diagnosis are not what counting gives"):
                self.tell(f"需 {need}，仅有 {have}：无解", f"{need} needed, {have} there: impossible")


def near(given, found):
    """A number in a file may have lost its last digit."""
    return abs(given - found) <= max(1, abs(found)) / Fraction(10**12)


def main():
    global LANGUAGE
    parser = argparse.ArgumentParser(description=text("独立核对一个分配方案及其证明", "Re-checks a plan and its proof"))
    parser.add_argument("instance", type=Path, help=text("实例文件", "the instance"))
    parser.add_argument("plan", type=Path, help=text("方案文件", "the plan"))
    parser.add_argument("--lang", choices=("zh", "en"), default=LANGUAGE)
    options = parser.parse_args()
    LANGUAGE = options.lang
    try:
        reading = options.instance
        instance = Instance(reading)
        reading = options.plan
        check = Check(instance, Plan(reading, instance))
    except OSError as fault:
        print(text(f"无法读取 {fault.filename}", f"{fault.filename} cannot be read"), file=sys.stderr)
        return 1
    except (ValueError, TypeError, LookupError, AttributeError, SyntaxError, RecursionError, struct.error) as fault:
        what = f"{type(fault).__name__}: {fault}"
        print(text(f"{reading} 格式有误：{what}", f"{reading} is malformed: {what}"), file=sys.stderr)
        return 65
    joined = text("；", "; ").join(check.facts)
    print("\n".join(check.faults) or text(f"核对通过：{joined}", f"verified: {joined}"))
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
