#!/bin/sh
# SPDX-License-Identifier: MIT
# `check` of one file in an indexed site opens that file, the configuration and the index, and no other document.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$(cd "$(dirname "$0")/../.." && pwd)
cp -r "$root/content" "$work/content"
cd "$work" || exit 1
"$LIHUI" check content --date 2019-12-11 >/dev/null
file=content/shifan/shili/2019/2019-12-03.md
strace -f -qq -e trace=open,openat -o trace "$LIHUI" check "$file" --date 2019-12-11 >found
status=$?
echo 1..3
[ $status = 0 ] && echo 'ok 1 - check of one file' || { echo 'not ok 1 - check of one file'; sed 's/^/# /' found | head; }
# Regular files below the site that were opened and are there.
grep -v ENOENT trace | grep -v O_DIRECTORY | sed -n 's/.*"\([^"]*\)".*/\1/p' | grep content | sed 's/^.*content\//content\//' | sort -u |
	grep -vE '/(_index(\.mn)?\.md|_rules\.yaml|_study\.yaml|site\.yaml|_words/.*)$|^content/\.lihui/' >opened
printf '%s\n' "$file" "${file%.md}.mn.md" | sort >wanted
if diff wanted opened >difference; then echo 'ok 2 - it opens that file and its translation'; else echo 'not ok 2 - it opens that file and its translation'; sed 's/^/# /' difference | head; fi
"$LIHUI" check content --date 2019-12-11 >again
if [ "$(tail -n 1 again)" = "$("$LIHUI" check content --date 2019-12-11 | tail -n 1)" ]; then echo 'ok 3 - the index is as it was'; else echo 'not ok 3 - the index is as it was'; fi
