#!/usr/bin/env bash
# Builds out/package/linxuan_VERSION_ARCHITECTURE.deb: the program, stripped and linked statically with the Swift runtime, so
# that it runs on a Debian machine without a Swift toolchain.
#
# Needs dpkg-dev and binutils beside what `make build` needs. DEBFULLNAME and DEBEMAIL name who builds it.
set -euo pipefail
cd "$(dirname "$0")/.."

for tool in dpkg-deb dpkg-shlibdeps strip gzip; do
    command -v "$tool" >/dev/null || { echo "$tool is missing: apt-get install dpkg-dev binutils" >&2; exit 1; }
done

# A folder of its own: the program of `make build` is linked in another way.
build=.build-package
LINXUAN_FOR_PACKAGE=1 "${SWIFT:-swift}" build -c release --product linxuan --static-swift-stdlib --disable-local-rpath --scratch-path "$build"

root=out/package/root
rm -rf out/package
mkdir -p "$root/DEBIAN"
put() { install -D -m "$1" "$2" "$root/$3"; }

put 0755 "$build/release/linxuan" usr/bin/linxuan
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$root/usr/bin/linxuan"
if readelf -d "$root/usr/bin/linxuan" | grep -E 'R(UN)?PATH|libswift|libFoundation'; then
    echo "the program still wants the Swift toolchain" >&2
    exit 1
fi
version=$("$root/usr/bin/linxuan" --version)
if ! head -1 packaging/debian/changelog | grep -qF "linxuan ($version)"; then
    echo "packaging/debian/changelog has no entry for version $version at its top" >&2
    exit 1
fi

put 0644 packaging/systemd/linxuan.service lib/systemd/system/linxuan.service
(cd packaging/nginx && find . -type f) | while read -r file; do put 0644 "packaging/nginx/$file" "usr/share/linxuan/nginx/$file"; done
(cd rubrics && find . -type f) | while read -r file; do put 0644 "rubrics/$file" "usr/share/linxuan/rubrics/$file"; done
for file in README.md README.zh-CN.md docs/deployment.md docs/service.md docs/threat-model.md docs/permissions.md docs/commands.md; do
    put 0644 "$file" "usr/share/doc/linxuan/$(basename "$file")"
done
put 0644 packaging/debian/copyright usr/share/doc/linxuan/copyright
put 0644 packaging/debian/changelog usr/share/doc/linxuan/changelog
put 0644 packaging/debian/lintian-overrides usr/share/lintian/overrides/linxuan

# Completions and manual pages as they are kept, else as the program that is packed tells of itself.
completions_of() {
    LANG=C.UTF-8 "$root/usr/bin/linxuan" completions "$1" 2>/dev/null ||
        LANG=C.UTF-8 "$root/usr/bin/linxuan" --generate-completion-script "$1"
}
completion() {
    local kept=packaging/completions/$2
    mkdir -p "$root/$(dirname "$3")"
    if [[ -f $kept ]]; then cat "$kept"; else completions_of "$1"; fi | sed '1{/^#!/d}' >"$root/$3"
    chmod 0644 "$root/$3"
}
completion bash linxuan.bash usr/share/bash-completion/completions/linxuan
completion zsh _linxuan usr/share/zsh/vendor-completions/_linxuan
completion fish linxuan.fish usr/share/fish/vendor_completions.d/linxuan.fish
manual=packaging/man
if [[ ! -d $manual && -f tools/make_manual.py ]]; then
    manual=out/package/man
    python3 tools/make_manual.py "$root/usr/bin/linxuan" "$manual"
fi
if [[ -d $manual ]]; then
    # As they lie in /usr/share/man: man1, zh_CN/man1.
    (cd "$manual" && find . -name '*.[1-8]') | while read -r page; do put 0644 "$manual/$page" "usr/share/man/$page"; done
fi
# Nothing in the package says when it was built but the changelog.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(dpkg-parsechangelog -l packaging/debian/changelog -S Timestamp)}
export SOURCE_DATE_EPOCH
gzip -9n "$root/usr/share/doc/linxuan/changelog"
if [[ -d $root/usr/share/man ]]; then find "$root/usr/share/man" -type f -exec gzip -9n {} +; fi
find "$root" -type d -exec chmod 0755 {} +

for script in postinst prerm postrm; do put 0755 "packaging/debian/$script" "DEBIAN/$script"; done
(cd "$root" && find usr lib -type f -print0 | sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
# dpkg-shlibdeps wants the folder of a source package around it.
mkdir -p out/package/source/debian
printf 'Source: linxuan\n\nPackage: linxuan\nArchitecture: any\n' >out/package/source/debian/control
depends=$(cd out/package/source && dpkg-shlibdeps -O "../root/usr/bin/linxuan" | sed -n 's/^shlibs:Depends=//p')
architecture=$(dpkg --print-architecture)
sed -e "s|@VERSION@|$version|" -e "s|@ARCHITECTURE@|$architecture|" -e "s|@DEPENDS@|$depends|" \
    -e "s|@SIZE@|$(du -sk --exclude=DEBIAN "$root" | cut -f1)|" packaging/debian/control.in >"$root/DEBIAN/control"
if [[ -n ${DEBEMAIL:-} ]]; then
    sed -i "s|^Maintainer: .*|Maintainer: ${DEBFULLNAME:-$DEBEMAIL} <$DEBEMAIL>|" "$root/DEBIAN/control"
fi
package=out/package/linxuan_${version}_$architecture.deb
find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$root" "$package"
echo "$package"
