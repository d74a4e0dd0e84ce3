# SPDX-License-Identifier: MIT
"""A small site under `lihui serve --port 0`: what it answers, what it refuses, and that it follows what is saved. TAP. serve.py FOLDER"""
import fcntl, hashlib, http.client, os, re, resource, signal, socket, subprocess, sys, time

LIHUI = os.environ['LIHUI']
os.chdir(sys.argv[1])
count = bad = 0


def ok(good, name, why=''):
    global count, bad
    count += 1
    print(('ok' if good else 'not ok'), count, '-', name, flush=True)
    if not good:
        bad += 1
        print('\n'.join('# ' + l for l in str(why)[:1500].split('\n')))


def write(path, text):
    """As an editor saves: beside, then renamed."""
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path + '~', 'w', encoding='utf-8') as f:
        f.write(text)
    os.rename(path + '~', path)


SITE = 'title: {zh: 预览}\nlanguages: [zh]\nsheets: []\n'
RECORD = '''---
类型: 双书记周例会
日期: 2018-07-03
主持人: 张三（第一书记）
召集人: 李四（嘎查党支部书记）
出席: 张三（第一书记）、李四（嘎查党支部书记）
---
## 一、学习政策
- 学习《乡村振兴战略规划》：读了第一章
## 二、听取上周工作汇报
- 首次会议
## 三、研究解决问题
### 问题27-1：%s
- 会议决定：先借一组电机应急
- 责任人：李四
- 完成时限：7月20日
## 四、部署本周工作
- 修好二组机井电机（责任人：李四；时限：7月9日）
'''
write('site/site.yaml', SITE)
write('site/gacha/_index.md', '---\n名称: 示例嘎查\n层级: 嘎查\n第一书记: 张三\n书记: 李四\n电话: 0482-0000000\n---\n')
write('site/gacha/例会 1.md', RECORD % '机井电机烧坏')
write('secret.txt', 'SECRET')


def start(*options):
    """Runs serve and waits for its first line."""
    p = subprocess.Popen([LIHUI, 'serve', 'site', *options], stdout=open('out', 'wb'), stderr=open('err', 'wb'))
    for _ in range(600):
        if b'http' in open('out', 'rb').read() or p.poll() is not None:
            break
        time.sleep(0.1)
    found = re.search(r'http://127\.0\.0\.1:(\d+)/', open('out', encoding='utf-8').read())
    return p, int(found.group(1)) if found else None


def wait(what, seconds=30):
    end = time.time() + seconds
    while time.time() < end:
        if what():
            return True
        time.sleep(0.2)
    return False


class Answer:
    pass


def ask(path, method='GET', host=None):
    """The bytes of the path as they are: no client tidies them."""
    s = socket.create_connection(('127.0.0.1', port), 10)
    s.sendall(('%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' % (method, path, host or '127.0.0.1:%d' % port)).encode('latin-1'))
    r = http.client.HTTPResponse(s, method=method)
    r.begin()
    a = Answer()
    a.status, a.type, a.where, a.body = r.status, r.getheader('Content-Type'), r.getheader('Location'), r.read()
    a.length = r.getheader('Content-Length')
    s.close()
    return a


server, port = start('--port', '0')
ok(port is not None, 'it starts and says where', open('err').read())
if port is None:
    print('1..%d' % count)
    sys.exit(1)

# --- what is there ---
tree = 'site/.lihui/preview'
script = re.compile(rb'<script src="/lihui-reload\.js\?(\d+)"></script>\n')
home = ask('/')
ok(home.status == 200 and home.type == 'text/html; charset=utf-8', 'the home page', home.status)
ok(script.sub(b'', home.body) == open(tree + '/index.html', 'rb').read() and len(script.findall(home.body)) == 1, 'is that of the tree and one script')
ok(re.search(script.pattern + rb'</body>', home.body) is not None, 'which stands before </body>', home.body[-300:])
TYPES = {'html': 'text/html; charset=utf-8', 'css': 'text/css; charset=utf-8', 'js': 'text/javascript; charset=utf-8', 'json': 'application/json',
         'csv': 'text/csv; charset=utf-8', 'txt': 'text/plain; charset=utf-8', 'svg': 'image/svg+xml', 'woff2': 'font/woff2', 'xml': 'application/xml',
         'pdf': 'application/pdf', 'sha256': 'text/plain; charset=utf-8'}
wrong, seen = [], set()
for line in open(tree + '/manifest.sha256', encoding='utf-8'):
    if line.startswith('# '):
        continue  # whose the tree is
    sha, path = line.rstrip('\n').split('  ', 1)
    a = ask('/' + ''.join(c if c.isascii() and c not in ' %?#' else ''.join('%%%02X' % b for b in c.encode()) for c in path))
    ext = path.rsplit('.', 1)[-1]
    seen.add(ext)
    if a.status != 200 or a.type != TYPES.get(ext, 'application/octet-stream') or hashlib.sha256(script.sub(b'', a.body)).hexdigest() != sha:
        wrong.append((path, a.status, a.type))
