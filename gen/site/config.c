/* SPDX-License-Identifier: MIT */
/*
 * Configuration files: how they are opened, how a fault in one is said, and what stands in
 * site.yaml and _study.yaml.
 *
 * Purpose: a clerk who misspells a key must be told the file, the line and the key she meant; a key
 * that is silently ignored would change what is published.
 *
 * Assumptions: these files are YAML and are held to it, unlike the heads of documents: they are
 * written once by somebody who can be asked to quote a value. They may still arrive in GBK or with
 * a byte order mark, so they go through decode.c.
 */
#include "site/config.h"
#include "lihui/yaml.h"

#include <stdio.h>
#include <stdlib.h>

#include "lihui/decode.h"
#include "lihui/secret.h"
#include "lihui/utf8.h"

bool
config_parse(struct config *c, struct arena *a, struct text path, struct text bytes, struct err *e)
{
	struct diag_sink sink = { .arena = a, .path = path };
	struct text message = NO_TEXT;
	int line = 1;

	*c = (struct config){ a, path, NO_TEXT, NULL, e };
	c->text = decode_text(a, bytes, &sink);
	c->root = yaml_parse(a, c->text, &line, &message);
	if (!c->root)
		return err_usage(e, "%.*s:%d:1: %.*s", TEXT_ARG(path), line, TEXT_ARG(message));
	return true;
}

struct text
config_typed(struct arena *a, struct text root, struct text path)
{
	return text_eq(root, T(".")) ? path : path_join(a, root, path);
}

bool
config_open(struct config *c, struct arena *a, struct text root, struct text path, struct err *e)
{
	struct buf bytes = BUF_INIT;
	bool ok = file_read(path_join(a, root, path).p, &bytes, e) &&
	    config_parse(c, a, config_typed(a, root, path), buf_view(&bytes), e);

	buf_release(&bytes);
	return ok;
}

bool
config_fault(const struct config *c, struct span at, const char *sentence)
{
	int line = 1, column;

	diag_place(c->text, at.at, &line, &column, NULL);
	return err_usage(c->err, "%.*s:%d:%d: %s", TEXT_ARG(c->path), line, column, sentence);
}

bool
config_unknown(const struct config *c, const struct yaml *member, const struct spelling *known)
{
	struct text nearest = spelling_nearest(known, member->key),
		    key = secret_head(c->arena, member->key, NULL, 40);
	char sentence[400];

	if (text_has(member->key, T("：")))
		return config_fault(c, member->key_at, YAML_WIDE_COLON);
	if (nearest.n == 0 && known->word)
		nearest = text_of(known->word);
	snprintf(sentence, sizeof sentence,
	    SAY("不认识的键“%.*s”，是否“%.*s”？", "unknown key \"%.*s\"; did you mean \"%.*s\"?"),
	    TEXT_ARG(key), TEXT_ARG(nearest));
	return config_fault(c, member->key_at, sentence);
}

int
config_key(
    const struct config *c, const struct yaml *member, const struct spelling *known, bool *append)
{
	struct text key = member->key;
	bool plus = text_ends(key, T("+")) || text_starts(key, T("+"));

	if (plus)
		key = text_starts(key, T("+")) ? text_cut(key, 1, key.n)
					       : text_cut(key, 0, key.n - 1);
	if (append)
		*append = plus;
	int meaning = plus && !append ? 0 : spelling_find(known, key);
	if (!meaning)
		config_unknown(c, member, known);
	return meaning;
}

bool
config_is(const struct config *c, const struct yaml *y, enum yaml_kind kind)
{
	static const char *const zh[] = { "这里应当是一个值", "这里应当是一个列表",
		"这里应当是“键: 值”" };
	static const char *const en[] = { "a single value is expected here",
		"a list is expected here", "a map of keys is expected here" };

	return y->kind == kind ||
	    config_fault(c, y->at.n ? y->at : y->key_at, SAY(zh[kind], en[kind]));
}

