# SPDX-License-Identifier: MIT
"""redacted.py WORK. Records with a word in every kind of row (title, decision, task, report, table, reason), published,
then hidden in one of four ways. Afterwards the bytes of every file of the trees and of .lihui are searched: rows that
were deleted, freed pages, overflow pages of long texts."""
import glob, os, shutil, subprocess, sys

LIHUI, WORK = os.environ['LIHUI'], sys.argv[1]
os.chdir(WORK)
count = bad = 0
WORD = '南坡杏树林'


def ok(good, name, why=''):
    global count, bad
    count += 1
    bad += not good
    print('ok' if good else 'not ok', count, '-', name, flush=True)
    if not good:
        print('#  ', str(why)[:600].replace('\n', '\n#   '))


def put(path, text):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    open(path, 'w', encoding='utf-8').write(text)


def record(day, week, head='', word=WORD, report='首次会议'):
    return '''---
类型: 双书记周例会
日期: %s
周次: %d
地点: %s
主持人: 张三（第一书记）
召集人: 李四（嘎查党支部书记）
出席: 张三（第一书记）、李四（嘎查党支部书记）
公开: 全文
%s---
# 第%d周例会

## 一、学习政策
- 学习《草原法》

## 二、听取上周工作汇报
- %s

## 三、研究解决问题
### 问题%d-1：%s的渠堵了
- 会议决定：把%s的渠挖开%s
- 责任人：李四
- 完成时限：7月20日

## 四、部署本周工作
- 【任务%d-1】去%s看渠（责任人：李四；时限：7月10日）

| 地方 | 事 |
| :-- | :-- |
| %s | 挖渠 |
''' % (day, week, word, head, week, report, week, word, word, '，' + '挖一段看一段，' * 400, week, word, word)


def site():
    shutil.rmtree('s', ignore_errors=True)
    for out in 'pi':
        shutil.rmtree(out, ignore_errors=True)
    put('s/site.yaml', 'title: {zh: 试站}\nlanguages: [zh]\n')
    put('s/_index.md', '---\n名称: 旗\n层级: 旗\n---\n')
    put('s/cun/_index.md', '---\n名称: 蓝村\n层级: 嘎查\n第一书记: 张三\n书记: 李四\n---\n')
    for week in range(20, 26):
        put('s/cun/w%d.md' % week, record('2018-0%d-%02d' % (5 + (week > 22), 15 + 7 * (week - 20) if week < 23 else 5 + 7 * (week - 23)), week, '', '北营子'))
    put('s/cun/a.md', record('2018-06-26', 26))
    put('s/cun/b.md', record('2018-07-03', 27, '', '东井', '【问题26-1】%s的渠：挖了一半' % WORD))


def build():
    said = ''
    for out, more in (('p', []), ('i', ['--internal'])):
        p = subprocess.run([LIHUI, 'build', 's', '-o', out, '--date', '2018-07-10', *more], capture_output=True, text=True)
        said += p.stdout + p.stderr if p.returncode else ''
    return said


def where():
    found = []
    for path in glob.glob('[pi]/**/*', recursive=True) + glob.glob('s/.lihui/**/*', recursive=True):
        if os.path.isfile(path):
            data = open(path, 'rb').read()
            if WORD.encode() in data or WORD[:3].encode() in data or WORD.encode('utf-16le') in data or WORD.encode('utf-16be') in data:
                found.append(path)
    return found


HIDE = '隐去: [%s]\n' % WORD


def hide_by_head():
    put('s/cun/a.md', record('2018-06-26', 26, HIDE))
    put('s/cun/b.md', record('2018-07-03', 27, HIDE, '东井', '【问题26-1】%s的渠：挖了一半' % WORD))


def hide_by_marks():
    put('s/cun/a.md', record('2018-06-26', 26, '', '【隐：%s】' % WORD))
    put('s/cun/b.md', record('2018-07-03', 27, '', '东井', '【问题26-1】【隐：%s】的渠：挖了一半' % WORD))


def take_away():
    os.remove('s/cun/a.md')
    put('s/cun/b.md', record('2018-07-03', 27, '', '东井'))


def write_otherwise():
    put('s/cun/a.md', record('2018-06-26', 26, '', '东井'))
    put('s/cun/b.md', record('2018-07-03', 27, '', '东井'))


for name, change in (('隐去', hide_by_head), ('【隐：】', hide_by_marks), ('the file removed', take_away), ('the word rewritten', write_otherwise)):
    site()
    said = build()
    before = where()
    ok(not said and any(p.endswith('.db') for p in before) and any(p.startswith('p/') for p in before), name + ': the word was there', said or before)
    change()
    said = build()
    ok(not said and not where(), name + ': no byte of it is left', said or where())
print('1..%d' % count)
sys.exit(1 if bad else 0)
