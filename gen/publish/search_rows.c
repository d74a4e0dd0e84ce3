/* SPDX-License-Identifier: MIT */
/*
 * The rows of what the browser's search finds, brought up to date: of each unit that was touched
 * its documents and problems are compared with the rows by a hash of what they are made from, and
 * only those that differ are unpacked and cut. That is done by all processors, a batch at a time;
 * meanwhile one of them stores the batch before and looks for the next one, so the connection is
 * used by one thread at a time.
 *
 * Rows of an index belong to units, not to an output: with --only, too, every unit's are kept. A
 * part makes the rows of its own units and nothing of them: it is the join that makes lists of the
 * rows of all.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/hash.h"
#include "lihui/pool.h"
#include "publish/part.h"
#include "publish/search_files.h"

#define BATCH \
	256 /* documents or pages of problems: some 2 MB; at the end of each batch workers wait \
	       for the last one */

/* A row of the unit that is looked at. */
struct known {
	int64_t id;
	struct text address;
	bool problem, seen;
	uint64_t source;
};

/* What is to be cut: a document in all languages, or one page of a problem. */
struct todo {
	int64_t document;          /* 0: a problem's page */
	struct search_entry entry; /* of that */
	uint64_t source;
	int64_t row[LANG_COUNT]; /* to be replaced; 0: new. Of a problem's page the first */
};

/* What was found of the units that were looked at for one batch; a large unit is cut in many. */
struct look {
	struct look *newer;
	struct arena *arena;
	struct todo *v;
	size_t n, room;
	size_t next; /* the first that is in no batch yet */
	size_t left; /* not stored yet */
};

struct search_slot {
	const struct todo *todo;
	struct look *look;
	struct text tree;
	struct search_row row[LANG_COUNT];
	size_t rows;
};

struct batch {
	struct search_slot slot[BATCH];
	size_t n;
	struct arena **arenas; /* per worker, and one for the trees */
};

struct refresh {
	struct build *build;
	struct search_update *update;
	int64_t *units;
	size_t nunits, unit; /* the next one to look at */
	struct look *oldest,
	    *look;             /* of which something is not stored yet; the newest, NULL at first */
	struct batch batch[2]; /* one is cut while the other is stored and filled */
	int now;
	struct search_worker {
		struct search_cutter *cutter;
		struct arena *scratch;
	} * workers;
};

/* --- looking for what differs --- */

static int
known_cmp(const void *x, const void *y)
{
	const struct known *a = x, *b = y;
	int by = text_cmp(a->address, b->address);

	return by != 0 ? by : a->problem - b->problem;
}

struct known_list {
	struct known *v;
	size_t n, room;
};

static bool
load_known(struct refresh *r, struct arena *a, int64_t unit, struct known_list *out, struct err *e)
{
	struct query q;

	query_start(r->build->g.store, &q,
	    "select id, address, problem, source from search_page where unit = ?1", e);
	query_bind_int(&q, 1, unit);
	while (query_row(&q))
		*ARENA_PUSH(a, out) = (struct known){ .id = query_int(&q, 0),
			.address = query_text(&q, a, 1),
			.problem = query_int(&q, 2) != 0,
			.source = (uint64_t)query_int(&q, 3) };
	if (out->n > 1)
		qsort(out->v, out->n, sizeof *out->v, known_cmp);
	return query_end(&q);
}

/* Whether the row stands and is of that source; *id is it. */
static bool
is_known(
    const struct known_list *l, struct text address, bool problem, uint64_t source, int64_t *id)
{
	struct known key = { .address = address, .problem = problem };
	struct known *k = l->n > 0 ? bsearch(&key, l->v, l->n, sizeof *l->v, known_cmp) : NULL;

	*id = k != NULL ? k->id : 0;
	if (k == NULL)
		return false;
	k->seen = true;
	return k->source == source;
}

static void
hash_text(struct buf *b, struct text t)
{
	buf_text(b, t);
	buf_char(b, '\0');
}

static bool
look_at_documents(struct refresh *r, struct look *look, const struct unit *u,
    const struct known_list *known, struct err *e)
{
	const struct site *site = r->build->g.site;
	struct arena *a = look->arena;
	struct buf b = BUF_INIT;
	struct query q;

	query_start(r->build->g.store, &q,
	    "select id, address, type_name, model from document where unit = ?1 and model is not "
	    "null and state = 'published' order by address",
	    e);
	query_bind_int(&q, 1, u->id + 1);
	while (query_row(&q)) {
		struct todo t = { .document = query_int(&q, 0) };
		struct text address = query_text(&q, a, 1);
		bool same = true;
		buf_clear(&b);
		buf_fmt(&b, "%llx %llx ", (unsigned long long)r->build->groups.words,
		    (unsigned long long)query_int(&q, 3));
		hash_text(&b, u->name);
		hash_text(&b, u->name_mn);
		hash_text(&b, query_peek(&q, 2));
		t.source = hash64(buf_view(&b));
		for (size_t l = 0; l < site->nlanguages; l++) {
			struct text path = text_concat(
			    a, TEXTS(lang_code(site->languages[l]), T("/"), address, T(".html")));
			same = is_known(known, path, false, t.source, &t.row[site->languages[l]]) &&
			    same;
		}
		if (!same)
			*ARENA_PUSH(a, look) = t;
	}
	buf_release(&b);
	return query_end(&q);
}

