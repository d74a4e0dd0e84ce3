/* SPDX-License-Identifier: MIT */
/*
 * Problems, tasks and reports of one document, as its author wrote them. What they mean together
 * (numbers, status, history) is settled afterwards for the whole unit in ledger.c; until then a
 * problem bears its row's id as a number, because the real ones must not meet each other on the
 * way.
 */
#include <stdio.h>

#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "store/index.h"

static struct text
people_text(struct arena *a, const struct person_list *l, struct text words)
{
	struct text_list names = { 0 };

	for (size_t i = 0; i < l->n; i++)
		text_list_add(a, &names, l->v[i].group ? l->v[i].words : l->v[i].shown);
	return names.n ? text_list_join(a, &names, T("、")) : words;
}

struct place
index_place(const struct store *s, const struct doc *d, struct span at)
{
	struct place p = { .at = at.at };

	doc_place(d, at, &p.line, &p.column, &p.width, &p.excerpt);
	if (s->public)
		p.excerpt = NO_TEXT;
	return p;
}

/* A word of a title without what only shapes letters. */
static struct text
plain_letters(struct arena *a, struct text word)
{
	struct buf b = BUF_INIT;
	struct text out;

	for (size_t i = 0; i < word.n;) {
		uint32_t c = utf8_next(word, &i);
		bool shapes = (c >= 0x180B && c <= 0x180F) || c == 0x202F;
		if (!shapes &&
		    (lang_of_letter(c, LANG_ZH) != LANG_COUNT ||
			((c | 32) >= 'a' && (c | 32) <= 'z')))
			buf_code(&b, c);
	}
	out = text_copy(a, buf_view(&b));
	buf_release(&b);
	return out;
}

/*
 * "Problem 50-1" says in no language what it is about, and the original's title does. -dugar and
 * -düger make an ordinal.
 */
static bool
title_says(const struct doc *d, enum lang l, bool task, struct text title)
{
	const char *key = task ? "web.task" : "web.problem";
	const struct words *words = d->site->words;
	struct arena *a = arena_new();
	const struct text idle[] = { words_get(words, l, key, NULL),
		words_get(words, LANG_ZH, key, NULL), T("ᠳᠤᠭᠠᠷ"), T("ᠳᠦᠭᠡᠷ") };
	bool says = false;

	for (size_t i = 0, from = 0; i <= title.n && !says; from = i) {
		uint32_t c = 0;
		while (i < title.n) {
			size_t next = i;
			c = utf8_next(title, &next);
			if (utf8_is_blank(c) || c == 0x202F || c == 0x1804 || c == U'：' ||
			    c == ':')
				break;
			i = next;
		}
		struct text word = plain_letters(a, text_cut(title, from, i));
		bool known = word.n == 0;
		for (size_t k = 0; k < sizeof idle / sizeof *idle; k++)
			known |= text_eq(word, idle[k]);
		says = !known;
		if (i >= title.n)
			break;
		utf8_next(title, &i);
	}
	arena_free(a);
	return says;
}

/* The title in the languages of the translations that pair with the original. */
static struct text
title_in(struct arena *a, const struct doc *d, bool task, size_t i)
{
	struct text said = NO_TEXT;

	for (size_t v = 0; v < d->versions.n; v++) {
		const struct version *version = &d->versions.v[v];
		const struct text_list *titles =
		    task ? &version->task_titles : &version->problem_titles;

		if (titles->n == (task ? d->tasks.n : d->problems.n) &&
		    lang_said(said, version->lang).n == 0 &&
		    title_says(d, version->lang, task, titles->v[i]))
			said = lang_say(a, said, version->lang, titles->v[i]);
	}
	return said;
}

static enum status
problem_first(const struct problem *p)
{
	if (p->status != STATUS_NONE)
		return p->status == STATUS_REOPENED ? STATUS_DOING : p->status;
	return p->decision.n && !p->undecided ? STATUS_DECIDED : STATUS_OPEN;
}

static bool
referral_put(
    struct store *s, const struct referral_list *l, int64_t problem, int64_t report, struct err *e)
{
	for (size_t i = 0; i < l->n; i++) {
		struct index_row r;

		row_start(s, &r,
		    "insert into flow (problem, report, place, step, date, who, words) values "
		    "(?,?,?,?,?,?,?)",
		    e);
		row_count(&r, problem);
		row_count(&r, report);
		row_int(&r, (int64_t)i + 1);
		row_str(&r, referral_name(l->v[i].step));
		row_date(&r, l->v[i].date);
		row_text(&r, l->v[i].by);
		row_text(&r, l->v[i].words);
		if (!row_end(&r))
			return false;
	}
	return true;
}

/* 文化广场翻修和收费 is what 事项: 文化广场翻修 names: half of its pairs of characters stand in it.
 */
