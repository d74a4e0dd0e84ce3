/* SPDX-License-Identifier: MIT */
/*
 * What each placed text becomes, settled in memory before anything is written: which version it
 * replaces, which numbers it carries, where it stands.
 *
 * Assumptions: a record is the same meeting as another when unit, type and day agree, or, for
 * weekly ones, when both name one week and the newer holds every problem of the older: then only
 * the date was put right. Of bulletins there may be several a day, so their titles must agree too.
 */
#include "intake/receive_plan.h"

#include "door/mask.h"
#include "door/names.h"
#include "intake/decide.h"
#include "lihui/arena.h"
#include "lihui/file.h"

/* --- the version before --- */

struct text
receiver_path(struct receiver *r, struct text path)
{
	return path_join(r->arena, r->g.site->root, path);
}

bool
receiver_exists(struct receiver *r, struct text path)
{
	struct file_stat st = { 0 };

	return file_stat(receiver_path(r, path).p, &st, r->e) && st.exists;
}

struct text
receiver_read(struct receiver *r, struct text path)
{
	struct text t;

	return file_text(r->arena, receiver_path(r, path).p, &t, r->e) ? t : NO_TEXT;
}

static struct text
type_of(const struct piece *p)
{
	if (p->translation)
		return T("translation");
	if (p->state == PIECE_PICTURE)
		return p->from->sound != NULL ? T("recording") : T("picture");
	return p->state == PIECE_DRAFT ? T("draft") : p->type->id;
}

struct planned *
plan_at(struct receiver *r, struct text path)
{
	for (size_t i = 0; i < r->staged.n; i++)
		if (text_eq(r->staged.v[i].path, path))
			return &r->staged.v[i];
	return NULL;
}

struct text
plan_type(struct receiver *r, struct text path)
{
	struct text type = NO_TEXT;
	struct query q;

	query_ask(
	    r->g.store, &q, "select type from document where path = ?1", VALUES(V(path)), r->e);
	if (query_row(&q))
		type = query_text(&q, r->arena, 0);
	query_end(&q);
	return type;
}

/* Paths in the site of the unit's documents of that type from day to day, the nearest to `day`
 * first. */
static void
ask_paths(struct receiver *r, const struct unit *u, struct text type, struct date day, int days,
    struct text_list *out)
{
	struct query q;

	query_ask(r->g.store, &q,
	    "select path from document where unit = ?1 and type = ?2 and date between ?3 and ?4 "
	    "order by date <> ?5, date, path",
	    VALUES(V(u->id + 1), V(type), V(date_iso(r->arena, date_add(day, -days))),
		V(date_iso(r->arena, date_add(day, days))), V(date_iso(r->arena, day))),
	    r->e);
	while (query_row(&q))
		text_list_add(r->arena, out, query_text(&q, r->arena, 0));
	query_end(&q);
}

struct former {
	struct text path, bytes;
	struct planned *staged; /* of this run, or NULL */
	struct doc *doc;        /* NULL for a draft */
};

/* Of one day and type; of bulletins there may be several a day, told apart by their titles. */
static bool
is_version(
    struct receiver *r, const struct piece *p, const struct doc *now, const struct doc *before)
{
	/* One language never takes the place of the other. */
	if (!text_eq(before->type->id, p->type->id) || before->lang != now->lang)
		return false;
	if (p->type->class == CLASS_BULLETIN || p->type->class == CLASS_PAGE) {
		struct arena *a = r->arena;
		return date_cmp(before->date, p->date) == 0 &&
		    text_eq(merge_letters(a, decide_unmarked(a, now->title)),
			merge_letters(a, decide_unmarked(a, before->title)));
	}
	/* The same meeting under another date: one week by their own words, and the same problems.
	 */
	return date_cmp(before->date, p->date) == 0 ||
	    (date_cmp(now->date, before->date) != 0 && merge_week(now) == merge_week(before) &&
		merge_same_meeting(now, before));
}

