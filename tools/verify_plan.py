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


def words(values):
    """The words that name a requirement."""
    if values[0] == "floorSteps":
        return name(values[0]), name(values[1]), *(whole(value, -math.inf, math.inf) for value in values[2:])
    return tuple(name(value) if isinstance(value, str) else whole(value) for value in values)


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

    KNOWN = set("format name dossiers experts affinity conflicts pins composition loads neverTogether".split())
    KNOWN |= set("neverMutual id demand tags minimumLoad maximumLoad tag value minimum maximum".split())
    KNOWN |= set("maximumPerValue pair pairs price".split())

    def __init__(self, path):
        root = read_document(path, "linxuan-assignment/1")
        dossiers, experts, affinity = root["dossiers"], root["experts"], root["affinity"]
        rules, limits = root.get("composition", []), root.get("loads", [])
        priced = [one for key in ("conflicts", "pins", "neverTogether", "neverMutual") for one in root.get(key, [])]
        priced = [one for one in priced if isinstance(one, dict)]
        self.unknown = sorted(set(root).union(*dossiers, *experts, *rules, *limits, *priced) - self.KNOWN)
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
        conflicts = [self.priced(one, "pair", self.pair) for one in root.get("conflicts", [])]
        pins = [self.priced(one, "pair", self.pair) for one in root.get("pins", [])]
        if any(math.isnan(self.matrix_row(pair[0])[pair[1]]) for pair, price in conflicts if price is not None):
            raise ValueError("a conflict with a price has no affinity")
        self.conflicts, self.pins, self.gains = defaultdict(set), defaultdict(set), defaultdict(list)
        for listed, hard, sign in (conflicts, self.conflicts, -1), (pins, self.pins, 1):
            for (dossier, expert), price in listed:
                if price is None:
                    hard[dossier].add(expert)
                else:
                    self.gains[dossier].append((expert, sign, price))
        if any(math.isnan(self.row(dossier)[expert]) for (dossier, expert), _ in pins):
            raise ValueError("a pin has no affinity or is in conflict")
        self.dossier_tags = [dossier.get("tags", {}) for dossier in dossiers]
        self.expert_tags = [expert.get("tags", {}) for expert in experts]
        self.rules = [self.rule(rule) for rule in rules]
        self.limits = [self.limit(rule) for rule in limits]
        self.apart = [self.priced(one, "experts", self.two) for one in root.get("neverTogether", [])]
        self.mutual = [self.priced(one, "pairs", self.both) for one in root.get("neverMutual", [])]
        self.wanted, self.unwanted = pins, conflicts
        self.find_prices(dossiers, experts, rules, limits)

    @staticmethod
    def price(facts):
        """What it costs to break a requirement by one; None where it must hold."""
        if "price" not in facts:
            return None
        if not 0 <= number(facts["price"]) <= 1_000_000:
            raise ValueError(f"{facts['price']!r} is no price from 0 to 1000000")
        return float(facts["price"])

    def priced(self, value, key, read):
        """A requirement that stands as it is or, where it may give way, in an object beside its price."""
        if not isinstance(value, dict):
            return read(value), None
        if "price" not in value:
            raise ValueError(f"{key} in an object without a price")
        return read(value[key]), self.price(value)

    def find_prices(self, dossiers, experts, rules, limits):
        """The prices of all that may give way, and more than any plan could pay."""
        self.dossier_prices, self.expert_prices = list(map(self.price, dossiers)), list(map(self.price, experts))
        self.rule_prices, self.limit_prices = list(map(self.price, rules)), list(map(self.price, limits))
        others = [price for listed in (self.mutual, self.wanted, self.unwanted) for _, price in listed]
        apart, places = [price for _, price in self.apart], sum(self.demands)
        everything = self.dossier_prices, self.expert_prices, self.rule_prices, self.limit_prices, apart, others
        self.prices = [price for prices in everything for price in prices if price is not None]

        def paid(prices, counts):
            return sum(Fraction(price or 0) * count for price, count in zip(prices, counts))

        values = [max((len(tags.get(rule["tag"], [])) for tags in self.expert_tags), default=0) for rule in rules]
        excesses = [len(self.demands) * least + places * most for (_, _, least, _), most in zip(self.rules, values)]
        self.payment = (
            paid(self.dossier_prices, self.demands) + paid(self.expert_prices, (least for least, _ in self.loads))
            + places * Fraction(max((price for price in self.expert_prices if price is not None), default=0))
            + paid(self.rule_prices, excesses)
            + paid(self.limit_prices, (len(self.loads) * least + places for _, _, least, _ in self.limits))
            + paid(apart, [len(self.demands)] * len(apart)) + paid(others, [1] * len(others)))

    def pair(self, ids):
        dossier, expert = ids
        return self.dossiers[name(dossier)], self.experts[name(expert)]

    def two(self, ids):
        first, second = ids
        return {self.experts[name(first)], self.experts[name(second)]}

    def both(self, ids):
        first, second, third, fourth = ids
        return self.pair((first, second)), self.pair((third, fourth))

    @staticmethod
    def scope(value, places, tags):
        """Those whom a rule is about: all, those listed, or those who bear a value of a tag."""
        if value == "all":
            return set(places.values())
        if isinstance(value, dict):
            tag, wanted = value["tag"], name(value["value"])
            found = {place for place, own in enumerate(tags) if wanted in map(name, own.get(tag, []))}
            if not found:
                raise ValueError(f"nobody bears {value}")
            return found
        return {places[name(id)] for id in value}

    def limit(self, rule):
        """The experts of a rule of loads, the dossiers that it counts, and the limits for each expert."""
        experts = self.scope(rule["experts"], self.experts, self.expert_tags)
        dossiers = self.scope(rule["dossiers"], self.dossiers, self.dossier_tags)
        least = whole(rule.get("minimum", 0))
        most = whole(rule["maximum"], least) if "maximum" in rule else max(least, len(self.dossiers))
        return experts, dossiers, least, most

    def rule(self, rule):
        """The dossiers of a rule of composition, the experts with each value that matters, and the limits of each."""
        dossiers = self.scope(rule["dossiers"], self.dossiers, self.dossier_tags)
        holders = defaultdict(set)
        for expert, values in enumerate(self.expert_tags):
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
            if self.dossiers[dossier] not in dossiers:
                raise LookupError(f"rule {index} does not concern {dossier!r}")
            return least, most, [({self.dossiers[dossier]}, holders[value])]
        if kind == "categoryLoad":
            index, expert = words
            experts, dossiers, least, most = self.limits[index]
            if self.experts[expert] not in experts:
                raise LookupError(f"rule {index} of loads does not concern {expert!r}")
            return least, most, [(dossiers, {self.experts[expert]})]
        if kind == "neverTogether":
            index, dossier = words
            return 0, 1, [({self.dossiers[dossier]}, self.apart[index][0])]
        if kind == "neverMutual":
            (index,) = words
            return 0, 1, [({dossier}, {expert}) for dossier, expert in self.mutual[index][0]]
        if kind in ("pin", "conflict"):
            (index,), listed = words, self.wanted if kind == "pin" else self.unwanted
            dossier, expert = listed[index][0]
            return int(kind == "pin"), int(kind == "pin"), [({dossier}, {expert})]
        raise LookupError(f"no requirement {kind!r}")

    def price_of(self, kind, *words):
        """What it costs to break a requirement by one from below, and from above; None where it may not be."""
        if kind == "demand":
            return self.dossier_prices[self.dossiers[words[0]]], None
        if kind == "load":
            price = self.expert_prices[self.experts[words[0]]]
        elif kind in ("composition", "categoryLoad"):
            price = (self.rule_prices if kind == "composition" else self.limit_prices)[words[0]]
        else:
            pairs = self.wanted if kind == "pin" else self.unwanted if kind == "conflict" else self.mutual
            price = (self.apart if kind == "neverTogether" else pairs)[words[0]][1]
        return price, price

    def suspects(self, plan):
        """The names of all requirements that a plan might break; the others limit only from above what it has not."""
        ids = list(self.dossiers)
        yield from (("demand", id) for id in ids)
        yield from (("load", id) for id in self.experts)
        for index, (dossiers, holders, least, _) in enumerate(self.rules):
            for value, experts in holders.items():
                touched = set().union(*(plan.loads[expert] for expert in experts))
                yield from (("composition", index, value, ids[d]) for d in (dossiers if least else dossiers & touched))
        experts = list(self.experts)
        for index, (concerned, _, _, _) in enumerate(self.limits):
            yield from (("categoryLoad", index, experts[expert]) for expert in sorted(concerned))
        for index, (experts, _) in enumerate(self.apart):
            touched = set.intersection(*(plan.loads[expert] for expert in experts))
            yield from (("neverTogether", index, ids[dossier]) for dossier in touched)
        yield from (("neverMutual", index) for index in range(len(self.mutual)))
        yield from (("pin", index) for index in range(len(self.wanted)))
        yield from (("conflict", index) for index in range(len(self.unwanted)))


