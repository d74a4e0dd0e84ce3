// SPDX-License-Identifier: MIT
// The share box of a problem's page: a button that copies its text in one tap, and the QR code of its address. From a server, from file://,
// without the clipboard API, on the WebView of an old telephone (Chromium 66, iOS 12). Drawn here and not in the build: thirty thousand pages
// would carry seven kilobytes of squares each.
//   .share[data-url]     its address, "" where the site does not know it; then the one that the page is read at, if that is no folder
//   .say                 the text; [data-copy] [hidden] the button, data-done what it says when it has copied; svg [hidden] for the code
(function () {
  'use strict';
  var box = document.querySelector('.share');
  if (!box) return;
  var say = box.querySelector('.say'), button = box.querySelector('[data-copy]'), svg = box.querySelector('svg');
  var url = box.getAttribute('data-url');
  if (!url && /^https?:/.test(location.href)) {
    url = location.href.replace(/[?#].*/, '');
    say.appendChild(document.createTextNode(url));
  }

  // ---- copying ----
  function select() {
    var range = document.createRange(), selection = getSelection();
    range.selectNodeContents(say);
    selection.removeAllRanges();
    selection.addRange(range);
  }
  function done() { button.textContent = button.getAttribute('data-done'); }
  // Where nothing may be copied the text stands selected: one press of the finger more.
  function old() {
    select();
    try { if (document.execCommand('copy')) done(); } catch (e) { /* selected */ }
  }
  button.hidden = false;
  button.addEventListener('click', function () {
    if (!navigator.clipboard || !navigator.clipboard.writeText) return old();
    navigator.clipboard.writeText(say.textContent).then(done, old);
  });

  // ---- the code: bytes, level M, up to version 10 (213 bytes); ISO/IEC 18004 ----
  var EC = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26]; // words of correction of a block
  var BLOCKS = [0, [16], [28], [44], [32, 32], [43, 43], [27, 27, 27, 27], [31, 31, 31, 31], [38, 38, 39, 39], [36, 36, 36, 37, 37], [43, 43, 43, 43, 44]];
  var CROSS = [0, [], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];
  var exp = [], log = [];
  for (var i = 0, x = 1; i < 255; i++) { exp[i] = x; log[x] = i; x <<= 1; if (x > 255) x ^= 0x11d; }
  function times(a, b) { return a && b ? exp[(log[a] + log[b]) % 255] : 0; }
  function correction(data, n) {
    var g = [1], r = [], k, j;
    for (k = 0; k < n; k++) {
      g.push(0);
      for (j = g.length - 1; j > 0; j--) g[j] = g[j] ^ times(g[j - 1], exp[k]);
    }
    for (k = 0; k < n; k++) r.push(0);
    data.forEach(function (d) {
      var f = d ^ r.shift();
      r.push(0);
      for (j = 0; j < n; j++) r[j] ^= times(g[j + 1], f);
    });
    return r;
  }
  function sum(a) { return a.reduce(function (s, v) { return s + v; }, 0); }
  function words(bytes, v) { // data and correction, blocks interleaved
    var bits = [], all = [], room = sum(BLOCKS[v]), out = [], k, from = 0;
    function put(n, value) { while (n--) bits.push(value >> n & 1); }
    put(4, 4);
    put(v < 10 ? 8 : 16, bytes.length);
    bytes.forEach(function (b) { put(8, b); });
    put(Math.min(4, room * 8 - bits.length), 0);
    while (bits.length % 8) bits.push(0);
    for (k = 0; k < bits.length; k += 8) all.push(parseInt(bits.slice(k, k + 8).join(''), 2));
    for (k = 0; all.length < room; k++) all.push(k % 2 ? 0x11 : 0xec);
    var data = BLOCKS[v].map(function (n) { return all.slice(from, from += n); });
    var ec = data.map(function (d) { return correction(d, EC[v]); });
    for (k = 0; k < 45; k++) data.forEach(function (d) { if (k < d.length) out.push(d[k]); });
    for (k = 0; k < EC[v]; k++) ec.forEach(function (e) { out.push(e[k]); });
    return out;
  }
  function remainder(value, by, bits) { // of value * 2^bits
    var r = value << bits;
    for (var k = 30; k >= bits; k--) if (r >> k & 1) r ^= by << (k - bits);
    return r;
  }
  var MASKS = [
    function (r, c) { return (r + c) % 2; }, function (r) { return r % 2; }, function (r, c) { return c % 3; }, function (r, c) { return (r + c) % 3; },
    function (r, c) { return ((r >> 1) + Math.floor(c / 3)) % 2; }, function (r, c) { return r * c % 2 + r * c % 3; },
    function (r, c) { return (r * c % 2 + r * c % 3) % 2; }, function (r, c) { return ((r + c) % 2 + r * c % 3) % 2; }];
  // dark[r][c]: 1, 0; fixed[r][c]: no data there
  function draw(stream, v, mask) {
    var n = 17 + 4 * v, dark = [], fixed = [], r, c, k, up = true, at = 0;
    for (r = 0; r < n; r++) { dark.push([]); fixed.push([]); }
    function set(r, c, d) { if (r >= 0 && c >= 0 && r < n && c < n) { dark[r][c] = d ? 1 : 0; fixed[r][c] = 1; } }
    function eye(y, x) {
      for (var a = -4; a <= 4; a++) for (var b = -4; b <= 4; b++) { var m = Math.max(Math.abs(a), Math.abs(b)); set(y + a, x + b, m !== 2 && m !== 4); }
    }
    for (k = 0; k < n; k++) { set(6, k, k % 2 === 0); set(k, 6, k % 2 === 0); }
    eye(3, 3); eye(3, n - 4); eye(n - 4, 3);
    CROSS[v].forEach(function (y) {
      CROSS[v].forEach(function (x) {
        if ((y === 6 && x === 6) || (y === 6 && x > n - 10) || (x === 6 && y > n - 10)) return;
        for (var a = -2; a <= 2; a++) for (var b = -2; b <= 2; b++) set(y + a, x + b, Math.max(Math.abs(a), Math.abs(b)) !== 1);
      });
    });
    var f = (mask << 10 | remainder(mask, 0x537, 10)) ^ 0x5412; // level M is 00
    for (k = 0; k < 15; k++) {
      var bit = f >> k & 1;
      set(k < 6 ? k : k < 8 ? k + 1 : n - 15 + k, 8, bit);
      set(8, k < 8 ? n - 1 - k : k < 9 ? 7 : 14 - k, bit);
    }
    set(n - 8, 8, 1);
    if (v > 6) {
      f = v << 12 | remainder(v, 0x1f25, 12);
      for (k = 0; k < 18; k++) { set(Math.floor(k / 3), n - 11 + k % 3, f >> k & 1); set(n - 11 + k % 3, Math.floor(k / 3), f >> k & 1); }
    }
    for (c = n - 1; c > 0; c -= 2) {
      if (c === 6) c--;
      for (k = 0; k < n; k++) for (var s = 0; s < 2; s++) {
        r = up ? n - 1 - k : k;
        if (fixed[r][c - s]) continue;
        var d = at < stream.length * 8 ? stream[at >> 3] >> (7 - at % 8) & 1 : 0;
        dark[r][c - s] = d ^ (MASKS[mask](r, c - s) === 0 ? 1 : 0);
        at++;
      }
      up = !up;
    }
    return dark;
  }
  function penalty(m) { // runs and blocks: enough to keep to a mask that scans well
    var p = 0, n = m.length, r, c;
    for (r = 0; r < n; r++) for (var turn = 0; turn < 2; turn++) {
      for (var run = 1, k = 1; k <= n; k++) {
        var now = k < n && (turn ? m[k][r] : m[r][k]), before = turn ? m[k - 1][r] : m[r][k - 1];
        if (k < n && now === before) run++; else { if (run > 4) p += run - 2; run = 1; }
      }
    }
    for (r = 1; r < n; r++) for (c = 1; c < n; c++) if (m[r][c] === m[r - 1][c] && m[r][c] === m[r][c - 1] && m[r][c] === m[r - 1][c - 1]) p += 3;
    return p;
  }
  function code(text) {
    var bytes = unescape(encodeURIComponent(text)).split('').map(function (c) { return c.charCodeAt(0); }), v = 1, best = null, least = Infinity;
    while (v < 11 && bytes.length + (v < 10 ? 2 : 3) > sum(BLOCKS[v])) v++;
    if (v > 10) return null;
    var stream = words(bytes, v);
    for (var mask = 0; mask < 8; mask++) {
      var m = draw(stream, v, mask), p = penalty(m);
      if (p < least) { least = p; best = m; }
    }
    return best;
  }
  var dark = url && code(url);
  if (!dark) return;
  var d = '';
  dark.forEach(function (row, r) {
    for (var c = 0, to; c < row.length; c = to + 1) {
      for (to = c; row[to]; to++) { /* a run of dark ones */ }
      if (to > c) d += 'M' + (c + 4) + ' ' + (r + 4) + 'h' + (to - c) + 'v1H' + (c + 4) + 'z';
    }
  });
  svg.setAttribute('viewBox', '0 0 ' + (dark.length + 8) + ' ' + (dark.length + 8));
  svg.appendChild(document.createElementNS('http://www.w3.org/2000/svg', 'path')).setAttribute('d', d);
  svg.removeAttribute('hidden');
})();
