/* SPDX-License-Identifier: MIT */
/*
 * What the office decided about a record outlives every newer version of it: 隐去 and 【隐：…】,
 * 公开, 草稿, 更正, 豁免 are written into the head of the newer one. A village that sends its text
 * again has it as it typed it, so a decision that is missing there was not taken back. Nor does
 * what the village writes itself weaken one: of two words for 公开 the stricter stands.
 *
 * Where a decision cannot go along, the newer version waits for a person: a record that was
 * withdrawn, or a hidden word that the new text writes otherwise (亓小旎 became 小旎).
 *
 * A draft that receive made of loose words (待整理) and a blank form are drafts because nothing was
 * in them yet: that is no decision.
 */
#include "intake/decide.h"

#include "lihui/arena.h"
#include "lihui/utf8.h"
#include "door/door.h"

/* Lists of hidden words are short: beyond this nobody wrote them. */
#define WORDS_MOST 500

struct decider {
	struct arena *arena;
	const struct doc *now;
	struct decided *out;
	struct text_list hidden; /* what the office hides and the new text does not */
	struct text_list lost;   /* of these, what stood in the old text alone */
	struct text body;        /* the new text without marks and without its own list */
	bool draft;
	int strictness; /* of the 公开 that is taken so far */
};

/* --- texts --- */

struct text
decide_unmarked(struct arena *a, struct text t)
{
	struct buf b = BUF_INIT;

	if (!text_has(t, T("隐")))
		return t;
	for (size_t i = 0; i < t.n;) {
		struct text word;
		size_t at = i, end;
		bool closed;
		if (hidden_mark(t, at, &word, &end, &closed)) {
			buf_text(&b, word);
			i = end;
		} else {
			utf8_next(t, &i);
			buf_text(&b, text_cut(t, at, i));
		}
	}
	return buf_take(a, &b);
}

/* Its list of hidden words is no place where they stand. */
static struct text
body_of(struct arena *a, const struct doc *d)
{
	struct span s = d->at[KEY_REDACT];
	struct text t = d->text;

	if (s.n > 0)
		t = text_join(a, text_cut(t, 0, s.at), text_cut(t, (size_t)s.at + s.n, t.n));
	return decide_unmarked(a, t);
}

/* As the door looks for it: 亓　小旎 and 亓**小旎** too. */
static bool
stands(struct arena *a, struct text body, struct text word)
{
	struct mask *v = mask_new(a, NULL);
	struct mask_hits hits = { NULL, 0, 0 };

	mask_add(v, word, T("\x01"), MASK_HIDDEN);
	mask_find(v, body, &hits);
	for (size_t i = 0; i < hits.n; i++)
		if (text_eq(hits.v[i].shown, T("\x01")) || text_eq(hits.v[i].shown, MASK_REMOVED))
			return true;
	return false;
}

/* 王五、李四 in one mark: its parts are words of the list too, and say more than the whole. */
static bool
has_parts(const struct text_list *l, struct text word)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].n < word.n && text_has(word, l->v[i]))
			return true;
	return false;
}

/* --- what the office decided --- */

static void
take_hidden(struct decider *x, const struct doc *before, bool near)
{
	struct text body = body_of(x->arena, before);

	for (size_t i = 0; i < before->redact.n && i < WORDS_MOST; i++) {
		struct text word = before->redact.v[i];
		bool here;
		if (text_list_has(&x->now->redact, word) || text_list_has(&x->hidden, word))
			continue;
		here = stands(x->arena, x->body, word);
		if (!near && !here && !has_parts(&before->redact, word) &&
		    stands(x->arena, body, word))
			text_list_add(x->arena, &x->lost, text_copy(x->arena, word));
		if (here || !near)
			text_list_add(x->arena, &x->hidden, text_copy(x->arena, word));
	}
}

/* Full, outcomes, nothing. A word that nobody knows holds the record, so it is the strictest. */
static int
strictness(const struct doc *d)
{
	int line, column, width;

	doc_place(d, d->at[KEY_PUBLIC], &line, &column, &width, NULL);
	for (size_t i = 0; d->has[KEY_PUBLIC] && i < d->sink.list.n; i++)
		if (d->sink.list.v[i].code == DIAG_F012 && d->sink.list.v[i].line == line)
			return 3;
	return d->publicity == PUBLIC_NO ? 2 : d->publicity == PUBLIC_OUTCOMES ? 1 : 0;
}

