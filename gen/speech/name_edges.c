/* SPDX-License-Identifier: MIT */
/*
 * What may stand at a place of a run: words, places, Han names (a surname and one or two
 * characters), Mongolian ones (made of elements and of characters that such names have, with or
 * without a surname in front), names that are known. Each with its score; a name's rises with the
 * words beside it. The figures were tried on press reports and invented village prose.
 */
#include "speech/name_path.h"

#include <uchar.h>

#include "lihui/utf8.h"

#define CONTEXT_MOST   4    /* characters of a word beside a name */
#define PLACE_BEHIND   6    /* how far behind 白音 the word may stand that makes a place of it */
#define STEM_MOST      9    /* characters of a place before its 嘎查 */
#define UNKNOWN        1700 /* a character that no word has */
#define RARE_ALONE     115  /* tenths: a character that hardly ever is a word */
#define RATHER         20   /* tenths: 梅 ends a name more often than it is a word */
#define GIVEN_UNKNOWN  1020
#define SCORE_NEAR     250 /* a weak word on either side: 把向东升的 */
#define GIVEN_WORD     880 /* 富贵 */
#define HAN_NAME       350
#define MONGOLIAN_NAME 400
#define LOOSE_MOST     6  /* characters of a Mongolian name outside its elements */
#define MONGOLIAN_MOST 14 /* characters of one */

static void
put(struct name_path *p, size_t from, size_t to, int score, enum step_kind kind)
{
	int32_t total = p->best[from - p->from] + score;

	if (to > p->to || total <= p->best[to - p->from])
		return;
	if (kind == STEP_NAME && from == p->barred_from && to == p->barred_to)
		return;
	p->best[to - p->from] = total;
	p->back[to - p->from] = (struct name_step){ (uint32_t)from, kind };
}

static int
context(const struct name_run *r, size_t from, size_t to)
{
	return r->spots[from].left + r->spots[to].right;
}

static void
name_put(struct name_path *p, size_t from, size_t to, int score)
{
	put(p, from, to, score + context(p->run, from, to), STEP_NAME);
}

/* --- looking at a run --- */

static void
spot_mark(struct name_run *r, size_t i, size_t n, unsigned marks)
{
	struct name_spot *s = &r->spots[i], *end = &r->spots[i + n];

	if (marks & MARK_LEFT && n <= CONTEXT_MOST && end->left == 0)
		end->left = marks & MARK_LEFT_STRONG ? 350 : 150; /* the longest began first */
	if (marks & MARK_RIGHT && n <= CONTEXT_MOST)
		s->right = marks & MARK_RIGHT_STRONG ? 300 : 120;
	if (marks & MARK_PLACE) {
		s->place = (uint8_t)n;
		s->place_any = marks & MARK_PLACE_ANY;
		s->place_long = marks & MARK_PLACE_LONG;
	}
	if (marks & MARK_ELEMENT)
		s->elements |= (uint16_t)(1u << n);
	if (marks & MARK_ALSO_PLACE)
		s->also_places |= (uint16_t)(1u << n);
	s->alone |= (marks & MARK_ALONE) && n == 2;
	s->compound |= (marks & MARK_SURNAME) && n == 2;
	s->given |= (marks & MARK_GIVEN) && n == 2;
}

void
run_look(struct name_run *r)
{
	for (size_t i = 0; i < r->n; i++)
		r->spots[i].row = name_character(r->c[i]);
	for (size_t i = 0; i < r->n; i++) {
		uint32_t node = r->spots[i].row->mark;

		for (size_t n = 1; node != 0; n++) {
			unsigned marks = name_mark_sets[name_marks.value[node]];

			if (marks != 0)
				spot_mark(r, i, n, marks);
			node = i + n < r->n ? name_child(&name_marks, node, r->c[i + n]) : 0;
		}
	}
}

/* --- words and places --- */

static void
words_put(struct name_path *p, size_t i)
{
	const struct name_run *r = p->run;
	uint32_t node = r->spots[i].row->word;

	put(p, i, i + 1, -10 * word_weight(r, i), STEP_WORD);
	for (size_t j = i + 1; node != 0 && j < p->to; j++) {
		node = name_child(&name_words, node, r->c[j]);
		if (node != 0 && name_words.value[node] != 0)
			put(p, i, j + 1, -10 * name_words.value[node], STEP_WORD);
	}
}

int
word_weight(const struct name_run *r, size_t at)
{
	uint32_t node = r->spots[at].row->word;
	int weight = node != 0 ? name_words.value[node] : 0;

	return weight > 0 ? weight : UNKNOWN / 10;
}

bool
is_given_rather(const struct name_run *r, size_t at)
{
	const struct name_character *row = r->spots[at].row;
	int word = word_weight(r, at);

	return word >= RARE_ALONE || (row->last > 0 && row->last + RATHER <= word);
}

