/* SPDX-License-Identifier: MIT */
/*
 * A received record as it will stand in the site: her text as she typed it, with the numbers of its
 * problems and tasks and the 周次 put in. A head of known labels alone becomes front matter, where
 * the office finds its lines; one that holds anything else stays where it is, unless the office
 * decided something about the record (隐去, 公开, 更正 …), which needs front matter.
 *
 * What was read before and what is read from the new text must say the same; what makes a
 * difference is not put in. So nothing can be lost: at worst a record stays as it came.
 */
#include "intake/decide.h"
#include "intake/edit.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/utf8.h"

/* Heads are a screen long and meetings have a dozen matters: beyond this nothing is tidied, so that
 * hostile input costs no squares. */
#define HEAD_MOST    65536
#define MATTERS_MOST 500

struct cleaner {
	struct arena *arena;
	const struct site *site;
	const struct doc *d;
	const struct numbering *numbers;
	const struct decided *decided; /* laid into d; its lines stand in place of what was typed */
	size_t body;                   /* where the body begins in d->text */
	struct text_list *mended;
};

static struct text
span_text(const struct doc *d, struct span s)
{
	return text_cut(d->text, s.at, (size_t)s.at + s.n);
}

/* --- what is compared --- */

/* What the table of the model marks, and what it does not hold: the type, and the words that are
 * hidden, as a set: a word of a mark may stand in the list too. */
static void
print_head(struct arena *a, const struct doc *d, struct buf *b)
{
	struct text_list l = { 0 };

	doc_said(b, d, SAME_HEAD, NULL, NULL);
	buf_text(b, d->type ? d->type->id : NO_TEXT);
	for (size_t i = 0; i < d->redact.n; i++)
		text_list_add(a, &l, d->redact.v[i]);
	LIST_SORT(&l, text_order);
	for (size_t i = 0; i < l.n; i++)
		if (i == 0 || !text_eq(l.v[i], l.v[i - 1]))
			buf_fmt(b, "redact %.*s\n", TEXT_ARG(l.v[i]));
}

static struct text
letters(void *arena, struct text t)
{
	return merge_letters(arena, t);
}

/* Likewise, marks and blanks left out, and what stands in no step. */
static void
print_body(struct arena *a, const struct doc *d, struct buf *b)
{
	doc_said(b, d, SAME_BODY, letters, a);
	for (const struct block *k = d->body->first; k; k = k->next)
		if (k->kind != BLOCK_SECTION && !(k->kind == BLOCK_HEADING && k->level == 1))
			buf_fmt(
			    b, "other %.*s\n", TEXT_ARG(merge_letters(a, block_plain(a, k, true))));
}

static bool
same(struct arena *a, const struct doc *x, const struct doc *y,
    void (*print)(struct arena *, const struct doc *, struct buf *))
{
	struct buf p = BUF_INIT, q = BUF_INIT;
	bool is;

	print(a, x, &p);
	print(a, y, &q);
	is = text_eq(buf_view(&p), buf_view(&q));
	buf_release(&p);
	buf_release(&q);
	return is;
}

/* --- the head --- */

/* A value of several lines as one: people parted by 、, sentences run on. */
static void
put_flat(struct buf *out, struct text value, bool people)
{
	struct text line;
	bool first = true;

	while (text_line(&value, &line)) {
		line = text_trim(line);
		if (text_starts(line, T("- ")) || text_starts(line, T("* ")))
			line = text_trim(text_cut(line, 2, line.n));
		if (line.n == 0)
			continue;
		if (!first && people && !text_ends(buf_view(out), T("、")) &&
		    !text_ends(buf_view(out), T("，")) && !text_ends(buf_view(out), T("；")))
			buf_str(out, "、");
		buf_text(out, line);
		first = false;
	}
}

static void
put_nested(struct buf *out, struct text value)
{
	struct text line;

	if (!text_has(value, T("\n"))) {
		buf_char(out, ' ');
		buf_text(out, text_trim(value));
		return;
	}
	while (text_line(&value, &line))
		if (text_trim(line).n > 0)
			buf_fmt(out, "\n  %.*s", TEXT_ARG(text_trim(line)));
}

