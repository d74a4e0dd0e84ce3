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

#include "lihui/hash.h"
#include "lihui/utf8.h"
#include "pdf/sheet_draw.h"

#define QUOTED_MAX 4 /* characters */

/* Everything known of one paragraph while it is cut. */
struct run_cutter {
	struct draw *d;
	struct para *p;
	const struct para_piece *pieces;
	uint8_t *kind;       /* of each code point: enum atom_kind */
	uint16_t *piece;     /* its piece */
	char *brk;           /* before it: libunistring's answer */
	bool *joined;        /* with the one before it: both inside a name */
	float limit, widest; /* widest: of the words left whole */
	bool split;          /* a word was longer than the limit */
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
	if (c == 0x200C || c == 0x200D || is_selector(c))
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
	if (a == U'第' && is_digit(b)) /* 第 */
		return true;
	if (i >= 2 && is_digit(c[i - 2])) {
		if ((a == U'年' || a == U'月') && is_digit(b)) /* 年 月 */
			return true;
		if ((a == U'日' || a == U'月' || a == U'年' || a == U'号') &&
		    among(DATE_TAILS, b)) /* 日 月 年 号 */
			return true;
		if (among(SCALES, a) && among(UNITS, b))
			return true;
	}
	return false;
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

	if (t->joined && t->joined[i])
		return false;
	if (b == ' ' || b == 0x3000 || is_selector(b) || b == 0x200D || b == 0x200C || a == 0xA0 ||
	    b == 0xA0)
		return false;
	if (t->piece[i - 1] == t->piece[i] && t->pieces[t->piece[i]].style.keep)
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
			if (is_dropped(c) ||
			    ((is_selector(c) || c == 0x200C || c == 0x200D) &&
				(n == 0 || t->p->codes[n - 1] <= ' ')))
				continue; /* the second: joiners and selectors with nothing to join
					   */
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
	for (size_t i = 0; i < n; i++) {
		before = kind_of(t->p->codes[i], i + 1 < n ? t->p->codes[i + 1] : 0, before);
		t->kind[i] = (uint8_t)before;
	}
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
				if (!t->joined)
					t->joined = ARENA_ARRAY(t->d->a, bool, t->p->ncodes + 1);
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
		if (!t->joined)
			t->joined = ARENA_ARRAY(t->d->a, bool, t->p->ncodes + 1);
		for (size_t k = i + 1; k <= end; k++)
			t->joined[k] = true;
	}
}

static void
report_missing(struct run_cutter *t, size_t i)
{
	struct glyph_missing_list *l = t->d->missing;
	struct glyph_missing *m;

	if (!l)
		return;
	for (size_t k = 0; k < l->n; k++)
		if (l->v[k].code == t->p->codes[i])
			return;
	m = ARENA_PUSH(t->d->missing_arena, l);
	m->code = t->p->codes[i];
	m->where = text_copy(t->d->missing_arena, t->pieces[t->piece[i]].text);
}

