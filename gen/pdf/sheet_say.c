/* SPDX-License-Identifier: MIT */
/* Words and numbers of a sheet in its language, and its bookmarks. */
#include <stdlib.h>
#include "lihui/hash.h"
#include "pdf/sheet_draw.h"

struct text
draw_word(struct draw *d, const char *key)
{
	return words_get(d->sheet->words, d->lang, key, NULL);
}

struct text
draw_say(struct draw *d, const char *key, const struct text *args, size_t n)
{
	return words_say(d->a, d->sheet->words, d->lang, key, args, n);
}

struct text
draw_number(struct draw *d, long n)
{
	return text_fmt(d->a, "%ld", n);
}

void
draw_bookmark(struct draw *d, struct text title, struct page *pg, double y)
{
	(void)object_bookmark(d->objects, d->mark, title, page_object(pg), page_flip(pg, y));
}

bool
sheet_mongolian_first(const struct sheet *s)
{
	return s->site && s->site->nlanguages > 0 && s->site->languages[0] == LANG_MN;
}
