/* SPDX-License-Identifier: MIT */
/*
 * Postings and disclosures: what hangs on the board now, what is in force, and all of them by kind
 * (三务公开). The board page is the same for a screen in the village office: large, turning by
 * itself, dropping a posting when its period ends by the screen's own clock, and saying so when
 * nobody has brought it anything new.
 */
#include "lihui/arena.h"
#include "view/web.h"

#define KIND_ROWS      40
#define BOARD_MATTERS  8
#define BOARD_POSTINGS 6

// clang-format off
#define BROW(ROW) \
	ROW(text, address,    "d.address") \
	ROW(text, title,      "d.title") \
	ROW(text, title_in,   IN_OF("title")) \
	ROW(text, type,       "d.type") \
	ROW(text, type_name,  "d.type_name") \
	ROW(date, date,       "d.date") \
	ROW(date, to,         "d.posting_to") \
	ROW(date, valid,      "d.valid_to") \
	ROW(id,   unit,       "d.unit") \
	ROW(flag, objections, "d.objections <> ''") \
	ROW(text, claimed,    "d.claimed") \
	ROW(text, fulfilled,  "d.fulfilled") \
	ROW(text, wish,       "d.wish")
// clang-format on
struct brow {
	BROW(ROW_MEMBER)
};
ROW_READ(brow_read, brow, BROW)
#define BROW_SELECT \
	ROW_SELECT(BROW) \
	" from document d where d.unit between ?1 and ?2" \
	" and d.state = 'published' and d.class = 'bulletin'"

/* 未认领, 暂无: written, and yet nobody did. */
static bool
wish_told(struct text t)
{
	static const char *const not_yet[] = { "无", "未", "待", "暂", "没", "否", "不" };

	t = text_trim(t);
	for (size_t i = 0; i < sizeof not_yet / sizeof *not_yet; i++)
		if (text_starts(t, text_of(not_yet[i])))
			return false;
	return t.n > 0;
}

static bool
wish_says(struct text t, const char *const *words)
{
	for (; *words; words++)
		if (text_has(t, text_of(*words)))
			return wish_told(t);
	return false;
}

struct text
web_wish(const struct web *w, struct text type, struct text claimed, struct text fulfilled,
    struct text said)
{
	static const char *const done[] = { "完成", "实现", "圆", "兑现", "办结", "落实", NULL },
				 *const taken[] = { "认领", "办理", "对接", "落实中", NULL };

	if (!text_eq(type, T("wish")))
		return NO_TEXT;
	return web_word(w,
	    wish_told(fulfilled) || wish_says(said, done)      ? "web.wish_fulfilled"
		: wish_told(claimed) || wish_says(said, taken) ? "web.wish_claimed"
							       : "web.wish_published");
}

/* 公示到7月12日，还有9天; of a list of what is over, too, the plain day. */
static struct text
until(const struct web *w, const struct brow *b, bool now)
{
	int left = date_days(b->to) - date_days(w->v->as_of);
	const char *key = left > 0 ? "web.posted_until"
	    : left == 0            ? "web.posted_last_day"
				   : "web.posted_ended";

	if (date_is(b->to) && (now || left >= 0))
		return web_say(
		    w, key, TEXTS(web_day(w, web_lang(w, key), b->to), web_int(w->a, left)));
	if (date_is(b->to))
		return web_say_day(w, "web.posting_until", b->to);
	return date_is(b->valid) ? web_say_day(w, "web.valid_until", b->valid) : NO_TEXT;
}

static void
put_bulletin(const struct web *w, struct value *list, const struct brow *b, bool now)
{
	struct value *o = value_add_object(w->a, list);
	bool with_unit = w->last > w->first;

	web_put_link(w, o, "href", OUT_PAGE_DOCUMENT, NULL, b->address);
	web_put(w, o, "title", web_version(w, b->title, b->title_in));
	web_put(w, o, "kind", web_type_name(w, b->type, b->type_name));
	web_put_time(w, o, "time", b->date, true);
	web_put(w, o, "unit", with_unit ? web_unit_name(w, web_unit(w->v, b->unit)) : NO_TEXT);
	const struct text wish = web_wish(w, b->type, b->claimed, b->fulfilled, b->wish);

	web_put(w, o, "until", wish.n > 0 ? wish : until(w, b, now));
	web_put_plain(w, o, "until_iso", web_iso(w->a, date_is(b->to) ? b->to : b->valid));
	web_put_flag(w, o, "objections", b->objections);
}

