/* SPDX-License-Identifier: MIT */
/*
 * Sheets out of a hat: the same seed, the same sheet. Texts of all lengths from everything people
 * type and paste, lists of all sizes, trees of all shapes. Nothing may crash, hang or leave its
 * page.
 */
#include "../sample.h"

struct dice {
	uint64_t state;
};

static unsigned
roll(struct dice *d, unsigned n)
{
	d->state = d->state * 6364136223846793005u + 1442695040888963407u;
	return n ? (unsigned)(d->state >> 33) % n : 0;
}

static struct text
random_text(struct sample *s, struct dice *d, unsigned longest)
{
	static const char *const bits[] = { "嘎查", "电灌线路断电", "，", "。", "《通知》",
		"“双书记”", "（党员、草管员）", "7月20日前", "2018年7月3日", "0.31元", "120米",
		"27-1", "0482-6123456", "English words", " ", "https://example.org/a/b/c.html",
		"ᠮᠣᠩᠭᠣᠯ", " ", "ᠭᠠᠴᠠᠭ᠎ᠠ", " ᠃", "𠮷", "……", "——", "、", "！？", "％",
		"\xE2\x80\xAF\xE1\xA0\xA4\xE1\xA0\xA8", "\xEF\xBF\xBD", "😀", "\t", "\n", "·",
		"阿拉坦·其其格", "-1,234.50", "Pneumonoultramicroscopicsilicovolcanoconiosis", "א",
		"́", "\xE2\x80\x8D", "\xEF\xB8\x8F", "12345678901234567890", "（", "〔已隐去〕" };
	struct buf b = BUF_INIT;
	struct text t;

	for (unsigned n = roll(d, longest + 1); n > 0; n--)
		buf_str(&b, bits[roll(d, sizeof bits / sizeof *bits)]);
	t = text_copy(s->arena, buf_view(&b));
	buf_release(&b);
	return t;
}

static void
random_side(struct sample *s, struct dice *d, struct sheet_side *side)
{
	side->unit = random_text(s, d, 3);
	side->title = random_text(s, d, 3);
	side->date = T("2018年7月3日 星期二");
	side->week = T("第27周");
	side->came = T("到会23人");
	side->head_matters = T("一、反映的事，怎么答复");
	side->head_tasks = T("二、这周谁办什么");
	side->head_policy = T("三、学了什么政策");
	side->nmatters = roll(d, roll(d, 3) ? 8 : 60);
	side->ntasks = roll(d, 12);
	side->npolicies = roll(d, 6);
	side->matters = ARENA_ARRAY(s->arena, struct sheet_matter, side->nmatters + 1);
	side->tasks = ARENA_ARRAY(s->arena, struct sheet_task, side->ntasks + 1);
	side->policies = ARENA_ARRAY(s->arena, struct sheet_policy, side->npolicies + 1);
	unsigned sign = roll(d, 4);
	for (size_t i = 0; i < side->nmatters; i++) {
		sign += sign < SIGN_DONE && roll(d, 4) == 0; /* in the order of the contract */
		side->matters[i] = (struct sheet_matter){ .sign = (enum sheet_sign)sign,
			.status_words = T("办理中"),
			.date_words = roll(d, 4) ? T("12月20日前") : NO_TEXT,
			.title = random_text(s, d, roll(d, 10) ? 6 : 200),
			.number = roll(d, 5) ? T("问题27-1") : NO_TEXT,
			.answer = random_text(s, d, roll(d, 10) ? 12 : 300),
			.person = roll(d, 3) ? T("阿拉坦其其格") : NO_TEXT,
			.fresh = roll(d, 2) };
	}
	for (size_t i = 0; i < side->ntasks; i++) {
		struct sheet_task *t = &side->tasks[i];
		*t = (struct sheet_task){ .work = random_text(s, d, 10),
			.date_words = roll(d, 3) ? T("7月9日前") : NO_TEXT,
			.sort = { 2018, 7, (int8_t)(1 + roll(d, 28)) } };
		for (unsigned n = roll(d, 5); n > 0; n--)
			text_list_add(s->arena, &t->people, random_text(s, d, 3));
	}
	for (size_t i = 0; i < side->npolicies; i++)
		side->policies[i] =
		    (struct sheet_policy){ random_text(s, d, 3), random_text(s, d, 12) };
}

