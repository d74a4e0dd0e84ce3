/* SPDX-License-Identifier: MIT */
/*
 * The model as a value tree, for `lihui dump FILE`, for golden files and for people who want to see
 * what was understood. Everything that the model holds is here; what was not written is left out,
 * so that a short record gives a short dump. Names of members are English, values are what the
 * author wrote; statuses, types and codes by their ids.
 */
#include "lihui/arena.h"
#include "lihui/date.h"
#include "lihui/doc.h"
#include "lihui/value.h"
#include "model/doc_dump.h"

static void
put_text(struct arena *a, struct value *o, const char *key, struct text t)
{
	if (t.n > 0)
		value_put_text(a, o, key, t);
}

static void
put_date(struct arena *a, struct value *o, const char *key, struct date d)
{
	if (date_is(d))
		value_put_text(a, o, key, date_iso(a, d));
}

static void
put_count(struct arena *a, struct value *o, const char *key, int n)
{
	if (n >= 0)
		value_put_int(a, o, key, n);
}

static void
put_true(struct arena *a, struct value *o, const char *key, bool b)
{
	if (b)
		value_put_bool(a, o, key, true);
}

static void
put_texts(struct arena *a, struct value *o, const char *key, const struct text_list *l)
{
	struct value *list;
	size_t i;

	if (l->n == 0)
		return;
	list = value_put_list(a, o, key);
	for (i = 0; i < l->n; i++)
		value_add(list, value_text(a, l->v[i]));
}

static void
put_clock(struct arena *a, struct value *o, const char *key, clock_minutes m)
{
	if (m >= 0)
		value_put_text(a, o, key, text_fmt(a, "%02d:%02d", m / 60, m % 60));
}

/* Line and column of what stands in the source; after the door only of what is kept. */
static void
put_place(struct arena *a, struct value *o, const struct doc *d, struct span at)
{
	int line, column, width;

	doc_place(d, at, &line, &column, &width, NULL);
	if (line > 0)
		value_put_text(a, o, "at", text_fmt(a, "%d:%d", line, column));
}

static struct text
status_id(enum status s)
{
	struct text key = text_of(status_key(s));
	size_t dot = text_find(key, T("."), 0);

	return dot == SIZE_MAX ? key : text_cut(key, dot + 1, key.n);
}

static void
put_number(struct arena *a, struct value *o, struct number n)
{
	if (n.order == 0)
		return;
	if (n.year > 0)
		value_put_text(a, o, "number", text_fmt(a, "%d-%d-%d", n.year, n.week, n.order));
	else
		value_put_text(a, o, "number", text_fmt(a, "%d-%d", n.week, n.order));
}

static void
put_people(struct arena *a, struct value *o, const char *key, const struct person_list *l)
{
	struct value *list;
	size_t i;

	if (l->n == 0)
		return;
	list = value_put_list(a, o, key);
	for (i = 0; i < l->n; i++) {
		const struct person *p = &l->v[i];
		struct value *v = value_add_object(a, list);

		put_text(a, v, "name", p->name);
		if (!text_eq(p->shown, p->name))
			put_text(a, v, "shown", p->shown);
		put_texts(a, v, "roles", &p->roles);
		put_true(a, v, "office", p->office);
		put_true(a, v, "group", p->group);
		if (p->group)
			put_count(a, v, "count", p->count);
		put_text(a, v, "words", p->words);
	}
}

static void
put_deadline(struct arena *a, struct value *o, const struct deadline *d)
{
	put_text(a, o, "deadline_words", d->written);
	put_date(a, o, "deadline", d->date);
	put_true(a, o, "deadline_never", d->always);
}

static const char *const flow_ids[REFERRAL_COUNT] = { "list", "draw", "accept", "dispatch",
	"accept_again", "supervise", "close", "rate" };

static void
put_referral(struct arena *a, struct value *o, const struct referral_list *l)
{
	struct value *list;
	size_t i;

	if (l->n == 0)
		return;
	list = value_put_list(a, o, "flow");
	for (i = 0; i < l->n; i++) {
		struct value *v = value_add_object(a, list);

		value_put_text(a, v, "step", text_of(flow_ids[l->v[i].step]));
		put_date(a, v, "date", l->v[i].date);
		put_text(a, v, "by", l->v[i].by);
	}
}