static void
put_key(struct cleaner *c, struct buf *out, enum key k)
{
	const struct doc *d = c->d;
	struct text name = key_name(k), value = span_text(d, d->at[k]);

	if (k == KEY_DATE && date_is(d->date)) {
		buf_fmt(out, "%.*s: %.*s", TEXT_ARG(name), TEXT_ARG(date_iso(c->arena, d->date)));
		if (d->weekday_written > 0)
			buf_fmt(
			    out, "（%.*s）", TEXT_ARG(date_weekday_zh(d->weekday_written, true)));
		if (d->start >= 0)
			buf_fmt(out, " %d:%02d", d->start / 60, d->start % 60);
		if (d->start >= 0 && d->end >= 0)
			buf_fmt(out, "—%d:%02d", d->end / 60, d->end % 60);
	} else if (k == KEY_TYPE && d->type != NULL) {
		buf_fmt(out, "%.*s: %.*s", TEXT_ARG(name), TEXT_ARG(d->type->name));
	} else if (key_rows[k].shape == SHAPE_MAP) {
		buf_fmt(out, "%.*s:", TEXT_ARG(name));
		put_nested(out, value);
	} else {
		buf_fmt(out, "%.*s: ", TEXT_ARG(name));
		put_flat(out, value, key_rows[k].shape == SHAPE_PEOPLE);
	}
	buf_char(out, '\n');
}

/* 周次 is written only when nothing in the record says another week. */
static bool
adds_week(const struct doc *d)
{
	return d->type != NULL && d->type->weekly && date_is(d->date) && d->at[KEY_WEEK].n == 0 &&
	    merge_week(d) == d->week.week;
}

static void
put_keys(struct cleaner *c, struct buf *out)
{
	const struct doc *d = c->d;

	for (int k = KEY_TYPE; k < KEY_COUNT; k++) {
		if (c->decided != NULL && c->decided->line[k].n > 0) {
			buf_text(out, c->decided->line[k]);
			continue;
		}
		if (k == KEY_TITLE || k == KEY_DRAFT)
			continue;
		if (k == KEY_WEEK && adds_week(d))
			buf_fmt(out, "%.*s: %d\n", TEXT_ARG(key_name(KEY_WEEK)), d->week.week);
		else if (k == KEY_TYPE || (k == KEY_DATE && date_is(d->date)) || d->at[k].n > 0)
			put_key(c, out, (enum key)k);
	}
}

/* --- what the head holds besides known keys --- */

static bool
is_word_gap(uint32_t c)
{
	return utf8_is_punct(c) || utf8_is_blank(c) || c == '|' || c == '#' || c == '=';
}

static bool
is_time(struct text t)
{
	bool figure = false;

	for (size_t i = 0; i < t.n;)
		figure |= utf8_digit(utf8_next(t, &i)) >= 0;
	return figure || text_has(t, T("周")) || text_has(t, T("星期")) || text_has(t, T("午")) ||
	    text_has(t, T("晚"));
}

/* Is every word of the line in the clean head, or a key's name, or a part of the date? */
static bool
is_kept(struct cleaner *c, struct text line, struct text head, bool dated)
{
	size_t colon = text_colon(line, NULL), from = 0;

	if (colon != SIZE_MAX && key_parse(text_cut(line, 0, colon)) != KEY_NONE) /* 时　间： */
		from = colon;
	for (size_t i = from; i <= line.n;) {
		size_t before = i;
		bool end = i == line.n || is_word_gap(utf8_next(line, &i));
		struct text word = text_cut(line, from, before);
		if (end && word.n > 0 && key_parse(word) == KEY_NONE &&
		    !text_has(head, merge_letters(c->arena, word)) && !(dated && is_time(word)))
			return false;
		if (end)
			from = i;
		if (before == line.n)
			break;
	}
	return true;
}

static bool
touches(struct cleaner *c, struct text line, struct span s)
{
	size_t at = (size_t)(line.p - c->d->text.p);

	return s.n > 0 && s.at < at + line.n && s.at + s.n > at;
}

/* Its own 公开 or 隐去, in whose place another stands. */
static bool
gives_way(struct cleaner *c, struct text line)
{
	for (int k = 0; c->decided != NULL && k < KEY_COUNT; k++)
		if (c->decided->line[k].n > 0 && touches(c, line, c->d->at[k]))
			return true;
	return false;
}

