#!/bin/sh
# SPDX-License-Identifier: MIT
# Prints C that embeds the named files under the names that gen/assets.sh gives them: the assembler of WebAssembly has no .incbin.
set -eu
echo '#include "lihui/asset.h"'
i=0
for f in "$@"; do
	printf 'static const unsigned char asset_%d[] = {' $i
	{ cat "$f" && printf '\0'; } | od -An -v -tu1 | sed 's/  */,/g; s/^,//; s/$/,/'
	echo '};'
	i=$((i + 1))
done
echo 'const struct asset asset_table[] = {'
i=0
for f in "$@"; do
	name=${f#templates/}
	printf '{ "%s", (const char *)asset_%d, sizeof asset_%d - 1 },\n' "${name#gen/}" $i $i
	i=$((i + 1))
done
echo '{ 0, 0, 0 } };'
