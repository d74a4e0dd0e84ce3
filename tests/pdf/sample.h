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
	struct buf text; /* all texts, for pdf_fonts_use */
};

struct sample_kind {
	const char *name;
	struct sheet *(*make)(struct sample *s);
};
#define SAMPLE_KINDS 17
extern const struct sample_kind sample_kinds[SAMPLE_KINDS];

struct sample *sample_new(void);
void sample_free(struct sample *s);
struct text sample_all_text(struct sample *s);

/* sheets/handout.c */
struct sheet *sample_handout(struct sample *s);
struct sheet *sample_full(struct sample *s);
struct sheet *sample_two(struct sample *s);
struct sheet *sample_rare(struct sample *s);
struct sheet *sample_edge(struct sample *s);

/* sheets/poster.c */
struct sheet *sample_poster(struct sample *s);
struct sheet *sample_poster_a3(struct sample *s);
struct sheet *sample_poster_long(struct sample *s);
struct sheet *sample_finance(struct sample *s);
struct sheet *sample_finance_long(struct sample *s);
/* sheets/record.c */
struct sheet *sample_record(struct sample *s);
struct sheet *sample_record_long(struct sample *s);
struct sheet *sample_jiyao(struct sample *s);
struct sheet *sample_jiyao_full(struct sample *s);

/* sheets/vertical.c */
struct sheet *sample_record_mn(struct sample *s);
struct sheet *sample_poster_mn(struct sample *s);
struct sheet *sample_poster_mn_long(struct sample *s);

/* sheets/random.c */
struct sheet *sample_random(struct sample *s, unsigned seed);

/* For the files of this folder: sheets/tree.c */
struct block *
sample_block(struct sample *s, struct block *parent, enum block_kind kind, const char *text);
struct block *
sample_section(struct sample *s, struct block *root, const char *id, const char *heading);
struct block *
sample_items(struct sample *s, struct block *parent, const char *const *texts, bool ordered);
struct block *
sample_table(struct sample *s, struct block *parent, const char *const *cells, int ncols);
struct block *
sample_figure(struct sample *s, struct block *parent, const char *path, const char *caption);
void sample_link(struct sample *s, struct block *b, const char *url, const char *text);
void sample_person(struct sample *s, struct person_list *l, const char *name, const char *roles);
struct doc *sample_doc(struct sample *s, const char *type, const char *title);
/* sheets/site.c */
struct sheet *sample_sheet(struct sample *s, enum sheet_kind kind);
struct text sample_text(struct sample *s, const char *t); /* remembers it for sample_all_text */

#endif