static void
put_read_from(struct arena *a, struct value *o, unsigned bits)
{
	static const struct {
		unsigned bit;
		const char *name;
	} names[] = { { PROBLEM_READ_RAISED, "raised_by" }, { PROBLEM_READ_DECISION, "decision" },
		{ PROBLEM_READ_OWNER, "owners" }, { PROBLEM_READ_DEADLINE, "deadline" } };
	struct value *list;
	size_t i;

	if (bits == 0)
		return;
	list = value_put_list(a, o, "read_from_sentence");
	for (i = 0; i < sizeof names / sizeof *names; i++)
		if (bits & names[i].bit)
			value_add(list, value_text(a, text_of(names[i].name)));
}

static void
put_problem(struct arena *a, struct value *list, const struct doc *d, const struct problem *p)
{
	struct value *v = value_add_object(a, list);

	put_number(a, v, p->number);
	if (p->ordinal > 0)
		value_put_int(a, v, "ordinal", p->ordinal);
	put_text(a, v, "title", p->title);
	put_place(a, v, d, p->at);
	put_people(a, v, "raised_by", &p->raised_by);
	put_text(a, v, "raised_words", p->raised_words);
	put_text(a, v, "category", p->category);
	put_text(a, v, "affected", p->affected);
	put_text(a, v, "decision", p->decision);
	put_true(a, v, "undecided", p->undecided);
	put_people(a, v, "owners", &p->owners);
	put_text(a, v, "owner_words", p->owner_words);
	put_deadline(a, v, &p->deadline);
	if (p->status != STATUS_NONE)
		value_put_text(a, v, "status", status_id(p->status));
	put_text(a, v, "status_words", p->status_words);
	put_text(a, v, "result", p->result);
	put_text(a, v, "feedback", p->feedback);
	put_true(a, v, "has_feedback", p->has_feedback);
	put_referral(a, v, &p->referral);
	put_read_from(a, v, p->from_sentence);
	put_texts(a, v, "rest", &p->rest);
}

static void
put_task(struct arena *a, struct value *list, const struct doc *d, const struct task *t)
{
	struct value *v = value_add_object(a, list);

	put_number(a, v, t->number);
	put_text(a, v, "title", t->title);
	put_place(a, v, d, t->at);
	put_people(a, v, "owners", &t->owners);
	put_text(a, v, "owner_words", t->owner_words);
	put_deadline(a, v, &t->deadline);
}

static void
put_report(struct arena *a, struct value *list, const struct doc *d, const struct report *r)
{
	static const char *const targets[] = { "problem", "task", "either", "all_tasks" };
	struct value *v = value_add_object(a, list);

	value_put_text(a, v, "of", text_of(targets[r->target]));
	put_number(a, v, r->number);
	put_text(a, v, "unit", r->unit_words);
	put_text(a, v, "item", r->item);
	if (r->status != STATUS_NONE)
		value_put_text(a, v, "status", status_id(r->status));
	put_text(a, v, "words", r->words);
	put_true(a, v, "feedback", r->feedback);
	put_texts(a, v, "except", &r->except);
	put_true(a, v, "in_report_step", r->in_report_step);
	put_place(a, v, d, r->at);
}

static void
put_step(struct arena *a, struct value *list, const struct doc *d, const struct step *s)
{
	struct value *v = value_add_object(a, list);

	put_text(a, v, "id", s->id);
	put_text(a, v, "heading", s->heading);
	put_place(a, v, d, s->at);
	put_true(a, v, "none_said", s->none_said);
	put_true(a, v, "empty", s->empty);
	put_texts(a, v, "items", &s->items);
}

