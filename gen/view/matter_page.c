/* SPDX-License-Identifier: MIT */
/*
 * The page of a matter: all documents that name it (事项: …), oldest first, with votes and
 * postings, so that anyone can see whether proposal, discussion, examination, decision and the two
 * disclosures of 四议两公开 were made, and in which order. Where the matter has begun that way,
 * steps without a document are named.
 */
#include "lihui/arena.h"
#include "view/web.h"

static const char *const step_word[MATTER_STEPS] = { "web.m_propose", "web.m_discuss",
	"web.m_examine", "web.m_decide", "web.m_decision_posted", "web.m_result_posted" };

// clang-format off
#define MATTER_ROW(ROW) \
	ROW(text, address,   "address") \
	ROW(text, title,     "title") \
	ROW(text, type,      "type") \
	ROW(text, type_name, "type_name") \
	ROW(date, date,      "date") \
	ROW(flag, published, "state = 'published'") \
	ROW(int,  agree,     "ifnull(agree, -1)") \
	ROW(int,  against,   "ifnull(against, -1)") \
	ROW(int,  abstain,   "ifnull(abstain, -1)") \
	ROW(int,  present,   "ifnull(present, -1)") \
	ROW(int,  expected,  "ifnull(expected, -1)") \
	ROW(text, summary,   "summary") \
	ROW(date, from,      "posting_from") \
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
		    TEXTS(web_int(w->a, r->agree), web_int(w->a, r->against > 0 ? r->against : 0),
			web_int(w->a, r->abstain > 0 ? r->abstain : 0)));
	if (r->present >= 0 && r->expected >= 0)
		web_put_say(w, o, "came", "web.came_of",
		    TEXTS(web_int(w->a, r->expected), web_int(w->a, r->present)));
	if (date_is(r->to))
		web_put(w, o, "until", web_say_date(w, "web.posting_until", r->to));
}

/* --- the six steps, each judged --- */

enum gate { GATE_YET, GATE_PASSED, GATE_FAILED };

static void
put_vote(struct web *w, struct value *list, const char *word, int n)
{
	struct value *o = n >= 0 ? value_add_object(w->a, list) : NULL;

	if (o) {
		web_put_word(w, o, "label", word);
		web_put_plain(w, o, "n_text", web_int(w->a, n));
	}
}

/* Why a meeting did not settle the step, or a posting was too short: word and sentence. */
static enum gate
judge(struct web *w, const struct matter_row *r, enum matter_step step, struct text *word,
    struct text *why)
{
	const struct profile *p = profile_for(&w->unit->profiles, r->date);
	struct tally_of t = { r->expected, r->present, r->agree, r->against, r->abstain };
	struct verdict v = matter_verdict(p, step, &t);
	struct date from = date_is(r->from) ? r->from : r->date;
	int days = date_is(r->to) ? date_days(r->to) - date_days(from) + 1 : 0;

	*why = NO_TEXT;
	if (v.too_few) {
		*word = web_word(w, "web.gate_few");
		*why = web_say(w, "web.gate_few_why",
		    TEXTS(web_int(w->a, r->expected), web_int(w->a, v.needed),
			web_int(w->a, v.there), web_int(w->a, v.needed - v.there)));
	} else if (v.not_passed) {
		*word = web_word(w, "web.gate_lost");
		*why = web_say(w, "web.gate_lost_why",
		    TEXTS(web_int(w->a, v.there), web_int(w->a, v.votes_needed),
			web_int(w->a, r->agree)));
	} else if (step >= MATTER_DECISION_POSTED && days > 0 && p && days < p->posting_days) {
		*word = web_word(w, "web.gate_short");
		*why = web_say(w, "web.gate_short_why",
		    TEXTS(web_int(w->a, days), web_int(w->a, p->posting_days)));
	} else {
		*word = web_word(w, "web.gate_passed");
		return GATE_PASSED;
	}
	return GATE_FAILED;
}

