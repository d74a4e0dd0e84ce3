/* SPDX-License-Identifier: MIT */
/*
 * Private numbers in prose: one grammar. A chain of figures (figures.c) is
 *
 *   chain   run, or runs joined over gaps
 *   run     [left of a clock or date] number {number} [right of a clock or date]
 *   number  identity number | [prefix] mobile telephone | bank card      (number_kinds.c)
 *
 * A run is first tried as written, with everything else as its border: `2018-07-03 13812345678`
 * shows its telephone. Then runs are joined. For identity cards and cards the number itself is
 * proof enough; a telephone is only eleven figures with a 1 in front, which a row of amounts
 * (`158.50 2380.00`) can make by chance. So it must also look like one: broken as telephones are,
 * or by one kind of separator throughout. What parts lists (、 / ,) joins only what is broken as
 * such numbers are. Words in front (secret_words.c) tell what figures cannot, and that a number is
 * one of things. A firm's unified social credit code (GB 32100-2015, 18 characters with letters,
 * MOD 31) is public and left alone.
 *
 * This stands in the lowest room because findings and errors are masked where they are made: no
 * message may wait for a higher room to have been told of it.
 */
#include "lihui/secret.h"

#include <stdlib.h>

#include "base/number_kinds.h"
#include "base/secret_words.h"
#include "lihui/arena.h"
#include "lihui/cursor.h"

#define ID_MASK T("〔已隐去：身份证号〕")
/*
 * No number that is joined is longer (an identity number with what a certificate adds): a search
 * from one start ends there, so a long run of single figures stays linear.
 */
#define LONGEST 20

struct secret_search {
	struct arena *arena;
	struct text t;
	const struct text_list *allowed;
	struct figures f; /* one chain at a time */
	enum front front; /* the word before the chain */
	struct secret_list *out;
};

/* Figures [from, to) on trial. */
struct range {
	size_t from, to;
};

/* The kinds in the order of their certainty; a rule takes what it recognises. */
enum rule { RULE_ID, RULE_CARD, RULE_MOBILE, RULE_ID15, RULES };

/* --- what was found --- */

static bool
is_taken(const struct secret_search *s, struct range r)
{
	for (size_t i = r.from; i < r.to; i++)
		if (s->f.v[i].taken)
			return true;
	return false;
}

static void
taken_set(struct secret_search *s, struct range r)
{
	for (size_t i = r.from; i < r.to; i++)
		s->f.v[i].taken = true;
}

static struct text
mask_numbers(struct arena *a, const struct figure *v, size_t n, size_t first)
{
	char head[8] = { 0 }, tail[8] = { 0 };
	for (size_t i = 0; i < first; i++)
		head[i] = (char)('0' + v[i].digit);
	for (size_t i = 0; i < 4; i++)
		tail[i] = (char)('0' + v[n - 4 + i].digit);
	return text_fmt(a, "%s****%s", head, tail);
}

static bool
is_allowed(const struct secret_search *s, const struct figure *v, size_t n)
{
	char digits[11];
	for (size_t i = 0; i < 11 && n == 11; i++)
		digits[i] = (char)('0' + v[i].digit);
	return n == 11 && s->allowed != NULL &&
	    text_list_has(s->allowed, (struct text){ digits, sizeof digits });
}

/* （138）1234-8000 begins at its bracket. */
static uint32_t
start_of(const struct secret_search *s, struct range r)
{
	size_t at = s->f.v[r.from].at, before = at;
	if (at == 0 || !char_is(utf8_prev(s->t, &before), ROUND_OPENER | SQUARE_OPENER))
		return (uint32_t)at;
	for (size_t i = r.from + 1; i < r.to; i++)
		if (s->f.v[i].gap == GAP_BRACKET)
			return (uint32_t)before;
	return (uint32_t)at;
}

static void
take(struct secret_search *s, struct range r, enum secret_kind kind)
{
	const struct figure *v = s->f.v + r.from;
	size_t n = r.to - r.from;
	taken_set(s, r);
	if (kind == SECRET_MOBILE && is_allowed(s, v, n))
		return;
	const struct figure *last = &v[n - 1];
	uint32_t end = kind == SECRET_ID && n == 17 && last->x_end > 0 ? last->x_end : last->end;
	uint32_t at = start_of(s, r);
	struct secret *found = ARENA_PUSH(s->arena, s->out);
	found->kind = kind;
	found->at = (struct span){ at, end - at };
	found->mask = kind == SECRET_ID
	    ? ID_MASK
	    : mask_numbers(s->arena, v, n, kind == SECRET_MOBILE ? 3 : 4);
}

