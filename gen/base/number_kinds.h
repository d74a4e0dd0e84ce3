/* SPDX-License-Identifier: MIT */
/*
 * What a row of figures can be by itself. The rules are those of GB 11643 (MOD 11-2), the Chinese
 * mobile plan and Luhn; see the .c for each.
 */
#ifndef LIHUI_NUMBER_KINDS_H
#define LIHUI_NUMBER_KINDS_H

#include "base/figures.h"

/* Figures joined to one value. */
int number_value(const struct figure *v, size_t n);
/* An identity number: 18 figures, 17 and a mark for the last, 20 of a certificate of disability.
 * sure: its check has to hold. */
bool number_is_id(const struct figure *v, size_t n, bool sure);
/* The older one of 15. */
bool number_is_id15(const struct figure *v, size_t n);
/* Whether n figures are a mobile number and what is dialled in front of it, which takes *skip. */
bool number_is_mobile(const struct figure *v, size_t n, size_t *skip);
bool number_passes_luhn(const struct figure *v, size_t n);
/* Begins as bank cards do. */
bool number_begins_as_card(const struct figure *v, size_t n);
/* A firm's public code: 18 bytes. */
bool number_is_credit_code(struct text t);
bool number_is_alnum(char c);
/* 20191210 */
bool number_is_day(const struct figure *v);

#endif