bool
config_int(const struct config *c, const struct yaml *y, int lowest, int most, int *out)
{
	int n;

	if (!config_is(c, y, YAML_SCALAR))
		return false;
	if (!text_int(text_trim(y->text), &n) || n < lowest || n > most)
		return config_fault(c, y->at,
		    SAY("这里应当是一个合理的整数", "a sensible whole number is expected here"));
	*out = n;
	return true;
}

bool
config_date(const struct config *c, const struct yaml *y, struct date *out)
{
	if (!config_is(c, y, YAML_SCALAR))
		return false;
	return date_parse_iso(text_trim(y->text), out) ||
	    config_fault(c, y->at,
		SAY("这里应当是日期，如 2019-01-01", "a date such as 2019-01-01 is expected here"));
}

int
config_word(const struct config *c, const struct yaml *y, const struct spelling *words,
    const char *sentence)
{
	int meaning = y->kind == YAML_SCALAR ? spelling_find(words, y->text) : 0;

	if (!meaning)
		config_fault(c, y->at, sentence);
	return meaning;
}

bool
config_bool(const struct config *c, const struct yaml *y, bool *out)
{
	static const struct spelling words[] = { { 1, "true" }, { 1, "yes" }, { 1, "是" },
		{ 1, "on" }, { 2, "false" }, { 2, "no" }, { 2, "否" }, { 2, "off" }, { 0, NULL } };
	int meaning = config_word(
	    c, y, words, SAY("这里应当是 true 或 false", "true or false is expected here"));

	*out = meaning == 1;
	return meaning != 0;
}

bool
config_texts(const struct config *c, const struct yaml *y, struct text_list *out)
{
	if (y->kind == YAML_SCALAR) {
		if (y->text.n)
			text_list_add(c->arena, out, y->text);
		return true;
	}
	if (!config_is(c, y, YAML_LIST))
		return false;
	for (const struct yaml *i = y->first; i; i = i->next) {
		if (!config_is(c, i, YAML_SCALAR))
			return false;
		if (i->text.n)
			text_list_add(c->arena, out, i->text);
	}
	return true;
}

/* A word that weighs more would drown all others. */
#define WEIGHT_MOST 20

bool
config_weights(const struct config *c, const struct yaml *y, struct weighted_list *out)
{
	if (!config_is(c, y, YAML_MAP))
		return false;
	for (const struct yaml *i = y->first; i; i = i->next) {
		struct weighted *w = ARENA_PUSH(c->arena, out);

		w->word = text_squeeze(c->arena, i->key);
		if (!config_int(c, i, 0, WEIGHT_MOST, &w->weight))
			return false;
	}
	return true;
}

/* zh、mn、bo …: what may stand there. */
static struct text
config_languages(struct arena *a)
{
	struct text_list codes = { 0 };

	for (int l = 0; l < LANG_COUNT; l++)
		if (l != LANG_EN)
			text_list_add(a, &codes, lang_code((enum lang)l));
	return text_list_join(a, &codes, SAY(T("、"), T(", ")));
}

bool
config_title(const struct config *c, const struct yaml *y, struct text *zh, struct text *others)
{
	enum lang l;

	if (y->kind == YAML_SCALAR) {
		*zh = y->text;
		return true;
	}
	if (!config_is(c, y, YAML_MAP))
		return false;
	for (const struct yaml *i = y->first; i; i = i->next) {
		if (!lang_called(i->key, &l))
			return config_fault(c, i->key_at,
			    text_fmt(c->arena,
				SAY("不认识的语言“%.*s”；有 %.*s",
				    "unknown language \"%.*s\"; there are %.*s"),
				TEXT_ARG(secret_head(c->arena, i->key, NULL, 40)),
				TEXT_ARG(config_languages(c->arena)))
				.p);
		if (!config_is(c, i, YAML_SCALAR))
			return false;
		if (l == LANG_ZH)
			*zh = i->text;
		else
			*others = lang_say(c->arena, *others, l, i->text);
	}
	return true;
}

