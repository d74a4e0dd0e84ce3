/* SPDX-License-Identifier: MIT */
/*
 * Steps of a weekly record by their sense: 二、上周的事, 三、群众反映的难处. A wording of the
 * profile is known at once (typed_lines.c); for the steps that are still missing each line that
 * looks like a heading is weighed (speech/sense.c), and of all lines those are taken that together
 * weigh most: for each step one, all numbered alike, better in order than not, better with
 * something below or behind them than bare lines of an agenda.
 *
 * A sentence has such words as well, so the record has to show by itself how it is built: at least
 * two steps known by words, or none is taken; once any is known, only what is numbered like it.
 */
#include "read/typed.h"

#include "lihui/lexicon.h"
#include "lihui/cursor.h"

/* A record has some dozen headings; more are a list of something else. */
#define HEADINGS_MOST 128
#define SUBSETS       (1 << SENSE_STEPS)
#define KNOWN_LEAST   2
#define STUDY_POINTS  4 /* 政策学习 */
#define BULLET_POINTS 7
#define SHORT_POINTS  9
#define SHORT_HEAD    4  /* 上周工作 */
#define PLAIN_POINTS  14 /* without # and number only what is short stands alone */

/* Weights are tenths of the lexicon's. */
enum {
	TENTH = 10,
	LESS_FOR_OTHER = 6, /* of each that the line weighs for another step */
	BONUS_ORDINAL = 20,
	BONUS_NEXT = 5, /* the number that comes next */
	BONUS_CONTENT = 15,
	LESS_PLAIN = 10,
	LESS_REST = 20, /* 1、水井的问题：… is an item sooner */
	LESS_ORDER = 30,
	LESS_STYLE = 30,
	LESS_NUMBER = 40, /* the number does not grow */
	KNOWN = 400       /* a wording of the profile */
};

struct step_line {
	struct typed_line *line;
	struct text text;
	struct heading h;
	int weight[SENSE_STEPS]; /* 0: not this one */
	unsigned worded;         /* steps for which the words alone would do */
	bool taken;
	bool bare; /* nothing below or behind it: an agenda's, perhaps */
};

/* The best way to have a set of steps with the lines so far. */
struct way {
	bool is;
	int weight, step, number; /* step and number of the line taken last */
	int taken;                /* index in chooser.taken, or -1 */
};
struct taken {
	size_t candidate;
	int step, before;
};

struct chooser {
	struct arena *arena;
	struct text body;
	const struct step_rule_list *steps;
	struct typed_lines *lines;
	struct step_line v[HEADINGS_MOST];
	size_t n;
	unsigned known;  /* steps that wordings have found, as bits */
	unsigned styles; /* and how they are numbered */
	struct {
		struct taken *v;
		size_t n, room;
	} taken;
};

/* Lines of headings begin behind their #s; here they are wanted. */
static struct text
whole_line(const struct chooser *c, const struct typed_line *l)
{
	size_t from = l->from;

	for (size_t i = from; i > 0 && char_is(utf8_prev(c->body, &i), HASH | BLANK | STAR);)
		from = i;
	return text_trim(text_cut(c->body, from, l->end));
}

static bool
is_sentence(struct text words)
{
	static const char *const marks[] = { "了", "已", "都", "没", "，", ",", NULL };

	return has_any(words, marks);
}

static void
weigh(const struct chooser *c, struct step_line *x)
{
	struct text words = text_cut(x->text, x->h.words, x->h.end);
	struct sense_score score;

	if (x->h.style == STYLE_PLAIN && (is_sentence(words) || utf8_length(words) > PLAIN_POINTS))
		return;
	sense_score(c->steps, words, &score);
	for (int k = 0; k < SENSE_STEPS && (size_t)k < c->steps->n; k++) {
		int own = score.step[k], other = score.none,
		    ordinal = x->h.number == k + 1 ? BONUS_ORDINAL : 0;

		for (int i = 0; i < SENSE_STEPS; i++)
			other = i != k && score.step[i] > other ? score.step[i] : other;
		if (own == 0 || own * TENTH + ordinal < SENSE_LEAST * TENTH ||
		    (score.none >= own && score.none > SENSE_LEAST) || c->known >> k & 1)
			continue;
		x->worded |= own >= SENSE_LEAST ? 1u << k : 0;
		x->weight[k] = own * TENTH + ordinal - other * LESS_FOR_OTHER -
		    (x->h.style == STYLE_PLAIN ? LESS_PLAIN : 0) -
		    (x->h.rest < x->text.n && x->h.style > MARKER_HAN_PAREN ? LESS_REST : 0);
	}
}

