#!/usr/bin/env python3
"""Writes the manual pages of linxuan, in English and Chinese, from what the program says of its own commands.

    tools/make_manual.py PROGRAM FOLDER

makes FOLDER/man1/linxuan.1, a page for each group of commands beside it, and the same in FOLDER/zh_CN/man1. The date of
the pages is SOURCE_DATE_EPOCH where that is set, else today. Standard library only.
"""

import collections
import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import textwrap

# What the program doesn't say of itself, in both languages: (English, Chinese).
WORDS = {
    "name": ("NAME", "名称"),
    "synopsis": ("SYNOPSIS", "用法"),
    "description": ("DESCRIPTION", "说明"),
    "commands": ("COMMANDS", "命令"),
    "options": ("OPTIONS", "选项"),
    "examples": ("EXAMPLES", "示例"),
    "exit": ("EXIT STATUS", "退出码"),
    "environment": ("ENVIRONMENT", "环境变量"),
    "files": ("FILES", "文件"),
    "see": ("SEE ALSO", "参见"),
    "manual": ("Linxuan Manual", "遴选手册"),
    "common": ("Unless a command says otherwise above, these options mean:", "除上文另有说明外，各命令的下列选项含义为："),
    "default": ("by default", "默认"),
    "repeat": ("May be given several times.", "可多次。"),
    "title": ("expert review for public selection programmes", "公开遴选工作的专家评审"),
    "command": ("command", "命令"),
    "page": ("Its commands are in", "详见"),
    "people": (
        "Whoever acts has a number, given with \\-\\-as, and one role. What each role may do, and at which stage, is checked "
        "wherever the round is; every act is in a log that anybody can check. Commands on a round work on the database in "
        "round.db, on another with \\-\\-database, or where they take \\-\\-server or \\-\\-profile through a server.",
        "办理人以 \\-\\-as 给出人员编号，一人一种身份；何种身份在何阶段可办何事，由程序核对，每项操作记入可供核验的日志。"
        "办理一轮工作的命令使用当前目录的 round.db，或以 \\-\\-database 指定；接受 \\-\\-server、\\-\\-profile 的也可经服务办理。",
    ),
}

EXIT = [
    (0, "Done.", "完成。"),
    (1, "It was not done; standard error says why, and what to do next.", "未完成；原因和办法见标准错误输出。"),
    (2, "What was asked has no solution.", "无解。"),
    (64, "The command was used wrongly.", "用法错误。"),
    (65, "The input is malformed; every fault is listed with its place.", "输入有误；逐处列出。"),
    (69, "The server cannot be reached. A sheet is kept on this machine and sent later.", "连不上服务器；评分表留存本机，稍后送出。"),
    (77, "The person may not do this, or is not signed in.", "无权限，或未登录。"),
]

ENVIRONMENT = [
    ("LANG\\fR, \\fBLC_ALL\\fR, \\fBLC_MESSAGES", "The language where \\-\\-lang does not say: Chinese where it begins with zh, else English.",
     "未用 \\-\\-lang 时的语言：以 zh 开头为中文，否则为英文。"),
    ("LINXUAN_PROFILE",
     "The profile that is used where the command line names neither a database nor a server. Beside a round.db in the folder it "
     "is refused.",
     "命令行未指明数据库或服务时使用的已保存服务；当前目录另有 round.db 的，须指明其一。"),
    ("XDG_CONFIG_HOME", "Where tokens and profiles are; by default ~/.config.", "凭证和已保存服务所在；默认 ~/.config。"),
    ("XDG_STATE_HOME", "Where requests and answers wait that have not arrived; by default ~/.local/state.",
     "尚未送达的请求和答案所在；默认 ~/.local/state。"),
]

