/* SPDX-License-Identifier: MIT */
/*
 * The road in: every file of a folder is opened, every text in it placed, given its
 * numbers, compared with the version there is. Nothing touches the site until all of it is settled
 * in memory; then the bytes that came are kept first, the versions that give way second, the
 * records third and the book last, so that a run that is killed leaves whole files and the next one
 * heals the rest.
 *
 * Assumptions: which of two versions is newer is told by the time of the file (in steps of two
 * seconds, which is all that a USB stick keeps), then by marks in its name ((2), 修改, 定稿), then
 * by the name itself. A text that was received before is never taken for a new version, so an old
 * file left in the folder cannot bring an old version back.
 */
#include "intake/receive_plan.h"

#include <stdlib.h>

#include "lihui/door.h"
#include "lihui/arena.h"
#include "lihui/check.h"
#include "lihui/decode.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "lihui/utf8.h"

/* A running file holds a year or two. */
#define MEETINGS_MOST 120

/* --- pieces in order --- */

static void
add_piece(struct receiver *r, struct arrival *f, size_t nth, struct text t, enum piece_state state)
{
	struct piece *p = ARENA_PUSH(r->arena, &r->pieces);

	*p = (struct piece){ .from = f,
		.text = t,
		.nth = nth,
		.state = state,
		.units = NO_TEXT,
		.typed = NO_TEXT,
		.seen = NO_TEXT,
		.nearest = NO_TEXT,
		.path = NO_TEXT,
		.waits_for = NO_TEXT,
		.stem = NO_TEXT,
		.original = NO_TEXT };
	p->row = received_find(&r->book, f->sha, nth);
	p->known = p->row != NULL;
	if (p->known)
		p->path = p->row->path;
}

/* A row of dashes below a meeting parts it from the next and belongs to none. */
static struct text
without_row(struct text t)
{
	size_t at;

	t = text_trim(t);
	for (at = t.n; at > 0 && t.p[at - 1] != '\n';)
		at--;
	return row_of_dashes(text_cut(t, at, t.n)) ? text_trim(text_cut(t, 0, at)) : t;
}

/* 柳河嘎查例会记录（2019年12月份） above them all: the year that 12月3日 below it is of. */
static struct text
running_title(struct text t)
{
	struct text line = NO_TEXT;

	while (line.n == 0 && text_line(&t, &line))
		line = text_trim(line);
	return !utf8_exceeds(line, 40) && text_has(line, T("年")) && text_has(line, T("20"))
	    ? line
	    : NO_TEXT;
}

static bool
names_year(struct text t)
{
	struct text line;

	for (int n = 0; n < 4 && text_line(&t, &line); n++)
		if (text_has(line, T("20")) || text_has(line, T("二〇")) ||
		    text_has(line, T("二零")))
			return true;
	return false;
}

/* A running file of several meetings, in UTF-8 then. */
static void
cut_meetings(struct receiver *r, struct arrival *f)
{
	const struct profile *p = profile_for(&r->g.site->units[0]->profiles, r->o->today);
	struct diag_sink sink = { .arena = r->arena };
	struct meeting_start_list starts = { 0 };
	struct text t = decode_text(r->arena, f->texts.v[0], &sink);

	meetings_find(r->arena, t, &p->steps, &starts);
	f->meetings = starts.n > 0 && starts.n < MEETINGS_MOST;
	if (f->meetings)
		f->texts.n = 0;
	for (size_t i = 0, from = 0; f->meetings && i <= starts.n; i++) {
		size_t to = i < starts.n ? starts.v[i].at : t.n;
		struct text piece = without_row(text_cut(t, from, to)), title = running_title(t);
		if (i > 0 && title.n > 0 && !names_year(piece))
			piece =
			    text_fmt(r->arena, "%.*s\n\n%.*s", TEXT_ARG(title), TEXT_ARG(piece));
		text_list_add(r->arena, &f->texts, piece);
		from = to;
	}
}

