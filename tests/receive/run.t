#!/bin/sh
# SPDX-License-Identifier: MIT
# What a village sends to a site that stands. A case is a folder: site/ (laid over _site), in/ (what
# came; NAME.docx.txt becomes a Word file, see word.py), perhaps args (more words for the command), book (received.tsv, for printf) and hidden (words
# of which the public build may not hold one), and expect: what is told, what the site holds
# afterwards, what is answered. LIHUI_ACCEPT=1 writes expect anew.
# A second run of the same files has to change nothing. LIHUI_CASE=NAME runs one.
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
SOURCE_DATE_EPOCH=1530748800 && export SOURCE_DATE_EPOCH
n=0
bad=0
say() { # status, name
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi
}
flat() { # folder: every file of it, one below the other; of what is kept, of pictures and sounds, the names
	[ -d "$1" ] || return
	(cd "$1" && find . -type f -not -path './.lihui/*' -not -name received.tsv -not -name _index.md \
		-not -name site.yaml | LC_ALL=C sort | while IFS= read -r f; do
		echo "==== $f"
		case $f in
		./_received/* | *.png | *.PNG | *.mp3 | *.m4a | *.amr) ;;
		*) sed 's/\r$//; s/^\xef\xbb\xbf//' "$f" ;;
		esac
	done)
}
cd "$work" || exit 1
for case in "$here"/*/; do
	name=$(basename "$case")
	[ -d "$case/in" ] || continue
	case " ${LIHUI_CASE:-$name} " in *" $name "*) ;; *) continue ;; esac
	rm -rf s rep p in && cp -r "$here/_site" s && python3 "$here/word.py" "$case/in" in
	[ -d "$case/site" ] && cp -r "$case/site/." s
	mkdir -p s/_received
	[ -f "$case/book" ] && printf '%b' "$(cat "$case/book")" >s/_received/received.tsv
	words=$(cat "$case/args" 2>/dev/null)
	# shellcheck disable=SC2086
	"$LIHUI" receive in s --reply rep $words >got 2>&1
	echo "exit $?" >>got
	{ flat s; flat rep; } >>got
	[ "${LIHUI_ACCEPT:-}" = 1 ] && cp got "$case/expect"
	diff -u "$case/expect" got >diff
	status=$?
	say $status "$name"
	[ $status = 0 ] || sed 's/^/# /' diff | head -60
	flat s >first
	"$LIHUI" receive in s --reply rep $words >/dev/null 2>&1
	flat s >second
	cmp -s first second
	say $? "$name: a second run changes nothing"
	[ -f "$case/hidden" ] || continue
	"$LIHUI" build s -o p >built 2>&1
	[ -f p/index.html ]
	say $? "$name: it is published"
	! grep -rlFf "$case/hidden" p >leaks
	say $? "$name: the hidden words are on no page"
	sed 's/^/# /' leaks
done
echo "1..$n"
exit $bad
