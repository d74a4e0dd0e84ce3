/* SPDX-License-Identifier: MIT */
/* A finding as sentences: what is wrong, and what to write instead. */
#include "base/diag_print.h"
#include "lihui/arena.h"
#include "lihui/utf8.h"

struct text
diag_sentence(struct arena *a, const struct finding *f, enum lang lang, const struct words *w)
{
	return words_say(a, w, lang, diag_info(f->code)->code, f->args.v, f->args.n);
}

struct text
diag_remedy(struct arena *a, const struct finding *f, enum lang lang, const struct words *w)
{
	struct text key = text_fmt(a, "%s.fix", diag_info(f->code)->code);
	if (!words_has(w, lang, key) && !words_has(w, LANG_ZH, key))
		return NO_TEXT;
	return words_say(a, w, lang, key.p, f->args.v, f->args.n);
}
