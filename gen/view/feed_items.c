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

// clang-format off
#define FROW(ROW) \
	ROW(id,   id,              "d.id") \
	ROW(text, address,         "d.address") \
	ROW(text, title,           "d.title") \
	ROW(text, title_in,        IN_OF("title")) \
	ROW(text, summary,         "d.summary") \
	ROW(text, summary_in,      IN_OF("summary")) \
	ROW(text, state,           "d.state") \
	ROW(text, class,           "d.class") \
	ROW(text, type,            "d.type") \
	ROW(text, type_name,       "d.type_name") \
	ROW(date, date,            "d.date") \
	ROW(int,  start,           "ifnull(d.start, -1)") \
	ROW(date, from,            "d.posting_from") \
	ROW(date, to,              "d.posting_to") \
	ROW(date, valid,           "d.valid_to") \
	ROW(date, corrected,       "d.corrected") \
	ROW(text, corrected_words, "d.corrected_words") \
	ROW(date, withdrawn,       "d.withdrawn") \
	ROW(text, withdrawn_words, "d.withdrawn_words")
// clang-format on
struct frow {
	FROW(ROW_MEMBER)
};
ROW_READ(frow_read, frow, FROW)

#define FROW_ORDER "max(d.date, d.corrected, d.withdrawn) desc, d.address desc"

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

// clang-format off
#define SOLVED(ROW) \
	ROW(text, title,    "p.title") \
	ROW(text, title_in, "p.title_in") \
	ROW(text, number,   "p.number") \
	ROW(id,   unit,     "p.unit")
// clang-format on
struct solved {
	SOLVED(ROW_MEMBER)
};
ROW_READ(solved_read, solved, SOLVED)

static void
put_item_link(
    struct web *w, struct buf *b, bool first, struct text title, int64_t unit, struct text number)
{
	buf_str(b, first ? "<ul><li><a href=\"" : "<li><a href=\"");
	buf_html(b,
	    web_absolute(w->v, w->a,
		output_path(w->a, OUT_PAGE_PROBLEM, w->lang, web_unit(w->v, unit), number)));
	buf_str(b, "\">");
	buf_html(b, title);
	buf_str(b, "</a>");
}

/* What this meeting heard to be solved. */
static bool
put_solved(struct web *w, const struct frow *f, struct buf *b)
{
	struct web_rows rows;

	if (!rows_read(w->v, w->a,
		ROW_SELECT(SOLVED) " from report r join problem p on p.id = r.problem"
				   " where r.document = ?1 and r.status = 'solved'"
				   " group by p.id order by min(r.place)",
		ARGS(f->id), sizeof(struct solved), solved_read, &rows, w->e))
		return false;
	if (rows.n > 0)
		put_paragraph(b, web_word(w, "web.feed_solved"));
	for (EACH(struct solved, p, rows)) {
		put_item_link(
		    w, b, p == rows.v, web_version(w, p->title, p->title_in), p->unit, p->number);
		buf_str(b, "</li>");
	}
	if (rows.n > 0)
		buf_str(b, "</ul>");
	return true;
}

#define SENTENCE_MOST 300

/* Of a bulletin without a summary: what its text begins with, up to the first full stop. */
static bool
put_first_sentence(struct web *w, const struct frow *f, struct buf *b)
{
	const struct doc *d = web_doc(w->v, w->a, f->id, w->e);
	const struct block *k = d && d->body ? d->body->first : NULL;
	struct text t = NO_TEXT;

	if (!d)
		return w->e->kind == ERR_NONE;
	while (k && (k->kind == BLOCK_HEADING || t.n == 0) && k->kind != BLOCK_TABLE) {
		if (k->kind != BLOCK_HEADING)
			t = text_trim(block_plain(w->a, k, true));
		k = k->kind == BLOCK_SECTION && t.n == 0 ? k->first : k->next;
	}
	size_t stop = text_find(t, T("。"), 0), line = text_find(t, T("\n"), 0);

	if (stop != SIZE_MAX)
		t = text_cut(t, 0, stop + strlen("。"));
	if (line != SIZE_MAX && line < t.n)
		t = text_cut(t, 0, line);
	if (t.n <= SENTENCE_MOST)
		put_paragraph(b, t);
	return true;
}

