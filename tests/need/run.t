#!/bin/sh
# SPDX-License-Identifier: MIT
# What `make` needs is installed by gen/need.sh: played with an apt-get, a dpkg-query and a sudo of our own, so that nothing is installed. Each thing that can go wrong
# ends in one Chinese sentence that says what to do.
set -u
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PLAY="$work" TMPDIR="$work"
n=0
bad=0
ok() { # status, name
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /' "$work/said" | tail -20; bad=1; fi
}
tools() { # which of the tools there are
	rm -rf "$work/bin"
	mkdir "$work/bin"
	for t in sh env sed awk grep wc tr df tail id echo cat expr; do ln -s "$(command -v $t)" "$work/bin/$t" 2>/dev/null; done
	for t in "$@"; do
		cp "$work/$t" "$work/bin/$t"
		chmod +x "$work/bin/$t"
	done
}
printf '#!/bin/sh\neval p=\\${$#}\ncase $p in have*) echo "install ok installed" ;; *) exit 1 ;; esac\n' >"$work/dpkg-query"
cat >"$work/apt-get" <<'PLAYED'
#!/bin/sh
echo "$*" >>"$PLAY/asked"
case " $* " in
*' update '*) [ ! -e "$PLAY/no-network" ] || { echo 'E: Temporary failure resolving' >&2; exit 100; } ;;
*' -s '*) [ ! -e "$PLAY/no-package" ] || exit 100 ;;
*--assume-no*) printf 'Need to get 194 MB of archives.\nAfter this operation, 574 MB of additional disk space will be used.\n'; exit 1 ;;
*) [ ! -e "$PLAY/broken" ] || { echo 'E: Failed to fetch' >&2; exit 100; } ;;
esac
PLAYED
printf '#!/bin/sh\n[ -e "$PLAY/no-rights" ] && [ "$1" = -v ] && exit 1\n[ "$1" = -v ] || exec "$@"\n' >"$work/sudo"
printf '#!/bin/sh\necho 1000\n' >"$work/somebody"
try() { # what is wrong ("" nothing); tools
	for w in no-network no-package broken no-rights; do rm -f "$work/$w"; done
	[ -z "$1" ] || : >"$work/$1"
	: >"$work/asked"
	shift
	tools "$@"
	if [ -n "${USER_TOO-}" ]; then rm "$work/bin/id"; cp "$work/somebody" "$work/bin/id"; chmod +x "$work/bin/id"; fi
	(cd "$root" && PATH="$work/bin" sh gen/need.sh '' have-a want-b want-c) >"$work/said" 2>&1
}
said() { # words: one line of it says them
	[ "$(grep -c "$1" "$work/said")" = 1 ]
}
try '' dpkg-query apt-get
ok $? 'installs'
grep -q 'install.* want-b want-c$' "$work/asked" && ! grep -q have-a "$work/asked"
ok $? 'what is missing, and nothing else'
said '要下载 194 MB，装好占 574 MB'
ok $? 'and says before how much it is'
try no-network dpkg-query apt-get
[ $? = 1 ] && said '连不上软件源：请接上网' && ! grep -q 'install -q' "$work/asked"
ok $? 'no network'
try no-package dpkg-query apt-get
[ $? = 1 ] && said '软件源里没有要的软件.*Debian 12'
ok $? 'another Debian'
try broken dpkg-query apt-get
[ $? = 1 ] && said '没有装成.*再做一遍'
ok $? 'the network breaks off'
try '' dpkg-query
[ $? = 1 ] && said 'Debian 12'
ok $? 'no apt'
USER_TOO=1
try '' dpkg-query apt-get
[ $? = 1 ] && said '没有 sudo：请先运行 su -'
ok $? 'neither root nor sudo'
try no-rights dpkg-query apt-get sudo
[ $? = 1 ] && said '不能用 sudo：请管理员来做'
ok $? 'sudo refuses'
try '' dpkg-query apt-get sudo
[ $? = 0 ] && grep -q 'install.* want-b want-c$' "$work/asked"
ok $? 'through sudo'
(cd "$work" && PATH="$work/bin" sh "$root/gen/need.sh" '' have-a have-b) >"$work/said" 2>&1 && [ ! -s "$work/said" ]
ok $? 'nothing missing: not a word'
echo "1..$n"
exit $bad
