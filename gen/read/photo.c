/* SPDX-License-Identifier: MIT */
/*
 * Photographs of a record. A picture of Markdown and a file that a line names (照片：水泵.jpg) are
 * the same here: each becomes a block of its own below its line, so that its caption is no word of
 * the matter, and is kept with the problem, task or report that it stands with. A picture that a
 * line holds, or that stands below it, shows what the line says; one at the end of a step goes to
 * the line whose words its caption says. It bears the day of the step of 流转办理 it stands with.
 *
 * What a caption is, is what somebody wrote: the words behind 照片：, the name of the file when it
 * says something (换好的水泵.jpg, not IMG_0412.jpg). Without one nobody can know what is to be
 * seen, and no public page shows it (M906).
 */
#include "read/record.h"

#include "lihui/arena.h"
#include "lihui/cursor.h"
#include "lihui/file.h"
#include "lihui/picture.h"
#include "lihui/utf8.h"

#define PHRASE_POINTS 24
#define WORDS_SHARED  2 /* pairs of characters, to be found in a line that is not beside it */

/* --- the names of files in a line --- */

/* A picture that a line names. */
struct named_photo {
	size_t from, to; /* with 照片： in front, in the text */
	struct text target, caption;
};

static bool
ends_name(uint32_t c)
{
	return utf8_is_blank(c) || char_is(c, COLON | OPENER | CLOSER | SEPARATOR) || c == '|' ||
	    c == '"';
}

/* Where the name begins that the ending at `at` closes. */
static size_t
name_start(struct text t, size_t low, size_t at)
{
	size_t from = at;

	for (size_t i = at; i > low; from = i)
		if (ends_name(utf8_prev(t, &i)))
			break;
	return from;
}

/* What a camera, a telephone or a chat program calls its files says nothing. */
static struct text
telling_stem(struct text name)
{
	static const char *const dull[] = { "微信图片", "截图", "截屏", "图片", "图像", "照片",
		"相片", "新建", NULL };
	struct text stem = path_name(path_stem(name)), words;
	size_t i = 0, han = 0;

	while (i < stem.n && char_is(text_peek(stem, i), FIGURE | DASH | BLANK))
		utf8_next(stem, &i);
	words = text_cut(stem, i, stem.n);
	while (stem.n > 0 && stem.p[stem.n - 1] >= '0' && stem.p[stem.n - 1] <= '9')
		stem.n--;
	if (text_ends(stem, T("图"))) /* 例会记录-图3.jpg: out of a Word file */
		return NO_TEXT;
	for (size_t k = 0; dull[k]; k++)
		if (text_starts(words, text_of(dull[k])))
			return NO_TEXT;
	for (i = 0; i < words.n;)
		han += utf8_next(words, &i) >= 0x2E80;
	return han >= 2 ? words : NO_TEXT;
}

/* The passage in front of the name, up to where a person would have taken breath. */
static size_t
phrase_start(struct text t, size_t low, size_t name)
{
	size_t from = name, points = 0;

	for (size_t i = name; i > low && points++ < PHRASE_POINTS; from = i) {
		uint32_t c = utf8_prev(t, &i);

		if (from == name && char_is(c, OPENER | COLON | BLANK))
			continue;
		if (char_is(c, OPENER | CLOSER | SEPARATOR))
			break;
	}
	return from;
}

/* 照片：, 办前照片：, 附图（: what stands in front of a file's name. False when it is no such word.
 * before: 办前, 整改后; behind: words behind the colon. */
static bool
photo_word(struct text phrase, struct text *before, struct text *behind)
{
	static const char *const words[] = { "照片", "相片", "图片", "附图", "见图", "合影",
		"现场图", "对比图", "配图", NULL };
	size_t at = SIZE_MAX, n = 0;

	for (size_t k = 0; words[k] && at == SIZE_MAX; k++, n = at == SIZE_MAX ? 0 : n) {
		at = text_find(phrase, text_of(words[k]), 0);
		n = strlen(words[k]);
	}
	if (at == SIZE_MAX)
		return false;
	*before = text_cut(phrase, 0, at);
	for (size_t k = 0; k < 2; k++)
		if (text_starts(*before, k ? T("见") : T("附")))
			*before = text_cut(*before, strlen("附"), before->n);
	if (text_ends(*before, T("的"))) /* 修好以后的照片 */
		*before = text_cut(*before, 0, before->n - strlen("的"));
	if (!text_ends(*before, T("前")) && !text_ends(*before, T("后"))) /* 现场照片 */
		*before = NO_TEXT;
	*behind = text_cut(phrase, at + n, phrase.n);
	*behind = text_trim(text_behind(*behind, COLON | BLANK | FIGURE));
	while (behind->n > 0) {
		size_t i = behind->n;

		if (!char_is(utf8_prev(*behind, &i), OPENER | COLON | BLANK))
			break;
		*behind = text_cut(*behind, 0, i);
	}
	return true;
}

