/* SPDX-License-Identifier: MIT */
/*
 * Between the files of the intake room. The way of a file: arrive.c takes its bytes and finds what
 * texts are in it (docx.c, html_words.c, chat.c); locate.c finds whose record each text is and of
 * which day; versions.c compares it with the version there is and settles the numbers; rewrite.c
 * puts them into her text; receive.c puts everything where it belongs, and answer.c answers.
 */
#ifndef LIHUI_INTAKE_H
#define LIHUI_INTAKE_H

#include "lihui/doc.h"
#include "lihui/mustache.h"
#include "lihui/publish.h"
#include "lihui/receive.h"

/* --- docx.c --- */
enum docx_result {
	DOCX_OK,
	DOCX_DAMAGED,
	DOCX_TOO_LARGE,
	DOCX_OTHER /* a zip archive of something else */
};
/* What a Word file holds and its page does not show as text of the record. */
enum left_kind {
	LEFT_CHUNK,    /* another file inside of it */
	LEFT_COMMENTS, /* what: the first words of the first one */
	LEFT_HEADER,   /* of a page's head or foot, when it says more than the text does */
	LEFT_PICTURE   /* what: the name that the text calls it by */
};
struct left {
	enum left_kind kind;
	struct text what, bytes; /* bytes: of a picture */
};
struct left_list {
	struct left *v;
	size_t n, room;
	struct text stem; /* the names of pictures begin with it */
};
/* The words of the document as typed lines; a table with a head row as a pipe table. Bytes: a zip
 * archive, or XML. */
enum docx_result
docx_text(struct arena *a, struct text bytes, struct text *out, struct left_list *left);
/* Is it a Word file in the form of one XML file? */
bool docx_is_flat(struct text bytes);

/* --- html_words.c --- */
/* Is it a web page, or a page with all its parts in one mail (MHTML), whatever it is called? */
bool html_is(struct text bytes);
enum docx_result html_text(struct arena *a, struct text bytes, struct text *out);

/* --- chat.c --- */
struct chat_message {
	struct text sender, text;
};
LIST(chat_list, chat_message);
/* False when the text is no forwarded chat. Else one entry for what each person sent, records
 * apart. */
bool chat_split(struct arena *a, struct text t, struct chat_list *out);

/* --- arrive.c --- */
enum arrival_kind {
	ARRIVAL_TEXT,
	ARRIVAL_OLD_WORD,
	ARRIVAL_DAMAGED,
	ARRIVAL_TOO_LARGE,
	ARRIVAL_PICTURE,
	ARRIVAL_SOUND,
	ARRIVAL_OTHER
};
struct arrival {
	struct text path;       /* below the folder, in UTF-8 whatever the disk says */
	struct text bytes, sha; /* sha: 64 hex digits */
	int64_t mtime_ns;
	enum arrival_kind kind;
	struct text_list texts; /* the records in it, decoded or not */
	size_t chatter;         /* messages of a chat that belong to no record */
	struct left_list left;  /* what a Word file holds besides */
	const char *what;       /* of OTHER: "archive", "pdf" …, the end of a catalogue key */
	const char *sound;      /* ".mp3" …, NULL when it is none */
	bool meetings;          /* texts are meetings that stood below each other in one file */
	bool repeated;          /* the same bytes came twice in this folder */
	struct text kept;       /* where its bytes are kept, below the content */
};
LIST(arrival_list, arrival);
/* All files of a folder that may be somebody's. */
bool arrive(struct arena *a, const char *folder, struct arrival_list *out, struct err *e);
/* The same, for one file at hand. */
void arrival_open(struct arena *a, struct arrival *f);
/* A name of any encoding as UTF-8. */
struct text name_text(struct arena *a, struct text raw);

/* --- form.c --- */
/* A form of the site, which stands before the built-in one of that name. */
struct mustache *
form_template(const struct site *site, struct arena *a, struct text name, struct err *e);
/* A number as people cite it: 2018-27-1 is 27-1 in a paper of 2018. */
struct text number_cited(struct arena *a, struct text number, int year);

