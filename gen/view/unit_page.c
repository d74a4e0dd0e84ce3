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
#define LATE_CARDS   3
#define NEW_CARDS    3
#define CHANGE_ROWS  6
#define CLOSED_ROWS  5
#define MEETING_ROWS 8

/* --- matters --- */

/* What stands on the page already: each matter is told once, in the first list that it fits. */
struct told_ids {
	int64_t id[LATE_CARDS + NEW_CARDS + CHANGE_ROWS];
	int n;
};

static bool
told_before(const struct told_ids *t, int64_t problem)
{
	for (int i = 0; i < t->n; i++)
		if (t->id[i] == problem)
			return true;
	return false;
}

/* Rows of the statement, whose limit is ?3, as cards: at most most that are not told before. */
static bool
put_cards(struct web *w, struct value *o, const char *sql, struct date day, int most,
    struct told_ids *told)
{
	struct value *list = value_put_list(w->a, o, "cards");
	struct web_rows rows;
	int n = 0;

	if (!web_prows(w, sql, ARGS_ON(day, w->first, w->last, most + told->n), &rows))
		return false;
	for (EACH(struct prow, p, rows)) {
		if (n == most || told_before(told, p->id))
			continue;
		web_card(w, list, p,
		    w->unit->level == LEVEL_VILLAGE ? CARD_LATE : CARD_LATE | CARD_UNIT);
		n++;
		if (told->n < (int)(sizeof told->id / sizeof *told->id))
			told->id[told->n++] = p->id;
	}
	web_put_flag(w, o, "any", n > 0);
	return true;
}

#define LATE "p.always = 0 and p.deadline <> '' and p.deadline < ?9"

static bool
count(struct web *w, const char *sql, struct date day, int64_t *n)
{
	return rows_int(w->v, w->a, sql, ARGS_ON(day, w->first, w->last), n, w->e);
}

static bool
put_open(struct web *w, struct told_ids *told)
{
	struct value *o = value_put_object(w->a, w->page, "open");
	int64_t n;

	if (!rows_int(w->v, w->a,
		"select count(*) from problem where unit between ?1 and ?2 and status_class < 2",
		ARGS(w->first, w->last), &n, w->e))
		return false;
	web_put_say(w, o, "title", "web.h_open", TEXTS(web_number(w->a, n)));
	web_put_flag(w, o, "none", n == 0);
	if (n > 0)
		web_put_say(w, o, "all", "web.all_open", TEXTS(web_number(w->a, n)));
	if (w->unit->level != LEVEL_VILLAGE)
		return true; /* the late ones, those of the week, and the way to all */
	return put_cards(w, o,
	    PROW_SELECT PROW_FROM "where p.unit between ?1 and ?2 and p.status_class < 2 order by"
				  " case when " LATE " then p.deadline else '9999' end,"
				  " p.status_class desc, p.mentioned desc, d.address desc, p.place"
				  " desc limit ?3",
	    w->v->as_of, OPEN_CARDS, told);
}

static bool
put_late(struct web *w, struct told_ids *told)
{
	struct value *o = value_put_object(w->a, w->page, "late");
	int64_t n;

	if (!count(w,
		"select count(*) from problem p where p.unit between ?1 and ?2 and"
		" p.status_class < 2 and " LATE,
		w->v->as_of, &n))
		return false;
	if (n > 0)
		web_put_say(w, o, "title", "web.h_past", TEXTS(web_number(w->a, n)));
	else
		web_put_word(w, o, "title", "web.h_past_none");
	return put_cards(w, o,
	    PROW_SELECT PROW_FROM
	    "where p.unit between ?1 and ?2 and p.status_class < 2 and " LATE
	    " order by p.deadline, p.mentioned desc, d.address desc, p.place desc limit ?3",
	    w->v->as_of, LATE_CARDS, told);
}

/* 本周议定的事; where no meeting of the week has told anything yet, last week's; else the newest.
 */
