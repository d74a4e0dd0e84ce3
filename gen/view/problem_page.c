/* SPDX-License-Identifier: MIT */
/*
 * The page of one problem: what became of the matter that I raised? Its title says the matter and
 * where it stands, because that is all that WeChat shows of a link. Then where it stands in large
 * marks, the whole history in sentences oldest first, the eight steps when it went up, who answers
 * for it and whom to ring. Silence is told honestly: for how many days nobody spoke of it.
 */
#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "view/web.h"

/* --- sentences --- */

static struct text
referral_name(const struct web *w, struct text flow)
{
	struct text key = text_fmt(w->a, "flow.%.*s", TEXT_ARG(flow));

	return words_has(w->v->site->words, LANG_ZH, key) ? web_word(w, key.p) : flow;
}

static struct text
without_stop(struct text t)
{
	t = text_trim(t);
	return text_ends(t, T("。")) ? text_cut(t, 0, t.n - strlen("。")) : t;
}

static struct text
tell_decided(const struct web *w, const struct prow *p, struct text words)
{
	struct text decision = words.n > 0 ? words : p->decision, said = NO_TEXT, who = NO_TEXT;
	enum lang l = web_lang(w, "web.told_decided");
	struct text due = p->deadline.year != p->raised.year ? web_date(w, l, p->deadline)
							     : web_day(w, l, p->deadline);
	bool dated = date_is(p->deadline) && !p->always;

	if (decision.n > 0)
		said = web_sentence(
		    w->a, web_say(w, "web.told_decided", TEXTS(without_stop(decision))));
	else if (p->undecided)
		said = web_word(w, "web.undecided");
	if (p->owner.n > 0 && dated)
		who = web_say(w, "web.told_owner_due", TEXTS(p->owner, due));
	else if (p->owner.n > 0)
		who = web_say(w, "web.told_owner", TEXTS(p->owner));
	else if (dated)
		who = web_say(w, "web.told_due", TEXTS(due));
	return text_join(w->a, said, who);
}

static struct text
tell_status(const struct web *w, const struct happening *h)
{
	struct text word = web_status(w, h->status);

	if (h->words.n == 0)
		return web_say(w, "web.told_status", TEXTS(word));
	/* People write the status and go on: 办理中，基站已立杆. */
	if (text_starts(h->words, word) || !text_eq(web_progress(h->words), h->words))
		return web_sentence(w->a, h->words);
	return web_say(w, "web.told_status_words", TEXTS(word, web_sentence(w->a, h->words)));
}

/* before: the event told just before it, or NULL. */
static struct text
tell(const struct web *w, const struct prow *p, const struct happening *h,
    const struct happening *before)
{
	struct text words = h->words;

	if (text_eq(h->kind, T("raised")))
		return p->raised_by.n > 0
		    ? web_say(w, "web.told_raised_by", TEXTS(p->raised_by, without_stop(p->title)))
		    : web_say(w, "web.told_raised", TEXTS(without_stop(p->title)));
	if (text_eq(h->kind, T("decided")))
		return tell_decided(w, p, words);
	if (text_eq(h->kind, T("flow"))) {
		struct text said = web_say(w, h->who.n > 0 ? "web.told_flow_by" : "web.told_flow",
		    TEXTS(referral_name(w, h->referral), without_stop(h->who)));

		return words.n == 0 || text_eq(words, h->who)
		    ? said
		    : text_join(w->a, said, web_sentence(w->a, words));
	}
	if (text_eq(h->kind, T("feedback"))) {
		bool again = before && text_eq(before->words, words);

		/* 已解决，……。已反馈: the words have said it. */
		if (again && text_has(words, T("反馈")))
			return NO_TEXT;
		if (words.n == 0 || again)
			return web_word(w, "web.told_feedback");
		return web_say(w, "web.told_feedback_words", TEXTS(web_sentence(w->a, words)));
	}
	if (text_eq(h->kind, T("reopened"))) {
		words = web_progress(words);
		if (words.n == 0 || (before && text_eq(before->words, h->words)))
			return web_word(w, "web.told_reopened");
		return web_say(w, "web.told_reopened_words", TEXTS(web_sentence(w->a, words)));
	}
	return text_eq(h->kind, T("status")) ? tell_status(w, h) : web_sentence(w->a, words);
}

