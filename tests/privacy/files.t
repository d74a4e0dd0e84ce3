#!/bin/sh
# SPDX-License-Identifier: MIT
# Files that documents link: what is copied, what stays inside, and nothing of their authors.
cd "$(dirname "$0")/../.." || exit 1
export LIHUI="${LIHUI:-$PWD/build/lihui}"
[ -x "$LIHUI" ] || { echo "1..0 # SKIP $LIHUI is not built"; exit 0; }
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH LIHUI_LANG LC_ALL LC_MESSAGES LANG LANGUAGE
python3 tests/privacy/files.py "$work"
