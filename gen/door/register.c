/* SPDX-License-Identifier: MIT */
/*
 * The register of a unit: whom its documents name, in office or not and when, and what they hide.
 * It holds hashes and lengths, no names: a document asks for the words of its own text. Thus the
 * public index, where the register is kept, tells nobody's name, and a word that the office hides
 * in one record is found in every other.
 */
#include "door/names.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/door.h"
#include "lihui/hash.h"
#include "lihui/utf8.h"

#define FILTER_BITS 4096

struct unit_register {
	struct face *v; /* in the order of face_cmp */
	size_t n;
	uint64_t lengths; /* bit n: a word of n characters is there */
	uint64_t filter[FILTER_BITS / 64];
	const struct unit_register *const
	    *also; /* of villages, for a document that speaks of them */
	size_t nalso;
};

int
face_cmp(const void *x, const void *y)
{
	const struct face *a = x, *b = y;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	if (a->kind != b->kind)
		return (int)a->kind - (int)b->kind;
	return date_cmp(a->date, b->date);
}

const struct unit_register *
register_make(struct arena *a, struct face_list *all)
{
	struct unit_register *r = ARENA_NEW(a, struct unit_register);

	LIST_SORT(all, face_cmp);
	r->v = all->v;
	r->n = all->n;
	for (size_t i = 0; i < r->n; i++) {
		uint64_t bit = r->v[i].hash % FILTER_BITS;

		r->lengths |= (uint64_t)1 << r->v[i].length;
		r->filter[bit / 64] |= (uint64_t)1 << bit % 64;
	}
	return r;
}

/* The first of rows in order that is not before a word's. */
static size_t
row_first(const struct face *v, size_t n, uint64_t hash)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (v[mid].hash < hash)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

void
register_above(struct arena *a, struct face_list *own, const struct face_list *above)
{
	size_t n = own->n;

	if (n > 1)
		qsort(own->v, n, sizeof *own->v, face_cmp);
	for (size_t i = 0; i < above->n; i++) {
		const struct face *f = &above->v[i];
		size_t at = row_first(own->v, n, f->hash);

		if (f->kind == FACE_HIDDEN || at == n || own->v[at].hash != f->hash)
			*ARENA_PUSH(a, own) = *f;
	}
}

const struct unit_register *
register_with(struct arena *a, const struct unit_register *own,
    const struct unit_register *const *also, size_t n)
{
	struct unit_register *r = ARENA_NEW(a, struct unit_register);

	*r = *own;
	r->also = also;
	r->nalso = n;
	return r;
}

/* The first row of a word, or NULL. */
static const struct face *
rows_of(const struct unit_register *r, uint64_t hash)
{
	size_t at;

	if (!(r->filter[hash % FILTER_BITS / 64] >> hash % FILTER_BITS % 64 & 1))
		return NULL;
	at = row_first(r->v, r->n, hash);
	return at < r->n && r->v[at].hash == hash ? &r->v[at] : NULL;
}

/* As the mask compares it: folded, without what may lie between the characters of a name. */
static struct text
word_fold(struct arena *a, struct text t)
{
	struct buf b = BUF_INIT;
	struct text out;
	size_t i = 0;

	while (i < t.n) {
		uint32_t c = utf8_next(t, &i);
		char bytes[4];

		if (!mask_passes_over(c))
			buf_text(&b, (struct text){ bytes, utf8_put(bytes, utf8_fold_name(c)) });
	}
	out = text_copy(a, buf_view(&b));
	buf_release(&b);
	return out;
}

uint64_t
register_hash(struct arena *a, struct text word, size_t *length)
{
	struct text folded = word_fold(a, word);

	*length = utf8_length(folded);
	return hash64(folded);
}

/* --- what it asks --- */

/* Calls for each word of a register in the text, longest first at each place; false stops. */
typedef bool
face_found(void *context, const struct unit_register *r, const struct face *rows, struct text word);

