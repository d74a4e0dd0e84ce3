/* SPDX-License-Identifier: MIT */
/*
 * Which files are documents, and which belong to one.
 *
 * Purpose: NAME.md is a document; NAME.mn.md beside it its Mongolian version; NAME.mn.jpg a written
 * sheet, NAME.mn-2.jpg the next one, NAME.mn.mp3 a recording. A lone NAME.mn.md is a document whose
 * original is Mongolian. Files are grouped by their address, the path without language and
 * extension.
 *
 * Assumptions: extensions are written in any case (Windows). Two texts of one address (a.md and
 * a.txt) would overwrite one another, and so would a document whose address is that of a page lihui
 * makes (a unit's index, its ledger): both are F013, which holds every one of them back. Only names
 * are looked at.
 */
#include "site/scan.h"

#include <stdlib.h>

#include "lihui/hash.h"

struct candidate {
	struct source *source;
	bool text; /* else a scan or a recording */
};
LIST(candidate_list, candidate);

int
folder_order(const void *a, const void *b)
{
	struct text x = ((const struct folder *)a)->path, y = ((const struct folder *)b)->path;

	for (size_t i = 0; i < x.n && i < y.n; i++)
		if (x.p[i] != y.p[i])
			return x.p[i] == '/'                                ? -1
			    : y.p[i] == '/'                                 ? 1
			    : (unsigned char)x.p[i] < (unsigned char)y.p[i] ? -1
									    : 1;
	return x.n < y.n ? -1 : x.n > y.n;
}

const struct folder *
folder_find(const struct folder_list *l, struct text path)
{
	return LIST_FIND(l, &(struct folder){ .path = path }, folder_order);
}

static bool
hidden_name(struct text name)
{
	return text_starts(name, T("_")) || text_starts(name, T(".")) ||
	    text_starts(name, T("~$")) || text_eq_nocase(name, T("Thumbs.db")) ||
	    text_eq_nocase(name, T("desktop.ini"));
}

bool
scan_hidden(struct text path)
{
	while (path.n) {
		size_t slash = text_find(path, T("/"), 0);
		if (hidden_name(text_cut(path, 0, slash)))
			return true;
		path = slash == SIZE_MAX ? NO_TEXT : text_cut(path, slash + 1, path.n);
	}
	return false;
}

static bool
ext_is(struct text path, const char *const *exts)
{
	struct text ext = path_ext(path);

	for (; *exts; exts++)
		if (text_eq_nocase(ext, text_of(*exts)))
			return true;
	return false;
}

/* Of a second sheet NAME.mn-2.jpg: without -2. */
static struct text
without_count(struct text stem)
{
	size_t n = stem.n;

	while (n > 0 && stem.p[n - 1] >= '0' && stem.p[n - 1] <= '9')
		n--;
	return n < stem.n && n > 0 && stem.p[n - 1] == '-' ? text_cut(stem, 0, n - 1) : stem;
}

/* The path without extension and language; *lang is what .mn, .ug … says, *marked that it stands
 * there. */
static struct text
address_of(struct text path, bool counted, enum lang *lang, bool *marked)
{
	struct text stem = path_stem(path), plain = counted ? without_count(stem) : stem,
		    language = path_ext(plain);

	*lang = LANG_ZH;
	if (lang_of_ext(language, lang))
		stem = plain;
	else
		language = path_ext(stem);
	*marked = lang_of_ext(language, lang);
	return *marked ? path_stem(stem) : stem;
}

/* A name has 255 bytes at most, and what is made of a document puts endings behind it: a long one
 * is cut, with a sum of the whole. */
#define NAME_MOST 180
static struct text
address_short(struct arena *a, struct text address)
{
	struct text name = path_name(address);
	size_t n = NAME_MOST;

	if (name.n <= NAME_MOST)
		return text_copy(a, address);
	while (((unsigned char)name.p[n] & 0xC0) == 0x80)
		n--;
	return text_fmt(a, "%.*s%.*s-%08x", (int)(address.n - name.n), address.p, (int)n, name.p,
	    (unsigned)hash64(name));
}

static void
add_candidate(struct site *s, const struct folder_list *folders, const struct file_entry *f,
    struct candidate_list *out)
{
	static const char *const texts[] = { ".md", ".markdown", ".txt", NULL };
	static const char *const scans[] = { ".jpg", ".jpeg", ".png", ".pdf", NULL };
	static const char *const sounds[] = { ".mp3", ".m4a", ".amr", ".wav", NULL };
	enum lang lang;
	bool marked, text = ext_is(f->path, texts), sound = ext_is(f->path, sounds);
	struct text address = address_of(f->path, !text, &lang, &marked);

