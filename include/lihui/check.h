/* SPDX-License-Identifier: MIT */
/* The rules. A rule is a function, a line in diag.def, sentences in the catalogue and a folder
 * tests/rule/CODE. */
#ifndef LIHUI_CHECK_H
#define LIHUI_CHECK_H

#include "lihui/doc.h"
#include "lihui/store.h"

/*
 * Runs every rule of stage DOCUMENT on the model before the door; findings go to d->sink.
 * Afterwards applies 说明, 豁免 (finding.waived) and settles d->held. today: for D107 alone.
 */
void check_document(struct doc *d, struct date today);
/* Runs the rules of stage UNIT on a settled index for these units as of a date; appends to out (in
 * a). */
bool check_units(struct store *s, const struct site *site, const int *units, size_t n,
    struct date as_of, struct arena *a, struct finding_list *out, struct err *e);

#endif
