#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Secretaries fill in the forms of a week, each in her own careless way, and send them back.

usage: fill.py WEEK FORMS INBOX COUNTS   COUNTS (JSON) is what the hands did so far: it is read, brought up to date and printed as the line that stats must agree with.
"""
import json
import os
import re
import sys

week, forms, inbox, counts = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
state = json.load(open(counts)) if os.path.exists(counts) else {'villages': {}, 'held': 0}
os.makedirs(inbox, exist_ok=True)


def fill(name, n, text):
    mine = state['villages'].setdefault(name, {'open': [], 'solved': 0, 'collected': 0, 'tasks': []})
    lines, out, skip = text.replace('\r\n', '\n').lstrip('\ufeff').split('\n'), [], False
    new_problem = (n + week) % 2 == 0
    seen = []
    for line in lines:
        m = re.match(r'【(问题|任务)([0-9-]+)】([^：]*)：', line)
        hint = line[line.index('〔'):] if '〔' in line and n % 2 else ''
        if m and m.group(1) == '任务':
            seen.append(m.group(3))
            line = m.group(0) + ('均已完成' if n % 4 == 0 else '已完成') + hint
        elif m:
            solved = (n + week) % 3 == 0
            line = m.group(0) + ('已解决，换了新的，已反馈' if solved else '办理中，正在备料') + hint
            assert m.group(3) in mine['open'], (name, m.group(3), mine)
            if solved:
                mine['open'].remove(m.group(3))
                mine['solved'] += 1
        elif line.startswith('学习《'):
            line = '学习《农村牧区危房改造政策》：补助标准' + hint
        elif line.startswith('记录人'):
            line = line + '文小书'
        elif line.startswith('应到'):
            line = '应到：20'
        elif line.startswith('实到'):
            line = '实到：18'
        elif line.startswith('问题一：'):
            title = f'第{week}周第{n}户的事'
            skip = not new_problem
            line = '问题一：' + title if new_problem else '本周未收集到新问题'
            if new_problem:
                mine['open'].append(title)
                mine['collected'] += 1
            else:
                out.append(line)
        elif line.startswith('四、'):
            skip = False
        elif line.startswith('会议决定：'):
            line = ['会议决定：集体出钱修', '决定：集体出钱修', '会议决定:集体出钱修'][n % 3]
        elif line.startswith('责任人：'):
            line = ['责任人：文小书', '负责人：文小书', '责任人：文小书'][n % 3]
        elif line.startswith('完成时限：'):
            line = ['完成时限：月底前', '期限：月底前', '完成时限:月底前'][n % 3]
        elif line.startswith('状态：'):
            line = '状态：办理中' if n % 2 else '状态：办理中' + hint
        elif line.startswith('1、（责任人：；时限：）'):
            line = f'1、落实第{week}周的事（责任人：文小书；时限：）' + hint
        if not skip:
            out.append(line)
    # Everything the form carried over was open, and all of it was carried over.
    assert sorted(seen) == sorted(mine['tasks']), (name, seen, mine['tasks'])
    mine['tasks'] = [f'落实第{week}周的事']
    state['held'] += 1
    return '\n'.join(out)


for n, file in enumerate(sorted(os.listdir(forms))):
    raw = open(os.path.join(forms, file), 'rb').read()
    assert raw.startswith(b'\xef\xbb\xbf') and b'\r\n' in raw and b'\n' not in raw.replace(b'\r\n', b'')
    text = fill(file.split('_')[2][:-4] + file.split('_')[1], n, raw.decode('utf-8-sig'))
    data = [text.encode(), text.replace('\n', '\r\n').encode('gb18030'), ('\ufeff' + text.replace('\n', '\r\n')).encode(), text.encode('utf-16')][n % 4]
    path = os.path.join(inbox, ['{}'.format(file), f'新建文本文档({n}).txt', f'{n}.txt'][n % 3])
    with open(path, 'wb') as f:
        f.write(data)
    os.utime(path, (1530547200 + week * 604800 + n * 60,) * 2)

json.dump(state, open(counts, 'w'), ensure_ascii=False)
vs = state['villages'].values()
print(f"held={state['held']} collected={sum(v['collected'] for v in vs)} solved={sum(v['solved'] for v in vs)} open={sum(len(v['open']) for v in vs)}")