ok(not wrong and {'html', 'css', 'js', 'json'} <= seen, 'every file of the tree, with its bytes and its type', wrong)
a = ask('/zh')
ok(a.status == 302 and a.where == '/zh/', 'a folder moves to its slash', (a.status, a.where))
ok(ask('/zh/').status == 200, 'and is its index.html')
ok(ask('/assets/').status == 404, 'a folder without one is not listed')
a = ask('/nothing.html')
ok(a.status == 404 and script.sub(b'', a.body) == open(tree + '/404.html', 'rb').read(), 'what is not there is 404.html')
a = ask('/zh/index.html', 'HEAD')
ok(a.status == 200 and a.body == b'' and int(a.length) > 500, 'HEAD has no body')
a = ask('/lihui-reload.js')
ok(a.status == 200 and a.type.startswith('text/javascript') and b'/lihui-version.js?' in a.body and ask('/lihui-version.js?1').type == a.type, 'the script', a.type)

# --- what is refused ---
os.symlink(os.path.abspath('secret.txt'), tree + '/link.txt')
os.symlink(os.getcwd(), tree + '/out')
os.mkfifo(tree + '/pipe.html')
open(tree + '/.hidden', 'w').write('SECRET')
escapes = ['/../../../secret.txt', '/zh/../../../../secret.txt', '/%2e%2e/%2e%2e/%2e%2e/secret.txt', '/..%2f..%2f..%2fsecret.txt', '/%2e%2e%2f%2e%2e%2fpublic.db',
           '/../public.db', '/..\\..\\secret.txt', '/%5c..%5csecret.txt', '//etc/passwd', '/' + os.path.abspath('secret.txt'), '/link.txt', '/out/secret.txt',
           '/out/', '/.hidden', '/./index.html', '/zh//index.html', '/index.html%00', '/index.html%00.txt', '/%', '/%4', '/%zz', '/%c0%ae%c0%ae/secret.txt', '/pipe.html',
           '/index.html/', '/zh%0d%0aX: 1', '/' + 'a' * 300, '/' + 'a/' * 2000]
wrong = []
for path in escapes:
    a = ask(path)
    if a.status != 404 or b'SECRET' in a.body or b'root:' in a.body or b'SQLite' in a.body:
        wrong.append((path[:60], a.status))
ok(not wrong, '%d ways out of the tree lead nowhere' % len(escapes), wrong)
for name in ('link.txt', 'out', 'pipe.html', '.hidden'):
    os.remove(tree + '/' + name)
ok([ask('/', host=h).status for h in ('evil.example', 'localhost.evil.example:80', '127.0.0.1.evil.example')] == [403] * 3, 'a foreign name is refused')
ok([ask('/', host=h).status for h in ('localhost', 'LOCALHOST:9', '[::1]:8000', '127.0.0.1')] == [200] * 4, 'names of this machine are not')
ok([ask('/', m).status for m in ('POST', 'PUT', 'DELETE', 'OPTIONS')] == [405] * 4, 'only GET and HEAD')
for raw in (b'\x00\xff\r\n\r\n', b'GET\r\n\r\n', b'GET / HTTP/1.1\r\n' + b'X: y\r\n' * 20000, b'GET /' + b'a' * 200000, b'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999\r\n\r\n'):
    s = socket.create_connection(('127.0.0.1', port), 10)
    try:
        s.sendall(raw)
        s.settimeout(0.3)
        s.recv(100)
    except OSError:
        pass
    s.close()
idle = [socket.create_connection(('127.0.0.1', port), 10) for _ in range(20)]
ok(ask('/').status == 200, 'it outlives garbage, and idlers keep nobody waiting')
for s in idle:
    s.close()

# Nobody who asks nothing, or half of something, keeps a place: of all 64 that there are.
idle = [socket.create_connection(('127.0.0.1', port), 10) for _ in range(30)]
half = [socket.create_connection(('127.0.0.1', port), 10) for _ in range(30)]
for s in half:
    s.sendall(b'GET / HTTP/1.1\r\nHost: 127.0')
ok(ask('/').status == 200, 'sixty who ask nothing, or half of something, keep nobody waiting')
closed = 0
for s in idle + half:
    s.settimeout(30)
    try:
        while s.recv(1000):
            pass
        closed += 1
    except OSError as e:
        closed += isinstance(e, ConnectionError)
    s.close()
ok(closed == 60, 'and are shown the door', closed)

