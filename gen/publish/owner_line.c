/* SPDX-License-Identifier: MIT */
/* The first line of a manifest: whose the tree is. */
#include "lihui/arena.h"
#include "publish/owner.h"

#define HEAD     "# lihui "
#define PUBLIC   "public"
#define INTERNAL "internal"
#define NONE     "-"

static struct text
take_word(struct text *rest)
{
	size_t end = text_find(*rest, T(" "), 0);
	struct text t;

	end = end == SIZE_MAX ? rest->n : end;
	t = text_cut(*rest, 0, end);
	*rest = text_cut(*rest, end < rest->n ? end + 1 : end, rest->n);
	return text_eq(t, T(NONE)) ? NO_TEXT : t;
}

bool
owner_read(struct text line, struct owner *out)
{
	struct text rest = line, edition;

	*out = (struct owner){ .known = false };
	if (!text_starts(line, T(HEAD)))
		return false;
	rest = text_cut(rest, strlen(HEAD), rest.n);
	edition = take_word(&rest);
	if (!text_eq(edition, T(PUBLIC)) && !text_eq(edition, T(INTERNAL)))
		return false;
	out->known = true;
	out->edition = text_eq(edition, T(PUBLIC)) ? EDITION_PUBLIC : EDITION_INTERNAL;
	out->mark = take_word(&rest);
	out->id = take_word(&rest);
	out->title = rest;
	return true;
}

struct text
owner_word(struct arena *a, struct text t, char instead)
{
	char *p = arena_alloc(a, t.n + 1);

	if (t.n == 0)
		return T(NONE);
	for (size_t i = 0; i < t.n; i++)
		p[i] = (unsigned char)t.p[i] <= ' ' || t.p[i] == 0x7F ? instead : t.p[i];
	return (struct text){ p, t.n };
}

struct text
owner_line(struct arena *a, const struct site *site, enum edition edition)
{
	struct text mark = owner_word(a, site->mark, '_'), id = owner_word(a, site->id, '_');

	return text_fmt(a, HEAD "%s %.*s %.*s %.*s", edition == EDITION_PUBLIC ? PUBLIC : INTERNAL,
	    TEXT_ARG(mark), TEXT_ARG(id), TEXT_ARG(owner_word(a, site->title, ' ')));
}
