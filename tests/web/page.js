// SPDX-License-Identifier: MIT
// node page.js FOLDER: FOLDER/in is the sample site, FOLDER/public its tree with check pages.
'use strict';
const fs = require('fs'), path = require('path'), { execFileSync } = require('child_process');
const { ok, is, main, use, launch, serve, fileUrl, watch } = require('../browser/lib.js');
const work = process.argv[2], root = path.join(work, 'public'), lihui = process.env.LIHUI;
const axe = fs.readFileSync(use.path('axe-core/axe.min.js'), 'utf8');
const TONIGHT = new Date('2019-12-17T20:00:00'), UNIT = 'zh/shifan/shili/';
const RECORD = fs.readFileSync(path.join(__dirname, 'tonight.txt'), 'utf8');

// What the office's program makes of a file: the answer, and what it filed.
function office(name, bytes) {
  const at = fs.mkdtempSync(path.join(work, 'office-')), here = (x) => path.join(at, x);
  fs.cpSync(path.join(work, 'in'), here('site'), { recursive: true, filter: (p) => path.basename(p) !== '.lihui' });
  fs.mkdirSync(here('in'));
  fs.writeFileSync(here('in/' + name), bytes);
  execFileSync(lihui, ['receive', here('in'), here('site'), '--reply', here('out'), '--date', '2019-12-17']);
  const filed = here('site/shifan/shili/2019/2019-12-17.md'), answer = fs.existsSync(here('out')) ? fs.readdirSync(here('out')) : [];
  return {
    record: fs.existsSync(filed) ? fs.readFileSync(filed, 'utf8') : '',
    answer: answer.map((f) => fs.readFileSync(here('out/' + f), 'utf8').replace(/^\ufeff/, '').replace(/\r\n/g, '\n')).join('').trim(),
  };
}
// A Word file of plain paragraphs, a zip archive that is not packed.
function word(text) {
  const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const dir = fs.mkdtempSync(path.join(work, 'word-')), put = (name, xml) => {
    fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    fs.writeFileSync(path.join(dir, name), '<?xml version="1.0" encoding="UTF-8"?>' + xml);
  };
  put('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ' +
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ' +
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>');
  put('_rels/.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" ' +
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>');
  put('word/document.xml', '<w:document xmlns:w="' + w + '"><w:body>' + text.trim().split('\n').map((l) =>
    '<w:p><w:r><w:t xml:space="preserve">' + l.replace(/&/g, '&amp;').replace(/</g, '&lt;') + '</w:t></w:r></w:p>').join('') + '</w:body></w:document>');
  execFileSync('python3', ['-c', 'import shutil,sys; shutil.make_archive(sys.argv[1], "zip", sys.argv[2])', dir, dir]);
  return fs.readFileSync(dir + '.zip');
}
const gbk = (text) => execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: text });

// ---- the page ----
async function open(context, base, unit) {
  const page = await context.newPage(), seen = watch(page, base);
  await page.clock.setFixedTime(TONIGHT);
  await page.goto(base + (unit || UNIT) + 'check.html');
  await page.waitForSelector('html[data-checker=ready]', { timeout: 120000 });
  return { page, seen };
}
async function answered(page, doing) {
  await page.evaluate(() => document.querySelectorAll('#result .told').forEach((p) => p.setAttribute('data-old', '')));
  await doing();
  await page.waitForFunction(() => document.querySelector('#result .told:not([data-old])') || /没有核对成/.test(document.getElementById('telling').textContent), null, { timeout: 120000 });
  return {
    answer: await page.evaluate(() => (document.querySelector('#result .told') || document.getElementById('telling')).textContent.trim()),
    record: await page.evaluate(() => { const t = document.querySelector('textarea[data-record]'); return t ? t.value : ''; }),
    findings: await page.$$eval('.lines li', (l) => l.map((li) => [+li.getAttribute('data-line'), [...li.querySelectorAll('[data-code]')].map((f) => f.getAttribute('data-code')).join()])),
    remark: await page.$$eval('#result section:first-child .small', (l) => l.map((p) => p.textContent).join()),
  };
}
const paste = (page, text) => answered(page, async () => { await page.fill('#typed', text); await page.click('#checking button[type=submit]'); });
// As a hand lets go of it over the page.
const dropped = (page, name, bytes) => answered(page, () => page.evaluate(([file, list]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(list)], file));
  document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
}, [name, [...bytes]]));

