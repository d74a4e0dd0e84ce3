/* SPDX-License-Identifier: MIT */
/*
 * _index.md: who a unit is. Its head is read by the same line pass as a document's, since a
 * village's secretary may write it. A key that is nearly one of those below is a fault of the file;
 * any other line (党员中心户, 网格) says something of the unit and is shown as it is written, with
 * the text below the head.
 *
 * Assumptions: secretaries change, so both offices are lists with dates. A unit without a level
 * takes it from the end of its name (嘎查, 村, 苏木, 镇 …), else it is one below the unit above.
 * Telephones that stand here are published, so they are no secrets in the unit's documents and in
 * those below.
 */
#include "site/config.h"
#include "lihui/yaml.h"
#include "speech/head_lines.h"

#include "lihui/decode.h"
#include "lihui/cursor.h"

enum unit_key {
	UNIT_NAME = 1,
	UNIT_NAME_MN,
	UNIT_LEVEL,
	UNIT_CODE,
	UNIT_ALIASES,
	UNIT_FIRST_SECRETARY,
	UNIT_SECRETARY,
	UNIT_PHONE,
	UNIT_ADDRESS,
	UNIT_STARS
};
/* clang-format off */
#define KEY(key, word) { UNIT_##key, word },
static const struct spelling unit_keys[] = {
	KEY(NAME, "名称") KEY(NAME, "name") KEY(NAME, "单位名称") KEY(NAME, "嘎查名称")
	KEY(NAME, "标题") KEY(NAME, "title")
	KEY(NAME_MN, "蒙古文名称") KEY(NAME_MN, "蒙文名称") KEY(NAME_MN, "name_mn")
	KEY(LEVEL, "层级") KEY(LEVEL, "level") KEY(LEVEL, "级别")
	KEY(CODE, "代码") KEY(CODE, "code") KEY(CODE, "编码")
	KEY(ALIASES, "别名") KEY(ALIASES, "aliases") KEY(ALIASES, "又名") KEY(ALIASES, "简称")
	KEY(FIRST_SECRETARY, "第一书记") KEY(FIRST_SECRETARY, "first_secretary")
	KEY(FIRST_SECRETARY, "驻村第一书记")
	KEY(SECRETARY, "书记") KEY(SECRETARY, "secretary") KEY(SECRETARY, "党支部书记")
	KEY(SECRETARY, "嘎查党支部书记")
	KEY(PHONE, "电话") KEY(PHONE, "phone") KEY(PHONE, "联系电话") KEY(PHONE, "监督电话")
	KEY(ADDRESS, "地址") KEY(ADDRESS, "address")
	KEY(STARS, "星级") KEY(STARS, "stars") KEY(STARS, "星级评定") KEY(STARS, "嘎查星级")
	{ 0, NULL }
};
#undef KEY

