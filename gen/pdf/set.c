/* SPDX-License-Identifier: MIT */
/* Words of a sheet in the language of the side that is being drawn. */
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
