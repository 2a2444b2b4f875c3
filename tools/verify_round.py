#!/usr/bin/env python3
"""Re-checks a whole round of Linxuan from its bundle (linxuan-bundle/1), by whole numbers and fractions.

    python3 tools/verify_round.py FOLDER [--identities FILE] [--publication FOLDER] [--expect DIGEST] [--lang zh|en]

Shares no code with the program and needs nothing but Python 3.9; uses verify_plan.py, repeat_draw.py and
adjusted_scores.py beside it. What the files say is in docs/formats/bundle.md. --identities is the secret table of pseudonyms: with it, the digests of the
log, of plans and of draws are recomputed as well. --publication holds a bundle for publication against this one (needs
--identities). --expect is a last link, or a digest of the log, noted earlier. Ends with 0 where all holds, 1 with each thing
that does not: the file, the record, what was expected.
"""

import argparse
import hashlib
import hmac
import json
import math
import re
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import adjusted_scores
import repeat_draw
import verify_plan
from verify_plan import text, unique

TOKEN = re.compile(r"~[ENOT][0-9a-f]{16}~")
BINDING = ("detected", "declared", "confirmed")
STAGES = ("intake", "conflicts", "assignment", "reviews", "results", "visits", "decisions", "notice", "closed")
# What may go wrong with a file that somebody altered: it is told as a fault of that file.
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)


