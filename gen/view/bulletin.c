/* SPDX-License-Identifier: MIT */
/*
 * Postings and disclosures: what hangs on the board now, what is in force, and all of them by kind
 * (三务公开). The board page is the same for a screen in the village office: large, turning by
 * itself, dropping a posting when its period ends by the screen's own clock, and saying so when
 * nobody has brought it anything new.
 */
#include "lihui/arena.h"
#include "view/web.h"

#define KIND_ROWS      40
#define BOARD_MATTERS  8
#define BOARD_POSTINGS 6

struct brow {
	struct text address, title, title_mn, type, type_name, objections;
	struct date date, from, to, valid;
	int64_t unit;
};

#define BROW_COLUMNS \
	"d.address, d.title, (select v.title from version v where v.document = d.id and v.lang = " \
	"'mn' and" \
	" v.title <> '' limit 1), d.type, d.type_name, d.date," \
	" d.posting_from, d.posting_to, d.valid_to, d.unit, d.objections"

static void
brow_read(struct query *q, struct arena *a, void *row)
{
	*(struct brow *)row = (struct brow){
		.address = query_text(q, a, 0),
		.title = query_text(q, a, 1),
		.title_mn = query_text(q, a, 2),
		.type = query_text(q, a, 3),
		.type_name = query_text(q, a, 4),
		.date = web_parse(query_peek(q, 5)),
		.from = web_parse(query_peek(q, 6)),
		.to = web_parse(query_peek(q, 7)),
		.valid = web_parse(query_peek(q, 8)),
		.unit = query_int(q, 9),
		.objections = query_text(q, a, 10),
	};
}

/* 公示到7月12日，还有9天 */
static struct text
until(const struct web *w, struct date to)
{
	int left = date_days(to) - date_days(w->v->as_of);
	const char *key = left > 0 ? "web.posted_until"
	    : left == 0            ? "web.posted_last_day"
				   : "web.posted_ended";

	return web_say(w, key, TEXTS(web_day(w, web_lang(w, key), to), web_int(w->a, left)));
}

static void
put_bulletin(
    const struct web *w, struct value *list, const struct brow *b, bool with_unit, bool now)
{
	struct value *o = value_add_object(w->a, list);

	value_put_text(w->a, o, "href", web_href(w, out_doc(w->a, w->lang, b->address)));
	web_put(w, o, "title", w->lang == LANG_MN && b->title_mn.n > 0 ? b->title_mn : b->title);
	web_put(w, o, "kind", web_type_name(w, b->type, b->type_name));
	value_put_text(w->a, o, "time", web_time(w, b->date, true));
	if (with_unit)
		web_put(w, o, "unit", web_unit_name(w, web_unit(w->v, b->unit)));
	if (date_is(b->to) && (now || date_cmp(b->to, w->v->as_of) >= 0))
		web_put(w, o, "until", until(w, b->to));
	else if (date_is(b->to))
		web_put(w, o, "until",
		    web_say(w, "web.posting_until",
			TEXTS(web_day(w, web_lang(w, "web.posting_until"), b->to))));
	else if (date_is(b->valid))
		web_put(w, o, "until",
		    web_say(w, "web.valid_until",
			TEXTS(web_day(w, web_lang(w, "web.valid_until"), b->valid))));
	value_put_text(w->a, o, "until_iso",
	    date_is(b->to)          ? date_iso(w->a, b->to)
		: date_is(b->valid) ? date_iso(w->a, b->valid)
				    : NO_TEXT);
	value_put_bool(w->a, o, "objections", b->objections.n > 0);
}

#define IN_FORCE_SQL \
	" from document d where d.unit between ?1 and ?2 and d.state = 'published' and d.class = " \
	"'bulletin' and" \
	" d.date <= ?3" \
	" and (d.posting_to >= ?3 or d.posting_to = '' and d.valid_to >= ?3)"

bool
bulletin_postings(const struct web *w, struct value *list, int64_t unit, int64_t last, int limit)
{
	struct web_rows rows;

	if (!web_rows(w,
		"select " BROW_COLUMNS IN_FORCE_SQL
		" order by max(d.posting_to, d.valid_to), d.date desc, d.address limit ?4",
		&(struct row_args){ 4, 3, w->v->as_of, { unit, last, 0, limit } },
		sizeof(struct brow), brow_read, &rows))
		return false;
	for (size_t i = 0; i < rows.n; i++)
		put_bulletin(w, list, (const struct brow *)rows.v + i, last > unit, true);
	return true;
}

/* --- the page of bulletins --- */

