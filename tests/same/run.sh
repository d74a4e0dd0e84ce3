#!/bin/bash
# SPDX-License-Identifier: MIT
# tests/same/run.sh REV [SITE…]: builds the program of REV beside this one and compares what both make of a frozen corpus: public and internal trees byte for byte, the dump
# of each record, what check says, the rows of both indexes, and of a sheet whose bytes differ the boxes of its words and its pixels at 100 dpi. A step that only moves code
# leaves all of it equal. The corpus is made by the scripts of this checkout for both programs: the sample site, the sites of tests, the drill's week, a generated site of 40
# units, and records of tests/read and tests/mutation with seeded damage. Exit status: 0 equal, 1 something differs (what, is printed), 2 it could not be built.
# With SITEs only those of the corpus (content, drill, bench, damaged, mutation, site-held …). Left out on purpose: the version marks of caches (pack, schema, program), which change with the code.
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
[ $# -ge 1 ] || { echo "usage: tests/same/run.sh REV" >&2; exit 2; }
sha=$(git -C "$root" rev-parse --verify "$1^{commit}") || exit 2
work=$root/build/same
mkdir -p "$work"
export TZ=Asia/Tokyo LC_ALL=C.UTF-8 LIHUI_LANG= SOURCE_DATE_EPOCH=1577836800

make -s -C "$root" all || exit 2
old=$work/program-${sha:0:12}
if [ ! -x "$old" ]; then
	git -C "$root" worktree prune
	rm -rf "$work/source"
	git -C "$root" worktree add -q --detach "$work/source" "$sha" || exit 2
	(make -s -C "$work/source" all && cp "$work/source/build/lihui" "$old") || exit 2
	git -C "$root" worktree remove --force "$work/source"
fi

cp "$root/build/lihui" "$work/program-new"
corpus=$work/corpus
rm -rf "$corpus" "$work/old" "$work/new"
mkdir -p "$corpus"
python3 "$here/corpus.py" "$root" "$corpus" || exit 2
shift
for site in "$corpus"/*; do
	case " ${*:-$(basename "$site")} " in *" $(basename "$site") "*) ;; *) rm -rf "$site" ;; esac
done

for side in old new; do
	program=$old
	[ $side = new ] && program=$work/program-new
	mkdir -p "$work/$side"
	cp -a "$corpus" "$work/$side/in"
	(cd "$work/$side" && bash "$here/make.sh" "$program") &
done
wait
python3 "$here/compare.py" "$work/old" "$work/new"
