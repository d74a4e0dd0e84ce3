/* SPDX-License-Identifier: MIT */
/*
 * The rows of what the browser's search finds, brought up to date: of each unit that was touched
 * its documents and problems are compared with the rows by a hash of what they are made from, and
 * only those that differ are unpacked and cut: by all processors, some hundred at a time.
 *
 * Rows of an index belong to units, not to an output: with --only, too, every unit's are kept. A
 * part makes the rows of its own units and nothing of them: it is the join that makes lists of the
 * rows of all.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/hash.h"
#include "lihui/pool.h"
#include "publish/build.h"
#include "publish/part.h"

#define BATCH 256 /* documents or pages of problems that are cut at once: some 2 MB */

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
	struct text tree;          /* of a document */
	struct search_entry entry; /* of a problem */
	uint64_t source;
	int64_t row[LANG_COUNT]; /* to be replaced; 0: new. Of a problem's page the first */
	struct search_row cut[LANG_COUNT];
	size_t ncut;
};

struct refresh {
	struct build *build;
	struct search_update *update;
	struct arena *arena; /* of the units that are looked at */
	struct {
		struct todo *v;
		size_t n, room;
	} todo;
	size_t from; /* todo that are not cut yet begin here */
	struct search_worker {
		struct search_cutter *cutter;
		struct arena *arena, *scratch; /* of the rows; of one document */
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

LIST(known_list, known);

/* Whether the row stands and is of that source; *id is it. */
static bool
is_known(
    const struct known_list *l, struct text address, bool problem, uint64_t source, int64_t *id)
{
	struct known key = { .address = address, .problem = problem };
	struct known *k = LIST_FIND(l, &key, known_cmp);

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
look_at_documents(
    struct refresh *r, const struct unit *u, const struct known_list *known, struct err *e)
{
	const struct site *site = r->build->g.site;
	struct arena *a = r->arena;
	struct buf b = BUF_INIT;
	struct query q;

	query_ask(r->build->g.store, &q,
	    "select id, address, type_name, model from document where unit = ?1 and model is not "
	    "null and state = 'published' order by address",
	    VALUES(V(u->id + 1)), e);
	while (query_row(&q)) {
		struct todo t = { .document = query_int(&q, 0) };
		struct text address = query_text(&q, a, 1);
		bool same = true;
		buf_clear(&b);
		buf_fmt(&b, "%llx %llx ", (unsigned long long)r->build->groups.words,
		    (unsigned long long)query_int(&q, 3));
		hash_text(&b, u->name);
		hash_text(&b, u->name_in);
		hash_text(&b, query_peek(&q, 2));
		t.source = hash64(buf_view(&b));
		for (size_t l = 0; l < site->nlanguages; l++) {
			struct text path = text_concat(
			    a, TEXTS(lang_code(site->languages[l]), T("/"), address, T(".html")));
			same = is_known(known, path, false, t.source, &t.row[site->languages[l]]) &&
			    same;
		}
		if (!same)
			*ARENA_PUSH(a, &r->todo) = t;
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
	buf_fmt(b, "%llx %d %d-%d-%d ", (unsigned long long)words, s->rank, s->date.year,
	    s->date.month, s->date.day);
	for (size_t i = 0; i < COUNT(texts); i++)
		hash_text(b, texts[i]);
	return hash64(buf_view(b));
}

static bool
look_at_problems(
    struct refresh *r, const struct unit *u, const struct known_list *known, struct err *e)
{
	struct build *build = r->build;
	struct view v = { .site = build->g.site,
		.store = build->g.store,
		.edition = build->options->edition,
		.as_of = build->g.as_of };
	struct search_entry *entries;
	struct buf b = BUF_INIT;
	size_t n;
	bool ok = view_search_problems(&v, r->arena, u->id + 1, &entries, &n, e);

	for (size_t i = 0; i < n && ok; i++) {
		struct todo t = { .entry = entries[i],
			.source = entry_source(&entries[i], build->groups.words, &b) };
		if (!is_known(known, t.entry.address, true, t.source, &t.row[0]))
			*ARENA_PUSH(r->arena, &r->todo) = t;
	}
	buf_release(&b);
	return ok;
}

static bool
look_at_unit(struct refresh *r, int64_t unit, struct err *e)
{
	const struct unit *u = r->build->g.site->units[unit - 1];
	struct known_list known = { 0 };

	struct query q;

	query_ask(r->build->g.store, &q,
	    "select id, address, problem, source from search_page where unit = ?1", VALUES(V(unit)),
	    e);
	while (query_row(&q))
		*ARENA_PUSH(r->arena, &known) = (struct known){ .id = query_int(&q, 0),
			.address = query_text(&q, r->arena, 1),
			.problem = query_int(&q, 2) != 0,
			.source = (uint64_t)query_int(&q, 3) };
	LIST_SORT(&known, known_cmp);
	if (!query_end(&q) || !look_at_documents(r, u, &known, e) ||
	    !look_at_problems(r, u, &known, e))
		return false;
	for (size_t i = 0; i < known.n; i++)
		if (!known.v[i].seen && !search_drop(r->update, known.v[i].id, e))
			return false;
	return true;
}

/* --- cutting --- */

static bool
cut_one(void *context, size_t i, int worker, struct err *e)
{
	struct refresh *r = context;
	struct search_worker *w = &r->workers[worker];
	struct todo *t = &r->todo.v[r->from + i];
	const struct site *site = r->build->g.site;
	struct view v = { .site = site };
	struct search_entry entry;
	struct doc *d;

	(void)e;
	if (t->document == 0) {
		search_pack(w->cutter, w->arena, &t->entry, &t->cut[t->ncut++]);
		return true;
	}
	arena_clear(w->scratch);
	d = doc_unpack(w->scratch, site, t->tree);
	for (size_t l = 0; d != NULL && l < site->nlanguages; l++) {
		view_search_document(&v, w->scratch, d, site->languages[l], &entry);
		search_pack(w->cutter, w->arena, &entry, &t->cut[t->ncut++]);
	}
	return true;
}

/* The next n of what is to be cut, into the index. */
static bool
cut_batch(struct refresh *r, size_t n, struct err *e)
{
	struct arena *trees = arena_new();
	bool ok = true;

	for (struct todo *t = r->todo.v + r->from, *end = t + n; ok && t < end; t++) {
		struct query q;
		if (t->document == 0)
			continue;
		query_ask(r->build->g.store, &q, "select tree from model where document = ?1",
		    VALUES(V(t->document)), e);
		t->tree = query_row(&q) ? query_text(&q, trees, 0) : NO_TEXT;
		ok = query_end(&q);
	}
	ok = ok && pool_run(n, r->build->jobs, cut_one, r, e);
	for (struct todo *t = r->todo.v + r->from, *end = t + n; ok && t < end; t++)
		for (size_t i = 0; i < t->ncut && ok; i++) {
			t->cut[i].source = t->source;
			ok = search_put(r->update,
			    t->row[t->document != 0 ? (int)t->cut[i].lang : 0], &t->cut[i], e);
		}
	for (int i = 0; i < r->build->jobs; i++)
		arena_clear(r->workers[i].arena);
	arena_free(trees);
	r->from += n;
	return ok;
}

static bool
cut_all(struct refresh *r, struct err *e)
{
	while (r->from < r->todo.n) {
		size_t left = r->todo.n - r->from;
		if (!cut_batch(r, left < BATCH ? left : BATCH, e))
			return false;
	}
	arena_clear(r->arena);
	memset(&r->todo, 0, sizeof r->todo);
	r->from = 0;
	return true;
}

/* --- the whole --- */

/* Rows of units that there are no more. */
static bool
drop_units(struct refresh *r, struct err *e)
{
	struct {
		int64_t *v;
		size_t n, room;
	} gone = { 0 };
	struct query q;

	query_ask(r->build->g.store, &q, "select id from search_page where unit > ?1",
	    VALUES(V((int64_t)r->build->g.site->nunits)), e);
	while (query_row(&q))
		*ARENA_PUSH(r->arena, &gone) = query_int(&q, 0);
	bool ok = query_end(&q);
	for (size_t i = 0; i < gone.n && ok; i++)
		ok = search_drop(r->update, gone.v[i], e);
	return ok;
}

static bool
refresh_units(struct refresh *r, bool all, struct err *e)
{
	const struct build *b = r->build;
	struct query q;
	bool ok = true;

	query_ask(b->g.store, &q,
	    all ? "select id from unit where id between ?1 and ?2 order by id"
		: "select unit from touched where unit between ?1 and ?2 order by unit",
	    VALUES(V(b->part != NULL ? b->part->id + 1 : 1),
		V(b->part != NULL ? part_last(b->g.site, b->part) : (int64_t)b->g.site->nunits)),
	    e);
	while (ok && query_row(&q)) {
		ok = look_at_unit(r, query_int(&q, 0), e);
		if (ok && r->todo.n >= BATCH)
			ok = cut_all(r, e);
	}
	return query_end(&q) && ok && cut_all(r, e);
}

bool
search_rows_refresh(struct build *b, bool all, struct search_scope scope, struct err *e)
{
	struct refresh r = { .build = b, .arena = arena_new() };
	bool ok;

	if (!store_begin(b->g.store, e)) {
		arena_free(r.arena);
		return false;
	}
	r.workers = mem_alloc((size_t)b->jobs * sizeof *r.workers);
	for (int i = 0; i < b->jobs; i++)
		r.workers[i] =
		    (struct search_worker){ search_cutter_new(), arena_new(), arena_new() };
	r.update = search_update_start(b->g.store, scope, e);
	ok = r.update != NULL && (!all || drop_units(&r, e)) && refresh_units(&r, all, e) &&
	    (b->part != NULL || search_update_end(r.update, e));
	search_update_free(r.update);
	for (int i = 0; i < b->jobs; i++) {
		search_cutter_free(r.workers[i].cutter);
		arena_free(r.workers[i].arena);
		arena_free(r.workers[i].scratch);
	}
	free(r.workers);
	arena_free(r.arena);
	if (ok)
		return store_commit(b->g.store, e);
	store_rollback(b->g.store);
	return false;
}
