# SPDX-License-Identifier: MIT
"""word.py FROM TO: copies what came; NAME.docx.txt becomes NAME.docx, a Word file.

A line is a paragraph, a line that begins with < is XML as it is, lines that begin with | are rows of
a table: `|text|text`. In a cell: `3:text` covers three columns, `v:text` is merged downwards, `^` is
merged with the one above, ¶ parts paragraphs, <...> is XML. `== styles.xml` begins another part,
which hangs on the main one by a relation of its name; `== main NAME` renames the main part, and
`== raw NAME` is a part as it is, `== picture NAME SIDE` a grey PNG of so many pixels.
"""
import os
import shutil
import struct
import sys
import zipfile
import zlib

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NS = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
DRAWN = (' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
         ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"')
ROOTS = {"footnotes": "footnotes", "endnotes": "endnotes", "styles": "styles",
         "numbering": "numbering", "header1": "hdr", "footer1": "ftr", "comments": "comments"}


def paragraph(text):
    if text.startswith("<"):
        return text if text.startswith("<w:p>") else f"<w:p>{text}</w:p>"
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def cell(text):
    properties = ""
    if text == "^":
        text, properties = "", "<w:vMerge/>"
    if text[:2] == "v:":
        text, properties = text[2:], '<w:vMerge w:val="restart"/>'
    if text[:1].isdigit() and text[1:2] == ":":
        text, properties = text[2:], f'<w:gridSpan w:val="{text[0]}"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>" + "".join(map(paragraph, text.split("¶"))) + "</w:tc>"


def body(lines):
    out, table = [], False
    for line in lines:
        if line.startswith("|") != table:
            table = not table
            out.append("<w:tbl>" if table else "</w:tbl>")
        if table:
            out.append("<w:tr>" + "".join(map(cell, line[1:].split("|"))) + "</w:tr>")
        else:
            out.append(line if line.startswith("<") else paragraph(line))
    return "".join(out) + ("</w:tbl>" if table else "")


def relations(pairs):
    rows = "".join(f'<Relationship Id="r{i}" Type="{R}/{kind}" Target="{target}"/>'
                   for i, (kind, target) in enumerate(pairs, 1))
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def grey(name, side):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = (b"\0" + bytes([len(name)]) * side) * side
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def make(text, to):
    parts, name, main, raw = {"": []}, "", "document.xml", {}
    for line in text.splitlines():
        if line.startswith("== main "):
            main = line[8:]
        elif line.startswith("== "):
            name = line[3:]
            parts[name] = []
        else:
            parts[name].append(line)
    files = [("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
             ("_rels/.rels", relations([("officeDocument", "word/" + main)])),
             ("word/" + main, f"<w:document {NS}{DRAWN if '== picture' in text else ''}><w:body>{body(parts.pop(''))}</w:body></w:document>")]
    related = []
    for name, lines in parts.items():
        stem = name.split(".")[0]
        if name.startswith("picture "):
            name, side = name.split(" ")[1:]
            related.append(("image", "media/" + name))
            files.append(("word/media/" + name, grey(name, int(side))))
            continue
        if name.startswith("raw "):
            related.append(("aFChunk", name[4:]))
            files.append(("word/" + name[4:], "\n".join(lines)))
            continue
        related.append((stem.rstrip("1"), name))
        files.append(("word/" + name, f"<w:{ROOTS[stem]} {NS}>{body(lines)}</w:{ROOTS[stem]}>"))
    files.append((f"word/_rels/{main}.rels", relations(related)))
    with zipfile.ZipFile(to, "w") as z:
        for name, xml in files:
            z.writestr(zipfile.ZipInfo(name), xml)


def walk(source, to):
    os.makedirs(to, exist_ok=True)
    for name in sorted(os.listdir(source)):
        path = os.path.join(source, name)
        if os.path.isdir(path):
            walk(path, os.path.join(to, name))
        elif name.endswith(".docx.txt"):
            with open(path, encoding="utf-8") as f:
                make(f.read(), os.path.join(to, name[:-4]))
            shutil.copystat(path, os.path.join(to, name[:-4]))
        else:
            shutil.copy2(path, os.path.join(to, name))


walk(sys.argv[1], sys.argv[2])
