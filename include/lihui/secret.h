/* SPDX-License-Identifier: MIT */
/*
 * Finds private numbers (identity cards, mobile telephones, bank cards) in prose as people type
 * them: full-width digits, spaces, hyphens and dots between. Each run of digits is tried as written
 * and joined over single separators. The rules are those of GB 11643 (MOD 11-2), the Chinese mobile
 * plan and Luhn; see the .c for each.
 */
#ifndef LIHUI_SECRET_H
#define LIHUI_SECRET_H

#include "lihui/text.h"

struct arena;

enum secret_kind { SECRET_ID, SECRET_MOBILE, SECRET_CARD };

struct secret {
	enum secret_kind kind;
	struct span at; /* in the text searched, with the separators inside */
	struct text
	    mask; /* what stands in its place: 〔已隐去：身份证号〕, 138****8000, 6222****1234 */
};
LIST(secret_list, secret);

/* In order of place. allowed: telephones the unit publishes itself, digits only; those are not
 * secrets. */
void secret_find(
    struct arena *a, struct text t, const struct text_list *allowed, struct secret_list *out);
/* A copy with each secret replaced by its mask (t itself when there is none). */
struct text secret_mask(struct arena *a, struct text t, const struct text_list *allowed);
/*
 * The first code points of t. Masked first and cut afterwards: half a number is no number, and
 * would stand there.
 */
struct text
secret_head(struct arena *a, struct text t, const struct text_list *allowed, size_t points);
/* Each of a sentence's arguments masked, in a list of their own. */
const struct text *secret_mask_all(
    struct arena *a, const struct text *args, size_t n, const struct text_list *allowed);

#endif
