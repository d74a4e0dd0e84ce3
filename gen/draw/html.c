/* SPDX-License-Identifier: MIT */
/*
 * Pages from templates. A set of templates is an array sorted by name, so a partial is found by a
 * binary search and any number of threads may draw at once: compiled templates and values are read
 * only. A site changes the look of a page by a file of the same name in its _templates/; one that
 * does not compile stops the build with its name and line, because half a site is worse than
 * yesterday's.
 */
#include "lihui/html.h"

#include <stdlib.h>

#include "lihui/arena.h"
#include "lihui/asset.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "lihui/mustache.h"

struct template
{
	struct text name; /* "web/unit" */
	struct mustache *program;
};

struct templates {
	struct arena *arena;
	struct template *v;
	size_t n, room;
	uint64_t hash;
};

/* The site's own file of that name, whole; *own tells whether there is one. */
static bool
own_file(const struct site *s, struct arena *a, struct text name, struct text *bytes, bool *own,
    struct err *e)
{
	struct text path = path_join(a, s->root, path_join(a, T("_templates"), name));
	struct file_stat stat;
	struct buf b = BUF_INIT;

	*own = false;
	if (!file_stat(path.p, &stat, e))
		return false;
	if (!stat.exists || stat.is_dir)
		return true;
	*own = true;
	bool good = file_read(path.p, &b, e);

	*bytes = text_copy(a, buf_view(&b));
	buf_release(&b);
	return good;
}

/*
 * The font inside a style sheet, for vertical pages: a font of its own file arrives after the first
 * drawing and moves the whole page; preloading it is refused for file:// by WebKit. A sheet is
 * waited for, so nothing moves. Chinese pages, which need it for one word, keep to the smaller
 * file.
 */
static void
font_sheet(struct text font, struct buf *out)
{
	static const char digit[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	buf_str(out, "@font-face{font-family:MN;src:url(data:font/woff2;base64,");
	for (size_t i = 0; i < font.n; i += 3) {
		unsigned v = 0;

		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (i + k < font.n ? (unsigned char)font.p[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			buf_char(out, i + k > font.n ? '=' : digit[v >> (18 - 6 * k) & 63]);
	}
	buf_str(out,
	    ") format(\"woff2\");ascent-override:118%;descent-override:2%;line-gap-override:0%}\n");
}

static bool
font_asset(const struct site *s, struct arena *a, struct text *bytes, struct err *e)
{
	struct buf b = BUF_INIT;
	struct text font;

	if (!html_asset(s, a, T("font/mongolian.woff2"), &font, e))
		return false;
	font_sheet(font, &b);
	*bytes = text_copy(a, buf_view(&b));
	buf_release(&b);
	return true;
}

bool
html_asset(
    const struct site *s, struct arena *a, struct text name, struct text *bytes, struct err *e)
{
	bool own;

	if (text_eq(name, T(HTML_FONT_SHEET)))
		return font_asset(s, a, bytes, e);
	if (!own_file(s, a, name, bytes, &own, e))
		return false;
	if (own || asset_get(name, bytes))
		return true;
	return err_machine(e, "%s: %.*s", SAY("程序里没有这个文件", "no such file in the program"),
	    TEXT_ARG(name));
}

static bool
template_add(struct templates *t, const struct site *s, struct text file, struct err *e)
{
	struct text source, name = text_copy(t->arena, path_stem(file));
	struct template *x;

	if (!html_asset(s, t->arena, file, &source, e))
		return false;
	struct mustache *program = mustache_compile(source, file, e);

	if (!program)
		return false;
	x = ARENA_PUSH(t->arena, t);
	*x = (struct template){ name, program };
	t->hash = t->hash * 1099511628211u ^ hash64(name) ^ (hash64(source) << 1);
	return true;
}

static int
by_name(const void *x, const void *y)
{
	return text_cmp(((const struct template *)x)->name, ((const struct template *)y)->name);
}

struct templates *
templates_open(const struct site *s, struct err *e)
{
	struct templates *t = mem_alloc(sizeof *t);

	t->arena = arena_new();
	for (const struct asset *x = asset_table; x->name; x++) {
		struct text name = text_of(x->name);

		if (!text_starts(name, T("web/")) || !text_ends(name, T(".html")))
			continue;
		if (!template_add(t, s, name, e)) {
			templates_free(t);
			return NULL;
		}
	}
	qsort(t->v, t->n, sizeof *t->v, by_name);
	return t;
}

void
templates_free(struct templates *t)
{
	if (!t)
		return;
	for (size_t i = 0; i < t->n; i++)
		mustache_free(t->v[i].program);
	arena_free(t->arena);
	free(t);
}

uint64_t
templates_hash(const struct templates *t)
{
	return t->hash;
}

static const struct mustache *
find(void *context, struct text name)
{
	const struct templates *t = context;
	struct template key = { name, NULL };
	const struct template *found =
	    t->n ? bsearch(&key, t->v, t->n, sizeof *t->v, by_name) : NULL;

	return found ? found->program : NULL;
}

bool
html_page(const struct templates *t, const struct value *common, const struct value *page,
    struct buf *out, struct err *e)
{
	const struct value *name = value_get(page, T("template"));
	const struct value *contexts[] = { common, page };
	const struct mustache *m = name ? find((void *)t, name->text) : NULL;

	if (!m)
		return err_machine(e, "%s: %.*s", SAY("没有这个网页模板", "no such template"),
		    name ? (int)name->text.n : 0, name ? name->text.p : "");
	return mustache_run(m, contexts, 2, find, (void *)t, out, e);
}
