#!/usr/bin/env bash
# The unit of the service: systemd reads it without complaint, and it leaves the service little of the machine.
# Takes the package that `make package` built; needs systemd (systemd-analyze), which need not be running.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v systemd-analyze >/dev/null || { echo "systemd-analyze is missing: apt-get install systemd" >&2; exit 1; }
package=$(ls out/package/linxuan_*.deb)
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
dpkg-deb --extract "$package" "$root"
# The program that the unit names stands in the package, and the units that it names on this machine.
mkdir -p "$root/usr/lib/systemd" "$root/usr/share"
cp -a /lib/systemd/system/. "$root/lib/systemd/system/"
found=$(systemd-analyze verify --root="$root" linxuan.service 2>&1 | grep -F linxuan || true)
if [[ -n $found ]]; then
    echo "$found" >&2
    exit 1
fi
# In tenths: 0 is nothing, 100 is everything. What is left are its own port and the machine's files, read only.
systemd-analyze security --offline=true --threshold=15 --no-pager packaging/systemd/linxuan.service | tail -1
