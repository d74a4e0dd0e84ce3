/* SPDX-License-Identifier: MIT */
/*
 * The Mongolian side of the handout: columns from left to right over the same type area, the foot
 * of the Chinese side below them (a telephone is read across).
 *
 * A matter starts a column of its own: in the band at its head stands sign and status (no bullets:
 * the band is the list), below hangs its text. Words without a reviewed Mongolian form arrive as
 * Chinese and stand upright. Nothing Mongolian is made up here: only joined by marks.
 */
#include "pdf/handout.h"

#define COLUMN         31.5
#define COLUMNS_HEIGHT 621.0
#define RAIL           94.5
#define BAND           162.0  /* where the text of a matter begins */
#define TEXT_HEIGHT    459.0f /* and its length */
#define HEAD_COLUMN    36.0
#define POLICY_GAP     40.0

static const struct style TEXT = { .face = FACE_HEI, .size = 21, .mn_size = 24, .lying_size = 20 };
static const struct style STATUS = {
	.face = FACE_HEI, .size = 21, .mn_size = 22, .lying_size = 20
};
static const struct style TITLE = {
	.face = FACE_HEI_BOLD, .size = 35, .mn_size = 40, .lying_size = 33
};
static const struct style HEAD = {
	.face = FACE_HEI_BOLD, .size = 24, .mn_size = 28, .lying_size = 23
};
static const struct style HEAD_LONG = {
	.face = FACE_HEI_BOLD, .size = 21, .mn_size = 24, .lying_size = 20
};

/* A group of columns: a head, a matter, a task, a policy. */
struct group {
	enum row_kind kind;
	const struct sheet_matter *matter;
	const struct sheet_task *task;
	struct para *text;
	struct para_line_list lines;
	struct para *head; /* HEAD: the word; POLICY behind a head in the same column: its indent is
			      head_length */
	double head_length, width;
};
struct group_list {
	struct group *v;
	size_t n, room;
	struct group **memo; /* measured before: a matter's by how many columns its answer may take,
				then the tasks' */
};

static struct para_line
whole(const struct para *p)
{
	return (struct para_line){ .to = (uint32_t)p->atoms.n };
}

/* --- what a matter says --- */

static bool
ends_marked(struct text t)
{
	static const char *const marks[] = { "᠂", "᠃", "᠄", "。", "，", "；", "：", "！", "？", ".",
		"," };

	t = text_trim(t);
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (text_ends(t, text_of(marks[i])))
			return true;
	return t.n == 0;
}

/* Appends with a space, and with a mark where the text before has none. */
static struct text
join(struct draw *d, struct text t, const char *mark, struct text more)
{
	if (t.n == 0 || more.n == 0)
		return t.n ? t : more;
	return text_fmt(
	    d->a, "%.*s%s %.*s", TEXT_ARG(t), ends_marked(t) ? "" : mark, TEXT_ARG(more));
}

/* 问题27-1 -> 27-1: the word stands in the section head. */
static struct text
bare_number(struct text t)
{
	size_t i = 0;

	while (i < t.n && !(t.p[i] >= '0' && t.p[i] <= '9'))
		i++;
	return text_cut(t, i, t.n);
}

static struct text
person_words(struct draw *d, struct text person)
{
	enum lang actual = LANG_ZH;
	struct text label = words_get(d->sheet->words, LANG_MN, "sheet.owner", &actual);

	return person.n > 0 && actual == LANG_MN
	    ? text_fmt(d->a, "%.*s ᠄ %.*s", TEXT_ARG(label), TEXT_ARG(person))
	    : person;
}

static struct text
matter_text(struct draw *d, const struct sheet_matter *m, struct text answer)
{
	struct text number = bare_number(m->number);
	struct text t = number.n > 0
	    ? text_fmt(d->a, "%.*s %.*s", TEXT_ARG(number), TEXT_ARG(m->title))
	    : m->title;

	t = join(d, t, " ᠄", answer);
	t = join(d, t, " ᠃", person_words(d, m->person));
	return join(d, t, m->person.n > 0 ? "" : " ᠃", m->date_words);
}

static void
break_columns(struct draw *d, struct group *g, struct text t, float first)
{
	struct measure m = { first, TEXT_HEIGHT, false };

	g->lines = (struct para_line_list){ 0 };
	g->text = column_para(d, t, TEXT, first < TEXT_HEIGHT ? first : TEXT_HEIGHT);
	para_break(g->text, &m, d->a, &g->lines);
}