/* The last try counts; an earlier one stays as a sentence. */
static enum gate
put_gate(struct web *w, struct value *list, enum matter_step step, const struct matter_row *rows,
    size_t n, struct date before)
{
	static const struct {
		const char *css, *sign;
	} look[] = { { "yet", "·" }, { "yes", "✔\xEF\xB8\x8E" }, { "nay", "✗" } };
	struct value *o = value_add_object(w->a, list), *votes = value_put_list(w->a, o, "votes"),
		     *said = value_put_list(w->a, o, "said");
	struct text word = web_word(w, "web.gate_yet"), why = NO_TEXT;
	const struct matter_row *last = NULL;
	enum gate gate = GATE_YET;

	web_put_word(w, o, "name", step_word[step]);
	for (size_t i = 0; i < n; i++) {
		if (!rows[i].published || matter_step(rows[i].type) != step)
			continue;
		if (last && why.n > 0)
			web_add(w, said,
			    text_join(w->a, web_say_day(w, "web.gate_before", last->date), why));
		last = &rows[i];
		gate = judge(w, last, step, &word, &why);
	}
	if (gate == GATE_PASSED && date_is(before) && date_cmp(last->date, before) < 0) {
		gate = GATE_FAILED;
		word = web_word(w, "web.gate_order");
		why = web_word(w, "web.gate_order_why");
	}
	web_put_plain(w, o, "class_text", text_of(look[gate].css));
	web_put_plain(w, o, "sign", text_of(look[gate].sign));
	web_put(w, o, "word", word);
	if (last) {
		web_put_time(w, o, "time", last->date, true);
		put_vote(w, votes, "web.v_expected", last->expected);
		put_vote(w, votes, "web.v_present", last->present);
		put_vote(w, votes, "web.v_agree", last->agree);
		put_vote(w, votes, "web.v_against", last->agree >= 0 ? last->against : -1);
		put_vote(w, votes, "web.v_abstain", last->agree >= 0 ? last->abstain : -1);
		web_put_flag(w, o, "any_votes", votes->first != NULL);
		if (why.n == 0)
			why = last->summary;
		web_put_link(w, o, "href", OUT_PAGE_DOCUMENT, NULL, last->address);
		web_put(w, o, "label", last->title);
	}
	if (why.n > 0)
		web_add(w, said, web_sentence(w->a, why));
	return gate;
}

/* {problem: number} of the ledger's entry. */
static bool
put_entry(struct web *w, struct text matter)
{
	struct query q;

	query_start(w->v->store, &q,
	    PROW_SELECT PROW_FROM
	    "where p.id in (select ifnull(part_of, id) from problem_row where "
	    "unit = ?1 and of_matter and document in (select id from document "
	    "where unit = ?1 and matter = ?2)) limit 1",
	    w->e);
	query_bind_int(&q, 1, w->first);
	query_bind_text(&q, 2, matter);
	if (query_row(&q)) {
		struct value *o = value_put_object(w->a, w->page, "entry");
		struct prow p;

		prow_read(&q, w->a, &p);
		web_mark(w, o, "mark", p.status, 0);
		web_put(w, o, "number", web_say(w, "web.problem_no", TEXTS(p.number)));
		web_put_link(w, o, "href", OUT_PAGE_PROBLEM, w->unit, p.number);
	}
	return query_end(&q);
}

static bool
read_rows(struct web *w, struct text matter, struct matter_row **rows, size_t *n)
{
	struct {
		struct matter_row *v;
		size_t n, room;
	} list = { 0 };
	struct query q;

	query_start(w->v->store, &q,
	    ROW_SELECT(
		MATTER_ROW) " from document where unit = ?1 and matter = ?2"
			    " and state in ('published', 'withdrawn') order by date, address",
	    w->e);
	query_bind_int(&q, 1, w->first);
	query_bind_text(&q, 2, matter);
	while (query_row(&q))
		matter_read(&q, w->a, ARENA_PUSH(w->a, &list));
	*rows = list.v;
	*n = list.n;
	return query_end(&q);
}

static void
put_gates(struct web *w, const struct matter_row *rows, size_t n)
{
	struct value *list = NULL;
	struct date before = NO_DATE;
	int passed = 0;

	for (size_t i = 0; i < n && !list; i++)
		if (rows[i].published && matter_step(rows[i].type) != MATTER_STEPS)
			list = value_put_list(w->a, w->page, "gates");
	web_put_flag(w, w->page, "has_steps", list != NULL);
	for (int s = 0; list && s < MATTER_STEPS; s++) {
		passed += put_gate(w, list, (enum matter_step)s, rows, n, before) == GATE_PASSED;
		for (size_t i = 0; i < n; i++)
			if (rows[i].published && (int)matter_step(rows[i].type) == s &&
			    date_cmp(rows[i].date, before) > 0)
				before = rows[i].date;
	}
	web_put(w, w->page, "h_steps", web_say_int(w, "web.h_four_steps", passed));
}

bool
page_matter(struct web *w)
{
	struct text matter = w->output->name, name = web_unit_name(w, w->unit),
		    title = text_fmt(w->a, "%.*s - %.*s", TEXT_ARG(matter), TEXT_ARG(name));
	struct value *list = value_put_list(w->a, w->page, "rows");
	struct matter_row *rows;
	size_t n;

	if (!web_frame(w, title) || !read_rows(w, matter, &rows, &n) || !put_entry(w, matter))
		return false;
	web_put(w, w->page, "h1", matter);
	web_put(w, w->page, "unit_name", name);
	for (size_t i = 0; i < n; i++)
		put_document(w, value_add_object(w->a, list), &rows[i]);
	put_gates(w, rows, n);
	web_contact(w, w->page);
	web_describe(w, title, "article");
	return true;
}
