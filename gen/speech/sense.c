/* SPDX-License-Identifier: MIT */
/*
 * Which step a heading means, by the weights of its words (templates/lexicon.yaml). People name the
 * four steps in hundreds of ways (上周的事, 群众反映的困难, 定任务), and no list of wordings is
 * ever complete; but each way has words that give it away. Longest words first, and a character
 * counts once: 学习政策 is not 学习 and 政策 and 学 besides. Words that no step has (散会, 签名)
 * weigh against all of them.
 *
 * A sentence has such words too. So only short lines that look like headings are asked, and the
 * caller decides over the whole record which of them are steps (read/typed_steps.c).
 */
#include "lihui/lexicon.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/cursor.h"

/* Characters of a heading without its numbering; with a comma in it, it is a sentence sooner. */
#define HEADING_POINTS  26
#define SENTENCE_POINTS 16
#define HEADING_BYTES   (HEADING_POINTS * 4)
/* 群众诉求：… without a number. */
#define LABEL_POINTS 8
/* What a word of past, begins or ends adds. */
#define BESIDE 3
/* From here words that are none of a step's decide. */
#define NONE_LEAST 4

struct sense_key {
	uint32_t first; /* its first character: by it the keys are in order */
	struct text word;
	int step, weight; /* step SENSE_STEPS: none */
};
struct sense {
	struct sense_key *v;
	size_t n, room;
	const struct step_words *words[SENSE_STEPS]; /* or NULL */
};

static void
add_keys(struct arena *a, struct sense *s, const struct weighted_list *l, int step)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].weight != 0 && l->v[i].word.n > 0)
			*ARENA_PUSH(a, s) = (struct sense_key){ text_peek(l->v[i].word, 0),
				l->v[i].word, step, l->v[i].weight };
}

static int
by_first(const void *x, const void *y)
{
	const struct sense_key *a = x, *b = y;

	return a->first != b->first ? (a->first < b->first ? -1 : 1) : text_cmp(a->word, b->word);
}

void
steps_sense(struct arena *a, struct step_rule_list *steps, const struct lexicon *words)
{
	struct sense *s = ARENA_NEW(a, struct sense);

	*s = (struct sense){ 0 };
	for (size_t i = 0; i < steps->n && i < SENSE_STEPS; i++) {
		add_keys(a, s, &steps->v[i].keys, (int)i);
		for (size_t k = 0; k < words->steps.n; k++)
			if (text_eq(words->steps.v[k].id, steps->v[i].id)) {
				s->words[i] = &words->steps.v[k];
				add_keys(a, s, &s->words[i]->keys, (int)i);
			}
	}
	add_keys(a, s, &words->no_step, SENSE_STEPS);
	if (s->n > 0)
		qsort(s->v, s->n, sizeof *s->v, by_first);
	steps->lexicon = words;
	steps->sense = s;
}

/* --- the weight of a heading --- */

struct hit {
	size_t at;
	const struct sense_key *key;
};

static const struct sense_key *
first_key(const struct sense *s, uint32_t c)
{
	size_t low = 0, high = s->n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (s->v[middle].first < c)
			low = middle + 1;
		else
			high = middle;
	}
	return s->v + low;
}

/* All keys that stand anywhere in t, longest first. */
static size_t
find_keys(const struct sense *s, struct text t, struct hit *hits, size_t room)
{
	size_t n = 0;

	for (size_t at = 0, next = 0; at < t.n; at = next) {
		uint32_t c = utf8_next(t, &next);

		for (const struct sense_key *k = first_key(s, c);
		     k < s->v + s->n && k->first == c && n < room; k++) {
			if (!text_starts(text_cut(t, at, t.n), k->word))
				continue;
			size_t i = n++;
			for (; i > 0 && hits[i - 1].key->word.n < k->word.n; i--)
				hits[i] = hits[i - 1];
			hits[i] = (struct hit){ at, k };
		}
	}
	return n;
}

static bool
any_place(struct text t, const struct text_list *words, char where)
{
	for (size_t i = 0; i < words->n; i++) {
		struct text w = words->v[i];

		if (where == '^'       ? text_starts(t, w)
			: where == '$' ? text_ends(t, w)
				       : text_has(t, w))
			return true;
	}
	return false;
}

