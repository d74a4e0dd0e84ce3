/* SPDX-License-Identifier: MIT */
/* Which function says what a page says. */
#include "lihui/door.h"
#include "lihui/arena.h"
#include "view/web.h"

static bool (*const maker[OUT_KINDS])(struct web *, const struct output *) = {
	[OUT_PAGE_CHOICE] = page_choice,
	[OUT_PAGE_LOST] = page_lost,
	[OUT_PAGE_UNIT] = page_unit,
	[OUT_PAGE_DOCUMENT] = page_document,
	[OUT_PAGE_LEDGER] = page_ledger,
	[OUT_PAGE_PROBLEM] = page_problem,
	[OUT_PAGE_STATS] = page_stats,
	[OUT_PAGE_CALENDAR] = page_calendar,
	[OUT_PAGE_BULLETINS] = page_bulletins,
	[OUT_PAGE_BOARD] = page_board,
	[OUT_PAGE_MATTER] = page_matter,
	[OUT_PAGE_SEARCH] = page_search,
};

bool
view_page(const struct view *v, struct arena *a, const struct output *o, struct value **page,
    struct err *e)
{
	struct web w = { .v = v,
		.a = a,
		.lang = o->lang,
		.path = o->path,
		.unit = web_unit(v, o->unit),
		.page = value_object(a),
		.e = e };

	w.year = v->as_of.year;
	w.week_year = date_is(v->as_of) ? date_week(v->as_of).year : 0;

	if (!maker[o->kind])
		return err_machine(e, "%s: %d",
		    SAY("这种输出不是网页", "this kind of output is not a page"), (int)o->kind);
	*page = w.page;
	if (!maker[o->kind](&w, o))
		return false;
	value_index(a, w.page);
	return true;
}
