#!/usr/bin/env bash
# Installs what Linxuan needs where it is missing (as root, or through sudo): the system libraries that it links, and
# Python for the script that re-checks plans.
set -euo pipefail
packages=(libglpk-dev libsqlite3-dev libssl-dev libzip-dev libexpat1-dev libxlsxwriter-dev libcurl4-openssl-dev)
missing=()
command -v python3 >/dev/null || missing+=(python3)
for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if ((${#missing[@]} == 0)); then exit 0; fi
as_root=()
if ((EUID != 0)); then as_root=(sudo); fi
echo "installing ${missing[*]}" >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
