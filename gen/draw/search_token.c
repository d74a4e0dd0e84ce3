/* SPDX-License-Identifier: MIT */
/*
 * How text is cut for the browser's search.
 *
 * Han: each two neighbours are a token (电灌线路: 电灌 灌线 线路), so that a two-character word is
 * one lookup and a longer one an intersection. Single characters are tokens in titles and summaries
 * only: everywhere they would double the index.
 *
 * Mongolian: words are cut at spaces and at U+202F, which joins a suffix, so that 嘎查 is found
 * whatever its case ending and a suffix typed with a plain space is found too. A word is folded to
 * the spelling that readers agree on (utf8_fold) and stands under each of its beginnings of 2 to 8
 * letters: endings that are written together with the stem then do not hide it, and results come
 * while the word is being typed.
 *
 * Other letters and digits: words of them, lower case. Those tied by one of - . / : _ (27-1,
 * 2018.7.3) are also tokens with '-' between, from each part to the end, so that 27-1 finds
 * 2018-27-1. At most four parts are tied: a row of dots must not cost the square of its length.
 *
 * Full-width letters and digits count as their ASCII twins, Mongolian digits as ASCII digits.
 */
#include "draw/search_token.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/hash.h"
#include "lihui/utf8.h"

#define PREFIX_MIN 2
#define PREFIX_MAX 8
#define TIED_PARTS 4
#define WORD_BYTES 48 /* longer words are cut: nobody types them */

struct token_table {
	struct arena *arena, *scratch;
	struct text_list words;
	uint32_t *slot; /* 1-based places in words; 0 is free */
	size_t slots;
};

enum script { SCRIPT_NONE, SCRIPT_HAN, SCRIPT_MONGOLIAN, SCRIPT_JOINER, SCRIPT_WORD, SCRIPT_TIE };

struct token_cutter {
	struct token_table *table;
	struct token_list *out;
	bool singles;
	uint32_t han;            /* the Han character directly before, or 0 */
	struct buf word;         /* the word being read, in whatever script */
	enum script script;      /* of it */
	size_t part[TIED_PARTS]; /* where tied parts begin in word */
	int parts;
	bool tie; /* a tie has been read and waits for its second half */
};

struct token_table *
token_table_new(void)
{
	struct token_table *t = mem_alloc(sizeof *t);
	t->arena = arena_new();
	t->scratch = arena_new();
	t->slots = 1024;
	t->slot = mem_alloc(t->slots * sizeof *t->slot);
	return t;
}

void
token_table_free(struct token_table *t)
{
	free(t->slot);
	arena_free(t->scratch);
	arena_free(t->arena);
	free(t);
}

void
token_table_clear(struct token_table *t)
{
	memset(t->slot, 0, t->slots * sizeof *t->slot);
	t->words = (struct text_list){ 0 };
	arena_clear(t->arena);
}

static size_t
table_place(const struct token_table *t, struct text word)
{
	size_t i = hash64(word) & (t->slots - 1);
	while (t->slot[i] && !text_eq(t->words.v[t->slot[i] - 1], word))
		i = (i + 1) & (t->slots - 1);
	return i;
}

static void
table_grow(struct token_table *t)
{
	free(t->slot);
	t->slots *= 2;
	t->slot = mem_alloc(t->slots * sizeof *t->slot);
	for (size_t w = 0; w < t->words.n; w++)
		t->slot[table_place(t, t->words.v[w])] = (uint32_t)(w + 1);
}

static void
list_add(struct token_list *l, uint64_t first, uint64_t second)
{
	if (l->n == l->room) {
		l->room = l->room ? l->room * 2 : 256;
		l->v = mem_realloc(l->v, l->room * sizeof *l->v);
	}
	l->v[l->n++] = first << TOKEN_HALF | second;
}

static void
add(struct token_cutter *c, uint64_t first, uint64_t second)
{
	list_add(c->out, first, second);
}

void
token_table_list(const struct token_table *table, struct token_list *out)
{
	for (size_t i = 0; i < table->words.n; i++)
		list_add(out, TOKEN_WORD, i);
}

/* Words beyond two million are not found: a limit of the number's width that no archive reaches. */
static void
add_word(struct token_cutter *c, struct text word)
{
	struct token_table *t = c->table;
	size_t i = table_place(t, word);
	if (!t->slot[i]) {
		if (t->words.n + 1 >= TOKEN_WORD)
			return;
		text_list_add(t->arena, &t->words, text_copy(t->arena, word));
		t->slot[i] = (uint32_t)t->words.n;
	}
	add(c, TOKEN_WORD, t->slot[i] - 1);
	if (t->words.n * 2 > t->slots)
		table_grow(t);
}

static void
end_mongolian(struct token_cutter *c)
{
	struct text folded = utf8_fold(c->table->scratch, buf_view(&c->word));
	size_t length = 0;
	for (size_t i = 0; i < folded.n && length < PREFIX_MAX;) {
		utf8_next(folded, &i);
		length++;
		if (length >= PREFIX_MIN || i == folded.n)
			add_word(c, text_cut(folded, 0, i));
	}
	arena_clear(c->table->scratch);
}