/* A file beside the record, or beside it under the name that receive gives it. */
struct text
photo_beside(struct arena *a, struct text record, struct text name)
{
	return text_fmt(a, "%.*s-%.*s%.*s", TEXT_ARG(path_name(path_stem(record))),
	    TEXT_ARG(path_plain_name(a, path_stem(name))), TEXT_ARG(path_ext(name)));
}

static struct text
file_of(const struct doc *d, struct text name)
{
	struct text path, beside = photo_beside(d->arena, d->path, name);

	if (attachment_path(d->arena, d, name, &path) && attachment_there(d, path))
		return name;
	return attachment_path(d->arena, d, beside, &path) && attachment_there(d, path) ? beside
											: name;
}

static struct text
caption_of(const struct doc *d, struct text name, struct text before, struct text behind)
{
	struct text words = behind.n > 0 ? behind : telling_stem(name);

	return text_has(words, before) ? words : text_join(d->arena, before, words);
}

/* The next one behind `low`, where the one before ended (more: there was one). */
static bool
named_next(const struct doc *d, struct text t, size_t low, bool more, struct named_photo *out)
{
	for (size_t dot = low; (dot = text_find(t, T("."), dot)) != SIZE_MAX; dot++) {
		static const char *const endings[] = { ".jpeg", ".jpg", ".png", NULL };
		struct text name, before = NO_TEXT, behind = NO_TEXT, between;
		size_t end = 0, from = name_start(t, low, dot);

		for (size_t k = 0; endings[k] && end == 0; k++)
			if (text_eq_nocase(
				text_cut(t, dot, dot + strlen(endings[k])), text_of(endings[k])))
				end = dot + strlen(endings[k]);
		if (end == 0 || from == dot || char_is_latin(text_peek(t, end)))
			continue;
		name = text_cut(t, from, end);
		between = text_cut(t, low, from);
		size_t phrase = phrase_start(t, low, from);
		bool said = photo_word(text_cut(t, phrase, from), &before, &behind);

		if (!said && !(more && text_is_all(between, SEPARATOR | BLANK)))
			continue;
		*out = (struct named_photo){ said ? phrase : from, end, file_of(d, name),
			caption_of(d, name, before, behind) };
		return true;
	}
	return false;
}

/* --- a block of its own --- */

static struct inl *
image_new(const struct doc *d, struct text target, struct text caption, struct span at)
{
	struct inl *i = inl_new(d->arena, INLINE_IMAGE, NO_TEXT);

	i->target = text_copy(d->arena, target);
	i->at = at;
	if (caption.n > 0) {
		i->first = i->last = inl_new(d->arena, INLINE_TEXT, text_copy(d->arena, caption));
		i->first->at = at;
	}
	return i;
}

static struct span
part_of(const struct inl *i, size_t from, size_t to)
{
	return i->at.n == i->text.n
	    ? (struct span){ i->at.at + (uint32_t)from, (uint32_t)(to - from) }
	    : i->at;
}

/* The words that name it are none of the text. */
static void
account(struct doc *d, const struct inl *of, size_t from, size_t to)
{
	if (from < to)
		*ARENA_PUSH(d->arena, &d->head_roles) =
		    (struct role_at){ ROLE_PHOTO, NO_TEXT, part_of(of, from, to) };
}

static void
text_put(const struct doc *d, struct block *b, const struct inl *of, size_t from, size_t to)
{
	if (from >= to)
		return;
	struct inl *i = inl_new(d->arena, INLINE_TEXT, text_cut(of->text, from, to));

	i->at = part_of(of, from, to);
	block_add_inline(b, i);
}

/* The inlines of a block anew, files that its text names as pictures. */
static void
names_read(struct doc *d, struct block *b)
{
	struct inl *next, *first = b->inlines;

	b->inlines = b->inlines_last = NULL;
	for (struct inl *i = first; i; i = next) {
		struct named_photo n = { 0 };
		size_t at = 0;

		next = i->next;
		if (i->kind == INLINE_TEXT && text_has(i->text, T("."))) {
			for (bool more = false; named_next(d, i->text, at, more, &n); more = true) {
				text_put(d, b, i, at, n.from);
				block_add_inline(
				    b, image_new(d, n.target, n.caption, part_of(i, n.from, n.to)));
				account(d, i, n.from, n.to);
				at = n.to;
			}
		}
		if (at > 0)
			text_put(d, b, i, at, i->text.n);
		else
			block_add_inline(b, i);
	}
}