static bool
put_decided(struct web *w, struct told_ids *told)
{
	static const char *const words[] = { "web.h_decided_week", "web.h_decided_last" };
	struct value *o = value_put_object(w->a, w->page, "newest");
	struct date monday = week_day(date_week(w->v->as_of), 1);
	int64_t n = 0;
	int back = 0;

	for (; back < 2; back++) {
		if (!count(w,
			"select count(*) from problem p where p.unit between ?1 and ?2 and"
			" p.raised between ?9 and date(?9, '+6 days')",
			date_add(monday, -7 * back), &n))
			return false;
		if (n > 0)
			break;
	}
	if (n == 0) {
		web_put_word(w, o, "title", "web.h_newest");
		return put_cards(w, o,
		    PROW_SELECT PROW_FROM
		    "where p.unit between ?1 and ?2 order by max(p.raised, p.mentioned) desc,"
		    " d.address desc, p.place desc limit ?3",
		    NO_DATE, NEW_CARDS, told);
	}
	web_put_say(w, o, "title", words[back], TEXTS(web_number(w->a, n)));
	return put_cards(w, o,
	    PROW_SELECT PROW_FROM "where p.unit between ?1 and ?2 and p.raised between ?9 and"
				  " date(?9, '+6 days') order by p.status = 'reopened' desc,"
				  " p.deadline = '', p.deadline, d.address desc, p.place limit ?3",
	    date_add(monday, -7 * back), NEW_CARDS, told);
}

/* --- 这一周有什么变化: of a village, the seven days up to the as-of date --- */

enum change { CHANGE_LATE, CHANGE_REOPENED, CHANGE_DONE, CHANGE_NEW, CHANGES };

static enum change
change_of(const struct web *w, const struct prow *p, struct date from)
{
	int late = prow_late(w, p);

	if (late > 0 && late <= 7)
		return CHANGE_LATE;
	if (p->status_class >= 2)
		return CHANGE_DONE;
	return p->reopened > 0 && date_cmp(p->status_date, from) >= 0 ? CHANGE_REOPENED
								      : CHANGE_NEW;
}

static void
put_change(struct web *w, struct value *list, const struct prow *p)
{
	struct value *o = value_add_object(w->a, list);
	int late = prow_late(w, p);

	web_mark(w, o, "mark", p->status, late);
	if (late > 0)
		web_mark(w, o, "mark_too", p->status, 0);
	web_put(w, o, "number", prow_number(w, p));
	web_put_link(w, o, "href", OUT_PAGE_PROBLEM, w->unit, p->number);
	web_put(w, o, "title", prow_title(w, p));
	web_put(w, o, "sentence", prow_sentence(w, p));
}

static bool
put_changes(struct web *w, struct told_ids *told)
{
	static const char *const words[CHANGES] = { "web.n_late", "web.n_reopened", "web.n_done",
		"web.n_new" };
	struct date from = date_add(w->v->as_of, -6);
	struct value *o = value_put_object(w->a, w->page, "changes"),
		     *list = value_put_list(w->a, o, "rows");
	struct text_list counts = { 0 };
	struct web_rows rows;

	if (!web_prows(w,
		PROW_SELECT PROW_FROM
		"where p.unit between ?1 and ?2 and (p.raised >= date(?9, '-6 days') or"
		" (p.status_date >= date(?9, '-6 days') and (p.status_class = 2 or p.status ="
		" 'reopened')) or (p.status_class < 2 and " LATE
		" and p.deadline >= date(?9, '-7 days'))) order by p.deadline, d.address, p.place",
		ARGS_ON(w->v->as_of, w->first, w->last), &rows))
		return false;
	for (int kind = 0; kind < CHANGES; kind++) {
		int n = 0;

		for (EACH(struct prow, p, rows)) {
			if (change_of(w, p, from) != (enum change)kind)
				continue;
			n++;
			if (told->n == CHANGE_ROWS)
				continue;
			told->id[told->n++] = p->id;
			put_change(w, list, p);
		}
		if (n > 0)
			text_list_add(w->a, &counts, web_say_int(w, words[kind], n));
	}
	enum lang l = web_lang(w, "web.changes_span");

	web_put_say(w, o, "span", "web.changes_span",
	    TEXTS(web_day(w, l, from), web_day(w, l, w->v->as_of)));
	if (counts.n > 0)
		web_put(w, o, "counts",
		    text_join(w->a, text_list_join(w->a, &counts, T("，")), T("。")));
	web_put_flag(w, o, "any", rows.n > 0);
	return true;
}

