/* SPDX-License-Identifier: MIT */
/*
 * Text into shaped atoms with places to break.
 *
 * Runs: Chinese (with its full-width marks), Mongolian, and the rest, which is called Latin here.
 * U+202F followed by a Mongolian letter belongs to the Mongolian run, even behind digits: otherwise
 * the suffix takes its isolated form. Each character goes to the first font of its face's order
 * that has it; one that no font has becomes 〓, the printers' sign for a missing type, and is
 * reported.
 *
 * Breaks: UAX #14 by libunistring, over it the rules of Chinese setting (no forbidden starts and
 * ends; -- and …… whole) and of this paper: never inside a name, a date, a number with its unit, a
 * Latin word; in an address behind '/' only; in Mongolian at spaces only and never before ᠃ ᠂ ᠄.
 *
 * Gaps: where Chinese meets letters or digits, see SCRIPT_GAP. Pure white, no character.
 *
 * Squeezing: two full-width marks in a row share one em and a half. The empty half of the first
 * closing mark goes, or that of the second opening one.
 */
#include <uchar.h>
#include <unictype.h>
#include <unilbrk.h>

#include "lihui/utf8.h"
#include "pdf/sheet_draw.h"

#define QUOTED_MAX 4 /* characters */

/* Everything known of one paragraph while it is cut. */
struct run_cutter {
	struct draw *d;
	struct para *p;
	const struct para_piece *pieces;
	uint8_t *kind;   /* of each code point: enum atom_kind */
	uint16_t *piece; /* its piece */
	char *brk;       /* before it: libunistring's answer */
	uint8_t *level;  /* of UAX #9; NULL where all runs rightward */
	bool *joined;    /* with the one before it: both inside a name */
	float limit;
	struct para_words *words;
};

static const char32_t NO_START[] = U"，。、；：？！）》」』”’】〉〕］｝…—·％%‰℃～〃々ー";
static const char32_t OPENERS[] = U"（《「『“‘【〈〔［｛";
static const char32_t CLOSERS[] = U"，。、；：？！）》」』”’】〉〕］｝";
static const char32_t UNITS[] =
    U"年月日号时分秒点周期届次天个名人户口只头匹峰元角块吨斤克升米里亩度件项条台套组队栋间座辆层级"
    U"岁批场站眼处页步倍成万亿千百十公厘毫平立票株棵瓦位";
static const char32_t SCALES[] = U"万亿千百十公厘毫平立";
static const char32_t DATE_TAILS[] = U"前起止内后底议";

