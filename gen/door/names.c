/* SPDX-License-Identifier: MIT */
/*
 * Who becomes 王某. Whoever acts in office anywhere in the document keeps the name everywhere in
 * it; the others get a mask that is the same through the whole document and its versions: two
 * characters 王某, longer ones the first character and 某某, alike ones 王某甲, 王某乙 in the order
 * of the lists. Where the names come from is told in names_gather.c, what is one in names_words.c;
 * the words that the author hides are added here.
 */
#include "door/door.h"

#include <stdlib.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "door/names.h"

struct name {
	struct text text, shown;
	size_t order;
	bool office, hidden, kept, is_name;
};

struct names {
	struct arena *a;
	const struct doc *d;
	enum edition edition;
	struct name *v;
	size_t n, room;
	struct person_refs people; /* people.v[i] bears v[i] */
	struct text_list parts;    /* names found inside other words */
	struct name_piece_list {
		struct name_piece {
			struct doc *d;
			const struct name_hit *hit;
			struct text whole; /* whose given name it is, or "" */
		} * v;
		size_t n, room;
	} pieces; /* names that are words, and given names: masked where they stand */
};

static void
people_add(struct names *ns)
{
	for (size_t i = 0; i < ns->people.n; i++) {
		struct name *n = ARENA_PUSH(ns->a, ns);

		n->text = text_squeeze(ns->a, ns->people.v[i]->name);
		n->order = ns->n;
		n->office = ns->people.v[i]->office ||
		    (ns->people.v[i]->roles.n == 0 &&
			(register_office(ns->d, n->text) || names_secretary(ns->d, n->text)));
	}
}

static int
by_text(const void *x, const void *y)
{
	const struct name *a = *(const struct name *const *)x, *b = *(const struct name *const *)y;
	int c = text_cmp(a->text, b->text);

	return c != 0 ? c : (a->order > b->order) - (a->order < b->order);
}

/* A word that is hidden, or a name found inside another entry, as a name beside the gathered ones.
 */
static void
word_gather(struct names *ns, struct text word, bool hidden)
{
	struct name *n = ARENA_PUSH(ns->a, ns);

	n->text = text_squeeze(ns->a, word);
	n->order = ns->n;
	n->hidden = hidden;
	n->is_name = !hidden || nameword_person(n->text);
}

/* Names by a part of them, sorted by it. */
struct name_part {
	struct text part, whole;
};
struct part_list {
	struct name_part *v;
	size_t n, room;
};

static int
by_part(const void *x, const void *y)
{
	const struct name_part *a = x, *b = y;
	int c = text_cmp(a->part, b->part);

	return c != 0 ? c : text_cmp(a->whole, b->whole);
}

static int
part_cmp(const void *key, const void *element)
{
	return text_cmp(*(const struct text *)key, ((const struct name_part *)element)->part);
}

static const struct name_part *
part_find(const struct part_list *l, struct text part)
{
	return l->n > 0 ? bsearch(&part, l->v, l->n, sizeof *l->v, part_cmp) : NULL;
}

static void
part_add_sorted(struct names *ns, struct part_list *l, struct text part, struct text whole)
{
	if (part.n > 0)
		*ARENA_PUSH(ns->a, l) = (struct name_part){ part, whole };
}

static void
parts_sort(struct part_list *l)
{
	if (l->n > 1)
		qsort(l->v, l->n, sizeof *l->v, by_part);
}

static void
prose_gather_one(
    struct names *ns, struct doc *d, const struct part_list *listed, const struct part_list *given)
{
	const struct name_hits *hits = doc_prose(d);

	for (size_t i = 0; i < hits->n; i++) {
		const struct name_hit *h = &hits->v[i];
		enum prose_face face = prose_face(d, h);
		const struct name_part *whole = NULL;
		size_t length = utf8_length(h->name);

		/* 王六 is on a list: what was read as 王六修 is no one's name. */
		if (face == PROSE_TITLE ||
		    (length == 3 &&
			part_find(listed, text_cut(h->name, 0, utf8_offset(h->name, 2)))))
			continue;
		if (face == PROSE_MASKED && length == 2)
			whole = part_find(given, h->name); /* 建铖 of 吕建铖 */
		if (face == PROSE_MASKED && length == 2 && (whole || name_is_word(h->name))) {
			*ARENA_PUSH(ns->a, &ns->pieces) =
			    (struct name_piece){ d, h, whole ? whole->whole : NO_TEXT };
			continue;
		}
		word_gather(ns, h->name, false);
		ns->v[ns->n - 1].office = face == PROSE_SHOWN;
	}
	for (size_t i = 0; i < d->versions.n; i++)
		if (d->versions.v[i].read != NULL)
			prose_gather_one(ns, d->versions.v[i].read, listed, given);
}

