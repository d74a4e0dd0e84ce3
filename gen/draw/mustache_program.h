/* SPDX-License-Identifier: MIT */
/*
 * What a template is compiled to, shared by mustache_compile.c and mustache_run.c. A program is a
 * flat array; a section knows where its body ends, so nothing is built for it and skipping costs
 * nothing.
 */
#ifndef LIHUI_DRAW_MUSTACHE_PROGRAM_H
#define LIHUI_DRAW_MUSTACHE_PROGRAM_H

#include "lihui/mustache.h"

/*
 * Sections inside sections of one template: bounds the recursion of a run (with the 50 partials:
 * 5,000 small frames).
 */
#define MUSTACHE_MAX_NESTING 100

enum mustache_kind {
	MUSTACHE_TEXT,     /* text as it stands */
	MUSTACHE_INDENT,   /* a line of the template begins: the indentation of a standalone partial
			      tag goes here */
	MUSTACHE_ESCAPED,  /* {{name}} */
	MUSTACHE_RAW,      /* {{{name}}} or {{&name}} */
	MUSTACHE_SECTION,  /* {{#name}}: its body is [this + 1, end) */
	MUSTACHE_INVERTED, /* {{^name}}: likewise */
	MUSTACHE_PARTIAL   /* {{>name}} */
};

/* One step of a dotted name, hashed once. */
struct mustache_part {
	struct text name;
	uint64_t hash;
};

struct mustache_op {
	enum mustache_kind kind;
	uint32_t end;         /* of a section's body */
	uint32_t part, parts; /* name: parts of program->parts; none is the implicit iterator "." */
	struct text text;     /* literal text, or a partial's name */
	bool alone; /* a partial's tag that stands alone on its line, with this before it */
	struct text indent;
};

struct mustache_ops {
	struct mustache_op *v;
	size_t n, room;
};
struct mustache_parts {
	struct mustache_part *v;
	size_t n, room;
};

struct mustache {
	struct arena *arena;
	struct text name, source;
	struct mustache_ops ops;
	struct mustache_parts parts;
};

#endif
