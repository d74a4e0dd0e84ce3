/* SPDX-License-Identifier: MIT */
/* The shapes of findings that machines read; diag_print in diagprint.c is the door to them. */
#ifndef LIHUI_DIAGPRINT_H
#define LIHUI_DIAGPRINT_H

#include "lihui/diag.h"

void diag_print_json(struct buf *out, const struct finding_list *l, enum lang lang,
    const struct words *w, struct text prefix);
void diag_print_sarif(struct buf *out, const struct finding_list *l, enum lang lang,
    const struct words *w, struct text prefix);

#endif
