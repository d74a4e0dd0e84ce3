/* SPDX-License-Identifier: MIT */
/*
 * The page of a matter: all documents that name it (事项: …), oldest first, with votes and
 * postings, so that anyone can see whether proposal, discussion, examination, decision and the two
 * disclosures of 四议两公开 were made, and in which order. Where the matter has begun that way,
 * steps without a document are named.
 */
#include "lihui/arena.h"
#include "view/web.h"

static const struct {
	const char *word, *types[3];
} step[] = {
	{ "web.m_propose", { "branch" } },
	{ "web.m_discuss", { "committees" } },
	{ "web.m_examine", { "members" } },
	{ "web.m_decide", { "representatives", "villagers" } },
	{ "web.m_decision_posted", { "decision" } },
	{ "web.m_result_posted", { "result" } },
};
#define STEPS (sizeof step / sizeof *step)

static int
step_of(struct text type)
{
	for (size_t i = 0; i < STEPS; i++)
		for (size_t k = 0; k < 3 && step[i].types[k]; k++)
			if (text_eq(type, text_of(step[i].types[k])))
				return (int)i;
	return -1;
}

static struct text
vote_text(const struct web *w, struct query *q)
{
	if (query_is_null(q, 6))
		return NO_TEXT;
	return web_say(w, "web.vote_said",
	    TEXTS(web_int(w->a, query_int(q, 6)), web_int(w->a, query_int(q, 7)),
		web_int(w->a, query_int(q, 8))));
}

static bool
put_documents(struct web *w, const struct output *o, struct date done[STEPS], bool *any)
{
	struct value *list = value_put_list(w->a, w->page, "rows");
	struct query q;

	query_start(w->v->store, &q,
	    "select address, title, type, type_name, date, state, agree, ifnull(against, 0), "
	    "ifnull(abstain,"
	    " 0), present, expected, posting_from, posting_to,"
	    " summary from document where unit = ?1 and matter = ?2 and state in ('published', "
	    "'withdrawn')"
	    " order by date, address",
	    w->e);
	query_bind_int(&q, 1, o->unit);
	query_bind_text(&q, 2, o->name);
	while (query_row(&q)) {
		struct value *row = value_add_object(w->a, list);
		struct text type = query_text(&q, w->a, 2);
		struct date date = web_parse(query_peek(&q, 4)), to = web_parse(query_peek(&q, 12));
		int at = step_of(type);

		value_put_text(w->a, row, "href",
		    web_href(w, out_doc(w->a, w->lang, query_text(&q, w->a, 0))));
		web_put(w, row, "title", query_text(&q, w->a, 1));
		web_put(w, row, "kind", web_type_name(w, type, query_text(&q, w->a, 3)));
		value_put_text(w->a, row, "time", web_time(w, date, true));
		struct text vote = vote_text(w, &q);

		if (vote.n > 0)
			web_put(w, row, "vote", vote);
		if (!query_is_null(&q, 9) && !query_is_null(&q, 10))
			web_put(w, row, "came",
			    web_say(w, "web.came_of",
				TEXTS(web_int(w->a, query_int(&q, 10)),
				    web_int(w->a, query_int(&q, 9)))));
		if (date_is(to))
			web_put(w, row, "until",
			    web_say(w, "web.posting_until",
				TEXTS(web_date(w, web_lang(w, "web.posting_until"), to))));
		if (at >= 0 && text_eq(query_peek(&q, 5), T("published"))) {
			done[at] = date;
			*any = true;
		}
	}
	return query_end(&q);
}

bool
page_matter(struct web *w, const struct output *o)
{
	struct text name = web_unit_name(w, w->unit),
		    title = text_fmt(w->a, "%.*s - %.*s", TEXT_ARG(o->name), TEXT_ARG(name));
	struct date done[STEPS] = { 0 };
	bool any = false;
	int n = 0;

	if (!web_frame(w, "web/matter", title, ""))
		return false;
	web_put(w, w->page, "h1", o->name);
	web_put(w, w->page, "unit_name", name);
	if (!put_documents(w, o, done, &any))
		return false;
	if (any) {
		struct value *list = value_put_list(w->a, w->page, "four_steps");

		for (size_t i = 0; i < STEPS; i++) {
			struct value *s = value_add_object(w->a, list);

			web_put_word(w, s, "name", step[i].word);
			value_put_bool(w->a, s, "on", date_is(done[i]));
			if (date_is(done[i]))
				value_put_text(w->a, s, "time", web_time(w, done[i], false));
			n += date_is(done[i]);
		}
		web_put(
		    w, w->page, "h_steps", web_say(w, "web.h_four_steps", TEXTS(web_int(w->a, n))));
	}
	value_put_bool(w->a, w->page, "has_steps", any);
	web_contact(w, w->page);
	web_describe(w, title, "article");
	return true;
}
