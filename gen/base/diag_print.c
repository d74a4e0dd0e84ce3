/* SPDX-License-Identifier: MIT */
/*
 * Findings for people: place, level, sentence and code; the line with a caret under the fault; what
 * to type. The caret is set by display width, so tabs become spaces first and Han count two. The
 * text came from somebody's file: control characters are shown as U+FFFD and never reach the
 * terminal.
 *
 *     content/a.md:3:5: 请核对: 2018-07-01 是星期日 … [D101]
 *         3 | 日期: 2018-07-01
 *           |       ^~~~~~~~~~
 *       改法: …
 */
#include "base/diag_print.h"

#include "lihui/arena.h"
#include "lihui/secret.h"
#include "lihui/utf8.h"

/*
 * Columns of an excerpt; a longer line is cut around the caret, which then stands at most
 * CARET_MOST from the left.
 */
#define COLUMNS_MOST 100
#define CARET_MOST   60
#define CARET_LEFT   40
#define TAB          8

/* What is written in front of the place, of each level, of the caret, and behind each. */
static const struct paint {
	const char *place, *level[DIAG_ERROR + 1], *caret, *end;
} plain = { "", { "", "", "", "" }, "", "" },
  colours = { "\033[1m", { "", "\033[36m", "\033[1;33m", "\033[1;31m" }, "\033[32m", "\033[0m" };

struct text
diag_level_word(enum diag_level level, enum lang lang, const struct words *w)
{
	static const char *const keys[] = { "", "level.note", "level.warning", "level.error" };
	return level == DIAG_OFF ? NO_TEXT : words_get(w, lang, keys[level], NULL);
}

/* One code point as it may be shown; false for what takes no place on the line. */
static void
put_visible(struct buf *out, uint32_t c)
{
	if (c == '\n' || c == '\r' || c == '\t')
		buf_char(out, ' ');
	else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
	    (c >= 0x2066 && c <= 0x2069))
		buf_code(out, 0xFFFD);
	else
		buf_code(out, c);
}

static void
put_clean(struct buf *out, struct text t)
{
	for (size_t i = 0; i < t.n;)
		put_visible(out, utf8_next(t, &i));
}

/* The excerpt made printable, and where the caret comes to stand in it, in columns. */
struct print_line {
	struct buf flat;
	int width, caret, caret_end;
};

static void
line_flatten(struct print_line *l, const struct finding *f)
{
	int place = f->caret > 0 ? f->caret : f->column,
	    end = place + (f->caret > 0 ? f->caret_width : f->width), n = 1;
	l->caret = l->caret_end = -1;
	for (size_t i = 0; i < f->excerpt.n; n++) {
		if (n == place)
			l->caret = l->width;
		if (n == end)
			l->caret_end = l->width;
		size_t from = l->flat.n;
		uint32_t c = utf8_next(f->excerpt, &i);
		if (c == '\t')
			buf_fmt(&l->flat, "%*s", TAB - l->width % TAB, "");
		else
			put_visible(&l->flat, c);
		l->width += utf8_width(text_cut(buf_view(&l->flat), from, l->flat.n));
	}
	if (l->caret < 0)
		l->caret = l->width;
	if (l->caret_end <= l->caret)
		l->caret_end = end > place && l->caret_end < 0 ? l->width : l->caret + 1;
}

/* The offset of the first code point at or behind a column; *column becomes its own. */
static size_t
offset_at(struct text t, int *column)
{
	size_t i = 0;
	int at = 0;
	while (i < t.n && at < *column) {
		size_t from = i;
		utf8_next(t, &i);
		at += utf8_width(text_cut(t, from, i));
	}
	*column = at;
	return i;
}

