#!/usr/bin/env bash
# Asks a server everything that its OpenAPI document allows, and much that it doesn't, as nobody and as a person of each role, and
# holds the answers against the document (schemathesis, from PyPI).
#
# tools/test-api.sh [EXAMPLES [CALLER...]]: so many examples for each operation, 20 by default; the callers are nobody, S-01, C-01,
# A-01 and expert, all by default. The round is a copy of LINXUAN_API_ROUND, by default the demonstration's as its reviews begin.
# What was found is in out/test-api.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${LINXUAN_BIN:-.build/debug}/linxuan
examples=${1:-20}
callers=("${@:2}")
[[ ${#callers[@]} -gt 0 ]] || callers=(nobody S-01 C-01 A-01 expert)
round=${LINXUAN_API_ROUND:-out/demo/before-reviews.db}
if [[ ! -f $round ]]; then
    echo "There is no round at $round. Make the demonstration first: make demo. Or name another database: LINXUAN_API_ROUND=FILE." >&2
    exit 64
fi
found=out/test-api
mkdir -p "$found"
work=$(mktemp -d)
server=
trap '[[ -z $server ]] || kill "$server" 2>/dev/null || true; rm -rf "$work"' EXIT
if [[ ! -x .venv-api/bin/schemathesis ]]; then
    python3 -m venv .venv-api
    .venv-api/bin/pip install --quiet --requirement tools/test-api-requirements.txt
fi
export XDG_CONFIG_HOME=$work
checks=not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,response_headers_conformance
checks+=,negative_data_rejection,missing_required_header,unsupported_method,allow_header_conformance,ignored_auth
checks+=,use_after_free,ensure_resource_availability
# Not positive_data_acceptance: what the document can't say (a stage, a number that isn't there, somebody else's act) is refused
# with 4xx. Not object_level_authorization: it wants a second person's token.
failed=0
for role in "${callers[@]}"; do
    # Each role has a round of its own: what one does changes what the next can.
    cp "$round" "$work/round.db"
    "$bin" serve --database "$work/round.db" --port 0 >"$work/address" 2>"$work/log" &
    server=$!
    until grep -q http "$work/address"; do
        kill -0 "$server" 2>/dev/null || { cat "$work/address" "$work/log" >&2; exit 1; }
        sleep 0.1
    done
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
    # Signing out would end the run, and so would revoking the token by which it is signed in.
    .venv-api/bin/schemathesis --config-file tools/test-api.toml run "$address/api/v1/openapi.json" "${header[@]}" \
        --exclude-operation-id signOut --exclude-operation-id revokeToken --max-examples "$examples" --seed 20231126 \
        --generation-database none --workers 1 --continue-on-failure --checks "$checks" --no-color >"$found/$role.txt" 2>&1 ||
        { failed=1; awk '/= (ERRORS|FAILURES) =/ {on = 1} on && n++ < 150' "$found/$role.txt"; echo "all of it: $found/$role.txt"; }
    grep -E "^  (Selected|Tested):|^  [0-9]+ generated|^=+ .* in [0-9.]+s =+$" "$found/$role.txt" || true
    kill "$server"
    wait "$server" || { echo "the server ended with $?"; failed=1; }
    server=
    if grep '"level":"error"' "$work/log"; then failed=1; fi
    if ! "$bin" audit verify --database "$work/round.db" >/dev/null; then
        echo "the log doesn't verify after $role"
        failed=1
    fi
done
exit "$failed"
