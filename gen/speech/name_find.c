/* SPDX-License-Identifier: MIT */
/*
 * The likeliest path through each run of Han, twice: what the first pass finds for sure is known
 * everywhere in the second. A run ends at every other character, so nothing crosses a mark; of
 * what authors put between the characters of a name, asterisks and invisible characters are passed
 * over.
 */
#include "speech/name_path.h"

#include "lihui/arena.h"
#include "lihui/buf.h"
#include "lihui/cursor.h"

#define EDGE        70 /* a mark or a line end beside a name */
#define DOUBT       100
#define NEAR        8 /* characters beside a name that are read anew to see how sure it is */
#define WINDOW_MOST 64
#define RARE_LEFT   110 /* tenths: 薇 is hardly a word of its own */
#define LONG_NAME   9   /* bytes: three characters are known wherever they stand */

struct run_text {
	struct arena *a;
	struct text t;
	uint32_t *c;
	uint32_t *at; /* byte offsets; [n]: behind the last one */
	struct name_spot *spots;
	size_t n, room, spots_room;
	uint32_t before, behind; /* the characters beside the run, 0: none */
};

static bool
is_passed_over(uint32_t c)
{
	return c == '*' || c == '_' || c == 0xAD || (c >= 0x200B && c <= 0x200F) || c == 0x2060 ||
	    c == 0xFEFF;
}

/* Beside a name it says nothing: a figure, a letter, a closing bracket before it. */
static bool
is_edge(uint32_t c, unsigned also)
{
	return c == 0 || c == '|' || c == '\n' || c == '/' ||
	    char_is(c,
		SEPARATOR | STOP | COLON | POINT | OPENER | QUOTE | BLANK | DASH | LONG_DASH |
		    BULLET | SQUARE_CLOSER | also);
}

static void
run_grow(struct run_text *x)
{
	size_t room = x->room == 0 ? 256 : 2 * x->room;
	uint32_t *c = ARENA_ARRAY(x->a, uint32_t, room),
		 *at = ARENA_ARRAY(x->a, uint32_t, room + 1);

	if (x->n > 0) {
		memcpy(c, x->c, x->n * sizeof *c);
		memcpy(at, x->at, x->n * sizeof *at);
	}
	x->c = c;
	x->at = at;
	x->room = room;
}

/* Of characters that stand apart. */
struct apart {
	size_t piece; /* characters since the last blank */
	bool begun;   /* there was one */
};

/* 芮 小 刚: the blank at `at` is passed over behind a single character (郝 强来), or what may begin
 * a name at the end of others (请芮 小 刚来), when a single one follows; and behind the second one
 * whatever follows. Where the next begins, or 0. */
static size_t
next_apart(const struct run_text *x, size_t at, const struct apart *p)
{
	size_t next = text_skip(x->t, at, BLANK), end = next;
	enum surname_class class = name_character(x->c[x->n - 1])->class;

	if (next >= x->t.n || text_find(text_cut(x->t, at, next), T("\n"), 0) != SIZE_MAX ||
	    !utf8_is_han(utf8_next(x->t, &end)))
		return 0;
	if (p->piece == 1 && (p->begun || class == SURNAME_COMMON || class == SURNAME_RARE))
		return next;
	if (p->piece > 1 && class != SURNAME_COMMON && class != SURNAME_RARE &&
	    name_character(x->c[x->n - 1])->mongolian == 0)
		return 0;
	return utf8_is_han(text_peek(x->t, end)) ? 0 : next;
}

/* The next run from *i on; false when there is none. */
static bool
run_next(struct run_text *x, size_t *i)
{
	struct cursor s = { x->t, *i };
	uint32_t c = 0, last = *i > 0 ? x->behind : 0;
	struct apart apart = { 0 };
	size_t at = s.i, next;

	while (cursor_next(&s, &c) && !utf8_is_han(c)) {
		last = is_passed_over(c) ? last : c;
		at = s.i;
	}
	x->before = last;
	x->n = 0;
	for (s.i = at; at < x->t.n; at = s.i) {
		cursor_next(&s, &c);
		if (is_passed_over(c))
			continue;
		if (char_is(c, BLANK) && x->n > 0 && (next = next_apart(x, at, &apart)) > 0) {
			s.i = next;
			apart = (struct apart){ .begun = true };
			continue;
		}
		if (!utf8_is_han(c))
			break;
		apart.begun = apart.begun && apart.piece == 0;
		apart.piece++;
		if (x->n == x->room)
			run_grow(x);
		x->c[x->n] = c;
		x->at[x->n++] = (uint32_t)at;
		*i = s.i;
	}
	if (x->n == 0)
		return false;
	x->at[x->n] = (uint32_t)*i;
	x->behind = at < x->t.n ? c : 0;
	return true;
}

struct cut {
	uint32_t at; /* where a step ends */
	enum step_kind kind;
};

struct path_finder {
	struct run_text x;
	struct name_run run;
	struct name_path path;
	size_t path_room;
	struct cut *cuts; /* by place; [0] is the beginning */
	size_t ncuts;
	bool named; /* the run before was a name and nothing else */
	struct name_hits *out;
};