static void
cut_pieces(struct receiver *r)
{
	static const enum piece_state states[] = {
		[ARRIVAL_OLD_WORD] = PIECE_AGAIN,
		[ARRIVAL_DAMAGED] = PIECE_DAMAGED,
		[ARRIVAL_TOO_LARGE] = PIECE_TOO_LARGE,
		[ARRIVAL_PICTURE] = PIECE_PICTURE,
		[ARRIVAL_SOUND] = PIECE_PICTURE,
		[ARRIVAL_OTHER] = PIECE_OTHER,
	};

	for (size_t i = 0; i < r->arrivals.n; i++) {
		struct arrival *f = &r->arrivals.v[i];
		if (f->kind == ARRIVAL_TEXT && f->texts.n == 1)
			cut_meetings(r, f);
		if (f->kind != ARRIVAL_TEXT)
			add_piece(r, f, 0, NO_TEXT, states[f->kind]);
		for (size_t k = 0; f->kind == ARRIVAL_TEXT && k < f->texts.n; k++)
			add_piece(r, f, k, f->texts.v[k], PIECE_PLACED);
	}
}

/* How late a version the name says it is: (2) counts two, 修改 ten, 定稿 twenty. */
static int
version_mark(struct text name)
{
	static const struct {
		const char *word;
		int worth;
	} words[] = { { "修改", 10 }, { "更正", 10 }, { "更新", 10 }, { "新版", 10 },
		{ "改好", 10 }, { "补充", 10 }, { "最终", 20 }, { "定稿", 20 }, { "终稿", 20 } };
	int worth = 0;

	for (size_t i = 0; i < COUNT(words); i++)
		worth += text_has(name, text_of(words[i].word)) ? words[i].worth : 0;
	for (size_t i = 0; i + 2 < name.n; i++) {
		bool wide = text_starts(text_cut(name, i, name.n), T("（"));
		size_t at = i + (wide ? 3 : 1);
		if ((name.p[i] == '(' || wide) && at < name.n && name.p[at] >= '0' &&
		    name.p[at] <= '9')
			worth += name.p[at] - '0';
	}
	return worth;
}

static int
by_age(const void *x, const void *y)
{
	const struct piece *p = x, *q = y;
	int64_t s = p->from->mtime_ns / 2000000000, t = q->from->mtime_ns / 2000000000;
	int m = version_mark(path_name(p->from->path)), n = version_mark(path_name(q->from->path)),
	    c;

	if (s != t)
		return s < t ? -1 : 1;
	if (m != n)
		return m < n ? -1 : 1;
	c = text_cmp(p->from->path, q->from->path);
	return c != 0 ? c : p->nth < q->nth ? -1 : p->nth > q->nth;
}

/* The week that most records are of; the later one of two. */
static struct week
most_of(const struct receiver *r)
{
	struct week best = date_week(r->o->today);
	size_t most = 0;

	for (size_t i = 0; i < r->pieces.n; i++) {
		struct week w = date_week(r->pieces.v[i].date);
		size_t n = 0;
		if (!date_is(r->pieces.v[i].date) || r->pieces.v[i].state >= PIECE_NO_UNIT)
			continue;
		for (size_t k = 0; k < r->pieces.n; k++)
			n += date_is(r->pieces.v[k].date) &&
			    week_cmp(date_week(r->pieces.v[k].date), w) == 0;
		if (n > most || (n == most && week_cmp(w, best) > 0)) {
			most = n;
			best = w;
		}
	}
	return best;
}

/* A later meeting of the file need not name its village again. */
static void
share_unit(const struct piece *first, struct piece *p)
{
	if (!p->from->meetings || p->from != first->from || p->state != PIECE_NO_UNIT ||
	    first->unit == NULL)
		return;
	p->unit = first->unit;
	p->state = date_is(p->date) ? PIECE_PLACED : PIECE_NO_DATE;
}

static bool
told_apart(const struct piece *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!date_is(p[i].date))
			return false;
		for (size_t k = 0; k < i; k++)
			if (date_cmp(p[i].date, p[k].date) == 0 && p[i].type == p[k].type)
				return false;
	}
	return true;
}

/* Meetings of one file that have not each their day are one question. */
static void
join_meetings(struct receiver *r)
{
	size_t to = 0;

	for (size_t i = 0, n = 1; i < r->pieces.n; i += n) {
		struct piece *p = &r->pieces.v[i];
		bool whole = true;
		for (n = 1; p->from->meetings && i + n < r->pieces.n && p[n].from == p->from;)
			share_unit(p, &p[n++]);
		if (n > 1 && !told_apart(p, n)) {
			struct text rest = p[1].text;
			text_line(&rest, &p->seen);
			p->state = PIECE_TWO_MEETINGS;
			whole = false;
		}
		memmove(&r->pieces.v[to], p, (whole ? n : 1) * sizeof *p);
		to += whole ? n : 1;
	}
	r->pieces.n = to;
}

