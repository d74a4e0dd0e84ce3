/* SPDX-License-Identifier: MIT */
/*
 * Parts into one site. The join is a build that reads the documents of the units above the parts
 * only, and takes the rest:
 *
 *   look      every part: is it whole, of this program, edition, configuration and day, is each
 *             unit in exactly one, are its files as they were written
 *   gather    the documents of the units above
 *   merge     one index after the other into the site's (store/index_merge.c), which is then
 * settled and checked for the units above: their records may speak of units below plan      the
 * files of the whole site; those of a part's units are the part's take      copies what is not
 * there already draw      the rest: home, units above, search, sitemap, styles
 *
 * Until the merge nothing is written, until the taking nothing of the tree. While indexes are
 * merged the site's has no fact `governing`, so that a build after a kill reads everything; parts
 * that are in are known by their stamps and are not merged again.
 */
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/pool.h"
#include "lihui/version.h"
#include "publish/join.h"

/* --- looking at one part --- */

static bool
no_part(const struct build_options *o, const struct site_part *p, struct arena *a, struct err *e)
{
	struct file_stat other = { 0 };
	enum edition another = o->edition == EDITION_PUBLIC ? EDITION_INTERNAL : EDITION_PUBLIC;

	if (file_stat(part_index(a, p->tree, another).p, &other, e) && other.exists)
		return err_usage(e,
		    another == EDITION_INTERNAL
			? SAY("%s 是内部版的部分：合成时也要写 --internal",
			      "%s is a part of the internal edition: join with --internal too")
			: SAY("%s 是公开版的部分：用 lihui build --internal --part "
			      "重做，或合成时不写 --internal",
			      "%s is a part of the public edition: build it with --internal, or "
			      "join without"),
		    p->tree);
	return err_usage(e,
	    SAY("%s 不是一个部分：请写 lihui build --part 做完的文件夹",
		"%s is no part: name a folder that lihui build --part has finished"),
	    p->tree);
}

static bool
read_facts(struct store *s, struct site_part *p, struct arena *a, struct err *e)
{
	struct text as_of = NO_TEXT, drawn_as_of = NO_TEXT, drawn = NO_TEXT, manifest = NO_TEXT,
		    looked = NO_TEXT;
	struct query q;

	if (!fact_get(s, T("program"), a, &p->program, e) ||
	    !fact_get(s, T("part"), a, &p->path, e) ||
	    !fact_get(s, T("part_config"), a, &p->config, e) ||
	    !fact_get(s, T("as_of"), a, &as_of, e) ||
	    !fact_get(s, T("drawn_as_of"), a, &drawn_as_of, e) ||
	    !fact_get(s, T("drawn_looked"), a, &drawn, e) ||
	    !fact_get(s, T("looked"), a, &looked, e) || !fact_get(s, T("tree"), a, &p->made_in, e))
		return false;
	query_start(s, &q,
	    "select (select sha256 from output where path = '" MANIFEST_NAME
	    "'), exists (select 1 from touched) or exists (select 1 from touched_document)",
	    e);
	if (query_row(&q)) {
		manifest = query_text(&q, a, 0);
		p->whole = query_int(&q, 1) == 0;
	}
	date_parse_iso(as_of, &p->as_of);
	p->whole = p->whole && manifest.n > 0 && text_eq(as_of, drawn_as_of);
	p->looked = drawn;
	p->stamp = text_fmt(a, "%.*s %.*s %.*s %.*s", TEXT_ARG(p->config), TEXT_ARG(manifest),
	    TEXT_ARG(looked), TEXT_ARG(drawn));
	return query_end(&q);
}

static bool
open_part(const struct build_options *o, struct site_part *p, struct arena *a, struct err *e)
{
	struct file_stat st;
	struct store *s;
	struct err damaged = { 0 };
	bool ok;

	p->index = part_index(a, p->tree, o->edition);
	if (!file_stat(p->index.p, &st, e))
		return false;
	if (!st.exists)
		return no_part(o, p, a, e);
	s = store_open_reader(p->index.p, &damaged);
	ok = s != NULL && read_facts(s, p, a, &damaged);
	store_close(s);
	if (p->program.n > 0 && !text_eq(p->program, text_of(LIHUI_VERSION)))
		return err_usage(e,
		    SAY("%s 是用 lihui %.*s 做的，这里是 " LIHUI_VERSION
			"：各处要用同一个 lihui，请把它重做",
			"%s was built by lihui %.*s, and this is " LIHUI_VERSION
			": all machines need the same; build it again"),
		    p->tree, TEXT_ARG(p->program));
	if (!ok)
		return err_usage(e,
		    SAY("%s 的索引读不出来，请把这一部分重做（%s）",
			"the index of %s cannot be read; build that part again (%s)"),
		    p->tree, damaged.message);
	if (p->config.n == 0)
		return no_part(o, p, a, e);
	if (!p->whole)
		return err_usage(e,
		    SAY("%s 没有做完：请把那一次 lihui build --part 再做一遍",
			"%s is not finished: run its lihui build --part again"),
		    p->tree);
	if (!store_sealed(p->index.p))
		return err_usage(e,
		    SAY("%s 的索引不是做完时的样子：请重新拷来（连同 .lihui "
			"文件夹），或把这一部分重做",
			"the index of %s is not as it was left: copy it anew (with its folder "
			".lihui), or build that part again"),
		    p->tree);
	return true;
}