/* Fen as yuan with two decimals, a text: JSON numbers are not exact. */
static struct value *
money_value(struct arena *a, int64_t fen)
{
	uint64_t n = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;
	struct value *none;

	if (fen != MONEY_NONE)
		return value_text(a,
		    text_fmt(a, "%s%llu.%02llu", fen < 0 ? "-" : "", (unsigned long long)(n / 100),
			(unsigned long long)(n % 100)));
	none = value_text(a, NO_TEXT);
	none->kind = VALUE_NULL;
	return none;
}

static void
put_money(struct arena *a, struct value *list, const struct money_table *m)
{
	struct value *v = value_add_object(a, list), *rows;
	size_t i, k;

	put_texts(a, v, "heads", &m->heads);
	put_text(a, v, "unit", m->unit);
	rows = value_put_list(a, v, "rows");
	for (i = 0; i < m->nrows; i++) {
		struct value *row = value_add_object(a, rows), *cells;

		put_text(a, row, "label", m->rows[i].label);
		put_true(a, row, "total", m->rows[i].total);
		cells = value_put_list(a, row, "yuan");
		for (k = 0; k < m->ncols; k++)
			value_add(cells, money_value(a, m->rows[i].cells[k]));
	}
}

static void
put_attachment(struct arena *a, struct value *list, const struct attachment *at)
{
	struct value *v = value_add_object(a, list);

	value_put_text(a, v, "target", at->target);
	put_text(a, v, "path", at->path);
	put_true(a, v, "picture", at->picture);
}

static void
put_version(struct arena *a, struct value *list, const struct version *x)
{
	static const char *const kinds[] = { "text", "summary", "scan", "recording" },
				 *const states[] = { "current", "outdated", "undated" };
	struct value *v = value_add_object(a, list);

	value_put_text(a, v, "kind", text_of(kinds[x->kind]));
	value_put_text(a, v, "state", text_of(states[x->state]));
	value_put_text(a, v, "lang", lang_code(x->lang));
	put_true(a, v, "original", x->original);
	put_text(a, v, "path", x->path);
	put_text(a, v, "translated_from", x->hash);
	put_text(a, v, "title", x->title);
	put_text(a, v, "summary", x->summary);
	put_texts(a, v, "steps", &x->step_headings);
	put_texts(a, v, "problems", &x->problem_titles);
	put_texts(a, v, "tasks", &x->task_titles);
	if (x->body != NULL)
		value_put(a, v, "body", tree_value(a, x->body));
}

static void
put_finding(struct arena *a, struct value *list, const struct finding *f)
{
	static const char *const levels[] = { "off", "note", "warning", "error" };
	struct value *v = value_add_object(a, list);

	value_put_text(a, v, "code", text_of(diag_info(f->code)->code));
	value_put_text(a, v, "level", text_of(levels[f->level]));
	value_put_text(a, v, "path", f->path);
	if (f->line > 0)
		value_put_text(a, v, "at", text_fmt(a, "%d:%d", f->line, f->column));
	put_texts(a, v, "args", &f->args);
	put_text(a, v, "waived", f->waived);
}

/* A list under a key, each element through put(a, list, …); nothing when it is empty. */
#define PUT_LIST(key, list, put) \
	do { \
		if ((list)->n > 0) { \
			struct value *values_ = value_put_list(a, v, key); \
			for (size_t i_ = 0; i_ < (list)->n; i_++) \
				put(a, values_, &(list)->v[i_]); \
		} \
	} while (0)
#define PUT_PLACED(key, list, put) \
	do { \
		if ((list)->n > 0) { \
			struct value *values_ = value_put_list(a, v, key); \
			for (size_t i_ = 0; i_ < (list)->n; i_++) \
				put(a, values_, d, &(list)->v[i_]); \
		} \
	} while (0)

static void
put_source(struct arena *a, struct value *v, const struct doc *d)
{
	value_put_text(a, v, "path", d->path);
	value_put_text(a, v, "address", d->address);
	value_put_text(a, v, "hash", d->hash);
	if (d->unit != NULL)
		value_put_text(a, v, "unit", d->unit->path);
	if (d->type != NULL) {
		value_put_text(a, v, "type", d->type->id);
		value_put_text(a, v, "type_name", d->type->name);
	}
	value_put_text(a, v, "lang", lang_code(d->lang));
	put_true(a, v, "draft", d->draft);
	put_true(a, v, "held", d->held);
	if (d->publicity != PUBLIC_OUTCOMES)
		value_put_text(a, v, "public", d->publicity == PUBLIC_FULL ? T("full") : T("no"));
}

