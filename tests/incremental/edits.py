#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""
Random edits, as an office makes them over a year: after each one the tree that was brought up to date has to be, byte for byte, the tree that a clean build makes. Seeded:
the same number of edits and the same seed give the same edits. A failure says which edit it was and leaves both trees.

    edits.py LIHUI FOLDER [--edits 200] [--seed 1] [--units 5] [--weeks 8] [--jobs 2] [--kinds 'hide|show|...'] [--dates]

With --dates nothing is edited and the date alone moves: up to the last day of a posting and past it, the same with deadlines and with the days after which a matter counts as
silent, over New Year and back. What is said of ages, of what is overdue and of postings in force has to follow.
"""
import argparse
import datetime
import filecmp
import importlib.util
import os
import random
import re
import shutil
import struct
import subprocess
import sys
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.dont_write_bytecode = True
# By its path: the interpreter has a module of that name itself.
spec = importlib.util.spec_from_file_location("bench_site", os.path.join(HERE, "..", "bench", "site.py"))
bench_site = importlib.util.module_from_spec(spec)
spec.loader.exec_module(bench_site)


def picture(r):
    """A small PNG of one random colour."""
    w = h = 8
    raw = b"".join(b"\0" + bytes((r.randrange(256), r.randrange(256), r.randrange(256))) * w for _ in range(h))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")


class Editor:
    def __init__(self, root, site, villages, seed, lihui, kinds):
        self.root, self.site, self.villages, self.lihui, self.kinds = root, site, villages, lihui, kinds
        self.r = random.Random(seed)
        self.count = 0
        self.date = None  # --date of the builds; None: the newest record's

    # --- the folder ------------------------------------------------------------------------------------------------------------------------
    def files(self, test):
        found = []
        for folder, dirs, names in os.walk(self.root):
            dirs[:] = sorted(d for d in dirs if not d.startswith((".", "_")))
            for n in sorted(names):
                path = os.path.relpath(os.path.join(folder, n), self.root)
                if test(path):
                    found.append(path)
        return found

    def records(self):
        return self.files(lambda p: re.search(r"\d{4}-\d\d-\d\d\.md$", p))

    def documents(self):
        return self.files(lambda p: p.endswith(".md") and not p.endswith(".mn.md") and not os.path.basename(p).startswith("_"))

    def versions(self):
        return self.files(lambda p: p.endswith(".mn.md"))

    def read(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8") as f:
            return f.read()

    def write(self, path, text):
        whole = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode("utf-8"))

    def change(self, path, pattern, into):
        text = self.read(path)
        found = list(re.finditer(pattern, text, re.M))
        if not found:
            return False
        m = self.r.choice(found)
        self.write(path, text[: m.start()] + m.expand(into) + text[m.end():])
        return True

    def word(self):
        self.count += 1
        return "第%d次改的%s" % (self.count, self.r.choice(bench_site.GROUPS))

    # --- edits: each says what it did, or None when there was nothing to do -------------------------------------------------------------------
    def edit_status(self):
        p = self.r.choice(self.records())
        return self.change(p, r"：(已解决|办理中|已完成)[^\n]*$", "：" + self.r.choice(("已解决，验收合格", "办理中，" + self.word(), "重新办理，又坏了", "已解决，当天办完。已反馈"))) and p

    def edit_title(self):
        p = self.r.choice(self.records())
        return self.change(p, r"^### 问题(\d+-\d+)：.*$", r"### 问题\1：" + self.word()) and p

    def edit_deadline(self):
        p = self.r.choice(self.records())
        return self.change(p, r"^- 完成时限：.*$", "- 完成时限：%d月%d日" % (self.r.randint(1, 12), self.r.randint(1, 28))) and p

    def edit_summary(self):
        p = self.r.choice(self.records())
        return self.change(p, r"^摘要: .*$", "摘要: " + self.word()) and p

    def edit_line(self):
        p = self.r.choice(self.documents())
        self.write(p, self.read(p) + "\n- %s\n" % self.word())
        return p

    def edit_new_problem(self):
        p = self.r.choice(self.records())
        return self.change(p, r"^## 四、", "### %s\n- 会议决定：%s\n- 责任人：某某\n- 完成时限：月底前\n\n## 四、" % (self.word(), self.word())) and p

    def edit_drop_problem(self):
        p = self.r.choice(self.records())
        return self.change(p, r"^### 问题(.|\n)*?(?=^##)", "") and p

    def edit_hide(self):
        p = self.r.choice(self.records())
        m = re.search(r"^- 反映人：(\S+)$", self.read(p), re.M)
        if not m:
            return None
        return self.change(p, r"^地点:", "隐去: [%s]\n地点:" % m.group(1)) and p

    def edit_show(self):
        found = [p for p in self.records() if "\n隐去:" in self.read(p)]
        return found and self.change(self.r.choice(found), r"^隐去:.*\n", "") and "one less is hidden"

    def edit_public(self):
        p = self.r.choice(self.documents())
        text = re.sub(r"\n公开:[^\n]*", "", self.read(p))
        self.write(p, text.replace("\n日期:", self.r.choice(("", "\n公开: 否", "\n公开: 全文")) + "\n日期:", 1))
        return p

    def edit_office(self):
        """Somebody on a list gains an office, or loses it: in that document, and so for all that the unit says of that day."""
        p = self.r.choice(self.records())
        people = re.findall(r"(?:^反映人：|^- 反映人：|^- 责任人：)([^\s（）、]{2,4})$", self.read(p), re.M)
        m = re.search(r"^(出席|列席): (.*)$", self.read(p), re.M)
        if not m:
            return None
        listed = m.group(2)
        who = self.r.choice(people or re.findall(r"[^、，（）\s]{2,4}(?=（)", listed) or ["额尔敦"])
        role = self.r.choice(("", "（会计）", "（嘎查达）", "（村民）", "（护林员）"))
        listed = re.sub(r"、?%s（[^（）]*）" % re.escape(who), "", listed) + "、" + who + role
        self.write(p, self.read(p)[: m.start(2)] + listed.lstrip("、") + self.read(p)[m.end(2):])
        return "%s %s%s" % (p, who, role)

    def edit_receive(self):
        """A village sends a record again, or a new one."""
        own = [(p, v) for p in self.records() for v in self.villages if p.startswith(v.path + "/")]
        if not own:
            return None
        p, v = self.r.choice(own)
        text = re.sub(r"^(隐去|公开|草稿|撤回|更正):.*\n", "", self.read(p), flags=re.M)
        text = re.sub(r"^### 问题(\d+-\d+)：.*$", lambda m: "### 问题%s：%s" % (m.group(1), self.word()), text, count=1, flags=re.M)
        inbox = os.path.join(os.path.dirname(self.root), "in")
        shutil.rmtree(inbox, ignore_errors=True)
        os.makedirs(inbox)
        with open(os.path.join(inbox, "%s嘎查.md" % v.name), "w", encoding="utf-8") as f:
            f.write(text)
        day = max(re.search(r"(\d{4}-\d\d-\d\d)\.md$", q).group(1) for q in self.records())
        subprocess.run([self.lihui, "receive", inbox, self.root, "--date", day], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return p

    def edit_photo(self):
        """A photograph of a problem, told in its item or taken away again."""
        p = self.r.choice(self.records())
        if self.change(p, r"^- 照片：.*\n", ""):
            return "- " + p
        what, name = self.word(), "zhao%d.png" % self.count
        self.write(os.path.join(os.path.dirname(p), name), picture(self.r))
        return self.change(p, r"^(- 责任人：.*)$", r"\1\n- 照片：%s（%s）" % (what, name)) and p

    def edit_draft(self):
        p = self.r.choice(self.documents())
        text = self.read(p)
        if "草稿: 是\n" in text:
            self.write(p, text.replace("草稿: 是\n", ""))
        else:
            self.write(p, text.replace("\n日期:", "\n草稿: 是\n日期:", 1))
        return p

    def edit_withdraw(self):
        p = self.r.choice(self.documents())
        text = self.read(p)
        if "\n撤回:" in text:
            self.write(p, re.sub(r"\n撤回:[^\n]*", "", text))
        else:
            self.write(p, text.replace("\n日期:", "\n撤回: {日期: 2018-03-01, 说明: %s}\n日期:" % self.word(), 1))
        return p

    def edit_correct(self):
        p = self.r.choice(self.documents())
        self.write(p, re.sub(r"\n更正:[^\n]*", "", self.read(p)).replace("\n日期:", "\n更正: {日期: 2018-03-02, 说明: %s}\n日期:" % self.word(), 1))
        return p

    def edit_break(self):
        p = self.r.choice(self.documents())
        return self.change(p, r"^日期: .*$", self.r.choice(("日期: 2018-02-31", "日期: 看不清", "日期: 2018-01-03"))) and p

    def edit_delete(self):
        p = self.r.choice(self.documents())
        os.remove(os.path.join(self.root, p))
        return p

    def edit_rename(self):
        p = self.r.choice(self.documents())
        to = os.path.join(os.path.dirname(p), "gai%d.md" % self.count)
        self.count += 1
        os.rename(os.path.join(self.root, p), os.path.join(self.root, to))
        return p + " -> " + to

    def edit_copy(self):
        """A second copy of a meeting, which is held back, and comes forth when the first goes (F013)."""
        p = self.r.choice(self.documents())
        to = os.path.join(os.path.dirname(p), self.r.choice(("a%d.md", "2018-副本%d.md")) % self.count)
        self.count += 1
        shutil.copy(os.path.join(self.root, p), os.path.join(self.root, to))
        return p + " -> " + to

    def edit_move(self):
        p, v = self.r.choice(self.documents()), self.r.choice(self.villages)
        to = os.path.join(v.path, "yi%d.md" % self.count)
        self.count += 1
        os.rename(os.path.join(self.root, p), os.path.join(self.root, to))
        return p + " -> " + to

    def edit_next_week(self):
        """A new record, later than all: the as-of date moves."""
        v = self.r.choice(self.villages)
        days = sorted(m.group(1) for p in self.records() for m in [re.search(r"(\d{4}-\d\d-\d\d)\.md$", p)])
        day = datetime.date.fromisoformat(days[-1]) + datetime.timedelta(days=self.r.choice((0, 1, 7)))
        monday = day - datetime.timedelta(days=day.weekday())
        self.site.topics.setdefault(monday.isocalendar()[:2], bench_site.TOPICS[0])
        self.site.root = self.root
        self.site.record(v, monday)
        return "%s %s" % (v.path, monday)

    def edit_above(self):
        """A township's record that reports on a village's matter."""
        v = self.r.choice(self.villages)
        numbers = [n for p in self.records() if p.startswith(v.path + "/") for n in re.findall(r"^### 问题(\d+-\d+)", self.read(p), re.M)]
        if not numbers:
            return None
        p = "%s/lianxi%d.md" % (os.path.dirname(v.path), self.r.randint(1, 3))
        self.write(p, "---\n类型: 双书记联席会议\n日期: 2018-02-%02d\n---\n# 联席会议\n\n## 听取上周工作汇报\n- %s嘎查【问题%s】%s：%s\n" % (
            self.r.randint(10, 28), v.name, self.r.choice(numbers), self.word(), self.r.choice(("已解决", "办理中，已报旗里", "已上报"))))
        return p

    def edit_translation(self):
        p = self.r.choice(self.versions())
        kind = self.r.randrange(3)
        if kind == 0:
            os.remove(os.path.join(self.root, p))
        elif kind == 1:
            self.write(p, self.read(p) + "\n- %s\n" % self.site.mongolian(3))
        else:
            self.change(p, r"^标题: .*$", "标题: " + self.site.mongolian(4))
        return p

    def edit_scan(self):
        p = self.r.choice(self.documents())[:-3] + ".mn.png"
        if os.path.exists(os.path.join(self.root, p)):
            os.remove(os.path.join(self.root, p))
        else:
            self.write(p, picture(self.r))
        return p

    def edit_recording(self):
        p = self.r.choice(self.documents())[:-3] + ".mn.mp3"
        if os.path.exists(os.path.join(self.root, p)):
            os.remove(os.path.join(self.root, p))
        else:
            self.write(p, b"\xff\xfb\x90\0" + bytes(413))
        return p

    def edit_picture(self):
        """A picture that two documents may show: added, changed, or gone while they still show it."""
        v = self.r.choice(self.villages[:2])
        name = "%s/tu%d.png" % (v.path, self.r.randrange(2))
        kind = self.r.randrange(4)
        if kind == 3 and os.path.exists(os.path.join(self.root, name)):
            os.remove(os.path.join(self.root, name))
            return "- " + name
        if kind > 0:
            self.write(name, picture(self.r))
        own = [p for p in self.documents() if p.startswith(v.path + "/")]
        if own and kind < 2:
            p = self.r.choice(own)
            self.write(p, self.read(p) + "\n![图%s](%s)\n" % (self.word(), os.path.relpath(name, os.path.dirname(p))))
        return name

    def edit_link(self):
        """A document that leads to another one, which may go away later."""
        p, to = self.r.choice(self.documents()), self.r.choice(self.documents())
        self.write(p, self.read(p) + "\n[%s](%s)\n" % (self.word(), os.path.relpath(to, os.path.dirname(p))))
        return "%s -> %s" % (p, to)

    def edit_bulletin(self):
        v = self.r.choice(self.villages)
        day = datetime.date(2018, 1, 1) + datetime.timedelta(days=self.r.randrange(80))
        self.site.root = self.root
        self.site.posting(v, day)
        return "%s %s" % (v.path, day)

    def edit_matter(self):
        p = self.r.choice(self.documents())
        self.write(p, self.read(p).replace("\n日期:", "\n事项: 农家乐外包%d\n日期:" % self.r.randrange(2), 1))
        return p

    def edit_manual(self):
        p = "manual/%s.md" % self.r.choice("abc")
        if os.path.exists(os.path.join(self.root, p)) and self.r.random() < 0.5:
            os.remove(os.path.join(self.root, p))
        else:
            self.write(p, "---\n类型: 使用手册\n标题: %s\n日期: 2018-01-01\n---\n# 手册\n\n%s\n" % (self.word(), self.word()))
        return p

    def edit_unit(self):
        v = self.r.choice(self.villages)
        return self.change(v.path + "/_index.md", r"^(第一书记|电话|地址): .*$", r"\1: " + self.r.choice(("0482-1111111", v.clerk))) and v.path

    def edit_new_unit(self):
        path = "%s/w%02d" % (os.path.dirname(self.villages[0].path), self.r.randrange(4))
        if os.path.exists(os.path.join(self.root, path)):
            shutil.rmtree(os.path.join(self.root, path))
        else:
            self.write(path + "/_index.md", "---\n名称: %s\n层级: 嘎查\n---\n" % self.word())
        return path

    def edit_profile(self):
        self.write("_rules.yaml", "levels: {B701: off%s}\nsilent_days: %d\n" % (self.r.choice(("", ", L509: off", ", L503: off")), self.r.randint(7, 60)))
        return "_rules.yaml"

    def edit_words(self):
        self.write("_words/zh.yaml", "web.home: 首页%d\n" % self.r.randrange(9))
        return "_words/zh.yaml"

    def edit_template(self):
        self.write("_templates/web/foot.html", "<footer><p>%s</p></footer>\n" % self.word())
        return "_templates/web/foot.html"

    def edit_style(self):
        self.write("_templates/web/style.css", "body { color: #%06x }\n" % self.r.randrange(1 << 24))
        return "_templates/web/style.css"

    def edit_date(self):
        """Only time passes, or somebody looks at how it stood."""
        self.date = self.r.choice([None] + self.turns())
        return str(self.date)

    def turns(self):
        """Days on which something changes that nobody has edited, in pairs: the last day before, and the day itself."""
        newest = max(re.search(r"(\d{4}-\d\d-\d\d)\.md$", p).group(1) for p in self.records())
        newest = datetime.date.fromisoformat(newest)
        last = {newest + datetime.timedelta(days=28), datetime.date(newest.year, 12, 31)}
        for p in self.documents():
            text = self.read(p)
            last.update(datetime.date.fromisoformat(d) for d in re.findall(r"^公示期: \S+ 至 (\d{4}-\d\d-\d\d)$", text, re.M))
            last.update(datetime.date(newest.year, int(m), int(d)) for m, d in re.findall(r"时限：(\d+)月(\d+)日", text))
        return sorted({d + datetime.timedelta(days=k) for d in last if d >= newest for k in (0, 1)})

    def edit_nothing(self):
        return "-"

    def edit_touch(self):
        p = self.r.choice(self.documents())
        os.utime(os.path.join(self.root, p))
        return p

    def any(self):
        names = sorted(n for n in dir(self) if n.startswith("edit_") and re.fullmatch(self.kinds, n[5:]))
        # What governs the whole site is read whole: seldom, or the test would be of full builds.
        seldom = {"edit_unit", "edit_new_unit", "edit_profile", "edit_words", "edit_template", "edit_style", "edit_manual"}
        while True:
            name = self.r.choice(names)
            if name in seldom and self.r.random() < 0.6:
                continue
            what = getattr(self, name)()
            if what:
                return "%s %s" % (name[5:], what)


def spoil(r, tree):
    """Somebody else's hand in the tree: a file lost, or altered."""
    files = sorted(os.path.join(d, n) for d, _, names in os.walk(tree) for n in names if n != "manifest.sha256")
    p = r.choice(files)
    if r.random() < 0.5:
        os.remove(p)
    else:
        with open(p, "ab") as f:
            f.write(b"x")
    return os.path.relpath(p, tree)


