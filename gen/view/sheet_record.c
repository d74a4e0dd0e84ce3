/* SPDX-License-Identifier: MIT */
/*
 * What a record says, for the file: internal, so names stand whole. The facts of its head, the
 * steps as they were held with problems and tasks in a form of their own, who signs. Nothing is
 * left out: lines that are none of the labels stand where the document has them.
 */
#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "view/sheet_value.h"

/* --- words --- */

/* 张三（第一书记、党员） */
static struct text
person_words(const struct saying *w, const struct person *p)
{
	struct text name = person_name(p);

	if (p->group || name.n == 0)
		return p->words.n > 0 ? p->words : name;
	if (p->roles.n == 0)
		return name;
	return text_fmt(w->a, "%.*s（%.*s）", TEXT_ARG(name),
	    TEXT_ARG(text_list_join(w->a, &p->roles, T("、"))));
}

static struct text
joined(const struct saying *w, const struct person_list *l)
{
	struct text_list names = { 0 };

	for (size_t i = 0; i < l->n; i++)
		text_list_add(w->a, &names, person_words(w, &l->v[i]));
	return text_list_join(w->a, &names, T("、"));
}

/* The document's title without the week, which stands on the line below, and called a record. */
static struct text
record_title(const struct saying *w)
{
	const struct doc *doc = w->s->doc;
	struct text t = w->s->title.n > 0 ? w->s->title : doc->title;

	if (t.n == 0 || doc->lang != LANG_ZH)
		t = text_join(w->a, w->s->unit, doc->type ? doc->type->name : NO_TEXT);
	t = text_replace(
	    w->a, t, text_fmt(w->a, "%d年第%d周", doc->week.year, doc->week.week), NO_TEXT);
	t = text_replace(w->a, t, text_fmt(w->a, "第%d周", doc->week.week), NO_TEXT);
	return text_ends(t, T("记录")) ? t : sheet_say(w, "sheet.record_title", t);
}

static struct text
time_words(const struct saying *w, const struct sheet_part *p)
{
	const struct doc *doc = w->s->doc;
	struct text t = p->date;

	if (!date_is(doc->date))
		return NO_TEXT;
	if (w->lang == LANG_ZH)
		t = text_fmt(w->a, "%.*s（%.*s）", TEXT_ARG(date_zh(w->a, doc->date)),
		    TEXT_ARG(date_weekday_zh(date_weekday(doc->date), false)));
	else if (doc->start >= 0)
		t = text_join(w->a, t, T(" "));
	if (doc->start >= 0)
		t = text_fmt(w->a, "%.*s%d:%02d", TEXT_ARG(t), doc->start / 60, doc->start % 60);
	if (doc->start >= 0 && doc->end >= 0)
		t = text_fmt(w->a, "%.*s—%d:%02d", TEXT_ARG(t), doc->end / 60, doc->end % 60);
	return t;
}

static struct text
say_number(const struct saying *w, const char *key, long n)
{
	return sheet_say(w, key, text_fmt(w->a, "%ld", n));
}

/* --- head --- */

static struct value *
add_fact(const struct saying *w, struct value *list, const char *key, struct text value)
{
	struct value *o = value_add_object(w->a, list);

	value_put_text(w->a, o, "label", sheet_word(w, key));
	value_put_text(w->a, o, "value", value);
	return o;
}

static void
add_pair(const struct saying *w, struct value *list, const char *key, struct text value,
    const char *key_2, struct text value_2)
{
	struct value *o = add_fact(w, list, key, value);

	value_put_bool(w->a, o, "pair", true);
	value_put_text(w->a, o, "label_2", sheet_word(w, key_2));
	value_put_text(w->a, o, "value_2", value_2);
}