bool
web_postings(struct web *w, int limit)
{
	struct value *list = value_put_list(w->a, w->page, "postings");
	struct web_rows rows;

	if (!web_rows(w,
		BROW_SELECT " and d.date <= ?9"
			    " and (d.posting_to >= ?9 or d.posting_to = '' and d.valid_to >= ?9)"
			    " order by max(d.posting_to, d.valid_to), d.date desc, d.address"
			    " limit ?3",
		ARGS_ON(w->v->as_of, w->first, w->last, limit), sizeof(struct brow), brow_read,
		&rows))
		return false;
	for (EACH(struct brow, b, rows))
		put_bulletin(w, list, b, true);
	web_put_flag(w, w->page, "has_postings", rows.n > 0);
	return true;
}

/* --- the page of bulletins --- */

/* Kinds in the order of what people look for: postings, disclosures, notices, the rest by name. */
bool
page_bulletins(struct web *w)
{
	struct value *kinds = value_put_list(w->a, w->page, "kinds"), *list = NULL;
	struct text type = NO_TEXT;
	struct web_rows rows;
	int n = 0;

	if (!web_unit_frame(w, "web.bulletins_of") || !web_postings(w, 20) ||
	    !rows_read(w->v, w->a,
		BROW_SELECT " order by case d.type when 'posting' then 0 when 'finance' then 1"
			    " when 'village_disclosure' then 2 when 'party_disclosure' then 3"
			    " when 'decision' then 4 when 'result' then 5 when 'notice' then 6"
			    " when 'announcement' then 7 else 8 end, d.type,"
			    " d.date desc, d.address desc",
		ARGS(w->first, w->last), sizeof(struct brow), brow_read, &rows, w->e))
		return false;
	web_put_as_of(w, w->page);
	for (EACH(struct brow, b, rows)) {
		if (!list || !text_eq(type, b->type)) {
			struct value *o = value_add_object(w->a, kinds);

			type = b->type;
			n = 0;
			web_put(w, o, "title", web_type_name(w, b->type, b->type_name));
			web_put_plain(w, o, "id_text", text_join(w->a, T("k-"), b->type));
			list = value_put_list(w->a, o, "rows");
		}
		if (n++ < KIND_ROWS)
			put_bulletin(w, list, b, false);
	}
	web_put_flag(w, w->page, "any_bulletin", kinds->first != NULL);
	return true;
}

/* --- the board --- */

bool
page_board(struct web *w)
{
	struct value *list = value_put_list(w->a, w->page, "matters");

	if (!web_unit_frame(w, "web.board_of") || !web_postings(w, BOARD_POSTINGS) ||
	    !web_recordings(w) ||
	    !web_cards(w,
		PROW_SELECT PROW_FROM
		"where p.unit between ?1 and ?2 and (p.status_class < 2 or p.solved >= ?9)"
		" order by p.status_class = 2,"
		" case when p.always = 0 and p.deadline <> '' then p.deadline else '9999' end,"
		" p.mentioned desc, d.address, p.place limit ?3",
		ARGS_ON(date_add(w->v->as_of, -14), w->first, w->last, BOARD_MATTERS), list,
		w->last > w->first ? CARD_LATE | CARD_UNIT : CARD_LATE))
		return false;
	web_put_flag(w, w->page, "board", true);
	web_put_plain(w, w->page, "as_of_iso", date_iso(w->a, w->v->as_of));
	web_put_as_of(w, w->page);
	web_put_flag(w, w->page, "has_matters", list->first != NULL);
	return true;
}
