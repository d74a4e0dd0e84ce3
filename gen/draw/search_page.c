/* SPDX-License-Identifier: MIT */
/* A page as the search index keeps it: what a hit shows, as the JSON that goes into a shard, and
 * its tokens, each once, a line each. */
#include <stdlib.h>

#include "base/xml_clean.h"
#include "draw/search_index.h"
#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "lihui/utf8.h"

#define DAY_ZERO       10957 /* 2000-01-01 in days since 1970 */
#define SUMMARY_LENGTH 160   /* characters */
#define TEXT_LENGTH    8000  /* what stands behind is found, but its sentence is not shown */

struct search_cutter {
	struct token_set tokens;
	struct buf out, line;
};

struct search_cutter *
search_cutter_new(void)
{
	struct search_cutter *c = mem_alloc(sizeof *c);

	token_set_init(&c->tokens);
	c->out = c->line = (struct buf)BUF_INIT;
	return c;
}

void
search_cutter_free(struct search_cutter *c)
{
	token_set_release(&c->tokens);
	buf_release(&c->out);
	buf_release(&c->line);
	free(c);
}

static struct text
cut_tokens(struct search_cutter *c, struct arena *a, const struct search_entry *s)
{
	token_set_clear(&c->tokens);
	token_cut(&c->tokens, s->title, true);
	token_cut(&c->tokens, s->summary, true);
	token_cut(&c->tokens, s->label, false);
	token_cut(&c->tokens, s->body, false);
	buf_clear(&c->out);
	for (size_t i = 0; i < c->tokens.list.n; i++) {
		buf_text(&c->out, c->tokens.list.v[i]);
		buf_char(&c->out, '\n');
	}
	return text_copy(a, buf_view(&c->out));
}

/* t without breaks, cut to so many characters, as a member of the array. */
static void
put_member(struct search_cutter *c, struct text t, size_t most)
{
	buf_clear(&c->line);
	clean_line(&c->line, t);
	size_t end = utf8_offset(buf_view(&c->line), most);
	if (end < c->line.n) {
		c->line.n = end;
		buf_str(&c->line, "…");
	}
	buf_char(&c->out, c->out.n == 0 ? '[' : ',');
	buf_json(&c->out, buf_view(&c->line));
}

/* The lines of the body, but for those that a hit shows anyway. */
static void
put_lines(struct search_cutter *c, const struct search_entry *s)
{
	struct text rest = text_cut(s->body, 0, utf8_offset(s->body, TEXT_LENGTH)), line;

	buf_clear(&c->line);
	while (text_line(&rest, &line)) {
		size_t start = c->line.n;
		line = text_trim(line);
		if (line.n == 0 || text_eq(line, s->title) || text_eq(line, s->summary))
			continue;
		if (start > 0)
			buf_char(&c->line, '\n');
		clean_line(&c->line, line);
	}
	buf_char(&c->out, ',');
	buf_json(&c->out, buf_view(&c->line));
}

static struct text
tell_shown(struct search_cutter *c, struct arena *a, const struct search_entry *s)
{
	const struct text fields[] = { s->title, s->summary, s->label, s->day, s->sign, s->mark,
		s->mark_class };

	buf_clear(&c->out);
	put_member(c, path_url(a, s->address), SIZE_MAX);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		put_member(c, fields[i], SUMMARY_LENGTH);
	put_lines(c, s);
	if (s->rank == SEARCH_DUE)
		put_member(c, date_iso(a, s->date), SIZE_MAX);
	buf_char(&c->out, ']');
	return text_copy(a, buf_view(&c->out));
}

static uint64_t
page_id(const struct search_entry *s)
{
	int32_t day = date_is(s->date) ? date_days(s->date) - DAY_ZERO + 1 : 0;

	day = day < 0 ? 0 : day > DAY_MAX ? DAY_MAX : day;
	if (s->rank != SEARCH_DUE)
		day = DAY_MAX - day;
	return (uint64_t)s->rank << RANK_SHIFT | (uint64_t)day << ID_BITS |
	    hash64(s->address) >> (64 - ID_BITS);
}

void
search_pack(
    struct search_cutter *c, struct arena *a, const struct search_entry *s, struct search_row *out)
{
	*out = (struct search_row){ .lang = s->lang,
		.unit = s->unit,
		.problem = s->problem,
		.address = text_copy(a, s->address),
		.wish = page_id(s),
		.shown = tell_shown(c, a, s),
		.tokens = cut_tokens(c, a, s) };
}
