/* SPDX-License-Identifier: MIT */
/* A file's own name stands in every address: one that tells a hidden word or the name of somebody
 * without office holds the document (X805). */
#include "door/door.h"

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "door/names.h"

static struct text
said(const struct doc *d, const char *key)
{
	return words_get(d->site->words, locale_english ? LANG_EN : LANG_ZH, key, NULL);
}

/* 2018-07-03: names have two characters at least, none of them a figure, and here no two others
 * stand side by side. */
static bool
is_date(struct text file_name)
{
	bool figure = true;

	for (size_t i = 0; i < file_name.n; i++) {
		bool before = figure;

		figure = file_name.p[i] >= '0' && file_name.p[i] <= '9';
		if ((unsigned char)file_name.p[i] >= 0x80 || (!figure && !before))
			return false;
	}
	return true;
}

/* Somebody whom the unit knows or whom it tells of by itself. */
static bool
tells_name(struct doc *d, struct text file_name, const struct text_list *office)
{
	struct text_list names = { NULL, 0, 0 };
	size_t i = 0;

	while (i < file_name.n && (unsigned char)file_name.p[i] < 0x80)
		i++;
	if (i < file_name.n)
		prose_ask(d, file_name, false, &names);
	for (i = 0; i < names.n; i++)
		if (!text_list_has(office, names.v[i]))
			return true;
	return false;
}

/* Somebody whom the document names without an office, by the whole name. */
static bool
names_private(struct doc *d, struct text file_name)
{
	struct person_refs people = { NULL, 0, 0 };
	struct text_list parts = { NULL, 0, 0 }, office = { NULL, 0, 0 };

	if (is_date(file_name))
		return false;
	names_gather(d, &people, &parts);
	for (size_t i = 0; i < people.n; i++)
		if (people.v[i]->office && text_has(file_name, people.v[i]->name))
			text_list_add(d->arena, &office, people.v[i]->name);
	for (size_t i = 0; i < people.n; i++) {
		struct text name = people.v[i]->name;

		if (text_has(file_name, name) && !text_list_has(&office, name) &&
		    nameword_whole(d, name, &parts))
			return true;
	}
	for (size_t i = 0; i < parts.n; i++)
		if (text_has(file_name, parts.v[i]) && !text_list_has(&office, parts.v[i]))
			return true;
	return tells_name(d, file_name, &office);
}

/* The unit's own folder is called what its office called it. */
static struct text
below_unit(const struct doc *d)
{
	return d->unit != NULL ? text_cut(d->address, d->unit->path.n, d->address.n) : d->address;
}

void
hidden_check_name(struct doc *d)
{
	struct mask *v = mask_new(d->arena, d->sink.allowed);

	for (size_t i = 0; i < d->redact.n; i++)
		mask_add(v, d->redact.v[i], MASK_REMOVED, MASK_HIDDEN);
	if (mask_touches(v, d->address))
		diag_put(&d->sink, DIAG_X805, NO_SPAN, TEXTS(said(d, "hidden.name")));
	else if (d->profile->names != NAMES_ALL && d->publicity != PUBLIC_NO &&
	    names_private(d, below_unit(d)))
		diag_put(&d->sink, DIAG_X805, NO_SPAN, TEXTS(said(d, "hidden.person")));
}
