/* SPDX-License-Identifier: MIT */
/*
 * Words before numbers. A number that says nothing by its figures (an account with a wrong one in
 * it, a QQ number, a passport) is known by the word in front, and a serial number that looks like
 * a telephone by 编号. Licence plates are known by the province and the letter.
 */
#include "base/secret_words.h"

#include "base/figures.h"
#include "lihui/arena.h"
#include "lihui/cursor.h"

struct front_word {
	const char *word;
	enum front front;
};

static const struct front_word fronts[] = {
#define FRONT(word, front) { word, front },
#include "base/secret_words.def"
#undef FRONT
};

/* --- before --- */

/* Not 〕: what stands behind a mask has no word in front. */
static bool
may_lead(uint32_t c)
{
	return utf8_is_blank(c) ||
	    char_is(c,
		COLON | RARE_COLON | ROUND_OPENER | ROUND_CLOSER | LABEL_MARK | QUOTE | COMMA |
		    HASH | DASH) ||
	    c == U'是' || c == U'为' || c == '`' || c == '+' || c == '=';
}

/* How much may lie between the word and its number: （农行）is no word here, ： is. */
#define LEAD_MOST 5

enum front
front_before(struct text t, size_t at)
{
	size_t end = at, best = 0;
	enum front front = FRONT_NONE;
	for (int n = 0; n < LEAD_MOST && end > 0; n++) {
		size_t i = end;
		if (!may_lead(utf8_prev(t, &i)))
			break;
		end = i;
	}
	struct text before = text_cut(t, end > 30 ? end - 30 : 0, end);
	for (size_t i = 0; i < COUNT(fronts); i++) {
		struct text word = text_of(fronts[i].word);
		if (word.n > best && text_ends(before, word)) {
			best = word.n;
			front = fronts[i].front;
		}
	}
	return front;
}

bool
unit_behind(struct text t, size_t i)
{
	static const char *const units[] = { "元", "万", "亿", "亩", "公里", "千米", "米", "立方",
		"平方", "公斤", "千克", "斤", "吨", "株", "棵", "千瓦", "度电", "人次", "户次",
		"头", "㎡", "％", "%" };
	static const char *const others[] = { "元旦", "万一", "头" /* 头一个 */, "米家" };
	struct text behind = text_cut(t, text_skip(t, i, BLANK), t.n);
	for (size_t k = 0; k < COUNT(others); k++)
		if (text_begins(behind, others[k]) > 0)
			return false;
	for (size_t k = 0; k < COUNT(units); k++)
		if (text_begins(behind, units[k]) > 0)
			return true;
	return false;
}

bool
account_near(struct text t, size_t at, size_t end)
{
	static const char *const words[] = { "账号", "帐号", "卡号", "账户", "帐户", "存折",
		"一卡通", "一折通", "银行", "信用社", "农行", "工行", "建行", "中行", "邮储",
		"农商" };
	struct text near = text_cut(t, at > 90 ? at - 90 : 0, end + 45);
	for (size_t i = 0; i < COUNT(words); i++)
		if (text_has(near, text_of(words[i])))
			return true;
	return false;
}

uint32_t
figures_before(const struct figures *f, size_t figure)
{
	size_t at = f->v[figure].at;
	return at > 0 ? utf8_prev(f->t, &at) : 0;
}

/*
 * How many figures at a run's start may belong to what stands before it: the minutes of 20:00, the
 * day of 2019-12-10 and of 12月10. Bit n for n figures.
 */
unsigned
figures_left_over(const struct figures *f, size_t from)
{
	uint32_t c = figures_before(f, from);
	bool figure_before = from > 0 && f->v[from].gap != GAP_BROKEN;
	if (figure_before && char_is(c, COLON | RARE_COLON))
		return 1 << 2;
	if (c == U'月' || (figure_before && char_is(c, DASH | POINT | SLASH)))
		return 1 << 1 | 1 << 2;
	return c == U'点' || c == U'时' ? 1 << 2 : 0;
}

/* The same at its end: the hour of 20:00, the year of 2019-12-10 and of 2019年, the month of 12月.
 */
unsigned
figures_right_over(const struct figures *f, size_t to)
{
	uint32_t c = text_peek(f->t, f->v[to - 1].end);
	if (char_is(c, COLON | RARE_COLON) || c == U'月' || c == U'点' || c == U'时')
		return 1 << 1 | 1 << 2;
	return c == U'年' || char_is(c, DASH | POINT | SLASH) ? 1 << 4 : 0;
}

/* --- chats and passports --- */

enum named { NAMED_WECHAT, NAMED_QQ, NAMED_PASSPORT };

struct name_word {
	const char *word;
	enum named what;
	bool sure; /* it says that a number follows: 微信号 */
};

