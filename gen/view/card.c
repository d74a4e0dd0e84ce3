/* SPDX-License-Identifier: MIT */
/*
 * A problem as it is shown: status by sign, word and colour, the matter, one sentence, then who and
 * by when. One shape for every page, so a reader learns it once. The sign comes first because it
 * survives black-and-white print and colour blindness. "Overdue" is said only where the page also
 * says as of which day.
 */
#include "lihui/arena.h"
#include "view/web.h"

void
prow_read(struct query *q, struct arena *a, struct prow *p)
{
	*p = (struct prow){
		.id = query_int(q, 0),
		.unit = query_int(q, 1),
		.number = query_text(q, a, 2),
		.title = query_text(q, a, 3),
		.title_mn = query_text(q, a, 4),
		.raised = web_parse(query_peek(q, 5)),
		.raised_by = query_text(q, a, 6),
		.category = query_text(q, a, 7),
		.affected = query_text(q, a, 8),
		.decision = query_text(q, a, 9),
		.owner = query_text(q, a, 10),
		.deadline = web_parse(query_peek(q, 11)),
		.deadline_words = query_text(q, a, 12),
		.always = (int)query_int(q, 13),
		.result = query_text(q, a, 14),
		.feedback = query_text(q, a, 15),
		.status = query_text(q, a, 16),
		.status_class = (int)query_int(q, 17),
		.status_date = web_parse(query_peek(q, 18)),
		.mentioned = web_parse(query_peek(q, 19)),
		.solved = web_parse(query_peek(q, 20)),
		.reopened = (int)query_int(q, 21),
		.answered = (int)query_int(q, 22),
		.undecided = (int)query_int(q, 23),
		.address = query_text(q, a, 24),
		.last_words = query_text(q, a, 25),
	};
}

static void
prow_any(struct query *q, struct arena *a, void *row)
{
	prow_read(q, a, row);
}

bool
web_prows(const struct web *w, const char *sql, const struct row_args *args, const struct prow **v,
    size_t *n)
{
	struct web_rows rows;
	bool ok = web_rows(w, sql, args, sizeof **v, prow_any, &rows);

	*v = rows.v;
	*n = rows.n;
	return ok;
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
	return w->lang == LANG_MN && p->title_mn.n > 0 ? p->title_mn : p->title;
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

/* What a villager asks: what is being done? The newest word on it, else what was decided. */
struct text
prow_sentence(const struct web *w, const struct prow *p)
{
	struct text t = web_progress(p->last_words); /* the mark beside it says the status */

	if (p->status_class >= 2 && p->result.n > 0 && t.n == 0)
		t = p->result;
	if (t.n == 0)
		t = p->decision;
	if (t.n == 0 && p->undecided)
		t = web_word(w, "web.undecided");
	return web_sentence(w->a, t);
}

/* --- marks --- */

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
		{ "reopened", { "doing", "➜" } },
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

	value_put_text(w->a, m, "css", text_of(look.css));
	value_put_text(w->a, m, "sign", text_of(look.sign));
	web_put(w, m, "word", word);
	value_put_text(w->a, m, "word_text", word);
}

static struct text
status_word(const struct web *w, struct text status)
{
	struct text key = text_fmt(w->a, "status.%.*s", TEXT_ARG(status));

	return words_has(w->v->site->words, LANG_ZH, key) ? web_word(w, key.p) : status;
}

void
web_mark(const struct web *w, struct value *o, const char *key, struct text status, int late)
{
	if (late > 0)
		put_mark(w, o, key, (struct status_look){ "late", "▲" },
		    web_say(w, "web.late_days", TEXTS(web_int(w->a, late))));
	else
		put_mark(w, o, key, status_look(status), status_word(w, status));
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

static void
put_by(const struct web *w, struct value *list, const char *label, struct text value)
{
	if (value.n == 0)
		return;
	struct value *o = value_add_object(w->a, list);

	web_put_word(w, o, "label", label);
	web_put(w, o, "value", value);
}

void
web_card(const struct web *w, struct value *o, const struct prow *p, unsigned flags)
{
	const struct unit *u = web_unit(w->v, p->unit);
	int late = flags & CARD_LATE ? prow_late(w, p) : 0;
	struct text number =
	    flags & CARD_YEAR ? web_say(w, "web.problem_no", TEXTS(p->number)) : prow_number(w, p);

	web_mark(w, o, "mark", p->status, late);
	if (late > 0)
		web_mark(w, o, "mark_too", p->status, 0);
	web_put(w, o, "number", number);
	if (flags & CARD_UNIT)
		web_put(w, o, "unit", web_unit_name(w, u));
	value_put_text(w->a, o, "href", web_href(w, out_problem(w->a, w->lang, u, p->number)));
	web_put(w, o, "title", prow_title(w, p));
	struct text sentence = prow_sentence(w, p);

	if (sentence.n > 0)
		web_put(w, o, "sentence", sentence);
	struct value *by = value_put_list(w->a, o, "by");

	put_by(w, by, "web.responsible", p->owner);
	if (p->status_class < 2)
		put_by(w, by, "web.deadline",
		    web_deadline(w, w->lang, p->deadline, p->always, p->deadline_words));
	value_put_bool(w->a, o, "has_by", by->first != NULL);
}
