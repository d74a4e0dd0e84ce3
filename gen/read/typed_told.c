/* SPDX-License-Identifier: MIT */
/*
 * The four steps told in sentences: 第一件事 学了改水政策，要求… on lines of their own, or
 * 先学习了…。 接着汇报了上周的事，…。然后研究了…。最后安排… in one paragraph. No heading stands
 * there; what is behind 先 and 最后 is the step's content.
 *
 * A sentence may also begin with what was done (会上学习了…, 何顺汇报了上周的工作，…), or with a
 * label (问题：…), and needs no word in front then.
 *
 * Assumptions: only a record without any heading is told so. Three of the words behind 先, 接着, …
 * mean three steps, in their order; one that means none may take the place of its number. Lines
 * that are nothing but a few words, or end in a colon, are headings and left to typed_steps.c.
 */
#include "read/typed.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"
#include "lihui/lexicon.h"

#define POINTS_MOST    64
#define TOLD_BYTES     6000 /* a longer paragraph is not looked through */
#define SENSE_POINTS   26
#define WORDED_LEAST   3
#define VERB_POINTS    14
#define LABEL_POINTS   10
#define HEADING_POINTS 8
#define LEAD_POINTS    14 /* with a colon behind */

struct point {
	size_t line, from, words; /* line by its place, the rest in the body */
	size_t sense;             /* where what means the step begins */
	int number;               /* 1..4, 0 for 接着 */
	int step;                 /* known by how the sentence begins, or -1 */
	bool bare, colon;
	bool verb; /* known by what it says, not by a word in front */
};

struct told {
	struct text body;
	const struct step_rule_list *steps;
	struct typed_lines *lines;
	struct point v[POINTS_MOST];
	size_t n;
};

static const char *const first_matters[] = { "头一个", "头一件", "第一个", "第一件", NULL };

/* Behind 先, 第二件事, 三是, 4.: where the words begin, 0 for none. */
static size_t
point_words(struct text t, bool line, int *number)
{
	static const char *const spoken[] = { "会议首先", "首先", "先是", "先", "一开始", "接着",
		"接下来", "下来", "然后", "随后", "之后", "其次", "再次", "再就是", "最后", "末了",
		NULL };
	size_t n = 0, words;

	*number = 0;
	if (starts_any(t, spoken, &n))
		return text_skip(t, n, COMMA | BLANK | PAUSE);
	static const char *const of[] = { "事情", "事儿", "事", "是", "说的", "说", "就是", "，",
		",", NULL };
	if (starts_any(t, first_matters, &n))
		*number = 1;
	else if (line && section_numbered(t, number, &words))
		n = words;
	if (n > 0) {
		for (size_t more = 0; starts_any(text_cut(t, n, t.n), of, &more);)
			n += more;
		return n;
	}
	n = strlen("第");
	if (text_starts(t, T("第")) && utf8_number(t, &n, number) &&
	    char_is(text_peek(t, n), COMMA | PAUSE))
		return text_skip(t, n, COMMA | PAUSE | BLANK);
	n = 0;
	if (utf8_is_han(text_peek(t, 0)) && utf8_number(t, &n, number) &&
	    text_starts(text_cut(t, n, t.n), T("是")))
		return n + strlen("是");
	*number = 0;
	return 0;
}

/* What only names a step: 上周的工作, 这周的活. */
static size_t
only_names(struct text t, size_t at)
{
	static const char *const names[] = { "了", "的", "上周", "上次", "上星期", "这个星期", "活",
		"事", "本周", "这周", "下周", "下星期", "下一步", "下步", "打算", "计划", "安排",
		"部署", "布置", "要干的", "要做的", "工作", "任务", "情况", "汇报", "说了一下",
		"说了说", "说一下", "办得怎么样", "怎么样了", "怎么样", "办得咋样", "讲了讲",
		"讲了一下", "过了一遍", "就是", "呢", "完成", "落实", "进展", "如下", "以下",
		"问题", "事项", "是", "有", NULL };
	size_t n;

	while (starts_any(text_cut(t, at, t.n), names, &n))
		at += n;
	return at;
}

/* 学习的是，…, 会上学了…, 朝格吉说上周…: where the words behind such an opening begin, 0 for none.
 */
static size_t
opening_words(const struct told *x, struct text t, int *step)
{
	static const char *const leads[] = { "会议开始", "会议上", "会上", "会议", "今天", "我们",
		"大家", "一起", "一块", "首先", "接着", "然后", "随后", "接下来", "先", "再",
		"最后", "，", "、", " ", NULL };
	static const char *const links[] = { "领着大家", "领着", "带着大家", "带领大家", "带领",
		"带着", "组织大家", "组织", "给大家", "说", "讲", "由", "把", NULL };
	size_t n, at = 0;

	while (starts_any(text_cut(t, at, t.n), leads, &n))
		at += n;
	for (int tries = 0; tries < 3; tries++) {
		const struct step_rule *r = sense_tells(x->steps, text_cut(t, at, t.n), &n);

		if (r) {
			*step = (int)(r - x->steps->v);
			return only_names(t, at + n);
		}
		size_t link = find_any(text_head(text_cut(t, at, t.n), VERB_POINTS), 0, links, &n);
		if (link == SIZE_MAX)
			return 0;
		at += link + n;
	}
	return 0;
}

