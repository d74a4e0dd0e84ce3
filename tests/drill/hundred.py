#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A hundred villages send what tired people type. What is read is compared with truth that was written down beforehand, line by line above each text of hundred/*.txt.

usage: hundred.py WORKDIR [--as pandoc|soffice|ooxml|as_txt] [KIND ...]    prints misses, then the sums

A record:  `=== name`, facts, `---`, the text.  Facts are `key value` apart by ` | `:
  who FIRST-SECRETARY SECRETARY      when DAY, where, host, conv, rec, in, out, obs     study WORDS     report WORDS | done|doing|open
  prob WORDS | decision | owner | due (or: prob 没有问题)     task WORDS | owner | due     and: another meeting of the same file     gbk, name FILE
An empty part is not asked about.  {V} in a text is the village.
"""
import glob
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LIHUI = os.environ['LIHUI']
STATUS = {'done': {'solved', 'done', 'closed'}, 'doing': {'doing', 'working', 'open'}, 'open': {'open', 'decided', 'doing'}}
FIRSTS, SECONDS = '北前南上中下东西大小老新红白黑长平双高后远近宽清古春秋夏冬安', '塔河沙桦柳杏榆松石泉'


class Village:
    def __init__(self, n, kind, name, facts, text):
        self.name = FIRSTS[n // 10] + SECONDS[n % 10] + '嘎查'
        self.folder, self.kind, self.title = f'v{n:03d}', kind, name
        self.meetings, self.who, self.gbk, self.file = [{}], [], False, f'{name}.txt'
        self.text = text.replace('{V}', self.name)
        for line in facts.strip().split('\n'):
            if line == 'and':
                self.meetings.append({})
            elif line == 'gbk':
                self.gbk = True
            elif line.startswith('name '):
                self.file = line[5:].replace('{V}', self.name)
            elif line.startswith('who '):
                self.who = line.split()[1:]
            elif line.split()[0] in ('prob', 'task', 'report', 'study'):
                key, _, rest = line.partition(' ')
                self.meetings[-1].setdefault(key, []).append([x.strip() for x in rest.split('|')])
            else:
                for part in line.split('|'):
                    key, _, value = part.strip().partition(' ')
                    self.meetings[-1][key] = value


def villages(only=()):
    n = 0
    for path in sorted(glob.glob(f'{HERE}/hundred/*.txt')):
        kind = os.path.basename(path)[:-4]
        for part in re.split(r'^=== ', open(path, encoding='utf-8').read(), flags=re.M)[1:]:
            name, _, rest = part.partition('\n')
            facts, _, text = rest.partition('\n---\n')
            n += 1
            if not only or any(kind.startswith(o) or name == o for o in only):
                yield Village(n - 1, kind, name, facts, text.rstrip('\n') + '\n')


def put(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as f:
        f.write(data if isinstance(data, bytes) else data.encode())


def make(work, vs, container):
    put(f'{work}/site/site.yaml', 'title: 演练\nlanguages: [zh]\n')
    put(f'{work}/site/_index.md', '---\nname: 演练苏木\nlevel: 苏木\n---\n')
    for v in vs:
        put(f'{work}/site/{v.folder}/_index.md', f'---\nname: {v.name}\nlevel: 嘎查\nfirst_secretary: {v.who[0]}\nsecretary: {v.who[1]}\n---\n')
        container(f'{work}/inbox/{v.name}/', v)


def as_txt(folder, v):
    put(folder + v.file, v.text.encode('gb18030') if v.gbk else v.text)


def squeezed(t):
    return re.sub(r'[\s*#|]', '', t)


def names(people):
    return {p['name'] for p in people or [] if 'name' in p}


class Score:
    def __init__(self):
        self.points = self.right = self.phrases = self.kept = 0
        self.accused, self.misses = [], []

    def ask(self, v, what, want, got, right):
        self.points += 1
        self.right += bool(right)
        if not right:
            self.misses.append(f'{v.kind}/{v.title} {what}: {want}  <- {got}')

    def phrase(self, v, words, whole):
        self.phrases += 1
        ok = squeezed(words) in whole
        self.kept += ok
        if not ok:
            self.misses.append(f'{v.kind}/{v.title} NOT KEPT {words}')


def best(items, words, taken, text):
    """The item that holds the words, not taken by another."""
    for i, x in enumerate(items):
        if i not in taken and squeezed(words) in squeezed(text(x)):
            taken.add(i)
            return x
    return None


def step_text(d, step):
    return squeezed(json.dumps([s for s in d.get('steps', []) if s.get('id') == step], ensure_ascii=False) +
                    json.dumps([b for b in d.get('body', []) if b.get('step') == step], ensure_ascii=False))


def compare_matter(s, v, what, got, want, decided):
    fields = ['title'] + (['decision'] if decided else []) + ['owner', 'due']
    for name, w in zip(fields[1:], want[1:]):
        if not w:
            continue
        if name == 'decision':
            g = (got or {}).get('decision', '')
            s.ask(v, f'{what} {want[0]} decision', w, g, squeezed(w) in squeezed(g))
        elif name == 'owner':
            g = names((got or {}).get('owners')) | ({got['owner_words']} if got and 'owner_words' in got else set())
            s.ask(v, f'{what} {want[0]} owner', w, sorted(g), set(w.split()) <= g)
        else:
            g = (got or {}).get('deadline')
            s.ask(v, f'{what} {want[0]} due', w, g, w == g)


def compare(s, v, m, d):
    whole = squeezed(json.dumps(d, ensure_ascii=False).replace('\\n', ''))
    s.ask(v, 'date', m['when'], d.get('date'), m['when'] == d.get('date'))
    if 'where' in m:
        s.ask(v, 'place', m['where'], d.get('place'), squeezed(m['where']) == squeezed(d.get('place', '')))
    for key, member in (('host', 'host'), ('conv', 'convener'), ('rec', 'recorder'), ('in', 'attendees'), ('out', 'absent'), ('obs', 'observers')):
        if key in m:
            want, got = sorted(set(m[key].split())), names(d.get(member))
            if key == 'in':  # who presides is there, listed or not
                got |= names(d.get('host')) & set(want)
            s.ask(v, member, want, sorted(got), set(want) == got if key in ('in', 'out') else set(want) <= got)
            for w in want:
                s.phrase(v, w, whole)
    for w in m.get('study', []):
        s.ask(v, 'study', w[0], '', squeezed(w[0]) in step_text(d, 'study'))
        s.phrase(v, w[0], whole)
    for w in m.get('report', []):
        r = best(d.get('reports', []), w[0], set(), lambda x: x.get('item', '') + x.get('words', '') + x.get('text', ''))
        s.ask(v, 'report', w, r, r and (len(w) < 2 or r.get('status') in STATUS[w[1]]))
        s.phrase(v, w[0], whole)
    for key, member in (('prob', 'problems'), ('task', 'tasks')):
        got, taken = d.get(member, []), set()
        want = [w for w in m.get(key, []) if not w[0].startswith('没有')]
        s.ask(v, f'{member} count', len(want), [x.get('title', '') for x in got], len(want) == len(got))
        for w in want:
            x = best(got, w[0], taken, lambda x: x.get('title', ''))
            s.ask(v, key, w[0], [y.get('title', '') for y in got], x)
            for part in w[:2 if key == 'prob' else 1]:
                s.phrase(v, part, whole)
            compare_matter(s, v, key, x, w, key == 'prob')


def records(work, v):
    return sorted(p for p in glob.glob(f'{work}/site/{v.folder}/**/*', recursive=True) if os.path.isfile(p) and '_index' not in p)


def main():
    args = sys.argv[1:]
    container = as_txt
    if '--as' in args:
        import word_shapes
        at = args.index('--as')
        container = getattr(word_shapes, args[at + 1], as_txt)
        del args[at:at + 2]
    work, only = args[0], args[1:]
    vs = list(villages(only))
    make(work, vs, container)
    told = subprocess.run([LIHUI, 'receive', 'inbox', 'site', '--reply', 'reply', '--week', '2019-W50'], cwd=work, capture_output=True, text=True)
    open(f'{work}/told', 'w').write(told.stdout + told.stderr)
    check = subprocess.run([LIHUI, 'check', 'site', '--format', 'json'], cwd=work, capture_output=True, text=True)
    s = Score()
    for v in vs:
        paths = records(work, v)
        if not paths:  # nobody could say where it belongs: how it is read all the same
            s.accused.append(f'{v.kind}/{v.title} not filed')
            put(f'{work}/site/{v.folder}/2019/{v.title}.md', v.text)
            paths = records(work, v)
        docs = [json.loads(subprocess.run([LIHUI, 'dump', os.path.relpath(p, work + '/site'), '-C', 'site'], cwd=work, capture_output=True, text=True).stdout) for p in paths]
        for p in paths:
            if '待整理' in p:
                s.accused.append(f'{v.kind}/{v.title} kept as a draft')
        for m in v.meetings:
            d = next((d for d in docs if d.get('date') == m['when']), docs[0] if docs and len(v.meetings) == 1 else {'title': ''})
            compare(s, v, m, d)
        if len(docs) != len(v.meetings):
            s.misses.append(f'{v.kind}/{v.title} meetings {len(v.meetings)}  <- {len(docs)}')
    by = {v.folder: v for v in vs}
    for f in json.loads(check.stdout or '[]'):
        v = by.get(f['path'].split('/')[1])
        if v and f['level'] == 'error':
            s.accused.append(f"{v.kind}/{v.title} {f['code']} {f['message'][:100]}")
    for line in s.misses + s.accused:
        print(line)
    print(f'records {len(vs)}  phrases kept {s.kept}/{s.phrases} = {100 * s.kept / s.phrases:.2f}%  right place {s.right}/{s.points} = {100 * s.right / s.points:.2f}%  accusations {len(s.accused)}')


if __name__ == '__main__':
    main()
