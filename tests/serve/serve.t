#!/bin/sh
# SPDX-License-Identifier: MIT
# lihui serve, asked as a browser, a stranger and an intruder would: tests/serve/serve.py. LIHUI is the program.
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH
python3 "$here/serve.py" "$work"
