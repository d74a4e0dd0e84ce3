/* SPDX-License-Identifier: MIT */
/*
 * 会议记录, for the file: internal, so names stand whole. Head table, the steps as they were held, problems and tasks, signatures; the sign-in sheet follows. Nothing
 * is shortened: what the document says beside its problems and tasks is shown where it stands.
 */
#include "pdf/record.h"

const struct style RECORD_TEXT = { .face = FACE_SONG, .size = 14, .gap = SCRIPT_GAP };
const struct style RECORD_BOLD = { .face = FACE_SONG_BOLD, .size = 14, .gap = SCRIPT_GAP };
const struct style RECORD_LABEL = { .face = FACE_HEI_BOLD, .size = 14, .gap = SCRIPT_GAP };
static const struct style SMALL = { .face = FACE_SONG, .size = 10.5f, .gap = SCRIPT_GAP };


/* --- words ----------------------------------------------------------------------------------------------------------------------------- */

struct text
person_words(struct draw *d, const struct person *p)
{
	struct text name = p->shown.n > 0 ? p->shown : p->name;

	if (p->group || name.n == 0)
		return p->words.n > 0 ? p->words : name;
	if (p->roles.n == 0)
		return name;
	return text_fmt(d->a, "%.*s（%.*s）", TEXT_ARG(name), TEXT_ARG(text_list_join(d->a, &p->roles, T("、"))));
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

	if (t.n == 0)
		t = text_join(d->a, d->sheet->unit, doc->type ? doc->type->name : NO_TEXT);
	t = text_replace(d->a, t, text_fmt(d->a, "%d年第%d周", doc->week.year, doc->week.week), NO_TEXT);
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
	t = text_fmt(d->a, "%.*s（%.*s）", TEXT_ARG(date_zh(d->a, doc->date)), TEXT_ARG(date_weekday_zh(date_weekday(doc->date), false)));
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
		text_list_add(d->a, &l, draw_say(d, "sheet.expected", TEXTS(draw_number(d, doc->expected))));
	if (doc->present >= 0)
		text_list_add(d->a, &l, draw_say(d, "sheet.present", TEXTS(draw_number(d, doc->present))));
	return text_list_join(d->a, &l, T("，"));
}

/* --- head table -------------------------------------------------------------------------------------------------------------------------- */

static struct flow_cell
label_cell(struct draw *d, const char *key)
{
	return (struct flow_cell){ .text = draw_word(d, key), .style = RECORD_LABEL, .align = ALIGN_CENTER, .th = true, .spread = true };
}

static void
add_row(struct flow *f, struct flow_table *t, const char *key, struct text value)
{
	struct flow_cell cells[2] = { label_cell(f->d, key), { .text = value, .style = RECORD_TEXT, .span = 3 } };

	flow_row(f, t, cells, 2, false);
}

static void
add_pair(struct flow *f, struct flow_table *t, const char *key, struct text value, const char *key_2, struct text value_2)
{
	struct flow_cell cells[4] = { label_cell(f->d, key), { .text = value, .style = RECORD_TEXT }, label_cell(f->d, key_2), { .text = value_2, .style = RECORD_TEXT } };

	flow_row(f, t, cells, 4, false);
}

static void
add_people(struct flow *f, struct flow_table *t, const char *key, const struct person_list *l)
{
	struct text_list names = people_list(f->d, l);
	struct flow_cell cells[2] = { label_cell(f->d, key), { .style = RECORD_TEXT, .span = 3 } };

	if (l->n == 0)
		return;
	cells[1].para = para_names(f->d, &names, RECORD_TEXT, false, (float)(RECORD_WIDTH - 70 - 12));
	flow_row(f, t, cells, 2, false);
}

static struct text
joined(struct draw *d, const struct person_list *l)
{
	struct text_list names = people_list(d, l);

	return text_list_join(d->a, &names, T("、"));
}

static void
add_head_table(struct flow *f)
{
	static const double widths[] = { 70, 137, 70, 171 };
	const struct doc *doc = f->d->sheet->doc;
	struct flow_table *t = flow_table(f, RECORD_X, widths, 4);

	t->elem = tag_new(f->d->tags, f->d->root, "Table");
	add_row(f, t, "sheet.time", time_words(f->d));
	f->bands.v[f->bands.n - 1].before = 12;
	add_row(f, t, "sheet.place", doc->place);
	add_pair(f, t, "sheet.host", joined(f->d, &doc->host), "sheet.convener", joined(f->d, &doc->convener));
	add_pair(f, t, "sheet.recorder", joined(f->d, &doc->recorder), "sheet.numbers", number_words(f->d));
	add_people(f, t, "sheet.attendees", &doc->attendees);
	add_people(f, t, "sheet.observers", &doc->observers);
	add_people(f, t, "sheet.absent", &doc->absent);
	flow_table_end(f, t);
}

/* --- steps ------------------------------------------------------------------------------------------------------------------------------- */

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