#define LEVEL(level, word) { LEVEL_##level + 1, word },
static const struct spelling level_words[] = {
	LEVEL(PROVINCE, "省") LEVEL(PROVINCE, "province") LEVEL(PROVINCE, "自治区")
	LEVEL(PROVINCE, "省区市") LEVEL(PROVINCE, "省级")
	LEVEL(LEAGUE, "盟") LEVEL(LEAGUE, "league") LEVEL(LEAGUE, "市") LEVEL(LEAGUE, "盟市")
	LEVEL(LEAGUE, "盟市级") LEVEL(LEAGUE, "地区") LEVEL(LEAGUE, "自治州")
	LEVEL(BANNER, "旗") LEVEL(BANNER, "banner") LEVEL(BANNER, "县") LEVEL(BANNER, "区")
	LEVEL(BANNER, "旗县") LEVEL(BANNER, "旗县区") LEVEL(BANNER, "旗县市区")
	LEVEL(BANNER, "县区") LEVEL(BANNER, "市区") LEVEL(BANNER, "自治旗") LEVEL(BANNER, "自治县")
	LEVEL(BANNER, "旗县级") LEVEL(BANNER, "新区") LEVEL(BANNER, "开发区")
	LEVEL(TOWNSHIP, "苏木") LEVEL(TOWNSHIP, "镇") LEVEL(TOWNSHIP, "乡")
	LEVEL(TOWNSHIP, "苏木镇") LEVEL(TOWNSHIP, "township") LEVEL(TOWNSHIP, "街道")
	LEVEL(TOWNSHIP, "苏木乡镇") LEVEL(TOWNSHIP, "乡镇") LEVEL(TOWNSHIP, "民族乡")
	LEVEL(TOWNSHIP, "民族苏木") LEVEL(TOWNSHIP, "街道办事处") LEVEL(TOWNSHIP, "办事处")
	LEVEL(TOWNSHIP, "园区") LEVEL(TOWNSHIP, "林场") LEVEL(TOWNSHIP, "农场")
	LEVEL(TOWNSHIP, "牧场") LEVEL(TOWNSHIP, "农牧场")
	LEVEL(VILLAGE, "嘎查") LEVEL(VILLAGE, "村") LEVEL(VILLAGE, "village") LEVEL(VILLAGE, "社区")
	LEVEL(VILLAGE, "嘎查村") LEVEL(VILLAGE, "gacha") LEVEL(VILLAGE, "村嘎查")
	LEVEL(VILLAGE, "村社区") LEVEL(VILLAGE, "居委会") LEVEL(VILLAGE, "分场")
	LEVEL(GROUP, "组") LEVEL(GROUP, "group") LEVEL(GROUP, "小组") LEVEL(GROUP, "村民小组")
	LEVEL(GROUP, "嘎查民小组") LEVEL(GROUP, "独贵龙") LEVEL(GROUP, "浩特") LEVEL(GROUP, "网格")
	{ 0, NULL }
};
#undef LEVEL
/* clang-format on */

static int
unit_key(struct text name)
{
	return spelling_find(unit_keys, name);
}

static bool
unit_nearly(struct text name)
{
	return spelling_nearest(unit_keys, name).n > 0;
}

static bool
unit_is_map(int key)
{
	return key == UNIT_FIRST_SECRETARY || key == UNIT_SECRETARY || key == UNIT_NAME ||
	    key == UNIT_STARS || key == 0;
}

static bool
unit_is_prose(int key)
{
	return key == UNIT_ADDRESS || key == UNIT_NAME_MN;
}

/* --- members --- */

static bool
tenure_date(const struct config *c, const struct yaml *y, bool end, struct date *out)
{
	struct date_found f;
	int year, month;
	struct text t = text_trim(y->text);

	if (t.n == 0)
		return true;
	if (date_find(t, 0, &f) && date_is(f.date) && !f.impossible) {
		*out = f.date;
		return true;
	}
	/* 2018-03: the whole month */
	struct cursor s = { t, 0 };
	uint32_t mark;
	if (utf8_number(t, &s.i, &year) && cursor_next(&s, &mark) && utf8_number(t, &s.i, &month) &&
	    date_valid(year, month, 1)) {
		*out = (struct date){ (int16_t)year, (int8_t)month,
			(int8_t)(end ? date_month_days(year, month) : 1) };
		return true;
	}
	return config_fault(c, y->at, SAY("看不懂这个日期", "this date cannot be read"));
}

static bool
read_tenure_map(const struct config *c, const struct yaml *y, struct tenure *t)
{
	static const struct spelling keys[] = { { 1, "name" }, { 1, "姓名" }, { 2, "from" },
		{ 2, "自" }, { 2, "起" }, { 3, "to" }, { 3, "至" }, { 3, "止" }, { 0, NULL } };

	for (const struct yaml *i = y->first; i; i = i->next) {
		int key = config_key(c, i, keys, NULL);
		if (!key || !config_is(c, i, YAML_SCALAR))
			return false;
		if (key == 1)
			t->name = i->text;
		else if (!tenure_date(c, i, key == 3, key == 2 ? &t->from : &t->to))
			return false;
	}
	return true;
}

