#!/usr/bin/env python3
"""Re-checks a plan of Linxuan against its instance, by whole numbers and fractions only.

Shares no code with the program and needs nothing but Python 3.9. What the files say, and the formula of the bound, is
in docs/formats/instance.md and docs/formats/plan.md. Ends with 0 where all holds, with 1 and each thing that does not,
with 65 where a file is malformed.
"""

import argparse
import array
import ast
import copy
import hashlib
import heapq
import json
import math
import os
import struct
import sys
import unicodedata
from collections import Counter, defaultdict
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
    def word(value):
        if isinstance(value, list):
            return tuple(map(name, value))
        return name(value) if isinstance(value, str) else whole(value)

    return tuple(map(word, values))


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
    KNOWN |= set("maximumPerValue pair pairs price leads maximumPerExpert panels groups largest by".split())

    def __init__(self, path):
        root = read_document(path, "linxuan-assignment/1")
        dossiers, experts, affinity = root["dossiers"], root["experts"], root["affinity"]
        rules, limits, panels = root.get("composition", []), root.get("loads", []), root.get("panels", [])
        priced = [one for key in ("conflicts", "pins", "neverTogether", "neverMutual") for one in root.get(key, [])]
        priced = [one for one in priced if isinstance(one, dict)]
        leads = root.get("leads", [])
        unlike = set(root).union(*dossiers, *experts, *rules, *limits, *leads, *priced, *panels)
        self.unknown = sorted(unlike - self.KNOWN)
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
        self.leads = [self.lead_rule(rule) for rule in leads]
        self.led = {dossier: index for index, (panels, *_) in enumerate(self.leads) for dossier in panels}
        if len(self.led) < sum(len(panels) for panels, *_ in self.leads):
            raise ValueError("a dossier is under two rules on leads")
        self.apart = [self.priced(one, "experts", self.two) for one in root.get("neverTogether", [])]
        self.mutual = [self.priced(one, "pairs", self.both) for one in root.get("neverMutual", [])]
        self.wanted, self.unwanted, self.lowered = pins, conflicts, {}
        self.find_prices(dossiers, experts, rules, limits, leads)
        self.find_groups(panels)

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

    def find_prices(self, dossiers, experts, rules, limits, leads):
        """The prices of all that may give way, and more than any plan could pay."""
        self.dossier_prices, self.expert_prices = list(map(self.price, dossiers)), list(map(self.price, experts))
        self.rule_prices, self.limit_prices = list(map(self.price, rules)), list(map(self.price, limits))
        self.lead_prices = list(map(self.price, leads))
        if any(price is not None and most is None for price, (_, _, most) in zip(self.lead_prices, self.leads)):
            raise ValueError("a rule on leads has a price but no maximumPerExpert")
        others = [price for listed in (self.mutual, self.wanted, self.unwanted) for _, price in listed]
        apart, places = [price for _, price in self.apart], sum(self.demands)
        everything = (self.dossier_prices, self.expert_prices, self.rule_prices, self.limit_prices, self.lead_prices, apart,
                      others)
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
            + paid(self.lead_prices, [len(self.demands)] * len(leads))
            + paid(apart, [len(self.demands)] * len(apart)) + paid(others, [1] * len(others)))

    def find_groups(self, rules):
        """The groups that are given, and of those that are to be formed the dossiers and the sizes."""
        self.has_panels, self.given, self.formed, self.reach = bool(rules), [], [], {}
        for rule in rules:
            if "price" in rule or sum(key in rule for key in ("groups", "largest", "by")) != 1:
                raise ValueError(f"{rule} is no rule on shared panels")
            if isinstance(rule.get("groups"), list):
                if "dossiers" in rule:
                    raise ValueError("dossiers beside groups that are listed")
                self.given += [[self.dossiers[name(id)] for id in group] for group in rule["groups"]]
                continue
            dossiers = sorted(self.scope(rule["dossiers"], self.dossiers, self.dossier_tags))
            if "by" in rule:
                groups = defaultdict(list)
                for dossier in dossiers:
                    values = set(map(name, self.dossier_tags[dossier].get(rule["by"], [])))
                    if len(values) > 1:
                        raise ValueError(f"several values of {rule['by']!r}")
                    groups[values.pop() if values else dossier].append(dossier)
                self.given += groups.values()
                continue
            most = whole(rule.get("largest", 1), 1)
            count = whole(rule["groups"], 1, max(len(dossiers), 1)) if "groups" in rule else -(-len(dossiers) // most)
            sizes = [len(dossiers) // count + (place < len(dossiers) % count) for place in range(count)]
            self.formed.append((dossiers, [size for size in sizes if size]))
        together = self.given + [dossiers for dossiers, _ in self.formed]
        everyone = [dossier for group in together for dossier in group]
        if len(set(everyone)) < len(everyone) or any(len({self.demands[d] for d in group}) > 1 for group in together):
            raise ValueError("a dossier in two groups, or dossiers of unlike demands in one")
        if not all(self.given):
            raise ValueError("a group without dossiers")
        if any(len({self.led[d] for d in group if d in self.led}) > 1 for group in together):
            raise ValueError("the dossiers of a group are in two rules on leads")
        self.given = sorted(map(sorted, self.given))
        self.share()

    def divided(self, groups):
        """The problem in which the groups that a plan has formed are given."""
        other = copy.copy(self)
        other.given, other.formed, other.reach, other.led = groups, [], {}, dict(self.led)
        other.leads = [(set(panels), experts, self.caps.get(index, most))
                       for index, (panels, experts, most) in enumerate(self.leads)]
        other.share()
        return other

    def share(self):
        """What follows from the groups that are given."""
        # A panel has one lead: the first dossier of a group stands for it. While groups are still to be formed it isn't
        # known how many panels there are of which an expert would lead too many.
        for group in self.given:
            for dossier in [dossier for dossier in group if dossier in self.led][1:]:
                self.leads[self.led.pop(dossier)][0].discard(dossier)
        self.caps, formed = {}, {dossier for dossiers, _ in self.formed for dossier in dossiers}
        for index, (panels, experts, most) in enumerate(self.leads):
            if not panels.isdisjoint(formed):
                if most is None or self.lead_prices[index] is not None:
                    raise ValueError("where groups are to be formed, a rule on leads needs maximumPerExpert, and has no price")
                self.caps[index], self.leads[index] = most, (panels, experts, len(panels))
        self.group = {dossier: group for group in self.given if len(group) > 1 for dossier in group}
        for dossier, experts in self.pins.items():
            for other in self.group.get(dossier, ()):
                if any(math.isnan(self.row(other)[expert]) for expert in experts):
                    raise ValueError("a pin on a panel of which the expert may not read every dossier")

    def whole_loads(self, limits, rule=None):
        """Limits of a load drawn together to what anybody can have where groups come whole."""
        if rule not in self.reach:
            counted = set(range(len(self.demands))) if rule is None else self.limits[rule][1]
            units = [len(counted.intersection(group)) for group in self.given]
            alone = counted - {dossier for group in self.given for dossier in group}
            for dossiers, sizes in self.formed:
                if counted.issuperset(dossiers):
                    units += sizes
                    alone -= set(dossiers)
            # A bit for each number of dossiers that can be had.
            units, reach = [unit for unit in units if unit] + [1] * len(alone), 1
            for unit in units:
                reach |= reach << unit
            can = [number for number in range(len(counted) + 1) if reach >> number & 1]
            self.reach[rule] = can if max(units, default=0) > 1 else None
        can = self.reach[rule]
        least = next((number for number in can or () if number >= limits[0]), None)
        most = next((number for number in reversed(can or ()) if number <= limits[1]), None)
        if can is None or least is None or least > most:
            return limits
        return least, most if limits[1] <= can[-1] else limits[1]

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

    def lead_rule(self, rule):
        """The panels of a rule on leads, the experts who may lead them, and how many each may lead; None for as few as
        can be."""
        dossiers = self.scope(rule["dossiers"], self.dossiers, self.dossier_tags)
        experts = self.scope(rule.get("experts", "all"), self.experts, self.expert_tags)
        most = whole(rule["maximumPerExpert"], 1) if "maximumPerExpert" in rule else None
        return {dossier for dossier in dossiers if self.demands[dossier] > 0}, experts, most

    def leads_among(self, panels):
        """Leads for as many panels as can have one, by chains of panels that hand theirs over."""
        leads = {}
        for index, (concerned, experts, most) in enumerate(self.leads):
            for start in sorted(concerned):
                came, queue = {}, [(start, expert) for expert in sorted(panels[start] & experts)]
                for dossier, expert in queue:
                    if expert in came:
                        continue
                    came[expert] = dossier
                    own = [d for d, e in leads.items() if e == expert and self.led[d] == index]
                    if len(own) < (most or len(concerned)):
                        while dossier is not None:
                            before, leads[dossier] = leads.get(dossier), expert
                            expert, dossier = before, came.get(before) if before is not None else None
                        break
                    queue += [(d, e) for d in own for e in sorted(panels[d] & experts)]
        return leads

    def close(self, leads):
        """Sets the numbers of panels that each expert may lead, where rules set none: the most that a plan has."""
        self.open_leads = [index for index, (_, _, most) in enumerate(self.leads) if most is None]
        for index in self.open_leads:
            panels, experts, _ = self.leads[index]
            counts = Counter(expert for dossier, expert in leads.items() if dossier in panels)
            self.leads[index] = panels, experts, max(counts.values(), default=1)

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

    def requirement(self, *named):
        """The least, the most and the blocks of a requirement, by the words that name it in a certificate."""
        least, most, blocks = self.stated(*named)
        return min(least, self.lowered.get(named, least)), most, blocks

    def loosened(self, plan):
        """The problem in which places may stay empty and what has no price asks for no more than a plan reaches."""
        other = copy.copy(self)
        other.dossier_prices = [0.0 if price is None else price for price in self.dossier_prices]
        other.prices = self.prices + [0.0]
        other.wanted = [
            ((dossier, expert), price) for (dossier, expert), price in self.wanted
            if price is not None or expert in plan.panels[dossier]]
        other.pins = {dossier: experts & plan.panels[dossier] for dossier, experts in self.pins.items()}
        for words in self.suspects(plan):
            least, _, blocks = self.stated(*words)
            count = plan.count(blocks)
            if words[0] in ("load", "composition", "categoryLoad") and count < least and self.price_of(*words)[0] is None:
                other.lowered = {**other.lowered, words: count}
        return other

    def stated(self, kind, *words):
        if kind == "demand":
            (dossier,) = (self.dossiers[word] for word in words)
            return self.demands[dossier], self.demands[dossier], [({dossier}, None)]
        if kind == "load":
            (expert,) = (self.experts[word] for word in words)
            limits, price = self.loads[expert], self.expert_prices[expert]
            return *(self.whole_loads(limits) if price is None else limits), [(None, {expert})]
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
            if self.limit_prices[index] is None:
                least, most = self.whole_loads((least, most), index)
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
        if kind == "lead":
            index, dossier = words
            if self.dossiers[dossier] not in self.leads[index][0]:
                raise LookupError(f"rule {index} on leads does not concern {dossier!r}")
            return 1, max(1, len(self.experts)), [({self.dossiers[dossier]}, self.leads[index][1])]
        if kind == "leadCut":
            index, panels, spared = words
            concerned, experts, most = self.leads[index]
            panels, spared = {self.dossiers[id] for id in panels}, {self.experts[id] for id in spared}
            if [len(panels), len(spared)] != list(map(len, words[1:])) or not (panels <= concerned and spared <= experts):
                raise LookupError(f"a cut of other panels or experts than those of rule {index} on leads, or some twice")
            # Those spared can lead so many of the panels; the others must have somebody else who may lead.
            return max(0, len(panels) - most * len(spared)), math.inf, [(panels, experts - spared)]
        raise LookupError(f"no requirement {kind!r}")

    def price_of(self, kind, *words):
        """What it costs to break a requirement by one from below, and from above; None where it may not be."""
        if kind == "demand":
            return self.dossier_prices[self.dossiers[words[0]]], None
        if kind == "load":
            price = self.expert_prices[self.experts[words[0]]]
        elif kind in ("composition", "categoryLoad"):
            price = (self.rule_prices if kind == "composition" else self.limit_prices)[words[0]]
        elif kind in ("lead", "leadCut"):
            price = self.lead_prices[words[0]]
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
        for index, (panels, _, _) in enumerate(self.leads):
            yield from (("lead", index, ids[dossier]) for dossier in sorted(panels))
        yield from (("neverMutual", index) for index in range(len(self.mutual)))
        yield from (("pin", index) for index in range(len(self.wanted)))
        yield from (("conflict", index) for index in range(len(self.unwanted)))


class Plan:
    """A plan as its file says it."""

    def __init__(self, path, instance):
        self.root = read_document(path, "linxuan-plan/1")
        self.status, self.objective = self.root["status"], self.root.get("objective", "total")
        if self.status not in ("optimal", "feasible", "infeasible") or self.objective not in ("total", "fair", "ordered"):
            raise ValueError(f"the status {self.status!r} or the objective {self.objective!r}")
        keys = ("total", "value", "floor", "bound", "gap", "floorBound")
        self.figures = {key: number(self.root[key]) for key in keys if self.root.get(key) is not None}
        self.concessions = [
            (words(one["requirement"]), whole(one["amount"], -math.inf, math.inf), number(one["price"]))
            for one in self.root.get("concessions", [])
        ]
        self.take([instance.pair(ids) for ids in self.root["assignments"]])
        self.groups = [[instance.dossiers[name(id)] for id in group] for group in self.root.get("groups", [])]
        self.lead_pairs = [instance.pair(ids) for ids in self.root.get("leads", [])]
        self.leads = dict(self.lead_pairs)
        instance.close(self.leads)
        self.earlier = None
        if "earlier" in self.root:
            self.earlier = {instance.pair(ids) for ids in self.root["earlier"]}
        self.steps, following = [], self.pairs
        for step in reversed(self.root.get("steps", [])):
            if "assignments" in step:
                following = [instance.pair(ids) for ids in step["assignments"]]
            other = copy.copy(self)
            other.take(following)
            self.steps.insert(0, (step, other))

    def take(self, pairs):
        self.pairs, self.panels, self.loads = pairs, defaultdict(set), defaultdict(set)
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


class Multipliers:
    """What a list of multipliers charges each pair, and the sum of the multipliers times their limits, in parts of a
    unit. With no parts to a unit affinities and prices count for nothing."""

    def __init__(self, instance, units, resolution, duals, floor_allowed, goal="total", weighs=None, kept=None, earlier=None):
        """`goal` is what is sought; `weighs` what a unit of each earlier objective weighs, `kept` the least that must be
        kept of it, `earlier` the pairs to which changes are counted."""
        self.instance, self.units, self.resolution = instance, units, resolution
        self.floor_allowed, self.earlier, self.load_duals = floor_allowed, earlier or (), {}
        # What a unit of each objective weighs, in parts.
        self.weighs = dict(weighs or {})
        self.parts = -sum(weight * (kept or {})[key] for key, weight in self.weighs.items())
        self.weighs[goal] = resolution
        self.worths, self.squares = self.weighs.get("total", 0), self.weighs.get("even", 0)
        self.floors, self.everywhere, self.own = {}, [0] * len(instance.experts), defaultdict(list)
        self.missing = Counter()
        self.categories, self.cheap, self.names = [{} for _ in instance.limits], True, set()
        for *named, dual in duals:
            named = words(named)
            if named in self.names:
                raise ValueError(f"{named} twice among the duals")
            self.names.add(named)
            self.charge(*named, dual=whole(dual, -math.inf, math.inf))
        for dossier, sum_of_duals in self.missing.items():
            price = self.units.price(instance.lead_prices[instance.led[dossier]])
            self.parts += max(0, sum_of_duals - price * self.resolution)
        # A plan pays for every soft pin, and gets back what it paid for those that it has.
        self.parts -= self.worths * sum(units.price(price) or 0 for _, price in instance.wanted)
        if self.squares:
            self.parts += sum(self.most_by_load(expert) for expert in range(len(instance.experts)))

    def most_by_load(self, expert):
        """The most that an expert's multiplier brings, less the square of the load at its weight, and prices."""
        id = list(self.instance.experts)[expert]
        (least, most, _), dual = self.instance.requirement("load", id), self.load_duals.get(expert, 0)
        price, dossiers = self.units.price(self.instance.expert_prices[expert]), len(self.instance.demands)

        def last(charge):
            """The last dossier that brings more than it weighs, where each also brings a charge."""
            return max((dual + charge + self.squares) // (2 * self.squares), 0)

        load = min(max(last(0), least), most)
        if price is not None and min(last(-price * self.worths), dossiers) > most:
            load = min(last(-price * self.worths), dossiers)
        elif price is not None and last(price * self.worths) < least:
            load = last(price * self.worths)
        beyond = max(least - load, load - most, 0)
        return dual * load - self.squares * load * load - (price or 0) * self.worths * beyond

    def charge(self, kind, *words, dual):
        """Adds a multiplier times the limit of its requirement, and charges it to the pairs that the limit counts."""
        if kind == "floor":
            dossier = self.instance.dossiers[words[0]]
            if not self.floor_allowed or self.instance.demands[dossier] == 0 or dual > 0:
                raise ValueError(f"the multiplier {dual} of the floor of {words[0]}")
            self.floors[dossier] = dual
            return
        if kind in ("pin", "conflict"):
            raise ValueError(f"a multiplier of a {kind}")
        least, most, blocks = self.instance.requirement(kind, *words)
        if kind == "leadCut" and dual > 0:
            raise ValueError("a positive multiplier of a cut on leads")
        if kind == "load" and self.squares:
            (expert,) = blocks[0][1]
            self.load_duals[expert] = dual
            self.everywhere[expert] += dual
            return
        self.parts += dual * (most if dual > 0 else least)
        if kind in ("lead", "leadCut") and dual < 0 and self.instance.lead_prices[words[0]] is not None:
            # A panel without a lead is missing in all cuts at once, and costs its price once.
            for dossier in blocks[0][0]:
                self.missing[dossier] -= dual
            if kind == "leadCut":
                self.own_blocks(blocks, dual)
                return
        # Where a requirement may give way, breaking it must not save more than it costs.
        price = self.units.price(self.instance.price_of(kind, *words)[dual > 0])
        self.cheap = self.cheap and (price is None or abs(dual) <= price * self.worths)
        if kind == "categoryLoad":
            self.categories[words[0]][self.instance.experts[words[1]]] = dual
            return
        self.own_blocks(blocks, dual)

    def own_blocks(self, blocks, dual):
        """Charges a multiplier to the pairs of some blocks."""
        for dossiers, experts in blocks:
            for expert in experts if dossiers is None else ():
                self.everywhere[expert] += dual
            for dossier in dossiers or ():
                self.own[dossier].append((experts, dual))

    def margins(self, dossier, weights):
        """What the pairs of a dossier are worth beyond their charge, None where there is none."""
        charges = self.everywhere.copy()
        for experts, dual in self.own[dossier]:
            for expert in range(len(charges)) if experts is None else experts:
                charges[expert] += dual
        for (_, counted, _, _), duals in zip(self.instance.limits, self.categories):
            for expert, dual in duals.items() if dossier in counted else ():
                charges[expert] += dual
        for expert, sign, price in self.instance.gains.get(dossier, ()):
            charges[expert] -= sign * self.units.price(price) * self.worths
        for expert in range(len(charges)) if self.earlier or "fill" in self.weighs else ():
            charges[expert] -= self.weighs.get("fill", 0)
            charges[expert] -= self.weighs.get("changes", 0) if (dossier, expert) in self.earlier else 0
        factor = self.worths - self.floors.get(dossier, 0)
        return [None if weight is None else factor * weight - charge for weight, charge in zip(weights, charges)]

    def prove(self, floor, gain, present=frozenset(), absent=frozenset()):
        """What no plan exceeds, in parts, among those that have some pairs and lack others."""
        parts, instance, shared = self.parts + sum(self.floors.values()) * (floor or 0), self.instance, {}
        for dossier in range(len(instance.demands)):
            margins = self.margins(dossier, self.units.weights(instance.row(dossier)))
            group = instance.group.get(dossier, [dossier])
            # Who is on one dossier of a group is on all of it: their margins are taken together.
            if dossier != group[0]:
                margins = [None if None in two else sum(two) for two in zip(shared[group[0]], margins)]
            shared[group[0]] = margins
            if dossier == group[-1]:
                certain = set().union(*(instance.pins.get(member, ()) for member in group))
                certain |= {e for d, e in present if d in group}
                parts += gain(shared.pop(group[0]), certain, {e for d, e in absent if d in group} - certain)
        return parts


class Proof:
    """The bound that the multipliers of a certificate prove by weak duality, in units, and what is proven by cases."""

    def __init__(self, instance, plan, certificate, payments, goal="total", kept=None, floor=None, reached=None):
        """`goal` is what is sought, `kept` the least that must be kept of earlier objectives, `floor` that of panels;
        `reached` what the plan has of what is sought, if that isn't its worth."""
        self.instance, self.plan, self.goal, self.kept = instance, plan, goal, kept
        self.floored = "fair" in (plan.objective, goal) or floor is not None
        self.units = Units(
            lambda: map(instance.row, range(len(instance.demands))), instance.prices, instance.payment)
        self.worth = -sum(self.units.price(price) * amount for amount, price in payments)
        self.floor, self.alone, self.step, self.offset = None, None, 0, None
        for dossier in range(len(instance.demands)):
            self.take(dossier, self.units.weights(instance.row(dossier)))
        if certificate is None:
            return
        counted = goal != "total"
        resolution = whole(certificate["resolution"], 1, 10**9 if counted else 10**6)
        multipliers, floor = self.multipliers(certificate, resolution, self.floored), self.floor if floor is None else floor
        self.resolution, self.cheap, self.parts = resolution, multipliers.cheap, multipliers.prove(floor, self.gain)
        rounded = (lambda bound: bound) if counted else self.attainable
        self.bound = rounded(self.parts // resolution)
        stated = whole(certificate["scale"], 1, math.inf), whole(certificate["bound"], -math.inf, math.inf)
        self.holds = self.cheap and stated == (1 if counted else self.units.scale, self.bound)
        if "cases" in certificate:
            reached = self.worth if reached is None else reached
            self.holds = self.holds and self.all_cases(
                certificate["cases"], resolution, floor, lambda parts: rounded(parts // resolution) <= reached)
            self.bound = reached

    def multipliers(self, charges, resolution, floor_allowed):
        weighs = {key: whole(weight, 1, math.inf) for key, weight in charges.get("kept", {}).items()}
        return Multipliers(self.instance, self.units, resolution, charges["duals"], floor_allowed,
                           self.goal, weighs, self.kept, self.plan.earlier)

    def all_cases(self, case, resolution, floor, holds, present=frozenset(), absent=frozenset()):
        """Whether something holds of what the multipliers of each case prove: of a pair, that it is in the plan, or not."""
        if "pair" not in case:
            multipliers = self.multipliers(case, resolution, floor is not None)
            return multipliers.cheap and holds(multipliers.prove(floor, self.gain, present, absent))
        pair = self.instance.pair(case["pair"])
        # Who is on one dossier of a group is on all of it: cases of single pairs would be others than they say.
        return (not self.instance.group and not math.isnan(self.instance.row(pair[0])[pair[1]])
                and self.all_cases(case["with"], resolution, floor, holds, present | {pair}, absent)
                and self.all_cases(case["without"], resolution, floor, holds, present, absent | {pair}))

    def impossible(self, case, floor=None):
        """Whether no plan (with such a floor) is left: with affinities aside each would be worth 0, yet less is proven."""
        return self.all_cases(case, 0, floor, lambda parts: parts < 0)

    @property
    def next_floor(self):
        """The affinities of a panel add up to a multiple of this."""
        return self.floor + max(1, math.gcd(self.step, self.offset or 0))

    def take(self, dossier, weights):
        """Goes through the pairs of a dossier: what they have in common, and what the plan has of them."""
        allowed = [weight for weight in weights if weight is not None]
        if self.offset is None and allowed:
            self.offset = allowed[0]
        if self.step != 1:
            self.step = math.gcd(self.step, *(weight - self.offset for weight in allowed))
        panel, demand = sum(weights[expert] for expert in self.plan.panels[dossier]), self.instance.demands[dossier]
        self.worth += panel
        if demand > 0 and self.floored:
            # Where places may stay empty, nobody sits there who would lower the sum.
            may_be_vacant = self.instance.dossier_prices[dossier] is not None
            alone = sum(heapq.nlargest(demand, (w for w in allowed if w > 0 or not may_be_vacant)))
            self.floor = panel if self.floor is None else min(self.floor, panel)
            self.alone = alone if self.alone is None else min(self.alone, alone)

    def gain(self, margins, certain, lost):
        """Of the pairs that are not certain, or lost, none is better than those whose margin is positive."""
        return (sum(margin for expert, margin in enumerate(margins) if margin is not None and margin > 0 and expert not in lost)
                + sum(min(margins[expert] or 0, 0) for expert in certain))

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
            self.check_leads()
            self.check_groups()
            self.check_concessions()
            self.check_figures()
            if plan.status == "infeasible":
                self.check_diagnosis()
            elif plan.objective != "ordered":
                self.check_bound()
            if plan.objective == "ordered" and not self.faults:
                self.check_steps()

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
            if words[0] == "lead":
                count = int(any(one in plan.leads for one in self.sharing(instance.dossiers[words[2]])))
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

    def check_leads(self):
        """Each lead is of its panel, may lead, and leads no more panels than they may."""
        plan, instance, counts, before = self.plan, self.instance, Counter(), len(self.faults)
        dossiers, experts = list(instance.dossiers), list(instance.experts)
        places = [dossier for dossier, _ in plan.lead_pairs]
        self.hold(all(one < next for one, next in zip(places, places[1:])), "组长重复或未按顺序排列", "leads occur twice or are out of order")
        for dossier, expert in plan.lead_pairs:
            rule, pair = instance.led.get(dossier), f"“{dossiers[dossier]}”–“{experts[expert]}”"
            fits = rule is not None and expert in plan.panels[dossier] and expert in instance.leads[rule][1]
            fits = fits and dossier == min(one for one in self.sharing(dossier) if one in instance.led)
            self.hold(fits, f"{pair}：不能担任该组组长", f"{pair}: this expert is no lead of that panel")
            counts[rule, expert] += 1
        for (rule, expert), count in counts.items():
            most = instance.leads[rule][2] if rule is not None else count
            most = instance.caps.get(rule, most) if plan.groups else most
            self.hold(count <= most, f"专家“{experts[expert]}”任 {count} 组组长，至多 {most} 组",
                      f"expert “{experts[expert]}” leads {count} panels, {most} at most")
        if not instance.leads or len(self.faults) > before:
            return
        most, even = max(counts.values(), default=0), self.leads_are_even(counts)
        self.tell(f"{len(places)} 个评审组有组长，每人至多任 {most} 组{'，分布已最均匀' if even else ''}",
                  f"{len(places)} panels have a lead, nobody leads more than {most}{', as even as it can be' if even else ''}")
        for rule in instance.open_leads if plan.status != "infeasible" else ():
            panels, own, most = instance.leads[rule]
            if panels and (most - 1) * len(own) < len(panels):
                self.tell(f"每人至多任 {most} 组，单凭人数已不能再少", f"fewer than {most} each would not be enough")
            elif panels:
                self.tell("每人所任组数不能再少系由搜索得出，未予证明", f"that no plan has fewer than {most} each is by search, which is not shown")

    def sharing(self, dossier):
        """The dossiers of the group that a plan formed with a dossier; itself, where none was to be formed."""
        if self.instance.led.get(dossier) not in self.instance.caps:
            return [dossier]
        return next((group for group in self.plan.groups if dossier in group), [dossier])

    def leads_are_even(self, counts):
        """Whether no chain of panels, each taking over the lead of the next, leads from an expert to one with fewer by
        two."""
        for (rule, start), count in counts.items():
            seen, queue = {start}, [start]
            for expert in queue:
                for dossier, lead in self.plan.leads.items():
                    if lead == expert and self.instance.led[dossier] == rule:
                        able = (self.plan.panels[dossier] & self.instance.leads[rule][1]) - seen
                        seen |= able
                        queue += able
            if any(counts[rule, expert] <= count - 2 for expert in seen):
                return False
        return True

    def check_groups(self):
        """The groups that share panels are those asked for, and do share them."""
        instance, groups, panels = self.instance, self.plan.groups, self.plan.panels
        # Of a problem without solution it may not even be known how to divide the dossiers.
        if self.plan.status == "infeasible" and not groups:
            return
        left = [group for group in groups if group not in instance.given]
        sound = groups == sorted(map(sorted, groups)) and len(left) == len(groups) - len(instance.given)
        for dossiers, sizes in instance.formed:
            own = [group for group in left if set(group) & set(dossiers)]
            left = [group for group in left if group not in own]
            sound &= sorted(d for group in own for d in group) == dossiers
            sound &= sorted(map(len, own), reverse=True) == sizes
        if not self.hold(sound and not left, "共用评审组的分组与要求不符", "the groups that share panels are not as asked for"):
            return
        ids = list(instance.dossiers)
        for group in groups:
            for dossier in group:
                self.hold(panels[dossier] == panels[group[0]], f"“{ids[group[0]]}”与“{ids[dossier]}”同组，评审组却不相同",
                          f"“{ids[group[0]]}” and “{ids[dossier]}” are in one group, but their panels differ")
        if instance.has_panels and not self.faults:
            self.tell(f"{len(groups)} 组材料，每组共用一个评审组", f"groups: {len(groups)}, each with one panel")

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
        payments, sum_of = list(self.owed.values()), self.sum_of
        affinities = [value for values in self.values.values() for value in values]
        self.worth = total = sum_of(affinities)
        value = None
        if self.instance.prices:
            self.worth = value = sum_of(affinities, payments)
        figures = (("total", "总匹配度", total), ("floor", "最低匹配度", self.worst(self.values)),
                   ("value", "净匹配度", value))
        for key, zh, found in figures:
            given, shown = self.plan.figures.get(key), None if found is None else float(found)
            fits = given == found or None not in (given, found) and near(given, found)
            if self.hold(fits, f"{zh}应为 {shown}", f"the {key} should be {shown}") and found is not None:
                self.tell(f"{zh}为 {shown}", f"the {key} is {shown}")

    def check_steps(self):
        """Several objectives in order: each step's plan, its figures, and its proof for all that keeps what came before."""
        plan, names = self.plan, [step["objective"] for step, _ in self.plan.steps]
        solved = plan.status != "infeasible"
        sound = len(set(names)) == len(names) and set(names) <= {"fill", "fair", "total", "even", "changes"}
        sound &= bool(names) or not solved
        sound &= not solved or ("changes" in names) == (plan.earlier is not None)
        sound &= solved or names[:1] in ([], ["fill"])
        sound &= not names or plan.steps[-1][1].pairs == plan.pairs
        sound &= not plan.figures.keys() & {"bound", "gap", "floorBound"} and "certificate" not in plan.root
        if not self.hold(sound, "各步目标有误", "the steps of the objectives are not what they should be") or not names:
            return
        # Where groups were to be formed, the steps are about plans with those that the plan has.
        instance, formed = self.instance, bool(self.instance.formed)
        instance = instance.divided(plan.groups) if formed and plan.groups else instance
        instance = instance if solved else instance.loosened(plan.steps[0][1])
        self.proven, kept, floor = True, {}, None
        for step, own in plan.steps:
            goal, tolerance = step["objective"], whole(step.get("tolerance", 0))
            reached = self.check_step(instance, goal, step, own, kept, floor)
            if reached is None:
                return
            least = reached - abs(reached) * tolerance // 1_000_000
            floor = least if goal == "fair" and any(instance.demands) else floor
            if goal != "fair":
                kept = {**kept, goal: least}
        self.hold(not solved or (self.proven and not formed) == (plan.status == "optimal"),
                  "状态与各步的上界不符", "the status does not fit the bounds of the steps")

    def check_step(self, instance, goal, step, own, kept, floor):
        """What a step reached in units, more being better; None where something is wrong."""
        units = Units(lambda: map(instance.row, range(len(instance.demands))), instance.prices, instance.payment)
        rows = {dossier: instance.row(dossier) for dossier, _ in own.pairs}
        if not self.hold(
                all(a < b for a, b in zip(own.pairs, own.pairs[1:]))
                and not any(math.isnan(rows[dossier][expert]) for dossier, expert in own.pairs),
                f"{goal}：其方案有误", f"{goal}: its plan is malformed"):
            return None
        payments, leads = [], instance.leads_among(own.panels)
        for words in instance.suspects(own):
            least, most, blocks = instance.requirement(*words)
            count, (below, above) = own.count(blocks), instance.price_of(*words)
            if words[0] == "lead":
                count = int(instance.dossiers[words[2]] in leads)
            price, amount = (below, least - count) if count < least else (above, count - most)
            if amount > 0:
                if not self.hold(price is not None, f"{goal}：其方案不符合要求 {words}", f"{goal}: its plan breaks {words}"):
                    return None
                payments.append((amount, price))
        if not self.hold(all(own.panels[dossier] == own.panels[group[0]] for dossier, group in instance.group.items()),
                         f"{goal}：同组材料的评审组不相同", f"{goal}: dossiers of a group have other panels"):
            return None
        panels = {dossier: [] for dossier, demand in enumerate(instance.demands) if demand > 0}
        for dossier, expert in own.pairs:
            panels.setdefault(dossier, []).append(rows[dossier][expert])
        sums = [sum(units.weights(panels[d])) for d, demand in enumerate(instance.demands) if demand > 0]
        loads = [len(own.loads[expert]) for expert in range(len(instance.experts))]
        earlier = self.plan.earlier or set()
        values = [value for panel in panels.values() for value in panel]
        reached = {
            "fill": len(own.pairs), "fair": min(sums, default=0), "even": -sum(load * load for load in loads),
            "total": sum(units.weights(values)) - sum(units.price(price) * amount for amount, price in payments),
            "changes": len(earlier & set(own.pairs))}
        within = all(reached[key] >= least for key, least in kept.items())
        within &= floor is None or reached["fair"] >= floor
        if not self.hold(within, f"{goal}：未保持先前各步的结果", f"{goal}: what earlier steps reached is not kept"):
            return None
        paid = [(amount, price) for amount, price in payments if price]
        found = {
            "places": len(own.pairs), "floor": self.worst(panels), "total": self.sum_of(values), "squares": -reached["even"],
            "value": self.sum_of(values, paid) if self.instance.prices else None,
            "largestLoad": max(loads, default=0), "smallestLoad": min(loads, default=0),
            "changes": None if self.plan.earlier is None else len(earlier) - reached["changes"]}
        told = {key: None if step["measures"].get(key) is None else number(step["measures"][key]) for key in found}
        keys = {"fill": "places", "fair": "floor", "even": "squares", "changes": "changes",
                "total": "value" if self.instance.prices else "total"}
        figure = found[keys[goal]] or 0
        fits = all(told[key] == value or None not in (told[key], value) and near(told[key], value)
                   for key, value in found.items())
        if not self.hold(fits and near(number(step["value"]), figure), f"{goal}：所列数值与其方案不符",
                         f"{goal}: its figures are not those of its plan"):
            return None
        bound, sign = step.get("bound"), -1 if goal in ("even", "changes") else 1
        self.proven &= bound is not None and sign * (number(bound) - number(step["value"])) <= 0
        if bound is not None:
            excess = sign * (number(bound) - figure)
            if not self.hold(excess >= 0 or near(number(bound), figure), f"{goal}：界不及已达到的数值",
                             f"{goal}: the bound is short of what was reached"):
                return None
        certificate = step.get("certificate")
        if goal == "fair" and "floorProof" in step:
            proof = Proof(instance, own, None, payments, goal, kept)
            if self.hold(proof.floor is not None and proof.impossible(step["floorProof"], proof.next_floor),
                         "fair：最低匹配度最优的证明不成立", "fair: the proof that no floor is higher does not hold"):
                self.tell(f"fair 为 {float(figure)}：证明成立，没有更高的", f"fair is {float(figure)}: the proof holds that none is higher")
            return reached[goal]
        if goal == "fair" or certificate is None:
            filled = goal == "fill" and len(own.pairs) == sum(instance.demands)
            zh, en = ("全部落实", "all are filled") if filled else ("最优性由搜索得出，未予证明", "its bound is by search, which is not shown")
            self.tell(f"{goal} 为 {float(figure)}：{zh}", f"{goal} is {float(figure)}: {en}")
            return reached[goal]
        proof = Proof(instance, own, certificate, payments, goal, kept, floor, reached[goal])
        if not self.hold(proof.holds, f"{goal}：证书不成立", f"{goal}: the certificate does not hold"):
            return None
        left = proof.bound - reached[goal]
        self.tell(f"{goal} 为 {float(figure)}：" + (f"证书证明至多可再改进 {left} 个单位" if left > 0 else "证书证明最优"),
                  f"{goal} is {float(figure)}: " + (f"the certificate proves it within {left} units of the best" if left > 0
                                                    else "the certificate proves it the best after the steps before"))
        return reached[goal]

    @staticmethod
    def sum_of(values, payments=()):
        prices, payment = [price for _, price in payments], sum(Fraction(price) * n for n, price in payments)
        units = Units(lambda: [values], prices, payment)
        return units.sum(values, [(price, amount) for amount, price in payments])

    def worst(self, panels):
        needy = [self.sum_of(panels[d]) for d, demand in enumerate(self.instance.demands) if demand > 0]
        return min(needy, default=None)

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
        if fair and proof.floor is not None and proof.floor >= proof.alone:
            self.tell("最低匹配度已达某份材料单独所能达到的最高值", "the floor is the best that some dossier could have alone")
        elif fair and proof.floor is not None and "floorProof" in self.plan.root:
            if self.hold(proof.impossible(self.plan.root["floorProof"], proof.next_floor),
                         "最低匹配度最优的证明不成立", "the proof that no floor is higher does not hold"):
                self.tell("证明成立：没有最低匹配度更高的方案", "the proof holds that no plan has a higher floor")
        elif fair and proof.floor is not None:
            self.tell("没有更高的最低匹配度系由搜索得出，证书未予证明",
                      "that no floor is higher is by search, which the certificate does not show")

    def check_diagnosis(self):
        """Counts again, where a diagnosis counts: places needed, and what those who may fill them can take."""
        instance = self.instance
        if "impossibilityProof" in self.plan.root:
            proof = Proof(instance, self.plan, None, [])
            if self.hold(proof.impossible(self.plan.root["impossibilityProof"]),
                         "无解的证明不成立", "the proof that there is no solution does not hold"):
                self.tell("证明成立：没有方案能满足全部要求", "the proof holds that no plan satisfies every requirement")
        stated = self.plan.figures.keys() & {"bound", "gap", "floorBound"} or "certificate" in self.plan.root
        self.hold(not stated, "无解的方案不应有上界或证书", "a problem without solution has no bound and no certificate")
        # What may give way at a price is never in the way.
        needed = {d: n for d, (n, price) in enumerate(zip(instance.demands, instance.dossier_prices)) if price is None}
        places = [(needed, instance.experts.values())]
        for (dossiers, holders, least, _), price in zip(instance.rules, instance.rule_prices):
            if least and price is None:
                places += [(dict.fromkeys(dossiers, least), experts) for experts in holders.values()]
        prices = instance.expert_prices
        most = [instance.whole_loads(limits)[1] if price is None else math.inf
                for limits, price in zip(instance.loads, prices)]
        least = sum(limits[0] for limits, price in zip(instance.loads, prices) if price is None)
        for obstacle in self.plan.root["diagnosis"]:
            if obstacle["kind"] not in ("fewExperts", "capacity", "leads"):
                if "impossibilityProof" not in self.plan.root:
                    self.tell("各项要求互相抵触系由搜索得出，未予证明", "that requirements clash is by search, which is not shown")
                continue
            need, have = obstacle["need"], obstacle["have"]
            dossiers = [instance.dossiers[name(id)] for id in obstacle["dossiers"]]
            rows = [instance.row(dossier) for dossier in dossiers]
            if obstacle["kind"] == "leads":
                # So many panels need a lead; each expert leads no more of them than they may, and could be on.
                counts = [
                    (len(dossiers), sum(min(most_led or len(dossiers), sum(row[e] == row[e] for row in rows)) for e in experts))
                    for panels, experts, most_led in instance.leads if panels.issuperset(dossiers)]
                self.hold_diagnosis(need, have, counts)
                continue
            counts = [(sum(needed.get(dossier, 0) for dossier in dossiers),
                       sum(min(most[e], sum(row[e] == row[e] for row in rows)) for e in experts))
                      for needed, experts in places]
            if instance.group.get(dossiers[0] if dossiers else None) == sorted(dossiers):
                # One panel for all of them: experts who may read each.
                counts = [(max(needed.get(dossier, 0) for dossier in dossiers),
                           sum(all(row[e] == row[e] for row in rows) for e in experts)) for needed, experts in places]
            if not dossiers:
                counts = [(least, sum(instance.demands))]
            self.hold_diagnosis(need, have, counts)

    def hold_diagnosis(self, need, have, counts):
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
