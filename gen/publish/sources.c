/* SPDX-License-Identifier: MIT */
/*
 * Which documents must be read again. The index remembers for each document the files it was made
 * from: its source, its versions, what it links. A document is the same when all of them have the
 * size, times and inode that are remembered, unless one was changed in the very moment in which it
 * was last looked at (git's rule for racy times: then it is simply read again). What governs
 * reading is one hash: the program's version, the edition, every configuration file of the site and
 * the built-in words and rules.
 */
#include "publish/sources.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/hash.h"
#include "publish/part.h"
#include "publish/remembered.h"

/* --- what is compared --- */

/* Files of a site come from a walk, in order of path. NULL: it is not there. */
static const struct file_stat *
stat_of(const struct site *site, struct text path)
{
	const struct file_entry *f = LIST_FIND(&site->files, &path, text_order);

	return f ? &f->stat : NULL;
}

static int
by_address(const void *x, const void *y)
{
	return text_cmp((*(const struct source *const *)x)->address,
	    (*(const struct source *const *)y)->address);
}

/* What sources_compare works with. */
struct compare {
	struct store *store;
	const struct site *site;
	struct arena *arena;
	const struct source **documents; /* by address */
	bool *dirty;                     /* parallel to documents */
	bool *known;                     /* its own source is remembered, parallel to documents */
	size_t *versions;                /* how many of its versions are remembered */
	struct text_list strangers;      /* owners of files that are no document's */
	bool *seen_unit;
	bool *joined;   /* units whose documents came with a part and are not looked for among the
			   sources; NULL: none */
	int64_t looked; /* when the tree was last looked at, ns */
};

static void
compare_init(struct compare *c, struct store *s, const struct site *site, struct arena *a)
{
	*c = (struct compare){ .store = s, .site = site, .arena = a };
	c->documents = ARENA_ARRAY(a, const struct source *, site->ndocuments + 1);
	for (size_t i = 0; i < site->ndocuments; i++)
		c->documents[i] = site->documents[i];
	qsort(c->documents, site->ndocuments, sizeof *c->documents, by_address);
	c->dirty = ARENA_ARRAY(a, bool, site->ndocuments + 1);
	c->known = ARENA_ARRAY(a, bool, site->ndocuments + 1);
	c->versions = ARENA_ARRAY(a, size_t, site->ndocuments + 1);
	c->seen_unit = ARENA_ARRAY(a, bool, site->nunits + 1);
	if (site->scope == NULL || site->scope->below)
		return;
	c->joined = ARENA_ARRAY(a, bool, site->nunits + 1);
	for (size_t i = 0; i < site->nunits; i++)
		c->joined[i] = !site_reads(site, site->units[i]);
}

/* Place in documents, or SIZE_MAX. */
static size_t
find_document(const struct compare *c, struct text address)
{
	struct source key = { .address = address };
	const struct source *k = &key;
	const struct source **found =
	    bsearch(&k, c->documents, c->site->ndocuments, sizeof *c->documents, by_address);

	return found ? (size_t)(found - c->documents) : SIZE_MAX;
}

/* Addresses that a query tells are read again. */
static bool
mark_dirty(struct compare *c, struct query *q)
{
	while (query_row(q)) {
		size_t d = find_document(c, query_peek(q, 0));
		if (d != SIZE_MAX)
			c->dirty[d] = true;
	}
	return query_end(q);
}

/* --- comparing --- */

static bool
same_file(const struct compare *c, const struct file_stat *now, struct query *q)
{
	if (!now)
		return query_int(q, 2) == -1;
	return query_int(q, 2) == now->size && query_int(q, 3) == now->mtime_ns &&
	    query_int(q, 4) == now->ctime_ns && query_int(q, 5) == (int64_t)now->inode &&
	    now->ctime_ns < c->looked - ROWS_RACY_NS;
}

/* A version's path is the document's address and something behind a dot. */
static bool
is_version_of(const struct source *f, struct text path)
{
	for (const struct source *v = f->versions; v != NULL; v = v->next_version)
		if (text_eq(v->path, path))
			return true;
	return false;
}

