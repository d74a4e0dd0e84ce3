/* SPDX-License-Identifier: MIT */
/*
 * A build: index, then what changed. The first build and the hundredth take the same road:
 *
 *   gather      sources -> index, which also tells the units whose outputs must be looked at
 *   plan        the files of the last build, as they lie there now; if nothing changed and all are
 *               as they were left, that is all
 *   withdraw    what is no longer published goes before anything is written: a page must not
 *               outlive the decision to take it down
 *   draw        what is new or differs (drawing.c)
 *   remember    the manifest, then the rows for the next build, in one transaction
 *
 * Each file is written whole or not at all. A manifest of what stands and what will stand is
 * written before the first file, so a build that is killed leaves nothing that the next one may not
 * replace or remove; and the marks of what must be looked at stay in the index until the rows are
 * saved.
 */
#include "publish/build.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/pool.h"
#include "publish/owner.h"
#include "publish/part.h"
#include "publish/sources.h"

/* --- telling --- */

static bool
count_documents(struct build *b, struct err *e)
{
	struct build_report *r = b->report;
	struct query q;

	query_ask(b->g.store, &q,
	    "select state, count(*) from document where unit between ?1 and ?2 group by state",
	    VALUES(V(b->part != NULL ? b->part->id + 1 : 1),
		V(b->part != NULL ? part_last(b->g.site, b->part) : (int64_t)b->g.site->nunits)),
	    e);
	while (query_row(&q)) {
		struct text state = query_peek(&q, 0);
		int n = (int)query_int(&q, 1);
		if (text_eq(state, T("held")))
			r->held += n;
		else if (text_eq(state, T("draft")))
			r->draft += n;
		else if (text_eq(state, T("withdrawn")))
			r->withdrawn += n;
		else
			r->published += n;
	}
	return query_end(&q);
}

static bool
collect_findings(struct build *b, struct err *e)
{
	struct build_report *r = b->report;
	struct finding_list l = { 0 };

	if (!store_findings(b->g.store, b->arena, b->part != NULL ? b->part->path : NO_TEXT, &l, e))
		return false;
	for (size_t i = 0; i < l.n; i++)
		*ARENA_PUSH(b->arena, &r->findings) = l.v[i];
	for (size_t i = 0; i < r->findings.n; i++) {
		const struct finding *f = &r->findings.v[i];
		if (f->waived.n > 0)
			continue;
		r->errors += f->level == DIAG_ERROR;
		r->warnings += f->level == DIAG_WARNING;
		r->notes += f->level == DIAG_NOTE;
		if (diag_holds(f->code) || f->code == DIAG_F014)
			*ARENA_PUSH(b->arena, &r->held_findings) = *f;
	}
	diag_sort(&r->findings);
	diag_sort(&r->held_findings);
	return true;
}

/* --- the order of things --- */

/* A part is told what it is when it is whole. What was found in the parts of a join was told when
 * they were built. */
static bool
finish(struct build *b, struct err *e)
{
	if (b->joined != NULL)
		return count_documents(b, e);
	if (b->part != NULL &&
	    (!part_seal(b->g.store, b->g.site, b->options, e) ||
		!part_outside(b->g.store, b->g.site, b->part, &b->report->outside, e)))
		return false;
	return count_documents(b, e) && collect_findings(b, e);
}

/*
 * The internal edition names people whole: nobody else of this machine reads it, were the folder
 * there before or not. A stick whose file system knows no owners cannot keep it so.
 */
static bool
keep_private(struct build *b, struct err *e)
{
	if (b->options->edition != EDITION_INTERNAL)
		return true;
	if (!file_make_dirs(b->folder.p, e))
		return false;
	chmod(b->folder.p, 0700);
	return true;
}

/* What units say of themselves goes by the registers, as their documents do, before it is drawn. */
static bool
intros_settle(struct build *b, struct err *e)
{
	bool *settled = ARENA_ARRAY(b->arena, bool, b->g.site->nunits + 1), ok = true;

	for (size_t i = 0; ok && i < b->outputs.n; i++) {
		const struct output *o = &b->outputs.v[i];

		if (!b->items[i].wanted || o->kind != OUT_PAGE_UNIT || settled[o->unit])
			continue;
		struct unit *u = b->g.site->units[o->unit - 1];
		struct arena *a = arena_new();
		const struct unit_register *r;

		settled[o->unit] = true;
		ok = !intro_stands(u) ||
		    (faces_of(b->g.store, u, a, &r, e) &&
			spoken_intro(b->g.store, b->g.site, u, a, r, &r, e));
		if (ok && intro_stands(u))
			intro_join(b->g.site, u, b->options->today, r);
		arena_free(a);
	}
	return ok;
}