/* Without what stood around the pictures before and behind it: 照片：, brackets, commas. */
static struct text
without_signs(struct text t, bool before, bool behind)
{
	struct text front, back;
	size_t phrase = behind ? phrase_start(t, 0, t.n) : 0;

	if (behind && photo_word(text_cut(t, phrase, t.n), &front, &back) && back.n == 0)
		t = text_cut(t, 0, phrase);
	while (behind && t.n > 0) {
		size_t i = t.n;

		if (!char_is(utf8_prev(t, &i), OPENER | BLANK))
			break;
		t = text_cut(t, 0, i);
	}
	if (before)
		t = text_behind(t, CLOSER | BLANK);
	return text_is_all(t, OPENER | CLOSER | SEPARATOR | BLANK) && (before || behind) ? NO_TEXT
											 : t;
}

static void
insert_behind(struct block *b, struct block *figure)
{
	figure->parent = b->parent;
	figure->next = b->next;
	b->next = figure;
	if (b->parent->last == b)
		b->parent->last = figure;
}

/* The pictures of a paragraph stand below it. */
static void
lift(struct doc *d, struct block *b)
{
	struct inl *next, *first = b->inlines, *before = NULL;
	struct block *last = b;

	b->inlines = b->inlines_last = NULL;
	for (struct inl *i = first; i; before = i, i = next) {
		next = i->next;
		if (i->kind != INLINE_IMAGE) {
			bool left = before && before->kind == INLINE_IMAGE,
			     right = next && next->kind == INLINE_IMAGE;

			if (i->kind == INLINE_TEXT) {
				struct inl was = *i;

				i->text = without_signs(i->text, left, right);
				size_t at =
				    i->text.n > 0 ? (size_t)(i->text.p - was.text.p) : was.text.n;

				account(d, &was, 0, at);
				account(d, &was, at + i->text.n, was.text.n);
			}
			if (i->kind == INLINE_TEXT ? i->text.n == 0
						   : i->kind == INLINE_BREAK && (left || right))
				continue;
			block_add_inline(b, i);
			continue;
		}
		struct block *figure = block_new(d->arena, BLOCK_FIGURE);

		figure->at = i->at;
		block_add_inline(figure, i);
		insert_behind(last, figure);
		last = figure;
	}
	if (b->inlines == NULL) { /* nothing else stood in it: it is the first of them */
		struct block *figure = b->next;

		b->kind = BLOCK_FIGURE;
		b->inlines = b->inlines_last = figure->inlines;
		b->next = figure->next;
		if (b->parent->last == figure)
			b->parent->last = b;
	}
}

static bool
has_image(const struct block *b)
{
	for (const struct inl *i = b->inlines; i; i = i->next)
		if (i->kind == INLINE_IMAGE)
			return true;
	return false;
}

/* A picture under the name that receive gave it. */
static void
targets_settle(struct doc *d, struct block *b)
{
	bool scheme;

	for (struct inl *i = b->inlines; i; i = i->next)
		if (i->kind == INLINE_IMAGE && i->target.n > 0 &&
		    !attachment_external(i->target, &scheme))
			i->target = file_of(d, i->target);
}

void
photos_lift(struct doc *d)
{
	for (struct block *b = d->body; b; b = block_next(d->body, b)) {
		if (b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_CELL)
			names_read(d, b);
		targets_settle(d, b);
		if (b->kind == BLOCK_PARAGRAPH && has_image(b))
			lift(d, b);
	}
}

/* --- whose it is --- */

/* What may be told by a picture: a line with the words that say what it is about. */
struct shown_line {
	struct span at;
	struct number number;
	struct text words;
	const struct referral_list *steps;
};
struct shown_line_list {
	struct shown_line *v;
	size_t n, room;
};

static void
entries_gather(const struct doc *d, struct shown_line_list *out)
{
	struct arena *a = d->arena;

	for (size_t i = 0; i < d->problems.n; i++) {
		const struct problem *p = &d->problems.v[i];

		*ARENA_PUSH(a, out) = (struct shown_line){ p->at, p->number,
			text_join(a, p->title, p->decision), &p->referral };
	}
	for (size_t i = 0; i < d->tasks.n; i++)
		*ARENA_PUSH(a, out) = (struct shown_line){ d->tasks.v[i].at, d->tasks.v[i].number,
			d->tasks.v[i].title, NULL };
	for (size_t i = 0; i < d->reports.n; i++) {
		const struct report *r = &d->reports.v[i];

		*ARENA_PUSH(a, out) = (struct shown_line){ r->at, r->number,
			text_join(a, r->item, r->words), &r->referral };
	}
}

