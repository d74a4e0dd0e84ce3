#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the Mongolian font that travels inside the program: font.sh OUTDIR. Version 3.002 of Noto Sans Mongolian comes from npm when npm is there; else Debian's
# 2.001, which sets a vowel separator before a suffix wrongly, so the build says which one it took. Latin is kept: font-family needs letters, U+202F, U+180E and the
# variation selectors in one file, and a page's digits beside a suffix come from it too.
set -eu
out=$1
mkdir -p "$out"
package='@expo-google-fonts/noto-sans-mongolian@0.4.1'
pinned=7c0edce49dfc23a2f7b5697df7d73b0dad24c8bb751a1ea1a4b9b59fc849f481
debian=/usr/share/fonts/truetype/noto/NotoSansMongolian-Regular.ttf
work=$out/work
rm -rf "$work"
mkdir -p "$work"

from_npm() {
	command -v npm >/dev/null 2>&1 || return 1
	(cd "$work" && npm pack --silent "$package" >/dev/null 2>&1 && tar xzf ./*.tgz) || return 1
	ttf=$work/package/400Regular/NotoSansMongolian_400Regular.ttf
	echo "$pinned  $ttf" | sha256sum -c --quiet - >/dev/null 2>&1 || return 1
	cp "$ttf" "$work/source.ttf"
	cp "$work/package/LICENSE_FONT" "$out/OFL.txt"
}

if from_npm; then
	echo '蒙古文字体：Noto Sans Mongolian 3.002（npm）'
elif [ -f "$debian" ]; then
	cp "$debian" "$work/source.ttf"
	cp /usr/share/doc/fonts-noto-core/copyright "$out/OFL.txt"
	echo '蒙古文字体：Noto Sans Mongolian 2.001（Debian；装有 npm 时用 3.002，个别后缀字形更准）'
else
	echo '找不到 Noto Sans Mongolian：请安装 fonts-noto-core' >&2
	exit 1
fi
range='U+0020-007E,U+00A0,U+00AB,U+00BB,U+2010-2015,U+2018-201D,U+2026,U+2030,U+2039,U+203A,U+202F,U+2048,U+2049,U+200C,U+200D,U+3000-3002,U+3008-300B,U+1800-1842,U+180E'
hb-subset --unicodes="$range" --layout-features='*' --no-hinting --output-file="$work/web.ttf" "$work/source.ttf"
woff2_compress "$work/web.ttf" >/dev/null 2>&1
mv "$work/web.woff2" "$out/mongolian.woff2"
cp "$work/source.ttf" "$out/mongolian.ttf"
rm -rf "$work"
