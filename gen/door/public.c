/* SPDX-License-Identifier: MIT */
/*
 * What the public edition says of people and of findings. Attendance is shown as counts and
 * office-holders: those without office leave the lists and are counted in one group at the end. Who
 * raised a problem and who answers for it stay as persons with their masked names, because the
 * ledger asks for them. Why somebody was absent is nobody's business in any shape: not as a role in
 * brackets, not as the words of a group, not as a line in the text.
 */
#include "door/door.h"

#include "lihui/arena.h"
#include "door/names.h"

static bool
role_is_office(const struct doc *d, struct text role)
{
	return text_list_has(&d->profile->offices, text_squeeze(d->arena, role)) ||
	    text_has(role, T("书记"));
}

/* A private person's roles may tell what the person would not (低保户, 住院); those that name an
 * office stay. */
static void
roles_trim(const struct doc *d, struct person *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->roles.n; i++)
		if (role_is_office(d, p->roles.v[i]))
			p->roles.v[n++] = p->roles.v[i];
	p->roles.n = n;
}

/* A group may be told with a name that no list has (北营子巴特尔等5人): its words stay only when
 * they are common ones. */
static void
words_trim(const struct doc *d, struct person *p)
{
	if (!nameword_common(d, p->words))
		p->words = p->shown = NO_TEXT;
}

/* What a person in office would not tell either. */
static bool
role_is_sensitive(struct text role)
{
	static const char *const words[] = { "低保", "贫困", "残疾", "五保", "特困", "监测户",
		"脱贫", "边缘", "困难", "孤儿", "住院", "患", "病", "假", "缺席" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (text_has(role, text_of(words[i])))
			return true;
	return false;
}

static void
roles_sensitive_drop(struct person *p)
{
	size_t n = 0;

	for (size_t i = 0; i < p->roles.n; i++)
		if (!role_is_sensitive(p->roles.v[i]))
			p->roles.v[n++] = p->roles.v[i];
	p->roles.n = n;
}

static void
list_trim(const struct doc *d, struct person_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		if (!l->v[i].office)
			roles_trim(d, &l->v[i]);
		roles_sensitive_drop(&l->v[i]);
	}
}

static void
groups_trim(const struct doc *d, struct person_list *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].group)
			words_trim(d, &l->v[i]);
}

/* Office-holders and groups stay; the others become one group with their number. */
static void
list_count(struct doc *d, struct person_list *l)
{
	size_t n = 0;
	int count = 0;

	if (d->profile->names == NAMES_ALL)
		return;
	for (size_t i = 0; i < l->n; i++) {
		if (l->v[i].office || l->v[i].group)
			l->v[n++] = l->v[i];
		else
			count += l->v[i].count > 0 ? l->v[i].count : 1;
	}
	l->n = n;
	if (count > 0) {
		struct person *p = ARENA_PUSH(d->arena, l);

		*p = (struct person){ .name = NO_TEXT,
			.shown = NO_TEXT,
			.words = NO_TEXT,
			.group = true,
			.count = count };
	}
}

static void
absence_trim(struct doc *d)
{
	list_count(d, &d->absent);
	for (size_t i = 0; i < d->absent.n; i++) {
		roles_trim(d, &d->absent.v[i]);
		d->absent.v[i].words = NO_TEXT;
	}
}

static bool
cell_tells(struct arena *a, const struct block *cell)
{
	return absence_head(block_plain(a, cell, false));
}

static bool
cell_gives_reasons(struct arena *a, const struct block *cell)
{
	static const char *const words[] = { "原因", "事由", "理由", "备注", NULL };

	return has_any(block_plain(a, cell, false), words);
}

static bool
row_tells(struct arena *a, const struct block *row)
{
	for (const struct block *cell = row->first; cell != NULL; cell = cell->next)
		if (cell_tells(a, cell))
			return true;
	return false;
}

/* 请假 | 王五（住院）: what stands beside the word, and the columns below one. */
static void
row_trim(struct arena *a, struct block *row, const struct block *head)
{
	const struct block *above = head->first;
	bool beside = false, below = row != head && row_tells(a, head);

	for (struct block *cell = row->first; cell != NULL; cell = cell->next) {
		bool tells = cell_tells(a, cell);

		if (!tells &&
		    (beside ||
			(below && above != NULL &&
			    (cell_tells(a, above) || cell_gives_reasons(a, above)))))
			cell->inlines = cell->inlines_last = NULL;
		beside = beside || (tells && row != head);
		above = above != NULL ? above->next : NULL;
	}
}

