#!/usr/bin/env bash
# Puts a clean Debian into a folder, in which no package starts a service. It is fetched once, by debootstrap, and kept.
#
# LINXUAN_TEST_SUITE names the Debian (default: this machine's), LINXUAN_TEST_MIRROR the mirror.
set -euo pipefail
folder=$(readlink -f "$1")
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin
command -v debootstrap >/dev/null || { echo "debootstrap is missing: apt-get install debootstrap" >&2; exit 1; }
if ((EUID != 0)); then echo "a clean Debian is made in a folder, for which this must run as root" >&2; exit 1; fi
suite=${LINXUAN_TEST_SUITE:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
mirror=${LINXUAN_TEST_MIRROR:-http://deb.debian.org/debian}
mkdir -p .build-package
base=.build-package/debian-$suite.tar
if [[ ! -f $base ]]; then
    fresh=$(mktemp -d)
    trap 'rm -rf "$fresh"' EXIT
    debootstrap --variant=minbase "$suite" "$fresh" "$mirror" >.build-package/debootstrap.log 2>&1 ||
        { tail -20 .build-package/debootstrap.log >&2; exit 1; }
    tar -C "$fresh" --numeric-owner -cf "$base.part" .
    mv "$base.part" "$base"
fi
tar -C "$folder" --numeric-owner -xf "$base"
# A folder of mktemp is its maker's alone; a root is everybody's to enter.
chmod 0755 "$folder"
cp /etc/resolv.conf "$folder/etc/resolv.conf"
printf '#!/bin/sh\nexit 101\n' >"$folder/usr/sbin/policy-rc.d"
chmod +x "$folder/usr/sbin/policy-rc.d"
