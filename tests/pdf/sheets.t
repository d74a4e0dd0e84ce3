#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures the sheets that tests/pdf/sample draws, with poppler, qpdf and zbarimg. --accept rewrites tests/pdf/text/*.txt (look at the pages first)."""
import json, os, re, struct, subprocess, sys, tempfile
import xml.etree.ElementTree as ET

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
SAMPLE = os.path.join(os.environ.get("LIHUI_O", os.path.join(ROOT, "build")), "tests/pdf/sample")
MM = 72 / 25.4
URLS = {"handout-rare": "https://example.org/zh/xinjiamu/xinfa/2018/2018-07-24-very-long-address-of-a-document.html"}
URL = "https://example.org/zh/shili/2018-07-03.html"
number = 0
failed = False


def run(*args):
    quiet = subprocess.DEVNULL if args[0] == "zbarimg" else subprocess.STDOUT  # it misses a D-Bus
    p = subprocess.run(args, stdout=subprocess.PIPE, stderr=quiet, cwd=ROOT)
    return p.returncode, p.stdout.decode("utf-8", "replace")


def ok(good, name, why=""):
    global number, failed
    number += 1
    print(("ok" if good else "not ok"), number, "-", name)
    if not good:
        failed = True
        for line in str(why).splitlines()[:12]:
            print("#  ", line)


def grey(pdf, page, dpi):
    """The page as rows of grey values."""
    p = subprocess.run(["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-gray", pdf], stdout=subprocess.PIPE, check=True).stdout
    m = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", p)
    w, h = int(m[1]), int(m[2])
    return w, h, p[m.end():]


def ink(pdf, page, dpi=100):
    """Left, top, right, bottom margins of what is printed, in mm."""
    w, h, px = grey(pdf, page, dpi)
    white = b"\xff" * w
    rows = [y for y in range(h) if px[y * w:(y + 1) * w] != white]
    if not rows:
        return None
    left, right = w, 0
    for y in rows:
        row = px[y * w:(y + 1) * w]
        left = min(left, w - len(row.lstrip(b"\xff")))
        right = max(right, len(row.rstrip(b"\xff")))
    mm = 25.4 / dpi
    return left * mm, rows[0] * mm, (w - right) * mm, (h - 1 - rows[-1]) * mm


def pages(pdf):
    return int(re.search(r"Pages:\s+(\d+)", run("pdfinfo", pdf)[1])[1])


def words(pdf, page):
    """(text, x0, y0, x1, y1, line) of each word of the page, grouped in lines by poppler."""
    out = run("pdftotext", "-bbox-layout", "-f", str(page), "-l", str(page), pdf, "-")[1]
    root = ET.fromstring(re.sub(r' xmlns="[^"]*"', "", out))
    found = []
    for n, line in enumerate(root.iter("line")):
        for w in line.iter("word"):
            found.append((w.text or "",) + tuple(float(w.get(k)) for k in ("xMin", "yMin", "xMax", "yMax")) + (n,))
    return found


def columns_end(pdf, found):
    """How far down the page everything stands in columns; 0 on a page of lines."""
    if not any("\u1820" <= c <= "\u1842" for w in found for c in w[0]):
        return 0
    name = os.path.basename(pdf)
    term = [w[2] for w in found if w[0].startswith(("公示1", "公示期"))]
    return 668 if name.startswith("handout") else min(term) if term else 785 if name.startswith("record") else 850  # above the foot, the term, the page number