static void
take_public(struct decider *x, const struct doc *before)
{
	if (!before->has[KEY_PUBLIC])
		return;
	if (x->now->has[KEY_PUBLIC] && strictness(x->now) >= strictness(before))
		return;
	if (x->out->line[KEY_PUBLIC].n > 0 && strictness(before) <= x->strictness)
		return;
	x->strictness = strictness(before);
	x->out->publicity = before->publicity;
	x->out->line[KEY_PUBLIC] =
	    text_fmt(x->arena, "%.*s: %.*s\n", TEXT_ARG(key_name(KEY_PUBLIC)),
		TEXT_ARG(text_trim(text_cut(before->text, before->at[KEY_PUBLIC].at,
		    (size_t)before->at[KEY_PUBLIC].at + before->at[KEY_PUBLIC].n))));
}

static bool
is_waived(const struct waiver_list *l, enum diag_code code)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].code == code)
			return true;
	return false;
}

/* Those of the record before, then those that stand already. */
static void
take_waivers(struct decider *x, const struct doc *before)
{
	struct text *line = &x->out->line[KEY_WAIVE];
	const struct waiver_list stand = line->n > 0 ? x->out->waivers : x->now->waivers;
	struct waiver_list all = { 0 };
	struct buf b = BUF_INIT;
	bool more = false;

	for (size_t i = 0; i < before->waivers.n; i++) {
		const struct waiver *v = &before->waivers.v[i];

		*ARENA_PUSH(x->arena, &all) =
		    (struct waiver){ v->code, text_copy(x->arena, v->reason) };
		more |= !is_waived(&stand, v->code);
	}
	for (size_t i = 0; i < stand.n; i++)
		if (!is_waived(&before->waivers, stand.v[i].code))
			*ARENA_PUSH(x->arena, &all) = stand.v[i];
	if (!more)
		return;
	x->out->waivers = all;
	buf_fmt(&b, "%.*s:\n", TEXT_ARG(key_name(KEY_WAIVE)));
	for (size_t i = 0; i < all.n; i++)
		buf_fmt(
		    &b, "  %s: %.*s\n", diag_info(all.v[i].code)->code, TEXT_ARG(all.v[i].reason));
	*line = buf_take(x->arena, &b);
}

/* Two notices become one: what was said before stays said. */
static void
take_corrected(struct decider *x, const struct doc *before)
{
	struct arena *a = x->arena;
	const struct notice_of *old = &before->corrected, *new = &x->now->corrected;
	struct text name = key_name(KEY_CORRECTED), words = old->words;
	struct date day = old->date;
	bool both = before->has[KEY_CORRECTED] && x->now->has[KEY_CORRECTED];

	if (!before->has[KEY_CORRECTED])
		return;
	if (both && text_has(new->words, old->words) && date_cmp(new->date, day) >= 0)
		return;
	if (both) {
		if (!text_has(old->words, new->words))
			words = text_concat(a, TEXTS(words, T("；"), new->words));
		day = date_cmp(new->date, day) > 0 ? new->date : day;
	}
	x->out->corrected = text_copy(a, old->words);
	x->out->notice = (struct notice_of){ day, text_copy(a, words) };
	if (date_is(day))
		x->out->line[KEY_CORRECTED] = text_fmt(a, "%.*s:\n  日期: %.*s\n  说明: %.*s\n",
		    TEXT_ARG(name), TEXT_ARG(date_iso(a, day)), TEXT_ARG(words));
	else
		x->out->line[KEY_CORRECTED] = text_fmt(
		    a, "%.*s: %.*s\n", TEXT_ARG(name), TEXT_ARG(words.n > 0 ? words : T("是")));
}

/* A form that the office laid there and nobody filled. */
static bool
is_form(struct arena *a, const struct doc *d)
{
	struct text out;

	return blank_strip(a, d->text, &out);
}

/* --- into the head of the newer one --- */

static void
put_word(struct buf *b, struct text word)
{
	static const char *const signs[] = { "、", "，", ",", "；", ";", "[", "]", "【", "】", "\"",
		"'", ":", "：", "（", "）", "(", ")" };
	bool quoted = false;

	for (size_t i = 0; i < COUNT(signs); i++)
		quoted |= text_has(word, text_of(signs[i]));
	buf_str(b, quoted ? "\"" : "");
	for (size_t i = 0; i < word.n; i++) {
		if (quoted && (word.p[i] == '"' || word.p[i] == '\\'))
			buf_char(b, '\\');
		buf_char(b, word.p[i]);
	}
	buf_str(b, quoted ? "\"" : "");
}