/* --- blank.c --- */
/* False when there is nothing unfilled in it; else the text without those lines. */
bool blank_strip(struct arena *a, struct text t, struct text *out);

/* --- locate.c --- */
enum piece_state {
	PIECE_PLACED,
	PIECE_DRAFT,   /* 待整理: no steps in it */
	PIECE_SAME,    /* placed, and nothing was new in it */
	PIECE_OLDER,   /* placed, then a newer one of the same batch took its place */
	PIECE_BESIDE,  /* a translation, placed beside its original */
	PIECE_PICTURE, /* a photograph or a recording, beside its record */
	PIECE_NO_UNIT, /* from here on: not placed */
	PIECE_MANY_UNITS,
	PIECE_CONFLICT,
	PIECE_NO_DATE,
	PIECE_AGAIN, /* .doc, .wps */
	PIECE_DAMAGED,
	PIECE_TOO_LARGE,
	PIECE_OTHER, /* no text at all */
	PIECE_EMPTY,
	PIECE_NO_RECORD,     /* a photograph or recording, and nobody knows of which meeting */
	PIECE_UNTOLD,        /* a recording that does not say that it is in Mongolian */
	PIECE_TWO_MEETINGS,  /* and they cannot be told apart by their days */
	PIECE_NOT_MONGOLIAN, /* named a translation, and in Chinese */
	PIECE_WITHDRAWN,     /* from here on: kept, and the office is asked */
	PIECE_HIDING,        /* hidden words do not stand in it */
	PIECE_UNCARRIED,     /* what was decided cannot be written into it */
	PIECE_UNMARKED,      /* a translation that does not say where its original hides somebody */
	PIECE_NO_ORIGINAL,   /* a translation of a record that is not there */
	PIECE_MANY_ORIGINALS
};
struct received_row; /* received.c, below */
struct piece {
	struct arrival *from;
	struct text text;  /* of the record; bytes */
	struct text typed; /* all of it as it was typed, decoded */
	size_t nth;        /* in its file */
	enum piece_state state;
	const struct unit *unit;
	struct text units;   /* for MANY_UNITS and CONFLICT: their names */
	struct text seen;    /* NO_UNIT: the name it gives itself; NO_DATE: the line of the date;
				TWO_MEETINGS: the line where the next one begins */
	struct text nearest; /* NO_UNIT: the known name that is nearest to it */
	struct date date;
	const struct doc_type *type;
	struct text path;         /* below the content */
	struct text_list changes; /* against the version before */
	struct text_list mended;  /* what lihui changed in her text */
	struct text_list decided; /* keys of the version before that were carried over */
	struct text_list hidden;  /* words that the office hides in it */
	struct text waits_for;    /* HIDING: the words, as they may be told */
	bool replaced;            /* an earlier version gave way */
	bool foreign;             /* it came in another encoding */
	bool by_title;            /* the file's name said another unit than its title */
	bool translation;
	enum lang tongue; /* of a translation, a sheet, a recording: Mongolian when none is told */
	bool foreign_record;  /* a record that was written in it */
	bool told;            /* a photograph that a line of its record names */
	bool version;         /* a photographed sheet or a recording in the other language */
	bool claims;          /* says that it is one, and has no word of it */
	struct text stem;     /* of a translation: its file's name without .mn and what follows */
	struct text original; /* BESIDE, PICTURE: the record's path */
	bool known;           /* received and placed in an earlier run: */
	const struct received_row *row;
};
LIST(piece_list, piece);
/* translation_signs.c: is it one? */
void translation_note(struct arena *a, struct piece *p, const struct doc *d);
/* Does a picture's or a recording's name say that another language is written or spoken in it? Sets
 * tongue. */
