#!/usr/bin/env python3
"""Re-checks a lottery of plans (linxuan-lottery/1) against its instance, and repeats the draw of a ticket.

    python3 tools/verify_lottery.py INSTANCE.json LOTTERY.json [--expect DIGEST] [--numbers "3 17 25"]... [--draw-seed HEX]

Shares no code with the program and needs nothing but Python 3.9; uses verify_plan.py and repeat_draw.py beside it. What
is checked is in docs/formats/lottery.md. Ends with 0 where all holds, with 1 and each thing that does not, with 65
where a file is malformed.
"""

import argparse
import math
import struct
import sys
from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path

import repeat_draw
import verify_plan
from verify_plan import Check, Instance, Proof, near, number, read_document, text, whole


class Ticket:
    """A plan of the lottery; of what a plan says only what a check of its pairs needs."""

    status, objective, earlier, count = "feasible", "total", None, verify_plan.Plan.count

    def __init__(self, pairs):
        self.pairs, self.panels, self.loads = pairs, defaultdict(set), defaultdict(set)
        for dossier, expert in pairs:
            self.panels[dossier].add(expert)
            self.loads[expert].add(dossier)


class ChanceProof(Proof):
    """The bound that multipliers prove of chances: a margin above zero can be had by the limit only."""

    def __init__(self, instance, certificate, limit):
        self.limit = limit
        super().__init__(instance, Ticket([]), certificate, [])
        self.bound = math.ceil(self.parts / self.resolution)
        stated = whole(certificate["scale"], 1, math.inf), whole(certificate["bound"], -math.inf, math.inf)
        self.holds = self.cheap and stated == (self.units.scale, self.bound)

    def gain(self, margins, certain, lost):
        return super().gain(margins, certain, lost) * self.limit


class LotteryCheck(Check):
    """What holds of a lottery, and what does not."""

    def __init__(self, instance, path, expected):
        self.instance, self.facts, self.faults = instance, [], []
        self.root = root = read_document(path, "linxuan-lottery/1")
        numerator, denominator = (whole(part, 1) for part in root["limit"])
        self.limit = Fraction(numerator, denominator)
        groups = [[instance.dossiers[verify_plan.name(id)] for id in group] for group in root.get("groups", [])]
        # Where groups were to be formed, tickets and their chances are about those that the lottery has.
        self.divided = instance.divided(groups) if instance.formed else instance
        tickets = [Ticket([instance.pair(ids) for ids in ticket["assignments"]]) for ticket in root["tickets"]]
        for ticket in tickets:
            ticket.groups = groups
        if not tickets or self.limit > 1:
            raise ValueError("there are no tickets, or the limit is no chance")
        self.plan = argparse.Namespace(root=root)
        self.check_origin()
        self.hold("digest" in root, "文件没有自身的 SHA-256", "the file has no SHA-256 of itself")
        self.hold(expected in (None, root.get("digest")),
                  "文件的摘要与事先记下的不符", "the file's digest is not the one noted before")
        if self.check_tickets(tickets):
            self.tell(f"{len(tickets)} 张签，每张都满足全部要求", f"{len(tickets)} tickets, every requirement holds on each")
            self.check_chances(tickets)
            self.check_figures(tickets)

    def check_tickets(self, tickets):
        sound = True
        for index, ticket in enumerate(tickets):
            check = TicketCheck(self.instance, self.divided, ticket)
            self.faults += [text(f"第 {index + 1} 张签：", f"ticket {index + 1}: ") + fault for fault in check.faults]
            sound = sound and not check.faults
            ticket.payments = [] if check.faults else list(check.owed.values())
        return sound

    def check_chances(self, tickets):
        ids, experts = list(self.instance.dossiers), list(self.instance.experts)
        counts = Counter(pair for ticket in tickets for pair in ticket.pairs)
        for (dossier, expert), count in sorted(counts.items()):
            pair = f"“{ids[dossier]}”–“{experts[expert]}”"
            self.hold(Fraction(count, len(tickets)) <= self.limit, f"{pair} 的机会 {count}/{len(tickets)} 超过上限 {self.limit}",
                      f"{pair} has a chance of {count}/{len(tickets)}, above the limit of {self.limit}")
        stated = [(self.instance.pair(row[:2]), whole(row[2])) for row in self.root["chances"]]
        self.hold(stated == sorted(counts.items()), "所列机会与各签内容不符", "the chances listed are not those of the tickets")
        most = max(counts.values(), default=0)
        self.tell(f"每个组合的机会至多 {most}/{len(tickets)}，不超过上限 {self.limit}",
                  f"no pair has a chance above {most}/{len(tickets)}, within the limit of {self.limit}")

    def check_figures(self, tickets):
        root, single = self.root, self.root["single"]
        proof = ChanceProof(self.divided, root["certificate"], self.limit)
        ceiling = Proof(self.instance, Ticket([]), single["certificate"], [])
        scale = proof.units.scale
        rounding = 0 if proof.units.exact else Fraction(sum(self.instance.demands), 2 * scale)
        weights = {}
        for dossier in range(len(self.instance.demands)):
            row = proof.units.weights(self.instance.row(dossier))
            for ticket in tickets:
                weights.update({(dossier, expert): row[expert] for expert in ticket.panels[dossier]})
        worths = [
            Fraction(sum(weights[pair] for pair in ticket.pairs)
                     - sum(proof.units.price(price) * amount for amount, price in ticket.payments), scale)
            for ticket in tickets
        ]
        expected, bound = sum(worths) / len(worths), Fraction(proof.bound, scale) + rounding
        share = 1 if expected >= bound else max(0, expected / bound) if bound > 0 else 0
        found = [("expected", expected), ("least", min(worths)), ("bound", bound), ("share", share)]
        stated = [(key, number(root[key]), value) for key, value in found]
        stated += [(f"tickets[{i}].worth", number(t["worth"]), w) for i, (t, w) in enumerate(zip(root["tickets"], worths))]
        for key, given, value in stated:
            self.hold(near(given, value), f"{key} 应为 {float(value)}", f"{key} should be {float(value)}")
        self.hold(proof.holds, "证书不成立：由它算不出其所称的上界", "the certificate does not give the bound it states")
        self.hold(ceiling.holds, "单个方案上界的证书不成立", "the certificate of the bound on single plans does not hold")
        highest = number(single["bound"])
        self.hold(highest >= max(worths) or near(highest, max(worths)), "单个方案的上界低于某张签", "the bound on single plans is below a ticket")
        self.tell(f"期望匹配度 {float(expected)}；证书证明任何同样上限的抽签方案都不超过 {float(bound)}",
                  f"the expected total is {float(expected)}; the certificate proves that no lottery with this limit "
                  f"exceeds {float(bound)}")
        proven = Fraction(ceiling.bound, scale) + rounding
        self.tell(f"证书证明没有单个方案超过 {float(proven)}", f"the certificate proves that no single plan exceeds {float(proven)}")


