#!/bin/sh
# SPDX-License-Identifier: MIT
# A site sown with private numbers and names in every place and spelling: none of them may be in the public tree or in its index.
cd "$(dirname "$0")/../.." || exit 1
export LIHUI="${LIHUI:-$PWD/build/lihui}"
[ -x "$LIHUI" ] || { echo "1..0 # SKIP $LIHUI is not built"; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
python3 tests/privacy/leak.py "$work"
