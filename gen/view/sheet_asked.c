/* SPDX-License-Identifier: MIT */
/* Words for a reader's pen, four in a row: the Chinese, where it is seen, what is shown now and
 * where that comes from. */
#include "view/sheet_value.h"

#define ACROSS 4

static void
put_word(const struct saying *w, struct value *o, const struct sheet_word *x, size_t n)
{
	struct text number = text_fmt(w->a, "%zu", n), pages = text_fmt(w->a, "%d", x->pages);

	value_put_text(w->a, o, "n", number);
	value_put_text(w->a, o, "zh", x->zh);
	value_put_text(w->a, o, "place",
	    words_say(w->a, w->s->words, LANG_ZH, "sheet.words_place", TEXTS(pages, x->key)));
	value_put_text(w->a, o, "now", x->now);
	value_put_text(w->a, o, "source",
	    x->source.n > 0 ? sheet_say(w, "sheet.words_source", x->source)
			    : sheet_word(w, "sheet.words_no_source"));
}

void
asked_value(const struct saying *zh, struct value *o)
{
	const struct sheet *s = zh->s;
	struct value *lines = value_put_list(zh->a, o, "lines"), *cells = NULL;

	value_put_text(zh->a, o, "title", s->title);
	value_put_text(zh->a, o, "code", lang_code(s->mn.lang));
	value_put_bool(zh->a, o, "vertical", lang_is_down(s->mn.lang));
	sheet_put_words(zh, o, "w");
	for (size_t i = 0; i < s->nasked || i % ACROSS != 0; i++) {
		if (i % ACROSS == 0)
			cells = value_put_list(zh->a, value_add_object(zh->a, lines), "cells");
		struct value *cell = value_add_object(zh->a, cells);

		if (i < s->nasked)
			put_word(zh, cell, &s->asked[i], i + 1);
	}
}