def overlaps(pdf, page):
    """Words whose em boxes cover each other. Poppler's boxes have the font's ascent and descent: 1.45 em for Noto CJK."""
    boxes = []
    found = words(pdf, page)
    end = columns_end(pdf, found)
    for t, x0, y0, x1, y1, n in found:
        h = y1 - y0
        if y1 < end:
            c, cut = (x0 + x1) / 2, 0.2 * min(h, 30)
            if not any("\u1800" <= ch <= "\u18af" for ch in t):
                continue  # upright in a column: poppler's box of vertical writing lies elsewhere
            boxes.append((t, c - 9, y0 + cut, c + 9, y1 - cut))
        else:
            boxes.append((t, x0 + 0.5, y0 + 0.2 * h, x1 - 0.5, y1 - 0.2 * h))
    bad = []
    for i, a in enumerate(boxes):
        for b in boxes[i + 1:]:
            if min(a[3], b[3]) - max(a[1], b[1]) > 0.5 and min(a[4], b[4]) - max(a[2], b[2]) > 0.5:
                bad.append("%s / %s" % (a[0], b[0]))
    return bad


def plain(pdf):
    """What is read, in the order of reading, without white space."""
    t = run("pdftotext", "-raw", "-enc", "UTF-8", pdf, "-")[1]
    return re.sub(r"[\s\u202f\u3000]+", "", t)


def read(path):
    return open(path, encoding="utf-8").read() if os.path.exists(path) else ""


def check_text(pdf, name, accept):
    path = os.path.join(HERE, "text", name + ".txt")
    got = "\n".join(re.findall(r".{1,40}", plain(pdf))) + "\n"
    if accept:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        open(path, "w", encoding="utf-8").write(got)
    want = read(path)
    diff = ["want " + a + "\ngot  " + b for a, b in zip(want.splitlines(), got.splitlines()) if a != b]
    ok(got == want, name + ": every character once and in order", "\n".join(diff))


def check_qr(pdf, name, tmp):
    png = os.path.join(tmp, name + "-qr")
    run("pdftoppm", "-r", "200", "-png", "-f", "1", "-l", str(pages(pdf)), pdf, png)
    found = set()
    for f in sorted(os.listdir(tmp)):
        if f.startswith(name + "-qr"):
            found.update(run("zbarimg", "-q", "--raw", os.path.join(tmp, f))[1].split())
            os.remove(os.path.join(tmp, f))
    ok(found == {URLS.get(name, URL)}, name + ": the QR code leads to the page", found)


def check_jiyao(pdf):
    """GB/T 9704-2012: 22 lines of 28 characters, margins 37, 28, 35, 26 mm."""
    lines = {}
    for t, x0, y0, x1, y1, n in words(pdf, 2):
        if "—" in t or (y0 + y1) / 2 > (37 + 225) * MM:
            continue
        lines.setdefault(round((y0 + y1) / 2, 0), []).append((x0, x1, t, (y0 + y1) / 2))
    rows = []
    for key in sorted(lines):
        l = lines[key]
        rows.append(("".join(t for _, _, t, _ in sorted(l)), min(a[0] for a in l), max(a[1] for a in l), l[0][3]))
    ok(len(rows) == 22, "jiyao: 22 lines on a full page", len(rows))
    full = [r for r in rows if "，" not in r[0]]
    ok(all(len(r[0]) == 28 for r in full) and all(28 <= len(r[0]) <= 29 for r in rows), "jiyao: 28 characters on a line", [len(r[0]) for r in rows])
    ok(all(abs(r[1] - 28 * MM) < 0.5 * MM for r in rows), "jiyao: left margin 28 mm", [r[1] / MM for r in rows])
    ok(all(abs(r[2] - 184 * MM) < 0.5 * MM for r in full), "jiyao: right margin 26 mm", [r[2] / MM for r in full])
    ok(all(len(r[0]) == 29 and r[0].endswith("，") for r in rows if r[2] > 184.5 * MM), "jiyao: nothing but a 29th mark hangs out", [r[2] / MM for r in rows])
    ok(ink(pdf, 2)[2] > 26 - 15.75 / 2 / MM, "jiyao: marks hang half a character at most", ink(pdf, 2))
    # Noto Serif CJK: poppler's box has its middle 0.05 em above the em box's.
    middle = [r[3] + 0.05 * 15.75 for r in rows]
    ok(abs(middle[0] - 37 * MM - 225 * MM / 44) < 0.5 * MM, "jiyao: top margin 37 mm", middle[0] / MM)
    ok(abs(middle[-1] + 225 * MM / 44 - 262 * MM) < 0.5 * MM, "jiyao: bottom margin 35 mm", middle[-1] / MM)
    steps = [b - a for a, b in zip(middle, middle[1:])]
    ok(all(abs(s - 225 * MM / 22) < 0.05 for s in steps), "jiyao: lines 28.99 pt apart", steps)