static bool
title_of_matter(const struct doc *d, struct text title)
{
	int pairs = 0, shared = 0;

	for (size_t i = 0; i < d->matter.n;) {
		size_t next = i, end;

		utf8_next(d->matter, &next);
		if (next >= d->matter.n)
			break;
		end = next;
		utf8_next(d->matter, &end);
		pairs++;
		shared += text_has(title, text_cut(d->matter, i, end));
		i = next;
	}
	return title.n > 0 && pairs > 0 && (shared * 2 >= pairs || text_has(d->matter, title));
}

#define PROBLEM(COLUMN) \
	COLUMN(unit, int, d->unit->id + 1) \
	COLUMN(place, int, (int64_t)i) \
	COLUMN(number, text, text_fmt(a, "?%lld.%zu", (long long)document, i)) \
	COLUMN(written, int, p->number.order > 0) \
	COLUMN(as_written, text, number_text(a, p->number)) \
	COLUMN(title, text, p->title) \
	COLUMN(title_in, text, i ? title_in(a, d, false, i - 1) : NO_TEXT) \
	COLUMN(raised, date, d->date) \
	COLUMN(raised_by, text, people_text(a, &p->raised_by, p->raised_words)) \
	COLUMN(category, text, p->category) \
	COLUMN(affected, text, p->affected) \
	COLUMN(decision, text, p->decision) \
	COLUMN(owner, text, people_text(a, &p->owners, p->owner_words)) \
	COLUMN(deadline, date, p->deadline.date) \
	COLUMN(deadline_words, text, p->deadline.written) \
	COLUMN(always, int, p->deadline.always) \
	COLUMN(result, text, p->result) \
	COLUMN(feedback, text, p->feedback.n == 0 && p->has_feedback ? T("已反馈") : p->feedback) \
	COLUMN(first_status, str, status_name(problem_first(p))) \
	COLUMN(undecided, int, p->undecided) \
	COLUMN(of_matter, int, title_of_matter(d, p->title)) \
	PLACE_COLUMNS(COLUMN)

static bool
problem_put(struct store *s, struct arena *a, const struct doc *d, int64_t document,
    const struct problem *p, size_t i, struct err *e)
{
	struct place at = index_place(s, d, p->at);
	struct index_row r;

	row_start(s, &r, INSERT(problem_row, document, PROBLEM), e);
	row_int(&r, document);
	PROBLEM(BIND)
	return row_end(&r) &&
	    referral_put(s, &p->referral, sqlite3_last_insert_rowid(s->db), -1, e);
}

#define TASK(COLUMN) \
	COLUMN(unit, int, d->unit->id + 1) \
	COLUMN(place, int, (int64_t)i + 1) \
	COLUMN(number, text, NO_TEXT) \
	COLUMN(written, int, t->number.order > 0) \
	COLUMN(as_written, text, number_text(a, t->number)) \
	COLUMN(title, text, t->title) \
	COLUMN(title_in, text, title_in(a, d, true, i)) \
	COLUMN(given, date, d->date) \
	COLUMN(owner, text, people_text(a, &t->owners, t->owner_words)) \
	COLUMN(deadline, date, t->deadline.date) \
	COLUMN(deadline_words, text, t->deadline.written) \
	COLUMN(always, int, t->deadline.always) \
	COLUMN(first_status, str, status_name(t->status ? t->status : STATUS_DECIDED)) \
	PLACE_COLUMNS(COLUMN)

static bool
owners_put(struct store *s, const struct person_list *l, int64_t task, struct err *e)
{
	for (size_t i = 0; i < l->n; i++) {
		struct index_row r;

		row_start(s, &r, "insert or ignore into task_owner (task, name) values (?,?)", e);
		row_int(&r, task);
		row_text(&r, l->v[i].group ? l->v[i].words : l->v[i].shown);
		if (!row_end(&r))
			return false;
	}
	return true;
}

static bool
task_put(struct store *s, struct arena *a, const struct doc *d, int64_t document, size_t i,
    struct err *e)
{
	const struct task *t = &d->tasks.v[i];
	struct place at = index_place(s, d, t->at);
	struct index_row r;

	row_start(s, &r, INSERT(task, document, TASK), e);
	row_int(&r, document);
	TASK(BIND)
	return row_end(&r) && owners_put(s, &t->owners, sqlite3_last_insert_rowid(s->db), e);
}

#define REPORT(COLUMN) \
	COLUMN(unit, int, d->unit->id + 1) \
	COLUMN(place, int, (int64_t)i + 1) \
	COLUMN(target, str, targets[p->target]) \
	COLUMN(number, text, number_text(a, p->number)) \
	COLUMN(unit_words, text, p->unit_words) \
	COLUMN(item, text, p->item) \
	COLUMN(status, str, status_name(p->status)) \
	COLUMN(words, text, p->words) \
	COLUMN(feedback, int, p->feedback) \
	COLUMN(except_words, text, text_list_join(a, &p->except, T("\n"))) \
	COLUMN(rest, text, p->referral.n ? p->rest : p->words) \
	COLUMN(in_report_step, int, p->in_report_step) \
	PLACE_COLUMNS(COLUMN)