/* No line ends inside a name. */
static void
add_people(const struct saying *w, struct value *list, const char *key, const struct person_list *l)
{
	if (l->n == 0)
		return;
	struct value *names = value_put_list(w->a, add_fact(w, list, key, NO_TEXT), "names");

	for (size_t i = 0; i < l->n; i++) {
		struct value *o = value_add_object(w->a, names);
		value_put_text(w->a, o, "name", person_words(w, &l->v[i]));
		value_put_text(w->a, o, "then", i + 1 < l->n ? T("、") : NO_TEXT);
	}
}

/* 应到46人 and 实到42人, as far as they are told */
static struct text_list
present_words(const struct saying *w)
{
	const struct doc *doc = w->s->doc;
	struct text_list l = { 0 };

	if (doc->expected >= 0)
		text_list_add(w->a, &l, say_number(w, "sheet.expected", doc->expected));
	if (doc->present >= 0)
		text_list_add(w->a, &l, say_number(w, "sheet.present", doc->present));
	return l;
}

static void
put_facts(const struct saying *w, struct value *o, const struct sheet_part *p)
{
	const struct doc *doc = w->s->doc;
	struct value *list = value_put_list(w->a, o, "facts");
	struct text_list numbers = present_words(w);

	add_fact(w, list, "sheet.time", time_words(w, p));
	/* The form has a place, be it empty. */
	for (enum key k = KEY_NONE; k < KEY_COUNT; k++)
		if (key_rows[k].record && key_text(doc, k) &&
		    (key_text(doc, k)->n > 0 || k == KEY_PLACE))
			add_fact(w, list, text_fmt(w->a, "sheet.%s", key_rows[k].member).p,
			    *key_text(doc, k));
	add_pair(w, list, "sheet.host", joined(w, &doc->host), "sheet.convener",
	    joined(w, &doc->convener));
	add_pair(w, list, "sheet.recorder", joined(w, &doc->recorder), "sheet.numbers",
	    text_list_join(w->a, &numbers, T("，")));
	for (enum key k = KEY_ATTENDEES; k < KEY_COUNT; k++)
		if (key_rows[k].record && key_people(doc, k))
			add_people(w, list, text_fmt(w->a, "sheet.%s", key_rows[k].member).p,
			    key_people(doc, k));
}

/* --- problems and tasks --- */

static struct text
short_number(const struct saying *w, struct number n)
{
	return n.order > 0 ? text_fmt(w->a, "%d-%d", n.week, n.order) : NO_TEXT;
}

static struct text
flow_words(const struct saying *w, const struct referral_list *l)
{
	static const char *const keys[] = { "flow.list", "flow.draw", "flow.accept",
		"flow.dispatch", "flow.accept_again", "flow.supervise", "flow.close", "flow.rate" };
	struct text_list out = { 0 };

	for (size_t i = 0; i < l->n; i++) {
		const struct referral_event *e = &l->v[i];
		struct text name =
		    sheet_word(w, keys[e->step < REFERRAL_COUNT ? e->step : REFERRAL_LIST]);
		struct text date = date_is(e->date) ? date_zh(w->a, e->date) : NO_TEXT;
		text_list_add(w->a, &out,
		    text_fmt(w->a, "%.*s%s%.*s%.*s", TEXT_ARG(name), date.n > 0 ? " " : "",
			TEXT_ARG(date), TEXT_ARG(e->by)));
	}
	return text_list_join(w->a, &out, T("；"));
}

static struct text
status_text(const struct saying *w, const struct problem *p)
{
	enum status s = p->status;

	if (p->status_words.n > 0)
		return p->status_words;
	if (s == STATUS_NONE)
		s = p->decision.n > 0 && !p->undecided ? STATUS_DECIDED : STATUS_OPEN;
	return words_has(w->s->words, LANG_ZH, text_of(status_key(s)))
	    ? sheet_word(w, status_key(s))
	    : NO_TEXT;
}

static void
add_field(const struct saying *w, struct value *list, const char *key, struct text value)
{
	struct value *o = value.n > 0 ? value_add_object(w->a, list) : NULL;

	if (!o)
		return;
	if (key)
		value_put_text(w->a, o, "label", text_join(w->a, sheet_word(w, key), T("：")));
	value_put_text(w->a, o, "value", value);
}