# --- loopback only ---
def listeners(table):
    return [l.split()[1] for l in open(table) if l.split()[3] == '0A' and l.split()[1].endswith(':%04X' % port)] if os.path.exists(table) else []


ok(listeners('/proc/net/tcp') == ['0100007F:%04X' % port] and listeners('/proc/net/tcp6') == [], 'it listens on 127.0.0.1 alone', listeners('/proc/net/tcp6'))
try:
    socket.create_connection(('127.0.0.2', port), 3).close()
    ok(False, 'another address of this machine is refused')
except OSError:
    ok(True, 'another address of this machine is refused')

# --- what is saved ---
page = '/zh/gacha/%E4%BE%8B%E4%BC%9A%201.html'


def version():
    return script.search(ask('/').body).group(1).decode()


def reload(v):
    return ask('/lihui-version.js?' + v).body


before = version()
ok(reload(before) == b'' and ask('/lihui-version.js').body != b'', 'a page that is new is not told to reload, one that says nothing is')
write('site/gacha/例会 1.md', RECORD % '水泵漏水')
ok(wait(lambda: '水泵漏水'.encode() in ask(page).body), 'what is saved shows', open('err').read())
ok(wait(lambda: b'location.reload()' in reload(before)), 'and pages are told to reload')
after = version()
ok(after != before and reload(after) == b'', 'once')
write('site/gacha/note.md', '---\n类型: 通知\n日期: 2018-07-04\n标题: 停电通知\n---\n明天停电。\n')
ok(wait(lambda: ask('/zh/gacha/note.html').status == 200), 'a new file has its page')
os.remove('site/gacha/note.md')
ok(wait(lambda: ask('/zh/gacha/note.html').status == 404), 'which goes with it')

# --- what is held back, and why ---
def shown(path):
    return ask(path).body.decode()


held = '---\n类型: 双书记周例会\n日期: 2018年13月40日\n主持人: 张三（第一书记）\n电话: 13812345678\n---\n## 三、研究解决问题\n- <b>没有</b>\n'
v = version()
write('site/gacha/held.md', held)
ok(wait(lambda: 'class="lihui-serve"' in shown('/zh/gacha/held.html')), 'a page that is held back has a panel', open('err', encoding='utf-8').read())
a = ask('/zh/gacha/held.html')
text = a.body.decode()
ok(a.status == 404 and 'site/gacha/held.md:3:' in text and '须改' in text and '改法' in text and '<details open>' in text, 'which says the file, the line and what to do', text[-1500:])
ok('13812345678' not in text and '<b>没有' not in text, 'masked and escaped', text[-1500:])
text = shown(page)
ok('暂不公开 1 份' in text and '<details>' in text, 'other pages say that there is one', text[-1500:])
ok(b'location.reload()' in reload(v), 'and reload to say it')
ok(ask('/lihui-serve.css').type.startswith('text/css'), 'its style')
os.remove('site/gacha/held.md')
ok(wait(lambda: 'lihui-serve"' not in shown(page)), 'it goes when the record is mended')

# --- a sheet: no script runs in it ---
write('site/site.yaml', SITE.replace('sheets: []', 'sheets: [handout]'))
sheets = lambda: [os.path.join(d, f)[len(tree):] for d, _, fs in os.walk(tree) for f in fs if f.endswith('.pdf')]
ok(wait(lambda: sheets() != []), 'a sheet')
sheet = ''.join(c if c.isascii() and c != ' ' else ''.join('%%%02X' % b for b in c.encode()) for c in sheets()[0])
a = ask(sheet)
ok(a.type == 'application/pdf' and a.body.startswith(b'%PDF-'), 'is fetched as it is', a.type)
s = socket.create_connection(('127.0.0.1', port), 10)
s.sendall(('GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nSec-Fetch-Dest: document\r\nConnection: close\r\n\r\n' % sheet).encode())
r = http.client.HTTPResponse(s)
r.begin()
text = r.read().decode()
ok(r.getheader('Content-Type').startswith('text/html') and '<iframe src="?' in text and '/lihui-reload.js?' in text, 'and shown in a page that reloads', text)
write('site/site.yaml', SITE)
wait(lambda: sheets() == [])

# --- what goes wrong ---
write('site/site.yaml', SITE + 'nonsense: 1\n')
ok(wait(lambda: 'nonsense' in open('err', encoding='utf-8').read()), 'a wrong setting is told')
ok(wait(lambda: '没有更新' in open('err', encoding='utf-8').read()) and '水泵漏水'.encode() in ask(page).body, 'and the pages stay')
ok(wait(lambda: 'site/site.yaml:4:1: 不认识的键“nonsense”' in shown(page)), 'the pages say so too', shown(page)[-800:])
write('site/site.yaml', 'title： {zh: 预览}\n')
ok(wait(lambda: 'site/site.yaml:1:1: 这里写的是中文冒号' in shown(page)), 'also of what is no YAML', shown(page)[-800:])
write('site/site.yaml', SITE.replace('预览', '改好了'))
ok(wait(lambda: '改好了'.encode() in ask('/zh/').body), 'it is made again when it is mended')
wait(lambda: open('out', encoding='utf-8').read().count('已更新') >= 4)
v = version()
with open('site/.lihui/lock', 'r+') as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    write('site/gacha/例会 1.md', RECORD % '管道冻裂')
    time.sleep(2)
    ok('水泵漏水'.encode() in ask(page).body and '另一个' not in open('err', encoding='utf-8').read(), 'another lihui at work is waited for')
