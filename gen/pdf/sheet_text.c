/* SPDX-License-Identifier: MIT */
/* A paragraph of a sheet: its words, its lines, what of it is taken away; and what stands at all.
 */
#include "pdf/sheet_tree.h"

#include <inttypes.h>
#include <stdlib.h>

#include "lihui/utf8.h"

#define SLACK      0.01
#define SIGN_PLACE 1.25 /* em: a sign and the white behind it */

/* --- what is there --- */

/* A head whose rows are all left out goes with them. */
static bool
heads_nothing(const struct sheet_node *n)
{
	bool had = false;

	for (const struct sheet_node *k = n->next; k; k = k->next) {
		if (k->kind == NODE_TEXT && k->style && k->style->next)
			break;
		if (k->kind == NODE_BAND)
			continue;
		if (node_shown(k))
			return false;
		had = true;
	}
	return had;
}

bool
node_shown(const struct sheet_node *n)
{
	const struct sheet_node *k = n->first;

	while (n->kind == NODE_KEEP && k && !node_shown(k))
		k = k->next;
	if (n->kind == NODE_KEEP && !k)
		return false;
	return !n->gone &&
	    !(n->kind == NODE_TEXT && n->style && n->style->next && heads_nothing(n));
}

static bool
is_across(const struct sheet_setting *s, const struct sheet_node *n)
{
	return !s->vertical && text_starts(node_attribute(n, "axis"), T("tb"));
}

bool
name_among(struct text names, struct text name)
{
	struct text word;

	while (list_next(&names, &word))
		if (text_eq(word, name))
			return true;
	return false;
}

long
left_out(const struct sheet_setting *s, struct text names)
{
	long k = 0;

	for (struct sheet_node *n = s->side; n; n = node_walk(s->side, n))
		k += n->gone && n->name.n > 0 && name_among(names, n->name);
	return k;
}

/* --- words of a paragraph --- */

struct text_pieces {
	struct para_piece *v;
	size_t n, room, own; /* own: the last that stands in no run: what may be cut */
	struct arena *a;
};

/* The cell of that row that stands in the same column. */
static const struct sheet_node *
cell_below(const struct sheet_node *row, const struct sheet_node *cell)
{
	const struct sheet_node *k = row->first, *x = cell->parent->first;

	for (; k && x && x != cell; x = x->next)
		k = k->next;
	return k;
}

/* 1234567 fen: 12345.67, or 12,345.67 where the table writes it so. */
static struct text
fen_words(struct arena *a, int64_t fen, bool grouped)
{
	struct text t = text_fmt(a, "%s%" PRId64 ".%02d", fen < 0 ? "−" : "",
	    (fen < 0 ? -fen : fen) / 100, (int)((fen < 0 ? -fen : fen) % 100));

	for (size_t first = fen < 0 ? 3 : 0, i = t.n - 6; grouped && i > first && i < t.n; i -= 3)
		t = text_concat(a, TEXTS(text_cut(t, 0, i), T(","), text_cut(t, i, t.n)));
	return t;
}

static bool
fen_of(const struct sheet_node *cell, int64_t *out)
{
	struct text t = node_attribute(cell, "n");
	char number[24] = { 0 }, *end;

	if (t.n == 0 || t.n >= sizeof number)
		return false;
	memcpy(number, t.p, t.n);
	*out = strtoll(number, &end, 10);
	return *end == 0;
}

/* What the rows before this side add up to in the column of this cell, and how many they are;
 * last: what the last of them says, in a column that is no sum. An amount that cannot be read
 * leaves no sum. */
static struct text
carried_words(struct sheet_setting *s, const struct sheet_node *cell, struct text of)
{
	const struct sheet_node *last = NULL, *table = cell->parent->parent;
	int64_t sum = 0, n;
	long rows = 0;
	bool whole = true, grouped = false;

	for (size_t i = 0; i < s->summed; i++) {
		const struct sheet_slice *x = &s->slices.v[i];
		bool item = x->table == table && row_is(x->node, "item") && x->from == 0;
		const struct sheet_node *below = item ? cell_below(x->node, cell) : NULL;

		if (!below)
			continue;
		grouped = grouped || text_has(cell_words(below), T(","));
		rows++;
		last = cell_words(below).n > 0 ? below : last;
		whole = fen_of(below, &n) && whole;
		sum += whole ? n : 0;
	}
	if (text_eq(of, T("rows")))
		return draw_number(s->d, rows);
	if (text_eq(of, T("last")))
		return last ? cell_words(last) : NO_TEXT;
	return whole ? fen_words(s->d->a, sum, grouped) : NO_TEXT;
}

