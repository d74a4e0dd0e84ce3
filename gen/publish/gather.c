/* SPDX-License-Identifier: MIT */
/*
 * The front half of a build: sources -> index. Workers read documents, a unit behind the other and
 * no more than AHEAD, or a unit, ahead of what is stored, so that memory stays flat. When all of a
 * unit are read its register is complete, and they go through checks and door. Whoever finds the
 * next document of that order done and nobody storing stores it: one writer in one transaction, in
 * one order, so that the same site gives the same index on one thread or many, and no worker waits
 * for another as long as there is something to read. What only the writer can do is done on the way
 * for the same reason: a unit's ledger is settled behind its last document (those above come
 * first).
 *
 * What the next build must look at is written down in the same transaction (tables touched and
 * touched_document), because it may not be this run that builds: a check brings the index up to
 * date as well, and a build may be killed.
 *
 * A document is read again when the stat of one of its files differs from what the index remembers,
 * when a file is as young as the last look at it (git's rule for racy times), or when anything that
 * governs reading changed: the program, the configuration of the site, the day for D107.
 */
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/check.h"
#include "lihui/file.h"
#include "lihui/pool.h"
#include "lihui/progress.h"
#include "lihui/publish.h"
#include "publish/part.h"
#include "publish/remembered.h"
#include "publish/sources.h"

#define AHEAD 128 /* documents that are read and not stored yet: some 10 MB */

/* A document that was read, and what its files link: behind the door only what is shown would be
 * left of that. */
struct gather_slot {
	bool passed;
	struct doc *doc;
	struct arena *arena;
	struct text_list links;
	struct face_list faces; /* what it tells the register of its unit */
	struct unit_ids spoken; /* units below that it speaks of */
};

/* The register of a unit: what its own documents tell, while those of the units below pass, and
 * with what the units above tell, while its own do. */
struct gather_unit {
	size_t unread;
	bool asked;            /* kept is loaded */
	struct face_list kept; /* of documents that are not read again */
	struct face_list told;
	struct arena *arena;
	const struct unit_register *faces;
};

struct gather {
	const struct build_options *options;
	struct gathered *to;
	const struct source **todo;
	size_t ntodo;
	struct progress *progress;
	struct gather_slot *ring; /* document i lies in i % room */
	size_t room;
	struct gather_unit *units; /* by unit->id */
	bool *settled;             /* likewise */
	pthread_mutex_t lock;      /* for all that follows, for slot.passed and unread */
	pthread_cond_t moved;
	size_t ndrawn, npassed, nstored; /* given out to be read, to pass; in the index */
	bool storing;
	size_t failed;  /* the lowest that failed, or SIZE_MAX */
	struct err err; /* why */
};

static struct gather_slot *
slot_of(struct gather *g, size_t i)
{
	return &g->ring[i % g->room];
}

static void
slot_clear(struct gather_slot *s)
{
	doc_free(s->doc);
	arena_free(s->arena);
	*s = (struct gather_slot){ 0 };
}

static void
keep_links(struct gather_slot *s, const struct doc *d)
{
	for (size_t i = 0; i < d->attachments.n; i++)
		if (d->attachments.v[i].path.n > 0)
			text_list_add(
			    s->arena, &s->links, text_copy(s->arena, d->attachments.v[i].path));
	for (size_t i = 0; i < d->linked.n; i++)
		text_list_add(s->arena, &s->links, text_copy(s->arena, d->linked.v[i]));
}

static void
faces_add(struct arena *a, struct face_list *to, const struct face_list *more)
{
	for (size_t i = 0; i < more->n; i++)
		*ARENA_PUSH(a, to) = more->v[i];
}

static bool
read_one(struct gather *g, size_t i, struct err *e)
{
	struct doc *d = doc_read(g->to->site, g->todo[i], e);
	struct gather_slot *s = slot_of(g, i);
	struct face_list faces = { NULL, 0, 0 };

	if (d == NULL)
		return false;
	s->doc = d;
	s->arena = arena_new();
	keep_links(s, d);
	for (size_t v = 0; v < d->versions.n; v++)
		if (d->versions.v[v].read != NULL)
			keep_links(s, d->versions.v[v].read);
	faces_read(d, &faces);
	faces_add(s->arena, &s->faces, &faces);
	spoken_read(d, s->arena, &s->spoken);
	return true;
}

static bool
pass_one(struct gather *g, size_t i)
{
	struct gather_slot *s = slot_of(g, i);

	faces_join(s->doc, g->units[g->todo[i]->unit->id].faces);
	check_document(s->doc, g->options->today);
	if (!door_pass(s->doc, g->options->edition)) {
		doc_free(s->doc);
		s->doc = NULL;
	}
	progress_step(g->progress, 1);
	return true;
}