/* Words that stand in a table's cells are told by the head of their row or column. */
static void
tree_trim(struct doc *d, struct block *root)
{
	for (struct block *b = root; b != NULL; b = block_next(root, b))
		if (b->kind == BLOCK_ROW)
			row_trim(d->arena, b, b->parent->first);
}

void
public_people(struct doc *d, bool whole)
{
	if (d->profile->names != NAMES_ALL) {
		for (enum key k = KEY_NONE; k < KEY_COUNT; k++) {
			struct person_list *l = k != KEY_ABSENT ? key_people(d, k) : NULL;

			if (!l)
				continue;
			list_trim(d, l);
			groups_trim(d, l);
		}
		for (size_t i = 0; i < d->problems.n; i++) {
			list_trim(d, &d->problems.v[i].raised_by);
			list_trim(d, &d->problems.v[i].owners);
		}
		for (size_t i = 0; i < d->tasks.n; i++)
			list_trim(d, &d->tasks.v[i].owners);
	}
	if (!whole) {
		list_count(d, &d->attendees);
		list_count(d, &d->observers);
	}
	absence_trim(d);
	tree_trim(d, d->body);
	for (size_t i = 0; i < d->versions.n; i++)
		tree_trim(d, d->versions.v[i].body);
}

void
public_findings(struct doc *d)
{
	for (size_t i = 0; i < d->sink.list.n; i++) {
		struct finding *f = &d->sink.list.v[i];

		f->excerpt = NO_TEXT;
		for (size_t k = 0; (f->code == DIAG_X804 || f->code == DIAG_X809) && k < f->args.n;
		     k++)
			f->args.v[k] = MASK_REMOVED;
	}
}

/* Numbers stay, so that a reference to them can be answered with "withheld" instead of "does not
 * exist". */
static void
numbers_keep(struct doc *d)
{
	for (size_t i = 0; i < d->problems.n; i++)
		d->problems.v[i] = (struct problem){ .number = d->problems.v[i].number,
			.at = d->problems.v[i].at,
			.number_at = d->problems.v[i].number_at };
	for (size_t i = 0; i < d->tasks.n; i++)
		d->tasks.v[i] = (struct task){ .number = d->tasks.v[i].number,
			.at = d->tasks.v[i].at,
			.number_at = d->tasks.v[i].number_at };
}

/* What a finding quotes from a text that is not shown becomes …; the two days of D107 and the file
 * of F013 are no quotation. */
static void
finding_shorten(struct finding *f)
{
	for (size_t k = 0; f->code != DIAG_D107 && f->code != DIAG_F013 && k < f->args.n; k++)
		f->args.v[k] = T("…");
}

static void
texts_clear(struct doc *d)
{
	/* A word, as the paper's number, is what it is called by. */
	for (enum key k = KEY_NONE; k < KEY_COUNT; k++) {
		if (key_text(d, k) && key_rows[k].shape == SHAPE_PROSE)
			*key_text(d, k) = NO_TEXT;
		if (key_people(d, k))
			key_people(d, k)->n = 0;
		if (key_list(d, k))
			key_list(d, k)->n = 0;
	}
	d->corrected.words = NO_TEXT;
	for (size_t i = 0; i < d->waivers.n; i++)
		d->waivers.v[i].reason = NO_TEXT;
	for (size_t i = 0; i < d->places.n; i++)
		d->places.v[i].excerpt = NO_TEXT;
	for (size_t i = 0; i < d->sink.list.n; i++) {
		struct finding *f = &d->sink.list.v[i];

		f->excerpt = f->waived = NO_TEXT;
		finding_shorten(f);
	}
}

void
public_shell(struct doc *d, bool texts)
{
	numbers_keep(d);
	texts_clear(d);
	if (!texts)
		d->title = d->number = d->withdrawn.words = NO_TEXT;
	d->body = NULL;
	d->steps.n = d->reports.n = d->money.n = d->attachments.n = d->photos.n = d->versions.n = 0;
}
