/* SPDX-License-Identifier: MIT */
/*
 * The answer to a village (回执): what was understood, what to put right, in the words of a
 * neighbour. She reads it in a chat on a telephone, so it has 500 characters at most, no codes and
 * no paths; what does not fit is left out from the least important end. The sentences are the
 * catalogue's, their order is templates/forms/reply.txt.
 *
 * What is to be put right is looked for in the text as she typed it, so that her own words are
 * quoted and not those that lihui made of them; what only the unit's history can tell comes from
 * the index. A remedy written for whoever edits files has a plainer one for her under reply.CODE.
 */
#include "intake/intake.h"

#include "lihui/arena.h"
#include "lihui/check.h"
#include "lihui/file.h"
#include "lihui/form.h"
#include "lihui/mustache.h"
#include "lihui/secret.h"
#include "lihui/utf8.h"
#include "lihui/value.h"
#include "read/read.h"

#define REPLY_MOST 500
/* Five at most: who is told ten things puts none right. */
#define FINDINGS_MOST 5
#define QUOTE_POINTS  22
#define TITLE_POINTS  18

/* How much of each part is shown. */
struct budget {
	size_t problems, findings, silent, mended, changes, remedies, others;
};

struct replier {
	const struct receipt *r;
	const struct piece *p;
	struct arena *arena;
	struct doc *doc; /* as typed */
	struct finding_list findings;
	struct text_list silent;   /* what of last time was not spoken of */
	bool held, kept_in, draft; /* kept_in: the office shows it to nobody */
	struct budget most;
	struct err *e;
};

static struct text
say(struct replier *x, const char *key, const struct text *args, size_t n)
{
	return words_say(x->arena, x->r->g->site->words, LANG_ZH, key, args, n);
}

/* What the language of a translation, or of a recording, is called. */
static struct text
tongue(struct replier *x, const struct piece *p, bool spoken)
{
	return words_language(x->r->g->site->words, LANG_ZH, p->tongue, spoken);
}

static struct text
shorten(struct replier *x, struct text t, size_t points)
{
	struct text line = NO_TEXT, rest = t;

	text_line(&rest, &line);
	/* Before it is cut: half a number would stay. */
	line = secret_mask(x->arena, text_trim(line), &x->p->unit->phones);
	if (utf8_length(line) <= points)
		return line;
	return text_fmt(x->arena, "%.*s…", TEXT_ARG(text_cut(line, 0, utf8_offset(line, points))));
}

/* --- what to put right --- */

/* Left out: what is lihui's own to mend, what is said under 上次没提到, and what she cannot change.
 */
static bool
is_hers(const struct finding *f)
{
	static const enum diag_code not_hers[] = { DIAG_F001, DIAG_F006, DIAG_F011, DIAG_F014,
		DIAG_D105, DIAG_D106, DIAG_D109, DIAG_L501, DIAG_L503, DIAG_L504, DIAG_N605,
		DIAG_B701, DIAG_B703 };

	for (size_t i = 0; i < COUNT(not_hers); i++)
		if (f->code == not_hers[i])
			return false;
	return f->waived.n == 0 && f->level >= DIAG_WARNING;
}

/* What one keyboard does in every line is said once; a picture that came along is there. */
static bool
is_told(const struct replier *x, const struct finding *f)
{
	if (f->code == DIAG_F009 && x->doc != NULL && x->p->path.n > 0 && f->args.n > 0 &&
	    attachment_there(x->doc,
		path_join(x->arena, path_dir(x->p->path),
		    photo_beside(x->arena, x->p->path, f->args.v[0]))))
		return true;
	for (size_t i = 0; f->code == DIAG_B705 && i < x->findings.n; i++)
		if (x->findings.v[i].code == f->code &&
		    text_eq(f->args.v[0], x->findings.v[i].args.v[0]))
			return true;
	return false;
}

