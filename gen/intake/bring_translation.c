/* SPDX-License-Identifier: MIT */
/*
 * Translations that arrive: 2018-07-03.mn.docx, a text with a 译自 line, or one that is Mongolian
 * whatever its name says. Each goes beside its original as NAME.mn.md and never over it. Which
 * original that is, 译自 tells, then the day, then the file's name; where several could be meant,
 * or none is there, a person is asked.
 *
 * Assumptions: a text is Mongolian when it has more than two lines in that script for each Chinese
 * one, lines of known labels (出席：…) left out; so a record in both languages is a record. A
 * record that hides somebody needs a translation that says where: nobody here can tell how a name
 * is written in the other script. One with a day and people of its own, of which there is no
 * Chinese record, is the record.
 */
#include "intake/decide.h"
#include "intake/receive_plan.h"

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/utf8.h"

/* --- what is one --- */

/* --- its original --- */

struct finder {
	struct receiver *r;
	struct piece *p;
	struct text_list paths; /* of records that may be meant */
};

static bool
is_record(struct text path)
{
	enum lang l;

	return !text_has(path, T("-待整理-")) && !lang_of_ext(path_ext(path_stem(path)), &l);
}

static bool
is_leaving(const struct receiver *r, struct text path)
{
	for (size_t i = 0; i < r->staged.n; i++)
		if (text_eq(r->staged.v[i].remove, path))
			return true;
	return false;
}

static void
offer(struct finder *x, struct text path)
{
	if (is_record(path) && !is_leaving(x->r, path) && !text_list_has(&x->paths, path))
		text_list_add(x->r->arena, &x->paths, path);
}

/* 译自 is the beginning of the original's hash, wherever that stands. */
static bool
find_by_hash(struct finder *x, struct text hash)
{
	struct receiver *r = x->r;
	int unit = -1;
	struct query q;

	if (hash.n < 8)
		return true;
	query_ask(r->g.store, &q, "select path, unit from document where substr(hash, 1, ?1) = ?2",
	    VALUES(V((int)hash.n), V(hash)), r->e);
	while (query_row(&q)) {
		offer(x, query_text(&q, r->arena, 0));
		unit = (int)query_int(&q, 1) - 1;
	}
	if (x->paths.n == 1)
		x->p->unit = r->g.site->units[unit];
	return query_end(&q);
}

/* Of the unit: on the day, or of that name on any day. */
static bool
find_by_unit(struct finder *x)
{
	struct receiver *r = x->r;
	struct text day = date_is(x->p->date) ? date_iso(r->arena, x->p->date) : NO_TEXT;
	struct query q;

	for (size_t i = 0; i < r->staged.n; i++) {
		const struct planned *s = &r->staged.v[i];
		if (s->unit == x->p->unit && s->doc != NULL && date_cmp(s->date, x->p->date) == 0)
			offer(x, s->path);
	}
	query_ask(r->g.store, &q, "select path, date = ?2, address from document where unit = ?1",
	    VALUES(V(x->p->unit->id + 1), V(day.n > 0 ? day : T("-"))), r->e);
	while (query_row(&q))
		if (query_int(&q, 1) != 0 || text_eq(path_name(query_peek(&q, 2)), x->p->stem))
			offer(x, query_text(&q, r->arena, 0));
	return query_end(&q);
}

/* Of several, the one of the kind that it states, or whose file has its name. */
static void
narrow(struct finder *x, const struct doc *now)
{
	bool typed = now->has[KEY_TYPE] && now->type != NULL;
	struct text found = NO_TEXT;
	size_t n = 0;

	for (size_t i = 0; i < x->paths.n; i++) {
		struct text path = x->paths.v[i];
		struct planned *s = plan_at(x->r, path);
		struct text type = s != NULL ? s->type : plan_type(x->r, path);
		struct text name = path_name(path_stem(path));
		if (typed ? !text_eq(type, now->type->id) : !text_ends(x->p->stem, name))
			continue;
		found = path;
		n++;
	}
	if (n == 1) {
		x->paths.n = 0;
		text_list_add(x->r->arena, &x->paths, found);
	}
}

/* --- beside it --- */

/* The translation that stands there already, under whatever ending; or where one will stand. */
static void
find_place(struct receiver *r, struct text original, enum lang tongue, struct text *path,
    struct text *before)
{
	struct planned *s = plan_at(r, original);
	struct text old = s != NULL && s->remove.n > 0 ? s->remove : original;

	*path =
	    text_concat(r->arena, TEXTS(path_stem(original), T("."), lang_code(tongue), T(".md")));
	*before = NO_TEXT;
	for (size_t i = 0; i < r->g.site->ndocuments; i++) {
		const struct source *d = r->g.site->documents[i];
		const struct source *v = text_eq(d->path, old) ? d->versions : NULL;
		for (; v != NULL; v = v->next_version)
			if (v->kind == SOURCE_TRANSLATION && v->lang == tongue)
				*before = v->path;
	}
	if (before->n == 0 && receiver_exists(r, *path))
		*before = *path;
	else if (before->n > 0)
		*path = text_join(
		    r->arena, path_stem(original), text_cut(*before, path_stem(old).n, before->n));
}

