#!/bin/sh
# SPDX-License-Identifier: MIT
# The ways that people go through the archive, in Chromium, from the disk and from a server.
set -- npm
. "$(dirname "$0")/prepare.sh"
node tests/browser/ways.js "$site/public"