static void
put_rest(struct cleaner *c, struct buf *out, struct buf *prose)
{
	struct text rest = text_cut(c->d->text, 0, c->body), line;
	struct text head = merge_letters(c->arena,
	    text_fmt(c->arena, "%.*s%.*s", TEXT_ARG(buf_view(out)), TEXT_ARG(c->d->title)));

	while (text_line(&rest, &line)) {
		struct text t = text_trim(line);
		if (t.n == 0 || gives_way(c, line))
			continue;
		if (is_kept(c, t, head, touches(c, line, c->d->at[KEY_DATE])))
			continue;
		size_t width, at = text_colon(t, &width);
		if (at != SIZE_MAX && at > 0 && at < 36)
			buf_fmt(out, "%.*s: %.*s\n", TEXT_ARG(text_cut(t, 0, at)),
			    TEXT_ARG(text_trim(text_cut(t, at + width, t.n))));
		else
			buf_fmt(prose, "%.*s\n", TEXT_ARG(t));
	}
}

/* --- the whole --- */

/* The line on which the first block of the body begins. */
static size_t
body_begin(const struct doc *d)
{
	size_t at = d->body->first != NULL ? d->body->first->at.at : d->text.n;

	if (at > d->text.n)
		at = d->text.n;
	while (at > 0 && d->text.p[at - 1] != '\n')
		at--;
	return at;
}

/* Numbers that the record does not write and that were settled for it. */
static void
add_numbers(struct cleaner *c, struct edits *l, struct text_list *told)
{
	const struct doc *d = c->d;
	const struct numbering *n = c->numbers;
	struct arena *a = c->arena;

	for (size_t i = 0; i < d->problems.n && i < MATTERS_MOST; i++)
		if (d->problems.v[i].number.order == 0 && n->problems[i] > 0 &&
		    d->problems.v[i].at.n > 0) {
			struct text number = text_fmt(a, "%d-%d", n->week.week, n->problems[i]);
			edit_problem(l, d, &d->problems.v[i], number);
			text_list_add(a, told, text_join(a, T("问题"), number));
		}
	for (size_t i = 0; i < d->tasks.n && i < MATTERS_MOST; i++)
		if (d->tasks.v[i].number.order == 0 && n->tasks[i] > 0 && d->tasks.v[i].at.n > 0) {
			struct text number = text_fmt(a, "%d-%d", n->week.week, n->tasks[i]);
			edit_task(l, &d->tasks.v[i], number);
			text_list_add(a, told, text_join(a, T("任务"), number));
		}
}

static bool
body_has_title(struct cleaner *c)
{
	const struct block *first = c->d->body->first;

	return first != NULL && first->kind == BLOCK_HEADING && first->level == 1 &&
	    text_eq(text_trim(block_plain(c->arena, first, false)), c->d->title);
}

enum shape {
	SHAPE_TYPED,  /* her text */
	SHAPE_HEADED, /* her body below a head in front matter */
	SHAPE_BELOW   /* the same above her text, when her head cannot be told otherwise */
};

static void
write_head(struct cleaner *c, struct buf *out)
{
	struct buf prose = BUF_INIT;

	buf_str(out, "---\n");
	put_keys(c, out);
	put_rest(c, out, &prose);
	buf_str(out, "---\n");
	/* Without a title the reader shows the file's name; that is not to be written. */
	if (!text_eq(c->d->title, path_name(c->d->address)) && !body_has_title(c))
		buf_fmt(out, "# %.*s\n\n", TEXT_ARG(c->d->title));
	if (prose.n > 0)
		buf_fmt(out, "%.*s\n", TEXT_ARG(buf_view(&prose)));
	buf_release(&prose);
}

/* Does everything above the body go into the front matter, line by line and without a word left
 * over? */
static bool
is_all_known(struct cleaner *c)
{
	struct buf head = BUF_INIT, prose = BUF_INIT;
	size_t keys;
	bool known;

	for (int k = KEY_TYPE; k < KEY_COUNT;
	     k++) /* lines may have been joined that are none of it */
		if (key_rows[k].shape != SHAPE_MAP &&
		    text_has(span_text(c->d, c->d->at[k]), T("\n")))
			return false;
	put_keys(c, &head);
	keys = head.n;
	put_rest(c, &head, &prose);
	known = head.n == keys && prose.n == 0;
	buf_release(&head);
	buf_release(&prose);
	return known;
}

/* told: the numbers that were written. */
static void
write_parts(struct cleaner *c, enum shape shape, bool week, bool numbers, struct buf *out,
    struct text_list *told)
{
	struct edits l = { .arena = c->arena };
	size_t from = shape == SHAPE_TYPED ? 0 : c->body;