def canonical(value):
    """JSON without spaces, keys sorted: what digests cover."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(data):
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def parse(data):
    return json.loads(data, object_pairs_hook=unique, parse_constant=verify_plan.whole)


def points(hundredths):
    return f"{hundredths // 100}.{hundredths % 100:02}"


# How a chair ends what follows from a sheet that stands out.
DECIDING = ("kept", "replaced", "reread")

# What tells records of a kind apart, and what a property may be.
IDENTITIES = {
    "round": "id", "call_document": "path", "criterion": "category criterion", "person": "id", "dossier": "id", "flag": "dossier check",
    "eligibility_decision": "dossier check turn", "flag_renewal": "dossier check turn", "dossier_source": "dossier",
    "dossier_correction": "dossier turn", "contact": "authority turn", "expert": "id", "affiliation": "expert organisation from position",
    "interest": "expert applicant creditCode kind", "conflict": "expert dossier ground", "organisation_relation": "number",
    "name_finding": "first second turn", "conflict_statement": "expert dossier ground turn", "declaration": "expert turn",
    "pledge": "expert", "review": "dossier expert", "sheet": "dossier expert", "outcome": "dossier", "visit": "dossier",
    "visit_plan": "number", "visit_teams": "number", "visit_seat": "teams dossier expert", "visit_schedule": "number",
    "visit_finding": "dossier turn", "placement": "dossier", "signature": "number", "demonstration": "id",
    "reassessment_filing": "demonstration", "excuse": "demonstration", "reassessment_outcome": "demonstration",
    "reassessment_move": "number", "attendance": "chair", "chair_recusal": "chair dossier", "motion": "number", "vote": "number",
    "dissent": "number", "placement_move": "number", "holiday_year": "year", "public_notice": "number", "objection": "number",
    "objection_answer": "objection", "rereview": "number", "rereview_result": "rereview", "plan": "number", "draw": "number",
    "lottery": "number", "adjudication_step": "number", "signing_refusal": "number", "motion_lapse": "motion",
    "ranking_basis": "category",
}
VALUES = {
    ("round", "stage"): STAGES, ("person", "role"): ("secretariat", "expert", "chair", "auditor"), ("flag", "state"): ("open", "accepted", "refused"),
    ("conflict", "state"): BINDING + ("waived", "suspected", "cleared"), ("conflict_statement", "state"): BINDING + ("waived", "suspected", "cleared"),
    ("review", "state"): ("assigned", "submitted", "declined", "recused", "withdrawn"), ("sheet", "state"): ("draft", "submitted", "void"),
    ("plan", "state"): ("proposed", "approved", "superseded"), ("plan", "purpose"): ("round", "replacement"), ("draw", "state"): ("committed", "drawn"),
    ("outcome", "standing"): ("passed", "failed", "excluded", "incomplete"), ("vote", "choice"): ("agree", "against", "abstain"),
    ("objection", "kind"): ("objection", "report"), ("objection_answer", "verdict"): ("upheld", "quashed", "dismissed"),
    ("visit_finding", "overall"): ("confirmed", "partly", "not-confirmed"),
    ("adjudication_step", "kind"): ("asked", "explained", "held-abnormal", "held-sound", "third-reading", "discussed", *DECIDING, "lapsed"),
    ("ranking_basis", "fallback"): (None, "undefined", "unconnected", "no-differences"),
    ("reassessment_outcome", "basis"): ("scored", "excluded", "incomplete", "excused", "not-filed"),
    ("interest", "kind"): ("interest", "kinship", "own-application", "preparation"),
}
REFERENCES = {"expert": "expert", "lead": "expert", "dossier": "dossier", "chair": "person", "by": "person", "madeBy": "person",
              "approvedBy": "person", "demonstration": "demonstration",
              "actor": "person", "reader": "expert"}
DAYS = {"from", "until", "start", "filedOn", "receivedOn", "answerBy", "answeredOn", "publishedOn", "closedOn", "designatedOn", "statedOn",
        "rectifyBy", "givenOn"}


class Findings:
    """What was checked, how often, and what does not hold."""

    AREAS = {
        "files": ("文件摘要", "files"), "chain": ("日志链", "chain of acts"), "history": ("记录变更前后相接", "what stood before each change"),
        "records": ("记录格式与指向", "form and references of records"), "rules": ("通知规则", "rules of the call"),
        "eligibility": ("申报条件", "eligibility"), "quotas": ("名额", "quotas"), "conflicts": ("回避", "conflicts against reviews and sheets"),
        "problem": ("分配问题与通知、登记相符", "assignment problems against call and register"), "plans": ("分配方案及其证明", "plans and proofs"),
        "panels": ("评审组构成与负荷", "panels and loads"), "draws": ("公开抽取", "draws"), "scores": ("成绩与取整", "official scores"),
        "ranks": ("名次与并列", "places and ties"), "marks": ("异常评分标记", "marks of sheets that stand out"),
        "adjusted": ("调整成绩及其排序", "adjusted scores and places by them"), "schedule": ("考查日程", "days of visits"),
        "reassessment": ("评估评价结论", "outcomes of the reassessment"), "visits": ("现场考查", "visits"), "proposal": ("拟入选名单", "proposals"),
        "moves": ("名单调整与表决", "moves and votes"), "signatures": ("签字", "signatures"), "notice": ("公示", "public notices"),
        "commitments": ("公开件与核验包相符", "publication against bundle"),
    }

    def __init__(self):
        self.faults, self.notes, self.counts = [], [], Counter()

    def hold(self, condition, area, where, zh, en):
        self.counts[area] += 1
        if not condition:
            self.fault(where, zh, en)
        return condition

    def fault(self, where, zh, en):
        self.faults.append(text(f"{where}：{zh}", f"{where}: {en}"))

    def note(self, zh, en):
        self.notes.append(text(zh, en))

    def attempt(self, where, check, *arguments):
        """A check of what may be damaged."""
        try:
            return check(*arguments)
        except MALFORMED as fault:
            what = f"{type(fault).__name__} {fault}"
            self.fault(where, f"内容缺失或无法识别（{what}）", f"something is missing or cannot be read ({what})")
            return None

    def told(self):
        told = text("；", "; ").join(
            f"{text(*names)} {self.counts[area]}" for area, names in self.AREAS.items() if self.counts[area])
        return text(f"共 {sum(self.counts.values())} 项检查：{told}", f"{sum(self.counts.values())} checks: {told}")


class Bundle:
    """The files of a folder, held against its manifest."""

    def __init__(self, folder, findings):
        self.folder, self.findings = folder, findings
        self.manifest = parse((folder / "manifest.json").read_bytes())
        members = {"format", "form", "call", "callDigest", "stage", "acts", "head", "files"}
        members |= {"logDigest", "notRebuilt"} if self.manifest["form"] == "audit" else set()
        if self.manifest["format"] != "linxuan-bundle/1" or self.manifest["form"] not in ("audit", "publication") \
                or self.manifest.keys() != members or self.manifest["stage"] not in STAGES:
            raise ValueError(f"the manifest should be linxuan-bundle/1 with {sorted(members)}")
        self.files, stated = {}, self.manifest["files"]
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name != "manifest.json":
                self.files[name] = path.read_bytes()
        for name in sorted(stated.keys() | self.files.keys()):
            found = sha256(self.files[name]) if name in self.files else None
            findings.hold(
                found is not None and found == stated.get(name), "files", name,
                "文件缺失" if found is None else f"内容与 manifest.json 所记的摘要 {stated.get(name)} 不符，现为 {found}",
                "the file is missing" if found is None
                else f"its digest is {found}, manifest.json says {stated.get(name)}")

    def json(self, name):
        return parse(self.files[name])


class Identities:
    """The secret table of pseudonyms; without one nothing is restored."""

    def __init__(self, path, manifest):
        self.tokens, self.key = None, None
        if path is not None:
            table = parse(path.read_bytes())
            if table["format"] != "linxuan-identities/1" or table["callDigest"] != manifest["callDigest"]:
                raise ValueError("the table of identities is of another round")
            self.tokens, self.key = table["tokens"], bytes.fromhex(table["key"])

    def restore(self, json_text):
        """The text as it was, where it can be told; else None."""
        if self.tokens is None:
            return json_text if TOKEN.search(json_text) is None else None
        return TOKEN.sub(lambda found: self.tokens.get(found[0], found[0]), json_text)

    def plain(self, value):
        """A value with every token in it restored."""
        return json.loads(self.restore(json.dumps(value, ensure_ascii=False)))


class Round:
    """A round, played from its log act by act, each checked by what stood before it."""

    def __init__(self, bundle, identities, findings):
        self.bundle, self.identities, self.findings = bundle, identities, findings
        self.call = bundle.json("call.json")
        self.categories = {category["id"]: category for category in self.call["categories"]}
        self.panels = {panel["id"]: panel for panel in self.call["panels"]}
        self.rubrics = {rubric["id"]: rubric for rubric in self.call["rubrics"]}
        self.authorities = {authority["code"]: authority for authority in self.call["authorities"]}
        self.state, self.turns, self.bodies = defaultdict(dict), {}, []
        self.lists_signed = 0
        # Records that are asked for by dossier, so that a large round isn't gone through for each of its dossiers.
        self.by_dossier = {kind: defaultdict(dict) for kind in ("sheet", "adjudication_step")}

    # The log.

    def play(self):
        lines = self.bundle.files["log.jsonl"].split(b"\n")
        self.findings.hold(lines[-1] == b"", "chain", "log.jsonl", "最后一行不完整", "the last line is cut")
        previous = link = ""
        hold = self.findings.hold
        for number, line in enumerate(lines[:-1], 1):
            where = f"log.jsonl:{number}"
            form = re.fullmatch(rb'\{"digest":"([0-9a-f]{64})","link":"([0-9a-f]{64})","body":(\{.*\})\}', line, re.S)
            if not hold(form is not None, "chain", where, "不是 {digest, link, body} 的格式", "the line is not {digest, link, body}"):
                return False
            digest, stated, hidden = form[1].decode(), form[2].decode(), form[3].decode()
            link = sha256(f"{link}\n{hidden}")
            hold(stated == link, "chain", where, f"链环应为 {link}", f"the link should be {link}: this act was altered, or one before it")
            link = stated
            original = self.identities.restore(hidden)
            if original is not None:
                found = sha256(original)
                hold(found == digest, "chain", where, f"内容的摘要为 {found}，所记为 {digest}",
                     f"the digest of the act is {found}, it says {digest}")
            body = self.findings.attempt(where, parse, hidden)
            if not isinstance(body, dict):
                return False
            if not hold(body.get("number") == number, "chain", where, f"应为第 {number} 条", f"act {number} expected"):
                return False
            hold(body.get("previous") == previous, "chain", where, f"前一条（log.jsonl:{number - 1}）的摘要应为 {body.get('previous')}，所记为 {previous}",
                 f"the act before (log.jsonl:{number - 1}) should have the digest {body.get('previous')}, it says {previous}")
            self.bodies.append((body, original))
            self.findings.attempt(f"{where} {body.get('act')}", self.follow, number, body)
            previous = digest
        manifest, count = self.bundle.manifest, len(lines) - 1
        hold(manifest["acts"] == count, "chain", "manifest.json", f"日志应有 {manifest['acts']} 条，实有 {count} 条",
             f"{manifest['acts']} acts expected, {count} are there")
        hold(manifest["head"] == link, "chain", "manifest.json", f"末环应为 {link}", f"the last link should be {link}")
        hold(manifest["logDigest"] == previous, "chain", "manifest.json", f"日志摘要应为 {previous}",
             f"the digest of the log should be {previous}")
        return True

    def follow(self, number, body):
        where, before = f"log.jsonl:{number} {body['act']}", {}
        for change in body["changes"]:
            kind, identity = change["kind"], tuple(change["identity"])
            if kind == "plan" and change["after"] is not None and change["before"] is None:
                self.findings.attempt(f"{where} plan {identity[0]}", self.check_plan, where, change["after"], body)
        for change in body["changes"]:
            kind, identity = change["kind"], tuple(change["identity"])
            known = self.state[kind].get(identity)
            self.findings.hold(
                known == change["before"], "history", f"{where} {kind} {' / '.join(identity)}",
                f"变更前应为 {canonical(known)}", f"what stood before should be {canonical(known)}")
            if change["after"] is None:
                self.state[kind].pop(identity, None)
            else:
                self.state[kind][identity] = change["after"]
            if kind in self.by_dossier:
                self.by_dossier[kind][(change["after"] or change["before"])["dossier"]][identity] = change["after"]
            if known is None:
                self.turns[kind, identity] = number
            before[kind, identity] = known
        for change in body["changes"]:
            after, record = change["after"], f"{where} {change['kind']} {' / '.join(change['identity'])}"
            if after is None:
                continue
            self.findings.attempt(record, self.check_form, record, change, body["at"])
            if change["kind"] == "placement_move" and change["before"] is None:
                self.findings.attempt(record, self.check_move, record, number, after)
            elif change["kind"] == "signature" and change["before"] is None:
                self.findings.attempt(record, self.check_signature, record, after)
            elif change["kind"] == "visit_plan":
                self.findings.attempt(record, self.check_visit_plan, record, after)
            elif change["kind"] == "visit_schedule" and change["before"] is None:
                self.findings.attempt(record, self.check_schedule, record, after)
            elif change["kind"] == "reassessment_outcome":
                self.findings.attempt(record, self.check_reassessment, record, change, body)
            elif change["kind"] == "rereview_result":
                self.findings.attempt(record, self.check_rereview, record, after)
                self.findings.attempt(where, self.check_adjusted, where)
        if body["act"] in ("results.compute", "results.decide"):
            self.findings.attempt(where, self.check_results, where)
            self.findings.attempt(where, self.check_adjusted, where)
        elif body["act"] == "visits.choose":
            self.findings.attempt(where, self.check_visits, where)
        elif body["act"] == "decisions.propose":
            self.findings.attempt(where, self.check_proposal, where)
            self.findings.attempt(where, self.check_register_answered, where)

    def check_form(self, where, change, at):
        """That a record is what its identity says, that its values are of their kind, and that whom it names is there."""
        kind, after = change["kind"], change["after"]
        own = [str(after.get(name)) for name in IDENTITIES.get(kind, "").split()]
        self.findings.hold(own == change["identity"] or kind not in IDENTITIES, "records", where, f"标识应为 {own}", f"its identity should be {own}")
        for name, value in after.items():
            if name in REFERENCES and value is not None:
                known = self.state[REFERENCES[name]]
                known = (value,) in known or name == "by" and (value,) in self.state["expert"]
                self.findings.hold(known, "records", where, f"{name} {value} 不在本轮记录中", f"there is no {name} {value} in the round")
            elif name in DAYS and isinstance(value, str):
                date.fromisoformat(value)
            elif name in ("at", "madeAt", "drawnAt", "openedAt") and isinstance(value, str):
                datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ")
                self.findings.hold(value <= at, "records", where, f"{name} {value} 晚于该操作", f"{name} {value} is later than the act")
            allowed = VALUES.get((kind, name))
            self.findings.hold(allowed is None or value in allowed, "records", where, f"{name} 不应为 {value}", f"{name} cannot be {value}")
        if kind in ("vote", "dissent", "signing_refusal", "public_notice") and after.get("digest") is not None and change["before"] is None:
            digest = self.list_digest()
            self.findings.hold(digest in (None, after["digest"]), "moves", where, f"名单摘要应为 {digest}", f"the digest of the list is {digest}")
        if kind == "adjudication_step" and after["kind"] in DECIDING:
            self.check_decision(where, after)
        if kind == "adjudication_step" and after.get("figures") is not None and change["before"] is None:
            self.check_figures(where, after)
        if kind == "objection_answer":
            self.findings.hold((str(after["objection"]),) in self.state["objection"], "records", where, "没有该异议", "there is no such objection")
        if kind == "vote" and after.get("motion") is not None:
            self.findings.hold((str(after["motion"]),) in self.state["motion"], "records", where, "没有该动议", "there is no such motion")

    def check_register(self):
        """Each entry of the register stands where the last statement on it put it."""
        last = {}
        for statement in sorted(self.all("conflict_statement"), key=lambda one: one["turn"]):
            last[statement["expert"], statement["dossier"], statement["ground"]] = statement
        for entry in self.all("conflict"):
            statement = last.get((entry["expert"], entry["dossier"], entry["ground"]))
            self.findings.hold(statement is None or statement["state"] == entry["state"], "conflicts",
                               f"log.jsonl conflict {entry['expert']} / {entry['dossier']} / {entry['ground']}",
                               f"按最后的认定应为 {statement and statement['state']}", f"the last statement makes it {statement and statement['state']}")

    def check_teams(self):
        """Teams of the size asked for, one lead at each visit, who reviewed the dossier."""
        rule, teams = self.call["visits"].get("teams"), self.all("visit_teams")
        if rule is None or not teams:
            return
        teams = max(teams, key=lambda one: one["number"])
        self.findings.hold(teams["bound"] <= teams["squares"], "visits", f"log.jsonl visit_teams {teams['number']}", "上界不符", "its bound exceeds what was reached")
        reviewed = {(one["dossier"], one["expert"]) for one in self.all("sheet") if one["state"] == "submitted"}
        experts, seats = {one["id"]: one for one in self.all("expert")}, defaultdict(list)
        for seat in self.all("visit_seat"):
            if seat["teams"] == teams["number"]:
                seats[seat["dossier"]].append(seat)
        days = Counter()
        for trip in teams["trips"]:
            where = f"log.jsonl visit_teams {teams['number']} trip {trip['number']}"
            crew = {seat["expert"] for seat in seats[trip["dossiers"][0]]}
            for expert in crew:
                days[expert] += trip["travelDays"] + sum(trip["visitDays"])
            for id in trip["dossiers"]:
                own = seats[id]
                leads = [seat["expert"] for seat in own if seat["leads"]]
                self.findings.hold({seat["expert"] for seat in own} == crew and len(crew) == rule["size"], "visits", f"{where} {id}",
                                   f"考查组应为同一组 {rule['size']} 人", f"one team of {rule['size']} expected")
                self.findings.hold(len(leads) == 1 and (id, leads[0]) in reviewed, "visits", f"{where} {id}", "组长应为一名评审过该材料的专家",
                                   "one lead expected who reviewed the dossier")
            for share in rule["composition"]:
                count = sum(share["specialty"] in experts[expert]["specialties"] for expert in crew)
                self.findings.hold(share.get("minimum", 0) <= count <= share.get("maximum", math.inf), "visits", where,
                                   f"{share['specialty']} {count} 人", f"{count} of {share['specialty']}")
        squares = sum(count * count for count in days.values())
        self.findings.hold(squares == teams["squares"], "visits", f"log.jsonl visit_teams {teams['number']}", f"平方和应为 {squares}", f"the sum of squares should be {squares}")
        self.findings.hold(max(days.values()) <= rule["maximumDays"], "visits", f"log.jsonl visit_teams {teams['number']}", "超过每人最多天数", "somebody has too many days")

    def check_schedule(self, where, schedule):
        """Days of trips and visits: working days of the season, nobody on two trips a day, no more teams away than the call lets."""
        hold, season = self.findings.hold, self.call["visits"].get("season") or {"off": [], "worked": []}
        policy = self.call["decisions"].get("notice")
        years = (policy["calendar"]["years"] if policy else []) + self.all("holiday_year")
        off, worked = {day for year in years for day in year["holidays"]}, {day for year in years for day in year["workdays"]}

        def works(day):
            name = day.isoformat()
            if name in season["worked"] or name in season["off"]:
                return name in season["worked"]
            return name in worked or name not in off and day.weekday() < 5

        def span(dates):
            first, last = date.fromisoformat(dates["from"]), date.fromisoformat(dates["until"])
            return [day for day in (first + timedelta(days=one) for one in range((last - first).days + 1)) if works(day)]

        teams = self.state["visit_teams"][(str(schedule["teams"]),)]
        crews, trips = defaultdict(set), {one["number"]: one for one in teams["trips"]}
        for seat in self.all("visit_seat"):
            if seat["teams"] == schedule["teams"]:
                crews[seat["dossier"]].add(seat["expert"])
        start = date.fromisoformat(schedule["start"])
        hold(sorted(one["trip"] for one in schedule["trips"]) == sorted(trips), "schedule", where, "线路与编组不符", "its trips are not those of the teams")
        visits, busy, away, used = {one["dossier"]: one for one in schedule["visits"]}, {}, Counter(), set()
        hold(visits.keys() == {id for one in teams["trips"] for id in one["dossiers"]}, "schedule", where, "考查对象与编组不符", "its visits are not those of the teams")
        for dates in schedule["trips"]:
            trip, told = trips.get(dates["trip"]), f"{where} trip {dates['trip']}"
            if trip is None:
                continue
            days, length = span(dates), trip["travelDays"] + sum(trip["visitDays"])
            for end in (dates["from"], dates["until"]):
                hold(works(date.fromisoformat(end)), "schedule", told, f"{end} 不是工作日", f"{end} is no working day")
            hold(dates["from"] >= schedule["start"], "schedule", told, f"早于首日 {schedule['start']}", f"it begins before {schedule['start']}, the first day")
            hold(len(days) == length, "schedule", told, f"应为 {length} 个工作日，实为 {len(days)} 个", f"{len(days)} working days, {length} are needed")
            away.update(days)
            used.update(days)
            for expert in sorted(crews[trip["dossiers"][0]]):
                for day in days:
                    other = busy.setdefault((expert, day), dates["trip"])
                    hold(other == dates["trip"], "schedule", told, f"{expert} 于 {day} 已在第 {other} 条线路", f"{expert} is on trip {other} on {day} already")
            before = None
            for id, need in zip(trip["dossiers"], trip["visitDays"]):
                own = visits.get(id)
                if own is None:
                    continue
                held = span(own)
                hold(len(held) == need, "schedule", f"{told} {id}", f"考查应为 {need} 个工作日，实为 {len(held)} 个", f"{len(held)} working days, the visit needs {need}")
                hold(dates["from"] <= own["from"] <= own["until"] <= dates["until"], "schedule", f"{told} {id}", "不在线路的日期之内", "it is not within the days of its trip")
                hold(before is None or own["from"] > before, "schedule", f"{told} {id}", f"与前一处考查（至 {before}）同日", f"the visit before it lasts until {before}: one team cannot be in two places a day")
                before = own["until"]
        most = season.get("teamsAtOnce", math.inf)
        for day, count in sorted(away.items()):
            hold(count <= most, "schedule", where, f"{day} 有 {count} 组在外，至多 {most} 组", f"{count} teams are away on {day}, {most} at most")
        if used:
            length = sum(works(start + timedelta(days=one)) for one in range((max(used) - start).days + 1))
            hold(schedule["workingDays"] == length, "schedule", where, f"共应 {length} 个工作日", f"it should take {length} working days")
        hold(schedule["leastWorkingDays"] <= schedule["workingDays"], "schedule", where, "下界高于所用天数", "its bound exceeds the days that it takes")

    # Earlier demonstrations.

    def reassessment_proposal(self, demonstration):
        """What the call's bands propose: basis, dossier, verdict, day of rectification; and whether it holds without a person."""
        rule = self.call["reassessment"]
        filing = self.state["reassessment_filing"].get((demonstration,))
        late = {flag["dossier"] for flag in self.flags() if flag["check"] == "late" and flag["out"]}
        if filing is None or filing["dossier"] in late:
            excused = filing is None and (demonstration,) in self.state["excuse"]
            return ("excused", None, None, None, False) if excused else ("not-filed", None, "withdraw", None, False)
        outcome = self.state["outcome"].get((filing["dossier"],)) or {}
        if outcome.get("standing") == "excluded":
            return "excluded", filing["dossier"], "withdraw", None, True
        if outcome.get("standing") in ("passed", "failed"):
            band = next(one for one in rule["bands"] if outcome["score"] >= one["from"])
            return "scored", filing["dossier"], band["verdict"], band.get("rectifyBy"), True
        return "incomplete", filing["dossier"], None, None, False

    def check_register_answered(self, where):
        wanted = {one["id"] for one in self.all("demonstration")} if self.call.get("reassessment") else set()
        found = {one["demonstration"] for one in self.all("reassessment_outcome")}
        self.findings.hold(found == wanted, "reassessment", where, f"缺少或多出结论：{sorted(found ^ wanted)}", f"outcomes are missing, or of no demonstration: {sorted(found ^ wanted)}")

    def check_reassessment(self, where, change, body):
        """That an outcome is what the bands propose, or what a chair decided with a reason in the same act."""
        hold, after, before = self.findings.hold, change["after"], change["before"]
        basis, dossier, verdict, day, holds = self.reassessment_proposal(after["demonstration"])
        found = after["basis"], after.get("dossier"), after.get("proposed")
        if body["act"] in ("decisions.propose", "notice.recompute"):
            hold(found == (basis, dossier, verdict), "reassessment", where, f"应为 {basis}，意见 {verdict}", f"by the results it should be {basis}, proposing {verdict}")
        if body["act"] == "decisions.decide":
            move = next((one["after"] for one in body["changes"] if one["kind"] == "reassessment_move"
                         and one["after"]["demonstration"] == after["demonstration"]), None)
            if not hold(move is not None, "reassessment", where, "没有对应的决定记录", "no decision of a chair stands behind it"):
                return
            told = (after.get("decided"), after.get("rectifyBy"), after.get("decidedBy"), after.get("reason"))
            hold(told == (move["after"], move.get("rectifyBy"), move["chair"], move["reason"]), "reassessment", where, f"与第 {move['number']} 号决定不符",
                 f"it is not what decision {move['number']} says")
            hold(move.get("before") == before.get("decided"), "reassessment", where, f"决定前应为 {before.get('decided')}", f"what held before is {before.get('decided')}")
            hold(found == (before["basis"], before.get("dossier"), before.get("proposed")), "reassessment", where, "决定不应改动意见", "a decision does not change what was proposed")
            person = self.state["person"].get((move["chair"],)) or {}
            recused = (move["chair"], after.get("dossier")) in self.state["chair_recusal"]
            hold(person.get("role") == "chair" and not recused, "reassessment", where, "应由不回避的组长决定", "a chair who is not recused decides")
            hold(bool(move["reason"].strip()), "reassessment", where, "没有理由", "it has no reason")
            limit = move.get("rectifyBy")
            sound = limit is not None and limit > self.call["reassessment"]["filing"] if move["after"] == "rectify" else limit is None
            hold(sound, "reassessment", where, f"整改期限 {limit} 不符", f"{limit} cannot be its day of rectification")
        elif before is not None and before.get("decidedBy") is not None:
            kept = all(after.get(name) == before.get(name) for name in ("decided", "rectifyBy", "decidedBy", "reason"))
            hold(kept, "reassessment", where, "改动了组长的决定", "it changes what a chair decided")
        else:
            told = after.get("decided"), after.get("rectifyBy"), after.get("decidedBy")
            wanted = (verdict if holds else None, day if holds else None, None)
            hold(told == wanted, "reassessment", where, f"未经组长决定，结论应为 {wanted[0]}", f"no chair decided on it: it should be {wanted[0]}")

    def check_words(self):
        """Every word and figure of the rules as read stands in the documents of the call."""
        documents = "".join(document["text"] for document in self.all("call_document"))
        restored = self.identities.restore(json.dumps(documents, ensure_ascii=False))
        if restored is None:
            return
        check_words(self.call, json.loads(restored), self.findings)

    def all(self, kind):
        return [self.state[kind][identity] for identity in sorted(self.state[kind])]

    def of(self, kind, dossier):
        """The records of a kind on one dossier, in the order of their identities."""
        own = self.by_dossier[kind][dossier]
        return [own[identity] for identity in sorted(own) if own[identity] is not None]

    def stage(self):
        return STAGES.index(self.state["round"][("round",)]["stage"])

    # Dossiers that take part.

    def flags(self):
        """Every flag with what was decided on it; those for which nothing is found any more left out."""
        renewals, decisions = {}, defaultdict(list)
        for renewal in sorted(self.all("flag_renewal"), key=lambda one: one["turn"]):
            renewals[renewal["dossier"], renewal["check"]] = renewal
        for decision in sorted(self.all("eligibility_decision"), key=lambda one: one["turn"]):
            decisions[decision["dossier"], decision["check"]].append(decision)
        for flag in self.all("flag"):
            key, since = (flag["dossier"], flag["check"]), -1
            flag = dict(flag)
            if key in renewals:
                if not renewals[key]["stands"]:
                    continue
                flag.update(state="open", effect=renewals[key].get("effect"), others=renewals[key].get("others"))
                since = renewals[key]["decisions"]
            if decisions[key] and decisions[key][-1]["turn"] > since:
                flag["state"] = "accepted" if decisions[key][-1]["accepted"] else "refused"
            flag["out"] = flag["state"] == "refused" or flag["state"] == "open" and flag.get("effect") in ("waits", "fails")
            yield flag

    def active(self):
        out = {flag["dossier"] for flag in self.flags() if flag["out"]}
        return [dossier for dossier in self.all("dossier") if dossier["id"] not in out]

    def reassessed(self, category):
        rule = self.call.get("reassessment")
        return rule is not None and self.categories[category]["track"] == rule["track"]

    def panel(self, category):
        return self.panels[self.categories[category]["panel"]]

    # Rules, eligibility, quotas.

    def check_rules(self):
        lines, whole = [], True
        for document in self.all("call_document"):
            restored = self.identities.restore(json.dumps(document["text"], ensure_ascii=False))
            if restored is None:
                whole = False
                continue
            found = sha256(json.loads(restored))
            lines.append(f"{document['path']} {found}\n")
            self.findings.hold(found == document["digest"], "rules", f"log.jsonl call_document {document['path']}",
                               f"摘要应为 {found}", f"its digest should be {found}")
        stated = self.state["round"][("round",)]["callDigest"]
        if whole:
            found = sha256("".join(sorted(lines)))
            self.findings.hold(found == stated, "rules", "log.jsonl round", f"通知摘要应为 {found}", f"the digest of the call should be {found}")
        stage = self.state["round"][("round",)]["stage"]
        self.findings.hold(self.bundle.manifest["stage"] == stage, "rules", "manifest.json", f"阶段应为 {stage}", f"the stage should be {stage}")
        self.findings.hold(self.bundle.manifest["callDigest"] == stated, "rules", "manifest.json", f"通知摘要应为 {stated}",
                           f"the digest of the call should be {stated}")
        weights = {(row["category"], row["criterion"]): (row["weight"], row["minimum"], row["maximum"]) for row in self.all("criterion")}
        read = {(rubric["id"], one["id"]): (one["weight"], rubric["scale"]["minimum"], rubric["scale"]["maximum"])
                for rubric in self.call["rubrics"] for one in rubric["criteria"]}
        for key in sorted(weights.keys() | read.keys()):
            self.findings.hold(weights.get(key) == read.get(key), "rules", f"call.json {' / '.join(key)}",
                               f"权重与量程应为 {weights.get(key)}", f"weight and scale should be {weights.get(key)}")
        for rubric in self.call["rubrics"]:
            total = sum(one["weight"] for one in rubric["criteria"])
            self.findings.hold(total == 100, "rules", f"call.json {rubric['id']}", f"权重合计 {total}，应为 100", f"weights add up to {total}, not 100")

    @staticmethod
    def met(must, value, filed):
        (kind, wanted), = must.items()
        first = wanted["_0"]
        if kind == "be":
            return value == first
        if kind == "oneOf":
            return value in first
        if kind == "atLeast":
            bare = value[:-len(wanted["unit"])] if wanted["unit"] and value.endswith(wanted["unit"]) else value
            return Fraction(bare) * 100 >= first
        start, day = date.fromisoformat(value), date.fromisoformat(filed)
        return (start.year + first, start.month, start.day) <= (day.year, day.month, day.day)

    def check_eligibility(self):
        checks = {check["id"]: check for check in self.call["eligibility"]}
        flags, active = {(flag["dossier"], flag["check"]): flag for flag in self.flags()}, self.active()
        for dossier in active:
            where = f"log.jsonl dossier {dossier['id']}"
            for id in self.categories[dossier["category"]]["eligibility"]:
                value, flag = dossier["declared"].get(checks[id]["column"], ""), flags.get((dossier["id"], id))
                met = self.findings.attempt(where, self.met, checks[id]["must"], value, dossier["filedOn"])
                sound = met or flag is not None and (flag["state"] == "accepted" or self.stage() == 0)
                self.findings.hold(met is None or sound, "eligibility", where,
                                   f"“{checks[id]['column']}”为“{value}”，不符合 {id}，又无核定", f"{checks[id]['column']} is {value!r}: {id} is not met, and nobody accepted it")
            if not self.reassessed(dossier["category"]) and dossier["filedOn"] > self.call["deadlines"]["filing"]:
                flag = flags.get((dossier["id"], "late"))
                self.findings.hold(flag is not None and flag["state"] == "accepted", "eligibility", where,
                                   f"{dossier['filedOn']} 逾期申报，未经批准", f"filed late, on {dossier['filedOn']}, and nobody approved it")
            self.check_code(where, dossier)
        if self.stage() > 0:
            for flag in flags.values():
                self.findings.hold(flag["state"] != "open" or flag["out"] or flag["check"] == "similar-name", "eligibility",
                                   f"log.jsonl flag {flag['dossier']} / {flag['check']}", "未核定", "nobody decided on it")
        counts = Counter((dossier["authority"], dossier["category"]) for dossier in active)
        hold_quotas(self.call, counts, self.findings, "log.jsonl dossier")

    def check_code(self, where, dossier):
        """GB 32100-2015: weights 3^i mod 31, check = (31 − Σ mod 31) mod 31."""
        code, digits = dossier["creditCode"], "0123456789ABCDEFGHJKLMNPQRTUWXY"
        if TOKEN.search(code) or not code:
            return
        sound = len(code) == 18 and all(one in digits for one in code)
        sound = sound and digits.index(code[17]) == -sum(digits.index(one) * pow(3, i, 31) for i, one in enumerate(code[:17])) % 31
        self.findings.hold(sound or dossier["creditCodeReason"], "eligibility", where, f"信用代码 {code} 校验不符，又无说明",
                           f"the credit code {code} fails its check, and no reason is given")

    # Conflicts, panels, loads.

    def register(self, open_too=False):
        states = BINDING + (("suspected",) if open_too else ())
        return {(entry["dossier"], entry["expert"]) for entry in self.all("conflict") if entry["state"] in states}

    def check_conflicts(self):
        binding, active = self.register(), {dossier["id"]: dossier for dossier in self.active()}
        for kind, states in ("review", ("assigned", "submitted")), ("sheet", ("submitted",)), ("visit_seat", None):
            teams = max((seat["teams"] for seat in self.all("visit_seat")), default=None)
            for record in self.all(kind):
                if states is None and record["teams"] != teams or states is not None and record["state"] not in states:
                    continue
                pair = record["dossier"], record["expert"]
                self.findings.hold(pair not in binding, "conflicts", f"log.jsonl {kind} {pair[0]} / {pair[1]}",
                                   "该专家应回避", "this expert is in conflict with the dossier")
        experts = {expert["id"]: expert for expert in self.all("expert")}
        sitting, loads = defaultdict(set), Counter()
        readers = {id: self.readers(id) for id in active}
        for review in self.all("review"):
            if review["state"] in ("assigned", "submitted"):
                if review["expert"] not in readers.get(review["dossier"], ()):
                    sitting[review["dossier"]].add(review["expert"])
                loads[review["expert"]] += 1
        fresh = {one["dossier"]: set(one["panel"]) for one in sorted(self.all("rereview"), key=lambda one: one["number"])}
        for id in sorted(sitting):
            where = f"log.jsonl review {id}"
            if not self.findings.hold(id in active, "panels", where, "未受理的材料仍有评审", "it is reviewed and takes no part"):
                continue
            rule, own = self.panel(active[id]["category"]), fresh.get(id, sitting[id])
            self.findings.hold(len(own) <= rule["size"], "panels", where, f"评审组 {len(own)} 人，应为 {rule['size']} 人",
                               f"{len(own)} experts on the panel, {rule['size']} expected")
            vacant = rule["size"] - len(own)
            for share in rule["composition"]:
                count = sum(share["specialty"] in experts[expert]["specialties"] for expert in own)
                self.findings.hold(share.get("minimum", 0) - vacant <= count <= share.get("maximum", math.inf), "panels", where,
                                   f"{share['specialty']} {count} 人，不合构成要求", f"{count} of {share['specialty']}: not the composition asked for")
            regions = Counter(experts[expert]["region"] for expert in own)
            most = max(regions.values(), default=0)
            self.findings.hold(most <= rule.get("perRegion", math.inf), "panels", where, f"同一地区 {most} 人", f"{most} of one region")
        # A new panel is taken from experts who have room for it beside what they had.
        for expert, load in sorted(loads.items()):
            rule, own = self.call["qualification"], experts[expert]
            self.findings.hold((own["seniorTitle"] or not rule["seniorTitle"]) and own["years"] >= rule["yearsInField"], "panels",
                               f"log.jsonl expert {expert}", "不具备通知规定的资格", "not qualified as the call asks")
            former = sum(expert in one["former"] for one in self.all("rereview"))
            most = experts[expert]["maximumLoad"]
            self.findings.hold(load - former <= most <= max(most, self.call["workload"]["maximum"]), "panels", f"log.jsonl expert {expert}",
                               f"评审 {load} 份，至多 {most} 份", f"{load} reviews, {most} at most")
            self.findings.hold(most <= self.call["workload"]["maximum"], "panels", f"log.jsonl expert {expert}",
                               f"至多 {most} 份，超过通知的 {self.call['workload']['maximum']} 份",
                               f"may have {most} reviews, the call allows {self.call['workload']['maximum']}")

    # Plans and their problems.

    def check_plan(self, where, plan, body):
        where = f"{where} plan {plan['number']}"
        rereview = next((change["after"] for change in body["changes"] if change["kind"] == "rereview"), None)
        reading = next((change["after"] for change in body["changes"] if change["kind"] == "adjudication_step"), None)
        name = f"instances/plan-{plan['number']}.json"
        if rereview is not None:
            name, problem = f"{where} instance", rereview["instance"]
        elif name in self.bundle.files:
            problem = self.bundle.files[name].decode()
        else:
            told = plan["number"] in self.bundle.manifest["notRebuilt"]
            self.findings.hold(told, "plans", name, "缺少该方案的分配问题", "the problem of the plan is missing")
            self.findings.note(f"第 {plan['number']} 号方案的分配问题未能重建，未核对其证明",
                               f"the problem of plan {plan['number']} was not rebuilt: its proof is not checked")
            return
        document, hold = parse(plan["document"]), self.findings.hold
        hold(document["assignments"] == plan["pairs"], "plans", where, "方案记录的组合与方案文件不符", "its pairs are not those of its document")
        hold(document["instance"]["sha256"] == plan["instance"], "plans", where, "分配问题的摘要不符", "the digest of its problem differs")
        if not (set(plan["document"].split()) & {'"concessions":'}) and "value" not in document:
            for key in ("total", "bound"):
                if document.get(key) is not None:
                    paid = plan["total"] if key == "total" else None
                    stated = round(Fraction(repr(float(document[key]))) * 10_000) if key == "total" else None
                    hold(paid == stated, "plans", where, f"{key} 应为 {stated}", f"its {key} should be {stated}")
        hold(plan["optimal"] == (document["status"] == "optimal"), "plans", where, "是否最优与方案文件不符", "whether it is optimal differs from its document")
        hold(plan["total"] <= plan["bound"] and (not plan["optimal"] or plan["total"] == plan["bound"]), "plans", where,
             "总匹配度与上界不符", "total and bound do not fit each other")
        self.prove(where, name, problem, plan["document"])
        if reading is not None:
            self.findings.attempt(name, self.check_reading, name, parse(problem), reading)
        elif rereview is None:
            self.findings.attempt(name, self.check_problem, name, parse(problem), plan)

    def prove(self, where, name, problem, document):
        """By verify_plan.py, on the texts as they were, or under pseudonyms with the digests of these."""
        plain = self.identities.restore(problem), self.identities.restore(document)
        if None not in plain:
            problem, document = plain
        else:
            root = parse(document)
            root.pop("digest", None)
            root["instance"]["sha256"] = sha256(problem)
            document = json.dumps(root, ensure_ascii=False)
        with tempfile.TemporaryDirectory() as folder:
            paths = Path(folder) / "instance.json", Path(folder) / "plan.json"
            paths[0].write_bytes(problem.encode())
            paths[1].write_bytes(document.encode())
            instance = self.findings.attempt(name, verify_plan.Instance, paths[0])
            if instance is None:
                return
            self.findings.hold(not instance.unknown, "plans", name, f"不认识的项 {instance.unknown}", f"members that are not known: {instance.unknown}")
            read = self.findings.attempt(where, verify_plan.Plan, paths[1], instance)
            check = None if read is None else self.findings.attempt(where, verify_plan.Check, instance, read)
        if check is not None:
            self.findings.counts["plans"] += 1
            for fault in check.faults:
                self.findings.fault(f"{where}; {name}", fault, fault)

    def check_reading(self, name, problem, step):
        """That the problem of a third reading is one more seat beside the panel, without whom the register or an earlier review bars."""
        hold, dossier = self.findings.hold, step["dossier"]
        reviews = {one["expert"]: one["state"] for one in self.all("review") if one["dossier"] == dossier}
        panel = {expert for expert, state in reviews.items() if state in ("assigned", "submitted")} - self.readers(dossier)
        hold([one["id"] for one in problem["dossiers"]] == [dossier] and problem["dossiers"][0]["demand"] == len(panel) + 1, "problem", name,
             f"应为 {dossier} 增加一个席位", f"one more seat for {dossier} expected")
        pins = {pair[1] for pair in problem.get("pins", []) if not isinstance(pair, dict)}
        hold(pins == panel, "problem", name, "原评审组应保留", "the panel should keep its seats")
        barred = {tuple(pair["pair"] if isinstance(pair, dict) else pair)[1] for pair in problem.get("conflicts", [])}
        register = self.register(open_too=True)
        for other, value in zip(problem["experts"], problem["affinity"]["values"][0]):
            known = (dossier, other["id"]) in register or other["id"] in reviews and other["id"] not in panel
            hold(not known or value is None or other["id"] in barred, "problem", f"{name} {dossier} / {other['id']}", "应回避而未列入",
                 "this conflict is not in the problem")

    def check_problem(self, name, problem, plan):
        """That the problem is the one that call, dossiers, experts and register make, as they stood."""
        hold = self.findings.hold
        dossiers, experts = {one["id"]: one for one in self.active()}, {one["id"]: one for one in self.all("expert")}
        hold([one["id"] for one in problem["dossiers"]] == list(dossiers), "problem", name, "申报材料与受理的不符", "its dossiers are not those that take part")
        hold({one["id"] for one in problem["experts"]} == set(experts), "problem", name, "专家与名册不符", "its experts are not those of the round")
        for one in problem["dossiers"]:
            size = self.panel(dossiers[one["id"]]["category"])["size"]
            hold(one["demand"] == size, "problem", f"{name} {one['id']}", f"评审组应为 {size} 人", f"the panel should have {size}")
        employed = defaultdict(set)
        for affiliation in self.all("affiliation"):
            day = self.call["deadlines"]["filing"]
            if affiliation["from"] <= day <= affiliation.get("until", day) and affiliation["creditCode"]:
                employed[affiliation["expert"]].add(affiliation["creditCode"])
        for one in problem["experts"]:
            expert, tags = experts[one["id"]], one.get("tags", {})
            hold(one["maximumLoad"] == expert["maximumLoad"] and one.get("minimumLoad", 0) <= expert["minimumLoad"], "problem",
                 f"{name} {one['id']}", f"负荷应为至多 {expert['maximumLoad']}", f"the largest load should be {expert['maximumLoad']}")
            hold(tags.get("specialty", []) == expert["specialties"] and tags.get("region") == [expert["region"]]
                 and employed[one["id"]] <= set(tags.get("organisation", [])), "problem", f"{name} {one['id']}",
                 "专业、地区或单位与名册不符", "specialty, region or organisation differ from the list of experts")
        self.check_affinities(name, problem, dossiers, experts)
        self.check_bars(name, problem, plan, dossiers, experts)
        wanted, given = Counter(), Counter()
        for panel in self.call["panels"]:
            own = frozenset(id for id, one in dossiers.items() if self.categories[one["category"]]["panel"] == panel["id"])
            if own:
                wanted.update((own, "specialty", share["specialty"], share.get("minimum", 0), share.get("maximum")) for share in panel["composition"])
                wanted.update((own, tag, None, 0, panel[key]) for key, tag in (("perOrganisation", "organisation"), ("perRegion", "region")) if key in panel)
        for rule in problem.get("composition", []):
            own = frozenset(dossiers if rule["dossiers"] == "all" else rule["dossiers"])
            if "maximumPerValue" in rule:
                given[own, rule["tag"], None, 0, rule["maximumPerValue"]] += 1
            else:
                given[own, rule["tag"], rule["value"], rule.get("minimum", 0), rule.get("maximum")] += 1
        hold(wanted == given, "problem", f"{name} composition", "构成要求与通知不符", "the composition is not what the call asks for")

    def check_affinities(self, name, problem, dossiers, experts):
        weights = self.call["affinity"]
        for one, row in zip(problem["dossiers"], problem["affinity"]["values"]):
            dossier = dossiers[one["id"]]
            for other, value in zip(problem["experts"], row):
                expert = experts[other["id"]]
                total = weights["experience"] * 100 * min(expert["years"], 30) // 30
                total += weights["mode"] * 100 * (dossier["mode"] != "" and dossier["mode"] in expert["modes"])
                total += weights["industry"] * 100 * (dossier["industry"] != "" and dossier["industry"] in expert["industries"])
                self.findings.hold(value is None or value == total / 10_000, "problem", f"{name} {one['id']} / {other['id']}",
                                   f"匹配度应为 {total / 10_000}", f"the affinity should be {total / 10_000}")

    def check_bars(self, name, problem, plan, dossiers, experts):
        barred = {tuple(pair["pair"] if isinstance(pair, dict) else pair) for pair in problem.get("conflicts", [])}
        for one, row in zip(problem["dossiers"], problem["affinity"]["values"]):
            barred |= {(one["id"], other["id"]) for other, value in zip(problem["experts"], row) if value is None}
        sits = {(one["dossier"], one["expert"]) for one in self.all("review") if one["state"] in ("assigned", "submitted")}
        left = {(one["dossier"], one["expert"]) for one in self.all("review") if one["state"] in ("declined", "recused")}
        seated = sits if plan["purpose"] == "replacement" else set()
        binding = self.register() | left | self.register(open_too=True) - seated
        serving = {}
        for draw in sorted(self.all("draw"), key=lambda one: one["number"]):
            if draw["state"] == "drawn" and draw["category"] in self.categories:
                numbers = {one["number"]: one["expert"] for one in draw["announcement"]["pool"]}
                serving[draw["category"]] = {numbers[one] for one in draw["outcome"]["drawn"]}
        for pair in sorted(binding):
            if pair[0] in dossiers and pair[1] in experts:
                self.findings.hold(pair in barred, "problem", f"{name} {pair[0]} / {pair[1]}", "应回避而未列入", "this conflict is not in the problem")
        for id, dossier in dossiers.items():
            for expert in experts:
                drawn = serving.get(dossier["category"])
                if drawn is not None and plan["purpose"] == "round":
                    self.findings.hold(expert in drawn or (id, expert) in barred, "problem", f"{name} {id} / {expert}",
                                       "未抽中而可分配", "not drawn, and may be assigned")
                if (id, expert) in barred:
                    self.findings.hold((id, expert) in binding or drawn is not None and (expert not in drawn or plan["purpose"] == "replacement"),
                                       "problem", f"{name} {id} / {expert}", "列为回避而登记中没有", "it is barred, and the register does not say why")
        pins = {tuple(pair) for pair in problem.get("pins", []) if not isinstance(pair, dict)}
        if plan["purpose"] == "replacement" and (plan.get("changes") or {}).get("within") is None:
            self.findings.hold(pins == {pair for pair in seated if pair[0] in dossiers}, "problem", f"{name} pins", "保留的评审与实际不符",
                               "the reviews that are kept are not those under way")

    # Draws.

    def check_draws(self):
        for record in self.all("draw"):
            self.findings.attempt(f"log.jsonl draw {record['number']}", self.check_draw, record)

    def check_draw(self, record):
        where, pool = f"log.jsonl draw {record['number']}", record["announcement"]["pool"]
        if self.identities.tokens is not None:
            record = self.identities.plain(record)
        said = record["announcement"]
        draw = {
            "format": "linxuan-draw/1", "digest": record["digest"], "experts": said["quotas"]["experts"], "minima": said["quotas"]["minima"],
            "perRegion": said["quotas"].get("perRegion"), "rehearsal": said["isRehearsal"],
            "pool": [[one["number"], one["expert"], one["stratum"]["specialty"], one["stratum"]["region"]] for one in said["pool"]],
            **{key: said.get(key) for key in ("call", "category", "number", "at", "method", "reason", "lottery", "seedDigest", "sources")},
            **(record.get("outcome") or {}),
        }
        if self.identities.restore(canonical(record)) is None:
            draw["digest"] = repeat_draw.digest_of_announcement(draw)
        self.findings.hold(draw["digest"] == repeat_draw.digest_of_announcement(draw), "draws", where, "公告与其摘要不符", "the announcement does not fit its digest")
        self.findings.hold(said["call"] == self.state["round"][("round",)]["callDigest"], "draws", where, "所属通知不符", "it is of another call")
        experts = {one["id"]: one for one in self.all("expert")}
        for one in pool if said.get("lottery") is None else ():
            own, stratum = experts.get(one["expert"]), one["stratum"]
            self.findings.hold(own is not None and stratum["specialty"] in own["specialties"] and stratum["region"] == own["region"], "draws",
                               f"{where} {one['expert']}", "名册中的专业或地区不符", "specialty or region are not those of the list of experts")
        self.findings.hold(said["number"] == record["number"] and said["category"] == record["category"], "draws", where, "公告与记录不符", "the announcement is not that of the record")
        late = [one["at"] for one in said["sources"] if one["at"] <= said["at"]]
        self.findings.hold(not late, "draws", where, f"数源 {late} 不晚于公告", f"the sources of {late} were not in the future when it was announced")
        if record["state"] == "drawn":
            different = list(repeat_draw.differences(draw, None))
            self.findings.hold(not different, "draws", where, "；".join(different), "; ".join(different))
            self.findings.hold(all(record["drawnAt"] >= one["at"] for one in said["sources"]), "draws", where,
                               "抽取早于数源公布", "it was drawn before its numbers were public")
        rule = next((one["quotas"] for one in (self.call.get("draw") or {"pools": []})["pools"] if one["category"] == record["category"]), None)
        if rule is not None and not said.get("reason"):
            self.findings.hold(rule == said["quotas"], "draws", where, f"名额应为 {canonical(rule)}", f"its quotas should be {canonical(rule)}")

    # Scores and places.

    def average(self, totals):
        """The average by the call's policy, and which totals enter it."""
        rule, order = self.call["scoring"], sorted(range(len(totals)), key=lambda index: (totals[index], index))
        if rule["policy"] == "trimmed" and len(totals) >= max(3, rule["trimFrom"]):
            order = order[1:-1]
        elif rule["policy"] == "median":
            order = order[(len(order) - 1) // 2:len(order) // 2 + 1]
        return sum((totals[index] for index in order), Fraction(0)) / len(order), set(order)

    def rounded(self, value):
        """A fraction of hundredths rounded as the call says, in hundredths."""
        rule = self.call["scoring"]["rounding"]
        unit = 10 ** (2 - rule["digits"])
        whole, rest = divmod(value / unit, 1)
        up = rest >= Fraction(1, 2) if rule["rule"] == "half-up" else rest > Fraction(1, 2) or rest == Fraction(1, 2) and whole % 2
        return (int(whole) + bool(up)) * unit

    @staticmethod
    def replacing(values, places):
        """Values with those of some places replaced by the mean of the others, exact."""
        others = [value for index, value in enumerate(values) if index not in places]
        mean = sum(others, Fraction(0)) / len(others) if others else None
        return [mean if others and index in places else value for index, value in enumerate(values)]

    def matters(self, dossier):
        """What followed from each marked sheet since it was last opened, by the expert whose it is."""
        matters = defaultdict(list)
        for step in sorted(self.of("adjudication_step", dossier), key=lambda one: one["number"]):
            matters[step["expert"]].append(step)
            if step["kind"] == "lapsed":
                del matters[step["expert"]]
        return matters

    def readers(self, dossier):
        """Who was found for a third reading."""
        return {one["reader"] for one in self.of("adjudication_step", dossier) if one["kind"] == "third-reading"}

    def standing(self, dossier, submitted):
        """Whose sheets count, and in whose place the mean of the others stands, by what chairs decided on sheets that stand out."""
        members = submitted - self.readers(dossier)
        counted, replaced = set(members), set()
        for expert, steps in self.matters(dossier).items():
            decision = next((one for one in reversed(steps) if one["kind"] in DECIDING), None)
            if decision is None or decision["kind"] == "kept":
                continue
            if decision["kind"] == "replaced" and set(decision["panel"]) == members:
                replaced.add(expert)
            if decision["kind"] == "reread" and decision["reader"] in submitted:
                counted.add(decision["reader"])
                if self.call["abnormal"]["thirdReading"] == "in-place":
                    counted.discard(expert)
        return counted, replaced & counted

    def check_decision(self, where, step):
        """A decision on a sheet that stands out: a chair's, and a replacement by the majority that its article asks for."""
        hold = self.findings.hold
        hold(self.state["person"][(step["actor"],)]["role"] == "chair", "scores", where, "应由负责人决定", "a chair's decision expected")
        hold((step["actor"], step["dossier"]) not in self.state["chair_recusal"], "scores", where, "该负责人应回避", "this chair is recused")
        if step["kind"] != "replaced":
            return
        steps = [one for one in self.matters(step["dossier"])[step["expert"]] if one["number"] < step["number"]]
        others = [member for member in step["panel"] if member != step["expert"]]
        latest = {one["actor"]: one["kind"] for one in steps if one["kind"] in ("held-abnormal", "held-sound")}
        votes = sum(latest.get(member) == "held-abnormal" for member in others)
        talks = [one["discussion"] for one in steps if one["kind"] == "discussed"]
        if talks and set(talks[-1]["attending"]) <= set(step["panel"]):
            votes = talks[-1]["abnormal"]
        hold(self.call["abnormal"]["replace"], "scores", where, "通知未规定替换评分", "the call does not let scores be replaced")
        hold(2 * votes > len(others), "scores", where, f"其他成员 {len(others)} 人中应有过半数认为异常，实为 {votes} 人",
             f"more than half of the {len(others)} other members should hold it abnormal, {votes} do")
        reasons = any(one["kind"] == "explained" or one["kind"] == "asked" and one["due"] < step["at"] for one in steps)
        hold(reasons, "scores", where, "未说明理由，期限也未届满", "no reasons were given, and the time for them is not over")

    def expected(self, dossier, order, panel=None):
        """The result of a dossier from its sheets; of `order`, the experts in the order of their numbers."""
        rubric, category, rule = self.rubrics[dossier["category"]], self.categories[dossier["category"]], self.call["scoring"]
        sheets = {one["expert"]: one for one in self.of("sheet", dossier["id"]) if one["state"] == "submitted"}
        counted, replaced = self.standing(dossier["id"], set(sheets))
        sheets = {expert: one for expert, one in sheets.items() if expert in counted and (panel is None or expert in panel)}
        experts = [expert for expert in order if expert in sheets]
        experts += sorted(set(sheets) - set(experts))
        own = [Fraction(100 * sum(one["weight"] * sheets[expert]["scores"].get(one["id"], 0) for one in rubric["criteria"]),
                        rubric["scale"]["maximum"]) for expert in experts]
        places = {index for index, expert in enumerate(experts) if expert in replaced}
        totals = self.replacing(own, places)
        size = self.panel(dossier["category"])["size"] if panel is None else len(panel)
        gates = [(gate["id"], sum(sheets[expert]["gates"].get(gate["id"]) is False for expert in experts)) for gate in rubric["gates"]]
        enough = len(experts) >= max(1, rule["minimumSheets"])
        mean, counted = self.average(totals) if enough else (None, set())
        score = self.rounded(mean) if enough else None
        excluded = enough and any(count > 0 if rule["gate"] == "any" else 2 * count > len(experts) for _, count in gates)
        standing = "excluded" if excluded else "incomplete" if score is None else "passed" if score >= category["passMark"] else "failed"
        ties = []
        for criterion in rule["tieBreak"]:
            values = self.replacing([Fraction(sheets[expert]["scores"].get(criterion, 0)) for expert in experts], places)
            ties.append(self.rounded(self.average(values)[0]) if values else 0)
        return {
            "standing": standing, "score": score, "missing": max(0, size - len(experts)),
            "sheets": [(expert, total, index in counted) for index, (expert, total) in enumerate(zip(experts, totals))],
            "own": [own[index] if index in places else None for index in range(len(own))], "given": own, "ties": ties,
            "others": self.marked(own),
            "gates": [gate for gate in gates if gate[1]], "key": (score or 0, *ties)}

    def check_outcome(self, where, outcome, expected):
        hold = self.findings.hold
        sheets = [(one["expert"], Fraction(one["total"]["numerator"], one["total"]["denominator"]), one["counted"]) for one in outcome["sheets"]]
        told = ", ".join(f"{expert} {points(int(total))}" if total.denominator == 1 else f"{expert} {total}/100" for expert, total, _ in expected["sheets"])
        hold(sheets == expected["sheets"], "scores", where, f"各评分表总分应为 {told}", f"the totals of the sheets should be {told}")
        own = [one.get("own") and Fraction(one["own"]["numerator"], one["own"]["denominator"]) for one in outcome["sheets"]]
        hold(own == expected["own"], "scores", where, "被替换评分表的原总分不符", "the own totals of replaced sheets differ")
        others = [one.get("others") and Fraction(one["others"]["numerator"], one["others"]["denominator"]) for one in outcome["sheets"]]
        for sheet, found, wanted in zip(outcome["sheets"], others, expected["others"]):
            should = text("不应标记", "no mark") if wanted is None else text(f"应标记，其余评分表为 {told_points(wanted)}", f"a mark, the others being {told_points(wanted)}")
            hold(found == wanted, "marks", f"{where} {sheet['expert']}", f"按通知的异常评分规则{should}", f"by the call's rule on scores that stand out there should be {should}")
        score = None if expected["score"] is None else points(expected["score"])
        hold(outcome.get("score") == expected["score"], "scores", where, f"成绩应为 {score}", f"the official score should be {score}")
        hold(outcome["standing"] == expected["standing"], "scores", where, f"结果应为 {expected['standing']}", f"it should be {expected['standing']}")
        hold(outcome["missing"] == expected["missing"], "scores", where, f"缺评分表 {expected['missing']} 份", f"{expected['missing']} sheets are missing")
        gates = [(one["gate"], one["notMet"]) for one in outcome["gates"]]
        hold(gates == expected["gates"], "scores", where, f"否决项应为 {expected['gates']}", f"gates should be {expected['gates']}")

    def check_results(self, where, panels=None):
        """Scores from sheets, places from scores."""
        outcomes = {one["dossier"]: one for one in self.all("outcome")}
        active = {one["id"]: one for one in self.active()}
        self.findings.hold(outcomes.keys() == active.keys(), "scores", where, "有结果的与受理的材料不符", "the dossiers with a result are not those that take part")
        expected = {}
        for id in sorted(outcomes.keys() & active.keys()):
            order = [one["expert"] for one in outcomes[id]["sheets"]]
            expected[id] = self.expected(active[id], order, (panels or {}).get(id))
            self.check_outcome(f"{where} outcome {id}", outcomes[id], expected[id])
        by_category = defaultdict(list)
        for id, one in expected.items():
            if one["standing"] in ("passed", "failed"):
                by_category[active[id]["category"]].append(one["key"])
        for id, one in expected.items():
            keys, rank = by_category[active[id]["category"]], None
            if one["standing"] in ("passed", "failed"):
                rank = 1 + sum(key > one["key"] for key in keys)
            tied = rank is not None and keys.count(one["key"]) > 1
            self.findings.hold((outcomes[id].get("rank"), outcomes[id]["tied"]) == (rank, tied), "ranks", f"{where} outcome {id}",
                               f"名次应为 {rank}{'（并列）' if tied else ''}", f"the place should be {rank}{', tied' if tied else ''}")
            self.findings.hold(outcomes[id]["category"] == active[id]["category"], "ranks", f"{where} outcome {id}", "类别不符", "its category differs")

    def middle(self, totals):
        """The middle of a panel's other sheets, as the call compares with it."""
        if self.call["abnormal"]["against"] == "mean":
            return sum(totals, Fraction(0)) / len(totals)
        inner = sorted(totals)[(len(totals) - 1) // 2:len(totals) // 2 + 1]
        return sum(inner, Fraction(0)) / len(inner)

    def marked(self, own):
        """For each sheet the middle of the others where it stands out by the call's plain rule, else None: by own totals, of three or more."""
        rule = self.call.get("abnormal")
        if rule is None or len(own) < 3:
            return [None] * len(own)
        middles = [self.middle(own[:index] + own[index + 1:]) for index in range(len(own))]
        return [middle if abs(total - middle) > rule["points"] else None for total, middle in zip(own, middles)]

    def check_figures(self, where, step):
        """What was held against an expert when a matter was opened: the sheet's total, the middle of the others, and that it stood out."""
        hold, rule, figures = self.findings.hold, self.call["abnormal"], step["figures"]
        dossier = self.state["dossier"][(step["dossier"],)]
        expected = self.expected(dossier, [], self.fresh_panels().get(step["dossier"]))
        experts = [one[0] for one in expected["sheets"]]
        if not hold(step["expert"] in experts, "marks", where, "没有该专家计入的评分表", "this expert has no sheet that counts"):
            return
        index, own = experts.index(step["expert"]), expected["given"]
        middle = self.middle(own[:index] + own[index + 1:])
        for name, wanted in (("total", own[index]), ("others", middle)):
            found = Fraction(figures[name]["numerator"], figures[name]["denominator"])
            hold(found == wanted, "marks", where, f"{name} 应为 {told_points(wanted)}", f"its {name} should be {told_points(wanted)}")
        far = rule.get("residual") is not None and abs(figures.get("standardised") or 0) * 100 > rule["residual"]
        hold(expected["others"][index] is not None or far, "marks", where, "该评分表按通知规则并不异常", "by the call this sheet does not stand out")

    def fresh_panels(self):
        """The new panels in force: of each dossier the last."""
        return {one["dossier"]: set(one["panel"]) for one in sorted(self.all("rereview"), key=lambda one: one["number"])}

    def check_adjusted(self, where):
        """Where the call ranks by adjusted scores: the scores by Henderson's equations at the recorded ratios, that the restricted
        likelihood is at its top there, and places with ties; where they can't be compared, that nothing is ranked by them."""
        hold, stored = self.findings.hold, {one["category"]: one for one in self.all("ranking_basis")}
        outcomes, panels = {one["dossier"]: one for one in self.all("outcome")}, self.fresh_panels()
        if self.call["scoring"].get("ranking") != "adjusted":
            ranked = [id for id, one in outcomes.items() if one.get("adjusted")]
            return hold(not ranked and not stored, "adjusted", where, "通知未规定以调整成绩排序", "the call does not rank by adjusted scores")
        active = {one["id"]: one for one in self.active()}
        for category in self.call["categories"]:
            own = {id: self.expected(active[id], [], panels.get(id)) for id in sorted(outcomes) if id in active and active[id]["category"] == category["id"]}
            placed = {id for id, one in own.items() if one["standing"] in ("passed", "failed")}
            told, basis = f"{where} ranking_basis {category['id']}", stored.get(category["id"])
            if self.reassessed(category["id"]) or not placed:
                hold(basis is None, "adjusted", told, "该类别不按调整成绩排序", "this category is not ranked by adjusted scores")
            elif hold(basis is not None, "adjusted", told, "缺少排序依据", "what it is ranked by is missing"):
                self.findings.attempt(told, self.check_basis, told, basis, own, placed, outcomes, where)

    def check_basis(self, told, basis, own, placed, outcomes, where):
        hold = self.findings.hold
        scores = sorted((id, expert, float(given) / 100) for id, one in own.items()
                        for (expert, _, _), given, replaced in zip(one["sheets"], one["given"], one["own"]) if replaced is None)
        groups, count = adjusted_scores.components(scores)
        hold(basis["scores"] == len(scores), "adjusted", told, f"评分应为 {len(scores)} 个", f"it should be of {len(scores)} scores")
        defined = len(groups) < len(scores) and len({one[1] for one in scores}) < len(scores) and len({one[2] for one in scores}) > 1
        if not defined:
            wanted, why = "undefined", text("评分不足以建立模型", "the scores bear no model")
        elif not placed <= groups.keys():
            wanted, why = "undefined", text("有材料没有可用的评分", "some dossier has no score of its own")
        elif len({groups[id] for id in placed}) > 1:
            wanted, why = "unconnected", text("材料之间没有共同专家，宽严不可比", "no review connects some dossiers with others")
        elif basis["dossierRatio"] == 0:
            wanted, why = "no-differences", text("材料的方差为零", "the variance between dossiers is zero")
        else:
            wanted, why = None, text("各材料可比", "its dossiers can be compared")
        hold(basis.get("fallback") == wanted, "adjusted", told, f"{why}，排序依据应为 {wanted or 'adjusted'}", f"{why}: it should be {wanted or 'ranked by adjusted scores'}")
        if defined:
            hold(basis["groups"] == count, "adjusted", told, f"应分为 {count} 组", f"it should have {count} groups")
        if wanted is not None or basis.get("fallback") is not None:
            for id in sorted(placed):
                hold(outcomes[id].get("adjusted") is None, "adjusted", f"{where} outcome {id}", "本类不应按调整成绩排序", "this category is not ranked by adjusted scores")
            return
        a, b = basis["dossierRatio"] / 1e9, basis["expertRatio"] / 1e9
        model = adjusted_scores.Model(scores, a, b)
        values = model.solve()
        hold(model.henderson() < 1e-9 * len(scores), "adjusted", told, "Henderson 方程未能解出", "Henderson's equations could not be solved")
        slope = model.slope()
        if slope is None:
            self.findings.note(f"{told}：专家过多，未核对方差比是否使限制似然最大", f"{told}: too many experts: that the ratios maximise the restricted likelihood is not checked")
        else:
            for name, ratio, part in (("dossierRatio", a, slope[0]), ("expertRatio", b, slope[1])):
                # Beyond this there is as good as no residual, and the top is flat; within it, a rounded ratio is off by half a billionth.
                if ratio < 1e6:
                    top = abs(part * ratio) < 1e-4 + 1e-9 * len(scores) / ratio if ratio > 0 else part > -1e-4 * len(scores)
                    hold(top, "adjusted", told, f"{name} 处限制似然的斜率为 {part:.3g}，不是最大处",
                         f"at its {name} the restricted likelihood has the slope {part:.3g}: it is not at its top")
        keys = {}
        for id in sorted(placed):
            found = outcomes[id].get("adjusted")
            if not hold(found is not None, "adjusted", f"{where} outcome {id}", "缺少调整成绩", "its adjusted score is missing"):
                continue
            # A score that lies on a half to the last digits that binary fractions have may go either way.
            near = {self.rounded(Fraction(round(values[id] * 1e8) + nudge, 1_000_000)) for nudge in (-10, 0, 10)}
            hold(found["score"] in near, "adjusted", f"{where} outcome {id}", f"调整成绩应为 {points(min(near))}，所记为 {points(found['score'])}",
                 f"its adjusted score should be {points(min(near))}, it says {points(found['score'])}")
            keys[id] = found["score"], *own[id]["ties"]
        for id, key in keys.items():
            rank, tied = 1 + sum(other > key for other in keys.values()), list(keys.values()).count(key) > 1
            found = outcomes[id]["adjusted"]
            hold((found["rank"], found["tied"]) == (rank, tied), "adjusted", f"{where} outcome {id}", f"按调整成绩的名次应为 {rank}{'（并列）' if tied else ''}",
                 f"its place by adjusted scores should be {rank}{', tied' if tied else ''}")

    def check_sheets(self):
        """Scores on the scale, each by somebody who was asked for it."""
        dossiers = {one["id"]: one for one in self.all("dossier")}
        reviews = {(one["dossier"], one["expert"]): one["state"] for one in self.all("review")}
        for sheet in self.all("sheet"):
            where = f"log.jsonl sheet {sheet['dossier']} / {sheet['expert']}"
            scale = self.rubrics[dossiers[sheet["dossier"]]["category"]]["scale"]
            if sheet["state"] == "submitted":
                self.findings.hold(reviews.get((sheet["dossier"], sheet["expert"])) == "submitted", "scores", where, "没有对应的评审", "no review was asked for")
            for criterion, score in sheet["scores"].items():
                sound = scale["minimum"] <= score <= scale["maximum"] and (score - scale["minimum"]) % scale["step"] == 0
                self.findings.hold(sound, "scores", f"{where} {criterion}", f"{points(score)} 不在评分范围内", f"{points(score)} is not on the scale")

    def check_rereview(self, where, result):
        rereview = self.state["rereview"][(str(result["rereview"]),)]
        self.findings.hold(not set(rereview["panel"]) & set(rereview["former"]), "panels", where, "新评审组中有原专家", "an expert of the former panel is on the new one")
        dossier = next(one for one in self.active() if one["id"] == result["dossier"])
        expected = self.expected(dossier, [one["expert"] for one in result["after"]["sheets"]], rereview["panel"])
        self.check_outcome(where, result["after"], expected)

    # Visits.

    def threshold(self, outcome, outcomes):
        category, passed = self.categories[outcome["category"]], outcome["standing"] == "passed"
        places, rank = category.get("places"), outcome.get("rank")
        if places is None or rank is None:
            return category["passMark"], passed
        rank = (outcome.get("adjusted") or outcome)["rank"]
        others = sorted(((one.get("adjusted") or one)["score"] for one in outcomes
                         if one["category"] == outcome["category"] and one["dossier"] != outcome["dossier"]
                         and one.get("rank") is not None and one.get("score") is not None), reverse=True)
        if len(others) < places:
            return category["passMark"], passed and rank <= places
        return max(category["passMark"], others[places - 1]), passed and rank <= places

    def visit_kind(self, outcome):
        return "none" if self.reassessed(outcome["category"]) else self.categories[outcome["category"]]["visits"]

    def check_visit_plan(self, where, plan):
        rules, value, outcomes, hold = self.call["visits"], self.call["visits"]["value"], self.all("outcome"), self.findings.hold
        dossiers, by_id = {one["id"]: one for one in self.all("dossier")}, {one["dossier"]: one for one in outcomes}
        trip = rules.get("trips")
        hold(plan["budget"] == (rules.get("budget") or {}), "visits", where, f"预算应为 {rules.get('budget')}", f"the budget should be {rules.get('budget')}")
        if trip is not None:
            hold((plan["visitsPerTrip"], plan["travelDays"]) == (trip["visits"], trip["travelDays"]), "visits", where, "线路规则与通知不符", "the rule on trips is not the call's")
        days = {one["category"]: one["days"] for one in (trip or {}).get("daysOf", [])}

        def length(id):
            return days.get(dossiers[id]["category"], (trip or {"visitDays": 1})["visitDays"])

        def province(id):
            code = dossiers[id]["authority"]
            return self.authorities[code].get("parent", code)

        may = {one["dossier"] for one in outcomes if self.visit_kind(one) == "where-needed" and one.get("score") is not None
               and one["standing"] in ("passed", "failed") and one["score"] - self.categories[one["category"]]["passMark"] >= -rules["notBelow"]}
        hold({one["dossier"] for one in plan["gains"]} == may, "visits", where, "可考查的材料不符", "the dossiers that may be visited differ")
        requests = Counter(one["dossier"] for one in self.all("sheet") if one["state"] == "submitted" and one.get("visitNeeded"))
        admission = {"late", "same-category", "two-authorities", "two-categories", "changed-name", "similar-name", "designated"}
        flags = Counter(flag["dossier"] for flag in self.flags() if flag["check"] not in admission)
        for gain in plan["gains"]:
            id = gain["dossier"]
            told = f"{where} {id}"
            threshold, is_in = self.threshold(by_id[id], outcomes)
            hold((gain["threshold"], gain["isIn"]) == (threshold, is_in), "visits", told, f"界线应为 {points(threshold)}", f"the threshold should be {points(threshold)}")
            hold(gain["byRequests"] == requests[id] * value["perRequest"] * 100, "visits", told, "专家建议所计收益不符", "what requests add differs")
            hold(gain["byFlags"] == flags[id] * value["perFlag"] * 100, "visits", told, "待核定事项所计收益不符", "what flags add differs")
            hold((gain["province"], gain["days"]) == (province(id), length(id)), "visits", told, "省份或天数不符", "province or days differ")
            worth = knowledge_gradient(gain, value["noise"])
            hold(abs(gain["byScore"] - worth) <= 1, "visits", told, f"成绩所计收益应为 {worth}", f"what the score adds should be {worth}")
            if gain["source"] == "panel":
                hold(abs(gain["mean"] - by_id[id]["score"] * 100) <= 1, "visits", told, "均值不是成绩", "the mean is not the score")
            total = gain["byScore"] + gain["byRequests"] + gain["byFlags"]
            hold(gain["isCandidate"] == (total >= max(1, value["least"] * 100)), "visits", told, "是否值得考查不符", "whether it is worth a visit differs")
        found = {one["dossier"] for one in self.all("visit_finding")}
        must = {one["dossier"] for one in outcomes if self.visit_kind(one) == "all-that-pass" and one["standing"] == "passed"}
        fixed = {one["dossier"] for one in plan["fixed"]}
        forced = {one["dossier"] for one in plan["fixed"] if one["isForced"]}
        hold(fixed == must | forced | found & by_id.keys(), "visits", where, "必须考查的材料不符", "the dossiers that are visited in any case differ")
        for one in plan["fixed"]:
            hold((one["province"], one["days"]) == (province(one["dossier"]), length(one["dossier"])), "visits", f"{where} {one['dossier']}", "省份或天数不符", "province or days differ")
        self.check_choice(where, plan, fixed)

    def check_choice(self, where, plan, fixed):
        """That the choice keeps to the budget and none gains more, by the multipliers and else by going through the provinces."""
        hold, names = self.findings.hold, ("visits", "teamDays", "trips")
        worth = {one["dossier"]: one["byScore"] + one["byRequests"] + one["byFlags"] for one in plan["gains"]}
        certain = [(one["province"], one["dossier"], worth.get(one["dossier"], 0), one["days"]) for one in plan["fixed"]]
        open_ones = [(one["province"], one["dossier"], worth[one["dossier"]], one["days"]) for one in plan["gains"]
                     if one["isCandidate"] and one["dossier"] not in fixed and one["dossier"] not in plan["leftOut"]]
        budget = [plan["budget"].get(name, math.inf) for name in names]

        def cost(visits, days):
            trips = -(-visits // plan["visitsPerTrip"])
            return visits, days + trips * plan["travelDays"], trips

        def spent(chosen):
            by_province = defaultdict(list)
            for one in chosen:
                by_province[one[0]].append(one[3])
            return [sum(amounts) for amounts in zip((0, 0, 0), *(cost(len(own), sum(own)) for own in by_province.values()))]

        chosen = [one for one in certain + open_ones if one[1] in plan["dossiers"]]
        hold(sorted(one[1] for one in chosen) == sorted(plan["dossiers"]) and all(one in chosen for one in certain), "visits", where,
             "选定的不都可考查，或缺少必须考查的", "something chosen may not be, or what must be visited is not")
        total, spending = sum(one[2] for one in chosen), spent(chosen)
        hold(plan["gain"] == total, "visits", where, f"收益合计应为 {total}", f"the gain should be {total}")
        hold([plan["cost"][name] for name in names] == spending, "visits", where, f"用量应为 {spending}", f"the cost should be {spending}")
        hold(all(a <= b for a, b in zip(spending, budget)), "visits", where, "超出预算", "it exceeds the budget")
        hold(plan["gain"] <= plan["bound"], "visits", where, "收益高于上界", "the gain exceeds the bound")
        # Every way of visiting a province; of visits as long as each other the best come first.
        provinces = []
        for name in sorted({one[0] for one in certain + open_ones}):
            own = [one for one in certain if one[0] == name]
            options = [(sum(one[2] for one in own), len(own), sum(one[3] for one in own))]
            by_days = defaultdict(list)
            for one in open_ones:
                if one[0] == name:
                    by_days[one[3]].append(one[2])
            for length, gains in by_days.items():
                gains.sort(reverse=True)
                options = [(gain + sum(gains[:count]), visits + count, days + count * length)
                           for gain, visits, days in options for count in range(len(gains) + 1)]
            provinces.append([(gain, cost(visits, days)) for gain, visits, days in options])
        prices = plan["multipliers"]
        if any(price and limit == math.inf for price, limit in zip(prices, budget)) or len(prices) != 3 or min(prices) < 0:
            return hold(False, "visits", where, "乘子不成立", "the multipliers make no sense")
        beyond = [max(1000 * gain - sum(p * a for p, a in zip(prices, amounts)) for gain, amounts in options) for options in provinces]
        paid = sum(price * limit for price, limit in zip(prices, budget) if price)
        bound = (paid + sum(beyond)) // 1000
        if bound <= plan["gain"]:
            return hold(plan["bound"] == plan["gain"], "visits", where, f"上界应为 {plan['gain']}", f"the bound should be {plan['gain']}")
        rest = [sum(beyond[index:]) for index in range(len(beyond) + 1)]
        states = {(0, 0, 0): 0}
        for index, options in enumerate(provinces):
            reached = {}
            for amounts, gain in states.items():
                for more, added in options:
                    after = tuple(a + b for a, b in zip(amounts, added))
                    if any(a > b for a, b in zip(after, budget)) or reached.get(after, -1) >= gain + more:
                        continue
                    left = sum(price * (limit - a) for price, limit, a in zip(prices, budget, after) if price)
                    if gain + more + (left + rest[index + 1]) // 1000 > plan["gain"]:
                        reached[after] = gain + more
            states = reached
            if len(states) > 400_000:
                return self.findings.note(f"{where}：考查的选定未证明最优，上界 {bound}", f"{where}: that the choice is best is not shown; the bound is {bound}")
        best = max(states.values(), default=0)
        hold(best <= plan["gain"], "visits", where, f"有收益 {best} 的选法", f"there is a choice that gains {best}")
        hold(plan["bound"] in (plan["gain"], bound), "visits", where, f"上界应为 {plan['gain']}", f"the bound should be {plan['gain']}")

    def check_visits(self, where):
        visits = {one["dossier"]: one for one in self.all("visit")}
        if self.call["visits"].get("value") is not None:
            plan = max(self.all("visit_plan"), key=lambda one: one["number"])
            self.findings.hold(visits.keys() == set(plan["dossiers"]), "visits", where, "考查名单与选定的不符", "the visits are not those that were chosen")
            return
        rules, wanted, flags = self.call["visits"], {}, defaultdict(int)
        requests = Counter(one["dossier"] for one in self.all("sheet") if one["state"] == "submitted" and one.get("visitNeeded"))
        admission = {"late", "same-category", "two-authorities", "two-categories", "changed-name", "similar-name", "designated"}
        for flag in self.flags():
            flags[flag["dossier"]] += flag["check"] not in admission
        for outcome in self.all("outcome"):
            kind, score = self.visit_kind(outcome), outcome.get("score")
            if score is None or kind == "none":
                continue
            distance = score - self.categories[outcome["category"]]["passMark"]
            if kind == "all-that-pass":
                reasons = ["passed"] * (outcome["standing"] == "passed")
            elif outcome["standing"] == "excluded" or distance < -rules["notBelow"]:
                reasons = []
            else:
                totals = [Fraction(one["total"]["numerator"], one["total"]["denominator"]) for one in outcome["sheets"]]
                reasons = ["requested"] * (requests[outcome["dossier"]] >= rules["requests"])
                reasons += ["spread"] * (bool(totals) and self.rounded(max(totals) - min(totals)) > rules["spread"])
                reasons += ["nearPassMark"] * (abs(distance) <= rules["nearPassMark"])
                reasons += ["flag"] * (flags[outcome["dossier"]] * rules["openFlag"])
            if reasons:
                wanted[outcome["dossier"]] = reasons
        for id in sorted(wanted.keys() | visits.keys()):
            found = [next(iter(one)) for one in visits[id]["reasons"]] if id in visits else None
            self.findings.hold(found == wanted.get(id), "visits", f"{where} visit {id}", f"考查理由应为 {wanted.get(id)}", f"the reasons of the visit should be {wanted.get(id)}")

    # The list.

    def check_proposal(self, where):
        findings = {one["dossier"]: one for one in sorted(self.all("visit_finding"), key=lambda one: one["turn"])}
        rule, standing = self.call["visits"].get("findings"), {}
        visited = {one["dossier"] for one in self.all("visit")}
        for outcome in self.all("outcome"):
            if self.reassessed(outcome["category"]):
                continue
            score, kept, deducted = outcome.get("score") or 0, False, 0
            finding = findings.get(outcome["dossier"])
            if rule is not None and finding is None:
                kept = outcome["dossier"] in visited
            elif rule is not None:
                told = [rule["gateNotMet"]] * any(not gate["met"] for gate in finding["gates"])
                told += [rule["partly"]] * (finding["overall"] == "partly") + [rule["notConfirmed"]] * (finding["overall"] == "not-confirmed")
                kinds = {key for one in told for key in one}
                deducted = max((one["deduct"]["_0"] for one in told if "deduct" in one), default=0)
                kept = bool(kinds & {"decide", "exclude"})
                deducted = 0 if kept else deducted
            score -= deducted
            mark = self.categories[outcome["category"]]["passMark"]
            stands = outcome["standing"] == "passed" and not kept and score >= mark
            # Pass marks go by official scores; places by adjusted ones where the call ranks by them.
            by = outcome.get("adjusted") or outcome
            standing[outcome["dossier"]] = {**outcome, "rank": by.get("rank")}, (by.get("score") or 0) - deducted, deducted, stands
        groups = defaultdict(list)
        for id, (outcome, score, deducted, stands) in standing.items():
            if stands:
                groups[outcome["category"]].append((score, deducted, outcome.get("rank")))
        placements = {one["dossier"]: one for one in self.all("placement")}
        self.findings.hold(placements.keys() == standing.keys(), "proposal", where, "名单与结果的材料不符", "the dossiers of the list are not those with a result")
        for id, (outcome, score, deducted, stands) in standing.items():
            listed, places = stands, self.categories[outcome["category"]].get("places")
            if stands and places is not None:
                own = groups[outcome["category"]]
                mixed = any(one[1] for one in own if one[0] == score)
                before = sum(one[0] > score or one[0] == score and not mixed and one[2] < outcome["rank"] for one in own)
                sharing = sum(one[0] == score and (mixed or one[2] == outcome["rank"]) for one in own)
                listed = before + sharing <= places
            if id in placements:
                self.findings.hold(placements[id]["proposed"] == listed, "proposal", f"{where} placement {id}",
                                   "按结果应列入" if listed else "按结果不应列入", "by the results it is on the list" if listed else "by the results it is not on the list")

    def check_move(self, where, number, move):
        placement = self.state["placement"][(move["dossier"],)]
        self.findings.hold(placement["listed"] == move["after"] != move["before"], "moves", where, "名单与该调整不符", "the list is not what the move says")
        self.findings.hold(bool(move["reason"].strip()) or move.get("rereview"), "moves", where, "没有理由", "it has no reason")
        if move.get("motion") is None:
            self.findings.hold(self.call["decisions"]["moves"] == "chair" or move.get("rereview"), "moves", where, "未经表决", "nobody voted on it")
            return
        motion = self.state["motion"][(str(move["motion"]),)]
        self.findings.hold((motion["dossier"], motion["listed"]) == (move["dossier"], move["after"]), "moves", where, "与动议不符", "it is not what was moved")
        recused = {one["chair"] for one in self.all("chair_recusal") if one["dossier"] == move["dossier"]}
        present = {one["chair"] for one in self.all("attendance")} or {one["id"] for one in self.all("person") if one["role"] == "chair"}
        entitled, cast = present - recused, {}
        for vote in sorted(self.all("vote"), key=lambda one: one["number"]):
            if vote.get("motion") == move["motion"]:
                cast[vote["chair"]] = vote["choice"]
        agreed = sum(choice == "agree" for chair, choice in cast.items() if chair in entitled)
        self.findings.hold(2 * agreed > len(entitled), "moves", where, f"{len(entitled)} 人中 {agreed} 人同意，未过半数",
                           f"{agreed} of {len(entitled)} were for it: no majority")

    def list_digest(self):
        """What a signature stands for; None where pseudonyms hide it."""
        told = self.state["round"][("round",)]["callDigest"] + canonical(self.all("placement"))
        outcomes = self.all("reassessment_outcome")
        restored = self.identities.restore(told + (canonical(outcomes) if outcomes else ""))
        return None if restored is None else sha256(restored)

    def check_signature(self, where, signature):
        digest = self.list_digest()
        if digest is None:
            self.findings.note(f"{where}：名单中有化名，未核对签字（须 --identities）", f"{where}: the list has pseudonyms in it; not checked without --identities")
        else:
            self.findings.hold(signature["digest"] == digest, "signatures", where, f"所签名单的摘要应为 {digest}", f"the digest of the list is {digest}")
        chairs = {one["id"] for one in self.all("person") if one["role"] == "chair"}
        self.findings.hold(signature["chair"] in chairs, "signatures", where, "签字人不是组长", "who signed is no chair")

    def check_list(self):
        placements, moves = self.all("placement"), {}
        for move in sorted(self.all("placement_move"), key=lambda one: one["number"]):
            moves[move["dossier"]] = move
        for placement in placements:
            move = moves.get(placement["dossier"])
            since = move is not None and self.turns["placement_move", (str(move["number"]),)] > self.turns["placement", (placement["dossier"],)]
            listed = move["after"] if since else placement["listed"] if "movedBy" in placement else placement["proposed"]
            self.findings.hold(placement["listed"] == listed, "moves", f"log.jsonl placement {placement['dossier']}",
                               "名单与历次调整不符", "the list is not what its moves come to")
        closed, digest = self.stage() >= STAGES.index("notice"), self.list_digest()
        standing = [one for one in self.all("signature") if one["stands"]]
        for one in standing:
            if digest is not None:
                self.findings.hold(one["digest"] == digest, "signatures", f"log.jsonl signature {one['number']}",
                                   f"现名单的摘要为 {digest}", f"the digest of the list as it is now is {digest}")
        if self.stage() == STAGES.index("closed"):
            wanted, chairs = self.call["decisions"]["signatures"], {one["chair"] for one in standing}
            self.findings.hold(len(chairs) >= wanted, "signatures", "log.jsonl signature", f"有效签字 {len(chairs)} 个，须 {wanted} 个",
                               f"{len(chairs)} signatures stand, {wanted} are needed")
        if closed:
            self.check_notices(placements)

    def check_notices(self, placements):
        policy = self.call["decisions"].get("notice")
        if policy is None:
            return
        years = policy["calendar"]["years"] + self.all("holiday_year")
        shown, closed = set(), self.state["round"][("round",)].get("closedOn")
        for notice in self.all("public_notice"):
            where = f"log.jsonl public_notice {notice['number']}"
            check_period(notice, policy["workingDays"], years, closed, self.findings, where)
            shown |= set(notice["dossiers"])
        if closed is None:
            return
        for placement in placements:
            self.findings.hold(not placement["listed"] or placement["dossier"] in shown, "notice", f"log.jsonl placement {placement['dossier']}",
                               "列入最终名单而未公示", "it is on the final list and was never published")
        answers = {one["objection"]: one for one in self.all("objection_answer")}
        for one in self.all("objection"):
            self.findings.hold(one["kind"] != "objection" or one["number"] in answers, "notice", f"log.jsonl objection {one['number']}",
                               "未答复即办结", "it was not answered before the round closed")

    def check(self):
        if self.call["id"] != self.bundle.manifest["call"]:
            self.findings.fault("manifest.json", f"通知应为 {self.call['id']}", f"the call should be {self.call['id']}")
        if not self.play():
            self.findings.note("日志无法读完，其余未核对", "the log cannot be read to its end: the rest is not checked")
            return
        for part in (self.check_rules, self.check_words, self.check_eligibility, self.check_register, self.check_conflicts, self.check_draws,
                     self.check_sheets, self.check_teams, self.check_list):
            self.findings.attempt("log.jsonl, call.json", part)
        if self.identities.tokens is None:
            self.findings.note("未给出化名对照表：日志原摘要、方案与抽取的摘要只按化名核对（--identities）",
                               "without --identities: the digests of acts, plans and draws that cover names are not recomputed")


def told_points(hundredths):
    """A fraction of hundredths, to read."""
    return points(int(hundredths)) if hundredths.denominator == 1 else f"{hundredths}/100"


def check_words(call, documents, findings):
    """That each text of the rules as the program read them stands in the documents, blanks and quotes aside; and each figure."""
    blank = re.compile(r"[\s\"'\\\\]")
    documents = unicodedata.normalize("NFC", documents)
    there, figures = blank.sub("", documents), {Fraction(one) for one in re.findall(r"[0-9]+(?:\.[0-9]+)?", documents)}
    # What a call may leave to the program.
    made = {"half-up", "half-even", "where-needed", "all-that-pass", "none", "project-default", "send-back", "chair", "majority", "rfc3797-md5",
            "rfc3797-sha256"}
    left = ("conflicts.relations.", "draw.chanceLimit", "decisions.notice.answerDays", "scoring.trimFrom")

    def visit(value, path):
        where = f"call.json {'.'.join(map(str, path))}"
        if where[10:].startswith(left):
            return
        if isinstance(value, dict):
            for key, member in value.items():
                visit(member, [*path, key])
        elif isinstance(value, list):
            for index, member in enumerate(value):
                visit(member, [*path, index])
        elif isinstance(value, str):
            findings.hold(value in made or blank.sub("", value) in there, "rules", where, f"通知文件中没有“{value}”", f"the documents of the call do not have {value!r}")
        elif type(value) is int and value > 1:
            findings.hold(value in figures or Fraction(value, 100) in figures, "rules", where, f"通知文件中没有数 {value}",
                          f"the documents of the call do not have the figure {value}")

    visit(call, [])


def hold_quotas(call, counts, findings, where):
    """No authority has more dossiers of a category, or of several that share a quota, than it may."""
    rules = [(category["quota"], [category["id"]]) for category in call["categories"] if category.get("quota")]
    rules += [(joint["column"], joint["categories"]) for joint in call["jointQuotas"]]
    for authority in call["authorities"]:
        for column, categories in rules:
            limit = authority["quotas"].get(column)
            count = sum(counts[authority["code"], category] for category in categories)
            if limit is not None:
                findings.hold(count <= limit, "quotas", f"{where} {authority['code']} {', '.join(categories)}",
                              f"{count} 个，名额 {limit} 个", f"{count} of them, the quota is {limit}")


def check_period(notice, working_days, years, closed, findings, where):
    """The period of a notice in working days, the day of publication not counted in."""
    off, worked = {day for year in years for day in year["holidays"]}, {day for year in years for day in year["workdays"]}
    known, day, left = {year["year"] for year in years}, date.fromisoformat(notice["publishedOn"]), notice["workingDays"]
    while left > 0:
        day += timedelta(days=1)
        if day.year not in known:
            findings.fault(where, f"缺 {day.year} 年节假日安排", f"there is no arrangement of holidays for {day.year}")
            return
        name = day.isoformat()
        left -= name in worked or name not in off and day.weekday() < 5
    findings.hold(notice["workingDays"] >= working_days, "notice", where, f"公示 {notice['workingDays']} 个工作日，须 {working_days} 个",
                  f"{notice['workingDays']} working days, {working_days} are needed")
    findings.hold(notice["until"] == day.isoformat(), "notice", where, f"公示应至 {day}", f"the period should end on {day}")
    findings.hold(closed is None or notice["until"] < closed, "notice", where, f"未满期即于 {closed} 办结", f"the round was closed on {closed}, before its end")


def knowledge_gradient(gain, noise):
    """docs/visits.md: σ · f(u ÷ σ), in ten-thousandths of a point."""
    error, mean, threshold = (gain.get("standardError") or 0) / 10_000, gain["mean"] / 10_000, gain["threshold"] / 100
    beyond = threshold - mean if gain["isIn"] else mean - threshold
    if error == 0:
        return 0 if gain.get("standardError") is None else round(max(0, beyond) * 10_000)
    sigma = error * error / math.sqrt(error * error + (noise / 100) ** 2)
    z = beyond / sigma
    return round(max(0, sigma * (math.exp(-z * z / 2) / math.sqrt(2 * math.pi) + z * math.erfc(-z / math.sqrt(2)) / 2)) * 10_000)


class Publication:
    """What can be checked of a bundle for publication."""

    def __init__(self, bundle, findings):
        self.bundle, self.findings = bundle, findings
        self.call, self.lists = bundle.json("call.json"), bundle.json("lists.json")
        self.acts = []

    def check(self):
        parts = {"acts.jsonl": self.check_chain, "call": self.check_rules, "draws": self.check_draws, "plans.json": self.check_plans,
                 "lists.json": self.check_lists}
        for where, part in parts.items():
            self.findings.attempt(where, part)

    def check_chain(self):
        hold, link, manifest = self.findings.hold, "", self.bundle.manifest
        for number, line in enumerate(self.bundle.files["acts.jsonl"].decode().splitlines(), 1):
            where, act = f"acts.jsonl:{number}", parse(line)
            link = sha256(f"{link}\t{act['number']}\t{act['at']}\t{act['act']}\t{act['commitment']}\n")
            hold(act["number"] == number, "chain", where, f"应为第 {number} 条", f"act {number} expected")
            hold(act["link"] == link, "chain", where, f"链环应为 {link}", f"the link should be {link}: this act was altered, or one before it")
            hold(not self.acts or self.acts[-1]["at"] <= act["at"], "chain", where, "时间早于前一条", "it is earlier than the act before")
            link = act["link"]
            self.acts.append(act)
        hold((manifest["acts"], manifest["head"]) == (len(self.acts), link), "chain", "manifest.json", f"应为 {len(self.acts)} 条，末环 {link}",
             f"{len(self.acts)} acts and the last link {link} expected")

    def check_rules(self):
        lines = sorted(f"{name[5:]} {sha256(data)}\n" for name, data in self.bundle.files.items() if name.startswith("call/"))
        found = sha256("".join(lines))
        self.findings.hold(found == self.bundle.manifest["callDigest"], "rules", "call/", f"通知摘要应为 {self.bundle.manifest['callDigest']}，现为 {found}",
                           f"the digest of the call is {found}, manifest.json says {self.bundle.manifest['callDigest']}")
        check_words(self.call, "".join(data.decode() for name, data in sorted(self.bundle.files.items()) if name.startswith("call/")), self.findings)
        self.findings.hold(self.call["id"] == self.bundle.manifest["call"], "rules", "manifest.json", f"通知应为 {self.call['id']}", f"the call should be {self.call['id']}")
        for rubric in self.call["rubrics"]:
            total = sum(one["weight"] for one in rubric["criteria"])
            self.findings.hold(total == 100, "rules", f"call.json {rubric['id']}", f"权重合计 {total}", f"weights add up to {total}")

    def check_draws(self):
        commits = [act["at"] for act in self.acts if act["act"] == "draw.commit"]
        for name in sorted(self.bundle.files):
            if not name.startswith("draws/"):
                continue
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "draw.json"
                path.write_bytes(self.bundle.files[name])
                try:
                    draw = repeat_draw.read(path)
                except repeat_draw.Malformed as fault:
                    self.findings.fault(name, str(fault), str(fault))
                    continue
            self.findings.hold(draw["digest"] == repeat_draw.digest_of_announcement(draw), "draws", name, "公告与其摘要不符", "the announcement does not fit its digest")
            self.findings.hold(draw["at"] in commits, "draws", name, "公告时间不是任何一次公告的时间", "no draw was announced at that time")
            if "drawn" in draw:
                try:
                    different = list(repeat_draw.differences(draw, None))
                except repeat_draw.Malformed as fault:
                    different = [str(fault)]
                self.findings.hold(not different, "draws", name, "；".join(different), "; ".join(different))

    def hold_members(self, where, value, needed, optional=""):
        needed, optional = set(needed.split()), set(optional.split())
        self.findings.hold(needed <= value.keys() <= needed | optional, "files", where, f"各项应为 {sorted(needed)}", f"members should be {sorted(needed)}")

    def check_plans(self):
        for plan in self.bundle.json("plans.json"):
            where = f"plans.json {plan['number']}"
            self.hold_members(where, plan, "number purpose optimal total bound pairs")
            self.findings.hold(plan["purpose"] in ("round", "replacement"), "plans", where, "用途不符", "its purpose cannot be that")
            self.findings.hold(plan["total"] <= plan["bound"] and (not plan["optimal"] or plan["total"] == plan["bound"]), "plans", where,
                               "总匹配度与上界不符", "total and bound do not fit each other")

    def check_lists(self):
        hold, lists, shown, shown_again = self.findings.hold, self.lists, set(), {}
        policy, closed = self.call["decisions"].get("notice"), lists.get("closedOn")
        acts = Counter(act["act"] for act in self.acts)
        self.hold_members("lists.json", lists, "notices signatures signaturesRequired objections answers holidays", "final finalReassessed closedOn")
        self.findings.hold((self.bundle.manifest["stage"] == "closed") == ("final" in lists), "notice", "lists.json", "最终名单与阶段不符",
                           "a final list there should be where the round is closed, and only there")
        for notice in lists["notices"]:
            self.hold_members("lists.json notices", notice, "number publishedOn until workingDays listed reassessed rehearsal")
        for notice in lists["notices"]:
            years = policy["calendar"]["years"] + lists["holidays"]
            check_period(notice, policy["workingDays"], years, closed, self.findings, f"lists.json notice {notice['number']}")
            shown |= {self.key(one) for one in notice["listed"]}
            shown_again.update((self.key(one), one["outcome"]) for one in notice["reassessed"])
            self.check_entries(f"lists.json notice {notice['number']}", notice["listed"] + notice["reassessed"])
        hold(acts["notice.publish"] == len(lists["notices"]), "notice", "lists.json", f"应有 {acts['notice.publish']} 次公示", f"{acts['notice.publish']} notices expected")
        hold(acts["notice.answer"] >= lists["answers"] and acts["notice.object"] >= lists["objections"], "notice", "lists.json",
             "异议或答复多于日志所记", "more objections or answers than the log has")
        hold(lists["signaturesRequired"] == self.call["decisions"]["signatures"], "signatures", "lists.json", "所需签字数与通知不符", "the number of signatures needed is not the call's")
        hold(acts["decisions.sign"] >= lists["signatures"], "signatures", "lists.json", "签字多于日志所记", "more signatures than the log has")
        if lists.get("final") is None:
            return
        hold(lists["signatures"] >= lists["signaturesRequired"], "signatures", "lists.json", f"有效签字 {lists['signatures']} 个", f"{lists['signatures']} signatures stand")
        self.check_entries("lists.json final", lists["final"] + (lists.get("finalReassessed") or []))
        hold_quotas(self.call, Counter((one["authority"], one["category"]) for one in lists["final"]), self.findings, "lists.json final")
        if policy is not None and lists["notices"]:
            hold(lists["objections"] == lists["answers"], "notice", "lists.json", "有异议未答复即办结", "an objection was not answered before the round closed")
            for one in lists["final"]:
                hold(self.key(one) in shown, "notice", f"lists.json final {one['name']}", "列入最终名单而未公示", "it is on the final list and was never published")
            for one in lists.get("finalReassessed") or []:
                hold(shown_again.get(self.key(one)) == one["outcome"], "notice", f"lists.json finalReassessed {one['name']}", "结论与公示的不符",
                     "the outcome is not the one that was published")

    @staticmethod
    def key(entry):
        return entry["category"], entry["authority"], entry["name"]

    def check_entries(self, where, entries):
        codes, categories = {one["code"] for one in self.call["authorities"]}, {one["id"] for one in self.call["categories"]}
        for one in entries:
            self.findings.hold(one["authority"] in codes and one["category"] in categories and one["name"], "notice", f"{where} {one['name']}",
                               "没有该主管部门或类别", "there is no such authority or category")
        count = len({self.key(one) for one in entries})
        self.findings.hold(count == len(entries), "notice", where, "有重复的条目", "an entry is there twice")


def compare(publication, round, identities, findings):
    """That what is published is what the auditors' form says, and every commitment opens to its act."""
    for act, (body, original) in zip(publication.acts, round.bodies):
        where = f"acts.jsonl:{act['number']}"
        own = hmac.new(identities.key, f"act {act['number']}".encode(), hashlib.sha256).digest()
        found = hmac.new(own, original.encode(), hashlib.sha256).hexdigest()
        findings.hold((act["at"], act["act"], act["commitment"]) == (body["at"], body["act"], found), "commitments", where,
                      f"应为 {body['at']} {body['act']}，承诺值 {found}", f"{body['at']} {body['act']} and the commitment {found} expected")
    findings.hold(len(publication.acts) == len(round.bodies), "commitments", "acts.jsonl", f"应有 {len(round.bodies)} 条", f"{len(round.bodies)} acts expected")
    findings.hold(publication.call == round.call, "commitments", "call.json", "与核验包不符", "it is not that of the auditors' bundle")
    dossiers = {one["id"]: identities.plain(one) for one in round.all("dossier")}
    listed = sorted((dossiers[one["dossier"]]["category"], dossiers[one["dossier"]]["authority"], dossiers[one["dossier"]]["applicant"])
                    for one in round.all("placement") if one["listed"])
    if publication.lists.get("final") is not None:
        findings.hold(sorted(map(publication.key, publication.lists["final"])) == listed, "commitments", "lists.json final", "与核验包的名单不符",
                      "it is not the list of the auditors' bundle")
    findings.hold([one["until"] for one in publication.lists["notices"]] == [one["until"] for one in round.all("public_notice")], "commitments",
                  "lists.json notices", "与核验包不符", "they are not those of the auditors' bundle")
    plans = [(one["number"], one["total"], one["bound"], one["optimal"], len(one["pairs"])) for one in
             sorted(round.all("plan"), key=lambda one: one["number"]) if one["state"] == "approved"]
    stated = [(one["number"], one["total"], one["bound"], one["optimal"], one["pairs"]) for one in publication.bundle.json("plans.json")]
    findings.hold(plans == stated, "commitments", "plans.json", f"应为 {plans}", f"{plans} expected")


def main():
    parser = argparse.ArgumentParser(description=text("由核验包独立核对一轮工作", "Re-checks a round from its bundle"))
    parser.add_argument("bundle", type=Path, help=text("核验包目录", "the folder of the bundle"))
    parser.add_argument("--identities", type=Path, help=text("化名对照表（保密）", "the secret table of pseudonyms"))
    parser.add_argument("--publication", type=Path, help=text("与之比对的公开件", "a bundle for publication to hold against it"))
    parser.add_argument("--expect", help=text("此前记下的末环或日志摘要", "a last link or digest of the log noted earlier"))
    parser.add_argument("--lang", choices=("zh", "en"), default=verify_plan.LANGUAGE)
    options = parser.parse_args()
    verify_plan.LANGUAGE = options.lang
    if options.publication is not None and options.identities is None:
        parser.error(text("--publication 须与 --identities 同用", "--publication needs --identities"))
    findings = Findings()
    try:
        run(options, findings)
    except OSError as fault:
        findings.fault(str(fault.filename), "无法读取", "cannot be read")
    except MALFORMED as fault:
        what = f"{type(fault).__name__} {fault}"
        findings.fault(str(options.bundle), f"不是可核对的核验包（{what}）", f"not a bundle that can be checked ({what})")
    for fault in findings.faults:
        print(fault)
    told = findings.told()
    if findings.faults:
        print(text(f"不符 {len(findings.faults)} 处。{told}", f"{len(findings.faults)} things do not hold; {told}"))
    else:
        print(text(f"核对通过：{told}", f"verified: {told}"))
    for note in findings.notes:
        print(text(f"说明：{note}", f"note: {note}"))
    return 1 if findings.faults else 0


def run(options, findings):
    bundle = findings.attempt("manifest.json", Bundle, options.bundle, findings)
    if bundle is None:
        return
    if bundle.manifest["form"] == "publication":
        publication = Publication(bundle, findings)
        publication.check()
        known = {act["link"] for act in publication.acts}
    else:
        identities = Identities(options.identities, bundle.manifest)
        round = Round(bundle, identities, findings)
        round.check()
        known = {line[84:148].decode() for line in bundle.files["log.jsonl"].split(b"\n")} | {body["previous"] for body, _ in round.bodies}
        known |= {bundle.manifest["logDigest"], bundle.manifest["head"]}
        if options.publication is not None:
            other = Publication(Bundle(options.publication, findings), findings)
            other.check()
            findings.attempt(str(options.publication), compare, other, round, identities, findings)
    if options.expect is not None:
        findings.hold(options.expect in known, "chain", "manifest.json", f"没有 {options.expect}：被截断或重写过", f"there is no {options.expect}: it was cut or written anew")


if __name__ == "__main__":
    sys.exit(main())
