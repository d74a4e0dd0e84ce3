#!/bin/sh
# SPDX-License-Identifier: MIT
# The search index asked through search.js: in node for what is found and what that costs, in Chromium from file:// for that it works at all.
# LIHUI_O is the build folder.
cd "$(dirname "$0")/../.." || exit 1
program=${LIHUI_O:-build}/tests/unit/draw_search
[ -x "$program" ] || { echo "1..0 # SKIP $program is not built"; exit 0; }
command -v node >/dev/null || { echo '1..0 # SKIP no node'; exit 0; }
site=$(mktemp -d) || exit 1
trap 'rm -rf "$site"' EXIT
mkdir "$site/zh" "$site/mn"
count=0
bad=0

ok() { # STATUS NAME
	count=$((count + 1))
	if [ "$1" -eq 0 ]; then echo "ok $count - $2"; else echo "not ok $count - $2"; bad=1; fi
}
ask() { # LANG QUERY [CLICKS ON MORE]
	node tests/draw/search_query.js "$site" templates/web/search.js "$@" >"$site/answer" 2>&1
}
first() { # LANG QUERY HEADING: the answer's first line
	ask "$1" "$2"
	head -n 1 "$site/answer" | grep -qxF -- "$3"
	ok $? "$2: $3"
	[ "$bad" -eq 0 ] || sed 's/^/# /' "$site/answer" | head -n 5
}
holds() { # TEXT: the last answer does
	grep -qF -- "$1" "$site/answer"
	ok $? "shows $1"
}

"$program" --write "$site" 9000
ok $? 'an index of 9,000 records'
first zh 羊舍 '“羊舍”找到2条'
holds '<article class="card stack doing"><p><span class="st doing"><i aria-hidden="true">➜</i>办理中</span> <span class="no">示例嘎查　问题27-1</span></p>'
holds '<a href="../zh/a%20b/p/2018-27-1.html"><mark>羊舍</mark>&lt;b>漏雨</a>'
first zh '  羊舍　' '“羊舍”找到2条'
first zh 羊 '“羊”找到1条'
first zh 电机 '“电机”找到10条'
first zh 机电 '“机电”没有找到'
first zh 二组机井电机 '“二组机井电机”找到10条'
first zh 27-1 '“27-1”找到1条'
first zh 2018-27-1 '“2018-27-1”找到1条'
first zh ２７－１ '“２７－１”找到1条'
first zh WI-FI '“WI-FI”找到1条'
holds '<mark>Wi-Fi</mark>'
first zh constructor '“constructor”找到1条'
first zh toString '“toString”没有找到'
first zh '农家乐 王某' '“农家乐 王某”找到1条'
first zh '<img src=x onerror=alert(1)>羊舍' '“<img src=x onerror=alert(1)>羊舍”没有找到'
first zh 书记 '“书记”已找到869条，还有更早的'
first mn ᠬᠣᠷᠠ '“ᠬᠣᠷᠠ”找到1条'
holds '<mark>ᠬᠤᠷᠠᠯ</mark>'
first mn 'ᠭᠠᠴᠠᠭᠠ ᠶᠢᠨ' '“ᠭᠠᠴᠠᠭᠠ ᠶᠢᠨ”找到1条'
first mn 羊舍 '“羊舍”找到1条'
holds '<p lang="zh-Hans"><mark>羊舍</mark></p>'

first zh 三组路灯 '“三组路灯”找到8条'
test "$(sed -n 's/.*<a href="[^"]*">\([^<]*\)<.*/\1/p' "$site/answer" | tr '\n' ' ')" = '1 晚得最久 1 晚九天 1 还没到期 2 没定期限 3 修好的 4 公示 5 例会 6 怎么填 '
ok $? 'what is late leads, the manual comes last'
test "$(grep -c '<article class="card stack late"><p><span class="st late"><i aria-hidden="true">▲</i>超期[0-9]*天</span>' "$site/answer")" -eq 2
ok $? 'of the day: two are late'
test "$(grep -c '<p>……[^<]*<mark>三组路灯</mark>不亮，孩子晚自习回家摸黑，[^<]*……</p>' "$site/answer")" -eq 8
ok $? 'the sentence, cut round what was sought'
holds '超期71天'

ask zh 书记 200
test "$(grep -c '<article' "$site/answer")" -eq 2010
ok $? 'more and more'
test "$(grep -o 'href="[^"]*"' "$site/answer" | sort -u | wc -l)" -eq 2010
ok $? 'no hit twice'
grep -o '20[0-9]*年[0-9]*月[0-9]*日' "$site/answer" | sed 's/[年月]/ /g;s/日//' | sort -c -k1,1nr -k2,2nr -k3,3nr
ok $? 'newest first'

for q in 书记 党支部书记主持会议 '第一书记传达政策研究解决问题部署本周工作' '周例会 示例 嘎查 主持 政策 传达 问题 本周'; do
	ask zh "$q"
	bytes=$(sed -n 's/^loaded .* \([0-9]*\) bytes.*/\1/p' "$site/answer")
	test "${bytes:-999999}" -lt 131072
	ok $? "$q costs ${bytes:-?} bytes"
done

rm "$site/assets/search/zh/d12/"*
first zh 羊舍 '读不到索引'

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
if [ -n "$browser" ]; then
	"$program" --write "$site" 30
	cp templates/web/search.js "$site/search.js"
	for l in zh mn; do
		cat >"$site/$l/search.html" <<-HTML
		<!doctype html><html><meta charset="utf-8"><style>html{writing-mode:$([ $l = mn ] && echo vertical-lr || echo horizontal-tb)}</style>
		<form data-search="../assets/search/$l" data-root="../" data-found="“{1}”找到{2}条"><input type="search" name="q"></form>
		<section id="found" hidden><h2 data-head></h2><div data-hits></div><button data-more></button></section>
		<section id="nothing" hidden><h2 data-none-head></h2></section><p id="telling" role="status"></p><script src="../search.js"></script></html>
		HTML
		q=$([ $l = mn ] && echo %E1%A0%AC%E1%A0%A3 || echo %E7%BE%8A%E8%88%8D)
		timeout 60 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$site/profile" --virtual-time-budget=5000 --dump-dom \
			"file://$site/$l/search.html?q=$q" >"$site/answer" 2>/dev/null
		grep -q '<section id="found" style=""><h2 data-head="">“.*”找到[12]条</h2>.*<mark>' "$site/answer"
		ok $? "Chromium, file://, $l"
	done
fi
echo "1..$count"
exit $bad
