// SPDX-License-Identifier: MIT
// Run by browser.t: node pages.js SAMPLE SMALL, two public trees. Speaks TAP.
'use strict';
const fs = require('fs'), http = require('http'), path = require('path'), url = require('url');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const [SAMPLE, SMALL] = process.argv.slice(2).map((p) => fs.realpathSync(p));

let count = 0, failed = 0;
async function test(name, run) {
  const faults = [];
  try { await run((fault) => faults.push(fault)); } catch (e) { faults.push(e.stack || String(e)); }
  console.log(`${faults.length ? 'not ok' : 'ok'} ${++count} - ${name}`);
  faults.slice(0, 20).forEach((f) => console.log('# ' + String(f).replace(/\n/g, '\n# ')));
  if (faults.length) failed++;
}
function* walk(folder) {
  for (const e of fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const p = path.join(folder, e.name);
    if (e.isDirectory()) yield* walk(p); else yield p;
  }
}
const file = (root, p) => url.pathToFileURL(path.join(root, p)).href;
const decode = (s) => s.replace(/&amp;/g, '&').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'");

// One page of each kind in each language.
const KINDS = [];
for (const l of ['zh', 'mn'])
  KINDS.push([SAMPLE, `${l}/index.html`], [SAMPLE, `${l}/problems.html`], [SAMPLE, `${l}/stats.html`], [SAMPLE, `${l}/search.html`],
    [SAMPLE, `${l}/shifan/shili/index.html`], [SAMPLE, `${l}/shifan/shili/2019/2019-12-10.html`], [SAMPLE, `${l}/shifan/shili/2019/2019-3-caiwu.html`],
    [SAMPLE, `${l}/shifan/shili/p/2019-43-1.html`], [SAMPLE, `${l}/shifan/shili/problems.html`], [SAMPLE, `${l}/shifan/shili/stats.html`],
    [SAMPLE, `${l}/shifan/shili/calendar.html`], [SAMPLE, `${l}/shifan/shili/bulletins.html`], [SAMPLE, `${l}/shifan/shili/board.html`],
    [SAMPLE, `${l}/manual/secretary.html`], [SMALL, `${l}/sumu/index.html`], [SMALL, `${l}/sumu/x/2018/chehui.html`], [SMALL, `${l}/sumu/x/2018/2018-01-23.html`],
    [SMALL, `${l}/sumu/x/matter-路灯.html`]);
KINDS.push([SAMPLE, 'index.html'], [SAMPLE, '404.html']);