static bool
place_all(struct receiver *r)
{
	struct date around = r->week.week > 0 ? week_day(r->week, 2) : r->o->today;

	for (size_t i = 0; i < r->pieces.n; i++) {
		struct piece *p = &r->pieces.v[i];
		if (p->state == PIECE_PLACED && !place_piece(r->g.site, r->arena, p, around, r->e))
			return false;
		if (p->state == PIECE_EMPTY || p->from->kind != ARRIVAL_TEXT)
			p->unit = place_by_name(r->g.site, r->arena, p->from->path);
	}
	join_meetings(r);
	if (r->week.week == 0)
		r->week = most_of(r);
	return true;
}

/* Records, oldest first; then translations, which find the originals that came with them; then
 * pictures and recordings. */
static bool
plan_all(struct receiver *r)
{
	static bool (*const stages[])(
	    struct receiver *, struct piece *) = { plan_piece, translation_stage, picture_stage };

	for (size_t stage = 0; stage < COUNT(stages); stage++)
		for (size_t i = 0; i < r->pieces.n; i++) {
			struct piece *p = &r->pieces.v[i];
			bool turn = stage == 0 ? p->state <= PIECE_DRAFT && !p->translation
			    : stage == 1       ? p->translation
					       : p->state == PIECE_PICTURE;
			if (!turn || p->known)
				continue;
			if (p->from->repeated)
				p->state = PIECE_SAME;
			else if (!stages[stage](r, p))
				return false;
		}
	return true;
}

/* --- into the site --- */

/* A file name of its own for bytes that are kept: their hash and what they were called. */
static struct text
kept_name(struct receiver *r, struct text folder, struct text sha, struct text name)
{
	struct text safe = text_copy(r->arena, text_cut(name, 0, utf8_offset(name, 60)));

	for (size_t i = 0; i < safe.n; i++)
		if (safe.p[i] == '/' || (unsigned char)safe.p[i] < 0x20)
			((char *)safe.p)[i] = '-';
	return path_join(r->arena, folder,
	    text_fmt(r->arena, "%.*s-%.*s", TEXT_ARG(text_cut(sha, 0, 12)), TEXT_ARG(safe)));
}

static bool
keep_arrived(struct receiver *r)
{
	for (size_t i = 0; i < r->pieces.n; i++) {
		struct piece *p = &r->pieces.v[i];
		struct week w = date_is(p->date) ? date_week(p->date) : r->week;
		bool unplaced = p->state >= PIECE_NO_UNIT && p->state < PIECE_WITHDRAWN;
		/* A picture or a recording lies in the site as it came. */
		if (unplaced || p->known || p->from->repeated || p->state == PIECE_PICTURE)
			continue;
		p->from->kept =
		    kept_name(r, text_fmt(r->arena, "_received/%d-W%02d", w.year, w.week),
			p->from->sha, path_name(p->from->path));
		if (r->o->dry_run)
			continue;
		if (!file_write(receiver_path(r, p->from->kept).p, p->from->bytes, NULL, r->e))
			return false;
	}
	return true;
}

static bool
keep_bytes(struct receiver *r, struct text path, struct text bytes)
{
	struct text name = text_replace(r->arena, path, T("/"), T("-")),
		    sha = hash_sha256_hex(r->arena, bytes);

	return file_write(receiver_path(r, kept_name(r, T("_received/replaced"), sha, name)).p,
	    bytes, NULL, r->e);
}

static bool
keep_replaced(struct receiver *r, const struct planned *s)
{
	if (s->before_path.n > 0 && !keep_bytes(r, s->before_path, s->before))
		return false;
	for (size_t i = 0; i < s->drafts.n; i++)
		if (!keep_bytes(r, s->drafts.v[i], receiver_read(r, s->drafts.v[i])) ||
		    r->e->kind != ERR_NONE)
			return false;
	return true;
}

/*
 * What lands in the site is a source, no output: it keeps her bytes, numbers included. Only what
 * is said of it is masked.
 */
