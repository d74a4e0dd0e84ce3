#!/bin/sh
# SPDX-License-Identifier: MIT
# Whole trees, byte for byte. A case is a folder: in/ (the site), cmd (shell lines run in a copy of in/'s parent, with $LIHUI), expect/ (files that must be the same;
# expect/stdout and expect/status are the command's). LIHUI_ACCEPT=1 writes expect/ anew: read the difference before committing it.
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0
bad=0
say() { # ok?, name
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi
}
for case in "$here"/*/; do
	name=$(basename "$case")
	[ -f "$case/cmd" ] || continue
	mkdir -p "$work/$name"
	cp -r "$case/in" "$work/$name/in"
	(cd "$work/$name" && sh "$case/cmd" >stdout 2>&1; echo $? >status)
	if [ "${LIHUI_ACCEPT:-}" = 1 ]; then
		find "$case/expect" -type f 2>/dev/null | while read -r f; do
			rel=${f#"$case/expect/"}
			if [ -f "$work/$name/$rel" ]; then cp "$work/$name/$rel" "$f"; else rm "$f"; fi
		done
	fi
	find "$case/expect" -type f | LC_ALL=C sort >"$work/list"
	while read -r f; do
		rel=${f#"$case/expect/"}
		diff -u "$f" "$work/$name/$rel" >"$work/diff" 2>&1
		status=$?
		say $status "$name: $rel"
		[ $status = 0 ] || sed 's/^/# /' "$work/diff" | head -40
	done <"$work/list"
	rm -rf "${work:?}/$name"
done
echo "1..$n"
exit $bad
