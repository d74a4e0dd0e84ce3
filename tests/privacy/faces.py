# SPDX-License-Identifier: MIT
"""faces.py WORK. A site whose documents name people in every place, listed and not; what the public tree says of each, what it says after each of a row of edits, and
that a tree brought up to date is the one that is built anew."""
import glob, html, os, re, shutil, subprocess, sys

WORK = sys.argv[1]
SITE = WORK + '/site'
LIHUI = os.environ['LIHUI']
number = bad = 0


def ok(good, name, why=()):
    global number, bad
    number += 1
    print('ok' if good else 'not ok', number, '-', name)
    if not good:
        bad += 1
        for line in list(why)[:20]:
            print('#  ', line)


def put(path, text):
    path = SITE + '/' + path
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


def get(path):
    with open(SITE + '/' + path, encoding='utf-8') as f:
        return f.read()


def build(out, *more):
    r = subprocess.run([LIHUI, 'build', SITE, '-o', out, '--date', '2019-12-31', *more], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if r.returncode not in (0, 1):
        print('#', r.stdout.replace('\n', '\n# '))
    return r.stdout


def texts(tree):
    """name -> text of each file without marks, and the name itself"""
    out = {}
    for base, _, names in os.walk(tree):
        for n in names:
            p = os.path.join(base, n)
            raw = open(p, 'rb').read()
            if p.endswith('.pdf'):
                t = subprocess.run(['pdftotext', p, '-'], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode('utf-8', 'replace')
            else:
                t = raw.decode('utf-8', 'replace')
            t = html.unescape(re.sub('<[^>]*>', '', t))
            out[os.path.relpath(p, tree)] = os.path.relpath(p, tree) + re.sub(r'[\s*]', '', t)
    return out


def where(tree, word):
    return sorted(n for n, t in texts(tree).items() if word in t)


HEAD = """---
类型: 双书记周例会
日期: %s
地点: 嘎查党群服务中心
主持人: 周大力（第一书记）
召集人: 白音（嘎查党支部书记）
记录人: 吴红（文书）
出席: %s
---
# 白桦嘎查双书记周例会

## 一、学习政策
%s

## 二、听取上周工作汇报
%s

## 三、研究解决问题
%s

## 四、部署本周工作
%s
"""
ATTEND = '周大力（第一书记）、白音（嘎查党支部书记）、吴红（文书）、麻立山（村民）'


def week(day, problems, attend=ATTEND, study='- 学习《草原法》', report='- 无', task='- 买灯泡（责任人：吴红；时限：12月30日）'):
    return HEAD % (day, attend, study, report, problems, task)


shutil.rmtree(SITE, ignore_errors=True)
put('site.yaml', 'title: 试站\nlanguages: [zh, mn]\nsheets: [handout, poster, record]\n')
put('_index.md', '---\n名称: 试旗\n层级: 旗\n---\n')
put('su/_index.md', '---\n名称: 试苏木\n层级: 苏木\n---\n')
put('su/gacha/_index.md', '---\n名称: 白桦嘎查\n层级: 嘎查\n第一书记: 周大力\n书记: 白音\n地址: 汝凤海家东侧\n---\n困难户茆凤山住村东，书记白音常去。\n')
put('su/2019/2019-12-11.md', '---\n类型: 联席会议\n日期: 2019-12-11\n承办: 白桦嘎查\n主持人: 石守信（苏木党委副书记）\n出席: 石守信（苏木党委副书记）\n---\n# 联席会议\n\n'
    '## 四、部署工作\n- 报饲草缺口（责任人：白音；时限：12月14日）\n- 看望逯金锁（责任人：麻立山；时限：12月14日）\n')

# A place for each private person; 芮 茹 亓 … stand nowhere else.
private = {
    '隗秀魁': '### 问题：机井\n- 反映人：隗秀魁\n- 会议决定：找秀魁问一问\n- 责任人：吴红\n- 完成时限：12月30日\n',
    '欧阳铁旺': '### 问题：电\n- 反映人：欧阳铁旺\n- 会议决定：铁旺领着去看\n- 责任人：吴红\n- 完成时限：12月30日\n',
    '芮小刚': '### 问题：芮小刚患尿毒症没钱治\n- 反映人：丘满福\n- 会议决定：写申请\n- 责任人：吴红\n- 完成时限：12月30日\n',
    '茹小丽': '### 问题：补助\n- 会议决定：给茹小丽家送煤，茹小丽是二级残疾\n- 责任人：吴红\n- 完成时限：12月30日\n',
    '綦凤霞': '### 问题：房子\n- 涉及户数或人员：一组綦凤霞、冼三两户\n- 会议决定：上门看\n- 责任人：吴红\n- 完成时限：12月30日\n',
    '阿古拉赛罕': '### 问题：路\n- 类别：阿古拉赛罕家的路\n- 会议决定：垫沙石\n- 责任人：吴红\n- 完成时限：12月30日\n',
    '蔺双柱': '- 蔺双柱家房子漏雨。会议决定先盖雨布，由吴红负责，12月30日前完成。\n',
    '戚长顺': '### 问题：借款\n- 反映人：戚长顺（低保户）\n- 会议决定：戚长顺先写申请\n- 责任人：戚长顺\n- 完成时限：12月30日\n',
    '丘满福': '',  # raises 芮小刚's
}
put('su/gacha/2019/2019-12-03.md', week('2019-12-03', '\n'.join(private.values())))
put('su/gacha/2019/2019-12-10.md', week('2019-12-10', '- 无', report='- 【问题49-1】芮小刚家：办理中，芮小刚在等报销；双柱家的雨布盖好了，茹小丽和綦凤霞都满意',
                                        task='- 陪晏来宝到旗医院透析（责任人：吴红；时限：12月30日）\n- 白音带队去看牛春燕\n'))
put('su/gacha/2019/jianbao.md', '---\n类型: 简报\n日期: 2019-12-11\n标题: 为残疾住户晁露露跑腿\n摘要: 晁露露的丈夫因车祸去世\n---\n# 为残疾住户晁露露跑腿\n贫困户亓亚贵一家生活困难，'
    '妻子身患疾病。8岁的苏伊拉其其格没有保温杯。麻立山送去一个。白音去了两趟。\n\n![扈三德在修井](jing.jpg "扈三德")\n\n> 图为扈三德。\n')
put('su/gacha/2019/lingqu.md', '---\n类型: 公示\n日期: 2019-12-12\n标题: 领取公示\n公示期: 2019-12-12 至 2019-12-19\n监督电话: 0482-0000123\n---\n# 领取公示\n\n| 领取人 | 人口 |\n| --- | --- |\n'
    '| 亓满仓 | 3 |\n\n| 名字 | 人口 |\n| --- | --- |\n| 逄二丫 | 2 |\n\n|  |  |\n| --- | --- |\n| 茹晚晴 | 4 |\n\n[名单](mingdan.csv) [册](ce.csv) [表](biao.csv)\n\n关于郇 玉 柱等人的补助。\n\n申请人 芮来顺 ，患尿毒症。\n')
put('su/gacha/2019/mingdan.csv', '项目,钱\n芮小刚,300\n')  # another record of the unit knows him
put('su/gacha/2019/ce.csv', '姓名,钱\n低保户厍春海,300\n')  # nobody does
put('su/gacha/2019/biao.csv', '项目,钱\n买灯泡,300\n')
put('su/gacha/2019/找阚振锁的事.md', '---\n类型: 通知\n标题: 修路\n日期: 2019-12-08\n---\n# 修路\n\n修路。\n')
put('su/gacha/2019/低保户乜长贵/tongzhi.md', '---\n类型: 通知\n标题: 修桥\n日期: 2019-12-09\n---\n# 修桥\n\n修桥。\n')
put('su/gacha/2019/jing.jpg', '')
shutil.copy('tests/pdf/photo.jpg', SITE + '/su/gacha/2019/jing.jpg')
unlisted = ['晏来宝', '牛春燕', '晁露露', '亓亚贵', '苏伊拉其其格', '扈三德', '亓满仓', '逄二丫', '茹晚晴', '芮来顺', '麻立山', '汝凤海', '茆凤山', '郇玉柱', '逯金锁']
everybody = list(private) + unlisted

build(WORK + '/p')
leaks = {n: where(WORK + '/p', n) for n in everybody}
ok(not any(leaks.values()), '%d private people in every place: none shows' % len(everybody), ['%s: %s' % (n, w) for n, w in leaks.items() if w])
given = {n: where(WORK + '/p', n) for n in ('双柱', '秀魁', '铁旺')}
ok(not any(given.values()), 'nor does a given name alone', given.items())
held = {n: where(WORK + '/p', n) for n in ('厍春海', '阚振锁', '乜长贵', 'files/su/gacha/2019/mingdan.csv')}
ok(not any(held.values()) and where(WORK + '/p', 'files/su/gacha/2019/biao.csv'), 'nor what a linked file, a file name or a folder tells of; other files are there', held.items())
joint = [f for f in where(WORK + '/p', '白音') if f == 'zh/su/2019/2019-12-11.html']
ok(joint, "the village's secretary shows in a joint meeting of the township")
ok(len(where(WORK + '/p', '晁某某')) > 0 and len(where(WORK + '/p', '苏某某')) > 0, 'they are 某某')
shown = [n for n in ('白音', '周大力', '吴红') if not any('jianbao' in f or '2019-12-10' in f for f in where(WORK + '/p', n))]
ok('白音' not in shown, 'who is in office in one document shows in the others, named without it', where(WORK + '/p', '白音'))
subprocess.run([LIHUI, 'build', SITE, '-o', WORK + '/i', '--date', '2019-12-31', '--internal'], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
hidden = [n for n in everybody if n not in ('麻立山',) and not where(WORK + '/i', n)]
ok(not hidden, 'inside all of them stand', hidden)

# --- public persons in every place ---
profile = open('templates/profile.yaml', encoding='utf-8').read()
public = re.split(r'[,，]\s*', re.sub(r'\s+', ' ', re.search(r'public_persons: \[(.*?)\]', profile, re.S).group(1)))
study = '\n'.join('- 学习%s同志的讲话；%s说得好，向%s学习，《%s选集》，由%s作报告' % (n, n, n, n, n) for n in public)
put('su/gacha/2019/2019-12-17.md', week('2019-12-17', '\n'.join('### 问题：学习%s\n- 反映人：吴红\n- 会议决定：学%s，读%s的书\n- 责任人：吴红\n- 完成时限：12月30日\n' % (n, n, n) for n in public[:20]),
                                        study=study, task='\n'.join('- 学习%s精神（责任人：吴红；时限：12月30日）' % n for n in public)))
put('su/gacha/2019/xuexi.md', '---\n类型: 简报\n日期: 2019-12-18\n标题: 学习习近平总书记讲话\n摘要: 习近平总书记和李强总理的话\n---\n# 学习习近平总书记讲话\n' + study.replace('- ', '\n') +
    '\n\n本报记者 沃金山 通讯员 郜玉梅 摄\n\n李强总理说，党和国家领导人习近平、李克强、栗战书出席。\n')
put('su/gacha/2019/2019-12-24.md', week('2019-12-24', '- 无', attend=ATTEND + '、李强（村民）', study='- 学习李强总理的报告，习近平总书记的讲话'))
build(WORK + '/p')
t = texts(WORK + '/p')
bulletin = ''.join(v for k, v in t.items() if k.endswith('xuexi.html') and k.startswith('zh'))
record = ''.join(v for k, v in t.items() if k.endswith('2019-12-17.html') and k.startswith('zh'))
lost = [n for n in public if bulletin.count(n) < 5 or n not in record]
ok(not lost, '%d public persons show in every place' % len(public), lost)
ok('习某某' not in ''.join(t.values()) and '习某' not in ''.join(t.values()), 'nobody reads 习某某')
last = ''.join(v for k, v in t.items() if k.endswith('2019-12-24.html') and k.startswith('zh'))
ok('李强总理' in last and '李强（' not in last, 'a villager of that name is private, the public person beside him is not', [last[:300]])
ok('沃金山' in bulletin and '郜玉梅' in bulletin, 'authors show', [bulletin[-200:]])

# --- edits ---
first = get('su/gacha/2019/2019-12-03.md')


def edit(name, path, text, check):
    if text is None:
        os.remove(SITE + '/' + path)
    else:
        put(path, text)
    build(WORK + '/p')
    shutil.rmtree(WORK + '/c', ignore_errors=True)
    copy = WORK + '/copy'
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(SITE, copy, ignore=shutil.ignore_patterns('.lihui'))
    subprocess.run([LIHUI, 'build', copy, '-o', WORK + '/c', '--date', '2019-12-31'], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    differ = subprocess.run(['diff', '-rq', WORK + '/p', WORK + '/c'], stdout=subprocess.PIPE, text=True).stdout.splitlines()
    ok(not differ, name + ': the tree is a clean build\'s', differ)
    why = check()
    ok(not why, name + ': faces', why)


def is_hidden(word):
    return lambda: where(WORK + '/p', word)


edit('a word hidden in one record', 'su/gacha/2019/2019-12-03.md', first.replace('出席:', '隐去: [灯泡]\n出席:'), is_hidden('灯泡'))
edit('and no more', 'su/gacha/2019/2019-12-03.md', first, lambda: [] if where(WORK + '/p', '灯泡') else ['灯泡 is still hidden'])
edit('hidden by a mark', 'su/gacha/2019/2019-12-03.md', first.replace('写申请', '写【隐：吴红】的申请', 1), is_hidden('吴红'))
edit('the record is gone', 'su/gacha/2019/2019-12-03.md', None, lambda: [] if where(WORK + '/p', '吴红') else ['吴红 is still hidden'])
edit('it is back', 'su/gacha/2019/2019-12-03.md', first, is_hidden('双柱'))
edit('a villager gains an office', 'su/gacha/2019/2019-12-24.md', week('2019-12-24', '- 无', attend=ATTEND.replace('（村民）', '（会计）')),
     lambda: [] if where(WORK + '/p', '麻立山') else ['麻立山 is in office and does not show'])
edit('a name that a linked file holds becomes known', 'su/gacha/2019/2019-12-31.md', week('2019-12-31', '- 【隐：灯泡】'), is_hidden('files/su/gacha/2019/biao.csv'))
edit('and is forgotten', 'su/gacha/2019/2019-12-31.md', None, lambda: [] if where(WORK + '/p', 'files/su/gacha/2019/biao.csv') else ['the file stays inside'])
edit('a record that is not public hides as well', 'su/gacha/2019/2019-12-31.md', week('2019-12-31', '- 【隐：灯泡】').replace('出席:', '公开: 否\n出席:'), is_hidden('买灯泡'))
edit('and is gone', 'su/gacha/2019/2019-12-31.md', None, lambda: [] if where(WORK + '/p', '买灯泡') else ['买灯泡 is still hidden'])
joint = get('su/2019/2019-12-11.md')
edit('a word hidden by the township', 'su/2019/2019-12-11.md', joint.replace('承办:', '隐去: [灯泡, 村东]\n承办:'),
     lambda: where(WORK + '/p', '灯泡') + where(WORK + '/p', '村东'))
edit('and no more', 'su/2019/2019-12-11.md', joint,
     lambda: ['%s is still hidden' % w for w in ('灯泡', '村东') if not where(WORK + '/p', w)])
edit('a word of the introduction hidden in a record', 'su/gacha/2019/2019-12-03.md', first.replace('出席:', '隐去: [村东]\n出席:'), is_hidden('村东'))
edit('and shown again', 'su/gacha/2019/2019-12-03.md', first, lambda: [] if where(WORK + '/p', '村东') else ['村东 is still hidden'])
edit('the township names a villager', 'su/2019/2019-12-11.md', joint.replace('出席:', '出席: 亢海棠（牧民）、', 1), lambda: where(WORK + '/p', '亢海棠'))
edit('whose name a village\'s record holds', 'su/gacha/2019/2019-12-31.md', week('2019-12-31', '- 问问海棠家的井。由吴红负责，1月5日前完成。'),
     lambda: where(WORK + '/p', '亢海棠'))
edit('and both are gone', 'su/gacha/2019/2019-12-31.md', None, lambda: [])
edit('as before', 'su/2019/2019-12-11.md', joint, lambda: where(WORK + '/p', '亢海棠'))
# --- illness, disability and children beside a name ---
rows = [l.rstrip('\n').split('\t') for l in open('tests/privacy/beside.tsv', encoding='utf-8') if l[0] != '#']
shutil.rmtree(SITE + '/su/gacha/2019')
put('su/gacha/2019/2019-12-10.md', week('2019-12-10', ''.join('### 问题：%s\n- 会议决定：上门看\n- 责任人：吴红\n- 完成时限：12月30日\n\n' % t for _, t in rows)))
put('su/gacha/2019/jianbao.txt', '类型：简报\n日期：2019-12-11\n标题：一周事\n\n一周事\n' + ''.join(t + '。\n' for _, t in rows))
told = subprocess.run([LIHUI, 'check', SITE, '--date', '2019-12-18'], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout
lines = {f: get('su/gacha/2019/' + f).split('\n') for f in ('2019-12-10.md', 'jianbao.txt')}
seen = {f: [lines[f][int(n) - 1] for n in re.findall(re.escape(f) + r':(\d+):\d+: [^\n]*\[X804\]', told)] for f in lines}
wrong = [(n, t, f) for n, t in rows for f in lines if any(t in l for l in seen[f]) != (n != '')]
ok(not wrong, 'each of %d sentences in a record and a bulletin is told of, or is not' % len(rows), wrong)
build(WORK + '/p')
leaks = [(n, where(WORK + '/p', re.sub(' ', '', n))) for n, _ in rows if n and where(WORK + '/p', re.sub(' ', '', n))]
ok(not leaks, 'and none of the names shows', leaks)
print('1..%d' % number)
sys.exit(bad > 0)
