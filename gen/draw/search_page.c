/* SPDX-License-Identifier: MIT */
/*
 * A page as the search index keeps it: what a hit shows, as the JSON that goes into a shard, and
 * its tokens, each once.
 *
 * Tokens are packed in the order of their numbers: a count, then for single characters and pairs
 * the gaps between numbers as LEB128. A number is 15 bits for each of two ideographs of the common
 * block, so that most gaps take three or four bytes; what has a character beyond it is numbered
 * behind all those. Words follow in order of their bytes, each as what it shares with the one
 * before and what it adds: the beginnings of a Mongolian word take three bytes a piece. Nothing in
 * it refers to anything else, so rows of two indexes can stand side by side.
 */
#include "draw/search_index.h"

#include <stdlib.h>

#include "base/xml_clean.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "lihui/utf8.h"

#define DAY_ZERO       10957 /* 2000-01-01 in days since 1970 */
#define SUMMARY_LENGTH 160   /* characters */
#define HAN_FIRST      0x4E00u
#define HAN_COUNT      20992u
#define HAN_BITS       15
#define RARE \
	(1ull << 2 * HAN_BITS) /* first number of pairs with a character beyond the common block \
				*/

struct search_cutter {
	struct token_table *table;
	struct token_list list;
	uint64_t *sorted;   /* scratch of sort_pairs */
	struct text *words; /* scratch of pack_words */
	struct buf out, scratch;
};

struct search_cutter *
search_cutter_new(void)
{
	struct search_cutter *c = mem_alloc(sizeof *c);

	*c = (struct search_cutter){
		.table = token_table_new(), .out = BUF_INIT, .scratch = BUF_INIT
	};
	return c;
}

void
search_cutter_free(struct search_cutter *c)
{
	if (c == NULL)
		return;
	token_table_free(c->table);
	token_list_release(&c->list);
	free(c->sorted);
	free(c->words);
	buf_release(&c->out);
	buf_release(&c->scratch);
	free(c);
}

/* --- tokens --- */

static uint64_t
get_number(const char **p, const char *end)
{
	uint64_t v = 0;

	for (int shift = 0; *p < end && shift < 64; shift += 7) {
		unsigned char c = (unsigned char)*(*p)++;
		v |= (uint64_t)(c & 0x7F) << shift;
		if (c < 0x80)
			break;
	}
	return v;
}

static bool
is_common(uint64_t c)
{
	return c - HAN_FIRST < HAN_COUNT;
}

/* 0 as the second half is a single character. */
static uint64_t
pack_pair(uint64_t token)
{
	uint64_t first = token >> TOKEN_HALF, second = token & TOKEN_WORD;

	if (!is_common(first) || (second != 0 && !is_common(second)))
		return RARE + token;
	return (first - HAN_FIRST) << HAN_BITS | (second != 0 ? second - HAN_FIRST + 1 : 0);
}

static uint64_t
unpack_pair(uint64_t number)
{
	uint64_t second = number & ((1u << HAN_BITS) - 1);

	if (number >= RARE)
		return number - RARE;
	return ((number >> HAN_BITS) + HAN_FIRST) << TOKEN_HALF |
	    (second != 0 ? second + HAN_FIRST - 1 : 0);
}

static int
number_cmp(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;

	return (a > b) - (a < b);
}

static int
word_cmp(const void *x, const void *y)
{
	return text_cmp(*(const struct text *)x, *(const struct text *)y);
}

/*
 * Numbers below RARE by three passes over ten bits, least first: a record has some hundred pairs,
 * and comparing them would be a quarter of what a page costs. Others are few.
 */
static void
sort_pairs(struct search_cutter *c, size_t n)
{
	uint16_t count[3][1 << 10] = { 0 };
	size_t rare = 0;

	c->sorted = mem_realloc(c->sorted, (2 * n + 1) * sizeof *c->sorted);
	uint64_t *from = c->sorted, *to = c->sorted + n, *other;
	for (size_t i = 0; i < n; i++) {
		uint64_t v = c->list.v[i];
		if (v >= RARE || i - rare == UINT16_MAX) {
			c->list.v[rare++] = v;
			continue;
		}
		from[i - rare] = v;
		for (int k = 0; k < 3; k++)
			count[k][v >> 10 * k & 1023]++;
	}
	for (int k = 0; k < 3; k++) {
		for (unsigned i = 0, at = 0; i < 1024; i++) {
			unsigned here = count[k][i];
			count[k][i] = (uint16_t)at;
			at += here;
		}
		for (size_t i = 0; i < n - rare; i++)
			to[count[k][from[i] >> 10 * k & 1023]++] = from[i];
		other = from, from = to, to = other;
	}
	memcpy(c->list.v + rare, from, (n - rare) * sizeof *from);
	if (rare > 0)
		qsort(c->list.v, n, sizeof *c->list.v, number_cmp);
}

/* Each pair once, in order of the numbers that they are packed as. The words of a page are those of
 * its table. */