/* 问题—围栏倒了, 学·春运安全: what stands for the colon. */
static size_t
behind_opening(struct text t, size_t i)
{
	struct cursor s = { t, i };

	while (cursor_accept(&s, COMMA | COLON | BLANK | LONG_DASH | BULLET) ||
	    cursor_word(&s, "→") || cursor_word(&s, "｜"))
		;
	return s.i;
}

/* 会上学习了, 何顺汇报: where the words behind such a verb begin, with what only names the step
 * (上周的工作); 0 for none. */
static size_t
verb_words(struct text t)
{
	static const char *const verbs[] = { "学习了", "学习", "传达了", "传达", "宣讲了", "听取了",
		"听取", "汇报了", "汇报", "通报了", "研究解决了", "研究解决", "研究讨论了",
		"研究了", "讨论研究了", "讨论了", "商量了", "研究", "讨论", "部署了", "部署",
		"安排了", "安排", "布置了", "布置", NULL };
	size_t n, at = find_any(text_head(t, VERB_POINTS), 0, verbs, &n);

	if (at == SIZE_MAX)
		return 0;
	return only_names(t, at + n);
}

/* Where the words of a sentence begin that needs nothing in front: 问题：…, 会上学习了…. */
static size_t
bare_words(const struct told *x, struct text sentence, int *step)
{
	static const char *const weeks[] = { "上周", "上星期", "上个星期", "上礼拜", "上次", "下周",
		"下星期", "下个星期", "下礼拜", "下一步", NULL };
	struct cursor colon = { text_head(sentence, LABEL_POINTS), 0 };

	cursor_until(&colon, COLON);
	if (colon.i < colon.t.n && sense_headed(x->steps, sentence))
		return text_skip(sentence, colon.i, COLON | BLANK);
	/* 上周的事说了一下，清垃圾干完了。 */
	struct cursor comma = { text_head(sentence, VERB_POINTS), 0 };
	cursor_until(&comma, COMMA);
	if (comma.i < comma.t.n && starts_any(sentence, weeks, NULL) &&
	    only_names(sentence, 0) >= comma.i)
		return text_skip(sentence, comma.i, COMMA | BLANK);
	size_t words = verb_words(sentence);
	return words ? words : opening_words(x, sentence, step);
}

static void
find_points(struct told *x, size_t line)
{
	const struct typed_line *l = &x->lines->v[line];
	bool bullet = l->kind == LINE_ITEM && l->marker.kind == MARKER_BULLET && l->indent == 0;
	struct text t = text_cut(x->body, bullet ? l->rest : l->from, l->end), clause;

	if ((l->kind != LINE_TEXT && l->kind != LINE_ITEM) || t.n > TOLD_BYTES)
		return;
	for (size_t i = 0; x->n < POINTS_MOST && clause_next(t, &i, &clause);) {
		struct text c = clause_trim(clause, false);
		bool first = c.p == t.p;
		int number, step = -1;
		struct cursor before = { t, (size_t)(c.p - t.p) };
		struct text all = text_cut(t, before.i, t.n);
		size_t words = point_words(all, first, &number), bare = 0;

		/* the subject may stand in front of what was done: no label of a list, which 1. has
		 */
		if (words == 0 && c.n > 0 && (l->kind == LINE_TEXT || bullet) &&
		    (first || char_is(cursor_before(&before), STOP | SEMICOLON)))
			words = bare = bare_words(x, all, &step);
		/* 第三项研究问题公厕没人打扫会议决定…: spoken, with no mark at all */
		bool spoken = bare == 0 && words > 0 && first && i >= t.n && words < c.n;
		if (spoken) {
			int opens = -1;
			size_t more = opening_words(x, text_cut(c, words, c.n), &opens);
			spoken = more > 0 && words + more < c.n &&
			    utf8_exceeds(text_cut(c, words + more, c.n), 2);
			if (spoken) {
				words += more;
				step = opens;
				bare = words;
			}
		}
		if (words == 0 || words >= all.n)
			continue;
		struct cursor colon = { c, words };
		cursor_until(&colon, COLON);
		x->v[x->n++] = (struct point){ .line = line,
			.from = (size_t)(c.p - x->body.p),
			.words = (size_t)(c.p - x->body.p) + words,
			.sense = (size_t)(c.p - x->body.p) + (bare ? 0 : words),
			.verb = bare > 0,
			.number = number,
			.step = step,
			.bare = first && (!bare || !utf8_exceeds(text_cut(c, words, c.n), 1)) &&
			    i >= t.n && !utf8_exceeds(c, SENSE_POINTS),
			.colon = number > 0 && colon.i < c.n };
	}
}

