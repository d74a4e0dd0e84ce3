# SPDX-License-Identifier: MIT
"""The commands of content/manual, in order, in a copy of the sample site. A page's fenced block whose lines begin with a command is typed; its other lines must stand in what
the command before them prints, but for …… A block behind 存成 `FILE` is written there first. TAP. manual.py PROJECT FOLDER"""
import datetime, glob, json, os, re, shutil, subprocess, sys

PROJECT, WORK = sys.argv[1:]
LIHUI = os.environ['LIHUI']
COMMANDS = ('lihui ', 'rsync ', 'git ', 'chmod ', 'cd ')
DAYS = ('2019-12-23', '2019-12-18', '2019-12-31') # a Monday, a Wednesday, the last of a year
count = bad = 0


def ok(good, name, why=''):
    global count, bad
    count += 1
    print(('ok' if good else 'not ok'), count, '-', name, flush=True)
    if not good:
        bad += 1
        print('\n'.join('# ' + l for l in str(why)[-1500:].split('\n')))


def write(path, text):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


RECORD = '''示例嘎查%s双书记周例会
时间：%s
主持人：张三（第一书记）
召集人：李四（嘎查党支部书记）
出席：张三（第一书记）、李四（嘎查党支部书记）
一、学习政策
学习《草原生态补奖政策》：禁牧怎么补
二、听取上周工作汇报
首次会议
三、研究解决问题
问题一：东头的桥栏杆松了
反映人：李四
会议决定：用钢管加固
责任人：李四
完成时限：%s
四、部署本周工作
1、买钢管（责任人：李四；时限：%s）
'''


def blocks(page):
    """(file or None, lines) of each fenced block."""
    text = open(page, encoding='utf-8').read()
    for m in re.finditer(r'^```[a-z]*\n(.*?)^```$', text, re.M | re.S):
        before = text[:m.start()].rstrip().split('\n')[-1]
        file = re.search(r'存成 `([^`]+)`[^`]*：$', before)
        yield file and file.group(1), m.group(1)


def steps(block):
    """(command, lines it prints) of a block that is typed, or nothing."""
    found = []
    for line in block.split('\n'):
        if line.startswith(COMMANDS):
            found.append((re.sub(r'\s+#.*', '', line), []))
        elif line.strip() and found:
            found[-1][1].append(line)
    return found if block.startswith(COMMANDS) else []


PATH = os.environ['PATH']
os.environ.update({'GIT_%s_%s' % (who, what): 'x@example.org' for who in ('AUTHOR', 'COMMITTER') for what in ('NAME', 'EMAIL')})


def make_office(day):
    folder = os.path.join(WORK, day)
    shutil.copytree(PROJECT + '/content', folder + '/content', ignore=shutil.ignore_patterns('.lihui'))
    os.chdir(folder)
    os.mkdir('bin')
    os.symlink(LIHUI, 'bin/lihui')
    write('发来的/微信文件1.txt', RECORD % ('', '2019年12月17日', '12月24日', '12月23日'))
    write('旧档案/示例嘎查/2018/例会记录.txt', RECORD % ('', '2018年11月6日', '11月20日', '11月12日'))
    os.environ['PATH'] = folder + '/bin:' + PATH


def typed(command, epoch):
    # A server is a folder here, and the preview would not end.
    command = command.replace('用户@服务器:/var/www/html/', 'server/')
    if not shutil.which('rsync'):
        command = re.sub(r'^rsync -a --delete (\S+)/ (\S+)/$', r'rm -rf \2 && cp -r \1 \2', command)
    if command == 'lihui serve':
        command += ' --help'
    if command.startswith('cd '):
        os.chdir(command[3:])
    env = {**os.environ, 'SOURCE_DATE_EPOCH': str(epoch), 'LC_ALL': 'C.UTF-8'}
    return subprocess.run(':' if command.startswith('cd ') else command, shell=True, env=env, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)


pages = sorted(glob.glob(PROJECT + '/content/manual/*.md'))
index = open(PROJECT + '/content/manual/index.md', encoding='utf-8').read()
names = [os.path.basename(p) for p in pages if not p.endswith('/index.md')]
ok(all('](%s)' % n in index for n in names), 'the index names every page', [n for n in names if '](%s)' % n not in index])
told = set()
for day in DAYS:
    epoch = int(datetime.datetime.fromisoformat(day + 'T09:00:00+08:00').timestamp())
    for page in pages:
        make_office('%s %s' % (day, os.path.basename(page)))
        for file, block in blocks(page):
            if file and not steps(block):
                write(file if file.startswith(('.git', '.vscode', '.vimrc')) else 'content/' + file, block)
            for command, lines in steps(block):
                p = typed(command, epoch)
                said = p.stdout + p.stderr
                good = p.returncode == 0 or p.returncode == 1 and command.startswith('lihui check')
                missing = [l for l in lines if not all(part.strip() in said for part in l.split('……'))]
                told.update(re.findall(r'^lihui (\w+)', command))
                ok(good and not missing, '%s %s: %s' % (day, os.path.basename(page), command), 'status %d, not said: %s\n%s' % (p.returncode, missing, said))
