/* SPDX-License-Identifier: MIT */
/* The small site of tests/view/site in an index in memory, for the tests of the view room. */
#ifndef VIEW_HELP_H
#define VIEW_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/check.h"
#include "lihui/view.h"

struct bed {
	struct arena *a;
	struct site *site;
	struct view view;
	struct err e;
};

static inline void
bed_must(struct bed *b, bool good)
{
	if (!good)
		fail_msg("%s", b->e.message);
}

static inline void
bed_fill(struct bed *b, struct store *st, struct date today)
{
	int units[16];

	for (size_t i = 0; i < b->site->ndocuments; i++) {
		struct doc *d = doc_read(b->site, b->site->documents[i], &b->e);

		bed_must(b, d != NULL);
		check_document(d, today);
		if (door_pass(d, EDITION_PUBLIC) || d->held)
			bed_must(b, store_put_doc(st, d, &b->e));
		doc_free(d);
	}
	for (size_t i = 0; i < b->site->nunits; i++)
		units[i] = (int)i;
	bed_must(b, store_settle(st, b->site, units, b->site->nunits, &b->e));
}

static inline int
bed_open(void **state)
{
	static const struct date as_of = { 2018, 2, 20 };
	struct bed *b = mem_alloc(sizeof *b);
	struct store *st;

	*state = b;
	b->a = arena_new();
	b->site = site_open("tests/view/site", &b->e);
	bed_must(b, b->site != NULL);
	st = store_open(":memory:", &b->e);
	bed_must(
	    b, st != NULL && store_begin(st, &b->e) && store_put_site(st, b->site, as_of, &b->e));
	bed_fill(b, st, as_of);
	bed_must(b, store_commit(st, &b->e));
	b->view = (struct view){
		.site = b->site, .store = st, .edition = EDITION_PUBLIC, .as_of = as_of
	};
	return 0;
}

static inline int
bed_close(void **state)
{
	struct bed *b = *state;

	store_close(b->view.store);
	site_close(b->site);
	arena_free(b->a);
	free(b);
	return 0;
}

/* Row of the index of a unit or document. */
static inline int64_t
bed_unit(struct bed *b, const char *path)
{
	const struct unit *u = site_unit(b->site, text_of(path));

	assert_non_null(u);
	return u->id + 1;
}

static inline int64_t
bed_document(struct bed *b, const char *address)
{
	struct query q;
	int64_t id = 0;

	query_start(b->view.store, &q, "select id from document where address = ?1", &b->e);
	query_bind_text(&q, 1, text_of(address));
	if (query_row(&q))
		id = query_int(&q, 0);
	bed_must(b, query_end(&q));
	assert_true(id > 0);
	return id;
}

/* The output at a path, or NULL. */
static inline const struct output *
bed_output(struct bed *b, const char *path)
{
	struct output_list *l = arena_alloc(b->a, sizeof *l);

	bed_must(b, view_outputs(&b->view, b->a, l, &b->e));
	for (size_t i = 0; i < l->n; i++)
		if (text_eq(l->v[i].path, text_of(path)))
			return &l->v[i];
	return NULL;
}

#endif
