/* SPDX-License-Identifier: MIT */
/*
 * Everything that a build writes and where it lies, from the rows of outputs.def. Paths are made
 * here and nowhere else, so that a link and the file it points to cannot disagree. With --only UNIT
 * the tree holds that unit's subtree at the same addresses, and its page is the home page; with
 * --part UNIT the files of that subtree alone, as the whole site's tree has them.
 */
#include <stdlib.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/asset.h"
#include "view/web.h"

static const struct {
	enum output_of of;
	const char *path;
	unsigned what;
} row[OUT_KINDS] = {
#define PAGE(kind, of, path, what, name)  { OF_##of, path, (what) | IS_PAGE },
#define OTHER(kind, of, path, what, name) { OF_##of, path, what },
#include "lihui/outputs.def"
};

bool
output_is(enum output_kind k, unsigned what)
{
	return (row[k].what & what) != 0;
}

enum output_of
output_of(enum output_kind k)
{
	return row[k].of;
}

/* --- paths --- */

/* A matter's name is the author's: what a file name cannot hold becomes a hyphen. */
static struct text
safe_name(struct arena *a, struct text name)
{
	char *p = arena_alloc(a, name.n + 1);

	for (size_t i = 0; i < name.n; i++)
		p[i] = (unsigned char)name.p[i] <= ' ' || strchr("/\\:*?\"<>|#%&", name.p[i])
		    ? '-'
		    : name.p[i];
	return (struct text){ p, name.n };
}

struct text
output_path(
    struct arena *a, enum output_kind k, enum lang l, const struct unit *u, struct text name)
{
	struct text rest = text_of(row[k].path), piece[8];
	size_t n = 0;

	if (row[k].of == OF_ASSET) /* web/style.css is assets/style.css */
		name = text_cut(name, text_find(name, T("/"), 0) + 1, name.n);
	while (rest.n > 0) {
		size_t at = text_find(rest, T("{"), 0), end;

		if (at == SIZE_MAX) {
			piece[n++] = rest;
			break;
		}
		end = text_find(rest, T("}"), at) + 1;
		struct text what = text_cut(rest, at, end);

		piece[n++] = text_cut(rest, 0, at);
		if (text_eq(what, T("{unit}")) && u->path.n == 0)
			end++; /* its slash */
		piece[n++] = text_eq(what, T("{lang}")) ? lang_code(l)
		    : text_eq(what, T("{unit}"))        ? u->path
		    : text_eq(what, T("{safe}"))        ? safe_name(a, name)
							: name;
		rest = text_cut(rest, end, rest.n);
	}
	return text_concat(a, piece, n);
}

const struct unit *
web_top(const struct view *v)
{
	return v->only ? v->only : v->site->units[0];
}

bool
web_has(const struct view *v, const struct unit *u)
{
	return !v->only || unit_below(u, v->only);
}

const struct unit *
web_unit(const struct view *v, int64_t id)
{
	if (id < 1 || (size_t)id > v->site->nunits)
		return v->site->units[0];
	return v->site->units[id - 1];
}

bool
web_subtree(const struct view *v, int64_t unit, int64_t *last, struct err *e)
{
	struct query q;

	*last = unit;
	query_start(v->store, &q, "select last from unit where id = ?1", e);
	query_bind_int(&q, 1, unit);
	if (query_row(&q))
		*last = query_int(&q, 0);
	return query_end(&q);
}

/* --- the list --- */

bool
web_makes(const struct view *v, enum output_kind k, struct text class)
{
	const struct site *s = v->site;
	bool meeting = text_eq(class, T("meeting")),
	     told = meeting || text_eq(class, T("bulletin"));

	if ((output_is(k, IS_FEED) && s->base_url.n == 0) ||
	    (output_is(k, IS_CHECKER) && v->checker == NULL))
		return false;
	switch (k) {
	case OUT_HANDOUT: return s->sheet_handout && meeting;
	case OUT_RECORD: return s->sheet_record && meeting && v->edition == EDITION_INTERNAL;
	case OUT_POSTER: return s->sheet_poster && told;
	default: return told || !output_is(k, IS_TOLD);
	}
}

/* All kinds that there are of one unit, document …: o tells which. */
static void
put_each(const struct view *v, struct arena *a, struct output_list *out, enum output_of of,
    struct output o, struct text class, bool published)
{
	const struct site *s = v->site;

