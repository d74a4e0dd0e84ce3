#!/bin/sh
# SPDX-License-Identifier: MIT
# deb.sh O ARCH VERSION: O/deb/lihui_VERSION_ARCH.deb from what `make install` laid into O/deb/root. Our own few rules instead of a debian/ folder: one program, no
# service, nothing to configure. Same tree, same bytes: times are those of the version's day in CHANGELOG.md.
set -eu
umask 022
o=$1 arch=$2 version=$3
root=$o/deb/root doc=$o/deb/root/usr/share/doc/lihui
day=$(sed -n "s/^## $version (\([0-9-]*\))$/\1/p" CHANGELOG.md)
[ -n "$day" ] || { echo "CHANGELOG.md 里没有 $version 这一版：加一行“## $version (年-月-日)”" >&2; exit 1; }
who='lihui maintainers <lihui@example.org>'
SOURCE_DATE_EPOCH=$(date -u -d "$day" +%s)
export SOURCE_DATE_EPOCH

gzip -9n "$root"/usr/share/man/man1/lihui.1 "$root"/usr/share/man/zh_CN/man1/lihui.1
mkdir -p "$doc/manual" "$root/DEBIAN"
install -m 644 content/manual/*.md "$doc/manual"
{
	printf 'Upstream-Name: lihui\nSource: this package is built from its own sources by make deb\n\n'
	cat LICENSE
	printf '\n---\n\nThe Mongolian font inside the program and its web pages:\n\n'
	cat "$o/font/OFL.txt"
	[ ! -f "$root/usr/share/lihui/check-program.js" ] || { printf '\n---\n\nThe checker for web pages:\n\n' && sed -n 's|^// lihui, with|usr/share/lihui/check-program.js is lihui with|p' "$root/usr/share/lihui/check-program.js"; }
} >"$doc/copyright"
awk -v who="$who" '
	function end() { if (day != "") { ask = "LC_ALL=C date -R -u -d " day; ask | getline when; close(ask); printf "\n -- %s  %s\n\n", who, when } }
	/^## / { end(); day = $3; gsub(/[()]/, "", day); printf "lihui (%s) stable; urgency=medium\n\n", $2; next }
	/^- / && day != "" { sub(/^- /, ""); print "  * " $0 }
	/^  / && day != "" { print "  " $0 }
	END { end() }' CHANGELOG.md | gzip -9n >"$doc/changelog.gz"

# What the program is linked with, in the versions that dpkg knows; and the fonts of paper: one for Chinese it cannot do without.
mkdir -p "$o/deb/debian"
printf 'Source: lihui\n\nPackage: lihui\nArchitecture: any\n' >"$o/deb/debian/control"
libraries=$(cd "$o/deb" && DEB_HOST_ARCH=$arch dpkg-shlibdeps -O root/usr/bin/lihui 2>shlibs.log | sed -n 's/^shlibs:Depends=//p') || { cat "$o/deb/shlibs.log" >&2; exit 1; }
cat >"$root/DEBIAN/control" <<CONTROL
Package: lihui
Version: $version
Architecture: $arch
Maintainer: $who
Installed-Size: $(du -k -s --apparent-size "$root/usr" | cut -f 1)
Depends: $libraries, fonts-noto-cjk
Recommends: fonts-noto-core, fonts-arphic-ukai
Suggests: rsync
Section: text
Priority: optional
Description: minutes of village meetings, checked and published
 Reads the minutes that village secretaries type (Markdown, plain text, Word),
 says in plain Chinese what is missing and how to write it, and makes of them a
 static archive for villagers in Chinese and Mongolian, PDF sheets for the
 noticeboard, feeds and statistics. No private number leaves it.
 .
 嘎查（村）的例会记录：检查、发布成村民看得懂的网站、贴公开栏的明白纸和统计。
 第一次用：lihui init 我的站点，照它最后说的做；说明在 $(echo "${doc#"$root"}")/manual。
CONTROL
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum >DEBIAN/md5sums)
find "$root" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
dpkg-deb --root-owner-group -Zxz --build "$root" "$o/deb/lihui_${version}_$arch.deb" >/dev/null
echo "$o/deb/lihui_${version}_$arch.deb"
