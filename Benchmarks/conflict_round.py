#!/usr/bin/env python3
"""Makes the tables of a large made-up round for the detection of conflicts: dossiers, experts, affiliations, relations.

All of it is made up: names begin with 示例, codes lie in an area of zeros. The same each time for the same arguments.
"""

import argparse
import csv
import random
from pathlib import Path

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
SIGNS = (
    "晨远启青蓝长金松海云瑞泰恒华明嘉鼎宏博天星盛和润卓汇凯立新智越翔腾德昌安康兴达光山禾湾风桥涛岳帆源峰泽川林原野江河谷辰宇航程祥"
    "丰盈通联创维科捷迅锐柏梓桐枫榆槐杉桂兰竹菊荷莲梅雪霜露雨霞虹曦旭昊晟昱晖朗清澄湛沐浩渊泓澜淼淳润沛沃溪潭湖港湃珂琪瑜瑾璟珑玺璞瑶"
    "铭钧铎锦鑫铂钰镇锋铠驰骏骐骥骁驭驿鹏鹤鸿鹭鸥燕雁凤鸾麒麟"
)
TRADES = "机床 轴承 电机 农机 船舶 仪表 电缆 纸业 重工 软件 钢铁 铝业 化工 医药 食品 纺织 家电 照明 通信 物流".split()
FORMS = ["有限公司", "股份有限公司", "集团有限公司", "有限责任公司", "（集团）有限公司", "科技有限公司"]
PLACES = ["", "", "", "北京", "江苏", "广东", "杭州", "成都"]
CATEGORIES = ["village", "mobile", "school", "museum", "archive"]


def code(number):
    body = f"91000000MA{number:07d}"
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + ALPHABET[(31 - total % 31) % 31]


def call_text(authorities):
    categories = "".join(
        f"""  - {{id: {name}, track: first, name: {{zh: 示例类{index}, en: Example {index}}}, clause: 一, rubric: {name}.yaml,
     quota: max_all, panel: jury, eligibility: [], passMark: 60, visits: none}}
"""
        for index, name in enumerate(CATEGORIES)
    )
    return f"""format: linxuan-call/1
id: large-round
title: {{zh: 示例大型评选, en: A large example}}
source: {{zh: 示例, en: example}}
batch: 1
tracks: [{{id: first, name: {{zh: 首次, en: First}}, clause: 一}}]
deadlines: {{contacts: 2030-01-31, filing: 2030-03-31}}
authorities: authorities.csv
specialties: [{{id: reading, name: {{zh: 阅读, en: reading}}}}]
categories:
{categories}eligibility: []
admission: [{{check: similar-name, otherwise: ignore}}]
conflicts: {{affiliationYears: 3, unsuitableAtMost: 3, ownRegion: [], ownApplicationInCategory: true, officials: [archive],
  relations: {{depth: 2, shareholdingAtLeast: 5}}}}
panels: [{{id: jury, size: 5, composition: []}}]
qualification: {{seniorTitle: false, yearsInField: 0}}
workload: {{maximum: 12}}
affinity: {{mode: 0, industry: 0, experience: 100}}
scoring: {{policy: mean, trimFrom: 5, rounding: {{digits: 2, rule: half-up}}, minimumSheets: 3, gate: any, tieBreak: []}}
visits: {{requests: 1, spread: 30, nearPassMark: 0, openFlag: true, notBelow: 0}}
decisions: {{signatures: 1, publicNotice: {{workingDays: 3}}}}
"""


def rubric_text(name):
    return f"""format: linxuan-rubric/1
id: {name}
title: {{zh: 示例评分标准, en: Example rubric}}
weights: official
note: {{zh: 示例, en: example}}
scale: {{minimum: 0, maximum: 10, step: 1}}
gates: []
criteria:
  - {{id: all, name: {{zh: 总评, en: All}}, weight: 100, clause: 一, wording: 示例, looksAt: {{zh: 看, en: look}}, reason: never,
     levels: [{{from: 0, to: 10, name: {{zh: 全, en: all}}, text: {{zh: 全, en: all}}}}]}}
visit: {{question: {{zh: 考查？, en: Visit?}}, topics: []}}
"""


