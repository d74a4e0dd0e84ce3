/* SPDX-License-Identifier: MIT */
/*
 * From when on weeks are asked for: all villages of a township are asked for the same weeks, since
 * the rule says so (weekly_since) or since the first of them sent a record. Counted from a
 * village's own first record, whoever keeps silent longest would miss least.
 *
 * The index of each unit's documents by date finds its first one at once, so that no sweep over all
 * documents is needed.
 */
#include "lihui/store.h"

#define FIRST_OF_UNIT \
	"(select d.date from document d where d.unit = unit.id and d.date <> ''" \
	" and d.state <> 'draft' and (d.type = 'weekly' or d.class = 'absence')" \
	" order by d.date limit 1)"

bool
weekly_first(struct store *s, int64_t unit, struct date *out, struct err *e)
{
	struct query q;

	*out = NO_DATE;
	query_start(s, &q,
	    "select min(" FIRST_OF_UNIT ") from unit"
	    " where unit.id between ?1 and (select last from unit where id = ?1)",
	    e);
	query_bind_int(&q, 1, unit);
	if (query_row(&q) && !query_is_null(&q, 0))
		date_parse_iso(query_peek(&q, 0), out);
	return query_end(&q);
}

/* Villages count for the unit above them: that one of two neighbours began changes nothing. */
bool
weekly_firsts(struct store *s, struct arena *a, struct text *out, struct err *e)
{
	struct query q;

	*out = NO_TEXT;
	query_start(s, &q,
	    "select group_concat(asking || ' ' || met) from (select asking, min(met) as met from"
	    " (select case when level = 'village' then ifnull(parent, id) else id end as "
	    "asking, " FIRST_OF_UNIT " as met from unit) where met is not null group by asking"
	    " order by asking)",
	    e);
	if (query_row(&q) && !query_is_null(&q, 0))
		*out = query_text(&q, a, 0);
	return query_end(&q);
}
