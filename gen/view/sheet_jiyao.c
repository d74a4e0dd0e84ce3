/* SPDX-License-Identifier: MIT */
/*
 * 纪要 after GB/T 9704, for units of township level and above: the red head, what was settled in
 * whole sentences, each matter one paragraph, who was there, who gets a copy. Who raised a matter,
 * its state and its road through the offices are bookkeeping and stay in the record. A page of the
 * manual is no statutory paper: the type area and the body's type, but no red head and no 版记.
 */
#include "view/sheet_value.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

/* --- words --- */

/* 一 … 九十九 */
static struct text
ordinal(const struct saying *w, int n)
{
	static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八",
		"九" };

	return text_fmt(w->a, "%s%s%s", n >= 20 ? digits[n / 10 % 10] : "", n >= 10 ? "十" : "",
	    digits[n % 10]);
}

/* Without the mark at its end. */
static struct text
bare(struct text t)
{
	static const char *const marks[] = { "。", "；", "，", ".", ";", "," };

	t = text_trim(t);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_ends(t, text_of(marks[i])))
			return bare(text_cut(t, 0, t.n - strlen(marks[i])));
	return t;
}

static struct text
sentence(const struct saying *w, struct text t)
{
	static const char *const ends[] = { "！", "？", "”" };

	t = bare(t);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (text_ends(t, text_of(ends[i])))
			return t;
	return t.n > 0 ? text_join(w->a, t, T("。")) : t;
}

/* 12月16日; of another year than the meeting's with it. */
static struct text
day_words(const struct saying *w, struct date day)
{
	return day.year == w->s->date.year
	    ? text_fmt(w->a, "%d月%d日", day.month, day.day)
	    : text_fmt(w->a, "%d年%d月%d日", day.year, day.month, day.day);
}

static struct text
due_words(const struct saying *w, const struct deadline *l)
{
	if (date_is(l->date) && !l->always)
		return sheet_say(w, "sheet.jiyao_due", day_words(w, l->date));
	return bare(l->written);
}

/* 由王五负责，12月20日前完成。 What the sentence before has said already is not said again. */
static struct text
duty_words(const struct saying *w, struct text said, struct text owners, const struct deadline *l)
{
	struct text due = due_words(w, l), owner = bare(owners);

	if (owner.n > 0 &&
	    (text_has(said, text_join(w->a, T("由"), owner)) ||
		text_has(said, text_join(w->a, owner, T("负责")))))
		owner = NO_TEXT;
	if (due.n > 0 &&
	    (text_has(said, due) || (l->written.n > 0 && text_has(said, bare(l->written)))))
		due = NO_TEXT;
	if (owner.n > 0)
		owner = sheet_say(w, "sheet.jiyao_owner", owner);
	if (owner.n > 0 && due.n > 0)
		return text_fmt(w->a, "%.*s，%.*s。", TEXT_ARG(owner), TEXT_ARG(due));
	return sentence(w, owner.n > 0 ? owner : due);
}

static struct text
decision_words(const struct saying *w, const struct problem *p)
{
	struct text said = bare(p->decision);

	if (p->undecided && said.n == 0)
		return sheet_word(w, "sheet.jiyao_undecided");
	said = sentence(w, said);
	return said.n == 0 || p->undecided ? said : sheet_say(w, "sheet.jiyao_decided", said);
}

/* --- matters and tasks --- */

static void
jiyao_problem(struct sheet_body *b, const struct problem *p)
{
	const struct saying *w = b->w;
	struct value *o = body_entry(b, "matter");
	struct text number = ordinal(w, ++b->matters), rest = NO_TEXT;

	for (size_t i = 0; i < p->rest.n; i++)
		rest = text_join(w->a, rest, sentence(w, p->rest.v[i]));
	value_put_text(w->a, o, "title",
	    text_fmt(w->a, "（%.*s）%.*s", TEXT_ARG(number), TEXT_ARG(sentence(w, p->title))));
	value_put_text(w->a, o, "said",
	    text_concat(w->a,
		TEXTS(rest, decision_words(w, p),
		    duty_words(w, p->decision, p->owner_words, &p->deadline),
		    sentence(w, p->result))));
}