/* The font for code point i, with its glyph; a character that none has is replaced. */
static const struct letter *
letter_for(struct run_cutter *t, size_t i)
{
	bool mongolian =
	    t->kind[i] == ATOM_MONGOLIAN || (t->kind[i] == ATOM_SPACE && t->p->vertical);
	enum face face = mongolian ? FACE_MONGOLIAN : t->pieces[t->piece[i]].style.face;
	const struct letter *l =
	    shape_letter(t->d->w->shaper, t->d->w->fonts, face, t->p->codes[i]);

	if (l->font >= 0)
		return l;
	report_missing(t, i);
	t->p->codes[i] = U'〓';
	if (t->kind[i] == ATOM_LATIN || t->kind[i] == ATOM_MONGOLIAN)
		t->kind[i] = ATOM_HAN;
	return shape_letter(t->d->w->shaper, t->d->w->fonts, FACE_HEI, U'〓');
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
		float lying = s->lying_size > 0 ? s->lying_size : s->size;
		a->mode = MODE_ROTATED;
		a->width = (a->width - s->track * (float)a->nglyphs) * lying / a->size +
		    s->track * (float)a->nglyphs;
		a->size = lying;
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
		t->widest = word.width > t->widest ? word.width : t->widest;
		return;
	}
	t->split = true;
	t->p->atoms.n = at;
	while (k < end) {
		size_t e = k + 1;
		struct atom *a;
		while (e < end && t->p->glyphs.v[e].ncodes == 0)
			e++;
		a = atom_add(t, word.kind, k, e - k, s);
		a->mode = word.mode;
		a->width = (a->width - s->track * (float)a->nglyphs) * word.size / a->size +
		    s->track * (float)a->nglyphs;
		a->size = word.size;
		a->emergency = e < end;
		k = e;
	}
	t->p->atoms.v[t->p->atoms.n - 1].may_break = word.may_break;
	t->p->atoms.v[t->p->atoms.n - 1].must_break = word.must_break;
}

