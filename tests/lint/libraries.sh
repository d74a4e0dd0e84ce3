#!/bin/sh
# SPDX-License-Identifier: MIT
# Libraries stay in quarantine: each header may be included only by the files named here.
set -eu
bad=0
allow() { # header pattern, then the files that may include it
	pattern=$1
	shift
	for f in $(grep -lE "^#include <$pattern" -r gen include --include='*.c' --include='*.h' || true); do
		ok=0
		for a in "$@"; do case $f in $a) ok=1 ;; esac; done
		[ $ok = 1 ] || { echo "$f includes <$pattern>, which only $* may"; bad=1; }
	done
}
allow 'cmark' 'gen/read/markdown.c'
allow 'libfyaml' 'gen/base/yaml.c'
allow 'sqlite3' 'gen/store/*' 'gen/web/vfs.c'
allow 'hb' 'gen/pdf/font.c' 'gen/pdf/shape.c' 'gen/pdf/font.h' 'gen/pdf/shape.h' 'gen/pdf/subset.c' 'gen/pdf/outline.c'
allow 'fontconfig' 'gen/pdf/font.c'
allow 'hpdf' 'gen/pdf/object.c' 'gen/pdf/struct.c'
allow 'libxml' 'gen/draw/*' 'gen/intake/*' 'gen/pdf/sheet_parse.c'
allow 'microhttpd' 'gen/cmd/cmd_serve.c'
allow 'zip' 'gen/intake/*' 'gen/door/attached_office.c'
[ $bad = 0 ] && echo "libraries: each in its room"
exit $bad
