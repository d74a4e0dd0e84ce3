/* SPDX-License-Identifier: MIT */
/*
 * The digest of a document: at most 500 characters in short sentences, to paste into the village's
 * WeChat group and to read over the loudspeaker. So: no brackets, no lists, no abbreviations; each
 * sentence stands alone. What decided and who does it comes first; sentences that no longer fit are
 * left out whole, never cut, and the last one says where the rest is. Chinese only: what is read
 * aloud in Mongolian is written by people.
 */
#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "view/web.h"

#define DIGEST_MAX 500

struct digest {
	struct web *w;
	struct buf *out;
	size_t used, tail; /* characters so far, and kept for the end */
	bool cut;
};

/* A whole line or nothing. */
static bool
put_line(struct digest *d, struct text line)
{
	size_t n = utf8_length(line) + 1;

	if (line.n == 0)
		return true;
	if (d->used + n + d->tail > DIGEST_MAX) {
		d->cut = true;
		return false;
	}
	buf_text(d->out, line);
	buf_char(d->out, '\n');
	d->used += n;
	return true;
}

static struct text
owner_sentence(const struct web *w, struct text owner, struct date due)
{
	if (owner.n > 0 && date_is(due))
		return web_say(w, "web.told_owner_due", TEXTS(owner, web_day(w, LANG_ZH, due)));
	if (owner.n > 0)
		return web_say(w, "web.told_owner", TEXTS(owner));
	return date_is(due) ? web_say(w, "web.told_due", TEXTS(web_day(w, LANG_ZH, due))) : NO_TEXT;
}

/* 第一件，二组机井电机烧坏：先借一组电机应急。李四负责，7月20日前办好。 */
static void
put_problems(struct digest *d, const struct outcome *c)
{
	struct web *w = d->w;
	int64_t i = 0;

	for (EACH(struct prow, p, c->problems)) {
		struct text decision = prow_decision(w, p), n = web_int(w->a, ++i);
		struct text line = decision.n > 0
		    ? web_say(
			  w, "web.digest_matter", TEXTS(n, p->title, web_sentence(w->a, decision)))
		    : web_say(w, "web.digest_matter_bare", TEXTS(n, p->title));

		if (p->status_class < 2)
			line = text_join(w->a, line, owner_sentence(w, p->owner, p->deadline));
		put_line(d, line);
	}
}

/* The first line that finds room says what they all are. */
static void
put_headed(struct digest *d, bool *headed, const char *word, struct text line)
{
	if (!*headed)
		*headed = put_line(d, text_join(d->w->a, web_word(d->w, word), line));
	else
		put_line(d, line);
}

static void
put_tasks(struct digest *d, const struct outcome *c)
{
	struct web *w = d->w;
	bool headed = false;

	for (EACH(struct outcome_task, t, c->tasks))
		put_headed(d, &headed, "web.digest_tasks",
		    text_join(w->a, web_sentence(w->a, t->title),
			owner_sentence(w, t->owner, t->deadline)));
}

static void
put_reports(struct digest *d, const struct outcome *c)
{
	struct web *w = d->w;
	bool headed = false;

	for (EACH(struct outcome_report, r, c->reports)) {
		struct text words = web_sentence(w->a, r->words);

		put_headed(d, &headed, "web.digest_reports",
		    words.n > 0 ? text_fmt(w->a, "%.*s：%.*s", TEXT_ARG(r->title), TEXT_ARG(words))
				: web_sentence(w->a, r->title));
	}
}

/* 学习《取暖用电用火安全》 stands behind 学习了. */
static struct text
without_verb(struct text t)
{
	static const char *const verb[] = { "学习了", "学习：", "学习" };

	for (size_t i = 0; i < sizeof verb / sizeof *verb; i++)
		if (text_starts(t, text_of(verb[i])) && t.n > strlen(verb[i]))
			return text_cut(t, strlen(verb[i]), t.n);
	return t;
}

