/* SPDX-License-Identifier: MIT */
/* A document without one of the site's languages (B701): one finding for all that it lacks. A
 * photographed sheet or a recording counts: for who does not read, it is the translation. */
#include "check/rules.h"

/* had: codes with blanks, its own among them. */
static void
missing_put(struct unit_check *u, const struct unit_record *r, struct text had)
{
	struct text_list names = { 0 }, codes = { 0 };

	for (size_t i = 0; i < u->site->nlanguages; i++) {
		enum lang l = u->site->languages[i];
		if (text_has(had, lang_code(l)))
			continue;
		text_list_add(u->a, &names, words_language(u->site->words, LANG_ZH, l, false));
		text_list_add(u->a, &codes, lang_code(l));
	}
	if (names.n > 0)
		unit_put(u, DIAG_B701, spot_file(r),
		    TEXTS(
			text_list_join(u->a, &names, T("、")), path_name(r->address), codes.v[0]));
}

void
check_translation_missing(struct unit_check *u)
{
	struct query q;

	if (u->site->nlanguages < 2)
		return;
	unit_ask(u, &q,
	    "select id, lang || ' ' || ifnull((select group_concat(v.lang, ' ') from version v"
	    " where v.document = d.id), '') from document d where unit = ?1 and model is not null");
	while (query_row(&q)) {
		const struct unit_record *r = unit_record_of(u, query_int(&q, 0));

		if (r)
			missing_put(u, r, query_peek(&q, 1));
	}
	unit_end(u, &q);
}
