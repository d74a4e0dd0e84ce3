#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""compare.py OLD NEW: what differs between two folders of tests/same/make.sh, a line each; for texts the first lines of the difference."""
import difflib
import filecmp
import os
import subprocess
import sys
import tempfile

OLD, NEW = (os.path.join(d, 'out') for d in sys.argv[1:])
MOST = 40


def files(top):
    return {os.path.relpath(os.path.join(base, f), top) for base, _, names in os.walk(top) for f in names}


def words(pdf):
    return subprocess.run(['pdftotext', '-bbox', pdf, '-'], stdout=subprocess.PIPE, check=False).stdout


def pixels(pdf):
    with tempfile.TemporaryDirectory() as d:
        subprocess.run(['pdftoppm', '-r', '100', '-gray', pdf, os.path.join(d, 'p')], check=False)
        return [open(os.path.join(d, f), 'rb').read() for f in sorted(os.listdir(d))]


def same(a, b):
    """True, or what differs."""
    if filecmp.cmp(a, b, shallow=False):
        return True
    if a.endswith('.pdf'):
        if words(a) != words(b):
            return 'words or their places'
        return 'pixels' if pixels(a) != pixels(b) else True
    return 'bytes'


def show(a, b):
    x, y = (open(p, 'rb').read() for p in (a, b))
    if b'\0' in x + y or len(x) > 4000000:
        return
    x, y = (t.decode('utf-8', 'replace').splitlines() for t in (x, y))
    for line in list(difflib.unified_diff(x, y, 'old', 'new', n=0, lineterm=''))[2:12]:
        print('    ' + line[:300])


old, new = files(OLD), files(NEW)
found = ['only the old program makes ' + f for f in sorted(old - new)] + ['only the new program makes ' + f for f in sorted(new - old)]
for f in found[:MOST]:
    print(f)
n = len(found)
for f in sorted(old & new):
    a, b = os.path.join(OLD, f), os.path.join(NEW, f)
    if os.path.basename(f) == 'manifest.sha256' and n:
        continue  # its lines follow from the files
    what = same(a, b)
    if what is not True:
        n += 1
        if n <= MOST:
            print('%s: %s' % (f, what))
            show(a, b)
print('same: %d files compared, %d differ' % (len(old | new), n))
sys.exit(1 if n else 0)
