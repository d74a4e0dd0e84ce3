#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sheets of whole records as villages write them: what may be left out, in which order, and what never; a site's own templates."""
import os, re, shutil, subprocess, sys, tempfile
import xml.etree.ElementTree as ET

LIHUI = os.environ["LIHUI"]
NAME = "乌兰其木格·巴雅尔赛罕"
number, failed = 0, False


def ok(good, name, why=""):
    global number, failed
    number, failed = number + 1, failed or not good
    print("ok" if good else "not ok", number, "-", name)
    for line in [] if good else str(why).splitlines()[:20]:
        print("#  ", line)


def site(root, phone="0482-0000123", place="一嘎查党群服务中心", who="周大力", poster="A4", unit="一嘎查"):
    s = os.path.join(root, "s%d" % len(os.listdir(root)))
    os.makedirs(os.path.join(s, "g", "2019"))
    write(s, "site.yaml", "title: {zh: 会议公开}\nid: example.org\nbase_url: https://example.org/\nlanguages: [zh]\nsheets: [handout, poster]\nposter: %s\n" % poster)
    write(s, "_index.md", "---\n名称: 某某苏木\n级别: 苏木\n---\n")
    write(s, "g/_index.md", "---\n名称: %s\n级别: 嘎查\n%s地址: %s\n第一书记: %s\n---\n" % (unit, "电话: %s\n" % phone if phone else "", place, who))
    return s


def write(s, path, text):
    p = os.path.join(s, path)
    os.makedirs(os.path.dirname(p), exist_ok=True)
    open(p, "w", encoding="utf-8").write(text)


def record(s, problems, tasks=2, policies=1, owner="吴红", title="围栏倒了第%d处", decision="两家协商重修，嘎查出铁丝；协商不成由调解委员会调解"):
    b = "---\n类型: 双书记周例会\n日期: 2019-12-10\n主持人: 周大力（第一书记）\n召集人: 李四（党支部书记）\n记录人: 吴红\n出席: 周大力（第一书记）、李四（党支部书记）、吴红（嘎查委员）、%s（嘎查达）\n---\n" % NAME
    b += "# 一嘎查周例会\n\n## 一、学习政策\n\n" + "".join("- 学习《草原法》第%d条：不放牧\n" % (i + 1) for i in range(policies))
    b += "\n## 二、听取上周工作汇报\n\n- 没有\n\n## 三、研究解决问题\n\n"
    for i in range(problems):
        b += "### 问题：%s\n\n- 反映人：王五\n- 会议决定：%s\n- 责任人：%s\n- 完成时限：12月%d日\n- 状态：办理中\n\n" % (title % (i + 1), decision, owner, 11 + i % 20)
    b += "## 四、部署本周工作\n\n" + "".join("- 第%d件活：%s，12月13日前\n" % (i + 1, owner) for i in range(tasks))
    write(s, "g/2019/2019-12-10.md", b)


