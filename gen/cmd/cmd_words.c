/* SPDX-License-Identifier: MIT */
/*
 * lihui words: which words of a language this site lacks, those that its readers meet most often
 * first; with --review a sheet of them for the pen of somebody who reads it. How often: on how many
 * pages of the last build the Chinese stands in the word's place.
 */
#include <stdlib.h>

#include "cmd/cmd.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/sheet.h"

#define PAGES_MOST 400 /* looked at, spread over the tree: enough to tell often from seldom */

struct seen_word {
	struct text key, zh, mark; /* mark: the longest piece without a slot */
	int pages;
};
struct seen_words {
	struct seen_word *v;
	size_t n, room;
};

/* What a page shows; the rest of the catalogue is messages. */
static bool
is_shown(struct text key)
{
	static const char *const rooms[] = { "web.", "search.", "status.", "flow.", "type.",
		"level.", "title.", "sheet." };

	for (size_t i = 0; i < COUNT(rooms); i++)
		if (text_starts(key, text_of(rooms[i])))
			return true;
	return false;
}

/* A word without a slot stands alone between two marks of the page. */
static bool
stands_in(struct text page, const struct seen_word *w)
{
	bool whole = w->mark.n == w->zh.n;

	for (size_t at = text_find(page, w->mark, 0); at != SIZE_MAX;
	     at = text_find(page, w->mark, at + w->mark.n))
		if (!whole ||
		    (at > 0 && page.p[at - 1] == '>' && at + w->mark.n < page.n &&
			page.p[at + w->mark.n] == '<'))
			return true;
	return false;
}

static bool
count_page(struct arena *a, struct text path, struct seen_words *l, struct err *e)
{
	struct buf page = BUF_INIT;
	bool ok = file_read(text_copy(a, path).p, &page, e);

	for (size_t i = 0; ok && i < l->n; i++)
		l->v[i].pages += l->v[i].mark.n > 0 && stands_in(buf_view(&page), &l->v[i]);
	buf_release(&page);
	return ok;
}

static bool
count_tree(struct arena *a, struct text tree, enum lang lang, struct seen_words *l, struct err *e)
{
	struct text dir = path_join(a, tree, lang_code(lang));
	struct file_list files = { 0 };
	struct file_stat st;

	if (!file_stat(dir.p, &st, e))
		return false;
	if (!st.exists)
		return err_usage(e,
		    SAY("%.*s 里没有这种文字的网页：先运行 lihui build",
			"there are no pages of that language in %.*s: run lihui build first"),
		    TEXT_ARG(tree));
	if (!file_walk(a, dir.p, &files, e))
		return false;
	size_t step = files.n / PAGES_MOST + 1;
	for (size_t i = 0; i < files.n; i += step)
		if (text_ends(files.v[i].path, T(".html")) &&
		    !count_page(a, path_join(a, dir, files.v[i].path), l, e))
			return false;
	return true;
}

static int
by_pages(const void *x, const void *y)
{
	const struct seen_word *a = x, *b = y;

	return a->pages != b->pages ? b->pages - a->pages : text_cmp(a->key, b->key);
}

static void
lacking(struct arena *a, const struct words *w, enum lang lang, struct seen_words *out, int *shown,
    int *reviewed)
{
	const struct text_list *keys = words_keys(w);

	for (size_t i = 0; i < keys->n; i++) {
		struct text key = keys->v[i];
		if (!is_shown(key) || !words_has(w, LANG_ZH, key))
			continue;
		*shown += words_has(w, lang, key);
		*reviewed += words_reviewed(w, lang, key);
		if (words_has(w, lang, key))
			continue;
		struct text zh = words_get(w, LANG_ZH, text_copy(a, key).p, NULL);
		struct text t = zh;
		struct text mark = NO_TEXT;

		while (t.n > 0) {
			size_t slot = text_find(t, T("{"), 0);
			struct text piece = text_cut(t, 0, slot < t.n ? slot : t.n);
			mark = piece.n > mark.n ? piece : mark;
			size_t end = text_find(t, T("}"), piece.n);
			t = text_cut(t, end < t.n ? end + 1 : t.n, t.n);
		}
		/* 到{1}问: what is left of it stands everywhere. */
		if (mark.n < zh.n && mark.n < 4 * strlen("问"))
			mark = NO_TEXT;
		*ARENA_PUSH(a, out) = (struct seen_word){ key, zh, mark, 0 };
	}
}

