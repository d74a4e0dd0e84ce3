#!/bin/sh
# SPDX-License-Identifier: MIT
# Only what changed, and what changed: random edits (edits.py says which), after each of which the tree brought up to date is compared with a clean build. A few here;
# `LIHUI_EDITS=300 LIHUI_SEED=7 tests/incremental/run.t` for a night.
set -u
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH
export PYTHONDONTWRITEBYTECODE=1
n=0
t() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; fi; }

python3 "$here/edits.py" "$LIHUI" "$work/edits" --edits "${LIHUI_EDITS:-25}" --seed "${LIHUI_SEED:-1}" --units 4 --weeks 6 >"$work/said" 2>&1
same=$?
t $same "random edits"
sed 's/^/# /' "$work/said"
[ $same = 0 ] || cat "$work/said" >&2

# One record changed: only files of its village, of the units above it, and the search index are written. Counted from the files' own times.
python3 "$here/../bench/site.py" "$work/site" --units 4 --weeks 6 --sheets handout
"$LIHUI" build "$work/site" -o "$work/tree" >/dev/null
sleep 0.1
touch "$work/mark"
record=$(find "$work/site/t00/v0002" -name '2018-*.md' ! -name '*.mn.md' ! -name '*-*-*-*' | sort | tail -1)
sed -i 's/^摘要: .*/摘要: 只改了这一句/' "$record"
"$LIHUI" build "$work/site" -o "$work/tree" >/dev/null
find "$work/tree" -type f -newer "$work/mark" | sed "s|^$work/tree/||" | sort >"$work/written"
! grep -qE 't00/v000[013]/' "$work/written"
t $? "one record changed: nothing of another village is written"
! grep -qE '\.pdf$' "$work/written"
t $? "one record changed: a summary stands on no sheet, so none is drawn"
[ "$(grep -vc '^assets/search/' "$work/written")" -le 24 ]
t $? "one record changed: $(grep -vc '^assets/search/' "$work/written") files besides the search index"

touch "$work/mark2"
"$LIHUI" build "$work/site" -o "$work/tree" >/dev/null
[ -z "$(find "$work/tree" -type f -newer "$work/mark2")" ]
t $? "nothing changed: nothing is written"
# Killed in the middle, at whatever moment, and healed by the next build. A first tree is not there before it is whole; one that stands holds whole files only.
"$LIHUI" build "$work/site" -o "$work/clean" >/dev/null
"$LIHUI" build "$work/site" -o "$work/old" --date 2018-06-01 >/dev/null
healed=0 whole=0
for delay in 0.02 0.08 0.2 0.35 0.5; do
	for before in none old; do
		rm -rf "$work/site/.lihui" "$work/killed"
		[ $before = none ] || cp -r "$work/old" "$work/killed"
		"$LIHUI" build "$work/site" -o "$work/killed" >/dev/null 2>&1 &
		pid=$!
		sleep "$delay"
		kill -9 "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
		[ $before = old ] || [ ! -e "$work/killed" ] || diff -r "$work/clean" "$work/killed" >/dev/null || whole=1
		"$LIHUI" build "$work/site" -o "$work/killed" >/dev/null 2>&1 || healed=1
		find "$work/killed" -name '.lihui-*.tmp' -delete # a kill between writing and renaming leaves one, under a name that nothing publishes
		diff -r "$work/clean" "$work/killed" >/dev/null || healed=1
	done
done
[ -z "$(find "$work" -maxdepth 1 -name '*.lihui-new')" ] || healed=1
t $whole "a first tree is whole or not there"
t $healed "a build killed at any moment is healed by the next"
echo "1..$n"
