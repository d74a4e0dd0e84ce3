/* SPDX-License-Identifier: MIT */
/* Between receive.c, which takes pieces in and puts records out, and receive_plan.c, which settles
 * in memory what each piece becomes. */
#ifndef LIHUI_INTAKE_STAGE_H
#define LIHUI_INTAKE_STAGE_H

#include "intake/intake.h"

/* What a record becomes. */
struct planned {
	const struct unit *unit;
	struct date date;
	struct text type, path, bytes, remove; /* remove: the path it stood at under a wrong date */
	struct text before;                    /* the bytes that give way, when there are any */
	struct text before_path;
	struct text_list versions, versions_to; /* what goes with it to another path */
	struct text_list drafts; /* of the same week, made from what was not a record yet */
	struct doc *doc;         /* as read from bytes */
	struct piece *piece;
};
LIST(planned_list, planned);

struct receiver {
	const struct receive_options *o;
	struct arena *arena;
	struct gathered g;
	struct arrival_list arrivals;
	struct piece_list pieces;
	struct planned_list staged;
	struct received book;
	struct week week;
	struct err *e;
};

/* A path below the content as one to open; the bytes that stand there (e set when the disk failed).
 */
struct text receiver_path(struct receiver *r, struct text path);
bool receiver_exists(struct receiver *r, struct text path);
struct text receiver_read(struct receiver *r, struct text path);
/* What this run lays there, or NULL. */
struct planned *plan_at(struct receiver *r, struct text path);
/* The type that the index knows of the document at a path; "" for none. */
struct text plan_type(struct receiver *r, struct text path);
/* A translation at p->path; before: the path of the one that gives way, or "". */
void plan_beside(struct receiver *r, struct piece *p, struct text bytes, struct text before);
/* bring_translation.c: lays a translation beside its original, or says why not in p->state. */
bool translation_stage(struct receiver *r, struct piece *p);
/* bring_picture.c: lays a photograph or a recording beside its record, or says in p->state that
 * there is none. */
bool picture_stage(struct receiver *r, struct piece *p);
/* A piece that was placed, oldest first: compared with the version there is, numbered, written
 * clean, laid into r->staged and entered in the book. */
bool plan_piece(struct receiver *r, struct piece *p);

#endif
