# SPDX-License-Identifier: MIT
"""The command line of lihui, asked from outside. TAP. cli.py FOLDER PROJECT"""
import json, os, pty, re, shutil, subprocess, sys, urllib.parse

LIHUI = os.environ['LIHUI']
PROJECT = sys.argv[2]
os.chdir(sys.argv[1])
count = bad = 0
HAN = re.compile('[一-鿿]')


def ok(good, name, why=''):
    global count, bad
    count += 1
    print(('ok' if good else 'not ok'), count, '-', name, flush=True)
    if not good:
        bad += 1
        print('\n'.join('# ' + l for l in str(why)[:1500].split('\n')))


def run(*args, cwd='.', **env):
    return subprocess.run([LIHUI, *args], cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, encoding='utf-8', timeout=120)


def status(wanted, name, *args, **more):
    p = run(*args, **more)
    ok(p.returncode == wanted, '%d: %s' % (wanted, name), '%d %s%s' % (p.returncode, p.stdout, p.stderr))
    return p


def refused(name, args, *words):
    """Exit 2, nothing on standard output, one sentence on the other that holds the words, in either language."""
    for lang in ('zh', 'en'):
        p = run(*args, LIHUI_LANG=lang)
        sentence = re.fullmatch(r'lihui: .+\n', p.stderr)
        ok(p.returncode == 2 and p.stdout == '' and sentence and all(w in p.stderr for w in words) and bool(HAN.search(p.stderr)) == (lang == 'zh'),
           '%s: refused in %s' % (name, lang), '%d %s%s' % (p.returncode, p.stdout, p.stderr))


def write(path, text, encoding='utf-8'):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as f:
        f.write(text.encode(encoding))


RECORD = '''---
类型: 双书记周例会
日期: %s
主持人: 张三（第一书记）
召集人: 李四（嘎查党支部书记）
出席: 张三（第一书记）、李四（嘎查党支部书记）
---
## 一、学习政策
- 学习《乡村振兴战略规划》：读了第一章
## 二、听取上周工作汇报
- 首次会议
## 三、研究解决问题
- 本周未收集到新问题
%s'''
LAST = '''## 四、部署本周工作
- 【任务27-1】修好二组机井电机（责任人：李四；时限：7月9日）
'''


def site(name, *records):
    write(name + '/site.yaml', 'title: {zh: 试一试}\nlanguages: [zh]\nsheets: []\n')
    write(name + '/_rules.yaml', 'yearly_minimum: 1\n')
    write(name + '/gacha/_index.md', '---\n名称: 示例嘎查\n层级: 嘎查\n第一书记: 张三\n书记: 李四\n电话: 0482-0000000\n---\n')
    for path, text in records:
        write(name + '/gacha/' + path, text)


DAY = '2018-07-04'
site('clean', ('2018-07-03.md', '---\n周次: 27\n' + (RECORD % ('2018-07-03', LAST))[4:]))
site('warned', ('2018-07-01.md', '---\n周次: 26\n' + (RECORD % ('2018-07-01', LAST.replace('27-1', '26-1')))[4:]))
site('wrong', ('2018-07-03.md', RECORD % ('2018-07-03', '')))

