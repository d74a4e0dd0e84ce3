/* SPDX-License-Identifier: MIT */
/* Between outcomes.c (the document) and outcomes_version.c (its versions in the other language). */
#ifndef LIHUI_OUTCOME_H
#define LIHUI_OUTCOME_H

#include "door/door.h"
#include "read/record.h"

#define HEAD_LONGEST 20 /* code points before a colon that still look like a label */

struct block *
outcome_block(struct arena *a, struct block *parent, enum block_kind kind, struct text t);
/* One more item of the list at the end of the parent. */
struct block *outcome_item(struct arena *a, struct block *parent, struct text t);
struct text outcome_topic(struct text item); /* of the study step: what was studied */
bool outcome_numbered(struct text t);        /* 26-1 somewhere in it */
struct text outcome_line(struct text t);     /* the first one */
void outcome_version(struct doc *d, struct version *v);

#endif