static bool
was_read(const struct doc *d)
{
	for (size_t i = 0; d != NULL && i < d->sink.list.n; i++)
		if (d->sink.list.v[i].code == DIAG_F018)
			return false;
	return true;
}

static bool
store_one(struct gather *g, size_t i, struct err *e)
{
	const struct source *f = g->todo[i];
	struct gather_slot *s = slot_of(g, i);
	struct gather_unit *u = &g->units[f->unit->id];
	bool below = unit_has_below(g->to->site, f->unit), later = false;
	bool ok = s->doc == NULL ? store_remove_doc(g->to->store, f->address, e)
				 : store_put_doc(g->to->store, s->doc, e);

	ok = ok &&
	    sources_remember_document(
		g->to->store, g->to->site, f, was_read(s->doc), &s->links, e) &&
	    faces_put(g->to->store, f, &s->faces, e) &&
	    (!below || spoken_put(g->to->store, f, &s->spoken, e));
	slot_clear(s);
	if (i + 1 < g->ntodo && g->todo[i + 1]->unit == f->unit)
		return ok;
	if (below)
		ok = ok && spoken_any(g->to->store, f->unit, &later, e);
	if (!later) {
		g->settled[f->unit->id] = true;
		ok = ok && copies_hold(g->to, g->options, f->unit, u->faces, e) &&
		    store_settle_unit(g->to->store, g->to->site, f->unit, e);
	}
	if (!below) { /* nobody asks any more */
		arena_free(u->arena);
		u->arena = NULL;
	}
	return ok;
}

/* The last document of a unit was read: what its documents tell. The lock is held. */
static void
unit_complete(struct gather *g, size_t i)
{
	const struct unit *unit = g->todo[i]->unit;
	struct gather_unit *u = &g->units[unit->id];

	u->arena = arena_new();
	faces_add(u->arena, &u->told, &u->kept);
	while (i > 0 && g->todo[i - 1]->unit == unit)
		i--;
	for (; i < g->ntodo && g->todo[i]->unit == unit; i++)
		faces_add(u->arena, &u->told, &slot_of(g, i)->faces);
}

/* Whether the documents of the unit can pass: they and those of the units above were read. The
 * lock is held. */
static bool
unit_ready(struct gather *g, const struct unit *unit)
{
	struct gather_unit *u = &g->units[unit->id];

	for (const struct unit *above = unit; above != NULL; above = above->parent)
		if (g->units[above->id].unread > 0)
			return false;
	if (u->faces != NULL)
		return true;
	struct face_list all = { NULL, 0, 0 };

	faces_add(u->arena, &all, &u->told);
	for (const struct unit *above = unit->parent; above != NULL; above = above->parent) {
		const struct gather_unit *x = &g->units[above->id];

		register_above(u->arena, &all, x->arena != NULL ? &x->told : &x->kept);
	}
	u->faces = register_make(u->arena, &all);
	return true;
}

enum turn { TURN_READ, TURN_PASS, TURN_STORE, TURN_OVER };

/* What this worker does next, and with which document; waits while there is nothing. The lock is
 * held. */
static enum turn
next_turn(struct gather *g, size_t *i)
{
	while (g->failed == SIZE_MAX && g->nstored < g->ntodo) {
		if (!g->storing && slot_of(g, g->nstored)->passed) {
			g->storing = true;
			*i = g->nstored;
			return TURN_STORE;
		}
		if (g->npassed < g->ndrawn && unit_ready(g, g->todo[g->npassed]->unit)) {
			*i = g->npassed++;
			return TURN_PASS;
		}
		if (g->ndrawn < g->ntodo &&
		    (g->ndrawn < g->nstored + AHEAD ||
			g->todo[g->ndrawn]->unit == g->todo[g->nstored]->unit)) {
			*i = g->ndrawn++;
			return TURN_READ;
		}
		pthread_cond_wait(&g->moved, &g->lock);
	}
	return TURN_OVER;
}

/* Documents are drawn in order, so the lowest that fails is the same whatever the threads do. The
 * lock is held. */
static void
turn_end(struct gather *g, enum turn turn, size_t i, bool ok, const struct err *e)
{
	if (!ok && i < g->failed) {
		g->failed = i;
		g->err = *e;
	}
	if (turn == TURN_READ) {
		if (--g->units[g->todo[i]->unit->id].unread == 0 && ok)
			unit_complete(g, i);
	} else if (turn == TURN_PASS) {
		slot_of(g, i)->passed = true;
	} else {
		g->storing = false;
		g->nstored++;
	}
	pthread_cond_broadcast(&g->moved);
}

