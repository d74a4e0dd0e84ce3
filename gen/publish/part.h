/* SPDX-License-Identifier: MIT */
/* A part of a site: where its index lies, what it was made from, and what a site remembers of the
 * parts that were joined into it. */
#ifndef LIHUI_PUBLISH_PART_H
#define LIHUI_PUBLISH_PART_H

#include "lihui/door.h"
#include "lihui/publish.h"

/* The index of an edition: folder is the site's, or a part's tree, which carries its own. */
struct text part_index(struct arena *a, const char *folder, enum edition edition);
/* What a build of this part reads; in a. */
const struct site_scope *part_scope(struct arena *a, const char *path);
/* NULL when the site has no unit of that path. */
const struct unit *part_unit(const struct site *site, const char *path);
/* The last id below a unit, as in table `unit`. */
int part_last(const struct site *site, const struct unit *u);
/*
 * What a part's pages follow from besides its documents, by content, so that it is the same on
 * every machine: this very program, the edition, all configuration (site.yaml, every _index.md,
 * _rules.yaml, _study.yaml, _words, _templates).
 */
bool part_config(const struct site *site, enum edition edition, struct arena *a, struct text *out,
    struct err *e);
/* After the last file of a part was written: says in its index what it is. */
bool
part_seal(struct store *s, const struct site *site, const struct build_options *o, struct err *e);
/* Links of a part's documents into other parts; findings F009 tell where. */
bool part_outside(
    struct store *s, const struct site *site, const struct unit *part, int *out, struct err *e);

/* The fact under which a site remembers that a part was joined; its value is the part's stamp. */
struct text joined_key(struct arena *a, struct text path);
/* ERR_USAGE when parts were joined whose documents are not here: a build from the sources would
 * take their pages down. */
bool joined_check(struct store *s, const struct site *site, struct arena *a, struct err *e);

#endif
