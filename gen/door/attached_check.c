/* SPDX-License-Identifier: MIT */
/*
 * Linked files before the door. What a table or an office file says must not be more than what the
 * document itself would show: a private number or name in it keeps the file, not the document, from
 * the public (X806), until the document says 附件可公开: 是. One whose author cannot be taken out,
 * or that cannot be opened, is kept, too (X807).
 */
#include "door/attached.h"

#include <stdlib.h>

#include "door/door.h"
#include "door/names.h"
#include "lihui/arena.h"
#include "lihui/file.h"

static struct text
said(const struct doc *d, const char *key, const struct text *args, size_t n)
{
	struct arena *a = d->arena;
	return words_say(a, d->site->words, locale_english ? LANG_EN : LANG_ZH, key, args, n);
}

/*
 * What the document would not show of a text: the words that its author hides, everybody it names
 * without an office, and whom its unit or the text itself tells of.
 */
static struct mask *
words_known(struct doc *d, struct text t)
{
	struct mask *v = mask_new(d->arena, d->sink.allowed);
	struct person_refs people = { NULL, 0, 0 };
	struct text_list parts = { NULL, 0, 0 }, told = { NULL, 0, 0 }, kept = { NULL, 0, 0 };

	mask_quote_marks(v);
	if (d->profile->names != NAMES_ALL)
		names_gather(d, &people, &parts);
	for (size_t i = 0; i < people.n; i++) {
		struct text name = people.v[i]->name;
		if (people.v[i]->office || people.v[i]->group || !nameword_whole(d, name, &parts))
			text_list_add(d->arena, &kept, name);
		else
			mask_add(v, name, names_mask(d->arena, name), MASK_NAME);
	}
	prose_ask(d, t, false, &told);
	names_hide(v, d->arena, &d->redact);
	for (size_t i = 0; i < told.n; i++)
		if (!text_list_has(&kept, told.v[i]))
			mask_add(v, told.v[i], names_mask(d->arena, told.v[i]), MASK_NAME);
	for (size_t i = 0; i < kept.n; i++)
		mask_add(v, kept.v[i], kept.v[i], MASK_KEPT);
	return v;
}

static struct text
place_of(const struct doc *d, struct text t, const struct mask_hit *hit)
{
	int line = 1;
	for (size_t i = 0; i < hit->at.at; i++)
		line += t.p[i] == '\n';
	return said(d, "file.line", TEXTS(text_fmt(d->arena, "%d", line), hit->shown));
}

/* Why the file has to stay inside: the code of the finding, DIAG_CODES when it has not. */
static enum diag_code
file_look(struct doc *d, struct text path, struct text bytes, struct text *why)
{
	struct buf text = BUF_INIT, clean = BUF_INIT;
	struct mask_hits hits = { NULL, 0, 0 };
	enum diag_code code = DIAG_CODES;

	if (attached_has_text(path) && !attached_text(d->arena, path, bytes, &text)) {
		code = DIAG_X807;
		*why = said(d, "file.damaged", NO_TEXTS);
	} else if (attached_may_refuse(path) && !attached_clean(path, bytes, &clean)) {
		code = DIAG_X807;
		*why = said(d, "file.author", NO_TEXTS);
	} else if (!d->files_open) {
		mask_find(words_known(d, buf_view(&text)), buf_view(&text), &hits);
		if (hits.n > 0) {
			code = DIAG_X806;
			*why = attached_may_refuse(path) ? hits.v[0].shown /* has no lines */
							 : place_of(d, buf_view(&text), &hits.v[0]);
		}
	}
	buf_release(&text);
	buf_release(&clean);
	return code;
}

static void
withhold(struct doc *d, struct text path)
{
	for (size_t i = 0; i < d->attachments.n; i++)
		if (text_eq(d->attachments.v[i].path, path))
			d->attachments.v[i].withheld = true;
}

void
attachments_check(struct doc *d)
{
	struct text_list seen = { NULL, 0, 0 };

	for (size_t i = 0; i < d->attachments.n; i++) {
		struct attachment *at = &d->attachments.v[i];
		struct buf bytes = BUF_INIT;
		struct err ignored = { 0 };
		struct file_stat st = { 0 };
		struct text path = path_join(d->arena, d->site->root, at->path), why = NO_TEXT;
		enum diag_code code = DIAG_CODES;

		if (at->path.n == 0 || at->withheld || text_list_has(&seen, at->path) ||
		    !(attached_has_text(at->path) || attached_may_refuse(at->path)) ||
		    !file_stat(path.p, &st, &ignored) || st.size > ATTACHED_MOST)
			continue;
		text_list_add(d->arena, &seen, at->path);
		if (file_read(path.p, &bytes, &ignored))
			code = file_look(d, at->path, buf_view(&bytes), &why);
		buf_release(&bytes);
		if (code == DIAG_CODES)
			continue;
		withhold(d, at->path);
		diag_put(&d->sink, code, at->at, TEXTS(at->target, why));
	}
}

void
attachments_withhold(struct doc *d)
{
	struct text_list paths = { NULL, 0, 0 };

	for (size_t i = 0; i < d->attachments.n; i++)
		if (d->attachments.v[i].withheld)
			text_list_add(d->arena, &paths, d->attachments.v[i].path);
	links_withhold(d, &paths, "door.file");
}
