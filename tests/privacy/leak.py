# SPDX-License-Identifier: MIT
"""leak.py WORK. Sows a site with private values, builds its public edition, and reads everything that came out the way a curious reader would: marks stripped, PDFs
through pdftotext and with their objects unpacked, pictures as bytes, the index as rows and as raw pages, names of files. Digits are compared after full-width
forms are folded and separators dropped, words after all spaces and marks are dropped.

The private names hold characters (琰, 璟, 翀 …) that stand nowhere else, so half a name in a search shard is a leak too. Words that must come out prove that
each of the readers can see."""
import glob, html, os, re, shutil, sqlite3, subprocess, sys, unicodedata, zlib

WORK = sys.argv[1]
SITE, OUT = WORK + "/site", WORK + "/public"
number = bad = 0


def ok(good, name, why=()):
    global number, bad
    number += 1
    print("ok" if good else "not ok", number, "-", name)
    if not good:
        bad += 1
        for line in ([why] if isinstance(why, str) else list(why))[:30]:
            print("#  ", line)


# --- what is private ---------------------------------------------------------------------------------------------------------------------------


def id_card(body):
    """With the check digit of MOD 11-2."""
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights)) % 11]


def bank_card(body):
    """With the check digit of Luhn."""
    total = 0
    for i, c in enumerate(reversed(body)):
        d = int(c) * (2 if i % 2 == 0 else 1)
        total += d - 9 if d > 9 else d
    return body + str(-total % 10)


def wide(t):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t)


def cut(t, at, by):
    return by.join(t[i:j] for i, j in zip([0] + at, at + [len(t)]))


# Each value stands in one spelling and place only, so that a leak names its place.
numbers = {}


def fresh(kind):
    n = len(numbers)
    value = {"id": lambda: id_card("152223%04d0307%03d" % (1940 + n % 60, 100 + n)), "id15": lambda: "152223%02d0307%03d" % (40 + n % 50, 100 + n),
             "mobile": lambda: "138%08d" % (73519240 + n * 7), "card": lambda: bank_card("622202%012d" % (815923400000 + n * 131))}[kind]()
    return value


def sow(kind, place, spell=lambda v: v):
    value = fresh(kind)
    assert value not in numbers
    numbers[value] = "%s in %s" % (kind, place)
    return spell(value)


SPELLINGS = {
    "mobile": {"plain": lambda v: v, "full-width": wide, "spaces": lambda v: cut(v, [3, 7], " "), "hyphens": lambda v: cut(v, [3, 7], "-"), "dots": lambda v: cut(v, [3, 7], "."),
               "+86": lambda v: "+86" + v, "+86 and spaces": lambda v: "+86 " + cut(v, [3, 7], " "), "0086": lambda v: "0086" + v, "bold inside": lambda v: "**" + v[:4] + "**" + v[4:],
               "a line end inside": lambda v: v[:6] + "\n  " + v[6:], "full-width with hyphens": lambda v: wide(cut(v, [3, 7], "-")), "after a date": lambda v: "2018-07-03 " + v,
               "each digit alone": lambda v: " ".join(v), "full-width space": lambda v: cut(v, [3, 7], "　"), "emphasis inside": lambda v: v[:3] + "*" + v[3:7] + "*" + v[7:],
               "in code": lambda v: "`" + v + "`", "half in code": lambda v: v[:5] + "`" + v[5:] + "`", "as a link": lambda v: "[打电话](tel:" + v + ")", "as a link's text": lambda v: "[" + v + "](#)",
               "character reference": lambda v: v[:5] + "&#%d;" % ord(v[5]) + v[6:], "escaped": lambda v: v[:5] + "\\-" + v[5:], "zero width space": lambda v: v[:5] + "\u200b" + v[5:]},
    "id": {"plain": lambda v: "身份证" + v, "full-width": lambda v: "身份证" + wide(v), "spaces": lambda v: "身份证" + cut(v, [6, 10, 14], " "), "hyphens": lambda v: "身份证" + cut(v, [6, 14], "-"),
           "dots": lambda v: "身份证" + cut(v, [6, 14], "."), "a line end inside": lambda v: "身份证" + v[:8] + "\n  " + v[8:], "bold inside": lambda v: "身份证" + v[:6] + "**" + v[6:14] + "**" + v[14:],
           "small x": lambda v: "身份证" + v.lower(), "wrong check digit": lambda v: "身份证" + v},
    "id15": {"plain": lambda v: "身份证" + v, "full-width": lambda v: "身份证" + wide(v), "spaces": lambda v: "身份证" + cut(v, [6, 12], " ")},
    "card": {"plain": lambda v: "卡号" + v, "full-width": lambda v: "卡号" + wide(v), "spaces": lambda v: "卡号" + cut(v, [4, 8, 12, 16], " "), "hyphens": lambda v: "卡号" + cut(v, [4, 8, 12, 16], "-"),
             "a line end inside": lambda v: "账号" + v[:8] + "\n  " + v[8:], "no context": lambda v: v},
}

