/* SPDX-License-Identifier: MIT */
/*
 * What a run looks like that does not say so itself, and what automatic lists print.
 *
 * Outside facts (ECMA-376 part 1, 17.7): a style builds upon the one that w:basedOn names; a
 * property that is switched in a paragraph's style and in a character's style is switched twice,
 * that is off; what stands in the run's own properties decides alone. w:val="0", "false" and "off"
 * switch off. Numbers: w:num names a w:abstractNum, whose levels say how they count and what is
 * printed ("第%1条"); a style may belong to a list.
 */
#include "intake/docx.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/utf8.h"

/* Word writes some 400 styles, and a chain of them is five long. */
#define STYLES_MOST 2000
#define CHAIN_MOST  20
#define LISTS_MOST  1000
#define LEVELS      9

/* How a run is kept from being seen; all but the last two are switches in the sense above. */
static const char *const unseen[] = { "strike", "vanish", "dstrike", "webHidden" };
#define UNSEEN (sizeof unseen / sizeof *unseen)

struct word_style {
	struct text id;
	const xmlNode *node;
	bool on[UNSEEN];
	struct text list, level; /* of numPr */
};
struct list_level {
	const xmlNode *node; /* w:lvl */
	int start, count;    /* count: the last number printed */
	bool begun;
};
struct word_list { /* w:abstractNum */
	struct text id;
	struct list_level levels[LEVELS];
};
struct word_num { /* w:num */
	struct text id;
	struct word_list *list;
	const xmlNode *node;
	bool met;
};
struct word_styles {
	struct word_style *styles;
	size_t nstyles;
	struct word_list *lists;
	size_t nlists;
	struct word_num *nums;
	size_t nnums;
	struct text paragraph; /* the style of paragraphs that name none */
};

static bool
is_off(const xmlNode *n)
{
	struct text v = xml_value(n, "val");

	return text_eq(v, T("0")) || text_eq(v, T("false")) || text_eq(v, T("off"));
}

/* 1 on, 0 off, -1 not said. */
static int
said(const xmlNode *rpr, const char *name)
{
	const xmlNode *n = xml_child(rpr, name);

	return n == NULL ? -1 : !is_off(n);
}

static int
number_of(struct text t, int otherwise)
{
	int n;

	return text_int(t, &n) ? n : otherwise;
}

/* --- styles --- */

static int
by_id(const void *x, const void *y)
{
	return text_cmp(((const struct word_style *)x)->id, ((const struct word_style *)y)->id);
}

static const struct word_style *
style_of(const struct word_styles *s, struct text id)
{
	struct word_style key = { .id = id };

	return s->nstyles == 0 || id.n == 0
	    ? NULL
	    : bsearch(&key, s->styles, s->nstyles, sizeof key, by_id);
}

/* From the style up to what it is based on: the first that says something decides. */
static void
settle_style(const struct word_styles *s, struct word_style *x)
{
	const struct word_style *up = x;
	int on[UNSEEN];

	for (size_t k = 0; k < UNSEEN; k++)
		on[k] = -1;
	for (int n = 0; up != NULL && n < CHAIN_MOST; n++) {
		const xmlNode *rpr = xml_child(up->node, "rPr"),
			      *num = xml_child(xml_child(up->node, "pPr"), "numPr");
		for (size_t k = 0; k < UNSEEN; k++)
			if (on[k] < 0)
				on[k] = said(rpr, unseen[k]);
		if (x->list.n == 0)
			x->list = xml_value(xml_child(num, "numId"), "val");
		if (x->level.n == 0)
			x->level = xml_value(xml_child(num, "ilvl"), "val");
		up = style_of(s, xml_value(xml_child(up->node, "basedOn"), "val"));
	}
	for (size_t k = 0; k < UNSEEN; k++)
		x->on[k] = on[k] == 1;
}

static void
take_styles(struct word_styles *s, struct arena *a, const xmlNode *root)
{
	s->styles = ARENA_ARRAY(a, struct word_style, STYLES_MOST);
	for (const xmlNode *n = root == NULL ? NULL : root->children;
	     n != NULL && s->nstyles < STYLES_MOST; n = n->next) {
		if (!xml_is(n, "style"))
			continue;
		s->styles[s->nstyles++] =
		    (struct word_style){ .id = xml_value(n, "styleId"), .node = n };
		if (text_eq(xml_value(n, "type"), T("paragraph")) &&
		    text_eq(xml_value(n, "default"), T("1")))
			s->paragraph = xml_value(n, "styleId");
	}
	if (s->nstyles > 0)
		qsort(s->styles, s->nstyles, sizeof *s->styles, by_id);
	for (size_t i = 0; i < s->nstyles; i++)
		settle_style(s, &s->styles[i]);
}

