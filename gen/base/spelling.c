/* SPDX-License-Identifier: MIT */
/*
 * What a spelling means, and which one a misspelt word is nearest to. A spelling is compared
 * without blanks, hyphens and underlines, full-width letters as ASCII, letters in lower case,
 * because a secretary centres her labels with blanks (主 持 人) and an input method leaves
 * full-width letters behind. Mongolian is compared as search does, by the shape of its letters and
 * without what is not seen.
 */
#include "lihui/spelling.h"

#include "lihui/utf8.h"

/* Longest spelling that is worth comparing, in bytes and in code points: labels are short, and the
 * distance is quadratic. */
#define SPELLING_BYTES  64
#define SPELLING_POINTS 20

/* The form in which spellings are compared; n == 0 when the word is too long to be one. */
struct folded {
	char p[SPELLING_BYTES];
	size_t n;
};

static struct text
folded_text(const struct folded *f)
{
	return (struct text){ f->p, f->n };
}

static void
fold(struct text t, struct folded *f)
{
	f->n = 0;
	for (size_t i = 0; i < t.n;) {
		char bytes[4];
		uint32_t c = utf8_fold_letter(utf8_fold_name(utf8_next(t, &i)));
		if (c == 0 || utf8_is_blank(c) || c == '_' || c == '-')
			continue;
		size_t n = utf8_put(bytes, c);
		if (f->n + n > sizeof f->p) {
			f->n = 0;
			return;
		}
		memcpy(f->p + f->n, bytes, n);
		f->n += n;
	}
}

/* A spelling of a table is in lower case already; only blanks, hyphens and underlines inside it
 * have to be passed over, and Mongolian is folded. */
static bool
same_folded(const char *word, const struct folded *f)
{
	size_t k = 0;

	if (*word == '\xE1' && *f->p == '\xE1') {
		struct folded w;
		fold(text_of(word), &w);
		return text_eq(folded_text(&w), folded_text(f));
	}
	for (; *word; word++) {
		if (*word == ' ' || *word == '-' || *word == '_')
			continue;
		if (k == f->n || *word != f->p[k])
			return false;
		k++;
	}
	return k == f->n;
}

int
spelling_find(const struct spelling *table, struct text name)
{
	struct folded f;

	fold(name, &f);
	if (f.n == 0)
		return 0;
	for (const struct spelling *s = table; s->word; s++)
		if (same_folded(s->word, &f))
			return s->meaning;
	return 0;
}

static size_t
points(struct text t, uint32_t out[SPELLING_POINTS])
{
	size_t n = 0;

	for (size_t i = 0; i < t.n;) {
		if (n == SPELLING_POINTS)
			return 0;
		out[n++] = utf8_next(t, &i);
	}
	return n;
}

/* Edits between two short words; two neighbours that changed places count as one edit. */
static int
distance(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	int d[SPELLING_POINTS + 1][SPELLING_POINTS + 1];

	for (size_t i = 0; i <= n; i++)
		d[i][0] = (int)i;
	for (size_t j = 0; j <= m; j++)
		d[0][j] = (int)j;
	for (size_t i = 1; i <= n; i++) {
		for (size_t j = 1; j <= m; j++) {
			int best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			best = d[i - 1][j] + 1 < best ? d[i - 1][j] + 1 : best;
			d[i][j] = d[i][j - 1] + 1 < best ? d[i][j - 1] + 1 : best;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    d[i - 2][j - 2] + 1 < d[i][j])
				d[i][j] = d[i - 2][j - 2] + 1;
		}
	}
	return d[n][m];
}

/* One edit in a word of two or three characters, a third of a longer one: 日斯 is near 日期, 备注
 * is near nothing. */
static int
allowed_edits(size_t n)
{
	return n < 2 ? 0 : n < 6 ? 1 : (int)(n / 3);
}

struct text
spelling_nearest(const struct spelling *table, struct text name)
{
	struct folded f, g;
	uint32_t a[SPELLING_POINTS], b[SPELLING_POINTS];
	const char *best = NULL;
	int least_so_far = SPELLING_POINTS;

	fold(name, &f);
	size_t n = points(folded_text(&f), a);
	if (n == 0)
		return NO_TEXT;
	for (const struct spelling *s = table; s->word; s++) {
		fold(text_of(s->word), &g);
		size_t m = points(folded_text(&g), b);
		int d = distance(a, n, b, m);
		if (d <= allowed_edits(n < m ? m : n) && d < least_so_far) {
			least_so_far = d;
			best = s->word;
		}
	}
	return best ? text_of(best) : NO_TEXT;
}
