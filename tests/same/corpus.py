#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""corpus.py ROOT DIR: the frozen corpus of tests/same. The same checkout gives the same bytes."""
import os
import random
import shutil
import subprocess
import sys

ROOT, OUT = sys.argv[1:]
TESTS = os.path.join(ROOT, 'tests')
STAMP = 1530547200


def put(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as f:
        f.write(data)


def sites():
    shutil.copytree(os.path.join(ROOT, 'content'), os.path.join(OUT, 'content'), ignore=shutil.ignore_patterns('.lihui'))
    for name in sorted(os.listdir(os.path.join(TESTS, 'site'))):
        inside = os.path.join(TESTS, 'site', name, 'in')
        if os.path.exists(os.path.join(inside, 'site.yaml')):
            shutil.copytree(inside, os.path.join(OUT, 'site-' + name))
        for deeper in sorted(os.listdir(inside)) if os.path.isdir(inside) else []:
            if os.path.exists(os.path.join(inside, deeper, 'site.yaml')):
                shutil.copytree(os.path.join(inside, deeper), os.path.join(OUT, 'site-%s-%s' % (name, deeper)))


def mutations():
    """Records of tests/mutation/cases.tsv, each as a village of its own would have it."""
    text = name = None
    for line in open(os.path.join(TESTS, 'mutation', 'cases.tsv'), encoding='utf-8'):
        line = line.rstrip('\n')
        if line.startswith('@ '):
            text = open(os.path.join(TESTS, 'mutation', line[2:] + '.md'), encoding='utf-8').read()
        elif line and not line.startswith('#') and '\t' in line:
            if text is None:
                text = open(os.path.join(TESTS, 'mutation', 'weekly.md'), encoding='utf-8').read()
            fields = (line.split('\t') + ['', ''])[1:3]
            old, new = (f.replace('\\n', '\n') for f in fields)
            if old in text:
                yield text.replace(old, new, 1).encode()


def damaged(seed, count):
    """Records of tests/read with bytes dropped, lines joined, split and swapped, marks changed."""
    random.seed(seed)
    folder = os.path.join(TESTS, 'read')
    names = [n for n in sorted(os.listdir(folder)) if n.endswith(('.md', '.txt'))]
    for i in range(count):
        name = names[i % len(names)]
        data = bytearray(open(os.path.join(folder, name), 'rb').read())
        for _ in range(random.randint(0, 3) if i >= len(names) else 0):
            lines = bytes(data).split(b'\n')
            k = random.randrange(len(lines))
            kind = random.randrange(5)
            if kind == 0 and data:
                at = random.randrange(len(data))
                del data[at:at + random.randint(1, 4)]
                continue
            if kind == 1 and k + 1 < len(lines):
                lines[k:k + 2] = [lines[k] + lines[k + 1]]
            elif kind == 2:
                half = len(lines[k]) // 2
                lines[k:k + 1] = [lines[k][:half], lines[k][half:]]
            elif kind == 3 and k + 1 < len(lines):
                lines[k], lines[k + 1] = lines[k + 1], lines[k]
            else:
                for a, b in random.sample([('：', ':'), ('。', '，'), ('、', ','), ('（', '('), ('- ', '· '), ('一、', '1.')], 2):
                    lines[k] = lines[k].replace(a.encode(), b.encode())
            data = bytearray(b'\n'.join(lines))
        yield os.path.splitext(name)[1], bytes(data)


def records():
    """Two sites of villages with one record each: the rules' own site is their banner."""
    for name, made in (('mutation', [('.md', d) for d in mutations()]), ('damaged', list(damaged(7, 400)))):
        site = os.path.join(OUT, name)
        shutil.copytree(os.path.join(TESTS, 'rule', 'site'), site)
        head = None
        for base, _, files in sorted(os.walk(site)):
            if '_index.md' in files and base != site:
                head = open(os.path.join(base, '_index.md'), 'rb').read()
        for i, (ending, data) in enumerate(made):
            put(os.path.join(site, 'v%03d' % i, '_index.md'), head or '---\nname: 示例嘎查\n---\n'.encode())
            put(os.path.join(site, 'v%03d' % i, 'record' + ending), data)


sites()
records()
subprocess.check_call([sys.executable, os.path.join(TESTS, 'drill', 'make.py'), os.path.join(OUT, 'drill')])
subprocess.check_call([sys.executable, os.path.join(TESTS, 'bench', 'site.py'), os.path.join(OUT, 'bench'), '--units', '40', '--weeks', '6'], stdout=subprocess.DEVNULL)
for base, folders, files in os.walk(OUT):
    for f in files + folders:
        if not base.startswith(os.path.join(OUT, 'drill')):
            os.utime(os.path.join(base, f), (STAMP, STAMP))
