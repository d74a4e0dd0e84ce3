/* SPDX-License-Identifier: MIT */
/*
 * 会议记录, for the file: internal, so names stand whole. Head table, the steps as they were held,
 * problems and tasks, signatures; the sign-in sheet follows. Nothing is shortened: what the
 * document says beside its problems and tasks is shown where it stands.
 *
 * A written Mongolian text makes a part of its own in columns: the same head table with the
 * document's facts, then that text as it stands. What is signed is the Chinese part alone. The
 * site's first language comes first.
 */
#include "pdf/record_sheet.h"

#include <math.h>

/* Mongolian in columns: 18 pt on the pitch of the lines, Chinese in it smaller, as on the handout.
 */
#define MN_TITLE_LEAD 40.0
static const struct style MN_TEXT = {
	.face = FACE_SONG, .size = 15.75f, .mn_size = 18, .lying_size = 15, .gap = SCRIPT_GAP
};
static const struct style MN_BOLD = {
	.face = FACE_SONG_BOLD, .size = 15.75f, .mn_size = 18, .lying_size = 15, .gap = SCRIPT_GAP
};
static const struct style MN_LABEL = {
	.face = FACE_HEI_BOLD, .size = 15.75f, .mn_size = 18, .lying_size = 15, .gap = SCRIPT_GAP
};
static const struct style MN_HEAD = {
	.face = FACE_HEI_BOLD, .size = 17.5f, .mn_size = 20, .lying_size = 16.5f, .gap = SCRIPT_GAP
};
static const struct style MN_TITLE = {
	.face = FACE_SONG_BOLD, .size = 24.5f, .mn_size = 28, .lying_size = 23
};
static const struct style MN_SMALL = {
	.face = FACE_SONG, .size = 10.5f, .mn_size = 12, .lying_size = 10
};

#define MARGIN 39.69 /* 14 mm: of running head and page number */
static const struct style SMALL = { .face = FACE_SONG, .size = 10.5f, .gap = SCRIPT_GAP };

/* --- words --- */

struct text
person_words(struct draw *d, const struct person *p)
{
	struct text name = p->shown.n > 0 ? p->shown : p->name;

	if (p->group || name.n == 0)
		return p->words.n > 0 ? p->words : name;
	if (p->roles.n == 0)
		return name;
	return text_fmt(d->a, "%.*s（%.*s）", TEXT_ARG(name),
	    TEXT_ARG(text_list_join(d->a, &p->roles, T("、"))));
}

struct text_list
people_list(struct draw *d, const struct person_list *l)
{
	struct text_list out = { 0 };

	for (size_t i = 0; i < l->n; i++)
		text_list_add(d->a, &out, person_words(d, &l->v[i]));
	return out;
}

/* The document's title without the week, which stands on the line below, and called a record. */
struct text
record_title(struct draw *d)
{
	const struct doc *doc = d->sheet->doc;
	struct text t = d->sheet->title.n > 0 ? d->sheet->title : doc->title;

	if (t.n == 0 || doc->lang == LANG_MN)
		t = text_join(d->a, d->sheet->unit, doc->type ? doc->type->name : NO_TEXT);
	t = text_replace(
	    d->a, t, text_fmt(d->a, "%d年第%d周", doc->week.year, doc->week.week), NO_TEXT);
	t = text_replace(d->a, t, text_fmt(d->a, "第%d周", doc->week.week), NO_TEXT);
	return text_ends(t, T("记录")) ? t : draw_say(d, "sheet.record_title", TEXTS(t));
}

static struct text
clock_words(struct draw *d, clock_minutes m)
{
	return text_fmt(d->a, "%d:%02d", m / 60, m % 60);
}

static struct text
time_words(struct draw *d)
{
	const struct doc *doc = d->sheet->doc;
	struct text t;

	if (!date_is(doc->date))
		return NO_TEXT;
	t = text_fmt(d->a, "%.*s（%.*s）", TEXT_ARG(date_zh(d->a, doc->date)),
	    TEXT_ARG(date_weekday_zh(date_weekday(doc->date), false)));
	if (d->lang == LANG_MN)
		t = doc->start >= 0 ? text_join(d->a, d->sheet->mn.date, T(" "))
				    : d->sheet->mn.date;
	if (doc->start >= 0)
		t = text_join(d->a, t, clock_words(d, doc->start));
	if (doc->start >= 0 && doc->end >= 0)
		t = text_fmt(d->a, "%.*s—%.*s", TEXT_ARG(t), TEXT_ARG(clock_words(d, doc->end)));
	return t;
}

