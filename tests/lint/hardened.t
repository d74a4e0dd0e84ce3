#!/bin/sh
# SPDX-License-Identifier: MIT
# What the program was linked with: at no fixed address, its tables read-only once it runs, no stack that is code, calls of the C library that know the size of their room, and on
# x86 marks for processors that watch where a jump lands. Not asked of builds for a debugger or with a sanitizer.
set -u
n=0
bad=0
ok() { # status, name
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; bad=1; fi
}
has() { readelf -W "$1" "$LIHUI" 2>/dev/null | grep -Eq "$2"; ok $? "$3"; }
! readelf -Ws "$LIHUI" | grep -q '__asan_init\|__tsan_init\|__gcov_init' || { echo '1..0 # SKIP no release build'; exit 0; }
has -h 'Type: *DYN' 'PIE'
has -l 'GNU_RELRO' 'RELRO'
has -d 'BIND_NOW|FLAGS.*NOW' 'BIND_NOW'
readelf -Wl "$LIHUI" | grep GNU_STACK | grep -qv E
ok $? 'no executable stack'
has --dyn-syms '__stack_chk_fail' 'stack protector'
has --dyn-syms '__(memcpy|snprintf|vsnprintf|read|fprintf|vasprintf)_chk' 'FORTIFY'
# Debian 12's own start files carry no mark of CET, so the whole cannot; our code has the landing places.
case $(uname -m) in
x86_64)
	objdump -d --disassemble=main "$LIHUI" | grep -q endbr64
	ok $? 'CET'
	;;
esac
echo "1..$n"
exit $bad