static void
record_problem(struct sheet_body *b, const struct problem *p)
{
	const struct saying *w = b->w;
	struct value *o = body_entry(b, "problem"), *list;
	struct text number = short_number(w, p->number),
		    due = date_is(p->deadline.date) && !p->deadline.always
	    ? date_zh(w->a, p->deadline.date)
	    : p->deadline.written;

	value_put_text(w->a, o, "title", p->title);
	value_put_text(w->a, o, "number",
	    number.n > 0 ? sheet_say(w, "sheet.problem_number", number) : NO_TEXT);
	list = value_put_list(w->a, o, "fields");
	add_field(w, list, "sheet.raised", p->raised_words);
	add_field(w, list, "sheet.category", p->category);
	add_field(w, list, "sheet.affected", p->affected);
	for (size_t i = 0; i < p->rest.n; i++)
		add_field(w, list, NULL, p->rest.v[i]);
	add_field(w, list, "sheet.decision", p->decision);
	add_field(w, list, "sheet.owner", p->owner_words);
	add_field(w, list, "sheet.deadline", due);
	add_field(w, list, "sheet.status", status_text(w, p));
	add_field(w, list, "sheet.result", p->result);
	add_field(w, list, "sheet.feedback", p->feedback);
	add_field(w, list, "sheet.flow", flow_words(w, &p->referral));
}

static void
record_tasks(struct sheet_body *b)
{
	const struct saying *w = b->w;
	const struct task_list *l = &w->s->doc->tasks;
	struct value *list = value_put_list(w->a, body_entry(b, "tasks"), "rows");

	for (size_t i = 0; i < l->n; i++) {
		struct value *o = value_add_object(w->a, list);
		value_put_text(w->a, o, "number", short_number(w, l->v[i].number));
		value_put_text(w->a, o, "what", l->v[i].title);
		value_put_text(w->a, o, "owner", l->v[i].owner_words);
		value_put_text(w->a, o, "due", l->v[i].deadline.written);
	}
}

static void
record_other(struct sheet_body *b, const struct block *x)
{
	body_block(b, x, 0);
}

/* --- steps --- */

static void
add_section(struct sheet_body *b, const struct block *section)
{
	const struct block *x = section->first;

	if (x && x->kind == BLOCK_HEADING) {
		struct value *o = body_entry(b, "step");
		value_put_text(b->w->a, o, "text", text_trim(block_plain(b->w->a, x, false)));
		x = x->next;
	}
	if (b->doc)
		body_step(b, x);
	else
		body_blocks(b, x, 0);
}

/* A Mongolian original has no Chinese text: then its part is named there. */
static void
put_body(const struct saying *w, struct value *o, const struct sheet_part *p)
{
	const struct doc *doc = w->s->doc;
	struct sheet_body b = { .w = w,
		.list = value_put_list(w->a, o, "body"),
		.doc = w->lang == LANG_ZH ? doc : NULL,
		.problem = record_problem,
		.tasks = record_tasks,
		.other = record_other };
	const struct block *root = p->body ? p->body : w->lang == LANG_ZH ? doc->body : NULL;

	if (w->lang == LANG_ZH && doc->lang != LANG_ZH) {
		(void)body_paragraph(&b,
		    sheet_say(w, "sheet.text_in",
			words_language(w->s->words, LANG_ZH, doc->lang, false)));
		return;
	}
	for (const struct block *x = root ? root->first : NULL; x; x = x->next)
		if (x->kind == BLOCK_SECTION)
			add_section(&b, x);
		else if (!(x->kind == BLOCK_HEADING && x->level == 1))
			body_block(&b, x, 0);
}

/* --- 签到表 --- */

#define ROLL_ROWS 15

struct roll {
	const struct person **v;
	size_t n, room;
};

