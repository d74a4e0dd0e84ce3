#!/bin/sh
# SPDX-License-Identifier: MIT
# What a build does with a checker, whatever is in it: which files there are, what the check page of a unit is told, and that none of it is private.
set -u
cd "$(dirname "$0")/../.." || exit 1
LIHUI=${LIHUI:-$PWD/build/lihui}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
n=0
bad=0
ok() { # status, name
	n=$((n + 1))
	if [ "$1" = 0 ]; then echo "ok $n - $2"; else echo "not ok $n - $2"; sed 's/^/# /' "$work/said" 2>/dev/null | head -20; bad=1; fi
}
here=$PWD
cd "$work" || exit 1
mkdir site site/su site/su/liu site/su/qi site/far site/far/ba site/_words
echo 'lihuiProgram = "AA==";' >program.js
cat >site/site.yaml <<'END'
# 站长手机 13812345678
title: 演练旗会议公开
mark: 0badcafe
base_url: https://example.org/
END
cat >site/_index.md <<'END'
---
名称: 演练旗
层级: 旗
电话: 0482-0000001
---
END
cat >site/_rules.yaml <<'END'
# 内部：李小花家的事先不要公开
yearly_minimum: 40
not_names: [高山]
since:
  - since: 2019-01-01
    levels: {D105: off}
END
printf '%s\n' '# 内部说明' '草原站: 研究' >site/_words/unread.txt
printf '%s\n' '# 不外传' 'site.motto: "勤俭"' 'reply.no_phone: "有不明白的，到 {1} 来问 # 楼上"' >site/_words/zh.yaml
printf '%s\n' '# 不外传' 'steps: {problem: {keys: {难肠事: 6}}} # 不外传' >site/_words/lexicon.yaml
printf '%s\n' '---' '名称: 演练苏木' '层级: 苏木' '书记: {name: 何六, from: 2018-01-01}' '---' >site/su/_index.md
printf '%s\n' '2019-W50: [草原防火]' '2016-W01: [旧的一课]' '# 别外传' >site/su/_study.yaml
cat >site/su/liu/_index.md <<'END'
---
名称: 六合嘎查
别名: [六合村, 六合]
第一书记:
  - {name: 前任甲, from: 2016-01-01, to: 2018-06-30}
  - {name: 张三, from: 2018-07-01, to: 2020-01-01}
  - {name: 后任乙, from: 2020-01-02}
书记: 李四
电话: 0482-0000002
网格: 王老五家
---
嘎查简介里写了赵小六。
END
printf '%s\n' '---' '名称: 七星嘎查' '第一书记: 邻村丁' '电话: 0482-0000003' '---' >site/su/qi/_index.md
printf '%s\n' '---' '名称: 远苏木' '---' >site/far/_index.md
printf '%s\n' '---' '名称: 八里嘎查' '---' >site/far/ba/_index.md
mkdir site/su/liu/2019
record() { # DAY WEEK BODY
	printf '%s\n' '---' '类型: 双书记周例会' "日期: $1" "周次: $2" '主持人: 张三（第一书记）' '召集人: 李四（嘎查党支部书记）' \
		'出席: 张三（第一书记）、李四（嘎查党支部书记）、钱七（村民代表）、孙八' '应到: 12' '实到: 9' '---' "$3" >"site/su/liu/2019/$1.md"
}
record 2019-12-03 49 '## 一、学习政策
- 学了

## 二、听取上周工作汇报
首次会议

## 三、研究解决问题
### 问题49-1：孙八家*羊圈*漏雨 <b>
- 反映人：孙八，电话13912345678
- 会议决定：【隐：给低保】修
- 责任人：李四
- 完成时限：12月20日
- 状态：办理中

## 四、部署本周工作
- 【任务49-1】量羊圈（责任人：李四；时限：12月6日）
- 【任务49-2】发通知（责任人：李四；时限：12月6日）'
record 2019-12-10 50 '## 一、学习政策
- 草原防火

## 二、听取上周工作汇报
- 【任务49-1】量羊圈：已完成

## 三、研究解决问题
本周未收集到新问题

## 四、部署本周工作
无'
record 2019-12-11 50 '公开: 否' && sed -i 's/^公开: 否$//; s/^应到: 12$/应到: 12\n公开: 否\n说明: 加开/' site/su/liu/2019/2019-12-11.md && printf '%s\n' '## 三、研究解决问题' '### 问题50-7：只在内部说的事' '- 会议决定：先不说' >>site/su/liu/2019/2019-12-11.md
build() { "$LIHUI" build site -o "$1" --date 2019-12-12 --checker "$2"; }

build with program.js >said 2>&1
ok $? 'a build with a checker'
for f in zh/su/liu/check.html mn/su/liu/check.html zh/check.html data/su/liu/check.js data/check.js assets/check.js assets/check-program.js; do
	[ -f "with/$f" ]
	ok $? "$f"
done
cmp -s with/assets/check-program.js program.js
ok $? 'the checker as it was given'
"$LIHUI" verify with >said 2>&1
ok $? 'all of it stands in the manifest'
grep -q 'wasm-unsafe-eval' with/zh/su/liu/check.html && [ "$(grep -rl 'unsafe-eval' with | grep -vc '/check\.html$')" = 0 ]
ok $? 'only check pages may run it'
grep -q '<a href="check.html">' with/zh/su/liu/index.html
ok $? "the unit's page leads to it"

