/* SPDX-License-Identifier: MIT */
/*
 * A form is page data run through a Mustache template, like a page. What it carries over comes from
 * the index: the tasks of the last published meeting that are not closed, and every problem that is
 * not. Numbers are written short (27-1) when they are of the meeting's own ISO year, whole
 * otherwise, as people cite them.
 */
#include "lihui/form.h"
#include "intake/intake.h"

#include "lihui/arena.h"
#include "lihui/asset.h"
#include "lihui/mustache.h"
#include "lihui/value.h"

struct date
form_day(const struct unit *u, struct week w)
{
	struct date first = week_day(w, 1);
	const struct profile *p = profile_for(&u->profiles, first);

	for (int day = 2; day <= 8;
	     day++) { /* Tuesday first: a Monday is often the township's own meeting */
		int weekday = day == 8 ? 1 : day;
		if (profile_weekday(p, weekday))
			return week_day(w, weekday);
	}
	return week_day(w, 2);
}

/* A record of the week, or why there was no meeting. A draft is neither. */
static bool
week_recorded(struct store *s, const struct unit *u, struct week w, bool *earlier, struct err *e)
{
	struct query q;
	bool found = false;

	query_ask(s, &q,
	    "select week_year = ?2 and week = ?3 from document where unit = ?1 and"
	    " state <> 'draft' and (type = 'weekly' or class = 'absence')"
	    " and (week_year < ?2 or week_year = ?2 and week <= ?3)",
	    VALUES(V(u->id + 1), V(w.year), V(w.week)), e);
	while (query_row(&q)) {
		bool here = query_int(&q, 0) != 0;

		found |= here;
		if (earlier && !here)
			*earlier = true;
	}
	return query_end(&q) && found;
}

bool
form_day_due(
    struct store *s, const struct unit *u, struct date today, struct date *day, struct err *e)
{
	struct date monday = week_day(date_week(today), 1);
	struct week last = date_week(date_add(monday, -7)), now = date_week(today);

	bool begun = false, has_last = week_recorded(s, u, last, &begun, e);
	bool has_now = week_recorded(s, u, now, NULL, e);
	bool to_come = date_cmp(form_day(u, now), today) > 0;

	if (u->level == LEVEL_TOWNSHIP) { /* a joint meeting lies ahead */
		*day = form_day(u, to_come ? now : date_week(date_add(monday, 7)));
		return e->kind == ERR_NONE;
	}
	if (!has_now)
		*day = form_day(u, to_come && !has_last ? last : now);
	else if (begun && !has_last)
		*day = form_day(u, last);
	else
		*day = form_day(u, date_week(date_add(monday, 7)));
	return e->kind == ERR_NONE;
}

struct text
number_cited(struct arena *a, struct text number, int year)
{
	struct text lead = text_fmt(a, "%d-", year);

	return text_starts(number, lead) ? text_cut(number, lead.n, number.n) : number;
}

/* The first of each kind carries the hint. */
static bool
list_matters(struct store *s, struct arena *a, const char *sql, const struct unit *u,
    struct date day, struct value *list, struct err *e)
{
	struct query q;

	query_ask(s, &q, sql, VALUES(V(u->id + 1), V(date_iso(a, day))), e);
	while (query_row(&q)) {
		struct value *m = value_add_object(a, list);
		value_put_text(
		    a, m, "number", number_cited(a, query_text(&q, a, 0), date_week(day).year));
		value_put_text(a, m, "title", query_text(&q, a, 1));
		value_put_bool(a, m, "hint", list->first == m);
	}
	return query_end(&q);
}

/* Of a township's joint meeting: who hosts it, and what several villages have. */
static bool
joint_values(struct store *s, const struct site *site, struct arena *a, const struct unit *u,
    struct value *v, struct err *e)
{
	struct joint_round turn;
	struct common_list common;
	struct value *list = value_put_list(a, v, "common");

	if (!joint_turn(s, site, a, u, &turn, e) || !common_problems(s, site, a, u, &common, e))
		return false;
	value_put_text(a, v, "host", turn.next ? turn.next->name : NO_TEXT);
	if (turn.next)
		value_put_text(a, v, "host_place", turn.next->address);
	for (size_t i = 0; i < common.n; i++) {
		struct value *o = value_add_object(a, list);
		struct text_list villages = { 0 };

		for (size_t k = 0; k < common.v[i].n; k++)
			text_list_add(a, &villages,
			    text_fmt(a, "%.*s%.*s",
				TEXT_ARG(site->units[common.v[i].v[k].unit - 1]->name),
				TEXT_ARG(common.v[i].v[k].number)));
		value_put_text(a, o, "ordinal", text_fmt(a, "%zu", i + 1));
		value_put_text(a, o, "title", common.v[i].title);
		value_put_text(a, o, "villages", text_list_join(a, &villages, T("、")));
	}
	return true;
}

