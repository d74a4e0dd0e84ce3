/* SPDX-License-Identifier: MIT */
/*
 * The structure tree (ISO 32000-1, 14.7 and 14.8). Elements are kept in memory while sheets are
 * drawn and written at the end: each an indirect dictionary with its kids in order, and a parent
 * tree that leads from a page's marked content, and from the annotation of a link, back to its
 * element. Elements without content are left out, so that a reader never announces an empty list.
 */
#include "pdf/tag.h"

struct kid {
	struct elem *elem; /* or NULL: */
	int page, mcid;
	unsigned object; /* an annotation, when not 0 */
};

struct elem {
	const char *type, *lang;
	struct text alt;
	bool scope, scope_row;
	int columns;
	unsigned id; /* object number while writing */
	struct {
		struct kid *v;
		size_t n, room;
	} kids;
};

struct tags {
	struct arena *arena;
	struct elem *document;
	struct {
		struct elem_list {
			struct elem **v;
			size_t n, room;
		} * v;
		size_t n, room;
	} pages; /* whose the marked contents of each page are */
	struct {
		struct annotation {
			struct elem *elem;
			unsigned object;
		} * v;
		size_t n, room;
	} annotations; /* their keys in the parent tree follow the pages' */
};

struct tags *
tags_new(struct arena *a)
{
	struct tags *t = ARENA_NEW(a, struct tags);

	t->arena = a;
	t->document = ARENA_NEW(a, struct elem);
	t->document->type = "Document";
	return t;
}

struct elem *
tag_new(struct tags *t, struct elem *parent, const char *type)
{
	struct elem *e = ARENA_NEW(t->arena, struct elem);

	e->type = type;
	ARENA_PUSH(t->arena, &(parent ? parent : t->document)->kids)->elem = e;
	return e;
}

const char *
tag_type(const struct elem *e)
{
	return e->type;
}

void
tag_lang(struct elem *e, const char *lang)
{
	e->lang = lang;
}

void
tag_alt(struct elem *e, struct text alt)
{
	e->alt = alt;
}

void
tag_scope(struct elem *e, bool row)
{
	e->scope = true;
	e->scope_row = row;
}

void
tag_span(struct elem *e, int columns)
{
	e->columns = columns;
}

void
tag_content(struct tags *t, struct elem *e, int page, int mcid)
{
	*ARENA_PUSH(t->arena, &e->kids) = (struct kid){ .page = page, .mcid = mcid };
	while (t->pages.n <= (size_t)page)
		(void)ARENA_PUSH(t->arena, &t->pages);
	*ARENA_PUSH(t->arena, &t->pages.v[page]) = e;
}

void
tag_annotation(struct tags *t, struct elem *e, int page, unsigned object)
{
	if (object == 0)
		return;
	*ARENA_PUSH(t->arena, &e->kids) = (struct kid){ .page = page, .object = object };
	*ARENA_PUSH(t->arena, &t->annotations) = (struct annotation){ e, object };
}

static bool
has_content(const struct elem *e)
{
	/* An empty cell belongs to its row all the same: a table keeps its shape. */
	if (strcmp(e->type, "TD") == 0 || strcmp(e->type, "TH") == 0)
		return true;
	for (size_t i = 0; i < e->kids.n; i++)
		if (!e->kids.v[i].elem || has_content(e->kids.v[i].elem))
			return true;
	return false;
}

static void
number_tree(struct elem *e, struct objects *o)
{
	e->id = object_reserve(o);
	for (size_t i = 0; i < e->kids.n; i++)
		if (e->kids.v[i].elem && has_content(e->kids.v[i].elem))
			number_tree(e->kids.v[i].elem, o);
}

