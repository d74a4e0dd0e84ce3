/* SPDX-License-Identifier: MIT */
/*
 * Sheets into one PDF: the worker, the document's frame (metadata, structure, fonts) and the choice
 * of who draws.
 *
 * Nothing here asks the clock: dates are the documents' own, the file's ID is a hash of addresses
 * and page contents. So the same sheets give the same bytes on any thread, in any run.
 */
#include <stdlib.h>

#include "lihui/hash.h"
#include "pdf/sheet_tree.h"

struct pdf_fonts *
pdf_fonts_open(const struct site *s, struct err *e)
{
	struct pdf_fonts *f = fonts_open(s, e);
	struct sheet_templates *t = f ? sheet_templates_open(s, e) : NULL;

	if (f)
		*fonts_templates(f) = t;
	if (t)
		return f;
	pdf_fonts_close(f);
	return NULL;
}

void
pdf_fonts_close(struct pdf_fonts *f)
{
	if (!f)
		return;
	sheet_templates_free(*fonts_templates(f));
	fonts_close(f);
}

struct pdf_worker *
pdf_worker_new(struct pdf_fonts *f)
{
	struct pdf_worker *w = mem_alloc(sizeof *w);

	w->fonts = f;
	w->shaper = shaper_new();
	w->embed = embed_new(f);
	w->packer = packer_new();
	w->arena = arena_new();
	return w;
}

void
pdf_worker_free(struct pdf_worker *w)
{
	if (!w)
		return;
	shaper_free(w->shaper);
	embed_free(w->embed);
	packer_free(w->packer);
	arena_free(w->arena);
	free(w);
}

/* --- one sheet --- */

#define NAMES_MAX 64 /* each costs a search in every paragraph */

static void
add_name(struct draw *d, struct text name)
{
	size_t bracket = text_find(name, T("（"), 0);

	if (bracket != SIZE_MAX)
		name = text_cut(name, 0, bracket);
	if (name.n >= 6 && name.n <= 60 && d->names.n < NAMES_MAX &&
	    !text_list_has(&d->names, name))
		text_list_add(d->a, &d->names, name);
}

static void
collect_names(struct draw *d, const struct sheet *s)
{
	const struct sheet_side *side = &s->zh;

	d->names = (struct text_list){ 0 };
	add_name(d, s->phone_person);
	for (size_t i = 0; i < side->nmatters; i++)
		add_name(d, side->matters[i].person);
	for (size_t i = 0; i < side->ntasks; i++)
		for (size_t k = 0; k < side->tasks[i].people.n; k++)
			add_name(d, side->tasks[i].people.v[k]);
	for (size_t i = 0; s->doc && i < s->doc->attendees.n; i++)
		if (!s->doc->attendees.v[i].group)
			add_name(d, s->doc->attendees.v[i].shown);
}

static bool
draw_sheet(struct draw *d, const struct sheet *s, bool several, struct err *e)
{
	d->sheet = s;
	d->lang = LANG_ZH;
	d->mark = NULL;
	d->qr = NULL;
	d->memos = NULL;
	collect_names(d, s);
	d->root = tag_new(d->tags, NULL, several ? "Part" : "Sect");
	return sheet_from_template(d, *fonts_templates(d->w->fonts), e);
}

static struct text
sheet_name(struct draw *d, const struct sheet *s)
{
	if (s->unit.n == 0 || text_has(s->title, s->unit))
		return s->title;
	return text_fmt(d->a, "%.*s %.*s", TEXT_ARG(s->unit), TEXT_ARG(s->title));
}

/* --- the whole --- */

static void
put_xml(struct buf *b, const char *element, struct text t)
{
	buf_fmt(b, "<%s>", element);
	buf_html(b, t);
	buf_fmt(b, "</%s>", element);
}

