/* SPDX-License-Identifier: MIT */
/*
 * The account: each byte of a source with the one role that it was read in. The head says its roles
 * while it is read (d->head_roles); those of the body follow from the model, whose parts know their
 * places. What nothing claims is text that was kept, above the body furniture of the head.
 */
#include "lihui/account.h"

#include "read/record.h"

#include "lihui/arena.h"

const char *const role_keys[ROLE_COUNT] = { "text", "title", "field", "unknown", "step", "item",
	"label", "row", "signature", "hint", "photo", "furniture" };

/* The role of each byte, later ones over earlier. */
struct canvas {
	const struct doc *d;
	struct arena *a;
	struct role_at **of; /* by byte */
};

static void
paint(struct canvas *c, enum role role, struct text what, size_t from, size_t to)
{
	struct role_at *r = ARENA_NEW(c->a, struct role_at);

	*r = (struct role_at){ .role = role, .what = what };
	for (size_t i = from; i < to && i < c->d->text.n; i++)
		c->of[i] = r;
}

static void
paint_span(struct canvas *c, enum role role, struct text what, struct span at)
{
	paint(c, role, what, at.at, (size_t)at.at + at.n);
}

/* The whole rows on which something stands. */
static void
paint_rows(struct canvas *c, enum role role, struct text what, struct span at)
{
	struct text t = c->d->text;
	size_t from = at.at, to = (size_t)at.at + at.n;

	while (from > 0 && t.p[from - 1] != '\n')
		from--;
	while (to < t.n && t.p[to] != '\n')
		to++;
	paint(c, role, what, from, to);
}

static void
paint_tables(struct canvas *c, const struct block *b)
{
	for (const struct block *k = b->first; k; k = k->next) {
		if (k->kind == BLOCK_TABLE)
			paint_rows(c, ROLE_ROW, NO_TEXT, k->at);
		else
			paint_tables(c, k);
	}
}

static void
paint_signatures(struct canvas *c, size_t from)
{
	struct text rest = text_cut(c->d->text, from, c->d->text.n), line;

	while (text_line(&rest, &line))
		if (aside_line(text_trim(line)))
			paint(c, ROLE_SIGNATURE, NO_TEXT, (size_t)(line.p - c->d->text.p),
			    (size_t)(line.p - c->d->text.p) + line.n);
}

/* 问题27-1, or 问题 and its place while it has no number. */
static struct text
item_name(struct canvas *c, const char *word, struct number n, size_t place)
{
	if (n.order > 0)
		return text_join(c->a, text_of(word), number_text(c->a, n));
	return text_fmt(c->a, "%s(%zu)", word, place + 1);
}

static void
paint_problem(struct canvas *c, const struct problem *p, struct text name)
{
	struct line_list lines = { 0 };

	paint_rows(c, ROLE_ITEM, name, p->at);
	if (!p->block)
		return;
	/* A problem with a heading has its labels in the blocks below it. */
	const struct block *b = p->block;
	lines_below(c->d, b, &lines);
	for (b = b->kind == BLOCK_HEADING ? b->next : NULL; b && b->kind != BLOCK_HEADING;
	     b = b->next)
		lines_below(c->d, b, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		struct labelled_list labels = { 0 };

		if (!label_heads(lines.v[i].text))
			continue;
		label_scan(c->d, &lines.v[i], &labels);
		paint_rows(c, ROLE_LABEL, name, lines.v[i].at);
	}
}

static void
paint_body(struct canvas *c)
{
	const struct doc *d = c->d;

	paint_tables(c, d->body);
	if (doc_is_meeting(d) && d->steps.n > 0)
		paint_signatures(c, d->steps.v[0].at.at);
	for (size_t i = 0; i < d->reports.n; i++)
		paint_rows(c, ROLE_ITEM,
		    item_name(c, d->reports.v[i].target == REPORT_PROBLEM ? "汇报问题" : "汇报",
			d->reports.v[i].number, i),
		    d->reports.v[i].at);
	for (size_t i = 0; i < d->problems.n; i++)
		paint_problem(
		    c, &d->problems.v[i], item_name(c, "问题", d->problems.v[i].number, i));
	for (size_t i = 0; i < d->tasks.n; i++)
		paint_rows(
		    c, ROLE_ITEM, item_name(c, "任务", d->tasks.v[i].number, i), d->tasks.v[i].at);
	for (size_t i = 0; i < d->steps.n; i++) {
		struct text name = NO_TEXT;

		for (size_t k = 0; k < d->profile->steps.n; k++)
			if (text_eq(d->profile->steps.v[k].id, d->steps.v[i].id))
				name = d->profile->steps.v[k].name;
		paint_span(c, ROLE_STEP, name, d->steps.v[i].at);
	}
}

void
account_make(const struct doc *d, struct arena *a, struct role_list *out)
{
	struct canvas c = { d, a, NULL };
	size_t n = d->text.n, body = d->body->at.at < n ? d->body->at.at : n;

	if (n == 0)
		return;
	c.of = ARENA_ARRAY(a, struct role_at *, n);
	paint(&c, ROLE_FURNITURE, NO_TEXT, 0, body);
	paint(&c, ROLE_TEXT, NO_TEXT, body, n);
	paint_body(&c);
	for (size_t i = 0; i < d->head_roles.n; i++)
		paint_span(
		    &c, d->head_roles.v[i].role, d->head_roles.v[i].what, d->head_roles.v[i].at);
	for (size_t from = 0, i = 1; i <= n; i++) {
		if (i < n && c.of[i] == c.of[from])
			continue;
		struct role_at *r = ARENA_PUSH(a, out);
		*r = *c.of[from];
		r->at = (struct span){ (uint32_t)from, (uint32_t)(i - from) };
		from = i;
	}
}