class Plan:
    """A plan as its file says it."""

    def __init__(self, path, instance):
        self.root = read_document(path, "linxuan-plan/1")
        self.status, self.objective = self.root["status"], self.root.get("objective", "total")
        if self.status not in ("optimal", "feasible", "infeasible") or self.objective not in ("total", "fair"):
            raise ValueError(f"the status {self.status!r} or the objective {self.objective!r}")
        keys = ("total", "value", "floor", "bound", "gap", "floorBound")
        self.figures = {key: number(self.root[key]) for key in keys if self.root.get(key) is not None}
        self.concessions = [
            (words(one["requirement"]), whole(one["amount"], -math.inf, math.inf), number(one["price"]))
            for one in self.root.get("concessions", [])
        ]
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


# Affinities and prices as whole numbers of units.


class Units:
    """The unit of the affinities that `rows`, a function, goes through row by row, and of prices of which a plan pays
    less than `payment` in all."""

    def __init__(self, rows, prices=(), payment=0):
        self.scale, self.exact = 1_000_000, True

        def values():
            yield from prices
            yield from (value for row in rows() for value in row if value == value)

        if all(round(value * 1e6) / 1e6 == value for value in values()):
            return
        largest = max(map(abs, values()))
        finest = max(value.as_integer_ratio()[1] for value in values())

        def is_fine(scale):
            return scale >= 1 << 46 or largest * scale >= 1 << 46 or payment * scale >= 1 << 60

        self.scale = max(finest, 1 << 10)
        self.exact = not is_fine(self.scale)
        if not self.exact:
            self.scale = next(1 << k for k in range(10, 47) if is_fine(1 << k))

    def weights(self, values):
        """Affinities in units, to the nearest, halves away from zero; None for NaN. A double times a power of two is
        exact, and a million times one that means whole millionths is next to their number."""
        scale = self.scale
        return [
            None if value != value else int(value * scale + 0.5) if value >= 0 else -int(0.5 - value * scale)
            for value in values
        ]

    def price(self, price):
        """A price in units: to the nearest, or down where they are not fine enough; None for None."""
        return None if price is None else int(price * self.scale + (0.5 if self.exact else 0))

    def sum(self, values, payments=()):
        return Fraction(sum(self.weights(values)) - sum(self.price(p) * n for p, n in payments), self.scale)


