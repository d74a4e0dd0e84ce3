# SPDX-License-Identifier: MIT
"""sown.py WORK [RECORDS [SEED]]. Generated records (500) in which private values stand in every kind of place: names on lists and in prose, numbers in many spellings, reasons of
absence, hidden words; in fields, labels, tables, captions, paths, linked files, versions, earlier and later weeks, a township's records. All that leaves is then read: the
public tree with its shards, sheets and feeds, the index as raw pages and as rows, answers to villages, dump, check, stats, due.

A value is told by characters that stand nowhere else in the site or in lihui's own words: one of them in what is public is a leak, be it half a name in a shard. The internal
edition shows the same names, and the reader finds them there."""
import concurrent.futures, datetime, glob, html, os, random, re, shutil, sqlite3, subprocess, sys, unicodedata

WORK = sys.argv[1]
RECORDS = int(sys.argv[2]) if len(sys.argv) > 2 else 500
r = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
SITE, OUT, INSIDE, LIHUI = WORK + '/site', WORK + '/public', WORK + '/inside', os.environ['LIHUI']
number = bad = 0


def ok(good, name, why=()):
    global number, bad
    number += 1
    print('ok' if good else 'not ok', number, '-', name, flush=True)
    if not good:
        bad += 1
        for line in list(why)[:30]:
            print('#  ', line[:260])


def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


# --- values ---
SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'
GIVEN = '婷妍睿轩涵淇鑫雯昊琪倩薇颖莹璐媛婧娟娜翠芬莲菊桃梅霞蓉芸萍'
HIDDEN = ['蜜罐', '驴圈', '磨坊', '枣园', '瓜棚', '狐狸沟', '鸽子窝', '酒窖']
SICK = {'阑尾炎手术': '阑', '去做化疗': '疗', '坐月子': '坐月', '肾结石住院': '肾', '闹离婚': '婚', '被拘留': '拘', '精神病发作': '精神', '看痔疮': '痔'}
names, numbers, elsewhere = {}, {}, set()
told_by_lihui = ''.join(open(f, encoding='utf-8').read() for f in ('templates/words/zh.yaml', 'templates/profile.yaml'))
taken = set(told_by_lihui)
GIVEN = [c for c in GIVEN if c not in taken]
HIDDEN = [w for w in HIDDEN if w not in ''.join(taken)]


def name(place):
    for _ in range(1000):
        n = r.choice(SURNAMES) + r.choice(GIVEN) + r.choice(GIVEN)
        if n not in names and n[1] != n[2]:
            names[n] = place
            return n
    raise SystemExit('no more names')


def again():
    """Somebody who was named before."""
    n = r.choice(sorted(names)[-200:]) if names else name('first')
    elsewhere.add(n)
    return n


