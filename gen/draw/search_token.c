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
 * It also stands under its sound, "~" and consonants (search_sound.c), which no query meets but one
 * in Cyrillic or Latin letters that found nothing.
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

#define TIED_PARTS 4
#define WORD_BYTES 48 /* longer words are cut: nobody types them */

enum script { SCRIPT_NONE, SCRIPT_HAN, SCRIPT_MONGOLIAN, SCRIPT_JOINER, SCRIPT_WORD, SCRIPT_TIE };

struct token_cutter {
	struct token_set *out;
	struct buf word;         /* the word being read, in whatever script but Han */
	enum script script;      /* of it */
	size_t part[TIED_PARTS]; /* where tied parts begin in word */
	int parts;
	bool tie; /* a tie has been read and waits for its second half */
};

void
token_set_init(struct token_set *s)
{
	*s = (struct token_set){ .arena = arena_new(), .slots = 1024 };
	s->slot = mem_alloc(s->slots * sizeof *s->slot);
}

void
token_set_release(struct token_set *s)
{
	free(s->slot);
	arena_free(s->arena);
}

void
token_set_clear(struct token_set *s)
{
	memset(s->slot, 0, s->slots * sizeof *s->slot);
	s->list = (struct text_list){ 0 };
	arena_clear(s->arena);
}

static size_t
place_of(const struct token_set *s, struct text token)
{
	size_t i = hash64(token) & (s->slots - 1);

	while (s->slot[i] && !text_eq(s->list.v[s->slot[i] - 1], token))
		i = (i + 1) & (s->slots - 1);
	return i;
}

size_t
token_set_add(struct token_set *s, struct text token)
{
	size_t i = place_of(s, token), place;

	if (s->slot[i])
		return s->slot[i] - 1;
	place = s->list.n;
	text_list_add(s->arena, &s->list, token);
	s->slot[i] = (uint32_t)s->list.n;
	if (s->list.n * 2 > s->slots) {
		free(s->slot);
		s->slots *= 2;
		s->slot = mem_alloc(s->slots * sizeof *s->slot);
		for (size_t k = 0; k < s->list.n; k++)
			s->slot[place_of(s, s->list.v[k])] = (uint32_t)(k + 1);
	}
	return place;
}

static void
sound_cut(struct token_set *out, struct text word)
{
	struct text key = sound_key(out->arena, word);

	/* A long word stands under its beginnings: what is written on its end does not hide it. */
	for (size_t n = key.n < 3 ? key.n : 3; n >= 2 && n <= key.n; n++)
		token_set_add(out, text_fmt(out->arena, "~%.*s", (int)n, key.p));
}

static void
end_word(struct token_cutter *c)
{
	struct token_set *set = c->out;
	size_t length = 0;

	if (c->script == SCRIPT_NONE) /* as between two Han, nearly always */
		return;
	if (c->script == SCRIPT_MONGOLIAN) {
		struct text folded = utf8_fold(set->arena, buf_view(&c->word));
		for (size_t i = 0; i < folded.n && length < PREFIX_MAX;) {
			utf8_next(folded, &i);
			length++;
			if (length >= PREFIX_MIN || i == folded.n)
				token_set_add(set, text_cut(folded, 0, i));
		}
		sound_cut(set, text_copy(set->arena, buf_view(&c->word)));
	} else {
		struct text all = text_copy(set->arena, buf_view(&c->word));
		for (int i = 0; i < c->parts; i++) {
			size_t end = i + 1 < c->parts ? c->part[i + 1] - 1 : all.n;
			token_set_add(set, text_cut(all, c->part[i], end));
			if (end < all.n)
				token_set_add(set, text_cut(all, c->part[i], all.n));
		}
	}
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
	/* Tibetan, Korean, Arabic letters of Uyghur and Kazakh: words of them, as they stand. */
	bool other = (c >= 0x0F40 && c <= 0x0FBC) || (c >= 0x620 && c <= 0x6D5) ||
	    (c >= 0xAC00 && c <= 0xD7AF);
	return ascii || letter || other ? SCRIPT_WORD : SCRIPT_NONE;
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

void
token_cut(struct token_set *out, struct text t, bool singles)
{
	struct token_cutter c = { .out = out, .word = BUF_INIT };
	size_t han = SIZE_MAX; /* where the Han character directly before begins */

	for (size_t i = 0, at; i < t.n;) {
		at = i;
		uint32_t ch = plain(utf8_next(t, &i));
		enum script script = script_of(ch);
		if (script == SCRIPT_MONGOLIAN || script == SCRIPT_WORD)
			add_letter(&c, ch, script);
		else if (script == SCRIPT_TIE && c.script == SCRIPT_WORD && !c.tie)
			c.tie = true;
		else if (script != SCRIPT_JOINER)
			end_word(&c);
		if (script == SCRIPT_HAN && singles)
			token_set_add(out, text_cut(t, at, i));
		if (script == SCRIPT_HAN && han != SIZE_MAX)
			token_set_add(out, text_cut(t, han, i));
		han = script == SCRIPT_HAN ? at : SIZE_MAX;
	}
	end_word(&c);
	buf_release(&c.word);
}

static uint32_t
mix_unit(uint32_t h, uint32_t unit)
{
	return (h ^ unit) * 16777619u;
}

uint32_t
token_hash(struct text token)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < token.n;) {
		uint32_t c = utf8_next(token, &i);
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
