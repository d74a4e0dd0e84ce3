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

/* Writes nothing over a file that stands. */
static bool
write_new(struct text path, struct text bytes, struct err *e)
{
	struct file_stat st = { 0 };

	if (!file_stat(path.p, &st, e))
		return false;
	if (st.exists)
		return err_usage(e,
		    SAY("%s 已经有了，没有动它；要重写请先把它改名",
			"%s is there already and was left alone; rename it first"),
		    path.p);
	return file_write(path.p, bytes, NULL, e);
}

static bool
new_one(const struct cmd *c, struct arena *a, struct gathered *g, const struct unit *u,
    struct date today, struct err *e)
{
	struct buf form = BUF_INIT, out = BUF_INIT;
	struct text path;
	struct date day;
	bool ok;

	if (!new_day(c, g, u, today, &day, e))
		return false;
	ok = c->output == NULL ? form_write(g->store, g->site, u, day, &form, e)
			       : form_write_plain(g->store, g->site, u, day, &form, e);

	if (c->output == NULL) {
		path = path_join(a, g->site->root,
		    path_join(a, u->path,
			text_fmt(a, "%d/%.*s.md", day.year, TEXT_ARG(date_iso(a, day)))));
		buf_text(&out, buf_view(&form));
	} else {
		struct week w = date_week(day);
		struct text township = u->parent != NULL ? u->parent->name : NO_TEXT;
		bool word = c->format != NULL && strcmp(c->format, "docx") == 0;
		path = path_join(a, text_of(c->output),
		    text_fmt(a, "%d年第%02d周_%.*s_%.*s.%s", w.year, w.week, TEXT_ARG(township),
			TEXT_ARG(u->name), word ? "docx" : "txt"));
		if (word)
			ok = ok && form_for_word(&out, buf_view(&form), e);
		else
			form_for_notepad(&out, buf_view(&form));
	}
	ok = ok && write_new(path, buf_view(&out), e);
	if (ok)
		cmd_say(c, stdout, date_cmp(day, today) > 0 ? "new.made_coming" : "new.made",
		    TEXTS(path, date_told(a, c->lang == LANG_EN, day)));
	buf_release(&form);
	buf_release(&out);
	return ok;
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

int
cmd_new(struct cmd *c)
{
	struct arena *a = arena_new();
	struct build_options o = { 0 };
	struct gathered g = { 0 };
	struct err e = { 0 };
	struct week named;
	bool ok =
	    (c->all ? c->nargs == 0 && c->output : c->nargs == 1) || err_usage(&e, "%s", c->usage);

	if (ok && c->format != NULL && strcmp(c->format, "txt") != 0 &&
	    strcmp(c->format, "docx") != 0)
		ok = err_usage(&e,
		    SAY("--format 可以是 txt、docx，收到的是 %s",
			"--format may be txt or docx, not %s"),
		    c->format);
	ok = ok && cmd_options(c, a, NULL, &o, &e) && cmd_week(c, o.today, &named, &e);
	o.edition = EDITION_INTERNAL; /* the village's own draft: names whole */
	ok = ok && publish_gather(&o, a, &g, &e);
	if (ok && c->all) {
		ok = new_all(c, a, &g, o.today, &e);
	} else if (ok) {
		const struct unit *u = site_find_unit(g.site, text_of(c->args[0]));
		ok = u != NULL
		    ? new_one(c, a, &g, u, o.today, &e)
		    : err_usage(&e,
			  SAY("找不到“%s”这个单位，或者有好几个：请写它的文件夹，例如 "
			      "xinjiamu/xinfa",
			      "no single unit is called %s: name its folder, as in xinjiamu/xinfa"),
			  c->args[0]);
	}
	gathered_close(&g);
	arena_free(a);
	return ok ? EXIT_CLEAN : cmd_failed(&e);
}
