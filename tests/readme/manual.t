#!/bin/sh
# SPDX-License-Identifier: MIT
# What the manual says to type, typed, page by page: on a Monday, a Wednesday and the last day of a year: tests/readme/manual.py.
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH
python3 "$root/tests/readme/manual.py" "$root" "$work"
