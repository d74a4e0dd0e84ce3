#!/bin/sh
# SPDX-License-Identifier: MIT
# Every link and fragment resolves, as files and over http: in the whole archive, and in one village's on a stick.
CHECKER=templates/web/sort.js # any file: what it does is tried in tests/web
. "$(dirname "$0")/prepare.sh"
"$LIHUI" build "$site/in" -o "$site/only" --only shifan/shili --date 2019-12-12 --checker "$CHECKER" >"$site/log" 2>&1 || bail 'the village was not built' "$site/log"
python3 tests/browser/links.py "$site/public" "$site/only"