async function judged(page, name) {
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(axe);
      const said = await page.evaluate(async () => {
        window.axe.configure({ checks: [{ id: 'color-contrast', options: { ignoreUnicode: false, ignoreLength: true } }] });
        const r = await window.axe.run(document, { resultTypes: ['violations', 'incomplete'], preload: false });
        return r.violations.concat(r.incomplete).flatMap((v) => v.nodes.map((n) => v.id + ' ' + n.target.join(' ') + ' ' + n.html.slice(0, 120)));
      });
      ok(!said.length, name + ' ' + width + ' ' + colorScheme + ': axe', said);
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    ok(over <= 0, name + ' ' + width + ' does not run over its edge', over);
  }
}

// One way in after the other, each answered as by the office.
async function ways(page, from) {
  const wanted = office('示例嘎查.txt', RECORD);
  const pasted = await paste(page, RECORD);
  is(pasted.answer, wanted.answer, from + ' paste: the answer is the office\'s');
  is(pasted.record, wanted.record, from + ' paste: so is the record');
  ok(pasted.findings.some(([line, codes]) => /D103/.test(codes) && /周三/.test(pasted.record.split('\n')[line - 1])) &&
    pasted.findings.some(([line, codes]) => /S405/.test(codes) && /限速牌/.test(pasted.record.split('\n')[line - 1])),
  from + ' paste: findings stand at their lines', JSON.stringify(pasted.findings));
  const mixed = await dropped(page, '今天的.txt', gbk(RECORD));
  is(mixed.record, office('今天的.txt', gbk(RECORD)).record, from + ' drop of .txt in GBK');
  const docx = word(RECORD), doc = await dropped(page, '12月17日例会.docx', docx);
  const filed = office('12月17日例会.docx', docx);
  is(doc.record, filed.record, from + ' drop of .docx');
  is(doc.answer, filed.answer, from + ' drop of .docx: the answer');
  return wanted;
}

// What else people put there. Each has an answer, and nothing breaks.
async function oddities(page) {
  const silent = RECORD.replace(/示例嘎查/g, '').replace(/张三/g, '周一').replace(/李四/g, '吴二').replace(/王五/g, '郑三').replace(/赵六/g, '冯四');
  const own = await dropped(page, 'a.txt', Buffer.from(silent));
  ok(own.record && /示例嘎查/.test(own.remark), 'a record that does not say whose it is: hers, and that is said', own.answer + own.remark);
  const dateless = await paste(page, RECORD.replace(/^时间：.*\n/m, ''));
  ok(/日期|哪一天/.test(dateless.answer) && !dateless.record, 'without a date: what is missing is said', dateless.answer);
  const known = await paste(page, RECORD.replace('12月17日（星期三）', '12月10日（星期二）'));
  ok(known.record && /已经有/.test(known.remark) && !/王某/.test(known.answer), 'a meeting that the archive has: said, and not compared with what is public', known.remark + known.answer);
  for (const [name, bytes, words] of [['x.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /./], ['空.txt', Buffer.alloc(0), /./], ['坏.docx', Buffer.from('PK\x03\x04 broken'), /./],
    ['乱.txt', Buffer.from(Array.from({ length: 3000 }, (x, i) => (i * 7919) % 251)), /./], ['图.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'), /./]]) {
    const r = await dropped(page, name, bytes);
    ok(words.test(r.answer) && !r.record && !/unreachable|wasm|null/.test(r.answer), name + ': an answer in words', r.answer);
  }
  const chat = await paste(page, '赵六 12-17 21:03\n' + RECORD.trim() + '\n\n李四 12-17 21:05\n收到\n');
  ok(/12月17日/.test(chat.answer), 'a forwarded chat', chat.answer);
  const html = await paste(page, RECORD.replace('限速牌', '<img src=x onerror=alert(1)>限速牌'));
  ok(!(await page.$('#result img')), 'what is typed is shown as text', html.answer);
  const long = await paste(page, RECORD + Array.from({ length: 600 }, (x, i) => (i + 2) + '、巡查第' + i + '号井（责任人：赵六；时限：12月20日）\n').join(''));
  ok(long.record.split('\n').length > 600, 'six hundred tasks', long.answer.slice(0, 200));
}

