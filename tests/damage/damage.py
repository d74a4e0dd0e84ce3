# SPDX-License-Identifier: MIT
"""Damages the index of a site in every way, and looks at what the next run does. TAP."""
import argparse, filecmp, os, random, shutil, sqlite3, subprocess, sys

p = argparse.ArgumentParser()
p.add_argument('lihui')
p.add_argument('work')
p.add_argument('--trials', type=int, default=60)
p.add_argument('--seed', type=int, default=1)
a = p.parse_args()
r = random.Random(a.seed)
DATE = '2019-12-31'
count = 0
bad = 0


def path(*names):
    return os.path.join(a.work, *names)


def ok(good, what, why=''):
    global count, bad
    count += 1
    bad += not good
    print(('ok' if good else 'not ok') + ' %d - %s' % (count, what))
    if not good and why:
        for line in str(why).splitlines()[:12]:
            print('# ' + line)


def lihui(*args):
    return subprocess.run([a.lihui, *args], capture_output=True, text=True)


def same(x, y):
    c = filecmp.dircmp(x, y)
    if c.left_only or c.right_only or filecmp.cmpfiles(x, y, c.common_files, shallow=False)[1:] != ([], []):
        return False
    return all(same(os.path.join(x, d), os.path.join(y, d)) for d in c.common_dirs)


def bytes_of(name):
    with open(name, 'rb') as f:
        return bytearray(f.read())


def put(name, data):
    with open(name, 'wb') as f:
        f.write(data)


