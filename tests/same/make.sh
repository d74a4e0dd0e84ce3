# SPDX-License-Identifier: MIT
# bash make.sh PROGRAM, in a folder that holds in/ (the corpus): all that the program makes of it, in out/. Nothing printed may name the program or its folder.
L=$1
mkdir -p out
if [ -d in/drill ]; then
	(cd in/drill && SOURCE_DATE_EPOCH=1530748800 "$L" receive inbox site --reply ../../out/drill.reply --week 2018-W27 >../../out/drill.receive 2>&1; echo "$?" >>../../out/drill.receive
	 SOURCE_DATE_EPOCH=1530921600 "$L" receive second site --reply ../../out/drill.reply2 --week 2018-W27 >../../out/drill.receive2 2>&1; echo "$?" >>../../out/drill.receive2)
	cp -r in/drill/site out/drill.site
	rm -rf out/drill.site/.lihui
fi
for site in in/*/site.yaml in/drill/site/site.yaml; do
	s=${site%/site.yaml}
	name=$(echo "${s#in/}" | tr / -)
	"$L" check "$s" >"out/$name.check" 2>&1; echo "$?" >>"out/$name.check"
	"$L" check "$s" --format json --lang en >"out/$name.check.json" 2>&1
	"$L" build "$s" -o "out/$name.public" --jobs 1 >"out/$name.build" 2>&1; echo "$?" >>"out/$name.build"
	"$L" build "$s" --internal -o "out/$name.internal" --jobs 2 >"out/$name.build-internal" 2>&1; echo "$?" >>"out/$name.build-internal"
	for db in "$s"/.lihui/*.db; do
		[ -f "$db" ] && python3 "$(dirname "$0")/rows.py" "$db" >"out/$name.$(basename "$db").rows"
	done
	"$L" stats -C "$s" >"out/$name.stats" 2>&1
	"$L" due -C "$s" >"out/$name.due" 2>&1
	"$L" new --all -C "$s" -o "out/$name.forms" >"out/$name.new" 2>&1
	[ "$name" = bench ] && continue # its records are all alike: dumps of the others say more
	(cd "$s" && find . -type f \( -name '*.md' -o -name '*.txt' -o -name '*.markdown' \) -not -path '*/_*' -not -path './.lihui/*' | LC_ALL=C sort) | sed 's,^\./,,' | while IFS= read -r f; do
		echo "==== $f"
		"$L" dump "$f" -C "$s" 2>&1
	done >"out/$name.dump"
done