/* The answer cut behind its last mark so that the matter takes no more columns than that; without a
 * mark nothing is taken away. */
static void
shorten_matter(struct draw *d, struct group *g, size_t columns)
{
	static const struct text marks[] = { { "᠃", 3 }, { "᠂", 3 }, { "。", 3 }, { "；", 3 },
		{ "，", 3 } };
	const struct sheet_matter *m = g->matter;
	struct text answer = m->answer;

	for (size_t i = answer.n; i-- > 1 && g->lines.n > columns;)
		for (size_t k = 0; k < 5; k++)
			if (i + 3 <= answer.n && memcmp(answer.p + i, marks[k].p, 3) == 0 &&
			    g->lines.n > columns)
				break_columns(d, g,
				    matter_text(d, m,
					text_join(d->a, text_trim(text_cut(answer, 0, i)),
					    k < 2 ? T(" ᠃") : T("。"))),
				    TEXT_HEIGHT);
}

/* --- measuring --- */

static struct group *
add_group(struct draw *d, struct group_list *l, enum row_kind kind)
{
	struct group *g = ARENA_PUSH(d->a, l);

	*g = (struct group){ .kind = kind };
	return g;
}

static double
group_width(const struct group *g)
{
	return 2.25 + (double)(g->lines.n > 0 ? g->lines.n : 1) * COLUMN + 0.5;
}

enum { MEMO_ANSWERS = 3 }; /* all, one column, two */

/* Adds a group that was measured before; NULL when there is none. */
static struct group *
add_measured(struct draw *d, struct group_list *l, size_t memo)
{
	struct group *g = l->memo[memo] ? ARENA_PUSH(d->a, l) : NULL;

	if (g)
		*g = *l->memo[memo];
	return g;
}

static void
remember(struct draw *d, struct group_list *l, size_t memo)
{
	l->memo[memo] = ARENA_NEW(d->a, struct group);
	*l->memo[memo] = l->v[l->n - 1];
}

static void
add_matter(struct fitting *f, struct group_list *l, size_t i)
{
	size_t memo = i * MEMO_ANSWERS + (size_t)f->c->answer_lines;
	const struct sheet_matter *m = &f->side->matters[i];
	struct group *g;

	if (add_measured(f->d, l, memo))
		return;
	g = add_group(f->d, l, ROW_MATTER);
	g->matter = m;
	break_columns(f->d, g, matter_text(f->d, m, m->answer), TEXT_HEIGHT);
	if (f->c->answer_lines > 0)
		shorten_matter(f->d, g, (size_t)f->c->answer_lines);
	g->width = group_width(g);
	remember(f->d, l, memo);
}

static void
add_head(struct draw *d, struct group_list *l, struct text t)
{
	struct group *g = add_group(d, l, ROW_HEAD);

	g->head = column_para(d, t, HEAD, (float)COLUMNS_HEIGHT);
	if (para_width(g->head) > COLUMNS_HEIGHT / 2)
		g->head = column_para(d, t, HEAD_LONG, (float)COLUMNS_HEIGHT);
	g->head_length = para_width(g->head);
	g->width = HEAD_COLUMN;
}

static void
add_matters(struct fitting *f, struct group_list *l)
{
	struct draw *d = f->d;
	struct text done = NO_TEXT;
	const struct sheet_matter *first_done = NULL;
	struct group *g;

	if (f->side->nmatters > 0)
		add_head(d, l, f->side->head_matters);
	for (size_t i = 0; i < f->side->nmatters; i++) {
		const struct sheet_matter *m = &f->side->matters[i];
		if (f->c->matter_gone[i])
			continue;
		if (f->c->done_in_line && m->sign == SIGN_DONE) {
			first_done = first_done ? first_done : m;
			done = join(d, done, " ᠂", m->title);
			continue;
		}
		add_matter(f, l, i);
	}
	if (!first_done)
		return;
	g = add_group(d, l, ROW_MATTER);
	g->matter = first_done;
	break_columns(d, g, done, TEXT_HEIGHT);
	g->width = group_width(g);
}