def check_gaps(path):
    """No white between Chinese and digits on handouts and in the cells of a 纪要; the widest date in the six cells of its column."""
    row = [w[0] for w in words(path["handout"], 1) if w[1] < 45.6 + 108 and w[2] > 150]
    ok("7月20日前" in row and "已超13天" in row and "6月29日" in row, "gaps: none in the handout", row)
    raw = run("pdftotext", "-raw", path["handout"], "-")[1]
    ok("7月20日前" in raw and "已超13天" in raw, "gaps: no character of the text", raw)
    jiyao = " ".join(w[0] for w in words(path["jiyao"], 1))
    ok("2018年7月5日上午" in jiyao and "维修费500元以内" in jiyao, "gaps: none where type stands in cells", jiyao)
    left = [w for p in (1, 2) for w in words(path["handout-two"], p) if w[1] < 45.6 + 108]
    date = [w for w in left if w[0] == "12月20日前"]  # the gaps are gone
    ok(len(date) == 1 and date[0][3] < 45.6 + 108 - 9, "gaps: the widest date fits its column", date or left)


def check_columns(path):
    """Mongolian in columns from left to right: the order of reading, the head of a table on each page, white between columns."""
    pdf = path["record-mn"]
    text = plain(pdf)
    rows = [text.find("27-%d᠂" % i, text.find("27-1᠂ᠬᠡ")) for i in range(1, 41)]
    ok(all(a >= 0 for a in rows) and rows == sorted(rows), "columns: rows of the table in order", rows)
    ok("\u180b" in text and "\u180c" in text and "\u180e" in text and "𠮷日嘎朗" in text, "columns: variation selectors and 𠮷 survive", text[:200])
    mapped = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", pdf, "-"], stdout=subprocess.PIPE).stdout
    ok(b"202F" in mapped or b"202f" in mapped, "columns: U+202F is told to who copies")  # poppler's text shows it as a blank
    tables = [p for p in range(1, pages(pdf) + 1) if sum("27-" in w[0] for w in words(pdf, p)) > 4 and not any("责任人" in w[0] for w in words(pdf, p))]
    heads = [p for p in tables if any("ᠬᠤᠭᠤᠴᠠᠭ" in w[0] for w in words(pdf, p))]
    ok(len(tables) > 2 and heads == tables, "columns: the head of a table stands on each of its pages", (tables, heads))
    xs = [[(w[1] + w[3]) / 2 for w in words(pdf, p) if "\u1820" <= w[0][:1] <= "\u1842" and w[1] > 70] for p in tables]
    ok(all(abs(b - a) < 0.5 or b - a > 20 for x in xs for a, b in zip(sorted(x), sorted(x)[1:])), "columns: columns keep their distance", xs)
    n = pages(path["poster-mn-long"])
    last = run("pdftotext", "-raw", "-f", str(n), "-l", str(n), path["poster-mn-long"], "-")[1]
    first = [p for p in range(1, n + 1) if any("\u1820" <= w[0][:1] <= "\u1842" for w in words(path["poster-mn-long"], p))][0]
    whom = run("pdftotext", "-raw", "-f", str(first), "-l", str(first), path["poster-mn-long"], "-")[1]
    down = [max(w[4] for w in words(path["poster-mn-long"], p)) for p in range(first + 1, n + 1)]
    ok(2 < n <= 5 and "续" in last and "张贴人" in whom and "张贴人" not in last, "columns: a poster goes on on further sheets, the first of them says whom to ask", (n, last))
    ok(all(d > 700 for d in down), "columns: further sheets use their whole length", down)