static struct doc *
read_beside(struct receiver *r, const struct piece *p, struct text path, struct text bytes)
{
	struct text like = path_join(r->arena, path_dir(path), T("received.md"));

	if (r->e->kind != ERR_NONE)
		return NULL;
	return piece_read(r->g.site, r->arena, p->unit, like, bytes, r->e);
}

static struct text
bytes_of(struct receiver *r, struct text path)
{
	struct planned *s = plan_at(r, path);

	return s != NULL ? s->bytes : receiver_read(r, path);
}

/* PIECE_PLACED when nothing that is hidden would show; now->text is what will stand there. */
static bool
ask_hidden(struct receiver *r, struct piece *p, struct doc *now, struct text path,
    struct text before, enum piece_state *state)
{
	struct doc *d = read_beside(r, p, path, bytes_of(r, path)), *old = NULL;
	struct decided decided = { .lost = NO_TEXT };
	bool ok = d != NULL;

	*state = PIECE_PLACED;
	if (ok && before.n > 0) {
		old = read_beside(r, p, path, bytes_of(r, before));
		ok = old != NULL;
	}
	if (ok && old != NULL)
		decide(r->arena, now, &(struct decision_source){ old, DECISION_RECORD, before }, 1,
		    &decided);
	if (ok && d->redact.n > 0 && now->redact.n == 0)
		*state = PIECE_UNMARKED;
	else if (decided.lost.n > 0)
		*state = PIECE_HIDING;
	else if (decided.line[KEY_REDACT].n > 0)
		*state = PIECE_UNCARRIED;
	p->waits_for = decided.lost;
	p->path = *state == PIECE_HIDING || *state == PIECE_UNCARRIED ? before : path;
	doc_free(old);
	doc_free(d);
	return ok;
}

static bool
lay_beside(struct receiver *r, struct piece *p, struct doc *now, struct text original)
{
	struct text path, before, bytes = text_join(r->arena, text_trim(now->text), T("\n"));
	enum piece_state state;
	struct planned *s;

	find_place(r, original, p->tongue, &path, &before);
	s = plan_at(r, path);
	if (s != NULL)
		before = path;
	if (!ask_hidden(r, p, now, original, before, &state))
		return false;
	if (state != PIECE_PLACED) {
		p->state = state;
		return true;
	}
	p->path = path;
	p->original = original;
	p->state = PIECE_BESIDE;
	if (before.n > 0 && text_eq(path, before) && text_eq(bytes_of(r, path), bytes)) {
		p->state = PIECE_SAME;
	} else {
		if (s != NULL && s->piece != NULL)
			s->piece->state = PIECE_OLDER;
		p->replaced = before.n > 0;
		plan_beside(r, p, bytes, before);
	}
	return r->e->kind == ERR_NONE;
}

/* A translation says what it is of; who writes the day and the people of a meeting writes its
 * record. */
static bool
is_original(const struct doc *d)
{
	return !d->has[KEY_TRANSLATED_FROM] && d->has[KEY_DATE] && date_is(d->date) &&
	    (d->has[KEY_TYPE] || d->has[KEY_HOST] || d->has[KEY_ATTENDEES]);
}

/* As NAME.mn.md, so that a Chinese record of that day, when one comes, stands beside it. */
static bool
lay_original(struct receiver *r, struct piece *p, const struct doc *now)
{
	static const char fence[] = "---\n";
	struct text key = text_fmt(r->arena, "%.*s: %.*s\n", TEXT_ARG(key_name(KEY_ORIGINAL)),
			TEXT_ARG(lang_code(p->tongue))),
		    t = text_copy(r->arena, text_trim(now->text));
	size_t at = text_begins(t, fence);

	if (!now->has[KEY_ORIGINAL])
		t = text_concat(
		    r->arena, TEXTS(text_cut(t, 0, at), key, text_cut(t, at, t.n), T("\n")));
	p->text = p->typed = t;
	p->translation = false;
	p->foreign_record = true;
	p->state = PIECE_PLACED;
	p->date = now->date;
	return plan_piece(r, p);
}

bool
translation_stage(struct receiver *r, struct piece *p)
{
	struct text like = T("received.md");
	const struct unit *u = p->unit != NULL ? p->unit : r->g.site->units[0];
	struct doc *now = piece_read(r->g.site, r->arena, u, like, p->text, r->e);
	struct finder x = { .r = r, .p = p };
	bool ok = now != NULL && find_by_hash(&x, now->translated_from);

	if (ok && x.paths.n != 1 && p->unit != NULL)
		ok = find_by_unit(&x);
	if (ok && x.paths.n > 1)
		narrow(&x, now);
	if (ok && x.paths.n == 1)
		ok = lay_beside(r, p, now, x.paths.v[0]);
	else if (ok && p->unit != NULL && x.paths.n == 0 && p->type != NULL && is_original(now))
		ok = lay_original(r, p, now);
	else if (ok && p->unit != NULL)
		p->state = x.paths.n == 0 ? PIECE_NO_ORIGINAL : PIECE_MANY_ORIGINALS;
	doc_free(now);
	return ok;
}
