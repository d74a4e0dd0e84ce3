#!/bin/sh
# SPDX-License-Identifier: MIT
# A week at the banner office. make.py makes 60 villages and what they send; expect/ says byte for byte where each of it ends, what is told and what is answered.
# Then a form comes back from a careless hand, and three weeks in a row carry their matters over. LIHUI_ACCEPT=1 writes expect/ anew.
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0
bad=0
ok() { # status, name
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi
}
same() { # expected file, got, name
	[ "${LIHUI_ACCEPT:-}" = 1 ] && mkdir -p "$here/expect" && cp "$2" "$here/expect/$1"
	diff -u "$here/expect/$1" "$2" >"$work/diff" 2>&1
	status=$?
	ok $status "$3"
	[ $status = 0 ] || sed 's/^/# /' "$work/diff" | head -60
}
flat() { # folder: all texts one below the other
	(cd "$1" && find . -type f -not -path './.lihui/*' -not -path './_received/*' | LC_ALL=C sort | while read -r f; do echo "==== $f"; cat "$f"; done)
}
kept() { # arrived and replaced bytes by hash, and the book
	(cd "$1/_received" && find . -type f | LC_ALL=C sort | while IFS= read -r f; do sha256sum "$f"; done; cat received.tsv)
}
day() { # days of July 2018, in seconds
	SOURCE_DATE_EPOCH=$((1530576000 + ($1 - 3) * 86400)) && export SOURCE_DATE_EPOCH
}
cd "$work" || exit 1
python3 "$here/make.py" . || exit 1

# --- a week of files ---
day 5
"$LIHUI" receive inbox site --reply reply --week 2018-W27 --dry-run >dry 2>&1
[ ! -e site/_received ] && [ ! -e reply ]
ok $? "a dry run writes nothing"
"$LIHUI" receive inbox site --reply reply --week 2018-W27 >told 2>&1
ok $(($? != 1)) "files that wait for somebody give exit status 1"
same told.txt told "what the office is told"
flat site >records; same records.txt records "records of 60 villages"
flat reply >replies; same replies.txt replies "replies"
kept site >kept; same kept.txt kept "the bytes that came"
sed 1d told >a; sed 1d dry >b; cmp -s a b
ok $? "the dry run told the same"
python3 - <<'PY'
import glob, sys
for f in glob.glob('reply/*'):
    raw = open(f, 'rb').read()
    text = raw.decode('utf-8-sig')
    assert raw.startswith(b'\xef\xbb\xbf') and b'\n' not in raw.replace(b'\r\n', b''), f
    assert len(text.replace('\r\n', '\n')) <= 500, f
    assert not any(w in text for w in ('.md', '_index', 'lihui', '/20', '[D', 'YAML')), f
for f in glob.glob('inbox/**/*.txt', recursive=True):
    pass
PY
ok $? "each reply is for Notepad, of 500 characters at most, without codes and paths"
cp -a site before-site; cp -a reply before-reply
"$LIHUI" receive inbox site --reply reply --week 2018-W27 >again 2>&1
diff -r -x .lihui site before-site >diff && diff -r reply before-reply >>diff
ok $? "a second run changes nothing"
tail -7 told >a; tail -7 again >b; cmp -s a b
ok $? "and counts the same"

# --- corrections, two days later ---
day 7
"$LIHUI" receive second site --reply reply2 --week 2018-W27 >told2 2>&1
ok $? "corrections are all placed"
same told2.txt told2 "what changed is told"
flat site >records2; diff records records2 >changes; same records2.diff changes "corrected records"
flat reply2 >replies2; same replies2.txt replies2 "answers to corrections"
kept site >kept2; same kept2.txt kept2 "versions that gave way are kept"
"$LIHUI" receive inbox site --week 2018-W27 >/dev/null 2>&1; flat site >records3; cmp -s records2 records3
ok $? "an old file that is still there brings no old version back"
(cd site && "$LIHUI" stats --until 2018-07-05) >frozen 2>&1; grep -q '2018-07-07' frozen
ok $? "stats lists what came after its day"

# --- a careless hand ---
day 10
(cd site && "$LIHUI" new --all --week 2018-W28 -o ../forms >/dev/null)
form='forms/2018年第28周_东山苏木_新发嘎查.txt'
same form.txt "$form" "the form"
mkdir careless && python3 "$here/careless.py" "$form" careless/新建文本文档.txt
cp -a site careless-site
day 12
"$LIHUI" receive careless careless-site --week 2018-W28 --reply careless-reply >/dev/null 2>&1
same careless.md careless-site/t1/v00/2018/2018-07-10.md "a careless hand comes back whole"
same careless-reply.txt careless-reply/*.txt "and is told what was not mentioned"

# --- three weeks in a row, in a banner that starts ---
python3 "$here/make.py" three >/dev/null && rm -rf three/site/t1/v00/2018
for week in 28 29 30; do
	day $((10 + (week - 28) * 7))
	(cd three/site && "$LIHUI" new --all --week 2018-W$week -o ../forms$week >/dev/null) || ok 1 "forms of week $week"
	want=$(python3 "$here/fill.py" $week three/forms$week three/inbox$week three/counts.json)
	day $((12 + (week - 28) * 7))
	"$LIHUI" receive three/inbox$week three/site --week 2018-W$week >three/told$week 2>&1
	ok $? "week $week: all forms are placed"
	"$LIHUI" build three/site -o three/public >three/built$week 2>&1 || sed 's/^/# /' three/built$week
	(cd three/site && "$LIHUI" stats --until 2018-07-$((12 + (week - 28) * 7)) --format csv) >three/stats$week
	got=$(python3 -c "
import csv, sys
r = list(csv.DictReader(open(sys.argv[1], encoding='utf-8-sig')))[0]
print(f\"held={r['held']} collected={r['collected']} solved={r['solved']} open={r['open']}\")" three/stats$week)
	[ "$want" = "$got" ]
	ok $? "week $week: $want"
	[ "$want" = "$got" ] || echo "# got $got"
done
echo "1..$n"
exit $bad
