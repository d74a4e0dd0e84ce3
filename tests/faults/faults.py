# SPDX-License-Identifier: MIT
"""A machine that fails (fault.c) under everything that writes. After each trial: whole files only, nothing of a village lost, one sentence, the right exit status, and the
next run equals a clean one. TAP, one line for each kind of fault under each command; what is wrong with a trial is said with the environment that repeats it."""
import argparse, hashlib, os, random, re, shutil, signal, subprocess, sys

p = argparse.ArgumentParser()
p.add_argument('lihui')
p.add_argument('fault')
p.add_argument('work')
p.add_argument('--share', type=float, default=1, help='of the trials')
p.add_argument('--seed', type=int, default=1)
p.add_argument('--only', default='', help='words of the lines that are run')
a = p.parse_args()
r = random.Random(a.seed)
os.environ.pop('SOURCE_DATE_EPOCH', None)
DATE = '2018-02-01'
here = os.path.dirname(os.path.abspath(__file__))
count = bad = trials = 0
shown = 0


def path(*names):
    return os.path.join(a.work, *names)


def put(name, text):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, 'w', encoding='utf-8') as f:
        f.write(text)


def lihui(args, env=None, wait=120):
    e = dict(os.environ, LIHUI_LANG='en', **(env or {}))
    if env:
        e.update(LD_PRELOAD=a.fault, FAULT_BELOW=path('now'))
    try:
        return subprocess.run([a.lihui, *args], capture_output=True, text=True, errors='replace', env=e, cwd=path('now'), timeout=wait)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(args, 'hangs', '', '')


def state():
    """Every file that somebody sees, and what lies in it."""
    out = {}
    for folder, dirs, names in os.walk(path('now')):
        dirs[:] = [d for d in dirs if not d.startswith('.')]
        for n in names:
            if not n.startswith('.'):
                whole = os.path.join(folder, n)
                if '/reply' in folder:
                    # What is answered the second time is that it came already.
                    out['reply/' + re.sub(r'(_\d)?\.txt$', '', n)] = ''
                    continue
                with open(whole, 'rb') as f:
                    out[os.path.relpath(whole, path('now'))] = hashlib.sha1(f.read()).hexdigest()
    return out


def litter():
    return [os.path.join(f, n) for f, dirs, names in os.walk(path('now')) for n in names + dirs if n.startswith('.lihui-') or n.endswith('.tmp')]


def restore(kept):
    shutil.rmtree(path('now'), ignore_errors=True)
    shutil.copytree(path('kept', kept), path('now'))


# What is run: name, arguments, which kept folder it begins with.
OPS = [
    ('build', ['build', 'site', '-o', 'tree', '--date', DATE], 'new'),
    ('build again', ['build', 'site', '-o', 'tree', '--date', DATE], 'edited'),
    ('receive', ['receive', 'mail', 'site', '--reply', 'reply', '--date', DATE], 'built'),
    ('join', ['join', '-C', 'site', '../part0', '../part1', '-o', '../whole'], 'parts'),
    ('fix', ['check', '--fix', 'site', '--date', DATE], 'new'),
    ('new', ['new', '--all', '-C', 'site', '--week', '2018-W05', '-o', '../forms', '--date', DATE], 'built'),
    ('pdf', ['pdf', 't00', '-C', 'site', '--week', '2018-W02', '-o', '../out.pdf', '--date', DATE], 'built'),
]


class Op:
    def __init__(self, name, args, kept):
        self.name, self.args, self.kept = name, args, kept
        restore(kept)
        self.before = state()
        self.clean = lihui(args)
        if self.clean.returncode not in (0, 1):
            sys.exit('Bail out! %s: %s' % (name, self.clean.stderr))
        self.after = state()
        self.counts = {}

    def calls(self, call, **more):
        """How many there are, and how many bytes they wrote."""
        key = (call, tuple(more.items()))
        if key not in self.counts:
            restore(self.kept)
            lihui(self.args, dict(FAULT_CALL=call, FAULT_COUNT=path('count'), **more))
            with open(path('count')) as f:
                self.counts[key] = [int(w) for w in f.read().split()]
        return self.counts[key]


