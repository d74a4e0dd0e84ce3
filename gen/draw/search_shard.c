/* SPDX-License-Identifier: MIT */
/*
 * The files of the search index; search.c tells their form. Token shards come in order of hash, so one walk
 * over the sorted tokens fills them one behind the other; so do the page shards. Nothing is kept but the
 * shard at hand.
 */
#include "search_index.h"

#include <stdlib.h>

#include "clean.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/utf8.h"

#define PERIOD_DAYS 91
#define TOKEN_SHARD_BYTES 16384
#define PAGE_SHARD_PAGES 8
#define SUMMARY_LENGTH 160     /* characters */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

static void
put_number(struct buf *b, uint64_t v)
{
	for (; v >= 32; v >>= 5)
		buf_char(b, digits[32 + (v & 31)]);
	buf_char(b, digits[v]);
}

/* The file of out under assets/search/, then out is empty again. */
static bool
emit_file(struct search_index *x)
{
	bool ok = x->emit(x->context, buf_view(&x->path), buf_view(&x->out), x->e);
	buf_clear(&x->out);
	return ok;
}

#define FOLDER "assets/search/"

/* Begins a shard: its path, and the call with its own name, which is the path without folder and ending. */
static void
shard_begin(struct search_index *x, const char *format, unsigned a, unsigned b)
{
	buf_clear(&x->path);
	buf_str(&x->path, FOLDER);
	buf_text(&x->path, lang_code(x->lang));
	buf_fmt(&x->path, format, a, b);
	buf_str(&x->out, "lihui.shard(");
	buf_json(&x->out, text_cut(buf_view(&x->path), sizeof FOLDER - 1, x->path.n));
	buf_str(&x->out, ",{");
	buf_str(&x->path, ".js");
}

static bool
shard_end(struct search_index *x)
{
	buf_str(&x->out, "});\n");
	return emit_file(x);
}

/* Separates the members of a shard's object. */
static void
shard_key(struct search_index *x, struct text key)
{
	if (x->out.p[x->out.n - 1] != '{')
		buf_char(&x->out, ',');
	buf_json(&x->out, key);
	buf_char(&x->out, ':');
}

/* How many bits cut total into pieces of about the wanted size. */
static unsigned
bits_for(size_t total, size_t wanted)
{
	unsigned bits = 0;
	while (bits < 16 && (total >> bits) > wanted)
		bits++;
	return bits;
}

static unsigned
id_period(uint64_t id)
{
	return (unsigned)(id >> ID_BITS) / PERIOD_DAYS;
}

static uint64_t
posting_id(const struct search_index *x, size_t i)
{
	return x->page[x->posting[i] & PAGE_MASK].id;
}

void
search_list(struct buf *b, const struct search_index *x, size_t from, size_t to)
{
	uint64_t last = 0;
	for (size_t i = from; i < to; i++) {
		uint64_t id = posting_id(x, i);
		put_number(b, id - last);
		last = id;
	}
}

/* '!' and the gaps of the periods in which the token stands. */
static void
put_periods(struct buf *b, const struct search_index *x, const struct search_token *t)
{
	unsigned last = 0;
	buf_char(b, '!');
	for (size_t i = t->from; i < t->from + t->n; i++) {
		unsigned period = id_period(posting_id(x, i));
		if (i == t->from || period != last)
			put_number(b, period - last);
		last = period;
	}
}

/* Empty ones too: to the browser a file that is not there is a failure. */
static bool
write_token_shards(struct search_index *x, unsigned bits)
{
	char room[8];
	size_t i = 0;
	for (uint32_t bucket = 0; bucket >> bits == 0; bucket++) {
		shard_begin(x, "/t%u/%x", bits, bucket);
		for (; i < x->tokens && (bits ? x->token[i].hash >> (32 - bits) : 0) == bucket; i++) {
			const struct search_token *t = &x->token[i];
			shard_key(x, token_text(x->table, t->number, room));
			buf_clear(&x->list);
			if (t->is_long)
				put_periods(&x->list, x, t);
			else
				search_list(&x->list, x, t->from, t->from + t->n);
			buf_json(&x->out, buf_view(&x->list));
		}
		if (!shard_end(x))
			return false;
	}
	return true;
}

/*
 * One file a period for the long lists among tokens [from, to), which share a hash: nearly always one token.
 * Each token's postings are consumed from its front.
 */
