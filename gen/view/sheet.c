/* SPDX-License-Identifier: MIT */
/*
 * What a printed sheet says. A handout is printed once and hangs for a week, so everything on it is
 * as of the day of its meeting: the state of a matter is read from the events up to that day, never
 * from what came later, and printing it again gives the same sheet. It lists the matters of this
 * meeting and those it spoke of, then everything of the village that was still open that evening;
 * what was closed earlier is not on it.
 *
 * Words and order are given here; measuring and shortening are pdf/'s.
 */
#include <stdlib.h>

#include "lihui/arena.h"
#include "view/web.h"

/* A problem and one event of it up to the day of the meeting. */
// clang-format off
#define GATHERED(ROW) \
	ROW(text, number,    "p.number") \
	ROW(text, title,     "p.title") \
	ROW(text, title_in,  "p.title_in") \
	ROW(text, owner,     "p.owner") \
	ROW(text, decision,  "p.decision") \
	ROW(date, deadline,  "p.deadline") \
	ROW(flag, always,    "p.always") \
	ROW(text, status,    "p.first_status") \
	ROW(flag, undecided, "p.undecided") \
	ROW(flag, fresh,     "p.document = ?2 or ifnull(e.document = ?2, 0)") /* told here */ \
	ROW(text, now,       "ifnull(e.status, '')") \
	ROW(date, on,        "ifnull(e.date, '')") \
	ROW(text, answer,    "case when e.kind in ('status', 'progress', 'reopened')" \
			     " then e.words else '' end")
// clang-format on
/* status: as it stood on the evening of the meeting, once all rows of a problem are told. */
struct sheet_gather {
	GATHERED(ROW_MEMBER)
	struct date closed;
};
ROW_READ(gathered_read, sheet_gather, GATHERED)

struct matter_list {
	struct sheet_gather *v;
	size_t n, room;
};

/*
 * What the sheet tells: what was open that evening or was spoken of in this record. A matter closed
 * before is passed over by its row alone: after years of records they are nearly all of a village's
 * matters.
 */
static bool
matters_load(struct web *w, const struct doc *d, int64_t document, struct matter_list *out)
{
	struct web_rows rows;

	if (!rows_read(w->v, w->a,
		ROW_SELECT(
		    GATHERED) " from problem p left join event e on"
			      " e.problem = p.id and e.date <= ?9 where p.unit = ?1 and p.raised "
			      "<= ?9"
			      " and (p.solved = '' or p.solved >= ?9 or p.document = ?2"
			      " or p.id in (select problem from event where document = ?2))"
			      " order by p.number, e.date, e.id",
		ARGS_ON(d->date, d->unit->id + 1, document), sizeof(struct sheet_gather),
		gathered_read, &rows, w->e))
		return false;
	for (EACH(struct sheet_gather, r, rows)) {
		struct sheet_gather *m = out->n > 0 ? &out->v[out->n - 1] : NULL;

		if (!m || !text_eq(m->number, r->number)) {
			m = ARENA_PUSH(w->a, out);
			*m = *r;
			m->answer = NO_TEXT;
		}
		if (r->now.n > 0) {
			if (status_key_class(r->now) == 2 && status_key_class(m->status) != 2)
				m->closed = r->on;
			m->status = r->now;
		}
		if (r->answer.n > 0)
			m->answer = r->answer;
		m->fresh = m->fresh || r->fresh;
	}
	return true;
}

/* --- signs, words --- */

/* The index keeps a status by its key in the catalogue, not by its number. */
static enum status
sheet_status(const struct web *w, struct text status)
{
	struct text key = text_fmt(w->a, "status.%.*s", TEXT_ARG(status));
	bool known = words_has(w->v->site->words, LANG_ZH, key);

	return status_parse(
	    words_get(w->v->site->words, LANG_ZH, known ? key.p : "status.open", NULL));
}

static void
put_state(
    const struct web *w, const struct sheet_gather *m, struct date day, struct sheet_matter *out)
{
	int class = status_key_class(m->status), late = date_days(day) - date_days(m->deadline);

	out->sort =
	    date_is(m->deadline) && !m->always ? m->deadline : (struct date){ 9999, 12, 31 };
	out->status_words = web_status(w, m->status);
	out->status = sheet_status(w, m->status);
	if (class == 2) {
		/* What was explained is closed, but nobody solved it. */
		out->sign = text_eq(m->status, T("explained")) ? SIGN_EXPLAINED : SIGN_DONE;
		out->sort = m->closed;
		out->date_words = web_day(w, w->lang, m->closed);
	} else if (date_is(m->deadline) && !m->always && late > 0) {
		out->sign = SIGN_LATE;
		out->days_late = late;
		out->status_words = web_word(w, "web.late");
		out->date_words = web_say_int(w, "web.sheet_late", late);
	} else {
		out->sign = class == 0 ? SIGN_OPEN : SIGN_GOING;
		if (date_is(m->deadline) && !m->always)
			out->date_words = web_say_day(w, "web.sheet_before", m->deadline);
		else
			out->date_words = m->always ? web_word(w, "web.always") : NO_TEXT;
	}
}