static bool
compare_files(struct compare *c, struct err *e)
{
	struct query q;

	query_start(c->store, &q, "select path, owner, size, mtime, ctime, inode from source", e);
	while (query_row(&q)) {
		size_t d = find_document(c, query_peek(&q, 1));
		if (d == SIZE_MAX) {
			struct text owner = query_peek(&q, 1);
			struct text_list *l = &c->strangers;

			if (c->joined == NULL && (l->n == 0 || !text_eq(l->v[l->n - 1], owner)))
				text_list_add(c->arena, l, text_copy(c->arena, owner));
			continue;
		}
		struct text path = query_peek(&q, 0);
		if (!same_file(c, stat_of(c->site, path), &q))
			c->dirty[d] = true;
		if (text_eq(path, c->documents[d]->path))
			c->known[d] = true;
		else if (is_version_of(c->documents[d], path))
			c->versions[d]++;
	}
	for (size_t i = 0; i < c->site->ndocuments; i++) {
		size_t n = 0;
		for (const struct source *v = c->documents[i]->versions; v; v = v->next_version)
			n++;
		c->dirty[i] |= !c->known[i] || c->versions[i] != n;
	}
	return query_end(&q);
}

static void
add_unit(struct compare *c, struct source_changes *out, size_t unit)
{
	if (unit >= c->site->nunits || c->seen_unit[unit])
		return;
	c->seen_unit[unit] = true;
	out->units[out->nunits++] = (int)unit;
}

static bool
find_gone(struct compare *c, struct source_changes *out, struct err *e)
{
	struct query q;

	query_start(c->store, &q, "select address, unit from document order by address", e);
	while (query_row(&q)) {
		size_t unit = (size_t)(query_int(&q, 1) - 1);
		bool joined = c->joined && unit < c->site->nunits && c->joined[unit];
		if (joined || find_document(c, query_peek(&q, 0)) != SIZE_MAX)
			continue;
		text_list_add(c->arena, &out->gone, query_text(&q, c->arena, 0));
		add_unit(c, out, unit);
	}
	return query_end(&q);
}

/* Those that this edition never showed stand in the register of their unit alone. */
static bool
find_lost(struct compare *c, struct source_changes *out, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && i < c->strangers.n; i++) {
		struct query q;

		query_ask(c->store, &q,
		    "select unit from face where owner = ?1 and not exists (select 1 from document "
		    "where address = ?1) limit 1",
		    VALUES(V(c->strangers.v[i])), e);
		if (query_row(&q)) {
			text_list_add(c->arena, &out->gone, c->strangers.v[i]);
			add_unit(c, out, (size_t)(query_int(&q, 0) - 1));
		}
		ok = query_end(&q);
	}
	return ok;
}

/* Documents that were in the future the last time may have come of age (D107), and the other way
 * round when --date goes back. */
static bool
future_moved(struct compare *c, const struct build_options *o, bool *moved, struct err *e)
{
	struct query q;
	struct text last = NO_TEXT, today = date_iso(c->arena, o->today);

	*moved = false;
	if (!fact_get(c->store, T("today"), c->arena, &last, e))
		return false;
	if (last.n == 0 || text_eq(last, today))
		return true;
	query_ask(c->store, &q, "select 1 from document where date > min(?1, ?2) limit 1",
	    VALUES(V(last), V(today)), e);
	*moved = query_row(&q);
	return query_end(&q);
}

/* A link that led nowhere, or to a picture that could not be decoded, may be good now: its
 * documents are read again when files came or went, or one that is no text changed. */
static struct text
names_hash(const struct site *site, struct arena *a)
{
	struct buf b = BUF_INIT;
	struct text hash;

	for (size_t i = 0; i < site->files.n; i++) {
		const struct file_entry *f = &site->files.v[i];
		struct text ext = path_ext(f->path);
		buf_text(&b, f->path);
		if (!f->stat.is_dir && !text_eq_nocase(ext, T(".md")) &&
		    !text_eq_nocase(ext, T(".txt")))
			buf_fmt(
			    &b, " %lld %lld", (long long)f->stat.size, (long long)f->stat.ctime_ns);
		buf_char(&b, '\n');
	}
	hash = text_fmt(a, "%016llx", (unsigned long long)hash64(buf_view(&b)));
	buf_release(&b);
	return hash;
}

