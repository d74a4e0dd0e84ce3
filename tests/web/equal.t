#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The module of a page and the program of the office say the same, byte for byte: findings of every
// rule case, and records, answers and the book of every text that the tests of receive and reading know.
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
  const r = spawnSync(lihui, words, { cwd: work, env, maxBuffer: 1 << 28 });
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
}

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

console.log('1..' + n);
fs.rmSync(work, { recursive: true });
process.exit(bad ? 1 : 0);
