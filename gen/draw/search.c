/* SPDX-License-Identifier: MIT */
/*
 * The search index, made for telephones with little data and for folders on a USB stick: no server, no fetch
 * (browsers refuse it on file://), only script tags. A query may cost 100 KB at 9,000 records, so nothing is
 * loaded that it does not need.
 *
 * A page's id is 36 bits: 16 bits of "days before 2179", then 20 bits of a hash of its address. Nothing moves
 * when a page is added (in the rare case that two pages of one day share a hash, the second by address takes
 * the next free number), and ids in ascending order are the newest first, which is the order of results. A
 * posting list is the ids' gaps, each in base 32 digits, least first, written with 64 characters (the upper
 * half says that another digit follows): 3 bytes for a neighbour of the same day, 6 for a stranger. Long
 * lists (双书记 stands in every record) are cut by periods of 91 days into files of their own, so that a
 * query reads the newest periods first and stops when it has enough; and so that tonight's record touches one
 * of these files and not the years behind it.
 *
 *   assets/search/zh.js                  lihui.index("zh",{"v":1,"t":10,"d":8,"n":9000}): t, d are the bits below, n the number of pages
 *   assets/search/zh/t10/2f3.js          lihui.shard("zh/t10/2f3",{"电机":"…","书记":"!…"}): tokens whose hash begins with these 10 bits
 *   assets/search/zh/p/602/9c01f3aa.js   the same form: what a token marked '!' (its list names periods) has in period 602
 *   assets/search/zh/d8/1c.js            {"ID":[address,title,summary,label,day,sign,mark,class]}: pages whose hash begins with these 8 bits
 *
 * Bits stand in the folder's name: when an archive outgrows them the old files are never mistaken for the new
 * ones. One 64-bit number holds one posting (42 bits token, 22 bits page), and one radix sort puts all of
 * them in order: 9,000 records are 4 million numbers, half a second.
 */
#include "search_index.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/hash.h"

#define DAY_ZERO 10957 /* 2000-01-01 in days since 1970 */
#define LONG_LIST 6000 /* bytes; a longer list is cut by periods */

static uint64_t
page_id(const struct search_entry *s)
{
	int32_t day = date_is(s->date) ? date_days(s->date) - DAY_ZERO + 1 : 0;
	day = day < 0 ? 0 : day > DAY_MAX ? DAY_MAX : day;
	return (uint64_t)(DAY_MAX - day) << ID_BITS | hash64(s->address) >> (64 - ID_BITS);
}

static int
page_cmp(const void *x, const void *y)
{
	const struct search_page *a = x, *b = y;
	if (a->id != b->id)
		return a->id < b->id ? -1 : 1;
	return text_cmp(a->entry->address, b->entry->address);
}

static int
address_cmp(const void *x, const void *y)
{
	return text_cmp(((const struct search_page *)x)->entry->address, ((const struct search_page *)y)->entry->address);
}

/* Pages of the language in order of id, every address once, every id once. */
static void
collect_pages(struct search_index *x, const struct search_entry *entries, size_t n)
{
	size_t kept = 0;
	x->page = mem_alloc((n + 1) * sizeof *x->page);
	for (size_t i = 0; i < n; i++)
		if (entries[i].lang == x->lang)
			x->page[x->pages++] = (struct search_page){ &entries[i], page_id(&entries[i]) };
	qsort(x->page, x->pages, sizeof *x->page, address_cmp);
	for (size_t i = 0; i < x->pages; i++)
		if (kept == 0 || !text_eq(x->page[kept - 1].entry->address, x->page[i].entry->address))
			x->page[kept++] = x->page[i];
	x->pages = kept < PAGE_MASK ? kept : PAGE_MASK;
	qsort(x->page, x->pages, sizeof *x->page, page_cmp);
	for (size_t i = 1; i < x->pages; i++)
		if (x->page[i].id <= x->page[i - 1].id)
			x->page[i].id = x->page[i - 1].id + 1;
}

static int
number_cmp(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
	return a < b ? -1 : a > b;
}

