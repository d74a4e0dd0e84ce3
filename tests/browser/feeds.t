#!/bin/sh
# SPDX-License-Identifier: MIT
# Feeds and calendars as other programs read them.
. "$(dirname "$0")/prepare.sh"
# Debian's Python: python3-icalendar belongs to it, and another may come first in PATH.
/usr/bin/python3 tests/browser/feeds.py "$site/public" "$site/in" "$LIHUI"
