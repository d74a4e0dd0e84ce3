/* SPDX-License-Identifier: MIT */
/*
 * What the check page of a unit knows (data/UNIT/check.js): the settings of its site, as files that
 * the checker in the browser reads like those of an office.
 *
 * Nothing here is a copy of a file. Who the units are is said from what their pages show: name,
 * telephone, who holds the offices on the as-of date. Rules, study and words are read and written
 * anew, so that a comment of the office or a key that nothing reads does not leave it. Of other
 * units only the names go along: those above, those beside it, those below.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/lexicon.h"
#include "publish/make.h"
#include "site/config.h"

/* A year's study and what lies ahead. */
#define STUDY_DAYS 366

struct site_writer {
	struct arena *a;
	const struct site *site;
	const struct unit *unit;
	struct date as_of;
	struct value *files;
	struct err *e;
};

static void
put_file(struct site_writer *w, struct text path, struct text bytes)
{
	struct value *pair = value_add(w->files, value_list(w->a));

	value_add(pair, value_text(w->a, path));
	value_add(pair, value_text(w->a, bytes));
}

/* Every JSON is YAML. */
static void
put_json(struct site_writer *w, struct text path, const struct value *v)
{
	struct buf b = BUF_INIT;

	value_json(&b, v, false);
	put_file(w, path, text_copy(w->a, buf_view(&b)));
	buf_release(&b);
}

/* --- settings --- */

static struct value *
value_of(struct arena *a, const struct yaml *y)
{
	struct value *v = y->kind == YAML_SCALAR ? value_text(a, y->text)
	    : y->kind == YAML_LIST               ? value_list(a)
						 : value_object(a);

	for (const struct yaml *i = y->first; i; i = i->next)
		if (y->kind == YAML_LIST)
			value_add(v, value_of(a, i));
		else
			value_put(a, v, text_copy(a, i->key).p, value_of(a, i));
	return v;
}

/* A settings file that is there, without what is no setting. */
static bool
put_settings(struct site_writer *w, struct text path)
{
	struct config c;
	bool there = false;

	for (size_t i = 0; i < w->site->governing.n && !there; i++)
		there = text_eq(w->site->governing.v[i].path, path);
	if (!there)
		return true;
	if (!config_open(&c, w->a, w->site->root, path, w->e))
		return false;
	put_json(w, path, value_of(w->a, c.root));
	return true;
}

static void
put_site(struct site_writer *w)
{
	const struct site *s = w->site;
	struct value *v = value_object(w->a), *languages;

	value_put_text(w->a, v, "title", s->title);
	languages = value_put_list(w->a, v, "languages");
	for (size_t i = 0; i < s->nlanguages; i++)
		value_add(languages, value_text(w->a, lang_code(s->languages[i])));
	put_json(w, T("site.yaml"), v);
}

static void
put_study(struct site_writer *w)
{
	const struct study_list *l = &w->unit->study;
	struct value *v = value_object(w->a);

	for (size_t i = 0; i < l->n; i++) {
		const struct study_week *s = &l->v[i];
		struct date monday = week_day(s->week, 1);
		if (date_is(w->as_of) && date_days(w->as_of) - date_days(monday) > STUDY_DAYS)
			continue;
		struct value *topics = value_put_list(
		    w->a, v, text_fmt(w->a, "%d-W%02d", s->week.year, s->week.week).p);
		for (size_t k = 0; k < s->topics.n; k++)
			value_add(topics, value_text(w->a, s->topics.v[k]));
	}
	if (v->first != NULL)
		put_json(w, path_join(w->a, w->unit->path, T("_study.yaml")), v);
}

/* --- units --- */

static void
put_line(struct buf *b, const char *key, struct text value)
{
	if (value.n > 0)
		buf_fmt(b, "%s: %.*s\n", key, TEXT_ARG(value));
}

/* near: the unit itself and those above it, whose pages its own leads to. */
static void
put_unit(struct site_writer *w, const struct unit *u, bool near)
{
	static const char *const levels[] = { "省", "盟", "旗", "苏木", "嘎查", "组" };
	struct buf b = BUF_INIT;

	buf_str(&b, "---\n");
	put_line(&b, "名称", u->name);
	put_line(&b, "层级", text_of(levels[u->level]));
	put_line(&b, "代码", u->code);
	put_line(&b, "别名", text_list_join(w->a, &u->aliases, T("、")));
	if (near) {
		put_line(&b, "第一书记", tenure_on(&u->first_secretary, w->as_of));
		put_line(&b, "书记", tenure_on(&u->secretary, w->as_of));
		put_line(&b, "电话", u->phone);
		put_line(&b, "地址", u->address);
	}
	buf_str(&b, "---\n");
	put_file(w, path_join(w->a, u->path, T("_index.md")), text_copy(w->a, buf_view(&b)));
	buf_release(&b);
}

static void
put_units(struct site_writer *w)
{
	for (size_t i = 0; i < w->site->nunits; i++) {
		const struct unit *u = w->site->units[i];
		bool near = unit_below(w->unit, u);
		if (near || u->parent == w->unit || u->parent == w->unit->parent)
			put_unit(w, u, near);
	}
}

/* Of every folder on the way down to the unit, units or not. */
static bool
put_rules(struct site_writer *w)
{
	struct text path = w->unit->path;

	for (size_t at = 0; at <= path.n; at++) {
		bool end = at == path.n || path.p[at] == '/';
		if ((end || at == 0) &&
		    !put_settings(w, path_join(w->a, text_cut(path, 0, at), T("_rules.yaml"))))
			return false;
	}
	return true;
}

bool
draw_check_site(struct drawer *d, const struct output *o, struct buf *out, struct err *e)
{
	struct value *v = value_object(d->arena);
	struct site_writer w = { .a = d->arena,
		.site = d->view.site,
		.unit = d->view.site->units[o->unit - 1],
		.as_of = d->view.as_of,
		.e = e };

	value_put_text(d->arena, v, "unit", w.unit->path);
	value_put_text(d->arena, v, "name", w.unit->name);
	value_put_text(
	    d->arena, v, "day", date_is(w.as_of) ? date_iso(d->arena, w.as_of) : NO_TEXT);
	w.files = value_put_list(d->arena, v, "files");
	put_site(&w);
	put_units(&w);
	put_study(&w);
	if (!put_rules(&w) || !put_settings(&w, T("_words/zh.yaml")) ||
	    !put_settings(&w, T("_words/lexicon.yaml")))
		return false;
	buf_str(out, "// SPDX-License-Identifier: MIT\nlihuiSite = ");
	value_json(out, v, true);
	return true;
}

bool
draw_check_program(struct drawer *d, const struct output *o, struct buf *out, struct err *e)
{
	(void)o;
	return file_read(d->view.checker, out, e);
}