static void
take_findings(
    struct replier *x, const struct finding_list *l, enum diag_level level, bool unit_stage)
{
	for (size_t i = 0; i < l->n && x->findings.n < FINDINGS_MOST; i++) {
		const struct finding *f = &l->v[i];
		/* That it is a copy of another file only the index knows. */
		bool of_unit = diag_info(f->code)->stage == DIAG_UNIT || f->code == DIAG_F013;

		if (f->level == level && is_hers(f) && of_unit == unit_stage && !is_told(x, f))
			*ARENA_PUSH(x->arena, &x->findings) = *f;
	}
}

static bool
collect_findings(struct replier *x)
{
	struct finding_list all = { 0 }, here = { 0 };

	if (x->doc == NULL || x->p->state >= PIECE_NO_UNIT)
		return true;
	if (!store_findings(x->r->g->store, x->arena, x->p->unit->path, &all, x->e))
		return false;
	for (size_t i = 0; i < all.n; i++)
		if (text_eq(all.v[i].path, x->p->path))
			*ARENA_PUSH(x->arena, &here) = all.v[i];
	if (!index_hidden_join(x->r->g->store, x->doc, x->e))
		return false;
	check_document(x->doc, x->r->o->today);
	/* What she typed hides less than the record that was made of it. */
	for (size_t i = 0; i < x->p->hidden.n; i++)
		text_list_add(x->doc->arena, &x->doc->redact, x->p->hidden.v[i]);
	door_mask(x->doc);
	for (int level = DIAG_ERROR; level >= DIAG_WARNING; level--) {
		take_findings(x, &x->doc->sink.list, (enum diag_level)level, false);
		take_findings(x, &here, (enum diag_level)level, true);
	}
	return true;
}

/* A day to copy, of the week that is received: one of another year would be copied too. */
static struct text
model_day(struct replier *x)
{
	return date_zh(x->arena, week_day(x->r->week, 2));
}

static struct text
remedy_of(struct replier *x, const struct finding *f)
{
	const struct words *w = x->r->g->site->words;
	struct text own = text_fmt(x->arena, "reply.%s", diag_info(f->code)->code);

	if (f->code == DIAG_F007)
		return say(x, "reply.F007", TEXTS(model_day(x)));
	if (words_has(w, LANG_ZH, own))
		return words_say(x->arena, w, LANG_ZH, own.p, f->args.v, f->args.n);
	return diag_remedy(x->arena, f, LANG_ZH, w);
}

static struct text
finding_text(struct replier *x, const struct finding *f, bool remedy)
{
	struct text what = diag_sentence(x->arena, f, LANG_ZH, x->r->g->site->words),
		    how = remedy ? remedy_of(x, f) : NO_TEXT;
	struct text quote = f->line > 0 ? shorten(x, f->excerpt, QUOTE_POINTS) : NO_TEXT;
	struct text near = nearest_line(x->doc, f);

	if (near.n > 0)
		what = say(x, "reply.near", TEXTS(shorten(x, near, QUOTE_POINTS), what));
	else if (quote.n > 0)
		what = say(x, "reply.quote", TEXTS(quote, what));
	return how.n > 0 ? say(x, "reply.remedy", TEXTS(what, how)) : what;
}

/* --- what of last time was not spoken of --- */