bool
word_styles_shown(const struct word_styles *s, const xmlNode *rpr, struct text paragraph_style)
{
	const struct word_style *c = style_of(s, xml_value(xml_child(rpr, "rStyle"), "val")),
				*p = style_of(
				    s, paragraph_style.n > 0 ? paragraph_style : s->paragraph);

	for (size_t k = 0; k < UNSEEN; k++) {
		int own = said(rpr, unseen[k]);
		bool in_p = p != NULL && p->on[k], in_c = c != NULL && c->on[k];
		if (own >= 0 ? own == 1 : k < 2 ? in_p != in_c : in_p || in_c)
			return false;
	}
	return true;
}

bool
word_styles_joined(const xmlNode *ppr)
{
	const xmlNode *mark = xml_child(ppr, "rPr");

	return xml_child(mark, "del") != NULL || xml_child(mark, "moveFrom") != NULL ||
	    said(mark, "vanish") == 1;
}

/* --- lists --- */

static struct list_level *
level_at(struct word_list *l, struct text ilvl)
{
	int k = number_of(ilvl, 0);

	return k >= 0 && k < LEVELS ? &l->levels[k] : NULL;
}

static struct word_list *
list_of(struct word_styles *s, struct text id)
{
	for (size_t i = 0; i < s->nlists; i++)
		if (text_eq(s->lists[i].id, id))
			return &s->lists[i];
	return NULL;
}

static void
take_lists(struct word_styles *s, struct arena *a, const xmlNode *root)
{
	s->lists = ARENA_ARRAY(a, struct word_list, LISTS_MOST);
	s->nums = ARENA_ARRAY(a, struct word_num, LISTS_MOST);
	for (const xmlNode *n = root == NULL ? NULL : root->children; n != NULL; n = n->next) {
		if (xml_is(n, "abstractNum") && s->nlists < LISTS_MOST) {
			struct word_list *l = &s->lists[s->nlists++];
			l->id = xml_value(n, "abstractNumId");
			for (const xmlNode *v = n->children; v != NULL; v = v->next) {
				struct list_level *to =
				    xml_is(v, "lvl") ? level_at(l, xml_value(v, "ilvl")) : NULL;
				if (to != NULL)
					*to = (struct list_level){ v,
						number_of(
						    xml_value(xml_child(v, "start"), "val"), 1),
						0, false };
			}
		} else if (xml_is(n, "num") && s->nnums < LISTS_MOST) {
			s->nums[s->nnums++] = (struct word_num){ xml_value(n, "numId"),
				list_of(s, xml_value(xml_child(n, "abstractNumId"), "val")), n,
				false };
		}
	}
}

struct word_styles *
word_styles_new(struct arena *a, const xmlNode *styles, const xmlNode *numbering)
{
	struct word_styles *s = ARENA_NEW(a, struct word_styles);

	take_styles(s, a, styles);
	take_lists(s, a, numbering);
	return s;
}

/* A list that begins anew where another of the same kind stood before says so. */
static void
start_again(struct word_num *m)
{
	for (const xmlNode *o = m->node->children; !m->met && o != NULL; o = o->next) {
		struct list_level *l = level_at(m->list, xml_value(o, "ilvl"));
		if (!xml_is(o, "lvlOverride") || l == NULL || xml_child(o, "startOverride") == NULL)
			continue;
		l->start = number_of(xml_value(xml_child(o, "startOverride"), "val"), 1);
		l->begun = false;
	}
	m->met = true;
}

/* 1..99 as 一..九十九. */
static void
put_han(struct buf *b, int n)
{
	static const char *const figures[] = { "", "一", "二", "三", "四", "五", "六", "七", "八",
		"九" };

	if (n < 1 || n > 99) {
		buf_fmt(b, "%d", n);
		return;
	}
	if (n >= 20)
		buf_str(b, figures[n / 10]);
	if (n >= 10)
		buf_str(b, "十");
	buf_str(b, figures[n % 10]);
}

static void
put_count(struct buf *b, struct text format, int n)
{
	if (text_has(format, T("EnclosedCircle")) && n >= 1 && n <= 20)
		buf_code(b, (uint32_t)(U'①' + (uint32_t)n - 1));
	else if (text_eq(format, T("decimalZero")))
		buf_fmt(b, "%02d", n);
	else if (text_ends(format, T("Letter")) && n >= 1 && n <= 26)
		buf_char(b, (char)((text_starts(format, T("upper")) ? 'A' : 'a') + n - 1));
	else if (text_has(format, T("hinese")) || text_has(format, T("japanese")) ||
	    text_has(format, T("taiwanese")) || text_eq(format, T("ideographDigital")))
		put_han(b, n);
	else
		buf_fmt(b, "%d", n);
}