/* --- looking at all of them --- */

static bool
is_within(struct text path, struct text above)
{
	return above.n == 0 || text_eq(path, above) ||
	    (path.n > above.n && text_starts(path, above) && path.p[above.n] == '/');
}

static bool
check_apart(const struct joined *j, struct err *e)
{
	for (size_t i = 0; i < j->n; i++)
		for (size_t k = 0; k < j->n; k++) {
			const struct site_part *p = &j->v[i], *q = &j->v[k];
			if (i == k || !is_within(q->path, p->path))
				continue;
			if (text_eq(p->path, q->path))
				return err_usage(e,
				    SAY("%s 和 %s 是同一个单位（%.*s）：只留一个",
					"%s and %s are the same unit (%.*s): leave one of them "
					"out"),
				    p->tree, q->tree, TEXT_ARG(p->path));
			return err_usage(e,
			    SAY("%s（%.*s）已经包含 %s（%.*s）：只留一个",
				"%s (%.*s) holds %s (%.*s) already: leave one of them out"),
			    p->tree, TEXT_ARG(p->path), q->tree, TEXT_ARG(q->path));
		}
	return true;
}

static bool
check_days(const struct joined *j, struct build_options *o, struct arena *a, struct err *e)
{
	struct date day = date_is(o->as_of) ? o->as_of : j->v[0].as_of;

	for (size_t i = 0; i < j->n; i++)
		if (date_cmp(j->v[i].as_of, day) != 0)
			return err_usage(e,
			    SAY("%s 截至 %s，不是 %s：各部分要用同一个 --date，请把它重做",
				"%s is as of %s and not %s: all parts need the same --date; build "
				"it again"),
			    j->v[i].tree, date_iso(a, j->v[i].as_of).p, date_iso(a, day).p);
	o->as_of = o->today = day;
	o->by_clock = false; /* the parts were given it */
	return true;
}

static bool
check_units_covered(const struct joined *j, const struct site *site, struct err *e)
{
	const struct unit *first = NULL;
	int missing = 0;

	for (size_t i = 0; i < site->nunits; i++) {
		const struct unit *u = site->units[i];
		bool covered = site_reads(site, u);
		for (size_t k = 0; k < j->n && !covered; k++)
			covered = is_within(u->path, j->v[k].path);
		first = !covered && first == NULL ? u : first;
		missing += !covered;
	}
	return missing == 0 ||
	    err_usage(e,
		SAY("缺 %.*s 这一部分（没有着落的单位共 %d 个）：先用 lihui build --part "
		    "做出来，再一起合成",
		    "the part of %.*s is missing (units in no part: %d): build it with lihui build "
		    "--part, then join all"),
		TEXT_ARG(first->path), missing);
}

static bool
check_site(struct joined *j, const struct build_options *o, struct arena *a, struct err *e)
{
	struct site *site = site_open_scope(o->site, &j->scope, e);
	struct text config = NO_TEXT;
	bool ok = site != NULL && part_config(site, o->edition, a, &config, e);

	for (size_t i = 0; ok && i < j->n; i++) {
		struct site_part *p = &j->v[i];
		const struct unit *u = site_unit(site, p->path);

		if (u == NULL)
			ok = err_usage(e,
			    SAY("%s 是 %.*s 的部分，这个站点没有这个单位",
				"%s is the part of %.*s, and this site has no such unit"),
			    p->tree, TEXT_ARG(p->path));
		else if (!text_eq(p->config, config))
			ok = err_usage(e,
			    SAY("%s 是用别的设置或别的 lihui "
				"做的（site.yaml、_index.md、_rules.yaml "
				"等要处处一样）：对齐以后把它重做",
				"%s was built with another configuration or another lihui "
				"(site.yaml, _index.md, _rules.yaml and the like must be the same "
				"everywhere): bring them in line and build "
				"it again"),
			    p->tree);
		if (!ok)
			break;
		p->first = u->id + 1;
		p->last = part_last(site, u);
	}
	ok = ok && check_units_covered(j, site, e);
	site_close(site);
	return ok;
}

