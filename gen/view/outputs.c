/* SPDX-License-Identifier: MIT */
/*
 * Everything that a build writes and where it lies. Addresses are promises: a problem page's never changes. Paths are
 * made here and nowhere else, so that a link and the file it points to cannot disagree. With --only UNIT the tree holds
 * that unit's subtree at the same addresses, and its page is the home page; with --part UNIT the files of that subtree
 * alone, as the whole site's tree has them.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/asset.h"
#include "lihui/file.h"
#include "view/web.h"

/* --- paths --------------------------------------------------------------------------------------- */

struct text
out_unit(struct arena *a, enum lang l, const struct unit *u, const char *file)
{
	struct text lang = lang_code(l);

	if (u->path.n == 0)
		return text_concat(a, TEXTS(lang, T("/"), text_of(file)));
	return text_concat(a, TEXTS(lang, T("/"), u->path, T("/"), text_of(file)));
}

struct text
out_doc(struct arena *a, enum lang l, struct text address)
{
	return text_concat(a, TEXTS(lang_code(l), T("/"), address, T(".html")));
}

struct text
out_problem(struct arena *a, enum lang l, const struct unit *u, struct text number)
{
	return out_unit(a, l, u, text_concat(a, TEXTS(T("p/"), number, T(".html"))).p);
}

/* A matter's name is the author's: what a file name cannot hold becomes a hyphen. */
struct text
out_matter(struct arena *a, enum lang l, const struct unit *u, struct text matter)
{
	char *name = arena_alloc(a, matter.n + 1);

	for (size_t i = 0; i < matter.n; i++)
		name[i] = (unsigned char)matter.p[i] <= ' ' || strchr("/\\:*?\"<>|#%&", matter.p[i]) ? '-' : matter.p[i];
	return out_unit(a, l, u, text_fmt(a, "matter-%s.html", name).p);
}

struct text
out_file(struct arena *a, struct text address, const char *suffix)
{
	return text_concat(a, TEXTS(T("files/"), address, text_of(suffix)));
}

struct text
out_data(struct arena *a, const struct unit *u, const char *file)
{
	if (u->path.n == 0)
		return text_fmt(a, "data/%s", file);
	return text_fmt(a, "data/%.*s/%s", TEXT_ARG(u->path), file);
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

bool
web_sheet_of(const struct view *v, struct text class, const char *kind)
{
	const struct site *s = v->site;
	bool meeting = text_eq(class, T("meeting"));

	if (strcmp(kind, "handout") == 0)
		return s->sheet_handout && meeting;
	if (strcmp(kind, "record") == 0)
		return s->sheet_record && meeting && v->edition == EDITION_INTERNAL;
	return s->sheet_poster && (meeting || text_eq(class, T("bulletin")));
}

/* --- the list ------------------------------------------------------------------------------------ */

struct maker {
	const struct view *v;
	struct arena *a;
	struct output_list *out;
	int64_t first, last;         /* units of this output */
};

static struct output *
put(struct maker *m, enum output_kind kind, enum lang l, int64_t unit, struct text path)
{
	struct output *o = ARENA_PUSH(m->a, m->out);

	*o = (struct output){ .kind = kind, .lang = l, .unit = unit, .name = NO_TEXT, .path = path };
	return o;
}

static void
put_unit(struct maker *m, int64_t id)
{
	static const struct { enum output_kind kind; const char *file;
	} pages[] = {
		{ OUT_PAGE_UNIT, "index.html" },          { OUT_PAGE_LEDGER, "problems.html" },
		{ OUT_PAGE_STATS, "stats.html" },         { OUT_PAGE_CALENDAR, "calendar.html" },
		{ OUT_PAGE_BULLETINS, "bulletins.html" }, { OUT_PAGE_BOARD, "board.html" },
	};
	const struct site *s = m->v->site;
	const struct unit *u = web_unit(m->v, id);

	for (size_t l = 0; l < s->nlanguages; l++) {
		for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
			put(m, pages[i].kind, s->languages[l], id, out_unit(m->a, s->languages[l], u, pages[i].file));
		if (s->base_url.n > 0)
			put(m, OUT_FEED_UNIT, s->languages[l], id, out_unit(m->a, s->languages[l], u, "feed.xml"));
	}
	put(m, OUT_DATA_LEDGER, LANG_ZH, id, out_data(m->a, u, "ledger.csv"));
	put(m, OUT_DATA_STATS_CSV, LANG_ZH, id, out_data(m->a, u, "stats.csv"));
	put(m, OUT_DATA_STATS_JSON, LANG_ZH, id, out_data(m->a, u, "stats.json"));
	if (s->base_url.n > 0)
		put(m, OUT_CALENDAR, LANG_ZH, id,
		    u->path.n > 0 ? text_fmt(m->a, "%.*s/calendar.ics", TEXT_ARG(u->path)) : T("calendar.ics"));
}

static void
put_files(struct maker *m, int64_t unit, int64_t doc, struct text address, struct text class)
{
	static const struct { enum output_kind kind; const char *name, *suffix;
	} sheets[] = {
		{ OUT_HANDOUT, "handout", ".handout.pdf" },
		{ OUT_POSTER, "poster", ".poster.pdf" },
		{ OUT_RECORD, "record", ".record.pdf" },
	};

	for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++)
		if (web_sheet_of(m->v, class, sheets[i].name))
			put(m, sheets[i].kind, LANG_ZH, unit, out_file(m->a, address, sheets[i].suffix))->document = doc;
	if (text_eq(class, T("meeting")) || text_eq(class, T("bulletin")))
		put(m, OUT_DIGEST, LANG_ZH, unit, out_file(m->a, address, ".txt"))->document = doc;
	put(m, OUT_DATA_DOCUMENT, LANG_ZH, unit, text_fmt(m->a, "data/%.*s.json", TEXT_ARG(address)))->document = doc;
}

