#!/usr/bin/env bash
# 在浏览器中打开示例：办结的一轮，以及评审开始时的同一轮；为每种身份给出登录链接。
# Opens the demonstration in the browser: the finished round, and the same round as its reviews began; a link to sign in for each role.
#
# demo/serve.sh [FOLDER [PORT]]: the second server listens on the next port. Ctrl-C ends both.
set -euo pipefail
cd "$(dirname "$0")/.."

bin=${LINXUAN_BIN:-.build/release}
out=${1:-out/demo}
port=${2:-8080}
if [[ ! -e $out/round.db || ! -e $out/before-reviews.db ]]; then
    printf '没有示例数据，请先运行 make demo。\nThere is no demonstration yet: run make demo first.\n' >&2
    exit 1
fi

# Codes and tokens are acts in the log: they go into copies, so that the round stays as its papers and bundles have it.
work=$(mktemp -d)
servers=()
finish() {
    for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; done
    wait
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 0' INT TERM
cp "$out/round.db" "$work/finished.db"
cp "$out/before-reviews.db" "$work/reviews.db"

link() {
    local database=$1 at=$2 who=$3 code
    code=$("$bin/linxuan" access code "$who" --database "$work/$database.db" --as S-01 --json | awk -F'"' '$2 == "code" {print $4}')
    printf '  %-28s http://127.0.0.1:%s/enter?person=%s&code=%s\n' "$4" "$at" "$who" "$code"
}
expert=$("$bin/linxuan" assignment show --database "$work/reviews.db" --as S-01 | awk 'NR == 2 {print $2}')

printf '办结的一轮 / the finished round:\n'
link finished "$port" S-01 '秘书处 / secretariat'
link finished "$port" C-01 '组长 / chair'
link finished "$port" A-01 '监督人员 / auditor'
printf '评审开始时 / as the reviews began:\n'
link reviews $((port + 1)) "$expert" '专家 / expert'
link reviews $((port + 1)) S-01 '秘书处 / secretariat'
printf '每个链接只能登录一次。全部数据均为虚构。按 Ctrl-C 结束。\nEach link signs in once. All of it is made up (synthetic). Ctrl-C ends it.\n'

"$bin/linxuan" serve --database "$work/finished.db" --port "$port" >/dev/null 2>"$work/finished.log" &
servers+=($!)
"$bin/linxuan" serve --database "$work/reviews.db" --port $((port + 1)) >/dev/null 2>"$work/reviews.log" &
servers+=($!)
# Whichever ends first ends the other; why, its log says.
wait -n || { cat "$work"/*.log >&2; exit 1; }
