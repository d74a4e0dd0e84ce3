// SPDX-License-Identifier: MIT
// node ways.js PUBLIC. Home to a problem's history, search, the language switch, the ledger's filters, the board with another clock, keyboard and no script.
'use strict';
const { ok, is, main, launch, serve, fileUrl, watch, KINDS } = require('./lib.js');
const root = process.argv[2];
let browser;

// One way: a fresh context, a page that is watched, and no request out of the tree whatever happens on it.
async function way(name, base, options, walk) {
  const context = await browser.newContext(Object.assign({ viewport: { width: 390, height: 844 } }, options)), page = await context.newPage(), seen = watch(page, base);
  page.setDefaultTimeout(15000);
  try { await walk(page); } catch (e) { ok(false, name, e.stack); }
  ok(!seen.outside.length && !seen.said.length, name + ': asks for nothing outside and breaks no policy', seen.outside.concat(seen.said));
  await context.close();
}
// Not waitForFunction: it evaluates a string, which the pages' policy forbids.
async function until(page, holds, name) {
  for (let i = 0; i < 60; i++) {
    if (await page.evaluate(holds)) return ok(true, name);
    await page.waitForTimeout(50);
  }
  ok(false, name);
}
const at = (page, base) => decodeURIComponent(page.url()).slice(decodeURIComponent(base).length);
const visible = (page, what) => page.locator(what).evaluateAll((l) => l.filter((e) => e.offsetParent !== null || e.getClientRects().length > 0).length);

async function home_to_history(base, name) {
  await way(name + ' home to history', base, {}, async (page) => {
    await page.goto(base + 'index.html');
    await page.click('a[lang="zh-Hans"]');
    is(at(page, base), 'zh/index.html', name + ': language');
    await page.click('.find summary >> text=示例苏木');
    await page.click('.find a >> text=示例嘎查');
    is(at(page, base), KINDS.village && 'zh/shifan/shili/index.html', name + ': home to village');
    ok((await page.locator('.card .late').count()) > 0, name + ': overdue first');
    await page.click('.card h3 a >> text=村部门前路灯不亮');
    is(at(page, base), 'zh/shifan/shili/p/2019-46-1.html', name + ': village to problem');
    ok(/超期16天.*村部门前路灯不亮|村部门前路灯不亮.*超期16天/.test(await page.title()), name + ': the title says the matter and where it stands', await page.title());
    ok((await page.locator('.stand').innerText()).includes('超期16天'), name + ': the page says it too');
    const dates = await page.locator('.hist time').evaluateAll((l) => l.map((t) => t.dateTime));
    ok(dates.length >= 2 && dates.every((d, i) => !i || d >= dates[i - 1]), name + ': a history in order', dates.join());
    is(await page.locator('a[href^="tel:"]').count(), 1, name + ': one number to ring');
    await page.click('.hist li:last-child a');
    is(at(page, base), 'zh/shifan/shili/2019/2019-12-10.html', name + ': history to meeting');
    await page.goBack();
    await page.click('.langs a');
    await page.waitForLoadState();
    is(at(page, base), 'mn/shifan/shili/p/2019-46-1.html', name + ': the switch keeps the place');
    is(await page.evaluate(() => getComputedStyle(document.documentElement).writingMode), 'vertical-lr', name + ': and the page stands upright');
    for (const [where, what] of [['shifan/shili/p/2019-46-1', '.stand'], ['shifan/shili/index', 'main .st'], ['shifan/shili/2019/2019-12-10', '.card .st']]) {
      await page.goto(base + 'mn/' + where + '.html');
      const edge = await page.locator(what).first().evaluate((e) => e.getBoundingClientRect().left);
      ok(edge < 390, name + ': the first screen has what became of it: ' + where, edge);
    }
    await page.goto(base + 'mn/shifan/shili/p/2019-46-1.html');
    await page.setViewportSize({ width: 1280, height: 800 });
    is(await page.locator('.langs .mw').evaluate((e) => {
      const r = document.createRange();
      r.selectNodeContents(e);
      return new Set(Array.from(r.getClientRects(), (b) => Math.round(b.left))).size;
    }), 1, name + ': the name of a language stands in one column');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.click('.langs a');
    is(at(page, base), 'zh/shifan/shili/p/2019-46-1.html', name + ': and back');
  });
}

