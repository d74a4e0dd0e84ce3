/* SPDX-License-Identifier: MIT */
/*
 * lihui check [SITE | FILE…]: what is missing, why it matters, what to type. The whole site goes
 * through the internal edition's index, so that only what changed is read again; single files are
 * read alone and laid into the index inside a transaction that is rolled back: the ledger answers,
 * nothing is kept.
 */
#include <stdlib.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "door/hidden_unit.h"
#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/check.h"
#include "lihui/file.h"
#include "lihui/fix.h"

static int
report(const struct cmd *c, struct arena *a, struct finding_list *l, struct text prefix,
    enum diag_format format, struct err *e)
{
	struct buf b = BUF_INIT;
	int n[DIAG_ERROR + 1] = { 0 }; /* by level, waived ones left out */
	bool ok;

	for (size_t i = 0; i < l->n; i++)
		n[l->v[i].level] += l->v[i].waived.n == 0;
	diag_sort(l);
	diag_print(&b, l,
	    format == DIAG_FORMAT_TEXT && cmd_colour(stdout) ? DIAG_FORMAT_COLOUR : format, c->lang,
	    c->words, prefix);
	ok = cmd_write(c, buf_view(&b), e);
	buf_release(&b);
	if (!ok)
		return cmd_failed(e);
	if (format == DIAG_FORMAT_TEXT)
		cmd_tell(c,
		    n[DIAG_ERROR] + n[DIAG_WARNING] + n[DIAG_NOTE] == 0 ? "check.clean"
									: "check.sum",
		    TEXTS(text_fmt(a, "%d", n[DIAG_ERROR]), text_fmt(a, "%d", n[DIAG_WARNING]),
			text_fmt(a, "%d", n[DIAG_NOTE])));
	return n[DIAG_ERROR] > 0 || (c->strict && n[DIAG_WARNING] > 0) ? EXIT_CONTENT : EXIT_CLEAN;
}

static const struct source *
find_source(const struct site *s, struct text path)
{
	for (size_t i = 0; i < s->ndocuments; i++)
		if (text_eq(s->documents[i]->path, path))
			return s->documents[i];
	for (size_t i = 0; i < s->nothers; i++)
		if (text_eq(s->others[i]->path, path))
			return s->others[i]->of;
	return NULL;
}

static bool
no_document(struct arena *a, const char *file, const char *site, struct err *e)
{
	if (where_below(a, site, file).n == 0 && access(file, F_OK) != 0)
		return where_missing(a, file, e);
	return err_usage(e,
	    SAY("%s 不是这个站点的文件；文件要放在 %s 里面，以 .md、.markdown 或 .txt 结尾",
		"%s is no document of the site: it must lie below %s and end in .md, .markdown or "
		".txt"),
	    file, site);
}

static void
say_paths(const struct cmd *c, struct arena *a, const char *site, const char *key,
    const struct text_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		cmd_tell(c, key, TEXTS(text_join(a, where_prefix(a, site), l->v[i])));
}

/* Mends every document of the site, or those named. Afterwards the check runs anew, on what is
 * there now. */
static bool
fix(const struct cmd *c, struct arena *a, const struct build_options *o, bool whole, struct err *e)
{
	struct gathered g = { 0 };
	struct fix_report r = { 0 };
	bool ok = publish_gather(o, a, &g, e);

	for (size_t i = 0; ok && whole && i < g.site->ndocuments; i++)
		ok = fix_document(g.store, g.site, g.site->documents[i], a, &r, e);
	for (int i = 0; ok && !whole && i < c->nargs; i++) {
		const struct source *f = find_source(g.site, where_below(a, o->site, c->args[i]));
		ok = f == NULL ? no_document(a, c->args[i], o->site, e)
			       : fix_document(g.store, g.site, f, a, &r, e);
	}
	say_paths(c, a, o->site, "fix.fixed", &r.fixed);
	say_paths(c, a, o->site, "fix.changed", &r.changed);
	say_paths(c, a, o->site, "fix.foreign", &r.foreign);
	gathered_close(&g);
	return ok;
}

static int
check_site(const struct cmd *c, struct arena *a, struct build_options *o, enum diag_format format,
    struct err *e)
{
	struct gathered g = { 0 };
	struct finding_list l = { 0 };
	int status;

	if (!publish_gather(o, a, &g, e) || !store_findings(g.store, a, NO_TEXT, &l, e))
		status = cmd_failed(e);
	else
		status = report(c, a, &l, where_prefix(a, o->site), format, e);
	gathered_close(&g);
	return status;
}

/* Copies findings out of a document that is about to be freed. */
static void
copy_findings(struct arena *a, const struct finding_list *from, struct finding_list *to)
{
	for (size_t i = 0; i < from->n; i++) {
		struct finding *f = ARENA_PUSH(a, to);
		*f = from->v[i];
		f->path = text_copy(a, f->path);
		f->excerpt = text_copy(a, f->excerpt);
		f->waived = text_copy(a, f->waived);
		f->args = (struct text_list){ 0 };
		for (size_t k = 0; k < from->v[i].args.n; k++)
			text_list_add(a, &f->args, text_copy(a, from->v[i].args.v[k]));
	}
}