static void
add_tasks(struct fitting *f, struct group_list *l)
{
	if (f->side->ntasks > 0)
		add_head(f->d, l, f->side->head_tasks);
	for (size_t i = 0; i < f->side->ntasks; i++) {
		const struct sheet_task *t = &f->side->tasks[i];
		size_t memo = f->side->nmatters * MEMO_ANSWERS + i;
		struct group *g;
		if (f->c->task_gone[i] || add_measured(f->d, l, memo))
			continue;
		g = add_group(f->d, l, ROW_TASK);
		g->task = t;
		break_columns(f->d, g, join(f->d, t->work, " ᠃", t->date_words), TEXT_HEIGHT);
		g->width = group_width(g);
		remember(f->d, l, memo);
	}
}

/* The first policy follows its head in the head's own column. */
static void
add_policies(struct fitting *f, struct group_list *l)
{
	double indent;

	if (f->c->no_policy || f->side->npolicies == 0)
		return;
	add_head(f->d, l, f->side->head_policy);
	indent = l->v[l->n - 1].head_length + POLICY_GAP;
	for (size_t i = 0; i < f->side->npolicies && i < f->c->policies; i++) {
		const struct sheet_policy *p = &f->side->policies[i];
		struct group *g = add_group(f->d, l, ROW_POLICY);
		struct measure m = { (float)(COLUMNS_HEIGHT - (i == 0 ? indent : 0)),
			(float)COLUMNS_HEIGHT, false };
		g->head_length = i == 0 ? indent : 0;
		g->text = column_para(f->d, join(f->d, p->name, " ᠄", p->sentence), TEXT, m.first);
		para_break(g->text, &m, f->d->a, &g->lines);
		g->width = i == 0 ? (double)(g->lines.n > 1 ? g->lines.n - 1 : 0) * COLUMN
				  : group_width(g);
	}
}

static double
more_width(const struct cut *c)
{
	return c->frame ? 2.25 + COLUMN : 0;
}

static bool
measure_columns(struct fitting *f)
{
	struct group_list *l = f->own;
	double w = RAIL;

	l->n = 0;
	add_matters(f, l);
	add_tasks(f, l);
	add_policies(f, l);
	for (size_t i = 0; i < l->n; i++)
		w += l->v[i].width;
	return w + more_width(f->c) <= AREA_WIDTH + 0.01;
}

/* --- drawing --- */

static void
draw_rail(struct page *pg, const struct sheet_side *s)
{
	struct draw *d = page_draw(pg);
	struct text when = s->date;
	double length = para_width(column_para(d, when, TEXT, 100000)),
	       unit = para_width(column_para(d, s->unit, TEXT, 100000));
	double room = COLUMNS_HEIGHT - unit - 12;

	set_column(pg, mongolian_elem(d, d->root, "H1"), s->title, TITLE, AREA_X + 29, AREA_Y,
	    COLUMNS_HEIGHT);
	set_column(pg, mongolian_elem(d, d->root, "P"), s->unit, TEXT, AREA_X + 58 + COLUMN / 2,
	    AREA_Y, COLUMNS_HEIGHT / 2);
	if (length > room)
		length = room;
	set_column(pg, mongolian_elem(d, d->root, "P"), when, TEXT, AREA_X + 58 + COLUMN / 2,
	    AREA_Y + COLUMNS_HEIGHT - length, length);
	page_rule(pg, AREA_X + RAIL - 2.25, AREA_Y, 2.25, COLUMNS_HEIGHT);
}

static void
draw_band(struct page *pg, struct elem *item, const struct group *g, double x)
{
	struct draw *d = page_draw(pg);
	struct elem *e = mongolian_elem(d, item, "Lbl");
	double cx = x + COLUMN / 2;
	struct text_list people;

	if (g->kind == ROW_MATTER) {
		sign_draw(pg, g->matter->sign, x + 5.75, AREA_Y + 0.88 * 20, 20);
		set_column(pg, e, g->matter->status_words, STATUS, cx, AREA_Y + 26, BAND - 26 - 4);
		return;
	}
	people = handout_people(d, &g->task->people);
	set_column(pg, e, text_list_join(d->a, &people, T("、")), STATUS, cx, AREA_Y, BAND - 4);
}