/* One paragraph: 王五负责修好二组机井电机，7月9日前完成。… */
static void
jiyao_tasks(struct sheet_body *b)
{
	const struct saying *w = b->w;
	const struct task_list *l = &w->s->doc->tasks;
	struct text all = NO_TEXT;

	for (size_t i = 0; i < l->n; i++) {
		const struct task *t = &l->v[i];
		struct text what = bare(t->title), owner = bare(t->owner_words),
			    due = due_words(w, &t->deadline);

		if (owner.n > 0)
			what = words_say(
			    w->a, w->s->words, LANG_ZH, "sheet.jiyao_task", TEXTS(owner, what));
		if (due.n > 0 && !text_has(what, due))
			what = text_fmt(w->a, "%.*s，%.*s", TEXT_ARG(what), TEXT_ARG(due));
		all = text_join(w->a, all, sentence(w, what));
	}
	(void)body_paragraph(b, all);
}

/* What was reported and seen: its lines as sentences, without 【问题43-1】. */
static void
jiyao_other(struct sheet_body *b, const struct block *x)
{
	struct arena *a = b->w->a;

	if (x->kind != BLOCK_LIST) {
		body_block(b, x, 0);
		return;
	}
	for (const struct block *k = x->first; k; k = k->next) {
		struct text t =
		    text_replace(a, text_trim(block_plain(a, k, true)), T("\n"), T("，"));
		size_t end = text_starts(t, T("【")) ? text_find(t, T("】"), 0) : SIZE_MAX;

		(void)body_paragraph(
		    b, sentence(b->w, end == SIZE_MAX ? t : text_cut(t, end + 3, t.n)));
	}
}

/* 2019年12月11日，某某苏木召开双书记联席会议，研究了3件事。会议由石守信主持。现将议定事项纪要如下：
 */
static struct text
opening(const struct saying *w)
{
	const struct doc *doc = w->s->doc;
	struct text_list hosts = { 0 };
	struct text met = words_say(w->a, w->s->words, LANG_ZH, "sheet.jiyao_met",
			TEXTS(date_zh(w->a, doc->date), w->s->unit,
			    doc->type ? doc->type->name : NO_TEXT)),
		    host = NO_TEXT, number = text_fmt(w->a, "%zu", doc->problems.n);

	if (doc->problems.n > 0)
		met = words_say(
		    w->a, w->s->words, LANG_ZH, "sheet.jiyao_studied", TEXTS(met, number));
	for (size_t i = 0; i < doc->host.n; i++)
		text_list_add(w->a, &hosts, person_name(&doc->host.v[i]));
	if (hosts.n > 0)
		host = sheet_say(w, "sheet.jiyao_host", text_list_join(w->a, &hosts, T("、")));
	return text_concat(w->a, TEXTS(met, T("。"), host, sheet_word(w, "sheet.jiyao_follows")));
}

/* --- text --- */

static bool
is_han_number(uint32_t c)
{
	return c == U'十' || c == U'百' || (utf8_digit(c) >= 0 && utf8_is_han(c)); /* 十 百 */
}

/* 1 for 一、 2 for （一） 3 for anything else. */
static int
written_level(struct text t)
{
	size_t i = 0;
	uint32_t c = t.n > 0 ? utf8_next(t, &i) : 0;
	bool bracket = c == U'（' || c == '(';

	if (bracket)
		c = i < t.n ? utf8_next(t, &i) : 0;
	if (!is_han_number(c))
		return 3;
	while (i < t.n && is_han_number(c))
		c = utf8_next(t, &i);
	if (bracket)
		return c == U'）' || c == ')' ? 2 : 3;
	return c == U'、' || c == '.' ? 1 : 3;
}

/* Sections that are shown are counted anew: those that are not would leave gaps. */
static struct text
counted_anew(struct sheet_body *b, struct text t)
{
	size_t at = text_find(t, T("、"), 0);

	return at == SIZE_MAX
	    ? t
	    : text_join(b->w->a, ordinal(b->w, ++b->sections), text_cut(t, at, t.n));
}

/* Levels: 一、 hei, （一） kai, others as the body. */
static void
add_heading(struct sheet_body *b, const struct block *x)
{
	struct text t = block_plain(b->w->a, x, false);
	int level = written_level(t);
	struct value *o = body_entry(b, "heading");

	if (level == 1 && b->doc)
		t = counted_anew(b, t);
	value_put_text(b->w->a, o, "text", t);
	value_put_text(b->w->a, o, "style",
	    level == 1                        ? T("glevel1")
		: level == 3 && x->level <= 2 ? T("glevel1a")
		: level == 2 || x->level == 3 ? T("glevel2")
					      : T("glevel3"));
}