# --- exit statuses ---
p = status(0, 'a clean site', 'check', 'clean', '--date', DAY)
status(0, 'a site with warnings', 'check', 'warned', '--date', DAY)
p = status(1, '--strict counts warnings', 'check', 'warned', '--date', DAY, '--strict')
ok('[D101]' in p.stdout, 'which are told', p.stdout)
status(0, '--strict on a clean site', 'check', 'clean', '--date', DAY, '--strict')
p = status(1, 'errors in content', 'check', 'wrong', '--date', DAY)
ok('须改' in p.stdout and '[S401]' in p.stdout, 'which are told', p.stdout)
status(0, 'a build that publishes in spite of them', 'build', 'wrong', '-o', 'out')
status(1, 'build --strict', 'build', 'wrong', '-o', 'out', '--strict')
status(0, 'verify', 'verify', 'out')
write('out/index.html', 'x')
status(1, 'verify what was changed', 'verify', 'out')
status(2, 'no site', 'check', cwd='/')
write('config/site.yaml', 'title: {zh: x}\nnonsense: 1\n')
status(2, 'an unknown key in site.yaml', 'check', 'config')
shutil.copytree('clean', 'broken', ignore=shutil.ignore_patterns('.lihui'))
write('broken/.lihui/x', '')
os.mkdir('broken/.lihui/public.db')
p = status(3, 'the index cannot be opened', 'build', 'broken', '-o', 'out2')
ok(re.fullmatch(r'lihui: .+\n', p.stderr) is not None, 'which is told in one sentence', p.stderr)
for args in (['check', 'clean', '--format', 'json'], ['explain'], ['--help'], ['stats', '-C', 'clean']):
    with open('/dev/full', 'w') as full:
        p = subprocess.run([LIHUI, *args], stdout=full, stderr=subprocess.PIPE, text=True)
    ok(p.returncode == 3 and p.stderr.startswith('lihui: '), '3: a full disk behind lihui ' + ' '.join(args), p.stderr)

# --- languages ---
LANGS = (({'LC_ALL': 'C'}, 'zh'), ({}, 'zh'), ({'LC_ALL': 'en_US.UTF-8'}, 'en'), ({'LANG': 'en_GB'}, 'en'), ({'LC_MESSAGES': 'en'}, 'en'), ({'LANG': 'mn_MN'}, 'zh'),
         ({'LC_ALL': 'C', 'LANG': 'en_US.UTF-8'}, 'zh'), ({'LC_ALL': '', 'LANG': 'en_US.UTF-8'}, 'en'), ({'LIHUI_LANG': 'en', 'LC_ALL': 'zh_CN.UTF-8'}, 'en'))
for env, lang in LANGS:
    p = run('--help', **env)
    ok(p.returncode == 0 and p.stderr == '' and bool(HAN.search(p.stdout)) == (lang == 'zh'), 'with %s it speaks %s' % (env, lang), p.stdout)
for args in (['--lang', 'zh', '--help'], ['--lang=zh', '--help'], ['--help', '--lang', 'zh'], ['check', '--help', '--lang', 'zh'], ['check', '--lang=zh', '-h']):
    p = run(*args, LIHUI_LANG='en')
    ok(p.returncode == 0 and HAN.search(p.stdout) is not None, ' '.join(args) + ' speaks Chinese', p.stdout + p.stderr)
p = run('check', 'warned', '--date', DAY, '--lang', 'en')
ok('please check: 2018-07-01 is' in p.stdout, 'findings speak it too', p.stdout)

# --- help ---
zh, en = run('--help').stdout, run('--help', '--lang', 'en').stdout
commands = re.findall(r'^  ([a-z]+) ', zh, re.M)
ok(commands == re.findall(r'^  ([a-z]+) ', en, re.M) and len(commands) >= 12 and 'serve' in commands, 'both list the same commands', commands)
p = run()
ok(p.returncode == 2 and p.stdout == '' and p.stderr == zh, 'without a command: the help on standard error, exit 2')
ok(run('-h').stdout == zh == run('help').stdout, '-h and help are --help')
p = run('--version')
ok(p.returncode == 0 and re.fullmatch(r'lihui \d+\.\d+\.\d+\n', p.stdout) and run('check', '--version').stdout == p.stdout, '--version', p.stdout)
VALUE = {'--' + o: v for o, v in (('output', 'x'), ('date', '2018-07-03'), ('week', '27'), ('only', 'x'), ('format', 'text'), ('style', 'handout'), ('until', '2018-07-03'),
                                  ('jobs', '1'), ('reply', 'x'), ('port', '1'), ('internal', None), ('strict', None), ('fix', None), ('all', None), ('dry-run', None))}