ok(wait(lambda: '管道冻裂'.encode() in ask(page).body and version() != v), 'and then it goes on')
v = version()
os.utime('site/gacha/例会 1.md')
time.sleep(2)
ok(version() == v, 'a save without a change reloads nothing')
second = subprocess.run([LIHUI, 'serve', 'site', '--port', str(port)], capture_output=True, text=True)
ok(second.returncode == 2 and str(port) in second.stderr, 'a port in use: exit 2', second.stderr)
for text in ('65536', '-1', 'x', ''):
    p = subprocess.run([LIHUI, 'serve', 'site', '--port', text], capture_output=True, text=True)
    ok(p.returncode == 2 and '--port' in p.stderr, 'no port: ' + repr(text), p.stderr)
p = subprocess.run([LIHUI, 'serve', 'nowhere'], capture_output=True, text=True)
ok(p.returncode == 2, 'no site: exit 2', p.stderr)

# --- bad clients ---
def ask_raw(data, seconds=20):
    """Sends, and reads what comes until it is closed."""
    with socket.create_connection(('127.0.0.1', port), timeout=seconds) as s:
        try:
            for i in range(0, len(data), 65536):
                s.sendall(data[i:i + 65536])
            got = b''
            while chunk := s.recv(65536):
                got += chunk
                if got.startswith(b'HTTP') and b'\r\n\r\n' in got:
                    break
        except OSError as e:
            return b'' if isinstance(e, (ConnectionError, BrokenPipeError)) else b'hangs'
        return got


def crowd(n, data):
    """So many who never end what they say."""
    out = []
    for _ in range(n):
        try:
            s = socket.create_connection(('127.0.0.1', port), timeout=2)
            s.sendall(data)
            out.append(s)
        except OSError:
            break
    return out


def soon(seconds):
    def good():
        try:
            return ask('/').status == 200
        except (OSError, http.client.HTTPException):
            return False
    return wait(good, seconds)


hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
host = b'Host: 127.0.0.1\r\n'
for name, data in (('a line of a megabyte', b'GET /' + b'x' * 1000000 + b' HTTP/1.1\r\n' + host + b'\r\n'),
                   ('a head of a megabyte', b'GET / HTTP/1.1\r\n' + host + b'X: ' + b'x' * 1000000 + b'\r\n\r\n'),
                   ('ten thousand fields', b'GET / HTTP/1.1\r\n' + host + b'A: b\r\n' * 10000 + b'\r\n'),
                   ('no language at all', bytes(range(256)) * 100),
                   ('a body of ten gigabytes', b'POST / HTTP/1.1\r\n' + host + b'Content-Length: 10000000000\r\n\r\n' + b'x' * 1000000)):
    got = ask_raw(data)
    ok(got != b'hangs' and not got.startswith(b'HTTP/1.1 200'), name + ' is not answered', got[:200])
    ok(soon(10), name + ': the next one is')
half = crowd(200, b'') + crowd(100, b'GET / HTTP/1.1\r\n')
ok(len(half) == 300 and soon(10), 'three hundred that never end their request keep nobody out', len(half))
thousands = crowd(2000, b'GE')
ok(soon(40), 'neither do thousands, for long', len(thousands))
for s in half + thousands:
    s.close()
with open('/proc/%d/status' % server.pid) as f:
    size = int(re.search(r'VmRSS:\s*(\d+)', f.read()).group(1))
ok(size < 400000, 'and it did not grow', size)

# --- the end ---
server.send_signal(signal.SIGINT)
try:
    status = server.wait(10)
except subprocess.TimeoutExpired:
    server.kill()
    status = None
ok(status == 0 and '结束' in open('out', encoding='utf-8').read(), 'Ctrl-C ends it: exit 0', status)
ok(not [f for _, _, fs in os.walk('site') for f in fs if f.endswith('.tmp')], 'nothing half written is left')
server, again = start('--port', str(port))
ok(again == port, 'the port is free at once', open('err').read())
server.terminate()
ok(server.wait(10) == 0, 'SIGTERM ends it too')
print('1..%d' % count)
sys.exit(1 if bad else 0)
