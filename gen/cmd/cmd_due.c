/* SPDX-License-Identifier: MIT */
/*
 * lihui due: what an office asks for on a Wednesday morning, ready to paste into the WeChat group:
 * which village's record of the week is not received, which problems and tasks are late or about to
 * be, which postings end. Nothing is called "not held": a week without a record is a week without a
 * record.
 */
#include "cmd/cmd.h"
#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/view.h"

#define SOON_DAYS 7

struct due {
	const struct cmd *c;
	struct arena *arena;
	struct gathered *g;
	struct date today;
	struct week week;
	struct err *e;
};

/* Villages without a record (or a stated reason) of the week, by township on one line each. */
static bool
not_received(const struct due *d)
{
	struct query q;
	struct text_list names = { 0 };
	struct text township = NO_TEXT;

	query_ask(d->g->store, &q,
	    "select p.name, u.name from unit u left join unit p on p.id = u.parent where u.level = "
	    "'village' and not exists (select 1 from document d "
	    "where d.unit = u.id and d.week_year = ?1 and d.week = ?2 and (d.type = 'weekly' or "
	    "d.class = 'absence') and d.state <> 'draft') order by u.id",
	    VALUES(V(d->week.year), V(d->week.week)), d->e);
	cmd_say(d->c, stdout, "due.missing",
	    TEXTS(text_fmt(d->arena, "%d", d->week.year), text_fmt(d->arena, "%d", d->week.week)));
	while (query_row(&q)) {
		struct text at = query_text(&q, d->arena, 0);
		if (names.n > 0 && !text_eq(at, township)) {
			cmd_say(d->c, stdout, "due.township",
			    TEXTS(township, text_list_join(d->arena, &names, T("、"))));
			names.n = 0;
		}
		township = at;
		text_list_add(d->arena, &names, query_text(&q, d->arena, 1));
	}
	if (names.n > 0)
		cmd_say(d->c, stdout, "due.township",
		    TEXTS(township, text_list_join(d->arena, &names, T("、"))));
	else if (township.n == 0)
		cmd_say(d->c, stdout, "due.none", NO_TEXTS);
	return query_end(&q);
}

/* Rows of (unit, what, deadline), late ones first because they sort first. */
static bool
list(const struct due *d, const char *head, const char *sql, const char *line_late,
    const char *line_soon, const char *line_today)
{
	struct query q;
	int n = 0;

	cmd_say(d->c, stdout, head, NO_TEXTS);
	query_ask(d->g->store, &q, sql,
	    VALUES(V(date_iso(d->arena, d->today)),
		V(date_iso(d->arena, date_add(d->today, SOON_DAYS)))),
	    d->e);
	for (; query_row(&q); n++) {
		struct date date;

		int days = date_parse_iso(query_peek(&q, 2), &date)
		    ? date_days(date) - date_days(d->today)
		    : 0;
		cmd_say(d->c, stdout,
		    days < 0       ? line_late
			: days > 0 ? line_soon
				   : line_today,
		    TEXTS(query_text(&q, d->arena, 0), query_text(&q, d->arena, 1),
			query_text(&q, d->arena, 2),
			text_fmt(d->arena, "%d", days < 0 ? -days : days)));
	}
	if (n == 0)
		cmd_say(d->c, stdout, "due.none", NO_TEXTS);
	return query_end(&q);
}

/* From New Year's Day on: who did not reach the minimum of the year that is over. */
static bool
year_over(const struct due *d)
{
	int year = d->today.year - 1;
	bool said = false;
	struct view v = { .site = d->g->site,
		.store = d->g->store,
		.edition = EDITION_INTERNAL,
		.as_of = d->today };

	if ((v.counted = view_counted(&v, d->arena, d->e)) == NULL)
		return false;
	for (size_t i = 0; i < d->g->site->nunits; i++) {
		const struct unit *u = d->g->site->units[i];
		struct year_verdict x;

		if (u->level != LEVEL_VILLAGE)
			continue;
		if (!view_verdict(&v, u->id + 1, year, &x, d->e))
			return false;
		if (!x.judged || x.reached)
			continue;
		if (!said)
			cmd_say(d->c, stdout, "due.year", TEXTS(text_fmt(d->arena, "%d", year)));
		said = true;
		cmd_say(d->c, stdout, "due.year_line",
		    TEXTS(u->name, verdict_words(&v, d->arena, d->c->lang, year, &x)));
	}
	return true;
}