static bool
write_periods(struct search_index *x, size_t from, size_t to)
{
	char room[8];
	for (;;) {
		unsigned period = UINT32_MAX;
		for (size_t k = from; k < to; k++)
			if (x->token[k].is_long && x->token[k].n > 0 && id_period(posting_id(x, x->token[k].from)) < period)
				period = id_period(posting_id(x, x->token[k].from));
		if (period == UINT32_MAX)
			return true;
		shard_begin(x, "/p/%u/%08x", period, x->token[from].hash);
		for (size_t k = from; k < to; k++) {
			struct search_token *t = &x->token[k];
			size_t n = 0;
			while (t->is_long && n < t->n && id_period(posting_id(x, t->from + n)) == period)
				n++;
			if (n == 0)
				continue;
			shard_key(x, token_text(x->table, t->number, room));
			buf_clear(&x->list);
			search_list(&x->list, x, t->from, t->from + n);
			buf_json(&x->out, buf_view(&x->list));
			t->from += n;
			t->n -= n;
		}
		if (!shard_end(x))
			return false;
	}
}

static bool
write_long_lists(struct search_index *x)
{
	for (size_t i = 0, next; i < x->tokens; i = next) {
		next = i + 1;
		while (next < x->tokens && x->token[next].hash == x->token[i].hash)
			next++;
		if (!write_periods(x, i, next))
			return false;
	}
	return true;
}

/* Pages by the first bits of their hash part, then by id. */
static int
shard_cmp(const void *x, const void *y)
{
	const struct search_page *a = x, *b = y;
	uint32_t ha = a->id & ((1u << ID_BITS) - 1), hb = b->id & ((1u << ID_BITS) - 1);
	return ha != hb ? (ha < hb ? -1 : 1) : a->id < b->id ? -1 : a->id > b->id;
}

static void
put_field(struct search_index *x, struct text t, size_t length, char before)
{
	buf_clear(&x->list);
	clean_line(&x->list, t);
	size_t end = utf8_offset(buf_view(&x->list), length);
	if (end < x->list.n) {
		x->list.n = end;
		buf_str(&x->list, "…");
	}
	buf_char(&x->out, before);
	buf_json(&x->out, buf_view(&x->list));
}

static void
put_page(struct search_index *x, const struct search_page *p)
{
	const struct search_entry *s = p->entry;
	struct arena *a = arena_new();
	shard_key(x, text_fmt(a, "%llu", (unsigned long long)p->id));
	put_field(x, path_url(a, s->address), SIZE_MAX, '[');
	put_field(x, s->title, SUMMARY_LENGTH, ',');
	put_field(x, s->summary, SUMMARY_LENGTH, ',');
	put_field(x, s->label, SUMMARY_LENGTH, ',');
	put_field(x, s->day, SUMMARY_LENGTH, ',');
	put_field(x, s->sign, SUMMARY_LENGTH, ',');
	put_field(x, s->mark, SUMMARY_LENGTH, ',');
	put_field(x, s->mark_class, SUMMARY_LENGTH, ',');
	buf_char(&x->out, ']');
	arena_free(a);
}

/* Reorders the pages, so it comes last. */
static bool
write_page_shards(struct search_index *x, unsigned bits)
{
	const uint32_t mask = (1u << ID_BITS) - 1;
	qsort(x->page, x->pages, sizeof *x->page, shard_cmp);
	for (size_t i = 0; i < x->pages;) {
		uint32_t bucket = (uint32_t)(x->page[i].id & mask) >> (ID_BITS - bits);
		shard_begin(x, "/d%u/%x", bits, bucket);
		for (; i < x->pages && (x->page[i].id & mask) >> (ID_BITS - bits) == bucket; i++)
			put_page(x, &x->page[i]);
		if (!shard_end(x))
			return false;
	}
	return true;
}

bool
search_shards(struct search_index *x)
{
	unsigned t = bits_for(x->short_bytes, TOKEN_SHARD_BYTES), d = bits_for(x->pages, PAGE_SHARD_PAGES);
	if (!write_token_shards(x, t) || !write_long_lists(x) || !write_page_shards(x, d))
		return false;
	buf_clear(&x->path);
	buf_str(&x->path, FOLDER);
	buf_text(&x->path, lang_code(x->lang));
	buf_str(&x->path, ".js");
	buf_fmt(&x->out, "lihui.index(\"%.*s\",{\"v\":1,\"t\":%u,\"d\":%u,\"n\":%zu});\n", TEXT_ARG(lang_code(x->lang)), t, d,
		x->pages);
	return emit_file(x);
}
