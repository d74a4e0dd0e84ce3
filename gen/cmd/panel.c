/* SPDX-License-Identifier: MIT */
/*
 * The overlay of the preview. Findings are printed as in the terminal, masked there too; a page
 * shows its own first, and of the others how many there are.
 */
#include "cmd/panel.h"

#include "lihui/arena.h"
#include "lihui/secret.h"

struct panel_entry {
	struct text page; /* "gacha/a" of gacha/a.md */
	struct text said;
};

const char panel_css[] =
    ".lihui-serve { position: fixed; left: 0; right: 0; bottom: 0; max-height: 60vh; overflow: "
    "auto;"
    " z-index: 9999; margin: 0; padding: 8px 16px; background: #fff4ce; color: #000;"
    " border-top: 4px solid #b00020; font: 16px/1.5 sans-serif; writing-mode: horizontal-tb; }\n"
    ".lihui-serve pre { margin: 4px 0; white-space: pre-wrap; font: 14px/1.5 monospace; }\n"
    "@media print { .lihui-serve { display: none; } }\n";

void
panel_open(struct panel *p)
{
	pthread_mutex_init(&p->lock, NULL);
	p->arena = arena_new();
}

void
panel_close(struct panel *p)
{
	arena_free(p->arena);
	pthread_mutex_destroy(&p->lock);
}

static void
add_finding(struct panel *p, const struct cmd *c, const char *site, struct finding *f)
{
	struct panel_entry *entry = ARENA_PUSH(p->arena, p);
	struct buf b = BUF_INIT;

	diag_print(&b, &(struct finding_list){ f, 1, 1 }, DIAG_FORMAT_TEXT, c->lang, c->words,
	    where_prefix(p->arena, site));
	entry->page = text_copy(p->arena, text_cut(f->path, 0, f->path.n - path_ext(f->path).n));
	while (text_ends(entry->page, T(".")))
		entry->page.n--;
	entry->said = buf_take(p->arena, &b);
}

static void
hash_panel(const struct panel *p, struct buf *b)
{
	buf_text(b, p->failed);
	for (size_t i = 0; i < p->n; i++)
		buf_text(b, p->v[i].said);
}

bool
panel_set(struct panel *p, const struct cmd *c, const char *site, const struct build_report *r,
    const struct err *e)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	bool differs;

	pthread_mutex_lock(&p->lock);
	hash_panel(p, &before);
	p->failed = NO_TEXT;
	if (e) {
		p->failed = words_say(
		    p->arena, c->words, c->lang, "serve.failed", TEXTS(text_of(e->message)));
	} else {
		arena_clear(p->arena);
		p->v = NULL;
		p->n = p->room = 0;
		for (size_t i = 0; i < r->held_findings.n; i++)
			add_finding(p, c, site, &r->held_findings.v[i]);
		p->held = words_say(p->arena, c->words, c->lang, "serve.held",
		    TEXTS(text_fmt(p->arena, "%d", r->held)));
	}
	hash_panel(p, &after);
	pthread_mutex_unlock(&p->lock);
	differs = !text_eq(buf_view(&before), buf_view(&after));
	buf_release(&before);
	buf_release(&after);
	return differs;
}

static void
put_escaped(struct buf *out, struct text t)
{
	for (size_t i = 0; i < t.n; i++)
		if (t.p[i] == '<')
			buf_str(out, "&lt;");
		else if (t.p[i] == '&')
			buf_str(out, "&amp;");
		else
			buf_char(out, t.p[i]);
}

/* The document's page in any language. */
static bool
is_page(const struct panel_entry *entry, struct text address)
{
	size_t lang = text_find(address, T("/"), 0);

	address = text_cut(address, lang == SIZE_MAX ? 0 : lang + 1, address.n);
	return text_starts(address, entry->page) &&
	    text_eq(text_cut(address, entry->page.n, address.n), T(".html"));
}

void
panel_put(struct panel *p, struct text address, struct buf *out)
{
	size_t own = 0;

	while (text_starts(address, T("/")))
		address = text_cut(address, 1, address.n);
	pthread_mutex_lock(&p->lock);
	for (size_t i = 0; i < p->n; i++)
		own += is_page(&p->v[i], address);
	if (p->n > 0 || p->failed.n > 0)
		buf_str(out,
		    "<link rel=\"stylesheet\" href=\"/lihui-serve.css\">\n<div "
		    "class=\"lihui-serve\" lang=\"zh\">\n");
	if (p->failed.n > 0) {
		buf_str(out, "<pre>");
		put_escaped(out, p->failed);
		buf_str(out, "</pre>\n");
	}
	if (p->n > 0) {
		buf_fmt(out, "<details%s><summary>", own > 0 ? " open" : "");
		put_escaped(out, p->held);
		buf_str(out, "</summary>\n<pre>");
		for (size_t i = 0; i < p->n; i++)
			if (own == 0 || is_page(&p->v[i], address))
				put_escaped(out, p->v[i].said);
		buf_str(out, "</pre></details>\n");
	}
	if (p->n > 0 || p->failed.n > 0)
		buf_str(out, "</div>\n");
	pthread_mutex_unlock(&p->lock);
}
