// SPDX-License-Identifier: MIT
// The module in node, for tests: files in, a call, files out.
'use strict';
const fs = require('fs');
const path = require('path');

exports.load = function (file) {
  return new WebAssembly.Module(fs.readFileSync(file));
};

exports.start = function (module, ms) {
  let x;
  const said = [];
  const bytes = (p, n) => Buffer.from(x.memory.buffer, p, n);
  const text = (p) => {
    const all = new Uint8Array(x.memory.buffer);
    let end = p;
    while (all[end] !== 0) end++;
    return bytes(p, end - p).toString('utf8');
  };
  const room = (b) => {
    const p = x.lihui_room(b.length + 1);
    new Uint8Array(x.memory.buffer, p, b.length).set(b);
    new Uint8Array(x.memory.buffer, p + b.length, 1)[0] = 0;
    return p;
  };
  const imports = { env: {
    memory_said: (p, n) => said.push(bytes(p, n).toString('utf8')),
    memory_exit: (status) => { throw new Error('exit ' + status + ': ' + said.join('')); },
  } };
  x = new WebAssembly.Instance(module, imports).exports;
  x._initialize();
  x.lihui_start(ms);
  const call = (name, ...args) => {
    const kept = args.map((a) => (typeof a === 'string' ? room(Buffer.from(a)) : a));
    const status = x[name](...kept);
    kept.forEach((p, i) => { if (typeof args[i] === 'string') x.lihui_free(p); });
    return { status, text: text(x.lihui_said()) };
  };
  return {
    said,
    put(name, b) {
      const p = room(b), n = room(Buffer.from(name));
      const failed = x.lihui_put(n, p, b.length);
      x.lihui_free(p);
      x.lihui_free(n);
      if (failed) throw new Error('cannot put ' + name);
    },
    drop(name) {
      const n = room(Buffer.from(name));
      x.lihui_drop(n);
      x.lihui_free(n);
    },
    // A folder of the disk.
    lay(from, to) {
      for (const e of fs.readdirSync(from, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (e.name === '.lihui') continue;
        if (e.isDirectory()) this.lay(path.join(from, e.name), to + '/' + e.name);
        else this.put(to + '/' + e.name, fs.readFileSync(path.join(from, e.name)));
      }
    },
    receive: (day, dry) => call('lihui_receive', day, dry ? 1 : 0),
    check: (day, of) => call('lihui_check', day, of || ''),
    form: (day, unit) => call('lihui_form', day, unit),
    files() {
      const all = {};
      for (let i = 0, p; (p = x.lihui_nth(i)) !== 0; i++) all[text(p)] = Buffer.from(bytes(x.lihui_bytes(), x.lihui_size()));
      return all;
    },
  };
};
