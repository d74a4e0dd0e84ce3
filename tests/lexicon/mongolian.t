#!/bin/sh
# SPDX-License-Identifier: MIT
# Nobody here writes Mongolian: each word by which a record is read is one of templates/words/mn.yaml, with its source. Endings may be joined in another way there.
cd "$(dirname "$0")/../.." || exit 1
python3 - <<'PY'
import re
flat = lambda t: re.sub("[\u202f\u180e\u180b-\u180d ]", "", t)
known = set()
for line in re.split(r"\n(?=\S)", open("templates/words/mn.yaml", encoding="utf-8").read()):
    m = re.match(r'[\w.]+:\n  text: "([^"]*)".*source: "([^"]+)"', line, re.S)
    if m and m[2] not in ("", "composed", "-"):
        # A pattern is sourced with its parts: {1} ᠣᠨ ᠤ {2} ᠰᠠᠷ᠎ᠠ …
        known.add(flat(m[1]))
        known.update(flat(w) for w in re.split(r"\{\d\}|[᠄᠂]", m[1]))
n, bad = 0, []
for path in ["include/lihui/model.def", "gen/speech/step.c", "gen/speech/status.c", "templates/profile.yaml"]:
    for word in re.findall(r"[\u1820-\u18aa][\u1820-\u18aa\u180b-\u180e\u202f ]*", open(path, encoding="utf-8").read()):
        n += 1
        if flat(word) not in known:
            bad.append((path, word))
print("ok 1 - as many words as there are" if n >= 17 else "not ok 1 - %d words only" % n)
print("%sok 2 - each stands in mn.yaml with a source" % ("not " if bad else ""))
for path, word in bad:
    print("# %s: %s" % (path, word))
print("1..2")
raise SystemExit(bool(bad) or n < 17)
PY
