# SPDX-License-Identifier: MIT
"""files.py WORK. A site whose documents link files of every kind, made here byte by byte: FILES tells for each what it is
and what must become of it in the public edition: copied (cleaned), or kept with which finding."""
import glob, io, os, re, shutil, struct, subprocess, sys, zipfile, zlib

LIHUI, WORK = os.environ['LIHUI'], sys.argv[1]
os.chdir(WORK)
count = bad = 0
AUTHOR = 'QI XIAONI'
PHONE, ID = '15400001234', '999999190001010015'


def ok(good, name, why=''):
    global count, bad
    count += 1
    bad += not good
    print('ok' if good else 'not ok', count, '-', name, flush=True)
    if not good:
        for line in str(why).split('\n')[:10]:
            print('#  ', line[:200])


def office(parts, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        for name, text in parts.items():
            z.writestr(name, text)
        z.writestr('docProps/core.xml', '<cp:coreProperties><dc:creator>%s</dc:creator></cp:coreProperties>' % AUTHOR)
        z.writestr('docProps/app.xml', '<Properties><Company>%s</Company></Properties>' % AUTHOR)
    return out.getvalue()


def word(*paragraphs):
    body = ''.join('<w:p>%s</w:p>' % ''.join('<w:r><w:t>%s</w:t></w:r>' % run for run in p) for p in paragraphs)
    return office({'word/document.xml': '<w:document><w:body>%s<w:p><w:ins w:author="%s"><w:r><w:t>改</w:t></w:r></w:ins></w:p></w:body></w:document>' % (body, AUTHOR)})


def sheet(*cells):
    strings = ''.join('<si><t>%s</t></si>' % c for c in cells if not c.isdigit())
    values = ''.join('<c><v>%s</v></c>' % c for c in cells if c.isdigit())
    return office({'xl/sharedStrings.xml': '<sst>%s</sst>' % strings, 'xl/worksheets/sheet1.xml': '<worksheet><row>%s</row></worksheet>' % values})


def pdf(info, more=b'', ref=b'4 0 R'):
    return (b'%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n' + info + more +
            b'trailer<</Root 1 0 R/Info ' + ref + b'/Size 9>>\n%%EOF\n')


A = AUTHOR.encode()
XMP = b'<x:xmpmeta><dc:creator>' + A + b'</dc:creator></x:xmpmeta>'


def stream(data, extra=b''):
    return b'5 0 obj<</Type/Metadata/Subtype/XML%s/Length %d>>stream\n' % (extra, len(data)) + data + b'\nendstream endobj\n'


def id3():
    frame = b'TPE1' + struct.pack('>IH', len(A) + 1, 0) + b'\0' + A
    return b'ID3\3\0\0\0\0\0' + bytes([len(frame)]) + frame


SOUND = b'\xff\xfb\x90\0' + b'sound' * 40
APE = b'APETAGEX' + struct.pack('<IIII', 2000, 64, 1, 0xA0000000) + bytes(8) + A.ljust(32) + b'APETAGEX' + struct.pack('<IIII', 2000, 64, 1, 0x80000000) + bytes(8)


def atom(kind, data):
    return struct.pack('>I', len(data) + 8) + kind + data


def riff(form, *chunks):
    data = form + b''.join(k + struct.pack('<I', len(d)) + d + b'\0' * (len(d) % 2) for k, d in chunks)
    return b'RIFF' + struct.pack('<I', len(data)) + data


GIF = b'GIF89a\1\0\1\0\x80\0\0' + bytes(6) + b'\x21\xFE' + bytes([len(A)]) + A + b'\0' + b',\0\0\0\0\1\0\1\0\0\2\2D\1\0' + b';' + A

# name: bytes, what becomes of it ('' = copied), words that the copy must keep
FILES = {
    'number.csv': ('姓名,身份证\n王某,%s\n' % ID, 'X806', b''),
    'telephone.csv': ('姓名,电话\n王某,154、0000、1234\n', 'X806', b''),
    'gbk.csv': ('姓名,电话\n王某,%s\n'.encode('gbk') % PHONE.encode(), 'X806', b''),
    'utf16.csv': (('姓名,电话\n王某,%s\n' % PHONE).encode('utf-16'), 'X806', b''),
    'name.csv': ('姓名,金额\n亓小旎,300\n', 'X806', b''),
    'hidden.csv': ('事由\n修杏树林的渠\n', 'X806', b''),
    'plain.csv': ('项目,金额\n草原补奖,13800\n编号,2019-12-1\n', '', b'13800'),
    'number.docx': (word(['打', '154', '0000', '1234']), 'X806', b''),
    'name.docx': (word(['亓小', '旎', '领300元']), 'X806', b''),
    'plain.docx': (word(['草原', '补奖']), '', b''),
    'number.xlsx': (sheet('电话', PHONE), 'X806', b''),
    'name.xlsx': (sheet('亓小旎', '300'), 'X806', b''),
    'plain.xlsx': (sheet('补奖', '154', '1000', '2345'), '', b''),
    'broken.docx': (b'no zip', 'X807', b''),
    'macro.docx': (office({'word/document.xml': '<w:document/>', 'word/vbaProject.bin': 'x'}), 'X807', b''),
    'info.pdf': (pdf(b'4 0 obj<</Author(' + A + b')/Title(a\\)' + A + b')/Creator<' + A.hex().encode() + b'>>>endobj\n'), '', b'/Author('),
    'named.pdf': (pdf(b'4 0 obj<</Author 6 0 R>>endobj\n6 0 obj(' + A + b')endobj\n'), '', b'/Author 6'),
    'xmp.pdf': (pdf(b'4 0 obj<<>>endobj\n', stream(XMP)), '', b'/Metadata'),
    'packed.pdf': (pdf(b'4 0 obj<<>>endobj\n', stream(zlib.compress(XMP), b'/Filter/FlateDecode')), '', b'/Metadata'),
    'deep.pdf': (pdf(b'', b'7 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\nx\nendstream endobj\n'), 'X807', b''),
    'twice.pdf': (pdf(b'4 0 obj<</Author(a)>>endobj\n4 0 obj<</Author(' + A + b')>>endobj\n'), '', b'/Author('),
    'page.html': ('<script>1</script>', 'X807', b''), 'draw.svg': ('<svg/>', 'X807', b''), 'run.js': ('1', 'X807', b''), 'feed.xml': ('<a/>', 'X807', b''),
    'old.swf': ('FWS', 'X807', b''), 'page.xhtml': ('<html/>', 'X807', b''), 'old.doc': (b'\xd0\xcf\x11\xe0', 'X807', b''), 'all.zip': (b'PK', 'X807', b''), 'PAGE2.HTM': ('x', 'X807', b''),
    'front.mp3': (id3() + SOUND, '', SOUND), 'twice.mp3': (id3() + id3() + SOUND, '', SOUND), 'back.mp3': (SOUND + b'TAG' + A.ljust(125), '', SOUND),
    'both.mp3': (id3() + SOUND + APE + b'TAG' + A.ljust(125), '', SOUND),
    'tags.m4a': (atom(b'ftyp', b'M4A ') + atom(b'moov', atom(b'trak', atom(b'udta', A)) + atom(b'udta', atom(b'meta', A))) + atom(b'mdat', b'sound') + atom(b'uuid', A), '', b'sound'),
    'tags.mp4': (atom(b'ftyp', b'isom') + atom(b'mdat', b'film') + atom(b'moov', atom(b'meta', A)), '', b'film'),
    'tags.wav': (riff(b'WAVE', (b'fmt ', bytes(16)), (b'LIST', b'INFOIART' + A), (b'data', b'sound!')), '', b'sound!'),
    'tags.webp': (riff(b'WEBP', (b'VP8X', b'\x0c' + bytes(9)), (b'VP8L', b'image'), (b'EXIF', A), (b'XMP ', A)), '', b'image'),
    'tags.gif': (GIF, '', b'GIF89a'),
    'call.amr': (b'#!AMR\nsound', '', b'sound'),
}


def put(path, data):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    open(path, 'wb').write(data.encode() if isinstance(data, str) else data)


days = iter(range(1, 200))


def document(name, head='', body=''):
    n = next(days)
    put('s/cun/%s.md' % name, '---\n类型: 座谈会\n日期: 2019-%02d-%02d\n公开: 全文\n主持人: 白音（嘎查党支部书记）\n出席: 白音（嘎查党支部书记）、亓小旎\n隐去: [杏树林]\n%s---\n# 会议 %s\n\n%s\n' % (1 + n // 28, 1 + n % 28, head, name, body))


def build(*args):
    return subprocess.run([LIHUI, 'build', 's', '--date', '2019-12-18', *args], capture_output=True, text=True)


def published(out):
    return {os.path.basename(p): open(p, 'rb').read() for p in glob.glob(out + '/files/**', recursive=True) if os.path.isfile(p)}


def unpacked(name, data):
    if data[:2] == b'PK':
        z = zipfile.ZipFile(io.BytesIO(data))
        return b'\n'.join(z.read(n) for n in z.namelist())
    return data


put('s/site.yaml', 'title: {zh: 试站}\nlanguages: [zh]\n')
put('s/_index.md', '---\n名称: 旗\n层级: 旗\n---\n')
put('s/cun/_index.md', '---\n名称: 蓝村\n层级: 嘎查\n书记: 白音\n---\n')
for name, (data, code, keep) in FILES.items():
    put('s/cun/' + name, data)
    document('d-' + name.replace('.', '-').lower(), '', '见[文件](%s)。' % name)
document('open', '附件可公开: 是\n', '见[名单](opened.csv)，[又](opened.docx)。')
put('s/cun/opened.csv', '姓名,电话\n亓小旎,%s\n' % PHONE)
put('s/cun/opened.docx', word([PHONE]))
document('picture', '', '![图](draw.svg)')

found = subprocess.run([LIHUI, 'check', 's', '--date', '2019-12-18'], capture_output=True, text=True).stdout
p = build('-o', 'p')
ok(p.returncode == 0, 'the site is built', p.stdout + p.stderr)
out = published('p')
for name, (data, code, keep) in FILES.items():
    page = 'd-' + name.replace('.', '-').lower()
    lines = [l for l in found.split('\n') if '/%s.md:' % page in l or '/%s.md ' % page in l]
    if code:
        ok(name not in out, name + ' stays inside')
        ok(any(code in l for l in lines), '%s is named (%s)' % (name, code), '\n'.join(lines) or found[:500])
        ok(not any(PHONE in l or ID in l or '亓小旎' in l.split('d-')[-1] and 'csv' not in l for l in lines), name + ': the finding tells no number', lines)
    else:
        ok(name in out and not any('X80' in l for l in lines), name + ' is published', lines)
        plain = unpacked(name, out.get(name, b''))
        ok(keep in plain and A not in plain and A.hex().encode() not in plain, name + ' is whole and has no author', plain[:300])
ok('暂不公开' in open('p/zh/cun/d-number-csv.html').read() if os.path.exists('p/zh/cun/d-number-csv.html') else False, 'the page says that a file is not public for now')
ok('opened.csv' in out and 'opened.docx' in out, '附件可公开: 是 opens')
ok(zlib.decompress(re.search(rb'stream\n(.*?)\n?endstream', out['packed.pdf'], re.S)[1][:8]) == b'', 'a packed stream of XMP is an empty one')
ok(zipfile.ZipFile(io.BytesIO(out['plain.docx'])).testzip() is None, 'the .docx is whole')
q = build('-o', 'q')
ok(q.returncode == 0 and published('q') == out, 'the same bytes again')
# A file that changes is looked at anew, and so is one that was put right.
put('s/cun/plain.csv', '姓名,电话\n王某,%s\n' % PHONE)
put('s/cun/number.csv', '姓名\n王某\n')
build('-o', 'p')
out = published('p')
ok('plain.csv' not in out and 'number.csv' in out, 'a file that changed is looked at anew')
inside = build('-o', 'i', '--internal')
ok('plain.csv' in published('i') and 'page.html' not in published('i'), 'inside it is there, and nothing that runs', inside.stdout + inside.stderr)
print('1..%d' % count)
sys.exit(1 if bad else 0)
