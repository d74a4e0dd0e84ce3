/* SPDX-License-Identifier: MIT */
/*
 * The author is wrong, or may be: a finding with a code, a place and arguments. Work goes on. Codes
 * live in diag.def and nowhere else; their sentences live in the catalogue under the code: "D101"
 * what is found, "D101.fix" what to type, "D101.why" for explain. A finding never holds a private
 * number: diag_put masks its arguments and its source line.
 */
#ifndef LIHUI_DIAG_H
#define LIHUI_DIAG_H

#include "lihui/buf.h"
#include "lihui/lang.h"
#include "lihui/text.h"
#include "lihui/words.h"

struct arena;

enum diag_level { DIAG_OFF, DIAG_NOTE, DIAG_WARNING, DIAG_ERROR };

/* What a rule looks at. */
enum diag_scope {
	DIAG_ANY,     /* every document */
	DIAG_WEEKLY,  /* 双书记周例会 */
	DIAG_MEETING, /* every kind of meeting */
	DIAG_BULLETIN,
	DIAG_UNIT_WIDE /* found by looking at a whole unit */
};
/* When it can be seen: reading or checking one document, or with the unit's index. */
enum diag_stage { DIAG_READ, DIAG_DOCUMENT, DIAG_UNIT };
enum {
	/* The document is held back: no fact of it may be relied on, or it would leak. Nobody can
	   waive that. */
	DIAG_HOLDS = 1,
	/* 说明 is the reason for what is found: an unusual day, a second meeting, another host.
	   Everything else needs 豁免. */
	DIAG_REASON = 2
};

enum diag_code {
#define DIAG(code, name, level, scope, stage, flags, function) DIAG_##code,
#include "lihui/diag.def"
#undef DIAG
	DIAG_CODES
};

struct diag_info {
	const char *code, *name; /* "D101", "weekday" */
	enum diag_level level;
	enum diag_scope scope;
	enum diag_stage stage;
	unsigned flags; /* DIAG_HOLDS, DIAG_REASON */
};
const struct diag_info *diag_info(enum diag_code code);
bool diag_parse(struct text code, enum diag_code *out); /* "D101", any case */

struct finding {
	enum diag_code code;
	enum diag_level level; /* after the profile's levels */
	struct text
	    path; /* content-relative path; for a unit-wide finding its folder's _index.md */
	int line, column;       /* 1-based; column counts code points; 0 = the file as a whole */
	int width;              /* code points under the caret */
	struct text excerpt;    /* the source line, masked; of a very long one the part around the
				   place, with "..." where it was cut */
	int caret, caret_width; /* the place in the excerpt, in code points, 1-based: masking and
				   cutting may have moved it; 0 = column, width */
	struct text_list args;  /* masked */
	struct text
	    waived; /* the author's reason (豁免, 说明), when there is one: shown, not counted */
};
LIST(finding_list, finding);

/* One per document while it is read and checked. */
struct diag_sink {
	struct arena *arena;
	struct text path, source;        /* source: the decoded text that spans point into */
	const struct text_list *allowed; /* telephones not masked, see secret.h; may be NULL */
	const enum diag_level *levels; /* [DIAG_CODES] of the profile, or NULL: those of diag.def */
	struct finding_list list;
	struct {
		size_t at;
		int line, column;
	} seen; /* the last place looked up: findings mostly come in order (diag.c) */
};

/* At NO_SPAN the finding concerns the file as a whole. args are copied and masked. */
void diag_put(
    struct diag_sink *d, enum diag_code code, struct span at, const struct text *args, size_t n);
/* The same at another level than diag.def's (the profile's levels still win). */
void diag_put_at(struct diag_sink *d, enum diag_level level, enum diag_code code, struct span at,
    const struct text *args, size_t n);
/* By path, line, column, code; then drops exact repetitions. */
void diag_sort(struct finding_list *l);

/* COLOUR is TEXT for a terminal. */
enum diag_format { DIAG_FORMAT_TEXT, DIAG_FORMAT_JSON, DIAG_FORMAT_SARIF, DIAG_FORMAT_COLOUR };
/*
 * Appends the findings as section 3 of the specification shows them; paths get prefix ("content/")
 * in front. Arguments, the caret's columns by display width, then the remedy.
 */
void diag_print(struct buf *out, const struct finding_list *l, enum diag_format format,
    enum lang lang, const struct words *w, struct text prefix);
/* The sentence alone, filled: for pages and replies. */
struct text
diag_sentence(struct arena *a, const struct finding *f, enum lang lang, const struct words *w);
struct text
diag_remedy(struct arena *a, const struct finding *f, enum lang lang, const struct words *w);
struct text diag_level_word(
    enum diag_level level, enum lang lang, const struct words *w); /* 须改, 请核对, 提示 */

/* Line (1-based) and column (code points, 1-based) of an offset; line_text (may be NULL) is the
 * whole line without its end. */
void diag_place(struct text source, size_t at, int *line, int *column, struct text *line_text);

bool diag_holds(enum diag_code code);
bool diag_silenced_by_reason(enum diag_code code);

#endif
