/* SPDX-License-Identifier: MIT */
/* Texts with their private numbers under a mask. */
#include "lihui/arena.h"
#include "lihui/secret.h"
#include "lihui/utf8.h"

struct text
secret_mask(struct arena *a, struct text t, const struct text_list *allowed)
{
	struct secret_list found = { 0 };
	secret_find(a, t, allowed, &found);
	if (found.n == 0)
		return t;
	size_t n = t.n, from = 0;
	for (size_t i = 0; i < found.n; i++)
		n += found.v[i].mask.n;
	char *p = arena_bytes(a, n + 1), *to = p;
	for (size_t i = 0; i < found.n; i++) {
		const struct secret *s = &found.v[i];
		to = mempcpy(to, t.p + from, s->at.at - from);
		to = mempcpy(to, s->mask.p, s->mask.n);
		from = s->at.at + s->at.n;
	}
	to = mempcpy(to, t.p + from, t.n - from);
	*to = 0;
	return (struct text){ p, (size_t)(to - p) };
}

struct text
secret_head(struct arena *a, struct text t, const struct text_list *allowed, size_t points)
{
	struct text masked = secret_mask(a, t, allowed);
	return text_cut(masked, 0, utf8_offset(masked, points));
}

const struct text *
secret_mask_all(struct arena *a, const struct text *args, size_t n, const struct text_list *allowed)
{
	struct text *masked = ARENA_ARRAY(a, struct text, n + 1);
	for (size_t i = 0; i < n; i++)
		masked[i] = secret_mask(a, args[i], allowed);
	return masked;
}