static bool
put_closed(struct web *w, bool village, const struct told_ids *told)
{
	struct value *list = value_put_list(w->a, w->page, "closed");
	struct web_rows rows;
	int n = 0;

	if (!web_prows(w,
		PROW_SELECT PROW_FROM
		"where p.unit between ?1 and ?2 and p.status = 'solved'"
		" order by p.solved desc, d.address desc, p.place desc limit ?3",
		ARGS(w->first, w->last, CLOSED_ROWS + told->n), &rows))
		return false;
	for (EACH(struct prow, p, rows)) {
		const struct unit *u = web_unit(w->v, p->unit);

		if (n == CLOSED_ROWS || told_before(told, p->id))
			continue;
		struct value *o = value_add_object(w->a, list);

		n++;
		web_mark(w, o, "mark", p->status, 0);
		web_put_time(w, o, "time", p->solved, false);
		web_put_link(w, o, "href", OUT_PAGE_PROBLEM, u, p->number);
		web_put(w, o, "title", prow_title(w, p));
		web_put(w, o, "unit", village ? NO_TEXT : web_unit_name(w, u));
	}
	web_put_flag(w, w->page, "has_closed", n > 0);
	return true;
}

/* --- meetings --- */

/* 今年已开26次，全年不少于40次，还需14次；今年还剩25周。 */
static void
put_pace(struct web *w, struct value *o, const struct stats *s)
{
	int need = s->minimum > s->held ? s->minimum - s->held : 0;

	web_put_say(w, o, "pace", need > 0 ? "web.pace_need" : "web.pace_met",
	    TEXTS(web_int(w->a, s->held), web_int(w->a, s->minimum), web_int(w->a, need),
		web_int(w->a, s->weeks_left)));
	if (need > s->possible)
		web_put_say(w, o, "pace_note", s->possible > 0 ? "web.pace_last" : "web.pace_over",
		    TEXTS(web_int(w->a, w->v->as_of.year),
			web_int(w->a, s->possible > 0 ? s->possible : need),
			web_int(w->a, need - s->possible)));
	if (s->held_back > 0)
		web_put(w, o, "held_back", web_say_int(w, "web.pace_held_back", s->held_back));
}

