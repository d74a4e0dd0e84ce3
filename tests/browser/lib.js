// SPDX-License-Identifier: MIT
// What the browser tests share: TAP, Chromium from Debian, a small server for the public tree, the list of page kinds.
'use strict';
const fs = require('fs'), path = require('path'), http = require('http'), { pathToFileURL } = require('url');
const npm = path.join(process.env.LIHUI_O, 'npm', 'node_modules');
const use = (name) => require(path.join(npm, name));
use.path = (name) => path.join(npm, name);

let count = 0, bad = 0;
function ok(good, name, why) {
  console.log((good ? 'ok ' : 'not ok ') + ++count + ' - ' + name);
  if (good) return;
  bad++;
  const lines = (Array.isArray(why) ? why : String(why === undefined ? '' : why).split('\n'));
  lines.slice(0, 20).forEach((l) => console.log('#   ' + String(l).replace(/\n/g, ' ').slice(0, 400)));
}
const is = (got, wanted, name) => ok(got === wanted, name, 'got    ' + JSON.stringify(got) + '\nwanted ' + JSON.stringify(wanted));

// Runs work(), prints the plan, and makes an exception a failure, not silence.
async function main(work) {
  try { await work(); } catch (e) { ok(false, 'runs to its end', e.stack); }
  console.log('1..' + count);
  process.exit(bad ? 1 : 0);
}

// --disable-background-networking and the rest: Chromium's own errands would only fail here.
function launch() {
  return use('playwright-core').chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.woff2': 'font/woff2', '.png': 'image/png',
  '.jpg': 'image/jpeg', '.pdf': 'application/pdf', '.xml': 'text/xml', '.mp3': 'audio/mpeg', '.txt': 'text/plain; charset=utf-8', '.csv': 'text/csv', '.ics': 'text/calendar' };
// Serves the tree under /some/path/, since a site may lie under any path; 404.html alone knows under which.
function serve(root, under = '/some/path/') {
  return new Promise((done) => {
    const server = http.createServer((request, answer) => {
      const at = decodeURIComponent(new URL(request.url, 'http://h').pathname);
      const file = path.join(root, path.normalize('/' + at.slice(under.length)));
      if (!at.startsWith(under) || !fs.existsSync(file) || fs.statSync(file).isDirectory()) { answer.writeHead(404); return answer.end(); }
      answer.writeHead(200, { 'Content-Type': TYPES[path.extname(file)] || 'application/octet-stream' });
      fs.createReadStream(file).pipe(answer);
    });
    server.listen(0, '127.0.0.1', () => done({ url: 'http://127.0.0.1:' + server.address().port + under, close: () => server.close() }));
  });
}
const fileUrl = (root) => pathToFileURL(path.resolve(root)).href + '/';

// Listens to a page: what it asked for outside the tree, what broke its policy, what it said as an error.
function watch(page, base) {
  const seen = { outside: [], said: [] };
  page.on('request', (r) => { if (!r.url().startsWith(base)) seen.outside.push(r.url()); });
  page.on('requestfailed', (r) => { if (!/\.mp3$/.test(r.url())) seen.said.push('failed ' + r.url()); });
  page.on('console', (m) => { if (/error|warning/.test(m.type())) seen.said.push(m.text()); });
  page.on('pageerror', (e) => seen.said.push(e.message));
  return seen;
}

// One address of every page kind, under LANG/.
const KINDS = {
  home: 'index.html', township: 'shifan/index.html', village: 'shifan/shili/index.html', minutes: 'shifan/shili/2019/2019-12-10.html',
  untranslated: 'shifan/shili/2019/2019-10-15.html', nomeeting: 'shifan/shili/2019/2019-10-01.html', press: 'gaoliban/laogong/2019/2019-11-29.html', joint: 'shifan/2019/2019-11-27.html',
  posting: 'shifan/shili/2019/yangshe-gongshi.html', finance: 'shifan/shili/2019/2019-3-caiwu.html', notice: 'shifan/shili/2019/tingdian.html', guide: 'shifan/shili/2019/banshi.html',
  corrected: 'shifan/shili/2019/2019-11-28-daibiao.html', tombstone: 'shifan/shili/2019/2019-11-04-chehui.html', ledger: 'shifan/shili/problems.html', everything: 'problems.html',
  problem: 'shifan/shili/p/2019-43-1.html', overdue: 'shifan/shili/p/2019-46-1.html', stats: 'shifan/shili/stats.html', townstats: 'shifan/stats.html', inspection: 'stats.html', calendar: 'shifan/shili/calendar.html',
  bulletins: 'shifan/shili/bulletins.html', board: 'shifan/shili/board.html', matter: 'shifan/shili/matter-农家乐外包.html', search: 'search.html', manual: 'manual/villager.html',
};

module.exports = { ok, is, main, use, launch, serve, fileUrl, watch, KINDS };
