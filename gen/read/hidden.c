/* SPDX-License-Identifier: MIT */
/*
 * 【隐：王五】 in the text: the word is hidden wherever it stands, so all marks are collected
 * before anything is shown. A mark may name several people (【隐：王五、李四】); then each of them
 * is hidden too. Behind a backtick on a page of the site the mark is quoted: the manual explains
 * it. A mark that its line does not close would leak: X805, which holds the document.
 */
#include "read/read.h"

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/utf8.h"

static void
word_add(struct arena *a, struct text word, struct text_list *out)
{
	word = text_trim(word);
	if (word.n > 0 && !text_list_has(out, word))
		text_list_add(a, out, word);
}

/* The parts between 、，, of a mark. A single character is no name: 【隐：一、二组】 must not hide
 * every 一. */
static void
parts_add(struct arena *a, struct text word, struct text_list *out)
{
	size_t i = 0, from = 0;

	while (i < word.n) {
		size_t at = i;
		uint32_t c = utf8_next(word, &i);

		if (c != U'、' && c != U'，' && c != ',' && c != ';' && c != U'；')
			continue;
		if (utf8_length(text_cut(word, from, at)) > 1)
			word_add(a, text_cut(word, from, at), out);
		from = i;
	}
	if (from > 0 && utf8_length(text_cut(word, from, word.n)) > 1)
		word_add(a, text_cut(word, from, word.n), out);
}

static struct text
said(const struct doc *d, const char *key)
{
	return words_get(d->site->words, locale_english ? LANG_EN : LANG_ZH, key, NULL);
}

void
hidden_read(const struct doc *d, struct text t, struct diag_sink *sink, struct text_list *out)
{
	bool is_page = doc_is_page(d);
	size_t i = 0;

	if (!text_has(t, T("隐")))
		return;
	while (i < t.n) {
		size_t at = i, end;
		struct text word;
		bool closed;

		if (!hidden_mark(t, at, &word, &end, &closed)) {
			utf8_next(t, &i);
			continue;
		}
		i = end;
		if (is_page && at > 0 && t.p[at - 1] == '`')
			continue;
		if (!closed)
			diag_put(sink, DIAG_X805,
			    (struct span){ (uint32_t)at, (uint32_t)(end - at) },
			    TEXTS(said(d, "hidden.open")));
		word_add(d->arena, word, out);
		parts_add(d->arena, word, out);
	}
}
