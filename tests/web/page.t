#!/bin/sh
# SPDX-License-Identifier: MIT
# The check page in Chromium: from the disk and from a server, by paste, drop and form; and what it saves is what the office files.
CHECKER="${LIHUI_O:-build}/web/check-program.js"
case $CHECKER in /*) ;; *) CHECKER=$(cd "$(dirname "$0")/../.." && pwd)/$CHECKER ;; esac
if [ ! -f "$CHECKER" ]; then
	why=$(dirname "$CHECKER")/why-not
	[ -f "$why" ] && echo "1..0 # SKIP no sources of the libraries: $(head -n 1 "$why")" && exit 0
	printf '1..1\nnot ok 1 - %s is there (make web)\n' "$CHECKER"
	exit 1
fi
set -- npm
. "$(dirname "$0")/../browser/prepare.sh"
node tests/web/page.js "$site"
