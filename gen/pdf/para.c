/* SPDX-License-Identifier: MIT */
/*
 * Paragraphs of a sheet. Most texts are asked for again: first their width, then the text itself,
 * then once more after each step of the shortening. A sheet remembers what it made of one piece.
 * The limit only matters to words longer than it.
 */
#include "lihui/hash.h"
#include "pdf/sheet_draw.h"

struct memo {
	struct memo *next;
	uint64_t hash;
	struct text text;
	struct style style;
	bool vertical;
	float limit;
	struct para_words words;
	struct para *para;
};

enum { MEMOS = 512 };
struct para_memos {
	struct memo *heads[MEMOS];
};

/* A paragraph that is remembered under too few of these would be set in another style. */
_Static_assert(sizeof(struct style) == 7 * sizeof(float), "same_style compares seven members");

static bool
same_style(const struct style *a, const struct style *b)
{
	return a->face == b->face && a->size == b->size && a->mn_size == b->mn_size &&
	    a->lying_size == b->lying_size && a->track == b->track && a->gap == b->gap &&
	    a->keep == b->keep;
}

static bool
remembers(
    const struct memo *m, uint64_t hash, const struct para_piece *piece, bool vertical, float limit)
{
	return m->hash == hash && m->vertical == vertical &&
	    (m->limit == limit || (!m->words.split && m->words.widest <= limit)) &&
	    same_style(&m->style, &piece->style) && text_eq(m->text, piece->text);
}

static struct para *
para_remembered(struct draw *d, const struct para_piece *piece, bool vertical, float limit)
{
	uint64_t hash = hash64(piece->text);

	if (!d->memos)
		d->memos = ARENA_NEW(d->a, struct para_memos);
	struct memo **head = &d->memos->heads[hash % MEMOS];
	for (struct memo *m = *head; m; m = m->next)
		if (remembers(m, hash, piece, vertical, limit))
			return m->para;
	struct memo *m = ARENA_NEW(d->a, struct memo);
	*m = (struct memo){ *head, hash, text_copy(d->a, piece->text), piece->style, vertical,
		limit, { 0 }, NULL };
	m->para = para_cut(d, piece, 1, vertical, limit, &m->words);
	*head = m;
	return m->para;
}

struct para *
para_new(struct draw *d, const struct para_piece *pieces, size_t n, bool vertical, float limit)
{
	struct para_words words = { 0 };

	if (n == 1 && pieces->url.n == 0)
		return para_remembered(d, pieces, vertical, limit);
	return para_cut(d, pieces, n, vertical, limit, &words);
}

struct para *
para_text(struct draw *d, struct text t, struct style s, float limit)
{
	struct para_piece p = { .text = t, .style = s };

	return para_new(d, &p, 1, false, limit);
}

struct para_line
para_whole(const struct para *p)
{
	return (struct para_line){ .to = (uint32_t)p->atoms.n };
}

float
para_width(const struct para *p)
{
	float w = 0, spaces = 0;

	for (size_t i = 0; i < p->atoms.n; i++) {
		if (p->atoms.v[i].kind == ATOM_SPACE) {
			spaces += p->atoms.v[i].width;
			continue;
		}
		w += spaces + p->atoms.v[i].before + p->atoms.v[i].width;
		spaces = 0;
	}
	return w;
}

double
text_width(struct draw *d, struct text t, struct style s)
{
	return para_width(para_text(d, t, s, NO_LIMIT));
}
