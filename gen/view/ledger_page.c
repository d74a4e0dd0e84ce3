/* SPDX-License-Identifier: MIT */
/*
 * The ledger (问题台账): overdue first, then what is open, then what was solved, explained, taken
 * up again. One table a section, so that the list of links above it is a filter that needs no
 * script; with one, years and kinds can be picked too. A village's ledger holds its own matters;
 * one of a unit above would grow with the site, so it lists the most pressing and newest and leads
 * to the ledgers below.
 */
#include "lihui/arena.h"
#include "view/web.h"

enum part { PART_LATE, PART_OPEN, PART_AGAIN, PART_DONE, PART_OTHER, PARTS };

static const struct ledger_part part_info[PARTS] = {
	{ "late", "▲", "web.h_late", "web.chip_late", "web.none_late" },
	{ "open", "➜", "web.h_unfinished", "web.chip_open", "web.none_open" },
	{ "again", "↻", "web.h_again", "web.chip_again", "web.none_again" },
	{ "done", "✔\xEF\xB8\x8E", "web.h_done", "web.chip_done", "web.none_done" },
	{ "other", "＝", "web.h_other", "web.chip_other", "web.none_other" },
};

/* Which part a problem stands in, as SQL and in one place: each problem in exactly one. ?9 is the
 * as-of date. */
#define PART_SQL \
	"case when p.status_class = 2 then case when p.status = 'solved' then 3 else 4 end" \
	" when p.always = 0 and p.deadline <> '' and p.deadline < ?9 then 0 when p.reopened > 0 " \
	"then 2 else 1 end"

#define PART_ORDER \
	"case when ?3 = 0 then p.deadline end, case when ?3 in (3, 4) then p.solved else " \
	"max(p.raised, p.mentioned) end desc," \
	" d.address desc, p.place desc"

/* --- rows --- */

static struct text
row_end(const struct web *w, const struct prow *p)
{
	if (p->status_class == 2)
		return date_is(p->solved) ? web_say_day(w, "web.closed_on", p->solved) : NO_TEXT;
	if (p->always)
		return web_word(w, "web.always");
	return date_is(p->deadline) ? web_say_day(w, "web.due_on", p->deadline) : p->deadline_words;
}

static void
put_row(struct web *w, struct value *list, const struct prow *p)
{
	const struct unit *u = web_unit(w->v, p->unit);
	struct value *o = value_add_object(w->a, list);

	web_mark(w, o, "mark", p->status, prow_late(w, p));
	web_put(w, o, "number", number_short(p->number, w->week_year));
	web_put_link(w, o, "href", OUT_PAGE_PROBLEM, u, p->number);
	web_put(w, o, "title", prow_title(w, p));
	web_put(w, o, "unit", w->last > w->first ? web_unit_name(w, u) : NO_TEXT);
	web_put(w, o, "owner", p->owner.n > 0 ? p->owner : web_word(w, "web.owner_none"));
	web_put(w, o, "end", row_end(w, p));
	web_put_plain(w, o, "year_text", web_int(w->a, p->raised.year));
	web_put_plain(w, o, "kind_text", p->category);
}

/* A part as a section, and its link above. */
static bool
put_part(struct web *w, struct value *chips, struct value *sections, int part, int64_t n)
{
	struct value *list = ledger_part_put(w, chips, sections, &part_info[part], n);
	struct web_rows rows;

	/* First which, then what is told of them: nothing is gathered for rows that are not shown.
	 */
	if (!web_prows(w,
		PROW_SELECT PROW_FROM "where p.id in (select p.id" PROW_FROM
				      "where p.unit between ?1 and ?2 and " PART_SQL " = ?3"
				      " order by " PART_ORDER " limit ?4) order by " PART_ORDER,
		ARGS_ON(w->v->as_of, w->first, w->last, part, ledger_rows_shown(w)), &rows))
		return false;
	for (EACH(struct prow, p, rows))
		put_row(w, list, p);
	return true;
}

/* Values for a picker that only a script shows. */
static bool
put_picker(struct web *w, const char *sql, struct value *list)
{
	struct query q;

	rows_ask(w->v, w->a, &q, sql, ARGS(w->first, w->last), w->e);
	while (query_row(&q))
		value_add(list, value_text(w->a, query_text(&q, w->a, 0)));
	return query_end(&q);
}

bool
page_ledger(struct web *w)
{
	int64_t n[PARTS] = { 0 }, all = 0;
	struct text h1 = web_say(w, "web.ledger_of", TEXTS(web_unit_name(w, w->unit)));
	struct value *years = value_put_list(w->a, w->page, "years"),
		     *kinds = value_put_list(w->a, w->page, "kinds"),
		     *chips = value_put_list(w->a, w->page, "chips"),
		     *sections = value_put_list(w->a, w->page, "sections");
	struct query q;

	rows_ask(w->v, w->a, &q,
	    "select " PART_SQL
	    ", count(*) from problem p where p.unit between ?1 and ?2 group by 1",
	    ARGS_ON(w->v->as_of, w->first, w->last), w->e);
	while (query_row(&q))
		n[query_int(&q, 0)] = query_int(&q, 1);
	if (!query_end(&q) || !web_frame(w, h1))
		return false;
	for (int i = 0; i < PARTS; i++)
		all += n[i];
	struct text lede = ledger_head(w, h1, "web.ledger_lede", "web.problem", all);

	web_put_flag(w, w->page, "with_unit", w->first != w->last);
	for (int i = 0; i < PARTS; i++)
		if (!put_part(w, chips, sections, i, n[i]))
			return false;
	if (!put_picker(w,
		"select distinct substr(raised, 1, 4) from problem"
		" where unit between ?1 and ?2 and raised <> '' order by 1 desc",
		years) ||
	    !put_picker(w,
		"select category, count(*) from problem where unit between ?1 and ?2"
		" and category <> '' group by 1 order by 2 desc, 1 limit 20",
		kinds))
		return false;
	web_put_flag(w, w->page, "has_kinds", kinds->first != NULL);
	web_put_flag(w, w->page, "has_years", years->first && years->first->next);
	if (w->first != w->last && !stats_children(w, w->page, w->v->as_of.year))
		return false;
	web_put_link(w, w->page, "tasks_href", OUT_PAGE_TASKS, w->unit, NO_TEXT);
	web_put_link(w, w->page, "csv_href", OUT_DATA_LEDGER, w->unit, NO_TEXT);
	web_contact(w, w->page);
	web_describe(w, lede, "website");
	return true;
}
