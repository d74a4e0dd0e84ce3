/* SPDX-License-Identifier: MIT */
/* Numbers in the sources: not written yet (D109), and claimed twice (L510). */
#include "check/rules.h"

/* Numbers named in one sentence; a meeting has two or three problems. */
#define NAMED_MOST 8

struct unwritten {
	const struct unit_record *record;
	struct spot at;
	struct text_list names;
	size_t n;
};

static void
unwritten_put(struct unit_check *u, struct unwritten *w)
{
	if (w->record)
		unit_put(u, DIAG_D109, w->at,
		    TEXTS(
			text_list_join(u->a, &w->names, T("、")), count_text(u->a, (int64_t)w->n)));
	*w = (struct unwritten){ 0 };
}

/* One note a record, at its first item without a number. */
void
check_number_written(struct unit_check *u)
{
	struct unwritten w = { 0 };
	struct query q;

	unit_ask(u, &q,
	    "select document, 0, number, line, col, width, excerpt, place from problem where unit "
	    "= ?1 and as_written = '' and place > 0 union all "
	    "select document, 1, number, line, col, width, excerpt, place from task where unit = "
	    "?1 and as_written = '' order by 1, 2, 8");
	while (query_row(&q)) {
		const struct unit_record *r = unit_record_of(u, query_int(&q, 0));

		if (!r)
			continue;
		if (w.record != r) {
			unwritten_put(u, &w);
			w.record = r;
			w.at = spot_read(u, r, &q, 3);
		}
		if (w.n++ < NAMED_MOST)
			text_list_add(u->a, &w.names,
			    text_fmt(u->a, "%s%.*s", query_int(&q, 1) ? "任务" : "问题",
				TEXT_ARG(number_brief(query_peek(&q, 2)))));
	}
	unit_end(u, &q);
	unwritten_put(u, &w);
}

void
check_number_twice(struct unit_check *u)
{
	struct query q;

	unit_ask(u, &q,
	    "select document, as_written, number, '问题', line, col, width, excerpt from problem "
	    "where unit = ?1 and as_written <> '' and written = 0 union all "
	    "select document, as_written, number, '任务', line, col, width, excerpt from task "
	    "where unit = ?1 and as_written <> '' and written = 0");
	while (query_row(&q)) {
		const struct unit_record *r = unit_record_of(u, query_int(&q, 0));

		if (r)
			unit_put(u, DIAG_L510, spot_read(u, r, &q, 4),
			    TEXTS(text_join(u->a, query_text(&q, u->a, 3), query_text(&q, u->a, 1)),
				text_join(u->a, query_text(&q, u->a, 3),
				    number_brief(query_text(&q, u->a, 2)))));
	}
	unit_end(u, &q);
}
