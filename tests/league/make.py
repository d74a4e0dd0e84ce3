# SPDX-License-Identifier: MIT
"""Makes the site that truth.tsv tells of: python3 make.py FOLDER. Nothing is counted here; what a record says follows from its line."""
import datetime, os, sys

here = os.path.dirname(os.path.abspath(__file__))
NAMES = {'jia': '甲旗', 'yi': '乙旗', 'dong': '东苏木', 'xi': '西苏木', 'nan': '南苏木', 'a': '大营嘎查', 'b': '二泉嘎查', 'c': '三岗嘎查'}
AS_OF = datetime.date(2020, 1, 6)


def truth():
    rows = []
    for line in open(os.path.join(here, 'truth.tsv'), encoding='utf-8'):
        if not line.startswith('#'):
            cells = line.rstrip('\n').split('\t')
            keys = 'unit year week held merged excused missing raised solved days explained late hosted minimum'.split()
            rows.append({k: v if k == 'unit' else int(v) for k, v in zip(keys, cells)})
    return rows


def write(root, path, text):
    path = os.path.join(root, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


def tuesday(year, week):
    return datetime.date.fromisocalendar(year, week, 2)


def name(unit):
    parts = unit.split('/')
    return ''.join(NAMES[p][0] for p in parts[:-1]) + NAMES[parts[-1]]


def record(r, i):
    """The meeting number i (from 0) of a village's year."""
    week = r['week'] + i
    day = tuesday(r['year'], week)
    host = '王一（第一书记）' if i < r['hosted'] else '李二（嘎查党支部书记）'
    head = ['---', '类型: 双书记周例会', f'日期: {day}', f'周次: {week}', f'主持人: {host}', '召集人: 李二（嘎查党支部书记）',
            '出席: 王一（第一书记）、李二（嘎查党支部书记）']
    if i >= r['held'] - r['merged']:
        head.append('合并召开: 主题党日')
    reports, k = [], i - r['days'] // 7
    if 0 <= k < r['solved']:
        reports.append(f'- 【问题{r["year"]}-{r["week"] + k}-1】：已解决')
    if r['solved'] <= i - 1 < r['solved'] + r['explained']:
        reports.append(f'- 【问题{r["year"]}-{r["week"] + i - 1}-1】：解释说明')
    body = ['---', '## 一、学习政策', f'- 学习《第{week}讲》：要点', '## 二、听取上周工作汇报'] + (reports or ['本周没有'])
    body.append('## 三、研究解决问题')
    if i < r['raised']:
        body += [f'### 问题{week}-1：第{r["year"]}年第{week}件{name(r["unit"])}的事', '- 会议决定：办', '- 责任人：李二']
        late = r['solved'] + r['explained'] <= i < r['solved'] + r['explained'] + r['late']
        body.append(f'- 完成时限：{day + datetime.timedelta(10)}' if late else '- 完成时限：长期')
    else:
        body.append('本周没有')
    body += ['## 四、部署本周工作', '本周没有']
    return '\n'.join(head + body) + '\n'


def main(root):
    write(root, 'site.yaml', 'title: 联赛\nid: league\n')
    write(root, '_index.md', '---\n名称: 联赛盟\n层级: 盟\n---\n')
    write(root, 'yi/_rules.yaml', 'yearly_minimum: 30\n')
    made = set()
    for r in truth():
        unit, year = r['unit'], r['year']
        parts = unit.split('/')
        for n in range(1, len(parts)):
            up = '/'.join(parts[:n])
            if up not in made:
                level = '旗' if n == 1 else '苏木'
                write(root, f'{up}/_index.md', f'---\n名称: {NAMES[parts[n - 1]] if n == 1 else NAMES[parts[0]][0] + NAMES[parts[1]]}\n层级: {level}\n---\n')
                made.add(up)
        write(root, f'{unit}/_index.md', f'---\n名称: {name(unit)}\n第一书记: 王一\n书记: 李二\n---\n')
        for i in range(r['held']):
            write(root, f'{unit}/{year}/{tuesday(year, r["week"] + i)}.md', record(r, i))
        for i in range(r['excused']):
            day = tuesday(year, r['week'] + r['held'] + i)
            write(root, f'{unit}/{year}/{day}.md', f'---\n类型: 未开会说明\n日期: {day}\n说明: 农忙\n---\n')
    # Sent twice, under another name: counted once.
    for unit, year, i in (('jia/dong/a', 2018, 7), ('yi/nan/b', 2019, 0)):
        r = [x for x in truth() if x['unit'] == unit and x['year'] == year][0]
        write(root, f'{unit}/{year}/zai-fa-yi-ci-{i}.md', record(r, i))
    # A note of the year before that came only now is no record of this one: a draft counts nowhere.
    write(root, 'jia/dong/b/2019/2019-12-31-cao.md', '---\n类型: 双书记周例会\n日期: 2019-12-31\n草稿: 是\n---\n# 稿子\n')


if __name__ == '__main__':
    main(sys.argv[1])
