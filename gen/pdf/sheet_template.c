/* SPDX-License-Identifier: MIT */
/*
 * A sheet from its template: the value runs through Mustache, the XML is read, each side is set.
 *
 * Templates are those of templates/sheet/, a site's own of _templates/sheet/ before them, compiled
 * once with the fonts and shared by threads. They are looked through when they are opened, with the
 * tags taken out: a word that is not in the vocabulary stops the build with its line, because the
 * XML of a sheet has other lines than its template.
 */
#include "pdf/sheet_tree.h"

#include <stdlib.h>

#include "lihui/asset.h"
#include "lihui/html.h"
#include "lihui/mustache.h"
#include "lihui/utf8.h"

struct sheet_template {
	struct text name; /* "handout" */
	struct mustache *program;
};

struct sheet_templates {
	struct arena *arena;
	struct style_table *styles;
	struct {
		struct sheet_template *v;
		size_t n, room;
	} list;
};

/* --- opening --- */

/* Tags become nothing inside elements; a line stays a line. */
static struct text
without_tags(struct arena *a, struct text t)
{
	char *to = arena_bytes(a, t.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < t.n; i++) {
		if (!text_starts(text_cut(t, i, t.n), T("{{"))) {
			to[n++] = t.p[i];
			continue;
		}
		size_t end = text_find(t, T("}}"), i);
		for (end = end == SIZE_MAX ? t.n : end + 2; i < end; i++)
			if (t.p[i] == '\n')
				to[n++] = '\n';
		i--;
	}
	return (struct text){ to, n };
}

/* An own row of the sheet's for itself stands in a `styles` element of it. */
static bool
add_styles(
    struct sheet_templates *t, const struct sheet_node *root, struct text name, struct err *e)
{
	for (struct sheet_node *n = (struct sheet_node *)root; n; n = node_walk(root, n))
		if (n->kind == NODE_STYLES && !style_table_add(t->styles, n, name, e))
			return false;
	return true;
}

static bool
names_styles(
    const struct sheet_templates *t, const struct sheet_node *root, struct text name, struct err *e)
{
	for (struct sheet_node *n = (struct sheet_node *)root; n; n = node_walk(root, n)) {
		struct text rest = node_attribute(n, "style"), word;

		while (list_next(&rest, &word))
			if (!style_find(t->styles, word, LANG_ZH))
				return err_usage(e, "%.*s:%d: %s %.*s", TEXT_ARG(name), n->line,
				    SAY("没有这个样式：", "no such style:"), TEXT_ARG(word));
	}
	return true;
}

static bool
add_template(struct sheet_templates *t, const struct site *s, struct text file, struct err *e)
{
	struct text source, stem = path_stem(file);
	struct sheet_node *root;

	if (!html_asset(s, t->arena, file, &source, e))
		return false;
	root = sheet_parse(t->arena, without_tags(t->arena, source), file, e);
	if (!root || !add_styles(t, root, file, e) || !names_styles(t, root, file, e))
		return false;
	struct mustache *program = mustache_compile(source, file, e);

	if (!program)
		return false;
	*ARENA_PUSH(t->arena, &t->list) =
	    (struct sheet_template){ text_copy(t->arena, text_cut(stem, strlen("sheet/"), stem.n)),
		    program };
	return true;
}

/* The built-in rows, then those of the site that differ. */
static bool
open_styles(struct sheet_templates *t, const struct site *s, struct err *e)
{
	const struct text name = T("sheet/styles.xml");
	struct text built_in, own;

	if (!asset_get(name, &built_in) || !html_asset(s, t->arena, name, &own, e))
		return e->kind != ERR_NONE ? false : err_machine(e, "%s", name.p);
	for (int i = 0; i < (own.p == built_in.p ? 1 : 2); i++) {
		struct sheet_node *root = sheet_parse(t->arena, i ? own : built_in, name, e);
		if (!root || !style_table_add(t->styles, root, name, e))
			return false;
	}
	return true;
}

struct sheet_templates *
sheet_templates_open(const struct site *s, struct err *e)
{
	struct sheet_templates *t = mem_alloc(sizeof *t);

	t->arena = arena_new();
	t->styles = style_table_new();
	bool good = open_styles(t, s, e);

	for (const struct asset *x = asset_table; good && x->name; x++) {
		struct text name = text_of(x->name);
		if (text_starts(name, T("sheet/")) && text_ends(name, T(".xml")) &&
		    !text_eq(name, T("sheet/styles.xml")))
			good = add_template(t, s, name, e);
	}
	if (good)
		return t;
	sheet_templates_free(t);
	return NULL;
}

void
sheet_templates_free(struct sheet_templates *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < t->list.n; i++)
		mustache_free(t->list.v[i].program);
	style_table_free(t->styles);
	arena_free(t->arena);
	free(t);
}

