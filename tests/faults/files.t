#!/bin/sh
# SPDX-License-Identifier: MIT
# Files that cannot be opened, vanish, change, are empty, too long in their name or too large: findings, and the others are published. A clock that cannot be right is refused by
# every command, and --date overrides it.
set -u
unset SOURCE_DATE_EPOCH
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
chmod 755 "$work"
${CC:-cc} -O1 -std=gnu17 -D_GNU_SOURCE -shared -fPIC -o "$work/fault.so" "$root/tests/faults/fault.c" -ldl || exit 1
cp "$LIHUI" "$work/lihui"
cd "$work" || exit 1
python3 "$root/tests/bench/site.py" site --units 2 --weeks 2 --sheets handout >/dev/null
mkdir mail
printf '巴彦诺尔嘎查双书记周例会\n日期：2018-01-16\n一、学习\n学习草原法\n' >mail/a.txt
n=0
bad=0
ok() { # status, name
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /' said | tail -8; bad=1; fi
}
# Nobody in particular: root may open everything.
as() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }
record=t00/v0000/2018/2018-01-08.md
# spoil WHAT COMMAND: a copy of the site with one file more in v0000, or one spoilt.
spoil() {
	[ ! -d s ] || chmod -R u+rwx s
	rm -rf s out && cp -r site s && mkdir out
	(cd s/t00/v0000/2018 && eval "$2") || ok 1 "$1: cannot be made"
	[ "$(id -u)" != 0 ] || chown -R 65534:65534 s out mail
}
# The neighbour's records are there whatever happened beside them.
published() { [ -s out/tree/zh/t00/v0001/2018/2018-01-08.html ] && [ -s out/tree/manifest.sha256 ]; }
goes() { # name, words that must be said, mischief
	spoil "$1" "$3"
	as ./lihui check s --date 2018-02-01 >said 2>&1
	status=$?
	[ $status -lt 2 ] && { [ -z "$2" ] || grep -q "$2" said; }
	ok $? "$1: check says it"
	as ./lihui build s -o out/tree --date 2018-02-01 >said 2>&1
	[ $? = 0 ] && published
	ok $? "$1: build goes on"
}
goes 'a record that may not be read' 'F018' 'chmod 000 2018-01-08.md'
! [ -e out/tree/zh/t00/v0000/2018/2018-01-08.html ]
ok $? 'it is held'
chmod 644 s/$record && as ./lihui build s -o out/tree --date 2018-02-01 >said 2>&1 && [ -s out/tree/zh/t00/v0000/2018/2018-01-08.html ]
ok $? 'and comes with the next build'
goes 'a translation that may not be read' 'F009' 'chmod 000 2018-01-08.mn.md'
goes 'an attachment that may not be read' 'a.pdf.*F009' 'echo x >a.pdf; chmod 000 a.pdf; echo "[表](a.pdf)" >>2018-01-08.md'
goes 'an empty file' 'F002' ': >2018-01-22.md'
goes 'nothing but blanks' 'F002' 'printf "\n \n" >2018-01-22.md'
goes 'a file of three gigabytes' 'F018' 'truncate -s 3G x.txt'
goes 'a pipe, a folder and a link to nowhere' '' 'mkfifo p.md; mkdir d.md; ln -s nowhere l.md'
goes 'a name of 252 bytes' 'F006' 'n=$(printf "会议%.0s" $(seq 42)).md; sed s/2018-01-08/2018-01-23/ 2018-01-08.md >"$n"'
ls out/tree/zh/t00/v0000/2018 | grep -q '^会议.*-[0-9a-f]\{8\}\.html$'
ok $? 'its address is cut'
goes 'a name in another encoding' 'F008' 'cp 2018-01-08.md "$(printf "x\377y.md")"'
spoil 'a folder' 'chmod 000 .'
as ./lihui build s -o out/tree --date 2018-02-01 >said 2>&1
[ $? = 2 ] && grep -q s/t00/v0000/2018 said
ok $? 'a folder that may not be read is no reason to take its records down'
# Between the look at the site and the use of it.
moment() { # name, path, command
	spoil "$1" true
	env FAULT_CALL=open FAULT_PATH="$2" FAULT_AT=1 FAULT_DO="$3" LD_PRELOAD="$work/fault.so" ./lihui build s -o out/tree --date 2018-02-01 >said 2>&1
	[ $? = 0 ] && published
	ok $? "$1: build goes on"
	./lihui build s -o out/tree --date 2018-02-01 >said 2>&1 && ./lihui build s -o fresh --date 2018-02-01 >/dev/null 2>&1 && rm -rf s/.lihui &&
		./lihui build s -o out/clean --date 2018-02-01 >said 2>&1 && diff -r out/tree out/clean >said
	ok $? "$1: the next one is as a clean one"
	rm -rf fresh
}
moment 'a record vanishes' "$record" "rm '$work/s/$record'"
moment 'a record changes' "$record" "sed -i 's/。/，已经答复。/' '$work/s/$record'"
moment 'a record becomes a folder' "$record" "rm '$work/s/$record'; mkdir '$work/s/$record'"
# What is sent.
spoil 'mail' true
mkdir -p in && cp mail/a.txt in/ && : >in/空.txt && cp in/a.txt in/锁住.txt && chmod 000 in/锁住.txt
[ "$(id -u)" != 0 ] || chown -R 65534:65534 in
as ./lihui receive in s --date 2018-02-01 >said 2>&1
[ $? = 1 ] && grep -q '锁住.txt：打不开' said && grep -q '空.txt' said && grep -q 'a.txt → ' said
ok $? 'receive names what it cannot open, and takes the rest'
# The clock.
at() { env FAULT_TIME="$(date -u -d "$1" +%s)" LD_PRELOAD="$work/fault.so" "$work/lihui" $2 >said 2>&1; }
spoil 'clock' true
at 2018-01-20 'build s -o out/tree'
ok $? 'a clock that is right'
for c in 'build s -o out/tree' 'check s' 'receive mail s' 'serve s --port 0' 'due s' 'stats s' 'new --all -C s -o f' 'pdf t00 -C s --week 2018-W02 -o o.pdf'; do
	for day in 2000-01-01 2018-01-02; do
		at $day "$c"
		[ $? = 2 ] && grep -q "$day.*--date" said
		ok $? "on $day: $c"
	done
