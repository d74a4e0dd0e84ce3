#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""
A site of a league for building in parts, and copies of it for machines that have only what is theirs. The records are those of tests/bench/site.py, gone over with the random
edits of tests/incremental/edits.py: pictures, scans, links, drafts, corrections, withdrawals, records that are held back, matters, records of townships that report on villages.

    site.py make DIR [--edits 60] [--seed 1]     t00 t01 below the league, qi/t02 qi/t03 below a banner in it
    site.py part SITE DIR UNIT                   what a machine needs that builds UNIT
    site.py above SITE DIR UNIT...               what a machine needs that joins these parts
"""
import argparse
import importlib.util
import os
import re
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("edits", os.path.join(HERE, "..", "incremental", "edits.py"))
edits = importlib.util.module_from_spec(spec)
spec.loader.exec_module(edits)
bench = edits.bench_site
TOWNSHIPS, VILLAGES, WEEKS = 4, 8, 26


class Editor(edits.Editor):
    """No link leads from one village into another: that is the one thing that parts cannot see."""

    def village(self, p):
        return "/".join(p.split("/")[:2])

    def edit_link(self):
        p = self.r.choice(self.documents())
        to = self.r.choice([d for d in self.documents() if self.village(d) == self.village(p)])
        self.write(p, self.read(p) + "\n[%s](%s)\n" % (self.word(), os.path.relpath(to, os.path.dirname(p))))
        return "%s -> %s" % (p, to)

    def edit_move(self):
        p = self.r.choice([d for d in self.documents() if re.match(r"t\d\d/v", d)])
        v = self.r.choice([v for v in self.villages if v.path[:4] == p[:4]])
        to = os.path.join(v.path, "yi%d.md" % self.count)
        self.count += 1
        os.rename(os.path.join(self.root, p), os.path.join(self.root, to))
        return p + " -> " + to

    edit_new_unit = edit_words = edit_template = edit_style = edits.Editor.edit_nothing


def numbers(e, village):
    return [n for p in e.records() if p.startswith(village.path + "/") for n in re.findall(r"^### 问题(\d+-\d+)", e.read(p), re.M)]


def meeting(e, path, day, villages):
    lines = ["- %s嘎查【问题%s】：%s" % (v.name, n, s) for v, s in zip(villages, ("已解决，苏木派人修好", "办理中，已报旗里", "已上报")) for n in numbers(e, v)[-2:]]
    e.write(path, "---\n类型: 双书记联席会议\n日期: %s\n---\n# 联席会议\n\n## 听取上周工作汇报\n%s\n- 没有的嘎查【问题1-1】：已解决\n\n## 研究解决问题\n### 各嘎查取暖煤怎样一起买\n- 会议决定：统一询价\n- 责任人：某某\n" % (
        day, "\n".join(lines)))


def make(root, seed, count):
    site = bench.Site(root, seed, True, "handout")
    villages = [bench.Village(site.r, n, n * TOWNSHIPS // VILLAGES) for n in range(VILLAGES)]
    first = bench.datetime.date.fromisocalendar(2018, 1, 1)
    mondays = [first + bench.datetime.timedelta(weeks=w) for w in range(WEEKS)]
    site.governing(villages, TOWNSHIPS, mondays)
    for v in villages:
        for monday in mondays:
            site.record(v, monday)
            site.bulletins(v, monday)
    e = Editor(root, site, villages, seed, os.environ['LIHUI'], '(?!receive$).*')  # whose index would look like a part's
    e.write("manual/index.md", "---\n类型: 手册\n标题: 使用说明\n日期: 2018-01-01\n---\n# 使用说明\n\n怎么查。\n")
    # Villages that never sent anything: below a township that has met, and below one that has not.
    for t in ("t00", "t03"):
        e.write(t + "/wu/_index.md", "---\n名称: %s没有记录嘎查\n层级: 嘎查\n---\n" % t)
    own, other = e.records()[3], e.records()[7]
    e.write("tupian/qi.png", edits.picture(e.r))
    e.write(own, e.read(own) + "\n![全旗](%s)\n" % os.path.relpath("tupian/qi.png", os.path.dirname(own)))
    e.write("tongzhi.md", "---\n类型: 通知\n标题: 一个通知\n日期: 2018-03-05\n---\n见[那一次](%s)，![图](tupian/qi.png)\n" % other)
    e.write("t00/tongbao.md", "---\n类型: 通知\n标题: 一个通报\n日期: 2018-03-06\n---\n见[那一次](%s)。\n" % os.path.relpath(own, "t00"))
    e.write("_index.md", e.read("_index.md").replace("层级: 旗", "层级: 盟") + "\n从[这一次](%s)看起。\n" % own)
    while count > 0:
        count -= e.any() is not None
    meeting(e, "t00/2018/lianxi.md", "2018-06-20", villages[:2])
    meeting(e, "t02/lianxi.md", "2018-05-02", villages[4:6])
    meeting(e, "2018/lianxi.md", "2018-06-21", [villages[1], villages[3], villages[6]])
    os.mkdir(os.path.join(root, "qi"))
    for t in ("t02", "t03"):
        shutil.move(os.path.join(root, t), os.path.join(root, "qi", t))
    e.write("qi/_index.md", "---\n名称: 另一个旗\n层级: 旗\n代码: lyq\n---\n")
    meeting(e, "qi/lianxi.md", "2018-06-22", [])
    e.write("qi/lianxi.md", e.read("qi/lianxi.md").replace("- 没有", "- v0005【问题3-1】：已解决\n- v0007【问题5-1】：办理中，派人去了\n- 没有"))


def is_unit(site, folder):
    return os.path.exists(os.path.join(site, folder, "_index.md"))


def owner(site, path):
    """The nearest unit upwards."""
    folder = os.path.dirname(path)
    while folder and not is_unit(site, folder):
        folder = os.path.dirname(folder)
    return folder


def below(path, top):
    return top == "" or path == top or path.startswith(top + "/")


def copy(site, to, wanted):
    for folder, dirs, names in os.walk(site):
        dirs[:] = [d for d in dirs if not d.startswith(".")]
        for n in names:
            path = os.path.relpath(os.path.join(folder, n), site)
            governs = n == "site.yaml" or any(part.startswith("_") for part in path.split("/"))
            if governs or wanted(owner(site, path)):
                os.makedirs(os.path.dirname(os.path.join(to, path)), exist_ok=True)
                shutil.copy2(os.path.join(site, path), os.path.join(to, path))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("what", choices=("make", "part", "above"))
    p.add_argument("site")
    p.add_argument("rest", nargs="*")
    p.add_argument("--edits", type=int, default=60)
    p.add_argument("--seed", type=int, default=1)
    o = p.parse_args()
    if o.what == "make":
        make(o.site, o.seed, o.edits)
    elif o.what == "part":
        copy(o.site, o.rest[0], lambda u: below(u, o.rest[1]) or below(o.rest[1], u))
    else:
        copy(o.site, o.rest[0], lambda u: any(p != u and below(p, u) for p in o.rest[1:]))


if __name__ == "__main__":
    main()