/* The record that this one replaces: of the same day and type, or the same meeting redated. */
static bool
find_former(struct receiver *r, const struct piece *p, const struct doc *now, struct former *f)
{
	struct text_list paths = { 0 };

	*f = (struct former){ .path = NO_TEXT, .bytes = NO_TEXT };
	for (size_t i = r->staged.n; i-- > 0;)
		if (r->staged.v[i].unit == p->unit && text_eq(r->staged.v[i].type, type_of(p)))
			text_list_add(r->arena, &paths, r->staged.v[i].path);
	if (date_is(p->date))
		ask_paths(r, p->unit, p->type->id, p->date, p->type->weekly ? 7 : 0, &paths);
	for (size_t i = 0; i < paths.n && i < 16; i++) {
		f->path = paths.v[i];
		f->staged = plan_at(r, paths.v[i]);
		f->bytes = f->staged != NULL ? f->staged->bytes : receiver_read(r, paths.v[i]);
		f->doc = r->e->kind == ERR_NONE
		    ? piece_read(r->g.site, r->arena, p->unit, paths.v[i], f->bytes, r->e)
		    : NULL;
		if (f->doc == NULL)
			return r->e->kind == ERR_NONE;
		if (is_version(r, p, now, f->doc))
			return true;
		doc_free(f->doc);
		*f = (struct former){ .path = NO_TEXT, .bytes = NO_TEXT };
	}
	return r->e->kind == ERR_NONE;
}

/* --- numbers --- */

/* The highest order of the unit's week in the index, in records that are not shown too. */
static bool
ask_most(struct receiver *r, const struct unit *u, struct week w, const char *sql, int *most)
{
	struct query q;
	struct text lead = text_fmt(r->arena, "%d-%d-", w.year, w.week);

	query_ask(r->g.store, &q, sql, VALUES(V(u->id + 1)), r->e);
	while (query_row(&q)) {
		struct text t = query_peek(&q, 0);
		int n;
		if (text_starts(t, lead) && text_int(text_cut(t, lead.n, t.n), &n) && n > *most &&
		    n < INT16_MAX)
			*most = n;
	}
	return query_end(&q);
}

/* Numbers that the ledger gave a record whose file does not write them. */
static bool
lend_numbers(struct receiver *r, struct former *f)
{
	struct query q;

	query_ask(r->g.store, &q,
	    "select 0, problem.place, number from problem join document on document.id = document "
	    "where document.path = ?1 and problem.place > 0 union all "
	    "select 1, task.place, number from task join document on document.id = document where "
	    "document.path = ?1",
	    VALUES(V(f->path)), r->e);
	while (query_row(&q)) {
		bool task = query_int(&q, 0) == 1;
		size_t place = (size_t)query_int(&q, 1) - 1; /* the index counts from 1 */
		struct text t = query_peek(&q, 2);
		struct number *to = task
		    ? (place < f->doc->tasks.n ? &f->doc->tasks.v[place].number : NULL)
		    : place < f->doc->problems.n ? &f->doc->problems.v[place].number
						 : NULL;
		size_t last = t.n;
		int order;
		while (last > 0 && t.p[last - 1] != '-')
			last--;
		if (to != NULL && to->order == 0 && text_int(text_cut(t, last, t.n), &order) &&
		    order < INT16_MAX)
			*to =
			    (struct number){ f->doc->week.year, f->doc->week.week, (int16_t)order };
	}
	return query_end(&q);
}

static bool
find_most(struct receiver *r, const struct piece *p, struct week w, struct numbering *n)
{
	for (size_t i = 0; i < r->book.n; i++) {
		const struct received_row *b = &r->book.v[i];
		struct date day;
		if (!text_eq(b->unit, p->unit->path) || !date_parse_iso(b->when, &day) ||
		    week_cmp(date_week(day), w) != 0)
			continue;
		n->problem_most = b->problems > n->problem_most ? b->problems : n->problem_most;
		n->task_most = b->tasks > n->task_most ? b->tasks : n->task_most;
	}
	return ask_most(r, p->unit, w,
		   "select number from problem where unit = ?1 union all select number from "
		   "reserved where unit = ?1 and task = 0",
		   &n->problem_most) &&
	    ask_most(r, p->unit, w,
		"select number from task where unit = ?1 union all select number from reserved "
		"where unit = ?1 and task = 1",
		&n->task_most);
}

/* --- one piece --- */

/* DATE.md for the weekly record and a week's reason; other papers of the day carry their type; a
 * draft never takes a record's place. */
