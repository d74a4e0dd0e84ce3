/* SPDX-License-Identifier: MIT */
/*
 * Recordings where people are: for who does not read, what was said at the meeting is the record,
 * and nobody finds it behind three links. Home, unit, board and problem pages offer the newest.
 */
#include "lihui/arena.h"
#include "lihui/file.h"
#include "view/web.h"

#define RECORDINGS 3

// clang-format off
#define RECORDING_ROW(ROW) \
	ROW(id,   document,  "d.id") \
	ROW(id,   unit,      "d.unit") \
	ROW(text, type,      "d.type") \
	ROW(text, type_name, "d.type_name") \
	ROW(text, title,     "d.title") \
	ROW(date, date,      "d.date") \
	ROW(text, lang,      "v.lang") \
	ROW(text, path,      "v.path")
// clang-format on
struct recording_row {
	RECORDING_ROW(ROW_MEMBER)
};
ROW_READ(recording_read, recording_row, RECORDING_ROW)

bool
recording_plays(struct text path)
{
	return !text_eq_nocase(path_ext(path), T(".amr"));
}

/* 周例会　12月10日（星期二） */
static struct text
when(const struct web *w, const struct recording_row *r)
{
	struct text type = web_type_name(w, r->type, r->type_name);

	if (!date_is(r->date))
		return r->title;
	return web_say(
	    w, "web.row_day", TEXTS(type, web_day(w, w->lang, r->date), web_weekday(w, r->date)));
}

/* On a page in its language the name that this language has for itself is enough. */
static struct text
spoken_in(const struct web *w, struct text code)
{
	enum lang l;

	if (!lang_parse(code, &l))
		return NO_TEXT;
	return l == w->lang ? lang_row(l)->name : web_say_language(w, "web.version_recording", l);
}

/*
 * sql: a literal, as web_rows wants it. of_many: the newest of several units, with their names;
 * else those of the newest document, one a language. A vertical page has no room for a player,
 * which lies flat in every browser: there the sign opens the telephone's own.
 */
static bool
put(const struct web *w, const char *sql, const struct row_args *args, bool of_many)
{
	struct value *list = value_put_list(w->a, w->page, "recordings");
	struct web_rows rows;
	int n = 0;

	if (!web_rows(w, sql, args, sizeof(struct recording_row), recording_read, &rows))
		return false;
	for (EACH(struct recording_row, r, rows)) {
		if (!of_many && r->document != ((const struct recording_row *)rows.v)->document)
			break;
		struct value *o = value_add_object(w->a, list);

		web_put_link(w, o, "href", OUT_ATTACHMENT, NULL, r->path);
		web_put_flag(w, o, "plays", recording_plays(r->path) && !lang_is_down(w->lang));
		web_put_plain(w, o, "id_text", text_fmt(w->a, "said%d", ++n));
		web_put(w, o, "spoken", spoken_in(w, r->lang));
		web_put(
		    w, o, "unit", of_many ? web_unit_name(w, web_unit(w->v, r->unit)) : NO_TEXT);
		web_put(w, o, "when", when(w, r));
	}
	return true;
}

/* From the documents, whose index knows the unit, not from all recordings of the site. */
bool
web_recordings(const struct web *w)
{
	return put(w,
	    ROW_SELECT(RECORDING_ROW) " from document d cross join version v on v.document = d.id"
				      " where d.unit between ?1 and ?2 and d.state = 'published' "
				      "and v.kind = 'recording'"
				      " order by d.date desc, d.address desc, v.place limit ?3",
	    ARGS(w->first, w->last, RECORDINGS), w->last > w->first);
}

bool
web_recordings_of(const struct web *w, int64_t problem)
{
	return put(w,
	    ROW_SELECT(
		RECORDING_ROW) " from document d cross join version v on v.document = d.id"
			       " where d.id in (select document from event where problem = ?1)"
			       " and d.state = 'published' and v.kind = 'recording'"
			       " order by d.date desc, d.address desc, v.place limit ?2",
	    ARGS(problem, RECORDINGS), false);
}