/* clang-format off */
#define SURE(word, what)  { word, NAMED_##what, true },
#define MAYBE(word, what) { word, NAMED_##what, false },
static const struct name_word name_words[] = {
	SURE("微信号码", WECHAT) SURE("微信号", WECHAT) SURE("微信账号", WECHAT) SURE("微信帐号", WECHAT)
	SURE("微信ID", WECHAT) SURE("微信id", WECHAT) MAYBE("微信", WECHAT) MAYBE("薇信", WECHAT)
	SURE("微号", WECHAT) MAYBE("WeChat", WECHAT) MAYBE("wechat", WECHAT) MAYBE("Wechat", WECHAT)
	MAYBE("weixin", WECHAT) MAYBE("WX", WECHAT) MAYBE("wx", WECHAT) MAYBE("VX", WECHAT)
	MAYBE("vx", WECHAT) MAYBE("V信", WECHAT) MAYBE("v信", WECHAT)
	SURE("QQ号码", QQ) SURE("QQ号", QQ) SURE("QQ", QQ) SURE("Qq", QQ) SURE("qq号码", QQ)
	SURE("qq号", QQ) SURE("qq", QQ) SURE("ＱＱ号码", QQ) SURE("ＱＱ号", QQ) SURE("ＱＱ", QQ)
	SURE("扣扣号", QQ) SURE("扣扣", QQ)
	SURE("护照号码", PASSPORT) SURE("护照号", PASSPORT) SURE("护照编号", PASSPORT)
	SURE("护照", PASSPORT) SURE("通行证号码", PASSPORT) SURE("通行证号", PASSPORT)
	SURE("通行证", PASSPORT)
};
#undef SURE
#undef MAYBE
/* clang-format on */

static uint32_t
half(uint32_t c)
{
	return c >= U'！' && c <= U'～' ? c - 0xFEE0 : c;
}

static bool
is_code(uint32_t c)
{
	c = half(c);
	return char_is_latin(c) || c - '0' <= 9 || c == '_' || c == '-';
}

struct code {
	size_t from, to;
	int n, letters, figures, marks;
	bool letter_first;
};

/* The row of letters and figures at i. */
static struct code
code_read(struct text t, size_t i)
{
	struct code code = { .from = i, .to = i };
	uint32_t c;
	for (size_t next = i; next < t.n && is_code(c = half(utf8_next(t, &next)));
	     code.to = next) {
		code.letter_first |= code.n == 0 && char_is_latin(c);
		code.n++;
		code.letters += char_is_latin(c);
		code.figures += c - '0' <= 9;
		code.marks += c == '_' || c == '-';
	}
	return code;
}

/* E 12345678, 1234 56789 */
static void
code_go_on(struct text t, enum named what, struct code *code)
{
	struct code more = code_read(t, text_skip(t, code->to, BLANK));
	if (code->n == 0 || what == NAMED_WECHAT || more.figures != more.n || more.n < 3)
		return;
	code->to = more.to;
	code->n += more.n;
	code->figures += more.n;
}

/* 微信200 is a sum, QQ2019版 a program; eleven figures are a telephone and go as one. */
static bool
is_named(const struct name_word *w, const struct code *code, bool marked)
{
	switch (w->what) {
	case NAMED_WECHAT:
		if (code->letter_first)
			return code->n >= 6 && code->n <= 20 &&
			    (w->sure || marked || code->figures + code->marks > 0);
		return (w->sure || marked) && code->letters == 0 && code->marks == 0 &&
		    code->n >= (w->sure ? 5 : 7) && code->n <= 12 && code->n != 11;
	case NAMED_QQ:
		return code->letters == 0 && code->marks == 0 && code->n >= 5 && code->n <= 12 &&
		    code->n != 11;
	default:
		return code->letters >= 1 && code->letters <= 3 && code->figures >= 6 &&
		    code->figures <= 10;
	}
}

static void
put(struct arena *a, struct secret_list *out, enum secret_kind kind, size_t from, size_t to,
    struct text mask)
{
	*ARENA_PUSH(a, out) =
	    (struct secret){ kind, { (uint32_t)from, (uint32_t)(to - from) }, mask };
}

/* Returns behind what was found, or `at`. */
static size_t
named_at(struct arena *a, struct text t, size_t at, struct secret_list *out)
{
	static const struct text masks[] = { WORD("〔已隐去：微信号〕"), WORD("〔已隐去：QQ号〕"),
		WORD("〔已隐去：护照号〕") };
	struct text rest = text_cut(t, at, t.n);
	size_t i = at;
	if (i > 0 && char_is_latin(half(text_peek(t, at))) && is_code(utf8_prev(t, &i)))
		return at;
	for (size_t k = 0; k < COUNT(name_words); k++) {
		const struct name_word *w = &name_words[k];
		size_t n = text_begins(rest, w->word);
		if (n == 0)
			continue;
		i = at + n;
		bool marked = false;
		for (int lead = 0; lead < LEAD_MOST && i < t.n; lead++) {
			size_t next = i;
			uint32_t c = utf8_next(t, &next);
			if (!may_lead(c) || c == '-' || c == '_')
				break;
			marked |= !utf8_is_blank(c);
			i = next;
		}
		struct code code = code_read(t, i);
		if (!is_named(w, &code, marked))
			code_go_on(t, w->what, &code);
		if (!is_named(w, &code, marked) || unit_behind(t, code.to))
			return at;
		put(a, out, w->what == NAMED_PASSPORT ? SECRET_ID : SECRET_MOBILE, code.from,
		    code.to, masks[w->what]);
		return code.to;
	}
	return at;
}

