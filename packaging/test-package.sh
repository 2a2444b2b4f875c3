#!/usr/bin/env bash
# The package in a clean Debian: installed, a round opened and served with it, removed and purged, with nothing left behind.
# Takes the package that `make package` built; needs root, debootstrap, lintian, curl and Debian's mirror.
# LINXUAN_TEST_SUITE and LINXUAN_TEST_MIRROR: see clean-debian.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin
for tool in debootstrap lintian curl chroot; do
    command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install debootstrap lintian curl" >&2; exit 1; }
done
if ((EUID != 0)); then echo "a clean Debian is made in a folder, for which this must run as root" >&2; exit 1; fi
package=$(readlink -f out/package/linxuan_*.deb)
say() { echo "== $*"; }

say "lintian"
lintian --allow-root --fail-on error --tag-display-limit 0 "$package"

root=$(mktemp -d)
server=
finish() {
    if [[ -n $server ]]; then kill "$server" 2>/dev/null || true; fi
    mountpoint -q "$root/proc" && umount "$root/proc"
    rm -rf "$root"
}
trap finish EXIT
packaging/clean-debian.sh "$root"
mount -t proc proc "$root/proc"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    http_proxy="${http_proxy:-}" "$@"; }
as_service() { inside runuser -u linxuan -- "$@"; }
inside apt-get update -q >/dev/null
# All that is there, but what apt and dpkg keep for themselves, and what a restart would clear.
files() {
    (cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./var/cache \
        -o -path ./var/log -o -path ./tmp -o -path ./run \) -prune -o -print | grep -vE '^\./etc/(ld.so.cache|(passwd|group|shadow|gshadow|subuid|subgid)-)$' |
        LC_ALL=C sort)
    (cd "$root" && sha256sum etc/passwd etc/group etc/shadow)
}
# What the package stands on stays when it goes, and is no matter of its own.
inside apt-get install -q -y --no-install-recommends $(dpkg-deb -f "$package" Depends | sed -e 's/([^)]*)//g' -e 's/|[^,]*//g' -e 's/,/ /g') \
    >"$root/install.log" 2>&1 || { tail -20 "$root/install.log" >&2; exit 1; }
cp "$package" "$root/linxuan.deb"
files >"$root.before"
trap 'finish; rm -f "$root.before" "$root.after"' EXIT

say "installing"
inside apt-get install -q -y --no-install-recommends /linxuan.deb
inside linxuan --version
inside dpkg -V linxuan
[[ $(stat -c '%a %U' "$root/var/lib/linxuan") == "700 "* ]] || { echo "others can read /var/lib/linxuan" >&2; exit 1; }
[[ -L $root/etc/systemd/system/multi-user.target.wants/linxuan.service ]] || { echo "the service is not enabled" >&2; exit 1; }

say "a round"
as_service linxuan round new --call /usr/share/linxuan/rubrics/service-manufacturing-2023/call.yaml \
    --database /var/lib/linxuan/round.db --name 示例秘书 --as S-01
code=$(as_service linxuan access code S-01 --as S-01 --database /var/lib/linxuan/round.db --json 2>/dev/null | sed -n 's/.*"code" *: *"\([^"]*\)".*/\1/p')
# As the unit starts it, on a port that is free.
as_service linxuan serve --database /var/lib/linxuan/round.db --port 0 --json >"$root.served" 2>/dev/null &
server=$!
trap 'finish; rm -f "$root.before" "$root.after" "$root.served"' EXIT
until address=$(sed -n 's/.*"address":"\([^"]*\)".*/\1/p' "$root.served") && [[ -n $address ]]; do
    kill -0 "$server" || { echo "the service ended" >&2; exit 1; }
    sleep 0.1
done
curl -sS --fail "$address/readyz"
echo
curl -sS --fail "$address/metrics" | grep '^linxuan_build_info'
printf '%s\n' "$code" | inside env HOME=/root linxuan login --server "$address" --as S-01
inside env HOME=/root linxuan round status --server "$address" --as S-01
inside env HOME=/root linxuan logout --server "$address" --as S-01
rm -rf "$root/root/.config"
# The signal goes to the program, not to those that started it.
kill -TERM "$(pgrep -f "serve --database /var/lib/linxuan/round.db --port 0 --json" | while read -r id; do
    [[ $(readlink "/proc/$id/root") == "$root" && $(readlink "/proc/$id/exe") == */usr/bin/linxuan ]] && echo "$id"; done)"
wait "$server" || { echo "the service ended with $?" >&2; exit 1; }
server=

say "removing"
inside apt-get remove -q -y linxuan
[[ -f $root/var/lib/linxuan/round.db ]] || { echo "removing the package removed a round" >&2; exit 1; }
[[ ! -e $root/usr/bin/linxuan ]] || { echo "the program is still there" >&2; exit 1; }

say "installing again: the round is still there"
inside apt-get install -q -y --no-install-recommends /linxuan.deb >/dev/null
as_service linxuan audit verify --database /var/lib/linxuan/round.db

say "purging"
inside apt-get purge -q -y linxuan | tee "$root.purge" | grep -A3 'linxuan: '
rm -f "$root.purge"
files >"$root.after"
if ! diff "$root.before" "$root.after"; then echo "purging leaves what is listed above" >&2; exit 1; fi
say "nothing is left"