static bool
put_meetings(struct web *w, bool village, const struct stats *stats)
{
	struct value *o = value_put_object(w->a, w->page, "meetings");

	web_put(w, o, "title", web_say_int(w, "web.h_meetings", w->v->as_of.year));
	web_put_link(w, o, "href", OUT_PAGE_CALENDAR, w->unit, NO_TEXT);
	if (village) {
		struct text title;

		put_pace(w, o, stats);
		if (!year_verdict(w, o, w->v->as_of.year - 1) || !stats_strip(w, o, stats, &title))
			return false;
	}
	return web_meetings(w,
	    MROW_SELECT "where d.unit between ?1 and ?2 and d.state = 'published'"
			" and d.class in ('meeting', 'absence')"
			" order by d.date desc, d.address desc limit ?3",
	    ARGS(w->first, w->last, MEETING_ROWS), o, !village);
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

/* 星级：9; of several years 2018年8星、2019年9星. */
static void
put_stars(struct web *w)
{
	const struct star_list *l = &w->unit->stars;
	struct text_list years = { 0 };

	if (l->n == 0)
		return;
	for (size_t i = 0; i < l->n; i++)
		text_list_add(w->a, &years,
		    web_say(w, l->v[i].year > 0 ? "web.stars_year" : "web.stars_n",
			TEXTS(web_int(w->a, l->v[i].stars), web_int(w->a, l->v[i].year))));
	web_put(w, w->page, "stars", text_list_join(w->a, &years, T("、")));
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
	put_stars(w);
	const struct block *intro = u->intro_in[w->lang] ? u->intro_in[w->lang] : u->intro;

	if (intro && intro->first) {
		struct markup m = { .w = w, .heading = 3, .skip_title = true };

		web_put_plain(w, w->page, "intro_html", web_markup(&m, intro));
	}
}

/* What the banner has set for this week's study; shown where the syllabus is set and on the home
 * page. */
static void
put_study(struct web *w)
{
	struct week week = date_week(w->v->as_of);
	const struct text_list *topics = study_topics(&w->unit->study, week);
	enum lang l = web_lang(w, "web.week_span");

	if (!topics || topics->n == 0)
		return;
	struct value *o = value_put_object(w->a, w->page, "study"),
		     *list = value_put_list(w->a, o, "topics");

	web_put_say(w, o, "week", "web.week_span",
	    TEXTS(web_int(w->a, week.year), web_int(w->a, week.week),
		web_day(w, l, week_day(week, 1)), web_day(w, l, week_day(week, 7))));
	for (size_t i = 0; i < topics->n; i++)
		web_add(w, list, topics->v[i]);
}

static void
put_links(struct web *w)
{
	static const struct {
		const char *key;
		enum output_kind kind;
	} link[] = {
		{ "ledger_href", OUT_PAGE_LEDGER },
		{ "stats_href", OUT_PAGE_STATS },
		{ "bulletins_href", OUT_PAGE_BULLETINS },
		{ "board_href", OUT_PAGE_BOARD },
		{ "calendar_href", OUT_PAGE_CALENDAR },
		{ "search_href", OUT_PAGE_SEARCH },
	};

	for (size_t i = 0; i < sizeof link / sizeof *link; i++)
		web_put_link(w, w->page, link[i].key, link[i].kind, w->unit, NO_TEXT);
	if (web_makes(w->v, OUT_PAGE_CHECK, NO_TEXT))
		web_put_link(w, w->page, "check_href", OUT_PAGE_CHECK, w->unit, NO_TEXT);
}

static bool
put_matters(struct web *w)
{
	struct query q;
	struct value *list = value_put_list(w->a, w->page, "matters");

	rows_ask(w->v, w->a, &q,
	    "select unit, matter, count(*), max(date) from document where matter <> ''"
	    " and state = 'published' and unit between ?1 and ?2"
	    " group by unit, matter order by max(date) desc, unit, matter limit 5",
	    ARGS(w->first, w->last), w->e);
	while (query_row(&q)) {
		struct value *o = value_add_object(w->a, list);
		struct text name = query_text(&q, w->a, 1);

		web_put_link(w, o, "href", OUT_PAGE_MATTER, web_unit(w->v, query_int(&q, 0)), name);
		web_put(w, o, "title", name);
		web_put(w, o, "note", web_say_int(w, "web.n_documents", query_int(&q, 2)));
	}
	web_put_flag(w, w->page, "has_matters", list->first != NULL);
	return query_end(&q);
}

/* 联席会议轮到谁: ✔ who hosted in this round and when, ➜ who is next, ○ the others. */
static bool
put_turn(struct web *w)
{
	struct joint_round t;

	if (!joint_turn(w->v->store, w->v->site, w->a, w->unit, &t, w->e))
		return false;
	if (!t.next || (!t.any && profile_for(&w->unit->profiles, w->v->as_of)->joint_order.n == 0))
		return true;
	struct value *o = value_put_object(w->a, w->page, "turn"),
		     *list = value_put_list(w->a, o, "rows");

	web_put_say(w, o, "next", t.any ? "web.turn_next" : "web.turn_first",
	    TEXTS(web_unit_name(w, t.next)));
	if (t.any)
		web_put_say(w, o, "round", "web.turn_round",
		    TEXTS(web_int(w->a, t.round), web_int(w->a, (int64_t)t.done),
			web_int(w->a, (int64_t)(t.n - t.done))));
	for (size_t i = 0; i < t.n; i++) {
		struct value *r = value_add_object(w->a, list);
		bool done = date_is(t.v[i].hosted), next = t.v[i].unit == t.next;

		web_put_plain(w, r, "sign", next ? T("➜") : done ? T("✔\xEF\xB8\x8E") : T("○"));
		web_put_flag(w, r, "is_next", next);
		web_put(w, r, "name", web_unit_name(w, t.v[i].unit));
		web_put_link(w, r, "href", OUT_PAGE_UNIT, t.v[i].unit, NO_TEXT);
		if (done)
			web_put_time(
			    w, r, "time", t.v[i].hosted, t.v[i].hosted.year != w->v->as_of.year);
		web_put_word(w, r, "word",
		    next       ? "web.turn_is_next"
			: done ? "web.turn_hosted"
			       : "web.turn_waits");
	}
	return true;
}

#define COMMON_ROWS 8

static void
put_common_matters(struct web *w, struct value *list, const struct common *c, int *late)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct common_matter *m = &c->v[i];
		const struct unit *u = web_unit(w->v, m->unit);
		struct value *o = value_add_object(w->a, list);

		*late += date_is(m->deadline) && date_cmp(m->deadline, w->v->as_of) < 0;
		web_put(w, o, "name",
		    text_fmt(w->a, "%.*s %.*s", TEXT_ARG(web_unit_name(w, u)),
			TEXT_ARG(number_short(m->number, w->week_year))));
		web_put_link(w, o, "href", OUT_PAGE_PROBLEM, u, m->number);
	}
}

