/* SPDX-License-Identifier: MIT */
/*
 * The page of a unit, and the home page: what is not done yet comes first, overdue before the rest,
 * then what was settled lately, the meetings of the year against the yearly minimum, postings,
 * contact. Everything is cut to a handful with a link to the whole, so the page of a banner with
 * 173 villages is no longer than a village's.
 */
#include "lihui/arena.h"
#include "view/web.h"

#define OPEN_CARDS   6
#define CLOSED_ROWS  5
#define NEW_CARDS    5
#define MEETING_ROWS 8

struct scope {
	int64_t first, last;
	bool village, home;
	int year;
};

/* --- matters --- */

static bool
put_cards(
    struct web *w, const char *sql, const struct row_args *args, struct value *list, unsigned flags)
{
	const struct prow *v;
	size_t n;

	if (!web_prows(w, sql, args, &v, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		web_card(w, value_add_object(w->a, list), &v[i], flags);
	return true;
}

static bool
put_open(struct web *w, const struct scope *s)
{
	struct value *o = value_put_object(w->a, w->page, "open");
	struct query q;
	int64_t n = 0;

	query_start(w->v->store, &q,
	    "select count(*) from problem where unit between ?1 and ?2 and status_class < 2", w->e);
	query_bind_int(&q, 1, s->first);
	query_bind_int(&q, 2, s->last);
	if (query_row(&q))
		n = query_int(&q, 0);
	if (!query_end(&q))
		return false;
	web_put(w, o, "title", web_say(w, "web.h_open", TEXTS(web_number(w->a, n))));
	value_put_bool(w->a, o, "any", n > 0);
	return put_cards(w,
	    "select " PROW_COLUMNS PROW_FROM "where p.unit between ?1 and ?2 and p.status_class < 2"
	    " order by case when p.always = 0 and p.deadline <> '' and p.deadline < ?3 then "
	    "p.deadline"
	    " else '9999' end,"
	    " p.status_class desc, p.mentioned desc, d.address desc, p.place desc limit ?4",
	    &(struct row_args){ 4, 3, w->v->as_of, { s->first, s->last, 0, OPEN_CARDS } },
	    value_put_list(w->a, o, "cards"), s->village ? CARD_LATE : CARD_LATE | CARD_UNIT);
}

static bool
put_new(struct web *w, const struct scope *s)
{
	struct value *o = value_put_object(w->a, w->page, "newest");

	return put_cards(w,
	    "select " PROW_COLUMNS PROW_FROM
	    "where p.unit between ?1 and ?2 order by max(p.raised, p.mentioned) desc, d.address "
	    "desc, p.place desc limit ?3",
	    &(struct row_args){ 3, 0, NO_DATE, { s->first, s->last, NEW_CARDS } },
	    value_put_list(w->a, o, "cards"), CARD_LATE | CARD_UNIT);
}

static bool
put_closed(struct web *w, const struct scope *s)
{
	struct value *list = value_put_list(w->a, w->page, "closed");
	const struct prow *v;
	size_t n;

	if (!web_prows(w,
		"select " PROW_COLUMNS PROW_FROM
		"where p.unit between ?1 and ?2 and p.status_class = 2 order by p.solved desc, "
		"d.address desc, p.place desc limit ?3",
		&(struct row_args){ 3, 0, NO_DATE, { s->first, s->last, CLOSED_ROWS } }, &v, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct prow *p = &v[i];
		struct value *o = value_add_object(w->a, list);

		web_mark(w, o, "mark", p->status, 0);
		value_put_text(w->a, o, "time", web_time(w, p->solved, false));
		value_put_text(w->a, o, "href",
		    web_href(w, out_problem(w->a, w->lang, web_unit(w->v, p->unit), p->number)));
		web_put(w, o, "title", prow_title(w, p));
		if (!s->village)
			web_put(w, o, "unit", web_unit_name(w, web_unit(w->v, p->unit)));
	}
	value_put_bool(w->a, w->page, "has_closed", n > 0);
	return true;
}

/* --- meetings --- */

/* 今年已开26次，全年不少于40次，还需14次；今年还剩25周。 */
static void
put_pace(struct web *w, struct value *o, const struct stats *s)
{
	int need = s->minimum > s->held ? s->minimum - s->held : 0;

	if (need > 0)
		web_put(w, o, "pace",
		    web_say(w, "web.pace_need",
			TEXTS(web_int(w->a, s->held), web_int(w->a, s->minimum),
			    web_int(w->a, need), web_int(w->a, s->weeks_left))));
	else
		web_put(w, o, "pace",
		    web_say(w, "web.pace_met",
			TEXTS(web_int(w->a, s->held), web_int(w->a, s->minimum))));
	if (need > s->weeks_left)
		web_put_word(w, o, "pace_note", "web.pace_short");
	if (s->held_back > 0)
		web_put(w, o, "held_back",
		    web_say(w, "web.pace_held_back", TEXTS(web_int(w->a, s->held_back))));
}

static bool
put_strip(struct web *w, struct value *o, const struct stats *s, int64_t unit)
{
	enum week_kind weeks[54];
	int year = w->v->as_of.year;

	if (!stats_weeks(w->v, unit, year, weeks, w->e))
		return false;
	struct text title = web_say(w, "web.strip_title",
	    TEXTS(web_int(w->a, week_count(year)), web_int(w->a, s->held),
		web_int(w->a, s->missing)));

	value_put_text(w->a, o, "strip_svg", chart_strip(w, year, weeks, title));
	chart_legend(w, o);
	return true;
}

static bool
put_meetings(struct web *w, const struct scope *s, const struct stats *stats)
{
	struct value *o = value_put_object(w->a, w->page, "meetings"), *list;
	const struct mrow *v;
	size_t n;

	web_put(w, o, "title", web_say(w, "web.h_meetings", TEXTS(web_int(w->a, s->year))));
	if (s->village) {
		put_pace(w, o, stats);
		if (!put_strip(w, o, stats, s->first))
			return false;
	}
	list = value_put_list(w->a, o, "rows");
	if (!web_mrows(w,
		"select " MROW_COLUMNS
		" from document d where d.unit between ?1 and ?2 and d.state = 'published'"
		" and d.class in ('meeting', 'absence') order by d.date desc, d.address desc limit "
		"?3",
		&(struct row_args){ 3, 0, NO_DATE, { s->first, s->last, MEETING_ROWS } }, &v, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		web_meeting(w, value_add_object(w->a, list), &v[i], !s->village);
	value_put_bool(w->a, o, "any", n > 0);
	value_put_text(
	    w->a, o, "href", web_href(w, out_unit(w->a, w->lang, w->unit, "calendar.html")));
	return true;
}

/* --- the rest --- */

static void
put_secretary(struct web *w, struct value *list, const char *word, const struct tenure_list *l)
{
	struct text name = tenure_on(l, w->v->as_of);

	if (name.n == 0)
		return;
	struct value *o = value_add_object(w->a, list);

	web_put_word(w, o, "label", word);
	web_put(w, o, "name", name);
}

static void
put_head(struct web *w)
{
	const struct unit *u = w->unit;
	struct value *list = value_put_list(w->a, w->page, "secretaries");

	web_put(w, w->page, "h1", web_unit_name(w, u));
	put_secretary(w, list, "web.first_secretary", &u->first_secretary);
	put_secretary(w, list, "web.secretary", &u->secretary);
	web_contact(w, w->page);
	if (u->stars > 0)
		web_put(
		    w, w->page, "stars", web_say(w, "web.stars_n", TEXTS(web_int(w->a, u->stars))));
	const struct block *intro = w->lang == LANG_MN && u->intro_mn ? u->intro_mn : u->intro;

	if (intro && intro->first) {
		struct markup m = { .w = w, .heading = 3, .skip_title = true };

		value_put_text(w->a, w->page, "intro_html", web_markup(&m, intro));
	}
}

/* What the banner has set for this week's study; shown where the syllabus is set and on the home
 * page. */
static void
put_study(struct web *w)
{
	struct week week = date_week(w->v->as_of);
	const struct text_list *topics = study_topics(&w->unit->study, week);
	struct date monday = week_day(week, 1), sunday = week_day(week, 7);
	enum lang l = web_lang(w, "web.week_span");

	if (!topics || topics->n == 0)
		return;
	struct value *o = value_put_object(w->a, w->page, "study");

	web_put(w, o, "week",
	    web_say(w, "web.week_span",
		TEXTS(web_int(w->a, week.year), web_int(w->a, week.week), web_day(w, l, monday),
		    web_day(w, l, sunday))));
	struct value *list = value_put_list(w->a, o, "topics");

	for (size_t i = 0; i < topics->n; i++)
		value_add(list, value_text(w->a, web_html(w, topics->v[i])));
}

static void
put_links(struct web *w)
{
	static const struct {
		const char *key, *file;
	} link[] = {
		{ "ledger_href", "problems.html" },
		{ "stats_href", "stats.html" },
		{ "bulletins_href", "bulletins.html" },
		{ "board_href", "board.html" },
		{ "calendar_href", "calendar.html" },
	};
	struct text lang = lang_code(w->lang);

	for (size_t i = 0; i < sizeof link / sizeof *link; i++)
		value_put_text(w->a, w->page, link[i].key,
		    web_href(w, out_unit(w->a, w->lang, w->unit, link[i].file)));
	value_put_text(
	    w->a, w->page, "search_href", web_href(w, text_join(w->a, lang, T("/search.html"))));
}

static bool
put_matters(struct web *w, const struct scope *s)
{
	struct query q;
	struct value *list = value_put_list(w->a, w->page, "matters");

	query_start(w->v->store, &q,
	    "select unit, matter, count(*), max(date) from document where matter <> '' and state ="
	    " 'published' and unit between ?1 and ?2"
	    " group by unit, matter order by max(date) desc, unit, matter limit 5",
	    w->e);
	query_bind_int(&q, 1, s->first);
	query_bind_int(&q, 2, s->last);
	while (query_row(&q)) {
		struct value *o = value_add_object(w->a, list);
		struct text name = query_text(&q, w->a, 1);
		const struct unit *u = web_unit(w->v, query_int(&q, 0));

		value_put_text(w->a, o, "href", web_href(w, out_matter(w->a, w->lang, u, name)));
		web_put(w, o, "title", name);
		web_put(w, o, "note",
		    web_say(w, "web.n_documents", TEXTS(web_int(w->a, query_int(&q, 2)))));
	}
	value_put_bool(w->a, w->page, "has_matters", list->first != NULL);
	return query_end(&q);
}

static void
put_schema(struct web *w)
{
	struct value *o = value_object(w->a);

	value_put_text(w->a, o, "@context", T("https://schema.org"));
	value_put_text(w->a, o, "@type", T("GovernmentOrganization"));
	value_put_text(w->a, o, "name", w->unit->name);
	if (w->unit->phone.n > 0)
		value_put_text(w->a, o, "telephone", w->unit->phone);
	if (w->unit->address.n > 0)
		value_put_text(w->a, o, "address", w->unit->address);
	if (w->unit->parent) {
		struct value *parent = value_put_object(w->a, o, "parentOrganization");

		value_put_text(w->a, parent, "@type", T("GovernmentOrganization"));
		value_put_text(w->a, parent, "name", w->unit->parent->name);
	}
	web_schema(w, o);
}

static bool
put_lists(struct web *w, const struct scope *s, const struct stats *stats)
{
	struct value *postings = value_put_list(w->a, w->page, "postings");

	if (!put_open(w, s) || !put_closed(w, s) || !put_meetings(w, s, stats) ||
	    !put_matters(w, s))
		return false;
	if (!s->village && !put_new(w, s))
		return false;
	if (s->first != s->last && !stats_children(w, w->page, s->year))
		return false;
	if (!bulletin_postings(w, postings, s->first, s->last, 6))
		return false;
	value_put_bool(w->a, w->page, "has_postings", postings->first != NULL);
	return true;
}

bool
page_unit(struct web *w, const struct output *o)
{
	struct scope s = { .first = o->unit,
		.village = w->unit->level == LEVEL_VILLAGE,
		.home = w->unit == web_top(w->v),
		.year = w->v->as_of.year };
	struct stats stats;
	struct text title = web_site_title(w), name = web_unit_name(w, w->unit);

	if (!web_subtree(w->v, s.first, &s.last, w->e) ||
	    !view_stats(w->v, o->unit, s.year, &stats, w->e))
		return false;
	if (!s.home)
		title = text_fmt(w->a, "%.*s - %.*s", TEXT_ARG(name), TEXT_ARG(title));
	if (!web_frame(w, "web/unit", title, s.home ? "home" : ""))
		return false;
	value_put_bool(w->a, w->page, "is_home", s.home && !s.village);
	value_put_bool(w->a, w->page, "is_village", s.village);
	put_head(w);
	put_links(w);
	put_study(w);
	stats_counts(w, w->page, &stats);
	web_put(w, w->page, "as_of",
	    web_say(w, "web.as_of", TEXTS(web_date(w, web_lang(w, "web.as_of"), w->v->as_of))));
	web_put(w, w->page, "home_lede",
	    web_say(w, "web.home_lede", TEXTS(web_int(w->a, stats.units))));
	web_describe(w, web_say(w, "web.unit_description", TEXTS(name)), "website");
	put_schema(w);
	return put_lists(w, &s, &stats);
}