def page_zeroed(db):
    b = bytes_of(db)
    at = r.randrange(len(b) // 4096) * 4096
    b[at:at + 4096] = bytes(4096)
    put(db, b)


def bits_flipped(db):
    b = bytes_of(db)
    for _ in range(r.choice([1, 1, 3, 50])):
        b[r.randrange(len(b))] ^= 1 << r.randrange(8)
    put(db, b)


def letter_changed(db):
    """What SQLite cannot see: one name for another, of the same length."""
    b = bytes_of(db)
    word = '问题'.encode()
    places = [i for i in range(len(b)) if b.startswith(word, i)]
    at = r.choice(places)
    b[at:at + len(word)] = '难题'.encode()
    put(db, b)


def truncated(db):
    put(db, bytes_of(db)[:r.randrange(1, os.path.getsize(db))])


def emptied(db):
    put(db, b'')


def lengthened(db):
    put(db, bytes_of(db) + bytes(r.randrange(1, 9000)))


def table_dropped(db):
    with sqlite3.connect(db) as c:
        names = [n for n, in c.execute("select name from sqlite_master where type = 'table' and sql like 'create table%' and name not like 'words%'")]
        c.execute('pragma foreign_keys = off')
        c.execute('drop table ' + r.choice(names))
    c.close()


def row_changed(db):
    with sqlite3.connect(db) as c:
        c.execute(r.choice(["update document set title = title || '改'", 'delete from output', 'delete from source', "update fact set value = '1'", 'delete from problem_row']))
    c.close()


def other_version(db):
    with sqlite3.connect(db) as c:
        c.execute('pragma user_version = %d' % r.choice([0, 1, 99]))
    c.close()


def text_file(db):
    put(db, '这不是索引，是谁存错了地方的一段话。\n'.encode() * r.randrange(1, 400))


def others_index(db):
    for end in ('', '.sum'):
        shutil.copy(path('kept', 'other.db' + end), db + end)


def others_bytes(db):
    shutil.copy(path('kept', 'other.db'), db)


def half_written(db):
    """A build was killed and its journal did not survive either."""
    b = bytes_of(db)
    for at in r.sample(range(len(b) // 4096), 3):
        b[at * 4096:at * 4096 + 2048] = r.randbytes(2048)
    put(db, b)
    put(db + '-journal', bytes.fromhex('d9d505f920a163d7') + r.randbytes(r.randrange(20, 9000)))


def sum_lost(db):
    os.remove(db + '.sum')


def sum_damaged(db):
    put(db + '.sum', r.choice([b'', b'\0' * 40, b'lihui index 0000000000000000 4096\n']))


DAMAGES = [page_zeroed, bits_flipped, letter_changed, truncated, emptied, lengthened, table_dropped, row_changed, other_version, text_file, others_index, others_bytes,
           half_written, sum_lost, sum_damaged]
# Every command that asks an index.
COMMANDS = [('check', ['check', path('site'), '--date', DATE], 'internal'), ('stats', ['stats', '-C', path('site'), '--date', DATE], 'public'),
            ('due', ['due', path('site'), '--date', DATE], 'internal'),
            ('new', ['new', '--all', '-C', path('site'), '--week', '2019-W52', '--date', DATE, '-o', path('forms')], 'internal'),
            ('receive', ['receive', path('mail'), path('site'), '--dry-run', '--date', DATE], 'internal')]


def restore(tree):
    shutil.rmtree(path('forms'), ignore_errors=True)
    shutil.rmtree(path('site', '.lihui'))
    shutil.copytree(path('kept', 'index'), path('site', '.lihui'))
    shutil.rmtree(path('tree'), ignore_errors=True)
    if tree:
        shutil.copytree(path('clean'), path('tree'))


def build():
    return lihui('build', path('site'), '-o', path('tree'), '--date', DATE)


def said(run):
    return [l for l in run.stderr.splitlines() if l.startswith('lihui: ') and 'index' in l]


os.makedirs(path('kept'))
os.makedirs(path('mail'))
with open(path('mail', 'a.txt'), 'w', encoding='utf-8') as f:
    f.write('今天没有记录。\n')
lihui('build', path('other'), '-o', path('others'), '--date', DATE)
for end in ('', '.sum'):
    shutil.copy(path('other', '.lihui', 'public.db' + end), path('kept', 'other.db' + end))
ok(build().returncode == 0, 'a clean build')
os.rename(path('tree'), path('clean'))
before = {}
for name, args, edition in COMMANDS:
    before[name] = lihui(*args)
shutil.copytree(path('site', '.lihui'), path('kept', 'index'))
restore(True)
run = build()
ok(run.returncode == 0 and not said(run) and same(path('clean'), path('tree')), 'an index that is sound is kept without a word', run.stderr)
for i in range(a.trials):
    damage = DAMAGES[i % len(DAMAGES)]
    restore(r.random() < 0.5)
    damage(path('site', '.lihui', 'public.db'))
    run = build()
    good = run.returncode == 0 and len(said(run)) == 1 and same(path('clean'), path('tree'))
    again = build() if i % 3 == 0 else None
    good = good and (again is None or (again.returncode == 0 and not said(again) and same(path('clean'), path('tree'))))
    ok(good, 'damage %d: %s' % (i + 1, damage.__name__.replace('_', ' ')), (run.returncode, run.stderr, again and again.stderr))
for name, args, edition in COMMANDS:
    restore(True)
    r.choice([page_zeroed, bits_flipped, truncated])(path('site', '.lihui', edition + '.db'))
    run = lihui(*args)
    ok(run.returncode == before[name].returncode and run.stdout == before[name].stdout and len(said(run)) == 1, name + ' makes it anew', (run.returncode, run.stderr))
restore(True)
bits_flipped(path('site', '.lihui', 'public.db'))
run = lihui('search', '电机', '-C', path('site'), '--date', DATE)
ok(run.returncode == 2 and len(said(run)) == 1 and 'lihui build' in run.stderr, 'search says that a build must come first', run.stderr)
restore(True)
record = next(os.path.join(d, n) for d, _, names in sorted(os.walk(path('site'))) for n in sorted(names) if n.startswith('201'))
bits_flipped(path('site', '.lihui', 'internal.db'))
run = lihui('check', record, '--date', DATE)
ok(run.returncode < 2 and len(said(run)) == 1, 'so does check of one file', (run.returncode, run.stderr))
print('1..%d' % count)
sys.exit(bad > 0)
