#!/bin/sh
# SPDX-License-Identifier: MIT
# Pages as a browser sees them: axe, html-validate, links, the main ways through the archive from the disk and from a server. Skipped where there is no Chromium or
# no way to fetch the tools (they are pinned in package.json and kept in the build folder).
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
tools=${LIHUI_O:-$root/build}/browser
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)
[ -n "$chromium" ] && command -v node >/dev/null && command -v npm >/dev/null || { echo "1..0 # SKIP no Chromium, node or npm"; exit 0; }
mkdir -p "$tools"
if ! cmp -s "$root/tests/browser/package.json" "$tools/package.json" || [ ! -d "$tools/node_modules/axe-core" ]; then
	cp "$root/tests/browser/package.json" "$tools/package.json"
	(cd "$tools" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm install --silent --no-audit --no-fund) >/dev/null 2>&1 ||
		{ rm -f "$tools/package.json"; echo "1..0 # SKIP npm cannot fetch the tools"; exit 0; }
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/content" "$work/content"
cp -r "$root/tests/view/site" "$work/small"
# The small site's clock: what hangs on the board on 2018-02-20.
"$LIHUI" build "$work/content" -o "$work/sample" >/dev/null 2>"$work/log" && "$LIHUI" build "$work/small" -o "$work/public" --date 2018-02-20 >/dev/null 2>>"$work/log" ||
	{ sed 's/^/# /' "$work/log"; echo "1..1"; echo "not ok 1 - the sites build"; exit 1; }
NODE_PATH=$tools/node_modules CHROMIUM=$chromium node "$root/tests/browser/pages.js" "$work/sample" "$work/public"