def pdf(s, style, path="g/2019/2019-12-10.md"):
    out = os.path.join(s, "x.pdf")
    p = subprocess.run([LIHUI, "pdf", os.path.join(s, path), "--style", style, "-o", out, "--date", "2019-12-18"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return out if p.returncode == 0 else None, p.stdout.decode("utf-8", "replace")


def text(out):
    return re.sub(r"[\s　]", "", subprocess.run(["pdftotext", "-raw", out, "-"], stdout=subprocess.PIPE).stdout.decode())


def pages(out):
    x = subprocess.run(["pdftotext", "-bbox", out, "-"], stdout=subprocess.PIPE).stdout.decode()
    root = ET.fromstring(re.sub(r' xmlns="[^"]*"', "", x))
    return [[((w.text or ""),) + tuple(float(w.get(k)) for k in ("xMin", "yMin", "xMax", "yMax")) for w in p.iter("word")] for p in root.iter("page")]


def covered(page):
    bad = []
    for i, a in enumerate(page):
        for b in page[i + 1:]:
            h = 0.2 * min(a[4] - a[2], b[4] - b[2])
            if min(a[3], b[3]) - max(a[1], b[1]) > 1 and min(a[4], b[4]) - max(a[2], b[2]) > 2 * h + 1:
                bad.append((a[0], b[0]))
    return bad


def check_week(root):
    for n, owner, poster in ((1, "吴红", "A4"), (4, "吴红", "A4"), (5, NAME, "A3"), (12, "吴红、李四、周大力", "A3"), (40, "吴红", "A4")):
        s = site(root, poster=poster)
        record(s, n, owner=owner)
        out, said = pdf(s, "poster")
        name = "poster of a week, %d problems, %s" % (n, poster)
        if not out:
            ok(False, name, said)
            continue
        t, p = text(out), pages(out)
        first = t.find("围栏倒了第1处")
        ok(len(p) == 1 and first >= 0 and "12月11日前办" in t[first:] and "两家协商" in t and owner.split("、")[0] in t, name + ": sign, answer, person, date", t)
        ok("草原法" not in t or t.find("草原法") > t.rfind("围栏倒了"), name + ": policy comes last", t)
        ok(("还有" in t) == (t.count("围栏倒了第") < n or t.count("件活") < 2) and "公开栏" not in t, name + ": says what is missing, not at the board", t)
        ok(not [c for q in p for c in covered(q)], name + ": nothing covers anything", [c for q in p for c in covered(q)])
        ok("反映人" not in t and "状态" not in t and "汇报" not in t, name + ": no bookkeeping", t)


def check_handout(root):
    for n, owner, tasks, policies in ((1, "吴红", 1, 1), (11, NAME + "、吴红、李四", 4, 2), (14, "吴红", 5, 3), (40, NAME, 6, 4)):
        s = site(root, unit="阿拉坦敖包图白桦嘎查")
        record(s, n, tasks, policies, owner)
        out, said = pdf(s, "handout")
        name = "handout, %d problems" % n
        if not out:
            ok(False, name, said)
            continue
        t, p = text(out), pages(out)
        shown = t.count("围栏倒了第")
        ok(len(p) <= 2 and not [c for q in p for c in covered(q)], name + ": one leaf, nothing covers anything", [c for q in p for c in covered(q)])
        ok(not re.search(r"(两家|嘎查出|协商)……", t) and t.count("两家协商重修") == shown, name + ": each answer keeps a whole clause", t)
        left = re.search(r"余见公开栏(.*)", t)
        ok(bool(left) == (shown < n or t.count("件活") < tasks or t.count("《草原法》") < policies), name + ": what is left out is counted", t[-200:])
        if shown < n:
            ok("问题%d件" % (n - shown) in t and "政策%d条" % policies in t, name + ": policy went before any problem", t[-200:])
        foot = min(w[2] for w in p[-1] if "打电话" in w[0]) if any("打电话" in w[0] for w in p[-1]) else 0
        low = max(w[4] for w in p[-1] if w[4] < foot - 30 and "余见" not in w[0] and "件" not in w[0]) if foot else 0
        if shown < n or "两家协商重修。" in t:
            ok(foot - low < 130, name + ": no room is left while something is missing", (foot, low))


def check_ask(root):
    for phone, place, who, style in (("0482-0000123", "一嘎查党群服务中心", NAME, "handout"), ("0482-0000123", "某某苏木一嘎查党群服务中心二楼东头第三间", NAME, "handout"),
                                     ("", "一嘎查党群服务中心", NAME, "handout"), ("0482-0000123", "一嘎查党群服务中心", NAME, "poster"), ("", "一嘎查党群服务中心", "周大力", "poster")):
        s = site(root, phone, place, who)
        record(s, 2)
        out, said = pdf(s, style)
        least = 18 if style == "handout" else 28
        words = [w for q in pages(out) for w in q if "书记" in w[0] or "服务中心" in w[0] or "打电话" in w[0] or (phone and phone in w[0])] if out else []
        ok(words and all(w[4] - w[2] > least * 1.4 for w in words), "whom to ask, %s, %s: type never shrinks" % (style, phone or "no telephone"), (said, words))
        ok(not phone or phone in text(out), "whom to ask, %s: the telephone is whole" % style, text(out))
    s = site(root, who=NAME)
    write(s, "g/2019/2019-12-09.md", "---\n类型: 公示\n日期: 2019-12-09\n公示期: 2019-12-09 至 2019-12-18\n---\n# 关于低保名额的公示\n\n按程序评议，现予公示。\n")
    out, said = pdf(s, "poster", "g/2019/2019-12-09.md")
    words = [w for q in pages(out) for w in q if "书记" in w[0] or "服务中心" in w[0]] if out else []
    ok(words and all(w[4] - w[2] > 39 for w in words), "whom to ask, 公示: type never shrinks", (said, words))


def check_finance(root):
    for groups, paper in ((3, "A3"), (9, "A3"), (10, "A3"), (10, "A4"), (15, "A3"), (12, "A4")):
        s = site(root, poster=paper)
        rows = "".join("| 第%d组草场承包费 | 1000.00 | 0.00 |\n| 第%d组修路支出 | 0.00 | 500.00 |\n| 小计 | 1000.00 | 500.00 |\n" % (g, g) for g in range(1, groups + 1))
        write(s, "g/2019/2019-10-10.md", "---\n类型: 财务公开\n日期: 2019-10-10\n公示期: 2019-10-10 至 2019-10-20\n---\n# 2019年第三季度财务公开\n\n单位：元\n\n| 事项 | 收入 | 支出 |\n| :-- | --: | --: |\n%s| 合计 | %d.00 | %d.00 |\n" % (rows, groups * 1000, groups * 500))
        out, said = pdf(s, "poster", "g/2019/2019-10-10.md")
        name = "finance, %d subtotals, %s" % (groups, paper)
        if not out:
            ok(False, name, said)
            continue
        t = text(out)
        ok(t.count("草场承包费") == groups and t.count("修路支出") == groups and t.count("小计") == groups and t.count("合计") == 1, name + ": no row is dropped", t)
        ok(not re.search(r"事项收入支出小计", t), name + ": no sheet begins with a subtotal", t)


def check_jiyao(root):
    s = site(root)
    for d, decided, owner, due, want in (("11", "统一调运", "吴红", "12月16日", "（一）饲草不够。会议决定：统一调运。由吴红负责，12月16日前完成。"), ("12", "由吴红负责统一调运。", "吴红", "2020年1月15日", "会议决定：由吴红负责统一调运。2020年1月15日前完成。"),
                                         ("13", "", "", "", "（一）饲草不够。")):
        b = "---\n类型: 联席会议\n日期: 2019-12-%s\n主持人: 石守信（苏木党委副书记）\n出席: 石守信（苏木党委副书记）、吴红（苏木党委委员），各嘎查双书记共12人\n请假: 云登（嘎查党支部书记）\n---\n# 某某苏木12月双书记联席会议\n\n## 三、研究解决问题\n### 问题：饲草不够\n- 反映人：石守信\n" % d
        b += ("- 会议决定：%s\n" % decided if decided else "") + ("- 责任人：%s\n- 完成时限：%s\n" % (owner, due) if owner else "") + "- 状态：办理中\n"
        write(s, "2019/2019-12-%s.md" % d, b)
        out, said = pdf(s, "jiyao", "2019/2019-12-%s.md" % d)
        t = text(out) if out else said
        ok(want in t, "纪要, 12-%s: a matter is a sentence" % d, t)
        ok("出席：石守信吴红各嘎查双书记共12人" in t and "请假：云登" in t and "会议由石守信主持。" in t, "纪要, 12-%s: everybody is named" % d, t)
        ok("反映人" not in t and "状态" not in t and "一、研究解决问题" in t, "纪要, 12-%s: no bookkeeping, sections counted anew" % d, t)


def check_long(root):
    """Long names on sheets that go over: heads stay one line, nothing covers anything, no word is cut where another begins, and nothing is said to be missing that stands there."""
    unit, who = "乌兰图雅额尔德尼宝力格温都尔哈日诺尔嘎查", NAME
    rows = "".join("| 第%d组草场承包费 | 1000.00 | 0.00 |\n" % g for g in range(1, 12))
    money = "---\n类型: 财务公开\n日期: 2019-10-10\n公示期: 2019-10-10 至 2019-10-20\n---\n# 2019年第三季度财务公开\n\n| 事项 | 收入 | 支出 |\n| :-- | --: | --: |\n%s" % rows
    notice = "---\n类型: 公示\n日期: 2019-12-09\n公示期: 2019-12-09 至 2019-12-18\n---\n# 关于低保名额的公示\n\n按程序评议，现予公示。\n"
    words = {"mn": "ᠬᠤᠷᠠᠯ ᠡᠭᠦᠷᠭᠡ ᠠᠰᠠᠭᠤᠳᠠᠯ ᠰᠢᠢᠳᠪᠦᠷᠢᠯᠡᠬᠦ ", "ug": "ئۇيغۇرچە يىغىن خاتىرە مەسىلە "}
    for phone in ("0482-0000123", ""):
        for lang in ("mn", "ug"):
            s = site(root, phone, unit + "党群服务中心", who, unit=unit)
            write(s, "site.yaml", "title: {zh: 会议公开}\nid: example.org\nbase_url: https://example.org/\nlanguages: [zh, %s]\nsheets: [handout, poster]\n" % lang)
            record(s, 40)
            write(s, "g/2019/2019-10-10.md", money)
            write(s, "g/2019/2019-12-09.md", notice)
            write(s, "g/2019/2019-12-09.%s.md" % lang, "---\n标题: %s\n译自: 000000000000\n---\n\n%s\n" % (words[lang] * 3, words[lang] * 4))
            for style, path in (("poster", "2019-10-10"), ("poster", "2019-12-09"), ("poster", "2019-12-10"), ("handout", "2019-12-10")):
                out, said = pdf(s, style, "g/2019/%s.md" % path)
                name = "long names, %s of %s, %s, %s" % (style, path, lang, phone or "no telephone")
                if not out:
                    ok(False, name, said)
                    continue
                p, t = pages(out), text(out)
                bad = [c for q in p for c in covered([w for w in q if not any("\u1800" <= x <= "\u18af" for x in w[0])])]
                ok(not bad or lang == "mn" and path.startswith("2019-12"), name + ": nothing covers anything", bad)
                ok(len(p) <= 4 and all(w[3] <= 582 and w[1] >= 13 for q in p for w in q), name + ": inside the paper, few sheets", (len(p), [w for q in p for w in q if w[3] > 582]))
                if path == "2019-12-09":
                    ok("扫码看全文，" not in t, name + ": nothing is missing", t)


def check_code(root):
    """What was typed in columns keeps its lines: on paper, too, a blank at a line's head is no layout."""
    s = site(root)
    record(s, 1)
    with open(os.path.join(s, "g/2019/2019-12-10.md"), "a", encoding="utf-8") as f:
        f.write("\n## 五、其他\n\n```\n井房\n  二组机井\n    电机\n\n  三组机井\n```\n")
    for style in ("record",):
        out, said = pdf(s, style)
        lines = {w[0]: w for q in pages(out) for w in q} if out else {}
        at = [lines.get(w) for w in ("井房", "二组机井", "电机", "三组机井")]
        ok(all(at) and at[0][2] < at[1][2] < at[2][2] < at[3][2] and at[0][1] < at[1][1] < at[2][1] and abs(at[1][1] - at[3][1]) < 0.1, "lines of code, %s: each stands for itself, as far in as typed" % style, (said, at))


def check_report(root):
    """The year's report: bars that tell what they stand for, one square a week, numbers of a banner beside each other."""
    s = site(root)
    write(s, "h/_index.md", "---\n名称: %s嘎查\n级别: 嘎查\n---\n" % ("乌兰图雅额尔德尼宝力格" * 2))
    for i, day in enumerate(("09-24", "10-08", "12-10")):
        record(s, (3, 12, 120)[i])
        os.rename(os.path.join(s, "g/2019/2019-12-10.md"), os.path.join(s, "g/2019/2019-%s.md" % day))
        body = open(os.path.join(s, "g/2019/2019-%s.md" % day), encoding="utf-8").read().replace("2019-12-10", "2019-" + day).replace("围栏倒了", "围栏倒了%d" % i)
        write(s, "g/2019/2019-%s.md" % day, body.replace("状态：办理中", "状态：已解决", (1, 4, 0)[i]))
    for unit, weeks in (("g", True), (".", False)):
        out = os.path.join(s, "r.pdf")
        said = subprocess.run([LIHUI, "pdf", os.path.join(s, unit), "--style", "report", "--year", "2019", "-o", out, "--date", "2020-02-01"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout.decode()
        t, p = text(out), pages(out)
        name = "report of %s" % ("a village" if weeks else "a township")
        ok("反映135" in t and "解决5" in t and "办理中130件" in t, name + ": the funnel says where the rest is", t)
        ok(("第40周" in t) == weeks and ("各单位" in t) != weeks and "130件" in t and "填报人" in t, name + ": its parts", t)
        ok(not [c for q in p for c in covered(q)], name + ": nothing covers anything", [c for q in p for c in covered(q)])
        ok(all(39 < w[1] and w[3] < 560 for q in p for w in q), name + ": inside its margins", [w for q in p for w in q if w[3] > 559])


def check_asked(root):
    """Words for a reader's pen: twelve a page, each with a frame to write in, in every language; a long word stays in its box."""
    for lang, down in (("mn", True), ("bo", False), ("ug", False)):
        s = site(root)
        record(s, 2)
        write(s, "site.yaml", "title: {zh: 会议公开}\nid: example.org\nlanguages: [zh, %s]\n" % lang)
        tree = s + "-public"
        run = lambda *a: subprocess.run([LIHUI, *a, "--date", "2019-12-18"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout.decode()
        said = run("build", s, "-o", tree)
        out = os.path.join(s, "w.pdf")
        said += run("words", lang, "-C", s, "--review", "-o", out)
        n = int(re.search(r"(\d+)条，请懂", said)[1]) if os.path.exists(out) else 0
        p = pages(out) if n else []
        ok(n > 20 and len(p) == (n + 11) // 12, "words for the pen, %s: twelve a page" % lang, (n, len(p), said))
        t = text(out) if n else ""
        ok(t.count("页上有") == n and t.count("审读人") == len(p) and "第%d页共%d页" % (len(p), len(p)) in t, "words for the pen, %s: each word, each page" % lang, t[:600])
        upright = lambda w: any("\u1800" <= c <= "\u18af" for c in w[0])
        bad = [c for q in p for c in covered([w for w in q if not upright(w)])]
        ok(not bad, "words for the pen, %s: nothing covers anything" % lang, bad)


def check_override(root):
    s = site(root)
    record(s, 2)
    plain = pages(pdf(s, "handout")[0])[0]
    write(s, "_templates/sheet/styles.xml", '<styles>\n <style name="t" size="21" lead="31"/>\n <style name="b" as="t" weight="bold"/>\n</styles>\n')
    large = pages(pdf(s, "handout")[0])[0]
    size = lambda p: [w[4] - w[2] for w in p if "两家协商" in w[0]][0]
    ok(abs(size(large) / size(plain) - 21 / 18) < 0.02, "own styles: larger type", (size(plain), size(large)))
    here = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    own = open(os.path.join(here, "templates/sheet/handout.xml"), encoding="utf-8").read()
    a, b, c = own.index("{{#has_matters}}"), own.index("{{#has_tasks}}"), own.index("{{^vertical}}\n{{#has_policies}}")
    write(s, "_templates/sheet/handout.xml", own[:a] + own[b:c] + own[a:b] + own[c:])
    t = text(pdf(s, "handout")[0])
    ok(0 < t.find("这周谁办什么") < t.find("反映的事，怎么答复"), "own template: another order", t)
    shutil.copy(os.path.join(here, "tests/pdf/good.png"), os.path.join(s, "seal.png"))
    write(s, "_templates/sheet/handout.xml", own.replace('<band style="tally">', '<band><image src="seal.png" block="40" caption="旗徽"/></band><band style="tally">'))
    out = pdf(s, "handout")[0]
    ok(out and len(subprocess.run(["pdfimages", "-list", out], stdout=subprocess.PIPE).stdout.splitlines()) > 2, "own template: a seal")
    write(s, "g/2019/2019-12-09.md", "---\n类型: 公示\n日期: 2019-12-09\n公示期: 2019-12-09 至 2019-12-18\n---\n# 关于低保名额的公示\n\n按程序评议，现予公示。\n")
    poster = open(os.path.join(here, "templates/sheet/poster.xml"), encoding="utf-8").read()
    a, b = poster.index("{{#has_until}}"), poster.index("\n", poster.index("{{/has_until}}")) + 1
    write(s, "_templates/sheet/poster.xml", poster[:a] + poster[b:])
    t = text(pdf(s, "poster", "g/2019/2019-12-09.md")[0])
    ok("现予公示" in t and "12月18日" not in t and "张贴人" in t, "own template of a poster: without the term", t)
    record_xml = open(os.path.join(here, "templates/sheet/record.xml"), encoding="utf-8").read()
    a, b = record_xml.index('{{#roll}}\n'), record_xml.index("{{/roll}}")
    write(s, "_templates/sheet/record.xml", record_xml[:a] + record_xml[b + len("{{/roll}}"):])
    t = text(pdf(s, "record")[0])
    ok("两家协商重修" in t and "主持人（签字）" in t and "第1页共" in t and "签到表" not in t, "own template of a record: without the roll", t)
    for bad, say in ((own.replace("<row name", "<raw name"), "raw"), (own.replace('style="tally"', 'style="taly"'), "taly"), (own.replace('sides="{{sides}}"', 'size="1"'), "size"), (own.replace("</fit>", ""), "XML")):
        write(s, "_templates/sheet/handout.xml", bad)
        out, said = pdf(s, "handout")
        ok(out is None and say in said and re.search(r"handout\.xml:\d+", said), "own template: %s is told with its line" % say, said)


def main():
    with tempfile.TemporaryDirectory() as root:
        for check in (check_week, check_handout, check_ask, check_finance, check_jiyao, check_long, check_code, check_report, check_asked, check_override):
            check(root)


main()
print("1..%d" % number)
sys.exit(failed)