static void
add_blocks(struct sheet_body *b, const struct block *x, int depth)
{
	const struct doc *doc = b->w->s->doc;
	bool headed = false;

	for (; x && depth < 50; x = x->next) {
		/* A step: its heading, then what it decided. */
		if (x->kind != BLOCK_SECTION && depth == 1 && b->doc && headed) {
			body_step(b, x);
			return;
		}
		if (x->kind == BLOCK_HEADING && text_eq(block_plain(b->w->a, x, false), doc->title))
			continue;
		if (x->kind == BLOCK_SECTION)
			add_blocks(b, x->first, depth + 1);
		else if (x->kind == BLOCK_HEADING)
			add_heading(b, x);
		else
			body_block(b, x, 0);
		headed = x->kind == BLOCK_HEADING;
	}
}

/* --- people --- */

/* 出席：张三　李四. A group's words may part when they are long. */
static void
add_people(const struct saying *w, struct value *list, const char *key, const struct person_list *l)
{
	struct value *o = l->n > 0 ? value_add_object(w->a, list) : NULL, *names;

	if (!o)
		return;
	value_put_bool(w->a, o, "first", list->first == o);
	value_put_text(w->a, o, "label", text_join(w->a, sheet_word(w, key), T("：")));
	names = value_put_list(w->a, o, "names");
	for (size_t i = 0; i < l->n; i++) {
		const struct person *p = &l->v[i];
		struct value *one = value_add_object(w->a, names);
		struct text name = person_name(p);

		value_put_text(w->a, one, "name", name.n > 0 ? name : p->words);
		value_put_bool(w->a, one, "whole", !p->group || utf8_length(p->words) < 20);
		value_put_text(w->a, one, "then", i + 1 < l->n ? T("　") : NO_TEXT);
	}
}

/* --- the sheet --- */

static void
put_head(const struct saying *w, struct value *o)
{
	const struct doc *doc = w->s->doc;
	struct text name = text_join(w->a, w->s->unit, doc->type ? doc->type->name : NO_TEXT),
		    number = text_trim(doc->number), copies = text_trim(doc->copy_to);
	int value;

	value_put_text(w->a, o, "mark",
	    text_ends(name, T("纪要")) ? name : sheet_say(w, "sheet.jiyao_mark", name));
	value_put_text(w->a, o, "issue",
	    text_int(number, &value) ? sheet_say(w, "sheet.jiyao_number", number) : number);
	value_put_text(w->a, o, "copies",
	    copies.n > 0 && !text_ends(copies, T("。")) ? text_join(w->a, copies, T("。"))
							: copies);
	value_put_text(
	    w->a, o, "copies_label", text_join(w->a, sheet_word(w, "sheet.copy_to"), T("：")));
	value_put_text(w->a, o, "unit", w->s->unit);
	value_put_text(w->a, o, "issued", sheet_say(w, "sheet.issued", date_zh(w->a, w->s->date)));
}

void
jiyao_value(const struct saying *zh, struct value *o)
{
	const struct doc *doc = zh->s->doc;
	const struct block *root = zh->s->body ? zh->s->body : doc->body;
	/* One that decided something says it in sentences. */
	bool meeting = doc->problems.n + doc->tasks.n > 0;
	struct sheet_body b = { .w = zh,
		.list = value_put_list(zh->a, o, "body"),
		.doc = meeting ? doc : NULL,
		.problem = jiyao_problem,
		.tasks = jiyao_tasks,
		.other = jiyao_other };
	struct value *people = value_put_list(zh->a, o, "people");

	value_put_bool(zh->a, o, "manual", doc->type && doc->type->class == CLASS_PAGE);
	value_put_text(zh->a, o, "title", text_trim(doc->title));
	put_head(zh, o);
	if (meeting)
		(void)body_paragraph(&b, opening(zh));
	if (root)
		add_blocks(&b, root->first, 0);
	add_people(zh, people, "sheet.attendees", &doc->attendees);
	add_people(zh, people, "sheet.absent", &doc->absent);
	add_people(zh, people, "sheet.observers", &doc->observers);
	sheet_put_words(zh, o, "w");
}