def differing(a, b, prefix=""):
    c = filecmp.dircmp(a, b)
    found = ["only before: " + os.path.join(prefix, n) for n in c.left_only] + ["only clean: " + os.path.join(prefix, n) for n in c.right_only]
    for n in c.common_files:
        if not filecmp.cmp(os.path.join(a, n), os.path.join(b, n), shallow=False):
            found.append("differs: " + os.path.join(prefix, n))
    for n in c.common_dirs:
        found += differing(os.path.join(a, n), os.path.join(b, n), os.path.join(prefix, n))
    return found


def build(lihui, site, tree, jobs, date):
    day = ["--date", str(date)] if date else []
    p = subprocess.run([lihui, "build", site, "-o", tree, "--jobs", str(jobs)] + day, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return p.returncode, p.stdout.decode("utf-8", "replace")


def compare(lihui, root, tree, folder, jobs, date):
    """Brings the tree up to date and makes a clean one beside it: what differs."""
    clean, fresh = os.path.join(folder, "clean"), os.path.join(folder, "fresh")
    status, said = build(lihui, root, tree, jobs[0], date)
    for d in (clean, fresh):
        shutil.rmtree(d, ignore_errors=True)
    # Links keep the stat, so the copy is the site as it stands, without its index.
    shutil.copytree(root, fresh, ignore=shutil.ignore_patterns(".lihui"))
    clean_status, clean_said = build(lihui, fresh, clean, jobs[1], date)
    if status == clean_status == 0:
        return differing(tree, clean)
    return ["status %d %d\n%s%s" % (status, clean_status, said, clean_said)]


def failed(what, found):
    print("not ok - " + what)
    print("\n".join("# " + x for x in found[:20]))
    return 1


def move_dates(o, editor, tree):
    days = editor.turns()
    back = days[len(days) // 2]
    for day in days + [back]:
        found = compare(o.lihui, editor.root, tree, o.folder, (o.jobs, o.jobs), day)
        if found:
            return failed("the date moved to %s" % day, found)
    print("ok - the date alone moved over %d days: the tree brought up to date is the clean build's, byte for byte" % (len(days) + 1))
    return 0


def main():
    p = argparse.ArgumentParser()
    p.add_argument("lihui")
    p.add_argument("folder")
    p.add_argument("--edits", type=int, default=200)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--units", type=int, default=5)
    p.add_argument("--weeks", type=int, default=8)
    p.add_argument("--jobs", type=int, default=2)
    p.add_argument("--kinds", default=".*")
    p.add_argument("--dates", action="store_true")
    o = p.parse_args()
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    root, tree = (os.path.join(o.folder, n) for n in ("site", "tree"))
    shutil.rmtree(o.folder, ignore_errors=True)
    os.makedirs(root)
    site, villages = bench_site.make(root, o.units, o.weeks, o.seed)
    editor = Editor(root, site, villages, o.seed, o.lihui, o.kinds)
    build(o.lihui, root, tree, o.jobs, None)
    if o.dates:
        return move_dates(o, editor, tree)
    for i in range(o.edits):
        what = [editor.any() for _ in range(editor.r.choice((1, 1, 1, 2)))]
        if editor.r.random() < 0.1:
            what.append("spoil " + spoil(editor.r, tree))
        if editor.r.random() < 0.1:  # a check in between brings the index up to date, not the tree
            subprocess.run([o.lihui, "check", root], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            what.append("check")
        found = compare(o.lihui, root, tree, o.folder, (o.jobs, 1 if i % 2 else o.jobs), editor.date)
        if found:
            return failed("edit %d (seed %d): %s" % (i + 1, o.seed, "; ".join(what)), found)
    print("ok - %d edits (seed %d): the tree brought up to date is the clean build's, byte for byte" % (o.edits, o.seed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