static void
run_make(struct path_finder *f)
{
	struct run_text *x = &f->x;
	struct name_run *r = &f->run;

	if (x->n >= x->spots_room) {
		x->spots_room = x->room + 1;
		x->spots = ARENA_ARRAY(x->a, struct name_spot, x->spots_room);
	}
	memset(x->spots, 0, (x->n + 1) * sizeof *x->spots);
	r->c = x->c;
	r->n = x->n;
	r->spots = x->spots;
	run_look(r);
	r->spots[0].left = is_edge(x->before, 0) ? EDGE : 0;
	if (f->named && x->before == U'、')
		r->spots[0].left = SCORE_STRONG;
	r->spots[r->n].right = is_edge(x->behind, CLOSER) ? EDGE : 0;
}

/* --- the path --- */

static void
path_find(struct name_path *p)
{
	size_t n = p->to - p->from;

	p->mongolian_at = -1;
	for (size_t i = 1; i <= n; i++)
		p->best[i] = SCORE_NONE;
	p->best[0] = 0;
	for (size_t i = 0; i < n; i++)
		edges_put(p, p->from + i);
}

static void
cuts_read(struct path_finder *f)
{
	const struct name_path *p = &f->path;
	size_t n = 1;

	for (size_t i = p->to; i > 0; i = p->back[i].from)
		n++;
	f->ncuts = n;
	for (size_t i = p->to; i > 0; i = p->back[i].from)
		f->cuts[--n] = (struct cut){ (uint32_t)i, p->back[i].kind };
	f->cuts[0] = (struct cut){ 0, STEP_WORD };
}

/* By how much the path is better than one that does not read this name, NEAR characters to either
 * side being read anew. */
static int
margin(const struct path_finder *f, size_t cut)
{
	int32_t best[WINDOW_MOST + 1];
	struct name_step back[WINDOW_MOST + 1];
	size_t low = cut - 1, high = cut, from = f->cuts[cut - 1].at, to = f->cuts[cut].at;
	struct name_path p = f->path;

	while (low > 0 && from - f->cuts[low].at < NEAR)
		low--;
	while (high + 1 < f->ncuts && f->cuts[high].at - to < NEAR)
		high++;
	p.from = f->cuts[low].at;
	p.to = f->cuts[high].at;
	p.best = best;
	p.back = back;
	p.barred_from = from;
	p.barred_to = to;
	if (p.to - p.from > WINDOW_MOST)
		return DOUBT;
	path_find(&p);
	return f->path.best[p.to] == SCORE_NONE
	    ? DOUBT
	    : f->path.best[p.to] - f->path.best[p.from] - best[p.to - p.from];
}

/* 王美骉, and 王秀梅 when a 王秀 is known: half a name is not left to stand because its last
 * character is in no table, or because somebody else bears the first two. */
static size_t
name_end(const struct path_finder *f, size_t cut)
{
	size_t to = f->cuts[cut].at;
	bool alone = cut + 1 < f->ncuts && f->cuts[cut + 1].kind == STEP_WORD &&
	    f->cuts[cut + 1].at == to + 1;

	return to - f->cuts[cut - 1].at == 2 && alone && is_given_rather(&f->run, to) ? to + 1 : to;
}

/* 杜轩睿 when a 轩睿 is known: a surname that stands alone before a given name belongs to it. */
static size_t
name_begin(const struct path_finder *f, size_t cut)
{
	size_t from = f->cuts[cut - 1].at;
	enum surname_class own = name_character(f->x.c[from])->class, before;

	if (cut < 2 || f->cuts[cut - 1].kind != STEP_WORD || f->cuts[cut - 2].at + 1 != from ||
	    f->cuts[cut].at - from != 2 || (own != SURNAME_NONE && own != SURNAME_RARE))
		return from;
	before = name_character(f->x.c[from - 1])->class;
	return before == SURNAME_COMMON || before == SURNAME_RARE ? from - 1 : from;
}

/* NULL: it is masked already. */
static struct name_hit *
name_put(struct path_finder *f, size_t from, size_t to)
{
	uint32_t at = f->x.at[from], end = f->x.at[to];
	struct buf b = BUF_INIT;
	struct name_hit *h;

	for (size_t i = from; i < to; i++) {
		char c[4];

		if (f->x.c[i] == U'某') {
			buf_release(&b);
			return NULL;
		}
		buf_text(&b, (struct text){ c, utf8_put(c, f->x.c[i]) });
	}
	h = ARENA_PUSH(f->x.a, f->out);
	h->at = (struct span){ at, end - at };
	h->name = text_copy(f->x.a, buf_view(&b));
	buf_release(&b);
	return h;
}

static void
name_put_out(struct path_finder *f, size_t cut)
{
	size_t from = name_begin(f, cut), to = name_end(f, cut);
	int near = f->run.spots[from].left + f->run.spots[to].right;
	struct name_hit *h = name_put(f, from, to);

	if (h == NULL)
		return;
	h->strong = near >= SCORE_STRONG;
	h->doubtful = !h->strong && margin(f, cut) < DOUBT;
}