static struct sheet_matter
sheet_matter(const struct web *w, const struct sheet_gather *m, struct date day)
{
	struct sheet_matter out = { .title = web_version(w, m->title, m->title_in),
		.person = m->owner,
		.fresh = m->fresh };
	struct text said = web_progress(m->answer), answer = said.n > 0 ? said : m->decision;

	if (answer.n == 0 && m->undecided)
		answer = web_word(w, "web.undecided");
	out.answer = web_sentence(w->a, answer);
	out.number = web_say(w, "web.problem_no", TEXTS(number_short(m->number, w->week_year)));
	put_state(w, m, day, &out);
	return out;
}

/* ▲ longest overdue first, ➜ by date, ○, ✔; fresh ones before older ones within each sign. */
static int
by_contract(const void *x, const void *y)
{
	const struct sheet_matter *a = x, *b = y;
	int c = (int)a->sign - (int)b->sign;

	if (c == 0 && a->sign != SIGN_LATE)
		c = (int)b->fresh - (int)a->fresh;
	if (c == 0)
		c = date_cmp(a->sort, b->sort);
	return c ? c : text_cmp(a->number, b->number);
}

static void
side_matters(
    const struct web *w, const struct doc *d, const struct matter_list *l, struct sheet_side *out)
{
	struct sheet_counts *c = &out->counts;

	out->matters = ARENA_ARRAY(w->a, struct sheet_matter, l->n + 1);
	for (size_t i = 0; i < l->n; i++) {
		if (status_key_class(l->v[i].status) == 2 && !l->v[i].fresh)
			continue;
		struct sheet_matter *m = &out->matters[out->nmatters++];

		*m = sheet_matter(w, &l->v[i], d->date);
		c->done += m->sign == SIGN_DONE;
		c->explained += m->sign == SIGN_EXPLAINED;
		c->going += m->sign == SIGN_GOING;
		c->open += m->sign == SIGN_OPEN;
		c->late += m->sign == SIGN_LATE;
	}
	qsort(out->matters, out->nmatters, sizeof *out->matters, by_contract);
}

/* --- tasks, policy --- */

static bool
side_tasks(struct web *w, int64_t document, struct sheet_side *out)
{
	struct web_rows rows;

	if (!rows_read(w->v, w->a,
		ROW_SELECT(TASK_ROW) " from task where document = ?1 order by place",
		ARGS(document), sizeof(struct outcome_task), outcome_task_read, &rows, w->e))
		return false;
	out->tasks = ARENA_ARRAY(w->a, struct sheet_task, rows.n + 1);
	for (EACH(struct outcome_task, r, rows)) {
		struct sheet_task *t = &out->tasks[out->ntasks++];
		struct text owner = r->owner;

		t->work = web_version(w, r->title, r->title_in);
		t->sort = r->deadline;
		t->date_words = r->always ? web_word(w, "web.always")
		    : date_is(t->sort)    ? web_say_day(w, "web.sheet_before", t->sort)
					  : r->deadline_words;
		while (owner.n > 0) {
			size_t comma = text_find(owner, T("、"), 0),
			       n = comma == SIZE_MAX ? owner.n : comma;

			text_list_add(w->a, &t->people, text_cut(owner, 0, n));
			owner = text_cut(owner, comma == SIZE_MAX ? n : n + strlen("、"), owner.n);
		}
	}
	return true;
}

/* "学习《危房改造》：先申请……" parts at its first colon into name and sentence. */
static void
side_policies(const struct web *w, const struct doc *d, struct sheet_side *out)
{
	struct {
		struct sheet_policy *v;
		size_t n, room;
	} list = { 0 };

	for (size_t i = 0; i < d->steps.n; i++) {
		if (!text_eq(d->steps.v[i].id, T("study")))
			continue;
		for (size_t k = 0; k < d->steps.v[i].items.n; k++) {
			struct text item = d->steps.v[i].items.v[k];
			size_t colon = text_find(item, T("："), 0);

			*ARENA_PUSH(w->a, &list) = (struct sheet_policy){
				.name = colon == SIZE_MAX ? item : text_cut(item, 0, colon),
				.sentence = colon == SIZE_MAX
				    ? NO_TEXT
				    : text_trim(text_cut(item, colon + strlen("："), item.n)),
			};
		}
	}
	out->policies = list.v;
	out->npolicies = list.n;
}

