/* SPDX-License-Identifier: MIT */
/*
 * What a printed sheet says, as plain data: made by view/sheet.c from the index (so behind the
 * door), drawn by pdf/. Texts lie in the caller's arena. Nothing here is shortened: pdf/ measures
 * and shortens by the rule of the paper contract.
 */
#ifndef LIHUI_SHEET_H
#define LIHUI_SHEET_H

#include "lihui/buf.h"
#include "lihui/date.h"
#include "lihui/diag.h"
#include "lihui/doc.h"
#include "lihui/err.h"
#include "lihui/site.h"
#include "lihui/value.h"

enum sheet_kind {
	SHEET_HANDOUT,
	SHEET_POSTER,
	SHEET_RECORD,
	SHEET_JIYAO,
	SHEET_REPORT,
	SHEET_WORDS
};

/* The sign before a matter; drawn as a path. */
enum sheet_sign { SIGN_LATE, SIGN_GOING, SIGN_OPEN, SIGN_DONE, SIGN_EXPLAINED };

struct sheet_matter {
	enum sheet_sign sign;
	enum status status;
	int days_late;            /* LATE */
	struct text status_words; /* 超期, 办理中, … in the side's language when it has a word */
	struct text date_words;    /* 已超13天, 7月20日前, 7月10日议, 6月29日 */
	struct text title, number; /* number: 问题27-1 */
	struct text answer, person;
	bool fresh; /* of this meeting, or changed by it: stands before older unchanged ones */
	struct date sort; /* the date that orders it within its sign */
};
struct sheet_task {
	struct text_list people;
	struct text work, date_words;
	struct date sort;
};
struct sheet_policy {
	struct text name, sentence; /* sentence may be "" */
};
struct sheet_counts {
	int done, going, open, late, explained;
};

/* One language's side of a handout. */
struct sheet_side {
	enum lang lang;
	struct text url;              /* of the page in this language, for its code */
	struct text unit, title;      /* 示例嘎查, 例会明白纸 */
	struct text short_date, kind; /* 7月3日, 例会: of a poster */

	struct text date, week, came; /* 2018年7月3日 星期二; 第27周; 到会23人 */
	struct sheet_counts counts;
	struct text head_matters, head_tasks, head_policy; /* section heads */
	struct sheet_matter *matters;
	size_t nmatters; /* in the order of the contract */
	struct sheet_task *tasks;
	size_t ntasks;
	struct sheet_policy *policies;
	size_t npolicies;
};

/* What a sheet says in a language that runs across. */
struct sheet_version {
	struct sheet_side side; /* POSTER, RECORD: head and title only */
	struct text kind;       /* POSTER: 公示 in it */
	const struct block *body;
};

/* A word for a reader's pen: what pages show in its place now may be "". */
struct sheet_word {
	struct text key, zh, now, source;
	int pages;
};

struct sheet {
	enum sheet_kind kind;
	struct text template;      /* of templates/sheet/: "handout"; "": drawn by its own code */
	const struct value *value; /* what the template says: sheet_value */
	const struct site *site;
	const struct words
	    *words; /* the sheet's fixed words come from the catalogue: "sheet.*" keys */
	struct text
	    address;      /* of the document; the id of the PDF derives from it and the content */
	struct date date; /* CreationDate: the document's date */
	struct text url;  /* for the QR code and the line under it, "" when there is no base_url */
	struct text phone, phone_person, place; /* 0482-…; 张三（第一书记）; 嘎查党群服务中心 */
	struct text unit, title;                /* also PDF author and title */

	/* HANDOUT */
	struct sheet_side zh, mn; /* mn: the language in columns */
	bool has_mn;

	struct sheet_version others[LANG_COUNT];
	size_t nothers;

	/* POSTER */
	struct text poster_kind, poster_title; /* 公示; the title without 关于 and 的公示 */
	struct text mn_kind; /* the kind in Mongolian, "" when the catalogue has no word for it */
	const struct block *body;    /* the text, tables and pictures (also RECORD, JIYAO); POSTER:
					NULL when it is Mongolian alone */
	const struct block *mn_body; /* POSTER, RECORD with has_mn: the Mongolian text; of mn only
					unit, title, date and week are filled */
	const struct money_table *money; /* or NULL: the finance drawing */
	int period_days;
	struct date period_from, period_to;
	struct text objections;
	bool a3;

	/* WORDS: of the language mn.lang */
	struct sheet_word *asked;
	size_t nasked;

	/* RECORD and JIYAO */
	const struct doc
	    *doc; /* the model of the internal edition (RECORD) or the public one (JIYAO) */
};

/* Template and value of a sheet whose other members are there (view/sheet_value.c). */
void sheet_say_all(struct arena *a, struct sheet *s);

/* Fonts of a site and its sheets' templates, opened once and shared by threads. */
struct pdf_fonts;
struct pdf_fonts *pdf_fonts_open(const struct site *s, struct err *e);
void pdf_fonts_close(struct pdf_fonts *f);
/* The text that all sheets of this run will show, for the site-union subset; optional but makes
 * each sheet several times cheaper. Then freeze once, before threads start. */
void pdf_fonts_use(struct pdf_fonts *f, struct text t);
bool pdf_fonts_freeze(struct pdf_fonts *f, struct err *e);

/* One per worker: caches, buffers, compressors. */
struct pdf_worker;
struct pdf_worker *pdf_worker_new(struct pdf_fonts *f);
void pdf_worker_free(struct pdf_worker *w);

struct glyph_missing {
	uint32_t code;
	struct text where;
};
struct glyph_missing_list {
	struct glyph_missing *v;
	size_t n, room;
};
/*
 * Draws sheets one after another into one PDF (each starting on an odd page when odd_start). Same
 * sheets, same bytes. Characters for which no font has a glyph are listed in missing (may be NULL;
 * in a): they become F014.
 */
bool pdf_draw(struct pdf_worker *w, const struct sheet *const *sheets, size_t n, bool odd_start,
    struct arena *a, struct buf *out, struct glyph_missing_list *missing, struct err *e);

/* The picture that goes with a shared link: whose page it is (pdf/share_card.c). */
#define CARD_WIDTH  600
#define CARD_HEIGHT 315
struct share_card {
	struct text over, name, line, address; /* from top to bottom; name is the large one */
};
/* As PNG, appended. Same card, same bytes. */
void pdf_card(struct pdf_worker *w, const struct share_card *card, struct buf *out);

#endif