/* --- parts of the page --- */

/* Those of a day and its meeting; where the solution is told, the pair. */
static void
put_day_photos(struct web *w, struct value *li, const struct problem_history *s,
    const struct happening *h, const struct photo_pair *pair)
{
	struct value *list = value_put_list(w->a, li, "pics");

	for (EACH(struct photo_row, x, s->photos)) {
		if (x->document != h->document || date_cmp(x->date, h->date) != 0 ||
		    !web_has(w->v, web_unit(w->v, x->unit)))
			continue;
		if (x == pair->after)
			web_photo(w, list, pair->before, "web.photo_before");
		if (x != pair->before || pair->before->document != pair->after->document ||
		    date_cmp(pair->before->date, pair->after->date) != 0)
			web_photo(w, list, x, x == pair->after ? "web.photo_after" : NULL);
	}
	web_put_flag(w, li, "has_pics", list->first != NULL);
}

/* One entry for each day and meeting; its sentences follow one another. A sentence said twice (the
 * decision in its own record) is told once. */
static void
put_history(struct web *w, const struct problem_history *s)
{
	struct value *list = value_put_list(w->a, w->page, "history"), *li = NULL, *said = NULL;
	const struct happening *first = NULL;
	struct text last = NO_TEXT;
	struct photo_pair pair = photos_pair(s);
	int year = 0;

	for (EACH(struct happening, h, s->history)) {
		bool same =
		    first && first->document == h->document && date_cmp(first->date, h->date) == 0;

		if (!same) {
			first = h;
			last = NO_TEXT;
			li = value_add_object(w->a, list);
			said = value_put_list(w->a, li, "said");
			/* The years are told where they change, and where they are not this one. */
			web_put_time(
			    w, li, "time", h->date, h->date.year != (year ? year : w->year));
			year = h->date.year;
			put_day_photos(w, li, s, h, &pair);
		}
		struct text t = tell(w, s->p, h, same ? h - 1 : NULL);

		if (t.n > 0 && !text_eq(t, last))
			web_add(w, said, t);
		last = t;
		/* A step of 流转办理 carries its own day, which is not the day of the meeting that
		 * told it. */
		if (same || date_cmp(h->date, h->met) != 0 ||
		    !web_has(w->v, web_unit(w->v, h->unit)))
			continue;
		struct value *o = value_put_object(w->a, li, "meeting");

		web_put_link(w, o, "href", OUT_PAGE_DOCUMENT, NULL, h->address);
		web_put(w, o, "label",
		    text_eq(h->type, T("weekly")) ? web_say_int(w, "web.week_meeting", h->week)
						  : web_type_name(w, h->type, h->type_name));
	}
}

/* The steps of one round that were told; how far it came. */
static int
put_round(
    struct web *w, struct value *o, const struct problem_history *s, int round, struct text *rating)
{
	static const char *const step[] = { "list", "draw", "accept", "dispatch", "accept_again",
		"supervise", "close", "rate" };
	const struct happening *at[8] = { 0 };
	struct value *steps = value_put_list(w->a, o, "steps");
	int done = 0;

	for (EACH(struct happening, h, s->history))
		for (int k = 0; k < 8; k++)
			if (h->round == round && text_eq(h->kind, T("flow")) &&
			    text_eq(h->referral, text_of(step[k])))
				at[k] = h;
	for (int k = 0; k < 8; k++)
		done = at[k] ? k + 1 : done;
	*rating = at[7] ? at[7]->rating : NO_TEXT;
	for (int k = 0; k < 8; k++) {
		struct value *v = value_add_object(w->a, steps);
		struct text by = at[k] ? at[k]->who : NO_TEXT;

		if (k == 7 && rating->n > 0)
			by = web_rating(w, *rating);
		web_put_plain(w, v, "class_text",
		    k == 7 && text_eq(*rating, T("unsatisfied")) ? T("bad")
			: k < done                               ? T("on")
								 : NO_TEXT);
		web_put(w, v, "name", referral_name(w, text_of(step[k])));
		web_put_time(w, v, "time", at[k] ? at[k]->date : NO_DATE,
		    at[k] && at[k]->date.year != w->year);
		web_put(w, v, "by", by);
	}
	return done;
}