/* The page in the side's own language, where the site has it. */
static struct text
side_url(const struct web *w, const struct doc *d)
{
	const struct site *s = w->v->site;
	enum lang l = s->languages[0];

	for (size_t i = 0; i < s->nlanguages; i++)
		l = s->languages[i] == w->lang ? w->lang : l;
	return web_absolute(w->v, w->a, output_path(w->a, OUT_PAGE_DOCUMENT, l, NULL, d->address));
}

static void
side_head(const struct web *w, const struct doc *d, struct sheet_side *out)
{
	struct text day = web_date(w, w->lang, d->date), weekday = web_weekday(w, d->date);

	out->lang = w->lang;
	out->url = side_url(w, d);
	out->unit = web_unit_name(w, d->unit);
	out->date = text_fmt(w->a, "%.*s %.*s", TEXT_ARG(day), TEXT_ARG(weekday));
	out->week = d->week.week > 0
	    ? web_say(w, "web.week_no_n", TEXTS(web_int(w->a, d->week.week)))
	    : NO_TEXT;
}

static bool
side_fill(struct web *w, const struct doc *d, int64_t document, const struct matter_list *matters,
    struct sheet_side *out)
{
	side_head(w, d, out);
	out->title = web_word(w, "web.sheet_handout");
	out->came = d->present >= 0 ? web_say(w, "web.sheet_came", TEXTS(web_int(w->a, d->present)))
				    : NO_TEXT;
	out->head_matters = web_word(w, "web.sheet_matters");
	out->head_tasks = web_word(w, "web.sheet_tasks");
	out->head_policy = web_word(w, "web.sheet_policy");
	out->short_date = web_day(w, w->lang, d->date);
	out->kind = web_type_name(w, d->type->id, d->type->name);
	if (w->lang == LANG_ZH && d->type->weekly)
		out->kind = words_get(w->v->site->words, LANG_ZH, "sheet.meeting", NULL);
	for (size_t i = 0; i < w->v->site->nlanguages;
	     i++) /* a side leads to the page of its language */
		if (w->v->site->languages[i] == w->lang)
			out->url = web_absolute(w->v, w->a,
			    output_path(w->a, OUT_PAGE_DOCUMENT, w->lang, NULL, d->address));
	side_matters(w, d, matters, out);
	side_policies(w, d, out);
	return side_tasks(w, document, out);
}

/* --- the sheet --- */

/* 某某苏木甲嘎查党群服务中心 on a sheet of 甲嘎查: 嘎查党群服务中心. Its name is in the masthead.
 */
static struct text
short_place(struct arena *a, const struct unit *u)
{
	static const char *const kinds[] = { "嘎查", "社区", "村" };
	size_t at = u->name.n > 0 ? text_find(u->address, u->name, 0) : SIZE_MAX;

	for (size_t i = 0; at != SIZE_MAX && i < sizeof kinds / sizeof *kinds; i++) {
		struct text kind = text_of(kinds[i]),
			    rest = text_cut(u->address, at + u->name.n, u->address.n);
		if (text_ends(u->name, kind) && text_starts(rest, T("党群服务中心")))
			return text_join(a, kind, rest);
	}
	return u->address;
}

static void
put_contact(const struct web *w, const struct doc *d, struct sheet *s)
{
	const struct unit *u = web_telephone(d->unit);
	struct text name = tenure_on(&d->unit->first_secretary, d->date),
		    role = web_word(w, "web.first_secretary");

	s->phone = u ? u->phone : NO_TEXT;
	s->phone_person =
	    name.n > 0 ? text_fmt(w->a, "%.*s（%.*s）", TEXT_ARG(name), TEXT_ARG(role)) : NO_TEXT;
	s->place = short_place(w->a, d->unit);
}

/* 关于…的公示 says twice what the head line says. */
static struct text
poster_title(const struct doc *d)
{
	struct text t = d->title;

	if (text_starts(t, T("关于")))
		t = text_cut(t, strlen("关于"), t.n);
	if (text_ends(t, d->type->name) && t.n > d->type->name.n)
		t.n -= d->type->name.n;
	if (text_ends(t, T("的")) && t.n > strlen("的"))
		t.n -= strlen("的");
	return t;
}