for c in commands:
    helps = {l: run(c, '--help', '--lang', l).stdout for l in ('zh', 'en')}
    line = re.search(r'^  (%s .*)$' % c, zh, re.M).group(1)
    told = re.search('\n\n(.*)\n', helps['zh']).group(1)
    ok(helps['zh'].startswith('用法：lihui %s' % c) and line.endswith(told) and '  -q ' in helps['zh'] and '退出码' in helps['zh'], 'lihui %s --help begins with its usage' % c, helps['zh'])
    ok(HAN.search(helps['zh']) and not HAN.search(helps['en']) and helps['en'].startswith('Usage: lihui ' + c), 'in both languages')
    ok(run('help', c).stdout == helps['zh'] and run(c, '-h').stdout == helps['zh'], 'also as help %s and %s -h' % (c, c))
    # An option that the command takes is passed on to the one behind it, which no command takes: nothing runs.
    wrong = []
    for option, value in VALUE.items():
        p = run(c, *([option] if value is None else [option, value]), '--no-such-option')
        takes = '--no-such-option' in p.stderr
        for l, text in helps.items():
            told = re.search(re.escape(option) + r'(?![a-z-])', text) or (option == '--output' and re.search(r'(?<![a-z-])-o ', text))
            if bool(told) != takes or p.returncode != 2:
                wrong.append((l, option, 'takes' if takes else 'does not take', p.stderr))
    ok(not wrong, 'lihui %s takes the options that its help tells, and no others' % c, wrong)

# --- what is refused ---
refused('an unknown command', ['frobnicate'], 'frobnicate', '--help')
for wrong, right in (('bulid', 'build'), ('chekc', 'check'), ('stat', 'stats'), ('recieve', 'receive'), ('hlep', 'help'), ('exlpain', 'explain')):
    refused('a slip of ' + right, [wrong], wrong, 'lihui ' + right)
for wrong, right, of in (('--strickt', '--strict', 'check'), ('--fromat=json', '--format', 'check'), ('--dryrun', '--dry-run', 'receive'), ('--stlye', '--style', 'pdf'),
                         ('--ouput', '--output', 'build')):
    refused('a slip of ' + right, [of, wrong], wrong, right, 'lihui %s --help' % of)
ok(run('-V').stdout == run('version').stdout == run('--version').stdout, '-V and version are --version')
refused('an option for a command', ['--bogus'], '--bogus')
refused('an unknown option', ['check', '--bogus'], '--bogus', 'lihui check --help')
refused('an unknown letter', ['check', 'clean', '-x'], '-x')
refused('letters', ['check', '-xh'], '-x')
p = run('check', '-日')
ok(p.returncode == 2 and '-日' in p.stderr, 'a Han letter is refused', p.stderr)
refused('a value that is missing', ['check', 'clean', '--format'], '--format')
refused('a value for what takes none', ['check', '--strict=3'], '--strict')
refused('an option of another command', ['explain', '--jobs', '3'], '--jobs', 'lihui explain --help')
refused('a short one of another command', ['explain', '-o', 'x', 'D101'], '--output')
for option, args in (('--format', ['check', '--format', 'xml']), ('--date', ['check', 'clean', '--date', '2018-13-01']), ('--jobs', ['build', '--jobs', '0']),
                     ('--week', ['due', '--week', '99', 'clean']), ('--port', ['serve', '--port', '65536']), ('--style', ['pdf', 'x', '-o', 'x', '--style', 'round'])):
    refused(' '.join(args), args, option, args[args.index(option) + 1])
refused('no such code', ['explain', 'D999'], 'D999')
refused('no folder', ['-C', 'nowhere', 'check'], 'nowhere')
refused('no folder behind the command', ['check', '-C', 'nowhere'], 'nowhere')
refused('-C without a folder', ['-C'], '-C')
refused('a file outside the site', ['check', 'clean/gacha/none.md'], 'clean/gacha/none.md')
for args in (['init'], ['pdf'], ['dump'], ['receive'], ['new']):
    p = run(*args, cwd='clean')
    ok(p.returncode == 2 and p.stdout == '' and p.stderr.startswith('lihui: '), 'lihui %s says what it wants' % args[0], p.stdout + p.stderr)