/* The last round in the open, earlier ones folded with how they ended. */
static void
put_steps(struct web *w, const struct problem_history *s)
{
	struct value *flow = NULL, *before = NULL;
	int last = 0, rounds = 0;

	for (EACH(struct happening, h, s->history))
		if (text_eq(h->kind, T("flow")) && h->round > last)
			last = h->round;
	if (last == 0)
		return;
	flow = value_put_object(w->a, w->page, "flow");
	before = value_put_list(w->a, flow, "before");
	for (int round = 1; round <= last; round++) {
		struct value *o = round < last ? value_object(w->a) : flow;
		struct text rating;
		int done = put_round(w, o, s, round, &rating);

		if (done == 0)
			continue;
		rounds++;
		struct text nth = web_int(w->a, rounds), to = web_int(w->a, done);
		if (round == last)
			web_put(w, flow, "title",
			    rounds == 1 ? web_say_int(w, "web.h_flow", done)
					: web_say(w, "web.h_flow_again", TEXTS(nth, to)));
		else if (rating.n > 0)
			web_put_say(w, o, "title", "web.flow_before_rated",
			    TEXTS(nth, to, web_rating(w, rating)));
		else
			web_put_say(w, o, "title", "web.flow_before", TEXTS(nth, to));
		if (round < last)
			value_add(before, o);
	}
}

/* How long it took, or has been waiting, and how long nobody has spoken of it. */
static void
put_ages(struct web *w, const struct prow *p, struct value *stand)
{
	struct value *list = value_put_list(w->a, stand, "ages");
	struct date now = w->v->as_of, heard = date_is(p->mentioned) ? p->mentioned : p->raised;
	int since = date_days(p->raised), silent = date_days(now) - date_days(heard), limit = 28;
	const struct profile *profile = profile_for(&w->unit->profiles, now);

	if (profile && profile->silent_days > 0)
		limit = profile->silent_days;
	if (p->status_class >= 2) {
		if (date_is(p->solved))
			web_add(w, list,
			    web_say_int(w, "web.age_closed", date_days(p->solved) - since));
		return;
	}
	web_add(w, list, web_say_int(w, "web.age_open", date_days(now) - since));
	if (silent >= limit)
		web_add(w, list, web_say_int(w, "web.age_silent", silent));
	else if (date_cmp(heard, p->raised) > 0)
		web_add(w, list, web_say_day(w, "web.age_heard", heard));
}

static void
put_stand(struct web *w, const struct prow *p)
{
	struct value *stand = value_put_object(w->a, w->page, "stand");
	int late = prow_late(w, p);
	enum lang l = web_lang(w, "web.stand_due");

	if (late > 0) {
		web_mark(w, stand, "late", p->status, late);
		web_put_say(w, stand, "due", "web.stand_due",
		    TEXTS(web_day(w, l, p->deadline), web_int(w->a, late)));
	}
	web_mark(w, stand, "mark", p->status, 0);
	web_put(w, stand, "sentence", prow_sentence(w, p));
	if (p->answered)
		web_put_word(w, stand, "answered", "web.answered");
	if (p->reopened > 0)
		web_put(w, stand, "reopened", web_say_int(w, "web.reopened_times", p->reopened));
	put_ages(w, p, stand);
	web_put_as_of(w, stand);
}

static void
put_facts(struct web *w, const struct prow *p)
{
	struct value *list = value_put_list(w->a, w->page, "facts");
	struct text due = date_is(p->deadline) && !p->always
	    ? web_date(w, w->lang, p->deadline)
	    : web_deadline(w, w->lang, p->deadline, p->always, p->deadline_words);

	web_fact(
	    w, list, "web.responsible", p->owner.n > 0 ? p->owner : web_word(w, "web.owner_none"));
	web_fact(w, list, "web.deadline", due);
	web_fact(w, list, "web.raised_by", p->raised_by);
	web_fact(w, list, "web.affected", p->affected);
	web_fact(w, list, "web.category", p->category);
	web_fact(w, list, "web.result", p->result);
	web_fact(w, list, "web.feedback_given", p->feedback);
	web_fact(w, list, "web.rated", web_rating(w, p->rating));
	web_put_say(w, w->page, "say_number", "web.say_number",
	    TEXTS(number_short(p->number, w->week_year)));
}