static void
add_postings(struct search_index *x, struct token_list *l, size_t page, size_t *room)
{
	qsort(l->v, l->n, sizeof *l->v, number_cmp);
	if (x->postings + l->n > *room) {
		*room = (x->postings + l->n) * 3 / 2;
		x->posting = mem_realloc(x->posting, *room * sizeof *x->posting);
	}
	for (size_t i = 0; i < l->n; i++)
		if (i == 0 || l->v[i] != l->v[i - 1])
			x->posting[x->postings++] = l->v[i] << PAGE_BITS | page;
	l->n = 0;
}

static void
collect_postings(struct search_index *x)
{
	struct token_list l = { 0 };
	size_t room = 0;
	x->table = token_table_new();
	for (size_t i = 0; i < x->pages; i++) {
		const struct search_entry *s = x->page[i].entry;
		token_cut(x->table, &l, s->title, true);
		token_cut(x->table, &l, s->summary, true);
		token_cut(x->table, &l, s->label, false);
		token_cut(x->table, &l, s->body, false);
		add_postings(x, &l, i, &room);
	}
	token_list_release(&l);
}

/* Four passes over 16 bits each, least first. */
static void
sort_postings(struct search_index *x)
{
	/* What was room for growing is given back before as much again is taken for sorting. */
	uint64_t *from = mem_realloc(x->posting, (x->postings + 1) * sizeof *from), *to = mem_alloc((x->postings + 1) * sizeof *to);
	size_t *count = mem_alloc(65536 * sizeof *count);
	for (int shift = 0; shift < 64; shift += 16) {
		memset(count, 0, 65536 * sizeof *count);
		for (size_t i = 0; i < x->postings; i++)
			count[from[i] >> shift & 0xFFFF]++;
		for (size_t i = 0, at = 0; i < 65536; i++) {
			size_t n = count[i];
			count[i] = at;
			at += n;
		}
		for (size_t i = 0; i < x->postings; i++)
			to[count[from[i] >> shift & 0xFFFF]++] = from[i];
		uint64_t *other = from;
		from = to;
		to = other;
	}
	x->posting = from; /* an even number of passes, so this is where it began */
	free(to);
	free(count);
}

static int
token_cmp(const void *x, const void *y)
{
	const struct search_token *a = x, *b = y;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->number < b->number ? -1 : a->number > b->number;
}

static void
add_token(struct search_index *x, size_t from, size_t to)
{
	char room[8];
	uint64_t number = x->posting[from] >> PAGE_BITS;
	buf_clear(&x->list);
	search_list(&x->list, x, from, to);
	bool is_long = x->list.n > LONG_LIST;
	uint32_t hash = token_hash(token_text(x->table, number, room));
	x->token[x->tokens++] = (struct search_token){ number, hash, is_long, from, to - from };
	x->short_bytes += 12 + (is_long ? 10 : x->list.n); /* 12: the key with its quotes */
}

/* Tokens in order of their hash, which is the order of the shards. */
static void
collect_tokens(struct search_index *x)
{
	size_t n = 0;
	for (size_t i = 0; i < x->postings; i++)
		n += i == 0 || x->posting[i] >> PAGE_BITS != x->posting[i - 1] >> PAGE_BITS;
	x->token = mem_alloc((n + 1) * sizeof *x->token);
	for (size_t i = 0, from = 0; i < x->postings; from = i) {
		while (i < x->postings && x->posting[i] >> PAGE_BITS == x->posting[from] >> PAGE_BITS)
			i++;
		add_token(x, from, i);
	}
	qsort(x->token, x->tokens, sizeof *x->token, token_cmp);
}

static bool
write_language(struct search_index *x, const struct search_entry *entries, size_t n)
{
	collect_pages(x, entries, n);
	if (x->pages == 0)
		return free(x->page), true;
	collect_postings(x);
	sort_postings(x);
	collect_tokens(x);
	bool ok = search_shards(x);
	free(x->page);
	free(x->posting);
	free(x->token);
	token_table_free(x->table);
	buf_release(&x->path);
	buf_release(&x->out);
	buf_release(&x->list);
	return ok;
}

bool
search_write(const struct search_entry *entries, size_t n, search_emit *emit, void *context, struct err *e)
{
	for (int l = 0; l < LANG_COUNT; l++) {
		struct search_index x = { .lang = (enum lang)l, .emit = emit, .context = context, .e = e,
					  .path = BUF_INIT, .out = BUF_INIT, .list = BUF_INIT };
		if (!write_language(&x, entries, n))
			return false;
	}
	return true;
}
