/* SPDX-License-Identifier: MIT */
/*
 * Private numbers in prose.
 *
 * Identity card (GB 11643-1999): region 6, birth date 8, serial 3, check character after ISO 7064
 * MOD 11-2 (X is ten); the older kind has 15 figures, the date YYMMDD and no check. A real date
 * decides: typing errors in the check character are common and the number is still somebody's. Only
 * where the region's first two figures are no province does the check have to hold. Mobile
 * telephone: 1[3-9] and nine figures, 86 or 0086 allowed in front. Bank card: 16, 17 or 19 figures
 * that pass Luhn's test (ISO/IEC 7812) and begin with 62, 4 or 5 or have a word such as 账号 near.
 * A firm's unified social credit code (GB 32100-2015, 18 characters with letters, MOD 31) is public
 * and left alone.
 *
 * A run of figures is first tried as written, with everything else as its border: `2018-07-03
 * 13812345678` shows its telephone. Then runs are joined over single separators. For identity cards
 * and cards the number itself is proof enough; a telephone is only eleven figures with a 1 in
 * front, which a row of amounts (`158.50 2380.00`) can make by chance. So it must also look like
 * one: broken as telephones are, or by one kind of separator throughout.
 *
 * This stands in the lowest room because findings and errors are masked where they are made: no
 * message may wait for a higher room to have been told of it.
 */
#include "lihui/secret.h"

#include <stdlib.h>

#include "base/figures.h"
#include "lihui/arena.h"
#include "lihui/date.h"
#include "lihui/utf8.h"

#define ID_MASK T("〔已隐去：身份证号〕")
/*
 * No number is longer than 19 figures: a search from one start ends there, so a long run of single
 * figures stays linear.
 */
#define LONGEST 19

struct secret_search {
	struct arena *arena;
	struct text t;
	const struct text_list *allowed;
	struct figures f;
	struct secret_list *out;
};

/* Figures [from, to) on trial. */
struct range {
	size_t from, to;
};

static int
number(const struct figure *v, size_t n)
{
	int value = 0;
	for (size_t i = 0; i < n; i++)
		value = value * 10 + v[i].digit;
	return value;
}

/* GB/T 2260: the first two figures of a region; 91 stands in foreigners' permanent residence cards.
 */
static bool
is_province(int n)
{
	return (n >= 11 && n <= 15) || (n >= 21 && n <= 23) || (n >= 31 && n <= 37) ||
	    (n >= 41 && n <= 46) || (n >= 50 && n <= 54) || (n >= 61 && n <= 65) || n == 71 ||
	    (n >= 81 && n <= 83) || n == 91;
}

static bool
id_check(const struct figure *v, bool x)
{
	static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
	int sum = x ? 10 : v[17].digit;
	for (int i = 0; i < 17; i++)
		sum += weights[i] * v[i].digit;
	return sum % 11 == 1;
}

/* Eighteen figures, or seventeen and an X. */
static bool
is_id18(const struct figure *v, size_t n)
{
	bool x = n == 17 && v[16].x_end > 0;
	if (n != 18 && !x)
		return false;
	int year = number(v + 6, 4);
	if (year > 2099 || !date_valid(year, number(v + 10, 2), number(v + 12, 2)))
		return false;
	return is_province(number(v, 2)) || id_check(v, x);
}

static bool
is_id15(const struct figure *v, size_t n)
{
	return n == 15 && is_province(number(v, 2)) &&
	    date_valid(1900 + number(v + 6, 2), number(v + 8, 2), number(v + 10, 2));
}

/* How many figures the country code in front takes: 0 for none, SIZE_MAX when this is no mobile
 * number. */
static size_t
mobile_prefix(const struct figure *v, size_t n)
{
	size_t skip = n == 11               ? 0
	    : n == 13 && number(v, 2) == 86 ? 2
	    : n == 15 && number(v, 4) == 86 ? 4
					    : SIZE_MAX;
	if (skip != SIZE_MAX && (v[skip].digit != 1 || v[skip + 1].digit < 3))
		return SIZE_MAX;
	return skip;
}

static bool
luhn(const struct figure *v, size_t n)
{
	int sum = 0;
	for (size_t i = 0; i < n; i++) {
		int d = v[n - 1 - i].digit * (i % 2 == 1 ? 2 : 1);
		sum += d > 9 ? d - 9 : d;
	}
	return sum % 10 == 0;
}

/* A word that speaks of an account within a short clause before the number, or close behind it. */
static bool
account_near(struct text t, uint32_t at, uint32_t end)
{
	static const char *const words[] = { "账号", "帐号", "卡号", "银行", "账户", "帐户", "存折",
		"信用社" };
	struct text near = text_cut(t, at > 90 ? at - 90 : 0, (size_t)end + 45);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_has(near, text_of(words[i])))
			return true;
	return false;
}

