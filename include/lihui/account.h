/* SPDX-License-Identifier: MIT */
/*
 * The account of a source: what each of its bytes was read as (read/account.c). Nothing that a
 * person typed may vanish, so the roles cover the text exactly, and what has none of the others is
 * text that is kept and shown.
 */
#ifndef LIHUI_ACCOUNT_H
#define LIHUI_ACCOUNT_H

#include "lihui/doc.h"

/*
 * The roles of d->text in order, without gaps. d is as doc_read leaves it: before the door, which
 * takes the source away. Texts are in a or in d.
 */
void account_make(const struct doc *d, struct arena *a, struct role_list *out);

#endif