/* The step that its first words mean, or -1. */
static int
meant(const struct told *x, const struct point *p)
{
	struct text t = text_cut(x->body, p->sense, x->lines->v[p->line].end), clause;
	struct sense_score score;
	int best = -1;

	if (p->step >= 0)
		return p->step;
	if (!clause_next(t, &(size_t){ 0 }, &clause))
		return -1;
	struct cursor s = { clause, 0 };
	cursor_until(&s, COLON);
	sense_score(x->steps, text_head(text_cut(clause, 0, s.i), SENSE_POINTS), &score);
	if (p->number >= 1 && p->number <= SENSE_STEPS && score.step[p->number - 1] >= SENSE_LEAST)
		return p->number - 1; /* 第二，上周没有布置任务 */
	for (int k = 0; k < SENSE_STEPS && (size_t)k < x->steps->n; k++)
		if (score.step[k] >= SENSE_LEAST && (best < 0 || score.step[k] > score.step[best]))
			best = k;
	return best;
}

/* 这周的活，… and 研究了群众反映的问题：…: short first words that only name the step are its
 * heading; *rest is what is behind. 了 tells what was done, but of what is to be done. */
static size_t
heading_end(const struct told *x, const struct point *p, int step, size_t end, size_t *rest)
{
	struct text t = text_cut(x->body, p->words, end), clause;
	size_t i = 0;

	*rest = p->words + (p->verb ? behind_opening(t, 0) : 0);
	if (p->verb || meant(x, p) != step || !clause_next(t, &i, &clause))
		return p->words;
	struct cursor colon = { clause, 0 };
	cursor_until(&colon, COLON);
	bool lead = colon.i < clause.n;
	size_t to = lead ? colon.i : clause.n;
	if (utf8_exceeds(text_cut(clause, 0, to), lead ? LEAD_POINTS : HEADING_POINTS) ||
	    (!lead &&
		(i >= t.n || (text_has(clause, T("了")) && step + 1 < SENSE_STEPS) ||
		    (text_eq(x->steps->v[step].id, T("task")) &&
			only_names(clause, 0) < clause.n))))
		return p->words;
	*rest = p->words + text_skip(t, lead ? to : i, COLON | BLANK);
	return p->words + to;
}

/* Which points are which steps; false when they tell no record. */
static bool
choose(const struct told *x, struct point *taken[SENSE_STEPS])
{
	int next = 0, worded = 0, bare = 0, colons = 0, counted = 0;
	const struct point *before = NULL;

	for (size_t i = 0; i < x->n && next < SENSE_STEPS; i++) {
		const struct point *p = &x->v[i];
		int step = meant(x, p);

		if (step < next && !(p->number == next + 1 && step < 0))
			continue;
		if (before && (before->bare || p->number > 0) && p->line > before->line + 1)
			return false; /* headings, with lines below them */
		worded += step >= 0;
		next = step >= 0 ? step : next;
		counted += p->number == next + 1;
		taken[next++] = &((struct told *)x)->v[i];
		bare += p->bare;
		colons += p->colon;
		before = p;
	}
	if (worded >= WORDED_LEAST)
		return bare <= 1 && colons <= 1;
	/* 头一个事…第四个事… needs fewer words */
	return worded == WORDED_LEAST - 1 && taken[0] && counted == (int)x->steps->n &&
	    colons == 0 &&
	    starts_any(text_cut(x->body, taken[0]->from, x->body.n), first_matters, NULL);
}

/* A line between the report and the tasks that tells what was decided needs no word of its own: it
 * is the matter. */
static bool
tells_matter(struct text t)
{
	struct sentence s;

	sentence_read(t, NO_DATE, &s);
	return s.decision.n > 0 && !s.decides_first && (s.owner.n > 0 || s.has_deadline);
}

static int
place_of(const struct step_rule_list *steps, const char *id)
{
	for (size_t i = 0; i < steps->n && i < SENSE_STEPS; i++)
		if (text_eq(steps->v[i].id, text_of(id)))
			return (int)i;
	return -1;
}