/* --- one number --- */

static bool
is_card(const struct secret_search *s, struct range r)
{
	const struct figure *v = s->f.v + r.from;
	size_t n = r.to - r.from;
	if (n < 16 || n > 19 || number_value(v, 8) == 0)
		return false;
	bool card = number_begins_as_card(v, n), sums = number_passes_luhn(v, n);
	if (card && sums && n != 18)
		return true;
	return (card || sums) && account_near(s->t, v[0].at, v[n - 1].end);
}

static bool
try(struct secret_search *s, enum rule rule, struct range r)
{
	const struct figure *v = s->f.v + r.from;
	size_t n = r.to - r.from, skip;
	bool thing = s->front == FRONT_SERIAL && r.from == 0;
	if (is_taken(s, r) || (thing && rule != RULE_ID))
		return false;
	switch (rule) {
	case RULE_ID:
		if (!number_is_id(v, n, thing))
			return false;
		take(s, r, SECRET_ID);
		return true;
	case RULE_CARD:
		if (!is_card(s, r))
			return false;
		take(s, r, SECRET_CARD);
		return true;
	case RULE_MOBILE:
		if (!number_is_mobile(v, n, &skip))
			return false;
		take(s, (struct range){ r.from + skip, r.to }, SECRET_MOBILE);
		return true;
	default:
		if (!number_is_id15(v, n))
			return false;
		take(s, r, SECRET_ID);
		return true;
	}
}

/* Behind the run of figures without anything between that begins at i. */
static size_t
run_end(const struct secret_search *s, size_t i)
{
	for (i++; i < s->f.n && s->f.v[i].gap == GAP_NONE; i++)
		;
	return i;
}

/* --- several in a run, or something of a clock or date beside one --- */

/* Numbers that can stand beside others in one run, and how long each is. */
enum tile { TILE_NONE, TILE_DAY, TILE_ID, TILE_MOBILE, TILE_CARD };
static const struct {
	uint8_t tile, n;
} tiles[] = { { TILE_ID, 20 }, { TILE_ID, 18 }, { TILE_CARD, 19 }, { TILE_MOBILE, 11 },
	{ TILE_MOBILE, 12 }, { TILE_MOBILE, 13 }, { TILE_MOBILE, 15 }, { TILE_MOBILE, 16 },
	{ TILE_CARD, 16 } };

static bool
tile_fits(const struct figure *v, enum tile tile, size_t n)
{
	size_t skip;
	switch (tile) {
	case TILE_ID: return number_is_id(v, n, false);
	case TILE_MOBILE: return number_is_mobile(v, n, &skip);
	default:
		return v[0].digit == 6 && v[1].digit == 2 && number_passes_luhn(v, n) &&
		    number_value(v, 8) > 0;
	}
}

/* Lays numbers over all of the run, from its end so that each place is looked at once. */
static bool
run_tile(struct secret_search *s, struct range r)
{
	size_t n = r.to - r.from;
	uint8_t *way = arena_alloc(s->arena, n + 1); /* 1 + which tile leads from here to the end */
	const struct figure *v = s->f.v + r.from;
	memset(way, 0, n + 1);
	for (size_t i = n - 10; i-- > 0;)
		for (size_t k = 0; k < COUNT(tiles) && way[i] == 0; k++) {
			size_t end = i + tiles[k].n;
			if (end <= n && (end == n || way[end] > 0) &&
			    tile_fits(v + i, (enum tile)tiles[k].tile, tiles[k].n))
				way[i] = (uint8_t)(k + 1);
		}
	/* A day in front of them all: 2019121013812345678 */
	size_t i = way[0] == 0 && n > 8 && way[8] > 0 && number_is_day(v) ? 8 : 0;
	if (way[i] == 0)
		return false;
	while (i < n) {
		size_t k = way[i] - 1u;
		struct range one = { r.from + i, r.from + i + tiles[k].n };
		try(s,
		    tiles[k].tile == TILE_ID         ? RULE_ID
			: tiles[k].tile == TILE_CARD ? RULE_CARD
						     : RULE_MOBILE,
		    one);
		i += tiles[k].n;
	}
	return true;
}