p = run('--lang', 'fr', '--help')
ok(p.returncode == 2 and 'fr' in p.stderr, 'a language that is not there')

# --- -C ---
there = run('check', '--date', DAY, cwd='wrong')
ok('gacha/2018-07-03.md' in there.stdout and 'wrong/' not in there.stdout, 'inside the site paths are told from there', there.stdout)
for args in (['-C', 'wrong', 'check'], ['check', '-C', 'wrong'], ['-C', '.', '-C', 'wrong', 'check'], ['--lang', 'zh', '-C', 'wrong', 'check'],
             ['-C', 'wrong', '--lang=zh', 'check'], ['check', '-Cwrong']):
    p = run(*args, '--date', DAY)
    ok((p.returncode, p.stdout) == (1, there.stdout), ' '.join(args), p.stdout + p.stderr)
p = run('-C', 'wrong', 'check', 'gacha/2018-07-03.md', '--date', DAY)
ok(p.returncode == 1 and '[S401]' in p.stdout, 'with a file named from there', p.stdout + p.stderr)

# --- JSON and SARIF ---
site('many', ('2018-07-03 坏“记录”&.md', RECORD % ('2018-07-03', '')),
     ('2018-07-10.md', '---\n主题: "引号\\\\ \\"x\\""\n周次: 60\n豁免: {D101: 农忙}\n' + (RECORD % ('2018-07-08', LAST + '- \x01\x7f控制字符 电话13812345678\n'))[4:]),
     ('2018-07-17.txt', RECORD % ('2018-07-17', LAST.replace('【任务27-1】', '【任务99-9】完成，'))))
write('many/gacha/2018-07-24.md', RECORD % ('2018-07-24', LAST), 'gb18030')
text = run('check', 'many', '--date', '2018-08-01')
ok(text.returncode == 1, 'a site with faults of many kinds', text.stderr)
places = sorted(re.findall(r'^(many\S.*?\.(?:md|txt|yaml)|many/gacha/?\S*?)(?::(\d+):(\d+))?: \S+: .*\[([A-Z]\d{3})\]$', text.stdout, re.M))
p = run('check', 'many', '--date', '2018-08-01', '--format', 'json')
ok(p.returncode == 1 and p.stderr == '', '--format json: the same exit status', p.stderr)
found = json.loads(p.stdout)
LEVELS = {'note', 'warning', 'error'}
ok(isinstance(found, list) and len(found) >= 8 and all(re.fullmatch('[A-Z][0-9]{3}', f['code']) and f['level'] in LEVELS and f['message'] and f['path'] for f in found),
   '%d findings as JSON, each with code, level, path and message' % len(found))