static bool
collect_silent(struct replier *x)
{
	/* Tasks of the meeting before this one, and problems open then, that no report of this
	 * record names. */
	static const char sql[] =
	    "select '任务', task.number, task.title from task join document on document.id = "
	    "task.document where task.unit = ?1 and document.type = 'weekly' and "
	    "document.date = (select max(date) from document where unit = ?1 and type = 'weekly' "
	    "and state = 'published' and date < ?2) and not exists (select 1 from event where "
	    "event.task = task.id and event.date >= ?2) and (task.status_class < 2 or "
	    "task.status_date >= ?2) union all "
	    "select '问题', number, title from problem where unit = ?1 and raised < ?2 and not "
	    "exists (select 1 from event where event.problem = problem.id and event.date >= ?2) "
	    "and (status_class < 2 or status_date >= ?2)";
	struct query q;

	if (x->p->translation || x->p->unit == NULL || !date_is(x->p->date) || x->p->type == NULL ||
	    !x->p->type->weekly || x->p->state >= PIECE_NO_UNIT)
		return true;
	query_ask(x->r->g->store, &q, sql,
	    VALUES(V(x->p->unit->id + 1), V(date_iso(x->arena, x->p->date))), x->e);
	while (query_row(&q)) {
		struct text number =
		    number_cited(x->arena, query_text(&q, x->arena, 1), date_week(x->p->date).year);
		text_list_add(x->arena, &x->silent,
		    text_fmt(x->arena, "%.*s%.*s %.*s", TEXT_ARG(query_text(&q, x->arena, 0)),
			TEXT_ARG(number),
			TEXT_ARG(shorten(x, query_text(&q, x->arena, 2), TITLE_POINTS))));
	}
	return query_end(&q);
}

static bool
ask_state(struct replier *x)
{
	struct query q;

	query_ask(x->r->g->store, &q, "select state from document where path = ?1",
	    VALUES(V(x->p->path)), x->e);
	if (query_row(&q)) {
		struct text state = query_peek(&q, 0);
		x->held = text_eq(state, T("held"));
		x->kept_in = !x->held && !text_eq(state, T("published"));
	}
	x->draft = x->p->state == PIECE_DRAFT;
	return query_end(&q);
}

/* --- page data --- */

static struct text
names_of(struct arena *a, const struct person_list *l)
{
	struct text_list names = { 0 };

	for (size_t i = 0; i < l->n && i < 3; i++)
		if (l->v[i].name.n > 0)
			text_list_add(a, &names, l->v[i].name);
	return text_list_join(a, &names, T("、"));
}

static struct text
deadline_text(struct replier *x, const struct deadline *dl)
{
	if (dl->always)
		return dl->written;
	return date_is(dl->date) ? text_fmt(x->arena, "%d月%d日", dl->date.month, dl->date.day)
				 : dl->written;
}

/* Its name, where one is asked for. */
static struct text
problem_step(const struct doc *d)
{
	for (size_t i = 0; doc_is_weekly(d) && i < d->profile->steps.n; i++)
		if (text_eq(d->profile->steps.v[i].id, T("problem")))
			return d->profile->steps.v[i].name;
	return NO_TEXT;
}

static void
put_problems(struct replier *x, struct value *v)
{
	const struct doc *d = x->doc;
	struct value *list = value_put_list(x->arena, v, "problems");

	for (size_t i = 0; i < d->problems.n && i < x->most.problems; i++) {
		const struct problem *p = &d->problems.v[i];
		struct text owner = names_of(x->arena, &p->owners),
			    when = deadline_text(x, &p->deadline),
			    title = shorten(x, p->title, TITLE_POINTS);
		struct text who = owner.n > 0 ? owner
		    : p->owner_words.n > 0    ? shorten(x, p->owner_words, TITLE_POINTS)
					      : NO_TEXT;
		struct text line = who.n == 0 && when.n == 0
		    ? say(x, p->undecided ? "reply.undecided" : "reply.nobody", TEXTS(title))
		    : say(x, "reply.problem",
			  TEXTS(title, who.n > 0 ? who : say(x, "reply.no_owner", NO_TEXTS),
			      when.n > 0 ? when : say(x, "reply.no_deadline", NO_TEXTS)));
		value_add(list, value_text(x->arena, line));
	}
	if (d->problems.n > x->most.problems)
		value_add(list,
		    value_text(x->arena,
			say(x, "reply.more_problems",
			    TEXTS(text_fmt(x->arena, "%zu", d->problems.n)))));
	if (doc_without_problems(d))
		value_put_text(x->arena, v, "no_problems", say(x, "reply.no_problems", NO_TEXTS));
	else if (d->problems.n == 0 && problem_step(d).n > 0)
		value_put_text(x->arena, v, "no_problems",
		    say(x, "reply.problems_unread", TEXTS(problem_step(d))));
	else if (d->problems.n > 0)
		value_put_text(x->arena, v, "problems_head",
		    say(x, "reply.problems",
			TEXTS(text_fmt(x->arena, "%zu", d->problems.n),
			    text_fmt(x->arena, "%zu", d->tasks.n))));
}

