#!/bin/sh
# SPDX-License-Identifier: MIT
# sources.sh TABLE FOLDER OMIT: fetches the Debian sources that the table pins (package, version, SHA-256 of its .dsc, which holds those of
# its tarballs) into FOLDER/src/PACKAGE, and lays the headers of the installed -dev packages into FOLDER/include. As an ordinary user,
# with a source list of its own, made of the machine's. Says what is missing and ends with 1 when a version cannot be had.
set -eu
table=$PWD/$1
at=$2
omit=$3
mkdir -p "$at/apt/parts" "$at/apt/lists/partial" "$at/src" "$at/include"
at=$(cd "$at" && pwd)
for f in /etc/apt/sources.list.d/*.sources; do
	[ -e "$f" ] && sed 's/^Types:.*/Types: deb-src/' "$f" >"$at/apt/parts/$(basename "$f")"
done
for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
	[ -e "$f" ] && sed -n 's/^deb /deb-src /p' "$f" >"$at/apt/parts/$(basename "$f" .list)-src.list"
done
apt() {
	apt-get -q -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts="$at/apt/parts" -o Dir::State::Lists="$at/apt/lists" \
		-o Dir::Cache::srcpkgcache= -o Dir::Cache::pkgcache= -o APT::Sandbox::User="$(id -un)" "$@"
}
fetch() { # package version sha256
	[ -e "$at/src/$1/.ok-$2" ] && return
	rm -rf "$at/src/$1" "$at/src/down" && mkdir -p "$at/src/down"
	(cd "$at/src/down" && apt source --download-only "$1=$2" >apt.log 2>&1) || {
		echo "取不到 $1 $2 的源码（Debian 可能已换了新版）：在 gen/web/sources.tsv 里写上新的版本和校验和 / cannot fetch the source of $1 $2" >&2
		tail -3 "$at/src/down/apt.log" >&2
		exit 1
	}
	dsc=$(ls "$at/src/down/"*.dsc)
	echo "$3  $dsc" | sha256sum --quiet -c - || exit 1
	dpkg-source --no-check -x "$dsc" "$at/src/$1" >"$at/src/down/unpack.log" 2>&1 || { tail -3 "$at/src/down/unpack.log" >&2; exit 1; }
	touch "$at/src/$1/.ok-$2"
	rm -rf "$at/src/down"
}
apt update >"$at/apt/update.log" 2>&1 || { echo "读不到 Debian 的源码目录（要联网）/ no list of sources: is there a network?" >&2; tail -3 "$at/apt/update.log" >&2; exit 1; }
while read -r package version sum; do
	case $package in '#'* | '') continue ;; esac
	fetch "$package" "$version" "$sum"
done <"$table"

# SQLite's one file: its own build makes it, without what OMIT names.
if [ "$(cat "$at/src/sqlite3/one/omit" 2>&1)" != "$omit" ]; then
	rm -rf "$at/src/sqlite3/one" && mkdir -p "$at/src/sqlite3/one"
	(cd "$at/src/sqlite3/one" && ../configure --disable-tcl >made.log 2>&1 && make -j1 sqlite3.c OPTS="$omit" >>made.log 2>&1) ||
		{ tail -3 "$at/src/sqlite3/one/made.log" >&2; exit 1; }
	echo "$omit" >"$at/src/sqlite3/one/omit"
fi
# libzip's build makes the texts of its errors; nobody reads them here.
cat >"$at/src/libzip/lib/zip_err_str.c" <<'C'
#include "zipint.h"
const char *const _zip_err_str[] = { "" };
const int _zip_nerr_str = 1;
const int _zip_err_type[] = { 0 };
C

# Headers: those of the -dev packages, which are of the same versions.
for h in cmark.h cmark_export.h cmark_version.h libfyaml.h xxhash.h unictype.h uninorm.h unistr.h unitypes.h uniwidth.h unistring zip.h zipconf.h nettle; do
	if [ -e /usr/include/$h ]; then ln -sfn /usr/include/$h "$at/include/$h"; else ln -sfn "$(ls -d /usr/include/*-linux-gnu/$h)" "$at/include/$h"; fi
done
ln -sfn "$at/src/sqlite3/one/sqlite3.h" "$at/include/sqlite3.h"
# libxml2 as a reader of trees alone.
rm -rf "$at/include/libxml" && mkdir "$at/include/libxml" && cp /usr/include/libxml2/libxml/*.h "$at/include/libxml/"
for d in THREAD THREAD_ALLOC FTP HTTP VALID LEGACY C14N CATALOG DOCB XPATH XPTR XINCLUDE ICONV ICU ISO8859X DEBUG UNICODE REGEXP AUTOMATA EXPR SCHEMAS SCHEMATRON \
	MODULES ZLIB LZMA READER PATTERN PUSH; do
	sed -i "/^#define LIBXML_${d}_ENABLED/d" "$at/include/libxml/xmlversion.h"
done
touch "$at/src/ok"