/* Of each township the open matters that several of its villages have, for its next joint meeting.
 */
static bool
common(const struct due *d)
{
	bool said = false;

	for (size_t i = 0; i < d->g->site->nunits; i++) {
		const struct unit *u = d->g->site->units[i];
		struct common_list l;

		if (u->level != LEVEL_TOWNSHIP)
			continue;
		if (!common_problems(d->g->store, d->g->site, d->arena, u, &l, d->e))
			return false;
		for (size_t k = 0; k < l.n; k++) {
			struct text_list who = { 0 };

			for (size_t m = 0; m < l.v[k].n; m++)
				text_list_add(d->arena, &who,
				    text_fmt(d->arena, "%.*s%.*s",
					TEXT_ARG(d->g->site->units[l.v[k].v[m].unit - 1]->name),
					TEXT_ARG(l.v[k].v[m].number)));
			if (!said)
				cmd_say(d->c, stdout, "due.common", NO_TEXTS);
			said = true;
			cmd_say(d->c, stdout, "due.common_line",
			    TEXTS(u->name, l.v[k].title, text_list_join(d->arena, &who, T("、"))));
		}
	}
	return true;
}

/* 吴红　南泉嘎查　任务49-1 …（12月9日）、任务50-2 …: each person's open tasks in one line. */
static bool
persons(const struct due *d)
{
	struct query q;
	int n = 0;

	cmd_say(d->c, stdout, "due.persons", NO_TEXTS);
	query_start(d->g->store, &q,
	    "select x.name, unit.name, group_concat('任务' || t.number || ' ' || t.title || case "
	    "when "
	    "t.deadline = '' then '' else '（' || t.deadline || '）' end, '、') from (select "
	    "task.* "
	    "from task where status_class < 2 order by deadline = '', deadline, id) t join "
	    "task_owner "
	    "x on x.task = t.id join unit on unit.id = t.unit group by unit.id, x.name order by "
	    "unit.id, x.name",
	    d->e);
	for (; query_row(&q); n++)
		cmd_say(d->c, stdout, "due.person",
		    TEXTS(query_text(&q, d->arena, 0), query_text(&q, d->arena, 1),
			query_text(&q, d->arena, 2)));
	if (n == 0)
		cmd_say(d->c, stdout, "due.none", NO_TEXTS);
	return query_end(&q);
}

static bool
due(const struct due *d)
{
	return not_received(d) &&
	    list(d, "due.problems",
		"select unit.name, '问题' || problem.number || ' ' || problem.title || case when "
		"owner = '' then '' else '（' || owner || '）' end, deadline from problem join "
		"unit on unit.id = problem.unit where "
		"status_class < 2 and deadline <> '' and deadline <= ?2 order by deadline, "
		"unit.id, problem.place",
		"due.late", "due.soon", "due.today") &&
	    list(d, "due.tasks",
		"select unit.name, '任务' || task.number || ' ' || task.title || case when owner = "
		"'' then '' else '（' || owner || '）' end, deadline from task join unit on "
		"unit.id = task.unit where "
		"status_class < 2 and deadline <> '' and deadline <= ?2 order by deadline, "
		"unit.id, task.place",
		"due.late", "due.soon", "due.today") &&
	    persons(d) &&
	    list(d, "due.postings",
		"select unit.name, document.title, posting_to from document join unit on unit.id = "
		"document.unit where state = 'published' and posting_to <> '' and "
		"posting_to >= ?1 and posting_to <= ?2 order by posting_to, unit.id",
		"due.late", "due.ends", "due.ends_today") &&
	    common(d) && year_over(d);
}

int
cmd_due(struct cmd *c)
{
	struct arena *a = arena_new();
	struct build_options o = { 0 };
	struct gathered g = { 0 };
	struct err e = { 0 };
	struct due d = { .c = c, .arena = a, .g = &g, .e = &e };
	bool ok = cmd_options(c, a, &o, &e) && where_nothing_left(c, a, &e) &&
	    cmd_week(c, o.today, &d.week, &e);

	d.today = o.today;
	o.edition = EDITION_INTERNAL;
	ok = ok && publish_gather(&o, a, &g, &e) && due(&d);
	gathered_close(&g);
	arena_free(a);
	return ok ? EXIT_CLEAN : cmd_failed(&e);
}