/* The step's blocks, problems in their own form: one begun by a heading takes what follows up to the next heading of its level. */
static void
add_problem_step(struct flow *f, const struct block *first)
{
	const struct doc *doc = f->d->sheet->doc;

	for (const struct block *b = first; b; b = b->next) {
		const struct problem *p = problem_of(doc, b);
		if (p) {
			record_problem(f, p);
			if (b->kind == BLOCK_HEADING)
				while (b->next && !(b->next->kind == BLOCK_HEADING && b->next->level <= b->level) && !holds(doc, b->next, false))
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
	size_t first = flow_para(f, tag_new(f->d->tags, f->d->root, "H2"), flow_inlines(f, h, NO_TEXT, RECORD_LABEL, (float)f->width), f->x, f->width, 0, false);

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
	if (holds(doc, section, false))
		add_problem_step(f, b);
	else if (holds(doc, section, true))
		add_task_step(f, b);
	else
		flow_blocks(f, b, f->d->root, 2);
	flow_keep(f, body, 2); /* a head keeps two lines */
}

static void
add_body(struct flow *f)
{
	const struct doc *doc = f->d->sheet->doc;
	const struct block *root = f->d->sheet->body ? f->d->sheet->body : doc->body;

	for (const struct block *b = root ? root->first : NULL; b; b = b->next) {
		if (b->kind == BLOCK_SECTION)
			add_section(f, b);
		else if (!(b->kind == BLOCK_HEADING && b->level == 1)) /* the title stands above already */
			flow_block(f, b, f->d->root, 1);
	}
}

/* --- signatures -------------------------------------------------------------------------------------------------------------------------- */

static void
add_signature(struct flow *f, struct band *b, const char *key, double x, double width)
{
	struct para *p = para_text(f->d, draw_word(f->d, key), RECORD_TEXT, 1000);
	struct line l = { .to = (uint32_t)p->atoms.n };
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
	struct line l = { .to = (uint32_t)p->atoms.n };
	struct band *b = flow_band(f, 40);

	b->before = 24;
	add_signature(f, b, "sheet.sign_host", RECORD_X, column);
	add_signature(f, b, "sheet.sign_convener", RECORD_X + column + 28, column);
	b = flow_band(f, 40);
	add_signature(f, b, "sheet.sign_recorder", RECORD_X, column);
	flow_put(f, b, tag_new(f->d->tags, f->d->root, "P"), p, &l, right - para_width(p), baseline(16, 24, 14), 0);
	flow_keep(f, text > 0 ? text - 1 : 0, f->bands.n);
}

/* --- the whole --------------------------------------------------------------------------------------------------------------------------- */

static void
draw_running_head(struct flow *f, struct page *pg)
{
	struct draw *d = f->d;
	const struct doc *doc = d->sheet->doc;
	struct text right;
	double y = 39.69;

	if (page_number(pg) == (int)d->first_page)
		return;
	right = text_fmt(d->a, "%.*s　%.*s", TEXT_ARG(date_zh(d->a, doc->date)), TEXT_ARG(draw_say(d, "sheet.week", TEXTS(draw_number(d, doc->week.week)))));
	set_within(pg, NULL, record_title(d), SMALL, RECORD_X, y, 14, RECORD_WIDTH - 150);
	set_right(pg, NULL, right, SMALL, RECORD_X + RECORD_WIDTH, y, 14);
	page_rule(pg, RECORD_X, y + 16.5, RECORD_WIDTH, 0.5);
}

static void
draw_numbers(struct draw *d)
{
	long n = (long)(d->pages.n - d->first_page);

	for (long i = 0; i < n; i++)
		set_centre(d->pages.v[d->first_page + (size_t)i], NULL, draw_say(d, "sheet.page_of", TEXTS(draw_number(d, i + 1), draw_number(d, n))), SMALL,
		    RECORD_X + RECORD_WIDTH / 2, A4_HEIGHT - 39.69 - 14, 14);
}

static void
add_title(struct flow *f)
{
	struct draw *d = f->d;
	const struct doc *doc = d->sheet->doc;
	struct style big = { .face = FACE_SONG_BOLD, .size = 22 };
	struct elem *h = tag_new(d->tags, d->root, "H1");
	struct para *p = para_text(d, record_title(d), big, (float)RECORD_WIDTH);
	struct measure m = { (float)RECORD_WIDTH, (float)RECORD_WIDTH, false };
	struct line_list lines = { 0 };

	para_break(p, &m, d->a, &lines);
	for (size_t i = 0; i < lines.n; i++)
		flow_put(f, flow_band(f, 36), h, p, &lines.v[i], RECORD_X + (RECORD_WIDTH - lines.v[i].width) / 2, baseline(0, 36, 22), 0);
	if (doc->week.week > 0) {
		struct para *w = para_text(d, draw_say(d, "sheet.record_week", TEXTS(draw_number(d, doc->week.year), draw_number(d, doc->week.week))), RECORD_TEXT, 1000);
		struct line l = { .to = (uint32_t)w->atoms.n };
		flow_put(f, flow_band(f, 24), tag_new(d->tags, d->root, "P"), w, &l, RECORD_X + (RECORD_WIDTH - para_width(w)) / 2, baseline(0, 24, 14), 0);
	}
}

void
record_draw(struct draw *d)
{
	struct flow f = { .x = RECORD_X, .y = RECORD_Y, .width = RECORD_WIDTH, .height = RECORD_HEIGHT, .body = RECORD_TEXT, .bold = RECORD_BOLD, .label = RECORD_LABEL,
		.head = RECORD_BOLD, .lead = 24, .indent = 28, .plain_lists = true, .page = draw_running_head };

	if (!d->sheet->doc)
		return;
	flow_begin(&f, d);
	add_title(&f);
	add_head_table(&f);
	add_body(&f);
	add_signatures(&f);
	f.pg = page_new(d, A4_WIDTH, A4_HEIGHT, 1);
	d->mark = object_bookmark(d->objects, NULL, record_title(d), page_object(f.pg), page_flip(f.pg, RECORD_Y));
	flow_place(&f);
	roll_draw(&f);
	draw_numbers(d);
}