/* Words of Latin and Mongolian, and spaces: shaped whole, one atom between two places to break. */
static size_t
add_word(struct run_cutter *t, size_t i)
{
	const struct style *s = &t->pieces[t->piece[i]].style;
	enum atom_kind kind = t->kind[i];
	int font = font_for(t, i);
	size_t end = i + 1, glyph = t->p->glyphs.n;
	enum script script = kind == ATOM_MONGOLIAN ? SCRIPT_MONGOLIAN : SCRIPT_LATIN;
	size_t at = t->p->atoms.n;
	struct atom *a;

	if (t->kind[i] != kind)
		return i; /* it was replaced by 〓 */
	while (end < t->p->ncodes && t->kind[end] == kind && t->piece[end] == t->piece[i] &&
	    t->p->codes[end] != '\n') {
		uint32_t c = t->p->codes[end];
		if (may_break(t, end) || end - i > 150)
			break;
		if (!is_selector(c) && c != 0x200D && c != 0x200C && font_for(t, end) != font)
			break;
		end++;
	}
	shape_piece(t->d->w->shaper, fonts_get(t->d->w->fonts, font), script, false,
	    t->p->codes + i, end - i, (uint32_t)i, t->d->a, &t->p->glyphs);
	a = atom_add(t, kind, glyph, t->p->glyphs.n - glyph, s);
	set_mode(t, a, i, end, s);
	end_atom(t, a, end);
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
	const struct style *s = &t->pieces[t->piece[i]].style;
	const struct letter *l = letter_for(t, i);
	uint32_t c = t->p->codes[i]; /* 〓 by now where no font has it */
	const struct font *f = fonts_get(t->d->w->fonts, l->font >= 0 ? l->font : 0);
	size_t end = i + 1, glyph = t->p->glyphs.n;
	struct atom *a;

	while (end < t->p->ncodes && (is_selector(t->p->codes[end]) || t->p->codes[end] == 0x200D))
		end++;
	if (end == i + 1 && t->kind[i] == ATOM_HAN && !t->p->vertical && utf8_is_han(c)) {
		struct glyph *g = ARENA_PUSH(t->d->a, &t->p->glyphs);
		*g = (struct glyph){ l->glyph, (uint8_t)f->id, 1, l->advance, 0, 0, (uint32_t)i };
	} else {
		/* -- and …… are shaped as one so that they join. */
		while (end < t->p->ncodes && (c == U'—' || c == U'…') && t->p->codes[end] == c &&
		    t->piece[end] == t->piece[i] && end - i < 20)
			end++;
		shape_piece(t->d->w->shaper, f, SCRIPT_HAN, t->p->vertical, t->p->codes + i,
		    end - i, (uint32_t)i, t->d->a, &t->p->glyphs);
	}
	a = atom_add(t, t->kind[i], glyph, t->p->glyphs.n - glyph, s);
	set_mode(t, a, i, end, s);
	end_atom(t, a, end);
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

static void
cut_para(struct run_cutter *t, size_t npieces)
{
	take_codes(t, npieces);
	take_links(t, npieces);
	classify(t);
	join_names(t, npieces);
	join_quotations(t);
	for (size_t i = 0; i < t->p->ncodes;) {
		if (t->p->codes[i] == '\n')
			i++;
		else if (is_cjk(t->kind[i]))
			i = add_han(t, i);
		else
			i = add_word(t, i);
	}
}

/* --- paragraphs made before --- */

/*
 * Most texts are asked for again: first their width, then the text itself, then once more after
 * each step of the shortening. A sheet remembers what it made of one piece. The limit only matters
 * to words longer than it.
 */
struct memo {
	struct memo *next;
	uint64_t hash;
	struct text text;
	struct style style;
	bool vertical, split;
	float limit, widest;
	struct para *para;
};

enum { MEMOS = 512 };
struct para_memos {
	struct memo *heads[MEMOS];
};

/* A paragraph that is remembered under too few of these would be set in another style. */
_Static_assert(sizeof(struct style) == 7 * sizeof(float), "same_style compares seven members");

static bool
same_style(const struct style *a, const struct style *b)
{
	return a->face == b->face && a->size == b->size && a->mn_size == b->mn_size &&
	    a->lying_size == b->lying_size && a->track == b->track && a->gap == b->gap &&
	    a->keep == b->keep;
}

static bool
remembers(
    const struct memo *m, uint64_t hash, const struct para_piece *piece, bool vertical, float limit)
{
	return m->hash == hash && m->vertical == vertical &&
	    (m->limit == limit || (!m->split && m->widest <= limit)) &&
	    same_style(&m->style, &piece->style) && text_eq(m->text, piece->text);
}

static struct para *
para_remembered(struct draw *d, const struct para_piece *piece, bool vertical, float limit)
{
	uint64_t hash = hash64(piece->text);
	struct run_cutter t = { .d = d, .pieces = piece, .limit = limit };
	struct memo **head, *m;

	if (!d->memos)
		d->memos = ARENA_NEW(d->a, struct para_memos);
	head = &d->memos->heads[hash % MEMOS];
	for (m = *head; m; m = m->next)
		if (remembers(m, hash, piece, vertical, limit))
			return m->para;
	t.p = ARENA_NEW(d->a, struct para);
	t.p->vertical = vertical;
	cut_para(&t, 1);
	m = ARENA_NEW(d->a, struct memo);
	*m = (struct memo){ *head, hash, text_copy(d->a, piece->text), piece->style, vertical,
		t.split, limit, t.widest, t.p };
	return (*head = m)->para;
}

struct para *
para_new(struct draw *d, const struct para_piece *pieces, size_t n, bool vertical, float limit)
{
	struct run_cutter t = { .d = d, .pieces = pieces, .limit = limit };

	if (n == 1 && pieces->url.n == 0)
		return para_remembered(d, pieces, vertical, limit);
	t.p = ARENA_NEW(d->a, struct para);
	t.p->vertical = vertical;
	cut_para(&t, n);
	return t.p;
}

struct para *
para_text(struct draw *d, struct text t, struct style s, float limit)
{
	struct para_piece p = { .text = t, .style = s };

	return para_new(d, &p, 1, false, limit);
}

struct para *
para_names(
    struct draw *d, const struct text_list *names, struct style s, bool vertical, float limit)
{
	struct para_piece *pieces = ARENA_ARRAY(d->a, struct para_piece, names->n * 2 + 1);
	size_t n = 0;

	for (size_t i = 0; i < names->n; i++) {
		if (i > 0)
			pieces[n++] = (struct para_piece){ .text = T("、"), .style = s };
		pieces[n] = (struct para_piece){ .text = names->v[i], .style = s };
		pieces[n++].style.keep = true;
	}
	return para_new(d, pieces, n, vertical, limit);
}