static void
put_period(const struct web *w, const struct frow *f, struct buf *b)
{
	enum lang l = web_lang(w, "web.posting_span");

	if (date_is(f->from) && date_is(f->to))
		put_paragraph(b,
		    web_say(w, "web.posting_span",
			TEXTS(web_date(w, l, f->from), web_date(w, l, f->to))));
	else if (date_is(f->to))
		put_paragraph(b, web_say_date(w, "web.posting_until", f->to));
	else if (date_is(f->valid))
		put_paragraph(b, web_say_date(w, "web.valid_until", f->valid));
}

static bool
put_matters(struct web *w, const struct frow *f, struct buf *b)
{
	struct web_rows rows;

	if (!web_prows(w, PROW_SELECT PROW_FROM "where p.document = ?1 order by p.place",
		ARGS(f->id), &rows))
		return false;
	for (EACH(struct prow, p, rows)) {
		struct text decision = prow_decision(w, p);

		if (p == rows.v)
			put_paragraph(b, web_word(w, "web.feed_decided"));
		put_item_link(w, b, p == rows.v, prow_title(w, p), p->unit, p->number);
		if (decision.n > 0) {
			buf_str(b, "：");
			buf_html(b, web_sentence(w->a, decision));
		}
		buf_str(b, "</li>");
	}
	if (rows.n > 0)
		buf_str(b, "</ul>");
	return true;
}

static bool
describe(struct web *w, const struct frow *f, struct text *out)
{
	struct buf b = BUF_INIT;
	bool good = true;

	put_paragraph(&b, web_version(w, f->summary, f->summary_in));
	if (text_eq(f->class, T("meeting")))
		good = put_solved(w, f, &b) && put_matters(w, f, &b);
	else if (b.n == 0 && text_eq(f->class, T("bulletin")))
		good = put_first_sentence(w, f, &b);
	put_period(w, f, &b);
	if (b.n == 0)
		put_paragraph(&b, web_type_name(w, f->type, f->type_name));
	*out = text_copy(w->a, buf_view(&b));
	buf_release(&b);
	return good;
}

/* --- items --- */

/* what: the event, "" for the document itself. */
static void
put_item(struct web *w, const struct frow *f, struct items *out, struct text title,
    struct text description, struct date date, const char *what)
{
	struct feed_item *it = ARENA_PUSH(w->a, out);
	struct text day = date_iso(w->a, date), event = NO_TEXT;
	bool own = *what == '\0';

	if (!own)
		event = text_fmt(w->a, "%s-%.*s", what, TEXT_ARG(day));
	*it = (struct feed_item){
		.title = title,
		.link = web_absolute(
		    w->v, w->a, output_path(w->a, OUT_PAGE_DOCUMENT, w->lang, NULL, f->address)),
		.description = description,
		.guid = feed_guid(w->a, w->v->site->id, f->date, f->address, event),
		.category = web_type_name(w, f->type, f->type_name),
		.date = date,
		.time = own && f->start >= 0 ? (clock_minutes)f->start : -1,
	};
	if (own && text_eq(f->state, T("published")) && web_makes(w->v, OUT_HANDOUT, f->class)) {
		it->enclosure = web_absolute(
		    w->v, w->a, output_path(w->a, OUT_HANDOUT, w->lang, NULL, f->address));
		it->enclosure_type = T("application/pdf");
	}
}

static bool
put_document(struct web *w, const struct frow *f, struct items *out)
{
	struct text title = web_version(w, f->title, f->title_in), description;

	if (text_eq(f->state, T("withdrawn"))) {
		struct text name = title.n > 0 ? title : web_word(w, "web.document"),
			    words = f->withdrawn_words.n > 0 ? f->withdrawn_words
							     : web_word(w, "web.withdrawn");

		put_item(w, f, out, text_join(w->a, web_word(w, "web.withdrawn_mark"), name),
		    text_fmt(w->a, "<p>%.*s</p>", TEXT_ARG(web_html(w, words))),
		    date_is(f->withdrawn) ? f->withdrawn : f->date, "withdrawn");
		return true;
	}
	if (!describe(w, f, &description))
		return false;
	put_item(w, f, out, title, description, f->date, "");
	if (date_is(f->corrected))
		put_item(w, f, out, text_join(w->a, web_word(w, "web.corrected_mark"), title),
		    text_fmt(w->a, "<p>%.*s</p>%.*s", TEXT_ARG(web_html(w, f->corrected_words)),
			TEXT_ARG(description)),
		    f->corrected, "corrected");
	return true;
}

