/* SPDX-License-Identifier: MIT */
/*
 * One document into the index, replacing what stood at its address. It keeps its row's id when it
 * is replaced, so that a change in one record touches nothing but that record's rows.
 *
 * What is not shown (held back, a draft, withdrawn, or 公开: 否 in the edition for everybody)
 * leaves a row with its place in the calendar and the numbers it takes, and nothing that could be
 * read.
 */
#include "lihui/arena.h"
#include "lihui/hash.h"
#include "lihui/utf8.h"
#include "store/index.h"

static const char *
document_state(const struct doc *d)
{
	if (d->held)
		return "held";
	if (d->draft)
		return "draft";
	if (d->has[KEY_WITHDRAWN])
		return "withdrawn";
	return d->publicity == PUBLIC_NO ? "internal" : "published";
}

static bool
document_shown(const struct store *s, const struct doc *d)
{
	if (d->held || d->draft || d->has[KEY_WITHDRAWN])
		return false;
	return d->publicity != PUBLIC_NO || !s->public;
}

static const char *
class_name(enum doc_class c)
{
	static const char *const names[] = { "meeting", "absence", "bulletin", "page" };

	return names[c];
}

static bool
document_remove(struct store *s, int64_t id, struct err *e)
{
	return store_run_int(s,
		   "insert or ignore into unsettled (unit) select m.unit from report r join "
		   "problem m "
		   "on m.id = r.problem "
		   "where r.document = ?1 and m.unit <> r.unit union select m.unit from report r "
		   "join "
		   "task m on m.id = r.task "
		   "where r.document = ?1 and m.unit <> r.unit",
		   id, e) &&
	    store_run_int(s, "delete from document where id = ?", id, e);
}

static bool
document_find(struct store *s, struct text address, int64_t *id, struct err *e)
{
	struct query q;

	*id = 0;
	query_start(s, &q, "select id from document where address = ?", e);
	query_bind_text(&q, 1, address);
	if (query_row(&q))
		*id = query_int(&q, 0);
	return query_end(&q);
}

/* What is told of every document, shown or not; w: the week of its date. */
#define CALENDAR(COLUMN) \
	COLUMN(unit, int, d->unit->id + 1) \
	COLUMN(address, text, d->address) \
	COLUMN(path, text, d->path) \
	COLUMN(state, str, document_state(d)) \
	COLUMN(type, text, d->type ? d->type->id : NO_TEXT) \
	COLUMN(type_name, text, d->type ? d->type->name : NO_TEXT) \
	COLUMN(class, str, class_name(d->type ? d->type->class : CLASS_PAGE)) \
	COLUMN(lang, text, lang_code(d->lang)) \
	COLUMN(date, date, d->date) \
	COLUMN(start, count, d->start) \
	COLUMN(ends, count, d->end) \
	COLUMN(year, int, d->date.year) \
	COLUMN(week_year, int, w.year) \
	COLUMN(week, int, w.week) \
	COLUMN(merged, int, d->merged_with.n > 0) \
	COLUMN(withdrawn, date, d->withdrawn.date) \
	COLUMN(withdrawn_words, text, d->withdrawn.words) \
	COLUMN(hash, text, d->hash) \
	COLUMN(title, text, shown || d->has[KEY_WITHDRAWN] ? d->title : NO_TEXT)
/* What only one that is shown tells, beside the plain keys of model.def. */
#define FACTS(COLUMN) \
	COLUMN(agree, count, shown ? d->vote.agree : -1) \
	COLUMN(against, count, shown ? d->vote.against : -1) \
	COLUMN(abstain, count, shown ? d->vote.abstain : -1) \
	COLUMN(posting_from, date, shown ? d->posting_from : NO_DATE) \
	COLUMN(posting_to, date, shown ? d->posting_to : NO_DATE) \
	COLUMN(valid_from, date, shown ? d->valid_from : NO_DATE) \
	COLUMN(valid_to, date, shown ? d->valid_to : NO_DATE) \
	COLUMN(corrected, date, shown ? d->corrected.date : NO_DATE) \
	COLUMN(corrected_words, text, shown ? d->corrected.words : NO_TEXT)

#define PROSE_COLUMN(COLUMN, member) COLUMN(member, text, shown ? d->member : NO_TEXT)
#define COUNT_COLUMN(COLUMN, member) COLUMN(member, count, shown ? d->member : -1)
#define IF_yes(column)               column
#define IF_no(column)