static void
put_findings(
    struct replier *x, struct value *v, enum diag_level level, const char *head, const char *name)
{
	struct value *list = value_put_list(x->arena, v, name);
	size_t n = 0, shown = 0;

	for (size_t i = 0; i < x->findings.n && i < x->most.findings; i++) {
		if (x->findings.v[i].level != level)
			continue;
		shown++;
		value_add(list,
		    value_text(x->arena,
			text_fmt(x->arena, "%zu. %.*s", ++n,
			    TEXT_ARG(finding_text(x, &x->findings.v[i], i < x->most.remedies)))));
	}
	if (shown > 0)
		value_put_text(x->arena, v, head,
		    say(x, level == DIAG_ERROR ? "reply.errors" : "reply.warnings", NO_TEXTS));
}

static void
put_joined(struct replier *x, struct value *v, const char *name, const char *key,
    const struct text_list *l, size_t most)
{
	struct text_list some = *l;

	if (some.n > most)
		some.n = most;
	if (some.n > 0)
		value_put_text(x->arena, v, name,
		    say(x, key,
			TEXTS(text_list_join(x->arena, &some, T("；")),
			    text_fmt(x->arena, "%zu", l->n))));
}

static struct text
received_text(struct replier *x, const struct piece *p)
{
	/* Of a file, by its name and in what language it is. */
	static const char *const of_file[] = { [PIECE_AGAIN] = "reply.again",
		[PIECE_DAMAGED] = "reply.damaged",
		[PIECE_TOO_LARGE] = "reply.damaged",
		[PIECE_NOT_MONGOLIAN] = "reply.not_mongolian",
		[PIECE_EMPTY] = "reply.empty",
		[PIECE_BESIDE] = "reply.beside",
		[PIECE_UNTOLD] = "reply.sound",
		[PIECE_MANY_ORIGINALS] = NULL };
	struct text day = text_fmt(x->arena, "%d月%d日（%.*s）", p->date.month, p->date.day,
			TEXT_ARG(date_is(p->date) ? date_weekday_zh(date_weekday(p->date), true)
						  : NO_TEXT)),
		    file = path_name(p->from->path), language = tongue(x, p, false);

	if (of_file[p->state])
		return say(x, of_file[p->state], TEXTS(file, language));
	switch (p->state) {
	case PIECE_WITHDRAWN:
	case PIECE_HIDING:
	case PIECE_UNCARRIED:
		return say(x, p->translation ? "reply.translation_waits" : "reply.waits",
		    TEXTS(day, language));
	case PIECE_UNMARKED:
		return say(x, p->version ? "reply.unmarked_version" : "reply.unmarked",
		    TEXTS(file, language));
	case PIECE_NO_ORIGINAL:
	case PIECE_MANY_ORIGINALS: return say(x, "reply.no_original", TEXTS(language));
	case PIECE_PICTURE:
		return say(x,
		    p->from->sound != NULL ? "reply.recording"
			: p->version       ? "reply.sheet_written"
					   : "reply.picture",
		    TEXTS(file, tongue(x, p, p->from->sound != NULL)));
	case PIECE_NO_RECORD:
		return say(
		    x, p->version ? "reply.no_record_version" : "reply.no_record", TEXTS(file));
	case PIECE_OTHER:
		return say(x, text_fmt(x->arena, "reply.%s", p->from->what).p, TEXTS(file));
	case PIECE_TWO_MEETINGS:
		return say(x, "reply.two_meetings", TEXTS(shorten(x, p->seen, QUOTE_POINTS)));
	case PIECE_NO_DATE:
		if (p->seen.n > 0)
			return say(x, "reply.date_unread",
			    TEXTS(shorten(x, p->seen, QUOTE_POINTS), model_day(x)));
		return say(x, "reply.no_date", TEXTS(model_day(x)));
	case PIECE_DRAFT: return say(x, "reply.draft", NO_TEXTS);
	case PIECE_SAME:
		return p->translation ? say(x, "reply.beside", TEXTS(file, language))
				      : say(x, "reply.same", TEXTS(day));
	default:
		if (p->type->class != CLASS_MEETING)
			return say(x, "reply.received_other", TEXTS(day, p->type->name));
		return say(x, p->replaced && p->changes.n > 0 ? "reply.replaced" : "reply.received",
		    TEXTS(day, p->type->name));
	}
}

