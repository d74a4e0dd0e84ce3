/* SPDX-License-Identifier: MIT */
/*
 * Shortening, by the list of steps that the template gives, and giving back.
 *
 * A step is made of units: one element dropped, one text to fewer lines. Units are taken one by one
 * from the end of the sheet until all fits. Then those that were taken are visited once, the last
 * taken first, and each is put back if the sheet still fits with it; else it stays taken, and so do
 * the earlier ones of the same list: no hole in a list that is in order of urgency. Type never
 * shrinks. The same sheet gives the same answer each time: there is no search.
 */
#include "pdf/sheet_tree.h"

struct shortening {
	struct sheet_node *node;
	struct text list; /* of a dropped one: its name */
	bool drop;
	int most; /* before it was taken */
	bool dots;
};

struct fitting {
	struct sheet_setting *s;
	struct {
		struct shortening *v;
		size_t n, room;
	} taken;
	bool fits;
};

/* What flows that it stands in. */
static struct sheet_node *
item_of(const struct sheet_setting *s, struct sheet_node *n)
{
	while (n->parent && n->parent != s->side)
		n = n->parent;
	return n;
}

static void
measure_again(struct sheet_setting *s, struct sheet_node *n)
{
	n = item_of(s, n);
	if (n->kind == NODE_BAND && node_says(n, "at", "foot")) /* the lines may become longer */
		sheet_lay_side(s);
	else
		lay_node(s, n, s->inline_size);
}

/* Bands that count what is left out. */
static void
measure_counts(struct sheet_setting *s)
{
	for (struct sheet_node *n = s->side->first; n; n = n->next)
		if (n->kind == NODE_BAND && node_says(n, "when", "left"))
			lay_node(s, n, s->inline_size);
}

static bool
fits(struct fitting *f)
{
	struct placing p;

	return f->fits = sheet_place(f->s, &p);
}

/* --- units --- */

static void
push_unit(struct fitting *f, struct sheet_node *n, bool drop)
{
	*ARENA_PUSH(f->s->d->a, &f->taken) =
	    (struct shortening){ n, n->name, drop, n->most, n->dots };
}

/* Takes an element off the sheet or puts it back. */
static void
leave_out(struct fitting *f, struct sheet_node *n, bool gone)
{
	if (n->gone == gone)
		return;
	n->gone = gone;
	f->s->out += gone ? 1 : -1;
	measure_counts(f->s);
}

struct node_list {
	struct sheet_node **v;
	size_t n, room;
};

static struct node_list
named(const struct sheet_setting *s, struct text names)
{
	struct node_list l = { 0 };

	for (struct sheet_node *n = s->side; n; n = node_walk(s->side, n))
		if (n->name.n > 0 && !n->gone && name_among(names, n->name))
			*ARENA_PUSH(s->d->a, &l) = n;
	return l;
}

static void
take_drops(struct fitting *f, const struct sheet_node *step, struct node_list l)
{
	double leave = node_length(step, "leave", 0);

	for (size_t i = l.n; i-- > (size_t)leave && !f->fits;) {
		push_unit(f, l.v[i], true);
		leave_out(f, l.v[i], true);
		(void)fits(f);
	}
}

static void
take_lines(struct fitting *f, const struct sheet_node *step, struct node_list l)
{
	struct text to = node_attribute(step, "to");
	int least = to.n > 0 ? (int)length_of(to, 1) : 1;

	for (size_t i = l.n; i-- > 0 && !f->fits;) {
		struct sheet_node *n = l.v[i];
		size_t lines = node_said(n)->lines.n + n->end_apart;

		if (lines <= (size_t)least || item_of(f->s, n)->gone)
			continue;
		push_unit(f, n, false);
		n->dots = node_attribute(step, "close").n > 0;
		/* Without `to` as many lines as have room. */
		for (n->most = to.n > 0 ? least : (int)lines - 1; n->most >= least; n->most--) {
			f->s->out += to.n == 0 && f->s->out == 0;
			measure_again(f->s, n);
			if (fits(f) || n->most == least)
				break;
		}
	}
}

static struct sheet_node *
title_of(struct sheet_node *row)
{
	for (struct sheet_node *n = row; n; n = node_walk(row, n))
		if (text_eq(n->name, T("title")))
			return n;
	return NULL;
}

/* The paragraph that a run belongs to. */
static struct sheet_node *
paragraph_of(struct sheet_node *n)
{
	while (n && n->parent->kind == NODE_TEXT && !node_says(n->parent, "pick", "yes"))
		n = n->parent;
	return n;
}

static struct text
words_of(const struct sheet_node *n)
{
	return n && n->first && n->first->kind == NODE_WORDS ? n->first->words : NO_TEXT;
}