static const char document_sql[] = "insert into document (id" CALENDAR(NAME) FACTS(NAME)
#define FIELD(id, zh, en, shape, member, json, indexed, record) IF_##indexed(", " #member)
#include "lihui/model.def"
    ", model) values (?" CALENDAR(MARK) FACTS(MARK)
#define FIELD(id, zh, en, shape, member, json, indexed, record) IF_##indexed(",?")
#include "lihui/model.def"
	",?)";

static bool
document_put(
    struct store *s, const struct doc *d, int64_t *id, bool shown, struct text tree, struct err *e)
{
	struct week w = date_is(d->date) ? date_week(d->date) : (struct week){ 0, 0 };
	struct index_row r;

	row_start(s, &r, document_sql, e);
	row_count(&r, *id > 0 ? *id : -1);
	CALENDAR(BIND)
	FACTS(BIND)
#define FIELD(id, zh, en, shape, member, json, indexed, record) \
	IF_##indexed(shape##_COLUMN(BIND, member))
#include "lihui/model.def"
	if (shown)
		row_int(&r, (int64_t)hash64(tree));
	else
		query_bind_null(&r.q, ++r.place);
	if (!row_end(&r))
		return false;
	*id = sqlite3_last_insert_rowid(s->db);
	return true;
}

static bool
model_put(struct store *s, int64_t id, struct text tree, struct err *e)
{
	struct index_row r;

	row_start(s, &r, "insert into model (document, tree) values (?,?)", e);
	row_int(&r, id);
	row_blob(&r, tree);
	return row_end(&r);
}

static bool
people_put(
    struct store *s, int64_t document, const char *part, const struct person_list *l, struct err *e)
{
	struct arena *a = arena_new();
	bool done = true;

	for (size_t i = 0; i < l->n && done; i++) {
		const struct person *p = &l->v[i];
		struct index_row r;

		row_start(s, &r,
		    "insert into person (document, part, place, name, roles, office, head_count) "
		    "values (?,?,?,?,?,?,?)",
		    e);
		row_int(&r, document);
		row_str(&r, part);
		row_int(&r, (int64_t)i + 1);
		row_text(&r, p->group ? p->words : p->shown);
		row_text(&r, text_list_join(a, &p->roles, T("、")));
		row_int(&r, p->office);
		row_count(&r, p->group ? p->count : 1);
		done = row_end(&r);
	}
	arena_free(a);
	return done;
}

static bool
persons_put(struct store *s, const struct doc *d, int64_t id, struct err *e)
{
	return people_put(s, id, "host", &d->host, e) &&
	    people_put(s, id, "convener", &d->convener, e) &&
	    people_put(s, id, "recorder", &d->recorder, e) &&
	    people_put(s, id, "attendee", &d->attendees, e) &&
	    people_put(s, id, "observer", &d->observers, e);
}

#define STEP(COLUMN) \
	COLUMN(place, int, (int64_t)i + 1) \
	COLUMN(step, text, step->id) \
	COLUMN(heading, text, step->heading) \
	COLUMN(none_said, int, step->none_said) \
	COLUMN(items, text, text_list_join(a, &step->items, T("\n"))) \
	PLACE_COLUMNS(COLUMN)

static bool
steps_put(struct store *s, const struct doc *d, int64_t id, struct err *e)
{
	struct arena *a = arena_new();
	bool done = true;

	for (size_t i = 0; i < d->steps.n && done; i++) {
		const struct step *step = &d->steps.v[i];
		struct place at = index_place(s, d, step->at);
		struct index_row r;

		row_start(s, &r, INSERT(step, document, STEP), e);
		row_int(&r, id);
		STEP(BIND)
		done = row_end(&r);
	}
	arena_free(a);
	return done;
}

/* A text in private code points that are none of Menksoft's can be read by nobody who lacks its
 * font: such a version counts as missing, one with a few of them does not. */
static bool
version_readable(const struct version *v)
{
	struct buf plain = BUF_INIT;
	size_t private = 0, others = 0;

	buf_text(&plain, v->title);
	if (v->body)
		block_text(&plain, v->body, true);
	for (size_t i = 0; i < plain.n;) {
		uint32_t c = utf8_next(buf_view(&plain), &i);

		private += c >= 0xE000 && c <= 0xF8FF;
		others += c > 0x7F && (c < 0xE000 || c > 0xF8FF);
	}
	buf_release(&plain);
	return private * 10 <= others;
}

