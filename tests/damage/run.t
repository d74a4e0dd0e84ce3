#!/bin/sh
# SPDX-License-Identifier: MIT
# The index is a cache: whatever becomes of it, it is thrown away in the same run, one line says so, and the tree is that of a clean build (damage.py says what is done to it).
# `LIHUI_TRIALS=2000 LIHUI_SEED=7 tests/damage/run.t` for a night.
set -u
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH
export PYTHONDONTWRITEBYTECODE=1 LIHUI_LANG=en
python3 "$here/../bench/site.py" "$work/site" --units 2 --weeks 3 --sheets handout >/dev/null
python3 "$here/../bench/site.py" "$work/other" --units 3 --weeks 2 --sheets handout >/dev/null
python3 "$here/damage.py" "$LIHUI" "$work" --trials "${LIHUI_TRIALS:-45}" --seed "${LIHUI_SEED:-1}"
