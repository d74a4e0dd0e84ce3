/* SPDX-License-Identifier: MIT */
/* The door through which all pages are made, from the rows of outputs.def. */
#include "lihui/door.h"
#include "lihui/arena.h"
#include "view/web.h"

/* Which function says what a page says, and the template that shows it. */
static const struct {
	bool (*make)(struct web *);
	const char *template;
} page[OUT_KINDS] = {
#define PAGE(kind, of, path, what, name)  { page_##name, "web/" #name },
#define OTHER(kind, of, path, what, name) { NULL, NULL },
#include "lihui/outputs.def"
};

bool
view_page(const struct view *v, struct arena *a, const struct output *o, struct value **out,
    struct err *e)
{
	struct web w = { .v = v,
		.a = a,
		.lang = o->lang,
		.path = o->path,
		.output = o,
		.template = page[o->kind].template,
		.unit = web_unit(v, o->unit),
		.first = o->unit,
		.last = o->unit,
		.year = v->as_of.year,
		.week_year = date_is(v->as_of) ? date_week(v->as_of).year : 0,
		.page = value_object(a),
		.e = e };

	if (!page[o->kind].make)
		return err_machine(e, "%s: %d",
		    SAY("这种输出不是网页", "this kind of output is not a page"), (int)o->kind);
	*out = w.page;
	if ((output_of(o->kind) == OF_UNIT && !web_subtree(v, w.first, &w.last, e)) ||
	    !page[o->kind].make(&w))
		return false;
	value_index(a, w.page);
	return true;
}
