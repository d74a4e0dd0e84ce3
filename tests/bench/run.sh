#!/bin/sh
# SPDX-License-Identifier: MIT
# `make bench`: one table of what a build costs, beside the floor (cp -r of its own output), Hugo on the same text, and Typst for a sheet. All in one run on one
# machine and on a tmpfs, so the ratios are the result; the seconds are that machine's.
#
#   tests/bench/run.sh LIHUI [UNITS [WEEKS]]      default 173 52: 9,000 records a year in two languages
#
# LEAGUE=1 builds ten times as many units behind that, for how time and memory grow: some four minutes more, and 10 GB of the tmpfs.
set -eu
lihui=$(realpath "$1")
units=${2:-${UNITS:-173}}
weeks=${3:-${WEEKS:-52}}
here=$(dirname "$(realpath "$0")")
root=$(dirname "$(dirname "$here")")
sample=$(realpath -q "$(dirname "$lihui")/tests/pdf/sample" || true)
work=$(mktemp -d "${BENCH_DIR:-/dev/shm}/lihui-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH
export PYTHONDONTWRITEBYTECODE=1 LC_ALL=C.UTF-8
cd "$work"

# measure NAME COMMAND…: wall, CPU and peak memory into the file NAME.
measure() {
	name=$1
	shift
	python3 - "$name" "$@" <<'PY'
import os, resource, subprocess, sys, time
name, command = sys.argv[1], sys.argv[2:]
start = time.perf_counter()
status = subprocess.run(command, stdout=open(name + ".out", "wb"), stderr=subprocess.STDOUT).returncode
wall = time.perf_counter() - start
u = resource.getrusage(resource.RUSAGE_CHILDREN)
open(name, "w").write("%.3f %.3f %d %d\n" % (wall, u.ru_utime + u.ru_stime, u.ru_maxrss // 1024, status))
PY
}
# median NAME: of NAME.1 NAME.2 NAME.3, by wall.
median() { sort -n "$1".1 "$1".2 "$1".3 | sed -n 2p >"$1"; }
wall() { cut -d' ' -f1 "$1"; }
cpu() { cut -d' ' -f2 "$1"; }
# row LABEL NAME FILES PAGES [RATIO_TO NAME2]
row() {
	awk -v label="$1" -v files="$3" -v pages="$4" -v to="${5:-}" -v base="$(cat "${6:-$2}")" '{
		split(base, b, " ")
		printf "%-34s %8.2f %8.2f %7d %8s %8s  %s\n", label, $1, $2, $3, files, (pages > 0 ? sprintf("%.0f", pages / $1) : "-"), (to != "" ? sprintf("%.2f x %s", $1 / b[1], to) : "")
	}' "$2"
}
count() { find "$1" -type f | wc -l; }
html() { find "$1" -name '*.html' | wc -l; }
# What the last build wrote.
newer() { find "$1" -type f -newer "$2" | wc -l; }

python3 "$here/site.py" plain --units "$units" --weeks "$weeks" --sheets ''
python3 "$here/site.py" sheets --units "$units" --weeks "$weeks" --sheets handout
record=$(find plain/t00 -name '2018-*.md' ! -name '*.mn.md' ! -name '*-*-*-*' | sort | sed -n 20p)
echo "站点：$units 个单位，$weeks 周，$(find plain -name '*.md' ! -name '*.mn.md' ! -name '_*' | wc -l) 份文件，$(find plain -name '*.mn.md' | wc -l) 份蒙古文；$(nproc) 个处理器"
echo "site: $units units, $weeks weeks, $(count plain) files, $(du -s --apparent-size -BM plain | cut -f1) of text; $(nproc) processors; tmpfs"
printf '\n%-34s %8s %8s %7s %8s %8s  %s\n' "" "wall s" "CPU s" "peak MB" files pages/s ratio

# Hugo on the same text.
if command -v hugo >/dev/null; then
	mkdir -p hugosite/layouts/_default
	cat >hugosite/config.yaml <<'Y'
baseURL: https://example.org/
disableKinds: [taxonomy, term, RSS, sitemap]
defaultContentLanguage: zh
defaultContentLanguageInSubdir: true
languages: {zh: {weight: 1}, mn: {weight: 2}}
contentDir: content
Y
	printf '<!DOCTYPE html><html><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>{{ .Content }}</body></html>\n' >hugosite/layouts/_default/single.html
	printf '<!DOCTYPE html><html><head><meta charset="utf-8"><title>{{ .Title }}</title></head><body><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></body></html>\n' >hugosite/layouts/_default/list.html
	cp -r plain hugosite/content
fi

# Those that are compared as builds, in turn, three times, for the machine's speed drifts.
for i in 1 2 3; do
	rm -rf out plain/.lihui copied hugosite/public
	measure full.$i "$lihui" build plain -o out
	measure copy.$i cp -r out copied
	[ ! -d hugosite ] || measure hugo.$i hugo -s hugosite --quiet
done
rm -rf copied
median full
median copy
if [ -d hugosite ]; then
	median hugo
	hugofiles=$(count hugosite/public) hugopages=$(html hugosite/public)
	rm -rf hugosite
fi
pages=$(html out) files=$(count out)
measure findboth find plain out -newer /
row "cp -r of the output" copy "$files" 0
row "find over source and output" findboth "$files" 0
measure catmark sh -c "find plain -name '*.md' -exec cat {} + | cmark"
row "cat of the source | cmark" catmark 1 0
row "full build, no PDF" full "$files" "$pages" "cp -r" copy
measure again "$lihui" build plain -o out
row "nothing changed" again 0 0 find findboth
touch mark
sleep 0.05
sed -i 's/^摘要: .*/摘要: 只改了这一句/' "$record"
measure one "$lihui" build plain -o out
row "one record changed" one "$(newer out mark)" 0 "full build" full
touch mark
sleep 0.05
mkdir -p plain/_templates/web
echo '<footer>bench</footer>' >plain/_templates/web/foot.html
measure template "$lihui" build plain -o out
row "one template changed" template "$(newer out mark)" "$pages" "full build" full
rm -rf plain/_templates plain/.lihui
measure check "$lihui" check plain
row "check only, no index" check 0 0 "cat | cmark" catmark
rm -rf out plain/.lihui

measure withpdf "$lihui" build sheets -o outpdf
pdfs=$(find outpdf -name '*.pdf' | wc -l)
row "full build with PDF handouts" withpdf "$(count outpdf)" "$(html outpdf)" "no PDF" full
awk -v n="$pdfs" -v a="$(cpu withpdf)" -v b="$(cpu full)" 'BEGIN { printf "%-34s %.2f ms CPU a sheet on top, %d sheets\n", "", (n > 0 ? (a - b) * 1000 / n : 0), n }'
rm -rf outpdf sheets/.lihui
if [ -n "$sample" ]; then
	printf '%-34s %s\n' "9,000 different handouts" "$(cd "$root" && "$sample" memory 9000)"
fi

if [ -n "${LEAGUE:-}" ]; then
	python3 "$here/site.py" league --units $((units * 10)) --weeks "$weeks" --sheets ''
	measure tenfold "$lihui" build league -o outleague
	row "ten times the units, no PDF" tenfold "$(count outleague)" "$(html outleague)" "full build" full
	measure tenfoldagain "$lihui" build league -o outleague
	row "ten times the units, nothing changed" tenfoldagain 0 0 "nothing changed" again
	# The floor grows too, and not by ten: memory that the tmpfs never had before costs more than memory that it had.
	measure tenfoldcopy cp -r outleague copied
	row "cp -r of that output" tenfoldcopy "$(count outleague)" 0 "cp -r" copy
	rm -rf outleague league copied
fi

if [ -f hugo ]; then
	row "Hugo, plain templates" hugo "$hugofiles" "$hugopages" "full build" full
	awk -v h="$hugopages" -v ht="$(wall hugo)" -v p="$pages" -v pt="$(wall full)" 'BEGIN { printf "%-34s lihui draws %.1f x the pages per second\n", "", (p / pt) / (h / ht) }'
else
	echo "Hugo: 没有安装，略过 / not installed, skipped"
fi

if command -v npm >/dev/null && mkdir -p typst && (cd typst && npm install --silent --no-audit --no-fund @myriaddreamin/typst-ts-node-compiler >npm.log 2>&1); then
	cp "$record" typst/record.md
	cat >typst/run.js <<'J'
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');
const fs = require('fs');
const text = fs.readFileSync('record.md', 'utf8').replace(/^---[^]*?---\n/, '').replace(/^#+ /gm, m => '='.repeat(m.length - 1) + ' ').replace(/[\[\]<>@$*_`]/g, ' ');
const head = '#set page(paper: "a4", margin: 15mm)\n#set text(font: "Noto Serif CJK SC", size: 18pt, lang: "zh")\n';
const c = NodeCompiler.create({ fontArgs: [{ fontPaths: ['/usr/share/fonts'] }] });
c.pdf({ mainFileContent: head + text });
const n = 50, start = process.cpuUsage(), wall = process.hrtime.bigint();
for (let i = 0; i < n; i++) { c.pdf({ mainFileContent: head + text + '\n' + i }); c.evictCache(0); }
const u = process.cpuUsage(start);
console.log(((u.user + u.system) / 1000 / n).toFixed(1), (Number(process.hrtime.bigint() - wall) / 1e6 / n).toFixed(1));
J
	if (cd typst && node run.js >figures 2>error.log); then
		read -r tcpu twall <typst/figures
		printf '%-34s %s ms CPU, %s ms wall a sheet, fonts loaded once\n' "Typst, the same record, 18 pt" "$tcpu" "$twall"
		awk -v n="$pdfs" -v a="$(cpu withpdf)" -v b="$(cpu full)" -v t="$tcpu" 'BEGIN { if (n > 0) printf "%-34s %.2f x Typst a sheet\n", "", (a - b) * 1000 / n / t }'
	else
		echo "Typst: 装上了，但没有运行起来，略过 / did not run, skipped: $(head -c 200 typst/error.log)"
	fi
else
	echo "Typst: 没有 npm 或下载不到，略过 / npm absent or offline, skipped"
fi
