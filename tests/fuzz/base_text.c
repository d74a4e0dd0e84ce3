/* SPDX-License-Identifier: MIT */
/*
 * Any bytes through the readers of base: dates, deadlines, private numbers, numbers, folding,
 * findings. Spans must lie in the text, a masked text must hold no number any more, folding must be
 * done after one turn.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/date.h"
#include "lihui/diag.h"
#include "lihui/file.h"
#include "lihui/secret.h"
#include "lihui/speech.h"
#include "lihui/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool is)
{
	if (!is)
		abort();
}

static void
within(struct text t, struct span s)
{
	must(s.at <= t.n && s.n <= t.n - s.at);
}

static void
dates(struct text t)
{
	struct date_found f;
	struct deadline d;
	bool found = date_find(t, 2018, &f);
	within(t, f.at);
	within(t, f.weekday_at);
	must(found || !date_is(f.date));
	must(!date_is(f.date) || date_valid(f.date.year, f.date.month, f.date.day));
	must(f.start >= -1 && f.start < 48 * 60 && f.end >= -1 && f.end < 48 * 60);
	must(deadline_find(t, (struct date){ 2018, 7, 3 }, &d) == (d.written.n > 0));
	within(t, d.at);
	must(!date_is(d.date) || date_valid(d.date.year, d.date.month, d.date.day));
}

static void
secrets(struct arena *a, struct text t)
{
	struct secret_list l = { 0 };
	size_t behind = 0;
	secret_find(a, t, NULL, &l);
	for (size_t i = 0; i < l.n; i++) {
		within(t, l.v[i].at);
		must(l.v[i].at.at >= behind && l.v[i].at.n >= 5);
		behind = l.v[i].at.at + l.v[i].at.n;
	}
	struct text masked = secret_mask(a, t, NULL);
	must(text_eq(secret_mask(a, masked, NULL), masked));
}

static void
absences(struct text t)
{
	struct absence found;
	for (size_t i = 0, behind = 0; absence_next(t, &i, &found); behind = i) {
		within(t, found.at);
		must(found.at.n > 0 && found.at.at >= behind && i == found.at.at + found.at.n);
	}
	absence_line(t);
	absence_head(t);
}

static void
findings(struct arena *a, struct text t)
{
	struct diag_sink d = { .arena = a, .path = T("x"), .source = t };
	for (size_t i = 0; i < t.n; i += 1 + t.n / 16)
		diag_put(
		    &d, DIAG_F008, (struct span){ (uint32_t)i, (uint32_t)(t.n - i) / 3 }, TEXTS(t));
	diag_sort(&d.list);
	struct words *w = words_new();
	static const char *const keys[] = { "level.error", "level.warning", "level.note",
		"diag.fix_label", "F008" };
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		words_set(w, LANG_ZH, (struct word){ .key = text_of(keys[i]), .text = T("{1}") });
	struct buf b = BUF_INIT;
	for (int format = DIAG_FORMAT_TEXT; format <= DIAG_FORMAT_SARIF; format++)
		diag_print(&b, &d.list, (enum diag_format)format, LANG_ZH, w, T("c/"));
	must(memchr(b.p, 27, b.n) == NULL);
	must(utf8_valid(buf_view(&b)) == b.n);
	buf_release(&b);
	words_free(w);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	struct text t = { (const char *)data, size }, folded = utf8_fold(a, t), out;
	must(text_eq(utf8_fold(a, folded), folded));
	for (size_t i = 0; i < size;) {
		int n;
		size_t at = i;
		must(utf8_number(t, &at, &n) == (at > i));
		utf8_next(t, &i);
	}
	dates(t);
	secrets(a, t);
	absences(t);
	findings(a, t);
	utf8_nfc(a, t);
	if (path_normal(a, t, &out))
		must(out.n <= t.n && !text_starts(out, T("../")) && !text_starts(out, T("/")));
	arena_free(a);
	return 0;
}
