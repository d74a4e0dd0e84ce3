#!/bin/sh
# SPDX-License-Identifier: MIT
# A small, seeded part of `make faults`: LIHUI_SHARE=1 is all of it, LIHUI_SEED another one (faults.py says what is done, fault.c how).
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1
${CC:-cc} -O1 -std=gnu17 -D_GNU_SOURCE -shared -fPIC -o "$work/fault.so" "$here/fault.c" -ldl || exit 1
python3 "$here/faults.py" "$LIHUI" "$work/fault.so" "$work/in" --share "${LIHUI_SHARE:-0.02}" --seed "${LIHUI_SEED:-1}" --only "${LIHUI_ONLY:-}"