static void
find_matter(struct told *x, struct point *taken[SENSE_STEPS])
{
	int k = place_of(x->steps, "problem");

	if (k < 1 || k + 1 >= SENSE_STEPS || taken[k] || !taken[k - 1] || !taken[k + 1])
		return;
	for (size_t i = taken[k - 1]->line + 1; i < taken[k + 1]->line; i++) {
		const struct typed_line *l = &x->lines->v[i];
		size_t from = l->kind == LINE_ITEM ? l->rest : l->from;

		if ((l->kind != LINE_TEXT && l->kind != LINE_ITEM) || x->n == POINTS_MOST ||
		    !tells_matter(text_cut(x->body, from, l->end)))
			continue;
		taken[k] = &x->v[x->n++];
		*taken[k] = (struct point){ .line = i,
			.from = from,
			.words = from,
			.sense = from,
			.step = k,
			.verb = true };
		return;
	}
}

/* The step of a line, or -1. */
static int
line_step(const struct told *x, size_t i)
{
	const struct typed_line *l = &x->lines->v[i];

	return l->kind == LINE_STEP && l->step - x->steps->v < SENSE_STEPS
	    ? (int)(l->step - x->steps->v)
	    : -1;
}

/* Steps told in a sentence each beside others that a heading or a label tells: 池大组织学习…。
 * above 汇报：…. A heading with nothing behind it has its content below, and no step. */
void
typed_told_beside(struct text body, const struct step_rule_list *steps, struct typed_lines *lines)
{
	struct told x = { .body = body, .steps = steps, .lines = lines };
	unsigned seen = 0;
	int above = -1, problem = place_of(steps, "problem");
	bool told = true;

	for (size_t i = 0; i < lines->n; i++)
		seen |= line_step(&x, i) >= 0 ? 1u << line_step(&x, i) : 0;
	for (size_t i = 0; i < lines->n; i++) {
		struct typed_line *l = &lines->v[i];
		int below = SENSE_STEPS, step = -1;

		if (line_step(&x, i) >= 0) {
			above = line_step(&x, i);
			told = l->rest < l->end;
			continue;
		}
		for (size_t k = i + 1; k < lines->n && below == SENSE_STEPS; k++)
			below = line_step(&x, k) >= 0 ? line_step(&x, k) : below;
		bool numbered = l->kind == LINE_ITEM && l->marker.number == above + 2 &&
		    l->marker.kind != MARKER_BULLET;
		if (!told || (l->kind != LINE_TEXT && !numbered) ||
		    (above < 0 && below == SENSE_STEPS))
			continue;
		size_t from = numbered ? l->rest : l->from;
		struct text t = text_cut(body, from, l->end);
		size_t words = opening_words(&x, t, &step);
		if (numbered && step != above + 1)
			continue;
		if (words == 0 && above + 1 == problem && below == problem + 1 && tells_matter(t))
			step = problem;
		/* below 一、读报, which its number makes the step (typed_number.c) */
		int number = 0;
		bool headed = i > 0 && !numbered && lines->v[i - 1].kind != LINE_STEP &&
		    section_numbered(text_cut(body, lines->v[i - 1].from, lines->v[i - 1].end),
			&number, &(size_t){ 0 }) &&
		    number == step + 1;
		if (headed || step <= above || step >= below || seen >> step & 1 || words >= t.n)
			continue;
		words = behind_opening(t, words);
		typed_take(lines, l, &steps->v[step], from + words, from + words);
		seen |= 1u << step;
		above = step;
		told = true;
	}
}

bool
typed_told(struct arena *a, struct text body, const struct step_rule_list *steps,
    struct typed_lines *lines)
{
	struct told *x = ARENA_NEW(a, struct told);
	struct point *taken[SENSE_STEPS] = { NULL };
	struct typed_lines out = { 0 };

	*x = (struct told){ .body = body, .steps = steps, .lines = lines };
	for (size_t i = 0; i < lines->n; i++)
		find_points(x, i);
	if (!choose(x, taken))
		return false;
	find_matter(x, taken);
	out.step_level = lines->step_level;
	for (size_t i = 0; i < lines->n; i++) {
		struct typed_line l = lines->v[i];
		struct typed_line *open = ARENA_PUSH(a, &out);

		*open = l;
		for (int k = 0; k < SENSE_STEPS; k++) {
			if (!taken[k] || taken[k]->line != i)
				continue;
			bool marked = l.kind == LINE_ITEM && taken[k]->from == l.rest;
			if (taken[k]->from > l.from && !marked) {
				open->end = taken[k]->from;
				open->to = open->kind == LINE_STEP ? open->to : open->end;
				open = ARENA_PUSH(a, &out);
				*open = l;
			}
			open->from = taken[k]->from;
			open->level = 0;
			size_t end = l.end, rest;
			if (k + 1 < SENSE_STEPS && taken[k + 1] && taken[k + 1]->line == i)
				end = taken[k + 1]->from;
			size_t to = heading_end(x, taken[k], k, end, &rest);
			typed_take(&out, open, &steps->v[k], to, rest);
		}
	}
	*lines = out;
	return true;
}
