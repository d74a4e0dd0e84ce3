/* SPDX-License-Identifier: MIT */
/*
 * The style table: templates/sheet/styles.xml, over it a site's own rows. A row holds what it says
 * and takes the rest from the row it names (`as`), or from the row of the same name in Chinese; so
 * a site that wants larger type writes one attribute.
 */
#include "pdf/sheet_tree.h"

#include <stdlib.h>

#include "lihui/lang.h"

struct style_row {
	struct text name;
	enum lang lang;
	struct sheet_style style;
};

struct style_table {
	struct arena *arena;
	struct style_row *v;
	size_t n, room;
};

struct style_table *
style_table_new(void)
{
	struct style_table *t = mem_alloc(sizeof *t);

	t->arena = arena_new();
	return t;
}

void
style_table_free(struct style_table *t)
{
	if (!t)
		return;
	arena_free(t->arena);
	free(t);
}

static struct style_row *
row_of(const struct style_table *t, struct text name, enum lang l)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->v[i].lang == l && text_eq(t->v[i].name, name))
			return &t->v[i];
	return NULL;
}

const struct sheet_style *
style_find(const struct style_table *t, struct text name, enum lang l)
{
	const struct style_row *r = row_of(t, name, l);

	if (!r && l != LANG_ZH)
		r = row_of(t, name, LANG_ZH);
	return r ? &r->style : NULL;
}

/* song, hei, fang or kai, and bold where there is such a face. */
static bool
set_face(struct sheet_style *s, struct text face, struct text weight)
{
	static const char *const names[] = {
		[FACE_SONG] = "song", [FACE_HEI] = "hei", [FACE_FANG] = "fang", [FACE_KAI] = "kai"
	};
	enum face now = s->type.face;
	bool bold = now == FACE_SONG_BOLD || now == FACE_HEI_BOLD, good = face.n == 0;

	now = now == FACE_SONG_BOLD ? FACE_SONG : now == FACE_HEI_BOLD ? FACE_HEI : now;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i] && text_eq(face, text_of(names[i]))) {
			now = (enum face)i;
			good = true;
		}
	if (weight.n > 0) {
		bold = text_eq(weight, T("bold"));
		good = good && (bold || text_eq(weight, T("regular")));
	}
	s->type.face = !bold   ? now
	    : now == FACE_SONG ? FACE_SONG_BOLD
	    : now == FACE_HEI  ? FACE_HEI_BOLD
			       : now;
	return good;
}

/* Down a column Chinese stands upright a little smaller than the letters, and what lies smaller
 * still: so both look one size. */
static void
set_size(struct sheet_style *s, double size, enum lang l)
{
	s->type.size = (float)(l == LANG_MN ? size * 0.875 : size);
	s->type.mn_size = l == LANG_MN ? (float)size : 0;
	s->type.lying_size = l == LANG_MN ? (float)(size / 1.2) : 0;
}

static bool
set_align(struct sheet_style *s, struct text t)
{
	static const char *const names[] = { "start", "end", "centre", "spread", "justify",
		"outer" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (text_eq(t, text_of(names[i]))) {
			s->align = (enum align)i;
			return true;
		}
	return t.n == 0;
}

static bool
set_row(struct sheet_style *s, const struct sheet_node *n, enum lang l)
{
	double size = node_length(n, "size", 0);
	struct text tag = node_attribute(n, "tag");

	if (size > 0)
		set_size(s, size, l);
	s->lead = node_length(n, "lead", size > 0 ? size * 1.5 : s->lead);
	s->type.track = (float)node_length(n, "track", s->type.track);
	s->type.gap = (float)node_length(n, "gap", s->type.gap);
	s->pad = node_length(n, "pad", s->pad);
	s->tight = node_length(n, "tight", s->tight);
	s->before = node_length(n, "before", s->before);
	s->after = node_length(n, "after", s->after);
	s->block = node_length(n, "block", s->block);
	s->inline_size = node_length(n, "inline", s->inline_size);
	s->rule_before = node_length(n, "rule-before", s->rule_before);
	s->rule_after = node_length(n, "rule-after", s->rule_after);
	s->frame = node_length(n, "frame", s->frame);
	if (node_attribute(n, "mark").n > 0)
		s->mark = node_says(n, "mark", "hei") ? FACE_HEI : FACE_SONG;
	s->uprights = node_length(n, "uprights", s->uprights);
	s->inset = node_length(n, "inset", s->inset);
	s->indent = node_length(n, "indent", s->indent);
	s->hang = node_length(n, "hang", s->hang);
	s->lines = (int)node_length(n, "lines", s->lines);
	s->balance =
	    node_attribute(n, "balance").n > 0 ? node_says(n, "balance", "yes") : s->balance;
	if (node_attribute(n, "grid").n > 0) {
		s->grid = true;
		s->align = ALIGN_JUSTIFY;
		s->type.track = (float)(node_length(n, "grid", size) - s->type.size);
	}
	if (node_attribute(n, "colour").n > 0)
		s->red = node_says(n, "colour", "red");
	s->next = node_attribute(n, "next").n > 0 ? node_says(n, "next", "1") : s->next;
	if (tag.n > 0 && tag.n < sizeof s->tag) {
		memcpy(s->tag, tag.p, tag.n);
		s->tag[tag.n] = 0;
	}
	return set_face(s, node_attribute(n, "face"), node_attribute(n, "weight")) &&
	    set_align(s, node_attribute(n, "align")) && tag.n < sizeof s->tag;
}

static bool
add_row(struct style_table *t, const struct sheet_node *n, struct text name, struct err *e)
{
	struct text as = node_attribute(n, "as"), lang = node_attribute(n, "lang");
	enum lang l = LANG_ZH;
	struct sheet_style s = { .type = { .face = FACE_HEI, .size = 18 }, .lead = 27 };

	if (n->name.n == 0 || (lang.n > 0 && !lang_parse(lang, &l)))
		return err_usage(e, "%.*s:%d: %s", TEXT_ARG(name), n->line,
		    SAY("样式要有 name，lang 要是一种语言的代号",
			"a style has a name, and lang is the code of a language"));
	struct style_row *there = row_of(t, n->name, l);
	const struct sheet_style *base = as.n > 0 ? style_find(t, as, l)
	    : there                               ? &there->style
						  : style_find(t, n->name, LANG_ZH);
	if (as.n > 0 && !base)
		return err_usage(e, "%.*s:%d: %s %.*s", TEXT_ARG(name), n->line,
		    SAY("没有这个样式：", "no such style:"), TEXT_ARG(as));
	if (base)
		s = *base;
	if (!set_row(&s, n, l))
		return err_usage(e, "%.*s:%d: %s", TEXT_ARG(name), n->line,
		    SAY("face 可以是 song、hei、fang、kai，weight 是 regular、bold，align 是 "
			"start、end、centre、spread、justify、outer",
			"face is song, hei, fang or kai, weight regular or bold, align start, end, "
			"centre, spread, justify or outer"));
	if (!there) {
		there = ARENA_PUSH(t->arena, t);
		there->name = text_copy(t->arena, n->name);
		there->lang = l;
	}
	there->style = s;
	return true;
}

bool
style_table_add(
    struct style_table *t, const struct sheet_node *styles, struct text name, struct err *e)
{
	for (const struct sheet_node *n = styles->first; n; n = n->next)
		if (n->kind == NODE_STYLE && !add_row(t, n, name, e))
			return false;
	return true;
}