bool translation_named(struct arena *a, struct piece *p);
/* Finds unit, date and type and sets state; year is assumed where none is written. week: what
 * --week says, or week 0. */
bool place_piece(
    const struct site *s, struct arena *a, struct piece *p, struct date around, struct err *e);
/* Reads a text as the document it will be. */
struct doc *piece_read(const struct site *s, struct arena *a, const struct unit *u,
    struct text path, struct text bytes, struct err *e);
/* The unit that a path's words name (a .doc nobody can read), or NULL. */
const struct unit *place_by_name(const struct site *s, struct arena *a, struct text path);

/* --- unknown_unit.c --- */
/* Fills seen and nearest of a piece whose unit is not known. */
void unknown_unit(const struct site *s, struct arena *a, struct piece *p);

/* --- versions.c --- */
/* Orders of problems and tasks as they are to be written; 0: none. */
struct numbering {
	struct week week;
	int16_t *problems, *tasks;
	int problem_most, task_most; /* the highest given so far in the unit's week */
};
/* Written numbers stay, those of the version before go to the same titles, the rest is new. */
void merge_numbers(
    struct arena *a, const struct doc *now, const struct doc *before, struct numbering *n);
/* What the new version says otherwise, a sentence each. */
void merge_changes(struct arena *a, const struct words *w, const struct doc *now,
    const struct doc *before, struct text_list *out);
/* Is it the same meeting with its date put right? */
bool merge_same_meeting(const struct doc *now, const struct doc *before);
/* Which week's meeting it is by its own words: 第27周 in the title, 周次, else that of the date. */
int merge_week(const struct doc *d);
/* Han, letters and figures alone: how titles are compared. */
struct text merge_letters(struct arena *a, struct text t);

struct decided; /* decide.h */

/* --- rewrite.c --- */
/*
 * The record as it will stand in the site: her text with numbers and 周次. mended gets what was put
 * in, a catalogue sentence each. decided: what the office decided about the version before, laid
 * into d, or NULL. draft: of a draft, the text as it was typed, which stays word for word; else "".
 */
bool rewrite_record(const struct site *s, const struct doc *d, const struct numbering *n,
    const struct decided *decided, struct text draft, struct buf *out, struct text_list *mended,
    struct err *e);

/* --- received.c --- */
/* A line of _received/received.tsv. */
struct received_row {
	struct text sha, received, name, unit, when, type,
	    path; /* unit: its path; when: a date, or 2018-W27 for a draft without one; type: weekly
		     … or "draft" */
	int nth, problems, tasks; /* the highest orders given */
};
struct received {
	struct received_row *v;
	size_t n, room;
	size_t before; /* rows that stood in the file */
};
bool received_load(struct arena *a, struct text root, struct received *b, struct err *e);
bool received_save(struct arena *a, struct text root, const struct received *b, struct err *e);
const struct received_row *received_find(const struct received *b, struct text sha, size_t nth);

/* --- nearest_line.c --- */
/* The line in which she may have written what a finding misses, or "". */
struct text nearest_line(const struct doc *d, const struct finding *f);

/* --- receive_report.c, answer.c, answer_files.c --- */
struct receipt {
	const struct gathered *g;
	const struct receive_options *o;
	struct arena *arena;
	struct week week;
	struct piece_list *pieces;
	const struct received *book;
};
/* What came, and 应报、已报、待改、待整理、未报 by township. */
bool receive_report(const struct receipt *r, struct buf *out, struct err *e);
/* A file for each village that sent something. */
bool answer_all(const struct receipt *r, struct err *e);
/* Pieces of one village and of the same week share an answer. */
static inline struct week
answer_week(const struct receipt *r, const struct piece *p)
{
	return date_is(p->date) ? date_week(p->date) : r->week;
}
/* The reply to one piece, as LF text of at most 500 characters. */
bool answer_write(const struct receipt *r, const struct piece *p, struct buf *out, struct err *e);

#endif