static struct text
number_words(struct draw *d)
{
	const struct doc *doc = d->sheet->doc;
	struct text_list l = { 0 };

	if (doc->expected >= 0)
		text_list_add(
		    d->a, &l, draw_say(d, "sheet.expected", TEXTS(draw_number(d, doc->expected))));
	if (doc->present >= 0)
		text_list_add(
		    d->a, &l, draw_say(d, "sheet.present", TEXTS(draw_number(d, doc->present))));
	return text_list_join(d->a, &l, T("，"));
}

/* --- head table --- */

static struct flow_cell
label_cell(struct flow *f, const char *key)
{
	return (struct flow_cell){ .text = draw_word(f->d, key),
		.style = f->label,
		.align = ALIGN_CENTER,
		.th = true,
		.spread = true };
}

static void
add_row(struct flow *f, struct flow_table *t, const char *key, struct text value)
{
	struct flow_cell cells[2] = { label_cell(f, key),
		{ .text = value, .style = f->body, .span = 3 } };

	flow_row(f, t, cells, 2, false);
}

static void
add_pair(struct flow *f, struct flow_table *t, const char *key, struct text value,
    const char *key_2, struct text value_2)
{
	struct flow_cell cells[4] = { label_cell(f, key), { .text = value, .style = f->body },
		label_cell(f, key_2), { .text = value_2, .style = f->body } };

	flow_row(f, t, cells, 4, false);
}

static void
add_people(struct flow *f, struct flow_table *t, const char *key, const struct person_list *l)
{
	struct text_list names = people_list(f->d, l);
	struct flow_cell cells[2] = { label_cell(f, key), { .style = f->body, .span = 3 } };

	if (l->n == 0)
		return;
	cells[1].para =
	    para_names(f->d, &names, f->body, f->vertical, (float)(f->width - t->widths[0] - 12));
	flow_row(f, t, cells, 2, false);
}

static struct text
joined(struct draw *d, const struct person_list *l)
{
	struct text_list names = people_list(d, l);

	return text_list_join(d->a, &names, T("、"));
}

/* The word before what a key holds: sheet.place. */
static const char *
label_of(struct flow *f, enum key k)
{
	return text_fmt(f->d->a, "sheet.%s", key_rows[k].member).p;
}

static double
label_width(struct flow *f, const char *key)
{
	return para_width(flow_text(f, draw_word(f->d, key), f->label, (float)f->width));
}

/* Mongolian words are not broken, however long a label is. */
static double
widest_label(struct flow *f)
{
	double most = 86;

	if (f->vertical)
		most =
		    fmax(most, fmax(label_width(f, "sheet.time"), label_width(f, "sheet.numbers")));
	for (enum key k = KEY_NONE; f->vertical && k < KEY_COUNT; k++)
		if (key_rows[k].record)
			most = fmax(most, label_width(f, label_of(f, k)));
	return fmin(most, f->width / 4);
}

static void
add_head_table(struct flow *f)
{
	static const double across[] = { 70, 137, 70, 171 };
	const struct doc *doc = f->d->sheet->doc;
	double down[4] = { widest_label(f) + 14, 0, 0, 0 };
	struct flow_table *t;

	down[2] = down[0];
	down[1] = down[3] = f->width / 2 - down[0];
	t = flow_table(f, f->x, f->vertical ? down : across, 4);

	t->elem = tag_new(f->d->tags, f->d->root, "Table");
	add_row(f, t, "sheet.time", time_words(f->d));
	f->bands.v[f->bands.n - 1].before = 12;
	/* The form has a place, be it empty. */
	for (enum key k = KEY_NONE; k < KEY_COUNT; k++)
		if (key_rows[k].record && key_text(doc, k) &&
		    (key_text(doc, k)->n > 0 || k == KEY_PLACE))
			add_row(f, t, label_of(f, k), *key_text(doc, k));
	add_pair(f, t, "sheet.host", joined(f->d, &doc->host), "sheet.convener",
	    joined(f->d, &doc->convener));
	add_pair(f, t, "sheet.recorder", joined(f->d, &doc->recorder), "sheet.numbers",
	    number_words(f->d));
	for (enum key k = KEY_ATTENDEES; k < KEY_COUNT; k++)
		if (key_rows[k].record && key_people(doc, k))
			add_people(f, t, label_of(f, k), key_people(doc, k));
	flow_table_end(f, t);
}