class TicketCheck(Check):
    """What does not hold of the plan on a ticket."""

    def __init__(self, instance, divided, ticket):
        self.instance, self.plan, self.facts, self.faults = divided, ticket, [], []
        ticket.leads = divided.leads_among(ticket.panels)
        if self.check_pairs():
            self.check_requirements()
            self.instance = instance
            self.check_groups()


def drawn(count, numbers, seed, method):
    """The ticket that public numbers and a seed draw: the first in the order of RFC 3797."""
    sources = [source.replace(",", " ").split() for source in numbers]
    key = "".join("".join(f"{n}." for n in sorted(map(int, source))) + "/" for source in sources)
    if seed is not None:
        key = f"{int(seed, 16)}./" + key
    return repeat_draw.order(count, key, method)[0]


def main():
    parser = argparse.ArgumentParser(description=text("独立核对一份抽签方案，并重复抽取", "Re-checks a lottery, and repeats its draw"))
    parser.add_argument("instance", type=Path, help=text("实例文件", "the instance"))
    parser.add_argument("lottery", type=Path, help=text("抽签方案文件", "the lottery"))
    parser.add_argument("--expect", help=text("抽取前记下的摘要", "the digest as noted before the draw"))
    parser.add_argument("--numbers", action="append", default=[], help=text("一个数源的数字", "the numbers of a source"))
    parser.add_argument("--draw-seed", help=text("种子", "the seed"))
    parser.add_argument("--method", choices=repeat_draw.HASHES, default="rfc3797-sha256")
    parser.add_argument("--lang", choices=("zh", "en"), default=verify_plan.LANGUAGE)
    options = parser.parse_args()
    verify_plan.LANGUAGE = options.lang
    try:
        reading = options.instance
        instance = Instance(reading)
        reading = options.lottery
        check = LotteryCheck(instance, reading, options.expect)
    except OSError as fault:
        print(text(f"无法读取 {fault.filename}", f"{fault.filename} cannot be read"), file=sys.stderr)
        return 1
    except (ValueError, TypeError, LookupError, AttributeError, SyntaxError, RecursionError, struct.error) as fault:
        what = f"{type(fault).__name__}: {fault}"
        print(text(f"{reading} 格式有误：{what}", f"{reading} is malformed: {what}"), file=sys.stderr)
        return 65
    print("\n".join(check.faults) or text("核对通过：", "verified: ") + text("；", "; ").join(check.facts))
    if options.numbers and not check.faults:
        count = len(check.root["tickets"])
        ticket = drawn(count, options.numbers, options.draw_seed, options.method)
        print(text(f"抽中第 {ticket} 张签（共 {count} 张）", f"ticket {ticket} of {count} is drawn"))
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