ok('13812345678' not in p.stdout + text.stdout, 'no private number among them')
told = sorted((f['path'], str(f.get('line', '')), str(f.get('column', '')), f['code']) for f in found)
ok(told == places, 'the same findings as in text', '%s\n%s' % ([x for x in told if x not in places], [x for x in places if x not in told]))
p = run('check', 'many', '--date', '2018-08-01', '--format', 'sarif')
ok(p.returncode == 1 and p.stderr == '', '--format sarif: the same exit status', p.stderr)
sarif = json.loads(p.stdout)
ok(sarif['version'] == '2.1.0' and sarif['$schema'].endswith('.json') and 'sarif' in sarif['$schema'] and len(sarif['runs']) == 1, 'version, $schema, one run')
driver = sarif['runs'][0]['tool']['driver']
results = sarif['runs'][0]['results']
ids = [r['id'] for r in driver['rules']]
ok(driver['name'] == 'lihui' and len(set(ids)) == len(ids) > 5, 'tool.driver has its name and each rule once', ids)
ok(all(r['defaultConfiguration']['level'] in LEVELS and r['fullDescription']['text'] for r in driver['rules']), 'rules have a level and say why')
ok(set(ids) == {r['ruleId'] for r in results} and all(ids[r['ruleIndex']] == r['ruleId'] for r in results if 'ruleIndex' in r), 'results and rules belong together')
ok(all(r['level'] in LEVELS and r['message']['text'] and len(r['locations']) == 1 for r in results), 'results have level, message.text and a location')
wrong = []
for r in results:
    at = r['locations'][0]['physicalLocation']
    uri, region = at['artifactLocation']['uri'], at.get('region')
    path = urllib.parse.unquote(uri, errors='strict')
    if not re.fullmatch(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+", uri) or not os.path.exists(path):
        wrong.append(uri)
    if region and os.path.isfile(path):
        raw = open(path, 'rb').read()
        try:
            line = raw.decode('utf-8').split('\n')[region['startLine'] - 1]
        except UnicodeDecodeError:
            line = raw.decode('gb18030').split('\n')[region['startLine'] - 1]
        if not 1 <= region['startColumn'] <= region.get('endColumn', region['startColumn']) <= len(line) + 1:
            wrong.append((uri, region, line))
ok(not wrong, 'addresses are percent-encoded and exist; regions lie in their lines', wrong)
ok(sarif['runs'][0]['columnKind'] == 'unicodeCodePoints', 'columns are code points')
waived = [r for r in results if r.get('suppressions')]
ok([r['ruleId'] for r in waived] == ['D101'] and waived[0]['suppressions'][0]['justification'] == '农忙' and
   waived[0]['suppressions'][0]['kind'] in ('inSource', 'external'), 'a waived finding is suppressed, with its reason', waived)
ok(sorted(f['code'] for f in found) == sorted(r['ruleId'] for r in results), 'SARIF and JSON tell the same')
ok(json.loads(run('check', 'clean', '--date', DAY, '--format', 'json').stdout) == [], 'nothing found: an empty list')
p = json.loads(run('check', 'clean', '--date', DAY, '--format', 'sarif').stdout)['runs'][0]
ok(p['results'] == [] and p['tool']['driver']['rules'] == [], 'nothing found: a run without results')
p = json.loads(run('check', 'wrong/gacha/2018-07-03.md', '--date', DAY, '--format', 'sarif').stdout)['runs'][0]
ok({r['ruleId'] for r in p['results']} >= {'S401'}, 'of a single file')

# --- search: what the search page finds ---
later = LAST.replace('27-1', '28-1').replace('修好', '试用')
site('found', ('2018-07-03.md', RECORD % ('2018-07-03', LAST)), ('2018-07-10.md', RECORD % ('2018-07-10', later)))
refused('search before a build', ['-C', 'found', 'search', '机井'], 'lihui build')
refused('search for nothing', ['-C', 'found', 'search'], 'lihui search')
for more in ([], ['--internal']):
    status(0, 'a build to be searched', 'build', 'found', '-o', 'found-out' + ''.join(more), *more)
p = status(0, 'search', '-C', 'found', 'search', '机井', '电机')
hits = re.findall(r'^  (\S+)$', p.stdout, re.M)
ok([h[-15:] for h in hits] == ['2018-07-10.html', '2018-07-03.html'] and '示例嘎查' in p.stdout and '2018年7月3日' in p.stdout and '找到2条' in p.stdout,
   'pages with both words, newest first', p.stdout)
p = status(0, 'search the internal edition', '-C', 'found', 'search', '--internal', '机井')
ok('找到2条' in p.stdout, 'which has them too', p.stdout)
p = status(0, 'search in vain', '-C', 'found', 'search', '机井', '沼气池', '--lang', 'en')
ok(p.stdout == '“机井 沼气池” was not found\n', 'which is told', p.stdout)

# --- -q: what somebody must see, and no more ---
site('quiet', ('2018-07-03.md', RECORD % ('2018-07-03', LAST)))
for args in (['build', 'quiet', '-q', '-o', 'quiet-out'], ['-q', 'build', 'quiet', '-o', 'quiet-out'], ['verify', '--quiet', 'quiet-out'], ['check', 'clean', '-q', '--date', DAY],
             ['init', '-q', 'quiet-new'], ['new', 'quiet-new/gacha', '-q'], ['pdf', 'quiet/gacha/2018-07-03.md', '-qo', 'quiet.pdf'], ['check', '--fix', '-q', 'quiet', '--date', DAY]):
    p = run(*args)
    ok(p.returncode == 0 and p.stdout + p.stderr == '', 'quiet: ' + ' '.join(args), p.stdout + p.stderr)
p = run('check', 'wrong', '-q', '--date', DAY)
ok(p.returncode == 1 and '[S401]' in p.stdout and '须改 ' not in p.stdout, 'quiet: what is wrong is said', p.stdout)
p = run('verify', '-q', 'out')
ok(p.returncode == 1 and 'index.html' in p.stdout and p.stdout.count('\n') == 1, 'quiet: a file that was changed is named', p.stdout)
p = run('stats', '-q', 'clean')
ok(p.stdout == run('stats', 'clean').stdout != '', 'quiet: what was asked for is answered')

# --- colour: on a terminal, and nowhere else ---
def terminal(*args, **env):
    """Standard output and error of a run on a terminal."""
    master, slave = pty.openpty()
    child = {k: v for k, v in {**os.environ, 'TERM': 'xterm', **env}.items() if k != 'NO_COLOR' or env}
    p = subprocess.Popen([LIHUI, *args], stdin=slave, stdout=slave, stderr=slave, env=child)
    os.close(slave)
    said = b''
    while True:
        try:
            more = os.read(master, 65536)
        except OSError:
            break
        if not more:
            break
        said += more
    p.wait()
    os.close(master)
    return said.decode()


asked = ['check', 'wrong', '--date', DAY]
plain = run(*asked).stdout
shown = terminal(*asked)
ok('\x1b[' in shown and re.sub('\x1b\\[[0-9;]*m', '', shown).replace('\r\n', '\n') == plain, 'colour on a terminal, and the same words', shown)
ok(len(set(re.findall('\x1b\\[([0-9;]+)m', shown))) >= 3, 'levels and places each have theirs', shown)
ok('\x1b' in terminal('check', 'nowhere') and '\x1b' in terminal('bulid'), 'of what is refused too')
for name, env in (('NO_COLOR', {'NO_COLOR': '1'}), ('a dumb one', {'TERM': 'dumb'})):
    ok('\x1b' not in terminal(*asked, **env), 'none with ' + name)
ok('\x1b' in terminal(*asked, NO_COLOR=''), 'an empty NO_COLOR forbids nothing')
ok('\x1b' not in plain + run('check', 'nowhere').stderr, 'none through a pipe')
ok('\x1b' not in terminal(*asked, '--format', 'json') + terminal(*asked, '--format', 'sarif'), 'none in JSON and SARIF')
ok('\x1b' not in terminal('dump', 'wrong/gacha/2018-07-03.md') + terminal('stats', 'clean'), 'none in what is copied on')

# --- manual page and completion ---
for lang, title in (('zh', '名称'), ('en', 'NAME')):
    p = subprocess.run(['sh', PROJECT + '/gen/man.sh', LIHUI, lang, '2026-01-02'], capture_output=True, text=True)
    heads = re.findall(r'^\.S[SH] (\w+)', p.stdout, re.M)
    ok(p.returncode == 0 and heads[0] == title and [h for h in heads if h in commands] == commands, 'man.sh %s: every command' % lang, p.stderr + str(heads))
    ok(all(re.search(r'\\-\\-' + o + r'(?![a-z])', p.stdout) for o in ('strict', 'reply', 'port', 'until', 'lang')) and '\\-C' in p.stdout, 'and options')
    for tool in (['groff', '-Kutf8', '-man', '-Tutf8', '-ww', '-rLL=200n'], ['mandoc', '-Tlint', '-W', 'warning']):
        if shutil.which(tool[0]):
            g = subprocess.run(tool, input=p.stdout, capture_output=True, text=True)
            ok(g.returncode == 0 and g.stderr == '' and (tool[0] == 'groff' or g.stdout == ''), tool[0] + ' has nothing to say', g.stdout[-800:] + g.stderr)
os.mkdir('bin')
os.symlink(LIHUI, 'bin/lihui')
site('near', ('2018-07-03.md', RECORD % ('2018-07-03', LAST)), ('2018-07-10.md', RECORD % ('2018-07-10', LAST)))
write('near/gacha2/_index.md', '---\n名称: 柳河嘎查\n层级: 嘎查\n---\n')
SHELLS = {
    # The shells' own machinery is left out: what they hand over, and what they are handed, is what is ours.
    'bash': ('source "%s/gen/complete/lihui.bash"; shift 0; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _lihui; [ ${#COMPREPLY[@]} = 0 ] || printf "%%s\\n" "${COMPREPLY[@]}"', ['-euc'], ['bash']),
    'zsh': ('_describe() { print -rl -- ${found%%:*} }; _files() { print FILES }; words=("$@"); CURRENT=$#; source "%s/gen/complete/_lihui"', ['-fc'], ['zsh']),
    'fish': ('source "%s/gen/complete/lihui.fish"; complete -C (string join " " -- $argv)', ['--no-config', '-c'], []),
}
ASKED = (
    ([''], commands[:3], None), (['ser'], ['serve'], 1), (['-C', 'near', 'ser'], ['serve'], 1), (['check', '--f'], ['--format', '--fix'], 2), (['serve', '--we'], [], 0),
    (['check', '--format', 's'], ['sarif'], 1), (['explain', 'D10'], ['D101', 'D102'], None), (['-C', 'near', 'stats', 'ga'], ['gacha', 'gacha2'], 2),
    (['-C', 'near', 'stats', '柳'], ['柳河嘎查'], 1), (['stats', 'near', '示'], ['示例嘎查'], 1), (['build', 'near', '--only', '柳'], ['柳河嘎查'], 1),
    (['new', 'near', 'gacha2'], ['gacha2'], 1), (['due', 'near', '--week', '2018'], ['2018-W28', '2018-W27'], 2), (['stats', 'near', '--until', '2018-07-0'], ['2018-07-03'], 1),
    (['check', 'near', '--date', '2018-07'], ['2018-07-10', '2018-07-03'], 2), (['new', '--format', ''], ['txt', 'docx'], 2), (['help', 'ver'], ['verify'], 1),
)
for shell, (script, options, name) in SHELLS.items():
    if not shutil.which(shell):
        print('# no', shell)
        continue
    for words, wanted, n in ASKED:
        p = subprocess.run([shell, *options, script % PROJECT, *name, 'lihui', *words], env={**os.environ, 'PATH': os.getcwd() + '/bin:' + os.environ['PATH'], 'LC_ALL': 'C.UTF-8'},
                           capture_output=True, text=True, stdin=subprocess.DEVNULL)
        got = [l.split('\t')[0] for l in p.stdout.split('\n') if l]
        if shell == 'fish': # it sorts by itself
            got, wanted = [g for g in got if g in wanted or n], sorted(wanted, key=wanted.index)
        right = sorted(got) == sorted(wanted) if shell == 'fish' or not wanted and not n else got[:len(wanted)] == wanted and n in (None, len(got))
        if not wanted:
            right = not [g for g in got if g != 'FILES']
        ok(right, '%s: lihui %s' % (shell, ' '.join(words)), p.stdout + p.stderr)
print('1..%d' % count)
sys.exit(1 if bad else 0)
