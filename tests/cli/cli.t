#!/bin/sh
# SPDX-License-Identifier: MIT
# The command line: what it understands, what it refuses and in which language, exit statuses, JSON and SARIF, manual page and completion: tests/cli/cli.py.
here=$(cd "$(dirname "$0")" && pwd)
command -v python3 >/dev/null || { echo '1..0 # SKIP no python3'; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH LIHUI_LANG LC_ALL LC_MESSAGES LANG LANGUAGE
python3 "$here/cli.py" "$work" "$(cd "$here/../.." && pwd)"
