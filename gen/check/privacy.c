/* SPDX-License-Identifier: MIT */
/*
 * Privacy. Identity numbers, mobile telephones and bank cards are found by base/secret.c and masked
 * everywhere; here the author is told, so that the source is put right too. Names beside illness
 * and the like: check/sensitive.c.
 */
#include <stdlib.h>

#include "check/rules.h"
#include "lihui/secret.h"

/* Of one kind, in the document and in its translations, whose text lies elsewhere. Three rules ask,
 * so the numbers are looked for once. */
struct secrets {
	struct secret_list own, *versions; /* parallel to the document's versions */
};

static const struct secrets *
secrets_of(struct check *c)
{
	struct secrets *s = c->secrets;

	if (s != NULL)
		return s;
	s = c->secrets = ARENA_NEW(c->a, struct secrets);
	s->versions = ARENA_ARRAY(c->a, struct secret_list, c->d->versions.n + 1);
	secret_find(c->a, c->d->text, c->sink->allowed, &s->own);
	for (size_t i = 0; i < c->d->versions.n; i++) {
		const struct version *v = &c->d->versions.v[i];
		struct text t = text_join(c->a, text_join(c->a, v->title, T("\n")), v->summary);

		if (v->body)
			t = text_join(
			    c->a, text_join(c->a, t, T("\n")), block_plain(c->a, v->body, true));
		secret_find(c->a, t, c->sink->allowed, &s->versions[i]);
	}
	return s;
}

static void
secrets_put(struct check *c, enum secret_kind kind, enum diag_code code)
{
	const struct secrets *s = secrets_of(c);
	struct text path = c->sink->path;

	for (size_t i = 0; i < s->own.n; i++)
		if (s->own.v[i].kind == kind)
			diag_put(c->sink, code, s->own.v[i].at, TEXTS(s->own.v[i].mask));
	for (size_t i = 0; i < c->d->versions.n; i++) {
		c->sink->path = c->d->versions.v[i].path;
		for (size_t k = 0; k < s->versions[i].n; k++)
			if (s->versions[i].v[k].kind == kind)
				diag_put(c->sink, code, NO_SPAN, TEXTS(s->versions[i].v[k].mask));
	}
	c->sink->path = path;
}

void
check_id_number(struct check *c)
{
	secrets_put(c, SECRET_ID, DIAG_X801);
}

void
check_mobile(struct check *c)
{
	secrets_put(c, SECRET_MOBILE, DIAG_X802);
}

void
check_card(struct check *c)
{
	secrets_put(c, SECRET_CARD, DIAG_X803);
}