async function switches(base) {
  await way('language switch on every kind', base, {}, async (page) => {
    const wrong = [];
    for (const k of Object.keys(KINDS)) {
      if (k === 'board') continue; // a screen without links
      for (const [from, to] of [['zh', 'mn'], ['mn', 'zh']]) {
        await page.goto(base + from + '/' + KINDS[k]);
        const href = await page.locator('.langs a').first().evaluate((a) => a.href);
        if (decodeURIComponent(href) !== decodeURIComponent(base) + to + '/' + KINDS[k]) wrong.push(from + ' ' + k + ' ' + href);
      }
    }
    ok(!wrong.length, 'the switch keeps the place on every kind of page', wrong);
  });
}

async function seek(page, base, lang, words) {
  await page.goto(base + lang + '/search.html');
  await page.fill('#q', words);
  await page.waitForSelector('#found:not([hidden]), #nothing:not([hidden])');
  return page.locator('[data-hits] h3 a').evaluateAll((l) => l.map((a) => decodeURIComponent(a.getAttribute('href')) + ' ' + a.textContent));
}
async function search(base, name) {
  await way(name + ' search', base, {}, async (page) => {
    const loaded = [];
    page.on('request', (r) => { if (/assets\/search\//.test(r.url())) loaded.push(r.url()); });
    let hits = await seek(page, base, 'zh', '羊舍');
    ok(hits.some((h) => h.includes('p/2019-42-1.html')) && hits.some((h) => h.includes('yangshe-gongshi.html')), name + ' 羊舍: the problem and the posting', hits);
    ok(loaded.length > 0 && loaded.length < 30, name + ' 羊舍: loads only what it needs', loaded.length);
    ok((await page.locator('[data-hits] mark').count()) > 0, name + ' 羊舍: is marked in the hits');
    await page.locator('#q').focus();
    await page.keyboard.press('ArrowDown');
    is(await page.evaluate(() => document.activeElement.closest('[data-hits]') !== null), true, name + ': arrow down goes into the hits');
    await page.keyboard.press('Escape');
    is(await page.evaluate(() => document.activeElement.id), 'q', name + ': Escape goes back to the box');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/zh\/shifan|zh\/xinjiamu/);
    ok(true, name + ': Enter opens a hit');
    hits = await seek(page, base, 'zh', '火星');
    is(hits.length, 0, name + ' 火星: nothing');
    ok((await page.locator('#nothing').innerText()).includes('火星'), name + ' 火星: says so');
    // ᠬᠤᠷᠠᠯ, meeting: typed with ᠣ for ᠤ and ᠭ for ᠬ, which look alike, and with a variation selector inside.
    for (const word of ['\u182c\u1824\u1837\u1820\u182f', '\u182c\u1823\u1837\u1820\u182f', '\u182d\u1824\u1837\u1820\u180b\u182f', '\u182c\u1823\u1837\u1821\u182f']) {
      hits = await seek(page, base, 'mn', word);
      ok(hits.some((h) => h.includes('2019-12-10.html')), name + ' ' + Array.from(word, (c) => c.codePointAt(0).toString(16)).join(' ') + ': finds the Mongolian minutes', hits);
    }
    // Why a hit is one, and what became of it: the sentence found, then the matter that is late; the manual last.
    hits = await seek(page, base, 'zh', '路灯');
    const told = await page.locator('[data-hits] article').evaluateAll((l) => l.map((a) => a.innerText.replace(/\s+/g, ' ')));
    ok(/^▲超期16天 ➜办理中 示例嘎查 问题2019-46-1 村部门前路灯不亮 .*路灯.*时限 .*责任人 /.test(told[0].replace(/　/g, ' ')), name + ' 路灯: the overdue matter leads', told[0]);
    ok(told.length > 4 && await page.locator('[data-hits] article').evaluateAll((l) => l.every((a) => a.querySelector('p mark, h3 mark'))), name + ' 路灯: each hit shows where', told);
    ok(hits.findIndex((h) => h.includes('/manual/')) > hits.findIndex((h) => /2019-1[12]-\d\d\.html/.test(h)), name + ' 路灯: the manual comes last', hits);
    // From the home page's box, by Enter.
    await page.goto(base + 'zh/index.html');
    await page.fill('#q', '路灯');
    await page.press('#q', 'Enter');
    await page.waitForSelector('[data-hits] h3 a');
    ok((await page.locator('[data-hits] h3 a').allInnerTexts()).some((t) => t.includes('路灯')), name + ': the box on the home page leads to the hits');
  });
}

async function board(base) {
  // Two postings are in force on 12 December 2019; the notice of a power cut ends with the 13th, the posting with the 14th.
  for (const [now, left, stale] of [['2019-12-12T09:00:00', 2, false], ['2019-12-13T23:59:00', 2, false], ['2019-12-14T00:01:00', 1, false], ['2019-12-15T00:01:00', 0, false], ['2020-01-20T09:00:00', 0, true]]) {
    await way('board at ' + now, base, { viewport: { width: 1280, height: 720 } }, async (page) => {
      await page.clock.install({ time: new Date(now) });
      await page.goto(base + 'zh/shifan/shili/board.html');
      is(await visible(page, '[data-postings] > li'), left, 'board at ' + now + ': postings');
      is(await visible(page, '[data-no-postings]'), left ? 0 : 1, 'board at ' + now + ': says when there is none');
      is(await visible(page, '[data-stale-note]'), stale ? 1 : 0, 'board at ' + now + ': stale or not');
      const first = await page.locator('.cards > article:visible h3').allInnerTexts();
      is(first.length, 2, 'board at ' + now + ': two matters at a time');
      await page.clock.runFor(13000);
      const second = await page.locator('.cards > article:visible h3').allInnerTexts();
      ok(first.join() !== second.join(), 'board at ' + now + ': turns by itself', first.concat(second));
    });
  }
  await way('a posting that ends while the board stands', base, {}, async (page) => {
    await page.clock.install({ time: new Date('2019-12-14T23:59:50') });
    await page.goto(base + 'mn/shifan/shili/board.html');
    is(await visible(page, '[data-postings] > li'), 1, 'a posting before midnight');
    await page.clock.runFor(25000);
    is(await visible(page, '[data-postings] > li'), 0, 'drops at midnight without a hand');
  });
}

async function ledger(base) {
  await way('ledger', base, {}, async (page) => {
    await page.goto(base + 'zh/shifan/shili/problems.html');
    const all = await visible(page, 'tbody tr');
    is(await page.locator('main section[id] tbody tr').first().locator('.late').count(), 1, 'ledger: overdue first');
    await page.click('.chips a >> text=超期');
    is(await visible(page, 'tbody tr'), 2, 'ledger: only the overdue');
    await page.click('.chips a >> text=全部');
    is(await visible(page, 'tbody tr'), all, 'ledger: all again');
    await page.goto(base + 'zh/problems.html');
    const rows = await visible(page, 'tbody tr'), year = page.locator('select[data-pick=year]');
    await year.selectOption('2018');
    const few = await visible(page, 'tbody tr');
    ok(few > 0 && few < rows, 'ledger: a year can be picked', few + ' of ' + rows);
  });
  await way('without scripts', base, { javaScriptEnabled: false }, async (page) => {
    await page.goto(base + 'zh/shifan/shili/problems.html');
    is(await page.locator('.picks:visible').count(), 0, 'without scripts: no picker that does nothing');
    await page.click('.chips a >> text=已解决');
    ok(/#/.test(page.url()) && await page.locator(':target').count() === 1, 'without scripts: the filter is a link to its part', page.url());
    await page.goto(base + 'zh/search.html');
    ok((await page.locator('noscript').innerText()).includes('台账'), 'without scripts: search says where else to look');
    await page.goto(base + 'zh/shifan/shili/board.html');
    ok(await page.locator('.cards > article:visible').count() >= 4, 'without scripts: the board shows everything');
  });
}

async function keyboard(base) {
  await way('keyboard', base, { viewport: { width: 1280, height: 800 } }, async (page) => {
    await page.goto(base + 'zh/shifan/shili/index.html');
    await page.keyboard.press('Tab');
    is(await page.evaluate(() => document.activeElement.className), 'skip', 'keyboard: the first stop skips the masthead');
    await page.keyboard.press('Enter');
    is(await page.evaluate(() => document.activeElement.id || location.hash.slice(1)), 'main', 'keyboard: and leads to the matter');
    // The same on a vertical page, whose wheel and Page Down need a little help.
    await page.goto(base + 'mn/shifan/shili/index.html');
    await page.keyboard.press('PageDown');
    await until(page, () => scrollX > 100, 'keyboard: Page Down moves a vertical page');
    await page.keyboard.press('Home');
    await until(page, () => scrollX === 0, 'keyboard: so does Home');
    await page.mouse.move(400, 400);
    await page.mouse.wheel(0, 300);
    await until(page, () => scrollX > 100, 'keyboard: and the wheel');
    // Every link and control that stands outside running text is large enough for a finger.
    for (const lang of ['zh', 'mn']) {
      await page.setViewportSize({ width: 390, height: 844 });
      const small = [];
      for (const k of ['home', 'village', 'minutes', 'ledger', 'problem', 'bulletins', 'search']) {
        await page.goto(base + lang + '/' + KINDS[k]);
        small.push(...(await page.locator('a, button, input, select, summary').evaluateAll((l, kind) => l.filter((e) => {
          const r = e.getBoundingClientRect(), inline = e.closest('.prose, .lede, p.small, dd') || e.className === 'skip' || getComputedStyle(e).display === 'inline';
          return !inline && r.width > 0 && (r.width < 44 || r.height < 44);
        }).map((e) => kind + ' ' + e.outerHTML.slice(0, 90) + ' ' + Math.round(e.getBoundingClientRect().width) + '×' + Math.round(e.getBoundingClientRect().height)), k)));
      }
      ok(!small.length, lang + ': whatever is pressed is 44 px or more', small);
    }
  });
}

async function font(base, name) {
  await way(name + ' font', base, {}, async (page) => {
    await page.goto(base + 'mn/shifan/shili/2019/2019-12-10.html');
    await page.evaluate(() => document.fonts.ready);
    const used = await page.evaluate(() => Array.from(document.fonts).filter((f) => f.family === 'MN' && f.status === 'loaded').length);
    ok(used > 0, name + ': the site\'s own Mongolian font is used');
  });
}

// Nothing is wider than the screen: narrow phones, text at 200 % (what WeChat sets), wide tables; boards at the sizes that villages have.
async function fits(base) {
  await way('fits', base, {}, async (page) => {
    const wide = [];
    for (const k of ['home', 'village', 'minutes', 'finance', 'ledger', 'problem', 'search', 'stats', 'inspection', 'calendar', 'matter', 'joint']) {
      await page.goto(base + 'zh/' + KINDS[k]);
      for (const [width, size] of [[320, ''], [390, ''], [390, '200%'], [320, '200%'], [1280, '']]) {
        await page.setViewportSize({ width, height: 844 });
        const over = await page.evaluate((z) => {
          document.documentElement.style.fontSize = z && 'calc(112.5% * 2)';
          document.querySelectorAll('details').forEach((d) => { d.open = true; });
          const to = innerWidth, who = Array.from(document.querySelectorAll('main *, header *, footer *')).filter((e) => !e.closest('.scroll') && e.getBoundingClientRect().right > to + 1);
          return document.scrollingElement.scrollWidth - to > 0 ? document.scrollingElement.scrollWidth + ' ' + who.slice(0, 3).map((e) => e.outerHTML.slice(0, 70)).join(' | ') : '';
        }, size);
        if (over) wide.push(k + ' ' + width + ' ' + size + ': ' + over);
      }
    }
    ok(!wide.length, 'no page is wider than the screen', wide);
  });
  for (const lang of ['zh', 'mn']) for (const [width, height] of [[1280, 720], [1366, 768]]) {
    await way('stale board', base, { viewport: { width, height } }, async (page) => {
      await page.clock.install({ time: new Date('2020-01-20T09:00:00') });
      await page.goto(base + lang + '/' + KINDS.board);
      const r = await page.locator('[data-stale-note]').boundingBox();
      ok(r && r.x >= 0 && r.y >= 0 && r.x + r.width <= width && r.y + r.height <= height, lang + ' board ' + width + ': the warning is on the screen', JSON.stringify(r));
    });
  }
}

main(async () => {
  browser = await launch();
  const http = await serve(root), disk = fileUrl(root);
  await home_to_history(http.url, 'http');
  await home_to_history(disk, 'file');
  await search(disk, 'file');
  await search(http.url, 'http');
  await switches(disk);
  await board(disk);
  await ledger(disk);
  await keyboard(http.url);
  await fits(disk);
  await font(disk, 'file');
  await font(http.url, 'http');
  await browser.close();
  http.close();
});
