/* SPDX-License-Identifier: MIT */
/*
 * What the villages sent, into the site. Names of files mean nothing: whose record it is and of
 * which day is found from the text. Arrived bytes are kept under content/_received/ with their
 * SHA-256, and so is every version that a newer one replaces; what cannot be placed is listed,
 * never guessed. Running it twice changes nothing.
 */
#ifndef LIHUI_RECEIVE_H
#define LIHUI_RECEIVE_H

#include "lihui/buf.h"
#include "lihui/date.h"
#include "lihui/err.h"
#include "lihui/lang.h"
#include "lihui/site.h"

struct receive_options {
	const char *site;  /* the content folder */
	const char *from;  /* the folder that came */
	const char *reply; /* where the answers go, or NULL */
	struct date today; /* the day of arrival */
	bool by_clock;     /* as in struct build_options */
	struct week week; /* which week is counted; week == 0: the one most of the records are of */
	enum lang lang;   /* of what is told */
	int jobs;
	bool dry_run; /* says everything, writes nothing into the site and no answers */
};

/* Appends what there is to tell, ready to print and to paste. *unplaced: how many files wait for
 * somebody. */
bool receive_run(const struct receive_options *o, struct buf *told, int *unplaced, struct err *e);

/*
 * The book of what came, _received/received.tsv: a line for each text, in order of arrival. Late:
 * received after the day, of a meeting on it or before. A report that was printed as of that day
 * did not hold them.
 */
struct late {
	struct text unit, date, received; /* name; YYYY-MM-DD */
};
LIST(late_list, late);
bool receive_late(
    const struct site *s, struct arena *a, struct date until, struct late_list *out, struct err *e);

#endif
