/* SPDX-License-Identifier: MIT */
/* Small document trees by hand. */
#include "../sample.h"

struct block *
sample_block(struct sample *s, struct block *parent, enum block_kind kind, const char *text)
{
	struct block *b = block_new(s->arena, kind);

	if (text)
		block_add_inline(b, inl_new(s->arena, INLINE_TEXT, sample_text(s, text)));
	if (parent)
		block_add(parent, b);
	return b;
}

struct block *
sample_section(struct sample *s, struct block *root, const char *id, const char *heading)
{
	struct block *section = block_new(s->arena, BLOCK_SECTION);

	section->note = text_of(id);
	block_add(root, section);
	sample_block(s, section, BLOCK_HEADING, heading)->level = 2;
	return section;
}

struct block *
sample_items(struct sample *s, struct block *parent, const char *const *texts, bool ordered)
{
	struct block *list = sample_block(s, parent, BLOCK_LIST, NULL);

	list->ordered = ordered;
	list->start = 1;
	for (; *texts; texts++)
		sample_block(s, sample_block(s, list, BLOCK_ITEM, NULL), BLOCK_PARAGRAPH, *texts);
	return list;
}

void
sample_link(struct sample *s, struct block *b, const char *url, const char *text)
{
	struct inl *link = inl_new(s->arena, INLINE_LINK, NO_TEXT);

	link->target = text_of(url);
	link->first = link->last = inl_new(s->arena, INLINE_TEXT, sample_text(s, text));
	block_add_inline(b, link);
}

/* cells: ncols texts a row, ended by NULL; the first row is the head. */
struct block *
sample_table(struct sample *s, struct block *parent, const char *const *cells, int ncols)
{
	struct block *table = sample_block(s, parent, BLOCK_TABLE, NULL), *row = NULL;

	for (int i = 0; cells[i]; i++) {
		if (i % ncols == 0)
			row = sample_block(s, table, BLOCK_ROW, NULL);
		sample_block(s, row, BLOCK_CELL, cells[i]);
	}
	return table;
}

struct block *
sample_figure(struct sample *s, struct block *parent, const char *path, const char *caption)
{
	struct block *b = sample_block(s, parent, BLOCK_FIGURE, NULL);
	struct inl *im = inl_new(s->arena, INLINE_IMAGE, NO_TEXT);

	im->target = text_of(path);
	im->first = im->last = inl_new(s->arena, INLINE_TEXT, sample_text(s, caption));
	block_add_inline(b, im);
	return b;
}

void
sample_person(struct sample *s, struct person_list *l, const char *name, const char *roles)
{
	struct person *p = ARENA_PUSH(s->arena, l);
	struct text rest = sample_text(s, roles);

	p->name = p->shown = sample_text(s, name);
	p->count = 1;
	while (rest.n > 0) {
		size_t at = text_find(rest, T("、"), 0);
		text_list_add(s->arena, &p->roles, text_cut(rest, 0, at == SIZE_MAX ? rest.n : at));
		rest = at == SIZE_MAX ? NO_TEXT : text_cut(rest, at + 3, rest.n);
	}
}

struct doc *
sample_doc(struct sample *s, const char *type, const char *title)
{
	struct doc *d = ARENA_NEW(s->arena, struct doc);
	struct doc_type *t = ARENA_NEW(s->arena, struct doc_type);

	t->name = sample_text(s, type);
	d->arena = s->arena;
	d->site = s->site;
	d->type = t;
	d->title = sample_text(s, title);
	d->date = (struct date){ 2018, 7, 3 };
	d->week = date_week(d->date);
	d->start = d->end = -1;
	d->expected = d->present = -1;
	d->summary = d->number = d->place = d->source = d->matter = d->objections = NO_TEXT;
	d->body = block_new(s->arena, BLOCK_ROOT);
	return d;
}
