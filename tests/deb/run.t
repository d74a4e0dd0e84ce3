#!/bin/sh
# SPDX-License-Identifier: MIT
# The package as `make deb` makes it: what lies in it and how lintian finds it, that a release has one version, and that the program out of it works without this folder.
set -u
unset MAKEFLAGS MFLAGS MAKELEVEL
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root" || exit 1
n=0
bad=0
ok() { # status, name
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /' "$work/said" | tail -20; bad=1; fi
}
make -s O="${LIHUI_O#"$root/"}" deb >"$work/said" 2>&1
ok $? 'make deb'
deb=$(tail -n 1 "$work/said")
cp "$deb" "$work/first.deb"
make -s O="${LIHUI_O#"$root/"}" deb >"$work/said" 2>&1 && cmp "$deb" "$work/first.deb" >"$work/said" 2>&1
ok $? 'the same tree makes the same bytes'
version=$("$LIHUI" --version | sed 's/.* //')
field() { dpkg-deb -f "$deb" "$1"; }
[ "$(field Version)" = "$version" ] && grep -m 1 '^## ' CHANGELOG.md | grep -q "^## $version (20[0-9-]*)$" && [ "$deb" = "${deb%lihui_*}lihui_${version}_$(field Architecture).deb" ]
ok $? 'one version: of the program, the package, the newest entry of CHANGELOG.md'
field Depends >"$work/said"
for need in libc6 libhpdf libsqlite3-0 libxml2 libcmark fonts-noto-cjk; do grep -q "\b$need" "$work/said" || break; done && ! grep -q -e '-dev' "$work/said"
ok $? 'it depends on its libraries and a Chinese font, and on no compiler'
dpkg-deb -c "$deb" | awk '{ print $1, $2, $6 }' >"$work/said"
grep -q '^-rwxr-xr-x root/root ./usr/bin/lihui$' "$work/said" && ! grep '^-' "$work/said" | grep -v '^-rw-r--r-- root/root' | grep -vq '/usr/bin/lihui$' && ! grep -q ' ./usr/local' "$work/said"
ok $? 'the program, owned by root, and nothing below /usr/local'
for f in man/man1/lihui.1.gz man/zh_CN/man1/lihui.1.gz bash-completion/completions/lihui zsh/vendor-completions/_lihui fish/vendor_completions.d/lihui.fish doc/lihui/copyright doc/lihui/changelog.gz doc/lihui/manual/office.md; do
	grep -q " ./usr/share/$f$" "$work/said"
	ok $? "usr/share/$f"
done
# With the checker for pages when it was made, and without a word of it when not.
[ -f "$LIHUI_O/web/check-program.js" ] && there=0 || there=1
grep -q ' ./usr/share/lihui/check-program.js$' "$work/said"
[ $? = $there ]
ok $? 'the checker for pages is in it exactly when make web made it'
dpkg-deb -x "$deb" "$work/out" && dpkg-deb -e "$deb" "$work/control" && (cd "$work/out" && md5sum -c --quiet ../control/md5sums) >"$work/said" 2>&1
ok $? 'md5sums are right'
(cd "$work" && PATH=$work/out/usr/bin:$PATH && lihui init 站点 && lihui build 站点 && lihui verify 站点-public && cd 站点 && lihui pdf manual/secretary-sheet.md --style jiyao -o ../a.pdf) >"$work/said" 2>&1 &&
	[ "$(head -c 5 "$work/a.pdf")" = %PDF- ]
ok $? 'init, build, verify and pdf with the program out of it'
ls "$work"/站点-public/zh/*/check.html "$work/站点-public/assets/check-program.js" >"$work/said" 2>&1
[ "$((! ! $?))" = $there ]
ok $? 'its pages check records exactly when the checker is in it'
if command -v lintian >/dev/null; then
	lintian --allow-root --fail-on error,warning "$deb" >"$work/said" 2>&1
	ok $? 'lintian has no error and no warning'
else
	echo "ok $((n = n + 1)) - lintian # SKIP no lintian"
fi
if git rev-parse HEAD >/dev/null 2>&1; then
	make -s O="${LIHUI_O#"$root/"}" dist >"$work/said" 2>&1 && tar tzf "$(tail -n 1 "$work/said")" >"$work/list" && grep -q "^lihui-$version/Makefile$" "$work/list" && ! grep -qv "^lihui-$version/" "$work/list"
	ok $? 'make dist'
fi
echo "1..$n"
exit $bad