/* The newest documents, and whatever was corrected or withdrawn lately however old it is. */
bool
view_feed(
    const struct view *v, struct arena *a, const struct output *o, struct feed *out, struct err *e)
{
	struct web w = { .v = v,
		.a = a,
		.lang = o->lang,
		.path = o->path,
		.output = o,
		.unit = web_unit(v, o->unit),
		.e = e };
	bool bulletins = o->kind == OUT_FEED_BULLETINS;
	struct items list = { 0 };
	struct web_rows rows;
	int64_t last;

	if (!web_subtree(v, o->unit, &last, e) ||
	    !web_rows(&w,
		ROW_SELECT(FROW) " from document d where d.id in"
				 " (select id from document d where d.unit between ?1 and ?2"
				 " and d.state in ('published', 'withdrawn') and d.class <> 'page'"
				 " and (?3 = 0 or d.class = 'bulletin') and d.date <> ''"
				 " order by " FROW_ORDER " limit ?4) order by " FROW_ORDER,
		ARGS(o->unit, last, bulletins, FEED_MAX_ITEMS), sizeof(struct frow), frow_read,
		&rows))
		return false;
	for (EACH(struct frow, f, rows))
		if (!put_document(&w, f, &list))
			return false;
	struct text site = web_site_title(&w), unit = web_unit_name(&w, w.unit);
	struct text name = w.unit == web_top(v)
	    ? site
	    : text_fmt(a, "%.*s - %.*s", TEXT_ARG(unit), TEXT_ARG(site));

	*out = (struct feed){
		.title = bulletins ? web_say(&w, "web.feed_bulletins", TEXTS(site)) : name,
		.description = web_say(&w, "web.feed_about", TEXTS(unit)),
		.link = web_absolute(v, a,
		    output_path(a, bulletins ? OUT_PAGE_BULLETINS : OUT_PAGE_UNIT, o->lang, w.unit,
			NO_TEXT)),
		.language = lang_row(o->lang)->feed,
		.self = web_absolute(v, a, o->path),
		.items = list.v,
		.n = list.n,
	};
	return true;
}

/* --- the list of all feeds --- */

static void
put_outline(const struct web *w, struct text name, enum output_kind k, const struct unit *u,
    bool leaf, struct buf *out)
{
	buf_str(out, "<outline type=\"rss\" text=\"");
	buf_html(out, name);
	buf_str(out, "\" xmlUrl=\"");
	buf_html(out, web_absolute(w->v, w->a, output_path(w->a, k, w->lang, u, NO_TEXT)));
	buf_str(out, leaf ? "\"/>\n" : "\">\n");
}

void
view_feeds(const struct view *v, struct arena *a, const struct output *o, struct buf *out)
{
	struct web w = { .v = v, .a = a, .lang = o->lang, .path = o->path };
	const struct unit *open = NULL;
	struct text title = web_site_title(&w);

	buf_str(
	    out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\"><head><title>");
	buf_html(out, title);
	buf_str(out, "</title></head><body>\n");
	put_outline(&w, web_say(&w, "web.feed_bulletins", TEXTS(title)), OUT_FEED_BULLETINS,
	    web_top(v), true, out);
	for (size_t i = 0; i < v->site->nunits; i++) {
		const struct unit *u = v->site->units[i];

		if (!web_has(v, u))
			continue;
		for (; open && !unit_below(u, open);
		     open = open == web_top(v) ? NULL : open->parent)
			buf_str(out, "</outline>\n");
		put_outline(&w, web_unit_name(&w, u), OUT_FEED_UNIT, u, false, out);
		open = u;
	}
	for (; open; open = open == web_top(v) ? NULL : open->parent)
		buf_str(out, "</outline>\n");
	buf_str(out, "</body></opml>\n");
}
