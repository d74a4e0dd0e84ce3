// SPDX-License-Identifier: MIT
// Sorts a table by the column that is touched. Without this script the table stands as it was written. Where it is shown as a list, its head
// cannot be seen: the same buttons stand above it.
(function () {
  'use strict';
  var table = document.currentScript.previousElementSibling;
  if (!table || !table.tHead || table.tBodies[0].rows.length < 2) return;
  var heads = [].slice.call(table.tHead.rows[0].cells), body = table.tBodies[0], rows = [].slice.call(body.rows);
  var bar = document.createElement('p'), buttons = [];
  bar.className = 'chips nar';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', table.getAttribute('data-sort'));

  function number(row, i) { return parseFloat(row.cells[i].textContent); }
  function sort(i, down) {
    var order = rows.slice();
    order.sort(function (a, b) {
      var x = number(a, i), y = number(b, i), by = isNaN(x) ? (isNaN(y) ? 0 : 1) : isNaN(y) ? -1 : down ? y - x : x - y;
      return by || rows.indexOf(a) - rows.indexOf(b);
    });
    if (i === 0) order = rows.slice().sort(function (a, b) {
      return (down ? -1 : 1) * a.cells[0].textContent.localeCompare(b.cells[0].textContent, 'zh');
    });
    order.forEach(function (r) { body.appendChild(r); });
    heads.forEach(function (h, k) {
      if (k === i) h.setAttribute('aria-sort', down ? 'descending' : 'ascending'); else h.removeAttribute('aria-sort');
    });
    buttons.forEach(function (b) {
      var on = b.at === i;
      b.button.textContent = b.word + (on ? down ? ' ▼' : ' ▲' : '');
      if (b.chip) b.button.setAttribute('aria-pressed', on ? 'true' : 'false');
    });
  }
  function button(at, word, chip) {
    var b = document.createElement('button');
    b.type = 'button';
    b.textContent = word;
    b.addEventListener('click', function () { sort(at, at !== 0 && heads[at].getAttribute('aria-sort') !== 'descending'); });
    buttons.push({ at: at, word: word, chip: chip, button: b });
    return b;
  }
  heads.forEach(function (h, i) {
    var word = h.textContent;
    h.textContent = '';
    var plain = document.createElement('span');
    plain.className = 'nar';
    plain.textContent = word;
    h.appendChild(plain);
    var wide = button(i, word, false);
    wide.className = 'wid';
    h.appendChild(wide);
    bar.appendChild(button(i, word, true));
  });
  table.parentNode.insertBefore(bar, table);
})();