static void
prose_gather(struct names *ns, struct doc *d)
{
	const struct name_hits *hits = doc_prose(d);
	struct part_list listed = { NULL, 0, 0 }, given = { NULL, 0, 0 };

	for (size_t i = 0; i < ns->people.n; i++) {
		part_add_sorted(ns, &listed, ns->v[i].text, ns->v[i].text);
		part_add_sorted(ns, &given, nameword_given(ns->v[i].text), ns->v[i].text);
	}
	for (size_t i = 0; i < hits->n; i++)
		part_add_sorted(ns, &given, nameword_given(hits->v[i].name), hits->v[i].name);
	parts_sort(&listed);
	parts_sort(&given);
	prose_gather_one(ns, d, &listed, &given);
}

/* One verdict for all that bear the same name, written into each of them. */
static void
same_settle(struct names *ns, struct name **same, size_t n)
{
	enum profile_names policy = ns->d->profile->names;
	bool office = false, hidden = false, listed = false, part = false, kept;

	for (size_t i = 0; i < n; i++) {
		office |= same[i]->office;
		hidden |= same[i]->hidden;
		part |= same[i]->is_name;
		listed |= same[i]->order <= ns->people.n;
	}
	kept = !hidden &&
	    (ns->edition == EDITION_INTERNAL || policy == NAMES_ALL ||
		(office && policy == NAMES_OFFICES));
	if (listed && !kept && !part)
		part = hidden || nameword_whole(ns->d, same[0]->text, &ns->parts);
	for (size_t i = 0; i < n; i++) {
		same[i]->hidden = hidden;
		same[i]->kept = kept;
		same[i]->is_name = part;
	}
}

static struct name **
names_sorted(struct names *ns)
{
	struct name **by = ARENA_ARRAY(ns->a, struct name *, ns->n + 1);

	for (size_t i = 0; i < ns->n; i++)
		by[i] = &ns->v[i];
	qsort(by, ns->n, sizeof *by, by_text);
	return by;
}

static void
names_settle(struct names *ns)
{
	struct name **by = names_sorted(ns);
	size_t i;

	for (size_t from = 0; from < ns->n; from = i) {
		for (i = from + 1; i < ns->n && text_eq(by[i]->text, by[from]->text);)
			i++;
		same_settle(ns, by + from, i - from);
	}
}

/* The mask before alike ones are told apart. Other scripts keep their first letter behind their own
 * sign of omission. */
struct text
names_mask(struct arena *a, struct text name)
{
	struct text first = text_cut(name, 0, utf8_offset(name, 1));
	size_t i = 0;
	uint32_t c = utf8_next(name, &i);

	if (utf8_is_han(c))
		return text_join(a, first, utf8_length(name) <= 2 ? T("某") : T("某某"));
	return text_join(a, first, utf8_is_mongolian(c) ? T("᠁") : T("…"));
}

static struct text
mask_numbered(struct arena *a, struct text mask, size_t k)
{
	static const char *const stems[] = { "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬",
		"癸" };

	if (k < sizeof stems / sizeof *stems)
		return text_join(a, mask, text_of(stems[k]));
	return text_fmt(a, "%.*s%zu", TEXT_ARG(mask), k + 1);
}

static int
by_mask(const void *x, const void *y)
{
	const struct name *a = *(const struct name *const *)x, *b = *(const struct name *const *)y;
	int c = text_cmp(a->shown, b->shown);

	return c != 0 ? c : (a->order > b->order) - (a->order < b->order);
}

/* The first of each name that is masked, in the order of masks. */
static size_t
masked_first(struct names *ns, struct name **by, struct name **out)
{
	size_t n = 0;

	for (size_t i = 0; i < ns->n; i++) {
		if (by[i]->kept || !by[i]->is_name ||
		    (i > 0 && text_eq(by[i]->text, by[i - 1]->text)))
			continue;
		by[i]->shown = names_mask(ns->a, by[i]->text);
		out[n++] = by[i];
	}
	qsort(out, n, sizeof *out, by_mask);
	return n;
}

static void
masks_settle(struct names *ns)
{
	struct name **by = names_sorted(ns), **first = ARENA_ARRAY(ns->a, struct name *, ns->n + 1);
	size_t i, j, k, n = masked_first(ns, by, first);

	for (i = 0; i < n; i = j) {
		struct text mask = first[i]->shown;

		for (j = i + 1; j < n && text_eq(first[j]->shown, mask);)
			j++;
		for (k = i; j - i > 1 && k < j; k++)
			first[k]->shown = mask_numbered(ns->a, mask, k - i);
	}
	for (i = 0; i < ns->n; i++)
		if (i > 0 && text_eq(by[i]->text, by[i - 1]->text))
			by[i]->shown = by[i - 1]->shown;
		else if (by[i]->hidden && !by[i]->is_name)
			by[i]->shown = MASK_REMOVED;
}

/* 建国 of a hidden 张建国, wherever it stands alone. */
static void
given_hide(const struct name *n, struct mask *v)
{
	size_t surname = name_surname(n->text);
	struct text given = text_cut(n->text, surname, n->text.n);

	if (n->hidden && n->is_name && surname > 0 && utf8_length(given) == 2)
		mask_add(v, given, T("某某"), MASK_HIDDEN);
}

