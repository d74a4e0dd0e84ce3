/* SPDX-License-Identifier: MIT */
/*
 * Sign-in sheets (签到表) show who came, by hand and often with telephone and thumb: they are the
 * office's own and never in the public edition, whatever the document says of itself. A file is
 * one when its name, a folder above it, or the words of any link to it say so; then no link of the
 * document leads to it, under whatever words. In its place stands that it is internal.
 */
#include "door.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"

static bool
says_signin(struct text t)
{
	static const char *const words[] = { "签到", "簽到", "signin", "qiandao" };
	struct buf b = BUF_INIT;
	bool says = false;

	for (size_t i = 0; i < t.n;) { /* 签 到, Sign-in, sign_in */
		uint32_t c = utf8_fold_name(utf8_next(t, &i));
		if (!utf8_is_blank(c) && c != '-' && c != '_' && c != '\n')
			buf_code(&b, c);
	}
	for (size_t i = 0; i < sizeof words / sizeof *words && !says; i++)
		says = text_has(buf_view(&b), text_of(words[i]));
	buf_release(&b);
	return says;
}

/* Where a link or picture leads below the content; false when it is no file of the site. */
static bool
leads_to_file(const struct doc *d, const struct inl *i, struct text *path)
{
	bool scheme;

	if ((i->kind != INLINE_LINK && i->kind != INLINE_IMAGE) || i->target.n == 0 ||
	    i->target.p[0] == '#')
		return false;
	if (attachment_external(i->target, &scheme) || scheme ||
	    !attachment_path(d->arena, d, i->target, path))
		return false;
	if (i->kind == INLINE_IMAGE)
		return true;
	return !site_has_document(d->site, *path) && site_unit(d->site, *path) == NULL;
}

static void
inlines_gather(const struct doc *d, const struct inl *first, struct text_list *sheets)
{
	for (const struct inl *i = first; i != NULL; i = i->next) {
		struct buf words = BUF_INIT;
		struct text path;
		if (leads_to_file(d, i, &path)) {
			inl_text(&words, i->first);
			if ((says_signin(path) || says_signin(buf_view(&words))) &&
			    !text_list_has(sheets, path))
				text_list_add(d->arena, sheets, path);
		}
		buf_release(&words);
		inlines_gather(d, i->first, sheets);
	}
}

/* The link's own words stay, and behind them why it leads nowhere. */
static void
inlines_withhold(struct doc *d, struct inl *first, const struct text_list *sheets, struct text note)
{
	for (struct inl *i = first; i != NULL; i = i->next) {
		struct text path;
		inlines_withhold(d, i->first, sheets, note);
		if (!leads_to_file(d, i, &path) || !text_list_has(sheets, path))
			continue;
		struct buf words = BUF_INIT;
		inl_text(&words, i->first);
		struct inl *said = inl_new(d->arena, INLINE_HIDDEN, note);
		said->at = i->at;
		said->next = i->next;
		*i = (struct inl){ .kind = INLINE_TEXT, .at = i->at, .next = said };
		i->text = text_copy(d->arena, buf_view(&words));
		buf_release(&words);
		i = said;
	}
}

static void
tree_gather(const struct doc *d, struct block *root, struct text_list *sheets)
{
	for (struct block *b = root; b != NULL; b = block_next(root, b))
		inlines_gather(d, b->inlines, sheets);
}

static void
tree_withhold(struct doc *d, struct block *root, const struct text_list *sheets, struct text note)
{
	for (struct block *b = root; b != NULL; b = block_next(root, b)) {
		inlines_withhold(d, b->inlines, sheets, note);
		for (b->inlines_last = b->inlines;
		     b->inlines_last != NULL && b->inlines_last->next != NULL;)
			b->inlines_last = b->inlines_last->next;
		if (b->kind == BLOCK_FIGURE && b->inlines != NULL &&
		    b->inlines->kind != INLINE_IMAGE)
			b->kind = BLOCK_PARAGRAPH;
	}
}

/*
 * A scan or a recording is its document's in another shape; called 签到表 it is a sheet all the
 * same.
 */
static void
versions_withhold(struct doc *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->versions.n; i++) {
		const struct version *v = &d->versions.v[i];
		bool file = v->kind == VERSION_SCAN || v->kind == VERSION_RECORDING;
		if (!file || !says_signin(v->path))
			d->versions.v[n++] = *v;
	}
	d->versions.n = n;
}

void
links_withhold(struct doc *d, const struct text_list *paths, const char *why)
{
	if (paths->n == 0)
		return;
	tree_withhold(d, d->body, paths, words_get(d->site->words, d->lang, why, NULL));
	for (size_t i = 0; i < d->versions.n; i++)
		tree_withhold(d, d->versions.v[i].body, paths,
		    words_get(d->site->words, d->versions.v[i].lang, why, NULL));
}

void
signin_withhold(struct doc *d)
{
	struct text_list sheets = { NULL, 0, 0 };

	versions_withhold(d);
	tree_gather(d, d->body, &sheets);
	for (size_t i = 0; i < d->versions.n; i++)
		tree_gather(d, d->versions.v[i].body, &sheets);
	links_withhold(d, &sheets, "door.signin");
}
