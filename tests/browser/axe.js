// SPDX-License-Identifier: MIT
// node axe.js PUBLIC [ADDRESSES]. For each page kind and language: axe-core with 0 violations and 0 incomplete at two widths and in two schemes, no sideways overflow, no request
// out of the tree, nothing said in the console (a broken policy is), no layout shift, over http and file://.
//
// By default axe leaves two things undecided: the contrast of one-character signs, which it is told to judge like any text, and that of SVG text, because it
// takes every svg for a picture: that is measured here against the page's ground, and only then is axe's answer dropped.
'use strict';
const fs = require('fs'), { ok, main, use, launch, serve, fileUrl, watch, KINDS } = require('./lib.js');
const root = process.argv[2];
const axe = fs.readFileSync(use.path('axe-core/axe.min.js'), 'utf8');
const SIZES = [{ width: 390, height: 844 }, { width: 1280, height: 800 }];
const only = process.env.KINDS && process.env.KINDS.split(',');

// What runs in the page ------------------------------------------------------------------------------------------------------------------------
async function judge() {
  window.axe.configure({ checks: [{ id: 'color-contrast', options: { ignoreUnicode: false, ignoreLength: true } }] });
  const run = await window.axe.run(document, { resultTypes: ['violations', 'incomplete'], preload: false });
  const light = (colour) => {
    const [r, g, b] = colour.match(/\d+/g).slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4)));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = light(getComputedStyle(document.documentElement).backgroundColor), weak = [];
  document.querySelectorAll('svg text').forEach((t) => {
    const ink = light(getComputedStyle(t).fill), ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
    if (ratio < 7) weak.push('svg text ' + t.textContent + ' ' + ratio.toFixed(1) + ':1');
  });
  const drawn = (r, n) => r.id === 'color-contrast' && document.querySelector(n.target[0]).closest('svg');
  const tell = (list, what) => list.flatMap((r) => r.nodes.filter((n) => what === 'violation' || !drawn(r, n)).map((n) =>
    what + ' ' + r.id + ': ' + n.target.join(' ') + ' ' + n.html.slice(0, 160) + ' ' + (n.any[0] || n.all[0] || n.none[0] || {}).message));
  return tell(run.violations, 'violation').concat(tell(run.incomplete, 'incomplete'), weak);
}

// What moves a page are a font, a picture or a script that come late. A busy machine also lays a page out before it has read it to its end, with half a line or half a table,
// which then takes its place: how often depends on the machine, not on the page. So nothing is shown until the page is read, and from then on nothing may move.
function shownWhole() {
  const hidden = new CSSStyleSheet();
  hidden.replaceSync('html{visibility:hidden!important}');
  document.adoptedStyleSheets = [hidden];
  document.addEventListener('DOMContentLoaded', () => { document.adoptedStyleSheets = []; });
}
async function visit(context, base, address, wide) {
  const page = await context.newPage(), seen = watch(page, base);
  await page.addInitScript(shownWhole);
  await page.setViewportSize(SIZES[wide]);
  await page.goto(base + address);
  await page.evaluate(() => document.fonts.ready);
  return { page, seen };
}
async function kind(context, base, address) {
  for (const [i, size] of SIZES.entries()) {
    const { page, seen } = await visit(context, base, address, i);
    const name = address + ' ' + size.width + ' ';
    const moved = await page.evaluate(() => new Promise((done) => {
      const moved = [], box = (r) => [r.x, r.y, r.width, r.height].map(Math.round).join();
      // A shift without a node of the page is the browser's own: its audio control lays itself out twice.
      new PerformanceObserver((l) => l.getEntries().forEach((e) => e.sources.filter((s) => s.node).forEach((s) => {
        moved.push(e.value.toFixed(4) + ' ' + box(s.previousRect) + ' -> ' + box(s.currentRect) + ' ' + (s.node.outerHTML || s.node.textContent).slice(0, 120));
      }))).observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => done(moved), 60);
    }));
    const over = await page.evaluate(() => {
      const d = document.documentElement, down = /^vertical/.test(getComputedStyle(d).writingMode);
      return down ? d.scrollHeight - d.clientHeight : d.scrollWidth - d.clientWidth;
    });
    ok(!seen.outside.length, name + 'asks for nothing outside', seen.outside);
    ok(!seen.said.length, name + 'breaks no policy', seen.said);
    const said = [];
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      (await page.evaluate(judge)).forEach((l) => said.push(colorScheme + ' ' + l));
    }
    ok(!said.length, name + 'axe', said);
    ok(!moved.length, name + 'does not move while it loads', moved);
    ok(over <= 0, name + 'does not run over its edge', over + ' px');
    await page.close();
  }
}

main(async () => {
  const browser = await launch(), http = await serve(root), top = await serve(root, '/'), bases = [http.url, fileUrl(root)];
  const context = await browser.newContext({ bypassCSP: true, reducedMotion: 'reduce' });
  const addresses = process.argv[3] ? process.argv[3].split(' ') : ['index.html', '404.html'];
  for (const lang of process.argv[3] ? [] : ['zh', 'mn']) for (const k of Object.keys(KINDS)) if (!only || only.includes(k)) addresses.push(lang + '/' + KINDS[k]);
  // Two at a time: one core lays out while the other is asked. Every second page comes from the disk.
  let next = 0;
  const worker = async () => {
    for (let i; (i = next++) < addresses.length;) await kind(context, addresses[i] === '404.html' ? top.url : bases[i % 2], addresses[i]);
  };
  await Promise.all([worker(), worker()]);
  await browser.close();
  http.close();
  top.close();
});