/* --- site.yaml --- */

static bool
read_base_url(struct site *s, const struct config *c, const struct yaml *y)
{
	if (!config_is(c, y, YAML_SCALAR))
		return false;
	struct text t = text_trim(y->text);
	size_t host = text_starts(t, T("https://")) ? 8 : text_starts(t, T("http://")) ? 7 : 0;
	if (t.n == 0)
		return true;
	if (host == 0 || t.n == host)
		return config_fault(c, y->at,
		    SAY("网址应以 https:// 或 http:// 开头",
			"the address must begin with https:// or http://"));
	s->base_url = text_ends(t, T("/")) ? t : text_join(c->arena, t, T("/"));
	size_t end = text_find(s->base_url, T("/"), host);
	if (s->id.n == 0)
		s->id = text_copy(c->arena, text_cut(s->base_url, host, end));
	return true;
}

static bool
read_languages(struct site *s, const struct config *c, const struct yaml *y)
{
	struct text_list l = { 0 };

	if (!config_texts(c, y, &l))
		return false;
	s->nlanguages = 0;
	for (size_t i = 0; i < l.n; i++) {
		enum lang lang;
		bool again = false, known = lang_called(l.v[i], &lang);
		for (size_t k = 0; known && k < s->nlanguages; k++)
			again |= s->languages[k] == lang;
		if (!known || again)
			return config_fault(c, y->at,
			    text_fmt(c->arena,
				SAY("语言“%.*s”%s；可以写 %.*s，各写一次",
				    "language \"%.*s\"%s; languages are %.*s, each once"),
				TEXT_ARG(secret_head(c->arena, l.v[i], NULL, 40)),
				again ? SAY("写了两次", " stands twice")
				      : SAY("不认识", " is unknown"),
				TEXT_ARG(config_languages(c->arena)))
				.p);
		s->languages[s->nlanguages++] = lang;
	}
	return s->nlanguages > 0 ||
	    config_fault(c, y->key_at, SAY("至少要有一种语言", "at least one language is needed"));
}

static bool
read_sheets(struct site *s, const struct config *c, const struct yaml *y)
{
	static const struct spelling names[] = { { 1, "handout" }, { 2, "poster" }, { 3, "record" },
		{ 0, NULL } };
	struct text_list l = { 0 };

	if (!config_texts(c, y, &l))
		return false;
	s->sheet_handout = s->sheet_poster = s->sheet_record = false;
	for (size_t i = 0; i < l.n; i++) {
		int which = spelling_find(names, l.v[i]);
		if (!which)
			return config_fault(c, y->at,
			    SAY("单页只有 handout、poster、record",
				"sheets are handout, poster and record"));
		*(which == 1         ? &s->sheet_handout
			: which == 2 ? &s->sheet_poster
				     : &s->sheet_record) = true;
	}
	return true;
}

static bool
read_fonts(struct site *s, const struct config *c, const struct yaml *y)
{
	static const struct spelling names[] = { { 1, "song" }, { 2, "hei" }, { 3, "fang" },
		{ 4, "kai" }, { 5, "mongolian" }, { 0, NULL } };
	struct text *const members[] = { NULL, &s->fonts.song, &s->fonts.hei, &s->fonts.fang,
		&s->fonts.kai, &s->fonts.mongolian };

	if (!config_is(c, y, YAML_MAP))
		return false;
	for (const struct yaml *i = y->first; i; i = i->next) {
		int which = config_key(c, i, names, NULL);
		if (!which || !config_is(c, i, YAML_SCALAR))
			return false;
		*members[which] = i->text;
	}
	return true;
}

static bool
read_poster(struct site *s, const struct config *c, const struct yaml *y)
{
	s->poster_a3 = y->kind == YAML_SCALAR && text_eq_nocase(y->text, T("A3"));
	return s->poster_a3 || (y->kind == YAML_SCALAR && text_eq_nocase(y->text, T("A4"))) ||
	    config_fault(c, y->at, SAY("招贴纸张只能是 A4 或 A3", "a poster is A4 or A3"));
}