static bool
is_card(const struct secret_search *s, struct range r)
{
	const struct figure *v = s->f.v + r.from;
	size_t n = r.to - r.from;
	if ((n != 16 && n != 17 && n != 19) || !luhn(v, n) || number(v, 8) == 0)
		return false;
	return v[0].digit == 4 || v[0].digit == 5 || number(v, 2) == 62 ||
	    account_near(s->t, v[0].at, v[n - 1].end);
}

static bool
is_taken(const struct secret_search *s, struct range r)
{
	for (size_t i = r.from; i < r.to; i++)
		if (s->f.v[i].taken)
			return true;
	return false;
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
is_allowed(const struct secret_search *s, const struct figure *v)
{
	char digits[11];
	for (int i = 0; i < 11; i++)
		digits[i] = (char)('0' + v[i].digit);
	return s->allowed != NULL &&
	    text_list_has(s->allowed, (struct text){ digits, sizeof digits });
}

static void
take(struct secret_search *s, struct range r, enum secret_kind kind)
{
	const struct figure *v = s->f.v + r.from;
	size_t n = r.to - r.from;
	for (size_t i = r.from; i < r.to; i++)
		s->f.v[i].taken = true;
	if (kind == SECRET_MOBILE && is_allowed(s, v))
		return;
	uint32_t end = kind == SECRET_ID && n == 17 ? v[n - 1].x_end : v[n - 1].end;
	struct secret *found = ARENA_PUSH(s->arena, s->out);
	found->kind = kind;
	found->at = (struct span){ v[0].at, end - v[0].at };
	found->mask = kind == SECRET_ID
	    ? ID_MASK
	    : mask_numbers(s->arena, v, n, kind == SECRET_MOBILE ? 3 : 4);
}

/* The kinds in the order of their certainty; a rule takes what it recognises. */
enum rule { RULE_ID18, RULE_CARD, RULE_MOBILE, RULE_ID15, RULES };

static bool
try(struct secret_search *s, enum rule rule, struct range r)
{
	const struct figure *v = s->f.v + r.from;
	size_t n = r.to - r.from, prefix;
	if (is_taken(s, r))
		return false;
	switch (rule) {
	case RULE_ID18:
		if (!is_id18(v, n))
			return false;
		take(s, r, SECRET_ID);
		return true;
	case RULE_CARD:
		if (!is_card(s, r))
			return false;
		take(s, r, SECRET_CARD);
		return true;
	case RULE_MOBILE:
		prefix = mobile_prefix(v, n);
		if (prefix == SIZE_MAX)
			return false;
		take(s, (struct range){ r.from + prefix, r.to }, SECRET_MOBILE);
		return true;
	default:
		if (!is_id15(v, n))
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

static size_t
chain_end(const struct secret_search *s, size_t i)
{
	for (i++; i < s->f.n && s->f.v[i].gap != GAP_BROKEN; i++)
		;
	return i;
}

/* GB 32100: 18 characters without I O S V Z, the last one a check after MOD 31 with weights 3^i. */
static bool
is_credit_code(struct text t)
{
	static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	int sum = 0, weight = 1, last = 0;
	for (size_t i = 0; i < 18; i++) {
		char c = t.p[i] >= 'a' && t.p[i] <= 'z' ? (char)(t.p[i] - 'a' + 'A') : t.p[i];
		const char *at = c != 0 ? strchr(alphabet, c) : NULL;
		if (at == NULL)
			return false;
		last = (int)(at - alphabet);
		sum += i < 17 ? last * weight : 0;
		weight = weight * 3 % 31;
	}
	return (31 - sum % 31) % 31 == last;
}

static bool
is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A run that is part of an 18-character word of figures and letters. */
static bool
in_credit_code(const struct secret_search *s, struct range r)
{
	size_t from = s->f.v[r.from].at, to = s->f.v[r.to - 1].end, digits = to - from;
	if (digits >= 18)
		return false;
	while (from > 0 && is_alnum(s->t.p[from - 1]) && to - from <= 18)
		from--;
	while (to < s->t.n && is_alnum(s->t.p[to]) && to - from <= 18)
		to++;
	return to - from == 18 && is_credit_code(text_cut(s->t, from, to));
}

static void
search_as_written(struct secret_search *s)
{
	for (size_t from = 0; from < s->f.n;) {
		struct range r = { from, run_end(s, from) };
		if (in_credit_code(s, r))
			for (size_t i = r.from; i < r.to; i++)
				s->f.v[i].taken = true;
		for (int rule = 0; rule < RULES; rule++)
			if (try(s, (enum rule)rule, r))
				break;
		from = r.to;
	}
}

/* 138 1234 5678, 138 12345678, 1381234 5678: broken as telephones are, whatever stands between. */
static bool
is_broken_like_mobile(const struct secret_search *s, struct range r)
{
	size_t lengths[4] = { 0 }, n = 0;
	for (size_t i = r.from; i < r.to; i = run_end(s, i)) {
		if (n == 3)
			return false;
		lengths[n++] = run_end(s, i) - i;
	}
	if (n == 3)
		return lengths[0] == 3 && lengths[1] == 4 && lengths[2] == 4;
	return n == 2 &&
	    ((lengths[0] == 3 && lengths[1] == 8) || (lengths[0] == 7 && lengths[1] == 4));
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
		if (g == GAP_NONE || g == GAP_MARKUP || g == GAP_LINE)
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

static bool
looks_like_mobile(const struct secret_search *s, struct range r, struct range chain)
{
	if (is_broken_like_mobile(s, r))
		return true;
	enum gap inside = separator_inside(s, r);
	if (inside == GAP_NONE || is_decimal(s, r))
		return false;
	bool left = r.from == chain.from || s->f.v[r.from].gap != inside;
	bool right = r.to == chain.to || s->f.v[r.to].gap != inside;
	return left && right;
}

/*
 * Parts of a longer chain are a card only in groups such as cards have: a row of dates and sums
 * passes Luhn one time in ten.
 */
static bool
looks_like_card(const struct secret_search *s, struct range r, struct range chain)
{
	if (r.from == chain.from && r.to == chain.to)
		return true;
	for (size_t i = r.from; i < r.to; i = run_end(s, i)) {
		size_t n = run_end(s, i) - i;
		if (n < 3 && run_end(s, i) != r.to)
			return false;
	}
	return true;
}

static bool
looks_like(const struct secret_search *s, enum rule rule, struct range r, struct range chain)
{
	switch (rule) {
	case RULE_ID18: return true;
	case RULE_CARD: return looks_like_card(s, r, chain);
	case RULE_MOBILE: return looks_like_mobile(s, r, chain);
	default: return r.from == chain.from && r.to == chain.to;
	}
}

/*
 * Joined runs that begin at `from`, two or more of them, longest first so that a country code is
 * taken with its number.
 */
static bool
try_joined(struct secret_search *s, enum rule rule, size_t from, struct range chain)
{
	size_t ends[LONGEST], n = 0;
	for (size_t to = run_end(s, from); to <= chain.to && to - from <= LONGEST;
	     to = run_end(s, to)) {
		ends[n++] = to;
		if (to == chain.to)
			break;
	}
	while (n-- > 1) {
		struct range r = { from, ends[n] };
		if (looks_like(s, rule, r, chain) && try(s, rule, r))
			return true;
	}
	return false;
}

static void
search_joined(struct secret_search *s)
{
	for (size_t from = 0; from < s->f.n;) {
		struct range chain = { from, chain_end(s, from) };
		for (int rule = 0; rule < RULES; rule++)
			for (size_t i = chain.from; i < chain.to; i = run_end(s, i))
				try_joined(s, (enum rule)rule, i, chain);
		from = chain.to;
	}
}

static int
by_place(const void *x, const void *y)
{
	const struct secret *a = x, *b = y;
	return (a->at.at > b->at.at) - (a->at.at < b->at.at);
}

/* The shortest private number has eleven figures. */
#define FEWEST 11

void
secret_find(
    struct arena *a, struct text t, const struct text_list *allowed, struct secret_list *out)
{
	struct secret_search s = { .arena = a, .t = t, .allowed = allowed, .out = out };
	size_t old = out->n;
	figures_scan(&s.f, t);
	if (s.f.n >= FEWEST) {
		search_as_written(&s);
		search_joined(&s);
	}
	figures_release(&s.f);
	if (out->n > old + 1)
		qsort(out->v + old, out->n - old, sizeof *out->v, by_place);
}

struct text
secret_mask(struct arena *a, struct text t, const struct text_list *allowed)
{
	struct secret_list found = { 0 };
	secret_find(a, t, allowed, &found);
	if (found.n == 0)
		return t;
	size_t n = t.n, from = 0;
	for (size_t i = 0; i < found.n; i++)
		n += found.v[i].mask.n;
	char *p = arena_bytes(a, n + 1), *to = p;
	for (size_t i = 0; i < found.n; i++) {
		const struct secret *s = &found.v[i];
		to = mempcpy(to, t.p + from, s->at.at - from);
		to = mempcpy(to, s->mask.p, s->mask.n);
		from = s->at.at + s->at.n;
	}
	to = mempcpy(to, t.p + from, t.n - from);
	*to = 0;
	return (struct text){ p, (size_t)(to - p) };
}

struct text
secret_head(struct arena *a, struct text t, const struct text_list *allowed, size_t points)
{
	struct text masked = secret_mask(a, t, allowed);
	return text_cut(masked, 0, utf8_offset(masked, points));
}

const struct text *
secret_mask_all(struct arena *a, const struct text *args, size_t n, const struct text_list *allowed)
{
	struct text *masked = ARENA_ARRAY(a, struct text, n + 1);
	for (size_t i = 0; i < n; i++)
		masked[i] = secret_mask(a, args[i], allowed);
	return masked;
}