/* The language that was named, else the site's first that is not built in. */
static bool
which(const struct cmd *c, const struct site *s, enum lang *out, struct err *e)
{
	if (c->nargs > 1)
		return cmd_usage(c, e);
	if (c->nargs == 1) {
		if (lang_called(text_of(c->args[0]), out) && !lang_is_built_in(*out))
			return true;
		return err_usage(e, SAY("不认识的语言“%s”", "unknown language \"%s\""), c->args[0]);
	}
	for (size_t i = s->nlanguages; i-- > 0;)
		if (!lang_is_built_in(s->languages[i]))
			*out = s->languages[i];
	return !lang_is_built_in(*out) ||
	    err_usage(e, "%s",
		SAY("这个站点只有中文：在 site.yaml 的 languages 里加上别的文字",
		    "this site is in Chinese alone: add a language to languages in site.yaml"));
}

static bool
print_sheet(struct cmd *c, struct gathered *g, struct arena *a, enum lang lang,
    const struct seen_words *l, struct err *e)
{
	struct sheet s = { .kind = SHEET_WORDS,
		.site = g->site,
		.words = g->site->words,
		.address = T("words"),
		.date = g->as_of,
		.title = words_say(a, g->site->words, LANG_ZH, "sheet.words_title",
		    TEXTS(words_language(g->site->words, LANG_ZH, lang, false))) };
	const struct sheet *one = &s;
	struct buf out = BUF_INIT;

	s.mn.lang = lang;
	s.asked = ARENA_ARRAY(a, struct sheet_word, l->n + 1);
	for (size_t i = 0; i < l->n; i++) {
		const struct word *w;
		if (l->v[i].pages == 0)
			continue;
		w = words_entry(g->site->words, lang, l->v[i].key);
		s.asked[s.nasked++] = (struct sheet_word){ l->v[i].key, l->v[i].zh,
			w ? w->text : NO_TEXT, w ? w->source : NO_TEXT, l->v[i].pages };
	}
	sheet_say_all(a, &s);
	struct pdf_fonts *fonts = pdf_fonts_open(g->site, e);
	struct pdf_worker *w = fonts && pdf_fonts_freeze(fonts, e) ? pdf_worker_new(fonts) : NULL;
	bool ok = w && pdf_draw(w, &one, 1, false, a, &out, NULL, e) &&
	    file_write(c->output, buf_view(&out), NULL, e);
	if (ok)
		cmd_say(c, stdout, "words.printed",
		    TEXTS(text_of(c->output), text_fmt(a, "%zu", s.nasked), lang_code(lang)));
	pdf_worker_free(w);
	pdf_fonts_close(fonts);
	buf_release(&out);
	return ok;
}

int
cmd_words(struct cmd *c)
{
	struct arena *a = arena_new();
	struct build_options o = { 0 };
	struct gathered g = { 0 };
	struct err e = { 0 };
	struct seen_words l = { 0 };
	enum lang lang = LANG_ZH;
	int shown = 0, reviewed = 0;
	bool ok = (!c->review == !c->output || cmd_usage(c, &e)) && cmd_options(c, a, &o, &e) &&
	    publish_gather(&o, a, &g, &e) && which(c, g.site, &lang, &e);

	o.output = NULL; /* -o is the sheet; the tree is where build puts it */
	if (ok)
		lacking(a, g.site->words, lang, &l, &shown, &reviewed);
	ok = ok && count_tree(a, publish_tree(&o, a), lang, &l, &e);
	if (ok)
		LIST_SORT(&l, by_pages);
	if (ok && c->review)
		ok = print_sheet(c, &g, a, lang, &l, &e);
	for (size_t i = 0; ok && !c->review && i < l.n; i++)
		if (l.v[i].pages > 0)
			cmd_say(c, stdout, "words.lacking",
			    TEXTS(text_fmt(a, "%4d", l.v[i].pages), l.v[i].key, l.v[i].zh));
	if (ok && !c->review)
		cmd_say(c, stdout, "words.counted",
		    TEXTS(words_language(c->words, c->lang, lang, false), text_fmt(a, "%d", shown),
			text_fmt(a, "%d", reviewed), text_fmt(a, "%zu", l.n), lang_code(lang)));
	gathered_close(&g);
	arena_free(a);
	return ok ? EXIT_CLEAN : cmd_failed(&e);
}
