/* SPDX-License-Identifier: MIT */
/*
 * Finding veiled words. The words lie in a trie over folded code points, so that a document with a
 * thousand names costs no more per character than one with three, and the longest word at a place
 * is found by one walk. A walk steps over what people (and Markdown) put between the characters of
 * a name: blanks, line ends, asterisks, the interpunct of Mongolian names, zero-width characters
 * and Mongolian variation selectors.
 *
 * It assumes that a word has at most MASK_WORD code points: a longer one is cut into pieces when it
 * is added, so that a hostile document cannot make each step of a search as long as the document.
 * What may lie between two characters is bounded by MASK_GAP for the same reason.
 *
 * When hits overlap, no half may show: they are joined and the whole becomes 〔已隐去〕. mask_tree
 * is in veiltree.c.
 */
#include "door/mask.h"

#include "lihui/speech.h"

#include "lihui/arena.h"
#include "lihui/secret.h"
#include "lihui/utf8.h"

#define MASK_WORD 100
#define MASK_GAP  8

struct mask_node {
	bool end;
	enum mask_kind kind;
	struct text shown;
};

struct mask_edge {
	uint64_t key; /* node and code point; 0 = empty slot */
	uint32_t to;
};

struct mask {
	struct arena *arena;
	const struct text_list *allowed;
	struct mask_node *v; /* [0] is the root */
	size_t n, room;
	struct mask_edge *edges;
	size_t nedges, slots; /* slots is a power of two */
	bool quote_marks, absences;
	bool changes;    /* some word is not MASK_KEPT: without one only marks and numbers change a
			    text */
	bool first[256]; /* low bytes of the code points that begin a word: most places are passed
			    by with one look */
	struct {
		uint32_t *v;
		size_t n, room;
	} firsts; /* those code points, folded */
};

/* The longest words that begin at a place: of any kind, and of those that the author hides. */
struct mask_match {
	size_t end, hidden_end;
	const struct mask_node *node, *hidden;
};

struct mask *
mask_new(struct arena *a, const struct text_list *allowed)
{
	struct mask *v = ARENA_NEW(a, struct mask);

	v->arena = a;
	v->allowed = allowed;
	(void)ARENA_PUSH(a, v);
	v->slots = 64;
	v->edges = ARENA_ARRAY(a, struct mask_edge, v->slots);
	return v;
}

bool
mask_changes(const struct mask *v)
{
	return v->changes;
}

void
mask_quote_marks(struct mask *v)
{
	v->quote_marks = true;
}

void
mask_absences(struct mask *v)
{
	v->absences = true;
}

bool
mask_passes_over(uint32_t c)
{
	if (c == '*' || c == '_' || c == '`' || c == '~' || c == '\n' || c == '\r' || c == '\t')
		return true;
	if (c == U'·' || c == U'•' || c == U'‧' || c == U'・' || c == 0xAD)
		return true;
	if ((c >= 0x2000 && c <= 0x200D) || c == 0x2060 || c == 0x205F ||
	    (c >= 0x180B && c <= 0x180F))
		return true;
	return utf8_is_blank(c);
}

static struct mask_edge *
edge_slot(struct mask_edge *edges, size_t slots, uint64_t key)
{
	size_t i = (size_t)((key * 0x9E3779B97F4A7C15u) >> 32) & (slots - 1);

	while (edges[i].key != 0 && edges[i].key != key)
		i = (i + 1) & (slots - 1);
	return &edges[i];
}

static uint64_t
edge_key(uint32_t node, uint32_t c)
{
	return ((uint64_t)(node + 1) << 21) | c;
}

static void
edges_double(struct mask *v)
{
	struct mask_edge *old = v->edges;
	size_t n = v->slots;

	v->slots = n * 2;
	v->edges = ARENA_ARRAY(v->arena, struct mask_edge, v->slots);
	for (size_t i = 0; i < n; i++)
		if (old[i].key != 0)
			*edge_slot(v->edges, v->slots, old[i].key) = old[i];
}

