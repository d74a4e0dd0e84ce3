#!/bin/sh
# SPDX-License-Identifier: MIT
# A site in parts: each is built from a copy that lacks what belongs to the others, by GNU parallel as a province would; joined, they are the single build, byte for byte.
# `LIHUI_EDITS=300 LIHUI_SEED=7 tests/parts/run.t` for another site.
set -u
here=$(dirname "$0")
command -v parallel >/dev/null || { echo '1..0 # SKIP no GNU parallel'; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH
export PYTHONDONTWRITEBYTECODE=1 LIHUI_LANG=en
date=2018-07-02
n=0
t() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; tail -20 "$work/said" 2>/dev/null | sed 's/^/# /'; fi; }
same() { diff -r "$1" "$2" >"$work/said" 2>&1; }
copies() { python3 "$here/site.py" "$@"; }
# Each part in a copy of its own, all at once: build_parts SET UNIT...
build_parts() {
	set=$1
	shift
	parallel --will-cite -j4 "python3 '$here/site.py' part $work/site $work/$set/in/{#} {} && \"\$LIHUI\" build $work/$set/in/{#} --part {} --date $date -o $work/$set/part/{= s,/,-,g =} --jobs 1" \
		::: "$@" >"$work/said" 2>&1
}
# Refused with these words, exit 2, and not a byte of the tree is another: refused WHAT WORDS COMMAND...
refused() {
	what=$1 words=$2
	shift 2
	before=$(find "$work/joined" -type f -printf '%p %T@ %i\n' | sort | sha256sum)
	"$@" >"$work/said" 2>&1
	status=$?
	[ $status = 2 ] && grep -q "$words" "$work/said" && [ "$before" = "$(find "$work/joined" -type f -printf '%p %T@ %i\n' | sort | sha256sum)" ]
	t $? "refused: $what"
}

copies make "$work/site" --edits "${LIHUI_EDITS:-60}" --seed "${LIHUI_SEED:-1}"
"$LIHUI" build "$work/site" --date $date -o "$work/single" >"$work/said" 2>&1
t $? "the single build"

# --- four townships, two of them in a banner below the league
build_parts four t00 t01 qi/t02 qi/t03
t $? "four parts, each where the documents of the others are not"
[ -z "$(find "$work/four/in/1" -name '*.md' ! -name '_*' -path '*/t0[123]/*')" ]
t $? "they really are not"
copies above "$work/site" "$work/site2" t00 t01 qi/t02 qi/t03
four="$work/four/part/t00 $work/four/part/t01 $work/four/part/qi-t02 $work/four/part/qi-t03"
join() { "$LIHUI" join "$work/site2" $four -o "$work/joined" "$@" >"$work/said" 2>&1; }
join
t $? "joined"
same "$work/single" "$work/joined"
t $? "the joined tree is the single build"
"$LIHUI" verify "$work/joined" >"$work/said" 2>&1
t $? "its manifest is right"
find "$work/joined" -type f -printf '%p %T@ %i\n' | sort >"$work/before"
join --date $date && same "$work/single" "$work/joined" && find "$work/joined" -type f -printf '%p %T@ %i\n' | sort | cmp -s - "$work/before"
t $? "joined again: nothing is written"

