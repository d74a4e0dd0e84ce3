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

#define VILLAGE_ROWS 120
#define UPPER_ROWS   30

enum part { PART_LATE, PART_OPEN, PART_AGAIN, PART_DONE, PART_OTHER, PARTS };

static const struct {
	const char *id, *sign, *head, *chip, *empty;
} part_info[PARTS] = {
	{ "late", "▲", "web.h_late", "web.chip_late", "web.none_late" },
	{ "open", "➜", "web.h_unfinished", "web.chip_open", "web.none_open" },
	{ "again", "↻", "web.h_again", "web.chip_again", "web.none_again" },
	{ "done", "✔\xEF\xB8\x8E", "web.h_done", "web.chip_done", "web.none_done" },
	{ "other", "＝", "web.h_other", "web.chip_other", "web.none_other" },
};

/* Which part a problem stands in, as SQL and in one place: each problem in exactly one. ?3 is the
 * as-of date. */
#define PART_SQL \
	"case when p.status_class = 2 then case when p.status = 'solved' then 3 else 4 end" \
	" when p.always = 0 and p.deadline <> '' and p.deadline < ?3 then 0 when p.reopened > 0 " \
	"then 2 else 1 end"

#define PART_ORDER \
	"case when ?4 = 0 then p.deadline end, case when ?4 in (3, 4) then p.solved else " \
	"max(p.raised, p.mentioned) end desc," \
	" d.address desc, p.place desc"

static bool
count_parts(struct web *w, int64_t first, int64_t last, int64_t n[PARTS])
{
	struct query q;

	query_start(w->v->store, &q,
	    "select " PART_SQL
	    ", count(*) from problem p where p.unit between ?1 and ?2 group by 1",
	    w->e);
	query_bind_int(&q, 1, first);
	query_bind_int(&q, 2, last);
	query_bind_text(&q, 3, date_iso(w->a, w->v->as_of));
	while (query_row(&q))
		n[query_int(&q, 0)] = query_int(&q, 1);
	return query_end(&q);
}

/* --- rows --- */

static struct text
row_end(const struct web *w, const struct prow *p)
{
	if (p->status_class == 2)
		return date_is(p->solved)
		    ? web_say(w, "web.closed_on",
			  TEXTS(web_day(w, web_lang(w, "web.closed_on"), p->solved)))
		    : NO_TEXT;
	if (p->always)
		return web_word(w, "web.always");
	if (date_is(p->deadline))
		return web_say(
		    w, "web.due_on", TEXTS(web_day(w, web_lang(w, "web.due_on"), p->deadline)));
	return p->deadline_words;
}

static void
put_row(struct web *w, struct value *list, const struct prow *p, bool with_unit)
{
	const struct unit *u = web_unit(w->v, p->unit);
	struct value *o = value_add_object(w->a, list);

	web_mark(w, o, "mark", p->status, prow_late(w, p));
	web_put(w, o, "number", number_short(p->number, w->week_year));
	value_put_text(w->a, o, "href", web_href(w, out_problem(w->a, w->lang, u, p->number)));
	web_put(w, o, "title", prow_title(w, p));
	if (with_unit)
		web_put(w, o, "unit", web_unit_name(w, u));
	web_put(w, o, "owner", p->owner.n > 0 ? p->owner : web_word(w, "web.owner_none"));
	web_put(w, o, "end", row_end(w, p));
	value_put_text(w->a, o, "year_text", web_int(w->a, p->raised.year));
	value_put_text(w->a, o, "kind_text", p->category);
}

