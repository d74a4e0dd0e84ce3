/* SPDX-License-Identifier: MIT */
/* lihui dump FILE: the model as read; lihui dump ADDRESS.html: the page data that a template gets;
 * both as JSON. lihui dump --lines FILE: each line of the source and what it was read as. */
#include "cmd/cmd.h"
#include "door/hidden_unit.h"
#include "lihui/account.h"
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

	if (d == NULL || !hidden_join_unit(d, e)) {
		doc_free(d);
		return false;
	}
	struct value *model;

	door_mask(d);
	model = doc_value(a, d);
	value_mask(a, model, d->sink.allowed); /* names of files too */
	value_json(out, model, true);
	doc_free(d);
	return true;
}

/* 抬头·主持人, 条目·问题27-1: how a stretch was read. */
static struct text
role_text(const struct site *s, struct arena *a, const struct role_at *r)
{
	struct text name = words_get(s->words, locale_english ? LANG_EN : LANG_ZH,
	    text_fmt(a, "role.%s", role_keys[r->role]).p, NULL);

	return r->what.n ? text_fmt(a, "%.*s·%.*s", TEXT_ARG(name), TEXT_ARG(r->what)) : name;
}

/* The roles of what stands between from and to, in order, each once in a row. */
static void
put_roles(const struct site *s, struct arena *a, const struct role_list *l, size_t *at, size_t from,
    size_t to, struct buf *out)
{
	struct text before = NO_TEXT;

	while (*at > 0 && l->v[*at - 1].at.at + l->v[*at - 1].at.n > from)
		--*at;
	for (; *at < l->n && l->v[*at].at.at < to; ++*at) {
		const struct role_at *r = &l->v[*at];
		struct text name = role_text(s, a, r);

		if (r->at.at + r->at.n <= from || text_eq(name, before))
			continue;
		buf_text(out, before.n ? T("，") : NO_TEXT);
		buf_text(out, name);
		before = name;
	}
}

/* Each line of the source: its number, the roles of its parts, and its text as it may be shown. */
static bool
dump_lines(
    const struct site *s, const struct source *f, struct arena *a, struct buf *out, struct err *e)
{
	struct doc *d = doc_read(s, f, e);
	struct role_list roles = { 0 };
	struct text_list lines = { 0 };
	struct text rest, line;
	size_t at = 0;

	if (d == NULL || !hidden_join_unit(d, e)) {
		doc_free(d);
		return false;
	}
	account_make(d, a, &roles);
	for (rest = d->text; text_line(&rest, &line);)
		text_list_add(a, &lines, line);
	struct text *shown = ARENA_ARRAY(a, struct text, lines.n + 1);
	door_mask_lines(d, &lines, shown);
	for (size_t i = 0; i < lines.n; i++) {
		size_t from = (size_t)(lines.v[i].p - d->text.p);

		buf_fmt(out, "%4zu\t", i + 1);
		put_roles(s, a, &roles, &at, from, from + lines.v[i].n, out);
		buf_fmt(out, "\t%.*s\n", TEXT_ARG(shown[i]));
	}
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
	struct view v = { .checker = o->checker,
		.site = g.site,
		.store = g.store,
		.edition = o->edition,
		.as_of = g.as_of };

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
	bool ok = cmd_options(c, a, &o, &e) && (s = site_open(o.site, &e));

	ok = ok && (c->nargs == 1 || cmd_usage(c, &e));
	if (ok)
		f = find_source(s, text_of(c->args[0]));
	ok = ok &&
	    (!f                ? dump_page(&o, text_of(c->args[0]), a, &out, &e)
		    : c->lines ? dump_lines(s, f, a, &out, &e)
			       : dump_model(s, f, a, &out, &e)) &&
	    cmd_write(c, buf_view(&out), &e);
	site_close(s);
	buf_release(&out);
	arena_free(a);
	return ok ? EXIT_CLEAN : cmd_failed(&e);
}