static struct text
new_path(struct receiver *r, const struct piece *p)
{
	struct arena *a = r->arena;
	struct text sha = text_cut(p->from->sha, 0, 8),
		    day = date_is(p->date) ? date_iso(a, p->date)
					   : text_fmt(a, "%d-W%02d", r->week.year, r->week.week);
	int year = date_is(p->date) ? p->date.year : r->week.year;
	struct text folder = path_join(a, p->unit->path, text_fmt(a, "%d", year)), path;
	const char *end =
	    p->foreign_record ? text_fmt(a, ".%.*s.md", TEXT_ARG(lang_code(p->tongue))).p : ".md";

	if (p->state == PIECE_DRAFT)
		return path_join(
		    a, folder, text_fmt(a, "%.*s-待整理-%.*s.md", TEXT_ARG(day), TEXT_ARG(sha)));
	path = path_join(a, folder, text_fmt(a, "%.*s%s", TEXT_ARG(day), end));
	if ((!p->type->weekly && p->type->class != CLASS_ABSENCE) || plan_at(r, path) != NULL ||
	    receiver_exists(r, path))
		path = path_join(a, folder,
		    text_fmt(a, "%.*s-%.*s%s", TEXT_ARG(day), TEXT_ARG(p->type->id), end));
	for (int k = 2; k < 1000 && (plan_at(r, path) != NULL || receiver_exists(r, path)); k++)
		path = path_join(a, folder,
		    text_fmt(a, "%.*s-%.*s-%d%s", TEXT_ARG(day), TEXT_ARG(p->type->id), k, end));
	return path;
}

static void
enter(struct receiver *r, const struct piece *p, const struct numbering *n)
{
	struct received_row *b = ARENA_PUSH(r->arena, &r->book);

	*b = (struct received_row){ .sha = p->from->sha,
		.received = date_iso(r->arena, r->o->today),
		.name = p->from->path,
		.unit = p->unit->path,
		.type = type_of(p),
		.path = p->path,
		.nth = (int)p->nth,
		.problems = n->problem_most,
		.tasks = n->task_most };
	b->when = date_is(p->date) ? date_iso(r->arena, p->date)
				   : text_fmt(r->arena, "%d-W%02d", r->week.year, r->week.week);
}

/* Translations, sheets and recordings go with their record: what it hides is hidden in them. */
static void
move_versions(struct receiver *r, struct planned *s, struct text path)
{
	const struct source *v = NULL;

	s->versions.n = s->versions_to.n = 0;
	for (size_t i = 0; s->remove.n > 0 && i < r->g.site->ndocuments && v == NULL; i++)
		if (text_eq(r->g.site->documents[i]->path, s->remove))
			v = r->g.site->documents[i]->versions;
	for (; v != NULL; v = v->next_version) {
		struct text tail = text_cut(v->path, v->of->address.n, v->path.n); /* .mn.md */
		struct text to = text_join(r->arena, path_stem(path), tail);
		if (receiver_exists(r, to))
			continue;
		text_list_add(r->arena, &s->versions, v->path);
		text_list_add(r->arena, &s->versions_to, to);
	}
}

static void
plan_put(
    struct receiver *r, struct piece *p, const struct former *f, struct text bytes, struct doc *d)
{
	struct planned *s = f->staged;

	if (s != NULL) {
		if (s->piece != NULL && s->piece != p)
			s->piece->state = PIECE_OLDER;
		doc_free(s->doc);
	} else {
		s = ARENA_PUSH(r->arena, &r->staged);
		s->before = f->bytes;
		s->before_path = f->path;
	}
	s->remove = f->path.n > 0 && !text_eq(s->before_path, p->path) ? s->before_path : NO_TEXT;
	move_versions(r, s, p->path);
	s->unit = p->unit;
	s->date = p->date;
	s->type = type_of(p);
	s->path = p->path;
	s->bytes = bytes;
	s->doc = d;
	s->piece = p;
	p->replaced = f->path.n > 0;
}

/* What the village sent before as loose words about this meeting has become a record: the drafts
 * give way. */
static void
list_drafts(struct receiver *r, const struct piece *p, struct text_list *out)
{
	struct text week = text_fmt(
			r->arena, "%d-W%02d", date_week(p->date).year, date_week(p->date).week),
		    day = date_iso(r->arena, p->date);

	for (size_t i = 0; p->state == PIECE_PLACED && p->type->weekly && i < r->book.n; i++) {
		const struct received_row *b = &r->book.v[i];
		if (!text_eq(b->type, T("draft")) || !text_eq(b->unit, p->unit->path) ||
		    (!text_eq(b->when, week) && !text_eq(b->when, day)))
			continue;
		if (!text_list_has(out, b->path) && receiver_exists(r, b->path))
			text_list_add(r->arena, out, b->path);
	}
}

static void
find_drafts(struct receiver *r, const struct piece *p)
{
	struct planned *s = plan_at(r, p->path);
	struct text_list l = { 0 };

	if (s == NULL)
		return;
	list_drafts(r, p, &l);
	for (size_t i = 0; i < l.n; i++)
		if (!text_eq(l.v[i], s->remove) && !text_list_has(&s->drafts, l.v[i]))
			text_list_add(r->arena, &s->drafts, l.v[i]);
}

