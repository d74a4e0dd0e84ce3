#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The picture of a unit that chats show beside a link: whole, legible, inside its margins, the same bytes however it is made; only with an address."""
import os, re, struct, subprocess, sys, tempfile, zlib

lihui = os.environ.get("LIHUI") or os.path.abspath("build/lihui")
count, bad = 0, 0

def ok(good, name, why=""):
    global count, bad
    count += 1
    print(("ok" if good else "not ok"), count, "-", name)
    if not good:
        bad += 1
        print("#", str(why)[:600].replace("\n", "\n# "))

def put(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    open(path, "w").write(text)

def build(site, out, *more):
    r = subprocess.run([lihui, "build", site, "-o", out, "--date", "2019-12-18", *more], capture_output=True, text=True)
    if r.returncode > 1:
        print("Bail out!", r.stdout, r.stderr)
        sys.exit(1)

def rows(path):
    """Shades of the dots, row by row: 0 ground … 31 ink; every chunk's checksum is right."""
    data, at, chunks = open(path, "rb").read(), 8, {}
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    while at < len(data):
        n, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + n]
        assert zlib.crc32(kind + body) == struct.unpack(">I", data[at + 8 + n:at + 12 + n])[0]
        chunks[kind.decode()] = body
        at += n + 12
    width, height, depth, colour = struct.unpack(">IIBB", chunks["IHDR"][:10])
    assert (width, height, depth, colour) == (600, 315, 8, 3) and len(chunks["PLTE"]) == 64 * 3
    raw = zlib.decompress(chunks["IDAT"])
    return [[b % 32 for b in raw[y * 601 + 1:(y + 1) * 601]] for y in range(315)]

def ink(picture, top, foot):
    columns = [x for y in range(top, foot) for x in range(600) if picture[y][x] > 15]
    return (min(columns), max(columns), len(columns)) if columns else (0, 0, 0)

NAMES = {"duan": "巴嘎", "chang": "乌兰图雅额尔德尼宝力格温都尔哈日诺尔塔拉示例嘎查村", "wen": "W村3组"}
with tempfile.TemporaryDirectory() as t:
    site, out = t + "/s", t + "/p"
    put(site + "/site.yaml", "title: 示例旗会议公开\nbase_url: https://example.org/open/\nlanguages: [zh, mn]\nsheets: []\n")
    put(site + "/_index.md", "---\n名称: 示例旗\n层级: 旗县\n---\n")
    for folder, name in NAMES.items():
        put(f"{site}/{folder}/_index.md", f"---\n名称: {name}\n层级: 嘎查\n---\n")
        put(f"{site}/{folder}/2019/2019-12-10.md", f"---\n标题: {name}2019年第50周周例会\n日期: 2019-12-10\n主持人: 王五\n记录人: 李四\n---\n## 研究解决问题\n\n### 三组路灯不亮\n"
            "- 责任人：王五\n- 时限：2019-12-15\n- 会议决定：换两盏灯\n- 状态：办理中\n")
    build(site, out, "--jobs", "1")
    cards = {f: open(f"{out}/{f}/card.png", "rb").read() for f in NAMES}
    cards[""] = open(out + "/card.png", "rb").read()
    ok(len(set(cards.values())) == 4, "each unit has its own")
    for folder in cards:
        p = rows(f"{out}/{folder}/card.png")
        left, right, dark = ink(p, 90, 205)
        ok(left >= 36 and right <= 564 and dark > 700, f"{NAMES.get(folder, '示例旗')}: the name is large and inside its margins", (left, right, dark))
        ok(ink(p, 215, 260)[2] > 500 and ink(p, 265, 300)[2] > 100 and (ink(p, 20, 70)[2] > 300), f"{NAMES.get(folder, '示例旗')}: its site, the question, the address", "")
        ok(not any(p[y][x] for y in range(315) for x in (0, 1, 598, 599)), "nothing at the edge")
    # Strokes are there: a letter is neither a block nor an outline.
    share = ink(rows(f"{out}/duan/card.png"), 120, 200)
    ok(0.15 < share[2] / ((share[1] - share[0]) * 70) < 0.6, "letters are filled as letters are", share)
    build(site, t + "/many", "--jobs", "8")
    ok(all(open(f"{t}/many/{f}/card.png", "rb").read() == b for f, b in cards.items()), "the same bytes from another run on many threads")
    for page in ("zh/index.html", "zh/duan/index.html", "mn/duan/index.html", "zh/duan/2019/2019-12-10.html", "zh/duan/p/2019-50-1.html"):
        html = open(f"{out}/{page}").read()
        m = re.search(r'property="og:image" content="https://example\.org/open/([^"]*)"', html)
        ok(m and os.path.exists(f"{out}/{m[1]}") and ("duan/" in m[1]) == ("duan/" in page) and "og:title" in html and "og:description" in html, page + " names it", html[:1500])
    put(f"{site}/duan/_index.md", "---\n名称: 新名\n层级: 嘎查\n---\n")
    build(site, out)
    ok(open(out + "/duan/card.png", "rb").read() != cards["duan"] and open(out + "/wen/card.png", "rb").read() == cards["wen"], "a new name draws one anew")
    put(site + "/site.yaml", "title: 示例旗会议公开\nlanguages: [zh, mn]\nsheets: []\n")
    build(site, t + "/none")
    ok(not os.path.exists(t + "/none/card.png") and "og:image" not in open(t + "/none/zh/duan/index.html").read(), "none without an address")
print(f"1..{count}")
sys.exit(bad > 0)