/* --- steps --- */

static const struct problem *
problem_of(const struct doc *doc, const struct block *b)
{
	for (size_t i = 0; i < doc->problems.n; i++)
		if (doc->problems.v[i].block == b)
			return &doc->problems.v[i];
	return NULL;
}

static bool
is_task(const struct doc *doc, const struct block *b)
{
	for (size_t i = 0; i < doc->tasks.n; i++)
		if (doc->tasks.v[i].block == b)
			return true;
	return false;
}

/* Does this block, or one inside it, hold a problem (or a task)? */
static bool
holds(const struct doc *doc, const struct block *b, bool tasks)
{
	for (const struct block *k = b; k; k = block_next(b, (struct block *)k))
		if (tasks ? is_task(doc, k) : problem_of(doc, k) != NULL)
			return true;
	return false;
}

/* The step's blocks, problems in their own form: one begun by a heading takes what follows up to
 * the next heading of its level. */
static void
add_problem_step(struct flow *f, const struct block *first)
{
	const struct doc *doc = f->d->sheet->doc;

	for (const struct block *b = first; b; b = b->next) {
		const struct problem *p = problem_of(doc, b);
		if (p) {
			record_problem(f, p);
			if (b->kind == BLOCK_HEADING)
				while (b->next &&
				    !(b->next->kind == BLOCK_HEADING &&
					b->next->level <= b->level) &&
				    !holds(doc, b->next, false))
					b = b->next;
		} else if (b->kind == BLOCK_LIST && holds(doc, b, false)) {
			add_problem_step(f, b->first);
		} else {
			flow_block(f, b, f->d->root, 2);
		}
	}
}

static void
add_task_step(struct flow *f, const struct block *first)
{
	const struct doc *doc = f->d->sheet->doc;
	bool done = false;

	for (const struct block *b = first; b; b = b->next) {
		if (!holds(doc, b, true)) {
			flow_block(f, b, f->d->root, 2);
		} else if (!done) {
			record_tasks(f);
			done = true;
		}
	}
}

static void
add_step_head(struct flow *f, const struct block *h)
{
	size_t first = flow_para(f, tag_new(f->d->tags, f->d->root, "H2"),
	    flow_inlines(f, h, NO_TEXT, f->vertical ? f->head : RECORD_LABEL, (float)f->width),
	    f->x, f->width, 0, false);

	if (first == f->bands.n)
		return;
	f->bands.v[first].before = 12;
	f->bands.v[first].mark = block_plain(f->d->a, h, false);
}

static void
add_section(struct flow *f, const struct block *section)
{
	const struct doc *doc = f->d->sheet->doc;
	const struct block *b = section->first;
	size_t body;

	if (b && b->kind == BLOCK_HEADING) {
		add_step_head(f, b);
		b = b->next;
	}
	body = f->bands.n;
	if (f->vertical)
		flow_blocks(f, b, f->d->root, 2);
	else if (holds(doc, section, false))
		add_problem_step(f, b);
	else if (holds(doc, section, true))
		add_task_step(f, b);
	else
		flow_blocks(f, b, f->d->root, 2);
	flow_keep(f, body, 2); /* a head keeps two lines */
}

/* White between the head table and what follows. */
static void
after_table(struct flow *f, size_t band)
{
	if (band < f->bands.n && f->bands.v[band].before < 12)
		f->bands.v[band].before = 12;
}

static void
add_body(struct flow *f, const struct block *root)
{
	size_t first = f->bands.n;

	for (const struct block *b = root ? root->first : NULL; b; b = b->next) {
		if (b->kind == BLOCK_SECTION)
			add_section(f, b);
		else if (!(b->kind == BLOCK_HEADING &&
			     b->level == 1)) /* the title stands above already */
			flow_block(f, b, f->d->root, 1);
	}
	after_table(f, first);
}

