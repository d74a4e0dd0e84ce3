/* SPDX-License-Identifier: MIT */
/*
 * What the office is told after a run: what was special about some files, which wait for somebody,
 * and at the end 应报、已报、待改、待整理、未报 by township, ready for the WeChat group. The counts
 * come from the index and the book alone, so they are the same whether the files came today or last
 * Tuesday.
 */
#include "intake/intake.h"

#include "lihui/arena.h"
#include "lihui/secret.h"

enum standing { STANDING_NONE, STANDING_DRAFT, STANDING_MEND, STANDING_DONE, STANDINGS };

struct teller {
	const struct receipt *r;
	struct buf *out;
	struct err *e;
	char *standing; /* by unit id */
};

static void
say(struct teller *t, const char *key, const struct text *args, size_t n)
{
	/* Names of files and her own titles stand in it. */
	args = secret_mask_all(t->r->arena, args, n, NULL);
	buf_text(t->out, words_say(t->r->arena, t->r->g->site->words, t->r->o->lang, key, args, n));
	buf_char(t->out, '\n');
}

static struct text
count_text(struct teller *t, size_t n)
{
	return text_fmt(t->r->arena, "%zu", n);
}

/* --- standing --- */

static void
raise(struct teller *t, size_t unit, enum standing s)
{
	if (unit < t->r->g->site->nunits && t->standing[unit] < (char)s)
		t->standing[unit] = (char)s;
}

/* A published record without errors is done; one with errors, or held back, is to be mended. */
static bool
ask_records(struct teller *t)
{
	struct query q;

	query_ask(t->r->g->store, &q,
	    "select unit, state, exists (select 1 from finding where finding.document = "
	    "document.id and level = 'error' and waived = '') from document where "
	    "week_year = ?1 and week = ?2 and (type = 'weekly' or class = 'absence') and state <> "
	    "'draft'",
	    VALUES(V(t->r->week.year), V(t->r->week.week)), t->e);
	while (query_row(&q)) {
		bool shown = !text_eq(query_peek(&q, 1), T("held"));
		raise(t, (size_t)query_int(&q, 0) - 1,
		    shown && query_int(&q, 2) == 0 ? STANDING_DONE : STANDING_MEND);
	}
	return query_end(&q);
}

static bool
of_week(const struct teller *t, struct text when)
{
	struct date day;
	struct week w;

	if (date_parse_iso(when, &day))
		w = date_week(day);
	else if (!week_parse_iso(when, &w))
		return false;
	return week_cmp(w, t->r->week) == 0;
}

/* Drafts are known from the book: a blank form that the office made is a draft too, and nobody sent
 * it. */
static void
ask_drafts(struct teller *t)
{
	for (size_t i = 0; i < t->r->book->n; i++) {
		const struct received_row *b = &t->r->book->v[i];
		const struct unit *u = site_unit(t->r->g->site, b->unit);
		if (u != NULL && text_eq(b->type, T("draft")) && of_week(t, b->when))
			raise(t, (size_t)u->id, STANDING_DRAFT);
	}
	for (size_t i = 0; i < t->r->pieces->n; i++) {
		const struct piece *p = &t->r->pieces->v[i];
		if (p->unit != NULL && p->state >= PIECE_NO_UNIT)
			raise(t, (size_t)p->unit->id, STANDING_MEND);
	}
}

/* --- a line for each file --- */

static struct text
word(struct teller *t, const char *key, const struct text *args, size_t n)
{
	return words_say(t->r->arena, t->r->g->site->words, t->r->o->lang, key, args, n);
}

/* Of a file in which several records were, which one. */
static struct text
file_of(struct teller *t, const struct piece *p)
{
	return p->from->texts.n > 1 && p->state != PIECE_TWO_MEETINGS
	    ? word(t, "receive.nth", TEXTS(p->from->path, count_text(t, p->nth + 1)))
	    : p->from->path;
}

/* 新, 换新, 重复 … */
static struct text
state_of(struct teller *t, const struct piece *p)
{
	struct arena *a = t->r->arena;

	if (p->known)
		return word(t, "receive.known", NO_TEXTS);
	switch (p->state) {
	case PIECE_DRAFT: return word(t, "receive.draft", NO_TEXTS);
	case PIECE_OLDER: return word(t, "receive.older", NO_TEXTS);
	case PIECE_SAME: return word(t, "receive.same", NO_TEXTS);
	case PIECE_BESIDE:
		return word(
		    t, p->replaced ? "receive.beside_newer" : "receive.beside", TEXTS(p->original));
	case PIECE_PICTURE:
		if (p->version) /* it is on the record's page */
			return word(t, "receive.beside", TEXTS(p->original));
		return word(t,
		    text_has(p->path, T("签到")) ? "receive.signin"
			: p->told                ? "receive.photo"
						 : "receive.picture",
		    TEXTS(path_name(p->path)));
	default: break;
	}
	if (p->replaced && p->changes.n > 0)
		return word(t, "receive.replaced", TEXTS(text_list_join(a, &p->changes, T("；"))));
	return word(t, p->replaced ? "receive.newer" : "receive.new", NO_TEXTS);
}