/* 几个嘎查都有的事: what the next joint meeting has to settle for all of them. */
static bool
put_common(struct web *w)
{
	struct common_list l;

	if (!common_problems(w->v->store, w->v->site, w->a, w->unit, &l, w->e))
		return false;
	if (l.n == 0)
		return true;
	struct value *o = value_put_object(w->a, w->page, "common"),
		     *list = value_put_list(w->a, o, "rows");

	web_put(w, o, "title", web_say_int(w, "web.h_common", (int64_t)l.n));
	for (size_t i = 0; i < l.n && i < COMMON_ROWS; i++) {
		struct value *r = value_add_object(w->a, list);
		int late = 0;

		web_put(w, r, "title", l.v[i].title);
		web_put(w, r, "villages", web_say_int(w, "web.n_villages", l.v[i].nunits));
		put_common_matters(w, value_put_list(w->a, r, "matters"), &l.v[i], &late);
		if (late > 0)
			web_put(w, r, "late", web_say_int(w, "web.n_late", late));
	}
	return true;
}

static struct value *
put_place(struct web *w, struct value *list, const struct unit *u)
{
	struct value *o = value_add_object(w->a, list);

	web_put(w, o, "name", web_unit_name(w, u));
	web_put_link(w, o, "href", OUT_PAGE_UNIT, u, NO_TEXT);
	return o;
}

/* 找我的嘎查: each unit below the top one in the site's order, folding open to its villages; a
 * single one stands open. */
static void
put_places(struct web *w)
{
	const struct site *site = w->v->site;
	struct value *list = value_put_list(w->a, w->page, "places"), *villages = NULL,
		     *last = NULL;
	size_t n = 0;

	for (size_t i = (size_t)w->first; i < (size_t)w->last; i++) {
		const struct unit *u = site->units[i];

		if (u->parent == w->unit) {
			last = put_place(w, list, u);
			villages = NULL;
			n++;
		} else if (u->level == LEVEL_VILLAGE) {
			if (!villages) {
				villages = value_put_list(w->a, last, "villages");
				web_put_flag(w, last, "folds", true);
			}
			put_place(w, villages, u);
		}
	}
	web_put_flag(w, w->page, "one_place", n == 1);
	web_put_flag(w, w->page, "has_places", n > 0);
}

static void
put_schema(struct web *w)
{
	struct value *o = value_object(w->a);

	web_members_told(w->a, o,
	    MEMBERS({ "@context", T("https://schema.org") },
		{ "@type", T("GovernmentOrganization") }, { "name", w->unit->name },
		{ "telephone", w->unit->phone }, { "address", w->unit->address }));
	if (w->unit->parent)
		web_organization(w, o, "parentOrganization", w->unit->parent);
	web_schema(w, o);
}

bool
page_unit(struct web *w)
{
	bool village = w->unit->level == LEVEL_VILLAGE, home = w->unit == web_top(w->v);
	int year = w->v->as_of.year;
	struct stats stats;
	struct told_ids told = { .n = 0 };
	struct text title = web_site_title(w), name = web_unit_name(w, w->unit);

	if (!view_stats(w->v, w->first, year, &stats, w->e))
		return false;
	if (!home)
		title = text_fmt(w->a, "%.*s - %.*s", TEXT_ARG(name), TEXT_ARG(title));
	if (!web_frame(w, title))
		return false;
	web_put_flag(w, w->page, "is_home", home && !village);
	web_put_flag(w, w->page, "is_village", village);
	put_head(w);
	put_links(w);
	put_study(w);
	if (home && !village)
		put_places(w);
	stats_counts(w, w->page, &stats);
	web_put_as_of(w, w->page);
	web_put(w, w->page, "home_lede", web_say_int(w, "web.home_lede", stats.units));
	web_describe(w, web_say(w, "web.unit_description", TEXTS(name)), "website");
	put_schema(w);
	if (!(village ? put_changes(w, &told) : put_late(w, &told) && put_decided(w, &told)) ||
	    !put_open(w, &told) || !put_closed(w, village, &told) ||
	    !put_meetings(w, village, &stats) || !put_matters(w) || !web_postings(w, 6) ||
	    !web_recordings(w))
		return false;
	if (w->unit->level == LEVEL_TOWNSHIP && (!put_turn(w) || !put_common(w)))
		return false;
	return home || village || w->first == w->last || stats_children(w, w->page, year);
}