def check_ask(pdf):
    """Whom to ask keeps its size: a long name and the place stand on two lines, within the sheet."""
    n = pages(pdf)
    ask = [w for w in words(pdf, n) if "第一书记" in w[0] or "党群服务中心" in w[0]]
    ok(len(ask) == 2 and all(w[4] - w[2] > 25 and w[4] < 802 for w in ask) and ask[1][2] - ask[0][2] > 20, "handout-edge: whom to ask does not shrink", ask)


def check_copies(path):
    """抄送 in the 版记: one character in, further lines under the first name, the row below at the foot of the type area."""
    n = pages(path["jiyao-full"])
    rows = sorted((w for w in words(path["jiyao-full"], n) if w[2] > 600 and w[4] < 262 * MM + 12), key=lambda w: (round(w[2]), w[1]))
    label = [w for w in rows if w[0].startswith("抄送")]
    more = [w for w in rows if label and label[0][2] + 20 < w[2] < label[0][2] + 28]
    ok(len(label) == 1 and abs(label[0][1] - 28 * MM - 14) < 0.5, "jiyao: 抄送 one character in", rows)
    ok(more and abs(more[0][1] - 28 * MM - 4 * 14) < 0.5 and all(w[3] < 184 * MM - 13 for w in rows), "jiyao: 抄送 hangs three characters", rows)
    ok("各嘎查党支部。" in plain(path["jiyao"]), "jiyao: 抄送 ends with a full stop")


def check_further(pdf):
    """Money is told whole: what the first sheet cannot hold stands on the next, under head line, title（续）and table head."""
    n = pages(pdf)
    each = [re.sub(r"\s", "", run("pdftotext", "-raw", "-f", str(p), "-l", str(p), pdf, "-")[1]) for p in range(1, n + 1)]
    ok(n > 2 and all(t.startswith("示例嘎查2018年全年收支（续）日期事项收入（元）支出（元）结余（元）承前页") for t in each[1:]), "finance-long: head on each further sheet", each[1:])
    rows = re.findall(r"月\d+日第(\d+)项", "".join(each))
    ok(rows == [str(i) for i in range(1, 61)], "finance-long: each row once", rows)
    carried, told = [0, 0, 0], []
    for p, t in enumerate(each):
        told.append([m.groups() for m in re.finditer(r"(承前页|过次页)（(\d+)笔）([\d,.]+\.\d\d)([\d,.]+\.\d\d)159,096\.70", t)])
    good = all(len(x) == (1 if p in (0, n - 1) else 2) for p, x in enumerate(told))
    for p, t in enumerate(each):
        for word, rows_, income, spent in told[p]:
            if word == "过次页":
                carried = [carried[0] + len(re.findall(r"月\d+日第\d+项", t)), 0, 0]
                some = range(1, carried[0] + 1)
                carried[1:] = [sum(20000 for i in some if i % 3 == 0), sum(5600 for i in some if i % 3)]
            good = good and int(rows_) == carried[0] and float(income.replace(",", "")) == carried[1] and float(spent.replace(",", "")) == carried[2]
    ok(good, "finance-long: what is carried over adds up, and is taken over", told)
    ok(all("合计" not in t and "第%d张，共%d张转第%d张" % (p + 1, n, p + 2) in t for p, t in enumerate(each[:-1])) and "合计400,000.00" in each[-1] and "张贴人" in each[-1], "finance-long: each sheet says which follows, the last has the sum and whom to ask", each)
    out = run("pdfinfo", "-struct", pdf)[1]
    ok(len(re.findall(r"^\s*Table", out, re.M)) == 1 and len(re.findall(r"^\s*TR\b", out, re.M)) == 62, "finance-long: one table in the structure", out)