static struct value *
form_value(struct store *s, const struct site *site, struct arena *a, const struct unit *u,
    struct date day, struct err *e)
{
	static const char tasks[] =
	    "select task.number, task.title from task join document on document.id = task.document "
	    "where task.unit = ?1 and task.status_class < 2 and "
	    "document.date = (select max(date) from document where unit = ?1 and state = "
	    "'published' and type = 'weekly' and date < ?2) order by task.place";
	static const char problems[] = "select number, title from problem where unit = ?1 and "
				       "status_class < 2 and raised < ?2 order by raised, place";
	struct value *v = value_object(a), *task_list, *problem_list;
	const struct text_list *topics = study_topics(&u->study, date_week(day));
	struct value *topic_list;

	value_put_text(a, v, "date", date_iso(a, day));
	value_put_text(a, v, "date_zh",
	    text_fmt(a, "%.*s（%.*s）", TEXT_ARG(date_zh(a, day)),
		TEXT_ARG(date_weekday_zh(date_weekday(day), false))));
	value_put_int(a, v, "week", date_week(day).week);
	value_put_int(a, v, "year", date_week(day).year);
	value_put_text(a, v, "unit", u->name);
	value_put_text(a, v, "place", u->address);
	value_put_text(a, v, "first", tenure_on(&u->first_secretary, day));
	value_put_text(a, v, "secretary", tenure_on(&u->secretary, day));
	value_put_text(
	    a, v, "branch", text_ends(u->name, T("村")) ? T("村党支部") : T("嘎查党支部"));
	topic_list = value_put_list(a, v, "topics");
	for (size_t i = 0; topics != NULL && i < topics->n; i++)
		value_add(topic_list, value_text(a, topics->v[i]));
	task_list = value_put_list(a, v, "tasks");
	problem_list = value_put_list(a, v, "problems");
	if (!list_matters(s, a, tasks, u, day, task_list, e) ||
	    !list_matters(s, a, problems, u, day, problem_list, e))
		return NULL;
	if (u->level == LEVEL_TOWNSHIP && !joint_values(s, site, a, u, v, e))
		return NULL;
	value_put_bool(
	    a, v, "first_meeting", task_list->first == NULL && problem_list->first == NULL);
	/* Titles come masked from the index; what the settings say is typed as it was. */
	value_mask(a, v, &u->phones);
	return v;
}

struct mustache *
form_template(const struct site *site, struct arena *a, struct text name, struct err *e)
{
	struct text path = path_join(a, site->root, path_join(a, T("_templates"), name)), source;
	struct file_stat st = { 0 };
	struct buf own = BUF_INIT;
	struct mustache *m = NULL;

	if (file_stat(path.p, &st, e) && (!st.exists || file_read(path.p, &own, e))) {
		source = buf_view(&own);
		if (!st.exists)
			asset_get(name, &source);
		m = mustache_compile(source, name, e);
	}
	buf_release(&own);
	return m;
}

/* A township's are of its joint meeting. */
static bool
form_fill(struct store *s, const struct site *site, const struct unit *u, struct date day,
    const char *ending, struct buf *out, struct err *e)
{
	struct arena *a = arena_new();
	const struct value *v = form_value(s, site, a, u, day, e);
	struct text name =
	    text_fmt(a, "forms/%s.%s", u->level == LEVEL_TOWNSHIP ? "joint" : "record", ending);
	struct mustache *m = v ? form_template(site, a, name, e) : NULL;
	bool ok = m && mustache_run(m, &v, 1, NULL, NULL, out, e);

	mustache_free(m);
	arena_free(a);
	return ok;
}

bool
form_write(struct store *s, const struct site *site, const struct unit *u, struct date day,
    struct buf *out, struct err *e)
{
	return form_fill(s, site, u, day, "md", out, e);
}

bool
form_write_plain(struct store *s, const struct site *site, const struct unit *u, struct date day,
    struct buf *out, struct err *e)
{
	return form_fill(s, site, u, day, "txt", out, e);
}

void
form_for_notepad(struct buf *out, struct text form)
{
	struct text line;

	buf_str(out, "\xEF\xBB\xBF");
	while (text_line(&form, &line)) {
		buf_text(out, line);
		buf_str(out, "\r\n");
	}
}
