/* SPDX-License-Identifier: MIT */
/*
 * Reads the words of the program: templates/words/LANG.yaml, and the site's _words/LANG.yaml over
 * them.
 *
 * Purpose: a line is `key: text`, and the text is everything behind the colon. YAML would take `{1}
 * …` for a map, ` #` for a remark and `: ` for a fault, and nearly every sentence of a catalogue
 * has one of them; so lines are read as they stand, with quotes around a whole text taken off.
 *
 * Assumptions: a value that begins with { and no digit, or lines indented below a key, are a map
 * {text, confidence, reviewed, source}; that is how Mongolian words say how well they are attested.
 * A site's own words are the site's to answer for: without a confidence they count as reviewed. A
 * site may add keys that begin with "site." for its own templates; any other unknown key is a slip.
 */
#include "site/config.h"
#include "lihui/yaml.h"

#include <stdio.h>

#include "lihui/decode.h"
#include "lihui/asset.h"
#include "lihui/secret.h"
#include "lihui/utf8.h"

struct catalogue {
	struct config c;
	struct words *words;
	enum lang lang;
	bool own; /* the site's */
};

static const struct spelling entry_keys[] = { { 1, "text" }, { 2, "confidence" }, { 3, "reviewed" },
	{ 4, "source" }, { 5, "note" }, { 0, NULL } };
static const struct spelling confidence_words[] = { { WORD_LOW + 1, "low" },
	{ WORD_MEDIUM + 1, "medium" }, { WORD_HIGH + 1, "high" }, { 0, NULL } };
static const struct spelling yes_words[] = { { 1, "true" }, { 1, "yes" }, { 1, "是" },
	{ 1, "native" }, { 0, NULL } };

static struct span
span_in(const struct catalogue *g, struct text part)
{
	return (struct span){ (uint32_t)(part.p - g->c.text.p), (uint32_t)part.n };
}

/* Nothing between the quotes that YAML would read otherwise than it stands. */
static bool
is_plain(struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == '"' || t.p[i] == '\'' || t.p[i] == '\\' ||
		    (unsigned char)t.p[i] < ' ')
			return false;
	return true;
}

/* Escapes of a quoted text; a text that only looks quoted stays as it is. */
static struct text
unquote(struct catalogue *g, struct text t)
{
	struct text message;
	int line;

	if (t.n < 2 || (t.p[0] != '"' && t.p[0] != '\'') || t.p[t.n - 1] != t.p[0])
		return t;
	if (is_plain(text_cut(t, 1, t.n - 1)))
		return text_cut(t, 1, t.n - 1);
	struct yaml *y = yaml_parse(g->c.arena, t, &line, &message);
	return y && y->kind == YAML_SCALAR ? y->text : t;
}

static bool
split_line(struct text line, struct text *key, struct text *value)
{
	size_t colon = text_find(line, T(":"), 0);

	if (colon == SIZE_MAX || colon == 0)
		return false;
	*key = text_trim(text_cut(line, 0, colon));
	*value = text_trim(text_cut(line, colon + 1, line.n));
	if (key->n >= 2 && key->p[0] == '"' && key->p[key->n - 1] == '"')
		*key = text_cut(*key, 1, key->n - 1);
	return key->n > 0;
}

static bool
set_member(struct catalogue *g, struct word *w, struct text name, struct text value)
{
	int n;

	switch (spelling_find(entry_keys, name)) {
	case 1: w->text = value; return true;
	case 2:
		n = spelling_find(confidence_words, value);
		w->confidence = (enum word_confidence)(n - 1);
		return n ||
		    config_fault(&g->c, span_in(g, name),
			SAY("confidence 只能是 low、medium、high",
			    "confidence is low, medium or high"));
	case 3: w->reviewed = spelling_find(yes_words, value) != 0; return true;
	case 4: w->source = value; return true;
	case 5: return true;
	default:
		return config_unknown(
		    &g->c, &(struct yaml){ .key = name, .key_at = span_in(g, name) }, entry_keys);
	}
}

static bool
read_flow(struct catalogue *g, struct word *w, struct text value)
{
	struct text message;
	int line;
	struct yaml *y = yaml_parse(g->c.arena, value, &line, &message);

	if (!y || y->kind != YAML_MAP)
		return config_fault(&g->c, span_in(g, value),
		    SAY("花括号里应当是 {text: …, confidence: …}",
			"{text: …, confidence: …} is expected here"));
	for (const struct yaml *m = y->first; m; m = m->next)
		if (!set_member(g, w, m->key, m->text))
			return false;
	return true;
}

