/* SPDX-License-Identifier: MIT */
/*
 * From a content folder to a public tree: reads what changed, brings the index up to date, draws
 * what differs, writes whole files or none, withdraws what is gone, and leaves a manifest. The
 * first build and the hundredth take the same road.
 */
#ifndef LIHUI_PUBLISH_H
#define LIHUI_PUBLISH_H

#include "lihui/door.h"
#include "lihui/doc.h"
#include "lihui/err.h"
#include "lihui/site.h"
#include "lihui/store.h"

struct build_options {
	const char *site;   /* the content folder */
	const char *output; /* the public tree; NULL: beside the content, public for content and
			       NAME-public for a site of another name (-internal behind) */
	const char *only;   /* path, name or code of a unit, or NULL: a tree of its own, with that
			       unit's page as the home page */
	const char *part;   /* path of a unit, or NULL: the files of its subtree as the whole site's
			       tree has them, for publish_join; output and as_of must be given */
	const char *checker; /* the file with the checker for the browser (make web), which the
				public edition's pages load; NULL: no page checks */
	const struct site_scope
	    *scope; /* publish_join's: whose documents are read; NULL: all, or what part says */
	struct date today; /* for D107 */
	bool by_clock; /* today is what the clock says: refused when it cannot be (publish/day.c) */
	struct date as_of; /* empty: the newest date of a published document */
	enum edition edition;
	int jobs; /* 0: all processors */
};

/* Where a build without output puts its tree. */
struct text publish_tree(const struct build_options *o, struct arena *a);

/* What a build did, to be told in one or two lines. */
struct build_report {
	struct text output;                    /* where it is */
	int published, held, draft, withdrawn; /* documents */
	int read;                              /* documents that were read anew */
	int errors, warnings, notes;           /* findings, waived ones left out */
	int written, same, removed;            /* files */
	int sheets;                            /* PDFs drawn */
	int outside; /* of a part: links that lead into another one, where nothing can be seen from
			here */
	bool no_address; /* without base_url: no feeds, calendars, sitemap */
	struct date as_of;
	struct finding_list findings;      /* in arena */
	struct finding_list held_findings; /* those that hold documents back */
	struct arena *arena;               /* the caller's; results live in it */
};

bool publish_build(const struct build_options *o, struct build_report *r, struct err *e);

/*
 * Joins trees that were built with part into the whole site's tree: their indexes into the site's,
 * their files into the output; what belongs to the units above is read from the site and drawn.
 * o->as_of empty: that of the parts. Everything is looked at before anything is written: ERR_USAGE
 * tells what does not fit.
 */
bool publish_join(const struct build_options *o, char *const *trees, size_t n,
    struct build_report *r, struct err *e);

/*
 * Brings the index of an edition up to date and leaves it open: the front half of a build, for
 * check, pdf, stats, due and new. Findings of all stages are in the index; one that is no good is
 * made anew, and a line says so. The site is locked until gathered_close.
 */
struct gathered {
	struct site *site;
	struct store *store;
	struct text index_path;
	struct date as_of;
	int read;
	bool changed; /* something of the sources or the as-of date differs from the last time */
	bool locked;
	int lock;
};
bool
publish_gather(const struct build_options *o, struct arena *a, struct gathered *g, struct err *e);
/* Its two halves: the site, which nothing is written for, then its index. The lock is the
 * caller's. */
bool gather_site(const struct build_options *o, struct arena *a, struct gathered *g, struct err *e);
bool
gather_index(const struct build_options *o, struct arena *a, struct gathered *g, struct err *e);
/*
 * Throws an index away that turned out to be damaged (ERR_DAMAGED in e, which is emptied),
 * and says so. Nobody has it open.
 */
bool gather_discard(struct text index_path, struct err *e);
/* What became of the index that was there, when it was thrown away. */
void gather_tell_past(const struct store *s, struct text index_path);
void gathered_close(struct gathered *g);
/* A document that was read alone hides what the others of its unit, of those above and of those
 * that it speaks of hide, as the index knows it. Before the door. */
bool index_hidden_join(struct store *s, struct doc *d, struct err *e);

/* Whose a tree is, as its manifest says (publish/owner.c). */
struct owner {
	bool known;
	enum edition edition;
	struct text mark, id, title;
};
bool owner_read(struct text line, struct owner *out);

/* Compares a public tree with its manifest.sha256: names of files that are missing, differ or are
 * too many, of links (no tree has any: they may lead out of it), of what cannot be read here, and
 * of what its readers will not be able to open. */
struct verify_report {
	struct text_list missing, differ, extra, links, unread, closed;
	bool open; /* an internal tree that others on this machine may read */
	int files;
	struct owner owner;
};
bool publish_verify(struct arena *a, const char *folder, struct verify_report *r, struct err *e);

/* An exclusive lock on FOLDER/.lihui, of a site or of a part's tree; ERR_USAGE when another lihui
 * holds it. */
int publish_lock(struct arena *a, const char *folder, struct err *e); /* file descriptor, or -1 */
void publish_unlock(int fd);
/* Where the index of a site or a part lies: FOLDER/.lihui; once publish_lock found that it cannot
 * be written, a folder of this run's own that is gone when it ends. */
struct text publish_work(struct arena *a, const char *folder);

#endif
