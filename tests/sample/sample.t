#!/bin/sh
# SPDX-License-Identifier: MIT
# The sample site, end to end: what a visitor, a printer and a feed reader get, and that nothing depends on chance.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH
n=0
bad=0
ok() { # name, command…
	name=$1
	shift
	n=$((n + 1))
	if "$@" >"$work/log" 2>&1; then echo "ok $n - $name"; else
		echo "not ok $n - $name"
		sed 's/^/# /' "$work/log" | head -20
		bad=1
	fi
}
each() { # command that takes one file, then files on standard input; fails when there are none
	count=0
	while read -r f; do
		"$@" "$f" || { echo "fails on $f"; return 1; }
		count=$((count + 1))
	done
	[ "$count" -gt 0 ]
}
cp -r "$root/content" "$work/content"
cd "$work" || exit 1

ok 'build' "$LIHUI" build content -o public
ok 'a second build changes nothing' sh -c 'cp -r public before && "$LIHUI" build content -o public && diff -r before public'
ok 'one thread and three, another folder: the same bytes' sh -c 'cp -r content again && "$LIHUI" build again -o one --jobs 1 && diff -r public one &&
	rm -rf again/.lihui && "$LIHUI" build again -o three --jobs 3 && diff -r public three'
ok 'another time zone, another locale, another day: the same bytes' sh -c 'rm -rf again/.lihui && TZ=America/Lima LC_ALL=en_US.UTF-8 "$LIHUI" build again -o lima &&
	diff -r public lima'
feeds() { find public -name '*.xml' | each xmllint --noout; }
ok 'every feed and the sitemap are well-formed' feeds
sheets() { find public -name '*.pdf' | each qpdf --check; }
ok 'qpdf accepts every sheet' sheets
handouts() {
	for d in $(sqlite3 content/.lihui/public.db "select address from document where state = 'published' and class = 'meeting'"); do
		[ -s "public/files/$d.handout.pdf" ] || { echo "no handout for $d"; return 1; }
	done
}
ok 'each record has its handout' handouts
ok 'the index answers' sh -c '[ "$(sqlite3 content/.lihui/public.db "select count(*) from problem")" -ge 12 ]'
ok 'the index is private' sh -c '[ "$(stat -c %a content/.lihui/public.db)" = 600 ]'
findings() { "$LIHUI" check content --date 2019-12-11 | grep '\]$' | sed 's/^[^ ]*content/content/' >found; diff "$root/tests/sample/findings.txt" found; }
ok 'check finds in the sample what is meant to be found, and nothing else' findings
ok 'verify agrees' "$LIHUI" verify public
ok 'sha256sum agrees' sh -c 'cd public && sha256sum -c --quiet manifest.sha256'
ok 'no page asks anything of another host' sh -c '! grep -rlE "(src|href)=\"(https?:)?//" public --include="*.html" | xargs -r grep -lE "<(script|img|link rel=.stylesheet)[^>]*(src|href)=\"(https?:)?//"'
mongolian_pages() { # a number is no title, downloads have a name each, 12 has its own ending, the footer counts what the catalogue holds
	m=public/mn/shifan/shili
	grep -q '<h1><span lang="zh-Hans">年底集体收益怎么分</span></h1>' $m/p/2019-50-1.html || { echo "the Chinese title is gone"; return 1; }
	[ "$(grep -oh '<a [^>]*\(csv\|json\)"[^>]*>.*</a>' $m/stats.html | grep -o '<a [^>]*\(csv\|json\)"[^>]*>\(<span[^>]*>\)*[^<]*' | sed 's/.*>//' | sort | uniq -d | wc -l)" -le 1 ] || { echo "two downloads of one name"; return 1; }
	! grep -rqP '>(2|12|22)</span>\x{202F}ᠤ ' public/mn || { echo "2, 12, 22 with the ending of other days"; return 1; }
	grep -q "已审读$(grep -c '^  reviewed: true' "$root/templates/words/mn.yaml")条" <<-END || { echo "the footer does not count"; return 1; }
	$(sed 's/<[^>]*>//g' public/mn/index.html)
	END
}
ok 'Mongolian pages say no more and no less' mongolian_pages
roads() { # each road into the archive is in the manual of who walks it, with a name that receive knows
	for w in '\.mn\.txt' '蒙文手写1\.jpg' '蒙语录音\.mp3'; do
		grep -rq "$w" public/zh/manual || { echo "no $w"; return 1; }
	done
	grep -q 'href="recording.html"' public/zh/manual/secretary.html && grep -q 'href="mongolian.html"' public/zh/manual/secretary.html
}
ok 'the manual tells how to give Mongolian and a recording' roads
mongolian() { # the record's Mongolian text stands after the Chinese part, or first where the site says so; 纪要 stays Chinese
	"$LIHUI" -C content pdf shifan/shili/2019/2019-12-10.md --style record -o ../record.pdf && "$LIHUI" -C content pdf shifan/shili/2019/2019-12-10.md --style poster -o ../poster.pdf || return 1
	for f in record poster; do
		qpdf --check $f.pdf >/dev/null && pdftotext -raw $f.pdf - | tr -d '\n' >$f.txt || return 1
		case $f in record) part='示例嘎查.*ᠲᠡᠮᠳᠡᠭᠯᠡᠯ.*草原生态补奖政策》.*50-2' ;; *) part='怎么答复.*超期.*ᠰᠠᠷ᠎ᠠ' ;; esac
		grep -q "$part" $f.txt || { echo "$f: no Mongolian part"; return 1; }
	done
	cp -r content turned && sed -i 's/^languages:.*/languages: [mn, zh]/' turned/site.yaml && grep -q 'mn, zh' turned/site.yaml || return 1
	"$LIHUI" -C turned pdf shifan/shili/2019/2019-12-10.md --style record -o ../turned.pdf && pdftotext -raw -l 1 turned.pdf - | head -1 | grep -q 'ᠬᠤᠷᠠᠯ'
}
ok 'a record and a poster with a Mongolian text have it in columns' mongolian
ok 'removing a record removes its pages' sh -c 'rm content/shifan/shili/2019/2019-12-10.md content/shifan/shili/2019/2019-12-10.mn.md &&
	"$LIHUI" build content -o public && ! find public -path "*2019-12-10*" | grep . && "$LIHUI" verify public'