static void
add_all(const struct saying *w, struct roll *r, const struct person_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct person *p = &l->v[i];
		bool known = p->group || p->name.n == 0;
		for (size_t k = 0; k < r->n && !known; k++)
			known = text_eq(r->v[k]->name, p->name);
		if (!known)
			*ARENA_PUSH(w->a, r) = p;
	}
}

static struct text
count_words(const struct saying *w)
{
	const struct person_list *absent = &w->s->doc->absent;
	struct text_list l = present_words(w);
	long n = 0;

	for (size_t i = 0; i < absent->n; i++)
		n += !absent->v[i].group ? 1 : absent->v[i].count > 0 ? absent->v[i].count : 0;
	if (n > 0)
		text_list_add(w->a, &l, say_number(w, "sheet.absent_n", n));
	return text_list_join(w->a, &l, T("　"));
}

static void
add_block(const struct saying *w, struct value *list, const struct roll *r, size_t from)
{
	struct value *rows = value_put_list(w->a, value_add_object(w->a, list), "rows");

	for (size_t i = from; i < from + ROLL_ROWS; i++) {
		const struct person *p = i < r->n ? r->v[i] : NULL;
		struct value *o = value_add_object(w->a, rows);
		struct text name = p ? person_name(p) : NO_TEXT;

		value_put_text(w->a, o, "n", text_fmt(w->a, "%zu", i + 1));
		value_put_text(w->a, o, "name", name);
		value_put_bool(w->a, o, "long", utf8_length(name) > 4);
		value_put_text(
		    w->a, o, "role", p ? text_list_join(w->a, &p->roles, T("、")) : NO_TEXT);
	}
}

/* Two blocks of fifteen a page: whoever the record names, and empty rows for those it only counts,
 * up to the number present. */
static void
put_roll(const struct saying *w, struct value *o)
{
	const struct doc *doc = w->s->doc;
	struct roll r = { 0 };
	struct value *list = value_put_list(w->a, o, "roll");

	add_all(w, &r, &doc->attendees);
	add_all(w, &r, &doc->host);
	add_all(w, &r, &doc->convener);
	add_all(w, &r, &doc->recorder);
	size_t rows = r.n;
	if (doc->present > 0 && (size_t)doc->present > rows && doc->present < 2000)
		rows = (size_t)doc->present;
	for (size_t from = 0; from == 0 || from < rows; from += 2 * ROLL_ROWS) {
		struct value *page = value_add_object(w->a, list), *blocks;
		value_put_bool(w->a, page, "first", from == 0);
		value_put_text(w->a, page, "counts", count_words(w));
		blocks = value_put_list(w->a, page, "blocks");
		add_block(w, blocks, &r, from);
		add_block(w, blocks, &r, from + ROLL_ROWS);
	}
}

/* --- a part --- */

static void
put_part(const struct saying *w, struct value *o, const struct sheet_part *p)
{
	const struct doc *doc = w->s->doc;
	bool chinese = w->lang == LANG_ZH;
	struct text week = doc->week.week <= 0 ? NO_TEXT
	    : !chinese                         ? p->week
		       : words_say(w->a, w->s->words, LANG_ZH, "sheet.record_week",
			     TEXTS(text_fmt(w->a, "%d", doc->week.year),
				 text_fmt(w->a, "%d", doc->week.week)));

	value_put_text(w->a, o, "record_title", chinese ? record_title(w) : p->title);
	value_put_text(w->a, o, "week", week);
	value_put_text(w->a, o, "running",
	    chinese ? text_fmt(w->a, "%.*s　%.*s", TEXT_ARG(date_zh(w->a, doc->date)),
			  TEXT_ARG(say_number(w, "sheet.week", doc->week.week)))
		    : text_fmt(w->a, "%.*s  %.*s", TEXT_ARG(p->date), TEXT_ARG(p->week)));
	put_facts(w, o, p);
	put_body(w, o, p);
	if (chinese)
		put_roll(w, o);
}

void
record_value(const struct saying *zh, struct value *o)
{
	sheet_put_parts(zh, o, put_part);
}
