/* SPDX-License-Identifier: MIT */
/*
 * The ledger of tasks (任务台账), like that of problems: overdue first, then what is open, what was
 * done (and how late), and what later meetings never named. In the internal edition the open tasks
 * of each person stand together as well; the public page lists no person's tasks. CSV and JSON hold
 * all of them.
 */
#include "lihui/arena.h"
#include "lihui/csv.h"
#include "view/web.h"

enum part { PART_LATE, PART_OPEN, PART_DONE, PART_SILENT, PARTS };

static const struct ledger_part part_info[PARTS] = {
	{ "late", "▲", "web.h_tasks_late", "web.chip_late", "web.none_tasks_late" },
	{ "open", "➜", "web.h_tasks_open", "web.chip_open", "web.none_tasks_open" },
	{ "done", "✔\xEF\xB8\x8E", "web.h_tasks_done", "web.chip_tasks_done",
	    "web.none_tasks_done" },
	{ "silent", "…", "web.h_tasks_silent", "web.chip_tasks_silent", "web.none_tasks_silent" },
};

/* Each task in exactly one part; ?9 is the as-of date. Nobody has named it since, four weeks after
 * its day or, without one, after it was set: 没有回音. */
#define PART_SQL \
	"case when t.status_class = 2 then 2" \
	" when t.mentioned = t.given and t.always = 0 and" \
	" max(t.given, t.deadline) < date(?9, '-28 day') then 3" \
	" when t.always = 0 and t.deadline <> '' and t.deadline < ?9 then 0 else 1 end"

// clang-format off
#define TROW(ROW) \
	ROW(int,  unit,           "t.unit") \
	ROW(text, number,         "t.number") \
	ROW(text, title,          "t.title") \
	ROW(text, title_in,       "t.title_in") \
	ROW(date, given,          "t.given") \
	ROW(text, owner,          "t.owner") \
	ROW(date, deadline,       "t.deadline") \
	ROW(text, deadline_words, "t.deadline_words") \
	ROW(flag, always,         "t.always") \
	ROW(text, status,         "t.status") \
	ROW(int,  status_class,   "t.status_class") \
	ROW(date, status_date,    "t.status_date") \
	ROW(date, mentioned,      "t.mentioned") \
	ROW(text, address,        "d.address") \
	ROW(int,  part,           PART_SQL)
// clang-format on
struct trow {
	TROW(ROW_MEMBER)
};
ROW_READ(trow_read, trow, TROW)
#define TROW_SELECT ROW_SELECT(TROW) " from task t join document d on d.id = t.document "

static int
days_late(const struct trow *t, struct date on)
{
	int days = date_is(t->deadline) && !t->always ? date_days(on) - date_days(t->deadline) : 0;

	return days > 0 ? days : 0;
}

static void
put_mark(const struct web *w, struct value *o, const struct trow *t)
{
	int late = days_late(t, t->status_date);
	bool silent = t->part == PART_SILENT;

	if (t->part == PART_LATE) {
		web_mark(w, o, "mark", t->status, days_late(t, w->v->as_of));
	} else if (silent || (t->part == PART_DONE && late > 0)) {
		struct status_look look = status_look(silent ? T("open") : t->status);
		struct text word = silent ? web_word(w, "web.task_silent")
					  : web_say_int(w, "web.task_done_late", late);
		struct value *m = value_put_object(w->a, o, "mark");

		web_put_plain(w, m, "css", text_of(look.css));
		web_put_plain(w, m, "sign", silent ? T("…") : text_of(look.sign));
		web_put(w, m, "word", word);
		web_put_plain(w, m, "word_text", word);
	} else {
		web_task_mark(w, o, "mark", t->status);
	}
}

static struct text
row_end(const struct web *w, const struct trow *t)
{
	struct text due = t->always ? web_word(w, "web.always")
	    : date_is(t->deadline)  ? web_say_day(w, "web.due_on", t->deadline)
				    : t->deadline_words;

	if (t->part == PART_DONE)
		return date_is(t->status_date) ? web_say_day(w, "web.closed_on", t->status_date)
					       : NO_TEXT;
	if (t->part != PART_SILENT)
		return due;
	return due.n ? web_say(w, "web.task_silent_due", TEXTS(due))
		     : web_word(w, "web.task_silent_end");
}

