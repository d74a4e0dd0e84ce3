#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""No cell of a table is lost on a poster: tables of many lengths, with many subtotals, long words and many columns, on A4 and A3, are built and read back from the PDF."""
import os, re, subprocess, sys, tempfile
from collections import Counter

LIHUI = os.environ["LIHUI"]
number, failed = 0, False
HEAD = "---\n类型: %s\n标题: 关于白音嘎查%s的%s\n日期: %s\n公示期: %s 至 2019-12-31\n异议: 向嘎查党群服务中心反映\n---\n\n%s\n"


def ok(good, name, why=""):
    global number, failed
    number += 1
    print("ok" if good else "not ok", number, "-", name)
    if not good:
        failed = True
        print("#  ", str(why)[:400])


def table(rows, subtotals, words=0, quarters=0, total=True):
    """Items whose names begin with 合计 and 小计 too; after every few of them a 小计."""
    heads = ["序号", "项目", "收入（元）", "支出（元）"] + ["第%d季" % i for i in range(1, quarters + 1)]
    lines, done, step = [], 0, max(1, rows // subtotals) if subtotals else rows + 1
    for i in range(1, rows + 1):
        name = {2: "合计办公费乙", 4: "小计算机维修丁"}.get(i, "事项%d号" % i)
        name += "".join("，第%d句说这笔钱用在哪里" % k for k in range(words)) if i % 3 == 1 else ""
        lines.append([str(i), name, "%d.5" % (1000 + i), str(500 + i)] + [str(i * 70 + k) for k in range(quarters)])
        if i % step == 0 and done < subtotals:
            done += 1
            lines.append(["", "小计", str(90000 + done), str(80000 + done)])
    lines += [["", "小计", str(90000 + k), str(80000 + k)] for k in range(done + 1, subtotals + 1)]
    lines += [["", "合计", "70001", "70002"]] if total else []
    return [heads] + lines


def markdown(rows):
    return "\n".join("| " + " | ".join(r) + " |" for r in [rows[0], ["---"] * len(rows[0])] + [r + [""] * (len(rows[0]) - len(r)) for r in rows[1:]]) + "\n"


CASES = {"rows %d, subtotals %d" % (n, s): markdown(table(n, s)) for n in (1, 5, 12, 13, 40, 120) for s in (0, 1, 5, 10, 12)}
CASES.update({"long words, rows %d" % n: markdown(table(n, 2, 3)) for n in (1, 5, 13, 40)})
CASES.update({"columns %d, rows %d" % (4 + q, n): markdown(table(n, 1, 0, q)) for n in (1, 13, 40) for q in (3, 6, 12, 20, 44)})
CASES.update({
    "only subtotals": markdown(table(0, 10)),
    "no total": markdown(table(13, 0, total=False)),
    "a row taller than a sheet": markdown(table(3, 0, 120)),
    "a head taller than a sheet": markdown([["序号", "项目" + "".join("，第%d句说这一列是什么" % k for k in range(90)), "金额"]] + table(3, 0)[1:]),
    "two tables and words between": "## 一、收入\n\n" + markdown(table(9, 1)) + "\n## 二、支出\n\n单位：万元\n\n" + markdown(table(9, 1, 1)) + "\n以上经监督委员会审核。\n",
    "words in front": "".join("开头第%d句说明。" % k for k in range(80)) + "\n\n" + markdown(table(5, 1)),
    "words behind": markdown(table(5, 1)) + "\n" + "".join("末尾第%d句说明。" % k for k in range(80)) + "\n",
    "no money": "| 姓氏 | 户型 | 间数 |\n|---|---|---|\n" + "".join("| 第%d户 | 土木结构第%d种 | %d间 |\n" % (i, i, i) for i in range(1, 31)),
})


def wanted(text):
    """What has to be found, as often as it stands there: cells, and long ones by their clauses, because a row may go on overleaf."""
    cells = [c.strip() for l in text.splitlines() for c in l.strip("|").split("|")]
    parts = [p for c in cells for p in re.split("[，。]", c.strip("# "))]
    return Counter(p for p in parts if p and not set(p) <= set("- ") and p != "单位：万元")


def site(root, paper):
    names = {}
    os.makedirs(root + "/gacha")
    open(root + "/site.yaml", "w").write("title: {zh: 会议公开}\nlanguages: [zh]\nsheets: [poster]\nposter: %s\n" % paper)
    open(root + "/_index.md", "w").write("---\n名称: 青石苏木\n级别: 苏木\n---\n")
    open(root + "/gacha/_index.md", "w").write("---\n名称: 白音嘎查\n级别: 嘎查\n---\n")
    for i, (name, text) in enumerate(sorted(CASES.items())):
        for kind in ("公示", "财务公开", "村务公开") if i % 4 == 0 else ("财务公开",):
            day = "2019-12-%02d" % (i % 30 + 1)
            file = "%s-%d-%s" % (day, i, {"公示": "a", "财务公开": "b", "村务公开": "c"}[kind])
            names[file] = (name + ", " + kind, text)
            open(root + "/gacha/" + file + ".md", "w").write(HEAD % (kind, "第%d份账" % i, kind, day, day, text))
    return names


def check(work, paper):
    names = site(work + "/s", paper)
    p = subprocess.run([LIHUI, "build", work + "/s", "-o", work + "/p", "--date", "2019-12-31"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    ok(p.returncode == 0, paper + ": built", p.stdout.decode())
    found = {os.path.splitext(f)[0]: os.path.join(d, f) for d, _, files in os.walk(work + "/p") for f in files if f.endswith(".pdf")}
    for file, (name, text) in sorted(names.items(), key=lambda x: x[1][0]):
        pdf = next((found[f] for f in found if f.startswith(file)), None)
        raw = subprocess.run(["pdftotext", "-raw", pdf, "-"], stdout=subprocess.PIPE).stdout.decode() if pdf else ""
        flat, pages = re.sub(r"\s", "", raw), raw.count("\f")
        lost = [c for c, n in wanted(text).items() if flat.count(re.sub(r"\s", "", c)) < n]
        if "taller" in name or "words" in name:  # a sheet may end inside a clause: then by its characters
            gone = Counter("".join(wanted(text).elements())) - Counter(flat)
            lost = lost if gone or len(lost) > pages else []
        ok(pdf and not lost and "余见公开栏" not in flat, "%s: %s" % (paper, name), lost if pdf else sorted(found))


for paper in ("A4", "A3"):
    with tempfile.TemporaryDirectory() as work:
        check(work, paper)
print("1..%d" % number)
sys.exit(failed)