static void
put_schema(struct web *w, const struct prow *p, struct text description)
{
	struct value *o = value_object(w->a);

	web_members(w->a, o,
	    MEMBERS({ "@context", T("https://schema.org") }, { "@type", T("Report") },
		{ "name", prow_title(w, p) }, { "abstract", description },
		{ "identifier", p->number }, { "inLanguage", lang_html(w->lang) },
		{ "dateCreated", date_iso(w->a, p->raised) }));
	web_members_told(w->a, o, MEMBERS({ "dateModified", web_iso(w->a, p->mentioned) }));
	web_organization(w, o, "publisher", w->unit);
	web_schema(w, o);
}

/* 二组机井电机烧坏：超期3天、办理中 */
static struct text
title_and_state(struct web *w, const struct prow *p, size_t most)
{
	const struct value *stand = value_get(w->page, T("stand"));
	const struct value *late = value_get(stand, T("late")), *mark = value_get(stand, T("mark"));
	struct text word = value_get(mark, T("word_text"))->text, title = prow_title(w, p);

	if (late)
		word = text_fmt(w->a, "%.*s、%.*s", TEXT_ARG(value_get(late, T("word_text"))->text),
		    TEXT_ARG(word));
	if (utf8_length(title) > most)
		title = text_join(w->a, text_cut(title, 0, utf8_offset(title, most - 1)), T("…"));
	return text_fmt(w->a, "%.*s：%.*s", TEXT_ARG(title), TEXT_ARG(word));
}

#define SHARE_TITLE 30 /* characters */
#define SHARE_MOST  60

/* What goes into a chat before the address: the matter, where it stands, what is done, by when. A
 * long sentence is left out, for the address tells it. */
static void
put_share(struct web *w, const struct prow *p)
{
	struct text said = title_and_state(w, p, SHARE_TITLE), due = NO_TEXT,
		    sentence = without_stop(prow_sentence(w, p));

	if (p->status_class < 2 && date_is(p->deadline) && !p->always)
		due = text_fmt(w->a, "，%.*s%.*s", TEXT_ARG(web_word(w, "web.deadline")),
		    TEXT_ARG(web_day(w, web_lang(w, "web.deadline"), p->deadline)));
	if (sentence.n > 0 &&
	    utf8_length(said) + utf8_length(sentence) + utf8_length(due) + 2 <= SHARE_MOST)
		said = text_fmt(w->a, "%.*s，%.*s", TEXT_ARG(said), TEXT_ARG(sentence));
	web_put_plain(w, w->page, "share_text",
	    text_replace(w->a, text_concat(w->a, TEXTS(said, due, T("。"))), T("\n"), T(" ")));
}

bool
page_problem(struct web *w)
{
	const struct problem_history *s = web_history(w->v, w->a, w->output->problem, w->e);

	if (!s)
		return false;
	if (!s->p)
		return err_machine(w->e, "%s: %lld",
		    SAY("索引里没有这个问题", "no such problem in the index"),
		    (long long)w->output->problem);
	const struct prow *p = s->p;

	put_stand(w, p);
	put_share(w, p);
	if (!web_frame(w,
		text_fmt(w->a, "%.*s - %.*s", TEXT_ARG(title_and_state(w, p, SIZE_MAX)),
		    TEXT_ARG(web_unit_name(w, w->unit)))))
		return false;
	web_put(w, w->page, "h1", prow_title(w, p));
	web_put_say(w, w->page, "full_number", "web.problem_no", TEXTS(p->number));
	web_put(w, w->page, "unit_name", web_unit_name(w, w->unit));
	put_history(w, s);
	put_steps(w, s);
	put_facts(w, p);
	web_contact(w, w->page);
	web_put_link(w, w->page, "ledger_href", OUT_PAGE_LEDGER, w->unit, NO_TEXT);
	web_describe(w, prow_sentence(w, p), "article");
	put_schema(w, p, prow_sentence(w, p));
	return web_recordings_of(w, p->id);
}