/* --- what the office decided --- */

struct sources {
	struct receiver *r;
	const struct piece *p;
	struct decision_source *v;
	size_t n, room;
};

static bool
is_loose(struct text path)
{
	return text_has(path, T("-待整理-"));
}

/* Under another name: what its translations hide stays with them. */
static bool
add_source(struct sources *s, struct text path, struct text bytes, enum decision_kind kind)
{
	struct receiver *r = s->r;
	struct text like = path_join(r->arena, path_dir(path), T("received.md"));
	struct doc *d = NULL;

	if (r->e->kind == ERR_NONE)
		d = piece_read(r->g.site, r->arena, s->p->unit, like, bytes, r->e);
	if (d != NULL)
		*ARENA_PUSH(r->arena, s) = (struct decision_source){ d, kind, path };
	return d != NULL;
}

/* Other papers of the week: the meeting may come again under another date or as another kind. */
static bool
add_near(struct sources *s, const struct doc *now, struct text former)
{
	struct receiver *r = s->r;
	struct text_list paths = { 0 }, types = { 0 };
	struct query q;
	bool ok;

	query_ask(r->g.store, &q,
	    "select path, type from document where unit = ?1 and "
	    "week_year = ?2 and week = ?3 and class <> 'page' order by path limit 16",
	    VALUES(V(s->p->unit->id + 1), V(now->week.year), V(now->week.week)), r->e);
	while (query_row(&q)) {
		text_list_add(r->arena, &paths, query_text(&q, r->arena, 0));
		text_list_add(r->arena, &types, query_text(&q, r->arena, 1));
	}
	ok = query_end(&q);
	for (size_t i = 0; ok && i < paths.n; i++) {
		struct text path = paths.v[i];
		bool weekly = s->p->state == PIECE_PLACED && s->p->type->weekly &&
		    !is_loose(path) && text_eq(types.v[i], s->p->type->id);
		if (!text_eq(path, former) && receiver_exists(r, path))
			ok = add_source(s, path, receiver_read(r, path),
			    weekly ? DECISION_SAME_WEEK : DECISION_NEAR);
	}
	return ok;
}

static bool
find_decided(struct receiver *r, const struct piece *p, const struct doc *now,
    const struct former *f, struct decided *out)
{
	struct sources s = { .r = r, .p = p };
	struct text_list drafts = { 0 };
	enum decision_kind kind = is_loose(f->path) ? DECISION_DRAFT : DECISION_RECORD;
	bool ok = f->path.n == 0 || add_source(&s, f->path, f->bytes, kind);

	if (date_is(p->date))
		list_drafts(r, p, &drafts);
	for (size_t i = 0; ok && i < drafts.n; i++)
		ok = text_eq(drafts.v[i], f->path) ||
		    add_source(&s, drafts.v[i], receiver_read(r, drafts.v[i]), DECISION_DRAFT);
	ok = ok && (!date_is(now->date) || add_near(&s, now, f->path));
	if (ok)
		decide(r->arena, now, s.v, s.n, out);
	for (size_t i = 0; i < s.n; i++)
		doc_free((struct doc *)s.v[i].doc);
	return ok;
}

/* The record that stands stays as it is, and somebody is asked. */
static void
let_wait(struct piece *p, enum piece_state state, struct text path, struct text words)
{
	p->state = state;
	p->path = path;
	p->waits_for = words;
}

/* --- settled --- */

/* The number of a version that this run replaces lies in its own text; one on the disk may
 * have them from the ledger. */
static bool
write_record(struct receiver *r, struct piece *p, struct doc *now, struct former *f,
    const struct decided *decided, struct numbering *n, struct text *bytes)
{
	struct text_list mended = { 0 };
	struct buf out = BUF_INIT;
	bool ok = f->doc == NULL || f->staged != NULL || lend_numbers(r, f);

	ok = ok && find_most(r, p, now->week, n);
	decided_lay(decided, now);
	if (ok) {
		merge_numbers(r->arena, now, f->doc, n);
		ok = rewrite_record(r->g.site, now, n, decided->keys.n > 0 ? decided : NULL,
		    p->state == PIECE_DRAFT ? p->typed : NO_TEXT, &out, &mended, r->e);
	}
	if (p->foreign)
		text_list_add(r->arena, &p->mended,
		    words_get(r->g.site->words, LANG_ZH, "mended.encoding", NULL));
	for (size_t i = 0; i < mended.n; i++) /* they lie in the document */
		text_list_add(r->arena, &p->mended, text_copy(r->arena, mended.v[i]));
	*bytes = buf_take(r->arena, &out);
	return ok;
}