/* A listed 高兴 is masked everywhere already, and one in office shows. */
static void
pieces_lay(struct names *ns, struct mask *v)
{
	struct part_list kept = { NULL, 0, 0 };

	for (size_t i = 0; i < ns->n; i++)
		if (ns->v[i].kept)
			part_add_sorted(ns, &kept, ns->v[i].text, ns->v[i].text);
	parts_sort(&kept);
	for (size_t i = 0; i < ns->pieces.n; i++) {
		const struct name_piece *p = &ns->pieces.v[i];
		struct text name = p->hit->name;

		if (!part_find(&kept, p->whole.n > 0 ? p->whole : name))
			prose_mask_piece(
			    v, p->d, p->hit, p->whole.n > 0 ? T("某某") : names_mask(ns->a, name));
	}
}

static void
names_lay(struct names *ns, struct mask *v)
{
	for (size_t i = 0; i < ns->n; i++) {
		const struct name *n = &ns->v[i];

		if (n->hidden)
			mask_add(v, n->text, n->shown, MASK_HIDDEN);
		else if (!n->kept && n->is_name)
			mask_add(v, n->text, n->shown, MASK_NAME);
		if (!n->kept)
			prose_keep_public(v, ns->d, n->text);
		given_hide(n, v);
	}
	pieces_lay(ns, v);
	for (size_t i = 0; i < ns->n; i++)
		if (ns->v[i].kept && utf8_length(ns->v[i].text) > 1)
			mask_add(v, ns->v[i].text, ns->v[i].text, MASK_KEPT);
}

/* 呼和浩特 is a city and 白音嘎查 a unit of the site, whoever 呼和 and 白音 are. */
static void
places_keep_whole(const struct site *site, struct arena *a, struct mask *v)
{
	bool *candidates = ARENA_ARRAY(a, bool, site->nunits + 1);
	const uint32_t *firsts;
	size_t n;

	mask_add(v, T("呼和浩特"), T("呼和浩特"), MASK_KEPT);
	firsts = mask_firsts(v, &n);
	site_units_with(site, 0, candidates);
	for (size_t i = 0; i < n; i++)
		site_units_with(site, firsts[i], candidates);
	for (size_t i = 0; i < site->nunits; i++)
		if (candidates[i] && mask_touches(v, site->units[i]->name))
			mask_add(v, site->units[i]->name, site->units[i]->name, MASK_KEPT);
}

static void
people_show(struct names *ns, struct mask *v)
{
	for (size_t i = 0; i < ns->people.n; i++) {
		struct person *p = ns->people.v[i];
		const struct name *n = &ns->v[i];

		p->office = p->office ||
		    (n->kept && ns->edition == EDITION_PUBLIC &&
			ns->d->profile->names == NAMES_OFFICES);
		if (n->is_name && !n->kept)
			p->shown = n->shown;
		else if (utf8_length(n->text) == 1 && !n->kept)
			p->shown = T("某");
		else
			p->shown = mask_text(v, p->name);
		p->name = p->shown;
	}
}

/* Inside, where the author hides nothing, every name is kept and shields nothing from anything:
 * only numbers can stand in one. */
static void
whole_show(struct doc *d, struct mask *v)
{
	struct person_refs people = { NULL, 0, 0 };

	names_gather(d, &people, NULL);
	for (size_t i = 0; i < people.n; i++)
		people.v[i]->name = people.v[i]->shown = mask_text(v, people.v[i]->name);
}

void
names_cover(struct doc *d, struct mask *v, enum edition edition)
{
	struct names ns = { .a = d->arena, .d = d, .edition = edition };

	if (edition == EDITION_INTERNAL && d->redact.n == 0) {
		whole_show(d, v);
		return;
	}
	names_gather(d, &ns.people, &ns.parts);
	people_add(&ns);
	if (edition == EDITION_PUBLIC && d->profile->names != NAMES_ALL)
		prose_gather(&ns, d);
	for (size_t i = 0; i < d->redact.n; i++)
		word_gather(&ns, d->redact.v[i], true);
	names_settle(&ns);
	for (size_t i = 0; i < ns.parts.n; i++)
		word_gather(&ns, ns.parts.v[i], false);
	if (ns.parts.n > 0)
		names_settle(&ns);
	masks_settle(&ns);
	names_lay(&ns, v);
	if (mask_changes(v))
		places_keep_whole(d->site, d->arena, v);
	people_show(&ns, v);
}

void
names_hide(struct mask *v, struct arena *a, const struct text_list *words)
{
	for (size_t i = 0; i < words->n; i++)
		mask_add(v, words->v[i],
		    nameword_person(words->v[i]) ? names_mask(a, words->v[i]) : MASK_REMOVED,
		    MASK_HIDDEN);
}
