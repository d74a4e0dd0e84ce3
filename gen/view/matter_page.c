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

// clang-format off
#define MATTER_ROW(ROW) \
	ROW(text, address,   "address") \
	ROW(text, title,     "title") \
	ROW(text, type,      "type") \
	ROW(text, type_name, "type_name") \
	ROW(date, date,      "date") \
	ROW(flag, published, "state = 'published'") \
	ROW(int,  agree,     "ifnull(agree, -1)") \
	ROW(int,  against,   "ifnull(against, 0)") \
	ROW(int,  abstain,   "ifnull(abstain, 0)") \
	ROW(int,  present,   "ifnull(present, -1)") \
	ROW(int,  expected,  "ifnull(expected, -1)") \
	ROW(date, to,        "posting_to")
// clang-format on
struct matter_row {
	MATTER_ROW(ROW_MEMBER)
};
ROW_READ(matter_read, matter_row, MATTER_ROW)

static void
put_document(struct web *w, struct value *o, const struct matter_row *r)
{
	web_put_link(w, o, "href", OUT_PAGE_DOCUMENT, NULL, r->address);
	web_put(w, o, "title", r->title);
	web_put(w, o, "kind", web_type_name(w, r->type, r->type_name));
	web_put_time(w, o, "time", r->date, true);
	if (r->agree >= 0)
		web_put_say(w, o, "vote", "web.vote_said",
		    TEXTS(web_int(w->a, r->agree), web_int(w->a, r->against),
			web_int(w->a, r->abstain)));
	if (r->present >= 0 && r->expected >= 0)
		web_put_say(w, o, "came", "web.came_of",
		    TEXTS(web_int(w->a, r->expected), web_int(w->a, r->present)));
	if (date_is(r->to))
		web_put(w, o, "until", web_say_date(w, "web.posting_until", r->to));
}

bool
page_matter(struct web *w)
{
	struct text matter = w->output->name, name = web_unit_name(w, w->unit),
		    title = text_fmt(w->a, "%.*s - %.*s", TEXT_ARG(matter), TEXT_ARG(name));
	struct value *list = value_put_list(w->a, w->page, "rows");
	struct date done[STEPS] = { 0 };
	struct query q;
	bool any = false;
	int n = 0;

	if (!web_frame(w, title))
		return false;
	web_put(w, w->page, "h1", matter);
	web_put(w, w->page, "unit_name", name);
	query_start(w->v->store, &q,
	    ROW_SELECT(
		MATTER_ROW) " from document where unit = ?1 and matter = ?2"
			    " and state in ('published', 'withdrawn') order by date, address",
	    w->e);
	query_bind_int(&q, 1, w->first);
	query_bind_text(&q, 2, matter);
	while (query_row(&q)) {
		struct matter_row r;

		matter_read(&q, w->a, &r);
		put_document(w, value_add_object(w->a, list), &r);
		int at = step_of(r.type);

		if (at >= 0 && r.published) {
			done[at] = r.date;
			any = true;
		}
	}
	if (!query_end(&q))
		return false;
	list = any ? value_put_list(w->a, w->page, "four_steps") : NULL;
	for (size_t i = 0; any && i < STEPS; i++) {
		struct value *s = value_add_object(w->a, list);

		web_put_word(w, s, "name", step[i].word);
		web_put_flag(w, s, "on", date_is(done[i]));
		web_put_time(w, s, "time", done[i], false);
		n += date_is(done[i]);
	}
	web_put(w, w->page, "h_steps", web_say_int(w, "web.h_four_steps", n));
	web_put_flag(w, w->page, "has_steps", any);
	web_contact(w, w->page);
	web_describe(w, title, "article");
	return true;
}