def write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def write_call(folder):
    """Writes call, rubrics and authorities into a folder; gives the authorities, number and name."""
    authorities = [(f"{index:02d}", f"示例{index}省") for index in range(1, 38)]
    (folder / "call.yaml").write_text(call_text(authorities), encoding="utf-8")
    for name in CATEGORIES:
        (folder / f"{name}.yaml").write_text(rubric_text(name), encoding="utf-8")
    write(folder / "authorities.csv", ["code", "name", "kind", "parent_code", "max_all"],
          [[number, name, "province", "", ""] for number, name in authorities])
    return authorities


def make(folder, dossiers=10_000, experts=5_000, relations=50_000, seed=1):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    names, cores = set(), set()
    while len(names) < dossiers + 40_000:
        core = "示例" + "".join(chance.choice(SIGNS) for _ in range(3)) + chance.choice(TRADES)
        # One in a hundred shares its core with another house, as a company with its group.
        if core in cores:
            continue
        cores.add(core)
        names.add(core + chance.choice(FORMS))
        if chance.random() < 0.01:
            names.add(core + chance.choice(FORMS))
    names = sorted(names)[: dossiers + 40_000]
    chance.shuffle(names)
    houses = [(chance.choice(PLACES) + name if index % 9 == 0 else name, code(index)) for index, name in enumerate(names)]
    applicants, others = houses[:dossiers], houses[dossiers:]
    authorities = write_call(folder)
    write(folder / "dossiers.csv", ["编号", "省级主管部门", "类别", "申报主体", "统一社会信用代码", "申报日期"],
          [[f"D-{index:05d}", authorities[index % 37][1], CATEGORIES[index % 5], name, number, "2030-03-01"]
           for index, (name, number) in enumerate(applicants)])
    write(folder / "experts.csv",
          ["编号", "姓名", "所在地区", "专业类别", "熟悉模式", "熟悉行业", "高级职称", "从业年限", "最少评审", "最多评审"],
          [[f"E-{index:04d}", f"示例{index}", authorities[index % 37][1], "阅读", "", "", "是", 10 + index % 30, 0, 12]
           for index in range(experts)])

    def known(house):
        """As somebody writes a house: one in five without its code, one in twenty with a slip."""
        name, number = house
        if chance.random() < 0.05 and len(name) > 7:
            name = name[:5] + name[6:]
        return [name, "" if chance.random() < 0.2 else number]

    posts = []
    for index in range(experts):
        # Ten experts in a thousand work for an applicant, as in fixtures/round-2023; thirty have worked for one.
        house = applicants[chance.randrange(dossiers)] if index % 100 == 0 else others[chance.randrange(len(others))]
        posts.append([f"E-{index:04d}", *known(house), "2020-01-01", "", "研究员"])
        former = applicants[chance.randrange(dossiers)] if index % 100 in (1, 2, 3) else others[chance.randrange(len(others))]
        posts.append([f"E-{index:04d}", *known(former), "2010-01-01", f"20{chance.randrange(15, 30)}-06-30", "工程师"])
    write(folder / "affiliations.csv", ["专家编号", "单位", "统一社会信用代码", "开始", "结束", "职务"], posts)

    rows, seen = [], set()
    while len(rows) < relations:
        one, two = chance.choice(houses), chance.choice(houses)
        if one == two or (one, two) in seen:
            continue
        seen.add((one, two))
        # Half of what is stated is about few owners, as in a country; the rest is anywhere.
        if chance.random() < 0.5:
            one = others[chance.randrange(500)]
            if (one, two) in seen or one == two:
                continue
            seen.add((one, two))
        kind = chance.choices(["母公司", "子公司", "持股", "分支机构", "曾用名", "辅导申报"], [30, 30, 36, 1, 1, 2])[0]
        if kind in ("分支机构", "曾用名"):
            one = (one[0] + "旧部", "")
        share = f"{chance.randrange(1, 100)}%" if kind == "持股" else ""
        until = "2028-06-30" if chance.random() < 0.2 else ""
        rows.append([*known(one), kind, *known(two), share, "2015-01-01", until, "示例登记信息"])
    write(folder / "relations.csv",
          ["单位甲", "甲统一社会信用代码", "关系", "单位乙", "乙统一社会信用代码", "持股比例", "开始", "结束", "来源"], rows)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    for name, value in [("dossiers", 10_000), ("experts", 5_000), ("relations", 50_000), ("seed", 1)]:
        parser.add_argument(f"--{name}", type=int, default=value)
    make(**vars(parser.parse_args()))