# --- what the page is told ---
facts=with/data/su/liu/check.js
[ "$(head -n 1 $facts)" = '// SPDX-License-Identifier: MIT' ] && sed '1d; s/^lihuiSite = //' $facts >facts.json
python3 - <<'PY' >said 2>&1
import json
facts = json.load(open('facts.json'))
files = dict(facts['files'])
assert facts['unit'] == 'su/liu' and facts['name'] == '六合嘎查' and facts['day'] == '2019-12-12', facts
assert sorted(files) == ['_index.md', '_rules.yaml', '_words/lexicon.yaml', '_words/zh.yaml', 'site.yaml', 'su/_index.md', 'su/liu/2019/2019-12-03.md', 'su/liu/2019/2019-12-10.md', 'su/liu/_index.md',
                         'su/liu/_study.yaml', 'su/qi/_index.md'], sorted(files)
assert json.loads(files['_rules.yaml'])['not_names'] == ['高山']
assert json.loads(files['su/liu/_study.yaml']) == {'2019-W50': ['草原防火']}
assert '第一书记: 张三\n书记: 李四\n电话: 0482-0000002' in files['su/liu/_index.md'] and '别名: 六合村、六合' in files['su/liu/_index.md'], files['su/liu/_index.md']
assert files['su/qi/_index.md'] == '---\n名称: 七星嘎查\n层级: 嘎查\n---\n', files['su/qi/_index.md']
old = files['su/liu/2019/2019-12-03.md']
assert '### 问题2019-49-1：' in old and '状态：办理中' in old and '- [x] 【任务2019-49-1】量羊圈' in old and '- [ ] 【任务2019-49-2】发通知' in old, old
assert '出席: 张三（第一书记）、李四（嘎查党支部书记）' in old or '李四（嘎查党支部书记）' in old, old
PY
ok $? 'settings, names, study and history are those of the unit'
status=0
for word in 13812345678 13912345678 0badcafe 李小花 内部 别外传 不外传 前任甲 后任乙 王老五 赵小六 邻村丁 0000003 孙八 给低保 只在内部说的事 旧的一课 草原站 八里 反映人 会议决定; do
	! grep -rl "$word" with/data/su/liu/check.js with/zh/su/liu/check.html >said 2>&1 || { echo "$word" >>said; status=1; break; }
done
ok $status 'nothing private, nothing of the office, nothing of others'
# It is a site that the program itself reads without a fault, and finds the same numbers in.
python3 - <<'PY'
import json, os
for path, text in json.load(open('facts.json'))['files']:
    os.makedirs(os.path.dirname('again/' + path) or '.', exist_ok=True)
    open('again/' + path, 'w').write(text)
PY
mkdir in && printf '%s\n' '六合嘎查周例会' '时间：2019年12月17日' '主持人：张三' '出席：张三、李四' '一、学习政策' '学了文件' '二、听取上周工作汇报' '任务49-2：已完成' '问题49-1：已解决，修好了' \
	'三、难肠事' '1、水井坏了。会议决定：修，李四负责，12月30日前。' '四、部署本周工作' '无' >in/六合嘎查.txt
# (What only the office has is the record that is not public.)
cp -r site whole && rm -rf whole/.lihui whole/su/liu/2019/2019-12-11.md
for s in whole again; do "$LIHUI" receive in $s --reply reply-$s --date 2019-12-17 >told-$s 2>&1; done
cat told-again >said; diff -r reply-whole reply-again >>said 2>&1 && [ -s reply-again/*.txt ]
ok $? 'the office answers from it as from its own site'

# --- builds behind each other ---
build with program.js | grep -q '写出 0 个文件' 2>said
ok $? 'nothing changed, nothing is written'
build fresh none >/dev/null && ! find fresh -name 'check*' | grep . >said
ok $? 'none: no file of it'
build with none >said 2>&1 && diff -r with fresh >said 2>&1
ok $? 'taken away, the tree is as if it had never been'
build with program.js >/dev/null && echo '// 2' >>program.js && build with program.js >said 2>&1 && build again-with program.js >/dev/null && diff -r with again-with >said 2>&1 && cmp -s with/assets/check-program.js program.js
ok $? 'another checker takes the place of the first'
"$LIHUI" build site -o inner --internal --date 2019-12-12 --checker program.js >/dev/null && ! find inner -name 'check*' | grep . >said
ok $? 'the internal edition has none'
build x missing.js >said 2>&1
[ $? = 2 ] && grep -q missing.js said && [ ! -e x ]
ok $? 'a checker that is not there is said before anything is made'
for p in su far; do "$LIHUI" build site -o part-$p --part $p --date 2019-12-12 --checker program.js >said 2>&1 || break; done &&
	"$LIHUI" join site part-su part-far -o joined --date 2019-12-12 --checker program.js >said 2>&1 && diff -r joined with >said 2>&1
ok $? 'parts joined are the whole'
# Installed, it is found beside the program.
mkdir -p root/bin root/share/lihui && cp "$LIHUI" root/bin/lihui && cp program.js root/share/lihui/check-program.js && root/bin/lihui build site -o found --date 2019-12-12 >/dev/null && diff -r found with >said 2>&1
ok $? 'an installed program finds the one that was installed with it'
cd "$here" || exit 1
echo "1..$n"
exit $bad