/* Kinds in the order of what people look for: postings, disclosures, notices, the rest by name. */
static bool
put_kinds(struct web *w, int64_t unit, int64_t last)
{
	struct value *kinds = value_put_list(w->a, w->page, "kinds"), *list = NULL;
	struct query q;
	struct text type = NO_TEXT;
	int n = 0;

	query_start(w->v->store, &q,
	    "select " BROW_COLUMNS " from document d where d.unit between ?1 and ?2 and d.state = "
	    "'published' and d.class ="
	    " 'bulletin' order by case d.type"
	    " when 'posting' then 0 when 'finance' then 1 when 'village_disclosure' then 2 when"
	    " 'party_disclosure' then 3 when 'decision' then 4"
	    " when 'result' then 5 when 'notice' then 6 when 'announcement' then 7 else 8 end, "
	    "d.type,"
	    " d.date desc, d.address desc",
	    w->e);
	query_bind_int(&q, 1, unit);
	query_bind_int(&q, 2, last);
	while (query_row(&q)) {
		struct brow b;

		brow_read(&q, w->a, &b);
		if (!list || !text_eq(type, b.type)) {
			struct value *o = value_add_object(w->a, kinds);

			type = b.type;
			n = 0;
			web_put(w, o, "title", web_type_name(w, b.type, b.type_name));
			value_put_text(w->a, o, "id_text", text_join(w->a, T("k-"), b.type));
			list = value_put_list(w->a, o, "rows");
		}
		if (n++ < KIND_ROWS)
			put_bulletin(w, list, &b, last > unit, false);
	}
	value_put_bool(w->a, w->page, "any_bulletin", kinds->first != NULL);
	return query_end(&q);
}

bool
page_bulletins(struct web *w, const struct output *o)
{
	struct text name = web_unit_name(w, w->unit),
		    h1 = web_say(w, "web.bulletins_of", TEXTS(name));
	int64_t last;

	if (!web_subtree(w->v, o->unit, &last, w->e) || !web_frame(w, "web/bulletins", h1, ""))
		return false;
	web_put(w, w->page, "h1", h1);
	web_put(w, w->page, "as_of",
	    web_say(w, "web.as_of", TEXTS(web_date(w, web_lang(w, "web.as_of"), w->v->as_of))));
	struct value *now = value_put_list(w->a, w->page, "postings");

	if (!bulletin_postings(w, now, o->unit, last, 20) || !put_kinds(w, o->unit, last))
		return false;
	value_put_bool(w->a, w->page, "has_postings", now->first != NULL);
	web_contact(w, w->page);
	web_describe(w, h1, "website");
	return true;
}

/* --- the board --- */

static bool
put_board_matters(struct web *w, int64_t unit, int64_t last)
{
	struct value *list = value_put_list(w->a, w->page, "matters");
	const struct prow *v;
	size_t n;

	if (!web_prows(w,
		"select " PROW_COLUMNS PROW_FROM
		"where p.unit between ?1 and ?2 and (p.status_class < 2 or p.solved >= ?3)"
		" order by p.status_class = 2, case when p.always = 0 and p.deadline <> '' then "
		"p.deadline else"
		" '9999' end, p.mentioned desc, d.address, p.place limit ?4",
		&(struct row_args){
		    4, 3, date_add(w->v->as_of, -14), { unit, last, 0, BOARD_MATTERS } },
		&v, &n))
		return false;
	for (size_t i = 0; i < n; i++)
		web_card(w, value_add_object(w->a, list), &v[i],
		    last > unit ? CARD_LATE | CARD_UNIT : CARD_LATE);
	value_put_bool(w->a, w->page, "has_matters", n > 0);
	return true;
}

bool
page_board(struct web *w, const struct output *o)
{
	struct text name = web_unit_name(w, w->unit), h1 = web_say(w, "web.board_of", TEXTS(name));
	int64_t last;

	if (!web_subtree(w->v, o->unit, &last, w->e) || !web_frame(w, "web/board", h1, ""))
		return false;
	value_put_bool(w->a, w->page, "board", true);
	web_put(w, w->page, "h1", h1);
	value_put_text(w->a, w->page, "as_of_iso", date_iso(w->a, w->v->as_of));
	web_put(w, w->page, "as_of",
	    web_say(w, "web.as_of", TEXTS(web_date(w, web_lang(w, "web.as_of"), w->v->as_of))));
	struct value *now = value_put_list(w->a, w->page, "postings");

	if (!put_board_matters(w, o->unit, last) ||
	    !bulletin_postings(w, now, o->unit, last, BOARD_POSTINGS))
		return false;
	value_put_bool(w->a, w->page, "has_postings", now->first != NULL);
	web_contact(w, w->page);
	web_describe(w, h1, "website");
	return true;
}
