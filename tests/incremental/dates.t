#!/bin/sh
# SPDX-License-Identifier: MIT
# Nothing is edited, only the date moves (edits.py --dates): after each step the tree brought up to date is compared with a clean build.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH
export PYTHONDONTWRITEBYTECODE=1
if python3 "$(dirname "$0")/edits.py" "$LIHUI" "$work/edits" --dates --units 2 --weeks 4 >"$work/said" 2>&1; then
	echo "ok 1 - the date alone moves"
else
	echo "not ok 1 - the date alone moves"
fi
sed 's/^/# /' "$work/said"
echo "1..1"