static uint64_t
entry_source(const struct search_entry *s, uint64_t words, struct buf *b)
{
	const struct text texts[] = { s->address, s->title, s->summary, s->body, s->label, s->day,
		s->sign, s->mark, s->mark_class };

	buf_clear(b);
	buf_fmt(b, "%llx %d-%d-%d ", (unsigned long long)words, s->date.year, s->date.month,
	    s->date.day);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		hash_text(b, texts[i]);
	return hash64(buf_view(b));
}

static bool
look_at_problems(struct refresh *r, struct look *look, const struct unit *u,
    const struct known_list *known, struct err *e)
{
	struct build *build = r->build;
	struct view v = { .site = build->g.site,
		.store = build->g.store,
		.edition = build->options->edition,
		.as_of = build->g.as_of };
	struct search_entry *entries;
	struct buf b = BUF_INIT;
	size_t n;
	bool ok = view_search_problems(&v, look->arena, u->id + 1, &entries, &n, e);

	for (size_t i = 0; i < n && ok; i++) {
		struct todo t = { .entry = entries[i],
			.source = entry_source(&entries[i], build->groups.words, &b) };
		if (!is_known(known, t.entry.address, true, t.source, &t.row[0]))
			*ARENA_PUSH(look->arena, look) = t;
	}
	buf_release(&b);
	return ok;
}

static bool
look_at_unit(struct refresh *r, struct look *look, int64_t unit, struct err *e)
{
	const struct unit *u = r->build->g.site->units[unit - 1];
	struct known_list known = { 0 };

	if (!load_known(r, look->arena, unit, &known, e) ||
	    !look_at_documents(r, look, u, &known, e) || !look_at_problems(r, look, u, &known, e))
		return false;
	for (size_t i = 0; i < known.n; i++)
		if (!known.v[i].seen && !search_drop(r->update, known.v[i].id, e))
			return false;
	return true;
}

static void
drop_oldest(struct refresh *r)
{
	struct look *l = r->oldest;

	r->oldest = l->newer;
	arena_free(l->arena);
	free(l);
}

/* Units until a batch is full. */
static bool
look_at_more(struct refresh *r, size_t most, struct err *e)
{
	struct look *l = mem_alloc(sizeof *l);

	l->arena = arena_new();
	*(r->look != NULL ? &r->look->newer : &r->oldest) = l;
	r->look = l;
	while (l->n < most && r->unit < r->nunits)
		if (!look_at_unit(r, l, r->units[r->unit++], e))
			return false;
	l->left = l->n;
	return true;
}

/* --- batches --- */

static bool
load_tree(struct refresh *r, struct batch *b, struct search_slot *s, struct err *e)
{
	struct query q;

	query_start(r->build->g.store, &q, "select tree from model where document = ?1", e);
	query_bind_int(&q, 1, s->todo->document);
	if (query_row(&q))
		s->tree = query_text(&q, b->arenas[r->build->jobs], 0);
	return query_end(&q);
}

static bool
fill_batch(struct refresh *r, struct batch *b, struct err *e)
{
	for (int i = 0; i <= r->build->jobs; i++)
		arena_clear(b->arenas[i]);
	for (b->n = 0; b->n < BATCH; b->n++) {
		struct search_slot *s = &b->slot[b->n];
		if ((r->look == NULL || r->look->next == r->look->n) &&
		    !look_at_more(r, BATCH - b->n, e))
			return false;
		if (r->look->n == 0)
			return true;
		*s = (struct search_slot){
			.todo = &r->look->v[r->look->next++], .look = r->look, .tree = NO_TEXT
		};
		if (s->todo->document != 0 && !load_tree(r, b, s, e))
			return false;
	}
	return true;
}

static void
cut_slot(struct refresh *r, struct search_slot *s, struct search_worker *w, struct arena *a)
{
	const struct site *site = r->build->g.site;
	struct view v = { .site = site };
	struct search_entry entry = s->todo->entry;
	struct doc *d;

	if (s->todo->document == 0) {
		search_pack(w->cutter, a, &entry, &s->row[s->rows++]);
		return;
	}
	arena_clear(w->scratch);
	d = doc_unpack(w->scratch, site, s->tree);
	for (size_t l = 0; d != NULL && l < site->nlanguages; l++) {
		view_search_document(&v, w->scratch, d, site->languages[l], &entry);
		search_pack(w->cutter, a, &entry, &s->row[s->rows++]);
	}
}

