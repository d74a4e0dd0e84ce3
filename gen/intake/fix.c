/* SPDX-License-Identifier: MIT */
/*
 * Edits are places in the decoded text. They can be carried over to the bytes only when decoding
 * changed nothing but the byte order mark and line ends, so files in GBK or UTF-16 are named and
 * left alone. The bytes are read again before writing: when they are not those the edits were made
 * for, somebody saved the file meanwhile, and it is left alone too.
 */
#include "intake/edit.h"
#include "lihui/fix.h"

#include "lihui/arena.h"
#include "lihui/file.h"
#include "lihui/hash.h"

/* --- what is certain --- */

/* A record without 周次 gets the ISO week of its date. */
static void
fix_week(const struct doc *d, struct edits *l)
{
	if (doc_is_weekly(d) && !d->has[KEY_WEEK] && d->has[KEY_DATE] && !d->held)
		edit_week(l, d);
}

/* Any line of three or more dashes of whatever width. */
static bool
is_fence(struct text line)
{
	static const char *const dashes[] = { "-", "－", "—", "–", "―", "‐" };
	size_t count = 0;

	line = text_trim(line);
	while (line.n > 0) {
		size_t i = 0, kinds = sizeof dashes / sizeof *dashes;
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
	query_start(s, &q,
	    "select 0, problem.place, problem.number from problem join document on document.id = "
	    "problem.document where document.address = ?1 and written = 0 union all "
	    "select 1, task.place, task.number from task join document on document.id = "
	    "task.document where document.address = ?1 and written = 0 order by 1, 2",
	    e);
	query_bind_text(&q, 1, d->address);
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

/* The bytes as decode_text sees them when they are UTF-8: without mark, LF. Places in the result
 * and in the bytes run in step. */
static bool
is_plain(struct text bytes, struct text decoded)
{
	size_t i = text_starts(bytes, T("\xEF\xBB\xBF")) ? 3 : 0, k = 0;

	for (; i < bytes.n; i++) {
		if (bytes.p[i] == '\r' && i + 1 < bytes.n && bytes.p[i + 1] == '\n')
			continue;
		if (k >= decoded.n || decoded.p[k] != bytes.p[i])
			return false;
		k++;
	}
	return k == decoded.n;
}

static void
put_insert(struct buf *out, struct text insert, bool crlf)
{
	for (size_t i = 0; i < insert.n; i++) {
		if (insert.p[i] == '\n' && crlf)
			buf_char(out, '\r');
		buf_char(out, insert.p[i]);
	}
}

/* Walks bytes and decoded places together; edits are sorted. */
static void
apply(struct text bytes, const struct edits *l, struct buf *out)
{
	bool crlf = text_has(bytes, T("\r\n"));
	size_t i = text_starts(bytes, T("\xEF\xBB\xBF")) ? 3 : 0, k = 0, next = 0, skip = 0;

	buf_put(out, bytes.p, i);
	for (;; i++) {
		bool at_end = i >= bytes.n;
		while (next < l->n && l->v[next].at <= k && (at_end || l->v[next].at == k)) {
			put_insert(out, l->v[next].insert, crlf);
			skip = l->v[next++].remove;
		}
		if (at_end)
			break;
		if (bytes.p[i] == '\r' && i + 1 < bytes.n && bytes.p[i + 1] == '\n') {
			/* An insertion before the line end stands before both its bytes. */
			while (next < l->n && l->v[next].at == k) {
				put_insert(out, l->v[next].insert, crlf);
				skip = l->v[next++].remove;
			}
			buf_char(out, '\r');
			i++;
		}
		if (skip > 0)
			skip--;
		else
			buf_char(out, bytes.p[i]);
		k++;
	}
}

static bool
write_edits(const struct site *site, struct text path, struct text decoded, struct edits *l,
    struct arena *a, struct fix_report *r, struct err *e)
{
	struct text whole = path_join(a, site->root, path);
	struct buf bytes = BUF_INIT, out = BUF_INIT, again = BUF_INIT;
	bool ok = file_read(whole.p, &bytes, e);

	if (ok && !is_plain(buf_view(&bytes), decoded)) {
		text_list_add(a, &r->foreign, text_copy(a, path));
	} else if (ok) {
		edit_sort(l);
		apply(buf_view(&bytes), l, &out);
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
	struct doc *d;
	bool ok;

	if ((v->kind != VERSION_TEXT && v->kind != VERSION_SUMMARY) || v->hash.n > 0)
		return true;
	ok = file_read(whole.p, &b, e);
	text = text_copy(a, buf_view(&b));
	buf_release(&b);
	if (!ok || text_starts(text, T("\xEF\xBB\xBF")) || text_has(text, T("\r")))
		return ok;
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
	fix_week(d, &l);
	ok = fix_numbers(s, d, &l, e) &&
	    (l.n == 0 || write_edits(site, d->path, d->text, &l, a, r, e));
	for (size_t i = 0; ok && i < d->versions.n; i++)
		ok = fix_version(site, f, &d->versions.v[i], a, r, e);
	doc_free(d);
	return ok;
}