FILES = [
    ("round.db", "The round, where nothing else is said.", "一轮工作的数据库，未另指明时。"),
    ("$XDG_CONFIG_HOME/linxuan/tokens.json", "The tokens of whoever signed in here; for the user alone to read.", "登录凭证，仅本人可读。"),
    ("$XDG_CONFIG_HOME/linxuan/profiles.json", "Servers under names (linxuan profile).", "已保存的服务（linxuan profile）。"),
    ("$XDG_STATE_HOME/linxuan/outbox/", "Sheets that wait to be sent (linxuan review outbox), with their scores; for the user alone to read.",
     "待送的评分表（linxuan review outbox），含评分，仅本人可读。"),
    ("$XDG_STATE_HOME/linxuan/answers/", "Answers of a questionnaire that was interrupted.", "中断的逐项评分所填答案。"),
]

# Examples of a page: (what for, what for in Chinese, the command line).
EXAMPLES = {
    "linxuan": [
        ("Where a round stands and what is missing:", "查看进度和尚缺事项：", "linxuan round status --as S-01"),
        ("Review through a server, named once:", "经服务评审，地址只写一次：",
         "linxuan profile add work --server https://review.example.cn --as E-001 --use\nlinxuan login\nlinxuan review list"),
        ("Check that nothing was changed behind the log's back:", "核验有无绕过日志的改动：", "linxuan audit verify"),
    ],
    "round": [
        ("Open a round by a call:", "按通知建立一轮工作：", "linxuan round new --call call.yaml --as S-01 --name NAME"),
        ("Go on although sheets are missing, with the reason:", "评分表未齐而转入下一阶段，写明理由：",
         "linxuan round advance --despite REASON --as S-01"),
    ],
    "access": [
        ("Register a chair, and give an expert a code to sign in with:", "登记组长，为专家发登录码：",
         "linxuan access grant C-01 --name NAME --role chair --as S-01\nlinxuan access code E-001 --as S-01"),
    ],
    "serve": [
        ("Make a round available on this machine, for a proxy that ends TLS:", "在本机提供服务，由前端终止 TLS：",
         "linxuan serve --database round.db --port 8080"),
    ],
    "login": [("Sign in; the code is asked for:", "登录，登录码另行输入：", "linxuan login --server https://review.example.cn --as E-001")],
    "logout": [("Sign out:", "退出登录：", "linxuan logout --server https://review.example.cn")],
    "profile": [
        ("Save a server, and have it used where nothing else is said:", "保存一个服务并设为默认：",
         "linxuan profile add work --server https://review.example.cn --as E-001 --use"),
        ("Use it once by name:", "按名称使用：", "linxuan review list --profile work"),
    ],
    "intake": [
        ("Take in summary tables; where they are refused, write copies with the faults marked:", "导入汇总表；有误的另写标注副本：",
         "linxuan intake dossiers *.xlsx --marked faulty --as S-01"),
        ("Every rule of the notice for a dossier:", "一份材料逐条核对通知规定：", "linxuan intake eligibility D-058 --as S-01"),
    ],
    "conflicts": [
        ("Find conflicts, and settle what is only suspected:", "查找回避情形，处理疑似：",
         "linxuan conflicts detect --as S-01\nlinxuan conflicts settle E-009 D-058 --clear --reason REASON --as S-01"),
    ],
    "draw": [
        ("Announce a public draw, then draw by the numbers as published:", "公布抽取办法，再按开奖号码抽取：",
         'linxuan draw commit design-city --source "NAME 7 2023-05-21 21:15" --as S-01\n'
         'linxuan draw run design-city --numbers "3 8 11 17 22 29 5" --as S-01'),
    ],
    "assignment": [
        ("The best plan, with its proof, and into force:", "求最优方案及其证明，并启用：",
         "linxuan assignment plan --as S-01\nlinxuan assignment approve --as S-01"),
    ],
    "review": [
        ("Fill in sheets offline and hand them in:", "离线填表后提交：",
         "linxuan review template --out sheets.xlsx --as E-001\nlinxuan review submit --file sheets.xlsx --as E-001"),
        ("See what was kept while the line was down, and send it:", "查看断线时留存的请求并送出：",
         "linxuan review outbox\nlinxuan review send"),
    ],
    "results": [("Compute official scores and write them as a table:", "计算正式得分并写成表格：",
                 "linxuan results compute --as S-01\nlinxuan results export results.xlsx --as S-01")],
    "visits": [("Choose the visits within the call's budgets:", "在通知限额内选定现场考查：", "linxuan visits choose --as S-01")],
    "decisions": [("What would change under another pass mark:", "合格线另定时有何变化：",
                   "linxuan decisions what-if --pass-mark design-city=75 --as C-01")],
    "audit": [("Find any change made behind the log's back:", "查找绕过日志的改动：", "linxuan audit verify --database round.db")],
    "rubric": [("Check a call and every file that it names:", "检查通知规则及其所引文件：", "linxuan rubric check call.yaml")],
    "solve": [("Solve an instance within a minute:", "一分钟内求解：", "linxuan solve instance.json --time-limit 60 --out plan.json")],
    "repair": [("Mend a plan whose instance has changed:", "实例改动后修补方案：",
                "linxuan repair instance.json plan.json --problem problem.json --out mended.json")],
    "lottery": [("Make a lottery, and draw from it:", "制作抽签方案并抽取：",
                 'linxuan lottery make instance.json --limit 0.5 --out lottery.json\n'
                 'linxuan lottery draw instance.json lottery.json --numbers "3 8 11 17 22 29 5"')],
    "verify": [("Check a plan without a solver:", "不用求解器核验方案：", "linxuan verify instance.json plan.json")],
    "explain": [("Why a pair is in the plan or not:", "某一配对为何入选或未入选：",
                 "linxuan explain instance.json plan.json --pair D-058 --pair E-001")],
    "analyze": [("Statistics of a table of scores:", "评分表统计：", "linxuan analyze scores.csv")],
    "simulate": [("Write a made-up instance:", "写出虚构实例：", "linxuan simulate folder --dossiers 200 --experts 60")],
    "completions": [("Have bash complete commands from now on:", "自下次起在 bash 中补全：",
                     "echo 'source <(linxuan completions bash)' >> ~/.bashrc")],
}

