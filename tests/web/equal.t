#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The module of a page and the program of the office say the same, byte for byte: findings of every
// rule case, and records, answers and the book of every text that the tests of receive and reading know, of the drill's banner of 60
// villages, and of damaged records: LIHUI_DAMAGED of them (100; 1000 take two minutes), other ones with another LIHUI_SEED.
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const web = require('./module.js');

const tests = path.join(__dirname, '..');
const lihui = process.env.LIHUI || path.join(tests, '..', 'build', 'lihui');
const made = path.join(process.env.LIHUI_O || path.join(tests, '..', 'build'), 'web', 'lihui.wasm');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'web-'));
const MORNING = Date.parse('2018-07-05T00:00:00Z');
const env = { ...process.env, SOURCE_DATE_EPOCH: String(MORNING / 1000) };
let n = 0, bad = 0;

function say(ok, name, why) {
  n++;
  bad += !ok;
  console.log((ok ? 'ok ' : 'not ok ') + n + ' - ' + name);
  if (!ok && why) console.log(String(why).slice(0, 1500).replace(/^/gm, '# '));
}
function run(...words) {
  return run_in(work, ...words);
}
function run_in(cwd, ...words) {
  const r = spawnSync(lihui, words, { cwd, env, maxBuffer: 1 << 28 });
  return { status: r.status, text: r.stdout.toString('utf8') };
}
function lay(from, to) {
  fs.cpSync(from, path.join(work, to), { recursive: true });
}
function clear() {
  for (const x of fs.readdirSync(work)) fs.rmSync(path.join(work, x), { recursive: true });
}
function walk(dir, at = '', into = {}) {
  for (const e of fs.existsSync(dir) ? fs.readdirSync(dir, { withFileTypes: true }) : []) {
    if (e.name === '.lihui') continue;
    if (e.isDirectory()) walk(path.join(dir, e.name), at + e.name + '/', into);
    else into[at + e.name] = fs.readFileSync(path.join(dir, e.name));
  }
  return into;
}
// The first difference of two trees of bytes.
function differs(native, module) {
  for (const name of new Set([...Object.keys(native), ...Object.keys(module)]))
    if (!native[name] || !module[name] || Buffer.compare(native[name], module[name]) !== 0)
      return name + ':\n' + (native[name] || '(nothing)') + '\n--- in the module ---\n' + (module[name] || '(nothing)');
  return null;
}
function below(all, top) {
  return Object.fromEntries(Object.entries(all).filter(([p]) => p.startsWith(top + '/') && !p.includes('/.lihui/'))
    .map(([p, b]) => [p.slice(top.length + 1), b]));
}

const module_ = fs.existsSync(made) ? web.load(made) : null;
const without = path.join(path.dirname(made), 'why-not');
if (!module_ && fs.existsSync(without)) {
  console.log('1..0 # SKIP no sources of the libraries: ' + fs.readFileSync(without, 'utf8').split('\n')[0]);
  process.exit(0);
}
if (!module_) {
  console.log('1..1\nnot ok 1 - ' + made + ' is there (make web)');
  process.exit(1);
}

function receive_same(name) {
  const native = run('receive', 'in', 'site', '--reply', 'out', '--date', '2018-07-05');
  const x = web.start(module_, MORNING);
  for (const [p, b] of Object.entries(kept)) x.put(p, b);
  const told = x.receive('2018-07-05');
  const files = x.files();
  const why = differs(walk(path.join(work, 'site')), below(files, 'site')) ||
    differs(walk(path.join(work, 'out')), below(files, 'out')) ||
    (native.text === told.text ? null : native.text + '\n--- in the module ---\n' + told.text + x.said.join(''));
  say(!why, name, why);
}
let kept;
function keep() {
  kept = {};
  for (const top of ['site', 'in'])
    for (const [p, b] of Object.entries(walk(path.join(work, top)))) kept[top + '/' + p] = b;
  // In memory all files are of one moment.
  for (const p of Object.keys(kept)) fs.utimesSync(path.join(work, p), MORNING / 1000, MORNING / 1000);
}

