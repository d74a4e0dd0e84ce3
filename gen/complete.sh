#!/bin/sh
# SPDX-License-Identifier: MIT
# complete.sh PROGRAM: completion for bash, made from the commands and options that the program's own help tells.
set -eu
program=$1
help() {
	LIHUI_LANG=en "$program" "$@" --help
}
commands=$(help | sed -n 's/^  \([a-z][a-z]*\) .*/\1/p')
cat <<'BASH'
# Made by gen/complete.sh from what lihui --help says.
_lihui()
{
	local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= words= i
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		-C | --lang) ((i++)) ;;
		-*) ;;
		*) command=${COMP_WORDS[i]} && break ;;
		esac
	done
	case $before in
	-C) COMPREPLY=($(compgen -d -- "$cur")) && return ;;
	--lang) words='zh en' ;;
	esac
	case $command,$before in
BASH
for command in $commands; do
	help "$command" | grep -oE -- '--[a-z-]+ [a-z]+(\|[a-z]+)+' | sort -u | while read -r option values; do
		printf '\t%s,%s) words="%s" ;;\n' "$command" "$option" "$(echo "$values" | tr '|' ' ')"
	done
done
cat <<'BASH'
	esac
	[ -z "$words" ] || { COMPREPLY=($(compgen -W "$words" -- "$cur")) && return; }
	case $command in
BASH
printf '\t"") words="%s --help --version --lang -C" ;;\n' "$(echo $commands)"
for command in $commands; do
	options=$(help "$command" | grep -oE -- '(^|[^a-z-])(--[a-z][a-z-]*|-o)' | grep -oE -- '-[a-z-]+' | sort -u)
	printf '\t%s) words="%s" ;;\n' "$command" "$(echo $options --help --lang -C)"
done
cat <<'BASH'
	esac
	case $command,$cur in
	,* | *,-*) COMPREPLY=($(compgen -W "$words" -- "$cur")) ;;
	explain,*) COMPREPLY=($(compgen -W "$(lihui explain | cut -f 1)" -- "$cur")) ;;
	esac
}
complete -o default -F _lihui lihui
BASH
