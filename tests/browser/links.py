#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""links.py PUBLIC... Every link, source and fragment of every page resolves, as files and over http; every page is reached from the first one by links alone; nothing points out of
the tree but telephone numbers and the site's own addresses in the head."""
import http.server, os, socketserver, sys, threading, urllib.parse, urllib.request
from html.parser import HTMLParser

BASE = "https://example.org/"
number = bad = 0


def ok(good, name, why=()):
    global number, bad
    number += 1
    print("ok" if good else "not ok", number, "-", name)
    if not good:
        bad += 1
        for line in list(why)[:20]:
            print("#  ", line)


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.ids, self.twice, self.links, self.absolute = set(), [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if "id" in a:
            if a["id"] in self.ids:
                self.twice.append(a["id"])
            self.ids.add(a["id"])
        for key in ("href", "src", "action", "data-search", "poster"):
            if a.get(key):
                own = tag == "link" and a.get("rel") == "canonical"
                (self.absolute if own else self.links).append((a[key], tag, key))
        if tag == "meta" and a.get("property", "") in ("og:url", "og:image"):
            self.absolute.append((a["content"], tag, ""))
        for key in ("aria-labelledby", "for", "aria-describedby"):
            for i in (a.get(key) or "").split():
                self.links.append(("#" + i, tag, ""))


def tree(root):
    return sorted(os.path.relpath(os.path.join(d, f), root) for d, _, fs in os.walk(root) for f in fs)


def target(page, link):
    """Where a link of a page leads inside the tree, and to which fragment. None: out of it."""
    u = urllib.parse.urlsplit(link)
    if page == "404.html" and link.startswith("/"):  # stands for any address: its links are those of the site's
        return target(page, link[1:])
    if u.scheme or u.netloc or u.path.startswith("/"):
        return None, ""
    path = urllib.parse.unquote(u.path, errors="strict")
    at = os.path.normpath(os.path.join(os.path.dirname(page), path)) if path else page
    return (None if at.startswith("..") else at), urllib.parse.unquote(u.fragment)


def main(root):
    files = set(tree(root))
    pages = {f: Page(open(os.path.join(root, f), encoding="utf-8").read()) for f in files if f.endswith(".html")}
    outside, dead, fragments, folders, twice, canon = [], [], [], [], [], []
    goes = {f: set() for f in pages}
    for f, p in sorted(pages.items()):
        twice += ["%s #%s" % (f, i) for i in p.twice]
        for link, tag, key in p.links:
            at, fragment = target(f, link)
            if link.startswith("tel:"):
                continue
            if at is None:
                outside.append("%s <%s> %s" % (f, tag, link))
                continue
            if key == "data-search":  # a stem, to which search.js adds
                at += ".js"
            if link.endswith("/") or os.path.isdir(os.path.join(root, at)):
                folders.append("%s %s" % (f, link))
            elif at not in files:
                dead.append("%s <%s> %s" % (f, tag, link))
            if at in pages:
                if tag == "a":
                    goes[f].add(at)
                if fragment and fragment not in pages[at].ids:
                    fragments.append("%s %s" % (f, link))
        for link, _, _ in p.absolute:
            at = link[len(BASE):] if link.startswith(BASE) else None
            if at is None or urllib.parse.unquote(at) != f and urllib.parse.unquote(at) not in files:
                canon.append("%s %s" % (f, link))
    ok(len(pages) > 50, "%d pages" % len(pages))
    ok(not outside, "no link leaves the tree", outside)
    ok(not dead, "every link leads to a file", dead)
    ok(not folders, "no link leads to a folder", folders)
    ok(not fragments, "every fragment is there", fragments)
    ok(not twice, "no id stands twice", twice)
    ok(not canon, "canonical addresses are the pages' own", canon)

    seen, todo = {"index.html"}, ["index.html"]
    while todo:
        for at in goes[todo.pop()]:
            if at not in seen:
                seen.add(at)
                todo.append(at)
    lost = sorted(set(pages) - seen - {"404.html"})
    # A withdrawn document keeps its address for those who have it, but nothing leads there.
    lost = [f for f in lost if "noindex" not in open(os.path.join(root, f), encoding="utf-8").read()]
    ok(not lost, "every page is reached by links", lost)

    styles = [f for f in files if f.endswith(".css")]
    urls = []
    for f in styles:
        text = open(os.path.join(root, f), encoding="utf-8").read()
        for part in text.split("url(")[1:]:
            link = part.split(")")[0].strip("\"'")
            if not link.startswith("data:font/woff2") and target(f, link)[0] not in files:
                urls.append("%s %s" % (f, link))
    ok(not urls and styles, "style sheets load only what is there", urls)

    # Over http, as another server would write the addresses: each distinct target once, its bytes those of the file.
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *a):
            super().__init__(*a, directory=root)

        def log_message(self, *a):
            pass

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    top = "http://127.0.0.1:%d/" % server.server_address[1]
    wrong, asked = [], {}
    for f, p in pages.items():
        for link, tag, key in p.links:
            if not link.startswith(("tel:", "#")):
                link += ".js" if key == "data-search" else ""
                asked.setdefault(urllib.parse.urldefrag(urllib.parse.urljoin(top + urllib.parse.quote(f), link))[0], (f, link))
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for url, (f, link) in sorted(asked.items()):
        try:
            body = opener.open(url, timeout=10).read()
            if body != open(os.path.join(root, urllib.parse.unquote(url[len(top):])), "rb").read():
                wrong.append("%s %s: other bytes" % (f, link))
        except OSError as e:
            wrong.append("%s %s: %s" % (f, link, e))
    ok(not wrong, "%d addresses answer over http" % len(asked), wrong)
    server.shutdown()


for tree_of in sys.argv[1:]:
    print("#", os.path.basename(tree_of))
    main(tree_of)
print("1..%d" % number)
sys.exit(1 if bad else 0)