static struct text
counted(struct sheet_setting *s, const struct sheet_node *n)
{
	struct text of = node_attribute(n, "of");
	const struct sheet_node *cell = n;

	if (text_eq(of, T("page")))
		return draw_number(s->d, s->pages_before + s->page + 1);
	if (text_eq(of, T("pages")))
		return draw_number(s->d, s->pages_all);
	if (text_eq(of, T("side")) || text_eq(of, T("next")))
		return draw_number(s->d, s->page + (text_eq(of, T("next")) ? 2 : 1));
	if (text_eq(of, T("sides")))
		return draw_number(s->d, s->placed.pages);
	if (text_starts(of, T("left:"))) {
		long k = left_out(s, text_cut(of, 5, of.n));
		return k > 0 ? draw_number(s->d, k) : NO_TEXT;
	}
	while (cell && cell->kind != NODE_CELL)
		cell = cell->parent;
	return cell && cell->parent->parent->kind == NODE_TABLE ? carried_words(s, cell, of)
								: NO_TEXT;
}

static struct text
count_words(struct sheet_setting *s, const struct sheet_node *n)
{
	struct text t = counted(s, n), words = node_attribute(n, "words");

	return t.n == 0 || words.n == 0 ? t : words_fill(s->d->a, words, TEXTS(t));
}

static void
add_piece(struct text_pieces *l, struct text t, const struct sheet_node *owner,
    const struct sheet_style *st)
{
	if (t.n == 0)
		return;
	struct para_piece *p = ARENA_PUSH(l->a, l);
	*p = (struct para_piece){
		.text = t, .style = st->type, .url = node_attribute(owner, "href")
	};
	p->style.keep = node_says(owner, "nobreak", "yes");
}

static void
collect_pieces(struct sheet_setting *s, struct sheet_node *n, const struct sheet_style *st,
    struct text_pieces *l)
{
	bool counted = false;

	for (struct sheet_node *k = n->first; k; k = k->next) {
		if (k->kind == NODE_WORDS) {
			add_piece(l, k->words, n, st);
			l->own = n->parent->kind != NODE_TEXT || l->n == 1 ? l->n - 1 : l->own;
		} else if (k->kind == NODE_COUNT) {
			struct text t = count_words(s, k);
			bool left = text_starts(node_attribute(k, "of"), T("left:"));
			if (left && counted && t.n > 0)
				add_piece(l, T("、"), n, st);
			counted = counted || (left && t.n > 0);
			add_piece(l, t, n, st);
		} else if (k->kind == NODE_TEXT && k != n->end) {
			collect_pieces(s, k, k->style ? k->style : st, l);
		}
	}
}

static bool
begins_with_sign(const struct sheet_node *n)
{
	return n->first && n->first->kind == NODE_SIGN;
}

/* --- one paragraph --- */

/* What stands before its first line: a label, a number, a dot. */
struct para *
text_mark(struct sheet_setting *s, const struct sheet_node *n)
{
	struct para_piece p = { .text = node_attribute(n, "mark"), .style = n->style->type };

	p.style.face = n->style->mark != FACE_SONG ? n->style->mark : p.style.face;
	return p.text.n > 0 ? para_new(s->d, &p, 1, s->vertical, NO_LIMIT) : NULL;
}

/* A label begins at the indent; one longer than the hanging lines push the text on. */
static double
text_indent(struct sheet_setting *s, const struct sheet_node *n)
{
	struct para *mark = text_mark(s, n);
	double end = mark ? n->style->indent + para_width(mark) : n->style->indent;

	if (begins_with_sign(n))
		return n->style->type.size * SIGN_PLACE;
	return mark && end < n->style->hang ? n->style->hang : end;
}

static double
end_width(struct sheet_setting *s, struct sheet_node *n)
{
	if (!n->end || n->end->gone)
		return 0;
	lay_text(s, n->end, n->room);
	const struct sheet_node *end = node_said(n->end);
	return end->lines.n > 1 ? n->room : end->para ? para_width(end->para) : 0;
}

/* 时　间: a short label as long as its style says. */
static void
spread_piece(struct sheet_setting *s, const struct sheet_node *n, struct para_piece *p,
    double *first, double *room)
{
	size_t letters = utf8_length(p->text);
	double w = text_width(s->d, p->text, n->style->type);

	if (letters < 2 || s->vertical || w >= n->style->inline_size)
		return;
	p->style.track = (float)((n->style->inline_size - w) / (double)(letters - 1));
	*first = *room = NO_LIMIT; /* the white behind the last letter needs no room */
}