	for (int k = 0; k < OUT_KINDS; k++) {
		if (row[k].of != of || !web_makes(v, k, class) ||
		    (!published && output_is(k, IS_PUBLISHED | IS_TOLD | IS_SHEET)))
			continue;
		size_t n = strstr(row[k].path, "{lang}") != NULL ? s->nlanguages : 1;

		for (size_t l = 0; l < n; l++) {
			o.kind = k;
			o.lang = s->languages[l];
			o.path = output_path(a, k, o.lang, web_unit(v, o.unit), o.name);
			*ARENA_PUSH(a, out) = o;
		}
	}
}

/*
 * Of a meeting the page tells its outcomes, and where there are any it does not show the text
 * below (put_content in document.c): what only that text shows is not copied.
 */
#define TOLD \
	"(exists (select 1 from problem_row where document = a.document and place > 0)" \
	" or exists (select 1 from task where document = a.document)" \
	" or exists (select 1 from step where document = a.document and step = 'study'" \
	" and items <> '')" \
	" or exists (select 1 from report where document = a.document" \
	" and (problem is not null or task is not null)))"

/* What there is of that, in the units ?1..?2: unit, document, problem, name, class, published. */
static const char *const lister[] = {
	[OF_UNIT] = "select id, 0, 0, '', '', 1 from unit where id between ?1 and ?2",
	[OF_DOCUMENT] = "select unit, id, 0, address, class, state = 'published' from document"
			" where unit between ?1 and ?2 and state in ('published', 'withdrawn')",
	[OF_PROBLEM] = "select unit, document, id, number, '', 1 from problem"
		       " where unit between ?1 and ?2",
	[OF_MATTER] = "select distinct unit, 0, 0, matter, '', 1 from document where matter <> ''"
		      " and state in ('published', 'withdrawn') and unit between ?1 and ?2",
	/* Files that pages of published documents show or link, and the scans and recordings that
	 * are their versions. */
	[OF_FILE] =
	    "select min(d.unit), min(d.id), 0, x.path, '', 1 from"
	    " (select document, path from attachment a where beside_outcomes or not " TOLD
	    " union all"
	    " select document, path from version where kind in ('scan', 'recording')) x"
	    " join document d on d.id = x.document where d.state = 'published' and x.path <> ''"
	    " and x.path not like '%.md' and x.path not like '%.markdown'"
	    " and d.unit between ?1 and ?2 group by x.path",
};

static void
put_site(const struct view *v, struct arena *a, struct output_list *out)
{
	struct output o = { .unit = web_top(v)->id + 1 };

	put_each(v, a, out, OF_SITE, o, NO_TEXT, true);
	for (const struct asset *x = asset_table; x->name; x++) {
		o.name = text_of(x->name);
		if (text_eq(o.name, T("web/check.js")) && v->checker == NULL)
			continue;
		if (text_eq(o.name, T("font/mongolian.woff2")) ||
		    (text_starts(o.name, T("web/")) && !text_ends(o.name, T(".html"))))
			put_each(v, a, out, OF_ASSET, o, NO_TEXT, true);
	}
	o.name = T("font/mongolian.css"); /* the same font as a style sheet, see draw/html.c */
	put_each(v, a, out, OF_ASSET, o, NO_TEXT, true);
}

static int
by_path(const void *x, const void *y)
{
	const struct output *p = x, *q = y;
	int c = text_cmp(p->path, q->path);

	return c ? c : (p->kind > q->kind) - (p->kind < q->kind);
}

/* Two sources for one address are F013 and held; what is left of equal paths is our first of them.
 */
static void
drop_repeated(struct output_list *l)
{
	size_t k = 0;

	for (size_t i = 0; i < l->n; i++)
		if (k == 0 || !text_eq(l->v[k - 1].path, l->v[i].path))
			l->v[k++] = l->v[i];
	l->n = k;
}

bool
view_outputs(const struct view *v, struct arena *a, struct output_list *out, struct err *e)
{
	int64_t first = (v->part ? v->part : web_top(v))->id + 1, last;
	struct query q;

	if (!web_subtree(v, first, &last, e))
		return false;
	if (!v->part)
		put_site(v, a, out);
	for (enum output_of of = OF_UNIT; of <= OF_FILE; of++) {
		query_start(v->store, &q, lister[of], e);
		query_bind_int(&q, 1, first);
		query_bind_int(&q, 2, last);
		while (query_row(&q)) {
			const struct output o = { .unit = query_int(&q, 0),
				.document = query_int(&q, 1),
				.problem = query_int(&q, 2),
				.name = query_text(&q, a, 3) };

			put_each(v, a, out, of, o, query_peek(&q, 4), query_int(&q, 5) != 0);
		}
		if (!query_end(&q))
			return false;
	}
	qsort(out->v, out->n, sizeof *out->v, by_path);
	drop_repeated(out);
	return true;
}
