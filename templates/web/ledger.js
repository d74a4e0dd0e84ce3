// SPDX-License-Identifier: MIT
// The ledger's filters. Without this script the links above the tables jump to their section; with it they leave only that section, and the
// years and kinds can be picked too. It stands right behind the links and shows the pickers before anything below is laid out, so that nothing jumps.
(function () {
  'use strict';
  var bar = document.querySelector('.chips'), none, sections, part = '';
  if (!bar) return;
  var chips = [].slice.call(bar.querySelectorAll('a[data-part]')), picks = [].slice.call(bar.querySelectorAll('select[data-pick]'));

  function wanted(row) {
    return picks.every(function (p) { return !p.value || row.getAttribute('data-' + p.getAttribute('data-pick')) === p.value; });
  }
  function apply() {
    if (!sections) return;
    var picked = picks.some(function (p) { return p.value; }), any = false;
    sections.forEach(function (s) {
      var rows = [].slice.call(s.querySelectorAll('tbody tr')), left = 0;
      rows.forEach(function (r) { r.hidden = !wanted(r); if (!r.hidden) left++; });
      // Picking a year says nothing of a section that is empty anyway.
      s.hidden = (part && s.id !== part) || (picked && !left);
      if (!s.hidden) any = true;
    });
    if (none) none.hidden = any;
    chips.forEach(function (a) {
      if (a.getAttribute('data-part') === part) a.setAttribute('aria-current', 'true'); else a.removeAttribute('aria-current');
    });
  }
  chips.forEach(function (a) {
    a.addEventListener('click', function (e) {
      e.preventDefault();
      part = a.getAttribute('data-part');
      try { history.replaceState(null, '', part ? '#' + part : location.href.split('#')[0]); } catch (x) { /* file:// may refuse */ }
      apply();
    });
  });
  picks.forEach(function (p) {
    for (var n = p; n !== bar; n = n.parentNode) if (n.className === 'picks') n.hidden = false;
    p.addEventListener('change', apply);
  });
  document.addEventListener('DOMContentLoaded', function () {
    var start = location.hash.slice(1);
    none = document.querySelector('[data-none]');
    sections = chips.map(function (a) { return document.getElementById(a.getAttribute('data-part')); }).filter(Boolean);
    if (!sections.some(function (s) { return s.id === start; })) return;
    part = start;
    apply();
  });
})();