// Every case of every rule, as tests/unit/rule_cases.c lays its site.
function rule_site(dir, which) {
  const further = path.dirname(dir) !== path.join(tests, 'rule'), at = (x) => path.join(dir, x), there = (x) => fs.existsSync(at(x));
  const single = there(which + '.md');
  clear();
  if (!further && !single) return lay(at(which), 'site');
  lay(path.join(tests, 'rule/site'), 'site');
  for (const over of further ? ['site', which] : []) if (there(over)) lay(at(over), 'site');
  for (const f of single ? fs.readdirSync(dir) : [])
    if (f.startsWith(which + '.') && !f.endsWith('.diag')) fs.copyFileSync(at(f), path.join(work, 'site/xinfa/record' + f.slice(which.length)));
}
function rule_day(dir, which) {
  const f = ['as_of.' + which, 'as_of'].map((x) => path.join(dir, x)).find((x) => fs.existsSync(x) && fs.statSync(x).isFile());
  return f ? fs.readFileSync(f, 'utf8').trim() : '2019-12-20';
}
function rule_same(dir, which) {
  const day = rule_day(dir, which);
  rule_site(dir, which);
  const x = ruled;
  x.drop('site');
  x.lay(path.join(work, 'site'), 'site');
  const native = run_in(path.join(work, 'site'), 'check', '.', '--format', 'json', '--date', day).text, made = x.check(day).text;
  say(native === made && native.length > 0, path.relative(tests, dir) + ' ' + which, native + '\n--- in the module ---\n' + made + x.said.join(''));
}
const ruled = web.start(module_, MORNING); // one for all: what was put in goes again
const rules = path.join(tests, 'rule'), folders = (at) => fs.readdirSync(at, { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => path.join(at, e.name)).sort();
for (const code of folders(rules).filter((d) => /[A-Z]\d{3}$/.test(d)))
  for (const dir of [code, ...folders(code).filter((d) => !/\/(bad|good|site)$/.test(d))])
    for (const which of ['bad', 'good']) rule_same(dir, which);

// What villages sent, each case into its site.
for (const name of fs.readdirSync(path.join(tests, 'receive')).sort()) {
  const at = path.join(tests, 'receive', name);
  if (!fs.existsSync(path.join(at, 'in')) || fs.existsSync(path.join(at, 'args'))) continue;
  clear();
  lay(path.join(tests, 'receive', '_site'), 'site');
  if (fs.existsSync(path.join(at, 'site'))) lay(path.join(at, 'site'), 'site');
  if (fs.existsSync(path.join(at, 'book')))
    fs.mkdirSync(path.join(work, 'site/_received')), fs.writeFileSync(path.join(work, 'site/_received/received.tsv'),
      fs.readFileSync(path.join(at, 'book'), 'utf8').replace(/\\t/g, '\t').replace(/\\n/g, '\n'));
  spawnSync('python3', [path.join(tests, 'receive', 'word.py'), path.join(at, 'in'), path.join(work, 'in')]);
  keep();
  receive_same('receive/' + name);
}

// Every typed record of the tests of reading, each into a site of its own.
for (const name of fs.readdirSync(path.join(tests, 'read')).sort()) {
  if (!/\.(txt|md)$/.test(name)) continue;
  clear();
  lay(path.join(tests, 'receive', '_site'), 'site');
  fs.mkdirSync(path.join(work, 'in'));
  fs.copyFileSync(path.join(tests, 'read', name), path.join(work, 'in', name));
  keep();
  receive_same('read/' + name);
}

// The drill: all that a banner sends in a week, at once.
clear();
spawnSync('python3', [path.join(tests, 'drill/make.py'), work]);
fs.renameSync(path.join(work, 'inbox'), path.join(work, 'in'));
(function named(at) { // a browser never hands over a name that is no Unicode
  for (const b of fs.readdirSync(at, { encoding: 'buffer' })) {
    const whole = Buffer.concat([Buffer.from(at + '/'), b]);
    if (Buffer.compare(Buffer.from(b.toString()), b) !== 0) fs.rmSync(whole, { recursive: true });
    else if (fs.statSync(whole).isDirectory()) named(whole.toString());
  }
})(path.join(work, 'in'));
keep();
say(Object.keys(kept).filter((p) => p.startsWith('in/')).length > 50, 'the drill has its files');
receive_same('drill');

// Damaged records, twenty to a run: bytes that are gone, come twice, turned or changed places.
let state = Number(process.env.LIHUI_SEED || 1);
function chance(most) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * most);
}
function damage(b) {
  for (let k = 1 + chance(3); k > 0; k--) {
    const at = chance(b.length), end = Math.min(b.length, at + 1 + chance(chance(2) ? 8 : 300)), piece = b.subarray(at, end), to = chance(b.length);
    b = [() => Buffer.concat([b.subarray(0, at), b.subarray(end)]),
      () => Buffer.concat([b.subarray(0, end), piece, b.subarray(end)]),
      () => Buffer.concat([b.subarray(0, to), piece, b.subarray(to)]),
      () => { const c = Buffer.from(b); for (let i = at; i < end; i++) c[i] ^= 1 << chance(8); return c; },
      () => Buffer.concat([b.subarray(0, at), Buffer.from(['---\n', '：', '【', '\u180e', '\ufffd', '1', '\n\n', '|', '】：', '\ud83d\ude00'][chance(10)]), b.subarray(at)])][chance(5)]();
    if (b.length === 0) b = Buffer.from('\n');
  }
  return b;
}
const whole = [...Object.entries(kept).filter(([p]) => p.startsWith('in/')).map(([, b]) => b),
  ...fs.readdirSync(path.join(tests, 'read')).filter((f) => /\.(txt|md)$/.test(f)).sort().map((f) => fs.readFileSync(path.join(tests, 'read', f)))];
for (let left = Number(process.env.LIHUI_DAMAGED || 100), run = 1; left > 0; left -= 20, run++) {
  clear();
  lay(path.join(tests, 'receive', '_site'), 'site');
  fs.mkdirSync(path.join(work, 'in'));
  for (let i = 0; i < Math.min(20, left); i++) fs.writeFileSync(path.join(work, 'in', '六合嘎查' + i + '.txt'), damage(whole[chance(whole.length)]));
  keep();
  receive_same('damaged records ' + run);
}

console.log('1..' + n);
fs.rmSync(work, { recursive: true });
process.exit(bad ? 1 : 0);
