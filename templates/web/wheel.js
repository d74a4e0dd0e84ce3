// SPDX-License-Identifier: MIT
// For vertical pages (vertical-lr) only, and only a help: touch, Shift+wheel, Space and the scroll bar work without it. The page scrolls
// sideways, so the wheel, PageUp, PageDown, Home and End move it along its block axis, as W3C's Mongolian layout requirements ask; Chromium
// maps Space to that axis but not these.
(function () {
  'use strict';
  var root = document.documentElement, view = document.scrollingElement || root;
  if (!/^vertical/.test(getComputedStyle(root).writingMode || '')) return;
  // The page is drawn when its font is ready (it lies in the style sheet, so that is at once): otherwise it would be drawn twice and move.
  if (document.fonts && document.fonts.load) {
    var show = function () { root.classList.remove('wait-font'); };
    root.classList.add('wait-font');
    document.fonts.load('1em MN', '\u182e').then(show, show);
    setTimeout(show, 1500);
  }
  // A window lower than the page scrolls down too: then the browser's own ways are left alone.
  function tall() { return view.scrollHeight > view.clientHeight + 1; }
  function scrolls(e) {
    for (var n = e.target; n && n !== root && n !== document.body; n = n.parentElement) {
      var o = getComputedStyle(n).overflowY;
      if ((o === 'auto' || o === 'scroll') && n.scrollHeight > n.clientHeight) return true;
    }
    return false;
  }
  addEventListener('wheel', function (e) {
    if (e.ctrlKey || e.shiftKey || e.altKey || tall() || Math.abs(e.deltaX) >= Math.abs(e.deltaY) || scrolls(e)) return;
    e.preventDefault();
    scrollBy(e.deltaY * (e.deltaMode === 1 ? 40 : e.deltaMode === 2 ? innerWidth : 1), 0);
  }, { passive: false });
  addEventListener('keydown', function (e) {
    if (e.defaultPrevented || e.ctrlKey || e.altKey || e.metaKey || tall() || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
    var page = innerWidth * 0.85, by = { PageDown: page, PageUp: -page, End: 1e6, Home: -1e6 }[e.key];
    if (!by) return;
    e.preventDefault();
    scrollBy(by, 0);
  });
})();