static void
draw_columns(
    struct page *pg, struct elem *e, const struct group *g, double x, double first_y, double y)
{
	page_tag(pg, e);
	for (size_t i = 0; i < g->lines.n; i++)
		page_column(pg, g->text, &g->lines.v[i], x + ((double)i + 0.5) * COLUMN,
		    AREA_Y + (i == 0 ? first_y : y));
}

static void
draw_group(struct page *pg, struct elem **list, const struct group *g, double x)
{
	struct draw *d = page_draw(pg);
	struct elem *item;

	if (g->kind == ROW_HEAD) {
		struct para_line l = whole(g->head);
		page_tag(pg, mongolian_elem(d, d->root, "H2"));
		page_column(pg, g->head, &l, x + (HEAD_COLUMN - 0.5) / 2, AREA_Y);
		*list = NULL;
		return;
	}
	if (!*list)
		*list = tag_new(d->tags, d->root, "L");
	item = tag_new(d->tags, *list, "LI");
	if (g->kind == ROW_POLICY) {
		/* The first one began in the column of its head, which lies before x. */
		double left = g->head_length > 0
		    ? x - HEAD_COLUMN + (HEAD_COLUMN - 0.5 - COLUMN) / 2
		    : x + 2.25;
		draw_columns(pg, mongolian_elem(d, item, "LBody"), g, left, g->head_length, 0);
		return;
	}
	draw_band(pg, item, g, x + 2.25);
	draw_columns(pg, mongolian_elem(d, item, "LBody"), g, x + 2.25, BAND, BAND);
}

/* The rule behind a group; none behind the last, and none between a head and the policy in its
 * column. */
static bool
has_rule(const struct group_list *l, size_t i, bool more)
{
	if (i + 1 == l->n)
		return more;
	return !(l->v[i].kind == ROW_HEAD && l->v[i + 1].kind == ROW_POLICY);
}

/* What no shortening could make fit (one matter longer than the side): it goes, and is counted as
 * missing. */
static void
drop_rest(struct group_list *l, struct cut *c)
{
	double x = RAIL;
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		x += l->v[i].width;
	if (x + more_width(c) <= AREA_WIDTH + 0.01)
		return;
	c->frame = true;
	for (x = RAIL; n < l->n && x + l->v[n].width + more_width(c) <= AREA_WIDTH; n++)
		x += l->v[n].width;
	while (n > 0 && l->v[n - 1].kind == ROW_HEAD)
		n--;
	for (size_t i = n; i < l->n; i++) {
		c->matters_gone += l->v[i].kind == ROW_MATTER;
		c->tasks_gone += l->v[i].kind == ROW_TASK;
		c->policies -= l->v[i].kind == ROW_POLICY;
	}
	l->n = n;
}

void
handout_mn_draw(struct draw *d)
{
	const struct sheet_side *s = &d->sheet->mn;
	struct page *pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	struct group_list groups = { 0 };
	struct cut c;
	struct fitting fit = { d, s, &c, measure_columns, &groups };
	struct elem *list = NULL;
	double x = AREA_X + RAIL;

	groups.memo = ARENA_ARRAY(d->a, struct group *, s->nmatters * MEMO_ANSWERS + s->ntasks + 1);
	d->lang = LANG_MN;
	draw_bookmark(d, s->title, pg, AREA_Y);
	handout_fit(&fit);
	drop_rest(&groups, &c);
	draw_rail(pg, s);
	for (size_t i = 0; i < groups.n; i++) {
		draw_group(pg, &list, &groups.v[i], x);
		x += groups.v[i].width;
		if (has_rule(&groups, i, c.frame))
			page_rule(pg, x - 0.5, AREA_Y, 0.5, COLUMNS_HEIGHT);
	}
	d->lang = LANG_ZH;
	if (c.frame)
		set_column(pg, tag_new(d->tags, d->root, "P"),
		    draw_say(d, "sheet.more_what", TEXTS(handout_missing(d, s, &c))), TEXT,
		    AREA_X + AREA_WIDTH - COLUMN / 2, AREA_Y, COLUMNS_HEIGHT);
	handout_foot(pg, 45, NO_TEXT);
	d->lang = LANG_MN;
	set_column(pg, mongolian_elem(d, d->root, "P"), draw_word(d, "sheet.contact"), TEXT,
	    AREA_X + COLUMN / 2, AREA_Y + FOOT_TOP + 2.25 + 13.5, 99);
	d->lang = LANG_ZH;
}
