/* SPDX-License-Identifier: MIT */
/*
 * The line pass over front matter, shared by the heads of documents (read/head.c) and of units
 * (site/unit.c).
 *
 *   head_lines.c   cuts a text into its head's entries and tells where the body begins
 *   head_unfenced.c  does so for heads that are typed without fences
 *   head_rows.c    what both do with one line
 *   head_label.c   finds the labels of a line and the headings of steps
 *   head_value.c   gives each entry its value: text, list or map
 */
#ifndef LIHUI_READ_FRONT_H
#define LIHUI_READ_FRONT_H

#include "lihui/diag.h"
#include "lihui/yaml.h"
#include "lihui/speech.h"
#include "lihui/arena.h"

/* What was read otherwise than it stands; for each the first place (n == 0: it did not happen). */
enum assumption {
	ASSUMED_FENCE,    /* ——- or －－－ for --- */
	ASSUMED_COLON,    /* ： behind a key */
	ASSUMED_SEVERAL,  /* several labels on one line */
	ASSUMED_REMARK,   /* a line that YAML takes for a comment */
	ASSUMED_UNFENCED, /* no fences at all */
	ASSUMED_UNCLOSED, /* no closing fence */
	ASSUMED_TITLE,    /* lines above the first label are the title */
	ASSUMED_PROSE,    /* a head told in a sentence */
	ASSUMED_COUNT
};

struct head_line {
	struct text name; /* as written; "" for the lines above the first label */
	struct span name_at;
	int key;        /* 0: not known */
	struct span at; /* the whole value with the lines that continue it, trimmed */
	size_t indent;
	bool block;   /* list items or members stand on lines of their own */
	bool literal; /* | or >: indented lines belong to it whatever they say */
	int open;     /* brackets not closed yet */
	struct yaml *value;
};
struct head_line_list {
	struct head_line *v;
	size_t n, room;
};

struct span_list {
	struct span *v;
	size_t n, room;
};

enum head_shape { HEAD_NONE, HEAD_FENCED, HEAD_LINES };

struct head {
	/* given */
	struct arena *arena;
	struct text text;
	int (*key_of)(struct text name);
	bool (*nearly)(struct text name); /* looks like a misspelt key */
	bool (*is_map)(int key);          /* its value is a map or a list of maps */
	bool (*is_prose)(int key);        /* sentences: never a list, never cut at a label */
	bool (*is_count)(
	    int key); /* a number may follow it without a colon (应到25人); may be NULL */
	/* Of heads without fences; each may be NULL. Whether a line below the value goes on with
	 * it. */
	bool (*goes_on)(int key, struct text value, struct text line);
	bool (*names)(int key, struct text value); /* people, and nothing but whole names */
	bool (*is_role)(
	    int key, struct text name); /* a label that names one of the value's people */
	/* Whether the value makes a known word before a colon the label that it looks like. */
	bool (*fits)(int key, struct text name, struct text value);
	int date_key,
	    place_key; /* of 2019年12月10日 晚7:30 支部书记办公室, which has no label; or 0 */
	const struct step_rule_list *steps; /* may be NULL */
	/* found */
	enum head_shape shape;
	struct head_line_list entries;
	struct span assumed[ASSUMED_COUNT];
	struct span_list others; /* lines within the head that nobody understood */
	size_t body;             /* offset behind the head */
};

void head_lines_read(struct head *h);

/* Reads the value at e->at. */
struct yaml *head_value_read(const struct head *h, const struct head_line *e);
/* 村部, 党群服务中心: how places end. */
bool place_like(struct text t);
/* A list mark (- * · ● •) at the start of t: bytes it takes with the blanks behind it, or 0. */
size_t list_mark(struct text t);
/* How many brackets t opens more than it closes. */
int bracket_depth(struct text t);

/* --- head_label.c --- */
struct label_at {
	struct span name;
	size_t value;
	int key;
	bool wide; /* the colon was a full-width one */
};
/*
 * A label at the start of [at, end): a name and a colon; 【name】 and, between table cells pasted
 * from WPS, a name and a tab do for known names.
 */
bool label_read(const struct head *h, size_t at, size_t end, struct label_at *f);
/* The key of a label by its spelling or, in the head of a record, by its words; followed: something
 * stands behind it on its line. */
int head_key(const struct head *h, struct text name, bool followed);
/* The next known label inside a value [from, end), outside brackets. Prose is cut only at a wide
 * gap. */
bool label_inside(const struct head *h, size_t from, size_t end, bool prose, struct label_at *f);
/* Bytes of numbering (一、 1. （一）) at the start of t. */
size_t label_numbering(struct text t);
/* What may stand in a label that nobody knows: letters and blanks, no punctuation. */
bool label_like(struct text name);

/* 一、 （一） 第一步: what begins the body of a record whatever its words. */
bool han_numbered(struct text line);

struct text span_text(struct text t, struct span s);
/* The span of t with blanks taken off both ends. */
struct span span_trim(struct text t, size_t from, size_t to);

#endif
