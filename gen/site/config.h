/* SPDX-License-Identifier: MIT */
/*
 * Configuration files of a site: what config.c, profile.c, unit.c and site.c share. Read room only.
 * A fault in one of them is ERR_USAGE with FILE:LINE:COLUMN.
 */
#ifndef LIHUI_READ_CONFIG_H
#define LIHUI_READ_CONFIG_H

#include "lihui/lexicon.h"
#include "lihui/site.h"
#include "lihui/yaml.h"
#include "lihui/spelling.h"
#include "lihui/arena.h"

struct config {
	struct arena *arena;
	struct text path; /* for messages */
	struct text text;
	const struct yaml *root; /* NULL for a head without YAML (_index.md) */
	struct err *err;
};

/* A path of the site as who typed root may open it. */
struct text config_typed(struct arena *a, struct text root, struct text path);
/* Reads and parses root/path. A missing file is an error. */
bool
config_open(struct config *c, struct arena *a, struct text root, struct text path, struct err *e);
/* Parses bytes that came from elsewhere (built-in files). */
bool
config_parse(struct config *c, struct arena *a, struct text path, struct text bytes, struct err *e);
/* False with file, line and the sentence. */
bool config_fault(const struct config *c, struct span at, const char *sentence);
/* False, naming the key and the nearest known one. */
bool
config_unknown(const struct config *c, const struct yaml *member, const struct spelling *known);
/* What the member's key means, after taking a `+` off (*append, may be NULL); 0 after
 * config_unknown. */
int config_key(
    const struct config *c, const struct yaml *member, const struct spelling *known, bool *append);
bool config_is(const struct config *c, const struct yaml *y, enum yaml_kind kind);

bool config_int(const struct config *c, const struct yaml *y, int least, int most, int *out);
bool config_date(const struct config *c, const struct yaml *y, struct date *out);
bool config_bool(const struct config *c, const struct yaml *y, bool *out);
/* What a word means; 0 behind the sentence as a fault. */
int config_word(const struct config *c, const struct yaml *y, const struct spelling *words,
    const char *sentence);
/* A list of texts; a text alone is a list of one. */
bool config_texts(const struct config *c, const struct yaml *y, struct text_list *out);
/* A text, or a map of zh and mn. */
bool
config_title(const struct config *c, const struct yaml *y, struct text *zh, struct text *others);

/* base with over on it: maps merge by key, lists and texts replace, a key with + appends. */
const struct yaml *config_merge(struct arena *a, const struct yaml *base, const struct yaml *over);
/* A map of words and weights. */
bool config_weights(const struct config *c, const struct yaml *y, struct weighted_list *out);

bool config_site(struct site *s, struct err *e);
bool config_study(struct site *s, struct text path, const struct study_list *above,
    struct study_list *out, struct err *e);
/* Built-in words, then the site's _words/; s may be NULL. */
bool config_words(struct words *w, const struct site *s, struct err *e);
/* templates/lexicon.yaml, then the site's _words/lexicon.yaml; s may be NULL. */
bool config_lexicon(const struct site *s, struct arena *a, struct lexicon *out, struct err *e);

/* --- profile.c --- */
/* Rules of one folder as trees, one for each since; the built-in ones have no folder. */
struct rules_section {
	struct date since;
	const struct yaml *tree;
	const struct config *file;
};
LIST(rules, rules_section);
bool profile_builtin(struct arena *a, struct rules *out, struct err *e);
/* above with the folder's own file over it. */
bool profile_open(
    struct site *s, struct text path, const struct rules *above, struct rules *out, struct err *e);
/* words: what the headings of its steps are made of; NULL: its wordings alone. */
bool profile_list_read(struct arena *a, const struct rules *r, const struct lexicon *words,
    struct profile_list *out, struct err *e);

/* --- unit.c --- */
bool unit_read(struct site *s, struct unit *u, struct err *e);

#endif