/* 阿古拉嘎查, 长山村, 冯营子 */
static void
places_put(struct name_path *p, size_t i)
{
	const struct name_run *r = p->run;
	bool mongolian = true;

	for (size_t n = 1; n <= STEM_MOST && i + n < p->to; n++) {
		const struct name_spot *end = &r->spots[i + n];
		size_t to = i + n + end->place;

		mongolian &= r->spots[i + n - 1].row->mongolian != 0;
		if (end->place == 0 && !mongolian && n >= 3)
			return;
		if (end->place == 0)
			continue;
		if (mongolian && n >= (end->place_long ? 3 : 2))
			put(p, i, to, -500 - 360 * (int)n - (end->place == 1 ? 100 : 0), STEP_WORD);
		else if (end->place_any && n >= (end->place > 1 ? 1 : 2) && n <= 3)
			put(p, i, to, -700 - 530 * (int)n, STEP_WORD);
	}
}

static bool
place_follows(const struct name_run *r, size_t at)
{
	for (size_t k = 0; k <= PLACE_BEHIND && at + k < r->n; k++)
		if (r->spots[at + k].place != 0)
			return true;
	return false;
}

static bool
is_word(const struct name_run *r, size_t i)
{
	uint32_t node = r->spots[i].row->word;

	node = node != 0 ? name_child(&name_words, node, r->c[i + 1]) : 0;
	return node != 0 && name_words.value[node] != 0;
}

/* Words of the site, and names that are known: a short one wants a context, and one that is a word
 * (高兴) a strong one. */
static void
lexicon_put(struct name_path *p, size_t i, const struct name_lexicon *l)
{
	const struct name_run *r = p->run;
	struct lexicon_walk w;
	enum name_entry kind;
	size_t n;

	lexicon_start(&w, l);
	while (lexicon_next(&w, r->c + i, p->to - i, &n, &kind)) {
		const struct name_spot *end = &r->spots[i + n];
		int near = context(r, i, i + n);

		if (kind == NAME_WORD)
			put(p, i, i + n, -750, STEP_WORD);
		else if (end->place == 0 && !(n == 2 && near < SCORE_STRONG && is_word(r, i)) &&
		    !(n < 16 && r->spots[i].also_places >> n & 1 && place_follows(r, i + n)))
			put(p, i, i + n,
			    n > 2 ? -600 - 100 * (int)n
				  : -950 + (near < SCORE_STRONG ? near : SCORE_STRONG),
			    STEP_NAME);
	}
}

/* --- Han names --- */

static bool
is_numeral(uint32_t c)
{
	return c != U'〇' && c != U'零' && c != U'两' && utf8_digit(c) > 0 ? utf8_is_han(c)
									   : c == U'十';
}

static const char32_t
    /* what is counted */
    measures[] = U"户个人名位组次年月日号车头只口斤亩台袋吨米桶捆趟棵条件元层排处座把张根块片",
    /* what a family gives its name to: 姚家梁; and 姚家 is nobody */
    grounds[] = U"沟梁店庙营湾坝洼坡岗堡窑炉河桥井台山岭屯村圈滩泡甸渠院坟地园";

static bool
is_one_of(const char32_t *set, uint32_t c)
{
	while (*set != 0 && *set != c)
		set++;
	return *set != 0;
}

static int
given_weight(uint8_t weight)
{
	return weight > 0 && weight * 10 < GIVEN_UNKNOWN ? -10 * weight : -GIVEN_UNKNOWN;
}

static int
at_least(int score, int least)
{
	return score > least ? score : least;
}

/* Of one or two characters of a given name. 王五, 郑十一; but not 王五 of 王五户. */
static int
given_score(const struct name_run *r, size_t at, size_t n)
{
	const struct name_spot *s = &r->spots[at];
	const uint32_t *c = r->c + at;
	int last = given_weight(s[n - 1].row->last);
	int score = n == 1 ? last - 120 : given_weight(s->row->middle) + last - 36;

	if (n == 2 && s->given)
		score = at_least(score, -GIVEN_WORD);
	if (n == 2 && c[0] == c[1])
		score = at_least(score, last - 300);
	if (is_numeral(c[0]))
		score = n == 1         ? at_least(score, -750)
		    : is_numeral(c[1]) ? at_least(score, -1150)
				       : score;
	if (is_numeral(c[n - 1]) ? at + n < r->n && is_one_of(measures, c[n])
				 : n == 2 && is_numeral(c[0]) && is_one_of(measures, c[1]))
		score -= 600;
	if (c[0] == U'家' && (n == 1 || is_one_of(grounds, c[1])))
		score -= 1000;
	return score;
}