/* What else came from the village, a sentence each, and what was left out of her Word file. */
static void
put_others(struct replier *x, struct value *v)
{
	static const char *const left[] = {
		[LEFT_CHUNK] = "reply.left_chunk",
		[LEFT_COMMENTS] = "reply.left_comments",
		[LEFT_HEADER] = "reply.left_header",
	};
	const struct left_list *l = &x->p->from->left;
	struct value *list = value_put_list(x->arena, v, "others");
	size_t n = 0;

	for (size_t i = 0; i < l->n && n < x->most.others && n < 3; i++)
		if (l->v[i].kind != LEFT_PICTURE) {
			value_add(list,
			    value_text(x->arena, say(x, left[l->v[i].kind], TEXTS(l->v[i].what))));
			n++;
		}

	for (size_t i = 0; i < x->r->pieces->n && n < x->most.others; i++) {
		const struct piece *q = &x->r->pieces->v[i];
		/* That the same bytes came twice is no news for her. */
		if (q == x->p || q->known || q->unit != x->p->unit || q->state == PIECE_OLDER ||
		    (q->from->repeated && q->state == PIECE_SAME) ||
		    week_cmp(answer_week(x->r, q), answer_week(x->r, x->p)) != 0)
			continue;
		value_add(list, value_text(x->arena, received_text(x, q)));
		n++;
	}
}

/* Who wrote in another language finds the day of the meeting in it, above what has no words yet. */
static struct text
with_mongolian(struct replier *x, struct text received)
{
	const struct words *w = x->r->g->site->words;

	enum lang l = x->p->tongue;

	if (!x->p->foreign_record || !words_has(w, l, T("web.minutes")))
		return received;
	return text_fmt(x->arena, "%.*s᠄ %.*s\n%.*s",
	    TEXT_ARG(words_get(w, l, "web.minutes", NULL)),
	    TEXT_ARG(words_day(x->arena, w, l, "web.date_form", x->p->date)), TEXT_ARG(received));
}

