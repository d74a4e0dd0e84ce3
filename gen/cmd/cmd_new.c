/* SPDX-License-Identifier: MIT */
/*
 * lihui new UNIT: a draft into the site, UNIT/YYYY/DATE.md. lihui new --all --week 27 -o DIR: a
 * form per village as a .txt that Notepad opens, named so that it sorts.
 */
#include "cmd/cmd.h"
#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/form.h"

/* The week that was named, else the meeting that is due. */
static bool
new_day(const struct cmd *c, struct gathered *g, const struct unit *u, struct date today,
    struct date *day, struct err *e)
{
	struct week w;

	if (c->week == NULL)
		return form_day_due(g->store, u, today, day, e);
	if (!cmd_week(c, today, &w, e))
		return false;
	*day = form_day(u, w);
	return true;
}

/* YYYY/DATE.md of the unit; with -o a name that sorts, and tells two villages of one name apart. */
static struct text
form_path(const struct cmd *c, struct arena *a, const struct site *s, const struct unit *u,
    struct date day)
{
	struct text township = u->parent != NULL ? u->parent->name : NO_TEXT;
	bool word = c->format != NULL && strcmp(c->format, "docx") == 0,
	     alone = site_find_unit(s, u->name) == u;
	struct week w = date_week(day);

	if (c->output == NULL)
		return text_join(a, where_prefix(a, s->root.p),
		    path_join(a, u->path,
			text_fmt(a, "%d/%.*s.md", day.year, TEXT_ARG(date_iso(a, day)))));
	return path_join(a, text_of(c->output),
	    text_fmt(a, "%d年第%02d周_%.*s_%.*s%s%.*s.%s", w.year, w.week, TEXT_ARG(township),
		TEXT_ARG(u->name), alone ? "" : "_", TEXT_ARG(alone ? NO_TEXT : path_name(u->path)),
		word ? "docx" : "txt"));
}

static bool
form_bytes(const struct cmd *c, struct gathered *g, const struct unit *u, struct date day,
    struct buf *out, struct err *e)
{
	struct buf form = BUF_INIT;
	bool ok;

	if (c->output == NULL)
		return form_write(g->store, g->site, u, day, out, e);
	ok = form_write_plain(g->store, g->site, u, day, &form, e);
	if (ok && c->format != NULL && strcmp(c->format, "docx") == 0)
		ok = form_for_word(out, buf_view(&form), e);
	else if (ok)
		form_for_notepad(out, buf_view(&form));
	buf_release(&form);
	return ok;
}

/* Writes nothing over a file that stands. */
static bool
new_one(const struct cmd *c, struct arena *a, struct gathered *g, const struct unit *u,
    struct date today, struct err *e)
{
	struct buf out = BUF_INIT;
	struct file_stat st = { 0 };
	struct text path;
	struct date day;
	bool ok = new_day(c, g, u, today, &day, e);

	if (!ok)
		return false;
	path = form_path(c, a, g->site, u, day);
	ok = file_stat(path.p, &st, e);
	if (ok && st.exists && c->all) {
		cmd_tell(c, "new.kept", TEXTS(path));
	} else if (ok && st.exists) {
		ok = err_usage(e,
		    SAY("%s 已经有了，没有动它；要重写请先把它改名",
			"%s is there already and was left alone; rename it first"),
		    path.p);
	} else if (ok && form_bytes(c, g, u, day, &out, e) &&
	    file_write(path.p, buf_view(&out), NULL, e)) {
		cmd_tell(c, date_cmp(day, today) > 0 ? "new.made_coming" : "new.made",
		    TEXTS(path, date_told(a, c->lang == LANG_EN, day)));
	}
	buf_release(&out);
	return ok && e->kind == ERR_NONE;
}

static bool
new_all(const struct cmd *c, struct arena *a, struct gathered *g, struct date today, struct err *e)
{
	for (size_t i = 0; i < g->site->nunits; i++) {
		const struct unit *u = g->site->units[i];
		if (u->level == LEVEL_VILLAGE && !new_one(c, a, g, u, today, e))
			return false;
	}
	return true;
}

/* The only village, when none was named. */
static const struct unit *
named_unit(const struct cmd *c, struct arena *a, const struct site *s, struct err *e)
{
	const struct unit *only = NULL;
	size_t n = 0;

	if (c->nargs > 0)
		return where_only_unit(s, a, c->args[0], e);
	for (size_t i = 0; i < s->nunits; i++)
		if (s->units[i]->level == LEVEL_VILLAGE && n++ == 0)
			only = s->units[i];
	if (n > 1)
		err_usage(e,
		    SAY("站点里有 %zu 个嘎查（村），写明是哪一个，例如 lihui new %s；每个都要，写 "
			"--all",
			"the site has %zu villages: say which, as in lihui new %s, or --all for "
			"each"),
		    n, text_join(a, where_prefix(a, s->root.p), only->path).p);
	else if (n == 0)
		cmd_usage(c, e);
	return n == 1 ? only : NULL;
}

int
cmd_new(struct cmd *c)
{
	struct arena *a = arena_new();
	struct build_options o = { 0 };
	struct gathered g = { 0 };
	struct err e = { 0 };
	const struct unit *u = NULL;
	struct week named;
	bool ok = (c->all ? c->output != NULL : c->nargs > 0) || cmd_usage(c, &e);

	if (ok && c->format != NULL && strcmp(c->format, "txt") != 0 &&
	    strcmp(c->format, "docx") != 0)
		ok = err_usage(&e,
		    SAY("--format 可以是 txt、docx，收到的是 %s",
			"--format may be txt or docx, not %s"),
		    c->format);
	ok = ok && cmd_options(c, a, &o, &e) && where_writable(a, c->output, true, &e) &&
	    (c->nargs <= (c->all ? 0 : 1) || cmd_usage(c, &e)) && cmd_week(c, o.today, &named, &e);
	o.edition = EDITION_INTERNAL; /* the village's own draft: names whole */
	ok = ok && publish_gather(&o, a, &g, &e);
	if (ok && c->all)
		ok = new_all(c, a, &g, o.today, &e);
	else
		ok = ok && (u = named_unit(c, a, g.site, &e)) != NULL &&
		    new_one(c, a, &g, u, o.today, &e);
	gathered_close(&g);
	arena_free(a);
	return ok ? EXIT_CLEAN : cmd_failed(&e);
}