# These are explained once a page, where all commands on it mean the same by them.
SHARED = ["database", "server", "profile", "as", "lang", "json", "version", "help"]


def escape(text):
    """Text as roff takes it, whatever characters it has."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga").replace("^", "\\(ha")
    # Between Chinese enumeration commas and Latin words nothing else says that a line may end.
    return text.replace("~", "\\(ti").replace('"', "\\(dq").replace("、", "、\\:")


def body(text):
    """Text as lines of input, none of which is taken for a request."""
    lines = [escape(line.strip()) for line in text.splitlines() if line.strip()]
    return "\n.br\n".join("\\&" + line if line[:1] in ".\\" and not line.startswith("\\-") else line for line in lines)


def wrapped(line):
    """A line of text as several, none of them long, and none taken for a request."""
    if line.startswith((".", "\\fB")):
        return line
    lines = textwrap.wrap(line, 78, break_long_words=False, break_on_hyphens=False) or [line]
    return "\n".join("\\&" + part if part[:1] in (".", "'") else part for part in lines)


class Page:
    """One page, in one language."""

    def __init__(self, name, language, version, date):
        self.language = language
        self.lines = []
        self.add(f'.TH "{escape(name.upper())}" 1 "{date}" "linxuan {version}" "{self.word("manual")}"')
        # Commands are not hyphenated, nor are their lines stretched.
        self.add(".nh\n.ad l")

    def word(self, key):
        return WORDS[key][self.language]

    def add(self, text):
        self.lines.append(text)

    def section(self, key):
        self.add(f'.SH "{self.word(key)}"')

    def __str__(self):
        return "\n".join(wrapped(line) for part in self.lines for line in part.splitlines()) + "\n"


def names(argument):
    """An argument's names as they are typed, the long one last."""
    found = sorted(argument.get("names") or [], key=lambda name: name["kind"] == "long")
    return [("--" if name["kind"] == "long" else "-") + name["name"] for name in found]