done
at 2000-01-01 'build s -o out/tree --date 2018-01-20'
ok $? 'a day that is given is believed'
rm -rf s/.lihui && at 2000-01-01 'check s'
at 2000-01-01 "check s/$record"
[ $? -lt 2 ]
ok $? 'one file is checked beside an index that a refused run left empty'
rm -rf s/.lihui && at 2018-01-02 'build s -o out/new'
[ $? = 2 ] && grep -q -e --date said
ok $? 'without an index the records say that the clock is wrong'
# Trees that were copied.
verify() { ./lihui verify out/tree >said 2>&1; }
verify
ok $? 'a tree is as it was published'
mv out/tree/index.html out/real && ln -s ../real out/tree/index.html && ln -s /etc out/tree/etc
verify
[ $? = 1 ] && grep -q '链接.*：index.html' said && grep -q '链接.*：etc' said
ok $? 'links in it are named'
rm out/tree/etc out/tree/index.html && mv out/real out/tree/index.html && chmod 600 out/tree/index.html
verify
[ $? = 0 ] && grep -q '访客打不开：index.html' said
ok $? 'and what visitors could not open'
./lihui build s -o out/inner --internal --date 2018-02-01 >said 2>&1 && chmod 755 out/inner && ./lihui verify out/inner >said 2>&1 && grep -q 'chmod 700 out/inner' said
ok $? 'and an internal tree that others may read'
echo "1..$n"
exit $bad