def check_mark(pdf):
    w, h, px = grey(pdf, 1, 200)
    first = next(y for y in range(h) if min(px[y * w:(y + 1) * w]) < 160)
    ok(abs(first * 25.4 / 200 - 72) < 0.5, "jiyao: the mark's ink begins 72 mm from the top", first * 25.4 / 200)


def check_struct(pdf, name, types):
    out = run("pdfinfo", "-struct", pdf)[1]
    missing = [t for t in types if not re.search(r"^\s*%s\b" % t, out, re.M)]
    ok(not missing, "%s: structure has %s" % (name, " ".join(types)), "%s\n%s" % (missing, out))


def check_links(path):
    """Each link is a Link element that holds text or a figure and its annotation, and the annotation leads back to it."""
    for name, least in (("handout", 2), ("poster", 1), ("record-long", 2), ("record-mn", 1)):
        objects = json.loads(run("qpdf", "--json", path[name])[1])["qpdf"][1]
        value = {k[4:]: o.get("value", o.get("stream", {}).get("dict")) for k, o in objects.items()}
        notes = {k: v for k, v in value.items() if isinstance(v, dict) and v.get("/Subtype") == "/Link"}
        links = {k: v for k, v in value.items() if isinstance(v, dict) and v.get("/S") == "/Link"}
        root = next(v for v in value.values() if isinstance(v, dict) and v.get("/Type") == "/StructTreeRoot")
        nums = root["/ParentTree"]["/Nums"]
        parents = dict(zip(nums[::2], nums[1::2]))
        held = {kid["/Obj"]: (k, v) for k, v in links.items() for kid in v["/K"] if isinstance(kid, dict) and kid.get("/Type") == "/OBJR"}
        bad = [k for k, v in notes.items() if k not in held or parents.get(v.get("/StructParent")) != held[k][0] or len(held[k][1]["/K"]) < 2 or not v.get("/Contents")]
        ok(len(notes) >= least and not bad and nums[::2] == sorted(nums[::2]), name + ": links stand in the structure", (notes, bad))
        ok(all(v["/A"]["/URI"].lstrip("u:").isascii() for v in notes.values()), name + ": addresses of links are ASCII", notes)
        areas = [v["/Rect"] for v in notes.values()]
        ok(all(r[2] - r[0] > 8 and r[3] - r[1] > 8 for r in areas), name + ": links have an area", areas)


def check_one(pdf, name, tmp, accept):
    code, out = run("qpdf", "--check", pdf)
    ok(code == 0 and "WARNING" not in out, name + ": qpdf finds nothing wrong", out)
    code, out = run("pdffonts", pdf)
    bad = [l for l in out.splitlines()[2:] if not re.search(r"yes yes yes\s+\d+\s+0$", l)]
    ok(len(out.splitlines()) > 2 and not bad and "Error" not in out, name + ": fonts embedded, subset, with Unicode", out)
    check_text(pdf, name, accept)
    n = pages(pdf)
    margin = 20 if name.startswith("finance") else 21.4 if name == "poster-a3" else 13.9 if name.startswith(("record", "jiyao")) else 15
    found = [ink(pdf, p) for p in range(1, n + 1)]
    ok(all(min(f) > margin - 0.3 for f in found if f), name + ": nothing printed outside the margins", found)
    bad = [(p, o) for p in range(1, n + 1) for o in [overlaps(pdf, p)] if o]
    ok(not bad, name + ": no lines overlap", bad)


