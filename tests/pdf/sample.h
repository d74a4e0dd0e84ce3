/* SPDX-License-Identifier: MIT */
/* The sheets that the tests of this folder draw. */
#ifndef LIHUI_TESTS_PDF_SAMPLE_H
#define LIHUI_TESTS_PDF_SAMPLE_H

#include "lihui/arena.h"
#include "lihui/sheet.h"

struct sample {
	struct arena *arena;
	struct site *site;
	struct words *words;
	struct buf text;         /* all texts, for pdf_fonts_use */
};

struct sample *sample_new(void);
void sample_free(struct sample *s);
struct text sample_all_text(struct sample *s);

/* sample_handout.c */
struct sheet *sample_handout(struct sample *s);
struct sheet *sample_full(struct sample *s);
struct sheet *sample_two(struct sample *s);
struct sheet *sample_rare(struct sample *s);

/* For the files of this folder. */
struct sheet *sample_sheet(struct sample *s, enum sheet_kind kind);
struct text sample_text(struct sample *s, const char *t); /* remembers it for sample_all_text */

#endif
