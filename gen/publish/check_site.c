/* SPDX-License-Identifier: MIT */
/*
 * What the check page of a unit knows (data/UNIT/check.js): the settings of its site, as files that
 * the checker in the browser reads like those of an office.
 *
 * The second half is the unit's public history, out of the public index: of each meeting of the
 * last year, and of older ones with something that is not done, a record with its numbers, titles
 * and where they stand. So a number that is reported on is known, last week's tasks are asked for,
 * and the form has what is open. The words of a record stay on its page.
 *
 * Nothing here is a copy of a file. Who the units are is said from what their pages show: name,
 * telephone, who holds the offices on the as-of date. Rules, study and words are read and written
 * anew, so that a comment of the office or a key that nothing reads does not leave it. Of other
 * units only the names go along: those above, those beside it, those below.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/decode.h"
#include "lihui/file.h"
#include "lihui/lexicon.h"
#include "publish/make.h"
#include "site/config.h"

/* A year's study and what lies ahead. */
#define STUDY_DAYS 366

struct site_writer {
	struct arena *a;
	const struct site *site;
	struct store *store;
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
	put_file(w, path, buf_take(w->a, &b));
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

static bool
is_there(const struct site_writer *w, struct text path)
{
	for (size_t i = 0; i < w->site->governing.n; i++)
		if (text_eq(w->site->governing.v[i].path, path))
			return true;
	return false;
}

/* Words are lines, not YAML (site/catalogue.c): those that are `key: text`, and no remark. */
static bool
put_words(struct site_writer *w)
{
	struct text path = T("_words/zh.yaml"), rest, line;
	struct diag_sink sink = { .arena = w->a, .path = path };
	struct buf bytes = BUF_INIT, b = BUF_INIT;
	bool ok =
	    !is_there(w, path) || file_read(path_join(w->a, w->site->root, path).p, &bytes, w->e);

	for (rest = decode_text(w->a, buf_view(&bytes), &sink); ok && text_line(&rest, &line);) {
		size_t colon = text_find(line, T(": "), 0);
		if (line.n == 0 || line.p[0] == ' ' || line.p[0] == '\t' || line.p[0] == '#' ||
		    colon == SIZE_MAX || text_has(text_cut(line, colon, line.n), T(": {text")))
			continue;
		buf_text(&b, line);
		buf_char(&b, '\n');
	}
	if (ok && b.n > 0)
		put_file(w, path, text_copy(w->a, buf_view(&b)));
	buf_release(&bytes);
	buf_release(&b);
	return ok;
}

/* A settings file that is there, without what is no setting. */
static bool
put_settings(struct site_writer *w, struct text path)
{
	struct config c;

	if (!is_there(w, path))
		return true;
	if (!config_open(&c, w->a, w->site->root, path, w->e))
		return false;
	put_json(w, path, value_of(w->a, c.root));
	return true;
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
	put_file(w, path_join(w->a, u->path, T("_index.md")), buf_take(w->a, &b));
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

/* --- history --- */

/* Weeks of the year before are still spoken of in January. */
#define HISTORY_DAYS 400

static struct text
one_line(struct arena *a, struct text t)
{
	return text_replace(a, t, T("\n"), T(" "));
}

/* Those in office: the others are not named, or not by their whole name. */
static bool
put_people(struct site_writer *w, int64_t document, struct buf *b)
{
	struct query q;
	bool first = true;

	query_ask(w->store, &q,
	    "select distinct name, roles from person where document = ?1 and office and roles <> ''"
	    " and part <> 'observer' order by part, place",
	    VALUES(V(document)), w->e);
	while (query_row(&q)) {
		buf_fmt(b, "%s%.*s（", first ? "出席: " : "、", TEXT_ARG(query_peek(&q, 0)));
		buf_fmt(b, "%.*s）", TEXT_ARG(query_peek(&q, 1)));
		first = false;
	}
	buf_str(b, first ? "" : "\n");
	return query_end(&q);
}

static bool
put_problems(struct site_writer *w, int64_t document, struct buf *b)
{
	struct query q;

	query_ask(w->store, &q,
	    "select number, title, status from problem where document = ?1 and place > 0"
	    " order by place",
	    VALUES(V(document)), w->e);
	while (query_row(&q)) {
		struct text number = query_text(&q, w->a, 0), title = query_text(&q, w->a, 1);
		const char *key = text_fmt(w->a, "status.%.*s", TEXT_ARG(query_peek(&q, 2))).p;
		struct text word = words_get(w->site->words, LANG_ZH, key, NULL);
		buf_fmt(b, "### 问题%.*s：%.*s\n- 状态：%.*s\n", TEXT_ARG(number),
		    TEXT_ARG(one_line(w->a, title)), TEXT_ARG(word));
	}
	return query_end(&q);
}

static bool
put_tasks(struct site_writer *w, int64_t document, struct buf *b)
{
	struct query q;

	query_ask(w->store, &q,
	    "select number, title, status_class from task where document = ?1 order by place",
	    VALUES(V(document)), w->e);
	while (query_row(&q)) {
		struct text number = query_text(&q, w->a, 0), title = query_text(&q, w->a, 1);
		buf_fmt(b, "- [%c] 【任务%.*s】%.*s\n", query_int(&q, 2) == 2 ? 'x' : ' ',
		    TEXT_ARG(number), TEXT_ARG(one_line(w->a, title)));
	}
	return query_end(&q);
}

/* A line of the head whose value is a number of people. */
static void
put_count(struct buf *b, const char *key, struct query *q, int column)
{
	if (!query_is_null(q, column))
		buf_fmt(b, "%s: %d\n", key, (int)query_int(q, column));
}

static void
put_head(struct site_writer *w, struct query *q, struct buf *b)
{
	buf_str(b, "---\n");
	put_line(b, "类型", query_peek(q, 2));
	put_line(b, "日期", query_peek(q, 3));
	put_line(b, "标题", one_line(w->a, query_text(q, w->a, 4)));
	put_line(b, "事项", query_peek(q, 5));
	put_line(b, "说明", one_line(w->a, query_text(q, w->a, 6)));
	if (query_peek(q, 7).n > 0)
		put_line(b, "公示期",
		    text_fmt(w->a, "%.*s 至 %.*s", TEXT_ARG(query_text(q, w->a, 7)),
			TEXT_ARG(query_text(q, w->a, 8))));
	put_count(b, "应到", q, 9);
	put_count(b, "实到", q, 10);
	if (!query_is_null(q, 11))
		buf_fmt(b, "表决: 同意 %d，反对 %d，弃权 %d\n", (int)query_int(q, 11),
		    (int)query_int(q, 12), (int)query_int(q, 13));
}

static bool
put_history(struct site_writer *w)
{
	struct buf b = BUF_INIT;
	struct query q;
	bool ok = true;

	query_ask(w->store, &q,
	    "select id, address, type_name, date, title, matter, reason, posting_from, posting_to,"
	    " expected, present, agree, against, abstain, class from document d"
	    " where unit = ?1 and state = 'published' and date <> '' and lang = 'zh'"
	    " and (class = 'meeting' or class = 'absence' or matter <> '') and (date >= ?2"
	    " or exists (select 1 from problem where document = d.id and status_class < 2))"
	    " order by address",
	    VALUES(V(w->unit->id + 1),
		V(date_is(w->as_of) ? date_iso(w->a, date_add(w->as_of, -HISTORY_DAYS)) : NO_TEXT)),
	    w->e);
	while (ok && query_row(&q)) {
		int64_t id = query_int(&q, 0);
		struct text path = text_join(w->a, query_text(&q, w->a, 1), T(".md"));
		buf_clear(&b);
		put_head(w, &q, &b);
		ok = put_people(w, id, &b);
		buf_str(&b, "---\n## 三、研究解决问题\n");
		ok = ok && put_problems(w, id, &b);
		buf_str(&b, "## 四、部署本周工作\n");
		ok = ok && put_tasks(w, id, &b);
		put_file(w, path, text_copy(w->a, buf_view(&b)));
	}
	ok = query_end(&q) && ok;
	buf_release(&b);
	return ok;
}

bool
draw_check_site(struct drawer *d, const struct output *o, struct buf *out, struct err *e)
{
	struct value *v = value_object(d->arena);
	struct site_writer w = { .a = d->arena,
		.site = d->view.site,
		.store = d->view.store,
		.unit = d->view.site->units[o->unit - 1],
		.as_of = d->view.as_of,
		.e = e };

	value_put_text(d->arena, v, "unit", w.unit->path);
	value_put_text(d->arena, v, "name", w.unit->name);
	value_put_text(
	    d->arena, v, "day", date_is(w.as_of) ? date_iso(d->arena, w.as_of) : NO_TEXT);
	w.files = value_put_list(d->arena, v, "files");
	const struct site *s = w.site;
	struct value *front = value_object(w.a), *languages;

	value_put_text(w.a, front, "title", s->title);
	languages = value_put_list(w.a, front, "languages");
	for (size_t i = 0; i < s->nlanguages; i++)
		value_add(languages, value_text(w.a, lang_code(s->languages[i])));
	put_json(&w, T("site.yaml"), front);
	for (size_t i = 0; i < w.site->nunits; i++) {
		const struct unit *u = w.site->units[i];
		bool near = unit_below(w.unit, u);
		if (near || u->parent == w.unit || u->parent == w.unit->parent)
			put_unit(&w, u, near);
	}
	put_study(&w);
	if (!put_rules(&w) || !put_words(&w) || !put_settings(&w, T("_words/lexicon.yaml")) ||
	    !put_history(&w))
		return false;
	/* Titles come masked from the index; what the settings say is typed as it was. */
	value_mask(d->arena, v, &w.unit->phones);
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
