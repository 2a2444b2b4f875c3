#!/usr/bin/env bash
# Asks a server everything that its OpenAPI document allows, and much that it doesn't, as nobody and as a person of each role, and
# holds the answers against the document (schemathesis, from PyPI).
#
# tools/test-api.sh [EXAMPLES]: so many examples for each operation; 20 by default. The round is the one of the tests' making or
# LINXUAN_API_ROUND, a database in a copy.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${LINXUAN_BIN:-.build/debug}/linxuan
examples=${1:-20}
work=$(mktemp -d)
trap 'kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
if [[ ! -x .venv-api/bin/schemathesis ]]; then
    python3 -m venv .venv-api
    .venv-api/bin/pip install --quiet --requirement tools/test-api-requirements.txt
fi
export XDG_CONFIG_HOME=$work
failed=0
for role in nobody S-01 C-01 A-01 expert; do
    # Each role has a round of its own: what one does changes what the next can.
    cp "$LINXUAN_API_ROUND" "$work/round.db"
    "$bin" serve --database "$work/round.db" --port 0 >"$work/address" 2>"$work/log" &
    server=$!
    until grep -q http "$work/address"; do sleep 0.1; done
    address=$(grep -o 'http://[^ ]*' "$work/address")
    person=$role
    if [[ $role == expert ]]; then
        person=$("$bin" assignment show --database "$work/round.db" --as A-01 --lang en | awk 'NR == 2 {print $2}')
    fi
    header=()
    if [[ $role != nobody ]]; then
        "$bin" access code "$person" --database "$work/round.db" --as S-01 --json |
            sed -n 's/.*"code" : "\(.*\)".*/\1/p' | "$bin" login --server "$address" --as "$person" >/dev/null 2>&1
        header=(--header "Authorization: Bearer $(sed -n 's/.*"token" : "\(.*\)".*/\1/p' "$work/linxuan/tokens.json" | tail -1)")
        rm "$work/linxuan/tokens.json"
    fi
    echo "── $role"
    # Signing out would end the run; what the documents can't say (a stage, somebody else's act) is refused with 4xx.
    .venv-api/bin/schemathesis run "$address/api/v1/openapi.json" "${header[@]}" --exclude-operation-id signOut \
        --exclude-operation-id revokeToken --max-examples "$examples" --seed 20231126 --generation-database none --workers 1 \
        --checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance,unsupported_method,ignored_auth \
        --no-color >"$work/$role.txt" 2>&1 || { failed=1; tail -150 "$work/$role.txt"; }
    tail -25 "$work/$role.txt" | grep -E "cases|passed|failed|API calls|✅|❌" || true
    kill "$server"
    wait "$server" || { echo "the server ended with $?"; failed=1; }
    if ! "$bin" audit verify --database "$work/round.db" >/dev/null; then
        echo "the log doesn't verify after $role"
        failed=1
    fi
done
exit "$failed"
