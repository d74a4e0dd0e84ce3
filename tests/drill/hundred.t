#!/bin/sh
# SPDX-License-Identifier: MIT
# What tired people type in twenty ways, as text and as Word: expect/hundred.*.txt names each thing that is read otherwise than the truth above the text says, and the sums.
# LIHUI_ACCEPT=1 writes them anew: a line more is a step back. `hundred.py DIR --as pandoc` (or soffice) asks the same of other makers of .docx.
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1578000000
bad=0 n=0
for as in as_txt ooxml; do
	n=$((n + 1))
	mkdir "$work/$as"
	(cd "$work/$as" && python3 "$here/hundred.py" "$work/$as" --as $as) >"$work/got" 2>&1
	[ "${LIHUI_ACCEPT:-}" = 1 ] && cp "$work/got" "$here/expect/hundred.$as.txt"
	if diff "$here/expect/hundred.$as.txt" "$work/got" >"$work/diff"; then echo "ok $n - $as"; else echo "not ok $n - $as"; bad=1; sed 's/^/# /' "$work/diff"; fi
done
echo "1..$n"
exit $bad