ok(told >= {'check', 'build', 'new', 'receive', 'due', 'stats', 'pdf', 'verify', 'explain', 'dump', 'serve'}, 'commands that the manual tells', told)

# --- what the pages say of the hook, the editors ---
make_office('tools')
os.chdir('content')
subprocess.run(['git', 'init', '-q'], check=True)
for page in ('together.md', 'editors.md'):
    for file, block in blocks(PROJECT + '/content/manual/' + page):
        if file:
            write(file, block)
os.chmod('.git/hooks/pre-commit', 0o755)
write('shifan/shili/2019/2019-12-24.md', '日期：2019年13月45日\n类型：双书记周例会\n')
p = typed('git add -A . && git commit -m 没改好的', epoch)
ok(p.returncode != 0 and '2019-12-24.md:' in p.stdout + p.stderr and '改法' in p.stdout + p.stderr, 'the hook keeps what is wrong out, and says why', p.stdout + p.stderr)
os.remove('shifan/shili/2019/2019-12-24.md')
write('_index.md', open('_index.md', encoding='utf-8').read() + '\n')
p = typed('git add -A . && git commit -m 单位的介绍', epoch)
ok(p.returncode == 0, 'and lets a unit pass', p.stdout + p.stderr)
matchers = json.load(open('.vscode/tasks.json', encoding='utf-8'))['tasks'][0]['problemMatcher']
write('shifan/shili/2019/2019-12-24.md', (RECORD % ('', '2019年12月25日（星期二）', '', '')).replace('责任人：李四\n', ''))
found = typed('lihui check', epoch).stdout.split('\n')
places = [l for l in found if re.search(r'\[[A-Z]\d{3}\]$', l)]
lines = [l for l in places if re.match(r'\S+:\d+:\d+: ', l)]
hits = [sum(bool(re.match(m['pattern']['regexp'], l)) for m in matchers) for l in lines]
ok(len(lines) >= 3 and set(hits) == {1}, 'VS Code knows each finding that has a line, once', [l for l, h in zip(lines, hits) if h != 1])
ok(all(os.path.isfile(re.match(matchers[0]['pattern']['regexp'].split(': 须改')[0], l).group(1)) for l in lines), 'and its file')
for name, snippet in json.load(open('.vscode/lihui.code-snippets', encoding='utf-8')).items():
    ok(snippet['prefix'] == name and snippet['body'], 'snippet ' + name)
body = json.load(open('.vscode/lihui.code-snippets', encoding='utf-8'))['问题']['body']
text = re.sub(r'\$\{\d:([^}]*)\}', r'\1', '\n'.join(body)).replace('谁', '李四').replace('12月20日', '12月30日')
write('shifan/shili/2019/2019-12-24.md', re.sub('问题一：.*?四、', lambda m: text + '四、', RECORD % ('', '2019年12月24日', '', '12月30日'), flags=re.S))
p = typed('lihui check shifan/shili/2019/2019-12-24.md', epoch)
ok(not re.search(r'\[S40[2-6]\]', p.stdout) and p.returncode == 0, 'what the snippet types is a problem', p.stdout)
# --- the records that loop.md shows, sent as they stand: each where the page says, and one matter in the ledger ---
os.chdir('..')
shutil.rmtree('content')
shutil.copytree(PROJECT + '/content', 'content')
shown = [b for _, b in blocks(PROJECT + '/content/manual/loop.md') if '日期：' in b]
for i, block in enumerate(shown):
    write('shown/%d.txt' % i, block)
p = typed('lihui receive shown content --week 51 && lihui build content -o shown-out', epoch)
placed = re.findall(r'^· \d\.txt → (\S+)，\S+日，(\S+?)：新的一份', p.stdout, re.M)
ok(placed == [('示例苏木', '双书记联席会议'), ('示例嘎查', '村民代表会议'), ('示例嘎查', '决议公开')], 'the records that the manual shows go where it says', p.stdout)
ledger = open('shown-out/data/shifan/shili/ledger.csv', encoding='utf-8-sig').read()
ok(len(re.findall('文化广场翻修,.*,已议定,2019-12-17,', ledger)) == 1, 'a matter is one row, decided by the vote', ledger)
ok('12月16日' in open('shown-out/zh/shifan/shili/p/2019-46-1.html', encoding='utf-8').read(), 'what the township tells stands with the village')
print('1..%d' % count)
sys.exit(1 if bad else 0)
