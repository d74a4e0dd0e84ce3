// SPDX-License-Identifier: MIT
// node search_query.js SITE SEARCH.JS LANG QUERY [more]: asks the index under SITE/assets through templates/web/search.js, in a document that has
// just enough of the DOM for it. Prints the heading, each hit as the HTML of its card, and a last line with the files and bytes that were loaded.
'use strict';
const fs = require('fs'), path = require('path'), vm = require('vm');
const [site, script, lang, query, again] = process.argv.slice(2);

class Node {
  constructor(name, text) { this.tag = name; this.data = text; this.childNodes = []; this.attributes = {}; this.on = {}; this.hidden = true; this.style = {}; }
  appendChild(c) { c.parentNode = this; this.childNodes.push(c); if (c.tag === 'script') request(c); return c; }
  removeChild(c) { this.childNodes.splice(this.childNodes.indexOf(c), 1); }
  setAttribute(k, v) { this.attributes[k] = v; }
  getAttribute(k) { return k in this.attributes ? this.attributes[k] : null; }
  addEventListener(k, f) { this.on[k] = f; }
  querySelector(q) { return this.parts ? this.parts[q] : null; }
  querySelectorAll() { return []; }
  set textContent(t) { this.childNodes = t ? [new Node(null, t)] : []; }
  get textContent() { return this.tag ? this.childNodes.map((c) => c.textContent).join('') : this.data; }
  get html() {
    const esc = (t) => t.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    if (!this.tag) return esc(this.data);
    const a = Object.assign({}, this.className && { class: this.className }, this.href && { href: this.href }, this.lang && { lang: this.lang }, this.attributes);
    return '<' + this.tag + Object.keys(a).map((k) => ' ' + k + '="' + a[k] + '"').join('') + '>' + this.childNodes.map((c) => c.html).join('') + '</' + this.tag + '>';
  }
}

const files = [];
function request(s) {
  const file = path.join(site, lang, decodeURIComponent(s.src));
  setImmediate(() => {
    if (!fs.existsSync(file)) return s.onerror();
    const code = fs.readFileSync(file, 'utf8');
    files.push(Buffer.byteLength(code));
    vm.runInContext(code, world);
    s.onload();
  });
}

const form = new Node('form'), input = new Node('input'), found = new Node('section'), nothing = new Node('section'), telling = new Node('p');
const head = new Node('h2'), hits = new Node('div'), more = new Node('button'), none = new Node('h2');
form.parts = { input };
found.parts = { '[data-head]': head, '[data-hits]': hits, '[data-more]': more };
nothing.parts = { '[data-none-head]': none };
form.attributes = { 'data-search': '../assets/search/' + lang, 'data-root': '../', 'data-found': '“{1}”找到{2}条', 'data-some': '“{1}”已找到{2}条，还有更早的',
  'data-none': '“{1}”没有找到', 'data-wait': '正在找', 'data-fail': '读不到索引', 'data-as-of': '2018-09-10', 'data-late': '超期{1}天' };
input.value = query;
const document = {
  querySelector: () => form, getElementById: (id) => ({ found, nothing, telling })[id], head: new Node('head'), documentElement: {}, activeElement: null,
  createElement: (n) => new Node(n), createTextNode: (t) => new Node(null, t), addEventListener() {},
};
const world = vm.createContext({ document, location: { search: '', pathname: '/' }, history: { replaceState() { throw new Error('file://'); } },
  getComputedStyle: () => ({ writingMode: lang === 'mn' ? 'vertical-lr' : 'horizontal-tb' }), setTimeout, clearTimeout });
world.window = world;
vm.runInContext(fs.readFileSync(script, 'utf8'), world);

// Everything is asynchronous, but finite: the process ends when nothing is left to load.
let clicks = Number(again || 0);
process.on('beforeExit', () => {
  if (clicks-- > 0 && !more.hidden) { more.on.click(); return setImmediate(() => {}); }
  if (clicks < -1) return;
  clicks = -2;
  console.log(found.hidden ? (nothing.hidden ? telling.textContent : none.textContent) : head.textContent);
  if (!found.hidden) hits.childNodes.forEach((c) => console.log(c.html));
  console.log('loaded ' + files.length + ' files ' + files.reduce((a, b) => a + b, 0) + ' bytes' + (more.hidden ? '' : ' more'));
});