static void
put_attributes(const struct elem *e, struct buf *b)
{
	if (e->lang) {
		buf_fmt(b, "/Lang (%s)\n", e->lang);
	}
	if (e->alt.n > 0) {
		buf_str(b, "/Alt ");
		object_string(b, e->alt);
		buf_char(b, '\n');
	}
	if (e->scope || e->columns > 1) {
		buf_str(b, "/A <</O /Table");
		if (e->scope)
			buf_fmt(b, " /Scope /%s", e->scope_row ? "Row" : "Column");
		if (e->columns > 1)
			buf_fmt(b, " /ColSpan %d", e->columns);
		buf_str(b, ">>\n");
	}
}

/* Content on the element's own page stands as a bare number, other content with its page. */
static void
put_kids(const struct elem *e, const unsigned *page_ids, struct buf *b)
{
	int page = -1;

	for (size_t i = 0; i < e->kids.n && page < 0; i++)
		if (!e->kids.v[i].elem)
			page = e->kids.v[i].page;
	if (page >= 0) {
		buf_str(b, "/Pg ");
		object_ref(b, page_ids[page]);
		buf_char(b, '\n');
	}
	buf_str(b, "/K [");
	for (size_t i = 0; i < e->kids.n; i++) {
		const struct kid *k = &e->kids.v[i];
		if (k->elem && k->elem->id != 0) {
			object_ref(b, k->elem->id);
			buf_char(b, ' ');
		} else if (k->object) {
			buf_fmt(b, "<</Type /OBJR /Pg %u 0 R /Obj %u 0 R>> ", page_ids[k->page],
			    k->object);
		} else if (!k->elem && k->page == page) {
			object_int(b, k->mcid);
			buf_char(b, ' ');
		} else if (!k->elem) {
			buf_fmt(
			    b, "<</Type /MCR /Pg %u 0 R /MCID %d>> ", page_ids[k->page], k->mcid);
		}
	}
	buf_str(b, "]\n");
}

/* b is room to write in, the same for all. */
static void
write_elem(struct tags *t, struct elem *e, unsigned parent, struct objects *o,
    const unsigned *page_ids, struct buf *b)
{
	buf_clear(b);
	buf_str(b, "/S /");
	buf_str(b, e->type);
	buf_str(b, "\n/P ");
	object_ref(b, parent);
	buf_char(b, '\n');
	put_attributes(e, b);
	put_kids(e, page_ids, b);
	object_fill(o, e->id, text_copy(t->arena, buf_view(b)));
	for (size_t i = 0; i < e->kids.n; i++)
		if (e->kids.v[i].elem && e->kids.v[i].elem->id != 0)
			write_elem(t, e->kids.v[i].elem, e->id, o, page_ids, b);
}

static void
put_parent_tree(struct tags *t, struct objects *o, size_t npages, struct buf *b)
{
	buf_str(b, "/ParentTree <</Nums [");
	for (size_t i = 0; i < npages; i++) {
		object_int(b, (long)i);
		buf_str(b, " [");
		for (size_t k = 0; i < t->pages.n && k < t->pages.v[i].n; k++) {
			object_ref(b, t->pages.v[i].v[k]->id);
			buf_char(b, ' ');
		}
		buf_str(b, "]\n");
	}
	for (size_t i = 0; i < t->annotations.n; i++) {
		buf_fmt(b, "%zu %u 0 R\n", npages + i, t->annotations.v[i].elem->id);
		object_link_key(o, t->annotations.v[i].object, (int)(npages + i));
	}
	buf_fmt(b, "]>>\n/ParentTreeNextKey %zu\n", npages + t->annotations.n);
}

unsigned
tags_write(
    struct tags *t, struct objects *o, const unsigned *page_ids, size_t npages, const char *lang)
{
	unsigned root = object_reserve(o);
	struct buf b = BUF_INIT;

	t->document->lang = lang;
	number_tree(t->document, o);
	write_elem(t, t->document, root, o, page_ids, &b);
	buf_clear(&b);
	buf_fmt(&b, "/Type /StructTreeRoot\n/K [%u 0 R]\n", t->document->id);
	put_parent_tree(t, o, npages, &b);
	object_fill(o, root, text_copy(t->arena, buf_view(&b)));
	buf_release(&b);
	return root;
}
