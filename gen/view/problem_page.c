/* SPDX-License-Identifier: MIT */
/*
 * The page of one problem: what became of the matter that I raised? Its title says the matter and
 * where it stands, because that is all that WeChat shows of a link. Then where it stands in large
 * marks, the whole history in sentences oldest first, the eight steps when it went up, who answers
 * for it and whom to ring. Silence is told honestly: for how many days nobody spoke of it.
 */
#include "lihui/arena.h"
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
tell_raised(const struct web *w, const struct prow *p)
{
	struct text matter = without_stop(p->title);

	if (p->raised_by.n > 0)
		return web_say(w, "web.told_raised_by", TEXTS(p->raised_by, matter));
	return web_say(w, "web.told_raised", TEXTS(matter));
}

static struct text
tell_decided(const struct web *w, const struct prow *p, struct text words)
{
	struct text decision = words.n > 0 ? words : p->decision, due = NO_TEXT;
	enum lang l = web_lang(w, "web.told_decided");
	struct buf b = BUF_INIT;

	if (decision.n > 0)
		buf_text(&b,
		    web_sentence(
			w->a, web_say(w, "web.told_decided", TEXTS(without_stop(decision)))));
	else if (p->undecided)
		buf_text(&b, web_word(w, "web.undecided"));
	if (date_is(p->deadline) || p->always || p->deadline_words.n > 0)
		due = web_deadline(w, l, p->deadline, p->always, p->deadline_words);
	if (p->owner.n > 0 && date_is(p->deadline) && !p->always)
		buf_text(&b, web_say(w, "web.told_owner_due", TEXTS(p->owner, due)));
	else if (p->owner.n > 0)
		buf_text(&b, web_say(w, "web.told_owner", TEXTS(p->owner)));
	else if (date_is(p->deadline) && !p->always)
		buf_text(&b, web_say(w, "web.told_due", TEXTS(due)));
	struct text t = text_copy(w->a, buf_view(&b));

	buf_release(&b);
	return t;
}

static struct text
tell_status(const struct web *w, const struct happening *h)
{
	struct text key = text_fmt(w->a, "status.%.*s", TEXT_ARG(h->status));
	struct text word =
	    words_has(w->v->site->words, LANG_ZH, key) ? web_word(w, key.p) : h->status;

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
	if (text_eq(h->kind, T("raised")))
		return tell_raised(w, p);
	if (text_eq(h->kind, T("decided")))
		return tell_decided(w, p, h->words);
	if (text_eq(h->kind, T("flow")))
		return web_say(w, h->who.n > 0 ? "web.told_flow_by" : "web.told_flow",
		    TEXTS(referral_name(w, h->referral), h->who));
	/* 已解决，……。已反馈: the words have said it. */
	if (text_eq(h->kind, T("feedback")) && before && text_eq(before->words, h->words) &&
	    text_has(h->words, T("反馈")))
		return NO_TEXT;
	if (text_eq(h->kind, T("feedback")))
		return h->words.n > 0 && !(before && text_eq(before->words, h->words))
		    ? web_say(w, "web.told_feedback_words", TEXTS(web_sentence(w->a, h->words)))
		    : web_word(w, "web.told_feedback");
	if (text_eq(h->kind, T("reopened")))
		return web_progress(h->words).n > 0
		    ? web_say(w, "web.told_reopened_words",
			  TEXTS(web_sentence(w->a, web_progress(h->words))))
		    : web_word(w, "web.told_reopened");
	if (text_eq(h->kind, T("status")))
		return tell_status(w, h);
	return web_sentence(w->a, h->words);
}

/* --- parts of the page --- */

static void
put_source(struct web *w, struct value *li, const struct happening *h)
{
	struct value *o = value_put_object(w->a, li, "meeting");

	value_put_text(w->a, o, "href", web_href(w, out_doc(w->a, w->lang, h->address)));
	if (text_eq(h->type, T("weekly")))
		web_put(
		    w, o, "label", web_say(w, "web.week_meeting", TEXTS(web_int(w->a, h->week))));
	else
		web_put(w, o, "label", web_type_name(w, h->type, h->type_name));
}

/* One entry for each day and meeting; its sentences follow one another. A sentence said twice (the
 * decision in its own record) is told once. */