static bool
put_documents(struct maker *m, struct err *e)
{
	const struct site *s = m->v->site;
	struct query q;

	query_start(
		m->v->store, &q,
		"select id, unit, address, class, state from document where unit between ?1 and ?2 and state in"
		" ('published', 'withdrawn')",
		e);
	query_bind_int(&q, 1, m->first);
	query_bind_int(&q, 2, m->last);
	while (query_row(&q)) {
		int64_t id = query_int(&q, 0), unit = query_int(&q, 1);
		struct text address = query_text(&q, m->a, 2), class = query_text(&q, m->a, 3);

		for (size_t l = 0; l < s->nlanguages; l++)
			put(m, OUT_PAGE_DOCUMENT, s->languages[l], unit, out_doc(m->a, s->languages[l], address))
				->document = id;
		if (text_eq(query_peek(&q, 4), T("published")))
			put_files(m, unit, id, address, class);
	}
	return query_end(&q);
}

static bool
put_problems(struct maker *m, struct err *e)
{
	const struct site *s = m->v->site;
	struct query q;

	query_start(m->v->store, &q,
	            "select p.id, p.unit, p.number, p.document from problem p where p.unit between ?1 and ?2", e);
	query_bind_int(&q, 1, m->first);
	query_bind_int(&q, 2, m->last);
	while (query_row(&q)) {
		const struct unit *u = web_unit(m->v, query_int(&q, 1));
		struct text number = query_text(&q, m->a, 2);

		for (size_t l = 0; l < s->nlanguages; l++) {
			struct output *o = put(m, OUT_PAGE_PROBLEM, s->languages[l], u->id + 1,
			                       out_problem(m->a, s->languages[l], u, number));

			o->problem = query_int(&q, 0);
			o->document = query_int(&q, 3);
		}
	}
	return query_end(&q);
}

static bool
put_matters(struct maker *m, struct err *e)
{
	const struct site *s = m->v->site;
	struct query q;

	query_start(
		m->v->store, &q,
		"select distinct unit, matter from document where matter <> '' and state in ('published',"
		" 'withdrawn') and unit between ?1 and ?2",
		e);
	query_bind_int(&q, 1, m->first);
	query_bind_int(&q, 2, m->last);
	while (query_row(&q)) {
		int64_t unit = query_int(&q, 0);
		struct text name = query_text(&q, m->a, 1);

		for (size_t l = 0; l < s->nlanguages; l++)
			put(m, OUT_PAGE_MATTER, s->languages[l], unit,
			    out_matter(m->a, s->languages[l], web_unit(m->v, unit), name))
				->name = name;
	}
	return query_end(&q);
}