static uint32_t
node_child(struct mask *v, uint32_t node, uint32_t c)
{
	struct mask_edge *e = edge_slot(v->edges, v->slots, edge_key(node, c));

	if (e->key != 0)
		return e->to;
	if (node == 0)
		*ARENA_PUSH(v->arena, &v->firsts) = c;
	e->key = edge_key(node, c);
	e->to = (uint32_t)v->n;
	(void)ARENA_PUSH(v->arena, v);
	if (++v->nedges * 2 > v->slots)
		edges_double(v);
	return (uint32_t)v->n - 1;
}

static void
add_piece(struct mask *v, struct text word, struct text shown, enum mask_kind kind)
{
	struct mask_node *end;
	uint32_t node = 0;
	size_t i = 0;

	while (i < word.n) {
		uint32_t c = utf8_next(word, &i);

		if (mask_passes_over(c))
			continue;
		if (node == 0)
			v->first[utf8_fold_name(c) & 0xFF] = true;
		node = node_child(v, node, utf8_fold_name(c));
	}
	if (node == 0)
		return;
	end = &v->v[node];
	if (end->end && end->kind >= kind)
		return;
	*end = (struct mask_node){ true, kind, shown };
}

void
mask_add(struct mask *v, struct text word, struct text shown, enum mask_kind kind)
{
	v->changes |= kind != MASK_KEPT;
	while (word.n > 0) {
		size_t cut = utf8_offset(word, MASK_WORD);

		add_piece(v, text_cut(word, 0, cut), shown, kind);
		word = text_cut(word, cut, word.n);
	}
}

static void
match_note(const struct mask *v, uint32_t node, size_t end, struct mask_match *m)
{
	const struct mask_node *n = &v->v[node];

	if (!n->end)
		return;
	m->node = n;
	m->end = end;
	if (n->kind == MASK_HIDDEN) {
		m->hidden = n;
		m->hidden_end = end;
	}
}

static void
match_at(const struct mask *v, struct text t, size_t i, struct mask_match *m)
{
	uint32_t node = 0;
	int gap = 0;

	*m = (struct mask_match){ 0, 0, NULL, NULL };
	while (i < t.n && gap <= MASK_GAP) {
		uint32_t c = utf8_next(t, &i);
		const struct mask_edge *e;

		if (mask_passes_over(c)) {
			if (node == 0)
				return;
			gap++;
			continue;
		}
		e = edge_slot(v->edges, v->slots, edge_key(node, utf8_fold_name(c)));
		if (e->key == 0)
			return;
		node = e->to;
		gap = 0;
		match_note(v, node, i, m);
	}
}

/* Adds a hit; what overlaps the last one is joined to it. */
static void
hit_add(struct mask *v, struct mask_hits *out, struct mask_hit h)
{
	struct mask_hit *last = out->n > 0 ? &out->v[out->n - 1] : NULL;
	uint32_t end = h.at.at + h.at.n;

	if (last == NULL || last->at.at + last->at.n <= h.at.at) {
		*ARENA_PUSH(v->arena, out) = h;
		return;
	}
	if (end > last->at.at + last->at.n)
		last->at.n = end - last->at.at;
	if (h.removal) {
		last->shown = MASK_REMOVED;
		last->removal = true;
	}
}

static struct mask_hit
hit_of(size_t from, size_t end, struct text shown, bool removal)
{
	return (struct mask_hit){ { (uint32_t)from, (uint32_t)(end - from) }, shown, removal };
}

/* What 【隐：word】 becomes: the mask of the word when it has one, which may be a person's. */
static struct text
mark_shown(const struct mask *v, struct text word)
{
	struct mask_match m;

	match_at(v, word, 0, &m);
	return m.hidden != NULL && m.hidden_end == word.n ? m.hidden->shown : MASK_REMOVED;
}

/*
 * Places are tried one by one. `open` is the end of the last hit or kept name: behind it anything
 * counts, before it only what the author hides and no hidden hit covers yet, so that no part of a
 * hidden word is shielded by another word.
 */
