#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints an assembler file that embeds the named files. A name in the table is the path without templates/ or the build folder in front:
# templates/words/zh.yaml -> words/zh.yaml, build/font/mongolian.ttf -> font/mongolian.ttf; what content/ gives lies in new sites: init/. See gen/base/asset.c for the reader.
set -eu
build=$1
shift
printf '#ifdef __CET__\n#include <cet.h>\n#endif\n'
echo '	.section .rodata'
i=0
for f in "$@"; do
	printf 'asset_%d:\n\t.incbin "%s"\nasset_end_%d:\n\t.byte 0\n' $i "$f" $i
	name=${f#templates/}
	case $f in content/*) name=init/${f#content/} ;; esac
	name=${name#"$build"/}
	name=${name#gen/}
	printf 'asset_name_%d:\n\t.asciz "%s"\n' $i "$name"
	i=$((i + 1))
done
printf '\t.section .data.rel.ro,"aw"\n\t.balign 8\n\t.globl asset_table\nasset_table:\n'
j=0
while [ $j -lt $i ]; do
	printf '\t.quad asset_name_%d, asset_%d, asset_end_%d - asset_%d\n' $j $j $j $j
	j=$((j + 1))
done
printf '\t.quad 0, 0, 0\n\t.section .note.GNU-stack,"",@progbits\n'
