/* SPDX-License-Identifier: MIT */
/* The door: what an edition may show. Sites and documents behind it hold nothing else. */
#ifndef LIHUI_DOOR_PUBLIC_H
#define LIHUI_DOOR_PUBLIC_H

#include "lihui/doc.h"

enum edition { EDITION_PUBLIC, EDITION_INTERNAL };

/*
 * The door (door/door.c). Turns the model into what the edition may show, in place, once: hidden
 * words, numbers of X801-803 (both editions), and for the public one names of those without office,
 * reasons of absence, and of records nothing but outcomes unless 公开: 全文. Clears what must not
 * be stored, d->text included. Findings are masked as well. False for a document that the edition
 * does not have at all (公开: 否).
 *
 * Behind the door: a problem, task or step whose block was not kept has block == NULL; targets of
 * links and pictures are external addresses, "#place", a path below the content, or "" when there
 * is nothing to lead to. Of a document that is held, a draft or withdrawn the public edition has
 * its facts and its numbers, no text.
 */
bool door_pass(struct doc *d, enum edition edition);
/*
 * One person, one face. Whom a document names, how, and what it hides counts in all documents of
 * its unit: door_pass and the checks go by d->faces, when it is set. Names stand there as hashes,
 * so that an index which keeps them tells none.
 */
enum face_kind {
	FACE_PRIVATE,
	FACE_ROLE,   /* on a list with a role that is no office */
	FACE_OFFICE, /* in office at the document's date */
	FACE_HIDDEN
};
struct face {
	uint64_t hash;
	enum face_kind kind;
	struct date date;
	uint8_t length; /* characters */
};
struct face_list {
	struct face *v;
	size_t n, room;
};
/* Whom a document names, on its lists and in its text, and how the public edition sees them. Before
 * the door; texts are the document's. */
struct person_told {
	struct text name;
	const struct text_list *roles; /* as its list gives them; NULL for names in the text */
	enum face_kind kind;
	bool guessed; /* masked because it may be a name (X809) */
};
struct person_told_list {
	struct person_told *v;
	size_t n, room;
};
void persons_told(struct doc *d, struct person_told_list *out);
/* In the document's arena, in order. Before the door. */
void faces_read(struct doc *d, struct face_list *out);
int face_cmp(const void *a, const void *b); /* of struct face */
/* Sorts all and keeps it. */
const struct unit_register *register_make(struct arena *a, struct face_list *all);
/* Adds what a unit above tells to what a unit and those between tell, who know better whom they
 * name themselves; what is hidden above is hidden below. Sorts own. */
void register_above(struct arena *a, struct face_list *own, const struct face_list *above);
/* The same register, and behind it those of units that a document speaks of; all must live as long.
 */
const struct unit_register *register_with(struct arena *a, const struct unit_register *own,
    const struct unit_register *const *also, size_t n);
/* The document goes by its unit's register from now on. r must live until it is behind the door. */
void faces_join(struct doc *d, const struct unit_register *r);
/* Whether a text as typed holds a word of the register. */
bool register_touches(const struct unit_register *r, struct arena *a, struct text t);

/*
 * For a model that leaves by another road than the index (an answer, dump): hidden words and
 * numbers go under the mask as in both editions, all else stays. Not for a document that goes
 * through the door afterwards.
 */
void door_mask(struct doc *d);
/* Lines of the source of d, which has not been through the door, under the same mask. */
void door_mask_lines(struct doc *d, const struct text_list *lines, struct text *out);

/* Names of persons in the text that stand on none of its lists, before the door; found once. */
const struct name_hits *doc_prose(const struct doc *d);
enum prose_face {
	PROSE_MASKED,
	PROSE_SHOWN, /* in office, public, an author: everywhere in the document */
	PROSE_TITLE  /* inside 《》, or a public person: where it stands */
};
enum prose_face prose_face(const struct doc *d, const struct name_hit *h);

/* X805 when the file's own name tells a hidden word or the name of somebody without office: it
 * would stand in every address. */
void hidden_check_name(struct doc *d);
/* X806 for a linked file that says what its document would not, X807 for one that cannot be
 * cleaned. Before the door. */
void attachments_check(struct doc *d);

/*
 * site_load, and what units say of themselves (the bodies of _index.md) read and passed through the
 * door. A folder without site.yaml or with an unknown key in one of the configuration files is
 * ERR_USAGE with file, line and the nearest known key.
 */
struct site *site_open(const char *root, struct err *e);
/* scope must live as long as the site. Files of other units are neither listed nor looked at. */
struct site *site_open_scope(const char *root, const struct site_scope *scope, struct err *e);

/* Names in what units say of themselves, for the public edition. */
void intros_make_public(struct site *s, struct date today);
bool intro_stands(const struct unit *u);
/* The same once more for one unit, by what its documents and those above have told. */
void intro_join(struct site *s, struct unit *u, struct date today, const struct unit_register *r);

#endif
