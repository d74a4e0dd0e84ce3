/* SPDX-License-Identifier: MIT */
/*
 * What a 纪要 says of the problems and tasks of a meeting: whole sentences, each matter one
 * paragraph. Who raised it, its state and its road through the offices are bookkeeping and stay in
 * the record.
 */
#include "pdf/record_sheet.h"

struct text
jiyao_ordinal(struct draw *d, int n)
{
	static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八",
		"九" };

	return text_fmt(d->a, "%s%s%s", n >= 20 ? digits[n / 10 % 10] : "", n >= 10 ? "十" : "",
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
sentence(struct draw *d, struct text t)
{
	static const char *const ends[] = { "！", "？", "”" };

	t = bare(t);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (text_ends(t, text_of(ends[i])))
			return t;
	return t.n > 0 ? text_join(d->a, t, T("。")) : t;
}

/* 12月16日; of another year than the meeting's with it. */
static struct text
day_words(struct draw *d, struct date day)
{
	return day.year == d->sheet->date.year
	    ? text_fmt(d->a, "%d月%d日", day.month, day.day)
	    : text_fmt(d->a, "%d年%d月%d日", day.year, day.month, day.day);
}

static struct text
due_words(struct draw *d, const struct deadline *l)
{
	if (date_is(l->date) && !l->always)
		return draw_say(d, "sheet.jiyao_due", TEXTS(day_words(d, l->date)));
	return bare(l->written);
}

/* 由王五负责，12月20日前完成。 What the sentence before has said already is not said again. */
static struct text
duty_words(struct draw *d, struct text said, struct text owners, const struct deadline *l)
{
	struct text due = due_words(d, l), owner = bare(owners);

	if (owner.n > 0 &&
	    (text_has(said, text_join(d->a, T("由"), owner)) ||
		text_has(said, text_join(d->a, owner, T("负责")))))
		owner = NO_TEXT;
	if (due.n > 0 &&
	    (text_has(said, due) || (l->written.n > 0 && text_has(said, bare(l->written)))))
		due = NO_TEXT;
	if (owner.n > 0)
		owner = draw_say(d, "sheet.jiyao_owner", TEXTS(owner));
	if (owner.n > 0 && due.n > 0)
		return text_fmt(d->a, "%.*s，%.*s。", TEXT_ARG(owner), TEXT_ARG(due));
	return sentence(d, owner.n > 0 ? owner : due);
}

static void
add_paragraph(struct flow *f, const struct para_piece *pieces, size_t n)
{
	flow_para(f, draw_elem(f->d, "P"), para_new(f->d, pieces, n, false, (float)JIYAO_WIDTH),
	    JIYAO_X, JIYAO_WIDTH, 2 * JIYAO_CELL, true);
}

static struct text
decision_words(struct draw *d, const struct problem *p)
{
	struct text said = bare(p->decision);

	if (p->undecided)
		return text_has(said, T("意见")) || text_has(said, T("再议")) || said.n > 0
		    ? sentence(d, said)
		    : draw_word(d, "sheet.jiyao_undecided");
	if (said.n == 0)
		return NO_TEXT;
	return draw_say(d, "sheet.jiyao_decided", TEXTS(sentence(d, said)));
}

void
jiyao_problem(struct flow *f, const struct problem *p)
{
	struct draw *d = f->d;
	struct jiyao *j = f->own;
	struct text number = jiyao_ordinal(d, ++j->matters), decided = decision_words(d, p),
		    rest = NO_TEXT;

	for (size_t i = 0; i < p->rest.n; i++)
		rest = text_join(d->a, rest, sentence(d, p->rest.v[i]));
	struct para_piece pieces[] = { { .text = text_fmt(d->a, "（%.*s）%.*s", TEXT_ARG(number),
					     TEXT_ARG(sentence(d, p->title))),
					   .style = JIYAO_LEVEL_2 },
		{ .text = text_concat(d->a,
		      TEXTS(rest, decided, duty_words(d, p->decision, p->owner_words, &p->deadline),
			  sentence(d, p->result))),
		    .style = JIYAO_TEXT } };

	add_paragraph(f, pieces, 2);
}

/* One paragraph: 王五负责修好二组机井电机，7月9日前完成。… */
void
jiyao_tasks(struct flow *f)
{
	struct draw *d = f->d;
	const struct task_list *l = &d->sheet->doc->tasks;
	struct text all = NO_TEXT;

	for (size_t i = 0; i < l->n; i++) {
		const struct task *t = &l->v[i];
		struct text what = bare(t->title), owner = bare(t->owner_words),
			    due = due_words(d, &t->deadline);

		if (owner.n > 0)
			what = draw_say(d, "sheet.jiyao_task", TEXTS(owner, what));
		if (due.n > 0 && !text_has(what, due))
			what = text_fmt(d->a, "%.*s，%.*s", TEXT_ARG(what), TEXT_ARG(due));
		all = text_join(d->a, all, sentence(d, what));
	}
	add_paragraph(f, &(struct para_piece){ .text = all, .style = JIYAO_TEXT }, 1);
}

/* What was reported and seen: its lines as sentences, without 【问题43-1】. */
void
jiyao_other(struct flow *f, const struct block *b)
{
	struct draw *d = f->d;

	if (b->kind != BLOCK_LIST) {
		flow_block(f, b, d->root, 2);
		return;
	}
	for (const struct block *k = b->first; k; k = k->next) {
		struct text t =
		    text_replace(d->a, text_trim(block_plain(d->a, k, true)), T("\n"), T("，"));
		size_t end = text_starts(t, T("【")) ? text_find(t, T("】"), 0) : SIZE_MAX;

		if (end != SIZE_MAX)
			t = text_cut(t, end + 3, t.n);
		add_paragraph(
		    f, &(struct para_piece){ .text = sentence(d, t), .style = JIYAO_TEXT }, 1);
	}
}

/* 2019年12月11日，某某苏木召开双书记联席会议，研究了3件事。会议由石守信主持。现将议定事项纪要如下：
 */
void
jiyao_opening(struct flow *f)
{
	struct draw *d = f->d;
	const struct doc *doc = d->sheet->doc;
	struct text_list hosts = { 0 };
	struct text met = draw_say(d, "sheet.jiyao_met",
			TEXTS(date_zh(d->a, doc->date), d->sheet->unit,
			    doc->type ? doc->type->name : NO_TEXT)),
		    host = NO_TEXT;

	if (doc->problems.n > 0)
		met = draw_say(
		    d, "sheet.jiyao_studied", TEXTS(met, draw_number(d, (long)doc->problems.n)));
	for (size_t i = 0; i < doc->host.n; i++)
		text_list_add(d->a, &hosts, person_name(&doc->host.v[i]));
	if (hosts.n > 0)
		host =
		    draw_say(d, "sheet.jiyao_host", TEXTS(text_list_join(d->a, &hosts, T("、"))));
	struct text all =
	    text_concat(d->a, TEXTS(met, T("。"), host, draw_word(d, "sheet.jiyao_follows")));

	add_paragraph(f, &(struct para_piece){ .text = all, .style = JIYAO_TEXT }, 1);
}