/* Without blanks and quotes; false when it is too long for a heading. */
static bool
heading_squeeze(struct text t, char bytes[HEADING_BYTES], struct text *out)
{
	struct cursor s = { t, 0 };

	*out = (struct text){ bytes, 0 };
	for (uint32_t c; cursor_next(&s, &c);) {
		if (char_is(c, BLANK | QUOTE | STAR) || c == '"')
			continue;
		if (out->n + 4 > HEADING_BYTES)
			return false;
		out->n += utf8_put(bytes + out->n, c);
	}
	return out->n > 0;
}

void
sense_score(const struct step_rule_list *steps, struct text heading, struct sense_score *score)
{
	const struct sense *s = steps->sense;
	char bytes[HEADING_BYTES];
	bool taken[HEADING_BYTES] = { false };
	struct hit hits[96];
	struct text t;

	*score = (struct sense_score){ 0 };
	if (!s || !heading_squeeze(heading, bytes, &t))
		return;
	size_t n = find_keys(s, t, hits, COUNT(hits));
	for (size_t i = 0; i < n; i++) {
		const struct sense_key *k = hits[i].key;

		/* Taken words are as long or longer, so an overlap shows at one of the ends. */
		if (taken[hits[i].at] || taken[hits[i].at + k->word.n - 1])
			continue;
		memset(taken + hits[i].at, true, k->word.n);
		*(k->step == SENSE_STEPS ? &score->none : &score->step[k->step]) += k->weight;
	}
	for (size_t i = 0; i < SENSE_STEPS; i++) {
		const struct step_words *w = s->words[i];

		if (!w)
			continue;
		score->step[i] += any_place(t, &w->past, ' ') ? BESIDE : 0;
		score->step[i] += score->step[i] > 0 && any_place(t, &w->ends, '$') ? BESIDE : 0;
		score->step[i] += any_place(t, &w->begins, '^') ? BESIDE : 0;
		score->step[i] += text_list_has(&w->alone, t) ? BESIDE : 0;
	}
}

static int
most(const struct sense_score *score)
{
	int best = 0;

	for (int i = 1; i < SENSE_STEPS; i++)
		if (score->step[i] > score->step[best])
			best = i;
	return best;
}

const struct step_rule *
sense_tells(const struct step_rule_list *steps, struct text sentence, size_t *n)
{
	const struct sense *s = steps->sense;
	const struct step_rule *best = NULL;

	*n = 0;
	for (size_t i = 0; s && i < SENSE_STEPS && i < steps->n; i++)
		for (size_t k = 0; s->words[i] && k < s->words[i]->tells.n; k++) {
			struct text word = s->words[i]->tells.v[k];

			if (word.n > *n && text_starts(sentence, word)) {
				*n = word.n;
				best = &steps->v[i];
			}
		}
	return best;
}

bool
sense_none(const struct step_rule_list *steps, struct text heading)
{
	struct sense_score score;

	sense_score(steps, heading, &score);
	return score.none >= NONE_LEAST && score.none >= score.step[most(&score)];
}

const struct step_rule *
sense_step(const struct step_rule_list *steps, struct text heading, int number)
{
	struct sense_score score;

	sense_score(steps, heading, &score);
	if (score.none >= NONE_LEAST && score.none >= score.step[most(&score)])
		return NULL;
	if (number >= 1 && number <= SENSE_STEPS && score.step[number - 1] > 0)
		score.step[number - 1] += 2;
	int best = most(&score);
	return score.step[best] >= SENSE_LEAST && (size_t)best < steps->n ? &steps->v[best] : NULL;
}

/* --- a line as a heading --- */

/* Numbered, by which kind of mark; with #s alone, by how many; else plain. */
static bool
heading_style(struct text line, struct heading *out)
{
	int level = 0;
	struct marker m;

	while (char_is(text_peek(line, out->words), HASH | STAR | BLANK | SQUARE_OPENER))
		level += char_is(utf8_next(line, &out->words), HASH);
	if (marker_read(text_cut(line, out->words, line.n), &m)) {
		out->number = m.number;
		out->style = m.kind == MARKER_BULLET ? STYLE_PLAIN : m.kind;
		out->words += m.end;
		return true;
	}
	size_t words;
	if (section_numbered(line, &out->number, &words)) {
		out->words = words;
		out->style = MARKER_BULLET + 1;
	} else if (level > 0) {
		out->style = MARKER_BULLET + 1 + level;
	}
	return true;
}