static struct text
type_of(struct teller *t, const struct piece *p)
{
	const char *picture = p->from->sound != NULL ? "receive.is_recording"
	    : p->version                             ? "receive.is_sheet"
						     : "receive.is_picture";

	const struct words *w = t->r->g->site->words;
	struct text tongue = words_language(w, t->r->o->lang, p->tongue, p->from->sound != NULL);

	return p->state == PIECE_PICTURE ? word(t, picture, TEXTS(tongue))
	    : p->translation             ? word(t, "receive.is_translation", TEXTS(tongue))
	    : p->type != NULL            ? p->type->name
					 : NO_TEXT;
}

/* 新建文本文档.txt → 柳河嘎查，2018年7月3日，双书记周例会：新的，town/liuhe/2018/2018-07-03.md */
static void
tell_way(struct teller *t, const struct piece *p)
{
	struct arena *a = t->r->arena;
	struct text_list what = { 0 };
	struct text type = type_of(t, p);

	if (p->unit != NULL)
		text_list_add(a, &what, p->unit->name);
	if (date_is(p->date))
		text_list_add(a, &what, date_told(a, t->r->o->lang == LANG_EN, p->date));
	if (type.n > 0)
		text_list_add(a, &what, type);
	say(t, p->path.n > 0 ? "receive.line" : "receive.line_short",
	    TEXTS(file_of(t, p), text_list_join(a, &what, word(t, "receive.comma", NO_TEXTS)),
		state_of(t, p), p->path));
}

static void
tell_piece(struct teller *t, const struct piece *p)
{
	struct arena *a = t->r->arena;
	struct text name = p->unit != NULL ? p->unit->name : NO_TEXT;

	if (p->state >= PIECE_NO_UNIT)
		return;
	tell_way(t, p);
	if (p->state > PIECE_DRAFT || p->known)
		return;
	if (p->decided.n > 0)
		say(t, "receive.decided",
		    TEXTS(p->from->path, name, text_list_join(a, &p->decided, T("、"))));
	if (p->by_title)
		say(t, "receive.by_title", TEXTS(p->from->path, name));
	if (date_is(p->date) && week_cmp(date_week(p->date), t->r->week) != 0)
		say(t, "receive.other_week",
		    TEXTS(p->from->path, name, date_told(a, t->r->o->lang == LANG_EN, p->date)));
	if (p->from->chatter > 0 && p->nth == 0)
		say(t, "receive.chatter", TEXTS(p->from->path, count_text(t, p->from->chatter)));
	if (p->nth == 0) {
		/* What a Word file holds besides its text. */
		static const char *const keys[] = {
			[LEFT_CHUNK] = "receive.left_chunk",
			[LEFT_COMMENTS] = "receive.left_comments",
			[LEFT_HEADER] = "receive.left_header",
		};

		for (size_t i = 0, n = 0; i < p->from->left.n && n < 4; i++)
			if (p->from->left.v[i].kind != LEFT_PICTURE && ++n)
				say(t, keys[p->from->left.v[i].kind],
				    TEXTS(p->from->path, p->from->left.v[i].what));
	}
}

static void
tell_pieces(struct teller *t)
{
	size_t placed = 0, known = 0;

	for (size_t i = 0; i < t->r->pieces->n; i++) {
		const struct piece *p = &t->r->pieces->v[i];
		known += p->known && p->state < PIECE_NO_UNIT;
		placed += !p->known && p->state < PIECE_NO_UNIT;
	}
	say(t, t->r->o->dry_run ? "receive.would" : "receive.took",
	    TEXTS(count_text(t, t->r->pieces->n), count_text(t, placed), count_text(t, known)));
	for (size_t i = 0; i < t->r->pieces->n; i++)
		tell_piece(t, &t->r->pieces->v[i]);
}