static void
line_print(struct buf *out, const struct print_line *l, int number, const struct paint *paint)
{
	struct text flat = buf_view(&l->flat);
	int from = l->width > COLUMNS_MOST && l->caret > CARET_MOST ? l->caret - CARET_LEFT : 0,
	    to = l->width;
	size_t begin = offset_at(flat, &from), end = flat.n;
	if (to - from > COLUMNS_MOST) {
		to = from + COLUMNS_MOST;
		end = offset_at(flat, &to);
	}
	const char *dots = begin > 0 ? "..." : "";
	buf_fmt(out, "%5d | %s", number, dots);
	buf_text(out, text_cut(flat, begin, end));
	buf_str(out, end < flat.n ? "...\n" : "\n");
	int caret_end = l->caret_end < to ? l->caret_end : to;
	buf_fmt(out, "      | %*s%s^", (int)strlen(dots) + l->caret - from, "", paint->caret);
	for (int i = l->caret + 1; i < caret_end; i++)
		buf_char(out, '~');
	buf_fmt(out, "%s\n", paint->end);
}

static void
put_behind(struct buf *out, struct text label, struct text what)
{
	buf_str(out, "  ");
	buf_text(out, label);
	buf_str(out, ": ");
	put_clean(out, what);
	buf_char(out, '\n');
}

static void
put_finding(struct buf *out, struct arena *a, const struct finding *f, enum lang lang,
    const struct words *w, struct text prefix, const struct paint *paint)
{
	buf_str(out, paint->place);
	put_clean(out, prefix);
	put_clean(out, f->path);
	if (f->line > 0)
		buf_fmt(out, ":%d:%d", f->line, f->column);
	buf_fmt(out, ":%s %s%.*s:%s ", paint->end, paint->level[f->level],
	    TEXT_ARG(diag_level_word(f->level, lang, w)), paint->end);
	put_clean(out, diag_sentence(a, f, lang, w));
	buf_fmt(out, " [%s]\n", diag_info(f->code)->code);
	if (f->line > 0 && f->excerpt.n > 0) {
		struct print_line l = { .flat = BUF_INIT };
		line_flatten(&l, f);
		line_print(out, &l, f->line, paint);
		buf_release(&l.flat);
	}
	struct text remedy = diag_remedy(a, f, lang, w);
	if (f->waived.n > 0)
		put_behind(out, words_get(w, lang, "diag.waived_label", NULL), f->waived);
	else if (remedy.n > 0)
		put_behind(out, words_get(w, lang, "diag.fix_label", NULL), remedy);
}

static void
print_text(struct buf *out, const struct finding_list *l, enum lang lang, const struct words *w,
    struct text prefix, const struct paint *paint)
{
	struct arena *a = arena_new();
	for (size_t i = 0; i < l->n; i++) {
		put_finding(out, a, &l->v[i], lang, w, prefix, paint);
		arena_clear(a);
	}
	arena_free(a);
}

/*
 * Lines and arguments were masked when the finding was made (diag.c), by what its unit publishes.
 * Paths cannot be, findings are found by them; and a waiver's reason comes later.
 */
static struct finding_list
findings_mask(struct arena *a, const struct finding_list *l)
{
	struct finding_list masked = { 0 };
	for (size_t i = 0; i < l->n; i++) {
		struct finding *f = ARENA_PUSH(a, &masked);
		*f = l->v[i];
		f->path = secret_mask(a, f->path, NULL);
		f->waived = secret_mask(a, f->waived, NULL);
	}
	return masked;
}

void
diag_print(struct buf *out, const struct finding_list *l, enum diag_format format, enum lang lang,
    const struct words *w, struct text prefix)
{
	struct arena *a = arena_new();
	struct finding_list masked = findings_mask(a, l);
	prefix = secret_mask(a, prefix, NULL);
	switch (format) {
	case DIAG_FORMAT_TEXT: print_text(out, &masked, lang, w, prefix, &plain); break;
	case DIAG_FORMAT_COLOUR: print_text(out, &masked, lang, w, prefix, &colours); break;
	case DIAG_FORMAT_JSON: diag_print_json(out, &masked, lang, w, prefix); break;
	case DIAG_FORMAT_SARIF: diag_print_sarif(out, &masked, lang, w, prefix); break;
	}
	arena_free(a);
}
