#!/bin/sh
# SPDX-License-Identifier: MIT
# A site that may be read and not written, asked by somebody without rights: every command that reads answers as it does at home, leaves the site as it was and nothing behind.
set -u
if [ "$(id -u)" = 0 ]; then
	command -v setpriv >/dev/null || { echo '1..0 # SKIP no setpriv'; exit 0; }
	as() { setpriv --reuid=65534 --regid=65534 --clear-groups -- "$@"; }
else
	as() { "$@"; }
fi
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=1576627200 HOME="$work/home" TMPDIR="$work/tmp" # 18 December 2019
cd "$work" || exit 1
chmod 755 .
mkdir home tmp out
chmod 1777 home tmp out
cp "$LIHUI" lihui
cp -r "$root/content" s
rm -rf s/.lihui s/manual
n=0
bad=0
ok() { # status, name
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /' said | tail -20; bad=1; fi
}
record=shifan/shili/2019/2019-12-10.md
# What each says at home.
asks() { # one a line: name, command
	cat <<'ASKS'
check	check s
check --strict	check s --strict
check of a file	check s/shifan/shili/2019/2019-12-10.md
check --format json	check s --format json
check --privacy	check s --privacy
stats	stats s --until 2019-12-31
due	due s
dump	dump s/shifan/shili/2019/2019-12-10.md
dump --lines	dump --lines s/shifan/shili/2019/2019-12-10.md
dump of a page	dump s zh/index.html
search	search s 机井
ASKS
}
./lihui build s -o built >/dev/null 2>&1
./lihui check s >/dev/null 2>&1
./lihui pdf s/$record -o at.pdf >/dev/null 2>&1
asks | while IFS='	' read -r name command; do
	./lihui $command >"$(echo "$name" | tr ' ' _).home" 2>/dev/null
	echo $? >>"$(echo "$name" | tr ' ' _).home"
done
mv s/.lihui kept
seal() { # what of an index lies in the site: none, one that nobody else may read, one that all may
	rm -rf s/.lihui
	[ "$1" = none ] || cp -a kept s/.lihui
	chmod -R u+w,a+rX,a-w s
	[ "$1" != private ] || chmod -R go-rwx s/.lihui
	[ "$(id -u)" = 0 ] || [ "$1" != private ] || chmod a-rwx s/.lihui
}
for index in none private readable; do
	chmod -R u+rwX s
	seal $index
	find s -exec stat -c '%n %s %Y %a' {} + 2>/dev/null | LC_ALL=C sort >before
	asks >asked
	while IFS='	' read -r name command; do
		case $name in search | 'check of a file') [ "$index" = readable ] || continue ;; esac # they ask the index that is there
		as ./lihui $command >said 2>errors
		echo $? >>said
		cmp -s said "$(echo "$name" | tr ' ' _).home" && [ ! -s errors ]
		ok $? "$index index: $name"
	done <asked
	as ./lihui build s -o out/$index >said 2>&1 && diff -r built out/$index >said 2>&1
	ok $? "$index index: build -o elsewhere"
	as ./lihui pdf s/$record -o out/$index.pdf >said 2>&1 && cmp out/$index.pdf at.pdf >said 2>&1
	ok $? "$index index: pdf"
	find s -exec stat -c '%n %s %Y %a' {} + 2>/dev/null | LC_ALL=C sort >after
	diff before after >said
	ok $? "$index index: the site is as it was"
	ls -A tmp >said
	[ ! -s said ]
	ok $? "$index index: nothing is left behind"
done
# What must write says so, in one sentence with its remedy.
for command in "build s" "new s/shifan/shili" "receive out s" "check s --fix" "init s/neu" "pdf s/$record -o s/a.pdf"; do
	as ./lihui $command >said 2>&1
	status=$?
	case $command in *--fix) [ $status -le 1 ] || [ "$(grep -c '^lihui: ' said)" = 1 ] ;; receive*) [ $status = 3 ] || [ $status -le 1 ] ;; *) [ $status = 3 ] && [ "$(grep -c '^lihui: .*权限' said)" = 1 ] ;; esac
	ok $? "what must write: $command"
done
TMPDIR=$work/none as ./lihui check s >said 2>&1
[ $? = 3 ] && grep -q '^lihui: s 里不能写，临时的地方' said
ok $? 'no temporary place either'
echo "1..$n"
exit $bad
