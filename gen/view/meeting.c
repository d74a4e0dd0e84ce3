/* SPDX-License-Identifier: MIT */
/*
 * A meeting as a row of a list: its week and day as the link, then what it holds. A joint meeting
 * or a statement of reason is named by its kind.
 */
#include "lihui/arena.h"
#include "view/web.h"

SHARED_ROW_READ(mrow_read, mrow, MROW)

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
			text_list_add(w->a, &notes, web_say_int(w, part[i].word, part[i].n));
	return text_list_join(w->a, &notes, web_word(w, "web.comma"));
}

/* 第27周　7月3日（星期二）; in Mongolian the same as "label: N", date, weekday. */
static struct text
row_when(const struct web *w, const struct mrow *m)
{
	struct text day = web_day(w, w->lang, m->date), weekday = web_weekday(w, m->date);

	if (!date_is(m->date))
		return m->title;
	if (text_eq(m->type, T("weekly")))
		return web_say(w, "web.row_week", TEXTS(web_int(w->a, m->week), day, weekday));
	return web_say(
	    w, "web.row_day", TEXTS(web_type_name(w, m->type, m->type_name), day, weekday));
}

void
web_meeting(const struct web *w, struct value *list, const struct mrow *m, bool with_unit)
{
	struct value *o = value_add_object(w->a, list);

	web_put_link(w, o, "href", OUT_PAGE_DOCUMENT, NULL, m->address);
	web_put(w, o, "when", row_when(w, m));
	web_put(w, o, "title", web_version(w, m->title, m->title_in));
	web_put(w, o, "note", row_note(w, m));
	web_put(w, o, "unit", with_unit ? web_unit_name(w, web_unit(w->v, m->unit)) : NO_TEXT);
	web_put_flag(w, o, "absence", text_eq(m->class, T("absence")));
}

bool
web_meetings(const struct web *w, const char *sql, const struct row_args *args, struct value *o,
    bool with_unit)
{
	struct value *list = value_put_list(w->a, o, "rows");
	struct web_rows rows;

	if (!web_rows(w, sql, args, sizeof(struct mrow), mrow_read, &rows))
		return false;
	for (EACH(struct mrow, m, rows))
		web_meeting(w, list, m, with_unit);
	web_put_flag(w, o, "any", rows.n > 0);
	return true;
}
