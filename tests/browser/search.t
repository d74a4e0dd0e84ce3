#!/bin/sh
# SPDX-License-Identifier: MIT
# Mongolian words with endings, look-alikes, in Cyrillic and Latin letters, and scripts that no page is written in, typed into the search page.
set -- npm
. "$(dirname "$0")/prepare.sh"
cp -r tests/site/search-mongolian/in "$site/mn" && "$LIHUI" build "$site/mn" -o "$site/mn-public" --date 2018-07-20 >"$site/log" 2>&1 || bail 'not built' "$site/log"
node tests/browser/search.js "$site/mn-public" tests/site/search-mongolian/in/queries.tsv