static bool
store_slot(struct refresh *r, struct search_slot *s, struct err *e)
{
	for (size_t i = 0; i < s->rows; i++) {
		struct search_row *row = &s->row[i];
		row->source = s->todo->source;
		if (!search_put(r->update,
			s->todo->row[s->todo->document != 0 ? (int)row->lang : 0], row, e))
			return false;
	}
	s->look->left--;
	while (r->oldest != r->look && r->oldest->left == 0)
		drop_oldest(r);
	return true;
}

static bool
work_one(void *context, size_t i, int worker, struct err *e)
{
	struct refresh *r = context;
	struct batch *now = &r->batch[r->now], *other = &r->batch[!r->now];

	if (i > 0) {
		cut_slot(r, &now->slot[i - 1], &r->workers[worker], now->arenas[worker]);
		return true;
	}
	for (size_t k = 0; k < other->n; k++)
		if (!store_slot(r, &other->slot[k], e))
			return false;
	return fill_batch(r, other, e);
}

/* --- the whole --- */

static bool
list_units(struct refresh *r, bool all, struct err *e)
{
	struct build *b = r->build;
	struct query q;

	r->units = mem_alloc((b->g.site->nunits + 1) * sizeof *r->units);
	int64_t first = b->part != NULL ? b->part->id + 1 : 1,
		last = b->part != NULL ? part_last(b->g.site, b->part) : (int64_t)b->g.site->nunits;
	for (int64_t unit = first; all && unit <= last; unit++)
		r->units[r->nunits++] = unit;
	if (all)
		return true;
	query_start(b->g.store, &q,
	    "select unit from touched where unit between ?1 and ?2 order by unit", e);
	query_bind_int(&q, 1, first);
	query_bind_int(&q, 2, last);
	while (query_row(&q))
		r->units[r->nunits++] = query_int(&q, 0);
	return query_end(&q);
}

/* Rows of units that there are no more. */
static bool
drop_units(struct refresh *r, struct err *e)
{
	struct {
		int64_t *v;
		size_t n, room;
	} gone = { 0 };
	struct arena *a = arena_new();
	struct query q;

	query_start(r->build->g.store, &q, "select id from search_page where unit > ?1", e);
	query_bind_int(&q, 1, (int64_t)r->build->g.site->nunits);
	while (query_row(&q))
		*ARENA_PUSH(a, &gone) = query_int(&q, 0);
	bool ok = query_end(&q);
	for (size_t i = 0; i < gone.n && ok; i++)
		ok = search_drop(r->update, gone.v[i], e);
	arena_free(a);
	return ok;
}

static void
refresh_open(struct refresh *r)
{
	int jobs = r->build->jobs;

	r->workers = mem_alloc((size_t)jobs * sizeof *r->workers);
	for (int i = 0; i < jobs; i++)
		r->workers[i] = (struct search_worker){ search_cutter_new(), arena_new() };
	for (int h = 0; h < 2; h++) {
		r->batch[h].arenas = mem_alloc((size_t)(jobs + 1) * sizeof *r->batch[h].arenas);
		for (int i = 0; i <= jobs; i++)
			r->batch[h].arenas[i] = arena_new();
	}
}

static void
refresh_close(struct refresh *r)
{
	while (r->oldest != NULL)
		drop_oldest(r);
	for (int h = 0; h < 2; h++) {
		for (int i = 0; i <= r->build->jobs; i++)
			arena_free(r->batch[h].arenas[i]);
		free(r->batch[h].arenas);
	}
	for (int i = 0; i < r->build->jobs; i++) {
		search_cutter_free(r->workers[i].cutter);
		arena_free(r->workers[i].scratch);
	}
	free(r->workers);
	free(r->units);
}

static bool
refresh_run(struct refresh *r, struct err *e)
{
	bool ok = fill_batch(r, &r->batch[0], e);

	while (ok && (r->batch[0].n > 0 || r->batch[1].n > 0)) {
		ok = pool_run(r->batch[r->now].n + 1, r->build->jobs, work_one, r, e);
		r->now = !r->now;
	}
	return ok;
}

static bool
refresh(struct refresh *r, bool all, struct search_scope scope, struct err *e)
{
	r->update = search_update_start(r->build->g.store,
	    r->build->jobs > 1 ? r->build->g.index_path.p : NULL, r->build->jobs, scope);
	bool ok = list_units(r, all, e) && (!all || drop_units(r, e)) && refresh_run(r, e);
	if (r->build->part == NULL)
		return search_update_end(r->update, ok ? e : NULL);
	search_update_end(r->update, NULL);
	return ok;
}

bool
searched_refresh(struct build *b, bool all, struct search_scope scope, struct err *e)
{
	struct refresh r = { .build = b };
	bool ok;

	if (!store_begin(b->g.store, e))
		return false;
	refresh_open(&r);
	ok = refresh(&r, all, scope, e);
	refresh_close(&r);
	if (!ok) {
		store_rollback(b->g.store);
		return false;
	}
	return store_commit(b->g.store, e);
}