# Private people and words; every character of `alone` betrays them.
NAMES = {"王琰璟": "琰璟", "斯琴翀": "翀", "赵骞旻": "骞旻", "包垚": "垚", "白皛": "皛", "陈昶昉": "昶昉"}
WORDS = {"肺结核": "结核", "癫痫": "癫痫", "低保户翟": "翟"}
SEEN = "紫马兰花"  # a word that must come out everywhere


# --- the site ----------------------------------------------------------------------------------------------------------------------------------


def put(path, text):
    path = os.path.join(SITE, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    open(path, "w", encoding="utf-8").write(text)


def everywhere(where):
    """All spellings, one to a line of a list."""
    return "\n".join("- 打听%d：%s，%s。" % (i, sow(kind, "%s, %s" % (where, name), spell), SEEN)
                     for i, (kind, name, spell) in enumerate((k, n, s) for k, all_of in SPELLINGS.items() for n, s in all_of.items()))


def meeting(day, week, how, body=True):
    return """---
类型: 双书记周例会
日期: %s
周次: %d
地点: 村部，%s
主持人: 张三（第一书记）
召集人: 李四（嘎查党支部书记）
记录人: 赵六（文书）
出席: 张三（第一书记）、李四（嘎查党支部书记）、赵六（文书）、王琰璟、斯　琴　翀、%s，其他共9人
列席: 陈昶昉（电话%s）
请假: 白皛（癫痫住院）
应到: 20
实到: 18
摘要: %s的会，王琰璟的电话%s
隐去: [肺结核, 包垚]
%s
---
# 例会，%s

## 一、学习政策
- 学习《%s补贴》，赵骞旻、肺　结核，不懂的问%s

## 二、听取上周工作汇报
%s

## 三、研究解决问题
### 问题%d-1：王琰璟家的%s，电话%s
- 反映人：王琰璟
- 涉及户数或人员：王 琰 璟、包**垚**，身份证%s
- 会议决定：给王琰璟（患肺结核）修好，打给%s
- 责任人：斯琴翀
- 完成时限：长期
- 状态：办理中
- 办理结果：王琰璟说好，%s

### 问题%d-2：【隐：低保户翟】的事
- 反映人：赵骞旻
- 会议决定：【隐：低保户翟】按程序办，卡号%s
- 责任人：赵六
- 完成时限：8月1日

## 四、部署本周工作
- 【任务%d-1】%s（责任人：斯琴翀；时限：7月20日）
- 【任务%d-2】陪白皛看病，%s（责任人：包垚；时限：长期）

%s
""" % (day, week, sow("mobile", how + " place"), wide("王琰璟"), sow("mobile", how + " observers"), SEEN, sow("mobile", how + " summary"), how, SEEN + sow("mobile", how + " heading"), SEEN,
       sow("mobile", how + " study"), everywhere(how + " report"), week, SEEN, sow("mobile", how + " problem title"), sow("id", how + " affected"), sow("mobile", how + " decision"),
       sow("mobile", how + " result"), week, sow("card", how + " decision"), week, SEEN, week, sow("mobile", how + " task"), everywhere(how + " last step") if body else "")


def site():
    put("site.yaml", "title: {zh: 试站}\nbase_url: https://example.org/\nlanguages: [zh, mn]\nsheets: [handout, poster]\n")
    put("_index.md", "---\n名称: 旗\n层级: 旗\n---\n旗里的介绍，%s。\n\n%s\n" % (SEEN, everywhere("introduction of the banner")))
    put("cun/_index.md", "---\n名称: 蓝村\n层级: 嘎查\n第一书记: 张三\n书记: 李四\n电话: 0482-7654321\n地址: 村部，%s\n---\n介绍，%s。\n\n%s\n"
        % (sow("mobile", "address of the village"), SEEN, everywhere("introduction of the village")))
    put("cun/2018-07-03.md", meeting("2018-07-03", 27, "outcomes"))
    put("cun/2018-07-10.md", meeting("2018-07-10", 28, "whole", True).replace("隐去:", "公开: 全文\n隐去:"))
    put("cun/2018-07-17.md", meeting("2018-07-17", 29, "not published").replace("隐去:", "公开: 否\n隐去:"))
    put("cun/2018-07-24.md", meeting("2018-07-24", 30, "draft").replace("隐去:", "草稿: 是\n隐去:"))
    put("cun/2018-07-31.md", meeting("2018-07-31", 31, "withdrawn").replace("隐去:", "撤回: {日期: 2018-08-02, 说明: 写了王琰璟的电话%s}\n隐去:" % sow("mobile", "reason of a withdrawal")))
    put("cun/2018-07-10.mn.md", "---\n标题: ᠬᠤᠷᠠᠯ %s\n摘要: ᠬᠤᠷᠠᠯ 王琰璟 %s\n---\n# ᠬᠤᠷᠠᠯ\n\n## ᠠᠰᠠᠭᠤᠳᠠᠯ\n\n### ᠠᠰᠠᠭᠤᠳᠠᠯ 王琰璟 肺结核\n\n%s\n" % (
        sow("mobile", "translated title"), sow("mobile", "translated summary"), everywhere("translation")))
    put("cun/2018-08-07.md", """---
类型: 双书记周例会
日期: 2018-08-07
周次: 32
说明: 王琰璟的丧事，%s
豁免: {D101: 问王琰璟%s}
更正: {日期: 2018-08-08, 说明: 电话%s写错}
出席: 张三（第一书记）、李四（嘎查党支部书记）、王琰璟
---
## 二、听取上周工作汇报
- 【问题27-1】王琰璟家：办理中，叫他打%s，%s
- 【任务28-1】%s
""" % (sow("mobile", "reason"), sow("mobile", "waiver"), sow("mobile", "correction"), sow("mobile", "progress"), SEEN, sow("id", "report of a task")))
    put("cun/gongshi.md", """---
类型: 公示
标题: %s公示%s
日期: 2018-07-05
公示期: 2018-07-05 至 2018-07-12
监督电话: %s
摘要: %s
事项: 公路%s
---
# %s公示

| 谁 | 电话 |
| :-- | --: |
| 甲 | %s |
| 乙 | %s |

![图，%s](tu.jpg "题%s")

[表，%s](biao.csv)

> 引文%s

%s
""" % (SEEN, sow("mobile", "title"), sow("mobile", "objections"), sow("mobile", "bulletin's summary"), sow("mobile", "matter"), SEEN, sow("mobile", "table"), sow("mobile", "table, wide", wide),
       sow("mobile", "caption"), sow("mobile", "caption title"), sow("mobile", "link text"), sow("id", "quotation"), everywhere("bulletin")))
    put("cun/biao.csv", "表,1\n")
    put("cun/dangyuan.md", "---\n类型: 党员大会\n日期: 2018-07-06\n公开: 全文\n主持人: 李四\n出席: 李四（嘎查党支部书记）、王琰璟\n表决: 同意 3，反对 0\n事项: 修路\n---\n# 党员大会\n\n王琰璟说，%s。\n\n%s\n"
        % (SEEN, everywhere("members' meeting")))
    # A picture whose metadata tell who and where.
    jpeg = open("tests/pdf/photo.jpg", "rb").read()
    note = ("Exif\0\0拍照人王琰璟 " + sow("mobile", "picture's metadata")).encode()
    open(SITE + "/cun/tu.jpg", "wb").write(jpeg[:2] + b"\xff\xe1" + (len(note) + 2).to_bytes(2, "big") + note + jpeg[2:])


# --- reading what came out ---------------------------------------------------------------------------------------------------------------------


def tool(*args):
    return subprocess.run(args, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def unpacked(pdf):
    """All streams of a PDF as bytes, and its information."""
    return tool("qpdf", "--qdf", "--object-streams=disable", "--decode-level=all", pdf, "-") + tool("pdfinfo", pdf) + tool("pdfinfo", "-meta", pdf)


def utf16(data):
    """Text strings of a PDF are UTF-16BE, as hexadecimal or escaped."""
    out = []
    for m in re.finditer(rb"<(FEFF[0-9A-Fa-f]*)>", data, re.I):
        out.append(bytes.fromhex(m[1].decode()).decode("utf-16", "replace"))
    for m in re.finditer(rb"\((\xfe\xff(?:\\.|[^\\)])*)\)", data, re.S):
        out.append(re.sub(rb"\\([()\\])", rb"\1", m[1]).decode("utf-16", "replace"))
    return "\n".join(out)


def texts(path):
    """What a file says, in each way it can be read."""
    raw = open(path, "rb").read()
    name = os.path.basename(path)
    if name.endswith(".pdf"):
        data = unpacked(path)
        return {"text": tool("pdftotext", path, "-").decode("utf-8", "replace"), "raw": tool("pdftotext", "-raw", path, "-").decode("utf-8", "replace"),
                "objects": data.decode("latin-1"), "strings": utf16(data)}
    if name.endswith((".png", ".jpg", ".woff2")):
        return {"bytes": raw.decode("utf-8", "replace")}
    text = raw.decode("utf-8")
    if name.endswith(".ics"):
        return {"lines": text.replace("\r\n ", "").replace("\\n", " ")}
    if name.endswith((".html", ".xml")):
        plain = html.unescape(html.unescape(text))
        return {"source": text, "unescaped": plain, "stripped": re.sub(r"<[^>]*>", "", plain), "apart": re.sub(r"<[^>]*>", " ", plain)}
    return {"source": text, "escapes": re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)}


def index_texts():
    """All that lies in the cache, less the internal edition's own index."""
    out = {}
    for path in glob.glob(SITE + "/.lihui/*"):
        if not os.path.isfile(path) or "internal" in os.path.basename(path):
            continue
        raw = open(path, "rb").read()
        out[path] = {"pages": raw.decode("utf-8", "replace")}
        if not raw.startswith(b"SQLite format 3"):
            continue
        db = sqlite3.connect(path)
        db.text_factory = lambda b: b.decode("utf-8", "replace")
        rows = []
        for (table,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
            try:
                rows += [" ".join(c if isinstance(c, str) else c.decode("utf-8", "replace") if isinstance(c, bytes) else str(c) for c in r) for r in db.execute('select * from "%s"' % table)]
            except sqlite3.Error:
                pass
        out[path]["rows"] = "\n".join(rows)
        db.close()
    return out


BETWEEN = "[ \t\r\n\u00a0\u3000\u200b\u2010-\u2015·.,_/\\\\*`|-]"


def fold(t):
    return unicodedata.normalize("NFKC", t).upper()


def digits(t):
    """Runs of digits with single separators, or a line end, dropped."""
    return re.sub(r"(?<=[0-9])%s{1,3}(?=[0-9X])" % BETWEEN, "", t)


def letters(t):
    return re.sub(r"[\s\u200b\u3000*_`|]+", "", t)


site()
built = subprocess.run([os.environ["LIHUI"], "build", SITE, "-o", OUT, "--date", "2018-08-10"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
ok(built.returncode == 0, "a site with %d private numbers is built" % len(numbers), built.stdout.decode().split("\n"))
everything = {p: texts(p) for p in sorted(glob.glob(OUT + "/**/*", recursive=True)) if os.path.isfile(p)}
index = index_texts()
everything.update(index)

leaks, named = {}, {}
chosen = re.compile("|".join(sorted(numbers, key=len, reverse=True)))
marks = re.compile("|".join(list(NAMES) + list(WORDS) + ["结核"] + list("".join(NAMES.values()) + "翟癫痫")))
for path, ways in everything.items():
    short = os.path.relpath(path, WORK)
    for way, text in ways.items():
        text = fold(text)
        for found in set(chosen.findall(text)) | set(chosen.findall(digits(text))):
            leaks.setdefault("%s: %s" % (numbers[found], found), []).append("%s (%s)" % (short, way))
        if path.endswith((".png", ".jpg", ".woff2")) and way == "bytes" and "\ufffd" in text and "王琰璟" not in text:
            continue  # compressed bytes say anything
        if way == "objects":
            continue
        for found in set(marks.findall(letters(text))):
            named.setdefault(found, []).append("%s (%s)" % (short, way))
    for found in chosen.findall(digits(fold(short))) + marks.findall(letters(short)):
        leaks.setdefault(found, []).append("name of " + short)

ok(not leaks, "no private number in any of %d files, in no spelling" % len(everything), sorted("%s → %s" % (k, ", ".join(v[:3])) for k, v in leaks.items()))
ok(not named, "no private name or hidden word, nor a part of one", sorted("%s → %s" % (k, ", ".join(v[:4])) for k, v in named.items()))

# The readers see: a word that was to come out does, by each road.
for road, pattern in (("pages", ".html"), ("feeds", "feed.xml"), ("sheets", ".pdf"), ("data", ".json"), ("digest", ".txt"), ("search", ".js"), ("tables", ".csv"), ("calendar", ".ics")):
    files = [p for p in everything if p.endswith(pattern) and p.startswith(OUT)]
    told = [p for p in files if any(SEEN[:2] in letters(t) or SEEN in letters(t) for t in everything[p].values())]
    ok(told or not files and road == "tables", "%s can be read: %d of %d" % (road, len(told), len(files)))
ok(any(SEEN in letters(t) for ways in index.values() for t in ways.values()), "the index can be read")
held = [p for p in everything if p.startswith(OUT) and "2018-07-03.html" in p]
ok(held and "〔已隐去" in "".join(everything[held[0]].values()), "what was hidden is seen to be hidden")
ok(any("王某" in t for p in held for t in everything[p].values()), "people without office are 王某")
ok(not [p for p in everything if re.search(r"2018-07-(17|24)", os.path.relpath(p, WORK))], "what is not public or a draft has no file at all",
   [os.path.relpath(p, WORK) for p in everything if re.search(r"2018-07-(17|24)", p)])
ok(not os.stat(SITE + "/.lihui").st_mode & 0o077 or all(not os.stat(p).st_mode & 0o077 for p in index), "the index is for its owner only")

# The same search over the sources finds what there is to find.
told = set()
for path in glob.glob(SITE + "/**/*.*", recursive=True):
    if os.path.isfile(path):
        plain = fold(re.sub(r"\]\([^)]*\)", " ", html.unescape(open(path, encoding="utf-8", errors="replace").read())))
        told |= set(chosen.findall(fold(open(path, encoding="utf-8", errors="replace").read()))) | set(chosen.findall(digits(plain)))
ok(len(told) == len(numbers), "the same search finds %d of them in the sources" % len(told), [numbers[n] for n in set(numbers) - told])

# Taken back: what was hidden after it had been published is gone from tree and index, pages of the data base included.
late = "南坡杏树林"
put("cun/2018-08-08.md", "---\n类型: 座谈会\n日期: 2018-08-08\n公开: 全文\n---\n# 座谈会\n\n- %s的事\n" % late)
run = lambda: subprocess.run([os.environ["LIHUI"], "build", SITE, "-o", OUT, "--date", "2018-08-10"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT).returncode
ok(run() == 0 and any(late in letters(t) for p in glob.glob(OUT + "/zh/cun/2018-08-08.html") for t in texts(p).values()), "a word is published")
put("cun/2018-08-08.md", "---\n类型: 座谈会\n日期: 2018-08-08\n公开: 全文\n隐去: [%s]\n---\n# 座谈会\n\n- %s的事\n" % (late, late))
ok(run() == 0, "and hidden later")
left = [os.path.relpath(p, WORK) for p in glob.glob(OUT + "/**/*", recursive=True) if os.path.isfile(p) and any(late in letters(t) for t in texts(p).values())]
left += [os.path.relpath(p, WORK) for p, ways in index_texts().items() if any(late in letters(t) for t in ways.values())]
ok(not left, "it is gone from every file and from the pages of the index", left)
print("1..%d" % number)
sys.exit(1 if bad else 0)