static void
put_study(struct digest *d, const struct doc *doc)
{
	struct text_list items = { 0 };
	struct web *w = d->w;

	for (size_t i = 0; i < doc->steps.n; i++)
		for (size_t k = 0;
		     text_eq(doc->steps.v[i].id, T("study")) && k < doc->steps.v[i].items.n; k++)
			text_list_add(w->a, &items, without_verb(doc->steps.v[i].items.v[k]));
	if (items.n > 0)
		put_line(d,
		    web_sentence(w->a,
			web_say(
			    w, "web.digest_study", TEXTS(text_list_join(w->a, &items, T("；"))))));
}

/* A bulletin has no matters: its summary, else its paragraphs as long as they fit. */
static void
put_prose(struct digest *d, const struct doc *doc)
{
	struct web *w = d->w;

	if (doc->summary.n > 0)
		put_line(d, web_sentence(w->a, doc->summary));
	for (struct block *b = doc->body; b && doc->summary.n == 0; b = block_next(doc->body, b))
		if (b->kind == BLOCK_PARAGRAPH &&
		    !put_line(d, web_sentence(w->a, block_plain(w->a, b, false))))
			break;
	if (date_is(doc->posting_to))
		put_line(d,
		    web_say(w, "web.digest_posting", TEXTS(web_day(w, LANG_ZH, doc->posting_to))));
	if (doc->objections.n > 0)
		put_line(d,
		    web_sentence(
			w->a, web_say(w, "web.digest_objections", TEXTS(doc->objections))));
}

static struct text
head_line(const struct web *w, const struct doc *d)
{
	struct text unit = d->unit->name, day = web_day(w, LANG_ZH, d->date),
		    week = web_int(w->a, d->week.week);

	if (d->type->class == CLASS_BULLETIN)
		return web_say(w, "web.digest_bulletin", TEXTS(unit, d->type->name, d->title));
	if (!d->type->weekly)
		return web_say(w, "web.digest_meeting", TEXTS(unit, day, d->type->name));
	if (d->present >= 0)
		return web_say(
		    w, "web.digest_weekly_came", TEXTS(unit, week, day, web_int(w->a, d->present)));
	return web_say(w, "web.digest_weekly", TEXTS(unit, week, day));
}

static struct text
tail_line(const struct web *w, const struct doc *d, bool cut)
{
	const struct unit *u = web_telephone(d->unit);
	struct text t = cut ? web_word(w, "web.digest_more") : NO_TEXT;
	struct text url = web_absolute(
	    w->v, w->a, output_path(w->a, OUT_PAGE_DOCUMENT, LANG_ZH, NULL, d->address));

	if (u)
		t = text_join(w->a, t, web_say(w, "web.digest_phone", TEXTS(u->phone)));
	/* A percent-encoded address can be longer than the digest: then the telephone is enough. */
	if (url.n > 0 && url.n <= 120)
		t = text_concat(w->a, TEXTS(t, t.n > 0 ? T("\n") : NO_TEXT, url));
	return t;
}

bool
view_digest(const struct view *v, struct arena *a, int64_t document, struct buf *out, struct err *e)
{
	const struct doc *doc = web_doc(v, a, document, e);
	struct web w = { .v = v, .a = a, .lang = LANG_ZH, .year = 0, .e = e };
	struct digest d = { .w = &w, .out = out };

	if (!doc)
		return e->kind == ERR_NONE;
	w.unit = doc->unit;
	w.year = doc->date.year;
	w.week_year = doc->week.year;
	d.tail = utf8_length(tail_line(&w, doc, true)) + 1;
	put_line(&d, head_line(&w, doc));
	if (doc->type->class == CLASS_MEETING) {
		const struct outcome *c = web_outcome(v, a, document, doc, e);

		if (c == NULL)
			return false;
		put_problems(&d, c);
		put_tasks(&d, c);
		put_reports(&d, c);
		put_study(&d, doc);
		if (doc->problems.n + doc->tasks.n + doc->reports.n == 0)
			put_prose(&d, doc);
	} else {
		put_prose(&d, doc);
	}
	struct text tail = tail_line(&w, doc, d.cut);

	if (tail.n > 0) {
		buf_text(out, tail);
		buf_char(out, '\n');
	}
	return true;
}