def preferred(argument):
    return (argument.get("preferredName") or {}).get("name")


def shown(items):
    return [item for item in items or [] if item.get("shouldDisplay", True)]


def usage(path, command):
    """How a command is called, as roff."""
    parts = [f"\\fB{escape(' '.join(path))}\\fR"]
    for argument in shown(command.get("arguments")):
        value = f"\\fI{escape(argument.get('valueName') or '')}\\fR"
        if argument["kind"] == "positional":
            part = value
        elif argument["kind"] == "flag":
            part = f"\\fB{escape(names(argument)[-1])}\\fR"
        else:
            part = f"\\fB{escape(names(argument)[-1])}\\fR\\ {value}"
        if preferred(argument) in ("version", "help"):
            continue
        part += "\\ ..." if argument["isRepeating"] else ""
        parts.append(f"[{part}]" if argument["isOptional"] else part)
    return "\n".join(parts)


def describe(page, argument):
    """An argument with what it is for."""
    value = f"\\fI{escape(argument.get('valueName') or '')}\\fR"
    typed = ", ".join(f"\\fB{escape(name)}\\fR" for name in names(argument))
    page.add(".TP")
    page.add(value if argument["kind"] == "positional" else typed if argument["kind"] == "flag" else f"{typed} {value}")
    text = frame(page, argument.get("abstract") or "")
    ends = "。" if page.language else "."
    text = text if not text or text[-1] in ".。？?!" else text + ends
    if argument.get("defaultValue") and argument["kind"] != "flag":
        between = "" if page.language else " "
        text += f"{between}{page.word('default').capitalize()}{'：' if page.language else ': '}{argument['defaultValue']}{ends}"
    if argument["isRepeating"]:
        text += (("" if page.language else " ") + page.word("repeat")) if text else page.word("repeat")
    page.add(body(text) or "\\&")
    if argument.get("discussion"):
        page.add(".br\n" + body(argument["discussion"]))


def frame(page, text):
    """The argument parser's own words, which it has in English only."""
    own = {"Show help information.": "显示帮助。", "Show the version.": "显示版本。"}
    return own.get(text, text) if page.language else text


def meaning(argument):
    """What an option means, to compare it with its namesakes."""
    return (preferred(argument), argument.get("abstract"), argument.get("defaultValue"))


def shared_options(commands):
    """The shared options in the words that most commands have for them, by their names."""
    found = {}
    for command in commands:
        for argument in shown(command.get("arguments")):
            if preferred(argument) in SHARED:
                found.setdefault(preferred(argument), []).append(argument)
    counts = collections.Counter(meaning(use) for uses in found.values() for use in uses)
    return {name: max(uses, key=lambda use: counts[meaning(use)]) for name, uses in found.items()}


def leaves(command, path):
    """The commands that do something, each with its path."""
    below = shown(command.get("subcommands"))
    if not below:
        return [(path, command)]
    return [leaf for item in below for leaf in leaves(item, path + [item["commandName"]])]


def closing(page, key, groups, here):
    """The sections that every page ends with."""
    if EXAMPLES.get(key):
        page.section("examples")
        for number, (english, chinese, line) in enumerate(EXAMPLES[key]):
            if number:
                page.add(".PP")
            page.add(body(chinese if page.language else english))
            page.add(".PP\n.RS 4\n.nf\n\\fB" + "\\fR\n\\fB".join(escape(part) for part in line.splitlines()) + "\\fR\n.fi\n.RE")
    page.section("exit")
    for code, english, chinese in EXIT:
        page.add(f".TP\n.B {code}\n{body(chinese if page.language else english)}")
    page.section("environment")
    for name, english, chinese in ENVIRONMENT:
        page.add(f".TP\n\\fB{name}\\fR\n{chinese if page.language else english}".replace("~", "\\(ti"))
    page.section("files")
    for name, english, chinese in FILES:
        page.add(f".TP\n.I {escape(name)}\n{body(chinese if page.language else english)}")
    page.section("see")
    others = [f".BR {escape(name)} (1)" for name in (["linxuan"] + [f"linxuan-{group}" for group in groups]) if name != here]
    page.add(" ,\n".join(others))


