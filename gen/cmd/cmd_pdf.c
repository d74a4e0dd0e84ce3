/* SPDX-License-Identifier: MIT */
/*
 * lihui pdf: one file ready for the printer, from documents named one by one or from a unit and a
 * week. A township gives all its villages, each starting on an odd page, so that a stack printed on
 * both sides falls apart into leaves. 会议记录 (record) shows names and is taken from the internal
 * edition.
 */
#include <unistd.h>

#include "cmd/cmd.h"
#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/secret.h"
#include "lihui/sheet.h"
#include "lihui/view.h"

struct print {
	const struct cmd *c;
	struct arena *arena;
	struct gathered g;
	enum output_kind kind;
	enum sheet_kind style;
	struct {
		const struct sheet **v;
		size_t n, room;
	} sheets;
	struct err *e;
};

static bool
parse_style(struct print *p)
{
	static const struct {
		const char *name;
		enum output_kind out;
		enum sheet_kind kind;
	} styles[] = {
		{ "handout", OUT_HANDOUT, SHEET_HANDOUT },
		{ "poster", OUT_POSTER, SHEET_POSTER },
		{ "record", OUT_RECORD, SHEET_RECORD },
		{ "jiyao", OUT_RECORD, SHEET_JIYAO },
		{ "report", OUT_RECORD, SHEET_REPORT },
	};
	const char *want = p->c->style == NULL ? "handout" : p->c->style;

	for (size_t i = 0; i < COUNT(styles); i++)
		if (strcmp(styles[i].name, want) == 0) {
			p->kind = styles[i].out;
			p->style = styles[i].kind;
			return true;
		}
	return err_usage(p->e,
	    SAY("--style 可以是 "
		"handout（明白纸）、poster（公示）、record（会议记录）、jiyao（纪要）、"
		"report（年报），收到的是 %s",
		"--style may be handout, poster, record, jiyao or report, not %s"),
	    want);
}

static bool
add_sheet(struct print *p, int64_t document)
{
	struct view v = { .site = p->g.site,
		.store = p->g.store,
		.edition = p->kind == OUT_RECORD && p->style == SHEET_RECORD ? EDITION_INTERNAL
									     : EDITION_PUBLIC,
		.as_of = p->g.as_of };
	struct output o = { .kind = p->kind, .document = document };
	struct sheet *s = ARENA_NEW(p->arena, struct sheet);

	if (!view_sheet(&v, p->arena, &o, s, p->e))
		return false;
	if (s->kind != p->style) { /* 纪要 is another sheet of the same document */
		s->kind = p->style;
		sheet_say_all(p->arena, s);
	}
	*ARENA_PUSH(p->arena, &p->sheets) = s;
	return true;
}

static bool
add_file(struct print *p, struct text argument)
{
	struct query q;
	struct text below = where_below(p->arena, p->g.site->root.p, argument.p);
	int64_t found = 0;

	query_start(p->g.store, &q,
	    "select id, path from document where state in ('published', 'internal') order by path",
	    p->e);
	while (query_row(&q)) {
		struct text path = query_peek(&q, 1);
		if (text_eq(path, below) || text_eq(path, argument) ||
		    (text_ends(argument, path) && argument.p[argument.n - path.n - 1] == '/'))
			found = query_int(&q, 0);
	}
	if (!query_end(&q))
		return false;
	if (found > 0)
		return add_sheet(p, found);
	if (below.n > 0)
		return err_usage(p->e,
		    SAY("%s 还没有公开，或者不是记录（lihui check 说明原因）",
			"%s is held back, or is no document (lihui check says why)"),
		    argument.p);
	if (text_has(argument, T("/")) || path_ext(argument).n > 0)
		return access(argument.p, F_OK) != 0
		    ? where_missing(p->arena, argument.p, p->e)
		    : err_usage(p->e, SAY("%s 不在站点 %s 里", "%s does not lie in the site %s"),
			  argument.p, p->g.site->root.p);
	return site_no_unit(p->g.site, argument, p->e);
}