# --- what does not fit is said before anything is written
refused "a part is missing" "qi/t03" "$LIHUI" join "$work/site2" "$work/four/part/t00" "$work/four/part/t01" "$work/four/part/qi-t02" -o "$work/joined"
cp -r "$work/four/part/t01" "$work/twice"
refused "one unit twice" "same unit" "$LIHUI" join "$work/site2" $four "$work/twice" -o "$work/joined"
refused "another day" "as of 2018-07-02 and not 2018-07-09" "$LIHUI" join "$work/site2" $four -o "$work/joined" --date 2018-07-09
refused "the other edition" "public edition" "$LIHUI" join "$work/site2" $four -o "$work/joined" --internal
refused "no part at all" "is no part" "$LIHUI" join "$work/site2" "$work/site" -o "$work/joined"
refused "a part as output" "cannot be the output" "$LIHUI" join "$work/site2" $four -o "$work/four/part/t00"
refused "no parts" "usage: lihui join SITE" "$LIHUI" join "$work/site2" -o "$work/joined"
refused "a site without that unit" "no such unit\|another configuration" "$LIHUI" join tests/view/site $four -o "$work/joined"
file=$(cd "$work/twice" && find zh -name 'problems.html' | head -1)
printf x >>"$work/twice/$file"
others="$work/four/part/t00 $work/four/part/qi-t02 $work/four/part/qi-t03"
refused "a file that is not what the manifest says" "is damaged: $file" "$LIHUI" join "$work/site2" $others "$work/twice" -o "$work/joined"
rm "$work/twice/$file"
refused "a file that is lost" "is damaged: $file" "$LIHUI" join "$work/site2" $others "$work/twice" -o "$work/joined"
spoiled() { rm -rf "$work/twice"; cp -a "$work/four/part/t01" "$work/twice"; sqlite3 "$work/twice/.lihui/public.db" "$1"; }
spoiled "update fact set value = '0.0.1' where key = 'program'"
refused "a part of another lihui" "built by lihui 0.0.1" "$LIHUI" join "$work/site2" $others "$work/twice" -o "$work/joined"
spoiled "insert into touched values (1)"
refused "a part that was killed" "not finished" "$LIHUI" join "$work/site2" $others "$work/twice" -o "$work/joined"
spoiled "drop table output"
refused "an index that is broken" "cannot be read" "$LIHUI" join "$work/site2" $others "$work/twice" -o "$work/joined"
cp -r "$work/site2" "$work/site3"
sed -i 's/^silent_days: .*//' "$work/site3/_rules.yaml"
echo 'silent_days: 61' >>"$work/site3/_rules.yaml"
refused "another configuration" "another configuration" "$LIHUI" join "$work/site3" $four -o "$work/joined"
rm -r "$work/site3"
cp -r "$work/site2" "$work/site3"
echo '- 又一句' >>"$work/site3/qi/lianxi.md"
refused "other records of the units above" "documents of the units above" "$LIHUI" join "$work/site3" $four -o "$work/joined"
rm -r "$work/site3"
refused "a build where the documents of the parts are not" "join again" "$LIHUI" build "$work/site2" --date $date -o "$work/joined"
refused "a part without a day" "wants --date and -o" "$LIHUI" build "$work/site" --part t00 -o "$work/none"
refused "a part without a place" "wants --date and -o" "$LIHUI" build "$work/site" --part t00 --date $date
refused "a part of no unit" "no unit t0" "$LIHUI" build "$work/site" --part t0 --date $date -o "$work/none"
refused "--part with --only" "not both" "$LIHUI" build "$work/site" --part t00 --only t00 --date $date -o "$work/none"
join
same "$work/single" "$work/joined"
t $? "after all that the parts join as before"

# --- a record is edited: its part is built again and all are joined
record=$(cd "$work/site" && find qi/t02/v0005 -name '2018-*.md' ! -name '*.mn.md' ! -name '*-*-*-*' | sort | head -3 | tail -1)
sed -i 's/^摘要: .*/摘要: 只改了这一句/' "$work/site/$record"
cp "$work/site/$record" "$work/four/in/3/$record"
"$LIHUI" build "$work/four/in/3" --part qi/t02/ --date $date -o "$work/four/part/qi-t02" >"$work/said" 2>&1 && join && "$LIHUI" build "$work/site" --date $date -o "$work/single" >"$work/said" 2>&1
same "$work/single" "$work/joined"
t $? "a record edited, its part built again and joined: the single build after the edit"
touch "$work/mark"
sleep 0.1
join && [ -z "$(find "$work/joined" -type f -newer "$work/mark")" ]
t $? "and again: nothing is written"

# --- killed in the middle
healed=0
for delay in 0.05 0.2 0.5; do
	rm -rf "$work/site2/.lihui" "$work/joined"
	"$LIHUI" join "$work/site2" $four -o "$work/joined" >/dev/null 2>&1 &
	pid=$!
	sleep $delay
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	join || healed=1
	find "$work/joined" -name '.lihui-*.tmp' -delete
	same "$work/single" "$work/joined" || healed=1
done
t $healed "a join killed at any moment is healed by the next"