static bool
compare_broken_links(struct compare *c, struct err *e)
{
	struct text names = NO_TEXT;
	struct query q;

	if (!fact_get(c->store, T("names"), c->arena, &names, e))
		return false;
	if (text_eq(names, names_hash(c->site, c->arena)))
		return true;
	query_start(c->store, &q,
	    "select distinct d.address from finding f join document d on d.id = f.document where "
	    "f.code = 'F009'",
	    e);
	return mark_dirty(c, &q);
}

/* A copy of a meeting may be none any more when anything of its unit changed: copies.c starts anew.
 */
static bool
compare_copies(struct compare *c, const struct source_changes *changes, struct err *e)
{
	bool *changed = ARENA_ARRAY(c->arena, bool, c->site->nunits + 1), ok = true;

	for (size_t i = 0; i < changes->nunits; i++)
		changed[changes->units[i]] = true;
	for (size_t i = 0; i < c->site->ndocuments; i++)
		changed[c->documents[i]->unit->id] |= c->dirty[i];
	for (size_t i = 0; ok && !changes->whole && i < c->site->nunits; i++) {
		struct query q;

		if (!changed[i])
			continue;
		query_ask(c->store, &q,
		    "select d.address from finding f join document d on d.id = f.document"
		    " where f.unit = ?1 and f.stage = 'read' and f.code = 'F013'",
		    VALUES(V((int64_t)i + 1)), e);
		ok = mark_dirty(c, &q);
	}
	return ok;
}

static void
list_todo(struct compare *c, struct source_changes *out)
{
	const struct site *site = c->site;

	out->todo = ARENA_ARRAY(c->arena, const struct source *, site->ndocuments + 1);
	for (size_t i = 0; i < site->ndocuments; i++) {
		const struct source *f = site->documents[i];
		if (!out->whole && !c->dirty[find_document(c, f->address)])
			continue;
		out->todo[out->ntodo++] = f;
		add_unit(c, out, (size_t)f->unit->id);
	}
	if (out->ntodo > 1)
		qsort(out->todo, out->ntodo, sizeof *out->todo, todo_order);
	for (size_t i = 0; out->whole && i < site->nunits; i++)
		if (site_reads(site, site->units[i]))
			add_unit(c, out, i);
}

bool
sources_compare(struct store *s, const struct site *site, const struct build_options *o,
    struct arena *a, struct source_changes *out, struct err *e)
{
	struct compare c;
	struct text governing = NO_TEXT, as_of = NO_TEXT, looked = NO_TEXT;
	bool moved = false;

	if (site->scope == NULL && !joined_check(s, site, a, e))
		return false;
	compare_init(&c, s, site, a);
	out->looked = clock_ns();
	out->units = ARENA_ARRAY(a, int, site->nunits + 1);
	if (!fact_get(s, T("governing"), a, &governing, e) ||
	    !fact_get(s, T("as_of"), a, &as_of, e) || !fact_get(s, T("looked"), a, &looked, e) ||
	    !future_moved(&c, o, &moved, e))
		return false;
	date_parse_iso(as_of, &out->last_as_of);
	c.looked = looked.n > 0 ? strtoll(looked.p, NULL, 10) : 0;
	out->whole = moved || !text_eq(governing, governing_hash(site, o, a)) ||
	    governing_racy(site, c.looked);
	if (!compare_files(&c, e) || !compare_broken_links(&c, e) || !find_gone(&c, out, e) ||
	    !find_lost(&c, out, e) || !compare_copies(&c, out, e))
		return false;
	list_todo(&c, out);
	bool *concerned = ARENA_ARRAY(a, bool, site->nunits + 1);