static void
put_date_and_place(struct arena *a, struct value *v, const struct doc *d)
{
	put_date(a, v, "date", d->date);
	put_clock(a, v, "start", d->start);
	put_clock(a, v, "end", d->end);
	if (d->weekday_written > 0)
		value_put_int(a, v, "weekday_written", d->weekday_written);
	if (d->week.week > 0)
		value_put_text(a, v, "week", text_fmt(a, "%d-W%02d", d->week.year, d->week.week));
	if (d->week_written != 0)
		value_put_int(a, v, "week_written", d->week_written);
	put_text(a, v, "issue", d->number);
	put_text(a, v, "place", d->place);
	put_people(a, v, "host", &d->host);
	put_people(a, v, "convener", &d->convener);
	put_people(a, v, "recorder", &d->recorder);
	put_people(a, v, "attendees", &d->attendees);
	put_people(a, v, "observers", &d->observers);
	put_people(a, v, "absent", &d->absent);
	put_count(a, v, "expected", d->expected);
	put_count(a, v, "present", d->present);
}

static void
put_notice(struct arena *a, struct value *v, const char *key, bool is, const struct notice_of *n)
{
	struct value *o;

	if (!is)
		return;
	o = value_put_object(a, v, key);
	put_date(a, o, "date", n->date);
	put_text(a, o, "words", n->words);
}

static void
put_waiver(struct arena *a, struct value *list, const struct waiver *w)
{
	struct value *v = value_add_object(a, list);

	value_put_text(a, v, "code", text_of(diag_info(w->code)->code));
	put_text(a, v, "reason", w->reason);
}

static void
put_rest_of_head(struct arena *a, struct value *v, const struct doc *d)
{
	put_text(a, v, "summary", d->summary);
	put_texts(a, v, "topics", &d->topics);
	put_texts(a, v, "merged_with", &d->merged_with);
	put_text(a, v, "reason", d->reason);
	PUT_LIST("waived", &d->waivers, put_waiver);
	put_text(a, v, "source", d->source);
	put_text(a, v, "matter", d->matter);
	put_count(a, v, "agree", d->vote.agree);
	put_count(a, v, "against", d->vote.against);
	put_count(a, v, "abstain", d->vote.abstain);
	put_date(a, v, "posting_from", d->posting_from);
	put_date(a, v, "posting_to", d->posting_to);
	if (d->posting_days > 0)
		value_put_int(a, v, "posting_days", d->posting_days);
	put_date(a, v, "valid_from", d->valid_from);
	put_date(a, v, "valid_to", d->valid_to);
	put_text(a, v, "objections", d->objections);
	put_text(a, v, "copy_to", d->copy_to);
	put_notice(a, v, "withdrawn", d->has[KEY_WITHDRAWN], &d->withdrawn);
	put_notice(a, v, "corrected", d->has[KEY_CORRECTED], &d->corrected);
	put_text(a, v, "translated_from", d->translated_from);
}

struct value *
doc_value(struct arena *a, const struct doc *d)
{
	struct value *v = value_object(a);

	put_text(a, v, "title", d->title);
	put_source(a, v, d);
	put_date_and_place(a, v, d);
	put_rest_of_head(a, v, d);
	PUT_PLACED("steps", &d->steps, put_step);
	PUT_PLACED("problems", &d->problems, put_problem);
	PUT_PLACED("tasks", &d->tasks, put_task);
	PUT_PLACED("reports", &d->reports, put_report);
	PUT_LIST("money", &d->money, put_money);
	PUT_LIST("attachments", &d->attachments, put_attachment);
	PUT_LIST("versions", &d->versions, put_version);
	PUT_LIST("findings", &d->sink.list, put_finding);
	if (d->body != NULL)
		value_put(a, v, "body", tree_value(a, d->body));
	return v;
}
