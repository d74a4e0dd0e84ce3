/* SPDX-License-Identifier: MIT */
/*
 * Full text. SQLite's unicode61 takes a run of Chinese for one word and its trigrams miss words of
 * two characters, so the text is cut into overlapping pairs before it goes in (农牧区 -> 农牧 牧区)
 * and a query is cut the same way and asked as a phrase. Other words are cut at what is neither
 * letter nor digit, Mongolian also where a suffix is set off, and folded, so that Mongolian is
 * found in any of its spellings. What goes in then has nothing but words and blanks, and the
 * plainest of SQLite's tokenizers, which takes half the time of unicode61, cuts it at the blanks.
 *
 * The FTS table keeps no text. To take a document out it must be told exactly the words that went
 * in; they are cut again from the table `body`.
 *
 * A document that is put is only noted in `uncut`; a build fills in the words (store_cut_words),
 * many documents at a time: whenever another table is written, the FTS table puts what it gathered
 * on the disk, a segment for each time, which are then merged over and over.
 */
#include <unictype.h>

#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "store/index.h"

/* A run of Han: its pairs, or the character alone. */
static void
cut_han(struct buf *out, struct text run)
{
	size_t i = 0, second, next;

	utf8_next(run, &i);
	if (i == run.n) {
		buf_text(out, run);
		buf_char(out, ' ');
		return;
	}
	for (size_t first = 0; i < run.n; first = second) {
		second = i;
		next = i;
		utf8_next(run, &next);
		buf_put(out, run.p + first, next - first);
		buf_char(out, ' ');
		i = next;
	}
}

static size_t
han_end(struct text t, size_t from)
{
	size_t i = from;

	while (i < t.n) {
		size_t before = i;

		if (!utf8_is_han(utf8_next(t, &i)))
			return before;
	}
	return t.n;
}

/* Selectors and joiners within a word, which folding drops. */
static bool
is_joiner(uint32_t c)
{
	return (c >= 0x180B && c <= 0x180F) || c == 0x200C || c == 0x200D;
}

/* Of what is not Han. U+202F sets off a suffix. */
static bool
in_word(uint32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	return is_joiner(c) ||
	    (!utf8_is_punct(c) && !utf8_is_blank(c) && c != UTF8_NNBSP && uc_is_alnum(c));
}

/* The word at the front of t, or what is none. */
static size_t
word_end(struct text t, size_t from, bool *word)
{
	size_t i = from, before;
	uint32_t c = utf8_next(t, &i);

	*word = in_word(c);
	for (before = i; i < t.n; before = i) {
		c = utf8_next(t, &i);
		if (utf8_is_han(c) || in_word(c) != *word)
			return before;
	}
	return t.n;
}

void
store_words_cut(struct buf *out, struct text t)
{
	struct arena *a = arena_new();
	size_t i = 0;

	while (i < t.n) {
		size_t peek = i, end;
		bool word;

		if (utf8_is_han(utf8_next(t, &peek))) {
			end = han_end(t, i);
			cut_han(out, text_cut(t, i, end));
		} else {
			end = word_end(t, i, &word);
			if (word) {
				buf_text(out, utf8_fold(a, text_cut(t, i, end)));
				buf_char(out, ' ');
			}
		}
		i = end;
	}
	arena_free(a);
}

void
store_words_query(struct buf *out, struct text t)
{
	size_t length = utf8_length(t), empty;

	buf_char(out, '"');
	empty = out->n;
	store_words_cut(out, t);
	/* One character stands at the head of the pairs that begin with it. */
	buf_str(out, length == 1 && out->n > empty ? "\" *" : "\"");
}

static bool
words_row(struct store *s, const char *sql, int64_t document, struct text title, struct text body,
    struct err *e)
{
	struct buf cut = BUF_INIT;
	struct index_row r;
	bool done;

	row_start(s, &r, sql, e);
	row_int(&r, document);
	store_words_cut(&cut, title);
	row_copy(&r, buf_view(&cut));
	buf_clear(&cut);
	store_words_cut(&cut, body);
	row_copy(&r, buf_view(&cut));
	done = row_end(&r);
	buf_release(&cut);
	return done;
}

static bool
words_put(struct store *s, int64_t document, struct text title, struct text body, struct err *e)
{
	return words_row(
	    s, "insert into words (rowid, title, body) values (?, ?, ?)", document, title, body, e);
}

bool
fulltext_put(struct store *s, const struct doc *d, int64_t document, struct err *e)
{
	struct buf body = BUF_INIT;
	struct index_row r;
	bool done;

	buf_text(&body, d->summary);
	buf_char(&body, '\n');
	if (d->body)
		block_text(&body, d->body, true);
	for (size_t i = 0; i < d->versions.n; i++) {
		const struct version *v = &d->versions.v[i];

		buf_char(&body, '\n');
		buf_text(&body, v->title);
		buf_char(&body, '\n');
		buf_text(&body, v->summary);
		buf_char(&body, '\n');
		if (v->body)
			block_text(&body, v->body, true);
	}
	row_start(s, &r, "insert into body (document, text) values (?, ?)", e);
	row_int(&r, document);
	row_text(&r, buf_view(&body));
	done =
	    row_end(&r) && store_run_int(s, "insert into uncut (document) values (?)", document, e);
	buf_release(&body);
	return done;
}

bool
fulltext_remove(struct store *s, int64_t document, struct err *e)
{
	struct arena *a = arena_new();
	struct text title = NO_TEXT, body = NO_TEXT;
	struct query q;
	bool found = false, done;

	query_start(s, &q,
	    "select title, text from body join document on document.id = body.document where "
	    "body.document = ?1 "
	    "and not exists (select 1 from uncut where document = ?1)",
	    e);
	query_bind_int(&q, 1, document);
	if (query_row(&q)) {
		title = query_text(&q, a, 0);
		body = query_text(&q, a, 1);
		found = true;
	}
	done = query_end(&q);
	if (done && found)
		done = words_row(s,
		    "insert into words (words, rowid, title, body) values ('delete', ?, ?, ?)",
		    document, title, body, e);
	arena_free(a);
	return done;
}

bool
store_cut_words(struct store *s, struct err *e)
{
	struct query q;
	bool done = true;

	query_start(s, &q,
	    "select document, title, text from uncut join document on id = document join body "
	    "using (document) order by document",
	    e);
	while (done && query_row(&q))
		done = words_put(s, query_int(&q, 0), query_peek(&q, 1), query_peek(&q, 2), e);
	return query_end(&q) && done && store_run(s, "delete from uncut", e);
}

bool
fulltext_clear(struct store *s, struct err *e)
{
	return store_run(s, "insert into words (words) values ('delete-all')", e);
}