/*
 * Of a meeting the page tells its outcomes, and where there are any it does not show the text
 * below (put_content in document.c): what only that text shows is not copied.
 */
#define TOLD \
	"(exists (select 1 from problem where document = a.document) or exists (select 1 from task where document = a.document)" \
	" or exists (select 1 from step where document = a.document and step = 'study' and items <> '')" \
	" or exists (select 1 from report where document = a.document and (problem is not null or task is not null)))"

/*
 * Files that pages of published documents show or link, and the scans and recordings that are
 * their versions.
 */
static bool
put_attachments(struct maker *m, struct err *e)
{
	struct query q;

	query_start(m->v->store, &q,
	            "select x.path, min(d.unit), min(d.id) from (select document, path from attachment a"
	            " where beside_outcomes or not " TOLD " union all"
	            " select document, path from version where kind in ('scan', 'recording')) x join document d"
	            " on d.id = x.document"
	            " where d.state = 'published' and x.path <> '' and d.unit between ?1 and ?2 group by x.path", e);
	query_bind_int(&q, 1, m->first);
	query_bind_int(&q, 2, m->last);
	while (query_row(&q)) {
		struct text path = query_text(&q, m->a, 0), ext = path_ext(path);

		if (text_eq_nocase(ext, T(".md")) || text_eq_nocase(ext, T(".markdown")))
			continue;
		struct output *o = put(m, OUT_ATTACHMENT, LANG_ZH, query_int(&q, 1), out_file(m->a, path, ""));

		o->document = query_int(&q, 2);
		o->name = path;
	}
	return query_end(&q);
}

static void
put_assets(struct maker *m)
{
	for (const struct asset *x = asset_table; x->name; x++) {
		struct text name = text_of(x->name);

		if (text_starts(name, T("web/")) && !text_ends(name, T(".html")))
			put(m, OUT_ASSET, LANG_ZH, 0, text_join(m->a, T("assets/"), text_cut(name, 4, name.n)))->name = name;
		else if (text_eq(name, T("font/mongolian.woff2")))
			put(m, OUT_ASSET, LANG_ZH, 0, T("assets/mongolian.woff2"))->name = name;
	}
	/* The same font as a style sheet, see draw/html.c. */
	put(m, OUT_ASSET, LANG_ZH, 0, T("assets/mongolian.css"))->name = T("font/mongolian.css");
}

static void
put_site(struct maker *m)
{
	const struct site *s = m->v->site;
	int64_t top = web_top(m->v)->id + 1;

	put(m, OUT_PAGE_CHOICE, s->languages[0], top, T("index.html"));
	put(m, OUT_PAGE_LOST, s->languages[0], top, T("404.html"));
	for (size_t l = 0; l < s->nlanguages; l++) {
		struct text lang = lang_code(s->languages[l]);

		put(m, OUT_PAGE_SEARCH, s->languages[l], top, text_join(m->a, lang, T("/search.html")));
		if (s->base_url.n > 0)
			put(m, OUT_FEED_BULLETINS, s->languages[l], top, text_join(m->a, lang, T("/bulletins.xml")));
	}
	if (s->base_url.n > 0)
		put(m, OUT_SITEMAP, LANG_ZH, top, T("sitemap.xml"));
	put_assets(m);
}

static int
by_path(const void *x, const void *y)
{
	const struct output *p = x, *q = y;
	int c = text_cmp(p->path, q->path);

	return c ? c : (p->kind > q->kind) - (p->kind < q->kind);
}

/* Two sources for one address are F013 and held; what is left of equal paths is our first of them. */
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
	struct maker m = { .v = v, .a = a, .out = out, .first = (v->part ? v->part : web_top(v))->id + 1 };

	if (!web_subtree(v, m.first, &m.last, e))
		return false;
	if (!v->part)
		put_site(&m);
	for (int64_t id = m.first; id <= m.last; id++)
		put_unit(&m, id);
	if (!put_documents(&m, e) || !put_problems(&m, e) || !put_matters(&m, e) || !put_attachments(&m, e))
		return false;
	qsort(out->v, out->n, sizeof *out->v, by_path);
	drop_repeated(out);
	return true;
}