static void
fill_poster(const struct doc *d, struct sheet *s)
{
	s->poster_kind = d->type->name;
	s->poster_title = poster_title(d);
	s->body = d->body;
	s->money = d->money.n > 0 ? &d->money.v[0] : NULL;
	s->period_from = d->posting_from;
	s->period_to = d->posting_to;
	if (date_is(d->posting_from) && date_is(d->posting_to))
		s->period_days = date_days(d->posting_to) - date_days(d->posting_from) + 1;
	s->objections = d->objections;
	s->a3 = s->site->poster_a3;
}

/* Where the side of that language stands in the sheet. */
static struct sheet_side *
side_of(struct sheet *s, enum lang l)
{
	if (!lang_is_down(l))
		return &s->others[s->nothers++].side;
	s->has_mn = true;
	return &s->mn;
}

static bool
fill_handout(struct web *w, const struct doc *d, int64_t document, struct sheet *s)
{
	struct matter_list matters = { 0 };

	if (!matters_load(w, d, document, &matters) || !side_fill(w, d, document, &matters, &s->zh))
		return false;
	for (int l = LANG_ZH + 1; l < LANG_EN; l++) {
		struct web other = *w;

		if (d->lang != (enum lang)l && doc_version(d, (enum lang)l) == NULL)
			continue;
		other.lang = (enum lang)l;
		if (!side_fill(&other, d, document, &matters, side_of(s, other.lang)))
			return false;
	}
	return true;
}

/* A text written in another language makes a part of its own; where it is the original there is no
 * Chinese text. */
static void
put_other(const struct web *w, const struct doc *d, struct sheet *s)
{
	const struct version *v = d->lang == w->lang ? NULL : doc_version(d, w->lang);
	const struct block *body = d->lang == w->lang ? d->body : v != NULL ? v->body : NULL;
	struct text kind = web_type_name(w, d->type->id, d->type->name);

	if (body == NULL || body->first == NULL)
		return;
	if (d->lang == w->lang && s->kind == SHEET_POSTER)
		s->body = NULL;
	struct sheet_side *side = side_of(s, w->lang);
	side_head(w, d, side);
	side->title = v != NULL ? v->title : d->title;
	if (side->title.n == 0)
		side->title = web_word(w, "web.minutes");
	if (lang_is_down(w->lang)) {
		s->mn_kind = kind;
		s->mn_body = body;
	} else {
		s->others[s->nothers - 1].kind = kind;
		s->others[s->nothers - 1].body = body;
	}
}

bool
view_sheet(
    const struct view *v, struct arena *a, const struct output *o, struct sheet *out, struct err *e)
{
	struct doc *d = store_doc(v->store, a, v->site, o->document, e);
	struct web w = { .v = v, .a = a, .lang = LANG_ZH, .e = e };

	*out = (struct sheet){ .kind = o->kind == OUT_POSTER ? SHEET_POSTER
		    : o->kind == OUT_RECORD                  ? SHEET_RECORD
							     : SHEET_HANDOUT,
		.site = v->site,
		.words = v->site->words };
	if (!d)
		return e->kind == ERR_NONE
		    ? err_machine(e, "%s: %lld",
			  SAY("索引里没有这份文件", "no such document in the index"),
			  (long long)o->document)
		    : false;
	w.unit = d->unit;
	w.year = d->date.year;
	w.week_year = d->week.year;
	out->address = d->address;
	out->date = d->date;
	out->url = side_url(&w, d);
	out->unit = d->unit->name;
	out->title = d->title;
	out->doc = d;
	out->body = d->body;
	put_contact(&w, d, out);
	if (out->kind == SHEET_POSTER)
		fill_poster(d, out);
	if (out->kind == SHEET_HANDOUT ||
	    (out->kind == SHEET_POSTER && d->type->class == CLASS_MEETING)) {
		if (!fill_handout(&w, d, o->document, out))
			return false;
		/* A meeting that neither answered nor gave out anything has only its text. */
		if (out->kind == SHEET_HANDOUT || out->zh.nmatters + out->zh.ntasks > 0) {
			sheet_say_all(a, out);
			return true;
		}
	}
	for (int l = LANG_ZH + 1; l < LANG_EN; l++) {
		w.lang = (enum lang)l;
		put_other(&w, d, out);
	}
	sheet_say_all(a, out);
	return true;
}