/* With the index: puts the document where it belongs, asks the unit's rules, and takes everything
 * back. */
static bool
ask_unit(struct store *s, const struct site *site, struct doc *d, struct date as_of,
    struct arena *a, struct finding_list *out, struct err *e)
{
	struct finding_list found = { 0 };
	int unit = d->unit->id;
	struct text path = text_copy(a, d->path);
	bool ok = store_begin(s, e) && door_pass(d, EDITION_INTERNAL);

	if (ok)
		copy_findings(a, &d->sink.list, out);
	ok = ok && store_put_doc(s, d, e) && store_settle(s, site, &unit, 1, e) &&
	    check_units(s, site, &unit, 1, as_of, a, &found, e);
	store_rollback(s);
	for (size_t i = 0; i < found.n; i++)
		if (text_eq(found.v[i].path, path))
			*ARENA_PUSH(a, out) = found.v[i];
	return ok;
}

static bool
check_file(struct store *store, const struct site *site, const struct build_options *o,
    const char *file, struct arena *a, struct finding_list *out, struct err *e)
{
	const struct source *f = find_source(site, where_below(a, o->site, file));
	struct doc *d;
	bool ok;

	if (f == NULL)
		return no_document(a, file, o->site, e);
	d = doc_read(site, f, e);
	ok = d != NULL && (store != NULL ? index_hidden_join(store, d, e) : hidden_join_unit(d, e));
	if (ok) {
		check_document(d, o->today);
		if (store != NULL) {
			ok = ask_unit(store, site, d, o->today, a, out, e);
		} else {
			door_mask(d);
			copy_findings(a, &d->sink.list, out);
		}
	}
	doc_free(d);
	return ok;
}

/* Made by a run that was refused before it read anything. */
static bool
is_empty(struct store *s, struct arena *a)
{
	struct err ignored = { 0 };
	struct text looked;

	return !fact_get(s, T("looked"), a, &looked, &ignored) || looked.n == 0;
}

static int
check_files(const struct cmd *c, struct arena *a, const struct build_options *o,
    enum diag_format format, struct err *e)
{
	struct finding_list l = { 0 };
	struct site *site = site_open(o->site, e);
	struct text path = path_join(a, text_of(o->site), T(".lihui/internal.db"));
	struct store *store = NULL;
	bool ok = site != NULL;
	int status, lock = -1;

	if (ok && access(path.p, F_OK) == 0) {
		lock = publish_lock(a, o->site, e);
		path = path_join(a, publish_work(a, o->site), T("internal.db"));
		ok = lock >= 0 && (store = store_open(path.p, e)) != NULL;
	}
	/* An empty one: the rules of units wait until somebody builds or checks the site. */
	if (ok && store != NULL && store_past(store) != STORE_KEPT) {
		gather_tell_past(store, path);
		store_close(store);
		store = NULL;
		ok = store_discard(path.p, e);
	}
	if (ok && store != NULL && is_empty(store, a)) {
		store_close(store);
		store = NULL;
	}
	for (int i = 0; ok && i < c->nargs; i++)
		ok = check_file(store, site, o, c->args[i], a, &l, e);
	status = ok ? report(c, a, &l, where_prefix(a, o->site), format, e) : cmd_failed(e);
	store_close(store);
	publish_unlock(lock);
	site_close(site);
	return status;
}

static bool
parse_format(const struct cmd *c, enum diag_format *out, struct err *e)
{
	static const char *const names[] = { [DIAG_FORMAT_TEXT] = "text",
		[DIAG_FORMAT_JSON] = "json",
		[DIAG_FORMAT_SARIF] = "sarif" };

	for (int i = 0; i < (int)COUNT(names); i++)
		if (strcmp(names[i], c->format ? c->format : "text") == 0) {
			*out = (enum diag_format)i;
			return true;
		}
	return err_usage(e,
	    SAY("--format 可以是 text、json、sarif，收到的是 %s",
		"--format may be text, json or sarif, not %s"),
	    c->format);
}

static bool
is_folder(const char *path)
{
	struct file_stat st = { 0 };
	struct err ignored = { 0 };

	return file_stat(path, &st, &ignored) && st.is_dir;
}

int
cmd_check(struct cmd *c)
{
	struct arena *a = arena_new();
	struct build_options o = { 0 };
	struct err e = { 0 };
	enum diag_format format = DIAG_FORMAT_TEXT;
	bool ok = parse_format(c, &format, &e) && cmd_options(c, a, &o, &e);
	bool whole = c->nargs == 0 || (c->nargs == 1 && is_folder(c->args[0]));
	int status;

	if (ok && c->privacy) {
		struct site *s = site_open(o.site, &e);

		ok = s && check_privacy(c, s, &e);
		site_close(s);
		arena_free(a);
		return ok ? EXIT_CLEAN : cmd_failed(&e);
	}
	o.edition = EDITION_INTERNAL;
	o.as_of = o.today; /* what is overdue is so today, whatever the newest record says */
	if (!ok || (c->fix && !fix(c, a, &o, whole, &e)))
		status = cmd_failed(&e);
	else
		status =
		    whole ? check_site(c, a, &o, format, &e) : check_files(c, a, &o, format, &e);
	arena_free(a);
	return status;
}