static void
random_blocks(struct sample *s, struct dice *d, struct block *parent, unsigned n, int depth);

static void
random_block(struct sample *s, struct dice *d, struct block *parent, int depth)
{
	static const enum block_kind kinds[] = { BLOCK_PARAGRAPH, BLOCK_PARAGRAPH, BLOCK_PARAGRAPH,
		BLOCK_HEADING, BLOCK_LIST, BLOCK_TABLE, BLOCK_QUOTE, BLOCK_CODE, BLOCK_FIGURE,
		BLOCK_RULE };
	enum block_kind kind =
	    depth > 4 ? BLOCK_PARAGRAPH : kinds[roll(d, sizeof kinds / sizeof *kinds)];
	const char *text = random_text(s, d, roll(d, 20) ? 12 : 400).p;
	struct block *b = sample_block(s, parent, kind,
	    kind == BLOCK_LIST || kind == BLOCK_TABLE || kind == BLOCK_QUOTE || kind == BLOCK_FIGURE
		? NULL
		: text);

	b->level = 1 + (int)roll(d, 6);
	if (kind == BLOCK_PARAGRAPH && roll(d, 6) == 0)
		sample_link(s, b, roll(d, 2) ? "https://example.org/文件 1" : "x.md",
		    random_text(s, d, roll(d, 9) ? 5 : 100).p);
	b->ordered = roll(d, 2);
	if (kind == BLOCK_LIST)
		for (unsigned n = roll(d, 6); n > 0; n--)
			random_blocks(
			    s, d, sample_block(s, b, BLOCK_ITEM, NULL), roll(d, 3), depth + 1);
	if (kind == BLOCK_QUOTE)
		random_blocks(s, d, b, roll(d, 3), depth + 1);
	if (kind == BLOCK_TABLE) {
		unsigned ncols = roll(d, roll(d, 10) ? 6 : 40);
		for (unsigned n = roll(d, roll(d, 5) ? 6 : 80); n > 0; n--) {
			struct block *row = sample_block(s, b, BLOCK_ROW, NULL);
			for (unsigned k = roll(d, 8) ? ncols : roll(d, 9); k > 0; k--)
				sample_block(
				    s, row, BLOCK_CELL, random_text(s, d, roll(d, 30) ? 3 : 150).p)
				    ->align = (enum block_align)roll(d, 4);
		}
	}
	if (kind == BLOCK_FIGURE) {
		static const char *const paths[] = { "good.png", "photo.jpg", "broken.png",
			"../../../etc/passwd", "nothing.png", "sheets.t" };
		struct inl *im = inl_new(s->arena, INLINE_IMAGE, NO_TEXT);
		im->target = text_of(paths[roll(d, 6)]);
		im->first = im->last = inl_new(s->arena, INLINE_TEXT, text_of(text));
		block_add_inline(b, im);
	}
}

static void
random_blocks(struct sample *s, struct dice *d, struct block *parent, unsigned n, int depth)
{
	while (n-- > 0)
		random_block(s, d, parent, depth);
}

static void
random_people(struct sample *s, struct dice *d, struct person_list *l, unsigned most)
{
	for (unsigned n = roll(d, most + 1); n > 0; n--)
		sample_person(
		    s, l, random_text(s, d, roll(d, 9) ? 2 : 30).p, random_text(s, d, 2).p);
}