/* 电灌线路断电、饮水管漏水等5件: as many titles as stand on one line. */
static void
set_merged(struct fitting *f, struct sheet_node *title, struct node_list l, struct text more)
{
	struct arena *a = f->s->d->a;
	struct text all = NO_TEXT, between = f->s->vertical ? T(" ᠂ ") : T("、");

	for (size_t i = 0; i < l.n; i++) {
		struct text t = words_of(title_of(l.v[i]));

		all = all.n > 0 ? text_concat(a, TEXTS(all, between, t)) : t;
		title->merged = i + 1 == l.n ? all : text_join(a, all, more);
		title->most = 0;
		title->laid.valid = false;
		measure_again(f->s, title);
		if (title->lines.n <= 1)
			continue;
		/* One too many: without it, or, when even the first is too long, cut. */
		if (i > 0)
			all = text_cut(all, 0, all.n - t.n - between.n);
		title->merged = text_join(a,
		    text_fit(f->s->d, all, title->style->type,
			(float)(title->room - text_width(f->s->d, more, title->style->type))),
		    more);
		break;
	}
	title->laid.valid = false;
	measure_again(f->s, title);
}

/* Rows of one name become one: its title names them, what belongs to one alone goes. */
static void
take_merge(struct fitting *f, const struct sheet_node *step, struct node_list l)
{
	struct sheet_node *title = l.n > 1 ? paragraph_of(title_of(l.v[0])) : NULL;

	if (!title)
		return;
	for (struct sheet_node *n = l.v[0]; n; n = node_walk(l.v[0], n)) {
		n->laid.valid = false;
		n->natural = 0;
		if (n != l.v[0] && n != title && n->parent != title && n->name.n > 0) {
			n->gone = true;
			n->name = NO_TEXT; /* nothing is missing: it is told in the title */
		}
	}
	for (size_t i = 1; i < l.n; i++) {
		l.v[i]->gone = true;
		l.v[i]->name = NO_TEXT;
		item_of(f->s, l.v[i])->gone = true;
	}
	set_merged(f, title, l,
	    words_fill(
		f->s->d->a, node_attribute(step, "words"), TEXTS(draw_number(f->s->d, (long)l.n))));
	(void)fits(f);
}

void
sheet_set_tight(struct sheet_setting *s, bool tight)
{
	for (const struct sheet_node *step = s->fit ? s->fit->first : NULL; step;
	     step = step->next) {
		if (!node_says(step, "do", "tight"))
			continue;
		struct node_list l = named(s, node_attribute(step, "on"));
		for (size_t i = 0; i < l.n; i++)
			l.v[i]->tight = tight;
	}
}

bool
sheet_tight(struct sheet_setting *s)
{
	struct placing p;

	sheet_set_tight(s, true);
	for (size_t i = 0; i < s->items.n; i++)
		lay_node(s, s->items.v[i], s->inline_size);
	return sheet_place(s, &p);
}

/* One side more, until all has room. */
static void
take_sides(struct fitting *f)
{
	while (!f->fits && f->s->pages_most < SHEET_PAGES) {
		f->s->pages_most++;
		(void)fits(f);
	}
}

static void
take_step(struct fitting *f, const struct sheet_node *step)
{
	struct node_list l = named(f->s, node_attribute(step, "on"));

	if (node_says(step, "do", "drop"))
		take_drops(f, step, l);
	else if (node_says(step, "do", "lines"))
		take_lines(f, step, l);
	else if (node_says(step, "do", "merge"))
		take_merge(f, step, l);
	else if (node_says(step, "do", "side"))
		take_sides(f);
	else if (node_says(step, "do", "tight"))
		f->fits = sheet_tight(f->s);
}

/* --- giving back --- */

static void
give_back(struct fitting *f)
{
	struct shortening *v = f->taken.v;
	bool all = true;

	for (size_t i = f->taken.n; i-- > 0;) {
		struct shortening *u = &v[i];
		struct sheet_node *n = u->node;
		int most = n->most;
		bool dots = n->dots, closed = false;

		for (size_t k = i + 1; k < f->taken.n && !closed; k++)
			closed = v[k].node && v[k].drop == u->drop &&
			    (u->drop ? text_eq(v[k].list, u->list) : v[k].node == n);
		if (closed || (!u->drop && item_of(f->s, n)->gone)) {
			all = false;
			continue;
		}
		leave_out(f, n, false);
		n->most = u->most;
		n->dots = u->dots;
		measure_again(f->s, n);
		if (fits(f)) {
			u->node = NULL; /* given back */
			continue;
		}
		leave_out(f, n, u->drop);
		n->most = most;
		n->dots = dots;
		measure_again(f->s, n);
		all = false;
	}
	if (all) {
		f->s->out = 0;
		measure_counts(f->s);
	}
	(void)fits(f);
}

/* What no step could make fit, one matter longer than the sheet: from the end. */
static void
drop_rest(struct fitting *f)
{
	for (size_t i = f->s->items.n; i-- > 1 && !f->fits;) {
		struct sheet_node *n = f->s->items.v[i];

		if (n->name.n > 0)
			leave_out(f, n, true);
		n->gone = true;
		(void)fits(f);
	}
}

void
sheet_fit(struct sheet_setting *s)
{
	struct fitting f = { .s = s };

	if (fits(&f) || !s->fit)
		return;
	for (const struct sheet_node *step = s->fit->first; step && !f.fits; step = step->next)
		take_step(&f, step);
	if (f.fits)
		give_back(&f);
	else
		drop_rest(&f);
}
