#!/usr/bin/env bash
# The configuration of nginx, in Debian's nginx, between the real command line and the real server. `make test` runs this too
# where nginx is installed; here it must be.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin
for tool in nginx openssl; do
    command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install nginx-light openssl" >&2; exit 1; }
done
"${SWIFT:-swift}" test --disable-xctest --filter NginxTests
