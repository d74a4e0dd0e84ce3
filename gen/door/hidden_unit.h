/* SPDX-License-Identifier: MIT */
/* What other documents of a unit hide, for commands that read one document alone. */
#ifndef LIHUI_HIDDEN_UNIT_H
#define LIHUI_HIDDEN_UNIT_H

#include "lihui/doc.h"
#include "lihui/err.h"

/* Words that documents of the document's unit, of those above, and of those below that it speaks of
 * hide are hidden in it, too, as they are in the index. Before its checks. */
bool hidden_join_unit(struct doc *d, struct err *e);

#endif