/* --- licence plates --- */

/* The last character of plates of learners, the police, trailers and both special regions. */
static bool
ends_plate(uint32_t c)
{
	return c == U'学' || c == U'警' || c == U'挂' || c == U'港' || c == U'澳' || c == U'领' ||
	    c == U'临' || c == U'试' || c == U'超';
}

/*
 * 蒙D12345, 蒙 D·12345, 蒙D·D12345: a letter, then five of which three are figures, six on a car
 * that runs on a battery. `i` is behind the province.
 */
static size_t
plate_end(struct text t, size_t i)
{
	i = text_skip(t, i, BLANK | DASH | BULLET);
	if (i >= t.n || !char_is_latin(half(utf8_next(t, &i))))
		return 0;
	for (int n = 0; n < 3 && i < t.n; n++) {
		size_t next = i;
		uint32_t c = utf8_next(t, &next);
		if (!utf8_is_blank(c) && !char_is(c, DASH | POINT | BULLET | STAR))
			break;
		i = next;
	}
	struct code code = code_read(t, i);
	if (code.marks > 0 || code.figures < 3)
		return 0;
	size_t end = code.to;
	if (code.n == 4 && end < t.n && ends_plate(utf8_next(t, &end)))
		return end;
	return code.n == 5 || code.n == 6 ? code.to : 0;
}

static size_t
plate_at(struct arena *a, struct text t, size_t at, struct secret_list *out)
{
	size_t behind = at;
	utf8_next(t, &behind);
	size_t end = plate_end(t, behind);
	if (end == 0)
		return at;
	put(a, out, SECRET_ID, at, end, T("〔已隐去：车牌号〕"));
	return end;
}

static bool
is_province(uint32_t c)
{
	switch (c) {
#define PROVINCE(c) case c:
#include "base/secret_words.def"
#undef PROVINCE
		return true;
	default: return false;
	}
}

void
secret_find_named(struct arena *a, const struct figures *f, struct secret_list *out)
{
	for (size_t i = 0, open = 0; i < f->nnamed; i++) {
		size_t at = f->named[i];
		if (at >= open)
			open = is_province(text_peek(f->t, at)) ? plate_at(a, f->t, at, out)
								: named_at(a, f->t, at, out);
	}
}

/* --- numbers that their author has half masked --- */

#define ID_FIGURES 18
#define ID_AREA    6
/* Of 152223********1234 nothing can be guessed; of 15222319990307**** all. */
#define STARRED_MOST 7

static bool
is_star(uint32_t c)
{
	return c == '*' || c == U'＊' || c == U'×' || c == 'x' || c == 'X';
}

/* Figures before and behind a run of stars from `at`; adds what is a number of a card. Where to go
 * on. */
static size_t
starred_at(struct arena *a, struct text t, size_t at, struct secret_list *out)
{
	size_t from = at, to = at, next, before = 0, stars = 0, behind = 0;

	while (from > 0 && t.p[from - 1] >= '0' && t.p[from - 1] <= '9')
		before++, from--;
	for (; to < t.n; to = next, stars++) {
		next = to;
		if (!is_star(utf8_next(t, &next)))
			break;
	}
	size_t end = to;

	while (end < t.n && t.p[end] >= '0' && t.p[end] <= '9')
		behind++, end++;
	if (end < t.n && (t.p[end] == 'X' || t.p[end] == 'x') &&
	    before + stars + behind + 1 == ID_FIGURES)
		behind++, end++;
	/* Masked telephones side by side have stars on either side:
	 * 154****4234154****5234155****6234 */
	bool alone = (from == 0 || t.p[from - 1] != '*') && (end == t.n || t.p[end] != '*');
	if (alone && before >= ID_AREA && stars > 1 && stars <= STARRED_MOST &&
	    before + stars + behind == ID_FIGURES)
		put(a, out, SECRET_ID, from, end, T("〔已隐去：身份证号〕"));
	return to;
}

void
secret_find_starred(struct arena *a, struct text t, struct secret_list *out)
{
	static const char *const pairs[] = { "**", "＊＊", "××" };

	for (size_t k = 0; k < COUNT(pairs); k++)
		for (size_t at = 0; (at = text_find(t, text_of(pairs[k]), at)) != SIZE_MAX;)
			at = starred_at(a, t, at, out);
}