static unsigned
put_metadata(struct draw *d, const struct object_head *h, struct date date)
{
	struct buf b = BUF_INIT;
	unsigned id;

	buf_str(&b,
	    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta "
	    "xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
	    "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description "
	    "rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
	    "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" "
	    "xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n<dc:format>application/pdf</dc:format>\n"
	    "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	buf_html(&b, h->title);
	buf_str(&b, "</rdf:li></rdf:Alt></dc:title>\n<dc:creator><rdf:Seq>");
	put_xml(&b, "rdf:li", h->author);
	buf_str(&b,
	    "</rdf:Seq></dc:creator>\n<dc:language><rdf:Bag><rdf:li>zh-Hans</rdf:li></rdf:Bag></"
	    "dc:language>\n");
	put_xml(&b, "pdf:Producer", h->creator);
	put_xml(&b, "xmp:CreatorTool", h->creator);
	for (int i = 0; i < 2 && date_is(date); i++)
		put_xml(&b, i ? "xmp:ModifyDate" : "xmp:CreateDate",
		    text_fmt(
			d->a, "%04d-%02d-%02dT00:00:00+08:00", date.year, date.month, date.day));
	buf_str(&b, "\n</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>");
	id = object_stream(
	    d->objects, T("/Type /Metadata\n/Subtype /XML\n"), text_copy(d->a, buf_view(&b)));
	buf_release(&b);
	return id;
}

static struct date
newest_date(const struct sheet *const *sheets, size_t n)
{
	struct date d = NO_DATE;

	for (size_t i = 0; i < n; i++)
		if (!date_is(d) || date_cmp(sheets[i]->date, d) > 0)
			d = sheets[i]->date;
	return d;
}

/* Writes every page; what they hash to, with the sheets' addresses, is the file's identity. */
static void
finish_pages(struct draw *d, const struct sheet *const *sheets, size_t n, unsigned *ids,
    unsigned char id[16])
{
	struct buf b = BUF_INIT;
	uint64_t h;

	for (size_t i = 0; i < d->pages.n; i++) {
		h = page_finish(d->pages.v[i], &ids[i]);
		buf_put(&b, &h, sizeof h);
	}
	for (size_t i = 0; i < n; i++) {
		buf_text(&b, sheets[i]->address);
		buf_char(&b, (char)sheets[i]->kind);
	}
	h = hash64(buf_view(&b));
	memcpy(id, &h, 8);
	buf_char(&b, '2');
	h = hash64(buf_view(&b));
	memcpy(id + 8, &h, 8);
	buf_release(&b);
}

static struct object_head
make_head(struct draw *d, const struct sheet *const *sheets, size_t n)
{
	struct object_head h = { .creator = T("lihui 例会") };
	struct date date = newest_date(sheets, n);

	h.title = n > 0 ? sheet_name(d, sheets[0]) : NO_TEXT;
	h.author = n > 0 ? sheets[0]->unit : NO_TEXT;
	if (n > 1 && sheets[0]->site && sheets[0]->site->title.n > 0) {
		h.author = sheets[0]->site->title;
		h.title = text_fmt(d->a, "%.*s %.*s", TEXT_ARG(sheets[0]->site->title),
		    TEXT_ARG(sheets[0]->title));
	}
	h.created = date_is(date)
	    ? text_fmt(d->a, "D:%04d%02d%02d000000+08'00'", date.year, date.month, date.day)
	    : T("D:20180101000000+08'00'");
	return h;
}

static bool
write_all(
    struct draw *d, const struct sheet *const *sheets, size_t n, struct buf *out, struct err *e)
{
	struct object_head h = make_head(d, sheets, n);
	unsigned *ids = ARENA_ARRAY(d->a, unsigned, d->pages.n + 1), root;
	struct buf fonts = BUF_INIT;
	const char *broken = "";

	finish_pages(d, sheets, n, ids, h.id);
	if (!embed_write(d->w->embed, d->objects, d->w->packer, d->a, &fonts, &broken)) {
		buf_release(&fonts);
		return err_machine(e,
		    SAY("字体 %s 的文件已损坏，无法嵌入 PDF：请重新安装这个字体",
			"the file of the font %s is damaged and cannot be embedded: install the "
			"font again"),
		    broken);
	}
	object_fill(d->objects, d->fonts_id, text_copy(d->a, buf_view(&fonts)));
	object_fill(d->objects, d->images_id, text_copy(d->a, buf_view(&d->images)));
	buf_release(&fonts);
	root = tags_write(d->tags, d->objects, ids, d->pages.n, "zh-Hans");
	h.catalog = text_fmt(d->a,
	    "/Lang (zh-Hans)\n/MarkInfo <</Marked true>>\n/ViewerPreferences <</DisplayDocTitle "
	    "true>>\n/StructTreeRoot %u 0 R\n/Metadata %u 0 R\n",
	    root, put_metadata(d, &h, newest_date(sheets, n)));
	return object_write(d->objects, &h, out, e);
}

bool
pdf_draw(struct pdf_worker *w, const struct sheet *const *sheets, size_t n, bool odd_start,
    struct arena *a, struct buf *out, struct glyph_missing_list *missing, struct err *e)
{
	struct draw d = {
		.w = w, .a = w->arena, .missing = missing, .missing_arena = a, .images = BUF_INIT
	};
	bool ok = true;

	arena_clear(w->arena);
	embed_clear(w->embed);
	d.objects = objects_new(d.a);
	d.tags = tags_new(d.a);
	d.fonts_id = object_reserve(d.objects);
	d.images_id = object_reserve(d.objects);
	for (size_t i = 0; i < n && ok; i++) {
		if (odd_start && d.pages.n % 2 == 1)
			(void)page_new(&d, A4_WIDTH, A4_HEIGHT, 1);
		ok = draw_sheet(&d, sheets[i], n > 1, e);
	}
	if (d.pages.n == 0) /* a PDF has a page */
		(void)page_new(&d, A4_WIDTH, A4_HEIGHT, 1);
	ok = ok && write_all(&d, sheets, n, out, e);
	objects_free(d.objects);
	buf_release(&d.images);
	return ok;
}
