/* SPDX-License-Identifier: MIT */
/* A document without its other language (B701), where the site is in two. A photographed sheet or a
 * recording counts: for who does not read, it is the translation. */
#include "check/rules.h"

void
check_translation_missing(struct unit_check *u)
{
	struct query q;

	if (u->site->nlanguages < 2)
		return;
	unit_ask(u, &q,
	    "select id, lang from document d where unit = ?1 and model is not null and not exists "
	    "(select 1 from version v where v.document = d.id and v.lang <> d.lang)");
	while (query_row(&q)) {
		const struct unit_record *r = unit_record_of(u, query_int(&q, 0));
		bool mongolian = text_eq(query_peek(&q, 1), T("mn"));

		if (r)
			unit_put(u, DIAG_B701, spot_file(r),
			    TEXTS(mongolian ? T("中文") : T("蒙古文"), path_name(r->address),
				mongolian ? T("zh") : T("mn")));
	}
	unit_end(u, &q);
}