static bool
read_tenure(const struct config *c, const struct yaml *y, struct tenure_list *out)
{
	struct tenure t = { NO_TEXT, NO_DATE, NO_DATE };

	if (y->kind == YAML_LIST) {
		for (const struct yaml *i = y->first; i; i = i->next)
			if (!read_tenure(c, i, out))
				return false;
		return true;
	}
	if (y->kind == YAML_SCALAR)
		t.name = y->text;
	else if (!read_tenure_map(c, y, &t))
		return false;
	t.name = text_squeeze(c->arena, t.name);
	if (t.name.n)
		*ARENA_PUSH(c->arena, out) = t;
	return true;
}

static void
read_aliases(const struct config *c, const struct yaml *y, struct text_list *out)
{
	if (y->kind != YAML_SCALAR) {
		for (const struct yaml *i = y->first; i; i = i->next)
			read_aliases(c, i, out);
		return;
	}
	const unsigned between = COMMA | SEMICOLON | PAUSE | LINE_END;
	for (struct cursor s = { y->text, 0 }; s.i < s.t.n; cursor_skip(&s, between)) {
		size_t start = s.i;
		cursor_until(&s, between);
		struct text part = text_trim(text_cut(s.t, start, s.i));
		if (part.n)
			text_list_add(c->arena, out, part);
	}
}

static void
add_phone(struct arena *a, struct text digits, struct text_list *out)
{
	if (digits.n >= 5 && !text_list_has(out, digits))
		text_list_add(a, out, text_copy(a, digits));
}

/* Digits only; a hyphen or a blank may stand inside a number, anything else ends it. */
static void
add_phones(struct arena *a, struct text t, struct text_list *out)
{
	struct buf digits = BUF_INIT;

	struct cursor s = { t, 0 };
	for (uint32_t c; cursor_next(&s, &c);) {
		int d = utf8_digit(c);
		if (d >= 0)
			buf_char(&digits, (char)('0' + d));
		else if (c != '-' && c != ' ' && c != U'—' && c != U'－') {
			add_phone(a, buf_view(&digits), out);
			buf_clear(&digits);
		}
	}
	add_phone(a, buf_view(&digits), out);
	buf_release(&digits);
}

static struct text
joined(const struct config *c, const struct yaml *y)
{
	struct text_list l = { 0 };

	if (y->kind == YAML_SCALAR)
		return text_replace(c->arena, y->text, T("\n"), T(" "));
	read_aliases(c, y, &l);
	return text_list_join(c->arena, &l, T("、"));
}

static bool
read_level(const struct config *c, const struct yaml *y, struct unit *u)
{
	int level = config_word(c, y, level_words,
	    SAY("层级只能是 省（自治区）、盟（市）、旗（县）、苏木（乡镇）、嘎查（村、社区）、组",
		"a level is province, league, banner, township, village or group"));

	u->level = level ? (enum unit_level)(level - 1) : u->level;
	return level != 0;
}

/* Keys and values behind each other: {2018: 8, 2019: 9} and 2018年8星，2019年9星 are one. */
static void
spread(struct buf *out, const struct yaml *y, struct text between)
{
	if (y->key.n > 0) {
		buf_text(out, y->key);
		buf_text(out, T("："));
	}
	if (y->kind == YAML_SCALAR)
		buf_text(out, y->text);
	for (const struct yaml *i = y->first; i; i = i->next) {
		spread(out, i, between);
		if (i->next)
			buf_text(out, between);
	}
}

static struct text
spread_text(struct arena *a, const struct yaml *y)
{
	struct buf b = BUF_INIT;
	struct yaml own = *y;
	struct text t;

	own.key = NO_TEXT;
	spread(&b, &own, T("、"));
	t = text_replace(a, text_trim(buf_view(&b)), T("\n"), T(" "));
	t = text_copy(a, t);
	buf_release(&b);
	return t;
}

#define FIRST_YEAR 1900

