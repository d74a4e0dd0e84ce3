#!/bin/sh
# SPDX-License-Identifier: MIT
# Whose a tree is: a build replaces the pages of its own site and edition and no others, and who moves a folder, mends a title or gets an address is not locked out.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset SOURCE_DATE_EPOCH
export LIHUI_LANG=en
cd "$work" || exit 1
n=0
t() { n=$((n + 1)); if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /' said; fi; }
build() { "$LIHUI" build "$@" --date 2019-12-31 >said 2>&1; }
state() { find "$1" -type f -printf '%p %T@ %i %s\n' | sort | sha256sum; }
# Exit 2, these words, and the tree is as it was: refused WHAT WORDS TREE COMMAND...
refused() {
	what=$1 words=$2 tree=$3
	shift 3
	before=$(state "$tree")
	"$@" >said 2>&1
	[ $? = 2 ] && grep -q "$words" said && grep -q -- '-o' said && [ "$before" = "$(state "$tree")" ]
	t $? "refused: $what"
}
# A site made by hand: site NAME UNIT TITLE [LINE]
site() {
	mkdir -p "$1/$2/2019"
	printf 'title: {zh: %s}\nlanguages: [zh]\nsheets: [handout]\n%s\n' "$3" "${4:-}" >"$1/site.yaml"
	printf -- '---\n名称: %s\n层级: 苏木\n---\n' "$3" >"$1/_index.md"
	printf -- '---\n名称: %s嘎查\n---\n' "$2" >"$1/$2/_index.md"
	printf -- '---\n类型: 双书记周例会\n日期: 2019-12-10\n地点: 会议室\n主持人: 郝日（第一书记）\n召集人: 沙林（嘎查党支部书记）\n出席: 郝日（第一书记）、沙林（嘎查党支部书记）\n---\n# 周例会\n\n## 一、学习政策\n- 《森林法》\n' >"$1/$2/2019/2019-12-10.md"
}

# --- editions
site a shan 山前
build a -o p
t $? "the public edition"
[ "$(head -c 15 p/manifest.sha256)" = '# lihui public ' ]
t $? "the manifest says whose it is"
(cd p && sha256sum -c --quiet --strict manifest.sha256) >said 2>&1
t $? "sha256sum agrees"
"$LIHUI" verify p >said && grep -q 'public edition of 山前' said
t $? "so does verify, and names it"
refused "internal over public" "holds the public edition" p build a -o p --internal
build a -o i --internal
t $? "the internal edition has its own folder"
[ "$(stat -c %a i)" = 700 ]
t $? "which nobody else reads"
"$LIHUI" verify i >said && grep -q 'internal edition of 山前, not for the public' said
t $? "verify names it"
refused "public over internal" "holds the internal edition" i build a -o i
chmod 755 i && build a -o i --internal && [ "$(stat -c %a i)" = 700 ]
t $? "a folder that others could read is shut"
mkdir -m 755 j && build a -o j --internal && [ "$(stat -c %a j)" = 700 ]
t $? "an empty one too"
rm -rf i/* && build a -o i
t $? "who empties the folder may have the other edition there"
"$LIHUI" build a --part shan -o part --internal --date 2019-12-31 >said 2>&1 && [ "$(stat -c %a part)" = 700 ]
t $? "an internal part is shut"
refused "a public part over an internal one" "holds the internal edition" part build a --part shan -o part
refused "a join of the internal edition over the public tree" "holds the public edition" p "$LIHUI" join a part -o p --internal
[ "$(stat -c %a a/.lihui)" = 700 ]
t $? "what lihui keeps of a site is shut"
build a -o a/.lihui/preview --internal
refused "a preview over the internal edition" "holds the internal edition" a/.lihui/preview "$LIHUI" serve a --port 0 --date 2019-12-31

# --- trees of an earlier program
sed -i 1d i/manifest.sha256 && build a -o i && build a -o i
t $? "a tree without the line is ours when it has our units"
touch a/_index.md && build a -o i && grep -q '^# lihui public' i/manifest.sha256
t $? "and is marked when it is written next"
rm -rf a/.lihui old && build a -o old && sed -i 1d old/manifest.sha256
refused "internal over a public tree that the index has not left so, another site" "another site" old sh -c 'cp -r a b2 && mv b2/shan b2/he && rm -rf b2/.lihui && exec "$LIHUI" build b2 -o old --date 2019-12-31'

# --- sites
site b he 河东
refused "another site" "pages of another site (山前)" p build b -o p
mkdir -p moved && mv a moved/name && build moved/name -o p
t $? "the folder of the site was moved"
cp -r moved/name copied && rm -rf copied/.lihui && cp -r p q && build copied -o q
t $? "a copy on another PC, without what lihui keeps"
sed -i 's/山前/山前会议公开/' copied/site.yaml && rm -rf copied/.lihui && build copied -o q
t $? "a title mended, there"
mv copied/shan copied/shanqian && build copied -o q
t $? "the only unit renamed, here"
echo 'base_url: https://shan.example/' >>copied/site.yaml && build copied -o q
t $? "an address"
sed -i 's/shan.example/shanqian.example/' copied/site.yaml && build copied -o q
t $? "another address, here: the index knows its tree"
sed -i 's/shanqian.example/third.example/' copied/site.yaml && rm -rf copied/.lihui
refused "another address, where nothing is known of the tree" "another site" q build copied -o q

# --- two that init made, and called the same
"$LIHUI" init one >said && "$LIHUI" init two >said && build one -o w
t $? "a site of init's"
refused "its twin" "another site" w build two -o w
rm -rf one/.lihui && sed -i 's/会议公开/例会公开/' one/site.yaml && mv one/gacha one/xinfa && build one -o w
t $? "its mark goes with it, whatever else changes"
echo 'base_url: https://one.example/' >>one/site.yaml && rm -rf one/.lihui && build one -o w
t $? "an address, on another PC"
echo "1..$n"