static struct doc *
random_doc(struct sample *s, struct dice *d)
{
	struct doc *doc = sample_doc(s, "双书记周例会", random_text(s, d, roll(d, 5) ? 6 : 60).p);
	struct block *section = NULL;

	doc->number = random_text(s, d, 2);
	doc->copy_to = random_text(s, d, roll(d, 9) ? 8 : 200);
	doc->place = random_text(s, d, roll(d, 9) ? 4 : 200);
	doc->present = (int)roll(d, 90) - 1;
	random_people(s, d, &doc->host, 2);
	random_people(s, d, &doc->convener, 2);
	random_people(s, d, &doc->attendees, roll(d, 4) ? 20 : 200);
	random_people(s, d, &doc->absent, 4);
	for (unsigned n = roll(d, 6); n > 0; n--) {
		section = sample_section(s, doc->body, "", random_text(s, d, 4).p);
		random_blocks(s, d, section, roll(d, 5), 0);
	}
	for (unsigned n = roll(d, 4); n > 0 && section; n--) {
		struct problem *p = ARENA_PUSH(s->arena, &doc->problems);
		p->title = random_text(s, d, 8);
		p->raised_words = random_text(s, d, 2);
		p->decision = random_text(s, d, roll(d, 5) ? 10 : 300);
		p->owner_words = p->status_words = p->category = p->affected = p->result =
		    p->feedback = p->deadline.written = random_text(s, d, 2);
		p->number = (struct number){ 2018, 27, (int16_t)roll(d, 300) };
		p->block = sample_block(s, section, BLOCK_HEADING, "问题");
	}
	return doc;
}

/* The Mongolian text of a poster or record, of any language really; money that may need a further
 * sheet. */
static void
random_further(struct sample *s, struct dice *d, struct sheet *h)
{
	struct block *section;

	h->mn_body = block_new(s->arena, BLOCK_ROOT);
	h->mn_kind = roll(d, 3) ? T("公示") : random_text(s, d, 4);
	for (unsigned n = roll(d, 5); n > 0; n--) {
		section = sample_section(
		    s, (struct block *)h->mn_body, "", random_text(s, d, roll(d, 9) ? 4 : 90).p);
		random_blocks(s, d, section, roll(d, 6), 0);
	}
	random_blocks(s, d, (struct block *)h->mn_body, roll(d, 5), 0);
	if (h->kind == SHEET_POSTER && roll(d, 5) == 0)
		h->body = NULL;
	for (const struct block *b = h->body ? h->body->first : NULL; b && !h->money; b = b->next)
		for (const struct block *t = b->first; t && !h->money; t = t->next)
			if (t->kind == BLOCK_TABLE) {
				struct money_table *m = ARENA_NEW(s->arena, struct money_table);
				*m = (struct money_table){ .table = (struct block *)t,
					.unit = roll(d, 2) ? T("元") : NO_TEXT };
				h->money = m;
			}
}

struct sheet *
sample_random(struct sample *s, unsigned seed)
{
	struct dice d = { seed * 2654435761u + 7 };
	struct sheet *h = sample_sheet(s, (enum sheet_kind)roll(&d, 4));

	h->address = text_fmt(s->arena, "random/%u", seed);
	if (roll(&d, 6) == 0)
		h->url = roll(&d, 2)
		    ? NO_TEXT
		    : text_fmt(s->arena, "https://example.org/%0*u", (int)roll(&d, 400), 7u);
	if (roll(&d, 6) == 0)
		h->phone = NO_TEXT;
	h->unit = random_text(s, &d, 3);
	h->title = random_text(s, &d, 5);
	random_side(s, &d, &h->zh);
	h->has_mn = roll(&d, 2);
	random_side(s, &d, &h->mn);
	h->doc = random_doc(s, &d);
	h->body = h->doc->body;
	if (h->has_mn && h->kind != SHEET_JIYAO && roll(&d, 2)) {
		h->mn_body = random_doc(s, &d)->body;
		h->body = roll(&d, 4) || h->kind == SHEET_RECORD ? h->body : NULL;
	}
	h->poster_kind = roll(&d, 3) ? T("公示") : random_text(s, &d, 3);
	h->poster_title = random_text(s, &d, roll(&d, 5) ? 5 : 80);
	h->objections = roll(&d, 3) ? NO_TEXT : random_text(s, &d, 4);
	h->a3 = roll(&d, 2);
	random_further(s, &d, h);
	if (roll(&d, 2)) {
		h->period_from = (struct date){ 2018, 7, 4 };
		h->period_to = (struct date){ 2018, 7, 13 };
	}
	return h;
}