def wrong(op, run, allowed):
    """What is not as it must be, or None."""
    if run.returncode not in allowed:
        return 'exit %s' % run.returncode
    said = [l for l in run.stderr.splitlines() if l.startswith('lihui: ') and 'made anew' not in l]
    if run.returncode == 3 and len(said) != 1:
        return '%d sentences' % len(said)
    now = state()
    for name, sum in now.items():
        # While a tree is being written its manifest says what may come, with sums of nothing.
        if name.endswith('manifest.sha256') and run.returncode != op.clean.returncode:
            with open(path('now', name), encoding='utf-8') as f:
                if f.read().count('\n' + '0' * 64):
                    continue
        if sum not in (op.before.get(name), op.after.get(name)):
            return 'neither old nor new: ' + name
    for name, sum in op.before.items():
        if name not in now and name in op.after:
            return 'lost: ' + name
    if run.returncode == op.clean.returncode and now != op.after:
        return 'says that it is done, and it is not: ' + next(n for n in sorted(set(now) | set(op.after)) if now.get(n) != op.after.get(n))
    again = lihui(op.args)
    if again.returncode != op.clean.returncode:
        return 'then exit %s: %s' % (again.returncode, again.stderr.strip()[-300:])
    now = state()
    if now != op.after:
        return 'then differs: ' + next(n for n in sorted(set(now) | set(op.after)) if now.get(n) != op.after.get(n))
    left = litter()
    return 'left behind: ' + left[0] if left else None


def line(name, op, make, always=True):
    """make: gives (environment, exit statuses that are right) of each trial. A small share leaves lines out."""
    global count, bad, trials
    if a.only and not all(w in op.name + ' ' + name for w in a.only.split()):
        return
    if not always and r.random() >= a.share * 10:
        return
    count += 1
    faults, told, made = 0, [], make()
    for env, allowed in made:
        trials += 1
        restore(op.kept)
        run = lihui(op.args, env)
        why = wrong(op, run, allowed)
        if why:
            faults += 1
            told.append('%s: %s | %s' % (' '.join('%s=%s' % (k.replace('FAULT_', ''), v) for k, v in env.items()), why, run.stderr.strip().replace('\n', ' / ')[-300:]))
    bad += faults > 0
    print('%sok %d - %s: %s, %d trials' % ('not ' if faults else '', count, op.name, name, len(made)))
    for t in told[:6]:
        print('# ' + t)
    sys.stdout.flush()


def some(most, n):
    """n of the numbers from 1 to most, the first and the last among them."""
    n = max(1, min(most, round(n * a.share)))
    if most < 1:
        return []
    if a.share < 1:
        return sorted(r.sample(range(1, most + 1), n))
    return sorted({1, most} | set(r.sample(range(1, most + 1), n)))


def kills(op):
    call = 'write rename open mkdir unlink'
    return [(dict(FAULT_CALL=call, FAULT_AT=str(n), FAULT_KILL='1'), (-signal.SIGKILL,)) for n in some(op.calls(call)[0], 45)]


def full(op):
    return [(dict(FAULT_CALL='write', FAULT_BYTES=str(n - 1)), (3, op.clean.returncode)) for n in some(op.calls('write')[1], 16)]


def failing(op, call, number, n=10):
    return [(dict(FAULT_CALL=call, FAULT_AT=str(k), FAULT_ERRNO=str(number)), (3, op.clean.returncode)) for k in some(op.calls(call)[0], n)]


def read_only(op, below):
    # 30: EROFS. Who only reads goes on.
    return [(dict(FAULT_CALL='change', FAULT_AT='1', FAULT_ON='1', FAULT_ERRNO='30', FAULT_PATH='/now/' + below), (2, 3, op.clean.returncode))]


def no_memory(op):
    return [(dict(FAULT_CALL='malloc', FAULT_AT=str(k)), (3,)) for k in some(op.calls('malloc')[0], 25)]


