#!/bin/sh
# SPDX-License-Identifier: MIT
# The examples of `lihui explain`: taken from the rule's own tested cases, so they cannot go stale. examples.sh OUTDIR writes OUTDIR/CODE.wrong (what check says of the
# bad case) and OUTDIR/CODE.right (the lines that the good case has instead).
set -eu
out=$1
rm -rf "$out"
mkdir -p "$out"
for folder in tests/rule/[A-Z][0-9][0-9][0-9]; do
	code=$(basename "$folder")
	# The first paragraph of bad.diag that carries the code: its line and the indented ones below it. The path says nothing to a reader, so it goes.
	LC_ALL=C awk -v code="[$code]" '/^[^ ]/ { on = !seen && index($0, code) > 0; if (on) { seen = 1; sub(/^[^:]*:([0-9]+:[0-9]+:)? ?/, "") } } on' \
		"$folder/bad.diag" >"$out/$code.wrong"
	bad=$folder/bad.md
	good=$folder/good.md
	[ -f "$bad" ] || { bad=$folder/bad; good=$folder/good; }
	diff -r "$bad" "$good" | LC_ALL=C sed -n 's/^> //p' | sed '/^$/d' | head -6 >"$out/$code.right" || true
done