static bool
work(void *context, size_t number, int worker, struct err *e)
{
	struct gather *g = context;
	enum turn turn;
	size_t i;

	(void)number;
	(void)worker;
	(void)e;
	pthread_mutex_lock(&g->lock);
	while ((turn = next_turn(g, &i)) != TURN_OVER) {
		struct err why = { 0 };
		bool ok;

		pthread_mutex_unlock(&g->lock);
		ok = turn == TURN_READ  ? read_one(g, i, &why)
		    : turn == TURN_PASS ? pass_one(g, i)
					: store_one(g, i, &why);
		pthread_mutex_lock(&g->lock);
		turn_end(g, turn, i, ok, &why);
	}
	pthread_mutex_unlock(&g->lock);
	return true;
}

static bool
read_all(struct gather *g, struct err *e)
{
	int jobs = pool_jobs(g->options->jobs);

	g->failed = SIZE_MAX;
	pthread_mutex_init(&g->lock, NULL);
	pthread_cond_init(&g->moved, NULL);
	pool_run((size_t)jobs, jobs, work, g, e);
	pthread_cond_destroy(&g->moved);
	pthread_mutex_destroy(&g->lock);
	for (size_t i = 0; i < g->room; i++)
		slot_clear(&g->ring[i]);
	for (size_t i = 0; i < g->to->site->nunits; i++)
		arena_free(g->units[i].arena);
	if (g->failed == SIZE_MAX)
		return true;
	*e = g->err;
	return false;
}

/* Room for the documents of the largest unit, and what the others of each unit have told. */
static bool
units_prepare(struct gather *g, struct arena *a, const struct source_changes *c, struct err *e)
{
	size_t most = 0;
	bool ok = true;

	g->units = ARENA_ARRAY(a, struct gather_unit, g->to->site->nunits + 1);
	for (size_t i = 0; ok && i < c->ntodo; i++) {
		struct gather_unit *u = &g->units[c->todo[i]->unit->id];

		u->unread++;
		for (const struct unit *x = c->todo[i]->unit; ok && x != NULL; x = x->parent) {
			struct gather_unit *above = &g->units[x->id];

			ok = c->whole || above->asked ||
			    faces_kept(g->to->store, x, c, a, &above->kept, e);
			above->asked = true;
		}
		most = u->unread > most ? u->unread : most;
	}
	g->room = AHEAD + most;
	g->ring = ARENA_ARRAY(a, struct gather_slot, g->room);
	return ok;
}

static bool
update(struct gather *g, struct arena *a, struct err *e)
{
	struct gathered *to = g->to;
	struct source_changes c = { 0 };

	if (!sources_compare(to->store, to->site, g->options, a, &c, e))
		return false;
	to->changed = c.whole || c.ntodo > 0 || c.gone.n > 0;
	to->as_of = g->options->as_of;
	if (!to->changed && !date_is(to->as_of) &&
	    !newest_date(to, g->options->today, &to->as_of, e))
		return false;
	if (!to->changed && date_cmp(to->as_of, c.last_as_of) == 0)
		return true;
	g->settled = ARENA_ARRAY(a, bool, to->site->nunits + 1);
	g->todo = c.todo;
	g->ntodo = c.ntodo;
	to->read = (int)c.ntodo;
	if (c.whole && !store_put_site(to->store, to->site, g->options->today, e))
		return false;
	if (!sources_forget(to->store, to->site, &c, e))
		return false;
	for (size_t i = 0; i < c.gone.n; i++)
		if (!store_remove_doc(to->store, c.gone.v[i], e))
			return false;
	if (!units_prepare(g, a, &c, e))
		return false;
	g->progress = progress_start(SAY("读取", "reading"), c.ntodo);
	bool ok = read_all(g, e);
	progress_end(g->progress);
	/* A join has no villages yet (join_take.c). */
	if (to->site->scope == NULL || to->site->scope->below)
		ok = ok && spoken_pass(to, g->options, c.todo, c.ntodo, false, g->settled, e);
	return ok && settle_index(to, g->options, g->settled, a, &c, e) &&
	    sources_remember(to->store, to->site, g->options, to->as_of, &c, e);
}

/* --- the index as a file --- */

static void
tell_damaged(struct text index_path)
{
	err_told(SAY("索引 %s 坏了：已经扔掉，按原文重新做",
		     "the index %s is damaged: thrown away, and made anew from the documents"),
	    index_path.p);
}

bool
gather_discard(struct text index_path, struct err *e)
{
	*e = (struct err){ 0 };
	tell_damaged(index_path);
	return store_discard(index_path.p, e);
}

void
gather_tell_past(const struct store *s, struct text index_path)
{
	enum store_past past = store_past(s);

	if (past == STORE_WAS_DAMAGED)
		tell_damaged(index_path);
	if (past == STORE_WAS_OTHER)
		err_told(
		    SAY("索引 %s 是另一版 lihui 做的：按原文重新做",
			"the index %s was made by another lihui: made anew from the documents"),
		    index_path.p);
	if (past == STORE_WAS_UNSEALED)
		err_told(SAY("索引 %s 没有做完，或是早先的 lihui 做的：按原文重新做",
			     "the index %s was not finished, or an earlier lihui made it: made "
			     "anew from the documents"),
		    index_path.p);
}

