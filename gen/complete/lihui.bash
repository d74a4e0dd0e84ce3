# SPDX-License-Identifier: MIT
# Completion for bash: the program itself knows what may come next (gen/cmd/complete.c).
_lihui()
{
	local word
	COMPREPLY=()
	while IFS=$'\t' read -r word _; do
		COMPREPLY+=("$(printf '%q' "$word")")
	done < <("${COMP_WORDS[0]}" --complete "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _lihui lihui