static void
put_history(struct web *w, const struct prow *p, const struct problem_history *s)
{
	struct value *list = value_put_list(w->a, w->page, "history");

	for (size_t i = 0; i < s->history.n;) {
		const struct happening *h = &s->history.v[i];
		struct value *li = value_add_object(w->a, list);
		struct value *said = value_put_list(w->a, li, "said");
		struct text last = NO_TEXT;

		value_put_text(w->a, li, "time",
		    web_time(w, h->date, date_week(h->date).year != w->week_year));
		for (; i < s->history.n && s->history.v[i].document == h->document &&
		     date_cmp(s->history.v[i].date, h->date) == 0;
		     i++) {
			struct text t = tell(w, p, &s->history.v[i],
			    &s->history.v[i] == h ? NULL : &s->history.v[i - 1]);

			if (t.n > 0 && !text_eq(t, last))
				value_add(said, value_text(w->a, web_html(w, t)));
			last = t;
		}
		/* A step of 流转办理 carries its own day, which is not the day of the meeting that
		 * told it. */
		if (date_cmp(h->date, h->met) == 0 && web_has(w->v, web_unit(w->v, h->unit)))
			put_source(w, li, h);
	}
}

static void
put_steps(struct web *w, const struct problem_history *s)
{
	static const char *const step[] = { "list", "draw", "accept", "dispatch", "accept_again",
		"supervise", "close", "rate" };
	const struct happening *at[8] = { 0 };
	int done = 0;

	for (size_t i = 0; i < s->history.n; i++)
		for (int k = 0; k < 8; k++)
			if (text_eq(s->history.v[i].kind, T("flow")) &&
			    text_eq(s->history.v[i].referral, text_of(step[k])))
				at[k] = &s->history.v[i];
	for (int k = 0; k < 8; k++)
		done = at[k] ? k + 1 : done;
	if (done == 0)
		return;
	struct value *flow = value_put_object(w->a, w->page, "flow"),
		     *steps = value_put_list(w->a, flow, "steps");

	web_put(w, flow, "title", web_say(w, "web.h_flow", TEXTS(web_int(w->a, done))));
	for (int k = 0; k < 8; k++) {
		struct value *o = value_add_object(w->a, steps);

		value_put_bool(w->a, o, "on", k < done);
		web_put(w, o, "name", referral_name(w, text_of(step[k])));
		if (at[k])
			value_put_text(w->a, o, "time", web_time(w, at[k]->date, false));
		web_put(w, o, "by", at[k] ? at[k]->who : NO_TEXT);
	}
}

static struct text
days_between(const struct web *w, struct date from, struct date to)
{
	return web_int(w->a, date_days(to) - date_days(from));
}

/* How long it took, or has been waiting, and how long nobody has spoken of it. */
static void
put_ages(struct web *w, const struct prow *p, struct value *stand)
{
	struct value *list = value_put_list(w->a, stand, "ages");
	struct date now = w->v->as_of, heard = date_is(p->mentioned) ? p->mentioned : p->raised;
	int silent = date_days(now) - date_days(heard), limit = 28;
	const struct profile *profile = profile_for(&w->unit->profiles, now);

	if (profile && profile->silent_days > 0)
		limit = profile->silent_days;
	if (p->status_class >= 2) {
		if (date_is(p->solved))
			value_add(list,
			    value_text(w->a,
				web_html(w,
				    web_say(w, "web.age_closed",
					TEXTS(days_between(w, p->raised, p->solved))))));
		return;
	}
	value_add(list,
	    value_text(w->a,
		web_html(w, web_say(w, "web.age_open", TEXTS(days_between(w, p->raised, now))))));
	if (silent >= limit)
		value_add(list,
		    value_text(w->a,
			web_html(w, web_say(w, "web.age_silent", TEXTS(web_int(w->a, silent))))));
	else if (date_cmp(heard, p->raised) > 0)
		value_add(list,
		    value_text(w->a,
			web_html(w,
			    web_say(w, "web.age_heard",
				TEXTS(web_day(w, web_lang(w, "web.age_heard"), heard))))));
}

static void
put_stand(struct web *w, const struct prow *p)
{
	struct value *stand = value_put_object(w->a, w->page, "stand");
	int late = prow_late(w, p);
	enum lang l = web_lang(w, "web.stand_due");
	struct text sentence = prow_sentence(w, p);

	if (late > 0)
		web_mark(w, stand, "late", p->status, late);
	web_mark(w, stand, "mark", p->status, 0);
	if (sentence.n > 0)
		web_put(w, stand, "sentence", sentence);
	if (late > 0)
		web_put(w, stand, "due",
		    web_say(w, "web.stand_due",
			TEXTS(web_day(w, l, p->deadline), web_int(w->a, late))));
	if (p->answered)
		web_put_word(w, stand, "answered", "web.answered");
	if (p->reopened > 0)
		web_put(w, stand, "reopened",
		    web_say(w, "web.reopened_times", TEXTS(web_int(w->a, p->reopened))));
	put_ages(w, p, stand);
	value_put_text(w->a, stand, "as_of",
	    web_html(w,
		web_say(
		    w, "web.as_of", TEXTS(web_date(w, web_lang(w, "web.as_of"), w->v->as_of)))));
}

