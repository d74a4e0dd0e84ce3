#!/bin/sh
# SPDX-License-Identifier: MIT
# The arrows go one way: a file of a room may include headers of its own room and of rooms before it in the list, never of a later one. The public headers
# of include/lihui belong to the room that has the .c of that name, or to the room named in the table below when several files share one header.
set -eu
rooms=$1
place() { # of a room in the list
	i=0
	for r in $rooms; do
		i=$((i + 1))
		[ "$r" = "$1" ] && { echo $i; return; }
	done
	echo 0
}
owner() { # of a public header, by its name without .h
	case $1 in
	site | doc | tree | picture) echo read ;;
	diag | asset | value | lang | err | clock | text | arena | buf | utf8 | date | file | hash | pool | words | secret | progress) echo base ;;
	sheet | view) echo view ;;
	publish | gathered) echo publish ;;
	version) echo base ;;
	form | receive) echo intake ;;
	html | mustache) echo draw ;;
	feed | calendar | search | csv | sitemap) echo view ;; # plain data that views fill and draw writes
	*) for r in $rooms; do [ -f "gen/$r/$1.c" ] && { echo "$r"; return; }; done
	   echo unknown ;;
	esac
}
bad=0
for f in gen/*/*.c gen/*/*.h; do
	room=${f#gen/}
	room=${room%%/*}
	mine=$(place "$room")
	for inc in $(sed -n 's/^#include "\(.*\)"$/\1/p' "$f"); do
		case $inc in
		lihui/*.h) name=${inc#lihui/}; other=$(owner "${name%.h}") ;;
		lihui/diag.def) other=base ;;
		*/*.h) other=${inc%%/*} ;;
		*) other=$room ;;
		esac
		theirs=$(place "$other")
		if [ "$theirs" = 0 ] || [ "$theirs" -gt "$mine" ]; then
			echo "$f: #include \"$inc\" goes up from $room to $other"
			bad=1
		fi
	done
done
[ $bad = 0 ] && echo "rooms: no upward include"
exit $bad