/* "%1.%2、" with the counts so far. */
static struct text
printed(struct arena *a, const struct word_list *l, struct text pattern)
{
	struct buf b = BUF_INIT;
	struct text out;

	for (size_t i = 0; i < pattern.n; i++) {
		char c = i + 1 < pattern.n && pattern.p[i] == '%' ? pattern.p[i + 1] : 0;
		if (c < '1' || c > '9') {
			buf_char(&b, pattern.p[i]);
			continue;
		}
		const struct list_level *v = &l->levels[c - '1'];
		put_count(&b, xml_value(xml_child(v->node, "numFmt"), "val"),
		    v->begun ? v->count : v->start);
		i++;
	}
	out = text_copy(a, text_trim(buf_view(&b)));
	buf_release(&b);
	/* 1 修井: without a mark it would be read as one number with what follows. */
	if (out.n > 0 && utf8_digit(utf8_prev(out, &(size_t){ out.n })) >= 0)
		out = text_join(a, out, T("、"));
	return out;
}

struct text
word_styles_number(struct word_styles *s, struct arena *a, const xmlNode *ppr, bool *listed)
{
	const xmlNode *own = xml_child(ppr, "numPr");
	struct text named = xml_value(xml_child(ppr, "pStyle"), "val");
	const struct word_style *style = style_of(s, named.n > 0 ? named : s->paragraph);
	struct text id = xml_value(xml_child(own, "numId"), "val"),
		    ilvl = xml_value(xml_child(own, "ilvl"), "val");
	struct word_num *m = NULL;

	if (id.n == 0 && style != NULL)
		id = style->list;
	if (ilvl.n == 0 && style != NULL)
		ilvl = style->level;
	*listed = id.n > 0 && !text_eq(id, T("0")); /* 0 takes the number off again */
	for (size_t i = 0; *listed && m == NULL && i < s->nnums; i++)
		if (text_eq(s->nums[i].id, id))
			m = &s->nums[i];
	if (m == NULL || m->list == NULL)
		return NO_TEXT;
	start_again(m);
	struct list_level *l = level_at(m->list, ilvl);
	if (l == NULL || l->node == NULL)
		return NO_TEXT;
	l->count = l->begun ? l->count + (l->count < INT16_MAX) : l->start;
	l->begun = true;
	for (struct list_level *below = l + 1; below < m->list->levels + LEVELS; below++)
		below->begun = false;
	struct text format = xml_value(xml_child(l->node, "numFmt"), "val");
	if (text_eq(format, T("bullet")))
		return T("- ");
	*listed = !text_eq(format, T("none"));
	return *listed ? printed(a, m->list, xml_value(xml_child(l->node, "lvlText"), "val"))
		       : NO_TEXT;
}

/* --- signs --- */

uint32_t
word_sign(struct text font, uint32_t c)
{
	static const struct {
		const char *font;
		uint32_t from, to;
	} signs[] = {
		{ "Wingdings 2", 0x50, U'√' },
		{ "Wingdings 2", 0x52, U'☑' },
		{ "Wingdings 2", 0x4F, U'×' },
		{ "Wingdings 2", 0x51, U'☒' },
		{ "Wingdings 2", 0x53, U'☒' },
		{ "Wingdings 2", 0x54, U'☒' },
		{ "Wingdings 2", 0xA3, U'☐' },
		{ "Wingdings", 0xFE, U'☑' },
		{ "Wingdings", 0xFD, U'☒' },
		{ "Wingdings", 0xFC, U'√' },
		{ "Wingdings", 0xFB, U'×' },
		{ "Wingdings", 0xA8, U'☐' },
		{ "Wingdings", 0x6F, U'☐' },
		{ "Wingdings", 0x71, U'☐' },
		{ "Wingdings", 0x6C, U'●' },
		{ "Wingdings", 0x6E, U'■' },
		{ "Wingdings", 0x75, U'◆' },
		{ "Wingdings", 0xAB, U'★' },
		{ "Symbol", 0xD6, U'√' },
		{ "Symbol", 0xB4, U'×' },
		{ "Symbol", 0xA3, U'≤' },
		{ "Symbol", 0xB3, U'≥' },
		{ "Symbol", 0xB0, U'°' },
		{ "Symbol", 0xB1, U'±' },
	};

	if (!text_starts(font, T("Wingdings")) && !text_starts(font, T("Symbol")) &&
	    !text_starts(font, T("Webdings")))
		return c;
	if (c >= 0xF000 && c <= 0xF0FF) /* where Word keeps the signs of such fonts */
		c -= 0xF000;
	if (c == 0x20 || c > 0xFF)
		return c;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].from == c && text_eq(font, text_of(signs[i].font)))
			return signs[i].to;
	/* ① to ⑩, white and black. */
	if (text_eq(font, T("Wingdings")) && c >= 0x81 && c <= 0x8A)
		return U'①' + c - 0x81;
	if (text_eq(font, T("Wingdings")) && c >= 0x8C && c <= 0x95)
		return U'①' + c - 0x8C;
	return text_starts(font, T("Symbol")) && c < 0x7F ? c : U'·';
}