/*
 * Where the site is: by its path, which a copy on another machine has not, or by its folder,
 * which stays what it is when it is moved. Neither: the index came from elsewhere, and nothing
 * that it knows of files is of any use.
 */
struct root {
	struct text path, inode;
};

static bool
root_facts(struct gathered *to, struct arena *a, struct root *now, struct root *old, struct err *e)
{
	char whole[PATH_MAX];
	const char *path = to->site->root.p;
	struct file_stat st = { 0 };

	if (!file_stat(path, &st, e))
		return false;
	now->path = text_copy(a, realpath(path, whole) != NULL ? text_of(whole) : to->site->root);
	now->inode = text_fmt(a, "%llu", (unsigned long long)st.inode);
	return fact_get(to->store, T("root"), a, &old->path, e) &&
	    fact_get(to->store, T("root_inode"), a, &old->inode, e);
}

static bool
open_index(struct gathered *to, struct arena *a, struct err *e)
{
	struct root now, old;

	to->store = store_open(to->index_path.p, e);
	if (to->store == NULL)
		return false;
	gather_tell_past(to->store, to->index_path);
	if (!root_facts(to, a, &now, &old, e))
		return false;
	if (old.path.n == 0 || text_eq(now.path, old.path) || text_eq(now.inode, old.inode))
		return true;
	err_told(SAY("索引 %s 是别处的站点留下的：按原文重新做",
		     "the index %s came from a site elsewhere: made anew from the documents"),
	    to->index_path.p);
	store_close(to->store);
	to->store = NULL;
	return store_discard(to->index_path.p, e) &&
	    (to->store = store_open(to->index_path.p, e)) != NULL;
}

static bool
remember_root(struct gathered *to, struct arena *a, struct err *e)
{
	struct root now, old;

	if (!root_facts(to, a, &now, &old, e))
		return false;
	if (text_eq(now.path, old.path) && text_eq(now.inode, old.inode))
		return true;
	return fact_set(to->store, T("root"), now.path, e) &&
	    fact_set(to->store, T("root_inode"), now.inode, e);
}

/* --- all of it --- */

bool
gather_site(const struct build_options *o, struct arena *a, struct gathered *to, struct err *e)
{
	memset(to, 0, sizeof *to);
	to->site = site_open_scope(o->site, o->part != NULL ? part_scope(a, o->part) : o->scope, e);
	if (to->site == NULL)
		return false;
	if (o->part != NULL && part_unit(to->site, o->part) == NULL)
		return err_usage(e,
		    SAY("没有 %s 这个单位：--part 要写它的文件夹，例如 xinjiamu/xinfa",
			"there is no unit %s: --part wants its folder, as in xinjiamu/xinfa"),
		    o->part);
	if (o->edition == EDITION_PUBLIC)
		intros_make_public(to->site, o->today);
	to->index_path = part_index(a, o->part != NULL ? o->output : o->site, o->edition);
	return true;
}

static bool
bring_up(const struct build_options *o, struct arena *a, struct gathered *to, struct err *e)
{
	struct gather g = { .options = o, .to = to };
	struct text before;
	bool ok;

	to->read = 0;
	/* Nearly every page of a new index is written once: what a large cache would hold back
	 * costs more than writing it. */
	if (!open_index(to, a, e) || !store_run(to->store, "pragma cache_size = -4000", e) ||
	    !store_begin(to->store, e))
		return false;
	ok = fact_get(to->store, T("looked"), a, &before, e) && day_check(to->store, o, a, e) &&
	    update(&g, a, e) && (before.n > 0 || day_check_first(to->store, o, a, e)) &&
	    day_remember(to->store, o, a, e) && remember_root(to, a, e);
	if (ok)
		return store_commit(to->store, e);
	store_rollback(to->store);
	return false;
}

bool
gather_index(const struct build_options *o, struct arena *a, struct gathered *to, struct err *e)
{
	if (bring_up(o, a, to, e))
		return true;
	if (e->kind != ERR_DAMAGED)
		return false;
	store_close(to->store);
	to->store = NULL;
	return gather_discard(to->index_path, e) && bring_up(o, a, to, e);
}

bool
publish_gather(const struct build_options *o, struct arena *a, struct gathered *to, struct err *e)
{
	int lock = publish_lock(a, o->site, e);
	bool ok = lock >= 0 && gather_site(o, a, to, e) && gather_index(o, a, to, e);

	to->locked = lock >= 0;
	to->lock = lock;
	return ok;
}

void
gathered_close(struct gathered *g)
{
	store_close(g->store);
	site_close(g->site);
	if (g->locked)
		publish_unlock(g->lock);
	memset(g, 0, sizeof *g);
}
