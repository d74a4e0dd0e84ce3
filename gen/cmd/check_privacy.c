/* SPDX-License-Identifier: MIT */
/*
 * lihui check --privacy: for the office, unit by unit, whose name the public edition shows and in
 * what office, whose it masks, and what it masks on a guess. Read from the sources, as the door
 * reads them; hidden words are only counted, for they are to stand nowhere.
 */
#include "cmd/cmd.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/door.h"
#include "lihui/secret.h"

/* A person of a unit, over all its documents. */
struct named {
	struct text name;
	struct text office; /* the first one given, or "" */
	bool open, listed, guessed;
};
LIST(named_list, named);

/* Each person once: in office in one document is in office, and sure in one is no guess. */
static void
join_alike(struct named_list *l)
{
	size_t n = 0;

	if (l->n == 0)
		return;
	LIST_SORT(l, text_order);
	for (size_t i = 0; i < l->n; i++) {
		struct named *k = &l->v[i], *last = n > 0 ? &l->v[n - 1] : NULL;

		if (!last || !text_eq(last->name, k->name)) {
			l->v[n++] = *k;
			continue;
		}
		last->open |= k->open;
		last->guessed &= k->guessed;
		if (last->office.n == 0)
			last->office = k->office;
	}
	l->n = n;
}

static void
put_line(const struct cmd *c, struct arena *a, const char *key, const struct text_list *names)
{
	if (names->n > 0)
		cmd_say(
		    c, stdout, key, TEXTS(secret_mask(a, text_list_join(a, names, T("、")), NULL)));
}

static void
print_unit(
    const struct cmd *c, struct arena *a, const struct unit *u, struct named_list *l, size_t hidden)
{
	struct text_list open = { 0 }, masked = { 0 }, guessed = { 0 };

	join_alike(l);
	for (size_t i = 0; i < l->n; i++) {
		const struct named *k = &l->v[i];

		if (k->open)
			text_list_add(a, &open,
			    text_fmt(a, "%.*s（%.*s）", TEXT_ARG(k->name),
				TEXT_ARG(k->office.n
					? k->office
					: words_get(c->words, c->lang, "privacy.in_text", NULL))));
		else
			text_list_add(a, k->guessed ? &guessed : &masked, k->name);
	}
	if (l->n == 0 && hidden == 0)
		return;
	cmd_say(c, stdout, "privacy.unit", TEXTS(u->name));
	put_line(c, a, "privacy.open", &open);
	put_line(c, a, "privacy.masked", &masked);
	put_line(c, a, "privacy.guessed", &guessed);
	if (hidden > 0)
		cmd_say(c, stdout, "privacy.hidden", TEXTS(text_fmt(a, "%zu", hidden)));
}

bool
check_privacy(const struct cmd *c, const struct site *s, struct err *e)
{
	for (size_t u = 0; u < s->nunits; u++) {
		struct arena *a = arena_new();
		struct named_list l = { 0 };
		size_t hidden = 0;
		bool ok = true;

		for (size_t i = 0; ok && i < s->ndocuments; i++) {
			struct person_told_list told = { 0 };

			if (s->documents[i]->unit != s->units[u])
				continue;
			struct doc *d = doc_read(s, s->documents[i], e);
			ok = d != NULL;
			if (!ok)
				break;
			persons_told(d, &told);
			for (size_t k = 0; k < told.n; k++) {
				const struct person_told *p = &told.v[k];
				bool open = p->kind == FACE_OFFICE;

				if (text_list_has(&d->redact, p->name))
					continue;
				*ARENA_PUSH(a, &l) = (struct named){ .name = text_copy(a, p->name),
					.office = open && p->roles
					    ? text_copy(a, text_list_join(a, p->roles, T("、")))
					    : NO_TEXT,
					.open = open,
					.guessed = p->guessed };
			}
			hidden += d->redact.n;
			doc_free(d);
		}
		if (ok)
			print_unit(c, a, s->units[u], &l, hidden);
		arena_free(a);
		if (!ok)
			return false;
	}
	return true;
}
