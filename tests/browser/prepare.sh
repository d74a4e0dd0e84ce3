# SPDX-License-Identifier: MIT
# Sourced by the tests of this folder: makes $site/public from the sample site and from site/, which adds the kinds of page that the sample lacks
# (a matter, a tombstone, a correction, an ended posting, an outdated text, a scanned sheet, recordings). $npm 1 also installs the npm packages of
# package-lock.json under the build folder; $CHECKER gives its pages the checker. LIHUI and LIHUI_O come from the Makefile.
cd "$(dirname "$0")/../.." || exit 1
export LIHUI_O="${LIHUI_O:-$PWD/build}" LIHUI="${LIHUI:-$PWD/build/lihui}"
[ -x "$LIHUI" ] || { echo "1..0 # SKIP $LIHUI is not built"; exit 0; }
site=$(mktemp -d) || exit 1
trap 'rm -rf "$site"' EXIT

bail() { # WHY FILE
	echo "Bail out! $1"
	sed 's/^/# /' "$2"
	exit 1
}

# Once for each lock file. The lock keeps two tests of one `prove -j` apart.
install_npm() {
	mkdir -p "$LIHUI_O/npm"
	(
		flock 9
		cmp -s tests/browser/package-lock.json "$LIHUI_O/npm/installed" && exit 0
		cp tests/browser/package.json tests/browser/package-lock.json "$LIHUI_O/npm/" &&
			npm ci --prefix "$LIHUI_O/npm" --ignore-scripts --no-audit --no-fund >"$LIHUI_O/npm/log" 2>&1 &&
			cp tests/browser/package-lock.json "$LIHUI_O/npm/installed"
	) 9>"$LIHUI_O/npm/.lock"
}

# Without the index that another test may be writing. The clock is fixed, so that one posting has ended and others are in force.
build_site() {
	mkdir "$site/in" &&
		find content -mindepth 1 -maxdepth 1 ! -name .lihui -exec cp -R {} "$site/in/" ';' && cp -R tests/browser/site/. "$site/in/" &&
		cp tests/pdf/photo.jpg "$site/in/shifan/shili/2019/banshi.mn.jpg" &&
		{ printf '\377\373\220\000' && head -c 413 /dev/zero; } >"$site/in/shifan/shili/2019/yangshe-gongshi.mn.mp3" &&
		cp "$site/in/shifan/shili/2019/yangshe-gongshi.mn.mp3" "$site/in/shifan/shili/2019/2019-12-10.mn.mp3" &&
		printf '#!AMR\n' >"$site/in/shifan/shili/2019/2019-12-03.mn.amr" &&
		"$LIHUI" build "$site/in" -o "$site/public" --date 2019-12-12 --checker "${CHECKER:-none}" >"$site/log" 2>&1
}

[ "$1" = npm ] && { install_npm || bail 'npm ci failed' "$LIHUI_O/npm/log"; }
build_site || bail 'the site was not built' "$site/log"
