/* SPDX-License-Identifier: MIT */
/*
 * Front matter: what the head of a document says, key by key; and the one door to libfyaml.
 *
 * Purpose: configuration files are YAML and are held to it (yaml_parse): a fault is named with its line. Heads of documents are typed by people,
 * so the line pass (entry.c, literal.c) reads them and libfyaml is asked only where YAML's own rules decide, in quoted texts with escapes.
 *
 * Assumptions: a key given twice is a fault only when the values differ: 日期 and 时间 may hold the day and the hour of the same meeting, and people are
 * listed under several headings (出席, 参加人员). A document is held for F005, so the comparison is made without blanks and full-width forms.
 *
 * Outside facts: libfyaml 0.7 bounds nesting by itself; aliases are refused here, since a few lines of them grow without end when followed.
 */
#include "front.h"

#include <libfyaml.h>

#include "lihui/secret.h"
#include "lihui/utf8.h"

/* Deeper than any configuration; libfyaml's own limit is 64 as well. */
#define YAML_DEPTH 64

/* --- libfyaml --- */

struct yaml_walk {
	struct arena *arena;
	struct text text;
	int line;
	struct text message;
};

static struct yaml *yaml_node(struct yaml_walk *w, struct fy_node *n, int depth);

static struct span
yaml_span(const struct yaml_walk *w, struct fy_node *n)
{
	struct fy_token *t = n ? fy_node_get_scalar_token(n) : NULL;
	const struct fy_mark *from = t ? fy_token_start_mark(t) : NULL, *to = t ? fy_token_end_mark(t) : NULL;

	if (!from || !to || to->input_pos > w->text.n || from->input_pos > to->input_pos)
		return NO_SPAN;
	return (struct span){ (uint32_t)from->input_pos, (uint32_t)(to->input_pos - from->input_pos) };
}

static struct yaml *
yaml_refuse(struct yaml_walk *w, struct span at, const char *why)
{
	diag_place(w->text, at.at, &w->line, &(int){ 0 }, NULL);
	w->message = text_copy(w->arena, text_of(why));
	return NULL;
}

static void
yaml_add(struct yaml *parent, struct yaml *child)
{
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
	if (parent->at.n == 0)
		parent->at = child->key.n ? child->key_at : child->at;
}

static struct yaml *
yaml_map(struct yaml_walk *w, struct fy_node *n, struct yaml *y, int depth)
{
	struct fy_node_pair *pair;
	size_t length;

	for (void *i = NULL; (pair = fy_node_mapping_iterate(n, &i)) != NULL;) {
		struct fy_node *key = fy_node_pair_key(pair);
		const char *s = key ? fy_node_get_scalar(key, &length) : NULL;
		if (!s)
			return yaml_refuse(w, y->at, SAY("键必须是文字", "a key must be a text"));
		struct yaml *child = yaml_node(w, fy_node_pair_value(pair), depth + 1);
		if (!child)
			return NULL;
		child->key = text_copy(w->arena, (struct text){ s, length });
		child->key_at = yaml_span(w, key);
		yaml_add(y, child);
	}
	return y;
}

static struct yaml *
yaml_list(struct yaml_walk *w, struct fy_node *n, struct yaml *y, int depth)
{
	struct fy_node *item;

	for (void *i = NULL; (item = fy_node_sequence_iterate(n, &i)) != NULL;) {
		struct yaml *child = yaml_node(w, item, depth + 1);
		if (!child)
			return NULL;
		yaml_add(y, child);
	}
	return y;
}

static struct yaml *
yaml_node(struct yaml_walk *w, struct fy_node *n, int depth)
{
	struct yaml *y = ARENA_NEW(w->arena, struct yaml);
	size_t length = 0;

	y->text = NO_TEXT;
	y->at = yaml_span(w, n);
	if (depth > YAML_DEPTH)
		return yaml_refuse(w, y->at, SAY("嵌套过深", "nested too deeply"));
	if (!n)
		return y;
	if (fy_node_is_alias(n))
		return yaml_refuse(w, y->at, SAY("不支持引用（以 * 开头的值请加引号）", "aliases are not supported (quote a value that begins with *)"));
	switch (fy_node_get_type(n)) {
	case FYNT_MAPPING:
		y->kind = YAML_MAP;
		return yaml_map(w, n, y, depth);
	case FYNT_SEQUENCE:
		y->kind = YAML_LIST;
		return yaml_list(w, n, y, depth);
	default:
		break;
	}
	const char *s = fy_node_get_scalar(n, &length);
	y->text = s ? text_copy(w->arena, (struct text){ s, length }) : NO_TEXT;
	return y;
}