/* 8, 八星级, 2018年8星，2019年9星: a large number is the year of those behind it. */
static bool
read_stars(const struct config *c, const struct yaml *y, struct unit *u)
{
	struct text t = spread_text(c->arena, y);
	int year = 0, n;
	bool good = t.n > 0, open = true;

	for (size_t i = 0; i < t.n;) {
		size_t at = i;

		if (!utf8_number(t, &i, &n)) {
			i = at;
			utf8_next(t, &i);
			continue;
		}
		if (n >= FIRST_YEAR) {
			year = n;
			open = true;
			continue;
		}
		good = good && open && n >= 0 && n <= 10;
		open = false;
		*ARENA_PUSH(c->arena, &u->stars) = (struct star){ year, n };
	}
	if (open && u->stars.n == 1) /* 9星（2019年） */
		u->stars.v[0].year = year;
	return (good && u->stars.n > 0) ||
	    config_fault(c, y->at,
		SAY("星级应是 0 到 10 的整数；各年不同的，写成“2018年8星，2019年9星”",
		    "stars are a number from 0 to 10, or by year: {2018: 8, 2019: 9}"));
}

int
stars_of(const struct unit *u, int year)
{
	int found = -1;

	for (size_t i = 0; i < u->stars.n; i++)
		if (u->stars.v[i].year == year || (u->stars.v[i].year == 0 && found < 0))
			found = u->stars.v[i].stars;
	return found;
}

static bool
read_name(const struct config *c, const struct yaml *y, struct unit *u)
{
	if (!config_title(c, y, &u->name, &u->name_in))
		return false;
	u->name = text_replace(c->arena, u->name, T("\n"), NO_TEXT);
	return true;
}

static bool
read_entry(const struct config *c, const struct head_line *e, struct unit *u, bool *level,
    struct text *lines)
{
	const struct yaml *y = e->value;

	if (e->at.n == 0)
		return true;
	switch ((enum unit_key)e->key) {
	case UNIT_NAME: return read_name(c, y, u);
	case UNIT_NAME_MN:
		u->name_in = lang_say(c->arena, u->name_in, LANG_MN, y->text);
		return true;
	case UNIT_LEVEL: *level = true; return read_level(c, y, u);
	case UNIT_CODE: u->code = joined(c, y); return true;
	case UNIT_ALIASES: read_aliases(c, y, &u->aliases); return true;
	case UNIT_FIRST_SECRETARY: return read_tenure(c, y, &u->first_secretary);
	case UNIT_SECRETARY: return read_tenure(c, y, &u->secretary);
	case UNIT_PHONE:
		u->phone = joined(c, y);
		add_phones(c->arena, u->phone, &u->phones);
		return true;
	case UNIT_ADDRESS: u->address = joined(c, y); return true;
	case UNIT_STARS: return read_stars(c, y, u);
	}
	if (e->name.n == 0) /* a heading above the labels */
		return true;
	if (unit_nearly(e->name))
		return config_unknown(
		    c, &(struct yaml){ .key = e->name, .key_at = e->name_at }, unit_keys);
	/* - 党员中心户：3户 */
	struct text value = spread_text(c->arena, e->value);

	*lines = text_fmt(
	    c->arena, "%.*s- %.*s：%.*s\n", TEXT_ARG(*lines), TEXT_ARG(e->name), TEXT_ARG(value));
	return true;
}

/* *found is false when there is no such file. */
static bool
open_head(
    struct site *s, struct text path, struct config *c, struct head *h, bool *found, struct err *e)
{
	struct text whole = path_join(s->arena, s->root, path);
	struct diag_sink sink = { .arena = s->arena, .path = path };
	struct buf bytes = BUF_INIT;
	struct file_stat st;
	bool ok = file_stat(whole.p, &st, e);

	*found = ok && st.exists && !st.is_dir;
	if (*found)
		ok = file_read(whole.p, &bytes, e);
	*c = (struct config){ s->arena, config_typed(s->arena, s->root, path), NO_TEXT, NULL, e };
	if (ok && *found) {
		c->text = decode_text(s->arena, buf_view(&bytes), &sink);
		*h = (struct head){ .arena = s->arena,
			.text = c->text,
			.key_of = unit_key,
			.nearly = unit_nearly,
			.is_map = unit_is_map,
			.is_prose = unit_is_prose };
		head_lines_read(h);
	}
	buf_release(&bytes);
	return ok;
}

