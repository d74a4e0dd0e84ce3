#!/bin/sh
# SPDX-License-Identifier: MIT
# Pages of the languages whose words are still empty, left to right and right to left, under axe-core: all that the page says is marked with its language.
set -- npm
. "$(dirname "$0")/prepare.sh"
cp -r tests/site/languages/in "$site/five" && "$LIHUI" build "$site/five" -o "$site/five-public" --date 2018-07-20 >"$site/log" 2>&1 || bail 'not built' "$site/log"
pages='index.html'
for l in bo ko; do for p in gacha/index gacha/2018/2018-07-03; do pages="$pages $l/$p.html"; done; done
for p in index gacha/index gacha/2018/2018-07-03 gacha/p/2018-27-1 gacha/problems gacha/board gacha/stats search; do pages="$pages ug/$p.html"; done
node tests/browser/axe.js "$site/five-public" "$pages"