static bool
move_versions(struct receiver *r, const struct planned *s)
{
	for (size_t i = 0; i < s->versions.n; i++) {
		struct text bytes = receiver_read(r, s->versions.v[i]);
		struct text from = receiver_path(r, s->versions.v[i]);
		struct text to = receiver_path(r, s->versions_to.v[i]);
		if (r->e->kind != ERR_NONE || !file_write(to.p, bytes, NULL, r->e) ||
		    !file_remove(from.p, r->e))
			return false;
	}
	return true;
}

static bool
put_all(struct receiver *r)
{
	for (size_t i = 0; i < r->staged.n; i++)
		if (!keep_replaced(r, &r->staged.v[i]))
			return false;
	for (size_t i = 0; i < r->staged.n; i++) {
		const struct planned *s = &r->staged.v[i];
		if (!file_write(receiver_path(r, s->path).p, s->bytes, NULL, r->e))
			return false;
		if (!move_versions(r, s))
			return false;
		if (s->remove.n > 0 && !file_remove(receiver_path(r, s->remove).p, r->e))
			return false;
		for (size_t k = 0; k < s->drafts.n; k++)
			if (!file_remove(receiver_path(r, s->drafts.v[k]).p, r->e))
				return false;
	}
	return true;
}

/* For --dry-run: the index as it would be, inside a transaction that is rolled back. */
static bool
pretend(struct receiver *r)
{
	struct store *s = r->g.store;
	int *units = ARENA_ARRAY(r->arena, int, r->staged.n + 1);
	bool ok = store_begin(s, r->e);

	for (size_t i = 0; ok && i < r->staged.n; i++) {
		struct planned *x = &r->staged.v[i];
		units[i] = x->unit->id;
		if (x->doc == NULL) /* a translation */
			continue;
		if (x->remove.n > 0)
			ok = store_remove_doc(s, path_stem(x->remove), r->e);
		check_document(x->doc, r->o->today);
		ok = ok && (!door_pass(x->doc, EDITION_INTERNAL) || store_put_doc(s, x->doc, r->e));
	}
	return ok && store_settle(s, r->g.site, units, r->staged.n, r->e);
}

static struct build_options
options_of(const struct receive_options *o)
{
	return (struct build_options){ .site = o->site,
		.today = o->today,
		.by_clock = o->by_clock,
		.edition = EDITION_INTERNAL,
		.jobs = o->jobs };
}

static bool
answer(struct receiver *r, struct buf *told)
{
	struct build_options b = options_of(r->o);
	struct gathered after = { 0 };
	struct receipt receipt = { &r->g, r->o, r->arena, r->week, &r->pieces, &r->book };
	bool ok;

	if (r->o->dry_run) {
		ok = pretend(r) && receive_report(&receipt, told, r->e);
		store_rollback(r->g.store);
		return ok;
	}
	store_close(r->g.store);
	r->g.store = NULL;
	ok = gather_site(&b, r->arena, &after, r->e) && gather_index(&b, r->arena, &after, r->e);
	receipt.g = &after;
	ok = ok && (r->o->reply == NULL || answer_all(&receipt, r->e)) &&
	    receive_report(&receipt, told, r->e);
	gathered_close(&after);
	return ok;
}

bool
receive_run(const struct receive_options *o, struct buf *told, int *unplaced, struct err *e)
{
	struct receiver r = { .o = o, .arena = arena_new(), .week = o->week, .e = e };
	struct build_options b = options_of(o);
	bool ok = publish_gather(&b, r.arena, &r.g, e) &&
	    received_load(r.arena, r.g.site->root, &r.book, e) &&
	    arrive(r.arena, o->from, &r.arrivals, e);

	if (ok) {
		cut_pieces(&r);
		LIST_SORT(&r.pieces, by_age);
		ok = place_all(&r) && plan_all(&r) && keep_arrived(&r);
		/* The book comes last: who is in it is not answered again. */
		ok = ok && (o->dry_run || put_all(&r)) && answer(&r, told) &&
		    (o->dry_run || received_save(r.arena, r.g.site->root, &r.book, e));
	}
	*unplaced = 0;
	for (size_t i = 0; i < r.pieces.n; i++)
		*unplaced += r.pieces.v[i].state >= PIECE_NO_UNIT;
	for (size_t i = 0; i < r.staged.n; i++)
		doc_free(r.staged.v[i].doc);
	gathered_close(&r.g);
	arena_free(r.arena);
	return ok;
}
