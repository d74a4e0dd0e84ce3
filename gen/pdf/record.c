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

/* --- words --- */

/* 张三（第一书记、党员） */
static struct text
person_words(struct draw *d, const struct person *p)
{
	struct text name = person_name(p);

	if (p->group || name.n == 0)
		return p->words.n > 0 ? p->words : name;
	if (p->roles.n == 0)
		return name;
	return text_fmt(d->a, "%.*s（%.*s）", TEXT_ARG(name),
	    TEXT_ARG(text_list_join(d->a, &p->roles, T("、"))));
}

static struct text_list
people_words(struct draw *d, const struct person_list *l)
{
	struct text_list out = { 0 };

	for (size_t i = 0; i < l->n; i++)
		text_list_add(d->a, &out, person_words(d, &l->v[i]));
	return out;
}

/* The document's title without the week, which stands on the line below, and called a record. */
static struct text
record_title(struct draw *d)
{
	const struct doc *doc = d->sheet->doc;
	struct text t = d->sheet->title.n > 0 ? d->sheet->title : doc->title;

	if (d->side)
		return d->side->title;
	if (t.n == 0 || doc->lang != LANG_ZH)
		t = text_join(d->a, d->sheet->unit, doc->type ? doc->type->name : NO_TEXT);
	t = text_replace(
	    d->a, t, text_fmt(d->a, "%d年第%d周", doc->week.year, doc->week.week), NO_TEXT);
	t = text_replace(d->a, t, text_fmt(d->a, "第%d周", doc->week.week), NO_TEXT);
	return text_ends(t, T("记录")) ? t : draw_say(d, "sheet.record_title", TEXTS(t));
}

static struct text
time_words(struct draw *d)
{
	const struct doc *doc = d->sheet->doc;
	struct text t;

	if (!date_is(doc->date))
		return NO_TEXT;
	if (!d->side)
		t = text_fmt(d->a, "%.*s（%.*s）", TEXT_ARG(date_zh(d->a, doc->date)),
		    TEXT_ARG(date_weekday_zh(date_weekday(doc->date), false)));
	else
		t = doc->start >= 0 ? text_join(d->a, d->side->date, T(" ")) : d->side->date;
	if (doc->start >= 0)
		t = text_fmt(d->a, "%.*s%d:%02d", TEXT_ARG(t), doc->start / 60, doc->start % 60);
	if (doc->start >= 0 && doc->end >= 0)
		t = text_fmt(d->a, "%.*s—%d:%02d", TEXT_ARG(t), doc->end / 60, doc->end % 60);
	return t;
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
	struct text_list names = people_words(f->d, l);
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
	struct text_list names = people_words(d, l);

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
	struct draw *d = f->d;
	const struct doc *doc = d->sheet->doc;
	double label = widest_label(f) + 14, value = f->width / 2 - label,
	       down[4] = { label, value, label, value };
	struct flow_table *t = flow_table(f, d->root, f->x, f->vertical ? down : across, 4);
	struct text_list numbers = { 0 };

	add_row(f, t, "sheet.time", time_words(d));
	f->bands.v[f->bands.n - 1].before = 12;
	/* The form has a place, be it empty. */
	for (enum key k = KEY_NONE; k < KEY_COUNT; k++)
		if (key_rows[k].record && key_text(doc, k) &&
		    (key_text(doc, k)->n > 0 || k == KEY_PLACE))
			add_row(f, t, label_of(f, k), *key_text(doc, k));
	add_pair(
	    f, t, "sheet.host", joined(d, &doc->host), "sheet.convener", joined(d, &doc->convener));
	roll_numbers(d, &numbers);
	add_pair(f, t, "sheet.recorder", joined(d, &doc->recorder), "sheet.numbers",
	    text_list_join(d->a, &numbers, T("，")));
	for (enum key k = KEY_ATTENDEES; k < KEY_COUNT; k++)
		if (key_rows[k].record && key_people(doc, k))
			add_people(f, t, label_of(f, k), key_people(doc, k));
	flow_table_end(f, t);
}

