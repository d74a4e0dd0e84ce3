# SPDX-License-Identifier: MIT
"""feeds.py PUBLIC SITE LIHUI. RSS line by line after the profile that the project keeps to, calendars through python3-icalendar and by their bytes; and the same site
a week later, without a base_url, and with a document taken back."""
import datetime, email.utils, glob, os, re, shutil, subprocess, sys, tempfile, urllib.parse
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import icalendar

ROOT, SITE, LIHUI = sys.argv[1:4]
BASE = "https://example.org/"
ATOM = "{http://www.w3.org/2005/Atom}"
number = bad = 0


def ok(good, name, why=()):
    global number, bad
    number += 1
    print("ok" if good else "not ok", number, "-", name)
    if not good:
        bad += 1
        for line in ([why] if isinstance(why, str) else list(why))[:20]:
            print("#  ", line)


class Marks(HTMLParser):
    """Tags and addresses of a description, and whether it closes what it opens."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.links, self.styles, self.open = set(), [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for k, v in attrs:
            if k in ("href", "src"):
                self.links.append(v or "")
            if k == "style" or k.startswith("on"):
                self.styles.append(k)
        if tag not in ("br", "img", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()


def build(out, *more, site=SITE):
    p = subprocess.run([LIHUI, "build", site, "-o", out, *more], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if p.returncode:
        print("Bail out!", p.stdout.decode().replace("\n", " "))
        sys.exit(1)
    return p.stdout.decode()


def feeds(root):
    return sorted(os.path.relpath(f, root) for f in glob.glob(root + "/*/**/*.xml", recursive=True))


def date(text):
    return email.utils.parsedate_to_datetime(text)


def rfc822(text):
    """The one form that all readers know: the right weekday, an English month, +0800."""
    m = re.fullmatch(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) \d\d:\d\d:\d\d \+0800", text)
    return bool(m) and date(text).strftime("%a") == m[1]


def feed(name, faults):
    raw = open(os.path.join(ROOT, name), "rb").read()
    say = lambda what, why="": faults.setdefault(what, []).append("%s %s" % (name, why))
    if not raw.startswith(b"<?xml"):
        say("the XML declaration is the first byte")
    if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", raw) or re.search(r"[\x7f-\x9f]", raw.decode()):
        say("no control characters")
    if subprocess.run(["xmllint", "--noout", "--nonet", os.path.join(ROOT, name)], stderr=subprocess.DEVNULL).returncode:
        say("xmllint reads it")
    rss = ET.fromstring(raw)
    if rss.tag != "rss" or rss.get("version") != "2.0" or len(rss) != 1:
        say("RSS 2.0")
    channel = rss[0]
    tags = [e.tag for e in channel]
    if "item" in tags and set(tags[tags.index("item"):]) != {"item"}:
        say("channel elements come before items", tags)
    for tag in ("title", "link", "description", "language") + (("lastBuildDate",) if "item" in tags else ()):
        if tags.count(tag) != 1 or not channel.find(tag).text:
            say("the channel has one " + tag)
    own = [e for e in channel.findall(ATOM + "link") if e.get("rel") == "self"]
    if len(own) != 1 or own[0].get("href") != BASE + urllib.parse.quote(name) or own[0].get("type") != "application/rss+xml":
        say("atom:link self is the feed's address", [e.get("href") for e in own])
    if channel.findtext("language") != {"zh": "zh-cn", "mn": "mn"}[name[:2]]:
        say("language zh-cn or mn", channel.findtext("language"))
    items = channel.findall("item")
    if len(items) > 50:
        say("50 items at most", len(items))
    if items and not all(i.tag for i in items):
        say("items")
    times, guids = [], []
    for i in items:
        title, text, guid = i.findtext("title") or "", i.findtext("description") or "", i.find("guid")
        if not title.strip() or re.search(r"<[a-z/]|&[a-z]+;", title):
            say("the title is plain text", title)
        if not text.strip():
            say("each item has a description", title)
        if guid is None or guid.get("isPermaLink") != "false" or not re.fullmatch(r"tag:example\.org,\d{4}(-\d\d(-\d\d)?)?:\S+", guid.text or ""):
            say("guid is a tag URI and no permalink", guid.text if guid is not None else title)
        else:
            guids.append(guid.text)
        if not rfc822(i.findtext("pubDate") or ""):
            say("pubDate is RFC 822 with the right weekday and +0800", i.findtext("pubDate"))
        else:
            times.append(date(i.findtext("pubDate")))
        link = i.findtext("link") or ""
        at = urllib.parse.unquote(urllib.parse.urldefrag(link)[0][len(BASE):])
        if not link.startswith(BASE) or not os.path.isfile(os.path.join(ROOT, at)):
            say("the link leads to a page", link)
        marks = Marks(text)
        if marks.tags & {"script", "style", "iframe", "form", "object", "embed"} or marks.styles:
            say("no scripts or styles in descriptions", title)
        if any(not re.match(r"(https?|tel):", l) for l in marks.links):
            say("no relative links in descriptions", marks.links)
        if marks.open:
            say("descriptions close what they open", (title, marks.open))
        files = i.findall("enclosure")
        if len(files) > 1:
            say("one enclosure", title)
        for f in files:
            path = os.path.join(ROOT, urllib.parse.unquote(f.get("url", "")[len(BASE):]))
            if not f.get("url", "").startswith(BASE) or not os.path.isfile(path) or str(os.path.getsize(path)) != f.get("length") or f.get("type") != "application/pdf":
                say("the enclosure's length and type are true", dict(f.attrib))
    if times != sorted(times, reverse=True):
        say("newest first", times[:5])
    if len(set(guids)) != len(guids):
        say("no guid stands twice", guids)
    if items and not rfc822(channel.findtext("lastBuildDate") or "") or times and date(channel.findtext("lastBuildDate")) < max(times):
        say("lastBuildDate comes from the content", channel.findtext("lastBuildDate"))
    return {g: i for g, i in zip(guids, items)}


CHECKS = ["the XML declaration is the first byte", "no control characters", "xmllint reads it", "RSS 2.0", "channel elements come before items", "the channel has one title",
          "the channel has one link", "the channel has one description", "the channel has one language", "the channel has one lastBuildDate", "atom:link self is the feed's address",
          "language zh-cn or mn", "50 items at most", "the title is plain text", "each item has a description", "guid is a tag URI and no permalink",
          "pubDate is RFC 822 with the right weekday and +0800", "the link leads to a page", "no scripts or styles in descriptions", "no relative links in descriptions",
          "descriptions close what they open", "one enclosure", "the enclosure's length and type are true", "newest first", "no guid stands twice", "lastBuildDate comes from the content"]


def rss():
    faults, names = {}, feeds(ROOT)
    items = {n: feed(n, faults) for n in names}
    ok(len(names) > 20 and sum(map(len, items.values())) > 50, "%d feeds with %d items" % (len(names), sum(map(len, items.values()))))
    for what in CHECKS:
        ok(what not in faults, what, faults.get(what, ()))
    ok(not set(faults) - set(CHECKS), "and nothing else", set(faults) - set(CHECKS))
    village = items["zh/shifan/shili/feed.xml"]
    ok(any("enclosure" in [e.tag for e in i] for i in village.values()), "sheets are enclosed")
    titles = {g: i.findtext("title") for g, i in village.items()}
    corrected = [g for g, i in village.items() if "daibiao" in i.findtext("link")]
    ok(len(corrected) == 2 and any("更正" in titles[g] for g in corrected), "a correction is an item of its own", [(g, titles[g]) for g in corrected])
    # A withdrawn bulletin stays as a tombstone: under its own guid, saying so, with the tombstone's page and without what it said.
    gone = [i for i in items["zh/shifan/shili/feed.xml"].values() if "chehui" in i.findtext("link")]
    ok(gone and all("撤回" in i.findtext("title") for i in gone) and not any("停水。" in i.findtext("description") or "11月7日" in i.findtext("description") for i in gone),
       "a withdrawn document keeps a tombstone", [i.findtext("title") for i in gone])
    return items


def discovery():
    undeclared = []
    for path in glob.glob(ROOT + "/zh/**/*.html", recursive=True) + glob.glob(ROOT + "/mn/**/*.html", recursive=True):
        text, name = open(path, encoding="utf-8").read(), os.path.relpath(path, ROOT)
        found = re.findall(r'<link rel="alternate" type="application/rss\+xml" title="[^"]+" href="([^"]+)"', text)
        if (not found and 'class="zh board"' not in text and "noindex" not in text) or any(not os.path.isfile(os.path.join(os.path.dirname(path), urllib.parse.unquote(f))) for f in found):
            undeclared.append(name)
    ok(not [n for n in undeclared if "board.html" not in n], "each page declares its feeds", undeclared)


def later(items):
    """Built again at another date: what was said keeps its guid and its time."""
    out = tempfile.mkdtemp()
    build(out + "/p", "--date", "2019-12-20")
    now = {g: (i.findtext("pubDate"), i.findtext("title")) for g, i in zip_items(out + "/p/zh/shifan/shili/feed.xml")}
    was = {g: (i.findtext("pubDate"), i.findtext("title")) for g, i in items["zh/shifan/shili/feed.xml"].items()}
    ok(all(now.get(g) == v for g, v in was.items()), "guid and pubDate do not change with the day of the build", [g for g in was if now.get(g) != was[g]])
    channel = ET.parse(out + "/p/zh/shifan/shili/feed.xml").getroot()[0].findtext("lastBuildDate")
    ok(channel == ET.parse(ROOT + "/zh/shifan/shili/feed.xml").getroot()[0].findtext("lastBuildDate"), "nor does lastBuildDate", channel)
    shutil.rmtree(out)


def zip_items(path):
    return [(i.findtext("guid"), i) for i in ET.parse(path).getroot()[0].findall("item")]


def without_base():
    out = tempfile.mkdtemp()
    site = shutil.copytree(SITE, out + "/s", ignore=shutil.ignore_patterns(".lihui"))
    text = open(site + "/site.yaml", encoding="utf-8").read()
    open(site + "/site.yaml", "w", encoding="utf-8").write(re.sub(r"(?m)^base_url:.*\n", "", text))
    said = build(out + "/p", "--date", "2019-12-12", site=site)
    left = feeds(out + "/p") + glob.glob(out + "/p/**/*.ics", recursive=True) + glob.glob(out + "/p/sitemap.xml")
    ok(not left, "no base_url: no feeds, calendars, sitemap", left)
    ok("base_url" in said or "网址" in said, "no base_url: and one line says so", said)
    pages = [p for p in glob.glob(out + "/p/**/*.html", recursive=True) if re.search(r"\.xml|\.ics|rel=\"canonical\"", open(p, encoding="utf-8").read())]
    ok(not pages, "no base_url: no page speaks of them", [os.path.relpath(p, out) for p in pages])
    shutil.rmtree(out)


def calendars():
    names = sorted(os.path.relpath(f, ROOT) for f in glob.glob(ROOT + "/**/*.ics", recursive=True))
    faults, events, uids = {}, 0, {}
    for name in names:
        say = lambda what, why="": faults.setdefault(what, []).append("%s %s" % (name, why))
        raw = open(os.path.join(ROOT, name), "rb").read()
        if b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b"") or not raw.endswith(b"\r\n"):
            say("every line ends in CRLF")
        for line in raw.split(b"\r\n"):
            if len(line) > 75:
                say("lines are folded at 75 octets", line[:40])
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                say("folding cuts no character", line)
        try:
            cal = icalendar.Calendar.from_ical(raw)
        except ValueError as e:
            say("icalendar reads it", e)
            continue
        if cal.get("VERSION") != "2.0" or not cal.get("PRODID"):
            say("VERSION and PRODID")
        zones = {str(z["TZID"]) for z in cal.walk("VTIMEZONE")}
        for e in cal.walk("VEVENT"):
            events += 1
            uid = str(e.get("UID", ""))
            if not uid or "DTSTAMP" not in e or "DTSTART" not in e or not str(e.get("SUMMARY", "")).strip():
                say("each event has UID, DTSTAMP, DTSTART, SUMMARY", uid)
            uids.setdefault((name, uid), 0)
            uids[name, uid] += 1
            if e.errors:
                say("icalendar finds no fault", e.errors)
            start = e["DTSTART"].dt
            if isinstance(start, datetime.datetime) and start.tzinfo is None or "TZID" in e["DTSTART"].params and e["DTSTART"].params["TZID"] not in zones:
                say("a time names a zone that is there", uid)
            if not isinstance(start, datetime.datetime) and not zones:
                pass  # a day alone needs no zone
            if e.get("URL") and not os.path.isfile(os.path.join(ROOT, urllib.parse.unquote(str(e["URL"])[len(BASE):]))):
                say("URL leads to a page", e["URL"])
    ok(len(names) > 5 and events > 20, "%d calendars with %d events" % (len(names), events))
    for what in ("every line ends in CRLF", "lines are folded at 75 octets", "folding cuts no character", "icalendar reads it", "VERSION and PRODID",
                 "each event has UID, DTSTAMP, DTSTART, SUMMARY", "icalendar finds no fault", "a time names a zone that is there", "URL leads to a page"):
        ok(what not in faults, what, faults.get(what, ()))
    ok(all(n == 1 for n in uids.values()), "no UID stands twice", [k for k, n in uids.items() if n > 1])
    village = icalendar.Calendar.from_ical(open(ROOT + "/shifan/shili/calendar.ics", "rb").read())
    ok(list(village.walk("VTIMEZONE")), "VTIMEZONE is there")
    off = [e for e in village.walk("VEVENT") if str(e.get("STATUS", "")) == "CANCELLED"]
    ok(any(str(e["DTSTART"].dt)[:10] == "2019-11-14" for e in off), "a withdrawn meeting is CANCELLED", [str(e["DTSTART"].dt) for e in off])


def sitemap():
    path = ROOT + "/sitemap.xml"
    ok(subprocess.run(["xmllint", "--noout", "--nonet", path]).returncode == 0, "xmllint reads the sitemap")
    urls = [e.text for e in ET.parse(path).getroot().iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    dead = [u for u in urls if not u.startswith(BASE) or not os.path.isfile(os.path.join(ROOT, urllib.parse.unquote(u[len(BASE):])))]
    ok(len(urls) > 200 and not dead and len(set(urls)) == len(urls), "the sitemap holds %d pages once each" % len(urls), dead)
    hidden = [u for u in urls if u.endswith(".html") and "noindex" in open(os.path.join(ROOT, urllib.parse.unquote(u[len(BASE):])), encoding="utf-8").read()]
    ok(not hidden, "and no tombstone", hidden)


items = rss()
discovery()
later(items)
without_base()
calendars()
sitemap()
print("1..%d" % number)
sys.exit(1 if bad else 0)
