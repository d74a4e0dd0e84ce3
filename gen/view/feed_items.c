/* SPDX-License-Identifier: MIT */
/*
 * Feeds: a unit's feed holds what its subtree published, newest first; the site's bulletin feed
 * holds postings and disclosures. A correction or a withdrawal is an item of its own with its own
 * unchanging guid, so that readers who have the first one are told. Descriptions are made here from
 * escaped words and absolute addresses.
 */
#include "lihui/arena.h"
#include "view/web.h"

struct items {
	struct feed_item *v;
	size_t n, room;
};

struct frow {
	int64_t id, unit;
	struct text address, title, title_mn, summary, summary_mn, state, class, type, type_name,
	    corrected_words, withdrawn_words;
	struct date date, corrected, withdrawn;
	int start;
};

#define FROW_COLUMNS \
	"d.id, d.unit, d.address, d.title, d.summary, d.state, d.class, d.type, d.type_name, " \
	"d.date," \
	" d.corrected, d.corrected_words, d.withdrawn, d.withdrawn_words," \
	" (select v.title from version v where v.document = d.id and v.lang = 'mn' and v.title " \
	"<> '' limit 1)," \
	" (select v.summary from version v where v.document = d.id and v.lang = 'mn' and " \
	"v.summary <> '' limit" \
	" 1), ifnull(d.start, -1)"

#define FROW_ORDER "max(d.date, d.corrected, d.withdrawn) desc, d.address desc"

static void
frow_read(struct query *q, struct arena *a, void *row)
{
	*(struct frow *)row = (struct frow){
		.id = query_int(q, 0),
		.unit = query_int(q, 1),
		.address = query_text(q, a, 2),
		.title = query_text(q, a, 3),
		.summary = query_text(q, a, 4),
		.state = query_text(q, a, 5),
		.class = query_text(q, a, 6),
		.type = query_text(q, a, 7),
		.type_name = query_text(q, a, 8),
		.date = web_parse(query_peek(q, 9)),
		.corrected = web_parse(query_peek(q, 10)),
		.corrected_words = query_text(q, a, 11),
		.withdrawn = web_parse(query_peek(q, 12)),
		.withdrawn_words = query_text(q, a, 13),
		.title_mn = query_text(q, a, 14),
		.summary_mn = query_text(q, a, 15),
		.start = (int)query_int(q, 16),
	};
}

/* --- descriptions --- */

static void
put_paragraph(struct buf *b, struct text t)
{
	if (t.n == 0)
		return;
	buf_str(b, "<p>");
	buf_html(b, t);
	buf_str(b, "</p>");
}

static bool
put_matters(struct web *w, const struct frow *f, struct buf *b)
{
	const struct prow *v;
	size_t n;

	if (!web_prows(w, "select " PROW_COLUMNS PROW_FROM "where p.document = ?1 order by p.place",
		&(struct row_args){ 1, 0, NO_DATE, { f->id } }, &v, &n))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct prow *p = &v[i];
		struct text url = web_absolute(
		    w->v, w->a, out_problem(w->a, w->lang, web_unit(w->v, p->unit), p->number));

		buf_str(b, i > 0 ? "<li><a href=\"" : "<ul><li><a href=\"");
		buf_html(b, url);
		buf_str(b, "\">");
		buf_html(b, prow_title(w, p));
		buf_str(b, "</a>");
		struct text decision = p->decision.n > 0 ? p->decision
		    : p->undecided                       ? web_word(w, "web.undecided")
							 : NO_TEXT;

		if (decision.n > 0) {
			buf_str(b, "：");
			buf_html(b, web_sentence(w->a, decision));
		}
		buf_str(b, "</li>");
	}
	if (n > 0)
		buf_str(b, "</ul>");
	return true;
}

static bool
describe(struct web *w, const struct frow *f, struct text *out)
{
	struct buf b = BUF_INIT;
	bool good = true;

	put_paragraph(&b, w->lang == LANG_MN && f->summary_mn.n > 0 ? f->summary_mn : f->summary);
	if (text_eq(f->class, T("meeting")))
		good = put_matters(w, f, &b);
	if (b.n == 0)
		put_paragraph(&b, web_type_name(w, f->type, f->type_name));
	*out = text_copy(w->a, buf_view(&b));
	buf_release(&b);
	return good;
}

/* --- items --- */

static void
put_enclosure(const struct web *w, const struct frow *f, struct feed_item *it)
{
	if (!web_sheet_of(w->v, f->class, "handout"))
		return;
	it->enclosure = web_absolute(w->v, w->a, out_file(w->a, f->address, ".handout.pdf"));
	it->enclosure_type = T("application/pdf");
}

