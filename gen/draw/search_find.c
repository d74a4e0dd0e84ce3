/* SPDX-License-Identifier: MIT */
/* Words asked of the lists that the browser's shards are made from, after the rules of search.js: a
 * page is found when it has all tokens of the words. */
#include <stdio.h>

#include "draw/search_index.h"
#include "lihui/arena.h"
#include "lihui/decode.h"
#include "lihui/utf8.h"

struct id_list {
	uint64_t *v;
	size_t n, room;
};

static bool
has_mongolian(struct text word)
{
	for (size_t i = 0; i < word.n;) {
		uint32_t c = utf8_next(word, &i);
		if (c >= 0x1820 && c <= 0x18AA)
			return true;
	}
	return false;
}

static void
sound_ask(struct token_set *out, struct text word, size_t less)
{
	struct text key = sound_key(out->arena, word);

	if (key.n >= 2 + less)
		token_set_add(out, text_fmt(out->arena, "~%.*s", (int)(key.n - less), key.p));
}

/* A Mongolian word is looked for by its stem, an ending behind one not at all. */
static void
cut_mongolian(struct token_set *out, struct text word)
{
	size_t i = 0, letters = 0;

	if (out->list.n > 0 && ending_alone(out->arena, word))
		return;
	struct text stem = stem_fold(out->arena, word);
	while (i < stem.n && letters < PREFIX_MAX) {
		utf8_next(stem, &i);
		letters++;
	}
	token_set_add(out, text_cut(stem, 0, i));
}

/* A lone character is looked for in titles and summaries, others as part of pairs. by_sound: words
 * of Cyrillic and Latin letters as Mongolian, without so many of their last consonants. */
static void
cut_words(struct token_set *out, struct text words, bool by_sound, size_t less)
{
	while (words.n > 0) {
		size_t end = 0, behind = 0;
		uint32_t c;
		while (end < words.n &&
		    ((c = utf8_next(words, &behind)) == 0x202F || !utf8_is_blank(c)))
			end = behind;
		struct text word = text_cut(words, 0, end);
		if (has_mongolian(word))
			cut_mongolian(out, word);
		else if (by_sound)
			sound_ask(out, word, less);
		else
			token_cut(out, word, utf8_length(word) == 1);
		words = text_cut(words, behind, words.n);
	}
}

/* Of the ids only those that the token has too; all of its own for the first. */
static bool
keep_common(struct store *s, struct arena *a, enum lang lang, struct text token, bool first,
    struct id_list *ids, struct err *e)
{
	struct query q;
	uint64_t gap, id = 0;
	size_t at = 0, kept = 0;

	query_start(
	    s, &q, "select list from search_list where lang = ?1 and hash = ?2 and token = ?3", e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, token_hash(token));
	query_bind_text(&q, 3, token);
	struct text list = query_row(&q) ? query_peek(&q, 0) : NO_TEXT;
	for (const char *p = list.p; next_gap(&p, list.p + list.n, &gap);) {
		id += gap;
		while (at < ids->n && ids->v[at] < id)
			at++;
		if (first)
			*ARENA_PUSH(a, ids) = id;
		else if (at < ids->n && ids->v[at] == id)
			ids->v[kept++] = id;
	}
	if (!first)
		ids->n = kept;
	return query_end(&q);
}

static bool
tell_page(struct store *s, struct arena *a, enum lang lang, struct search_scope scope, uint64_t id,
    struct search_hit_list *out, struct err *e)
{
	struct query q;

	query_start(s, &q,
	    "select unit, address, json_extract(shown, '$[1]'), json_extract(shown, '$[4]') from "
	    "search_page where lang = ?1 and number = ?2 and unit between ?3 and ?4",
	    e);
	query_bind_text(&q, 1, lang_code(lang));
	query_bind_int(&q, 2, (int64_t)id);
	query_bind_int(&q, 3, scope.first);
	query_bind_int(&q, 4, scope.last);
	if (query_row(&q))
		*ARENA_PUSH(a, out) = (struct search_hit){ query_int(&q, 0), query_text(&q, a, 1),
			query_text(&q, a, 2), query_text(&q, a, 3) };
	return query_end(&q);
}

bool
search_find(struct store *s, struct arena *a, enum lang lang, struct text words,
    struct search_hit_list *out, struct err *e)
{
	struct token_set tokens;
	struct id_list ids = { 0 };
	long long first = 0, last = 0;
	struct text known;
	bool ok = fact_get(s, T("search_scope"), a, &known, e);

	if (ok && sscanf(known.p, "%lld %lld", &first, &last) != 2)
		return err_usage(e, "%s",
		    SAY("还没有可以搜索的内容：先运行 lihui build",
			"there is nothing to search yet: run lihui build first"));
	token_set_init(&tokens);
	if (menksoft_is(words, true)) {
		struct buf letters = BUF_INIT;
		menksoft_put(&letters, words);
		words = text_copy(a, buf_view(&letters));
		buf_release(&letters);
	}
	for (size_t attempt = 0; attempt < 3 && ids.n == 0 && ok; attempt++) {
		token_set_clear(&tokens);
		cut_words(&tokens, words, attempt > 0, attempt > 1);
		for (size_t i = 0; i < tokens.list.n && ok; i++)
			ok = keep_common(s, a, lang, tokens.list.v[i], i == 0, &ids, e);
	}
	for (size_t i = 0; i < ids.n && ok; i++)
		ok = tell_page(s, a, lang, (struct search_scope){ first, last }, ids.v[i], out, e);
	token_set_release(&tokens);
	return ok;
}