	if (path_name(address).n == 0 ||
	    (!text && (!marked || (!sound && !ext_is(f->path, scans)))))
		return;
	const struct folder *folder = folder_find(folders, path_dir(f->path));
	if (!folder)
		return;
	struct source *src = ARENA_NEW(s->arena, struct source);
	src->kind = text ? SOURCE_DOCUMENT : sound ? SOURCE_RECORDING : SOURCE_SCAN;
	src->path = f->path;
	src->address = address_short(s->arena, address);
	src->unit = folder->unit;
	src->profiles = folder->profiles;
	src->study = folder->study;
	src->lang = lang;
	src->stat = f->stat;
	*ARENA_PUSH(s->arena, out) = (struct candidate){ src, text };
}

/* By address; the texts first, Chinese before other languages. */
static int
compare_candidates(const void *x, const void *y)
{
	const struct candidate *a = x, *b = y;
	int order = text_cmp(a->source->address, b->source->address);

	if (order == 0)
		order = b->text - a->text;
	if (order == 0 && a->text)
		order = (int)a->source->lang - (int)b->source->lang;
	return order ? order : text_cmp(a->source->path, b->source->path);
}

static void
put_same(struct site *s, const struct source *src, struct text other)
{
	struct diag_sink sink = { .arena = s->arena, .path = src->path, .source = NO_TEXT };

	diag_put(&sink, DIAG_F013, NO_SPAN, TEXTS(other));
	for (size_t i = 0; i < sink.list.n; i++)
		*ARENA_PUSH(s->arena, &s->findings) = sink.list.v[i];
}

struct source_list {
	struct source **v;
	size_t n, room;
};

/* One address: its first text is the document; one in another language its translation;
 * another of the same language too many. */
static void
settle_group(struct site *s, struct candidate *c, size_t n, struct source_list *documents,
    struct source_list *others)
{
	struct source *doc = c[0].text ? c[0].source : NULL, *translation[LANG_COUNT] = { NULL };

	if (!doc) /* sheets and recordings without a text are plain files */
		return;
	*ARENA_PUSH(s->arena, documents) = doc;
	for (size_t i = 1; i < n; i++) {
		struct source *src = c[i].source;
		if (!c[i].text || src->lang != doc->lang) {
			struct source *twin = c[i].text ? translation[src->lang] : NULL;
			if (c[i].text)
				src->kind = SOURCE_TRANSLATION;
			*ARENA_PUSH(s->arena, others) = src;
			if (twin) {
				put_same(s, src, twin->path);
				put_same(s, doc, src->path);
			} else {
				struct source **place = &doc->versions;

				while (*place)
					place = &(*place)->next_version;
				*place = src;
				src->of = doc;
			}
			if (c[i].text)
				translation[src->lang] = src;
			continue;
		}
		*ARENA_PUSH(s->arena, documents) = src;
		put_same(s, src, doc->path);
		put_same(s, doc, src->path);
	}
}

/* Pages that lihui makes itself in the folder of a unit. */
static void
check_reserved(struct site *s, const struct folder_list *folders, const struct source *src)
{
	static const char *const pages[] = { "index", "problems", "stats", "calendar", "bulletins",
		"board", "search", "feed", NULL };
	struct text name = path_name(src->address), dir = path_dir(src->address);
	const struct folder *folder = folder_find(folders, dir);

	if (!folder || !text_eq(folder->unit->path, dir))
		return;
	for (const char *const *p = pages; *p; p++)
		if (text_eq_nocase(name, text_of(*p)))
			put_same(s, src, text_join(s->arena, text_of(*p), T(".html")));
	if (text_starts(name, T("matter-")))
		put_same(s, src, text_join(s->arena, name, T(".html")));
}

static int
compare_sources(const void *x, const void *y)
{
	return text_cmp((*(struct source *const *)x)->path, (*(struct source *const *)y)->path);
}

void
scan_sources(struct site *s, const struct folder_list *folders)
{
	struct candidate_list c = { 0 };
	struct source_list documents = { 0 }, others = { 0 };

	for (size_t i = 0; i < s->files.n; i++)
		if (!s->files.v[i].stat.is_dir)
			add_candidate(s, folders, &s->files.v[i], &c);
	LIST_SORT(&c, compare_candidates);
	for (size_t i = 0, end; i < c.n; i = end) {
		for (end = i + 1;
		     end < c.n && text_eq(c.v[i].source->address, c.v[end].source->address);)
			end++;
		settle_group(s, c.v + i, end - i, &documents, &others);
	}
	LIST_SORT(&documents, compare_sources);
	LIST_SORT(&others, compare_sources);
	for (size_t i = 0; i < documents.n; i++) {
		documents.v[i]->unit->ndocuments++;
		check_reserved(s, folders, documents.v[i]);
	}
	s->documents = documents.v;
	s->ndocuments = documents.n;
	s->others = others.v;
	s->nothers = others.n;
	diag_sort(&s->findings);
}