static bool
versions_put(struct store *s, const struct doc *d, int64_t id, struct err *e)
{
	static const char *const kinds[] = { "text", "summary", "scan", "recording" };
	static const char *const states[] = { "current", "outdated", "undated" };

	for (size_t i = 0; i < d->versions.n; i++) {
		const struct version *v = &d->versions.v[i];
		struct index_row r;

		if (!version_readable(v))
			continue;
		row_start(s, &r,
		    "insert into version (document, place, lang, kind, state, path, title, "
		    "summary) values (?,?,?,?,?,?,?,?)",
		    e);
		row_int(&r, id);
		row_int(&r, (int64_t)i + 1);
		row_text(&r, lang_code(v->lang));
		row_str(&r, kinds[v->kind]);
		row_str(&r, states[v->state]);
		row_text(&r, v->path);
		row_text(&r, v->title);
		row_text(&r, v->summary);
		if (!row_end(&r))
			return false;
	}
	return true;
}

static bool
attachments_put(struct store *s, const struct doc *d, int64_t id, struct err *e)
{
	for (size_t i = 0; i < d->attachments.n; i++) {
		const struct attachment *at = &d->attachments.v[i];
		struct index_row r;

		if (at->path.n == 0 || at->shown == SHOWN_NOWHERE)
			continue;
		row_start(s, &r,
		    "insert into attachment (document, place, path, picture, beside_outcomes) "
		    "values (?,?,?,?,?)",
		    e);
		row_int(&r, id);
		row_int(&r, (int64_t)i + 1);
		row_text(&r, at->path);
		row_int(&r, at->picture);
		row_int(&r, at->shown == SHOWN);
		if (!row_end(&r))
			return false;
	}
	return true;
}

static bool
waivers_put(struct store *s, const struct doc *d, int64_t id, struct err *e)
{
	for (size_t i = 0; i < d->waivers.n; i++) {
		struct index_row r;

		row_start(s, &r,
		    "insert or replace into waiver (document, code, reason) values (?,?,?)", e);
		row_int(&r, id);
		row_str(&r, diag_info(d->waivers.v[i].code)->code);
		row_text(&r, d->waivers.v[i].reason);
		if (!row_end(&r))
			return false;
	}
	return true;
}

static bool
contents_put(struct store *s, const struct doc *d, int64_t id, struct text tree, struct err *e)
{
	return model_put(s, id, tree, e) && persons_put(s, d, id, e) && steps_put(s, d, id, e) &&
	    item_put(s, d, id, e) && versions_put(s, d, id, e) && attachments_put(s, d, id, e) &&
	    waivers_put(s, d, id, e);
}

/* A second copy of a meeting takes no numbers: those of the first would move. */
static bool
is_copy(const struct doc *d)
{
	bool copy = false;

	for (size_t i = 0; i < d->sink.list.n; i++)
		copy |= d->sink.list.v[i].code == DIAG_F013;
	return copy;
}

bool
store_put_doc(struct store *s, const struct doc *d, struct err *e)
{
	bool shown = document_shown(s, d), done;
	struct buf tree = BUF_INIT;
	int64_t id;

	if (shown)
		doc_pack(&tree, d);
	done = document_find(s, d->address, &id, e) && (id == 0 || document_remove(s, id, e)) &&
	    document_put(s, d, &id, shown, buf_view(&tree), e) &&
	    (shown ? contents_put(s, d, id, buf_view(&tree), e)
		   : is_copy(d) || item_reserve(s, d, id, e)) &&
	    finding_put(s, &d->sink.list, d->unit->id + 1, id, e);
	buf_release(&tree);
	return done;
}

bool
store_remove_doc(struct store *s, struct text address, struct err *e)
{
	int64_t id;

	return document_find(s, address, &id, e) && (id == 0 || document_remove(s, id, e));
}

struct doc *
store_doc(struct store *s, struct arena *a, const struct site *site, int64_t id, struct err *e)
{
	struct doc *d = NULL;
	struct query q;

	query_start(s, &q, "select tree from model where document = ?", e);
	query_bind_int(&q, 1, id);
	if (query_row(&q))
		d = doc_unpack(a, site, query_text(&q, a, 0));
	return query_end(&q) ? d : NULL;
}