static void
yaml_fault(struct yaml_walk *w, struct fy_diag *diag)
{
	void *i = NULL;
	struct fy_diag_error *e = fy_diag_errors_iterate(diag, &i);

	if (w->message.n)
		return;
	w->line = e && e->line > 0 ? e->line : 1;
	w->message = text_copy(w->arena, text_of(e && e->msg ? e->msg : "YAML"));
}

static struct fy_diag *
yaml_diag(void)
{
	struct fy_diag_cfg cfg;

	fy_diag_cfg_default(&cfg);
	cfg.fp = NULL;
	cfg.output_fn = NULL;
	struct fy_diag *diag = fy_diag_create(&cfg);
	if (diag)
		fy_diag_set_collect_errors(diag, true);
	return diag;
}

struct yaml *
yaml_parse(struct arena *a, struct text t, int *line, struct text *message)
{
	struct yaml_walk w = { a, t, 0, NO_TEXT };
	struct fy_diag *diag = yaml_diag();
	struct fy_parse_cfg cfg = { .flags = FYPCF_COLLECT_DIAG, .diag = diag };
	struct fy_document *doc = text_trim(t).n ? fy_document_build_from_string(&cfg, t.p, t.n) : NULL;
	struct yaml *y = NULL;

	if (text_trim(t).n == 0) {
		y = ARENA_NEW(a, struct yaml);
		y->kind = YAML_MAP;
	} else if (doc) {
		y = yaml_node(&w, fy_document_root(doc), 0);
	}
	if (!y) {
		yaml_fault(&w, diag);
		*line = w.line;
		*message = w.message;
	} else if (y->kind == YAML_SCALAR && y->text.n == 0) {
		y->kind = YAML_MAP; /* nothing but comments */
	}
	fy_document_destroy(doc);
	fy_diag_destroy(diag);
	return y;
}

const struct yaml *
yaml_get(const struct yaml *map, struct text key)
{
	if (!map || map->kind != YAML_MAP)
		return NULL;
	for (const struct yaml *y = map->first; y; y = y->next)
		if (text_eq(y->key, key))
			return y;
	return NULL;
}

/* --- heads of documents --- */

static int
front_key(struct text name)
{
	return (int)key_parse(name);
}

static bool
front_nearly(struct text name)
{
	return key_nearest(name).n > 0;
}

static bool
front_is_map(int key)
{
	return key == KEY_WAIVE || key == KEY_WITHDRAWN || key == KEY_CORRECTED || key == KEY_POSTING || key == KEY_VALID || key == KEY_VOTE;
}

static bool
front_is_prose(int key)
{
	return key == KEY_TITLE || key == KEY_SUMMARY || key == KEY_REASON || key == KEY_SOURCE || key == KEY_MATTER || key == KEY_PLACE ||
	       key == KEY_OBJECTIONS || key == KEY_COPY_TO;
}

static bool
front_is_count(int key)
{
	return key == KEY_EXPECTED || key == KEY_PRESENT;
}

static const struct step_rule_list *
front_steps(const struct doc *d)
{
	const struct profile *p = d->profile;

	if (!p && d->file && d->file->profiles)
		p = profile_for(d->file->profiles, NO_DATE);
	return p ? &p->steps : NULL;
}

static struct text
assumed_as(const struct doc *d, enum assumption what)
{
	static const char *const keys[ASSUMED_COUNT] = {
		"assumed.fence", "assumed.colon", "assumed.several", "assumed.remark", "assumed.unfenced", "assumed.unclosed", "assumed.title",
	};
	return words_get(d->site->words, locale_english ? LANG_EN : LANG_ZH, keys[what], NULL);
}

/* The first line of what was read otherwise than it stands. */
static struct text
assumed_words(const struct doc *d, struct span at)
{
	struct text t = text_cut(d->text, at.at, (size_t)at.at + at.n), line = t;
	struct text rest = t;

	text_line(&rest, &line);
	return secret_head(d->arena, line, d->sink.allowed, 30);
}

static void
note_assumed(struct doc *d, const struct head *h)
{
	for (int i = 0; i < ASSUMED_COUNT; i++)
		if (h->assumed[i].n)
			diag_put(&d->sink, DIAG_F006, h->assumed[i], TEXTS(assumed_words(d, h->assumed[i]), assumed_as(d, (enum assumption)i)));
}

static struct text
span_of(const struct doc *d, struct span s)
{
	return text_cut(d->text, s.at, (size_t)s.at + s.n);
}

static bool
same_day(struct text x, struct text y)
{
	struct date_found f, g;

	date_find(x, 2000, &f);
	date_find(y, 2000, &g);
	if (!date_is(f.date) || !date_is(g.date))
		return true; /* the day here, the hour there */
	if (f.year_written && g.year_written && f.date.year != g.date.year)
		return false;
	return f.date.month == g.date.month && f.date.day == g.date.day;
}

