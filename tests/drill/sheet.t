#!/bin/sh
# SPDX-License-Identifier: MIT
# The sheet for secretaries, printed by lihui itself from the manual: one leaf, both sides, and all of its words on it.
set -u
unset SOURCE_DATE_EPOCH # the manual is younger than the day that the tests live on
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/content" "$work/content"
cd "$work/content" && rm -rf .lihui
"$LIHUI" pdf manual/secretary-sheet.md --style jiyao -o "$work/sheet.pdf" >"$work/said" 2>&1
status=$?
echo 1..3
[ $status = 0 ] && echo "ok 1 - it is printed" || { echo "not ok 1 - it is printed"; sed 's/^/# /' "$work/said"; }
pdfinfo "$work/sheet.pdf" | grep -q '^Pages: *2$' && echo "ok 2 - one leaf, both sides" || echo "not ok 2 - one leaf, both sides"
pdftotext -raw "$work/sheet.pdf" - | tr -d '\n ' >"$work/text"
grep -q '问题一：二组饮水管冻裂' "$work/text" && grep -q '写成【隐：王五】' "$work/text" && grep -q '照“须改”的话改好再发' "$work/text" && echo "ok 3 - nothing is left out" || echo "not ok 3 - nothing is left out"
