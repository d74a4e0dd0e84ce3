// SPDX-License-Identifier: MIT
// node search.js PUBLIC QUERIES. What tests/site/search-mongolian asks of the program, asked of the page's script: both cut queries by the same rules.
'use strict';
const fs = require('fs'), { ok, main, launch, serve } = require('./lib.js');
main(async () => {
  const browser = await launch(), http = await serve(process.argv[2]);
  const page = await (await browser.newContext({ bypassCSP: true })).newPage(), faults = [];
  let asked = 0;
  await page.goto(http.url + 'mn/search.html');
  for (const line of fs.readFileSync(process.argv[3], 'utf8').split('\n').filter((l) => l && l[0] !== '#')) {
    const [query, wanted, kind] = line.split('\t');
    await page.fill('form[data-search] input', '');
    await page.waitForFunction(() => document.querySelector('#found').hidden && document.querySelector('#nothing').hidden);
    await page.fill('form[data-search] input', query);
    await page.waitForFunction(() => !document.querySelector('#found').hidden || !document.querySelector('#nothing').hidden);
    const hits = await page.$$eval('#found:not([hidden]) [data-hits] a', (l) => l.map((a) => a.getAttribute('href')));
    if (wanted === '-' ? hits.length : !hits.some((h) => h.endsWith('gacha/' + wanted + '.html')) || hits.length > 3) faults.push(query + ' (' + kind + '): ' + hits);
    asked++;
  }
  ok(asked > 60 && !faults.length, asked + ' queries find their pages', faults);
  await browser.close();
  http.close();
});