/* One character that stands in names rather than alone. */
static bool
is_given_alone(const struct path_finder *f, size_t cut)
{
	size_t from = f->cuts[cut - 1].at;

	return f->cuts[cut].kind == STEP_WORD && f->cuts[cut].at == from + 1 &&
	    is_given_rather(&f->run, from);
}

/* 经|常妍媛|介绍, where 经常 is a word too: a given name that nothing else begins has its surname
 * at the end of the word before it. And 黄桃|薇|说: one character of it is left by a word that
 * begins with the surname. */
static void
name_behind_word(struct path_finder *f, size_t cut)
{
	size_t word = f->cuts[cut].at - f->cuts[cut - 1].at, left = 2, from = f->cuts[cut].at - 1;
	struct name_hit *h;

	if (f->cuts[cut].kind != STEP_WORD || word < 2 || cut + 1 >= f->ncuts)
		return;
	if (word == 2 && name_character(f->x.c[from - 1])->class == SURNAME_COMMON &&
	    word_weight(&f->run, from + 1) >= RARE_LEFT &&
	    !(cut + 2 < f->ncuts && is_given_alone(f, cut + 2))) {
		from--;
		left = 1;
	}
	if (cut + left >= f->ncuts || name_character(f->x.c[from])->class == SURNAME_NONE ||
	    name_character(f->x.c[from + 1])->middle == 0 ||
	    name_character(f->x.c[from + 2])->last == 0)
		return;
	for (size_t k = 1; k <= left; k++)
		if (!is_given_alone(f, cut + k))
			return;
	h = name_put(f, from, from + 3);
	if (h != NULL)
		h->doubtful = true;
}

static void
path_make_room(struct path_finder *f)
{
	size_t room = f->x.room + 1;

	if (f->path_room >= room)
		return;
	f->path_room = room;
	f->path.best = ARENA_ARRAY(f->x.a, int32_t, room);
	f->path.back = ARENA_ARRAY(f->x.a, struct name_step, room);
	f->cuts = ARENA_ARRAY(f->x.a, struct cut, room);
}

static void
run_solve(struct path_finder *f)
{
	path_make_room(f);
	f->path.run = &f->run;
	f->path.from = 0;
	f->path.to = f->run.n;
	path_find(&f->path);
	cuts_read(f);
	f->named = f->ncuts == 2 && f->cuts[1].kind == STEP_NAME;
	for (size_t k = 1; k < f->ncuts; k++)
		if (f->cuts[k].kind == STEP_NAME)
			name_put_out(f, k);
		else
			name_behind_word(f, k);
}

/* --- two passes --- */

/* Whether a name that is known stands in the run where the first pass has not found just that. */
static bool
run_has_known(const struct path_finder *f, const struct name_hits *first, size_t hit)
{
	for (size_t i = 0; i < f->run.n; i++) {
		struct lexicon_walk w;
		enum name_entry kind;
		size_t n, longest = 0;

		lexicon_start(&w, f->run.known);
		while (lexicon_next(&w, f->run.c + i, f->run.n - i, &n, &kind))
			longest = n;
		if (longest == 0)
			continue;
		while (hit < first->n && first->v[hit].at.at < f->x.at[i])
			hit++;
		if (hit == first->n || first->v[hit].at.at != f->x.at[i] ||
		    utf8_length(first->v[hit].name) != longest)
			return true;
		i += longest - 1;
	}
	return false;
}

static void
pass_again(struct path_finder *f, const struct name_hits *first)
{
	size_t i = 0, hit = 0;

	while (run_next(&f->x, &i)) {
		uint32_t end = f->x.at[f->x.n];

		run_make(f);
		if (run_has_known(f, first, hit))
			run_solve(f);
		else
			for (size_t k = hit; k < first->n && first->v[k].at.at < end; k++)
				*ARENA_PUSH(f->x.a, f->out) = first->v[k];
		while (hit < first->n && first->v[hit].at.at < end)
			hit++;
	}
}

void
name_find(struct arena *a, struct text t, const struct name_lexicon *l, struct name_hits *out)
{
	struct path_finder f = { .x = { .a = a, .t = t }, .run = { .lexicon = l }, .out = out };
	struct name_hits first = { NULL, 0, 0 };
	struct name_lexicon *known = name_lexicon_new(a, NULL);
	size_t i = 0;

	f.out = &first;
	while (run_next(&f.x, &i)) {
		run_make(&f);
		run_solve(&f);
	}
	for (i = 0; i < first.n; i++)
		if (first.v[i].name.n >= LONG_NAME || first.v[i].strong)
			name_lexicon_add(known, first.v[i].name, NAME_KNOWN);
	name_lexicon_settle(known);
	f.out = out;
	f.run.known = known;
	f.x.behind = 0;
	pass_again(&f, &first);
}
