#!/usr/bin/env bash
# The unit under a systemd of its own, in namespaces: the service starts with all that is kept from it, takes a write, comes
# back after SIGKILL, and stops in peace.
# Takes the package that `make package` built; needs root, debootstrap, util-linux and Debian's mirror.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin
package=$(readlink -f out/package/linxuan_*.deb)
root=$(mktemp -d)
finish() {
    if mountpoint -q "$root/proc"; then umount "$root/proc"; fi
    rm -rf "$root"
}
trap finish EXIT
packaging/clean-debian.sh "$root"
mount -t proc proc "$root/proc"
inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
    http_proxy="${http_proxy:-}" "$@"; }
cp "$package" "$root/linxuan.deb"
{
    inside apt-get update -q
    inside apt-get install -q -y --no-install-recommends systemd dbus curl /linxuan.deb
} >"$root/install.log" 2>&1 || { tail -20 "$root/install.log" >&2; exit 1; }
inside runuser -u linxuan -- linxuan round new --call /usr/share/linxuan/rubrics/service-manufacturing-2023/call.yaml \
    --database /var/lib/linxuan/round.db --name 示例秘书 --as S-01
umount "$root/proc"

cat >"$root/probe.sh" <<'PROBE'
set -eux
ready() { for _ in $(seq 300); do curl -sf http://127.0.0.1:8080/readyz && return; sleep 0.1; done; return 1; }
main() { systemctl show --property MainPID --value linxuan; }
ready
[ "$(systemctl is-active linxuan)" = active ]
grep -q 'CapEff:.0000000000000000' "/proc/$(main)/status"
grep -q 'NoNewPrivs:.1' "/proc/$(main)/status"
grep -q 'Seccomp:.2' "/proc/$(main)/status"
curl -sf http://127.0.0.1:8080/metrics | grep '^linxuan_log_acts 1$'
curl -sf http://127.0.0.1:8080/metrics | grep '^process_open_fds '
code=$(runuser -u linxuan -- linxuan access code S-01 --as S-01 --database /var/lib/linxuan/round.db --json |
    sed -n 's/.*"code" *: *"\([^"]*\)".*/\1/p')
curl -sf -o /dev/null -d "{\"person\":\"S-01\",\"code\":\"$code\"}" http://127.0.0.1:8080/api/v1/sign-in
first=$(main)
kill -KILL "$first"
while [ "$(main)" = "$first" ] || [ "$(main)" = 0 ]; do sleep 0.1; done
ready
curl -sf http://127.0.0.1:8080/metrics | grep '^linxuan_log_acts 3$'
systemctl stop linxuan
[ "$(systemctl show --property ExecMainStatus --value linxuan)" = 0 ]
[ "$(systemctl show --property Result --value linxuan)" = success ]
# What the service itself wrote is a JSON object a line.
journalctl -u linxuan -o cat _COMM=linxuan | grep '"message":"request"'
if journalctl -u linxuan -o cat _COMM=linxuan | grep -v '^{'; then exit 1; fi
runuser -u linxuan -- linxuan audit verify --database /var/lib/linxuan/round.db
touch /passed
PROBE
cat >"$root/etc/systemd/system/probe.service" <<'UNIT'
[Unit]
After=linxuan.service
[Service]
Type=oneshot
Environment=LANG=C.UTF-8
StandardOutput=file:/probe.log
StandardError=file:/probe.log
ExecStart=/bin/sh /probe.sh
ExecStopPost=/bin/systemctl --force exit 0
[Install]
WantedBy=multi-user.target
UNIT
ln -s ../probe.service "$root/etc/systemd/system/multi-user.target.wants/probe.service"
# The other root is put in place of this one, not changed into: whoever was changed into a root may make no user namespace.
boot='
    set -e
    mount --make-rprivate /
    mount --bind "$1" "$1"
    cd "$1"
    mount -t proc proc proc
    mount --rbind /sys sys
    mount --rbind /dev dev
    mount -t tmpfs tmpfs run
    mount -t tmpfs tmpfs tmp
    ip link set lo up
    mkdir -p old
    pivot_root . old
    cd /
    umount -l /old
    exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system --unit=multi-user.target'
timeout --signal KILL 180 unshare --pid --fork --mount --net --uts bash -c "$boot" boot "$root" >"$root/boot.log" 2>&1 || true
if [[ ! -f $root/passed ]]; then
    tail -n 30 "$root/boot.log" "$root/probe.log" >&2 || true
    exit 1
fi
echo "the unit starts, writes, comes back and stops"
