// SPDX-License-Identifier: MIT
// node share.js PUBLIC. The share box of a problem: its text, one tap that copies it (with the clipboard API and without), its QR code at every
// size that an address can need, from the disk; nothing that does nothing without scripts.
'use strict';
const fs = require('fs'), path = require('path'), { execFileSync } = require('child_process');
const { ok, is, main, launch, fileUrl, watch, KINDS } = require('./lib.js');
const root = process.argv[2], disk = fileUrl(root);
const TEXT = /^村部门前路灯不亮：超期16天、办理中，.*，时限11月26日。https:\/\/example\.org\/zh\/shifan\/shili\/p\/2019-46-1\.html$/;

main(async () => {
  const browser = await launch(), page = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage(), seen = watch(page, disk);
  page.setDefaultTimeout(20000);
  const scan = async () => {
    const file = path.join(root, '..', 'qr.png');
    await page.locator('.qr').screenshot({ path: file });
    try { return execFileSync('zbarimg', ['-q', '--nodbus', '--raw', file], { stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim(); } catch (e) { return 'nothing read'; }
  };
  await page.goto(disk + 'zh/' + KINDS.overdue);
  const text = await page.locator('.say').textContent();
  ok(TEXT.test(text) && Array.from(text.split('https')[0]).length <= 62, 'the text says the matter, where it stands, by when, and the address', text);
  is(await scan(), text.slice(text.indexOf('https')), 'the code holds the same address');
  await page.evaluate(() => { Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }); document.addEventListener('copy', () => { window.copied = getSelection().toString(); }); });
  await page.click('[data-copy]');
  is(await page.evaluate(() => window.copied), text, 'one tap copies it without the clipboard API');
  ok((await page.locator('[data-copy]').textContent()).startsWith('已经复制'), 'and says so');
  await page.reload();
  await page.evaluate(() => { Object.defineProperty(navigator, 'clipboard', { value: { writeText: (t) => { window.copied = t; return Promise.resolve(); } }, configurable: true }); });
  await page.click('[data-copy]');
  is(await page.evaluate(() => window.copied), text, 'and with it');
  const html = fs.readFileSync(path.join(root, 'zh', KINDS.overdue), 'utf8'), wrong = [];
  for (const n of [14, 15, 26, 27, 42, 43, 62, 63, 84, 85, 106, 107, 122, 123, 152, 153, 180, 181, 213]) {
    const url = ('http://e.cn/' + 'x7/%E8-'.repeat(40)).slice(0, n);
    fs.writeFileSync(path.join(root, 'zh', path.dirname(KINDS.overdue), 'length.html'), html.replace(/data-url="[^"]*"/, 'data-url="' + url + '"'));
    await page.goto(disk + 'zh/' + path.dirname(KINDS.overdue) + '/length.html');
    const read = await scan();
    if (read !== url) wrong.push(n + ': ' + read);
  }
  ok(!wrong.length, 'each version of the code is read', wrong);
  fs.writeFileSync(path.join(root, 'zh', path.dirname(KINDS.overdue), 'length.html'), html.replace(/data-url="[^"]*"/, 'data-url=""'));
  await page.goto(disk + 'zh/' + path.dirname(KINDS.overdue) + '/length.html');
  is(await page.locator('.qr:visible').count(), 0, 'no code of a folder on the own disk');
  ok(!seen.outside.length && !seen.said.length, 'asks for nothing outside and breaks no policy', seen.outside.concat(seen.said));
  const still = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await still.goto(disk + 'mn/' + KINDS.overdue);
  is(await still.locator('[data-copy]:visible, .qr:visible').count(), 0, 'without scripts no button that does nothing');
  ok(/https:\/\/example\.org\/mn\//.test(await still.locator('.say').textContent()), 'the Mongolian page tells its own address');
  await browser.close();
});
