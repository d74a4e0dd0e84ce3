# SPDX-License-Identifier: MIT
"""channels.py WORK. What leaves by another road than the published tree: answers to villages, forms, findings, lists,
dumps, messages. A site and a folder of what villages sent are sown with private numbers; every command is run in both
languages, and in all that it writes no eight figures of a number may follow each other. Titles are sown with more and
more words in front, so that a number comes to stand across each place where a text is cut."""
import glob, io, os, re, shutil, signal, subprocess, sys, time, unicodedata, zipfile

LIHUI, WORK = os.environ['LIHUI'], sys.argv[1]
os.chdir(WORK)
count = bad = 0
numbers = []


def ok(good, name, why=()):
    global count, bad
    count += 1
    print('ok' if good else 'not ok', count, '-', name, flush=True)
    if not good:
        bad += 1
        for line in ([why] if isinstance(why, str) else list(why))[:20]:
            print('#  ', line[:300])


def mobile():
    numbers.append('1547%07d' % (2040000 + len(numbers) * 1013))
    return numbers[-1]


def id_card():
    body = '999999190001%02d%03d' % (1 + len(numbers) % 28, 100 + len(numbers))
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    numbers.append(body + '10X98765432'[sum(int(c) * w for c, w in zip(body, weights)) % 11])
    return numbers[-1]


def card():
    body = '622299%012d' % (815923400000 + len(numbers) * 131)
    total = sum(sum(divmod(int(c) * (2 if i % 2 == 0 else 1), 10)) for i, c in enumerate(reversed(body)))
    numbers.append(body + str(-total % 10))
    return numbers[-1]


KINDS = (mobile, id_card, card)
SPELLINGS = (lambda v: v, lambda v: v[:3] + ' ' + v[3:7] + ' ' + v[7:] if len(v) == 11 else v,
             lambda v: ''.join(chr(ord(c) + 0xFEE0) for c in v), lambda v: '17951' + v if len(v) == 11 else v,
             lambda v: v[:3] + '、' + v[3:7] + '——' + v[7:] if len(v) == 11 else v, lambda v: '20:00' + v if len(v) == 11 else v + ' ')
HIDDEN = '亓小旎'


def sown(i):
    return SPELLINGS[i % len(SPELLINGS)](KINDS[i % len(KINDS)]())


def write(path, text):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


PAD = '二组机井边上第三排房后头的水渠口子又堵住了要挖开'