/* --- signatures --- */

static void
add_signature(struct flow *f, struct band *b, const char *key, double x, double width)
{
	struct para *p = para_text(f->d, draw_word(f->d, key), RECORD_TEXT, 1000);
	struct para_line l = { .to = (uint32_t)p->atoms.n };
	double w = para_width(p) + 6;
	struct flow_rule *r = ARENA_PUSH(f->d->a, &b->rules);

	flow_put(f, b, tag_new(f->d->tags, f->d->root, "P"), p, &l, x, baseline(16, 24, 14), 0);
	*r = (struct flow_rule){ x + w, 40 - 3.75, width - w, 0.75 };
}

static void
add_signatures(struct flow *f)
{
	double column = (RECORD_WIDTH - 28) / 2, right = RECORD_X + RECORD_WIDTH;
	size_t text = f->bands.n;
	struct para *p = para_text(f->d, draw_word(f->d, "sheet.sign_date"), RECORD_TEXT, 1000);
	struct para_line l = { .to = (uint32_t)p->atoms.n };
	struct band *b = flow_band(f, 40);

	b->before = 24;
	add_signature(f, b, "sheet.sign_host", RECORD_X, column);
	add_signature(f, b, "sheet.sign_convener", RECORD_X + column + 28, column);
	b = flow_band(f, 40);
	add_signature(f, b, "sheet.sign_recorder", RECORD_X, column);
	flow_put(f, b, tag_new(f->d->tags, f->d->root, "P"), p, &l, right - para_width(p),
	    baseline(16, 24, 14), 0);
	flow_keep(f, text > 0 ? text - 1 : 0, f->bands.n);
}

/* --- the whole --- */

static void
draw_running_head(struct flow *f, struct page *pg)
{
	struct draw *d = f->d;
	const struct doc *doc = d->sheet->doc;
	struct text right;
	double y = MARGIN;

	if (page_number(pg) == d->first_of_part)
		return;
	right = text_fmt(d->a, "%.*s　%.*s", TEXT_ARG(date_zh(d->a, doc->date)),
	    TEXT_ARG(draw_say(d, "sheet.week", TEXTS(draw_number(d, doc->week.week)))));
	set_within(pg, NULL, record_title(d), SMALL, RECORD_X, y, 14, RECORD_WIDTH - 150);
	set_right(pg, NULL, right, SMALL, RECORD_X + RECORD_WIDTH, y, 14);
	page_rule(pg, RECORD_X, y + 16.5, RECORD_WIDTH, 0.5);
}

/* The same at the left of columns. */
static void
draw_running_column(struct flow *f, struct page *pg)
{
	struct draw *d = f->d;
	struct text end =
	    text_fmt(d->a, "%.*s  %.*s", TEXT_ARG(d->sheet->mn.date), TEXT_ARG(d->sheet->mn.week));
	double x = MARGIN, w;

	if (page_number(pg) == d->first_of_part)
		return;
	w = para_width(column_para(d, end, MN_SMALL, (float)RECORD_HEIGHT));
	w = w > RECORD_HEIGHT / 2 ? RECORD_HEIGHT / 2 : w;
	set_column(pg, NULL, d->sheet->mn.title, MN_SMALL, x + 8, RECORD_Y, RECORD_HEIGHT - w - 24);
	set_column(pg, NULL, end, MN_SMALL, x + 8, RECORD_Y + RECORD_HEIGHT - w, w);
	page_rule(pg, x + 18, RECORD_Y, 0.5, RECORD_HEIGHT);
}

static void
draw_numbers(struct draw *d)
{
	long n = (long)(d->pages.n - d->first_page);

	for (long i = 0; i < n; i++)
		set_centre(d->pages.v[d->first_page + (size_t)i], NULL,
		    draw_say(d, "sheet.page_of", TEXTS(draw_number(d, i + 1), draw_number(d, n))),
		    SMALL, RECORD_X + RECORD_WIDTH / 2, A4_HEIGHT - MARGIN - 14, 14);
}

