/* SPDX-License-Identifier: MIT */
/* lihui dump FILE: the model as read; lihui dump ADDRESS.html: the page data that a template gets.
 * Both as JSON. */
#include "cmd/cmd.h"
#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/value.h"
#include "lihui/view.h"

static const struct source *
find_source(const struct site *s, struct text argument)
{
	for (size_t i = 0; i < s->ndocuments; i++) {
		const struct source *f = s->documents[i];
		if (text_eq(f->path, argument) ||
		    (text_ends(argument, f->path) && argument.n > f->path.n &&
			argument.p[argument.n - f->path.n - 1] == '/'))
			return f;
	}
	return NULL;
}

static bool
dump_model(
    const struct site *s, const struct source *f, struct arena *a, struct buf *out, struct err *e)
{
	struct doc *d = doc_read(s, f, e);

	if (d == NULL)
		return false;
	struct value *model;

	door_mask(d);
	model = doc_value(a, d);
	value_mask(a, model, d->sink.allowed); /* names of files too */
	value_json(out, model, true);
	doc_free(d);
	return true;
}

static bool
dump_page(const struct build_options *o, struct text address, struct arena *a, struct buf *out,
    struct err *e)
{
	struct gathered g = { 0 };
	struct output_list l = { 0 };
	struct value *page = NULL;
	bool ok = publish_gather(o, a, &g, e);
	struct view v = {
		.site = g.site, .store = g.store, .edition = o->edition, .as_of = g.as_of
	};

	ok = ok && view_outputs(&v, a, &l, e);
	for (size_t i = 0; ok && i < l.n; i++)
		if (text_eq(l.v[i].path, address)) {
			ok = view_page(&v, a, &l.v[i], &page, e);
			break;
		}
	if (ok && page == NULL)
		ok = err_usage(e,
		    SAY("没有 %.*s 这一份：请写内容里的文件，或网页的地址（例如 zh/index.html）",
			"no such file or page: %.*s (a file of the content, or an address as "
			"zh/index.html)"),
		    TEXT_ARG(address));
	if (ok)
		value_json(out, page, true);
	gathered_close(&g);
	return ok;
}

int
cmd_dump(struct cmd *c)
{
	struct arena *a = arena_new();
	struct build_options o = { 0 };
	struct err e = { 0 };
	struct buf out = BUF_INIT;
	struct site *s = NULL;
	const struct source *f = NULL;
	bool ok = cmd_options_near(c, a, &o, &e) && (s = site_open(o.site, &e));

	if (ok)
		f = find_source(s, text_of(c->args[0]));
	ok = ok &&
	    (f ? dump_model(s, f, a, &out, &e) : dump_page(&o, text_of(c->args[0]), a, &out, &e)) &&
	    cmd_write(c, buf_view(&out), &e);
	site_close(s);
	buf_release(&out);
	arena_free(a);
	return ok ? EXIT_CLEAN : cmd_failed(&e);
}
