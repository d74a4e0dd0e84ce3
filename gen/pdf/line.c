/* SPDX-License-Identifier: MIT */
/*
 * Atoms into lines, first fit. A closing mark that does not fit is pulled in: at half width, by
 * taking the empty halves of other marks of the line, or, where the sheet allows it, hung half an
 * em outside; else the character before it goes down with it (the place to break lies before that
 * character).
 */
#include "lihui/utf8.h"
#include "pdf/sheet_draw.h"

#define TOLERANCE 0.01f /* pt: sums of floats */

/* A place where the line being filled may end. */
struct stop {
	uint32_t to;
	float width, squeeze, hang;
	bool trim;
};

struct filling {
	const struct para *p;
	float measure;
	bool may_hang;
	uint32_t from, at; /* at: the next atom */
	float width, spaces, spare;
	struct stop best, dot, any;
	bool ended; /* by the author, or by the paragraph's end */
};

static void
note_stop(struct filling *f, const struct atom *a, struct stop s)
{
	s.to = f->at + 1;
	if (a->may_break || s.to == f->p->atoms.n)
		f->best = s;
	if (a->dot)
		f->dot = s;
	if (s.squeeze == 0 && !s.trim && s.hang == 0)
		f->any = s;
}

/* A closing mark beyond the measure: may the line end with it all the same? */
static bool
pull_in(struct filling *f, const struct atom *a, float width)
{
	float excess = width - f->measure;
	struct stop s = { .width = width };

	if (a->kind != ATOM_CLOSE || a->spare <= 0)
		return false;
	if (!a->may_break && f->at + 1 < f->p->atoms.n)
		return false;
	if (excess <= a->spare + TOLERANCE) {
		s.trim = true;
		s.width -= a->spare;
	} else if (excess <= a->spare + f->spare + TOLERANCE) {
		s.trim = true;
		s.squeeze = excess - a->spare;
		s.width = f->measure;
	} else if (f->may_hang) {
		s.trim = true;
		s.hang = a->size / 2;
		s.width -= a->width;
	} else {
		return false;
	}
	note_stop(f, a, s);
	return true;
}

/* Takes one atom; false when the line is full. */
static bool
take_atom(struct filling *f)
{
	const struct atom *a = &f->p->atoms.v[f->at];
	float width = f->width + f->spaces + a->width;

	if (a->kind == ATOM_SPACE) {
		f->spaces += a->width;
		if (a->may_break)
			f->best = (struct stop){ .to = f->at + 1, .width = f->width };
		f->at++;
		return true;
	}
	if (width > f->measure + TOLERANCE) {
		if (pull_in(f, a, width))
			f->at++;
		return false;
	}
	f->width = width;
	f->spaces = 0;
	f->spare += a->spare;
	note_stop(f, a, (struct stop){ .width = width });
	f->at++;
	return !a->must_break;
}

static struct stop
fill(struct filling *f)
{
	uint32_t n = (uint32_t)f->p->atoms.n;
	struct stop s;

	while (f->at < n && take_atom(f))
		;
	if (f->best.to > f->from)
		s = f->best;
	else if (f->dot.to > f->from)
		s = f->dot;
	else if (f->any.to > f->from)
		s = f->any;
	else
		s = (struct stop){ .to = f->from + 1, .width = f->p->atoms.v[f->from].width };
	/* Spaces at the end stay with the line: without them extracted words would join. */
	while (s.to < n && f->p->atoms.v[s.to].kind == ATOM_SPACE &&
	    !f->p->atoms.v[s.to - 1].must_break)
		s.to++;
	f->ended = s.to >= n || f->p->atoms.v[s.to - 1].must_break;
	return s;
}

/* Gaps between scripts have what room the line leaves them: they never make a paragraph longer. */
static void
set_gaps(const struct para *p, float measure, struct para_line *l)
{
	float gaps = 0, room = measure - l->width;

	for (uint32_t i = l->from + 1; i < l->to; i++)
		gaps += p->atoms.v[i].before;
	if (gaps <= 0)
		return;
	if (room < 0 || l->hang > 0)
		room = 0;
	l->tight = room < gaps ? 1 - room / gaps : 0;
	l->width += gaps * (1 - l->tight);
}

struct para_line_list
para_break(struct draw *d, const struct para *p, struct measure m)
{
	struct para_line_list out = { 0 };

	for (uint32_t from = 0; from < p->atoms.n;) {
		struct filling f = { .p = p,
			.measure = out.n == 0 ? m.first : m.rest,
			.may_hang = m.hang,
			.from = from,
			.at = from };
		struct stop s = fill(&f);
		struct para_line *l = ARENA_PUSH(d->a, &out);
		*l = (struct para_line){ from, s.to, s.width, s.squeeze, s.hang, 0, s.trim,
			!f.ended };
		set_gaps(p, f.measure, l);
		from = s.to;
	}
	return out;
}

static struct text
strip_mark(struct text t)
{
	static const char *const marks[] = { "，", "。", "、", "；", "：", "（", "《", "“", " " };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_ends(t, text_of(marks[i])))
			return (struct text){ t.p, t.n - strlen(marks[i]) };
	return t;
}

struct text
text_fit(struct draw *d, struct text t, struct style s, float measure)
{
	struct para *p = para_text(d, t, s, measure), *dots;
	float w = 0, room;
	size_t k = 0;

	if (para_width(p) <= measure + TOLERANCE)
		return t;
	dots = para_text(d, T("……"), s, measure);
	room = measure - para_width(dots);
	while (
	    k < p->atoms.n && w + p->atoms.v[k].before + p->atoms.v[k].width <= room + TOLERANCE) {
		w += p->atoms.v[k].before + p->atoms.v[k].width;
		k++;
	}
	while (k > 1 && !p->atoms.v[k - 1].may_break && !p->atoms.v[k - 1].emergency)
		k--;
	if (k == 0 || k >= p->atoms.n)
		return T("……");
	return text_join(d->a,
	    strip_mark(text_cut(t, 0, utf8_offset(t, atom_code(p, &p->atoms.v[k])))), T("……"));
}
