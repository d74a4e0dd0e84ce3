#!/bin/sh
# SPDX-License-Identifier: MIT
# Each page kind in both languages at 390 and 1280 px, light and dark, under axe-core; and what each page asked for, broke and moved while it loaded.
set -- npm
. "$(dirname "$0")/prepare.sh"
node tests/browser/axe.js "$site/public"