/* On the machine that built it a stat says enough; where the tree was brought to, every file is
 * read. */
static bool
check_files(const struct site_part *p, int jobs, struct err *e)
{
	struct arena *a = arena_new();
	struct row_list rows = { 0 };
	bool ok = part_rows(p, a, &rows, e) &&
	    rows_look(&rows, text_of(p->tree), p->looked.n > 0 ? strtoll(p->looked.p, NULL, 10) : 0,
		jobs, e);

	for (size_t i = 0; ok && i < rows.n; i++)
		if (!rows.v[i].intact)
			ok = err_usage(e,
			    SAY("%s 坏了：%.*s 不见了，或和 " MANIFEST_NAME
				" 里记的不一样。请重新拷来，或把这一部分重做",
				"%s is damaged: %.*s is missing or is not what " MANIFEST_NAME
				" says. Copy it anew, or build that part again"),
			    p->tree, TEXT_ARG(rows.v[i].path));
	arena_free(a);
	return ok;
}

static bool
check_output(const struct joined *j, const struct build_options *o, struct err *e)
{
	char out[PATH_MAX], tree[PATH_MAX];

	if (o->output == NULL || realpath(o->output, out) == NULL)
		return true;
	for (size_t i = 0; i < j->n; i++)
		if (realpath(j->v[i].tree, tree) != NULL && strcmp(out, tree) == 0)
			return err_usage(e,
			    SAY("%s 是一个部分，不能又是输出：请另选 -o",
				"%s is a part and cannot be the output too: choose another -o"),
			    o->output);
	return true;
}

static bool
look(struct joined *j, struct build_options *o, struct arena *a, struct err *e)
{
	struct text *paths = ARENA_ARRAY(a, struct text, j->n);
	bool ok = check_output(j, o, e);

	for (size_t i = 0; ok && i < j->n; i++)
		ok = open_part(o, &j->v[i], a, e);
	if (!ok)
		return false;
	LIST_SORT(j, text_order);
	for (size_t i = 0; i < j->n; i++)
		paths[i] = j->v[i].path;
	j->scope.parts = paths;
	j->scope.n = j->n;
	o->scope = &j->scope;
	ok = check_apart(j, e) && check_days(j, o, a, e) && check_site(j, o, a, e);
	for (size_t i = 0; ok && i < j->n; i++)
		ok = check_files(&j->v[i], pool_jobs(o->jobs), e);
	return ok;
}

/* --- links from the units above to documents of the parts --- */

static const struct site_part *
part_of_path(const struct joined *j, struct text path)
{
	for (size_t i = 0; i < j->n; i++)
		if (is_within(path, j->v[i].path))
			return &j->v[i];
	return NULL;
}

static bool
ask_path(struct store *s, struct text path)
{
	struct err ignored = { 0 };
	struct query q;
	bool there;

	query_ask(s, &q, "select 1 from document where path = ?1", VALUES(V(path)), &ignored);
	there = query_row(&q);
	return query_end(&q) && there;
}

static bool
elsewhere(void *context, struct text path)
{
	struct joined *j = context;
	const struct site_part *p = part_of_path(j, path);
	struct err ignored = { 0 };
	bool there;

	if (p == NULL)
		return false;
	pthread_mutex_lock(&j->mutex);
	if (j->open != p) {
		store_close(j->store);
		j->store = store_open_reader(p->index.p, &ignored);
		j->open = p;
	}
	there = j->store != NULL && ask_path(j->store, path);
	pthread_mutex_unlock(&j->mutex);
	return there;
}

/* --- all of it --- */

bool
publish_join(const struct build_options *o, char *const *trees, size_t n, struct build_report *r,
    struct err *e)
{
	struct build_options own = *o;
	struct joined j = { .v = ARENA_ARRAY(r->arena, struct site_part, n + 1),
		.n = n,
		.mutex = PTHREAD_MUTEX_INITIALIZER };
	int lock = publish_lock(r->arena, o->site, e);
	bool ok = lock >= 0;

	j.scope = (struct site_scope){ .elsewhere = elsewhere, .context = &j };
	for (size_t i = 0; i < n; i++)
		j.v[i].tree = trees[i];
	ok = ok && look(&j, &own, r->arena, e) && build_run(&own, &j, r, e);
	store_close(j.store);
	pthread_mutex_destroy(&j.mutex);
	publish_unlock(lock);
	return ok;
}