def group_page(group, groups, language, version, date):
    """The page of a group of commands, or of one that stands alone."""
    key = group["commandName"]
    name = f"linxuan-{key}"
    page = Page(name, language, version, date)
    page.section("name")
    page.add(f"{escape(name)} \\- {escape(group.get('abstract') or '')}")
    page.section("synopsis")
    commands = leaves(group, ["linxuan", key])
    alone = not shown(group.get("subcommands"))
    if alone:
        page.add(usage(*commands[0]))
    else:
        page.add(f".B linxuan {escape(key)}\n.I {page.word('command')}\n[...]")
    shared = shared_options([command for _, command in commands])
    common = {meaning(argument) for argument in shared.values()}
    if group.get("discussion") or alone:
        page.section("description")
        page.add(body(group.get("discussion") or group.get("abstract")))
    if not alone:
        page.section("commands")
    for path, command in commands:
        if not alone:
            page.add(f'.SS "{escape(" ".join(path))}"')
            page.add(body(command.get("abstract") or ""))
            page.add(".PP\n" + usage(path, command))
            if command.get("discussion"):
                page.add(".PP\n" + body(command["discussion"]))
        own = [argument for argument in shown(command.get("arguments")) if meaning(argument) not in common]
        if own and alone:
            page.section("options")
        for argument in own:
            describe(page, argument)
    if shared:
        if not alone:
            page.section("options")
            page.add(page.word("common"))
        elif not own:
            page.section("options")
        for option in SHARED:
            if option in shared:
                describe(page, shared[option])
    closing(page, key, groups, name)
    return name, str(page)


def main_page(root, groups, language, version, date):
    """The page of the program."""
    page = Page("linxuan", language, version, date)
    page.section("name")
    page.add(f"linxuan \\- {page.word('title')}")
    page.section("synopsis")
    page.add(f".B linxuan\n.I {page.word('command')}\n[...]")
    page.section("description")
    page.add(body(root.get("abstract") or ""))
    page.add(".PP\n" + page.word("people"))
    page.section("commands")
    for group in groups:
        page.add(f".TP\n\\fBlinxuan {escape(group['commandName'])}\\fR")
        page.add(body(group.get("abstract") or ""))
        for path, command in leaves(group, [group["commandName"]]):
            if len(path) > 1:
                page.add(f".br\n\\fB{escape(' '.join(path))}\\fR: {body(command.get('abstract') or '')}")
        page.add(f".br\n{page.word('page')}\n.BR linxuan\\-{escape(group['commandName'])} (1).")
    page.section("options")
    for argument in shown(root.get("arguments")):
        describe(page, argument)
    closing(page, "linxuan", [group["commandName"] for group in groups], "linxuan")
    return "linxuan", str(page)


def ask(program, language, *arguments):
    """What the program prints in a language."""
    environment = dict(os.environ, LC_ALL=["C.UTF-8", "zh_CN.UTF-8"][language])
    return subprocess.run([program, *arguments], env=environment, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def main(program, folder):
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc) if epoch else datetime.datetime.now(datetime.timezone.utc)
    for language, place in enumerate(["man1", "zh_CN/man1"]):
        version = re.sub(r"[^0-9A-Za-z.+~-]", "", ask(program, language, "--version"))
        root = json.loads(ask(program, language, "--experimental-dump-help"))["command"]
        groups = [group for group in shown(root["subcommands"]) if group["commandName"] != "help"]
        names_of_groups = [group["commandName"] for group in groups]
        pages = [main_page(root, groups, language, version, day.date())]
        pages += [group_page(group, names_of_groups, language, version, day.date()) for group in groups]
        target = pathlib.Path(folder, place)
        target.mkdir(parents=True, exist_ok=True)
        for name, text in pages:
            (target / f"{name}.1").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