static void
find_known(struct chooser *c)
{
	for (size_t i = 0; i < c->lines->n; i++) {
		const struct typed_line *l = &c->lines->v[i];
		struct heading h;

		if (l->kind != LINE_STEP)
			continue;
		size_t place = (size_t)(l->step - c->steps->v);
		c->known |= place < SENSE_STEPS ? 1u << place : 0;
		if (heading_read(c->steps, whole_line(c, l), &h))
			c->styles |= 1u << h.style;
	}
}

/* ■ 学习, ● 问题：…; 反映人：王五 below a matter heads nothing, nor does what is done. */
static bool
bullet_heads(const struct chooser *c, const struct step_line *x)
{
	struct text words = text_cut(x->text, x->h.words, x->h.end);

	return step_match(words, c->steps, &(size_t){ 0 }, &(size_t){ 0 }) ||
	    (x->line->indent == 0 && label_heads(x->text) == LABEL_NONE &&
		(x->h.rest < x->text.n || utf8_length(words) <= BULLET_POINTS));
}

static void
find_candidates(struct chooser *c)
{
	for (size_t i = 0; i < c->lines->n && c->n < HEADINGS_MOST; i++) {
		struct typed_line *l = &c->lines->v[i];
		struct step_line *x = &c->v[c->n];

		if (l->kind != LINE_STEP && l->kind != LINE_HEADING && l->kind != LINE_ITEM &&
		    l->kind != LINE_TEXT)
			continue;
		*x = (struct step_line){ .line = l, .text = whole_line(c, l) };
		if (!heading_read(c->steps, x->text, &x->h) && l->kind != LINE_STEP)
			continue;
		if (l->kind == LINE_ITEM && l->marker.kind == MARKER_BULLET && !bullet_heads(c, x))
			continue;
		if (l->kind != LINE_STEP)
			weigh(c, x);
		else if ((size_t)(l->step - c->steps->v) < SENSE_STEPS)
			x->weight[l->step - c->steps->v] = KNOWN;
		if (x->h.style != STYLE_PLAIN || x->worded || l->kind == LINE_STEP)
			c->n++;
	}
	for (size_t i = 0; i < c->n; i++) {
		struct step_line *x = &c->v[i];

		x->bare = x->h.rest >= x->text.n &&
		    (x->line + 1 == c->lines->v + c->lines->n ||
			(i + 1 < c->n && c->v[i + 1].line == x->line + 1 &&
			    c->v[i + 1].h.style == x->h.style));
		for (int k = 0; k < SENSE_STEPS && !x->bare; k++)
			x->weight[k] += x->weight[k] > 0 ? BONUS_CONTENT : 0;
	}
}

/* What the line adds as step k behind a way. */
static int
adds(const struct step_line *x, int k, const struct way *behind)
{
	int weight = x->weight[k];

	if (behind->taken < 0 || x->weight[k] >= KNOWN)
		return weight;
	weight -= behind->step > k ? LESS_ORDER : 0;
	if (x->h.number > 0 && behind->number > 0)
		weight += x->h.number <= behind->number ? -LESS_NUMBER
		    : x->h.number == behind->number + 1 ? BONUS_NEXT
							: 0;
	return weight;
}

/* Numbered alike, or else the short name of the step with its own number: 3、问题 below （二）上周.
 */
static bool
may_be(const struct step_line *x, int k, int style)
{
	return x->h.style == style || x->line->kind == LINE_STEP ||
	    (x->h.number == k + 1 && x->worded >> k & 1 && !x->bare &&
		!utf8_exceeds(text_cut(x->text, x->h.words, x->h.end), SHORT_HEAD));
}

/* The heaviest choice of lines of that style, as the index of its last taken; *sum is its weight.
 */
static int
choose(struct chooser *c, int style, int *sum)
{
	struct way ways[SUBSETS] = { { .is = true, .taken = -1 } };
	int steps = c->steps->n < SENSE_STEPS ? (int)c->steps->n : SENSE_STEPS;
	int best = 0;

	for (size_t i = 0; i < c->n; i++) {
		const struct step_line *x = &c->v[i];

		/* Downwards, so that a line is not taken twice. */
		for (int set = (1 << steps) - 1; set >= 0; set--)
			for (int k = 0; ways[set].is && k < steps; k++) {
				struct way *w = &ways[set | 1 << k];
				int weight = ways[set].weight + adds(x, k, &ways[set]) -
				    (x->h.style == style ? 0 : LESS_STYLE);

				if (set >> k & 1 || x->weight[k] <= 0 || !may_be(x, k, style) ||
				    weight <= ways[set].weight || (w->is && weight <= w->weight))
					continue;
				*ARENA_PUSH(c->arena, &c->taken) =
				    (struct taken){ i, k, ways[set].taken };
				*w = (struct way){ true, weight, k, x->h.number,
					(int)c->taken.n - 1 };
			}
	}
	for (int set = 0; set < 1 << steps; set++)
		if (ways[set].is && ways[set].weight > ways[best].weight)
			best = set;
	*sum = ways[best].weight;
	return ways[best].taken;
}

