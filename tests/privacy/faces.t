#!/bin/sh
# SPDX-License-Identifier: MIT
# One person, one face: whoever is private is so in every document of the unit, whatever the place; who is in office or public shows everywhere.
cd "$(dirname "$0")/../.." || exit 1
export LIHUI="${LIHUI:-$PWD/build/lihui}"
[ -x "$LIHUI" ] || { echo "1..0 # SKIP $LIHUI is not built"; exit 0; }
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
python3 tests/privacy/faces.py "$work"
