/* SPDX-License-Identifier: MIT */
/* What the files of a build share: what is planned (plan.c), what the work (drawing.c) makes of it,
 * and the sets of files that are made at once (search_files.c). What came of it is told in struct
 * build_report. */
#ifndef LIHUI_PUBLISH_BUILD_H
#define LIHUI_PUBLISH_BUILD_H

#include "publish/make.h"
#include "publish/manifest.h"
#include "publish/remembered.h"

/* A file of the tree. */
struct item {
	struct text path;
	const struct output *output;  /* NULL: the search index, the sitemap */
	const struct row_known *row;  /* what the last build left, or NULL */
	const struct row_known *from; /* of a join: what its part made of it; taken when the data
					 are the same here, else drawn */
	bool wanted;                  /* its data are looked at */
	const struct site_part *part; /* whose tree has the file; NULL: it is drawn */
	bool done;                    /* the file is as it is to be; sha256 and stat tell how */
	bool changed;                 /* written anew */
	bool fresh;                   /* its row is to be saved */
	uint64_t key;
	char sha256[64];
	struct file_stat stat;
};

struct item_list { /* by path */
	struct item *v;
	size_t n, room;
};

struct build {
	const struct build_options *options;
	struct build_report *report;
	struct gathered g;
	struct text folder; /* the public tree, or where it is made */
	struct text place;  /* where it then goes; empty when it is made in its place */
	struct text tree;   /* the same, absolute: which tree the rows are about */
	struct row_list rows;
	struct manifest before; /* what stands there */
	const struct unit *only, *part;
	struct joined *joined; /* the parts of a join, whose files are taken and not drawn; NULL:
				  everything is drawn */
	struct group_fingerprints groups;
	struct output_list outputs;
	struct item *items;        /* parallel to outputs */
	struct item_list shards;   /* files of the search index and the sitemap that are made */
	struct search_files *sets; /* search_files.c */
	bool sets_all;             /* all those files are made */
	int jobs;
	struct arena *arena;
	struct templates *templates;
};

/* --- plan.c */
/* Looks at the tree. idle: nothing changed and every file is as it was left. */
bool plan_look(struct build *b, bool *idle, struct err *e);
/* What this build makes, and what of it must be looked at. */
bool plan_outputs(struct build *b, struct err *e);
/* A manifest of what stands and what will stand, before the first file. */
bool plan_write(struct build *b, struct err *e);
bool plan_withdraw(struct build *b, struct err *e);
/* The last manifest, then the rows. */
bool plan_remember(struct build *b, struct err *e);

/* --- items.c */
/* NULL when it is no output; sets are not looked for. */
struct item *build_find(const struct build *b, struct text path);
/* Whether a path of the tree belongs to a set, by its name. */
bool path_in_set(struct text path);
/* Whatever was drawn, the file is only written when its bytes differ. */
bool build_write(
    struct build *b, struct file_writer *w, struct item *it, struct text bytes, struct err *e);

/* --- build.c */
/* All of a build but the lock. */
bool build_run(
    const struct build_options *o, struct joined *joined, struct build_report *r, struct err *e);

/* --- drawing.c */
/* Everything that plan_outputs wants, after what is withdrawn is gone. */
bool draw_outputs(struct build *b, struct err *e);

/* --- fresh_tree.c */
/* Decides where the tree is made, before anything is read. */
bool fresh_tree_open(struct build *b, struct err *e);
/* Moves it to its place, with its last manifest. */
bool fresh_tree_show(struct build *b, struct err *e);

/* --- join_take.c: what a join does in the course of a build */
/* After the index was brought up to date: the parts' indexes into it. */
bool joined_merge(struct build *b, struct err *e);
/* After plan_outputs: which files come from which part. */
bool joined_plan(struct build *b, struct err *e);
/* Copies them. */
bool joined_take(struct build *b, struct err *e);
/* Copies what a part made of a file whose data are the same here. */
bool joined_take_same(
    struct build *b, struct item *it, struct file_writer *w, struct arena *a, struct err *e);

/* --- search_rows.c */
/* Brings the rows of the search index up to date, of all units or of those that were touched. A
 * transaction of its own. */
bool search_rows_refresh(struct build *b, bool all, struct search_scope scope, struct err *e);

/* --- search_files.c: the search index and the sitemap */
/* What is to be made, by name; of a part only its rows of the index. all: every unit is looked at,
 * not only those that were touched. Before any worker opens the index. */
bool search_files_plan(struct build *b, bool all, struct err *e);
/* Pieces of work, and the doing of one. */
size_t search_files_pieces(const struct build *b);
bool search_files_write(struct build *b, size_t i, struct drawer *d, struct err *e);
/* A file of a set that is made; NULL when it is not. */
struct item *search_files_find(const struct build *b, struct text path);
/* Whether a file of a set stands when the build is done: made, or left as it is. */
bool search_files_keep(const struct build *b, struct text path);
/* In the transaction that remembers the files. */
bool search_files_remember(struct build *b, struct err *e);

#endif
