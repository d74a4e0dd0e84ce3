#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A league of two banners, three townships each, over two years and New Year: every figure on the pages, in CSV, JSON, on the command line and in
the printed report is what truth.tsv said before a record was made."""
import csv, json, os, re, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, here)
sys.dont_write_bytecode = True
import make

lihui = os.environ['LIHUI']
work = tempfile.mkdtemp()
site, out = work + '/site', work + '/out'
make.main(site)
DAY = ['--date', str(make.AS_OF)]
rows = make.truth()
units = sorted({'/'.join(r['unit'].split('/')[:n]) for r in rows for n in range(0, 4)})
villages = sorted({r['unit'] for r in rows})
number = bad = 0


def ok(good, name, note=''):
    global number, bad
    number += 1
    if not good:
        bad += 1
    print(('ok' if good else 'not ok'), number, '-', name)
    if not good:
        print('\n'.join('# ' + line for line in str(note).splitlines()[:20]))


def run(*args):
    p = subprocess.run([lihui, *args], capture_output=True, text=True, cwd=work)
    return p.stdout + p.stderr


def below(unit, year=None):
    return [r for r in rows if (r['unit'] + '/').startswith(unit + '/' if unit else '') and year in (None, r['year'])]


def figures(unit, year=None):
    """What follows from the lines of a unit and a year; missing ones of all years together are not told."""
    mine = below(unit, year)
    days = sorted(r['days'] for r in mine for _ in range(r['solved']))
    total = {k: sum(r[k] for r in mine) for k in 'held merged excused missing solved explained late'.split()}
    total['collected'] = sum(r['raised'] for r in mine)
    total['open'] = total['collected'] - total['solved'] - total['explained']
    total['overdue'] = total.pop('late')
    total['silent'] = total['open']
    total['median_days'] = days[(len(days) - 1) // 2] if days else -1
    return total


log = run('build', 'site', '-o', 'out', *DAY)
ok('写出' in log, 'built', log)
HEADS = {'held': '召开例会（次）', 'merged': '合并召开（次）', 'excused': '未开有说明（周）', 'missing': '没有收到记录（周）', 'collected': '收集问题（件）',
         'solved': '已解决（件）', 'open': '没办完（件）', 'overdue': '超期（件）', 'silent': '没有回音（件）', 'explained': '解释说明（件）', 'median_days': '办结天数（中位数）'}
names = {u: make.name(u) if u.count('/') == 2 else {'': '联赛盟'}.get(u) or (make.NAMES[u] if '/' not in u else make.NAMES[u.split('/')[0]][0] + make.NAMES[u.split('/')[1]])
         for u in units}

for u in units:
    folder = out + '/data/' + (u + '/' if u else '')
    table = list(csv.DictReader(open(folder + 'stats.csv', encoding='utf-8-sig')))
    data = json.load(open(folder + 'stats.json', encoding='utf-8'))
    for year in (2018, 2019):
        if not any(r['held'] for r in below(u, year)):
            continue
        want = figures(u, year)
        line = [r for r in table if r['单位'] == names[u] and r['年份'] == str(year)][0]
        got = {k: int(line[HEADS[k]] or -1) for k in want}
        ok(got == want, f'{u or "."} {year}: csv', f'{got}\n{want}')
        stats = [y for y in data['years'] if y['year'] == year][0]
        got = {k: stats['stats'][k] for k in want}
        ok(got == want, f'{u or "."} {year}: json', f'{got}\n{want}')
        if u in villages:
            r = below(u, year)[0]
            ok(stats['reached'] == (r['held'] >= r['minimum']), f'{u} {year}: verdict')
    want = {k: v for k, v in figures(u).items() if k not in ('missing', 'excused')}
    got = {k: data['total'][k] for k in want}
    ok(got == want, f'{u or "."}: since the beginning', f'{got}\n{want}')

# Pages: the verdict and the evidence of each year.
for u in villages:
    page = open(f'{out}/zh/{u}/stats.html', encoding='utf-8').read()
    for r in below(u):
        year = r['year']
        block = re.search(rf'<summary>{year}年</summary>(.*?)</details>', page, re.S).group(1)
        short = r['minimum'] - r['held']
        said = f'{year}年开了{r["held"]}次，' + (f'差{short}次，没有达到{r["minimum"]}次。' if short > 0 else f'达到了{r["minimum"]}次。')
        said += f'其中合并{r["merged"]}次；未开有说明{r["excused"]}周，没有收到记录{r["missing"]}周。'
        ok(said in block, f'{u} {year}: verdict on the page', block[:300])
        facts = re.findall(r'class="num">([^<]*)<', block)[1:]
        ok(facts == [str(r['held']), str(r['hosted']), '0', '0', str(r['solved'])], f'{u} {year}: evidence', facts)
for u in [x for x in units if x.count('/') == 1]:
    page = open(f'{out}/zh/{u}/stats.html', encoding='utf-8').read()
    body = page[page.index('<h2 id="d">'):]
    got = re.findall(r'class="key"><a href="[^"]*">([^<]*)</a></th>(.*?)</tr>', body[:body.index('</table>')], re.S)
    ok(sorted(n for n, _ in got) == sorted(names[v] for v in villages if v.startswith(u + '/')), f'{u}: the table names its villages', got)

# The command line: who fell short of 2019, and the counts as of the last day of 2018.
due = run('due', 'site', *DAY)
fell = sorted(names[r['unit']] for r in below('', 2019) if r['held'] < r['minimum'])
ok(sorted(re.findall(r'^(\S+)：2019年开了', due, re.M)) == fell, 'due names who fell short', due)
found = run('check', 'site', *DAY)
ok(sorted(re.findall(r'^(?:site/)?(\S+)/_index.md: .*\[D108\]', found, re.M)) == sorted(r['unit'] for r in below('', 2019) if r['held'] < r['minimum']),
   'D108 likewise', found[-2000:])
until = json.loads(run('stats', 'site', '--until', '2018-12-31', '--format', 'json', *DAY))
for u in until['units']:
    ok(u['counts']['held'] == sum(r['held'] for r in below(u['path'], 2018)), f'{u["path"] or "."}: held until the last day of 2018', u)
last = run('check', 'site', '--date', '2018-12-31')
ok('[D108]' not in last, 'no verdict before New Year', last[-500:])

# The report.
for u in ('jia/dong/a', 'jia/dong', 'jia', 'yi'):
    run('pdf', 'site', u, '--style', 'report', '--year', '2019', '-o', work + '/r.pdf', *DAY)
    text = re.sub(r'[ \f]+', ' ', subprocess.run(['pdftotext', '-layout', work + '/r.pdf', '-'], capture_output=True, text=True).stdout)
    want, whole = figures(u, 2019), figures(u)
    for word, key in (('召开例会（次）', 'held'), ('收集问题（件）', 'collected'), ('已解决（件）', 'solved'), ('没办完（件）', 'open'), ('超期（件）', 'overdue')):
        ok(f'{word} {want[key]} {whole[key]}' in text, f'{u}: report, {key}', text[:1500])
    for v in [x for x in villages if x.startswith(u + '/') and below(x, 2019)]:
        r, f = below(v, 2019)[0], figures(v, 2019)
        verdict = f"▲差 ?{r['minimum'] - r['held']} ?次" if r['held'] < r['minimum'] else '达到'
        line = rf'{names[v]} {f["held"]} {f["excused"]} {f["missing"]} {f["collected"]} {f["solved"]} {f["overdue"]} {verdict}'
        ok(re.search(line, text), f'{u}: report, {v}', line + '\n' + text[-2500:])

# A spreadsheet program reads what was written: no number becomes a date.
if subprocess.run(['sh', '-c', 'command -v soffice'], capture_output=True).returncode == 0:
    ledger = f'{out}/data/jia/dong/a/ledger.csv'
    subprocess.run(['soffice', '--headless', f'-env:UserInstallation=file://{work}/lo', '--infilter=CSV:44,34,76,1', '--convert-to', 'xlsx', '--outdir', work, ledger],
                   capture_output=True, timeout=300)
    subprocess.run(['soffice', '--headless', f'-env:UserInstallation=file://{work}/lo', '--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1', '--outdir', work + '/back',
                    work + '/ledger.xlsx'], capture_output=True, timeout=300)
    before = list(csv.reader(open(ledger, encoding='utf-8-sig')))
    after = list(csv.reader(open(work + '/back/ledger.csv', encoding='utf-8-sig')))
    ok([r[1] for r in before] == [r[1] for r in after] and len(before) > 20, 'numbers of problems come back from the spreadsheet', after[:3])
subprocess.run(['rm', '-rf', work])
print(f'1..{number}')
sys.exit(bad > 0)