static struct value *
reply_value(struct replier *x)
{
	struct value *v = value_object(x->arena);
	struct text phone = NO_TEXT; /* of the nearest office above */
	bool record = x->doc != NULL && x->p->state < PIECE_NO_UNIT && !x->draft &&
	    x->p->type->class == CLASS_MEETING;

	for (const struct unit *u = x->p->unit->parent; u && phone.n == 0; u = u->parent)
		phone = u->phone;
	value_put_text(x->arena, v, "unit", x->p->unit->name);
	value_put_text(x->arena, v, "received", with_mongolian(x, received_text(x, x->p)));
	if (record) {
		const struct doc *d = x->doc;
		struct text host = names_of(x->arena, &d->host);
		int named = 0;

		for (size_t i = 0; i < d->attendees.n; i++)
			named += !d->attendees.v[i].group;
		if (host.n > 0)
			value_put_text(x->arena, v, "people",
			    named == 0 && d->present < 0 ? say(x, "reply.host", TEXTS(host))
				: d->present >= 0
				? say(x, "reply.people",
				      TEXTS(host, text_fmt(x->arena, "%d", d->present)))
				: say(x, "reply.people_named",
				      TEXTS(host, text_fmt(x->arena, "%d", named))));
		put_problems(x, v);
	}
	if (x->doc != NULL && x->p->state < PIECE_NO_UNIT && !x->draft) {
		put_findings(x, v, DIAG_ERROR, "errors_head", "errors");
		put_findings(x, v, DIAG_WARNING, "warnings_head", "warnings");
		put_joined(x, v, "changes", "reply.changes", &x->p->changes, x->most.changes);
		put_joined(x, v, "silent", "reply.silent", &x->silent, x->most.silent);
		put_joined(x, v, "mended", "reply.mended", &x->p->mended, x->most.mended);
		value_put_text(x->arena, v, "shown",
		    say(x,
			x->held                 ? "reply.held"
			    : x->kept_in        ? "reply.kept_in"
			    : x->findings.n > 0 ? "reply.shown"
						: "reply.published",
			NO_TEXTS));
	}
	put_others(x, v);
	value_put_text(x->arena, v, "phone",
	    phone.n > 0 ? say(x, "reply.phone", TEXTS(phone)) : say(x, "reply.no_phone", NO_TEXTS));
	return v;
}

/* --- the text --- */

/* Makes one part a step smaller, the least important first; false when nothing is left to take. */
static bool
shrink(struct budget *b)
{
	const struct {
		size_t *part, least;
	} steps[] = { { &b->mended, 1 }, { &b->others, 3 }, { &b->changes, 2 }, { &b->silent, 2 },
		{ &b->problems, 4 }, { &b->remedies, 2 }, { &b->findings, 3 }, { &b->mended, 0 },
		{ &b->changes, 0 }, { &b->problems, 1 }, { &b->silent, 0 }, { &b->others, 0 },
		{ &b->findings, 1 } };

	for (size_t i = 0; i < COUNT(steps); i++)
		if (*steps[i].part > steps[i].least) {
			--*steps[i].part;
			return true;
		}
	return false;
}

static bool
run(struct replier *x, struct buf *out)
{
	struct mustache *m = form_template(x->r->g->site, x->arena, T("forms/reply.txt"), x->e);
	bool ok = m != NULL, smaller = true;

	while (ok && smaller) {
		struct value *made = reply_value(x);
		const struct value *v = made;
		value_mask(x->arena, made, &x->p->unit->phones);
		buf_clear(out);
		ok = mustache_run(m, &v, 1, NULL, NULL, out, x->e);
		smaller = ok && utf8_length(buf_view(out)) > REPLY_MOST && shrink(&x->most);
	}
	mustache_free(m);
	/* A site's own template may be long in itself. */
	if (ok && utf8_length(buf_view(out)) > REPLY_MOST) {
		out->n = utf8_offset(buf_view(out), REPLY_MOST);
		out->p[out->n] = '\0';
	}
	return ok;
}

bool
answer_write(const struct receipt *r, const struct piece *p, struct buf *out, struct err *e)
{
	struct replier x = { .r = r,
		.p = p,
		.arena = arena_new(),
		.e = e,
		.most = { 8, FINDINGS_MOST, 4, 4, 4, FINDINGS_MOST, 8 } };
	bool ok = true;

	if (p->text.n > 0 && p->unit != NULL && !p->translation) {
		struct text like = path_join(x.arena, p->unit->path,
		    text_fmt(
			x.arena, "%d/received.md", date_is(p->date) ? p->date.year : r->week.year));
		x.doc = piece_read(r->g->site, x.arena, p->unit, like, p->text, e);
		ok = x.doc != NULL;
	}
	ok = ok && collect_findings(&x) && collect_silent(&x) && ask_state(&x) && run(&x, out);
	doc_free(x.doc);
	arena_free(x.arena);
	return ok;
}
