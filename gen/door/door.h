/* SPDX-License-Identifier: MIT */
/*
 * What the files of the door say to each other: door.c (the order of things), names.c (who becomes
 * 王某), places.c (where things stood), public.c (people and findings for the public), outcomes.c
 * (nothing but outcomes), read/hidden.c (the words that the author hides).
 */
#ifndef LIHUI_DOOR_H
#define LIHUI_DOOR_H

#include "read/read.h"
#include "lihui/door.h"
#include "lihui/doc.h"
#include "door/mask.h"

/* Adds every word that must not show to the mask and gives each person, in the model and its
 * versions, what is shown of the name. */
void names_cover(struct doc *d, struct mask *v, enum edition edition);

/* Keeps line, column and veiled line of what later findings may point at, and lays the mask over
 * the lines of the findings there are. Needs d->text. */
void places_keep(struct doc *d, struct mask *v, enum edition edition);

/* People as counts and office-holders, no reasons of absence. whole: 公开: 全文, which keeps the
 * lists. After the mask. */
void public_people(struct doc *d, bool whole);
/* Findings without source lines and without what X804 saw. */
void public_findings(struct doc *d);
/* Leaves of a document its facts and numbers. texts: its title and 撤回 stay too. */
void public_shell(struct doc *d, bool texts);

/* Replaces the bodies of a record and its versions by what was decided. After the mask. */
void outcome_read(struct doc *d);

/*
 * No link of the document or its versions leads to a sign-in sheet. Before the mask, for the
 * public edition.
 */
void signin_withhold(struct doc *d);
/* Nor to these files: in their place stands why, a key of the catalogue. */
void links_withhold(struct doc *d, const struct text_list *paths, const char *why);
/* Nor to those that attachments_check found. */
void attachments_withhold(struct doc *d);
/* Keeps of the attachments what a page of the edition leads to, see shown.c. After everything. */
void attachments_settle(struct doc *d);

#endif
