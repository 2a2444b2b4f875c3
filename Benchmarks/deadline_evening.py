#!/usr/bin/env python3
"""Deadline evening: every expert of a large made-up round signs in, looks, saves a draft and hands a sheet in, through 64 connections.

The load comes from this one process, over loopback, bounded in count: each expert once. What is measured is what an expert waits
for, from the first byte sent to the last byte read. Beside it, in the same run and on the same disk: one transaction for each
submission in plain SQLite. At the end the log is verified, and every acknowledged submission is looked for in the database.
"""

import argparse
import http.client
import json
import re
import selectors
import shutil
import socket
import sqlite3
import subprocess
import time
import urllib.parse
from pathlib import Path

import conflict_round


class Server:
    def __init__(self, program, database):
        self.process = subprocess.Popen(
            [program, "serve", "--database", database, "--port", "0", "--json"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.port = int(json.loads(self.process.stdout.readline())["address"].rsplit(":", 1)[1])

    def peak_megabytes(self):
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0

    def processor_seconds(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100

    def end(self):
        self.process.terminate()
        if self.process.wait(60) != 0:
            raise RuntimeError("the server did not end well")


def request(method, path, token=None, body=None, key=None):
    payload = b"" if body is None else json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()
    head = [f"{method} /api/v1{path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Language: zh"]
    if token:
        head.append(f"Authorization: Bearer {token}")
    if key:
        head.append(f"Idempotency-Key: {key}")
    if body is not None:
        head.append("Content-Type: application/json")
    if body is not None or method != "GET":
        head.append(f"Content-Length: {len(payload)}")
    return ("\r\n".join(head) + "\r\n\r\n").encode() + payload


class Connection:
    """One connection, which works off one person after another: a person is a generator of (name, request), sent the answers."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.person = None
        self.buffer = b""

    def send(self, step):
        self.name, data = step
        self.began = time.perf_counter()
        self.buffer = b""
        self.socket.setblocking(True)
        self.socket.sendall(data)
        self.socket.setblocking(False)

    def answer(self):
        """The answer, once it is whole."""
        chunk = self.socket.recv(1 << 18)
        if not chunk:
            raise RuntimeError("the server closed a connection")
        self.buffer += chunk
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = self.buffer[:end].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15:].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(self.buffer) < end + 4 + length:
            return None
        return int(head[9:12]), self.buffer[end + 4:]


def run(port, people, connections):
    """Lets people come, so many at a time; the waits in seconds by the name of the request, and how long it took in all."""
    waits, waiting = {}, iter(people)
    selector = selectors.DefaultSelector()
    began = time.perf_counter()

    def begin(connection):
        connection.person = next(waiting, None)
        if connection.person is None:
            selector.unregister(connection.socket)
            connection.socket.close()
            return 0
        connection.send(next(connection.person))
        return 1

    busy = 0
    for _ in range(connections):
        connection = Connection(port)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        busy += begin(connection)
    while busy:
        for event, _ in selector.select(30):
            connection = event.data
            answer = connection.answer()
            if answer is None:
                continue
            waits.setdefault(connection.name, []).append(time.perf_counter() - connection.began)
            if answer[0] != 200:
                raise RuntimeError(f"{connection.name}: {answer[0]} {answer[1][:300]!r}")
            try:
                connection.send(connection.person.send(answer[1]))
            except StopIteration:
                busy += begin(connection) - 1
    return waits, time.perf_counter() - began


def make_round(program, folder, dossiers, experts):
    """A round in the stage of reviews."""
    tables, database = folder / "tables", folder / "reviews.db"
    if database.exists():
        return database
    conflict_round.make(tables, dossiers=dossiers, experts=experts, relations=0)
    # Everybody has something to hand in.
    listed = (tables / "experts.csv").read_text(encoding="utf-8")
    (tables / "experts.csv").write_text(listed.replace(",0,12\n", ",1,12\n"), encoding="utf-8")
    made = folder / "made.db"
    made.unlink(missing_ok=True)

    def act(*command):
        subprocess.run([program, *command, "--database", made, "--as", "S-01"], check=True, stdout=subprocess.DEVNULL)

    act("round", "new", "--call", tables / "call.yaml", "--name", "示例")
    act("access", "grant", "A-01", "--name", "示例", "--role", "auditor")
    act("intake", "dossiers", tables / "dossiers.csv")
    act("intake", "experts", tables / "experts.csv")
    for command in (["round", "advance"], ["conflicts", "detect"], ["round", "advance"], ["assignment", "plan"],
                    ["assignment", "approve"], ["round", "advance"]):
        act(*command)
    made.rename(database)
    return database


def code_of(program, database):
    """A code for the secretariat."""
    command = [program, "access", "code", "S-01", "--database", database, "--as", "S-01", "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["code"]


def sign_in(program, database, port, experts, connections):
    """Tokens of all experts, each with pledge and declaration."""
    code = code_of(program, database)
    tokens = {}

    def office():
        answer = yield "sign in", request("POST", "/sign-in", body={"person": "S-01", "code": code})
        tokens["S-01"] = json.loads(answer)["token"]

    def expert(name):
        answer = yield "code", request("POST", f"/people/{name}/code", tokens["S-01"])
        answer = yield "sign in", request("POST", "/sign-in", body={"person": name, "code": json.loads(answer)["code"]})
        tokens[name] = json.loads(answer)["token"]
        yield "pledge", request("POST", "/pledge", tokens[name])
        yield "declare", request("POST", "/declaration", tokens[name], {"conflicts": []})

    run(port, [office()], 1)
    waits, seconds = run(port, [expert(name) for name in experts], connections)
    return tokens, waits, seconds


def submission(name, token, acknowledged):
    """What an expert does that evening."""
    answer = yield "list", request("GET", "/reviews", token)
    dossier = json.loads(answer)["reviews"][0]["dossier"]
    answer = yield "dossier", request("GET", f"/reviews/{dossier}", token)
    criteria = json.loads(answer)["rubric"]["criteria"]
    sheet = {"dossier": dossier, "scores": {one["id"]: 700 for one in criteria}, "visitNeeded": False,
             "reasons": {one["id"]: "示例：各项材料齐全，数据可以核实，模式特点鲜明。" * 3 for one in criteria}}
    yield "draft", request("PUT", "/drafts", token, {"sheets": [sheet]})
    yield "submission", request("POST", "/submissions", token, {"sheets": [sheet]}, key=f"evening-{name}")
    acknowledged.append((name, dossier))


PAGES = ["/", "/filings", "/filings?show=open", "/eligibility", "/conflicts", "/assignment", "/progress", "/progress/E-0001", "/log"]


class Browser:
    """The secretariat before its pages, signed in by a code."""

    def __init__(self, port, code):
        self.connection, self.cookies = http.client.HTTPConnection("127.0.0.1", port), {}
        form = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', self.ask("GET", f"/enter?person=S-01&code={code}")))
        self.ask("POST", "/sign-in", urllib.parse.urlencode(form))

    def ask(self, method, path, form=None):
        head = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if form is not None:
            head |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.connection.port}"}
        self.connection.request(method, path, form, head)
        answer = self.connection.getresponse()
        body = answer.read().decode()
        if answer.status not in (200, 303):
            raise RuntimeError(f"{method} {path}: {answer.status}")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookies.update([value.split(";")[0].split("=", 1)])
        return body

    def look(self, path):
        """Milliseconds until a page is there."""
        began = time.perf_counter()
        self.ask("GET", path)
        return (time.perf_counter() - began) * 1000


def plain_sqlite(folder, count):
    """Seconds for so many submissions, each one transaction in plain SQLite on the same disk."""
    path = folder / "plain.db"
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE sheet (dossier TEXT, expert TEXT, body TEXT, PRIMARY KEY (dossier, expert))")
    body = "示例：各项材料齐全，数据可以核实，模式特点鲜明。" * 4
    began = time.perf_counter()
    for number in range(count):
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO sheet VALUES (?, ?, ?)", (f"D-{number}", f"E-{number}", body))
        database.execute("COMMIT")
    return time.perf_counter() - began


def percentile(values, share):
    return sorted(values)[min(int(len(values) * share), len(values) - 1)] * 1000


def evening(program, folder, dossiers=10_000, experts=5_000, connections=64):
    """The whole evening; what was measured."""
    folder = Path(folder).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    database = folder / "evening.db"
    for ending in ("", "-wal", "-shm", ".serving"):
        Path(f"{database}{ending}").unlink(missing_ok=True)
    shutil.copyfile(make_round(program, folder, dossiers, experts), database)
    names = [f"E-{index:04d}" for index in range(experts)]
    server = Server(program, database)
    try:
        tokens, entering, entered = sign_in(program, database, server.port, names, connections)
        acknowledged, before = [], server.processor_seconds()
        waits, seconds = run(server.port, [submission(name, tokens[name], acknowledged) for name in names], connections)
        used, peak = server.processor_seconds() - before, server.peak_megabytes()
        browser = Browser(server.port, code_of(program, database))
        # The first look after a change reads what has changed; the others are what most people wait for.
        looks = {path: [browser.look(path) for _ in range(6)] for path in PAGES}
    finally:
        server.end()
    plain = plain_sqlite(folder, experts)
    subprocess.run([program, "audit", "verify", "--database", database], check=True, stdout=subprocess.DEVNULL)
    reader = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    kept = set(reader.execute("SELECT expert, dossier FROM sheet WHERE state = 'submitted'"))
    lost = [one for one in acknowledged if one not in kept]
    if lost or len(acknowledged) != experts:
        raise RuntimeError(f"{len(lost)} acknowledged submissions are lost; {len(acknowledged)} were acknowledged")
    return {
        "experts": experts, "dossiers": dossiers, "connections": connections, "seconds": seconds,
        "submissionsPerSecond": experts / seconds, "requestsPerSecond": 4 * experts / seconds,
        "milliseconds": {name: {"median": percentile(values, 0.5), "p99": percentile(values, 0.99)}
                         for name, values in {**entering, **waits}.items()},
        "signInSeconds": entered, "serverProcessorSeconds": used, "peakMegabytes": peak, "lost": 0,
        "plainSQLiteSubmissionsPerSecond": experts / plain,
        "pageMilliseconds": {path: {"first": waits[0], "median": sorted(waits[1:])[2]} for path, waits in looks.items()},
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=Path, default=Path(".build/release/linxuan"))
    parser.add_argument("--folder", type=Path, default=Path("out/deadline"))
    for name, value in [("dossiers", 10_000), ("experts", 5_000), ("connections", 64)]:
        parser.add_argument(f"--{name}", type=int, default=value)
    arguments = vars(parser.parse_args())
    arguments["program"] = arguments["program"].resolve()
    print(json.dumps(evening(**arguments), indent=1, ensure_ascii=False))
