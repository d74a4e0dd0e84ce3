/* SPDX-License-Identifier: MIT */
/*
 * A problem as it is shown: status by sign, word and colour, the matter, one sentence, then who and
 * by when. One shape for every page, so a reader learns it once. The sign comes first because it
 * survives black-and-white print and colour blindness. "Overdue" is said only where the page also
 * says as of which day.
 */
#include "lihui/arena.h"
#include "view/web.h"

SHARED_ROW_READ(prow_read, prow, PROW)

bool
web_prows(const struct web *w, const char *sql, const struct row_args *args, struct web_rows *out)
{
	return web_rows(w, sql, args, sizeof(struct prow), prow_read, out);
}

int
prow_late(const struct web *w, const struct prow *p)
{
	if (p->status_class >= 2 || p->always || !date_is(p->deadline))
		return 0;
	int days = date_days(w->v->as_of) - date_days(p->deadline);

	return days > 0 ? days : 0;
}

struct text
prow_title(const struct web *w, const struct prow *p)
{
	return web_version(w, p->title, p->title_in);
}

/* Numbers are told short in speech ("问题27-1") and in full where two years could meet. */
struct text
number_short(struct text number, int year)
{
	int y;

	if (number.n > 5 && number.p[4] == '-' && text_int(text_cut(number, 0, 4), &y) && y == year)
		return text_cut(number, 5, number.n);
	return number;
}

struct text
prow_number(const struct web *w, const struct prow *p)
{
	return web_say(w, "web.problem_no", TEXTS(number_short(p->number, w->week_year)));
}

struct text
prow_decision(const struct web *w, const struct prow *p)
{
	return p->decision.n == 0 && p->undecided && p->status_class == 0
	    ? web_word(w, "web.undecided")
	    : p->decision;
}

/* What a villager asks: what is being done? The newest word on it, else what was decided. */
struct text
prow_sentence(const struct web *w, const struct prow *p)
{
	struct text t = web_progress(p->last_words); /* the mark beside it says the status */

	if (p->status_class >= 2 && p->result.n > 0 && t.n == 0)
		t = p->result;
	return web_sentence(w->a, t.n > 0 ? t : prow_decision(w, p));
}

/* --- marks --- */

int
status_key_class(struct text status)
{
	if (text_eq(status, T("solved")) || text_eq(status, T("explained")))
		return 2;
	return text_eq(status, T("open")) || status.n == 0 ? 0 : 1;
}

struct status_look
status_look(struct text status)
{
	/* U+FE0E keeps phones from drawing an emoji. */
	static const struct {
		const char *status;
		struct status_look look;
	} table[] = {
		{ "solved", { "done", "✔\xEF\xB8\x8E" } },
		{ "doing", { "doing", "➜" } },
		{ "decided", { "doing", "➜" } },
		{ "reopened", { "doing", "↻" } },
		{ "sent_up", { "up", "↑" } },
		{ "passed_on", { "up", "↑" } },
		{ "planned", { "wait", "◇" } },
		{ "deferred", { "wait", "‖" } },
		{ "explained", { "wait", "＝" } },
		{ "open", { "wait", "○" } },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (text_eq(status, text_of(table[i].status)))
			return table[i].look;
	return (struct status_look){ "wait", "○" };
}

static void
put_mark(const struct web *w, struct value *o, const char *key, struct status_look look,
    struct text word)
{
	struct value *m = value_put_object(w->a, o, key);

	web_members(w->a, m,
	    MEMBERS({ "css", text_of(look.css) }, { "sign", text_of(look.sign) },
		{ "word", web_html(w, word) }, { "word_text", word }));
}

void
web_mark(const struct web *w, struct value *o, const char *key, struct text status, int late)
{
	if (late > 0)
		put_mark(w, o, key, (struct status_look){ "late", "▲" },
		    web_say_int(w, "web.late_days", late));
	else
		put_mark(w, o, key, status_look(status), web_status(w, status));
}

/* A task is done or not; "solved" is a problem's word. */
void
web_task_mark(const struct web *w, struct value *o, const char *key, struct text status)
{
	if (text_eq(status, T("solved")))
		put_mark(w, o, key, status_look(status), web_word(w, "web.task_done"));
	else if (status.n == 0 || text_eq(status, T("decided")) || text_eq(status, T("open")))
		put_mark(w, o, key, status_look(T("doing")), web_word(w, "web.task_given"));
	else
		web_mark(w, o, key, status, 0);
}

struct text
web_deadline(const struct web *w, enum lang l, struct date d, bool always, struct text words)
{
	if (always)
		return words_get(w->v->site->words, l, "web.always", NULL);
	if (date_is(d))
		return web_day(w, l, d);
	return words;
}

/* --- the card --- */

struct value *
web_card(const struct web *w, struct value *list, const struct prow *p, unsigned flags)
{
	const struct unit *u = web_unit(w->v, p->unit);
	int late = flags & CARD_LATE ? prow_late(w, p) : 0;
	struct value *o = value_add_object(w->a, list), *by = value_put_list(w->a, o, "by");

	web_mark(w, o, "mark", p->status, late);
	if (late > 0)
		web_mark(w, o, "mark_too", p->status, 0);
	web_put(w, o, "number", prow_number(w, p));
	web_put(w, o, "unit", flags & CARD_UNIT ? web_unit_name(w, u) : NO_TEXT);
	web_put_link(w, o, "href", OUT_PAGE_PROBLEM, u, p->number);
	web_put(w, o, "title", prow_title(w, p));
	web_put(w, o, "sentence", prow_sentence(w, p));
	web_fact(w, by, "web.responsible", p->owner);
	if (p->status_class < 2)
		web_fact(w, by, "web.deadline",
		    web_deadline(w, w->lang, p->deadline, p->always, p->deadline_words));
	web_put_flag(w, o, "has_by", by->first != NULL);
	return o;
}

bool
web_cards(const struct web *w, const char *sql, const struct row_args *args, struct value *list,
    unsigned flags)
{
	struct web_rows rows;

	if (!web_prows(w, sql, args, &rows))
		return false;
	for (EACH(struct prow, p, rows))
		web_card(w, list, p, flags);
	return true;
}