/* 第一件事 学习改水政策 says what was studied; 三、群众的困难 tells none. */
static bool
names_study(const struct step_rule *step, struct text words)
{
	return text_eq(step->id, T("study")) && utf8_length(words) > STUDY_POINTS;
}

static void
read_as(struct chooser *c, struct step_line *x, int step)
{
	struct typed_line *l = x->line;
	struct text words = text_cut(x->text, x->h.words, x->text.n);
	size_t base = (size_t)(x->text.p - c->body.p), to = l->end, rest = l->end;

	if (l->kind == LINE_HEADING)
		marker_read(text_cut(c->body, l->from, l->end), &l->marker);
	size_t tells = 0;
	bool matter = x->h.rest < x->text.n && x->h.number > 0 &&
	    utf8_length(words) > PLAIN_POINTS &&
	    text_starts(text_cut(x->text, x->h.end, x->text.n), T("。")) &&
	    utf8_exceeds(text_cut(x->text, x->h.words, x->h.end), SHORT_POINTS) &&
	    sense_tells(c->steps, words, &tells) == &c->steps->v[step];
	if (matter) { /* 3．研究养殖小区污水横流问题。会议议定：… */
		to = rest = base + x->h.words + tells;
	} else if (x->h.rest < x->text.n) {
		if (text_starts(text_cut(c->body, l->from, l->end), T("**")))
			l->from += 2;
		to = base + x->h.end;
		rest = base + x->h.rest;
	} else if (x->h.number > 0 && !typed_text_below(c->lines, l) &&
	    (is_sentence(words) || text_ends(words, T("。")) || utf8_length(words) > PLAIN_POINTS ||
		names_study(&c->steps->v[step], words))) {
		to = rest = base + x->h.words;
	}
	typed_take(c->lines, l, &c->steps->v[step], to, rest);
}

/* A known wording that was not taken, with nothing below it, while its step was: an agenda's. */
static void
leave_agenda(struct chooser *c, unsigned taken)
{
	for (size_t i = 0; i < c->n; i++) {
		struct typed_line *l = c->v[i].line;

		if (l->kind != LINE_STEP || c->v[i].taken || !c->v[i].bare ||
		    !(taken >> (l->step - c->steps->v) & 1))
			continue;
		l->step = NULL;
		l->by_number = false;
		l->to = l->end;
		l->kind = l->level == 0 && l->marker.kind != MARKER_NONE ? LINE_ITEM : LINE_TEXT;
		l->rest = l->kind == LINE_ITEM ? l->from + l->marker.end : l->end;
		c->lines->nsteps--;
	}
}

void
typed_steps(struct arena *a, struct text body, const struct step_rule_list *steps,
    struct typed_lines *lines)
{
	struct chooser *c;
	int best = -1, most = 0, worded = 0, filled = 0;
	unsigned tried = 0, taken = 0;

	if (!steps->sense || (lines->nsteps == 0 && typed_told(a, body, steps, lines)))
		return;
	c = ARENA_NEW(a, struct chooser);
	*c = (struct chooser){ .arena = a, .body = body, .steps = steps, .lines = lines };
	find_known(c);
	if (c->known + 1 == 1u << (steps->n < SENSE_STEPS ? steps->n : SENSE_STEPS))
		return;
	find_candidates(c);
	for (size_t i = 0; i < c->n; i++) {
		int style = c->v[i].h.style, sum, last;

		if (tried >> style & 1 || (c->styles && !(c->styles >> style & 1)))
			continue;
		tried |= 1u << style;
		last = choose(c, style, &sum);
		if (sum > most) {
			most = sum;
			best = last;
		}
	}
	for (int i = best; i >= 0; i = c->taken.v[i].before) {
		struct step_line *x = &c->v[c->taken.v[i].candidate];

		worded += x->line->kind == LINE_STEP || x->worded >> c->taken.v[i].step & 1;
		taken |= 1u << c->taken.v[i].step;
		filled += !x->bare;
		x->taken = true;
	}
	/* 1、大家讨论了问题 2、安排人修灯 with nothing below any is a list, or an agenda. */
	if (worded < KNOWN_LEAST || filled == 0)
		return;
	leave_agenda(c, taken);
	for (int i = best; i >= 0; i = c->taken.v[i].before)
		if (c->v[c->taken.v[i].candidate].line->kind != LINE_STEP)
			read_as(c, &c->v[c->taken.v[i].candidate], c->taken.v[i].step);
	typed_told_beside(body, steps, lines);
}
