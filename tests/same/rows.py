#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""rows.py DB: every row of an index as text, in a fixed order, without what names the program or the moment (versions, stats of files, packed models)."""
import sqlite3
import sys

LEFT_OUT = {'fact', 'model', 'source', 'output', 'touched', 'touched_document'}  # what the cache knows of files and of itself
COLUMNS_OUT = {'model'}  # the hash of a packed document

db = sqlite3.connect('file:%s?mode=ro' % sys.argv[1], uri=True)
tables = [r[0] for r in db.execute("select name from sqlite_master where type = 'table' and sql not like '%virtual%' order by name")]
for table in tables:
    if table in LEFT_OUT or table.startswith('sqlite_') or '_' in table and table.split('_')[0] in tables and table.split('_')[1] in ('data', 'idx', 'content', 'docsize', 'config'):
        continue
    columns = [r[1] for r in db.execute('pragma table_info("%s")' % table) if r[1] not in COLUMNS_OUT]
    if not columns:
        continue
    rows = db.execute('select %s from "%s"' % (', '.join('"%s"' % c for c in columns), table)).fetchall()
    print('== %s (%s)' % (table, ', '.join(columns)))
    for row in sorted(map(repr, rows)):
        print(row)