static bool
build(struct build *b, struct err *e)
{
	bool idle = false;

	/* Before the work, not after it: somebody else's folder is refused. */
	if (!gather_site(b->options, b->arena, &b->g, e) ||
	    !owner_may_write(b->arena, b->folder, b->options, e) ||
	    !owner_check(b->arena, b->folder, &b->g, e) || !fresh_tree_open(b, e) ||
	    !gather_index(b->options, b->arena, &b->g, e) || !keep_private(b, e))
		return false;
	b->report->as_of = b->g.as_of;
	b->report->no_address = b->g.site->base_url.n == 0;
	b->report->read = b->g.read;
	if (b->joined != NULL && !joined_merge(b, e))
		return false;
	if (b->options->part)
		b->part = part_unit(b->g.site, b->options->part);
	if (b->options->only && !(b->only = site_find_unit(b->g.site, text_of(b->options->only))))
		return site_no_unit(b->g.site, text_of(b->options->only), e);
	b->templates = templates_open(b->g.site, e);
	if (!b->templates)
		return false;
	group_fingerprints_make(&b->groups, b->g.site, b->templates, b->options);
	if (!plan_look(b, &idle, e))
		return false;
	if (!idle) {
		if (!plan_outputs(b, e) || (b->joined && !joined_plan(b, e)) ||
		    (b->options->edition == EDITION_PUBLIC && !intros_settle(b, e)) ||
		    !draw_outputs(b, e))
			return false;
		struct build_report *r = b->report;

		for (size_t i = 0; i < b->outputs.n; i++) {
			r->written += b->items[i].changed;
			r->same += !b->items[i].changed;
			r->sheets += b->items[i].changed && output_is_sheet(b->outputs.v[i].kind);
		}
		for (size_t i = 0; i < b->shards.n; i++) {
			r->written += b->shards.v[i].changed;
			r->same += !b->shards.v[i].changed;
		}
		if (!plan_remember(b, e))
			return false;
	}
	return finish(b, e);
}

/*
 * Beside the content, never inside it: content -> public, and a site of another name ->
 * NAME-public, so that two sites in one folder never take down each other's pages. For `.` the
 * folder's own name counts.
 */
struct text
publish_tree(const struct build_options *o, struct arena *a)
{
	char whole[PATH_MAX];
	struct text site = text_of(o->site),
		    folder = realpath(o->site, whole) != NULL ? path_name(text_of(whole)) : NO_TEXT,
		    name;

	while (site.n > 1 && site.p[site.n - 1] == '/')
		site.n--;
	name = folder.n == 0 || text_eq(folder, T("content")) ? T("public")
							      : text_join(a, folder, T("-public"));
	if (o->edition == EDITION_INTERNAL)
		name = text_join(a, name, T("-internal"));
	if (text_eq(site, T(".")))
		return text_join(a, T("../"), name);
	if (text_eq(path_name(site), T("..")))
		return path_join(a, text_join(a, site, T("/..")), name);
	return text_copy(a, path_join(a, path_dir(site), name));
}

/* A part goes into the whole of a certain day, so the day is not its own to find; and its index
 * lies in its tree, so the tree must be named. */
static bool
part_fits(const struct build_options *o, struct err *e)
{
	if (o->only != NULL)
		return err_usage(e, "%s",
		    SAY("--part 和 --only 只能写一个：--part 做整个站点的一部分，--only "
			"做一个单位自己的站点",
			"--part or --only, not both: --part makes a part of the whole site, --only "
			"a site of one unit"));
	if (o->output == NULL || !date_is(o->as_of))
		return err_usage(e, "%s",
		    SAY("--part 要和 --date、-o 一起写：各部分截至同一天，各放各的文件夹",
			"--part wants --date and -o: all parts are as of one day, each in a folder "
			"of its own"));
	return true;
}

static bool
build_once(const struct build_options *o, struct joined *joined, struct build_report *r,
    struct text *index, struct err *e)
{
	struct build b = { .options = o,
		.report = r,
		.arena = r->arena,
		.joined = joined,
		.jobs = pool_jobs(o->jobs) };
	bool ok;

	b.folder = o->output != NULL ? text_of(o->output) : publish_tree(o, r->arena);
	r->output = b.folder;
	ok = build(&b, e);
	*index = b.g.index_path;
	templates_free(b.templates);
	gathered_close(&b.g);
	return ok;
}

/* Once more, when an index turns out to be damaged while it is read: it is made anew; and when a
 * file was taken away between the look at the site and the use of it. */
bool
build_run(
    const struct build_options *o, struct joined *joined, struct build_report *r, struct err *e)
{
	struct build_report before = *r;
	struct text index = NO_TEXT;

	if (build_once(o, joined, r, &index, e))
		return true;
	if (e->kind != ERR_FILE && (e->kind != ERR_DAMAGED || !gather_discard(index, e)))
		return false;
	*e = (struct err){ 0 };
	*r = before;
	return build_once(o, joined, r, &index, e);
}

/* A part locks its own tree, where its index is: parts of one site do not wait for each other. */
static int
take_lock(const struct build_options *o, struct arena *a, struct err *e)
{
	if (o->part == NULL)
		return publish_lock(a, o->site, e);
	if (!part_fits(o, e) || !owner_may_write(a, text_of(o->output), o, e))
		return -1;
	return publish_lock(a, o->output, e);
}

bool
publish_build(const struct build_options *o, struct build_report *r, struct err *e)
{
	int lock = take_lock(o, r->arena, e);
	bool ok = lock >= 0 && build_run(o, NULL, r, e);

	publish_unlock(lock);
	return ok;
}