/* What was seen, and what to do about it. */
static const char *
unplaced_key(struct teller *t, const struct piece *p)
{
	static const char *const keys[] = {
		[PIECE_NO_UNIT] = "receive.no_unit",
		[PIECE_MANY_UNITS] = "receive.many_units",
		[PIECE_CONFLICT] = "receive.conflict",
		[PIECE_NO_DATE] = "receive.no_date",
		[PIECE_AGAIN] = "receive.again",
		[PIECE_DAMAGED] = "receive.damaged",
		[PIECE_TOO_LARGE] = "receive.too_large",
		[PIECE_OTHER] = "receive.other",
		[PIECE_NO_RECORD] = "receive.no_record",
		[PIECE_UNTOLD] = "receive.sound",
		[PIECE_TWO_MEETINGS] = "receive.two_meetings",
		[PIECE_WITHDRAWN] = "receive.withdrawn",
		[PIECE_HIDING] = "receive.hiding",
		[PIECE_UNCARRIED] = "receive.uncarried",
		[PIECE_UNMARKED] = "receive.unmarked",
		[PIECE_EMPTY] = "receive.empty",
		[PIECE_NOT_MONGOLIAN] = "receive.not_mongolian",
		[PIECE_NO_ORIGINAL] = "receive.no_original",
		[PIECE_MANY_ORIGINALS] = "receive.many_originals",
	};

	if (p->state == PIECE_NO_RECORD && p->version)
		return "receive.no_record_version";
	if (p->state == PIECE_UNMARKED && p->version)
		return "receive.unmarked_version";
	if (p->state == PIECE_OTHER)
		return text_fmt(t->r->arena, "receive.%s", p->from->what).p;
	if (p->state <= PIECE_MANY_UNITS && p->seen.n > 0)
		return p->nearest.n > 0 ? "receive.no_unit_near" : "receive.no_unit_named";
	if (p->state == PIECE_NO_DATE && p->seen.n > 0)
		return "receive.date_unread";
	return keys[p->state];
}

static void
tell_unplaced(struct teller *t)
{
	bool head = false;

	for (size_t i = 0; i < t->r->pieces->n; i++) {
		const struct piece *p = &t->r->pieces->v[i];
		struct text file = p->from->path;
		if (p->state < PIECE_NO_UNIT)
			continue;
		if (!head)
			say(t, "receive.unplaced", NO_TEXTS);
		head = true;
		if (p->unit != NULL)
			file = word(t, "receive.file_of", TEXTS(file_of(t, p), p->unit->name));
		say(t, unplaced_key(t, p),
		    TEXTS(file, p->units, p->path, p->from->kept, p->waits_for, p->seen, p->nearest,
			date_iso(t->r->arena, week_day(t->r->week, 2))));
	}
}

/* --- the count --- */

static struct text
names_with(struct teller *t, const struct unit *below, enum standing s, size_t *n)
{
	struct text_list l = { 0 };

	for (size_t i = 0; i < t->r->g->site->nunits; i++) {
		const struct unit *u = t->r->g->site->units[i];
		if (u->level == LEVEL_VILLAGE && unit_below(u, below) && t->standing[i] == (char)s)
			text_list_add(t->r->arena, &l, u->name);
	}
	*n = l.n;
	return text_list_join(t->r->arena, &l, T("、"));
}

/* 应报5，已报3，待改1（新发嘎查），待整理0，未报1（…） */
static void
tell_counts(struct teller *t, const struct unit *below, const char *key, bool names)
{
	struct arena *a = t->r->arena;
	struct text parts[STANDINGS];
	size_t all = 0, n;

	for (int s = 0; s < STANDINGS; s++) {
		struct text who = names_with(t, below, (enum standing)s, &n);
		all += n;
		parts[s] = names && s != STANDING_DONE && n > 0
		    ? text_fmt(a, "%zu（%.*s）", n, TEXT_ARG(who))
		    : count_text(t, n);
	}
	if (all > 0)
		say(t, key,
		    TEXTS(below->name, count_text(t, all), parts[STANDING_DONE],
			parts[STANDING_MEND], parts[STANDING_DRAFT], parts[STANDING_NONE]));
}

static bool
has_village(const struct site *s, const struct unit *u)
{
	for (size_t i = 0; i < s->nunits; i++)
		if (s->units[i]->level == LEVEL_VILLAGE && s->units[i]->parent == u)
			return true;
	return false;
}

bool
receive_report(const struct receipt *r, struct buf *out, struct err *e)
{
	struct teller t = { .r = r, .out = out, .e = e };
	const struct site *s = r->g->site;

	t.standing = arena_alloc(r->arena, s->nunits + 1);
	if (!ask_records(&t))
		return false;
	ask_drafts(&t);
	tell_pieces(&t);
	tell_unplaced(&t);
	buf_char(out, '\n');
	say(&t, "receive.head",
	    TEXTS(text_fmt(r->arena, "%d", r->week.year), text_fmt(r->arena, "%d", r->week.week)));
	tell_counts(&t, s->units[0], "receive.all", false);
	for (size_t i = 0; i < s->nunits; i++)
		if (has_village(s, s->units[i]))
			tell_counts(&t, s->units[i], "receive.township", true);
	return true;
}