class Proof:
    """The bound that the multipliers of a certificate prove by weak duality, in units: on what plans are worth, or on
    their floor. That comes before prices, so that what has one counts as if it had not to hold."""

    def __init__(self, instance, plan, certificate, payments, of_floor=False):
        self.instance, self.plan, self.of_floor = instance, plan, of_floor
        self.steps, self.largest = defaultdict(list), 0
        self.units = Units(
            lambda: map(instance.row, range(len(instance.demands))), instance.prices, instance.payment)
        self.resolution, self.parts = whole(certificate["resolution"], 1), 0
        self.floors, self.everywhere, self.own = {}, [0] * len(instance.experts), defaultdict(list)
        self.categories, self.cheap, seen = [{} for _ in instance.limits], True, set()
        for *named, dual in certificate["duals"]:
            named = words(named)
            if named in seen:
                raise ValueError(f"{named} twice among the duals")
            seen.add(named)
            self.charge(*named, dual=whole(dual, -math.inf, math.inf))
        # A plan pays for every soft pin, and gets back what it paid for those that it has.
        if not of_floor:
            self.parts -= self.resolution * sum(self.units.price(price) or 0 for _, price in instance.wanted)
        self.worth = -sum(self.units.price(price) * amount for amount, price in payments)
        self.floor, self.alone, self.step, self.offset = None, None, 0, None
        for dossier in range(len(instance.demands)):
            self.take(dossier, self.units.weights(instance.row(dossier)))
        if of_floor:
            self.bound = self.highest_floor()
        else:
            self.bound = self.attainable(self.raised_to(self.floor or 0) // self.resolution)
        stated = whole(certificate["scale"], 1, math.inf), whole(certificate["bound"], -math.inf, math.inf)
        in_range = all(abs(top) <= self.largest for steps in self.steps.values() for top, _, _ in steps)
        self.holds = self.cheap and in_range and stated == (self.units.scale, self.bound)

    def raised_to(self, floor):
        """What is proven, in parts, if all panels have a floor: with what their floors, and the steps below, leave room for."""
        parts = self.parts + sum(self.floors.values()) * floor
        for dossier, steps in self.steps.items():
            places = self.instance.demands[dossier]
            parts += sum(dual * ((places * top - floor) // width) for top, width, dual in steps)
        return parts

    def highest_floor(self):
        """The highest floor that is not yet refuted; None where none is."""
        step, reach = math.gcd(self.step, self.offset or 0) or 1, sum(self.instance.demands) * self.largest
        low, high = -reach // step - 1, reach // step + 1
        if self.raised_to(high * step) >= 0 or self.raised_to(low * step) < 0:
            return None
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.raised_to(middle * step) < 0 else (middle, high)
        return low * step

    def charge(self, kind, *words, dual):
        """Adds a multiplier times the limit of its requirement, and charges it to the pairs that the limit counts."""
        if kind == "floor":
            dossier = self.instance.dossiers[words[0]]
            if self.plan.objective != "fair" or self.instance.demands[dossier] == 0 or dual > 0:
                raise ValueError(f"the multiplier {dual} of the floor of {words[0]}")
            self.floors[dossier] = dual
            return
        if kind == "floorSteps":
            dossier, top, width = self.instance.dossiers[words[0]], *words[1:]
            # Where places may stay empty, a panel may have fewer than are counted.
            fixed = self.instance.demands[dossier] > 0 and self.instance.dossier_prices[dossier] is None
            if self.plan.objective != "fair" or not fixed or dual < 0 or width <= 0:
                raise ValueError(f"the multiplier {dual} of steps below the floor of {words[0]}")
            self.steps[dossier].append((top, width, dual))
            return
        if kind in ("pin", "conflict"):
            raise ValueError(f"a multiplier of a {kind}")
        least, most, blocks = self.instance.requirement(kind, *words)
        self.parts += dual * (most if dual > 0 else least)
        # Where a requirement may give way, breaking it must not save more than it costs.
        price = self.units.price(self.instance.price_of(kind, *words)[dual > 0])
        price = price if price is None or not self.of_floor else 0
        self.cheap = self.cheap and (price is None or abs(dual) <= price * self.resolution)
        if kind == "categoryLoad":
            self.categories[words[0]][self.instance.experts[words[1]]] = dual
            return
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
        for (_, counted, _, _), duals in zip(self.instance.limits, self.categories):
            for expert, dual in duals.items() if dossier in counted else ():
                charges[expert] += dual
        for expert, sign, price in () if self.of_floor else self.instance.gains.get(dossier, ()):
            charges[expert] -= sign * self.units.price(price) * self.resolution
        for top, width, dual in self.steps.get(dossier, ()):
            for expert, weight in enumerate(weights):
                charges[expert] += 0 if weight is None else dual * ((top - weight) // width)
        factor = (0 if self.of_floor else self.resolution) - self.floors.get(dossier, 0)
        margins = [0 if weight is None else factor * weight - charge for weight, charge in zip(weights, charges)]
        self.parts += sum(margin for margin in margins if margin > 0)
        self.parts += sum(min(margins[expert], 0) for expert in self.instance.pins.get(dossier, ()))

        allowed = [weight for weight in weights if weight is not None]
        self.largest = max(self.largest, max(map(abs, allowed), default=0))
        if self.offset is None and allowed:
            self.offset = allowed[0]
        if self.step != 1:
            self.step = math.gcd(self.step, *(weight - self.offset for weight in allowed))
        panel, demand = sum(weights[expert] for expert in self.plan.panels[dossier]), self.instance.demands[dossier]
        self.worth += panel
        if demand > 0 and self.plan.objective == "fair":
            # Where places may stay empty, nobody sits there who would lower the sum.
            may_be_vacant = self.instance.dossier_prices[dossier] is not None
            alone = sum(heapq.nlargest(demand, (w for w in allowed if w > 0 or not may_be_vacant)))
            self.floor = panel if self.floor is None else min(self.floor, panel)
            self.alone = alone if self.alone is None else min(self.alone, alone)

    def attainable(self, bound):
        """What a plan is worth is the number of its places times one affinity, plus a multiple of the step between
        affinities, less a sum of prices."""
        offset, step = self.offset or 0, math.gcd(self.step, *map(self.units.price, self.instance.prices))
        base = sum(self.instance.demands) * offset
        if any(price is not None for price in self.instance.dossier_prices):
            base, step = 0, math.gcd(step, offset)
        return min(bound, base) if step == 0 else bound - (bound - base) % step


class Check:
    """What holds of a plan, and what does not."""

    def __init__(self, instance, plan):
        self.instance, self.plan, self.facts, self.faults = instance, plan, [], []
        self.check_origin()
        if self.check_pairs():
            self.check_requirements()
            self.check_concessions()
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
        self.owed, sound = {}, True
        for words in instance.suspects(plan):
            least, most, blocks = instance.requirement(*words)
            count, what = plan.count(blocks), " ".join(map(str, words))
            below, above = instance.price_of(*words)
            price, amount = (below, least - count) if count < least else (above, count - most)
            if amount > 0 and price is not None:
                self.owed[words] = amount, price
                continue
            sound &= self.hold(
                least * solved <= count <= most, f"{what}：应为 {least} 至 {most}，方案中为 {count}",
                f"{what}: expected {least} to {most}, but the plan has {count}")
        if not sound:
            return
        if solved:
            hard = ("刚性", "hard ") if instance.prices else ("", "")
            self.tell(f"{len(plan.pairs)} 个组合，满足全部{hard[0]}要求",
                      f"{len(plan.pairs)} pairs, every {hard[1]}requirement holds")
        else:
            vacant = sum(instance.demands) - len(plan.pairs)
            self.tell(f"方案遵守各项上限；空缺 {vacant} 个名额", f"the plan keeps to every limit; {vacant} places are empty")

    def check_concessions(self):
        """What gives way must be told, by how much and at what price, and nothing else."""
        hidden = dict(self.owed)
        for words, amount, price in self.plan.concessions:
            found, what = hidden.pop(words, None), " ".join(map(str, words))
            self.hold((amount, price) == found, f"所列让步“{what}”并不存在、重复，或数量、代价不符",
                      f"the concession “{what}” is not made, listed twice, or of another amount or price")
        for words in hidden:
            what = " ".join(map(str, words))
            self.hold(False, f"未列出的让步：{what}", f"a concession is not listed: {what}")
        if self.instance.prices and not self.faults:
            count = len(self.owed)
            self.tell(f"让步 {count} 项，均已列明", f"concessions: {count}, all of them listed")

    def check_figures(self):
        def sum_of(values, payments=()):
            prices, payment = [price for _, price in payments], sum(Fraction(price) * n for n, price in payments)
            units = Units(lambda: [values], prices, payment)
            return units.sum(values, [(price, amount) for amount, price in payments])

        payments = list(self.owed.values())
        needy = [sum_of(self.values[d]) for d, demand in enumerate(self.instance.demands) if demand > 0]
        affinities = [value for values in self.values.values() for value in values]
        self.worth = total = sum_of(affinities)
        value = None
        if self.instance.prices:
            self.worth = value = sum_of(affinities, payments)
        figures = (("total", "总匹配度", total), ("floor", "最低匹配度", min(needy, default=None)),
                   ("value", "净匹配度", value))
        for key, zh, found in figures:
            given, shown = self.plan.figures.get(key), None if found is None else float(found)
            fits = given == found or None not in (given, found) and near(given, found)
            if self.hold(fits, f"{zh}应为 {shown}", f"the {key} should be {shown}") and found is not None:
                self.tell(f"{zh}为 {shown}", f"the {key} is {shown}")

    def check_bound(self):
        """What the plan says of the best there could be, and what its certificate proves of it."""
        figures, certificate = self.plan.figures, self.plan.root.get("certificate")
        zh, en = ("净匹配度", "value") if self.instance.prices else ("总匹配度", "total")
        worth, bound, gap = (figures.get(key) for key in (en, "bound", "gap"))
        if not self.hold(None not in (bound, gap, certificate), "方案没有上界、差距或证书",
                         "the plan lacks a bound, a gap or a certificate"):
            return
        optimal, fair = self.plan.status == "optimal", self.plan.objective == "fair"
        if worth is None:
            return
        self.hold(bound >= self.worth or near(bound, self.worth), f"上界低于{zh}", f"the bound is below the {en}")
        self.hold(bound <= worth or not optimal, "称为最优，上界却更高", "called optimal, but its bound is higher")
        expected = max(bound - worth, Fraction(0)) / max(abs(worth), Fraction(1, 10**9))
        self.hold(abs(gap - expected) <= Fraction(1, 10**9), f"差距应为 {float(expected)}",
                  f"the gap should be {float(expected)}")
        floor, ceiling = figures.get("floor", 0), figures.get("floorBound", 0)
        self.hold(not fair or near(ceiling, floor) or ceiling > floor and not optimal,
                  "floorBound 与最低匹配度不符", "the floorBound does not fit the floor")
        proof = Proof(self.instance, self.plan, certificate, list(self.owed.values()))
        if not self.hold(proof.holds, "证书不成立：由它算不出其所称的上界",
                         "the certificate does not hold: it does not give the bound it states"):
            return
        # Where affinities were rounded to units, each place may add half a unit.
        halves = 2 * proof.bound + (0 if proof.units.exact else sum(self.instance.demands))
        proven = float(Fraction(halves, 2 * proof.units.scale))
        if proof.bound <= proof.worth:
            self.tell(f"证书证明：没有{zh}更高的方案", f"the certificate proves that no plan has a larger {en}")
        else:
            self.tell(f"证书证明{zh}至多 {proven}", f"the certificate proves a {en} of {proven} at most")
            if proven > bound:
                self.tell("其余由分支定界得出，证书未予证明", "the rest is by branch and bound, which it does not show")
        if fair and "floorCertificate" in self.plan.root:
            self.check_floor(proof)
        elif fair and proof.floor is not None and proof.floor >= proof.alone:
            self.tell("最低匹配度已达某份材料单独所能达到的最高值", "the floor is the best that some dossier could have alone")
        elif fair and proof.floor is not None:
            self.tell("没有更高的最低匹配度系由搜索得出，证书未予证明",
                      "that no floor is higher is by search, which the certificate does not show")

    def check_floor(self, worth):
        """What the certificate of the floor proves."""
        zh, en = "没有材料需要专家，不应有最低匹配度的证书", "no dossier needs anybody, so there is no floor to be proven"
        if not self.hold(worth.floor is not None, zh, en):
            return
        proof = Proof(self.instance, self.plan, self.plan.root["floorCertificate"], [], of_floor=True)
        if not self.hold(proof.holds, "最低匹配度的证书不成立：由它算不出其所称的上界",
                         "the certificate of the floor does not hold: it does not give the bound it states"):
            return
        if proof.bound <= worth.floor:
            self.tell("证书证明：没有最低匹配度更高的方案", "the certificate proves that no plan has a higher floor")
        else:
            proven = proof.bound / proof.units.scale
            self.tell(f"证书证明最低匹配度至多 {proven}；其余由搜索得出，证书未予证明",
                      f"the certificate proves a floor of {proven} at most; the rest is by search, which it does not show")

    def check_diagnosis(self):
        """Counts again, where a diagnosis counts: places needed, and what those who may fill them can take."""
        instance = self.instance
        stated = self.plan.figures.keys() & {"bound", "gap", "floorBound"} or "certificate" in self.plan.root
        self.hold(not stated, "无解的方案不应有上界或证书", "a problem without solution has no bound and no certificate")
        # What may give way at a price is never in the way.
        needed = {d: n for d, (n, price) in enumerate(zip(instance.demands, instance.dossier_prices)) if price is None}
        places = [(needed, instance.experts.values())]
        for (dossiers, holders, least, _), price in zip(instance.rules, instance.rule_prices):
            if least and price is None:
                places += [(dict.fromkeys(dossiers, least), experts) for experts in holders.values()]
        prices = instance.expert_prices
        most = [limits[1] if price is None else math.inf for limits, price in zip(instance.loads, prices)]
        least = sum(limits[0] for limits, price in zip(instance.loads, prices) if price is None)
        for obstacle in self.plan.root["diagnosis"]:
            if obstacle["kind"] not in ("fewExperts", "capacity"):
                self.tell("各项要求互相抵触系由搜索得出，未予证明", "that requirements clash is by search, which is not shown")
                continue
            need, have = obstacle["need"], obstacle["have"]
            dossiers = [instance.dossiers[name(id)] for id in obstacle["dossiers"]]
            rows = [instance.row(dossier) for dossier in dossiers]
            counts = [(sum(needed.get(dossier, 0) for dossier in dossiers),
                       sum(min(most[e], sum(row[e] == row[e] for row in rows)) for e in experts))
                      for needed, experts in places]
            if not dossiers:
                counts = [(least, sum(instance.demands))]
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
