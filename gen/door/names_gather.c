/* SPDX-License-Identifier: MIT */
/*
 * Where a document has names: the lists of its front matter, who raised a problem and who answers
 * for it, the steps of 流转办理, tables with a column 姓名 or 户主, and lines that begin with such
 * a word. Names in running text that stand in none of these are nobody's that lihui could know.
 */
#include "door/names.h"

#include "lihui/arena.h"
#include "read/read.h"

struct name_finder {
	struct doc *d; /* the original, whose profile and secretaries count */
	struct arena *a;
	struct person_refs *out;
	struct text_list *parts;
};

static void
person_gather(struct name_finder *g, struct person *p)
{
	if (g->parts == NULL && (p->group || p->name.n == 0))
		return;
	if (p->group || p->name.n == 0)
		nameword_group(g->d, p->words, g->parts);
	else
		*ARENA_PUSH(g->a, g->out) = p;
}

static void
list_gather(struct name_finder *g, struct person_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		person_gather(g, &l->v[i]);
}

/* A list that is no member of the model: its persons live as long as the document. */
static void
words_gather(struct name_finder *g, struct text words, bool office)
{
	struct person_list *people = ARENA_NEW(g->a, struct person_list);
	const struct unit *u = g->d->unit;

	people_parse(g->d, words, NO_SPAN, people);
	for (size_t i = 0; i < people->n; i++) {
		struct person *p = &people->v[i];

		p->office |= office;
		if (u != NULL && p->name.n > 0)
			p->office |= text_eq(p->name, tenure_on(&u->first_secretary, g->d->date)) ||
			    text_eq(p->name, tenure_on(&u->secretary, g->d->date));
	}
	list_gather(g, people);
}

/* --- tables and labelled lines --- */

static const char *const name_heads[] = { "姓名", "户主", "申请人", "受益人", "当事人", "反映人",
	"成员", NULL },
			 *const role_heads[] = { "职务", "职位", "身份", "岗位", NULL };

static int
column_of(struct arena *a, const struct block *head, const char *const *words)
{
	int i = 0;

	for (const struct block *cell = head->first; cell != NULL; cell = cell->next, i++)
		if (nameword_ends(text_squeeze(a, block_plain(a, cell, true)), words))
			return i;
	return -1;
}

static struct text
cell_plain(struct arena *a, const struct block *row, int column)
{
	const struct block *cell = row->first;

	while (column-- > 0 && cell != NULL)
		cell = cell->next;
	return cell != NULL ? text_squeeze(a, block_plain(a, cell, true)) : NO_TEXT;
}

static void
table_gather(struct name_finder *g, const struct block *table)
{
	int name_column = table->first != NULL ? column_of(g->a, table->first, name_heads) : -1;
	int role_column = name_column >= 0 ? column_of(g->a, table->first, role_heads) : -1;

	for (const struct block *row = name_column >= 0 ? table->first->next : NULL; row != NULL;
	     row = row->next) {
		bool office = role_column >= 0 &&
		    text_list_has(&g->d->profile->offices, cell_plain(g->a, row, role_column));

		words_gather(g, cell_plain(g->a, row, name_column), office);
	}
}

/* 户主：王五 */
static void
line_gather(struct name_finder *g, struct text line)
{
	size_t colon = text_find(line, T("："), 0), plain = text_find(line, T(":"), 0),
	       end = colon < plain ? colon : plain;
	struct text rest;

	if (end == SIZE_MAX ||
	    !nameword_ends(text_squeeze(g->a, text_cut(line, 0, end)), name_heads))
		return;
	rest = text_cut(line, end + (colon < plain ? T("：").n : 1), line.n);
	words_gather(g, text_cut(rest, 0, text_find(rest, T("。"), 0)), false);
}

static void
tree_gather(struct name_finder *g, struct block *root)
{
	for (struct block *b = root; b != NULL; b = block_next(root, b)) {
		struct text rest = NO_TEXT, line;

		if (b->kind == BLOCK_TABLE)
			table_gather(g, b);
		if (b->kind == BLOCK_PARAGRAPH)
			rest = block_plain(g->a, b, false);
		while (text_line(&rest, &line))
			line_gather(g, line);
	}
}

/* --- the model --- */

static void
problem_gather(struct name_finder *g, struct problem *p)
{
	list_gather(g, &p->raised_by);
	list_gather(g, &p->owners);
	for (size_t i = 0; g->parts != NULL && i < p->referral.n; i++)
		nameword_group(g->d, p->referral.v[i].by, g->parts);
}

static void
doc_gather(struct name_finder *g, struct doc *d)
{
	for (enum key k = KEY_NONE; k < KEY_COUNT; k++)
		if (key_people(d, k))
			list_gather(g, key_people(d, k));
	for (size_t i = 0; i < d->problems.n; i++)
		problem_gather(g, &d->problems.v[i]);
	for (size_t i = 0; i < d->tasks.n; i++)
		list_gather(g, &d->tasks.v[i].owners);
	for (size_t i = 0; g->parts != NULL && i < d->reports.n; i++)
		for (size_t k = 0; k < d->reports.v[i].referral.n; k++)
			nameword_group(d, d->reports.v[i].referral.v[k].by, g->parts);
	if (g->parts != NULL)
		tree_gather(g, d->body);
	for (size_t i = 0; i < d->versions.n; i++)
		if (d->versions.v[i].read != NULL)
			doc_gather(g, d->versions.v[i].read);
}

void
names_gather(struct doc *d, struct person_refs *out, struct text_list *parts)
{
	struct name_finder g = { d, d->arena, out, parts };

	doc_gather(&g, d);
}
