/* SPDX-License-Identifier: MIT */
/*
 * What the files of the door say to each other: door.c (the order of things), names.c (who becomes 王某), place.c (where things stood), disclose.c (people and findings
 * for the public), outcome.c (nothing but outcomes), hidden.c (the words that the author hides).
 */
#ifndef LIHUI_DOOR_H
#define LIHUI_DOOR_H

#include "lihui/doc.h"
#include "veil.h"

/* Collects the words of 【隐：…】 from a source text into out, and puts X805 for a mark left open. */
void hidden_read(const struct doc *d, struct text t, struct diag_sink *sink, struct text_list *out);
/* X805 when the file's own name tells a hidden word or the name of somebody without office: it would stand in every address. */
void hidden_check_name(struct doc *d);
/* A page of the site (the manual): marks in code are quoted there. */
bool hidden_is_page(const struct doc *d);

/* Adds every word that must not show to the veil and gives each person, in the model and its versions, what is shown of the name. */
void names_veil(struct doc *d, struct veil *v, enum edition edition);

/* Keeps line, column and veiled line of what later findings may point at, and lays the veil over the lines of the findings there are. Needs d->text. */
void places_keep(struct doc *d, struct veil *v, enum edition edition);

/* People as counts and office-holders, no reasons of absence. whole: 公开: 全文, which keeps the lists. After the veil. */
void disclose_people(struct doc *d, bool whole);
/* Findings without source lines and without what X804 saw. */
void disclose_findings(struct doc *d);
/* Leaves of a document its facts and numbers. texts: its title and 撤回 stay too. */
void disclose_shell(struct doc *d, bool texts);

/* Replaces the bodies of a record and its versions by what was decided. After the veil. */
void outcome_read(struct doc *d);

/*
 * No link of the document or its versions leads to a sign-in sheet. Before the veil, for the
 * public edition.
 */
void signin_withhold(struct doc *d);
/* Keeps of the attachments what a page of the edition leads to, see shown.c. After everything. */
void attachments_settle(struct doc *d);

/* --- intro.c ------------------------------------------------------------------------------------------------------------------------- */
/* Hidden words, numbers and links of what the units' _index.md say. Called once by site_open, last. */
void door_units(struct site *s);

/* --- attachment.c -------------------------------------------------------------------------------------------------------------------- */
/* Where a relative target leads, below the content; false when it is no path or leaves the site. */
bool attachment_path(struct arena *a, const struct doc *d, struct text target, struct text *path);
/* http, https, mailto, tel; other schemes lead nowhere. scheme: it has one at all. */
bool attachment_external(struct text target, bool *scheme);

#endif