/* Pairs of characters of the caption that the words have. */
static int
shared(struct text caption, struct text words)
{
	int n = 0;

	for (size_t i = 0; i < caption.n;) {
		size_t from = i, end;

		utf8_next(caption, &i);
		if ((end = i) >= caption.n)
			break;
		utf8_next(caption, &end);
		n += text_has(words, text_cut(caption, from, end));
	}
	return n;
}

/* The places of the section around b: from its heading to the next one; the whole text without. */
static void
section_bounds(const struct doc *d, const struct block *b, uint32_t *from, uint32_t *to)
{
	*from = 0;
	*to = UINT32_MAX;
	while (b && b->kind != BLOCK_SECTION)
		b = b->parent;
	for (size_t i = 0; b && i < d->steps.n; i++) {
		if (d->steps.v[i].section == b)
			*from = d->steps.v[i].at.at;
	}
	for (size_t i = 0; b && i < d->steps.n; i++)
		if (d->steps.v[i].at.at > *from && d->steps.v[i].at.at < *to)
			*to = d->steps.v[i].at.at;
}

/* 【问题49-1】换好的水泵 */
static const struct shown_line *
numbered(const struct doc *d, const struct shown_line_list *l, struct text caption)
{
	struct reference ref;

	if (!reference_next(d, caption, 0, false, &ref) || ref.n == 0)
		return NULL;
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].number.week == ref.v[0].week && l->v[i].number.order == ref.v[0].order)
			return &l->v[i];
	return NULL;
}

static const struct shown_line *
owner_of(const struct doc *d, const struct shown_line_list *l, const struct block *b,
    const struct photo *p)
{
	const struct shown_line *near = NULL, *best = NULL, *only = NULL,
				*said = numbered(d, l, p->caption);
	bool inside = b->kind == BLOCK_CELL || (b->parent && b->parent->kind == BLOCK_ITEM);
	uint32_t from, to;
	int most = 0;
	size_t n = 0;

	section_bounds(d, b, &from, &to);
	for (size_t i = 0; i < l->n; i++) {
		const struct shown_line *x = &l->v[i];
		bool here = x->at.at >= from && x->at.at < to;
		int score = shared(p->caption, x->words);

		if (here && x->at.at <= p->at.at && (!near || x->at.at >= near->at.at))
			near = x;
		n += here;
		only = here ? x : only;
		if (score > most && (here || score >= WORDS_SHARED)) {
			most = score;
			best = x;
		}
	}
	if (said)
		return said;
	if (near && (inside || n == 1 || !best || shared(p->caption, near->words) > 0))
		return near;
	return best ? best : n == 1 ? only : near;
}

/* The day of the step that stands before it. */
static struct date
step_day(const struct shown_line *x, struct span at)
{
	struct date day = NO_DATE;

	for (size_t i = 0; x->steps && i < x->steps->n; i++)
		if (x->steps->v[i].at.at <= at.at && x->steps->v[i].at.at >= x->at.at)
			day = x->steps->v[i].date;
	return day;
}

void
photos_read(struct doc *d)
{
	struct shown_line_list entries = { 0 };
	bool scheme;

	for (struct block *b = d->body; b; b = block_next(d->body, b))
		for (const struct inl *i = b->inlines; i; i = i->next) {
			struct buf words = BUF_INIT;

			if (i->kind != INLINE_IMAGE || i->target.n == 0 ||
			    attachment_external(i->target, &scheme))
				continue;
			if (entries.n == 0)
				entries_gather(d, &entries);
			inl_text(&words, i->first);
			struct photo *p = ARENA_PUSH(d->arena, &d->photos);

			*p = (struct photo){ .target = i->target,
				.path = NO_TEXT,
				.caption = text_trim(text_copy(d->arena, buf_view(&words))),
				.at = i->at };
			buf_release(&words);
			const struct shown_line *of = owner_of(d, &entries, b, p);

			if (of) {
				p->of = of->at;
				p->day = step_day(of, p->at);
			}
			if (p->caption.n == 0)
				diag_put(&d->sink, DIAG_M906, p->at, TEXTS(p->target));
		}
}