static struct text
with_lines(struct arena *a, const struct config *c, const struct head *h, struct text lines)
{
	struct text body = text_cut(c->text, h->body, c->text.n);

	return lines.n == 0 ? body : text_fmt(a, "%.*s\n\n%.*s", TEXT_ARG(body), TEXT_ARG(lines));
}

struct text
unit_intros(struct arena *a, const struct unit *u)
{
	struct text t = u->intro_source;

	for (int l = 0; l < LANG_COUNT; l++)
		if (u->intro_in_source[l].n > 0)
			t = text_join(a, t, u->intro_in_source[l]);
	return t;
}

/* _index.mn.md: the unit's name and what is said of it in that language. */
static bool
read_other(struct site *s, struct unit *u, enum lang l, struct err *e)
{
	struct text lines = NO_TEXT;
	struct unit scratch = { .name = NO_TEXT, .name_in = NO_TEXT };
	struct config c;
	struct head h;
	bool found, level;

	if (!open_head(s,
		path_join(s->arena, u->path,
		    text_fmt(s->arena, "_index.%.*s.md", TEXT_ARG(lang_code(l)))),
		&c, &h, &found, e))
		return false;
	if (!found)
		return true;
	for (size_t i = 0; i < h.entries.n; i++)
		if (!read_entry(&c, &h.entries.v[i], &scratch, &level, &lines))
			return false;
	struct text name = lang_said(scratch.name_in, l);
	if (name.n || scratch.name.n)
		u->name_in = lang_say(s->arena, u->name_in, l, name.n ? name : scratch.name);
	u->intro_in_source[l] = with_lines(s->arena, &c, &h, lines);
	return true;
}

/* By the longest ending, so that 民主社区 is no 区; one that would stand above its own parent
 * (霍林市 in 通辽市) is one below it. */
static void
guess_level(struct unit *u)
{
	enum unit_level above = u->parent ? u->parent->level : LEVEL_LEAGUE;
	size_t longest = 0;

	for (const struct spelling *w = level_words; w->word; w++)
		if ((unsigned char)w->word[0] >= 0x80 && strlen(w->word) > longest &&
		    text_ends(u->name, text_of(w->word)) &&
		    (w->meaning - 1 != LEVEL_GROUP || above == LEVEL_VILLAGE)) {
			u->level = (enum unit_level)(w->meaning - 1);
			longest = strlen(w->word);
		}
	if (longest > 0 && (!u->parent || u->level >= above))
		return;
	u->level = above < LEVEL_VILLAGE ? (enum unit_level)(above + 1) : LEVEL_VILLAGE;
}

bool
unit_read(struct site *s, struct unit *u, struct err *e)
{
	struct config c;
	struct head h;
	struct text lines = NO_TEXT;
	bool found, level = false;

	*u = (struct unit){ .id = u->id,
		.parent = u->parent,
		.path = u->path,
		.name = NO_TEXT,
		.name_in = NO_TEXT,
		.code = NO_TEXT,
		.intro_source = NO_TEXT,
		.phone = NO_TEXT,
		.address = NO_TEXT };
	if (!open_head(s, path_join(s->arena, u->path, T("_index.md")), &c, &h, &found, e))
		return false;
	for (size_t i = 0; found && i < h.entries.n; i++)
		if (!read_entry(&c, &h.entries.v[i], u, &level, &lines))
			return false;
	if (found)
		u->intro_source = with_lines(s->arena, &c, &h, lines);
	for (size_t i = 0; i < s->nlanguages; i++)
		if (s->languages[i] != LANG_ZH && !read_other(s, u, s->languages[i], e))
			return false;
	if (u->name.n == 0)
		u->name = u->parent ? path_name(u->path) : s->title;
	if (!u->parent && u->name_in.n == 0)
		u->name_in = s->title_in;
	if (!level)
		guess_level(u);
	for (size_t i = 0; u->parent && i < u->parent->phones.n; i++)
		add_phone(s->arena, u->parent->phones.v[i], &u->phones);
	return true;
}
