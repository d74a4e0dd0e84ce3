/* SPDX-License-Identifier: MIT */
/*
 * Links and pictures against the files of the site. A target is written as people copy it: with backslashes from Windows, with %20, from the folder of the document or,
 * with a slash in front, from the top of the content. What it names must lie inside the site and be a plain file.
 *
 * A document is not an attachment: copying its source would publish what the door took away. The same goes for settings and everything whose name begins with `_` or
 * `.`. A picture must be whole, because a half one is found by a villager and not by the author.
 */
#include "read.h"

#include "door.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/picture.h"
#include "lihui/utf8.h"

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

	return text_eq_nocase(ext, T(".md")) || text_eq_nocase(ext, T(".markdown")) || text_eq_nocase(ext, T(".txt"));
}

bool
attachment_path(struct arena *a, const struct doc *d, struct text target, struct text *path)
{
	size_t end = target.n, hash = text_find(target, T("#"), 0), query = text_find(target, T("?"), 0);
	struct text plain;

	end = hash < end ? hash : end;
	end = query < end ? query : end;
	plain = text_replace(a, veil_address(a, text_trim(text_cut(target, 0, end))), T("\\"), T("/"));
	if (plain.n == 0 || memchr(plain.p, 0, plain.n) != NULL || scheme_length(plain) > 0)
		return false;
	if (plain.p[0] != '/')
		plain = path_join(a, path_dir(d->path), plain);
	else
		plain = text_cut(plain, 1, plain.n);
	return path_normal(a, utf8_nfc(a, plain), path) && path->n > 0;
}

const struct source *
attachment_document(const struct site *s, struct text path)
{
	size_t low = 0, high = s->ndocuments;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = text_cmp(s->documents[mid]->path, path);

		if (c == 0)
			return s->documents[mid];
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
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
picture_is_whole(const struct doc *d, struct text path)
{
	struct buf bytes = BUF_INIT;
	struct err e = { 0 };
	struct picture p;
	bool whole = file_read(path_join(d->arena, d->site->root, path).p, &bytes, &e) && picture_check(buf_view(&bytes), &p);

	buf_release(&bytes);
	return whole;
}

struct links {
	struct doc *d;
	struct diag_sink *sink;
	struct text_list seen; /* targets of this text, sorted */
};

/* False when the target was seen before in the document: it is looked at once. */
static bool
seen_add(struct links *l, struct text target)
{
	size_t low = 0, high = l->seen.n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int c = text_cmp(l->seen.v[mid], target);

		if (c == 0)
			return false;
		if (c < 0)
			low = mid + 1;
		else
			high = mid;
	}
	text_list_add(l->d->arena, &l->seen, target);
	memmove(&l->seen.v[low + 1], &l->seen.v[low], (l->seen.n - 1 - low) * sizeof *l->seen.v);
	l->seen.v[low] = target;
	return true;
}

static void
attachment_add(struct links *l, const struct inl *i)
{
	struct doc *d = l->d;
	struct attachment at = { .target = i->target, .path = NO_TEXT, .at = i->at, .picture = i->kind == INLINE_IMAGE };
	const struct file_entry *file = NULL;
	struct text path;

	if (attachment_path(d->arena, d, i->target, &path)) {
		if (!at.picture && (attachment_document(d->site, path) != NULL || site_unit(d->site, path) != NULL))
			return;
		file = is_private_name(path) || is_document_name(path) ? NULL : file_find(d->site, path);
	}
	if (file != NULL && !file->stat.is_dir && (!at.picture || (picture_named(path) && picture_is_whole(d, path))))
		at.path = path;
	else
		diag_put(l->sink, DIAG_F009, i->at, TEXTS(i->target));
	*ARENA_PUSH(d->arena, &d->attachments) = at;
}

static void
inlines_read(struct links *l, const struct inl *first)
{
	const struct inl *i;
	bool scheme;

	for (i = first; i != NULL; i = i->next) {
		bool leads = (i->kind == INLINE_LINK || i->kind == INLINE_IMAGE) && i->target.n > 0 && i->target.p[0] != '#';

		if (leads && !attachment_external(i->target, &scheme) && seen_add(l, i->target))
			attachment_add(l, i);
		inlines_read(l, i->first);
	}
}

static void
tree_read_links(struct links *l, struct block *root)
{
	struct block *b;

	for (b = root; b != NULL; b = block_next(root, b))
		inlines_read(l, b->inlines);
}

void
attachment_read(struct doc *d)
{
	struct links l = { d, &d->sink, { NULL, 0, 0 } };
	size_t i, k;

	tree_read_links(&l, d->body);
	for (i = 0; i < d->versions.n; i++) {
		struct doc *v = d->versions.v[i].read;

		if (v == NULL || d->versions.v[i].body == NULL)
			continue;
		l.sink = &v->sink;
		k = v->sink.list.n;
		tree_read_links(&l, d->versions.v[i].body);
		for (; k < v->sink.list.n; k++)
			*ARENA_PUSH(d->arena, &d->sink.list) = v->sink.list.v[k];
	}
}