static bool
words_of(const struct unit_register *r, struct text folded, face_found *found, void *context)
{
	size_t i = 0;

	while (r->n > 0 && i < folded.n) {
		size_t from = i, end[REGISTER_LONGEST + 1] = { from }, n = 0;

		utf8_next(folded, &i);
		for (size_t to = from;
		     n < REGISTER_LONGEST && r->lengths >> (n + 1) != 0 && to < folded.n;) {
			utf8_next(folded, &to);
			end[++n] = to;
		}
		for (; n >= 2; n--) {
			struct text word = text_cut(folded, from, end[n]);
			const struct face *rows =
			    r->lengths >> n & 1 ? rows_of(r, hash64(word)) : NULL;

			if (rows != NULL && rows->length == n && !found(context, r, rows, word))
				return false;
		}
	}
	return true;
}

static void
words_find(
    const struct unit_register *r, struct arena *a, struct text t, face_found *found, void *context)
{
	struct text folded = word_fold(a, t);
	bool on = words_of(r, folded, found, context);

	for (size_t i = 0; on && i < r->nalso; i++)
		on = words_of(r->also[i], folded, found, context);
}

static bool
touch(void *context, const struct unit_register *r, const struct face *rows, struct text word)
{
	(void)r;
	(void)rows;
	(void)word;
	*(bool *)context = true;
	return false;
}

bool
register_touches(const struct unit_register *r, struct arena *a, struct text t)
{
	bool touches = false;

	words_find(r, a, t, touch, &touches);
	return touches;
}

struct asked {
	struct doc *d;
	struct text_list *hidden, *known;
};

static bool
is_hidden(const struct unit_register *r, const struct face *rows)
{
	const struct face *f = rows;

	while (f + 1 < r->v + r->n && f[1].hash == rows->hash)
		f++;
	return f->kind == FACE_HIDDEN;
}

static bool
word_take(void *context, const struct unit_register *r, const struct face *rows, struct text word)
{
	struct asked *x = context;

	text_list_add(x->d->arena, is_hidden(r, rows) ? x->hidden : x->known, word);
	return true;
}

void
each_once(struct text_list *l)
{
	size_t n = 0;

	LIST_SORT(l, text_order);
	for (size_t i = 0; i < l->n; i++)
		if (n == 0 || !text_eq(l->v[n - 1], l->v[i]))
			l->v[n++] = l->v[i];
	l->n = n;
}

void
register_ask(struct doc *d, struct text t, struct text_list *hidden, struct text_list *known)
{
	struct asked x = { d, hidden, known };

	words_find(d->faces, d->arena, t, word_take, &x);
	each_once(hidden);
	each_once(known);
}

/* In office: as the newest document says that is not younger, or else the oldest. *tells: one of
 * them says what he is. */
static bool
office_by(const struct unit_register *r, uint64_t hash, struct date date, bool *tells)
{
	const struct face *rows = rows_of(r, hash), *before = NULL, *after = NULL;

	for (const struct face *f = rows; f != NULL && f < r->v + r->n && f->hash == hash; f++) {
		if (f->kind != FACE_ROLE && f->kind != FACE_OFFICE)
			continue;
		if (date_cmp(f->date, date) <= 0) {
			if (before == NULL || date_cmp(f->date, before->date) >= 0)
				before = f;
		} else if (after == NULL || date_cmp(f->date, after->date) < 0) {
			after = f;
		}
	}
	if (before == NULL)
		before = after;
	*tells = before != NULL;
	return before != NULL && before->kind == FACE_OFFICE;
}

/* The villager of one village does not mask who is in office in another. */
bool
register_office(const struct doc *d, struct text name)
{
	const struct unit_register *r = d->faces;
	bool tells = true, office = false;
	uint64_t hash;

	if (r == NULL)
		return false;
	hash = hash64(word_fold(d->arena, name));
	office = office_by(r, hash, d->date, &tells);
	for (size_t i = 0; !tells && !office && i < r->nalso; i++) {
		bool ignored;

		office = office_by(r->also[i], hash, d->date, &ignored);
	}
	return office;
}
