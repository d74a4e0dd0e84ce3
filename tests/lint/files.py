#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""
files.py OBJECTS ROOM…: who calls whom, asked of the object files. A file may use what stands in its own room and in rooms before it in the list; inside a room, too, the
arrows go one way: files that need each other in a circle are one file or want a third one below them. No file name stands in two rooms, and no struct tag is defined twice.
"""
import collections
import os
import re
import subprocess
import sys

OBJECTS, ROOMS = sys.argv[1], sys.argv[2:]


def arrows():
    """file -> {file it uses: one of the names}"""
    home, used, objects = {}, {}, {}
    for base, _, names in os.walk(os.path.join(OBJECTS, 'gen')):
        for name in names:
            source = os.path.relpath(os.path.join(base, name[:-2] + '.c'), OBJECTS)
            if name.endswith('.o') and os.path.exists(source):
                objects[os.path.join(base, name)] = source
                used[source] = set()
    for line in subprocess.run(['nm', '-A'] + sorted(objects), stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines():
        at, _, rest = line.partition(':')
        field = rest.split()
        if field[0] == 'U':
            used[objects[at]].add(field[1])
        elif len(field) == 3 and field[1] in 'TDBRVCW':
            home[field[2]] = objects[at]
    return {f: {home[s]: s for s in sorted(names) if home.get(s, f) != f} for f, names in used.items()}


def circles(graph):
    """Tarjan's strongly connected components of more than one file."""
    index, low, stack, found = {}, {}, [], []

    def visit(v):
        index[v] = low[v] = len(index)
        stack.append(v)
        for w in graph.get(v, ()):
            if w not in index:
                visit(w)
                low[v] = min(low[v], low[w])
            elif w in stack:
                low[v] = min(low[v], index[w])
        if low[v] == index[v]:
            part = stack[stack.index(v):]
            del stack[stack.index(v):]
            if len(part) > 1:
                found.append(sorted(part))

    sys.setrecursionlimit(10000)
    for v in graph:
        if v not in index:
            visit(v)
    return found


def twice():
    names, tags = collections.defaultdict(list), collections.defaultdict(list)
    for top in ('gen', 'include'):
        for base, _, files in os.walk(top):
            for f in files:
                path = os.path.join(base, f)
                if top == 'gen' and f.endswith('.c'):
                    names[f].append(path)
                if f.endswith(('.c', '.h')):
                    for m in re.finditer(r'^[ \t]*(?:typedef |static |const )*struct (\w+) \{', open(path, encoding='utf-8').read(), re.M):
                        tags['struct ' + m.group(1)].append(path)
    return [(n, p) for n, p in sorted(list(names.items()) + list(tags.items())) if len(p) > 1]


def includes():
    """(file, header of a later room); headers of include/lihui are contracts: what stands behind them is seen in the objects."""
    for base, _, files in os.walk('gen'):
        for f in files:
            path = os.path.join(base, f)
            if f.endswith(('.c', '.h')):
                for header in re.findall(r'^#include "(\w+/[^"]+)"', open(path, encoding='utf-8').read(), re.M):
                    if not header.startswith('lihui/') and room('gen/' + header) > room(path):
                        yield path, header


def room(path):
    part = path.split('/')
    return ROOMS.index(part[1]) if len(part) > 2 and part[1] in ROOMS else len(ROOMS)


bad = 0
graph = arrows()
for f in sorted(graph):
    for other, name in sorted(graph[f].items()):
        if room(other) > room(f):
            print('%s uses %s of %s: that goes up' % (f, name, other))
            bad = 1
for f, header in sorted(includes()):
    print('%s includes %s: that goes up' % (f, header))
    bad = 1
for circle in circles(graph):
    print('a circle: ' + ' '.join(circle))
    bad = 1
for name, places in twice():
    print('%s stands in %s' % (name, ' '.join(places)))
    bad = 1
if not bad:
    print('files: %d, arrows go one way, no name stands twice' % len(graph))
sys.exit(bad)
