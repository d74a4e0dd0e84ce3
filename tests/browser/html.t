#!/bin/sh
# SPDX-License-Identifier: MIT
# html-validate finds nothing in any page of the site, and each page carries its Content-Security-Policy before anything is loaded.
CHECKER=templates/web/sort.js # any file: what it does is tried in tests/web
set -- npm
. "$(dirname "$0")/prepare.sh"
node tests/browser/html.js "$site/public"