def id_card():
    body = '999999%d%02d%02d%03d' % (r.randint(1940, 2010), r.randint(1, 12), r.randint(1, 28), r.randint(100, 999))
    return body + '10X98765432'[sum(int(c) * w for c, w in zip(body, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11]


def card():
    body = '622299%012d' % r.randrange(10**11, 10**12)
    total = sum(sum(divmod(int(c) * (2 if i % 2 == 0 else 1), 10)) for i, c in enumerate(reversed(body)))
    return body + str(-total % 10)


CHINESE, CIRCLED = '〇一二三四五六七八九', '⓪①②③④⑤⑥⑦⑧⑨'
by = lambda s: lambda v: s.join((v[:3], v[3:7], v[7:]))
MOBILE = [lambda v: v, by(' '), by('-'), by('——'), by('－'), by('、'), by('/'), by(','), by('   '), by('.'), lambda v: '（%s）%s' % (v[:3], v[3:]), lambda v: '0' + v,
          lambda v: '17951' + v, lambda v: '+86 ' + v, lambda v: ''.join(CHINESE[int(c)] for c in v), lambda v: ''.join(CIRCLED[int(c)] for c in v),
          lambda v: ''.join(c + '\ufe0f\u20e3' for c in v), lambda v: ''.join(chr(ord(c) + 0xFEE0) for c in v), lambda v: '12月3日' + v, lambda v: '20:00' + v, lambda v: v[:5] + '\u200b' + v[5:]]
ID = [lambda v: '身份证' + v, lambda v: v, lambda v: '身份证号码：' + v[:6] + ' ' + v[6:14] + ' ' + v[14:], lambda v: '身份证' + v[:10] + '****' + v[14:], lambda v: '残疾证' + v + '41',
      lambda v: '身份证' + v.replace('X', 'Х')]
CARD = [lambda v: '卡号' + v, lambda v: '账号：' + ' '.join(v[i:i + 4] for i in range(0, len(v), 4)), lambda v: '卡号' + v[:-1] + str((int(v[-1]) + 3) % 10)]


def secret(place):
    kind = r.choice((0, 0, 0, 1, 2))
    v = ('154%08d' % r.randrange(60000000, 99999999), id_card(), card())[kind] if kind else '154%08d' % r.randrange(60000000, 99999999)
    numbers[v] = place
    return r.choice((MOBILE, ID, CARD)[kind])(v)


# --- sentences: as a village writes them; N: a name, S: a number, H: a hidden word ---
PROSE = ['给N家送去两袋面', 'N家的羊圈塌了一角', '牧民N反映自来水三天两头停', 'N的儿子今年上小学，没人接送', 'N、N两户的草场界线重新量过', '由N负责修路', '看望了低保户N', '贫困户N患尿毒症，每周透析',
         'N打来电话S，问补贴的事', '联系人N，电话S', '户主N的卡号写错了，S', 'N说H漏水', 'H边上的路要修', '残疾人N领到了轮椅', '村民N、N吵了一架', '请N帮忙联系饲料厂', 'N和N合伙买了打草机',
         '督促N交承包费', '听取N的意见', 'N同志讲了养牛的经验', '向N借水泵', '困难户N一家五口', 'N（低保户）写申请', '五保户N的房顶换了新瓦', '陪N到旗里看病', '经N介绍，联系上厂家']
hidden_of = {}
# Sentences with people as nobody's pattern has them; a name is looked for as a whole, when lihui itself does not say it.
VILLAGERS = [l.strip() for l in open('tests/names/prose.txt', encoding='utf-8') if l[0] != '#' and not re.search('褚卫东|村医|护林员|[%s]|%s' % (''.join(GIVEN), '|'.join(HIDDEN + sorted(SICK.values()))), l)]
NOT_FOUND = ('杭锦', '阿荣高娃', '段玉良')  # tests/unit/speech_names.c holds how many these may be
people = sorted({n for n in (re.sub(r'\s', '', m) for l in VILLAGERS for m in re.findall('〈(.*?)〉', l)) if n not in ''.join(taken) and n not in NOT_FOUND and n not in told_by_lihui})


def say(place, unit, count=1, pattern=None):
    out = []
    for _ in range(count):
        if not pattern and r.random() < 0.1:
            out.append(re.sub('[〈〉。]', '', r.choice(VILLAGERS)))
            continue
        t = pattern or r.choice(PROSE)
        t = re.sub('N', lambda m: again() if r.random() < 0.2 else name(place), t)
        t = re.sub('S', lambda m: secret(place), t)
        out.append(re.sub('H', lambda m: r.choice(hidden_of[unit]), t))
    return '，'.join(out)


def record(unit, day):
    week, s = day.isocalendar()[1], lambda place, pattern=None: say(place, unit, 1, pattern)
    public = r.choice(['', '', '', '公开: 全文\n', '公开: 否\n', '草稿: 是\n'])
    head = '---\n类型: 双书记周例会\n日期: %s\n地点: %s\n主持人: 张三（第一书记）\n召集人: 李四（嘎查党支部书记）\n记录人: 赵六（文书）\n' % (day, r.choice(['村部', '村部（S）', 'N家'])
                                                                                          .replace('S', secret('place')).replace('N', name('place')))
    head += '出席: 张三（第一书记）、李四（嘎查党支部书记）、赵六（文书）、%s、%s（%s），其他党员共9人\n' % (name('attendees'), name('attendees with a role'), r.choice(['牧民', '村民', '低保户']))
    head += '列席: %s（电话%s）\n' % (name('observers'), secret('observers'))
    head += '请假: %s（%s）\n' % (name('absent'), r.choice(sorted(SICK)))
    head += public + '摘要: %s\n' % s('summary')
    if day.toordinal() % 5 == 0:
        head += '隐去: [%s]\n' % '、'.join(hidden_of[unit]).replace('、', ', ')
    head += '豁免: {D101: %s}\n' % s('waiver') if r.random() < 0.1 else ''
    head += '更正: {日期: %s, 说明: %s}\n' % (day, s('correction', '把N的电话写错了')) if r.random() < 0.1 else ''
    head += '撤回: {日期: %s, 说明: %s}\n' % (day, s('withdrawal', '写了N的电话S')) if r.random() < 0.03 else ''
    body = '---\n# %s例会\n\n## 一、学习政策\n- 学习《草原法》，%s\n\n## 二、听取上周工作汇报\n' % (r.choice(['', s('title', 'N家的') if r.random() < 0.3 else '']), s('study'))
    body += '- 【问题%d-1】%s\n- 【任务%d-1】已完成，%s\n- 【任务%d-2】办理中\n\n## 三、研究解决问题\n' % (week - 1, s('report', 'N家：办理中，N还在等'), week - 1, s('task report'), week - 1)
    body += ('### 问题%d-1：%s\n- 反映人：%s\n- 类别：%s\n- 涉及户数或人员：%s、%s两户\n- 会议决定：%s\n- 责任人：%s\n- 完成时限：长期\n- 状态：办理中\n- 办理结果：%s\n- 反馈情况：%s\n- 流转办理：\n  - 点单 %s %s\n\n'
             % (week, s('problem title'), name('raised by'), s('category', 'N家的房'), name('affected'), name('affected'), s('decision'), r.choice([name('owner'), '赵六']), s('result'), s('feedback'),
                day, name('flow')))
    body += '  照片：%s（tu.jpg）\n\n' % s('photograph') if r.random() < 0.2 else ''
    body += '### 问题%d-2：%s\n- %s。经研究由%s牵头，%s前完成\n\n' % (week, s('problem title'), s('prose of a problem', 'N反映井坏了'), name('led by'), '12月30日')
    if r.random() < 0.3:
        body += '| 问题 | 会议决定 | 责任人 | 完成时限 |\n| --- | --- | --- | --- |\n| %s | %s | %s | 长期 |\n\n' % (s('table of problems'), s('table of problems'), name('table of problems'))
    body += '## 四、部署本周工作\n- 【任务%d-1】%s（责任人：%s；时限：长期）\n- 【任务%d-2】%s\n  责任人：%s\n  时限：长期\n' % (week, s('task'), name('task owner'), week, s('task'), name('task owner'))
    if r.random() < 0.2:
        body += '\n## 五、其他\n%s。\n\n| 姓名 | 钱 | 电话 |\n| --- | --- | --- |\n| %s | 300 | %s |\n' % (s('other step'), name('table'), secret('table'))
    return head + body


def bulletin(unit, day, i):
    s = lambda place, pattern=None: say(place, unit, 1, pattern)
    text = '---\n类型: %s\n标题: %s\n日期: %s\n公示期: %s 至 %s\n摘要: %s\n---\n# %s\n\n%s。%s。\n\n%s：%s\n\n' % (
        r.choice(['公示', '简报', '通知', '公告']), s('bulletin title'), day, day, day + datetime.timedelta(7), s('bulletin summary'), s('bulletin heading'), s('bulletin'), s('bulletin'),
        r.choice(['户主', '申请人', '受益人']), name('labelled line'))
    text += '| %s | 人口 | 备注 |\n| --- | --- | --- |\n| %s | 3 | %s |\n| %s | 2 | %s |\n\n' % (
        r.choice(['姓名', '户主', '领取人', '名字']), name('bulletin table'), secret('bulletin table'), name('bulletin table'), s('bulletin table'))
    recording = '录音%s.mp3' % name('recording')
    put('%s/%s/%s' % (SITE, unit, recording), 'ID3')
    text += '[%s](%s)\n\n' % (s('link to a recording'), recording)
    text += '![%s](tu.jpg "%s")\n\n> %s\n\n[%s](mingdan%d.csv)\n\n[%s](ce%d.csv)\n' % (s('caption'), s('caption title', 'N在修井'), s('quotation', '图为N'), s('link text', '看N家'), i,
                                                                         s('link text', '问N'), i)
    put('%s/%s/mingdan%d.csv' % (SITE, unit, i), '姓名,钱,电话\n%s,300,%s\n' % (name('linked csv'), secret('linked csv')))
    put('%s/%s/ce%d.csv' % (SITE, unit, i), '事,钱\n%s,1\n%s,2\n' % (s('linked text'), s('linked text')))
    return text


def township(day, villages):
    text = '---\n类型: 双书记联席会议\n日期: %s\n主持人: 钱九（苏木党委副书记）\n出席: 钱九（苏木党委副书记）、%s（牧民）\n---\n# 联席会议\n\n## 听取上周工作汇报\n' % (day, name('joint meeting'))
    for v in villages:
        text += '- %s【问题%d-1】：办理中，%s\n' % (v + '嘎查', day.isocalendar()[1] - 1, say('report from above', v))
    return text + '\n## 部署工作\n' + ''.join('- %s：%s（责任人：%s；时限：长期）\n' % (v + '嘎查', say('task from above', v), name('owner from above')) for v in villages)


def site():
    weeks = 25
    villages = ['v%02d' % i for i in range((RECORDS + weeks - 1) // weeks)]
    put(SITE + '/site.yaml', 'title: 试站\nbase_url: https://example.org/\nlanguages: [zh, mn]\nsheets: [handout, poster, record]\n')
    put(SITE + '/_rules.yaml', 'weekly_since: 2019-W20\n')
    put(SITE + '/_index.md', '---\n名称: 试旗\n层级: 旗\n---\n')
    put(SITE + '/su/_index.md', '---\n名称: 试苏木\n层级: 苏木\n---\n')
    monday, n = datetime.date(2019, 5, 14), 0
    for v in villages:
        unit = 'su/' + v
        hidden_of[unit] = hidden_of[v] = r.sample(HIDDEN, 2)
        put('%s/%s/_index.md' % (SITE, unit), '---\n名称: %s嘎查\n层级: 嘎查\n第一书记: 张三\n书记: 李四\n地址: %s家东侧\n---\n%s。%s。\n' % (v, name('address'), say('introduction', unit), say('introduction', unit)))
        put('%s/%s/2019/隐.md' % (SITE, unit), '---\n类型: 通知\n日期: 2019-05-01\n标题: 通知\n隐去: [%s]\n---\n# 通知\n修路。\n' % ', '.join(hidden_of[unit]))
        shutil.copy('tests/pdf/photo.jpg', SITE + '/' + unit + '/tu.jpg')
        for w in range(weeks):
            day = monday + datetime.timedelta(7 * w)
            if n < RECORDS:
                put('%s/%s/2019/%s.md' % (SITE, unit, day), record(unit, day))
                n += 1
            if w % 8 == 3:
                put('%s/%s/tongzhi%d.md' % (SITE, unit, w), bulletin(unit, day, w))
            if w % 12 == 5:
                put('%s/%s/2019/%s.mn.md' % (SITE, unit, day), '---\n标题: ᠬᠤᠷᠠᠯ %s\n摘要: ᠬᠤᠷᠠᠯ %s\n---\n# ᠬᠤᠷᠠᠯ\n\n## ᠠᠰᠠᠭᠤᠳᠠᠯ\n\n- %s\n' % (secret('translation'), say('translation', unit), say('translation', unit)))
        put('%s/%s/2019/找%s的事.md' % (SITE, unit, name('file name')), '---\n类型: 通知\n日期: 2019-06-01\n标题: 修路\n---\n# 修路\n修路。\n')
        put('%s/%s/低保户%s/tongzhi.md' % (SITE, unit, name('folder name')), '---\n类型: 通知\n日期: 2019-06-02\n标题: 修桥\n---\n# 修桥\n修桥。\n')
    for w in range(0, weeks, 4):
        day = monday + datetime.timedelta(7 * w + 1)
        put('%s/su/2019/%s.md' % (SITE, day), township(day, r.sample(villages, min(3, len(villages)))))
    return n


# --- reading ---
def tool(*args):
    return subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def reading(path):
    raw = open(path, 'rb').read()
    if path.endswith('.pdf'):
        told = tool('pdftotext', path, '-').decode('utf-8', 'replace')
        if sum(map(ord, path)) % 16 == 0:  # what all of them say of themselves the same program writes
            told += (tool('pdfinfo', path) + tool('pdfinfo', '-meta', path)).decode('utf-8', 'replace')
        return told
    if path.endswith(('.png', '.jpg', '.woff2')):
        return ''
    text = raw.decode('utf-8', 'replace')
    if path.endswith('.ics'):
        text = text.replace('\r\n ', '')
    return html.unescape(html.unescape(re.sub(r'\\u([0-9a-fA-F]{4})', lambda m: chr(int(m[1], 16)), text)))


def tree(folder):
    files = [p for p in sorted(glob.glob(folder + '/**/*', recursive=True)) if os.path.isfile(p)]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return dict(zip((os.path.relpath(p, WORK) for p in files), pool.map(reading, files)))


def index():
    out, path = {}, SITE + '/.lihui/public.db'
    out['pages of the index'] = open(path, 'rb').read().decode('utf-8', 'replace')
    db = sqlite3.connect(path)
    db.text_factory = lambda b: b.decode('utf-8', 'replace')
    for (t,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
        try:
            # Of some thousand hashes one holds the figures of some number: those in a column of their own, and integers of 64 bits.
            columns = ', '.join('"%s"' % c[1] for c in db.execute('pragma table_info("%s")' % t) if c[1] != 'hash')
            out['table ' + t] = '\n'.join(' '.join(c.decode('utf-8', 'replace') if isinstance(c, bytes) else str(c) for c in row if not (isinstance(c, int) and abs(c) > 1 << 40))
                                          for row in db.execute('select %s from "%s"' % (columns, t)))
        except sqlite3.Error:
            pass
    return out


NUMERAL = {ord(c): str(i) for i, c in enumerate(CHINESE)} | {ord(c): str(i) for i, c in enumerate(CIRCLED)} | {0x425: 'X'}
marks = lambda: re.compile('[%s]|%s' % (''.join(GIVEN), '|'.join(HIDDEN + sorted(SICK.values()) + people)))


def letters(text):
    return re.sub(r'<[^>]*>|[\s\u200b*_`|]+', '', text)


def grams():
    return {v[i:i + 9] for v in numbers for i in range(len(v) - 8)}  # a mask leaves eight: 6222****1234


def digits(text):
    text = unicodedata.normalize('NFKC', text.translate(NUMERAL))
    text = re.sub(r'(?<=[0-9])[\s\u200b\ufe0f\u20e3.,、/()（）*—-]{1,4}(?=[0-9X])', '', text)
    return [m for m in re.findall('[0-9X]{9,}', text)]


def look(texts, title, words=True):
    seen, nine, found = marks(), grams(), []
    for where, t in texts.items():
        told = [m.group() + ' in …' + l[max(0, m.start() - 14):m.end() + 8] + '…' for l in [letters(t)] for m in seen.finditer(l)] if words else []
        told += ['%s = %s' % (run[i:i + 9], [numbers[v] for v in numbers if run[i:i + 9] in v][:1]) for run in digits(t) for i in range(len(run) - 8) if run[i:i + 9] in nine][:1]
        found += ['%s: %s' % (where, x) for x in told[:3]]
    if os.environ.get('LIHUI_KEEP'):
        open(WORK + '/found', 'a').write('== %s\n%s\n' % (title, '\n'.join(found)))
    ok(not found, title, ['%d of them' % len(found)] + found)


def run(*args):
    p = subprocess.run([LIHUI, *args], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    return p.stdout.decode('utf-8', 'replace')


shutil.rmtree(SITE, ignore_errors=True)
count = site()
DAY = ('--date', '2019-11-12')
put(WORK + '/program.js', '// the checker\n')
said = run('build', SITE, '-o', OUT, '--checker', WORK + '/program.js', *DAY)
public = tree(OUT)
ok(len(public) > 5 * count, 'a site of %d records with %d names and %d numbers is built: %d files' % (count, len(names), len(numbers), len(public)), said.split('\n')[-8:])
look(public, 'the public tree: nobody and nothing')
look({p: p for p in public}, 'nor in the names of its files')
ok(any(p.endswith('/check.js') for p in public) and any('.poster.' in p for p in public), 'what a unit\'s check page is told is among them, and so are posters')
printed = {}
for style in ('report', 'week'):
    f = WORK + '/' + style + '.pdf'
    run('pdf', SITE, 'su/v00', '-o', f, *(('--style', 'report', '--year', '2019') if style == 'report' else ('--week', '2019-W24')), *DAY)
    printed[style] = reading(f) + tool('pdfinfo', f).decode('utf-8', 'replace') if os.path.exists(f) else ''
for f in sorted(glob.glob(SITE + '/su/v00/2019/2019-*.md'))[:4]:
    for style in ('handout', 'poster'):  # record and jiyao are the office's own
        out = WORK + '/one.pdf'
        run('pdf', f, '--style', style, '-o', out, *DAY)
        if os.path.exists(out):
            printed[style + ' ' + f] = reading(out) + tool('pdfinfo', out).decode('utf-8', 'replace')
            os.remove(out)
ok(sum(map(bool, printed.values())) > 2, 'sheets are printed one by one')
look({'stats as CSV': run('stats', SITE, '--format', 'csv', *DAY), 'words': run('words', SITE, *DAY), **printed}, 'nor do sheets printed by hand, figures and words tell anybody')
# The index knows the files of the site by their names, which lie beside it: those that tell a name are no leak of its own.
rows = index()
paths = sorted((os.path.relpath(p, SITE) for p in glob.glob(SITE + '/**/*', recursive=True) if any(n in p for n in names if names[n] in ('file name', 'folder name', 'recording'))), key=len, reverse=True)
for p in paths + [re.sub(r'\.md$', '', p) for p in paths]:
    rows = {k: t.replace(p, '') for k, t in rows.items()}
look(rows, 'nor in the index, its pages and its rows')

# Words of the office: names are its own, numbers, hidden words and the reasons of others are not.
GIVEN_ALL, SICK_ALL, people = GIVEN, SICK, []
GIVEN, SICK = ['\uffff'], {'\uffff': '\uffff'}
some = r.sample(sorted(glob.glob(SITE + '/su/*/2019/2019-*.md')), min(25, count))
for title, args in (('build', None), ('check', ('check', SITE, *DAY)), ('check as JSON', ('check', SITE, '--format', 'json', *DAY)), ('check --privacy', ('check', SITE, '--privacy', *DAY)), ('due', ('due', SITE, *DAY)),
                    ('stats', ('stats', SITE, *DAY)), ('search', ('search', HIDDEN[0], '-C', SITE))):
    text = said if args is None else run(*args)
    look({title: text.replace(HIDDEN[0], '') if title == 'search' else text}, '%s says no number and no hidden word' % title)
look({'dump ' + os.path.relpath(f, SITE): run('dump', f) for f in some}, 'nor does dump')
look({'dump --lines ' + os.path.relpath(f, SITE): run('dump', '--lines', f) for f in some}, 'nor dump --lines')
look({'check ' + os.path.relpath(f, SITE): run('check', f, *DAY) for f in some[:10]}, 'nor check of one file')
shutil.rmtree(WORK + '/in', ignore_errors=True)
for f in some:
    v = f.split('/')[-3]
    put('%s/in/%s嘎查/%s.txt' % (WORK, v, os.path.basename(f)[:-3]), open(f, encoding='utf-8').read().replace('问题', '第问题', 1))
shutil.copytree(SITE, WORK + '/site2', dirs_exist_ok=True)
told = run('receive', WORK + '/in', WORK + '/site2', '--reply', WORK + '/reply', *DAY)
look({'receive': told, **tree(WORK + '/reply')}, 'nor do answers to villages')
GIVEN, SICK = GIVEN_ALL, SICK_ALL

# Inside, all of them stand: of records that are out, in each of these places. (A report on a number that there is not is told by its finding, a heading below a title of the
# head and the reason of a waiver that nothing asked for by nothing.)
run('build', SITE, '-o', INSIDE, '--internal', *DAY)
inside = letters(''.join(tree(INSIDE).values()))
db = sqlite3.connect(SITE + '/.lihui/internal.db')
out = ''.join(open(SITE + '/' + p, encoding='utf-8').read() for (p,) in db.execute("select path from document where state = 'published'"))
places = {p: [n for n in names if names[n] == p and n in out and n not in elsewhere] for p in sorted(set(names.values()) - {'bulletin heading', 'caption title', 'led by', 'other step', 'report',
          'report from above', 'table', 'task report', 'waiver'})}
missing = {p: [n for n in l if n not in inside] for p, l in places.items()}
if os.environ.get('LIHUI_KEEP'):
    print('#', {p: (len(missing[p]), len(l)) for p, l in places.items()})
ok(not any(missing.values()), 'inside the names of %d places stand' % len(places), ['%s: %s' % (p, ' '.join(l)) for p, l in missing.items() if l])
print('1..%d' % number)
sys.exit(bad > 0)