	buf_clear(out);
	told->n = 0;
	if (shape == SHAPE_HEADED)
		write_head(c, out);
	else if (shape == SHAPE_BELOW) {
		/* What was decided stands first, behind the fence when there is one. */
		struct text head = text_cut(c->d->text, 0, c->body), rest = head, line;
		bool fenced = text_line(&rest, &line) && text_eq(text_trim(line), T("---"));

		if (fenced)
			buf_str(out, "---\n");
		for (int k = 0; c->decided != NULL && k < KEY_COUNT; k++)
			buf_text(out, c->decided->line[k]);
		buf_text(out, fenced ? rest : head);
	}
	if (week && from == 0)
		edit_week(&l, c->d);
	if (numbers)
		add_numbers(c, &l, told);
	edit_apply(&l, c->d->text, from, out);
	while (out->n > 0 && (out->p[out->n - 1] == '\n' || out->p[out->n - 1] == ' '))
		out->p[--out->n] = '\0';
	buf_char(out, '\n');
}

/* A draft is hers word for word: what is known of it stands above, nothing is taken out. */
static void
write_draft(struct cleaner *c, struct text typed, struct buf *out)
{
	const struct doc *d = c->d;
	struct text rest = typed, line;
	bool fenced = text_line(&rest, &line) && text_eq(text_trim(line), T("---"));

	buf_str(out, "---\n");
	for (int k = KEY_TYPE; k < KEY_COUNT; k++) {
		if (c->decided != NULL && c->decided->line[k].n > 0)
			buf_text(out, c->decided->line[k]);
		else if (k == KEY_DRAFT && !d->has[KEY_DRAFT])
			buf_fmt(out, "%.*s: 是\n", TEXT_ARG(key_name(KEY_DRAFT)));
		else if (!fenced && (k == KEY_TYPE || (k == KEY_DATE && date_is(d->date))))
			put_key(c, out, (enum key)k);
		else if (!fenced && k == KEY_WEEK && adds_week(d))
			buf_fmt(out, "%.*s: %d\n", TEXT_ARG(key_name(KEY_WEEK)), d->week.week);
	}
	if (!fenced)
		buf_str(out, "---\n");
	buf_text(out, fenced ? rest : typed);
	if (!text_ends(buf_view(out), T("\n")))
		buf_char(out, '\n');
}

/* Says what was changed, for the reply. */
static void
tell_mended(struct cleaner *c, bool week, const struct text_list *numbers)
{
	if (week)
		text_list_add(c->arena, c->mended,
		    words_say(c->arena, c->site->words, LANG_ZH, "mended.week",
			TEXTS(text_fmt(c->arena, "%d", c->d->week.week))));
	if (numbers->n > 0)
		text_list_add(c->arena, c->mended,
		    words_say(c->arena, c->site->words, LANG_ZH, "mended.numbers",
			TEXTS(text_list_join(c->arena, numbers, T("、")))));
}

bool
rewrite_record(const struct site *s, const struct doc *d, const struct numbering *n,
    const struct decided *decided, struct text draft, struct buf *out, struct text_list *mended,
    struct err *e)
{
	struct cleaner c = {
		.arena = d->arena,
		.site = s,
		.d = d,
		.numbers = n,
		.decided = decided,
		.body = body_begin(d),
		.mended = mended,
	};
	bool week = adds_week(d), numbers = true;
	enum shape shape = SHAPE_HEADED;
	struct text_list told = { 0 };

	if (draft.n > 0) {
		write_draft(&c, draft, out);
		return true;
	}
	if (c.body > HEAD_MOST || (decided == NULL && !is_all_known(&c)))
		shape = decided == NULL ? SHAPE_TYPED : SHAPE_BELOW;
	for (;;) {
		bool head_same, body_same;
		write_parts(&c, shape, week, numbers, out, &told);
		struct doc *again = piece_read(s, d->arena, d->unit, d->path, buf_view(out), e);
		if (again == NULL)
			return false;
		head_same = same(c.arena, d, again, print_head);
		body_same = same(c.arena, d, again, print_body);
		doc_free(again);
		if (head_same && body_same)
			break;
		/* What makes a difference is not put in, least needed first. */
		if (!body_same && numbers)
			numbers = false;
		else if (shape == SHAPE_HEADED)
			shape = decided == NULL ? SHAPE_TYPED : SHAPE_BELOW, numbers = true;
		else if (!head_same && week)
			week = false;
		else if (week || numbers)
			week = numbers = false;
		else
			break;
	}
	tell_mended(&c, week && shape != SHAPE_BELOW, &told);
	return true;
}