static bool
put_rows(struct web *w, struct value *section, int part, const struct output *o, int64_t last)
{
	bool village = o->unit == last;
	struct value *list = value_put_list(w->a, section, "rows");
	const struct row_args args = { 5, 3, w->v->as_of,
		{ o->unit, last, 0, part, village ? VILLAGE_ROWS : UPPER_ROWS } };
	const struct prow *v;
	size_t n;

	/* First which, then what is told of them: nothing is gathered for rows that are not shown.
	 */
	if (!web_prows(w,
		"select " PROW_COLUMNS PROW_FROM "where p.id in (select p.id" PROW_FROM
		"where p.unit between ?1 and ?2 and " PART_SQL " = ?4"
		" order by " PART_ORDER " limit ?5) order by " PART_ORDER,
		&args, &v, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		put_row(w, list, &v[i], !village);
	return true;
}

static bool
put_part(struct web *w, struct value *sections, int part, const struct output *o, int64_t last,
    int64_t n)
{
	struct value *s = value_add_object(w->a, sections);
	int64_t shown = o->unit == last ? VILLAGE_ROWS : UPPER_ROWS;

	value_put_text(w->a, s, "id_text", text_of(part_info[part].id));
	web_put(w, s, "title", web_say(w, part_info[part].head, TEXTS(web_number(w->a, n))));
	value_put_bool(w->a, s, "any", n > 0);
	if (n == 0)
		web_put_word(w, s, "empty", part_info[part].empty);
	if (n > shown)
		web_put(w, s, "more",
		    web_say(w, "web.rows_cut",
			TEXTS(web_number(w->a, shown), web_number(w->a, n - shown))));
	return put_rows(w, s, part, o, last);
}

/* --- filters --- */

static void
put_chips(struct web *w, const int64_t n[PARTS])
{
	struct value *list = value_put_list(w->a, w->page, "chips");

	for (int i = 0; i < PARTS; i++) {
		struct value *o = value_add_object(w->a, list);

		value_put_text(w->a, o, "id_text", text_of(part_info[i].id));
		value_put_text(w->a, o, "sign", text_of(part_info[i].sign));
		web_put(
		    w, o, "label", web_say(w, part_info[i].chip, TEXTS(web_number(w->a, n[i]))));
	}
}

/* Values for the two pickers that only a script shows. */
static bool
put_pickers(struct web *w, int64_t first, int64_t last)
{
	struct value *years = value_put_list(w->a, w->page, "years"),
		     *kinds = value_put_list(w->a, w->page, "kinds");
	struct query q;

	query_start(w->v->store, &q,
	    "select distinct substr(raised, 1, 4) from problem where unit between ?1 and ?2 and "
	    "raised <> ''"
	    " order by 1 desc",
	    w->e);
	query_bind_int(&q, 1, first);
	query_bind_int(&q, 2, last);
	while (query_row(&q))
		value_add(years, value_text(w->a, query_text(&q, w->a, 0)));
	if (!query_end(&q))
		return false;
	query_start(w->v->store, &q,
	    "select category, count(*) from problem where unit between ?1 and ?2 and category <> "
	    "'' group by"
	    " 1 order by 2 desc, 1 limit 20",
	    w->e);
	query_bind_int(&q, 1, first);
	query_bind_int(&q, 2, last);
	while (query_row(&q))
		value_add(kinds, value_text(w->a, query_text(&q, w->a, 0)));
	value_put_bool(w->a, w->page, "has_kinds", kinds->first != NULL);
	value_put_bool(w->a, w->page, "has_years", years->first && years->first->next);
	return query_end(&q);
}

bool
page_ledger(struct web *w, const struct output *o)
{
	int64_t n[PARTS] = { 0 }, last, all = 0;
	struct text name = web_unit_name(w, w->unit), h1 = web_say(w, "web.ledger_of", TEXTS(name));
	enum lang l = web_lang(w, "web.ledger_lede");

	if (!web_subtree(w->v, o->unit, &last, w->e) || !count_parts(w, o->unit, last, n))
		return false;
	for (int i = 0; i < PARTS; i++)
		all += n[i];
	if (!web_frame(w, "web/ledger", h1, w->unit == web_top(w->v) ? "ledger" : ""))
		return false;
	web_put(w, w->page, "h1", h1);
	web_put(w, w->page, "lede",
	    web_say(
		w, "web.ledger_lede", TEXTS(web_number(w->a, all), web_date(w, l, w->v->as_of))));
	web_put(w, w->page, "all", web_say(w, "web.chip_all", TEXTS(web_number(w->a, all))));
	value_put_bool(w->a, w->page, "with_unit", o->unit != last);
	put_chips(w, n);
	if (!put_pickers(w, o->unit, last))
		return false;
	struct value *sections = value_put_list(w->a, w->page, "sections");

	for (int i = 0; i < PARTS; i++)
		if (!put_part(w, sections, i, o, last, n[i]))
			return false;
	if (o->unit != last && !stats_children(w, w->page, w->v->as_of.year))
		return false;
	value_put_text(
	    w->a, w->page, "csv_href", web_href(w, out_data(w->a, w->unit, "ledger.csv")));
	web_contact(w, w->page);
	web_describe(w,
	    web_say(
		w, "web.ledger_lede", TEXTS(web_number(w->a, all), web_date(w, l, w->v->as_of))),
	    "website");
	return true;
}
