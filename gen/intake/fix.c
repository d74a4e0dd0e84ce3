/* SPDX-License-Identifier: MIT */
/*
 * Edits are places in the decoded text, and are carried over to the bytes in whatever encoding they
 * are: what was typed is walked beside what was read of it. A file in which some bytes are no
 * character, or letters were composed, is named and left alone. The bytes are read again before
 * writing: when they are not those the edits were made for, somebody saved the file meanwhile, and
 * it is left alone too.
 */
#include "intake/edit.h"
#include "lihui/fix.h"

#include "lihui/arena.h"
#include "lihui/decode.h"
#include "lihui/file.h"
#include "lihui/hash.h"
#include "lihui/utf8.h"

/* --- what is certain --- */

/* Any line of three or more dashes of whatever width. */
static bool
is_fence(struct text line)
{
	static const char *const dashes[] = { "-", "－", "—", "–", "―", "‐" };
	size_t count = 0;

	line = text_trim(line);
	while (line.n > 0) {
		size_t i = 0, kinds = COUNT(dashes);
		while (i < kinds && !text_starts(line, text_of(dashes[i])))
			i++;
		if (i == kinds)
			return false;
		line = text_cut(line, strlen(dashes[i]), line.n);
		count++;
	}
	return count >= 3;
}

/* The fence above the head and the one below it, when both are there; the colons of the keys
 * between them. */
static void
fix_marks(const struct doc *d, struct edits *l)
{
	static const char colon[] = "：";
	struct text rest = d->text, line;
	size_t fences[2], lengths[2], n = 0, at = 0;

	while (n < 2 && text_line(&rest, &line)) {
		if (is_fence(line)) {
			fences[n] = at;
			lengths[n++] = line.n;
		} else if (n == 0 && text_trim(line).n > 0) {
			return;
		}
		at = (size_t)(rest.p - d->text.p);
	}
	if (n < 2)
		return;
	for (size_t i = 0; i < 2; i++)
		if (!text_eq(text_cut(d->text, fences[i], fences[i] + lengths[i]), T("---")))
			edit_add(l, fences[i], lengths[i], T("---"));
	for (int k = KEY_NONE + 1; k < KEY_COUNT; k++) {
		size_t end = d->at[k].at;
		if (d->at[k].n == 0 || end <= fences[0] || end >= fences[1])
			continue;
		while (end > 0 && (d->text.p[end - 1] == ' ' || d->text.p[end - 1] == '\t'))
			end--;
		if (end >= strlen(colon) &&
		    memcmp(d->text.p + end - strlen(colon), colon, strlen(colon)) == 0)
			edit_add(l, end - strlen(colon), strlen(colon),
			    d->at[k].at > end ? T(":") : T(": "));
	}
}

static bool
fix_numbers(struct store *s, const struct doc *d, struct edits *l, struct err *e)
{
	struct query q;

	if (d->held)
		return true;
	query_ask(s, &q,
	    "select 0, problem.place, problem.number from problem join document on document.id = "
	    "problem.document where document.address = ?1 and written = 0 and problem.place > 0 "
	    "union all "
	    "select 1, task.place, task.number from task join document on document.id = "
	    "task.document where document.address = ?1 and written = 0 order by 1, 2",
	    VALUES(V(d->address)), e);
	while (query_row(&q)) {
		bool task = query_int(&q, 0) == 1;
		size_t i = (size_t)query_int(&q, 1) - 1;
		struct text number =
		    number_cited(l->arena, query_text(&q, l->arena, 2), d->week.year);
		if (!task && i < d->problems.n && d->problems.v[i].at.n > 0)
			edit_problem(l, d, &d->problems.v[i], number);
		if (task && i < d->tasks.n && d->tasks.v[i].at.n > 0)
			edit_task(l, &d->tasks.v[i], number);
	}
	return query_end(&q);
}

/* --- carrying it out --- */

/* What was typed, and what was read of it, run in step but for what is read as nothing: a mark, a
 * sign without width. Not when letters were composed. */
static bool
in_step(struct text typed, struct text decoded)
{
	size_t k = 0;

	for (size_t i = 0; i < typed.n;) {
		uint32_t c = decode_next(typed, &i);
		if (c != 0 && (k >= decoded.n || utf8_next(decoded, &k) != c))
			return false;
	}
	return k == decoded.n;
}

/* With the line ends of the file. */
static void
put_insert(struct buf *out, struct text insert, struct text line_end)
{
	for (size_t i = 0; i < insert.n; i++)
		buf_text(out, insert.p[i] == '\n' ? line_end : text_cut(insert, i, i + 1));
}

/* Walks what was typed and what was read together; edits are sorted. What is read as nothing stays
 * with the character before it. */
