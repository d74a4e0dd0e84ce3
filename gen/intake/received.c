/* SPDX-License-Identifier: MIT */
/*
 * The book of what came: _received/received.tsv, a line for each text in order of arrival. It is
 * what makes a second run change nothing (bytes that were placed are not placed again), what keeps
 * a number from being given twice when its matter was taken out of a later version, and what tells
 * late records from those that a printed report counted.
 */
#include "intake/intake.h"

#include "lihui/arena.h"
#include "lihui/file.h"

#define BOOK    "_received/received.tsv"
#define COLUMNS 10
#define HEAD    "sha256\treceived\tname\tnth\tunit\twhen\ttype\tpath\tproblems\ttasks\n"

static int
number_of(struct text t)
{
	int n = 0;

	return text_int(t, &n) ? n : 0;
}

static void
take_line(struct arena *a, struct text line, struct received *b)
{
	struct text cells[COLUMNS];
	struct received_row *r;

	for (size_t i = 0; i < COLUMNS; i++) {
		size_t tab = text_find(line, T("\t"), 0);
		cells[i] = text_cut(line, 0, tab);
		line = tab == SIZE_MAX ? NO_TEXT : text_cut(line, tab + 1, line.n);
	}
	if (cells[0].n != 64) /* the head, or a line somebody added */
		return;
	r = ARENA_PUSH(a, b);
	*r = (struct received_row){ cells[0], cells[1], cells[2], cells[4], cells[5], cells[6],
		cells[7], number_of(cells[3]), number_of(cells[8]), number_of(cells[9]) };
}

bool
received_load(struct arena *a, struct text root, struct received *b, struct err *e)
{
	struct text path = path_join(a, root, T(BOOK)), rest, line;
	struct file_stat st = { 0 };

	*b = (struct received){ 0 };
	if (!file_stat(path.p, &st, e))
		return false;
	if (!st.exists)
		return true;
	if (!file_text(a, path.p, &rest, e))
		return false;
	while (text_line(&rest, &line))
		take_line(a, line, b);
	b->before = b->n;
	return true;
}

bool
received_save(struct arena *a, struct text root, const struct received *b, struct err *e)
{
	struct buf out = BUF_INIT;
	bool ok;

	if (b->n == b->before)
		return true;
	buf_str(&out, HEAD);
	for (size_t i = 0; i < b->n; i++) {
		const struct received_row *r = &b->v[i];
		const struct text cells[] = { r->sha, r->received, r->name,
			text_fmt(a, "%d", r->nth), r->unit, r->when, r->type, r->path,
			text_fmt(a, "%d", r->problems) };
		for (size_t k = 0; k < COUNT(cells); k++) {
			/* Without the marks that part cells and lines. */
			for (size_t at = 0; at < cells[k].n; at++) {
				char c = cells[k].p[at];
				buf_char(&out, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
			}
			buf_char(&out, '\t');
		}
		buf_fmt(&out, "%d\n", r->tasks);
	}
	ok = file_write(path_join(a, root, T(BOOK)).p, buf_view(&out), NULL, e);
	buf_release(&out);
	return ok;
}

const struct received_row *
received_find(const struct received *b, struct text sha, size_t nth)
{
	for (size_t i = 0; i < b->before; i++)
		if (b->v[i].nth == (int)nth && text_eq(b->v[i].sha, sha))
			return &b->v[i];
	return NULL;
}

/* The first line of a record counts: what came again later did not make it late. */
static bool
is_first(const struct received *b, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (text_eq(b->v[k].unit, b->v[i].unit) && text_eq(b->v[k].when, b->v[i].when) &&
		    text_eq(b->v[k].type, b->v[i].type))
			return false;
	return true;
}

bool
receive_late(
    const struct site *s, struct arena *a, struct date until, struct late_list *out, struct err *e)
{
	struct received b;
	struct text day = date_iso(a, until);

	*out = (struct late_list){ 0 };
	if (!received_load(a, s->root, &b, e))
		return false;
	for (size_t i = 0; i < b.n; i++) {
		const struct received_row *r = &b.v[i];
		struct date when;
		const struct unit *u = site_unit(s, r->unit);
		if (text_eq(r->type, T("translation")) || text_eq(r->type, T("picture")))
			continue;
		if (!date_parse_iso(r->when, &when) || text_eq(r->type, T("draft")) ||
		    date_cmp(when, until) > 0 || text_cmp(r->received, day) <= 0 ||
		    !is_first(&b, i))
			continue;
		*ARENA_PUSH(a, out) =
		    (struct late){ u != NULL ? u->name : r->unit, r->when, r->received };
	}
	return true;
}