/* --- one sheet --- */

/* XML has no word for most control characters, nor for U+FFFE and U+FFFF. */
static struct text
sound_xml(struct arena *a, struct text t)
{
	for (size_t i = 0; i < t.n; i++) {
		unsigned char c = (unsigned char)t.p[i];
		bool control = c < 0x20 && c != '\n' && c != '\t' && c != '\r';
		if (!control &&
		    !(c == 0xEF && text_cut(t, i, i + 3).n == 3 &&
			(unsigned char)t.p[i + 1] == 0xBF && (unsigned char)t.p[i + 2] >= 0xBE))
			continue;
		char *to = arena_bytes(a, t.n + 1);
		memcpy(to, t.p, t.n);
		for (size_t k = i; k < t.n; k++) {
			c = (unsigned char)to[k];
			if (c < 0x20 && c != '\n' && c != '\t' && c != '\r')
				to[k] = ' ';
			if (c == 0xEF && k + 2 < t.n && (unsigned char)to[k + 1] == 0xBF &&
			    (unsigned char)to[k + 2] >= 0xBE)
				to[k + 2] = (char)0xBD; /* the sign for what cannot be said */
		}
		return (struct text){ to, t.n };
	}
	return t;
}

static struct sheet_node *
table_of(struct sheet_node *n)
{
	while (n && n->kind != NODE_TABLE)
		n = n->parent;
	return n;
}

/* Styles by their names, limits of lines; the persons that stand at ends. */
static bool
resolve(struct sheet_setting *s, const struct style_table *styles, struct sheet_node *root,
    struct text name, struct err *e)
{
	for (struct sheet_node *n = root; n; n = node_walk(root, n)) {
		struct text rest = node_attribute(n, "style"), word;
		bool foot = n->kind == NODE_BAND && node_says(n, "at", "foot");

		n->lang = foot ? LANG_ZH : n->parent && n != root ? n->parent->lang : s->lang;
		if (n->kind == NODE_TEXT)
			(void)lang_parse(node_attribute(n, "lang"), &n->lang);
		while (n->nstyles < STYLES_MOST && list_next(&rest, &word)) {
			n->styles[n->nstyles] = style_find(styles, word, n->lang);
			if (!n->styles[n->nstyles++])
				return err_usage(e, "%.*s: %s %.*s", TEXT_ARG(name),
				    SAY("没有这个样式：", "no such style:"), TEXT_ARG(word));
		}
		struct sheet_node *table = n->kind == NODE_TEXT ? table_of(n) : NULL;
		n->inherits = table && n->nstyles == 0 && n->parent->kind == NODE_CELL;
		if (n->inherits)
			n->styles[n->nstyles++] = table->styles[0];
		if (n->nstyles == 0 && n->kind == NODE_TABLE)
			n->styles[n->nstyles++] = style_find(styles, T("t"), n->lang);
		if (n->nstyles == 0 &&
		    (n->kind == NODE_TEXT || n->kind == NODE_SIGN || n->kind == NODE_WRITE)) {
			n->styles[n->nstyles++] = n->parent->kind == NODE_TEXT
			    ? n->parent->style
			    : style_find(
				  styles, n->kind == NODE_WRITE ? T("label") : T("t"), n->lang);
		}
		n->style = n->styles[0];
		int most = 0;
		if (n->kind == NODE_TEXT && text_int(node_attribute(n, "lines"), &most)) {
			n->most = most;
			n->dots = true;
		}
		if (n->kind == NODE_TEXT && node_says(n, "put", "end") &&
		    n->parent->kind == NODE_TEXT)
			n->parent->end = n->first ? n : NULL;
	}
	return true;
}

/* scale: the last one for what is beyond the list; margins: other. */
static double
list_number(struct text list, int at, bool last, double other)
{
	struct text word = NO_TEXT;

	for (int i = 0; i <= at; i++) {
		struct text next;
		if (!list_next(&list, &next))
			return last ? length_of(word, other) : other;
		word = next;
	}
	return length_of(word, other);
}

/* margin="block inline", or these at the start and at the end: of each scale its own pair, parted
 * by ";". */
