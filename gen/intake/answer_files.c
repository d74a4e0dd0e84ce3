/* SPDX-License-Identifier: MIT */
/* Which pieces are answered, and the files that the answers go to. */
#include "intake/intake.h"

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/form.h"

/* What the village is told about, week by week: the newest of what it sent; a file that waits only
 * when nothing else came. The rest is told below it. */
static const struct piece *
last_piece(const struct receipt *r, const struct piece *of)
{
	const struct piece *best = NULL;

	for (size_t i = 0; i < r->pieces->n; i++) {
		const struct piece *p = &r->pieces->v[i];
		if (p->unit != of->unit || p->known || p->state == PIECE_OLDER ||
		    week_cmp(answer_week(r, p), answer_week(r, of)) != 0)
			continue;
		if (best == NULL || p->state < PIECE_DRAFT ||
		    (best->state > PIECE_DRAFT && p->state <= best->state))
			best = p;
	}
	return best;
}

/* An answer that was given stays as it is: the next one about the same week gets a number. */
static bool
put_reply(const struct receipt *r, struct text name, struct text bytes, struct err *e)
{
	for (int n = 1; n < 1000; n++) {
		struct text file = n == 1 ? text_fmt(r->arena, "%.*s.txt", TEXT_ARG(name))
					  : text_fmt(r->arena, "%.*s_%d.txt", TEXT_ARG(name), n);
		struct text path = path_join(r->arena, text_of(r->o->reply), file);
		struct file_stat st = { 0 };
		struct text old;
		if (!file_stat(path.p, &st, e))
			return false;
		if (!st.exists)
			return file_write(path.p, bytes, NULL, e);
		if (!file_text(r->arena, path.p, &old, e))
			return false;
		if (text_eq(old, bytes))
			return true;
	}
	return true;
}

bool
answer_all(const struct receipt *r, struct err *e)
{
	bool ok = true;

	for (size_t i = 0; ok && i < r->pieces->n; i++) {
		const struct piece *p = &r->pieces->v[i];
		if (p->unit == NULL || p != last_piece(r, p))
			continue;
		struct week w = answer_week(r, p);
		struct text township = p->unit->parent != NULL ? p->unit->parent->name : NO_TEXT;
		struct text name = text_fmt(r->arena, "%d年第%02d周_%.*s_%.*s_回执", w.year, w.week,
		    TEXT_ARG(township), TEXT_ARG(p->unit->name));
		struct buf text = BUF_INIT, file = BUF_INIT;
		ok = answer_write(r, p, &text, e);
		form_for_notepad(&file, buf_view(&text));
		ok = ok && put_reply(r, name, buf_view(&file), e);
		buf_release(&text);
		buf_release(&file);
	}
	return ok;
}