static void
put_row(const struct web *w, struct value *list, const struct trow *t)
{
	struct value *o = value_add_object(w->a, list);

	put_mark(w, o, t);
	web_put(w, o, "number", number_short(t->number, w->week_year));
	web_put_link(w, o, "href", OUT_PAGE_DOCUMENT, NULL, t->address);
	web_put(w, o, "title", web_version(w, t->title, t->title_in));
	web_put(
	    w, o, "unit", w->last > w->first ? web_unit_name(w, web_unit(w->v, t->unit)) : NO_TEXT);
	web_put(w, o, "owner", t->owner.n > 0 ? t->owner : web_word(w, "web.owner_none"));
	web_put(w, o, "end", row_end(w, t));
	web_put_plain(w, o, "year_text", web_int(w->a, t->given.year));
	web_put_plain(w, o, "kind_text", NO_TEXT);
}

static bool
put_part(struct web *w, struct value *chips, struct value *sections, int part, int64_t n)
{
	struct value *list = ledger_part_put(w, chips, sections, &part_info[part], n);
	struct web_rows rows;

	if (!web_rows(w,
		TROW_SELECT "where t.unit between ?1 and ?2 and " PART_SQL
			    " = ?3 order by case when"
			    " ?3 = 0 then t.deadline end, t.status_date desc, t.given desc,"
			    " d.address desc, t.place limit ?4",
		ARGS_ON(w->v->as_of, w->first, w->last, part, ledger_rows_shown(w)),
		sizeof(struct trow), trow_read, &rows))
		return false;
	for (EACH(struct trow, t, rows))
		put_row(w, list, t);
	return true;
}

/* Who has what in hand: each person's open tasks, those of several people under each. */
static bool
put_persons(struct web *w)
{
	struct value *list = value_put_list(w->a, w->page, "persons"), *tasks = NULL;
	struct text last = NO_TEXT;
	struct query q;

	rows_ask(w->v, w->a, &q,
	    "select x.name, t.number, t.title, t.deadline, t.deadline_words from task_owner x join"
	    " task t on t.id = x.task where t.unit between ?1 and ?2 and t.status_class < 2"
	    " order by x.name, t.deadline = '', t.deadline, t.id",
	    ARGS(w->first, w->last), w->e);
	while (query_row(&q)) {
		struct date due = web_parse(query_peek(&q, 3));

		if (!text_eq(query_peek(&q, 0), last)) {
			struct value *o = value_add_object(w->a, list);

			last = query_text(&q, w->a, 0);
			web_put(w, o, "name", last);
			tasks = value_put_list(w->a, o, "tasks");
		}
		struct text words =
		    date_is(due) ? web_say_day(w, "web.due_on", due) : query_text(&q, w->a, 4);
		struct text what = text_join(w->a,
		    web_say(w, "web.task_no",
			TEXTS(number_short(query_text(&q, w->a, 1), w->week_year))),
		    text_fmt(w->a, " %.*s", TEXT_ARG(query_text(&q, w->a, 2))));

		web_add(w, tasks,
		    words.n ? text_fmt(w->a, "%.*s（%.*s）", TEXT_ARG(what), TEXT_ARG(words))
			    : what);
	}
	web_put_flag(w, w->page, "has_persons", list->first != NULL);
	return query_end(&q);
}

bool
page_tasks(struct web *w)
{
	struct text h1 = web_say(w, "web.tasks_of", TEXTS(web_unit_name(w, w->unit)));
	struct value *chips = value_put_list(w->a, w->page, "chips"),
		     *sections = value_put_list(w->a, w->page, "sections");
	int64_t n[PARTS] = { 0 }, all = 0;
	struct query q;

	rows_ask(w->v, w->a, &q,
	    "select " PART_SQL ", count(*) from task t where t.unit between ?1 and ?2 group by 1",
	    ARGS_ON(w->v->as_of, w->first, w->last), w->e);
	while (query_row(&q))
		n[query_int(&q, 0)] = query_int(&q, 1);
	if (!query_end(&q) || !web_frame(w, h1))
		return false;
	for (int i = 0; i < PARTS; i++)
		all += n[i];
	struct text lede = ledger_head(w, h1, "web.tasks_lede", "web.task", all);

	for (int i = 0; i < PARTS; i++)
		if (!put_part(w, chips, sections, i, n[i]))
			return false;
	if (w->v->edition == EDITION_INTERNAL && !put_persons(w))
		return false;
	web_put_link(w, w->page, "csv_href", OUT_DATA_TASKS, w->unit, NO_TEXT);
	web_put_link(w, w->page, "json_href", OUT_DATA_TASKS_JSON, w->unit, NO_TEXT);
	web_contact(w, w->page);
	web_describe(w, lede, "website");
	return true;
}

