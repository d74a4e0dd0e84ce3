#!/bin/sh
# SPDX-License-Identifier: MIT
# Pages of the preview reload by themselves in Chromium, under their own policy.
set -- npm
. "$(dirname "$0")/prepare.sh"
node tests/browser/serve.js "$site/in"