/* --- steps --- */

static void
add_section(struct flow *f, const struct block *section)
{
	const struct block *b = section->first;

	if (b && b->kind == BLOCK_HEADING) {
		struct style s = f->vertical ? f->head : RECORD_LABEL;
		size_t first = flow_para(f, draw_elem(f->d, "H2"),
		    flow_inlines(f, b, NO_TEXT, s, (float)f->width), f->x, f->width, 0, false);
		if (first < f->bands.n) {
			f->bands.v[first].before = 12;
			f->bands.v[first].mark = block_plain(f->d->a, b, false);
		}
		b = b->next;
	}
	size_t body = f->bands.n;
	if (f->vertical)
		flow_blocks(f, b, f->d->root, 2);
	else
		record_step(
		    f, b, &(struct record_saying){ record_problem, record_tasks, record_other });
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
	struct para *p = flow_text(f, draw_word(f->d, key), f->body, 1000);
	double w = para_width(p) + 6;

	flow_put(f, b, draw_elem(f->d, "P"), p, x, 16);
	*ARENA_PUSH(f->d->a, &b->rules) = (struct flow_rule){ x + w, 40 - 3.75, width - w, 0.75 };
}

static void
add_signatures(struct flow *f)
{
	double column = (f->width - 28) / 2;
	size_t text = f->bands.n;
	struct para *date = flow_text(f, draw_word(f->d, "sheet.sign_date"), f->body, 1000);

	struct band *b = flow_band(f, 40);
	b->before = 24;
	add_signature(f, b, "sheet.sign_host", f->x, column);
	add_signature(f, b, "sheet.sign_convener", f->x + column + 28, column);
	b = flow_band(f, 40);
	add_signature(f, b, "sheet.sign_recorder", f->x, column);
	flow_put(f, b, draw_elem(f->d, "P"), date, f->x + f->width - para_width(date), 16);
	flow_keep(f, text > 0 ? text - 1 : 0, f->bands.n);
}

/* --- the whole --- */

/* The running head; of columns at their left. None on the first page of a part. */
static void
draw_running(struct flow *f, struct page *pg)
{
	struct draw *d = f->d;
	const struct sheet *s = d->sheet;

	if (page_number(pg) == d->first_of_part)
		return;
	if (!f->vertical) {
		struct text right =
		    text_fmt(d->a, "%.*s　%.*s", TEXT_ARG(date_zh(d->a, s->doc->date)),
			TEXT_ARG(draw_say_number(d, "sheet.week", s->doc->week.week)));
		set_within(pg, NULL, record_title(d), RECORD_SMALL, RECORD_X, RECORD_MARGIN, 14,
		    RECORD_WIDTH - 150);
		set_right(pg, NULL, right, RECORD_SMALL, RECORD_X + RECORD_WIDTH, RECORD_MARGIN, 14);
		page_rule(pg, RECORD_X, RECORD_MARGIN + 16.5, RECORD_WIDTH, 0.5);
		return;
	}
	struct text end = text_fmt(d->a, "%.*s  %.*s", TEXT_ARG(s->mn.date), TEXT_ARG(s->mn.week));
	double w = column_length(d, end, RECORD_MN_SMALL), x = RECORD_MARGIN + 8;
	w = w > RECORD_HEIGHT / 2 ? RECORD_HEIGHT / 2 : w;
	set_column(pg, NULL, s->mn.title, RECORD_MN_SMALL, x, RECORD_Y, RECORD_HEIGHT - w - 24);
	set_column(pg, NULL, end, RECORD_MN_SMALL, x, RECORD_Y + RECORD_HEIGHT - w, w);
	page_rule(pg, RECORD_MARGIN + 18, RECORD_Y, 0.5, RECORD_HEIGHT);
}

void
record_page_numbers(struct draw *d)
{
	long n = (long)(d->pages.n - d->first_page);

	for (long i = 0; i < n; i++)
		set_centre(d->pages.v[d->first_page + (size_t)i], NULL,
		    draw_say(d, "sheet.page_of", TEXTS(draw_number(d, i + 1), draw_number(d, n))),
		    RECORD_SMALL, RECORD_X + RECORD_WIDTH / 2, A4_HEIGHT - RECORD_MARGIN - 14, 14);
}