static void
end_tied(struct token_cutter *c)
{
	struct text all = buf_view(&c->word);
	for (int i = 0; i < c->parts; i++) {
		size_t end = i + 1 < c->parts ? c->part[i + 1] - 1 : all.n;
		add_word(c, text_cut(all, c->part[i], end));
		if (end < all.n)
			add_word(c, text_cut(all, c->part[i], all.n));
	}
}

static void
end_word(struct token_cutter *c)
{
	if (c->script == SCRIPT_NONE) /* as between two Han, nearly always */
		return;
	if (c->script == SCRIPT_MONGOLIAN)
		end_mongolian(c);
	else
		end_tied(c);
	buf_clear(&c->word);
	c->parts = 0;
	c->tie = false;
	c->script = SCRIPT_NONE;
}

/* Not utf8_is_han: exactly the ranges that search.js has. */
static bool
is_han(uint32_t c)
{
	return c == U'々' || c == U'〇' || (c >= 0x3400 && c <= 0x4DBF) ||
	    (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
	    (c >= 0x20000 && c <= 0x3FFFD);
}

static enum script
script_of(uint32_t c)
{
	if (is_han(c))
		return SCRIPT_HAN;
	if (c >= 0x1820 && c <= 0x18AA)
		return SCRIPT_MONGOLIAN;
	if ((c >= 0x180B && c <= 0x180F) || c == 0x200C || c == 0x200D)
		return SCRIPT_JOINER;
	if (c == '-' || c == '.' || c == '/' || c == ':' || c == '_')
		return SCRIPT_TIE;
	bool ascii = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
	bool letter =
	    (c >= 0xC0 && c <= 0x24F && c != U'×' && c != 0xF7) || (c >= 0x370 && c <= 0x52F);
	return ascii || letter ? SCRIPT_WORD : SCRIPT_NONE;
}

static uint32_t
plain(uint32_t c)
{
	if (c >= U'！' && c <= U'～')
		c -= 0xFEE0;
	if (c >= 0x1810 && c <= 0x1819)
		c -= 0x1810 - '0';
	return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

static void
add_letter(struct token_cutter *c, uint32_t ch, enum script script)
{
	if (c->script != script || (c->tie && c->parts == TIED_PARTS))
		end_word(c);
	c->script = script;
	if (c->parts == 0)
		c->part[c->parts++] = 0;
	if (c->tie) {
		buf_char(&c->word, '-');
		c->part[c->parts++] = c->word.n;
		c->tie = false;
	}
	if (c->word.n - c->part[c->parts - 1] < WORD_BYTES)
		buf_code(&c->word, ch);
}

static void
add_han(struct token_cutter *c, uint32_t ch)
{
	end_word(c);
	if (c->singles)
		add(c, ch, 0);
	if (c->han)
		add(c, c->han, ch);
}

void
token_cut(struct token_table *table, struct token_list *out, struct text t, bool singles)
{
	struct token_cutter c = {
		.table = table, .out = out, .singles = singles, .word = BUF_INIT
	};
	for (size_t i = 0; i < t.n;) {
		uint32_t ch = plain(utf8_next(t, &i));
		enum script script = script_of(ch);
		if (script == SCRIPT_HAN)
			add_han(&c, ch);
		else if (script == SCRIPT_MONGOLIAN || script == SCRIPT_WORD)
			add_letter(&c, ch, script);
		else if (script == SCRIPT_TIE && c.script == SCRIPT_WORD && !c.tie)
			c.tie = true;
		else if (script != SCRIPT_JOINER)
			end_word(&c);
		c.han = script == SCRIPT_HAN ? ch : 0;
	}
	end_word(&c);
	buf_release(&c.word);
}

void
token_list_release(struct token_list *l)
{
	free(l->v);
	*l = (struct token_list){ 0 };
}

struct text
token_text(const struct token_table *table, uint64_t token, char room[8])
{
	uint32_t first = (uint32_t)(token >> TOKEN_HALF), second = token & TOKEN_WORD;
	if (first == TOKEN_WORD)
		return table->words.v[second];
	size_t n = utf8_put(room, first);
	if (second)
		n += utf8_put(room + n, second);
	return (struct text){ room, n };
}

static uint32_t
mix_unit(uint32_t h, uint32_t unit)
{
	return (h ^ unit) * 16777619u;
}

uint32_t
token_hash(struct text spelling)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < spelling.n;) {
		uint32_t c = utf8_next(spelling, &i);
		if (c >= 0x10000) {
			h = mix_unit(h, 0xD800 + ((c - 0x10000) >> 10));
			c = 0xDC00 + ((c - 0x10000) & 0x3FF);
		}
		h = mix_unit(h, c);
	}
	h ^= h >> 15; /* short tokens leave FNV's high bits poor, and those choose the shard */
	h *= 0x2C1B3C6Du;
	h ^= h >> 12;
	h *= 0x297A2D39u;
	return h ^ h >> 15;
}