static void
search_run(struct secret_search *s, struct range r)
{
	unsigned left = figures_left_over(&s->f, r.from) | 1,
		 right = figures_right_over(&s->f, r.to) | 1;
	for (size_t a = 0; a <= 2; a++)
		for (size_t b = 0; b <= 4; b++)
			if ((left >> a & 1) && (right >> b & 1) && r.to - r.from >= 11 + a + b &&
			    run_tile(s, (struct range){ r.from + a, r.to - b }))
				return;
}

/* --- credit codes --- */

/* A run that is part of an 18-character word of figures and letters. One of 17 figures and an X may
 * pass this check and be somebody's all the same: 99999920030916237X. */
static bool
in_credit_code(const struct secret_search *s, struct range r)
{
	size_t from = s->f.v[r.from].at, to = s->f.v[r.to - 1].end, digits = to - from;
	if (digits >= 18 || (digits == 17 && to < s->t.n && (s->t.p[to] | 0x20) == 'x'))
		return false;
	while (from > 0 && number_is_alnum(s->t.p[from - 1]) && to - from <= 18)
		from--;
	while (to < s->t.n && number_is_alnum(s->t.p[to]) && to - from <= 18)
		to++;
	return to - from == 18 && number_is_credit_code(text_cut(s->t, from, to));
}

/* --- words in front --- */

/* Groups of up to five figures that a blank or a hyphen parts belong to the number before them. */
static struct range
worded(const struct secret_search *s, size_t most)
{
	struct range r = { 0, run_end(s, 0) };
	while (r.to < s->f.n && s->f.v[r.to].gap < GAP_WIDE && s->f.v[r.to].gap != GAP_LINE) {
		size_t next = run_end(s, r.to);
		if (next - r.to > 5 || next > most)
			break;
		r.to = next;
	}
	return r;
}

/*
 * What the word before the chain says of its first number, whatever the figures say: a card with
 * one wrong figure, an identity number or a telephone with one too many.
 */
static void
search_worded(struct secret_search *s)
{
	const struct figure *v = s->f.v;
	struct range r = worded(s, s->front == FRONT_ID ? 20 : 19);
	if (s->front == FRONT_CREDIT)
		taken_set(s, (struct range){ 0, run_end(s, 0) });
	/* 电话15421、738311: two parts of one, whatever stands between. */
	if (s->front == FRONT_PHONE && r.to < s->f.n && run_end(s, r.to) == 11)
		r.to = 11;
	if (is_taken(s, r) || unit_behind(s->t, v[r.to - 1].end))
		return;
	if (s->front == FRONT_ACCOUNT && r.to >= 9)
		take(s, r, SECRET_CARD);
	else if (s->front == FRONT_ID && r.to >= 14 && r.to <= 20)
		take(s, r, SECRET_ID);
	else if (s->front == FRONT_PHONE && r.to >= 10 && r.to <= 13 && v[0].digit == 1 &&
	    v[1].digit >= 3)
		take(s, r, SECRET_MOBILE);
}

/* 15800001234元, ￥15800001234, 15800001234.50元 */
static bool
is_quantity(const struct secret_search *s, struct range r)
{
	uint32_t before = figures_before(&s->f, r.from);
	size_t end = r.to;
	if (end < s->f.n && s->f.v[end].gap == GAP_DOT && run_end(s, end) - end <= 2)
		end = run_end(s, end);
	return before == U'￥' || before == 0xA5 || before == '$' ||
	    unit_behind(s->t, s->f.v[end - 1].end);
}

static void
search_as_written(struct secret_search *s)
{
	for (size_t from = 0; from < s->f.n;) {
		struct range r = { from, run_end(s, from) };
		from = r.to;
		if (r.to - r.from < 11)
			continue;
		if (in_credit_code(s, r) || (r.to - r.from < 17 && is_quantity(s, r)))
			taken_set(s, r);
		bool found = false;
		for (int rule = 0; rule < RULES && !found; rule++)
			found = try(s, (enum rule)rule, r);
		if (!found && !is_taken(s, r))
			search_run(s, r);
	}
}

/* --- runs joined --- */

