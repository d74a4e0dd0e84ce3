// SPDX-License-Identifier: MIT
// Search in the browser: from a server, from file://, on the WebView of an old telephone (Chromium 66, iOS 12). Nothing is fetched but
// script files, and of those only what a query needs.
//
// The page gives (see search.html; an attribute's words hold {1} for the query and {2} for a number):
//   form[data-search]   data-search: address of the index, "../assets/search/zh"; data-root: the way to the top, "../";
//                       data-found "“{1}”找到{2}条", data-some (more may follow), data-none, data-wait, data-fail: sentences;
//                       data-as-of "2019-12-31", the day of which the site speaks; data-late "超期{1}天", of what was due before it
//   #found [hidden]     holds [data-head] (h2), [data-hits] (.cards), [data-more] (button)
//   #nothing [hidden]   what to try when nothing is found; holds [data-none-head] (h2)
//   #telling            role="status": says what goes on, aloud too
//
// The index (made by gen/draw/search.c; INDEX is data-search, LANG its last part):
//   INDEX.js                lihui.index("zh",{v:2,t:10,d:8,n:9000})   bits of token and page shards, number of pages
//   INDEX/t10/2f3.js        lihui.shard("zh/t10/2f3",{"电机":LIST,…}) tokens by the first t bits of their hash, in hexadecimal
//   INDEX/p/602/9c01f3aa.js lihui.shard(…,{"书记":LIST})              a long list's part for one period, by the whole hash (8 digits)
//   INDEX/d8/1c.js          lihui.shard(…,{"ID":[address,title,summary,label,day,sign,mark,class,text,due],…}) pages by the first d of ID's last 20 bits
// LIST: gaps of ascending numbers, each in base 32, least digit first, written A-Z a-z 0-9 - _; of these 64 the upper 32 say that another
// digit follows. A list that begins with ! names periods instead of pages. ID: rank * 2^36 + day * 2^20 + 20 bits of hash, ascending in the
// order of results: what is due first, the longest overdue before the rest, then other matters, bulletins, meetings, the manual, each newest
// first; period: floor(ID / 2^20 / 91). Tokens: gen/draw/search_token.c; cut() below keeps to the same rules.
(function () {
  'use strict';
  var form = document.querySelector('form[data-search]');
  if (!form || !document.getElementById('found')) return;
  var lihui = window.lihui = window.lihui || {};
  var INDEX = form.getAttribute('data-search'), LANG = INDEX.slice(INDEX.lastIndexOf('/') + 1);
  var ABOVE = INDEX.slice(0, INDEX.length - LANG.length), ROOT = form.getAttribute('data-root') || '';
  var BATCH = 10, MOST_TOKENS = 6, PERIOD = 91 * 1048576;
  var input = form.querySelector('input'), found = document.getElementById('found'), nothing = document.getElementById('nothing');
  var telling = document.getElementById('telling');
  var head = found.querySelector('[data-head]'), hits = found.querySelector('[data-hits]'), more = found.querySelector('[data-more]');
  var vertical = /^vertical/.test(getComputedStyle(document.documentElement).writingMode || '');

  // ---- files ----
  var data = {}, waiting = {}, heads = {};
  lihui.index = function (lang, h) { heads[lang] = h; };
  lihui.shard = function (name, d) { data[name] = d; };

  // Loads ABOVE + name + '.js' once; then(true) when it is there.
  function load(name, then) {
    if (has(data, name) || (name === LANG && heads[LANG])) return then(true);
    if (waiting[name]) return void waiting[name].push(then);
    waiting[name] = [then];
    var s = document.createElement('script');
    function done() {
      var list = waiting[name], ok = name === LANG ? !!heads[LANG] : has(data, name);
      delete waiting[name];
      s.parentNode.removeChild(s);
      for (var i = 0; i < list.length; i++) list[i](ok);
    }
    s.charset = 'utf-8';
    s.onload = s.onerror = done;
    s.src = ABOVE + name + '.js';
    document.head.appendChild(s);
  }
  function loadAll(names, then) {
    var left = names.length, good = true;
    if (!left) return then(true);
    names.forEach(function (n) {
      load(n, function (ok) { good = good && ok; if (!--left) then(good); });
    });
  }
  function has(o, k) { return Object.prototype.hasOwnProperty.call(o, k); }

  // ---- numbers ----
  var DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', VALUE = {};
  for (var n = 0; n < 64; n++) VALUE[DIGITS.charAt(n)] = n;
  function decode(s) {
    var out = [], last = 0, v = 0, m = 1;
    for (var i = s.charAt(0) === '!' ? 1 : 0; i < s.length; i++) {
      var d = VALUE[s.charAt(i)];
      v += (d & 31) * m; // not <<: ids have 36 bits
      if (d & 32) { m *= 32; continue; }
      out.push(last += v);
      v = 0; m = 1;
    }
    return out;
  }
  function hash(t) {
    var h = 2166136261 | 0;
    for (var i = 0; i < t.length; i++) h = Math.imul(h ^ t.charCodeAt(i), 16777619);
    h ^= h >>> 15; h = Math.imul(h, 0x2C1B3C6D);
    h ^= h >>> 12; h = Math.imul(h, 0x297A2D39);
    return (h ^ h >>> 15) >>> 0;
  }
  function both(a, b) { // of two ascending lists
    for (var out = [], i = 0, j = 0; i < a.length && j < b.length;) {
      if (a[i] === b[j]) { out.push(a[i]); i++; j++; } else if (a[i] < b[j]) i++; else j++;
    }
    return out;
  }
  function tokenFile(t) { var b = heads[LANG].t; return LANG + '/t' + b + '/' + (b ? hash(t) >>> (32 - b) : 0).toString(16); }
  function periodFile(p, t) { return LANG + '/p/' + p + '/' + ('0000000' + hash(t).toString(16)).slice(-8); }
  function pageFile(id) { var b = heads[LANG].d; return LANG + '/d' + b + '/' + (b ? (id % 1048576) >>> (20 - b) : 0).toString(16); }

  // ---- words ----
  var HAN = '\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff', PAIR = '[\\ud840-\\ud8bf][\\udc00-\\udfff]';
  var LETTER = 'a-z0-9\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0370-\\u052f\\u0620-\\u06d5\\u0f40-\\u0fbc\\uac00-\\ud7af';
  var RUN = new RegExp('((?:[' + HAN + ']|' + PAIR + ')+)|([\\u1820-\\u18aa][\\u1820-\\u18aa\\u180b-\\u180f\\u200c\\u200d\\u202f]*)|([' +
    LETTER + ']+(?:[-./:_][' + LETTER + ']+){0,3})', 'g');

  // Full-width and Mongolian figures as ASCII, capitals small; as long as before, so that places in it are places in the original.
  function plain(t) {
    return t.replace(/[\uff01-\uff5e]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); })
      .replace(/[\u1810-\u1819]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0x1810 + 48); })
      .replace(/[A-Z]/g, function (c) { return c.toLowerCase(); });
  }
  var FOLD = { '\u1821': '\u1820', '\u1823': '\u1824', '\u1825': '\u1824', '\u1826': '\u1824', '\u1833': '\u1832', '\u182d': '\u182c',
    '\u1835': '\u1822', '\u1836': '\u1822', '\u1831': '\u1830', '\u1827': '\u1838' };
  function fold(t) {
    return t.replace(/[\u180b-\u180f\u200c\u200d\u202f]/g, '').replace(/[\u1821-\u1836]/g, function (c) { return FOLD[c] || c; })
      .replace(/\u1822+/g, '\u1822');
  }
  // Stems and sounds of Mongolian: gen/draw/search_sound.c tells why, sounds.def and folded_endings.def hold the same rows.
  var ENDINGS = '\u1820\u1834\u1820\u182c\u1820\u1828 \u1822\u1824\u182e\u1830\u1820\u1828 \u1832\u1820\u1822\u182c\u1820\u1828 \u1822\u1824\u182c\u1820\u1828 \u1828\u1824\u182c\u1820\u1828 \u1828\u1824\u182c\u1824\u1832 \u1832\u1820\u182c\u1820\u1828 \u1832\u1824\u182c\u1820\u1837 \u182f\u1824\u182c\u1820 \u1832\u1820\u182c\u1822 \u1832\u1824\u1828\u1822 \u1820\u1834\u1820 \u1822\u1820\u1828 \u1822\u1820\u1837 \u1822\u1824\u182e \u182a\u1820\u1837 \u1832\u1820\u1822 \u1832\u1820\u182c \u1832\u1824\u1837 \u1822\u1828 \u1824\u1828 \u1824\u1832 \u182c\u1824 \u1832\u1820 \u1832\u1824 \u1834\u1824'.split(' '), SOUNDS = ['a\u1820\u1821\u1822\u1823\u1824\u1825\u1826\u1827\u1836аэиоуөүыйяеёюaeiouyöüéä', 'n\u1828\u1829нnŋ', 'b\u182a\u1838бвbvw',
    'p\u182b\u1839пфpf', 'h\u182c\u182d\u183a\u183b\u183eгхкhgkqxγ', 'm\u182eмm', 'l\u182f\u1840лl', 's\u1830\u1831сшщsš', 't\u1832\u1833тдtd', 'c\u1834\u183c\u1842цчcč',
    'j\u1835\u183d\u183f\u1841жзjzž', 'r\u1837рr'];
  function stem(t) {
    var at = t.search(/.\u202f|.\u180e[\u180b-\u180d]*[\u1820-\u18aa][\u180b-\u180d]*[\u1820-\u18aa]/), f = fold(at < 0 ? t : t.slice(0, at + 1)), ended = at >= 0;
    for (var i = 0; !ended && i < ENDINGS.length; i++) {
      var n = ENDINGS[i].length;
      if (f.length >= n + 4 && f.slice(-n) === ENDINGS[i]) { f = f.slice(0, -n); ended = true; }
    }
    return ended && f.length > 4 && f.slice(-1) === '\u1828' ? f.slice(0, -1) : f;
  }
  function alone(t) { var f = fold(t); return ENDINGS.indexOf(f) >= 0 || /^[\u1820\u1822\u1824]$/.test(f); }
  function sound(t) {
    var s = t.toLowerCase().replace(/([ksc])h/g, '$1').replace(/zh/g, 'z').replace(/ts/g, 'c').replace(/dz/g, 'j');
    if (/[аэиоуөүыйяеёю]х$/.test(s)) s = s.slice(0, -1);
    s = s.split('').map(function (c) { for (var i = 0; i < SOUNDS.length; i++) if (SOUNDS[i].indexOf(c) >= 0) return SOUNDS[i].charAt(0); return ''; }).join('');
    return s.replace(/./g, function (c, i) {
      return (c === 'a' && i) || (c === 'h' && s.charAt(i - 1) === 'a' && s.charAt(i + 1) === 'a') ? '' : c;
    }).slice(0, 8);
  }
  // Glyphs of the Menksoft fonts as letters: gen/base/menksoft.c tells why, menksoft.def holds the same rows. [first, letter]
  var GLYPHS = '264:20 270:21 279:22 283:23 28b:24 293:25 2a0:26 2ad:27 2b1:28 2bb:29 2bf:28 2c1:2a 2c8:2b 2ce:2c 2e1:2d 2f1:2e 2f7:2f 2fd:30 303:31 308:32 30e:33 315:34 318:35 31e:36 322:37 329:38 32d:39 333:3a 339:3b 33f:3c 342:3d 345:3e 348:3f 34b:40 34e:41 34f:42'
    .split(' ').map(function (row) { return [parseInt('e' + row.slice(0, 3), 16), String.fromCharCode(parseInt('18' + row.slice(4), 16))]; });
  function letters(t) {
    if (!/[\ue264-\ue2b0]/.test(t)) return t;
    t = t.replace(/([\ue264-\ue2b0])[\ue27e-\ue280\ue321](?=[\ue27e-\ue280\ue321])/g, '$1').replace(/([\ue2b1-\ue34f])(?=[\ue26a\ue274])/g, '$1\u180e');
    return t.replace(/\ue262/g, ' ').replace(/\ue263/g, '\u202f').replace(/[\ue264-\ue34f]/g, function (c) {
      for (var i = GLYPHS.length; i--;) if (c.charCodeAt(0) >= GLYPHS[i][0]) return GLYPHS[i][1];
    });
  }
  function characters(t) { return t.match(/[\ud800-\udbff][\udc00-\udfff]|[\s\S]/g) || []; }

  // A query as tokens to look up and terms to show: {token, terms of a run}. Neighbouring pairs overlap only where they must.
  // attempt 1: words of Cyrillic and Latin letters by their sound; 2: without their last consonant.
  function cut(q, attempt) {
    var tokens = [], terms = [], m;
    function add(t) { if (tokens.indexOf(t) < 0 && tokens.length < MOST_TOKENS) tokens.push(t); }
    RUN.lastIndex = 0;
    for (q = plain(letters(q)); (m = RUN.exec(q));) {
      if (m[1]) {
        var c = characters(m[1]);
        if (c.length === 1) add(c[0]);
        for (var i = 0; i + 1 < c.length; i += 2) add(c[i] + c[i + 1]);
        if (c.length % 2 && c.length > 1) add(c[c.length - 2] + c[c.length - 1]);
        terms.push({ text: m[1], pairs: c });
      } else if (m[2]) {
        if (tokens.length && alone(m[2])) continue;
        var f = stem(m[2]);
        add(f.slice(0, 8));
        terms.push({ folded: f });
      } else if (attempt) {
        var key = sound(m[3]);
        key = key.slice(0, key.length - attempt + 1);
        if (key.length >= 2) add('~' + key);
        terms.push({ sound: key });
      } else {
        add(m[3].split(/[-./:_]/).map(function (w) { return w.slice(0, 48); }).join('-'));
        terms.push({ text: m[3], pairs: [] });
      }
    }
    return { tokens: tokens, terms: terms };
  }

  // ---- finding ----
  var turn = 0; // a newer query makes older ones fall silent

  // Opens a search: which periods can hold hits, and in each what the short lists leave. then(search) or then(null) on failure.
  function open(tokens, then) {
    load(LANG, function (ok) {
      if (!ok || heads[LANG].v !== 2) return then(null);
      loadAll(tokens.map(tokenFile), function (good) {
        if (!good) return then(null);
        var s = { long: [], ids: null, periods: null, at: 0, hits: [] };
        tokens.forEach(function (t) {
          var shard = data[tokenFile(t)], list = has(shard, t) ? shard[t] : '';
          if (list.charAt(0) === '!') {
            s.long.push(t);
            s.periods = s.periods ? both(s.periods, decode(list)) : decode(list);
          } else s.ids = s.ids ? both(s.ids, decode(list)) : decode(list);
        });
        if (!s.long.length) { s.hits = s.ids; s.periods = []; }
        else if (s.ids) {
          var mine = [];
          s.ids.forEach(function (id) { var p = Math.floor(id / PERIOD); if (mine[mine.length - 1] !== p) mine.push(p); });
          s.periods = both(s.periods, mine);
        }
        then(s);
      });
    });
  }
  // Reads periods, newest first, until there are enough hits.
  function advance(s, wanted, then) {
    if (s.hits.length >= wanted || s.at === s.periods.length) return then(true);
    var p = s.periods[s.at++];
    loadAll(s.long.map(function (t) { return periodFile(p, t); }), function (ok) {
      if (!ok) return then(false);
      var ids = s.ids && s.ids.filter(function (id) { return Math.floor(id / PERIOD) === p; });
      s.long.forEach(function (t) {
        var d = data[periodFile(p, t)], list = has(d, t) ? decode(d[t]) : [];
        ids = ids ? both(ids, list) : list;
      });
      s.hits = s.hits.concat(ids);
      advance(s, wanted, then);
    });
  }

  // ---- showing ----
  function say(name, a, b) {
    return (form.getAttribute('data-' + name) || '').replace(/\{([12])\}/g, function (x, k) { return k === '1' ? a : b; });
  }
  function element(name, cls, parent) {
    var e = document.createElement(name);
    if (cls) e.className = cls;
    if (parent) parent.appendChild(e);
    return e;
  }
  // Where the terms stand in t: [from, to] pairs, merged.
  function places(t, terms) {
    var p = plain(t), out = [], w, words = /[\u1820-\u18aa][\u1820-\u18aa\u180b-\u180f\u200c\u200d]*/g;
    function each(what) {
      for (var i = what ? p.indexOf(what) : -1, n = 0; i >= 0 && n < 50; i = p.indexOf(what, i + what.length), n++) out.push([i, i + what.length]);
    }
    terms.forEach(function (term) {
      if (term.folded || term.sound) return;
      var before = out.length;
      each(term.text);
      for (var i = 0; out.length === before && i + 1 < term.pairs.length; i++) each(term.pairs[i] + term.pairs[i + 1]);
    });
    while ((w = words.exec(t))) terms.forEach(function (term) {
      if ((term.folded && fold(w[0]).indexOf(term.folded) === 0) || (term.sound && sound(w[0]).indexOf(term.sound) === 0)) out.push([w.index, w.index + w[0].length]);
    });
    out.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    return out.reduce(function (list, x) {
      var last = list[list.length - 1];
      if (last && x[0] <= last[1]) last[1] = Math.max(last[1], x[1]); else list.push(x);
      return list;
    }, []);
  }
  // Text into e, what was sought in <mark>. Chinese on a Mongolian page says so, for its font and for the voice that reads it.
  function write(e, t, terms) {
    var at = 0;
    if (LANG === 'mn' && /[\u3400-\u9fff]/.test(t) && !/[\u1820-\u18aa]/.test(t)) e.lang = 'zh-Hans';
    places(t, terms).forEach(function (p) {
      e.appendChild(document.createTextNode(t.slice(at, p[0])));
      element('mark', '', e).appendChild(document.createTextNode(t.slice(p[0], at = p[1])));
    });
    e.appendChild(document.createTextNode(t.slice(at)));
  }
  // Of the summary and the sentences of the text the first that holds most of what is sought; of a long one only what stands round it.
  function sentence(r, terms) {
    var best = r[2], most = score(r[2], terms), AROUND = 40;
    (r[8] || '').split(/\n|([^\n]*?[。！？!?᠃])/).forEach(function (s) {
      var n = s ? score(s, terms) : 0;
      if (n > most) { most = n; best = s; }
    });
    var found = places(best, terms)[0] || [0, 0], from = found[0] - AROUND, to = found[1] + AROUND;
    if (best === r[2] || best.length < 2.5 * AROUND) return best;
    if (from < AROUND / 4) from = 0;
    while (from > 0 && /[\udc00-\udfff\u1810-\u18aa\u180b-\u180f\u202fa-z0-9]/i.test(best.charAt(from))) from--;
    while (to < best.length && /[\udc00-\udfff\u1810-\u18aa\u180b-\u180f\u202fa-z0-9]/i.test(best.charAt(to))) to++;
    return (from ? '……' : '') + best.slice(from, to) + (to < best.length ? '……' : '');
  }
  // Two for each term that stands there whole, one for a part.
  function score(t, terms) {
    return terms.reduce(function (n, term) {
      return n + (!term.text || plain(t).indexOf(term.text) >= 0 ? 2 : 1) * (places(t, [term]).length > 0);
    }, 0);
  }
  function late(r) {
    return r[9] ? Math.round((Date.parse(form.getAttribute('data-as-of')) - Date.parse(r[9])) / 864e5) : 0;
  }
  function mark(line, cls, sign, word) {
    var e = element('span', 'st ' + cls, line), i = sign && element('i', '', e);
    if (i) { i.setAttribute('aria-hidden', 'true'); write(i, sign, []); }
    write(e, word, []);
    line.appendChild(document.createTextNode(' '));
  }
  function card(r, terms) {
    var days = late(r), a = element('article', 'card stack' + (days > 0 ? ' late' : r[7] ? ' ' + r[7] : '')), line, e, told = sentence(r, terms);
    if (r[6]) {
      line = element('p', '', a);
      if (days > 0) mark(line, 'late', '▲', say('late', days));
      mark(line, r[7], r[5], r[6]);
      if (r[3]) write(element('span', 'no', line), r[3], terms);
    } else if (r[3]) write(element('p', 'small', a), r[3], terms);
    e = element('a', '', element('h3', '', a));
    e.href = ROOT + r[0];
    write(e, r[1] || r[0], terms);
    if (told) write(element('p', '', a), told, terms);
    if (r[4]) write(element('p', 'small', a), r[4], []);
    return a;
  }

  var shown = null; // {query, terms, search, count}
  // Aloud always; to the eye only while waiting or failing, since the headings say the rest.
  function tell(t, seen) {
    if (!telling) return;
    telling.textContent = t;
    telling.style.cssText = seen ? '' : 'position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0);white-space:nowrap';
  }
  function show(e, on) { // a style sheet's display would win over hidden alone
    if (!e) return;
    e.hidden = !on;
    e.style.display = on ? '' : 'none';
  }
  function only(section) { show(found, section === found); show(nothing, section === nothing); }
  function fail() { only(null); tell(say('fail'), true); }

  // Up to shown.count cards; those that stand already stay, so that nothing jumps.
  function render(mine, toNew) {
    var s = shown.search, wanted = shown.count;
    advance(s, wanted, function (ok) {
      if (mine !== turn) return;
      if (!ok) return fail();
      var ids = s.hits.slice(0, wanted);
      loadAll(ids.map(pageFile), function (good) {
        if (mine !== turn) return;
        if (!good) return fail();
        paint(ids, s.at < s.periods.length, toNew);
      });
    });
  }
  function paint(ids, open, toNew) {
    var total = shown.search.hits.length, title = say(open ? 'some' : total ? 'found' : 'none', shown.query, total);
    if (!total) {
      var h = nothing && nothing.querySelector('[data-none-head]');
      if (h) h.textContent = title;
      only(nothing);
      return tell(title);
    }
    var first = hits.childNodes.length;
    for (var i = first; i < ids.length; i++) {
      var shard = data[pageFile(ids[i])];
      // A page that is in no shard was taken away between two loads: the number stays honest by an empty place.
      hits.appendChild(has(shard, ids[i]) ? card(shard[ids[i]], shown.terms) : element('span'));
    }
    head.textContent = title;
    show(more, open || ids.length < total);
    only(found);
    tell(title);
    var link = toNew && hits.childNodes[first] && hits.childNodes[first].querySelector('a');
    if (link) link.focus();
  }

  var lastQuery = '';
  function search(q, attempt) {
    q = q.replace(/^[\s\u3000]+|[\s\u3000]+$/g, '');
    if (q === lastQuery && !attempt) return;
    lastQuery = q;
    var mine = ++turn, c = cut(q, attempt || 0);
    try { history.replaceState(null, '', q ? '?q=' + encodeURIComponent(q) : location.pathname); } catch (e) { /* file:// may refuse */ }
    if (!c.tokens.length && !q) { only(null); tell(''); return; }
    // Signs, or a script that no page is written in: nothing is found, and that is said.
    if (!c.tokens.length) { shown = { query: q, terms: [], search: { hits: [], periods: [], at: 0 }, count: BATCH }; return paint([], false); }
    tell(say('wait'), true);
    open(c.tokens, function (s) {
      if (mine !== turn) return;
      if (!s) { lastQuery = ''; return fail(); }
      if (!s.hits.length && !s.periods.length && (attempt || 0) < 2 && /[a-z\u0400-\u04ff]/i.test(q)) return search(q, (attempt || 0) + 1);
      shown = { query: q, terms: c.terms, search: s, count: BATCH };
      hits.textContent = '';
      render(mine);
    });
  }

  // ---- hands ----
  var timer = 0, composing = false;
  function soon() { clearTimeout(timer); timer = setTimeout(function () { search(input.value); }, 250); }
  input.addEventListener('compositionstart', function () { composing = true; });
  input.addEventListener('compositionend', function () { composing = false; soon(); });
  input.addEventListener('input', function () { if (!composing) soon(); });
  form.addEventListener('submit', function (e) { e.preventDefault(); clearTimeout(timer); search(input.value); });
  more.addEventListener('click', function () { // by keyboard the reader goes on at the first new hit: the button may be gone
    shown.count += BATCH;
    render(turn, document.activeElement === more);
  });
  // From the box into the hits and back: down and up, in a vertical page right and left; Escape returns to the box.
  document.addEventListener('keydown', function (e) {
    if (composing || e.isComposing || e.ctrlKey || e.altKey || e.metaKey || e.shiftKey) return;
    var links = [].slice.call(hits.querySelectorAll('a')), at = links.indexOf(document.activeElement), boxed = document.activeElement === input;
    var step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: vertical ? 1 : 0, ArrowLeft: vertical ? -1 : 0 }[e.key] || 0;
    if (vertical && (e.key === 'ArrowDown' || e.key === 'ArrowUp')) step = 0;
    if (e.key === 'Escape' && at >= 0) { input.focus(); return; }
    if (!step || found.hidden || (at < 0 && !boxed)) return;
    if (boxed && (step < 0 || (vertical && input.selectionEnd !== input.value.length))) return;
    var next = boxed ? links[0] : links[at + step] || (step < 0 ? input : null);
    if (next) { e.preventDefault(); next.focus(); }
  });
  only(null);
  var asked = /[?&]q=([^&]*)/.exec(location.search);
  if (asked) { try { input.value = decodeURIComponent(asked[1].replace(/\+/g, ' ')); } catch (e) { /* not UTF-8: let it be */ } }
  if (input.value) search(input.value);
})();
