// SPDX-License-Identifier: MIT
// The ledger's filters. Without this script the links above the tables jump to their section; with it they leave only that section, and the
// years and kinds can be picked too.
(function () {
  'use strict';
  var bar = document.querySelector('.chips'), none = document.querySelector('[data-none]');
  if (!bar || !document.querySelector('section[id] .ledger, section[id] .empty')) return;
  var chips = [].slice.call(bar.querySelectorAll('a[data-part]')), picks = [].slice.call(bar.querySelectorAll('select[data-pick]'));
  var sections = chips.map(function (a) { return a.getAttribute('data-part'); }).filter(Boolean).map(function (id) { return document.getElementById(id); });
  var part = '';

  function wanted(row) {
    return picks.every(function (p) { return !p.value || row.getAttribute('data-' + p.getAttribute('data-pick')) === p.value; });
  }
  function apply() {
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
  var start = location.hash.slice(1);
  if (sections.some(function (s) { return s.id === start; })) part = start;
  apply();
})();
