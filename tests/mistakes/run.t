#!/bin/sh
# SPDX-License-Identifier: MIT
# What a hand slips into: each row of cases.tsv is a command in a folder with the site s, its public tree, a folder of mail and a foreign folder. It must end with that
# status, say those words in one sentence, and leave what villages wrote and what others own as it was.
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1576627200 # 18 December 2019
n=0
bad=0
not() { echo "not ok $n - $1"; sed 's/^/# /' "$work/said" | head -8; bad=1; }
sums() { # all that is not lihui's own
	find s mail others x.txt out -type f ! -path '*/.lihui/*' -exec md5sum {} + 2>/dev/null | LC_ALL=C sort
}
mkdir "$work/kept"
cd "$work/kept" || exit 1
cp -r "$here/../site/where/in" s
mkdir -p mail others/pages
printf '今天没有记录。\n' >mail/a.txt
printf '别人的\n' >others/pages/index.html
printf '随便一个文件\n' >x.txt
"$LIHUI" build s -o out >/dev/null 2>&1
while IFS='	' read -r status words command; do
	case $status in '' | '#'*) continue ;; esac
	n=$((n + 1))
	rm -rf "$work/now"
	cp -a "$work/kept" "$work/now"
	cd "$work/now" || exit 1
	sums >"$work/before"
	# That the index lay elsewhere is said too, because the folder was copied.
	sh -c "PATH=${LIHUI%/*}:\$PATH; $command" >"$work/said" 2>&1 </dev/null
	got=$?
	sums >"$work/after"
	if [ "$got" != "$status" ]; then not "$command: status $got, not $status"; continue; fi
	if ! grep -qE -- "$words" "$work/said"; then not "$command: does not say $words"; continue; fi
	if [ "$status" -ge 2 ] && [ "$(grep '^lihui: ' "$work/said" | grep -vc '按原文重新做$')" != 1 ]; then not "$command: more than one sentence"; continue; fi
	# What the command itself made beforehand is no loss.
	if [ "${command#*;}" = "$command" ] && [ -n "$(comm -23 "$work/before" "$work/after")" ]; then not "$command: something is lost"; continue; fi
	echo "ok $n - $command"
done <"$here/cases.tsv"
echo "1..$n"
exit $bad