/* The lengths of the groups of a range, which seen gaps part; how many, or SIZE_MAX for more than
 * fit. */
#define GROUPS_MOST LONGEST
static size_t
groups_read(const struct secret_search *s, struct range r, size_t *lengths)
{
	size_t n = 0;
	for (size_t i = r.from; i < r.to; i++) {
		if (i == r.from || s->f.v[i].gap > GAP_STYLE)
			lengths[n++] = 0;
		lengths[n - 1]++;
	}
	return n;
}

/* 138 1234 5678, 138 12345678, 1381234 5678: broken as telephones are, whatever stands between. */
static bool
is_broken_like_mobile(const struct secret_search *s, struct range r)
{
	size_t l[GROUPS_MOST], n = groups_read(s, r, l);
	if (n == 3)
		return l[0] == 3 && l[1] == 4;
	return n == 1 || (n == 2 && (l[0] == 3 || l[0] == 7));
}

/* Figure by figure. */
static bool
is_spelled(const struct secret_search *s, struct range r)
{
	size_t l[GROUPS_MOST];
	return groups_read(s, r, l) == r.to - r.from;
}

static bool
is_list(const struct secret_search *s, struct range r)
{
	for (size_t i = r.from + 1; i < r.to; i++)
		if (s->f.v[i].gap >= GAP_WIDE)
			return true;
	return false;
}

/* The one kind of separator inside, GAP_NONE when there are several. Markup and one line end go
 * with any. */
static enum gap
separator_inside(const struct secret_search *s, struct range r)
{
	enum gap kind = GAP_NONE;
	int lines = 0;
	for (size_t i = r.from + 1; i < r.to; i++) {
		enum gap g = (enum gap)s->f.v[i].gap;
		lines += g == GAP_LINE;
		if (g <= GAP_LINE)
			continue;
		if (kind != GAP_NONE && kind != g)
			return GAP_NONE;
		kind = g;
	}
	if (lines > 1)
		return GAP_NONE;
	return kind != GAP_NONE ? kind : lines > 0 ? GAP_LINE : GAP_MARKUP;
}

/* 158000000.50 is an amount. */
static bool
is_decimal(const struct secret_search *s, struct range r)
{
	size_t second = run_end(s, r.from);
	return second < r.to && s->f.v[second].gap == GAP_DOT && run_end(s, second) == r.to &&
	    r.to - second <= 2;
}

/* A number that was found is as good a border as a word: it will be one. */
static bool
begins_chain(const struct secret_search *s, size_t from)
{
	return from == 0 || s->f.v[from - 1].taken;
}

static bool
ends_chain(const struct secret_search *s, size_t to)
{
	return to == s->f.n || s->f.v[to].taken;
}

static bool
looks_like_mobile(const struct secret_search *s, struct range r)
{
	size_t skip = 0;
	number_is_mobile(s->f.v + r.from, r.to - r.from, &skip);
	struct range bare = { r.from + skip, r.to };
	bool list = is_list(s, r), broken = is_broken_like_mobile(s, bare);
	if (broken && !list)
		return true;
	enum gap inside = separator_inside(s, r);
	if (!broken && (inside == GAP_NONE || is_decimal(s, r) || (list && !is_spelled(s, bare))))
		return false;
	bool left = begins_chain(s, r.from) || s->f.v[r.from].gap != inside;
	bool right = ends_chain(s, r.to) || s->f.v[r.to].gap != inside;
	return left && right;
}

/*
 * Parts of a longer chain are a number only in groups such as numbers have: a row of dates and sums
 * passes Luhn one time in ten.
 */
static bool
looks_grouped(const struct secret_search *s, struct range r)
{
	size_t l[GROUPS_MOST], n = groups_read(s, r, l);
	for (size_t i = 0; i + 1 < n; i++)
		if (l[i] < 3)
			return false;
	return true;
}

static bool
looks_like(const struct secret_search *s, enum rule rule, struct range r)
{
	bool whole = begins_chain(s, r.from) && ends_chain(s, r.to), list = is_list(s, r);
	switch (rule) {
	case RULE_ID:
		return !list || looks_grouped(s, r) || is_spelled(s, r) ||
		    number_is_id(s->f.v + r.from, r.to - r.from, true);
	case RULE_CARD: return looks_grouped(s, r) || (whole && (!list || is_spelled(s, r)));
	case RULE_MOBILE: return looks_like_mobile(s, r);
	default: return whole && !list;
	}
}

