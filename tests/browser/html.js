// SPDX-License-Identifier: MIT
// node html.js PUBLIC. All pages under html-validate's recommended and standard rules, less matters of taste, and under rules of our own that need no browser.
'use strict';
const fs = require('fs'), path = require('path'), { ok, is, main, use } = require('./lib.js');
const root = process.argv[2];

const POLICY = "default-src 'none'";
const RULES = {
  'doctype-style': 'off', // lower case is as good
  'long-title': 'off', // the title says the matter and where it stands: WeChat shows it
  'no-trailing-whitespace': 'off', // conditional parts of a template leave some
  'tel-non-breaking': 'off', // numbers stand in .nb where they could break
  'no-redundant-role': 'off', // role=table and row: a table that CSS makes a list loses its roles without them
  'prefer-native-element': 'off', // the same
  'require-sri': 'off', // one origin, and offline
};

function walk(dir, out) {
  fs.readdirSync(dir, { withFileTypes: true }).forEach((d) => {
    const p = path.join(dir, d.name);
    if (d.isDirectory()) walk(p, out); else if (p.endsWith('.html')) out.push(p);
  });
  return out;
}

main(async () => {
  const { HtmlValidate, StaticConfigLoader } = use('html-validate');
  const check = new HtmlValidate(new StaticConfigLoader({ root: true, extends: ['html-validate:recommended', 'html-validate:standard', 'html-validate:a11y'], rules: RULES }));
  const said = [], policy = [], scripts = [], styles = [], langs = [], pages = walk(root, []).sort();
  for (const file of pages) {
    const name = path.relative(root, file), text = fs.readFileSync(file, 'utf8');
    const report = await check.validateString(text, file);
    report.results.forEach((r) => r.messages.forEach((m) => said.push(name + ':' + m.line + ':' + m.column + ' ' + m.ruleId + ' ' + m.message)));
    const at = text.indexOf('http-equiv="Content-Security-Policy"'), first = text.search(/<(link|script|img)\b/);
    if (at < 0 || !text.includes('content="' + POLICY) || (first >= 0 && first < at) || /unsafe/.test(text.slice(at, at + 400)) !== name.endsWith('/check.html')) policy.push(name);
    if (/<script(?![^>]*(\bsrc=|type="application\/ld\+json"))|\son[a-z]+="|javascript:/i.test(text)) scripts.push(name);
    if (/<style\b|\sstyle="/i.test(text)) styles.push(name);
    if (!/^<!doctype html>\n<html lang="(zh-Hans|mn-Mong)"/.test(text)) langs.push(name);
  }
  ok(pages.length > 200, pages.length + ' pages');
  is(said.length, 0, 'html-validate');
  const kinds = {};
  said.forEach((s) => { const k = s.split(' ')[1]; (kinds[k] = kinds[k] || []).push(s); });
  Object.keys(kinds).forEach((k) => console.log('# ' + kinds[k].length + ' × ' + k + '\n#   ' + kinds[k].slice(0, 4).join('\n#   ')));
  ok(!policy.length, 'every page carries a strict policy before it loads anything', policy);
  ok(!scripts.length, 'no page has a script of its own', scripts);
  ok(!styles.length, 'no page has a style of its own', styles);
  ok(!langs.length, 'every page says its language and its script', langs);
  ok(!pages.some((p) => /<html lang="mn"/.test(fs.readFileSync(p, 'utf8'))), 'plain mn, which is Cyrillic, stands nowhere');
  // Data blocks of schema.org.
  const broken = [];
  pages.forEach((p) => fs.readFileSync(p, 'utf8').replace(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g, (x, json) => {
    try { if (!JSON.parse(json)['@context']) broken.push(path.relative(root, p)); } catch (e) { broken.push(path.relative(root, p) + ' ' + e.message); }
  }));
  ok(!broken.length, 'schema.org blocks are JSON', broken);
});
