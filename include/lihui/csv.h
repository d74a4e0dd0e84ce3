/* SPDX-License-Identifier: MIT */
/*
 * Tables for spreadsheets: RFC 4180 (CRLF, quotes doubled), with the byte order mark without which
 * Excel takes UTF-8 for GBK. A cell that a spreadsheet would run as a formula gets an apostrophe in
 * front; numbers stay numbers.
 */
#ifndef LIHUI_CSV_H
#define LIHUI_CSV_H

#include "lihui/buf.h"

struct arena;

void csv_begin(struct buf *out);
/* A cell of words: an apostrophe in front when a spreadsheet would make a number or a date of it.
 */
struct text csv_words(struct arena *a, struct text t);
/* csv_row(out, TEXTS(a, b, c)) */
void csv_row(struct buf *out, const struct text *cells, size_t n);

#endif
