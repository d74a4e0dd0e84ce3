/* SPDX-License-Identifier: MIT */
/*
 * A meeting as a row of a list: its week and day as the link, then what it holds. A joint meeting
 * or a statement of reason is named by its kind.
 */
#include "lihui/arena.h"
#include "view/web.h"

static void
mrow_read(struct query *q, struct arena *a, void *row)
{
	*(struct mrow *)row = (struct mrow){
		.id = query_int(q, 0),
		.unit = query_int(q, 1),
		.address = query_text(q, a, 2),
		.type = query_text(q, a, 3),
		.type_name = query_text(q, a, 4),
		.class = query_text(q, a, 5),
		.title = query_text(q, a, 6),
		.date = web_parse(query_peek(q, 7)),
		.start = (int)query_int(q, 8),
		.week_year = (int)query_int(q, 9),
		.week = (int)query_int(q, 10),
		.merged = (int)query_int(q, 11),
		.problems = (int)query_int(q, 12),
		.tasks = (int)query_int(q, 13),
		.findings = (int)query_int(q, 14),
		.title_mn = query_text(q, a, 15),
	};
}

bool
web_mrows(const struct web *w, const char *sql, const struct row_args *args, const struct mrow **v,
    size_t *n)
{
	struct web_rows rows;
	bool ok = web_rows(w, sql, args, sizeof **v, mrow_read, &rows);

	*v = rows.v;
	*n = rows.n;
	return ok;
}

/* Whole phrases with their number, parted by commas; only what is not nothing. */
static struct text
row_note(const struct web *w, const struct mrow *m)
{
	const struct {
		const char *word;
		int n;
	} part[] = {
		{ "web.n_decided", m->problems },
		{ "web.n_tasks", m->tasks },
		{ "web.n_findings", m->findings },
	};
	struct text_list notes = { 0 };

	if (m->merged)
		text_list_add(w->a, &notes, web_word(w, "web.merged"));
	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		if (part[i].n > 0)
			text_list_add(w->a, &notes,
			    web_say(w, part[i].word, TEXTS(web_int(w->a, part[i].n))));
	return text_list_join(w->a, &notes, w->lang == LANG_MN ? T("᠂ ") : T("，"));
}

/* 第27周　7月3日（星期二）; in Mongolian the same as "label: N", date, weekday. */
static struct text
row_when(const struct web *w, const struct mrow *m)
{
	struct text day = web_day(w, w->lang, m->date),
		    weekday = date_is(m->date) ? web_weekday(w, date_weekday(m->date)) : NO_TEXT;

	if (!date_is(m->date))
		return m->title;
	if (text_eq(m->type, T("weekly")))
		return web_say(w, "web.row_week", TEXTS(web_int(w->a, m->week), day, weekday));
	return web_say(
	    w, "web.row_day", TEXTS(web_type_name(w, m->type, m->type_name), day, weekday));
}

void
web_meeting(const struct web *w, struct value *o, const struct mrow *m, bool with_unit)
{
	struct text note = row_note(w, m);

	value_put_text(w->a, o, "href", web_href(w, out_doc(w->a, w->lang, m->address)));
	web_put(w, o, "when", row_when(w, m));
	web_put(w, o, "title", w->lang == LANG_MN && m->title_mn.n > 0 ? m->title_mn : m->title);
	if (note.n > 0)
		web_put(w, o, "note", note);
	if (with_unit)
		web_put(w, o, "unit", web_unit_name(w, web_unit(w->v, m->unit)));
	value_put_bool(w->a, o, "absence", text_eq(m->class, T("absence")));
}
