/* SPDX-License-Identifier: MIT */
/* What the ledgers of problems and of tasks share (templates/web/ledger_parts.html): a head, the
 * links to the parts, which filter, and a section for each part. */
#include "view/web.h"

#define VILLAGE_ROWS 120
#define UPPER_ROWS   30

int64_t
ledger_rows_shown(const struct web *w)
{
	return w->first == w->last ? VILLAGE_ROWS : UPPER_ROWS;
}

struct text
ledger_head(struct web *w, struct text h1, const char *lede_key, const char *what, int64_t all)
{
	enum lang l = web_lang(w, lede_key);
	struct text number = web_number(w->a, all),
		    lede = web_say(w, lede_key, TEXTS(number, web_date(w, l, w->v->as_of)));

	web_put(w, w->page, "h1", h1);
	web_put(w, w->page, "lede", lede);
	web_put_word(w, w->page, "what", what);
	/* One row needs no choosing. */
	web_put_flag(w, w->page, "has_choice", all != 1);
	web_put_say(w, w->page, "all", "web.chip_all", TEXTS(number));
	return lede;
}

struct value *
ledger_part_put(struct web *w, struct value *chips, struct value *sections,
    const struct ledger_part *part, int64_t n)
{
	struct value *chip = value_add_object(w->a, chips), *s = value_add_object(w->a, sections);
	int64_t shown = ledger_rows_shown(w);
	struct text id = text_of(part->id), number = web_number(w->a, n);

	web_put_plain(w, chip, "id_text", id);
	web_put_plain(w, chip, "sign", text_of(part->sign));
	web_put_say(w, chip, "label", part->chip, TEXTS(number));
	web_put_plain(w, s, "id_text", id);
	web_put_say(w, s, "title", part->head, TEXTS(number));
	web_put_flag(w, s, "any", n > 0);
	web_put_word(w, s, "empty", part->empty);
	if (n > shown)
		web_put_say(w, s, "more", "web.rows_cut",
		    TEXTS(web_number(w->a, shown), web_number(w->a, n - shown)));
	return value_put_list(w->a, s, "rows");
}
