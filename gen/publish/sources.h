/* SPDX-License-Identifier: MIT */
/* Between gather.c, which brings the index up to date, and what it asks: which sources changed,
 * which records are copies, whether the clock can be right. */
#ifndef LIHUI_PUBLISH_SOURCES_H
#define LIHUI_PUBLISH_SOURCES_H

#include "lihui/door.h"
#include "lihui/publish.h"

struct source_changes {
	bool whole; /* everything is read again: another program, configuration, edition's rules, or
		       an empty index */
	const struct source **todo; /* documents to read, a unit behind the other, those above
				       first; within a unit by path */
	size_t ntodo;
	struct text_list gone; /* addresses that have no source any more */
	int *units;            /* units that had a document put or removed */
	size_t nunits;
	struct date last_as_of; /* empty in a new index */
	int64_t looked; /* the clock of the file system when the tree was walked: newest change time
			   seen, ns */
};

/* Compares by stat; whole is set when the governing hash differs. */
bool sources_compare(struct store *s, const struct site *site, const struct build_options *o,
    struct arena *a, struct source_changes *out, struct err *e);
/* Table source: drops what is gone (or everything, when everything is read), and writes down the
 * files of a document that was read, with what it links. */
bool sources_forget(
    struct store *s, const struct site *site, const struct source_changes *c, struct err *e);
bool sources_remember_document(struct store *s, const struct site *site, const struct source *f,
    bool read, const struct text_list *links, struct err *e);
/* The facts that go with them. */
bool sources_remember(struct store *s, const struct site *site, const struct build_options *o,
    struct date as_of, const struct source_changes *c, struct err *e);

/* --- copies.c */
/* Holds back (F013) every second copy of a meeting of a unit whose documents are all in the index.
 */
bool copies_hold(const struct gathered *to, const struct build_options *o, const struct unit *u,
    const struct unit_register *r, struct err *e);

/* --- faces.c: the registers of units, which the index keeps for the next build */
/* Of two elements of todo. */
int todo_order(const void *x, const void *y);
/*
 * Documents that hold a name whose face changes with the documents to be read are to be read as
 * well. concerned, by unit->id, becomes true for their units, and for those whose introduction
 * holds one. Nothing to do when everything is read.
 */
bool faces_spread(struct store *s, const struct site *site, struct arena *a,
    struct source_changes *c, bool *concerned, struct err *e);
/* The register of a unit whose documents are all in the index, in the arena. */
bool faces_of(struct store *s, const struct unit *u, struct arena *a,
    const struct unit_register **out, struct err *e);
/* What the documents of a unit tell that are not read again; c NULL: all of them. */
bool faces_kept(struct store *s, const struct unit *u, const struct source_changes *c,
    struct arena *a, struct face_list *out, struct err *e);
bool faces_put(struct store *s, const struct source *f, const struct face_list *l, struct err *e);
bool faces_forget(struct store *s, struct text owner, struct err *e);
/* Whether a word of the register stands in a document as typed, its translations or what it links.
 */
bool document_touches(struct store *s, const struct site *site, const struct source *f,
    const struct unit_register *r, bool *touches, struct err *e);

/* --- spoken.c: documents of units above, and the villages that they speak of */
bool unit_has_below(const struct site *site, const struct unit *u);
/* Before the door. */
void spoken_read(const struct doc *d, struct arena *a, struct unit_ids *out);
bool
spoken_put(struct store *s, const struct source *f, const struct unit_ids *units, struct err *e);
bool spoken_forget(struct store *s, struct text owner, struct err *e);
bool spoken_kept(
    struct store *s, struct text owner, struct arena *a, struct unit_ids *out, struct err *e);
/* Whether any document of the unit speaks of one below. Then spoken_pass looks for its copies and
 * nobody before. */
bool spoken_any(struct store *s, const struct unit *u, bool *any, struct err *e);
/* --- spoken_faces.c: registers of villages, each made once */
struct villages {
	struct store *store;
	const struct site *site;
	struct arena *arena;
	const struct unit_register **of; /* by unit->id; NULL: not asked yet */
};
/* By what a document goes; *more: one of its villages knows a word of it. */
bool spoken_registers(struct villages *v, const struct source *f, const struct unit_register *own,
    const struct unit_register **out, bool *more, struct err *e);
/* By what a document goes: the register of its unit and those of the villages. */
bool spoken_faces(const struct gathered *to, struct arena *a, const struct source *f,
    const struct unit_register *own, const struct unit_register **out, struct err *e);
/* The same for what a unit says of itself. */
bool spoken_intro(struct store *s, const struct site *site, const struct unit *u, struct arena *a,
    const struct unit_register *own, const struct unit_register **out, struct err *e);
/* Reads a document, checks it, and puts what passes into the index. copy_of: it is held as one. */
bool document_pass(const struct gathered *to, const struct build_options *o, const struct source *f,
    const struct unit_register *faces, struct text copy_of, struct err *e);

/* --- spoken_pass.c */
/* Documents (in the order of todo) that hold a word which a village knows pass once more. again:
 * all that speak of one do, since it may have forgotten. Units whose ledgers are to be settled anew
 * become false in settled. */
bool spoken_pass(const struct gathered *to, const struct build_options *o,
    const struct source **docs, size_t n, bool again, bool *settled, struct err *e);

/* --- settling.c: behind the last document */
/* The newest date of a published document, no later than it says; today when there is none. */
bool newest_date(struct gathered *g, struct date today, struct date *out, struct err *e);
/* settled, by unit->id: its ledger is settled already. Sets to->as_of and to->changed, and writes
 * down what the next build has to look at. */
bool settle_index(struct gathered *to, const struct build_options *o, const bool *settled,
    struct arena *a, const struct source_changes *c, struct err *e);

/* --- day.c: ERR_USAGE says which day and why */
/* Before anything is read. */
bool day_check(struct store *s, const struct build_options *o, struct arena *a, struct err *e);
/* After everything was read into an index that remembered nothing. */
bool
day_check_first(struct store *s, const struct build_options *o, struct arena *a, struct err *e);
bool day_remember(struct store *s, const struct build_options *o, struct arena *a, struct err *e);

/* --- governing.c: what every page follows from besides documents */
/* A hidden file that governs how documents are read. */
bool sources_governing(struct text path);
/* The hash of it all, and whether any of it was changed in the moment in which it was looked at. */
struct text governing_hash(const struct site *site, const struct build_options *o, struct arena *a);
bool governing_racy(const struct site *site, int64_t looked);

#endif