static bool
report_put(struct store *s, struct arena *a, const struct doc *d, int64_t document, size_t i,
    struct err *e)
{
	static const char *const targets[] = { "problem", "task", "either", "all" };
	const struct report *p = &d->reports.v[i];
	struct place at = index_place(s, d, p->at);
	struct index_row r;

	row_start(s, &r, INSERT(report, document, REPORT), e);
	row_int(&r, document);
	REPORT(BIND)
	return row_end(&r) &&
	    referral_put(s, &p->referral, -1, sqlite3_last_insert_rowid(s->db), e);
}

#define PHOTO(COLUMN) \
	COLUMN(place, int, (int64_t)i + 1) \
	COLUMN(problem, int, problem) \
	COLUMN(task, int, task) \
	COLUMN(report, int, report) \
	COLUMN(path, text, p->path) \
	COLUMN(caption, text, p->caption) \
	COLUMN(width, int, p->width) \
	COLUMN(height, int, p->height) \
	COLUMN(day, date, p->day)

static bool
photo_put(struct store *s, int64_t document, const struct photo *p, size_t i, size_t problem,
    size_t task, size_t report, struct err *e)
{
	struct index_row r;

	row_start(s, &r, INSERT(photo, document, PHOTO), e);
	row_int(&r, document);
	PHOTO(BIND)
	return row_end(&r);
}

/* 【问题49-1、49-2】 is one line and two reports: the picture shows both. */
static bool
photos_put(struct store *s, const struct doc *d, int64_t document, size_t i, struct err *e)
{
	const struct photo *p = &d->photos.v[i];
	bool done = true, any = false;

#define EACH_OF(list, problem, task, report) \
	for (size_t k = 1; p->of.n > 0 && k <= d->list.n && done; k++) \
		if (d->list.v[k - 1].at.at == p->of.at) { \
			any = true; \
			done = photo_put(s, document, p, i, problem, task, report, e); \
		}
	EACH_OF(problems, k, 0, 0)
	EACH_OF(tasks, 0, k, 0)
	EACH_OF(reports, 0, 0, k)
#undef EACH_OF
	return done && (any || photo_put(s, document, p, i, 0, 0, 0, e));
}

/* A document of 四议两公开 whose problems are not the matter, or that has none: it stands for the
 * matter as a whole. */
static bool
is_step_of_matter(const struct doc *d)
{
	if (d->matter.n == 0 || matter_step(d->type->id) == MATTER_STEPS)
		return false;
	for (size_t i = 0; i < d->problems.n; i++)
		if (title_of_matter(d, d->problems.v[i].title))
			return false;
	return true;
}

static bool
matter_put(struct store *s, struct arena *a, const struct doc *d, int64_t document, struct err *e)
{
	struct problem p = {
		.title = d->matter, .deadline = { .written = NO_TEXT }, .decision = d->summary
	};

	return problem_put(s, a, d, document, &p, 0, e);
}

bool
item_put(struct store *s, const struct doc *d, int64_t document, struct err *e)
{
	struct arena *a = arena_new();
	bool done = true;

	for (size_t i = 0; i < d->problems.n && done; i++)
		done = problem_put(s, a, d, document, &d->problems.v[i], i + 1, e);
	if (done && is_step_of_matter(d))
		done = matter_put(s, a, d, document, e);
	for (size_t i = 0; i < d->tasks.n && done; i++)
		done = task_put(s, a, d, document, i, e);
	for (size_t i = 0; i < d->reports.n && done; i++)
		done = report_put(s, a, d, document, i, e);
	for (size_t i = 0; i < d->photos.n && done; i++)
		done = photos_put(s, d, document, i, e);
	arena_free(a);
	return done;
}

static bool
number_reserve(struct store *s, struct arena *a, const struct doc *d, int64_t document, bool task,
    size_t place, struct number n, struct err *e)
{
	struct index_row r;

	/* A draft is a form that somebody fills in: what has no number in it yet may go again. */
	if (d->draft && n.order == 0)
		return true;
	row_start(s, &r,
	    "insert into reserved (document, unit, task, place, number, as_written) values "
	    "(?,?,?,?,'',?)",
	    e);
	row_int(&r, document);
	row_int(&r, d->unit->id + 1);
	row_int(&r, task);
	row_int(&r, (int64_t)place);
	row_text(&r, number_text(a, n));
	return row_end(&r);
}

bool
item_reserve(struct store *s, const struct doc *d, int64_t document, struct err *e)
{
	struct arena *a = arena_new();
	bool done = true;

	for (size_t i = 0; i < d->problems.n && done; i++)
		done = number_reserve(s, a, d, document, false, i + 1, d->problems.v[i].number, e);
	for (size_t i = 0; i < d->tasks.n && done; i++)
		done = number_reserve(s, a, d, document, true, i + 1, d->tasks.v[i].number, e);
	arena_free(a);
	return done;
}
