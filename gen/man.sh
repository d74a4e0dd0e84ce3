#!/bin/sh
# SPDX-License-Identifier: MIT
# man.sh PROGRAM LANG DAY: the manual page lihui.1 on standard output, made from what `lihui --help` and each `lihui COMMAND --help` say, so that there is one text.
# A help is: how it is used, its summary, what to know of it behind two blanks, there an option and what it does with two blanks or more between.
set -eu
program=$1 lang=$2 day=$3
case $lang in
zh) name=名称 synopsis=概要 commands=命令 options=选项 ;;
*) name=NAME synopsis=SYNOPSIS commands=COMMANDS options=OPTIONS ;;
esac
help() {
	LIHUI_LANG=$lang "$program" "$@" --help
}
# Roff: a backslash is \e, a hyphen of an option \-, and no line may begin as a request does. A paragraph begins behind another one only.
body() {
	awk '
	function roff(s) { gsub(/\\/, "\\e", s); gsub(/-/, "\\-", s); return s ~ /^[.'\'']/ ? "\\&" s : s }
	function paragraph() { if (n++) print ".PP" }
	/^ *$/ { next }
	/^  -/ {
		sub(/^ +/, "")
		at = match($0, /  +/) ? RSTART : match($0 " ", / /)
		print ".TP"; print ".B " roff(substr($0, 1, at - 1)); n++
		rest = substr($0, at); sub(/^ +/, "", rest); print rest == "" ? "\\&" : roff(rest); next
	}
	/^lihui / { paragraph(); print ".B " roff($0); next }
	{ sub(/^ +/, ""); paragraph(); print roff($0) }'
}
all=$(help)
# What stands in the help of every command is said once, under OPTIONS.
common=$(printf '%s\n' "$all" | sed -n '/^  -C/,$p')
about=$(printf '%s\n' "$all" | sed -n '1s/^lihui *[:：] *//p')
version=$("$program" --version)
cat <<ROFF
.\" $version, made by gen/man.sh from the words of the program.
.TH LIHUI 1 $day "$version"
.ad l
.SH $name
lihui \\- $about
.SH $synopsis
$(printf '%s\n' "$all" | sed -n '3s/^[^:：]*[:：] *//p' | body)
.SH $commands
ROFF
printf '%s\n' "$all" | sed -n 's/^  \([a-z][a-z]*\) .*  *\([^ ].*\)$/\1 \2/p' | while read -r command about; do
	printf '.SS %s: %s\n' "$command" "$(printf '%s\n' "$all" | sed -n "s/^  $command .*   *//p")"
	help "$command" | grep -vxF "$common" | awk 'NR == 1 { sub(/^(用法：|Usage: )/, "") } /^$/ && !blank { blank = NR } !blank || NR > blank + 1' | sed 's/^ *lihui /lihui /' | body
done
printf '.SH %s\n' "$options"
printf '%s\n' "$all" | sed '1,/^  [a-z]/d' | sed '/^  [a-z]/d' | body