static void
find_words(struct mask *v, struct text t, struct mask_hits *out)
{
	size_t i = 0, open = 0, hidden_open = 0;

	while (i < t.n) {
		struct mask_match m;
		struct text word;
		size_t at = i, end;
		uint32_t c = utf8_next(t, &i);
		bool closed;

		if (!v->quote_marks && hidden_mark(t, at, &word, &end, &closed)) {
			hit_add(v, out, hit_of(at, end, mark_shown(v, word), true));
			i = open = hidden_open = end;
			continue;
		}
		if (!v->first[utf8_fold_name(c) & 0xFF])
			continue;
		match_at(v, t, at, &m);
		if (m.hidden != NULL && m.hidden_end > hidden_open) {
			hit_add(v, out, hit_of(at, m.hidden_end, m.hidden->shown, true));
			hidden_open = m.hidden_end;
			open = hidden_open > open ? hidden_open : open;
		}
		if (at < open || m.node == NULL)
			continue;
		if (m.node->kind == MASK_NAME)
			hit_add(v, out, hit_of(at, m.end, m.node->shown, false));
		open = m.end;
	}
}

static void
merge(struct mask *v, const struct mask_hits *words, const struct secret_list *secrets,
    struct mask_hits *out)
{
	size_t i = 0, j = 0;

	while (i < words->n || j < secrets->n) {
		if (j >= secrets->n || (i < words->n && words->v[i].at.at <= secrets->v[j].at.at))
			hit_add(v, out, words->v[i++]);
		else {
			const struct secret *s = &secrets->v[j++];

			hit_add(v, out, hit_of(s->at.at, s->at.at + s->at.n, s->mask, true));
		}
	}
}

/* What stands within a reason goes with it, and what reaches out of one draws it wider. */
static void
absences_lay(struct mask *v, struct text t, struct mask_hits *hits)
{
	struct mask_hits made = { NULL, 0, 0 };
	struct absence a;
	size_t h = 0;

	for (size_t i = 0; absence_next(t, &i, &a);) {
		size_t from = a.at.at, end = from + a.at.n;

		for (; h < hits->n && hits->v[h].at.at + hits->v[h].at.n <= from; h++)
			*ARENA_PUSH(v->arena, &made) = hits->v[h];
		for (; h < hits->n && hits->v[h].at.at < end; h++) {
			size_t hit_end = hits->v[h].at.at + hits->v[h].at.n;

			from = hits->v[h].at.at < from ? hits->v[h].at.at : from;
			end = hit_end > end ? hit_end : end;
		}
		*ARENA_PUSH(v->arena, &made) =
		    hit_of(from, end, a.event ? T("有人请假") : NO_TEXT, false);
		i = end;
	}
	if (made.n == 0)
		return;
	for (; h < hits->n; h++)
		*ARENA_PUSH(v->arena, &made) = hits->v[h];
	*hits = made;
}

void
mask_find(struct mask *v, struct text t, struct mask_hits *out)
{
	struct mask_hits words = { NULL, 0, 0 };
	struct secret_list secrets = { NULL, 0, 0 };

	if (v->changes || text_has(t, T("隐")))
		find_words(v, t, &words);
	secret_find(v->arena, t, v->allowed, &secrets);
	merge(v, &words, &secrets, out);
	if (v->absences)
		absences_lay(v, t, out);
}

struct text
mask_cut(struct arena *a, struct text t, const struct mask_hits *hits, size_t from, size_t to)
{
	struct buf b = BUF_INIT;
	struct text out;
	size_t c = from;

	for (size_t i = 0; i < hits->n; i++) {
		size_t start = hits->v[i].at.at, end = start + hits->v[i].at.n;

		if (end <= from || start >= to)
			continue;
		if (start >= from) {
			buf_text(&b, text_cut(t, c, start));
			buf_text(&b, hits->v[i].shown);
		}
		c = end;
	}
	if (c < to)
		buf_text(&b, text_cut(t, c, to));
	out = text_copy(a, buf_view(&b));
	buf_release(&b);
	return out;
}

struct text
mask_text(struct mask *v, struct text t)
{
	struct mask_hits hits = { NULL, 0, 0 };

	mask_find(v, t, &hits);
	return hits.n == 0 ? t : mask_cut(v->arena, t, &hits, 0, t.n);
}

const uint32_t *
mask_firsts(const struct mask *v, size_t *n)
{
	*n = v->firsts.n;
	return v->firsts.v;
}

bool
mask_touches(struct mask *v, struct text t)
{
	struct mask_hits hits = { NULL, 0, 0 };

	mask_find(v, t, &hits);
	return hits.n > 0;
}