static void
put_item(struct web *w, const struct frow *f, struct items *out, struct text title,
    struct text description, struct date date, struct text event)
{
	struct feed_item *it = ARENA_PUSH(w->a, out);

	*it = (struct feed_item){
		.title = title,
		.link = web_absolute(w->v, w->a, out_doc(w->a, w->lang, f->address)),
		.description = description,
		.guid = feed_guid(w->a, w->v->site->id, f->date, f->address, event),
		.category = web_type_name(w, f->type, f->type_name),
		.date = date,
		.time = event.n == 0 && f->start >= 0 ? (clock_minutes)f->start : -1,
		.enclosure = NO_TEXT,
		.enclosure_type = NO_TEXT,
	};
	if (event.n == 0 && text_eq(f->state, T("published")))
		put_enclosure(w, f, it);
}

static struct text
event_id(struct arena *a, const char *what, struct date d)
{
	struct text day = date_iso(a, d);

	return text_fmt(a, "%s-%.*s", what, TEXT_ARG(day));
}

static bool
put_document(struct web *w, const struct frow *f, struct items *out)
{
	struct text title = w->lang == LANG_MN && f->title_mn.n > 0 ? f->title_mn : f->title,
		    description;

	if (text_eq(f->state, T("withdrawn"))) {
		struct date day = date_is(f->withdrawn) ? f->withdrawn : f->date;
		struct text name = title.n > 0 ? title : web_word(w, "web.document"),
			    words = f->withdrawn_words;

		words = words.n > 0 ? words : web_word(w, "web.withdrawn");
		put_item(w, f, out, text_join(w->a, web_word(w, "web.withdrawn_mark"), name),
		    text_fmt(w->a, "<p>%.*s</p>", TEXT_ARG(web_html(w, words))), day,
		    event_id(w->a, "withdrawn", day));
		return true;
	}
	if (!describe(w, f, &description))
		return false;
	put_item(w, f, out, title, description, f->date, NO_TEXT);
	if (date_is(f->corrected))
		put_item(w, f, out, text_join(w->a, web_word(w, "web.corrected_mark"), title),
		    text_fmt(w->a, "<p>%.*s</p>%.*s", TEXT_ARG(web_html(w, f->corrected_words)),
			TEXT_ARG(description)),
		    f->corrected, event_id(w->a, "corrected", f->corrected));
	return true;
}

/* The newest documents, and whatever was corrected or withdrawn lately however old it is. */
static bool
put_documents(struct web *w, const struct output *o, int64_t last, struct items *out)
{
	const struct row_args args = { 4, 0, NO_DATE,
		{ o->unit, last, o->kind == OUT_FEED_BULLETINS, FEED_MAX_ITEMS } };
	struct web_rows rows;

	if (!web_rows(w,
		"select " FROW_COLUMNS " from document d where d.id in (select id from document d "
		"where d.unit between ?1 and ?2"
		" and d.state in ('published', 'withdrawn') and d.class <> 'page'"
		" and (?3 = 0 or d.class = 'bulletin') and d.date <> '' order by " FROW_ORDER
		" limit ?4) order by " FROW_ORDER,
		&args, sizeof(struct frow), frow_read, &rows))
		return false;
	for (size_t i = 0; i < rows.n; i++)
		if (!put_document(w, (const struct frow *)rows.v + i, out))
			return false;
	return true;
}

bool
view_feed(
    const struct view *v, struct arena *a, const struct output *o, struct feed *out, struct err *e)
{
	struct web w = { .v = v,
		.a = a,
		.lang = o->lang,
		.path = o->path,
		.unit = web_unit(v, o->unit),
		.year = 0,
		.e = e };
	bool bulletins = o->kind == OUT_FEED_BULLETINS;
	struct items list = { 0 };
	int64_t last;

	if (!web_subtree(v, o->unit, &last, e) || !put_documents(&w, o, last, &list))
		return false;
	struct text site = web_site_title(&w), unit = web_unit_name(&w, w.unit);
	struct text name = w.unit == web_top(v)
	    ? site
	    : text_fmt(a, "%.*s - %.*s", TEXT_ARG(unit), TEXT_ARG(site));

	*out = (struct feed){
		.title = bulletins ? web_say(&w, "web.feed_bulletins", TEXTS(site)) : name,
		.description = web_say(&w, "web.feed_about", TEXTS(unit)),
		.link = web_absolute(v, a,
		    out_unit(a, o->lang, w.unit, bulletins ? "bulletins.html" : "index.html")),
		.language = o->lang == LANG_MN ? T("mn") : T("zh-cn"),
		.self = web_absolute(v, a, o->path),
		.items = list.v,
		.n = list.n,
	};
	return true;
}
