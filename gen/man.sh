#!/bin/sh
# SPDX-License-Identifier: MIT
# man.sh PROGRAM LANG: the manual page lihui.1 on standard output, made from what `lihui --help` and each `lihui COMMAND --help` say, so that there is one text.
# A help is: its usage at the margin, what to know of it behind two blanks, there an option and what it does with two blanks or more between, the exit status last.
set -eu
program=$1 lang=$2
case $lang in
zh) name=名称 synopsis=概要 commands=命令 options=选项 ;;
*) name=NAME synopsis=SYNOPSIS commands=COMMANDS options=OPTIONS ;;
esac
help() {
	LIHUI_LANG=$lang "$program" "$@" --help
}
# Roff: a backslash is \e, a hyphen of an option \-, and no line may begin as a request does.
body() {
	awk '
	function roff(s) { gsub(/\\/, "\\e", s); gsub(/-/, "\\-", s); return s ~ /^[.'\'']/ ? "\\&" s : s }
	/^ *$/ { next }
	/^  -/ {
		sub(/^ +/, "")
		at = match($0, /  +/) ? RSTART : match($0 " ", / /)
		print ".TP"; print ".B " roff(substr($0, 1, at - 1)); sub(/^ +/, "", $0)
		rest = substr($0, at); sub(/^ +/, "", rest); print rest == "" ? "\\&" : roff(rest); next
	}
	/^lihui / { print ".PP"; print ".B " roff($0); next }
	/^  / { sub(/^ +/, ""); print ".PP"; print roff($0); next }
	{ print ".PP"; print roff($0) }'
}
all=$(help)
version=$("$program" --version)
about=$(printf '%s\n' "$all" | sed -n '1s/^lihui *[:：] *//p')
cat <<ROFF
.\" $version, made by gen/man.sh from the words of the program.
.TH LIHUI 1 "" "$version"
.ad l
.SH $name
lihui \\- $about
.SH $synopsis
$(printf '%s\n' "$all" | sed -n '3s/^[^:：]*[:：] *//p' | body)
.SH $commands
ROFF
for command in $(printf '%s\n' "$all" | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p'); do
	printf '.SS %s\n' "$(help "$command" | sed -n '1s/^\([^ ]*\)  *[^ ]*  */\1: /p')"
	help "$command" | sed 1,2d | body
done
printf '.SH %s\n' "$options"
printf '%s\n' "$all" | sed '1,/^  [a-z]/d' | sed '/^  [a-z]/d' | body
