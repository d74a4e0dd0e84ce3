#!/bin/sh
# SPDX-License-Identifier: MIT
# What the Chinese half of README says to type, typed: the five steps on a Monday, a Wednesday and the last day of a year, and the table of commands in a copy of the sample site.
set -u
here=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0
bad=0
ok() { # status, name
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /' "$work/said" | head -20; bad=1; fi
}
sed -n '/^### 发布第一份记录/,/^命令打错/s/^[0-9]\. `\(build\/lihui [^`]*\)`.*/\1/p' "$here/README.md" >"$work/steps"
[ "$(wc -l <"$work/steps")" = 5 ]
ok $? "five steps"
fill() { # the form that a clerk fills: every 〔hint〕 and blank gets its words, and it is no draft any more
	sed -i -e '/^草稿/d' -e 's/〔[^〕]*〕//g' -e 's/^地点:.*/地点: 嘎查党群服务中心/' -e 's/^出席:.*/出席: 张三（第一书记）、李四（嘎查党支部书记）/' \
		-e 's/^### 问题一：.*/### 问题一：二组机井电机烧坏/' -e 's/^- 会议决定：.*/- 会议决定：借一台先用，坏的送修/' -e 's/^- 反映人：.*/- 反映人：李四/' -e 's/^- 责任人：.*/- 责任人：李四/' \
		-e 's/^- （责任人：；时限：）/- 送修电机（责任人：李四；时限：下周二）/' "$1"
}
# 2018-07-02 is a Monday, 2019-12-11 a Wednesday, 2019-12-31 a Tuesday, 2020-12-31 a Thursday.
for day in 2018-07-02 2019-12-11 2019-12-31 2020-12-31; do
	mkdir -p "$work/$day/build"
	cd "$work/$day" || exit 1
	ln -s "$LIHUI" build/lihui
	while read -r step; do
		# shellcheck disable=SC2086 # words of a README are words
		SOURCE_DATE_EPOCH=$(date -d "$day 09:00" +%s) $step >"$work/said" 2>&1
		status=$?
		case $step in
		*" new "*) fill "$(sed -n 's/^已写好：\(.*\)（.*/\1/p' "$work/said")" || status=9 ;;
		*" build "*) grep -q '^已公开 3 份；暂不公开 0 份，草稿 0 份' "$work/said" && [ -f "$(sed -n 's/^请用浏览器打开 //p' "$work/said")" ] || status=9 ;;
		esac
		ok $status "$day: $step"
	done <"$work/steps"
done
mkdir -p "$work/table/bin" "$work/table/收到的文件"
cd "$work/table" || exit 1
ln -s "$LIHUI" bin/lihui
cp -r "$here/content" content
PATH=$PWD/bin:$PATH
export SOURCE_DATE_EPOCH=1576627200 # 18 December 2019
lihui build >"$work/said" 2>&1
ok $? "lihui build"
sed -n '/^### 常用命令/,/^对外公开/s/^| `\(lihui [^`]*\)`.*/\1/p' "$here/README.md" | grep -vE '^lihui (build|join|serve)' >"$work/table/commands"
while read -r command; do
	$command >"$work/said" 2>&1
	status=$?
	[ $status = 1 ] && [ "${command#lihui check}" != "$command" ] && status=0 # what is wrong in the sample site is explained there
	ok $status "$command"
done <"$work/table/commands"
echo "1..$n"
exit $bad
