// SPDX-License-Identifier: MIT
// serve.js SITE: `lihui serve` on it; a page that is open shows what is saved, and so does one that was not there yet.
'use strict';
const fs = require('fs'), path = require('path'), { spawn } = require('child_process');
const { ok, is, main, launch, watch } = require('./lib.js');
const site = process.argv[2], record = path.join(site, 'shifan/shili/2019/2019-11-12.md');

function serve() {
  const p = spawn(process.env.LIHUI, ['serve', site, '--port', '0', '--date', '2019-12-12'], { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((done, failed) => {
    let said = '';
    p.stdout.on('data', (d) => { const m = /http:\/\/\S+?\//.exec(said += d); if (m) done({ p, url: m[0] }); });
    p.on('exit', () => failed(new Error('serve ended: ' + said)));
  });
}
// By looking again and again: waitForFunction needs eval, which the pages' policy forbids.
async function shows(page, text) {
  for (let i = 0; i < 300; i++) {
    try { if ((await page.textContent('body')).includes(text)) return true; } catch (e) { /* it was just reloading */ }
    await page.waitForTimeout(200);
  }
  return false;
}

main(async () => {
  const { p, url } = await serve(), browser = await launch();
  try {
    for (const [lang, at] of [['zh', 'zh/shifan/shili/2019/2019-11-12.html'], ['mn', 'mn/shifan/shili/2019/2019-11-12.html']]) {
      const page = await browser.newPage(), seen = watch(page, url), word = '路灯' + lang;
      await page.goto(url + at);
      await page.waitForTimeout(2500);
      is(await page.locator('script[src^="/lihui-version.js"]').count(), 1, lang + ': asks, and leaves one script behind');
      fs.writeFileSync(record, fs.readFileSync(record, 'utf8').replace('村部门前路灯不亮', '村部门前路灯不亮' + word));
      ok(await shows(page, word), lang + ': what is saved shows');
      is(seen.said.concat(seen.outside).join('\n'), '', lang + ': nothing breaks the policy');
      await page.close();
    }
    const page = await browser.newPage();
    await page.goto(url + 'zh/shifan/shili/xinde.html');
    fs.writeFileSync(path.join(site, 'shifan/shili/xinde.md'), '---\n类型: 通知\n日期: 2019-12-11\n标题: 停水通知\n---\n明天上午停水两小时。\n');
    ok(await shows(page, '停水两小时'), 'a page that was not there appears');
  } finally {
    await browser.close();
    p.removeAllListeners('exit');
    p.kill('SIGINT');
  }
});
