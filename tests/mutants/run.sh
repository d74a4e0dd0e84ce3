#!/bin/bash
# SPDX-License-Identifier: MIT
# tests/mutants/run.sh [NAME…], or make mutants: do the tests notice when the program is wrong? Each NAME.patch here is one fault as somebody could make it. One after the
# other they are put into a scratch copy of the checkout with its build folder, so that only the changed file is compiled, and the tests that the patch names are run until one
# of them fails. A fault that none of them notices has survived. Exit status: 0 all were noticed, 1 one survived, or a patch no longer fits, does not compile, or names a test
# that fails without it.
#
# The first line of a patch names the tests that must fail, with what they need in front: `# tests: LIHUI_RULE=L504 build/tests/unit/rule_cases`; the second says the fault in
# words: when code moves and the patch no longer fits, it is made anew from these words (`diff -U1`, little context).
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
copy=$root/build/mutants
export TZ=Asia/Tokyo LC_ALL=C.UTF-8 LIHUI_LANG= SOURCE_DATE_EPOCH=1546300800 LIHUI=$copy/build/lihui LIHUI_O=$copy/build LIHUI_ACCEPT=
unset LIHUI_ACCEPT MAKEFLAGS MAKELEVEL

# Anew: what a commit took away would still be compiled.
rm -rf "$copy"
mkdir -p "$copy/build"
(cd "$root" && git ls-files -z --cached --others --exclude-standard | tar -c --null --ignore-failed-read -T - 2>/dev/null) | tar -x -C "$copy"
for part in gen font examples tests npm liblihui.a lihui deps.ok test-deps.ok; do
	[ ! -e "$root/build/$part" ] || cp -a "$root/build/$part" "$copy/build/"
done
cd "$copy" || exit 1

# What a test runs: a program itself, a script lihui, the one about sheets what draws them.
targets() {
	for word in $1; do
		case $word in
		build/*) echo "$word" ;;
		tests/pdf/*) echo build/tests/pdf/sample ;;
		*.t) echo build/lihui ;;
		esac
	done
}
# Quickly: only the file with the fault is compiled.
build() { make -s -j2 OPT=-O0 $(targets "$1") >"$copy/said" 2>&1; }
# Whether one of the tests fails.
noticed() {
	for word in $1; do
		case $word in *=*) continue ;; esac
		env $(for w in $1; do case $w in *=*) echo "$w" ;; esac; done) "./$word" >"$copy/said" 2>&1 || return 0
		! grep -q '^not ok' "$copy/said" || return 0
	done
	return 1
}
# Put back with today's time, or make would keep what it compiled from the fault.
restore() { for file in $(sed -n 's|^+++ b/||p' "$1"); do cat "$root/$file" >"$copy/$file"; done; }

all=0 bad=0
[ $# -gt 0 ] || set -- $(cd "$here" && ls ./*.patch)
declare -A sound
for name; do
	name=$(basename "$name" .patch) patch=$here/$(basename "$name" .patch).patch
	tests=$(sed -n '1s/^# tests: //p' "$patch") all=$((all + 1)) why=
	if [ -z "${sound[$tests]:-}" ]; then
		build "$tests" || { why='the checkout does not build'; sound[$tests]=no; }
		[ -n "$why" ] || if noticed "$tests"; then sound[$tests]=no; else sound[$tests]=yes; fi
	fi
	if [ "${sound[$tests]}" = no ]; then
		why=${why:-"fails without the fault: $tests"}
	elif ! patch -s -f -p1 -F3 --no-backup-if-mismatch -r - <"$patch" >"$copy/said" 2>&1; then
		why='no longer fits: make it anew'
	elif ! build "$tests"; then
		why='does not compile'
	elif ! noticed "$tests"; then
		why="survived: $tests"
	fi
	restore "$patch"
	if [ -z "$why" ]; then
		echo "ok $all - $name"
	else
		bad=$((bad + 1))
		echo "not ok $all - $name: $why"
		sed -n '2s/^# /#   /p' "$patch"
		case $why in survived*) ;; *) grep -v '^ok' "$copy/said" | tail -n 8 | sed 's/^/#   /' ;; esac
	fi
done
echo "1..$all"
[ "$bad" -eq 0 ]
