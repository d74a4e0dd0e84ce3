/* SPDX-License-Identifier: MIT */
/*
 * Parts. A province is too large for one machine, and its townships do not read each other: a page
 * reads its unit's subtree and little of the units above (view.h). So each machine builds some
 * townships as parts, and one machine joins them (join.c).
 *
 * A part's tree carries its index in a folder of its own, TREE/.lihui, which no walk sees and
 * nobody publishes: four parts of one shared content folder never meet, and one folder is all that
 * has to travel.
 */
#include "publish/part.h"

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "publish/remembered.h"
#include "publish/sources.h"

struct text
part_index(struct arena *a, const char *folder, enum edition edition)
{
	return path_join(a, publish_work(a, folder),
	    edition == EDITION_PUBLIC ? T("public.db") : T("internal.db"));
}

/* People write a folder with a slash behind it. */
static struct text
unit_path(const char *path)
{
	struct text t = text_of(path);

	while (t.n > 0 && t.p[t.n - 1] == '/')
		t.n--;
	return text_eq(t, T(".")) ? NO_TEXT : t;
}

const struct site_scope *
part_scope(struct arena *a, const char *path)
{
	struct site_scope *scope = ARENA_NEW(a, struct site_scope);
	struct text *part = ARENA_NEW(a, struct text);

	*part = text_copy(a, unit_path(path));
	*scope = (struct site_scope){ .parts = part, .n = 1, .below = true };
	return scope;
}

const struct unit *
part_unit(const struct site *site, const char *path)
{
	return site_unit(site, unit_path(path));
}

int
part_last(const struct site *site, const struct unit *u)
{
	size_t last = (size_t)u->id;

	while (last + 1 < site->nunits && unit_below(site->units[last + 1], u))
		last++;
	return (int)last + 1;
}

/* --- what it follows from --- */

static bool
put_content(struct buf *b, const char *path, struct text name, struct err *e)
{
	struct buf bytes = BUF_INIT;
	bool ok = file_read(path, &bytes, e);

	if (ok)
		buf_fmt(
		    b, "%.*s %llu\n", TEXT_ARG(name), (unsigned long long)hash64(buf_view(&bytes)));
	buf_release(&bytes);
	return ok;
}

bool
part_config(
    const struct site *site, enum edition edition, struct arena *a, struct text *out, struct err *e)
{
	struct arena *scratch = arena_new();
	struct buf b = BUF_INIT;
	bool ok = put_content(&b, "/proc/self/exe", T("lihui"), e);

	buf_fmt(&b, "%d\n", (int)edition);
	for (size_t i = 0; ok && i < site->governing.n; i++) {
		struct text path = site->governing.v[i].path;
		if (sources_governing(path) || text_starts(path, T("_templates/")))
			ok = put_content(&b, path_join(scratch, site->root, path).p, path, e);
		arena_clear(scratch);
	}
	*out = text_fmt(a, "%016llx", (unsigned long long)hash64(buf_view(&b)));
	buf_release(&b);
	arena_free(scratch);
	return ok;
}

bool
part_seal(struct store *s, const struct site *site, const struct build_options *o, struct err *e)
{
	struct arena *a = arena_new();
	struct text config;
	bool ok = part_config(site, o->edition, a, &config, e) &&
	    fact_set(s, T("part_config"), config, e) &&
	    fact_set(s, T("part"), unit_path(o->part), e);

	arena_free(a);
	return ok;
}

/* --- links into other parts --- */

/* The unit in whose folder a link leads is neither the part's nor one above it. */
static bool
leads_outside(const struct site *site, struct arena *a, struct text from, struct text target)
{
	struct text path;

	if (!path_normal(a, path_join(a, path_dir(from), target), &path))
		return false;
	for (struct text dir = path; dir.n > 0; dir = path_dir(dir)) {
		const struct unit *u = site_unit(site, dir);
		if (u != NULL)
			return !site_reads(site, u);
	}
	return false;
}

bool
part_outside(
    struct store *s, const struct site *site, const struct unit *part, int *out, struct err *e)
{
	struct arena *a = arena_new();
	struct query q;

	*out = 0;
	query_ask(s, &q,
	    "select path, args from finding where code = 'F009' and unit between ?1 and ?2",
	    VALUES(V(part->id + 1), V(part_last(site, part))), e);
	while (query_row(&q)) {
		struct text args = query_text(&q, a, 1);
		args.n =
		    text_find(args, T("\x1f"), 0) < args.n ? text_find(args, T("\x1f"), 0) : args.n;
		*out += leads_outside(site, a, query_text(&q, a, 0), args);
	}
	arena_free(a);
	return query_end(&q);
}