static bool
among(const char32_t *set, uint32_t c)
{
	for (; *set; set++)
		if (*set == c)
			return true;
	return false;
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_selector(uint32_t c)
{
	return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

static bool
is_mongolian(uint32_t c)
{
	return (c >= 0x1800 && c <= 0x18AF) || (c >= 0x11660 && c <= 0x1167F);
}

/* Comma, stop, colon and their kin: they close a word and never begin a column. */
static bool
is_mongolian_mark(uint32_t c)
{
	return c >= 0x1801 && c <= 0x1805;
}

/* Selectors and joiners: they belong to the character before them. */
static bool
is_joiner(uint32_t c)
{
	return is_selector(c) || c == 0x200C || c == 0x200D;
}

/* Ignorable characters without use on paper outside Mongolian. */
static bool
is_dropped(uint32_t c)
{
	return (c < 0x20 && c != '\n') || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x200B ||
	    c == 0x2060 || c == 0xFEFF || (c >= 0x2028 && c <= 0x202E) || c == 0x200E ||
	    c == 0x200F;
}

static enum atom_kind
kind_of(uint32_t c, uint32_t next, enum atom_kind before)
{
	if (c < 0x80)
		return c == ' ' || c == '\n' ? ATOM_SPACE : ATOM_LATIN;
	if (c == 0x3000)
		return ATOM_SPACE;
	if (is_mongolian(c))
		return ATOM_MONGOLIAN;
	if (c == 0x202F)
		return is_mongolian(next) || before == ATOM_MONGOLIAN ? ATOM_MONGOLIAN : ATOM_LATIN;
	if (is_joiner(c))
		return before == ATOM_SPACE                       ? ATOM_LATIN
		    : before == ATOM_OPEN || before == ATOM_CLOSE ? ATOM_HAN
								  : before;
	if (utf8_is_han(c))
		return ATOM_HAN;
	if (among(OPENERS, c))
		return ATOM_OPEN;
	if (among(CLOSERS, c))
		return ATOM_CLOSE;
	if ((c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xF900 && c <= 0xFAFF) ||
	    (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF) || c >= 0x20000 ||
	    c == U'—' || c == U'…' || c == U'·')
		return ATOM_HAN;
	return ATOM_LATIN;
}

static bool
is_cjk(enum atom_kind k)
{
	return k == ATOM_HAN || k == ATOM_OPEN || k == ATOM_CLOSE;
}

/* Number and unit, both halves of a date, 第27周. */
static bool
is_glued(const uint32_t *c, size_t i)
{
	uint32_t a = c[i - 1], b = c[i];

	if (is_digit(a) && among(UNITS, b))
		return true;
	if (a == U'第' && is_digit(b))
		return true;
	if (i >= 2 && is_digit(c[i - 2])) {
		if ((a == U'年' || a == U'月') && is_digit(b))
			return true;
		if ((a == U'日' || a == U'月' || a == U'年' || a == U'号') && among(DATE_TAILS, b))
			return true;
		if (among(SCALES, a) && among(UNITS, b))
			return true;
	}
	return false;
}

static const struct style *
style_at(const struct run_cutter *t, size_t i)
{
	return &t->pieces[t->piece[i]].style;
}

/* In an address behind '/' only. The dot tells an address from 1/2. */
static bool
breaks_address(const struct run_cutter *t, size_t i)
{
	if (t->p->codes[i - 1] != '/' || t->p->codes[i] == '/')
		return false;
	for (size_t k = i - 1; k > 0 && t->kind[k - 1] == ATOM_LATIN && i - k < 200; k--)
		if (t->p->codes[k - 1] == '.')
			return true;
	return false;
}

/* May a line end between i - 1 and i? */
static bool
may_break(const struct run_cutter *t, size_t i)
{
	uint32_t a = t->p->codes[i - 1], b = t->p->codes[i];
	enum atom_kind ka = t->kind[i - 1], kb = t->kind[i];

	if (t->joined[i])
		return false;
	if (b == ' ' || b == 0x3000 || is_joiner(b) || a == 0xA0 || b == 0xA0)
		return false;
	if (t->piece[i - 1] == t->piece[i] && style_at(t, i)->keep)
		return false;
	if (ka == ATOM_SPACE)
		return !is_mongolian_mark(b);
	if (ka == ATOM_LATIN && kb == ATOM_LATIN)
		return breaks_address(t, i);
	if (ka == ATOM_MONGOLIAN || kb == ATOM_MONGOLIAN)
		return ka != kb && !is_mongolian_mark(b) && b != 0x202F && a != 0x202F &&
		    !among(NO_START, b);
	if (kb == ATOM_CLOSE || ka == ATOM_OPEN || among(NO_START, b) || is_glued(t->p->codes, i))
		return false;
	if (is_cjk(ka) && is_cjk(kb))
		return true;
	return t->brk[i] == UC_BREAK_POSSIBLE || ka == ATOM_CLOSE || kb == ATOM_OPEN;
}

/* --- characters --- */

static void
take_codes(struct run_cutter *t, size_t npieces)
{
	size_t bytes = 0, n = 0;

	for (size_t i = 0; i < npieces; i++)
		bytes += t->pieces[i].text.n;
	t->p->codes = ARENA_ARRAY(t->d->a, uint32_t, bytes + 1);
	t->piece = ARENA_ARRAY(t->d->a, uint16_t, bytes + 1);
	for (size_t i = 0; i < npieces; i++)
		for (size_t k = 0; k < t->pieces[i].text.n;) {
			uint32_t c = utf8_next(t->pieces[i].text, &k);
			if (c == '\t')
				c = ' ';
			/* the second: with nothing to join */
			if (is_dropped(c) ||
			    (is_joiner(c) && (n == 0 || t->p->codes[n - 1] <= ' ')))
				continue;
			t->piece[n] = (uint16_t)i;
			t->p->codes[n++] = c;
		}
	t->p->ncodes = n;
}

static void
classify(struct run_cutter *t)
{
	size_t n = t->p->ncodes;
	enum atom_kind before = ATOM_SPACE;

	t->kind = ARENA_ARRAY(t->d->a, uint8_t, n + 1);
	t->brk = ARENA_ARRAY(t->d->a, char, n + 1);
	t->joined = ARENA_ARRAY(t->d->a, bool, n + 1);
	for (size_t i = 0; i < n; i++) {
		before = kind_of(t->p->codes[i], i + 1 < n ? t->p->codes[i + 1] : 0, before);
		t->kind[i] = (uint8_t)before;
	}
	if (!t->p->vertical)
		t->level = bidi_levels(t->d, t->p->codes, n);
	if (n > 0)
		u32_possible_linebreaks(t->p->codes, n, "UTF-8", t->brk);
}

/* Names of the sheet's people wherever they stand in a text. */
static void
join_names(struct run_cutter *t, size_t npieces)
{
	size_t at = 0;

	for (size_t i = 0; i < npieces; i++) {
		struct text text = t->pieces[i].text;
		for (size_t k = 0; k < t->d->names.n; k++) {
			struct text name = t->d->names.v[k];
			for (size_t f = text_find(text, name, 0); f != SIZE_MAX;
			     f = text_find(text, name, f + name.n)) {
				size_t from = at + utf8_length(text_cut(text, 0, f)),
				       n = utf8_length(name);
				for (size_t j = from + 1; j < from + n && j < t->p->ncodes; j++)
					t->joined[j] = true;
			}
		}
		at += utf8_length(text);
	}
}

/* “双书记”, “两委”: a short quotation is a name as well. */
static void
join_quotations(struct run_cutter *t)
{
	for (size_t i = 0; i + 2 < t->p->ncodes; i++) {
		size_t end = i + 1;
		if (t->p->codes[i] != U'“')
			continue;
		while (end < t->p->ncodes && end - i <= QUOTED_MAX && t->p->codes[end] != U'”')
			end++;
		if (end == t->p->ncodes || t->p->codes[end] != U'”')
			continue;
		for (size_t k = i + 1; k <= end; k++)
			t->joined[k] = true;
	}
}

static void
report_missing(struct run_cutter *t, size_t i)
{
	struct glyph_missing_list *l = t->d->missing;
	struct arena *a = t->d->missing_arena;

	for (size_t k = 0; l && k < l->n; k++)
		if (l->v[k].code == t->p->codes[i])
			return;
	if (l)
		*ARENA_PUSH(a, l) = (struct glyph_missing){ t->p->codes[i],
			text_copy(a, t->pieces[t->piece[i]].text) };
}

/* The font for code point i, with its glyph; a character that none has is replaced. */
static const struct letter *
letter_for(struct run_cutter *t, size_t i)
{
	bool mongolian =
	    t->kind[i] == ATOM_MONGOLIAN || (t->kind[i] == ATOM_SPACE && t->p->vertical);
	enum face face = mongolian ? FACE_MONGOLIAN : style_at(t, i)->face;
	const struct pdf_worker *w = t->d->w;
	const struct letter *l = shape_letter(w->shaper, w->fonts, face, t->p->codes[i]);

	if (l->font >= 0)
		return l;
	report_missing(t, i);
	t->p->codes[i] = U'〓';
	if (t->kind[i] == ATOM_LATIN || t->kind[i] == ATOM_MONGOLIAN)
		t->kind[i] = ATOM_HAN;
	return shape_letter(w->shaper, w->fonts, FACE_HEI, U'〓');
}

static int
font_for(struct run_cutter *t, size_t i)
{
	int font = letter_for(t, i)->font;

	return font >= 0 ? font : 0;
}

/* --- atoms --- */

static struct atom *
atom_add(
    struct run_cutter *t, enum atom_kind kind, size_t glyph, size_t nglyphs, const struct style *s)
{
	struct atom *a = ARENA_PUSH(t->d->a, &t->p->atoms);
	float advance = 0;

	a->kind = (uint8_t)kind;
	a->glyph = (uint32_t)glyph;
	a->nglyphs = (uint16_t)nglyphs;
	a->size =
	    (kind == ATOM_MONGOLIAN || (kind == ATOM_SPACE && t->p->vertical)) && s->mn_size > 0
	    ? s->mn_size
	    : s->size;
	for (size_t i = 0; i < nglyphs; i++)
		advance += t->p->glyphs.v[glyph + i].advance;
	a->track = s->track;
	a->width = advance * a->size / 1000 + s->track * (float)nglyphs;
	return a;
}

/* In that size, the track behind its glyphs as it is. */
static void
set_size(struct atom *a, float size)
{
	float track = a->track * (float)a->nglyphs;

	a->width = (a->width - track) * size / a->size + track;
	a->size = size;
}

static bool
is_two_digits(const struct run_cutter *t, size_t from, size_t to)
{
	size_t n = t->p->ncodes;

	for (size_t i = from; i < to; i++)
		if (!is_digit(t->p->codes[i]))
			return false;
	return to - from <= 2 && (from == 0 || t->kind[from - 1] != ATOM_LATIN) &&
	    (to == n || t->kind[to] != ATOM_LATIN);
}

/* How an atom of a column stands. */
static void
set_mode(struct run_cutter *t, struct atom *a, size_t from, size_t to, const struct style *s)
{
	if (!t->p->vertical)
		return;
	if (a->kind == ATOM_MONGOLIAN || a->kind == ATOM_SPACE) {
		a->mode = MODE_ROTATED;
	} else if (a->kind != ATOM_LATIN) {
		a->mode = MODE_UPRIGHT;
	} else if (is_two_digits(t, from, to)) {
		a->mode = MODE_CELL;
		a->width = a->size + s->track;
	} else {
		a->mode = MODE_ROTATED;
		set_size(a, s->lying_size > 0 ? s->lying_size : s->size);
	}
}

static void
end_atom(struct run_cutter *t, struct atom *a, size_t to)
{
	size_t n = t->p->ncodes;

	a->must_break = to < n && t->p->codes[to] == '\n';
	a->may_break = a->must_break || (to < n && may_break(t, to));
	a->dot = t->p->codes[to - 1] == U'·';
}

/* Letters and digits; signs and marks bring their own white. */
static bool
is_letter(uint32_t c)
{
	if (c < 0x80)
		return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
	return uc_is_property_alphabetic(c) && !is_mongolian(c);
}

/* The gap before code point i, when one side of it is an ideograph and the other a letter. */
static float
gap_before(const struct run_cutter *t, size_t i, const struct style *s)
{
	size_t k = i;

	if (s->gap == 0 || i == 0)
		return 0;
	while (k > 1 && is_selector(t->p->codes[k - 1]))
		k--;
	if (t->kind[i] == ATOM_LATIN ? t->kind[k - 1] == ATOM_HAN &&
		    utf8_is_han(t->p->codes[k - 1]) && is_letter(t->p->codes[i])
				     : t->kind[k - 1] == ATOM_LATIN &&
		    utf8_is_han(t->p->codes[i]) && is_letter(t->p->codes[k - 1]))
		return s->gap * s->size;
	return 0;
}

/* A word longer than any line becomes atoms of one glyph each. */
static void
split_long(struct run_cutter *t, size_t at, const struct style *s)
{
	struct atom word = t->p->atoms.v[at];
	size_t k = word.glyph, end = word.glyph + word.nglyphs;

	if (word.nglyphs < 2 || word.mode == MODE_CELL)
		return;
	if (word.width <= t->limit) {
		t->words->widest = word.width > t->words->widest ? word.width : t->words->widest;
		return;
	}
	t->words->split = true;
	t->p->atoms.n = at;
	while (k < end) {
		size_t e = k + 1;
		while (e < end && t->p->glyphs.v[e].ncodes == 0)
			e++;
		struct atom *a = atom_add(t, word.kind, k, e - k, s);
		a->mode = word.mode;
		set_size(a, word.size);
		a->emergency = e < end;
		k = e;
	}
	struct atom *last = &t->p->atoms.v[t->p->atoms.n - 1];
	last->may_break = word.may_break;
	last->must_break = word.must_break;
}

/* Glyphs of a piece as one atom. */
static struct atom *
add_atom(struct run_cutter *t, int font, enum script script, size_t from, size_t to)
{
	const struct style *s = style_at(t, from);
	size_t glyph = t->p->glyphs.n;
	const uint32_t *codes =
	    t->level ? bidi_mirrored(t->d->a, t->p->codes + from, to - from, t->level[from]) : NULL;

	shape_piece(t->d->w->shaper, fonts_get(t->d->w->fonts, font), script,
	    script == SCRIPT_HAN && t->p->vertical, codes ? codes : t->p->codes + from, to - from,
	    (uint32_t)from, t->d->a, &t->p->glyphs);
	struct atom *a = atom_add(t, t->kind[from], glyph, t->p->glyphs.n - glyph, s);
	a->level = t->level ? t->level[from] : 0;
	set_mode(t, a, from, to, s);
	end_atom(t, a, to);
	return a;
}

/* Words of Latin and Mongolian, and spaces: shaped whole, one atom between two places to break. */
static size_t
add_word(struct run_cutter *t, size_t i)
{
	const struct style *s = style_at(t, i);
	enum atom_kind kind = t->kind[i];
	int font = font_for(t, i);
	size_t end = i + 1, at = t->p->atoms.n;

	if (t->kind[i] != kind)
		return i; /* it was replaced by 〓 */
	while (end < t->p->ncodes && t->kind[end] == kind && t->piece[end] == t->piece[i] &&
	    t->p->codes[end] != '\n' && (!t->level || t->level[end] == t->level[i]) &&
	    !may_break(t, end) && end - i <= 150 &&
	    (is_joiner(t->p->codes[end]) || font_for(t, end) == font))
		end++;
	(void)add_atom(t, font, kind == ATOM_MONGOLIAN ? SCRIPT_MONGOLIAN : SCRIPT_LATIN, i, end);
	split_long(t, at, s);
	if (kind == ATOM_LATIN)
		t->p->atoms.v[at].before = gap_before(t, i, s);
	return end;
}

/* The empty halves of two marks in a row. */
static void
squeeze_marks(struct para *p, struct atom *a)
{
	struct atom *before = p->atoms.n >= 2 ? a - 1 : NULL;

	a->spare = a->kind == ATOM_CLOSE && a->width >= a->size * 0.9f ? a->size / 2 : 0;
	if (!before || before->must_break)
		return;
	if (before->kind == ATOM_CLOSE && (a->kind == ATOM_CLOSE || a->kind == ATOM_OPEN) &&
	    before->spare > 0) {
		before->width -= before->spare;
		before->spare = 0;
	} else if (before->kind == ATOM_OPEN && a->kind == ATOM_OPEN &&
	    a->width >= a->size * 0.9f) {
		a->width -= a->size / 2;
		a->shift = -a->size / 2;
	}
}

/* Ideographs without a variation selector need no shaping unless they stand in a column: one glyph,
 * one em. */
static size_t
add_han(struct run_cutter *t, size_t i)
{
	const struct style *s = style_at(t, i);
	const struct letter *l = letter_for(t, i);
	uint32_t c = t->p->codes[i]; /* 〓 by now where no font has it */
	int font = l->font >= 0 ? l->font : 0;
	size_t end = i + 1;
	struct atom *a;

	while (end < t->p->ncodes && (is_selector(t->p->codes[end]) || t->p->codes[end] == 0x200D))
		end++;
	if (end == i + 1 && t->kind[i] == ATOM_HAN && !t->p->vertical && utf8_is_han(c)) {
		*ARENA_PUSH(t->d->a, &t->p->glyphs) =
		    (struct glyph){ l->glyph, (uint8_t)font, 1, l->advance, 0, 0, (uint32_t)i };
		a = atom_add(t, ATOM_HAN, t->p->glyphs.n - 1, 1, s);
		end_atom(t, a, end);
	} else {
		/* -- and …… are shaped as one so that they join. */
		while (end < t->p->ncodes && (c == U'—' || c == U'…') && t->p->codes[end] == c &&
		    t->piece[end] == t->piece[i] && end - i < 20)
			end++;
		a = add_atom(t, font, SCRIPT_HAN, i, end);
	}
	if (t->kind[i] == ATOM_HAN)
		a->before = gap_before(t, i, s);
	squeeze_marks(t->p, a);
	return end;
}

static void
take_links(struct run_cutter *t, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (t->pieces[i].url.n > 0) {
			if (!t->p->links)
				t->p->links = ARENA_ARRAY(t->d->a, struct para_link, n);
			t->p->links[i].url = t->pieces[i].url;
		}
	if (t->p->links)
		t->p->piece = t->piece;
}

struct para *
para_cut(struct draw *d, const struct para_piece *pieces, size_t n, bool vertical, float limit,
    struct para_words *words)
{
	struct para *p = ARENA_NEW(d->a, struct para);
	struct run_cutter t = { .d = d, .p = p, .pieces = pieces, .limit = limit, .words = words };

	p->vertical = vertical;
	take_codes(&t, n);
	take_links(&t, n);
	classify(&t);
	join_names(&t, n);
	join_quotations(&t);
	for (size_t i = 0; i < p->ncodes;) {
		if (p->codes[i] == '\n')
			i++;
		else if (is_cjk(t.kind[i]))
			i = add_han(&t, i);
		else
			i = add_word(&t, i);
	}
	return p;
}
