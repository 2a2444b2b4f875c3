#!/usr/bin/env python3
"""Makes a summary table of many rows, most of whose cells are wrong, as a workbook; and says how many faults it has.

All of it is made up: names begin with 示例, codes lie in an area of zeros. The same bytes each time for the same arguments.
"""

import argparse
import random
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from conflict_round import code, write_call

COLUMNS = ["编号", "省级主管部门", "类别", "申报主体", "统一社会信用代码", "模式", "申报日期", "不适宜评审专家"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def sound(index, authorities):
    return [f"D-{index:05d}", authorities[index % 37][1], f"示例类{index % 5}", f"示例第{index}号有限公司", code(index), "",
            "2030-03-01", ""]


# What is wrong in each column. A mode where the category has none, and more experts than may be named, are faults too.
WRONG = ["编—{0}", "示例{0}局", "示例{0}类", "", "9100000{0}", "示例模式{0}", "五月{0}日", "A-{0}；B-{0}；C-{0}；D-{0}"]


def faults(broken):
    """What is not judged where the category is unknown counts for nothing."""
    return len(broken - {5, 7}) if 2 in broken else len(broken)


def rows(count, chance, authorities):
    """The rows, and how many faults there are in all: most rows have seven in eight cells."""
    made, total = [], 0
    for index in range(count):
        row = sound(index, authorities)
        whole = chance.choice([2] * 9 + [6])
        broken = {column for column in range(len(row)) if column != whole}
        for column in broken:
            row[column] = WRONG[column].format(index)
        total += faults(broken)
        made.append(row)
    return made, total


def workbook(path, table):
    """Texts are shared, as spreadsheets save them."""
    texts = {}
    for row in table:
        for text in row:
            texts.setdefault(text, len(texts))
    lines = []
    for number, row in enumerate(table, 1):
        cells = "".join(
            f'<c r="{chr(65 + column)}{number}" t="s"><v>{texts[text]}</v></c>' for column, text in enumerate(row) if text)
        lines.append(f'<row r="{number}">{cells}</row>')
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    parts = {
        "[Content_Types].xml":
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{OFFICE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{OFFICE}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{OFFICE}.sharedStrings+xml"/></Types>',
        "_rels/.rels":
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml":
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="汇总表" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels":
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml":
            f'<sst xmlns="{MAIN}">' + "".join(f"<si><t>{escape(text)}</t></si>" for text in texts) + "</sst>",
        "xl/worksheets/sheet1.xml":
            f'<worksheet xmlns="{MAIN}"><sheetData>' + "".join(lines) + "</sheetData></worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), head + text, zipfile.ZIP_DEFLATED)


def make(folder, count=10_000, seed=1):
    """Writes call and workbook into a folder; gives the number of faults."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    authorities = write_call(folder)
    table, total = rows(count, random.Random(seed), authorities)
    workbook(folder / "summary.xlsx", [COLUMNS] + table)
    return total


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    print(make(**vars(parser.parse_args())))