/*
 * Joined runs that begin at `from`, two or more of them, longest first so that a country code is
 * taken with its number.
 */
static bool
try_joined(struct secret_search *s, enum rule rule, size_t from)
{
	size_t ends[LONGEST], n = 0;
	for (size_t to = run_end(s, from); to <= s->f.n && to - from <= LONGEST;
	     to = run_end(s, to)) {
		ends[n++] = to;
		if (to == s->f.n)
			break;
	}
	while (n-- > 1) {
		struct range r = { from, ends[n] };
		if (looks_like(s, rule, r) && try(s, rule, r))
			return true;
	}
	return false;
}

/* The same where a clock or a date lent the first run its figures: 20:00138-1234-8000. */
static void
try_left_over(struct secret_search *s, size_t from)
{
	unsigned left = figures_left_over(&s->f, from);
	for (size_t a = 1; a <= 2; a++)
		if ((left >> a & 1) && run_end(s, from) > from + a &&
		    try_joined(s, RULE_MOBILE, from + a))
			return;
}

static bool
search_joined(struct secret_search *s)
{
	size_t found = s->out->n;
	for (int rule = 0; rule < RULES; rule++)
		for (size_t i = 0; i < s->f.n; i = run_end(s, i))
			if (!try_joined(s, (enum rule)rule, i) && rule == RULE_MOBILE)
				try_left_over(s, i);
	return s->out->n > found;
}

/* --- all of a text --- */

/* The shortest private number has eleven figures; behind a word, nine. */
#define FEWEST 9

/*
 * What is left of a number under its mask belongs to no other: 138****8000. Stars also make text
 * bold, so a run that could be a whole number stays on trial.
 */
static void
masked_take(struct secret_search *s)
{
	struct text before = text_cut(s->t, 0, s->f.v[0].at);
	struct text behind = text_cut(s->t, s->f.v[s->f.n - 1].end, s->t.n);
	size_t first = run_end(s, 0), last = s->f.n - 1;
	while (last > 0 && s->f.v[last].gap == GAP_NONE)
		last--;
	if (first < 11 && text_ends(before, T("****")))
		taken_set(s, (struct range){ 0, first < 4 ? first : 4 });
	if (s->f.n - last < 11 && text_starts(behind, T("****")))
		taken_set(s, (struct range){ last, s->f.n });
}

/* What was found parts what was not: looked at again, and not for ever. */
#define ROUNDS 4

static void
search_chain(struct secret_search *s)
{
	masked_take(s);
	s->front = front_before(s->t, s->f.v[0].at);
	if (s->front == FRONT_CREDIT)
		search_worded(s);
	search_as_written(s);
	for (int round = 0; round < ROUNDS && search_joined(s); round++)
		;
	if (s->front != FRONT_NONE && s->front != FRONT_SERIAL)
		search_worded(s);
}

static int
by_place(const void *x, const void *y)
{
	const struct secret *a = x, *b = y;
	return (a->at.at > b->at.at) - (a->at.at < b->at.at);
}

/* A telephone within the name of a chat is one secret. */
static void
overlaps_join(struct secret_list *l, size_t from)
{
	size_t n = from + 1;
	for (size_t i = from + 1; i < l->n; i++) {
		struct span *last = &l->v[n - 1].at, at = l->v[i].at;
		if (at.at >= last->at + last->n)
			l->v[n++] = l->v[i];
		else if (at.at + at.n > last->at + last->n)
			last->n = at.at + at.n - last->at;
	}
	l->n = n;
}

void
secret_find(
    struct arena *a, struct text t, const struct text_list *allowed, struct secret_list *out)
{
	struct secret_search s = { .arena = a, .t = t, .allowed = allowed, .out = out };
	size_t old = out->n;
	s.f.t = t;
	while (figures_next(&s.f, FEWEST))
		search_chain(&s);
	secret_find_named(a, &s.f, out);
	secret_find_starred(a, t, out);
	figures_release(&s.f);
	if (out->n > old + 1) {
		qsort(out->v + old, out->n - old, sizeof *out->v, by_place);
		overlaps_join(out, old);
	}
}
