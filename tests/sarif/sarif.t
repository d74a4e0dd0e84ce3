#!/bin/sh
# SPDX-License-Identifier: MIT
# What `check --format sarif` prints is valid after the JSON schema of SARIF 2.1.0: for the sites and records of all rules that find something, in both languages, for
# a site without findings, and for single files. The schema is the one that the npm package @microsoft/jest-sarif carries; npm installs it below the build folder.
cd "$(dirname "$0")/../.." || exit 1
export LIHUI_O="${LIHUI_O:-$PWD/build}" LIHUI="${LIHUI:-$PWD/build/lihui}"
[ -x "$LIHUI" ] || { echo "1..0 # SKIP $LIHUI is not built"; exit 0; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
npm=$LIHUI_O/npm-sarif

# Once for each lock file. The lock keeps two tests of one `prove -j` apart.
mkdir -p "$npm" && (
	flock 9
	cmp -s tests/sarif/package-lock.json "$npm/installed" && exit 0
	cp tests/sarif/package.json tests/sarif/package-lock.json "$npm/" &&
		npm ci --prefix "$npm" --ignore-scripts --no-audit --no-fund >"$npm/log" 2>&1 &&
		cp tests/sarif/package-lock.json "$npm/installed"
) 9>"$npm/.lock" || { echo "Bail out! npm ci failed"; sed 's/^/# /' "$npm/log"; exit 1; }

sarif() { # NAME ARGUMENT…
	name=$1
	shift
	"$LIHUI" check "$@" --format sarif --date 2019-12-31 >"$work/out/$name.sarif" 2>"$work/out/$name.err"
}

# The records of all rules that look at one document lie in one folder.
mkdir "$work/out" && cp -r tests/rule/site "$work/records" && cp -r content "$work/content" && rm -rf "$work/content/.lihui" || exit 1
for f in tests/rule/*/bad*.md; do
	code=$(basename "$(dirname "$f")")
	cp "$f" "$work/records/xinfa/$code${f#tests/rule/*/bad}"
done
sarif records "$work/records"
LIHUI_LANG=en sarif records-en "$work/records"
sarif file "$work/records/xinfa/X801.md"
sarif sample "$work/content"
for d in tests/rule/*/bad/; do
	code=$(basename "$(dirname "$d")")
	cp -r "$d" "$work/$code" && sarif "$code" "$work/$code"
done
cp -r tests/rule/L501/good "$work/good" && sarif good "$work/good"
node tests/sarif/sarif.js "$npm" "$work/out"