/* --- data --- */

static struct text
task_word(const struct web *w, const struct trow *t)
{
	return text_eq(t->status, T("solved")) ? web_word(w, "web.task_done")
	    : t->part == PART_SILENT           ? web_word(w, "web.task_silent")
	    : status_key_class(t->status) == 0 || text_eq(t->status, T("decided"))
	    ? web_word(w, "web.task_given")
	    : web_status(w, t->status);
}

static void
tasks_ask(const struct view *v, struct arena *a, int64_t unit, int64_t last, struct query *q,
    struct err *e)
{
	rows_ask(v, a, q,
	    TROW_SELECT
	    "where t.unit between ?1 and ?2 order by t.unit, t.given, d.address, t.place",
	    ARGS_ON(v->as_of, unit, last), e);
}

bool
view_tasks_csv(const struct view *v, struct arena *a, int64_t unit, struct buf *out, struct err *e)
{
	static const char *const head[] = { "web.csv_unit", "web.csv_number", "web.task",
		"web.csv_given", "web.responsible", "web.deadline", "web.csv_status",
		"web.csv_status_date", "web.csv_mentioned", "web.csv_late" };
	struct web w = { .v = v, .a = a, .lang = LANG_ZH, .e = e };
	struct text cell[sizeof head / sizeof *head];
	struct query q;
	int64_t last;

	if (!web_subtree(v, unit, &last, e))
		return false;
	for (size_t i = 0; i < sizeof head / sizeof *head; i++)
		cell[i] = web_word(&w, head[i]);
	csv_begin(out);
	csv_row(out, cell, sizeof head / sizeof *head);
	tasks_ask(v, a, unit, last, &q, e);
	while (query_row(&q)) {
		struct trow t;

		trow_read(&q, a, &t);
		int late = days_late(&t, t.status_class == 2 ? t.status_date : v->as_of);
		csv_row(out,
		    TEXTS(csv_words(a, web_unit(v, t.unit)->name),
			web_say(&w, "web.task_no", TEXTS(t.number)), csv_words(a, t.title),
			web_iso(a, t.given), csv_words(a, t.owner),
			date_is(t.deadline) ? web_iso(a, t.deadline)
					    : csv_words(a, t.deadline_words),
			task_word(&w, &t), web_iso(a, t.status_date), web_iso(a, t.mentioned),
			late ? web_int(a, late) : NO_TEXT));
	}
	return query_end(&q);
}

bool
view_tasks_data(
    const struct view *v, struct arena *a, int64_t unit, struct value **out, struct err *e)
{
	struct value *o = *out = value_object(a), *list;
	struct query q;
	int64_t last;

	if (!web_subtree(v, unit, &last, e))
		return false;
	value_put_int(a, o, "api", 1);
	web_members(a, o,
	    MEMBERS({ "unit", web_unit(v, unit)->path }, { "unit_name", web_unit(v, unit)->name },
		{ "as_of", date_iso(a, v->as_of) }));
	list = value_put_list(a, o, "tasks");
	tasks_ask(v, a, unit, last, &q, e);
	while (query_row(&q)) {
		struct trow t;

		trow_read(&q, a, &t);
		web_members(a, value_add_object(a, list),
		    MEMBERS({ "unit", web_unit(v, t.unit)->path }, { "number", t.number },
			{ "title", t.title }, { "given", web_iso(a, t.given) },
			{ "owner", t.owner },
			{ "deadline",
			    date_is(t.deadline) ? web_iso(a, t.deadline) : t.deadline_words },
			{ "status", t.part == PART_SILENT ? T("silent") : t.status },
			{ "status_date", web_iso(a, t.status_date) },
			{ "mentioned", web_iso(a, t.mentioned) }, { "record", t.address }));
	}
	return query_end(&q);
}