static void
han_put(struct name_path *p, size_t i)
{
	const struct name_run *r = p->run;
	const struct name_spot *s = &r->spots[i];

	for (size_t k = 2; k >= 1; k--) {
		int surname = k == 2 ? (s->compound ? -700 : 0) : -10 * s->row->surname;

		for (size_t g = 1; surname != 0 && g <= 2 && i + k + g <= p->to; g++) {
			size_t to = i + k + g;
			int score = surname + given_score(r, i + k, g) - HAN_NAME;

			if (s->row->class == SURNAME_WORD && !s->compound &&
			    context(r, i, to) < SCORE_NEAR)
				score -= 400;
			name_put(p, i, to, score);
		}
	}
}

/* --- Mongolian names --- */

/* Scores of the ways to tile a passage: by place, whether an element is among the tiles, and how
 * many loose characters are. */
typedef int32_t tiles[MONGOLIAN_MOST + 2][2][LOOSE_MOST + 1];

static void
tile(tiles t, size_t to, int element, size_t loose, int score)
{
	if (to <= MONGOLIAN_MOST && t[to][element][loose] < score)
		t[to][element][loose] = score;
}

static void
tiles_go_on(
    const struct name_run *r, size_t i, tiles t, size_t from, int element, size_t loose, size_t end)
{
	const struct name_spot *s = &r->spots[i + from];
	int score = t[from][element][loose];
	bool ending = name_mark_sets[name_marks.value[s->row->mark]] & MARK_ENDING;

	for (size_t n = 6; n >= 2; n--)
		if (s->elements >> n & 1 && i + from + n <= end)
			tile(t, from + n, 1, loose, score - 630 - 25 * (int)n);
	if (s->row->mongolian != 0 && loose < LOOSE_MOST && r->c[i + from] != U'和')
		tile(t, from + 1, element, loose + 1,
		    score - 10 * s->row->mongolian - (ending && element ? 0 : 90));
}

/* The best score of each length of Mongolian name that begins at i. */
static void
mongolian_read(struct name_path *p, size_t i)
{
	const struct name_run *r = p->run;
	tiles t;

	if (p->mongolian_at == (int32_t)i)
		return;
	p->mongolian_at = (int32_t)i;
	for (size_t n = 0; n < 16; n++)
		p->mongolian[n] = SCORE_NONE;
	if (r->spots[i].row->mongolian == 0 && r->spots[i].elements == 0)
		return;
	for (size_t k = 0; k < sizeof t / sizeof(int32_t); k++)
		(&t[0][0][0])[k] = SCORE_NONE;
	t[0][0][0] = 0;
	for (size_t n = 0; n <= MONGOLIAN_MOST && i + n <= p->to; n++)
		for (int element = 0; element <= 1; element++)
			for (size_t loose = 0; loose <= LOOSE_MOST; loose++) {
				int score = t[n][element][loose];

				if (score == SCORE_NONE)
					continue;
				if (n < 9 && i + n < p->to)
					tiles_go_on(r, i, t, n, element, loose, p->to);
				if (n < 2 || (n == 2 && loose > 0) || (!element && n < 3) ||
				    r->spots[i + n].place != 0)
					continue;
				p->mongolian[n] = at_least(p->mongolian[n], score - MONGOLIAN_NAME);
			}
}

static void
mongolian_put(struct name_path *p, size_t i)
{
	const struct name_run *r = p->run;
	const struct name_spot *s = &r->spots[i];

	mongolian_read(p, i);
	for (size_t n = 2; n < 16; n++)
		if (p->mongolian[n] != SCORE_NONE)
			name_put(
			    p, i, i + n, p->mongolian[n] - (s->also_places >> n & 1 ? 400 : 0));
	if (s->alone && i + 2 <= p->to && r->spots[i + 2].place == 0 && s->left > 0 &&
	    context(r, i, i + 2) >= SCORE_STRONG)
		name_put(p, i, i + 2, -1120);
}

/* 包额尔敦 */
static void
mongolian_surname_put(struct name_path *p, size_t i)
{
	int surname = p->run->spots[i].row->surname;

	if (surname == 0 || i + 1 >= p->to)
		return;
	mongolian_read(p, i + 1);
	for (size_t n = 2; n < 16; n++)
		if (p->mongolian[n] != SCORE_NONE)
			name_put(p, i, i + 1 + n, p->mongolian[n] - 10 * surname - 50);
}

void
edges_put(struct name_path *p, size_t i)
{
	words_put(p, i);
	places_put(p, i);
	han_put(p, i);
	mongolian_put(p, i);
	mongolian_surname_put(p, i);
	lexicon_put(p, i, p->run->lexicon);
	lexicon_put(p, i, p->run->known);
}
