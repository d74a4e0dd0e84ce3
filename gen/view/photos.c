/* SPDX-License-Identifier: MIT */
/*
 * Photographs as proof: beside the line that they show, on the record's page and in the history of
 * the problem at their day. Of a problem that is solved, one from before and one with the solution
 * stand side by side on that day. What the caption says (办前, 修好以后) counts before the days.
 */
#include "lihui/arena.h"
#include "view/web.h"

static bool
says(struct text caption, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (text_has(caption, text_of(words[i])))
			return true;
	return false;
}

static bool
says_before(struct text caption)
{
	static const char *const words[] = { "办前", "修前", "以前", "之前", "改前", "治前",
		"修理前", "维修前", "整治前", "施工前", "原来", "原先", NULL };

	return says(caption, words);
}

static bool
says_after(struct text caption)
{
	static const char *const words[] = { "办后", "修后", "以后", "之后", "改后", "治后",
		"修理后", "维修后", "整治后", "施工后", "完工", "竣工", NULL };

	return says(caption, words);
}

/* The day on which it was last taken up again. */
static struct date
taken_up(const struct problem_history *s)
{
	struct date day = NO_DATE;

	for (EACH(struct happening, h, s->history))
		if (text_eq(h->kind, T("reopened")))
			day = h->date;
	return day;
}

struct photo_pair
photos_pair(const struct problem_history *s)
{
	struct photo_pair pair = { NULL, NULL };
	struct date solved = s->p->solved, since = taken_up(s);
	bool told_before = false, told_after = false;

	if (!text_eq(s->p->status, T("solved")) || !date_is(solved))
		return pair;
	for (EACH(struct photo_row, x, s->photos)) {
		bool after = date_cmp(x->date, solved) >= 0, was = says_before(x->caption),
		     is = says_after(x->caption);

		if (date_is(since) && date_cmp(x->date, since) < 0)
			continue;
		if ((was || (!after && !is)) && (!pair.before || (was && !told_before))) {
			pair.before = x;
			told_before = was;
		} else if (!was && after && (!pair.after || (is && !told_after))) {
			pair.after = x;
			told_after = is;
		}
	}
	return pair.before && pair.after ? pair : (struct photo_pair){ NULL, NULL };
}

void
web_photo(struct web *w, struct value *list, const struct photo_row *x, const char *word)
{
	struct value *o = value_add_object(w->a, list);

	web_put_plain(
	    w, o, "src", web_href(w, output_path(w->a, OUT_ATTACHMENT, w->lang, NULL, x->path)));
	web_put_plain(w, o, "alt_text", x->caption);
	web_put(w, o, "caption", x->caption);
	web_put_plain(w, o, "width_text", x->width > 0 ? web_int(w->a, x->width) : NO_TEXT);
	web_put_plain(w, o, "height_text", web_int(w->a, x->height));
	web_put(w, o, "when", word ? web_word(w, word) : NO_TEXT);
	web_put_time(w, o, "time", word ? x->date : NO_DATE, x->date.year != w->year);
}

/* Those of a document that show one of its entries, or none that its page shows. */
struct value *
web_photos(
    struct web *w, struct value *o, const struct outcome *c, photo_shows *shows, const void *entry)
{
	struct value *list = value_put_list(w->a, o, "pics");

	for (EACH(struct photo_row, x, c->photos))
		if (shows(c, x, entry) && web_has(w->v, web_unit(w->v, x->unit)))
			web_photo(w, list, x, NULL);
	web_put_flag(w, o, "has_pics", list->first != NULL);
	return list;
}