static void
set_area(struct sheet_setting *s, int at)
{
	bool a3 = node_says(s->root, "paper", "a3");
	struct text margins = node_attribute(s->side, "margin");
	size_t semi;

	margins = margins.n > 0 ? margins : node_attribute(s->root, "margin");
	for (int i = 0; i < at && (semi = text_find(margins, T(";"), 0)) != SIZE_MAX; i++)
		margins = text_cut(margins, semi + 1, margins.n);
	if ((semi = text_find(margins, T(";"), 0)) != SIZE_MAX)
		margins = text_cut(margins, 0, semi);
	s->scale = list_number(node_attribute(s->root, "scale"), at, true, 1);
	s->paper_width = a3 ? A3_WIDTH : A4_WIDTH;
	s->paper_height = a3 ? A3_HEIGHT : A4_HEIGHT;
	s->y = list_number(margins, 0, false, 42.945) / s->scale;
	s->x = list_number(margins, 1, false, 45.638) / s->scale;
	s->width = s->paper_width / s->scale - s->x -
	    list_number(margins, 3, false, s->x * s->scale) / s->scale;
	s->height = s->paper_height / s->scale - s->y -
	    list_number(margins, 2, false, s->y * s->scale) / s->scale;
}

static int
scales_of(const struct sheet_node *root)
{
	struct text rest = node_attribute(root, "scale"), word;
	int n = 0;

	while (list_next(&rest, &word))
		n++;
	return n > 0 ? n : 1;
}

/* Did a table need smaller type? On a larger area it would not. */
static bool
is_small(const struct sheet_setting *s)
{
	for (size_t i = 0; i < s->items.n; i++)
		if (s->items.v[i]->kind == NODE_TABLE && s->items.v[i]->cut)
			return true;
	return false;
}

/* The largest scale at which all fits with no step but tight; else the last, shortened. */
static void
fit_side(struct sheet_setting *s)
{
	int n = scales_of(s->root);

	for (int i = 0; i < n; i++) {
		set_area(s, i);
		sheet_lay_side(s);
		if (i + 1 == n || ((sheet_place(s, &s->placed) || sheet_tight(s)) && !is_small(s)))
			break;
		sheet_set_tight(s, false);
	}
	sheet_fit(s);
	(void)sheet_place(s, &s->placed);
}

static const struct sheet_template *
find(const struct sheet_templates *t, struct text name)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (text_eq(t->list.v[i].name, name))
			return &t->list.v[i];
	return NULL;
}

static struct sheet_node *
fit_of(struct sheet_node *n)
{
	for (n = n->first; n; n = n->next)
		if (n->kind == NODE_FIT)
			return n;
	return NULL;
}

/* A side's own steps and number of sides, else the sheet's. */
static bool
begin_side(struct sheet_setting *s, const struct sheet_templates *t, struct sheet_node *side,
    struct text name, struct err *e)
{
	struct text sides = node_attribute(side, "sides");
	struct draw *d = s->d;

	s->side = side;
	s->lang = LANG_ZH;
	(void)lang_parse(node_attribute(side, "lang"), &s->lang);
	s->vertical = lang_is_down(s->lang);
	s->fit = fit_of(side) ? fit_of(side) : fit_of(s->root);
	sides = sides.n > 0 ? sides : node_attribute(s->root, "sides");
	if (!text_int(sides, &s->pages_most))
		s->pages_most = text_eq(sides, T("many")) ? SHEET_PAGES : 1;
	d->lang = s->lang;
	return resolve(s, t->styles, side, name, e);
}

/* All sides are set before the first is drawn: it may say how many pages there are. */
static bool
set_sides(struct draw *d, const struct sheet_templates *t, struct sheet_node *root,
    struct text name, struct err *e)
{
	struct {
		struct sheet_setting **v;
		size_t n, room;
	} sides = { 0 };
	int pages = 0;

	for (struct sheet_node *n = root->first; n; n = n->next) {
		if (n->kind != NODE_SIDE)
			continue;
		struct sheet_setting *s = ARENA_NEW(d->a, struct sheet_setting);

		*s = (struct sheet_setting){
			.d = d, .styles = t->styles, .root = root, .pages_before = pages
		};
		if (!begin_side(s, t, n, name, e))
			return false;
		fit_side(s);
		pages += s->placed.pages;
		*ARENA_PUSH(d->a, &sides) = s;
	}
	for (size_t i = 0; i < sides.n; i++) {
		struct sheet_setting *s = sides.v[i];

		s->pages_all = pages;
		d->lang = s->lang;
		sheet_paint(s);
	}
	return true;
}

bool
sheet_from_template(struct draw *d, const struct sheet_templates *t, struct err *e)
{
	const struct sheet_template *x = find(t, d->sheet->template);
	struct buf xml = BUF_INIT;
	bool good = x != NULL ||
	    err_machine(e, "%s: %.*s", SAY("没有这个模板", "no such template"),
		TEXT_ARG(d->sheet->template));

	good = good &&
	    mustache_run(x->program, (const struct value *const[]){ d->sheet->value }, 1, NULL,
		NULL, &xml, e);
	struct sheet_node *root = good
	    ? sheet_parse(d->a, sound_xml(d->a, text_copy(d->a, buf_view(&xml))), x->name, e)
	    : NULL;

	buf_release(&xml);
	return root && set_sides(d, t, root, x->name, e);
}
