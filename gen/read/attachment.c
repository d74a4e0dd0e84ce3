/* SPDX-License-Identifier: MIT */
/*
 * Links and pictures against the files of the site. A target is written as people copy it: with
 * backslashes from Windows, with %20, from the folder of the document or, with a slash in front,
 * from the top of the content. What it names must lie inside the site and be a plain file.
 *
 * A document is not an attachment: copying its source would publish what the door took away. The
 * same goes for settings and everything whose name begins with `_` or
 * `.`. A picture must be whole, because a half one is found by a villager and not by the author.
 */
#include "read/read.h"

#include <stdlib.h>
#include <unistd.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/picture.h"
#include "lihui/cursor.h"

/* The scheme's length (`https`), or 0. A drive letter (C:\...) is none. */
static size_t
scheme_length(struct text t)
{
	size_t i;

	for (i = 0; i < t.n && ((t.p[i] | 32) >= 'a' && (t.p[i] | 32) <= 'z'); i++)
		;
	return i > 1 && i < t.n && t.p[i] == ':' ? i : 0;
}

bool
attachment_external(struct text target, bool *scheme)
{
	static const char *const allowed[] = { "http", "https", "mailto", "tel" };
	size_t n = scheme_length(target), i;

	*scheme = n > 0 || text_starts(target, T("//"));
	for (i = 0; i < sizeof allowed / sizeof *allowed; i++)
		if (text_eq_nocase(text_cut(target, 0, n), text_of(allowed[i])))
			return true;
	return text_starts(target, T("//"));
}

static bool
is_private_name(struct text path)
{
	struct text rest = path;

	while (rest.n > 0) {
		size_t slash = text_find(rest, T("/"), 0);

		if (rest.p[0] == '_' || rest.p[0] == '.')
			return true;
		if (slash == SIZE_MAX)
			break;
		rest = text_cut(rest, slash + 1, rest.n);
	}
	return text_ends(path, T(".yaml")) || text_ends(path, T(".yml"));
}

static bool
is_document_name(struct text path)
{
	struct text ext = path_ext(path);

	return text_eq_nocase(ext, T(".md")) || text_eq_nocase(ext, T(".markdown")) ||
	    text_eq_nocase(ext, T(".txt"));
}

/* Kinds that no browser runs. */
static bool
is_safe_kind(struct text path)
{
#define KIND(ext, clean, says, asked) ext,
	static const char *const kinds[] = {
#include "read/attachment_kinds.def"
	};
#undef KIND
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (text_eq_nocase(path_ext(path), text_of(kinds[i])))
			return true;
	return false;
}

bool
attachment_path(struct arena *a, const struct doc *d, struct text target, struct text *path)
{
	size_t end = target.n, hash = text_find(target, T("#"), 0),
	       query = text_find(target, T("?"), 0);
	struct text plain;

	end = hash < end ? hash : end;
	end = query < end ? query : end;
	plain = text_replace(
	    a, path_percent_decode(a, text_trim(text_cut(target, 0, end))), T("\\"), T("/"));
	if (plain.n == 0 || memchr(plain.p, 0, plain.n) != NULL || scheme_length(plain) > 0)
		return false;
	if (plain.p[0] != '/')
		plain = path_join(a, path_dir(d->path), plain);
	else
		plain = text_cut(plain, 1, plain.n);
	return path_normal(a, utf8_nfc(a, plain), path) && path->n > 0;
}