static void
apply(struct text typed, struct text decoded, const struct edits *l, struct buf *out)
{
	struct text line_end = text_has(typed, T("\r\n")) ? T("\r\n")
	    : text_has(typed, T("\r"))                    ? T("\r")
							  : T("\n");
	size_t i = 0, k = 0, next = 0, until = 0;

	while (i < typed.n) {
		size_t from = i;
		if (decode_next(typed, &i) == 0) {
			buf_text(out, text_cut(typed, from, i));
			continue;
		}
		for (; next < l->n && l->v[next].at <= k; next++) {
			put_insert(out, l->v[next].insert, line_end);
			until = l->v[next].at + l->v[next].remove;
		}
		if (k >= until)
			buf_text(out, text_cut(typed, from, i));
		utf8_next(decoded, &k);
	}
	for (; next < l->n; next++)
		put_insert(out, l->v[next].insert, line_end);
}

/* False when it cannot be done without touching more than the edits. */
static bool
edit_bytes(struct text bytes, struct text decoded, struct edits *l, struct buf *out)
{
	struct buf typed = BUF_INIT, changed = BUF_INIT, back = BUF_INIT;
	const char *encoding = decode_open(bytes, &typed);
	bool ok = encoding != NULL && in_step(buf_view(&typed), decoded) &&
	    decode_close(buf_view(&typed), encoding, &back) && text_eq(buf_view(&back), bytes);

	if (ok) {
		edit_sort(l);
		apply(buf_view(&typed), decoded, l, &changed);
		ok = decode_close(buf_view(&changed), encoding, out);
	}
	buf_release(&typed);
	buf_release(&changed);
	buf_release(&back);
	return ok;
}

static bool
write_edits(const struct site *site, struct text path, struct text decoded, struct edits *l,
    struct arena *a, struct fix_report *r, struct err *e)
{
	struct text whole = path_join(a, site->root, path);
	struct buf bytes = BUF_INIT, out = BUF_INIT, again = BUF_INIT;
	bool ok = file_read(whole.p, &bytes, e);

	if (ok && !edit_bytes(buf_view(&bytes), decoded, l, &out)) {
		text_list_add(a, &r->foreign, text_copy(a, path));
	} else if (ok) {
		ok = file_read(whole.p, &again, e);
		if (ok && !text_eq(buf_view(&again), buf_view(&bytes)))
			text_list_add(a, &r->changed, text_copy(a, path));
		else if (ok && (ok = file_write(whole.p, buf_view(&out), NULL, e)))
			text_list_add(a, &r->fixed, text_copy(a, path));
	}
	buf_release(&bytes);
	buf_release(&out);
	buf_release(&again);
	return ok;
}

/*
 * A translation without 译自 gets the hash of the original as it will be after this run, so the
 * original is mended first. It is read as bytes: its front matter is found by its first fence,
 * under which the line goes.
 */
static bool
fix_version(const struct site *site, const struct source *f, const struct version *v,
    struct arena *a, struct fix_report *r, struct err *e)
{
	struct text whole = path_join(a, site->root, v->path), line, rest, text;
	struct buf b = BUF_INIT;
	struct edits l = { .arena = a };
	struct diag_sink sink = { 0 };
	struct doc *d;
	bool ok;

	if ((v->kind != VERSION_TEXT && v->kind != VERSION_SUMMARY) || v->hash.n > 0)
		return true;
	ok = file_read(whole.p, &b, e);
	sink.arena = a;
	text = decode_text(a, buf_view(&b), &sink);
	buf_release(&b);
	if (!ok)
		return false;
	rest = text;
	if (!text_line(&rest, &line) || !text_eq(line, T("---")))
		return true;
	d = doc_read(site, f, e);
	if (d == NULL)
		return false;
	edit_add(&l, (size_t)(rest.p - text.p), 0, text_fmt(a, "译自: %.*s\n", TEXT_ARG(d->hash)));
	doc_free(d);
	return write_edits(site, v->path, text, &l, a, r, e);
}

bool
fix_document(struct store *s, const struct site *site, const struct source *f, struct arena *a,
    struct fix_report *r, struct err *e)
{
	struct edits l = { .arena = a };
	struct doc *d = doc_read(site, f, e);
	bool ok = d != NULL;

	if (!ok)
		return false;
	fix_marks(d, &l);
	/* A record without 周次 gets the ISO week of its date. */
	if (doc_is_weekly(d) && !d->has[KEY_WEEK] && d->has[KEY_DATE] && !d->held)
		edit_week(&l, d);
	ok = fix_numbers(s, d, &l, e) &&
	    (l.n == 0 || write_edits(site, d->path, d->text, &l, a, r, e));
	for (size_t i = 0; ok && i < d->versions.n; i++)
		ok = fix_version(site, f, &d->versions.v[i], a, r, e);
	doc_free(d);
	return ok;
}
