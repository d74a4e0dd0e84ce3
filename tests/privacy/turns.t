#!/bin/sh
# SPDX-License-Identifier: MIT
# A township goes by the registers of the villages that it speaks of; after each of many random edits, and joined from parts, a tree is that of a clean build.
cd "$(dirname "$0")/../.." || exit 1
export LIHUI="${LIHUI:-$PWD/build/lihui}"
[ -x "$LIHUI" ] || { echo "1..0 # SKIP $LIHUI is not built"; exit 0; }
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
# LIHUI_TRIALS=200 takes some three minutes of a processor.
python3 tests/privacy/turns.py "$work" "${LIHUI_TRIALS:-40}"