def check_random(tmp):
    """Sheets out of a hat: sound files, fonts in, nothing outside the paper's margins, no page without end."""
    d = os.path.join(tmp, "random")
    os.mkdir(d)
    code, out = run(SAMPLE, "random", "200", d)
    ok(code == 0 and len(os.listdir(d)) == 200, "random: 200 sheets drawn", out)
    bad = []
    for f in sorted(os.listdir(d)):
        f = os.path.join(d, f)
        code, out = run("qpdf", "--check", f)
        if code != 0 or "WARNING" in out:
            bad.append(f + ": " + out)
    ok(not bad, "random: qpdf finds nothing wrong", bad)
    bad = []
    for i in range(0, 200, 8):
        f = os.path.join(d, "%d.pdf" % i)
        out = run("pdffonts", f)[1]
        bad += [(i, l) for l in out.splitlines()[2:] if not re.search(r"yes yes yes\s+\d+\s+0$", l)]
        for p in range(1, min(pages(f), 3) + 1):
            m = ink(f, p, 40)
            if m and min(m) < 13:
                bad.append((i, p, m))
    ok(not bad, "random: fonts embedded, nothing outside the margins", bad)


def damage(font, tag, to):
    """A copy of a font with a few bytes of one table overwritten in its middle."""
    data = bytearray(open(font, "rb").read())
    face = struct.unpack(">I", data[12:16])[0] if data[:4] == b"ttcf" else 0
    for i in range(struct.unpack(">H", data[face + 4:face + 6])[0]):
        name, _, at, n = struct.unpack(">4sIII", data[face + 12 + 16 * i:face + 28 + 16 * i])
        if name == tag:
            data[at + n // 2:at + n // 2 + 4096] = b"\xff" * 4096
    open(to, "wb").write(data)
    return to


def check_damaged(tmp, want):
    """A font file of the site damaged inside its outlines: said by name, and a sheet without it."""
    for kind, env, font, tag in (("TrueType", "SAMPLE_HEI", "/usr/share/fonts/truetype/arphic/ukai.ttc", b"glyf"),
                                 ("CFF", "SAMPLE_HEI", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", b"CFF "),
                                 ("Mongolian", "SAMPLE_MONGOLIAN", os.path.join(os.environ.get("LIHUI_O", os.path.join(ROOT, "build")), "font/mongolian.ttf"), b"glyf")):
        d = os.path.join(tmp, "damaged-" + kind)
        os.mkdir(d)
        bad = damage(font, tag, os.path.join(d, "damaged-%s.ttf" % kind))
        p = subprocess.run([SAMPLE, "draw", d], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT, env=dict(os.environ, **{env: bad}))
        said = p.stdout.decode("utf-8", "replace")
        ok(p.returncode == 0 and said.count(bad) == 1, "damaged %s font: said once, by its file" % kind, said)
        f = os.path.join(d, "handout.pdf")
        ok(os.path.exists(f) and plain(f) == want and run("qpdf", "--check", f)[0] == 0, "damaged %s font: the same text without it" % kind, said)
        whole = os.path.join(d, "whole")
        os.mkdir(whole)
        p = subprocess.run([SAMPLE, "draw", whole], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT, env=dict(os.environ, **{env: font}))
        ok(p.returncode == 0 and os.path.basename(font) not in p.stdout.decode("utf-8", "replace"), "sound %s font: nothing is said" % kind, p.stdout)


def check_fonts(tmp):
    """The site's own fonts: TrueType, CFF without character ids, one that is missing, one that is broken. The text stays the same."""
    want = None
    for name, font in (("own choice", ""), ("TrueType", "AR PL UKai CN"), ("CFF by glyph name", "/usr/share/fonts/opentype/urw-base35/NimbusSans-Regular.otf"),
                       ("missing", "Gibt Es Nicht"), ("broken", os.path.join(HERE, "broken.png"))):
        d = os.path.join(tmp, "font-" + name.replace(" ", "-"))
        os.mkdir(d)
        env = dict(os.environ, SAMPLE_HEI=font) if font else dict(os.environ)
        p = subprocess.run([SAMPLE, "draw", d], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=ROOT, env=env)
        f = os.path.join(d, "handout.pdf")
        if p.returncode != 0:
            ok(False, "fonts, %s: draws" % name, p.stdout.decode())
            continue
        want = want or plain(f)
        ok(plain(f) == want and run("qpdf", "--check", f)[0] == 0, "fonts, %s: the same text" % name, plain(f)[:200])
        if name in ("missing", "broken"):
            ok(font in p.stdout.decode("utf-8", "replace"), "fonts, %s: said by name" % name, p.stdout)
    check_damaged(tmp, want)


def main():
    accept = "--accept" in sys.argv
    with tempfile.TemporaryDirectory() as tmp:
        code, out = run(SAMPLE, "draw", tmp)
        ok(code == 0, "sample draws", out)
        if code != 0:
            return
        ok("handout-rare: U+E123" in out, "a character without a glyph is reported", out)
        names = sorted(f[:-4] for f in os.listdir(tmp) if f.endswith(".pdf") and f != "all.pdf")
        path = {n: os.path.join(tmp, n + ".pdf") for n in names + ["all"]}
        for n in names:
            check_one(path[n], n, tmp, accept)
        for n in names:
            if n.startswith(("handout", "poster", "finance")):
                check_qr(path[n], n, tmp)
        for n in names:
            if n.startswith("handout"):
                ok(os.path.getsize(path[n]) < 80 * 1024, n + ": smaller than 80 KB", os.path.getsize(path[n]))
                ok(pages(path[n]) <= 2, n + ": one leaf")
        check_jiyao(path["jiyao-full"])
        check_mark(path["jiyao"])
        check_ask(path["handout-edge"])
        check_copies(path)
        check_further(path["finance-long"])
        check_gaps(path)
        check_columns(path)
        check_struct(path["handout"], "handout", ["Document", "Sect", "H1", "H2", "L", "LI", "Lbl", "LBody", "P", "Link", "Figure"])
        check_struct(path["record-long"], "record-long", ["Link", "H1", "H2", "H3", "Table", "TR", "TH", "TD", "L", "Figure", "Caption"])
        check_links(path)
        check_struct(path["record-mn"], "record-mn", ["Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure", "Caption"])
        check_struct(path["finance"], "finance", ["H1", "Table", "TH"])
        out = run("pdfinfo", path["handout"])[1]
        ok(re.search(r"Title:\s+示例嘎查 例会明白纸", out) and re.search(r"Author:\s+示例嘎查", out) and re.search(r"Tagged:\s+yes", out), "handout: title, author, tagged", out)
        ok("D:20180703" in run("qpdf", "--show-object=trailer", path["handout"])[1] or "CreationDate" in out, "handout: dated by its content", out)
        out = run("pdfimages", "-list", path["record-long"])[1]
        ok(len(out.splitlines()) == 4, "record-long: two pictures, the broken one left out", out)
        ok("图片无法打开：这张图是坏的" in plain(path["record-long"]), "record-long: the broken picture is said")
        starts = [p for p in range(1, pages(path["all"]) + 1) if run("pdftotext", "-raw", "-f", str(p), "-l", str(p), path["all"], "-")[1].startswith("示例嘎查 例会明白纸")]
        ok(len(starts) >= 3 and all(p % 2 == 1 for p in starts), "print file: each sheet begins on an odd page", starts)
        check_fonts(tmp)
        check_random(tmp)
        code, out = run(SAMPLE, "bytes")
        ok(code == 0, "bytes are equal over runs, threads, cold and frozen fonts", out)
        code, out = run(SAMPLE, "bench", "200", "handout")
        grew = re.search(r"grew (\d+) KB", out)
        ok(code == 0 and grew and int(grew[1]) < 512, "memory stays flat over 200 sheets", out)
        code, out = run(SAMPLE, "memory", "900")
        peak = re.search(r"peak (\d+) KB after 100 sheets, (\d+) KB after 900", out)
        ok(code == 0 and peak and int(peak[2]) - int(peak[1]) < 16384, "memory stays flat over 900 different sheets, but for the words remembered, in some 15 MB of blocks", out)


main()
print("1..%d" % number)
sys.exit(failed)