# --- parts of different depth: the villages of a township, a township, a whole banner
rm -rf "$work/site2" "$work/joined"
villages="t00/v0000 t00/v0001 t00/wu"
build_parts mixed $villages t01 qi
t $? "parts of different depth"
copies above "$work/site" "$work/site2" $villages t01 qi
# A village alone cannot see since when its neighbours are asked for their weeks: the join says which line to write.
"$LIHUI" join "$work/site2" "$work"/mixed/part/* -o "$work/joined" >"$work/said" 2>&1
[ $? = 2 ] && [ ! -e "$work/joined" ] && week=$(sed -n 's,.*t00/_rules.yaml\, weekly_since: \(2018-W[0-9]*\)\,.*,\1,p' "$work/said") && [ -n "$week" ]
t $? "refused: villages of one township, of which none knows when the others began"
echo "weekly_since: $week" >>"$work/site/t00/_rules.yaml"
rm -rf "$work/site2" "$work/mixed"
"$LIHUI" build "$work/site" --date $date -o "$work/stated" >"$work/said" 2>&1 && diff -r "$work/single/data" "$work/stated/data" >"$work/said"
t $? "the line says what the whole site knew without it"
build_parts mixed $villages t01 qi
copies above "$work/site" "$work/site2" $villages t01 qi
"$LIHUI" build "$work/site" --date $date -o "$work/single" >"$work/said" 2>&1
"$LIHUI" join "$work/site2" "$work"/mixed/part/* -o "$work/joined" >"$work/said" 2>&1
same "$work/single" "$work/joined"
t $? "villages, a township and a banner joined: the single build"
copies above "$work/site" "$work/site3" ""
"$LIHUI" build "$work/site" --part . --date $date -o "$work/whole" >"$work/said" 2>&1 && "$LIHUI" join "$work/site3" "$work/whole" -o "$work/joined3" >"$work/said" 2>&1
same "$work/single" "$work/joined3"
t $? "one part that is everything"

# --- one content folder for all: parts do not wait for each other, and a build after the join has nothing to do
rm -rf "$work/site/.lihui"
parallel --will-cite -j4 "\"\$LIHUI\" build $work/site --part {} --date $date -o $work/shared/{= s,/,-,g =} --jobs 1" ::: t00 t01 qi/t02 qi/t03 >"$work/said" 2>&1 &&
	[ ! -e "$work/site/.lihui" ] && "$LIHUI" join "$work/site" "$work"/shared/* -o "$work/joined4" >"$work/said" 2>&1
same "$work/single" "$work/joined4"
t $? "four parts of one folder at once, joined: the single build"
"$LIHUI" build "$work/site" --date $date -o "$work/joined4" >"$work/said" 2>&1 && grep -q '^0 files written' "$work/said" && same "$work/single" "$work/joined4"
t $? "a build after the join writes nothing"
sed -i 's/^摘要: .*/摘要: 又改了这一句/' "$work/site/$record"
"$LIHUI" build "$work/site" --date $date -o "$work/joined4" >"$work/said" 2>&1 && rm -rf "$work/site/.lihui" "$work/single" && "$LIHUI" build "$work/site" --date $date -o "$work/single" >"$work/said" 2>&1
same "$work/single" "$work/joined4"
t $? "an edit and a build on the joined index: the clean build"
"$LIHUI" join "$work/site" "$work"/shared/* -o "$work/joined4" >"$work/said" 2>&1 && ! same "$work/single" "$work/joined4" && ! grep -rq 又改了这一句 "$work/joined4" --include='*.html'
t $? "joined after that build, the parts count again"

# --- the internal edition
for p in t00 t01 qi; do "$LIHUI" build "$work/site" --internal --part $p --date $date -o "$work/internal/$p" >"$work/said" 2>&1; done
"$LIHUI" build "$work/site" --internal --date $date -o "$work/single5" >/dev/null 2>&1 && "$LIHUI" join "$work/site" --internal "$work"/internal/* -o "$work/joined5" >"$work/said" 2>&1
same "$work/single5" "$work/joined5"
t $? "the internal edition"
refused "public where internal is" "internal edition" "$LIHUI" join "$work/site" "$work"/internal/* -o "$work/joined"

# --- what parts cannot see is said
to=$(cd "$work/site" && find t01/v0002 -name '2018-*.md' ! -name '*.mn.md' | head -1)
own=$(cd "$work/site" && find t00/v0001 -name '2018-*-*.md' ! -name '*.mn.md' | head -1)
printf '\n[隔壁](../../../%s)\n' "$to" >>"$work/site/$own"
"$LIHUI" build "$work/site" --part t00 --date $date -o "$work/shared/t00" >"$work/said" 2>&1
grep -q '^1 links lead to files in other parts' "$work/said"
t $? "a link into another part is told"
echo "1..$n"
