#!/bin/sh
# SPDX-License-Identifier: MIT
# What a problem's page offers for telling others.
set -- npm
. "$(dirname "$0")/prepare.sh"
command -v zbarimg >/dev/null || { echo '1..0 # SKIP no zbarimg'; exit 0; }
node tests/browser/share.js "$site/public"