def problems(week):
    """A number behind nothing, behind one character, and so on."""
    return '\n'.join('### 问题%d-%d：%s%s\n- 会议决定：打给%s\n- 责任人：李四\n- 完成时限：7月%d日\n' % (
        week, i + 1, PAD[:i * 2], sown(i), sown(i + 1), 10 + i) for i in range(len(PAD) // 2 + 1))


def record(day, week, extra='', body=''):
    return '''---
类型: 双书记周例会
日期: %s
地点: 村部（%s）
主持人: 张三（第一书记）
召集人: 李四（嘎查党支部书记）
出席: 张三（第一书记）、李四（嘎查党支部书记）、吴红（文书）
%s---
# 例会%s

## 一、学习政策
- 学习《草原法》%s

## 二、听取上周工作汇报
%s
## 三、研究解决问题
%s
### 问题：【隐：%s】来问%s
- 会议决定：回电话
- 责任人：李四
- 完成时限：7月20日

## 四、部署本周工作
- 【任务%d-1】给%s回话，再打%s（责任人：李四；时限：7月5日）
- 【任务%d-2】找户口本（责任人：吴红；时限：13月40日）
''' % (day, sown(0), extra, sown(1), sown(2), body or '首次会议\n', problems(week), HIDDEN, sown(0), week, sown(0), sown(3), week)


def site():
    write('s/site.yaml', 'title: {zh: 试站}\nlanguages: [zh]\nsheets: [handout, poster]\n')
    write('s/_study.yaml', '2018-W27: [一册通，不懂问%s]\n' % sown(0))
    write('s/_index.md', '---\n名称: 旗\n层级: 旗\n---\n')
    write('s/zhen/_index.md', '---\n名称: 甲镇\n层级: 苏木\n---\n')
    write('s/zhen/gacha/_index.md',
          '---\n名称: 白桦嘎查\n层级: 嘎查\n第一书记: 张三\n书记: 李四\n地址: 村部，%s\n---\n' % sown(3))
    write('s/zhen/gacha/2018/2018-06-26.md', record('2018-06-26', 26, '豁免: {D101: 问%s就知道}\n' % sown(0)))
    # Held: its name tells a number, its date cannot be, a mark is left open.
    write('s/zhen/gacha/2018/找老丘%s.md' % mobile(), record('2018-06-19', 25))
    for i in range(12):
        write('s/zhen/gacha/2018/d%02d.md' % i, record('%s%s' % (PAD[:i * 3], sown(i)), 20, '周次: %s%s\n%s%s: 一\n' % (
            PAD[:i * 3], sown(i), PAD[:i * 3], sown(i + 1))))
    write('s/zhen/gacha/2018/open.md', record('2018-06-12', 24).replace('】来问', '来问'))
    # What the villages sent.
    write('in/白桦嘎查/例会%s.txt' % mobile(), record('2018年7月3日', 27, '', '【任务26-1】已经打给%s\n' % sown(3)))
    write('in/白桦嘎查/例会 2.txt', record('2018年7月10日', 28))
    write('in/%s.txt' % mobile(), '没有名字的一段话，%s。\n' % sown(0) * 30)
    write('in/白桦嘎查/电话%s.doc' % mobile(), '\0')
    with open(glob.glob('in/白桦嘎查/电话*.doc')[0], 'wb') as f:
        f.write(b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(600))


def said(data):
    """What a written thing says, as one text."""
    if data[:2] == b'PK':
        z = zipfile.ZipFile(io.BytesIO(data))
        return '\n'.join(z.read(n).decode('utf-8', 'replace') for n in z.namelist())
    return data.decode('utf-8', 'replace')


def look(name, text):
    plain = unicodedata.normalize('NFKC', text)
    plain = plain + '\n' + re.sub(r'(?<=[0-9])[ \u3000-](?=[0-9])', '', plain)
    found = sorted({n for n in numbers for i in range(len(n) - 7) if n[i:i + 8] in plain})
    lines = [l for n in found for l in plain.split('\n') if any(n[i:i + 8] in l for i in range(len(n) - 7))]
    ok(not found, '%s: no number' % name, ['%d of them' % len(found)] + lines)


def run(name, *args, lang, hidden=False, files=(), needs=''):
    p = subprocess.run([LIHUI, *args], capture_output=True, timeout=300, env={**os.environ, 'LIHUI_LANG': lang})
    text = said(p.stdout) + said(p.stderr)
    paths = [f for pattern in files for f in sorted(glob.glob(pattern, recursive=True)) if os.path.isfile(f)]
    for f in paths:
        text += '\n' + said(open(f, 'rb').read())
    ok(text.strip() and (not files or paths) and needs in text, '%s (%s) says something' % (name, lang), text[:300])
    look('%s (%s)' % (name, lang), text)
    if hidden:
        ok(HIDDEN not in text, '%s (%s): nobody who is hidden' % (name, lang))
    return text


def served(lang):
    """The console of serve, over one change."""
    p = subprocess.Popen([LIHUI, 'serve', 's', '--port', '0'], stdout=open('out', 'wb'), stderr=open('err', 'wb'),
                         env={**os.environ, 'LIHUI_LANG': lang})
    for _ in range(300):
        if b'http' in open('out', 'rb').read() or p.poll() is not None:
            break
        time.sleep(0.1)
    p.send_signal(signal.SIGINT)
    p.wait(60)
    text = said(open('out', 'rb').read()) + said(open('err', 'rb').read())
    ok('154****' in text, 'serve (%s) says something' % lang, text[:300])
    look('serve (%s)' % lang, text)


site()
DAY = ('--date', '2018-07-11')
DOC = 's/zhen/gacha/2018/2018-06-26.md'
NAMED = glob.glob('s/zhen/gacha/2018/找老丘*.md')[0]
for lang in ('zh', 'en'):
    for form in ('text', 'json', 'sarif'):
        run('check as ' + form, 'check', 's', '--format', form, *DAY, lang=lang, needs='154****')
        run('check of two files as ' + form, 'check', DOC, NAMED, '--format', form, *DAY, lang=lang, needs='154****')
    run('build', 'build', 's', '-o', 'p', *DAY, lang=lang, needs='154****')
    run('build of the internal edition', 'build', 's', '--internal', '-o', 'pi', *DAY, lang=lang, files=['pi/**/*.html'])
    run('dump of a record', 'dump', DOC, lang=lang, hidden=True, needs='154****')
    run('dump of a record whose name tells', 'dump', NAMED, lang=lang, hidden=True, needs='154****')
    run('dump of a page', 'dump', 'zh/zhen/gacha/2018/2018-06-26.html', '-C', 's', lang=lang, hidden=True, needs='154****')
    run('dump of no page', 'dump', 'zh/%s.html' % numbers[0], '-C', 's', lang=lang)
    run('due', 'due', 's', *DAY, lang=lang, hidden=True, needs='154****')
    run('stats', 'stats', '-C', 's', *DAY, lang=lang)
    run('stats as CSV', 'stats', '-C', 's', '--format', 'csv', *DAY, lang=lang)
    run('stats of no unit', 'stats', numbers[0], '-C', 's', lang=lang)
    run('new', 'new', 'zhen/gacha', '--week', '2018-W29', '-C', 's', *DAY, lang=lang, needs='2018-07-17')
    form = 's/zhen/gacha/2018/2018-07-17.md'
    text = open(form, encoding='utf-8').read()
    look('the record that new makes (%s)' % lang, text)
    ok('【问题26-1】' in text and '154****' in text and HIDDEN not in text, 'it has the open matters (%s)' % lang, text[:900])
    os.remove(form)
    for kind in ('txt', 'docx'):
        folder = 'forms-%s-%s' % (lang, kind)
        run('forms as ' + kind, 'new', '--all', '--week', '2018-W27', '-o', '../' + folder, '--format', kind, '-C', 's', *DAY,
            lang=lang, hidden=True, files=[folder + '/*'], needs='154****')
    run('pdf', 'pdf', DOC, '-o', 'x.pdf', *DAY, lang=lang)
    run('pdf of no file', 'pdf', 's/%s.md' % numbers[0], '-o', 'x.pdf', lang=lang)
    run('explain of no code', 'explain', numbers[0], lang=lang)
    run('a site that is not there', 'build', numbers[0], lang=lang)
    served(lang)
    write('s2/site.yaml', 'title: {zh: 试站}\n%s%s: 1\n' % (PAD, numbers[1]))
    run('a setting nobody knows', 'build', 's2', lang=lang)
    run('receive --dry-run', 'receive', 'in', 's', '--dry-run', *DAY, lang=lang, hidden=True, needs='154****')
    shutil.copytree('s', 's-' + lang)
    run('receive', 'receive', 'in', 's-' + lang, '--reply', 'rep-' + lang, *DAY, lang=lang, hidden=True,
        files=['rep-%s/*' % lang], needs='154****')
    # Her record is a source, no output: it keeps her bytes, mended or not.
    kept = said(open('s-%s/zhen/gacha/2018/2018-07-03.md' % lang, 'rb').read())
    ok(any(n in kept for n in numbers), 'the record in the site keeps what she wrote (%s)' % lang, kept[:300])
    run('check --fix', 'check', '--fix', 's-' + lang, *DAY, lang=lang, needs='154****')
print('1..%d' % count)
sys.exit(1 if bad else 0)