static bool
is_people(enum key k)
{
	return k == KEY_ATTENDEES || k == KEY_OBSERVERS || k == KEY_ABSENT;
}

static bool
agrees(struct doc *d, const struct field *f, const struct field *g)
{
	struct text x = span_of(d, f->at), y = span_of(d, g->at);

	if (f->key == KEY_DATE && same_day(x, y))
		return true;
	if (is_people(f->key) && !text_eq(text_squeeze(d->arena, f->name), text_squeeze(d->arena, g->name)))
		return true; /* 出席, 参加人员: one list under two headings */
	return text_eq(text_squeeze(d->arena, utf8_halfwidth(d->arena, x)), text_squeeze(d->arena, utf8_halfwidth(d->arena, y)));
}

static void
check_twice(struct doc *d, const struct field_list *l)
{
	const struct field *first[KEY_COUNT] = { NULL };

	for (size_t i = 0; i < l->n; i++) {
		const struct field *f = &l->v[i];
		if (f->key == KEY_NONE)
			continue;
		if (!first[f->key])
			first[f->key] = f;
		else if (!agrees(d, first[f->key], f))
			diag_put(&d->sink, DIAG_F005, f->name_at, TEXTS(f->name, span_of(d, first[f->key]->at), span_of(d, f->at)));
	}
}

static void
put_unknown(struct doc *d, const struct entry *e)
{
	struct text nearest = key_nearest(e->name);

	if (nearest.n == 0)
		nearest = words_get(d->site->words, locale_english ? LANG_EN : LANG_ZH, "front.keys", NULL);
	diag_put(&d->sink, DIAG_F004, e->name_at, TEXTS(e->name, nearest));
}

static struct field *
field_add(struct doc *d, struct field_list *out, const struct entry *e)
{
	struct field *f = ARENA_PUSH(d->arena, out);

	*f = (struct field){ (enum key)e->key, e->name, e->name_at, e->at, e->value };
	return f;
}

/* Title lines above the labels; `# ` before one is Markdown's. */
static void
add_title(struct doc *d, struct field_list *out, size_t at, size_t end)
{
	struct span s = span_trim(d->text, at, end);
	struct text t = span_of(d, s);
	size_t marks = 0;

	while (marks < t.n && t.p[marks] == '#')
		marks++;
	s = span_trim(d->text, s.at + marks, s.at + s.n);
	if (s.n == 0)
		return;
	struct yaml *y = ARENA_NEW(d->arena, struct yaml);
	y->text = span_of(d, s);
	y->at = s;
	*ARENA_PUSH(d->arena, out) = (struct field){ KEY_TITLE, NO_TEXT, NO_SPAN, s, y };
}

static bool
has_key(const struct field_list *l, enum key k)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].key == k)
			return true;
	return false;
}

/* The heading that opens the body, when it is one of the first level. */
static void
peek_title(struct doc *d, size_t body, struct field_list *out)
{
	struct text rest = text_cut(d->text, body, d->text.n), line;

	while (text_line(&rest, &line)) {
		struct text t = text_trim(line);
		if (t.n == 0)
			continue;
		if (t.n > 2 && t.p[0] == '#' && t.p[1] != '#' && !step_heading(d->arena, front_steps(d), t))
			add_title(d, out, (size_t)(t.p - d->text.p), (size_t)(t.p - d->text.p) + t.n);
		return;
	}
}

static void
fields_from(struct doc *d, const struct head *h, struct field_list *out)
{
	for (size_t i = 0; i < h->entries.n; i++) {
		const struct entry *e = &h->entries.v[i];
		if (e->name.n && e->key == KEY_NONE)
			put_unknown(d, e);
		if (e->name.n && (e->key == KEY_NONE || e->at.n))
			field_add(d, out, e);
	}
	if (has_key(out, KEY_TITLE))
		return;
	if (h->entries.n && h->entries.v[0].name.n == 0)
		add_title(d, out, h->entries.v[0].at.at, (size_t)h->entries.v[0].at.at + h->entries.v[0].at.n);
	else
		peek_title(d, h->body, out);
}

static bool
any_known(const struct head *h)
{
	for (size_t i = 0; i < h->entries.n; i++)
		if (h->entries.v[i].key)
			return true;
	return false;
}

size_t
front_read(struct doc *d, struct field_list *out)
{
	struct head h = {
		.arena = d->arena, .text = d->text, .key_of = front_key, .nearly = front_nearly, .is_map = front_is_map,
		.is_prose = front_is_prose, .is_count = front_is_count, .steps = front_steps(d),
	};

	head_read(&h);
	if (h.shape == HEAD_FENCED && !any_known(&h))
		diag_put(&d->sink, DIAG_F003, NO_SPAN, NO_TEXTS);
	note_assumed(d, &h);
	fields_from(d, &h, out);
	check_twice(d, out);
	return h.body;
}