static void
break_pieces(struct sheet_setting *s, struct sheet_node *n, struct text_pieces *l)
{
	double room = n->room - n->style->hang, first;

	n->first_at = text_indent(s, n);
	first = n->room - n->first_at;
	room = room > 1 ? room : 1;
	first = first > 1 ? first : 1;
	if (n->style->align == ALIGN_SPREAD && !n->upright && l->n == 1)
		spread_piece(s, n, &l->v[0], &first, &room);
	n->para = para_new(s->d, l->v, l->n, s->vertical || n->upright, (float)room);
	n->lines = para_break(
	    s->d, n->para, (struct measure){ (float)first, (float)room, n->style->grid });
}

/* Lines it takes, the person's own among them. */
static size_t
lines_taken(struct sheet_setting *s, struct sheet_node *n, double end)
{
	const struct para_line_list *l = &n->lines;
	double last = l->n > 0 ? l->v[l->n - 1].width : 0;

	if (l->n == 1)
		last += n->first_at;
	n->end_apart =
	    end > 0 && (l->n == 0 || last + n->style->type.size / 2 + end > n->room + SLACK);
	if (end > 0 && s->vertical) /* down a column it follows */
		n->end_apart = l->n == 0 || last + n->style->type.size + end > n->room + SLACK;
	if (n->end_apart) /* one longer than a line takes several */
		n->end_apart = node_said(n->end)->lines.n;
	return l->n + n->end_apart;
}

/* Behind the last whole clause that fits, closed with a full stop; the first clause always stays.
 */
static bool
cut_behind_clause(struct sheet_setting *s, struct sheet_node *n, struct text_pieces *l, double end)
{
	static const struct text marks[] = { WORD("。"), WORD("；"), WORD("，"), WORD("᠃"),
		WORD("᠂") };
	struct para_piece *last = &l->v[l->own];
	struct text whole = last->text, best = NO_TEXT;

	for (size_t i = 1; i + 3 <= whole.n; i++)
		for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
			if (!text_starts(text_cut(whole, i, whole.n), marks[k]))
				continue;
			struct text t = text_join(
			    s->d->a, text_trim(text_cut(whole, 0, i)), k < 3 ? T("。") : T(" ᠃"));
			if (best.n > 0 && t.n >= whole.n + 2)
				continue;
			last->text = t;
			break_pieces(s, n, l);
			if (best.n == 0 || lines_taken(s, n, end) <= (size_t)n->most)
				best = t;
		}
	last->text = best.n > 0 ? best : whole;
	break_pieces(s, n, l);
	return !text_eq(last->text, whole);
}

/* A title ends before a mark when half of its line stays so; else where it must. */
static struct text
at_mark(struct sheet_setting *s, struct text fitted, const struct para_piece *p, double room)
{
	static const struct text marks[] = { WORD("，"), WORD("、"), WORD("；"), WORD("：") };
	struct text kept = text_ends(fitted, T("……")) ? text_cut(fitted, 0, fitted.n - 6) : fitted;

	for (size_t i = kept.n; i-- > 3;)
		for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
			struct text head = text_cut(kept, 0, i);
			if (text_starts(text_cut(kept, i, kept.n), marks[k]))
				return text_width(s->d, head, p->style) >= room / 2
				    ? text_join(s->d->a, head, T("……"))
				    : fitted;
		}
	return fitted;
}

static bool
cut_with_dots(struct sheet_setting *s, struct sheet_node *n, struct text_pieces *l, double end)
{
	struct para_piece *last = &l->v[l->own];
	struct text whole = last->text;
	double before = n->first_at, room;

	for (size_t i = 0; i < l->own; i++)
		before += text_width(s->d, l->v[i].text, l->v[i].style);
	room = n->room * n->most - before - (end > 0 ? end + n->style->type.size / 2 : 0);
	for (int turn = 0; turn < 8 && room > 2 * n->style->type.size; turn++) {
		last->text = text_fit(s->d, whole, last->style, (float)room);
		if (turn == 0 && n->most == 1)
			last->text = at_mark(s, last->text, last, n->room);
		break_pieces(s, n, l);
		if (lines_taken(s, n, end) <= (size_t)n->most)
			return true;
		room -= n->style->type.size / 2;
	}
	return true;
}

static bool
text_fits(const struct sheet_node *n)
{
	return n->most == 0 || n->lines.n + n->end_apart <= (size_t)n->most;
}

/* A title in as many lines as it needs, parted by sense. */
static void
balance_title(struct sheet_setting *s, struct sheet_node *n, struct text_pieces *l)
{
	size_t lines = n->lines.n;
	struct text whole = l->v[0].text;

	if (lines < 2 || l->n > 1)
		return;
	l->v[0].text = title_parted(s->d, whole, n->style->type, n->para, n->room, lines);
	break_pieces(s, n, l);
	if (n->lines.n <= lines)
		return;
	l->v[0].text = whole;
	break_pieces(s, n, l);
}