static void
tell_decided(struct receiver *r, struct piece *p, const struct decided *decided)
{
	struct text names = text_list_join(r->arena, &decided->keys, T("、")), said;

	p->decided = decided->keys;
	p->hidden = decided->hidden;
	if (names.n == 0)
		return;
	said = words_say(r->arena, r->g.site->words, LANG_ZH, "mended.decided", TEXTS(names));
	text_list_add(r->arena, &p->mended, said);
}

/* What is told gets pasted into chats: hidden words are hidden there too. */
static void
tell_changes(
    struct receiver *r, const struct doc *d, const struct doc *before, struct text_list *out)
{
	struct mask *v = mask_new(r->arena, NULL);

	merge_changes(r->arena, r->g.site->words, d, before, out);
	names_hide(v, r->arena, &d->redact);
	names_hide(v, r->arena, &before->redact);
	for (size_t i = 0; i < out->n; i++)
		out->v[i] = mask_text(v, out->v[i]);
}

static bool
settle(struct receiver *r, struct piece *p, struct doc *now, struct former *f)
{
	struct numbering n = { 0 };
	struct decided decided;
	struct text bytes = NO_TEXT;
	bool stays = f->path.n > 0 && (f->doc == NULL || date_cmp(f->doc->date, p->date) == 0);
	struct doc *d = NULL;

	/* A draft's own name would stay with the record for ever. */
	stays &= p->state == PIECE_DRAFT || !is_loose(f->path);
	if (!find_decided(r, p, now, f, &decided))
		return false;
	if (decided.withdrawn || decided.lost.n > 0) {
		enum piece_state state = decided.withdrawn ? PIECE_WITHDRAWN : PIECE_HIDING;
		let_wait(p, state, decided.path, decided.lost);
		return true;
	}
	if (!write_record(r, p, now, f, &decided, &n, &bytes))
		return false;
	p->path = stays ? f->path : new_path(r, p);
	d = piece_read(r->g.site, r->arena, p->unit, p->path, bytes, r->e);
	if (d == NULL)
		return false;
	if (!decided_stands(&decided, d)) {
		let_wait(p, PIECE_UNCARRIED, f->path, NO_TEXT);
	} else if (stays && text_eq(bytes, f->bytes)) {
		p->state = PIECE_SAME;
	} else {
		tell_decided(r, p, &decided);
		if (f->doc != NULL && !f->doc->draft)
			tell_changes(r, d, f->doc, &p->changes);
		plan_put(r, p, f, bytes, d);
		d = NULL;
	}
	doc_free(d);
	if (p->state < PIECE_NO_UNIT) {
		find_drafts(r, p);
		enter(r, p, &n);
	}
	return true;
}

/* The record is read for a path of its own year, so an unwritten one is that of the
 * day found. */
bool
plan_piece(struct receiver *r, struct piece *p)
{
	struct text like = path_join(r->arena, p->unit->path,
	    text_fmt(r->arena, "%d/received.md", date_is(p->date) ? p->date.year : r->week.year));
	struct doc *now = piece_read(r->g.site, r->arena, p->unit, like, p->text, r->e);
	struct former f = { .path = NO_TEXT, .bytes = NO_TEXT };
	bool ok = now != NULL;

	if (ok && now->type != NULL)
		p->type = now->type;
	if (ok && p->state == PIECE_DRAFT) {
		p->path = new_path(r, p);
		if (plan_at(r, p->path) != NULL || receiver_exists(r, p->path)) {
			f.path = p->path;
			f.staged = plan_at(r, p->path);
			f.bytes = f.staged != NULL ? f.staged->bytes : receiver_read(r, p->path);
		}
	} else if (ok) {
		ok = find_former(r, p, now, &f);
	}
	ok = ok && settle(r, p, now, &f);
	doc_free(now);
	doc_free(f.doc);
	return ok;
}

void
plan_beside(struct receiver *r, struct piece *p, struct text bytes, struct text before)
{
	struct former f = { .path = before, .bytes = NO_TEXT, .staged = plan_at(r, p->path) };

	if (f.staged == NULL && before.n > 0)
		f.bytes = receiver_read(r, before);
	plan_put(r, p, &f, bytes, NULL);
	enter(r, p, &(struct numbering){ 0 });
}
