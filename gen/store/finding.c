/* SPDX-License-Identifier: MIT */
/*
 * Findings in the index, so that pages, replies and counts need not run the rules again. Those of
 * the stages READ and DOCUMENT come with their document and go with it; those of the stage UNIT
 * belong to the unit and are replaced as a whole. Source lines stay out of the public edition's
 * index: they are quoted from the text before it was shortened.
 */
#include "lihui/arena.h"
#include "store/index.h"

#define ARG_MARK "\x1f"

/* Each argument with the mark behind it, so that an empty one comes back as one. */
static struct text
args_join(struct arena *a, const struct text_list *args)
{
	return args->n == 0 ? NO_TEXT
			    : text_join(a, text_list_join(a, args, T(ARG_MARK)), T(ARG_MARK));
}

static const char *const stages[] = {
	[DIAG_READ] = "read", [DIAG_DOCUMENT] = "document", [DIAG_UNIT] = "unit"
};
static const char *const levels[] = {
	[DIAG_OFF] = "off", [DIAG_NOTE] = "note", [DIAG_WARNING] = "warning", [DIAG_ERROR] = "error"
};

static bool
finding_insert(struct store *s, struct arena *a, const struct finding *f, int unit,
    int64_t document, struct err *e)
{
	const struct diag_info *info = diag_info(f->code);
	struct index_row r;

	row_start(s, &r,
	    "insert into finding (unit, document, stage, code, level, path, line, col, width, "
	    "excerpt, args, waived) values (?,?,?,?,?,?,?,?,?,?,?,?)",
	    e);
	row_int(&r, unit);
	row_count(&r, document > 0 ? document : -1);
	row_str(&r, stages[info->stage]);
	row_str(&r, info->code);
	row_str(&r, levels[f->level]);
	row_text(&r, f->path);
	row_int(&r, f->line);
	row_int(&r, f->column);
	row_int(&r, f->width);
	row_text(&r, s->public ? NO_TEXT : f->excerpt);
	row_text(&r, args_join(a, &f->args));
	row_text(&r, f->waived);
	return row_end(&r);
}

bool
finding_put(
    struct store *s, const struct finding_list *l, int unit, int64_t document, struct err *e)
{
	struct arena *a = arena_new();
	bool done = true;

	for (size_t i = 0; i < l->n && done; i++)
		done = finding_insert(s, a, &l->v[i], unit, document, e);
	arena_free(a);
	return done;
}

/* The unit in whose folder a path lies: the deepest one. */
static const struct unit *
unit_of_path(const struct site *site, struct text path)
{
	for (struct text dir = path_dir(path);; dir = path_dir(dir)) {
		struct unit *u = site_unit(site, dir);

		if (u)
			return u;
		if (dir.n == 0)
			return site->units[0];
	}
}

bool
finding_put_site(struct store *s, const struct site *site, struct err *e)
{
	struct arena *a = arena_new();
	bool done =
	    store_run(s, "delete from finding where document is null and stage = 'read'", e);

	for (size_t i = 0; i < site->findings.n && done; i++) {
		const struct finding *f = &site->findings.v[i];

		done = finding_insert(s, a, f, unit_of_path(site, f->path)->id + 1, 0, e);
	}
	arena_free(a);
	return done;
}

static bool
document_of_path(struct store *s, struct text path, int64_t *document, struct err *e)
{
	struct query q;

	*document = 0;
	query_start(s, &q, "select id from document where path = ?", e);
	query_bind_text(&q, 1, path);
	if (query_row(&q))
		*document = query_int(&q, 0);
	return query_end(&q);
}

bool
store_put_findings(struct store *s, const struct site *site, const int *units, size_t n,
    const struct finding_list *l, struct err *e)
{
	struct arena *a = arena_new();
	bool done = true;

	for (size_t i = 0; i < n && done; i++)
		done = store_run_int(
		    s, "delete from finding where stage = 'unit' and unit = ?", units[i] + 1, e);
	for (size_t i = 0; i < l->n && done; i++) {
		int64_t document;

		done = document_of_path(s, l->v[i].path, &document, e) &&
		    finding_insert(
			s, a, &l->v[i], unit_of_path(site, l->v[i].path)->id + 1, document, e);
	}
	arena_free(a);
	return done;
}

static enum diag_level
level_of_name(struct text name)
{
	for (int i = DIAG_NOTE; i <= DIAG_ERROR; i++)
		if (text_eq(name, text_of(levels[i])))
			return (enum diag_level)i;
	return DIAG_OFF;
}

void
store_finding_args(struct arena *a, struct text joined, struct text_list *out)
{
	while (joined.n > 0) {
		size_t end = text_find(joined, T(ARG_MARK), 0);

		text_list_add(a, out, text_cut(joined, 0, end));
		joined = end == SIZE_MAX ? NO_TEXT : text_cut(joined, end + 1, joined.n);
	}
}

static void
finding_read(struct query *q, struct arena *a, struct finding *f)
{
	diag_parse(query_peek(q, 0), &f->code);
	f->level = level_of_name(query_peek(q, 1));
	f->path = query_text(q, a, 2);
	f->line = (int)query_int(q, 3);
	f->column = (int)query_int(q, 4);
	f->width = (int)query_int(q, 5);
	f->excerpt = query_text(q, a, 6);
	store_finding_args(a, query_text(q, a, 7), &f->args);
	f->waived = query_text(q, a, 8);
}

bool
store_findings(
    struct store *s, struct arena *a, struct text below, struct finding_list *out, struct err *e)
{
	struct query q;

	query_start(s, &q,
	    "select f.code, f.level, f.path, line, col, width, excerpt, args, waived from unit top "
	    "join finding f on f.unit between top.id and top.last "
	    "where top.path = ?",
	    e);
	query_bind_text(&q, 1, below);
	while (query_row(&q))
		finding_read(&q, a, ARENA_PUSH(a, out));
	if (!query_end(&q))
		return false;
	diag_sort(out);
	return true;
}