/* Up to a colon, a full stop or a dash; *stop lies behind that. False when no heading reads so. */
static bool
heading_scan(struct text line, struct heading *out, size_t *stop)
{
	struct cursor s = { line, out->words };
	size_t points = 0;
	bool comma = false;

	size_t gap = 0,
	       begin = 0; /* the first blank behind four characters, and what is behind it */

	*stop = line.n;
	for (uint32_t c, before = 0; out->end = s.i, cursor_next(&s, &c); before = c) {
		*stop = s.i;
		if (char_is(c, COLON | RARE_COLON) || c == U'。' || c == U'—' || c == U'→' ||
		    c == U'·' || char_is(c, SQUARE_CLOSER))
			break;
		points += !char_is(c, BLANK | STAR);
		if (gap == 0 && points >= 4 && char_is(c, BLANK))
			gap = out->end, begin = text_skip(line, gap, BLANK);
		comma |= char_is(c, COMMA);
		/* 第三个研究问题 电表偷停 决定请供电所换表 那顺负责 十二月二十号前 */
		if (points > HEADING_POINTS && gap > 0 && out->number > 0) {
			out->end = gap;
			*stop = begin;
			return true;
		}
		if (points > HEADING_POINTS || (comma && points > SENTENCE_POINTS) || c == U'《' ||
		    char_is(c, SQUARE_OPENER))
			return false;
		if (char_is(c, FIGURE) && char_is(before, FIGURE) && cursor_peek(&s) != U'周')
			return false;
	}
	return points > 0;
}

/* 研究解决问题　二组水井不出水: a blank alone divides what is surely the step from what was said,
 * but 研究解决 群众反映的问题 is one heading; where both sides mean a step, the blank is a wide one
 * and a wording of the profile stands before it. */
static void
heading_blank(const struct step_rule_list *steps, struct text line, struct heading *out)
{
	struct cursor s = { line, out->words };

	cursor_until(&s, BLANK);
	struct text front = text_cut(line, out->words, s.i),
		    behind = text_trim(text_cut(line, s.i, out->end));
	if (utf8_length(front) < 4 || utf8_length(behind) < 5)
		return;
	const struct step_rule *r = sense_step(steps, front, out->number);
	bool wide = (size_t)(behind.p - line.p) > s.i + 1;
	if (!r || (sense_step(steps, behind, 0) && !(wide && text_list_has(&r->accepted, front))))
		return;
	out->end = s.i;
	out->rest = (size_t)(behind.p - line.p);
}

bool
heading_read(const struct step_rule_list *steps, struct text line, struct heading *out)
{
	size_t stop;

	*out = (struct heading){ .rest = line.n };
	if (!heading_style(line, out) || !heading_scan(line, out, &stop))
		return false;
	struct cursor s = { line, stop };
	cursor_skip(&s, STAR | BLANK | LONG_DASH | SQUARE_CLOSER | COLON);
	out->rest = s.i;
	if (out->number > 0)
		heading_blank(steps, line, out);
	/* （20分钟） behind the wording is a remark. */
	struct text words = text_trim(text_cut(line, out->words, out->end));
	if (text_ends(words, T("）")) || text_ends(words, T(")"))) {
		struct cursor open = { words, 0 };

		cursor_until(&open, ROUND_OPENER);
		words.n = open.i;
	}
	while (words.n > 0 && (words.p[words.n - 1] == '*' || words.p[words.n - 1] == '#'))
		words.n--;
	if (text_ends(words, T("★")) || text_ends(words, T("☆")))
		words.n -= strlen("★");
	if (text_ends(words, T("”")))
		words.n -= strlen("”");
	out->end = out->words + (size_t)(words.p - (line.p + out->words)) + words.n;
	return words.n > 0;
}

const struct step_rule *
sense_headed(const struct step_rule_list *steps, struct text line)
{
	struct heading h;

	if (!steps || !heading_read(steps, line, &h))
		return NULL;
	struct text words = text_cut(line, h.words, h.end);
	if (label_parse(words) != LABEL_NONE) /* 完成时限： */
		return NULL;
	const struct step_rule *r = sense_step(steps, words, 0);
	if (h.number > 0)
		return r && r == steps->v + h.number - 1 ? r : NULL;
	struct cursor colon = { line, h.end };
	cursor_until(&colon, COLON | BULLET);
	bool label = h.style == STYLE_PLAIN && colon.i < line.n && colon.i < h.rest;
	return utf8_length(words) <= LABEL_POINTS && (label || h.style > MARKER_BULLET + 1) ? r
											    : NULL;
}