async function corrections(page) {
  await paste(page, RECORD);
  const fixed = await answered(page, () => page.click('[data-code=D103] [data-take]'));
  ok(/（周二|星期二）/.test(fixed.record) && !fixed.findings.some(([, c]) => /D103/.test(c)), 'one tap puts the weekday right', JSON.stringify(fixed.findings));
  await page.click('[data-code=S405] button.plain');
  const label = await page.$eval('.fix textarea', (t) => t.labels.length === 1 && document.activeElement === t);
  ok(label, 'a line is edited in a box with its name, and the keys go there');
  await page.fill('.fix textarea', (await page.inputValue('.fix textarea')).replace('抓紧办', '12月30日前办完'));
  const mended = await answered(page, () => page.click('.fix textarea ~ .acts button'));
  ok(!mended.findings.some(([, c]) => /S405/.test(c)), 'a line that was mended is checked again', JSON.stringify(mended.findings));
  return mended;
}

async function taken(page, base, checked) {
  const context = page.context();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => {});
  await page.click('button[data-copy]');
  await page.waitForFunction(() => /复制/.test(document.querySelector('#result [role=status]').textContent));
  ok(/复制好了/.test(await page.textContent('#result [role=status]')), base + ' copy says so');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('button[data-save]')]);
  is(download.suggestedFilename(), '示例嘎查2019-12-17.txt', base + ' the file has the unit and the day in its name');
  const bytes = fs.readFileSync(await download.path());
  is(office(download.suggestedFilename(), bytes).record, checked.record, base + ' sent to the office, the saved file is filed as the same bytes');
  is(office('x.txt', Buffer.from('示例嘎查\n' + checked.record.replace(/^---\n/, ''))).record !== '', true, base + ' and pasted text is a record');
}

async function by_keyboard(page) {
  await page.fill('#typed', RECORD);
  const r = await answered(page, async () => {
    await page.focus('#typed');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  });
  ok(r.record, 'Tab and Enter from the text check it');
  is(await page.evaluate(() => document.activeElement.id), 'result', 'the keys go on in the answer');
  ok(/须改\d+处，请核对\d+处/.test(await page.textContent('#telling')), 'a screen reader is told how it went', await page.textContent('#telling'));
}

async function form(page) {
  await page.click('[data-blank]');
  await page.waitForFunction(() => document.getElementById('typed').value.length > 100);
  const text = await page.inputValue('#typed');
  ok(/2019年12月17日/.test(text) && /任务50-1/.test(text) && /问题50-1/.test(text), 'the form has the day, last week\'s tasks and what is open', text);
}

main(async () => {
  const browser = await launch(), http = await serve(root);
  for (const [from, base] of [['file:', fileUrl(root)], ['http:', http.url]]) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, acceptDownloads: true });
    const { page, seen } = await open(context, base);
    await context.setOffline(true);
    await ways(page, from);
    if (from === 'file:') await oddities(page);
    const mended = await corrections(page);
    await taken(page, from, mended);
    if (from === 'file:') { await by_keyboard(page); await form(page); }
    ok(!seen.outside.filter((u) => !u.startsWith('blob:')).length, from + ' no request leaves', seen.outside);
    ok(!seen.said.length, from + ' nothing is broken and no policy', seen.said);
    await context.close();
  }
  const judge = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' }), { page } = await open(judge, fileUrl(root));
  await judged(page, 'empty');
  await paste(page, RECORD);
  await page.click('[data-code=S405] button.plain');
  await judged(page, 'answered');
  await page.close();

  // Without a script, and without WebAssembly: one sentence says what to do.
  const bare = await browser.newContext({ javaScriptEnabled: false }), still = await bare.newPage();
  await still.goto(fileUrl(root) + UNIT + 'check.html');
  const said = await still.innerText('main');
  ok(/不能在这里核对。记录照样发给办公室/.test(said) && !/选一个文件/.test(said), 'without scripts: send it to the office', said);
  const old = await browser.newContext(), older = await old.newPage();
  await older.addInitScript(() => { delete window.WebAssembly; });
  await older.goto(fileUrl(root) + UNIT + 'check.html');
  ok(/不能在这里核对/.test(await older.innerText('main')) && !(await older.isVisible('#put')), 'without WebAssembly likewise');
  await older.goto(fileUrl(root) + UNIT + 'index.html');
  const link = await older.getAttribute('a[href="check.html"]', 'href');
  is(link, 'check.html', 'the unit\'s page leads to it');
  await browser.close();
  http.close();
});
