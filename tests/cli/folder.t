#!/bin/sh
# SPDX-License-Identifier: MIT
# make, make test and make install in a folder whose name has blanks and Chinese: the checkout is seen there through links, so that nothing is built anew.
set -u
unset MAKEFLAGS MFLAGS MAKELEVEL
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
here="$work/例会 一 二/li hui"
mkdir -p "$here"
for f in Makefile CHANGELOG.md gen include templates tests build; do ln -s "$root/$f" "$here/$f"; done
o=${LIHUI_O#"$root/"}
n=0
bad=0
ok() { # status, name
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /' "$work/said" | tail -20; bad=1; fi
}
cd "$here" || exit 1
make -s O="$o" all >"$work/said" 2>&1
ok $? "make"
make -s O="$o" install DESTDIR="$work/目标 dir" >"$work/said" 2>&1 && [ -x "$work/目标 dir/usr/local/bin/lihui" ] && [ -s "$work/目标 dir/usr/local/share/man/man1/lihui.1" ]
ok $? "make install"
make -s O="$o" test TESTS=tests/site/run.t >"$work/said" 2>&1
ok $? "make test"
grep -rn '\$LIHUI' "$root"/tests --include='*.t' --include='*.sh' --include=cmd | grep -v ':[0-9]*:#' | grep -v '"\$LIHUI\|\\\$LIHUI\|\$LIHUI_O/' >"$work/said"
[ ! -s "$work/said" ]
ok $? "no script says \$LIHUI without quotes"
echo "1..$n"
exit $bad
