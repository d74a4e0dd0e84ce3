#!/bin/sh
# SPDX-License-Identifier: MIT
# Every link and fragment resolves, as files and over http.
. "$(dirname "$0")/prepare.sh"
python3 tests/browser/links.py "$site/public"