static bool
add_unit(struct print *p, const struct unit *u, struct week w)
{
	struct query q;
	struct {
		int64_t *v;
		size_t n, room;
	} ids = { 0 };

	query_ask(p->g.store, &q,
	    "select document.id from document join unit on unit.id = document.unit where unit.id "
	    "between ?1 and (select last from unit where id = ?1) and "
	    "document.class = 'meeting' and document.state in ('published', 'internal') and "
	    "week_year = ?2 and week = ?3 order by unit.id, document.date, document.path",
	    VALUES(V(u->id + 1), V(w.year), V(w.week)), p->e);
	while (query_row(&q))
		*ARENA_PUSH(p->arena, &ids) = query_int(&q, 0);
	if (!query_end(&q))
		return false;
	for (size_t i = 0; i < ids.n; i++)
		if (!add_sheet(p, ids.v[i]))
			return false;
	return ids.n > 0 ||
	    err_usage(p->e,
		SAY("%.*s %d年第%d周没有已公开的会议记录",
		    "%.*s has no published meeting in week %d-W%02d"),
		TEXT_ARG(u->name), w.year, w.week);
}

/* The year that was named, else the last one that is over. */
static bool
add_report(struct print *p, const struct unit *u)
{
	struct view v = { .site = p->g.site,
		.store = p->g.store,
		.edition = EDITION_PUBLIC,
		.as_of = p->g.as_of };
	struct sheet *s = ARENA_NEW(p->arena, struct sheet);

	if ((v.counted = view_counted(&v, p->arena, p->e)) == NULL ||
	    !view_report(
		&v, p->arena, u, p->c->year > 0 ? p->c->year : p->g.as_of.year - 1, s, p->e))
		return false;
	*ARENA_PUSH(p->arena, &p->sheets) = s;
	return true;
}

static bool
collect(struct print *p, const struct date today)
{
	struct week w;

	if (p->style == SHEET_REPORT) {
		for (int i = 0; i < p->c->nargs; i++) {
			const struct unit *u =
			    where_only_unit(p->g.site, p->arena, p->c->args[i], p->e);
			if (!u || !add_report(p, u))
				return false;
		}
		return p->c->nargs > 0 || add_report(p, p->g.site->units[0]);
	}
	if (!cmd_week(p->c, today, &w, p->e))
		return false;
	for (int i = 0; i < p->c->nargs; i++) {
		const struct unit *u = where_unit(p->g.site, p->arena, p->c->args[i]);
		if (!(u ? add_unit(p, u, w) : add_file(p, text_of(p->c->args[i]))))
			return false;
	}
	return p->c->nargs > 0 || add_unit(p, p->g.site->units[0], w);
}

static bool
draw(struct print *p)
{
	struct pdf_fonts *fonts = pdf_fonts_open(p->g.site, p->e);
	struct pdf_worker *w =
	    fonts == NULL || !pdf_fonts_freeze(fonts, p->e) ? NULL : pdf_worker_new(fonts);
	struct glyph_missing_list missing = { 0 };
	struct buf out = BUF_INIT;
	bool ok = w != NULL &&
	    pdf_draw(w, p->sheets.v, p->sheets.n, true, p->arena, &out, &missing, p->e) &&
	    file_write(p->c->output, buf_view(&out), NULL, p->e);

	for (size_t i = 0; ok && i < missing.n; i++)
		fprintf(stderr, "F014 U+%04X %.*s\n", (unsigned)missing.v[i].code,
		    TEXT_ARG(secret_mask(p->arena, missing.v[i].where, NULL)));
	if (ok)
		cmd_tell(p->c, "pdf.made",
		    TEXTS(text_of(p->c->output), text_fmt(p->arena, "%zu", p->sheets.n)));
	buf_release(&out);
	pdf_worker_free(w);
	pdf_fonts_close(fonts);
	return ok;
}

int
cmd_pdf(struct cmd *c)
{
	struct err e = { 0 };
	struct print p = { .c = c, .arena = arena_new(), .e = &e };
	struct build_options o = { 0 };
	bool ok = c->output || cmd_usage(c, &e);

	ok = ok && parse_style(&p) && where_writable(p.arena, c->output, false, &e) &&
	    cmd_options(c, p.arena, &o, &e);
	o.edition = p.style == SHEET_RECORD ? EDITION_INTERNAL : EDITION_PUBLIC;
	ok = ok && publish_gather(&o, p.arena, &p.g, &e) && collect(&p, o.today) && draw(&p);
	gathered_close(&p.g);
	arena_free(p.arena);
	return ok ? EXIT_CLEAN : cmd_failed(&e);
}