ok 'a second site in the folder does not touch the first one'"'"'s pages' sh -c 'cp -r public kept && "$LIHUI" init other && "$LIHUI" build other &&
	[ -f other-public/index.html ] && diff -r kept public'
ok 'a folder that is not ours is refused' sh -c 'mkdir mine && echo x >mine/letter && "$LIHUI" build content -o mine; [ $? = 2 ] && [ -f mine/letter ]'
ok 'a second build at the same time is refused' sh -c 'flock content/.lihui/lock "$LIHUI" build content -o public; [ $? = 2 ]'
ok 'a killed build is healed by the next' sh -c 'cp -r "'"$root"'/content" killed
	for i in 1 2 3 4 5 6 7 8; do timeout -s KILL 0.0$((i * 9)) "$LIHUI" build killed -o killed-public >/dev/null 2>&1; done
	"$LIHUI" build killed -o killed-public && cp -r "'"$root"'/content" fresh && "$LIHUI" build fresh -o fresh-public && diff -r fresh-public killed-public'
ok 'a poster of a unit without telephone and place sends nobody nowhere, with a place it does' sh -c '
	pdftotext -raw fresh-public/files/bayannuoer/guilisitai/dianguan.poster.pdf - >poster.txt && grep -q 电灌线路 poster.txt && ! grep 有不同意见 poster.txt &&
	pdftotext -raw fresh-public/files/shifan/shili/2019/2019-11-12.poster.pdf - | grep 打电话问'
ok 'an English message has no Chinese date' sh -c 'LIHUI_LANG=en "$LIHUI" build fresh -o english | grep "As of 2019-[0-9-]*\.$" && LIHUI_LANG=zh "$LIHUI" build fresh -o english | grep "截至2019年"'
echo "1..$n"
exit $bad
