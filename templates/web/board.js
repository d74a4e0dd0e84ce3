// SPDX-License-Identifier: MIT
// The noticeboard screen: nobody touches it and it has no network, so it turns its matters two at a time, drops a posting when its period is over by its own
// clock, loads itself anew now and then (a new stick may have been copied), and says when what it shows is old. Without it the page stands still and shows all.
(function () {
  'use strict';
  var TURN = 12000, RELOAD = 1800000;
  var root = document.documentElement, han = root.lang.indexOf('zh') === 0, body, cards, clock, turn, stale, empty, each = 0, at = 0;
  root.classList.add('wait-board'); // drawn once, when the first turn is set

  function two(n) { return (n < 10 ? '0' : '') + n; }
  function today(d) { return d.getFullYear() + '-' + two(d.getMonth() + 1) + '-' + two(d.getDate()); }
  function days(iso) { var p = iso.split('-'); return Date.UTC(p[0], p[1] - 1, p[2]) / 86400000; }

  function tick() {
    var d = new Date(), now = today(d), left = 0, old = body.getAttribute('data-as-of');
    // Figures alone in Mongolian: its dates take suffixes that only the catalogue knows.
    if (clock) clock.textContent = (han ? d.getMonth() + 1 + '月' + d.getDate() + '日　' : now + ' ') + d.getHours() + ':' + two(d.getMinutes());
    [].forEach.call(document.querySelectorAll('[data-until]'), function (li) {
      li.hidden = li.getAttribute('data-until') < now;
    });
    [].forEach.call(document.querySelectorAll('[data-postings] > li'), function (li) { if (!li.hidden) left++; });
    if (empty) empty.hidden = left > 0;
    if (stale && old) stale.hidden = days(now) - days(old) <= Number(body.getAttribute('data-stale'));
    if (clock && stale) clock.hidden = !stale.hidden; // the warning stands where the eye goes first
  }
  function show() {
    var list = cards ? cards.children : [], turns = Math.ceil(list.length / each);
    for (var i = 0; i < list.length; i++) list[i].hidden = turns > 1 && Math.floor(i / each) !== at;
    if (turn) turn.textContent = turns > 1 ? '　' + (at + 1) + '／' + turns : '';
    at = turns ? (at + 1) % turns : 0;
  }
  document.addEventListener('DOMContentLoaded', function () {
    body = document.body;
    cards = document.querySelector('[data-turns]');
    clock = document.querySelector('[data-clock]');
    turn = document.querySelector('[data-turn]');
    stale = document.querySelector('[data-stale-note]');
    empty = document.querySelector('[data-no-postings]');
    each = cards ? Number(cards.getAttribute('data-turns')) : 0;
    tick();
    if (each) show();
    root.classList.remove('wait-board');
    setInterval(tick, 10000);
    if (each) setInterval(show, TURN);
  });
  // From the disk always; from a server only while there is a network, or a failed load would leave the screen white.
  setInterval(function () {
    if (location.protocol === 'file:' || navigator.onLine) location.reload();
  }, RELOAD);
})();