static void
settle_pairs(struct search_cutter *c)
{
	struct token_list *l = &c->list;
	size_t n = 0, kept = 0;

	for (size_t i = 0; i < l->n; i++)
		if (l->v[i] >> TOKEN_HALF != TOKEN_WORD)
			l->v[n++] = pack_pair(l->v[i]);
	sort_pairs(c, n);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || l->v[i] != l->v[kept - 1])
			l->v[kept++] = l->v[i];
	l->n = kept;
}

static void
pack_words(struct search_cutter *c)
{
	struct text last = NO_TEXT;
	char none[8]; /* for tokens that are no words, of which the table has none */

	c->list.n = 0;
	token_table_list(c->table, &c->list);
	c->words = mem_realloc(c->words, (c->list.n + 1) * sizeof *c->words);
	for (size_t i = 0; i < c->list.n; i++)
		c->words[i] = token_text(c->table, c->list.v[i], none);
	qsort(c->words, c->list.n, sizeof *c->words, word_cmp);
	for (size_t i = 0; i < c->list.n; i++) {
		struct text word = c->words[i];
		size_t same = 0;
		while (same < word.n && same < last.n && word.p[same] == last.p[same])
			same++;
		buf_varint(&c->out, same);
		buf_varint(&c->out, word.n - same);
		buf_put(&c->out, word.p + same, word.n - same);
		last = word;
	}
}

static void
pack_tokens(struct search_cutter *c, const struct search_entry *s)
{
	uint64_t last = 0;

	token_table_clear(c->table);
	c->list.n = 0;
	token_cut(c->table, &c->list, s->title, true);
	token_cut(c->table, &c->list, s->summary, true);
	token_cut(c->table, &c->list, s->label, false);
	token_cut(c->table, &c->list, s->body, false);
	settle_pairs(c);
	buf_varint(&c->out, c->list.n);
	for (size_t i = 0; i < c->list.n; i++) {
		buf_varint(&c->out, c->list.v[i] - last);
		last = c->list.v[i];
	}
	pack_words(c);
}

bool
token_read(struct token_reader *r)
{
	if (r->left == UINT64_MAX)
		r->left = get_number(&r->p, r->end);
	if (r->p >= r->end)
		return false;
	r->is_word = r->left == 0;
	if (!r->is_word) {
		r->left--;
		r->pair += get_number(&r->p, r->end);
		return true;
	}
	size_t same = get_number(&r->p, r->end), more = get_number(&r->p, r->end);
	r->word.n = same < r->word.n ? same : r->word.n;
	buf_put(&r->word, r->p, more < (size_t)(r->end - r->p) ? more : (size_t)(r->end - r->p));
	r->p += more;
	return true;
}

struct text
token_spelling(const struct token_reader *r, char room[8])
{
	return r->is_word ? buf_view(&r->word) : token_text(NULL, unpack_pair(r->pair), room);
}

/* --- what a hit shows --- */

static void
put_field(struct search_cutter *c, struct text t, size_t length, char before)
{
	buf_clear(&c->scratch);
	clean_line(&c->scratch, t);
	size_t end = utf8_offset(buf_view(&c->scratch), length);
	if (end < c->scratch.n) {
		c->scratch.n = end;
		buf_str(&c->scratch, "…");
	}
	buf_char(&c->out, before);
	buf_json(&c->out, buf_view(&c->scratch));
}

static void
pack_shown(struct search_cutter *c, struct arena *a, const struct search_entry *s)
{
	put_field(c, path_url(a, s->address), SIZE_MAX, '[');
	put_field(c, s->title, SUMMARY_LENGTH, ',');
	put_field(c, s->summary, SUMMARY_LENGTH, ',');
	put_field(c, s->label, SUMMARY_LENGTH, ',');
	put_field(c, s->day, SUMMARY_LENGTH, ',');
	put_field(c, s->sign, SUMMARY_LENGTH, ',');
	put_field(c, s->mark, SUMMARY_LENGTH, ',');
	put_field(c, s->mark_class, SUMMARY_LENGTH, ',');
	buf_char(&c->out, ']');
}

static uint64_t
page_id(const struct search_entry *s)
{
	int32_t day = date_is(s->date) ? date_days(s->date) - DAY_ZERO + 1 : 0;

	day = day < 0 ? 0 : day > DAY_MAX ? DAY_MAX : day;
	return (uint64_t)(DAY_MAX - day) << ID_BITS | hash64(s->address) >> (64 - ID_BITS);
}

void
search_pack(
    struct search_cutter *c, struct arena *a, const struct search_entry *s, struct search_row *out)
{
	*out = (struct search_row){ .lang = s->lang,
		.unit = s->unit,
		.problem = s->problem,
		.address = text_copy(a, s->address),
		.wish = page_id(s) };
	buf_clear(&c->out);
	pack_shown(c, a, s);
	out->shown = text_copy(a, buf_view(&c->out));
	buf_clear(&c->out);
	pack_tokens(c, s);
	out->tokens = text_copy(a, buf_view(&c->out));
}
