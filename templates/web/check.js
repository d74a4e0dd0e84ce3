// SPDX-License-Identifier: MIT
// The check page: what the office's program says of a record, said here before it is sent. The program is the same C, compiled to
// WebAssembly (make web); this script lays files in, asks, and shows what came out. From a server, from file://, without a network: nothing is
// fetched but the script files of the site, and nothing is sent. Floor: Chromium 66, iOS 12.
//
// data/UNIT/check.js   lihuiSite = {unit, name, day, files: [[path, text], …]}: the unit's settings and public history
// check-program.js     lihuiProgram = "…": the module, packed, and lihuiUnpack, in base64; loaded when this page has been shown
// #checking            has the sentences as data-…, {1} {2} for what they are about
(function () {
  'use strict';
  var form = document.getElementById('checking'), telling = document.getElementById('telling'), result = document.getElementById('result');
  var picked = document.getElementById('file'), typed = document.getElementById('typed'), drop = document.querySelector('.drop');
  var site = window.lihuiSite, module = null, waiting = null, turn = 0;
  // What is to be written stands in the remedy word for word, and nothing has to be known for it.
  var EXACT = ' D102 D103 L510 P203 P204 ';
  // What only the whole index of the unit can say for certain.
  var OFFICE = ' C304 D104 L501 L502 L506 L509 L510 L511 L512 M901 M902 M903 M904 M905 ';

  function say(name, a, b) {
    return (form.getAttribute('data-' + name) || '').replace(/\{([12])\}/g, function (x, k) { return k === '1' ? a : b; });
  }
  function tell(t) { telling.textContent = t; }
  function element(name, cls, parent, text) {
    var e = document.createElement(name);
    if (cls) e.className = cls;
    if (text) e.textContent = text;
    if (parent) parent.appendChild(e);
    return e;
  }
  function button(parent, cls, text, then) {
    var b = element('button', cls, parent, text);
    b.type = 'button';
    b.addEventListener('click', then);
    return b;
  }

  // ---- the program ----
  function bytes(text) { return new TextEncoder().encode(text); }
  function words(b) { return new TextDecoder().decode(b); }

  // A site in memory: put files, ask, take files out. Each check has its own.
  function open(instance, said) {
    var x = instance.exports;
    function view(p, n) { return new Uint8Array(x.memory.buffer, p, n); }
    function string(p) {
      var all = new Uint8Array(x.memory.buffer), end = p;
      while (all[end]) end++;
      return words(all.slice(p, end));
    }
    function room(b) {
      var p = x.lihui_room(b.length + 1);
      view(p, b.length).set(b);
      view(p + b.length, 1)[0] = 0;
      return p;
    }
    function call(name, list) {
      var at = list.map(function (a) { return typeof a === 'string' ? room(bytes(a)) : a; });
      var status = x[name].apply(null, at);
      at.forEach(function (p, i) { if (typeof list[i] === 'string') x.lihui_free(p); });
      return { status: status, text: string(x.lihui_said()) };
    }
    x._initialize();
    x.lihui_start(Date.now());
    return {
      put: function (path, b) {
        var p = room(bytes(path)), q = room(b);
        x.lihui_put(p, q, b.length);
        x.lihui_free(q);
        x.lihui_free(p);
      },
      call: call,
      said: said,
      files: function () {
        var out = {}, i, p;
        for (i = 0; (p = x.lihui_nth(i)); i++) out[string(p)] = view(x.lihui_bytes(), x.lihui_size()).slice();
        return out;
      }
    };
  }
  // leave: a path of the site that is not laid in.
  function start(leave, then) {
    var said = [], x;
    var imports = { env: {
      memory_said: function (p, n) { said.push(words(new Uint8Array(x.exports.memory.buffer, p, n).slice())); },
      memory_exit: function (status) { throw new Error(said.join('') || 'exit ' + status); }
    } };
    return WebAssembly.instantiate(module, imports).then(function (instance) {
      x = instance;
      var s = open(instance, said);
      site.files.forEach(function (f) { if (f[0] !== leave) s.put('site/' + f[0], bytes(f[1])); });
      return then(s);
    });
  }
  // A clock that is behind the archive does not know what day it is.
  function today() {
    var d = new Date(), iso = d.getFullYear() + '-' + ('0' + (d.getMonth() + 1)).slice(-2) + '-' + ('0' + d.getDate()).slice(-2);
    return iso < site.day ? site.day : iso;
  }

  function decode(base64) {
    var text = atob(base64), out = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) out[i] = text.charCodeAt(i);
    return out;
  }
  // A small module unpacks the large one, which ends with its size.
  function unpack(small) {
    var x = small.instance.exports, packed = decode(window.lihuiProgram), n = packed.length;
    var size = new DataView(packed.buffer).getUint32(n - 4, true), from = x.unpack_room(n), to = x.unpack_room(size);
    new Uint8Array(x.memory.buffer, from, n).set(packed);
    if (x.unpack(from, n, to, size) !== size) throw new Error('check-program.js');
    return WebAssembly.compile(new Uint8Array(x.memory.buffer, to, size).slice());
  }
  function prepare() {
    var s = document.createElement('script');
    s.src = form.getAttribute('data-program');
    s.onerror = cannot;
    s.onload = function () {
      WebAssembly.instantiate(decode(window.lihuiUnpack), {}).then(unpack).then(function (m) {
        window.lihuiProgram = window.lihuiUnpack = null;
        module = m;
        document.documentElement.setAttribute('data-checker', 'ready');
        if (waiting) check(waiting); else tell(say('ready'));
      }).catch(cannot);
    };
    document.head.appendChild(s);
  }
  function cannot() {
    document.getElementById('put').hidden = document.getElementById('blank').hidden = true;
    document.getElementById('cannot').hidden = false;
  }

  // ---- asking ----

  // What became of the record: its answer, its text with the findings in it, or what keeps it from being filed.
  function ask(s, name, b, leave) {
    s.put('in/' + name, b);
    var told = s.call('lihui_receive', [today(), 0]);
    if (told.status === 2) throw new Error(told.text);
    var files = s.files(), out = { told: told.text, answer: '', records: [], again: null }, rows = files['site/_received/received.tsv'];
    Object.keys(files).sort().forEach(function (p) {
      if (p.indexOf('out/') === 0) out.answer += words(files[p]).replace(/^\ufeff/, '').replace(/\r\n/g, '\n').trim() + '\n';
    });
    (rows ? words(rows).split('\n') : []).forEach(function (row) {
      var path = row.split('\t').filter(function (c) { return /\.md$/.test(c) && files['site/' + c]; }).pop();
      if (!path) return;
      if (!leave && site.files.some(function (f) { return f[0] === path; })) out.again = path;
      out.records.push({ path: path, text: words(files['site/' + path]), draft: /\tdraft\t/.test(row),
        findings: JSON.parse(s.call('lihui_check', [today(), path]).text || '[]') });
    });
    return out;
  }
  function askSite(name, b, leave) { return start(leave, function (s) { return ask(s, name, b, leave); }); }

  // A meeting that the archive has already is compared by the office, which has all of it; a record that does not say whose it is, is hers.
  function attempt(name, b) {
    return askSite(name, b).then(function (out) {
      if (out.again) return askSite(name, b, out.again).then(function (o) { o.remark = say('known'); return o; });
      if (out.records.length || out.answer) return out;
      return askSite(site.name + '-' + name, b).then(function (o) {
        if (!o.records.length && !o.answer) return out;
        o.remark = say('named', site.name);
        return o;
      });
    });
  }
  function check(what) {
    var mine = ++turn;
    waiting = null;
    tell(say('working'));
    return attempt(what.name, what.bytes).then(function (out) {
      if (mine === turn) show(out);
    }).catch(function (e) {
      if (mine === turn) tell(say('failed', (e && e.message || '').slice(0, 200)));
    });
  }
  function want(what) {
    if (module) check(what);
    else { waiting = what; tell(say('starting')); }
  }

  // ---- showing ----
  function characters(t) { return t.match(/[\ud800-\udbff][\udc00-\udfff]|[\s\S]/g) || []; }
  function section(heading, id) {
    var s = element('section', '', result), h = element('h2', '', s, heading);
    h.id = id;
    s.setAttribute('aria-labelledby', id);
    return s;
  }
  function count(records, level) {
    return records.reduce(function (n, r) { return n + r.findings.filter(function (f) { return f.level === level && !f.waived; }).length; }, 0);
  }
  var LOOK = { error: ['late', '\u25b2'], warning: ['doing', '\u203b'], note: ['', '\u00b7'] };

  function show(out) {
    result.textContent = '';
    var errors = count(out.records, 'error'), warnings = count(out.records, 'warning');
    var s = section(say('answer'), 'answer-h');
    s.lang = 'zh-Hans';
    if (out.records.length) {
      var p = element('p', '', s);
      if (errors) mark(p, 'error', say('error') + ' ' + errors);
      if (warnings) mark(p, 'warning', say('warning') + ' ' + warnings);
      if (!errors && !warnings) element('b', '', p, say('none'));
    }
    element('p', 'told stand', s, out.answer || say('unplaced', out.told.trim()));
    if (out.remark) element('p', 'small', s, out.remark);
    out.records.forEach(function (r, i) { findings(r, i); });
    out.records.forEach(function (r, i) { if (!r.draft) record(r, i); });
    tell(out.records.length ? say('answered', errors, warnings) : say('unplaced', ''));
    result.focus();
    if (result.scrollIntoView) result.scrollIntoView();
  }
  function mark(parent, level, text) {
    var m = element('span', 'st ' + LOOK[level][0], parent);
    element('i', '', m, LOOK[level][1]).setAttribute('aria-hidden', 'true');
    m.appendChild(document.createTextNode(text));
    parent.appendChild(document.createTextNode(' '));
    return m;
  }

  // The lines that something is said of, in their order; what is said of the whole record comes first.
  function findings(r, i) {
    var list = r.findings.filter(function (f) { return !f.waived; }), lines = r.text.split('\n'), at = {};
    if (!list.length) return;
    var s = section(say('lines'), 'lines-h' + i), ol = element('ol', 'lines', s);
    s.lang = 'zh-Hans';
    list.forEach(function (f) { (at[f.line || 0] = at[f.line || 0] || []).push(f); });
    Object.keys(at).map(Number).sort(function (a, b) { return a - b; }).forEach(function (n) {
      var li = element('li', '', ol), first = true;
      li.setAttribute('data-line', n);
      element('span', 'no', li, n ? say('line', n) : say('whole'));
      if (n) quote(li, lines[n - 1] || '', at[n][0]);
      at[n].forEach(function (f) { finding(li, r, lines, n, f, first); first = false; });
    });
  }
  function quote(li, line, f) {
    var c = characters(line), from = f.column - 1, span = element('span', '', li);
    span.appendChild(document.createTextNode(c.slice(0, from).join('')));
    element('mark', '', span, c.slice(from, from + f.width).join(''));
    span.appendChild(document.createTextNode(c.slice(from + f.width).join('')));
  }
  function finding(li, r, lines, n, f, first) {
    var box = element('div', 'fix stack ' + LOOK[f.level][0], li), p = element('p', '', box), acts, better;
    box.setAttribute('data-code', f.code);
    mark(p, f.level, say(f.level === 'note' ? 'remark' : f.level));
    p.appendChild(document.createTextNode(f.message));
    if (f.fix) element('p', 'small', box, f.fix);
    if (OFFICE.indexOf(' ' + f.code + ' ') >= 0) element('p', 'small', box, say('office'));
    if (!n || r.draft) return;
    better = correction(lines[n - 1], f);
    acts = element('p', 'acts', box);
    function replace(line) {
      lines[n - 1] = line;
      again(r, lines.join('\n'));
    }
    if (better) button(acts, '', say('take', better.word), function () { replace(better.line); }).setAttribute('data-take', '');
    if (!first) { if (!better) box.removeChild(acts); return; }
    button(acts, 'plain', say('edit'), function () {
      var id = 'line-' + n, label = element('label', '', box, say('editlabel', n)), area = element('textarea', '', box), go;
      acts.hidden = true;
      label.htmlFor = area.id = id;
      area.value = lines[n - 1];
      area.spellcheck = false;
      go = element('p', 'acts', box);
      button(go, '', say('again'), function () { replace(area.value); });
      area.focus();
    });
  }
  // What the remedy says to write, put in the place that is spoken of: a whole line of the head, or the words marked.
  function correction(line, f) {
    var m = EXACT.indexOf(' ' + f.code + ' ') >= 0 && /^改成(?:“([^”]+)”|([^“”；，。]+))/.exec(f.fix || '');
    if (!m) return null;
    var word = m[1] || m[2], key = /^([^:：]+)[:：]/.exec(word), c = characters(line), from = f.column - 1;
    if (!key) return { word: word, line: c.slice(0, from).join('') + word + c.slice(from + f.width).join('') };
    return line.trim().indexOf(key[1]) === 0 ? { word: word, line: word } : null;
  }
  function again(r, text) {
    typed.value = text;
    want({ name: name(r) + '.txt', bytes: bytes(text) });
  }

  // 示例嘎查2019-01-08.txt
  function name(r) {
    var day = /(\d{4}-\d{2}-\d{2}[^\/]*)\.md$/.exec(r.path);
    return (site.name + (day ? day[1] : '')).replace(/[\/\\:*?"<>|]/g, '-');
  }
  function record(r, i) {
    var s = section(say('record'), 'record-h' + i), area, acts, said;
    s.lang = 'zh-Hans';
    element('p', '', s, say('note')).id = 'record-note' + i;
    area = element('textarea', '', s);
    area.setAttribute('aria-labelledby', 'record-h' + i);
    area.setAttribute('aria-describedby', 'record-note' + i);
    area.spellcheck = false;
    area.setAttribute('data-record', '');
    area.value = r.text;
    area.rows = Math.min(30, Math.max(8, r.text.split('\n').length + 1));
    acts = element('p', 'acts', s);
    said = element('p', 'small', s);
    said.setAttribute('role', 'status');
    button(acts, '', say('copy'), function () { copy(area, said); }).setAttribute('data-copy', '');
    button(acts, 'plain', say('save'), function () { save(r, area.value, said); }).setAttribute('data-save', '');
    button(acts, 'plain', say('again'), function () { again(r, area.value); }).setAttribute('data-again', '');
    area.addEventListener('input', function () { said.textContent = say('changed'); });
  }
  function copy(area, said) {
    function done(ok) { said.textContent = say(ok ? 'copied' : 'uncopied'); }
    function old() {
      area.focus();
      area.select();
      var ok = false;
      try { ok = document.execCommand('copy'); } catch (e) { /* told below */ }
      done(ok);
    }
    if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(area.value).then(function () { done(true); }, old);
    else old();
  }
  // With a byte order mark and line ends that every Notepad knows; the office files the same record.
  function save(r, text, said) {
    var a = element('a', '', document.body), file = name(r) + '.txt';
    a.href = URL.createObjectURL(new Blob(['\ufeff' + text.replace(/\r?\n/g, '\r\n')], { type: 'text/plain' }));
    a.download = file;
    a.click();
    document.body.removeChild(a);
    setTimeout(function () { URL.revokeObjectURL(a.href); }, 60000);
    said.textContent = say('saved', file);
  }

  // ---- what she does ----
  function take(file) {
    var reader = new FileReader();
    reader.onload = function () { want({ name: file.name.replace(/[\/\\]/g, '-'), bytes: new Uint8Array(reader.result) }); };
    reader.onerror = function () { tell(say('failed', file.name)); };
    reader.readAsArrayBuffer(file);
  }
  function go(e) {
    e.preventDefault();
    if (picked.files.length) take(picked.files[0]);
    else if (typed.value.trim()) want({ name: site.name + '.txt', bytes: bytes(typed.value) });
    else tell(say('empty'));
  }
  function blank() {
    if (!module) return tell(say('starting'));
    start(null, function (s) {
      var f = s.call('lihui_form', [today(), site.unit]);
      if (f.status) return tell(say('failed', f.text));
      typed.value = f.text;
      picked.value = '';
      tell(say('filled'));
      typed.focus();
      typed.setSelectionRange(0, 0);
    });
  }

  if (!form || !site || typeof WebAssembly !== 'object' || !window.TextEncoder || !window.Promise) { if (form) cannot(); return; }
  document.getElementById('put').hidden = document.getElementById('blank').hidden = false;
  form.addEventListener('submit', go);
  form.querySelector('[data-clear]').addEventListener('click', function () {
    turn++;
    waiting = null;
    typed.value = picked.value = result.textContent = '';
    tell('');
    typed.focus();
  });
  picked.addEventListener('change', function () { if (picked.files.length) { typed.value = ''; take(picked.files[0]); } });
  typed.addEventListener('input', function () { picked.value = ''; });
  ['dragenter', 'dragover', 'dragleave', 'drop'].forEach(function (kind) {
    document.addEventListener(kind, function (e) {
      e.preventDefault();
      drop.classList[kind === 'dragenter' || kind === 'dragover' ? 'add' : 'remove']('over');
      if (kind !== 'drop' || !e.dataTransfer.files.length) return;
      typed.value = picked.value = '';
      take(e.dataTransfer.files[0]);
    });
  });
  document.querySelector('[data-blank]').addEventListener('click', blank);
  tell(say('starting'));
  prepare();
})();