static void
add_title(struct flow *f, struct text title)
{
	struct draw *d = f->d;
	struct week w = d->sheet->doc->week;

	flow_lines(f, draw_elem(d, "H1"), title, f->vertical ? RECORD_MN_TITLE : RECORD_TITLE,
	    f->vertical ? 40 : 36, 0.5);
	if (w.week > 0)
		flow_lines(f, draw_elem(d, "P"),
		    f->vertical ? d->sheet->mn.week
				: draw_say(d, "sheet.record_week",
				      TEXTS(draw_number(d, w.year), draw_number(d, w.week))),
		    f->body, 24, 0.5);
}

/* The Chinese part lines, the Mongolian one in columns, its Chinese smaller, as on the handout. */
static const struct flow ACROSS = { .x = RECORD_X,
	.y = RECORD_Y,
	.width = RECORD_WIDTH,
	.height = RECORD_HEIGHT,
	.lead = 24,
	.indent = 28,
	.plain_lists = true,
	.page = draw_running };
static const struct flow DOWN = { .x = RECORD_Y,
	.y = RECORD_X,
	.width = RECORD_HEIGHT,
	.height = RECORD_WIDTH,
	.vertical = true,
	.lead = 24,
	.indent = 24,
	.page = draw_running };

static void
begin_part(struct flow *f, struct draw *d, struct text title)
{
	f->body = f->vertical ? RECORD_MN_TEXT : RECORD_TEXT;
	f->label = f->vertical ? RECORD_MN_LABEL : RECORD_LABEL;
	f->head = f->vertical ? RECORD_MN_HEAD : RECORD_BOLD;
	flow_begin(f, d);
	add_title(f, title);
	add_head_table(f);
}

static void
place_part(struct flow *f, struct text title)
{
	struct draw *d = f->d;

	d->first_of_part = (int)d->pages.n;
	f->pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	draw_sheet_mark(d, title, f->pg, RECORD_Y);
	flow_place(f);
}

/* A Mongolian original has no Chinese text: then its part is named here, between the facts and the
 * signatures. */
static void
draw_chinese(struct draw *d)
{
	const struct sheet *s = d->sheet;
	struct text title = record_title(d);
	struct flow f = ACROSS;

	begin_part(&f, d, title);
	if (d->lang == LANG_ZH && s->doc->lang != LANG_ZH)
		after_table(&f,
		    flow_para(&f, draw_elem(d, "P"),
			flow_text(&f,
			    draw_say(d, "sheet.text_in",
				TEXTS(words_language(s->words, LANG_ZH, s->doc->lang, false))),
			    f.body, 1000),
			f.x, f.width, f.indent, false));
	else
		add_body(&f, s->body ? s->body : s->doc->body);
	add_signatures(&f);
	place_part(&f, title);
	roll_draw(&f);
}

static void
draw_mongolian(struct draw *d)
{
	struct text title = d->sheet->mn.title;
	struct elem *root = d->root;
	struct flow f = DOWN;

	d->root = mongolian_elem(d, root, "Sect");
	draw_turn_to(d, &d->sheet->mn);
	begin_part(&f, d, title);
	add_body(&f, d->sheet->mn_body);
	place_part(&f, title);
	draw_turn_to(d, NULL);
	d->root = root;
}

/* A text in a language that runs across: the same sheet with its words. */
static void
draw_others(struct draw *d)
{
	const struct sheet *whole = d->sheet;

	for (size_t i = 0; i < whole->nothers; i++) {
		struct sheet s = *whole;
		s.body = s.others[i].body;
		d->sheet = &s;
		draw_turn_to(d, &s.others[i].side);
		draw_chinese(d);
	}
	d->sheet = whole;
	draw_turn_to(d, NULL);
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
	draw_others(d);
	record_page_numbers(d);
}