def two_at_once(op):
    """The second may be refused; neither breaks anything."""
    global count, bad, trials
    if a.only and 'two' not in a.only:
        return
    count += 1
    why = None
    for _ in range(max(1, round(5 * a.share))):
        trials += 1
        restore(op.kept)
        both = [subprocess.Popen([a.lihui, *op.args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=path('now'), env=dict(os.environ, LIHUI_LANG='en'))
                for _ in range(2)]
        ends = [(q.communicate(), q.returncode) for q in both]
        codes = sorted(code for _, code in ends)
        if op.clean.returncode not in codes or any(c not in (op.clean.returncode, 2) for c in codes):
            why = why or 'exits %s: %s' % (codes, ends[0][0][1] + ends[1][0][1])
        again = lihui(op.args)
        if again.returncode != op.clean.returncode or state() != op.after:
            why = why or 'then exit %s, or another tree' % again.returncode
    bad += why is not None
    print('%sok %d - %s: two at once' % ('not ' if why else '', count, op.name))
    if why:
        print('# ' + why.replace('\n', ' / '))


def prepare():
    """Folders to begin with: a site that was never built, one that was, the same with an edit, and two parts."""
    os.makedirs(path('now'))
    subprocess.run([sys.executable, os.path.join(here, '../bench/site.py'), path('now', 'site'), '--units', '2', '--weeks', '2', '--sheets', 'handout'], check=True,
                   stdout=subprocess.DEVNULL)
    year = path('now', 'site', 't00', 'v0000', '2018')
    record = sorted(n for n in os.listdir(year) if n.count('-') == 2 and n.count('.') == 1)[0]
    with open(os.path.join(year, record), encoding='utf-8') as f:
        text = f.read()
    # What check --fix has to do.
    put(os.path.join(year, record), text.replace('周次', '# 周次', 1))
    put(os.path.join(year, 'bare.md'), '类型: 党支部委员会会议\n日期: 2018-01-10\n\n一、研究修路\n')
    unit = next(l.split(':', 1)[1].strip() for l in open(path('now', 'site', 't00', 'v0000', '_index.md'), encoding='utf-8') if l.startswith(('名称', 'name')))
    for i, day in enumerate(('2018-01-16', '2018-01-23')):
        put(path('now', 'mail', '%d.txt' % i), '%s双书记周例会\n日期：%s\n一、学习\n学习草原法\n二、汇报\n无\n三、问题\n1、井坏了。决定修，由张三负责，2月10日前完成。\n四、部署\n修路\n' % (unit, day))
    put(path('now', 'site', 't00', '_rules.yaml'), 'weekly_since: 2018-W01\n')
    os.makedirs(path('kept'))
    shutil.copytree(path('now'), path('kept', 'new'))
    if lihui(['build', 'site', '-o', 'tree', '--date', DATE]).returncode:
        sys.exit('Bail out! no clean build')
    shutil.copytree(path('now'), path('kept', 'built'))
    put(os.path.join(year, record), text.replace('。', '。当场答复。', 1))
    os.remove(os.path.join(year, 'bare.md'))
    shutil.copytree(path('now'), path('kept', 'edited'))
    restore('new')
    for i in range(2):
        run = lihui(['build', 'site', '--part', 't00/v000%d' % i, '-o', 'part%d' % i, '--date', DATE])
        if run.returncode:
            sys.exit('Bail out! no part: ' + run.stderr)
    shutil.copytree(path('now'), path('kept', 'parts'))


def main():
    prepare()
    for op in [Op(*o) for o in OPS]:
        line('killed', op, lambda: kills(op))
        line('disk full', op, lambda: full(op))
        for call, number in (('write', 5), ('rename', 5), ('open', 5), ('open', 24), ('fsync', 5), ('read', 5), ('mkdir', 28), ('unlink', 5), ('mmap', 12)):
            line('%s fails with %d' % (call, number), op, lambda: failing(op, call, number), False)
        for below in ('site', 'tree', 'reply', 'forms', 'whole', ''):
            if below == '' or any(below in w for w in op.args):
                line('read-only %s' % (below or 'everywhere'), op, lambda: read_only(op, below), False)
        line('no memory', op, lambda: no_memory(op))
        two_at_once(op)
    print('# %d trials, seed %d' % (trials, a.seed))
    print('1..%d' % count)


main()
sys.exit(bad > 0)