/* The words of the new text's own list stay in it; those of its marks are hidden by these. */
static void
write_hidden(struct decider *x)
{
	struct diag_sink silent = { .arena = x->arena, .path = NO_TEXT, .source = NO_TEXT };
	struct text_list all = { 0 }, marks = { 0 };
	struct buf b = BUF_INIT;

	if (x->hidden.n == 0)
		return;
	hidden_read(x->now, x->now->text, &silent, &marks);
	for (size_t i = 0; i < x->hidden.n; i++)
		text_list_add(x->arena, &all, x->hidden.v[i]);
	for (size_t i = 0; i < x->now->redact.n; i++) {
		struct text word = x->now->redact.v[i];
		if (!text_list_has(&marks, word) && !text_list_has(&all, word))
			text_list_add(x->arena, &all, word);
	}
	buf_fmt(&b, "%.*s: [", TEXT_ARG(key_name(KEY_REDACT)));
	for (size_t i = 0; i < all.n; i++) {
		buf_str(&b, i > 0 ? ", " : "");
		put_word(&b, all.v[i]);
	}
	buf_str(&b, "]\n");
	x->out->line[KEY_REDACT] = buf_take(x->arena, &b);
	x->out->hidden = x->hidden;
}

static void
take_all(struct decider *x, const struct decision_source *s)
{
	size_t lost = x->lost.n;

	take_hidden(x, s->doc, s->kind >= DECISION_SAME_WEEK);
	if (s->kind == DECISION_NEAR)
		return;
	if (x->out->path.n == 0 && (x->lost.n > lost || s->doc->has[KEY_WITHDRAWN]))
		x->out->path = s->path;
	take_public(x, s->doc);
	if (s->kind != DECISION_DRAFT)
		x->draft |= s->doc->draft && !is_form(x->arena, s->doc);
	x->out->withdrawn |= s->doc->has[KEY_WITHDRAWN];
	if (s->kind == DECISION_SAME_WEEK)
		return;
	take_waivers(x, s->doc);
	take_corrected(x, s->doc);
}

void
decide(struct arena *a, const struct doc *now, const struct decision_source *sources, size_t n,
    struct decided *out)
{
	struct decider x = { .arena = a, .now = now, .out = out };

	*out = (struct decided){ .corrected = NO_TEXT, .lost = NO_TEXT, .path = NO_TEXT };
	x.body = body_of(a, now);
	for (size_t i = 0; i < n; i++)
		take_all(&x, &sources[i]);
	out->withdrawn &= !now->has[KEY_WITHDRAWN];
	write_hidden(&x);
	if (x.draft)
		out->line[KEY_DRAFT] = text_fmt(a, "%.*s: 是\n", TEXT_ARG(key_name(KEY_DRAFT)));
	if (x.lost.n > 0) {
		/* What is told gets pasted into chats: the first character is enough to find the
		 * word. */
		struct text_list firsts = { 0 };

		for (size_t i = 0; i < x.lost.n && i < 5; i++) {
			struct text first = text_cut(x.lost.v[i], 0, utf8_offset(x.lost.v[i], 1));
			text_list_add(a, &firsts, text_join(a, first, T("…")));
		}
		out->lost = text_list_join(a, &firsts, T("、"));
	}
	for (int k = 0; k < KEY_COUNT; k++) {
		if (out->line[k].n > 0)
			text_list_add(a, &out->keys, key_name((enum key)k));
	}
}

void
decided_lay(const struct decided *x, struct doc *now)
{
	for (size_t i = 0; i < x->hidden.n; i++)
		text_list_add(now->arena, &now->redact, x->hidden.v[i]);
	if (x->line[KEY_WAIVE].n > 0)
		now->waivers = x->waivers;
	if (x->line[KEY_PUBLIC].n > 0)
		now->publicity = x->publicity;
	if (x->line[KEY_CORRECTED].n > 0)
		now->corrected = x->notice;
	now->draft |= x->line[KEY_DRAFT].n > 0;
}

bool
decided_stands(const struct decided *x, const struct doc *d)
{
	for (size_t i = 0; i < x->hidden.n; i++)
		if (!text_list_has(&d->redact, x->hidden.v[i]))
			return false;
	for (size_t i = 0; i < x->waivers.n; i++)
		if (!is_waived(&d->waivers, x->waivers.v[i].code))
			return false;
	if (x->line[KEY_PUBLIC].n > 0 && (!d->has[KEY_PUBLIC] || d->publicity != x->publicity))
		return false;
	if (x->line[KEY_CORRECTED].n > 0 && !d->has[KEY_CORRECTED])
		return false;
	if (!text_has(d->corrected.words, x->corrected))
		return false;
	return x->line[KEY_DRAFT].n == 0 || d->draft;
}
