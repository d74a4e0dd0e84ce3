#!/bin/sh
# SPDX-License-Identifier: MIT
# Generated records (a hundred; LIHUI_TRIALS says how many) with private values in every kind of place: nothing public tells one, and the internal edition tells all.
cd "$(dirname "$0")/../.." || exit 1
export LIHUI="${LIHUI:-$PWD/build/lihui}"
[ -x "$LIHUI" ] || { echo "1..0 # SKIP $LIHUI is not built"; exit 0; }
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
python3 tests/privacy/sown.py "$work" "${LIHUI_TRIALS:-100}"