	if (!faces_spread(s, site, a, out, concerned, e))
		return false;
	for (size_t i = 0; i < site->nunits; i++)
		if (concerned[i])
			add_unit(&c, out, i);
	return true;
}

/* --- remembering --- */

static bool
remember_file(
    struct store *s, struct text path, struct text owner, const struct file_stat *st, struct err *e)
{
	return store_do(s,
	    "insert or replace into source (path, owner, size, mtime, ctime, inode) values (?1, "
	    "?2, ?3, ?4, ?5, ?6)",
	    VALUES(V(path), V(owner), V(st != NULL ? st->size : -1),
		V(st != NULL ? st->mtime_ns : 0), V(st != NULL ? st->ctime_ns : 0),
		V(st != NULL ? (int64_t)st->inode : 0)),
	    e);
}

static bool
forget_owner(struct store *s, struct text owner, struct err *e)
{
	return store_do(s, "delete from source where owner = ?1", VALUES(V(owner)), e);
}

bool
sources_remember_document(struct store *s, const struct site *site, const struct source *f,
    bool read, const struct text_list *links, struct err *e)
{
	/* Who had it open may have closed it, which no stat tells: one that could not be read never
	 * is as it was, nor gone (-1). */
	static const struct file_stat never = { .size = -2 };

	if (!forget_owner(s, f->address, e) ||
	    !remember_file(s, f->path, f->address, read ? &f->stat : &never, e))
		return false;
	for (const struct source *v = f->versions; v != NULL; v = v->next_version)
		if (!remember_file(s, v->path, f->address, &v->stat, e))
			return false;
	for (size_t i = 0; i < links->n; i++)
		if (!text_eq(links->v[i], f->path) && !is_version_of(f, links->v[i]) &&
		    !remember_file(s, links->v[i], f->address, stat_of(site, links->v[i]), e))
			return false;
	return true;
}

static bool
store_run_unit(struct store *s, const char *sql, size_t unit, struct err *e)
{
	return store_do(s, sql, VALUES(V((int64_t)unit + 1)), e);
}

/* Of documents whose units are read here; those that were joined keep theirs. */
static bool
forget_read(struct store *s, const struct site *site, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && i < site->nunits; i++) {
		if (!site_reads(site, site->units[i]))
			continue;
		ok = store_run_unit(s,
			 "delete from source where owner in (select address from document where "
			 "unit = ?1)",
			 i, e) &&
		    store_run_unit(s, "delete from face where unit = ?1", i, e) &&
		    store_run_unit(s, "delete from spoken_of where unit = ?1", i, e);
	}
	return ok;
}

bool
sources_forget(
    struct store *s, const struct site *site, const struct source_changes *changes, struct err *e)
{
	if (changes->whole)
		return site->scope != NULL && !site->scope->below
		    ? forget_read(s, site, e)
		    : store_run(s, "delete from source", e) &&
			store_run(s, "delete from face", e) &&
			store_run(s, "delete from spoken_of", e);
	for (size_t i = 0; i < changes->gone.n; i++)
		if (!forget_owner(s, changes->gone.v[i], e) ||
		    !faces_forget(s, changes->gone.v[i], e) ||
		    !spoken_forget(s, changes->gone.v[i], e))
			return false;
	return true;
}

bool
sources_remember(struct store *s, const struct site *site, const struct build_options *o,
    struct date as_of, const struct source_changes *changes, struct err *e)
{
	struct arena *a = arena_new();
	bool ok =
	    (site->scope != NULL ||
		store_run(s, "delete from fact where key >= 'joined:' and key < 'joined;'", e)) &&
	    fact_set(s, T("names"), names_hash(site, a), e) &&
	    fact_set(s, T("governing"), governing_hash(site, o, a), e) &&
	    fact_set(s, T("as_of"), date_iso(a, as_of), e) &&
	    fact_set(s, T("today"), date_iso(a, o->today), e) &&
	    fact_set(s, T("looked"), text_fmt(a, "%lld", (long long)changes->looked), e);

	arena_free(a);
	return ok;
}