/* A line of its own in the middle of the measure. */
static void
add_centred(struct flow *f, struct elem *e, struct text t, struct style s, double lead)
{
	struct measure m = { (float)f->width, (float)f->width, false };
	struct para *p = flow_text(f, t, s, m.rest);
	struct para_line_list lines = { 0 };

	para_break(p, &m, f->d->a, &lines);
	for (size_t i = 0; i < lines.n; i++)
		flow_put(f, flow_band(f, lead), e, p, &lines.v[i],
		    f->x + (f->width - lines.v[i].width) / 2, flow_base(f, 0, lead, s.size), 0);
}

static void
add_title(struct flow *f)
{
	struct draw *d = f->d;
	const struct doc *doc = d->sheet->doc;
	struct style big = { .face = FACE_SONG_BOLD, .size = 22 };
	struct elem *h = tag_new(d->tags, d->root, "H1");

	if (f->vertical)
		add_centred(f, h, d->sheet->mn.title, MN_TITLE, MN_TITLE_LEAD);
	else
		add_centred(f, h, record_title(d), big, 36);
	if (doc->week.week > 0)
		add_centred(f, tag_new(d->tags, d->root, "P"),
		    f->vertical ? d->sheet->mn.week
				: draw_say(d, "sheet.record_week",
				      TEXTS(draw_number(d, doc->week.year),
					  draw_number(d, doc->week.week))),
		    f->body, 24);
}

/* A Mongolian original has no Chinese text: then its part is named here, between the facts and the
 * signatures. */
static void
draw_chinese(struct draw *d)
{
	struct flow f = { .x = RECORD_X,
		.y = RECORD_Y,
		.width = RECORD_WIDTH,
		.height = RECORD_HEIGHT,
		.body = RECORD_TEXT,
		.bold = RECORD_BOLD,
		.label = RECORD_LABEL,
		.head = RECORD_BOLD,
		.lead = 24,
		.indent = 28,
		.plain_lists = true,
		.page = draw_running_head };
	const struct sheet *s = d->sheet;

	flow_begin(&f, d);
	add_title(&f);
	add_head_table(&f);
	if (s->has_mn && s->doc->lang == LANG_MN)
		after_table(&f,
		    flow_para(&f, tag_new(d->tags, d->root, "P"),
			para_text(d, draw_word(d, "sheet.text_mn"), RECORD_TEXT, 1000), f.x,
			f.width, f.indent, false));
	else
		add_body(&f, s->body ? s->body : s->doc->body);
	add_signatures(&f);
	d->first_of_part = (int)d->pages.n;
	f.pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	d->mark = object_bookmark(
	    d->objects, NULL, record_title(d), page_object(f.pg), page_flip(f.pg, RECORD_Y));
	flow_place(&f);
	roll_draw(&f);
}

static void
draw_mongolian(struct draw *d)
{
	struct flow f = { .x = RECORD_Y,
		.y = RECORD_X,
		.width = RECORD_HEIGHT,
		.height = RECORD_WIDTH,
		.vertical = true,
		.body = MN_TEXT,
		.bold = MN_BOLD,
		.label = MN_LABEL,
		.head = MN_HEAD,
		.lead = 24,
		.indent = 24,
		.page = draw_running_column };
	struct elem *root = d->root;

	d->root = mongolian_elem(d, root, "Sect");
	d->lang = LANG_MN;
	flow_begin(&f, d);
	add_title(&f);
	add_head_table(&f);
	add_body(&f, d->sheet->mn_body);
	d->first_of_part = (int)d->pages.n;
	f.pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	d->mark = object_bookmark(
	    d->objects, NULL, d->sheet->mn.title, page_object(f.pg), page_flip(f.pg, RECORD_Y));
	flow_place(&f);
	d->lang = LANG_ZH;
	d->root = root;
}

void
record_draw(struct draw *d)
{
	bool mn = d->sheet->has_mn && d->sheet->mn_body,
	     first = mn && sheet_mongolian_first(d->sheet);

	if (!d->sheet->doc)
		return;
	if (first)
		draw_mongolian(d);
	draw_chinese(d);
	if (mn && !first)
		draw_mongolian(d);
	draw_numbers(d);
}