function links(root, fault) {
  const ids = {};
  const idsOf = (p) => ids[p] || (ids[p] = new Set([...fs.readFileSync(p, 'utf8').matchAll(/\sid="([^"]+)"/g)].map((m) => m[1])));
  for (const p of walk(root)) {
    if (!p.endsWith('.html')) continue;
    for (const m of fs.readFileSync(p, 'utf8').matchAll(/\s(?:href|src|action)="([^"]*)"/g)) {
      const h = decode(m[1]);
      if (/^(https?:|tel:|mailto:)/.test(h)) continue;
      const [to, fragment] = h.split('#'), q = to ? path.join(path.dirname(p), decodeURIComponent(to)) : p;
      if (!fs.existsSync(q) || !fs.statSync(q).isFile()) fault(`${p}: ${h}`);
      else if (fragment && !idsOf(q).has(fragment)) fault(`${p}: no #${fragment}`);
    }
  }
}

// axe leaves signs and single characters out of its contrast check; here it must judge them too.
async function judge(page, rules) {
  return page.evaluate((only) => {
    window.axe.configure({ checks: [{ id: 'color-contrast', options: { ignoreUnicode: false, ignoreLength: true } }] });
    return window.axe.run(document, only ? { runOnly: only, preload: false } : { preload: false }).then((r) => [].concat(...['violations', 'incomplete'].map((k) =>
      [].concat(...r[k].map((v) => v.nodes.map((n) => `${k} ${v.id} ${n.target.join(' ')} ${n.html.slice(0, 100)}`))))));
  }, rules);
}

async function withServer(root, run) {
  const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.woff2': 'font/woff2', '.png': 'image/png', '.svg': 'image/svg+xml' };
  const server = http.createServer((q, r) => {
    const p = path.join(root, decodeURIComponent(q.url.split('?')[0]).replace(/^\/archive\//, '/'));
    if (!q.url.startsWith('/archive/') || !fs.existsSync(p)) { r.writeHead(404); return r.end(); }
    r.writeHead(200, { 'Content-Type': types[path.extname(p)] || 'application/octet-stream' });
    r.end(fs.readFileSync(p));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  try { await run(`http://127.0.0.1:${server.address().port}/archive/`); } finally { server.close(); }
}

(async () => {
  await test('every internal link and fragment leads somewhere', async (fault) => { links(SAMPLE, fault); links(SMALL, fault); });

  await test('html-validate finds nothing', async (fault) => {
    const { HtmlValidate } = require('html-validate');
    const v = new HtmlValidate({ extends: ['html-validate:standard'], rules: { 'no-inline-style': 'error' } });
    for (const root of [SAMPLE, SMALL]) for (const p of walk(root)) {
      if (!p.endsWith('.html')) continue;
      const r = await v.validateFile(p);
      r.results.forEach((x) => x.messages.forEach((m) => fault(`${p}:${m.line}: ${m.ruleId} ${m.message}`)));
    }
  });

  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  // A page that listens for what must never be: requests out of the tree, policy violations, script errors.
  async function open(context, fault) {
    const page = await context.newPage();
    page.on('request', (q) => { if (!/^(file:|http:\/\/127\.0\.0\.1:|data:)/.test(q.url())) fault(`request to ${q.url()}`); });
    page.on('console', (m) => { if (m.type() === 'error') fault(`${page.url()}: ${m.text()}`); });
    page.on('pageerror', (e) => fault(`${page.url()}: ${e.message}`));
    return page;
  }

  await test('axe: nothing wrong, nothing undecided, at 390 and 1280, light and dark', async (fault) => {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await open(context, fault);
    for (const [root, p] of KINDS) {
      await page.goto(file(root, p));
      await page.evaluate(axe);
      for (const width of [390, 1280]) for (const scheme of ['light', 'dark']) {
        await page.setViewportSize({ width, height: 844 });
        await page.emulateMedia({ colorScheme: scheme });
        // Only colours differ in the dark scheme.
        (await judge(page, scheme === 'dark' ? ['color-contrast'] : null)).forEach((f) => fault(`${p} ${width} ${scheme}: ${f}`));
      }
    }
    await context.close();
  });

  await test('no page is wider than the screen (a vertical one: higher), and nothing jumps', async (fault) => {
    const context = await browser.newContext();
    const page = await open(context, fault);
    await page.addInitScript(() => {
      window.shifts = 0;
      new PerformanceObserver((l) => l.getEntries().forEach((e) => { window.shifts += e.value; })).observe({ type: 'layout-shift', buffered: true });
    });
    for (const [root, p] of KINDS) for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      await page.goto(file(root, p));
      const r = await page.evaluate(() => new Promise((done) => setTimeout(() => {
        const e = document.documentElement, v = /vertical/.test(getComputedStyle(e).writingMode);
        done([v ? e.scrollHeight - e.clientHeight : e.scrollWidth - e.clientWidth, window.shifts]);
      }, 50)));
      if (r[0] > 0) fault(`${p} ${width}: ${r[0]} px over`);
      // The vertical page's font comes with its style sheet; the very first load may still move a hair.
      if (r[1] > (p.startsWith('mn') ? 0.005 : 0) && !/board/.test(p)) fault(`${p} ${width}: layout shift ${r[1]}`);
    }
    await context.close();
  });

  for (const over of ['file', 'http'])
    await test(`home, village, problem, history, over ${over}`, async (fault) => {
      await withServer(SAMPLE, async (base) => {
        const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
        const page = await open(context, fault);
        await page.goto(over === 'file' ? file(SAMPLE, 'index.html') : base + 'index.html');
        await page.click('text=中文');
        await page.click('table >> text=示例苏木');
        await page.click('table >> text=示例嘎查');
        await page.click('.card h3 a >> text=养羊户没有羊舍');
        if (!/超期40天、列入规划/.test(await page.title())) fault(`title: ${await page.title()}`);
        if ((await page.locator('.hist li').count()) < 2) fault('no history');
        // The switch keeps the place.
        await page.click('.langs a');
        if (!/mn\/shifan\/shili\/p\/2019-42-1\.html$/.test(page.url())) fault(`switch: ${page.url()}`);
        if (await page.evaluate(() => document.fonts.ready.then(() => [...document.fonts].some((f) => f.family === 'MN' && f.status === 'loaded'))) !== true)
          fault('the Mongolian font did not load');
        await context.close();
      });
    });

  await test('search from the disk: two characters, and a Mongolian word typed with another encoding', async (fault) => {
    const context = await browser.newContext();
    const page = await open(context, fault);
    await page.goto(file(SAMPLE, 'zh/search.html'));
    await page.fill('#q', '羊舍');
    await page.waitForSelector('[data-hits] .card', { timeout: 5000 });
    const first = await page.innerText('[data-hits]');
    if (!/养羊户没有羊舍/.test(first)) fault(first);
    await page.keyboard.press('ArrowDown');
    if (await page.evaluate(() => document.activeElement.tagName) !== 'A') fault('the arrow key does not reach the hits');
    await page.goto(file(SAMPLE, 'mn/search.html'));
    // ᠬᠤᠷᠠᠯ (meeting) with ᠣ for ᠤ: looks alike, other code point.
    await page.fill('#q', '\u182c\u1823\u1837\u1820\u182f');
    await page.waitForSelector('[data-hits] .card', { timeout: 5000 }).catch(() => fault('no hit for the other spelling'));
    await context.close();
  });

  await test('the board drops a posting when its period is over, and says when it is stale', async (fault) => {
    for (const [now, shown, stale] of [['2018-02-21T09:00:00', true, false], ['2018-02-24T23:00:00', true, false], ['2018-02-25T08:00:00', false, false], ['2018-03-20T08:00:00', false, true]]) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
      const page = await open(context, fault);
      await page.clock.setFixedTime(new Date(now));
      await page.goto(file(SMALL, 'zh/sumu/x/board.html'));
      if ((await page.locator('[data-until]').first().isVisible()) !== shown) fault(`${now}: posting ${shown ? 'gone' : 'still there'}`);
      if ((await page.locator('[data-stale-note]').isVisible()) !== stale) fault(`${now}: stale note`);
      if ((await page.locator('.cards > .card:visible').count()) !== 2) fault(`${now}: not two matters`);
      await context.close();
    }
  });

  await test('the ledger can be filtered, and is whole without a script', async (fault) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await open(context, fault);
    await page.goto(file(SAMPLE, 'zh/shifan/shili/problems.html'));
    await page.click('.chips >> text=超期');
    if ((await page.locator('main section[id]:visible').count()) !== 1) fault('the filter leaves more than one section');
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const bare = await open(plain, fault);
    await bare.goto(file(SAMPLE, 'zh/shifan/shili/problems.html'));
    if ((await bare.locator('tbody tr:visible').count()) !== 11) fault('rows are missing without a script');
    await plain.close();
    await context.close();
  });

  await browser.close();
  console.log(`1..${count}`);
  process.exit(failed ? 1 : 0);
})();