static bool
read_site_key(struct site *s, const struct config *c, const struct yaml *y)
{
	static const struct spelling keys[] = { { 1, "title" }, { 2, "id" }, { 3, "base_url" },
		{ 4, "languages" }, { 5, "sheets" }, { 6, "poster" }, { 7, "fonts" }, { 8, "mark" },
		{ 0, NULL } };

	switch (config_key(c, y, keys, NULL)) {
	case 1: return config_title(c, y, &s->title, &s->title_in);
	case 2: s->id = y->text.n ? y->text : s->id; return config_is(c, y, YAML_SCALAR);
	case 3: return read_base_url(s, c, y);
	case 4: return read_languages(s, c, y);
	case 5: return read_sheets(s, c, y);
	case 6: return read_poster(s, c, y);
	case 7: return read_fonts(s, c, y);
	case 8: s->mark = y->text; return config_is(c, y, YAML_SCALAR);
	default: return false;
	}
}

bool
config_site(struct site *s, struct err *e)
{
	struct text path = path_join(s->arena, s->root, T("site.yaml"));
	struct config c;

	struct file_stat st;
	if (file_stat(path.p, &st, e) && (!st.exists || st.is_dir))
		return err_usage(e,
		    SAY("“%.*s”里没有 site.yaml，不是 lihui 的站点（可用 lihui init 新建）",
			"there is no site.yaml in \"%.*s\": not a lihui site (lihui init makes "
			"one)"),
		    TEXT_ARG(s->root));
	if (e->kind != ERR_NONE || !config_open(&c, s->arena, s->root, T("site.yaml"), e) ||
	    !config_is(&c, c.root, YAML_MAP))
		return false;
	s->title = s->title_in = s->id = s->mark = s->base_url = NO_TEXT;
	s->fonts = (struct fonts){ NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT, NO_TEXT };
	s->languages[0] = LANG_ZH;
	s->languages[1] = LANG_MN;
	s->nlanguages = 2;
	s->sheet_handout = true;
	for (const struct yaml *y = c.root->first; y; y = y->next)
		if (!read_site_key(s, &c, y))
			return false;
	if (s->title.n == 0)
		return config_fault(&c, NO_SPAN,
		    SAY("缺少 title（站点名称）", "title (the name of the site) is missing"));
	return true;
}

/* --- _study.yaml --- */

static int
compare_study(const void *x, const void *y)
{
	return week_cmp(((const struct study_week *)x)->week, ((const struct study_week *)y)->week);
}

static struct study_week *
study_place(struct arena *a, struct study_list *l, struct week w)
{
	for (size_t i = 0; i < l->n; i++)
		if (week_cmp(l->v[i].week, w) == 0) {
			l->v[i].topics = (struct text_list){ 0 };
			return &l->v[i];
		}
	struct study_week *s = ARENA_PUSH(a, l);
	s->week = w;
	return s;
}

bool
config_study(struct site *s, struct text path, const struct study_list *above,
    struct study_list *out, struct err *e)
{
	struct config c;
	struct week w;

	if (!config_open(&c, s->arena, s->root, path, e) || !config_is(&c, c.root, YAML_MAP))
		return false;
	*out = (struct study_list){ 0 };
	for (size_t i = 0; above && i < above->n; i++)
		*ARENA_PUSH(s->arena, out) = above->v[i];
	for (const struct yaml *y = c.root->first; y; y = y->next) {
		if (!week_parse_iso(text_trim(y->key), &w))
			return config_fault(&c, y->key_at,
			    SAY("周次要写成 2018-W27 的样子", "a week is written like 2018-W27"));
		if (!config_texts(&c, y, &study_place(s->arena, out, w)->topics))
			return false;
	}
	LIST_SORT(out, compare_study);
	return true;
}