/* site->files is in bytewise order. */
static const struct file_entry *
file_find(const struct site *s, struct text path)
{
	size_t low = 0, high = s->files.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = text_cmp(s->files.v[mid].path, path);

		if (c == 0)
			return &s->files.v[mid];
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

static bool
picture_is_whole(const struct doc *d, struct text path, struct picture *p)
{
	struct buf bytes = BUF_INIT;
	struct err e = { 0 };
	bool whole = file_read(path_join(d->arena, d->site->root, path).p, &bytes, &e) &&
	    picture_check(buf_view(&bytes), p);

	buf_release(&bytes);
	return whole;
}

/* A relative link in a text, with where it leads. */
struct link {
	const struct inl *inl;
	struct text path; /* "" when it leads out of the site */
	struct diag_sink *sink;
	size_t order;
	bool again; /* the same target stood before, as a link or picture as here */
	bool found,
	    whole; /* a file that may be copied; and, for a picture, one that can be shown */
	struct picture look;
};
struct link_list {
	struct link *v;
	size_t n, room;
};

static void
inlines_gather(
    struct doc *d, struct diag_sink *sink, const struct inl *first, struct link_list *out)
{
	const struct inl *i;
	bool scheme;

	for (i = first; i != NULL; i = i->next) {
		bool leads = (i->kind == INLINE_LINK || i->kind == INLINE_IMAGE) &&
		    i->target.n > 0 && i->target.p[0] != '#';

		if (leads && !attachment_external(i->target, &scheme)) {
			struct link *l = ARENA_PUSH(d->arena, out);

			*l = (struct link){
				.inl = i, .path = NO_TEXT, .sink = sink, .order = out->n
			};
			if (!attachment_path(d->arena, d, i->target, &l->path))
				l->path = NO_TEXT;
		}
		inlines_gather(d, sink, i->first, out);
	}
}

static void
tree_gather(struct doc *d, struct diag_sink *sink, struct block *root, struct link_list *out)
{
	struct block *b;

	for (b = root; b != NULL; b = block_next(root, b))
		inlines_gather(d, sink, b->inlines, out);
}

static int
by_path(const void *x, const void *y)
{
	const struct link *a = x, *b = y;
	int c = text_cmp(a->path, b->path);

	if (c == 0)
		c = text_cmp(a->inl->target, b->inl->target);
	if (c == 0)
		c = (int)a->inl->kind - (int)b->inl->kind;
	return c != 0 ? c : (a->order > b->order) - (a->order < b->order);
}

static int
by_order(const void *x, const void *y)
{
	const struct link *a = x, *b = y;

	return (a->order > b->order) - (a->order < b->order);
}

bool
attachment_there(const struct doc *d, struct text path)
{
	const struct file_entry *file = NULL;

	if (path.n > 0 && !is_private_name(path) && !is_document_name(path))
		file = file_find(d->site, path);
	return file != NULL && !file->stat.is_dir &&
	    access(path_join(d->arena, d->site->root, path).p, R_OK) == 0;
}

/* Each file is looked at once, however often and however spelled it is linked: decoding a picture
 * is dear. */
static void
links_look(const struct doc *d, struct link_list *l)
{
	size_t i, k, end;

	qsort(l->v, l->n, sizeof *l->v, by_path);
	for (i = 0; i < l->n; i = end) {
		bool found = attachment_there(d, l->v[i].path), picture = false, whole;
		struct picture look = { 0 };

		for (end = i; end < l->n && text_eq(l->v[end].path, l->v[i].path); end++)
			picture |= l->v[end].inl->kind == INLINE_IMAGE;
		whole = found && picture && picture_named(l->v[i].path) &&
		    picture_is_whole(d, l->v[i].path, &look);
		for (k = i; k < end; k++) {
			l->v[k].found = found;
			l->v[k].whole = whole;
			l->v[k].look = look;
			l->v[k].again = k > i && l->v[k].inl->kind == l->v[k - 1].inl->kind &&
			    text_eq(l->v[k].inl->target, l->v[k - 1].inl->target);
		}
	}
	qsort(l->v, l->n, sizeof *l->v, by_order);
}

/* A link to a document or a unit leads to its page. */
static bool
leads_to_page(const struct doc *d, const struct link *l)
{
	return l->inl->kind == INLINE_LINK && l->path.n > 0 &&
	    (site_has_document(d->site, l->path) || site_unit(d->site, l->path) != NULL);
}

/* As it is to be shown: a telephone held upright turns it. */
static void
photo_fill(struct doc *d, const struct attachment *at, const struct picture *look)
{
	for (size_t i = 0; i < d->photos.n; i++) {
		struct photo *p = &d->photos.v[i];

		if (!text_eq(p->target, at->target))
			continue;
		p->path = at->path;
		p->width = look->turn > 4 ? look->height : look->width;
		p->height = look->turn > 4 ? look->width : look->height;
	}
}

static void
attachment_add(struct doc *d, const struct link *l)
{
	struct attachment *at;
	bool picture = l->inl->kind == INLINE_IMAGE, safe = is_safe_kind(l->path);
	bool good = safe && (picture ? l->whole : l->found);

	if (l->again)
		return;
	if (leads_to_page(d, l)) {
		text_list_add(d->arena, &d->linked, l->path);
		return;
	}
	at = ARENA_PUSH(d->arena, &d->attachments);
	*at = (struct attachment){ .target = l->inl->target,
		.path = good ? l->path : NO_TEXT,
		.at = l->inl->at,
		.picture = picture };
	if (good && picture)
		photo_fill(d, at, &l->look);
	if (!good && l->found && !safe)
		diag_put(l->sink, DIAG_X807, l->inl->at,
		    TEXTS(l->inl->target,
			words_get(d->site->words, locale_english ? LANG_EN : LANG_ZH, "file.kind",
			    NULL)));
	else if (!good)
		diag_put(l->sink, DIAG_F009, l->inl->at, TEXTS(l->inl->target));
}

void
attachment_read(struct doc *d)
{
	struct link_list links = { NULL, 0, 0 };
	size_t i, k;

	tree_gather(d, &d->sink, d->body, &links);
	for (i = 0; i < d->versions.n; i++)
		if (d->versions.v[i].read != NULL)
			tree_gather(d, &d->versions.v[i].read->sink, d->versions.v[i].body, &links);
	if (links.n == 0)
		return;
	links_look(d, &links);
	for (i = 0; i < d->versions.n; i++)
		if (d->versions.v[i].read != NULL)
			d->versions.v[i].read->sink.list.n =
			    0; /* taken already, see translation.c */
	for (i = 0; i < links.n; i++)
		attachment_add(d, &links.v[i]);
	for (i = 0; i < d->versions.n; i++)
		for (k = 0; d->versions.v[i].read != NULL && k < d->versions.v[i].read->sink.list.n;
		     k++)
			*ARENA_PUSH(d->arena, &d->sink.list) =
			    d->versions.v[i].read->sink.list.v[k];
}