static bool
read_block(struct catalogue *g, struct word *w, struct text *rest)
{
	struct text ahead = *rest, line, name, value;

	while (text_line(&ahead, &line)) {
		if (text_trim(line).n && !(line.n && (line.p[0] == ' ' || line.p[0] == '\t')))
			break;
		*rest = ahead;
		if (text_trim(line).n == 0)
			continue;
		if (!split_line(line, &name, &value))
			return config_fault(&g->c, span_in(g, line),
			    SAY("看不懂这一行", "this line cannot be read"));
		if (!set_member(g, w, name, unquote(g, value)))
			return false;
	}
	return true;
}

static bool
is_flow(struct text value)
{
	return value.n > 1 && value.p[0] == '{' && !(value.p[1] >= '0' && value.p[1] <= '9');
}

static bool
check_known(struct catalogue *g, struct text key)
{
	char sentence[300];

	if (!g->own || text_starts(key, T("site.")) || words_has(g->words, LANG_ZH, key) ||
	    words_has(g->words, LANG_EN, key))
		return true;
	struct text shown = secret_head(g->c.arena, key, NULL, 40), nearest = NO_TEXT;
	const struct text_list *keys = words_keys(g->words);
	for (size_t i = 0; i < keys->n && nearest.n == 0; i++) {
		struct text copy = text_copy(g->c.arena, keys->v[i]);
		struct spelling one[] = { { 1, copy.p }, { 0, NULL } };
		nearest = spelling_nearest(one, key);
	}
	snprintf(sentence, sizeof sentence,
	    nearest.n ? SAY("不认识的词条“%.*s”，是否“%.*s”？",
			    "unknown word \"%.*s\"; did you mean \"%.*s\"?")
		      : SAY("不认识的词条“%.*s”%.*s", "unknown word \"%.*s\"%.*s"),
	    TEXT_ARG(shown), TEXT_ARG(nearest));
	return config_fault(&g->c, span_in(g, key), sentence);
}

static bool
read_entry(struct catalogue *g, struct text line, struct text *rest)
{
	struct word w = { NO_TEXT, NO_TEXT, WORD_HIGH, g->own, NO_TEXT };
	struct text value;

	if (!split_line(line, &w.key, &value))
		return config_fault(&g->c, span_in(g, line),
		    SAY("每行应当是“键: 文字”", "each line is `key: text`"));
	if (!check_known(g, w.key))
		return false;
	if (is_flow(value)) {
		if (!read_flow(g, &w, value))
			return false;
	} else if (value.n == 0) {
		if (!read_block(g, &w, rest))
			return false;
	} else {
		w.text = unquote(g, value);
	}
	if (w.text.n)
		words_set(g->words, g->lang, w);
	return true;
}

static bool
read_catalogue(struct catalogue *g, struct text path, struct text bytes)
{
	struct diag_sink sink = { .arena = g->c.arena, .path = path };
	struct text rest, line;

	g->c.path = path;
	/* What the program brings along needs no settling. */
	g->c.text = g->own ? decode_text(g->c.arena, bytes, &sink) : bytes;
	for (rest = g->c.text; text_line(&rest, &line);) {
		struct text t = text_trim(line);
		if (t.n == 0 || t.p[0] == '#' || text_eq(t, T("---")))
			continue;
		if (!read_entry(g, line, &rest))
			return false;
	}
	return true;
}

static bool
read_own(struct catalogue *g, const struct site *s, struct text path)
{
	struct text whole = path_join(g->c.arena, s->root, path);
	struct buf bytes = BUF_INIT;
	struct file_stat st;
	bool ok = file_stat(whole.p, &st, g->c.err);

	if (ok && st.exists)
		ok = file_read(whole.p, &bytes, g->c.err) &&
		    read_catalogue(g, config_typed(g->c.arena, s->root, path), buf_view(&bytes));
	buf_release(&bytes);
	return ok;
}

bool
config_words(struct words *w, const struct site *s, struct err *e)
{
	struct arena *a = arena_new();
	bool ok = true;

	for (int own = 0; own < (s ? 2 : 1) && ok; own++) {
		for (int l = 0; l < LANG_COUNT && ok; l++) {
			struct catalogue g = { { a, NO_TEXT, NO_TEXT, NULL, e }, w, (enum lang)l,
				own == 1 };
			struct text code = lang_code((enum lang)l), bytes;
			struct text path =
			    text_fmt(a, "%swords/%.*s.yaml", own ? "_" : "", TEXT_ARG(code));
			if (own)
				ok = read_own(&g, s, path);
			else if (asset_get(path, &bytes))
				ok = read_catalogue(&g, path, bytes);
		}
	}
	arena_free(a);
	return ok;
}

struct words *
words_builtin(struct err *e)
{
	struct words *w = words_new();

	if (config_words(w, NULL, e))
		return w;
	words_free(w);
	return NULL;
}