static void
put_fact(struct web *w, struct value *list, const char *label, struct text t)
{
	if (t.n == 0)
		return;
	struct value *o = value_add_object(w->a, list);

	web_put_word(w, o, "label", label);
	web_put(w, o, "value", t);
}

static void
put_facts(struct web *w, const struct prow *p)
{
	struct value *list = value_put_list(w->a, w->page, "facts");
	struct text due = date_is(p->deadline) && !p->always
	    ? web_date(w, w->lang, p->deadline)
	    : web_deadline(w, w->lang, p->deadline, p->always, p->deadline_words);

	put_fact(
	    w, list, "web.responsible", p->owner.n > 0 ? p->owner : web_word(w, "web.owner_none"));
	put_fact(w, list, "web.deadline", due);
	put_fact(w, list, "web.raised_by", p->raised_by);
	put_fact(w, list, "web.affected", p->affected);
	put_fact(w, list, "web.category", p->category);
	put_fact(w, list, "web.result", p->result);
	put_fact(w, list, "web.feedback_given", p->feedback);
	web_put(w, w->page, "say_number",
	    web_say(w, "web.say_number", TEXTS(number_short(p->number, w->week_year))));
}

static void
put_schema(struct web *w, const struct prow *p, struct text description)
{
	struct value *o = value_object(w->a), *by;

	value_put_text(w->a, o, "@context", T("https://schema.org"));
	value_put_text(w->a, o, "@type", T("Report"));
	value_put_text(w->a, o, "name", prow_title(w, p));
	value_put_text(w->a, o, "abstract", description);
	value_put_text(w->a, o, "identifier", p->number);
	value_put_text(w->a, o, "inLanguage", lang_html(w->lang));
	value_put_text(w->a, o, "dateCreated", date_iso(w->a, p->raised));
	if (date_is(p->mentioned))
		value_put_text(w->a, o, "dateModified", date_iso(w->a, p->mentioned));
	by = value_put_object(w->a, o, "publisher");
	value_put_text(w->a, by, "@type", T("GovernmentOrganization"));
	value_put_text(w->a, by, "name", w->unit->name);
	web_schema(w, o);
}

/* 二组机井电机烧坏：超期3天、办理中 - 示例嘎查 */
static struct text
full_title(struct web *w, const struct prow *p)
{
	const struct value *stand = value_get(w->page, T("stand"));
	const struct value *late = value_get(stand, T("late")), *mark = value_get(stand, T("mark"));
	struct text word = value_get(mark, T("word_text"))->text;

	if (late)
		word = text_fmt(w->a, "%.*s、%.*s", TEXT_ARG(value_get(late, T("word_text"))->text),
		    TEXT_ARG(word));
	struct text title = prow_title(w, p), unit = web_unit_name(w, w->unit);

	return text_fmt(w->a, "%.*s：%.*s - %.*s", TEXT_ARG(title), TEXT_ARG(word), TEXT_ARG(unit));
}

bool
page_problem(struct web *w, const struct output *o)
{
	const struct problem_history *s = web_history(w->v, w->a, o->problem, w->e);

	if (s == NULL)
		return false;
	if (!s->known)
		return err_machine(w->e, "%s: %lld",
		    SAY("索引里没有这个问题", "no such problem in the index"),
		    (long long)o->problem);
	const struct prow *p = &s->p;

	put_stand(w, p);
	struct text title = full_title(w, p), description = prow_sentence(w, p);

	if (!web_frame(w, "web/problem", title, ""))
		return false;
	web_put(w, w->page, "h1", prow_title(w, p));
	web_put(w, w->page, "full_number", web_say(w, "web.problem_no", TEXTS(p->number)));
	web_put(w, w->page, "unit_name", web_unit_name(w, w->unit));
	put_history(w, p, s);
	put_steps(w, s);
	put_facts(w, p);
	web_contact(w, w->page);
	value_put_text(w->a, w->page, "ledger_href",
	    web_href(w, out_unit(w->a, w->lang, w->unit, "problems.html")));
	web_describe(w, description, "article");
	put_schema(w, p, description);
	return true;
}