static void
lay_paragraph(struct sheet_setting *s, struct sheet_node *n)
{
	struct text_pieces l = { .a = s->d->a };
	double end = end_width(s, n);

	n->cut = false;
	n->first_at = text_indent(s, n);
	if (n->merged.n > 0)
		add_piece(&l, n->merged, n, n->style);
	else
		collect_pieces(s, n, n->style, &l);
	if (l.n == 0) {
		n->para = NULL;
		n->lines.n = 0;
		n->end_apart = end > 0 ? node_said(n->end)->lines.n : 0;
		return;
	}
	break_pieces(s, n, &l);
	if (lines_taken(s, n, end) > (size_t)n->most && n->most > 0)
		n->cut = n->dots ? cut_with_dots(s, n, &l, end) : cut_behind_clause(s, n, &l, end);
	if (n->style->balance)
		balance_title(s, n, &l);
	(void)lines_taken(s, n, end);
	n->shown = l.v[l.n - 1].text;
}

/* Of several ways to say it the first that fits its lines. */
static void
lay_pick(struct sheet_setting *s, struct sheet_node *n, double room)
{
	n->chosen = NULL;
	for (struct sheet_node *k = n->first; k; k = k->next) {
		if (k->kind != NODE_TEXT || k->gone)
			continue;
		struct text lines = node_attribute(k, "lines");
		int most = 0;

		k->most = 0;
		lay_text(s, k, room);
		n->chosen = k;
		if (n->most > 0 && k->lines.n > (size_t)n->most)
			continue;
		if (!text_int(lines, &most) ||
		    (k->lines.n <= (size_t)most &&
			(k->lines.n == 0 || k->lines.v[0].width <= room + SLACK)))
			break;
	}
	n->inline_size = n->chosen ? n->chosen->inline_size : 0;
	n->block_size = n->chosen ? n->chosen->block_size : 0;
}

bool
holds_count(const struct sheet_node *n)
{
	const struct sheet_node *k = n->first;

	while (k && k->kind != NODE_COUNT && !holds_count(k))
		k = k->next;
	return k != NULL;
}

/* A line that was set with room to spare stays as it is in less. */
static bool
is_one_line(const struct sheet_node *n, double room)
{
	return n->lines.n == 1 && room < n->laid.room && n->nstyles == 1 && !n->end &&
	    !n->upright && !n->chosen && n->style->align != ALIGN_SPREAD &&
	    n->first_at + n->lines.v[0].width <= room;
}

/* Was it asked for the same before? */
static bool
is_laid(struct sheet_node *n, double room)
{
	bool same = n->laid.valid && n->laid.most == n->most &&
	    (n->laid.room == room || is_one_line(n, room)) && n->laid.dots == n->dots &&
	    n->laid.tight == n->tight && n->laid.style_at == n->style_at;

	n->laid.room = room;
	n->laid.most = n->most;
	n->laid.dots = n->dots;
	n->laid.tight = n->tight;
	n->laid.valid = !holds_count(n);
	return same && n->laid.valid;
}

void
lay_text(struct sheet_setting *s, struct sheet_node *n, double room)
{
	const struct sheet_style *st;
	double pad;

	if (is_laid(n, room))
		return;

	if (node_says(n, "pick", "yes")) {
		lay_pick(s, n, room);
		return;
	}
	n->upright = is_across(s, n);
	n->room = !n->upright ? room : n->style->inline_size > 0 ? n->style->inline_size : NO_LIMIT;
	for (; n->style_at < n->nstyles; n->style_at++) {
		bool own = n->most > 0;
		n->style = n->styles[n->style_at];
		if (!own && n->style->lines > 0) {
			n->most = n->style->lines;
			n->dots = true;
		}
		lay_paragraph(s, n);
		if (!own && n->style_at + 1 < n->nstyles && n->cut)
			n->most = 0;
		if (n->style_at + 1 == n->nstyles || (text_fits(n) && !n->cut))
			break;
	}
	n->laid.style_at = n->style_at;
	st = n->style;
	pad = n->tight && st->tight > 0 ? st->tight : st->pad;
	size_t lines = n->lines.n + n->end_apart;
	if (lines == 0 && (begins_with_sign(n) || node_attribute(n, "mark").n > 0))
		lines = 1;
	double depth = (double)lines * st->lead, w = 0;

	for (size_t i = 0; i < n->lines.n; i++)
		if (n->lines.v[i].width > w)
			w = n->lines.v[i].width;
	if (n->upright) {
		n->inline_size = depth;
		n->block_size = w;
		return;
	}
	n->inline_size = w + (n->lines.n < 2 ? n->first_at : n->style->hang);
	n->block_size = depth == 0 && st->block == 0 ? 0 : st->before + depth + 2 * pad + st->after;
	if (n->block_size < st->block)
		n->block_size = st->block;
}
